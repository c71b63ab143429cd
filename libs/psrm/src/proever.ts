import { beloebTekst, erBankdag, maskerCpr, paastaa, plusDage, visBeloeb, type Beloeb, type Lokaldato } from '#app/kernel';
import { BELOEBFELTER, DATOFELTER, feltnavn, FOELGER_MODTAGELSEN, KODEFELTER, stort, udfyldt } from './felter.js';
import type { Fordring, Konsekvens } from './fordring.js';
import { beloebsoperand, datofelt, datooperand, erBeloeb, husket, medDag } from './operand.js';

/** A row of faelles.psrm_filterregel. */
export interface Regelraekke { readonly fordringstype: string; readonly gyldigFra: Lokaldato; readonly regel: string; readonly felt: string; readonly operator: string; readonly operand: string; readonly konsekvens: Konsekvens }

/** What an operator asks of a claim, compiled. `aendr` without a claim says what the rule demands of any. */
interface Kerne {
  readonly holder: (f: Fordring, modtaget: Lokaldato) => boolean;
  readonly aendr: (f?: Fordring, modtaget?: Lokaldato) => string;
  /** The answer moves with the day of handing over. */
  readonly foelgerModtagelsen?: boolean;
  /** The first later day of handing over with the other answer, where it can be said at once. */
  readonly skift?: (f: Fordring, modtaget: Lokaldato) => Lokaldato | 'infinity';
}

/** A compiled rule; rows that print the same demand twice (a pair that means equality) are one. */
export interface Proeve extends Kerne {
  readonly regel: string; readonly felt: string; readonly konsekvens: Konsekvens;
  /** It reads hovedstol or beløb; no other rule's answer depends on them. */
  readonly laeserBeloeb: boolean;
  readonly vaerdi: (f: Fordring, modtaget: Lokaldato) => string | null;
}

type Bygger = (r: Regelraekke, skalUdfyldes: ReadonlySet<string>) => Kerne;

/** Every operator of the filter. UDEN_CPR is ours, for the words of regler.md 8.1. */
const OPERATORER: Readonly<Record<string, Bygger>> = {
  EQ: sammenlign('EQ'), GE: sammenlign('GE'), GT: sammenlign('GT'), LE: sammenlign('LE'), LT: sammenlign('LT'),
  GE_HVIS_DOM: hvisDom('GE'), LE_HVIS_DOM: hvisDom('LE'),
  IN: iListe, BETWEEN: mellem, GT_ELLER_NULFORDRING: overNul,
  UDFYLDT: (r) => ({ holder: udfyldt(r.felt), aendr: () => `${stort(feltnavn(r.felt))} skal udfyldes.` }),
  TOM: (r) => { const felter = parfelter(r.felt).map(udfyldt); return { holder: (f, m) => felter.every((u) => !u(f, m)), aendr: () => `${stort(parnavn(r.felt, 'og'))} skal være tom.` }; },
  IKKE_BEGGE: (r) => { const [a, b] = par(r.felt); return { holder: (f, m) => !(a(f, m) && b(f, m)), aendr: () => `${stort(parnavn(r.felt, 'og'))} må ikke begge være udfyldt.` }; },
  MINDST_EN: (r) => { const [a, b] = par(r.felt); return { holder: (f, m) => a(f, m) || b(f, m), aendr: () => `${stort(parnavn(r.felt, 'eller'))} skal udfyldes.` }; },
  SAMME_MAANED: sammeStykke('ÅÅÅÅ-MM'.length, 'kalendermåned'), SAMME_AAR: sammeStykke('ÅÅÅÅ'.length, 'kalenderår'),
  UDFYLDT_IKKE_BANKLUKKEDAG: (r) => { const d = datofelt(r.felt); return { holder: (f, m) => { const x = d(f, m); return x !== undefined && erBankdag(x); }, aendr: () => `${stort(feltnavn(r.felt))} skal udfyldes med en bankdag.` }; },
  UDEN_CPR: (r) => {
    paastaa(r.felt === 'beskrivelse', 'PSRM_OPERAND_UKENDT');
    return { holder: ({ beskrivelse: b }) => b === undefined || maskerCpr(b) === b, aendr: () => 'Fjern personnummeret fra linjernes tekst: beskrivelsen står i breve, og højst fødselsdatoen må nævnes.' };
  },
};

/** Judgment or settlement replaces the usual dates of limitation (regler.md 8.3: R_2_3*). */
const ERSTATTES_AF_DOM = /^R_2_3/;
const harDom = (f: Fordring): boolean => f.domsdato !== undefined || f.forligsdato !== undefined;

/**
 * The rules of one type, compiled once. Rows that ask exactly the same become one rule.
 * @throws ProgramFejl PSRM_OPERATOR_UKENDT, PSRM_OPERAND_UKENDT, PSRM_FELT_UKENDT: never skipped while claims are checked
 */
export function kompiler(raekker: readonly Regelraekke[]): Proeve[] {
  const skalUdfyldes = new Set(raekker.filter((r) => r.operator === 'UDFYLDT' || r.operator === 'UDFYLDT_IKKE_BANKLUKKEDAG').map((r) => r.felt));
  const krav = new Map<string, Regelraekke[]>();
  for (const r of raekker) {
    const noegle = [r.felt, r.operator, r.operand, r.konsekvens].join('\0');
    krav.set(noegle, [...(krav.get(noegle) ?? []), r]);
  }
  return [...krav.values()].map((ens): Proeve => {
    const r = ens[0]!;
    const bygger = OPERATORER[r.operator];
    paastaa(bygger !== undefined, 'PSRM_OPERATOR_UKENDT');
    const kerne = bygger(r, skalUdfyldes);
    const erstattes = ens.some((p) => ERSTATTES_AF_DOM.test(p.regel));
    return {
      ...kerne, regel: ens.map((p) => p.regel).join('/'), felt: r.felt, konsekvens: r.konsekvens, laeserBeloeb: [...parfelter(r.felt), r.operand].some((f) => f in BELOEBFELTER), vaerdi: vist(r.felt),
      ...(erstattes ? { holder: (f: Fordring, m: Lokaldato) => harDom(f) || kerne.holder(f, m) } : {}),
    };
  });
}

type Relation = 'EQ' | 'GE' | 'GT' | 'LE' | 'LT';
const ORD: Readonly<Record<Relation, string>> = { EQ: 'skal være', GE: 'skal tidligst være', GT: 'skal ligge efter', LE: 'skal senest være', LT: 'skal ligge før' };
const BELOEBSORD: Readonly<Record<Relation, string>> = { EQ: 'skal være lig med', GE: 'må ikke være under', GT: 'skal være over', LE: 'må højst være', LT: 'skal være under' };
const gaelder = (r: Relation, forhold: number): boolean => (r === 'EQ' ? forhold === 0 : r === 'GE' ? forhold >= 0 : r === 'GT' ? forhold > 0 : r === 'LE' ? forhold <= 0 : forhold < 0);

function sammenlign(rel: Relation): Bygger {
  return (r, skalUdfyldes) => (r.felt in BELOEBFELTER ? beloeb(r, rel) : r.felt in KODEFELTER ? kode(r, rel) : dato(r, rel, skalUdfyldes));
}

const dagenEfter = husket((d) => plusDage(d, 1));

/** A date that is missing breaks the rule, unless the type's own UDFYLDT rule says so already. */
function dato(r: Regelraekke, rel: Relation, skalUdfyldes: ReadonlySet<string>): Kerne {
  const venstre = datofelt(r.felt);
  const hoejre = datooperand(r.operand);
  const udenDato = [r.felt, ...hoejre.felter].every((f) => skalUdfyldes.has(f) || f === 'modtagelsesdato');
  return {
    foelgerModtagelsen: FOELGER_MODTAGELSEN.has(r.felt) || hoejre.foelgerModtagelsen,
    ...((rel === 'GE' || rel === 'LT') && r.operand === 'modtagelsesdato' ? { skift: (f: Fordring, m: Lokaldato) => { const x = venstre(f, m); return x === undefined || x < m ? 'infinity' : dagenEfter(x); } } : {}),
    holder: (f, m) => {
      const x = venstre(f, m);
      const y = hoejre.vaerdi(f, m);
      if (x === undefined || y === undefined) return udenDato;
      return rel === 'EQ' ? x === y : rel === 'GE' ? x >= y : rel === 'GT' ? x > y : rel === 'LE' ? x <= y : x < y;
    },
    aendr: (f, m) => `${stort(feltnavn(r.felt))} ${ORD[rel]} ${medDag(f === undefined || m === undefined ? undefined : hoejre.vaerdi(f, m), hoejre.tekst)}.`,
  };
}

/** Asked only where the claim's existence and size are fixed by judgment or settlement. */
function hvisDom(rel: 'GE' | 'LE'): Bygger {
  return (r, skalUdfyldes) => {
    const k = dato(r, rel, skalUdfyldes);
    return { ...k, holder: (f, m) => !harDom(f) || k.holder(f, m) };
  };
}

function beloeb(r: Regelraekke, rel: Relation): Kerne {
  const venstre = BELOEBFELTER[r.felt]!;
  const andet = BELOEBFELTER[r.operand];
  const graense = andet === undefined ? beloebsoperand(r.operand) : undefined;
  const hoejre = (f: Fordring): Beloeb => graense ?? andet!(f);
  const navn = (f?: Fordring): string => (graense !== undefined ? `${visBeloeb(graense)} kr.` : f === undefined ? feltnavn(r.operand) : `${visBeloeb(andet!(f))} kr. (${feltnavn(r.operand)})`);
  return { holder: (f) => gaelder(rel, venstre(f).comparedTo(hoejre(f))), aendr: (f) => `${stort(feltnavn(r.felt))} ${BELOEBSORD[rel]} ${navn(f)}`.replace(/\.?$/, '.') };
}

function kode(r: Regelraekke, rel: Relation): Kerne {
  paastaa(rel === 'EQ' && /^[A-ZÆØÅ]+$/.test(r.operand), 'PSRM_OPERAND_UKENDT');
  const laes = KODEFELTER[r.felt]!;
  return { holder: (f) => laes(f) === r.operand, aendr: () => `${stort(feltnavn(r.felt))} skal være ${r.operand}; vælg en anden fordringstype til kravstypen.` };
}

function iListe(r: Regelraekke): Kerne {
  const laes = KODEFELTER[r.felt];
  const koder = r.operand.split('|');
  paastaa(laes !== undefined && koder.every((k) => /^[A-ZÆØÅ]+$/.test(k)), 'PSRM_OPERAND_UKENDT');
  return { holder: (f) => koder.includes(laes(f)), aendr: () => `${stort(feltnavn(r.felt))} skal være ${koder.join(' eller ')}.` };
}

function mellem(r: Regelraekke): Kerne {
  const laes = BELOEBFELTER[r.felt];
  const graenser = r.operand.split('..');
  paastaa(laes !== undefined && graenser.length === 2 && graenser.every(erBeloeb), 'PSRM_OPERAND_UKENDT');
  const [fra, til] = graenser.map(beloebsoperand) as [Beloeb, Beloeb];
  return { holder: (f) => { const b = laes(f); return b.gte(fra) && b.lte(til); }, aendr: () => `${stort(feltnavn(r.felt))} skal være fra ${visBeloeb(fra)} til ${visBeloeb(til)} kr.` };
}

/** Over 0, unless the claim is a 0-fordring: nothing is owed of it, it is there for its renter (regler.md 8.1). */
function overNul(r: Regelraekke): Kerne {
  const laes = BELOEBFELTER[r.felt];
  paastaa(laes !== undefined && r.operand === '0', 'PSRM_OPERAND_UKENDT');
  return {
    holder: (f) => { const b = laes(f); return b.gt(0) || (b.isZero() && f.beloeb.isZero()); },
    aendr: () => `${stort(feltnavn(r.felt))} skal være større end 0,00 kr., medmindre kravet er en 0-fordring.`,
  };
}

function sammeStykke(cifre: number, navn: string): Bygger {
  return (r, skalUdfyldes) => {
    const [x, y] = parfelter(r.felt).map(datofelt);
    paastaa(x !== undefined && y !== undefined, 'PSRM_FELT_UKENDT');
    const udenDato = parfelter(r.felt).every((f) => skalUdfyldes.has(f));
    return {
      holder: (f, m) => { const a = x(f, m); const b = y(f, m); return a === undefined || b === undefined ? udenDato : a.slice(0, cifre) === b.slice(0, cifre); },
      aendr: () => `${stort(parnavn(r.felt, 'og'))} skal ligge i samme ${navn}.`,
    };
  };
}

const parfelter = (felt: string): string[] => felt.split(',');
const parnavn = (felt: string, bindeord: string): string => parfelter(felt).map(feltnavn).join(` ${bindeord} `);
type Er = (f: Fordring, m: Lokaldato) => boolean;
/** @throws ProgramFejl PSRM_FELT_UKENDT */
function par(felt: string): [Er, Er] {
  const felter = parfelter(felt).map(udfyldt);
  paastaa(felter.length === 2, 'PSRM_FELT_UKENDT');
  return [felter[0]!, felter[1]!];
}

/** What stands in the field: dates 'YYYY-MM-DD' (two with / between), kroner with two decimals. A text is never repeated, for it may name persons. */
function vist(felt: string): Proeve['vaerdi'] {
  const laesere = parfelter(felt).map((navn): Proeve['vaerdi'] => {
    const d = DATOFELTER[navn];
    if (d !== undefined) return (f, m) => d(f, m) ?? null;
    const b = BELOEBFELTER[navn];
    if (b !== undefined) return (f) => beloebTekst(b(f));
    return KODEFELTER[navn] ?? (() => null);
  });
  if (laesere.length === 1) return laesere[0]!;
  return (f, m) => { const v = laesere.map((l) => l(f, m)).filter((x) => x !== null); return v.length === 0 ? null : v.join('/'); };
}
