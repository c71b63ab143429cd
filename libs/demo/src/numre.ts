import { opfylderModulus11, paastaa, plusDage, type Lokaldato } from '#app/kernel';
import { terning, type Terning } from './terning.js';

/**
 * Personnumre that are no one's: well-formed (a real day, a right century), but failing modulus 11, with a birth date before
 * 2007-10-01. Until that day only numbers that pass were issued. Since then numbers that fail have also been given to adults,
 * but as far as CPR-kontoret has published only with 1 January as birthday, so that day is never used.
 */
export function syntetiskCpr(foedt: Lokaldato, nr: number, brugte: Set<string>): string {
  paastaa(foedt < '2007-10-01' && !foedt.endsWith('-01-01'), 'DEMO_FOEDSELSDAG');
  const t = terning('cpr', nr, foedt);
  const dag = foedt.slice(8) + foedt.slice(5, 7) + foedt.slice(2, 4);
  for (;;) {
    const cpr = `${dag}${syvendeCiffer(foedt, t)}${String(t.heltal(0, 999)).padStart(3, '0')}`;
    if (opfylderModulus11(cpr) || brugte.has(cpr)) continue;
    brugte.add(cpr);
    return cpr;
  }
}

/** An erstatningspersonnummer that is no one's: the day of birth 60 higher (regler.md § 9). */
export function syntetiskErstatningsCpr(foedt: Lokaldato, nr: number, brugte: Set<string>): string {
  const cpr = syntetiskCpr(foedt, nr, brugte);
  return `${String.fromCharCode(cpr.charCodeAt(0) + 6)}${cpr.slice(1)}`;
}

/** Digit 7 carries the century (regler.md § 9): 0–3 for 1900–1999, 4–8 for 2000–2036. */
const syvendeCiffer = (foedt: Lokaldato, t: Terning): number => (foedt < '2000-01-01' ? t.heltal(0, 3) : t.heltal(4, 8));

const CVR_VAEGTE = [2, 7, 6, 5, 4, 3, 2];

/** CVR-numre with right modulus 11 from 99 000 000 on: the Central Business Register is far from there. */
export function syntetiskCvr(nr: number, brugte: Set<string>): string {
  const t = terning('cvr', nr);
  for (;;) {
    const krop = `99${String(t.heltal(0, 99_999)).padStart(5, '0')}`;
    const ciffer = (11 - ([...krop].reduce((n, c, i) => n + CVR_VAEGTE[i]! * (c.charCodeAt(0) - 48), 0) % 11)) % 11;
    const cvr = `${krop}${ciffer}`;
    if (ciffer === 10 || brugte.has(cvr)) continue;
    brugte.add(cvr);
    return cvr;
  }
}

/** A birthday `aar` whole years and some days before `paa`, never 1 January. */
export function foedselsdag(paa: Lokaldato, aar: number, t: Terning): Lokaldato {
  const dag = plusDage(paa, -Math.floor(aar * 365.25) - t.heltal(1, 364));
  return dag.endsWith('-01-01') ? plusDage(dag, 1) : dag;
}
