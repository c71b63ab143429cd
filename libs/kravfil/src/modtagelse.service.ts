import { Injectable } from '@nestjs/common';
import { maskerCpr } from '#app/kernel';
import { modtagetStykvis, noterIndbakke, opretKoersel, sha256, type Database, type Hvem, type Tx } from '#app/platform';
import { begyndFil, FILMAAL, Filmodtager, ryd, type Filmaal, type Modtaget } from './modtagelse.js';

/** What the sender says of a file. `fagsystem`: who registers every claim of it. */
export interface Filhoved { readonly fagsystem: string; readonly format: 'CSV' | 'JSON'; readonly filnavn?: string | undefined }

/** The run a file became. `kendt`: the same file from the same fagsystem was here before, and this is its run. */
export interface Kravfilmodtagelse { readonly kendt: boolean; readonly kravfilId: string; readonly koerselId: string }

/** The runs' art; also the name of their jobs in the queue. */
export const KRAVFIL = 'KRAVFIL';
const KANAL = 'KRAV';

/** Files of claims come in here: the bytes first, encrypted, then a run that the workers take part by part. */
@Injectable()
export class KravfilmodtagelseService {
  /**
   * Reads a file to its end. One that cannot be used as a whole is kept, marked AFVIST with its kode. The same bytes from the same fagsystem
   * are the same run. @throws KravfilFejl, KravfilForStor, IdempotensKonflikt
   */
  async modtag(db: Database, hvem: Hvem, hoved: Filhoved, fil: AsyncIterable<Uint8Array>, maal: Filmaal = FILMAAL): Promise<Kravfilmodtagelse> {
    const som: Hvem = { ...hvem, idempotens: undefined };
    const id = await db.iKommune(som, begyndFil);
    try {
      const m = await new Filmodtager(db, som, id, hoved.format, maal).modtag(fil);
      const indbakke = await db.iKommune(som, (tx) => modtagetStykvis(tx, { id, kanal: KANAL, noegle: `${hoved.fagsystem}:${m.sha256.toString('hex')}`, sha256: m.sha256, stoerrelse: m.stoerrelse }));
      if (m.fejl !== undefined) {
        await db.iKommune(som, (tx) => noterIndbakke(tx, indbakke.id, 'AFVIST', m.fejl!.kode, m.fejl!.message));
        throw m.fejl;
      }
      return await db.iKommune(medAftryk(hvem, m), (tx) => this.koersel(tx, id, indbakke.id, hoved, m));
    } finally {
      await db.iKommune(som, (tx) => ryd(tx, id)).catch(() => undefined); // of a file that became a run nothing is left to clear; the rest is swept another day
    }
  }

  private async koersel(tx: Tx, id: string, indbakkeId: string, hoved: Filhoved, m: Modtaget): Promise<Kravfilmodtagelse> {
    const [kendt] = await tx.sql<{ id: string; koersel: string }>(`select id, koersel_id as koersel from kravfil where indbakke_id = $1`, [indbakkeId]);
    if (kendt !== undefined) return { kendt: true, kravfilId: kendt.id, koerselId: kendt.koersel };
    const koerselId = (await opretKoersel(tx, { art: KRAVFIL, noegle: `kravfil:${id}`, forretningsdato: tx.forretningsdato, parametre: { fagsystem: hoved.fagsystem } }))!;
    await tx.skriv(`insert into kravfil (id, indbakke_id, koersel_id, fagsystem, format, tegnsaet, filnavn, linjer, krav) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [id, indbakkeId, koerselId, hoved.fagsystem, m.format, m.tegnsaet, hoved.filnavn === undefined ? null : maskerCpr(hoved.filnavn), m.linjer, m.krav]);
    await tx.skriv(`insert into koersel_del (koersel_id, nr, partnere, poster) select $2, nr, '{}', linjer from kravfil_del where kravfil_id = $1`, [id, koerselId]);
    await noterIndbakke(tx, indbakkeId, 'BEHANDLET', undefined, `kørsel ${koerselId}`);
    return { kendt: false, kravfilId: id, koerselId };
  }
}

/** The same Idempotency-Key with other bytes is a conflict: the file's own fingerprint is part of the request's. */
const medAftryk = (hvem: Hvem, m: Modtaget): Hvem => (hvem.idempotens === undefined ? hvem : { ...hvem, idempotens: { ...hvem.idempotens, aftryk: sha256(Buffer.concat([hvem.idempotens.aftryk, m.sha256])) } });
