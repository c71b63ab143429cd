import { Injectable } from '@nestjs/common';
import { ForretningsFejl, type Lokaldato } from '#app/kernel';
import type { Niveau, Vagttrin } from '#app/krav';
import { beroertAf, KvitteringKraeves, Kvitteringsfejl, KvitteringService } from '#app/natplan';
import type { Hvem, Tx } from '#app/platform';
import type { BekraeftDto } from './rettelse.dto.js';

/** 403: what the change moves may be other fagsystemer's, so a person of the kommune must see it. */
export class RettelseKraeverMyndighed extends ForretningsFejl {
  readonly kode = 'RETTELSE_KRAEVER_MYNDIGHED'; readonly status = 403; readonly titel = 'Kommunen skal bekræfte ændringen';
  constructor() { super('Ændringen gælder fra en tidligere dag og ville ændre noget, der er bogført. Den skal ses og bekræftes af en medarbejder i kommunen.'); }
}

/** A dated change of something that claims stand under. */
export interface Dateretaendring<T> {
  readonly indhold: unknown;
  readonly fra: (tx: Tx) => Lokaldato;
  readonly paa: { readonly niveau: Niveau; readonly objektId: string };
  /** Steps whose rules read what is changed and are not woken by the change itself. */
  readonly trin: readonly Vagttrin[];
  /** As it stands: an older receipt does not hold where that has changed. */
  readonly staar: (tx: Tx) => Promise<unknown>;
  readonly udfoer: (tx: Tx) => Promise<T>;
}

/** What the endpoints of dated changes do alike: what is booked is never changed unseen, and what is not is changed at once. */
@Injectable()
export class Rettelsesruter {
  constructor(private readonly kvitteringer: KvitteringService) {}

  /** @throws KvitteringKraeves (409 with the receipt), KvitteringForaeldet, RettelseKraeverMyndighed */
  async udfoer<T>(hvem: Hvem, v: BekraeftDto, a: Dateretaendring<T>): Promise<T> {
    const r = { indhold: a.indhold, fra: a.fra, trin: a.trin, udfoer: a.udfoer, beroert: async (tx: Tx) => beroertAf(tx, a.paa.niveau, a.paa.objektId, await a.staar(tx)) };
    const fagsystem = hvem.fagsystem !== undefined;
    try {
      const svar = await this.kvitteringer.ret(hvem, r, fagsystem ? {} : { bekraeft: v.bekraeft }, { tommeStraks: true });
      if (svar.gemt) return svar.svar;
      throw new KvitteringKraeves(svar.kvittering);
    } catch (fejl) {
      throw fagsystem && fejl instanceof Kvitteringsfejl ? new RettelseKraeverMyndighed() : fejl; // a receipt shows more than its own claims
    }
  }
}
