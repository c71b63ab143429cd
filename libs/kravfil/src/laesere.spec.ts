import fc from 'fast-check';
import { Csvlaeser } from './csvlaeser.js';
import { Jsonlaeser } from './jsonlaeser.js';
import type { Fillaeser, Kravpost } from './typer.js';

const HOVED = 'reference;debitor.art;debitor.nummer;debitor.navn;aftaleindhold;kravstype;stiftelsesdato;forfaldsdato;sidsteRettidigeBetalingsdato;linjer.deltransaktion;linjer.beloeb;linjer.tekst';
const raekke = (reference: string, beloeb: string, andet: Partial<Record<'navn' | 'srb' | 'tekst' | 'del', string>> = {}): string =>
  [reference, 'CPR', '0101801234', andet.navn ?? 'Ane Ager', 'BARN-1', 'DAGINST', '2026-01-01', '15-01-2026', andet.srb ?? '20.01.2026', andet.del ?? 'FULDTID', beloeb, andet.tekst ?? ''].join(';');

/** Feeds the bytes in pieces of `stykke` and gives every claim. */
async function laes(l: Fillaeser, fil: string | Buffer, stykke = 1 << 20): Promise<Kravpost[]> {
  const bytes = Buffer.isBuffer(fil) ? fil : Buffer.from(fil);
  const ud: Kravpost[] = [];
  for (let i = 0; i < bytes.length; i += stykke) ud.push(...l.skriv(bytes.subarray(i, i + stykke)));
  return [...ud, ...(await l.slut())];
}
const csv = (fil: string | Buffer, stykke?: number): Promise<Kravpost[]> => laes(new Csvlaeser(), fil, stykke);
const json = (fil: string | Buffer, stykke?: number): Promise<Kravpost[]> => laes(new Jsonlaeser(), fil, stykke);

it('a spreadsheet: rows with one reference that follow each other are one claim, as its JSON would be', async () => {
  const fil = `${HOVED}\r\n${raekke('R1', '1.234,50', { tekst: '"Solen; marts"' })}\r\n${raekke('R1', '500', { del: 'MAD' })}\r\n\r\n${raekke('R2', '12,5')}\r\n${raekke('R1', '1.00')}\r\n;;;;\r\n`;
  const [a, b, c, ...resten] = await csv(fil);
  expect(a).toEqual({ linjer: [2, 3], krav: {
    reference: 'R1', debitor: { art: 'CPR', nummer: '0101801234', navn: 'Ane Ager' }, aftaleindhold: 'BARN-1', kravstype: 'DAGINST', stiftelsesdato: '2026-01-01', forfaldsdato: '2026-01-15', sidsteRettidigeBetalingsdato: '2026-01-20',
    linjer: [{ deltransaktion: 'FULDTID', beloeb: '1234.50', tekst: 'Solen; marts' }, { deltransaktion: 'MAD', beloeb: '500.00' }] } });
  expect([b!.linjer, b!.krav!['linjer'], c!.linjer, resten]).toEqual([[5], [{ deltransaktion: 'FULDTID', beloeb: '12.50' }], [6], []]);
});

it('names by their last word, in any case and order, commas, a quoted line break, no last line break', async () => {
  const [p, ...andre] = await csv('BELOEB,reference,art,nummer,aftaleindhold,kravstype,stiftelsesdato,forfaldsdato,sidsteRettidigeBetalingsdato,deltransaktion,vejnavn,faktureret,tekst\n100.00,R1,CPR,0101801234,B,DAGINST,2026-01-01,2026-01-15,2026-01-15,MAD,Birkevej,ja,"to\nlinjer"\n100.00,R2,CVR,13748136,B,DAGINST,2026-01-01,2026-01-15,2026-01-15,MAD,,nej,x');
  expect(p).toMatchObject({ linjer: [2], krav: { faktureret: true, debitor: { adresse: { vejnavn: 'Birkevej' } }, linjer: [{ beloeb: '100.00', tekst: 'to\nlinjer' }] } });
  expect(andre).toMatchObject([{ linjer: [4], krav: { faktureret: false, debitor: { nummer: '13748136' } } }]);
});

it('UTF-8 with and without its mark, and ISO 8859-1, give the same letters', async () => {
  const fil = `${HOVED}\n${raekke('R1', '1,00')}\n${raekke('R2', '1,00', { navn: 'Åse Ærø' })}\n`;
  const ens = await csv(fil);
  const latin = new Csvlaeser();
  expect(await laes(latin, Buffer.from(fil, 'latin1'), 7)).toEqual(ens);
  expect(latin.tegnsaet).toBe('ISO-8859-1');
  expect(await csv(`\uFEFF${fil}`, 5)).toEqual(ens);
  expect((ens[1]!.krav as { debitor: { navn: string } }).debitor.navn).toBe('Åse Ærø');
});

it.each<[string, () => string | Buffer, string, string | undefined]>([
  ['nothing', () => '', 'KRAVFIL_HOVED_MANGLER', undefined],
  ['no header', () => `${raekke('R1', '1,00')}\n`, 'KRAVFIL_HOVED_MANGLER', undefined],
  ['an unknown column', () => `${HOVED};farve\n`, 'KRAVFIL_KOLONNE_UKENDT', 'farve'],
  ['a column twice', () => `${HOVED};beloeb\n`, 'KRAVFIL_KOLONNE_GENTAGET', 'linjer.beloeb'],
  ['a column missing', () => `${HOVED.replace(';kravstype', '')}\n`, 'KRAVFIL_KOLONNE_MANGLER', 'kravstype'],
  ['a quote that is never closed', () => `${HOVED}\n${raekke('R1', '1,00', { tekst: '"åben' })}\n${raekke('R2', '1,00')}\n`, 'KRAVFIL_CSV_UGYLDIG', undefined],
  ['a quote in the middle of a cell', () => `${HOVED}\n${raekke('R1', '1,00', { tekst: '"to" og' })}\n`, 'KRAVFIL_CSV_UGYLDIG', undefined],
  ['UTF-16', () => Buffer.from(`\uFEFF${HOVED}\n`, 'utf16le'), 'KRAVFIL_TEGNSAET', undefined],
  ['a line of a megabyte', () => `${HOVED}\n${'x'.repeat(1_100_000)}`, 'KRAVFIL_LINJE_FOR_LANG', undefined],
])('a spreadsheet that is refused whole: %s', async (_navn, fil, kode, felt) => {
  await expect(csv(fil(), 1000)).rejects.toMatchObject({ kode, status: 422, felter: felt === undefined ? [] : [{ felt, kode }] });
});

it('UTF-8 that turns into something else is refused', async () => {
  const utf8 = `${HOVED}\n${raekke('R1', '1,00', { navn: 'Åse' })}\n`;
  const l = new Csvlaeser();
  l.skriv(Buffer.from(utf8));
  expect(() => l.skriv(Buffer.from(`${raekke('R2', '1,00', { navn: 'Åse' })}\n`, 'latin1'))).toThrow(expect.objectContaining({ kode: 'KRAVFIL_TEGNSAET' }) as Error);
});

it('what is wrong with one row is told with its line and field, and the others go on', async () => {
  const [a, b, c] = await csv(`${HOVED}\n${raekke('R1', '1.234')}\n${raekke('R2', '1,00')}\n${raekke('R2', '2,00', { srb: '21-01-2026' })}\n${raekke('R3', '1,00')};og;mere\n`);
  expect(a!.fejl).toEqual([{ linje: 2, felt: 'linjer[0].beloeb', kode: 'BELOEB_TVETYDIGT', besked: expect.any(String) as string }]);
  expect(b!.fejl).toEqual([{ linje: 4, felt: 'sidsteRettidigeBetalingsdato', kode: 'KRAVLINJER_UENS', besked: expect.any(String) as string }]);
  expect(c!.fejl).toEqual([{ linje: 5, felt: 'linje', kode: 'CELLER_FOR_MANGE', besked: expect.any(String) as string }]);
});

it('JSON: an array or a claim on each line, cut out without being read', async () => {
  expect(await json('\uFEFF [ {"a":"}]\\"", "b":[1,{"c":2}]} ,\n null, "x" ]\n')).toEqual([{ linjer: [1], raa: '{"a":"}]\\"", "b":[1,{"c":2}]}' }, { linjer: [2], raa: 'null' }, { linjer: [3], raa: '"x"' }]);
  expect(await json('{"a":1}\r\n\r\nvrøvl\n{"a":2}')).toEqual([{ linjer: [1], raa: '{"a":1}' }, { linjer: [3], raa: 'vrøvl' }, { linjer: [4], raa: '{"a":2}' }]);
  expect(await json('[]')).toEqual([]);
  const n = new Jsonlaeser();
  await laes(n, '{"a":1}\n');
  expect(n.format).toBe('NDJSON');
});

it.each<[string, string | Buffer, string]>([
  ['nothing', '', 'KRAVFIL_TOM'], ['blanks', ' \n \n', 'KRAVFIL_TOM'], ['words', 'reference;beloeb', 'KRAVFIL_IKKE_JSON'], ['two letters', 'x', 'KRAVFIL_IKKE_JSON'],
  ['an array cut off', '[{"a":1},{"a"', 'KRAVFIL_AFKORTET'], ['an open array', '[', 'KRAVFIL_AFKORTET'], ['something after the array', '[{"a":1}] x', 'KRAVFIL_IKKE_JSON'], ['a missing element', '[{"a":1},,{"a":2}]', 'KRAVFIL_IKKE_JSON'],
  ['a comma at the end', '[{"a":1},]', 'KRAVFIL_IKKE_JSON'], ['a brace too many', '[{"a":1}}]', 'KRAVFIL_IKKE_JSON'], ['an object over several lines', '{\n "krav": []\n}\n', 'KRAVFIL_IKKE_JSON'],
  ['ISO 8859-1', Buffer.from('[{"a":"Ærø"}]', 'latin1'), 'KRAVFIL_TEGNSAET'], ['a claim of a megabyte', `[{"a":"${'x'.repeat(1_100_000)}`, 'KRAVFIL_LINJE_FOR_LANG'],
])('JSON that is refused whole: %s', async (_navn, fil, kode) => {
  await expect(json(fil, 9000)).rejects.toMatchObject({ kode, status: 422 });
});

it('wherever the pieces of a file break, the same claims come out', async () => {
  const claims = fc.array(fc.record({ reference: fc.string({ maxLength: 20 }), tekst: fc.string({ unit: 'grapheme', maxLength: 30 }), a: fc.array(fc.record({ b: fc.string({ maxLength: 5 }) }), { maxLength: 3 }) }), { maxLength: 12 });
  await fc.assert(fc.asyncProperty(claims, fc.integer({ min: 1, max: 40 }), fc.boolean(), async (krav, stykke, pretty) => {
    const tekster = krav.map((k) => JSON.stringify(k));
    expect((await json(JSON.stringify(krav, null, pretty ? 2 : 0), stykke)).map((p) => JSON.parse(p.raa!) as unknown)).toEqual(krav);
    if (krav.length > 0) expect((await json(tekster.join('\n'), stykke)).map((p) => p.raa)).toEqual(tekster);
  }), { numRuns: 100 });
  const alle = `${HOVED}\r\n${['R1', 'R1', 'R2', 'R3'].map((r, i) => raekke(r, `${i + 1},00`, { navn: 'Åse Ærø', tekst: '"a\nb"' })).join('\r\n')}\r\n`;
  const ens = await csv(alle);
  for (let stykke = 1; stykke < 60; stykke++) expect(await csv(alle, stykke)).toEqual(ens);
});
