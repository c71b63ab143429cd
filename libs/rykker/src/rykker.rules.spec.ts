import fc from 'fast-check';
import { dageMellem, dato, erBankdag, kr, plusDage } from '#app/kernel';
import type { Spaerre } from '#app/krav';
import type { Gebyrmaksimum, Gebyrregime } from './gebyr.rules.js';
import { proeveKrav, proeveTrin } from '../../../test/rykkerdata.js';
import { beslutRykker } from './rykker.rules.js';
import type { Debitorfakta, Rykkergrundlag, Rykkerkrav } from './typer.js';

const maks = (regime: Gebyrregime, m: string): Gebyrmaksimum => ({ regime, gyldigFra: dato('1900-01-01'), gyldigTil: 'infinity', maks: kr(m), kilde: 'prøve' });
const trin = proeveTrin;
const PROCEDURER = [trin('STANDARD', 1, 10, '250.00'), trin('CIVIL', 1, 10, '100.00'), trin('CIVIL', 2, 24, '100.00'), trin('CIVIL', 3, 38, '100.00')];
const grundlag = (d: string, andet: Partial<Rykkergrundlag> = {}): Rykkergrundlag =>
  ({ dato: dato(d), procedurer: PROCEDURER, maksima: [maks('GEBYRLOV', '250.00'), maks('RENTELOV', '100.00')], kompensationer: [maks('RENTELOV', '310.00')], gebyrFordeling: 'PR_BREV', bankfilMangler: [], ...andet });
const krav = proeveKrav;
const CIVIL = { procedure: 'CIVIL', regime: 'RENTELOV' } as const;
const debitor = (k: readonly Rykkerkrav[], cprStatus: string | null = '01', andet: Partial<Debitorfakta> = {}): Debitorfakta => ({ forretningspartnerId: '9', cprStatus, virksomhed: false, ophoert: null, uplaceret: false, krav: k, ...andet });
const en = (k: Rykkerkrav, d: string, g: Partial<Rykkergrundlag> = {}, cpr: string | null = '01') => beslutRykker(debitor([k], cpr), grundlag(d, g)).krav[0]!;
const spaerre = (fra: string, til: string, andet: Partial<Spaerre> = {}): Spaerre =>
  ({ id: '5', niveau: 'KRAV', objektId: '1', art: 'RYKKER', aarsag: 'Afventer dokumentation', fra: dato(fra), til: til as Spaerre['til'], oprettetAf: 'ane', ...andet });

describe('one claim', () => {
  it.each<[string, Rykkerkrav, string, Partial<Rykkergrundlag>, string | null, Record<string, unknown>, string]>([
    ['SRB + 10 days: reminded', krav(), '2026-03-12', {}, '01', { art: 'RYK', trin: 1 }, 'infinity'],
    ['the day before', krav(), '2026-03-11', {}, '01', { art: 'VENT', grund: 'FRIST_LOEBER', indtil: '2026-03-12' }, '2026-03-12'],
    ['on the SRB itself', krav(), '2026-03-02', {}, '01', { art: 'VENT', grund: 'IKKE_FORFALDEN', indtil: '2026-03-12' }, '2026-03-12'],
    ['paid', krav({ rest: kr('0.00') }), '2026-03-12', {}, '01', { art: 'VENT', grund: 'BETALT' }, 'infinity'],
    ['paid, interest still to come: looked at again then', krav({ rest: kr('0.00'), renterTidligst: dato('2026-04-02') }), '2026-03-12', {}, '01', { art: 'VENT', grund: 'BETALT' }, '2026-04-02'],
    ['overpaid', krav({ rest: kr('-5.00') }), '2026-03-12', {}, '01', { art: 'VENT', grund: 'BETALT' }, 'infinity'],
    ['reminded, no step left', krav({ rykket: [{ trin: 1, dato: dato('2026-03-12'), frist: dato('2026-03-23') }] }), '2026-05-01', {}, '01', { art: 'VENT', grund: 'ALLEREDE_RYKKET' }, 'infinity'],
    ['dead', krav(), '2026-03-12', {}, '90', { art: 'VENT', grund: 'DOEDSFALD' }, '2026-03-13'],
    ['disappeared: reminded', krav(), '2026-03-12', {}, '70', { art: 'RYK', trin: 1 }, 'infinity'],
    ['abroad: reminded', krav(), '2026-03-12', {}, '80', { art: 'RYK', trin: 1 }, 'infinity'],
    ['a company has no CPR status', krav(), '2026-03-12', {}, null, { art: 'RYK', trin: 1 }, 'infinity'],
    ['held until a date', krav({ spaerrer: [spaerre('2026-03-01', '2026-04-01')] }), '2026-03-12', {}, '01', { art: 'VENT', grund: 'SPAERRET', indtil: '2026-04-01' }, '2026-04-01'],
    ['held by two: until the last', krav({ spaerrer: [spaerre('2026-03-01', '2026-04-01'), spaerre('2026-03-05', '2026-05-01')] }), '2026-03-12', {}, '01', { art: 'VENT', grund: 'SPAERRET', indtil: '2026-05-01' }, '2026-05-01'],
    ['held until lifted', krav({ spaerrer: [spaerre('2026-03-01', 'infinity')] }), '2026-03-12', {}, '01', { art: 'VENT', grund: 'SPAERRET' }, 'infinity'],
    ['a hold that is over', krav({ spaerrer: [spaerre('2026-03-01', '2026-03-12')] }), '2026-03-12', {}, '01', { art: 'RYK', trin: 1 }, 'infinity'],
    ['a hold to come', krav({ spaerrer: [spaerre('2026-03-13', 'infinity')] }), '2026-03-12', {}, '01', { art: 'RYK', trin: 1 }, 'infinity'],
    ['a bank file is missing', krav(), '2026-03-12', { bankfilMangler: [{ bankkonto: 'Drift', dato: dato('2026-03-11') }] }, '01', { art: 'VENT', grund: 'BANKFIL_MANGLER' }, '2026-03-13'],
    ['below the smallest amount', krav({ rest: kr('24.99') }), '2026-03-12', {}, '01', { art: 'VENT', grund: 'UNDER_MINDSTEBELOEB' }, 'infinity'],
    ['exactly the smallest amount', krav({ rest: kr('25.00') }), '2026-03-12', {}, '01', { art: 'RYK', trin: 1 }, 'infinity'],
    ['a procedure nobody wrote', krav({ procedure: 'ANDEN' }), '2026-03-12', {}, '01', { art: 'VENT', grund: 'INGEN_PROCEDURE' }, 'infinity'],
    ['a kravstype nobody knows', krav({ procedure: undefined, regime: null }), '2026-03-12', {}, '01', { art: 'VENT', grund: 'INGEN_PROCEDURE' }, 'infinity'],
    ['second step: the first letter\'s deadline runs', krav({ ...CIVIL, rykket: [{ trin: 1, dato: dato('2026-03-12'), frist: dato('2026-03-30') }] }), '2026-03-28', {}, '01', { art: 'VENT', grund: 'FRIST_LOEBER', indtil: '2026-03-31' }, '2026-03-31'],
    ['second step: its own days run', krav({ ...CIVIL, rykket: [{ trin: 1, dato: dato('2026-03-12'), frist: dato('2026-03-23') }] }), '2026-03-25', {}, '01', { art: 'VENT', grund: 'FRIST_LOEBER', indtil: '2026-03-26' }, '2026-03-26'],
    ['second step: sent', krav({ ...CIVIL, rykket: [{ trin: 1, dato: dato('2026-03-12'), frist: dato('2026-03-23') }] }), '2026-03-26', {}, '01', { art: 'RYK', trin: 2 }, '2026-04-09'],
  ])('%s', (_navn, k, d, g, cpr, beslutning, naeste) => {
    const svar = en(k, d, g, cpr);
    expect(svar.beslutning).toMatchObject(beslutning);
    expect(svar.naeste).toBe(naeste);
    if (svar.beslutning.art === 'VENT') expect(svar.regler.find((r) => !r.opfyldt)).toMatchObject({ regel: svar.beslutning.grund, tekst: svar.beslutning.detalje });
    else expect(svar.regler.every((r) => r.opfyldt)).toBe(true);
  });

  it('a coming change of the procedure is a date to look again', () => {
    const nye = [{ ...PROCEDURER[0]!, gyldigTil: dato('2026-03-08') }, trin('STANDARD', 1, 5, '250.00', { gyldigFra: dato('2026-03-08') })];
    expect(en(krav(), '2026-03-05', { procedurer: nye })).toMatchObject({ beslutning: { grund: 'FRIST_LOEBER', indtil: '2026-03-12' }, naeste: '2026-03-08' });
    expect(en(krav(), '2026-03-08', { procedurer: nye }).beslutning).toEqual({ art: 'RYK', trin: 1 });
  });

  it('names every rule asked, who holds the claim, why and until when', () => {
    const svar = en(krav({ spaerrer: [spaerre('2026-03-01', '2026-04-01', { niveau: 'AFTALEKONTO' })] }), '2026-03-12');
    expect(svar.regler.map((r) => `${r.opfyldt ? '+' : '-'}${r.regel}`)).toEqual(['+BETALT', '+IKKE_FAKTURERET', '+INGEN_PROCEDURE', '+ALLEREDE_RYKKET', '+IKKE_FORFALDEN', '+FRIST_LOEBER', '+FORAELDET', '+DOEDSFALD', '-SPAERRET', '+UPLACERET_INDBETALING', '+BANKFIL_MANGLER']);
    expect(svar.beslutning).toMatchObject({ detalje: 'Rykkerspærre på aftalekontoen, sat af ane: Afventer dokumentation (fra 01.03.2026, til og med 31.03.2026).' });
  });
});

describe('one letter per debtor', () => {
  it('gathers every claim that is ready, oldest first, with one fee and one deadline on a bank day', () => {
    const b = beslutRykker(debitor([krav({ kravId: '3', srb: dato('2026-02-01') }), krav({ kravId: '2' }), krav({ kravId: '1', srb: dato('2026-03-20') })]), grundlag('2026-03-24'));
    expect(b.breve[0]).toMatchObject({ trin: 1, frist: '2026-04-07', krav: [{ kravId: '3' }, { kravId: '2' }], gebyrer: [{ kravId: '3' }] }); // 3 April is langfredag
    expect(b.krav.map((k) => k.beslutning.art)).toEqual(['RYK', 'RYK', 'VENT']);
  });

  it('the smallest amount is the letter\'s sum', () => {
    const smaa = [krav({ kravId: '1', rest: kr('15.00') }), krav({ kravId: '2', rest: kr('15.00') })];
    expect(beslutRykker(debitor(smaa), grundlag('2026-03-12')).breve[0]?.krav).toHaveLength(2);
    expect(beslutRykker(debitor(smaa.slice(0, 1)), grundlag('2026-03-12')).breve[0]).toBeUndefined();
  });

  it('a claim whose own limit is above the sum leaves the letter, and may take the rest with it', () => {
    const p = [...PROCEDURER, trin('STOR', 1, 10, '250.00', { mindstebeloeb: kr('100.00') })];
    const b = beslutRykker(debitor([krav({ kravId: '1', rest: kr('20.00') }), krav({ kravId: '2', rest: kr('30.00'), procedure: 'STOR' })]), grundlag('2026-03-12', { procedurer: p }));
    expect(b.krav.map((k) => k.beslutning)).toMatchObject([{ grund: 'UNDER_MINDSTEBELOEB' }, { grund: 'UNDER_MINDSTEBELOEB' }]);
    expect(b.breve[0]).toBeUndefined();
  });

  it('only claims at the last step of their procedure carry the underretning', () => {
    const b = beslutRykker(debitor([krav({ kravId: '1' }), krav({ kravId: '2', ...CIVIL })]), grundlag('2026-03-12'));
    expect(b.breve[0]?.krav.map((k) => [k.kravId, k.sidste])).toEqual([['1', true], ['2', false]]);
  });
});

it('run every day, a claim gets each step once, in order, never before its day, with deadlines of ten days and the law\'s fees', () => {
  fc.assert(fc.property(fc.record({ srb: fc.integer({ min: 0, max: 60 }), civil: fc.boolean(), gebyr: fc.integer({ min: 0, max: 60000 }), spring: fc.integer({ min: 1, max: 9 }) }), ({ srb, civil, gebyr, spring }) => {
    const procedurer = PROCEDURER.map((p) => ({ ...p, gebyr: kr((gebyr / 100).toFixed(2)) }));
    let k = krav({ srb: plusDage(dato('2026-01-01'), srb), forfaldsdato: dato('2026-01-01'), ...(civil ? CIVIL : {}) });
    for (let d = dato('2026-01-01'); d < dato('2026-06-01'); d = plusDage(d, spring)) {
      const { breve: [brev], krav: [svar] } = beslutRykker(debitor([k]), grundlag(d, { procedurer }));
      expect(svar!.naeste > d).toBe(true);
      if (brev === undefined) continue;
      const r = procedurer.find((p) => p.kode === k.procedure && p.trin === brev.trin)!;
      expect(brev.trin).toBe(k.rykket.length + 1);
      expect(d >= plusDage(k.srb, r.dage) && dageMellem(d, brev.frist) >= 10 && erBankdag(brev.frist)).toBe(true);
      expect(brev.gebyrer.every((g) => g.beloeb.lte(civil ? 100 : 250))).toBe(true);
      k = { ...k, rykket: [...k.rykket, { trin: brev.trin, dato: d, frist: brev.frist }], gebyrdatoer: [...k.gebyrdatoer, ...brev.gebyrer.map(() => d)] };
    }
    expect(k.rykket.length).toBe(civil ? 3 : 1);
    expect(k.gebyrdatoer.length).toBeLessThanOrEqual(3);
  }), { numRuns: 60 });
});

it('looking only when the watch says gives the same letters as looking every day', () => {
  fc.assert(fc.property(fc.record({ srb: fc.integer({ min: 0, max: 40 }), civil: fc.boolean(), hold: fc.option(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 60 }))), skift: fc.integer({ min: 1, max: 90 }) }), ({ srb, civil, hold, skift }) => {
    const fra = dato('2026-01-01');
    const g = plusDage(fra, skift);
    const procedurer = PROCEDURER.flatMap((p) => [{ ...p, gyldigTil: g }, { ...p, gyldigFra: g, dage: p.dage + 3 }]);
    const start = krav({ srb: plusDage(fra, srb), forfaldsdato: fra, ...(civil ? CIVIL : {}), spaerrer: hold === null ? [] : [spaerre(plusDage(fra, hold[0]), plusDage(fra, hold[0] + hold[1]))] });
    const koer = (vagt: boolean): string[] => {
      let k = start;
      let tidligst: string = plusDage(k.srb, 1);
      const ud: string[] = [];
      for (let d = fra; d < dato('2026-07-01'); d = plusDage(d, 1)) {
        if (vagt && tidligst > d) continue;
        const b = beslutRykker(debitor([k]), grundlag(d, { procedurer }));
        tidligst = b.krav[0]!.naeste;
        if (b.breve[0] === undefined) continue;
        ud.push(`${d} trin ${b.breve[0].trin} frist ${b.breve[0].frist}`);
        k = { ...k, rykket: [...k.rykket, { trin: b.breve[0].trin, dato: d, frist: b.breve[0].frist }] };
      }
      return ud;
    };
    expect(koer(true)).toEqual(koer(false));
  }), { numRuns: 60 });
});
