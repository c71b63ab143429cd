import { Test, type TestingModule } from '@nestjs/testing';
import { dato, kr, neg, type Lokaldato } from '#app/kernel';
import { Database, PlatformModule, SamtidigAendring, type Delresultat, type Tx } from '#app/platform';
import { bilag, BOGHOLDERIETS_KONTROLLER, BogholderiService } from '#app/bogholderi';
import { KravService, OpsaetningService, SpaerreService, VagtService, type NytKrav } from '#app/krav';
import { RENTERNES_KONTROLLER, RenterModule, RenterService } from '#app/renter';
import { KOMMUNE, medKlient, nyTestdatabase, type Testdatabase } from '../../../test/testdb.js';

let d: Testdatabase;
let m: TestingModule;
let db: Database;
let renter: RenterService;
let nr = 0;

beforeAll(async () => {
  d = await nyTestdatabase();
  m = await Test.createTestingModule({ imports: [PlatformModule.forRoot(d.config), RenterModule] }).compile();
  db = m.get(Database);
  renter = m.get(RenterService);
});
afterAll(async () => { await m?.close(); await db?.luk(); await d?.slet(); });

const paa = <T>(D: string, arbejde: (tx: Tx) => Promise<T>): Promise<T> => db.iKommune({ kommuneId: KOMMUNE, bruger: 'test', forretningsdato: dato(D) }, arbejde);
const nyt = (debitor: string, beloeb: string, andet: Partial<NytKrav> = {}): NytKrav => ({
  fagsystem: 'NEXUS', reference: `R${++nr}`, debitor: { art: 'ZCPR', nummer: debitor }, indhold: 'BARN-1', kravstype: 'DAGINST',
  stiftelsesdato: dato('2026-01-01'), forfaldsdato: dato('2026-01-15'), srb: dato('2026-01-15'), linjer: [{ deltransaktion: 'YDELSE', beloeb: kr(beloeb) }], faktureret: true, ...andet,
});
interface Sag { readonly krav: string; readonly partner: string; readonly konto: string; readonly linje: string }
let naesteCpr = 1000;
async function opret(beloeb: string, andet: Partial<NytKrav> = {}, cpr = `010180${++naesteCpr}`): Promise<Sag> {
  const u = await paa('2026-01-01', (tx) => m.get(KravService).opret(tx, nyt(cpr, beloeb, andet)));
  const [l] = await paa('2026-01-01', (tx) => tx.sql<{ id: string }>(`select id from kravlinje where krav_id = $1`, [u.kravId]));
  return { krav: u.kravId, partner: u.forretningspartnerId, konto: u.aftalekontoId, linje: l!.id };
}
/** What udlign would post: money moved from the debtor's unplaced to the claim, and the wake. */
const udlign = (s: Sag, D: string, virkningsdato: string, beloeb: string): Promise<void> => paa(D, async (tx) => {
  const b = kr(beloeb);
  const konto = { aftalekontoId: s.konto, forretningspartnerId: s.partner };
  const id = await tx.id();
  await m.get(BogholderiService).bogfoer(tx, [bilag({ id, noegle: `test:${id}`, art: 'UDLIGNING', virkningsdato: dato(virkningsdato) }, [
    { konto: 'UPLACERET', beloeb: b, ...konto }, { konto: 'DEBITOR', beloeb: neg(b), ...konto, kravId: s.krav, kravlinjeId: s.linje, kontering: 'INDT_DAGINST||' }])]);
  await tx.skrivSamlet(m.get(VagtService).vaek([{ forretningspartnerId: s.partner, kravId: s.krav, trin: 'renter', tidligst: tx.forretningsdato }]));
});
const nat = (D: string, ...s: readonly Sag[]): Promise<Delresultat> => paa(D, (tx) => renter.behandl(tx, s.map((x) => x.partner)));
/** The interest of a claim as an accountant reads it. */
const journal = (s: Sag): Promise<string[]> => paa('2026-01-01', async (tx) => (await tx.raekker<[string]>(
  `select b.noegle || ' ' || b.virkningsdato || ' ' || p.beloeb || ' rest ' || a.rest from bilag b join postering p on p.bilag_id = b.id and p.konto = 'DEBITOR'
   join kravsbilag k on k.id = p.krav_id join aaben_post a on a.krav_id = k.id where b.art = 'RENTE' and k.hovedkrav_id = $1 order by b.id`, [s.krav])).map(([t]) => t.replace(`rente:${s.krav}:`, '')));
const vagt = (s: Sag): Promise<Record<string, string>> => paa('2026-01-01', async (tx) => Object.fromEntries(await tx.raekker<[string, string]>(`select trin, tidligst from vagt where krav_id = $1`, [s.krav])));
async function bogenStemmer(): Promise<void> {
  for (const k of [...BOGHOLDERIETS_KONTROLLER, ...RENTERNES_KONTROLLER]) expect({ kode: k.kode, fejl: await paa('2026-01-01', (tx) => tx.sql(k.sql)) }).toEqual({ kode: k.kode, fejl: [] });
}
afterEach(bogenStemmer);

it('posts each month as a claim of its own, with its reason, and says when to look again', async () => {
  const s = await opret('4000.00');
  expect(await vagt(s)).toMatchObject({ renter: '2026-01-16' });
  expect(await nat('2026-01-16', s)).toEqual({ antal: { INTET: 1 }, beloeb: {} });
  expect(await vagt(s)).toMatchObject({ renter: '2026-01-20' });
  expect(await paa('2026-01-20', (tx) => renter.arbejde(tx))).toEqual([{ forretningspartnerId: s.partner, antal: 1 }]);
  expect(await nat('2026-03-20', s)).toEqual({ antal: { TILSKREVET: 3 }, beloeb: { RENTER: '120.00' } });
  expect(await journal(s)).toEqual(['2026-01-16:1 2026-01-16 40.00 rest 40.00', '2026-02-16:1 2026-02-16 40.00 rest 40.00', '2026-03-16:1 2026-03-16 40.00 rest 40.00']);
  expect(await vagt(s)).toEqual({ renter: '2026-04-18', rykker: '2026-01-16' });
  const [k] = await paa('2026-03-20', (tx) => tx.sql(`select art, hovedkrav_id = $1 as h, stiftelsesdato, forfaldsdato, srb, hovedstol, periode_fra, periode_til, foraeldelsesdato, kravstype, fagsystem from kravsbilag where hovedkrav_id = $1 order by id limit 1`, [s.krav]));
  expect(k).toEqual({ art: 'RENTE', h: true, stiftelsesdato: '2026-01-16', forfaldsdato: '2026-01-16', srb: '2026-01-16', hovedstol: '40.00', periode_fra: '2026-01-16', periode_til: '2026-02-16', foraeldelsesdato: '2029-01-16', kravstype: 'DAGINST', fagsystem: 'debitor' });
  const linjer = await paa('2026-03-20', (tx) => tx.sql(`select p.konto, p.beloeb, p.kontering, p.krav_id = b.rentekrav_id as k, p.kravlinje_id = l.id as l, b.grundlag, b.sats, b.maal, b.foer, b.regelversion, b.regime
    from renteberegning b join postering p on p.bilag_id = b.bilag_id join kravlinje l on l.krav_id = b.rentekrav_id where b.hovedkrav_id = $1 and b.periode_fra = '2026-01-16' order by p.nr`, [s.krav]));
  const beregning = { kontering: 'RENTEINDTAEGT', k: true, l: true, grundlag: '4000.00', sats: '1.0000', maal: '40.00', foer: '0.00', regelversion: 'GEBYRLOV-2021-10', regime: 'GEBYRLOV' };
  expect(linjer).toEqual([{ konto: 'DEBITOR', beloeb: '40.00', ...beregning }, { konto: 'RENTEINDTAEGT', beloeb: '-40.00', ...beregning }]);
});

it('a second call changes nothing, by the watch or by waking everything', async () => {
  const s = await opret('1234.56');
  await nat('2026-02-20', s);
  const foer = await journal(s);
  expect(await nat('2026-02-20', s)).toEqual({ antal: {}, beloeb: {} });
  await paa('2026-02-20', (tx) => m.get(VagtService).vaekAlt(tx, 'renter'));
  expect(await nat('2026-02-20', s)).toEqual({ antal: { INTET: 1 }, beloeb: {} });
  expect(await journal(s)).toEqual(foer);
  expect(foer).toEqual(['2026-01-16:1 2026-01-16 12.35 rest 12.35', '2026-02-16:1 2026-02-16 12.35 rest 12.35']);
});

it('bestem decides and writes nothing', async () => {
  const s = await opret('1000.00');
  expect(await paa('2026-01-20', (tx) => renter.bestem(tx, [s.partner]))).toMatchObject([{ kravId: s.krav, beslutning: { art: 'TILSKRIV', forskelle: [{ periodeFra: '2026-01-16' }] } }]);
  expect(await journal(s)).toEqual([]);
  expect(await vagt(s)).toMatchObject({ renter: '2026-01-16' });
});

it('a payment registered late corrects the same rentekrav; undone, it is put back; and udlign, rykker and afskriv look again', async () => {
  const s = await opret('4000.00');
  await nat('2026-03-20', s);
  await udlign(s, '2026-03-25', '2026-02-10', '1460.00');
  expect(await nat('2026-03-25', s)).toEqual({ antal: { KORRIGERET: 2 }, beloeb: { RENTER: '-29.20' } });
  expect(await vagt(s)).toEqual({ renter: '2026-04-18', rykker: '2026-01-16', udlign: '2026-03-25', afskriv: '2026-03-25', psrmkontrol: '2026-03-25' });
  await udlign(s, '2026-03-26', '2026-02-10', '-1460.00');
  expect(await nat('2026-03-26', s)).toEqual({ antal: { KORRIGERET: 2 }, beloeb: { RENTER: '29.20' } });
  expect(await journal(s)).toEqual([
    '2026-01-16:1 2026-01-16 40.00 rest 40.00', '2026-02-16:1 2026-02-16 40.00 rest 40.00', '2026-03-16:1 2026-03-16 40.00 rest 40.00',
    '2026-02-16:2 2026-02-16 -14.60 rest 40.00', '2026-03-16:2 2026-03-16 -14.60 rest 40.00', '2026-02-16:3 2026-02-16 14.60 rest 40.00', '2026-03-16:3 2026-03-16 14.60 rest 40.00']);
});

it('paid in time but registered late: the rentekrav stays, with saldo 0.00', async () => {
  const s = await opret('1000.00');
  await nat('2026-01-20', s);
  await udlign(s, '2026-01-22', '2026-01-15', '1000.00');
  await nat('2026-01-22', s);
  expect(await journal(s)).toEqual(['2026-01-16:1 2026-01-16 10.00 rest 0.00', '2026-01-16:2 2026-01-16 -10.00 rest 0.00']);
  expect(await vagt(s)).toMatchObject({ renter: 'infinity' });
  const [b] = await paa('2026-01-22', (tx) => tx.sql(`select grundlag, sats, maal, foer, regelversion from renteberegning where hovedkrav_id = $1 order by bilag_id desc limit 1`, [s.krav]));
  expect(b).toEqual({ grundlag: '0.00', sats: '0.0000', maal: '0.00', foer: '10.00', regelversion: 'GEBYRLOV/BETALT' });
});

it('wakes udlign only where the debtor has money that may now belong to the interest', async () => {
  const [uden, foer, efter, uplaceret] = [await opret('1000.00'), await opret('1000.00'), await opret('1000.00'), await opret('1000.00')] as [Sag, Sag, Sag, Sag];
  await paa('2026-01-10', async (tx) => {
    await tx.skriv(`insert into bankkonto (id, kontonummer, navn, gyldig_fra) values (1, '1', 'Drift', '2026-01-01')`);
    for (const [s, dag] of [[foer, '2026-01-15'], [efter, '2026-01-16']] as const) {
      await tx.skriv(`insert into indbetaling (id, bankkonto_id, noegle, beloeb, virkningsdato, bankdato, aftalekonto_id, forretningspartner_id) values ($1, 1, $2, 1, $3, $3, $4, $5)`, [await tx.id(), `b:${s.krav}`, dag, s.konto, s.partner]);
    }
  });
  await paa('2026-01-10', async (tx) => m.get(BogholderiService).bogfoer(tx, [bilag({ id: await tx.id(), noegle: 'test:ind', art: 'INDBETALING', virkningsdato: dato('2026-01-10') }, [
    { konto: 'BANK', beloeb: kr('5.00') }, { konto: 'UPLACERET', beloeb: kr('-5.00'), aftalekontoId: uplaceret.konto, forretningspartnerId: uplaceret.partner }])]));
  await nat('2026-01-20', uden, foer, efter, uplaceret);
  expect(await Promise.all([uden, foer, efter, uplaceret].map(async (s) => (await vagt(s))['udlign']))).toEqual([undefined, undefined, '2026-01-20', '2026-01-20']);
});

it('a RENTE-spærre on the debtor takes its months out again, and lifting it puts them back', async () => {
  const s = await opret('1000.00');
  await nat('2026-03-20', s);
  const id = await paa('2026-03-21', (tx) => m.get(SpaerreService).opret(tx, { niveau: 'FORRETNINGSPARTNER', objektId: s.partner, art: 'RENTE', aarsag: 'HENSTAND', fra: dato('2026-02-01'), til: 'infinity' }));
  expect(await nat('2026-03-21', s)).toEqual({ antal: { KORRIGERET: 2 }, beloeb: { RENTER: '-20.00' } });
  expect(await vagt(s)).toMatchObject({ renter: 'infinity' });
  await paa('2026-03-25', (tx) => m.get(SpaerreService).ophaev(tx, id, dato('2026-03-01')));
  expect(await nat('2026-03-25', s)).toEqual({ antal: { KORRIGERET: 1 }, beloeb: { RENTER: '10.00' } });
  expect(await vagt(s)).toMatchObject({ renter: '2026-04-18' });
  const f = await paa('2026-03-25', (tx) => renter.forklar(tx, s.krav));
  expect(f.map((x) => [x.periodeFra, x.beloeb, x.bortfald])).toEqual([['2026-01-16', '10.00', undefined], ['2026-02-16', '10.00', undefined], ['2026-02-16', '-10.00', 'RENTESTOP'], ['2026-03-16', '10.00', undefined], ['2026-03-16', '-10.00', 'RENTESTOP'], ['2026-03-16', '10.00', undefined]]);
  expect(f[2]!.tekst).toContain('Der skal ikke betales rente for måneden 16.02.2026–15.03.2026, fordi der er rentestop');
});

it('other regimes answer with their reason and sleep', async () => {
  const [husleje, bidrag] = [await opret('5000.00', { kravstype: 'HUSLEJE' }), await opret('1500.00', { kravstype: 'BIDRAG' })] as [Sag, Sag];
  expect((await vagt(husleje))['renter']).toBeUndefined();
  await paa('2026-03-20', (tx) => m.get(VagtService).vaekAlt(tx, 'renter'));
  expect(await nat('2026-03-20', husleje, bidrag)).toEqual({ antal: { RENTE_IKKE_BESLUTTET: 1, REGIME_UDEN_RENTE: 1 }, beloeb: {} });
  expect([await vagt(husleje), await vagt(bidrag)]).toMatchObject([{ renter: 'infinity' }, { renter: 'infinity' }]);
});

it('an unknown rate stops its claim alone, and the interest follows when the rate is known', async () => {
  const [gammel, ny] = [await opret('1000.00'), await opret('1000.00', { forfaldsdato: dato('2026-02-10'), srb: dato('2026-02-10') })] as [Sag, Sag];
  const saet = (til: string): Promise<unknown> => medKlient(d.adminUrl, (k) => k.query(`update faelles.rentesats set gyldig_til = $1 where art = 'GEBYRLOV'`, [til]));
  await saet('2026-02-11');
  try {
    expect(await nat('2026-02-14', gammel, ny)).toEqual({ antal: { TILSKREVET: 1, SATS_UKENDT: 1 }, beloeb: { RENTER: '10.00' } });
    expect(await vagt(ny)).toMatchObject({ renter: '2026-02-15' });
  } finally { await saet('infinity'); }
  expect(await nat('2026-02-15', gammel, ny)).toEqual({ antal: { TILSKREVET: 1 }, beloeb: { RENTER: '10.00' } });
});

it('follows the kommune’s choices by the date they applied to', async () => {
  const valg = m.get(OpsaetningService);
  await paa('2026-05-01', async (tx) => { await valg.saet(tx, 'gebyrlovTilskrivning', 'FORFALDSDAG', dato('2030-06-01')); await valg.saet(tx, 'ventebankdage', '0', dato('2030-06-01')); });
  const dage = (f: string): Partial<NytKrav> => ({ stiftelsesdato: dato(f), forfaldsdato: dato(f), srb: dato(f) });
  const [foer, efter] = [await opret('1000.00', dage('2030-05-20')), await opret('1000.00', dage('2030-06-20'))] as [Sag, Sag];
  await nat('2030-06-21', foer, efter);
  expect(await journal(foer)).toEqual(['2030-05-21:1 2030-05-21 10.00 rest 10.00', '2030-06-21:1 2030-06-21 10.00 rest 10.00']);
  expect(await journal(efter)).toEqual(['2030-06-20:1 2030-06-21 10.00 rest 10.00']);
});

it('explains each øre as it was known when it was posted', async () => {
  const s = await opret('1234.56');
  await nat('2026-01-20', s);
  await udlign(s, '2026-01-22', '2026-01-15', '234.56');
  await nat('2026-01-22', s);
  const [foerst, rettelse] = await paa('2026-01-22', (tx) => renter.forklar(tx, s.krav));
  expect(foerst).toMatchObject({ grundlag: '1234.56', satsProcent: '1.0000', maal: '12.35', foer: '0.00', beloeb: '12.35', postdato: '2026-01-16', hjemmel: 'gebyrloven § 3', regelversion: 'GEBYRLOV-2021-10', haendelser: [{ art: 'KRAV', dato: '2026-01-01', beloeb: '1234.56' }] });
  expect(foerst!.satsKilde).toContain('gebyrloven § 3');
  expect(foerst!.tekst).toBe('Kravet forfaldt den 15.01.2026 og skulle være betalt senest den 15.01.2026. Den 15.01.2026 manglede der 1.234,56 kr. af selve kravet (opkrævet 01.01.2026: 1.234,56 kr.). '
    + 'Derfor er der for måneden 16.01.2026–15.02.2026 beregnet 1 % i rente af 1.234,56 kr.: 12,35 kr. (12,3456 kr. rundet af til hele øre; en halv øre rundes op), tilskrevet den 16.01.2026. '
    + 'Renten er 1 % for hver påbegyndt måned fra forfaldsdatoen (gebyrloven § 3); en påbegyndt måned tæller fuldt ud, og der beregnes ikke rente af renter eller gebyrer. '
    + `Satsens kilde: ${foerst!.satsKilde}. Beregnet efter regel GEBYRLOV-2021-10.`);
  expect(rettelse).toMatchObject({ grundlag: '1000.00', maal: '10.00', foer: '12.35', beloeb: '-2.35', haendelser: [{ art: 'KRAV', beloeb: '1234.56' }, { art: 'UDLIGNING', dato: '2026-01-15', beloeb: '-234.56' }] });
  expect(rettelse!.tekst).toContain('Der var allerede bogført 12,35 kr.; da oplysningerne er ændret siden, er renten sat ned med 2,35 kr.');
  await nat('2026-02-20', s);
  expect(await paa('2026-02-20', (tx) => renter.forklar(tx, s.krav))).toHaveLength(3);
  expect(await paa('2026-02-20', (tx) => renter.forklar(tx, foerst!.rentekravId))).toEqual([foerst, rettelse]);
  await expect(paa('2026-02-20', (tx) => renter.forklar(tx, '1'))).rejects.toMatchObject({ kode: 'IKKE_FUNDET' });
});

it('two that saw the same books collide: the second is told, and nothing is half written', async () => {
  const s = await opret('1000.00');
  await paa('2026-01-20', (tx) => m.get(BogholderiService).bogfoer(tx, [bilag({ id: '2', noegle: `rente:${s.krav}:2026-01-16:1`, art: 'TILBAGEFOERSEL', virkningsdato: dato('2026-01-16') }, [{ konto: 'BANK', beloeb: kr('1.00') }, { konto: 'AFKLARING', beloeb: kr('-1.00') }])]));
  await expect(nat('2026-01-20', s)).rejects.toBeInstanceOf(SamtidigAendring);
  expect(await journal(s)).toEqual([]);
  expect(await vagt(s)).toMatchObject({ renter: '2026-01-16' });
});

it('two services at once on one part post once', async () => {
  const sager = await Promise.all([1, 2, 3, 4].map(() => opret('1000.00')));
  const andet = await Test.createTestingModule({ imports: [PlatformModule.forRoot(d.config), RenterModule] }).compile();
  const db2 = andet.get(Database);
  const partnere = sager.map((s) => s.partner);
  const hvem = { kommuneId: KOMMUNE, bruger: 'anden', forretningsdato: dato('2026-01-20') };
  const svar = await Promise.all([nat('2026-01-20', ...sager), db2.iKommune(hvem, (tx) => andet.get(RenterService).behandl(tx, partnere)), db2.iKommune(hvem, (tx) => andet.get(RenterService).behandl(tx, [...partnere].reverse()))]);
  await andet.close();
  await db2.luk();
  expect(svar.map((r) => r.antal['TILSKREVET'] ?? 0).sort()).toEqual([0, 0, 4]);
  for (const s of sager) expect(await journal(s)).toEqual(['2026-01-16:1 2026-01-16 10.00 rest 10.00']);
});

it('uses the same number of statements for 3 claims and for 300', async () => {
  const alle = await paa('2026-01-01', (tx) => m.get(KravService).opretMange(tx, Array.from({ length: 303 }, (_, i) => nyt(`02028${10000 + (i % 60)}`, '1000.00'))));
  const partnere = [...new Set(alle.map((u) => (u as { forretningspartnerId: string }).forretningspartnerId))];
  const taelt = (p: readonly string[]): Promise<[number, number]> => paa('2026-01-20', async (tx) => {
    let n = 0;
    const talt = new Proxy(tx, { get: (t, navn) => {
      const v = Reflect.get(t, navn, t) as unknown;
      if (typeof v !== 'function') return v;
      if (['sql', 'raekker', 'skriv', 'skrivSamlet'].includes(String(navn))) n++;
      return (v as (...a: unknown[]) => unknown).bind(t);
    } });
    const r = await renter.behandl(talt, p);
    return [r.antal['TILSKREVET']!, n];
  });
  const [faa, mange] = [await taelt(partnere.slice(0, 1)), await taelt(partnere.slice(1))];
  expect([faa[0] < 10, mange[0] > 290]).toEqual([true, true]);
  expect(mange[1]).toBe(faa[1]);
  expect(mange[1]).toBeLessThanOrEqual(11);
});

it('nights by the watch, with payments as they come, end like one night that knows it all', async () => {
  const betalinger = [['2026-02-03', '2026-01-28', '300.00'], ['2026-03-05', '2026-01-15', '1.10'], ['2026-04-01', '2026-04-01', '200.00'], ['2026-04-20', '2026-03-17', '98.90'], ['2026-05-02', '2026-04-01', '-200.00']] as const;
  const [trinvis, samlet] = [await opret('900.00'), await opret('900.00')] as [Sag, Sag];
  let D: Lokaldato | undefined = dato('2026-01-16');
  const venter = [...betalinger];
  while (D !== undefined && D <= '2026-07-20') {
    while (venter[0] !== undefined && venter[0][0] <= D) { const [reg, vd, b] = venter.shift()!; await udlign(trinvis, reg, vd, b); }
    await nat(D, trinvis);
    const naeste = (await vagt(trinvis))['renter'] as Lokaldato;
    const betaling = venter[0]?.[0] as Lokaldato | undefined;
    D = betaling !== undefined && betaling < naeste ? betaling : naeste;
  }
  for (const [, vd, b] of betalinger) await udlign(samlet, '2026-07-20', vd, b);
  await nat('2026-07-20', samlet);
  const summer = (s: Sag): Promise<unknown[]> => paa('2026-07-20', (tx) => tx.sql(`select k.periode_fra, a.rest from kravsbilag k join aaben_post a on a.krav_id = k.id where k.hovedkrav_id = $1 order by 1`, [s.krav]));
  expect(await summer(trinvis)).toEqual(await summer(samlet));
  expect((await summer(samlet)).length).toBe(7);
  expect((await journal(trinvis)).length).toBeGreaterThan(7);
});

it('the kontroller find interest without a reason, a wrong sum and interest of interest', async () => {
  const s = await opret('1000.00');
  await nat('2026-01-20', s);
  const [rente] = await paa('2026-01-20', (tx) => renter.forklar(tx, s.krav));
  const fundet = (skade: (tx: Tx) => Promise<unknown>): Promise<string[]> => db.iKommune({ kommuneId: KOMMUNE, bruger: 'test', forretningsdato: dato('2026-01-21') }, async (tx) => {
    await skade(tx);
    const ud: string[] = [];
    for (const k of RENTERNES_KONTROLLER) if ((await tx.sql(k.sql)).length > 0) ud.push(k.kode);
    return ud;
  }, { proev: true });
  const ekstra = async (tx: Tx): Promise<string> => {
    const id = await tx.id();
    const linje = { kravId: rente!.rentekravId, kravlinjeId: '1', kontering: 'RENTEINDTAEGT' };
    await m.get(BogholderiService).bogfoer(tx, [bilag({ id, noegle: `rente:${s.krav}:2026-01-16:9`, art: 'RENTE', virkningsdato: dato('2026-01-16') }, [
      { konto: 'DEBITOR', beloeb: kr('1.00'), aftalekontoId: s.konto, forretningspartnerId: s.partner, ...linje }, { konto: 'RENTEINDTAEGT', beloeb: kr('-1.00'), ...linje }])]);
    return id;
  };
  const beregning = (tx: Tx, id: string, krav: string, grundlag: string, maal: string, foer: string): Promise<unknown> => tx.skriv(
    `insert into renteberegning values ($1, $2, $3, '2026-01-16', '2026-02-16', '2026-01-16', 'GEBYRLOV', $4, 1, $5, $6, 'GEBYRLOV-2021-10')`, [id, krav, rente!.rentekravId, grundlag, maal, foer]);
  expect(await fundet(ekstra)).toEqual(['RENTE_HAR_BEREGNING', 'RENTE_ER_NYESTE_MAAL']);
  expect(await fundet(async (tx) => beregning(tx, await ekstra(tx), s.krav, '1000.00', '11.00', '10.00'))).toEqual(['RENTE_KAN_GENBEREGNES']);
  expect(await fundet(async (tx) => beregning(tx, await ekstra(tx), s.krav, '500.00', '5.00', '4.00'))).toEqual(['RENTE_ER_NYESTE_MAAL']);
  expect(await fundet(async (tx) => beregning(tx, await ekstra(tx), rente!.rentekravId, '100.00', '1.00', '0.00'))).toEqual(expect.arrayContaining(['RENTE_KUN_AF_HOVEDKRAV']));
  expect(await fundet((tx) => beregning(tx, '3', s.krav, '0.00', '0.00', '10.00'))).toEqual(expect.arrayContaining(['RENTEBEREGNING_HAR_BILAG']));
});
