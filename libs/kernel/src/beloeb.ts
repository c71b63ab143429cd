import { Decimal as DecimalJs } from 'decimal.js';
import { paastaa, UgyldigtInput } from './fejl.js';

/**
 * The one Decimal of the system: 40 significant digits, so that amount × rate × days is exact and only divisions are
 * cut, far below the øre; half away from zero; never printed with an exponent.
 */
export const Decimal = DecimalJs.clone({
  defaults: true, precision: 40, rounding: DecimalJs.ROUND_HALF_UP, toExpNeg: -9e15, toExpPos: 9e15,
});
export type Decimal = DecimalJs;

declare const maerke: unique symbol;

/**
 * Kroner with at most two decimals, |beløb| < 10^13 (numeric(15,2)), never minus zero. Sign: what the caller says it
 * is; in the ledger debit is + and credit −. Made only by the functions of this file. A method of Decimal gives a
 * Decimal back: use `plus`, `minus`, `neg`, `sum`, or `afrund`.
 */
export type Beloeb = Decimal & { readonly [maerke]: 'Beloeb' };

/** The text form everywhere outside letters: optional minus, 1–13 digits, point, exactly two digits. Form for DTOs. */
export const BELOEB_FORMAT = /^-?\d{1,13}\.\d{2}$/;
const FORM_UDEN_GRAENSE = /^-?\d+\.\d{2}$/;
const TAL_FORMAT = /^-?\d{1,18}(\.\d{1,18})?$/;
const CIFRE_FOER_KOMMA = 13;

/** The one place a Decimal becomes a Beloeb: inside numeric(15,2), and −0 becomes 0. */
function som(x: Decimal): Beloeb {
  if (x.isZero()) return NUL;
  paastaa(x.e < CIFRE_FOER_KOMMA, 'BELOEB_UDENFOR_OMRAADE'); // the power of ten of the first digit; NaN for what is no number
  return x as Beloeb;
}

/** 0.00 kr. */
export const NUL = new Decimal(0) as Beloeb;

/** Kroner from text such as '1200.00' or '-0.50'. Throws UgyldigtInput BELOEB_UGYLDIGT on any other form. */
export function kr(tekst: string): Beloeb {
  if (!BELOEB_FORMAT.test(tekst)) {
    throw new UgyldigtInput('BELOEB_UGYLDIGT', 'beloeb', 'Beløbet er ugyldigt: skriv kroner med punktum og to decimaler.');
  }
  return som(new Decimal(tekst));
}

/** Kroner from a field. Throws UgyldigtInput: BELOEB_FORMAT (not the form), BELOEB_FOR_STORT (over 13 digits). */
export function laesBeloeb(felt: string, tekst: string): Beloeb {
  if (!FORM_UDEN_GRAENSE.test(tekst)) {
    throw new UgyldigtInput('BELOEB_FORMAT', felt, 'Beløbet skal skrives med punktum og to decimaler, for eksempel 1200.00.');
  }
  if (!BELOEB_FORMAT.test(tekst)) {
    throw new UgyldigtInput('BELOEB_FOR_STORT', felt, 'Beløbet har flere end 13 cifre før punktum.');
  }
  return kr(tekst);
}

/** As `laesBeloeb`, and greater than zero; otherwise UgyldigtInput BELOEB_IKKE_POSITIVT. */
export function laesPositivtBeloeb(felt: string, tekst: string): Beloeb {
  const beloeb = laesBeloeb(felt, tekst);
  if (!beloeb.gt(0)) throw new UgyldigtInput('BELOEB_IKKE_POSITIVT', felt, 'Beløbet skal være større end 0,00.');
  return beloeb;
}

/**
 * A number that is not money (a rate, a factor) from plain text such as '8.15'; up to 18 digits on each side of the
 * point, no exponent. Throws UgyldigtInput TAL_UGYLDIGT.
 */
export function tal(tekst: string): Decimal {
  if (!TAL_FORMAT.test(tekst)) {
    throw new UgyldigtInput('TAL_UGYLDIGT', 'tal', 'Tallet er ugyldigt: skriv cifre med punktum, uden eksponent.');
  }
  return new Decimal(tekst);
}

/** Kroner rounded to whole øre, half away from zero: 0.005 → 0.01, −0.005 → −0.01. Round once, last. */
export function afrund(x: Decimal): Beloeb {
  return som(new Decimal(x).toDecimalPlaces(2, Decimal.ROUND_HALF_UP));
}

/** a + b, kroner. */
export const plus = (a: Beloeb, b: Beloeb): Beloeb => som(a.plus(b));

/** a − b, kroner. */
export const minus = (a: Beloeb, b: Beloeb): Beloeb => som(a.minus(b));

/** −a, kroner; NUL stays NUL. */
export const neg = (a: Beloeb): Beloeb => som(a.neg());

/** The sum, kroner; NUL of none. Only the result must lie inside numeric(15,2). */
export function sum(beloeb: Iterable<Beloeb>): Beloeb {
  let iAlt: Decimal = NUL;
  for (const b of beloeb) iAlt = iAlt.plus(b);
  return som(iAlt);
}

/** The smallest of one or more. None: ProgramFejl INGEN_BELOEB. */
export function min(...beloeb: readonly Beloeb[]): Beloeb {
  paastaa(beloeb.length > 0, 'INGEN_BELOEB');
  return beloeb.reduce((a, b) => (b.lt(a) ? b : a));
}

/** The largest of one or more. None: ProgramFejl INGEN_BELOEB. */
export function max(...beloeb: readonly Beloeb[]): Beloeb {
  paastaa(beloeb.length > 0, 'INGEN_BELOEB');
  return beloeb.reduce((a, b) => (b.gt(a) ? b : a));
}

/** True for 0.00. */
export const erNul = (b: Beloeb): boolean => b.isZero();

/** Text for JSON, SQL and goldens: always two decimals, '1200.00', '-0.50'. The reverse of `kr`. */
export function beloebTekst(b: Beloeb): string {
  const tekst = b.toString(); // as toFixed(2) for what has at most two decimals, at half the cost; every posting is written so
  const decimaler = tekst.length - 1 - tekst.lastIndexOf('.');
  return decimaler === tekst.length ? `${tekst}.00` : decimaler === 1 ? `${tekst}0` : tekst;
}

/** Danish text for letters and screens: '1.200,00', '-1.200,00'. No currency. */
export function visBeloeb(b: Beloeb): string {
  const [hele = '', oere = ''] = b.abs().toFixed(2).split('.');
  return `${b.lt(0) ? '-' : ''}${hele.replace(/\B(?=(?:\d{3})+$)/g, '.')},${oere}`;
}

/** Whole øre, same sign. For file formats and for integer work inside one function (design D11). */
export const tilOere = (b: Beloeb): bigint => BigInt(b.times(100).toFixed(0));

/** Kroner from whole øre, same sign. The reverse of `tilOere`. */
export const fraOere = (oere: bigint): Beloeb => som(new Decimal(`${oere}e-2`));
