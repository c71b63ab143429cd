import type { Beloeb, Lokaldato } from '#app/kernel';
import type { Kodeaksler } from '#app/krav';

export type Tidligst = Lokaldato | 'infinity';

/** PAAMINDELSE: without a fee, and so outside the law's count of rykkere with fee. */
export const RYKKERARTER = ['PAAMINDELSE', 'RYKKER'] as const;
export type Rykkerart = (typeof RYKKERARTER)[number];
/** What a trin's days are counted from: the claim's SRB, the letter before, or the deadline that letter gave. */
export const REGNES_FRA = ['SRB', 'BREV', 'FRIST'] as const;
export type RegnesFra = (typeof REGNES_FRA)[number];
export const DAGTYPER = ['KALENDER', 'BANKDAGE'] as const;
export type Dagtype = (typeof DAGTYPER)[number];
/** What is put in one letter. */
export const GRUPPERINGER = ['PR_DEBITOR', 'PR_AFTALEKONTO', 'PR_KRAV'] as const;
export type Gruppering = (typeof GRUPPERINGER)[number];
/** Does the letter carry the underretning of GIL § 2 stk. 4? SIDSTE_TRIN: when no trin follows. */
export const UNDERRETNINGER = ['SIDSTE_TRIN', 'JA', 'NEJ'] as const;
export type Underretningsvalg = (typeof UNDERRETNINGER)[number];

/** A trin of a procedure. Amounts in kroner; `dage` of `dagtype`; `fristDage` in calendar days (>= 10), moved to a bank day. */
export interface Trinvaerdier {
  readonly art: Rykkerart;
  readonly dage: number; readonly regnesFra: RegnesFra; readonly dagtype: Dagtype;
  /** No letter over less. */
  readonly mindstebeloeb: Beloeb;
  readonly gruppering: Gruppering;
  /** Cut to the law's maximum on the letter's day. */
  readonly gebyr: Beloeb;
  /** Renteloven § 9 a stk. 3: once per civil claim on a company, at the law's amount. */
  readonly kompensation: boolean;
  /** Code of the letter; null: RY and the trin. */
  readonly brevtype: string | null;
  readonly fristDage: number;
  readonly underretning: Underretningsvalg;
}

/** `aftalekontotype` '': the trin hold for every account whose type no trin of the code names. */
export interface Trinnoegle { readonly kode: string; readonly aftalekontotype: string; readonly trin: number }

/** A row of table rykkerprocedure as the rules read it. */
export interface Rykkerprocedure extends Trinnoegle, Trinvaerdier { readonly gyldigFra: Lokaldato; readonly gyldigTil: Tidligst }
/** The same with who said so, and when it was known. */
export type Trinversion = Trinnoegle & Trinvaerdier & Kodeaksler;

/** OPRET: a trin that does not hold in the period. VERSION: other values from a day on. OPHOER: no longer from that day on. */
export type Trinaendring =
  | { readonly art: 'OPRET' | 'VERSION'; readonly noegle: Trinnoegle; readonly vaerdier: Trinvaerdier; readonly fra: Lokaldato; readonly til?: Lokaldato | undefined }
  | { readonly art: 'OPHOER'; readonly noegle: Trinnoegle; readonly fra: Lokaldato };
