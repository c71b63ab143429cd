import { dato, kr, minus, NUL, plus } from '#app/kernel';
import { skrivCamt053, type Skrivepost } from '#app/integrationer/bank';
import { RenterService } from '#app/renter';
import { RykkerService } from '#app/rykker';
import { enKravkrop } from '../../../test/kravkrop.js';
import { nyTestapi, skemakald, type Kald, type Kaldsvar, type Testapi } from '../../../test/testapi.js';
import { KOMMUNE } from '../../../test/testdb.js';

let a: Testapi;
let kald: Awaited<ReturnType<typeof skemakald>>['kald'];
const KONTO = '20001234567890';
const DAG = dato('2026-02-10');
const XML = { 'content-type': 'application/xml' };
beforeAll(async () => {
  a = await nyTestapi({ DEBITOR_DATO: '2026-02-12' });
  ({ kald } = await skemakald(a));
  expect(await kald('POST', '/v1/bankkonti', { krop: { kontonummer: '2000 1234567890', navn: 'Debitorkonto', fiKreditor: '82424016', forventesDagligt: false, gyldigFra: '2026-01-01' } })).toMatchObject({ status: 201, krop: { kontonummer: KONTO, forventesDagligt: false } });
});
afterAll(() => a?.stop());

/** A statement with these amounts; those with a payment id name a bill. */
function fil(id: string, poster: readonly { beloeb: string; fik?: string; tekst?: string }[], ultimo?: string): Buffer {
  const fulde = poster.map((p, i): Skrivepost => ({
    valuta: 'DKK', retning: 'KREDIT', status: 'BOOK', beloeb: kr(p.beloeb), bogfoeringsdato: DAG, valoerdato: DAG, acctSvcrRef: `${id}-${i}`,
    ...(p.fik === undefined ? {} : { detaljer: [{ scorReferencer: [`71/${p.fik}`], modtagerKonto: '82424016', modtagerKontoskema: 'OCR', betalerNavn: 'Bo Berg' }] }),
    ...(p.tekst === undefined ? {} : { detaljer: [{ fritekst: [p.tekst] }] }) }));
  const sum = fulde.reduce((s, p) => (p.retning === 'KREDIT' ? plus(s, p.beloeb) : minus(s, p.beloeb)), NUL);
  return Buffer.from([...skrivCamt053({ version: '001.08', msgId: id, oprettet: '2026-02-10T20:00:00+01:00', udtogsId: id, konto: KONTO, valuta: 'DKK', fraDato: DAG, tilDato: DAG,
    saldi: [{ kode: 'OPBD', beloeb: NUL, valuta: 'DKK', dato: DAG }, { kode: 'CLBD', beloeb: ultimo === undefined ? sum : kr(ultimo), valuta: 'DKK', dato: DAG }] }, fulde)].join(''));
}
const send = (raa: Buffer | string, v: Kald = {}): Promise<Kaldsvar> => kald('POST', '/v1/bankfiler', { raa, headers: { ...XML, 'x-filnavn': 'udtog.xml' }, ...v });
const nytKrav = async (nummer: string): Promise<{ kravId: string; betalingsId: string; forretningspartnerId: string; aftalekontoId: string }> => (await kald('POST', '/v1/krav', { krop: enKravkrop({ faktureret: true, debitor: { art: 'CPR', nummer, navn: 'Bo Bæk' } }) })).krop;

it('a bank file pays the claim it names; the same file again books nothing and says so', async () => {
  const k = await nytKrav('0101801234');
  const indhold = fil('U1', [{ beloeb: '1500.00', fik: k.betalingsId }, { beloeb: '20.00', tekst: 'for 030380-1234' }]);
  const foerste = await send(indhold, { noegle: 'bankfil-0001' });
  expect(foerste.krop).toMatchObject({ kendt: false, kvittering: { filnavn: 'udtog.xml', bogfoert: 2, placeret: 1, afklaring: { INGEN_FIK: 1 }, beloeb: '1520.00' } });
  expect((await kald('GET', `/v1/krav/${k.kravId}`)).krop).toMatchObject({ hovedstol: '3500.00', rest: '2000.00' });
  const foer = await a.raekker();
  expect((await send(indhold, { noegle: 'bankfil-0001' })).krop).toEqual(foerste.krop);
  expect(await send(fil('U9', [{ beloeb: '1.00' }]), { noegle: 'bankfil-0001' })).toMatchObject({ status: 409, krop: { kode: 'IDEMPOTENSNOEGLE_GENBRUGT' } });
  expect(await a.raekker()).toEqual(foer);
  expect((await send(indhold)).krop).toEqual({ ...foerste.krop, kendt: true });
  expect(await a.raekker()).toEqual({ ...foer, idempotens: foer['idempotens']! + 1 });
  expect((await kald('GET', '/v1/bankfiler')).krop).toMatchObject({ poster: [{ id: foerste.krop.indbakkeId, status: 'BEHANDLET', kode: null, udtog: 1, poster: 2 }], naeste: null });
});

it.each<[string, () => Buffer | string, Record<string, string>, number, string]>([
  ['truncated', () => fil('U2', [{ beloeb: '1.00' }]).subarray(0, 700), XML, 422, 'BANKFIL_AFKORTET'],
  ['not XML', () => 'hej', XML, 422, 'BANKFIL_IKKE_XML'],
  ['another XML', () => '<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.03"/>', XML, 422, 'BANKFIL_IKKE_CAMT053'],
  ['an XML bomb', () => '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><Document>&b;</Document>', XML, 422, 'BANKFIL_DTD_FORBUDT'],
  ['sums that do not agree', () => fil('U3', [{ beloeb: '1.00' }], '2.00'), XML, 422, 'BANKFIL_SUM'],
  ['an account we do not know', () => fil('U4', [{ beloeb: '1.00' }]).toString().replaceAll(KONTO, '99999999999999'), XML, 422, 'BANKKONTO_UKENDT'],
  ['no bytes', () => '', XML, 422, 'FIL_MANGLER'],
  ['JSON', () => '{}', { 'content-type': 'application/json' }, 415, 'MEDIETYPE_UKENDT'],
])('a bank file that is refused books nothing: %s', async (_navn, raa, headers, status, kode) => {
  const { indbakke: _i, indbakke_status: _s, ...foer } = await a.raekker();
  expect(await kald('POST', '/v1/bankfiler', { raa: raa(), headers })).toMatchObject({ status, krop: { kode } });
  const { indbakke: _i2, indbakke_status: _s2, ...efter } = await a.raekker();
  expect(efter).toEqual(foer);
});

it('a post in afklaring is seen with its reason, masked, and placed on a claim once', async () => {
  const k = await nytKrav('0202801234');
  const uden = await a.token({ rettigheder: ['afklaring:laes'] });
  const liste = (await kald('GET', '/v1/afklaring', { token: uden })).krop;
  expect(liste).toMatchObject({ poster: [{ beloeb: '20.00', aarsag: 'INGEN_FIK', alderDage: 2 }], naeste: null, oversigt: [{ aarsag: 'INGEN_FIK', antal: 1, beloeb: '20.00' }] });
  expect(liste.poster[0].tekst).toContain('******-****');
  const { indbetalingId } = liste.poster[0];
  expect((await kald('GET', '/v1/afklaring')).krop.poster[0].tekst).toContain('030380-1234');
  expect(await kald('POST', `/v1/afklaring/${indbetalingId}/placer`, { krop: { kravId: '999' } })).toMatchObject({ status: 404 });
  expect((await kald('POST', `/v1/afklaring/${indbetalingId}/placer`, { krop: { kravId: k.kravId } })).krop).toMatchObject({ indbetalingId, kravId: k.kravId, forretningspartnerId: k.forretningspartnerId });
  expect((await kald('GET', `/v1/krav/${k.kravId}`)).krop.rest).toBe('3480.00');
  expect(await kald('POST', `/v1/afklaring/${indbetalingId}/placer`, { krop: { kravId: k.kravId } })).toMatchObject({ status: 409, krop: { kode: 'INDBETALING_ER_PLACERET' } });
  expect((await kald('GET', '/v1/afklaring')).krop).toEqual({ poster: [], naeste: null, oversigt: [] });
});

it('explains every øre of a claim, and why it is (not) reminded; amounts as text throughout', async () => {
  const k = await nytKrav('0303801234');
  await send(fil('U5', [{ beloeb: '500.00', fik: k.betalingsId }]));
  await a.db.iKommune({ kommuneId: KOMMUNE, bruger: 'nat', forretningsdato: dato('2026-03-20') }, async (tx) => {
    await a.app.get(RenterService).behandl(tx, [k.forretningspartnerId]);
    await a.app.get(RykkerService).behandl(tx, [k.forretningspartnerId]);
  });
  const h = (await kald('GET', `/v1/krav/${k.kravId}/hvorfor`)).krop;
  expect(h.renter.length).toBeGreaterThan(0);
  expect(h.renter[0]).toMatchObject({ hovedkravId: k.kravId, satsProcent: expect.any(String), tekst: expect.stringMatching(/\S/) });
  expect(h.gebyrer).toMatchObject([{ hovedkravId: k.kravId, beloeb: '250.00', lov: { regime: 'GEBYRLOV', maksimum: '250.00' } }]);
  expect(h.udligning).toMatchObject({ opkraevet: '3500.00', udlignet: '500.00', rest: '3000.00', udligninger: [{ indbetalt: '500.00', beloeb: '500.00', grund: 'OEREMAERKET' }] });
  const laest = (await kald('GET', `/v1/krav/${k.kravId}`)).krop;
  expect(new Set(laest.underkrav.map((u: { art: string }) => u.art))).toEqual(new Set(['RENTE', 'GEBYR']));
  expect(laest.ialt).not.toBe(laest.rest);
  const s = (await kald('GET', `/v1/krav/${k.kravId}/rykkerstatus`)).krop;
  expect(s).toMatchObject({ kravId: k.kravId, beslutning: { art: 'VENT' }, breve: [{ trin: 1, gebyr: '250.00' }] });
  expect(s.regler.length).toBeGreaterThan(0);
  const gebyr = laest.underkrav.find((u: { art: string }) => u.art === 'GEBYR');
  expect((await kald('GET', `/v1/krav/${gebyr.id}/hvorfor`)).krop).toMatchObject({ renter: [], gebyrer: [{ gebyrkravId: gebyr.id }], udligning: { udlignet: '0.00' } });
  for (const url of ['hvorfor', 'rykkerstatus']) expect(await kald('GET', `/v1/krav/${k.kravId}/${url}`, { token: await a.token({ fagsystem: 'AULA' }) })).toMatchObject({ status: 404, krop: { kode: 'IKKE_FUNDET' } });
});

it('bank accounts are listed; the same one twice, or a wrong number, is refused', async () => {
  expect((await kald('GET', '/v1/bankkonti')).krop.poster).toMatchObject([{ kontonummer: KONTO, fiKreditor: '82424016' }]);
  const foer = await a.raekker();
  expect(await kald('POST', '/v1/bankkonti', { krop: { kontonummer: KONTO, navn: 'Igen' } })).toMatchObject({ status: 409, krop: { kode: 'BANKKONTO_FINDES', felter: [{ felt: 'kontonummer' }] } });
  expect(await kald('POST', '/v1/bankkonti', { krop: { kontonummer: '!', navn: 'X' } })).toMatchObject({ status: 422, krop: { kode: 'BANKKONTO_NUMMER', felter: [{ felt: 'kontonummer' }] } });
  expect(await kald('POST', '/v1/bankkonti', { krop: { kontonummer: '12345678', navn: 'X', fiKreditor: '1' } })).toMatchObject({ status: 422, krop: { kode: 'FI_KREDITOR_UGYLDIG', felter: [{ felt: 'fiKreditor' }] } });
  expect(await a.raekker()).toEqual(foer);
});

it('a fagsystem’s token reaches none of the bank', async () => {
  const token = await a.token({ fagsystem: 'NEXUS' });
  for (const url of ['/v1/bankfiler', '/v1/bankkonti', '/v1/afklaring']) expect(await kald('GET', url, { token })).toMatchObject({ status: 403, krop: { kode: 'KUN_EGNE_KRAV' } });
});
