import type { Tx } from './tx.js';

/** One piece of a large message, encrypted; its own short transaction may be all that is ever kept of it. `nr` from 1. */
export async function gemStykke(tx: Tx, indbakkeId: string, nr: number, bytes: Buffer): Promise<void> {
  await tx.skriv(`insert into indbakke_stykke (indbakke_id, nr, indhold) values ($1, $2, $3)`, [indbakkeId, nr, tx.noegler.krypter(bytes)]);
}

/** A message all of whose pieces are stored. */
export interface Stykvis { readonly id: string; readonly kanal: string; readonly noegle: string; readonly sha256: Buffer; readonly stoerrelse: number }

/** The message came in whole: it stands in indbakke. Known before: the pieces go, being a copy. @returns its id there, and whether it was there already */
export async function modtagetStykvis(tx: Tx, m: Stykvis): Promise<{ id: string; kendt: boolean }> {
  const ny = await tx.skriv(`insert into indbakke (id, kanal, noegle, sha256, stoerrelse, indhold) values ($1, $2, $3, $4, $5, '') on conflict (kanal, noegle) do nothing`, [m.id, m.kanal, m.noegle, m.sha256, m.stoerrelse]);
  if (ny === 1) return { id: m.id, kendt: false };
  await sletStykker(tx, m.id);
  const [r] = await tx.sql<{ id: string }>(`select id from indbakke where kanal = $1 and noegle = $2`, [m.kanal, m.noegle]);
  return { id: r!.id, kendt: true };
}

/** Pieces of a message that did not come in whole; of one that did, nothing is deleted. */
export async function sletStykker(tx: Tx, indbakkeId: string): Promise<void> {
  await tx.skriv(`delete from indbakke_stykke s where s.indbakke_id = $1 and not exists (select 1 from indbakke i where i.id = s.indbakke_id)`, [indbakkeId]);
}

/** What was cut off more than a day ago, and can no longer come in whole. */
export async function fejStykker(tx: Tx): Promise<void> {
  await tx.skriv(`delete from indbakke_stykke s where s.modtaget < clock_timestamp() - interval '1 day' and not exists (select 1 from indbakke i where i.id = s.indbakke_id)`);
}

/** The pieces' bytes, in order; each read by itself. */
export async function* stykker(tx: Tx, indbakkeId: string): AsyncGenerator<Buffer> {
  for (let nr = 1; ; nr++) {
    const [r] = await tx.sql<{ indhold: Buffer }>(`select indhold from indbakke_stykke where indbakke_id = $1 and nr = $2`, [indbakkeId, nr]);
    if (r === undefined) return;
    yield tx.noegler.dekrypter(r.indhold);
  }
}
