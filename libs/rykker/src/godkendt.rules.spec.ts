import fc from 'fast-check';
import { dageMellem, dato, kr, NUL, plusDage, type Lokaldato } from '#app/kernel';
import { proeveKrav, proeveTrin } from '../../../test/rykkerdata.js';
import { beslutGodkendt, type Godkendtlinje } from './godkendt.rules.js';
import { gebyrregime, lovensMaksimum, type Gebyrmaksimum, type Gebyrregime } from './gebyr.rules.js';
import { naesteTrin, trinnet } from './regler.rules.js';
import { beslutRykker } from './rykker.rules.js';
import type { Debitorbeslutning, Debitorfakta, Rykkergrundlag, Rykkerkrav } from './typer.js';

const maks = (regime: Gebyrregime, m: string): Gebyrmaksimum => ({ regime, gyldigFra: dato('1900-01-01'), gyldigTil: 'infinity', maks: kr(m), kilde: 'prøve' });
const MAKSIMA = [maks('GEBYRLOV', '250.00'), maks('RENTELOV', '100.00'), maks('OPKRAEVNINGSLOV', '65.00')];
const TRIN = [proeveTrin('STANDARD', 1, 10, '250.00'), proeveTrin('CIVIL', 1, 10, '100.00', { kompensation: true })];
const grundlag = (d: string, procedurer = TRIN): Rykkergrundlag => ({ dato: dato(d), procedurer, maksima: MAKSIMA, kompensationer: [maks('RENTELOV', '310.00')], gebyrFordeling: 'PR_BREV', bankfilMangler: [] });
const debitor = (krav: readonly Rykkerkrav[], andet: Partial<Debitorfakta> = {}): Debitorfakta => ({ forretningspartnerId: '9', cprStatus: '01', virksomhed: false, ophoert: null, uplaceret: false, krav, ...andet });

/** The round's lines as the rules proposed them. */
const linjerAf = (d: Debitorfakta, g: Rykkergrundlag, b: Debitorbeslutning): Godkendtlinje[] => b.breve.flatMap((brev, i) => brev.krav.map((l): Godkendtlinje => {
  const k = d.krav.find((x) => x.kravId === l.kravId)!;
  const r = trinnet(k, naesteTrin(k), g)!;
  return { kravId: k.kravId, brevnr: i + 1, trin: l.trin, brevtype: r.brevtype, procedure: r.kode, aftalekontotype: r.aftalekontotype, rest: l.rest, underretning: l.underretning,
    gebyr: brev.gebyrer.find((x) => x.kravId === l.kravId)?.beloeb ?? NUL, kompensation: brev.kompensationer.find((x) => x.kravId === l.kravId)?.beloeb ?? NUL };
}));

describe('an approved line on the day it is sent', () => {
  const to = [proeveKrav({ kravId: '1' }), proeveKrav({ kravId: '2' })];
  const g = grundlag('2026-03-12');
  const linjer = linjerAf(debitor(to), g, beslutRykker(debitor(to), g));
  const send = (k: readonly Rykkerkrav[], d: Partial<Debitorfakta> = {}, gr = grundlag('2026-03-16')) => beslutGodkendt(debitor(k, d), linjer, gr);
  const med = (andet: Partial<Rykkerkrav>): Rykkerkrav[] => [{ ...to[0]!, ...andet }, to[1]!];

  it('is sent as it was approved, with the day’s own deadline', () => {
    const b = send(to);
    expect(b).toMatchObject({ udeladt: [], breve: [{ trin: 1, frist: '2026-03-26', krav: [{ kravId: '1' }, { kravId: '2' }], gebyrer: [{ kravId: '1' }] }] });
  });
  it.each<[string, Partial<Rykkerkrav>, Partial<Debitorfakta>, string]>([
    ['paid', { rest: NUL }, {}, 'BETALT'],
    ['paid in part', { rest: kr('999.99') }, {}, 'BELOEB_AENDRET'],
    ['more is owed', { rest: kr('1010.00') }, {}, 'BELOEB_AENDRET'],
    ['reminded meanwhile', { rykket: [{ trin: 1, dato: dato('2026-03-13'), frist: dato('2026-03-23') }] }, {}, 'ALLEREDE_RYKKET'],
    ['barred', { sidsteGyldige: dato('2026-03-15') }, {}, 'FORAELDET'],
    ['money in afklaring', { iAfklaring: true }, {}, 'UPLACERET_INDBETALING'],
    ['henstand', { srb: dato('2026-05-01'), srbFoer: dato('2026-03-02') }, {}, 'HENSTAND'],
    ['another procedure', { procedure: 'CIVIL' }, {}, 'PROCEDURE_AENDRET'],
  ])('%s: left out, and the other claim goes with its own fee alone', (_n, andet, d, grund) => {
    const b = send(med(andet), d);
    expect(b.udeladt).toMatchObject([{ kravId: '1', grund }]);
    expect(b.breve.map((x) => [x.krav.map((k) => k.kravId), x.gebyrer])).toEqual([[['2'], []]]); // the letter’s fee stood on the first claim, and is not moved
  });
  it('a claim that belongs to another by now, and a debtor that died', () => {
    expect(send([to[1]!]).udeladt).toMatchObject([{ kravId: '1', grund: 'KRAV_FLYTTET' }]);
    expect(send(to, { cprStatus: '90' })).toMatchObject({ breve: [], udeladt: [{ grund: 'DOEDSFALD' }, { grund: 'DOEDSFALD' }] });
  });
  it('a fee that the procedure no longer has, and a letter that tells of more', () => {
    expect(send(to, {}, grundlag('2026-03-16', [proeveTrin('STANDARD', 1, 10, '200.00')])).udeladt).toMatchObject([{ kravId: '1', grund: 'GEBYR_AENDRET' }]);
    expect(send(to, {}, grundlag('2026-03-16', [proeveTrin('STANDARD', 1, 10, '250.00'), proeveTrin('STANDARD', 2, 10, '250.00')])).udeladt.map((u) => u.grund)).toEqual(['PROCEDURE_AENDRET', 'PROCEDURE_AENDRET']);
  });
  it('one fee per letter, though two were approved; where each claim bears its own, both', () => {
    const l = linjer.map((x) => ({ ...x, gebyr: kr('250.00') }));
    expect(beslutGodkendt(debitor(to), l, g)).toMatchObject({ udeladt: [{ kravId: '2', grund: 'GEBYR_AENDRET' }], breve: [{ krav: [{ kravId: '1' }], gebyrer: [{ kravId: '1' }] }] });
    expect(beslutGodkendt(debitor(to), l, { ...g, gebyrFordeling: 'PR_KRAV' })).toMatchObject({ udeladt: [], breve: [{ gebyrer: [{ kravId: '1' }, { kravId: '2' }] }] });
  });
  it('what is left is under the smallest amount', () => {
    const smaa = [proeveKrav({ kravId: '1', rest: kr('15.00') }), proeveKrav({ kravId: '2', rest: kr('15.00') })];
    const l = linjerAf(debitor(smaa), g, beslutRykker(debitor(smaa), g));
    expect(beslutGodkendt(debitor([{ ...smaa[0]!, rest: NUL }, smaa[1]!]), l, grundlag('2026-03-16')).udeladt.map((u) => u.grund)).toEqual(['BETALT', 'UNDER_MINDSTEBELOEB']);
  });
});

it('in any random life of letters, approvals, cancellations, payments, debtors and procedures no fee is above the law, a fourth civil one, within ten days of another, or a second kompensation; and nothing is sent but what was approved', () => {
  const type = fc.constantFrom({ regime: 'GEBYRLOV', udpantningsret: true, civilretlig: false } as const, { regime: 'RENTELOV', udpantningsret: false, civilretlig: true } as const, { regime: 'OPKRAEVNINGSLOV', udpantningsret: true, civilretlig: false } as const);
  const trin = fc.record({ dage: fc.integer({ min: 1, max: 25 }), gebyr: fc.integer({ min: 0, max: 60000 }), regnesFra: fc.constantFrom('SRB', 'BREV', 'FRIST'), dagtype: fc.constantFrom('KALENDER', 'BANKDAGE'), gruppering: fc.constantFrom('PR_DEBITOR', 'PR_AFTALEKONTO', 'PR_KRAV'), kompensation: fc.boolean(), paamindelse: fc.boolean() });
  const liv = fc.record({
    krav: fc.array(fc.record({ type, konto: fc.integer({ min: 1, max: 2 }), uge: fc.integer({ min: 0, max: 8 }), leje: fc.boolean() }), { minLength: 1, maxLength: 4 }),
    trin: fc.array(trin, { minLength: 1, maxLength: 6 }), virksomhed: fc.boolean(), fordeling: fc.constantFrom<'PR_BREV' | 'PR_KRAV'>('PR_BREV', 'PR_KRAV'),
    dage: fc.array(fc.record({ spring: fc.integer({ min: 1, max: 20 }), godkendes: fc.boolean(), vent: fc.integer({ min: 0, max: 3 }), hvad: fc.constantFrom('INTET', 'ANNULLER', 'BETAL') }), { minLength: 5, maxLength: 25 }),
  });
  fc.assert(fc.property(liv, ({ krav, trin: t, virksomhed, fordeling, dage }) => {
    const procedurer = t.map((x, i) => proeveTrin('P', i + 1, x.dage, x.paamindelse ? '0.00' : (x.gebyr / 100).toFixed(2), { regnesFra: i === 0 ? 'SRB' : x.regnesFra as 'SRB', dagtype: x.dagtype as 'KALENDER', gruppering: x.gruppering as 'PR_KRAV', kompensation: x.kompensation && !x.paamindelse, art: x.paamindelse ? 'PAAMINDELSE' : 'RYKKER' }));
    let k = krav.map((x, i): Rykkerkrav => proeveKrav({ kravId: String(i + 1), aftalekontoId: String(x.konto), procedure: 'P', regime: gebyrregime(x.type), srb: plusDage(dato('2026-01-05'), x.uge * 7), ...(x.leje && x.type.civilretlig ? { kontrakt: 'leje' } : {}) }));
    const breve: { kravId: string; dag: Lokaldato; gebyr?: string; kompensation?: string }[] = [];
    let dag = dato('2026-01-05');
    const friske = (): Rykkerkrav[] => k.map((x) => ({ ...x, kontraktgebyrer: x.kontrakt === undefined ? [] : breve.filter((b) => b.gebyr !== undefined && b.kravId !== x.kravId && k.some((y) => y.kravId === b.kravId && y.kontrakt === x.kontrakt)).map((b) => b.dag) }));
    for (const d of dage) {
      dag = plusDage(dag, d.spring);
      const g: Rykkergrundlag = { ...grundlag(dag, procedurer), gebyrFordeling: fordeling };
      const fakta = debitor(friske(), { virksomhed });
      const b = beslutRykker(fakta, g);
      const senere = plusDage(dag, d.vent);
      const sendt = d.godkendes ? beslutGodkendt(fakta, linjerAf(fakta, g, b), { ...g, dato: senere }).breve : b.breve;
      const paa = d.godkendes ? senere : dag;
      if (d.godkendes) for (const brev of sendt) for (const x of [...brev.gebyrer, ...brev.kompensationer]) expect(b.breve.some((o) => [...o.gebyrer, ...o.kompensationer].some((y) => y.kravId === x.kravId && y.beloeb.eq(x.beloeb)))).toBe(true);
      for (const brev of sendt) {
        expect(dageMellem(paa, brev.frist)).toBeGreaterThanOrEqual(10);
        for (const l of brev.krav) {
          const foer = k.find((x) => x.kravId === l.kravId)!;
          expect(l.trin).toBe((foer.rykket.at(-1)?.trin ?? 0) + 1); // never skipped
          const gebyr = brev.gebyrer.find((x) => x.kravId === l.kravId);
          const kompensation = brev.kompensationer.find((x) => x.kravId === l.kravId);
          if (gebyr !== undefined) expect(gebyr.beloeb.lte(lovensMaksimum(MAKSIMA, foer.regime!, paa).maks)).toBe(true);
          if (kompensation !== undefined) expect([foer.regime, virksomhed, foer.kompenseret, kompensation.beloeb.toFixed(2)]).toEqual(['RENTELOV', true, false, '310.00']);
          breve.push({ kravId: l.kravId, dag: paa, ...(gebyr === undefined ? {} : { gebyr: gebyr.beloeb.toFixed(2) }), ...(kompensation === undefined ? {} : { kompensation: '310.00' }) });
          k = k.map((x) => (x.kravId === l.kravId ? { ...x, rykket: [...x.rykket, { trin: l.trin, dato: paa, frist: brev.frist }], gebyrdatoer: gebyr === undefined ? x.gebyrdatoer : [...x.gebyrdatoer, paa], kompenseret: x.kompenseret || kompensation !== undefined } : x));
        }
      }
      dag = paa;
      const sidste = breve.at(-1);
      if (d.hvad === 'ANNULLER' && sidste !== undefined) {
        breve.pop();
        k = k.map((x) => (x.kravId !== sidste.kravId ? x : { ...x, rykket: x.rykket.slice(0, -1), gebyrdatoer: sidste.gebyr === undefined ? x.gebyrdatoer : x.gebyrdatoer.slice(0, -1), kompenseret: x.kompenseret && sidste.kompensation === undefined }));
      }
      if (d.hvad === 'BETAL') k = k.map((x, i) => (i === d.spring % k.length ? { ...x, rest: NUL } : x));
    }
    for (const x of k.filter((y) => y.regime === 'RENTELOV')) {
      const egne = breve.filter((b) => b.kravId === x.kravId && b.gebyr !== undefined).map((b) => b.dag);
      expect(egne.length).toBeLessThanOrEqual(3);
      egne.forEach((e, i) => { if (i > 0) expect(dageMellem(egne[i - 1]!, e)).toBeGreaterThanOrEqual(10); });
      expect(breve.filter((b) => b.kravId === x.kravId && b.kompensation !== undefined).length).toBeLessThanOrEqual(1);
    }
    expect(breve.filter((b) => b.gebyr !== undefined && k.some((x) => x.kravId === b.kravId && x.kontrakt === 'leje')).length).toBeLessThanOrEqual(3);
  }), { numRuns: 100 });
});

it.each([['2026-03-02', [], true], ['2026-03-11', ['2026-03-02'], false], ['2026-03-12', ['2026-03-02'], true], ['2026-03-30', ['2026-03-02', '2026-03-12'], true], ['2026-04-20', ['2026-03-02', '2026-03-12', '2026-03-30'], false]])(
  'regler.md 2.2: an approved civil fee of 100.00 on %s after %j may be charged: %s', (d, tidligere, ja) => {
    const k = proeveKrav({ procedure: 'CIVIL', regime: 'RENTELOV', srb: dato('2026-01-02'), gebyrdatoer: tidligere.map((x) => dato(x)) });
    const l: Godkendtlinje = { kravId: '1', brevnr: 1, trin: 1, brevtype: null, procedure: 'CIVIL', aftalekontotype: '', rest: k.rest, gebyr: kr('100.00'), kompensation: NUL, underretning: true };
    expect(beslutGodkendt(debitor([k]), [l], grundlag(d)).udeladt.map((u) => u.grund)).toEqual(ja ? [] : ['GEBYR_AENDRET']);
  });
