import { CSV_SIDE, csvfil, csvtekst } from './csv.js';

const samlet = async (dele: AsyncIterable<string>): Promise<string> => { let ud = ''; for await (const d of dele) ud += d; return ud; };

it.each<[string, string | number | null, string]>([
  ['nothing', null, ''], ['a text', 'Børnehaven', 'Børnehaven'], ['a semicolon', 'a;b', '"a;b"'], ['quotes', 'a "b"', '"a ""b"""'], ['a line', 'a\nb', '"a\nb"'], ['a formula', '=1+1', "'=1+1"], ['another', '@SUM(A1);1', `"'@SUM(A1);1"`],
  ['a minus', '-x', "'-x"], ['an amount', '-12.50', '-12.50'], ['a number', -18, '-18'], ['a date', '2026-03-31', '2026-03-31'],
])('%s', async (_, v, ventet) => {
  expect(await samlet(csvtekst(['a', 'b'], [{ a: v, b: 'slut' }], () => Promise.reject(new Error('no more'))))).toBe(`\uFEFFa;b\r\n${ventet};slut\r\n`);
});

it.each([0, 1, CSV_SIDE, CSV_SIDE + 1, 2 * CSV_SIDE, 2 * CSV_SIDE + 1])('%i rows: every row once, in order', async (antal) => {
  const alle = Array.from({ length: antal }, (_, i) => ({ nr: i, ikkeMed: 'x' }));
  const fil = await csvfil('liste', ['nr'], (efter: (typeof alle)[number] | undefined, n) => Promise.resolve(alle.slice(efter === undefined ? 0 : efter.nr + 1).slice(0, n + 1)));
  expect(fil.getHeaders()).toMatchObject({ type: 'text/csv; charset=utf-8', disposition: 'attachment; filename="liste.csv"' });
  expect(await samlet(fil.getStream())).toBe(`\uFEFFnr\r\n${alle.map((r) => `${r.nr}\r\n`).join('')}`);
});
