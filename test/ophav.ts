import type { Ophav } from '#app/krav';
import type { Tx } from '#app/platform';

/** A registered claim as the origin of a rente or gebyr that a test posts by itself. */
export async function ophavAf(tx: Tx, kravId: string): Promise<Ophav> {
  const [r] = await tx.sql<Ophav>(
    `select k.id as "kravId", a.forretningspartner_id as "forretningspartnerId", k.aftalekonto_id as "aftalekontoId", k.aftaleindhold_id as "aftaleindholdId", k.kravstype, k.stiftelsesdato, k.forfaldsdato, k.srb
     from kravsbilag k join aftalekonto a on a.id = k.aftalekonto_id where k.id = $1`, [kravId]);
  return r!;
}
