import { Injectable } from '@nestjs/common';
import { beloebTekst, NUL, plusDage, sum } from '#app/kernel';
import { tabel, type Delresultat, type Skrivning, type Tx } from '#app/platform';
import { GodkendelseService } from '#app/godkendelse';
import { OpsaetningService, VagtService } from '#app/krav';
import type { Beslutninger } from './beslutning.service.js';
import { naesteTrin, trinnet } from './regler.rules.js';
import { vagterAf } from './vagter.js';
import type { Brev } from './typer.js';

export const RYKKERKOERSEL = 'RYKKERKOERSEL';

/** Proposals of letters: which round the night writes in, and the lines of it. */
@Injectable()
export class ForslagsskrivningService {
  constructor(private readonly vagt: VagtService, private readonly opsaetning: OpsaetningService, private readonly godkendelser: GodkendelseService) {}

  /** Before the night's step: rounds that wait from before are over, and the night's own is begun where there is anything to do. */
  async natten(tx: Tx): Promise<void> {
    const aabne = await tx.sql<{ id: string; godkendelseId: string | null }>(`select id, godkendelse_id as "godkendelseId" from rykkerkoersel where status = 'FORSLAG' and dato < $1 order by id for update`, [tx.forretningsdato]);
    await this.luk(tx, aabne, 'UDLOEBET', 'En nyere nat har dannet et nyt forslag.');
    const [noget] = await tx.sql(`select 1 from vagt where trin = 'rykker' and tidligst <= $1 limit 1`, [tx.forretningsdato]);
    if (noget === undefined) return;
    const automatisk = (await this.opsaetning.hent(tx, tx.forretningsdato)).rykkerGodkendelse === 'NEJ';
    if ((await this.aabenNat(tx, automatisk)) === undefined) await this.opret(tx, 'NAT', automatisk ? 'SENDT' : 'FORSLAG', automatisk);
  }

  /** The round this night writes in: its own of the date, or a new one where none was begun (a step run by itself, a rehearsal). */
  async nattens(tx: Tx): Promise<string> {
    const fundet = await this.aabenNat(tx, false);
    if (fundet !== undefined) return fundet;
    await tx.skriv(`select pg_advisory_xact_lock(hashtextextended('rykkerkoersel:' || current_schema(), 0))`);
    return (await this.aabenNat(tx, false)) ?? this.opret(tx, 'NAT', 'FORSLAG', false);
  }

  /** The round that letters sent at once belong to, where the night has begun one. */
  aabenNat(tx: Tx, automatisk: boolean): Promise<string | undefined> {
    return tx.sql<{ id: string }>(`select id from rykkerkoersel where dato = $1 and kilde = 'NAT' and automatisk = $2 and status = case when $2 then 'SENDT' else 'FORSLAG' end order by id desc limit 1`, [tx.forretningsdato, automatisk]).then(([r]) => r?.id);
  }

  async opret(tx: Tx, kilde: 'NAT' | 'SAGSBEHANDLER', status: 'DANNES' | 'FORSLAG' | 'SENDT', automatisk: boolean): Promise<string> {
    const id = await tx.id();
    await tx.skriv(`insert into rykkerkoersel (id, dato, kilde, automatisk, status, sendt) values ($1, $2, $3, $4, $5, case when $4 then $2::date end)`, [id, tx.forretningsdato, kilde, automatisk, status]);
    return id;
  }

  /** A round that will not be sent: its proposal of approval falls with it. */
  async luk(tx: Tx, koersler: readonly { readonly id: string; readonly godkendelseId: string | null }[], status: 'UDLOEBET' | 'FORKASTET', grund: string): Promise<void> {
    if (koersler.length === 0) return;
    const seneste = await this.godkendelser.seneste(tx, RYKKERKOERSEL, koersler.map((k) => objektAf(k.id)));
    const aabne = [...seneste.values()].filter((s) => s.status === 'AABEN').map((s) => s.id);
    await tx.skrivSamlet([
      { sql: `update rykkerkoersel set status = $2::text where id = any($1::bigint[])`, vaerdier: [koersler.map((k) => k.id), status] },
      ...this.godkendelser.bortfald(tx, aabne, grund),
    ]);
  }

  /** Writes the letters of these debtors as lines of a round instead of sending them; a claim that is proposed is looked at again tomorrow. */
  async foreslaa(tx: Tx, b: Beslutninger, rykkerkoerselId: string): Promise<Delresultat> {
    const linjer = b.beslutninger.flatMap((d, nr) => d.breve.flatMap((brev, i) => brev.krav.map((k) => linje(b, nr, brev, i + 1, k.kravId))));
    const foreslaaet = new Set(linjer.map((l) => l.kravId));
    const vagter = vagterAf(b.beslutninger).map((v) => (foreslaaet.has(v.kravId) ? { ...v, tidligst: plusDage(tx.forretningsdato, 1) } : v));
    await tx.skrivSamlet([...this.vagt.saet(vagter), ...raekker(linjer, rykkerkoerselId)]);
    const antal: Record<string, number> = {};
    for (const k of b.beslutninger.flatMap((d) => d.krav)) {
      const n = k.beslutning.art === 'RYK' ? 'FORESLAAET' : k.beslutning.grund;
      antal[n] = (antal[n] ?? 0) + 1;
    }
    const gebyrer = linjer.filter((l) => l.gebyr.gt(0));
    if (linjer.length === 0) return { antal, beloeb: {} };
    return { antal: { ...antal, FORESLAAEDE_BREVE: b.beslutninger.reduce((n, d) => n + d.breve.length, 0) }, beloeb: { FORESLAAET: beloebTekst(sum(linjer.map((l) => l.rest))), FORESLAAEDE_GEBYRER: beloebTekst(sum(gebyrer.map((l) => l.gebyr))) } };
  }
}

export const objektAf = (id: string): string => `rykkerkoersel:${id}`;

type Linje = ReturnType<typeof linje>;
/** `nr`: the debtor's place among the facts, which the decisions share. */
function linje(b: Beslutninger, nr: number, brev: Brev, brevnr: number, kravId: string) {
  const d = b.fakta.debitorer[nr]!;
  const k = d.krav.find((x) => x.kravId === kravId)!;
  const r = trinnet(k, naesteTrin(k), b.grundlag)!;
  const l = brev.krav.find((x) => x.kravId === kravId)!;
  return {
    kravId, forretningspartnerId: d.forretningspartnerId, brevnr, trin: l.trin, art: r.art, brevtype: r.brevtype, kravstype: b.fakta.raekker.get(kravId)!.kravstype, procedure: r.kode, aftalekontotype: r.aftalekontotype,
    rest: l.rest, gebyr: brev.gebyrer.find((x) => x.kravId === kravId)?.beloeb ?? NUL, kompensation: brev.kompensationer.find((x) => x.kravId === kravId)?.beloeb ?? NUL, underretning: l.underretning,
  };
}

/** A claim that was taken out of the round before at the same trin stays out, with the same reason, until someone puts it back. */
function raekker(linjer: readonly Linje[], rykkerkoerselId: string): Skrivning[] {
  if (linjer.length === 0) return [];
  const u = tabel(linjer, {
    krav_id: ['bigint', (l) => l.kravId], forretningspartner_id: ['bigint', (l) => l.forretningspartnerId], brevnr: ['int', (l) => l.brevnr], trin: ['smallint', (l) => l.trin], art: ['text', (l) => l.art], brevtype: ['text', (l) => l.brevtype],
    kravstype: ['text', (l) => l.kravstype], procedure: ['text', (l) => l.procedure], aftalekontotype: ['text', (l) => l.aftalekontotype],
    rest: ['numeric', (l) => beloebTekst(l.rest)], gebyr: ['numeric', (l) => beloebTekst(l.gebyr)], kompensation: ['numeric', (l) => beloebTekst(l.kompensation)], underretning: ['boolean', (l) => l.underretning],
  }, 2);
  return [{
    sql: `insert into rykkerforslag (rykkerkoersel_id, krav_id, forretningspartner_id, brevnr, trin, art, brevtype, kravstype, procedure, aftalekontotype, rest, gebyr, kompensation, underretning, udtaget_aarsag, udtaget_af)
      select $1::bigint, u.krav_id, u.forretningspartner_id, u.brevnr, u.trin, u.art, u.brevtype, u.kravstype, u.procedure, u.aftalekontotype, u.rest, u.gebyr, u.kompensation, u.underretning,
        case when f.trin = u.trin then f.udtaget_aarsag end, case when f.trin = u.trin then f.udtaget_af end
      from ${u.sql} u left join lateral (select f.trin, f.udtaget_aarsag, f.udtaget_af from rykkerforslag f where f.krav_id = u.krav_id and f.rykkerkoersel_id < $1::bigint order by f.rykkerkoersel_id desc limit 1) f on true
      on conflict (rykkerkoersel_id, krav_id) do nothing`,
    vaerdier: [rykkerkoerselId, ...u.vaerdier],
  }];
}
