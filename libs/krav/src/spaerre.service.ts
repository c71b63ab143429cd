import { Injectable } from '@nestjs/common';
import { paastaa, type Lokaldato } from '#app/kernel';
import { IkkeFundet, laasPartnere, type Tx } from '#app/platform';
import { VagtService, type Vagttrin } from './vagt.js';

export type Spaerreart = 'RENTE' | 'RYKKER' | 'UDLIGNING' | 'MODREGNING' | 'OVERDRAGELSE' | 'UDBETALING';
export type Spaerreniveau = 'FORRETNINGSPARTNER' | 'AFTALEKONTO' | 'AFTALEINDHOLD' | 'KRAV';

/** What is on hold, until when, why, by whom. `til` exclusive; 'infinity' = until it is lifted. */
export interface Spaerre { readonly id: string; readonly niveau: Spaerreniveau; readonly objektId: string; readonly art: Spaerreart; readonly aarsag: string; readonly fra: Lokaldato; readonly til: Lokaldato | 'infinity'; readonly oprettetAf: string }

/** SQL: the spærrer of one art that touch a claim on any of the four levels. Needs aliases k (kravsbilag) and a forretningspartner id expression. */
export const spaerrerPaaKrav = (art: string, krav: string, partner: string): string =>
  `select s.id, s.niveau, s.objekt_id, s.art, s.aarsag, s.fra, s.til, s.oprettet_af from spaerre s where s.art = '${art}' and (
     (s.niveau = 'KRAV' and s.objekt_id in (${krav}.id, ${krav}.hovedkrav_id)) or (s.niveau = 'AFTALEINDHOLD' and s.objekt_id = ${krav}.aftaleindhold_id)
     or (s.niveau = 'AFTALEKONTO' and s.objekt_id = ${krav}.aftalekonto_id) or (s.niveau = 'FORRETNINGSPARTNER' and s.objekt_id = ${partner}))`;

const TRIN: Partial<Record<Spaerreart, Vagttrin>> = { RENTE: 'renter', RYKKER: 'rykker', UDLIGNING: 'udlign' };
const KRAV_UNDER: Record<Spaerreniveau, string> = {
  KRAV: 'k.id = $1', AFTALEINDHOLD: 'k.aftaleindhold_id = $1', AFTALEKONTO: 'k.aftalekonto_id = $1', FORRETNINGSPARTNER: 'a.forretningspartner_id = $1',
};

@Injectable()
export class SpaerreService {
  constructor(private readonly vagt: VagtService) {}

  async opret(tx: Tx, s: Omit<Spaerre, 'id' | 'oprettetAf'>): Promise<string> {
    const id = await tx.id();
    await tx.skriv(`insert into spaerre (id, niveau, objekt_id, art, aarsag, fra, til) values ($1, $2, $3, $4, $5, $6, $7)`, [id, s.niveau, s.objektId, s.art, s.aarsag, s.fra, s.til]);
    await this.vaek(tx, s);
    return id;
  }

  /** Lifts a spærre from `fra` on. @throws IkkeFundet */
  async ophaev(tx: Tx, id: string, fra: Lokaldato): Promise<void> {
    const [s] = await tx.sql<Spaerre>(`update spaerre set til = greatest($2::date, fra + 1) where id = $1 and til > $2::date returning niveau, objekt_id as "objektId", art`, [id, fra]);
    if (s === undefined) throw new IkkeFundet('Spærre', id);
    await this.vaek(tx, s);
  }

  /** A hold set or lifted is a new fact for the claims under it. */
  private async vaek(tx: Tx, s: Pick<Spaerre, 'niveau' | 'objektId' | 'art'>): Promise<void> {
    const trin = TRIN[s.art];
    if (trin === undefined) return;
    paastaa(KRAV_UNDER[s.niveau], 'SPAERRENIVEAU_UKENDT');
    const krav = await tx.sql<{ p: string; k: string }>(
      `select a.forretningspartner_id as p, k.id as k from kravsbilag k join aftalekonto a on a.id = k.aftalekonto_id where k.art = 'HOVEDKRAV' and ${KRAV_UNDER[s.niveau]}`, [s.objektId]);
    await laasPartnere(tx, krav.map((r) => r.p));
    await tx.skrivSamlet(this.vagt.vaek(krav.map((r) => ({ forretningspartnerId: r.p, kravId: r.k, trin, tidligst: tx.forretningsdato }))));
  }
}
