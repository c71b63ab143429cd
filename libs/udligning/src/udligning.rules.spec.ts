import { beloebTekst, dato, kr, minus, neg, NUL, plus, sum, type Beloeb } from '#app/kernel';
import fc from 'fast-check';
import type { Betalingsfakta, Bevaegelse, Debitorfakta, Kravfakta, Spaerreperiode } from './udligning.fakta.js';
import { udligningsmaal } from './udligning.rules.js';
import { beslutUdligning } from './udligningsforskel.rules.js';

interface Kravvalg { daekkesFra?: string; art?: Kravfakta['art']; hoved?: string; forfald?: string; srb?: string; stiftelse?: string; spaerrer?: Spaerreperiode[]; ekstra?: Bevaegelse[] }
const b = (d: string, beloeb: string, afskrivning = false): Bevaegelse => ({ dato: dato(d), beloeb: kr(beloeb), afskrivning });
/** A claim with a line per amount, charged on `stiftelse`; `ekstra` are later movements on its first line. */
const krav = (id: string, linjer: readonly string[], v: Kravvalg = {}): Kravfakta => {
  const forfald = v.forfald ?? '2026-01-15';
  return {
    id, art: v.art ?? 'HOVEDKRAV', hovedkravId: v.hoved ?? id, aftalekontoId: '9', fagsystem: 'NEXUS', forfaldsdato: dato(forfald), srb: dato(v.srb ?? forfald), daekkesFra: dato(v.daekkesFra ?? forfald), ufaktureret: false, spaerrer: v.spaerrer ?? [],
    linjer: linjer.map((beloeb, i) => ({ id: `${id}0${i + 1}`, nr: i + 1, kontering: 'INDT||', bevaegelser: [b(v.stiftelse ?? '2026-01-01', beloeb), ...(i === 0 ? v.ekstra ?? [] : [])] })),
  };
};
const betaling = (id: string, beloeb: string, d: string, ...kravIder: string[]): Betalingsfakta => ({ id, aftalekontoId: '9', kravIder, virkningsdato: dato(d), beloeb: kr(beloeb) });
const debitor = (k: Kravfakta[], p: Betalingsfakta[], andet: Partial<Debitorfakta> = {}): Debitorfakta => ({ forretningspartnerId: '1', krav: k, betalinger: p, bogfoert: [], daekning: [], ...andet });
/** `<payment> <date> <line> <amount>` */
const vis = (f: Debitorfakta, til = '2026-12-31'): string[] => udligningsmaal(f, dato(til)).linjer.map((l) => `${l.indbetalingId} ${l.dato} ${l.kravlinjeId} ${beloebTekst(l.beloeb)}`);

describe('order of coverage (regler.md 4.2)', () => {
  const familie = [krav('10', ['2450.00']), krav('11', ['24.50'], { art: 'RENTE', hoved: '10', forfald: '2026-01-16', stiftelse: '2026-01-16' }), krav('12', ['250.00'], { art: 'GEBYR', hoved: '10', forfald: '2026-02-01', stiftelse: '2026-02-01' })];
  it.each([
    ['the example: gebyr, rente, hovedstol', undefined, ['5 2026-02-10 1201 250.00', '5 2026-02-10 1101 24.50', '5 2026-02-10 1001 25.50']],
    ['hovedstol first', 'HOVEDSTOL_FOERST' as const, ['5 2026-02-10 1001 300.00']],
    ['the example, said in so many words', 'GEBYR_RENTE_HOVEDSTOL' as const, ['5 2026-02-10 1201 250.00', '5 2026-02-10 1101 24.50', '5 2026-02-10 1001 25.50']],
  ])('%s', (_, orden, ventet) => {
    const daekning = orden === undefined ? [] : [{ fra: dato('2000-01-01'), til: 'infinity' as const, orden }];
    expect(vis(debitor(familie, [betaling('5', '300.00', '2026-02-10', '10')], { daekning }))).toEqual(ventet);
  });

  it('hovedstol first leaves gebyr before rente', () => {
    const daekning = [{ fra: dato('2000-01-01'), til: 'infinity' as const, orden: 'HOVEDSTOL_FOERST' as const }];
    expect(vis(debitor(familie, [betaling('5', '2600.00', '2026-02-10', '10')], { daekning }))).toEqual(['5 2026-02-10 1001 2450.00', '5 2026-02-10 1201 150.00']);
  });

  it('a new order does not touch what was paid before it', () => {
    const daekning = [{ fra: dato('2026-02-15'), til: 'infinity' as const, orden: 'HOVEDSTOL_FOERST' as const }];
    expect(vis(debitor(familie, [betaling('5', '100.00', '2026-02-10', '10'), betaling('6', '100.00', '2026-02-20', '10')], { daekning })))
      .toEqual(['5 2026-02-10 1201 100.00', '6 2026-02-20 1001 100.00']);
  });

  it('several renter: the oldest first', () => {
    const renter = [krav('13', ['10.00'], { art: 'RENTE', hoved: '10', forfald: '2026-03-16', stiftelse: '2026-03-16' }), krav('14', ['10.00'], { art: 'RENTE', hoved: '10', forfald: '2026-02-16', stiftelse: '2026-02-16' })];
    expect(vis(debitor([krav('10', ['100.00']), ...renter], [betaling('5', '15.00', '2026-04-01', '10')]))).toEqual(['5 2026-04-01 1401 10.00', '5 2026-04-01 1301 5.00']);
  });

  it('the bill named first though another is older; then oldest SRB, oldest forfald, lowest id', () => {
    const k = [krav('10', ['100.00'], { forfald: '2026-01-10', srb: '2026-02-01' }), krav('11', ['100.00'], { forfald: '2026-01-05', srb: '2026-02-01' }), krav('12', ['100.00'], { forfald: '2026-01-20', srb: '2026-01-20' }), krav('9', ['100.00'], { forfald: '2026-01-10', srb: '2026-02-01' }), krav('20', ['100.00'], { forfald: '2026-03-01' })];
    expect(vis(debitor(k, [betaling('5', '450.00', '2026-02-10', '20')]), '2026-02-28'))
      .toEqual(['5 2026-02-10 2001 100.00', '5 2026-02-10 1201 100.00', '5 2026-02-10 1101 100.00', '5 2026-02-10 901 100.00', '5 2026-02-10 1001 50.00']);
  });
});

describe('money and claims that do not fit', () => {
  it.each([
    ['paid before it was due, and named: at once', [krav('10', ['100.00'], { forfald: '2026-03-01' })], [betaling('5', '100.00', '2026-02-01', '10')], ['5 2026-02-01 1001 100.00']],
    ['paid before the claim began: the day it begins', [krav('10', ['100.00'], { stiftelse: '2026-02-05', forfald: '2026-03-01' })], [betaling('5', '100.00', '2026-02-01', '10')], ['5 2026-02-05 1001 100.00']],
    ['not named and not due: when it falls due', [krav('10', ['100.00'], { forfald: '2026-03-01' })], [betaling('5', '100.00', '2026-02-01')], ['5 2026-03-01 1001 100.00']],
    ['overpaid: the rest is used when the next claim falls due', [krav('10', ['100.00']), krav('11', ['80.00'], { forfald: '2026-03-01' })], [betaling('5', '150.00', '2026-01-10', '10')], ['5 2026-01-10 1001 100.00', '5 2026-03-01 1101 50.00']],
    ['paid twice: the second one waits for the next claim', [krav('10', ['100.00']), krav('11', ['80.00'], { forfald: '2026-03-01' })], [betaling('5', '100.00', '2026-01-10', '10'), betaling('6', '100.00', '2026-01-12', '10')], ['5 2026-01-10 1001 100.00', '6 2026-03-01 1101 80.00']],
    ['the older credit is used first', [krav('11', ['80.00'], { forfald: '2026-03-01' })], [betaling('6', '50.00', '2026-01-10'), betaling('5', '100.00', '2026-01-12')], ['6 2026-03-01 1101 50.00', '5 2026-03-01 1101 30.00']],
    ['the day\'s payments come before older credits', [krav('11', ['80.00'], { forfald: '2026-03-01' })], [betaling('5', '50.00', '2026-01-10'), betaling('6', '60.00', '2026-03-01')], ['6 2026-03-01 1101 60.00', '5 2026-03-01 1101 20.00']],
    ['same day: by id as a number', [krav('10', ['100.00'])], [betaling('10', '60.00', '2026-02-01', '10'), betaling('9', '60.00', '2026-02-01', '10')], ['9 2026-02-01 1001 60.00', '10 2026-02-01 1001 40.00']],
    ['a part payment over lines in proportion, largest remainder, ties to the lowest line', [krav('10', ['33.33', '33.33', '33.34'])], [betaling('5', '50.00', '2026-02-01', '10')], ['5 2026-02-01 1001 16.67', '5 2026-02-01 1002 16.66', '5 2026-02-01 1003 16.67']],
    ['a second part payment over what is left', [krav('10', ['1.00', '2.00'])], [betaling('5', '0.10', '2026-02-01', '10'), betaling('6', '5.00', '2026-02-02', '10')], ['5 2026-02-01 1001 0.03', '5 2026-02-01 1002 0.07', '6 2026-02-02 1001 0.97', '6 2026-02-02 1002 1.93']],
    ['sent back by the bank: nothing is left of it', [krav('10', ['100.00'])], [betaling('5', '0.00', '2026-02-01', '10')], []],
  ])('%s', (_, k, p, ventet) => { expect(vis(debitor(k, p))).toEqual(ventet); });

  it('a claim on hold is not cleared by others\' money until the hold ends, but by its own', () => {
    const spaerrer = [{ fra: dato('2026-01-01'), til: dato('2026-03-10') }];
    const k = [krav('10', ['100.00'], { spaerrer })];
    expect(vis(debitor(k, [betaling('5', '40.00', '2026-02-01')]))).toEqual(['5 2026-03-10 1001 40.00']);
    expect(vis(debitor(k, [betaling('5', '40.00', '2026-02-01', '10')]))).toEqual(['5 2026-02-01 1001 40.00']);
    expect(udligningsmaal(debitor(k, [betaling('5', '40.00', '2026-02-01')]), dato('2026-02-02')).naeste).toEqual(new Map([['10', '2026-03-10']]));
  });
});

describe('facts that come late', () => {
  it('a payment registered late moves the clearing of a later one', () => {
    const k = [krav('10', ['100.00']), krav('11', ['100.00'], { forfald: '2026-02-01' })];
    const sen = betaling('7', '100.00', '2026-02-20', '10');
    const foer = debitor(k, [sen]);
    expect(vis(foer)).toEqual(['7 2026-02-20 1001 100.00']);
    const efter = debitor(k, [sen, betaling('8', '100.00', '2026-02-10', '10')], { bogfoert: udligningsmaal(foer, dato('2026-03-01')).linjer });
    expect(beslutUdligning(efter, dato('2026-03-01')).forskelle.map((f) => `${f.betaling.id} ${f.dato} ${f.linjer.map((l) => `${l.linje.id} ${beloebTekst(l.beloeb)}`).join(', ')}`))
      .toEqual(['8 2026-02-10 1001 100.00', '7 2026-02-20 1001 -100.00, 1101 100.00']);
  });

  it('interest posted later with an earlier date is covered before the hovedstol', () => {
    const rente = krav('11', ['1.00'], { art: 'RENTE', hoved: '10', forfald: '2026-01-16', stiftelse: '2026-01-16' });
    const p = [betaling('5', '60.00', '2026-02-10', '10')];
    expect(vis(debitor([krav('10', ['100.00'])], p))).toEqual(['5 2026-02-10 1001 60.00']);
    expect(vis(debitor([krav('10', ['100.00']), rente], p))).toEqual(['5 2026-02-10 1101 1.00', '5 2026-02-10 1001 59.00']);
  });

  it.each([
    ['reduced from its own day: less is cleared', b('2026-01-01', '-30.00'), ['5 2026-02-01 1001 70.00', '5 2026-02-15 1101 30.00']],
    ['reduced after it was paid: the money is given back, and used again', b('2026-03-01', '-30.00'), ['5 2026-02-01 1001 100.00', '5 2026-03-01 1001 -30.00', '5 2026-03-01 1101 30.00']],
    ['written off after it was paid: the payment stands', b('2026-03-01', '-100.00', true), ['5 2026-02-01 1001 100.00']],
    ['written off before it was paid: nothing to clear', b('2026-01-20', '-100.00', true), ['5 2026-02-15 1101 50.00']],
  ])('%s', (_, bevaegelse, ventet) => {
    const k = [krav('10', ['100.00'], { ekstra: [bevaegelse] }), krav('11', ['50.00'], { forfald: '2026-02-15' })];
    expect(vis(debitor(k, [betaling('5', '100.00', '2026-02-01', '10')]))).toEqual(ventet);
  });

  it('what came last is given back first', () => {
    const k = [krav('10', ['100.00'], { ekstra: [b('2026-03-01', '-60.00')] })];
    expect(vis(debitor(k, [betaling('5', '50.00', '2026-02-01', '10'), betaling('6', '50.00', '2026-02-02', '10')])))
      .toEqual(['5 2026-02-01 1001 50.00', '6 2026-02-02 1001 50.00', '6 2026-03-01 1001 -50.00', '5 2026-03-01 1001 -10.00']);
  });
});

describe('when to look again', () => {
  const k = [krav('10', ['100.00']), krav('11', ['80.00'], { forfald: '2026-03-01' }), krav('12', ['80.00'], { forfald: '2026-04-01' })];
  it.each([
    ['all money used: never', [betaling('5', '100.00', '2026-01-10', '10')], []],
    ['money left: each open claim on its forfaldsdato', [betaling('5', '150.00', '2026-01-10', '10')], [['11', '2026-03-01'], ['12', '2026-04-01']]],
    ['a value date to come', [betaling('5', '150.00', '2026-02-02', '10')], [['10', '2026-02-02']]],
  ])('%s', (_, p, ventet) => { expect([...udligningsmaal(debitor(k, p), dato('2026-01-31')).naeste]).toEqual(ventet); });
});

describe('properties', () => {
  const dag = fc.integer({ min: 1, max: 28 }).chain((d) => fc.integer({ min: 1, max: 6 }).map((m) => `2026-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`));
  const beloeb = fc.integer({ min: 1, max: 50_000 }).map((o) => `${Math.floor(o / 100)}.${String(o % 100).padStart(2, '0')}`);
  const familie = (id: number): fc.Arbitrary<Kravfakta[]> => fc.record({
    linjer: fc.array(beloeb, { minLength: 1, maxLength: 4 }), stiftelse: dag, forfald: dag, srb: dag, rente: fc.option(fc.tuple(dag, beloeb)), gebyr: fc.option(fc.tuple(dag, beloeb)),
    ned: fc.option(fc.tuple(dag, beloeb, fc.boolean())), spaerre: fc.option(fc.tuple(dag, dag)),
  }).map((x) => {
    const [st, fo, srb] = [x.stiftelse, x.forfald, x.srb].sort() as [string, string, string];
    const ekstra = x.ned === null ? [] : [{ dato: dato(x.ned[0] > st ? x.ned[0] : st), beloeb: neg(kr(x.ned[1]).gt(x.linjer[0]!) ? kr(x.linjer[0]!) : kr(x.ned[1])), afskrivning: x.ned[2] }];
    const spaerrer = x.spaerre === null || x.spaerre[0] >= x.spaerre[1] ? [] : [{ fra: dato(x.spaerre[0]), til: dato(x.spaerre[1]) }];
    const under = (art: 'RENTE' | 'GEBYR', nr: number, u: [string, string] | null): Kravfakta[] => (u === null ? [] : [krav(`${id}${nr}`, [u[1]], { art, hoved: `${id}0`, stiftelse: u[0], forfald: u[0], spaerrer })]);
    return [krav(`${id}0`, x.linjer, { stiftelse: st, forfald: fo, srb, ekstra, spaerrer }), ...under('RENTE', 1, x.rente), ...under('GEBYR', 2, x.gebyr)];
  });
  const debitorer = fc.integer({ min: 0, max: 4 }).chain((n) => fc.tuple(
    fc.tuple(...Array.from({ length: n }, (_, i) => familie(i + 1))),
    fc.uniqueArray(fc.record({ d: dag, beloeb, maal: fc.uniqueArray(fc.integer({ min: 1, max: Math.max(n, 1) }), { maxLength: 3 }) }), { maxLength: 6, selector: (p) => p.d }),
  )).map(([k, p]) => debitor(k.flat(), p.map((x, i) => betaling(`${100 + i}`, x.beloeb, x.d, ...x.maal.map((m) => `${m}0`)))));
  const slut = dato('2026-12-31');

  it('no øre appears or vanishes, and no line is cleared beyond its charges or below zero, on any day', () => {
    fc.assert(fc.property(debitorer, dag, (f, til) => {
      const m = udligningsmaal(f, dato(til));
      const kommet = f.betalinger.filter((p) => p.virkningsdato <= til);
      expect(beloebTekst(plus(sum(m.linjer.map((l) => l.beloeb)), m.uplaceret))).toBe(beloebTekst(sum(kommet.map((p) => p.beloeb))));
      for (const p of kommet) expect(sum(m.linjer.filter((l) => l.indbetalingId === p.id).map((l) => l.beloeb)).lte(p.beloeb)).toBe(true);
      for (const l of f.krav.flatMap((k) => k.linjer)) {
        const udlignet = sum(m.linjer.filter((x) => x.kravlinjeId === l.id).map((x) => x.beloeb));
        const opkraevet = sum(l.bevaegelser.filter((x) => x.dato <= til && !x.afskrivning).map((x) => x.beloeb));
        expect(udlignet.gte(0) && udlignet.lte(opkraevet)).toBe(true);
      }
    }), { numRuns: 100 });
  });

  it('the answer up to a day does not depend on the days after it', () => {
    fc.assert(fc.property(debitorer, dag, (f, til) => {
      const hele = udligningsmaal(f, slut).linjer.filter((l) => l.dato <= til);
      expect(new Set(udligningsmaal(f, dato(til)).linjer.map((l) => JSON.stringify(l)))).toEqual(new Set(hele.map((l) => JSON.stringify(l))));
    }), { numRuns: 100 });
  });

  it('the order of registration does not matter', () => {
    fc.assert(fc.property(debitorer, fc.infiniteStream(fc.integer()), (f, tilfaeldig) => {
      const bland = <T>(a: readonly T[]): T[] => a.map((v) => [tilfaeldig.next().value, v] as const).sort((x, y) => x[0]! - y[0]!).map(([, v]) => v);
      const nyeIder = new Map(bland(f.betalinger).map((p, i) => [p.id, `${900 + i}`]));
      const blandet = { ...f, krav: bland(f.krav), betalinger: bland(f.betalinger).map((p) => ({ ...p, id: nyeIder.get(p.id)! })) };
      const tekst = (l: { indbetalingId: string; dato: string; kravlinjeId: string; beloeb: Beloeb }): string => `${l.indbetalingId} ${l.dato} ${l.kravlinjeId} ${beloebTekst(l.beloeb)}`;
      expect(udligningsmaal(blandet, slut).linjer.map(tekst).sort())
        .toEqual(udligningsmaal(f, slut).linjer.map((l) => tekst({ ...l, indbetalingId: nyeIder.get(l.indbetalingId)! })).sort());
    }), { numRuns: 60 });
  });

  it('learning facts one by one and posting each difference ends where knowing them all at once does', () => {
    fc.assert(fc.property(debitorer, (f) => {
      let bogfoert = f.bogfoert;
      for (let n = 0; n <= f.betalinger.length; n++) {
        const nu = { ...f, krav: f.krav.slice(0, n * 3), betalinger: f.betalinger.slice(0, n), bogfoert: bogfoert.filter((l) => f.krav.slice(0, n * 3).some((k) => k.linjer.some((x) => x.id === l.kravlinjeId))) };
        const beslutning = beslutUdligning(nu, slut);
        bogfoert = [...nu.bogfoert, ...beslutning.forskelle.flatMap((x) => x.linjer.map((l) => ({ indbetalingId: x.betaling.id, dato: x.dato, kravlinjeId: l.linje.id, beloeb: l.beloeb })))];
      }
      const sidste = beslutUdligning({ ...f, bogfoert }, slut);
      const netto = new Map<string, Beloeb>();
      const noter = (l: { indbetalingId: string; dato: string; kravlinjeId: string; beloeb: Beloeb }): void => { const n = `${l.indbetalingId} ${l.dato} ${l.kravlinjeId}`; netto.set(n, plus(netto.get(n) ?? NUL, l.beloeb)); };
      for (const l of bogfoert) noter(l);
      for (const x of sidste.forskelle) for (const l of x.linjer) noter({ indbetalingId: x.betaling.id, dato: x.dato, kravlinjeId: l.linje.id, beloeb: l.beloeb });
      for (const l of udligningsmaal(f, slut).linjer) noter({ ...l, beloeb: minus(NUL, l.beloeb) });
      expect([...netto.values()].every((x) => x.isZero())).toBe(true);
    }), { numRuns: 60 });
  });
});
