import { plusDage, sum, visDato, type Beloeb, type Lokaldato } from '#app/kernel';
import { reglen } from './arter.js';
import { beregn } from './periode.rules.js';
import type { Dato, Grundlag, Haendelse, Skridt, Udregning } from './typer.js';

/** What the debtor owed on a claim changed on a day; kroner, + = owes more. */
export interface Bevaegelse { readonly dato: Lokaldato; readonly beloeb: Beloeb }

/** A claim of a family: the hovedkrav, or a rente or gebyr under it. */
export interface Kravfakta {
  readonly kravId: string; readonly art: Grundlag['art'];
  readonly stiftelsesdato: Lokaldato; readonly grundlag: Grundlag;
  /** The account's owner: who is dunned. */
  readonly betaler: string;
  /** Everyone liable, the betaler first. */
  readonly haeftere: readonly string[];
  readonly bevaegelser: readonly Bevaegelse[];
}
export interface Familie { readonly hovedkravId: string; /** The hovedkrav first. */ readonly krav: readonly Kravfakta[]; readonly haendelser: readonly Haendelse[] }

export interface Haefterstilling extends Udregning { readonly forretningspartnerId: string }
export interface Kravstilling {
  readonly kravId: string; readonly art: Grundlag['art'];
  readonly haeftere: readonly Haefterstilling[];
  /** Last valid day towards the first hæfter to go free, and towards the last. */
  readonly dato: Dato; readonly sidste: Dato;
  readonly suspenderet: boolean;
  /** Something is owed on it today. */
  readonly aaben: boolean;
  /** First day it is barred towards everyone; null = it is not, or nothing was owed then. */
  readonly foraeldet: Lokaldato | null;
  /** The same towards the betaler alone. */
  readonly foraeldetBetaler: Lokaldato | null;
  /** What was owed as the day began on which it was barred; kroner. */
  readonly rest: Beloeb;
}
export interface Familiestilling { readonly hovedkravId: string; readonly krav: readonly Kravstilling[]; /** First day on which the answer changes by itself. */ readonly naeste: Dato }

/** Owed at the end of `dag`, by virkningsdato; kroner. */
export const restPaa = (k: Pick<Kravfakta, 'bevaegelser'>, dag: Dato): Beloeb => sum(k.bevaegelser.filter((b) => b.dato <= dag).map((b) => b.beloeb));

/** Every claim of a family towards every hæfter, as of the end of the day before `paa`: on that day what has run out is barred. Pure. */
export function stilling(f: Familie, paa: Lokaldato): Familiestilling {
  const krav = f.krav.map((k) => kravstilling(f, k, paa));
  const udloeb = krav.flatMap((s) => (s.aaben ? s.haeftere.flatMap((h) => (h.dato === 'infinity' ? [] : [plusDage(h.dato, 1)])) : []));
  const slut = krav.flatMap((s) => s.haeftere.flatMap((h) => (h.aabentIndtil === null || h.aabentIndtil === 'infinity' ? [] : [h.aabentIndtil]))); // what runs out by itself
  return { hovedkravId: f.hovedkravId, krav, naeste: [...udloeb, ...slut].filter((d) => d > paa).reduce<Dato>((a, b) => (b < a ? b : a), 'infinity') };
}

function kravstilling(f: Familie, k: Kravfakta, paa: Lokaldato): Kravstilling {
  const haeftere = k.haeftere.map((h): Haefterstilling => ({ forretningspartnerId: h, ...overfor(f, k, h, paa) }));
  const datoer = haeftere.map((h) => h.dato);
  const sidste = datoer.reduce((a, b) => (b > a ? b : a));
  const betaler = haeftere.find((h) => h.forretningspartnerId === k.betaler) ?? haeftere[0]!;
  return {
    kravId: k.kravId, art: k.art, haeftere, dato: datoer.reduce((a, b) => (b < a ? b : a)), sidste, suspenderet: haeftere.some((h) => h.suspenderet), aaben: restPaa(k, 'infinity').gt(0),
    foraeldet: foraeldet(k, sidste, paa), foraeldetBetaler: foraeldet(k, betaler.dato, paa), rest: restPaa(k, senest(sidste, k)),
  };
}

/** A claim that came to be after its hovedkrav was barred was barred from its first day. */
const senest = (dato: Dato, k: Kravfakta): Dato => (dato < k.stiftelsesdato ? k.stiftelsesdato : dato);
const foraeldet = (k: Kravfakta, dato: Dato, paa: Lokaldato): Lokaldato | null => (dato !== 'infinity' && dato < paa && restPaa(k, senest(dato, k)).gt(0) ? plusDage(dato, 1) : null);

/** One claim towards one hæfter; a rente or gebyr also by what becomes of its hovedkrav. */
function overfor(f: Familie, k: Kravfakta, haefter: string, paa: Lokaldato): Udregning {
  const eget = beregn(k.grundlag, haendelserFor(f, k, haefter), paa);
  const hoved = f.krav[0]!;
  if (k.kravId === hoved.kravId) return eget;
  const hovedets = beregn(hoved.grundlag, haendelserFor(f, hoved, haefter), paa);
  if (hosRim(f, k.kravId, paa) && hosRim(f, hoved.kravId, paa)) {
    return medHovedkrav(eget, hovedets, 'gældsinddrivelsesloven § 18 a', `Kravet indgår i sit hovedkravs fordringskompleks under inddrivelse og har samme forældelsesdato: ${vis(hovedets.dato)} (gældsinddrivelsesloven § 18 a).`);
  }
  const aabent = restPaa(hoved, hovedets.dato < paa ? hovedets.dato : 'infinity').gt(0);
  if (!aabent || hovedets.dato >= eget.dato) return eget;
  return medHovedkrav(eget, hovedets, 'forældelsesloven § 23, stk. 2', `Når hovedkravet forældes, bortfalder renter og gebyrer med det: hovedkravets forældelsesdato er ${vis(hovedets.dato)} (forældelsesloven § 23, stk. 2).`);
}

const vis = (d: Dato): string => (d === 'infinity' ? 'uden slutdato' : visDato(d));

function medHovedkrav(eget: Udregning, hovedets: Udregning, paragraf: string, tekst: string): Udregning {
  const sidste = hovedets.skridt.at(-1)!;
  const skridt: Skridt = { art: 'HOVEDKRAV', haendelseId: null, dato: sidste.dato, slut: null, paragraf, udfald: 'FOELGER_HOVEDKRAV', fra: null, aar: null, raaDato: null, fristdato: null, lukkedage: [], foraeldelsesdato: hovedets.dato, indsigelsesfrist: null, tekst };
  return { dato: hovedets.dato, suspenderet: hovedets.suspenderet, aabentIndtil: hovedets.aabentIndtil, hjemmel: paragraf, skridt: [...eget.skridt, skridt] };
}

const AFBRYDER = new Set(['NY_FRIST', 'LOEBER', 'TILLAEG']);

/** The events that count for a claim: its own, and under inddrivelse those on any claim of its fordringskompleks (GIL § 18 a). */
function haendelserFor(f: Familie, k: Kravfakta, haefter: string): Haendelse[] {
  return f.haendelser.filter((h) => (h.forretningspartnerId === null || h.forretningspartnerId === haefter)
    && (h.kravIder.includes(k.kravId) || (h.art !== 'HENSTAND' && AFBRYDER.has(reglen(h.art).virkning) && hosRim(f, k.kravId, h.dato) && h.kravIder.some((andet) => hosRim(f, andet, h.dato)))));
}

/** Is the claim at the collector at the end of the day? */
function hosRim(f: Familie, kravId: string, dag: Lokaldato): boolean {
  let hos = false;
  let sidst = '';
  for (const h of f.haendelser) {
    if (reglen(h.art).virkning !== 'INDDRIVELSE' || h.dato > dag || h.dato < sidst || !h.kravIder.includes(kravId)) continue;
    sidst = h.dato;
    hos = h.art === 'MODTAGET_INDDRIVELSE';
  }
  return hos;
}
