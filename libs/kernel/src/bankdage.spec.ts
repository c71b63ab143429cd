import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import {
  erBankdag, erFael27Lukkedag, foraeldelsesdato, forrigeBankdag, naesteBankdag, naesteFael27Dag, plusBankdage,
} from './bankdage.js';
import { aar, dato, plusDage, plusMaaneder, ugedag, type Lokaldato } from './dato.js';
import { fraDagnummer, paaskedag } from './kalender.js';

const kendte = readFileSync(new URL('./bankhelligdage.csv', import.meta.url), 'utf8').trim().split('\n')
  .filter((linje) => !linje.startsWith('#')).slice(1).map((linje) => linje.split(','));
const lukket = (kolonne: number): Set<string> =>
  new Set(kendte.filter((felter) => felter[kolonne] === 'ja').map((felter) => felter[0]!));
const enDag = fc.integer({ min: -25_000, max: 60_000 }).map(fraDagnummer); // 1901–2134

it('agrees with the published and derived closing days on every day of 2020–2030', () => {
  const [bank, fael27] = [lukket(1), lukket(2)];
  const uenige: string[] = [];
  let dage = 0;
  for (let d = dato('2020-01-01'); d <= '2030-12-31'; d = plusDage(d, 1)) {
    dage += 1;
    const weekend = ugedag(d) >= 6;
    if (erBankdag(d) === (weekend || bank.has(d))) uenige.push(`bank ${d}`);
    if (erFael27Lukkedag(d) !== (weekend || fael27.has(d))) uenige.push(`fael27 ${d}`);
  }
  expect({ uenige, dage, navngivneDage: kendte.length }).toEqual({ uenige: [], dage: 4018, navngivneDage: 158 });
});

it.each([
  [2026, '01-01 04-02 04-03 04-06 05-14 05-15 05-25 06-05 12-24 12-25 12-31'],
  [2027, '01-01 03-25 03-26 03-29 05-06 05-07 05-17 12-24 12-31'],
])('the weekdays on which banks close in %i are as Nationalbanken published', (iAar, forventet) => {
  const dage: string[] = [];
  for (let d = dato(`${iAar}-01-01`); aar(d) === iAar; d = plusDage(d, 1)) {
    if (ugedag(d) <= 5 && !erBankdag(d)) dage.push(d.slice(5));
  }
  expect(dage.join(' ')).toBe(forventet);
});

it.each([
  [1961, '1961-04-02'], [2000, '2000-04-23'], [2008, '2008-03-23'], [2024, '2024-03-31'], [2025, '2025-04-20'],
  [2026, '2026-04-05'], [2038, '2038-04-25'], [2285, '2285-03-22'],
])('Easter of %i is %s', (iAar, d) => expect(paaskedag(iAar)).toBe(d));

it.each([
  ['2023-05-05', true, false, 'store bededag, the last one'],
  ['2024-04-26', false, true, 'what would have been store bededag'],
  ['2026-05-15', false, false, 'the Friday after Kristi himmelfart is a bank closing day only'],
  ['2026-06-05', true, false, 'Grundlovsdag'],
  ['2026-12-24', true, false, 'juleaftensdag'],
  ['2026-12-31', true, false, 'nytårsaftensdag'],
  ['2026-12-26', true, false, 'a Saturday'],
  ['2026-04-07', false, true, 'an ordinary Tuesday'],
])('%s: § 27 closing day %s, bank day %s (%s)', (d, fael27, bank) => {
  expect(erFael27Lukkedag(dato(d))).toBe(fael27);
  expect(erBankdag(dato(d))).toBe(bank);
});

it.each([
  ['2026-04-02', '2026-04-07'], ['2026-12-24', '2026-12-28'], ['2026-05-15', '2026-05-18'], ['2026-05-10', '2026-05-11'],
  ['2026-04-07', '2026-04-07'], ['2026-12-31', '2027-01-04'],
])('the next bank day of %s is %s', (d, naeste) => expect(naesteBankdag(dato(d))).toBe(naeste));

it.each([
  ['2026-04-07', '2026-04-01'], ['2026-12-28', '2026-12-23'], ['2026-05-18', '2026-05-13'], ['2026-05-12', '2026-05-11'],
])('the bank day before %s is %s', (d, forrige) => expect(forrigeBankdag(dato(d))).toBe(forrige));

it.each([
  ['2026-04-01', 0, '2026-04-01'], ['2026-04-01', 1, '2026-04-07'], ['2026-04-01', 2, '2026-04-08'],
  ['2026-04-04', 0, '2026-04-04'], ['2026-04-04', 1, '2026-04-07'], ['2026-12-23', 3, '2026-12-30'],
  ['2026-12-23', 4, '2027-01-04'],
])('%s plus %i bank days is %s', (d, n, til) => expect(plusBankdage(dato(d), n)).toBe(til));

it.each([-1, 0.5, NaN])('%d bank days is a bug', (n) =>
  expect(() => plusBankdage(dato('2026-04-01'), n)).toThrow(expect.objectContaining({ kode: 'BANKDAGE_UGYLDIGT_ANTAL' })));

describe('limitation, forældelsesloven § 27 (regler.md § 5.2)', () => {
  it.each([
    ['2017-10-12', '2020-10-12', 'published'],
    ['2017-10-11', '2020-10-12', '11 October 2020 is a Sunday'],
    ['2008-08-12', '2011-08-12', 'published'],
    ['2016-02-29', '2019-02-28', 'published rule: a month without the day'],
    ['2021-06-05', '2024-06-06', 'Grundlovsdag'],
    ['2021-12-24', '2024-12-27', 'juleaftensdag, then Christmas'],
    ['2020-12-31', '2024-01-02', '31 December 2023 is a Sunday, 1 January a holiday'],
    ['2024-05-07', '2027-05-07', 'the Friday after Kristi himmelfart does not extend'],
    ['2020-05-05', '2023-05-08', 'store bededag 2023 extends'],
    ['2021-04-26', '2024-04-26', 'store bededag is gone in 2024'],
  ])('3 years from %s end on %s: %s', (start, slut) => expect(foraeldelsesdato(dato(start), 3)).toBe(slut));

  it('6 months from 31 March end on 30 September', () =>
    expect(naesteFael27Dag(plusMaaneder(dato('2025-03-31'), 6))).toBe('2025-09-30'));

  it('10 years count the same way', () => expect(foraeldelsesdato(dato('2016-06-05'), 10)).toBe('2026-06-08'));

  it.each([0, -3, 1.5])('%d years is a bug', (antal) =>
    expect(() => foraeldelsesdato(dato('2025-01-01'), antal)).toThrow(
      expect.objectContaining({ kode: 'FORAELDELSE_UGYLDIGT_ANTAL_AAR' }),
    ));
});

describe('properties', () => {
  it('a claim never lapses on a closing day, nor before its years are over', () =>
    fc.assert(fc.property(enDag, fc.constantFrom(1, 3, 5, 10, 30), (start, antal) => {
      const slut = foraeldelsesdato(start, antal);
      expect(erFael27Lukkedag(slut)).toBe(false);
      const uforlaenget = plusMaaneder(start, antal * 12);
      expect(slut >= uforlaenget && slut <= plusDage(uforlaenget, 6)).toBe(true);
    })));

  it('plusBankdage is monotone in the day and in n, and counts bank days', () =>
    fc.assert(fc.property(enDag, fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 10 }), (d, n, k) => {
      const til = plusBankdage(d, n);
      expect(til <= plusBankdage(plusDage(d, k), n)).toBe(true);
      expect(til < plusBankdage(d, n + 1)).toBe(true);
      expect(antalBankdageEfter(d, til)).toBe(n);
    })));

  it('the bank day before the next bank day after a day is not after the day', () =>
    fc.assert(fc.property(enDag, (d) => {
      expect(erBankdag(forrigeBankdag(d))).toBe(true);
      expect(forrigeBankdag(plusBankdage(d, 1)) <= d).toBe(true);
    })));
});

function antalBankdageEfter(fra: Lokaldato, til: Lokaldato): number {
  let antal = 0;
  for (let d = plusDage(fra, 1); d <= til; d = plusDage(d, 1)) if (erBankdag(d)) antal += 1;
  return antal;
}
