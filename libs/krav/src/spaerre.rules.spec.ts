import { dato } from '#app/kernel';
import { spaerrealder } from './spaerre.rules.js';

it.each([
  ['2026-01-01', 'infinity', '2026-01-01', 0, false], ['2026-01-01', 'infinity', '2026-06-29', 179, false], ['2026-01-01', 'infinity', '2026-06-30', 180, true], ['2026-01-01', 'infinity', '2027-01-01', 365, true],
  ['2026-07-01', 'infinity', '2026-06-30', 0, false], ['2026-01-01', '2030-01-01', '2027-01-01', 365, false], ['2026-01-01', '2026-01-11', '2027-01-01', 10, false], ['2026-01-01', '2026-01-01', '2027-01-01', 0, false],
])('from %s to %s is on %s %i days old; flagged: %s', (fra, til, paa, alderDage, udenSlutdato) => {
  expect(spaerrealder({ afReglerne: false, fra: dato(fra), til: til === 'infinity' ? til : dato(til) }, dato(paa), 180)).toEqual({ alderDage, udenSlutdato });
});

it('flagged at once where the kommune allows no spærre without an end', () => {
  expect(spaerrealder({ afReglerne: false, fra: dato('2026-01-01'), til: 'infinity' }, dato('2026-01-01'), 0).udenSlutdato).toBe(true);
  expect(spaerrealder({ afReglerne: false, fra: dato('2026-01-02'), til: 'infinity' }, dato('2026-01-01'), 0).udenSlutdato).toBe(false);
});

it('one that the rules answer for is as old as any, and never flagged', () => {
  expect(spaerrealder({ afReglerne: true, fra: dato('2026-01-01'), til: 'infinity' }, dato('2027-01-01'), 180)).toEqual({ alderDage: 365, udenSlutdato: false });
});
