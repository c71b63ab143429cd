import type { Beloeb, Lokaldato } from '#app/kernel';

/** The camt.053 versions that are read. */
export type CamtVersion = '001.02' | '001.04' | '001.08';

/** Direction as the account owner sees it: KREDIT is money in, DEBET money out. Amounts themselves are positive. */
export type Retning = 'KREDIT' | 'DEBET';

/** BOOK may be booked. PDNG and FUTR come again later as BOOK; INFO never moves money. */
export type Poststatus = 'BOOK' | 'PDNG' | 'INFO' | 'FUTR';

/**
 * Something the file says that does not agree, found without stopping.
 * - CAMT_VALUTA: not Danish kroner, or currencies mixed, so sums could not be checked; the caller refuses.
 * - BANKFIL_SUM: opening + booked ≠ closing, or another sum than TxsSummry's (an error when reading strictly).
 * - BANKFIL_OPTAELLING: another number of entries than TxsSummry says.
 * - BANKFIL_SALDO_MANGLER: no opening or closing balance (or a page of a longer statement), so no check was made.
 */
export interface Afvigelse {
  readonly kode: 'CAMT_VALUTA' | 'BANKFIL_SUM' | 'BANKFIL_OPTAELLING' | 'BANKFIL_SALDO_MANGLER';
  /** Danish, without personal data. */
  readonly tekst: string;
}

/** One balance. `kode` is OPBD, CLBD, CLAV, PRCD, ITBD … or the bank's own; `beloeb` is + money on the account, − overdraft. */
export interface Saldo {
  readonly kode: string;
  readonly beloeb: Beloeb;
  readonly valuta: string;
  readonly dato: Lokaldato;
}

/** Bank transaction code: domain, family, sub-family (for example PMNT, RCDT, VCOM) and the bank's own. */
export interface Bankkode {
  readonly domaene?: string;
  readonly familie?: string;
  readonly underfamilie?: string;
  readonly proprietaer?: string;
}

/** One TxDtls: a single payment inside an entry. Texts may hold names and CPR numbers: mask before showing or logging. */
export interface Detalje {
  /** From 1 within the entry. */
  readonly nr: number;
  /** Positive, in `valuta`; missing when the bank gives none, or gives a foreign amount finer than two decimals. */
  readonly beloeb?: Beloeb;
  readonly valuta?: string;
  /** Only when the bank says so (never in 001.02); otherwise that of the entry. */
  readonly retning?: Retning;
  readonly acctSvcrRef?: string;
  /** NOTPROVIDED is left out. */
  readonly endToEndId?: string;
  readonly instrId?: string;
  readonly txId?: string;
  readonly pmtInfId?: string;
  /** Dbtr's name, or the first address line where the bank gives name and address as lines only (Nordea). */
  readonly betalerNavn?: string;
  readonly betalerAdresse?: readonly string[];
  readonly betalerKonto?: string;
  readonly ultimativBetalerNavn?: string;
  readonly modtagerNavn?: string;
  /** IBAN, BBAN or, for FIK, the FI-kreditornummer. */
  readonly modtagerKonto?: string;
  /** What kind of number `modtagerKonto` is when it is no IBAN: 'OCR' (FIK), 'BBAN' … */
  readonly modtagerKontoskema?: string;
  /** CdtrRefInf/Ref of type SCOR or without a type: '71/000000020211041', 'RF…'. */
  readonly scorReferencer: readonly string[];
  /** Ustrd, AddtlRmtInf and referred document numbers, in file order. */
  readonly fritekst: readonly string[];
  /** Purp/Prtry or Purp/Cd; at Nordea the payer's short text. */
  readonly purpose?: string;
  /** AddtlTxInf. */
  readonly tekst?: string;
  /** RtrInf/Rsn: why a payment came back. */
  readonly returaarsag?: string;
}

export interface CamtHoved {
  readonly art: 'HOVED';
  readonly version: CamtVersion;
  readonly msgId: string;
  /** CreDtTm as written. */
  readonly oprettet: string;
}

/** Start of a statement: what stands before its first entry. */
export interface CamtUdtog {
  readonly art: 'UDTOG';
  /** From 1 within the file. */
  readonly nr: number;
  readonly id: string;
  /** IBAN or Othr/Id as written; look it up, never refuse it on its checksum. */
  readonly konto: string;
  readonly ejer?: string;
  /** Acct/Ccy, else that of the balances, else of the first entry. */
  readonly valuta?: string;
  /** ElctrncSeqNb; a hole between two files is a missing file. */
  readonly elektroniskNr?: number;
  readonly juridiskNr?: number;
  /** FrToDt as Danish calendar days, both inclusive as the bank wrote them. */
  readonly fraDato?: Lokaldato;
  readonly tilDato?: Lokaldato;
  /** OPBD, else PRCD, else the first ITBD. + money on the account. Missing when it stands after the entries. */
  readonly primoSaldo?: Beloeb;
  /** CLBD, else the last ITBD. + money on the account. Missing when it stands after the entries. */
  readonly ultimoSaldo?: Beloeb;
  /** Date of the closing balance. */
  readonly saldoDato?: Lokaldato;
  /** The page of a statement that is sent in several. */
  readonly side?: { readonly nr: number; readonly sidste: boolean };
  readonly afvigelser: readonly Afvigelse[];
}

/** One Ntry with its details. Held in memory whole: memory use follows the largest single entry, not the file. */
export interface CamtPost {
  readonly art: 'POST';
  readonly udtogsId: string;
  readonly konto: string;
  /** Entry index in the statement, from 1. */
  readonly linje: number;
  /** Positive or 0.00, in `valuta`. */
  readonly beloeb: Beloeb;
  readonly valuta: string;
  /** The actual direction, also when `tilbagefoersel`: do not turn it again. */
  readonly retning: Retning;
  readonly status: Poststatus;
  readonly tilbagefoersel: boolean;
  /** BookgDt. Obligatory for BOOK; else the value date, else the statement's date. */
  readonly bogfoeringsdato: Lokaldato;
  /** ValDt, else the booking date. */
  readonly valoerdato: Lokaldato;
  readonly acctSvcrRef?: string;
  /** Not unique: some banks repeat it on all entries of a day. */
  readonly ntryRef?: string;
  readonly bankkode?: Bankkode;
  /** AddtlNtryInf. */
  readonly tekst?: string;
  /** Σ Btch/NbOfTxs, where stated. */
  readonly antalIBundt?: number;
  readonly detaljer: readonly Detalje[];
  readonly afvigelser: readonly Afvigelse[];
}

/** End of a statement: sums of the booked entries in the account's currency, all balances, all disagreements. */
export interface CamtUdtogSlut {
  readonly art: 'UDTOG_SLUT';
  readonly udtogsId: string;
  /** All Ntry, whatever their status. */
  readonly antalPoster: number;
  /** Booked money in, ≥ 0. */
  readonly sumKredit: Beloeb;
  /** Booked money out, ≥ 0. */
  readonly sumDebet: Beloeb;
  readonly saldi: readonly Saldo[];
  readonly afvigelser: readonly Afvigelse[];
}

export interface CamtSlut {
  readonly art: 'SLUT';
  readonly antalUdtog: number;
  readonly antalPoster: number;
}

/** HOVED, then per statement UDTOG, POST …, UDTOG_SLUT, then SLUT. Without SLUT the file was not read to its end. */
export type CamtHaendelse = CamtHoved | CamtUdtog | CamtPost | CamtUdtogSlut | CamtSlut;
