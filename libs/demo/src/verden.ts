import { plusDage, type Lokaldato } from '#app/kernel';
import { aendringerne, type Aendring } from './aendringer.js';
import { besaet } from './besaetning.js';
import { efterUdtogsdag, type Demobetaling } from './betalinger.js';
import type { Dateret, Handling } from './handlinger.js';
import { historie, type Historie } from './historier.js';
import { harOcrLinje } from './kontoudtog.js';
import { kravene, type Demokrav } from './krav.js';
import { kravfilerne, type Demokravfil } from './kravfiler.js';
import { skabDebitorer, type Demodebitor } from './personer.js';
import { reguleringsplan } from './reguleringsplan.js';
import { terning } from './terning.js';

/** Everything that happens in the demo kommune, by the day it becomes known; the same for the same start and size. */
export interface Verden {
  readonly krav: ReadonlyMap<Lokaldato, readonly Demokrav[]>;
  readonly kravfiler: ReadonlyMap<Lokaldato, readonly Demokravfil[]>;
  readonly aendringer: ReadonlyMap<Lokaldato, readonly Aendring[]>;
  /** What caseworkers and fagsystemer do besides, in the order they do it. */
  readonly handlinger: ReadonlyMap<Lokaldato, readonly Handling[]>;
  /** By the bank day in whose statement they stand. */
  readonly betalinger: ReadonlyMap<Lokaldato, readonly Demobetaling[]>;
  /** Payments without a readable id whose bill a caseworker finds that day. */
  readonly placeringer: ReadonlyMap<Lokaldato, readonly Demobetaling[]>;
}

const FINDES = 0.6;
/** Days from one generation's stories to the next's. */
const GENERATION = 150;

/** The world of `antal` debtors from `start` to `til`, both included. A later `til` adds days and changes none. */
export function skabVerden(start: Lokaldato, til: Lokaldato, antal: number): Verden {
  const debitorer = skabDebitorer(start, antal);
  const krav = kravene(debitorer, start, start, til);
  const plan = reguleringsplan(krav);
  const filer = kravfilerne(debitorer, start, til);
  const historier = historierne(debitorer, start, til);
  const egne = historier.flatMap((h) => h.krav);
  const betalinger = efterUdtogsdag([...krav, ...plan.tillaeg, ...filer.flatMap((f) => f.krav), ...egne], plan.reguleret);
  const kendt = [...[...aendringerne(debitorer, krav)].flatMap(([dag, a]) => a.map((hvad) => ({ dag, hvad }))), ...historier.flatMap((h) => h.aendringer)];
  return {
    krav: prDag([...krav, ...egne], (k) => k.dag), kravfiler: prDag(filer, (f) => f.dag), aendringer: dateret(kendt), handlinger: dateret([...plan.handlinger.filter((h) => h.dag <= til), ...historier.flatMap((h) => h.handlinger)]),
    betalinger, placeringer: placeringerne([...betalinger.values()].flat()),
  };
}

/** A new set of people every `GENERATION` days, so that old and new stories stand side by side. */
function historierne(debitorer: readonly Demodebitor[], start: Lokaldato, til: Lokaldato): Historie[] {
  const numre = new Set(debitorer.map((d) => d.nummer));
  const ud: Historie[] = [];
  for (let g = 0, dag0 = start; dag0 <= til; g++, dag0 = plusDage(dag0, GENERATION)) ud.push(historie(besaet(dag0, g, numre), g, dag0, til));
  return ud;
}

function placeringerne(betalinger: readonly Demobetaling[]): Map<Lokaldato, Demobetaling[]> {
  const fundne = betalinger.flatMap((b) => {
    if (b.art === 'FIK' || harOcrLinje(b)) return [];
    const t = terning('placering', b.noegle);
    return t.chance(FINDES) ? [{ dag: plusDage(b.udtogsdag, t.heltal(2, 15)), hvad: b }] : [];
  });
  return dateret(fundne);
}

const dateret = <T>(af: readonly Dateret<T>[]): Map<Lokaldato, T[]> => new Map([...prDag(af, (d) => d.dag)].map(([dag, d]) => [dag, d.map((x) => x.hvad)]));

function prDag<T>(af: readonly T[], dag: (x: T) => Lokaldato): Map<Lokaldato, T[]> {
  const ud = new Map<Lokaldato, T[]>();
  for (const x of af) {
    const dagens = ud.get(dag(x));
    if (dagens === undefined) ud.set(dag(x), [x]);
    else dagens.push(x);
  }
  return ud;
}
