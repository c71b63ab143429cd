import { danskDato, type Lokaldato } from '#app/kernel';

/** The only clock. `frosset` holds the desk's date still, in demo and tests only (design D8b). */
export class Ur {
  constructor(private readonly frosset?: Lokaldato) {}
  /** The instant now (UTC). */
  nu(): Date { return new Date(); }
  /** The desk's date: the Danish date now, or the frozen one. */
  dato(): Lokaldato { return this.frosset ?? danskDato(this.nu()); }
  /** Milliseconds that only ever grow; for measuring, never for dates. */
  ms(): number { return performance.now(); }
}
