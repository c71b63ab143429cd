import type { Ventendedel } from '#app/platform';
import type { Ventende } from '#app/natplan';

/** What people write in the search box. NAVN: first name and surname; NAVNEDEL: the beginning of a surname. */
export const SOEGEARTER = ['CPR', 'NAVN', 'NAVNEDEL', 'ADRESSE', 'KUNDENUMMER', 'FIK', 'BILAGSNUMMER', 'REFERENCE'] as const;
export type Soegeart = (typeof SOEGEARTER)[number];
export interface Soegetekst { readonly art: Soegeart; readonly tekst: string }
/** `ms` of one question, from the call to its hits, transaction and all. */
export interface Soegesvar { readonly art: Soegeart; readonly ms: number; readonly fund: number }

/** What the parent asks of a worker; a worker lives through all runs of a job, as one in operation does. */
export type Opgave =
  | { readonly art: 'aabn'; readonly miljoe: Record<string, string> }
  | { readonly art: 'luk' }
  | { readonly art: 'frys'; readonly trin: string; readonly dato: string }
  | { readonly art: 'del'; readonly del: Ventende }
  | { readonly art: 'kravfiler'; readonly dato: string; readonly antal: number }
  | { readonly art: 'kravfildel'; readonly dato: string; readonly del: Ventendedel }
  | { readonly art: 'nat'; readonly dato: string }
  | { readonly art: 'proev'; readonly dato: string }
  | { readonly art: 'personnumre'; readonly dato: string; readonly numre: readonly Personnummer[] }
  | { readonly art: 'soeg'; readonly dato: string; readonly tekster: readonly Soegetekst[] }
  | { readonly art: 'bank'; readonly dato: string; readonly filer: readonly string[] };

export interface Personnummer { readonly partner: string; readonly nummer: string }
