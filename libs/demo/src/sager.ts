import { Injectable } from '@nestjs/common';
import { sha256, type Database, type Hvem } from '#app/platform';
import type { Handling } from './handlinger.js';
import { Kravsager } from './kravsager.js';
import { Stamdatarettelser, Stamdatasager } from './stamdatasager.js';

/** Does what caseworkers and fagsystemer do in a day, each thing once. */
@Injectable()
export class Demosager {
  constructor(private readonly krav: Kravsager, private readonly stamdata: Stamdatasager, private readonly rettelser: Stamdatarettelser) {}

  /** The handling's key is the transaction's Idempotency-Key: lived a second time, the day finds it done. */
  async udfoer(db: Database, hvem: Hvem, h: Handling): Promise<void> {
    const noegle = `demo:${h.noegle}`;
    const gjort = await db.iKommune(hvem, (tx) => tx.raekker(`select 1 from idempotens where bruger = $1 and noegle = $2`, [tx.bruger, noegle]));
    if (gjort.length === 0) await this.goer(db, { ...hvem, idempotens: { noegle, aftryk: sha256(noegle) } }, h);
  }

  private goer(db: Database, hvem: Hvem, h: Handling): Promise<void> {
    const { krav, stamdata, rettelser } = this;
    switch (h.art) {
      case 'KRAV_RETTES': return krav.ret(db, hvem, h);
      case 'SPAERRES': return krav.spaer(db, hvem, h);
      case 'SPAERRE_OPHAEVES': return krav.ophaev(db, hvem, h);
      case 'HAEFTERE': return rettelser.haefter(hvem, h);
      case 'SKILLES_AD': return rettelser.skilAd(db, hvem, h);
      case 'REGULERES': return db.iKommune({ ...hvem, ...(h.som === undefined ? {} : { fagsystem: h.som }) }, (tx) => krav.reguler(tx, h));
      case 'REGULERING_FORTRYDES': return db.iKommune(hvem, (tx) => krav.fortryd(tx, h));
      case 'EJER_SKIFTER': return db.iKommune(hvem, (tx) => krav.skiftEjer(tx, h));
      case 'FORAELDELSE': return db.iKommune(hvem, (tx) => krav.registrer(tx, h));
      case 'FORAELDELSE_SLUTTER': return db.iKommune(hvem, (tx) => krav.afslut(tx, h));
      case 'AFSKRIVES': return db.iKommune(hvem, (tx) => krav.afskriv(tx, h));
      case 'GODKENDES': return db.iKommune(hvem, (tx) => krav.godkend(tx, h));
      case 'RENTEVILKAAR': return db.iKommune(hvem, (tx) => krav.fastsaetRente(tx, h));
      case 'PARTNER': return db.iKommune(hvem, (tx) => stamdata.opret(tx, h));
      case 'NUMMER_SKIFTER': return db.iKommune(hvem, (tx) => stamdata.skiftNummer(tx, h));
      case 'LAEGGES_SAMMEN': return db.iKommune(hvem, (tx) => stamdata.laegSammen(tx, h));
      case 'RELATION': return db.iKommune(hvem, (tx) => stamdata.relation(tx, h));
      case 'KORRESPONDANCE': return db.iKommune(hvem, (tx) => stamdata.korrespondance(tx, h));
      case 'AFTALE': return db.iKommune(hvem, (tx) => stamdata.aftale(tx, h));
    }
  }
}
