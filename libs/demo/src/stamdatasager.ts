import { Injectable } from '@nestjs/common';
import { paastaa } from '#app/kernel';
import type { Database, Hvem, Tx } from '#app/platform';
import { AftaleService, HaefterService, IdentService, KontaktService, PartnerService } from '#app/stamdata';
import { SammenlaegService } from '#app/krav';
import { beroertAf, KvitteringService, OphaevelseService } from '#app/natplan';
import type { Af } from './handlinger.js';
import { medKvittering } from './kvittering.js';
import { partnerId, stedet } from './opslag.js';
import type { Demodebitor } from './personer.js';

/** What is said of people and companies: numbers, merges, who is liable, who gets the letters. */
@Injectable()
export class Stamdatasager {
  constructor(
    private readonly partner: PartnerService, private readonly identer: IdentService, private readonly kontakt: KontaktService, private readonly aftaler: AftaleService, private readonly haeftere: HaefterService,
    private readonly sammenlaeg: SammenlaegService) {}

  async opret(tx: Tx, { person: d, type }: Af<'PARTNER'>): Promise<void> { await this.partner.opret(tx, { type, art: d.art, nummer: d.nummer, oplysninger: { navn: d.navn, ...d.adresse } }, tx.forretningsdato); }

  async skiftNummer(tx: Tx, { person, til, fra }: Af<'NUMMER_SKIFTER'>): Promise<void> { await this.identer.skift(tx, await this.id(tx, person), person.art, { art: 'ZCPR', nummer: til }, fra); }

  async laegSammen(tx: Tx, h: Af<'LAEGGES_SAMMEN'>): Promise<void> { await this.sammenlaeg.laegSammen(tx, await this.id(tx, h.fra), await this.id(tx, h.til), h.dato, h.aarsag); }

  async relation(tx: Tx, h: Af<'RELATION'>): Promise<void> { await this.kontakt.saetRelation(tx, { forretningspartnerId: await this.id(tx, h.virksomhed), tilId: await this.id(tx, h.person), art: h.relation }, h.fra); }

  async korrespondance(tx: Tx, h: Af<'KORRESPONDANCE'>): Promise<void> {
    await this.aftaler.saetKorrespondent(tx, h.niveau, (await stedet(tx, h.krav))[h.niveau], { rolle: h.rolle, forretningspartnerId: await this.id(tx, h.person) }, tx.forretningsdato);
  }

  async aftale(tx: Tx, h: Af<'AFTALE'>): Promise<void> {
    const sted = await stedet(tx, h.krav);
    await this.aftaler.retKonto(tx, sted.AFTALEKONTO, { betegnelse: h.betegnelse, boetMarkering: true }, tx.forretningsdato);
    const bidrag = { bidragspersonId: await this.id(tx, h.bidragsperson), bidragsberettigetId: await this.id(tx, h.bidragsberettiget) };
    await this.aftaler.retIndhold(tx, sted.AFTALEINDHOLD, { art: h.indhold, betegnelse: h.indhold, betalingsspecifikation: `${h.indhold}, ${h.bidragsperson.navn}`, ...bidrag }, tx.forretningsdato);
  }

  id(tx: Tx, d: Demodebitor): Promise<string> { return partnerId(tx, this.partner, d); }

  /** The whole list from a day on. */
  async saetHaeftere(tx: Tx, { krav, liste, fra }: Af<'HAEFTERE'>): Promise<void> {
    const ider = [];
    for (const h of liste) ider.push({ forretningspartnerId: await this.id(tx, h.person), form: h.form, ...(h.andel === undefined ? {} : { andel: h.andel }) });
    await this.haeftere.saet(tx, await this.haeftere.aftaleindhold(tx, (await stedet(tx, krav)).AFTALEINDHOLD), ider, fra);
  }
}

/** The changes among them that are seen and confirmed. */
@Injectable()
export class Stamdatarettelser {
  constructor(private readonly sager: Stamdatasager, private readonly haeftere: HaefterService, private readonly kvitteringer: KvitteringService, private readonly ophaevelser: OphaevelseService) {}

  async haefter(hvem: Hvem, h: Af<'HAEFTERE'>): Promise<void> {
    await medKvittering((b) => this.kvitteringer.ret(hvem, {
      indhold: ['HAEFTERE', h.krav.reference, h.fra], fra: () => h.fra, trin: ['foraeldelse'], udfoer: (tx) => this.sager.saetHaeftere(tx, h),
      beroert: async (tx) => { const id = (await stedet(tx, h.krav)).AFTALEINDHOLD; return beroertAf(tx, 'AFTALEINDHOLD', id, (await this.haeftere.historik(tx, { niveau: 'AFTALEINDHOLD', id })).filter((x) => x.kendtTil === null)); },
    }, b, { tommeStraks: true }));
  }

  async skilAd(db: Database, hvem: Hvem, { til, aarsag }: Af<'SKILLES_AD'>): Promise<void> {
    const { idempotens: _, ...laeser } = hvem;
    const id = await db.iKommune(laeser, async (tx) => {
      const [m] = await tx.sql<{ id: string }>(`select id from partner_sammenlaegning where til_id = $1 and ophaever_id is null order by id desc limit 1`, [await this.sager.id(tx, til)]);
      paastaa(m, 'DEMO_SAMMENLAEGNING_MANGLER');
      return m.id;
    });
    await medKvittering((b) => this.ophaevelser.ophaev(hvem, id, { aarsag }, b));
  }
}
