import fc from 'fast-check';
import { dato, erFael27Lukkedag, foraeldelsesdato, plusDage } from '#app/kernel';
import { FORAELDELSESARTER, loeber, reglen, type Foraeldelsesart } from './arter.js';
import { beregn } from './periode.rules.js';
import type { Grundlag, Haendelse } from './typer.js';

const PAA = dato('2040-01-01');
const grundlag = (andet: Partial<Grundlag> = {}): Grundlag => {
  const start = andet.start ?? dato('2022-03-01');
  return { art: 'HOVEDKRAV', start, startregel: 'FORFALD', aar: 3, dato: foraeldelsesdato(start, andet.aar ?? 3), undtaget: false, ...andet };
};
let nr = 0;
const h = (art: Foraeldelsesart, dag: string, andet: Partial<Omit<Haendelse, 'slut'>> & { slut?: string } = {}): Haendelse => ({
  id: String(++nr), art, forretningspartnerId: null, dato: dato(dag), skriftlig: false, rimSystem: art === 'MODTAGET_INDDRIVELSE' ? 'PSRM' : null, kravIder: ['1'], afslutninger: [], ...andet,
  slut: andet.slut === undefined ? null : dato(andet.slut),
});
const ende = (dag: string, art: 'AFSLUTTET' | 'SIDSTE_INDEHOLDELSE' = 'AFSLUTTET'): Haendelse['afslutninger'] => [{ id: String(++nr), art, dato: dato(dag) }];

describe('one claim, its events, and the date (regler.md 5.1, 5.3, 5.4)', () => {
  it.each<[string, Partial<Grundlag>, readonly Haendelse[], string, string | undefined]>([
    ['nothing has happened', {}, [], '2025-03-03', undefined],
    ['from SRB where the kravstype says so', { start: dato('2022-04-01'), startregel: 'SRB' }, [], '2025-04-01', undefined],
    ['erkendelse: a new period of the same length (§ 15)', {}, [h('ERKENDELSE', '2024-05-06')], '2027-05-07', 'NY_FRIST'],
    ['a five-year claim gets five', { aar: 5 }, [h('ERKENDELSE', '2024-05-06')], '2029-05-07', 'NY_FRIST'],
    ['existence and size in writing: ten (§ 5 stk. 1)', {}, [h('ERKENDELSE', '2024-05-06', { skriftlig: true })], '2034-05-08', 'NY_FRIST'],
    ['and ten again after a later plain one', {}, [h('ERKENDELSE', '2024-05-06', { skriftlig: true }), h('ERKENDELSE', '2025-06-02')], '2035-06-04', 'NY_FRIST'],
    ['gældsbrev: ten', {}, [h('GAELDSBREV', '2024-05-06')], '2034-05-08', 'NY_FRIST'],
    ['an ordning the debtor asked for: from the latest paid instalment', {}, [h('ERKENDELSE', '2024-05-06'), h('AFDRAG', '2024-06-03'), h('AFDRAG', '2024-07-01')], '2027-07-01', 'NY_FRIST'],
    ['whatever the order of registering', {}, [h('AFDRAG', '2024-07-01'), h('ERKENDELSE', '2024-05-06')], '2027-07-01', 'NY_FRIST'],
    ['retslige skridt run', {}, [h('RETSLIGE_SKRIDT', '2024-05-06')], 'infinity', 'AFBRUDT'],
    ['the case ended without a decision', {}, [h('RETSLIGE_SKRIDT', '2024-05-06', { afslutninger: ende('2026-02-02') })], '2029-02-02', 'NY_FRIST'],
    ['dom: ten years from the day (§ 16), and the case is over', {}, [h('RETSLIGE_SKRIDT', '2024-05-06'), h('DOM', '2026-02-02')], '2036-02-04', 'NY_FRIST'],
    ['forlig the same', {}, [h('FORLIG', '2024-12-02')], '2034-12-04', 'NY_FRIST'],
    ['betalingspåkrav with the court\'s endorsement the same', {}, [h('RETSLIGE_SKRIDT', '2024-05-06'), h('BETALINGSPAAKRAV', '2024-12-02')], '2034-12-04', 'NY_FRIST'],
    ['dødsbo until it ends (§ 17)', {}, [h('DOEDSBO', '2024-05-06', { slut: '2025-08-04' })], '2028-08-04', 'NY_FRIST'],
    ['two steps at once: the last to end counts', {}, [h('KONKURS', '2024-05-06', { slut: '2026-03-02' }), h('UDLAEG', '2024-09-02', { slut: '2024-10-01' })], '2029-03-02', 'NY_FRIST'],
    ['one of two still runs', {}, [h('UDLAEG', '2024-09-02', { slut: '2024-10-01' }), h('KONKURS', '2024-05-06')], 'infinity', 'UAENDRET'],
    ['udlæg: when the step ends (§ 18 stk. 1-3)', {}, [h('UDLAEG', '2024-05-06', { slut: '2024-06-03' })], '2027-06-03', 'NY_FRIST'],
    ['lønindeholdelse berostillet: the day after one year after the last amount (§ 18 stk. 4)', { start: dato('2017-01-02') }, [h('LOENINDEHOLDELSE', '2018-02-01', { afslutninger: ende('2019-06-28', 'SIDSTE_INDEHOLDELSE') })], '2023-06-29', 'NY_FRIST'],
    ['the latest amount of several', { start: dato('2017-01-02') }, [h('LOENINDEHOLDELSE', '2018-02-01', { afslutninger: [...ende('2019-05-31', 'SIDSTE_INDEHOLDELSE'), ...ende('2019-06-28', 'SIDSTE_INDEHOLDELSE')] })], '2023-06-29', 'NY_FRIST'],
    ['its end decided: from that day', { start: dato('2017-01-02') }, [h('LOENINDEHOLDELSE', '2018-02-01', { afslutninger: [...ende('2019-05-31', 'SIDSTE_INDEHOLDELSE'), ...ende('2019-06-03')] })], '2022-06-03', 'NY_FRIST'],
    ['modregning: the day of the decision', {}, [h('MODREGNING', '2024-05-06')], '2027-05-07', 'NY_FRIST'],
    ['henstand: the day after it ends (§ 2 stk. 2)', {}, [h('HENSTAND', '2024-05-06', { slut: '2024-12-31' })], '2028-01-03', 'NY_FRIST'],
    ['forhandling: one year after its end at the earliest (§ 21)', {}, [h('FORHANDLING', '2024-11-01', { slut: '2025-02-03' })], '2026-02-03', 'TILLAEG'],
    ['not where the period is longer anyway', {}, [h('FORHANDLING', '2022-11-01', { slut: '2023-02-03' })], '2025-03-03', 'UAENDRET'],
    ['a case dismissed: one year (§ 20)', {}, [h('SAG_AFVIST', '2025-01-06')], '2026-01-06', 'TILLAEG'],
    ['ignorance: from knowledge (§ 3 stk. 2)', {}, [h('UVIDENHED', '2022-03-01', { slut: '2024-02-01' })], '2027-02-01', 'UDSKUDT'],
    ['ten years from the start at most (§ 3 stk. 3)', {}, [h('UVIDENHED', '2022-03-01', { slut: '2031-02-03' })], '2032-03-01', 'UDSKUDT'],
    ['also while it lasts', {}, [h('UVIDENHED', '2022-03-01')], '2032-03-01', 'UDSKUDT'],
    ['a claim of ten years is not suspended (børnetilskudsloven § 18)', { aar: 10 }, [h('UVIDENHED', '2022-03-01', { slut: '2024-02-01' })], '2032-03-01', 'UAENDRET'],
    ['too late: it was barred the day before', {}, [h('ERKENDELSE', '2025-03-04')], '2025-03-03', 'VIRKNINGSLOES'],
    ['on the last day: in time', {}, [h('ERKENDELSE', '2025-03-03')], '2028-03-03', 'NY_FRIST'],
    ['the collector: three years from modtagelse', {}, [h('MODTAGET_INDDRIVELSE', '2024-05-06')], '2027-05-07', 'FORLAENGET'],
    ['ten years are cut', {}, [h('DOM', '2024-02-05'), h('MODTAGET_INDDRIVELSE', '2024-05-06')], '2027-05-07', 'AFKORTET'],
    ['forskudsvis udlagt bidrag: ten, three once in PSRM', { aar: 10 }, [h('MODTAGET_INDDRIVELSE', '2024-05-06')], '2027-05-07', 'AFKORTET'],
    ['a civil claim keeps its ten', { undtaget: true }, [h('DOM', '2024-02-05'), h('MODTAGET_INDDRIVELSE', '2024-05-06')], '2034-02-06', 'UAENDRET'],
    ['an interruption there gives three, whatever the basis', {}, [h('DOM', '2024-02-05'), h('MODTAGET_INDDRIVELSE', '2024-05-06'), h('MODREGNING', '2026-05-04')], '2029-05-04', 'NY_FRIST'],
    ['returned: it keeps the date', {}, [h('DOM', '2024-02-05'), h('MODTAGET_INDDRIVELSE', '2024-05-06'), h('RETUR_INDDRIVELSE', '2025-05-06')], '2027-05-07', 'UAENDRET'],
    ['back with us a new period has its own length', {}, [h('DOM', '2024-02-05'), h('MODTAGET_INDDRIVELSE', '2024-05-06'), h('RETUR_INDDRIVELSE', '2025-05-06'), h('ERKENDELSE', '2025-06-02')], '2035-06-04', 'NY_FRIST'],
    ['re-transfer: cut to three from the new modtagelse', {}, [h('DOM', '2024-02-05'), h('MODTAGET_INDDRIVELSE', '2024-05-06'), h('RETUR_INDDRIVELSE', '2025-05-06'), h('ERKENDELSE', '2025-06-02'), h('MODTAGET_INDDRIVELSE', '2026-01-05')], '2029-01-05', 'AFKORTET'],
    ['re-transfer under three years ahead: the date it had', {}, [h('MODTAGET_INDDRIVELSE', '2024-05-06'), h('RETUR_INDDRIVELSE', '2025-05-06'), h('MODTAGET_INDDRIVELSE', '2026-01-05')], '2027-05-07', 'UAENDRET'],
    ['berostillelse at the collector (GIL § 18 a stk. 8)', {}, [h('MODTAGET_INDDRIVELSE', '2024-05-06'), h('BEROSTILLELSE', '2025-09-01')], '2028-09-01', 'NY_FRIST'],
  ])('%s', (_navn, g, haendelser, ventet, udfald) => {
    const u = beregn(grundlag(g), haendelser, PAA);
    expect([u.dato, u.skridt.length, u.skridt.at(-1)!.foraeldelsesdato]).toEqual([ventet, haendelser.length + 1, ventet]);
    if (udfald !== undefined) expect(u.skridt.at(-1)!.udfald).toBe(udfald);
  });

  it('as of a day: later events are not there, and what had not ended then runs', () => {
    const alle = [h('UDLAEG', '2024-05-06', { slut: '2024-06-03' }), h('ERKENDELSE', '2024-09-02')];
    const paa = (d: string): [string, boolean] => { const u = beregn(grundlag(), alle, dato(d)); return [u.dato, u.suspenderet]; };
    expect(paa('2024-05-05')).toEqual(['2025-03-03', false]);
    expect(paa('2024-05-06')).toEqual(['infinity', true]);
    expect(paa('2024-06-03')).toEqual(['2027-06-03', false]);
    expect(paa('2024-09-02')).toEqual(['2027-09-02', false]);
  });
  it('a henstand has a date at once, and is suspended until it is over', () => {
    const u = (d: string) => beregn(grundlag(), [h('HENSTAND', '2024-05-06', { slut: '2024-12-31' })], dato(d));
    expect([u('2024-05-06').dato, u('2024-05-06').suspenderet, u('2024-12-31').suspenderet, u('2025-01-01').suspenderet]).toEqual(['2028-01-03', true, true, false]);
  });
  it('reads as sentences with their §', () => {
    const u = beregn(grundlag({ start: dato('2022-03-01') }), [h('ERKENDELSE', '2024-05-06', { skriftlig: true }), h('UDLAEG', '2025-05-05', { slut: '2025-06-02' }), h('MODTAGET_INDDRIVELSE', '2026-03-02'), h('ERKENDELSE', '2031-01-06')], PAA);
    expect(u.skridt.map((s) => s.tekst)).toEqual([
      'Fristen på 3 år regnes fra forfaldsdatoen 01.03.2022 (forældelsesloven § 2, stk. 1) og udløber 03.03.2025, da 01.03.2025 er en lørdag og 02.03.2025 er en søndag (forældelsesloven § 27, stk. 2).',
      'Skyldners erkendelse 06.05.2024 (forældelsesloven §§ 15 og 5, stk. 1) giver en ny frist på 10 år, fordi kravets eksistens og størrelse er anerkendt skriftligt. Den regnes fra 06.05.2024 og udløber 08.05.2034, da 06.05.2034 er en lørdag og 07.05.2034 er en søndag (forældelsesloven § 27, stk. 2).',
      'Udlæg 05.05.2025, til 02.06.2025 (forældelsesloven § 18, stk. 1-3) giver en ny frist på 10 år. Den regnes fra 02.06.2025 og udløber 04.06.2035, da 02.06.2035 er en lørdag og 03.06.2035 er en søndag (forældelsesloven § 27, stk. 2).',
      'Modtaget til inddrivelse 02.03.2026 (gældsinddrivelsesloven § 18 a): fristen afkortes fra 04.06.2035 til 3 år fra modtagelsen og udløber 02.03.2029.',
      'Skyldners erkendelse 06.01.2031 (forældelsesloven § 15) har ingen virkning: kravet var forældet fra udgangen af 02.03.2029.',
    ]);
    expect([u.hjemmel, u.skridt[2]!.indsigelsesfrist]).toEqual(['gældsinddrivelsesloven § 18 a', '2025-06-02']);
  });
});

describe('properties', () => {
  const dag = fc.integer({ min: 0, max: 3000 }).map((n) => plusDage(dato('2022-03-01'), n));
  const arter = FORAELDELSESARTER.filter((a) => reglen(a).virkning !== 'INDDRIVELSE');
  const haendelse = fc.record({ art: fc.constantFrom(...arter), dag, varer: fc.option(fc.integer({ min: 0, max: 700 })), skriftlig: fc.boolean() })
    .map(({ art, dag: d, varer, skriftlig }): Haendelse => h(art, d, { skriftlig: skriftlig && art === 'ERKENDELSE', ...(loeber(art) && varer !== null ? { slut: plusDage(d, varer) } : {}) }));
  const AFGOERELSER = ['DOM', 'FORLIG', 'BETALINGSPAAKRAV'];
  /** A decision ends the retslige skridt before it (§ 16): what ran without an end gets its ten years, which are a date. */
  const enderSag = (foer: readonly Haendelse[], ny: Haendelse): boolean => AFGOERELSER.includes(ny.art) && foer.some((x) => x.art === 'RETSLIGE_SKRIDT' && x.dato <= ny.dato);
  it('a decision ends the retslige skridt before it: ten years from its day', () => {
    const sag = h('RETSLIGE_SKRIDT', dato('2022-03-01'));
    expect(beregn(grundlag(), [sag], PAA).dato).toBe('infinity');
    expect(beregn(grundlag(), [sag, h('FORLIG', dato('2022-03-01'))], PAA).dato).toBe('2032-03-01');
  });
  it('outside the collector an event never makes the date earlier, save a decision that ends a case; one after the date changes nothing', () => {
    fc.assert(fc.property(fc.array(haendelse, { maxLength: 6 }), haendelse, (foer, ny) => {
      const uden = beregn(grundlag(), foer, PAA);
      const med = beregn(grundlag(), [...foer, ny], PAA);
      if (!enderSag(foer, ny)) expect(med.dato >= uden.dato).toBe(true);
      if (uden.dato < ny.dato) expect(med.dato).toBe(uden.dato);
    }), { numRuns: 100 });
  });
  it('the order in which events became known does not matter', () => {
    fc.assert(fc.property(fc.array(haendelse, { maxLength: 6 }), fc.integer(), (alle, n) => {
      const blandet = alle.map((x, i) => ({ x, r: ((i + 1) * 7919 * (Math.abs(n) % 97 + 1)) % 101 })).sort((a, b) => a.r - b.r).map(({ x }) => x);
      expect(beregn(grundlag(), blandet, PAA).dato).toBe(beregn(grundlag(), alle, PAA).dato);
    }), { numRuns: 100 });
  });
  it('a date is never a closing day, and every step says a date no later than the next outside the collector', () => {
    fc.assert(fc.property(fc.array(haendelse, { maxLength: 6 }), (alle) => {
      const u = beregn(grundlag(), alle, PAA);
      const datoer = u.skridt.map((s) => s.foraeldelsesdato);
      expect(datoer.every((d, i) => i === 0 || d >= datoer[i - 1]!)).toBe(true);
      if (u.dato !== 'infinity') expect(erFael27Lukkedag(u.dato)).toBe(false);
    }), { numRuns: 100 });
  });
});
