import fc from 'fast-check';
import { Test, type TestingModule } from '@nestjs/testing';
import { dato, kr, neg, NUL, plus, type Beloeb } from '#app/kernel';
import { Database, PlatformModule, type Tx } from '#app/platform';
import { bilag, BogholderiModule, BogholderiService, BOGHOLDERIETS_KONTROLLER, Dagsafslut, PeriodeService, SaldoService } from '#app/bogholderi';
import { indtil } from '../../../test/indtil.js';
import { KOMMUNE, nyTestdatabase, type Testdatabase } from '../../../test/testdb.js';

let d: Testdatabase;
let m: TestingModule;
let db: Database;
let bogholderi: BogholderiService;
const hvem = { kommuneId: KOMMUNE, bruger: 'test', forretningsdato: dato('2026-03-10') };
const i = <T>(arbejde: (tx: Tx) => Promise<T>, andet = {}): Promise<T> => db.iKommune({ ...hvem, ...andet }, arbejde);

beforeAll(async () => {
  d = await nyTestdatabase();
  m = await Test.createTestingModule({ imports: [PlatformModule.forRoot(d.config), BogholderiModule] }).compile();
  db = m.get(Database);
  bogholderi = m.get(BogholderiService);
});
afterAll(async () => { await m?.close(); await d?.slet(); });

async function bogfoer(tx: Tx, noegle: string, beloeb: Beloeb, virkningsdato = dato('2026-03-01')): Promise<void> {
  await bogholderi.bogfoer(tx, [bilag({ id: await tx.id(), noegle, art: 'INDBETALING', virkningsdato }, [{ konto: 'BANK', beloeb }, { konto: 'AFKLARING', beloeb: neg(beloeb) }])]);
}

describe('the database itself guards the books', () => {
  const forsoeg: [string, string, string][] = [
    ['a bilag that does not sum to 0', `insert into postering (bilag_id, nr, konto, beloeb, virkningsdato) values (990001, 1, 'BANK', 10, '2026-03-01'), (990001, 2, 'AFKLARING', -9.99, '2026-03-01')`, 'D0002'],
    ['a line added to an older bilag', `insert into postering (bilag_id, nr, konto, beloeb, virkningsdato) select id, 8, 'BANK', 1, virkningsdato from bilag where noegle = 'x:1' union all select id, 9, 'AFKLARING', -1, virkningsdato from bilag where noegle = 'x:1'`, 'D0003'],
    ['UPDATE of bilag', `update bilag set art = 'KRAV'`, '42501'],
    ['DELETE of bilag', `delete from bilag`, '42501'],
    ['TRUNCATE of bilag', `truncate bilag`, '42501'],
    ['UPDATE of postering', `update postering set beloeb = 1`, '42501'],
    ['DELETE of postering', `delete from postering`, '42501'],
    ['TRUNCATE of postering', `truncate postering`, '42501'],
    ['DDL', `alter table postering disable trigger all`, '42501'],
    ['a change of a claim', `update kravsbilag set hovedstol = 1`, '42501'],
    ['the trail', `insert into revision (tabel, handling, bruger) values ('x', 'INSERT', 'x')`, '42501'],
  ];
  beforeAll(() => i((tx) => bogfoer(tx, 'x:1', kr('100.00'))));

  it.each(forsoeg)('refuses %s', async (_, sql, kode) => {
    await expect(i((tx) => tx.skriv(sql))).rejects.toMatchObject({ code: kode });
  });

  it('refuses a bilag outside an open period', async () => {
    await expect(i((tx) => tx.skriv(`insert into bilag (id, noegle, art, virkningsdato, bogfoeringsdato, bruger, registreret) values (990002, 'y', 'KRAV', '2026-03-01', '1999-01-01', 'x', now())`))).rejects.toMatchObject({ kode: 'REGNSKABSPERIODE_LUKKET' });
  });

  it('does not let one kommune read another', async () => {
    await expect(i((tx) => tx.skriv(`select * from k_730.bilag`))).rejects.toMatchObject({ code: '42501' });
    await expect(i((tx) => tx.skriv(`select * from faelles.kommune`))).rejects.toMatchObject({ code: '42501' });
  });

  it('lets registreret be given in a proevemiljoe only', async () => {
    await expect(db.iKommune({ ...hvem, kommuneId: '730', registreret: new Date('2020-01-01T00:00:00Z') }, (tx) => bogfoer(tx, 'r', kr('1.00')))).rejects.toMatchObject({ kode: 'REGISTRERET_KUN_I_PROEVEMILJOE' });
  });
});

it('refuses the same noegle twice', async () => {
  await expect(i((tx) => bogfoer(tx, 'x:1', kr('100.00')))).rejects.toMatchObject({ kode: 'SAMTIDIG_AENDRING' });
});

it('any list of amounts: every bilag balances, aaben_post follows, the trial balance is 0.00', async () => {
  let nr = 0;
  await fc.assert(fc.asyncProperty(fc.array(fc.integer({ min: -99999, max: 99999 }).filter((o) => o !== 0), { minLength: 1, maxLength: 8 }), async (oerer) => {
    const beloeb = oerer.map((o) => kr((o / 100).toFixed(2)));
    await i(async (tx) => {
      const [id, konto, partner] = await tx.ids(3);
      await bogholderi.bogfoer(tx, [bilag({ id: id!, noegle: `p:${nr++}`, art: 'INDBETALING', virkningsdato: dato('2026-02-01') },
        [...beloeb.map((b) => ({ konto: 'UPLACERET', beloeb: b, aftalekontoId: konto!, forretningspartnerId: partner! })), ...modpost(beloeb)])]);
      for (const k of BOGHOLDERIETS_KONTROLLER) expect([k.kode, await tx.sql(k.sql)]).toEqual([k.kode, []]);
    });
  }), { numRuns: 15 });
  const balance = await i((tx) => m.get(SaldoService).raabalance(tx, dato('2026-12-31')));
  expect(balance.reduce((s, l) => plus(s, kr(l.saldo)), NUL).toFixed(2)).toBe('0.00');
});

/** What balances the lines: one line, or two where the sum is 0 and a line may not be. */
function modpost(beloeb: readonly Beloeb[]): { konto: string; beloeb: Beloeb }[] {
  const s = beloeb.reduce((a, b) => plus(a, b), NUL);
  return s.isZero() ? [{ konto: 'BANK', beloeb: kr('1.00') }, { konto: 'AFKLARING', beloeb: kr('-1.00') }] : [{ konto: 'BANK', beloeb: neg(s) }];
}

it('a late posting takes the first open bogføringsdato and keeps its virkningsdato; supplementsperioden holds the old year open', async () => {
  const perioder = m.get(PeriodeService);
  await i(async (tx) => { await perioder.saet(tx, dato('2026-03-01'), false, true); await perioder.saet(tx, dato('2025-12-01'), false, true); });
  await i((tx) => bogfoer(tx, 'sen', kr('5.00'), dato('2026-02-10')));
  await i((tx) => bogfoer(tx, 'supplement', kr('5.00'), dato('2025-12-10')), { forretningsdato: dato('2025-12-31') });
  const r = await i((tx) => tx.sql(`select noegle, virkningsdato, bogfoeringsdato, supplement from bilag where noegle in ('sen', 'supplement') order by noegle`));
  expect(r).toEqual([
    { noegle: 'sen', virkningsdato: '2026-02-10', bogfoeringsdato: '2026-04-01', supplement: false },
    { noegle: 'supplement', virkningsdato: '2025-12-10', bogfoeringsdato: '2025-12-31', supplement: true },
  ]);
  await expect(i((tx) => bogfoer(tx, 'aldrig', kr('5.00')), { forretningsdato: dato('2041-01-01') })).rejects.toMatchObject({ kode: 'REGNSKABSPERIODE_LUKKET', status: 409 }); // no period is open any more
  await i((tx) => perioder.saet(tx, dato('2026-03-01'), false, false));
  const spor = await i((tx) => tx.sql(`select bruger, efter ->> 'fra' as fra from revision where tabel = 'regnskabsperiode' order by id`));
  expect(spor).toEqual([{ bruger: 'test', fra: '2026-03-01' }, { bruger: 'test', fra: '2025-12-01' }, { bruger: 'test', fra: '2026-03-01' }]);
});

it('numbers closed days without gaps, per regnskabsår, and goes on where it stopped', async () => {
  const luk = (dag: string) => i((tx) => m.get(Dagsafslut).helhed(tx), { forretningsdato: dato(dag) });
  const unummererede = async (): Promise<boolean> => (await luk('2026-12-31'), (await i((tx) => tx.sql(`select b.id from bilag b left join bilagsnummer n on n.bilag_id = b.id where n.bilag_id is null`))).length === 0);
  await indtil(unummererede);
  await i((tx) => bogfoer(tx, 'n:1', kr('1.00')));
  await indtil(unummererede);
  const r = await i((tx) => tx.sql(`select regnskabsaar as aar, count(*)::int as antal, min(nummer)::int as foerste, max(nummer)::int as sidste from bilagsnummer group by 1 order by 1`));
  for (const x of r as unknown as { antal: number; foerste: number; sidste: number }[]) expect([x.foerste, x.sidste]).toEqual([1, x.antal]);
});
