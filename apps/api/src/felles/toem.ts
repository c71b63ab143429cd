import type { Anmodning } from './anmodning.js';

const TAALMODIGHED_MS = 5000;
const HOEJST_BYTES = 256 * 1024 * 1024;

/**
 * Reads and forgets what is left of a refused request's body, then calls `faerdig`. A client that is still sending would
 * otherwise lose the answer with the connection. Gives up after five seconds or 256 MB.
 */
export function toem({ raw }: Pick<Anmodning, 'raw'>, faerdig: () => void): void {
  if (raw.complete !== false || raw.destroyed) { faerdig(); return; }
  let bytes = 0;
  let kaldt = false;
  const slut = (): void => {
    if (kaldt) return;
    kaldt = true;
    clearTimeout(ur);
    raw.off('data', tael).off('end', slut).off('close', slut);
    faerdig();
  };
  const tael = (stump: Buffer): void => { if ((bytes += stump.length) > HOEJST_BYTES) slut(); };
  const ur = setTimeout(slut, TAALMODIGHED_MS);
  raw.on('data', tael).on('end', slut).on('close', slut).resume();
}
