import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { LokalserverFejl, sletPostgres, startPostgres, startRedis, startServere } from './index.js';
import { tagLaas } from './laas.js';
import { erILive, medPort, startmaerke } from './proces.js';

const erRoot = process.getuid?.() === 0;
const TILGANG_MS = 60_000;
let rod: string;

beforeEach(() => {
  rod = mkdtempSync(join(tmpdir(), 'debitor-lokal-'));
  chmodSync(rod, 0o755);
});
afterEach(async () => {
  for (const mappe of ['postgres', 'pg', '.data/postgres']) await sletPostgres(join(rod, mappe));
  rmSync(rod, { recursive: true, force: true });
});

async function sql<T>(url: string, tekst: string): Promise<T[]> {
  const klient = new pg.Client({ connectionString: url });
  klient.on('error', () => undefined); // the query is rejected, too
  await klient.connect();
  try {
    return (await klient.query({ text: tekst, rowMode: 'array' })).rows.flat() as T[];
  } finally {
    await klient.end();
  }
}

async function redis<T>(url: string, arbejde: (r: Redis) => Promise<T>): Promise<T> {
  const klient = new Redis(url, { maxRetriesPerRequest: 0, retryStrategy: () => null });
  klient.on('error', () => undefined);
  try {
    return await arbejde(klient);
  } finally {
    klient.disconnect();
  }
}

const kode = async (arbejde: Promise<unknown>): Promise<string | undefined> =>
  arbejde.then(() => undefined, (fejl: unknown) => (fejl as LokalserverFejl).kode);

/** A process that is certain to live as long as the test, and to be no server. */
async function medSover<T>(arbejde: (pid: number) => Promise<T>): Promise<T> {
  const sover = spawn('sleep', ['300'], { stdio: 'ignore' });
  try {
    return await arbejde(sover.pid as number);
  } finally {
    sover.kill('SIGKILL');
    await once(sover, 'exit');
  }
}

describe('PostgreSQL', () => {
  it('starts, sorts Danish when asked, and keeps its data and password from one start to the next', async () => {
    const dataMappe = join(rod, 'postgres');
    const foerste = await startPostgres({ dataMappe });
    expect(await sql(foerste.superUrl, `select current_setting('server_encoding'), current_setting('TimeZone')`)).toEqual(['UTF8', 'UTC']);
    expect(await sql(foerste.superUrl, `select x from unnest(array['Åse','Zoe','Ane','Ære','Øst']) x order by x collate "da-x-icu"`))
      .toEqual(['Ane', 'Zoe', 'Ære', 'Øst', 'Åse']);
    await sql(foerste.superUrl, 'create table bog as select 42 as svar');
    await foerste.stop();
    await foerste.stop();
    expect(erILive(foerste.pid)).toBe(false);
    expect(statSync(`${dataMappe}.adgangskode`).mode & 0o777).toBe(0o600);

    rmSync(`${dataMappe}.adgangskode`); // lost: a new one is set
    const anden = await startPostgres({ dataMappe });
    expect(await sql(anden.superUrl, 'select svar from bog')).toEqual([42]);
    await expect(sql(anden.superUrl.replace(/:[^:@]+@/, ':forkert@'), 'select 1')).rejects.toThrow(/password authentication failed/);
    await anden.stop();
  }, TILGANG_MS);

  it('survives kill -9 and answers again on the same address', async () => {
    const server = await startPostgres({ dataMappe: join(rod, 'postgres') });
    const { superUrl, pid } = server;
    await sql(superUrl, 'create table bog as select 42 as svar');
    const optaget = sql(superUrl, 'select pg_sleep(60)').catch((fejl: Error) => fejl.message);
    while ((await sql(superUrl, `select 1 from pg_stat_activity where wait_event = 'PgSleep'`)).length === 0);
    await server.draeb();
    expect(erILive(pid)).toBe(false);
    await server.genstart();
    expect(server.superUrl).toBe(superUrl);
    expect(server.pid).not.toBe(pid);
    expect(await sql(superUrl, 'select svar from bog')).toEqual([42]);
    expect(await optaget).toMatch(/terminat|ECONNRESET/);
    await server.stop();
  }, TILGANG_MS);

  it('two clones stand side by side, and one folder has one server', async () => {
    const [a, b] = await Promise.all(['postgres', 'pg'].map((m) => startPostgres({ dataMappe: join(rod, m) })));
    expect(a?.port).not.toBe(b?.port);
    expect(await Promise.all([a, b].map((s) => sql(s?.superUrl ?? '', 'show data_directory'))))
      .toEqual(['postgres', 'pg'].map((m) => [realpathSync(join(rod, m))]));
    expect(await kode(startPostgres({ dataMappe: join(rod, 'pg') }))).toBe('LAASET');
    await Promise.all([a?.stop(), b?.stop()]);
  }, TILGANG_MS);

  it('a stale pid file does not matter, even when the number now is another program\'s', async () => {
    const dataMappe = join(rod, 'postgres');
    const server = await startPostgres({ dataMappe });
    const pidfil = readFileSync(join(dataMappe, 'postmaster.pid'), 'utf8');
    await server.stop();
    await medSover(async (sover) => {
      for (const pid of [server.pid, sover]) {
        writeFileSync(join(dataMappe, 'postmaster.pid'), pidfil.replace(/^\d+/, String(pid)), { mode: 0o600 });
        if (erRoot) spawnSync('chown', [`--reference=${dataMappe}`, join(dataMappe, 'postmaster.pid')]);
        await server.genstart();
        expect(await sql(server.superUrl, 'select 1')).toEqual([1]);
        await server.stop();
      }
      expect(erILive(sover)).toBe(true);
    });
  }, TILGANG_MS);

  it('a server whose starter was killed is stopped and its data taken over', async () => {
    const dataMappe = join(rod, 'postgres');
    const efterladt = await startPostgres({ dataMappe });
    await sql(efterladt.superUrl, 'create table bog as select 42 as svar');
    writeFileSync(`${dataMappe}.laas`, JSON.stringify({ pid: process.pid, start: 'for længe siden' })); // a dead owner with our number
    const server = await startPostgres({ dataMappe });
    expect(erILive(efterladt.pid)).toBe(false);
    expect(await sql(server.superUrl, 'select svar from bog')).toEqual([42]);
    await server.stop();
  }, TILGANG_MS);

  (erRoot ? it : it.skip)('under root works in a folder that is closed to its own user, and the data is found there', async () => {
    const lukket = join(rod, 'hjem');
    mkdirSync(lukket, { mode: 0o700 });
    const dataMappe = join(lukket, 'klon', '.data', 'postgres');
    const foerste = await startPostgres({ dataMappe });
    await sql(foerste.superUrl, 'create table bog as select 42 as svar');
    await foerste.stop();
    expect(lstatSync(dataMappe).isSymbolicLink()).toBe(true);
    const rigtig = realpathSync(dataMappe);
    const anden = await startPostgres({ dataMappe });
    expect(await sql(anden.superUrl, 'select svar from bog')).toEqual([42]);
    await anden.stop();
    expect(realpathSync(dataMappe)).toBe(rigtig);
    await sletPostgres(dataMappe);
    expect(existsSync(rigtig)).toBe(false);
  }, TILGANG_MS);

  it('says what PostgreSQL said when it does not start, and leaves the folder free', async () => {
    const dataMappe = join(rod, 'postgres');
    await expect(startPostgres({ dataMappe, indstillinger: { shared_buffers: 'mange' } }))
      .rejects.toThrow(/PostgreSQL startede ikke: [^]*shared_buffers/);
    await (await startPostgres({ dataMappe })).stop();
  }, TILGANG_MS);
});

describe('Redis', () => {
  it('keeps what it has over stop, kill -9 and a starter that was killed', async () => {
    const dataMappe = join(rod, 'redis');
    const foerste = await startRedis({ dataMappe, indstillinger: { appendfsync: 'always' } });
    await redis(foerste.url, (r) => r.set('koersel', '7'));
    expect(await redis(foerste.url, (r) => r.config('GET', 'maxmemory-policy'))).toEqual(['maxmemory-policy', 'noeviction']);
    const { url } = foerste;
    for (const slut of ['stop', 'draeb'] as const) {
      await foerste[slut]();
      await foerste.genstart();
      expect(foerste.url).toBe(url);
      expect(await redis(url, (r) => r.get('koersel'))).toBe('7');
    }
    expect(await kode(startRedis({ dataMappe }))).toBe('LAASET');
    rmSync(`${dataMappe}.laas`);
    const anden = await startRedis({ dataMappe });
    expect(erILive(foerste.pid)).toBe(false);
    expect(await redis(anden.url, (r) => r.get('koersel'))).toBe('7');
    await anden.stop();
  }, TILGANG_MS);
});

describe('both', () => {
  it('are started in .data, once per clone, and stopped together', async () => {
    const servere = await startServere({ rod });
    expect(await sql(servere.databaseUrl, 'show data_directory')).toEqual([realpathSync(join(rod, '.data', 'postgres'))]);
    expect(await redis(servere.redisUrl, (r) => r.ping())).toBe('PONG');
    expect(await kode(startServere({ rod }))).toBe('LAASET');

    const medGivne = await startServere({ rod: join(rod, 'findes-ikke'), databaseUrl: servere.databaseUrl, redisUrl: servere.redisUrl });
    expect(medGivne).toMatchObject({ databaseUrl: servere.databaseUrl, redisUrl: servere.redisUrl, egne: {} });
    await medGivne.stop();
    expect(existsSync(join(rod, 'findes-ikke'))).toBe(false);

    const pider = [servere.egne.postgres?.pid, servere.egne.redis?.pid];
    await servere.stop();
    expect(pider.map((pid) => erILive(pid ?? 0))).toEqual([false, false]);
    expect(existsSync(join(rod, '.data', 'laas'))).toBe(false);
  }, TILGANG_MS);

  it('a named server that does not answer is told about without its password, and nothing is left running', async () => {
    const databaseUrl = 'postgres://bruger:hemmelig@127.0.0.1:1/x';
    const fejl: unknown = await startServere({ rod, databaseUrl }).catch((f: unknown) => f);
    expect(fejl).toBeInstanceOf(LokalserverFejl);
    expect((fejl as LokalserverFejl).kode).toBe('POSTGRES_SVARER_IKKE');
    expect((fejl as Error).message).toMatch(/127\.0\.0\.1:1 svarer ikke: .*ECONNREFUSED/);
    expect((fejl as Error).message).not.toMatch(/hemmelig|bruger:/);
    expect(erILive(Number(readFileSync(join(rod, '.data', 'redis.log'), 'utf8').match(/^(\d+):/)?.[1]))).toBe(false);
    expect(await kode(startServere({ rod, databaseUrl: process.env['TEST_DATABASE_URL'], redisUrl: 'redis://127.0.0.1:1' }))).toBe('REDIS_SVARER_IKKE');
  }, TILGANG_MS);
});

describe('the small parts', () => {
  it('a lock is one process\'s: a living one\'s is respected, a dead one\'s taken over', async () => {
    const sti = join(rod, 'laas');
    const laas = tagLaas(sti, (pid) => `proces ${pid}`);
    expect(() => tagLaas(sti, (pid) => `proces ${pid}`)).toThrow(`proces ${process.pid}`);
    laas.slip();
    for (const gammel of ['', 'vrøvl', '{"pid":0}', JSON.stringify({ pid: process.pid, start: 'før' })]) {
      writeFileSync(sti, gammel);
      tagLaas(sti, () => '').slip();
    }
    expect(existsSync(sti)).toBe(false);
    await medSover(async (pid) => {
      writeFileSync(sti, JSON.stringify({ pid, start: startmaerke(pid) }));
      expect(() => tagLaas(sti, (p) => `proces ${p}`)).toThrow(`proces ${pid}`);
      laas.slip(); // not ours any more: left alone
      expect(existsSync(sti)).toBe(true);
    });
  });

  it('a port that somebody took first is given up for another', async () => {
    const set: number[] = [];
    const valgt = await medPort(undefined, async (port) => {
      set.push(port);
      if (set.length < 3) return 'OPTAGET';
      const server = createServer().listen(port, '127.0.0.1');
      await once(server, 'listening');
      const faaet = (server.address() as AddressInfo).port;
      server.close();
      return faaet;
    });
    expect(valgt).toBe(set[2]);
  });
});
