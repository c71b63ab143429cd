import { Controller, Get, RequestMethod } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { INestApplication } from '@nestjs/common';
import { generateKeyPair, SignJWT } from 'jose';
import { nyUdviklingsnoegle, udstedToken } from '#app/platform';
import { ALLE_RETTIGHEDER, nyTestapi, type Testapi } from '../../../test/testapi.js';
import { KOMMUNE } from '../../../test/testdb.js';
import { ruterAf } from './api.js';
import { DOKUMENTATIONSSTIER } from './dokumentation/ui.js';
import { kravTil } from './felles/ret.js';
import { RETTIGHEDER } from './felles/rettigheder.js';

@Controller('proeve')
class GlemsomController { @Get('uden-ret') hent(): string { return 'aldrig'; } }

interface Handler { readonly metode: string; readonly sti: string; readonly ret: string | undefined }

/** Every handler of every controller, as Nest has them. */
function handlere(app: INestApplication): Handler[] {
  const controllere = [...app.get(ModulesContainer).values()].flatMap((m) => [...m.controllers.values()].map((c) => c.metatype as { prototype: object }));
  return controllere.flatMap((c) => Object.getOwnPropertyNames(c.prototype).flatMap((navn): Handler[] => {
    const h = (c.prototype as Record<string, object>)[navn]!;
    const metode = Reflect.getMetadata('method', h) as number | undefined;
    if (metode === undefined) return [];
    const sti = `/${[Reflect.getMetadata('path', c), Reflect.getMetadata('path', h)].filter((d) => d && d !== '/').join('/')}`;
    return [{ metode: RequestMethod[metode]!, sti, ret: kravTil(h).ret }];
  }));
}
/** Routes of the server that are neither documentation nor a handler that names a right of the list. */
function udenRet(app: INestApplication): string[] {
  const medRet = new Set(handlere(app).filter((h) => h.ret !== undefined && h.ret in RETTIGHEDER).map((h) => `${h.metode} ${h.sti}`));
  return ruterAf(app).alle.filter((r) => !(DOKUMENTATIONSSTIER as readonly string[]).includes(r.moenster))
    .map((r) => `${r.metode === 'HEAD' ? 'GET' : r.metode} ${r.moenster}`).filter((r) => !medRet.has(r));
}

let a: Testapi;
beforeAll(async () => { a = await nyTestapi(); });
afterAll(() => a?.stop());

it('every route of the server names the right it needs', () => {
  expect(ruterAf(a.app).alle.length).toBeGreaterThan(20);
  expect(udenRet(a.app)).toEqual([]);
});

it('an endpoint that names none is found by that test, and denied to everyone', async () => {
  const b = await nyTestapi({}, [GlemsomController]);
  try {
    expect(new Set(udenRet(b.app))).toEqual(new Set(['GET /proeve/uden-ret']));
    expect(await b.kald('GET', '/proeve/uden-ret')).toMatchObject({ status: 403, krop: { kode: 'RET_MANGLER' } });
  } finally {
    await b.stop();
  }
});

it('no endpoint answers without a token, or with every right but its own', async () => {
  const aabne = new Set<string>(DOKUMENTATIONSSTIER);
  for (const { metode, sti, ret } of handlere(a.app)) {
    const url = sti.replace(':fra', '2026-01-01').replace(/:\w+/g, '1');
    expect(aabne.has(sti)).toBe(false);
    expect({ sti, ...(await a.kald(metode as 'GET', url, { token: null })) }).toMatchObject({ sti, status: 401, krop: { kode: 'IKKE_LOGGET_IND' } });
    const token = await a.token({ rettigheder: ALLE_RETTIGHEDER.filter((r) => r !== ret) });
    expect({ sti, ...(await a.kald(metode as 'GET', url, { token })) }).toMatchObject({ sti, status: 403, krop: { kode: 'RET_MANGLER' } });
  }
});

it('refuses a token that is expired, of another key, of another issuer, unsigned, or without its claims', async () => {
  const noegle = a.config.DEBITOR_UDVIKLINGSNOEGLE!;
  const oenske = { bruger: 'x', kommune: KOMMUNE, rettigheder: ALLE_RETTIGHEDER, levetidTimer: 1 };
  const { privateKey } = await generateKeyPair('ES256');
  const usigneret = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify({ iss: 'debitor-udvikling', sub: 'x', kommune: KOMMUNE, rettigheder: ALLE_RETTIGHEDER, exp: 4102444800 })).toString('base64url')}.`;
  const forkerte = [
    await udstedToken(noegle, oenske, new Date(Date.now() - 2 * 3600 * 1000)),
    await udstedToken(await nyUdviklingsnoegle(), oenske, new Date()),
    await new SignJWT({ kommune: KOMMUNE, rettigheder: ALLE_RETTIGHEDER }).setProtectedHeader({ alg: 'ES256' }).setSubject('x').setIssuer('en-anden').setExpirationTime('1h').sign(privateKey),
    usigneret, 'vrøvl', '',
  ];
  for (const token of forkerte) expect(await a.kald('GET', '/v1/kravstyper', { token })).toMatchObject({ status: 401, krop: { kode: 'IKKE_LOGGET_IND' } });
  const ukendt = await a.token({ kommune: '999' });
  expect(await a.kald('GET', '/v1/kravstyper', { token: ukendt })).toMatchObject({ status: 404, krop: { kode: 'KOMMUNE_UKENDT' } });
});

it('opens health and metrics only where the operator has said so', async () => {
  expect((await a.kald('GET', '/health', { token: await a.token({ rettigheder: ['drift:laes'] }) })).status).toBe(200);
  const b = await nyTestapi({ DRIFT_AABEN: 'ja' });
  try {
    expect(await b.kald('GET', '/health', { token: null })).toMatchObject({ status: 200, krop: { status: 'OK' } });
    const m = await b.kald('GET', '/metrics', { token: null });
    expect(m.status).toBe(200);
    expect(m.tekst).toMatch(/debitor_http_sekunder_count\{metode="GET",rute="\/health",status="200"\} 1/);
    expect(m.tekst).toMatch(/debitor_db_forbindelser\{tilstand="aabne"\} \d/);
  } finally {
    await b.stop();
  }
});
