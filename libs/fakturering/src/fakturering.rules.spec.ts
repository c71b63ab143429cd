import fc from 'fast-check';
import { dato, erBankdag, kr, NUL, plusDage, sum } from '#app/kernel';
import { beslutFakturering, type Afregningsbilag, type Faktureringsramme } from './fakturering.rules.js';

const ramme = (d: string, andet: Partial<Faktureringsramme> = {}): Faktureringsramme =>
  ({ dato: dato(d), faktureringshorisont: 30, faktureringsfrist: 14, faktureringsmindst: kr('10.00'), samleopkraevning: 'DEBITOR', alle: false, ...andet });
const krav = (kravId: string, srb: string, andet: Partial<Afregningsbilag> = {}): Afregningsbilag =>
  ({ kravId, aftalekontoId: '9', modtagerId: null, regime: 'GEBYRLOV', foraeldet: false, forfaldsdato: dato(srb), srb: dato(srb), opkraevet: kr('100.00'), betalt: NUL, ...andet });
/** `<claims> forfald <date> SRB <date>` per bill, then `<claim> GRUND <date>` per claim that waits. */
const vis = (k: readonly Afregningsbilag[], r: Faktureringsramme): string[] => {
  const b = beslutFakturering(k, r);
  return [...b.fakturaer.map((f) => `${f.krav.map((x) => `${x.kravId}${x.nytForfald || x.nySrb ? '*' : ''}`).join('+')} ${f.modtagerId ?? ''}forfald ${f.forfaldsdato} SRB ${f.srb}`), ...b.venter.map((v) => `${v.kravId} ${v.grund} ${v.naeste}`)];
};

it.each<[string, readonly Afregningsbilag[], Faktureringsramme, string[]]>([
  ['nearer than the horizon: billed with its own dates', [krav('1', '2026-04-01')], ramme('2026-03-02'), ['1 forfald 2026-04-01 SRB 2026-04-01']],
  ['a day too early', [krav('1', '2026-04-01')], ramme('2026-03-01'), ['1 IKKE_TID 2026-03-02']],
  ['exactly the lead time left: its SRB stays', [krav('1', '2026-03-16')], ramme('2026-03-02'), ['1 forfald 2026-03-16 SRB 2026-03-16']],
  ['a day less: a new SRB, its forfald stays under gebyrloven', [krav('1', '2026-03-15')], ramme('2026-03-02'), ['1* forfald 2026-03-15 SRB 2026-03-16']],
  ['under renteloven the forfald moves too', [krav('1', '2026-03-15', { regime: 'RENTELOV' })], ramme('2026-03-02'), ['1* forfald 2026-03-16 SRB 2026-03-16']],
  ['under renteloven: due before the bill though its SRB leaves time', [krav('1', '2026-03-31', { regime: 'RENTELOV', forfaldsdato: dato('2026-02-01') })], ramme('2026-03-02'), ['1* forfald 2026-03-31 SRB 2026-03-31']],
  ['under renteloven: due on the day of the bill', [krav('1', '2026-03-31', { regime: 'RENTELOV', forfaldsdato: dato('2026-03-02') })], ramme('2026-03-02'), ['1 forfald 2026-03-02 SRB 2026-03-31']],
  ['under gebyrloven it stays due before the bill', [krav('1', '2026-03-31', { forfaldsdato: dato('2026-02-01') })], ramme('2026-03-02'), ['1 forfald 2026-02-01 SRB 2026-03-31']],
  ['the new SRB is a bank day (Maundy Thursday to Easter Monday are none)', [krav('1', '2026-03-20')], ramme('2026-03-19'), ['1* forfald 2026-03-20 SRB 2026-04-07']],
  ['a late claim takes the SRB of the bill it joins', [krav('1', '2026-03-01'), krav('2', '2026-03-25')], ramme('2026-03-02'), ['1*+2 forfald 2026-03-01 SRB 2026-03-25']],
  ['two SRB, two bills; the late one joins the first', [krav('1', '2026-03-25'), krav('2', '2026-03-31'), krav('3', '2026-01-01')], ramme('2026-03-02'), ['1+3* forfald 2026-01-01 SRB 2026-03-25', '2 forfald 2026-03-31 SRB 2026-03-31']],
  ['under the smallest amount alone', [krav('1', '2026-03-25', { opkraevet: kr('9.99') })], ramme('2026-03-02'), ['1 UNDER_MINDSTEBELOEB infinity']],
  ['two small ones together are enough', [krav('1', '2026-03-25', { opkraevet: kr('5.00') }), krav('2', '2026-02-01', { opkraevet: kr('5.00') })], ramme('2026-03-02'), ['1+2* forfald 2026-02-01 SRB 2026-03-25']],
  ['from the desk nothing is too early or too small', [krav('1', '2027-03-25', { opkraevet: kr('0.01') })], ramme('2026-03-02', { alle: true }), ['1 forfald 2027-03-25 SRB 2027-03-25']],
  ['paid before the bill', [krav('1', '2026-03-25', { betalt: kr('100.00') })], ramme('2026-03-02'), ['1 BETALT infinity']],
  ['set to nothing before the bill', [krav('1', '2026-03-25', { opkraevet: NUL })], ramme('2026-03-02'), ['1 INTET_AT_OPKRAEVE infinity']],
  ['barred: never, not from the desk either', [krav('1', '2026-03-25', { foraeldet: true })], ramme('2026-03-02', { alle: true }), ['1 FORAELDET infinity']],
  ['paid in part: billed', [krav('1', '2026-03-25', { betalt: kr('40.00') })], ramme('2026-03-02'), ['1 forfald 2026-03-25 SRB 2026-03-25']],
  ['another recipient, another bill', [krav('1', '2026-03-25'), krav('2', '2026-03-25', { modtagerId: '7' })], ramme('2026-03-02'), ['1 forfald 2026-03-25 SRB 2026-03-25', '2 7forfald 2026-03-25 SRB 2026-03-25']],
  ['one bill per account, where the kommune says so', [krav('1', '2026-03-25'), krav('2', '2026-03-25', { aftalekontoId: '8' }), krav('3', '2026-03-25')], ramme('2026-03-02', { samleopkraevning: 'KONTO' }), ['1+3 forfald 2026-03-25 SRB 2026-03-25', '2 forfald 2026-03-25 SRB 2026-03-25']],
  ['one bill per claim, where the kommune says so', [krav('1', '2026-03-25'), krav('2', '2026-03-25')], ramme('2026-03-02', { samleopkraevning: 'KRAV' }), ['1 forfald 2026-03-25 SRB 2026-03-25', '2 forfald 2026-03-25 SRB 2026-03-25']],
])('%s', (_, k, r, ventet) => { expect(vis(k, r)).toEqual(ventet); });

it('every claim is billed once or waits with a reason; no bill is short of time, money or a bank day of its own making', () => {
  const dag = fc.integer({ min: -60, max: 90 }).map((n) => plusDage(dato('2026-03-02'), n));
  const etKrav = fc.record({ srb: dag, foer: fc.integer({ min: 0, max: 20 }), oere: fc.integer({ min: 0, max: 30_00 }), betalt: fc.integer({ min: 0, max: 30_00 }), konto: fc.constantFrom('8', '9'), modtager: fc.constantFrom(null, '7'), civil: fc.boolean() });
  fc.assert(fc.property(fc.array(etKrav, { maxLength: 8 }), fc.constantFrom<Faktureringsramme['samleopkraevning']>('DEBITOR', 'KONTO', 'KRAV'), (ks, samleopkraevning) => {
    const r = ramme('2026-03-02', { samleopkraevning });
    const alle = ks.map((k, i) => krav(String(i), k.srb, { forfaldsdato: plusDage(k.srb, -k.foer), opkraevet: kr((k.oere / 100).toFixed(2)), betalt: kr((Math.min(k.betalt, k.oere) / 100).toFixed(2)), aftalekontoId: k.konto, modtagerId: k.modtager, regime: k.civil ? 'RENTELOV' : 'GEBYRLOV' }));
    const b = beslutFakturering(alle, r);
    expect([...b.fakturaer.flatMap((f) => f.krav.map((k) => k.kravId)), ...b.venter.map((v) => v.kravId)].sort()).toEqual(alle.map((k) => k.kravId).sort());
    for (const f of b.fakturaer) {
      const egne = f.krav.map((k) => ({ ny: k, gammel: alle.find((x) => x.kravId === k.kravId)! }));
      expect(f.srb >= plusDage(r.dato, r.faktureringsfrist)).toBe(true);
      expect(sum(egne.map(({ gammel: g }) => g.opkraevet.minus(g.betalt) as typeof g.opkraevet)).gte(r.faktureringsmindst)).toBe(true);
      expect(new Set(egne.map(({ gammel }) => gammel.modtagerId)).size).toBe(1);
      for (const { ny, gammel } of egne) {
        expect(ny.srb).toBe(f.srb);
        expect(ny.forfaldsdato <= ny.srb && ny.forfaldsdato >= gammel.forfaldsdato).toBe(true);
        expect([ny.srb > gammel.srb, ny.srb !== gammel.srb, ny.forfaldsdato !== gammel.forfaldsdato]).toEqual([ny.nySrb, ny.nySrb, ny.nytForfald]);
        expect(gammel.regime !== 'RENTELOV' || ny.forfaldsdato >= r.dato).toBe(true);
      }
      if (egne.every(({ ny }) => ny.nySrb)) expect(erBankdag(f.srb)).toBe(true);
    }
  }), { numRuns: 200 });
});
