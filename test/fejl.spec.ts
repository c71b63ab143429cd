import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, chmodSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { Test, type TestingModule } from '@nestjs/testing';
import { dato, kr, plusDage } from '#app/kernel';
import { Database, nyUdviklingsnoegle, PlatformModule, rodmappe, udstedToken, type Tx } from '#app/platform';
import { startPostgres, startRedis, type LokalPostgres, type LokalRedis } from '#app/lokalservere';
import { KravService } from '#app/krav';
import { FILMAAL, KravfillaesningService, KravfilModule, KravfilmodtagelseService } from '#app/kravfil';
import { NatplanModule, NatService, ProeverapportService, ProeveService, VerificerService } from '#app/natplan';
import { KRAVPOST } from '../apps/api/src/krav/kravlaeser.js';
import { indtil } from './indtil.js';
import { enKravkrop } from './kravkrop.js';
import { KOMMUNE, medKlient, nyTestdatabaseFra, type Testdatabase } from './testdb.js';

/** Faults on real servers of their own, with real worker processes: in each the run ends as if nothing had happened. */
const DAG = dato('2026-03-20');
const ANTAL = 1200;
const arbejder = join(rodmappe(), 'dist', 'apps', 'worker', 'src', 'main.js');
const api = join(rodmappe(), 'dist', 'apps', 'api', 'src', 'main.js');
let mappe: string;
let pg: LokalPostgres;
let redis: LokalRedis;
let d: Testdatabase;
let m: TestingModule;
let db: Database;
const boern: ChildProcess[] = [];
const hvem = { kommuneId: KOMMUNE, bruger: 'test', forretningsdato: DAG };
const i = <T>(arbejde: (tx: Tx) => Promise<T>): Promise<T> => db.iKommune(hvem, arbejde);

beforeAll(async () => {
  expect(existsSync(arbejder)).toBe(true);
  mappe = mkdtempSync(join(tmpdir(), 'debitor-fejl-'));
  chmodSync(mappe, 0o755);
  [pg, redis] = await Promise.all([startPostgres({ dataMappe: join(mappe, 'postgres') }), startRedis({ dataMappe: join(mappe, 'redis') })]);
}, 120000);
afterAll(async () => {
  await Promise.all([pg?.stop(), redis?.stop()]);
  rmSync(mappe, { recursive: true, force: true });
});

beforeEach(async () => {
  d = await nyTestdatabaseFra(pg.superUrl, redis.url);
  await medKlient(d.adminUrl, (k) => k.query(`update faelles.kommune set nat_klokken = '00:00', proevemiljoe = (kode = '${KOMMUNE}')`));
  m = await Test.createTestingModule({ imports: [PlatformModule.forRoot(d.config), NatplanModule, KravfilModule.med(KRAVPOST)] }).compile();
  db = m.get(Database);
  await m.get(NatService).koerNat({ ...hvem, forretningsdato: plusDage(DAG, -1) }, plusDage(DAG, -1));
  await bog();
}, 120000);
afterEach(async () => {
  await Promise.all(boern.splice(0).map(slaaIhjel));
  await m.close();
  await d.slet();
}, 60000);

/** Claims long overdue: two months of interest and a reminder each. */
async function bog(): Promise<void> {
  for (let fra = 0; fra < ANTAL; fra += 400) {
    await i((tx) => m.get(KravService).opretMange(tx, Array.from({ length: 400 }, (_, n) => ({
      fagsystem: 'NEXUS', reference: `R${fra + n}`, debitor: { art: 'ZCVR' as const, nummer: String(10000000 + Math.floor((fra + n) / 2)), navn: 'X' }, indhold: 'I', kravstype: 'DAGINST',
      stiftelsesdato: dato('2026-01-01'), forfaldsdato: dato('2026-01-15'), srb: dato('2026-01-15'), linjer: [{ deltransaktion: 'YDELSE', beloeb: kr('1000.00') }], faktureret: true,
    }))));
  }
}

function start(program: string, andet: Record<string, string> = {}): ChildProcess {
  const miljoe = Object.fromEntries(Object.entries(d.config).filter(([, v]) => v !== undefined).map(([k, v]) => [k, String(v)]));
  const b = spawn(process.execPath, [program], { env: { PATH: process.env['PATH'], ...miljoe, DEBITOR_DATO: DAG, PULS_MS: '300', LOG_NIVEAU: 'fatal', ...andet }, stdio: ['ignore', 'inherit', 'inherit'] });
  boern.push(b);
  return b;
}
async function slaaIhjel(b: ChildProcess): Promise<void> {
  if (b.exitCode !== null || b.signalCode !== null) return;
  const doed = new Promise((ok) => b.once('exit', ok));
  b.kill('SIGKILL');
  await doed;
}

const faerdigeDele = () => i(async (tx) => (await tx.sql<{ n: number }>(`select count(*)::int as n from koersel_del where status <> 'VENTER'`))[0]!.n);
const natErSlut = (dag = DAG) => i(async (tx) => (await tx.sql(`select 1 from koersel where art = 'NAT' and forretningsdato = $1 and status = 'AFSLUTTET'`, [dag])).length === 1);

/** Three months of interest per claim, one letter and fee per debtor, books at zero, every invariant. */
async function somOmIntetVarSket(): Promise<void> {
  const [r] = await i((tx) => tx.sql(`select (select count(*) from bilag where art = 'RENTE')::int as renter, (select count(*) from bilag where art = 'GEBYR')::int as gebyrer, (select count(*) from rykkerbrev)::int as breve,
    (select coalesce(sum(beloeb), 0) from postering)::text as sum, (select count(*) from koersel_fejl)::int as fejl`));
  expect(r).toEqual({ renter: 3 * ANTAL, gebyrer: ANTAL / 2, breve: ANTAL / 2, sum: '0.00', fejl: 0 });
  expect((await i((tx) => m.get(VerificerService).verificer(tx))).filter((k) => !k.ok)).toEqual([]);
}

it('the worker killed in the middle of a part, again and again, and started again', async () => {
  for (const ms of [700, 900, 1100, 1300]) {
    const b = start(arbejder);
    await new Promise((ok) => setTimeout(ok, ms));
    await slaaIhjel(b);
  }
  start(arbejder);
  await indtil(natErSlut, 60000);
  await somOmIntetVarSket();
}, 120000);

it('a rehearsal: the worker killed in the middle of a part, again and again; its report is that of one nobody disturbed, and the book is as it was', async () => {
  const linjer = (id: string) => i((tx) => m.get(ProeverapportService).linjer(tx, id));
  const ventet = await linjer((await m.get(ProeveService).proev(hvem, DAG)).koerselId);
  expect(ventet.length).toBeGreaterThan(3 * ANTAL);
  const id = await m.get(ProeveService).begynd(hvem, DAG);
  const miljoe = { DEBITOR_DATO: plusDage(DAG, -1) }; // no night is due
  for (const ms of [700, 900, 1100, 1300]) {
    const b = start(arbejder, miljoe);
    await new Promise((ok) => setTimeout(ok, ms));
    await slaaIhjel(b);
  }
  start(arbejder, miljoe);
  await indtil(async () => (await i((tx) => tx.sql(`select 1 from koersel where id = $1 and status = 'AFSLUTTET'`, [id]))).length === 1, 60000);
  expect(await linjer(id)).toEqual(ventet);
  expect(await i((tx) => tx.sql(`select 1 from bilag where art in ('RENTE', 'GEBYR')`))).toEqual([]);
}, 120000);

it('a file of claims: the worker killed in the middle of a part, again and again; every claim is made once and answered once', async () => {
  const krav = Array.from({ length: 3000 }, (_, n) => JSON.stringify(enKravkrop({ reference: `FIL-${n}`, debitor: { art: 'CPR', nummer: `01018${10000 + n}` }, faktureret: true })));
  const fil = (async function* () { yield await Promise.resolve(Buffer.from(krav.join('\n'))); })();
  const { kravfilId } = await m.get(KravfilmodtagelseService).modtag(db, hvem, { fagsystem: 'NEXUS', format: 'JSON' }, fil, { ...FILMAAL, delLinjer: 100 });
  const status = () => i((tx) => m.get(KravfillaesningService).hent(tx, kravfilId));
  for (let naaet = 1; naaet < 25; naaet += 5) { // dies with parts done, parts begun and parts waiting
    const b = start(arbejder);
    await indtil(async () => (await status()).faerdigeDele >= naaet, 60000);
    await slaaIhjel(b);
  }
  start(arbejder);
  await indtil(async () => (await status()).status !== 'I_GANG', 60000);
  expect(await status()).toMatchObject({ status: 'AFSLUTTET', oprettet: 3000, fandtes: 0, afvist: 0, fejl: 0, udfald: [{ udfald: 'OPRETTET', kode: null, antal: 3000 }] });
  const [r] = await i((tx) => tx.sql(`select count(*)::int as krav, count(distinct fagsystem_reference)::int as referencer, (select count(*)::int from haendelse h join kravsbilag k on k.id = h.krav_id where h.art = 'OPRETTET' and k.fagsystem_reference like 'FIL-%') as haendelser from kravsbilag where fagsystem_reference like 'FIL-%'`));
  expect(r).toEqual({ krav: 3000, referencer: 3000, haendelser: 3000 });
  await indtil(natErSlut, 60000);
  expect((await i((tx) => m.get(VerificerService).verificer(tx))).filter((k) => !k.ok)).toEqual([]);
}, 180000);

it('Redis emptied in the middle of the run, again and again', async () => {
  const r = new Redis(redis.url);
  start(arbejder);
  const toem = setInterval(() => void r.flushall().catch(() => undefined), 100);
  await indtil(natErSlut, 60000).finally(() => { clearInterval(toem); r.disconnect(); });
  await somOmIntetVarSket();
}, 120000);

it('Redis emptied before the night is due, no worker restarted: the next night runs by itself', async () => {
  const r = new Redis(redis.url);
  start(arbejder, { DEBITOR_DATO: plusDage(DAG, -1) }); // nothing is due yet
  await new Promise((ok) => setTimeout(ok, 1500));
  await r.flushall();
  expect(await r.keys('*')).toEqual([]);
  await i((tx) => tx.skriv(`update koersel set forretningsdato = forretningsdato - 1, noegle = noegle || '*'`)); // now yesterday's night is missing
  await indtil(() => natErSlut(plusDage(DAG, -1)), 30000);
  await indtil(async () => (await r.keys('*repeat*')).length > 0, 20000); // the clock is back
  r.disconnect();
}, 120000);

it('PostgreSQL restarted during the run', async () => {
  start(arbejder);
  await indtil(async () => (await faerdigeDele().catch(() => 0)) > 3, 30000);
  await pg.genstart();
  await indtil(() => natErSlut().catch(() => false), 60000);
  await somOmIntetVarSket();
}, 120000);

it('the same part delivered twice at once, by two programs', async () => {
  const nat = m.get(NatService);
  await i((tx) => nat.begynd(tx, DAG));
  for (;;) {
    const f = await nat.fremad(hvem);
    if (f.ventende.length === 0) break;
    await Promise.all(f.ventende.flatMap((v) => [nat.koerDel(hvem, v), nat.koerDel(hvem, v), nat.koerDel(hvem, v)]));
  }
  await somOmIntetVarSket();
}, 120000);

it('the API answers for accounts while the night runs', async () => {
  const noegle = await nyUdviklingsnoegle();
  const port = String(20000 + (process.pid % 20000));
  start(api, { PORT: port, DEBITOR_UDVIKLINGSNOEGLE: noegle, DRIFT_AABEN: 'ja' });
  const url = `http://127.0.0.1:${port}`;
  await indtil(() => fetch(`${url}/health`).then((r) => r.ok, () => false), 30000);
  const token = await udstedToken(noegle, { bruger: 'sagsbehandler', kommune: KOMMUNE, rettigheder: ['konto:laes'], levetidTimer: 1 }, new Date());
  const konti = (await i((tx) => tx.sql<{ id: string }>(`select id from aftalekonto order by id`))).map((k) => k.id);
  start(arbejder);
  let svar = 0;
  let slut = false;
  const spoerg = async (): Promise<void> => {
    while (!slut) {
      const r = await fetch(`${url}/v1/aftalekonti/${konti[svar % konti.length]}/saldo?paa=${DAG}&kendt=2099-12-31`, { headers: { authorization: `Bearer ${token}` } });
      if (r.status !== 200) throw new Error(`svar ${r.status}: ${await r.text()}`);
      const s = (await r.json()) as { ialt: string };
      if (!(Number(s.ialt) >= 2000)) throw new Error(`saldo ${s.ialt}`);
      svar++;
    }
  };
  const spoergere = [spoerg(), spoerg()];
  await Promise.race([indtil(natErSlut, 60000), ...spoergere]);
  slut = true;
  await Promise.all(spoergere);
  expect(svar).toBeGreaterThan(20);
  await somOmIntetVarSket();
}, 120000);
