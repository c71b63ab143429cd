import { Injectable } from '@nestjs/common';
import { ForretningsFejl, type Lokaldato } from '#app/kernel';
import { gaelder, gjaldt, IkkeFundet, laasPartnere, nyVersion, type Tx } from '#app/platform';
import type { Forretningspartnertype } from './entiteter.js';
import { HaefterService } from './haefter.service.js';
import { CPR_STATUS, HOVEDIDENTER, TYPE_EFTER_IDENT, visNummer, type Identkode } from './identer.rules.js';
import { OpgaveService } from './opgave.service.js';
import { partnerMed } from './opslag.js';
import { IdentPasserIkke, IdentTilhoererAnden } from './stamdata.fejl.js';
import { Partnersammenlaegning, SAMMENLAGT_MED } from './sammenlaegning.js';
import type { Versionstid } from './aftale.service.js';
import { IDENT, PARTNERVERSION } from './versionstabeller.js';

/** A debtor as it stood on a date. Ids are masked unless the caller may see them (design D12). */
export interface Forretningspartner {
  readonly id: string; readonly type: string; readonly navn: string | null;
  readonly vejnavn: string | null; readonly husnummer: string | null; readonly postnummer: string | null; readonly postdistrikt: string | null; readonly landekode: string;
  readonly adressebeskyttet: boolean; readonly cprStatus: string | null;
  /** Companies: their form, and the first day they no longer existed. */
  readonly virksomhedsform: string | null; readonly ophoert: Lokaldato | null;
  /** The partner this one is merged with; it is the one to change. */
  readonly sammenlagtMed: string | null;
  readonly identer: readonly { readonly art: string; readonly nummer: string }[];
}

/** What is said of a partner on a day; null = not known. */
export type Partneroplysninger = Pick<Forretningspartner, 'navn' | 'vejnavn' | 'husnummer' | 'postnummer' | 'postdistrikt' | 'landekode' | 'adressebeskyttet' | 'cprStatus' | 'virksomhedsform' | 'ophoert'>;

/** A partner to be made: its first number, and what is said of it. `type`: for those whose number does not decide it. */
export interface NyPartner { readonly type?: Forretningspartnertype | undefined; readonly art: Identkode; readonly nummer: string; readonly oplysninger: Partial<Partneroplysninger> }

/** 422: a look-up of a person must say what for. */
export class FormaalMangler extends ForretningsFejl {
  readonly kode = 'FORMAAL_MANGLER'; readonly status = 422; readonly titel = 'Formålet mangler';
  constructor() { super('Angiv formålet med opslaget; det skrives i loggen.', [{ felt: 'formaal', kode: 'FORMAAL_MANGLER', besked: 'Angiv formålet med opslaget.' }]); }
}

const FELTER = `v.navn, v.vejnavn, v.husnummer, v.postnummer, v.postdistrikt, v.landekode, v.adressebeskyttet, v.cpr_status as "cprStatus", v.virksomhedsform, v.ophoert`;
const UKENDT: Partneroplysninger = { navn: null, vejnavn: null, husnummer: null, postnummer: null, postdistrikt: null, landekode: 'DK', adressebeskyttet: false, cprStatus: null, virksomhedsform: null, ophoert: null };

interface Raekke extends Omit<Forretningspartner, 'identer'> { readonly identer: { art: string; krypteret: string }[] | null }

@Injectable()
export class PartnerService {
  constructor(private readonly sammenlaegning: Partnersammenlaegning, private readonly haeftere: HaefterService, private readonly opgaver: OpgaveService) {}

  /** A partner of any of the six types. @returns its id @throws IdentTilhoererAnden, IdentPasserIkke */
  async opret(tx: Tx, ny: NyPartner, fra: Lokaldato): Promise<string> {
    if (!HOVEDIDENTER.includes(ny.art)) throw new IdentPasserIkke(`En forretningspartner oprettes med et af numrene ${HOVEDIDENTER.join(', ')}.`);
    const udledt = TYPE_EFTER_IDENT[ny.art] ?? 'BORGER';
    const type = ny.type ?? udledt;
    if (type !== udledt && ['BORGER', 'ERSTATNINGSPERSON', 'VIRKSOMHED'].includes(type)) throw new IdentPasserIkke(`Et nummer af arten ${ny.art} hører til typen ${udledt}.`);
    const anden = await partnerMed(tx, ny.art, ny.nummer);
    if (anden !== undefined) throw new IdentTilhoererAnden(anden);
    const id = await tx.id();
    await tx.skriv(`insert into forretningspartner (id, type) values ($1, $2)`, [id, type]);
    await nyVersion(tx, IDENT, { forretningspartner_id: id, art: ny.art, opslag: tx.noegler.opslag(ny.art, ny.nummer) }, { krypteret: tx.noegler.krypter(ny.nummer) }, '1900-01-01' as Lokaldato);
    await nyVersion(tx, PARTNERVERSION, { forretningspartner_id: id }, raekke({ ...UKENDT, ...ny.oplysninger }), fra);
    await this.opgaverFor(tx, id, { ...UKENDT, ...ny.oplysninger });
    return id;
  }

  /** Finds a debtor by id number; writes the look-up in the log. @throws FormaalMangler */
  async soeg(tx: Tx, art: Identkode, nummer: string, formaal: string, maaSeId: boolean): Promise<Forretningspartner | undefined> {
    const id = await partnerMed(tx, art, nummer);
    return id === undefined ? undefined : this.hent(tx, id, formaal, maaSeId);
  }

  /** As it was on `paa` (default tx.forretningsdato), as known now or at `kendt`. @throws IkkeFundet, FormaalMangler */
  async hent(tx: Tx, id: string, formaal: string, maaSeId: boolean, paa: Lokaldato = tx.forretningsdato, kendt?: Date): Promise<Forretningspartner> {
    if (formaal.trim().length < 3) throw new FormaalMangler();
    const da = (alias: string): string => (kendt === undefined ? gaelder(alias, '$2') : gjaldt(alias, '$2', '$3::timestamptz'));
    const [r] = await tx.sql<Raekke>(
      `select p.id, p.type, ${FELTER}, ${SAMMENLAGT_MED('p.id')} as "sammenlagtMed",
         (select json_agg(json_build_object('art', i.art, 'krypteret', encode(i.krypteret, 'base64')) order by i.art) from partner_ident i where i.forretningspartner_id = p.id and ${da('i')}) as identer
       from forretningspartner p join forretningspartner_version v on v.forretningspartner_id = p.id and ${da('v')} where p.id = $1`, kendt === undefined ? [id, paa] : [id, paa, kendt]);
    if (r === undefined) throw new IkkeFundet('Forretningspartner', id);
    await tx.skriv(`insert into opslag (id, forretningspartner_id, formaal, handling) values ($1, $2, $3, 'LAES')`, [await tx.id(), id, formaal]);
    const identer = (r.identer ?? []).map((i) => ({ art: i.art, nummer: visNummer(i.art, tx.noegler.dekrypterTekst(Buffer.from(i.krypteret, 'base64')), maaSeId) }));
    return { ...skjult(r, maaSeId), identer };
  }

  /**
   * What is true of the debtor from `fra` to `til` (exclusive); fields left out stay as they are on `fra`, and what was known before stays readable.
   * A status or an end that a person must act on makes a task. @throws IkkeFundet, PartnerErSammenlagt
   */
  async ret(tx: Tx, id: string, fra: Lokaldato, ny: Partial<Partneroplysninger>, til: Lokaldato | 'infinity' = 'infinity'): Promise<void> {
    await laasPartnere(tx, [id]);
    const [nu] = await tx.sql<Partneroplysninger>(`select ${FELTER} from forretningspartner_version v where forretningspartner_id = $1 and ${gaelder('v', '$2')}`, [id, fra]);
    if (nu === undefined) throw new IkkeFundet('Forretningspartner', id);
    await this.sammenlaegning.kraevSelvstaendig(tx, id);
    const bliver = { ...nu, ...ny };
    await nyVersion(tx, PARTNERVERSION, { forretningspartner_id: id }, raekke(bliver), fra, til);
    await this.opgaverFor(tx, id, bliver);
  }

  /** Everything ever said of the partner, newest knowledge first. The caller logs the look-up. */
  async historik(tx: Tx, id: string, maaSeId: boolean): Promise<(Partneroplysninger & Versionstid)[]> {
    const r = await tx.sql<Partneroplysninger & Versionstid>(
      `select ${FELTER}, v.gyldig_fra as "gyldigFra", v.gyldig_til as "gyldigTil", v.kendt_fra as "kendtFra", nullif(v.kendt_til, 'infinity') as "kendtTil", v.bruger
       from forretningspartner_version v where v.forretningspartner_id = $1 order by v.kendt_fra desc, v.gyldig_fra`, [id]);
    return r.map((x) => skjult(x, maaSeId));
  }

  /** One more person liable for what stands under an aftaleindhold, from `fra` on, beside those who are. */
  async tilfoejHaefter(tx: Tx, aftaleindholdId: string, forretningspartnerId: string, form: 'SOLIDARISK', fra: Lokaldato): Promise<void> {
    const paa = await this.haeftere.aftaleindhold(tx, aftaleindholdId);
    const nu = await this.haeftere.paa(tx, paa, fra);
    if (!nu.some((h) => h.forretningspartnerId === forretningspartnerId)) await this.haeftere.saet(tx, paa, [...nu, { forretningspartnerId, form }], fra);
  }

  private async opgaverFor(tx: Tx, id: string, p: Partneroplysninger): Promise<void> {
    const status = p.cprStatus === null ? undefined : CPR_STATUS[p.cprStatus];
    if (status?.skiftNummer === true) await this.opgaver.opret(tx, { noegle: `SKIFT_NUMMER:${id}:${p.cprStatus}`, art: 'SKIFT_NUMMER', forretningspartnerId: id, tekst: `Personnummeret er udgået i CPR (status ${p.cprStatus}: ${status.tekst}). Find det nye nummer, og skift det.` });
    if (p.cprStatus === '90') await this.opgaver.opret(tx, { noegle: `DOEDSBO:${id}`, art: 'DOEDSBO', forretningspartnerId: id, tekst: 'Personen er død. Undersøg boets status, og anmeld kravene.' });
    if (p.ophoert !== null) await this.opgaver.opret(tx, { noegle: `VIRKSOMHED_OPHOERT:${id}:${p.ophoert}`, art: 'VIRKSOMHED_OPHOERT', forretningspartnerId: id, tekst: `Virksomheden er ophørt ${p.ophoert}. Find ud af, hvem der hæfter for kravene.` });
  }
}

/** The address of the protected is shown to those who may see ids only. */
const skjult = <P extends Partneroplysninger>(p: P, maaSeId: boolean): P =>
  (p.adressebeskyttet && !maaSeId ? { ...p, vejnavn: null, husnummer: null, postnummer: null, postdistrikt: null } : p);

const raekke = (p: Partneroplysninger): Record<string, unknown> => ({
  navn: p.navn, vejnavn: p.vejnavn, husnummer: p.husnummer, postnummer: p.postnummer, postdistrikt: p.postdistrikt, landekode: p.landekode,
  adressebeskyttet: p.adressebeskyttet, cpr_status: p.cprStatus, virksomhedsform: p.virksomhedsform, ophoert: p.ophoert,
});
