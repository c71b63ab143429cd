import fc from 'fast-check';
import {
  aar, dagIMaaned, dageMellem, dato, DATO_FORMAT, erDato, foersteIMaaned, laesDato, maaned, plusDage, plusMaaneder,
  seneste, sidsteIMaaned, tidligste, ugedag, visDato, type Lokaldato,
} from './dato.js';
import { dagnummer, fraDagnummer } from './kalender.js';

const FOERSTE = dagnummer(dato('1900-01-01'));
const SIDSTE = dagnummer(dato('9999-12-31'));
const enDag = fc.integer({ min: FOERSTE, max: SIDSTE }).map(fraDagnummer);
const enDagMedPlads = fc.integer({ min: FOERSTE, max: SIDSTE - 80_000 }).map(fraDagnummer);
const somUtc = (d: Lokaldato): Date => new Date(`${d}T00:00:00Z`);

describe('text to date', () => {
  it.each(['1900-01-01', '2024-02-29', '2000-02-29', '2025-12-31', '9999-12-31'])('%s is a date', (tekst) => {
    expect(erDato(tekst)).toBe(true);
    expect(dato(tekst)).toBe(tekst);
  });

  it.each([
    '', '2025-02-29', '1900-02-29', '2100-02-29', '2025-04-31', '2025-13-01', '2025-00-10', '2025-01-00', '2025-01-32',
    '1899-12-31', '0000-01-01', '10000-01-01', '2025-1-1', '31.03.2025', '20250331', '2025-03-31T00:00:00Z',
    ' 2025-03-31', '2025-03-31\n', '2025-03-3l',
  ])('%j is not a date', (tekst) => {
    expect(erDato(tekst)).toBe(false);
    expect(() => dato(tekst)).toThrow(expect.objectContaining({ kode: 'DATO_UGYLDIG', status: 422 }));
    expect(() => laesDato('krav.forfald', tekst)).toThrow(
      expect.objectContaining({ felter: [expect.objectContaining({ felt: 'krav.forfald', kode: 'DATO_UGYLDIG' })] }),
    );
  });

  it('DATO_FORMAT is the form only', () => expect(DATO_FORMAT.test('2025-02-31')).toBe(true));
});

it('a date has a year, a month, a day and a Danish text', () => {
  const d = dato('2025-03-09');
  expect([aar(d), maaned(d), dagIMaaned(d), visDato(d)]).toEqual([2025, 3, 9, '09.03.2025']);
});

it.each([
  ['1970-01-01', 4], ['2025-03-31', 1], ['2026-04-05', 7], ['2027-06-05', 6], ['1900-01-01', 1], ['1969-12-31', 3],
])('%s is weekday %i', (d, nr) => expect(ugedag(dato(d))).toBe(nr));

it.each([
  ['2025-02-28', 1, '2025-03-01'], ['2024-02-28', 1, '2024-02-29'], ['2025-01-01', -1, '2024-12-31'],
  ['2025-03-29', 2, '2025-03-31'], ['2025-03-31', 365, '2026-03-31'], ['2025-03-31', 0, '2025-03-31'],
])('%s plus %i days is %s', (d, antal, til) => {
  expect(plusDage(dato(d), antal)).toBe(til);
  expect(dageMellem(dato(d), dato(til))).toBe(antal);
});

it.each([
  ['2025-03-31', 6, '2025-09-30'], ['2025-01-31', 1, '2025-02-28'], ['2024-01-31', 1, '2024-02-29'],
  ['2016-02-29', 36, '2019-02-28'], ['2016-02-29', 48, '2020-02-29'], ['2025-12-15', 1, '2026-01-15'],
  ['2025-01-15', -1, '2024-12-15'], ['2025-03-31', -1, '2025-02-28'], ['2025-03-31', 0, '2025-03-31'],
])('%s plus %i months is %s', (d, antal, til) => expect(plusMaaneder(dato(d), antal)).toBe(til));

it('the first and the last of a month, the earliest and the latest of some days', () => {
  expect(foersteIMaaned(dato('2024-02-17'))).toBe('2024-02-01');
  expect(sidsteIMaaned(dato('2024-02-17'))).toBe('2024-02-29');
  const dage = ['2025-02-01', '2024-12-31', '2025-01-31'].map(dato);
  expect(tidligste(...dage)).toBe('2024-12-31');
  expect(seneste(...dage)).toBe('2025-02-01');
  expect(() => tidligste()).toThrow(expect.objectContaining({ kode: 'INGEN_DATOER' }));
  expect(() => seneste()).toThrow(expect.objectContaining({ kode: 'INGEN_DATOER' }));
});

it.each([
  ['a day after 9999-12-31', () => plusDage(dato('9999-12-31'), 1)],
  ['a month after 9999-12-31', () => plusMaaneder(dato('9999-12-31'), 1)],
  ['a day and a half', () => plusDage(dato('2025-01-01'), 1.5)],
  ['half a month', () => plusMaaneder(dato('2025-01-01'), 0.5)],
  ['not a number of days', () => plusDage(dato('2025-01-01'), NaN)],
])('%s is a bug', (_navn, regn) =>
  expect(regn).toThrow(expect.objectContaining({ kode: 'DATO_UDENFOR_KALENDEREN' })));

describe('properties', () => {
  it('agrees with the UTC calendar of the platform', () => fc.assert(fc.property(enDag, (d) => {
    expect(dagnummer(d) * 86_400_000).toBe(somUtc(d).getTime());
    expect(somUtc(d).toISOString().slice(0, 10)).toBe(d);
    expect(ugedag(d) % 7).toBe(somUtc(d).getUTCDay());
  })));

  it('every day from 1900 to 2100 follows the one before and compares as text', () => {
    let fejl = 0;
    let d = dato('1900-01-01');
    for (let nr = FOERSTE; d < '2100-12-31'; nr += 1) {
      const naeste = fraDagnummer(nr + 1);
      if (!(d < naeste) || !erDato(naeste) || dageMellem(d, naeste) !== 1) fejl += 1;
      d = naeste;
    }
    expect(fejl).toBe(0);
  });

  it('days there and back again', () =>
    fc.assert(fc.property(enDagMedPlads, fc.integer({ min: 0, max: 80_000 }), (d, n) => {
      expect(dageMellem(d, plusDage(d, n))).toBe(n);
      expect(plusDage(plusDage(d, n), -n)).toBe(d);
    })));

  it('plusMaaneder keeps the anchor day, or takes the last day of a month that lacks it', () =>
    fc.assert(fc.property(enDagMedPlads, fc.integer({ min: 0, max: 2400 }), (d, n) => {
      const til = plusMaaneder(d, n);
      expect(aar(til) * 12 + maaned(til)).toBe(aar(d) * 12 + maaned(d) + n);
      const bevaret = dagIMaaned(til) === dagIMaaned(d);
      expect(bevaret || (til === sidsteIMaaned(til) && dagIMaaned(til) < dagIMaaned(d))).toBe(true);
    })));

  it('plusMaaneder is monotone', () =>
    fc.assert(fc.property(enDagMedPlads, fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 600 }), (d, k, n) =>
      expect(plusMaaneder(d, n) <= plusMaaneder(plusDage(d, k), n)).toBe(true))));
});
