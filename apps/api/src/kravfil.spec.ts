import { KOLONNENAVNE, KravfilmodtagelseService, KravfilService, FILMAAL, type Filmaal } from '#app/kravfil';
import { VerificerService } from '#app/natplan';
import { laesFraIndbakke, stykker, type Tx } from '#app/platform';
import { enKravkrop } from '../../../test/kravkrop.js';
import type { Skema } from '../../../test/skema.js';
import { nyTestapi, skemakald, type Kald, type Kaldsvar, type Testapi } from '../../../test/testapi.js';
import { KOMMUNE, medKlient } from '../../../test/testdb.js';

let a: Testapi;
let kald: Awaited<ReturnType<typeof skemakald>>['kald'];
let skemaer: Record<string, Skema>;
let service: KravfilService;
const hvem = { kommuneId: KOMMUNE, bruger: 'arbejder' };
const i = <T>(arbejde: (tx: Tx) => Promise<T>): Promise<T> => a.db.iKommune(hvem, arbejde);
beforeAll(async () => {
  a = await nyTestapi({ DEBITOR_DATO: '2026-02-12' });
  const s = await skemakald(a);
  kald = s.kald;
  skemaer = s.dok.components.schemas;
  service = a.app.get(KravfilService);
});
afterAll(() => a?.stop());

const CSV = { 'content-type': 'text/csv; charset=utf-8' };
const NDJSON = { 'content-type': 'application/x-ndjson' };
const JSONARRAY = { 'content-type': 'application/json' };
const HOVED = 'reference;debitor.art;debitor.nummer;debitor.navn;aftaleindhold;kravstype;stiftelsesdato;forfaldsdato;sidsteRettidigeBetalingsdato;linjer.deltransaktion;linjer.beloeb';
let nr = 0;
const raekke = (reference: string, andet: Partial<{ cpr: string; beloeb: string; type: string; del: string; indhold: string }> = {}): string =>
  [reference, 'CPR', andet.cpr ?? '0101801234', 'Ane Ager', andet.indhold ?? 'BARN-1', andet.type ?? 'DAGINST', '01-01-2026', '15-01-2026', '20-01-2026', andet.del ?? 'FULDTID', andet.beloeb ?? '1.000,50'].join(';');
const fil = (...raekker: string[]): string => [HOVED, ...raekker, ''].join('\r\n');
const ny = (): string => `F-${process.pid}-${nr++}`;
const send = (raa: Buffer | string, headers: Record<string, string> = CSV, v: Kald = {}, fagsystem = '?fagsystem=NEXUS'): Promise<Kaldsvar> => kald('POST', `/v1/kravfiler${fagsystem}`, { raa, headers, ...v });
/** Everything that waits, as a worker does it. */
const arbejd = async (): Promise<void> => { for (const v of await service.ventende(hvem)) await service.koerDel(hvem, v); };
const sendt = async (raa: Buffer | string, headers = CSV): Promise<string> => { const s = await send(raa, headers); expect(s.status).toBe(202); await arbejd(); return s.krop.id as string; };
const hent = async (id: string): Promise<Kaldsvar['krop']> => (await kald('GET', `/v1/kravfiler/${id}`)).krop;
const resultat = async (id: string): Promise<readonly Kaldsvar['krop'][]> => (await kald('GET', `/v1/kravfiler/${id}/resultat`)).krop.poster;

it('a spreadsheet becomes a run: stored first, registered by the workers, answered line by line', async () => {
  const [r1, r2, r3] = [ny(), ny(), ny()];
  const raa = fil(raekke(r1), raekke(r1, { del: 'MAD', beloeb: '500' }), raekke(r2, { cpr: '0101801235' }), raekke(r3, { cpr: '3102801234' }));
  const s = await send(raa, { ...CSV, 'x-filnavn': 'marts 010180-1234.csv' });
  expect(s).toMatchObject({ status: 202, krop: { kendt: false } });
  const { id, koerselId } = s.krop;
  expect(await hent(id)).toMatchObject({ koerselId, fagsystem: 'NEXUS', format: 'CSV', tegnsaet: 'UTF-8', filnavn: 'marts ******-****.csv', linjer: 4, krav: 3, bruger: 'test', status: 'I_GANG', dele: 1, faerdigeDele: 0, oprettet: 0, udfald: [] });
  expect((await i((tx) => tx.sql(`select octet_length(indhold) as n, stoerrelse from indbakke where kanal = 'KRAV' order by id desc limit 1`)))[0]).toEqual({ n: 0, stoerrelse: Buffer.byteLength(raa) });
  await arbejd();
  expect(await hent(id)).toMatchObject({ status: 'AFSLUTTET_MED_FEJL', faerdigeDele: 1, oprettet: 2, fandtes: 0, afvist: 1, fejl: 0, udfald: [{ udfald: 'AFVIST', kode: 'CPR_UGYLDIGT', antal: 1 }, { udfald: 'OPRETTET', kode: null, antal: 2 }] });
  const [a1, a2, a3] = await resultat(id);
  expect(a1).toMatchObject({ nr: 1, linje: 2, reference: r1, udfald: 'OPRETTET', kravId: expect.any(String) as string, betalingsId: expect.stringMatching(/^\d{15}$/) as string, klarhed: expect.any(String) as string, fejl: [] });
  expect(a2).toMatchObject({ nr: 2, linje: 4, reference: r2 });
  expect(a3).toMatchObject({ nr: 3, linje: 5, reference: r3, udfald: 'AFVIST', kravId: null, fejl: [{ linje: 5, felt: 'debitor.nummer', kode: 'CPR_UGYLDIGT', besked: 'CPR-nummeret er ikke gyldigt.' }] });
  expect((await kald('GET', `/v1/krav/${a1.kravId}`)).krop).toMatchObject({ hovedstol: '1500.50', fagsystem: 'NEXUS', ejer: 'NEXUS', linjer: [{ beloeb: '1000.50' }, { beloeb: '500.00' }] });
  const csv = await a.kald('GET', `/v1/kravfiler/${id}/resultat.csv`);
  expect(csv.tekst).toBe(`\uFEFFlinje;reference;udfald;kravId;betalingsId;klarhed;felt;kode;besked;nr\r\n2;${r1};OPRETTET;${a1.kravId};${a1.betalingsId};${a1.klarhed};;;;1\r\n4;${r2};OPRETTET;${a2.kravId};${a2.betalingsId};${a2.klarhed};;;;2\r\n5;${r3};AFVIST;;;;debitor.nummer;CPR_UGYLDIGT;CPR-nummeret er ikke gyldigt.;3\r\n`);
  expect((await kald('GET', `/v1/koersler/${koerselId}`)).krop).toMatchObject({ art: 'KRAVFIL', status: 'AFSLUTTET_MED_FEJL', dele: 1, faerdigeDele: 1, resultat: { antal: { OPRETTET: 2, AFVIST: 1 } }, fejl: 1, debitorerPrSekund: expect.any(Number) as number });
  const [bilag] = await i((tx) => tx.sql(`select b.bruger, b.koersel_id from bilag b join postering p on p.bilag_id = b.id where p.krav_id = $1 limit 1`, [a1.kravId]));
  expect(bilag).toEqual({ bruger: 'test', koersel_id: koerselId });
  // personal data: nothing in the clear but what the claims themselves hold; what is registered is gone from the run
  const [del] = await i((tx) => tx.sql<{ indhold: Buffer }>(`select indhold from kravfil_del where kravfil_id = $1`, [id]));
  expect((await i(async (tx) => Promise.resolve(tx.noegler.dekrypterTekst(del!.indhold)))).match(/F-\d+-\d+/g)).toEqual([r3]);
  expect(a.log.join('')).not.toMatch(/0101801234|Ane Ager/);
});

it('the same file is the same run and says so; a key is good for one file', async () => {
  const raa = fil(raekke(ny()));
  const foerste = await send(raa, CSV, { noegle: 'kravfil-0001' });
  expect((await send(raa, CSV, { noegle: 'kravfil-0001' })).krop).toEqual(foerste.krop);
  expect(await send(fil(raekke(ny())), CSV, { noegle: 'kravfil-0001' })).toMatchObject({ status: 409, krop: { kode: 'IDEMPOTENSNOEGLE_GENBRUGT' } });
  const foer = await a.raekker();
  expect((await send(raa)).krop).toEqual({ ...foerste.krop, kendt: true });
  expect(await a.raekker()).toEqual({ ...foer, idempotens: foer['idempotens']! + 1 });
  expect((await send(raa, CSV, {}, '?fagsystem=ANDET')).krop).toMatchObject({ kendt: false });
  await arbejd();
});

it('JSON as an array or a claim on each line; a line that is none is refused alone', async () => {
  const uden = (n: object): object => ({ ...n, fagsystem: undefined });
  const array = await sendt(JSON.stringify([enKravkrop(), 17, uden(enKravkrop({ linjer: [] })), enKravkrop({ fagsystem: 'ANDET' }), enKravkrop({ farve: 1 })], null, 2), JSONARRAY);
  expect((await resultat(array)).map((r) => [r.linje, r.udfald, r.fejl[0]?.kode, r.fejl[0]?.felt])).toEqual([[1, 'OPRETTET', undefined, undefined], [2, 'AFVIST', 'OBJEKT_FORVENTET', 'krop'], [3, 'AFVIST', 'LISTE_FOR_KORT', 'linjer'], [4, 'AFVIST', 'KUN_EGNE_KRAV', 'krav'], [5, 'AFVIST', 'FELT_UKENDT', 'farve']]);
  const krop = enKravkrop();
  const linjer = await sendt([JSON.stringify(krop), '', 'vrøvl', JSON.stringify({ ...krop, sidsteRettidigeBetalingsdato: '2026-01-25' }), JSON.stringify(krop)].join('\n'), NDJSON);
  expect((await resultat(linjer)).map((r) => [r.linje, r.udfald, r.fejl[0]?.kode])).toEqual([[1, 'OPRETTET', undefined], [3, 'AFVIST', 'JSON_UGYLDIG'], [4, 'AFVIST', 'REFERENCE_HAR_ANDET_INDHOLD'], [5, 'FANDTES', undefined]]);
  expect((await kald('GET', `/v1/kravfiler/${linjer}/resultat?udenKrav=true`)).krop.poster.map((r: { nr: number }) => r.nr)).toEqual([2, 3]);
  const side = await kald('GET', `/v1/kravfiler/${linjer}/resultat?antal=3`);
  expect((await kald('GET', `/v1/kravfiler/${linjer}/resultat?antal=3&cursor=${side.krop.naeste}`)).krop).toMatchObject({ poster: [{ nr: 4 }], naeste: null });
});

it('every fault of a line is told at once, each with its own row', async () => {
  const r = ny();
  const id = await sendt(fil(raekke(r, { cpr: '3102801234' }), raekke(r, { cpr: '3102801234', beloeb: '1.234' }), raekke(r, { cpr: '3102801234', del: 'fejl' })));
  expect((await resultat(id))[0].fejl).toEqual([
    expect.objectContaining({ linje: 3, felt: 'linjer[1].beloeb', kode: 'BELOEB_TVETYDIGT' }), expect.objectContaining({ linje: 2, felt: 'debitor.nummer', kode: 'CPR_UGYLDIGT' }),
    expect.objectContaining({ linje: 4, felt: 'linjer[2].deltransaktion', kode: 'KODE_UGYLDIG' })]);
  expect((await a.kald('GET', `/v1/kravfiler/${id}/resultat.csv`)).tekst.split('\r\n')).toHaveLength(5);
});

it.each<[string, () => Buffer | string | undefined, Record<string, string>, number, string]>([
  ['no column names', () => raekke('X'), CSV, 422, 'KRAVFIL_HOVED_MANGLER'],
  ['an unknown column', () => `${HOVED};cpr\n`, CSV, 422, 'KRAVFIL_KOLONNE_UKENDT'],
  ['a column missing', () => HOVED.replace('linjer.beloeb', 'tekst'), CSV, 422, 'KRAVFIL_KOLONNE_MANGLER'],
  ['column names alone', () => `${HOVED}\n`, CSV, 422, 'KRAVFIL_TOM'],
  ['an open quote', () => `${fil(raekke('X'))}"åben`, CSV, 422, 'KRAVFIL_CSV_UGYLDIG'],
  ['UTF-16', () => Buffer.from(`\uFEFF${fil(raekke('X'))}`, 'utf16le'), CSV, 422, 'KRAVFIL_TEGNSAET'],
  ['a JSON array cut off', () => JSON.stringify([enKravkrop(), enKravkrop()]).slice(0, -20), JSONARRAY, 422, 'KRAVFIL_AFKORTET'],
  ['CSV said to be JSON', () => fil(raekke('X')), JSONARRAY, 422, 'KRAVFIL_IKKE_JSON'],
  ['an empty array', () => '[]', JSONARRAY, 422, 'KRAVFIL_TOM'],
  ['ISO 8859-1 JSON', () => Buffer.from(JSON.stringify([enKravkrop({ aftaleindhold: 'Ærø' })]), 'latin1'), JSONARRAY, 422, 'KRAVFIL_TEGNSAET'],
  ['too many lines', () => `${HOVED}\n${';;;;;;;;;;x\n'.repeat(200_001)}`, CSV, 422, 'KRAVFIL_FOR_MANGE_LINJER'],
  ['XML', () => '<a/>', { 'content-type': 'application/xml' }, 415, 'MEDIETYPE_UKENDT'],
  ['nothing', () => undefined, {}, 422, 'FIL_MANGLER'],
])('a file that is refused whole: %s', async (_navn, raa, headers, status, kode) => {
  const bytes = raa();
  const { indbakke: foerIndbakke, indbakke_status: foerStatus, indbakke_stykke: _s, ...foer } = await a.raekker();
  expect(await send(bytes as string, headers)).toMatchObject({ status, krop: { kode } });
  const { indbakke, indbakke_status, indbakke_stykke: _t, ...efter } = await a.raekker();
  expect(efter).toEqual(foer);
  const gemt = kode.startsWith('KRAVFIL_') ? 1 : 0; // the bytes are kept, with why they were refused
  expect([indbakke! - foerIndbakke!, indbakke_status! - foerStatus!]).toEqual([gemt, gemt]);
  if (gemt === 0) return;
  const [r] = await i((tx) => tx.sql<{ id: string; status: string; kode: string }>(`select i.id, s.status, s.kode from indbakke i join indbakke_status s on s.indbakke_id = i.id where i.kanal = 'KRAV' order by i.id desc limit 1`));
  expect(r).toMatchObject({ status: 'AFVIST', kode });
  const stumper = await i(async (tx) => { const ud: Buffer[] = []; for await (const b of stykker(tx, r!.id)) ud.push(b); return ud; });
  expect(Buffer.concat(stumper).equals(Buffer.from(bytes!))).toBe(true);
});

it('a refused file sent again is refused again, and becomes a run where its content has become good', async () => {
  const raa = `${HOVED}\n`;
  expect(await send(raa)).toMatchObject({ krop: { kode: 'KRAVFIL_TOM' } });
  expect(await send(raa)).toMatchObject({ krop: { kode: 'KRAVFIL_TOM' } });
  const bytes = JSON.stringify([enKravkrop()]);
  expect(await send(bytes, CSV)).toMatchObject({ status: 422 });
  expect((await send(bytes, JSONARRAY)).krop).toMatchObject({ kendt: false });
  await arbejd();
});

const modtag = (raa: string | AsyncIterable<Uint8Array>, maal: Partial<Filmaal> = {}, format: 'CSV' | 'JSON' = 'CSV') =>
  a.app.get(KravfilmodtagelseService).modtag(a.db, { kommuneId: KOMMUNE, bruger: 'test' }, { fagsystem: 'NEXUS', format }, typeof raa === 'string' ? stumper(raa) : raa, { ...FILMAAL, ...maal });
async function* stumper(raa: string): AsyncGenerator<Buffer> { const b = Buffer.from(raa); for (let n = 0; n < b.length; n += 100) yield await Promise.resolve(b.subarray(n, n + 100)); }

it('too many bytes are refused on the way and leave nothing; a sender that stops leaves nothing', async () => {
  const foer = await a.raekker();
  await expect(modtag(fil(...Array.from({ length: 100 }, () => raekke(ny()))), { maksBytes: 3000, stykkeBytes: 500 })).rejects.toMatchObject({ kode: 'KRAVFIL_FOR_STOR', status: 413 });
  await expect(modtag((async function* () { yield* stumper(fil(...Array.from({ length: 30 }, () => raekke(ny())))); throw new Error('forbindelsen brast'); })(), { stykkeBytes: 500, delLinjer: 3 })).rejects.toThrow('brast');
  expect(await a.raekker()).toEqual(foer);
});

it('pieces and parts of any size give the same claims, and the bytes are as they came', async () => {
  const referencer = Array.from({ length: 25 }, () => ny());
  const raa = fil(...referencer.flatMap((r) => [raekke(r), raekke(r, { del: 'MAD' })]));
  const m = await modtag(raa, { stykkeBytes: 300, delLinjer: 7 });
  const [f] = await i((tx) => tx.sql<{ indbakke_id: string; n: number; stykker: number }>(`select f.indbakke_id, (select count(*)::int from kravfil_del d where d.kravfil_id = f.id) as n, (select count(*)::int from indbakke_stykke s where s.indbakke_id = f.indbakke_id) as stykker from kravfil f where f.id = $1`, [m.kravfilId]));
  expect(f).toMatchObject({ n: 9, stykker: Math.ceil(Buffer.byteLength(raa) / 300) });
  expect((await i((tx) => laesFraIndbakke(tx, f!.indbakke_id))).toString()).toBe(raa);
  await service.koer(hvem, m.koerselId);
  expect((await resultat(m.kravfilId)).map((r) => [r.reference, r.linje, r.udfald])).toEqual(referencer.map((r, n) => [r, 2 + 2 * n, 'OPRETTET']));
  await expect(i((tx) => tx.skriv(`delete from indbakke_stykke where indbakke_id = $1`, [f!.indbakke_id]))).rejects.toMatchObject({ code: 'D0013' });
});

it('a part whose transaction dies is taken again, and nothing happens twice; two at once do it once', async () => {
  const m = await modtag(fil(...Array.from({ length: 12 }, (_, n) => raekke(ny(), { indhold: `B${n}` }))), { delLinjer: 4 });
  const foer = await a.raekker();
  const k = { koerselId: m.koerselId, kravfilId: m.kravfilId, fagsystem: 'NEXUS', bruger: 'test' };
  await expect(i(async (tx) => {
    await (service as unknown as { del(tx: Tx, k: object, nr: number): Promise<void> }).del(tx, k, 1);
    throw new Error('dræbt');
  })).rejects.toThrow('dræbt');
  expect(await a.raekker()).toEqual(foer);
  await Promise.all([1, 1, 2, 2, 3, 1].map((n) => service.koerDel(hvem, { koerselId: m.koerselId, nr: n })));
  expect(await hent(m.kravfilId)).toMatchObject({ status: 'AFSLUTTET', oprettet: 12, fandtes: 0, dele: 3, faerdigeDele: 3 });
  const efter = await a.raekker();
  for (const nr of [1, 2, 3]) await service.koerDel(hvem, { koerselId: m.koerselId, nr });
  expect(await a.raekker()).toEqual(efter);
  expect((await i((tx) => tx.sql(`select count(*)::int as n from kravfil_del where kravfil_id = $1 and indhold is not null`, [m.kravfilId])))[0]).toEqual({ n: 0 });
});

it('taken up again, only what has no claim is tried: a kravstype that has come, a line that is still wrong', async () => {
  const [god, senere, gal] = [ny(), ny(), ny()];
  const id = await sendt(fil(raekke(god), raekke(senere, { type: 'NYTYPE' }), raekke(gal, { cpr: '3102801234' })));
  expect((await hent(id)).udfald).toEqual([{ udfald: 'AFVIST', kode: 'CPR_UGYLDIGT', antal: 1 }, { udfald: 'AFVIST', kode: 'KRAVSTYPE_UKENDT', antal: 1 }, { udfald: 'OPRETTET', kode: null, antal: 1 }]);
  const foer = await resultat(id);
  await medKlient(a.d.adminUrl, (k) => k.query(`set app.bruger = 'test'; set search_path = k_${KOMMUNE};
    insert into kravstype select (jsonb_populate_record(null::kravstype, to_jsonb(t) || '{"kode": "NYTYPE"}')).* from kravstype t where kode = 'DAGINST' and kendt_til = 'infinity';
    insert into deltransaktion select (jsonb_populate_record(null::deltransaktion, to_jsonb(t) || '{"kravstype": "NYTYPE"}')).* from deltransaktion t where kravstype = 'DAGINST' and kendt_til = 'infinity'`));
  expect(await kald('POST', `/v1/kravfiler/${id}/genoptag`)).toMatchObject({ status: 202, krop: { status: 'I_GANG', faerdigeDele: 0 } });
  expect(await kald('POST', `/v1/kravfiler/${id}/genoptag`)).toMatchObject({ status: 409, krop: { kode: 'KRAVFIL_KAN_IKKE_GENOPTAGES' } });
  await arbejd();
  expect(await hent(id)).toMatchObject({ status: 'AFSLUTTET_MED_FEJL', oprettet: 2, afvist: 1, udfald: [{ udfald: 'AFVIST', kode: 'CPR_UGYLDIGT', antal: 1 }, { udfald: 'OPRETTET', kode: null, antal: 2 }] });
  const efter = await resultat(id);
  expect([efter[0], efter[2]]).toEqual([foer[0], foer[2]]);
  expect(efter[1]).toMatchObject({ reference: senere, udfald: 'OPRETTET', fejl: [] });
});

it('what stops the whole part names it on each line; what stops one claim leaves the others be; both can be taken up again', async () => {
  await medKlient(a.d.adminUrl, (k) => k.query(`set app.bruger = 'test'; set search_path = k_${KOMMUNE}; update regnskabsperiode set lukket = now()`));
  const lukket = await sendt(fil(raekke(ny()), raekke(ny())));
  expect((await hent(lukket)).udfald).toEqual([{ udfald: 'FEJL', kode: 'REGNSKABSPERIODE_LUKKET', antal: 2 }]);
  await medKlient(a.d.adminUrl, (k) => k.query(`set app.bruger = 'test'; set search_path = k_${KOMMUNE}; update regnskabsperiode set lukket = null`));
  await kald('POST', `/v1/kravfiler/${lukket}/genoptag`);
  await arbejd();
  expect(await hent(lukket)).toMatchObject({ status: 'AFSLUTTET', oprettet: 2, fejl: 0, udfald: [{ udfald: 'OPRETTET', kode: null, antal: 2 }] });

  await medKlient(a.d.adminUrl, (k) => k.query(`set search_path = k_${KOMMUNE}; create function spaerret() returns trigger language plpgsql as $$ begin if new.fagsystem_reference like 'GIFT%' then raise exception 'hemmeligt'; end if; return new; end $$;
    create trigger spaerret before insert on kravsbilag for each row execute function spaerret()`));
  const gift = await sendt(fil(raekke(ny()), raekke(`GIFT-${ny()}`), raekke(ny())));
  expect((await resultat(gift)).map((r) => [r.udfald, r.fejl[0]?.kode, r.fejl[0]?.besked])).toEqual([['OPRETTET', undefined, undefined], ['FEJL', 'UVENTET_FEJL', expect.not.stringContaining('hemmeligt')], ['OPRETTET', undefined, undefined]]);
  await medKlient(a.d.adminUrl, (k) => k.query(`set search_path = k_${KOMMUNE}; drop trigger spaerret on kravsbilag`));
  await kald('POST', `/v1/kravfiler/${gift}/genoptag`);
  await arbejd();
  expect(await hent(gift)).toMatchObject({ status: 'AFSLUTTET', oprettet: 3, fejl: 0 });
});

it("a fagsystem's token registers as itself and sees its own files alone", async () => {
  const token = await a.token({ fagsystem: 'CURA', rettigheder: ['krav:opret'] });
  expect(await send(fil(raekke(ny())), CSV, {}, '')).toMatchObject({ status: 422, krop: { kode: 'FELT_MANGLER' } });
  expect(await send(fil(raekke(ny())), CSV, { token })).toMatchObject({ status: 403, krop: { kode: 'KUN_EGNE_KRAV' } });
  const egen = (await send(fil(raekke(ny())), CSV, { token }, '')).krop.id as string;
  const andens = await sendt(fil(raekke(ny())));
  expect((await kald('GET', '/v1/kravfiler', { token })).krop).toMatchObject({ poster: [{ id: egen, fagsystem: 'CURA', oprettet: 1 }], naeste: null });
  for (const sti of ['', '/resultat', '/resultat.csv']) expect(await kald('GET', `/v1/kravfiler/${andens}${sti}`, { token })).toMatchObject({ status: 404, krop: { kode: 'IKKE_FUNDET' } });
  expect(await kald('POST', `/v1/kravfiler/${andens}/genoptag`, { token })).toMatchObject({ status: 404 });
  expect((await kald('GET', '/v1/kravfiler?antal=1')).krop.naeste).not.toBeNull();
});

it('the columns are the fields of POST /v1/krav', () => {
  const felter = (navn: string, sti = ''): string[] => Object.entries(skemaer[navn]!.properties!).flatMap(([f, s]) => {
    const indre = (s.$ref ?? s.items?.$ref ?? s.allOf?.[0]?.$ref)?.split('/').at(-1);
    return indre === undefined ? [`${sti}${f}`] : felter(indre, `${sti}${f}.`);
  });
  expect([...KOLONNENAVNE].sort()).toEqual(felter('OpretKravDto').sort());
});

it('every invariant of the book holds', async () => {
  expect((await i((tx) => a.app.get(VerificerService).verificer(tx))).filter((k) => !k.ok)).toEqual([]);
});
