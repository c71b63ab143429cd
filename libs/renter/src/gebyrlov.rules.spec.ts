import { beloebTekst, dato, type Lokaldato } from '#app/kernel';
import { gebyrlovPlan } from './gebyrlov.rules.js';
import { EN_PROCENT, GEBYRLOVKRAV, krav, ramme } from './proeve.js';
import { sats, type Rentefakta, type Renteramme } from './rentefakta.js';

/** The postings as 'postdato beloeb'. */
const poster = (f: Rentefakta, r: Renteramme): string[] => gebyrlovPlan(f, r).perioder.map((p) => `${p.postdato} ${beloebTekst(p.maal)}`);
const postdatoer = (f: Rentefakta, paa: string): Lokaldato[] => gebyrlovPlan(f, ramme(paa)).perioder.map((p) => p.postdato);

describe('the nine examples of regler.md 1.1', () => {
  it('1: due 15 December and unpaid: posted on the 16th of each month', () => {
    expect(postdatoer(krav('2021-12-15', '1000.00'), '2022-02-28')).toEqual(['2021-12-16', '2022-01-16', '2022-02-16']);
  });
  it.each([
    ['2: due 30 January', '2022-01-30', '2022-05-15', ['2022-01-31', '2022-02-28', '2022-03-31', '2022-04-30']],
    ['2: due 30 January in a leap year', '2024-01-30', '2024-05-15', ['2024-01-31', '2024-02-29', '2024-03-31', '2024-04-30']],
    ['3: due 31 January', '2026-01-31', '2026-05-15', ['2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01']],
    ['4: due 29 January', '2026-01-29', '2026-05-15', ['2026-01-30', '2026-02-28', '2026-03-30', '2026-04-30']],
  ])('%s', (_, forfald, paa, ventet) => { expect(postdatoer(krav(forfald, '1000.00'), paa)).toEqual(ventet); });
  it('5: overdraget 15 February: nothing after 6 February', () => {
    expect(postdatoer(krav('2026-01-05', '1000.00', [], { overdraget: dato('2026-02-15') }), '2026-05-01')).toEqual(['2026-01-06', '2026-02-06']);
  });
  it('6: three months of 4,000.00 are 3 x 40.00, never interest of interest', () => {
    expect(poster(krav('2026-01-15', '4000.00'), ramme('2026-03-20'))).toEqual(['2026-01-16 40.00', '2026-02-16 40.00', '2026-03-16 40.00']);
  });
  it('7: a payment of 10 February lowers the base of the next months', () => {
    expect(poster(krav('2026-01-15', '4000.00', [['2026-02-10', '-1460.00']]), ramme('2026-03-20'))).toEqual(['2026-01-16 40.00', '2026-02-16 25.40', '2026-03-16 25.40']);
  });
  it('8: 1,234.56 is 12.35 each time', () => {
    expect(poster(krav('2026-01-15', '1234.56'), ramme('2026-02-20'))).toEqual(['2026-01-16 12.35', '2026-02-16 12.35']);
  });
  it.each([['2026-02-15', ['2026-01-16 10.00']], ['2026-02-16', ['2026-01-16 10.00', '2026-02-16 10.00']]])('9: paid %s', (betalt, ventet) => {
    expect(poster(krav('2026-01-15', '1000.00', [[betalt, '-1000.00']]), ramme('2026-06-01'))).toEqual(ventet);
  });
});

describe('periods and days', () => {
  it('a period is one month from its own first day, half-open (PSRM filter R_6_19)', () => {
    expect(gebyrlovPlan(krav('2026-01-30', '1000.00'), ramme('2026-04-10')).perioder.map((p) => [p.nr, p.periodeFra, p.periodeTil]))
      .toEqual([[0, '2026-01-31', '2026-02-28'], [1, '2026-02-28', '2026-03-28'], [2, '2026-03-31', '2026-04-30']]);
  });
  it('due 28 February counts from 1 March; due on 29 February from 1 March too', () => {
    expect(postdatoer(krav('2026-02-28', '1000.00'), '2026-04-20')).toEqual(['2026-03-01', '2026-04-01']);
    expect(postdatoer(krav('2024-02-29', '1000.00'), '2024-04-20')).toEqual(['2024-03-01', '2024-04-01']);
    expect(postdatoer(krav('2024-02-28', '1000.00'), '2025-03-20').filter((d) => d.slice(5, 7) === '02' || d.slice(5, 7) === '03')).toEqual(['2024-02-29', '2024-03-29', '2025-02-28']);
  });
  it('months that began before a later SRB are posted the day after it', () => {
    expect(poster(krav('2026-01-15', '1000.00', [], { srb: dato('2026-03-20') }), ramme('2026-04-30')))
      .toEqual(['2026-03-21 10.00', '2026-03-21 10.00', '2026-03-21 10.00', '2026-04-16 10.00']);
  });
  it('is posted first when two bank days have passed, and says which night that is', () => {
    const f = krav('2026-01-15', '1000.00'); // a Thursday: Friday, Monday, and the night of Tuesday
    expect(gebyrlovPlan(f, ramme('2026-01-19'))).toEqual({ perioder: [], naeste: '2026-01-20' });
    expect(gebyrlovPlan(f, ramme('2026-01-20'))).toMatchObject({ perioder: [{ postdato: '2026-01-16' }], naeste: '2026-02-18' });
    expect(gebyrlovPlan(f, ramme('2026-01-16', { ventebankdage: 0 })).perioder).toHaveLength(1);
    expect(gebyrlovPlan(f, ramme('2026-01-15', { ventebankdage: 0 }))).toEqual({ perioder: [], naeste: '2026-01-16' });
  });
  it('waits by the choice that applied on the postdato: a later choice does not take a posting back', () => {
    const valgPaa = (d: Lokaldato): ReturnType<Renteramme['valgPaa']> => ({ gebyrlovTilskrivning: 'DAGEN_EFTER_FORFALD', gebyrlovAnker: 'FORFALD', ventebankdage: d < '2026-02-01' ? 0 : 10, rentelovDagbasis: 'ACT_365' });
    expect(gebyrlovPlan(krav('2026-01-15', '1000.00'), ramme('2026-02-17', {}, { valgPaa }))).toMatchObject({ perioder: [{ nr: 0 }], naeste: '2026-02-28' });
  });
  it('a fully paid claim is never looked at again; rest that rises again counts from then', () => {
    expect(gebyrlovPlan(krav('2026-01-15', '1000.00', [['2026-01-20', '-1000.00']]), ramme('2026-06-01')).naeste).toBe('infinity');
    expect(poster(krav('2026-01-15', '1000.00', [['2026-01-20', '-1000.00'], ['2026-03-01', '700.00']]), ramme('2026-04-20')))
      .toEqual(['2026-01-16 10.00', '2026-03-16 7.00', '2026-04-16 7.00']);
  });
  it('a rest of less than half an øre of interest costs nothing', () => {
    expect(poster(krav('2026-01-15', '0.49'), ramme('2026-01-30'))).toEqual(['2026-01-16 0.00']);
    expect(poster(krav('2026-01-15', '0.50'), ramme('2026-01-30'))).toEqual(['2026-01-16 0.01']);
  });
});

describe('rentestop, decision and kravstype', () => {
  it('skips the months that begin in a RENTE-spærre', () => {
    const rentestop = [{ fra: dato('2026-02-16'), til: dato('2026-04-16') }];
    expect(postdatoer(krav('2026-01-15', '1000.00', [], { rentestop }), '2026-05-20')).toEqual(['2026-01-16', '2026-04-16', '2026-05-16']);
  });
  it('sleeps through a spærre without end, and until the end of one that has', () => {
    const f = krav('2026-01-15', '1000.00', [], { rentestop: [{ fra: dato('2026-02-01'), til: 'infinity' }] });
    expect(gebyrlovPlan(f, ramme('2026-01-25')).naeste).toBe('infinity');
    expect(gebyrlovPlan({ ...f, rentestop: [{ fra: dato('2026-02-01'), til: dato('2026-06-10') }] }, ramme('2026-01-25')).naeste).toBe('2026-06-18');
  });
  it('posts nothing before the kommunalbestyrelse decided', () => {
    const versioner = [{ ...GEBYRLOVKRAV, renteBesluttet: dato('2026-02-16') }];
    expect(postdatoer(krav('2026-01-15', '1000.00', [], { versioner }), '2026-03-20')).toEqual(['2026-02-16', '2026-03-16']);
  });
  it('chooses the kravstype version that applied on the postdato', () => {
    const versioner = [{ ...GEBYRLOVKRAV, gyldigTil: dato('2026-02-01') }, { ...GEBYRLOVKRAV, renteBesluttet: null, gyldigFra: dato('2026-02-01'), gyldigTil: dato('2026-03-01') }, { ...GEBYRLOVKRAV, gyldigFra: dato('2026-03-01') }];
    expect(postdatoer(krav('2026-01-15', '1000.00', [], { versioner }), '2026-04-20')).toEqual(['2026-01-16', '2026-03-16', '2026-04-16']);
  });
  it('refuses interest without udpantningsret', () => {
    expect(gebyrlovPlan(krav('2026-01-15', '1000.00', [], { versioner: [{ ...GEBYRLOVKRAV, udpantningsret: false }] }), ramme('2026-04-20'))).toEqual({ perioder: [], naeste: 'infinity' });
  });
});

describe('rates and the kommune’s choices', () => {
  it('a date that no rate covers is an error, never the last known rate', () => {
    const satser = { GEBYRLOV: [sats(dato('2020-01-01'), dato('2026-02-01'), '1.0000')] };
    expect(gebyrlovPlan(krav('2026-01-15', '1000.00'), ramme('2026-01-25', {}, { satser })).satsMangler).toBeUndefined();
    expect(gebyrlovPlan(krav('2026-01-15', '1000.00'), ramme('2026-02-20', {}, { satser })).satsMangler).toBe('2026-02-16');
    expect(gebyrlovPlan(krav('2026-01-15', '1000.00'), ramme('2026-02-20', {}, { satser: {} })).satsMangler).toBe('2026-01-16');
  });
  it('uses the rate of the postdato', () => {
    const satser = { GEBYRLOV: [{ ...EN_PROCENT, til: dato('2026-02-01') }, sats(dato('2026-02-01'), 'infinity', '0.7500')] };
    expect(poster(krav('2026-01-15', '1000.00'), ramme('2026-02-20', {}, { satser }))).toEqual(['2026-01-16 10.00', '2026-02-16 7.50']);
  });
  it('FORFALDSDAG counts months from the forfaldsdato, but paid by SRB still costs nothing', () => {
    const valg = { gebyrlovTilskrivning: 'FORFALDSDAG' as const };
    expect(poster(krav('2026-01-15', '1000.00'), ramme('2026-03-20', valg))).toEqual(['2026-01-16 10.00', '2026-02-15 10.00', '2026-03-15 10.00']);
    expect(gebyrlovPlan(krav('2026-01-15', '1000.00'), ramme('2026-03-20', valg)).perioder[0]).toMatchObject({ periodeFra: '2026-01-15', regelversion: 'GEBYRLOV-2021-01' });
    expect(poster(krav('2026-01-15', '1000.00', [['2026-01-15', '-1000.00']]), ramme('2026-03-20', valg))).toEqual([]);
  });
  it('anchor SRB counts months from the SRB', () => {
    const f = krav('2026-01-15', '1000.00', [], { srb: dato('2026-01-25') });
    expect(postdatoer(f, '2026-03-01')).toEqual(['2026-01-26', '2026-02-16']);
    expect(gebyrlovPlan(f, ramme('2026-03-20', { gebyrlovAnker: 'SRB' })).perioder.map((p) => p.postdato)).toEqual(['2026-01-26', '2026-02-26']);
    expect(gebyrlovPlan(f, ramme('2026-03-20', { gebyrlovAnker: 'SRB' })).perioder[0]!.regelversion).toBe('GEBYRLOV-2021-10-SRB');
  });
  it('a series begun is not moved by a later choice', () => {
    const valgPaa = (d: Lokaldato): ReturnType<Renteramme['valgPaa']> => ({ gebyrlovTilskrivning: d < '2026-02-01' ? 'DAGEN_EFTER_FORFALD' : 'FORFALDSDAG', gebyrlovAnker: 'FORFALD', ventebankdage: 2, rentelovDagbasis: 'ACT_365' });
    const r = ramme('2026-04-01', {}, { valgPaa });
    expect(gebyrlovPlan(krav('2026-01-15', '1000.00'), r).perioder.map((p) => p.postdato)).toEqual(['2026-01-16', '2026-02-16', '2026-03-16']);
    expect(gebyrlovPlan(krav('2026-02-15', '1000.00'), r).perioder.map((p) => p.postdato)).toEqual(['2026-02-16', '2026-03-15']);
  });
});
