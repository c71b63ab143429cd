import type { Tx } from '#app/platform';

/** Does its work and takes it back; what is locked before stays locked. */
export async function paaProeve<T>(tx: Tx, arbejde: () => Promise<T>): Promise<T> {
  await tx.skriv('savepoint paa_proeve');
  try {
    return await arbejde();
  } finally {
    await tx.skriv('rollback to savepoint paa_proeve');
    await tx.skriv('release savepoint paa_proeve');
  }
}

/** Does its work and lets it stand, or, where it fails, takes it back and leaves the transaction as it was before. */
export async function enkeltstaaende<T>(tx: Tx, arbejde: () => Promise<T>): Promise<T> {
  await tx.skriv('savepoint enkelt');
  try {
    const svar = await arbejde();
    await tx.skriv('release savepoint enkelt');
    return svar;
  } catch (fejl) {
    await tx.skriv('rollback to savepoint enkelt').then(() => tx.skriv('release savepoint enkelt')).catch(() => undefined); // the connection may be what failed: then its own error is the one to tell
    throw fejl;
  }
}
