import { dato, plusMaaneder } from '#app/kernel';
import { bortfaldsdato, datoHosRim, datoVedModtagelse, erBortfaldsdatoGyldig, frist, indsigelsesfrist, nyStartEfterSidsteIndeholdelse, udloebstekst, type Bortfaldsart, type Modtagelse } from './frister.rules.js';
import type { Foraeldelsesart } from './arter.js';

describe('regler.md 5.2: three years and § 27', () => {
  it.each([
    ['2017-10-12', '2020-10-12', '(published)', []],
    ['2017-10-11', '2020-10-12', '11 October 2020 is a Sunday (computed)', ['en søndag']],
    ['2008-08-12', '2011-08-12', '(published)', []],
    ['2016-02-29', '2019-02-28', '(published rule)', []],
    ['2021-06-05', '2024-06-06', 'Grundlovsdag (computed)', ['grundlovsdag']],
    ['2021-12-24', '2024-12-27', '(computed)', ['juleaftensdag', '1. juledag', '2. juledag']],
    ['2020-12-31', '2024-01-02', '31 December 2023 is a Sunday, 1 January a holiday (computed)', ['nytårsaftensdag', 'nytårsdag']],
    ['2024-05-07', '2027-05-07', 'the Friday after himmelfart: no extension (computed)', []],
    ['2020-05-05', '2023-05-08', 'bededag in 2023 (computed)', ['en helligdag', 'en lørdag', 'en søndag']],
    ['2021-04-26', '2024-04-26', 'no bededag in 2024 (computed)', []],
  ])('%s + 3 years = %s %s', (fra, til, _kilde, lukkedage) => {
    const f = frist(dato(fra), 3);
    expect([f.dato, f.lukkedage.map((l) => l.navn)]).toEqual([til, lukkedage]);
  });
  it('31 March + 6 months = 30 September (published)', () => { expect(plusMaaneder(dato('2026-03-31'), 6)).toBe('2026-09-30'); });
  it('five years for løn, ten where the claim is fixed', () => { expect([frist(dato('2020-01-31'), 5).dato, frist(dato('2020-03-16'), 10).dato]).toEqual(['2025-01-31', '2030-03-18']); });
  it('says why it rolled', () => {
    expect(udloebstekst(frist(dato('2017-10-11'), 3))).toBe('udløber 12.10.2020, da 11.10.2020 er en søndag (forældelsesloven § 27, stk. 2)');
    expect(udloebstekst(frist(dato('2020-12-31'), 3))).toBe('udløber 02.01.2024, da 31.12.2023 er nytårsaftensdag og 01.01.2024 er nytårsdag (forældelsesloven § 27, stk. 2)');
  });
});

describe('regler.md 5.3', () => {
  it.each([['2019-06-28', '2020-06-29', '2023-06-29'], ['2022-08-31', '2023-09-01', '2026-09-01'], ['2025-09-30', '2026-10-01', '2029-10-01']])(
    'lønindeholdelse: the last amount %s, a new period from %s, barred at the end of %s (published)', (sidste, fra, til) => {
      expect([nyStartEfterSidsteIndeholdelse(dato(sidste)), frist(nyStartEfterSidsteIndeholdelse(dato(sidste)), 3).dato]).toEqual([fra, til]);
    });
  it.each<[Foraeldelsesart, string, string | undefined]>([
    ['UDLAEG', '2020-11-02', '2020-11-30'], // published
    ['LOENINDEHOLDELSE', '2020-11-02', '2021-02-02'], ['MODREGNING', '2020-11-30', '2021-02-28'], ['BEROSTILLELSE', '2024-01-31', '2024-04-30'], ['ERKENDELSE', '2020-11-02', undefined],
  ])('objection against %s of %s until %s', (art, dag, til) => { expect(indsigelsesfrist(art, dato(dag))).toBe(til); });
});

describe('regler.md 5.4: GIL § 18 a', () => {
  const m = (system: Modtagelse['system'], modtaget: string, andet: Partial<Modtagelse> = {}): Modtagelse => ({ system, modtaget: dato(modtaget), foerste: dato(modtaget), undtaget: false, ...andet });
  it.each([
    ['DMI date converted to PSRM (published)', '2031-11-20', m('PSRM', '2023-07-01', { foerste: dato('2015-03-01') }), '2026-07-01'],
    ['converted before the start (published)', '2031-11-20', m('PSRM', '2021-01-01', { foerste: dato('2015-03-01') }), '2024-11-20'],
    ['PSRM counts from 20 November 2021 at the earliest', '2021-06-01', m('PSRM', '2019-05-01'), '2024-11-20'],
    ['DMI and SAP38 from 20 November 2027', '2024-06-01', m('DMI', '2022-05-02'), '2030-11-20'],
    ['ten years are cut to three from modtagelse', '2035-03-01', m('PSRM', '2026-03-02'), '2029-03-02'],
    ['a civil claim of a kommune is not', '2035-03-01', m('PSRM', '2026-03-02', { undtaget: true }), '2035-03-01'],
    ['tillægsfrist: three years at the earliest', '2026-06-01', m('PSRM', '2026-03-02'), '2029-03-02'],
    ['the excepted kinds have the tillægsfrist too', '2026-06-01', m('PSRM', '2026-03-02', { undtaget: true }), '2029-03-02'],
    ['re-transfer: the date it had, when under three years ahead; tillægsfrist from the first', '2028-05-15', m('PSRM', '2026-09-01', { foerste: dato('2024-09-02') }), '2028-05-15'],
    ['re-transfer: more than three years ahead is cut to three from the new modtagelse', '2036-05-15', m('PSRM', '2026-09-01', { foerste: dato('2024-09-02') }), '2029-09-03'],
  ])('%s', (_navn, foer, modtagelse, efter) => { expect(datoVedModtagelse(dato(foer), modtagelse)).toBe(efter); });
  it('an interruption at the collector never ends before the floor', () => {
    expect(datoHosRim(dato('2023-06-29'), m('PSRM', '2018-01-02'))).toBe('2024-11-20');
    expect(datoHosRim(dato('2029-10-01'), m('PSRM', '2018-01-02'))).toBe('2029-10-01');
  });
});

describe('regler.md 5.5: special periods, no § 27', () => {
  it.each<[Bortfaldsart, string, string]>([
    ['DAGTILBUD', '2021-01-31', '2026-01-31'], ['SERVICELOV', '2021-02-28', '2026-02-28'], ['AKTIVLOV', '2021-12-24', '2024-12-24'], ['FORTRINSRET', '2024-03-31', '2026-03-31'], ['FORTRINSRET_MED_TILLAEG', '2024-03-31', '2026-06-30'],
  ])('%s from %s lapses %s', (art, fra, til) => { expect(bortfaldsdato(art, dato(fra))).toBe(til); });
  it.each([['2026-03-02', true], ['2031-03-02', true], ['2031-03-03', false], ['2026-03-01', false]])('a dagtilbud claim received 2 March 2026 may carry %s: %s', (d, ok) => {
    expect(erBortfaldsdatoGyldig(dato(d), dato('2026-03-02'))).toBe(ok);
  });
});
