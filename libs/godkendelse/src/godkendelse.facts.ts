import type { Lokaldato } from '#app/kernel';
import { gaelder, type Tx } from '#app/platform';
import { statusPaa, type Svarart } from './godkendelse.rules.js';
import type { Forslagsfilter, Senesteforslag } from './typer.js';

/** A proposal's row with its answer, texts still encrypted. */
export interface Forslagsraekke {
  readonly id: string; readonly art: string; readonly objekt: string | null; readonly indhold: string; readonly hash: string; readonly beloeb: string | null; readonly begrundelse: Buffer; readonly dokumentation: Buffer | null;
  readonly dato: Lokaldato; readonly sidsteDag: Lokaldato; readonly foreslaaetAf: string; readonly registreret: Date;
  readonly svar: Svarart | null; readonly svaretAf: string | null; readonly svarDato: Lokaldato | null; readonly svarTid: Date | null; readonly kommentar: Buffer | null;
}

/** The kommune's choice of how many days a proposal may wait; libs/krav/src/opsaetning.ts lists it among the others. */
export const DAGE = { noegle: 'godkendelse_dage', standard: 14 } as const;

export async function hoejstDage(tx: Tx): Promise<number> {
  const [r] = await tx.raekker<[number]>(`select vaerdi::int from opsaetning o where o.noegle = $1 and ${gaelder('o', '$2')}`, [DAGE.noegle, tx.forretningsdato]);
  return r?.[0] ?? DAGE.standard;
}

const FELTER = `g.id, g.art, g.objekt, g.indhold, g.hash, g.beloeb, g.begrundelse, g.dokumentation, g.dato, g.sidste_dag as "sidsteDag", g.bruger as "foreslaaetAf", g.registreret,
  s.svar, s.bruger as "svaretAf", s.dato as "svarDato", s.registreret as "svarTid", s.kommentar from godkendelse g left join godkendelse_svar s on s.godkendelse_id = g.id`;

export async function hentForslag(tx: Tx, id: string): Promise<Forslagsraekke | undefined> {
  const [r] = await tx.sql<Forslagsraekke>(`select ${FELTER} where g.id = $1`, [id]);
  return r;
}

/** Oldest first, after `efter`. */
export function listForslag(tx: Tx, f: Forslagsfilter, efter: string | undefined, antal: number): Promise<Forslagsraekke[]> {
  return tx.sql<Forslagsraekke>(`select ${FELTER} where g.id > coalesce($1::bigint, 0)
      and ($2::text is null or $2 = coalesce(s.svar, case when g.sidste_dag < $3 then 'UDLOEBET' else 'AABEN' end))
      and ($4::text is null or g.art = $4) and ($5::text is null or g.objekt = $5 or starts_with(g.objekt, $5 || ':')) and ($6::boolean is null or (lower(g.bruger) = lower($7)) = $6) order by g.id limit $8`,
    [efter ?? null, f.status ?? null, tx.forretningsdato, f.art ?? null, f.objekt ?? null, f.mine ?? null, tx.bruger, antal]);
}

/** The newest proposal of an art about each of these objects, where there is one. */
export async function senesteForslag(tx: Tx, art: string, objekter: readonly string[]): Promise<Map<string, Senesteforslag>> {
  const r = await tx.sql<{ objekt: string; id: string; hash: string; svar: Svarart | null; sidsteDag: Lokaldato }>(
    `select o as objekt, g.id, g.hash, s.svar, g.sidste_dag as "sidsteDag" from unnest($2::text[]) o
     cross join lateral (select * from godkendelse g where g.art = $1 and g.objekt = o order by g.id desc limit 1) g left join godkendelse_svar s on s.godkendelse_id = g.id`, [art, [...new Set(objekter)]]);
  return new Map(r.map((x) => [x.objekt, { id: x.id, hash: x.hash, status: statusPaa(x, tx.forretningsdato), sidsteDag: x.sidsteDag }]));
}
