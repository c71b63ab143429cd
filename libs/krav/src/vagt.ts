import { Injectable } from '@nestjs/common';
import type { Lokaldato } from '#app/kernel';
import { kolonner, type Arbejde, type Skrivning, type Tx } from '#app/platform';

/** The nightly steps that keep a watch per claim. */
export type Vagttrin = 'udlign' | 'renter' | 'rykker' | 'afskriv';

/** Steps whose answers rest on dated rules. */
const REGELTRIN: readonly Vagttrin[] = ['renter', 'rykker', 'afskriv'];

/** `tidligst`: the first date on which the step's answer for the claim can change; 'infinity' = only a new fact can. */
export interface Vagt { readonly forretningspartnerId: string; readonly kravId: string; readonly trin: Vagttrin; readonly tidligst: Lokaldato | 'infinity' }

/** A rente or gebyr that was posted: on which hovedkrav, from when, and whether it wakes clearing whatever money there is. */
export interface Nytunderkrav { readonly forretningspartnerId: string; readonly hovedkravId: string; readonly fra: Lokaldato; readonly altid: boolean }

/** Design D8a: what has nothing to do costs nothing. */
@Injectable()
export class VagtService {
  /** Debtors due for a step on tx.forretningsdato. */
  async forfaldent(tx: Tx, trin: Vagttrin): Promise<Arbejde[]> {
    const r = await tx.raekker<[string, number]>(
      `select forretningspartner_id, count(*)::int from vagt where trin = $1 and tidligst <= $2 group by 1`, [trin, tx.forretningsdato]);
    return r.map(([forretningspartnerId, antal]) => ({ forretningspartnerId, antal }));
  }

  /** Which of these debtors are due for a step. */
  async forfaldneAf(tx: Tx, trin: Vagttrin, partnere: readonly string[]): Promise<string[]> {
    const r = await tx.raekker<[string]>(
      `select distinct v.forretningspartner_id from unnest($1::bigint[]) p join vagt v on v.forretningspartner_id = p and v.trin = $2 and v.tidligst <= $3`,
      [partnere, trin, tx.forretningsdato]);
    return r.map(([p]) => p);
  }

  /** A new fact: the step looks again no later than `tidligst`. Never moves a watch later. */
  vaek(vagter: readonly Vagt[]): Skrivning[] { return this.skriv(vagter, 'least(vagt.tidligst, excluded.tidligst)'); }

  /** The step has looked and says when to look again. */
  saet(vagter: readonly Vagt[]): Skrivning[] { return this.skriv(vagter, 'excluded.tidligst'); }

  private skriv(vagter: readonly Vagt[], naar: string): Skrivning[] {
    if (vagter.length === 0) return [];
    const unikke = [...new Map(vagter.map((v) => [`${v.kravId}:${v.trin}`, v])).values()];
    return [{
      sql: `insert into vagt (forretningspartner_id, krav_id, trin, tidligst) select * from unnest($1::bigint[], $2::bigint[], $3::text[], $4::date[])
        on conflict (forretningspartner_id, krav_id, trin) do update set tidligst = ${naar} where vagt.tidligst is distinct from ${naar}`,
      vaerdier: kolonner(unikke, 4, (v) => [v.forretningspartnerId, v.kravId, v.trin, v.tidligst]),
    }];
  }

  /**
   * A fee or interest was posted on (or taken from) a claim with effect from `fra`: it stands before the hovedstol in the order of coverage,
   * so money of that value date or later, or money not placed, may now belong to it. `altid`: whatever money there is (a correction).
   */
  vaekUdlign(tx: Tx, nye: readonly Nytunderkrav[]): Skrivning {
    return {
      sql: `insert into vagt (forretningspartner_id, krav_id, trin, tidligst)
        select u.p, u.k, 'udlign', $5::date from unnest($1::bigint[], $2::bigint[], $3::date[], $4::boolean[]) u (p, k, fra, altid)
        where u.altid or exists (select 1 from indbetaling i where i.forretningspartner_id = u.p and i.virkningsdato >= u.fra)
          or exists (select 1 from indbetaling_placering s join indbetaling i on i.id = s.indbetaling_id where s.forretningspartner_id = u.p and i.virkningsdato >= u.fra)
          or exists (select 1 from aaben_post o where o.forretningspartner_id = u.p and o.krav_id is null and o.rest <> 0)
        on conflict (forretningspartner_id, krav_id, trin) do update set tidligst = least(vagt.tidligst, excluded.tidligst)`,
      vaerdier: [...kolonner(nye, 4, (n) => [n.forretningspartnerId, n.hovedkravId, n.fra, n.altid]), tx.forretningsdato],
    };
  }

  /** Sets every claim's watch back, in bulk: after a change of rates or procedures, and for a night over everything. */
  async vaekAlt(tx: Tx, trin: Vagttrin): Promise<number> {
    return tx.skriv(
      `insert into vagt (forretningspartner_id, krav_id, trin, tidligst)
       select a.forretningspartner_id, k.id, $1, '1900-01-01' from kravsbilag k join aaben_post a on a.krav_id = k.id where k.art = 'HOVEDKRAV'
       on conflict (forretningspartner_id, krav_id, trin) do update set tidligst = excluded.tidligst`, [trin]);
  }

  /**
   * A choice, kravstype or rykkerprocedure that begins to hold on tx.forretningsdato may change any claim's answer: every watch of the
   * steps that read it is set back (a step that looked earlier could not know how far to wait).
   */
  async vaekVedNyeRegler(tx: Tx): Promise<void> {
    const [nye] = await tx.sql(`select 1 from opsaetning where gyldig_fra = $1 and kendt_til = 'infinity'
      union all select 1 from kravstype where gyldig_fra = $1 and kendt_til = 'infinity' union all select 1 from rykkerprocedure where gyldig_fra = $1 and kendt_til = 'infinity' limit 1`, [tx.forretningsdato]);
    if (nye === undefined) return;
    for (const trin of REGELTRIN) await this.vaekAlt(tx, trin);
  }

  /** The next date after `efter` on which any step has anything to do; tests jump by it. */
  async naesteDato(tx: Tx, efter: Lokaldato): Promise<Lokaldato | undefined> {
    const [r] = await tx.sql<{ d: Lokaldato | null }>(`select min(greatest(tidligst, $1::date + 1)) as d from vagt where tidligst < 'infinity'`, [efter]);
    return r?.d ?? undefined;
  }
}
