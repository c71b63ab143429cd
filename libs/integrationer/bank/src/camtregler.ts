import { BankfilFejl } from './fejl.js';
import type { Camtbygger, Detaljeudkast, Partudkast, Postudkast, Saldoudkast } from './bygger.js';
import { byg, under, type Regler, type Sted, type Tekstregel } from './sted.js';
import type { CamtVersion } from './typer.js';
import type { Udtogsudkast } from './udtog.js';
import { beloebAf, laesAmt, laesAntal, laesDag, laesJaNej, laesRetning, saet, tilfoej } from './vaerdier.js';
import type { Dokumenttype } from './xmllaeser.js';

/** Bound on what may repeat inside one detail. */
const GENTAGELSER_MAKS = 1000;
const NAVNERUM = 'urn:iso:std:iso:20022:tech:xsd:camt.053.';
const VERSIONER: readonly CamtVersion[] = ['001.02', '001.04', '001.08'];

type Navne<O> = { [N in keyof O]-?: string extends NonNullable<O[N]> ? N : never }[keyof O];

/** The element's text as it stands, once. */
const felt = <O>(navn: Navne<O>): Tekstregel<O> => (o, v, xml) => saet(o, navn, v as O[Navne<O>], xml);

const konto = <O>(sti: string, navn: Navne<O>): Regler<O> => ({ [`${sti}/Id/IBAN`]: felt(navn), [`${sti}/Id/Othr/Id`]: felt(navn) });

/** Dt/Dt and Dt/DtTm are one choice; both forms are read in both places. */
const dag = <O>(sti: string, saetDag: Tekstregel<O>): Regler<O> => ({ [`${sti}/Dt`]: saetDag, [`${sti}/DtTm`]: saetDag });

const SALDO: Regler<Saldoudkast> = {
  'Tp/CdOrPrtry/Cd': felt('kode'),
  'Tp/CdOrPrtry/Prtry': felt('kode'),
  Amt: (s, v, xml) => {
    const { beloeb, valuta } = laesAmt(v, xml);
    saet(s, 'beloeb', beloeb, xml);
    s.valuta = valuta;
  },
  CdtDbtInd: (s, v, xml) => saet(s, 'retning', laesRetning(v, xml), xml),
  ...dag<Saldoudkast>('Dt', (s, v, xml) => saet(s, 'dato', laesDag(v, xml), xml)),
};

type Sumnavn = 'kredit' | 'debet';
type Antalsnavn = 'antal' | 'antalKredit' | 'antalDebet';

/** A control sum that is no amount agrees with nothing, so it is refused like other fields. */
const kontrolsum = (navn: Sumnavn): Tekstregel<Udtogsudkast> => (u, v, xml) => {
  const sum = beloebAf(v);
  saet(u.opsummering, navn, typeof sum === 'string' ? xml.ugyldigt('er ikke en sum') : sum, xml);
};
const kontrolantal = (navn: Antalsnavn): Tekstregel<Udtogsudkast> => (u, v, xml) => saet(u.opsummering, navn, laesAntal(v, xml), xml);

const UDTOG: Regler<Udtogsudkast> = {
  Id: felt('id'),
  ElctrncSeqNb: (u, v, xml) => saet(u, 'elektroniskNr', laesAntal(v, xml), xml),
  LglSeqNb: (u, v, xml) => saet(u, 'juridiskNr', laesAntal(v, xml), xml),
  CreDtTm: (u, v, xml) => saet(u, 'oprettet', laesDag(v, xml), xml),
  'StmtPgntn/PgNb': (u, v, xml) => saet(u, 'sidenr', laesAntal(v, xml), xml),
  'StmtPgntn/LastPgInd': (u, v, xml) => saet(u, 'sidsteSide', laesJaNej(v, xml), xml),
  'FrToDt/FrDtTm': (u, v, xml) => saet(u, 'fraDato', laesDag(v, xml), xml),
  'FrToDt/ToDtTm': (u, v, xml) => saet(u, 'tilDato', laesDag(v, xml), xml),
  ...konto<Udtogsudkast>('Acct', 'konto'),
  'Acct/Ccy': felt('valuta'),
  'Acct/Ownr/Nm': felt('ejer'),
  'TxsSummry/TtlNtries/NbOfNtries': kontrolantal('antal'),
  'TxsSummry/TtlCdtNtries/NbOfNtries': kontrolantal('antalKredit'),
  'TxsSummry/TtlCdtNtries/Sum': kontrolsum('kredit'),
  'TxsSummry/TtlDbtNtries/NbOfNtries': kontrolantal('antalDebet'),
  'TxsSummry/TtlDbtNtries/Sum': kontrolsum('debet'),
};

const bankkode = (navn: 'domaene' | 'familie' | 'underfamilie' | 'proprietaer'): Tekstregel<Postudkast> => (p, v, xml) =>
  saet((p.bankkode ??= {}), navn, v, xml);

const POST: Regler<Postudkast> = {
  NtryRef: felt('ntryRef'),
  Amt: (p, v, xml) => {
    const { beloeb, valuta } = laesAmt(v, xml);
    saet(p, 'beloeb', beloeb, xml);
    p.valuta = valuta;
  },
  CdtDbtInd: (p, v, xml) => saet(p, 'retning', laesRetning(v, xml), xml),
  RvslInd: (p, v, xml) => saet(p, 'tilbagefoersel', laesJaNej(v, xml), xml),
  ...dag<Postudkast>('BookgDt', (p, v, xml) => saet(p, 'bogfoeringsdato', laesDag(v, xml), xml)),
  ...dag<Postudkast>('ValDt', (p, v, xml) => saet(p, 'valoerdato', laesDag(v, xml), xml)),
  AcctSvcrRef: felt('acctSvcrRef'),
  'BkTxCd/Domn/Cd': bankkode('domaene'),
  'BkTxCd/Domn/Fmly/Cd': bankkode('familie'),
  'BkTxCd/Domn/Fmly/SubFmlyCd': bankkode('underfamilie'),
  'BkTxCd/Prtry/Cd': bankkode('proprietaer'),
  'NtryDtls/Btch/NbOfTxs': (p, v, xml) => {
    p.antalIBundt = (p.antalIBundt ?? 0) + laesAntal(v, xml);
  },
  AddtlNtryInf: felt('tekst'),
};

const ADRESSE: Regler<Partudkast> = {
  StrtNm: felt('vej'), BldgNb: felt('husnr'), PstCd: felt('postnr'), TwnNm: felt('by'), Ctry: felt('land'),
  AdrLine: (p, v, xml) => tilfoej(p.linjer, v, GENTAGELSER_MAKS, xml),
};
const PART: Regler<Partudkast> = { Nm: felt('navn'), ...under('PstlAdr', (p: Partudkast) => p, ADRESSE) };

/** A party's name: Dbtr/Nm, from 001.08 Dbtr/Pty/Nm. */
const navn = (sti: string, n: Navne<Detaljeudkast>): Regler<Detaljeudkast> => ({ [`${sti}/Nm`]: felt(n), [`${sti}/Pty/Nm`]: felt(n) });
const betaler = (d: Detaljeudkast): Partudkast => d.betaler;
const fritekst: Tekstregel<Detaljeudkast> = (d, v, xml) => tilfoej(d.fritekst, v, GENTAGELSER_MAKS, xml);

const PARTER: Regler<Detaljeudkast> = {
  ...under('RltdPties/Dbtr', betaler, PART),
  ...under('RltdPties/Dbtr/Pty', betaler, PART),
  ...konto<Detaljeudkast>('RltdPties/DbtrAcct', 'betalerKonto'),
  ...navn('RltdPties/UltmtDbtr', 'ultimativBetalerNavn'),
  ...navn('RltdPties/Cdtr', 'modtagerNavn'),
  ...konto<Detaljeudkast>('RltdPties/CdtrAcct', 'modtagerKonto'),
  'RltdPties/CdtrAcct/Id/Othr/SchmeNm/Cd': felt('modtagerKontoskema'),
  'RltdPties/CdtrAcct/Id/Othr/SchmeNm/Prtry': felt('modtagerKontoskema'),
};

const REFERENCE: Regler<Detaljeudkast> = {
  'RmtInf/Strd/CdtrRefInf': {
    aabn: (d) => {
      d.reference = {};
    },
    luk: ({ reference: { type, ref }, scorReferencer }, xml) => {
      if (ref !== undefined && (type ?? 'SCOR') === 'SCOR') tilfoej(scorReferencer, ref, GENTAGELSER_MAKS, xml);
    },
  },
  'RmtInf/Strd/CdtrRefInf/Tp/CdOrPrtry/Cd': (d, v, xml) => saet(d.reference, 'type', v, xml),
  'RmtInf/Strd/CdtrRefInf/Tp/CdOrPrtry/Prtry': (d, v, xml) => saet(d.reference, 'type', v, xml),
  'RmtInf/Strd/CdtrRefInf/Ref': (d, v, xml) => saet(d.reference, 'ref', v, xml),
};

const DETALJE: Regler<Detaljeudkast> = {
  'Refs/AcctSvcrRef': felt('acctSvcrRef'),
  'Refs/PmtInfId': felt('pmtInfId'),
  'Refs/InstrId': felt('instrId'),
  'Refs/EndToEndId': (d, v, xml) => {
    if (v !== 'NOTPROVIDED') saet(d, 'endToEndId', v, xml);
  },
  'Refs/TxId': felt('txId'),
  Amt: (d, v, xml) => {
    const { beloeb, valuta } = laesAmt(v, xml, true);
    saet(d, 'valuta', valuta, xml);
    if (beloeb !== undefined) d.beloeb = beloeb;
  },
  'AmtDtls/TxAmt/Amt': (d, v, xml) => {
    const { beloeb, valuta } = laesAmt(v, xml, true);
    saet(d, 'txValuta', valuta, xml);
    d.txBeloeb = beloeb;
  },
  CdtDbtInd: (d, v, xml) => saet(d, 'retning', laesRetning(v, xml), xml),
  ...PARTER,
  'Purp/Cd': felt('purpose'),
  'Purp/Prtry': felt('purpose'),
  'RmtInf/Ustrd': fritekst,
  'RmtInf/Strd/AddtlRmtInf': fritekst,
  'RmtInf/Strd/RfrdDocInf/Nb': fritekst,
  ...REFERENCE,
  'RtrInf/Rsn/Cd': felt('returaarsag'),
  'RtrInf/Rsn/Prtry': felt('returaarsag'),
  AddtlTxInf: felt('tekst'),
};

const status: Tekstregel<Camtbygger> = (b, v, xml) => saet(b.post, 'status', b.status(v, xml), xml);

const UDTOGSBESKED: Regler<Camtbygger> = {
  '': { luk: (b, xml) => b.lukBesked(xml) },
  GrpHdr: { luk: (b, xml) => b.lukHoved(xml) },
  'GrpHdr/MsgId': (b, v, xml) => saet(b.hoved, 'msgId', v, xml),
  'GrpHdr/CreDtTm': (b, v, xml) => saet(b.hoved, 'oprettet', v, xml),
  Stmt: { aabn: (b, xml) => b.aabnUdtog(xml), luk: (b, xml) => b.lukUdtog(xml) },
  ...under('Stmt', (b: Camtbygger) => b.udtog, UDTOG),
  'Stmt/Bal': { aabn: (b) => b.aabnSaldo(), luk: (b, xml) => b.lukSaldo(xml) },
  ...under('Stmt/Bal', (b: Camtbygger) => b.saldo, SALDO),
  'Stmt/Ntry': { aabn: (b) => b.aabnPost(), luk: (b, xml) => b.lukPost(xml) },
  ...under('Stmt/Ntry', (b: Camtbygger) => b.post, POST),
  'Stmt/Ntry/Sts': status, // 001.02 and 001.04: text; 001.08: Sts/Cd
  'Stmt/Ntry/Sts/Cd': status,
  'Stmt/Ntry/NtryDtls/TxDtls': { aabn: (b) => b.aabnDetalje(), luk: (b, xml) => b.lukDetalje(xml) },
  ...under('Stmt/Ntry/NtryDtls/TxDtls', (b: Camtbygger) => b.detalje, DETALJE),
};

const STEDER: Sted<Camtbygger> = byg('BkToCstmrStmt', UDTOGSBESKED);

/** camt.053 in one of the versions we read; anything else is refused at its first element. */
export function camt053(bygger: Camtbygger): Dokumenttype<Camtbygger> {
  const andet = (detail: string): BankfilFejl => new BankfilFejl('BANKFIL_IKKE_CAMT053', detail);
  return {
    rod: (navn, navnerum) => {
      const version = VERSIONER.find((v) => navnerum === NAVNERUM + v);
      if (navn === 'Document' && version) bygger.version = version;
      else if (navnerum.startsWith(NAVNERUM)) throw andet(`Kun camt.053 version ${VERSIONER.join(', ')} læses.`);
      else throw andet('Filens dokumentelement er ikke et camt.053-Document.');
    },
    besked: (navn) => {
      if (navn !== 'BkToCstmrStmt') throw andet('Dokumentet indeholder ikke et BkToCstmrStmt.');
      return STEDER;
    },
  };
}
