import { Test, type TestingModule } from '@nestjs/testing';
import { dato, type Lokaldato } from '#app/kernel';
import { Database, PlatformModule, Ur, type Kommune } from '#app/platform';
import { ENTITETER, NatplanModule, NatService } from '#app/natplan';
import { KOMMUNE, medKlient, NABO, nyTestdatabase, type Testdatabase } from '../../../test/testdb.js';

/** A clock that stands where the story puts it. */
class Stilleur extends Ur {
  constructor(public tid: Date) { super(); }
  override nu(): Date { return this.tid; }
}
const ur = new Stilleur(new Date('2026-03-02T12:00:00Z'));
let d: Testdatabase;
let m: TestingModule;
beforeAll(async () => {
  d = await nyTestdatabase();
  m = await Test.createTestingModule({ imports: [PlatformModule.forRoot(d.config, ENTITETER), NatplanModule] }).overrideProvider(Ur).useValue(ur).compile();
});
afterAll(async () => { await m?.close(); await d?.slet(); });
const nat = (): NatService => m.get(NatService);
const hvem = (kommuneId: string) => ({ kommuneId, bruger: 'natten' });
const kommuner = (): Promise<Kommune[]> => m.get(Database).alleKommuner();

/** What a worker does at a beat, the queue apart: each kommune's due night is begun, and taken as far as it goes. */
async function puls(): Promise<string[]> {
  const fejl: string[] = [];
  for (const k of await kommuner()) {
    try {
      await nat().begyndForfalden(hvem(k.kode), k);
      for (let f = await nat().fremad(hvem(k.kode)); f.ventende.length > 0; f = await nat().fremad(hvem(k.kode))) for (const v of f.ventende) await nat().koerDel(hvem(k.kode), v);
    } catch (f) {
      fejl.push(`${k.kode} ${(f as { kode: string }).kode}`);
    }
  }
  return fejl;
}
const naetter = (kode: string): Promise<Lokaldato[]> => m.get(Database).iKommune(hvem(kode), async (tx) =>
  (await tx.raekker<[Lokaldato]>(`select forretningsdato from koersel where art = 'NAT' and status = 'AFSLUTTET' order by startet`)).map(([x]) => x));

it.each([
  ['the day before the hour', '2026-03-02T03:29:00Z', '04:30', '2026-03-01'],
  ['at the hour', '2026-03-02T03:30:00Z', '04:30', '2026-03-02'],
  ['summer: the same wall time, an hour earlier', '2026-07-01T02:30:00Z', '04:30', '2026-07-01'],
  ['29.03, clocks go from 02 to 03: before the hour', '2026-03-29T00:29:00Z', '01:30', '2026-03-28'],
  ['29.03: 01.30', '2026-03-29T00:30:00Z', '01:30', '2026-03-29'],
  ['29.03: the minute before 03 is 01.59', '2026-03-29T00:59:00Z', '03:00', '2026-03-28'],
  ['29.03: 03.00 comes at once', '2026-03-29T01:00:00Z', '03:00', '2026-03-29'],
  ['25.10, the hour from 02 twice: 01.30 once', '2026-10-24T23:30:00Z', '01:30', '2026-10-25'],
  ['25.10: in the second hour it is not due again', '2026-10-25T01:30:00Z', '01:30', '2026-10-25'],
  ['25.10: 02.59 the first time', '2026-10-25T00:59:00Z', '03:00', '2026-10-24'],
  ['25.10: 02.59 the second time', '2026-10-25T01:59:00Z', '03:00', '2026-10-24'],
  ['25.10: 03.00', '2026-10-25T02:00:00Z', '03:00', '2026-10-25'],
  ['an hour before midnight belongs to its own date', '2026-03-02T21:30:00Z', '22:30', '2026-03-02'],
])('due up to: %s', async (_, tid, natKlokken, ventet) => {
  ur.tid = new Date(tid);
  expect(nat().forfaldenTil({ ...(await kommuner())[0]!, natKlokken })).toBe(ventet);
});

it('every kommune at its own hour; one that is down for three days catches up one date at a time, and holds nobody up', async () => {
  const saet = (kode: string, hvad: string): Promise<unknown> => medKlient(d.adminUrl, (k) => k.query(`update faelles.kommune set ${hvad} where kode = '${kode}'`));
  await saet(KOMMUNE, `nat_klokken = '04:30'`);
  await saet(NABO, `nat_klokken = '01:15'`);
  const klokken = async (tid: string): Promise<string[]> => { ur.tid = new Date(tid); return puls(); };
  await klokken('2026-03-27T23:00:00Z'); // 28.03 at 00.00: the first night of each is yesterday's
  expect([await naetter(KOMMUNE), await naetter(NABO)]).toEqual([['2026-03-27'], ['2026-03-27']]);
  await klokken('2026-03-28T00:15:00Z'); // 01.15
  expect([await naetter(KOMMUNE), await naetter(NABO)]).toEqual([['2026-03-27'], ['2026-03-27', '2026-03-28']]);
  await klokken('2026-03-28T03:30:00Z'); // 04.30
  expect(await naetter(KOMMUNE)).toEqual(['2026-03-27', '2026-03-28']);

  const version = (await kommuner()).find((k) => k.kode === NABO)!.skemaversion;
  await saet(NABO, `skemaversion = '0001-platform'`); // its schema waits for an operator over three nights, one of them the change to summer time
  await new Promise((r) => setTimeout(r, 5100)); // the directory is remembered for five seconds
  for (const tid of ['2026-03-29T02:30:00Z', '2026-03-30T02:30:00Z', '2026-03-31T02:30:00Z']) expect(await klokken(tid)).toEqual([`${NABO} KOMMUNE_OPDATERES`]);
  expect(await naetter(KOMMUNE)).toEqual(['2026-03-27', '2026-03-28', '2026-03-29', '2026-03-30', '2026-03-31']);
  await saet(NABO, `skemaversion = '${version}'`);
  await klokken('2026-03-31T08:00:00Z'); // one date a beat, in order
  expect(await naetter(NABO)).toEqual(['2026-03-27', '2026-03-28', '2026-03-29']);
  await klokken('2026-03-31T08:00:15Z');
  await klokken('2026-03-31T08:00:30Z');
  await klokken('2026-03-31T08:00:45Z');
  expect(await naetter(NABO)).toEqual(['2026-03-27', '2026-03-28', '2026-03-29', '2026-03-30', '2026-03-31']);
  const breve = await m.get(Database).iKommune(hvem(NABO), (tx) => tx.raekker<[string, string]>(`select forretningsdato, parametre ->> 'nyeste' from koersel where art = 'NAT' order by 1`));
  expect(breve.slice(-3)).toEqual([[dato('2026-03-29'), 'false'], ['2026-03-30', 'false'], ['2026-03-31', 'true']]); // letters on the newest only
}, 60000);

it('letters of a night that begins in the evening go out after midnight, of one held until the next day they do not', async () => {
  await medKlient(d.adminUrl, (k) => k.query(`update faelles.kommune set nat_klokken = '22:30' where kode = '${NABO}'`));
  await new Promise((r) => setTimeout(r, 5100)); // the directory is remembered for five seconds
  const trin = async (aften: string, efter: string): Promise<boolean> => {
    ur.tid = new Date(aften);
    const k = (await kommuner()).find((x) => x.kode === NABO)!;
    await nat().begyndForfalden(hvem(NABO), k);
    ur.tid = new Date(efter);
    for (let f = await nat().fremad(hvem(NABO)); f.ventende.length > 0; f = await nat().fremad(hvem(NABO))) for (const v of f.ventende) await nat().koerDel(hvem(NABO), v);
    return m.get(Database).iKommune(hvem(NABO), async (tx) => (await tx.sql(`select 1 from koersel where art = 'rykker' and forretningsdato = (select max(forretningsdato) from koersel where art = 'NAT')`)).length > 0);
  };
  expect(await trin('2026-04-01T20:30:00Z', '2026-04-01T22:30:00Z')).toBe(true); // 00.30
  expect(await trin('2026-04-02T20:30:00Z', '2026-04-03T10:30:00Z')).toBe(false); // 12.30
}, 30000);
