import { dageMellem, type Lokaldato } from '#app/kernel';
import type { Vagttrin } from './vagt.js';

export type Spaerreart = 'RENTE' | 'RYKKER' | 'UDLIGNING' | 'MODREGNING' | 'OVERDRAGELSE' | 'UDBETALING';
export type Spaerreniveau = 'FORRETNINGSPARTNER' | 'AFTALEKONTO' | 'AFTALEINDHOLD' | 'KRAV';

/** Who honours an art among the night's steps: these look again when such a spærre is set or ended. */
export const SPAERRETRIN: Readonly<Partial<Record<Spaerreart, readonly Vagttrin[]>>> = { RENTE: ['renter'], RYKKER: ['rykker'], UDLIGNING: ['udlign', 'afskriv'] };

export interface Spaerreperiode { readonly fra: Lokaldato; readonly til: Lokaldato | 'infinity' }

/** A spærre that never ends is flagged from this day on: `dage` days after it began. One that the rules have set is theirs to end, and no work for anyone. */
export interface Spaerrealder {
  /** Whole days it has held on `dato`, 0 before it begins. */
  readonly alderDage: number;
  /** It has no end, has held for the configured number of days, and a person answers for it. */
  readonly udenSlutdato: boolean;
}

export function spaerrealder(s: Spaerreperiode & { readonly afReglerne: boolean }, dato: Lokaldato, dage: number): Spaerrealder {
  const slut = s.til < dato ? (s.til as Lokaldato) : dato;
  const alderDage = slut <= s.fra ? 0 : dageMellem(s.fra, slut);
  return { alderDage, udenSlutdato: !s.afReglerne && s.til === 'infinity' && s.fra <= dato && alderDage >= dage };
}
