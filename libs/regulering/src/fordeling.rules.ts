import { fordel, min, minus, NUL, plus, sum, type Beloeb, type Lokaldato } from '#app/kernel';
import type { Aendring, Linjefakta } from './typer.js';

/** kroner charged on a line today. */
export const opkraevetPaa = (l: Linjefakta): Beloeb => sum(l.opkraevet.map(([, b]) => b));

/** The running sums of what is charged, one per day, with these changes among them. */
function forloeb(l: Linjefakta, med: readonly (readonly [Lokaldato, Beloeb])[] = []): (readonly [Lokaldato, Beloeb])[] {
  let saldo = NUL;
  const pr = new Map<Lokaldato, Beloeb>();
  for (const [d, b] of [...l.opkraevet, ...med]) pr.set(d, plus(pr.get(d) ?? NUL, b));
  return [...pr].sort(([a], [b]) => (a < b ? -1 : 1)).map(([d, b]) => [d, (saldo = plus(saldo, b))] as const);
}

/** Would the line be charged less than nothing on any day after these changes? */
export const underNul = (l: Linjefakta, aendringer: readonly (readonly [Lokaldato, Beloeb])[]): boolean => forloeb(l, aendringer).some(([, s]) => s.lt(0));

/** kroner the line can be lowered by with effect from `fra`: the least it is charged on that day or any later one. */
export function kanSaettesNed(l: Linjefakta, fra: Lokaldato): Beloeb {
  const dage = forloeb(l);
  const paaDagen = dage.filter(([d]) => d <= fra).at(-1)?.[1] ?? NUL;
  return min(paaDagen, ...dage.filter(([d]) => d > fra).map(([, s]) => s));
}

/** What of a line is both open and can still be taken off it. */
const aaben = (l: Linjefakta, fra: Lokaldato): Beloeb => (l.rest.gt(0) ? min(l.rest, kanSaettesNed(l, fra)) : NUL);

/**
 * One reduction over the lines, kroner > 0 and at most what they can be lowered by together: first in proportion to what is open of
 * each, then what is left in proportion to what is charged besides; by largest remainder, ties to the lowest line.
 */
export function fordelNedsaettelse(linjer: readonly Linjefakta[], beloeb: Beloeb, fra: Lokaldato): Aendring[] {
  const aabne = linjer.map((l) => aaben(l, fra));
  const foerst = min(beloeb, sum(aabne));
  const betalte = linjer.map((l, i) => minus(kanSaettesNed(l, fra), aabne[i]!));
  const af = fordel(foerst, aabne);
  const saa = fordel(minus(beloeb, foerst), betalte);
  return linjer.map((linje, i) => ({ linje, beloeb: minus(NUL, plus(af[i]!, saa[i]!)) })).filter((a) => !a.beloeb.isZero());
}

/** One raise over the lines in proportion to what is charged of each; to what they were first booked with where nothing is. */
export function fordelForhoejelse(linjer: readonly Linjefakta[], beloeb: Beloeb): Aendring[] {
  const nu = linjer.map(opkraevetPaa);
  const vaegte = nu.some((v) => v.gt(0)) ? nu : linjer.map((l) => sum(l.konti.map((k) => k.oprindelig)));
  return fordel(beloeb, vaegte).map((b, i) => ({ linje: linjer[i]!, beloeb: b })).filter((a) => !a.beloeb.isZero());
}
