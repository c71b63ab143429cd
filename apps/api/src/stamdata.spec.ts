import { enKravkrop } from '../../../test/kravkrop.js';
import { nyTestapi, skemakald, type Kald, type Testapi } from '../../../test/testapi.js';

let a: Testapi;
let kald: Awaited<ReturnType<typeof skemakald>>['kald'];
let nr = 0;
const F = { 'x-formaal': 'Prøve af stamdata' };
const cpr = (): string => `010180${String(5000 + nr++)}`;
const medFormaal = (v: Kald = {}): Kald => ({ ...v, headers: F });
beforeAll(async () => {
  a = await nyTestapi({ DEBITOR_DATO: '2026-03-02' });
  ({ kald } = await skemakald(a));
});
afterAll(() => a?.stop());

const person = async (andet: object = {}): Promise<string> => (await kald('POST', '/v1/forretningspartnere', medFormaal({ krop: { art: 'ZCPR', nummer: cpr(), navn: 'Ane Ager', ...andet } }))).krop.id;
const krav = async (nummer: string): Promise<{ kravId: string; aftalekontoId: string; forretningspartnerId: string; aftaleindholdId: string }> => {
  const k = (await kald('POST', '/v1/krav', { krop: enKravkrop({ debitor: { art: 'CPR', nummer, navn: 'Bo Bæk' } }) })).krop;
  return { ...k, aftaleindholdId: (await kald('GET', `/v1/krav/${k.kravId}`)).krop.aftaleindholdId };
};

it('a partner is made, corrected from a day, and read as it was; a number is changed and two become one', async () => {
  const id = (await kald('POST', '/v1/forretningspartnere', medFormaal({ krop: { art: 'ZEPNR', nummer: '6101801234', navn: 'Uden Nummer', fra: '2020-01-01' } }))).krop.id;
  expect(await kald('PUT', `/v1/forretningspartnere/${id}`, medFormaal({ krop: { fra: '2026-01-01', vejnavn: 'Birkevej', husnummer: '1', cprStatus: '60' } }))).toMatchObject({ status: 200, krop: { vejnavn: 'Birkevej', navn: 'Uden Nummer' } });
  expect((await kald('GET', `/v1/forretningspartnere/${id}/historik`, medFormaal())).krop.poster.length).toBe(3);
  expect((await kald('GET', `/v1/opgaver?art=SKIFT_NUMMER&forretningspartnerId=${id}`)).krop.poster).toMatchObject([{ forretningspartnerId: id, afsluttet: null }]);
  const ny = cpr();
  expect((await kald('POST', `/v1/forretningspartnere/${id}/identer/skift`, { krop: { fraArt: 'ZEPNR', art: 'ZCPR', nummer: ny, fra: '2026-02-01' } })).krop.poster).toHaveLength(3);
  expect((await kald('GET', `/v1/opgaver?forretningspartnerId=${id}`)).krop.poster).toEqual([]);
  const k = await krav(cpr());
  expect(await kald('POST', `/v1/forretningspartnere/${k.forretningspartnerId}/sammenlaeg`, { krop: { tilId: id, aarsag: 'Samme person' } })).toMatchObject({ status: 200, krop: { tilId: id, konti: 1, krav: 1 } });
  expect((await kald('GET', `/v1/krav/${k.kravId}`)).krop.forretningspartnerId).toBe(id);
  expect((await kald('GET', `/v1/forretningspartnere/${k.forretningspartnerId}/sammenlaegninger`)).krop.poster).toMatchObject([{ fraId: k.forretningspartnerId, tilId: id, aarsag: 'Samme person', bruger: 'test' }]);
  expect(await kald('POST', `/v1/forretningspartnere/${k.forretningspartnerId}/sammenlaeg`, { krop: { tilId: id, aarsag: 'igen' } })).toMatchObject({ status: 409, krop: { kode: 'PARTNER_ER_SAMMENLAGT' } });
});

it('accounts, aftaleindhold, letters and liability are set from a day and read back', async () => {
  const k = await krav(cpr());
  const [b, c] = [await person(), await person()];
  expect((await kald('PUT', `/v1/aftalekonti/${k.aftalekontoId}`, { krop: { betegnelse: 'Underholdsbidrag', boetMarkering: true } })).krop).toEqual({ betegnelse: 'Underholdsbidrag', boetMarkering: true });
  expect((await kald('GET', `/v1/aftalekonti/${k.aftalekontoId}/historik`)).krop.poster).toHaveLength(1);
  expect((await kald('PUT', `/v1/aftaleindhold/${k.aftaleindholdId}`, { krop: { art: 'NORMALBIDRAG', bidragspersonId: b } })).krop).toMatchObject({ art: 'NORMALBIDRAG', bidragspersonId: b });
  expect((await kald('GET', `/v1/aftaleindhold/${k.aftaleindholdId}`)).krop.bidragspersonId).toBe(b);
  expect((await kald('GET', `/v1/aftaleindhold/${k.aftaleindholdId}/historik`)).krop.poster).toHaveLength(1);
  for (const sti of [`aftalekonti/${k.aftalekontoId}`, `aftaleindhold/${k.aftaleindholdId}`]) {
    expect((await kald('PUT', `/v1/${sti}/korrespondance`, { krop: { rolle: 'ADMINISTRATOR', forretningspartnerId: c } })).krop.poster).toMatchObject([{ rolle: 'ADMINISTRATOR', forretningspartnerId: c, gyldigTil: null }]);
    expect((await kald('POST', `/v1/${sti}/korrespondance/fjern`, { krop: { rolle: 'ADMINISTRATOR', forretningspartnerId: c } })).krop.poster).toEqual([]);
    expect((await kald('GET', `/v1/${sti}/korrespondance`)).krop.poster).toEqual([]);
  }
  for (const sti of [`aftaleindhold/${k.aftaleindholdId}`, `krav/${k.kravId}`]) {
    const delt = { haeftere: [{ forretningspartnerId: k.forretningspartnerId, form: 'PRO_RATA', andel: { taeller: 1, naevner: 3 } }, { forretningspartnerId: b, form: 'PRO_RATA', andel: { taeller: 2, naevner: 3 } }] };
    expect((await kald('PUT', `/v1/${sti}/haeftere`, { krop: delt })).krop.poster).toEqual(delt.haeftere);
    expect((await kald('GET', `/v1/${sti}/haeftere`)).krop.poster).toHaveLength(2);
    expect((await kald('GET', `/v1/${sti}/haeftere/historik`)).krop.poster).toHaveLength(2);
    expect(await kald('PUT', `/v1/${sti}/haeftere`, { krop: { haeftere: delt.haeftere.slice(1) } })).toMatchObject({ status: 422, krop: { kode: 'HAEFTERLISTE_UGYLDIG', felter: [{ kode: 'ANDELE_ER_IKKE_EN' }] } });
  }
});

it('a field left out, or null, stays as it is on the day', async () => {
  const k = await krav(cpr());
  const b = await person();
  const konto: Record<string, unknown> = { betegnelse: 'Underholdsbidrag', boetMarkering: true };
  const indhold: Record<string, unknown> = { art: 'NORMALBIDRAG', betegnelse: 'Børnebidrag', betalingsspecifikation: 'Bidrag til barn', bidragspersonId: b, bidragsberettigetId: b };
  for (const [sti, alt] of [[`/v1/aftalekonti/${k.aftalekontoId}`, konto], [`/v1/aftaleindhold/${k.aftaleindholdId}`, indhold]] as const) {
    expect((await kald('PUT', sti, { krop: { ...alt, fra: '2026-01-01' } })).krop).toEqual(alt);
    for (const felt of Object.keys(alt)) {
      const tomme = Object.fromEntries(Object.keys(alt).map((f) => [f, null]));
      for (const krop of [{ [felt]: alt[felt] }, { ...tomme, [felt]: alt[felt] }]) expect(await kald('PUT', sti, { krop })).toMatchObject({ status: 200, krop: alt });
    }
    expect((await kald('PUT', sti, { krop: { betegnelse: 'Ny' } })).krop).toEqual({ ...alt, betegnelse: 'Ny' });
    expect((await kald('GET', sti)).krop).toEqual({ ...alt, betegnelse: 'Ny' });
  }
});

it('addresses, payment agreements, liable people and the search box', async () => {
  const id = await person({ navn: 'Søren Søgbar', vejnavn: 'Egevænget', husnummer: '7', postnummer: '8600' });
  const bs = { pbsNummer: '01234567', debitorgruppe: '00001', kundenummer: '556677', aftalenummer: '42' };
  await kald('PUT', `/v1/forretningspartnere/${id}/adresse`, { krop: { vejnavn: 'Storgatan', landekode: 'SE' } });
  expect((await kald('PUT', `/v1/forretningspartnere/${id}/bs-aftale`, { krop: bs })).krop).toMatchObject({ adresser: [{ landekode: 'SE' }], bsAftaler: [{ kundenummer: '556677' }] });
  expect(await kald('PUT', `/v1/forretningspartnere/${await person()}/bs-aftale`, { krop: bs })).toMatchObject({ status: 409, krop: { kode: 'BS_AFTALE_TILHOERER_ANDEN' } });
  const soeg = async (tekst: string): Promise<unknown> => (await kald('POST', '/v1/soeg', { krop: { tekst } })).krop.poster;
  expect(await soeg('556677')).toMatchObject([{ sted: 'KUNDENUMMER', forretningspartnerId: id, adresse: 'Egevænget 7, 8600' }]);
  expect(await soeg('søgb')).toMatchObject([{ sted: 'NAVN', forretningspartnerId: id }]);
  const { aftalenummer: _, ...noegle } = bs;
  expect((await kald('POST', `/v1/forretningspartnere/${id}/bs-aftale/afmeld`, { krop: { ...noegle, fra: '2026-04-01' } })).krop.bsAftaler).toMatchObject([{ gyldigTil: '2026-04-01' }]);
  expect((await kald('POST', `/v1/forretningspartnere/${id}/adresse/fjern`, { krop: { fra: '2026-04-01' } })).krop.adresser).toMatchObject([{ gyldigTil: '2026-04-01' }]);
  const is = (await kald('POST', '/v1/forretningspartnere', medFormaal({ krop: { art: 'ZCVR', nummer: '13748136', navn: 'Smedjen I/S', virksomhedsform: 'IS' } }))).krop.id;
  expect((await kald('PUT', `/v1/forretningspartnere/${is}/relation`, { krop: { tilId: id, art: 'INTERESSENT' } })).krop.relationer).toMatchObject([{ tilId: id, art: 'INTERESSENT' }]);
  const til = { tilId: id, art: 'INTERESSENT', fra: '2026-05-01' };
  expect((await kald('POST', `/v1/forretningspartnere/${is}/relation/fjern`, { krop: til })).krop.relationer).toMatchObject([{ tilId: id, art: 'INTERESSENT', gyldigTil: '2026-05-01' }]);
  expect(await kald('POST', `/v1/forretningspartnere/${is}/relation/fjern`, { krop: til })).toMatchObject({ status: 404, krop: { kode: 'IKKE_FUNDET' } });
  const token = await a.token({ rettigheder: ['partner:laes'] });
  expect(await kald('POST', `/v1/forretningspartnere/${is}/relation/fjern`, { krop: til, token })).toMatchObject({ status: 403, krop: { kode: 'RET_MANGLER' } });
  expect((await kald('POST', `/v1/forretningspartnere/${is}/identer`, { krop: { art: 'GLN', nummer: '7300011000017' } })).status).toBe(201);
  expect((await kald('GET', `/v1/forretningspartnere/${is}/kontakt`, medFormaal())).krop.relationer).toHaveLength(1);
});

it.each<[string, string, object, number, string]>([
  ['POST', '/v1/forretningspartnere', { art: 'ZCPR', nummer: '3113801234', navn: 'X' }, 422, 'CPR_UGYLDIGT'],
  ['POST', '/v1/forretningspartnere', { art: 'GLN', nummer: '7300011000017' }, 409, 'IDENT_PASSER_IKKE'],
  ['PUT', '/v1/forretningspartnere/999999', { navn: 'X' }, 404, 'IKKE_FUNDET'],
  ['PUT', '/v1/forretningspartnere/999999', { landekode: 'dk' }, 422, 'LANDEKODE_UGYLDIG'],
  ['PUT', '/v1/aftalekonti/999999', { betegnelse: 'x', fra: '2026-02-01', til: '2026-01-01' }, 422, 'PERIODE_OMVENDT'],
  ['PUT', '/v1/aftaleindhold/999999/haeftere', { haeftere: [] }, 404, 'IKKE_FUNDET'],
  ['PUT', '/v1/aftaleindhold/1/haeftere', { haeftere: [{ forretningspartnerId: '1', form: 'PRO_RATA', andel: { taeller: 0.5, naevner: 1 } }] }, 422, 'TAL_UGYLDIGT'],
  ['POST', '/v1/opgaver/999999/afslut', { note: 'x' }, 404, 'IKKE_FUNDET'],
  ['POST', '/v1/soeg', { tekst: ' ' }, 422, 'FELT_MANGLER'],
])('%s %s with bad input is refused and changes nothing', async (metode, url, krop, status, kode) => {
  const foer = await a.raekker();
  const s = await kald(metode as 'POST', url, medFormaal({ krop }));
  expect([s.status, s.krop.felter?.[0]?.kode ?? s.krop.kode]).toEqual([status, kode]);
  expect(await a.raekker()).toEqual(foer);
});
