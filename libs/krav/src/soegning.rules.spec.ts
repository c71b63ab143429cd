import { delAf, laesSoegning } from './soegning.rules.js';

it.each([
  ['010180-1234', { personnummer: '0101801234', nummer: '0101801234' }],
  [' 13 74 81 36 ', { virksomhed: '13748136', nummer: '13748136' }],
  ['004040400000669', { betalingsId: '004040400000669', nummer: '004040400000669' }],
  ['+71<004040400000669+82424016<', { betalingsId: '004040400000669' }],
  ['4711', { nummer: '4711' }],
  ['2026-03-01', {}],
  ['NEXUS-2026-17', { tekst: 'NEXUS-2026-17' }],
  ['Å', {}],
  ['Birkevej 12', { tekst: 'Birkevej 12' }],
])('%s', (tekst, ventet) => { expect(laesSoegning(tekst)).toEqual({ reference: tekst.trim(), ...ventet }); });

it('wildcards of the text are plain characters', () => { expect(delAf('50%_\\')).toBe('%50\\%\\_\\\\%'); });
