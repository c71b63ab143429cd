import fc from 'fast-check';
import { fraOere, kr, sum, neg, type Lokaldato } from '#app/kernel';
import { betalingslinjer, type CamtPost, type Detalje } from './index.js';

const dag = '2025-03-03' as Lokaldato;
const post = (dele: Partial<CamtPost> = {}): CamtPost => ({
  art: 'POST', udtogsId: 'U', konto: 'K', linje: 7, beloeb: kr('30.00'), valuta: 'DKK', retning: 'KREDIT', status: 'BOOK', tilbagefoersel: false,
  bogfoeringsdato: dag, valoerdato: dag, acctSvcrRef: 'P', detaljer: [], afvigelser: [], ...dele,
});
const detaljer = (...dele: readonly Partial<Detalje>[]): Detalje[] =>
  dele.map((d, i) => ({ nr: i + 1, valuta: 'DKK', scorReferencer: [], fritekst: [], ...d }));
const kort = (p: CamtPost): string[] => {
  const { linjer, grund } = betalingslinjer(p);
  return [...linjer.map((l) => `${l.noegle} d${l.detalje?.nr ?? '-'}`), ...(grund ? [grund] : [])];
};
const HEL = 'R|K|2025-03-03|30.00|KREDIT|P';

it.each<[string, Partial<CamtPost>, string[]]>([
  ['no details', {}, [`${HEL} d-`]],
  ['one detail', { detaljer: detaljer({ beloeb: kr('30.00'), acctSvcrRef: 'D' }) }, [`${HEL} d1`]],
  ['one detail without amount', { detaljer: detaljer({}) }, [`${HEL} d1`]],
  ['one detail with another amount', { detaljer: detaljer({ beloeb: kr('29.00') }) }, [`${HEL} d1`, 'DETALJESUM']],
  ['one detail in euro', { detaljer: detaljer({ beloeb: kr('4.02'), valuta: 'EUR' }) }, [`${HEL} d1`, 'DETALJEBELOEB']],
  ['one detail of a batch of two', { antalIBundt: 2, detaljer: detaljer({}) }, [`${HEL} d1`, 'DETALJEANTAL']],
  ['details that add up', { antalIBundt: 2, detaljer: detaljer({ beloeb: kr('10.00'), acctSvcrRef: 'D1' }, { beloeb: kr('20.00'), acctSvcrRef: 'D2' }) },
    ['R|K|2025-03-03|10.00|KREDIT|D1 d1', 'R|K|2025-03-03|20.00|KREDIT|D2 d2']],
  ['details that add up, unnumbered', { detaljer: detaljer({ beloeb: kr('10.00') }, { beloeb: kr('20.00') }) }, ['L|K|U|7|1 d1', 'L|K|U|7|2 d2']],
  ['a detail the other way', { detaljer: detaljer({ beloeb: kr('35.00') }, { beloeb: kr('5.00'), retning: 'DEBET', acctSvcrRef: 'G' }) },
    ['L|K|U|7|1 d1', 'R|K|2025-03-03|5.00|DEBET|G d2']],
  ['a detail of nothing', { detaljer: detaljer({ beloeb: kr('30.00') }, { beloeb: kr('0.00') }) }, ['L|K|U|7|1 d1']],
  ['alike details', { detaljer: detaljer({ beloeb: kr('15.00'), acctSvcrRef: 'D' }, { beloeb: kr('15.00'), acctSvcrRef: 'D' }) },
    ['R|K|2025-03-03|15.00|KREDIT|D d1', 'R|K|2025-03-03|15.00|KREDIT|D#2 d2']],
  ['details that do not add up', { detaljer: detaljer({ beloeb: kr('10.00') }, { beloeb: kr('19.99') }) }, [`${HEL} d-`, 'DETALJESUM']],
  ['details one of which has no amount', { detaljer: detaljer({ beloeb: kr('30.00') }, {}) }, [`${HEL} d-`, 'DETALJEBELOEB']],
  ['another number than stated', { antalIBundt: 3, detaljer: detaljer({ beloeb: kr('10.00') }, { beloeb: kr('20.00') }) }, [`${HEL} d-`, 'DETALJEANTAL']],
  ['a batch without details', { antalIBundt: 20 }, [`${HEL} d-`, 'INGEN_DETALJER']],
  ['a batch of one without details', { antalIBundt: 1 }, [`${HEL} d-`]],
  ['no reference', { acctSvcrRef: undefined }, ['L|K|U|7|0 d-']],
  ['the detail’s reference only', { acctSvcrRef: undefined, detaljer: detaljer({ acctSvcrRef: 'D' }) }, ['R|K|2025-03-03|30.00|KREDIT|D d1']],
  ['money out', { retning: 'DEBET' }, ['R|K|2025-03-03|30.00|DEBET|P d-']],
  ['pending', { status: 'PDNG' }, ['IKKE_BOGFOERT']],
  ['information', { status: 'INFO' }, ['IKKE_BOGFOERT']],
  ['euro', { valuta: 'EUR' }, ['FREMMED_VALUTA']],
  ['kroner on an account in euro', { afvigelser: [{ kode: 'CAMT_VALUTA', tekst: '' }] }, ['FREMMED_VALUTA']],
  ['nothing', { beloeb: kr('0.00') }, ['NULBELOEB']],
])('%s', (_hvad, dele, linjer) => expect(kort(post(dele))).toEqual(linjer));

it('the lines always add up to the entry, and their keys differ', () => {
  const detalje = fc.record({ oere: fc.option(fc.bigInt({ min: 0n, max: 300n }), { nil: undefined }), retning: fc.constantFrom(undefined, 'KREDIT', 'DEBET'), ref: fc.constantFrom(undefined, 'A', 'B') });
  fc.assert(fc.property(fc.array(detalje, { maxLength: 6 }), fc.bigInt({ min: 1n, max: 600n }), fc.boolean(), (dele, oere, stemmer) => {
    const netto = dele.reduce((s, d) => s + (d.retning === 'DEBET' ? -1n : 1n) * (d.oere ?? 0n), 0n);
    const p = post({
      beloeb: fraOere(stemmer && netto > 0n ? netto : oere),
      detaljer: detaljer(...dele.map((d) => ({ beloeb: d.oere === undefined ? undefined : fraOere(d.oere), retning: d.retning as Detalje['retning'], acctSvcrRef: d.ref }))),
    });
    const { linjer } = betalingslinjer(p);
    expect(sum(linjer.map((l) => (l.retning === p.retning ? l.beloeb : neg(l.beloeb)))).equals(p.beloeb)).toBe(true);
    expect(new Set(linjer.map((l) => l.noegle)).size).toBe(linjer.length);
    expect(linjer.every((l) => l.beloeb.gt(0))).toBe(true);
  }));
});
