import { Injectable } from '@nestjs/common';
import { ForretningsFejl, type Lokaldato } from '#app/kernel';
import type { Tx } from '#app/platform';
import { Partnersammenlaegning } from '#app/stamdata';
import { VagtService, type Vagttrin } from './vagt.js';

/** 422: a merge may not be dated after today. */
export class SammenlaegningIFremtiden extends ForretningsFejl {
  readonly kode = 'DATO_I_FREMTIDEN'; readonly status = 422; readonly titel = 'Datoen ligger i fremtiden';
  constructor() { super('Sammenlægningen kan tidligst gælde fra i dag eller før.', [{ felt: 'dato', kode: 'DATO_I_FREMTIDEN', besked: 'Vælg i dag eller en tidligere dag.' }]); }
}

/** What a merge moved. */
export interface Sammenlagt { readonly id: string; readonly tilId: string; readonly konti: number; readonly krav: number }

/** Who looks again; small claims that wait may together be enough for a bill. */
const TRIN: readonly Vagttrin[] = ['udlign', 'rykker', 'afskriv'];

/** Two partners become one: accounts, numbers and liabilities follow, and the money of either may now clear the claims of both. */
@Injectable()
export class SammenlaegService {
  constructor(private readonly partnere: Partnersammenlaegning, private readonly vagt: VagtService) {}

  /** @throws IkkeFundet, KanIkkeSammenlaegges, PartnerErSammenlagt, SammenlaegningIFremtiden */
  async laegSammen(tx: Tx, fraId: string, tilId: string, dato: Lokaldato, aarsag: string): Promise<Sammenlagt> {
    if (dato > tx.forretningsdato) throw new SammenlaegningIFremtiden();
    const konti = await tx.raekker<[string]>(`select id from aftalekonto where forretningspartner_id = $1`, [fraId]);
    const id = await this.partnere.laegSammen(tx, fraId, tilId, dato, aarsag);
    const krav = await tx.raekker<[string, boolean]>(
      `select k.id, k.faktureret is not distinct from 'infinity' from kravsbilag k join aftalekonto a on a.id = k.aftalekonto_id where a.forretningspartner_id = $1 and k.art = 'HOVEDKRAV'`, [tilId]);
    await tx.skrivSamlet(this.vagt.vaek(krav.flatMap(([kravId, venter]) => [...TRIN, ...(venter ? (['fakturer'] as const) : [])].map((trin) => ({ forretningspartnerId: tilId, kravId, trin, tidligst: tx.forretningsdato })))));
    return { id, tilId, konti: konti.length, krav: krav.length };
  }
}
