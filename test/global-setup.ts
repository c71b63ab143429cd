import { chmodSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import Module from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LokalPostgres, LokalRedis } from '../libs/lokalservere/src/index.js';

/** What the setup leaves for global-teardown.ts, which runs in the same process. */
export interface Testservere { stop(): Promise<void> }

const PRAEFIKS = 'debitor-test-';

/**
 * One PostgreSQL and one Redis for the whole run, in a folder of their own. The workers get their addresses in
 * TEST_DATABASE_URL (superuser) and TEST_REDIS_URL; a server that is named there beforehand is used as it is.
 */
export default async function globalSetup(): Promise<void> {
  const { sletPostgres, sletRedis, startPostgres, startRedis } = await indlaesLokalservere();
  const slet = async (mappe: string): Promise<void> => {
    await sletPostgres(join(mappe, 'postgres'));
    await sletRedis(join(mappe, 'redis'));
    rmSync(mappe, { recursive: true, force: true });
  };
  await rydEfterDoede(slet);
  if (process.env['TEST_DATABASE_URL'] && process.env['TEST_REDIS_URL']) return;

  const mappe = join(tmpdir(), `${PRAEFIKS}${process.pid}`);
  mkdirSync(mappe);
  chmodSync(mappe, 0o755); // under root PostgreSQL's own user must come through
  let postgres: LokalPostgres | undefined;
  let redis: LokalRedis | undefined;
  const stop = async (): Promise<void> => {
    await Promise.all([postgres?.stop(), redis?.stop()]);
    await slet(mappe);
  };
  const start = await Promise.allSettled([
    process.env['TEST_DATABASE_URL'] ? undefined
      : startPostgres({ dataMappe: join(mappe, 'postgres'), indstillinger: HURTIGT }).then((s) => { postgres = s; }),
    process.env['TEST_REDIS_URL'] ? undefined
      : startRedis({ dataMappe: join(mappe, 'redis'), indstillinger: { appendfsync: 'no' } }).then((s) => { redis = s; }),
  ]);
  for (const s of start) {
    if (s.status === 'rejected') {
      await stop();
      throw s.reason;
    }
  }
  if (postgres) process.env['TEST_DATABASE_URL'] = postgres.superUrl;
  if (redis) process.env['TEST_REDIS_URL'] = redis.url;
  stopVedAfbrydelse(stop);
  (globalThis as { testservere?: Testservere }).testservere = { stop };
}

/** The data dies with the run. Only for this shared server: fault tests start their own. */
const HURTIGT = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** Jest loads this file with `require` and without its moduleNameMapper, so here './x.js' must be led to './x.ts'. */
async function indlaesLokalservere(): Promise<typeof import('../libs/lokalservere/src/index.js')> {
  const opslag = Module as unknown as { _resolveFilename(navn: string, fra: { filename?: string } | undefined, ...rest: unknown[]): string };
  const oprindelig = opslag._resolveFilename;
  opslag._resolveFilename = function (navn, fra, ...rest) {
    const ts = fra?.filename?.endsWith('.ts') && navn.startsWith('.') && navn.endsWith('.js');
    return oprindelig.call(this, ts ? navn.replace(/\.js$/, '.ts') : navn, fra, ...rest);
  };
  try {
    return await import('../libs/lokalservere/src/index.js');
  } finally {
    opslag._resolveFilename = oprindelig;
  }
}

/** A run that was killed leaves servers and a folder behind; the next one clears them away. */
async function rydEfterDoede(slet: (mappe: string) => Promise<void>): Promise<void> {
  for (const navn of readdirSync(tmpdir()).filter((n) => n.startsWith(PRAEFIKS))) {
    if (lever(Number(navn.slice(PRAEFIKS.length)))) continue;
    await slet(join(tmpdir(), navn)).catch(() => undefined); // another user's: not ours to clear
  }
}

function lever(pid: number): boolean {
  if (pid === process.pid) return false; // an older folder with our number
  try {
    process.kill(pid, 0);
    return true;
  } catch (fejl) {
    return (fejl as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Ctrl-C ends jest without its teardown. */
function stopVedAfbrydelse(stop: () => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void stop().finally(() => process.kill(process.pid, signal));
    });
  }
}
