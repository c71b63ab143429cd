import type { Beloeb, Lokaldato } from '#app/kernel';
import type { Opsaetning } from '#app/krav';

/** Order inside a claim and its renter and gebyrer (regler.md 4.2). */
export type Daekningsorden = Opsaetning['daekning'];

/** A movement on DEBITOR that is not a clearing; kroner, + = charged, − = reduced. */
export interface Bevaegelse {
  readonly dato: Lokaldato;
  readonly beloeb: Beloeb;
  /** A write-off (or its reversal): lowers what can be cleared, but never gives money back. */
  readonly afskrivning: boolean;
}

export interface Linjefakta {
  readonly id: string;
  readonly nr: number;
  readonly kontering: string;
  readonly bevaegelser: readonly Bevaegelse[];
}

/** From and including `fra`, up to but not including `til`. */
export interface Spaerreperiode { readonly fra: Lokaldato; readonly til: Lokaldato | 'infinity' }

export interface Kravfakta {
  readonly id: string;
  readonly art: 'HOVEDKRAV' | 'RENTE' | 'GEBYR';
  /** Its own id for a HOVEDKRAV: the family's name. */
  readonly hovedkravId: string;
  readonly aftalekontoId: string;
  readonly fagsystem: string;
  readonly forfaldsdato: Lokaldato;
  readonly srb: Lokaldato;
  /** First day a credit balance covers it unasked: the day we billed it (infinity: it waits for that), else the day it falls due. */
  readonly daekkesFra: Lokaldato | 'infinity';
  /** It waits to be billed. */
  readonly ufaktureret: boolean;
  readonly linjer: readonly Linjefakta[];
  /** UDLIGNING-spærrer on any of the four levels. */
  readonly spaerrer: readonly Spaerreperiode[];
}

/** Money of the debtor, as its receipts stand on UPLACERET. */
export interface Betalingsfakta {
  /** The indbetaling. */
  readonly id: string;
  readonly aftalekontoId: string;
  /** What the payer named (an earmark): one claim, the claims of a bill, or nothing. */
  readonly kravIder: readonly string[];
  readonly virkningsdato: Lokaldato;
  /** kroner ≥ 0: what came in, less what was sent back */
  readonly beloeb: Beloeb;
}

/** The order that holds on the dates [fra, til[. */
export interface Dateretorden { readonly fra: Lokaldato; readonly til: Lokaldato | 'infinity'; readonly orden: Daekningsorden }

export interface Debitorfakta {
  readonly forretningspartnerId: string;
  readonly krav: readonly Kravfakta[];
  readonly betalinger: readonly Betalingsfakta[];
  readonly daekning: readonly Dateretorden[];
  /** What is booked: sum of −DEBITOR over bilag of art UDLIGNING. */
  readonly bogfoert: readonly Udligningslinje[];
}

/** So much of a payment covers so much of a claim line from that day on; kroner, negative = given back. */
export interface Udligningslinje {
  readonly indbetalingId: string;
  readonly dato: Lokaldato;
  readonly kravlinjeId: string;
  readonly beloeb: Beloeb;
}

/** Ids are whole numbers as text: shorter is smaller. */
export const efterId = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
export const efterDato = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
