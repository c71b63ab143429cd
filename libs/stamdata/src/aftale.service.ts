import { Injectable } from '@nestjs/common';
import type { Lokaldato } from '#app/kernel';
import { gaelder, gjaldt, IkkeFundet, nyVersion, ophoerVersion, type Tx } from '#app/platform';
import { kraevAftale, kraevPartnere, type Aftaleniveau } from './opslag.js';
import { INDHOLD, KONTO, KORRESPONDANCE } from './versionstabeller.js';

/** What a kommune says of an account (Bilag 2B), beside its type and its spærrer. */
export interface Kontooplysninger { readonly betegnelse: string | null; /** Underholdsbidrag: BØT-mark. */ readonly boetMarkering: boolean }
/** What is said of an aftaleindhold; betalingsspecifikation is text that may describe a child, encrypted at rest. */
export interface Indholdsoplysninger {
  readonly art: string | null; readonly betegnelse: string | null; readonly betalingsspecifikation: string | null;
  readonly bidragspersonId: string | null; readonly bidragsberettigetId: string | null;
}
/** MODTAGER gets the letters instead of the debtor, ADMINISTRATOR besides. */
export type Korrespondancerolle = 'MODTAGER' | 'ADMINISTRATOR';
export interface Korrespondent { readonly rolle: Korrespondancerolle; readonly forretningspartnerId: string; readonly gyldigFra: Lokaldato; readonly gyldigTil: Lokaldato | 'infinity' }

/** When a version was true and known. */
export interface Versionstid { readonly gyldigFra: Lokaldato; readonly gyldigTil: Lokaldato | 'infinity'; readonly kendtFra: Date; readonly kendtTil: Date | null; readonly bruger: string }
const TID = `v.gyldig_fra as "gyldigFra", v.gyldig_til as "gyldigTil", v.kendt_fra as "kendtFra", nullif(v.kendt_til, 'infinity') as "kendtTil", v.bruger`;

type Indholdsraekke = Omit<Indholdsoplysninger, 'betalingsspecifikation'> & { betalingsspecifikation: Buffer | null };
const KONTOFELTER = `v.betegnelse, v.boet_markering as "boetMarkering"`;
const INDHOLDSFELTER = `v.art, v.betegnelse, v.betalingsspecifikation, v.bidragsperson_id as "bidragspersonId", v.bidragsberettiget_id as "bidragsberettigetId"`;
const UDEN_KONTO: Kontooplysninger = { betegnelse: null, boetMarkering: false };
const UDEN_INDHOLD: Indholdsoplysninger = { art: null, betegnelse: null, betalingsspecifikation: null, bidragspersonId: null, bidragsberettigetId: null };

/** Accounts and aftaleindhold as they are on a day, as known now or at `kendt`; changed by versions. */
@Injectable()
export class AftaleService {
  async konto(tx: Tx, id: string, paa: Lokaldato, kendt?: Date): Promise<Kontooplysninger> {
    await kraevAftale(tx, 'AFTALEKONTO', id);
    const [r] = await this.version<Kontooplysninger>(tx, `select ${KONTOFELTER} from aftalekonto_version v where v.aftalekonto_id = $1`, id, paa, kendt);
    return r ?? UDEN_KONTO;
  }

  async indhold(tx: Tx, id: string, paa: Lokaldato, kendt?: Date): Promise<Indholdsoplysninger> {
    await kraevAftale(tx, 'AFTALEINDHOLD', id);
    const [r] = await this.version<Indholdsraekke>(tx, `select ${INDHOLDSFELTER} from aftaleindhold_version v where v.aftaleindhold_id = $1`, id, paa, kendt);
    return r === undefined ? UDEN_INDHOLD : klartekst(tx, r);
  }

  /** From `fra` to `til` (exclusive) this is said of the account. Fields left out stay as they are on `fra`. @throws IkkeFundet */
  async retKonto(tx: Tx, id: string, ny: Partial<Kontooplysninger>, fra: Lokaldato, til: Lokaldato | 'infinity' = 'infinity'): Promise<void> {
    const v = { ...(await this.konto(tx, id, fra)), ...ny };
    await nyVersion(tx, KONTO, { aftalekonto_id: id }, { betegnelse: v.betegnelse, boet_markering: v.boetMarkering }, fra, til);
  }

  /** The same for an aftaleindhold. @throws IkkeFundet (also of a bidragsperson or bidragsberettiget) */
  async retIndhold(tx: Tx, id: string, ny: Partial<Indholdsoplysninger>, fra: Lokaldato, til: Lokaldato | 'infinity' = 'infinity'): Promise<void> {
    const v = { ...(await this.indhold(tx, id, fra)), ...ny };
    await kraevPartnere(tx, [v.bidragspersonId, v.bidragsberettigetId].filter((i) => i !== null));
    await nyVersion(tx, INDHOLD, { aftaleindhold_id: id }, {
      art: v.art, betegnelse: v.betegnelse, betalingsspecifikation: v.betalingsspecifikation === null ? null : tx.noegler.krypter(v.betalingsspecifikation),
      bidragsperson_id: v.bidragspersonId, bidragsberettiget_id: v.bidragsberettigetId,
    }, fra, til);
  }

  /** Everything ever said, newest knowledge first. @throws IkkeFundet */
  async kontohistorik(tx: Tx, id: string): Promise<(Kontooplysninger & Versionstid)[]> {
    await kraevAftale(tx, 'AFTALEKONTO', id);
    return tx.sql(`select ${KONTOFELTER}, ${TID} from aftalekonto_version v where v.aftalekonto_id = $1 order by v.kendt_fra desc, v.gyldig_fra`, [id]);
  }
  async indholdshistorik(tx: Tx, id: string): Promise<(Indholdsoplysninger & Versionstid)[]> {
    await kraevAftale(tx, 'AFTALEINDHOLD', id);
    const r = await tx.sql<Indholdsraekke & Versionstid>(`select ${INDHOLDSFELTER}, ${TID} from aftaleindhold_version v where v.aftaleindhold_id = $1 order by v.kendt_fra desc, v.gyldig_fra`, [id]);
    return r.map((x) => ({ ...x, ...klartekst(tx, x) }));
  }

  /** Who gets the letters, on a day. @throws IkkeFundet */
  async korrespondance(tx: Tx, niveau: Aftaleniveau, id: string, paa: Lokaldato): Promise<Korrespondent[]> {
    await kraevAftale(tx, niveau, id);
    return tx.sql<Korrespondent>(`select v.rolle, v.forretningspartner_id as "forretningspartnerId", v.gyldig_fra as "gyldigFra", v.gyldig_til as "gyldigTil" from korrespondance v
      where v.niveau = $1 and v.objekt_id = $2 and ${gaelder('v', '$3')} order by v.rolle, v.forretningspartner_id`, [niveau, id, paa]);
  }

  /** Someone gets the letters from `fra` on; another MODTAGER ends there, administrators stand side by side. @throws IkkeFundet */
  async saetKorrespondent(tx: Tx, niveau: Aftaleniveau, id: string, k: { readonly rolle: Korrespondancerolle; readonly forretningspartnerId: string }, fra: Lokaldato, til: Lokaldato | 'infinity' = 'infinity'): Promise<void> {
    await kraevPartnere(tx, [k.forretningspartnerId]);
    const nu = await this.korrespondance(tx, niveau, id, fra);
    if (k.rolle === 'MODTAGER') for (const m of nu.filter((x) => x.rolle === 'MODTAGER' && x.forretningspartnerId !== k.forretningspartnerId)) await this.fjernKorrespondent(tx, niveau, id, m, fra);
    await nyVersion(tx, KORRESPONDANCE, { niveau, objekt_id: id, rolle: k.rolle, forretningspartner_id: k.forretningspartnerId }, {}, fra, til);
  }

  /** He gets them no more from `fra` on. @throws IkkeFundet when he did not */
  async fjernKorrespondent(tx: Tx, niveau: Aftaleniveau, id: string, k: { readonly rolle: Korrespondancerolle; readonly forretningspartnerId: string }, fra: Lokaldato): Promise<void> {
    const fandtes = await ophoerVersion(tx, KORRESPONDANCE, { niveau, objekt_id: id, rolle: k.rolle, forretningspartner_id: k.forretningspartnerId }, fra);
    if (!fandtes) throw new IkkeFundet('Korrespondance', id);
  }

  private version<T>(tx: Tx, sql: string, id: string, paa: Lokaldato, kendt: Date | undefined): Promise<T[]> {
    return kendt === undefined ? tx.sql<T>(`${sql} and ${gaelder('v', '$2')}`, [id, paa]) : tx.sql<T>(`${sql} and ${gjaldt('v', '$2', '$3::timestamptz')}`, [id, paa, kendt]);
  }
}

const klartekst = (tx: Tx, r: Indholdsraekke): Indholdsoplysninger => ({ ...r, betalingsspecifikation: tx.noegler.klartekst(r.betalingsspecifikation) });
