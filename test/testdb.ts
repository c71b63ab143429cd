import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Config} from '#app/platform';
import { laesConfig, migrationer, migrerFaelles, opretKommune } from '#app/platform';

/** The kommune every test database is born with, and a second one for questions of isolation. */
export const KOMMUNE = '751';
export const NABO = '730';
export const HOVEDNOEGLE = Buffer.alloc(32, 7);
const LOGIN = 'debitor_test_login';
const ADGANGSKODE = 'proeve';

/** A database of its own, cloned from one migrated template; `config` reaches it as the program's login role does. */
export interface Testdatabase { readonly config: Config; readonly adminUrl: string; slet(): Promise<void> }

/** Clones the template in a fraction of a second. The first caller of a run makes the template. */
export const nyTestdatabase = (): Promise<Testdatabase> => nyTestdatabaseFra(process.env['TEST_DATABASE_URL']!, process.env['TEST_REDIS_URL'] ?? 'redis://127.0.0.1:1');

/** The same on a server of the test's own. */
export async function nyTestdatabaseFra(superUrl: string, redisUrl: string): Promise<Testdatabase> {
  const skabelon = await sikrSkabelon(superUrl);
  const navn = `t_${randomBytes(6).toString('hex')}`;
  await medKlient(superUrl, (k) => k.query(`create database ${navn} template ${skabelon}`));
  const config = laesConfig({
    DATABASE_URL: medDatabase(superUrl, navn, LOGIN, ADGANGSKODE), REDIS_URL: redisUrl, DEBITOR_NOEGLE: HOVEDNOEGLE.toString('base64'), LOG_NIVEAU: 'silent', DB_FORBINDELSER: '6',
  });
  return { config, adminUrl: medDatabase(superUrl, navn), slet: () => medKlient(superUrl, async (k) => { await k.query(`drop database if exists ${navn} with (force)`); }) };
}

export function medDatabase(url: string, database: string, bruger?: string, kode?: string): string {
  const u = new URL(url);
  u.pathname = `/${database}`;
  if (bruger !== undefined) { u.username = bruger; u.password = kode ?? ''; }
  return u.toString();
}

export async function medKlient<T>(url: string, arbejde: (k: pg.Client) => Promise<T>): Promise<T> {
  const k = new pg.Client({ connectionString: url });
  await k.connect();
  try { return await arbejde(k); } finally { await k.end(); }
}

/**
 * Returns when every transaction that runs on the server now has ended. The night reads from the oldest transaction still running, and
 * that is the whole server's: a test about what the next night does *not* see again waits here for the other tests'.
 */
export async function roligServer(): Promise<void> {
  await medKlient(process.env['TEST_DATABASE_URL']!, async (k) => {
    const { rows } = await k.query<{ nu: string }>('select pg_current_xact_id()::text as nu');
    while ((await k.query('select 1 where pg_snapshot_xmin(pg_current_snapshot()) > $1::xid8', [rows[0]!.nu])).rowCount === 0) await new Promise((r) => setTimeout(r, 20));
  });
}

async function sikrSkabelon(superUrl: string): Promise<string> {
  const aftryk = createHash('sha256').update(JSON.stringify([migrationer('faelles'), migrationer('kommune')])).digest('hex').slice(0, 12);
  const navn = `skabelon_${aftryk}`;
  await medKlient(superUrl, async (k) => {
    await k.query(`select pg_advisory_lock(hashtext('debitor.skabelon'))`);
    const findes = await k.query('select 1 from pg_database where datname = $1 and datistemplate', [navn]);
    if (findes.rowCount === 1) return;
    await k.query(`drop database if exists ${navn}`);
    await k.query(`create database ${navn}`);
    await k.query(`do $$ begin if not exists (select from pg_roles where rolname = '${LOGIN}') then create role ${LOGIN} login noinherit password '${ADGANGSKODE}'; end if; end $$`);
    await medKlient(medDatabase(superUrl, navn), async (admin) => {
      await migrerFaelles(admin, LOGIN);
      await opretKommune(admin, { kode: KOMMUNE, navn: 'Prøvekøbing', proevemiljoe: true }, HOVEDNOEGLE, LOGIN);
      await opretKommune(admin, { kode: NABO, navn: 'Naboby' }, HOVEDNOEGLE, LOGIN);
    });
    await k.query(`alter database ${navn} is_template true`);
  });
  return navn;
}
