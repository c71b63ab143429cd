import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { dato, kr, type Lokaldato } from '#app/kernel';
import { rodmappe } from '#app/platform';
import { bygFilter, type Regelraekke } from '#app/psrm';
import { huskendeVurdering, klarhedsramme, vurder, type Klarhedsfakta } from './klarhed.rules.js';
import type { Kravstype } from './kravstype.js';

const alle = (parse(readFileSync(join(rodmappe(), 'migrations/data/psrm-filterregler.csv')), { columns: true }) as Record<string, string>[])
  .map((r) => ({ ...r, gyldigFra: r['gyldig_fra'] }) as unknown as Regelraekke);
const ramme = klarhedsramme(dato('2026-07-01'), bygFilter('prøve', alle), new Map([['STANDARD', [{ dageEfterSrb: 10, fristDage: 10 }]]]), 5);

const type = (andet: Partial<Kravstype> = {}): Kravstype => ({
  kode: 'DAGINST', navn: 'Daginstitution', regime: 'GEBYRLOV', udpantningsret: true, civilretlig: false, renteBesluttet: null, forfaldFastsat: true, foraeldelseAar: 3, foraeldelseStart: 'FORFALD', rykkerprocedure: 'STANDARD',
  aftalekontotype: 'BOERN', fordringstype: 'KFLRUNG', indtaegtskonto: 'INDT_DAGINST', kleEmne: null, gyldigFra: dato('2005-01-01'), gyldigTil: dato('2999-01-01'), ...andet,
});
/** A month's interest on a claim due 15 January. REOPDAG: above 200 kr. høring. */
const rente = (andet: Partial<Klarhedsfakta> = {}): Klarhedsfakta => ({
  art: 'RENTE', type: type(), stiftelsesdato: dato('2026-01-16'), forfaldsdato: dato('2026-01-16'), srb: dato('2026-01-16'), foraeldelsesdato: dato('2029-01-16'), periodeFra: dato('2026-01-16'),
  periodeSidsteDag: dato('2026-02-15'), hovedstol: kr('40.00'), beloeb: kr('40.00'), beskrivelse: undefined, hovedkrav: { forfaldsdato: dato('2026-01-15'), srb: dato('2026-01-15') }, ...andet,
});

it('claims alike in all but amounts that break no rule are judged once; one that breaks a rule gets its own finding', () => {
  const husket = huskendeVurdering(ramme);
  const foerst = husket(rente());
  expect(foerst).toEqual(vurder(rente(), ramme));
  expect(husket(rente({ hovedstol: kr('200.00'), beloeb: kr('3.00') }))).toBe(foerst);
  for (const hovedstol of ['200.01', '201.00']) expect(husket(rente({ hovedstol: kr(hovedstol) })).fund).toMatchObject([{ regel: 'R_4_2', vaerdi: hovedstol, konsekvens: 'HØRING' }]);
  expect(husket(rente({ beloeb: kr('40.01') })).fund).toMatchObject([{ regel: 'R_4_7', vaerdi: '40.00', konsekvens: 'AFVIST' }]);
  expect(husket(rente())).toBe(foerst);
});

it('an answer of a claim whose amount breaks a rule is never given to another', () => {
  const husket = huskendeVurdering(ramme);
  expect(husket(rente({ hovedstol: kr('500.00') })).udfald).toBe('HØRING');
  expect(husket(rente())).toMatchObject({ udfald: 'UDFØRT', fund: [] });
});

const TYPER = [undefined, type(), type({ kode: 'FAKTURA', regime: 'RENTELOV', fordringstype: 'KTCIVIL', rykkerprocedure: 'INGEN' }), type({ gyldigFra: dato('2026-01-10'), fordringstype: 'KFBILØK' }), type({ kode: 'ULÆST', fordringstype: 'UKENDT' })];
const dag = (...d: string[]): fc.Arbitrary<Lokaldato> => fc.constantFrom(...d.map((x) => dato(x)));
const beloeb = fc.constantFrom('0.00', '0.01', '40.00', '200.00', '200.01', '400.01', '9999.99', '-1.00').map(kr);
/** Few of each, so that many are alike. */
const fakta: fc.Arbitrary<Klarhedsfakta> = fc.record({
  art: fc.constantFrom<Klarhedsfakta['art']>('RENTE', 'GEBYR', 'HOVEDKRAV'), type: fc.constantFrom(...TYPER), stiftelsesdato: dag('2026-01-16', '2026-06-30'), forfaldsdato: dag('2026-01-16', '2026-06-30'),
  srb: dag('2026-01-16', '2026-08-01'), foraeldelsesdato: dag('2026-06-30', '2029-01-16'), periodeFra: fc.option(dag('2026-01-16'), { nil: undefined }), periodeSidsteDag: fc.option(dag('2026-02-15', '2026-02-14'), { nil: undefined }),
  hovedstol: beloeb, beloeb, beskrivelse: fc.constantFrom(undefined, 'Børnehaven Solen', 'Barn 010180-1234'),
  hovedkrav: fc.option(fc.record({ forfaldsdato: dag('2026-01-15', '2026-07-01'), srb: dag('2026-01-15', '2026-06-01') }), { nil: undefined }),
});

it('the remembered answer is the answer, whatever was asked before', () => {
  let ens = 0;
  fc.assert(fc.property(fc.array(fc.tuple(fakta, fc.array(fc.tuple(beloeb, beloeb), { minLength: 1, maxLength: 4 })), { maxLength: 12 }), (sager) => {
    const krav = sager.flatMap(([k, par]) => par.map(([hovedstol, rest]) => ({ ...k, hovedstol, beloeb: rest })));
    const husket = huskendeVurdering(ramme);
    const svar = krav.map(husket);
    expect(svar).toEqual(krav.map((k) => vurder(k, ramme)));
    ens += svar.length - new Set(svar).size;
  }), { numRuns: 100 });
  expect(ens).toBeGreaterThan(20);
});
