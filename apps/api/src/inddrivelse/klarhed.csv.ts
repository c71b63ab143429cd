import type { Ikkeklartkrav } from '#app/inddrivelse';

const KOLONNER = ['kravId', 'art', 'hovedkravId', 'fagsystem', 'reference', 'kravstype', 'fordringstype', 'rest', 'regel', 'felt', 'vaerdi', 'konsekvens', 'modtagelsesdato', 'hvadSkalAendres'] as const satisfies readonly (keyof Ikkeklartkrav)[];

/** A spreadsheet in Danish reads semicolons, and UTF-8 where the file says so itself. */
export const CSV_HOVED = `\uFEFF${KOLONNER.join(';')}\r\n`;

/** RFC 4180 with semicolons. What a spreadsheet would take for a formula gets a ' before it; amounts and dates never do. */
export function csvLinjer(krav: readonly Ikkeklartkrav[]): string {
  return krav.map((k) => `${KOLONNER.map((c) => felt(k[c])).join(';')}\r\n`).join('');
}

function felt(v: string | null): string {
  if (v === null) return '';
  const sikker = /^[=+@\t\r]|^-(?!\d+\.\d\d$)/.test(v) ? `'${v}` : v;
  return /[;"\r\n]/.test(sikker) ? `"${sikker.replaceAll('"', '""')}"` : sikker;
}
