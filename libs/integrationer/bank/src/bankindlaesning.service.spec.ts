import { Readable } from 'node:stream';
import { Test, type TestingModule } from '@nestjs/testing';
import { beloebTekst, dato, kr, minus, NUL, plus, type Beloeb } from '#app/kernel';
import { Database, laesFraIndbakke, PlatformModule, type Hvem, type Tx } from '#app/platform';
import { BOGHOLDERIETS_KONTROLLER } from '#app/bogholderi';
import { KravService } from '#app/krav';
import { AfklaringService, BankkontoService, INDBETALINGENS_KONTROLLER, IndbetalingService } from '#app/indbetaling';
import { UDLIGNINGENS_KONTROLLER, UdligningService } from '#app/udligning';
import { KOMMUNE, nyTestdatabase, type Testdatabase } from '../../../../test/testdb.js';
import { BankindlaesningService, BankModule, skrivCamt053, type Skrivehoved, type Skrivepost } from './index.js';

let d: Testdatabase;
let m: TestingModule;
let db: Database;
let bank: BankindlaesningService;
let nr = 0;
const DAG = dato('2026-02-10');
const hvem: Hvem = { kommuneId: KOMMUNE, bruger: 'test', forretningsdato: dato('2026-02-11') };
const KONTO = '20001234567890';
const som = <T>(arbejde: (tx: Tx) => Promise<T>): Promise<T> => db.iKommune(hvem, arbejde);
interface Krav { kravId: string; betalingsId: string; forretningspartnerId: string }
const krav = (...beloeb: string[]): Promise<Krav> => som((tx) => m.get(KravService).opret(tx, {
  fagsystem: 'NEXUS', reference: `R${nr++}`, debitor: { art: 'ZCPR', nummer: `010180${String(1000 + nr)}`, navn: 'Ane Ager' }, indhold: 'B', kravstype: 'DAGINST', stiftelsesdato: dato('2026-01-01'), forfaldsdato: dato('2026-02-15'), srb: dato('2026-02-15'),
  linjer: beloeb.map((b) => ({ deltransaktion: 'YDELSE', beloeb: kr(b) })),
}));

type Post = Partial<Skrivepost> & { beloeb: Beloeb; fik?: string };
const post = (beloeb: string, fik?: string, andet: Partial<Skrivepost> = {}): Post => ({ beloeb: kr(beloeb), ...(fik === undefined ? {} : { fik }), ...andet });
/** A statement of the account with these entries; balances follow unless `ultimo` says otherwise. */
function fil(id: string, poster: readonly Post[], andet: Partial<Skrivehoved> & { ultimo?: string } = {}): Buffer {
  const fulde = poster.map(({ fik, ...p }, i): Skrivepost => ({
    valuta: 'DKK', retning: 'KREDIT', status: 'BOOK', bogfoeringsdato: DAG, valoerdato: dato('2026-02-09'), acctSvcrRef: `${id}-${i}`,
    ...(fik === undefined ? {} : { detaljer: [{ scorReferencer: [`71/${fik}`], modtagerKonto: '82424016', modtagerKontoskema: 'OCR', betalerNavn: 'Bo Berg' }] }), ...p,
  }));
  const ultimo = fulde.filter((p) => p.status === 'BOOK').reduce((s, p) => (p.retning === 'KREDIT' ? plus(s, p.beloeb) : minus(s, p.beloeb)), NUL);
  const { ultimo: angivet, ...hoved } = andet;
  return Buffer.from([...skrivCamt053({ version: '001.08', msgId: id, oprettet: '2026-02-10T20:00:00+01:00', udtogsId: id, konto: KONTO, valuta: 'DKK', fraDato: DAG, tilDato: DAG,
    saldi: [{ kode: 'OPBD', beloeb: NUL, valuta: hoved.valuta ?? 'DKK', dato: DAG }, { kode: 'CLBD', beloeb: angivet === undefined ? ultimo : kr(angivet), valuta: hoved.valuta ?? 'DKK', dato: DAG }], ...hoved }, fulde)].join(''));
}
const rest = (k: Krav): Promise<string> => som(async (tx) => beloebTekst((await m.get(UdligningService).forklar(tx, k.kravId)).rest));
const bogen = (): Promise<unknown> => som((tx) => tx.sql(`select (select count(*) from bilag)::int as bilag, (select count(*) from indbetaling)::int as indbetalinger, (select count(*) from haendelse)::int as haendelser`));
const status = (): Promise<unknown> => som((tx) => tx.sql(`select s.status, s.kode from indbakke i left join indbakke_status s on s.indbakke_id = i.id order by i.id desc, s.nr desc limit 1`)).then((r) => r[0]);

beforeAll(async () => {
  d = await nyTestdatabase();
  m = await Test.createTestingModule({ imports: [PlatformModule.forRoot(d.config), BankModule] }).compile();
  db = m.get(Database);
  bank = m.get(BankindlaesningService);
  await som((tx) => m.get(BankkontoService).opret(tx, { kontonummer: KONTO, navn: 'Indbetalinger', fiKreditor: '82424016', gyldigFra: dato('2026-01-01') }));
});
afterAll(async () => { await m?.close(); await db?.luk(); await d?.slet(); });
afterEach(async () => {
  for (const k of [...BOGHOLDERIETS_KONTROLLER, ...INDBETALINGENS_KONTROLLER, ...UDLIGNINGENS_KONTROLLER]) expect([k.kode, await som((tx) => tx.sql(k.sql))]).toEqual([k.kode, []]);
});

it('a file clears the claims it names; the same file again books nothing', async () => {
  const [a, b] = [await krav('300.00', '100.00'), await krav('50.00')];
  const indhold = fil('U1', [post('400.00', a.betalingsId), post('20.00', b.betalingsId), post('7.00'), post('3.00', undefined, { status: 'PDNG' }), post('9.00', undefined, { retning: 'DEBET' })]);
  const svar = await bank.indlaes(db, hvem, indhold, 'udtog.xml');
  expect(svar).toMatchObject({ kendt: false, kvittering: { filnavn: 'udtog.xml', udtog: 1, poster: 5, bogfoert: 4, kendt: 0, placeret: 2, afklaring: { INGEN_FIK: 1, UDGAAENDE: 1 }, beloeb: '418.00' } });
  expect([await rest(a), await rest(b)]).toEqual(['0.00', '30.00']);
  const foer = await bogen();
  expect(await bank.indlaes(db, hvem, indhold)).toEqual({ ...svar, kendt: true });
  expect(await bogen()).toEqual(foer);
  expect(await som((tx) => tx.sql(`select udtogs_id, dato, primosaldo, ultimosaldo, antal from bankudtog`))).toEqual([{ udtogs_id: 'U1@2026-02-10', dato: DAG, primosaldo: '0.00', ultimosaldo: '418.00', antal: 5 }]);
  expect(await som((tx) => laesFraIndbakke(tx, svar.indbakkeId))).toEqual(indhold);
  expect(await som((tx) => tx.sql(`select distinct virkningsdato, bankdato from indbetaling`))).toEqual([{ virkningsdato: '2026-02-09', bankdato: DAG }]);
});

it('the same statement in another file is known; another statement of the same id and day is refused', async () => {
  const k = await krav('50.00');
  const poster = [post('50.00', k.betalingsId)];
  await bank.indlaes(db, hvem, fil('U2', poster));
  expect(await bank.indlaes(db, hvem, fil('U2', poster, { msgId: 'igen' }))).toMatchObject({ kendt: false, kvittering: { bogfoert: 0, kendt: 1, beloeb: '0.00' } });
  await expect(bank.indlaes(db, hvem, fil('U2', [...poster, post('1.00')]))).rejects.toMatchObject({ kode: 'BANKUDTOG_ANDET_INDHOLD', status: 409 });
  expect(await status()).toEqual({ status: 'AFVIST', kode: 'BANKUDTOG_ANDET_INDHOLD' });
  // banks begin their numbers over: the same id on another day is another statement
  const naeste = { saldi: [{ kode: 'OPBD', beloeb: kr('50.00'), valuta: 'DKK', dato: dato('2026-02-11') }, { kode: 'CLBD', beloeb: kr('51.00'), valuta: 'DKK', dato: dato('2026-02-11') }] };
  expect(await bank.indlaes(db, hvem, fil('U2', [post('1.00', undefined, { acctSvcrRef: 'ny' })], naeste))).toMatchObject({ kvittering: { bogfoert: 1 } });
});

it('an entry that comes again in another statement is one payment; two alike in one file are two', async () => {
  const k = await krav('500.00');
  const ens = post('50.00', k.betalingsId, { acctSvcrRef: 'SAMME' });
  expect(await bank.indlaes(db, hvem, fil('U3', [ens, ens]))).toMatchObject({ kvittering: { bogfoert: 2, placeret: 2 } });
  expect(await rest(k)).toBe('400.00');
  expect(await bank.indlaes(db, hvem, fil('U4', [ens, ens, ens]))).toMatchObject({ kvittering: { bogfoert: 1, kendt: 2 } });
  expect(await rest(k)).toBe('350.00');
});

describe('a file that breaks a rule books nothing and is kept with its kode', () => {
  it.each<[string, string, (k: Krav) => Buffer]>([
    ['its sums do not agree', 'BANKFIL_SUM', (k) => fil('F1', [post('50.00', k.betalingsId)], { ultimo: '49.00' })],
    ['it is cut off', 'BANKFIL_AFKORTET', (k) => fil('F2', [post('50.00', k.betalingsId), post('60.00')]).subarray(0, -40)],
    ['it is no XML', 'BANKFIL_IKKE_XML', () => Buffer.from('BS0020000')],
    ['an account nobody knows', 'BANKKONTO_UKENDT', (k) => fil('F3', [post('50.00', k.betalingsId)], { konto: '99991234567890' })],
    ['not kroner', 'BANKFIL_VALUTA', (k) => fil('F4', [post('50.00', k.betalingsId, { valuta: 'EUR' })], { valuta: 'EUR' })],
  ])('%s', async (_, kode, lav) => {
    const k = await krav('50.00');
    const indhold = lav(k);
    const foer = await bogen();
    await expect(bank.indlaes(db, hvem, indhold)).rejects.toMatchObject({ kode });
    expect([await bogen(), await rest(k), await status()]).toEqual([foer, '50.00', { status: 'AFVIST', kode }]);
  });

  it('an unknown account that is registered: the same file is loaded', async () => {
    const indhold = fil('F5', [post('5.00')], { konto: 'DK1220009999999999' });
    await expect(bank.indlaes(db, hvem, indhold)).rejects.toMatchObject({ kode: 'BANKKONTO_UKENDT' });
    await som((tx) => m.get(BankkontoService).opret(tx, { kontonummer: 'DK12 2000 9999 9999 99', navn: 'Ny', gyldigFra: dato('2026-02-01') }));
    expect(await bank.indlaes(db, hvem, indhold)).toMatchObject({ kendt: false, kvittering: { bogfoert: 1 } });
  });
});

it('stopped between chunks, the same file goes on and books each line once', async () => {
  const alle = await Promise.all(Array.from({ length: 7 }, () => krav('10.00')));
  const ens = post('1.00', undefined, { acctSvcrRef: 'E' });
  const indhold = fil('U5', [...alle.map((k) => post('10.00', k.betalingsId)), ens, ens]);
  let dele = 0;
  const stop = (): void => { if (++dele === 2) throw new Error('slukket'); };
  await expect(bank.indlaes(db, hvem, indhold, undefined, { linjerPrDel: 3, fremdrift: stop })).rejects.toThrow('slukket');
  expect(await Promise.all(alle.map(rest))).toEqual(['0.00', '0.00', '0.00', '0.00', '0.00', '0.00', '10.00']);
  const fremdrift: number[] = [];
  const svar = await bank.indlaes(db, hvem, Readable.from([indhold.subarray(0, 700), indhold.subarray(700)]), undefined, { linjerPrDel: 3, fremdrift: (f) => fremdrift.push(f.behandlet, f.ialt) });
  expect(svar).toMatchObject({ kendt: false, kvittering: { bogfoert: 3, kendt: 6, placeret: 1, afklaring: { INGEN_FIK: 2 } } });
  expect(fremdrift).toEqual([3, 9, 6, 9, 9, 9]);
  expect(await Promise.all(alle.map(rest))).toEqual(alle.map(() => '0.00'));
});

it('two loads of one file at once book it once', async () => {
  const alle = await Promise.all(Array.from({ length: 5 }, () => krav('10.00')));
  const indhold = fil('U6', alle.map((k) => post('10.00', k.betalingsId)));
  const svar = await Promise.all([1, 2].map(() => bank.indlaes(db, hvem, indhold, undefined, { linjerPrDel: 2 })));
  expect(svar[0]!.kvittering.bogfoert + svar[1]!.kvittering.bogfoert).toBe(svar[0]!.kendt || svar[1]!.kendt ? 10 : 5);
  expect(await Promise.all(alle.map(rest))).toEqual(alle.map(() => '0.00'));
});

it('an id nobody knows waits in afklaring; a person places it, and it clears from the payer\'s day', async () => {
  const k = await krav('30.00');
  expect(await bank.indlaes(db, hvem, fil('U7', [post('30.00', '000000020211041')]))).toMatchObject({ kvittering: { placeret: 0, afklaring: { BETALINGSID_UKENDT: 1 } } });
  await som(async (tx) => {
    const p = (await m.get(AfklaringService).afklaringsliste(tx)).poster.find((x) => x.betalingsId === '000000020211041')!;
    expect(p.tekst).toBe('Bo Berg · 71/000000020211041');
    const { forretningspartnerId } = await m.get(IndbetalingService).placer(tx, p.indbetalingId, k.kravId);
    await m.get(UdligningService).behandl(tx, [forretningspartnerId]);
    expect((await m.get(UdligningService).forklar(tx, k.kravId)).udligninger).toMatchObject([{ dato: '2026-02-09', grund: 'OEREMAERKET' }]);
  });
  expect(await rest(k)).toBe('0.00');
});

it.each<[string, string, (k: Krav) => Post]>([
  ['check digit', 'FIK_KONTROLCIFFER', () => post('1.00', '000000020211040')],
  ['another kreditor', 'FREMMED_KREDITOR', (k) => post('1.00', undefined, { detaljer: [{ scorReferencer: [`71/${k.betalingsId}`], modtagerKonto: '81111111', modtagerKontoskema: 'OCR' }] })],
  ['taken back by the bank', 'TILBAGEFOERT_AF_BANKEN', (k) => post('1.00', k.betalingsId, { retning: 'DEBET', tilbagefoersel: true })],
  ['a bundle without details', 'INGEN_DETALJER', () => post('1.00', undefined, { antalIBundt: 2 })],
  ['details that do not add up', 'DETALJESUM', (k) => post('3.00', undefined, { antalIBundt: 2, detaljer: [kr('1.00'), kr('1.00')].map((beloeb) => ({ beloeb, scorReferencer: [`71/${k.betalingsId}`] })) })],
])('to afklaring: %s', async (_, aarsag, lav) => {
  const k = await krav('50.00');
  expect(await bank.indlaes(db, hvem, fil(`A${nr++}`, [lav(k)]))).toMatchObject({ kvittering: { placeret: 0, afklaring: { [aarsag]: 1 } } });
  expect(await rest(k)).toBe('50.00');
});

it('a bundle pays each of its claims', async () => {
  const [a, b] = [await krav('50.00'), await krav('20.00')];
  const detaljer = [a, b].map((k, i) => ({ beloeb: kr(i === 0 ? '50.00' : '20.00'), scorReferencer: [`71/${k.betalingsId}`] }));
  expect(await bank.indlaes(db, hvem, fil('U8', [post('70.00', undefined, { antalIBundt: 2, detaljer })]))).toMatchObject({ kvittering: { poster: 1, bogfoert: 2, placeret: 2 } });
  expect([await rest(a), await rest(b)]).toEqual(['0.00', '0.00']);
});
