import { Test, type TestingModule } from '@nestjs/testing';
import { dato, kr } from '#app/kernel';
import { Database, PlatformModule, type Tx } from '#app/platform';
import { bilag, BogholderiService } from '#app/bogholderi';
import { KravService, SpaerreService } from '#app/krav';
import { PartnerService } from '#app/stamdata';
import { RykkerannulleringService, RykkerModule, RykkerprocedureService, RykkerService, RykkerstatusService, type Trinaendring, type Trinvaerdier } from '#app/rykker';
import { KOMMUNE, nyTestdatabase, type Testdatabase } from '../../../test/testdb.js';

let d: Testdatabase;
let m: TestingModule;
let db: Database;
let procedurer: RykkerprocedureService;
beforeAll(async () => {
  d = await nyTestdatabase();
  m = await Test.createTestingModule({ imports: [PlatformModule.forRoot(d.config), RykkerModule] }).compile();
  db = m.get(Database);
  procedurer = m.get(RykkerprocedureService);
});
afterAll(async () => { await m?.close(); await db?.luk(); await d?.slet(); });

/** `kendt`: the day on which it becomes known (a proevemiljø's own clock). */
const paa = <T>(dag: string, arbejde: (tx: Tx) => Promise<T>, kendt?: string): Promise<T> => db.iKommune({ kommuneId: KOMMUNE, bruger: 'test', forretningsdato: dato(dag), ...(kendt === undefined ? {} : { registreret: new Date(`${kendt}T10:00:00Z`) }) }, arbejde);
const TRIN: Trinvaerdier = { art: 'RYKKER', dage: 10, regnesFra: 'SRB', dagtype: 'KALENDER', mindstebeloeb: kr('25.00'), gruppering: 'PR_DEBITOR', gebyr: kr('0.00'), kompensation: false, brevtype: null, fristDage: 10, underretning: 'SIDSTE_TRIN' };
const aendring = (kode: string, trin: number, art: 'OPRET' | 'VERSION' | 'OPHOER', andet: Partial<Trinvaerdier> & { fra?: string; til?: string; type?: string } = {}): Trinaendring => {
  const { fra = '2026-04-01', til, type = '', ...v } = andet;
  const noegle = { kode, aftalekontotype: type, trin };
  return art === 'OPHOER' ? { art, noegle, fra: dato(fra) } : { art, noegle, fra: dato(fra), vaerdier: { ...TRIN, ...v }, ...(til === undefined ? {} : { til: dato(til) }) };
};
const ret = (a: Trinaendring, bekraeft = true) => paa('2026-03-01', (tx) => procedurer.ret(tx, a, bekraeft));
const kode = (a: Trinaendring): Promise<string> => ret(a, false).then(() => 'gjort', (f: { kode: string }) => f.kode);
const liste = (dag: string, k: string) => paa(dag, (tx) => procedurer.liste(tx, { paa: dato(dag), kode: k })).then((l) => l.map((t) => `${t.aftalekontotype}${t.trin}:${t.dage}`));

describe('is refused, and nothing is changed', () => {
  it.each<[string, Trinaendring, string]>([
    ['a trin that leaves one out', aendring('STANDARD', 3, 'OPRET'), 'TRIN_MANGLER'],
    ['a second trin that begins before the first', aendring('NY', 2, 'OPRET'), 'TRIN_MANGLER'],
    ['one that holds already', aendring('STANDARD', 1, 'OPRET'), 'GYLDIGHED_OVERLAPPER'],
    ['another version of none', aendring('STANDARD', 2, 'VERSION'), 'IKKE_FUNDET'],
    ['backwards', aendring('NY', 1, 'OPRET', { til: '2026-03-31' }), 'PERIODE_OMVENDT'],
    ['nine days to pay (renteloven § 9 b)', aendring('CIVIL', 1, 'VERSION', { fristDage: 9 }), 'FRIST_FOR_KORT'],
    ['251 kroner on public claims (T18)', aendring('STANDARD', 1, 'VERSION', { gebyr: kr('250.01') }), 'GEBYR_OVER_LOVEN'],
    ['101 kroner on civil claims (T16)', aendring('CIVIL', 1, 'VERSION', { gebyr: kr('100.01') }), 'GEBYR_OVER_LOVEN'],
    ['a fee on a påmindelse', aendring('STANDARD', 1, 'VERSION', { art: 'PAAMINDELSE', gebyr: kr('1.00') }), 'PAAMINDELSE_ER_GRATIS'],
    ['the first trin counted from a letter', aendring('NY', 1, 'OPRET', { regnesFra: 'BREV' }), 'FOERSTE_TRIN_FRA_SRB'],
    ['kompensation where no claim is civil', aendring('UDK', 1, 'VERSION', { kompensation: true }), 'KOMPENSATION_KUN_CIVILE'],
    ['a second fee on bidrag', aendring('UDK', 2, 'OPRET', { gebyr: kr('100.00') }), 'KUN_ET_GEBYR'],
    ['an account type nobody knows', aendring('STANDARD', 1, 'OPRET', { type: 'UKENDT' }), 'AFTALEKONTOTYPE_UKENDT'],
    ['a variant of no procedure', aendring('NY', 1, 'OPRET', { type: 'ERHVERV' }), 'RYKKERPROCEDURE_UKENDT'],
    ['an end while a kravstype needs it', aendring('STANDARD', 1, 'OPHOER'), 'KODE_I_BRUG'],
    ['an end of none', aendring('STANDARD', 2, 'OPHOER'), 'IKKE_FUNDET'],
  ])('%s', async (_n, a, svar) => {
    const foer = await paa('2026-03-01', (tx) => tx.raekker(`select count(*)::int from rykkerprocedure`));
    expect(await kode(a)).toBe(svar);
    expect(await paa('2026-03-01', (tx) => tx.raekker(`select count(*)::int from rykkerprocedure`))).toEqual(foer);
  });
});

it('a second trin, a variant and their end are versions; what was known stays readable', async () => {
  expect(await ret(aendring('UDENGEBYR', 2, 'OPRET', { dage: 20 }), false)).toMatchObject({ gemt: false, gyldigFra: '2026-04-01', gyldigTil: 'infinity', tekster: ['Trin 2 i UDENGEBYR gælder som ny fra 01.04.2026 uden slutdato.'] });
  expect(await liste('2026-05-01', 'UDENGEBYR')).toEqual(['1:10']);
  await ret(aendring('UDENGEBYR', 2, 'OPRET', { dage: 20 }));
  await ret(aendring('UDENGEBYR', 1, 'OPRET', { type: 'YDELSER', dage: 30, fra: '2026-05-01' }));
  await ret(aendring('UDENGEBYR', 2, 'VERSION', { dage: 25, fra: '2026-06-01' }));
  expect([await liste('2026-03-31', 'UDENGEBYR'), await liste('2026-04-01', 'UDENGEBYR'), await liste('2026-06-01', 'UDENGEBYR')]).toEqual([['1:10'], ['1:10', '2:20'], ['1:10', '2:25', 'YDELSER1:30']]);
  expect(await kode(aendring('UDENGEBYR', 1, 'OPHOER'))).toBe('TRIN_EFTERFOELGES');
  await ret(aendring('UDENGEBYR', 2, 'OPHOER', { fra: '2026-07-01' }));
  await ret(aendring('UDENGEBYR', 1, 'OPHOER', { fra: '2026-07-01', type: 'YDELSER' }));
  expect(await liste('2026-07-01', 'UDENGEBYR')).toEqual(['1:10']);
  const historik = await paa('2026-03-01', (tx) => procedurer.historik(tx, 'UDENGEBYR'));
  expect([historik.length, historik.filter((v) => v.kendtTil === null).length, historik[0]!.bruger]).toEqual([7, 4, 'migrator']);
  await expect(paa('2026-03-01', (tx) => procedurer.historik(tx, 'INGEN'))).rejects.toMatchObject({ kode: 'IKKE_FUNDET' });
});

it('a fee that the law allows for some of the claims is cut for the others, and the receipt says so', async () => {
  expect((await ret(aendring('STANDARD', 1, 'VERSION', { gebyr: kr('250.00') }), false)).tekster).toContain('Krav efter opkrævningsloven får højst 65,00 kr. i gebyr.');
});

it('wakes the claims it concerns; the variant of an account type wins over the one for all', async () => {
  const opret = (nr: number, kravstype: string) => paa('2026-02-01', (tx) => m.get(KravService).opret(tx, {
    fagsystem: 'NEXUS', reference: `P${nr}`, debitor: { art: 'ZCPR', nummer: `010180${2000 + nr}`, navn: 'Ane' }, indhold: `I${nr}`, kravstype, stiftelsesdato: dato('2026-02-01'), forfaldsdato: dato('2026-03-01'), srb: dato('2026-03-02'), linjer: [{ deltransaktion: 'YDELSE', beloeb: kr('500.00') }], faktureret: true,
  }));
  const [boern, ejendom] = [await opret(1, 'SFO'), await opret(2, 'RENOVATION')];
  const vagt = (k: { kravId: string }) => paa('2026-03-10', (tx) => tx.raekker<[string]>(`select tidligst::text from vagt where krav_id = $1 and trin = 'rykker'`, [k.kravId])).then((r) => r[0]![0]);
  await paa('2026-03-10', (tx) => tx.skriv(`update vagt set tidligst = 'infinity'`));
  expect(await paa('2026-03-10', (tx) => procedurer.ret(tx, aendring('STANDARD', 1, 'OPRET', { type: 'EJENDOM', dage: 40, fra: '2026-03-10', gebyr: kr('50.00') }), true))).toMatchObject({ aabneKrav: 1, vaekkes: 1 });
  expect([await vagt(boern), await vagt(ejendom)]).toEqual(['infinity', '2026-03-10']);
  const beslutning = async (k: { kravId: string }, dag: string) => (await paa(dag, (tx) => m.get(RykkerService).status(tx, k.kravId))).beslutning;
  expect([await beslutning(boern, '2026-03-12'), await beslutning(ejendom, '2026-03-12')]).toMatchObject([{ art: 'RYK' }, { grund: 'FRIST_LOEBER', indtil: '2026-04-11' }]);
  await paa('2026-04-11', (tx) => m.get(RykkerService).behandl(tx, [ejendom.forretningspartnerId]));
  expect((await paa('2026-04-11', (tx) => m.get(RykkerService).forklar(tx, ejendom.kravId)))[0]).toMatchObject({ beloeb: '50.00', procedure: { kode: 'STANDARD', gebyr: '50.00' } });
});

it('wakes a claim that is paid while its fee is not', async () => {
  const k = await paa('2026-02-01', (tx) => m.get(KravService).opret(tx, {
    fagsystem: 'NEXUS', reference: 'FAMILIE', debitor: { art: 'ZCPR', nummer: '0101802009', navn: 'Ane' }, indhold: 'F', kravstype: 'BIDRAG', stiftelsesdato: dato('2026-02-01'), forfaldsdato: dato('2026-03-01'), srb: dato('2026-03-02'), linjer: [{ deltransaktion: 'YDELSE', beloeb: kr('500.00') }], faktureret: true,
  }));
  await paa('2026-03-12', (tx) => m.get(RykkerService).behandl(tx, [k.forretningspartnerId]));
  await paa('2026-03-13', async (tx) => {
    const [l] = await tx.sql<{ id: string; kontering: string }>(`select id, kontering from kravlinje where krav_id = $1`, [k.kravId]);
    const [a, b] = await tx.ids(2);
    const partner = { aftalekontoId: k.aftalekontoId, forretningspartnerId: k.forretningspartnerId };
    await m.get(BogholderiService).bogfoer(tx, [
      bilag({ id: a!, noegle: `ind:${a}`, art: 'INDBETALING', virkningsdato: dato('2026-03-13') }, [{ konto: 'BANK', beloeb: kr('500.00') }, { konto: 'UPLACERET', beloeb: kr('-500.00'), ...partner }]),
      bilag({ id: b!, noegle: `udl:${b}`, art: 'UDLIGNING', virkningsdato: dato('2026-03-13') }, [{ konto: 'UPLACERET', beloeb: kr('500.00'), ...partner }, { konto: 'DEBITOR', beloeb: kr('-500.00'), ...partner, kravId: k.kravId, kravlinjeId: l!.id, kontering: l!.kontering }]),
    ]);
    await tx.skriv(`update vagt set tidligst = 'infinity' where krav_id = $1`, [k.kravId]);
  });
  expect(await paa('2026-03-14', (tx) => procedurer.ret(tx, aendring('UDK', 2, 'OPRET', { fra: '2026-03-14' }), true))).toMatchObject({ aabneKrav: 1 });
  expect(await paa('2026-03-14', (tx) => tx.raekker(`select tidligst::text from vagt where krav_id = $1 and trin = 'rykker'`, [k.kravId]))).toEqual([['2026-03-14']]);
});

it('why (not) reminded on days that are gone, as it was known then', async () => {
  const k = await paa('2026-02-01', (tx) => m.get(KravService).opret(tx, {
    fagsystem: 'NEXUS', reference: 'FORTID', debitor: { art: 'ZCPR', nummer: '0101803001', navn: 'Bo' }, indhold: 'I', kravstype: 'SFO', stiftelsesdato: dato('2026-02-01'), forfaldsdato: dato('2026-03-01'), srb: dato('2026-03-02'), linjer: [{ deltransaktion: 'YDELSE', beloeb: kr('500.00') }], faktureret: true,
  }), '2026-02-01');
  await paa('2026-03-05', (tx) => m.get(SpaerreService).opret(tx, { niveau: 'KRAV', objektId: k.kravId, art: 'RYKKER', aarsag: 'Indsigelse', fra: dato('2026-03-05'), til: dato('2026-03-15') }), '2026-03-05');
  await paa('2026-03-20', (tx) => m.get(PartnerService).ret(tx, k.forretningspartnerId, dato('2026-03-10'), { cprStatus: '90' }), '2026-03-20');
  await paa('2026-03-22', (tx) => m.get(PartnerService).ret(tx, k.forretningspartnerId, dato('2026-03-10'), { cprStatus: '01' }), '2026-03-22');
  await paa('2026-03-25', (tx) => m.get(RykkerService).behandl(tx, [k.forretningspartnerId]), '2026-03-25');
  const [brev] = await paa('2026-03-25', (tx) => m.get(RykkerService).breve(tx, k.kravId));
  await paa('2026-03-28', (tx) => m.get(RykkerannulleringService).annuller(tx, brev!.brevId, { aarsag: 'FEJL' }), '2026-03-28');
  const svar = async (dag: string) => (await paa('2026-04-01', (tx) => m.get(RykkerstatusService).paa(tx, k.kravId, dato(dag))));
  expect((await svar('2026-03-04')).beslutning).toMatchObject({ grund: 'FRIST_LOEBER' });
  expect((await svar('2026-03-12')).beslutning).toMatchObject({ grund: 'INDSIGELSE' });
  expect((await svar('2026-03-16')).beslutning).toMatchObject({ art: 'RYK', trin: 1 }); // the death was not known yet
  expect((await svar('2026-03-20')).beslutning).toMatchObject({ grund: 'DOEDSFALD' });
  expect((await svar('2026-03-22')).beslutning).toMatchObject({ art: 'RYK' });
  expect(await svar('2026-03-25')).toMatchObject({ art: 'FORTID', beslutning: { art: 'RYK', trin: 1 }, brev: { brevId: brev!.brevId, annulleret: '2026-03-28' } });
  expect((await svar('2026-03-27')).beslutning).toMatchObject({ grund: 'ALLEREDE_RYKKET' });
  expect((await svar('2026-03-28')).beslutning).toMatchObject({ art: 'RYK', trin: 1 });
  await expect(svar('2026-01-31')).rejects.toMatchObject({ kode: 'DATO_UDENFOR' });
});
