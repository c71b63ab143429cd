import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';

/** Rows of one read; each in a transaction of its own. */
export const CSV_SIDE = 2000;

/** A row, or what more it has than the columns. */
type Raekke<K extends string> = Readonly<Record<K, string | number | null>>;
/** One page after a row (the first without one), read with one more than asked for. */
type Sidelaeser<R> = (efter: R | undefined, antal: number) => Promise<readonly R[]>;

/** A list whole, as a file: read page by page while it is sent, so that its length costs no memory. What is wrong with the question is thrown before the file begins. */
export async function csvfil<K extends string, R extends Raekke<K>>(navn: string, kolonner: readonly K[], side: Sidelaeser<R>): Promise<StreamableFile> {
  const foerste = await side(undefined, CSV_SIDE);
  return new StreamableFile(Readable.from(csvtekst(kolonner, foerste, side)), { type: 'text/csv; charset=utf-8', disposition: `attachment; filename="${navn}.csv"` });
}

/** A spreadsheet in Danish reads semicolons, and UTF-8 where the file says so itself. RFC 4180 otherwise. */
export async function* csvtekst<K extends string, R extends Raekke<K>>(kolonner: readonly K[], foerste: readonly R[], naeste: Sidelaeser<R>): AsyncGenerator<string> {
  yield `\uFEFF${kolonner.join(';')}\r\n`;
  for (let side = foerste; ; side = await naeste(side[CSV_SIDE - 1], CSV_SIDE)) {
    yield side.slice(0, CSV_SIDE).map((r) => `${kolonner.map((k) => celle(r[k])).join(';')}\r\n`).join('');
    if (side.length <= CSV_SIDE) return;
  }
}

/** What a spreadsheet would take for a formula gets a ' before it; numbers, amounts and dates never do. */
function celle(v: string | number | null): string {
  if (v === null) return '';
  if (typeof v === 'number') return String(v);
  const sikker = /^[=+@\t\r]|^-(?!\d+\.\d\d$)/.test(v) ? `'${v}` : v;
  return /[;"\r\n]/.test(sikker) ? `"${sikker.replaceAll('"', '""')}"` : sikker;
}
