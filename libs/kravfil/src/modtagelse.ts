import { createHash, type Hash } from 'node:crypto';
import { fejStykker, gemStykke, sletStykker, type Database, type Hvem, type Tx } from '#app/platform';
import { Csvlaeser } from './csvlaeser.js';
import { Jsonlaeser } from './jsonlaeser.js';
import { KravfilFejl, KravfilForStor } from './kravfil.fejl.js';
import type { Fillaeser, Kravpost } from './typer.js';

/** Most lines of one file: rows of a spreadsheet, claims of JSON. */
export const MAKS_LINJER = 200_000;
/** Most bytes of one file: as many lines of JSON with every field and room to read it in. */
export const MAKS_MB = 256;
const MB = 1024 * 1024;

/** How large the pieces and parts are; a test may ask for smaller ones. */
export interface Filmaal { readonly stykkeBytes: number; readonly delLinjer: number; readonly delBytes: number; readonly maksLinjer: number; readonly maksBytes: number }
export const FILMAAL: Filmaal = { stykkeBytes: MB, delLinjer: 2000, delBytes: 2 * MB, maksLinjer: MAKS_LINJER, maksBytes: MAKS_MB * MB };

/** A claim with its number in the file, as it lies in its part. */
export interface Nummereret extends Kravpost { readonly nr: number }

/** What came in. `fejl`: the file as a whole cannot be used; its bytes are kept all the same. */
export interface Modtaget { readonly sha256: Buffer; readonly stoerrelse: number; readonly format: Fillaeser['format']; readonly tegnsaet: Fillaeser['tegnsaet']; readonly linjer: number; readonly krav: number; readonly fejl: KravfilFejl | undefined }

/**
 * Takes a file's bytes as they come: stores them in encrypted pieces and, read at the same time, in encrypted parts of whole claims. Never
 * more than a piece and a part are in memory, and no transaction waits for the sender.
 */
export class Filmodtager {
  private readonly laeser: Fillaeser;
  private readonly hash: Hash = createHash('sha256');
  private raa: Buffer[] = [];
  private raaBytes = 0;
  private stoerrelse = 0;
  private stykkeNr = 0;
  private del: Nummereret[] = [];
  private delLinjer = 0;
  private delBytes = 0;
  private delNr = 0;
  private linjer = 0;
  private krav = 0;
  private fejl: KravfilFejl | undefined;
  private readonly faerdige: { nr: number; linjer: number; poster: readonly Nummereret[] }[] = [];

  constructor(private readonly db: Database, private readonly hvem: Hvem, private readonly id: string, format: 'CSV' | 'JSON', private readonly maal: Filmaal) {
    this.laeser = format === 'CSV' ? new Csvlaeser() : new Jsonlaeser();
  }

  /** @throws KravfilForStor */
  async modtag(fil: AsyncIterable<Uint8Array>): Promise<Modtaget> {
    for await (const stump of fil) {
      const bytes = Buffer.from(stump.buffer, stump.byteOffset, stump.byteLength);
      this.stoerrelse += bytes.length;
      if (this.stoerrelse > this.maal.maksBytes) throw new KravfilForStor(Math.floor(this.maal.maksBytes / MB));
      this.hash.update(bytes);
      this.raa.push(bytes);
      this.raaBytes += bytes.length;
      await this.laes(() => this.laeser.skriv(bytes));
      if (this.raaBytes >= this.maal.stykkeBytes) await this.gem();
    }
    await this.laes(() => this.laeser.slut());
    this.lukDel();
    if (this.fejl === undefined && this.krav === 0) this.fejl = new KravfilFejl('KRAVFIL_TOM', 'Filen indeholder ingen krav.');
    await this.gem();
    return { sha256: this.hash.digest(), stoerrelse: this.stoerrelse, format: this.laeser.format, tegnsaet: this.laeser.tegnsaet, linjer: this.linjer, krav: this.krav, fejl: this.fejl };
  }

  /** A file that turned out to be none is read no further, but taken in whole. */
  private async laes(laes: () => Kravpost[] | Promise<Kravpost[]>): Promise<void> {
    if (this.fejl !== undefined) return;
    try {
      for (const post of await laes()) this.tag(post);
    } catch (fejl) {
      if (!(fejl instanceof KravfilFejl)) throw fejl;
      this.fejl = fejl;
      this.del = [];
      this.faerdige.length = 0;
    }
  }

  private tag(post: Kravpost): void {
    this.linjer += post.linjer.length;
    if (this.linjer > this.maal.maksLinjer) throw new KravfilFejl('KRAVFIL_FOR_MANGE_LINJER', `Filen har over ${this.maal.maksLinjer} linjer. Del den i flere filer.`);
    if (this.delLinjer > 0 && (this.delLinjer + post.linjer.length > this.maal.delLinjer || this.delBytes > this.maal.delBytes)) this.lukDel();
    this.del.push({ nr: ++this.krav, ...post });
    this.delLinjer += post.linjer.length;
    this.delBytes += post.raa?.length ?? 400 * post.linjer.length;
  }

  private lukDel(): void {
    if (this.del.length > 0) this.faerdige.push({ nr: ++this.delNr, linjer: this.delLinjer, poster: this.del });
    this.del = [];
    this.delLinjer = 0;
    this.delBytes = 0;
  }

  private async gem(): Promise<void> {
    const bytes = Buffer.concat(this.raa);
    this.raa = [];
    this.raaBytes = 0;
    const dele = this.faerdige.splice(0);
    if (bytes.length === 0 && dele.length === 0) return;
    const nr = bytes.length === 0 ? undefined : ++this.stykkeNr;
    await this.db.iKommune(this.hvem, async (tx) => {
      if (nr !== undefined) await gemStykke(tx, this.id, nr, bytes);
      for (const d of dele) {
        await tx.skriv(`insert into kravfil_del (kravfil_id, nr, linjer, krav, indhold) values ($1, $2, $3, $4, $5)`, [this.id, d.nr, d.linjer, d.poster.length, laasPoster(tx, d.poster)]);
      }
    });
  }
}

/** Claims of a part as they are stored; null: none. */
export const laasPoster = (tx: Tx, poster: readonly Nummereret[]): Buffer | null => (poster.length === 0 ? null : tx.noegler.krypter(JSON.stringify(poster)));
export const laasOpPoster = (tx: Tx, indhold: Buffer | null): Nummereret[] => (indhold === null ? [] : JSON.parse(tx.noegler.dekrypterTekst(indhold)) as Nummereret[]);

/** What a file left behind that did not become a run. */
export async function ryd(tx: Tx, id: string): Promise<void> {
  await tx.skriv(`delete from kravfil_del d where d.kravfil_id = $1 and not exists (select 1 from kravfil k where k.id = d.kravfil_id)`, [id]);
  await sletStykker(tx, id);
}

/** The same of files that were cut off for more than a day ago: their pieces tell how old they are. @returns an id for a new file */
export async function begyndFil(tx: Tx): Promise<string> {
  await tx.skriv(`delete from kravfil_del d where not exists (select 1 from kravfil k where k.id = d.kravfil_id)
    and exists (select 1 from indbakke_stykke s where s.indbakke_id = d.kravfil_id and s.nr = 1 and s.modtaget < clock_timestamp() - interval '1 day')`);
  await fejStykker(tx);
  return tx.id();
}
