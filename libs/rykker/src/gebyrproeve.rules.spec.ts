import { dato, kr } from '#app/kernel';
import { gebyrbortfald, type Brevkrav, type Sendtbrev } from './gebyrproeve.rules.js';

const krav = (kravId: string, andet: Partial<Brevkrav> = {}): Brevkrav => ({ kravId, srb: dato('2026-01-15'), dageEfterSrb: 10, mindstebeloeb: kr('25.00'), spaerret: false, doed: false, rest: kr('1000.00'), ...andet });
const brev = (...k: Brevkrav[]): Sendtbrev => ({ dato: dato('2026-01-25'), krav: k, gebyrpaa: ['A'] });
const BETALT = { rest: kr('0.00') };

it.each<[string, Sendtbrev, string | undefined]>([
  ['reminded on the first day allowed', brev(krav('A')), undefined],
  ['SRB a day later', brev(krav('A', { srb: dato('2026-01-16') })), 'FRIST_LOEBER'],
  ['on hold that day', brev(krav('A', { spaerret: true })), 'SPAERRET'],
  ['dead by then', brev(krav('A', { doed: true })), 'DOEDSFALD'],
  ['paid by then', brev(krav('A', BETALT)), 'BETALT'],
  ['overpaid by then', brev(krav('A', { rest: kr('-1.00') })), 'BETALT'],
  ['under the smallest sum', brev(krav('A', { rest: kr('24.99') })), 'UNDER_MINDSTEBELOEB'],
  ['exactly the smallest sum', brev(krav('A', { rest: kr('25.00') })), undefined],
  ['two small ones that together are enough', brev(krav('A', { rest: kr('20.00') }), krav('B', { rest: kr('5.00') })), undefined],
  ['the letter’s one fee: another claim of it was to be reminded', brev(krav('A', BETALT), krav('B')), undefined],
  ['the letter’s one fee: none of them', brev(krav('A', BETALT), krav('B', { spaerret: true })), 'BETALT'],
  ['a fee each: its own claim decides', { ...brev(krav('A', BETALT), krav('B')), gebyrpaa: ['A', 'B'] }, 'BETALT'],
  ['a claim with a limit of its own leaves, and the sum is made again', brev(krav('A', { rest: kr('20.00') }), krav('B', { rest: kr('40.00'), mindstebeloeb: kr('100.00') })), 'UNDER_MINDSTEBELOEB'],
])('%s', (_, b, grund) => expect(gebyrbortfald(b, 'A')).toBe(grund));

it('a kompensationsbeløb is its claim’s own: another claim of the letter does not keep it', () => expect(gebyrbortfald(brev(krav('A', BETALT), krav('B')), 'A', true)).toBe('BETALT'));
