import { dato } from '#app/kernel';
import { NatService } from '#app/natplan';
import { enKravkrop } from '../../../test/kravkrop.js';
import { nyTestapi, skemakald, type Testapi } from '../../../test/testapi.js';
import { KOMMUNE } from '../../../test/testdb.js';

const DAG = '2026-03-20';
let a: Testapi;
let kald: Awaited<ReturnType<typeof skemakald>>['kald'];
beforeAll(async () => {
  a = await nyTestapi({ DEBITOR_DATO: DAG });
  ({ kald } = await skemakald(a));
});
afterAll(() => a?.stop());

let nr = 1000;
async function krav(andet: Record<string, unknown> = {}): Promise<{ kravId: string; linjer: string[] }> {
  const { krop } = await kald('POST', '/v1/krav', { krop: enKravkrop({ debitor: { art: 'CPR', nummer: `010180${++nr}` }, faktureret: true, ...andet }) });
  const { linjer } = (await kald('GET', `/v1/krav/${krop.kravId}`)).krop;
  return { kravId: krop.kravId, linjer: linjer.map((l: { id: string }) => l.id) };
}
const regulering = (andet: Record<string, unknown> = {}): Record<string, unknown> => ({ art: 'KREDITNOTA', aarsag: 'GENBEREGNING', beloeb: '500.00', ...andet });
const reguler = (kravId: string, krop: unknown = regulering(), v: Record<string, unknown> = {}) => kald('POST', `/v1/krav/${kravId}/reguleringer`, { krop, ...v });
const tillaegskrav = { stiftelsesdato: DAG, forfaldsdato: '2026-04-15', sidsteRettidigeBetalingsdato: '2026-04-20' };

it('a claim is credited, its regulations are listed and shown, one is undone', async () => {
  const { kravId, linjer } = await krav();
  const s = await reguler(kravId, regulering({ beloeb: undefined, linjer: [{ kravlinjeId: linjer[1], beloeb: '200.00' }], virkningsdato: '2026-01-16', tekst: 'Barnet var syg', reference: 'REG-1' }));
  expect([s.status, s.krop]).toMatchObject([201, { udfald: 'OPRETTET', krav: { kravId, opkraevet: '3300.00', rest: '3300.00', tilRaadighed: '0.00' }, regulering: { beloeb: '200.00', virkningsdato: '2026-01-16', tekst: 'Barnet var syg', reference: 'REG-1', linjer: [{ kravlinjeId: linjer[1], beloeb: '-200.00' }] }, foelger: [], gebyrerTilAnnullering: [] }]);
  const { id } = s.krop.regulering;
  await reguler(kravId);
  expect((await kald('GET', `/v1/krav/${kravId}`)).krop).toMatchObject({ hovedstol: '3500.00', opkraevet: '2800.00', rest: '2800.00' });
  const side = (await kald('GET', `/v1/krav/${kravId}/reguleringer?antal=1`)).krop;
  expect([side.poster.map((r: { id: string }) => r.id), (await kald('GET', `/v1/krav/${kravId}/reguleringer?antal=1&cursor=${side.naeste}`)).krop.poster.map((r: { beloeb: string }) => r.beloeb)]).toEqual([[id], ['500.00']]);
  const u = await kald('POST', `/v1/reguleringer/${id}/tilbagefoer`, { krop: { tekst: 'Det var det forkerte barn' } });
  expect([u.status, u.krop]).toMatchObject([201, { krav: { opkraevet: '3000.00' }, regulering: { tilbagefoererId: id } }]);
  expect((await kald('GET', `/v1/reguleringer/${id}`)).krop).toMatchObject({ tilbagefoertAfId: u.krop.regulering.id });
  expect(await kald('POST', `/v1/reguleringer/${id}/tilbagefoer`, { krop: {} })).toMatchObject({ status: 409, krop: { kode: 'REGULERING_ER_TILBAGEFOERT' } });
});

it('a raise of a billed claim makes a tillægskrav; what is wrong with it stands under its name', async () => {
  const { kravId } = await krav();
  const s = await reguler(kravId, regulering({ art: 'OPREGULERING', tillaegskrav }));
  expect((await kald('GET', `/v1/krav/${s.krop.regulering.tillaegskravId}`)).krop).toMatchObject({ hovedstol: '500.00', forfaldsdato: '2026-04-15', sidsteRettidigeBetalingsdato: '2026-04-20', fakturering: 'VENTER' });
  expect(await reguler(kravId, regulering({ art: 'OPREGULERING', tillaegskrav: { ...tillaegskrav, sidsteRettidigeBetalingsdato: '2026-04-14' } }))).toMatchObject({ status: 422, krop: { kode: 'SRB_FOER_FORFALD', felter: [{ felt: 'tillaegskrav.sidsteRettidigeBetalingsdato' }] } });
});

it('an annulment needs its own right, and so does undoing it', async () => {
  const { kravId } = await krav();
  const token = await a.token({ rettigheder: ['krav:reguler', 'krav:laes'] });
  const uden = (krop: unknown) => reguler(kravId, krop, { token });
  expect(await uden(regulering({ art: 'ANNULLERING', beloeb: undefined }))).toMatchObject({ status: 403, krop: { kode: 'RET_MANGLER', detail: 'Adgangen giver ikke retten krav:annuller.' } });
  expect(await uden(regulering())).toMatchObject({ status: 201 });
  const { krop } = await reguler(kravId, regulering({ art: 'ANNULLERING', beloeb: undefined }));
  expect(krop).toMatchObject({ krav: { opkraevet: '0.00' }, regulering: { beloeb: '3000.00', virkningsdato: '2026-01-01' } });
  expect(await kald('POST', `/v1/reguleringer/${krop.regulering.id}/tilbagefoer`, { krop: {}, token })).toMatchObject({ status: 403, krop: { kode: 'RET_MANGLER' } });
  expect(await reguler(kravId, regulering({ art: 'ANNULLERING', beloeb: undefined }))).toMatchObject({ status: 409, krop: { kode: 'KRAV_ER_ANNULLERET' } });
  for (const ret of ['krav:laes', 'krav:annuller']) expect((await reguler(kravId, regulering(), { token: await a.token({ rettigheder: [ret] }) })).status).toBe(403);
});

it('a fagsystem regulates its own claims, by its own reference, once', async () => {
  const { kravId } = await krav();
  const token = await a.token({ fagsystem: 'NEXUS' });
  const n = regulering({ art: 'NEDREGULERING', reference: 'NEX-17' });
  const foerste = await reguler(kravId, n, { token });
  const igen = await reguler(kravId, n, { token });
  expect([foerste.status, igen.status, igen.krop]).toEqual([201, 200, { ...foerste.krop, udfald: 'FANDTES' }]);
  expect(await reguler(kravId, { ...n, beloeb: '501.00' }, { token })).toMatchObject({ status: 409, krop: { kode: 'REGULERINGSREFERENCE_HAR_ANDET_INDHOLD' } });
  const fremmed = await a.token({ fagsystem: 'KSD' });
  const { id } = foerste.krop.regulering;
  for (const s of [await reguler(kravId, n, { token: fremmed }), await kald('GET', `/v1/krav/${kravId}/reguleringer`, { token: fremmed }), await kald('GET', `/v1/reguleringer/${id}`, { token: fremmed }), await kald('POST', `/v1/reguleringer/${id}/tilbagefoer`, { krop: {}, token: fremmed })]) {
    expect(s).toMatchObject({ status: 404, krop: { kode: 'IKKE_FUNDET' } });
  }
  expect((await kald('POST', `/v1/reguleringer/${id}/tilbagefoer`, { krop: {}, token })).status).toBe(201);
});

it('the same Idempotency-Key regulates once', async () => {
  const { kravId } = await krav();
  const foerste = await reguler(kravId, regulering(), { noegle: 'regulering-1' });
  expect((await reguler(kravId, regulering(), { noegle: 'regulering-1' })).krop).toEqual(foerste.krop);
  expect((await kald('GET', `/v1/krav/${kravId}/reguleringer`)).krop.poster).toHaveLength(1);
});

it('bad input is a problem with a kode and changes nothing', async () => {
  const { kravId, linjer } = await krav();
  const andet = await krav();
  const foer = await a.raekker();
  const fagsystem = await a.token({ fagsystem: 'NEXUS' });
  for (const [krop, status, kode, felt, v] of [
    [regulering({ art: 'SLET' }), 422, 'VAERDI_UKENDT', 'art'], [regulering({ aarsag: 'LYST' }), 422, 'VAERDI_UKENDT', 'aarsag'], [regulering({ beloeb: '500' }), 422, 'BELOEB_FORMAT', 'beloeb'], [regulering({ beloeb: '-1.00' }), 422, 'BELOEB_IKKE_POSITIVT', 'beloeb'],
    [regulering({ virkningsdato: '2026-02-30' }), 422, 'DATO_UGYLDIG', 'virkningsdato'], [regulering({ ukendt: 1 }), 422, 'FELT_UKENDT', 'ukendt'], [regulering({ tekst: 'x'.repeat(201) }), 422, 'TEKST_FOR_LANG', 'tekst'], [regulering({ tilladOverskydende: 'ja' }), 422, 'JA_NEJ_FORVENTET', 'tilladOverskydende'],
    [regulering({ beloeb: undefined, linjer: [] }), 422, 'LISTE_FOR_KORT', 'linjer'], [regulering({ beloeb: undefined, linjer: [{ kravlinjeId: 'x', beloeb: '1.00' }] }), 422, 'ID_UGYLDIGT', 'linjer[0].kravlinjeId'],
    [regulering({ beloeb: '3500.01' }), 422, 'KREDIT_OVERSTIGER_KRAVET', 'beloeb'], [regulering({ beloeb: '3500.01', tilladOverskydende: true }), 422, 'KREDIT_OVERSTIGER_KRAVET', 'beloeb'],
    [regulering({ beloeb: undefined }), 422, 'BELOEB_ELLER_LINJER', 'beloeb'], [regulering({ linjer: [{ kravlinjeId: linjer[0], beloeb: '1.00' }] }), 422, 'BELOEB_ELLER_LINJER', 'beloeb'],
    [regulering({ beloeb: undefined, linjer: [{ kravlinjeId: andet.linjer[0], beloeb: '1.00' }] }), 422, 'KRAVLINJE_UKENDT', 'linjer'], [regulering({ virkningsdato: '2025-12-31' }), 422, 'VIRKNINGSDATO_FOER_STIFTELSE', 'virkningsdato'],
    [regulering({ virkningsdato: '2026-03-21' }), 422, 'VIRKNINGSDATO_I_FREMTIDEN', 'virkningsdato'], [regulering({ art: 'ANNULLERING' }), 422, 'BELOEB_PASSER_IKKE', 'beloeb'], [regulering({ gebyrer: true }), 422, 'GEBYRER_PASSER_IKKE', 'gebyrer'],
    [regulering({ art: 'ANNULLERING', beloeb: undefined, virkningsdato: DAG }), 422, 'VIRKNINGSDATO_PASSER_IKKE', 'virkningsdato'], [regulering({ art: 'OPREGULERING' }), 422, 'TILLAEGSKRAV_MANGLER', 'tillaegskrav'],
    [regulering({ tillaegskrav }), 422, 'TILLAEGSKRAV_PASSER_IKKE', 'tillaegskrav'], [regulering({ art: 'ANNULLERING', beloeb: undefined, gebyrer: true }), 403, 'GEBYR_REGULERES_AF_SAGSBEHANDLER', undefined, { token: fagsystem }],
  ] as [unknown, number, string, string | undefined, Record<string, unknown>?][]) {
    const s = await reguler(kravId, krop, v);
    expect([s.status, s.krop.kode, s.krop.felter[0]?.felt]).toEqual([status, kode, felt]);
  }
  expect(await reguler('99999')).toMatchObject({ status: 404, krop: { kode: 'IKKE_FUNDET' } });
  expect(await kald('POST', '/v1/reguleringer/99999/tilbagefoer', { krop: {} })).toMatchObject({ status: 404, krop: { kode: 'IKKE_FUNDET' } });
  expect(await a.raekker()).toEqual(foer);
});

it('what is charged nothing is not annulled; a rente follows its hovedkrav, a gebyr is the desk’s to credit', async () => {
  const { kravId: tom } = await krav();
  await reguler(tom, regulering({ beloeb: '3500.00' }));
  expect(await reguler(tom, regulering({ art: 'ANNULLERING', beloeb: undefined }))).toMatchObject({ status: 409, krop: { kode: 'INTET_AT_ANNULLERE' } });
  const { kravId } = await krav();
  await a.app.get(NatService).koerNat({ kommuneId: KOMMUNE, bruger: 'nat', forretningsdato: dato(DAG) }, dato(DAG));
  const { underkrav } = (await kald('GET', `/v1/krav/${kravId}`)).krop as { underkrav: { id: string; art: string }[] };
  const [rente, gebyr] = ['RENTE', 'GEBYR'].map((art) => underkrav.find((u) => u.art === art)!.id) as [string, string];
  const token = await a.token({ fagsystem: 'NEXUS' });
  expect(await reguler(rente, regulering({ beloeb: '1.00' }))).toMatchObject({ status: 422, krop: { kode: 'RENTE_REGULERES_AF_HOVEDKRAVET', detail: `Renten beregnes hver nat af hovedkrav ${kravId} og ville komme igen. Ret hovedkravet, eller sæt en RENTE-spærre på det.` } });
  expect(await reguler(gebyr, regulering({ beloeb: '1.00' }), { token })).toMatchObject({ status: 403, krop: { kode: 'GEBYR_REGULERES_AF_SAGSBEHANDLER' } });
  expect(await reguler(gebyr, regulering({ art: 'NEDREGULERING', beloeb: '1.00' }))).toMatchObject({ status: 422, krop: { kode: 'GEBYR_OP_ELLER_NEDREGULERES_IKKE' } });
  expect(await reguler(kravId, regulering({ art: 'ANNULLERING', beloeb: undefined }))).toMatchObject({ status: 201, krop: { gebyrerTilAnnullering: [{ kravId: gebyr, beloeb: '250.00' }] } });
  expect(await reguler(gebyr, regulering({ art: 'ANNULLERING', beloeb: undefined }))).toMatchObject({ status: 201, krop: { krav: { rest: '0.00' } } });
});
