import type { Lokaldato } from '#app/kernel';
import type { Afslutningsart, Foraeldelsesart, Rimsystem } from './arter.js';
import type { Lukkedag } from './frister.rules.js';

/** A day, or no end in sight. Plain `<` compares both: 'infinity' is later than every day. */
export type Dato = Lokaldato | 'infinity';

/** What the claim itself says of its forældelse. */
export interface Grundlag {
  readonly art: 'HOVEDKRAV' | 'RENTE' | 'GEBYR';
  /** forfaldsdato, or SRB where it rests on law or agreement (forældelsesloven § 2); of interest per day its period's first day (regler.md 1.2). */
  readonly start: Lokaldato;
  readonly startregel: 'FORFALD' | 'SRB' | 'PERIODE';
  readonly aar: number;
  /** The date it was registered with: the answer as long as nothing has happened. */
  readonly dato: Lokaldato;
  /** GIL § 18 a never cuts it: kommuners civil claims and the other kinds of stk. 1. */
  readonly undtaget: boolean;
}

export interface Afslutning { readonly id: string; readonly art: Afslutningsart; readonly dato: Lokaldato }

/** An event that stands: not annulled, known, and not later than the day asked about. */
export interface Haendelse {
  readonly id: string; readonly art: Foraeldelsesart;
  /** null: binds everyone who is liable. */
  readonly forretningspartnerId: string | null;
  readonly dato: Lokaldato;
  readonly slut: Lokaldato | null;
  readonly skriftlig: boolean;
  readonly rimSystem: Rimsystem | null;
  readonly kravIder: readonly string[];
  readonly afslutninger: readonly Afslutning[];
}

export type Skridtudfald =
  | 'NY_FRIST' | 'AFBRUDT' | 'UDSKUDT' | 'TILLAEG' | 'AFKORTET' | 'FORLAENGET' | 'UAENDRET'
  /** The claim was barred before it happened. */
  | 'VIRKNINGSLOES'
  /** Renter and gebyrer: § 23 stk. 2, and the fordringskompleks of GIL § 18 a. */
  | 'FOELGER_HOVEDKRAV';

/** One line of the derivation: what happened, by which §, and the date it left the claim with. */
export interface Skridt {
  readonly art: Foraeldelsesart | 'START' | 'HOVEDKRAV';
  readonly haendelseId: string | null;
  readonly dato: Lokaldato;
  /** Of a step that runs: the day it ended. */
  readonly slut: Lokaldato | null;
  readonly paragraf: string;
  readonly udfald: Skridtudfald;
  /** The new period: counted from, years, the plain end, the end after § 27, and the closing days between. */
  readonly fra: Lokaldato | null; readonly aar: number | null; readonly raaDato: Lokaldato | null; readonly fristdato: Lokaldato | null; readonly lukkedage: readonly Lukkedag[];
  /** The date after this step: the new period's end, or a later one that already ran. */
  readonly foraeldelsesdato: Dato;
  /** Until when the debtor may object that the claim was barred. */
  readonly indsigelsesfrist: Lokaldato | null;
  readonly tekst: string;
}

export interface Udregning {
  /** Last day on which the claim is valid; 'infinity' while a step runs. */
  readonly dato: Dato;
  readonly suspenderet: boolean;
  /** First day on which nothing runs any more; null = nothing has run. */
  readonly aabentIndtil: Dato | null;
  /** The § of the period that counts. */
  readonly hjemmel: string;
  readonly skridt: readonly Skridt[];
}
