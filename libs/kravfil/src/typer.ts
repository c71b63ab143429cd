import type { Feltfejl } from '#app/kernel';
import type { Tegnsaet } from './tegnsaet.js';

/** A fault in a claim, with the line of the file it stands on. */
export interface Linjefejl extends Feltfejl { readonly linje: number }

/** A claim as it was cut out of the file, before anybody has looked at what it says. */
export interface Kravpost {
  /** Lines of the file: of a spreadsheet one per row of the claim, else the one where it begins (of a JSON array: the element's number). */
  readonly linjer: readonly number[];
  /** Of a spreadsheet: the claim as JSON would have had it. */
  readonly krav?: Record<string, unknown>;
  /** Of JSON: the text of the claim. */
  readonly raa?: string;
  /** What could not be read of it. */
  readonly fejl?: readonly Linjefejl[];
}

/** Reads a file as its bytes come. @throws KravfilFejl where the file as a whole cannot be read; what it was given before then is not used */
export interface Fillaeser {
  readonly format: 'CSV' | 'JSON' | 'NDJSON';
  readonly tegnsaet: Tegnsaet;
  skriv(bytes: Buffer): Kravpost[];
  /** No more bytes come. */
  slut(): Promise<Kravpost[]>;
}
