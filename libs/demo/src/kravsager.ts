import { Injectable } from '@nestjs/common';
import { paastaa, plusDage } from '#app/kernel';
import type { Database, Hvem, Tx } from '#app/platform';
import { HaandafskrivningService, IntetAtAfskrive } from '#app/afskrivning';
import { GodkendelseService } from '#app/godkendelse';
import { EjerskabService, SpaerreService } from '#app/krav';
import { ForaeldelsesregisterService } from '#app/foraeldelse';
import { beroertAf, KvitteringService, RettelseService } from '#app/natplan';
import { NedsaettelseErFaktureret, ReguleringService } from '#app/regulering';
import { RentevilkaarService } from '#app/renter';
import type { Af } from './handlinger.js';
import { medKvittering } from './kvittering.js';
import { stedet } from './opslag.js';

/** What is done to claims: regulated, corrected, put on hold, kept from being barred. */
@Injectable()
export class Kravsager {
  constructor(
    private readonly regulering: ReguleringService, private readonly ejerskab: EjerskabService, private readonly spaerrer: SpaerreService, private readonly foraeldelse: ForaeldelsesregisterService,
    private readonly vilkaar: RentevilkaarService, private readonly afskrivning: HaandafskrivningService, private readonly godkendelser: GodkendelseService, private readonly rettelser: RettelseService, private readonly kvitteringer: KvitteringService) {}

  /** A reduction may exceed what is open: the money becomes available. What is billed already is raised by a claim of its own. */
  async reguler(tx: Tx, { krav, med: { tillaegskrav: t, ...med } }: Af<'REGULERES'>): Promise<void> {
    const sted = await stedet(tx, krav);
    const saettesNed = med.art === 'KREDITNOTA' || med.art === 'NEDREGULERING';
    const frist = t === undefined ? undefined : plusDage(tx.forretningsdato, t.fristDage);
    await this.regulering.reguler(tx, {
      ...med, kravId: sted.KRAV, ...(saettesNed ? { tilladOverskydende: true } : {}),
      ...(t === undefined || sted.venter ? {} : { tillaegskrav: { reference: t.reference, stiftelsesdato: tx.forretningsdato, forfaldsdato: frist!, srb: frist! } }),
    });
  }

  /** One that the bill has followed since stands: whoever asks is refused. */
  async fortryd(tx: Tx, { reference, krav, tekst }: Af<'REGULERING_FORTRYDES'>): Promise<void> {
    const [r] = await tx.sql<{ id: string }>(`select id from regulering where krav_id = $1 and fagsystem_reference = $2`, [(await stedet(tx, krav)).KRAV, reference]);
    paastaa(r, 'DEMO_REGULERING_MANGLER');
    await this.regulering.tilbagefoer(tx, r.id, { tekst }).catch((fejl: unknown) => { if (!(fejl instanceof NedsaettelseErFaktureret)) throw fejl; });
  }

  async skiftEjer(tx: Tx, { krav, fagsystem }: Af<'EJER_SKIFTER'>): Promise<void> { await this.ejerskab.skift(tx, (await stedet(tx, krav)).AFTALEINDHOLD, fagsystem, tx.forretningsdato); }

  async registrer(tx: Tx, { krav, haendelse }: Af<'FORAELDELSE'>): Promise<void> { await this.foraeldelse.registrer(tx, { ...haendelse, kravIder: [(await stedet(tx, krav)).KRAV] }); }

  async afslut(tx: Tx, { krav, af, dato, evidens }: Af<'FORAELDELSE_SLUTTER'>): Promise<void> {
    const [h] = await tx.sql<{ id: string }>(`select h.id from foraeldelseshaendelse h join foraeldelseshaendelse_krav k on k.haendelse_id = h.id where k.krav_id = $1 and h.art = $2 order by h.id limit 1`, [(await stedet(tx, krav)).KRAV, af]);
    paastaa(h, 'DEMO_HAENDELSE_MANGLER');
    await this.foraeldelse.afslut(tx, h.id, { art: 'AFSLUTTET', dato, evidens });
  }

  /** Proposed where the amount asks for two people. What is paid by then is nothing to write off. */
  async afskriv(tx: Tx, { krav, aarsag, begrundelse, dokumentation }: Af<'AFSKRIVES'>): Promise<void> {
    await this.afskrivning.afskriv(tx, { krav: [{ kravId: (await stedet(tx, krav)).KRAV }], aarsag, begrundelse, dokumentation }).catch((fejl: unknown) => { if (!(fejl instanceof IntetAtAfskrive)) throw fejl; });
  }

  /** Another person looks at what waits about the claim, and says yes to it as it stands; what has moved meanwhile stays undone. */
  async godkend(tx: Tx, { krav, kommentar }: Af<'GODKENDES'>): Promise<void> {
    const venter = await this.godkendelser.liste(tx, { status: 'AABEN', objekt: `krav:${(await stedet(tx, krav)).KRAV}` }, undefined, 1);
    for (const f of venter) await this.godkendelser.godkend(tx, f.id, f.hash, kommentar);
  }

  async fastsaetRente(tx: Tx, { krav, vilkaar }: Af<'RENTEVILKAAR'>): Promise<void> { await this.vilkaar.fastsaet(tx, (await stedet(tx, krav)).KRAV, vilkaar); }

  async ret(db: Database, hvem: Hvem, { krav, rettelse }: Af<'KRAV_RETTES'>): Promise<void> {
    const { KRAV } = await db.iKommune(udenNoegle(hvem), (tx) => stedet(tx, krav));
    await medKvittering((b) => this.rettelser.retKrav(hvem, KRAV, rettelse, b));
  }

  /** Seen and confirmed where it begins before today and moves anything, as at the desk. */
  async spaer(db: Database, hvem: Hvem, { krav, niveau, spaerre }: Af<'SPAERRES'>): Promise<void> {
    const sted = await db.iKommune(udenNoegle(hvem), (tx) => stedet(tx, krav));
    const objektId = sted[niveau];
    await medKvittering((b) => this.kvitteringer.ret(hvem, {
      indhold: ['SPAERRE_OPRET', niveau, objektId, spaerre], fra: () => spaerre.fra, trin: [], beroert: (tx) => beroertAf(tx, niveau, objektId, objektId), udfoer: (tx) => this.spaerrer.opret(tx, { ...spaerre, niveau, objektId }),
    }, b, { tommeStraks: true }));
  }

  async ophaev(db: Database, hvem: Hvem, { krav, niveau, aarsag, fra }: Af<'SPAERRE_OPHAEVES'>): Promise<void> {
    const s = await db.iKommune(udenNoegle(hvem), async (tx) => {
      const objektId = (await stedet(tx, krav))[niveau];
      const [r] = await tx.sql<{ id: string; fra: string; til: string }>(`select id, fra, til from spaerre where niveau = $1 and objekt_id = $2 and aarsag = $3 order by id limit 1`, [niveau, objektId, aarsag]);
      paastaa(r, 'DEMO_SPAERRE_MANGLER');
      return { ...r, objektId };
    });
    await medKvittering((b) => this.kvitteringer.ret(hvem, {
      indhold: ['SPAERRE_OPHAEV', s.id, fra], fra: () => fra, trin: [], beroert: (tx) => beroertAf(tx, niveau, s.objektId, [s.fra, s.til]), udfoer: (tx) => this.spaerrer.ophaev(tx, s.id, fra),
    }, b, { tommeStraks: true }));
  }
}

/** A look-up beside the work: the key is the work's. */
function udenNoegle({ idempotens: _, ...hvem }: Hvem): Hvem { return hvem; }
