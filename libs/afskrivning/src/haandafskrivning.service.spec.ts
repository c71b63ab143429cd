import { Test, type TestingModule } from '@nestjs/testing';
import { dato, kr, neg, plusMaaneder, type Beloeb } from '#app/kernel';
import { Database, laasPartnere, PlatformModule, type Tx } from '#app/platform';
import { bilag, BogholderiService, BOGHOLDERIETS_KONTROLLER } from '#app/bogholderi';
import { KravService, OpsaetningService, type NytKrav } from '#app/krav';
import { GODKENDELSENS_KONTROLLER, GodkendelseService } from '#app/godkendelse';
import { AFSKRIVNINGENS_KONTROLLER, AfskrivningslaesningService, AfskrivningModule, HaandafskrivningService, type Haandsvar, type NyAfskrivning, type NyGenaabning } from '#app/afskrivning';
import { ophavAf } from '../../../test/ophav.js';
import { KOMMUNE, medKlient, nyTestdatabase, type Testdatabase } from '../../../test/testdb.js';

let d: Testdatabase;
let m: TestingModule;
let db: Database;
beforeAll(async () => {
  d = await nyTestdatabase();
  m = await Test.createTestingModule({ imports: [PlatformModule.forRoot(d.config), AfskrivningModule] }).compile();
  db = m.get(Database);
});
afterAll(async () => {
  for (const k of [...BOGHOLDERIETS_KONTROLLER, ...AFSKRIVNINGENS_KONTROLLER, ...GODKENDELSENS_KONTROLLER]) expect([k.kode, await som('x', (tx) => tx.sql(k.sql))]).toEqual([k.kode, []]);
  await m?.close(); await db?.luk(); await d?.slet();
});

const DAG = '2026-04-01';
const som = <T>(bruger: string, arbejde: (tx: Tx) => Promise<T>, dag = DAG, proev = false): Promise<T> => db.iKommune({ kommuneId: KOMMUNE, bruger, forretningsdato: dato(dag) }, arbejde, { proev });
type Oprettet = Awaited<ReturnType<KravService['opret']>>;
let nr = 3000;
const nytKrav = (andet: Partial<NytKrav> = {}): Promise<Oprettet> => som('test', (tx) => m.get(KravService).opret(tx, {
  fagsystem: 'NEXUS', reference: `H${++nr}`, debitor: { art: 'ZCPR', nummer: `010180${nr}`, navn: 'Bo Bager' }, indhold: 'BARN-1', kravstype: 'DAGINST',
  stiftelsesdato: dato('2026-02-01'), forfaldsdato: dato('2026-03-01'), srb: dato('2026-03-02'), linjer: [{ deltransaktion: 'FULDTID', beloeb: kr('1000.00') }, { deltransaktion: 'MAD', beloeb: kr('200.00') }], faktureret: true, ...andet,
}), '2026-02-01');
/** A rentekrav under the claim, as the interest step posts it. */
const rente = (k: Oprettet, beloeb: string): Promise<string> => som('test', async (tx) => {
  const [id, linjeId, b] = await tx.ids(3);
  const x = kr(beloeb);
  const faelles = { kravId: id!, kravlinjeId: linjeId!, kontering: 'RENTEINDTAEGT' };
  const dag = dato('2026-03-03');
  await tx.skrivSamlet([
    ...(await m.get(KravService).underkrav(tx, [{ id: id!, linjeId: linjeId!, art: 'RENTE', ophav: await ophavAf(tx, k.kravId), hovedstol: x, stiftelsesdato: dag, forfaldsdato: dag, srb: dag, periodeFra: dag, periodeTil: plusMaaneder(dag, 1), foraeldelsesdato: dato('2029-03-05') }], 'RENTEINDTAEGT')),
    ...m.get(BogholderiService).bogfoeringer(tx, [bilag({ id: b!, noegle: `rente:${id}`, art: 'RENTE', virkningsdato: dag }, [{ konto: 'DEBITOR', beloeb: x, aftalekontoId: k.aftalekontoId, forretningspartnerId: k.forretningspartnerId, ...faelles }, { konto: 'RENTEINDTAEGT', beloeb: neg(x), ...faelles }])]),
  ]);
  return id!;
});
/** Money that clears so much of the claim's first line. */
const betal = (k: Oprettet, beloeb: string): Promise<void> => som('test', async (tx) => {
  const [l] = await tx.sql<{ id: string; kontering: string }>(`select id, kontering from kravlinje where krav_id = $1 and nr = 1`, [k.kravId]);
  const [a, b] = await tx.ids(2);
  const partner = { aftalekontoId: k.aftalekontoId, forretningspartnerId: k.forretningspartnerId };
  const x = kr(beloeb);
  await m.get(BogholderiService).bogfoer(tx, [
    bilag({ id: a!, noegle: `ind:${a}`, art: 'INDBETALING', virkningsdato: tx.forretningsdato }, [{ konto: 'BANK', beloeb: x }, { konto: 'UPLACERET', beloeb: neg(x), ...partner }]),
    bilag({ id: b!, noegle: `udl:${b}`, art: 'UDLIGNING', virkningsdato: tx.forretningsdato }, [{ konto: 'UPLACERET', beloeb: x, ...partner }, { konto: 'DEBITOR', beloeb: neg(x), ...partner, kravId: k.kravId, kravlinjeId: l!.id, kontering: l!.kontering }]),
  ]);
});
const afskriv = (n: Partial<NyAfskrivning> & Pick<NyAfskrivning, 'krav'>, bruger = 'ane', dag = DAG): Promise<Haandsvar> => som(bruger, (tx) => m.get(HaandafskrivningService).afskriv(tx, { aarsag: 'UERHOLDELIG', begrundelse: 'Ukendt opholdssted', ...n }), dag);
const genaabn = (n: Partial<NyGenaabning> & Pick<NyGenaabning, 'kravId'>, bruger = 'ane', dag = DAG): Promise<Haandsvar> => som(bruger, (tx) => m.get(HaandafskrivningService).genaabn(tx, { begrundelse: 'Er vendt hjem', ...n }), dag);
const godkend = (v: Pick<Haandsvar, 'godkendelseId' | 'hash'>, bruger = 'bo', dag = DAG): Promise<void> => som(bruger, (tx) => m.get(GodkendelseService).godkend(tx, v.godkendelseId!, v.hash!), dag);
/** What is open per claim of the family, in id order. */
const rester = async (k: Oprettet): Promise<string[]> => (await som('x', (tx) => tx.sql<{ r: string }>(`select coalesce(sum(p.beloeb), 0)::numeric(15,2) as r from kravsbilag k join postering p on p.krav_id = k.id and p.konto = 'DEBITOR' where $1 in (k.id, k.hovedkrav_id) group by k.id order by k.id`, [k.kravId]))).map((r) => r.r);
const linjer = async (k: Oprettet): Promise<string[]> => (await som('x', (tx) => tx.sql<{ id: string }>(`select id from kravlinje where krav_id = $1 order by nr`, [k.kravId]))).map((l) => l.id);
const graense = (beloeb: string): Promise<void> => som('chef', (tx) => m.get(OpsaetningService).saet(tx, 'afskrivningHaandgraense', beloeb, dato('2026-01-01')));
const vist = (v: Haandsvar): string[] => v.linjer.map((l) => l.beloeb.toFixed(2));

beforeEach(() => graense('0.00'));

it('waits for another person, and is booked exactly as he approved it, with reason and evidence', async () => {
  const k = await nytKrav();
  await rente(k, '12.00');
  const v = await afskriv({ krav: [{ kravId: k.kravId }], aarsag: 'KONKURS', dokumentation: 'Journal 2026-9' });
  expect(v).toMatchObject({ udfald: 'FORESLAAET', beslutningId: null, beloeb: kr('1212.00'), graense: kr('0.00') });
  expect(await rester(k)).toEqual(['1200.00', '12.00']);
  const f = await som('bo', (tx) => m.get(GodkendelseService).hent(tx, v.godkendelseId!));
  expect(f).toMatchObject({ art: 'AFSKRIVNING', objekt: `krav:${k.kravId}`, beloeb: '1212.00', begrundelse: 'Ukendt opholdssted', dokumentation: 'Journal 2026-9', ret: 'afskrivning:godkend' });
  expect(f.resume.slice(0, 2)).toEqual(['1.212,00 kr. afskrives med virkning fra den dag, det godkendes. Årsag: konkurs (konkursloven).', `Krav ${k.kravId}: 1.200,00 kr.`]);
  await godkend(v, 'bo', '2026-04-03');
  expect(await rester(k)).toEqual(['0.00', '0.00']);
  const [l, ...flere] = await som('x', (tx) => m.get(AfskrivningslaesningService).liste(tx, { kravId: k.kravId }, undefined, 10));
  expect([l, flere.length]).toMatchObject([{ art: 'AFSKRIVNING', aarsag: 'KONKURS', foreslaaetAf: 'ane', besluttetAf: 'bo', virkningsdato: '2026-04-03', kursgevinst: false }, 1]);
  expect(await som('x', (tx) => m.get(AfskrivningslaesningService).beslutning(tx, l!.beslutningId!))).toMatchObject({
    begrundelse: 'Ukendt opholdssted', dokumentation: 'Journal 2026-9', foreslaaetAf: 'ane', besluttetAf: 'bo', godkendelseId: v.godkendelseId, beloeb: '1212.00', forretningspartnerId: k.forretningspartnerId });
  expect((await som('x', (tx) => tx.sql<{ art: string }>(`select art from haendelse where krav_id = $1 and art not in ('OPRETTET') order by id`, [k.kravId]))).map((h) => h.art)).toEqual(['AFSKREVET', 'AFSLUTTET']);
});

it('within the limit one person decides, until what is decided so on the family comes above it', async () => {
  await graense('500.00');
  const k = await nytKrav();
  const en = await afskriv({ krav: [{ kravId: k.kravId, beloeb: kr('300.00') }] });
  expect(en).toMatchObject({ udfald: 'UDFOERT', godkendelseId: null });
  expect(await som('x', (tx) => m.get(AfskrivningslaesningService).beslutning(tx, en.beslutningId!))).toMatchObject({ besluttetAf: 'ane', foreslaaetAf: null, begrundelse: 'Ukendt opholdssted', graense: '500.00' });
  expect(await afskriv({ krav: [{ kravId: k.kravId, beloeb: kr('200.00') }] }, 'cai')).toMatchObject({ udfald: 'UDFOERT' });
  expect(await afskriv({ krav: [{ kravId: k.kravId, beloeb: kr('0.01') }] })).toMatchObject({ udfald: 'FORESLAAET' });
  expect(await rester(k)).toEqual(['700.00']);
});

it('one person alone comes to the limit once for a debtor within a year, in however many claims and calls', async () => {
  await graense('1200.00');
  const debitor = { art: 'ZCPR' as const, nummer: '0101802998', navn: 'Bo Bager' };
  const [a, b, c, d4] = [await nytKrav({ debitor }), await nytKrav({ debitor }), await nytKrav({ debitor }), await nytKrav({ debitor })];
  const eftergiv = (k: Oprettet, dag = DAG, beloeb?: string): Promise<Haandsvar> => afskriv({ krav: [{ kravId: k.kravId, ...(beloeb === undefined ? {} : { beloeb: kr(beloeb) }) }], aarsag: 'EFTERGIVELSE' }, 'ane', dag);
  expect(await eftergiv(a, DAG, '1199.99')).toMatchObject({ udfald: 'UDFOERT' });
  expect([(await eftergiv(b)).udfald, (await eftergiv(c)).udfald, (await eftergiv(b, DAG, '0.01')).udfald]).toEqual(['FORESLAAET', 'FORESLAAET', 'UDFOERT']);
  expect(await rester(b)).toEqual(['1199.99']);
  expect((await eftergiv(c, '2027-03-31')).udfald).toBe('FORESLAAET');
  expect((await eftergiv(d4, '2027-04-01')).udfald).toBe('UDFOERT');
  await graense('1199.99');
  expect((await eftergiv(a, '2028-04-01')).udfald).toBe('FORESLAAET'); // 0.01 of the same family, however long ago
});

it('the night that takes a proposal back, and a person who answers it, wait for each other and not in a ring', async () => {
  for (const svar of ['godkend', 'afvis'] as const) {
    const k = await nytKrav();
    const v = await afskriv({ krav: [{ kravId: k.kravId }] });
    let forsoeg = 0;
    let laast = (): void => undefined;
    const erLaast = new Promise<void>((ok) => { laast = ok; });
    const nat = som('natten', async (tx) => {
      forsoeg++;
      await laasPartnere(tx, [k.forretningspartnerId]);
      laast();
      await medKlient(d.adminUrl, async (c) => { while ((await c.query(`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)).rowCount === 0) await new Promise((r) => setTimeout(r, 10)); });
      await tx.skrivSamlet(m.get(GodkendelseService).bortfald(tx, [v.godkendelseId!], 'Resten er en anden'));
    });
    await erLaast;
    const person = som('bo', async (tx) => { forsoeg++; await (svar === 'godkend' ? m.get(GodkendelseService).godkend(tx, v.godkendelseId!, v.hash!) : m.get(GodkendelseService).afvis(tx, v.godkendelseId!, 'Nej')); });
    await expect(person).rejects.toMatchObject({ kode: 'FORSLAG_AFGJORT' });
    await nat;
    expect([forsoeg, await rester(k)]).toEqual([2, ['1200.00']]); // none of them had to begin again
  }
});

it.each<[string, Partial<NyAfskrivning>, (k: Oprettet, r: string, l: string[]) => NyAfskrivning['krav'], string[], string[]]>([
  ['all of it: hovedkrav, renter, line by line', {}, (k) => [{ kravId: k.kravId }], ['1000.00', '200.00', '12.00'], ['0.00', '0.00']],
  ['a part: renter first, then hovedkrav by its lines’ shares', {}, (k) => [{ kravId: k.kravId, beloeb: kr('132.00') }], ['12.00', '100.00', '20.00'], ['1080.00', '0.00']],
  ['a part: hovedstol first', { raekkefoelge: 'HOVEDSTOL_FOERST' }, (k) => [{ kravId: k.kravId, beloeb: kr('0.10') }], ['0.08', '0.02'], ['1199.90', '12.00']],
  ['the lines that are named', {}, (k, _r, l) => [{ kravId: k.kravId, linjer: [{ kravlinjeId: l[1]!, beloeb: kr('150.00') }] }], ['150.00'], ['1050.00', '12.00']],
  ['a rente alone', {}, (_k, r) => [{ kravId: r }], ['12.00'], ['1200.00', '0.00']],
  ['with effect from an earlier day', { virkningsdato: dato('2026-03-10') }, (k) => [{ kravId: k.kravId, beloeb: kr('12.00') }], ['12.00'], ['1200.00', '0.00']],
])('writes off %s', async (_navn, n, krav, svar, efter) => {
  await graense('5000.00');
  const k = await nytKrav();
  const r = await rente(k, '12.00');
  const v = await afskriv({ ...n, krav: krav(k, r, await linjer(k)) });
  expect([vist(v), await rester(k)]).toEqual([svar, efter]);
  expect(await som('x', (tx) => tx.sql(`select distinct b.virkningsdato as v, b.bogfoeringsdato as b from afskrivning a join bilag b on b.id = a.bilag_id where a.beslutning_id = $1`, [v.beslutningId]))).toEqual([{ v: n.virkningsdato ?? DAG, b: DAG }]);
});

it('several claims of one debtor are one decision; of two debtors none', async () => {
  await graense('5000.00');
  const [a, b, c] = [await nytKrav(), await nytKrav(), await nytKrav()];
  await som('test', async (tx) => { await tx.skriv(`update aftalekonto set forretningspartner_id = $1, plads = false where id = $2`, [a.forretningspartnerId, b.aftalekontoId]); });
  const v = await afskriv({ krav: [{ kravId: a.kravId }, { kravId: b.kravId, beloeb: kr('100.00') }] });
  expect([v.beloeb.toFixed(2), await rester(a), await rester(b)]).toEqual(['1300.00', ['0.00'], ['1100.00']]);
  expect((await som('x', (tx) => m.get(AfskrivningslaesningService).beslutning(tx, v.beslutningId!))).krav).toEqual([{ kravId: a.kravId, beloeb: '1200.00' }, { kravId: b.kravId, beloeb: '100.00' }]);
  await expect(afskriv({ krav: [{ kravId: b.kravId }, { kravId: c.kravId }] })).rejects.toMatchObject({ kode: 'KRAV_HOS_FLERE_DEBITORER' });
});

it.each<[string, Partial<NyAfskrivning>, (k: Oprettet, r: string, l: string[]) => NyAfskrivning['krav'], string]>([
  ['a reason that is the rules’', { aarsag: 'BAGATEL' }, (k) => [{ kravId: k.kravId }], 'AARSAG_IKKE_I_HAANDEN'],
  ['barred by hand', { aarsag: 'FORAELDELSE' }, (k) => [{ kravId: k.kravId }], 'AARSAG_IKKE_I_HAANDEN'],
  ['a reason that is the collector’s', { aarsag: 'RIM_AFSKREVET' }, (k) => [{ kravId: k.kravId }], 'AARSAG_IKKE_I_HAANDEN'],
  ['an estate without its paper', { aarsag: 'DOEDSBO' }, (k) => [{ kravId: k.kravId }], 'DOKUMENTATION_MANGLER'],
  ['a day to come', { virkningsdato: dato('2026-04-02') }, (k) => [{ kravId: k.kravId }], 'VIRKNINGSDATO_I_FREMTIDEN'],
  ['a day before it came to be', { virkningsdato: dato('2026-01-31') }, (k) => [{ kravId: k.kravId }], 'VIRKNINGSDATO_FOER_STIFTELSE'],
  ['a day before its renter came to be', { virkningsdato: dato('2026-03-01') }, (k) => [{ kravId: k.kravId }], 'VIRKNINGSDATO_FOER_STIFTELSE'],
  ['more than is owed', {}, (k) => [{ kravId: k.kravId, beloeb: kr('1212.01') }], 'AFSKRIVNING_OVERSTIGER_RESTEN'],
  ['more than is owed on a line', {}, (k, _r, l) => [{ kravId: k.kravId, linjer: [{ kravlinjeId: l[1]!, beloeb: kr('200.01') }] }], 'AFSKRIVNING_OVERSTIGER_RESTEN'],
  ['another claim’s line', {}, (_k, r, l) => [{ kravId: r, linjer: [{ kravlinjeId: l[1]!, beloeb: kr('1.00') }] }], 'KRAVLINJE_UKENDT'],
  ['a line twice', {}, (k, _r, l) => [{ kravId: k.kravId, linjer: [{ kravlinjeId: l[1]!, beloeb: kr('1.00') }, { kravlinjeId: l[1]!, beloeb: kr('1.00') }] }], 'KRAVLINJE_UKENDT'],
  ['amount and lines', {}, (k, _r, l) => [{ kravId: k.kravId, beloeb: kr('1.00'), linjer: [{ kravlinjeId: l[1]!, beloeb: kr('1.00') }] }], 'BELOEB_ELLER_LINJER'],
  ['a claim and its rente', {}, (k, r) => [{ kravId: k.kravId }, { kravId: r }], 'KRAV_GENTAGET'],
  ['an unknown claim', {}, () => [{ kravId: '999999999' }], 'IKKE_FUNDET'],
])('refuses %s, and changes nothing', async (_navn, n, krav, kode) => {
  await graense('5000.00');
  const k = await nytKrav();
  const r = await rente(k, '12.00');
  const antal = async (): Promise<unknown> => som('x', (tx) => tx.sql(`select (select count(*) from bilag) as b, (select count(*) from godkendelse) as g, (select count(*) from afskrivningsbeslutning) as d`));
  const foer = await antal();
  await expect(afskriv({ ...n, krav: krav(k, r, await linjer(k)) })).rejects.toMatchObject({ kode });
  expect(await antal()).toEqual(foer);
});

it('where less is owed when it is approved, nothing happens; the proposal can be withdrawn', async () => {
  const k = await nytKrav();
  const v = await afskriv({ krav: [{ kravId: k.kravId }] });
  await betal(k, '0.01');
  await expect(godkend(v)).rejects.toMatchObject({ kode: 'RESTEN_ER_FALDET' });
  expect([await rester(k), (await som('x', (tx) => m.get(GodkendelseService).hent(tx, v.godkendelseId!))).status]).toEqual([['1199.99'], 'AABEN']);
  await som('ane', (tx) => m.get(GodkendelseService).traek(tx, v.godkendelseId!));
  await expect(afskriv({ krav: [{ kravId: (await nytKrav()).kravId }] })).resolves.toMatchObject({ udfald: 'FORESLAAET' });
});

it('two approvers, and two proposals of the same debt, at once: it is written off once', async () => {
  const k = await nytKrav();
  const [en, to] = [await afskriv({ krav: [{ kravId: k.kravId }] }), await afskriv({ krav: [{ kravId: k.kravId }] }, 'dea')];
  const svar = await Promise.allSettled([godkend(en, 'bo'), godkend(en, 'cai'), godkend(to, 'eva')]);
  expect(svar.filter((s) => s.status === 'fulfilled')).toHaveLength(1);
  for (const s of svar) if (s.status === 'rejected') expect(['FORSLAG_AFGJORT', 'RESTEN_ER_FALDET']).toContain((s.reason as { kode: string }).kode);
  expect(await rester(k)).toEqual(['0.00']);
});

describe('reopening', () => {
  const afskrevet = async (aarsag: NyAfskrivning['aarsag'], beloeb?: Beloeb): Promise<Oprettet> => {
    await graense('5000.00');
    const k = await nytKrav();
    await afskriv({ krav: [{ kravId: k.kravId, beloeb }], aarsag, dokumentation: 'Journal 1' });
    return k;
  };
  it('gives back what was written off, above the limit by two, and never more', async () => {
    const k = await afskrevet('UERHOLDELIG', kr('1000.00'));
    await graense('100.00');
    expect(await genaabn({ kravId: k.kravId, beloeb: kr('60.00') })).toMatchObject({ udfald: 'UDFOERT' });
    expect(await rester(k)).toEqual(['260.00']);
    const v = await genaabn({ kravId: k.kravId });
    expect(v).toMatchObject({ udfald: 'FORESLAAET', beloeb: kr('940.00') });
    expect((await som('bo', (tx) => m.get(GodkendelseService).hent(tx, v.godkendelseId!))).resume[0]).toBe('940,00 kr., der er afskrevet, skyldes igen med virkning fra den dag, det godkendes. Forældelsesdatoen er den oprindelige.');
    await expect(godkend(v, 'ane')).rejects.toMatchObject({ kode: 'SAMME_PERSON' });
    await godkend(v);
    expect(await rester(k)).toEqual(['1200.00']);
    await expect(genaabn({ kravId: k.kravId })).rejects.toMatchObject({ kode: 'INTET_AFSKREVET' });
    expect(await som('x', (tx) => tx.sql(`select foraeldelsesdato as d from kravsbilag where id = $1`, [k.kravId]))).toEqual([{ d: '2029-03-01' }]);
  });
  it.each<[NyAfskrivning['aarsag'], string]>([['EFTERGIVELSE', 'GENAABNING_EFTER_EFTERGIVELSE'], ['AKKORD', 'GENAABNING_EFTER_AKKORD'], ['GAELDSSANERING', 'GENAABNING_EFTER_GAELDSSANERING']])('is refused after %s', async (aarsag, kode) => {
    const k = await afskrevet(aarsag);
    await expect(genaabn({ kravId: k.kravId })).rejects.toMatchObject({ kode });
  });
  it('only what another write-off of the claim lets be owed again', async () => {
    const k = await afskrevet('UERHOLDELIG', kr('200.00'));
    await afskriv({ krav: [{ kravId: k.kravId }], aarsag: 'EFTERGIVELSE' });
    expect(await genaabn({ kravId: k.kravId })).toMatchObject({ beloeb: kr('200.00') });
  });
  it('on the last valid day, and not the day after', async () => {
    const k = await afskrevet('DOEDSBO');
    expect(await som('x', async (tx) => (await m.get(HaandafskrivningService).genaabn(tx, { kravId: k.kravId, beloeb: kr('1.00'), begrundelse: 'Midler' })).udfald, '2029-03-01', true)).toBe('UDFOERT');
    await expect(genaabn({ kravId: k.kravId }, 'ane', '2029-03-02')).rejects.toMatchObject({ kode: 'GENAABNING_EFTER_FORAELDELSE' });
    await graense('0.00');
    const v = await som('ane', (tx) => m.get(HaandafskrivningService).genaabn(tx, { kravId: k.kravId, begrundelse: 'Midler' }), '2029-03-01');
    await expect(godkend(v, 'bo', '2029-03-02')).rejects.toMatchObject({ kode: 'GENAABNING_EFTER_FORAELDELSE' });
  });
  it.each<[string, Partial<NyGenaabning>, string]>([
    ['more than was written off', { beloeb: kr('1200.01') }, 'GENAABNING_OVERSTIGER_DET_AFSKREVNE'],
    ['before it was written off', { virkningsdato: dato('2026-03-31') }, 'VIRKNINGSDATO_FOER_AFSKRIVNINGEN'],
    ['a day to come', { virkningsdato: dato('2026-04-02') }, 'VIRKNINGSDATO_I_FREMTIDEN'],
    ['a write-off of another claim', { bilagId: '1' }, 'INTET_AFSKREVET'],
  ])('refuses %s', async (_navn, n, kode) => {
    const k = await afskrevet('UERHOLDELIG');
    await expect(genaabn({ kravId: k.kravId, ...n })).rejects.toMatchObject({ kode });
    expect(await rester(k)).toEqual(['0.00']);
  });
});

it('an eftergivelse is marked for reporting; the year’s list adds up by reason and konto', async () => {
  await graense('5000.00');
  const k = await nytKrav();
  await afskriv({ krav: [{ kravId: k.kravId }], aarsag: 'EFTERGIVELSE' }, 'ane', '2027-05-01');
  const l = await som('x', (tx) => m.get(AfskrivningslaesningService).liste(tx, { aar: 2027, kursgevinst: true }, undefined, 10));
  expect(l.map((x) => [x.kravId, x.aarsag, x.kursgevinst])).toContainEqual([k.kravId, 'EFTERGIVELSE', true]);
  const alle = await som('x', (tx) => m.get(AfskrivningslaesningService).liste(tx, { aar: 2026 }, undefined, 500));
  const ialt = await som('x', (tx) => m.get(AfskrivningslaesningService).ialt(tx, { aar: 2026 }));
  const netto = (b: readonly string[]): string => b.reduce((a, x) => a.plus(kr(x)), kr('0.00').plus(0)).toFixed(2);
  expect(alle.length).toBeGreaterThan(10);
  expect(netto(ialt.map((r) => r.netto))).toBe(netto(alle.map((r) => r.beloeb)));
  expect(ialt.every((r) => kr(r.netto).eq(kr(r.afskrevet).minus(kr(r.tilbage)).minus(kr(r.indgaaet))))).toBe(true);
  expect(ialt.map((r) => `${r.aarsag} ${r.konto}`)).toEqual(expect.arrayContaining(['UERHOLDELIG INDT_DAGINST', 'UERHOLDELIG RENTEINDTAEGT', 'KONKURS INDT_DAGINST']));
  const [a, b] = [alle.slice(0, 5), await som('x', (tx) => m.get(AfskrivningslaesningService).liste(tx, { aar: 2026 }, alle[4], 500))];
  expect([...a, ...b]).toEqual(alle); // page after page
});

it('the controls see one person above the limit, and what was booked as another amount than approved', async () => {
  const k = await nytKrav();
  const v = await afskriv({ krav: [{ kravId: k.kravId, beloeb: kr('50.00') }] });
  await godkend(v);
  const brudt = async (): Promise<string[]> => { const ud: string[] = []; for (const kontrol of AFSKRIVNINGENS_KONTROLLER) if ((await som('x', (tx) => tx.sql(kontrol.sql))).length > 0) ud.push(kontrol.kode); return ud; };
  const skema = `k_${KOMMUNE}`;
  await medKlient(d.adminUrl, async (c) => {
    const prøv = async (ret: string, tilbage: string, kode: string[]): Promise<void> => { await c.query(ret); try { expect(await brudt()).toEqual(kode); } finally { await c.query(tilbage); } };
    const id = (await c.query<{ id: string }>(`select id from ${skema}.afskrivningsbeslutning where godkendelse_id = ${v.godkendelseId}`)).rows[0]!.id;
    await prøv(`update ${skema}.afskrivningsbeslutning set bruger = 'ane' where id = ${id}`, `update ${skema}.afskrivningsbeslutning set bruger = 'bo' where id = ${id}`, ['AFSKRIVNING_AF_TO_PERSONER']);
    await prøv(`update ${skema}.afskrivningsbeslutning set beloeb = 49 where id = ${id}`, `update ${skema}.afskrivningsbeslutning set beloeb = 50 where id = ${id}`, ['BESLUTNING_ER_UDFOERT_PAA_OEREN', 'AFSKRIVNING_AF_TO_PERSONER']);
    await prøv(`update ${skema}.afskrivningsbeslutning set godkendelse_id = null, begrundelse = '\\x00' where id = ${id}`, `update ${skema}.afskrivningsbeslutning set godkendelse_id = ${v.godkendelseId}, begrundelse = null where id = ${id}`, ['AFSKRIVNING_AF_TO_PERSONER']);
    await prøv(`update ${skema}.afskrivning set beslutning_id = null where beslutning_id = ${id}`, `update ${skema}.afskrivning set beslutning_id = ${id} where krav_id = ${k.kravId}`, ['HAANDAFSKRIVNING_HAR_BESLUTNING', 'BESLUTNING_ER_UDFOERT_PAA_OEREN', 'AFSKRIVNING_AF_TO_PERSONER']);
    await prøv(`update ${skema}.afskrivning set art = 'GENAABNING' where beslutning_id = ${id}`, `update ${skema}.afskrivning set art = 'AFSKRIVNING' where beslutning_id = ${id}`, ['AFSKRIVNINGSART_PASSER']);
  });
});
