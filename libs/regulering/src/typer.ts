import type { Beloeb, Lokaldato } from '#app/kernel';

/**
 * What is done to a claim. KREDITNOTA: the debtor was charged too much and is told so. NEDREGULERING: the fagsystem's own reduction.
 * OPREGULERING: the claim should have been larger. ANNULLERING: it should not have existed.
 */
export const REGULERINGSARTER = ['KREDITNOTA', 'NEDREGULERING', 'OPREGULERING', 'ANNULLERING'] as const;
export type Reguleringsart = (typeof REGULERINGSARTER)[number];

/** FK-ØKO's Reguleringsårsag. */
export const REGULERINGSAARSAGER = ['FEJL_I_KRAV', 'GENBEREGNING', 'AFTALT_NEDSAETTELSE', 'OVERFOERT', 'MATERIALE_AFLEVERET', 'ANDET'] as const;
export type Reguleringsaarsag = (typeof REGULERINGSAARSAGER)[number];

/** kroner > 0 of one line */
export interface Linjebeloeb { readonly kravlinjeId: string; readonly beloeb: Beloeb }

/** The claim that demands what a billed claim was too small by: dates of its own, since it was never demanded. */
export interface Nyttillaegskrav {
  /** The fagsystem's reference of the new claim; one is made from the regulation's id where none is given. */
  readonly reference?: string | undefined;
  readonly stiftelsesdato: Lokaldato; readonly forfaldsdato: Lokaldato; readonly srb: Lokaldato;
  /** The fagsystem bills it itself. Absent: as the claim was, when its own fagsystem asks; else it is billed here. */
  readonly faktureret?: boolean | undefined;
}

/** A regulation as it is asked for: form checked, meaning not yet. */
export interface NyRegulering {
  readonly kravId: string;
  readonly art: Reguleringsart;
  readonly aarsag: Reguleringsaarsag;
  /** Default today; back to the stiftelsesdato, never ahead. ANNULLERING and a tillægskrav have their own. */
  readonly virkningsdato?: Lokaldato | undefined;
  /** Either one amount, spread over the lines, or the lines themselves; an ANNULLERING has neither. kroner > 0 */
  readonly beloeb?: Beloeb | undefined;
  readonly linjer?: readonly Linjebeloeb[] | undefined;
  /** Why, in words for the one who pays. */
  readonly tekst?: string | undefined;
  /** The fagsystem's own reference: the same one twice is the same regulation. */
  readonly reference?: string | undefined;
  /** A reduction may exceed what is still open: what was paid becomes available money. */
  readonly tilladOverskydende?: boolean | undefined;
  /** ANNULLERING: also the fees of letters that concerned nothing but annulled claims. */
  readonly gebyrer?: boolean | undefined;
  /** OPREGULERING of a billed claim. */
  readonly tillaegskrav?: Nyttillaegskrav | undefined;
}

/** What a claim's postings say of one of its lines, before it is regulated. */
export interface Linjefakta {
  readonly id: string; readonly nr: number; readonly kontering: string;
  /** Changes of what is charged, kroner, one per day, oldest first; their running sum is never below 0. */
  readonly opkraevet: readonly (readonly [dato: Lokaldato, beloeb: Beloeb])[];
  /** What stands against it; kroner, credit positive. moms before income, so that half an øre goes to the moms (momsloven § 27). */
  readonly konti: readonly Modkonto[];
  /** kroner still open; negative = more is cleared or written off than is charged. */
  readonly rest: Beloeb;
}
export interface Modkonto { readonly konto: string; readonly kontering: string; /** As the line was first booked. */ readonly oprindelig: Beloeb; readonly nu: Beloeb }

/** VENTER: it has not been billed yet. FAKTURERET: by us or by its fagsystem. */
export type Fakturastand = 'VENTER' | 'FAKTURERET';

export interface Kravfakta {
  readonly kravId: string; readonly art: 'HOVEDKRAV' | 'RENTE' | 'GEBYR';
  readonly stiftelsesdato: Lokaldato;
  readonly faktura: Fakturastand;
  /** A standing ANNULLERING. */
  readonly annulleret: boolean;
  readonly linjer: readonly Linjefakta[];
}

/** kroner that DEBITOR gains on a line; negative = less is owed. */
export interface Aendring { readonly linje: Linjefakta; readonly beloeb: Beloeb }
/** What is booked on one day: a bilag of its own. */
export interface Dagsaendring { readonly virkningsdato: Lokaldato; readonly linjer: readonly Aendring[] }

/** BOGFOER: new bilag on the claim, `dage` in the order they are booked. TILLAEG: the difference becomes a claim of its own. `beloeb`: kroner > 0. */
export type Reguleringsplan =
  | { readonly art: 'BOGFOER'; readonly virkningsdato: Lokaldato; readonly beloeb: Beloeb; readonly dage: readonly Dagsaendring[] }
  | { readonly art: 'TILLAEG'; readonly virkningsdato: Lokaldato; readonly beloeb: Beloeb; readonly tillaeg: Nyttillaegskrav; readonly linjer: readonly Aendring[] };
