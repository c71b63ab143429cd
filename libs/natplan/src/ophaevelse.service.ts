import { Injectable } from '@nestjs/common';
import type { Lokaldato } from '#app/kernel';
import type { Hvem, Tx } from '#app/platform';
import { hovedkravUnder, type Vagttrin } from '#app/krav';
import { Sammenlaegningsophaevelse, type Ophaevelse, type Ophaevelsesgrundlag } from '#app/stamdata';
import { UdligningService } from '#app/udligning';
import { KvitteringService, type Bekraeftelse, type Beroert, type Rettelsessvar } from './kvittering.service.js';

/** `dato` absent = today. */
export interface Oensketophaevelse extends Omit<Ophaevelse, 'dato'> { readonly dato?: Lokaldato | undefined }
/** An account of the two while they were one: which of them it goes to, and the claims it got since the merge. */
export interface Kontoplan { readonly aftalekontoId: string; readonly type: string; readonly kommerFra: boolean; readonly gaarTil: string; readonly krav: number; readonly kravSiden: number }
/** `id`: the undoing's own; `konti`: the accounts that went back; `plan`: all of them. */
export interface Ophaevet { readonly id: string; readonly fraId: string; readonly tilId: string; readonly konti: readonly string[]; readonly plan: readonly Kontoplan[] }

const TRIN: readonly Vagttrin[] = ['udlign', 'foraeldelse', 'fakturer', 'renter', 'rykker', 'afskriv', 'psrmkontrol'];

/**
 * Two partners that were merged by mistake are two again. Accounts are what goes: a claim never leaves its account, so an account that the
 * merge brought goes back with the claims it got since, and one that came to be since stays, unless the caller says otherwise.
 */
@Injectable()
export class OphaevelseService {
  constructor(private readonly kvitteringer: KvitteringService, private readonly stamdata: Sammenlaegningsophaevelse, private readonly udligning: UdligningService) {}

  /** With a receipt where either of them has claims. @throws IkkeFundet, SammenlaegningErOphaevet, SammenlaegningKanIkkeFortrydes, UgyldigtInput, KvitteringForaeldet, GebyrAnnulleresIkke */
  ophaev(hvem: Hvem, id: string, o: Oensketophaevelse, b: Bekraeftelse): Promise<Rettelsessvar<Ophaevet>> {
    return this.kvitteringer.ret(hvem, { indhold: ['SAMMENLAEGNING', id, o], trin: TRIN, beroert: (tx) => this.beroert(tx, id, o), udfoer: (tx) => this.udfoer(tx, id, o) }, b);
  }

  /** What would go where. @throws as `ophaev` */
  async plan(tx: Tx, id: string, o: Oensketophaevelse): Promise<Kontoplan[]> {
    const g = await this.stamdata.hent(tx, id);
    const valgte = new Set(this.stamdata.konti(tx, g, iDag(tx, o)));
    const antal = new Map((await tx.raekker<[string, number, number]>(ANTAL, [g.konti.map((k) => k.aftalekontoId), id])).map(([konto, krav, siden]) => [konto, { krav, siden }]));
    return g.konti.map((k) => ({ ...k, gaarTil: valgte.has(k.aftalekontoId) ? g.fraId : g.tilId, krav: antal.get(k.aftalekontoId)?.krav ?? 0, kravSiden: antal.get(k.aftalekontoId)?.siden ?? 0 }));
  }

  private async beroert(tx: Tx, id: string, o: Oensketophaevelse): Promise<Beroert> {
    const g = await this.stamdata.hent(tx, id);
    const staar = { ...g, flyttes: this.stamdata.konti(tx, g, iDag(tx, o)) };
    return { partnere: [g.fraId, g.tilId], krav: [...(await hovedkravUnder(tx, 'FORRETNINGSPARTNER', g.fraId)), ...(await hovedkravUnder(tx, 'FORRETNINGSPARTNER', g.tilId))], staar };
  }

  private async udfoer(tx: Tx, id: string, o: Oensketophaevelse): Promise<Ophaevet> {
    const g: Ophaevelsesgrundlag = await this.stamdata.hent(tx, id);
    const konti = this.stamdata.konti(tx, g, iDag(tx, o));
    const plan = await this.plan(tx, id, o);
    await this.udligning.adskil(tx, g.tilId, konti); // neither's money may cover the other's claims
    return { id: await this.stamdata.ophaev(tx, g, iDag(tx, o)), fraId: g.fraId, tilId: g.tilId, konti, plan };
  }
}

const iDag = (tx: Tx, o: Oensketophaevelse): Ophaevelse => ({ ...o, dato: o.dato ?? tx.forretningsdato });

const ANTAL = `select k.aftalekonto_id, count(*)::int, (count(*) filter (where k.registreret >= m.registreret))::int from kravsbilag k, partner_sammenlaegning m
  where m.id = $2 and k.art = 'HOVEDKRAV' and k.aftalekonto_id = any($1::bigint[]) group by 1`;
