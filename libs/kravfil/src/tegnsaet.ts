import { isAscii, isUtf8 } from 'node:buffer';
import { KravfilFejl } from './kravfil.fejl.js';

export type Tegnsaet = 'UTF-8' | 'ISO-8859-1';

/** Longest line, bytes: a file without line breaks may not gather in memory. */
export const MAKS_LINJE_BYTES = 1024 * 1024;
const LINJESKIFT = 0x0a;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** Whole lines of bytes, in blocks that end with a line break (which is part of no other character in either charset). */
export class Linjeblokke {
  private rest: Buffer = Buffer.alloc(0);

  /** @throws KravfilFejl KRAVFIL_LINJE_FOR_LANG */
  skriv(bytes: Buffer): Buffer | undefined {
    const slut = bytes.lastIndexOf(LINJESKIFT);
    if (slut < 0) {
      this.rest = Buffer.concat([this.rest, bytes]);
      if (this.rest.length > MAKS_LINJE_BYTES) throw new KravfilFejl('KRAVFIL_LINJE_FOR_LANG', `En linje er længere end ${MAKS_LINJE_BYTES} bytes.`);
      return undefined;
    }
    const blok = Buffer.concat([this.rest, bytes.subarray(0, slut + 1)]);
    this.rest = Buffer.from(bytes.subarray(slut + 1));
    return blok;
  }

  slut(): Buffer {
    const { rest } = this;
    this.rest = Buffer.alloc(0);
    return rest;
  }
}

/**
 * Text of a spreadsheet file: UTF-8 with or without its mark, or ISO 8859-1 as Danish spreadsheets save it (read as Windows-1252, which
 * has the same letters). Up to the first letter outside ASCII the two are the same; that one decides. @throws KravfilFejl KRAVFIL_TEGNSAET
 */
export class Afkoder {
  private valgt: Tegnsaet | undefined;
  private foerste = true;
  private readonly latin1 = new TextDecoder('windows-1252');

  get tegnsaet(): Tegnsaet { return this.valgt ?? 'UTF-8'; }

  afkod(blok: Buffer): string {
    const bytes = this.foerste ? this.udenMaerke(blok) : blok;
    if (isAscii(bytes)) return bytes.toString('latin1');
    this.valgt ??= isUtf8(bytes) ? 'UTF-8' : 'ISO-8859-1';
    if (this.valgt === 'ISO-8859-1') return this.latin1.decode(bytes);
    if (!isUtf8(bytes)) throw new KravfilFejl('KRAVFIL_TEGNSAET', 'Filen begynder som UTF-8, men er det ikke hele vejen.');
    return bytes.toString('utf8');
  }

  private udenMaerke(blok: Buffer): Buffer {
    this.foerste = false;
    if (blok.subarray(0, 3).equals(BOM)) {
      this.valgt = 'UTF-8';
      return blok.subarray(3);
    }
    const [a, b] = blok;
    if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || blok.subarray(0, 200).includes(0)) throw new KravfilFejl('KRAVFIL_TEGNSAET', 'Filen er UTF-16. Gem den som UTF-8 eller ISO 8859-1.');
    return blok;
  }
}
