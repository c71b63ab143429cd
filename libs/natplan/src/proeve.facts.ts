import type { Lokaldato } from '#app/kernel';
import { indsaet, type Kolonner, type Skrivning, type Tx } from '#app/platform';

/** One difference a night would make; kroner as text, + = the debtor owes more. */
export interface Proevelinje {
  readonly dato: Lokaldato; readonly trin: string; readonly forretningspartnerId: string;
  /** The claim; null for a letter or bill, and for a claim that the night itself would make. */
  readonly kravId: string | null;
  readonly hovedkravId: string | null;
  /** HOVEDKRAV, RENTE or GEBYR; null for a letter or bill. */
  readonly kravart: string | null;
  /** First day of the period of a rente. */
  readonly periodeFra: Lokaldato | null;
  /** Bilagsart; BREV for a letter, FAKTURA for a bill (beloeb: what it asks to be paid), FORSLAG_… for what is proposed to a second person (beloeb: how much), FORAELDET or IKKE_FORAELDET for what the fagsystem is told. */
  readonly art: string;
  readonly virkningsdato: Lokaldato; readonly beloeb: string; readonly antal: number;
}

/** A line with the run that made it. */
/** `virkningsdato` null: that of its night. */
export interface Raalinje extends Omit<Proevelinje, 'dato' | 'trin' | 'virkningsdato'> { readonly koerselId: string; readonly virkningsdato: Lokaldato | null }
/** Where a line stands in its report. */
export interface Linjeplads { readonly del: number; readonly nr: number }

/**
 * What these runs ($1) changed on debtors: per claim, bilagsart and virkningsdato what they booked (what comes to nothing is no
 * difference), letters, bills, barrings told, and what was proposed. A claim made by this very transaction has no id that will last.
 */
const LINJER = `
  select b.koersel_id, a.forretningspartner_id, case when k.xid <> pg_current_xact_id() then k.id end as krav_id, k.hovedkrav_id, k.art as kravart, case when k.art = 'RENTE' then k.periode_fra end as periode_fra,
    b.art, p.virkningsdato, sum(p.beloeb) as beloeb, 1 as antal
  from bilag b join postering p on p.bilag_id = b.id and p.konto = 'DEBITOR' join kravsbilag k on k.id = p.krav_id join aaben_post a on a.krav_id = p.krav_id
  where b.koersel_id = any($1::bigint[]) group by b.koersel_id, a.forretningspartner_id, k.id, b.art, p.virkningsdato having sum(p.beloeb) <> 0
  union all
  select r.koersel_id, r.forretningspartner_id, null, null, null, null, 'BREV', r.dato, 0, count(*)::int from rykkerbrev r where r.koersel_id = any($1::bigint[]) group by 1, 2, r.dato
  union all
  select f.koersel_id, f.forretningspartner_id, null, null, null, null, 'FAKTURA', f.dato, sum(f.beloeb), count(*)::int from faktureringsbilag f where f.koersel_id = any($1::bigint[]) group by 1, 2, f.dato
  union all
  select m.koersel_id, a.forretningspartner_id, k.id, k.hovedkrav_id, k.art, case when k.art = 'RENTE' then k.periode_fra end, case when m.fra is null then 'IKKE_FORAELDET' else 'FORAELDET' end, coalesce(m.fra, o.forretningsdato), 0, 1
  from foraeldelsesmarkering m join kravsbilag k on k.id = m.krav_id join aaben_post a on a.krav_id = m.krav_id left join koersel o on o.id = m.koersel_id where m.koersel_id = any($1::bigint[])
  union all
  select g.koersel_id, a.forretningspartner_id, k.id, k.hovedkrav_id, k.art, case when k.art = 'RENTE' then k.periode_fra end, 'FORSLAG_' || g.art, g.dato, coalesce(g.beloeb, 0), 1
  from godkendelse g join kravsbilag k on k.id = case when g.objekt ~ '^krav:[0-9]{1,18}$' then substr(g.objekt, 6)::bigint end join aaben_post a on a.krav_id = k.id where g.koersel_id = any($1::bigint[])`;

/** What these runs changed, in debtor order. */
export async function raalinjer(tx: Tx, koersler: readonly string[]): Promise<Raalinje[]> {
  if (koersler.length === 0) return [];
  return tx.sql<Raalinje>(
    `select koersel_id as "koerselId", forretningspartner_id as "forretningspartnerId", krav_id as "kravId", hovedkrav_id as "hovedkravId", kravart, periode_fra as "periodeFra", art, virkningsdato,
       beloeb::numeric(15, 2)::text as beloeb, antal
     from (${LINJER}) l order by forretningspartner_id, coalesce(hovedkrav_id, krav_id), kravart, periode_fra, art, virkningsdato, krav_id`, [koersler]);
}

/** The letters that the night of $1 proposes to a second person instead of sending them: they stand with their round, not with a run. */
const RYKKERFORSLAG = `
  select f.forretningspartner_id, f.krav_id, null::bigint as hovedkrav_id, 'HOVEDKRAV' as kravart, null::date as periode_fra, 'FORSLAG_RYKKER' as art, r.dato as virkningsdato, f.gebyr + f.kompensation as beloeb, 1 as antal
  from rykkerkoersel r join rykkerforslag f on f.rykkerkoersel_id = r.id where r.dato = $1 and r.kilde = 'NAT' and not r.automatisk`;

/** What the night of `dato` proposed for these debtors, with the step that did. */
export async function rykkerforslag(tx: Tx, partnere: readonly string[], dato: Lokaldato, trin: string): Promise<Proevelinje[]> {
  return tx.sql<Proevelinje>(
    `select $1::date as dato, $3 as trin, forretningspartner_id as "forretningspartnerId", krav_id as "kravId", hovedkrav_id as "hovedkravId", kravart, periode_fra as "periodeFra", art, virkningsdato, beloeb::numeric(15, 2)::text as beloeb, antal
     from (${RYKKERFORSLAG.replace('$1', '$1::date')}) l where forretningspartner_id = any($2::bigint[]) order by 3, 4`, [dato, partnere, trin]);
}

const KOLONNER: Kolonner<Proevelinje> = {
  nr: ['int', (_, i) => i + 1], dato: ['date', (l) => l.dato], trin: ['text', (l) => l.trin], forretningspartner_id: ['bigint', (l) => l.forretningspartnerId], krav_id: ['bigint', (l) => l.kravId],
  hovedkrav_id: ['bigint', (l) => l.hovedkravId], kravart: ['text', (l) => l.kravart], periode_fra: ['date', (l) => l.periodeFra], art: ['text', (l) => l.art], virkningsdato: ['date', (l) => l.virkningsdato],
  beloeb: ['numeric', (l) => l.beloeb], antal: ['int', (l) => l.antal],
};

/** A part's lines, in their order. */
export const linjeraekker = (koerselId: string, del: number, linjer: readonly Proevelinje[]): Skrivning[] =>
  (linjer.length === 0 ? [] : [indsaet('proevelinje', linjer, KOLONNER, { koersel_id: ['bigint', koerselId], del: ['int', del] })]);

/** Messages this transaction has laid out to be sent, by art. */
export async function beskederNu(tx: Tx): Promise<Record<string, number>> {
  return Object.fromEntries(await tx.raekker<[string, number]>(`select art, count(*)::int from udbakke where xid = pg_current_xact_id() group by 1 order by 1`));
}

/** sha256 over a report's lines, part by part in their order. */
export async function linjernesAftryk(tx: Tx, koerselId: string): Promise<string> {
  const [r] = await tx.sql<{ a: string }>(
    `select encode(sha256(convert_to(coalesce(string_agg(h, '' order by del), ''), 'UTF8')), 'hex') as a from (
       select del, encode(sha256(convert_to(string_agg(concat_ws('|', dato, trin, forretningspartner_id, coalesce(krav_id, 0), coalesce(hovedkrav_id, 0), coalesce(kravart, ''), coalesce(periode_fra::text, ''), art, virkningsdato, beloeb, antal), E'\\n' order by nr), 'UTF8')), 'hex') as h
       from proevelinje where koersel_id = $1 group by del) d`, [koerselId]);
  return r!.a;
}

/** A finished rehearsal that says what the night of `dato` does: the one that was approved, else the newest. */
export interface Nattensproeve { readonly koerselId: string; readonly godkendt: boolean }
/** `breve`: the night was the rehearsal's last, so it showed letters. */
export async function proevenAf(tx: Tx, dato: Lokaldato): Promise<(Nattensproeve & { readonly breve: boolean }) | undefined> {
  const [r] = await tx.sql<Nattensproeve & { readonly breve: boolean }>(
    `(select g.proeve_id as "koerselId", true as godkendt, k.forretningsdato = g.dato as breve from natgodkendelse g join koersel k on k.id = g.proeve_id where g.dato = $1::date order by g.registreret desc limit 1)
     union all
     (select k.id, false, k.forretningsdato = $1::date from koersel k where k.art = 'PROEVE' and k.forretningsdato >= $1::date and k.status in ('AFSLUTTET', 'AFSLUTTET_MED_FEJL') and k.parametre -> 'datoer' ? $1::text order by k.afsluttet desc limit 1)
     order by godkendt desc limit 1`, [dato]);
  return r;
}

/** Where the night ($1, of date $3) did otherwise than the rehearsal ($2) said; a claim the rehearsal made itself is known by its hovedkrav, art and period. */
const AFVIGELSER = `
  with trin as (select id, art from koersel where forgaenger_id = $1),
  alle as (
    select l.trin, l.forretningspartner_id as fp, l.krav_id, l.hovedkrav_id, l.kravart, l.periode_fra, l.art, l.virkningsdato, l.beloeb as lovet, 0 as gjort, l.antal as lovet_antal, 0 as gjort_antal
    from proevelinje l where l.koersel_id = $2 and l.dato = $3
    union all
    select t.art, l.forretningspartner_id, l.krav_id, l.hovedkrav_id, l.kravart, l.periode_fra, l.art, coalesce(l.virkningsdato, $3), 0, l.beloeb, 0, l.antal
    from (${LINJER.replaceAll('any($1::bigint[])', 'any(array(select id from trin))')}) l join trin t on t.id = l.koersel_id
    union all
    select t.art, f.forretningspartner_id, f.krav_id, f.hovedkrav_id, f.kravart, f.periode_fra, f.art, f.virkningsdato, 0, f.beloeb, 0, f.antal from (${RYKKERFORSLAG.replace('$1', '$3::date')}) f join trin t on t.art = 'rykker')
  insert into natafvigelse (koersel_id, nr, trin, forretningspartner_id, krav_id, hovedkrav_id, kravart, periode_fra, art, virkningsdato, udfald, lovet, gjort, lovet_antal, gjort_antal)
  select $1, row_number() over (order by fp, trin, hk, kravart, periode_fra, art, virkningsdato), trin, fp, krav_id, hovedkrav_id, kravart, periode_fra, art, virkningsdato,
    case when lovet_antal = 0 then 'NY' when gjort_antal = 0 then 'BORTFALDET' else 'AENDRET' end, lovet, gjort, lovet_antal, gjort_antal
  from (select trin, fp, coalesce(hovedkrav_id, krav_id) as hk, kravart, periode_fra, art, virkningsdato, max(krav_id) as krav_id, max(hovedkrav_id) as hovedkrav_id,
      sum(lovet) as lovet, sum(gjort) as gjort, sum(lovet_antal)::int as lovet_antal, sum(gjort_antal)::int as gjort_antal
    from alle group by 1, 2, 3, 4, 5, 6, 7) s
  where lovet <> gjort or lovet_antal <> gjort_antal
  on conflict (koersel_id, nr) do nothing`;

/** Holds a finished night up against its rehearsal. @returns the number of lines that differ */
export const gemAfvigelser = (tx: Tx, natId: string, proeveId: string, dato: Lokaldato): Promise<number> => tx.skriv(AFVIGELSER, [natId, proeveId, dato]);
