import fc from 'fast-check';
import { dato, fraOere, kr, sum, tilOere } from '#app/kernel';
import { konterLinjer, Konteringslister, modposter, momsAf, type Deltransaktion, type Momskode } from './kravstype.kontering.rules.js';
import type { Kravstype } from './kravstype.js';
import type { NytKrav } from './nytkrav.js';

const type: Kravstype = {
  kode: 'FAKTURA', navn: 'Faktura', regime: 'RENTELOV', udpantningsret: false, civilretlig: true, renteBesluttet: null, forfaldFastsat: true, foraeldelseAar: 3, foraeldelseStart: 'FORFALD', rykkerprocedure: 'CIVIL',
  aftalekontotype: 'OEVRIGE', fordringstype: null, indtaegtskonto: 'INDT_FAKTURA', kleEmne: '00.32.00', gyldigFra: dato('2005-01-01'), gyldigTil: dato('2099-01-01'),
};
const del = (kode: string, andet: Partial<Deltransaktion> = {}): Deltransaktion => ({ kravstype: 'FAKTURA', kode, indtaegtskonto: null, momskode: 'UDEN', kleEmne: null, gyldigFra: dato('2005-01-01'), gyldigTil: 'infinity', ...andet });
const moms = (kode: string, sats: string, fra: string, til: string): Momskode => ({ kode, sats, konto: sats === '0.00' ? null : 'SALGSMOMS', gyldigFra: dato(fra), gyldigTil: til as Momskode['gyldigTil'] });
const lister = new Konteringslister(
  [del('YDELSE'), del('VARER', { momskode: 'SALG' }), del('HAL', { indtaegtskonto: 'INDT_HAL', kleEmne: '18.00.00' }), del('GAMMEL', { gyldigTil: dato('2026-01-01') }), del('NY', { gyldigFra: dato('2026-02-01') }), del('UKENDT_SATS', { momskode: 'FREMTID' })],
  [moms('UDEN', '0.00', '2005-01-01', 'infinity'), moms('SALG', '25.00', '2005-01-01', '2027-01-01'), moms('SALG', '20.00', '2027-01-01', 'infinity'), moms('FREMTID', '25.00', '2030-01-01', 'infinity')]);
const krav = (deltransaktion: string, beloeb = '1250.00', andet: Partial<NytKrav> = {}): NytKrav => ({
  fagsystem: 'F', reference: 'R', debitor: { art: 'ZCVR', nummer: '13748136' }, indhold: 'I', kravstype: 'FAKTURA', stiftelsesdato: dato('2026-01-15'), forfaldsdato: dato('2026-02-01'), srb: dato('2026-02-01'),
  linjer: [{ deltransaktion, beloeb: kr(beloeb) }], ...andet,
});

it.each([
  ['1250.00', '25.00', '250.00'], ['100.00', '25.00', '20.00'], ['0.01', '25.00', '0.00'], ['0.03', '25.00', '0.01'], ['99.99', '25.00', '20.00'], ['0.13', '25.00', '0.03'], ['9999999999.99', '25.00', '2000000000.00'], ['120.00', '20.00', '20.00'], ['100.00', '0.00', '0.00'],
])('of %s kr. at %s %%, %s kr. is moms (a fifth of the price at 25 %%, half an øre up)', (beloeb, sats, ud) => {
  expect(momsAf(kr(beloeb), sats).toFixed(2)).toBe(ud);
});

describe('a line is booked by its deltransaktion', () => {
  const faelles = { kravId: '1', kravlinjeId: '2' };
  const poster = (k: NytKrav): [string, string, string | undefined][] => konterLinjer(k, type, lister).linjer.flatMap((l, i) => modposter(k.linjer[i]!.beloeb, l, faelles)).map((l) => [l.konto, l.beloeb.toFixed(2), l.kontering]);
  it.each<[string, NytKrav, [string, string, string][]]>([
    ['without a kontering of its own as the kravstype', krav('YDELSE'), [['INDT_FAKTURA', '-1250.00', 'INDT_FAKTURA|00.32.00|']]],
    ['with its own konto and KLE-emne', krav('HAL'), [['INDT_HAL', '-1250.00', 'INDT_HAL|18.00.00|']]],
    ['the claim’s own KLE-emne before all', krav('HAL', '10.00', { kleEmne: '11.11.11', organisatoriskReference: 'o' }), [['INDT_HAL', '-10.00', 'INDT_HAL|11.11.11|o']]],
    ['with moms: net income and moms', krav('VARER'), [['INDT_FAKTURA', '-1000.00', 'INDT_FAKTURA|00.32.00|'], ['SALGSMOMS', '-250.00', 'INDT_FAKTURA|00.32.00|']]],
    ['with the rate of the stiftelsesdato', krav('VARER', '1200.00', { stiftelsesdato: dato('2027-01-01') }), [['INDT_FAKTURA', '-1000.00', 'INDT_FAKTURA|00.32.00|'], ['SALGSMOMS', '-200.00', 'INDT_FAKTURA|00.32.00|']]],
    ['an øre of which no whole øre is moms', krav('VARER', '0.01'), [['INDT_FAKTURA', '-0.01', 'INDT_FAKTURA|00.32.00|']]],
  ])('%s', (_, k, ud) => { expect(poster(k)).toEqual(ud); });

  it.each([
    ['unknown', 'FINDES_IKKE', 'DELTRANSAKTION_UKENDT'], ['ended on the day', 'GAMMEL', 'DELTRANSAKTION_GAELDER_IKKE'], ['not begun on the day', 'NY', 'DELTRANSAKTION_GAELDER_IKKE'], ['its rate is not known on the day', 'UKENDT_SATS', 'MOMSSATS_UKENDT'],
  ])('refused: %s', (_, kode, ud) => {
    const k = krav('YDELSE', '1.00', { linjer: [{ deltransaktion: 'YDELSE', beloeb: kr('1.00') }, { deltransaktion: kode, beloeb: kr('1.00') }] });
    expect(konterLinjer(k, type, lister).fejl).toEqual([{ felt: 'linjer[1].deltransaktion', kode: ud, besked: expect.stringMatching(/\S{3}/) }]);
  });

  it('any amount: income and moms sum to the debtor’s line, neither has the other sign, none is 0', () => {
    fc.assert(fc.property(fc.bigInt({ min: 1n, max: 999_999_999_999n }), fc.constantFrom('VARER', 'YDELSE'), fc.constantFrom('2026-06-01', '2028-01-01'), (oere, kode, dag) => {
      const k = krav(kode, '1.00', { stiftelsesdato: dato(dag), linjer: [{ deltransaktion: kode, beloeb: fraOere(oere) }] });
      const linjer = modposter(fraOere(oere), konterLinjer(k, type, lister).linjer[0]!, faelles);
      expect(tilOere(sum(linjer.map((l) => l.beloeb)))).toBe(-oere);
      expect(linjer.every((l) => l.beloeb.lt(0))).toBe(true);
    }), { numRuns: 100 });
  });
});
