import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { migrerFaelles, opretKommune, nyUdviklingsnoegle, rodmappe } from '#app/platform';
import { sletPostgres, sletRedis, startServere, type Servere } from '#app/lokalservere';

/** The kommune of every bench database: a code no real one has. */
export const KOMMUNE = '99990';
export const SKEMA = `k_${KOMMUNE}`;
const LOGIN = 'debitor_bench_login';
const ROLLER = ['app', 'laes', 'slet', 'ejer'].map((r) => `${SKEMA}_${r}`);

/** Servers of the benchmark's own (or those named), and the databases that are made on them and dropped again. */
export class Baenk {
  private readonly navne = new Set<string>();
  private readonly kode = randomBytes(18).toString('hex');
  private readonly hovednoegle = randomBytes(32);
  private udviklingsnoegle = '';
  private constructor(private readonly servere: Servere, private readonly rod: string) {}

  /** `DATABASE_URL` must be a superuser's: databases and roles are made and dropped. */
  static async aabn(): Promise<Baenk> {
    const rod = join(rodmappe(), '.data', 'bench');
    const servere = await startServere({ rod, databaseUrl: process.env['DATABASE_URL'], redisUrl: process.env['REDIS_URL'] });
    const baenk = new Baenk(servere, rod);
    try {
      await baenk.klargoer();
    } catch (fejl) {
      await baenk.luk();
      throw fejl;
    }
    return baenk;
  }

  /** True when the server is ours: then it can read and write files of its own. */
  get egen(): boolean { return this.servere.egne.postgres !== undefined; }

  private async klargoer(): Promise<void> {
    this.udviklingsnoegle = await nyUdviklingsnoegle();
    await this.medSuper(async (k) => {
      await k.query(`do $$ begin if not exists (select from pg_roles where rolname = '${LOGIN}') then create role ${LOGIN} login noinherit; end if; end $$`);
      await k.query(`alter role ${LOGIN} password '${this.kode}'`);
    });
  }

  /** A fresh migrated database with one kommune and no claims. */
  async nyDatabase(): Promise<string> {
    const navn = this.nytNavn();
    await this.medSuper((k) => k.query(`create database ${navn}`));
    await this.med(navn, async (admin) => {
      await migrerFaelles(admin, LOGIN);
      await opretKommune(admin, { kode: KOMMUNE, navn: 'Målekøbing', proevemiljoe: true }, this.hovednoegle, LOGIN);
    });
    return navn;
  }

  /** A copy, file by file, with everything flushed before and after: what is measured next does not pay for it. */
  async klon(skabelon: string): Promise<string> {
    const navn = this.nytNavn();
    await this.medSuper(async (k) => {
      await k.query(`create database ${navn} template ${skabelon} strategy file_copy`);
      await k.query('checkpoint');
    });
    return navn;
  }

  async slet(navn: string): Promise<void> {
    await this.medSuper((k) => k.query(`drop database if exists ${navn} with (force)`));
    this.navne.delete(navn);
  }

  /** A superuser's connection to one database. */
  async med<T>(navn: string, arbejde: (k: pg.Client) => Promise<T>): Promise<T> { return medKlient(this.url(navn), arbejde); }

  /** A connection that acts as the program does: the kommune's app role and schema. The caller ends it. */
  async somProgram(navn: string): Promise<pg.Client> {
    const k = new pg.Client({ connectionString: this.programUrl(navn) });
    await k.connect();
    await k.query(`select set_config('role', '${SKEMA}_app', false), set_config('search_path', '${SKEMA}, pg_temp', false), set_config('app.bruger', 'bench', false)`);
    return k;
  }

  /** What the programs need to know to work on this database. */
  miljoe(navn: string): Record<string, string> {
    return {
      DATABASE_URL: this.programUrl(navn), REDIS_URL: this.servere.redisUrl, DEBITOR_NOEGLE: this.hovednoegle.toString('base64'),
      DEBITOR_UDVIKLINGSNOEGLE: this.udviklingsnoegle, LOG_NIVEAU: 'error', DRIFT_AABEN: 'ja',
    };
  }

  /** Everything made here is removed: databases and roles on a server that was named, else the server itself. */
  async luk(): Promise<void> {
    if (!this.egen) await this.medSuper((k) => this.ryd(k)).catch(() => undefined);
    await this.servere.stop();
    if (this.egen) await sletPostgres(join(this.rod, '.data', 'postgres'));
    if (this.servere.egne.redis !== undefined) await sletRedis(join(this.rod, '.data', 'redis'));
    rmSync(this.rod, { recursive: true, force: true });
  }

  private async ryd(k: pg.Client): Promise<void> {
    for (const navn of this.navne) await k.query(`drop database if exists ${navn} with (force)`);
    for (const rolle of [...ROLLER, LOGIN]) await k.query(`drop role if exists ${rolle}`);
  }

  private nytNavn(): string {
    const navn = `bench_${randomBytes(6).toString('hex')}`;
    this.navne.add(navn);
    return navn;
  }
  private medSuper<T>(arbejde: (k: pg.Client) => Promise<T>): Promise<T> { return medKlient(this.servere.databaseUrl, arbejde); }
  private url(navn: string): string { return Object.assign(new URL(this.servere.databaseUrl), { pathname: `/${navn}` }).toString(); }
  private programUrl(navn: string): string { return Object.assign(new URL(this.url(navn)), { username: LOGIN, password: this.kode }).toString(); }
}

async function medKlient<T>(url: string, arbejde: (k: pg.Client) => Promise<T>): Promise<T> {
  const k = new pg.Client({ connectionString: url });
  await k.connect();
  try { return await arbejde(k); } finally { await k.end(); }
}
