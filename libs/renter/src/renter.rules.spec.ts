import fc from 'fast-check';
import { beloebTekst, dato, kr, plusDage, sum, tilOere, type Beloeb, type Lokaldato } from '#app/kernel';
import type { Regime } from '#app/krav';
import { bogfoer, GEBYRLOVKRAV, krav, ramme } from './proeve.js';
import type { Rentefakta, Rentevalg } from './rentefakta.js';
import { beslutRente, type BogfoertPeriode, type Rentebeslutning, type Renteforskel } from './renter.rules.js';

const forskelle = (b: Rentebeslutning): readonly Renteforskel[] => (b.art === 'TILSKRIV' ? b.forskelle : []);
const vis = (b: Rentebeslutning): string[] => forskelle(b).map((f) => `${f.postdato} ${beloebTekst(f.beloeb)} nr ${f.loebenr}`);
const FJERNT = ramme('2026-03-20');

describe('the table of regimes', () => {
  it.each<[Regime, string]>([['DOM_FORLIG', 'INGEN_DOM'], ['INGEN', 'REGIME_UDEN_RENTE']])('%s without more answers %s', (regime, grund) => {
    expect(beslutRente(krav('2026-01-15', '1000.00', [], { versioner: [{ ...GEBYRLOVKRAV, regime }] }), FJERNT, [])).toEqual({ art: 'INTET', grund, naeste: 'infinity' });
  });
  it.each([
    [{ renteBesluttet: null }, 'RENTE_IKKE_BESLUTTET'], [{ udpantningsret: false }, 'UDEN_UDPANTNINGSRET'],
    [{ renteBesluttet: dato('2027-01-01') }, 'FOER_RENTEBESLUTNING'], [{ gyldigTil: dato('2026-01-01') }, 'KRAVSTYPE_UKENDT'],
  ])('gebyrloven with %j answers %s', (andet, grund) => {
    expect(beslutRente(krav('2026-01-15', '1000.00', [], { versioner: [{ ...GEBYRLOVKRAV, ...andet }] }), FJERNT, [])).toMatchObject({ art: 'INTET', grund });
  });
});

describe('target minus booked', () => {
  const ubetalt = krav('2026-01-15', '4000.00');
  const bogfoert = bogfoer([], forskelle(beslutRente(ubetalt, FJERNT, [])));
  it('posts what is missing, once', () => {
    expect(vis(beslutRente(ubetalt, FJERNT, []))).toEqual(['2026-01-16 40.00 nr 1', '2026-02-16 40.00 nr 1', '2026-03-16 40.00 nr 1']);
    expect(beslutRente(ubetalt, FJERNT, bogfoert)).toEqual({ art: 'INTET', grund: 'INGEN_AENDRING', naeste: '2026-04-18' });
  });
  it('a payment registered late corrects the months after its value date; undone, it is put back', () => {
    const sent = krav('2026-01-15', '4000.00', [['2026-02-10', '-1460.00']]);
    const b = beslutRente(sent, FJERNT, bogfoert);
    expect(vis(b)).toEqual(['2026-02-16 -14.60 nr 2', '2026-03-16 -14.60 nr 2']);
    expect(forskelle(b)[0]).toMatchObject({ rentekrav: { id: 'r2026-02-16', linjeId: 'l2026-02-16' }, foer: kr('40.00'), maal: kr('25.40') });
    expect(vis(beslutRente(ubetalt, FJERNT, bogfoer(bogfoert, forskelle(b))))).toEqual(['2026-02-16 14.60 nr 3', '2026-03-16 14.60 nr 3']);
  });
  it.each<[string, Partial<Rentefakta>, string]>([
    ['BETALT', { bevaegelser: [[dato('2026-01-15'), kr('4000.00')], [dato('2026-01-15'), kr('-4000.00')]] }, '0.00'],
    ['RENTESTOP', { rentestop: [{ fra: dato('2026-01-01'), til: 'infinity' }] }, '4000.00'],
    ['OVERDRAGET', { overdraget: dato('2026-01-16') }, '4000.00'],
    ['RENTE_IKKE_BESLUTTET', { versioner: [{ ...GEBYRLOVKRAV, renteBesluttet: null }] }, '4000.00'],
    ['ANDET_REGIME', { versioner: [{ ...GEBYRLOVKRAV, regime: 'INGEN' }] }, '4000.00'],
    ['IKKE_I_MAALET', { forfald: dato('2026-01-10'), srb: dato('2026-01-10') }, '4000.00'],
  ])('a period that is in the target no more goes to 0.00 and says why: %s', (aarsag, andet, grundlag) => {
    const f = forskelle(beslutRente({ ...ubetalt, ...andet }, ramme('2026-01-20'), bogfoert.slice(0, 1))).find((x) => x.periodeFra === '2026-01-16')!;
    expect(f).toMatchObject({ postdato: '2026-01-16', regelversion: `GEBYRLOV/${aarsag}`, loebenr: 2, foer: kr('40.00'), beloeb: kr('-40.00') });
    expect([beloebTekst(f.grundlag), f.satsProcent.toFixed(), beloebTekst(f.maal)]).toEqual([grundlag, '0', '0.00']);
  });
  it('a claim whose rate is unknown waits as a whole and looks again the next night', () => {
    expect(beslutRente(ubetalt, ramme('2026-01-25', {}, { satser: {} }), [])).toEqual({ art: 'SATS_UKENDT', postdato: '2026-01-16', naeste: '2026-01-26' });
  });
});

const START = dato('2025-12-01');
const dag = (maks: number): fc.Arbitrary<Lokaldato> => fc.integer({ min: 0, max: maks }).map((n) => plusDage(START, n));
const valg: fc.Arbitrary<Rentevalg> = fc.record({
  gebyrlovTilskrivning: fc.constantFrom('DAGEN_EFTER_FORFALD' as const, 'FORFALDSDAG' as const), gebyrlovAnker: fc.constantFrom('FORFALD' as const, 'SRB' as const), ventebankdage: fc.integer({ min: 0, max: 6 }),
  rentelovDagbasis: fc.constantFrom('ACT_365' as const, 'ACT_ACT' as const, '30_360' as const),
});
interface Tilfaelde { readonly f: Rentefakta; readonly hovedstol: Beloeb; readonly v: Rentevalg }
const tilfaelde: fc.Arbitrary<Tilfaelde> = fc.record({
  forfald: dag(90), frist: fc.integer({ min: 0, max: 45 }), oere: fc.integer({ min: 1, max: 9_000_000 }), v: valg,
  betalinger: fc.array(fc.tuple(dag(500), fc.integer({ min: 1, max: 100 })), { maxLength: 4 }), stop: fc.array(fc.tuple(dag(400), fc.integer({ min: 1, max: 120 })), { maxLength: 2 }),
}).map(({ forfald, frist, oere, v, betalinger, stop }) => {
  const hovedstol = kr((oere / 100).toFixed(2));
  let rest = hovedstol;
  const bevaegelser = [...betalinger].sort((a, b) => (a[0] < b[0] ? -1 : 1)).map(([d, procent]) => {
    const betalt = kr(rest.times(procent).div(100).toDecimalPlaces(2, 1).toFixed(2));
    rest = kr(rest.minus(betalt).toFixed(2));
    return [d, kr(betalt.neg().toFixed(2))] as const;
  });
  const rentestop = stop.map(([fra, dage]) => ({ fra, til: plusDage(fra, dage) }));
  return { hovedstol, v, f: { forfald, srb: plusDage(forfald, frist), versioner: [GEBYRLOVKRAV], bevaegelser: [[dato('2025-11-01'), hovedstol], ...bevaegelser], rentestop } };
});
const net = (b: readonly BogfoertPeriode[]): string[] => b.filter((p) => !p.beloeb.isZero()).map((p) => `${p.periodeFra} ${beloebTekst(p.beloeb)}`);
const efter = (f: Rentefakta, v: Rentevalg, D: Lokaldato, foer: readonly BogfoertPeriode[]): BogfoertPeriode[] => bogfoer(foer, forskelle(beslutRente(f, ramme(D, v), foer)));

describe('properties', () => {
  it('nights one by one post the same as the last night at once, and a second run changes nothing', () => {
    fc.assert(fc.property(tilfaelde, dag(500), dag(500), ({ f, v }, a, b) => {
      const [D1, D2] = a < b ? [a, b] : [b, a];
      const trinvis = efter(f, v, D2, efter(f, v, D1, []));
      expect(trinvis).toEqual(efter(f, v, D2, []));
      expect(beslutRente(f, ramme(D2, v), trinvis).art).toBe('INTET');
    }), { numRuns: 60 });
  });

  it('facts that came late give the same books as facts that came in time', () => {
    fc.assert(fc.property(tilfaelde, dag(500), fc.nat(4), ({ f, v }, D, n) => {
      const tidligt = { ...f, bevaegelser: f.bevaegelser.slice(0, 1 + n), rentestop: f.rentestop.slice(1) };
      expect(net(efter(f, v, D, efter(tidligt, v, D, [])))).toEqual(net(efter(f, v, D, [])));
    }), { numRuns: 60 });
  });

  it('the order in which payments were registered does not matter', () => {
    fc.assert(fc.property(tilfaelde, dag(500), ({ f, v }, D) => {
      expect(beslutRente({ ...f, bevaegelser: [...f.bevaegelser].reverse() }, ramme(D, v), [])).toEqual(beslutRente(f, ramme(D, v), []));
    }), { numRuns: 60 });
  });

  it('paid by SRB costs nothing, whatever the choices', () => {
    fc.assert(fc.property(tilfaelde, fc.integer({ min: 0, max: 60 }), dag(500), ({ f, v, hovedstol }, dage, D) => {
      const betalt = { ...f, bevaegelser: [[dato('2025-11-01'), hovedstol], [plusDage(f.srb, -dage), kr(hovedstol.neg().toFixed(2))]] as const };
      expect(beslutRente(betalt, ramme(D, v), [])).toEqual({ art: 'INTET', grund: 'INGEN_AENDRING', naeste: 'infinity' });
    }), { numRuns: 60 });
  });

  it('`naeste` is exact: nothing changes before it, and something does on it', () => {
    fc.assert(fc.property(tilfaelde, dag(400), ({ f, v }, D) => {
      const nu = beslutRente(f, ramme(D, v), []);
      const samme = (d: Lokaldato): void => expect(forskelle(beslutRente(f, ramme(d, v), []))).toEqual(forskelle(nu));
      if (nu.naeste === 'infinity') { [1, 40, 400].forEach((n) => samme(plusDage(D, n))); return; }
      expect(nu.naeste > D).toBe(true);
      for (let d = plusDage(D, 1); d < nu.naeste; d = plusDage(d, d < plusDage(nu.naeste, -10) ? 7 : 1)) samme(d);
      expect(f.bevaegelser.length > 0 && forskelle(beslutRente(f, ramme(nu.naeste, v), [])).length > forskelle(nu).length || sum(f.bevaegelser.map(([, b]) => b)).lt('0.50')).toBe(true);
    }), { numRuns: 60 });
  });

  it('whole øre count the same as decimals: rest in øre x 1, over 100, half up', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 2_000_000_000 }), (oere) => {
      const [f] = forskelle(beslutRente(krav('2026-01-15', (oere / 100).toFixed(2)), ramme('2026-01-20'), []));
      expect(f === undefined ? 0n : tilOere(f.maal)).toBe((BigInt(oere) + 50n) / 100n);
    }), { numRuns: 100 });
  });

  it('periods never share a first day, and each begins in its own month of the series', () => {
    fc.assert(fc.property(tilfaelde, ({ f, v }) => {
      const fra = forskelle(beslutRente(f, ramme('2027-06-01', v), [])).map((x) => x.periodeFra);
      expect(new Set(fra.map((d) => d.slice(0, 7))).size).toBe(fra.length);
      expect(fra.every((d) => d >= f.forfald && d <= '2027-06-01')).toBe(true);
    }), { numRuns: 30 });
  });
});
