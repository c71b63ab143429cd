import { Test, type TestingModule } from '@nestjs/testing';
import { dato, ForretningsFejl, kr } from '#app/kernel';
import { Database, PlatformModule, type Tx } from '#app/platform';
import { OPSAETNINGER } from '#app/krav';
import { GODKENDELSENS_KONTROLLER, GODKENDELSESDAGE, GodkendelseModule, GodkendelseService, type Godkendt } from '#app/godkendelse';
import { KOMMUNE, medKlient, nyTestdatabase, type Testdatabase } from '../../../test/testdb.js';

class Skaevt extends ForretningsFejl { readonly kode = 'SKAEVT'; readonly status = 409; readonly titel = 'Skævt'; }

let d: Testdatabase;
let m: TestingModule;
let db: Database;
let g: GodkendelseService;
const udfoert: { indhold: unknown; g: Godkendt }[] = [];
const afviste: unknown[] = [];
beforeAll(async () => {
  d = await nyTestdatabase();
  m = await Test.createTestingModule({ imports: [PlatformModule.forRoot(d.config), GodkendelseModule] }).compile();
  db = m.get(Database);
  g = m.get(GodkendelseService);
  g.registrer<{ tekst: string }>({
    art: 'PROEVE', ret: 'proeve:godkend', dage: 30,
    udfoer: async (tx, indhold, godkendt) => {
      await tx.skriv(`insert into opslag (id, forretningspartner_id, formaal, handling) values ($1, 1, $2, 'PROEVE')`, [await tx.id(), indhold.tekst]);
      if (indhold.tekst === 'skævt') throw new Skaevt('De to passer ikke sammen.');
      udfoert.push({ indhold, g: godkendt });
    },
    vis: (_tx, { tekst }) => Promise.resolve([`Der skrives ${tekst}.`]),
    afvist: (_tx, indhold, svar) => { afviste.push({ indhold, svar: svar.svar }); return Promise.resolve(); },
  });
});
afterAll(async () => {
  for (const k of GODKENDELSENS_KONTROLLER) expect([k.kode, await som('x', (tx) => tx.sql(k.sql))]).toEqual([k.kode, []]);
  await m?.close(); await db?.luk(); await d?.slet();
});
beforeEach(() => { udfoert.length = 0; afviste.length = 0; });

const som = <T>(bruger: string, arbejde: (tx: Tx) => Promise<T>, dag = '2026-04-01', rettigheder?: readonly string[]): Promise<T> =>
  db.iKommune({ kommuneId: KOMMUNE, bruger, forretningsdato: dato(dag), ...(rettigheder === undefined ? {} : { rettigheder: new Set(rettigheder) }) }, arbejde);
const foreslaa = (tekst: string, dag?: string, objekt?: string): Promise<string> => som('ane', (tx) => g.foreslaa(tx, { art: 'PROEVE', objekt, indhold: { tekst }, beloeb: kr('12.50'), begrundelse: 'Fordi' }), dag);
const hashAf = (tekst: string): string => g.hash('PROEVE', { tekst });
const antal = async (tekst: string): Promise<number> => (await som('x', (tx) => tx.sql<{ n: number }>(`select count(*)::int as n from opslag where formaal = $1`, [tekst])))[0]!.n;

it('waits, is shown with its content, is approved by another, and executed with exactly that', async () => {
  const id = await foreslaa('hej');
  expect(await som('bo', (tx) => g.hent(tx, id))).toMatchObject({
    id, art: 'PROEVE', status: 'AABEN', dato: '2026-04-01', sidsteDag: '2026-04-15', foreslaaetAf: 'ane', ret: 'proeve:godkend', beloeb: '12.50', begrundelse: 'Fordi', svar: null, hash: hashAf('hej'), indhold: { tekst: 'hej' }, resume: ['Der skrives hej.'],
  });
  await som('bo', (tx) => g.godkend(tx, id, hashAf('hej'), 'Enig'), '2026-04-15', ['proeve:godkend']);
  expect(udfoert).toEqual([{ indhold: { tekst: 'hej' }, g: { id, hash: hashAf('hej'), foreslaaetAf: 'ane', godkendtAf: 'bo' } }]);
  expect(await som('bo', (tx) => g.hent(tx, id))).toMatchObject({ status: 'GODKENDT', svar: { svar: 'GODKENDT', af: 'bo', dato: '2026-04-15', kommentar: 'Enig' } });
});

it.each<[string, string, string | undefined, string, readonly string[] | undefined, string]>([
  ['by the proposer', 'ane', undefined, '2026-04-02', undefined, 'SAMME_PERSON'],
  ['with another hash', 'bo', 'f'.repeat(64), '2026-04-02', undefined, 'FORSLAG_AENDRET'],
  ['the day after its last', 'bo', undefined, '2026-04-16', undefined, 'FORSLAG_UDLOEBET'],
  ['without the right of its art', 'bo', undefined, '2026-04-02', ['godkendelse:svar'], 'RET_MANGLER'],
])('is not approved %s, and nothing happens', async (_navn, bruger, hash, dag, rettigheder, kode) => {
  const id = await foreslaa(`nej ${kode}`);
  await expect(som(bruger, (tx) => g.godkend(tx, id, hash ?? hashAf(`nej ${kode}`)), dag, rettigheder)).rejects.toMatchObject({ kode });
  expect([udfoert, await antal(`nej ${kode}`), (await som('x', (tx) => g.hent(tx, id))).svar]).toEqual([[], 0, null]);
});

it('an execution that refuses leaves the proposal as it was', async () => {
  const id = await foreslaa('skævt');
  await expect(som('bo', (tx) => g.godkend(tx, id, hashAf('skævt')))).rejects.toMatchObject({ kode: 'SKAEVT' });
  expect([await antal('skævt'), (await som('x', (tx) => g.hent(tx, id))).status]).toEqual([0, 'AABEN']);
});

it('two approvers at once: it is executed once, and the other meets the answer', async () => {
  for (let i = 0; i < 5; i++) {
    const tekst = `samtidig ${i}`;
    const id = await foreslaa(tekst);
    const svar = await Promise.allSettled(['bo', 'cai', 'dea'].map((b) => som(b, (tx) => g.godkend(tx, id, hashAf(tekst)))));
    expect(svar.map((s) => (s.status === 'fulfilled' ? 'JA' : (s.reason as { kode: string }).kode)).sort()).toEqual(['FORSLAG_AFGJORT', 'FORSLAG_AFGJORT', 'JA']);
    expect(await antal(tekst)).toBe(1);
  }
});

it('is rejected with a reason by another, or withdrawn by the proposer, and then answered no more', async () => {
  const [a, b] = [await foreslaa('a'), await foreslaa('b')];
  await expect(som('ane', (tx) => g.afvis(tx, a, 'Nej'))).rejects.toMatchObject({ kode: 'SAMME_PERSON' });
  await expect(som('bo', (tx) => g.traek(tx, b))).rejects.toMatchObject({ kode: 'KUN_FORSLAGSSTILLEREN' });
  await som('bo', (tx) => g.afvis(tx, a, 'Der er en medhæfter'));
  await som('ane', (tx) => g.traek(tx, b));
  expect(afviste).toEqual([{ indhold: { tekst: 'a' }, svar: 'AFVIST' }, { indhold: { tekst: 'b' }, svar: 'TRUKKET' }]);
  for (const id of [a, b]) await expect(som('bo', (tx) => g.godkend(tx, id, hashAf(id === a ? 'a' : 'b')))).rejects.toMatchObject({ kode: 'FORSLAG_AFGJORT' });
  await expect(som('bo', (tx) => g.godkend(tx, '999', hashAf('a')))).rejects.toMatchObject({ kode: 'IKKE_FUNDET' });
  expect(await som('x', (tx) => g.hent(tx, a))).toMatchObject({ status: 'AFVIST', svar: { kommentar: 'Der er en medhæfter' } });
});

it('is listed by status, object and whose it is; the newest about an object is found; the rules take theirs back', async () => {
  const [gl, ny] = [await foreslaa('ø1', '2026-05-01', 'krav:77'), await foreslaa('ø2', '2026-05-02', 'krav:77')];
  const liste = (f: object, dag: string, bruger = 'bo') => som(bruger, async (tx) => (await g.liste(tx, { objekt: 'krav:77', ...f }, undefined, 10)).map((x) => [x.id, x.status]), dag);
  expect(await liste({}, '2026-05-16')).toEqual([[gl, 'UDLOEBET'], [ny, 'AABEN']]);
  expect(await liste({ status: 'UDLOEBET' }, '2026-05-16')).toEqual([[gl, 'UDLOEBET']]);
  expect(await liste({ mine: true }, '2026-05-16')).toEqual([]);
  expect(await liste({ mine: false, status: 'AABEN' }, '2026-05-10')).toEqual([[gl, 'AABEN'], [ny, 'AABEN']]);
  expect(await liste({ mine: true }, '2026-05-16', 'Ane')).toHaveLength(2);
  expect(await som('x', (tx) => g.seneste(tx, 'PROEVE', ['krav:77', 'krav:78']), '2026-05-10')).toEqual(new Map([['krav:77', { id: ny, hash: hashAf('ø2'), status: 'AABEN', sidsteDag: '2026-05-16' }]]));
  await som('natten', (tx) => tx.skrivSamlet(g.bortfald(tx, [ny], 'Resten er en anden')), '2026-05-10');
  expect(await som('x', (tx) => g.hent(tx, ny), '2026-05-10')).toMatchObject({ status: 'BORTFALDET', svar: { af: 'natten', kommentar: 'Resten er en anden' } });
});

it('the kommune may let proposals wait for fewer days', async () => {
  expect([GODKENDELSESDAGE.noegle, String(GODKENDELSESDAGE.standard)]).toEqual([OPSAETNINGER.godkendelseDage.noegle, OPSAETNINGER.godkendelseDage.standard]);
  await som('chef', (tx) => tx.skriv(`insert into opsaetning (noegle, gyldig_fra, vaerdi) values ('godkendelse_dage', '2027-01-01', '3')`));
  expect((await som('x', async (tx) => g.hent(tx, await foreslaa('kort', '2027-01-01')))).sidsteDag).toBe('2027-01-04');
});

it('the database itself refuses one person’s approval, another’s name, and any change', async () => {
  const id = await foreslaa('fast');
  const fejl = (sql: string, bruger = 'ane'): Promise<unknown> => som(bruger, (tx) => tx.skriv(sql)).then(() => 'skrevet', (e: { code?: string }) => e.code);
  expect(await fejl(`insert into godkendelse_svar (godkendelse_id, svar, dato) values (${id}, 'GODKENDT', '2026-04-02')`)).toBe('D0016');
  expect(await fejl(`insert into godkendelse_svar (godkendelse_id, svar, dato) values (${id}, 'GODKENDT', '2026-12-02')`, 'bo')).toBe('D0016');
  expect(await fejl(`insert into godkendelse_svar (godkendelse_id, svar, dato, bruger) values (${id}, 'GODKENDT', '2026-04-02', 'bo')`)).toBe('42501');
  for (const sql of [`update godkendelse set hash = hash`, `delete from godkendelse`, `update godkendelse_svar set svar = svar`]) expect(await fejl(sql)).toBe('42501');
});

it('the controls see a content that was changed behind the program’s back', async () => {
  const id = await foreslaa('rørt');
  await medKlient(d.adminUrl, async (k) => {
    await k.query(`update k_${KOMMUNE}.godkendelse set indhold = '{"tekst":"andet"}' where id = $1`, [id]);
    expect(await som('x', (tx) => tx.sql(GODKENDELSENS_KONTROLLER[0].sql))).toEqual([{ fejl: `forslag ${id}` }]);
    await k.query(`update k_${KOMMUNE}.godkendelse set indhold = '{"tekst":"rørt"}' where id = $1`, [id]);
  });
});
