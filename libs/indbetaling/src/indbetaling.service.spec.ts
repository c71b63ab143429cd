import { Test, type TestingModule } from '@nestjs/testing';
import { beloebTekst, dato, kr } from '#app/kernel';
import { Database, gemIIndbakke, noterIndbakke, PlatformModule, type Tx } from '#app/platform';
import { KravService } from '#app/krav';
import { AfklaringService, BankkontoService, IndbetalingModule, INDBETALINGENS_KONTROLLER, IndbetalingService, type Bankkonto, type Banklinje } from '#app/indbetaling';
import { KOMMUNE, nyTestdatabase, type Testdatabase } from '../../../test/testdb.js';

let d: Testdatabase;
let m: TestingModule;
let db: Database;
let indbetaling: IndbetalingService;
let konto: Bankkonto;
const som = <T>(dag: string, arbejde: (tx: Tx) => Promise<T>): Promise<T> => db.iKommune({ kommuneId: KOMMUNE, bruger: 'test', forretningsdato: dato(dag) }, arbejde);
const krav = (tx: Tx, reference: string): ReturnType<KravService['opret']> => m.get(KravService).opret(tx, {
  fagsystem: 'NEXUS', reference, debitor: { art: 'ZCPR', nummer: '0101801234', navn: 'Ane Ager' }, indhold: 'B', kravstype: 'DAGINST', stiftelsesdato: dato('2026-01-01'), forfaldsdato: dato('2026-01-15'), srb: dato('2026-01-15'),
  linjer: [{ deltransaktion: 'YDELSE', beloeb: kr('300.00') }],
});
const linje = (noegle: string, beloeb: string, andet: Partial<Banklinje> = {}): Banklinje => ({ noegle, bankkontoId: konto.id, beloeb: kr(beloeb), virkningsdato: dato('2026-02-09'), bankdato: dato('2026-02-10'), ...andet });
const konti = (tx: Tx): Promise<unknown> => tx.sql<{ konto: string; s: string }>(`select konto, sum(beloeb) as s from postering where konto in ('BANK', 'UPLACERET', 'AFKLARING') group by 1 order by 1`).then((r) => Object.fromEntries(r.map((x) => [x.konto, x.s])));

beforeAll(async () => {
  d = await nyTestdatabase();
  m = await Test.createTestingModule({ imports: [PlatformModule.forRoot(d.config), IndbetalingModule] }).compile();
  db = m.get(Database);
  indbetaling = m.get(IndbetalingService);
  konto = await som('2026-01-01', (tx) => m.get(BankkontoService).opret(tx, { kontonummer: '2000 1234567890', navn: 'Indbetalinger', fiKreditor: '82424016', gyldigFra: dato('2026-02-05') }));
});
afterAll(async () => { await m?.close(); await db?.luk(); await d?.slet(); });
afterEach(async () => {
  for (const k of INDBETALINGENS_KONTROLLER) expect([k.kode, await som('2026-02-10', (tx) => tx.sql(k.sql))]).toEqual([k.kode, []]);
});

it('places what names a bill, sets the rest aside with a reason, and knows a row it has seen', async () => {
  await som('2026-02-10', async (tx) => {
    const k = await krav(tx, 'R1');
    const linjer = [linje('a', '300.00', { betalingsId: k.betalingsId }), linje('b', '10.00', { betalingsId: '000000020211041', tekst: 'Bo Berg · husleje' }), linje('c', '-5.00'), linje('d', '7.00'), linje('a', '300.00', { betalingsId: k.betalingsId })];
    const svar = await indbetaling.modtag(tx, linjer);
    expect(svar).toMatchObject([{ udfald: 'PLACERET', kravId: k.kravId, forretningspartnerId: k.forretningspartnerId }, { udfald: 'AFKLARING', aarsag: 'BETALINGSID_UKENDT' }, { udfald: 'AFKLARING', aarsag: 'UDGAAENDE' }, { udfald: 'AFKLARING', aarsag: 'INGEN_FIK' }, { udfald: 'KENDT' }]);
    expect((await indbetaling.modtag(tx, linjer)).map((s) => s.udfald)).toEqual(['KENDT', 'KENDT', 'KENDT', 'KENDT', 'KENDT']);
    expect(await konti(tx)).toEqual({ BANK: '312.00', UPLACERET: '-300.00', AFKLARING: '-12.00' });
    expect(await tx.sql(`select tidligst from vagt where trin = 'udlign' and krav_id = $1`, [k.kravId])).toEqual([{ tidligst: '2026-02-10' }]);
    expect(await tx.sql(`select virkningsdato, bogfoeringsdato from bilag where art = 'INDBETALING' group by 1, 2`)).toEqual([{ virkningsdato: '2026-02-09', bogfoeringsdato: '2026-02-10' }]);
  });
});

it('shows what nobody has placed, page by page, and keeps the payer\'s text unreadable in the database', async () => {
  await som('2026-02-20', async (tx) => {
    const [foerste] = [await m.get(AfklaringService).afklaringsliste(tx, undefined, 2)];
    const anden = await m.get(AfklaringService).afklaringsliste(tx, foerste.naeste, 2);
    expect([...foerste.poster, ...anden.poster].map((p) => [beloebTekst(p.beloeb), p.aarsag, p.alderDage, p.tekst])).toEqual([['10.00', 'BETALINGSID_UKENDT', 10, 'Bo Berg · husleje'], ['-5.00', 'UDGAAENDE', 10, null], ['7.00', 'INGEN_FIK', 10, null]]);
    expect(anden.naeste).toBeUndefined();
    expect(foerste.poster[0]!.forklaring).toBe('Betalings-id’et hører ikke til noget krav her.');
    expect(await tx.sql(`select count(*)::int as n from indbetaling where position('Bo Berg'::bytea in tekst) > 0`)).toEqual([{ n: 0 }]);
    expect(await m.get(AfklaringService).oversigt(tx)).toMatchObject([{ aarsag: 'BETALINGSID_UKENDT', antal: 1 }, { aarsag: 'INGEN_FIK', antal: 1 }, { aarsag: 'UDGAAENDE', antal: 1 }]);
  });
});

it('a person places a post on a claim once; money out cannot be', async () => {
  const { liste, kravId } = await som('2026-02-20', async (tx) => ({ liste: (await m.get(AfklaringService).afklaringsliste(tx)).poster, kravId: (await krav(tx, 'R2')).kravId }));
  const [ukendt, ud] = [liste[0]!.indbetalingId, liste[1]!.indbetalingId];
  const samtidige = await Promise.allSettled([1, 2].map(() => som('2026-02-20', (tx) => indbetaling.placer(tx, ukendt, kravId))));
  expect(samtidige.map((s) => s.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(samtidige.find((s) => s.status === 'rejected')).toMatchObject({ reason: { kode: 'INDBETALING_ER_PLACERET', status: 409 } });
  await expect(som('2026-02-20', (tx) => indbetaling.placer(tx, ud, kravId))).rejects.toMatchObject({ kode: 'INDBETALING_ER_UDGAAENDE' });
  await expect(som('2026-02-20', (tx) => indbetaling.placer(tx, '999999999', kravId))).rejects.toMatchObject({ kode: 'IKKE_FUNDET' });
  await expect(som('2026-02-20', (tx) => indbetaling.placer(tx, ukendt, '999999999'))).rejects.toMatchObject({ kode: 'IKKE_FUNDET' });
  await som('2026-02-20', async (tx) => {
    expect(await konti(tx)).toEqual({ BANK: '312.00', UPLACERET: '-310.00', AFKLARING: '-2.00' });
    expect(await tx.sql(`select krav_id, bruger from indbetaling_placering`)).toEqual([{ krav_id: kravId, bruger: 'test' }]);
    expect((await m.get(AfklaringService).afklaringsliste(tx)).poster.map((p) => p.aarsag)).toEqual(['UDGAAENDE', 'INGEN_FIK']);
  });
});

it('history cannot be rewritten by the program', async () => {
  for (const sql of [`update indbetaling set beloeb = 1`, `delete from indbetaling_placering`, `update indbetaling_placering set krav_id = 1`]) await expect(som('2026-02-20', (tx) => tx.skriv(sql))).rejects.toThrow('permission denied');
});

it('an account is registered once', async () => {
  await expect(som('2026-02-20', (tx) => m.get(BankkontoService).opret(tx, { kontonummer: '20001234567890', navn: 'Igen', gyldigFra: dato('2026-01-01') }))).rejects.toMatchObject({ kode: 'BANKKONTO_FINDES', status: 409 });
  expect(await som('2026-02-20', (tx) => m.get(BankkontoService).liste(tx))).toEqual([konto]);
});

it('a statement is missing until its file is booked to the end', async () => {
  await som('2026-02-10', async (tx) => {
    const mangler = async (): Promise<string[]> => (await m.get(BankkontoService).manglendeBankfiler(tx, dato('2026-02-10'))).map((x) => x.dato);
    expect(await mangler()).toEqual(['2026-02-05', '2026-02-06', '2026-02-09']);
    const { id } = await gemIIndbakke(tx, { kanal: 'BANK', noegle: 'x', indhold: Buffer.from('x') });
    await tx.skriv(`insert into bankudtog (id, indbakke_id, bankkonto_id, udtogs_id, dato, primosaldo, ultimosaldo, antal) values ($1, $2, $3, 'U', '2026-02-06', 0, 0, 0)`, [await tx.id(), id, konto.id]);
    expect(await mangler()).toEqual(['2026-02-05', '2026-02-06', '2026-02-09']);
    await noterIndbakke(tx, id, 'BEHANDLET');
    expect(await mangler()).toEqual(['2026-02-05', '2026-02-09']);
  });
});
