import { Injectable } from '@nestjs/common';
import { paastaa } from '#app/kernel';
import { laegSammen, type Arbejde, type Delresultat, type Trin, type Tx } from '#app/platform';
import { Dagsafslut } from '#app/bogholderi';
import { VagtService, type Vagttrin } from '#app/krav';
import { UdligningService } from '#app/udligning';
import { Fakturanumre, FaktureringService } from '#app/fakturering';
import { ForaeldelseService, ForaeldelsesradarService } from '#app/foraeldelse';
import { RenterService } from '#app/renter';
import { RykkerService } from '#app/rykker';
import { AfskrivningService } from '#app/afskrivning';
import { PsrmkontrolService } from '#app/inddrivelse';

const MAKS_RUNDER = 200;

/**
 * Interest and clearing rest on each other: interest on what was cleared, clearing of what interest exists. After interest is posted,
 * debtors whose clearing it touched are cleared anew, and their interest looked at again, until the books agree. Time runs one way,
 * so every round settles at least one more period.
 */
@Injectable()
export class Rentetrin implements Trin {
  readonly kode = 'renter';
  readonly navn = 'Renter';
  constructor(private readonly renter: RenterService, private readonly udligning: UdligningService, private readonly vagt: VagtService) {}

  arbejde(tx: Tx): Promise<Arbejde[]> { return this.renter.arbejde(tx); }

  async behandl(tx: Tx, partnere: readonly string[]): Promise<Delresultat> {
    const resultater = [await this.renter.behandl(tx, partnere)];
    let tilbage: readonly string[] = partnere;
    for (let runde = 0; ; runde++) {
      paastaa(runde < MAKS_RUNDER, 'RENTER_OG_UDLIGNING_MOEDES_IKKE');
      tilbage = await this.vagt.forfaldneAf(tx, 'udlign', tilbage);
      if (tilbage.length === 0) break;
      resultater.push(await this.udligning.behandl(tx, tilbage));
      tilbage = await this.vagt.forfaldneAf(tx, 'renter', tilbage);
      if (tilbage.length === 0) break;
      resultater.push(await this.renter.behandl(tx, tilbage));
    }
    return laegSammen(resultater);
  }
}

/**
 * Billing, with the debtor's credit balance used first: what is to be billed is chosen, clearing looks at those debtors who have money, and
 * the bills are written of what is left to pay.
 */
@Injectable()
export class Fakturatrin implements Trin {
  readonly kode = 'fakturer';
  readonly navn = 'Fakturering';
  readonly kunNyesteDato = true;
  constructor(private readonly fakturering: FaktureringService, private readonly numre: Fakturanumre, private readonly udligning: UdligningService, private readonly vagt: VagtService) {}

  arbejde(tx: Tx): Promise<Arbejde[]> { return this.fakturering.arbejde(tx); }

  async behandl(tx: Tx, partnere: readonly string[]): Promise<Delresultat> {
    const { venter, udlignet, fakturaer } = await this.opkraev(tx, partnere, false);
    return laegSammen([venter, { antal: {}, beloeb: udlignet.beloeb }, fakturaer.resultat]);
  }

  /** One debtor's bills from the desk, with their numbers. `alle`: also what is not due to be billed. @returns the bills' ids */
  async nu(tx: Tx, partnerId: string, alle: boolean): Promise<readonly string[]> {
    const { fakturaer } = await this.opkraev(tx, [partnerId], alle);
    await this.numre.helhed(tx);
    return fakturaer.ider;
  }

  private async opkraev(tx: Tx, partnere: readonly string[], alle: boolean): Promise<{ venter: Delresultat; udlignet: Delresultat; fakturaer: Awaited<ReturnType<FaktureringService['fakturer']>> }> {
    const { valg, resultat: venter } = await this.fakturering.vaelg(tx, partnere, alle);
    const udlignet = await this.udligning.behandl(tx, await this.vagt.forfaldneAf(tx, 'udlign', valg.map((v) => v.forretningspartnerId)));
    return { venter, udlignet, fakturaer: await this.fakturering.fakturer(tx, valg) };
  }
}

/** The night's steps in the order of design D8b; steps join as they are built. */
@Injectable()
export class Natplan {
  readonly trin: readonly Trin[];
  constructor(udlign: UdligningService, radar: ForaeldelsesradarService, foraeldelse: ForaeldelseService, fakturer: Fakturatrin, fakturanumre: Fakturanumre, renter: Rentetrin, rykker: RykkerService, afskriv: AfskrivningService, psrmkontrol: PsrmkontrolService, dagsafslut: Dagsafslut) {
    this.trin = [udlign, radar, foraeldelse, fakturer, fakturanumre, renter, rykker, afskriv, psrmkontrol, dagsafslut];
  }

  /** @throws ProgramFejl TRIN_UKENDT: a run names a step this program does not have */
  find(kode: string): Trin {
    const trin = this.trin.find((t) => t.kode === kode);
    paastaa(trin, 'TRIN_UKENDT');
    return trin;
  }
}

/** Steps on debtors keep a vagt under their own kode. */
export const vagttrin = (t: Trin): Vagttrin => t.kode as Vagttrin;
