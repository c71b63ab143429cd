import type { Client } from 'pg';
import { paastaa, UgyldigtInput } from '#app/kernel';
import { nyPakketNoegle } from './kryptering.js';
import { rolle, skemanavn } from './kommuner.js';
import { migrationer, migrationsversion, type Migration } from './migrationer.js';
import { saaFaelles, saaKommune } from './saadata.js';

export interface NyKommune { kode: string; navn: string; proevemiljoe?: boolean; natKlokken?: string }

/** Brings schema `faelles` to this program's version. `login` is the program's login role. Idempotent; forward only. */
export async function migrerFaelles(admin: Client, login: string): Promise<string[]> {
  return laast(admin, async () => {
    await admin.query(`do $$ begin
      if not exists (select from pg_roles where rolname = 'faelles_laes') then create role faelles_laes nologin; end if; end $$`);
    await admin.query('create schema if not exists faelles');
    await admin.query('create table if not exists faelles.migration (navn text primary key, sha256 text not null, koert timestamptz not null default now())');
    const koert = await koerManglende(admin, 'faelles.migration', migrationer('faelles'), async (m) => { await admin.query(m.sql); });
    await saaFaelles(admin);
    await admin.query(`grant usage on schema faelles to faelles_laes, ${navn(login)}`);
    await admin.query('grant select on faelles.rentesats, faelles.gebyrmaksimum to faelles_laes');
    await admin.query(`grant select on faelles.kommune to ${navn(login)}`);
    return koert;
  });
}

/** Makes the schema, roles and key of a new kommune. @throws UgyldigtInput KOMMUNE_KODE, KOMMUNE_FINDES */
export async function opretKommune(admin: Client, ny: NyKommune, hovednoegle: Buffer, login: string): Promise<void> {
  if (!/^[0-9]{3,8}$/.test(ny.kode)) throw new UgyldigtInput('KOMMUNE_KODE', 'kode', 'Myndighedskoden skal være 3-8 cifre.');
  const findes = await admin.query('select 1 from faelles.kommune where kode = $1', [ny.kode]);
  if ((findes.rowCount ?? 0) > 0) throw new UgyldigtInput('KOMMUNE_FINDES', 'kode', `Kommune ${ny.kode} findes allerede.`);
  await laast(admin, async () => {
    for (const art of ['ejer', 'app', 'laes', 'slet'] as const) {
      await admin.query(`do $$ begin if not exists (select from pg_roles where rolname = '${rolle(ny.kode, art)}') then create role ${rolle(ny.kode, art)} nologin; end if; end $$`);
    }
    const ejer = rolle(ny.kode, 'ejer');
    await admin.query(`grant ${ejer} to current_user with set true, inherit true`);
    await admin.query(`grant faelles_laes to ${ejer}, ${rolle(ny.kode, 'app')}, ${rolle(ny.kode, 'laes')}`);
    await admin.query(`grant usage on schema faelles to ${ejer}`);
    await admin.query(`grant ${rolle(ny.kode, 'app')} to ${navn(login)} with inherit false, set true`);
    await admin.query(`create schema ${skemanavn(ny.kode)} authorization ${ejer}`);
    await admin.query(`create table ${skemanavn(ny.kode)}.migration (navn text primary key, sha256 text not null, koert timestamptz not null default now())`);
    await admin.query(`alter table ${skemanavn(ny.kode)}.migration owner to ${ejer}`);
    await admin.query(`insert into faelles.kommune (kode, navn, skemaversion, proevemiljoe, nat_klokken, noegle_pakket) values ($1, $2, '', $3, $4, $5)`,
      [ny.kode, ny.navn, ny.proevemiljoe ?? false, ny.natKlokken ?? '04:30', nyPakketNoegle(hovednoegle)]);
  });
  await migrerKommune(admin, ny.kode);
}

/** Brings one kommune's schema to this program's version. */
export async function migrerKommune(admin: Client, kode: string): Promise<string[]> {
  const skema = skemanavn(kode);
  const udfyld = (sql: string): string => sql.replaceAll('{skema}', skema)
    .replaceAll('{app}', rolle(kode, 'app')).replaceAll('{laes}', rolle(kode, 'laes')).replaceAll('{slet}', rolle(kode, 'slet'));
  return laast(admin, async () => {
    const koert = await koerManglende(admin, `${skema}.migration`, migrationer('kommune'), async (m) => {
      await admin.query(`set local role ${rolle(kode, 'ejer')}`);
      await admin.query(`set local search_path = ${skema}, pg_temp`);
      await admin.query(`select set_config('app.bruger', 'migrator', true)`);
      await admin.query(udfyld(m.sql));
      await admin.query('reset role');
    });
    await saaKommune(admin, kode);
    await admin.query('update faelles.kommune set skemaversion = $2 where kode = $1', [kode, migrationsversion('kommune')]);
    return koert;
  });
}

/** Runs what has not run, each in a transaction of its own; refuses a file that changed after it ran. */
async function koerManglende(admin: Client, tabel: string, alle: readonly Migration[], koer: (m: Migration) => Promise<void>): Promise<string[]> {
  const foer = new Map((await admin.query<{ navn: string; sha256: string }>(`select navn, sha256 from ${tabel}`)).rows.map((r) => [r.navn, r.sha256]));
  const koert: string[] = [];
  for (const m of alle) {
    if (foer.has(m.navn)) {
      paastaa(foer.get(m.navn) === m.sha256, `MIGRATION_ER_AENDRET_${m.navn}`);
      continue;
    }
    await admin.query('begin');
    try {
      await koer(m);
      await admin.query(`insert into ${tabel} (navn, sha256) values ($1, $2)`, [m.navn, m.sha256]);
      await admin.query('commit');
    } catch (fejl) {
      await admin.query('rollback');
      throw fejl;
    }
    koert.push(m.navn);
  }
  return koert;
}

/** One migrator at a time per database. */
async function laast<T>(admin: Client, arbejde: () => Promise<T>): Promise<T> {
  await admin.query(`select pg_advisory_lock(hashtext('debitor.migrator'))`);
  try {
    return await arbejde();
  } finally {
    await admin.query(`select pg_advisory_unlock(hashtext('debitor.migrator'))`);
  }
}

/** A role name as an SQL identifier. */
function navn(login: string): string {
  paastaa(/^[a-z_][a-z0-9_]*$/i.test(login), 'ROLLENAVN_UGYLDIGT');
  return `"${login}"`;
}
