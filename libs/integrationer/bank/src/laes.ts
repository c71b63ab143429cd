import { Camtbygger } from './bygger.js';
import { camt053 } from './camtregler.js';
import type { CamtHaendelse } from './typer.js';
import { XmlLaeser } from './xmllaeser.js';

/** So much is read at a time, whatever the size of the pieces the source gives: bounds what waits in memory. */
const STYKKE_BYTES = 65_536;

export interface Camtvalg {
  /**
   * true (default): a statement whose sums do not agree refuses the file (BANKFIL_SUM). false: it is told in
   * UDTOG_SLUT.afvigelser. Everything else is the same.
   */
  readonly strengt?: boolean;
}

async function* stykker(kilde: AsyncIterable<Uint8Array> | Uint8Array): AsyncGenerator<Uint8Array> {
  const dele = kilde instanceof Uint8Array ? [kilde] : kilde;
  for await (const del of dele) {
    for (let fra = 0; fra < del.length; fra += STYKKE_BYTES) yield del.subarray(fra, fra + STYKKE_BYTES);
  }
}

function fang(arbejde: () => void): { fejl: unknown } | undefined {
  try {
    arbejde();
    return undefined;
  } catch (fejl) {
    return { fejl };
  }
}

/**
 * Reads a camt.053 file (001.02, 001.04, 001.08) as a stream: HOVED, per statement UDTOG, POST …, UDTOG_SLUT, then
 * SLUT. Memory is flat: it follows the largest single entry (at most 250,000 details), not the file.
 *
 * Throws BankfilFejl where the file is wrong, after the events that stand before the fault; so whoever books does it
 * all in one transaction, or first when SLUT has come. The same bytes give the same events however they are cut.
 */
export async function* laesCamt053(kilde: AsyncIterable<Uint8Array> | Uint8Array, opt: Camtvalg = {}): AsyncGenerator<CamtHaendelse> {
  const bygger = new Camtbygger(opt.strengt ?? true);
  const xml = new XmlLaeser(camt053(bygger), bygger);
  for await (const stykke of stykker(kilde)) {
    const stop = fang(() => xml.laes(stykke));
    for (const haendelse of bygger.toem()) yield haendelse;
    if (stop) throw stop.fejl;
  }
  const stop = fang(() => xml.slut());
  if (!stop) bygger.slut();
  for (const haendelse of bygger.toem()) yield haendelse;
  if (stop) throw stop.fejl;
}
