import { forrigeBankdag, grupper, kr, sum, type Lokaldato } from '#app/kernel';
import { gaelder, tabel, type Tx } from '#app/platform';
import { kravstypePaa, spaerrerPaaKrav, type Kravstype, type Opsaetning, type Spaerre } from '#app/krav';
import { gebyrregime, type Gebyrmaksimum, type Gebyrregime } from './gebyr.rules.js';
import type { Debitorfakta, Rykkergrundlag, Rykkerkrav, Rykkerprocedure, Rykket, Tidligst } from './rykker.rules.js';

/** A hovedkrav as read: the rules' input, and what the posting and the letter need of it. */
export interface Kravraekke {
  readonly kravId: string; readonly forretningspartnerId: string; readonly aftalekontoId: string; readonly aftaleindholdId: string;
  readonly kravstype: string; readonly fagsystem: string; readonly stiftelsesdato: Lokaldato; readonly forfaldsdato: Lokaldato; readonly srb: Lokaldato;
  readonly periodeFra: Lokaldato | null; readonly periodeTil: Lokaldato | null; readonly betalingsId: string | null; readonly ufaktureret: boolean; readonly renterTidligst: Tidligst;
  /** kroner as text */
  readonly hovedstol: string; readonly hovedrest: string; readonly renter: string; readonly gebyrer: string;
}
export interface Fakta { readonly debitorer: readonly Debitorfakta[]; readonly raekker: ReadonlyMap<string, Kravraekke>; readonly typer: ReadonlyMap<string, Kravstype | undefined> }

const kravet = (r: { readonly kravId: string }): string => r.kravId;

/** Every open claim and every watched one that is due of these debtors (a letter is the debtor's); `ogsaa`: claims asked about by id, paid or not. */
export async function hentFakta(tx: Tx, partnere: readonly string[], typer: readonly Kravstype[], ogsaa: readonly string[] = []): Promise<Fakta> {
  const raekker = await tx.sql<Kravraekke>(KRAV, [partnere, tx.forretningsdato, ogsaa]);
  const ider = raekker.map((r) => r.kravId);
  const typeAf = new Map(raekker.map((r) => [r.kravId, kravstypePaa(typer, r.kravstype, r.stiftelsesdato)]));
  const historik = grupper(await tx.sql<Rykket & { kravId: string }>(HISTORIK, [ider]), kravet);
  const egne = grupper(await tx.sql<{ kravId: string; dato: Lokaldato }>(GEBYRER, [ider]), kravet);
  const kontrakter = grupper(await hentKontraktgebyrer(tx, raekker.filter((r) => kontraktAf(r, typeAf.get(r.kravId)) !== undefined && r.srb < tx.forretningsdato)), (g) => g.kontrakt);
  const spaerrer = grupper(await tx.sql<Spaerre & { kravId: string }>(SPAERRER, [ider, tx.forretningsdato]), kravet);
  const status = new Map((await tx.raekker<[string, string | null]>(
    `select v.forretningspartner_id, v.cpr_status from forretningspartner_version v where v.forretningspartner_id = any($1::bigint[]) and ${gaelder('v', '$2')}`, [partnere, tx.forretningsdato])));
  const krav = raekker.map((r) => rykkerkrav(r, typeAf.get(r.kravId), historik.get(r.kravId) ?? [], egne.get(r.kravId) ?? [], kontrakter, spaerrer.get(r.kravId) ?? []));
  const pr = new Map<string, Rykkerkrav[]>(partnere.map((p) => [p, []]));
  krav.forEach((k, i) => pr.get(raekker[i]!.forretningspartnerId)!.push(k));
  return {
    debitorer: [...pr].map(([forretningspartnerId, k]) => ({ forretningspartnerId, cprStatus: status.get(forretningspartnerId) ?? null, krav: k })),
    raekker: new Map(raekker.map((r) => [r.kravId, r])), typer: typeAf,
  };
}

/** The running contract a claim is a part of: periodic, civil, one aftaleindhold and kravstype. */
const kontraktAf = (r: Kravraekke, type: Kravstype | undefined): string | undefined =>
  type !== undefined && gebyrregime(type) === 'RENTELOV' && r.periodeFra !== null ? `${r.aftaleindholdId}:${r.kravstype}` : undefined;

async function hentKontraktgebyrer(tx: Tx, krav: readonly Kravraekke[]): Promise<Kontraktgebyr[]> {
  const kontrakter = [...new Map(krav.map((k) => [`${k.aftaleindholdId}:${k.kravstype}`, k])).values()];
  const i = tabel(kontrakter, { konto: ['bigint', (k) => k.aftalekontoId], indhold: ['bigint', (k) => k.aftaleindholdId], type: ['text', (k) => k.kravstype] }, 2);
  return tx.sql<Kontraktgebyr>(KONTRAKTGEBYRER(i.sql), [tx.forretningsdato, ...i.vaerdier]);
}

/** A fee on some claim of a running contract, inside the contract's present unbroken arrears. */
interface Kontraktgebyr { readonly kontrakt: string; readonly kravId: string; readonly dato: Lokaldato }

function rykkerkrav(r: Kravraekke, type: Kravstype | undefined, rykket: readonly Rykket[], egne: readonly { dato: Lokaldato }[], kontrakter: ReadonlyMap<string, Kontraktgebyr[]>, spaerrer: readonly Spaerre[]): Rykkerkrav {
  const regime = type === undefined ? null : gebyrregime(type);
  const kontrakt = kontraktAf(r, type);
  return {
    kravId: r.kravId, forfaldsdato: r.forfaldsdato, srb: r.srb, ufaktureret: r.ufaktureret, rest: sum([kr(r.hovedrest), kr(r.renter), kr(r.gebyrer)]), procedure: type?.rykkerprocedure, regime,
    rykket, gebyrdatoer: egne.map((g) => g.dato), kontrakt,
    kontraktgebyrer: kontrakt === undefined ? [] : (kontrakter.get(kontrakt) ?? []).filter((g) => g.kravId !== r.kravId).map((g) => g.dato),
    spaerrer, renterTidligst: r.renterTidligst,
  };
}


/** What is the same for every debtor on the date. */
export async function hentGrundlag(tx: Tx, opsaetning: Opsaetning): Promise<Rykkergrundlag> {
  const procedurer = await tx.sql<Omit<Rykkerprocedure, 'mindstebeloeb' | 'gebyr'> & { mindstebeloeb: string; gebyr: string }>(
    `select kode, trin, gyldig_fra as "gyldigFra", gyldig_til as "gyldigTil", dage_efter_srb as "dageEfterSrb", mindstebeloeb, gebyr, frist_dage as "fristDage"
     from rykkerprocedure where kendt_til = 'infinity' and gyldig_til > $1 order by kode, trin, gyldig_fra`, [tx.forretningsdato]);
  return {
    dato: tx.forretningsdato, procedurer: procedurer.map((p) => ({ ...p, mindstebeloeb: kr(p.mindstebeloeb), gebyr: kr(p.gebyr) })),
    maksima: await hentMaksima(tx), gebyrFordeling: opsaetning.gebyrFordeling, bankfilMangler: await bankfilMangler(tx),
  };
}

/** The law's dated maxima for a rykkergebyr, one per law. */
export async function hentMaksima(tx: Tx): Promise<Gebyrmaksimum[]> {
  const r = await tx.sql<{ regime: Gebyrregime; gyldigFra: Lokaldato; gyldigTil: string; maks: string; kilde: string }>(
    `select regime, gyldig_fra as "gyldigFra", gyldig_til as "gyldigTil", maks, kilde from faelles.gebyrmaksimum
     where regime in ('GEBYRLOV', 'RENTELOV', 'OPKRAEVNINGSLOV') and gebyr like 'rykkergebyr%' order by regime, gyldig_fra`);
  return r.map((m) => ({ ...m, maks: kr(m.maks) }));
}

const BANKDAGE_TILBAGE = 5;
/** Of the last five bank days before the date, those an account's daily statement is missing for (design D7). */
async function bankfilMangler(tx: Tx): Promise<{ bankkonto: string; dato: Lokaldato }[]> {
  const dage: Lokaldato[] = [];
  for (let d = tx.forretningsdato; dage.length < BANKDAGE_TILBAGE;) { d = forrigeBankdag(d); dage.push(d); }
  return tx.sql<{ bankkonto: string; dato: Lokaldato }>(
    `select b.navn as bankkonto, d.dato from bankkonto b cross join unnest($1::date[]) d (dato)
     where b.forventes_dagligt and d.dato >= b.gyldig_fra and not exists (
       select 1 from bankudtog u join indbakke_status s on s.indbakke_id = u.indbakke_id and s.status = 'BEHANDLET' where u.bankkonto_id = b.id and u.dato = d.dato) order by d.dato, b.id limit 20`, [dage]);
}

// aaben_post finds the families; the amounts are sums of posteringer.
const KRAV = `with kand as (
    select coalesce(k.hovedkrav_id, k.id) as id from aaben_post a join kravsbilag k on k.id = a.krav_id where a.forretningspartner_id = any($1::bigint[]) and a.rest <> 0
    union select v.krav_id from vagt v where v.forretningspartner_id = any($1::bigint[]) and v.trin = 'rykker' and v.tidligst <= $2
    union select unnest($3::bigint[])),
  familie as (select id as hoved, id, 'HOVEDKRAV' as art from kand union all select f.hovedkrav_id, f.id, f.art from kand join kravsbilag f on f.hovedkrav_id = kand.id),
  rest as (select f.hoved, coalesce(sum(p.beloeb) filter (where f.art = 'HOVEDKRAV'), 0)::numeric(15,2) as h, coalesce(sum(p.beloeb) filter (where f.art = 'RENTE'), 0)::numeric(15,2) as r,
      coalesce(sum(p.beloeb) filter (where f.art = 'GEBYR'), 0)::numeric(15,2) as g from familie f left join postering p on p.krav_id = f.id and p.konto = 'DEBITOR' group by f.hoved)
  select k.id as "kravId", a.forretningspartner_id as "forretningspartnerId", k.aftalekonto_id as "aftalekontoId", k.aftaleindhold_id as "aftaleindholdId", k.kravstype, k.fagsystem, k.stiftelsesdato, k.forfaldsdato, k.srb,
    k.periode_fra as "periodeFra", k.periode_til as "periodeTil", k.betalings_id as "betalingsId", k.faktureret is not distinct from 'infinity' as ufaktureret, k.hovedstol, r.h as hovedrest, r.r as renter, r.g as gebyrer, coalesce(v.tidligst, 'infinity'::date) as "renterTidligst"
  from rest r join kravsbilag k on k.id = r.hoved join aftalekonto a on a.id = k.aftalekonto_id
  left join vagt v on v.forretningspartner_id = a.forretningspartner_id and v.krav_id = k.id and v.trin = 'renter' order by k.id`;

const HISTORIK = `select p.krav_id as "kravId", p.trin, b.dato, b.frist from rykkerpost p join rykkerbrev b on b.id = p.rykkerbrev_id where p.krav_id = any($1::bigint[]) order by p.krav_id, p.trin`;

const GEBYRER = `select f.hovedkrav_id as "kravId", f.stiftelsesdato as dato from kravsbilag f where f.hovedkrav_id = any($1::bigint[]) and f.art = 'GEBYR' order by f.id`;

// Renteloven § 9 b: the unbroken arrears of a running contract. Each late claim is an interval [SRB + 1, paid[; where intervals meet, the
// arrears are one, and the last such run's fees count together. Periodic civil claims of one aftaleindhold and kravstype are the contract.
const KONTRAKTGEBYRER = (kontrakter: string): string => `with indhold as materialized (
    select * from ${kontrakter} i
    where exists (select 1 from kravsbilag f where f.aftalekonto_id = i.konto and f.aftaleindhold_id = i.indhold and f.kravstype = i.type and f.art = 'GEBYR')),
  ydelser as materialized (
    select i.indhold, i.type, k.id, k.srb + 1 as fra, case when r.rest > 0 then 'infinity'::date else r.sidst end as til
    from indhold i cross join lateral (select k.id, k.srb from kravsbilag k where k.aftalekonto_id = i.konto and k.aftaleindhold_id = i.indhold and k.kravstype = i.type
        and k.art = 'HOVEDKRAV' and k.periode_fra is not null and k.srb < $1 offset 0) k
      cross join lateral (select sum(p.beloeb) as rest, max(p.virkningsdato) as sidst from postering p where p.krav_id = k.id and p.konto = 'DEBITOR') r),
  brud as (select *, fra > max(til) over (partition by indhold, type order by fra, id rows between unbounded preceding and 1 preceding) as nyt from ydelser where til > fra),
  perioder as (select indhold, type, max(fra) filter (where nyt is not false) as fra from brud group by indhold, type)
  select y.indhold || ':' || y.type as kontrakt, y.id as "kravId", f.stiftelsesdato as dato from perioder p join ydelser y on y.indhold = p.indhold and y.type = p.type
  cross join lateral (select f.stiftelsesdato from kravsbilag f where f.hovedkrav_id = y.id and f.art = 'GEBYR' and f.stiftelsesdato >= p.fra) f`;

const SPAERRER = `select k.id as "kravId", s.id, s.niveau, s.objekt_id as "objektId", s.art, s.aarsag, s.fra, s.til, s.oprettet_af as "oprettetAf"
  from kravsbilag k join aftalekonto a on a.id = k.aftalekonto_id cross join lateral (${spaerrerPaaKrav('RYKKER', 'k', 'a.forretningspartner_id')}) s where k.id = any($1::bigint[]) and s.til > $2 order by s.id`;

