import { dato } from '#app/kernel';
import { KravService } from '#app/krav';
import { RykkerkoerselsdeleService, RykkerService } from '#app/rykker';
import { kr } from '#app/kernel';
import { nyTestapi, skemakald, type Testapi } from '../../../test/testapi.js';
import { KOMMUNE } from '../../../test/testdb.js';

let a: Testapi;
let kald: Awaited<ReturnType<typeof skemakald>>['kald'];
let krav: { kravId: string; forretningspartnerId: string }[];
const DAG = dato('2026-03-12');
const hvem = { kommuneId: KOMMUNE, bruger: 'test', forretningsdato: DAG };

beforeAll(async () => {
  a = await nyTestapi();
  ({ kald } = await skemakald(a));
  krav = [];
  for (let i = 0; i < 3; i++) {
    krav.push(await a.db.iKommune({ ...hvem, forretningsdato: dato('2026-02-01') }, (tx) => a.app.get(KravService).opret(tx, {
      fagsystem: 'NEXUS', reference: `R${i}`, debitor: { art: 'ZCPR', nummer: `010180${1000 + i}`, navn: 'Ane Ager' }, indhold: `B${i}`, kravstype: 'DAGINST', stiftelsesdato: dato('2026-02-01'), forfaldsdato: dato('2026-03-01'), srb: dato('2026-03-02'),
      linjer: [{ deltransaktion: 'FULDTID', beloeb: kr('3000.00') }], faktureret: true,
    })));
  }
});
afterAll(() => a?.stop());

it('a round from proposal to sent and back, by two people, with a spreadsheet of its lines', async () => {
  const { krop: dannet, status } = await kald('POST', '/v1/rykkerkoersler');
  expect(status).toBe(202);
  const url = `/v1/rykkerkoersler/${dannet.rykkerkoerselId}`;
  await a.app.get(RykkerkoerselsdeleService).koer({ kommuneId: KOMMUNE, bruger: 'natten' });
  expect((await kald('GET', url)).krop).toMatchObject({ status: 'FORSLAG', linjer: 3, breve: 3, beloeb: '9000.00', gebyrer: '750.00', godkendelse: null, koersler: [{ fase: 'FORSLAG', status: 'AFSLUTTET' }] });
  expect(await kald('POST', '/v1/rykkerkoersler')).toMatchObject({ status: 409, krop: { kode: 'RYKKERKOERSEL_FINDES' } });
  const side = (await kald('GET', `${url}/linjer?antal=2&trin=1&beloebFra=100.00`)).krop;
  expect(side.poster.map((l: { kravId: string }) => l.kravId)).toEqual([krav[0]!.kravId, krav[1]!.kravId]);
  expect((await kald('GET', `${url}/linjer?antal=2&cursor=${side.naeste}`)).krop).toMatchObject({ poster: [{ kravId: krav[2]!.kravId }], naeste: null });
  expect((await kald('POST', `${url}/udtag`, { krop: { krav: [krav[2]!.kravId], aarsag: 'Afventer svar' } })).krop).toEqual({ aendret: 1 });
  expect((await kald('GET', `${url}/linjer?udtaget=true`)).krop.poster).toMatchObject([{ udtagetAarsag: 'Afventer svar', udtagetAf: 'test' }]);
  const csv = await a.kald('GET', `${url}/linjer.csv?udtaget=false`);
  expect(csv.tekst.split('\r\n')[1]).toBe(`${krav[0]!.kravId};${krav[0]!.forretningspartnerId};1;1;RYKKER;;DAGINST;STANDARD;3000.00;250.00;0.00;JA;;;;;;`);
  const { godkendelseId } = (await kald('POST', `${url}/indstil`, { krop: { begrundelse: 'Gennemgået' } })).krop;
  const { hash } = (await kald('GET', url)).krop.godkendelse;
  expect((await a.kald('POST', `/v1/godkendelser/${godkendelseId}/godkend`, { krop: { hash } })).krop).toMatchObject({ kode: 'SAMME_PERSON' });
  const uden = await a.token({ bruger: 'bo', rettigheder: ['godkendelse:svar'] });
  expect((await a.kald('POST', `/v1/godkendelser/${godkendelseId}/godkend`, { krop: { hash }, token: uden })).krop).toMatchObject({ kode: 'RET_MANGLER' });
  const bo = await a.token({ bruger: 'bo' });
  expect((await a.kald('POST', `/v1/godkendelser/${godkendelseId}/godkend`, { krop: { hash }, token: bo })).status).toBeLessThan(300);
  await a.app.get(RykkerkoerselsdeleService).koer({ kommuneId: KOMMUNE, bruger: 'natten' });
  expect((await kald('GET', url)).krop).toMatchObject({ status: 'SENDT', godkendtAf: 'bo', sendte: 2, udtaget: 1 });
  expect((await kald('POST', `${url}/udtag`, { krop: { krav: [krav[0]!.kravId], aarsag: 'x' } })).krop).toMatchObject({ kode: 'RYKKERKOERSEL_STATUS' });
  const { rykkerbrevId } = (await kald('GET', `${url}/linjer?udfald=SENDT`)).krop.poster[0];
  expect((await kald('POST', `/v1/rykkerbreve/${rykkerbrevId}/annuller`, { krop: { aarsag: 'FEJL', tekst: 'Ringet' } })).krop).toMatchObject({ tilbagefoert: '250.00', krav: [krav[0]!.kravId] });
  expect(await kald('POST', `/v1/rykkerbreve/${rykkerbrevId}/annuller`, { krop: { aarsag: 'FEJL' } })).toMatchObject({ status: 409, krop: { kode: 'RYKKERBREV_ER_ANNULLERET' } });
  expect((await kald('POST', `${url}/tilbagefoer`, { krop: {} })).status).toBe(202);
  await a.app.get(RykkerkoerselsdeleService).koer({ kommuneId: KOMMUNE, bruger: 'natten' });
  expect((await kald('GET', url)).krop).toMatchObject({ status: 'TILBAGEFOERT', annullerede: 2 });
  expect((await kald('GET', `/v1/rykkerkoersler?status=TILBAGEFOERT`)).krop.poster).toHaveLength(1);
  expect((await kald('GET', `/v1/krav/${krav[1]!.kravId}/rykkerstatus`)).krop.breve).toMatchObject([{ trin: 1, gebyr: '250.00', annulleret: expect.any(String), rykkerkoerselId: dannet.rykkerkoerselId }]);
  expect((await kald('GET', `/v1/krav/${krav[1]!.kravId}/hvorfor`)).krop.gebyrer[0].tekst).toMatch(/Rykkeren er annulleret .*gebyret er taget tilbage\.$/);
});

it('why claims are not reminded: a list, a spreadsheet, and any day', async () => {
  await a.db.iKommune(hvem, (tx) => a.app.get(RykkerService).behandl(tx, [krav[0]!.forretningspartnerId]));
  expect((await kald('GET', '/v1/rykkerstatus?grund=ALLEREDE_RYKKET')).krop).toMatchObject({ poster: [{ kravId: krav[0]!.kravId, senesteTrin: 1 }], naeste: null });
  expect((await kald('GET', '/v1/rykkerstatus?antal=1')).krop).toMatchObject({ poster: [{ kravId: krav[0]!.kravId }], naeste: expect.any(String) });
  expect((await a.kald('GET', '/v1/rykkerstatus.csv?grund=RYKKES')).tekst.split('\r\n').map((l) => l.split(';')[0])).toEqual([expect.stringContaining('kravId'), krav[2]!.kravId, '']);
  expect((await kald('GET', '/v1/rykkerstatus?grund=SPAERRET')).krop).toMatchObject({ poster: [{ kravId: krav[1]!.kravId, detalje: expect.stringContaining('Rykkerkørsel taget tilbage') }] });
  expect((await kald('GET', `/v1/krav/${krav[2]!.kravId}/rykkerstatus?dato=2028-01-01`)).krop).toMatchObject({ art: 'FREMTID', beslutning: { grund: 'ALLEREDE_RYKKET' }, forventede: [{ trin: 1 }] });
  expect((await kald('GET', `/v1/krav/${krav[0]!.kravId}/rykkerunderretninger`)).krop.poster).toMatchObject([{ rolle: 'EJER', rykkerdato1: '2026-03-12', underrettet: '2026-03-12', mangler: false }]);
  expect(await kald('POST', `/v1/krav/${krav[0]!.kravId}/rykkerunderretninger`)).toMatchObject({ status: 409, krop: { kode: 'INGEN_MANGLER_UNDERRETNING' } });
});

describe('is refused', () => {
  it.each([
    ['GET', '/v1/rykkerkoersler/999', undefined, 404, 'IKKE_FUNDET'], ['GET', '/v1/rykkerkoersler/999/linjer', undefined, 404, 'IKKE_FUNDET'], ['GET', '/v1/rykkerstatus?grund=INGEN', undefined, 422, 'VAERDI_UKENDT'], ['GET', '/v1/rykkerstatus?cursor=x', undefined, 422, 'CURSOR_UGYLDIG'],
    ['POST', '/v1/rykkerkoersler/999/udtag', { krav: [], aarsag: 'x' }, 422, 'LISTE_FOR_KORT'], ['POST', '/v1/rykkerkoersler/999/udtag', { krav: ['x'], aarsag: 'x' }, 422, 'ID_UGYLDIGT'], ['POST', '/v1/rykkerkoersler/999/indstil', { begrundelse: 'x' }, 404, 'IKKE_FUNDET'],
    ['POST', '/v1/rykkerbreve/999/annuller', { aarsag: 'FEJL' }, 404, 'IKKE_FUNDET'], ['POST', '/v1/rykkerbreve/999/annuller', { aarsag: 'LYST' }, 422, 'VAERDI_UKENDT'], ['GET', '/v1/krav/999/rykkerunderretninger', undefined, 404, 'IKKE_FUNDET'],
  ] as const)('%s %s %j: %i %s', async (metode, url, krop, status, kode) => {
    const foer = await a.raekker();
    expect(await kald(metode, url, krop === undefined ? {} : { krop })).toMatchObject({ status, krop: { kode } });
    const efter = await a.raekker();
    expect({ ...efter, idempotens: 0 }).toEqual({ ...foer, idempotens: 0 });
  });
  it('a day that is none, and one too far', async () => {
    expect(await kald('GET', `/v1/krav/${krav[0]!.kravId}/rykkerstatus?dato=2026-02-30`)).toMatchObject({ status: 422, krop: { kode: 'DATO_UGYLDIG' } });
    expect(await kald('GET', `/v1/krav/${krav[0]!.kravId}/rykkerstatus?dato=2099-01-01`)).toMatchObject({ status: 422, krop: { kode: 'DATO_UDENFOR' } });
  });
  it('a fagsystem', async () => {
    const token = await a.token({ fagsystem: 'NEXUS' });
    for (const url of ['/v1/rykkerkoersler', '/v1/rykkerstatus', `/v1/krav/${krav[0]!.kravId}/rykkerunderretninger`]) expect(await kald('GET', url, { token })).toMatchObject({ status: 403, krop: { kode: 'KUN_EGNE_KRAV' } });
    expect((await kald('GET', `/v1/krav/${krav[0]!.kravId}/rykkerstatus`, { token })).status).toBe(200);
  });
});

it('the rykkerprocedurer beside the other code lists: tried, made, changed, ended', async () => {
  const trin = { kode: 'STANDARD', trin: 2, art: 'RYKKER', dage: 14, regnesFra: 'FRIST', dagtype: 'BANKDAGE', mindstebeloeb: '25.00', gruppering: 'PR_DEBITOR', gebyr: '0.00', kompensation: false, fristDage: 14, underretning: 'SIDSTE_TRIN', gyldigFra: '2027-01-01' };
  const url = '/v1/kodelister/rykkerprocedurer';
  expect((await kald('POST', url, { krop: trin })).krop).toMatchObject({ gemt: false, tekster: expect.arrayContaining(['Trin 2 i STANDARD gælder som ny fra 01.01.2027 uden slutdato.']) });
  expect((await kald('POST', url, { krop: { ...trin, bekraeft: true } })).krop).toMatchObject({ gemt: true });
  expect((await kald('POST', `${url}/version`, { krop: { ...trin, dage: 20, gyldigFra: '2027-06-01', bekraeft: true } })).krop).toMatchObject({ gemt: true });
  expect((await kald('GET', `${url}?paa=2027-06-01&kode=STANDARD`)).krop.poster).toMatchObject([{ trin: 1, gebyr: '250.00' }, { trin: 2, dage: 20, dagtype: 'BANKDAGE', brevtype: null, bruger: 'test' }]);
  expect(await kald('POST', `${url}/ophoer`, { krop: { kode: 'STANDARD', trin: 1, gyldigFra: '2027-01-01' } })).toMatchObject({ status: 422, krop: { kode: 'TRIN_EFTERFOELGES' } });
  expect((await kald('POST', `${url}/ophoer`, { krop: { kode: 'STANDARD', trin: 2, gyldigFra: '2027-01-01', bekraeft: true } })).krop).toMatchObject({ gemt: true });
  expect((await kald('GET', `${url}/historik?kode=STANDARD`)).krop.poster.length).toBe(4);
  expect(await kald('POST', url, { krop: { ...trin, trin: 4 } })).toMatchObject({ status: 422, krop: { kode: 'TRIN_MANGLER' } });
  expect(await kald('POST', url, { krop: { ...trin, gebyr: '300.00' } })).toMatchObject({ status: 422, krop: { kode: 'GEBYR_OVER_LOVEN' } });
  expect(await kald('POST', url, { krop: { ...trin, gebyr: '300' } })).toMatchObject({ status: 422, krop: { kode: 'BELOEB_FORMAT' } });
});
