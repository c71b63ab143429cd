import { Test, type TestingModule } from '@nestjs/testing';
import { dato, kr } from '#app/kernel';
import { Database, PlatformModule } from '#app/platform';
import { KravsbilagModule, KravService, type NytKrav } from '#app/krav';
import { KOMMUNE, nyTestdatabase, type Testdatabase } from '../../../test/testdb.js';

let d: Testdatabase;
let m: TestingModule;
let db: Database;
let krav: KravService;
const hvem = { kommuneId: KOMMUNE, bruger: 'test' };
const nyt = (r: string, andet: Partial<NytKrav> = {}): NytKrav => ({
  fagsystem: 'NEXUS', reference: r, debitor: { art: 'ZCPR', nummer: '0101801234', navn: 'Ane Ager' }, indhold: 'BARN-1', kravstype: 'DAGINST',
  periodeFra: dato('2026-01-01'), periodeTil: dato('2026-01-31'), stiftelsesdato: dato('2026-01-01'), forfaldsdato: dato('2026-01-15'), srb: dato('2026-01-15'),
  linjer: [{ deltransaktion: 'FULDTID', beloeb: kr('3000.00'), tekst: 'Børnehaven Solen' }, { deltransaktion: 'MAD', beloeb: kr('500.00') }], ...andet,
});

beforeAll(async () => {
  d = await nyTestdatabase();
  m = await Test.createTestingModule({ imports: [PlatformModule.forRoot(d.config), KravsbilagModule] }).compile();
  db = m.get(Database);
  krav = m.get(KravService);
});
afterAll(async () => { await m?.close(); await db?.luk(); await d?.slet(); });

it('registers debtor, account, content, claim, balanced bilag, event and watches in one go; the bill comes by night', async () => {
  const u = await db.iKommune(hvem, (tx) => krav.opret(tx, nyt('R1')));
  expect(u).toMatchObject({ udfald: 'OPRETTET', foraeldelsesdato: '2029-01-15' });
  expect(u.klarhed).toEqual({ udfald: 'UDFØRT', fordringstype: 'KFDAINS', modtagelsesdato: expect.stringMatching(/^2\d{3}-\d\d-\d\d$/) as string, fund: [] });
  const { klarhed: _, ...uden } = u;
  const igen = await db.iKommune(hvem, (tx) => krav.opret(tx, nyt('R1')));
  expect(igen).toEqual({ ...uden, udfald: 'FANDTES' });
  const talt = await db.iKommune(hvem, (tx) => tx.sql(`select (select count(*) from kravsbilag)::int k, (select sum(beloeb) from postering) s, (select count(*) from postering)::int p,
    (select rest from aaben_post) r, (select count(*) from udbakke)::int u, (select count(*) from haendelse)::int h, (select count(*) from vagt)::int v, (select count(*) from forretningspartner)::int f`));
  expect(talt).toEqual([{ k: 1, s: '0.00', p: 4, r: '3500.00', u: 0, h: 1, v: 1, f: 1 }]);
});

it('refuses the same reference with other content', async () => {
  await expect(db.iKommune(hvem, (tx) => krav.opret(tx, nyt('R1', { srb: dato('2026-01-20') })))).rejects.toMatchObject({ kode: 'REFERENCE_HAR_ANDET_INDHOLD', status: 409 });
});

it('finds debtor and account again, and answers each of many alone', async () => {
  const svar = await db.iKommune(hvem, (tx) => krav.opretMange(tx, [nyt('R2'), nyt('R3', { kravstype: 'UKENDT' }), nyt('R2'), nyt('R4', { indhold: 'BARN-2' }), nyt('R5', { srb: dato('2026-01-01') })]));
  expect(svar.map((s) => s.udfald)).toEqual(['OPRETTET', 'AFVIST', 'FANDTES', 'OPRETTET', 'AFVIST']);
  expect(svar[1]).toMatchObject({ fejl: [{ felt: 'kravstype', kode: 'KRAVSTYPE_UKENDT' }] });
  expect(svar[4]).toMatchObject({ fejl: [{ felt: 'srb', kode: 'SRB_FOER_FORFALD' }] });
  const [t] = await db.iKommune(hvem, (tx) => tx.sql(`select (select count(*) from forretningspartner)::int f, (select count(*) from aftalekonto)::int a, (select count(*) from aftaleindhold)::int i, (select count(*) from kravsbilag)::int k`));
  expect(t).toEqual({ f: 1, a: 1, i: 2, k: 3 });
});

it('two at once with one new debtor make one debtor', async () => {
  const ny = { art: 'ZCVR' as const, nummer: '13748136', navn: 'Firma' };
  const svar = await Promise.all(['P1', 'P2', 'P3', 'P4'].map((r) => db.iKommune(hvem, (tx) => krav.opret(tx, nyt(r, { debitor: ny })))));
  expect(new Set(svar.map((s) => s.forretningspartnerId)).size).toBe(1);
});
