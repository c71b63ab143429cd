import { beloebTekst, minus, NUL, ocrLinje, plus, sum, visBeloeb, visDato, type Beloeb, type Lokaldato } from '#app/kernel';
import type { Regime } from '#app/krav';
import { GEBYRLOVE, lovensAntal, type Gebyrmaksimum, type Gebyrpost } from './gebyr.rules.js';
import type { Brev } from './typer.js';

/** Who a letter is to. */
export interface Person {
  readonly id: string; readonly navn: string | null; readonly cprStatus: string | null; readonly adressebeskyttet: boolean;
  readonly vejnavn: string | null; readonly husnummer: string | null; readonly postnummer: string | null; readonly postdistrikt: string | null; readonly landekode: string;
}

/** What the letter tells of one claim; kroner. */
export interface Brevkrav {
  readonly kravId: string; readonly aftalekontoId: string; readonly aftaleindholdId: string; readonly kravstype: string; readonly regime: Regime; readonly renteBesluttet: boolean;
  readonly periodeFra: Lokaldato | null;
  /** First day after the period. */
  readonly periodeTil: Lokaldato | null;
  readonly stiftelsesdato: Lokaldato; readonly forfaldsdato: Lokaldato; readonly srb: Lokaldato;
  readonly betalingsId: string | null;
  readonly tekster: readonly string[];
  /** What it was registered with, what it has been regulated by since (+ up, − down), and what of it is written off. */
  readonly hovedstol: Beloeb; readonly reguleret: Beloeb; readonly afskrevet: Beloeb;
  readonly hovedrest: Beloeb; readonly renter: Beloeb; readonly gebyrer: Beloeb;
}

export interface Brevfakta {
  readonly brevId: string; readonly dato: Lokaldato;
  readonly kommune: { readonly kode: string; readonly navn: string };
  readonly debitor: Person;
  /** The letter's claims, oldest first. */
  readonly krav: readonly Brevkrav[];
  readonly maksima: readonly Gebyrmaksimum[]; readonly kompensationer: readonly Gebyrmaksimum[];
  readonly fiKreditor: string | null;
}

/** A copy goes to everyone jointly liable, about the claims that person is liable for and no others. */
export interface Kopi { readonly person: Person; readonly kravIder: ReadonlySet<string> }

/** The letter to the debtor, as data (dokumenter.md 8.2 and 8.3, RY1). */
export function brevindhold(f: Brevfakta, brev: Brev, kopier: readonly Kopi[]): Record<string, unknown> {
  return { ...indhold(f, brev, f.krav), rolle: 'SKYLDNER', modtager: f.debitor, kopiTil: kopier.map((k) => ({ rolle: 'MEDHAEFTER', navn: k.person.adressebeskyttet ? null : k.person.navn })) };
}

/** The same to one who is jointly liable: her own claims alone, and the fees that stand on them. */
export function kopiindhold(f: Brevfakta, brev: Brev, kopi: Kopi): Record<string, unknown> {
  const egne = f.krav.filter((k) => kopi.kravIder.has(k.kravId));
  return { ...indhold(f, brev, egne), rolle: 'MEDHAEFTER', modtager: kopi.person, skyldner: { navn: f.debitor.adressebeskyttet ? null : f.debitor.navn } };
}

function indhold(f: Brevfakta, brev: Brev, krav: readonly Brevkrav[]): Record<string, unknown> {
  const ider = new Set(krav.map((k) => k.kravId));
  const gebyrer = brev.gebyrer.filter((g) => ider.has(g.kravId));
  const kompensationer = brev.kompensationer.filter((g) => ider.has(g.kravId));
  const linjer = krav.map((k) => linje(k, brev.krav.find((b) => b.kravId === k.kravId)!.trin, gebyrer.find((g) => g.kravId === k.kravId), kompensationer.find((g) => g.kravId === k.kravId)));
  const total = sum(linjer.map((l) => l.ialt));
  const underrettes = krav.filter((k) => brev.krav.find((b) => b.kravId === k.kravId)!.underretning);
  return {
    brev: brevkode(brev), brevId: f.brevId, dato: f.dato, frist: brev.frist, afsender: { kommune: f.kommune.navn, myndighedskode: f.kommune.kode },
    overskrift: `${brev.art === 'PAAMINDELSE' ? 'Påmindelse' : `Rykker ${brev.trin}`}: du har ikke betalt til tiden`, valuta: 'DKK',
    krav: linjer.map((l) => ({ ...l.visning, underretning: underrettes.includes(l.krav), betaling: betaling(l.krav, f.fiKreditor) })),
    gebyr: beloebTekst(sum(gebyrer.map((g) => g.beloeb))), kompensation: beloebTekst(sum(kompensationer.map((g) => g.beloeb))), ialt: beloebTekst(total),
    betaling: { beloeb: beloebTekst(total), frist: brev.frist, ...betaling(krav[0]!, f.fiKreditor) },
    indledning: `Du skylder ${visBeloeb(total)} kr. Betal senest ${visDato(brev.frist)}. Fristen er en ny betalingsfrist for dette brev; den oprindelige betalingsdato er uændret, og renterne løber videre fra den.`,
    konsekvens: konsekvens(brev.frist, underrettes, krav.length, krav.every((k) => brev.krav.find((b) => b.kravId === k.kravId)!.sidste)),
    underretningOmInddrivelse: underrettes.map((k) => k.kravId),
    hjemmel: [...gebyrer.map((g) => gebyrhjemmel(g, f)), ...kompensationer.map(kompensationshjemmel), ...rentehjemmel(krav)],
    henvendelse: HENVENDELSE,
  };
}

/** PAM, or RY with the trin, where the procedure names no code of its own (dokumenter.md 8.3). */
export const brevkode = (b: Pick<Brev, 'art' | 'trin' | 'brevtype'>): string => b.brevtype ?? (b.art === 'PAAMINDELSE' ? 'PAM' : `RY${b.trin}`);

interface Linje { readonly krav: Brevkrav; readonly ialt: Beloeb; readonly visning: Record<string, unknown> }

/** One row of the claim table: what is booked, and what is new on this claim. */
function linje(k: Brevkrav, trin: number, gebyr: Gebyrpost | undefined, kompensation: Gebyrpost | undefined): Linje {
  const gebyrer = sum([k.gebyrer, ...[gebyr, kompensation].flatMap((g) => (g === undefined ? [] : [g.beloeb]))]);
  const ialt = sum([k.hovedrest, k.renter, gebyrer]);
  return {
    krav: k, ialt,
    visning: {
      kravId: k.kravId, aftalekontoId: k.aftalekontoId, trin, tekst: k.kravstype, linjer: k.tekster, periodeFra: k.periodeFra, periodeTil: k.periodeTil, stiftelsesdato: k.stiftelsesdato, forfaldsdato: k.forfaldsdato, srb: k.srb,
      oprindeligt: beloebTekst(k.hovedstol), reguleret: beloebTekst(k.reguleret), betalt: beloebTekst(minus(minus(plus(k.hovedstol, k.reguleret), k.hovedrest), k.afskrevet)), afskrevet: beloebTekst(k.afskrevet), aabent: beloebTekst(k.hovedrest), renter: beloebTekst(k.renter), gebyrer: beloebTekst(gebyrer), nytGebyr: beloebTekst(gebyr?.beloeb ?? NUL), nyKompensation: beloebTekst(kompensation?.beloeb ?? NUL), ialt: beloebTekst(ialt),
    },
  };
}

/** FIK +71 with the claim's own payment id: what is paid by it covers that claim first. */
function betaling(k: Brevkrav, fiKreditor: string | null): Record<string, unknown> {
  if (k.betalingsId === null) return {};
  return { kortart: '71', betalingsId: k.betalingsId, ...(fiKreditor === null ? {} : { kreditor: fiKreditor, linje: ocrLinje('71', k.betalingsId, fiKreditor) }) };
}

/** `underrettes`: the claims that the letter tells of inddrivelse for; the others are reminded again, unless no trin follows (`sidste`). */
function konsekvens(frist: Lokaldato, underrettes: readonly Brevkrav[], alle: number, sidste: boolean): string {
  if (underrettes.length === 0 && sidste) return `Dette er den sidste rykker. Betaler du ikke senest ${visDato(frist)}, skylder du stadig beløbet.`;
  if (underrettes.length === 0) return `Betaler du ikke senest ${visDato(frist)}, sender vi en ny rykker, og der kan komme et nyt gebyr.`;
  return `Betaler du ikke senest ${visDato(frist)}, kan vi uden yderligere varsel overdrage ${underrettes.length === alle ? 'kravene' : 'de krav, der er mærket med underretning,'} med renter og gebyrer til inddrivelse hos restanceinddrivelsesmyndigheden (Gældsstyrelsen). `
    + 'Dette brev er den skriftlige underretning, som gældsinddrivelseslovens § 2, stk. 4, kræver. Gældsstyrelsen kan inddrive ved modregning, lønindeholdelse og udlæg, og der løber inddrivelsesrente. En betalingsaftale skal derefter laves med Gældsstyrelsen.';
}

function gebyrhjemmel(g: Gebyrpost, f: Brevfakta): Record<string, unknown> {
  const lov = GEBYRLOVE[g.regime];
  const maks = f.maksima.find((m) => m.regime === g.regime && m.gyldigFra <= f.dato && m.gyldigTil > f.dato)!.maks;
  return { art: 'GEBYR', kravId: g.kravId, beloeb: beloebTekst(g.beloeb), paragraf: lov.paragraf, tekst: `Rykkergebyr ${visBeloeb(g.beloeb)} kr.: ${lov.paragraf} (højst ${visBeloeb(maks)} kr.${lovensAntal(lov) === undefined ? '' : `, ${lovensAntal(lov)}`}).` };
}

const kompensationshjemmel = (g: Gebyrpost): Record<string, unknown> => ({
  art: 'KOMPENSATION', kravId: g.kravId, beloeb: beloebTekst(g.beloeb), paragraf: 'renteloven § 9 a, stk. 3', tekst: `Kompensationsbeløb ${visBeloeb(g.beloeb)} kr.: renteloven § 9 a, stk. 3 (erhvervsforhold, én gang pr. krav).`,
});

const RENTELOVE: Partial<Record<Regime, { paragraf: string; tekst: string }>> = {
  GEBYRLOV: { paragraf: 'gebyrloven § 3', tekst: 'Renter: 1 % for hver påbegyndt måned, gebyrloven § 3.' },
  RENTELOV: { paragraf: 'renteloven § 5', tekst: 'Renter: Nationalbankens udlånsrente med tillæg af 8 procentpoint om året, renteloven § 5.' },
  OPKRAEVNINGSLOV: { paragraf: 'opkrævningsloven § 7', tekst: 'Renter: den månedlige rente efter opkrævningsloven § 7.' },
};
/** One line per law under which a claim of the letter bears interest. */
function rentehjemmel(krav: readonly Brevkrav[]): Record<string, unknown>[] {
  const regimer = new Set(krav.filter((k) => k.renteBesluttet || k.renter.gt(0)).map((k) => k.regime));
  return [...regimer].flatMap((r) => { const lov = RENTELOVE[r]; return lov === undefined ? [] : [{ art: 'RENTE', ...lov }]; });
}

const HENVENDELSE = [
  'Mener du, at kravet er forkert, så skriv til den afdeling, der har opkrævet det.',
  'Har du spørgsmål til opkrævningen, eller vil du søge om afdrag eller henstand, så kontakt kommunens opkrævning inden fristen.',
  'Har du betalt inden for de sidste dage, kan du se bort fra brevet for det beløb, du har betalt; gebyret skal dog betales, hvis betalingen kom efter den oprindelige betalingsdato.',
];
