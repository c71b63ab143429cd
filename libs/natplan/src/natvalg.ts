import type { Delstoerrelse } from '#app/platform';
import type { Nattensproeve } from './proeve.facts.js';

/** How a night is begun. */
export interface Natvalg {
  /** Letters are sent: this is the newest date caught up (design D7). */
  readonly nyeste: boolean;
  /** Everything is looked at, whatever the vagt says. */
  readonly alle?: boolean;
  readonly dele?: Delstoerrelse;
  /** Dates on which nothing was due are jumped over; in a proevemiljoe only. */
  readonly spring?: boolean;
}

/** What stands on a night's run: how it was begun, and the rehearsal it is held up against. */
export interface Natparametre extends Natvalg { readonly proeve?: Nattensproeve }
