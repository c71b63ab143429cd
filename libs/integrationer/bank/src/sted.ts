import type { BankfilKode } from './fejl.js';

/**
 * The elements we read, as a tree: `byg` turns a table of paths into places. Anything that is not in the table is
 * skipped with all it holds, so extensions and new optional elements never disturb.
 */

/** What a rule may ask of the reader while it handles an element. */
export interface Xmlsted {
  /** Line in the file, from 1. */
  readonly linje: number;
  attribut(navn: string): string | undefined;
  /** Refuses the file, with line and path of this element. `grund` is Danish and holds no value; kode BANKFIL_FELT. */
  ugyldigt(grund: string, kode?: BankfilKode): never;
  /** Refuses the file: the obligatory element `felt` below this one is missing. */
  mangler(felt: string): never;
}

export type Handling<S> = (s: S, xml: Xmlsted) => void;
/** `vaerdi`: the element's text without blanks at the ends, never empty. */
export type Tekstregel<S> = (s: S, vaerdi: string, xml: Xmlsted) => void;

export interface Regel<S> {
  readonly aabn?: Handling<S>;
  readonly tekst?: Tekstregel<S>;
  readonly luk?: Handling<S>;
}

/** Path, elements parted by '/', relative to the document element's child → what to do there. */
export type Regler<S> = Readonly<Record<string, Regel<S> | Tekstregel<S>>>;

export interface Sted<S> extends Regel<S> {
  readonly navn: string;
  readonly boern: ReadonlyMap<string, Sted<S>>;
}

interface Byggested<S> {
  navn: string;
  boern: Map<string, Byggested<S>>;
  aabn?: Handling<S>;
  tekst?: Tekstregel<S>;
  luk?: Handling<S>;
}

/** The tree of places for a table of rules. */
export function byg<S>(navn: string, regler: Regler<S>): Sted<S> {
  const rod: Byggested<S> = { navn, boern: new Map() };
  for (const [sti, regel] of Object.entries(regler)) {
    let sted = rod;
    for (const led of sti === '' ? [] : sti.split('/')) {
      const barn = sted.boern.get(led) ?? { navn: led, boern: new Map() };
      sted.boern.set(led, barn);
      sted = barn;
    }
    Object.assign(sted, typeof regel === 'function' ? { tekst: regel } : regel);
  }
  return rod;
}

/** The rules of `regler` moved down under `sti` and turned on the part of the state that `vaelg` picks. */
export function under<S, D>(sti: string, vaelg: (s: S) => D, regler: Regler<D>): Regler<S> {
  const flyttet: Record<string, Regel<S>> = {};
  for (const [navn, regel] of Object.entries(regler)) {
    const { aabn, tekst, luk } = typeof regel === 'function' ? { tekst: regel, aabn: undefined, luk: undefined } : regel;
    flyttet[`${sti}/${navn}`] = {
      ...(aabn && { aabn: (s, xml) => aabn(vaelg(s), xml) }),
      ...(tekst && { tekst: (s, vaerdi, xml) => tekst(vaelg(s), vaerdi, xml) }),
      ...(luk && { luk: (s, xml) => luk(vaelg(s), xml) }),
    };
  }
  return flyttet;
}
