import { NatService } from '#app/natplan';
import { enKravkrop } from '../../../test/kravkrop.js';
import { nyTestapi, skemakald, type Testapi } from '../../../test/testapi.js';
import { KOMMUNE } from '../../../test/testdb.js';
import { dato } from '#app/kernel';

let a: Testapi;
let kald: Awaited<ReturnType<typeof skemakald>>['kald'];
beforeAll(async () => {
  a = await nyTestapi({ DEBITOR_DATO: '2026-03-20' });
  ({ kald } = await skemakald(a));
  await kald('POST', '/v1/krav', { krop: enKravkrop() });
  await a.app.get(NatService).koerNat({ kommuneId: KOMMUNE, bruger: 'nat', forretningsdato: dato('2026-03-20') }, dato('2026-03-20'));
});
afterAll(() => a?.stop());

it('a night is listed and read with its steps; an unknown one is not found; a fagsystem sees none', async () => {
  const liste = (await kald('GET', '/v1/koersler')).krop;
  expect(liste.poster[0]).toMatchObject({ art: 'NAT', forretningsdato: '2026-03-20', status: 'AFSLUTTET' });
  const { id } = liste.poster[0];
  const en = (await kald('GET', `/v1/koersler/${id}`)).krop;
  expect(en.trin.map((t: { art: string }) => t.art)).toContain('renter');
  expect((await kald('GET', `/v1/koersler/${id}/fejl`)).krop).toEqual({ poster: [], naeste: null });
  expect(await kald('GET', '/v1/koersler/999')).toMatchObject({ status: 404, krop: { kode: 'IKKE_FUNDET' } });
  expect(await kald('GET', '/v1/koersler', { token: await a.token({ fagsystem: 'NEXUS' }) })).toMatchObject({ status: 403 });
});

it('its progress comes as server-sent events, to the end', async () => {
  const { id } = (await kald('GET', '/v1/koersler')).krop.poster[0];
  const url = await a.app.listen(0, '127.0.0.1').then(() => a.app.getUrl()); // events need a real connection
  const headers = { authorization: `Bearer ${await a.token()}` };
  const s = await fetch(`${url}/v1/koersler/${id}/fremdrift`, { headers });
  expect(s.headers.get('content-type')).toMatch(/text\/event-stream/);
  expect(JSON.parse(/data: (.*)/.exec(await s.text())![1]!)).toMatchObject({ id, status: 'AFSLUTTET' });
  const ukendt = await fetch(`${url}/v1/koersler/999/fremdrift`, { headers });
  expect([ukendt.status, await ukendt.json()]).toEqual([404, expect.objectContaining({ kode: 'IKKE_FUNDET' })]);
});
