import { beloebTekst, dato, kr } from '#app/kernel';
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
