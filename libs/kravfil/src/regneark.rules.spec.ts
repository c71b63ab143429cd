import { KOLONNENAVNE, KRAEVEDE_KOLONNER, regnearksbeloeb, regnearksdato } from './regneark.rules.js';

it.each<[string, string]>([
  ['1234.50', '1234.50'], ['1234,50', '1234.50'], ['1.234,50', '1234.50'], ['1,234.50', '1234.50'], ['1 234,50', '1234.50'], ['1\u00a0234,50', '1234.50'], ['12.345.678,90', '12345678.90'],
  ['1234', '1234.00'], ['0', '0.00'], ['12,5', '12.50'], ['12.5', '12.50'], ['1.234.567', '1234567.00'], ['1,234,567', '1234567.00'], ['1 234', '1234.00'], ['-1.234,50', '-1234.50'], ['0,05', '0.05'],
  // not amounts: left for the claim's own check to refuse
  ['1.23,456', '1.23,456'], ['1.234.50', '1.234.50'], ['12,345', 'BELOEB_TVETYDIGT'], ['1.234', 'BELOEB_TVETYDIGT'], ['1,234', 'BELOEB_TVETYDIGT'], ['999.999', 'BELOEB_TVETYDIGT'], ['-1.234', 'BELOEB_TVETYDIGT'],
  ['1234.567', '1234.567'], ['1234,567', '1234,567'], ['1.2345,00', '1.2345,00'], ['1,00 kr.', '1,00 kr.'], ['1e3', '1e3'], ['abc', 'abc'], ['1.234,5678', '1.234,5678'], ['1 234.567,00', '1 234.567,00'],
])('the amount %s is %s', (tekst, ventet) => {
  const r = regnearksbeloeb(tekst);
  expect('kode' in r ? r.kode : r.beloeb).toBe(ventet);
});

it.each([['31-03-2026', '2026-03-31'], ['31.03.2026', '2026-03-31'], ['2026-03-31', '2026-03-31'], ['31/03/2026', '31/03/2026'], ['31-03.2026', '31-03.2026'], ['1-3-2026', '1-3-2026'], ['31-03-26', '31-03-26']])('the date %s is %s', (tekst, ventet) => {
  expect(regnearksdato(tekst)).toBe(ventet);
});

it('every column has a name of its own, also by its last word', () => {
  const sidste = KOLONNENAVNE.map((n) => n.split('.').at(-1)!.toLowerCase());
  expect(new Set(sidste).size).toBe(KOLONNENAVNE.length);
  expect(KOLONNENAVNE).toEqual(expect.arrayContaining([...KRAEVEDE_KOLONNER]));
});
