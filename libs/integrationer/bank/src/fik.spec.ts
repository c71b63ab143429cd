import { kr, type Lokaldato } from '#app/kernel';
import { fikAf, type CamtPost, type Detalje } from './index.js';

const EGNE = new Set(['81234567', '01234567']);
const dag = '2025-03-03' as Lokaldato;
const post = (dele: Partial<CamtPost> = {}): CamtPost => ({
  art: 'POST', udtogsId: 'U', konto: 'K', linje: 1, beloeb: kr('1.00'), valuta: 'DKK', retning: 'KREDIT', status: 'BOOK', tilbagefoersel: false,
  bogfoeringsdato: dag, valoerdato: dag, detaljer: [], afvigelser: [], ...dele,
});
const detalje = (dele: Partial<Detalje>): Detalje => ({ nr: 1, scorReferencer: [], fritekst: [], ...dele });
const ID = '000202600012340'; // betaling.md § 7.3
const OCR = { modtagerKontoskema: 'OCR' };

it.each<[string, Partial<Detalje>, ReturnType<typeof fikAf>]>([
  ['SCOR', { scorReferencer: [`71/${ID}`] }, { kortart: '71', betalingsId: ID }],
  ['SCOR and our kreditor', { scorReferencer: [`71/${ID}`], modtagerKonto: '81234567', ...OCR }, { kortart: '71', betalingsId: ID, kreditor: '81234567' }],
  ['a kreditor of seven digits', { scorReferencer: [`71/${ID}`], modtagerKonto: '1234567', ...OCR }, { kortart: '71', betalingsId: ID, kreditor: '01234567' }],
  ['a kreditor padded by the bank', { scorReferencer: [`71/${ID}`], modtagerKonto: '0000081234567', ...OCR }, { kortart: '71', betalingsId: ID, kreditor: '81234567' }],
  ['our bank account as receiver', { scorReferencer: [`71/${ID}`], modtagerKonto: 'DK5000400440116243' }, { kortart: '71', betalingsId: ID }],
  ['somebody else’s kreditor', { scorReferencer: [`71/${ID}`], modtagerKonto: '89999999', ...OCR }, { grund: 'FREMMED_KREDITOR' }],
  ['the same reference twice', { scorReferencer: [`71/${ID}`, `71/${ID}`] }, { kortart: '71', betalingsId: ID }],
  ['an OCR line as reference', { scorReferencer: [`+71<${ID}+81234567<`] }, { kortart: '71', betalingsId: ID, kreditor: '81234567' }],
  ['giro 04', { scorReferencer: ['04/0000000000000018'] }, { kortart: '04', betalingsId: '0000000000000018' }],
  ['two references', { scorReferencer: [`71/${ID}`, '71/000047110008159'] }, { grund: 'FLERE_FIK' }],
  ['a right and a wrong reference', { scorReferencer: [`71/${ID}`, '71/000047110008158'] }, { grund: 'FLERE_FIK' }],
  ['a wrong check digit', { scorReferencer: ['71/000202600012341'] }, { grund: 'FIK_KONTROLCIFFER' }],
  ['too many digits', { scorReferencer: ['71/00000000000000000018'] }, { grund: 'FIK_KONTROLCIFFER' }],
  ['no id', { scorReferencer: ['73/'], modtagerKonto: '81234567', ...OCR }, { grund: 'FIK_UDEN_ID' }],
  ['an RF reference', { scorReferencer: ['RF18539007547034'] }, { grund: 'INGEN_FIK' }],
  ['an RF reference and an OCR line', { scorReferencer: ['RF18539007547034'], fritekst: [`+71<${ID}+81234567<`] }, { kortart: '71', betalingsId: ID, kreditor: '81234567' }],
  ['another bank’s reference', { scorReferencer: ['4654654654654654'] }, { grund: 'INGEN_FIK' }],
  ['an OCR line in purpose', { purpose: `>71<${ID} +81234567<` }, { kortart: '71', betalingsId: ID, kreditor: '81234567' }],
  ['an OCR line in AddtlTxInf', { tekst: `FI 71<${ID}+81234567` }, { kortart: '71', betalingsId: ID, kreditor: '81234567' }],
  ['digits run together', { fritekst: [`71${ID}81234567`] }, { kortart: '71', betalingsId: ID, kreditor: '81234567' }],
  ['digits with somebody else’s kreditor', { fritekst: [`71 ${ID} 89999999`] }, { grund: 'INGEN_FIK' }],
  ['digits with a wrong check digit', { fritekst: ['71 000202600012341 81234567'] }, { grund: 'INGEN_FIK' }],
  ['two OCR lines', { fritekst: [`+71<${ID}+81234567<`, '+71<000047110008159+81234567<'] }, { grund: 'FLERE_FIK' }],
  ['a phone number and an amount', { fritekst: ['Tlf 71 12 34 56', '71 kr + 12345678'] }, { grund: 'INGEN_FIK' }],
  ['nothing', {}, { grund: 'INGEN_FIK' }],
])('%s', (_hvad, dele, svar) => expect(fikAf(detalje(dele), post(), EGNE)).toEqual(svar));

it.each<[string, Partial<CamtPost>, Partial<Detalje>, boolean]>([
  ['money in', {}, {}, true],
  ['our payment out', { retning: 'DEBET' }, {}, false],
  ['a payment taken back', { retning: 'DEBET', tilbagefoersel: true }, {}, true],
  ['our payment come back', { tilbagefoersel: true }, {}, false],
  ['a detail against the entry', {}, { retning: 'DEBET' }, false],
])('%s', (_hvad, dele, egne, fundet) =>
  expect(fikAf(detalje({ scorReferencer: [`71/${ID}`], ...egne }), post(dele), EGNE)).toEqual(fundet ? { kortart: '71', betalingsId: ID } : { grund: 'UDGAAENDE' }));

it('the entry’s own text counts for a single payment only', () => {
  const tekst = `+71<${ID}+81234567<`;
  const d = detalje({});
  expect(fikAf(undefined, post({ tekst }), EGNE)).toMatchObject({ betalingsId: ID });
  expect(fikAf(d, post({ tekst, detaljer: [d] }), EGNE)).toMatchObject({ betalingsId: ID });
  expect(fikAf(d, post({ tekst, detaljer: [d, { ...d, nr: 2 }] }), EGNE)).toEqual({ grund: 'INGEN_FIK' });
});

it('long texts do not slow it down', () => {
  const fritekst = ['71 '.repeat(20_000), '71<'.repeat(20_000), `71<${' '.repeat(60_000)}`, '0'.repeat(60_000)];
  expect(fikAf(detalje({ fritekst }), post(), EGNE)).toEqual({ grund: 'INGEN_FIK' });
});
