import { dato } from '#app/kernel';
import { NatService } from '#app/natplan';
import { enKravkrop } from '../../../test/kravkrop.js';
import { ALLE_RETTIGHEDER, nyTestapi, skemakald, type Testapi } from '../../../test/testapi.js';
import { KOMMUNE } from '../../../test/testdb.js';

let a: Testapi;
let kald: Awaited<ReturnType<typeof skemakald>>['kald'];
let nr = 0;
const IDAG = dato('2026-03-20');
const cpr = (): string => `010180${String(6000 + nr++)}`;
beforeAll(async () => {
  a = await nyTestapi({ DEBITOR_DATO: IDAG });
  ({ kald } = await skemakald(a));
});
afterAll(() => a?.stop());

const nat = (): Promise<unknown> => a.app.get(NatService).koerTrin({ kommuneId: KOMMUNE, bruger: 'natten', forretningsdato: IDAG }, 'renter').then(() => a.app.get(NatService).koerTrin({ kommuneId: KOMMUNE, bruger: 'natten', forretningsdato: IDAG }, 'rykker'));
const krav = async (andet: object = {}, nummer = cpr()): Promise<{ kravId: string; forretningspartnerId: string; aftalekontoId: string }> =>
  (await kald('POST', '/v1/krav', { krop: enKravkrop({ debitor: { art: 'CPR', nummer, navn: 'Bo Bæk' }, faktureret: true, ...andet }) })).krop;
const F = { 'x-formaal': 'Prøve af rettelser' };

it('a claim is corrected: receipt, confirmation, history, and the balance as it was known', async () => {
  const k = await krav();
  await nat();
  const url = `/v1/krav/${k.kravId}/ret`;
  const ny = { forfaldsdato: '2026-03-10', sidsteRettidigeBetalingsdato: '2026-03-15', aarsag: 'Fagsystemet sendte forkert måned' };
  const foer = await a.raekker();
  const set = await kald('POST', url, { krop: ny });
  expect(set.krop).toMatchObject({ gemt: false, rettelseId: null, kvittering: { dato: IDAG, tom: false, ialt: { renter: '-70.00', saldo: '-70.00', tilbudt: '250.00' }, gebyrer: [{ art: 'TILBYDES', beloeb: '250.00', grund: 'FRIST_LOEBER' }] } });
  expect(await a.raekker()).toEqual(foer);
  const forkert = await kald('POST', url, { krop: { ...ny, bekraeft: 'a'.repeat(64) } });
  expect(forkert).toMatchObject({ status: 409, krop: { kode: 'KVITTERING_FORAELDET', kvittering: set.krop.kvittering } });
  expect(await a.raekker()).toEqual(foer);
  const { aftryk } = (await kald('POST', url, { krop: { ...ny, annullerGebyrer: [set.krop.kvittering.gebyrer[0].gebyrkravId] } })).krop.kvittering;
  const krop = { ...ny, annullerGebyrer: [set.krop.kvittering.gebyrer[0].gebyrkravId], bekraeft: aftryk };
  const svar = await kald('POST', url, { krop, noegle: 'rettelse-0001' });
  expect(svar.krop).toMatchObject({ gemt: true, rettelseId: expect.stringMatching(/^\d+$/), kvittering: { ialt: { gebyrer: '-250.00' } } });
  expect((await kald('POST', url, { krop, noegle: 'rettelse-0001' })).krop).toEqual(svar.krop); // the same key: the same answer
  expect((await kald('GET', `/v1/krav/${k.kravId}`)).krop).toMatchObject({ forfaldsdato: '2026-03-10', sidsteRettidigeBetalingsdato: '2026-03-15', foraeldelsesdato: '2029-03-12' });
  expect((await kald('GET', `/v1/krav/${k.kravId}/rettelser`)).krop.poster).toMatchObject([{ art: 'RETTELSE', aarsag: ny.aarsag, bruger: 'test', felter: [
    { felt: 'forfaldsdato', foer: '2026-01-15', efter: '2026-03-10' }, { felt: 'sidsteRettidigeBetalingsdato', foer: '2026-01-20', efter: '2026-03-15' }, { felt: 'foraeldelsesdato', foer: '2029-01-15', efter: '2029-03-12' }] }]);
});

it('a hold in the past shows what it would move; nothing to move, and it is made at once', async () => {
  const k = await krav();
  await nat();
  const s = { niveau: 'KRAV', objektId: k.kravId, art: 'RENTE', aarsag: 'Klage', fra: '2026-02-01' };
  const foer = await a.raekker();
  const kraeves = await kald('POST', '/v1/spaerrer', { krop: s });
  expect(kraeves).toMatchObject({ status: 409, krop: { kode: 'KVITTERING_KRAEVES', kvittering: { ialt: { renter: '-70.00' } } } });
  expect(await a.raekker()).toEqual(foer);
  const sat = await kald('POST', '/v1/spaerrer', { krop: { ...s, bekraeft: kraeves.krop.kvittering.aftryk } });
  expect(sat).toMatchObject({ status: 201, krop: { fra: '2026-02-01', til: null } });
  await nat();
  const ophaev = await kald('POST', `/v1/spaerrer/${sat.krop.id}/ophaev`, { krop: { fra: '2026-03-01' } });
  expect(ophaev).toMatchObject({ status: 409, krop: { kode: 'KVITTERING_KRAEVES', kvittering: { ialt: { renter: '35.00' } } } });
  expect(await kald('POST', `/v1/spaerrer/${sat.krop.id}/ophaev`, { krop: { fra: '2026-03-01', bekraeft: ophaev.krop.kvittering.aftryk } })).toMatchObject({ status: 200, krop: { til: '2026-03-01' } });
  expect((await kald('POST', '/v1/spaerrer', { krop: { ...s, art: 'MODREGNING' } })).status).toBe(201);
  expect((await kald('POST', '/v1/spaerrer', { krop: { ...s, art: 'RENTE', fra: '2026-03-20' } })).status).toBe(201);
});

it('a fagsystem may not move what is booked, nor see what that would be', async () => {
  const k = await krav();
  await nat();
  const token = await a.token({ fagsystem: 'NEXUS' });
  const s = { niveau: 'KRAV', objektId: k.kravId, art: 'RENTE', aarsag: 'Klage', fra: '2026-02-01' };
  const foer = await a.raekker();
  for (const krop of [s, { ...s, bekraeft: 'a'.repeat(64) }]) {
    const svar = await kald('POST', '/v1/spaerrer', { krop, token });
    expect(svar).toMatchObject({ status: 403, krop: { kode: 'RETTELSE_KRAEVER_MYNDIGHED' } });
    expect(svar.krop.kvittering).toBeUndefined();
  }
  expect(await kald('POST', `/v1/krav/${k.kravId}/ret`, { krop: { kleEmne: '28.06.04', aarsag: 'x' }, token })).toMatchObject({ status: 403, krop: { kode: 'KUN_EGNE_KRAV' } });
  expect(await a.raekker()).toEqual(foer);
  expect((await kald('GET', `/v1/krav/${k.kravId}/rettelser`, { token })).krop.poster).toEqual([]);
  expect(await kald('GET', `/v1/krav/${k.kravId}/rettelser`, { token: await a.token({ fagsystem: 'AULA' }) })).toMatchObject({ status: 404 });
  expect((await kald('POST', '/v1/spaerrer', { krop: { ...s, fra: '2026-03-20' }, token })).status).toBe(201);
});

it('a death registered late shows the fee of a letter to the dead; others liable are set from an earlier day at once', async () => {
  const k = await krav();
  await nat();
  const url = `/v1/forretningspartnere/${k.forretningspartnerId}`;
  const doed = { fra: '2026-03-01', cprStatus: '90' };
  const kraeves = await kald('PUT', url, { krop: doed, headers: F });
  expect(kraeves).toMatchObject({ status: 409, krop: { kode: 'KVITTERING_KRAEVES', kvittering: { gebyrer: [{ art: 'TILBYDES', grund: 'DOEDSFALD' }], ialt: { saldo: '0.00' } } } });
  expect(await kald('PUT', url, { krop: { ...doed, fra: '2026-02-01', bekraeft: kraeves.krop.kvittering.aftryk }, headers: F })).toMatchObject({ status: 409, krop: { kode: 'KVITTERING_FORAELDET' } });
  expect(await kald('PUT', url, { krop: { ...doed, bekraeft: kraeves.krop.kvittering.aftryk }, headers: F })).toMatchObject({ status: 200, krop: { cprStatus: '90' } });
  expect(await kald('PUT', url, { krop: { fra: '2026-01-01', vejnavn: 'Birkevej' }, headers: F })).toMatchObject({ status: 200, krop: { vejnavn: 'Birkevej' } });
  const b = (await kald('POST', '/v1/forretningspartnere', { krop: { art: 'ZCPR', nummer: cpr(), navn: 'Medhæfter', fra: '2026-01-01' }, headers: F })).krop.id;
  expect((await kald('PUT', `/v1/krav/${k.kravId}/haeftere`, { krop: { fra: '2026-01-01', haeftere: [{ forretningspartnerId: b, form: 'SOLIDARISK' }] } })).status).toBe(200);
});

it('a merge is undone: seen, confirmed, and refused a second time', async () => {
  const [x, y] = [await krav(), await krav()];
  await nat();
  const m = (await kald('POST', `/v1/forretningspartnere/${x.forretningspartnerId}/sammenlaeg`, { krop: { tilId: y.forretningspartnerId, aarsag: 'Samme person' } })).krop;
  const url = `/v1/sammenlaegninger/${m.id}/ophaev`;
  const foer = await a.raekker();
  const set = await kald('POST', url, { krop: { aarsag: 'To personer med samme navn' } });
  expect(set.krop).toMatchObject({ gemt: false, id: null, konti: [{ aftalekontoId: x.aftalekontoId, kommerFra: true, gaarTil: x.forretningspartnerId, krav: 1, kravSiden: 0 }, { aftalekontoId: y.aftalekontoId, kommerFra: false, gaarTil: y.forretningspartnerId }], kvittering: { saldi: expect.any(Array) } });
  expect(await a.raekker()).toEqual(foer);
  expect((await kald('POST', url, { krop: { aarsag: 'To personer med samme navn', bekraeft: set.krop.kvittering.aftryk } })).krop).toMatchObject({ gemt: true, id: expect.stringMatching(/^\d+$/) });
  expect((await kald('GET', `/v1/krav/${x.kravId}`)).krop.forretningspartnerId).toBe(x.forretningspartnerId);
  expect((await kald('GET', `/v1/forretningspartnere/${x.forretningspartnerId}/sammenlaegninger`)).krop.poster).toMatchObject([{ ophaeverId: null }, { ophaeverId: m.id, aarsag: 'To personer med samme navn' }]);
  expect(await kald('POST', url, { krop: { aarsag: 'igen' } })).toMatchObject({ status: 409, krop: { kode: 'SAMMENLAEGNING_ER_OPHAEVET' } });
});

describe('is refused and changes nothing', () => {
  let k: Awaited<ReturnType<typeof krav>>;
  beforeAll(async () => { k = await krav(); });
  it.each<[string, object, number, string]>([
    ['nothing to correct', { aarsag: 'x' }, 422, 'INTET_AT_RETTE'], ['no reason', { kleEmne: '28.06.04' }, 422, 'FELT_MANGLER'], ['forfald before stiftelse', { forfaldsdato: '2025-12-31', aarsag: 'x' }, 422, 'FORFALD_FOER_STIFTELSE'],
    ['SRB before forfald', { sidsteRettidigeBetalingsdato: '2026-01-01', aarsag: 'x' }, 422, 'SRB_FOER_FORFALD'], ['another kravstype', { kravstype: 'SFO', aarsag: 'x' }, 422, 'FELT_UKENDT'], ['a fingerprint of another form', { kleEmne: '28.06.04', aarsag: 'x', bekraeft: 'ja' }, 422, 'AFTRYK_UGYLDIGT'],
    ['a line of another claim', { linjer: [{ id: '1', tekst: 'x' }], aarsag: 'x' }, 422, 'LINJE_UKENDT'], ['a fee that is none', { kleEmne: '28.06.04', aarsag: 'x', annullerGebyrer: ['1'] }, 422, 'GEBYR_ANNULLERES_IKKE'], ['a fee by no number', { aarsag: 'x', annullerGebyrer: ['a'] }, 422, 'ID_UGYLDIGT'],
  ])('%s', async (_, krop, status, kode) => {
    const foer = await a.raekker();
    expect(await kald('POST', `/v1/krav/${k.kravId}/ret`, { krop })).toMatchObject({ status, krop: { felter: [{ kode }] } });
    expect(await a.raekker()).toEqual(foer);
  });
  it('a fee taken back without the right to annul; a claim and a merge nobody knows', async () => {
    const token = await a.token({ rettigheder: ALLE_RETTIGHEDER.filter((r) => r !== 'krav:annuller') });
    expect(await kald('POST', `/v1/krav/${k.kravId}/ret`, { krop: { aarsag: 'x', annullerGebyrer: ['1'] }, token })).toMatchObject({ status: 403, krop: { kode: 'RET_MANGLER' } });
    expect(await kald('POST', '/v1/krav/999999/ret', { krop: { kleEmne: '28.06.04', aarsag: 'x' } })).toMatchObject({ status: 404 });
    expect(await kald('POST', '/v1/sammenlaegninger/999999/ophaev', { krop: { aarsag: 'x' } })).toMatchObject({ status: 404 });
    expect(await kald('POST', '/v1/sammenlaegninger/999999/ophaev', { krop: { aarsag: 'x', dato: '2026-02-30' } })).toMatchObject({ status: 422 });
  });
});
