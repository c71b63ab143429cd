import { BankfilFejl } from './fejl.js';

type Tegnsaet = 'utf-8' | 'us-ascii' | 'iso-8859-1';

const TEGNSAET: ReadonlyMap<string, Tegnsaet> = new Map([
  ['utf-8', 'utf-8'], ['utf8', 'utf-8'], ['us-ascii', 'us-ascii'], ['ascii', 'us-ascii'], ['iso-8859-1', 'iso-8859-1'], ['latin1', 'iso-8859-1'],
]);
/** So far in must the XML declaration have ended. */
const ERKLAERING_MAKS = 512;

const ukendt = (hvad: string): BankfilFejl =>
  new BankfilFejl('BANKFIL_TEGNSAET', `${hvad}. Filen skal være UTF-8, US-ASCII eller ISO-8859-1.`);

const latin1 = (b: Uint8Array): string => Buffer.from(b.buffer, b.byteOffset, b.byteLength).toString('latin1');

function saml(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const begge = new Uint8Array(a.length + b.length);
  begge.set(a);
  begge.set(b, a.length);
  return begge;
}

/** How many bytes at the end begin a UTF-8 sequence that is not finished: 0–3. */
function halvSekvens(b: Uint8Array): number {
  for (let bagfra = 1; bagfra <= 3 && bagfra <= b.length; bagfra += 1) {
    const byte = b[b.length - bagfra]!;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return bagfra < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? bagfra : 0;
  }
  return 0;
}

/** The whole characters before the first invalid byte, so that a fault is met at the same place whatever the pieces. */
function gyldigtForan(b: Uint8Array): string {
  let lav = 0;
  let hoej = b.length;
  let tekst = '';
  while (lav < hoej) {
    const midt = Math.ceil((lav + hoej) / 2);
    try {
      tekst = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(b.subarray(0, midt), { stream: true });
      lav = midt;
    } catch {
      hoej = midt - 1;
    }
  }
  return tekst;
}

function tegnsaetAf(start: Uint8Array): Tegnsaet {
  const bom = start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf;
  const tekst = latin1(bom ? start.subarray(3) : start);
  if (/^(?:\xfe\xff|\xff\xfe|\0|[^\0]\0)/.test(tekst)) throw ukendt('Filen er skrevet i UTF-16 eller UTF-32');
  const navn = /^<\?xml\s[^>]*?\sencoding\s*=\s*["']([^"'>]*)["']/.exec(tekst)?.[1]?.toLowerCase();
  const fundet = navn === undefined ? 'utf-8' : TEGNSAET.get(navn);
  if (fundet === undefined) throw ukendt('Filen erklærer et tegnsæt, der ikke understøttes');
  if (bom && fundet !== 'utf-8') throw ukendt('Filen begynder som UTF-8, men erklærer et andet tegnsæt');
  return fundet;
}

/** What a piece gave: text, and whether an invalid byte came after it. */
export interface Afkodet {
  readonly tekst: string;
  readonly ugyldig: boolean;
}

/** Bytes to text by the file's own declaration. Feed pieces of any size; `slut` tells whether a character was cut. */
export class Afkoder {
  private rest: Uint8Array = new Uint8Array(0);
  private tegnsaet: Tegnsaet | undefined;
  private readonly utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

  /** Throws BankfilFejl BANKFIL_TEGNSAET when the declared character set is not supported. */
  afkod(stykke: Uint8Array): Afkodet {
    const bytes = saml(this.rest, stykke);
    if (this.tegnsaet === undefined && !this.vaelg(bytes, false)) {
      this.rest = bytes;
      return { tekst: '', ugyldig: false };
    }
    return this.oversaet(bytes);
  }

  /** The text held back so far; `ugyldig` when the file ends inside a character. */
  slut(): Afkodet {
    const bytes = this.rest;
    if (this.tegnsaet === undefined) this.vaelg(bytes, true);
    const { tekst, ugyldig } = this.oversaet(bytes);
    return { tekst, ugyldig: ugyldig || this.rest.length > 0 };
  }

  private vaelg(bytes: Uint8Array, slut: boolean): boolean {
    if (!slut && bytes.length < ERKLAERING_MAKS && !bytes.includes(0x3e)) return false;
    this.tegnsaet = tegnsaetAf(bytes.subarray(0, ERKLAERING_MAKS));
    return true;
  }

  private oversaet(bytes: Uint8Array): Afkodet {
    this.rest = new Uint8Array(0);
    if (this.tegnsaet === 'iso-8859-1') return { tekst: latin1(bytes), ugyldig: false };
    if (this.tegnsaet === 'us-ascii') return this.ascii(bytes);
    const halv = halvSekvens(bytes);
    const hele = bytes.subarray(0, bytes.length - halv);
    try {
      const tekst = this.utf8.decode(hele);
      this.rest = bytes.slice(bytes.length - halv);
      return { tekst, ugyldig: false };
    } catch {
      return { tekst: gyldigtForan(hele), ugyldig: true };
    }
  }

  private ascii(bytes: Uint8Array): Afkodet {
    const forkert = bytes.findIndex((b) => b > 0x7f);
    return forkert < 0 ? { tekst: latin1(bytes), ugyldig: false } : { tekst: latin1(bytes.subarray(0, forkert)), ugyldig: true };
  }
}
