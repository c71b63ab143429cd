import fc from 'fast-check';
import {
  erGyldigtBetalingsId, fik71, laesFik71, laesOcrLinje, laesScorReference, luhnCiffer, ocrLinje, type Betalingsmaal,
  type Kortart,
} from './fik.js';

describe('check digit (betaling.md § 7.3)', () => {
  it.each([
    ['1', '8'], ['2', '6'], ['10', '9'], ['20', '8'], ['23', '2'], ['67', '9'], ['05', '9'], ['00', '0'],
    ['1'.repeat(14), '9'], ['2'.repeat(14), '8'], ['20260001234', '0'], ['00020260001234', '0'], ['4711000815', '9'],
    ['00404040000066', '9'], ['00000002021104', '1'], ['00000000309792', '0'], ['12345678901234', '7'],
  ])('body %s has check digit %s', (krop, ciffer) => expect(luhnCiffer(krop)).toBe(ciffer));

  it.each(['', '12a', '-1', ' 1'])('%j is no body', (krop) =>
    expect(() => luhnCiffer(krop)).toThrow(expect.objectContaining({ kode: 'FIK_KROP_UGYLDIG' })));

  it.each([
    ['71', '000202600012340', true], ['71', '000047110008159', true], ['71', '000000020211041', true],
    ['71', '000000003097920', true], ['71', '123456789012347', true], ['71', '004040400000669', true],
    ['71', '900001234500014', true], ['71', '900001234500010', false], ['71', '123456789012345', false],
    ['71', '20211041', false], ['71', '0000000020211041', false], ['71', '', false], ['71', '00000002021104x', false],
    ['75', '0000000020211041', true], ['04', '0000000020211041', true], ['15', '0000000020211041', true],
    ['75', '000000020211041', false], ['73', '', true], ['01', '', true], ['73', '000000020211041', false],
    ['72', '000000020211041', false], ['', '', false], ['toString', '', false],
  ])('kortart %s, id %j is valid: %s', (kortart, id, svar) => expect(erGyldigtBetalingsId(kortart, id)).toBe(svar));
});

describe('our own ids (betaling.md § 7.4)', () => {
  it.each<[bigint, Betalingsmaal, string, string]>([
    [1n, 1, '100000000000108', 'sum 2'], [999_999_999_999n, 1, '199999999999901', 'sum 109'],
    [42n, 4, '400000000004206', 'sum 14'],
  ])('number %s of kind %i is %s: %s', (nr, maal, id) => expect(fik71(nr, maal)).toBe(id));

  it.each([0n, -1n, 10n ** 12n])('number %s is outside the sequence', (nr) =>
    expect(() => fik71(nr)).toThrow(expect.objectContaining({ kode: 'FIK_LOEBENUMMER_UDENFOR_OMRAADE' })));

  it('every id is valid, starts with its kind, and carries its number', () =>
    fc.assert(fc.property(fc.bigInt({ min: 1n, max: 10n ** 12n - 1n }), fc.constantFrom<Betalingsmaal>(1, 2, 3, 4), (nr, maal) => {
      const id = fik71(nr, maal);
      expect(erGyldigtBetalingsId('71', id)).toBe(true);
      expect([id.slice(0, 1), BigInt(id.slice(1, 13)), id.slice(13, 14)]).toEqual([String(maal), nr, '0']);
    })));

  it('one wrong digit is always found', () =>
    fc.assert(fc.property(
      fc.bigInt({ min: 1n, max: 10n ** 12n - 1n }), fc.nat(14), fc.integer({ min: 1, max: 9 }), (nr, plads, forskel) => {
        const id = [...fik71(nr)];
        id[plads] = String((id[plads]!.charCodeAt(0) - 48 + forskel) % 10);
        expect(erGyldigtBetalingsId('71', id.join(''))).toBe(false);
      })));
});

it.each([
  ['000000020211041', '000000020211041'], ['20211041', '000000020211041'], ['0000 0002 0211 041', '000000020211041'],
  [' 18 ', '000000000000018'], ['20211042', null], ['', null], ['8', null], ['0000000020211041', null],
  ['71/000000020211041', null], ['2021104a', null],
])('typed betalings-ID %j is %s', (tekst, id) => expect(laesFik71(tekst)).toBe(id));

it.each([
  ['71/000000020211041', { kortart: '71', betalingsId: '000000020211041' }],
  ['71/20211041', { kortart: '71', betalingsId: '000000020211041' }],
  ['75/0000000020211041', { kortart: '75', betalingsId: '0000000020211041' }],
  ['04/0000000020211041', { kortart: '04', betalingsId: '0000000020211041' }],
  ['73/', { kortart: '73', betalingsId: '' }],
  ['71/000000020211042', null], ['71/', null], ['73/123', null], ['99/000000020211041', null], ['000000020211041', null],
  ['RF18539007547034', null], ['', null],
])('SCOR reference %j is %j', (tekst, svar) => expect(laesScorReference(tekst)).toEqual(svar));

describe('OCR line (betaling.md § 7.2)', () => {
  it.each<[Kortart, string, string, string]>([
    ['71', '000202600012340', '82424016', '+71<000202600012340+82424016<'],
    ['71', '000047110008159', '82424016', '+71<000047110008159+82424016<'],
    ['73', '', '82424016', '+73<+82424016<'],
    ['04', '0000000020211041', '1234567', '+04<0000000020211041+01234567<'],
  ])('kortart %s, id %s, kreditor %s is written %s', (kortart, id, kreditor, linje) => {
    expect(ocrLinje(kortart, id, kreditor)).toBe(linje);
    expect(laesOcrLinje(linje)).toEqual({ kortart, betalingsId: id, kreditor: kreditor.padStart(8, '0') });
  });

  it.each([
    '>71<000202600012340+82424016<', '71<000202600012340+82424016<', '+71< 000202600012340 +82424016<',
    '+71<000202600012340+82424016', '+71<202600012340+82424016<',
  ])('%s is read too', (linje) =>
    expect(laesOcrLinje(linje)).toEqual({ kortart: '71', betalingsId: '000202600012340', kreditor: '82424016' }));

  it.each([
    '', '+71<000202600012341+82424016<', '+71<000202600012340+824240<', '+72<000202600012340+82424016<',
    '+71<+82424016<', '+71+000202600012340<82424016<', 'Faktura +71<000202600012340+82424016<',
  ])('%j is no OCR line', (linje) => expect(laesOcrLinje(linje)).toBeNull());

  it.each<[Kortart, string, string, string]>([
    ['71', '000202600012341', '82424016', 'FIK_BETALINGSID_UGYLDIGT'], ['71', '', '82424016', 'FIK_BETALINGSID_UGYLDIGT'],
    ['71', '000202600012340', '824240', 'FIK_KREDITOR_UGYLDIG'], ['71', '000202600012340', '8242401x', 'FIK_KREDITOR_UGYLDIG'],
  ])('kortart %s, id %j, kreditor %s is never printed: %s', (kortart, id, kreditor, kode) =>
    expect(() => ocrLinje(kortart, id, kreditor)).toThrow(expect.objectContaining({ kode })));
});
