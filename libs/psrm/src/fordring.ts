import type { Beloeb, Lokaldato } from '#app/kernel';

/** What the collector is asked to do (regler.md 8.1): INDR = inddrivelse, MODR = modregning only. */
export type Fordringsart = 'INDR' | 'MODR';
export type Kategori = 'HOVEDFORDRING' | 'RELATERET';

/** A claim as PSRM would receive it. Periods with both days included; absent = the claim does not have the field. */
export interface Fordring {
  readonly fordringsart: Fordringsart;
  readonly kategori: Kategori;
  /** kroner: the original amount, without renter and gebyrer. */
  readonly hovedstol: Beloeb;
  /** kroner: what is still owed of it. */
  readonly beloeb: Beloeb;
  readonly stiftelsesdato: Lokaldato | undefined;
  readonly forfaldsdato: Lokaldato | undefined;
  /** Sidste rettidige betalingsdato. */
  readonly srb: Lokaldato | undefined;
  /** Last day the claim is valid, interruptions included. */
  readonly foraeldelsesdato: Lokaldato | undefined;
  readonly periodeStart: Lokaldato | undefined;
  readonly periodeSlut: Lokaldato | undefined;
  readonly domsdato: Lokaldato | undefined;
  readonly forligsdato: Lokaldato | undefined;
  /** The words of the bill, whole; what is sent is their first 100 characters. */
  readonly beskrivelse: string | undefined;
  /** Of a RELATERET claim: the claim it belongs to. Without a modtagelsesdato of its own it is handed over together with this one. */
  readonly hovedfordring: { readonly forfaldsdato: Lokaldato; readonly modtagelsesdato?: Lokaldato } | undefined;
}

/** What the receiving system would do on a broken rule. */
export type Konsekvens = 'AFVIST' | 'HØRING';
/** The answer to a claim: PSRM's own three words (regler.md 8.4), and that the type's filter has not been read. */
export type Klarhedsudfald = 'UDFØRT' | 'HØRING' | 'AFVIST' | 'FILTER_UKENDT';

/** A rule that is not met: which, about which field, with what in it, and what to change (Danish). */
export interface Fund {
  /** Rule code; two codes printed as one equality are one rule: 'R_6_3/R_6_4'. */
  readonly regel: string;
  /** The field as the filter names it: 'periode_slut'. */
  readonly felt: string;
  /** What stands there, never a text that may hold persons; null: nothing, or not to be shown. */
  readonly vaerdi: string | null;
  readonly konsekvens: Konsekvens | 'FILTER_UKENDT';
  readonly hvadSkalAendres: string;
}

export interface Proevesvar { readonly udfald: Klarhedsudfald; readonly fund: readonly Fund[] }

/** The mark of a claim whose type's filter has not been read. */
export const FILTER_UKENDT = 'FILTER_UKENDT';
