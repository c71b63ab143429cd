import type { Lokaldato } from '#app/kernel';
import type { Regime } from '#app/krav';

/** A posting on the hovedkrav that the base of an interest posting rests on. */
export interface Grundlagspost {
  readonly bilagId: string;
  /** Bilagsart: KRAV, UDLIGNING, AFSKRIVNING, … */
  readonly art: string;
  readonly dato: Lokaldato;
  /** kroner as text; + the debtor owes more. */
  readonly beloeb: string;
}

/** Days with one base and one rate; kroner and percent per year as text. */
export interface Ledforklaring {
  readonly fra: Lokaldato;
  /** Exclusive. */
  readonly til: Lokaldato;
  readonly dage: number;
  readonly grundlag: string;
  readonly satsProcent: string;
  /** Days of the year that the rate is divided by. */
  readonly basis: number;
}

/** One interest posting and all that it was counted from. Amounts are kroner as text with two decimals. */
export interface Forklaringsdata {
  readonly bilagId: string;
  readonly hovedkravId: string;
  readonly rentekravId: string;
  /** The hovedkrav's. */
  readonly forfald: Lokaldato;
  readonly srb: Lokaldato;
  readonly periodeFra: Lokaldato;
  /** Exclusive. */
  readonly periodeTil: Lokaldato;
  readonly postdato: Lokaldato;
  readonly bogfoeringsdato: Lokaldato;
  readonly registreret: Date;
  readonly regime: Regime;
  /** The reading of the law it was counted by, or `REGIME/ÅRSAG` for a period that bears interest no more. */
  readonly regelversion: string;
  /** Why the period bears no interest any more. */
  readonly bortfald: string | undefined;
  readonly hjemmel: string;
  /** The hovedstol's rest on postdato − 1. */
  readonly grundlag: string;
  readonly satsProcent: string;
  /** Where the rate is from; undefined for a period that bears no interest any more. */
  readonly satsKilde: string | undefined;
  /** What the period's interest should be, what was booked, and what this bilag posted: maal − foer. */
  readonly maal: string;
  readonly foer: string;
  readonly beloeb: string;
  /** Interest per day: the days by base and rate that the amount is the sum of; empty for gebyrloven. */
  readonly led: readonly Ledforklaring[];
  /** What made the base, as it was known when the interest was posted; sums to `grundlag`. */
  readonly haendelser: readonly Grundlagspost[];
}

/** A posting with the words that explain it. */
export interface Renteforklaring extends Forklaringsdata { readonly tekst: string }
