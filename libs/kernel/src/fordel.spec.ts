import fc from 'fast-check';
import { beloebTekst, fraOere, kr, neg, NUL, plus, sum } from './beloeb.js';
import { fordel } from './fordel.js';

it.each([
  ['10.00', ['1.00', '1.00', '1.00'], ['3.34', '3.33', '3.33'], 'ties to the lowest index'],
  ['0.01', ['1.00', '1.00'], ['0.01', '0.00'], 'a single oere'],
  ['100.00', ['200.00', '100.00', '0.00'], ['66.67', '33.33', '0.00'], 'the largest remainder first'],
  ['0.05', ['0.03', '0.03'], ['0.03', '0.02'], 'no share above its weight'],
  ['300.00', ['200.00', '100.00'], ['200.00', '100.00'], 'paid in full'],
  ['-10.00', ['1.00', '1.00', '1.00'], ['-3.34', '-3.33', '-3.33'], 'a reversal mirrors'],
  ['0.00', ['0.00', '0.00'], ['0.00', '0.00'], 'nothing over nothing'],
  ['0.00', [], [], 'nothing over none'],
  ['400.00', ['1.00', '3.00'], ['100.00', '300.00'], 'weights may be smaller than the total'],
  ['9999999999999.99', ['9999999999999.99', '0.01'], ['9999999999999.98', '0.01'], 'the largest amounts'],
])('%s over %j gives %j: %s', (total, vaegte, forventet) =>
  expect(fordel(kr(total), vaegte.map(kr)).map(beloebTekst)).toEqual(forventet));

it.each([
  ['1.00', ['-1.00', '2.00'], 'FORDEL_NEGATIV_VAEGT'],
  ['1.00', ['0.00'], 'FORDEL_UDEN_VAEGT'],
  ['1.00', [], 'FORDEL_UDEN_VAEGT'],
])('%s over %j is a bug: %s', (total, vaegte, kode) =>
  expect(() => fordel(kr(total), vaegte.map(kr))).toThrow(expect.objectContaining({ kode })));

const vaegte = fc.array(fc.bigInt({ min: 0n, max: 10n ** 13n }), { minLength: 1, maxLength: 12 })
  .filter((v) => v.some((w) => w > 0n)).map((v) => v.map(fraOere));

it('no oere appears or vanishes', () =>
  fc.assert(fc.property(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), vaegte, (total, v) => {
    const dele = fordel(fraOere(total), v);
    expect(beloebTekst(sum(dele))).toBe(beloebTekst(fraOere(total)));
    expect(fordel(neg(fraOere(total)), v).map(beloebTekst)).toEqual(dele.map(neg).map(beloebTekst));
  })));

it('a part payment never overpays a line, and each share is within an oere of its exact part', () =>
  fc.assert(fc.property(vaegte, fc.double({ min: 0, max: 1, noNaN: true }), (v, andel) => {
    const iAlt = sum(v);
    const total = plus(NUL, fraOere(BigInt(iAlt.times(andel).times(100).floor().toFixed(0))));
    fordel(total, v).forEach((del, i) => {
      expect(del.gte(0) && del.lte(v[i]!)).toBe(true);
      expect(del.minus(total.times(v[i]!).div(iAlt)).abs().lt('0.01')).toBe(true);
    });
  })));
