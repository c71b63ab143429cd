import type { Opgave } from './opgave.js';
import type { Baenk } from './baenk.js';
import { Barn } from './ipc.js';

/** Worker processes that open and close their rooms together. */
export class Hold {
  readonly boern: readonly Barn<Opgave>[];
  constructor(private readonly baenk: Baenk, antal: number) { this.boern = Array.from({ length: antal }, () => Barn.start<Opgave>('arbejder')); }

  async paa<T>(navn: string, arbejde: () => Promise<T>): Promise<T> {
    await Promise.all(this.boern.map((b) => b.spoerg({ art: 'aabn', miljoe: this.baenk.miljoe(navn) })));
    const svar = await arbejde();
    await Promise.all(this.boern.map((b) => b.spoerg({ art: 'luk' })));
    return svar;
  }
  get foerste(): Barn<Opgave> { return this.boern[0]!; }
  peakRssMB(): number { return Math.max(...this.boern.map((b) => b.peakRssMB)); }
  async luk(): Promise<void> { await Promise.all(this.boern.map((b) => b.stop())); }
}

/** Seconds that `arbejde` took. */
export async function tid(arbejde: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await arbejde();
  return (performance.now() - start) / 1000;
}
