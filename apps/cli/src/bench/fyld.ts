import type { Client } from 'pg';
import { fik71, paastaa } from '#app/kernel';
import { SKEMA, type Baenk } from './baenk.js';

/** The dates of the book: claims fall due in these days, and the jobs' own dates follow from them. */
export const DATOER = {
  foerTom: '2026-02-19',
  /** Nothing is due: the claims are stiftet, none has reached its forfald. */
  tom: '2026-02-20',
  /** Every claim is near enough to be billed, and none too near. */
  fakturer: '2026-02-05',
  /** Every claim owes its first month's interest, and only that. */
  renter: '2026-03-10',
  /** The day that new claims are registered. */
  krav: '2026-03-02',
  /** Every claim is past the first reminder's day. */
  rykker: '2026-03-20',
  /** Every claim was paid but for a small residual, long enough ago to be written off. */
  afskriv: '2026-04-10',
  /** The day the bank statement that pays every claim in time is loaded; it is of the day before. */
  bank: '2026-02-26',
} as const;

/** Number spaces of the filled rows; the kommune's own counter begins above them all. */
export const ID = { partner: 10_000_000, ident: 20_000_000, konto: 30_000_000, indhold: 40_000_000, krav: 100_000_000, linje: 200_000_000, bilag: 300_000_000, indbetaling: 400_000_000, udligning: 500_000_000, naeste: 1_000_000_000 } as const;

/** FI-kreditor and account that the bank statement names. */
export const BANK = { kontonummer: '20009876543210', fiKreditor: '82424016' } as const;

/**
 * Fills a migrated database with `antal` open claims as KravService.opretMange leaves them (its messages and feed apart), set-wise.
 * A monthly run of 0.4 debtors per claim: a debtor's claims lie far from each other. Every bilag has its number, as after a night.
 */
export async function fyld(baenk: Baenk, navn: string, antal: number): Promise<void> {
  await baenk.med(navn, (k) => udenVagter(k, async () => {
    await Promise.all([
      baenk.med(navn, async (a) => koer(a, [...PARTNERE, ...KRAV], antal)),
      baenk.med(navn, async (b) => koer(b, BOGEN, antal)),
    ]);
    await koer(k, EFTER, antal);
  }));
  await baenk.med(navn, async (k) => {
    await k.query('vacuum (freeze, analyze)');
    const { rows } = await k.query<{ id: string; betalings_id: string }>(`select id, betalings_id from ${SKEMA}.kravsbilag order by id desc limit 20`);
    paastaa(rows.length > 0 && rows.every((r) => r.betalings_id === fik71(BigInt(r.id))), 'BENCH_FYLDER_ANDERLEDES_END_KRAV');
  });
}

/** The same book before its claims were billed. */
export async function ufaktureret(baenk: Baenk, navn: string): Promise<void> {
  await baenk.med(navn, async (k) => {
    await k.query(`set search_path = ${SKEMA}, pg_temp`);
    await k.query(`update kravsbilag set faktureret = 'infinity'`);
    await k.query(`update vagt set trin = 'fakturer', tidligst = tidligst - 31 where trin = 'renter'`);
    await k.query(`delete from vagt where trin <> 'fakturer'`);
    await k.query('vacuum (full, analyze) kravsbilag');
    await k.query('vacuum (full, analyze) vagt');
  });
}

/** The same book when all but 5.00 kr. of every claim has been paid in time. */
export async function rester(baenk: Baenk, navn: string, antal: number): Promise<void> {
  await baenk.med(navn, (k) => udenVagter(k, () => koer(k, RESTER, antal)));
  await baenk.med(navn, async (k) => { await k.query(`vacuum (freeze, analyze)`); });
}

/** Only every `hver` debtor has anything to do: the others' watches sleep. */
export async function faa(baenk: Baenk, navn: string, hver: number): Promise<void> {
  await baenk.med(navn, async (k) => {
    await k.query(`update ${SKEMA}.vagt set tidligst = 'infinity' where (forretningspartner_id - ${ID.partner}) % $1 <> 0`, [hver]);
    await k.query(`vacuum (full, analyze) ${SKEMA}.vagt`);
  });
}

/** The statement triggers would hold every row in memory; what is written here is right by construction, and `verificer` holds on it. */
async function udenVagter(k: Client, arbejde: () => Promise<void>): Promise<void> {
  for (const t of ['bilag', 'postering']) await k.query(`alter table ${SKEMA}.${t} disable trigger user`);
  await arbejde();
  for (const t of ['bilag', 'postering']) await k.query(`alter table ${SKEMA}.${t} enable trigger user`);
}

async function koer(k: Client, saetninger: readonly string[], antal: number): Promise<void> {
  await k.query(`set search_path = ${SKEMA}, pg_temp; set synchronous_commit = off; set work_mem = '64MB'; select set_config('app.bruger', 'bench', false)`);
  const udfyld = (s: string): string => s.replaceAll('{antal}', String(antal)).replaceAll('{debitorer}', String(Math.ceil(antal * 0.4)));
  for (const s of saetninger) await k.query(udfyld(s));
}

/** The check digit of a body of 14 digits, as kernel's luhnCiffer: every second digit from the right doubled, 9 taken from what passes 9. */
const LUHN = (krop: string): string => `((10 - (${Array.from({ length: 14 }, (_, i) => {
  const ciffer = `substr(${krop}, ${i + 1}, 1)`;
  return i % 2 === 1 ? `translate(${ciffer}, '0123456789', '0246813579')::int` : `${ciffer}::int`;
}).join(' + ')}) % 10) % 10)`;

const DEBITORER = `generate_series(1, {debitorer}) d`;
/** One row per claim; forfald on one of four days, amounts of 100.00 to 4,100.00 kr. */
const TAL = `(select n, 1 + (n - 1) % {debitorer} as d, '2026-02-27'::date + (n % 4) as forfald, '2026-01-28'::date + (n % 4) as stiftet,
  (100 + (n::bigint * 7919 % 400000) / 100.0)::numeric(15, 2) as beloeb, now() as nu from generate_series(1, {antal}) n) t`;

const PARTNERE = [
  `insert into forretningspartner (id, type, oprettet) select ${ID.partner} + d, 'BORGER', now() from ${DEBITORER}`,
  `insert into forretningspartner_version (forretningspartner_id, gyldig_fra, kendt_fra, navn, vejnavn, husnummer, postnummer, postdistrikt)
    select ${ID.partner} + d, '1900-01-01', now(), 'Debitor ' || d, 'Målevej', (d % 200 + 1)::text, '9000', 'Aalborg' from ${DEBITORER}`,
  `insert into partner_ident (forretningspartner_id, art, opslag, krypteret) select ${ID.partner} + d, 'ZCPR', sha256(int8send(d)), sha256(int8send(d)) || sha256(int8send(-d)) from ${DEBITORER}`,
  `insert into aftalekonto (id, forretningspartner_id, type, oprettet) select ${ID.konto} + d, ${ID.partner} + d, 'BOERN', now() from ${DEBITORER}`,
  `insert into aftaleindhold (id, aftalekonto_id, fagsystem, nummer_opslag, nummer_krypteret, oprettet)
    select ${ID.indhold} + d, ${ID.konto} + d, 'BENCH', sha256(int8send(d)), sha256(int8send(d)) || sha256(int8send(-d)), now() from ${DEBITORER}`,
];
const KRAV = [
  `insert into kravsbilag (id, art, aftalekonto_id, aftaleindhold_id, kravstype, fagsystem, fagsystem_reference, periode_fra, periode_til, stiftelsesdato, forfaldsdato, srb, hovedstol, foraeldelsesdato, betalings_id, kle_emne, registreret)
    select ${ID.krav} + n, 'HOVEDKRAV', ${ID.konto} + d, ${ID.indhold} + d, 'DAGINST', 'BENCH', 'F-' || n, stiftet, (stiftet + interval '1 month')::date, stiftet, forfald, forfald, beloeb, forfald + interval '3 years', krop || ${LUHN('krop')}, '28.06.02', nu
    from (select t.*, '1' || lpad((${ID.krav} + n)::text, 12, '0') || '0' as krop from ${TAL}) t order by n`,
  `insert into kravlinje (id, krav_id, nr, hovedtransaktion, deltransaktion, beloeb, kontering) select ${ID.linje} + n, ${ID.krav} + n, 1, 'DAGINST', 'YDELSE', beloeb, 'INDT_DAGINST|28.06.02|' from ${TAL}`,
  `insert into aaben_post (forretningspartner_id, aftalekonto_id, krav_id, rest) select ${ID.partner} + d, ${ID.konto} + d, ${ID.krav} + n, beloeb from ${TAL}`,
];
const BOGEN = [
  `insert into bilag (id, noegle, art, virkningsdato, bogfoeringsdato, bruger, registreret) select ${ID.bilag} + n, 'krav:' || (${ID.krav} + n), 'KRAV', stiftet, stiftet, 'bench', nu from ${TAL}`,
  `insert into postering (bilag_id, nr, konto, beloeb, virkningsdato, aftalekonto_id, krav_id, kravlinje_id, kontering)
    select ${ID.bilag} + n, p.nr, p.konto, p.fortegn * beloeb, stiftet, case p.nr when 1 then ${ID.konto} + d end, ${ID.krav} + n, ${ID.linje} + n, 'INDT_DAGINST|28.06.02|'
    from ${TAL}, (values (1, 'DEBITOR', 1), (2, 'INDT_DAGINST', -1)) p (nr, konto, fortegn)`,
  `insert into vagt (forretningspartner_id, krav_id, trin, tidligst) select ${ID.partner} + d, ${ID.krav} + n, v.trin, forfald + 1 from ${TAL}, (values ('renter'), ('rykker')) v (trin)`,
];
const BETALT = `(select *, beloeb - 5.00 as betalt from ${TAL}) t`;
const RESTER = [
  `insert into bilag (id, noegle, art, virkningsdato, bogfoeringsdato, bruger, registreret) select ${ID.indbetaling} + n, 'bank:' || n, 'INDBETALING', forfald, forfald, 'bench', nu from ${TAL}`,
  `insert into bilag (id, noegle, art, virkningsdato, bogfoeringsdato, bruger, registreret) select ${ID.udligning} + n, 'udligning:' || n, 'UDLIGNING', forfald, forfald, 'bench', nu from ${TAL}`,
  `insert into postering (bilag_id, nr, konto, beloeb, virkningsdato, aftalekonto_id)
    select ${ID.indbetaling} + n, p.nr, p.konto, p.fortegn * betalt, forfald, case p.nr when 2 then ${ID.konto} + d end from ${BETALT}, (values (1, 'BANK', 1), (2, 'UPLACERET', -1)) p (nr, konto, fortegn)`,
  `insert into postering (bilag_id, nr, konto, beloeb, virkningsdato, aftalekonto_id, krav_id, kravlinje_id, kontering)
    select ${ID.udligning} + n, p.nr, p.konto, p.fortegn * betalt, forfald, ${ID.konto} + d, case p.nr when 2 then ${ID.krav} + n end, case p.nr when 2 then ${ID.linje} + n end, case p.nr when 2 then 'INDT_DAGINST|28.06.02|' end
    from ${BETALT}, (values (1, 'UPLACERET', 1), (2, 'DEBITOR', -1)) p (nr, konto, fortegn)`,
  `update aaben_post set rest = 5.00`, `truncate vagt`,
  `insert into vagt (forretningspartner_id, krav_id, trin, tidligst) select ${ID.partner} + d, ${ID.krav} + n, 'afskriv', forfald + 31 from ${TAL}`,
];
const EFTER = [
  `insert into bilagsnummer (bilag_id, regnskabsaar, nummer) select id, 2026, id - ${ID.bilag} from bilag`,
  `insert into nummerserie (serie, aar, naeste) values ('bilag', 2026, {antal} + 1)`,
  `insert into nummerserie (serie, aar, vandmaerke) values ('bilag', 0, pg_snapshot_xmin(pg_current_snapshot()))`,
  `insert into bankkonto (id, kontonummer, navn, fi_kreditor, forventes_dagligt, gyldig_fra) values (1, '${BANK.kontonummer}', 'Målebank', '${BANK.fiKreditor}', false, '2000-01-01')`,
  `select setval('loebenummer', ${ID.naeste})`,
];
