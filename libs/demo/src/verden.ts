import { plusDage, type Lokaldato } from '#app/kernel';
import { aendringerne, type Aendring } from './aendringer.js';
import { efterUdtogsdag, type Demobetaling } from './betalinger.js';
import { harOcrLinje } from './kontoudtog.js';
import { kravene, type Demokrav } from './krav.js';
import { skabDebitorer } from './personer.js';
import { terning } from './terning.js';

/** Everything that happens in the demo kommune, by the day it becomes known; the same for the same start and size. */
export interface Verden {
  readonly krav: ReadonlyMap<Lokaldato, readonly Demokrav[]>;
  readonly aendringer: ReadonlyMap<Lokaldato, readonly Aendring[]>;
  /** By the bank day in whose statement they stand. */
  readonly betalinger: ReadonlyMap<Lokaldato, readonly Demobetaling[]>;
  /** Payments without a readable id whose bill a caseworker finds that day. */
  readonly placeringer: ReadonlyMap<Lokaldato, readonly Demobetaling[]>;
}

const FINDES = 0.6;

/** The world of `antal` debtors from `start` to `til`, both included. A later `til` adds days and changes none. */
export function skabVerden(start: Lokaldato, til: Lokaldato, antal: number): Verden {
  const debitorer = skabDebitorer(start, antal);
  const krav = kravene(debitorer, start, start, til);
  const betalinger = efterUdtogsdag(krav);
  return { krav: prDag(krav, (k) => k.dag), aendringer: aendringerne(debitorer, krav), betalinger, placeringer: placeringerne([...betalinger.values()].flat()) };
}

function placeringerne(betalinger: readonly Demobetaling[]): Map<Lokaldato, Demobetaling[]> {
  const fundne = betalinger.flatMap((b) => {
    if (b.art === 'FIK' || harOcrLinje(b)) return [];
    const t = terning('placering', b.noegle);
    return t.chance(FINDES) ? [{ b, dag: plusDage(b.udtogsdag, t.heltal(2, 15)) }] : [];
  });
  return new Map([...prDag(fundne, (f) => f.dag)].map(([dag, f]) => [dag, f.map((x) => x.b)]));
}

function prDag<T>(af: readonly T[], dag: (x: T) => Lokaldato): Map<Lokaldato, T[]> {
  const ud = new Map<Lokaldato, T[]>();
  for (const x of af) {
    const dagens = ud.get(dag(x));
    if (dagens === undefined) ud.set(dag(x), [x]);
    else dagens.push(x);
  }
  return ud;
}
