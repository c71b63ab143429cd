import { Test, type TestingModule } from '@nestjs/testing';
import { danskDato, dato, plusDage, type Lokaldato } from '#app/kernel';
import { Database, PlatformModule } from '#app/platform';
import { SaldoService } from '#app/bogholderi';
import { KravService } from '#app/krav';
import { IndbetalingService } from '#app/indbetaling';
import { NatService, VerificerService } from '#app/natplan';
import { UdligningService } from '#app/udligning';
import { KOMMUNE, nyTestdatabase, type Testdatabase } from '../../../test/testdb.js';
import { DemoModule, DemoService, oversigt, oversigtstekst, type Oversigt } from './index.js';

interface By { readonly d: Testdatabase; readonly m: TestingModule; readonly db: Database }
const hvem = { kommuneId: KOMMUNE, bruger: 'demo' };
const SLUT = dato('2025-10-05');
const VALG = { antal: 120, maaneder: 2, filerTil: SLUT };
let hel: By;
let afbrudt: By;

async function by(): Promise<By> {
  const d = await nyTestdatabase();
  const m = await Test.createTestingModule({ imports: [PlatformModule.forRoot(d.config), DemoModule] }).compile();
  return { d, m, db: m.get(Database) };
}
const lev = (b: By, slut: Lokaldato = SLUT, filerTil: Lokaldato = slut): Promise<void> => b.m.get(DemoService).skab(b.db, hvem, slut, undefined, { ...VALG, filerTil });
const tal = (b: By, dag: Lokaldato): Promise<Oversigt> => b.db.iKommune({ ...hvem, forretningsdato: dag }, (tx) => oversigt(tx));
const brud = (b: By): Promise<string[]> => b.db.iKommune(hvem, async (tx) => (await b.m.get(VerificerService).verificer(tx)).filter((k) => !k.ok).map((k) => `${k.kode}: ${k.fejl.join(', ')}`));

/** The power goes during the n-th call. */
function stroemsvigt(o: object, metode: string, nr: number): void {
  const tjeneste = o as Record<string, (...a: unknown[]) => Promise<unknown>>;
  const rigtig = tjeneste[metode]!;
  let kald = 0;
  tjeneste[metode] = (...a) => {
    kald += 1;
    if (kald < nr) return rigtig.apply(tjeneste, a);
    tjeneste[metode] = rigtig;
    return Promise.reject(Object.assign(new Error('strømsvigt'), { code: '57P01' }));
  };
}

beforeAll(async () => {
  [hel, afbrudt] = [await by(), await by()];
  await lev(hel);
}, 300_000);
afterAll(async () => { for (const b of [hel, afbrudt]) { await b?.m.close(); await b?.db.luk(); await b?.d.slet(); } });

it('lives two months of nights and days; every invariant holds and the books balance', async () => {
  const o = await tal(hel, SLUT);
  expect(await brud(hel)).toEqual([]);
  expect(o.raabalancesum).toBe('0.00');
  expect(o.naetter).toEqual({ antal: 62, medFejl: 0, sidste: [0, 1, 2].map((n) => ({ dato: plusDage(SLUT, -n), status: 'AFSLUTTET' })) });
  expect(o.krav.length).toBeGreaterThan(4);
  for (const p of [o.placeret, o.renter, o.gebyrer]) expect(p.antal).toBeGreaterThan(2);
  expect(o.rykkerbreve).toBeGreaterThan(2);
  expect(await hel.db.iKommune({ ...hvem, forretningsdato: SLUT }, (tx) => oversigtstekst(tx))).toMatch(/Råbalance[^]*sum +0,00\n\nNætter: 62 kørt; senest 05\.10\.2025 \(AFSLUTTET\)/);
});

it('everything was known when it would have been: the second axis has a history', async () => {
  const r = await hel.db.iKommune(hvem, (tx) => tx.sql<{ konto: string; virkning: Lokaldato; kendt: Date }>(
    `select aftalekonto_id as konto, virkningsdato as virkning, registreret as kendt from indbetaling where aftalekonto_id is not null and beloeb > 1000 order by id limit 20`));
  expect(r.length).toBeGreaterThan(5);
  for (const i of r) {
    const dag = danskDato(i.kendt);
    expect(dag > i.virkning && dag <= SLUT).toBe(true);
    const [foer, efter] = await hel.db.iKommune(hvem, (tx) => Promise.all([plusDage(dag, -1), dag].map((kendt) => hel.m.get(SaldoService).saldo(tx, i.konto, i.virkning, kendt))));
    expect(parseFloat(efter!.ialt)).toBeLessThan(parseFloat(foer!.ialt) - 500);
  }
  const [t] = await hel.db.iKommune(hvem, (tx) => tx.sql(`select to_char(min(registreret at time zone 'Europe/Copenhagen') filter (where art = 'KRAV'), 'HH24:MI') as krav,
    bool_and(to_char(registreret at time zone 'Europe/Copenhagen', 'HH24:MI') = '04:30') filter (where art in ('RENTE', 'GEBYR')) as nat, max(registreret) <= '2025-10-05T12:00:00Z' as fortid from bilag`));
  expect(t).toEqual({ krav: expect.stringMatching(/^10:/), nat: true, fortid: true });
});

it('cut in the middle of a night, a bank file and a day\'s claims, it ends with the same books', async () => {
  const svigt: [object, string, number][] = [[afbrudt.m.get(KravService), 'opretMange', 3], [afbrudt.m.get(NatService), 'koerDel', 21], [afbrudt.m.get(IndbetalingService, { strict: false }), 'modtag', 3], [afbrudt.m.get(NatService), 'fremad', 15], [afbrudt.m.get(UdligningService), 'behandl', 6]];
  for (const s of svigt) {
    stroemsvigt(...s);
    await expect(lev(afbrudt)).rejects.toThrow(/strømsvigt|Databasen svarer ikke/);
  }
  await lev(afbrudt);
  expect(await brud(afbrudt)).toEqual([]);
  expect(await tal(afbrudt, SLUT)).toEqual(await tal(hel, SLUT));
  const raekker = (b: By): Promise<unknown> => b.db.iKommune(hvem, (tx) => tx.sql(`select (select count(*) from forretningspartner_version)::int v, (select count(*) from haefter)::int h, (select count(*) from bankudtog)::int u, (select count(*) from bilag)::int b, (select count(*) from udbakke)::int o`));
  expect(await raekker(afbrudt)).toEqual(await raekker(hel));
}, 300_000);

it('files go on arriving after the last simulated night; real nights catch up; a later start goes on', async () => {
  const til = plusDage(SLUT, 3);
  await lev(hel, SLUT, til);
  expect((await tal(hel, til)).naetter.sidste[0]!.dato).toBe(SLUT);
  const [u] = await hel.db.iKommune(hvem, (tx) => tx.sql<{ d: Lokaldato }>(`select max(dato) as d from bankudtog`));
  expect(u!.d).toBe(plusDage(til, -1));
  await hel.m.get(NatService).indhent(hvem, til);
  expect(await brud(hel)).toEqual([]);
  await lev(hel, plusDage(til, 2));
  const o = await tal(hel, plusDage(til, 2));
  expect(o.naetter).toMatchObject({ antal: 67, medFejl: 0 });
  expect(o.naetter.sidste[0]).toEqual({ dato: plusDage(til, 2), status: 'AFSLUTTET' });
  expect(await brud(hel)).toEqual([]);
  expect(o.raabalancesum).toBe('0.00');
}, 300_000);
