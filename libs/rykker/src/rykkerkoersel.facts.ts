import { kr } from '#app/kernel';
import { IkkeFundet, type Tx } from '#app/platform';
import type { Godkendtlinje } from './godkendt.rules.js';

export const KOERSELSSTATUS = ['DANNES', 'FORSLAG', 'SENDES', 'SENDT', 'UDLOEBET', 'FORKASTET', 'TILBAGEFOERES', 'TILBAGEFOERT'] as const;
export type Rykkerkoerselstatus = (typeof KOERSELSSTATUS)[number];
export interface Laast { readonly id: string; readonly status: Rykkerkoerselstatus; readonly dato: string; readonly godkendelseId: string | null; readonly automatisk: boolean }

/** Locks a round's row. @throws IkkeFundet */
export async function laasKoersel(tx: Tx, id: string): Promise<Laast> {
  const [k] = await tx.sql<Laast>(`select id, status, dato, godkendelse_id as "godkendelseId", automatisk from rykkerkoersel where id = $1 for no key update`, [id]);
  if (k === undefined) throw new IkkeFundet('Rykkerkørsel', id);
  return k;
}

/** What would be sent, as one number that changes with any of it: the lines that are in, with everything a person approves. */
export async function koerslensAftryk(tx: Tx, id: string): Promise<{ aftryk: string; krav: number; breve: number; beloeb: string; gebyrer: string }> {
  const [r] = await tx.sql<{ aftryk: string; krav: number; breve: number; beloeb: string; gebyrer: string }>(
    `select encode(sha256(convert_to(coalesce(string_agg(concat_ws(',', krav_id, forretningspartner_id, brevnr, trin, art, brevtype, procedure, aftalekontotype, rest, gebyr, kompensation, underretning), ';' order by krav_id), ''), 'UTF8')), 'hex') as aftryk,
       count(*)::int as krav, count(distinct (forretningspartner_id, brevnr))::int as breve, coalesce(sum(rest), 0)::numeric(15,2) as beloeb, coalesce(sum(gebyr + kompensation), 0)::numeric(15,2) as gebyrer
     from rykkerforslag where rykkerkoersel_id = $1 and udtaget_aarsag is null`, [id]);
  return r!;
}

/** The lines of these debtors that are in and not yet answered. */
export async function hentLinjer(tx: Tx, id: string, partnere: readonly string[]): Promise<(Godkendtlinje & { readonly forretningspartnerId: string })[]> {
  const r = await tx.sql<Omit<Godkendtlinje, 'rest' | 'gebyr' | 'kompensation'> & { forretningspartnerId: string; rest: string; gebyr: string; kompensation: string }>(
    `select krav_id as "kravId", forretningspartner_id as "forretningspartnerId", brevnr, trin, brevtype, procedure, aftalekontotype, rest, gebyr, kompensation, underretning
     from rykkerforslag where rykkerkoersel_id = $1 and forretningspartner_id = any($2::bigint[]) and udtaget_aarsag is null and udfald is null order by krav_id`, [id, partnere]);
  return r.map((l) => ({ ...l, rest: kr(l.rest), gebyr: kr(l.gebyr), kompensation: kr(l.kompensation) }));
}
