import { Injectable } from '@nestjs/common';
import { aabnVindue, flytVindue, type Delresultat, type Trin, type Tx, type Vindue } from '#app/platform';

/** Numbers the bilag of closed days without gaps, per regnskabsår: the last step of the night (design D8b). */
@Injectable()
export class Dagsafslut implements Trin {
  readonly kode = 'dagsafslut';
  readonly navn = 'Dagsafslutning og bilagsnumre';

  async helhed(tx: Tx): Promise<Delresultat> {
    const vindue = await aabnVindue(tx, 'bilag');
    const aar = await tx.raekker<[number]>(`select distinct extract(year from bogfoeringsdato)::int from (${UNUMMEREREDE}) u order by 1`, [vindue.fra, vindue.til, tx.forretningsdato]);
    let antal = 0;
    for (const [regnskabsaar] of aar) antal += await this.nummerer(tx, regnskabsaar, vindue);
    const [rest] = await tx.sql<{ xid: string | null }>(`select min(b.xid)::text as xid from bilag b left join bilagsnummer n on n.bilag_id = b.id where b.xid >= $1::xid8 and b.xid < $2::xid8 and n.bilag_id is null`, [vindue.fra, vindue.til]);
    await flytVindue(tx, 'bilag', rest?.xid ?? vindue.til);
    return { antal: antal > 0 ? { NUMMERERET: antal } : {}, beloeb: {} };
  }

  /** The series' row is locked until commit, so two closings cannot give the same number. */
  private async nummerer(tx: Tx, aar: number, v: Vindue): Promise<number> {
    await tx.skriv(`insert into nummerserie (serie, aar) values ('bilag', $1) on conflict do nothing`, [aar]);
    return tx.skriv(
      `with s as (select naeste from nummerserie where serie = 'bilag' and aar = $4 for update),
       u as (select id, row_number() over (order by bogfoeringsdato, xid, id) - 1 as r from (${UNUMMEREREDE}) u where extract(year from bogfoeringsdato) = $4),
       o as (update nummerserie set naeste = naeste + (select count(*) from u) where serie = 'bilag' and aar = $4)
       insert into bilagsnummer (bilag_id, regnskabsaar, nummer) select u.id, $4, s.naeste + u.r from u, s`, [v.fra, v.til, tx.forretningsdato, aar]);
  }
}

/** Bilag without a number, of transactions all of whose elders have ended; read from where the last closing stopped. */
const UNUMMEREREDE = `select b.id, b.xid, b.bogfoeringsdato from bilag b left join bilagsnummer n on n.bilag_id = b.id
  where b.xid >= $1::xid8 and b.xid < $2::xid8 and n.bilag_id is null and b.bogfoeringsdato <= $3`;
