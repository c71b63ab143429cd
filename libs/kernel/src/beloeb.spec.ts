import fc from 'fast-check';
import {
  afrund, BELOEB_FORMAT, beloebTekst, Decimal, erNul, fraOere, kr, laesBeloeb, laesPositivtBeloeb, max, min, minus, neg,
  NUL, plus, sum, tal, tilOere, visBeloeb,
} from './beloeb.js';

const STOERST = 999_999_999_999_999n;
const oere = fc.bigInt({ min: -STOERST, max: STOERST });
const mindreOere = fc.bigInt({ min: -STOERST / 100n, max: STOERST / 100n });

describe('text to kroner', () => {
  it.each([
    ['1200.00', '1200.00'], ['0.00', '0.00'], ['-0.50', '-0.50'], ['-0.00', '0.00'], ['007.10', '7.10'],
    ['9999999999999.99', '9999999999999.99'], ['-9999999999999.99', '-9999999999999.99'],
  ])('%s is %s', (tekst, forventet) => {
    expect(BELOEB_FORMAT.test(tekst)).toBe(true);
    expect(beloebTekst(kr(tekst))).toBe(forventet);
    expect(beloebTekst(laesBeloeb('beloeb', tekst))).toBe(forventet);
  });

  it.each([
    '', '1200', '1200.0', '1200.000', '1e3', '1e3.00', '+1.00', ' 1.00', '1.00 ', '1.00\n', '.50', '1,00', '1.200,00',
    '--1.00', 'NaN', 'Infinity', '0x10.00', '١٢.00',
  ])('%j is not an amount', (tekst) => {
    expect(() => kr(tekst)).toThrow(expect.objectContaining({ kode: 'BELOEB_UGYLDIGT', status: 422 }));
    expect(() => laesBeloeb('krav.beloeb', tekst)).toThrow(
      expect.objectContaining({ felter: [expect.objectContaining({ felt: 'krav.beloeb', kode: 'BELOEB_FORMAT' })] }),
    );
  });

  it('more than 13 digits before the point is too large', () => {
    expect(() => kr('10000000000000.00')).toThrow(expect.objectContaining({ kode: 'BELOEB_UGYLDIGT' }));
    expect(() => laesBeloeb('b', '10000000000000.00')).toThrow(expect.objectContaining({ kode: 'BELOEB_FOR_STORT' }));
  });

  it.each([
    ['0.00', 'BELOEB_IKKE_POSITIVT'], ['-0.00', 'BELOEB_IKKE_POSITIVT'], ['-1.00', 'BELOEB_IKKE_POSITIVT'],
    ['1', 'BELOEB_FORMAT'],
  ])('%s is not a positive amount: %s', (tekst, kode) =>
    expect(() => laesPositivtBeloeb('b', tekst)).toThrow(expect.objectContaining({ kode })));

  it('0.01 is a positive amount', () => expect(beloebTekst(laesPositivtBeloeb('b', '0.01'))).toBe('0.01'));
});

describe('rates', () => {
  it.each([['8.15', '8.15'], ['0.0000000001', '0.0000000001'], ['-3', '-3'], ['8.1500', '8.15']])(
    '%s reads as %s', (tekst, forventet) => expect(tal(tekst).toString()).toBe(forventet));
  it.each(['', '1e3', '8,15', '.5', '5.', 'NaN', ' 1'])('%j is not a rate', (tekst) =>
    expect(() => tal(tekst)).toThrow(expect.objectContaining({ kode: 'TAL_UGYLDIGT' })));
});

describe('rounding', () => {
  it.each([
    ['0.005', '0.01'], ['-0.005', '-0.01'], ['0.004999', '0.00'], ['-0.004', '0.00'], ['2.345', '2.35'],
    ['2.355', '2.36'], ['-2.345', '-2.35'], ['12.3456', '12.35'], ['1.005', '1.01'],
  ])('%s rounds to %s, half away from zero', (tekst, forventet) =>
    expect(beloebTekst(afrund(tal(tekst)))).toBe(forventet));

  it('a month at 1 % of 1,234.56 is 12.35', () =>
    expect(beloebTekst(afrund(kr('1234.56').times(tal('1')).div(100)))).toBe('12.35'));

  it('the largest amount times rate times days loses no digit before the division', () =>
    expect(kr('9999999999999.99').times(tal('0.081512')).times(366).toFixed()).toBe('298333919999999.70166608'));

  it.each(['1e13', '-1e13', 'Infinity', 'NaN'])('%s is outside numeric(15,2)', (tekst) =>
    expect(() => afrund(new Decimal(tekst))).toThrow(expect.objectContaining({ kode: 'BELOEB_UDENFOR_OMRAADE' })));
});

describe('arithmetic', () => {
  it('adds, subtracts, negates and sums', () => {
    expect(beloebTekst(plus(kr('0.10'), kr('0.20')))).toBe('0.30');
    expect(beloebTekst(minus(kr('0.10'), kr('0.20')))).toBe('-0.10');
    expect(beloebTekst(neg(kr('0.10')))).toBe('-0.10');
    expect(beloebTekst(sum([kr('0.10'), kr('0.20'), kr('-0.05')]))).toBe('0.25');
    expect(sum([])).toBe(NUL);
  });

  it('there is no minus zero', () => {
    expect([neg(NUL), minus(kr('1.00'), kr('1.00')), kr('-0.00')].map(beloebTekst)).toEqual(['0.00', '0.00', '0.00']);
    expect(Object.is(neg(NUL).toNumber(), 0)).toBe(true);
  });

  it('finds the smallest, the largest and nothing', () => {
    const tre = [kr('2.00'), kr('-3.00'), kr('1.00')];
    expect(beloebTekst(min(...tre))).toBe('-3.00');
    expect(beloebTekst(max(...tre))).toBe('2.00');
    expect(erNul(NUL)).toBe(true);
    expect(erNul(kr('0.01'))).toBe(false);
    expect(() => min()).toThrow(expect.objectContaining({ kode: 'INGEN_BELOEB' }));
    expect(() => max()).toThrow(expect.objectContaining({ kode: 'INGEN_BELOEB' }));
  });

  it('a sum beyond numeric(15,2) is refused', () =>
    expect(() => plus(kr('9999999999999.99'), kr('0.01'))).toThrow(
      expect.objectContaining({ kode: 'BELOEB_UDENFOR_OMRAADE' }),
    ));
});

it.each([
  ['1200.00', '1.200,00'], ['0.00', '0,00'], ['-0.50', '-0,50'], ['999.99', '999,99'], ['-1234567.80', '-1.234.567,80'],
  ['9999999999999.99', '9.999.999.999.999,99'],
])('%s is shown as %s', (tekst, vist) => expect(visBeloeb(kr(tekst))).toBe(vist));

it.each([['1200.00', 120000n], ['-0.01', -1n], ['0.00', 0n], ['9999999999999.99', STOERST]])(
  '%s is %s oere', (tekst, antal) => expect(tilOere(kr(tekst))).toBe(antal));

describe('properties', () => {
  it('oere round trip', () => fc.assert(fc.property(oere, (o) => expect(tilOere(fraOere(o))).toBe(o))));

  it('text round trip', () => fc.assert(fc.property(oere, (o) => {
    const tekst = beloebTekst(fraOere(o));
    expect(beloebTekst(kr(tekst))).toBe(tekst);
    expect(tilOere(kr(tekst))).toBe(o);
  })));

  it('plus, minus and neg are integer arithmetic on oere', () => fc.assert(fc.property(mindreOere, mindreOere, (a, b) => {
    expect(tilOere(plus(fraOere(a), fraOere(b)))).toBe(a + b);
    expect(tilOere(minus(fraOere(a), fraOere(b)))).toBe(a - b);
    expect(tilOere(neg(fraOere(a)))).toBe(-a);
  })));

  it('rounding moves an amount by at most half an oere and is symmetric', () =>
    fc.assert(fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), (n) => {
      const x = new Decimal(`${n}e-6`);
      expect(afrund(x).minus(x).abs().lte('0.005')).toBe(true);
      expect(beloebTekst(afrund(x.neg()))).toBe(beloebTekst(neg(afrund(x))));
    })));
});
