import { Injectable } from '@nestjs/common';
import type { Lokaldato } from '#app/kernel';
import type { Tx } from '#app/platform';
import type { Kontrol } from '#app/bogholderi';
import { ForaeldelseService, horisontFra } from './foraeldelse.service.js';
import { BEROERTE } from './radar.service.js';

const GAELDENDE = `(select m.krav_id, m.fra from foraeldelsesmarkering m where not exists (select 1 from foraeldelsesmarkering n where n.afloeser_id = m.id))`;

/** What must hold of forældelse, whoever wrote it. */
export const FORAELDELSENS_KONTROLLER: readonly Kontrol[] = [
  { kode: 'FORAELDELSESHAENDELSE_HAR_KRAV', regel: 'Hver forældelseshændelse gælder mindst ét krav, stiftet senest samme dag; en afslutning eller annullering gælder sin hændelse',
    sql: `select 'hændelse ' || h.id as fejl from foraeldelseshaendelse h where (h.afslutter_id is null and h.annullerer_id is null) <> exists (select 1 from foraeldelseshaendelse_krav k where k.haendelse_id = h.id)
      union all select 'hændelse ' || h.id || ' krav ' || k.id from foraeldelseshaendelse h join foraeldelseshaendelse_krav ek on ek.haendelse_id = h.id left join kravsbilag k on k.id = ek.krav_id
        where k.id is null or k.stiftelsesdato > h.dato
      union all select 'hændelse ' || e.id from foraeldelseshaendelse e join foraeldelseshaendelse h on h.id = e.afslutter_id where e.dato < h.dato limit 20` },
  { kode: 'FORAELDELSE_FOELGER_MARKERING', regel: 'Et krav står som forældet fra den dag, det er markeret fra, og kun da',
    sql: `select 'krav ' || coalesce(f.krav_id, m.krav_id) as fejl from foraeldelse f full join ${GAELDENDE} m on m.krav_id = f.krav_id where f.foraeldet is distinct from m.fra limit 20` },
  { kode: 'FORAELDET_ER_SPAERRET', regel: 'Hvert forældet krav er spærret for overdragelse fra senest den dag, det er forældet',
    sql: `select 'krav ' || m.krav_id as fejl from ${GAELDENDE} m join kravsbilag k on k.id = m.krav_id where m.fra is not null and not exists (
        select 1 from foraeldelsesspaerre f join spaerre s on s.id = f.spaerre_id where f.krav_id in (k.id, k.hovedkrav_id) and s.art = 'OVERDRAGELSE' and s.til = 'infinity' and s.fra <= m.fra) limit 20` },
];

interface Kontroludfald { readonly kode: string; readonly regel: string; readonly ok: boolean; readonly fejl: readonly string[] }
const AD_GANGEN = 2000;
const HOEJST = 20;

/** The one control that no SQL can make: every family on the table worked out anew and compared. */
@Injectable()
export class ForaeldelseskontrolService {
  constructor(private readonly foraeldelse: ForaeldelseService) {}

  async verificer(tx: Tx): Promise<Kontroludfald[]> {
    const [m] = await tx.sql<{ fra: string | null; dato: Lokaldato | null }>(`select (select vandmaerke::text from nummerserie where serie = 'foraeldelse' and aar = 0) as fra,
      (select max(forretningsdato) from koersel where art = 'foraeldelsesradar' and status = 'AFSLUTTET') as dato`);
    const horisont = horisontFra(m!.dato ?? tx.forretningsdato);
    const venter = new Set((await tx.raekker<[string]>(VENTER, [m!.dato ?? '-infinity', horisont, m!.fra ?? '0'])).map(([id]) => id));
    const fejl = [...(await this.genberegn(tx, m!.dato, venter)), ...(m!.dato === null ? [] : await oversete(tx, horisont, venter))];
    return [
      { kode: 'FORAELDELSE_KAN_GENBEREGNES', regel: 'Hver forældelsesdato kan regnes ud igen af kravet og dets hændelser, og intet åbent krav tæt på sin dato mangler', ok: fejl.length === 0, fejl: fejl.slice(0, HOEJST) },
    ];
  }

  /** Families whose books are newer than the last look are left to the next one. */
  private async genberegn(tx: Tx, senest: Lokaldato | null, venter: ReadonlySet<string>): Promise<string[]> {
    const fejl: string[] = [];
    for (let efter = '0'; fejl.length < HOEJST;) {
      const r = await tx.raekker<[string]>(`select distinct coalesce(k.hovedkrav_id, k.id) as id from foraeldelse f join kravsbilag k on k.id = f.krav_id where coalesce(k.hovedkrav_id, k.id) > $1 order by 1 limit $2`, [efter, AD_GANGEN]);
      if (r.length === 0) break;
      efter = r.at(-1)![0];
      for (const a of await this.foraeldelse.beslut(tx, r.map(([id]) => id).filter((id) => !venter.has(id)))) {
        for (const k of a.stilling.krav) {
          const p = a.fakta.projektion.get(k.kravId);
          if (p === undefined) continue;
          const marker = p.foraeldet === k.foraeldet || (p.foraeldet === null && k.foraeldet !== null && k.foraeldet > (senest ?? '')); // passed since the last night
          if (p.dato !== k.dato || p.sidste !== k.sidste || !marker) fejl.push(`krav ${k.kravId}`);
        }
      }
    }
    return fejl;
  }
}

/** Open claims within the last radar's horizon without a row. */
async function oversete(tx: Tx, horisont: Lokaldato, venter: ReadonlySet<string>): Promise<string[]> {
  const r = await tx.raekker<[string, string]>(`select k.id, coalesce(k.hovedkrav_id, k.id) from kravsbilag k join aaben_post o on o.krav_id = k.id and o.rest > 0
    where k.foraeldelsesdato < $1 and not exists (select 1 from foraeldelse f where f.krav_id = k.id) order by k.id limit 1000`, [horisont]);
  return r.filter(([, hoved]) => !venter.has(hoved)).map(([id]) => `krav ${id}`);
}

const VENTER = `select hoved from (${BEROERTE}) b union select krav_id from vagt where trin = 'foraeldelse' and tidligst <= $1::date`;
