import { fik71, ocrLinje, plus, plusDage, sum, tilOere, type Beloeb, type Lokaldato } from '#app/kernel';
import { skrivCamt053, type Skrivedetalje, type Skrivepost, type Skriveversion } from '#app/integrationer/bank';
import type { Demobetaling } from './betalinger.js';

/** The kommune's one bank account: ISO's own example IBAN, and the FI-kreditornummer on its bills. */
export const BANKKONTO = { kontonummer: 'DK5000400440116243', navn: 'Demokommunens indbetalingskonto', fiKreditor: '81234567' } as const;

/** A payment as the bank has it: with the bill's payment id, and an amount. */
export interface Bankbetaling { readonly betaling: Demobetaling; readonly betalingsId: string; readonly beloeb: Beloeb }

export interface Kontoudtog {
  /** The bank day it covers. */
  readonly dato: Lokaldato;
  /** Counts the statements, from 1. */
  readonly nr: number;
  /** kroner, + money on the account. */
  readonly primo: Beloeb;
  readonly betalinger: readonly Bankbetaling[];
}

/** The bank's statement of one day, camt.053: every other one 001.02, every other 001.08. */
export function skrivKontoudtog(u: Kontoudtog): Buffer {
  const ultimo = plus(u.primo, sum(u.betalinger.map((b) => b.beloeb)));
  const version: Skriveversion = u.nr % 2 === 1 ? '001.02' : '001.08';
  const saldo = (kode: string, beloeb: Beloeb) => ({ kode, beloeb, valuta: 'DKK', dato: u.dato });
  const hoved = {
    version, msgId: `DEMOBANK-${u.dato}`, oprettet: `${plusDage(u.dato, 1)}T00:40:00Z`, udtogsId: `DEMO-${u.dato}`, konto: BANKKONTO.kontonummer, ejer: 'DEMO KOMMUNE', valuta: 'DKK', elektroniskNr: u.nr,
    fraDato: u.dato, tilDato: u.dato, saldi: [saldo('OPBD', u.primo), saldo('CLBD', ultimo)],
  };
  return Buffer.from([...skrivCamt053(hoved, poster(u))].join(''), 'utf8');
}

/** Slips of one value date come as one bundled entry, as the bank's FIK service gives them; transfers one by one. */
function poster(u: Kontoudtog): Skrivepost[] {
  const bundter = new Map<Lokaldato, Bankbetaling[]>();
  const overfoersler: Bankbetaling[] = [];
  for (const b of u.betalinger) {
    if (b.betaling.art === 'FRITEKST') overfoersler.push(b);
    else bundter.set(b.betaling.virkningsdato, [...(bundter.get(b.betaling.virkningsdato) ?? []), b]);
  }
  return [
    ...[...bundter].map(([valoer, b]) => post(u, b.length === 1 ? enkelt(b[0]!) : `K${BANKKONTO.fiKreditor}-${valoer}`, valoer, b)),
    ...overfoersler.map((b) => post(u, enkelt(b), b.betaling.virkningsdato, [b])),
  ];
}
/** A payment that stands alone is known by the entry's reference, so it must name the payment. */
const enkelt = (b: Bankbetaling): string => `E-${b.betaling.noegle}`;

function post(u: Kontoudtog, reference: string, valoerdato: Lokaldato, betalinger: readonly Bankbetaling[]): Skrivepost {
  return {
    beloeb: sum(betalinger.map((b) => b.beloeb)), valuta: 'DKK', retning: 'KREDIT', status: 'BOOK', bogfoeringsdato: u.dato, valoerdato, acctSvcrRef: `${reference}-${u.dato}`,
    bankkode: { domaene: 'PMNT', familie: 'RCDT', underfamilie: 'VCOM' }, antalIBundt: betalinger.length, detaljer: betalinger.map(detalje),
  };
}

function detalje({ betaling, betalingsId, beloeb }: Bankbetaling): Skrivedetalje {
  const faelles = { beloeb, valuta: 'DKK', acctSvcrRef: betaling.noegle, betalerNavn: betaling.krav.debitor.navn };
  if (betaling.art === 'FRITEKST') return { ...faelles, fritekst: [fritekst(betaling, betalingsId)] };
  return { ...faelles, modtagerKonto: BANKKONTO.fiKreditor, modtagerKontoskema: 'OCR', scorReferencer: [`71/${skrevetId(betaling, betalingsId)}`] };
}

/** The id as the payer typed it. */
function skrevetId(b: Demobetaling, id: string): string {
  switch (b.art) {
    case 'FIK_TASTEFEJL': return `${id.slice(0, 7)}${(id.charCodeAt(7) - 47) % 10}${id.slice(8)}`;
    case 'FIK_UKENDT': return fik71(999_000_000_000n + (tilOere(b.krav.krav.linjer[0]!.beloeb) % 999_999_999n));
    default: return id;
  }
}

/** True for one of three free texts: the whole OCR line is copied, which can be read. */
export const harOcrLinje = (b: Demobetaling): boolean => b.art === 'FRITEKST' && b.noegle.length % 3 === 0;
function fritekst(b: Demobetaling, id: string): string {
  const { krav } = b;
  return harOcrLinje(b) ? `Betaling ${ocrLinje('71', id, BANKKONTO.fiKreditor)}` : `${krav.krav.linjer[0]!.tekst ?? krav.krav.kravstype} ${krav.dag.slice(0, 7)}`;
}

/** What the bank gets for this payment when `saldo` is open on the claim; undefined: nothing is owed, so nothing is paid. */
export function bankbeloeb(b: Demobetaling, saldo: Beloeb): Beloeb | undefined {
  if (b.beloeb !== 'SALDO') return b.beloeb;
  return saldo.gt(0) ? saldo : undefined;
}
