import { Injectable } from '@nestjs/common';
import { beloebTekst, paastaa, type Lokaldato } from '#app/kernel';
import { IkkeFundet, indsaet, RetMangler, sha256, type Skrivning, type Tx } from '#app/platform';
import { ForslagAendret, ForslagAfgjort, ForslagUdloebet, KunForslagsstilleren, SammePerson } from './godkendelse.fejl.js';
import { hentForslag, hoejstDage, listForslag, senesteForslag, type Forslagsraekke } from './godkendelse.facts.js';
import { kanonisk, provSvar, sidsteDag, statusPaa, type Svarart } from './godkendelse.rules.js';
import type { Forslag, Forslagsfilter, Forslagsvisning, Godkendelsesart, NytForslag, Senesteforslag } from './typer.js';

/** The one approval mechanism (design D15): what is executed is exactly what another person approved, once, and everything is kept. */
@Injectable()
export class GodkendelseService {
  private readonly arter = new Map<string, Godkendelsesart>();

  /** A room says what it executes, at construction. @throws ProgramFejl GODKENDELSESART_FINDES */
  registrer<T>(art: Godkendelsesart<T>): void {
    paastaa(!this.arter.has(art.art), 'GODKENDELSESART_FINDES');
    this.arter.set(art.art, art as Godkendelsesart);
  }

  /** Proposes; the caller's user is the proposer. @returns its id */
  async foreslaa(tx: Tx, ny: NytForslag): Promise<string> {
    const { ider, skrivninger } = await this.forslag(tx, [ny]);
    await tx.skrivSamlet(skrivninger);
    return ider[0]!;
  }

  /** Many proposals as writes to be sent with the caller's own (tx.skrivSamlet). Two statements however many. */
  async forslag(tx: Tx, nye: readonly NytForslag[]): Promise<{ ider: readonly string[]; sidsteDage: readonly Lokaldato[]; skrivninger: Skrivning[] }> {
    if (nye.length === 0) return { ider: [], sidsteDage: [], skrivninger: [] };
    const hoejst = await hoejstDage(tx);
    const ider = await tx.ids(nye.length);
    const raekker = nye.map((n, i) => ({ n, id: ider[i]!, indhold: kanonisk(n.indhold), sidsteDag: sidsteDag(tx.forretningsdato, this.art(n.art).dage, hoejst) }));
    return { ider, sidsteDage: raekker.map((r) => r.sidsteDag), skrivninger: [indsaet('godkendelse', raekker, {
      id: ['bigint', (r) => r.id], art: ['text', (r) => r.n.art], objekt: ['text', (r) => r.n.objekt], indhold: ['text', (r) => r.indhold], hash: ['text', (r) => hashAf(r.n.art, r.indhold)],
      beloeb: ['numeric', (r) => (r.n.beloeb === undefined ? null : beloebTekst(r.n.beloeb))], begrundelse: ['bytea', (r) => tx.noegler.krypter(r.n.begrundelse)],
      dokumentation: ['bytea', (r) => (r.n.dokumentation === undefined ? null : tx.noegler.krypter(r.n.dokumentation))],
      sidste_dag: ['date', (r) => r.sidsteDag],
    }, { dato: ['date', tx.forretningsdato], koersel_id: ['bigint', tx.koerselId ?? null] })] };
  }

  /** The hash a proposal with this content would have. */
  hash(art: string, indhold: unknown): string { return hashAf(art, kanonisk(indhold)); }

  /**
   * Approves and executes, in one transaction. `hash`: of the content that was seen.
   * @throws IkkeFundet, RetMangler, ForslagAfgjort, ForslagUdloebet, SammePerson, ForslagAendret, and what the execution throws
   */
  async godkend(tx: Tx, id: string, hash: string, kommentar?: string): Promise<void> {
    const f = await this.svar(tx, id, 'GODKENDT', kommentar, hash);
    await this.art(f.art).udfoer(tx, JSON.parse(f.indhold), { id, hash: f.hash, foreslaaetAf: f.foreslaaetAf, godkendtAf: tx.bruger });
  }

  /** Another person says no. @throws IkkeFundet, RetMangler, ForslagAfgjort, ForslagUdloebet, SammePerson */
  async afvis(tx: Tx, id: string, begrundelse: string): Promise<void> { await this.nej(tx, id, 'AFVIST', begrundelse); }

  /** The proposer takes it back. @throws IkkeFundet, ForslagAfgjort, ForslagUdloebet, KunForslagsstilleren */
  async traek(tx: Tx, id: string): Promise<void> { await this.nej(tx, id, 'TRUKKET', undefined); }

  /** The rules take back open proposals whose facts are others now; as writes. The rooms' `afvist` is not called: they ask for it themselves. */
  bortfald(tx: Tx, ider: readonly string[], grund: string): Skrivning[] {
    return ider.length === 0 ? [] : [indsaet('godkendelse_svar', ider, { godkendelse_id: ['bigint', (id) => id], kommentar: ['bytea', () => tx.noegler.krypter(grund)] }, { svar: ['text', 'BORTFALDET'], dato: ['date', tx.forretningsdato] })];
  }

  /** With its content as data and in Danish. @throws IkkeFundet */
  async hent(tx: Tx, id: string): Promise<Forslagsvisning> {
    const r = await hentForslag(tx, id);
    if (r === undefined) throw new IkkeFundet('Forslag', id);
    const indhold = JSON.parse(r.indhold) as unknown;
    return { ...this.visning(tx, r), indhold, resume: (await this.arter.get(r.art)?.vis?.(tx, indhold)) ?? [] };
  }

  /** Proposals after `efter`, oldest first. */
  async liste(tx: Tx, filter: Forslagsfilter, efter: string | undefined, antal: number): Promise<Forslag[]> {
    return (await listForslag(tx, filter, efter, antal)).map((r) => this.visning(tx, r));
  }

  /** The newest proposal of an art about each object: does one wait, was it rejected? */
  seneste(tx: Tx, art: string, objekter: readonly string[]): Promise<Map<string, Senesteforslag>> {
    return objekter.length === 0 ? Promise.resolve(new Map()) : senesteForslag(tx, art, objekter);
  }

  private async nej(tx: Tx, id: string, svar: 'AFVIST' | 'TRUKKET', tekst: string | undefined): Promise<void> {
    const f = await this.svar(tx, id, svar, tekst);
    await this.arter.get(f.art)?.afvist?.(tx, JSON.parse(f.indhold), { id, svar });
  }

  /** The art's locks first, then the answer's row: of two at once the second waits, and then meets the first one's answer. */
  private async svar(tx: Tx, id: string, svar: Svarart, tekst: string | undefined, hash?: string): Promise<Forslagsraekke> {
    const set = await hentForslag(tx, id);
    if (set === undefined) throw new IkkeFundet('Forslag', id);
    const art = this.arter.get(set.art);
    if (art !== undefined && svar !== 'TRUKKET' && tx.rettigheder?.has(art.ret) === false) throw new RetMangler(art.ret);
    await art?.laas?.(tx, JSON.parse(set.indhold));
    const f = (await hentForslag(tx, id))!; // it may have been answered while we waited
    const nej = provSvar(f, { svar, bruger: tx.bruger, dag: tx.forretningsdato, hash });
    if (nej === 'AFGJORT') throw new ForslagAfgjort(id);
    if (nej === 'UDLOEBET') throw new ForslagUdloebet(f.sidsteDag);
    if (nej === 'SAMME_PERSON') throw new SammePerson();
    if (nej === 'IKKE_FORSLAGSSTILLER') throw new KunForslagsstilleren();
    if (nej === 'AENDRET') throw new ForslagAendret();
    await tx.skriv(`insert into godkendelse_svar (godkendelse_id, svar, kommentar, dato) values ($1, $2, $3, $4)`, [id, svar, tekst === undefined ? null : tx.noegler.krypter(tekst), tx.forretningsdato]);
    return f;
  }

  private visning(tx: Tx, r: Forslagsraekke): Forslag {
    const art = this.arter.get(r.art);
    return {
      id: r.id, art: r.art, navn: art?.navn ?? r.art, objekt: r.objekt, hash: r.hash, beloeb: r.beloeb, begrundelse: tx.noegler.dekrypterTekst(r.begrundelse), dokumentation: tx.noegler.klartekst(r.dokumentation), status: statusPaa(r, tx.forretningsdato), dato: r.dato, sidsteDag: r.sidsteDag,
      foreslaaetAf: r.foreslaaetAf, registreret: r.registreret, ret: art?.ret ?? null,
      svar: r.svar === null ? null : { svar: r.svar, af: r.svaretAf!, dato: r.svarDato!, registreret: r.svarTid!, kommentar: tx.noegler.klartekst(r.kommentar) },
    };
  }

  private art(art: string): Godkendelsesart {
    const a = this.arter.get(art);
    paastaa(a, 'GODKENDELSESART_UKENDT');
    return a;
  }
}

const hashAf = (art: string, indhold: string): string => sha256(`${art}\n${indhold}`).toString('hex');
