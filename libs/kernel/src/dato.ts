import { paastaa, UgyldigtInput } from './fejl.js';
import { cifre, dageIMaaned, dagnummer, erRigtigDag, erSkudaar, fraDagnummer, lokaldato, type Lokaldato } from './kalender.js';

export type { Lokaldato };

/** The form 'YYYY-MM-DD', years 1900–9999, for DTOs. Whether the day exists (30 February) is checked by `laesDato`. */
export const DATO_FORMAT = /^(?:19|[2-9]\d)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

/** True for the text of a real calendar day from 1900-01-01 to 9999-12-31. */
export const erDato = (tekst: string): tekst is Lokaldato =>
  DATO_FORMAT.test(tekst) && erRigtigDag(cifre(tekst, 0, 4), cifre(tekst, 5, 2), cifre(tekst, 8, 2));

/** A date from a field. Throws UgyldigtInput DATO_UGYLDIG unless `erDato`. */
export function laesDato(felt: string, tekst: string): Lokaldato {
  if (erDato(tekst)) return tekst;
  throw new UgyldigtInput('DATO_UGYLDIG', felt, 'Datoen skal være en rigtig dato på formen ÅÅÅÅ-MM-DD, fra 1900-01-01.');
}

/** A date from text such as '2025-03-31'. Throws UgyldigtInput DATO_UGYLDIG. */
export const dato = (tekst: string): Lokaldato => laesDato('dato', tekst);

/** The year, for example 2025. */
export const aar = (d: Lokaldato): number => cifre(d, 0, 4);

/** The month, 1–12. */
export const maaned = (d: Lokaldato): number => cifre(d, 5, 2);

/** The day of the month, 1–31. */
export const dagIMaaned = (d: Lokaldato): number => cifre(d, 8, 2);

/** Days of a year, 365 or 366. */
export const dageIAaret = (aarstal: number): number => (erSkudaar(aarstal) ? 366 : 365);

/** The day of the week, 1 = Monday … 7 = Sunday. 1970-01-01, dagnummer 0, was a Thursday. */
export function ugedag(d: Lokaldato): number {
  const rest = (dagnummer(d) + 3) % 7;
  return (rest < 0 ? rest + 7 : rest) + 1;
}

/** `dage` days later, earlier when negative. ProgramFejl DATO_UDENFOR_KALENDEREN beyond 9999-12-31. */
export const plusDage = (d: Lokaldato, dage: number): Lokaldato => fraDagnummer(dagnummer(d) + dage);

/**
 * The same day of the month `maaneder` months later (earlier when negative), or the month's last day when it lacks
 * that day. Count from the anchor each time: steps of one month lose the 31st. addMonths of regler.md, Definitions.
 */
export function plusMaaneder(d: Lokaldato, maaneder: number): Lokaldato {
  paastaa(Number.isSafeInteger(maaneder), 'DATO_UDENFOR_KALENDEREN');
  const nummer = aar(d) * 12 + maaned(d) - 1 + maaneder;
  const nytAar = Math.floor(nummer / 12);
  const nyMaaned = nummer - nytAar * 12 + 1;
  return lokaldato(nytAar, nyMaaned, Math.min(dagIMaaned(d), dageIMaaned(nytAar, nyMaaned)));
}

/** Days from `fra` to `til`: til − fra, negative when til is first. The length of the half-open [fra, til[. */
export const dageMellem = (fra: Lokaldato, til: Lokaldato): number => dagnummer(til) - dagnummer(fra);

/** The first day of the date's month. */
export const foersteIMaaned = (d: Lokaldato): Lokaldato => lokaldato(aar(d), maaned(d), 1);

/** The last day of the date's month. */
export const sidsteIMaaned = (d: Lokaldato): Lokaldato =>
  lokaldato(aar(d), maaned(d), dageIMaaned(aar(d), maaned(d)));

/** The earliest of one or more. None: ProgramFejl INGEN_DATOER. */
export function tidligste(...datoer: readonly Lokaldato[]): Lokaldato {
  paastaa(datoer.length > 0, 'INGEN_DATOER');
  return datoer.reduce((a, b) => (b < a ? b : a));
}

/** The latest of one or more. None: ProgramFejl INGEN_DATOER. */
export function seneste(...datoer: readonly Lokaldato[]): Lokaldato {
  paastaa(datoer.length > 0, 'INGEN_DATOER');
  return datoer.reduce((a, b) => (b > a ? b : a));
}

/** Danish text for letters and screens: '31.03.2025'. */
export const visDato = (d: Lokaldato): string => `${d.slice(8)}.${d.slice(5, 7)}.${d.slice(0, 4)}`;
