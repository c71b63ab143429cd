import { Injectable } from '@nestjs/common';
import type { Lokaldato } from '#app/kernel';
import { IkkeFundet, laasPartnere, nyVersion, type Tx, type Versionstabel } from '#app/platform';
import type { Forretningspartnertype } from './entiteter.js';
import { HAEFTER_JURIDISK } from './identer.rules.js';
import { KanIkkeSammenlaegges, PartnerErSammenlagt } from './stamdata.fejl.js';
import { BS_AFTALE, EJER, HAEFTER, IDENT, KORRESPONDANCE, RELATION } from './versionstabeller.js';

/** SQL: the partner that this one is merged with, or null. */
export const SAMMENLAGT_MED = (partner: string): string => `(select s.til_id from partner_sammenlaegning s where s.fra_id = ${partner} and s.ophaever_id is null
  and not exists (select 1 from partner_sammenlaegning o where o.ophaever_id = s.id))`;

/** One merge, or the undoing of one (`ophaeverId`). */
export interface Sammenlaegning { readonly id: string; readonly fraId: string; readonly tilId: string; readonly dato: Lokaldato; readonly aarsag: string; readonly ophaeverId: string | null; readonly bruger: string; readonly registreret: Date }

/** Where a partner stands on a dated row, as its key or as its value. */
export const HENVISER: readonly { readonly t: Versionstabel; readonly kolonne: string }[] = [
  { t: HAEFTER, kolonne: 'forretningspartner_id' }, { t: KORRESPONDANCE, kolonne: 'forretningspartner_id' }, { t: BS_AFTALE, kolonne: 'forretningspartner_id' },
  { t: RELATION, kolonne: 'forretningspartner_id' }, { t: RELATION, kolonne: 'til_id' }, { t: IDENT, kolonne: 'forretningspartner_id' },
];

/** The stamdata part of merging two partners that were one all the time; money and watches are krav's (SammenlaegService there). */
@Injectable()
export class Partnersammenlaegning {
  /**
   * `til` takes over accounts, numbers, liabilities, letters and agreements of `fra` from `dato` on; `fra` keeps its history and is changed no more.
   * An account whose type `til` has too is kept beside it, closed to new claims. Both are locked.
   * @returns the merge's id @throws IkkeFundet, KanIkkeSammenlaegges, PartnerErSammenlagt
   */
  async laegSammen(tx: Tx, fraId: string, tilId: string, dato: Lokaldato, aarsag: string): Promise<string> {
    if (fraId === tilId) throw new KanIkkeSammenlaegges('En forretningspartner kan ikke lægges sammen med sig selv.');
    await laasPartnere(tx, [fraId, tilId]);
    const [fra, til] = [await this.slaaOp(tx, fraId), await this.slaaOp(tx, tilId)];
    if (HAEFTER_JURIDISK[fra.type] !== HAEFTER_JURIDISK[til.type] || (fra.type === 'VIRKSOMHED') !== (til.type === 'VIRKSOMHED')) {
      throw new KanIkkeSammenlaegges('En person kan ikke lægges sammen med en virksomhed, eller en hæftende med en ikke-hæftende.');
    }
    const [dobbelt] = await tx.raekker(`select 1 from haefter f join haefter t on t.niveau = f.niveau and t.objekt_id = f.objekt_id and t.forretningspartner_id = $2 and t.kendt_til = 'infinity' and t.gyldig_til > $3
      where f.forretningspartner_id = $1 and f.kendt_til = 'infinity' and f.gyldig_til > $3 and f.form = 'PRO_RATA' limit 1`, [fraId, tilId, dato]);
    if (dobbelt !== undefined) throw new KanIkkeSammenlaegges('De hæfter hver for en andel af det samme. Ret andelene først.');
    const id = await tx.id();
    await tx.skriv(`insert into partner_sammenlaegning (id, fra_id, til_id, dato, aarsag) values ($1, $2, $3, $4, $5)`, [id, fraId, tilId, dato, aarsag]);
    await this.flytKonti(tx, fraId, tilId, dato);
    for (const h of HENVISER) await flytHenvisning(tx, h.t, h.kolonne, fraId, tilId, dato);
    return id;
  }

  /** The merges a partner has been in, oldest first. */
  historik(tx: Tx, partnerId: string): Promise<Sammenlaegning[]> {
    return tx.sql<Sammenlaegning>(`select id, fra_id as "fraId", til_id as "tilId", dato, aarsag, ophaever_id as "ophaeverId", bruger, registreret from partner_sammenlaegning
      where fra_id = $1 or til_id = $1 order by registreret, id`, [partnerId]);
  }

  /** @throws PartnerErSammenlagt */
  async kraevSelvstaendig(tx: Tx, id: string): Promise<void> {
    const [r] = await tx.raekker<[string | null]>(`select ${SAMMENLAGT_MED('$1::bigint')}`, [id]);
    if (r![0] !== null) throw new PartnerErSammenlagt(id, r![0]);
  }

  private async slaaOp(tx: Tx, id: string): Promise<{ type: Forretningspartnertype }> {
    const [r] = await tx.sql<{ type: Forretningspartnertype; sammenlagt: string | null }>(`select p.type, ${SAMMENLAGT_MED('p.id')} as sammenlagt from forretningspartner p where p.id = $1`, [id]);
    if (r === undefined) throw new IkkeFundet('Forretningspartner', id);
    if (r.sammenlagt !== null) throw new PartnerErSammenlagt(id, r.sammenlagt);
    return r;
  }

  private async flytKonti(tx: Tx, fraId: string, tilId: string, dato: Lokaldato): Promise<void> {
    const konti = await tx.sql<{ id: string; har: boolean; kendt: boolean }>(
      `select a.id, exists (select 1 from aftalekonto b where b.forretningspartner_id = $2 and b.type = a.type and b.plads) as har,
         exists (select 1 from aftalekonto_ejer e where e.aftalekonto_id = a.id) as kendt from aftalekonto a where a.forretningspartner_id = $1 order by a.id`, [fraId, tilId]);
    for (const k of konti) {
      if (!k.kendt) await nyVersion(tx, EJER, { aftalekonto_id: k.id }, { forretningspartner_id: fraId }, '1900-01-01' as Lokaldato);
      await nyVersion(tx, EJER, { aftalekonto_id: k.id }, { forretningspartner_id: tilId }, dato);
      await tx.skriv(`update aftalekonto set forretningspartner_id = $2, plads = plads and not $3 where id = $1`, [k.id, tilId, k.har]);
    }
  }
}

/** Dated rows that name `fra` name `til` from `dato` on, unless `til` stands there already. */
async function flytHenvisning(tx: Tx, t: Versionstabel, kolonne: string, fraId: string, tilId: string, dato: Lokaldato): Promise<void> {
  const kol = [...t.noegler, ...t.vaerdier];
  const som = (alias: string): string => kol.map((k) => (k === kolonne ? '$2::bigint' : `${alias}.${k}`)).join(', ');
  const ens = t.noegler.map((k) => `f.${k} = ${k === kolonne ? '$2::bigint' : `r.${k}`}`).join(' and ');
  await tx.skriv(
    `with r as (
       update ${t.tabel} set kendt_til = greatest(registreret_nu(), kendt_fra + interval '1 microsecond')
       where ${kolonne} = $1 and kendt_til = 'infinity' and gyldig_til > $3::date returning ${kol.join(', ')}, gyldig_fra, gyldig_til, kendt_til as naa),
     foer as (insert into ${t.tabel} (${kol.join(', ')}, gyldig_fra, gyldig_til, kendt_fra) select ${kol.map((k) => `r.${k}`).join(', ')}, r.gyldig_fra, $3::date, r.naa from r where r.gyldig_fra < $3::date)
     insert into ${t.tabel} (${kol.join(', ')}, gyldig_fra, gyldig_til, kendt_fra)
     select ${som('r')}, greatest(r.gyldig_fra, $3::date), r.gyldig_til, r.naa from r
     where not exists (select 1 from ${t.tabel} f where ${ens} and f.kendt_til = 'infinity' and f.gyldig_til > greatest(r.gyldig_fra, $3::date)${t.noegler.includes(kolonne) ? '' : ' and false'})`,
    [fraId, tilId, dato]);
}
