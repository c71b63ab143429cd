/** Chance that is the same every time: a generator seeded by words, so that each person's and claim's fate is its own. */
export interface Terning {
  /** True with probability `p`, 0–1. */
  chance(p: number): boolean;
  /** A whole number, both ends included. */
  heltal(fra: number, til: number): number;
  /** One of a list that is not empty. */
  vaelg<T>(af: readonly T[]): T;
  /** One of the keys, each as likely as its weight (whole numbers > 0). */
  vaegtet<T extends string>(vaegte: Readonly<Record<T, number>>): T;
}

/** The world's seed: another one gives another kommune. */
const FROE = 'debitor-demo-1';

/** A die of its own for these words: what another die was asked does not change what this one answers. */
export function terning(...ord: readonly (string | number)[]): Terning {
  const naeste = mulberry32(aftryk([FROE, ...ord].join('\u0000')));
  const heltal = (fra: number, til: number): number => fra + Math.floor(naeste() * (til - fra + 1));
  return {
    chance: (p) => naeste() < p,
    heltal,
    vaelg: (af) => af[heltal(0, af.length - 1)]!,
    vaegtet: (vaegte) => vaegtet(vaegte, heltal),
  };
}

function vaegtet<T extends string>(vaegte: Readonly<Record<T, number>>, heltal: Terning['heltal']): T {
  const alle = Object.entries(vaegte) as [T, number][];
  let rest = heltal(1, alle.reduce((n, [, v]) => n + v, 0));
  for (const [kode, v] of alle) {
    rest -= v;
    if (rest <= 0) return kode;
  }
  return alle[0]![0];
}

/** mulberry32 (public domain, Tommy Ettinger): 32 bits of state, numbers in [0, 1[. */
function mulberry32(froe: number): () => number {
  let a = froe;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A text as 32 bits (xmur3). */
function aftryk(tekst: string): number {
  let h = 1779033703 ^ tekst.length;
  for (let i = 0; i < tekst.length; i++) {
    h = Math.imul(h ^ tekst.charCodeAt(i), 3432918353);
    h = (h << 13) | (h >>> 19);
  }
  h = Math.imul(h ^ (h >>> 16), 2246822507);
  h = Math.imul(h ^ (h >>> 13), 3266489909);
  return (h ^ (h >>> 16)) >>> 0;
}
