import { CsvError, parse, type Parser } from 'csv-parse';
import { hoererSammen, laesHoved, laesRaekke, postAf, skilletegn, type Raekke } from './regneark.rules.js';
import { KravfilFejl } from './kravfil.fejl.js';
import { Afkoder, Linjeblokke, type Tegnsaet } from './tegnsaet.js';
import type { Fillaeser, Kravpost } from './typer.js';

interface Laest { readonly record: string[]; readonly info: { readonly lines: number } }

/** Rows of any length, blank ones passed over. They are taken out as they come: with room for all of a write, it is read when it returns. */
const CSV = { info: true, relax_column_count: true, skip_empty_lines: true, skip_records_with_empty_values: true, max_record_size: 100_000, readableHighWaterMark: 1_000_000 };
/** One more than a claim may have: enough to refuse it, however many follow. */
const HOEJST_RAEKKER = 201;

/** A spreadsheet's file: one row per claim line under a row of column names. */
export class Csvlaeser implements Fillaeser {
  readonly format = 'CSV' as const;
  private readonly blokke = new Linjeblokke();
  private readonly afkoder = new Afkoder();
  private parser: Parser | undefined;
  private kolonner: ReturnType<typeof laesHoved> | undefined;
  private gruppe: Raekke[] = [];
  private linjer: number[] = [];

  get tegnsaet(): Tegnsaet { return this.afkoder.tegnsaet; }

  skriv(bytes: Buffer): Kravpost[] {
    const blok = this.blokke.skriv(bytes);
    return blok === undefined ? [] : this.tekst(this.afkoder.afkod(blok));
  }

  async slut(): Promise<Kravpost[]> {
    const poster = this.tekst(`${this.afkoder.afkod(this.blokke.slut())}\n`); // a last line without its break is whole
    if (this.parser !== undefined) {
      this.parser.end();
      poster.push(...(await this.resten(this.parser)));
    }
    if (this.kolonner === undefined) throw new KravfilFejl('KRAVFIL_HOVED_MANGLER', 'Filen er tom.');
    return [...poster, ...this.afslutGruppe()];
  }

  private tekst(t: string): Kravpost[] {
    if (t === '') return [];
    if (this.parser === undefined) {
      if (t.trim() === '') return [];
      const valg = { ...CSV, delimiter: skilletegn(t.trimStart().split('\n', 1)[0]!) };
      this.parser = parse(valg).on('error', () => undefined);
    }
    this.parser.write(t);
    return this.tag(this.parser);
  }

  private tag(parser: Parser): Kravpost[] {
    const poster: Kravpost[] = [];
    for (let r = parser.read() as Laest | null; r !== null; r = parser.read() as Laest | null) {
      const post = this.raekke(r);
      if (post !== undefined) poster.push(post);
    }
    this.kraevHel(parser);
    return poster;
  }

  /** The parser keeps the last characters until it knows that no more come. */
  private async resten(parser: Parser): Promise<Kravpost[]> {
    const raekker: Laest[] = [];
    try {
      for await (const r of parser as AsyncIterable<Laest>) raekker.push(r);
    } catch (fejl) {
      this.kraevHel(parser);
      throw fejl;
    }
    return raekker.flatMap((r) => this.raekke(r) ?? []);
  }

  private raekke({ record, info }: Laest): Kravpost | undefined {
    if (this.kolonner === undefined) {
      this.kolonner = laesHoved(record);
      return undefined;
    }
    const r = laesRaekke(record, this.kolonner, info.lines - record.reduce((n, c) => n + c.split('\n').length - 1, 0));
    if (this.gruppe.length > 0 && hoererSammen(this.gruppe[0]!, r)) {
      if (this.gruppe.length < HOEJST_RAEKKER) this.gruppe.push(r);
      this.linjer.push(r.linje);
      return undefined;
    }
    const [post] = this.afslutGruppe();
    this.gruppe = [r];
    this.linjer = [r.linje];
    return post;
  }

  private afslutGruppe(): Kravpost[] { return this.gruppe.length === 0 ? [] : [{ ...postAf(this.gruppe), linjer: this.linjer }]; }

  private kraevHel(parser: Parser): void {
    const fejl = parser.errored;
    if (fejl === null) return;
    const linje = fejl instanceof CsvError && typeof fejl['lines'] === 'number' ? ` ved linje ${fejl['lines']}` : '';
    throw new KravfilFejl('KRAVFIL_CSV_UGYLDIG', `Filens anførselstegn eller skilletegn kan ikke læses${linje}.`);
  }
}
