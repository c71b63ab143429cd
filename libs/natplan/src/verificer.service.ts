import { Injectable } from '@nestjs/common';
import type { Tx } from '#app/platform';
import { BOGHOLDERIETS_KONTROLLER, type Kontrol } from '#app/bogholderi';
import { GODKENDELSENS_KONTROLLER } from '#app/godkendelse';
import { INDBETALINGENS_KONTROLLER } from '#app/indbetaling';
import { UDLIGNINGENS_KONTROLLER } from '#app/udligning';
import { FAKTURERINGENS_KONTROLLER } from '#app/fakturering';
import { ForaeldelseskontrolService, FORAELDELSENS_KONTROLLER } from '#app/foraeldelse';
import { RENTERNES_KONTROLLER } from '#app/renter';
import { RYKKERENS_KONTROLLER } from '#app/rykker';
import { AFSKRIVNINGENS_KONTROLLER } from '#app/afskrivning';
import { INDDRIVELSENS_KONTROLLER } from '#app/inddrivelse';
import { REGULERINGENS_KONTROLLER } from '#app/regulering';
import { KRAVENES_KONTROLLER } from './kravkontrol.js';
import { NATTENS_KONTROLLER } from './natkontrol.js';

export interface Kontroludfald { readonly kode: string; readonly regel: string; readonly ok: boolean; readonly fejl: readonly string[] }

export const KONTROLLER: readonly Kontrol[] = [
  ...BOGHOLDERIETS_KONTROLLER, ...KRAVENES_KONTROLLER, ...INDBETALINGENS_KONTROLLER, ...UDLIGNINGENS_KONTROLLER, ...FORAELDELSENS_KONTROLLER, ...FAKTURERINGENS_KONTROLLER, ...RENTERNES_KONTROLLER, ...RYKKERENS_KONTROLLER, ...AFSKRIVNINGENS_KONTROLLER, ...INDDRIVELSENS_KONTROLLER, ...REGULERINGENS_KONTROLLER, ...GODKENDELSENS_KONTROLLER, ...NATTENS_KONTROLLER,
];

/** Every invariant over the whole book, in one snapshot. */
@Injectable()
export class VerificerService {
  constructor(private readonly foraeldelse: ForaeldelseskontrolService) {}

  async verificer(tx: Tx): Promise<Kontroludfald[]> {
    const ud: Kontroludfald[] = [];
    for (const k of KONTROLLER) {
      const fejl = await tx.sql<{ fejl: string }>(k.sql);
      ud.push({ kode: k.kode, regel: k.regel, ok: fejl.length === 0, fejl: fejl.map((f) => f.fejl) });
    }
    return [...ud, ...(await this.foraeldelse.verificer(tx))];
  }
}
