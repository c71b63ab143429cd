import { enKravkrop } from '../../../test/kravkrop.js';
import { KOMMUNE } from '../../../test/testdb.js';
import { nyTestapi, skemakald, type Testapi } from '../../../test/testapi.js';

let a: Testapi;
let kald: Awaited<ReturnType<typeof skemakald>>['kald'];
beforeAll(async () => {
  a = await nyTestapi({ DEBITOR_DATO: '2026-03-20' });
  ({ kald } = await skemakald(a));
});
afterAll(() => a?.stop());
const opret = async (andet: Record<string, unknown> = {}): Promise<{ kravId: string; forretningspartnerId: string; aftalekontoId: string }> => (await kald('POST', '/v1/krav', { krop: enKravkrop(andet) })).krop;
const fremtid = { stiftelsesdato: '2026-01-01', forfaldsdato: '2098-06-01', sidsteRettidigeBetalingsdato: '2098-06-01' };

it('what waits is listed with its reason; the desk bills it at once, and the bill is read with its lines', async () => {
  const debitor = { art: 'CPR', nummer: '0404801234', navn: 'Bo Birk' };
  const k = await opret({ debitor, ...fremtid });
  expect((await kald('GET', `/v1/krav/${k.kravId}`)).krop).toMatchObject({ fakturering: 'VENTER', faktureret: null });
  const sti = `/v1/afregningsbilag?forretningspartnerId=${k.forretningspartnerId}`;
  expect((await kald('GET', sti)).krop.poster).toMatchObject([{ kravId: k.kravId, rest: '3500.00', grund: 'IKKE_TID', tidligst: '2098-05-02' }]);
  const foer = (await kald('POST', `/v1/forretningspartnere/${k.forretningspartnerId}/fakturer`, { krop: {} })).krop;
  expect(foer).toMatchObject({ fakturaer: [], venter: [{ kravId: k.kravId }] });
  const { fakturaer, venter } = (await kald('POST', `/v1/forretningspartnere/${k.forretningspartnerId}/fakturer`, { krop: { alle: true } })).krop;
  expect(venter).toEqual([]);
  expect(fakturaer).toMatchObject([{ forretningspartnerId: k.forretningspartnerId, kravsum: '3500.00', betalt: '0.00', beloeb: '3500.00', rest: '3500.00', sidsteRettidigeBetalingsdato: '2098-06-01', fakturanummer: expect.stringMatching(/^\d+$/) }]);
  const f = (await kald('GET', `/v1/faktureringsbilag/${fakturaer[0].id}`)).krop;
  expect(f).toMatchObject({ id: fakturaer[0].id, positioner: [{ kravId: k.kravId, kravstype: 'DAGINST', deltransaktion: 'FULDTID', beloeb: '3000.00', tekst: 'Børnehaven Solen' }, { beloeb: '500.00' }] });
  expect(await a.db.iKommune({ kommuneId: KOMMUNE, bruger: 'test' }, (tx) => tx.sql(`select handling, formaal from opslag where forretningspartner_id = $1 and handling = 'LAES_FAKTURA'`, [k.forretningspartnerId]))).toEqual([{ handling: 'LAES_FAKTURA', formaal: 'Visning af regning' }]);
  expect((await kald('GET', `/v1/faktureringsbilag?kravId=${k.kravId}`)).krop.poster.map((x: { id: string }) => x.id)).toEqual([f.id]);
  expect((await kald('GET', '/v1/faktureringsbilag?fra=2099-01-01')).krop.poster).toEqual([]);
  expect((await kald('GET', `/v1/krav/${k.kravId}`)).krop.fakturering).toBe('FAKTURERET');
});

it('a fagsystem that bills itself says so; it sees its own lines of a bill and no other bill', async () => {
  const selv = await opret({ faktureret: true });
  expect((await kald('GET', `/v1/krav/${selv.kravId}`)).krop).toMatchObject({ fakturering: 'IKKE_HER' });
  const debitor = { art: 'CPR', nummer: '0505801234', navn: 'Cai Carl' };
  const [eget, andet] = [await opret({ debitor, ...fremtid }), await opret({ debitor, ...fremtid, fagsystem: 'KSD', aftaleindhold: 'SFO-1', kravstype: 'SFO', linjer: [{ deltransaktion: 'MODUL_FULD', beloeb: '700.00', ydelsesmodtager: 'Alma' }] })];
  const { fakturaer: [f] } = (await kald('POST', `/v1/forretningspartnere/${eget.forretningspartnerId}/fakturer`, { krop: { alle: true } })).krop;
  expect(f.kravsum).toBe('4200.00');
  const ksd = await a.token({ fagsystem: 'KSD' });
  expect((await kald('GET', `/v1/faktureringsbilag/${f.id}`, { token: ksd })).krop.positioner).toMatchObject([{ kravId: andet.kravId, beloeb: '700.00' }]);
  for (const sti of [`/v1/faktureringsbilag/${f.id}`, `/v1/faktureringsbilag?kravId=${andet.kravId}`]) { // not what the debtor owes others
    const { krop } = await kald('GET', sti, { token: ksd });
    expect(krop.poster?.[0] ?? krop).toMatchObject({ id: f.id, kravsum: '700.00', betalt: '0.00', beloeb: '700.00', rest: '700.00' });
  }
  expect((await kald('GET', `/v1/krav/${andet.kravId}`, { token: ksd })).krop.linjer).toMatchObject([{ ydelsesmodtager: 'Alma' }]);
  expect(await kald('GET', `/v1/faktureringsbilag/${f.id}`, { token: await a.token({ fagsystem: 'AULA' }) })).toMatchObject({ status: 404, krop: { kode: 'IKKE_FUNDET' } });
  expect(await kald('POST', `/v1/forretningspartnere/${eget.forretningspartnerId}/fakturer`, { krop: {}, token: ksd })).toMatchObject({ status: 403 });
});

it.each<[string, string, unknown, number, string]>([
  ['POST', '/v1/forretningspartnere/999999/fakturer', {}, 404, 'IKKE_FUNDET'],
  ['POST', '/v1/forretningspartnere/1/fakturer', { alle: 'ja' }, 422, 'JA_NEJ_FORVENTET'],
  ['GET', '/v1/faktureringsbilag/999999', undefined, 404, 'IKKE_FUNDET'],
  ['GET', '/v1/faktureringsbilag?fra=2026-02-30', undefined, 422, 'DATO_UGYLDIG'],
  ['GET', '/v1/afregningsbilag?cursor=x', undefined, 422, 'CURSOR_UGYLDIG'],
  ['POST', '/v1/krav', enKravkrop({ faktureret: 'nej' }), 422, 'JA_NEJ_FORVENTET'],
])('%s %s %p', async (metode, sti, krop, status, kode) => {
  expect(await kald(metode as 'GET', sti, krop === undefined ? {} : { krop })).toMatchObject({ status, krop: { kode } });
});
