import { kr } from '#app/kernel';
import { EjerskabService, KasselaesningService } from '#app/krav';
import { scenarie, type Scenarie } from './scenarie.js';

/** What a claim's owner is told of its life, in the order it happened; whatever makes the rest 0 closes it. */
let s: Scenarie;
afterEach(() => s?.slut());
const feed = (navn: string, fagsystem = 'SCENARIE'): Promise<string[]> => s.tx(async (tx) => (await tx.sql<{ h: string }>(
  `select art || ' ' || virkningsdato || coalesce(' ' || beloeb, '') as h from haendelse where krav_id = $1 and fagsystem = $2 order by xid, id`, [s.id(navn), fagsystem])).map((r) => r.h));

it('registered, interest, reminded, part paid, paid and closed', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('K1', kr('4000.00'), { forfald: '2026-01-15' });
  await s.nat('2026-02-20');
  await s.indbetaling(kr('1000.00'), { dato: '2026-02-20', krav: 'K1' });
  await s.nat('2026-02-23');
  await s.indbetaling(kr('3370.00'), { dato: '2026-02-23', krav: 'K1' });
  expect(await feed('K1')).toEqual([
    'OPRETTET 2026-01-02 4000.00', 'RENTE_TILSKREVET 2026-01-16 40.00', 'RYKKET 2026-01-25 4040.00', 'RENTE_TILSKREVET 2026-02-16 40.00',
    'DELVIST_BETALT 2026-02-20 670.00', 'BETALT 2026-02-23 3330.00', 'AFSLUTTET 2026-02-23 0.00',
  ]);
  expect(await s.brud()).toEqual([]);
});

it('money that turns out to belong to an older claim is taken back, and the claim is open again', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('K1', kr('50.00'), { forfald: '2026-01-15' });
  await s.krav('K2', kr('100.00'), { forfald: '2026-01-15' });
  await s.nat('2026-01-15');
  await s.indbetaling(kr('150.00'), { dato: '2026-01-15', krav: 'K1' });
  await s.krav('K0', kr('100.00'), { forfald: '2026-01-10', stiftelse: '2026-01-05' });
  await s.nat('2026-01-16');
  expect(await feed('K2')).toEqual(['OPRETTET 2026-01-02 100.00', 'BETALT 2026-01-15 100.00', 'AFSLUTTET 2026-01-15 0.00', 'BETALING_TILBAGEFOERT 2026-01-15 100.00', 'GENAABNET 2026-01-15 100.00']);
  expect(await feed('K0')).toEqual(['OPRETTET 2026-01-05 100.00', 'RENTE_TILSKREVET 2026-01-11 1.00', 'DELVIST_BETALT 2026-01-15 99.00']);
  expect(await s.brud()).toEqual([]);
});

it('a small residual written off closes the claim; money that comes for it after all finds it closed', async () => {
  s = await scenarie({ fra: '2026-02-01' });
  await s.krav('K1', kr('1000.00'), { forfald: '2026-02-27' });
  await s.indbetaling(kr('995.00'), { dato: '2026-02-20', krav: 'K1' });
  await s.nat('2026-06-30');
  const foer = await feed('K1');
  expect(foer.slice(0, 2)).toEqual(['OPRETTET 2026-02-01 1000.00', 'DELVIST_BETALT 2026-02-20 995.00']);
  expect(foer.slice(-3)).toEqual(['AFSKREVET 2026-03-30 5.00', 'AFSLUTTET 2026-03-30 0.00', 'RENTE_TILSKREVET 2026-03-28 0.05']);
  await s.indbetaling(kr('5.00'), { dato: '2026-02-21', krav: 'K1' });
  await s.nat('2026-07-02');
  expect((await feed('K1')).slice(foer.length)).toEqual(['BETALT 2026-02-21 5.00', 'RENTE_NEDSAT 2026-03-28 0.10', 'AFSKRIVNING_TILBAGEFOERT 2026-03-30 5.00']); // it was closed all the time
  expect(await s.rest('K1')).toMatchObject({ hovedstol: '0.00' });
  expect(await s.brud()).toEqual([]);
});

it('interest taken back is told; a claim that changed hands is told of to its owner of the day', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('K1', kr('4000.00'), { forfald: '2026-01-15' });
  await s.spaer('RYKKER', 'K1', '2026-01-01', '2027-01-01');
  await s.nat('2026-01-25');
  const [k] = await s.tx((tx) => tx.sql<{ id: string }>(`select aftaleindhold_id as id from kravsbilag where id = $1`, [s.id('K1')]));
  await s.tx((tx) => s.m.get(EjerskabService).skift(tx, k!.id, 'CURA', s.dag));
  await s.nat('2026-02-20');
  await s.indbetaling(kr('4000.00'), { dato: '2026-01-10', krav: 'K1' });
  await s.nat('2026-02-25');
  expect(await feed('K1')).toEqual(['OPRETTET 2026-01-02 4000.00', 'RENTE_TILSKREVET 2026-01-16 40.00', 'EJERSKIFTE 2026-01-25 4000.00']);
  const cura = await feed('K1', 'CURA');
  expect(cura.slice(0, 2)).toEqual(['EJERSKIFTE 2026-01-25 4000.00', 'RENTE_TILSKREVET 2026-02-16 40.00']);
  expect(cura.slice(2)).toEqual(expect.arrayContaining([expect.stringMatching(/^BETALT /), expect.stringMatching(/^AFSLUTTET /), expect.stringMatching(/^RENTE_NEDSAT \S+ 80\.00$/)]) as string[]);
});

it('the feed is read in the order of its transactions, by number and not by letter, and a page goes on where the last one ended', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('K1', kr('100.00'), { forfald: '2026-01-15' });
  const xider = ['8', '9', '10', '99', '100'];
  await s.tx(async (tx) => { for (const xid of xider) await tx.skriv(`insert into haendelse (id, fagsystem, krav_id, art, virkningsdato, xid) values ($1, 'FEED', $2, 'OPRETTET', '2026-01-02', $3::xid8)`, [await tx.id(), s.id('K1'), xid]); });
  const kasser = new KasselaesningService();
  const laest: string[] = [];
  for (let sidst = await s.tx((tx) => kasser.haendelser(tx, 'FEED', undefined, 2)); sidst.length > 0; sidst = await s.tx((tx) => kasser.haendelser(tx, 'FEED', sidst.at(-1), 2))) laest.push(...sidst.map((h) => h.xid));
  expect(laest).toEqual(xider);
});
