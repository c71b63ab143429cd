import { fraOere, NUL, tilOere, type Beloeb } from './beloeb.js';
import { paastaa } from './fejl.js';

/**
 * Spreads `total` (kroner) over `vaegte` (kroner, each ≥ 0) in proportion, by largest remainder: every share is first
 * cut to whole øre, and the øre left go one each to the largest remainders, ties to the lowest index.
 *
 * - The shares sum to exactly `total`, and are in the order of the weights.
 * - A share of weight 0 is 0; when 0 ≤ total ≤ the weights' sum, no share exceeds its weight.
 * - A negative total gives the mirror of the positive one, so a reversal undoes a payment øre by øre.
 *
 * ProgramFejl: FORDEL_NEGATIV_VAEGT; FORDEL_UDEN_VAEGT when total ≠ 0 and no weight is above 0.
 */
export function fordel(total: Beloeb, vaegte: readonly Beloeb[]): Beloeb[] {
  paastaa(vaegte.every((v) => v.gte(0)), 'FORDEL_NEGATIV_VAEGT');
  const oere = tilOere(total);
  if (oere === 0n) return vaegte.map(() => NUL);
  const fortegn = oere < 0n ? -1n : 1n;
  return fordelOere(oere * fortegn, vaegte.map(tilOere)).map((andel) => fraOere(andel * fortegn));
}

function fordelOere(total: bigint, vaegte: readonly bigint[]): bigint[] {
  const iAlt = vaegte.reduce((a, v) => a + v, 0n);
  paastaa(iAlt > 0n, 'FORDEL_UDEN_VAEGT');
  const dele = vaegte.map((v, nr) => ({ nr, andel: (total * v) / iAlt, rest: (total * v) % iAlt }));
  let mangler = total - dele.reduce((a, d) => a + d.andel, 0n);
  for (const del of dele.toSorted(stoersteRestFoerst)) {
    if (mangler === 0n) break;
    del.andel += 1n;
    mangler -= 1n;
  }
  return dele.map((d) => d.andel);
}

function stoersteRestFoerst(a: { nr: number; rest: bigint }, b: { nr: number; rest: bigint }): number {
  if (a.rest !== b.rest) return a.rest > b.rest ? -1 : 1;
  return a.nr - b.nr;
}
