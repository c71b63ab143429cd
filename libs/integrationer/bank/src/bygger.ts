import { neg, type Beloeb, type Lokaldato } from '#app/kernel';
import type { Xmlsted } from './sted.js';
import type { Bankkode, CamtHaendelse, CamtPost, CamtVersion, Detalje, Poststatus, Retning, Saldo } from './typer.js';
import { fastlaegValuta, nytUdtog, postafvigelser, taelPost, udtogsdag, udtogsslut, udtogsstart, type Udtogsudkast } from './udtog.js';

type Skrivbar<T> = { -readonly [N in keyof T]?: T[N] };

export type Hovedudkast = { msgId?: string; oprettet?: string };
export type Saldoudkast = Skrivbar<Saldo> & { retning?: Retning };
export type Postudkast = Skrivbar<Omit<CamtPost, 'bankkode' | 'detaljer'>> & { bankkode?: Skrivbar<Bankkode>; readonly detaljer: Detalje[] };

/** A reference as it stands, with its type; only untyped ones and SCOR are kept. */
export interface Referenceudkast { type?: string; ref?: string }

/** A name and address: whole lines, or the parts they are made of. */
export interface Partudkast {
  navn?: string;
  readonly linjer: string[];
  vej?: string;
  husnr?: string;
  postnr?: string;
  by?: string;
  land?: string;
}

export type Detaljeudkast = Skrivbar<Omit<Detalje, 'nr' | 'scorReferencer' | 'fritekst' | 'betalerNavn' | 'betalerAdresse'>> & {
  readonly scorReferencer: string[];
  readonly fritekst: string[];
  readonly betaler: Partudkast;
  reference: Referenceudkast;
  txBeloeb?: Beloeb | undefined;
  txValuta?: string;
};

const STATUS: readonly Poststatus[] = ['BOOK', 'PDNG', 'INFO', 'FUTR'];
/** Bound on what one entry may hold in memory. */
const DETALJER_MAKS = 250_000;

const nyDetalje = (): Detaljeudkast => ({ scorReferencer: [], fritekst: [], betaler: { linjer: [] }, reference: {} });

const ord = (...dele: readonly (string | undefined)[]): string => dele.filter((d) => d !== undefined).join(' ');

/** Without Nm the first address line is the name, as Nordea sends it. */
const partnavn = (p: Partudkast): string | undefined => p.navn ?? p.linjer[0];

function partadresse(p: Partudkast): readonly string[] | undefined {
  const dele = [ord(p.vej, p.husnr), ord(p.postnr, p.by), p.land ?? ''].filter((linje) => linje !== '');
  const adresse = p.linjer.length === 0 ? dele : p.linjer.slice(p.navn === undefined ? 1 : 0);
  return adresse.length > 0 ? adresse : undefined;
}

/** Every field by name: one shape for all details, faster than spreading. */
function faerdigDetalje(d: Detaljeudkast, nr: number): Detalje {
  const egen = d.valuta !== undefined;
  return {
    nr, beloeb: egen ? d.beloeb : d.txBeloeb, valuta: egen ? d.valuta : d.txValuta, retning: d.retning,
    acctSvcrRef: d.acctSvcrRef, endToEndId: d.endToEndId, instrId: d.instrId, txId: d.txId, pmtInfId: d.pmtInfId,
    betalerNavn: partnavn(d.betaler), betalerAdresse: partadresse(d.betaler), betalerKonto: d.betalerKonto,
    ultimativBetalerNavn: d.ultimativBetalerNavn, modtagerNavn: d.modtagerNavn,
    modtagerKonto: d.modtagerKonto, modtagerKontoskema: d.modtagerKontoskema,
    scorReferencer: d.scorReferencer, fritekst: d.fritekst, purpose: d.purpose, tekst: d.tekst, returaarsag: d.returaarsag,
  };
}

/** Collects what the rules read and turns it into events, which wait in `haendelser` until they are taken. */
export class Camtbygger {
  version: CamtVersion = '001.02';
  hoved: Hovedudkast = {};
  saldo: Saldoudkast = {};
  udtog: Udtogsudkast = nytUdtog(0);
  post: Postudkast = { detaljer: [] };
  detalje: Detaljeudkast = nyDetalje();
  private haendelser: CamtHaendelse[] = [];
  private antalUdtog = 0;
  private antalPoster = 0;
  private harHoved = false;

  constructor(private readonly strengt: boolean) {}

  /** The events since last time, in order. */
  toem(): readonly CamtHaendelse[] {
    const klar = this.haendelser;
    if (klar.length > 0) this.haendelser = [];
    return klar;
  }

  lukHoved(xml: Xmlsted): void {
    const { msgId, oprettet } = this.hoved;
    if (this.harHoved) xml.ugyldigt('forekommer flere gange');
    this.harHoved = true;
    this.haendelser.push({
      art: 'HOVED', version: this.version, msgId: msgId ?? xml.mangler('MsgId'), oprettet: oprettet ?? xml.mangler('CreDtTm'),
    });
  }

  aabnUdtog(xml: Xmlsted): void {
    if (!this.harHoved) xml.ugyldigt('kommer før GrpHdr');
    this.antalUdtog += 1;
    this.udtog = nytUdtog(this.antalUdtog);
  }

  aabnSaldo(): void {
    this.saldo = {};
  }

  lukSaldo(xml: Xmlsted): void {
    const { kode, beloeb, valuta, dato, retning } = this.saldo;
    const positiv = beloeb ?? xml.mangler('Amt');
    if (this.udtog.saldi.length >= 1000) xml.ugyldigt('forekommer mere end 1000 gange');
    this.udtog.saldi.push({
      kode: kode ?? xml.mangler('Tp'),
      beloeb: (retning ?? xml.mangler('CdtDbtInd')) === 'KREDIT' ? positiv : neg(positiv),
      valuta: valuta ?? xml.mangler('Amt'),
      dato: dato ?? xml.mangler('Dt'),
    });
  }

  aabnPost(): void {
    this.post = { detaljer: [] };
  }

  lukPost(xml: Xmlsted): void {
    const { udtog, post } = this;
    const valuta = post.valuta ?? xml.mangler('Amt');
    const { id, konto } = this.begynd(xml, valuta);
    const status = post.status ?? xml.mangler('Sts');
    const { bogfoeringsdato, valoerdato } = this.datoer(status, xml);
    const faerdig: CamtPost = { // every field by name: one shape for all entries, faster than spreading
      art: 'POST', udtogsId: id, konto, linje: udtog.alle.antalKredit + udtog.alle.antalDebet + 1,
      beloeb: post.beloeb ?? xml.mangler('Amt'), valuta, retning: post.retning ?? xml.mangler('CdtDbtInd'), status,
      tilbagefoersel: post.tilbagefoersel ?? false, bogfoeringsdato, valoerdato,
      acctSvcrRef: post.acctSvcrRef, ntryRef: post.ntryRef, bankkode: post.bankkode, tekst: post.tekst,
      antalIBundt: post.antalIBundt, detaljer: post.detaljer, afvigelser: postafvigelser(valuta, udtog),
    };
    taelPost(udtog, faerdig);
    this.haendelser.push(faerdig);
    this.antalPoster += 1;
  }

  aabnDetalje(): void {
    this.detalje = nyDetalje();
  }

  lukDetalje(xml: Xmlsted): void {
    const { detaljer } = this.post;
    if (detaljer.length >= DETALJER_MAKS) xml.ugyldigt(`forekommer mere end ${DETALJER_MAKS} gange i én post`);
    detaljer.push(faerdigDetalje(this.detalje, detaljer.length + 1));
  }

  lukUdtog(xml: Xmlsted): void {
    const { id } = this.begynd(xml);
    this.haendelser.push(udtogsslut(this.udtog, id, this.strengt));
  }

  lukBesked(xml: Xmlsted): void {
    if (!this.harHoved) xml.mangler('GrpHdr');
    if (this.antalUdtog === 0) xml.mangler('Stmt');
  }

  slut(): void {
    this.haendelser.push({ art: 'SLUT', antalUdtog: this.antalUdtog, antalPoster: this.antalPoster });
  }

  status(kode: string, xml: Xmlsted): Poststatus {
    return STATUS.find((s) => s === kode) ?? xml.ugyldigt('skal være BOOK, PDNG, INFO eller FUTR');
  }

  /** Sends UDTOG before the statement's first entry, or at its end when it has none. */
  private begynd(xml: Xmlsted, postvaluta?: string): { id: string; konto: string } {
    const { udtog } = this;
    const id = udtog.id ?? xml.ugyldigt('mangler udtogets Id (Stmt/Id)');
    const konto = udtog.konto ?? xml.ugyldigt('mangler udtogets konto (Stmt/Acct/Id)');
    if (!udtog.aabnet) {
      fastlaegValuta(udtog, postvaluta);
      this.haendelser.push(udtogsstart(udtog, id, konto));
      udtog.aabnet = true;
    }
    return { id, konto };
  }

  private datoer(status: Poststatus, xml: Xmlsted): { bogfoeringsdato: Lokaldato; valoerdato: Lokaldato } {
    const { bogfoeringsdato, valoerdato } = this.post;
    const udenBogfoering = status === 'BOOK' ? undefined : valoerdato ?? udtogsdag(this.udtog);
    const dag = bogfoeringsdato ?? udenBogfoering ?? xml.mangler('BookgDt');
    return { bogfoeringsdato: dag, valoerdato: valoerdato ?? dag };
  }
}
