import type { Vagt } from '#app/krav';
import type { Debitorbeslutning, Kravsvar } from './typer.js';

/** When each claim is to be looked at again. */
export const vagterAf = (beslutninger: readonly { readonly forretningspartnerId: Debitorbeslutning['forretningspartnerId']; readonly krav: readonly Pick<Kravsvar, 'kravId' | 'naeste'>[] }[]): Vagt[] =>
  beslutninger.flatMap((b) => b.krav.map((k): Vagt => ({ forretningspartnerId: b.forretningspartnerId, kravId: k.kravId, trin: 'rykker', tidligst: k.naeste })));
