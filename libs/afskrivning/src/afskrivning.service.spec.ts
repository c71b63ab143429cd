import { Test, type TestingModule } from '@nestjs/testing';
import { dato, kr, neg, plusMaaneder } from '#app/kernel';
import { Database, PlatformModule, type Tx } from '#app/platform';
import { bilag, BogholderiService, BOGHOLDERIETS_KONTROLLER, type Bilagsart } from '#app/bogholderi';
import { KravService, SpaerreService, VagtService, type NytKrav } from '#app/krav';
import { AfskrivningModule, AFSKRIVNINGENS_KONTROLLER, AfskrivningService } from '#app/afskrivning';
import { ophavAf } from '../../../test/ophav.js';
import { KOMMUNE, nyTestdatabase, type Testdatabase } from '../../../test/testdb.js';

let d: Testdatabase;
let m: TestingModule;
let db: Database;
let afskrivning: AfskrivningService;

beforeAll(async () => {
  d = await nyTestdatabase();
  m = await Test.createTestingModule({ imports: [PlatformModule.forRoot(d.config), AfskrivningModule] }).compile();
  db = m.get(Database);
  afskrivning = m.get(AfskrivningService);
});
afterAll(async () => {
  for (const k of [...BOGHOLDERIETS_KONTROLLER, ...AFSKRIVNINGENS_KONTROLLER]) expect([k.kode, await paa('2026-12-31', (tx) => tx.sql(k.sql))]).toEqual([k.kode, []]);
  await m?.close(); await db?.luk(); await d?.slet();
});

const paa = <T>(dag: string, arbejde: (tx: Tx) => Promise<T>, proev = false): Promise<T> => db.iKommune({ kommuneId: KOMMUNE, bruger: 'test', forretningsdato: dato(dag) }, arbejde, { proev });
type Oprettet = Awaited<ReturnType<KravService['opret']>>;
let nr = 1000;
const nytKrav = (andet: Partial<NytKrav> = {}): Promise<Oprettet> => paa('2026-02-01', (tx) => m.get(KravService).opret(tx, {
  fagsystem: 'NEXUS', reference: `R${++nr}`, debitor: { art: 'ZCPR', nummer: `010180${nr}`, navn: 'Ane Ager' }, indhold: 'BARN-1', kravstype: 'DAGINST',
  stiftelsesdato: dato('2026-02-01'), forfaldsdato: dato('2026-03-01'), srb: dato('2026-03-02'), linjer: [{ deltransaktion: 'FULDTID', beloeb: kr('1000.00') }, { deltransaktion: 'MAD', beloeb: kr('200.00') }], faktureret: true, ...andet,
}));
const vaek = (tx: Tx, k: Oprettet): Promise<void> => tx.skrivSamlet(m.get(VagtService).vaek([{ forretningspartnerId: k.forretningspartnerId, kravId: k.kravId, trin: 'afskriv', tidligst: tx.forretningsdato }]));
const behandl = (dag: string, k: Oprettet) => paa(dag, (tx) => afskrivning.behandl(tx, [k.forretningspartnerId]));

/** Moves `beloeb` kroner between a claim's line and the debtor's unplaced money, as the clearing does, and wakes this step. */
const udlign = (k: Oprettet, kravId: string, linje: number, beloeb: string, virkning: string, dag = virkning, art: Bilagsart = 'UDLIGNING'): Promise<void> => paa(dag, async (tx) => {
  const [l] = await tx.sql<{ id: string; kontering: string }>(`select id, kontering from kravlinje where krav_id = $1 and nr = $2`, [kravId, linje]);
  const [a, b] = await tx.ids(2);
  const partner = { aftalekontoId: k.aftalekontoId, forretningspartnerId: k.forretningspartnerId };
  const x = kr(beloeb);
  await m.get(BogholderiService).bogfoer(tx, [
    bilag({ id: a!, noegle: `ind:${a}`, art: 'INDBETALING', virkningsdato: dato(virkning) }, [{ konto: 'BANK', beloeb: x }, { konto: 'UPLACERET', beloeb: neg(x), ...partner }]),
    bilag({ id: b!, noegle: `udl:${b}`, art, virkningsdato: dato(virkning) }, [{ konto: 'UPLACERET', beloeb: x, ...partner }, { konto: 'DEBITOR', beloeb: neg(x), ...partner, kravId, kravlinjeId: l!.id, kontering: l!.kontering }]),
  ]);
  await vaek(tx, k);
});
/** A rentekrav under the claim, as the interest step posts it. */
const rente = (k: Oprettet, beloeb: string): Promise<string> => paa('2026-03-05', async (tx) => {
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
const journal = (k: Oprettet): Promise<string[]> => paa('2026-12-31', async (tx) => (await tx.sql<{ l: string }>(
  `select b.virkningsdato || ' ' || p.konto || ' ' || p.beloeb || ' ' || case when p.krav_id = $1 then 'hovedkrav' else 'rente' end as l from bilag b join postering p on p.bilag_id = b.id
   where b.art = 'AFSKRIVNING' and p.krav_id in (select id from kravsbilag where $1 in (id, hovedkrav_id)) order by b.id, p.nr`, [k.kravId])).map((r) => r.l));
const rest = async (k: Oprettet): Promise<string> => (await paa('2026-12-31', (tx) => tx.sql<{ r: string }>(`select coalesce(sum(p.beloeb), 0)::numeric(15,2) as r from kravsbilag k join postering p on p.krav_id = k.id and p.konto = 'DEBITOR' where $1 in (k.id, k.hovedkrav_id)`, [k.kravId])))[0]!.r;
const vagten = async (k: Oprettet, trin: string): Promise<string | undefined> => (await paa('2026-12-31', (tx) => tx.sql<{ t: string }>(`select tidligst::text as t from vagt where krav_id = $1 and trin = $2`, [k.kravId, trin])))[0]?.t;

it('writes a small residual off, hovedkrav and renter, with rows, events and the interest step woken', async () => {
  const k = await nytKrav();
  const r = await rente(k, '3.00');
  await udlign(k, k.kravId, 1, '1000.00', '2026-03-06');
  await udlign(k, k.kravId, 2, '195.50', '2026-03-10');
  expect(await behandl('2026-03-10', k)).toEqual({ antal: { FOR_NYLIG: 1 }, beloeb: {} });
  expect(await vagten(k, 'afskriv')).toBe('2026-04-09');
  await paa('2026-04-09', (tx) => tx.skriv(`update vagt set tidligst = 'infinity' where krav_id = $1 and trin = 'renter'`, [k.kravId]));
  expect(await behandl('2026-04-09', k)).toEqual({ antal: { AFSKREVET: 1 }, beloeb: { AFSKREVET: '7.50' } });
  expect(await journal(k)).toEqual(['2026-04-09 TAB 4.50 hovedkrav', '2026-04-09 DEBITOR -4.50 hovedkrav', '2026-04-09 TAB 3.00 rente', '2026-04-09 DEBITOR -3.00 rente']);
  expect(await rest(k)).toBe('0.00');
  expect(await vagten(k, 'renter')).toBe('2026-04-09');
  const haendelser = await paa('2026-04-09', (tx) => tx.sql(`select fagsystem, krav_id as krav, beloeb from haendelse where art = 'AFSKREVET' and krav_id = any($1::bigint[]) order by krav_id`, [[k.kravId, r]]));
  expect(haendelser).toEqual([{ fagsystem: 'NEXUS', krav: k.kravId, beloeb: '4.50' }, { fagsystem: 'debitor', krav: r, beloeb: '3.00' }]);
  const forklaring = await paa('2026-04-10', (tx) => afskrivning.forklar(tx, k.kravId));
  expect(forklaring.map((f) => [f.kravId, f.beloeb, f.aarsag])).toEqual([[k.kravId, '4.50', 'BAGATEL'], [r, '3.00', 'BAGATEL']]);
  expect(forklaring[0]!.tekst).toBe('4,50 kr. er afskrevet 09.04.2026 (BAGATEL). Kravet var betalt på nær en rest på højst 10,00 kr. i alt med renter og gebyrer, og der var gået mindst 30 dage siden sidste rettidige betalingsdato og sidste betaling (kommunens kasse- og regnskabsregulativ, styrelsesloven § 42, stk. 6). Afskrivningen er ikke en eftergivelse.');
});

it('a late payment with an earlier date takes the write-off back on the write-off\'s own day; a later one is written off anew', async () => {
  const k = await nytKrav();
  await udlign(k, k.kravId, 1, '1000.00', '2026-03-06');
  await udlign(k, k.kravId, 2, '192.00', '2026-03-06');
  await behandl('2026-04-05', k);
  await udlign(k, k.kravId, 2, '5.00', '2026-03-20', '2026-04-20');
  expect(await rest(k)).toBe('-5.00');
  expect(await behandl('2026-04-20', k)).toEqual({ antal: { BETALT: 1, TILBAGEFOERT: 1 }, beloeb: { TILBAGEFOERT: '5.00' } });
  expect(await journal(k)).toEqual(['2026-04-05 TAB 8.00 hovedkrav', '2026-04-05 DEBITOR -8.00 hovedkrav', '2026-04-05 TAB -5.00 hovedkrav', '2026-04-05 DEBITOR 5.00 hovedkrav']);
  expect(await rest(k)).toBe('0.00');
  const [noegler] = await paa('2026-04-20', (tx) => tx.sql<{ n: string[]; mod: boolean }>(`select array_agg(b.noegle order by b.id) as n, max(b.modbilag_id) = min(b.id) as mod from bilag b join afskrivning a on a.bilag_id = b.id where a.krav_id = $1`, [k.kravId]));
  expect(noegler).toEqual({ n: [`afskrivning:${k.kravId}:1`, `afskrivning:${k.kravId}:2`], mod: true });
  await udlign(k, k.kravId, 2, '-5.00', '2026-03-20', '2026-04-25', 'TILBAGEFOERSEL'); // the bank takes the payment back
  expect(await behandl('2026-05-25', k)).toMatchObject({ beloeb: { AFSKREVET: '5.00' } });
  expect(await rest(k)).toBe('0.00');
  const forklaring = await paa('2026-05-25', (tx) => afskrivning.forklar(tx, k.kravId));
  expect(forklaring.map((f) => f.beloeb)).toEqual(['8.00', '-5.00', '5.00']);
  expect(forklaring[1]).toMatchObject({ tilbagefoererBilagId: forklaring[0]!.bilagId, tekst: '5,00 kr. af afskrivningen med virkning fra 05.04.2026 er taget tilbage 20.04.2026, fordi beløbet ikke manglede alligevel: en betaling med tidligere dato dækkede det, eller kravet er sat ned.' });
});

it('says why a small residual is owed again: its payment bounced, or more has come to it', async () => {
  const k = await nytKrav();
  await udlign(k, k.kravId, 1, '1000.00', '2026-03-06');
  await udlign(k, k.kravId, 2, '195.00', '2026-03-06');
  await behandl('2026-04-05', k);
  await rente(k, '7.00');
  await paa('2026-04-06', (tx) => vaek(tx, k));
  expect(await behandl('2026-04-06', k)).toMatchObject({ antal: { TILBAGEFOERT: 1 } });
  const sidste = async (): Promise<string> => (await paa('2026-06-01', (tx) => afskrivning.forklar(tx, k.kravId))).filter((f) => f.art === 'TILBAGEFOERSEL').at(-1)!.tekst;
  expect(await sidste()).toBe('5,00 kr. af afskrivningen med virkning fra 05.04.2026 er taget tilbage 06.04.2026, fordi der er kommet mere til, så resten ikke længere er en bagatel.');
  await udlign(k, k.kravId, 2, '4.00', '2026-04-07');
  await behandl('2026-05-07', k);
  await udlign(k, k.kravId, 1, '-1000.00', '2026-03-06', '2026-05-08', 'TILBAGEFOERSEL');
  expect(await behandl('2026-05-08', k)).toMatchObject({ antal: { TILBAGEFOERT: 1 } });
  expect(await sidste()).toMatch(/ er taget tilbage 08.05.2026, fordi en betaling på kravet er ført tilbage, så resten ikke længere er en bagatel\.$/);
});

it('a second look changes nothing, and two at once post once', async () => {
  const k = await nytKrav();
  await udlign(k, k.kravId, 1, '1000.00', '2026-03-06');
  await udlign(k, k.kravId, 2, '199.00', '2026-03-06');
  const to = await Promise.all([behandl('2026-04-20', k), behandl('2026-04-20', k)]);
  expect(to.map((r) => r.antal['AFSKREVET'] ?? 0).toSorted()).toEqual([0, 1]);
  await paa('2026-04-21', (tx) => vaek(tx, k));
  expect(await behandl('2026-04-21', k)).toEqual({ antal: { BETALT: 1 }, beloeb: {} });
  expect(await journal(k)).toHaveLength(2);
});

it.each<[string, (k: Oprettet) => Promise<unknown>, string]>([
  ['never paid on', async (k) => paa('2026-04-20', (tx) => vaek(tx, k)), 'IKKE_RESTBELOEB'],
  ['too much left', async (k) => udlign(k, k.kravId, 1, '1000.00', '2026-03-06'), 'FOR_STORT'],
  ['a spærre holds the clearing', async (k) => {
    await udlign(k, k.kravId, 1, '1000.00', '2026-03-06');
    await udlign(k, k.kravId, 2, '199.00', '2026-03-06');
    await paa('2026-04-01', (tx) => m.get(SpaerreService).opret(tx, { niveau: 'FORRETNINGSPARTNER', objektId: k.forretningspartnerId, art: 'UDLIGNING', aarsag: 'Konkurs', fra: dato('2026-04-01'), til: 'infinity' }));
  }, 'SPAERRET'],
  ['the debtor has unplaced money', async (k) => {
    await udlign(k, k.kravId, 1, '1000.00', '2026-03-06');
    await udlign(k, k.kravId, 2, '199.00', '2026-03-06');
    await paa('2026-04-01', async (tx) => {
      const id = await tx.id();
      await m.get(BogholderiService).bogfoer(tx, [bilag({ id, noegle: `ind:${id}`, art: 'INDBETALING', virkningsdato: dato('2026-04-01') }, [{ konto: 'BANK', beloeb: kr('1.00') }, { konto: 'UPLACERET', beloeb: kr('-1.00'), aftalekontoId: k.aftalekontoId, forretningspartnerId: k.forretningspartnerId }])]);
    });
  }, 'UPLACERET_INDBETALING'],
])('leaves a claim alone: %s', async (_navn, goer, grund) => {
  const k = await nytKrav();
  await goer(k);
  expect(await behandl('2026-04-20', k)).toEqual({ antal: { [grund]: 1 }, beloeb: {} });
  expect(await journal(k)).toEqual([]);
});

it('the invariants see a write-off without its row, and one beyond the rest', async () => {
  const k = await nytKrav();
  const brudt = await paa('2026-04-20', async (tx) => {
    const [l] = await tx.sql<{ id: string; kontering: string }>(`select id, kontering from kravlinje where krav_id = $1 and nr = 1`, [k.kravId]);
    const [a, b] = await tx.ids(2);
    const forslag = (id: string, x: string) => bilag({ id, noegle: `prøve:${id}`, art: 'AFSKRIVNING', virkningsdato: tx.forretningsdato }, [
      { konto: 'TAB', beloeb: kr(x) }, { konto: 'DEBITOR', beloeb: neg(kr(x)), aftalekontoId: k.aftalekontoId, forretningspartnerId: k.forretningspartnerId, kravId: k.kravId, kravlinjeId: l!.id, kontering: l!.kontering }]);
    await m.get(BogholderiService).bogfoer(tx, [forslag(a!, '1000.00'), forslag(b!, '500.00')]);
    await tx.skriv(`insert into afskrivning (bilag_id, krav_id, aarsag, dato, beloeb) values ($1, $2, 'OEVRIGE', $3, 1000)`, [a, k.kravId, tx.forretningsdato]);
    const ud: string[] = [];
    for (const kontrol of AFSKRIVNINGENS_KONTROLLER) if ((await tx.sql(kontrol.sql)).length > 0) ud.push(kontrol.kode);
    return ud;
  }, true);
  expect(brudt).toEqual(['AFSKRIVNING_HAR_RAEKKE', 'AFSKREVET_HOEJST_RESTEN', 'HAANDAFSKRIVNING_HAR_BESLUTNING']);
});
