import { Injectable } from '@nestjs/common';
import type { Lokaldato } from '#app/kernel';
import { gaelder, IkkeFundet, laasPartnere, nyVersion, ophoerVersion, type Tx } from '#app/platform';
import { kraevPartnere } from './opslag.js';
import { BsAftaleTilhoererAnden, KanIkkeHaefte } from './stamdata.fejl.js';
import type { Forretningspartnertype } from './entiteter.js';
import { ADRESSE, BS_AFTALE, RELATION } from './versionstabeller.js';

/** Alternative addressing: where letters go instead of the register's address while it is valid. landekode: two letters. */
export interface Alternativadresse { readonly vejnavn: string | null; readonly husnummer: string | null; readonly postnummer: string | null; readonly postdistrikt: string | null; readonly by: string | null; readonly landekode: string }
/** A Betalingsservice agreement (Bilag 2B): creditor's PBS number 8 digits, debtor group 5, customer number at most 15, agreement number at most 9. */
export interface BsAftale { readonly pbsNummer: string; readonly debitorgruppe: string; readonly kundenummer: string; readonly aftalenummer: string }
/** Who is liable with a company, and as what. */
export interface Relation { readonly forretningspartnerId: string; readonly tilId: string; readonly art: Relationsart }
export type Relationsart = 'INDEHAVER' | 'INTERESSENT' | 'KOMPLEMENTAR';
interface Gyldighed { readonly gyldigFra: Lokaldato; readonly gyldigTil: Lokaldato | 'infinity' }
const GYLDIGHED = `v.gyldig_fra as "gyldigFra", v.gyldig_til as "gyldigTil"`;

/** Addresses, payment agreements and liable people of a partner: dated on two axes. */
@Injectable()
export class KontaktService {
  /** From `fra` to `til` (exclusive) letters go to this address. @throws IkkeFundet */
  async saetAdresse(tx: Tx, id: string, a: Alternativadresse, fra: Lokaldato, til: Lokaldato | 'infinity' = 'infinity'): Promise<void> {
    await kraevPartnere(tx, [id]);
    await nyVersion(tx, ADRESSE, { forretningspartner_id: id }, { ...a }, fra, til);
  }
  /** The register's address again. @throws IkkeFundet when there was no other */
  async fjernAdresse(tx: Tx, id: string, fra: Lokaldato): Promise<void> {
    if (!(await ophoerVersion(tx, ADRESSE, { forretningspartner_id: id }, fra))) throw new IkkeFundet('Alternativ adresse for forretningspartner', id);
  }
  /** All that hold now or will, as known now. */
  adresser(tx: Tx, id: string): Promise<(Alternativadresse & Gyldighed)[]> {
    return tx.sql(`select v.vejnavn, v.husnummer, v.postnummer, v.postdistrikt, v.by, v.landekode, ${GYLDIGHED} from partner_adresse v where v.forretningspartner_id = $1 and v.kendt_til = 'infinity' order by v.gyldig_fra`, [id]);
  }

  /** @throws IkkeFundet, BsAftaleTilhoererAnden */
  async saetBsAftale(tx: Tx, id: string, b: BsAftale, fra: Lokaldato): Promise<void> {
    await laasPartnere(tx, [id]);
    await kraevPartnere(tx, [id]);
    const [anden] = await tx.raekker<[string]>(
      `select v.forretningspartner_id from bs_aftale v where v.pbs_nummer = $1 and v.debitorgruppe = $2 and v.kundenummer = $3 and v.kendt_til = 'infinity' and v.gyldig_til > $4 and v.forretningspartner_id <> $5`,
      [b.pbsNummer, b.debitorgruppe, b.kundenummer, fra, id]);
    if (anden !== undefined) throw new BsAftaleTilhoererAnden(anden[0]);
    await nyVersion(tx, BS_AFTALE, bsnoegle(b), { forretningspartner_id: id, aftalenummer: b.aftalenummer }, fra);
  }
  /** @throws IkkeFundet when the partner has no such agreement */
  async afmeldBsAftale(tx: Tx, id: string, b: Omit<BsAftale, 'aftalenummer'>, fra: Lokaldato): Promise<void> {
    const egen = (await this.bsAftaler(tx, id)).some((x) => x.pbsNummer === b.pbsNummer && x.debitorgruppe === b.debitorgruppe && x.kundenummer === b.kundenummer);
    if (!egen || !(await ophoerVersion(tx, BS_AFTALE, bsnoegle(b), fra))) throw new IkkeFundet('BS-aftale', b.kundenummer);
  }
  bsAftaler(tx: Tx, id: string): Promise<(BsAftale & Gyldighed)[]> {
    return tx.sql(`select v.pbs_nummer as "pbsNummer", v.debitorgruppe, v.kundenummer, v.aftalenummer, ${GYLDIGHED} from bs_aftale v where v.forretningspartner_id = $1 and v.kendt_til = 'infinity' order by v.gyldig_fra, v.kundenummer`, [id]);
  }

  /** The owner of a PEF, a partner of an I/S: liable with the company from `fra` on. @throws IkkeFundet, KanIkkeHaefte (a company that cannot have such people, one that cannot be liable) */
  async saetRelation(tx: Tx, r: Relation, fra: Lokaldato, til: Lokaldato | 'infinity' = 'infinity'): Promise<void> {
    const virksomhed = await typeOgForm(tx, r.forretningspartnerId);
    const person = await typeOgForm(tx, r.tilId);
    if (virksomhed.type !== 'VIRKSOMHED') throw new KanIkkeHaefte(r.tilId, `forretningspartner ${r.forretningspartnerId} er ikke en virksomhed.`);
    if (!MULIGE[r.art].includes(virksomhed.form ?? '')) throw new KanIkkeHaefte(r.tilId, `en virksomhed af formen ${virksomhed.form ?? 'ukendt'} har ingen ${r.art.toLowerCase()}.`);
    if (!['BORGER', 'ERSTATNINGSPERSON', 'VIRKSOMHED'].includes(person.type)) throw new KanIkkeHaefte(r.tilId, `typen ${person.type.toLowerCase()} er ikke juridisk hæftende.`);
    await nyVersion(tx, RELATION, { forretningspartner_id: r.forretningspartnerId, til_id: r.tilId, art: r.art }, {}, fra, til);
  }
  /** @throws IkkeFundet */
  async fjernRelation(tx: Tx, r: Relation, fra: Lokaldato): Promise<void> {
    if (!(await ophoerVersion(tx, RELATION, { forretningspartner_id: r.forretningspartnerId, til_id: r.tilId, art: r.art }, fra))) throw new IkkeFundet('Relation til forretningspartner', r.tilId);
  }
  /** Liable people of the company, and companies the partner is liable with. */
  relationer(tx: Tx, id: string): Promise<(Relation & Gyldighed)[]> {
    return tx.sql(`select v.forretningspartner_id as "forretningspartnerId", v.til_id as "tilId", v.art, ${GYLDIGHED} from partner_relation v where (v.forretningspartner_id = $1 or v.til_id = $1) and v.kendt_til = 'infinity' order by v.gyldig_fra, v.til_id`, [id]);
  }
}

const bsnoegle = (b: Omit<BsAftale, 'aftalenummer'>): Record<string, unknown> => ({ pbs_nummer: b.pbsNummer, debitorgruppe: b.debitorgruppe, kundenummer: b.kundenummer });
/** Which forms of company have people who are liable with their own means (regler.md 8.1). */
const MULIGE: Readonly<Record<Relationsart, readonly string[]>> = { INDEHAVER: ['ENK', 'PMV'], INTERESSENT: ['IS'], KOMPLEMENTAR: ['KS', 'PS'] };

async function typeOgForm(tx: Tx, id: string): Promise<{ type: Forretningspartnertype; form: string | null }> {
  const [r] = await tx.sql<{ type: Forretningspartnertype; form: string | null }>(
    `select p.type, (select v.virksomhedsform from forretningspartner_version v where v.forretningspartner_id = p.id and ${gaelder('v', '$2')}) as form from forretningspartner p where p.id = $1`, [id, tx.forretningsdato]);
  if (r === undefined) throw new IkkeFundet('Forretningspartner', id);
  return r;
}
