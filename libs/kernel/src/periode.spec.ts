import { dato } from './dato.js';
import { indeholder, overlapper, periode, type Periode } from './periode.js';

const p = (fra: string, til: string | null): Periode => periode(dato(fra), til === null ? null : dato(til));

it.each([['2025-01-01', '2025-01-01'], ['2025-01-02', '2025-01-01']])('[%s, %s[ is no period', (fra, til) =>
  expect(() => p(fra, til)).toThrow(expect.objectContaining({ kode: 'PERIODE_OMVENDT', status: 422 })));

it.each([
  ['2025-01-01', '2025-02-01', '2025-01-01', true], ['2025-01-01', '2025-02-01', '2025-01-31', true],
  ['2025-01-01', '2025-02-01', '2025-02-01', false], ['2025-01-01', '2025-02-01', '2024-12-31', false],
  ['2025-01-01', null, '9999-12-31', true], ['2025-01-01', null, '2024-12-31', false],
])('[%s, %s[ contains %s: %s', (fra, til, d, svar) => expect(indeholder(p(fra, til), dato(d))).toBe(svar));

it.each<[string, string | null, string, string | null, boolean]>([
  ['2025-01-01', '2025-02-01', '2025-02-01', '2025-03-01', false],
  ['2025-01-01', '2025-02-02', '2025-02-01', '2025-03-01', true],
  ['2025-01-01', '2025-12-31', '2025-03-01', '2025-04-01', true],
  ['2025-01-01', null, '2030-01-01', null, true],
  ['2025-01-01', null, '2024-01-01', '2025-01-01', false],
  ['2025-01-01', null, '2024-01-01', '2025-01-02', true],
])('[%s, %s[ and [%s, %s[ overlap: %s', (aFra, aTil, bFra, bTil, svar) => {
  expect(overlapper(p(aFra, aTil), p(bFra, bTil))).toBe(svar);
  expect(overlapper(p(bFra, bTil), p(aFra, aTil))).toBe(svar);
});
