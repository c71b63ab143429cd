import { Injectable } from '@nestjs/common';
import type { Tx } from '#app/platform';
import { KravstypeService, OpsaetningService, type Opsaetning } from '#app/krav';
import { hentFakta, hentGrundlag, type Fakta, type Runder } from './rykker.facts.js';
import { beslutRykker } from './rykker.rules.js';
import type { Debitorbeslutning, Rykkergrundlag } from './typer.js';

export interface Beslutninger { readonly fakta: Fakta; readonly grundlag: Rykkergrundlag; readonly opsaetning: Opsaetning; readonly beslutninger: readonly Debitorbeslutning[] }

/** What the decision is for: the night's step, a round people look through, letters that are approved, or an answer to a person. */
export type Formaal = 'NAT' | 'FORSLAG' | 'SEND' | 'STATUS';

/** What the reminder step would decide on tx.forretningsdato; nothing is written or locked. */
@Injectable()
export class RykkerbeslutningService {
  constructor(private readonly kravstyper: KravstypeService, private readonly opsaetning: OpsaetningService) {}

  /** `ogsaa`: claims asked about by id, paid or not. */
  async beslut(tx: Tx, partnere: readonly string[], formaal: Formaal, ogsaa: readonly string[] = []): Promise<Beslutninger> {
    const { fakta, grundlag, opsaetning } = await this.hent(tx, partnere, formaal, ogsaa);
    return { fakta, grundlag, opsaetning, beslutninger: fakta.debitorer.map((d) => beslutRykker(d, grundlag)) };
  }

  async hent(tx: Tx, partnere: readonly string[], formaal: Formaal, ogsaa: readonly string[] = []): Promise<Omit<Beslutninger, 'beslutninger'>> {
    const opsaetning = await this.opsaetning.hent(tx, tx.forretningsdato);
    const grundlag = await hentGrundlag(tx, opsaetning);
    return { fakta: await hentFakta(tx, partnere, await this.kravstyper.alle(tx), ogsaa, runder(formaal, opsaetning.rykkerGodkendelse === 'JA')), grundlag, opsaetning };
  }
}

/** What people have taken out stays out of what is proposed to them; a night that asks nobody knows no rounds, and neither does what was approved. */
function runder(formaal: Formaal, godkendes: boolean): Runder {
  switch (formaal) {
    case 'SEND': return 'INGEN';
    case 'FORSLAG': return 'UDTAGNE';
    case 'NAT': return godkendes ? 'UDTAGNE' : 'INGEN';
    case 'STATUS': return godkendes ? 'ALLE' : 'AABNE';
  }
}
