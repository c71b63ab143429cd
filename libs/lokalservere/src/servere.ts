import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { tilhoererAnden } from './bruger.js';
import { LokalserverFejl } from './fejl.js';
import { tagLaas, type Laas } from './laas.js';
import { startPostgres, type LokalPostgres } from './postgres.js';
import { startRedis, type LokalRedis } from './redis.js';

/** Which clone, and which servers the operator has named. */
export interface Servervalg {
  /** The clone's root: data is kept in `<rod>/.data`. */
  rod: string;
  /** Given: this PostgreSQL is used and none is started. */
  databaseUrl?: string | undefined;
  /** Given: this Redis is used and none is started. */
  redisUrl?: string | undefined;
}

/** The two servers the system runs on. */
export interface Servere {
  databaseUrl: string;
  redisUrl: string;
  /** Those that were started here; absent when a URL was given. */
  egne: { postgres?: LokalPostgres; redis?: LokalRedis };
  /** Stops what was started here, Redis first, and lets go of the clone. May be called again. */
  stop(): Promise<void>;
}

const MINDSTE_VERSION = 160_000; // server_version_num of PostgreSQL 16

/**
 * Gives a PostgreSQL (16 or newer, checked) and a Redis: those named, else ones of the clone's own. Nothing started
 * here is left running when it fails. A second start of the same clone gives a LokalserverFejl.
 */
export async function startServere(valg: Servervalg): Promise<Servere> {
  const egne: Servere['egne'] = {};
  const laas = valg.databaseUrl && valg.redisUrl ? undefined : laasKlon(valg.rod);
  const stop = async (): Promise<void> => {
    try {
      await egne.redis?.stop();
    } finally {
      await egne.postgres?.stop();
      laas?.slip();
    }
  };
  try {
    // settled, not all: the one that succeeds must be known when the other fails
    const udfald = await Promise.allSettled([
      valg.databaseUrl ? undefined : startPostgres({ dataMappe: join(valg.rod, '.data', 'postgres') }).then((s) => { egne.postgres = s; }),
      valg.redisUrl ? undefined : startRedis({ dataMappe: join(valg.rod, '.data', 'redis') }).then((s) => { egne.redis = s; }),
    ]);
    for (const u of udfald) if (u.status === 'rejected') throw u.reason;
    const databaseUrl = valg.databaseUrl || (egne.postgres as LokalPostgres).superUrl;
    const redisUrl = valg.redisUrl || (egne.redis as LokalRedis).url;
    await kraevPostgres(databaseUrl);
    await kraevRedis(redisUrl);
    return { databaseUrl, redisUrl, egne, stop };
  } catch (fejl) {
    await stop();
    throw fejl;
  }
}

function laasKlon(rod: string): Laas {
  const data = join(rod, '.data');
  try {
    mkdirSync(data, { recursive: true });
    return tagLaas(join(data, 'laas'), (pid) =>
      `Debitor kører allerede fra denne mappe (proces ${pid}). Stop den først, eller start fra en anden klon.`);
  } catch (fejl) {
    throw (fejl as NodeJS.ErrnoException).code === 'EACCES' ? tilhoererAnden(data) : fejl;
  }
}

/** The server answers, and is new enough. */
async function kraevPostgres(url: string): Promise<void> {
  const klient = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  klient.on('error', () => undefined); // what matters rejects the calls below
  let version: number;
  try {
    await klient.connect();
    const svar = await klient.query<{ version: string }>(`select current_setting('server_version_num') as version`);
    version = Number(svar.rows[0]?.version);
  } catch (fejl) {
    throw new LokalserverFejl('POSTGRES_SVARER_IKKE', `PostgreSQL på ${udenKode(url)} svarer ikke: ${grund(fejl)}. Ret DATABASE_URL, eller fjern den for at bruge klonens egen.`);
  } finally {
    await klient.end().catch(() => undefined);
  }
  if (!(version >= MINDSTE_VERSION)) {
    throw new LokalserverFejl('POSTGRES_FOR_GAMMEL', `PostgreSQL på ${udenKode(url)} har version ${Math.floor(version / 10_000)}; Debitor kræver 16 eller nyere.`);
  }
}

async function kraevRedis(url: string): Promise<void> {
  const klient = new Redis(url, { lazyConnect: true, connectTimeout: 10_000, maxRetriesPerRequest: 0, retryStrategy: () => null });
  let sidste: unknown;
  klient.on('error', (fejl) => { sidste = fejl; }); // says why; the rejection only says that it is closed
  try {
    await klient.connect();
    await klient.ping();
  } catch (fejl) {
    throw new LokalserverFejl('REDIS_SVARER_IKKE', `Redis på ${udenKode(url)} svarer ikke: ${grund(sidste ?? fejl)}. Ret REDIS_URL, eller fjern den for at bruge klonens egen.`);
  } finally {
    if (klient.status !== 'end') klient.disconnect(); // on a closed one it would leave a timer of two seconds
  }
}

const grund = (fejl: unknown): string => {
  const { message, code } = fejl as Error & { code?: string };
  return message || code || String(fejl);
};

/** A URL that may be shown: without user and password. */
function udenKode(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return 'den angivne adresse';
  }
}
