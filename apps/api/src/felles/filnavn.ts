import { maskerCpr, UgyldigtInput } from '#app/kernel';

/** A file's name from the header X-Filnavn; a personnummer in it is masked. @throws UgyldigtInput FILNAVN_UGYLDIGT */
export function filnavnAf(navn: string | undefined): string | undefined {
  if (navn === undefined || navn === '') return undefined;
  if (!/^[\x20-\x7e]{1,200}$/.test(navn)) throw new UgyldigtInput('FILNAVN_UGYLDIGT', 'X-Filnavn', 'Filnavnet må højst være 200 synlige ASCII-tegn.');
  return maskerCpr(navn);
}
