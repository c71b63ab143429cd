import type { Tx } from '#app/platform';
import { hovedkravUnder, type Niveau } from '#app/krav';
import type { Beroert } from './kvittering.service.js';

/** What a change of one object reaches: its claims and who owes them; `ogsaa`: debtors that are concerned even without a claim under it. */
export async function beroertAf(tx: Tx, niveau: Niveau, objektId: string, staar: unknown, ogsaa: readonly string[] = []): Promise<Beroert> {
  const krav = await hovedkravUnder(tx, niveau, objektId);
  return { krav, partnere: [...new Set([...krav.map((k) => k.forretningspartnerId), ...ogsaa])], staar };
}
