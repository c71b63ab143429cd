import { Injectable } from '@nestjs/common';
import { plusDage, plusMaaneder, type Lokaldato } from '#app/kernel';
import { aabnVindue, EJER, EJES, flytVindue, type Delresultat, type Trin, type Tx } from '#app/platform';
import { horisontFra } from './foraeldelse.service.js';

/** How near: passed, at most three months, at most six months (regler.md 5.5). */
export const RADARNIVEAUER = ['PASSERET', 'TRE_MAANEDER', 'SEKS_MAANEDER'] as const;
export type Radarniveau = (typeof RADARNIVEAUER)[number];

export interface Radarfilter { readonly niveau?: Radarniveau | undefined; readonly fagsystem?: string | undefined; readonly kravstype?: string | undefined }
/** The last line of the page before. */
export interface Radarsted { readonly dato: string; readonly kravId: string }

/** An open claim that is or soon will be barred. Kroner as text. */
export interface Radarlinje {
  readonly kravId: string; readonly hovedkravId: string | null; readonly art: 'HOVEDKRAV' | 'RENTE' | 'GEBYR'; readonly forretningspartnerId: string; /** The owner. */ readonly fagsystem: string; readonly kravstype: string;
  /** Last valid day towards the first hæfter to go free, and towards the last. */
  readonly foraeldelsesdato: Lokaldato; readonly sidste: Lokaldato | 'infinity';
  /** First day it is barred towards everyone, once that is so. */
  readonly foraeldet: Lokaldato | null;
  /** Days from today to foraeldelsesdato; negative = passed. */
  readonly dage: number;
  readonly niveau: Radarniveau; readonly rest: string;
}
export interface Radarsum { readonly niveau: Radarniveau; readonly antal: number; readonly beloeb: string }

/**
 * The radar: claims that will soon be barred, and those that are. As a step of the night it wakes the families that come within the
 * horizon (once a month, among what is open), and those inside it whose books were touched since last time. A claim far from its date
 * has no row, no watch and no index entry here: registering it costs nothing.
 */
@Injectable()
export class ForaeldelsesradarService implements Trin {
  readonly kode = 'foraeldelsesradar';
  readonly navn = 'Forældelsesradar';

  async helhed(tx: Tx): Promise<Delresultat> {
    const vindue = await aabnVindue(tx, 'foraeldelse');
    const [forrige] = await tx.sql<{ dato: Lokaldato; startet: Date }>(`select forretningsdato as dato, startet from koersel where art = 'foraeldelsesradar' and status = 'AFSLUTTET' and forretningsdato <= $1 order by forretningsdato desc limit 1`, [tx.forretningsdato]);
    const horisont = horisontFra(tx.forretningsdato);
    const flyttet = forrige === undefined || horisontFra(forrige.dato) < horisont;
    const naermer = flyttet ? await tx.skriv(VAEK(NAERMER_SIG), [tx.forretningsdato, horisont]) : 0;
    // The first time the horizon finds all that is near, and everything on the table may have been touched.
    const beroert = forrige === undefined ? await tx.skriv(VAEK(PAA_BORDET), [tx.forretningsdato]) : await tx.skriv(VAEK(BEROERTE), [tx.forretningsdato, horisont, vindue.fra]);
    const haeftere = forrige === undefined ? 0 : await tx.skriv(VAEK(ANDRE_HAEFTERE), [tx.forretningsdato, forrige.startet]);
    await flytVindue(tx, 'foraeldelse', vindue.til);
    const antal: [string, number][] = [['NAERMER_SIG', naermer], ['BEROERT', beroert], ['ANDRE_HAEFTERE', haeftere]];
    return { antal: Object.fromEntries(antal.filter(([, n]) => n > 0)), beloeb: {} };
  }

  /** One page in date order, read with one more than asked for; a fagsystem sees its own claims. */
  liste(tx: Tx, f: Radarfilter, efter: Radarsted | undefined, antal: number): Promise<Radarlinje[]> {
    return tx.sql<Radarlinje>(
      `select f.krav_id as "kravId", k.hovedkrav_id as "hovedkravId", k.art, a.forretningspartner_id as "forretningspartnerId", ${EJER('k.aftaleindhold_id', 'f.fagsystem', '$1::date')} as fagsystem, f.kravstype, f.dato as foraeldelsesdato, f.sidste, f.foraeldet,
         f.dato - $1::date as dage, ${NIVEAU} as niveau, (select coalesce(sum(p.beloeb), 0) from postering p where p.krav_id = f.krav_id and p.konto = 'DEBITOR')::numeric(15,2) as rest
       from ${FRA} where ${HVOR} and (f.dato, f.krav_id) > ($6::date, $7::bigint) order by f.dato, f.krav_id limit $8`,
      [...vaerdier(tx, f), efter?.dato ?? '-infinity', efter?.kravId ?? '0', antal + 1]);
  }

  /** Claims and kroner on each level, nearest first; also the empty ones. */
  async ialt(tx: Tx, f: Radarfilter): Promise<Radarsum[]> {
    const r = await tx.sql<Radarsum>(
      `select ${NIVEAU} as niveau, count(distinct f.krav_id)::int as antal, coalesce(sum(p.beloeb), 0)::numeric(15,2) as beloeb
       from ${FRA} join postering p on p.krav_id = f.krav_id and p.konto = 'DEBITOR' where ${HVOR} group by 1`, vaerdier(tx, f));
    return RADARNIVEAUER.filter((n) => f.niveau === undefined || f.niveau === n).map((niveau) => r.find((x) => x.niveau === niveau) ?? { niveau, antal: 0, beloeb: '0.00' });
  }
}

/** What the filter asks for as dates: [fra, til[ of foraeldelsesdato. */
function vaerdier(tx: Tx, f: Radarfilter): unknown[] {
  const idag = tx.forretningsdato;
  const tre = plusDage(plusMaaneder(idag, 3), 1);
  const seks = plusDage(plusMaaneder(idag, 6), 1);
  const graenser: Record<Radarniveau, [string, string]> = { PASSERET: ['-infinity', idag], TRE_MAANEDER: [idag, tre], SEKS_MAANEDER: [tre, seks] };
  const [fra, til] = f.niveau === undefined ? ['-infinity', seks] : graenser[f.niveau];
  return [idag, fra, til, tx.fagsystem ?? f.fagsystem ?? null, f.kravstype ?? null];
}

const NIVEAU = `case when f.dato < $1::date then 'PASSERET' when f.dato <= $1::date + interval '3 months' then 'TRE_MAANEDER' else 'SEKS_MAANEDER' end`;
// aaben_post finds what is open; the amount is the sum of the postings.
const FRA = `foraeldelse f join aaben_post o on o.krav_id = f.krav_id and o.rest > 0 join kravsbilag k on k.id = f.krav_id join aftalekonto a on a.id = k.aftalekonto_id`;
const HVOR = `f.dato < 'infinity' and f.dato >= $2::date and f.dato < $3::date and ${EJES('$4', 'k.aftaleindhold_id', 'f.fagsystem', '$1::date')} and ($5::text is null or f.kravstype = $5)`;

const VAEK = (krav: string): string => `insert into vagt (forretningspartner_id, krav_id, trin, tidligst)
  select a.forretningspartner_id, h.id, 'foraeldelse', $1::date from (${krav}) u join kravsbilag h on h.id = u.hoved join aftalekonto a on a.id = h.aftalekonto_id
  on conflict (forretningspartner_id, krav_id, trin) do update set tidligst = excluded.tidligst where vagt.tidligst > excluded.tidligst`;

const NAERMER_SIG = `select distinct coalesce(k.hovedkrav_id, k.id) as hoved from aaben_post o join kravsbilag k on k.id = o.krav_id
  where o.rest > 0 and k.foraeldelsesdato < $2::date and not exists (select 1 from foraeldelse f where f.krav_id = k.id)`;

const PAA_BORDET = `select distinct coalesce(k.hovedkrav_id, k.id) as hoved from foraeldelse f join kravsbilag k on k.id = f.krav_id`;

/** Families on the table or within the horizon, with a bilag of a transaction from $3 on. `offset 0`: from the new bilag outwards, also where no statistics say how few they are. */
export const BEROERTE = `select distinct coalesce(k.hovedkrav_id, k.id) as hoved from (select id from bilag where xid >= $3::text::xid8 offset 0) b
  cross join lateral (select krav_id from postering where bilag_id = b.id and konto = 'DEBITOR' offset 0) p join kravsbilag k on k.id = p.krav_id left join kravsbilag h on h.id = k.hovedkrav_id
  where least(k.foraeldelsesdato, h.foraeldelsesdato) < $2::date or exists (select 1 from foraeldelse f where f.krav_id in (k.id, k.hovedkrav_id))`;

// An event that binds one person alone makes it matter who else is liable.
const ANDRE_HAEFTERE = `select distinct coalesce(k.hovedkrav_id, k.id) as hoved from foraeldelseshaendelse e join foraeldelseshaendelse_krav ek on ek.haendelse_id = e.id join kravsbilag k on k.id = ek.krav_id
  join haefter h on ((h.niveau = 'KRAV' and h.objekt_id in (k.id, k.hovedkrav_id)) or (h.niveau = 'AFTALEINDHOLD' and h.objekt_id = k.aftaleindhold_id))
  where e.forretningspartner_id is not null and (h.kendt_fra >= $2 or (h.kendt_til < 'infinity' and h.kendt_til >= $2))`;
