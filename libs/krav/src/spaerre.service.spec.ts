import { Test, type TestingModule } from '@nestjs/testing';
import { dato, kr, plusDage } from '#app/kernel';
import { Database, PlatformModule, type Tx } from '#app/platform';
import { KravsbilagModule, KravService, OpsaetningsvalgService, SpaerrelaesningService, SpaerreService, type NySpaerre, type Spaerreart, type Spaerrefilter, type Spaerreniveau } from '#app/krav';
import { KOMMUNE, nyTestdatabase, type Testdatabase } from '../../../test/testdb.js';

let d: Testdatabase;
let m: TestingModule;
let db: Database;
let spaerrer: SpaerreService;
let nr = 0;
interface Objekter { kravId: string; underId: string; aftaleindholdId: string; aftalekontoId: string; forretningspartnerId: string }
let o: Objekter;
const DAG = '2026-03-01';

beforeAll(async () => {
  d = await nyTestdatabase();
  m = await Test.createTestingModule({ imports: [PlatformModule.forRoot(d.config), KravsbilagModule] }).compile();
  db = m.get(Database);
  spaerrer = m.get(SpaerreService);
});
afterAll(async () => { await m?.close(); await d?.slet(); });
beforeEach(async () => { o = await nyDebitor(); });

const paa = <T>(dag: string, arbejde: (tx: Tx) => Promise<T>, andet: { bruger?: string; fagsystem?: string } = {}): Promise<T> => db.iKommune({ kommuneId: KOMMUNE, bruger: 'ane', forretningsdato: dato(dag), ...andet }, arbejde);

/** A debtor with a claim that has a gebyr. */
async function nyDebitor(): Promise<Objekter> {
  return paa(DAG, async (tx) => {
    const u = await m.get(KravService).opret(tx, {
      fagsystem: 'NEXUS', reference: `R${++nr}`, debitor: { art: 'ZCPR', nummer: `010180${1000 + nr}`, navn: 'Ane Ager' }, indhold: 'BARN', kravstype: 'DAGINST', stiftelsesdato: dato('2026-01-01'), forfaldsdato: dato('2026-01-15'), srb: dato('2026-01-15'),
      linjer: [{ deltransaktion: 'FULDTID', beloeb: kr('100.00') }],
    });
    const [k] = await tx.sql<{ i: string }>(`select aftaleindhold_id as i from kravsbilag where id = $1`, [u.kravId]);
    const underId = await tx.id();
    await tx.skriv(`insert into kravsbilag (id, art, aftalekonto_id, aftaleindhold_id, hovedkrav_id, kravstype, fagsystem, stiftelsesdato, forfaldsdato, srb, hovedstol, foraeldelsesdato, registreret)
      values ($1, 'GEBYR', $2, $3, $4, 'DAGINST', 'debitor', '2026-02-01', '2026-02-01', '2026-02-01', 250, '2029-02-01', now())`, [underId, u.aftalekontoId, k!.i, u.kravId]);
    return { kravId: u.kravId, underId, aftaleindholdId: k!.i, aftalekontoId: u.aftalekontoId, forretningspartnerId: u.forretningspartnerId };
  });
}
const ny = (andet: Partial<NySpaerre> = {}): NySpaerre => ({ niveau: 'KRAV', objektId: o.kravId, art: 'RYKKER', aarsag: 'Indsigelse modtaget', fra: dato(DAG), til: 'infinity', ...andet });
const opret = (andet: Partial<NySpaerre> = {}, dag = DAG): Promise<string> => paa(dag, (tx) => spaerrer.opret(tx, ny(andet)));
const til = (id: string): Promise<string> => paa(DAG, async (tx) => (await tx.sql<{ til: string }>(`select til from spaerre where id = $1`, [id]))[0]!.til);
const liste = (f: Partial<Spaerrefilter>, dag = DAG, andet = {}) => paa(dag, (tx) => m.get(SpaerrelaesningService).liste(tx, { antal: 100, ...f }), andet);
const sov = () => paa(DAG, (tx) => tx.skriv(`update vagt set tidligst = 'infinity' where krav_id = $1`, [o.kravId]));
const vaagne = (dag: string) => paa(DAG, async (tx) => (await tx.raekker<[string]>(`select trin from vagt where krav_id = $1 and tidligst <= $2 order by 1`, [o.kravId, dag])).map(([t]) => t));

describe('wakes the steps that honour it, when set, lifted and moved', () => {
  const objekt: Record<Spaerreniveau | 'UNDERKRAV', (x: Objekter) => [Spaerreniveau, string]> = {
    KRAV: (x) => ['KRAV', x.kravId], UNDERKRAV: (x) => ['KRAV', x.underId], AFTALEINDHOLD: (x) => ['AFTALEINDHOLD', x.aftaleindholdId], AFTALEKONTO: (x) => ['AFTALEKONTO', x.aftalekontoId], FORRETNINGSPARTNER: (x) => ['FORRETNINGSPARTNER', x.forretningspartnerId],
  };
  const arter: [Spaerreart, string[]][] = [['RENTE', ['renter']], ['RYKKER', ['rykker']], ['UDLIGNING', ['afskriv', 'udlign']], ['MODREGNING', []], ['UDBETALING', []]];
  it.each(Object.keys(objekt).flatMap((n) => arter.map(([art, trin]) => [n, art, trin] as const)))('%s %s', async (n, art, trin) => {
    const [niveau, objektId] = objekt[n as Spaerreniveau](o);
    await sov();
    const id = await opret({ niveau, objektId, art, fra: dato('2026-02-01') });
    expect(await vaagne(DAG)).toEqual(trin);
    await sov();
    await paa('2026-03-02', (tx) => spaerrer.ophaev(tx, id, dato('2026-02-20')));
    expect([await vaagne('2026-03-01'), await vaagne('2026-03-02')]).toEqual([[], trin]);
  });

  it('extended', async () => {
    const id = await opret({ til: dato('2026-03-10') });
    await sov();
    await paa(DAG, (tx) => spaerrer.forlaeng(tx, id, dato('2026-04-01')));
    expect([await til(id), await vaagne(DAG)]).toEqual(['2026-04-01', ['rykker']]);
    await paa(DAG, (tx) => spaerrer.forlaeng(tx, id, 'infinity'));
    expect(await til(id)).toBe('infinity');
  });

  it('nothing changes, nothing wakes', async () => {
    const id = await opret({ til: dato('2026-03-10') });
    await sov();
    await paa(DAG, async (tx) => { await spaerrer.forlaeng(tx, id, dato('2026-03-10')); await spaerrer.ophaev(tx, id, dato('2026-03-10')); await spaerrer.skiftEjer(tx, id, 'ane'); });
    expect(await vaagne(DAG)).toEqual([]);
  });
});

describe('ends', () => {
  it('before it began: it has never held', async () => {
    const id = await opret({ fra: dato('2026-04-01') });
    await paa(DAG, (tx) => spaerrer.ophaev(tx, id, dato(DAG)));
    expect(await til(id)).toBe('2026-04-01');
    expect(await liste({ objektId: o.kravId, niveau: 'KRAV', aktivPaa: dato('2026-04-01') })).toEqual([]);
  });

  it('no later than it has ended, and is not extended when it is over', async () => {
    const id = await opret({ fra: dato('2026-01-01'), til: dato('2026-02-01') });
    const fejl = (a: (tx: Tx) => Promise<void>) => paa(DAG, a).then(() => 'gjort', (f: { kode: string }) => f.kode);
    expect(await fejl((tx) => spaerrer.ophaev(tx, id, dato(DAG)))).toBe('SPAERRE_ER_OPHOERT');
    expect(await fejl((tx) => spaerrer.forlaeng(tx, id, dato('2026-06-01')))).toBe('SPAERRE_ER_OPHOERT');
    expect(await fejl((tx) => spaerrer.ophaev(tx, '999999', dato(DAG)))).toBe('IKKE_FUNDET');
    expect(await fejl((tx) => spaerrer.skiftEjer(tx, '999999', 'bo'))).toBe('IKKE_FUNDET');
    const aaben = await opret({ til: dato('2026-06-01') });
    expect(await fejl((tx) => spaerrer.forlaeng(tx, aaben, dato('2026-05-01')))).toBe('SPAERRE_FORLAENGES_IKKE');
    expect(await fejl(async (tx) => { await spaerrer.opret(tx, ny({ til: dato(DAG) })); })).toBe('PERIODE_OMVENDT');
    expect([await til(id), await til(aaben)]).toEqual(['2026-02-01', '2026-06-01']);
  });
});

describe('is listed', () => {
  it('by level, object, art, owner, reason and day, newest first, page by page', async () => {
    const [a, b, c] = [await opret({ art: 'RENTE', fra: dato('2026-02-01'), til: dato('2026-02-10'), aarsag: 'Henstand bevilget' }), await opret({ ejer: 'bo' }), await opret({ niveau: 'AFTALEKONTO', objektId: o.aftalekontoId, fra: dato('2026-03-05'), art: 'UDLIGNING' })];
    const mine = [a, b, c];
    const fundet = async (f: Partial<Spaerrefilter>): Promise<string[]> => (await liste(f)).map((s) => s.id).filter((id) => mine.includes(id!));
    expect(await fundet({})).toEqual([c, b, a]);
    expect(await fundet({ niveau: 'KRAV', objektId: o.kravId })).toEqual([b, a]);
    expect([await fundet({ art: 'UDLIGNING' }), await fundet({ ejer: 'bo' }), await fundet({ ejer: 'ane' }), await fundet({ aarsag: 'HENSTAND' }), await fundet({ aktivPaa: dato('2026-02-09') }), await fundet({ aktivPaa: dato('2026-02-10') })])
      .toEqual([[c], [b], [c, a], [a], [a], []]);
    const [foerste, anden] = await liste({ niveau: 'KRAV', objektId: o.kravId, antal: 1 });
    expect((await liste({ niveau: 'KRAV', objektId: o.kravId, antal: 1, efter: { fra: foerste!.fra, id: foerste!.id } })).map((s) => s.id)).toEqual([anden!.id]);
    expect(foerste).toMatchObject({ id: b, ejer: 'bo', oprettetAf: 'ane', alderDage: 0, udenSlutdato: false, overlapper: [] });
  });

  it('with the others of its art that hold on the object in the same days', async () => {
    const [a, b] = [await opret({ til: dato('2026-03-10') }), await opret({ fra: dato('2026-03-09') })];
    const [c, andenArt, senere] = [await opret({ fra: dato('2026-03-10'), til: dato('2026-03-20') }), await opret({ art: 'RENTE' }), await opret({ fra: dato('2026-03-09'), til: dato('2026-03-15') })];
    await paa(DAG, (tx) => spaerrer.ophaev(tx, senere, dato(DAG)));
    const overlapper = new Map((await liste({ niveau: 'KRAV', objektId: o.kravId })).map((s) => [s.id, s.overlapper]));
    expect([a, b, c, andenArt, senere].map((id) => overlapper.get(id))).toEqual([[b], [a, c], [b], [], []]);
  });

  it('as work when it has no end and is old enough, by the kommune’s choice, oldest first', async () => {
    const [gammel, aeldre] = [await opret({ fra: dato('2025-08-01') }), await opret({ fra: dato('2025-07-01'), art: 'RENTE' })];
    await opret({ fra: dato('2025-07-01'), til: dato('2027-01-01'), art: 'UDLIGNING' });
    const arbejde = async (dag: string): Promise<unknown[]> => (await liste({ udenSlutdato: true, aeldsteFoerst: true, niveau: 'KRAV', objektId: o.kravId }, dag)).map((s) => [s.id, s.alderDage, s.udenSlutdato]);
    expect(await arbejde('2025-12-27')).toEqual([]);
    expect(await arbejde('2025-12-28')).toEqual([[aeldre, 180, true]]);
    expect(await arbejde('2026-01-28')).toEqual([[aeldre, 211, true], [gammel, 180, true]]);
    await paa('2026-02-01', (tx) => m.get(OpsaetningsvalgService).vaelg(tx, 'spaerreUdenSlutDage', '365', dato('2026-02-01')));
    expect([await arbejde('2026-02-01'), await arbejde('2026-07-01')]).toEqual([[], [[aeldre, 365, true]]]);
    await paa('2026-02-01', (tx) => m.get(OpsaetningsvalgService).vaelg(tx, 'spaerreUdenSlutDage', '180', dato('2026-02-01')));
  });

  it('to a fagsystem only where it stands on its own', async () => {
    const [paaKrav, paaGebyr] = [await opret(), await opret({ objektId: o.underId })];
    const paaKonto = await opret({ niveau: 'AFTALEKONTO', objektId: o.aftalekontoId });
    const ser = async (fagsystem: string): Promise<string[]> => (await liste({ antal: 500 }, DAG, { fagsystem })).map((s) => s.id).filter((id) => [paaKrav, paaGebyr, paaKonto].includes(id));
    expect([await ser('NEXUS'), await ser('AULA')]).toEqual([[paaGebyr, paaKrav], []]);
    const hent = (id: string, fagsystem: string) => paa(DAG, (tx) => m.get(SpaerrelaesningService).hent(tx, id), { fagsystem }).then((s) => s.id, (f: { kode: string }) => f.kode);
    expect([await hent(paaGebyr, 'NEXUS'), await hent(paaGebyr, 'AULA'), await hent(paaKonto, 'NEXUS')]).toEqual([paaGebyr, 'IKKE_FUNDET', 'IKKE_FUNDET']);
  });
});

it('has an owner, who can be another; every change is on the trail', async () => {
  const id = await opret({ ejer: 'bo' });
  await paa(DAG, (tx) => spaerrer.skiftEjer(tx, id, 'ciff'), { bruger: 'chef' });
  await paa(plusDage(dato(DAG), 1), (tx) => spaerrer.ophaev(tx, id, dato('2026-03-02')), { bruger: 'ciff' });
  const spor = await paa(DAG, (tx) => tx.raekker(`select bruger, handling, efter ->> 'ejer', efter ->> 'til' from revision where tabel = 'spaerre' and noegle = $1 order by id`, [id]));
  expect(spor).toEqual([['ane', 'INSERT', 'bo', 'infinity'], ['chef', 'UPDATE', 'ciff', 'infinity'], ['ciff', 'UPDATE', 'ciff', '2026-03-02']]);
});
