import { Injectable } from '@nestjs/common';
import type { Hvem } from '#app/platform';
import { KravrettelseService, type Kravrettelse } from '#app/krav';
import { beroertAf } from './kvittering.omfang.js';
import { KvitteringService, type Bekraeftelse, type Rettelsessvar } from './kvittering.service.js';

/** Corrections of claims, each through its receipt. */
@Injectable()
export class RettelseService {
  constructor(private readonly kvitteringer: KvitteringService, private readonly krav: KravrettelseService) {}

  /** Corrects a hovedkrav: always with a receipt. `svar`: the correction's id. @throws IkkeFundet, KravErUnderkrav, UgyldigtKrav, KvitteringForaeldet, GebyrAnnulleresIkke */
  retKrav(hvem: Hvem, kravId: string, r: Kravrettelse, b: Bekraeftelse): Promise<Rettelsessvar<string>> {
    return this.kvitteringer.ret(hvem, {
      indhold: ['KRAV', kravId, r], trin: [], beroert: async (tx) => beroertAf(tx, 'KRAV', kravId, (await this.krav.hent(tx, kravId)).staar), udfoer: (tx) => this.krav.ret(tx, kravId, r),
    }, b);
  }
}
