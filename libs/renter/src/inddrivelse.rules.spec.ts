import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beloebTekst, dato, erBankdag, kr, plusDage, tal, type Lokaldato } from '#app/kernel';
import { rodmappe } from '#app/platform';
import { inddrivelsesrente } from './inddrivelse.rules.js';
import { sats } from './rentefakta.js';

const SATSER = [sats(dato('2021-07-01'), dato('2022-01-01'), '7.65'), sats(dato('2026-01-08'), dato('2026-07-08'), '5.75'), sats(dato('2026-07-08'), dato('2027-01-01'), '6.00')];
const af = (kroner: string, modtaget: string, til: string, betalt: readonly [string, string][] = [], satser = SATSER): ReturnType<typeof inddrivelsesrente> =>
  inddrivelsesrente([[dato('2020-01-01'), kr(kroner)], ...betalt.map(([d, b]) => [dato(d), kr(b)] as const)], satser, dato(modtaget), dato(til));

it.each([['2026-06-30', '192.19', [122]], ['2026-07-31', '242.67', [129, 24]]])('10,000.00 received 15 February 2026, to %s: %s (regler.md 1.4)', (til, rente, dage) => {
  const r = af('10000.00', '2026-02-15', til);
  expect([r.fra, beloebTekst(r.rente), r.led.map((l) => l.dage)]).toEqual(['2026-03-01', rente, dage]);
});
it.each([['1000.00', '76.50'], ['20000.00', '1530.00'], ['250000.00', '19125.00']])('%s at 7.65 %% is %s a year', (hovedstol, rente) => {
  expect(beloebTekst(af(hovedstol, '2021-06-20', '2022-06-30', [], [sats(dato('2021-07-01'), 'infinity', '7.65')]).rente)).toBe(rente);
});
it('five years at 7.65 % without interest of interest: 1,382.50 owed of 1,000.00', () => {
  expect(beloebTekst(af('1000.00', '2021-02-10', '2026-02-27', [], [sats(dato('2021-01-01'), 'infinity', '7.65')]).rente)).toBe('382.50'); // 1,825 days
});
it('a payment lowers the base from the day after it; an unknown rate is named, never guessed', () => {
  expect(af('10000.00', '2026-02-15', '2026-03-31', [['2026-03-15', '-4000.00']]).led.map((l) => [l.dage, beloebTekst(l.grundlag)])).toEqual([[15, '10000.00'], [16, '6000.00']]);
  expect(af('10000.00', '2026-11-15', '2027-01-31')).toMatchObject({ fra: '2026-12-01', satsMangler: '2027-01-01', led: [{ dage: 31 }] });
});

const data = (fil: string): Record<string, string>[] => parse(readFileSync(join(rodmappe(), 'migrations', 'data', `${fil}.csv`)), { columns: true }) as Record<string, string>[];
/** The fifth hverdag after 1 January or 1 July is the first day with the new rate (regler.md 1.4). */
function femteHverdag(d: Lokaldato): Lokaldato {
  for (let n = 0; n < 5;) { d = plusDage(d, 1); if (erBankdag(d)) n++; }
  return d;
}
it.each([['2023-07-01', '2023-07-07'], ['2024-01-01', '2024-01-08'], ['2026-01-01', '2026-01-08']])('the rate of %s applies from %s (published)', (skift, fra) => {
  expect(femteHverdag(dato(skift))).toBe(fra);
});
it('every sown inddrivelsesrente since July 2023 is the half-year’s reference rate + 4, from the fifth hverdag on', () => {
  const referencer = data('referencesatser').filter((r) => r['date']! >= '2023-07-01');
  const satser = new Map(data('inddrivelsesrenter').map((r) => [r['valid_from']!, r['rate_pct_pa']!]));
  const ventet = referencer.map((r) => [femteHverdag(dato(r['date']!)), tal(r['rate']!).plus(4).toFixed(2)]);
  expect(ventet.length).toBeGreaterThan(5);
  expect(ventet.map(([fra]) => [fra, satser.get(fra!)])).toEqual(ventet);
});
