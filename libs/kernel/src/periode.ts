import { UgyldigtInput } from './fejl.js';
import type { Lokaldato } from './kalender.js';

/** Days from `fra` up to but not including `til`: [fra, til[. `til` null = open, no end is known. */
export interface Periode {
  readonly fra: Lokaldato;
  readonly til: Lokaldato | null;
}

/** A period of at least one day. Throws UgyldigtInput PERIODE_OMVENDT when til ≤ fra. */
export function periode(fra: Lokaldato, til: Lokaldato | null): Periode {
  if (til !== null && til <= fra) {
    throw new UgyldigtInput('PERIODE_OMVENDT', 'til', 'Periodens slutdato skal ligge efter dens startdato.');
  }
  return { fra, til };
}

/** True when at least one day lies in both. Periods that only meet ([a, b[ and [b, c[) do not overlap. */
export const overlapper = (a: Periode, b: Periode): boolean =>
  (b.til === null || a.fra < b.til) && (a.til === null || b.fra < a.til);

/** True when fra ≤ d < til. */
export const indeholder = (p: Periode, d: Lokaldato): boolean => p.fra <= d && (p.til === null || d < p.til);
