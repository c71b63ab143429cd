/** Fælles indbetalingskort: payment ids, their check digit and the OCR line (betaling.md § 7). */
import { paastaa } from './fejl.js';
import { cifre } from './kalender.js';

/** Kind of slip. 04, 15, 71 and 75 carry a betalings-ID, 01 and 73 none. 01, 04 and 15 are giro, the rest FI. */
export type Kortart = '01' | '04' | '15' | '71' | '73' | '75';

/** The first digit of our own ids: 1 faktura, 2 debitorkonto, 3 rate, 4 rykker (betaling.md § 7.4). */
export type Betalingsmaal = 1 | 2 | 3 | 4;

/** A slip as the bank names it: `betalingsId` with check digit in full length, '' where the kortart has none. */
export interface FikReference {
  readonly kortart: Kortart;
  readonly betalingsId: string;
}

/** A whole OCR line. `kreditor`: FI-kreditornummer or giro account, padded with zeros to 8 digits. */
export interface FikLinje extends FikReference {
  readonly kreditor: string;
}

/** Digits of the betalings-ID including its check digit (betaling.md § 7.1; kortart 15 is assumed). */
const ID_LAENGDE: Readonly<Record<Kortart, number>> = { '01': 0, '04': 16, '15': 16, '71': 15, '73': 0, '75': 16 };
const KREDITOR_CIFRE = 8;
const STOERSTE_LOEBENUMMER = 999_999_999_999n;

const erKortart = (tekst: string): tekst is Kortart => Object.hasOwn(ID_LAENGDE, tekst);

/**
 * The check digit '0'–'9' of a body of digits: from the right times 2, 1, 2, 1 …, products of 10 and more less 9;
 * what is missing to a whole ten (Luhn; § 7.3). Leading zeros do not change it. ProgramFejl FIK_KROP_UGYLDIG.
 */
export function luhnCiffer(krop: string): string {
  paastaa(/^\d+$/.test(krop), 'FIK_KROP_UGYLDIG');
  let sum = 0;
  for (let i = krop.length - 1, vaegt = 2; i >= 0; i -= 1, vaegt = 3 - vaegt) {
    const produkt = cifre(krop, i, 1) * vaegt;
    sum += produkt > 9 ? produkt - 9 : produkt;
  }
  return String((10 - (sum % 10)) % 10);
}

/**
 * Our own betalings-ID of kortart 71, 15 digits: T, 12 digits of `loebenummer` (1 to 10^12 − 1, from a database
 * sequence, never reused), 0 in reserve, check digit (§ 7.4). ProgramFejl FIK_LOEBENUMMER_UDENFOR_OMRAADE.
 */
export function fik71(loebenummer: bigint, maal: Betalingsmaal = 1): string {
  paastaa(loebenummer >= 1n && loebenummer <= STOERSTE_LOEBENUMMER, 'FIK_LOEBENUMMER_UDENFOR_OMRAADE');
  const krop = `${maal}${String(loebenummer).padStart(12, '0')}0`;
  return krop + luhnCiffer(krop);
}

/** True when the id has the kortart's full length and a right check digit, or is '' where the kortart has no id. */
export function erGyldigtBetalingsId(kortart: string, id: string): boolean {
  if (!erKortart(kortart) || id.length !== ID_LAENGDE[kortart]) return false;
  return id === '' || (/^\d+$/.test(id) && luhnCiffer(id.slice(0, -1)) === id.slice(-1));
}

/** Kortart and id as one, the id padded to full length; null for an unknown kortart or a wrong id. */
function reference(kortart: string, id: string): FikReference | null {
  if (!erKortart(kortart)) return null;
  const betalingsId = id === '' ? '' : id.padStart(ID_LAENGDE[kortart], '0');
  return erGyldigtBetalingsId(kortart, betalingsId) ? { kortart, betalingsId } : null;
}

const udenBlanke = (tekst: string): string => tekst.replace(/\s/g, '');

/** A betalings-ID of kortart 71 as someone typed it: blanks and leading zeros are free. 15 digits, or null. */
export function laesFik71(tekst: string): string | null {
  const id = udenBlanke(tekst);
  return /^\d{2,15}$/.test(id) ? (reference('71', id)?.betalingsId ?? null) : null;
}

/** camt's structured reference (SCOR), '71/000000020211041'; null for anything else, such as an RF reference (§ 8.2). */
export function laesScorReference(tekst: string): FikReference | null {
  const fund = /^(\d{2})\/(\d{0,16})$/.exec(udenBlanke(tekst));
  return fund && reference(fund[1]!, fund[2]!);
}

/**
 * The OCR line of a slip: '+71<000202600012340+82424016<'. `kreditor`: 7–8 digits. It goes to a citizen, so an id or
 * kreditor that is wrong is a bug: ProgramFejl FIK_BETALINGSID_UGYLDIGT, FIK_KREDITOR_UGYLDIG.
 */
export function ocrLinje(kortart: Kortart, id: string, kreditor: string): string {
  paastaa(erGyldigtBetalingsId(kortart, id), 'FIK_BETALINGSID_UGYLDIGT');
  paastaa(/^\d{7,8}$/.test(kreditor), 'FIK_KREDITOR_UGYLDIG');
  return `+${kortart}<${id}+${kreditor.padStart(KREDITOR_CIFRE, '0')}<`;
}

/** Reads an OCR line; blanks are free, the first sign may be '+', '>' or missing. null when it is none (§ 7.2). */
export function laesOcrLinje(tekst: string): FikLinje | null {
  const fund = /^[+>]?(\d{2})<(\d{0,16})\+(\d{7,8})<?$/.exec(udenBlanke(tekst));
  const fik = fund && reference(fund[1]!, fund[2]!);
  return fik && { ...fik, kreditor: fund[3]!.padStart(KREDITOR_CIFRE, '0') };
}
