import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import { paastaa } from '#app/kernel';
import { SKEMA, type Baenk } from './baenk.js';

/**
 * The floor: the rows that the program itself wrote in a preparation run, laid ready in schema `gulv`, one `del` per transaction, and
 * written again by `INSERT … SELECT` and `UPDATE … FROM` into the same tables, as the same role, under the same constraints and triggers.
 */

/** Rows that the program changes as well as makes; all other tables it only adds to. */
interface Aendres { readonly noegle: readonly string[]; readonly saet: readonly string[]; readonly hvor?: string }
const AENDRES: Readonly<Record<string, readonly Aendres[]>> = {
  vagt: [{ noegle: ['forretningspartner_id', 'krav_id', 'trin'], saet: ['tidligst'] }],
  aaben_post: [{ noegle: ['krav_id'], saet: ['rest'], hvor: 'krav_id is not null' }, { noegle: ['aftalekonto_id'], saet: ['rest'], hvor: 'krav_id is null' }],
  kravsbilag: [{ noegle: ['id'], saet: ['faktureret', 'forfaldsdato', 'srb'] }],
  kravfil_del: [{ noegle: ['kravfil_id', 'nr'], saet: ['indhold'] }],
  koersel: [{ noegle: ['id'], saet: ['status', 'afsluttet'] }],
  koersel_del: [{ noegle: ['koersel_id', 'nr'], saet: ['status', 'resultat', 'faerdig'] }],
  psrm_grundlag: [{ noegle: ['ene'], saet: ['aftryk', 'forretningsdato'] }],
  nummerserie: [{ noegle: ['serie', 'aar'], saet: ['naeste', 'vandmaerke'] }],
};
const UDENFOR = ['migration', 'revision', 'koersel_fejl'];

/** A point in time on the server; rows of younger transactions were written after it. */
export async function maerke(baenk: Baenk, navn: string): Promise<string> {
  return baenk.med(navn, async (k) => (await k.query<{ x: string }>(`select pg_current_xact_id()::xid::text as x`)).rows[0]!.x);
}

/** What one transaction of the floor writes: what a part of a run wrote, what one transaction of the program wrote, or all of it. */
export type Deling = 'KOERSELSDEL' | 'TRANSAKTION' | 'ALT';
const DELNUMRE: Readonly<Record<Deling, (alle: string) => string>> = {
  KOERSELSDEL: () => 'select fangst_xid, nr as del from fangst.koersel_del',
  TRANSAKTION: (alle) => `select fangst_xid, dense_rank() over (order by fangst_xid)::int as del from (${alle}) x`,
  ALT: (alle) => `select fangst_xid, 1 as del from (${alle}) x`,
};

/** Takes what the program wrote in `koert` since `fra` and lays it ready in `skabelon`. @returns the parts, in order */
export async function laegGulv(baenk: Baenk, koert: string, skabelon: string, fra: string, deling: Deling): Promise<number[]> {
  const tabeller = await baenk.med(koert, (k) => fang(k, fra, deling));
  for (const t of tabeller) {
    await baenk.med(skabelon, (k) => k.query(`create schema if not exists gulv; create unlogged table gulv.${t} as select t.*, 0 as del from ${SKEMA}.${t} t with no data`));
    if (baenk.egen) await flytSomFil(baenk, koert, skabelon, t);
    else await flytSomJson(baenk, koert, skabelon, t);
  }
  return baenk.med(skabelon, (k) => klargoer(k, tabeller));
}

/** Every row of a transaction after `fra`, table by table in the order the tables were made, which is the order they refer in. */
async function fang(k: Client, fra: string, deling: Deling): Promise<string[]> {
  const { rows } = await k.query<{ t: string }>(
    `select relname as t from pg_class where relnamespace = $1::regnamespace and relkind = 'r' and relname <> all($2) order by oid`, [SKEMA, UDENFOR]);
  await k.query(`drop schema if exists fangst cascade; create schema fangst`);
  const fundne: string[] = [];
  for (const { t } of rows) {
    const { rowCount } = await k.query(`create unlogged table fangst.${t} as select t.*, t.xmin::text::bigint as fangst_xid from ${SKEMA}.${t} t where age(t.xmin) <= age('${fra}'::xid)`);
    if ((rowCount ?? 0) > 0) fundne.push(t);
  }
  const alle = fundne.map((t) => `select fangst_xid from fangst.${t}`).join(' union ');
  await k.query(`create table fangst.nr as ${DELNUMRE[deling](alle)}`);
  const udenDel = await k.query(`select 1 from (${alle}) x left join fangst.nr using (fangst_xid) where nr.del is null`);
  paastaa(fundne.length > 0 && udenDel.rowCount === 0, 'BENCH_FORBEREDELSEN_BLEV_KOERT_OM');
  return fundne;
}

/** The table's own columns, each with the alias before it. */
async function kolonner(k: Client, tabel: string, alias = ''): Promise<string> {
  const { rows } = await k.query<{ k: string }>(
    `select string_agg($2 || quote_ident(attname), ', ' order by attnum) as k from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped`, [`${SKEMA}.${tabel}`, alias]);
  return rows[0]!.k;
}

const udtraek = async (k: Client, t: string): Promise<string> =>
  `select ${await kolonner(k, t, 't.')}, nr.del from fangst.${t} t join fangst.nr using (fangst_xid) order by nr.del`;

async function flytSomFil(baenk: Baenk, koert: string, skabelon: string, t: string): Promise<void> {
  const fil = await baenk.med(koert, async (k) => {
    const mappe = (await k.query<{ d: string }>(`select current_setting('data_directory') as d`)).rows[0]!.d;
    await k.query(`copy (${await udtraek(k, t)}) to '${join(mappe, `gulv_${t}`)}' (format binary)`);
    return join(mappe, `gulv_${t}`);
  });
  await baenk.med(skabelon, (k) => k.query(`copy gulv.${t} from '${fil}' (format binary)`));
  rmSync(fil, { force: true });
}

const PAKKE = 5000;

/** A named server's files are out of reach: the rows pass through this process. */
async function flytSomJson(baenk: Baenk, koert: string, skabelon: string, t: string): Promise<void> {
  await baenk.med(koert, (fra) => baenk.med(skabelon, async (til) => {
    await fra.query('begin');
    await fra.query(`declare r cursor for select row_to_json(x)::text as r from (${await udtraek(fra, t)}) x`);
    for (;;) {
      const { rows } = await fra.query<{ r: string }>(`fetch ${PAKKE} from r`);
      if (rows.length > 0) await til.query(`insert into gulv.${t} select * from json_populate_recordset(null::gulv.${t}, $1)`, [`[${rows.map((x) => x.r).join(',')}]`]);
      if (rows.length < PAKKE) break;
    }
    await fra.query('commit');
  }));
}

/** Indexes, statistics and the one procedure that writes a part. */
async function klargoer(k: Client, tabeller: readonly string[]): Promise<number[]> {
  const saetninger: string[] = [];
  for (const t of tabeller) {
    await k.query(`create index on gulv.${t} (del)`);
    saetninger.push(...await skrivninger(k, t));
  }
  await k.query(`create procedure gulv.koer(p_del int) language plpgsql as $$ begin\n${saetninger.map((s) => `${s};`).join('\n')}\nend $$`);
  await k.query(`grant usage on schema gulv to ${SKEMA}_app; grant select on all tables in schema gulv to ${SKEMA}_app`);
  await k.query('vacuum (freeze, analyze)');
  const alle = tabeller.map((t) => `select del from gulv.${t}`).join(' union ');
  return (await k.query<{ del: number }>(`${alle} order by 1`)).rows.map((r) => r.del);
}

/** Rows that are not in the book yet are inserted, those that are there updated. */
async function skrivninger(k: Client, t: string): Promise<string[]> {
  const aendres = AENDRES[t];
  // a transaction id belongs to the transaction that writes it: it is left to its default
  const k2 = (await kolonner(k, t)).split(', ').filter((c) => c !== 'xid').join(', ');
  const indsaet = (hvor: string): string => `insert into ${SKEMA}.${t} (${k2}) select ${k2} from gulv.${t} g where del = p_del${hvor}`;
  if (aendres === undefined) return [indsaet('')];
  const ud: string[] = [];
  await k.query(`alter table gulv.${t} add column ny boolean`);
  for (const a of aendres) {
    const ens = a.noegle.map((n) => `b.${n} = g.${n}`).join(' and ') + (a.hvor === undefined ? '' : ` and b.${a.hvor}`);
    const { rows } = await k.query<{ ny: boolean }>(`with x as (update gulv.${t} g set ny = not exists (select 1 from ${SKEMA}.${t} b where ${ens}) where ${a.hvor ?? 'true'} returning ny) select distinct ny from x order by ny`);
    for (const { ny } of rows) {
      ud.push(ny ? indsaet(` and ny and ${a.hvor ?? 'true'}`)
        : `update ${SKEMA}.${t} b set ${a.saet.map((s) => `${s} = g.${s}`).join(', ')} from gulv.${t} g where g.del = p_del and not g.ny and ${ens}`);
    }
  }
  return ud;
}

/** Writes the parts over `forbindelser` connections, one transaction and one round trip per part. @returns seconds */
export async function koerGulv(baenk: Baenk, navn: string, dele: readonly number[], forbindelser: number): Promise<number> {
  const klienter = await Promise.all(Array.from({ length: forbindelser }, () => baenk.somProgram(navn)));
  try {
    const koe = dele.values();
    const start = performance.now();
    await Promise.all(klienter.map(async (k) => { for (const del of koe) await k.query({ name: 'gulv', text: 'call gulv.koer($1)', values: [del] }); }));
    return (performance.now() - start) / 1000;
  } finally {
    await Promise.all(klienter.map((k) => k.end()));
  }
}
