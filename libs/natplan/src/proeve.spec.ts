import { dato, kr, type Lokaldato } from '#app/kernel';
import { KravService, OpsaetningService } from '#app/krav';
import { KoerselService, NatService, ProeverapportService, ProeveService, rapportside, LINJER_PAA_SIDEN, type Linjeplads, type Proevelinje } from '#app/natplan';
import { scenarie, type Scenarie } from '../../../test/scenarie.js';

let s: Scenarie;
afterEach(() => s?.slut());
const proeve = (): ProeveService => s.m.get(ProeveService);
const rapporter = (): ProeverapportService => s.m.get(ProeverapportService);
const koersel = (id: string) => s.tx((tx) => s.m.get(KoerselService).hent(tx, id));
const status = (id: string, fra: 'I_GANG' | 'PAUSE', til: 'PAUSE' | 'I_GANG' | 'STOPPET') => s.tx((tx) => s.m.get(KoerselService).saetStatus(tx, id, [fra], til));
const linjer = (id: string, valg = {}, efter?: Linjeplads, antal = 10_000) => s.tx((tx) => rapporter().linjer(tx, id, antal, efter, valg));
const DAG = dato('2026-01-21');

/** 600 debtors with a claim each that owes its first month's interest. */
async function bog(): Promise<void> {
  s = await scenarie({ fra: '2026-01-10' });
  for (let fra = 0; fra < 600; fra += 300) {
    await s.tx((tx) => s.m.get(KravService).opretMange(tx, Array.from({ length: 300 }, (_, n) => ({
      fagsystem: 'NEXUS', reference: `R${fra + n}`, debitor: { art: 'ZCVR' as const, nummer: String(10000000 + fra + n), navn: '<b>Firma & Søn</b>' }, indhold: 'I', kravstype: 'DAGINST',
      stiftelsesdato: dato('2026-01-01'), forfaldsdato: dato('2026-01-15'), srb: dato('2026-01-15'), linjer: [{ deltransaktion: 'YDELSE', beloeb: kr('1000.00') }], faktureret: true,
    }))));
  }
}

it('goes in parts of at most 250 debtors, is held, resumed, and taken by two at once as one; then it tells all', async () => {
  await bog();
  const id = await proeve().begynd(s.hvem(), DAG);
  const ventende = await proeve().ventende(s.hvem());
  expect(ventende.map((v) => v.nr)).toEqual([1, 2, 3]);
  expect(Math.max(...(await s.tx((tx) => tx.raekker<[number]>(`select cardinality(partnere) from koersel_del where koersel_id = $1`, [id]))).map(([n]) => n))).toBe(250);
  await Promise.all([proeve().koerDel(s.hvem(), ventende[0]!), proeve().koerDel(s.hvem(), ventende[0]!)]);
  expect(await koersel(id)).toMatchObject({ status: 'I_GANG', dele: 3, faerdigeDele: 1, resultat: { antal: { LINJER: 250 }, beloeb: { RENTE: '2500.00' } }, debitorerPrSekund: expect.any(Number) as number, forventetSlut: expect.any(Date) as Date });

  await status(id, 'I_GANG', 'PAUSE');
  await proeve().koerDel(s.hvem(), ventende[1]!); // a job already on its way does nothing
  expect(await koersel(id)).toMatchObject({ status: 'PAUSE', faerdigeDele: 1, forventetSlut: null });
  expect(await proeve().ventende(s.hvem())).toEqual([]);
  await status(id, 'PAUSE', 'I_GANG');
  await proeve().koer(s.hvem(), id);
  expect(await koersel(id)).toMatchObject({ status: 'AFSLUTTET', faerdigeDele: 3, resultat: { antal: { LINJER: 600 }, beloeb: { RENTE: '6000.00' } } });
  expect(await s.tx((tx) => rapporter().hent(tx, id))).toMatchObject({
    datoer: [DAG], linjer: 600, debitorer: 600, fejl: 0, trin: expect.arrayContaining([expect.objectContaining({ trin: 'renter', antal: { TILSKREVET: 600 }, beloeb: { RENTER: '6000.00' }, arter: [{ art: 'RENTE', antal: 600, beloeb: '6000.00' }] })]) as unknown, meddelelser: [],
    udenfor: expect.arrayContaining(['Numre på bilag og regninger', 'Afsendelse af breve og meddelelser']) as unknown,
  });
  expect(await s.brud()).toEqual([]);
  expect(await s.tx((tx) => tx.sql(`select 1 from bilag where art = 'RENTE'`))).toEqual([]);
});

it('the lines are read page by page and found by step, debtor and claim', async () => {
  await bog();
  const { koerselId: id } = await proeve().proev(s.hvem(), DAG);
  const sider: (Proevelinje & Linjeplads)[] = [];
  for (let side = await linjer(id, {}, undefined, 77); side.length > 0; side = await linjer(id, {}, side.at(-1), 77)) sider.push(...side);
  expect(sider).toEqual(await linjer(id));
  const en = sider[333]!;
  expect(en).toMatchObject({ dato: DAG, trin: 'renter', kravId: null, kravart: 'RENTE', periodeFra: '2026-01-16', art: 'RENTE', virkningsdato: '2026-01-16', beloeb: '10.00', antal: 1 });
  for (const valg of [{ forretningspartnerId: en.forretningspartnerId }, { kravId: en.hovedkravId! }, { kravId: en.hovedkravId!, forretningspartnerId: en.forretningspartnerId, trin: 'renter' }]) expect(await linjer(id, valg)).toEqual([en]);
  for (const valg of [{ trin: 'rykker' }, { forretningspartnerId: '999' }, { kravId: '999' }, { kravId: en.hovedkravId!, forretningspartnerId: sider[0]!.forretningspartnerId }]) expect(await linjer(id, valg)).toEqual([]);
});

it('stopped it is never taken up again, and its report is of the parts that were done', async () => {
  await bog();
  const id = await proeve().begynd(s.hvem(), DAG);
  await proeve().koerDel(s.hvem(), { koerselId: id, nr: 2 });
  await status(id, 'I_GANG', 'STOPPET');
  await proeve().koer(s.hvem(), id);
  expect(await koersel(id)).toMatchObject({ status: 'STOPPET', faerdigeDele: 1 });
  expect(await linjer(id)).toHaveLength(250);
});

it('the page is whole in itself: escaped, nothing fetched, no person named; cut where it is long, and it says so', async () => {
  await bog();
  const { koerselId: id } = await proeve().proev(s.hvem(), DAG);
  const rapport = await s.tx((tx) => rapporter().hent(tx, id));
  const laes = (efter: (Proevelinje & Linjeplads) | undefined, antal: number) => linjer(id, {}, efter, antal);
  const bidder: string[] = [];
  for await (const b of rapportside('Prøvekøbing & <Omegn>', rapport, laes)) bidder.push(b);
  const side = bidder.join('');
  expect(side).toContain('<h1>Prøvekøbing &amp; &lt;Omegn&gt;: prøve af natten 21.01.2026</h1>');
  expect(side).toContain('600 forskelle hos 600 debitorer');
  expect(side.match(/<td>Rente<\/td><td>16\.01\.2026<\/td><td class="t">10,00<\/td>/g)).toHaveLength(600);
  expect(side).not.toMatch(/<script|https?:|src=|href=|Firma/);
  for (const [aabn, luk] of [['<table', '</table>'], ['<tr', '</tr>'], ['<tbody', '</tbody>'], ['<html', '</html>']] as const) expect(side.split(aabn).length).toBe(side.split(luk).length);
  const lang: string[] = [];
  for await (const b of rapportside('K', { ...rapport, linjer: 1_000_000 }, async (_, antal) => Promise.resolve(Array.from({ length: antal }, () => ({ ...EN, del: 1, nr: 1 }))))) lang.push(b);
  expect(lang.join('').split('<td>Brev</td>').length - 1).toBe(LINJER_PAA_SIDEN);
  expect(lang.at(-1)).toContain('de første 20.000 af 1.000.000 forskelle');
});
const EN: Proevelinje = { dato: DAG, trin: 'rykker', forretningspartnerId: '1', kravId: null, hovedkravId: null, kravart: null, periodeFra: null, art: 'BREV', virkningsdato: DAG, beloeb: '0.00', antal: 1 };

it('several nights in one: letters on the last only; a night that has begun is not rehearsed', async () => {
  s = await scenarie({ fra: '2026-01-10' });
  await s.krav('A', kr('1000.00'), { forfald: '2026-01-15', debitor: 'A' });
  await s.krav('B', kr('40.00'), { forfald: '2026-01-15', debitor: 'B' });
  await s.nat('2026-01-20', { nyeste: false });
  s.dag = dato('2026-01-30');
  const p = await proeve().proev(s.hvem(), s.dag);
  expect(p.datoer).toHaveLength(10);
  const alle = await linjer(p.koerselId);
  expect(alle.filter((l) => l.art === 'BREV').map((l) => [l.dato, l.antal])).toEqual([['2026-01-30', 1], ['2026-01-30', 1]]);
  expect((await s.tx((tx) => rapporter().hent(tx, p.koerselId))).meddelelser).toEqual([{ art: 'RYKKER', antal: 2 }]);
  await s.m.get(NatService).indhent(s.hvem(), s.dag);
  expect(await s.tx((tx) => tx.sql(`select * from natafvigelse`))).toEqual([]);
  await expect(proeve().begynd(s.hvem(), '2026-01-30' as Lokaldato)).rejects.toMatchObject({ kode: 'NAT_UDEN_FOR_RAEKKE' });
});

it('letters that wait for a second person are lines of the rehearsal, and of the night', async () => {
  s = await scenarie({ fra: '2026-01-10' });
  for (const n of ['A', 'B']) await s.krav(n, kr('1000.00'), { forfald: '2026-01-15', debitor: n });
  await s.saet('rykkerGodkendelse', 'JA');
  await s.nat('2026-01-29', { nyeste: false });
  s.dag = dato('2026-01-30');
  const p = await proeve().proev(s.hvem(), s.dag);
  const foreslaaet = (await linjer(p.koerselId)).filter((l) => l.art === 'FORSLAG_RYKKER');
  expect(foreslaaet).toMatchObject(['A', 'B'].map((n) => ({ trin: 'rykker', forretningspartnerId: s.partner(n), kravId: s.id(n), beloeb: '250.00' })));
  expect(await s.tx((tx) => tx.sql(`select * from rykkerforslag`))).toEqual([]);
  await s.m.get(NatService).indhent(s.hvem(), s.dag);
  expect(await s.tx((tx) => tx.sql(`select count(*)::int as n from rykkerforslag`))).toEqual([{ n: 2 }]);
  expect(await s.tx((tx) => tx.sql(`select * from natafvigelse`))).toEqual([]);
});

it('a rule that begins to hold on one of the nights is seen by the rehearsal as by the night, though nothing else wakes the claim', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.saet('bagatelGraense', '0.00');
  await s.saet('bagatelDage', '0');
  await s.krav('A', kr('500.00'), { forfald: '2026-01-02' });
  await s.indbetaling(kr('400.00'), { dato: '2026-01-02', krav: 'A' });
  await s.nat('2026-02-15', { nyeste: false });
  await s.tx((tx) => s.m.get(OpsaetningService).saet(tx, 'bagatelGraense', '5000.00', dato('2026-02-17')));
  await s.tx((tx) => tx.skriv(`update vagt set tidligst = 'infinity'`)); // all is asleep
  s.dag = dato('2026-02-18');
  const p = await proeve().proev(s.hvem(), s.dag);
  expect((await linjer(p.koerselId)).filter((l) => l.art === 'AFSKRIVNING').map((l) => [l.dato, l.kravId, l.beloeb])).toContainEqual(['2026-02-17', s.id('A'), '-100.00']);
  await s.m.get(NatService).indhent(s.hvem(), s.dag);
  expect(await s.tx((tx) => tx.sql(`select * from natafvigelse`))).toEqual([]);
});
