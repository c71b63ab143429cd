import { Injectable } from '@nestjs/common';
import type { Tx } from '#app/platform';
import { KontaktService, PartnerService } from '#app/stamdata';
import type { Aendring } from './aendringer.js';
import { partnerId } from './opslag.js';

/** What the kommune learns of people it knows: from CPR, from the bank, from themselves. Twice is as once. */
@Injectable()
export class Folkeregister {
  constructor(private readonly partner: PartnerService, private readonly kontakt: KontaktService) {}

  async ret(tx: Tx, aendringer: readonly Aendring[]): Promise<void> {
    for (const a of aendringer) {
      const id = await partnerId(tx, this.partner, a.debitor);
      if (a.art === 'HAEFTER') await this.tilfoejHaefter(tx, a);
      else if (a.art === 'BS_AFTALE') await this.tilmeldBs(tx, id, a);
      else if (a.art === 'ADRESSE') { if ((await this.kontakt.adresser(tx, id)).length === 0) await this.kontakt.saetAdresse(tx, id, UDSTATIONERET, a.fra, a.til); }
      else if (await erNyt(tx, id, a)) await this.partner.ret(tx, id, a.fra, a.ny);
    }
  }

  private async tilmeldBs(tx: Tx, id: string, a: Extract<Aendring, { art: 'BS_AFTALE' }>): Promise<void> {
    if ((await this.kontakt.bsAftaler(tx, id)).length > 0) return;
    await this.kontakt.saetBsAftale(tx, id, { ...BS_KREDITOR, kundenummer: String(700_000 + a.debitor.nr), aftalenummer: String(300_000_000 + a.debitor.nr) }, a.fra);
  }

  private async tilfoejHaefter(tx: Tx, a: Extract<Aendring, { art: 'HAEFTER' }>): Promise<void> {
    const id = await partnerId(tx, this.partner, a.medhaefter);
    const [r] = await tx.sql<{ indhold: string; findes: boolean }>(
      `select k.aftaleindhold_id as indhold, exists (select 1 from haefter h where h.niveau = 'AFTALEINDHOLD' and h.objekt_id = k.aftaleindhold_id and h.kendt_til = 'infinity' and h.forretningspartner_id = $3) as findes
       from kravsbilag k where k.fagsystem = $1 and k.fagsystem_reference = $2`, [a.fagsystem, a.reference, id]);
    if (r !== undefined && !r.findes) await this.partner.tilfoejHaefter(tx, r.indhold, id, 'SOLIDARISK', a.fra);
  }
}

const BS_KREDITOR = { pbsNummer: '07654321', debitorgruppe: '00001' };
const UDSTATIONERET = { vejnavn: 'Storgatan', husnummer: '5', postnummer: '211 42', postdistrikt: 'Malmö', by: null, landekode: 'SE' };

/** False when the debtor's version from that day on says so already: the day is lived a second time. */
async function erNyt(tx: Tx, id: string, a: Extract<Aendring, { art: 'VERSION' }>): Promise<boolean> {
  const [r] = await tx.sql<{ ens: boolean }>(
    `select bool_or(to_jsonb(v) @> $3::jsonb) as ens from forretningspartner_version v where v.forretningspartner_id = $1 and v.kendt_til = 'infinity' and v.gyldig_fra <= $2 and v.gyldig_til > $2`, [id, a.fra, JSON.stringify(a.ny).replace('"cprStatus"', '"cpr_status"')]);
  return r?.ens !== true;
}
