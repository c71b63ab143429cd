import { beloebTekst, minus, neg, NUL, plus, seneste, type Beloeb, type Lokaldato } from '#app/kernel';
import { kontonoegle, type Afklaringsaarsag, type Banklinje, type Modtagelse } from '#app/indbetaling';
import { betalingslinjer, type Betalingslinje, type Linjegrund } from './betalingslinjer.js';
import { BankfilValuta, BankudtogAndetIndhold } from './bankindlaesning.fejl.js';
import { BankfilFejl } from './fejl.js';
import { fikAf } from './fik.js';
import type { CamtHaendelse, CamtPost, CamtUdtog, CamtUdtogSlut, Saldo } from './typer.js';
import { datoAf } from './vaerdier.js';

/** One statement of a file that was read to its end. */
export interface Filudtog {
  /** From 1 within the file. */
  readonly nr: number;
  /** As `kontonoegle` gives it. */
  readonly konto: string;
  /** The bank's id, made unique: banks begin their numbers over, and send long statements in pages (betaling.md § 12). */
  readonly udtogsId: string;
  /** The day of its closing balance. */
  readonly dato: Lokaldato;
  /** kroner, + = money on the account */
  readonly primosaldo: Beloeb;
  readonly ultimosaldo: Beloeb;
  readonly antal: number;
}

/** What the first reading of a file found: it is whole, adds up and is in kroner. */
export interface Filoversigt {
  readonly udtog: readonly Filudtog[];
  /** The second of two alike in one file: `nr` of the statements that repeat an earlier one. */
  readonly gentaget: ReadonlySet<number>;
  readonly poster: number;
  /** Amounts to book; PDNG and the like give none. */
  readonly linjer: number;
  readonly noegler: Noegletaeller;
}

/** Reads the file once. @throws BankfilFejl, BankfilValuta, BankudtogAndetIndhold */
export async function gennemlaes(haendelser: AsyncIterable<CamtHaendelse>): Promise<Filoversigt> {
  const noegler = new Noegletaeller();
  const udtog: Filudtog[] = [];
  const gentaget = new Set<number>();
  let oprettet: string | undefined;
  let aabent: CamtUdtog | undefined;
  let sidstePostdag: Lokaldato | undefined;
  let poster = 0;
  let linjer = 0;
  for await (const h of haendelser) {
    if (h.art === 'HOVED') oprettet = h.oprettet;
    else if (h.art === 'UDTOG') [aabent, sidstePostdag] = [h, undefined];
    else if (h.art === 'POST') {
      poster += 1;
      const l = betalingslinjer(h);
      if (l.grund === 'FREMMED_VALUTA') throw new BankfilValuta(aabent!.nr);
      for (const b of l.linjer) noegler.se(raekkenoegle(b, aabent!));
      linjer += l.linjer.length;
      sidstePostdag = sidstePostdag === undefined ? h.bogfoeringsdato : seneste(sidstePostdag, h.bogfoeringsdato);
    } else if (h.art === 'UDTOG_SLUT') {
      const nyt = filudtog(aabent!, h, sidstePostdag ?? datoAf(oprettet ?? ''));
      const foer = udtog.find((u) => u.konto === nyt.konto && u.udtogsId === nyt.udtogsId);
      if (foer !== undefined) { kraevSammeIndhold(nyt, foer); gentaget.add(nyt.nr); }
      udtog.push(nyt);
    }
  }
  return { udtog, gentaget, poster, linjer, noegler };
}

/** @throws BankudtogAndetIndhold when two statements of one id and date are not the same */
export function kraevSammeIndhold(nyt: Filudtog, kendt: Pick<Filudtog, 'primosaldo' | 'ultimosaldo' | 'antal'>): void {
  const ens = nyt.antal === kendt.antal && nyt.primosaldo.eq(kendt.primosaldo) && nyt.ultimosaldo.eq(kendt.ultimosaldo);
  if (!ens) throw new BankudtogAndetIndhold(nyt.nr, nyt.dato);
}

function filudtog(u: CamtUdtog, slut: CamtUdtogSlut, ellers: Lokaldato | undefined): Filudtog {
  if ([...u.afvigelser, ...slut.afvigelser].some((a) => a.kode === 'CAMT_VALUTA')) throw new BankfilValuta(u.nr);
  const efter = saldoAf(slut.saldi, 'CLBD');
  const dato = u.saldoDato ?? efter?.dato ?? u.tilDato ?? ellers;
  if (dato === undefined) throw new BankfilFejl('BANKFIL_FELT', `Udtog nr. ${u.nr} har ingen dato.`, 'Stmt/Bal/Dt');
  const bevaegelse = minus(slut.sumKredit, slut.sumDebet);
  const ultimo = u.ultimoSaldo ?? efter?.beloeb;
  const primo = u.primoSaldo ?? (saldoAf(slut.saldi, 'OPBD') ?? saldoAf(slut.saldi, 'PRCD'))?.beloeb ?? (ultimo === undefined ? NUL : minus(ultimo, bevaegelse));
  return { nr: u.nr, konto: kontonoegle(u.konto), udtogsId: udtogsnoegle(u, dato), dato, primosaldo: primo, ultimosaldo: ultimo ?? plus(primo, bevaegelse), antal: slut.antalPoster };
}

const saldoAf = (saldi: readonly Saldo[], kode: string): Saldo | undefined => saldi.find((s) => s.kode === kode);
const side = (u: CamtUdtog): string => (u.side === undefined || (u.side.nr === 1 && u.side.sidste) ? '' : `/${u.side.nr}`);
const udtogsnoegle = (u: CamtUdtog, dato: Lokaldato): string => `${u.id}${u.elektroniskNr === undefined ? '' : `#${u.elektroniskNr}`}${side(u)}@${dato}`;

/** A key by place in the statement needs its page too: every page counts its entries from 1. */
export const raekkenoegle = (l: Betalingslinje, u: CamtUdtog): string => (l.noegle.startsWith('L|') ? `${l.noegle}${side(u)}` : l.noegle);

const BITS = 2 ** 24;

/**
 * Numbers the rows of one file that share a key: they are several payments, told apart by their order. Two bit maps of 2 MB
 * say which keys may repeat (a false yes costs a place in `taelt`, nothing more), so a file of millions is not kept in memory.
 */
export class Noegletaeller {
  private readonly en = new Uint8Array(BITS / 8);
  private readonly flere = new Uint8Array(BITS / 8);
  private readonly taelt = new Map<string, number>();

  /** First reading. */
  se(noegle: string): void {
    const bit = plads(noegle);
    const [byte, maske] = [bit >>> 3, 1 << (bit & 7)];
    if ((this.en[byte]! & maske) === 0) this.en[byte]! |= maske;
    else this.flere[byte]! |= maske;
  }

  /** Second reading, in the same order: the key itself, then `…@2`, `…@3`. */
  nummereret(noegle: string): string {
    const bit = plads(noegle);
    if ((this.flere[bit >>> 3]! & (1 << (bit & 7))) === 0) return noegle;
    const nr = (this.taelt.get(noegle) ?? 0) + 1;
    this.taelt.set(noegle, nr);
    return nr === 1 ? noegle : `${noegle}@${nr}`;
  }
}

/** FNV-1a, folded to the bit maps' size. */
function plads(noegle: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < noegle.length; i += 1) h = Math.imul(h ^ noegle.charCodeAt(i), 0x01000193);
  return ((h >>> 24) ^ h) & (BITS - 1);
}

/** What the entry's lines are to be received as. `noegle` numbers alike rows; the bank's own direction is kept. */
export function banklinjer(post: CamtPost, u: CamtUdtog, konto: { readonly id: string; readonly udtogId: string }, egneKreditorer: ReadonlySet<string>, noegler: Noegletaeller): Banklinje[] {
  const { linjer, grund } = betalingslinjer(post);
  return linjer.map((l): Banklinje => {
    const fik = fikAf(l.detalje, post, egneKreditorer);
    return {
      noegle: noegler.nummereret(raekkenoegle(l, u)), bankkontoId: konto.id, bankudtogId: konto.udtogId,
      beloeb: l.retning === 'KREDIT' ? l.beloeb : neg(l.beloeb), virkningsdato: post.valoerdato, bankdato: post.bogfoeringsdato,
      betalingsId: 'grund' in fik ? undefined : fik.betalingsId, tekst: tekst(l, post), afklaringsaarsag: aarsag(l, post, grund, 'grund' in fik ? fik.grund : undefined),
    };
  });
}

function aarsag(l: Betalingslinje, post: CamtPost, grund: Linjegrund | undefined, fikGrund: Afklaringsaarsag | undefined): Afklaringsaarsag | undefined {
  if (post.tilbagefoersel || (l.retning === 'DEBET' && l.detalje?.returaarsag !== undefined)) return 'TILBAGEFOERT_AF_BANKEN';
  if (l.retning === 'DEBET') return 'UDGAAENDE';
  switch (grund) {
    case 'INGEN_DETALJER': case 'DETALJEANTAL': case 'DETALJEBELOEB': case 'DETALJESUM': return grund;
    default: return fikGrund;
  }
}

const TEKST_MAKS = 1000;

/** Payer and texts for the caseworker who must find out whose money it is. */
function tekst(l: Betalingslinje, post: CamtPost): string | undefined {
  const d = l.detalje;
  const dele = [d?.betalerNavn ?? d?.ultimativBetalerNavn, ...(d?.betalerAdresse ?? []), ...(d?.fritekst ?? []), ...(d?.scorReferencer ?? []), d?.purpose, d?.tekst, d?.returaarsag, post.tekst];
  const samlet = [...new Set(dele.filter((t) => t !== undefined))].join(' · ');
  return samlet === '' ? undefined : samlet.slice(0, TEKST_MAKS);
}

/** What became of a file; stored with it, free of personal data. */
export interface Bankkvittering {
  readonly filnavn?: string;
  readonly udtog: number;
  /** Entries in the file, PDNG included. */
  readonly poster: number;
  /** Amounts booked by this run, and amounts that were booked before. */
  readonly bogfoert: number;
  readonly kendt: number;
  readonly placeret: number;
  /** Number by reason. */
  readonly afklaring: Readonly<Partial<Record<Afklaringsaarsag, number>>>;
  /** kroner, text: the net of what this run booked */
  readonly beloeb: string;
}

/** Adds up a receipt chunk by chunk. */
export class Kvitteringstaeller {
  private placeret = 0;
  private kendt = 0;
  private beloeb: Beloeb = NUL;
  private readonly afklaring: Partial<Record<Afklaringsaarsag, number>> = {};

  laegTil(linjer: readonly Banklinje[], svar: readonly Modtagelse[]): void {
    svar.forEach((s, i) => {
      if (s.udfald === 'KENDT') { this.kendt += 1; return; }
      this.beloeb = plus(this.beloeb, linjer[i]!.beloeb);
      if (s.udfald === 'PLACERET') this.placeret += 1;
      else this.afklaring[s.aarsag] = (this.afklaring[s.aarsag] ?? 0) + 1;
    });
  }
  /** Lines of a statement that was loaded whole from another file. */
  kendte(antal: number): void { this.kendt += antal; }

  slut(f: Filoversigt, filnavn: string | undefined): Bankkvittering {
    const iAfklaring = Object.values(this.afklaring).reduce((a, b) => a + b, 0);
    return {
      ...(filnavn === undefined ? {} : { filnavn }), udtog: f.udtog.length, poster: f.poster, bogfoert: this.placeret + iAfklaring, kendt: this.kendt,
      placeret: this.placeret, afklaring: this.afklaring, beloeb: beloebTekst(this.beloeb),
    };
  }
}

