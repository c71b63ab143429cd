import { beloebTekst, Decimal, paastaa, plusDage, type Beloeb, type Lokaldato } from '#app/kernel';

/** What became of a proposal. BORTFALDET: the rules took it back because what it rested on is another now. */
export type Svarart = 'GODKENDT' | 'AFVIST' | 'TRUKKET' | 'BORTFALDET';
/** AABEN: it may be answered. UDLOEBET: nobody answered in time; a proposal of its own is needed. */
export type Forslagsstatus = 'AABEN' | 'UDLOEBET' | Svarart;
export const FORSLAGSSTATUS: readonly Forslagsstatus[] = ['AABEN', 'GODKENDT', 'AFVIST', 'TRUKKET', 'UDLOEBET', 'BORTFALDET'];

export interface Forslagsstand { readonly svar: Svarart | null; /** Last day it may be approved. */ readonly sidsteDag: Lokaldato; readonly foreslaaetAf: string; readonly hash: string }

export const statusPaa = (f: Pick<Forslagsstand, 'svar' | 'sidsteDag'>, dag: Lokaldato): Forslagsstatus => f.svar ?? (dag > f.sidsteDag ? 'UDLOEBET' : 'AABEN');

/** Users are compared as people write them. */
export const sammePerson = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Why an answer is refused. */
export type Nej = 'AFGJORT' | 'UDLOEBET' | 'SAMME_PERSON' | 'IKKE_FORSLAGSSTILLER' | 'AENDRET';

/**
 * May `bruger` answer so on `dag`? `hash`: of the content that was seen, when approving. Another than the proposer approves; the proposer
 * alone withdraws; anyone with the right rejects what he did not propose himself. An expired proposal is over.
 */
export function provSvar(f: Forslagsstand, s: { readonly svar: Svarart; readonly bruger: string; readonly dag: Lokaldato; readonly hash?: string | undefined }): Nej | undefined {
  const status = statusPaa(f, s.dag);
  if (status === 'UDLOEBET') return 'UDLOEBET';
  if (status !== 'AABEN') return 'AFGJORT';
  const egen = sammePerson(f.foreslaaetAf, s.bruger);
  if (s.svar === 'TRUKKET') return egen ? undefined : 'IKKE_FORSLAGSSTILLER';
  if (s.svar === 'BORTFALDET') return undefined;
  if (egen) return 'SAMME_PERSON';
  return s.svar === 'GODKENDT' && s.hash !== f.hash ? 'AENDRET' : undefined;
}

/** Last day a proposal of `dag` may be approved: `dage` later, or fewer where the kommune has chosen so (never more than it allows). */
export const sidsteDag = (dag: Lokaldato, dage: number, hoejst: number): Lokaldato => plusDage(dag, Math.max(0, Math.min(dage, hoejst)));

/** JSON with sorted keys and amounts as text: equal contents are equal texts. undefined is left out. @throws ProgramFejl GODKENDELSE_INDHOLD_ER_IKKE_JSON */
export function kanonisk(v: unknown): string {
  if (v === null || typeof v === 'string' || typeof v === 'boolean') return JSON.stringify(v);
  if (typeof v === 'number') { paastaa(Number.isSafeInteger(v), 'GODKENDELSE_INDHOLD_ER_IKKE_JSON'); return String(v); }
  if (Decimal.isDecimal(v)) return JSON.stringify(beloebTekst(v as unknown as Beloeb));
  if (Array.isArray(v)) return `[${v.map((e) => kanonisk(e)).join(',')}]`;
  paastaa(typeof v === 'object' && Object.getPrototypeOf(v) === Object.prototype, 'GODKENDELSE_INDHOLD_ER_IKKE_JSON');
  const felter = Object.entries(v as object).filter(([, x]) => x !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${felter.map(([k, x]) => `${JSON.stringify(k)}:${kanonisk(x)}`).join(',')}}`;
}
