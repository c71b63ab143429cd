import type { Beloeb, Lokaldato } from '#app/kernel';
import type { Spaerre } from '#app/krav';
import type { Gebyrmaksimum, Gebyrpost, Gebyrregime } from './gebyr.rules.js';
import type { Gruppering, Rykkerart, Rykkerprocedure, Tidligst } from './procedure.js';

/** Why a claim is not reminded now; a caseworker reads it. Also the name of the rule that says so, in the order they are asked. */
export const VENTEGRUNDE = [
  'BETALT', 'IKKE_FAKTURERET', 'INGEN_PROCEDURE', 'ALLEREDE_RYKKET', 'IKKE_FORFALDEN', 'HENSTAND', 'FRIST_LOEBER', 'FORAELDET', 'DOEDSFALD', 'VIRKSOMHED_OPHOERT',
  'INDSIGELSE', 'AFDRAGSORDNING', 'SPAERRET', 'UPLACERET_INDBETALING', 'BANKFIL_MANGLER', 'UDTAGET', 'VENTER_GODKENDELSE', 'UNDER_MINDSTEBELOEB',
] as const;
export type Ventegrund = (typeof VENTEGRUNDE)[number];

/** `indtil`: the date from which this reason no longer holds by itself; absent = only a new fact lifts it. `detalje`: Danish. */
export type Rykkerbeslutning =
  | { readonly art: 'RYK'; readonly trin: number }
  | { readonly art: 'VENT'; readonly grund: Ventegrund; readonly indtil?: Lokaldato; readonly detalje: string };

/** One rule asked about one claim: met or not, with a Danish sentence. `hvem`: who holds it. */
export interface Regelsvar { readonly regel: Ventegrund; readonly opfyldt: boolean; readonly tekst: string; readonly indtil?: Lokaldato; readonly hvem?: string }

/** A letter this claim has been in, and that stands. */
export interface Rykket { readonly trin: number; readonly dato: Lokaldato; readonly frist: Lokaldato }

/** A hovedkrav with what the rules need of its family. */
export interface Rykkerkrav {
  readonly kravId: string; readonly aftalekontoId: string; readonly aftalekontotype: string;
  readonly forfaldsdato: Lokaldato; readonly srb: Lokaldato;
  /** The SRB that a henstand moved; null: none has. */
  readonly srbFoer: Lokaldato | null;
  /** It waits to be billed. */
  readonly ufaktureret: boolean;
  /** Hovedkrav, renter and gebyrer still owed, kroner. */
  readonly rest: Beloeb;
  /** Code of the procedure its kravstype names; undefined: the kravstype is unknown. */
  readonly procedure: string | undefined;
  readonly regime: Gebyrregime | null;
  /** Lowest trin first. */
  readonly rykket: readonly Rykket[];
  readonly gebyrdatoer: readonly Lokaldato[];
  /** It bears a kompensationsbeløb. */
  readonly kompenseret: boolean;
  readonly kontrakt?: string | undefined;
  readonly kontraktgebyrer: readonly Lokaldato[];
  /** RYKKER-spærrer on any of the four levels, in force or not. */
  readonly spaerrer: readonly Spaerre[];
  /** Last day the claim is valid towards anyone (forældelse). */
  readonly sidsteGyldige: Tidligst;
  /** A payment that names it waits in afklaring. */
  readonly iAfklaring: boolean;
  /** When the interest step looks at the claim again: only then can a paid or small rest grow unasked. */
  readonly renterTidligst: Tidligst;
  /** It was taken out of the newest round it was in, at this trin; absent where no round is asked for. */
  readonly udtaget?: Udtaget | undefined;
  /** The round it waits in for a person's approval, at this trin. */
  readonly venter?: { readonly trin: number; readonly rykkerkoerselId: string; readonly dato: Lokaldato } | undefined;
}

/** Who took a claim out of a round of letters, and why. */
export interface Udtaget { readonly trin: number; readonly aarsag: string; readonly af: string; readonly dato: Lokaldato }

export interface Debitorfakta {
  readonly forretningspartnerId: string; readonly cprStatus: string | null;
  readonly virksomhed: boolean;
  /** First day the company no longer exists. */
  readonly ophoert: Lokaldato | null;
  /** Money of the debtor's waits to be placed. */
  readonly uplaceret: boolean;
  readonly krav: readonly Rykkerkrav[];
}

export interface Rykkergrundlag {
  readonly dato: Lokaldato;
  /** Every version known now that is not over: the coming ones tell when to look again. */
  readonly procedurer: readonly Rykkerprocedure[];
  readonly maksima: readonly Gebyrmaksimum[];
  /** The law's dated kompensationsbeløb. */
  readonly kompensationer: readonly Gebyrmaksimum[];
  readonly gebyrFordeling: 'PR_BREV' | 'PR_KRAV';
  /** Bank days whose statement is expected and has not come. */
  readonly bankfilMangler: readonly { readonly bankkonto: string; readonly dato: Lokaldato }[];
}

export interface Kravsvar {
  readonly kravId: string;
  readonly beslutning: Rykkerbeslutning;
  /** Every rule that was asked, in order; the first that is not met is the reason. */
  readonly regler: readonly Regelsvar[];
  /** First date on which the answer can change: the claim's watch. */
  readonly naeste: Tidligst;
}

/** A claim in a letter. `rest`: kroner, the new fee not included. */
export interface Brevlinje {
  readonly kravId: string; readonly trin: number; readonly rest: Beloeb;
  /** No further step follows. */
  readonly sidste: boolean;
  /** The letter is this claim's underretning of GIL § 2 stk. 4. */
  readonly underretning: boolean;
}

/** One letter to one debtor. `trin`: the highest of its claims'. `frist`: last day, a bank day at least ten days ahead. */
export interface Brev {
  readonly trin: number; readonly art: Rykkerart; readonly brevtype: string | null; readonly frist: Lokaldato; readonly gruppering: Gruppering;
  /** Oldest first. */
  readonly krav: readonly Brevlinje[];
  readonly gebyrer: readonly Gebyrpost[];
  /** Kompensationsbeløb, a claim of its own each. */
  readonly kompensationer: readonly Gebyrpost[];
}
export interface Debitorbeslutning { readonly forretningspartnerId: string; readonly krav: readonly Kravsvar[]; readonly breve: readonly Brev[] }
