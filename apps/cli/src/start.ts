import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { danskDato, plusDage } from '#app/kernel';
import { Database, laesConfig, migrerFaelles, migrerKommune, nyUdviklingsnoegle, opretKommune, rodmappe, Ur, type Config } from '#app/platform';
import { startServere, type Servere } from '#app/lokalservere';
import { DemoService, oversigtstekst } from '#app/demo';
import { NatService } from '#app/natplan';
import { datamappe, gemMiljoe } from './miljoe.js';
import { aabnRum } from './vaerktoej.js';

const LOGIN = 'debitor_login';
const DEMO = { kode: '999', navn: 'Demokøbing', proevemiljoe: true };
/** Nights the worker runs for real at the first start; the days before them are simulated. */
const RIGTIGE_NAETTER = 3;

interface Hemmeligheder { hovednoegle: string; udviklingsnoegle: string; loginkode: string }

/** `npm start`: servers, schema, demo kommune, API and worker; Ctrl-C stops all of it. */
export async function start(): Promise<void> {
  const begyndt = performance.now();
  const port = Number.parseInt(process.env['PORT'] ?? '3000', 10);
  await kraevLedig(port);
  sig('starter PostgreSQL og Redis …');
  const servere = await startServere({ rod: rodmappe(), databaseUrl: process.env['DATABASE_URL'], redisUrl: process.env['REDIS_URL'] });
  const boern: ChildProcess[] = [];
  const stop = standser(servere, boern);
  try {
    const config = await klargoer(servere, port);
    await demokommune(config);
    boern.push(barn('api', config), barn('worker', config));
    await svarer(port, boern);
    await natten(config);
    sig(`startet på ${Math.round((performance.now() - begyndt) / 1000)} s`);
    process.stdout.write(`klar: http://127.0.0.1:${port}  (dokumentation: /docs)\n`);
    process.stdout.write(`token: npm run -s debitor -- token    (Ctrl-C standser det hele)\n`);
  } catch (fejl) {
    await stop();
    throw fejl;
  }
}

const sig = (tekst: string): void => { process.stdout.write(`debitor: ${tekst}\n`); };

/** @throws Error with one clear message when the port is taken */
async function kraevLedig(port: number): Promise<void> {
  await new Promise<void>((ok, nej) => {
    const s = createServer();
    s.once('error', () => nej(new PortOptaget(port)));
    s.listen(port, '127.0.0.1', () => s.close(() => ok()));
  });
}
class PortOptaget extends Error {
  constructor(port: number) { super(`Port ${port} er optaget. Vælg en anden: PORT=${port + 1} npm start`); this.stack = this.message; }
}

/** Login role, keys, schema; what the programs and the operator's commands need to know. */
async function klargoer(servere: Servere, port: number): Promise<Config> {
  const h = await hemmeligheder();
  const adminUrl = servere.egne.postgres === undefined ? servere.databaseUrl : await egenDatabase(servere.databaseUrl);
  const loginUrl = new URL(adminUrl);
  loginUrl.username = LOGIN;
  loginUrl.password = h.loginkode;
  const miljoe = {
    DATABASE_URL: loginUrl.toString(), DATABASE_ADMIN_URL: adminUrl, REDIS_URL: servere.redisUrl, DEBITOR_NOEGLE: h.hovednoegle, DEBITOR_UDVIKLINGSNOEGLE: h.udviklingsnoegle,
    PORT: String(port), DRIFT_AABEN: 'ja', UDBAKKE_MAPPE: process.env['UDBAKKE_MAPPE'] ?? join(datamappe(), 'udbakke'), LOG_NIVEAU: process.env['LOG_NIVEAU'] ?? 'warn',
  };
  gemMiljoe(miljoe);
  const config = laesConfig({ ...process.env, ...miljoe });
  sig('bringer databasen til denne version …');
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query(`do $$ begin if not exists (select from pg_roles where rolname = '${LOGIN}') then create role ${LOGIN} login noinherit; end if; end $$`);
    await admin.query(`alter role ${LOGIN} password '${h.loginkode}'`);
    await migrerFaelles(admin, LOGIN);
    const findes = await admin.query<{ kode: string }>('select kode from faelles.kommune order by kode');
    for (const { kode } of findes.rows) await migrerKommune(admin, kode);
    if (findes.rows.length === 0) await opretKommune(admin, DEMO, Buffer.from(h.hovednoegle, 'base64'), LOGIN);
  } finally {
    await admin.end();
  }
  return config;
}

async function egenDatabase(superUrl: string): Promise<string> {
  const k = new pg.Client({ connectionString: superUrl });
  await k.connect();
  const findes = await k.query(`select 1 from pg_database where datname = 'debitor'`);
  if (findes.rowCount === 0) await k.query('create database debitor');
  await k.end();
  const url = new URL(superUrl);
  url.pathname = '/debitor';
  return url.toString();
}

/** Keys of this clone, made once. */
async function hemmeligheder(): Promise<Hemmeligheder> {
  const fil = join(datamappe(), 'hemmeligheder.json');
  if (existsSync(fil)) return JSON.parse(readFileSync(fil, 'utf8')) as Hemmeligheder;
  const nye = { hovednoegle: process.env['DEBITOR_NOEGLE'] ?? randomBytes(32).toString('base64'), udviklingsnoegle: await nyUdviklingsnoegle(), loginkode: randomBytes(18).toString('hex') };
  writeFileSync(fil, JSON.stringify(nye), { mode: 0o600 });
  return nye;
}

/** The demo's 18 months, where the installation has no other kommune; goes on where an earlier start was cut off. */
async function demokommune(config: Config): Promise<void> {
  const app = await aabnRum({ ...config, DATABASE_URL: udenFlush(config.DATABASE_URL) });
  try {
    const kommuner = await app.get(Database).alleKommuner();
    if (kommuner.length !== 1 || kommuner[0]!.kode !== DEMO.kode) return;
    const slut = plusDage(danskDato(app.get(Ur).nu()), -RIGTIGE_NAETTER);
    await app.get(DemoService).skab(app.get(Database), { kommuneId: DEMO.kode, bruger: 'demo' }, slut, (t: string) => sig(t));
  } finally {
    await app.close();
  }
}

/** The simulated past may lose its last moments in a power cut: it is lived again. Thousands of small commits need not wait for the disk. */
function udenFlush(url: string): string {
  const u = new URL(url);
  u.searchParams.set('options', '-c synchronous_commit=off');
  return u.toString();
}

/** Waits until the worker has run the nights that are due, and prints the administrator's summary. */
async function natten(config: Config): Promise<void> {
  const app = await aabnRum(config);
  try {
    const db = app.get(Database);
    for (const k of await db.alleKommuner()) {
      const hvem = { kommuneId: k.kode, bruger: 'start' };
      const til = app.get(NatService).forfaldenTil(k);
      sig(`kører de nætter, der mangler til og med ${til} …`);
      await ventPaaNat(db, hvem, til);
      process.stdout.write(`${await db.iKommune(hvem, (tx) => oversigtstekst(tx))}\n`);
    }
  } finally {
    await app.close();
  }
}

async function ventPaaNat(db: Database, hvem: { kommuneId: string; bruger: string }, til: string): Promise<void> {
  for (let i = 0; i < 2400; i++) {
    const [r] = await db.iKommune(hvem, (tx) => tx.sql(`select 1 from koersel where art = 'NAT' and forretningsdato >= $1 and afsluttet is not null limit 1`, [til]));
    if (r !== undefined) return;
    await new Promise((ok) => setTimeout(ok, 250));
  }
  sig('nætterne kører stadig; følg dem på /v1/koersler');
}

function barn(navn: 'api' | 'worker', config: Config): ChildProcess {
  const miljoe = Object.fromEntries(Object.entries(config).filter(([, v]) => v !== undefined).map(([k, v]) => [k, String(v)]));
  return spawn(process.execPath, [join(rodmappe(), 'dist', 'apps', navn, 'src', 'main.js')], { env: { ...process.env, ...miljoe }, stdio: ['ignore', 'inherit', 'inherit'], detached: true });
}

/** The API answers, or one of the programs ended: then so does the start. */
async function svarer(port: number, boern: readonly ChildProcess[]): Promise<void> {
  for (let i = 0; i < 240; i++) {
    const doed = boern.find((b) => b.exitCode !== null);
    if (doed !== undefined) throw new Error(`Et program standsede under starten (kode ${doed.exitCode}).`);
    const ok = await fetch(`http://127.0.0.1:${port}/health`).then((r) => r.ok, () => false);
    if (ok) return;
    await new Promise((r) => setTimeout(r, 250));
  }
  throw new Error('API’et svarede ikke inden for et minut.');
}

/** Stops programs first, then servers; once, however it is asked. */
function standser(servere: Servere, boern: readonly ChildProcess[]): () => Promise<void> {
  let igang: Promise<void> | undefined;
  const stop = (): Promise<void> => (igang ??= (async () => {
    await Promise.all(boern.map((b) => new Promise<void>((ok) => {
      if (b.exitCode !== null) return ok();
      b.once('exit', () => ok());
      b.kill('SIGTERM');
      setTimeout(() => b.kill('SIGKILL'), 10000).unref();
    })));
    await servere.stop();
  })());
  for (const s of ['SIGINT', 'SIGTERM'] as const) process.on(s, () => { sig('standser …'); void stop().then(() => process.exit(0)); });
  return stop;
}
