import { beloebTekst, neg, paastaa, type Beloeb, type Lokaldato } from '#app/kernel';
import type { Bankkode, CamtPost, CamtUdtog, Detalje, Retning, Saldo } from './typer.js';

/** The versions that are written. */
export type Skriveversion = '001.02' | '001.08';

/** What stands before the entries. `saldi` should hold OPBD and CLBD with opening + Σ booked = closing. */
export interface Skrivehoved extends Pick<CamtUdtog, 'konto' | 'ejer' | 'elektroniskNr' | 'juridiskNr'> {
  readonly version: Skriveversion;
  readonly msgId: string;
  /** ISO date-time, used for the file and the statement, for example '2025-03-04T05:10:00+01:00'. */
  readonly oprettet: string;
  readonly udtogsId: string;
  readonly valuta: string;
  readonly fraDato?: Lokaldato;
  readonly tilDato?: Lokaldato;
  readonly saldi: readonly Saldo[];
}

/** One payment to write; as `Detalje`, without number. `retning` other than the entry's needs 001.08. */
export type Skrivedetalje = Omit<Detalje, 'nr' | 'scorReferencer' | 'fritekst'> & Partial<Pick<Detalje, 'scorReferencer' | 'fritekst'>>;

/** One entry to write; as `CamtPost`, without what the statement gives. */
export type Skrivepost = Omit<CamtPost, 'art' | 'udtogsId' | 'konto' | 'linje' | 'afvigelser' | 'detaljer' | 'tilbagefoersel'> & {
  readonly tilbagefoersel?: boolean;
  readonly detaljer?: readonly Skrivedetalje[];
};

/** What XML 1.0 cannot hold. */
const UGYLDIGE_TEGN = /(?![\t\n\r])\p{Cc}(?<![\x7f-\x9f])|[\ufffe\uffff]|\p{Cs}/u;
const SAERTEGN: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };
const IBAN = /^[A-Z]{2}\d{2}[a-zA-Z0-9]{1,30}$/;
/** Account schemes of ISO's own list; others are the bank's. */
const KONTOSKEMAER = new Set(['BBAN', 'CUID', 'UPIC', 'AIIN']);

const indkod = (tekst: string): string => {
  paastaa(!UGYLDIGE_TEGN.test(tekst), 'CAMT_TEGN_UGYLDIGT');
  return tekst.replace(/[&<>\r]/g, (tegn) => SAERTEGN[tegn]!);
};

/** An element around what is already XML; nothing at all when that is empty. */
const om = (navn: string, ...indhold: readonly string[]): string => {
  const samlet = indhold.join('');
  return samlet === '' ? '' : `<${navn}>${samlet}</${navn}>`;
};
/** An element with a text; nothing when there is none. */
const el = (navn: string, tekst: string | number | undefined): string => (tekst === undefined ? '' : om(navn, indkod(String(tekst))));
const liste = (navn: string, tekster: readonly string[] | undefined): string => (tekster ?? []).map((t) => el(navn, t)).join('');

function amt(beloeb: Beloeb, valuta: string): string {
  paastaa(!beloeb.lt(0), 'CAMT_BELOEB_NEGATIVT');
  return `<Amt Ccy="${indkod(valuta)}">${beloebTekst(beloeb)}</Amt>`;
}
const retningskode = (retning: Retning): string => el('CdtDbtInd', retning === 'KREDIT' ? 'CRDT' : 'DBIT');
const dag = (navn: string, dato: Lokaldato): string => om(navn, el('Dt', dato));

function kontonummer(konto: string, skema?: string): string {
  if (skema === undefined && IBAN.test(konto)) return om('Id', el('IBAN', konto));
  const navn = skema !== undefined && KONTOSKEMAER.has(skema) ? 'Cd' : 'Prtry';
  return om('Id', om('Othr', el('Id', konto), om('SchmeNm', el(navn, skema))));
}

function saldo(s: Saldo): string {
  const kode = el(/^[A-Z]{4}$/.test(s.kode) ? 'Cd' : 'Prtry', s.kode);
  const beloeb = amt(s.beloeb.lt(0) ? neg(s.beloeb) : s.beloeb, s.valuta) + retningskode(s.beloeb.lt(0) ? 'DEBET' : 'KREDIT');
  return om('Bal', om('Tp', om('CdOrPrtry', kode)), beloeb, dag('Dt', s.dato));
}

function begyndelse(h: Skrivehoved): string {
  const periode = h.fraDato === undefined || h.tilDato === undefined ? ''
    : om('FrToDt', el('FrDtTm', `${h.fraDato}T00:00:00`), el('ToDtTm', `${h.tilDato}T23:59:59`));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.${h.version}"><BkToCstmrStmt>\n`,
    om('GrpHdr', el('MsgId', h.msgId), el('CreDtTm', h.oprettet)), '\n<Stmt>',
    el('Id', h.udtogsId), el('ElctrncSeqNb', h.elektroniskNr), el('LglSeqNb', h.juridiskNr), el('CreDtTm', h.oprettet), periode,
    om('Acct', kontonummer(h.konto), el('Ccy', h.valuta), om('Ownr', el('Nm', h.ejer))), '\n',
    ...h.saldi.map((s) => `${saldo(s)}\n`),
  ].join('');
}

const bankkode = (k: Bankkode = {}): string => {
  const familie = om('Fmly', el('Cd', k.familie), el('SubFmlyCd', k.underfamilie));
  return `<BkTxCd>${om('Domn', el('Cd', k.domaene), familie)}${om('Prtry', el('Cd', k.proprietaer))}</BkTxCd>`;
};

function parter(d: Skrivedetalje, ny: boolean): string {
  const part = (navn: string, ...indhold: readonly string[]): string => om(navn, ny ? om('Pty', ...indhold) : indhold.join(''));
  const konto = (navn: string, nr: string | undefined, skema?: string): string => (nr === undefined ? '' : om(navn, kontonummer(nr, skema)));
  return om('RltdPties',
    part('Dbtr', el('Nm', d.betalerNavn), om('PstlAdr', liste('AdrLine', d.betalerAdresse))),
    konto('DbtrAcct', d.betalerKonto),
    part('UltmtDbtr', el('Nm', d.ultimativBetalerNavn)),
    part('Cdtr', el('Nm', d.modtagerNavn)),
    konto('CdtrAcct', d.modtagerKonto, d.modtagerKontoskema));
}

const reference = (ref: string): string =>
  om('Strd', om('CdtrRefInf', om('Tp', om('CdOrPrtry', el('Cd', 'SCOR')), el('Issr', ref.startsWith('RF') ? 'ISO' : undefined)), el('Ref', ref)));

function beloebAf(d: Skrivedetalje, post: Skrivepost, ny: boolean): string {
  if (d.beloeb === undefined) return '';
  const beloeb = amt(d.beloeb, d.valuta ?? post.valuta);
  return ny ? beloeb + (d.retning === undefined ? '' : retningskode(d.retning)) : om('AmtDtls', om('TxAmt', beloeb));
}

function detalje(d: Skrivedetalje, post: Skrivepost, ny: boolean): string {
  paastaa(ny || d.retning === undefined || d.retning === post.retning, 'CAMT_RETNING_KRAEVER_08');
  const referencer = om('Refs', el('AcctSvcrRef', d.acctSvcrRef), el('PmtInfId', d.pmtInfId), el('InstrId', d.instrId),
    el('EndToEndId', d.endToEndId), el('TxId', d.txId));
  const tekster = om('RmtInf', liste('Ustrd', d.fritekst), ...(d.scorReferencer ?? []).map(reference));
  return `<TxDtls>${referencer}${beloebAf(d, post, ny)}${parter(d, ny)}${om('Purp', el('Prtry', d.purpose))}${tekster
  }${om('RtrInf', om('Rsn', el('Cd', d.returaarsag)))}${el('AddtlTxInf', d.tekst)}</TxDtls>`;
}

function post(p: Skrivepost, ny: boolean): string {
  return `${om('Ntry',
    el('NtryRef', p.ntryRef), amt(p.beloeb, p.valuta), retningskode(p.retning), p.tilbagefoersel ? el('RvslInd', 'true') : '',
    ny ? om('Sts', el('Cd', p.status)) : el('Sts', p.status),
    dag('BookgDt', p.bogfoeringsdato), dag('ValDt', p.valoerdato), el('AcctSvcrRef', p.acctSvcrRef), bankkode(p.bankkode),
    om('NtryDtls', om('Btch', el('NbOfTxs', p.antalIBundt)), ...(p.detaljer ?? []).map((d) => detalje(d, p, ny))),
    el('AddtlNtryInf', p.tekst))}\n`;
}

/**
 * A camt.053 file with one statement, piece by piece: `poster` may be a generator of millions. UTF-8; `laesCamt053`
 * gives the same entries back. Lengths and code forms of the schema are the caller's to keep; what can be no XML, a
 * negative amount, and in 001.02 a detail that turns the entry's direction, are bugs: ProgramFejl CAMT_TEGN_UGYLDIGT,
 * CAMT_BELOEB_NEGATIVT, CAMT_RETNING_KRAEVER_08. An empty text writes no element.
 */
export function* skrivCamt053(hoved: Skrivehoved, poster: Iterable<Skrivepost>): Generator<string> {
  yield begyndelse(hoved);
  for (const p of poster) yield post(p, hoved.version === '001.08');
  yield '</Stmt></BkToCstmrStmt></Document>\n';
}
