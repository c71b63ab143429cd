import { Injectable } from '@nestjs/common';
import type { Lokaldato } from '#app/kernel';
import { indsaet, tabel, type Arbejde, type Kolonner, type Skrivning, type Tx } from '#app/platform';

/** The nightly steps that keep a watch per claim. */
const VAGTTRIN = ['udlign', 'foraeldelse', 'fakturer', 'renter', 'rykker', 'afskriv', 'psrmkontrol'] as const;
export type Vagttrin = (typeof VAGTTRIN)[number];

/** Steps whose answers rest on dated rules. */
export const REGELTRIN: readonly Vagttrin[] = ['fakturer', 'renter', 'rykker', 'afskriv', 'psrmkontrol'];

/** `tidligst`: the first date on which the step's answer for the claim can change; 'infinity' = only a new fact can. */
export interface Vagt { readonly forretningspartnerId: string; readonly kravId: string; readonly trin: Vagttrin; readonly tidligst: Lokaldato | 'infinity' }

/** A rente or gebyr that was posted: on which hovedkrav, from when, and whether it wakes clearing whatever money there is. */
export interface Nytunderkrav { readonly forretningspartnerId: string; readonly hovedkravId: string; readonly fra: Lokaldato; readonly altid: boolean }

// Of each debtor that has any: the newest value date of his payments; 'infinity' while money of his is not placed.
const SENESTE_PENGE = `select p, max(dato) from (
    select forretningspartner_id as p, virkningsdato as dato from indbetaling where forretningspartner_id = any($1::bigint[])
    union all select s.forretningspartner_id, i.virkningsdato from indbetaling_placering s join indbetaling i on i.id = s.indbetaling_id where s.forretningspartner_id = any($1::bigint[])
    union all select forretningspartner_id, 'infinity' from aaben_post where forretningspartner_id = any($1::bigint[]) and krav_id is null and rest <> 0) x group by p`;

const ET_TRINS: Kolonner<Omit<Vagt, 'trin'>> = { forretningspartner_id: ['bigint', (v) => v.forretningspartnerId], krav_id: ['bigint', (v) => v.kravId], tidligst: ['date', (v) => v.tidligst] };
const KOLONNER: Kolonner<Vagt> = { ...ET_TRINS, trin: ['text', (v) => v.trin] };

/** Design D8a: what has nothing to do costs nothing. */
@Injectable()
export class VagtService {
  /** Debtors due for a step on tx.forretningsdato. */
  async forfaldent(tx: Tx, trin: Vagttrin): Promise<Arbejde[]> {
    const r = await tx.raekker<[string, number]>(
      `select forretningspartner_id, count(*)::int from vagt where trin = $1 and tidligst <= $2 and tidligst < 'infinity' group by 1`, [trin, tx.forretningsdato]);
    return r.map(([forretningspartnerId, antal]) => ({ forretningspartnerId, antal }));
  }

  /** Which steps any debtor is due for on tx.forretningsdato. */
  async forfaldneTrin(tx: Tx): Promise<ReadonlySet<string>> {
    const r = await tx.raekker<[string]>(
      `select t from unnest($1::text[]) t where exists (select 1 from vagt v where v.trin = t and v.tidligst <= $2 and v.tidligst < 'infinity')`, [VAGTTRIN, tx.forretningsdato]);
    return new Set(r.map(([t]) => t));
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

  /** The same for claims that the step found by its watch, one watch each: what is not watched is left alone. */
  flyt(trin: Vagttrin, vagter: readonly Omit<Vagt, 'trin'>[]): Skrivning[] {
    if (vagter.length === 0) return [];
    const u = tabel(vagter, ET_TRINS, 2);
    return [{
      sql: `update vagt v set tidligst = u.tidligst from ${u.sql} u
        where v.forretningspartner_id = u.forretningspartner_id and v.krav_id = u.krav_id and v.trin = $1::text and v.tidligst is distinct from u.tidligst`,
      vaerdier: [trin, ...u.vaerdier],
    }];
  }

  private skriv(vagter: readonly Vagt[], naar: string): Skrivning[] {
    if (vagter.length === 0) return [];
    const unikke = [...new Map(vagter.map((v) => [`${v.kravId}:${v.trin}`, v])).values()];
    return [indsaet('vagt', unikke, KOLONNER, {}, `on conflict (forretningspartner_id, krav_id, trin) do update set tidligst = ${naar} where vagt.tidligst is distinct from ${naar}`)];
  }

  /**
   * Fees or interest were posted on (or taken from) claims with effect from `fra`: they stand before the hovedstol in the order of coverage,
   * so money of that value date or later, or money not placed, may now belong to them. `altid`: whatever money there is (a correction).
   */
  async vaekUdlign(tx: Tx, nye: readonly Nytunderkrav[]): Promise<Skrivning[]> {
    const betalt = new Map((await tx.raekker<[string, Lokaldato]>(SENESTE_PENGE, [[...new Set(nye.map((n) => n.forretningspartnerId))]])));
    return this.vaek(nye.filter((n) => n.altid || n.fra <= (betalt.get(n.forretningspartnerId) ?? ''))
      .map((n) => ({ forretningspartnerId: n.forretningspartnerId, kravId: n.hovedkravId, trin: 'udlign', tidligst: tx.forretningsdato })));
  }

  /** Sets every claim's watch back, in bulk: after a change of rates or procedures, and for a night over everything. `partnere`: theirs alone. */
  async vaekAlt(tx: Tx, trin: Vagttrin, partnere?: readonly string[]): Promise<number> {
    return tx.skriv(
      `insert into vagt (forretningspartner_id, krav_id, trin, tidligst)
       select a.forretningspartner_id, k.id, $1, '1900-01-01' from kravsbilag k join aaben_post a on a.krav_id = k.id where k.art = 'HOVEDKRAV' and ($1 <> 'fakturer' or k.faktureret = 'infinity')
         ${partnere === undefined ? '' : 'and k.aftalekonto_id in (select id from aftalekonto where forretningspartner_id = any($2::bigint[]))'}
       on conflict (forretningspartner_id, krav_id, trin) do update set tidligst = excluded.tidligst`, partnere === undefined ? [trin] : [trin, partnere]);
  }

  /**
   * A choice, kravstype or rykkerprocedure that begins to hold on tx.forretningsdato may change any claim's answer: every watch of the
   * steps that read it is set back (a step that looked earlier could not know how far to wait).
   */
  async vaekVedNyeRegler(tx: Tx, partnere?: readonly string[]): Promise<void> {
    if (!(await this.harNyeRegler(tx))) return;
    for (const trin of REGELTRIN) await this.vaekAlt(tx, trin, partnere);
  }

  /** Does any choice, kravstype or rykkerprocedure begin to hold on tx.forretningsdato? */
  async harNyeRegler(tx: Tx): Promise<boolean> {
    const [nye] = await tx.sql(`select 1 from opsaetning where gyldig_fra = $1 and kendt_til = 'infinity'
      union all select 1 from kravstype where gyldig_fra = $1 and kendt_til = 'infinity' union all select 1 from rykkerprocedure where gyldig_fra = $1 and kendt_til = 'infinity' limit 1`, [tx.forretningsdato]);
    return nye !== undefined;
  }

  /** The next date after `efter` on which any step has anything to do; tests jump by it. */
  async naesteDato(tx: Tx, efter: Lokaldato): Promise<Lokaldato | undefined> {
    const [r] = await tx.sql<{ d: Lokaldato | null }>(`select min(greatest(tidligst, $1::date + 1)) as d from vagt where tidligst < 'infinity'`, [efter]);
    return r?.d ?? undefined;
  }
}
