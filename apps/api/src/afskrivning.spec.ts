import { enKravkrop } from '../../../test/kravkrop.js';
import { nyTestapi, skemakald, type Testapi } from '../../../test/testapi.js';

const DAG = '2026-03-20';
let a: Testapi;
let kald: Awaited<ReturnType<typeof skemakald>>['kald'];
let bo: string;
beforeAll(async () => {
  a = await nyTestapi({ DEBITOR_DATO: DAG });
  ({ kald } = await skemakald(a));
  bo = await a.token({ bruger: 'bo' });
});
afterAll(() => a?.stop());

let nr = 10;
async function krav(andet: Record<string, unknown> = {}): Promise<{ kravId: string; forretningspartnerId: string }> {
  return (await kald('POST', '/v1/krav', { krop: enKravkrop({ debitor: { art: 'CPR', nummer: `01018013${++nr}` }, ...andet }) })).krop;
}
const doedsbo = { aarsag: 'DOEDSBO', begrundelse: 'Boet er sluttet', dokumentation: 'Journal 17' };

it('proposed by one, seen with its content by another, approved, listed for the year, explained, and reopened the same way', async () => {
  const { kravId, forretningspartnerId } = await krav();
  const v = (await kald('POST', `/v1/krav/${kravId}/afskrivning`, { krop: doedsbo })).krop;
  expect(v).toMatchObject({ udfald: 'FORESLAAET', beslutningId: null, beloeb: '3500.00', graense: '0.00', linjer: [{ kravId, beloeb: '3000.00' }, { kravId, beloeb: '500.00' }] });
  expect((await kald('GET', `/v1/godkendelser?status=AABEN&mine=false&kravId=${kravId}`, { token: bo })).krop.poster).toMatchObject([{ id: v.godkendelseId, art: 'AFSKRIVNING', navn: 'Afskrivning', objekt: `krav:${kravId}`, beloeb: '3500.00', foreslaaetAf: 'test', sidsteDag: '2026-04-03', svar: null }]);
  expect((await kald('GET', `/v1/godkendelser?mine=false&kravId=${kravId}`)).krop.poster).toEqual([]);
  const f = (await kald('GET', `/v1/godkendelser/${v.godkendelseId}`, { token: bo })).krop;
  expect(f).toMatchObject({ hash: v.hash, indhold: { aarsag: 'DOEDSBO', virkningsdato: null, linjer: [{ kravId, beloeb: '3000.00' }, { kravId, beloeb: '500.00' }] }, resume: [expect.stringContaining('3.500,00 kr. afskrives'), `Krav ${kravId}: 3.500,00 kr.`] });
  expect((await kald('POST', `/v1/godkendelser/${v.godkendelseId}/godkend`, { krop: { hash: v.hash, kommentar: 'Set' }, token: bo })).krop).toMatchObject({ status: 'GODKENDT', svar: { svar: 'GODKENDT', af: 'bo', kommentar: 'Set' } });
  expect((await kald('GET', `/v1/krav/${kravId}`)).krop.rest).toBe('0.00');
  const liste = (await kald('GET', `/v1/afskrivninger?aar=2026&kravId=${kravId}&antal=1`)).krop;
  expect(liste).toMatchObject({ poster: [{ kravId, forretningspartnerId, aarsag: 'DOEDSBO', art: 'AFSKRIVNING', foreslaaetAf: 'test', besluttetAf: 'bo', beloeb: '3500.00' }], naeste: null });
  expect((await kald('GET', `/v1/afskrivninger/beslutninger/${liste.poster[0].beslutningId}`)).krop).toMatchObject({ begrundelse: 'Boet er sluttet', dokumentation: 'Journal 17', kommentar: 'Set', krav: [{ kravId, beloeb: '3500.00' }] });
  expect((await kald('GET', `/v1/afskrivninger/ialt?aar=2026&kravId=${kravId}`)).krop.poster[0]).toMatchObject({ aarsag: 'DOEDSBO', antalKrav: 1, tilbage: '0.00', indgaaet: '0.00' });
  const csv = await a.kald('GET', `/v1/afskrivninger.csv?kravId=${kravId}`);
  const [hoved, raekke] = csv.tekst.split('\r\n');
  expect([csv.status, hoved!.startsWith('\uFEFFbogfoeringsdato;bilagsnummer;bilagId;art;aarsag;beloeb'), csv.tekst.includes('0101801')]).toEqual([200, true, false]);
  expect(raekke).toMatch(/^2026-03-20;;\d+;AFSKRIVNING;DOEDSBO;3500\.00;INDT_DAGINST;/);
  expect((await kald('GET', `/v1/krav/${kravId}/hvorfor`)).krop.afskrivninger[0]).toMatchObject({ art: 'AFSKRIVNING', beslutning: { besluttetAf: 'bo', foreslaaetAf: 'test' }, tekst: '3.500,00 kr. er afskrevet 20.03.2026 (DOEDSBO). Årsag: insolvent dødsbo (dødsboskifteloven §§ 81 og 83). Boet har ikke midler til kravet. Kommer der dividende, genåbnes kravet for så meget. Foreslået af test og godkendt af bo.' });
  const g = (await kald('POST', `/v1/krav/${kravId}/genaabning`, { krop: { beloeb: '100.00', begrundelse: 'Boet er genoptaget' } })).krop;
  expect((await kald('POST', `/v1/godkendelser/${g.godkendelseId}/godkend`, { krop: { hash: g.hash }, token: bo })).status).toBe(200);
  expect((await kald('GET', `/v1/krav/${kravId}`)).krop.rest).toBe('100.00');
  const side = (await kald('GET', `/v1/afskrivninger?aar=2026&kravId=${kravId}&antal=1`)).krop;
  expect((await kald('GET', `/v1/afskrivninger?aar=2026&kravId=${kravId}&antal=1&cursor=${side.naeste}`)).krop).toMatchObject({ poster: [{ art: 'GENAABNING', beloeb: '-100.00' }], naeste: null });
});

it('within the kommune’s limit it is booked at once; several of a debtor’s claims under one; the same key decides once', async () => {
  await kald('POST', '/v1/opsaetning', { krop: { navn: 'afskrivningHaandgraense', vaerdi: '8000.00' } });
  const nummer = '0101801399';
  const [x, y] = [await krav({ debitor: { art: 'CPR', nummer } }), await krav({ debitor: { art: 'CPR', nummer } })];
  const krop = { krav: [{ kravId: x.kravId }, { kravId: y.kravId, beloeb: '70.00' }], aarsag: 'UERHOLDELIG', begrundelse: 'Ukendt opholdssted' };
  const v = await kald('POST', '/v1/afskrivninger', { krop, noegle: 'afskriv-1' });
  expect(v.krop).toMatchObject({ udfald: 'UDFOERT', godkendelseId: null, hash: null, beloeb: '3570.00' });
  expect((await kald('POST', '/v1/afskrivninger', { krop, noegle: 'afskriv-1' })).krop).toEqual(v.krop);
  expect((await kald('GET', `/v1/krav/${y.kravId}`)).krop.rest).toBe('3430.00');
  await kald('POST', '/v1/opsaetning', { krop: { navn: 'afskrivningHaandgraense', vaerdi: '0.00' } });
});

it('bad input, and what is not allowed, is a problem with a kode and changes nothing', async () => {
  const { kravId } = await krav();
  const v = (await kald('POST', `/v1/krav/${kravId}/afskrivning`, { krop: doedsbo })).krop;
  const uden = await a.token({ bruger: 'cai', rettigheder: ['godkendelse:laes', 'godkendelse:svar'] });
  const fagsystem = await a.token({ fagsystem: 'NEXUS' });
  const foer = await a.raekker();
  const afskriv = `/v1/krav/${kravId}/afskrivning`;
  const forslag = `/v1/godkendelser/${v.godkendelseId}`;
  for (const [sti, krop, status, kode, token] of [
    [afskriv, { ...doedsbo, aarsag: 'GLEMT' }, 422, 'VAERDI_UKENDT'], [afskriv, { ...doedsbo, aarsag: 'BAGATEL' }, 422, 'AARSAG_IKKE_I_HAANDEN'], [afskriv, { aarsag: 'DOEDSBO', begrundelse: 'x' }, 422, 'DOKUMENTATION_MANGLER'],
    [afskriv, { ...doedsbo, begrundelse: '' }, 422, 'FELT_MANGLER'], [afskriv, { ...doedsbo, beloeb: '0.00' }, 422, 'BELOEB_IKKE_POSITIVT'], [afskriv, { ...doedsbo, beloeb: '3500.01' }, 422, 'AFSKRIVNING_OVERSTIGER_RESTEN'],
    [afskriv, { ...doedsbo, virkningsdato: '2026-03-21' }, 422, 'VIRKNINGSDATO_I_FREMTIDEN'], [afskriv, { ...doedsbo, linjer: [] }, 422, 'LISTE_FOR_KORT'], [afskriv, { ...doedsbo, ukendt: 1 }, 422, 'FELT_UKENDT'],
    [afskriv, doedsbo, 403, 'KUN_EGNE_KRAV', fagsystem], ['/v1/krav/99999/afskrivning', doedsbo, 404, 'IKKE_FUNDET'], ['/v1/krav/x/afskrivning', doedsbo, 422, 'ID_UGYLDIGT'],
    ['/v1/afskrivninger', { ...doedsbo, krav: [{ kravId }, { kravId }] }, 422, 'KRAV_GENTAGET'], [`/v1/krav/${kravId}/genaabning`, { begrundelse: 'x' }, 409, 'INTET_AFSKREVET'],
    [`${forslag}/godkend`, { hash: v.hash }, 403, 'SAMME_PERSON'], [`${forslag}/afvis`, { begrundelse: 'x' }, 403, 'SAMME_PERSON'], [`${forslag}/traek`, {}, 403, 'KUN_FORSLAGSSTILLEREN', bo],
    [`${forslag}/godkend`, { hash: v.hash }, 403, 'RET_MANGLER', uden], [`${forslag}/godkend`, { hash: 'x' }, 422, 'HASH_UGYLDIG', bo], [`${forslag}/godkend`, { hash: 'a'.repeat(64) }, 409, 'FORSLAG_AENDRET', bo],
    ['/v1/godkendelser/99999/godkend', { hash: v.hash }, 404, 'IKKE_FUNDET', bo],
  ] as [string, unknown, number, string, string?][]) {
    const svar = await kald('POST', sti, { krop, ...(token === undefined ? {} : { token }) });
    expect({ sti, krop, status: svar.status, kode: svar.krop.kode }).toEqual({ sti, krop, status, kode });
  }
  for (const [sti, kode] of [['/v1/afskrivninger?aar=1', 'TAL_UGYLDIGT'], ['/v1/afskrivninger?aarsag=X', 'VAERDI_UKENDT'], ['/v1/afskrivninger?cursor=eA', 'CURSOR_UGYLDIG'], ['/v1/godkendelser?status=X', 'VAERDI_UKENDT'], ['/v1/godkendelser?kravId=x', 'ID_UGYLDIGT']] as const) expect((await kald('GET', sti)).krop).toMatchObject({ kode });
  expect(await a.raekker()).toEqual(foer);
  expect((await kald('POST', `${forslag}/afvis`, { krop: { begrundelse: 'Der er en medhæfter' }, token: bo })).krop).toMatchObject({ status: 'AFVIST', svar: { af: 'bo', kommentar: 'Der er en medhæfter' } });
  const egen = (await kald('POST', afskriv, { krop: doedsbo })).krop;
  expect((await kald('POST', `/v1/godkendelser/${egen.godkendelseId}/traek`)).krop).toMatchObject({ status: 'TRUKKET' });
  expect(await kald('POST', `/v1/godkendelser/${egen.godkendelseId}/godkend`, { krop: { hash: egen.hash }, token: bo })).toMatchObject({ status: 409, krop: { kode: 'FORSLAG_AFGJORT' } });
});
