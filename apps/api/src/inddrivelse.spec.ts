import { enKravkrop } from '../../../test/kravkrop.js';
import { nyTestapi, skemakald, type Testapi } from '../../../test/testapi.js';

let a: Testapi;
let api: Awaited<ReturnType<typeof skemakald>>;
beforeAll(async () => { a = await nyTestapi({ DEBITOR_DATO: '2026-01-02' }); api = await skemakald(a); });
afterAll(() => a?.stop());

const SKAEV = { stiftelsesdato: '2025-12-22' };
const opret = async (andet: Record<string, unknown> = {}): Promise<{ kravId: string; reference: string }> => {
  const krop = enKravkrop(andet);
  return { ...((await api.kald('POST', '/v1/krav', { krop })).krop as { kravId: string }), reference: krop['reference'] as string };
};

it('the door answers each claim, alone and among many', async () => {
  const en = await api.kald('POST', '/v1/krav', { krop: enKravkrop(SKAEV) });
  expect([en.status, en.krop.klarhed]).toMatchObject([201, { udfald: 'AFVIST', fordringstype: 'KFDAINS', modtagelsesdato: '2026-02-14', fund: [{ regel: 'R_6_15/R_6_16', felt: 'stiftelsesdato', vaerdi: '2025-12-22', konsekvens: 'AFVIST', hvadSkalAendres: 'Stiftelsesdatoen skal være 01.01.2026 (periodens første dag).' }] }]);
  const mange = await api.kald('POST', '/v1/krav/masse', { krop: { krav: [enKravkrop(), enKravkrop(SKAEV)] } });
  expect(mange.krop.linjer.map((l: { klarhed: { udfald: string } }) => l.klarhed.udfald)).toEqual(['UDFØRT', 'AFVIST']);
});

it('a fagsystem whose policy is AFVIS gets a problem with rule, field and what to change, and nothing is stored', async () => {
  expect((await api.kald('POST', '/v1/inddrivelse/politikker', { krop: { fagsystem: 'STRENG', politik: 'AFVIS' } })).krop.poster).toEqual([{ fagsystem: 'STRENG', politik: 'AFVIS', gyldigFra: '2026-01-02', valgtAf: 'test' }]);
  const foer = await a.raekker();
  const svar = await api.kald('POST', '/v1/krav', { krop: enKravkrop({ fagsystem: 'STRENG', ...SKAEV }) });
  expect([svar.status, svar.krop]).toMatchObject([422, { kode: 'PSRM_AFVIST', felter: [{ felt: 'stiftelsesdato', kode: 'PSRM_AFVIST', besked: 'R_6_15/R_6_16: Stiftelsesdatoen skal være 01.01.2026 (periodens første dag).' }] }]);
  expect(await a.raekker()).toEqual(foer);
  const masse = await api.kald('POST', '/v1/krav/masse', { krop: { krav: [enKravkrop({ fagsystem: 'STRENG', ...SKAEV }), enKravkrop({ fagsystem: 'STRENG' })] } });
  expect(masse.krop.linjer).toMatchObject([{ udfald: 'AFVIST', problem: { kode: 'PSRM_AFVIST', status: 422 } }, { udfald: 'OPRETTET' }]);
  expect((await a.kald('POST', '/v1/inddrivelse/politikker', { krop: { fagsystem: 'STRENG', politik: 'MAASKE' } })).krop.kode).toBe('VAERDI_UKENDT');
  expect((await a.kald('GET', '/v1/inddrivelse/politikker', { token: await a.token({ fagsystem: 'STRENG' }) })).krop.kode).toBe('KUN_EGNE_KRAV');
});

it('klarhed: figures, the claims behind one, page by page and as CSV, and one claim’s answer', async () => {
  const f = { fagsystem: 'TAL' };
  const [et, to] = [await opret({ ...f, ...SKAEV }), await opret({ ...f, ...SKAEV, reference: '=FARE;"2"' })];
  await opret(f);
  await opret({ ...f, kravstype: 'BIBLIOTEK', linjer: [{ deltransaktion: 'GEBYR', beloeb: '65.00' }] });
  const oversigt = await api.kald('GET', '/v1/inddrivelse/klarhed?fagsystem=TAL');
  expect(oversigt.krop).toMatchObject({ dato: '2026-01-02', fagsystemer: [{ fagsystem: 'TAL', krav: 4, klar: { krav: 1 }, ikkeKlar: { krav: 2, beloeb: '7000.00' }, filterUkendt: { krav: 1, beloeb: '65.00' }, regler: [{ regel: 'R_6_15/R_6_16', krav: 2, beloeb: '7000.00' }] }] });
  const side = await api.kald('GET', '/v1/inddrivelse/klarhed/krav?regel=R_6_15&fagsystem=TAL&antal=1');
  expect(side.krop.poster).toMatchObject([{ kravId: et.kravId, reference: et.reference, rest: '3500.00', regel: 'R_6_15/R_6_16', vaerdi: '2025-12-22', hvadSkalAendres: 'Stiftelsesdatoen skal være periodens første dag.' }]);
  const naeste = await api.kald('GET', `/v1/inddrivelse/klarhed/krav?regel=R_6_15&fagsystem=TAL&antal=1&cursor=${side.krop.naeste as string}`);
  expect([naeste.krop.poster.map((k: { kravId: string }) => k.kravId), naeste.krop.naeste]).toEqual([[to.kravId], null]);
  const csv = await a.kald('GET', '/v1/inddrivelse/klarhed/krav.csv?regel=R_6_15/R_6_16&fagsystem=TAL');
  expect([csv.status, csv.headers['content-type'], csv.headers['content-disposition']]).toEqual([200, 'text/csv; charset=utf-8', 'attachment; filename="klarhed.csv"']);
  expect(csv.tekst.split('\r\n')).toEqual([
    '\uFEFFkravId;art;hovedkravId;fagsystem;reference;kravstype;fordringstype;rest;regel;felt;vaerdi;konsekvens;modtagelsesdato;hvadSkalAendres',
    `${et.kravId};HOVEDKRAV;;TAL;${et.reference};DAGINST;KFDAINS;3500.00;R_6_15/R_6_16;stiftelsesdato;2025-12-22;AFVIST;2026-02-14;Stiftelsesdatoen skal være periodens første dag.`,
    `${to.kravId};HOVEDKRAV;;TAL;"'=FARE;""2""";DAGINST;KFDAINS;3500.00;R_6_15/R_6_16;stiftelsesdato;2025-12-22;AFVIST;2026-02-14;Stiftelsesdatoen skal være periodens første dag.`, '']);
  expect((await api.kald('GET', `/v1/krav/${et.kravId}/klarhed`)).krop).toMatchObject({ kravId: et.kravId, dato: '2026-01-02', udfald: 'AFVIST', naeste: '2029-01-16', fund: [{ regel: 'R_6_15/R_6_16' }] });
});

it('a CSV longer than one read holds every claim once', async () => {
  const krav = Array.from({ length: 2001 }, () => enKravkrop({ fagsystem: 'LANG', ...SKAEV }));
  await a.kald('POST', '/v1/krav/masse', { krop: { krav } });
  const linjer = (await a.kald('GET', '/v1/inddrivelse/klarhed/krav.csv?regel=R_6_15&fagsystem=LANG')).tekst.trimEnd().split('\r\n').slice(1);
  expect([linjer.length, new Set(linjer).size]).toEqual([2001, 2001]);
});

it('a fagsystem sees its own only, and every question has its right', async () => {
  const token = await a.token({ fagsystem: 'EGEN', rettigheder: ['inddrivelse:laes'] });
  const [eget, andet] = [await opret({ fagsystem: 'EGEN', ...SKAEV }), await opret({ fagsystem: 'ANDET', ...SKAEV })];
  expect((await a.kald('GET', '/v1/inddrivelse/klarhed', { token })).krop.fagsystemer.map((f: { fagsystem: string }) => f.fagsystem)).toEqual(['EGEN']);
  expect((await a.kald('GET', '/v1/inddrivelse/klarhed/krav?regel=R_6_15', { token })).krop.poster.map((k: { kravId: string }) => k.kravId)).toEqual([eget.kravId]);
  expect((await a.kald('GET', '/v1/inddrivelse/klarhed/krav.csv?regel=R_6_15', { token })).tekst.trimEnd().split('\r\n').length).toBe(2);
  for (const url of ['/v1/inddrivelse/klarhed?fagsystem=ANDET', '/v1/inddrivelse/klarhed/krav?regel=R_6_15&fagsystem=ANDET', '/v1/inddrivelse/klarhed/krav.csv?regel=R_6_15&fagsystem=ANDET']) expect((await a.kald('GET', url, { token })).krop.kode).toBe('KUN_EGNE_KRAV');
  expect([(await a.kald('GET', `/v1/krav/${eget.kravId}/klarhed`, { token })).status, (await a.kald('GET', `/v1/krav/${andet.kravId}/klarhed`, { token })).krop.kode]).toEqual([200, 'IKKE_FUNDET']);
  const uden = await a.token({ rettigheder: ['krav:laes'] });
  for (const url of ['/v1/inddrivelse/klarhed', '/v1/inddrivelse/klarhed/krav?regel=R_6_15', '/v1/inddrivelse/klarhed/krav.csv?regel=R_6_15', `/v1/krav/${eget.kravId}/klarhed`]) expect((await a.kald('GET', url, { token: uden })).krop.kode).toBe('RET_MANGLER');
});

it.each([['/v1/inddrivelse/klarhed/krav', 'FELT_MANGLER'], ['/v1/inddrivelse/klarhed/krav?regel=R_99_9', 'PSRM_REGEL_UKENDT'], ['/v1/inddrivelse/klarhed/krav?regel=r-1', 'PSRM_REGEL_UKENDT'], ['/v1/inddrivelse/klarhed/krav.csv?regel=R_99_9', 'PSRM_REGEL_UKENDT'], ['/v1/inddrivelse/klarhed?fagsystem=a', 'KODE_UGYLDIG'], ['/v1/inddrivelse/klarhed/krav?regel=R_4_2&cursor=x', 'CURSOR_UGYLDIG'], ['/v1/krav/0/klarhed', 'ID_UGYLDIGT'], ['/v1/krav/99999999/klarhed', 'IKKE_FUNDET']])('%s is a problem %s', async (url, kode) => {
  expect((await a.kald('GET', url)).krop.kode).toBe(kode);
});
