import { NatService } from '#app/natplan';
import { dato } from '#app/kernel';
import { enKravkrop } from '../../../test/kravkrop.js';
import { nyTestapi, skemakald, type Testapi } from '../../../test/testapi.js';
import { KOMMUNE } from '../../../test/testdb.js';

const DAG = '2026-05-12';
let a: Testapi;
let kald: Awaited<ReturnType<typeof skemakald>>['kald'];
beforeAll(async () => {
  a = await nyTestapi({ DEBITOR_DATO: DAG });
  ({ kald } = await skemakald(a));
  const { poster } = (await kald('GET', '/v1/kodelister/kravstyper?paa=2026-01-01')).krop;
  const { gyldigFra: _a, gyldigTil: _b, kendtFra: _c, kendtTil: _d, bruger: _e, ...husleje } = poster.find((k: { kode: string }) => k.kode === 'HUSLEJE');
  const s = await kald('POST', '/v1/kodelister/kravstyper/version', { krop: { ...husleje, renteBesluttet: '2020-01-01', gyldigFra: '2020-01-01', bekraeft: true } });
  expect([s.status, s.krop.gemt]).toEqual([200, true]);
});
afterAll(() => a?.stop());

let nr = 10;
async function lejekrav(andet: Record<string, unknown> = {}): Promise<{ kravId: string; forretningspartnerId: string }> {
  const s = await kald('POST', '/v1/krav', { krop: enKravkrop({ debitor: { art: 'CPR', nummer: `01018013${++nr}` }, kravstype: 'HUSLEJE', periodeFra: undefined, periodeTil: undefined, stiftelsesdato: '2026-02-01', forfaldsdato: '2026-02-10', sidsteRettidigeBetalingsdato: '2026-02-10', linjer: [{ deltransaktion: 'YDELSE', beloeb: '10000.00' }], faktureret: true, ...andet }) });
  expect(s.status).toBe(201);
  return s.krop;
}
const nat = (d: string): Promise<void> => a.app.get(NatService).koerNat({ kommuneId: KOMMUNE, bruger: 'test', forretningsdato: dato(d) }, dato(d), { nyeste: true, spring: true });
const dom = (andet: Record<string, unknown> = {}): Record<string, unknown> => ({ art: 'DOM', satsart: 'FAST', sats: '6', fra: '2026-03-16', afgjort: '2026-05-11', dokument: 'BS-1/2026', ...andet });

it('interest of renteloven is explained day by day, a judgment changes it, and it is worked out anew beside the books', async () => {
  const { kravId, forretningspartnerId } = await lejekrav();
  await nat('2026-05-12');
  const hvorfor = (await kald('GET', `/v1/krav/${kravId}/hvorfor`)).krop.renter;
  expect(hvorfor).toHaveLength(3);
  expect(hvorfor[0]).toMatchObject({ regime: 'RENTELOV', hjemmel: 'renteloven §§ 3 og 5', maal: '48.08', led: [{ fra: '2026-02-11', til: '2026-03-01', dage: 18, grundlag: '10000.00', satsProcent: '9.75', basis: 365 }] });
  const fastsat = await kald('POST', `/v1/krav/${kravId}/rentevilkaar`, { krop: dom() });
  expect([fastsat.status, fastsat.krop.poster]).toMatchObject([201, [{ art: 'DOM', satsart: 'FAST', sats: '6', gyldigFra: '2026-03-16', gyldigTil: null, kendtTil: null, dokument: 'BS-1/2026' }]]);
  const foer = (await kald('GET', `/v1/krav/${kravId}/renteberegning?fra=2026-03-01&til=2026-03-31`)).krop;
  expect(foer).toMatchObject({ forskel: '-16.44', satsMangler: null, perioder: [{ periodeFra: '2026-03-01', periodeTil: '2026-03-16', regime: 'RENTELOV', maal: '40.07', bogfoert: '82.81' }, { periodeFra: '2026-03-16', regime: 'DOM_FORLIG', maal: '26.30', bogfoert: '0.00' }] });
  await nat('2026-05-13');
  expect((await kald('GET', `/v1/krav/${kravId}/renteberegning`)).krop).toMatchObject({ maal: '163.77', bogfoert: '163.77', forskel: '0.00' });
  const ophaevet = await kald('POST', `/v1/krav/${kravId}/rentevilkaar/ophaev`, { krop: { fra: '2026-04-01' } });
  expect([ophaevet.status, ophaevet.krop.poster.map((p: { gyldigFra: string; gyldigTil: string | null; kendtTil: string | null }) => [p.gyldigFra, p.gyldigTil, p.kendtTil === null])]).toEqual([200, [['2026-03-16', '2026-04-01', true], ['2026-03-16', null, false]]]);
  expect((await kald('GET', `/v1/krav/${kravId}/inddrivelsesrente?modtaget=2026-02-15&til=2026-04-30`)).krop).toMatchObject({ fra: '2026-03-01', inddrivelsesrente: '96.10', led: [{ dage: 61, satsProcent: '5.75' }] });
  const aaret = (await kald('GET', `/v1/forretningspartnere/${forretningspartnerId}/renteopgoerelse?aar=2026`)).krop;
  expect(aaret).toMatchObject({ aar: 2026, opgoerelser: [{ regime: 'DOM_FORLIG' }, { regime: 'RENTELOV', indberetningspligtig: false, restance: true }], krav: [{ kravId }, { kravId }] });
  const liste = (await kald('GET', '/v1/renteopgoerelser?aar=2026&antal=1')).krop;
  expect([liste.poster.map((p: { regime: string }) => p.regime), liste.naeste]).toEqual([['DOM_FORLIG', 'RENTELOV'], null]);
  const csv = await a.kald('GET', '/v1/renteopgoerelser.csv?aar=2026');
  expect([csv.status, csv.tekst.split('\r\n').length]).toEqual([200, 4]); // head, two rows, the end
});

it('bad input is a problem with a kode and changes nothing', async () => {
  const { kravId } = await lejekrav();
  await nat('2026-05-14');
  const rente = (await kald('GET', `/v1/krav/${kravId}/hvorfor`)).krop.renter[0].rentekravId as string;
  const foer = await a.raekker();
  const token = await a.token({ fagsystem: 'KSD' });
  for (const [url, krop, status, kode, v] of [
    [`/v1/krav/${kravId}/rentevilkaar`, dom({ sats: '101' }), 422, 'RENTESATS_UGYLDIG'], [`/v1/krav/${kravId}/rentevilkaar`, dom({ sats: '-1' }), 422, 'RENTESATS_UGYLDIG'], [`/v1/krav/${kravId}/rentevilkaar`, dom({ afgjort: '2026-05-13' }), 422, 'DATO_I_FREMTIDEN'],
    [`/v1/krav/${kravId}/rentevilkaar`, dom({ til: '2026-03-16' }), 422, 'PERIODE_OMVENDT'], [`/v1/krav/${kravId}/rentevilkaar`, dom({ fra: '2026-01-31' }), 422, 'VILKAAR_FOER_STIFTELSE'], [`/v1/krav/${kravId}/rentevilkaar`, dom({ art: 'GAET' }), 422, 'VAERDI_UKENDT'],
    [`/v1/krav/${rente}/rentevilkaar`, dom(), 409, 'RENTEVILKAAR_KUN_PAA_HOVEDKRAV'], [`/v1/krav/${kravId}/rentevilkaar/ophaev`, { fra: '2026-04-01' }, 409, 'INGEN_RENTEVILKAAR'],
    ['/v1/krav/99999/rentevilkaar', dom(), 404, 'IKKE_FUNDET'], [`/v1/krav/${kravId}/rentevilkaar`, dom(), 404, 'IKKE_FUNDET', { token }],
  ] as [string, unknown, number, string, Record<string, unknown>?][]) {
    const s = await kald('POST', url, { krop, ...v });
    expect([s.status, s.krop.kode]).toEqual([status, kode]);
  }
  expect(await kald('GET', `/v1/krav/${kravId}/inddrivelsesrente`)).toMatchObject({ status: 422, krop: { kode: 'FELT_MANGLER' } });
  expect(await kald('GET', '/v1/renteopgoerelser?aar=26')).toMatchObject({ status: 422 });
  expect(await kald('GET', '/v1/renteopgoerelser?aar=2026', { token })).toMatchObject({ status: 403, krop: { kode: 'KUN_EGNE_KRAV' } });
  const efter = await a.raekker();
  expect({ ...efter, idempotens: 0 }).toEqual({ ...foer, idempotens: 0 });
});
