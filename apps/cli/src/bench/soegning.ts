import { SKEMA, type Baenk } from './baenk.js';
import { DATOER, ID } from './fyld.js';
import { Hold } from './hold.js';
import { SOEGEARTER, type Soegeart, type Soegesvar, type Soegetekst } from './opgave.js';

/** There is no floor to write: what counts is how long a person waits. `over`: questions that took longer than `graenseMs`. */
export interface Soegemaaling {
  readonly job: 'soeg'; readonly antal: number; readonly soegninger: number; readonly graenseMs: number; readonly over: number;
  readonly medianMs: Readonly<Record<Soegeart, number>>; readonly p95Ms: Readonly<Record<Soegeart, number>>; readonly peakRssMB: number;
}

const GRAENSE_MS = 50;
/** Of each kind; the first of them warm the connection and are not counted. */
const SPOERGSMAAL = 220;
const OPVARMNING = 20;

/** Asks the search box of a book of `antal` claims, one question at a time. @throws Error when a question finds nothing: every one has an answer */
export async function maalSoegning(baenk: Baenk, bog: string, antal: number, sig: (tekst: string) => void): Promise<Soegemaaling> {
  const navn = await baenk.klon(bog);
  const hold = new Hold(baenk, 1);
  try {
    sig('soeg: giver debitorerne navne, adresser og aftaler …');
    await befolk(baenk, navn, antal);
    const svar = await hold.paa(navn, async () => {
      const debitorer = udvalg(Math.ceil(antal * 0.4)).map((n) => String(ID.partner + n));
      await hold.foerste.spoerg({ art: 'personnumre', dato: DATOER.krav, numre: debitorer.map((partner, i) => ({ partner, nummer: cpr(i) })) });
      return hold.foerste.spoerg<Soegesvar[]>({ art: 'soeg', dato: DATOER.krav, tekster: await tekster(baenk, navn, antal) });
    });
    const uden = svar.filter((s) => s.fund === 0);
    if (uden.length > 0) throw new Error(`soeg: ${uden.length} spørgsmål fandt intet (${[...new Set(uden.map((s) => s.art))].join(', ')})`);
    return opgoer(svar, antal, Math.round(hold.peakRssMB()));
  } finally {
    await hold.luk();
    await baenk.slet(navn);
  }
}

function opgoer(alle: readonly Soegesvar[], antal: number, peakRssMB: number): Soegemaaling {
  const talt = SOEGEARTER.flatMap((art) => alle.filter((s) => s.art === art).slice(OPVARMNING));
  const fraktil = (p: number): Record<Soegeart, number> => Object.fromEntries(SOEGEARTER.map((art) => {
    const ms = talt.filter((s) => s.art === art).map((s) => s.ms).sort((a, b) => a - b);
    return [art, Math.round(ms[Math.floor(ms.length * p)]! * 10) / 10];
  })) as Record<Soegeart, number>;
  return { job: 'soeg', antal, soegninger: talt.length, graenseMs: GRAENSE_MS, over: talt.filter((s) => s.ms > GRAENSE_MS).length, medianMs: fraktil(0.5), p95Ms: fraktil(0.95), peakRssMB };
}

const ord = (t: string): string => `array['${t.trim().split(/\s+/).join("', '")}']`;
const FORNAVNE = ord('Anne Kirsten Mette Hanne Helle Susanne Inge Lene Karen Bente Lone Tina Camilla Charlotte Pia Louise Jette Ida Ulla Åse Peter Jens Michael Lars Henrik Thomas Søren Jan Christian Martin Niels Anders Morten Jesper Hans Jørgen Mads Per Ole Rasmus Øjvind');
// the most common surnames stand more than once, as people do
const EFTERNAVNE = ord('Nielsen Nielsen Nielsen Jensen Jensen Jensen Hansen Hansen Andersen Pedersen Christensen Larsen Sørensen Rasmussen Jørgensen Petersen Madsen Kristensen Olsen Thomsen Poulsen Østergaard Møller Mortensen Knudsen Lund Holm Schmidt Kjær Nørgaard Vestergaard Ågesen Dahl Friis Bak Winther Krogh Skov Bang Juhl Lauridsen Frandsen Mikkelsen');
const VEJSTAMMER = ord('Birke Bøge Ege Linde Pile Ahorn Kastanje Lærke Solsort Svale Nørre Sønder Øster Vester Kirke Skole Mølle Sø Bakke Åbrinke Strand Skov Eng Mark Have Rosen Syren Tulipan Hassel Kløver');
const VEJENDELSER = ord('vej gade alle stien vænget parken toften krogen');
const valgt = (liste: string, n: string): string => `(${liste})[1 + (${n}) % cardinality(${liste})]`;

/** Names and addresses as different as people's, and an agreement of Betalingsservice for one in five. */
async function befolk(baenk: Baenk, navn: string, antal: number): Promise<void> {
  const d = `(forretningspartner_id - ${ID.partner})`;
  await baenk.med(navn, async (k) => {
    await k.query(`set search_path = ${SKEMA}, pg_temp; set session_replication_role = replica; select set_config('app.bruger', 'bench', false)`);
    await k.query(`update forretningspartner_version set navn = ${valgt(FORNAVNE, `${d} * 7919 / 41`)} || ' ' || ${valgt(EFTERNAVNE, `${d} * 104729 / 17`)},
      vejnavn = ${valgt(VEJSTAMMER, `${d} * 31 / 7`)} || ${valgt(VEJENDELSER, `${d} / 13`)}, husnummer = (${d} % 97 + 1)::text, postnummer = (8000 + ${d} % 53 * 17)::text`);
    await k.query(`insert into bs_aftale (forretningspartner_id, pbs_nummer, debitorgruppe, kundenummer, aftalenummer, gyldig_fra)
      select ${ID.partner} + n, '07654321', '00001', (${KUNDENUMRE} + n)::text, n::text, '2025-01-01' from generate_series(1, $1::int, 5) n`, [Math.ceil(antal * 0.4)]);
    await k.query('vacuum (analyze)');
  });
}
const KUNDENUMRE = 600_000_000;

/** So many different numbers from 1 to `n`, spread over all of it; always the same. */
const udvalg = (n: number): number[] => Array.from({ length: Math.min(SPOERGSMAAL, n) }, (_, i) => 1 + Math.floor((i * n) / SPOERGSMAAL));
const cpr = (i: number): string => `010170${String(1000 + i)}`;

/** Questions that have an answer, kind by kind. */
async function tekster(baenk: Baenk, navn: string, antal: number): Promise<Soegetekst[]> {
  const debitorer = udvalg(Math.ceil(antal * 0.4));
  const krav = udvalg(antal);
  return baenk.med(navn, async (k) => {
    const { rows: partnere } = await k.query<{ navn: string; del: string; adresse: string }>(
      `select navn, left(split_part(navn, ' ', 2), 4) as del, vejnavn || ' ' || husnummer as adresse from ${SKEMA}.forretningspartner_version where forretningspartner_id = any($1::bigint[]) order by forretningspartner_id`, [debitorer.map((n) => ID.partner + n)]);
    const { rows: fik } = await k.query<{ b: string }>(`select betalings_id as b from ${SKEMA}.kravsbilag where id = any($1::bigint[]) order by id`, [krav.map((n) => ID.krav + n)]);
    const af = (art: Soegeart, t: readonly string[]): Soegetekst[] => t.map((tekst) => ({ art, tekst }));
    return [
      ...af('CPR', debitorer.map((_, i) => cpr(i))), ...af('NAVN', partnere.map((p) => p.navn)), ...af('NAVNEDEL', partnere.map((p) => p.del)), ...af('ADRESSE', partnere.map((p) => p.adresse)),
      ...af('KUNDENUMMER', debitorer.map((n) => String(KUNDENUMRE + n - ((n - 1) % 5)))), ...af('FIK', fik.map((r) => r.b)), ...af('BILAGSNUMMER', krav.map(String)), ...af('REFERENCE', krav.map((n) => `F-${n}`)),
    ];
  });
}

/** The measurement as people read it. */
export const soegetabel = (m: Soegemaaling): string =>
  [`soeg, ${m.antal} krav, ms (grænse ${m.graenseMs}; ${m.over} af ${m.soegninger} over)`, ...SOEGEARTER.map((a) => `  ${a.padEnd(13)} median ${String(m.medianMs[a]).padStart(6)}  p95 ${String(m.p95Ms[a]).padStart(6)}`)].map((l) => `${l}\n`).join('');
