import { isUtf8 } from 'node:buffer';
import { KravfilFejl } from './kravfil.fejl.js';
import { Linjeblokke, MAKS_LINJE_BYTES, type Tegnsaet } from './tegnsaet.js';
import type { Fillaeser, Kravpost } from './typer.js';

const [LF, CITAT, BAGSTREG, KOMMA, AABN, LUK, AABN_KROELLE, LUK_KROELLE] = [0x0a, 0x22, 0x5c, 0x2c, 0x5b, 0x5d, 0x7b, 0x7d];
const BLANK = new Set([0x20, 0x09, 0x0a, 0x0d]);

/** Text of one claim; JSON is UTF-8 (RFC 8259). @throws KravfilFejl KRAVFIL_TEGNSAET */
function tekstAf(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw new KravfilFejl('KRAVFIL_TEGNSAET', 'JSON skal være UTF-8.');
  return bytes.toString('utf8');
}

const erObjekt = (tekst: string): boolean => {
  try {
    const v = JSON.parse(tekst) as unknown;
    return typeof v === 'object' && v !== null && !Array.isArray(v);
  } catch {
    return false;
  }
};

/** Claims as JSON: one array of them, or one on each line (NDJSON). The first character that is no blank decides. */
export class Jsonlaeser implements Fillaeser {
  readonly tegnsaet: Tegnsaet = 'UTF-8';
  private laeser: Arraylaeser | Linjelaeser | undefined;
  private hoved = Buffer.alloc(0);

  get format(): 'JSON' | 'NDJSON' { return this.laeser instanceof Arraylaeser ? 'JSON' : 'NDJSON'; }

  skriv(bytes: Buffer): Kravpost[] {
    if (this.laeser !== undefined) return this.laeser.skriv(bytes);
    this.hoved = Buffer.concat([this.hoved, bytes]);
    if (this.hoved.length < 3) return [];
    const uden = this.hoved.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? this.hoved.subarray(3) : this.hoved;
    const foerste = uden.findIndex((b) => !BLANK.has(b));
    if (foerste < 0) {
      if (uden.length > MAKS_LINJE_BYTES) throw new KravfilFejl('KRAVFIL_IKKE_JSON', 'Filen begynder med for mange blanke tegn.');
      return [];
    }
    if (uden[foerste] !== AABN && uden[foerste] !== AABN_KROELLE) throw new KravfilFejl('KRAVFIL_IKKE_JSON', 'Filen skal være et JSON-array af krav eller et krav på hver linje.');
    this.laeser = uden[foerste] === AABN ? new Arraylaeser() : new Linjelaeser();
    this.hoved = Buffer.alloc(0);
    return this.laeser.skriv(uden);
  }

  async slut(): Promise<Kravpost[]> {
    if (this.laeser === undefined && this.hoved.some((b) => !BLANK.has(b))) {
      this.hoved = Buffer.concat([this.hoved, Buffer.from('  ')]);
      this.skriv(Buffer.alloc(0));
    }
    if (this.laeser === undefined) throw new KravfilFejl('KRAVFIL_TOM', 'Filen er tom.');
    return Promise.resolve(this.laeser.slut());
  }
}

/** A line that is no claim is refused alone; but a file whose first is none is no NDJSON. */
class Linjelaeser {
  private readonly blokke = new Linjeblokke();
  private linje = 0;
  private set = false;

  skriv(bytes: Buffer): Kravpost[] {
    const blok = this.blokke.skriv(bytes);
    return blok === undefined ? [] : this.linjer(blok);
  }

  slut(): Kravpost[] { return this.linjer(this.blokke.slut()); }

  private linjer(blok: Buffer): Kravpost[] {
    const poster: Kravpost[] = [];
    for (let fra = 0; fra < blok.length;) {
      const lf = blok.indexOf(LF, fra);
      const til = lf < 0 ? blok.length : lf;
      this.linje++;
      const raa = tekstAf(blok.subarray(fra, til)).trim();
      fra = til + 1;
      if (raa === '') continue;
      if (!this.set && !erObjekt(raa)) throw new KravfilFejl('KRAVFIL_IKKE_JSON', 'Den første linje er ikke et helt krav. Send et JSON-array, eller hvert krav på sin egen linje.');
      this.set = true;
      poster.push({ linjer: [this.linje], raa });
    }
    return poster;
  }
}

/** Cuts the elements out of one array, wherever the pieces of it break; what stands inside an element is not read. */
class Arraylaeser {
  private rest = Buffer.alloc(0);
  private nr = 0;
  private dybde = 0;
  private iTekst = false;
  private escape = false;
  private slutNaaet = false;

  skriv(bytes: Buffer): Kravpost[] {
    const fra = this.rest.length;
    const alt = fra === 0 ? bytes : Buffer.concat([this.rest, bytes]);
    const poster: Kravpost[] = [];
    let begynd = 0;
    for (let i = fra; i < alt.length; i++) {
      const c = alt[i]!;
      if (this.iTekst) {
        if (this.escape) this.escape = false;
        else if (c === BAGSTREG) this.escape = true;
        else if (c === CITAT) this.iTekst = false;
      } else if (this.dybde === 0) {
        if (BLANK.has(c)) begynd = i + 1;
        else if (c === AABN && !this.slutNaaet) { this.dybde = 1; begynd = i + 1; } else throw new KravfilFejl('KRAVFIL_IKKE_JSON', 'Der står noget uden for arrayet.');
      } else if (c === CITAT) this.iTekst = true;
      else if (c === AABN || c === AABN_KROELLE) this.dybde++;
      else if (c === LUK_KROELLE && this.dybde === 1) throw new KravfilFejl('KRAVFIL_IKKE_JSON', `Arrayet er brudt ved krav nr. ${this.nr + 1}.`);
      else if (c === LUK_KROELLE || (c === LUK && this.dybde > 1)) this.dybde--;
      else if (this.dybde === 1 && (c === KOMMA || c === LUK)) {
        const post = this.element(alt.subarray(begynd, i), c === LUK);
        if (post !== undefined) poster.push(post);
        if (c === LUK) { this.dybde = 0; this.slutNaaet = true; }
        begynd = i + 1;
      }
    }
    this.rest = Buffer.from(alt.subarray(begynd));
    if (this.rest.length > MAKS_LINJE_BYTES) throw new KravfilFejl('KRAVFIL_LINJE_FOR_LANG', `Krav nr. ${this.nr + 1} er længere end ${MAKS_LINJE_BYTES} bytes.`);
    return poster;
  }

  slut(): Kravpost[] {
    if (!this.slutNaaet) throw new KravfilFejl('KRAVFIL_AFKORTET', `Arrayet slutter ikke; ${this.nr} krav er læst.`);
    return [];
  }

  /** An empty array has no element; anywhere else one is missing. */
  private element(bytes: Buffer, sidste: boolean): Kravpost | undefined {
    const raa = tekstAf(bytes).trim();
    if (raa === '' && sidste && this.nr === 0) return undefined;
    if (raa === '') throw new KravfilFejl('KRAVFIL_IKKE_JSON', `Der mangler et krav efter nr. ${this.nr}.`);
    return { linjer: [++this.nr], raa };
  }
}
