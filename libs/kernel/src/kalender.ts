/**
 * The Gregorian calendar in whole numbers: the room's own engine, not part of its face. Interest runs call it millions
 * of times, so there is no Date, no regular expression and no library here.
 */
import { paastaa } from './fejl.js';

declare const maerke: unique symbol;

/**
 * A Danish calendar day without time, 'YYYY-MM-DD'. Always a real day, so plain `<`, `>` and `===` compare days.
 * Text from outside is accepted for 1900–9999; days of birth go back to 1858.
 */
export type Lokaldato = string & { readonly [maerke]: 'Lokaldato' };

const FOERSTE_AAR = 1800;
const SIDSTE_AAR = 9999;
const TO_CIFRE = Array.from({ length: 32 }, (_, n) => String(n).padStart(2, '0'));
const DAGE_I_MAANED = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export const erSkudaar = (aar: number): boolean => aar % 4 === 0 && (aar % 100 !== 0 || aar % 400 === 0);

/** Number of days in the month, 28–31; 0 when there is no such month. */
export const dageIMaaned = (aar: number, maaned: number): number =>
  maaned === 2 && erSkudaar(aar) ? 29 : (DAGE_I_MAANED[maaned] ?? 0);

export const erRigtigDag = (aar: number, maaned: number, dag: number): boolean =>
  dag >= 1 && dag <= dageIMaaned(aar, maaned);

/** The day as text. ProgramFejl DATO_UDENFOR_KALENDEREN outside the years 1800–9999 or when it is no real day. */
export function lokaldato(aar: number, maaned: number, dag: number): Lokaldato {
  paastaa(aar >= FOERSTE_AAR && aar <= SIDSTE_AAR && erRigtigDag(aar, maaned, dag), 'DATO_UDENFOR_KALENDEREN');
  return `${aar}-${TO_CIFRE[maaned]}-${TO_CIFRE[dag]}` as Lokaldato;
}

/** The number that `antal` ASCII digits from position `fra` spell. The caller knows that they are digits. */
export function cifre(tekst: string, fra: number, antal: number): number {
  let n = 0;
  for (let i = fra; i < fra + antal; i += 1) n = n * 10 + tekst.charCodeAt(i) - 48;
  return n;
}

/** Days since 1970-01-01, negative before. Howard Hinnant's days_from_civil (years counted from 1 March). */
export function dagnummer(d: Lokaldato): number {
  const maaned = cifre(d, 5, 2);
  const aar = cifre(d, 0, 4) - (maaned <= 2 ? 1 : 0);
  const aarhundrede4 = Math.floor(aar / 400);
  const aarIPeriode = aar - aarhundrede4 * 400;
  const dagIAar = Math.floor((153 * (maaned + (maaned > 2 ? -3 : 9)) + 2) / 5) + cifre(d, 8, 2) - 1;
  const dagIPeriode = aarIPeriode * 365 + Math.floor(aarIPeriode / 4) - Math.floor(aarIPeriode / 100) + dagIAar;
  return aarhundrede4 * 146097 + dagIPeriode - 719468;
}

/** The reverse of `dagnummer`: Hinnant's civil_from_days. */
export function fraDagnummer(nummer: number): Lokaldato {
  paastaa(Number.isSafeInteger(nummer), 'DATO_UDENFOR_KALENDEREN');
  const z = nummer + 719468;
  const periode = Math.floor(z / 146097);
  const dag = z - periode * 146097;
  const aar = Math.floor((dag - Math.floor(dag / 1460) + Math.floor(dag / 36524) - Math.floor(dag / 146096)) / 365);
  const dagIAar = dag - (365 * aar + Math.floor(aar / 4) - Math.floor(aar / 100));
  const mp = Math.floor((5 * dagIAar + 2) / 153);
  const maaned = mp + (mp < 10 ? 3 : -9);
  return lokaldato(aar + periode * 400 + (maaned <= 2 ? 1 : 0), maaned, dagIAar - Math.floor((153 * mp + 2) / 5) + 1);
}

/** Påskedag by the anonymous Gregorian algorithm (Meeus/Jones/Butcher). */
export function paaskedag(aar: number): Lokaldato {
  const a = aar % 19;
  const b = Math.floor(aar / 100);
  const c = aar % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return lokaldato(aar, Math.floor(n / 31), (n % 31) + 1);
}
