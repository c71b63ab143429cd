import { NatService } from '#app/natplan';
import { dato } from '#app/kernel';
import { indtil } from '../../../test/indtil.js';
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

let nr = 10;
/** A claim due on `forfald`, of a debtor of its own. */
async function krav(forfald: string, andet: Record<string, unknown> = {}): Promise<{ kravId: string; forretningspartnerId: string }> {
  const s = await kald('POST', '/v1/krav', { krop: enKravkrop({ debitor: { art: 'CPR', nummer: `01018012${++nr}` }, periodeFra: undefined, periodeTil: undefined, stiftelsesdato: '2023-01-02', forfaldsdato: forfald, sidsteRettidigeBetalingsdato: forfald, ...andet }) });
  return s.krop;
}
const haendelse = (kravIder: unknown, andet: Record<string, unknown> = {}): Record<string, unknown> => ({ kravIder, art: 'ERKENDELSE', dato: '2026-03-02', evidens: 'Sag 17, dokument 3', ...andet });
const registrer = (krop: unknown, v: Record<string, unknown> = {}) => kald('POST', '/v1/foraeldelse/haendelser', { krop, ...v });

it('an event is registered, shown with its derivation as of any day, ended and annulled', async () => {
  const { kravId, forretningspartnerId } = await krav('2024-06-03');
  expect((await kald('GET', `/v1/krav/${kravId}/foraeldelse`)).krop).toMatchObject({ kravId, paa: DAG, kendt: null, foraeldelsesdato: '2027-06-03', suspenderet: false, foraeldet: null, haendelser: [], haeftere: [{ forretningspartnerId, hjemmel: 'forældelsesloven § 3, stk. 1', skridt: [{ art: 'START', fra: '2024-06-03', aar: 3 }] }] });
  const loeber = await registrer(haendelse([kravId], { art: 'UDLAEG' }));
  expect([loeber.status, loeber.krop.krav]).toEqual([201, [{ kravId, foraeldelsesdato: null, sidste: null, suspenderet: true, foraeldet: null }]]);
  const { haendelseId } = loeber.krop;
  expect((await kald('POST', `/v1/foraeldelse/haendelser/${haendelseId}/afslut`, { krop: { art: 'AFSLUTTET', dato: '2026-03-16', evidens: 'Udlægsblad' } })).krop.krav).toMatchObject([{ foraeldelsesdato: '2029-03-16' }]);
  const vist = (await kald('GET', `/v1/krav/${kravId}/foraeldelse?paa=2026-03-10&kendt=2199-01-01`)).krop;
  expect(vist).toMatchObject({ paa: '2026-03-10', foraeldelsesdato: null, suspenderet: true, haendelser: [{ id: haendelseId, evidens: 'Sag 17, dokument 3', annulleret: false }, { art: 'AFSLUTTET', afslutterId: haendelseId }] });
  expect((await kald('GET', `/v1/krav/${kravId}/foraeldelse`)).krop.haeftere[0].skridt[1]).toMatchObject({ udfald: 'NY_FRIST', slut: '2026-03-16', indsigelsesfrist: '2026-03-30', foraeldelsesdato: '2029-03-16' });
  expect((await kald('POST', `/v1/foraeldelse/haendelser/${haendelseId}/annuller`, { krop: { begrundelse: 'Et andet krav' } })).krop.krav).toMatchObject([{ foraeldelsesdato: '2027-06-03' }]);
  expect(await kald('POST', `/v1/foraeldelse/haendelser/${haendelseId}/annuller`, { krop: { begrundelse: 'Igen' } })).toMatchObject({ status: 409, krop: { kode: 'HAENDELSE_ER_ANNULLERET' } });
  expect(await kald('POST', `/v1/foraeldelse/haendelser/${haendelseId}/afslut`, { krop: { art: 'AFSLUTTET', dato: '2026-03-16', evidens: 'x' } })).toMatchObject({ status: 409, krop: { kode: 'HAENDELSE_ER_ANNULLERET' } });
});

it('the same key twice registers once', async () => {
  const { kravId } = await krav('2024-06-03');
  const foerste = await registrer(haendelse([kravId]), { noegle: 'foraeldelse-1' });
  expect((await registrer(haendelse([kravId]), { noegle: 'foraeldelse-1' })).krop).toEqual(foerste.krop);
  expect((await kald('GET', `/v1/krav/${kravId}/foraeldelse`)).krop.haendelser).toHaveLength(1);
});

it('bad input is a problem with a kode and changes nothing', async () => {
  const { kravId, forretningspartnerId } = await krav('2024-06-03');
  const fremmed = await krav('2024-06-03', { fagsystem: 'KSD' });
  const foer = await a.raekker();
  const token = await a.token({ fagsystem: 'NEXUS' });
  for (const [krop, status, kode, felt, v] of [
    [haendelse([]), 422, 'LISTE_FOR_KORT', 'kravIder'], [haendelse('1'), 422, 'LISTE_FORVENTET', 'kravIder'], [haendelse(['x']), 422, 'ID_UGYLDIGT', 'kravIder'], [haendelse(Array(501).fill(kravId)), 422, 'LISTE_FOR_LANG', 'kravIder'],
    [haendelse([kravId], { art: 'RYKKER' }), 422, 'VAERDI_UKENDT', 'art'], [haendelse([kravId], { dato: '2026-02-30' }), 422, 'DATO_UGYLDIG', 'dato'], [haendelse([kravId], { evidens: '' }), 422, 'FELT_MANGLER', 'evidens'],
    [haendelse([kravId], { dato: '2026-03-21' }), 422, 'HAENDELSE_I_FREMTIDEN', 'dato'], [haendelse([kravId], { dato: '2023-01-01' }), 422, 'HAENDELSE_FOER_STIFTELSE', 'dato'],
    [haendelse([kravId], { art: 'UDLAEG', slut: '2026-03-01' }), 422, 'HAENDELSE_OMVENDT', 'slut'], [haendelse([kravId], { slut: '2026-03-05' }), 422, 'SLUT_PASSER_IKKE', 'slut'],
    [haendelse([kravId], { forretningspartnerId: fremmed.forretningspartnerId }), 422, 'HAEFTER_IKKE', 'forretningspartnerId'], [haendelse([kravId], { ukendt: 1 }), 422, 'FELT_UKENDT', 'ukendt'],
    [haendelse(['99999']), 404, 'IKKE_FUNDET', undefined], [haendelse([kravId, fremmed.kravId]), 404, 'IKKE_FUNDET', undefined, { token }],
  ] as [unknown, number, string, string | undefined, Record<string, unknown>?][]) {
    const s = await registrer(krop, v);
    expect([s.status, s.krop.kode, s.krop.felter[0]?.felt]).toEqual([status, kode, felt]);
  }
  expect(await a.raekker()).toEqual(foer);
  expect(await kald('GET', `/v1/krav/${fremmed.kravId}/foraeldelse`, { token })).toMatchObject({ status: 404 });
  expect(await kald('GET', `/v1/krav/${kravId}/foraeldelse?paa=9999-12-31`)).toMatchObject({ status: 422, krop: { kode: 'DATO_UGYLDIG' } });
  expect(await kald('GET', `/v1/krav/${kravId}/foraeldelse?kendt=9999-12-31`)).toMatchObject({ status: 422, krop: { kode: 'DATO_UGYLDIG' } });
  expect(forretningspartnerId).not.toBe(fremmed.forretningspartnerId);
});

it('the radar: pages, totals, a spreadsheet; each fagsystem its own; nobody\'s name', async () => {
  const passeret = await krav('2023-03-01');
  const snart = await krav('2023-05-01');
  const senere = await krav('2023-08-01', { fagsystem: 'KSD' });
  await a.app.get(NatService).koerNat({ kommuneId: KOMMUNE, bruger: 'nat', forretningsdato: dato(DAG) }, dato(DAG));
  const foerste = (await kald('GET', '/v1/foraeldelse/radar?antal=2')).krop;
  expect(foerste.poster.map((p: { kravId: string; niveau: string; rest: string; foraeldet: string | null }) => [p.kravId, p.niveau, p.rest, p.foraeldet])).toEqual([[passeret.kravId, 'PASSERET', '3500.00', '2026-03-03'], [snart.kravId, 'TRE_MAANEDER', '3500.00', null]]);
  const anden = (await kald('GET', `/v1/foraeldelse/radar?antal=2&cursor=${foerste.naeste}`)).krop;
  expect([anden.poster.map((p: { kravId: string }) => p.kravId), anden.naeste]).toEqual([[senere.kravId], null]);
  expect((await kald('GET', '/v1/foraeldelse/radar/ialt')).krop).toEqual({ dato: DAG, niveauer: [{ niveau: 'PASSERET', antal: 1, beloeb: '3500.00' }, { niveau: 'TRE_MAANEDER', antal: 1, beloeb: '3500.00' }, { niveau: 'SEKS_MAANEDER', antal: 1, beloeb: '3500.00' }] });
  const csv = await a.kald('GET', '/v1/foraeldelse/radar.csv?niveau=PASSERET');
  expect([csv.status, csv.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
  expect(csv.tekst).toBe(`\uFEFFkravId;hovedkravId;art;forretningspartnerId;fagsystem;kravstype;foraeldelsesdato;sidste;foraeldet;dage;niveau;rest\r\n${passeret.kravId};;HOVEDKRAV;${passeret.forretningspartnerId};NEXUS;DAGINST;2026-03-02;2026-03-02;2026-03-03;-18;PASSERET;3500.00\r\n`);
  const token = await a.token({ fagsystem: 'KSD' });
  expect((await kald('GET', '/v1/foraeldelse/radar', { token })).krop.poster.map((p: { kravId: string }) => p.kravId)).toEqual([senere.kravId]);
  expect((await a.kald('GET', '/v1/foraeldelse/radar.csv', { token })).tekst.split('\r\n')).toHaveLength(3);
  for (const sti of ['radar', 'radar/ialt']) expect(await kald('GET', `/v1/foraeldelse/${sti}?fagsystem=NEXUS`, { token })).toMatchObject({ status: 403, krop: { kode: 'KUN_EGNE_KRAV' } });
  expect(await kald('GET', '/v1/foraeldelse/radar?niveau=SNART')).toMatchObject({ status: 422, krop: { kode: 'VAERDI_UKENDT' } });
  expect(await kald('GET', '/v1/foraeldelse/radar?cursor=xx')).toMatchObject({ status: 422, krop: { kode: 'CURSOR_UGYLDIG' } });
  const foraeldede = async (): Promise<unknown[]> => (await kald('GET', '/v1/haendelser?fagsystem=NEXUS')).krop.poster.filter((h: { art: string }) => h.art === 'FORAELDET');
  await indtil(async () => (await foraeldede()).length > 0);
  expect(await foraeldede()).toMatchObject([{ kravId: passeret.kravId, virkningsdato: '2026-03-03', beloeb: '3500.00' }]);
});
