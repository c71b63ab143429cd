import { Injectable } from '@nestjs/common';
import { danskMidnat, dato, plusDage, visBeloeb, kr, type Lokaldato } from '#app/kernel';
import type { Tx } from '#app/platform';
import type { Regime } from '#app/krav';

/** A year's interest by what became of it. Kroner as text; all but `rest` count what has its date in the year. */
interface Rentetal {
  /** Charged in the year, less what was corrected. */
  readonly tilskrevet: string;
  /** Cleared in the year, less what was undone. */
  readonly betalt: string;
  readonly afskrevet: string;
  /** Annulled or taken off otherwise. */
  readonly bortfaldet: string;
  /** Interest owed on 31 December. */
  readonly rest: string;
}

/** A debtor's year under one law. */
export interface Renteopgoerelse extends Rentetal {
  readonly forretningspartnerId: string; readonly aar: number; readonly regime: Regime;
  /** Reported to Skatteforvaltningen: interest of gebyrloven (skatteindberetningsloven § 13). */
  readonly indberetningspligtig: boolean;
  /** Hovedstol owed on 31 December of the claims that bore the interest, and whether any of it was overdue then. */
  readonly restgaeld: string; readonly restance: boolean;
}

/** A claim's part of it. */
export interface Renteopgoerelseslinje extends Rentetal { readonly kravId: string; readonly kravstype: string; readonly navn: string; readonly regime: Regime }
export interface Debitoropgoerelse { readonly forretningspartnerId: string; readonly aar: number; readonly kendt: Lokaldato | null; readonly opgoerelser: readonly Renteopgoerelse[]; readonly krav: readonly Renteopgoerelseslinje[]; readonly tekst: string }

/** Which year, and as it was known at the end of `kendt` (null: now). */
export interface Opgoerelsesvalg { readonly aar: number; readonly kendt: Lokaldato | null }

// $1: 31 December; $2: 1 January; $3: known before (null: now). A rentekrav's law is its first beregning's.
const POSTER = `poster as (
    select p.krav_id, k.hovedkrav_id, k.srb, a.forretningspartner_id, coalesce(m.art, b.art) as art, b.modbilag_id is not null as spejl, p.virkningsdato, p.beloeb
    from aftalekonto a join kravsbilag k on k.aftalekonto_id = a.id and k.art = 'RENTE' join postering p on p.krav_id = k.id and p.konto = 'DEBITOR'
      join bilag b on b.id = p.bilag_id left join bilag m on m.id = b.modbilag_id
    where a.forretningspartner_id > $4 and a.forretningspartner_id <= $5 and p.virkningsdato <= $1::date and ($3::timestamptz is null or b.registreret < $3))`;
const TAL = `coalesce(sum(beloeb) filter (where art = 'RENTE' and virkningsdato >= $2::date), 0)::numeric(15,2) as tilskrevet,
    coalesce(-sum(beloeb) filter (where art not in ('RENTE', 'AFSKRIVNING', 'REGULERING') and virkningsdato >= $2::date), 0)::numeric(15,2) as betalt,
    coalesce(-sum(beloeb) filter (where art = 'AFSKRIVNING' and virkningsdato >= $2::date), 0)::numeric(15,2) as afskrevet,
    coalesce(-sum(beloeb) filter (where art = 'REGULERING' and virkningsdato >= $2::date), 0)::numeric(15,2) as bortfaldet,
    coalesce(sum(beloeb), 0)::numeric(15,2) as rest`;
const LOV = `(select r.regime from renteberegning r where r.rentekrav_id = p.krav_id order by r.bilag_id limit 1)`;
const NOGET = `having bool_or(virkningsdato >= $2::date) or sum(beloeb) <> 0`;

const DEBITORER = `with ${POSTER}, m as (select p.*, ${LOV} as regime, sum(p.beloeb) over (partition by p.krav_id) as krav_rest, p.srb < $1::date as forfalden from poster p),
  tal as (select forretningspartner_id, regime, ${TAL}, array_agg(distinct hovedkrav_id) as hovedkrav, bool_or(forfalden) filter (where krav_rest > 0) is true as renterestance from m group by 1, 2 ${NOGET})
  select t.forretningspartner_id as "forretningspartnerId", t.regime, t.tilskrevet, t.betalt, t.afskrevet, t.bortfaldet, t.rest, coalesce(h.restgaeld, 0)::numeric(15,2) as restgaeld, coalesce(h.restance, false) or t.renterestance as restance
  from tal t left join lateral (
    select sum(x.rest) as restgaeld, bool_or(x.rest > 0 and x.srb < $1::date) as restance from (
      select k.id, k.srb, sum(p.beloeb) as rest from kravsbilag k join postering p on p.krav_id = k.id and p.konto = 'DEBITOR' and p.virkningsdato <= $1::date join bilag b on b.id = p.bilag_id and ($3::timestamptz is null or b.registreret < $3)
      where k.id = any(t.hovedkrav) group by k.id, k.srb) x) h on true
  order by t.forretningspartner_id, t.regime`;

// The next debtors that have a rentekrav at all, found by the account's index.
const NAESTE = `select distinct a.forretningspartner_id as id from aftalekonto a where a.forretningspartner_id > $1 and exists (select 1 from kravsbilag k where k.aftalekonto_id = a.id and k.art = 'RENTE') order by 1 limit $2`;

const KRAV = `with ${POSTER}, m as (select p.*, ${LOV} as regime from poster p)
  select m.hovedkrav_id as "kravId", (select k.kravstype from kravsbilag k where k.id = m.hovedkrav_id) as kravstype, m.regime, ${TAL} from m group by 1, 3 ${NOGET} order by 1, 3`;

/** The yearly statement of interest (renteopgørelse), by the date interest fell due in the year (forfaldsprincip, dokumenter.md 8.4 and 9). */
@Injectable()
export class RenteopgoerelseService {
  /** Debtors after `efter` in order, with one row per law; some of them may have none. `naeste`: where to go on, null when that was the last. */
  async side(tx: Tx, v: Opgoerelsesvalg, efter: string, debitorer: number): Promise<{ poster: Renteopgoerelse[]; naeste: string | null }> {
    const ider = (await tx.raekker<[string]>(NAESTE, [efter, debitorer + 1])).map(([id]) => id);
    const sidste = ider.at(debitorer - 1) ?? ider.at(-1);
    if (sidste === undefined) return { poster: [], naeste: null };
    return { poster: await this.raekker(tx, v, efter, sidste), naeste: ider.length > debitorer ? sidste : null };
  }

  /** One debtor's year, claim by claim, and in Danish. */
  async debitor(tx: Tx, forretningspartnerId: string, v: Opgoerelsesvalg): Promise<Debitoropgoerelse> {
    const foer = (BigInt(forretningspartnerId) - 1n).toString();
    const opgoerelser = await this.raekker(tx, v, foer, forretningspartnerId);
    const navne = new Map(await tx.raekker<[string, string]>(`select distinct on (kode) kode, navn from kravstype where kendt_til = 'infinity' order by kode, gyldig_fra desc`));
    const krav = (await tx.sql<Omit<Renteopgoerelseslinje, 'navn'>>(KRAV, [...dage(v), foer, forretningspartnerId])).map((k) => ({ ...k, navn: navne.get(k.kravstype) ?? k.kravstype }));
    return { forretningspartnerId, aar: v.aar, kendt: v.kendt, opgoerelser, krav, tekst: tekst(v.aar, opgoerelser) };
  }

  private async raekker(tx: Tx, v: Opgoerelsesvalg, efter: string, til: string): Promise<Renteopgoerelse[]> {
    const r = await tx.sql<Omit<Renteopgoerelse, 'aar' | 'indberetningspligtig'>>(DEBITORER, [...dage(v), efter, til]);
    return r.map((x) => ({ ...x, aar: v.aar, indberetningspligtig: x.regime === 'GEBYRLOV' }));
  }
}

const dage = (v: Opgoerelsesvalg): [Lokaldato, Lokaldato, Date | null] => [dato(`${v.aar}-12-31`), dato(`${v.aar}-01-01`), v.kendt === null ? null : danskMidnat(plusDage(v.kendt, 1))];

const kroner = (t: string): string => `${visBeloeb(kr(t))} kr.`;

function tekst(aar: number, opgoerelser: readonly Renteopgoerelse[]): string {
  if (opgoerelser.length === 0) return `Der er ikke tilskrevet eller betalt renter i ${aar}, og der skyldtes ingen renter den 31. december.`;
  return opgoerelser.map((o) => `${LOVE[o.regime]}: i ${aar} er der tilskrevet ${kroner(o.tilskrevet)} i renter og betalt ${kroner(o.betalt)}${o.afskrevet === '0.00' ? '' : `, og ${kroner(o.afskrevet)} er afskrevet`}${o.bortfaldet === '0.00' ? '' : `, og ${kroner(o.bortfaldet)} er bortfaldet`}. `
    + `Den 31. december skyldtes ${kroner(o.rest)} i renter og ${kroner(o.restgaeld)} af de krav, renterne er beregnet af. ${o.indberetningspligtig ? 'Renterne indberettes til Skatteforvaltningen (skatteindberetningsloven § 13).' : 'Renterne indberettes ikke.'}`).join(' ');
}
const LOVE: Readonly<Record<Regime, string>> = { GEBYRLOV: 'Gebyrloven § 3', RENTELOV: 'Renteloven', OPKRAEVNINGSLOV: 'Opkrævningsloven § 7', DOM_FORLIG: 'Dom eller forlig', INGEN: 'Uden renter' };
