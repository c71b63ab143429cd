import { danskDato, erDato, kr, type Beloeb, type Lokaldato } from '#app/kernel';
import type { Xmlsted } from './sted.js';
import type { Retning } from './typer.js';

const TAL = /^\+?0*(\d*)(?:\.(\d*?)0*)?$/;
const TIDSPUNKT = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d(?:\.\d{1,3})?)\d*(Z|[+-]\d\d:\d\d)?$/;
const DATO = /^(\d{4}-\d\d-\d\d)(?:Z|[+-]\d\d:\d\d)?$/;
const HELE_MAKS = 13;
/** Longer than any decimal of the schema (18 digits) with room for leading zeros; keeps the pattern above cheap. */
const TEGN_MAKS = 40;

/** Kroner from an XML decimal ≥ 0, compared as a number: '8.850' is 8.85. A word when it is no Beloeb. */
export function beloebAf(tekst: string): Beloeb | 'FORM' | 'DECIMALER' | 'STOERRELSE' {
  const fund = tekst.length > TEGN_MAKS ? null : TAL.exec(tekst);
  if (fund === null || !/\d/.test(tekst)) return 'FORM';
  const [, hele = '', decimaler = ''] = fund;
  if (decimaler.length > 2) return 'DECIMALER';
  if (hele.length > HELE_MAKS) return 'STOERRELSE';
  return kr(`${hele || '0'}.${decimaler.padEnd(2, '0')}`);
}

/** An amount element with its Ccy; undefined `beloeb` only where `taal` and the amount is finer than two decimals. */
export function laesAmt(tekst: string, xml: Xmlsted, taal = false): { beloeb: Beloeb | undefined; valuta: string } {
  const valuta = xml.attribut('Ccy')?.trim() ?? '';
  if (!/^[A-Z]{3}$/.test(valuta)) xml.ugyldigt('mangler valuta (Ccy)');
  const beloeb = beloebAf(tekst);
  if (typeof beloeb !== 'string') return { beloeb, valuta };
  if (beloeb === 'FORM') xml.ugyldigt('er ikke et positivt beløb');
  if (taal && valuta !== 'DKK') return { beloeb: undefined, valuta };
  return xml.ugyldigt(beloeb === 'DECIMALER' ? 'har flere end to decimaler' : `har flere end ${HELE_MAKS} cifre før punktum`, 'CAMT_BELOEB');
}

/**
 * True when the UTC hour is so far from midnight that Danish time, always 1–3 whole hours ahead, has the same day as the
 * text. Spares most entries the calendar, which costs as much as reading the rest of the entry.
 */
function sammeDag(tid: string, zone: string): boolean {
  if (zone !== 'Z' && !zone.endsWith(':00')) return false;
  const utc = Number.parseInt(tid, 10) - (zone === 'Z' ? 0 : Number.parseInt(zone, 10));
  return utc >= -1 && utc <= 20;
}

/**
 * The Danish calendar day of an ISO date or date-time. A time with offset is moved to Danish time; without offset, and
 * for a date alone, the day stands as written. undefined when it is no day.
 */
export function datoAf(tekst: string): Lokaldato | undefined {
  const dag = DATO.exec(tekst)?.[1];
  if (dag !== undefined) return erDato(dag) ? dag : undefined;
  const [, dato = '', tid = '', zone] = TIDSPUNKT.exec(tekst) ?? [];
  if (!erDato(dato)) return undefined;
  const oejeblik = new Date(`${dato}T${tid}${zone ?? 'Z'}`);
  if (Number.isNaN(oejeblik.getTime())) return undefined;
  return zone === undefined || sammeDag(tid, zone) ? dato : danskDato(oejeblik);
}

export const laesDag = (tekst: string, xml: Xmlsted): Lokaldato => datoAf(tekst) ?? xml.ugyldigt('er ikke en dato');

/** CRDT or DBIT. */
export function laesRetning(tekst: string, xml: Xmlsted): Retning {
  if (tekst === 'CRDT') return 'KREDIT';
  return tekst === 'DBIT' ? 'DEBET' : xml.ugyldigt('skal være CRDT eller DBIT');
}

/** true, false, 1 or 0. */
export function laesJaNej(tekst: string, xml: Xmlsted): boolean {
  if (tekst === 'true' || tekst === '1') return true;
  return tekst === 'false' || tekst === '0' ? false : xml.ugyldigt('skal være true eller false');
}

/** A whole number ≥ 0 of at most 15 digits. */
export const laesAntal = (tekst: string, xml: Xmlsted): number =>
  /^\+?\d{1,15}(?:\.0*)?$/.test(tekst) ? Number.parseInt(tekst.replace('+', ''), 10) : xml.ugyldigt('er ikke et helt tal');

/** Sets a field once. A second value in the file is refused: which of them the bank meant cannot be known. */
export function saet<O, N extends keyof O>(o: O, navn: N, vaerdi: O[N], xml: Xmlsted): void {
  if (o[navn] !== undefined) xml.ugyldigt('forekommer flere gange');
  o[navn] = vaerdi;
}

/** Adds to a list of at most `maks`. */
export function tilfoej<T>(liste: T[], vaerdi: T, maks: number, xml: Xmlsted): void {
  if (liste.length >= maks) xml.ugyldigt(`forekommer mere end ${maks} gange`);
  liste.push(vaerdi);
}
