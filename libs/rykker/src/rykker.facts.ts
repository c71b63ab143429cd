import { forrigeBankdag, grupper, kr, sum, type Lokaldato } from '#app/kernel';
import { gaelder, gjaldt, tabel, type Tx } from '#app/platform';
import { kravstypePaa, spaerrerPaaKrav, type Kravstype, type Opsaetning, type Spaerre } from '#app/krav';
import { gebyrregime, type Gebyrmaksimum } from './gebyr.rules.js';
import type { Rykkerprocedure, Tidligst } from './procedure.js';
import type { Debitorfakta, Rykkergrundlag, Rykkerkrav, Rykket, Udtaget } from './typer.js';

/** A hovedkrav as read: the rules' input, and what the posting and the letter need of it. */
export interface Kravraekke {
  readonly kravId: string; readonly forretningspartnerId: string; readonly aftalekontoId: string; readonly aftalekontotype: string; readonly aftaleindholdId: string;
  readonly kravstype: string; readonly fagsystem: string; readonly stiftelsesdato: Lokaldato; readonly forfaldsdato: Lokaldato; readonly srb: Lokaldato;
  readonly periodeFra: Lokaldato | null; readonly periodeTil: Lokaldato | null; readonly betalingsId: string | null; readonly ufaktureret: boolean; readonly renterTidligst: Tidligst;
  readonly srbFoer: Lokaldato | null; readonly sidsteGyldige: Tidligst; readonly iAfklaring: boolean;
  /** kroner as text */
  readonly hovedstol: string; readonly hovedrest: string; readonly renter: string; readonly gebyrer: string;
}
export interface Fakta { readonly debitorer: readonly Debitorfakta[]; readonly raekker: ReadonlyMap<string, Kravraekke>; readonly typer: ReadonlyMap<string, Kravstype | undefined> }

/** SQL: the letter of `p` put such an amount on the claim of `p`. */
export const HAR_BILAG = (art: 'gebyr' | 'kompensation'): string => `exists (select 1 from bilag gb where gb.noegle = '${art}:' || p.rykkerbrev_id || ':' || p.krav_id)`;

/** A spærre as it is, whichever claim it was read for. */
export const udenKrav = ({ kravId: _, ...s }: Spaerre & { readonly kravId: string }): Spaerre => s;
const kravet = (r: { readonly kravId: string }): string => r.kravId;

/** What is asked of the rounds: nothing; what people have taken out and would stay out; or that, and what waits for approval. */
export type Runder = 'INGEN' | 'UDTAGNE' | 'AABNE' | 'ALLE';

/** Every open claim and every watched one that is due of these debtors (a letter is the debtor's); `ogsaa`: claims asked about by id, paid or not. */
export async function hentFakta(tx: Tx, partnere: readonly string[], typer: readonly Kravstype[], ogsaa: readonly string[] = [], runder: Runder = 'INGEN'): Promise<Fakta> {
  const raekker = await tx.sql<Kravraekke>(KRAV, [partnere, tx.forretningsdato, ogsaa]);
  const ider = raekker.map((r) => r.kravId);
  const typeAf = new Map(raekker.map((r) => [r.kravId, kravstypePaa(typer, r.kravstype, r.stiftelsesdato)]));
  const historik = grupper(await tx.sql<Historikraekke>(HISTORIK, [ider]), kravet);
  const kontrakter = grupper(await hentKontraktgebyrer(tx, raekker.filter((r) => kontraktAf(r, typeAf.get(r.kravId)) !== undefined && r.srb < tx.forretningsdato)), (g) => g.kontrakt);
  const spaerrer = grupper(await tx.sql<Spaerre & { kravId: string }>(SPAERRER, [ider, tx.forretningsdato]), kravet);
  const debitorer = new Map((await tx.sql<Partnerraekke>(PARTNERE, [partnere, tx.forretningsdato])).map((p) => [p.forretningspartnerId, p]));
  const linjer = runder === 'INGEN' ? new Map<string, Rundelinje>() : new Map((await tx.sql<Rundelinje>(RUNDELINJER, [ider])).map((l) => [l.kravId, l]));
  const krav = raekker.map((r) => ({ ...rykkerkrav(r, typeAf.get(r.kravId), historik.get(r.kravId) ?? [], kontrakter, (spaerrer.get(r.kravId) ?? []).map(udenKrav)), ...rundefakta(linjer.get(r.kravId), runder) }));
  const pr = new Map<string, Rykkerkrav[]>(partnere.map((p) => [p, []]));
  krav.forEach((k, i) => pr.get(raekker[i]!.forretningspartnerId)?.push(k)); // an `ogsaa` may be another's by now
  return {
    debitorer: [...pr].map(([p, k]) => ({ ...(debitorer.get(p) ?? ukendt(p)), krav: k })),
    raekker: new Map(raekker.map((r) => [r.kravId, r])), typer: typeAf,
  };
}

/** A claim's line in the newest round it was in. */
interface Rundelinje extends Omit<Udtaget, 'aarsag' | 'af'> { readonly kravId: string; readonly rykkerkoerselId: string; readonly aaben: boolean; readonly aarsag: string | null; readonly af: string | null }
function rundefakta(l: Rundelinje | undefined, runder: Runder): Pick<Rykkerkrav, 'udtaget' | 'venter'> {
  if (l === undefined || (runder === 'AABNE' && !l.aaben)) return {};
  const { trin, dato, aarsag, af, rykkerkoerselId } = l;
  if (aarsag !== null && af !== null) return { udtaget: { trin, aarsag, af, dato } };
  return runder !== 'UDTAGNE' && l.aaben ? { venter: { trin, rykkerkoerselId, dato } } : {};
}

/** A letter that stands, and what it put on the claim. */
export interface Historikraekke extends Rykket { readonly kravId: string; readonly gebyr: boolean; readonly kompensation: boolean }
type Partnerraekke = Omit<Debitorfakta, 'krav'>;
const ukendt = (forretningspartnerId: string): Partnerraekke => ({ forretningspartnerId, cprStatus: null, virksomhed: false, ophoert: null, uplaceret: false });

/** The running contract a claim is a part of: periodic, civil, one aftaleindhold and kravstype. */
const kontraktAf = (r: Kravraekke, type: Kravstype | undefined): string | undefined =>
  type !== undefined && gebyrregime(type) === 'RENTELOV' && r.periodeFra !== null ? `${r.aftaleindholdId}:${r.kravstype}` : undefined;

async function hentKontraktgebyrer(tx: Tx, krav: readonly Kravraekke[]): Promise<Kontraktgebyr[]> {
  const kontrakter = [...new Map(krav.map((k) => [`${k.aftaleindholdId}:${k.kravstype}`, k])).values()];
  const i = tabel(kontrakter, { konto: ['bigint', (k) => k.aftalekontoId], indhold: ['bigint', (k) => k.aftaleindholdId], type: ['text', (k) => k.kravstype] }, 2);
  return tx.sql<Kontraktgebyr>(KONTRAKTGEBYRER(i.sql), [tx.forretningsdato, ...i.vaerdier]);
}

/** A fee on some claim of a running contract, inside the contract's present unbroken arrears. */
export interface Kontraktgebyr { readonly kontrakt: string; readonly kravId: string; readonly dato: Lokaldato }

export function rykkerkrav(r: Kravraekke, type: Kravstype | undefined, breve: readonly Historikraekke[], kontrakter: ReadonlyMap<string, readonly Kontraktgebyr[]>, spaerrer: readonly Spaerre[]): Rykkerkrav {
  const regime = type === undefined ? null : gebyrregime(type);
  const kontrakt = kontraktAf(r, type);
  return {
    kravId: r.kravId, aftalekontoId: r.aftalekontoId, aftalekontotype: r.aftalekontotype, forfaldsdato: r.forfaldsdato, srb: r.srb, srbFoer: r.srbFoer, ufaktureret: r.ufaktureret,
    rest: sum([kr(r.hovedrest), kr(r.renter), kr(r.gebyrer)]), procedure: type?.rykkerprocedure, regime,
    rykket: breve.map((b) => ({ trin: b.trin, dato: b.dato, frist: b.frist })), gebyrdatoer: breve.filter((b) => b.gebyr).map((b) => b.dato), kompenseret: breve.some((b) => b.kompensation), kontrakt,
    kontraktgebyrer: kontrakt === undefined ? [] : (kontrakter.get(kontrakt) ?? []).filter((g) => g.kravId !== r.kravId).map((g) => g.dato),
    spaerrer, sidsteGyldige: r.sidsteGyldige, iAfklaring: r.iAfklaring, renterTidligst: r.renterTidligst,
  };
}

/** What is the same for every debtor on the date. */
export async function hentGrundlag(tx: Tx, opsaetning: Opsaetning): Promise<Rykkergrundlag> {
  const procedurer = await tx.sql<Procedureraekke>(`select ${PROCEDUREKOLONNER} from rykkerprocedure o where o.kendt_til = 'infinity' and o.gyldig_til > $1 order by o.kode, o.aftalekontotype, o.trin, o.gyldig_fra`, [tx.forretningsdato]);
  return { dato: tx.forretningsdato, procedurer: procedurer.map(procedureAf), ...(await hentMaksima(tx)), gebyrFordeling: opsaetning.gebyrFordeling, bankfilMangler: await bankfilMangler(tx) };
}

export type Procedureraekke = Omit<Rykkerprocedure, 'mindstebeloeb' | 'gebyr'> & { readonly mindstebeloeb: string; readonly gebyr: string };
export const procedureAf = (p: Procedureraekke): Rykkerprocedure => ({ ...p, mindstebeloeb: kr(p.mindstebeloeb), gebyr: kr(p.gebyr) });
/** SQL: the columns of a Procedureraekke, of alias `o`. */
export const PROCEDUREKOLONNER = `o.kode, o.aftalekontotype, o.trin, o.gyldig_fra as "gyldigFra", o.gyldig_til as "gyldigTil", o.art, o.dage_efter_srb as dage, o.regnes_fra as "regnesFra", o.dagtype, o.mindstebeloeb,
  o.gruppering, o.gebyr, o.kompensation, o.brevtype, o.frist_dage as "fristDage", o.underretning`;

/** SQL: the trin of letter `r` and post `p` as its procedure was known when it was written; of kravstype `t` and hovedkrav `h`. */
export const PROCEDURETRIN = `select o.* from rykkerprocedure o join aftalekonto ak on ak.id = h.aftalekonto_id where o.kode = t.rykkerprocedure and o.trin = p.trin and o.aftalekontotype in ('', ak.type) and ${gjaldt('o', 'r.dato', 'r.registreret')} order by o.aftalekontotype desc limit 1`;

/** The law's dated maxima for a rykkergebyr, one per law, and its kompensationsbeløb. */
export async function hentMaksima(tx: Tx): Promise<Pick<Rykkergrundlag, 'maksima' | 'kompensationer'>> {
  const r = (await tx.sql<Omit<Gebyrmaksimum, 'maks'> & { maks: string; kompensation: boolean }>(
    `select regime, gyldig_fra as "gyldigFra", gyldig_til as "gyldigTil", maks, kilde, gebyr like 'kompensation%' as kompensation from faelles.gebyrmaksimum
     where regime in ('GEBYRLOV', 'RENTELOV', 'OPKRAEVNINGSLOV', 'UDK') and (gebyr like 'rykkergebyr%' or gebyr like 'kompensation%') order by regime, gyldig_fra`)).map(({ kompensation, ...m }) => ({ kompensation, m: { ...m, maks: kr(m.maks) } }));
  return { maksima: r.filter((x) => !x.kompensation).map((x) => x.m), kompensationer: r.filter((x) => x.kompensation).map((x) => x.m) };
}

const BANKDAGE_TILBAGE = 5;
/** Of the last five bank days before the date, those (as known before `kendt`) an account's daily statement is missing for (design D7). */
export async function bankfilMangler(tx: Tx, kendt?: Date): Promise<{ bankkonto: string; dato: Lokaldato }[]> {
  const dage: Lokaldato[] = [];
  for (let d = tx.forretningsdato; dage.length < BANKDAGE_TILBAGE;) { d = forrigeBankdag(d); dage.push(d); }
  return tx.sql<{ bankkonto: string; dato: Lokaldato }>(
    `select b.navn as bankkonto, d.dato from bankkonto b cross join unnest($1::date[]) d (dato)
     where b.forventes_dagligt and d.dato >= b.gyldig_fra and not exists (
       select 1 from bankudtog u join indbakke_status s on s.indbakke_id = u.indbakke_id and s.status = 'BEHANDLET' where u.bankkonto_id = b.id and u.dato = d.dato and ($2::timestamptz is null or s.registreret < $2)) order by d.dato, b.id limit 20`, [dage, kendt ?? null]);
}

/** SQL: the SRB that a henstand moved later; of `k`. */
const SRB_FOER = `(select f.srb_foer from kravfrist f where f.krav_id = k.id and f.aarsag = 'RETTELSE' and f.srb > f.srb_foer order by f.nr desc limit 1)`;
/** SQL: money that names claim `k` and waits for a person. */
const I_AFKLARING = `(k.betalings_id is not null and exists (select 1 from indbetaling i where i.betalings_id = k.betalings_id and i.afklaringsaarsag is not null and i.beloeb > 0
      and not exists (select 1 from indbetaling_placering x where x.indbetaling_id = i.id)))`;

// aaben_post finds the families; the amounts are sums of posteringer.
const KRAV = `with kand as (
    select coalesce(k.hovedkrav_id, k.id) as id from aaben_post a join kravsbilag k on k.id = a.krav_id where a.forretningspartner_id = any($1::bigint[]) and a.rest <> 0
    union select v.krav_id from vagt v where v.forretningspartner_id = any($1::bigint[]) and v.trin = 'rykker' and v.tidligst <= $2
    union select unnest($3::bigint[])),
  familie as (select id as hoved, id, 'HOVEDKRAV' as art from kand union all select f.hovedkrav_id, f.id, f.art from kand join kravsbilag f on f.hovedkrav_id = kand.id),
  rest as (select f.hoved, coalesce(sum(p.beloeb) filter (where f.art = 'HOVEDKRAV'), 0)::numeric(15,2) as h, coalesce(sum(p.beloeb) filter (where f.art = 'RENTE'), 0)::numeric(15,2) as r,
      coalesce(sum(p.beloeb) filter (where f.art = 'GEBYR'), 0)::numeric(15,2) as g from familie f left join postering p on p.krav_id = f.id and p.konto = 'DEBITOR' group by f.hoved)
  select k.id as "kravId", a.forretningspartner_id as "forretningspartnerId", k.aftalekonto_id as "aftalekontoId", a.type as aftalekontotype, k.aftaleindhold_id as "aftaleindholdId", k.kravstype, k.fagsystem, k.stiftelsesdato, k.forfaldsdato, k.srb,
    k.periode_fra as "periodeFra", k.periode_til as "periodeTil", k.betalings_id as "betalingsId", k.faktureret is not distinct from 'infinity' as ufaktureret, k.hovedstol, r.h as hovedrest, r.r as renter, r.g as gebyrer, coalesce(v.tidligst, 'infinity'::date) as "renterTidligst",
    ${SRB_FOER} as "srbFoer", coalesce(fd.sidste, k.foraeldelsesdato) as "sidsteGyldige", ${I_AFKLARING} as "iAfklaring"
  from rest r join kravsbilag k on k.id = r.hoved join aftalekonto a on a.id = k.aftalekonto_id
  left join vagt v on v.forretningspartner_id = a.forretningspartner_id and v.krav_id = k.id and v.trin = 'renter' left join foraeldelse fd on fd.krav_id = k.id order by k.id`;

const HISTORIK = `select p.krav_id as "kravId", p.trin, b.dato, b.frist, ${HAR_BILAG('gebyr')} as gebyr, ${HAR_BILAG('kompensation')} as kompensation
  from rykkerpost p join rykkerbrev b on b.id = p.rykkerbrev_id where p.krav_id = any($1::bigint[]) and p.annullering_id is null order by p.krav_id, p.trin`;

const RUNDELINJER = `select distinct on (f.krav_id) f.krav_id as "kravId", f.trin, r.id as "rykkerkoerselId", r.dato, r.status = 'FORSLAG' as aaben, f.udtaget_aarsag as aarsag, f.udtaget_af as af
  from rykkerforslag f join rykkerkoersel r on r.id = f.rykkerkoersel_id where f.krav_id = any($1::bigint[]) order by f.krav_id, f.rykkerkoersel_id desc`;

const PARTNERE = `select p.id as "forretningspartnerId", v.cpr_status as "cprStatus", p.type = 'VIRKSOMHED' as virksomhed, v.ophoert,
    exists (select 1 from aaben_post o where o.forretningspartner_id = p.id and o.krav_id is null and o.rest <> 0
      and (select sum(q.beloeb) from postering q where q.aftalekonto_id = o.aftalekonto_id and q.krav_id is null and q.konto = 'UPLACERET') < 0) as uplaceret
  from forretningspartner p left join forretningspartner_version v on v.forretningspartner_id = p.id and ${gaelder('v', '$2')} where p.id = any($1::bigint[])`;

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
  select y.indhold || ':' || y.type as kontrakt, y.id as "kravId", f.dato from perioder p join ydelser y on y.indhold = p.indhold and y.type = p.type
  cross join lateral (select b.dato from rykkerpost p join rykkerbrev b on b.id = p.rykkerbrev_id where p.krav_id = y.id and p.annullering_id is null and ${HAR_BILAG('gebyr')}) f where f.dato >= p.fra`;

const SPAERRER = `select k.id as "kravId", s.id, s.niveau, s.objekt_id as "objektId", s.art, s.aarsag, s.fra, s.til, s.oprettet_af as "oprettetAf"
  from kravsbilag k join aftalekonto a on a.id = k.aftalekonto_id cross join lateral (${spaerrerPaaKrav('RYKKER', 'k', 'a.forretningspartner_id')}) s where k.id = any($1::bigint[]) and s.til > $2 order by s.id`;

