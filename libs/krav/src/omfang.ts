import type { Tx } from '#app/platform';
import type { Spaerreniveau } from './spaerre.rules.js';

/** The four levels something may be said on; a claim's own reaches its renter and gebyrer. */
export type Niveau = Spaerreniveau;
/** A hovedkrav and who owes it now. */
export interface Hovedkrav { readonly forretningspartnerId: string; readonly kravId: string }

/** Hovedkrav under an object; a rente or gebyr is watched by its hovedkrav. */
const UNDER: Readonly<Record<Niveau, string>> = {
  KRAV: 'k.id = (select coalesce(u.hovedkrav_id, u.id) from kravsbilag u where u.id = $1)', AFTALEINDHOLD: 'k.aftaleindhold_id = $1', AFTALEKONTO: 'k.aftalekonto_id = $1', FORRETNINGSPARTNER: 'a.forretningspartner_id = $1',
};

/** The hovedkrav that stand under an object, in id order. */
export function hovedkravUnder(tx: Tx, niveau: Niveau, objektId: string): Promise<Hovedkrav[]> {
  return tx.sql<Hovedkrav>(`select a.forretningspartner_id as "forretningspartnerId", k.id as "kravId" from kravsbilag k join aftalekonto a on a.id = k.aftalekonto_id where k.art = 'HOVEDKRAV' and ${UNDER[niveau]} order by k.id`, [objektId]);
}
