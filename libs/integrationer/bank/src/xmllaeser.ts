import { SaxesParser, type SaxesTagNS } from 'saxes';
import { Afkoder, type Afkodet } from './afkod.js';
import { BankfilFejl, type BankfilKode } from './fejl.js';
import type { Sted, Xmlsted } from './sted.js';

/** Deepest nesting accepted; camt.053 itself uses about 14. */
const DYBDE_MAKS = 64;
/** Longest text of one element, in characters. */
const TEKST_MAKS = 65_536;
/** Longest stretch of the file from one tag or text to the next, comments counted: a text and the markup around it. */
const STYKKE_MAKS = TEKST_MAKS + 100;

/** Line ends among the first `antal` characters. */
function linjeskift(tekst: string, antal: number): number {
  let fundet = 0;
  for (let i = tekst.indexOf('\n'); i >= 0 && i < antal; i = tekst.indexOf('\n', i + 1)) fundet += 1;
  return fundet;
}

/** What kind of document is expected: the first to look at the document element and its child. */
export interface Dokumenttype<S> {
  /** Throws BankfilFejl when the document element is not this type's. */
  rod(navn: string, navnerum: string): void;
  /** The place of the document element's child; throws BankfilFejl when it is another message. */
  besked(navn: string): Sted<S>;
}

/**
 * Bytes in, calls to the rules of a tree of places out. Holds one element's text and the open elements, nothing more.
 * Refuses what is not well-formed, any DOCTYPE, too deep nesting and too long pieces. The same bytes give the same
 * calls and the same refusal however they are cut.
 */
export class XmlLaeser<S> implements Xmlsted {
  private readonly sax = new SaxesParser({ xmlns: true });
  private readonly afkoder = new Afkoder();
  private readonly stak: (Sted<S> | undefined)[] = [];
  private navnerum = '';
  private tag: SaxesTagNS | undefined;
  private tekst = '';
  private prolog = '';
  private rodSet = false;
  private rodLukket = false;
  private lukker = false;
  /** The text being read, and how many characters and line ends came before it. */
  private aktuel = '';
  private tegnFoer = 0;
  private linjerFoer = 0;
  /** Where the last tag or text ended; its line, where that was before the text being read. */
  private sidstePosition = 0;
  private sidsteLinje = 1;

  constructor(private readonly type: Dokumenttype<S>, private readonly tilstand: S) {
    // Six handlers and no more: with a seventh V8 turns the parser into a dictionary, and it reads at a fifth the speed.
    this.sax.on('opentag', (tag) => this.aabn(tag));
    this.sax.on('closetag', (tag) => this.luk(tag));
    this.sax.on('text', (t) => this.tilfoej(t));
    this.sax.on('cdata', (t) => this.tilfoej(t));
    this.sax.on('doctype', () => this.dtd());
    this.sax.on('error', (fejl) => this.ikkeXml(fejl.message));
  }

  get linje(): number {
    return this.linjeVed(this.sax.position);
  }

  /** Reads one piece of the file. Throws BankfilFejl; nothing more may be fed after that. */
  laes(bytes: Uint8Array): void {
    this.skriv(this.afkoder.afkod(bytes));
  }

  /** The file has ended. Throws BankfilFejl when it ended too early. */
  slut(): void {
    const { tekst, ugyldig } = this.afkoder.slut();
    this.skriv({ tekst, ugyldig: false });
    if (ugyldig) throw this.rodLukket ? this.tegnfejl() : this.afkortet();
    this.lukker = true;
    this.sax.close();
  }

  attribut(navn: string): string | undefined {
    return this.tag?.attributes[navn]?.value;
  }

  ugyldigt(grund: string, kode: BankfilKode = 'BANKFIL_FELT'): never {
    throw this.feltfejl(this.sti(), grund, this.linje, kode);
  }

  mangler(felt: string): never {
    throw this.feltfejl(`${this.sti()}/${felt}`, 'mangler');
  }

  private skriv({ tekst, ugyldig }: Afkodet): void {
    if (!this.rodSet) this.prolog += tekst;
    this.aktuel = tekst;
    if (tekst !== '') this.sax.write(tekst);
    this.sidsteLinje = this.stykkelinje();
    this.linjerFoer += linjeskift(tekst, tekst.length);
    this.tegnFoer += tekst.length;
    this.aktuel = '';
    this.graense(this.tegnFoer - 1); // saxes may hold the last character back
    if (ugyldig) throw this.tegnfejl();
  }

  /** Counted here: saxes counts a line end twice where it looks ahead. */
  private linjeVed(position: number): number {
    return 1 + this.linjerFoer + linjeskift(this.aktuel, position - this.tegnFoer);
  }

  /** The line where the piece in hand began. */
  private stykkelinje(): number {
    return this.sidstePosition > this.tegnFoer ? this.linjeVed(this.sidstePosition) : this.sidsteLinje;
  }

  private aabn(tag: SaxesTagNS): void {
    this.stykke();
    if (this.tekst.trim() !== '') this.ugyldigt('blander tekst og elementer');
    this.tekst = '';
    if (this.stak.length >= DYBDE_MAKS) {
      throw this.fejl('BANKFIL_FOR_DYB', `Elementerne er indlejret dybere end ${DYBDE_MAKS} niveauer`);
    }
    const sted = this.stedFor(tag);
    this.stak.push(sted);
    sted?.aabn?.(this.tilstand, this);
  }

  private stedFor(tag: SaxesTagNS): Sted<S> | undefined {
    const dybde = this.stak.length;
    if (dybde === 0) {
      this.type.rod(tag.local, tag.uri);
      this.navnerum = tag.uri;
      this.rodSet = true;
      this.prolog = '';
      return undefined;
    }
    if (tag.uri !== this.navnerum) return undefined;
    return dybde === 1 ? this.type.besked(tag.local) : this.stak[dybde - 1]?.boern.get(tag.local);
  }

  private luk(tag: SaxesTagNS): void {
    this.stykke();
    const sted = this.stak[this.stak.length - 1];
    if (sted !== undefined) {
      this.tag = tag;
      const vaerdi = sted.tekst && this.tekst.trim();
      if (vaerdi) sted.tekst?.(this.tilstand, vaerdi, this);
      sted.luk?.(this.tilstand, this);
    }
    this.tekst = '';
    this.stak.pop();
    if (this.stak.length === 0) this.rodLukket = true;
  }

  private tilfoej(tekst: string): void {
    if (this.stak.length === 0) return; // outside the document saxes may report text late, or bit by bit
    this.stykke();
    if (this.stak[this.stak.length - 1]?.tekst === undefined) return;
    this.tekst += tekst;
    if (this.tekst.length > TEKST_MAKS) this.forLang();
  }

  /** A tag or a text has ended here. */
  private stykke(): void {
    this.graense(this.sax.position);
    this.sidstePosition = this.sax.position;
  }

  private graense(position: number): void {
    if (position - this.sidstePosition > STYKKE_MAKS) this.forLang();
  }

  private forLang(): never {
    if (this.harDoctype()) this.dtd();
    throw this.feltfejl(this.sti(), `er længere end ${TEKST_MAKS} tegn`, this.stykkelinje());
  }

  private harDoctype(): boolean {
    return !this.rodSet && this.prolog.slice(0, this.sax.position).includes('<!DOCTYPE');
  }

  private dtd(): never {
    const linje = this.rodSet ? this.stykkelinje() : 1 + linjeskift(this.prolog, this.prolog.indexOf('<!DOCTYPE'));
    throw this.fejl('BANKFIL_DTD_FORBUDT', 'DOCTYPE og egne entiteter er ikke tilladt', linje);
  }

  private ikkeXml(besked: string): never {
    if (this.harDoctype() || besked.includes('doctype')) this.dtd();
    if (this.lukker && !this.rodLukket) throw this.afkortet();
    throw this.fejl('BANKFIL_IKKE_XML', 'Filen er ikke velformet XML', this.stykkelinje());
  }

  private afkortet(): BankfilFejl {
    return this.fejl('BANKFIL_AFKORTET', this.rodSet ? 'Filen slutter midt i dokumentet' : 'Filen er tom eller slutter, før dokumentet begynder');
  }

  private tegnfejl(): BankfilFejl {
    return this.fejl('BANKFIL_TEGNSAET', 'Her står bytes, der ikke er tegn i filens tegnsæt');
  }

  private sti(): string {
    return this.stak.slice(2).map((s) => s?.navn ?? '…').join('/') || 'Document';
  }

  private feltfejl(sti: string, grund: string, linje = this.linje, kode: BankfilKode = 'BANKFIL_FELT'): BankfilFejl {
    return new BankfilFejl(kode, `Linje ${linje}: feltet ${sti} ${grund}.`, sti);
  }

  private fejl(kode: BankfilKode, tekst: string, linje = this.linje): BankfilFejl {
    return new BankfilFejl(kode, `Linje ${linje}: ${tekst}.`);
  }
}
