import { dato, kr, plusDage } from '#app/kernel';
import { EjerskabService, KravlaesningService, KravService } from '#app/krav';
import { IndbetalingService } from '#app/indbetaling';
import { UdligningService } from '#app/udligning';
import { VerificerService } from '#app/natplan';
import type { Tx } from '#app/platform';
import { indtil } from '../../../test/indtil.js';
import { enKravkrop } from '../../../test/kravkrop.js';
import { nyTestapi, skemakald, type Kaldsvar, type Testapi } from '../../../test/testapi.js';
import { KOMMUNE } from '../../../test/testdb.js';

let a: Testapi;
let kald: Awaited<ReturnType<typeof skemakald>>['kald'];
let nexus: string;
let cura: string;
const DAG = dato('2026-02-12');
const i = <T>(arbejde: (tx: Tx) => Promise<T>, dag = DAG, fagsystem?: string): Promise<T> => a.db.iKommune({ kommuneId: KOMMUNE, bruger: 'test', forretningsdato: dag, ...(fagsystem === undefined ? {} : { fagsystem }) }, arbejde);
beforeAll(async () => {
  a = await nyTestapi({ DEBITOR_DATO: DAG });
  ({ kald } = await skemakald(a));
  [nexus, cura] = [await a.token({ fagsystem: 'NEXUS' }), await a.token({ fagsystem: 'CURA' })];
});
afterAll(() => a?.stop());

let nr = 0;
interface Sag { kravId: string; aftalekontoId: string; forretningspartnerId: string; betalingsId: string; indhold: string; cpr: string; nummer: string; reference: string }
/** A case of NEXUS with one claim that the fagsystem has billed. */
async function sag(): Promise<Sag> {
  const [cpr, nummer, reference] = [`01018${String(10000 + nr++)}`, `SAG-${nr}`, `EJ-${nr}`];
  const u = (await kald('POST', '/v1/krav', { krop: krop({ cpr, nummer, reference }) })).krop;
  const [k] = await i((tx) => tx.sql<{ id: string }>(`select aftaleindhold_id as id from kravsbilag where id = $1`, [u.kravId]));
  return { ...u, indhold: k!.id, cpr, nummer, reference };
}
const krop = (s: { cpr: string; nummer: string; reference: string }, andet: object = {}): object =>
  ({ ...enKravkrop({ reference: s.reference, debitor: { art: 'CPR', nummer: s.cpr, navn: 'Bo Bæk' }, aftaleindhold: s.nummer, faktureret: true }), ...andet });
const skift = (s: Sag, fagsystem: string, fra?: string): Promise<Kaldsvar> => kald('POST', `/v1/aftaleindhold/${s.indhold}/ejer`, { krop: { fagsystem, fra } });
const feed = (fagsystem: string, s: Sag): Promise<string[]> => i(async (tx) => (await tx.sql<{ art: string }>(`select art from haendelse where fagsystem = $1 and krav_id = $2 order by xid, id`, [fagsystem, s.kravId])).map((h) => h.art));
async function betal(s: Sag, beloeb: string): Promise<void> {
  await i(async (tx) => {
    const konti = await tx.sql<{ id: string }>(`select id from bankkonto limit 1`);
    const bankkontoId = konti[0]?.id ?? await tx.id();
    if (konti.length === 0) await tx.skriv(`insert into bankkonto (id, kontonummer, navn, gyldig_fra) values ($1, '20001234567890', 'Bank', '2026-01-01')`, [bankkontoId]);
    await a.app.get(IndbetalingService).modtag(tx, [{ noegle: `ej:${nr++}`, bankkontoId, beloeb: kr(beloeb), virkningsdato: DAG, bankdato: DAG, betalingsId: s.betalingsId }]);
    await a.app.get(UdligningService).behandl(tx, [s.forretningspartnerId]);
  });
}

it('who registered a case owns it, until it goes to another: the claim, what is done with it, and what is told', async () => {
  const s = await sag();
  expect((await kald('GET', `/v1/aftaleindhold/${s.indhold}/ejer`)).krop).toEqual({ registrant: 'NEXUS', ejer: 'NEXUS', historik: [] });
  await betal(s, '500.00');
  expect((await kald('GET', `/v1/krav/${s.kravId}`, { token: cura })).status).toBe(404);
  expect((await skift(s, 'CURA')).krop).toMatchObject({ registrant: 'NEXUS', ejer: 'CURA', historik: [{ fagsystem: 'CURA', gyldigFra: DAG, gyldigTil: null, kendtTil: null, bruger: 'test' }, { fagsystem: 'NEXUS', gyldigFra: '1900-01-01', gyldigTil: DAG, kendtTil: null }] });
  expect((await kald('GET', `/v1/krav/${s.kravId}`, { token: cura })).krop).toMatchObject({ fagsystem: 'NEXUS', ejer: 'CURA', reference: s.reference });
  expect(await kald('GET', `/v1/krav/${s.kravId}`, { token: nexus })).toMatchObject({ status: 404, krop: { kode: 'IKKE_FUNDET' } });
  await betal(s, '3000.00');
  // each was told what happened while it was theirs, and both of the change; what was told stays
  expect(await feed('NEXUS', s)).toEqual(['OPRETTET', 'DELVIST_BETALT', 'EJERSKIFTE']);
  expect(await feed('CURA', s)).toEqual(['EJERSKIFTE', 'BETALT', 'AFSLUTTET']);
  await indtil(async () => (await kald('GET', '/v1/haendelser', { token: nexus })).krop.poster.length >= 3);
  expect((await kald('GET', '/v1/haendelser', { token: nexus })).krop.poster.map((h: { art: string }) => h.art)).toEqual(['OPRETTET', 'DELVIST_BETALT', 'EJERSKIFTE']);
  expect((await kald('GET', '/v1/haendelser', { token: cura })).krop.poster[0]).toMatchObject({ art: 'EJERSKIFTE', virkningsdato: DAG, beloeb: '3000.00' });
});

it('a second call changes nothing; another owner ends the one before from that day, and what was known stays readable', async () => {
  const s = await sag();
  await skift(s, 'CURA', '2026-02-01');
  const foer = await a.raekker();
  await skift(s, 'CURA', '2026-02-01');
  await skift(s, 'CURA', '2026-02-20');
  const { idempotens: _e, ...efter } = await a.raekker();
  const { idempotens: _f, ...uaendret } = foer;
  expect(efter).toEqual(uaendret);
  await skift(s, 'SAPA', '2026-02-10');
  const nu = (await kald('GET', `/v1/aftaleindhold/${s.indhold}/ejer`)).krop;
  expect(nu.ejer).toBe('SAPA');
  expect(nu.historik.filter((h: { kendtTil: string | null }) => h.kendtTil === null).map((h: { fagsystem: string; gyldigFra: string; gyldigTil: string | null }) => [h.fagsystem, h.gyldigFra, h.gyldigTil]))
    .toEqual([['SAPA', '2026-02-10', null], ['CURA', '2026-02-01', '2026-02-10'], ['NEXUS', '1900-01-01', '2026-02-01']]);
  expect(nu.historik.filter((h: { kendtTil: string | null }) => h.kendtTil !== null).map((h: { fagsystem: string }) => h.fagsystem)).toEqual(['CURA']);
  await skift(s, 'NEXUS', '2026-02-12');
  expect((await kald('GET', `/v1/krav/${s.kravId}`, { token: nexus })).krop).toMatchObject({ ejer: 'NEXUS' });
});

it('dated ahead it holds from its day on', async () => {
  const s = await sag();
  const dag = plusDage(DAG, 10);
  expect((await skift(s, 'CURA', dag)).krop).toMatchObject({ ejer: 'NEXUS' });
  const adgang = (fagsystem: string, paa: typeof dag): Promise<boolean> => i((tx) => a.app.get(KravlaesningService).kraevAdgang(tx, s.kravId), paa, fagsystem).then(() => true, () => false);
  expect([await adgang('NEXUS', plusDage(dag, -1)), await adgang('CURA', plusDage(dag, -1)), await adgang('NEXUS', dag), await adgang('CURA', dag)]).toEqual([true, false, false, true]);
  expect((await i((tx) => a.app.get(EjerskabService).vis(tx, s.indhold, dag))).ejer).toBe('CURA');
});

it('one whose turn was planned and falls away is told too', async () => {
  const s = await sag();
  await skift(s, 'CURA', plusDage(DAG, 30));
  await skift(s, 'SAPA', plusDage(DAG, 10));
  expect([await feed('NEXUS', s), await feed('CURA', s), await feed('SAPA', s)]).toEqual([['OPRETTET', 'EJERSKIFTE', 'EJERSKIFTE'], ['EJERSKIFTE', 'EJERSKIFTE'], ['EJERSKIFTE']]);
});

it('registration: the fagsystem that has given a case away is refused by kode, the new owner goes on with it', async () => {
  const s = await sag();
  await skift(s, 'CURA');
  const { idempotens: _f, ...foer } = await a.raekker();
  expect(await kald('POST', '/v1/krav', { token: nexus, krop: krop({ ...s, reference: 'EJ-afvist' }) })).toMatchObject({ status: 422, krop: { kode: 'AFTALEINDHOLD_HAR_ANDEN_EJER', felter: [{ felt: 'aftaleindhold' }] } });
  const { idempotens: _e, ...efter } = await a.raekker();
  expect(efter).toEqual(foer);
  const masse = (await kald('POST', '/v1/krav/masse', { token: nexus, krop: { krav: [krop({ ...s, reference: 'EJ-afvist' }), krop({ ...s, nummer: 'EN-ANDEN-SAG', reference: `EJ-ny-${nr}` }), krop(s)] } })).krop.linjer;
  expect(masse.map((l: { udfald: string; problem?: { kode: string } }) => [l.udfald, l.problem?.kode])).toEqual([['AFVIST', 'AFTALEINDHOLD_HAR_ANDEN_EJER'], ['OPRETTET', undefined], ['FANDTES', undefined]]);
  const ny = (await kald('POST', '/v1/krav', { token: cura, krop: krop({ ...s, reference: 'CURA-1' }, { fagsystem: 'CURA' }) })).krop;
  expect((await kald('GET', `/v1/krav/${ny.kravId}`, { token: cura })).krop).toMatchObject({ aftaleindholdId: s.indhold, fagsystem: 'CURA', ejer: 'CURA' });
  await skift(s, 'NEXUS');
  expect((await kald('GET', `/v1/krav/${ny.kravId}`, { token: nexus })).krop).toMatchObject({ fagsystem: 'CURA', ejer: 'NEXUS' });
  expect(await kald('POST', '/v1/krav', { token: nexus, krop: krop({ ...s, reference: `EJ-igen-${nr}` }) })).toMatchObject({ status: 201 });
});

it('whatever a fagsystem reaches follows its ownership', async () => {
  const s = await sag();
  const foraeldelse = { krop: { art: 'ERKENDELSE', dato: '2026-02-01', kravIder: [s.kravId], evidens: 'Brev' } };
  const rk = await i(async (tx) => {
    const [r] = await tx.sql<{ id: string }>(`select id from kravsbilag where id = $1`, [s.kravId]);
    return r!.id;
  });
  const spaerre = (await kald('POST', '/v1/spaerrer', { krop: { niveau: 'AFTALEINDHOLD', objektId: s.indhold, art: 'RYKKER', aarsag: 'Klage', fra: DAG } })).krop;
  const reaches = async (token: string): Promise<boolean[]> => [
    (await a.kald('GET', `/v1/krav?aftalekontoId=${s.aftalekontoId}`, { token })).krop.poster.some((k: { id: string }) => k.id === rk),
    (await a.kald('GET', `/v1/krav/${s.kravId}/posteringer`, { token })).status === 200,
    (await a.kald('GET', '/v1/spaerrer', { token })).krop.poster.some((x: { id: string }) => x.id === spaerre.id),
    (await a.kald('POST', '/v1/spaerrer', { token, krop: { niveau: 'KRAV', objektId: s.kravId, art: 'RYKKER', aarsag: 'Klage', fra: '2026-03-01', til: '2026-03-02' } })).status === 201,
    (await a.kald('POST', '/v1/foraeldelse/haendelser', { token, ...foraeldelse })).status === 201,
    (await a.kald('POST', '/v1/soeg', { token, krop: { tekst: s.reference } })).krop.poster.some((f: { kravId: string }) => f.kravId === s.kravId),
    (await a.kald('POST', '/v1/soeg', { token, krop: { tekst: s.cpr } })).krop.poster.length > 0,
    (await a.kald('GET', '/v1/inddrivelse/klarhed', { token })).krop.fagsystemer.some((f: { krav: number }) => f.krav > 0),
  ];
  const ny = await a.token({ fagsystem: `NY-${nr}` });
  expect(await reaches(nexus)).toEqual([true, true, true, true, true, true, true, true]);
  expect(await reaches(ny)).toEqual([false, false, false, false, false, false, false, false]);
  await skift(s, `NY-${nr}`);
  expect(await reaches(ny)).toEqual([true, true, true, true, true, true, true, true]);
  expect((await reaches(nexus)).slice(0, 7)).toEqual([false, false, false, false, false, false, false]);
});

it('bad input and no right change nothing', async () => {
  const s = await sag();
  const { idempotens: _f, ...foer } = await a.raekker();
  expect(await kald('POST', `/v1/aftaleindhold/${s.indhold}/ejer`, { krop: {} })).toMatchObject({ status: 422, krop: { kode: 'FELT_MANGLER' } });
  expect(await kald('POST', `/v1/aftaleindhold/${s.indhold}/ejer`, { krop: { fagsystem: 'små' } })).toMatchObject({ status: 422, krop: { kode: 'KODE_UGYLDIG' } });
  expect(await skift(s, 'CURA', '2026-02-30')).toMatchObject({ status: 422, krop: { kode: 'DATO_UGYLDIG' } });
  expect(await kald('POST', '/v1/aftaleindhold/999/ejer', { krop: { fagsystem: 'CURA' } })).toMatchObject({ status: 404 });
  expect(await kald('GET', '/v1/aftaleindhold/999/ejer')).toMatchObject({ status: 404 });
  expect(await kald('POST', `/v1/aftaleindhold/${s.indhold}/ejer`, { token: nexus, krop: { fagsystem: 'CURA' } })).toMatchObject({ status: 403, krop: { kode: 'KUN_EGNE_KRAV' } });
  const { idempotens: _e, ...efter } = await a.raekker();
  expect(efter).toEqual(foer);
});

it('every case has one owner on every day', async () => {
  expect((await i((tx) => a.app.get(VerificerService).verificer(tx))).filter((k) => !k.ok)).toEqual([]);
});

it('many claims at once find their owners', async () => {
  const s = await sag();
  await skift(s, 'CURA');
  const svar = await i((tx) => a.app.get(KravService).opretMange(tx, Array.from({ length: 40 }, (_, n) => ({
    fagsystem: n % 2 === 0 ? 'CURA' : 'NEXUS', reference: `M-${nr}-${n}`, debitor: { art: 'ZCPR' as const, nummer: s.cpr }, indhold: s.nummer, kravstype: 'DAGINST', faktureret: true,
    stiftelsesdato: dato('2026-01-01'), forfaldsdato: dato('2026-01-15'), srb: dato('2026-01-15'), linjer: [{ deltransaktion: 'FULDTID', beloeb: kr('100.00') }] }))));
  expect(svar.map((u) => u.udfald)).toEqual(Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? 'OPRETTET' : 'AFVIST')));
  expect((await i((tx) => tx.sql(`select count(*)::int as n from kravsbilag where aftaleindhold_id = $1`, [s.indhold])))[0]).toEqual({ n: 21 });
});
