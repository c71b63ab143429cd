import { IdempotensKonflikt } from './fejl.js';
import type { Tx } from './tx.js';

interface Noegle { readonly noegle: string; readonly aftryk: Buffer }

/** The answer given before to this key. @throws IdempotensKonflikt when the key came with another body */
export async function hentSvar<T>(tx: Tx, n: Noegle): Promise<{ svar: T } | undefined> {
  const [gemt] = await tx.sql<{ aftryk: Buffer; svar: Buffer }>(`select aftryk, svar from idempotens where bruger = $1 and noegle = $2`, [tx.bruger, n.noegle]);
  if (gemt === undefined) return undefined;
  if (!gemt.aftryk.equals(n.aftryk)) throw new IdempotensKonflikt();
  return { svar: JSON.parse(tx.noegler.dekrypterTekst(gemt.svar)) as T };
}

/** Keeps the answer in the transaction of the work: two at once meet on the key, and the second finds the first one's answer. */
export async function gemSvar(tx: Tx, n: Noegle, svar: unknown): Promise<void> {
  await tx.skriv(`insert into idempotens (bruger, noegle, aftryk, svar) values ($1, $2, $3, $4)`,
    [tx.bruger, n.noegle, n.aftryk, tx.noegler.krypter(JSON.stringify(svar ?? null))]);
}
