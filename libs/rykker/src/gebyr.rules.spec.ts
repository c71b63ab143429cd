import fc from 'fast-check';
import { dageMellem, dato, kr, plusDage, type Lokaldato } from '#app/kernel';
import { fordelGebyrer, gebyrafslag, gebyrregime, lovensMaksimum, type Gebyrkandidat, type Gebyrmaksimum, type Gebyrregime } from './gebyr.rules.js';

const maks = (regime: Gebyrregime, m: string): Gebyrmaksimum => ({ regime, gyldigFra: dato('1900-01-01'), gyldigTil: 'infinity', maks: kr(m), kilde: 'prøve' });
const MAKSIMA = [maks('GEBYRLOV', '250.00'), maks('RENTELOV', '100.00'), maks('OPKRAEVNINGSLOV', '65.00')];
const D = dato('2026-03-30');
const kandidat = (kravId: string, regime: Gebyrregime | null, gebyr: string, andet: Partial<Gebyrkandidat> = {}): Gebyrkandidat => ({ kravId, regime, gebyr: kr(gebyr), gebyrdatoer: [], kontraktgebyrer: [], ...andet });
const kort = (p: ReturnType<typeof fordelGebyrer>): string[] => p.map((g) => `${g.kravId} ${g.beloeb.toFixed(2)} ${g.regime}`);

describe('renteloven § 9 b: at most three fees, at least ten days apart (regler.md 2.2)', () => {
  it.each([
    ['2026-03-02', [], null],
    ['2026-03-11', ['2026-03-02'], 'UNDER_TI_DAGE'],
    ['2026-03-12', ['2026-03-02'], null],
    ['2026-03-30', ['2026-03-02', '2026-03-12'], null],
    ['2026-04-20', ['2026-03-02', '2026-03-12', '2026-03-30'], 'HOEJST_TRE_GEBYRER'],
  ])('%s after %j: %s', (d, tidligere, svar) => {
    expect(gebyrafslag('RENTELOV', tidligere.map((t) => dato(t)), dato(d))).toBe(svar);
  });

  it('counts the other fees of a running contract\'s unbroken arrears', () => {
    expect(gebyrafslag('RENTELOV', [], D, 2)).toBeNull();
    expect(gebyrafslag('RENTELOV', [], D, 3)).toBe('HOEJST_TRE_GEBYRER');
  });

  it('gebyrloven sets no number; without a law there is no fee', () => {
    expect(gebyrafslag('GEBYRLOV', [plusDage(D, -1), D], D)).toBeNull();
    expect(gebyrafslag(null, [], D)).toBe('INGEN_HJEMMEL');
  });

  it('bidrag bears one fee, however long ago', () => {
    expect([gebyrafslag('UDK', [], D), gebyrafslag('UDK', [plusDage(D, -400)], D)]).toEqual([null, 'HOEJST_ET_GEBYR']);
  });
});

it.each([
  ['GEBYRLOV', true, false, 'GEBYRLOV'], ['RENTELOV', false, true, 'RENTELOV'], ['GEBYRLOV', true, true, 'GEBYRLOV'],
  ['INGEN', true, false, 'UDK'], ['INGEN', true, true, 'UDK'], ['INGEN', false, false, null], ['OPKRAEVNINGSLOV', true, false, 'OPKRAEVNINGSLOV'], ['DOM_FORLIG', false, false, null],
] as const)('a kravstype of regime %s, udpantningsret %s, civilretlig %s takes its fee by %s', (regime, udpantningsret, civilretlig, svar) => {
  expect(gebyrregime({ regime, udpantningsret, civilretlig })).toBe(svar);
});

describe('the fee of one letter', () => {
  it.each([
    ['a public claim', [kandidat('1', 'GEBYRLOV', '250.00')], 'PR_BREV', ['1 250.00 GEBYRLOV']],
    ['the law cuts a procedure that asks too much', [kandidat('1', 'GEBYRLOV', '300.00'), kandidat('2', 'RENTELOV', '250.00')], 'PR_KRAV', ['1 250.00 GEBYRLOV', '2 100.00 RENTELOV']],
    ['mixed: the oldest public claim bears it, however old the civil one', [kandidat('1', 'RENTELOV', '100.00'), kandidat('2', 'GEBYRLOV', '250.00'), kandidat('3', 'GEBYRLOV', '250.00')], 'PR_BREV', ['2 250.00 GEBYRLOV']],
    ['civil alone: the oldest, at the civil fee', [kandidat('1', 'RENTELOV', '250.00'), kandidat('2', 'RENTELOV', '100.00')], 'PR_BREV', ['1 100.00 RENTELOV']],
    ['the oldest civil one has had its three: the next bears it', [kandidat('1', 'RENTELOV', '100.00', { gebyrdatoer: [dato('2025-01-01'), dato('2025-02-01'), dato('2025-03-01')] }), kandidat('2', 'RENTELOV', '100.00')], 'PR_BREV', ['2 100.00 RENTELOV']],
    ['no fee in the procedure', [kandidat('1', 'GEBYRLOV', '0.00')], 'PR_BREV', []],
    ['no law', [kandidat('1', null, '250.00')], 'PR_KRAV', []],
    ['one contract in one letter: three at the most', ['1', '2', '3', '4'].map((id) => kandidat(id, 'RENTELOV', '100.00', { kontrakt: 'leje' })), 'PR_KRAV', ['1 100.00 RENTELOV', '2 100.00 RENTELOV', '3 100.00 RENTELOV']],
  ] as const)('%s', (_navn, kandidater, fordeling, svar) => {
    expect(kort(fordelGebyrer(kandidater, fordeling, MAKSIMA, D))).toEqual(svar);
  });
});

it('a maximum that is not known for the date is an error, never the last known one', () => {
  const gammel = [{ ...MAKSIMA[0]!, gyldigTil: '2026-01-01' }];
  expect(() => lovensMaksimum(gammel, 'GEBYRLOV', D)).toThrow(expect.objectContaining({ kode: 'GEBYRMAKSIMUM_UKENDT', status: 409 }));
});

it('no random history of letters ever gets a fee above the law\'s maximum, a fourth civil fee, or two within ten days', () => {
  const regime = fc.constantFrom<Gebyrregime>('GEBYRLOV', 'RENTELOV', 'OPKRAEVNINGSLOV');
  const historik = fc.record({
    krav: fc.array(fc.record({ regime, gebyr: fc.integer({ min: 0, max: 90000 }) }), { minLength: 1, maxLength: 4 }),
    spring: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 12 }), fordeling: fc.constantFrom<'PR_BREV' | 'PR_KRAV'>('PR_BREV', 'PR_KRAV'),
  });
  fc.assert(fc.property(historik, ({ krav, spring, fordeling }) => {
    const datoer = new Map<string, Lokaldato[]>(krav.map((_, i) => [String(i), []]));
    let d = dato('2025-01-01');
    for (const s of spring) {
      d = plusDage(d, s);
      const poster = fordelGebyrer(krav.map((k, i) => ({ kravId: String(i), regime: k.regime, gebyr: kr((k.gebyr / 100).toFixed(2)), gebyrdatoer: datoer.get(String(i))!, kontraktgebyrer: [] })), fordeling, MAKSIMA, d);
      if (fordeling === 'PR_BREV') expect(poster.length).toBeLessThanOrEqual(1);
      for (const p of poster) {
        const foer = datoer.get(p.kravId)!;
        expect(p.regime).toBe(krav[Number(p.kravId)]!.regime);
        expect(p.beloeb.lte(lovensMaksimum(MAKSIMA, p.regime, d).maks) && p.beloeb.gt(0)).toBe(true);
        if (p.regime === 'RENTELOV') expect(foer.length < 3 && foer.every((f) => dageMellem(f, d) >= 10)).toBe(true);
        foer.push(d);
      }
    }
  }), { numRuns: 100 });
});
