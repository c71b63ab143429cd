import type { Tx } from './tx.js';

/** From where a reader in order goes on, and how far it may read now (both transaction ids as text). */
export interface Vindue { readonly fra: string; readonly til: string }

/** Locks a reader's place in the order of transactions; it may read [fra, til[ : everything there has ended (design D4). */
export async function aabnVindue(tx: Tx, serie: string): Promise<Vindue> {
  await tx.skriv(`insert into nummerserie (serie, aar) values ($1, 0) on conflict do nothing`, [serie]);
  const [r] = await tx.sql<Vindue>(`select vandmaerke::text as fra, pg_snapshot_xmin(pg_current_snapshot())::text as til from nummerserie where serie = $1 and aar = 0 for update`, [serie]);
  return r!;
}

/** The next reading begins at `fra`: the oldest transaction that still holds something unread, else where this one ended. */
export async function flytVindue(tx: Tx, serie: string, fra: string): Promise<void> {
  await tx.skriv(`update nummerserie set vandmaerke = $2::xid8 where serie = $1 and aar = 0`, [serie, fra]);
}
