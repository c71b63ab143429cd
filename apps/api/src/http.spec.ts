import { createServer, connect, type Server, type Socket } from 'node:net';
import { request } from 'node:http';
import type { INestApplication } from '@nestjs/common';
import { laesConfig, nyUdviklingsnoegle, udstedToken } from '#app/platform';
import { enKravkrop } from '../../../test/kravkrop.js';
import { nyTestapi, ALLE_RETTIGHEDER } from '../../../test/testapi.js';
import { KOMMUNE, nyTestdatabase, type Testdatabase } from '../../../test/testdb.js';
import { PortOptaget, startApi } from './api.js';

/** A road to a server that can be closed and opened again. */
async function vej(til: URL): Promise<{ port: number; luk(): Promise<void>; aabn(): Promise<void> }> {
  const sokler = new Set<Socket>();
  let s: Server | undefined;
  let port = 0;
  const aabn = (): Promise<void> => new Promise((ok) => {
    s = createServer((ind) => {
      const ud = connect(Number(til.port), til.hostname);
      for (const x of [ind, ud]) { sokler.add(x); x.on('error', () => undefined).on('close', () => sokler.delete(x)); }
      ind.pipe(ud).pipe(ind);
    }).listen(port, '127.0.0.1', () => { port = (s!.address() as { port: number }).port; ok(); });
  });
  const luk = (): Promise<void> => new Promise((ok) => { for (const x of sokler) x.destroy(); s!.close(() => ok()); });
  await aabn();
  return { get port() { return port; }, luk, aabn };
}

let d: Testdatabase;
let app: INestApplication;
let url: URL;
let token: string;
const ud = { write: (): void => undefined };
beforeAll(async () => {
  d = await nyTestdatabase();
  const noegle = await nyUdviklingsnoegle();
  token = await udstedToken(noegle, { bruger: 'x', kommune: KOMMUNE, rettigheder: ALLE_RETTIGHEDER, levetidTimer: 1 }, new Date());
  app = await startApi({ ...d.config, DEBITOR_UDVIKLINGSNOEGLE: noegle, PORT: 0 }, { logUd: ud });
  url = new URL((await app.getUrl()));
});
afterAll(async () => { await app?.close(); await d?.slet(); });

it('a taken port is one clear message', async () => {
  const port = Number(url.port);
  await expect(startApi({ ...d.config, PORT: port }, { logUd: ud })).rejects.toThrow(new PortOptaget(port, '127.0.0.1'));
  expect(new PortOptaget(port, '127.0.0.1').message).toBe(`Port ${port} på 127.0.0.1 er optaget af et andet program. Stop det, eller vælg en anden port med PORT=${port + 1}.`);
});

/** Sends a body of `antal` MB; with a length or in chunks. */
function send(sti: string, antal: number, headers: Record<string, string>): Promise<{ status: number; tekst: string }> {
  return new Promise((ok, nej) => {
    const r = request({ host: url.hostname, port: url.port, path: sti, method: 'POST', headers: { 'idempotency-key': 'noegle-stor', 'content-type': 'application/json', ...headers } }, (svar) => {
      let tekst = '';
      svar.on('data', (c: Buffer) => { tekst += c.toString(); }).on('end', () => ok({ status: svar.statusCode!, tekst })).on('error', nej);
    }).on('error', nej);
    const blok = Buffer.alloc(1024 * 1024, 0x20);
    const videre = (n: number): void => { if (n === 0 || r.destroyed) { r.end(); return; } if (r.write(blok)) setImmediate(videre, n - 1); else r.once('drain', () => videre(n - 1)); };
    videre(antal);
  });
}
it('50 MB of JSON over a real connection is a 413, told beforehand or not', async () => {
  const adgang = { authorization: `Bearer ${token}` };
  for (const laengde of [{ 'content-length': String(50 * 1024 * 1024) }, {}] as Record<string, string>[]) {
    const s = await send('/v1/krav', 50, { ...adgang, ...laengde });
    expect(s.status).toBe(413);
    expect(JSON.parse(s.tekst)).toMatchObject({ kode: 'KROP_FOR_STOR' });
  }
  expect((await send('/v1/krav', 50, {})).status).toBe(401);
});

it('a claim over a real connection', async () => {
  const s = await fetch(new URL('/v1/krav', url), { method: 'POST', body: JSON.stringify(enKravkrop()), headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json; charset=utf-8', 'idempotency-key': 'noegle-rigtig' } });
  expect([s.status, s.headers.get('cache-control')]).toEqual([201, 'no-store']);
});

it('without the database every answer is a 503 that says so; when it is back, so are the answers', async () => {
  const db = new URL(d.config.DATABASE_URL);
  const v = await vej(new URL(`http://${db.hostname}:${db.port}`));
  db.hostname = '127.0.0.1';
  db.port = String(v.port);
  const b = await nyTestapi({ DATABASE_URL: db.toString(), LOG_NIVEAU: 'silent' });
  try {
    expect((await b.kald('GET', '/v1/kravstyper')).status).toBe(200);
    await v.luk();
    const s = await b.kald('POST', '/v1/krav', { krop: enKravkrop() });
    expect(s).toMatchObject({ status: 503, krop: { kode: 'DRIFT_UTILGAENGELIG' }, headers: { 'retry-after': '5' } });
    expect(await b.kald('GET', '/health')).toMatchObject({ status: 503, krop: { status: 'FEJL', database: { ok: false }, redis: { ok: true } } });
    await v.aabn();
    expect((await b.kald('POST', '/v1/krav', { krop: enKravkrop() })).status).toBe(201);
  } finally {
    await b.stop();
    await v.luk();
  }
});

it('says every setting that is missing at once', () => {
  expect(() => laesConfig({})).toThrow('Opsætningen mangler eller er forkert: DATABASE_URL, REDIS_URL, DEBITOR_NOEGLE.');
});
