import type { Beloeb, Lokaldato } from '#app/kernel';
import type { Tx } from '#app/platform';
import type { Forslagsstatus, Svarart } from './godkendelse.rules.js';

/** Who proposed and who approved what is executed. */
export interface Godkendt { readonly id: string; readonly hash: string; readonly foreslaaetAf: string; readonly godkendtAf: string }

/** What may be approved: registered by the room that executes it, at construction (`godkendelser.registrer({...})`). */
export interface Godkendelsesart<T = unknown> {
  /** 'AFSKRIVNING', 'RYKKERKOERSEL', 'NAT', … */
  readonly art: string;
  /** Its Danish name for people. */
  readonly navn?: string;
  /** The right the approver needs, e.g. 'afskrivning:godkend'. */
  readonly ret: string;
  /** A proposal may be approved so many days after the day it was made; the setting godkendelse_dage may allow fewer. */
  readonly dage: number;
  /** Takes the locks of `udfoer` (design D6), before the answer is written: whoever has them may write an answer too. */
  laas?(tx: Tx, indhold: T): Promise<void>;
  /** Executes exactly the approved content, in the approver's transaction. May throw a ForretningsFejl when the facts moved: nothing happens then, and the proposal stands. */
  udfoer(tx: Tx, indhold: T, godkendelse: Godkendt): Promise<void>;
  /** The content in Danish, line by line, for the one who approves. No names of persons. */
  vis?(tx: Tx, indhold: T): Promise<readonly string[]>;
  /** It was rejected, withdrawn or taken back: the room's own rows may follow, in the same transaction. Not called when it expires. */
  afvist?(tx: Tx, indhold: T, svar: { readonly id: string; readonly svar: Exclude<Svarart, 'GODKENDT'> }): Promise<void>;
}

export interface NytForslag {
  readonly art: string;
  /** What it is about, by surrogate id: 'krav:12', 'koersel:7', 'nat:2026-04-01'. */
  readonly objekt?: string | undefined;
  /** JSON of exactly what shall be executed: text, whole numbers, amounts, lists, plain objects; surrogate ids only. */
  readonly indhold: unknown;
  /** kroner, for people who sort by it */
  readonly beloeb?: Beloeb | undefined;
  /** Danish; kept encrypted. */
  readonly begrundelse: string;
  /** Where the evidence lies (journal or document number); kept encrypted. */
  readonly dokumentation?: string | undefined;
}

/** A proposal as it stands. */
export interface Forslag {
  readonly id: string; readonly art: string; readonly navn: string; readonly objekt: string | null; readonly hash: string; readonly beloeb: string | null; readonly begrundelse: string; readonly dokumentation: string | null;
  readonly status: Forslagsstatus; readonly dato: Lokaldato; /** Last day it may be approved. */ readonly sidsteDag: Lokaldato;
  readonly foreslaaetAf: string; readonly registreret: Date;
  /** The right an approver needs; null: this program does not know the art. */
  readonly ret: string | null;
  readonly svar: { readonly svar: Svarart; readonly af: string; readonly dato: Lokaldato; readonly registreret: Date; readonly kommentar: string | null } | null;
}
export interface Forslagsvisning extends Forslag { readonly indhold: unknown; /** The content in Danish. */ readonly resume: readonly string[] }

export interface Forslagsfilter {
  readonly status?: Forslagsstatus | undefined; readonly art?: string | undefined; /** Itself, and what is named under it: 'krav:12' finds 'krav:12:foraeldelse' too. */
  readonly objekt?: string | undefined;
  /** true: proposed by the caller; false: by others. */
  readonly mine?: boolean | undefined;
}
/** The newest proposal about an object. */
export interface Senesteforslag { readonly id: string; readonly hash: string; readonly status: Forslagsstatus; readonly sidsteDag: Lokaldato }
