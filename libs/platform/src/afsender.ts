import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from './kryptering.js';
import type { Database } from './database.js';
import type { Hvem, Tx } from './tx.js';
import { indsaet } from './skrivning.js';
import { aabnVindue, flytVindue } from './vandmaerke.js';

/** Carries one outgoing message out of the house. Called again for the same message after a crash: it must then do no harm. */
export interface Transport {
  readonly navn: string;
  /** @returns the receipt, kept with the message */
  send(kommuneId: string, besked: { readonly id: string; readonly art: string; readonly noegle: string; readonly indhold: Buffer }): Promise<string>;
}

/** Delivers each message as a file in a folder that another system empties; the file appears whole or not at all. */
export class Mappetransport implements Transport {
  readonly navn = 'MAPPE';
  constructor(private readonly mappe: string) {}

  async send(kommuneId: string, b: { id: string; art: string; indhold: Buffer }): Promise<string> {
    const mappe = join(this.mappe, kommuneId);
    await mkdir(mappe, { recursive: true, mode: 0o700 });
    const fil = `${b.art}-${b.id}.json`;
    await writeFile(join(mappe, `.${fil}.tmp`), b.indhold, { mode: 0o600 });
    await rename(join(mappe, `.${fil}.tmp`), join(mappe, fil));
    return fil;
  }
}

const PAKKE = 500;

interface Ventende { id: string; art: string; noegle: string; indhold: Buffer; xid: string }

/** The dispatcher: takes udbakke in order, hands each message to the transport, keeps the receipt. */
export class Afsender {
  constructor(private readonly db: Database, private readonly transport: Transport) {}

  /** Sends what waits in one kommune. @returns how many were sent */
  async send(hvem: Hvem): Promise<number> {
    let ialt = 0;
    for (;;) {
      const n = await this.db.iKommune(hvem, (tx) => this.pakke(tx));
      ialt += n;
      if (n < PAKKE) return ialt;
    }
  }

  /** One packet under the reader's lock, so two dispatchers never send the same message at once. */
  private async pakke(tx: Tx): Promise<number> {
    const v = await aabnVindue(tx, 'udbakke');
    const ventende = await tx.sql<Ventende>(`select u.id, u.art, u.noegle, u.indhold, u.xid::text from udbakke u left join udbakke_kvittering k on k.udbakke_id = u.id
      where u.xid >= $1::xid8 and u.xid < $2::xid8 and k.udbakke_id is null order by u.xid, u.id limit $3`, [v.fra, v.til, PAKKE]);
    const sendt: { id: string; kvittering: string; sha: Buffer }[] = [];
    for (const b of ventende) {
      const indhold = tx.noegler.dekrypter(b.indhold);
      sendt.push({ id: b.id, kvittering: await this.transport.send(tx.kommune.kode, { id: b.id, art: b.art, noegle: b.noegle, indhold }), sha: sha256(indhold) });
    }
    await tx.skrivSamlet([indsaet('udbakke_kvittering', sendt, { udbakke_id: ['bigint', (s) => s.id], kvittering: ['text', (s) => s.kvittering], sha256: ['bytea', (s) => s.sha] }, { transport: ['text', this.transport.navn] })]);
    await flytVindue(tx, 'udbakke', ventende.length < PAKKE ? v.til : ventende.at(-1)!.xid);
    return ventende.length;
  }
}
