import { Injectable } from '@nestjs/common';
import { ForretningsFejl, UgyldigtInput, visDato, type Lokaldato } from '#app/kernel';
import { IkkeFundet, laasPartnere, type Tx } from '#app/platform';
import { hovedkravUnder } from './omfang.js';
import { SPAERRETRIN, type Spaerreart, type Spaerreniveau } from './spaerre.rules.js';
import { VagtService } from './vagt.js';

export type { Spaerreart, Spaerreniveau } from './spaerre.rules.js';

/** What is on hold, until when, why, by whom. `til` exclusive; 'infinity' = until it is lifted. */
export interface Spaerre { readonly id: string; readonly niveau: Spaerreniveau; readonly objektId: string; readonly art: Spaerreart; readonly aarsag: string; readonly fra: Lokaldato; readonly til: Lokaldato | 'infinity'; readonly oprettetAf: string }
/** `ejer`: who answers for it; the creator where none is named. */
export type NySpaerre = Omit<Spaerre, 'id' | 'oprettetAf'> & { readonly ejer?: string | undefined };

/** 409: a spærre that is over is not changed; a new one is set. */
export class SpaerreErOphoert extends ForretningsFejl {
  readonly kode = 'SPAERRE_ER_OPHOERT'; readonly status = 409; readonly titel = 'Spærren er ophørt';
  constructor(til: Lokaldato) { super(`Spærren ophørte ${visDato(til)}.`); }
}

/** SQL: the spærrer of one art that touch a claim on any of the four levels. Needs aliases k (kravsbilag) and a forretningspartner id expression. */
export const spaerrerPaaKrav = (art: string, krav: string, partner: string): string =>
  `select s.id, s.niveau, s.objekt_id, s.art, s.aarsag, s.fra, s.til, s.oprettet_af from spaerre s where s.art = '${art}' and (
     (s.niveau = 'KRAV' and s.objekt_id in (${krav}.id, ${krav}.hovedkrav_id)) or (s.niveau = 'AFTALEINDHOLD' and s.objekt_id = ${krav}.aftaleindhold_id)
     or (s.niveau = 'AFTALEKONTO' and s.objekt_id = ${krav}.aftalekonto_id) or (s.niveau = 'FORRETNINGSPARTNER' and s.objekt_id = ${partner}))`;

interface Laast { readonly niveau: Spaerreniveau; readonly objektId: string; readonly art: Spaerreart; readonly fra: Lokaldato; readonly til: Lokaldato | 'infinity' }

@Injectable()
export class SpaerreService {
  constructor(private readonly vagt: VagtService) {}

  /** @throws UgyldigtInput PERIODE_OMVENDT */
  async opret(tx: Tx, s: NySpaerre): Promise<string> {
    if (s.til <= s.fra) throw new UgyldigtInput('PERIODE_OMVENDT', 'til', 'Spærren slutter, før den begynder.');
    const id = await tx.id();
    await tx.skriv(`insert into spaerre (id, niveau, objekt_id, art, aarsag, fra, til, ejer) values ($1, $2, $3, $4, $5, $6, $7, $8)`, [id, s.niveau, s.objektId, s.art, s.aarsag, s.fra, s.til, s.ejer ?? tx.bruger]);
    await this.vaek(tx, s);
    return id;
  }

  /** Lifts a spærre from `fra` on; one that has not begun by then never holds. A second call changes nothing. @throws IkkeFundet, SpaerreErOphoert (it ended before `fra`) */
  async ophaev(tx: Tx, id: string, fra: Lokaldato): Promise<void> {
    const s = await this.laas(tx, id);
    const til = fra < s.fra ? s.fra : fra;
    if (s.til === til) return;
    if (s.til < til) throw new SpaerreErOphoert(s.til as Lokaldato);
    await this.saetTil(tx, id, s, til);
  }

  /** Lets a spærre hold longer; 'infinity' = until it is lifted. @throws IkkeFundet, SpaerreErOphoert, UgyldigtInput SPAERRE_FORLAENGES_IKKE */
  async forlaeng(tx: Tx, id: string, til: Lokaldato | 'infinity'): Promise<void> {
    const s = await this.laas(tx, id);
    if (s.til === til) return;
    if (s.til < tx.forretningsdato || s.til === s.fra) throw new SpaerreErOphoert(s.til as Lokaldato);
    if (til < s.til) throw new UgyldigtInput('SPAERRE_FORLAENGES_IKKE', 'til', 'Den nye slutdato ligger før den, spærren har; ophæv den i stedet.');
    await this.saetTil(tx, id, s, til);
  }

  /** Another answers for it from now on. @throws IkkeFundet */
  async skiftEjer(tx: Tx, id: string, ejer: string): Promise<void> {
    await this.laas(tx, id);
    await tx.skriv(`update spaerre set ejer = $2 where id = $1 and ejer <> $2`, [id, ejer]);
  }

  private async laas(tx: Tx, id: string): Promise<Laast> {
    const [s] = await tx.sql<Laast>(`select niveau, objekt_id as "objektId", art, fra, til from spaerre where id = $1 for no key update`, [id]);
    if (s === undefined) throw new IkkeFundet('Spærre', id);
    return s;
  }

  private async saetTil(tx: Tx, id: string, s: Laast, til: Lokaldato | 'infinity'): Promise<void> {
    await tx.skriv(`update spaerre set til = $2 where id = $1`, [id, til]);
    await this.vaek(tx, s);
  }

  /** A hold set, lifted or moved is a new fact for the claims under it, also for the days that are gone. */
  private async vaek(tx: Tx, s: Pick<Spaerre, 'niveau' | 'objektId' | 'art'>): Promise<void> {
    const trin = SPAERRETRIN[s.art] ?? [];
    if (trin.length === 0) return;
    const krav = await hovedkravUnder(tx, s.niveau, s.objektId);
    await laasPartnere(tx, krav.map((r) => r.forretningspartnerId));
    await tx.skrivSamlet(this.vagt.vaek(krav.flatMap((r) => trin.map((t) => ({ ...r, trin: t, tidligst: tx.forretningsdato })))));
  }
}
