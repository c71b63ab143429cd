import { dato, kr } from '#app/kernel';
import type { Spaerre } from '#app/krav';
import { proeveKrav, proeveTrin } from '../../../test/rykkerdata.js';
import { dageTekst, gaeldendeTrin, trinTidligst } from './procedurevalg.rules.js';
import { spaerregrund } from './regler.rules.js';
import { beslutRykker } from './rykker.rules.js';
import type { Debitorfakta, Rykkergrundlag, Rykkerkrav } from './typer.js';
import type { Gebyrmaksimum, Gebyrregime } from './gebyr.rules.js';

const maks = (regime: Gebyrregime, m: string): Gebyrmaksimum => ({ regime, gyldigFra: dato('1900-01-01'), gyldigTil: 'infinity', maks: kr(m), kilde: 'prøve' });
const TRIN = [proeveTrin('STANDARD', 1, 10, '250.00'), proeveTrin('CIVIL', 1, 10, '100.00')];
const grundlag = (d: string, andet: Partial<Rykkergrundlag> = {}): Rykkergrundlag =>
  ({ dato: dato(d), procedurer: TRIN, maksima: [maks('GEBYRLOV', '250.00'), maks('RENTELOV', '100.00'), maks('OPKRAEVNINGSLOV', '65.00')], kompensationer: [maks('RENTELOV', '310.00')], gebyrFordeling: 'PR_BREV', bankfilMangler: [], ...andet });
const debitor = (krav: readonly Rykkerkrav[], andet: Partial<Debitorfakta> = {}): Debitorfakta => ({ forretningspartnerId: '9', cprStatus: '01', virksomhed: false, ophoert: null, uplaceret: false, krav, ...andet });
const spaerre = (aarsag: string, til = 'infinity'): Spaerre => ({ id: '5', niveau: 'KRAV', objektId: '1', art: 'RYKKER', aarsag, fra: dato('2026-03-01'), til: til as Spaerre['til'], oprettetAf: 'ane' });

describe('what holds a claim, each by its name', () => {
  it.each<[string, Partial<Rykkerkrav>, Partial<Debitorfakta>, string, string]>([
    ['an objection', { spaerrer: [spaerre('Indsigelse modtaget 3. marts')] }, {}, 'INDSIGELSE', 'infinity'],
    ['henstand by a spærre', { spaerrer: [spaerre('Henstand bevilget', '2026-05-01')] }, {}, 'HENSTAND', '2026-05-01'],
    ['an instalment plan that is kept', { spaerrer: [spaerre('Afdragsordning 12 overholdes')] }, {}, 'AFDRAGSORDNING', 'infinity'],
    ['anything else, in its own words', { spaerrer: [spaerre('Flytter')] }, {}, 'SPAERRET', 'infinity'],
    ['the one that holds longest says what it is', { spaerrer: [spaerre('Indsigelse', '2026-04-01'), spaerre('Henstand', '2026-05-01')] }, {}, 'HENSTAND', '2026-05-01'],
    ['henstand by a later SRB', { srb: dato('2026-04-15'), srbFoer: dato('2026-03-02') }, {}, 'HENSTAND', '2026-04-25'],
    ['not overdue before the henstand either', { srb: dato('2026-04-15'), srbFoer: dato('2026-03-20') }, {}, 'IKKE_FORFALDEN', '2026-04-25'],
    ['barred', { sidsteGyldige: dato('2026-03-19') }, {}, 'FORAELDET', 'infinity'],
    ['the last valid day', { sidsteGyldige: dato('2026-03-20') }, {}, '', 'infinity'],
    ['a company that has ended', {}, { virksomhed: true, cprStatus: null, ophoert: dato('2026-03-20') }, 'VIRKSOMHED_OPHOERT', '2026-03-21'],
    ['a company that ends tomorrow', {}, { virksomhed: true, cprStatus: null, ophoert: dato('2026-03-21') }, '', 'infinity'],
    ['money not placed', {}, { uplaceret: true }, 'UPLACERET_INDBETALING', '2026-03-21'],
    ['money in afklaring that names it', { iAfklaring: true }, {}, 'UPLACERET_INDBETALING', '2026-03-21'],
  ])('%s', (_navn, k, d, grund, naeste) => {
    const svar = beslutRykker(debitor([proeveKrav(k)], d), grundlag('2026-03-20')).krav[0]!;
    expect(svar.beslutning).toMatchObject(grund === '' ? { art: 'RYK' } : { art: 'VENT', grund });
    expect(svar.naeste).toBe(naeste);
  });

  it.each([['INDSIGELSE', 'INDSIGELSE'], ['klage til Ankestyrelsen', 'INDSIGELSE'], ['ratebetaling aftalt', 'AFDRAGSORDNING'], ['Uden henstand', 'SPAERRET']])('%s is %s', (aarsag, grund) => { expect(spaerregrund(aarsag)).toBe(grund); });
});

describe('which trin holds', () => {
  const alle = [proeveTrin('P', 2, 20, '0.00'), proeveTrin('P', 1, 10, '0.00'), proeveTrin('P', 1, 30, '0.00', { aftalekontotype: 'ERHVERV', gyldigFra: dato('2026-01-01'), gyldigTil: dato('2026-07-01') }), proeveTrin('Q', 1, 5, '0.00')];
  it.each<[string, string | undefined, string, string, string[]]>([
    ['a type that no trin names', 'P', 'BOERN', '2026-03-01', ['1:10', '2:20']],
    ['a type that one names: those alone, so that its variant has one trin', 'P', 'ERHVERV', '2026-03-01', ['1:30']],
    ['before the variant began', 'P', 'ERHVERV', '2025-12-31', ['1:10', '2:20']],
    ['the day it has ended', 'P', 'ERHVERV', '2026-07-01', ['1:10', '2:20']],
    ['no procedure', undefined, 'BOERN', '2026-03-01', []],
  ])('%s', (_n, procedure, aftalekontotype, d, svar) => {
    expect(gaeldendeTrin(alle, { procedure, aftalekontotype }, dato(d)).map((t) => `${t.trin}:${t.dage}`)).toEqual(svar);
  });

  it.each<[string, Partial<ReturnType<typeof proeveTrin>>, [string, string] | undefined, string]>([
    ['calendar days after SRB', { dage: 10 }, undefined, '2026-04-11'],
    ['bank days after SRB, over Easter', { dage: 5, dagtype: 'BANKDAGE' }, undefined, '2026-04-13'],
    ['days after the letter before', { dage: 14, regnesFra: 'BREV' }, ['2026-04-20', '2026-04-30'], '2026-05-04'],
    ['never before the deadline it gave has passed', { dage: 5, regnesFra: 'BREV' }, ['2026-04-20', '2026-04-30'], '2026-05-01'],
    ['bank days after the deadline', { dage: 3, regnesFra: 'FRIST', dagtype: 'BANKDAGE' }, ['2026-04-20', '2026-04-30'], '2026-05-05'],
    ['henstand since the letter: counted from the new SRB', { dage: 14, regnesFra: 'BREV' }, ['2026-03-02', '2026-03-12'], '2026-04-15'],
  ])('%s', (_n, r, forrige, svar) => {
    expect(trinTidligst(dato('2026-04-01'), forrige && { dato: dato(forrige[0]), frist: dato(forrige[1]) }, proeveTrin('P', 1, 10, '0.00', r))).toBe(svar);
  });

  it('is told in words', () => {
    expect([proeveTrin('P', 1, 1, '0.00'), proeveTrin('P', 2, 3, '0.00', { regnesFra: 'FRIST', dagtype: 'BANKDAGE' })].map((r) => dageTekst(r))).toEqual(['1 dag efter sidste rettidige betalingsdato', '3 bankdage efter den forrige rykkers frist']);
  });
});

describe('letters', () => {
  const K = (kravId: string, andet: Partial<Rykkerkrav> = {}): Rykkerkrav => proeveKrav({ kravId, ...andet });
  const to = [K('1', { aftalekontoId: '71' }), K('2', { aftalekontoId: '72' }), K('3', { aftalekontoId: '71' })];
  const breve = (krav: readonly Rykkerkrav[], andet: Parameters<typeof proeveTrin>[4], g: Partial<Rykkergrundlag> = {}, d: Partial<Debitorfakta> = {}) =>
    beslutRykker(debitor(krav, d), grundlag('2026-03-20', { procedurer: [proeveTrin('STANDARD', 1, 10, '250.00', andet), proeveTrin('CIVIL', 1, 10, '100.00', andet)], ...g })).breve;
  it.each([['PR_DEBITOR', [['1', '2', '3']]], ['PR_AFTALEKONTO', [['1', '3'], ['2']]], ['PR_KRAV', [['1'], ['2'], ['3']]]] as const)('%s', (gruppering, svar) => {
    const b = breve(to, { gruppering });
    expect(b.map((x) => x.krav.map((k) => k.kravId))).toEqual(svar);
    expect(b.map((x) => x.gebyrer.length)).toEqual(svar.map(() => 1));
  });
  it('the smallest amount is each letter’s own', () => {
    expect(breve([K('1', { rest: kr('20.00') }), K('2', { rest: kr('20.00') })], { gruppering: 'PR_KRAV' })).toEqual([]);
    expect(breve([K('1', { rest: kr('20.00') }), K('2', { rest: kr('20.00') })], {}).length).toBe(1);
  });
  it('claims whose letters are of different types are not in one', () => {
    const procedurer = [proeveTrin('STANDARD', 1, 10, '250.00'), proeveTrin('CIVIL', 1, 10, '100.00', { brevtype: 'HUS1' })];
    const b = beslutRykker(debitor([K('1'), K('2', { procedure: 'CIVIL', regime: 'RENTELOV' })]), grundlag('2026-03-20', { procedurer })).breve;
    expect(b.map((x) => [x.brevtype, x.krav.map((k) => k.kravId)])).toEqual([[null, ['1']], ['HUS1', ['2']]]);
  });
  it('a påmindelse bears no fee and does not tell of inddrivelse while a trin follows; beside a rykker the letter is a rykker', () => {
    const procedurer = [proeveTrin('STANDARD', 1, 10, '0.00', { art: 'PAAMINDELSE' }), proeveTrin('STANDARD', 2, 10, '250.00', { regnesFra: 'FRIST' })];
    const [b] = beslutRykker(debitor([K('1')]), grundlag('2026-03-20', { procedurer })).breve;
    expect(b).toMatchObject({ art: 'PAAMINDELSE', trin: 1, gebyrer: [], krav: [{ sidste: false, underretning: false }] });
    const rykket = K('2', { rykket: [{ trin: 1, dato: dato('2026-02-01'), frist: dato('2026-02-12') }], srb: dato('2026-01-15') });
    const [begge] = beslutRykker(debitor([K('1'), rykket]), grundlag('2026-03-20', { procedurer })).breve;
    expect(begge).toMatchObject({ art: 'RYKKER', trin: 2, gebyrer: [{ kravId: '2' }], krav: [{ kravId: '2', trin: 2, underretning: true }, { kravId: '1', trin: 1, underretning: false }] });
  });
  it.each<[string, 'SIDSTE_TRIN' | 'JA' | 'NEJ', boolean[]]>([['with the last trin', 'SIDSTE_TRIN', [false, true]], ['always', 'JA', [true, true]], ['never', 'NEJ', [false, false]]])('the underretning %s', (_n, underretning, svar) => {
    const procedurer = [1, 2].map((t) => proeveTrin('STANDARD', t, 10, '0.00', { underretning }));
    const rykket = K('2', { rykket: [{ trin: 1, dato: dato('2026-02-01'), frist: dato('2026-02-12') }] });
    const [b] = beslutRykker(debitor([K('1'), rykket]), grundlag('2026-03-20', { procedurer })).breve;
    expect(b!.krav.map((k) => k.underretning)).toEqual(svar);
  });
  it.each<[string, Partial<Rykkerkrav>, Partial<Debitorfakta>, string[]]>([
    ['a company’s civil claim', { procedure: 'CIVIL', regime: 'RENTELOV' }, { virksomhed: true, cprStatus: null }, ['310.00']],
    ['once', { procedure: 'CIVIL', regime: 'RENTELOV', kompenseret: true }, { virksomhed: true, cprStatus: null }, []],
    ['not a citizen’s', { procedure: 'CIVIL', regime: 'RENTELOV' }, {}, []],
    ['not a public claim', {}, { virksomhed: true, cprStatus: null }, []],
  ])('kompensationsbeløb: %s', (_n, k, d, svar) => {
    expect(breve([K('1', k)], { kompensation: true }, {}, d)[0]!.kompensationer.map((x) => x.beloeb.toFixed(2))).toEqual(svar);
    expect(breve([K('1', k)], {}, {}, d)[0]!.kompensationer).toEqual([]);
  });
  it('three fees at the most on a running contract, also over several letters of one day', () => {
    const leje = ['1', '2', '3', '4'].map((id) => K(id, { procedure: 'CIVIL', regime: 'RENTELOV', kontrakt: 'leje' }));
    expect(breve(leje, { gruppering: 'PR_KRAV' }).map((b) => b.gebyrer.length)).toEqual([1, 1, 1, 0]);
  });
});
