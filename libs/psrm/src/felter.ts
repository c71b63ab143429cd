import { paastaa, type Beloeb, type Lokaldato } from '#app/kernel';
import type { Fordring } from './fordring.js';

/** How the fields of the filter are read; a field that is not here is refused when the rules are compiled. */
export type Laes<V> = (f: Fordring, modtaget: Lokaldato) => V | undefined;

export const DATOFELTER: Readonly<Record<string, Laes<Lokaldato>>> = {
  stiftelsesdato: (f) => f.stiftelsesdato, forfaldsdato: (f) => f.forfaldsdato, srb: (f) => f.srb, foraeldelsesdato: (f) => f.foraeldelsesdato,
  periode_start: (f) => f.periodeStart, periode_slut: (f) => f.periodeSlut, domsdato: (f) => f.domsdato, forligsdato: (f) => f.forligsdato,
  modtagelsesdato: (_, m) => m,
  'hovedfordring.forfaldsdato': (f) => f.hovedfordring?.forfaldsdato,
  'hovedfordring.modtagelsesdato': (f, m) => (f.hovedfordring === undefined ? undefined : f.hovedfordring.modtagelsesdato ?? m),
};
export const BELOEBFELTER: Readonly<Record<string, (f: Fordring) => Beloeb>> = { hovedstol: (f) => f.hovedstol, beloeb: (f) => f.beloeb };
export const KODEFELTER: Readonly<Record<string, (f: Fordring) => string>> = { fordringsart: (f) => f.fordringsart, kategori: (f) => f.kategori };
const TEKSTFELTER: Readonly<Record<string, (f: Fordring) => string | undefined>> = { beskrivelse: (f) => f.beskrivelse };

/** Fields whose value is the day of handing over, or moves with it. */
export const FOELGER_MODTAGELSEN: ReadonlySet<string> = new Set(['modtagelsesdato', 'hovedfordring.modtagelsesdato']);

/** Danish, as a caseworker says it; definite form, ready to stand first in a sentence after `stort`. */
const NAVNE: Readonly<Record<string, string>> = {
  fordringsart: 'fordringsarten', kategori: 'kategorien', hovedstol: 'hovedstolen', beloeb: 'restbeløbet', stiftelsesdato: 'stiftelsesdatoen', forfaldsdato: 'forfaldsdatoen',
  srb: 'sidste rettidige betalingsdato', foraeldelsesdato: 'forældelsesdatoen', periode_start: 'periodens første dag', periode_slut: 'periodens sidste dag',
  domsdato: 'domsdatoen', forligsdato: 'forligsdatoen', modtagelsesdato: 'dagen, inddrivelsen modtager kravet', beskrivelse: 'beskrivelsen',
  'hovedfordring.forfaldsdato': 'hovedkravets forfaldsdato', 'hovedfordring.modtagelsesdato': 'dagen, inddrivelsen modtager hovedkravet',
};

/** @throws ProgramFejl PSRM_FELT_UKENDT */
export function feltnavn(felt: string): string {
  const navn = NAVNE[felt];
  paastaa(navn !== undefined, 'PSRM_FELT_UKENDT');
  return navn;
}

export const stort = (tekst: string): string => tekst.charAt(0).toUpperCase() + tekst.slice(1);

/** Whether anything stands in the field. @throws ProgramFejl PSRM_FELT_UKENDT while compiling */
export function udfyldt(felt: string): (f: Fordring, m: Lokaldato) => boolean {
  const laes: Laes<unknown> | undefined = DATOFELTER[felt] ?? BELOEBFELTER[felt] ?? KODEFELTER[felt] ?? TEKSTFELTER[felt];
  paastaa(laes !== undefined, 'PSRM_FELT_UKENDT');
  return (f, m) => { const v = laes(f, m); return v !== undefined && v !== ''; };
}
