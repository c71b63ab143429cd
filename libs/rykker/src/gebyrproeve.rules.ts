import { plusDage, sum, type Beloeb, type Lokaldato } from '#app/kernel';

/** Why a letter that was sent would not have charged its fee, with what is known now; a caseworker reads it. */
export type Bortfaldsgrund = 'FRIST_LOEBER' | 'SPAERRET' | 'BETALT' | 'DOEDSFALD' | 'UNDER_MINDSTEBELOEB';

/** A claim of a letter as it stands now, seen on the letter's day. */
export interface Brevkrav {
  readonly kravId: string;
  readonly srb: Lokaldato;
  /** Days after SRB and smallest sum of the step, as the procedure was known when the letter was written. */
  readonly dageEfterSrb: number; readonly mindstebeloeb: Beloeb;
  /** A RYKKER-spærre held on the letter's day. */
  readonly spaerret: boolean;
  /** Its debtor was dead on the letter's day. */
  readonly doed: boolean;
  /** Owed on the letter's day by virkningsdato, renter and earlier fees included, the letter's own fee not; kroner. */
  readonly rest: Beloeb;
}
export interface Sendtbrev { readonly dato: Lokaldato; readonly krav: readonly Brevkrav[]; /** The claims that bear a fee of the letter. */ readonly gebyrpaa: readonly string[] }

/**
 * Would the letter still have charged a fee on this claim? Undefined = yes. A letter's one fee stands while one of its claims was to be
 * reminded that day: it stood on one of them (regler.md 2.1); where each claim bore its own, on that claim's being so. `eget`: a
 * kompensationsbeløb, which is its claim's own always.
 */
export function gebyrbortfald(b: Sendtbrev, kravId: string, eget = false): Bortfaldsgrund | undefined {
  const svar = new Map(b.krav.map((k) => [k.kravId, enkelt(k, b.dato)]));
  let med = b.krav.filter((k) => svar.get(k.kravId) === undefined);
  for (;;) {
    const ialt = sum(med.map((k) => k.rest));
    const under = med.filter((k) => ialt.lt(k.mindstebeloeb));
    if (under.length === 0) break;
    for (const k of under) svar.set(k.kravId, 'UNDER_MINDSTEBELOEB');
    med = med.filter((k) => !under.includes(k));
  }
  return !eget && b.gebyrpaa.length === 1 && med.length > 0 ? undefined : svar.get(kravId);
}

function enkelt(k: Brevkrav, dato: Lokaldato): Bortfaldsgrund | undefined {
  if (!k.rest.gt(0)) return 'BETALT';
  if (dato < plusDage(k.srb, k.dageEfterSrb)) return 'FRIST_LOEBER';
  if (k.doed) return 'DOEDSFALD';
  return k.spaerret ? 'SPAERRET' : undefined;
}
