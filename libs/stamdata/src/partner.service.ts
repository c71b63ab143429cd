import { Injectable } from '@nestjs/common';
import { ForretningsFejl, type Lokaldato } from '#app/kernel';
import { gaelder, IkkeFundet, nyVersion, type Tx, type Versionstabel } from '#app/platform';
import type { IdentArt } from './placering.service.js';

export const PARTNERVERSION: Versionstabel = {
  tabel: 'forretningspartner_version', noegler: ['forretningspartner_id'],
  vaerdier: ['navn', 'vejnavn', 'husnummer', 'postnummer', 'postdistrikt', 'landekode', 'adressebeskyttet', 'cpr_status'],
};

/** A debtor as it stood on a date. Ids are masked unless the caller may see them (design D12). */
export interface Forretningspartner {
  readonly id: string; readonly type: string; readonly navn: string | null;
  readonly vejnavn: string | null; readonly husnummer: string | null; readonly postnummer: string | null; readonly postdistrikt: string | null; readonly landekode: string;
  readonly adressebeskyttet: boolean; readonly cprStatus: string | null;
  readonly identer: readonly { readonly art: string; readonly nummer: string }[];
}

/** 422: a look-up of a person must say what for. */
export class FormaalMangler extends ForretningsFejl {
  readonly kode = 'FORMAAL_MANGLER'; readonly status = 422; readonly titel = 'Formålet mangler';
  constructor() { super('Angiv formålet med opslaget; det skrives i loggen.', [{ felt: 'formaal', kode: 'FORMAAL_MANGLER', besked: 'Angiv formålet med opslaget.' }]); }
}

interface Raekke extends Omit<Forretningspartner, 'identer'> { readonly identer: { art: string; krypteret: string }[] | null }

@Injectable()
export class PartnerService {
  /** Finds a debtor by id number; writes the look-up in the log. @throws FormaalMangler */
  async soeg(tx: Tx, art: IdentArt, nummer: string, formaal: string, maaSeId: boolean): Promise<Forretningspartner | undefined> {
    const [r] = await tx.sql<{ id: string }>(`select forretningspartner_id as id from partner_ident where art = $1 and opslag = $2 and gyldig_til = 'infinity'`,
      [art, tx.noegler.opslag(art, nummer)]);
    return r === undefined ? undefined : this.hent(tx, r.id, formaal, maaSeId);
  }

  /** @throws IkkeFundet, FormaalMangler */
  async hent(tx: Tx, id: string, formaal: string, maaSeId: boolean): Promise<Forretningspartner> {
    if (formaal.trim().length < 3) throw new FormaalMangler();
    const [r] = await tx.sql<Raekke>(
      `select p.id, p.type, v.navn, v.vejnavn, v.husnummer, v.postnummer, v.postdistrikt, v.landekode, v.adressebeskyttet, v.cpr_status as "cprStatus",
         (select json_agg(json_build_object('art', i.art, 'krypteret', encode(i.krypteret, 'base64')) order by i.art) from partner_ident i where i.forretningspartner_id = p.id and i.gyldig_til = 'infinity') as identer
       from forretningspartner p join forretningspartner_version v on v.forretningspartner_id = p.id and ${gaelder('v', '$2')} where p.id = $1`, [id, tx.forretningsdato]);
    if (r === undefined) throw new IkkeFundet('Forretningspartner', id);
    await tx.skriv(`insert into opslag (id, forretningspartner_id, formaal, handling) values ($1, $2, $3, 'LAES')`, [await tx.id(), id, formaal]);
    const identer = (r.identer ?? []).map((i) => ({ art: i.art, nummer: vis(i.art, tx.noegler.dekrypterTekst(Buffer.from(i.krypteret, 'base64')), maaSeId) }));
    return r.adressebeskyttet && !maaSeId ? { ...r, vejnavn: null, husnummer: null, postnummer: null, postdistrikt: null, identer } : { ...r, identer };
  }

  /** What is true of the debtor from `fra` on; what was known before stays readable. */
  async ret(tx: Tx, id: string, fra: Lokaldato, ny: Record<string, unknown>): Promise<void> {
    const [nu] = await tx.sql<Record<string, unknown>>(`select ${PARTNERVERSION.vaerdier.join(', ')} from forretningspartner_version v where forretningspartner_id = $1 and ${gaelder('v', '$2')}`, [id, fra]);
    if (nu === undefined) throw new IkkeFundet('Forretningspartner', id);
    await nyVersion(tx, PARTNERVERSION, { forretningspartner_id: id }, { ...nu, ...ny }, fra);
  }

  /** A person who also is liable for what stands under an aftaleindhold. */
  async tilfoejHaefter(tx: Tx, aftaleindholdId: string, forretningspartnerId: string, form: 'SOLIDARISK', fra: Lokaldato): Promise<void> {
    await tx.skriv(`insert into haefter (id, aftaleindhold_id, forretningspartner_id, form, gyldig_fra) values ($1, $2, $3, $4, $5)`,
      [await tx.id(), aftaleindholdId, forretningspartnerId, form, fra]);
  }
}

/** CPR numbers show their date only; company numbers are public. */
function vis(art: string, nummer: string, maaSeId: boolean): string {
  return maaSeId || art === 'ZCVR' ? nummer : `${nummer.slice(0, 6)}-****`;
}
