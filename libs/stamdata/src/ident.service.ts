import { Injectable } from '@nestjs/common';
import type { Lokaldato } from '#app/kernel';
import { laasPartnere, nyVersion, ophoerVersion, type Tx } from '#app/platform';
import type { Versionstid } from './aftale.service.js';
import { KAN_AFLOESES_AF, TYPE_EFTER_IDENT, visNummer, type Identkode } from './identer.rules.js';
import { kraevPartnere, partnerMed } from './opslag.js';
import { IdentPasserIkke, IdentTilhoererAnden } from './stamdata.fejl.js';
import { Partnersammenlaegning } from './sammenlaegning.js';
import { IDENT } from './versionstabeller.js';

/** One number while it was a partner's; masked unless the caller may see it. */
export interface Identversion extends Versionstid { readonly art: Identkode; readonly nummer: string }

/** A partner's numbers: each with its days, changed by a new version, never overwritten. Numbers come checked (laesNummer). */
@Injectable()
export class IdentService {
  constructor(private readonly sammenlaegning: Partnersammenlaegning) {}

  /** One more number of another kind (SE, P-nummer, GLN, AKR …). @throws IdentTilhoererAnden, IdentPasserIkke, PartnerErSammenlagt */
  async tilfoej(tx: Tx, id: string, art: Identkode, nummer: string, fra: Lokaldato): Promise<void> {
    await this.laas(tx, id);
    if ((await this.gaeldende(tx, id, art)) !== undefined && !['SE', 'PNR', 'GLN'].includes(art)) throw new IdentPasserIkke(`Forretningspartneren har et nummer af arten ${art}. Skift det i stedet.`);
    await this.skriv(tx, id, art, nummer, fra);
  }

  /**
   * From `fra` on the partner's number of `art` is another, and may be of another kind (erstatnings-CPR → CPR); the type follows.
   * The old one finds the partner still, on its own days. @throws IdentTilhoererAnden (then they may be merged), IdentPasserIkke, PartnerErSammenlagt
   */
  async skift(tx: Tx, id: string, art: Identkode, til: { readonly art: Identkode; readonly nummer: string }, fra: Lokaldato): Promise<void> {
    await this.laas(tx, id);
    if (!(KAN_AFLOESES_AF[art] ?? []).includes(til.art)) throw new IdentPasserIkke(`Et nummer af arten ${art} kan ikke afløses af et af arten ${til.art}.`);
    const gammelt = await this.gaeldende(tx, id, art);
    if (gammelt === undefined) throw new IdentPasserIkke(`Forretningspartneren har intet nummer af arten ${art} at skifte.`);
    if (gammelt.equals(tx.noegler.opslag(til.art, til.nummer))) throw new IdentPasserIkke('Forretningspartneren har nummeret allerede.');
    await ophoerVersion(tx, IDENT, { forretningspartner_id: id, art, opslag: gammelt }, fra);
    await this.skriv(tx, id, til.art, til.nummer, fra);
    const type = TYPE_EFTER_IDENT[til.art];
    if (type !== undefined) await tx.skriv(`update forretningspartner set type = $2 where id = $1 and type in ('BORGER', 'ERSTATNINGSPERSON', 'VIRKSOMHED') and type <> $2`, [id, type]);
    await tx.skriv(`update opgave set afsluttet = registreret_nu(), afsluttet_af = $2, afsluttet_note = 'Nummeret er skiftet' where forretningspartner_id = $1 and art = 'SKIFT_NUMMER' and afsluttet is null`, [id, tx.bruger]);
  }

  /** Every number the partner has had, newest knowledge first. */
  async historik(tx: Tx, id: string, maaSeId: boolean): Promise<Identversion[]> {
    const r = await tx.sql<Omit<Identversion, 'nummer'> & { krypteret: Buffer }>(
      `select art, krypteret, gyldig_fra as "gyldigFra", gyldig_til as "gyldigTil", kendt_fra as "kendtFra", nullif(kendt_til, 'infinity') as "kendtTil", bruger
       from partner_ident where forretningspartner_id = $1 order by kendt_til desc, kendt_fra desc, gyldig_fra desc, art`, [id]);
    return r.map(({ krypteret, ...i }) => ({ ...i, nummer: visNummer(i.art, tx.noegler.dekrypterTekst(krypteret), maaSeId) }));
  }

  private async laas(tx: Tx, id: string): Promise<void> {
    await laasPartnere(tx, [id]);
    await kraevPartnere(tx, [id]);
    await this.sammenlaegning.kraevSelvstaendig(tx, id);
  }

  private async gaeldende(tx: Tx, id: string, art: Identkode): Promise<Buffer | undefined> {
    const [r] = await tx.raekker<[Buffer]>(`select opslag from partner_ident where forretningspartner_id = $1 and art = $2 and gyldig_til = 'infinity' and kendt_til = 'infinity' limit 1`, [id, art]);
    return r?.[0];
  }

  private async skriv(tx: Tx, id: string, art: Identkode, nummer: string, fra: Lokaldato): Promise<void> {
    const anden = await partnerMed(tx, art, nummer);
    if (anden !== undefined) throw anden === id ? new IdentPasserIkke('Forretningspartneren har nummeret allerede.') : new IdentTilhoererAnden(anden);
    await nyVersion(tx, IDENT, { forretningspartner_id: id, art, opslag: tx.noegler.opslag(art, nummer) }, { krypteret: tx.noegler.krypter(nummer) }, fra);
  }
}
