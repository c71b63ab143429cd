import fc from 'fast-check';
import { dato, kr, plusDage, type Lokaldato } from '#app/kernel';
import { SpaerrelaesningService, SpaerreService, type Spaerrefilter } from '#app/krav';
import { ForaeldelsesregisterService, type Foraeldelsesart, type Registreret } from '#app/foraeldelse';
import { scenarie, type Scenarie } from '../../../test/scenarie.js';

/** The step among the others, on real nights. */
let s: Scenarie;
afterEach(() => s?.slut());
const registrer = (krav: string, art: Foraeldelsesart, dag: string, slut?: string): Promise<Registreret> => s.tx((tx) => s.m.get(ForaeldelsesregisterService).registrer(tx, { kravIder: [s.id(krav)], art, dato: dato(dag), ...(slut === undefined ? {} : { slut: dato(slut) }), evidens: 'Sag 17' }));
const perioder = (krav: string): Promise<string[]> => s.tx(async (tx) => (await tx.raekker<[string]>(`select periode_fra::text from kravsbilag where hovedkrav_id = $1 and art = 'RENTE' order by 1`, [s.id(krav)])).map(([p]) => p));
const breve = (): Promise<string[]> => s.tx(async (tx) => (await tx.raekker<[string]>(`select dato::text from rykkerbrev order by 1`)).map(([d]) => d));

it('barred, a claim bears no more interest and is not reminded; a late event gives both back', async () => {
  s = await scenarie({ fra: '2025-03-14' });
  await s.krav('K', kr('1000.00'), { forfald: '2022-03-15' });
  await s.spaer('RYKKER', 'K', '2025-03-01', '2025-04-01'); // not reminded before it is barred
  await s.nat('2025-06-30');
  expect((await perioder('K')).at(-1)).toBe('2025-03-16'); // 15 March 2025 is a Saturday: barred from the 18th
  expect(await breve()).toEqual([]);
  expect(await s.brud()).toEqual([]);
  await registrer('K', 'ERKENDELSE', '2025-03-01');
  await s.nat('2025-07-10');
  expect((await perioder('K')).slice(-3)).toEqual(['2025-04-16', '2025-05-16', '2025-06-16']);
  expect(await breve()).toHaveLength(1);
  expect(await s.brud()).toEqual([]);
});

it('the spærrer it sets are no work for anyone, whoever gave it cause; a person\'s is', async () => {
  s = await scenarie({ fra: '2025-03-10' });
  for (const k of ['NAT', 'HAAND', 'EGEN']) await s.krav(k, kr('1000.00'), { forfald: '2022-03-15', debitor: k });
  const { haendelseId } = await registrer('HAAND', 'ERKENDELSE', '2025-03-10');
  await registrer('EGEN', 'ERKENDELSE', '2025-03-10');
  await s.nat('2025-03-18'); // NAT is barred by the night, HAAND by a caseworker's correction
  await s.tx((tx) => s.m.get(ForaeldelsesregisterService).annuller(tx, haendelseId, 'Et andet krav'));
  await s.tx((tx) => s.m.get(SpaerreService).opret(tx, { niveau: 'KRAV', objektId: s.id('EGEN'), art: 'RENTE', aarsag: 'Indsigelse', fra: s.dag, til: 'infinity' }));
  const liste = (f: Partial<Spaerrefilter>): Promise<unknown[]> => s.tx(async (tx) => (await s.m.get(SpaerrelaesningService).liste(tx, { ...f, antal: 100 })).map((x) => [x.art, x.ejer, x.udenSlutdato]).sort(), dato('2026-03-18'));
  for (const k of ['NAT', 'HAAND']) expect(await liste({ niveau: 'KRAV', objektId: s.id(k) })).toEqual(['MODREGNING', 'OVERDRAGELSE', 'RENTE', 'RYKKER'].map((art) => [art, 'natten', false]));
  expect(await liste({ udenSlutdato: true })).toEqual([['RENTE', 'scenarie', true]]);
});

it('nights late, one by one, and over everything in parts of one debtor, tell the same', async () => {
  const START = dato('2025-01-06');
  const SLUT = dato('2025-03-20');
  const dag = fc.integer({ min: 1, max: 70 }).map((n) => plusDage(START, n));
  const haendelse = fc.record({ krav: fc.nat(3), art: fc.constantFrom<Foraeldelsesart[]>('ERKENDELSE', 'UDLAEG', 'MODREGNING', 'HENSTAND'), dag, forsinket: fc.integer({ min: 0, max: 40 }), varer: fc.integer({ min: 0, max: 30 }) });
  const historie = fc.record({ forfald: fc.array(fc.integer({ min: 0, max: 80 }), { minLength: 1, maxLength: 4 }), haendelser: fc.array(haendelse, { maxLength: 4 }), betalt: fc.option(fc.record({ krav: fc.nat(3), dag })) });
  type Historie = typeof historie extends fc.Arbitrary<infer H> ? H : never;
  const spil = async (h: Historie, alleNaetter: boolean, valg = {}): Promise<string[]> => {
    s = await scenarie({ fra: START });
    try {
      for (const [i, n] of h.forfald.entries()) await s.krav(`K${i}`, kr('1000.00'), { forfald: plusDage(dato('2022-01-03'), n), debitor: `D${i % 2}`, type: 'HUSLEJE' });
      await s.nat(START, { nyeste: false, ...valg }); // what was paid before the first night is history, and is not told
      s.dag = plusDage(START, 1);
      const kendt = h.haendelser.map((x) => ({ ...x, krav: `K${x.krav % h.forfald.length}`, dag: x.dag, kendt: plusDage(x.dag, x.forsinket + (x.art === 'UDLAEG' ? x.varer : 0)) }));
      const trin: { dag: Lokaldato; goer: () => Promise<unknown> }[] = kendt.map((x) => ({ dag: x.kendt, goer: () => registrer(x.krav, x.art, x.dag, x.art === 'UDLAEG' || x.art === 'HENSTAND' ? plusDage(x.dag, x.varer) : undefined) }));
      if (h.betalt !== null) { const b = h.betalt; trin.push({ dag: b.dag, goer: () => s.indbetaling(kr('1000.00'), { dato: b.dag, krav: `K${b.krav % h.forfald.length}` }) }); }
      for (const t of trin.filter((x) => x.dag <= SLUT).sort((a, b) => (a.dag < b.dag ? -1 : 1))) {
        if (alleNaetter && t.dag > s.dag) await s.nat(plusDage(t.dag, -1), { nyeste: false, ...valg });
        s.dag = t.dag > s.dag ? t.dag : s.dag;
        await t.goer();
      }
      await s.nat(SLUT, { nyeste: false, ...valg });
      expect(await s.brud()).toEqual([]);
      return await s.tx(async (tx) => (await tx.raekker<[string]>(
        `select h.fagsystem_reference || ' ' || f.dato || ' ' || f.sidste || ' ' || coalesce(f.foraeldet::text, '-') || ' ' || coalesce((select string_agg(p.art || p.fra, ',' order by p.art) from spaerre p where p.objekt_id = f.krav_id and p.til = 'infinity'), '-')
         from foraeldelse f join kravsbilag h on h.id = f.krav_id and h.art = 'HOVEDKRAV' order by 1`)).map(([t]) => t));
    } finally { await s.slut(); }
  };
  await fc.assert(fc.asyncProperty(historie, async (h) => {
    const facit = await spil(h, true);
    expect(await spil(h, false)).toEqual(facit);
    expect(await spil(h, true, { alle: true, dele: { poster: 1, mindstePartnere: 1, andelPartnere: 0 } })).toEqual(facit);
  }), { numRuns: 2 });
}, 300000);
