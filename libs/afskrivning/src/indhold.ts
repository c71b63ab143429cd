import { beloebTekst, type Lokaldato } from '#app/kernel';
import type { Afskrivningsaarsag, Afskrivningsindhold, Linjebeloeb } from './typer.js';

/** Arts of proposals this room makes and executes. */
export const AFSKRIVNINGSFORSLAG = 'AFSKRIVNING';
export const GENAABNINGSFORSLAG = 'GENAABNING';

/** What would be executed. `virkningsdato` null: the day it is booked. */
export const indholdAf = (b: { readonly aarsag: Afskrivningsaarsag; readonly linjer: readonly Linjebeloeb[] }, virkningsdato: Lokaldato | null): Afskrivningsindhold =>
  ({ aarsag: b.aarsag, virkningsdato, linjer: b.linjer.map((l) => ({ kravId: l.kravId, kravlinjeId: l.kravlinjeId, beloeb: beloebTekst(l.beloeb) })) });
