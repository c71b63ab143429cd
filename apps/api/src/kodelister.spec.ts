import { enKravkrop as krav } from '../../../test/kravkrop.js';
import { nyTestapi, skemakald, type Testapi } from '../../../test/testapi.js';

let a: Testapi;
let kald: Awaited<ReturnType<typeof skemakald>>['kald'];
beforeAll(async () => {
  a = await nyTestapi();
  ({ kald } = await skemakald(a));
});
afterAll(() => a?.stop());

const BYGGESAG = {
  kode: 'VEJARBEJDE', navn: 'Gravetilladelse', regime: 'GEBYRLOV', udpantningsret: true, civilretlig: false, foraeldelseAar: 3, foraeldelseStart: 'FORFALD', rykkerprocedure: 'STANDARD',
  aftalekontotype: 'EJENDOM', indtaegtskonto: 'INDT_BYGGESAG', gyldigFra: '2026-01-01',
};
const NYE: Record<string, Record<string, unknown>> = {
  kravstyper: BYGGESAG,
  deltransaktioner: { kravstype: 'DAGINST', kode: 'AFTENPLADS', navn: 'Aftenplads', momskode: 'FRITAGET', kleEmne: '28.06.02', gyldigFra: '2026-01-01' },
  momskoder: { kode: 'SALG_NY', navn: 'Salgsmoms', sats: '25.00', konto: 'SALGSMOMS', hjemmel: 'momslovens § 33', gyldigFra: '2026-01-01' },
  aftalekontotyper: { kode: 'KULTUR', navn: 'Kultur og fritid', regler: 'Samler musikskole og foreningsleje.', gyldigFra: '2026-01-01' },
};

it('the lists and how many codes each holds', async () => {
  const { poster } = (await kald('GET', '/v1/kodelister')).krop;
  expect(poster.map((l: { liste: string }) => l.liste)).toEqual(['KRAVSTYPER', 'DELTRANSAKTIONER', 'MOMSKODER', 'AFTALEKONTOTYPER', 'BILAGSARTER']);
  expect(poster.every((l: { antal: number }) => l.antal > 2)).toBe(true);
});

it.each(Object.keys(NYE))('%s: tried, made, given another version, ended; every version stays readable', async (liste) => {
  const url = `/v1/kodelister/${liste}`;
  const ny = NYE[liste]!;
  const n = { kode: ny['kode'], ...(ny['kravstype'] === undefined ? {} : { kravstype: ny['kravstype'] }) };
  const query = Object.entries(n).map(([k, v]) => `${k}=${String(v)}`).join('&');
  const findes = async (dag: string): Promise<Record<string, unknown> | undefined> => (await kald('GET', `${url}?paa=${dag}`)).krop.poster.find((p: { kode: string }) => p.kode === n.kode);
  expect((await kald('POST', url, { krop: ny })).krop).toMatchObject({ gemt: false, gyldigFra: '2026-01-01', gyldigTil: null, tekster: [expect.stringContaining('gælder fra 01.01.2026 uden slutdato.'), ...(liste === 'kravstyper' ? [expect.any(String)] : [])] });
  expect(await kald('GET', `${url}/historik?${query}`)).toMatchObject({ status: 404 });
  expect((await kald('POST', url, { krop: { ...ny, bekraeft: true } })).krop).toMatchObject({ gemt: true });
  expect(await kald('POST', url, { krop: { ...ny, bekraeft: true } })).toMatchObject({ status: 422, krop: { kode: 'GYLDIGHED_OVERLAPPER' } });
  expect((await kald('POST', `${url}/version`, { krop: { ...ny, navn: 'Nyt navn', gyldigFra: '2027-01-01', bekraeft: true } })).krop).toMatchObject({ gemt: true, gyldigTil: null });
  expect([(await findes('2025-12-31'))?.['navn'], (await findes('2026-12-31'))?.['navn'], (await findes('2027-01-01'))?.['navn']]).toEqual([undefined, ny['navn'], 'Nyt navn']);
  expect((await kald('POST', `${url}/ophoer`, { krop: { ...n, gyldigFra: '2028-01-01', bekraeft: true } })).krop).toMatchObject({ gemt: true });
  expect(await findes('2028-01-01')).toBeUndefined();
  const { poster } = (await kald('GET', `${url}/historik?${query}`)).krop;
  expect(poster.filter((p: { kendtTil: string | null }) => p.kendtTil === null).map((p: Record<string, unknown>) => [p['gyldigFra'], p['gyldigTil'], p['navn'], p['bruger']])).toEqual([['2026-01-01', '2027-01-01', ny['navn'], 'test'], ['2027-01-01', '2028-01-01', 'Nyt navn', 'test']]);
});

it('a bilagsart has other words from a day on; its code is the program’s', async () => {
  expect((await kald('POST', '/v1/kodelister/bilagsarter/version', { krop: { kode: 'KRAV', navn: 'Regning', beskrivelse: 'Et krav er opkrævet', gyldigFra: '2026-06-01', bekraeft: true } })).krop.gemt).toBe(true);
  expect((await kald('GET', '/v1/kodelister/bilagsarter?paa=2026-06-01')).krop.poster.find((b: { kode: string }) => b.kode === 'KRAV')).toMatchObject({ navn: 'Regning', bruger: 'test' });
  expect((await kald('GET', '/v1/kodelister/bilagsarter/historik?kode=KRAV')).krop.poster).toHaveLength(3);
  expect((await kald('GET', '/v1/kodelister/bilagsarter?paa=2026-06-01&kendt=2020-01-01')).krop.poster.find((b: { kode: string }) => b.kode === 'KRAV')).toMatchObject({ navn: 'Krav' });
  expect(await kald('POST', '/v1/kodelister/bilagsarter/version', { krop: { kode: 'EGEN', navn: 'x', beskrivelse: 'x', gyldigFra: '2026-06-01' } })).toMatchObject({ status: 404, krop: { kode: 'IKKE_FUNDET' } });
});

it('the deltransaktioner of one kravstype', async () => {
  const { poster } = (await kald('GET', '/v1/kodelister/deltransaktioner?kravstype=KLUB')).krop;
  expect(poster.map((p: Record<string, unknown>) => [p['kravstype'], p['kode'], p['momskode'], p['indtaegtskonto']])).toEqual([['KLUB', 'KONTINGENT', 'FRITAGET', null], ['KLUB', 'YDELSE', 'FRITAGET', null]]);
});

it('a receipt counts the open claims that a change concerns', async () => {
  await kald('POST', '/v1/krav', { krop: krav() });
  const foer = await a.raekker();
  const { gyldigFra: _f, gyldigTil: _t, kendtFra: _kf, kendtTil: _kt, bruger: _b, ...daginst } = (await kald('GET', '/v1/kodelister/kravstyper')).krop.poster.find((t: { kode: string }) => t.kode === 'DAGINST');
  const k = await kald('POST', '/v1/kodelister/kravstyper/version', { krop: { ...daginst, rykkerprocedure: 'UDENGEBYR', gyldigFra: '2026-01-01' } });
  expect(k.krop).toMatchObject({ gemt: false, aabneKrav: 1, bogfoerteKrav: 1, vaekkes: 1, tekster: [expect.any(String), expect.stringContaining('1 åbent krav af typen'), expect.any(String)] });
  expect(await a.raekker()).toEqual({ ...foer, idempotens: foer['idempotens']! + 1 });
});

describe('is refused', () => {
  const daginst = { ...BYGGESAG, kode: 'NY_TYPE' };
  it.each<[string, string, Record<string, unknown>, string, string]>([
    ['a regime nobody knows', 'kravstyper', { ...daginst, regime: 'PROCESRENTE' }, 'VAERDI_UKENDT', 'regime'],
    ['a konto nobody knows', 'kravstyper', { ...daginst, indtaegtskonto: 'FINDES_IKKE' }, 'KONTO_UKENDT', 'indtaegtskonto'],
    ['a debtor’s konto', 'kravstyper', { ...daginst, indtaegtskonto: 'UPLACERET' }, 'KONTO_FORKERT_ART', 'indtaegtskonto'],
    ['a rykkerprocedure nobody knows', 'kravstyper', { ...daginst, rykkerprocedure: 'FINDES_IKKE' }, 'RYKKERPROCEDURE_UKENDT', 'rykkerprocedure'],
    ['an aftalekontotype nobody knows', 'kravstyper', { ...daginst, aftalekontotype: 'FINDES_IKKE' }, 'AFTALEKONTOTYPE_UKENDT', 'aftalekontotype'],
    ['a fordringstype nobody knows', 'kravstyper', { ...daginst, fordringstype: 'FINDES_IKKE' }, 'FORDRINGSTYPE_UKENDT', 'fordringstype'],
    ['a fordringstype of renter', 'kravstyper', { ...daginst, fordringstype: 'REOPKOM' }, 'FORDRINGSTYPE_UKENDT', 'fordringstype'],
    ['morarente without udpantningsret', 'kravstyper', { ...daginst, udpantningsret: false, renteBesluttet: '2020-01-01' }, 'RENTE_KRAEVER_UDPANTNINGSRET', 'renteBesluttet'],
    ['four years of forældelse', 'kravstyper', { ...daginst, foraeldelseAar: 4 }, 'VAERDI_UKENDT', 'foraeldelseAar'],
    ['a KLE-emne without dots', 'kravstyper', { ...daginst, kleEmne: '023400' }, 'KLE_FORMAT', 'kleEmne'],
    ['end before begin', 'kravstyper', { ...daginst, gyldigTil: '2026-01-01' }, 'PERIODE_OMVENDT', 'gyldigTil'],
    ['a day that is none', 'kravstyper', { ...daginst, gyldigFra: '2026-02-30' }, 'DATO_UGYLDIG', 'gyldigFra'],
    ['a code in small letters', 'kravstyper', { ...daginst, kode: 'ny' }, 'KODE_UGYLDIG', 'kode'],
    ['a field nobody knows', 'kravstyper', { ...daginst, moms: '25' }, 'FELT_UKENDT', 'moms'],
    ['a confirmation that is no yes or no', 'kravstyper', { ...daginst, bekraeft: 'ja' }, 'JA_NEJ_FORVENTET', 'bekraeft'],
    ['a deltransaktion of no kravstype', 'deltransaktioner', { ...NYE['deltransaktioner'], kravstype: 'FINDES_IKKE' }, 'KRAVSTYPE_UKENDT', 'kravstype'],
    ['a momskode nobody knows', 'deltransaktioner', { ...NYE['deltransaktioner'], kode: 'NY', momskode: 'FINDES_IKKE' }, 'MOMSKODE_UKENDT', 'momskode'],
    ['a rate of moms with a comma', 'momskoder', { ...NYE['momskoder'], kode: 'NY', sats: '25,00' }, 'SATS_FORMAT', 'sats'],
    ['moms booked as income', 'momskoder', { ...NYE['momskoder'], kode: 'NY', konto: 'INDT_FAKTURA' }, 'KONTO_FORKERT_ART', 'konto'],
    ['a konto without moms', 'momskoder', { ...NYE['momskoder'], kode: 'NY', sats: '0.00' }, 'MOMSKONTO_UDEN_SATS', 'konto'],
    ['a code that others need, ended', 'momskoder/ophoer', { kode: 'FRITAGET', gyldigFra: '2027-01-01' }, 'KODE_I_BRUG', 'gyldigTil'],
    ['a version of what has not begun', 'aftalekontotyper/version', { ...NYE['aftalekontotyper'], kode: 'BOERN', gyldigFra: '2004-12-31' }, 'KODE_GAELDER_IKKE', 'gyldigFra'],
  ])('%s', async (_, sti, krop, kode, felt) => {
    const foer = await a.raekker();
    expect(await kald('POST', `/v1/kodelister/${sti}`, { krop: { bekraeft: true, ...krop } })).toMatchObject({ status: 422, krop: { kode, felter: [{ felt, kode }] } });
    expect(await a.raekker()).toEqual(foer);
  });

  it('changes by a fagsystem, which may read', async () => {
    const token = await a.token({ fagsystem: 'NEXUS' });
    expect((await kald('GET', '/v1/kodelister/kravstyper', { token })).status).toBe(200);
    expect(await kald('POST', '/v1/kodelister/kravstyper', { krop: BYGGESAG, token })).toMatchObject({ status: 403, krop: { kode: 'KUN_EGNE_KRAV' } });
  });

  it('a claim whose line has a deltransaktion nobody knows', async () => {
    const foer = await a.raekker();
    expect(await kald('POST', '/v1/krav', { krop: krav({ linjer: [{ deltransaktion: 'FULDTID', beloeb: '1.00' }, { deltransaktion: 'FINDES_IKKE', beloeb: '1.00' }] }) })).toMatchObject({ status: 422, krop: { kode: 'DELTRANSAKTION_UKENDT', felter: [{ felt: 'linjer[1].deltransaktion' }] } });
    expect(await a.raekker()).toEqual(foer);
  });
});

describe('spærrer', () => {
  it('are set with an owner, extended, given to another, listed and worked on', async () => {
    const { kravId, aftalekontoId } = (await kald('POST', '/v1/krav', { krop: krav() })).krop;
    const s = (await kald('POST', '/v1/spaerrer', { krop: { niveau: 'KRAV', objektId: kravId, art: 'RYKKER', aarsag: 'Indsigelse modtaget', fra: '2020-01-01', til: '2099-01-01', ejer: 'bo' } })).krop;
    const t = (await kald('POST', '/v1/spaerrer', { krop: { niveau: 'KRAV', objektId: kravId, art: 'RYKKER', aarsag: 'Klage', fra: '2021-01-01', ejer: 'bo' } })).krop;
    expect(t).toMatchObject({ ejer: 'bo', oprettetAf: 'test', til: null, udenSlutdato: true, overlapper: [s.id] });
    expect((await kald('POST', `/v1/spaerrer/${s.id}/forlaeng`, { krop: {} })).krop).toMatchObject({ til: null, udenSlutdato: true, overlapper: [t.id] });
    expect((await kald('POST', `/v1/spaerrer/${s.id}/ejer`, { krop: { ejer: 'ciff' } })).krop).toMatchObject({ ejer: 'ciff' });
    const arbejde = (await kald('GET', '/v1/spaerrer/uden-slutdato?antal=1')).krop;
    expect(arbejde.poster).toMatchObject([{ id: s.id, alderDage: expect.any(Number), udenSlutdato: true }]);
    expect((await kald('GET', `/v1/spaerrer/uden-slutdato?antal=1&cursor=${arbejde.naeste}`)).krop.poster).toMatchObject([{ id: t.id }]);
    expect((await kald('GET', '/v1/spaerrer?ejer=bo')).krop.poster).toMatchObject([{ id: t.id }]);
    expect((await kald('GET', '/v1/spaerrer?aarsag=klage&art=RYKKER&aktivPaa=2021-01-01')).krop.poster).toMatchObject([{ id: t.id }]);
    expect((await kald('GET', `/v1/spaerrer?niveau=AFTALEKONTO&objektId=${aftalekontoId}`)).krop.poster).toEqual([]);
    expect((await kald('POST', `/v1/spaerrer/${t.id}/ophaev`, { krop: { fra: '2021-02-01' } })).krop).toMatchObject({ til: '2021-02-01', udenSlutdato: false });
    expect(await kald('POST', `/v1/spaerrer/${t.id}/ophaev`)).toMatchObject({ status: 409, krop: { kode: 'SPAERRE_ER_OPHOERT' } });
    expect(await kald('POST', `/v1/spaerrer/${t.id}/forlaeng`)).toMatchObject({ status: 409, krop: { kode: 'SPAERRE_ER_OPHOERT' } });
  });

  it.each([
    ['an object without its level', '/v1/spaerrer?objektId=1', 422, 'FILTER_MANGLER'], ['numbers as the reason', '/v1/spaerrer?aarsag=010180-1234', 422, 'AARSAG_UGYLDIG'], ['another cursor', '/v1/spaerrer?cursor=abc', 422, 'CURSOR_UGYLDIG'],
    ['an art nobody knows', '/v1/spaerrer?art=X', 422, 'VAERDI_UKENDT'], ['an object nobody knows', '/v1/spaerrer?niveau=KRAV&objektId=999', 404, 'IKKE_FUNDET'],
  ])('%s', async (_, url, status, kode) => { expect(await kald('GET', url)).toMatchObject({ status, krop: { kode } }); });

  it('a fagsystem sees and changes its own only', async () => {
    const { kravId, aftalekontoId } = (await kald('POST', '/v1/krav', { krop: krav() })).krop;
    const paaKonto = (await kald('POST', '/v1/spaerrer', { krop: { niveau: 'AFTALEKONTO', objektId: aftalekontoId, art: 'RENTE', aarsag: 'x', ejer: 'kun-konto' } })).krop;
    const paaKrav = (await kald('POST', '/v1/spaerrer', { krop: { niveau: 'KRAV', objektId: kravId, art: 'RENTE', aarsag: 'x', ejer: 'kun-konto' } })).krop;
    const [nexus, aula] = [await a.token({ fagsystem: 'NEXUS' }), await a.token({ fagsystem: 'AULA' })];
    const ser = async (token: string): Promise<string[]> => (await kald('GET', '/v1/spaerrer?ejer=kun-konto', { token })).krop.poster.map((s: { id: string }) => s.id);
    expect([await ser(nexus), await ser(aula)]).toEqual([[paaKrav.id], []]);
    for (const [token, id] of [[nexus, paaKonto.id], [aula, paaKrav.id]]) {
      for (const [sti, krop] of [['ophaev', {}], ['forlaeng', {}], ['ejer', { ejer: 'x' }]] as const) expect(await kald('POST', `/v1/spaerrer/${id}/${sti}`, { token, krop })).toMatchObject({ status: 404, krop: { kode: 'IKKE_FUNDET' } });
    }
    expect(await kald('GET', '/v1/spaerrer?niveau=AFTALEKONTO', { token: nexus })).toMatchObject({ status: 403, krop: { kode: 'KUN_EGNE_KRAV' } });
  });
});
