import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { dato, kr, plusDage, plusMaaneder, type Lokaldato } from '#app/kernel';
import { rodmappe } from '#app/platform';
import { beskrivelse, bygFilter, modtagelsesdato, naesteSkift, proevFordring, tidligstOverdragelse, udfaldAf, underfordringstype, type Fordring, type Regelraekke } from '#app/psrm';

const alle = (parse(readFileSync(join(rodmappe(), 'migrations/data/psrm-filterregler.csv')), { columns: true }) as Record<string, string>[])
  .map((r) => ({ ...r, gyldigFra: r['gyldig_fra'] }) as unknown as Regelraekke);
const filter = bygFilter('prøve', alle);
const MODTAGET = dato('2026-07-01');
const proev = (type: string | null, f: Fordring, m: string = MODTAGET): readonly string[] => proevFordring(f, filter.for(type, dato(m)), dato(m)).fund.map((x) => `${x.regel} ${x.konsekvens}`);

/** A month's gebyrlov interest on a claim due 15 January, as the room renter posts it. */
const rente = (andet: Partial<Fordring> = {}): Fordring => ({
  fordringsart: 'INDR', kategori: 'RELATERET', hovedstol: kr('40.00'), beloeb: kr('40.00'), stiftelsesdato: dato('2026-01-16'), forfaldsdato: dato('2026-01-16'), srb: dato('2026-01-16'),
  foraeldelsesdato: dato('2029-01-16'), periodeStart: dato('2026-01-16'), periodeSlut: dato('2026-02-15'), domsdato: undefined, forligsdato: undefined, beskrivelse: undefined,
  hovedfordring: { forfaldsdato: dato('2026-01-15') }, ...andet,
});
const hovedkrav = (andet: Partial<Fordring> = {}): Fordring => ({
  ...rente(), kategori: 'HOVEDFORDRING', hovedfordring: undefined, hovedstol: kr('3000.00'), beloeb: kr('3000.00'), stiftelsesdato: dato('2026-01-01'), forfaldsdato: dato('2026-01-15'),
  srb: dato('2026-01-20'), foraeldelsesdato: dato('2029-01-15'), periodeStart: dato('2026-01-01'), periodeSlut: dato('2026-01-31'), beskrivelse: 'Børnehaven Solen', ...andet,
});

describe('REOPKOM in words (regler.md 8.3)', () => {
  it.each<[string, Partial<Fordring>, string, string[]]>([
    ['a regular month', {}, MODTAGET, []],
    ['not INDR', { fordringsart: 'MODR' }, MODTAGET, ['R_1_1 AFVIST']],
    ['not related', { kategori: 'HOVEDFORDRING' }, MODTAGET, ['R_1_2 AFVIST']],
    ['forældelse not filled', { foraeldelsesdato: undefined }, MODTAGET, ['R_2_1 AFVIST']],
    ['forældelse before forfald + 3 years', { foraeldelsesdato: dato('2029-01-15') }, MODTAGET, ['R_2_3a AFVIST']],
    ['forældelse on forfald + 4 years', { foraeldelsesdato: dato('2030-01-16') }, MODTAGET, []],
    ['forældelse after forfald + 4 years: høring', { foraeldelsesdato: dato('2030-01-17') }, MODTAGET, ['R_2_3 HØRING']],
    ['barred', {}, '2029-01-17', ['R_3_1 AFVIST']],
    ['on its last valid day', {}, '2029-01-16', []],
    ['400 kr.', { hovedstol: kr('400.00') }, MODTAGET, []],
    ['over 400 kr.: høring', { hovedstol: kr('400.01') }, MODTAGET, ['R_4_2 HØRING']],
    ['hovedstol under beløb', { beloeb: kr('40.01') }, MODTAGET, ['R_4_7 AFVIST']],
    ['part paid: hovedstol 200, beløb 100 (8.1)', { hovedstol: kr('200.00'), beloeb: kr('100.00') }, MODTAGET, []],
    ['negative beløb', { beloeb: kr('-0.01') }, MODTAGET, ['R_4_4 AFVIST']],
    ['hovedstol 0 with something owed', { hovedstol: kr('0.00'), beloeb: kr('1.00') }, MODTAGET, ['R_4_1 AFVIST', 'R_4_7 AFVIST']],
    ['0-fordring', { hovedstol: kr('0.00'), beloeb: kr('0.00') }, MODTAGET, []],
    ['handed over on the day it was posted', {}, '2026-01-16', ['R_5_1 AFVIST', 'R_5_2 AFVIST', 'R_5_3 AFVIST']],
    ['SRB before forfald', { srb: dato('2026-01-15') }, MODTAGET, ['R_6_1 AFVIST']],
    ['forfald is not stiftelse: one equality, one finding', { forfaldsdato: dato('2026-01-17'), srb: dato('2026-01-17'), foraeldelsesdato: dato('2029-01-17') }, MODTAGET, ['R_6_3/R_6_4 AFVIST']],
    ['stiftelse before the period', { periodeStart: dato('2026-01-17'), periodeSlut: dato('2026-02-16') }, MODTAGET, ['R_6_15 AFVIST']],
    ['a period that is no month: høring', { periodeSlut: dato('2026-02-14') }, MODTAGET, ['R_6_19/R_6_20 HØRING']],
    ['both dom and forlig', { domsdato: dato('2026-02-01'), forligsdato: dato('2026-02-01'), foraeldelsesdato: dato('2036-02-01') }, MODTAGET, ['R_7_12a AFVIST']],
    ['with dom: exactly ten years, and R_2_3* is not asked', { domsdato: dato('2026-02-01'), foraeldelsesdato: dato('2036-02-01') }, MODTAGET, []],
    ['with dom: a day less', { domsdato: dato('2026-02-01'), foraeldelsesdato: dato('2036-01-31') }, MODTAGET, ['R_2_1a AFVIST']],
    ['with dom: a day more', { domsdato: dato('2026-02-01'), foraeldelsesdato: dato('2036-02-02') }, MODTAGET, ['R_2_1b HØRING']],
    ['received no later than the hovedfordring fell due', { hovedfordring: { forfaldsdato: dato('2026-07-01') } }, MODTAGET, ['R_10_2 AFVIST']],
    ['without a hovedfordring', { hovedfordring: undefined }, MODTAGET, ['R_10_2 AFVIST']],
  ])('%s', (_, andet, modtaget, fund) => { expect(proev('REOPKOM', rente(andet), modtaget)).toEqual(fund); });
});

it.each<[string, string, string]>([
  ['REOPDAG', '200.00', 'HØRING'], ['KFOPREN', '400.00', 'HØRING'], ['KOPRORE', '10000.00', 'HØRING'], ['GEDAINS', '250.00', 'AFVIST'], ['KFDAINS', '10000.00', 'HØRING'],
  ['KFSKFRI', '5000.00', 'HØRING'], ['KFLRUNG', '2000.00', 'HØRING'], ['KFGEDAI', '5000.00', 'HØRING'], ['KFOMDAG', '5000.00', 'HØRING'], ['KFTØFIN', '60000.00', 'HØRING'],
  ['KFTILDA', '100000.00', 'HØRING'], ['KFTBBSF', '100000.00', 'HØRING'], ['KFGFEJL', '10000.00', 'HØRING'], ['KTCIVIL', '35000.00', 'HØRING'], ['KTBRFLX', '20000.00', 'AFVIST'],
  ['KFMILJØ', '60000.00', 'HØRING'], ['KFBILØK', '600000.00', 'HØRING'],
])('hovedstol limit of %s is %s kr.: above it %s (regler.md 8.3)', (type, graense, konsekvens) => {
  const paa = (hovedstol: string): string[] => proev(type, hovedkrav({ hovedstol: kr(hovedstol), beloeb: kr('1.00') })).filter((x) => x.startsWith('R_4_'));
  expect([paa(graense), paa(graense.replace('.00', '.01'))]).toEqual([[], [`R_4_2 ${konsekvens}`]]);
});

it('AFVIST wins over HØRING, HØRING over the mark, the mark over UDFØRT', () => {
  expect(proevFordring(rente({ hovedstol: kr('500.00'), kategori: 'HOVEDFORDRING' }), filter.for('REOPKOM', MODTAGET), MODTAGET).udfald).toBe('AFVIST');
  expect(proevFordring(rente({ hovedstol: kr('500.00') }), filter.for('REOPKOM', MODTAGET), MODTAGET).udfald).toBe('HØRING');
  expect([udfaldAf([{ konsekvens: 'FILTER_UKENDT' }, { konsekvens: 'HØRING' }]), udfaldAf([{ konsekvens: 'FILTER_UKENDT' }]), udfaldAf([])]).toEqual(['HØRING', 'FILTER_UKENDT', 'UDFØRT']);
});

it('says rule, field, value and what to change, and never repeats a text', () => {
  const f = hovedkrav({ stiftelsesdato: dato('2025-12-22'), hovedstol: kr('12000.00'), beskrivelse: 'Barn 010180-1234' });
  expect(proevFordring(f, filter.for('KFDAINS', MODTAGET), MODTAGET)).toEqual({ udfald: 'AFVIST', fund: [
    { regel: 'R_4_2', felt: 'hovedstol', vaerdi: '12000.00', konsekvens: 'HØRING', hvadSkalAendres: 'Hovedstolen må højst være 10.000,00 kr.' },
    { regel: 'R_6_15/R_6_16', felt: 'stiftelsesdato', vaerdi: '2025-12-22', konsekvens: 'AFVIST', hvadSkalAendres: 'Stiftelsesdatoen skal være 01.01.2026 (periodens første dag).' },
    { regel: 'G_BESKRIVELSE_CPR', felt: 'beskrivelse', vaerdi: null, konsekvens: 'AFVIST', hvadSkalAendres: expect.stringContaining('Fjern personnummeret') as string },
  ] });
  expect(filter.tekst('KFDAINS', 'R_6_20', MODTAGET)).toEqual({ felt: 'periode_slut', konsekvens: 'HØRING', kraever: 'Periodens sidste dag skal senest være periodens første dag + 2 måneder - 2 dage.' });
});

describe('closing days', () => {
  const loen = (foraeldelsesdato: string): Fordring => hovedkrav({ forfaldsdato: dato('2023-06-04'), stiftelsesdato: dato('2023-06-04'), srb: dato('2023-06-10'), periodeStart: dato('2023-05-01'), periodeSlut: dato('2023-05-31'), foraeldelsesdato: dato(foraeldelsesdato), hovedstol: kr('100.00'), beloeb: kr('100.00') });
  const kun = (type: string, f: Fordring): string[] => proev(type, f, '2024-01-10').filter((x) => x.startsWith('R_2_3'));
  it.each<[string, string, string[]]>([ // 4 June 2028 is a Sunday, 5 June Grundlovsdag and 2. pinsedag: rolled to 6 June
    ['2028-06-04', 'the plain date', []], ['2028-06-06', 'rolled', []], ['2028-06-07', 'a day after', ['R_2_3 HØRING']], ['2028-06-03', 'a day before', ['R_2_3a AFVIST']],
  ])('lukkedage=rul: %s, %s', (d, _, fund) => { expect(kun('FOFMLØN', loen(d))).toEqual(fund); });
  it('none stated: the plain date', () => { // REFMUDL: at most forfald + 6 years; 4 June 2029 is a Monday, 5 June is not
    expect([kun('REFMUDL', loen('2029-06-04')), kun('REFMUDL', loen('2029-06-05'))]).toEqual([[], ['R_2_3 HØRING']]);
  });
});

it('a type known by code only, an unknown type and none at all get the general requirements and the mark', () => {
  for (const type of ['UHFOSKU', 'DFHUSLJ', null]) {
    expect(proevFordring(hovedkrav(), filter.for(type, MODTAGET), MODTAGET)).toMatchObject({ udfald: 'FILTER_UKENDT', fund: [{ regel: 'FILTER_UKENDT', felt: 'fordringstype', vaerdi: type }] });
    expect(proev(type, hovedkrav({ srb: dato('2026-07-01') }))).toEqual(['FILTER_UKENDT FILTER_UKENDT', 'G_SRB_FOER_MODTAGELSE AFVIST']);
  }
});

it.each<[string, Partial<Regelraekke>, string]>([
  ['operator', { operator: 'NEST' }, 'PSRM_OPERATOR_UKENDT'], ['operand', { operand: 'forfaldsdato+3X' }, 'PSRM_OPERAND_UKENDT'], ['field in an operand', { operand: 'betalingsdato+3Y' }, 'PSRM_FELT_UKENDT'],
  ['field', { felt: 'navn' }, 'PSRM_FELT_UKENDT'], ['closing-day word', { operand: 'forfaldsdato+3Y;lukkedage=maaske' }, 'PSRM_OPERAND_UKENDT'], ['days before months', { operand: 'forfaldsdato+1D+1M' }, 'PSRM_OPERAND_UKENDT'],
  ['amount', { felt: 'hovedstol', operand: '1e5' }, 'PSRM_OPERAND_UKENDT'],
])('an unknown %s is refused when the rules are compiled', (_, andet, kode) => {
  const r = { ...alle.find((x) => x.fordringstype === 'KFDAINS' && x.regel === 'R_2_3a')!, ...andet };
  expect(() => bygFilter('x', [r])).toThrow(expect.objectContaining({ kode }));
});

it('a new version replaces the type whole from its day', () => {
  const nye = alle.filter((r) => r.fordringstype === 'KFDAINS' && r.regel === 'R_4_2').map((r) => ({ ...r, gyldigFra: dato('2026-08-01'), operand: '20000' }));
  const begge = bygFilter('to', [...alle, ...nye]);
  const f = hovedkrav({ hovedstol: kr('12000.00'), stiftelsesdato: dato('2025-12-22') });
  const paa = (d: string): string[] => proevFordring(f, begge.for('KFDAINS', dato(d)), dato(d)).fund.map((x) => x.regel);
  expect([paa('2026-07-31'), paa('2026-08-01'), naesteSkift(f, begge.for('KFDAINS', MODTAGET), MODTAGET)]).toEqual([['R_4_2', 'R_6_15/R_6_16'], [], '2026-08-01']);
  expect(begge.koder('R_6_16')).toEqual(['R_6_15/R_6_16', 'R_6_16']);
});

it.each<[string, readonly (readonly [number, number])[], number, string]>([
  ['one step: rykker 30 Jan (SRB + 10), deadline 9 Feb, 5 days', [[10, 10]], 5, '2026-02-14'], // a deadline is a bank day
  ['the deadline moves to a bank day: 27 March + 10 = Easter Monday 6 April, so 7 April', [[66, 10]], 5, '2026-04-12'],
  ['two steps: the second waits for the first deadline', [[10, 10], [20, 14]], 5, '2026-03-01'],
  ['no steps: the day after SRB (GIL § 2: only SRB counts)', [], 5, '2026-01-21'],
  ['never on the deadline itself', [[10, 10]], 0, '2026-02-10'],
])('earliest overdragelse, SRB 20 January 2026, %s', (_, trin, dage, ventet) => {
  expect(tidligstOverdragelse(dato('2026-01-20'), trin.map(([dageEfterSrb, fristDage]) => ({ dageEfterSrb, fristDage })), dage)).toBe(ventet);
});

it.each([['before it', '2026-03-01', '2026-01-16', '2026-02-01', '2026-03-01'], ['after it: today', '2026-03-01', '2026-01-16', '2026-04-02', '2026-04-02'], ['a fee with a deadline of its own', '2026-03-01', '2026-03-10', '2026-02-01', '2026-03-11'], ['a rente posted today', '2026-03-01', '2026-04-02', '2026-04-02', '2026-04-03']])(
  'held up against the earliest overdragelse, %s', (_, tidligst, srb, idag, ventet) => { expect(modtagelsesdato(dato(tidligst), dato(srb), dato(idag))).toBe(ventet); });

it.each<['RENTE' | 'GEBYR', string, string | null, string | null]>([
  ['RENTE', 'GEBYRLOV', 'KTTIBAK', 'REOPKOM'], ['RENTE', 'GEBYRLOV', 'KFDAINS', 'REOPDAG'], ['RENTE', 'GEBYRLOV', 'KFLRUNG', 'REOPDAG'], ['RENTE', 'GEBYRLOV', 'KFMILJØ', 'REMILJØ'], ['RENTE', 'GEBYRLOV', null, 'REOPKOM'],
  ['RENTE', 'RENTELOV', 'KTCIVIL', 'KFOPREN'], ['RENTE', 'DOM_FORLIG', 'KTCIVIL', 'KOPRORE'], ['RENTE', 'OPKRAEVNINGSLOV', null, null], ['RENTE', 'INGEN', 'UHFOSKU', null],
  ['GEBYR', 'GEBYRLOV', 'KFBILØK', 'GEOPERI'], ['GEBYR', 'GEBYRLOV', 'KFSKFRI', 'GEDAINS'], ['GEBYR', 'GEBYRLOV', 'KFMILJØ', 'GEOPERI'], ['GEBYR', 'RENTELOV', 'KTCIVIL', 'KFOPGEB'], ['GEBYR', 'INGEN', 'UHFOSKU', null],
])('%s under %s of %s is %s (regler.md 0)', (art, regime, hoved, ventet) => { expect(underfordringstype(art, regime, hoved)).toBe(ventet); });

it.each([[['Solen, marts'], 'Solen, marts'], [[undefined], 'Daginstitution'], [['A', undefined, 'A'], 'A, Daginstitution'], [[], undefined]])('beskrivelse of %j', (tekster, ventet) => {
  expect(beskrivelse(tekster, 'Daginstitution')).toBe(ventet);
});

const dag = (fra: string, dage: number): fc.Arbitrary<Lokaldato> => fc.integer({ min: 0, max: dage }).map((n) => plusDage(dato(fra), n));
it('the next day the answer can change is the first day that it does', () => {
  fc.assert(fc.property(fc.constantFrom('KFDAINS', 'KTBRFLX', 'KFTILDA', 'REOPKOM', 'KFOPREN', 'GEOPERI'), dag('2026-01-01', 200), dag('2026-01-01', 200), fc.integer({ min: 1, max: 80 }), dag('2026-02-01', 100), (type, start, forfald, maaneder, m) => {
    const f = hovedkrav({ stiftelsesdato: start, periodeStart: start, periodeSlut: plusDage(start, 30), forfaldsdato: forfald, srb: forfald, foraeldelsesdato: plusMaaneder(forfald, maaneder), kategori: type.startsWith('K') && type !== 'KFOPREN' ? 'HOVEDFORDRING' : 'RELATERET', hovedfordring: { forfaldsdato: start } });
    const svar = (d: Lokaldato): string => proevFordring(f, filter.for(type, d), d).fund.map((x) => x.regel).join();
    const skift = naesteSkift(f, filter.for(type, m), m);
    const slut = skift === 'infinity' ? plusMaaneder(m, 120) : skift;
    for (let d = m; d < slut; d = plusDage(d, 1)) if (svar(d) !== svar(m)) return false;
    return skift === 'infinity' || svar(skift) !== svar(m);
  }), { numRuns: 60 });
});
