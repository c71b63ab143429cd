import { Injectable } from '@nestjs/common';
import type { Lokaldato } from '#app/kernel';
import { gaelder, gjaldt, IkkeFundet, nyVersion, ophoerVersion, type Tx } from '#app/platform';
import type { Versionstid } from './aftale.service.js';
import type { Forretningspartnertype } from './entiteter.js';
import { listefejl, type Haefter, type Haeftelsesform } from './haefter.rules.js';
import { HAEFTER_JURIDISK } from './identer.rules.js';
import { HaefterlisteUgyldig, KanIkkeHaefte } from './stamdata.fejl.js';
import { SAMMENLAGT_MED } from './sammenlaegning.js';
import { HAEFTER } from './versionstabeller.js';

/** What partners are liable for: everything under an aftaleindhold, or one claim (Bilag 2B: aftaleindhold hæfter, bilags hæfter). */
export interface Haefteobjekt { readonly niveau: 'AFTALEINDHOLD' | 'KRAV'; readonly id: string; /** The account's forretningspartner. */ readonly ejer: string }

/** One liable partner while it was so, as we know it now or knew it. */
export interface Haefterversion extends Haefter, Versionstid {}

interface Raekke { forretningspartnerId: string; form: Haeftelsesform; taeller: number | null; naevner: number | null }
interface Kandidat { id: string; type: Forretningspartnertype; cprStatus: string | null; ophoert: Lokaldato | null; sammenlagt: boolean }

/** Who is liable beside, or instead of, the account's owner; a list is set as a whole, from a day on. */
@Injectable()
export class HaefterService {
  /**
   * From `fra` on exactly these are liable for the object; empty = its owner alone.
   * @throws IkkeFundet, KanIkkeHaefte, HaefterlisteUgyldig (HAEFTER_GENTAGET, ENE_MED_ANDRE, ANDELE_ER_IKKE_EN …)
   */
  async saet(tx: Tx, paa: Haefteobjekt, liste: readonly Haefter[], fra: Lokaldato): Promise<void> {
    const fejl = listefejl(paa.ejer, liste);
    if (fejl !== undefined) throw new HaefterlisteUgyldig(fejl);
    await this.kraevHaeftende(tx, liste.map((h) => h.forretningspartnerId), fra);
    const noegle = (id: string): Record<string, unknown> => ({ niveau: paa.niveau, objekt_id: paa.id, forretningspartner_id: id });
    const beholdes = new Set(liste.map((h) => h.forretningspartnerId));
    const senere = await tx.raekker<[string]>(
      `select distinct forretningspartner_id from haefter where niveau = $1 and objekt_id = $2 and kendt_til = 'infinity' and gyldig_til > $3`, [paa.niveau, paa.id, fra]);
    for (const [id] of senere) if (!beholdes.has(id)) await ophoerVersion(tx, HAEFTER, noegle(id), fra);
    for (const h of liste) await nyVersion(tx, HAEFTER, noegle(h.forretningspartnerId), { form: h.form, andel_taeller: h.andel?.taeller ?? null, andel_naevner: h.andel?.naevner ?? null }, fra);
  }

  /** Who was liable on a day, as we know it now, or knew it at `kendt`; the object's own list, not what it inherits. */
  async paa(tx: Tx, paa: Omit<Haefteobjekt, 'ejer'>, dato: Lokaldato, kendt?: Date): Promise<Haefter[]> {
    const r = await tx.sql<Raekke>(
      `select h.forretningspartner_id as "forretningspartnerId", h.form, h.andel_taeller as taeller, h.andel_naevner as naevner from haefter h
       where h.niveau = $1 and h.objekt_id = $2 and ${kendt === undefined ? gaelder('h', '$3') : gjaldt('h', '$3', '$4::timestamptz')} order by h.forretningspartner_id`,
      kendt === undefined ? [paa.niveau, paa.id, dato] : [paa.niveau, paa.id, dato, kendt]);
    return r.map(haefterAf);
  }

  /** Every version, newest knowledge first. */
  async historik(tx: Tx, paa: Omit<Haefteobjekt, 'ejer'>): Promise<Haefterversion[]> {
    const r = await tx.sql<Raekke & Omit<Haefterversion, keyof Haefter>>(
      `select h.forretningspartner_id as "forretningspartnerId", h.form, h.andel_taeller as taeller, h.andel_naevner as naevner, h.gyldig_fra as "gyldigFra", h.gyldig_til as "gyldigTil",
         h.kendt_fra as "kendtFra", nullif(h.kendt_til, 'infinity') as "kendtTil", h.bruger
       from haefter h where h.niveau = $1 and h.objekt_id = $2 order by h.kendt_fra desc, h.gyldig_fra, h.forretningspartner_id`, [paa.niveau, paa.id]);
    return r.map((x) => ({ ...haefterAf(x), gyldigFra: x.gyldigFra, gyldigTil: x.gyldigTil, kendtFra: x.kendtFra, kendtTil: x.kendtTil, bruger: x.bruger }));
  }

  /** @throws IkkeFundet */
  async aftaleindhold(tx: Tx, id: string): Promise<Haefteobjekt> {
    const [r] = await tx.raekker<[string]>(`select a.forretningspartner_id from aftaleindhold i join aftalekonto a on a.id = i.aftalekonto_id where i.id = $1`, [id]);
    if (r === undefined) throw new IkkeFundet('Aftaleindhold', id);
    return { niveau: 'AFTALEINDHOLD', id, ejer: r[0] };
  }

  private async kraevHaeftende(tx: Tx, ider: readonly string[], fra: Lokaldato): Promise<void> {
    const r = await tx.sql<Kandidat>(
      `select p.id, p.type, v.cpr_status as "cprStatus", v.ophoert, ${SAMMENLAGT_MED('p.id')} is not null as sammenlagt
       from forretningspartner p left join lateral (select * from forretningspartner_version v where v.forretningspartner_id = p.id and v.kendt_til = 'infinity' and v.gyldig_til > $2::date order by v.gyldig_fra limit 1) v on true
       where p.id = any($1::bigint[])`, [ider, fra]);
    const fundne = new Map(r.map((k) => [k.id, k]));
    for (const id of ider) {
      const k = fundne.get(id);
      if (k === undefined) throw new IkkeFundet('Forretningspartner', id);
      const grund = hindring(k, fra);
      if (grund !== undefined) throw new KanIkkeHaefte(id, grund);
    }
  }
}

/** Why the partner cannot become liable from `fra` on. */
function hindring(k: Kandidat, fra: Lokaldato): string | undefined {
  if (!HAEFTER_JURIDISK[k.type]) return `typen ${k.type.toLowerCase()} er ikke juridisk hæftende.`;
  if (k.sammenlagt) return 'den er lagt sammen med en anden.';
  if (k.ophoert !== null && k.ophoert <= fra) return `virksomheden er ophørt ${k.ophoert}.`;
  return k.cprStatus === '90' ? 'personen er død; kravet anmeldes i boet.' : undefined;
}

const haefterAf = (r: Raekke): Haefter => ({
  forretningspartnerId: r.forretningspartnerId, form: r.form, ...(r.taeller === null || r.naevner === null ? {} : { andel: { taeller: r.taeller, naevner: r.naevner } }),
});
