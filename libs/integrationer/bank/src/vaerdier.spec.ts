import fc from 'fast-check';
import { beloebTekst, danskDato, erDato } from '#app/kernel';
import { beloebAf, datoAf } from './vaerdier.js';

it.each([
  ['8.85', '8.85'], ['8.850', '8.85'], ['18.15000', '18.15'], ['500000', '500000.00'], ['0', '0.00'], ['.5', '0.50'], ['7.', '7.00'],
  ['+3.10', '3.10'], ['000001.00', '1.00'], ['0.00', '0.00'], ['9999999999999.99', '9999999999999.99'],
])('amount %s is %s', (tekst, kroner) => {
  const beloeb = beloebAf(tekst);
  expect(typeof beloeb === 'string' ? beloeb : beloebTekst(beloeb)).toBe(kroner);
});

it.each([
  ['8.855', 'DECIMALER'], ['0.001', 'DECIMALER'], ['10000000000000.00', 'STOERRELSE'],
  ['-1.00', 'FORM'], ['1,00', 'FORM'], ['1e2', 'FORM'], ['', 'FORM'], ['.', 'FORM'], ['+', 'FORM'], ['1.0.0', 'FORM'], ['NaN', 'FORM'],
  ['٣', 'FORM'], [`0.${'0'.repeat(60_000)}1`, 'FORM'],
])('amount %# is refused: %2$s', (tekst, grund) => expect(beloebAf(tekst)).toBe(grund));

it.each([
  ['2025-03-03', '2025-03-03'], ['2025-03-03Z', '2025-03-03'], ['2025-03-03+01:00', '2025-03-03'],
  ['2025-03-03T23:59:59', '2025-03-03'], ['2025-03-03T23:30:00Z', '2025-03-04'], ['2025-07-03T22:30:00Z', '2025-07-04'],
  ['2025-03-03T22:59:59.999999999Z', '2025-03-03'], ['2025-03-04T00:30:00+05:30', '2025-03-03'], ['2025-03-03T00:30:00+02:00', '2025-03-02'],
  ['2025-03-03T23:30:00-01:00', '2025-03-04'], ['2025-07-23T00:00:00.000000000', '2025-07-23'],
])('%s is the Danish day %s', (tekst, dag) => expect(datoAf(tekst)).toBe(dag));

it.each(['2025-02-30', '03.03.2025', '2025-3-3', '2025-03-03T25:00:00Z', '2025-03-03T10:00', '2025-03-03 10:00:00', '0001-01-01', ''])(
  '%s is no day', (tekst) => expect(datoAf(tekst)).toBeUndefined());

it('the shortcut past the calendar gives the calendar’s day', () => {
  const zone = fc.oneof(fc.constant('Z'), fc.tuple(fc.constantFrom('+', '-'), fc.integer({ min: 0, max: 13 }), fc.constantFrom('00', '30', '45'))
    .map(([tegn, timer, minutter]) => `${tegn}${String(timer).padStart(2, '0')}:${minutter}`));
  fc.assert(fc.property(fc.date({ min: new Date('1985-01-01'), max: new Date('2060-01-01'), noInvalidDate: true }), zone, (tid, z) => {
    const tekst = `${tid.toISOString().slice(0, 19)}${z}`;
    const dag = datoAf(tekst);
    expect(dag).toBe(danskDato(new Date(tekst)));
    expect(dag !== undefined && erDato(dag)).toBe(true);
  }), { numRuns: 2000 });
});
