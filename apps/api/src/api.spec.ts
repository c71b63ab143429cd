import { beloebTekst, kr, maskerCpr } from '#app/kernel';
import { enKravkrop as krav } from '../../../test/kravkrop.js';
import type { Dokument } from '../../../test/skema.js';
import { nyTestapi, skemakald, type Kald, type Kaldsvar, type Testapi } from '../../../test/testapi.js';
import type { OprettetKravSvar } from './krav/krav.svar.js';

let a: Testapi;
let dok: Dokument;
let kald: Awaited<ReturnType<typeof skemakald>>['kald'];
beforeAll(async () => {
  a = await nyTestapi();
  ({ dok, kald } = await skemakald(a));
});
afterAll(() => a?.stop());

/** A feed stops at the oldest transaction of the whole server, other tests' too: asks again until it has what must come. */
async function indtil<T>(spoerg: () => Promise<T>, nok: (t: T) => boolean): Promise<T> {
  for (let t = await spoerg(), n = 0; ; t = await spoerg()) {
    if (nok(t) || n++ > 200) return t;
    await new Promise((ok) => setTimeout(ok, 50));
  }
}
const opret = async (andet: Record<string, unknown> = {}, v: Kald = {}): Promise<OprettetKravSvar> => (await kald('POST', '/v1/krav', { krop: krav(andet), ...v })).krop;

describe('a claim over HTTP', () => {
  it('is registered, read with lines and rest, and found again by its reference', async () => {
    const krop = krav();
    const ny = await kald('POST', '/v1/krav', { krop });
    expect(ny).toMatchObject({ status: 201, krop: { udfald: 'OPRETTET', foraeldelsesdato: '2029-01-15' } });
    const igen = await kald('POST', '/v1/krav', { krop });
    const { klarhed, ...kendt } = ny.krop;
    expect(klarhed).toMatchObject({ udfald: 'UDFØRT', fordringstype: 'KFDAINS', fund: [] });
    expect(igen).toMatchObject({ status: 200, krop: { ...kendt, udfald: 'FANDTES' } });
    const laest = await kald('GET', `/v1/krav/${ny.krop.kravId}`);
    expect(laest.krop).toMatchObject({
      fagsystem: 'NEXUS', reference: krop['reference'], periodeFra: '2026-01-01', periodeTil: '2026-01-31', sidsteRettidigeBetalingsdato: '2026-01-20', hovedstol: '3500.00', rest: '3500.00', ialt: '3500.00',
      linjer: [{ nr: 1, beloeb: '3000.00', rest: '3000.00', tekst: 'Børnehaven Solen' }, { nr: 2, beloeb: '500.00', tekst: null }], underkrav: [], kleEmne: '28.06.02', betalingsId: ny.krop.betalingsId,
    });
    const p = await kald('GET', `/v1/krav/${ny.krop.kravId}/posteringer`);
    expect(p.krop.poster.map((x: { konto: string; beloeb: string }) => [x.konto, x.beloeb])).toEqual([['DEBITOR', '3000.00'], ['INDT_DAGINST', '-3000.00'], ['DEBITOR', '500.00'], ['INDT_DAGINST', '-500.00']]);
  });

  it('shows an OCR line once the kommune has an FI-kreditornummer', async () => {
    const { kravId, betalingsId } = await opret();
    expect((await kald('GET', `/v1/krav/${kravId}`)).krop.ocrLinje).toBeNull();
    await a.db.iKommune({ kommuneId: '751', bruger: 'test' }, (tx) => tx.skriv(`insert into bankkonto (id, kontonummer, navn, fi_kreditor, gyldig_fra) values (1, '1', 'Kasse', '82424016', '2026-01-01')`));
    expect((await kald('GET', `/v1/krav/${kravId}`)).krop.ocrLinje).toBe(`+71<${betalingsId}+82424016<`);
  });

  it('with a known reference and other content is a conflict', async () => {
    const krop = krav();
    await kald('POST', '/v1/krav', { krop });
    const foer = await a.raekker();
    expect(await kald('POST', '/v1/krav', { krop: { ...krop, linjer: [{ deltransaktion: 'FULDTID', beloeb: '1.00' }] } })).toMatchObject({ status: 409, krop: { kode: 'REFERENCE_HAR_ANDET_INDHOLD', felter: [{ felt: 'reference' }] } });
    expect(await a.raekker()).toEqual(foer);
  });

  it('is listed by debtor, account and state, page by page', async () => {
    const d = { debitor: { art: 'CVR', nummer: '13748136', navn: 'Firma' }, kravstype: 'FAKTURA', periodeFra: null, periodeTil: null, linjer: [{ deltransaktion: 'YDELSE', beloeb: '3000.00' }, { deltransaktion: 'TILLAEG', beloeb: '500.00' }] };
    const nye = [await opret(d), await opret(d), await opret(d)];
    const { forretningspartnerId, aftalekontoId } = nye[0]!;
    const ider: string[] = [];
    for (let cursor: string | null = '', n = 0; cursor !== null && n < 9; n++) {
      const s: Kaldsvar = await kald('GET', `/v1/krav?forretningspartnerId=${forretningspartnerId}&tilstand=aaben&antal=2${cursor && `&cursor=${cursor}`}`);
      ider.push(...s.krop.poster.map((k: { id: string }) => k.id));
      cursor = s.krop.naeste;
    }
    expect(ider).toEqual(nye.map((k) => k.kravId));
    expect((await kald('GET', `/v1/krav?aftalekontoId=${aftalekontoId}&tilstand=betalt`)).krop).toEqual({ poster: [], naeste: null });
    const udtog = await kald('GET', `/v1/aftalekonti/${aftalekontoId}/posteringer?antal=4`);
    expect(udtog.krop.poster).toHaveLength(4);
    expect((await kald('GET', `/v1/aftalekonti/${aftalekontoId}/posteringer?antal=4&cursor=${udtog.krop.naeste}`)).krop).toMatchObject({ poster: [{ konto: 'DEBITOR' }, { konto: 'DEBITOR' }], naeste: null });
  });

  it('en masse: a result per line, in order; a bad line stands alone', async () => {
    const [godt, omvendt] = [krav(), krav({ forfaldsdato: '2025-01-01' })];
    const s = await kald('POST', '/v1/krav/masse', { krop: { krav: [godt, 'vrøvl', krav({ linjer: [{ deltransaktion: 'A', beloeb: '1e3' }] }), omvendt, godt, krav({ farve: 'blå' }), krav()] } });
    expect(s).toMatchObject({ status: 200, krop: { antal: 7, oprettet: 2, fandtes: 1, afvist: 4 } });
    expect(s.krop.linjer.map((l: { nr: number; udfald: string; problem?: { kode: string; felter: { felt: string }[] } }) => [l.nr, l.problem?.kode ?? l.udfald, l.problem?.felter[0]?.felt])).toEqual([
      [1, 'OPRETTET', undefined], [2, 'OBJEKT_FORVENTET', 'krop'], [3, 'BELOEB_FORMAT', 'linjer[0].beloeb'], [4, 'FORFALD_FOER_STIFTELSE', 'forfaldsdato'], [5, 'FANDTES', undefined], [6, 'FELT_UKENDT', 'farve'], [7, 'OPRETTET', undefined]]);
    expect(await a.kald('POST', '/v1/krav/masse', { krop: { krav: [] } })).toMatchObject({ status: 422, krop: { kode: 'LISTE_FOR_KORT' } });
    expect(await a.kald('POST', '/v1/krav/masse', { krop: { krav: Array.from({ length: 5001 }, () => 1) } })).toMatchObject({ status: 422, krop: { kode: 'LISTE_FOR_LANG' } });
  });

  it('5,000 en masse', async () => {
    const mange = Array.from({ length: 5000 }, (_, i) => krav({ debitor: { art: 'CPR', nummer: `010180${1000 + (i % 900)}` } }));
    const s = await kald('POST', '/v1/krav/masse', { krop: { krav: mange } });
    expect(s).toMatchObject({ status: 200, krop: { antal: 5000, oprettet: 5000, afvist: 0 } });
  });
});

describe('idempotency', () => {
  it('the same key and request is the same answer, done once; with another body a conflict', async () => {
    const krop = krav();
    const foerste = await kald('POST', '/v1/krav', { krop, noegle: 'noegle-0001' });
    const foer = await a.raekker();
    const anden = await kald('POST', '/v1/krav', { krop, noegle: 'noegle-0001' });
    expect([anden.status, anden.krop]).toEqual([foerste.status, foerste.krop]);
    expect(await kald('POST', '/v1/krav', { krop: krav(), noegle: 'noegle-0001' })).toMatchObject({ status: 409, krop: { kode: 'IDEMPOTENSNOEGLE_GENBRUGT' } });
    expect(await kald('POST', '/v1/krav/masse', { krop: { krav: [krop] }, noegle: 'noegle-0001' })).toMatchObject({ status: 409, krop: { kode: 'IDEMPOTENSNOEGLE_GENBRUGT' } });
    expect(await a.raekker()).toEqual(foer);
  });

  it('20 at once with one key make one claim and 20 equal answers', async () => {
    const krop = krav({ debitor: { art: 'CPR', nummer: '1111111118', navn: 'Ny' } });
    const svar = await Promise.all(Array.from({ length: 20 }, () => a.kald('POST', '/v1/krav', { krop, noegle: 'noegle-0020' })));
    expect(new Set(svar.map((s) => `${s.status} ${s.tekst}`)).size).toBe(1);
    expect(svar[0]!.status).toBe(201);
  });

  it('20 at once with keys of their own and one reference make one claim', async () => {
    const krop = krav({ debitor: { art: 'CPR', nummer: '1211111117', navn: 'Ny' } });
    const svar = await Promise.all(Array.from({ length: 20 }, () => a.kald('POST', '/v1/krav', { krop })));
    expect(new Set(svar.map((s) => s.krop.kravId)).size).toBe(1);
    expect(svar.filter((s) => s.status === 201)).toHaveLength(1);
  });

  it('two users may have the same key', async () => {
    const token = await a.token({ bruger: 'en-anden' });
    expect((await kald('POST', '/v1/krav', { krop: krav(), noegle: 'noegle-0001', token })).status).toBe(201);
  });
});

describe('a fagsystem reaches its own claims only', () => {
  it('reads, lists and holds its own; another one’s does not exist', async () => {
    const nexus = await a.token({ fagsystem: 'NEXUS', bruger: 'nexus' });
    const aula = await a.token({ fagsystem: 'AULA', bruger: 'aula' });
    const d = { debitor: { art: 'CPR', nummer: '0202801234' } };
    const eget = await opret({ ...d, fagsystem: null }, { token: nexus });
    expect((await kald('GET', `/v1/krav/${eget.kravId}`, { token: nexus })).krop.fagsystem).toBe('NEXUS');
    for (const url of [`/v1/krav/${eget.kravId}`, `/v1/krav/${eget.kravId}/posteringer`, `/v1/spaerrer?niveau=KRAV&objektId=${eget.kravId}`, `/v1/forretningspartnere/${eget.forretningspartnerId}/aftalekonti`, `/v1/forretningspartnere/${eget.forretningspartnerId}`]) {
      const fremmed = await kald('GET', url, { token: aula, headers: { 'x-formaal': 'Prøve' } });
      const ukendt = await kald('GET', url.replace(/\d+(?!.*\d)/, '999'), { token: aula, headers: { 'x-formaal': 'Prøve' } });
      expect(fremmed).toMatchObject({ status: 404, krop: { kode: 'IKKE_FUNDET' } });
      expect(fremmed.krop.detail.replace(/\d+/g, 'N')).toBe(ukendt.krop.detail.replace(/\d+/g, 'N'));
    }
    expect((await kald('GET', `/v1/krav?aftalekontoId=${eget.aftalekontoId}`, { token: aula })).krop.poster).toEqual([]);
    const soeg = { krop: { art: 'CPR', nummer: '0202801234', formaal: 'Prøve' } };
    expect((await kald('POST', '/v1/forretningspartnere/soeg', { ...soeg, token: aula })).krop.poster).toEqual([]);
    expect((await kald('POST', '/v1/forretningspartnere/soeg', { ...soeg, token: nexus })).krop.poster).toHaveLength(1);
    expect(await kald('POST', '/v1/krav', { krop: krav({ fagsystem: 'NEXUS' }), token: aula })).toMatchObject({ status: 403, krop: { kode: 'KUN_EGNE_KRAV' } });
    expect(await kald('POST', '/v1/spaerrer', { krop: { niveau: 'KRAV', objektId: eget.kravId, art: 'RYKKER', aarsag: 'x' }, token: aula })).toMatchObject({ status: 404 });
    expect((await kald('POST', '/v1/spaerrer', { krop: { niveau: 'KRAV', objektId: eget.kravId, art: 'RYKKER', aarsag: 'x' }, token: nexus })).status).toBe(201);
    expect(await kald('POST', '/v1/spaerrer', { krop: { niveau: 'AFTALEKONTO', objektId: eget.aftalekontoId, art: 'RYKKER', aarsag: 'x' }, token: nexus })).toMatchObject({ status: 403, krop: { kode: 'KUN_EGNE_KRAV' } });
  });

  it('is refused what holds more than one fagsystem’s claims', async () => {
    const token = await a.token({ fagsystem: 'AULA' });
    for (const url of ['/v1/aftalekonti/1002/saldo', '/v1/aftalekonti/1002/posteringer', '/v1/raabalance', '/v1/regnskabsperioder', '/v1/udbakke', '/v1/udbakke/1']) {
      expect(await kald('GET', url, { token })).toMatchObject({ status: 403, krop: { kode: 'KUN_EGNE_KRAV' } });
    }
  });

  it('reads its events in order, and goes on where it stopped', async () => {
    const token = await a.token({ fagsystem: 'FEED' });
    expect((await kald('GET', '/v1/haendelser', { token })).krop).toEqual({ poster: [], naeste: null });
    const nye = [];
    for (let i = 0; i < 3; i++) nye.push(await opret({ fagsystem: 'FEED' }));
    await indtil(() => kald('GET', '/v1/haendelser', { token }), (f) => f.krop.poster.length === 3);
    const side1 = (await kald('GET', '/v1/haendelser?antal=2', { token })).krop;
    const side2 = (await kald('GET', `/v1/haendelser?antal=2&efter=${side1.naeste}`, { token })).krop;
    expect([...side1.poster, ...side2.poster].map((h: { kravId: string; art: string; beloeb: string }) => [h.kravId, h.art, h.beloeb])).toEqual(nye.map((k) => [k.kravId, 'OPRETTET', '3500.00']));
    expect((await kald('GET', `/v1/haendelser?efter=${side2.naeste}`, { token })).krop).toEqual({ poster: [], naeste: side2.naeste });
    expect(await kald('GET', '/v1/haendelser?fagsystem=NEXUS', { token })).toMatchObject({ status: 403, krop: { kode: 'KUN_EGNE_KRAV' } });
  });

  it('an event cannot appear behind the reader: while an older transaction is open, the feed waits', async () => {
    const token = await a.token({ fagsystem: 'VENT' });
    let slip!: () => void;
    const aaben = new Promise<void>((ok) => { slip = ok; });
    let begyndt!: () => void;
    const iGang = new Promise<void>((ok) => { begyndt = ok; });
    const langsom = a.db.iKommune({ kommuneId: '751', bruger: 'langsom' }, async (tx) => { await tx.sql('select pg_current_xact_id()'); begyndt(); await aaben; });
    await iGang;
    await opret({ fagsystem: 'VENT' });
    expect((await kald('GET', '/v1/haendelser', { token })).krop.poster).toEqual([]);
    slip();
    await langsom;
    expect((await indtil(() => kald('GET', '/v1/haendelser', { token }), (f) => f.krop.poster.length > 0)).krop.poster).toHaveLength(1);
  });
});

describe('persons', () => {
  it('are shown masked unless the token may see them, and every look-up is logged', async () => {
    const { forretningspartnerId: id } = await opret({ debitor: { art: 'CPR', nummer: '0303801234', navn: 'Bo Bæk' } });
    const uden = await a.token({ rettigheder: ['partner:laes'], bruger: 'kigger' });
    const s = await kald('POST', '/v1/forretningspartnere/soeg', { krop: { art: 'CPR', nummer: '030380-1234', formaal: 'Spørgsmål fra borger' }, token: uden, noegle: null });
    expect(s.krop.poster).toMatchObject([{ id, navn: 'Bo Bæk', identer: [{ art: 'ZCPR', nummer: '030380-****' }] }]);
    expect((await kald('GET', `/v1/forretningspartnere/${id}`, { headers: { 'x-formaal': 'Tjek' } })).krop.identer).toEqual([{ art: 'ZCPR', nummer: '0303801234' }]);
    const opslag = await a.db.iKommune({ kommuneId: '751', bruger: 'test' }, (tx) => tx.sql(`select bruger, formaal from opslag where forretningspartner_id = $1 order by id`, [id]));
    expect(opslag).toEqual([{ bruger: 'kigger', formaal: 'Spørgsmål fra borger' }, { bruger: 'test', formaal: 'Tjek' }]);
  });

  it('and their numbers never stand in a log line or an address', async () => {
    a.log.length = 0;
    await opret({ debitor: { art: 'CPR', nummer: '0404801234' } });
    await a.kald('POST', '/v1/krav', { krop: krav({ debitor: { art: 'CPR', nummer: '3104801234' } }) });
    await a.kald('POST', '/v1/krav', { raa: '{"nummer": "0404801234", vrøvl', headers: { 'content-type': 'application/json' } });
    await a.kald('GET', '/v1/krav/040480-1234');
    await a.kald('GET', '/v1/krav/0404801234?cpr=0404801234');
    await a.kald('GET', '/v1/findes-ikke/0404801234', { headers: { 'x-korrelations-id': '0404801234' } });
    expect(a.log.filter((l) => l.includes('"svar"'))).toHaveLength(6);
    for (const l of a.log) expect(l).not.toMatch(/040480|310480|cpr=/);
    for (const sti of Object.keys(dok.paths)) expect(sti).not.toMatch(/cpr|nummer/i);
  });
});

it('a request can be followed: the caller’s own uuid, or a new one, in the answer, the problem and the log', async () => {
  const id = '11111111-2222-4333-8444-555555555555';
  a.log.length = 0;
  const s = await kald('GET', '/v1/krav/999', { headers: { 'x-korrelations-id': id } });
  expect([s.headers['x-korrelations-id'], s.krop.korrelationsId]).toEqual([id, id]);
  expect(a.log.map((l) => JSON.parse(l))).toEqual([expect.objectContaining({ korrelationsId: id, metode: 'GET', rute: '/v1/krav/:id', sti: '/v1/krav/999', status: 404, kommune: '751', bruger: 'test' })]);
  expect((await a.kald('GET', '/v1/kravstyper', { headers: { 'x-korrelations-id': 'vrøvl' } })).headers['x-korrelations-id']).toMatch(/^[0-9a-f-]{36}$/);
});

describe('the books over HTTP', () => {
  it('saldo on two axes, råbalance at zero', async () => {
    const { aftalekontoId } = await opret({ debitor: { art: 'CPR', nummer: '0505801234' } });
    expect((await kald('GET', `/v1/aftalekonti/${aftalekontoId}/saldo`)).krop).toMatchObject({ ialt: '3500.00', overskredet: '3500.00' });
    expect((await kald('GET', `/v1/aftalekonti/${aftalekontoId}/saldo?paa=2026-01-10`)).krop).toMatchObject({ paa: '2026-01-10', ialt: '3500.00', ikkeForfalden: '3500.00' });
    expect((await kald('GET', `/v1/aftalekonti/${aftalekontoId}/saldo?kendt=2020-01-01`)).krop).toMatchObject({ kendt: '2020-01-01', ialt: '0.00' });
    const b = (await kald('GET', '/v1/raabalance')).krop;
    expect(b.sum).toBe('0.00');
    expect(beloebTekst(kr(b.linjer.find((l: { konto: string }) => l.konto === 'DEBITOR').saldo))).not.toBe('0.00');
  });

  it('a period is closed and opened again', async () => {
    expect((await kald('POST', '/v1/regnskabsperioder/2026-02-01/luk')).krop).toMatchObject({ fra: '2026-02-01', lukket: expect.stringMatching(/Z$/) });
    expect((await kald('GET', '/v1/regnskabsperioder?aar=2026')).krop.poster.filter((p: { lukket: string | null }) => p.lukket !== null)).toHaveLength(1);
    expect((await kald('POST', '/v1/regnskabsperioder/2026-02-01/aabn')).krop).toMatchObject({ lukket: null });
    expect((await kald('POST', '/v1/regnskabsperioder/2026-12-01/luk', { krop: { supplement: true } })).krop).toMatchObject({ supplement: true, lukket: expect.any(String) });
  });
});

it('a spærre is set, seen and lifted', async () => {
  const { kravId } = await opret();
  const s = (await kald('POST', '/v1/spaerrer', { krop: { niveau: 'KRAV', objektId: kravId, art: 'RENTE', aarsag: 'Indsigelse' } })).krop;
  expect(s).toMatchObject({ niveau: 'KRAV', objektId: kravId, art: 'RENTE', til: null, oprettetAf: 'test' });
  expect((await kald('GET', `/v1/spaerrer?niveau=KRAV&objektId=${kravId}`)).krop.poster).toEqual([s]);
  expect((await kald('POST', `/v1/spaerrer/${s.id}/ophaev`)).krop.til).toMatch(/^20/);
});

it('the outbox lists messages without content; one is read with a purpose, and that is logged', async () => {
  const { kravId, forretningspartnerId } = await opret({ debitor: { art: 'CPR', nummer: '0606801234' } });
  const regning = (await kald('POST', `/v1/forretningspartnere/${forretningspartnerId}/fakturer`, { krop: { alle: true } })).krop.fakturaer[0];
  const sidsteBesked = async (): Promise<{ id: string; forretningspartnerId: string | null } | undefined> => {
    let sidste;
    for (let cursor: string | null = '', n = 0; cursor !== null && n < 99; n++) {
      const s: Kaldsvar = await kald('GET', `/v1/udbakke?art=OPKRAEVNING&antal=500${cursor && `&cursor=${cursor}`}`);
      sidste = s.krop.poster.at(-1) ?? sidste;
      cursor = s.krop.naeste;
    }
    return sidste;
  };
  const sidste = await indtil(sidsteBesked, (u) => u?.forretningspartnerId === forretningspartnerId);
  expect(sidste).toMatchObject({ art: 'OPKRAEVNING', forretningspartnerId, afsendt: null });
  const b = await kald('GET', `/v1/udbakke/${sidste!.id}`, { headers: { 'x-formaal': 'Genpart af brev' } });
  expect(b.krop.indhold).toMatchObject({ brev: 'FAK', faktureringsbilagId: regning.id, beloeb: '3500.00', krav: [{ kravId }] });
  const opslag = await a.db.iKommune({ kommuneId: '751', bruger: 'test' }, (tx) => tx.sql(`select formaal, handling from opslag where forretningspartner_id = $1`, [forretningspartnerId]));
  expect(opslag).toEqual([{ formaal: 'Genpart af brev', handling: 'LAES_BREV' }]);
});

it('settings and claim types', async () => {
  expect((await kald('GET', '/v1/kravstyper')).krop.poster.map((k: { kode: string }) => k.kode)).toContain('DAGINST');
  expect((await kald('GET', '/v1/opsaetning')).krop.poster).toContainEqual({ navn: 'bagatelGraense', vaerdi: '10.00', standard: '10.00', gyldigFra: null, valgtAf: null });
  const s = await kald('POST', '/v1/opsaetning', { krop: { navn: 'bagatelGraense', vaerdi: '25.00' } });
  expect(s.krop.poster).toContainEqual(expect.objectContaining({ navn: 'bagatelGraense', vaerdi: '25.00', valgtAf: 'test' }));
  const [v] = await a.db.iKommune({ kommuneId: '751', bruger: 'test' }, (tx) => tx.sql<{ n: number }>(`select count(*)::int as n from vagt where trin = 'afskriv' and tidligst <= $1`, [tx.forretningsdato]));
  expect(v!.n).toBeGreaterThan(0);
});

it('health answers by the document, and metrics hold no person', async () => {
  expect((await kald('GET', '/health')).krop).toMatchObject({ status: 'OK', kommuner: [{ kode: '730', ok: true }, { kode: '751', ok: true }] });
  const m = (await a.kald('GET', '/metrics')).tekst.split('\n').filter((l) => l.startsWith('debitor_')).join('\n');
  expect(maskerCpr(m)).toBe(m);
});
