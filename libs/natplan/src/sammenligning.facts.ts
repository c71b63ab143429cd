import type { Lokaldato } from '#app/kernel';
import type { Tx } from '#app/platform';

export type Talart = 'ANTAL' | 'BELOEB' | 'DEBITORER' | 'SEKUNDER';
/** A figure of a step tonight, last night, and as it usually is (the median of the nights before on which the step ran). Decimals as text. */
export interface Nattal {
  readonly trin: string; readonly art: Talart;
  /** The outcome, or what the kroner are; '' for DEBITORER and SEKUNDER. */
  readonly navn: string;
  readonly nu: string; /** null: the step did not run last night. */ readonly forrige: string | null; /** null: it has not run before. */ readonly median: string | null;
}

/** Nights that the usual is taken from. */
export const NAETTER = 30;

/** Keeps a finished step's figures. */
export async function gemTal(tx: Tx, koerselId: string): Promise<void> {
  await tx.skriv(
    `insert into koersel_tal (koersel_id, art, navn, vaerdi)
     select $1::bigint, 'ANTAL', e.key, sum(e.value::numeric) from koersel_del d, jsonb_each_text(d.resultat -> 'antal') e where d.koersel_id = $1::bigint group by e.key
     union all select $1::bigint, 'BELOEB', e.key, sum(e.value::numeric) from koersel_del d, jsonb_each_text(d.resultat -> 'beloeb') e where d.koersel_id = $1::bigint group by e.key
     union all select $1::bigint, 'DEBITORER', '', coalesce(sum(cardinality(d.partnere)), 0) from koersel_del d where d.koersel_id = $1::bigint
     union all select $1::bigint, 'SEKUNDER', '', greatest(extract(epoch from coalesce(k.afsluttet, clock_timestamp()) - k.startet) - k.pause_sekunder, 0) from koersel k where k.id = $1::bigint
     on conflict (koersel_id, art, navn) do nothing`, [koerselId]);
}

const TIDLIGERE = `select id, forretningsdato, row_number() over (order by forretningsdato desc) as r from koersel
  where art = 'NAT' and forretningsdato < $1 and status in ('AFSLUTTET', 'AFSLUTTET_MED_FEJL') order by forretningsdato desc limit ${NAETTER}`;

/** The nights before `dato` that figures are held up against: the newest, and how many. */
export async function naetterFoer(tx: Tx, dato: Lokaldato): Promise<{ forrige: Lokaldato | null; antal: number }> {
  const [r] = await tx.sql<{ forrige: Lokaldato | null; antal: number }>(`with n as (${TIDLIGERE}) select max(forretningsdato) as forrige, count(*)::int as antal from n`, [dato]);
  return r!;
}

/** Every figure of the night's finished steps, and those that earlier nights had and this one has not (then 0). */
export async function nattal(tx: Tx, natId: string, dato: Lokaldato): Promise<Nattal[]> {
  return tx.sql<Nattal>(
    `with n as (${TIDLIGERE}),
     koert as (select n.r, s.art as trin, s.id from n join koersel s on s.forgaenger_id = n.id and s.status in ('AFSLUTTET', 'AFSLUTTET_MED_FEJL')),
     nu as (select s.art as trin, s.id from koersel s where s.forgaenger_id = $2 and s.status in ('AFSLUTTET', 'AFSLUTTET_MED_FEJL')),
     navne as (select k.trin, t.art, t.navn from (select trin, id from nu union all select koert.trin, koert.id from koert where trin in (select trin from nu)) k join koersel_tal t on t.koersel_id = k.id group by 1, 2, 3),
     foer as (select v.trin, v.art, v.navn, max(case when koert.r = 1 then coalesce(t.vaerdi, 0) end) as forrige, percentile_cont(0.5) within group (order by coalesce(t.vaerdi, 0)::float8) as median
       from navne v join koert on koert.trin = v.trin left join koersel_tal t on t.koersel_id = koert.id and t.art = v.art and t.navn = v.navn group by 1, 2, 3)
     select v.trin, v.art, v.navn, round(coalesce(t.vaerdi, 0), 2)::text as nu, round(f.forrige, 2)::text as forrige, round(f.median::numeric, 2)::text as median
     from navne v join nu on nu.trin = v.trin left join koersel_tal t on t.koersel_id = nu.id and t.art = v.art and t.navn = v.navn left join foer f on f.trin = v.trin and f.art = v.art and f.navn = v.navn
     order by nu.id, v.art, v.navn`, [dato, natId]);
}

/** Usual seconds of each step. */
export async function saedvanligeSekunder(tx: Tx, dato: Lokaldato): Promise<ReadonlyMap<string, number>> {
  return new Map(await tx.raekker<[string, number]>(
    `with n as (${TIDLIGERE}) select s.art, percentile_cont(0.5) within group (order by t.vaerdi::float8) from n join koersel s on s.forgaenger_id = n.id join koersel_tal t on t.koersel_id = s.id and t.art = 'SEKUNDER' group by 1`, [dato]));
}
