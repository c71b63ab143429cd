import { ApiProperty } from '@nestjs/swagger';
import { erDato, UgyldigtInput } from '#app/kernel';
import { Heltalfelt, Tekst } from './felter.js';
import type { Klasse } from './validering.js';

export const STANDARD_ANTAL = 100;
export const MAKS_ANTAL = 500;

/** A page is asked for by cursor and count; the order is the list's own and stable. */
export class Sidevalg {
  @Tekst({ tekst: 'Markør fra forrige sides `naeste`; udelades for den første side', maks: 200, form: /^[A-Za-z0-9_-]+$/, kode: 'CURSOR_UGYLDIG', besked: 'Markøren er ikke gyldig; brug den fra forrige sides naeste.', valgfri: true })
  cursor?: string;
  @Heltalfelt(1, MAKS_ANTAL, { tekst: 'Poster pr. side', eksempel: STANDARD_ANTAL, valgfri: true })
  antal?: string;
}

export const antalAf = (v: Sidevalg): number => (v.antal === undefined ? STANDARD_ANTAL : Number(v.antal));

/** An opaque cursor of the last row's sort key. */
export const cursorAf = (dele: readonly string[]): string => Buffer.from(dele.join('.')).toString('base64url');

/** The sort key that a cursor holds; `form` says what each part must be. @throws UgyldigtInput CURSOR_UGYLDIG */
export function laesCursor(cursor: string | undefined, ...form: readonly ((del: string) => boolean)[]): string[] | undefined {
  if (cursor === undefined) return undefined;
  const dele = Buffer.from(cursor, 'base64url').toString('latin1').split('.');
  if (dele.length !== form.length || !form.every((f, i) => f(dele[i]!))) throw new UgyldigtInput('CURSOR_UGYLDIG', 'cursor', 'Markøren er ikke gyldig; brug den fra forrige sides naeste.');
  return dele;
}
export const NR = (del: string): boolean => /^\d{1,18}$/.test(del);
export const LINJENR = (del: string): boolean => /^\d{1,5}$/.test(del);
export const DAG = erDato;

export interface Side<T> { readonly poster: readonly T[]; readonly naeste: string | null }

/** A page of rows read with one more than asked for: is there another page? */
export function sideAf<R, T>(raekker: readonly R[], antal: number, post: (r: R) => T, noegle: (r: R) => readonly string[]): Side<T> {
  const viste = raekker.slice(0, antal);
  const sidste = viste.at(-1);
  return { poster: viste.map(post), naeste: raekker.length > antal && sidste !== undefined ? cursorAf(noegle(sidste)) : null };
}

/** The OpenAPI class of a page of `klasse`. */
export function Sideklasse(klasse: Klasse, navn: string): Klasse {
  class Siden {}
  ApiProperty({ type: () => klasse, isArray: true, description: 'Posterne, i rækkefølge' })(Siden.prototype, 'poster');
  ApiProperty({ type: String, nullable: true, description: 'Markør til næste side; null på den sidste', example: null })(Siden.prototype, 'naeste');
  Object.defineProperty(Siden, 'name', { value: navn });
  return Siden;
}
