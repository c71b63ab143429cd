import type { Radarlinje } from '#app/foraeldelse';

const KOLONNER = ['kravId', 'hovedkravId', 'art', 'forretningspartnerId', 'fagsystem', 'kravstype', 'foraeldelsesdato', 'sidste', 'foraeldet', 'dage', 'niveau', 'rest'] as const satisfies readonly (keyof Radarlinje)[];

/** A spreadsheet in Danish reads semicolons, and UTF-8 where the file says so itself. */
export const RADAR_HOVED = `\uFEFF${KOLONNER.join(';')}\r\n`;

/** Ids, codes, dates and amounts: nothing in them needs quoting. Nobody's name stands here. */
export const radarlinjer = (linjer: readonly Radarlinje[]): string => linjer.map((l) => `${KOLONNER.map((k) => (l[k] === null || l[k] === 'infinity' ? '' : String(l[k]))).join(';')}\r\n`).join('');
