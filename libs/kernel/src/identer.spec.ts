import fc from 'fast-check';
import {
  cprFoedselsdato, erErstatningsCpr, laesCpr, laesCvr, laesErstatningsCpr, laesGln, laesPnummer, laesSe, maskerCpr,
  opfylderModulus11,
} from './identer.js';
import { dagnummer, fraDagnummer } from './kalender.js';
import { dato } from './dato.js';

type Laeser = (felt: string, tekst: string) => string;

function afviser(laes: Laeser, kode: string, tekst: string): void {
  expect(() => laes('ident', tekst)).toThrow(
    expect.objectContaining({ kode, status: 422, felter: [expect.objectContaining({ felt: 'ident', kode })] }),
  );
  try {
    laes('ident', tekst);
  } catch (fejl) {
    if (tekst.length > 3) expect(`${String(fejl)} ${JSON.stringify(fejl)}`).not.toContain(tekst);
  }
}

describe('CPR', () => {
  it.each([['070761-4285', '0707614285'], ['0707614285', '0707614285'], ['2902000000', null], ['290200-4000', '2902004000']])(
    '%s is read as %s', (tekst, nummer) =>
      nummer === null ? afviser(laesCpr, 'CPR_UGYLDIGT', tekst) : expect(laesCpr('cpr', tekst)).toBe(nummer));

  it.each([
    '', '070761', '070761--4285', '0707-614285', '070761 4285', '07076142855', '070761428', '3102614285', '0713614285',
    '0007614285', '0700614285', '6707614285', '070761-428x', ' 0707614285', '0707614285\n', '0000000000',
  ])('%j is refused', (tekst) => afviser(laesCpr, 'CPR_UGYLDIGT', tekst));

  it.each([
    ['0101003000', '1900-01-01'], ['0101993999', '1999-01-01'], ['0101004000', '2000-01-01'], ['0101364000', '2036-01-01'],
    ['0101374000', '1937-01-01'], ['0101009000', '2000-01-01'], ['0101369000', '2036-01-01'], ['0101379000', '1937-01-01'],
    ['0101005000', '2000-01-01'], ['0101578000', '2057-01-01'], ['0101585000', '1858-01-01'], ['0101998999', '1899-01-01'],
    ['0707614285', '1961-07-07'], ['6707614285', '1961-07-07'], ['670761-4285', '1961-07-07'],
  ])('%s was born on %s', (cpr, d) => expect(cprFoedselsdato(cpr)).toBe(d));

  it('the birthday of what is no CPR is a bug that does not name it', () =>
    expect(() => cprFoedselsdato('9999999999')).toThrow(
      expect.objectContaining({ kode: 'CPR_IKKE_LAEST', message: expect.not.stringContaining('9999') }),
    ));

  it.each([['070761-4285', true], ['0707614285', true], ['0707614286', false], ['', false], ['0707', false]])(
    '%s has modulus 11: %s', (cpr, svar) => expect(opfylderModulus11(cpr)).toBe(svar));

  it('every day from 1900 to 2057 has numbers, and their birthday is that day', () =>
    fc.assert(fc.property(
      fc.integer({ min: dagnummer(dato('1900-01-01')), max: dagnummer(dato('2057-12-31')) }).map(fraDagnummer),
      fc.integer({ min: 0, max: 999 }), fc.boolean(), (d, loebenr, streg) => {
        const ciffer7 = d < '2000' ? 3 : 5;
        const foran = `${d.slice(8)}${d.slice(5, 7)}${d.slice(2, 4)}`;
        const bag = `${ciffer7}${String(loebenr).padStart(3, '0')}`;
        const cpr = laesCpr('cpr', foran + (streg ? '-' : '') + bag);
        expect(cpr).toBe(foran + bag);
        expect(cprFoedselsdato(cpr)).toBe(d);
        expect(maskerCpr(`Ringet af ${foran}-${bag}, se ${cpr}.`)).toBe('Ringet af ******-****, se ******-****.');
      })));
});

describe('erstatningspersonnummer', () => {
  it.each([['670761-4285', '6707614285'], ['910100-4000', '9101004000'], ['610100-4000', '6101004000']])(
    '%s is read as %s', (tekst, nummer) => {
      expect(laesErstatningsCpr('cpr', tekst)).toBe(nummer);
      expect(erErstatningsCpr(tekst)).toBe(true);
      afviser(laesCpr, 'CPR_UGYLDIGT', tekst);
    });

  it.each(['0707614285', '6007614285', '9201004000', '9102004000', '', '67076142'])('%j is refused', (tekst) => {
    expect(erErstatningsCpr(tekst)).toBe(false);
    afviser(laesErstatningsCpr, 'ERSTATNINGSCPR_UGYLDIGT', tekst);
  });
});

describe('masking', () => {
  it.each([
    ['070761-4285', '******-****'], ['0707614285', '******-****'], ['070761 4285', '******-****'],
    ['670761-4285', '******-****'], ['CPR:070761-4285, betalt', 'CPR:******-****, betalt'],
    ['CPR0707614285', 'CPR******-****'], ['cpr_0707614285', 'cpr_******-****'], ['"cpr":"0707614285"', '"cpr":"******-****"'],
    ['070761-4285 og 080761-4286', '******-**** og ******-****'], ['070761\u20134285', '******-****'],
    ['070761 - 4285', '******-****'], ['070761\u00a04285', '******-****'],
    ['barn 010120-5000\nmor 0101904000', 'barn ******-****\nmor ******-****'],
  ])('%j becomes %j', (tekst, maskeret) => expect(maskerCpr(tekst)).toBe(maskeret));

  it.each([
    '', 'ingen numre', '000202600012340', '+71<000202600012340+82424016<', '999999-9999', '3201614285', '0713614285',
    '5798009811578', '13748136', '2025-03-31T07:07:61.4285Z', '1735689600', '1735689600123', '12070761-4285', '070761-42859',
    '3f2504e0-4f89-41d3-9a0c-0305e82c3301', 'a0707614285b', 'deadbeef0707614285', '1.200,00',
  ])('%j is left alone', (tekst) => expect(maskerCpr(tekst)).toBe(tekst));

  it('a uuid is never changed', () => fc.assert(fc.property(fc.uuid(), (id) => expect(maskerCpr(id)).toBe(id))));
});

describe('companies and places', () => {
  it.each<[string, Laeser, string]>([
    ['CVR', laesCvr, '13748136'], ['CVR', laesCvr, '24256790'], ['SE', laesSe, '13748136'], ['P', laesPnummer, '1003388394'],
    ['P', laesPnummer, '1000000001'], ['GLN', laesGln, '7300011000017'], ['GLN', laesGln, '4260304620007'],
    ['GLN', laesGln, '7042110024760'], ['GLN', laesGln, '5798009811578'], ['GLN', laesGln, '5798000416604'],
    ['GLN', laesGln, '5798009883735'], ['GLN', laesGln, '5790000436057'],
  ])('%s %#: valid', (_navn, laes, nummer) => expect(laes('ident', nummer)).toBe(nummer));

  it.each<[string, Laeser, string]>([
    ['CVR_UGYLDIGT', laesCvr, '24256791'], ['CVR_UGYLDIGT', laesCvr, '10000000'], ['CVR_UGYLDIGT', laesCvr, '12345678'],
    ['CVR_UGYLDIGT', laesCvr, '00000000'], ['CVR_UGYLDIGT', laesCvr, '1374813'], ['CVR_UGYLDIGT', laesCvr, 'DK13748136'],
    ['CVR_UGYLDIGT', laesCvr, ''], ['SE_UGYLDIGT', laesSe, '24256791'], ['PNUMMER_UGYLDIGT', laesPnummer, '100338839'],
    ['PNUMMER_UGYLDIGT', laesPnummer, '10033883945'], ['PNUMMER_UGYLDIGT', laesPnummer, '100338839x'],
    ['GLN_UGYLDIGT', laesGln, '5798000416605'], ['GLN_UGYLDIGT', laesGln, '5798000700814'], ['GLN_UGYLDIGT', laesGln, ''],
    ['GLN_UGYLDIGT', laesGln, '579800041660'],
  ])('%s %#: refused', (kode, laes, nummer) => afviser(laes, kode, nummer));
});
