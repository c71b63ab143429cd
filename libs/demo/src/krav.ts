import { aar, dagIMaaned, foersteIMaaned, fraOere, maaned, naesteBankdag, plusDage, plusMaaneder, sidsteIMaaned, type Beloeb, type Lokaldato } from '#app/kernel';
import type { NyLinje, NytKrav } from '#app/krav';
import { DAGTILBUD, KLUBBER, SKOLER } from './navne.js';
import { kendtAdresse, type Barn, type Demodebitor } from './personer.js';
import { terning, type Terning } from './terning.js';

/** A claim and the day its fagsystem sends it. */
export interface Demokrav { readonly dag: Lokaldato; readonly debitor: Demodebitor; readonly krav: NytKrav }

/** Whole kroner. */
export const hele = (kroner: number): Beloeb => fraOere(BigInt(kroner) * 100n);
export const linje = (deltransaktion: string, beloeb: Beloeb, tekst: string, ydelsesmodtager?: string): NyLinje => ({ deltransaktion, beloeb, tekst, ...(ydelsesmodtager === undefined ? {} : { ydelsesmodtager }) });

export interface Udkast {
  readonly d: Demodebitor; readonly dag: Lokaldato; readonly kravstype: string; readonly fagsystem: string; readonly nr: string; readonly indhold: string;
  readonly frist: Lokaldato; readonly linjer: readonly NyLinje[]; readonly periode?: readonly [Lokaldato, Lokaldato]; readonly org?: string;
}

/** The bill is made the day it is registered, and is due on a bank day, which is also the last day for timely payment. */
export function krav(u: Udkast): Demokrav {
  const forfald = naesteBankdag(u.frist < u.dag ? u.dag : u.frist);
  return {
    dag: u.dag, debitor: u.d,
    krav: {
      fagsystem: u.fagsystem, reference: u.nr, debitor: { art: u.d.art, nummer: u.d.nummer, navn: u.d.navn, adresse: kendtAdresse(u.d, u.dag) },
      indhold: u.indhold, kravstype: u.kravstype, periodeFra: u.periode?.[0], periodeTil: u.periode?.[1],
      stiftelsesdato: u.dag, forfaldsdato: forfald, srb: forfald, linjer: u.linjer, organisatoriskReference: u.org,
    },
  };
}

/** Every claim registered from `fra` to `til`, both included, in the order it arrives; the world begins on `start`. */
export function kravene(debitorer: readonly Demodebitor[], start: Lokaldato, fra: Lokaldato, til: Lokaldato): Demokrav[] {
  const ud: Demokrav[] = [];
  for (let m = foersteIMaaned(fra); m <= plusMaaneder(foersteIMaaned(til), 1); m = plusMaaneder(m, 1)) {
    for (const d of debitorer) ud.push(...maanedens(d, m, start));
  }
  return ud.filter((k) => k.dag >= fra && k.dag <= til).sort((a, b) => (a.dag < b.dag ? -1 : a.dag > b.dag ? 1 : 0));
}

/** A debtor's claims for the month that begins on `m`; some are sent the month before. */
function maanedens(d: Demodebitor, m: Lokaldato, start: Lokaldato): Demokrav[] {
  if (d.status !== undefined && d.status.kode === '90' && m > d.status.fra) return [];
  return [...d.boern.flatMap((b) => pasning(d, b, m)), ...husleje(d, m), ...renovation(d, m), ...bibliotek(d, m, start), ...tilbagebetaling(d, m), ...fakturaer(d, m)];
}

const maanederGammel = (foedt: Lokaldato, m: Lokaldato): number => (aar(m) - aar(foedt)) * 12 + maaned(m) - maaned(foedt) - (dagIMaaned(foedt) > 1 ? 1 : 0);
/** The child's place by age in months: half the children of 10–14 years go to a club. */
function plads(b: Barn, m: Lokaldato): 'VUGGESTUE' | 'BOERNEHAVE' | 'SFO' | 'KLUB' | undefined {
  const alder = maanederGammel(b.foedt, m);
  if (alder < 10 || alder >= 168) return undefined;
  if (alder < 35) return 'VUGGESTUE';
  if (alder < 72) return 'BOERNEHAVE';
  if (alder < 120) return 'SFO';
  return terning('klub', b.nr).chance(0.5) ? 'KLUB' : undefined;
}

const JULI = 7;
/** Day care is billed the month before, SFO and club not in July. */
function pasning(d: Demodebitor, b: Barn, m: Lokaldato): Demokrav[] {
  const p = plads(b, m);
  if (p === undefined || (maaned(m) === JULI && (p === 'SFO' || p === 'KLUB'))) return [];
  const t = terning('pasning', b.nr, p);
  const soeskende = d.boern[0]!.nr !== b.nr; // søskenderabat, dagtilbudsloven § 43: the dearest place in full, half price for the others
  const kravstype = p === 'SFO' || p === 'KLUB' ? p : 'DAGINST';
  const kalender = { DAGINST: 20, SFO: 21, KLUB: 22 } as const;
  return [krav({
    d, dag: naesteBankdag(plusDage(plusMaaneder(m, -1), kalender[kravstype] - 1)), kravstype, fagsystem: 'NEXUS_BOERN', nr: `${p}-${b.nr}-${m.slice(0, 7)}`, indhold: `BARN-${b.nr}`,
    frist: m, periode: [m, sidsteIMaaned(m)], linjer: pasningslinjer(p, b, t, soeskende, maaned(m)), org: `5420-${(b.nr % 12) + 10}`,
  })];
}

function pasningslinjer(p: NonNullable<ReturnType<typeof plads>>, b: Barn, t: Terning, soeskende: boolean, m: number): NyLinje[] {
  const pris = (kroner: number): Beloeb => (soeskende ? fraOere(BigInt(kroner) * 50n) : hele(kroner));
  const fornavn = b.navn.split(' ')[0]!;
  const kostordning = t.chance(0.6);
  const hus = t.vaelg(DAGTILBUD);
  switch (p) {
    case 'VUGGESTUE': return [linje('FULDTID', pris(4127), `${hus}, vuggestue, ${fornavn}`, b.navn), ...(kostordning ? [linje('KOST', hele(789), 'Kostordning')] : [])];
    case 'BOERNEHAVE': return [linje('FULDTID', pris(2283), `${hus}, børnehave, ${fornavn}`, b.navn), ...(kostordning ? [linje('KOST', hele(712), 'Kostordning')] : [])];
    case 'SFO': return [linje('MODUL_FULD', pris(t.chance(0.7) ? 1865 : 1240), `SFO, ${t.vaelg(SKOLER)}, ${fornavn}`, b.navn), ...(m === 2 || m === 10 ? [linje('FERIEPASNING', hele(225), 'Feriepasning')] : [])];
    case 'KLUB': return [linje('KONTINGENT', pris(556), `${t.vaelg(KLUBBER)}, ${fornavn}`, b.navn)];
  }
}

function husleje(d: Demodebitor, m: Lokaldato): Demokrav[] {
  if (d.bolig !== 'LEJER') return [];
  const t = terning('husleje', d.nr);
  const leje = linje('LEJE', hele(t.heltal(42, 92) * 100), `Husleje, ${d.adresse.vejnavn} ${d.adresse.husnummer}`);
  return [krav({
    d, dag: naesteBankdag(plusDage(plusMaaneder(m, -1), 17)), kravstype: 'HUSLEJE', fagsystem: 'BOLIG', nr: `LEJE-${d.nr}-${m.slice(0, 7)}`, indhold: `LEJEMAAL-${d.nr}`, frist: m, periode: [m, sidsteIMaaned(m)],
    linjer: [leje, linje('VARME', hele(t.heltal(5, 11) * 50), 'Aconto varme'), ...(t.chance(0.8) ? [linje('VAND', hele(t.heltal(3, 6) * 50), 'Aconto vand')] : [])],
  })];
}

const FEBRUAR = 2;
const AUGUST = 8;
/** Twice a year for most, once for the others, for the months that are gone; sent a month before it is due. As the collector asks: it arises the day after its period. */
function renovation(d: Demodebitor, m: Lokaldato): Demokrav[] {
  if (d.bolig !== 'EJER' || (maaned(m) !== FEBRUAR && maaned(m) !== AUGUST)) return [];
  const t = terning('renovation', d.nr);
  const aarlig = t.chance(0.2);
  if (aarlig && maaned(m) === AUGUST) return [];
  const maaneder = aarlig ? 12 : 6;
  const dag = naesteBankdag(plusDage(plusMaaneder(m, -1), 4 + (d.nr % 5)));
  const oere = (kroner: number): Beloeb => fraOere((BigInt(kroner) * 100n * BigInt(maaneder)) / 12n);
  return [krav({
    d, dag, kravstype: 'RENOVATION', fagsystem: 'AFFALD', nr: `REN-${d.nr}-${m.slice(0, 7)}`, indhold: `EJENDOM-${d.nr}`,
    frist: m, periode: [plusMaaneder(dag, -maaneder), plusDage(dag, -1)],
    linjer: [linje('RESTAFFALD', oere(t.heltal(14, 19) * 100 + 25), 'Restaffald og madaffald'), linje('GENBRUG', oere(1187), 'Genbrugsordninger og genbrugsplads')],
  })];
}

const RUNDE = 9;
/** Now and then, and once within the first months for those who would else never be seen. */
function bibliotek(d: Demodebitor, m: Lokaldato, start: Lokaldato): Demokrav[] {
  if (d.art !== 'ZCPR') return [];
  const t = terning('bibliotek', d.nr, m);
  const tur = maaned(m) - maaned(start) + 12 * (aar(m) - aar(start)) === (d.nr % RUNDE) + 1;
  if (!t.chance(tur ? 0.95 : 0.05)) return [];
  const tabt = t.chance(0.15);
  const dag = naesteBankdag(plusDage(m, t.heltal(0, 27)));
  return [krav({
    d, dag, kravstype: 'BIBLIOTEK', fagsystem: 'KMD_BIBLIOTEK', nr: `BIB-${d.nr}-${m.slice(0, 7)}`, indhold: `LAANER-${d.nr}`, frist: plusDage(dag, 21),
    linjer: [linje('GEBYR', hele(t.vaelg([20, 65, 120, 200, 230])), 'Gebyr for for sen aflevering'), ...(tabt ? [linje('ERSTATNING', hele(t.heltal(8, 40) * 10 - 1), 'Erstatning for ikke afleveret materiale')] : [])],
  })];
}

const YDELSER = ['Kontanthjælp', 'Boligstøtte', 'Sygedagpenge', 'Enkeltydelse', 'Forsørgelse under ressourceforløb'] as const;
/** Help paid out for months past, to be paid back. */
function tilbagebetaling(d: Demodebitor, m: Lokaldato): Demokrav[] {
  const t = terning('tilbagebetaling', d.nr, m);
  if (d.art !== 'ZCPR' || !t.chance(d.nr % 7 === 0 ? 0.07 : 0.01)) return [];
  const dag = naesteBankdag(plusDage(m, t.heltal(2, 25)));
  const fra = plusMaaneder(m, -t.heltal(2, 8));
  return [krav({
    d, dag, kravstype: 'TILBAGEBETALING', fagsystem: 'YDELSE', nr: `TB-${d.nr}-${m.slice(0, 7)}`, indhold: `SAG-${d.nr}`, frist: plusDage(dag, 30), periode: [fra, sidsteIMaaned(plusMaaneder(fra, t.heltal(0, 1)))],
    linjer: [linje('TILBAGEBETALING', fraOere(BigInt(t.heltal(6_0000, 145_0000) + t.heltal(0, 99))), `${t.vaelg(YDELSER)}, for meget udbetalt`)],
  })];
}

const VARER = ['Leje af hal', 'Gravetilladelse', 'Materialer fra materielgård', 'Stadeplads', 'Erhvervsaffald', 'Kursus i førstehjælp'] as const;
/** Companies a few a month, older people their meals. */
function fakturaer(d: Demodebitor, m: Lokaldato): Demokrav[] {
  const antal = d.art === 'ZCVR' ? terning('fakturaer', d.nr, m).heltal(0, d.nr % 5 === 0 ? 4 : 1) : 0;
  const ud = Array.from({ length: antal }, (_, i) => firmafaktura(d, m, i));
  return d.madservice ? [...ud, mad(d, m)] : ud;
}

function firmafaktura(d: Demodebitor, m: Lokaldato, i: number): Demokrav {
  const t = terning('faktura', d.nr, m, i);
  const dag = naesteBankdag(plusDage(m, t.heltal(0, 27)));
  const linjer = Array.from({ length: t.heltal(1, 4) }, (_, n) => linje(n === 0 ? 'YDELSE' : 'TILLAEG', fraOere(BigInt(t.heltal(250_00, 9_500_00))), t.vaelg(VARER)));
  return krav({ d, dag, kravstype: 'FAKTURA', fagsystem: 'FAKTURA', nr: `F-${d.nr}-${m.slice(0, 7)}-${i + 1}`, indhold: `KUNDE-${d.nr}`, frist: plusDage(dag, 30), linjer });
}

function mad(d: Demodebitor, m: Lokaldato): Demokrav {
  const t = terning('mad', d.nr, m);
  const dag = naesteBankdag(plusDage(m, 2));
  const forrige = plusMaaneder(m, -1);
  return krav({
    d, dag, kravstype: 'FAKTURA', fagsystem: 'FAKTURA', nr: `MAD-${d.nr}-${m.slice(0, 7)}`, indhold: `MAD-${d.nr}`, frist: plusDage(dag, 20), periode: [forrige, sidsteIMaaned(forrige)],
    linjer: [linje('MADSERVICE', fraOere(BigInt(t.heltal(18, 31)) * 62_50n), 'Madservice, hovedretter')],
  });
}
