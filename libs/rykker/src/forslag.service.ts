import { Injectable } from '@nestjs/common';
import { beloebTekst, NUL, plusDage, sum, type Beloeb } from '#app/kernel';
import { tabel, type Delresultat, type Skrivning, type Tx } from '#app/platform';
import { GodkendelseService } from '#app/godkendelse';
import { OpsaetningService, VagtService } from '#app/krav';
import type { Beslutninger } from './beslutning.service.js';
import { naesteTrin, trinnet } from './regler.rules.js';
import { linje as brevlinje } from './rykker.rules.js';
import { vagterAf } from './vagter.js';
import type { Brev, Udtaget } from './typer.js';

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

  /**
   * Writes the letters of these debtors as the lines of a round instead of sending them, in the place of what it had of them; a claim that is proposed is
   * looked at again tomorrow. One that people have taken out stands outside the letters, without a fee, until it is put back in.
   */
  async foreslaa(tx: Tx, b: Beslutninger, rykkerkoerselId: string): Promise<Delresultat> {
    const linjer = b.beslutninger.flatMap((d, nr) => d.breve.flatMap((brev, i) => brev.krav.map((k) => linje(b, nr, brev, i + 1, k.kravId))));
    const ude = b.beslutninger.flatMap((d, nr) => d.krav.flatMap((k) => (k.beslutning.art === 'VENT' && k.beslutning.grund === 'UDTAGET' ? [udtagetLinje(b, nr, k.kravId)] : [])));
    const foreslaaet = new Set(linjer.map((l) => l.kravId));
    const vagter = vagterAf(b.beslutninger).map((v) => (foreslaaet.has(v.kravId) ? { ...v, tidligst: plusDage(tx.forretningsdato, 1) } : v));
    await tx.skrivSamlet([...this.vagt.saet(vagter), ...forladte(b, [...linjer, ...ude], rykkerkoerselId), ...raekker([...linjer, ...ude], rykkerkoerselId)]);
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

interface Linje {
  readonly kravId: string; readonly forretningspartnerId: string; readonly brevnr: number; readonly trin: number; readonly art: string; readonly brevtype: string | null; readonly kravstype: string; readonly procedure: string; readonly aftalekontotype: string;
  readonly rest: Beloeb; readonly gebyr: Beloeb; readonly kompensation: Beloeb; readonly underretning: boolean; readonly udtaget: Udtaget | undefined;
}
const UDEN_BREV = 0;

/** `nr`: the debtor's place among the facts, which the decisions share. */
function linje(b: Beslutninger, nr: number, brev: Brev, brevnr: number, kravId: string): Linje {
  return {
    ...linjefakta(b, nr, kravId), brevnr, udtaget: undefined,
    gebyr: brev.gebyrer.find((x) => x.kravId === kravId)?.beloeb ?? NUL, kompensation: brev.kompensationer.find((x) => x.kravId === kravId)?.beloeb ?? NUL,
  };
}

const udtagetLinje = (b: Beslutninger, nr: number, kravId: string): Linje => ({ ...linjefakta(b, nr, kravId), brevnr: UDEN_BREV, gebyr: NUL, kompensation: NUL, udtaget: b.fakta.debitorer[nr]!.krav.find((x) => x.kravId === kravId)!.udtaget });

function linjefakta(b: Beslutninger, nr: number, kravId: string): Omit<Linje, 'brevnr' | 'gebyr' | 'kompensation' | 'udtaget'> {
  const d = b.fakta.debitorer[nr]!;
  const k = d.krav.find((x) => x.kravId === kravId)!;
  const r = trinnet(k, naesteTrin(k), b.grundlag)!;
  const l = brevlinje(k, r, b.grundlag);
  return { kravId, forretningspartnerId: d.forretningspartnerId, trin: l.trin, art: r.art, brevtype: r.brevtype, kravstype: b.fakta.raekker.get(kravId)!.kravstype, procedure: r.kode, aftalekontotype: r.aftalekontotype, rest: l.rest, underretning: l.underretning };
}

/** What the round had of these debtors and is not proposed any more. What people have taken out of it stays to be put back in. */
const forladte = (b: Beslutninger, linjer: readonly Linje[], rykkerkoerselId: string): Skrivning[] => [{
  sql: `delete from rykkerforslag where rykkerkoersel_id = $1::bigint and forretningspartner_id = any($2::bigint[]) and krav_id <> all($3::bigint[]) and udtaget_aarsag is null and udfald is null`,
  vaerdier: [rykkerkoerselId, b.beslutninger.map((d) => d.forretningspartnerId), linjer.map((l) => l.kravId)],
}];

/** A claim that was taken out of the round before at the same trin stays out, with the same reason, until someone puts it back. */
function raekker(linjer: readonly Linje[], rykkerkoerselId: string): Skrivning[] {
  if (linjer.length === 0) return [];
  const u = tabel(linjer, {
    krav_id: ['bigint', (l) => l.kravId], forretningspartner_id: ['bigint', (l) => l.forretningspartnerId], brevnr: ['int', (l) => l.brevnr], trin: ['smallint', (l) => l.trin], art: ['text', (l) => l.art], brevtype: ['text', (l) => l.brevtype],
    kravstype: ['text', (l) => l.kravstype], procedure: ['text', (l) => l.procedure], aftalekontotype: ['text', (l) => l.aftalekontotype],
    rest: ['numeric', (l) => beloebTekst(l.rest)], gebyr: ['numeric', (l) => beloebTekst(l.gebyr)], kompensation: ['numeric', (l) => beloebTekst(l.kompensation)], underretning: ['boolean', (l) => l.underretning],
    udtaget_aarsag: ['text', (l) => l.udtaget?.aarsag ?? null], udtaget_af: ['text', (l) => l.udtaget?.af ?? null],
  }, 2);
  return [{
    sql: `insert into rykkerforslag as f (rykkerkoersel_id, krav_id, forretningspartner_id, brevnr, trin, art, brevtype, kravstype, procedure, aftalekontotype, rest, gebyr, kompensation, underretning, udtaget_aarsag, udtaget_af)
      select $1::bigint, u.krav_id, u.forretningspartner_id, u.brevnr, u.trin, u.art, u.brevtype, u.kravstype, u.procedure, u.aftalekontotype, u.rest, u.gebyr, u.kompensation, u.underretning, u.udtaget_aarsag, u.udtaget_af from ${u.sql} u
      on conflict (rykkerkoersel_id, krav_id) do update set (${OPFRISKES.join(', ')}) = row(${OPFRISKES.map((k) => `excluded.${k}`).join(', ')}) where f.udfald is null`,
    vaerdier: [rykkerkoerselId, ...u.vaerdier],
  }];
}
/** What a second look at a debtor in the same round writes anew. */
const OPFRISKES = ['forretningspartner_id', 'brevnr', 'trin', 'art', 'brevtype', 'procedure', 'aftalekontotype', 'rest', 'gebyr', 'kompensation', 'underretning'];
