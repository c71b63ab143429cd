import { foersteIMaaned, kr, naesteFael27Dag, paastaa, plusDage, plusMaaneder, visDato, type Beloeb, type Lokaldato } from '#app/kernel';
import { DATOFELTER, feltnavn, FOELGER_MODTAGELSEN, type Laes } from './felter.js';

/** A date operand of the filter, compiled: `forfaldsdato+3Y;lukkedage=rul`, `max(domsdato,forligsdato)+10Y`, `periode_start+1M-1D`. */
export interface Datooperand {
  readonly vaerdi: Laes<Lokaldato>;
  /** The fields it reads. */
  readonly felter: readonly string[];
  readonly foelgerModtagelsen: boolean;
  /** Danish: 'forfaldsdatoen + 3 år'. */
  readonly tekst: string;
}

const FORM = /^(?:max\(([a-z_]+),([a-z_]+)\)|foerste_i_maaneden_efter\(([a-z_.]+)\)|([a-z_.]+))((?:[+-]\d{1,3}[YMD])*)(?:;lukkedage=(rul|ignorer))?$/;
const MAANEDER = 12;

/** @throws ProgramFejl PSRM_OPERAND_UKENDT, PSRM_FELT_UKENDT */
export function datooperand(operand: string): Datooperand {
  const m = FORM.exec(operand);
  paastaa(m !== null, 'PSRM_OPERAND_UKENDT');
  const [, a, b, efter, felt, spring = '', lukkedage] = m;
  const felter = a !== undefined ? [a, b!] : [efter ?? felt!];
  const grund = seneste(felter.map(datofelt));
  const flyt = forskyder(efter !== undefined, spring, lukkedage === 'rul');
  return {
    felter, foelgerModtagelsen: felter.some((f) => FOELGER_MODTAGELSEN.has(f)),
    vaerdi: flyt === undefined ? grund : (f, modtaget) => { const d = grund(f, modtaget); return d === undefined ? undefined : flyt(d); },
    tekst: tekst(felter, efter !== undefined, spring, lukkedage === 'rul'),
  };
}

/** @throws ProgramFejl PSRM_FELT_UKENDT */
export function datofelt(felt: string): Laes<Lokaldato> {
  const laes = DATOFELTER[felt];
  paastaa(laes !== undefined, 'PSRM_FELT_UKENDT');
  return laes;
}

/** The latest of those that are there. */
function seneste(laesere: readonly Laes<Lokaldato>[]): Laes<Lokaldato> {
  const [en, to] = laesere;
  if (to === undefined) return en!;
  return (f, m) => {
    const x = en!(f, m);
    const y = to(f, m);
    return x === undefined ? y : y === undefined || x >= y ? x : y;
  };
}

/** Months (years are twelve) are counted together and before days, so that no month-end is passed twice. @throws ProgramFejl PSRM_OPERAND_UKENDT */
function forskyder(foersteEfter: boolean, spring: string, rul: boolean): ((d: Lokaldato) => Lokaldato) | undefined {
  let maaneder = 0;
  let dage = 0;
  for (const [, tal, enhed] of spring.matchAll(/([+-]\d+)([YMD])/g)) {
    const n = Number.parseInt(tal!, 10);
    paastaa(enhed === 'D' || dage === 0, 'PSRM_OPERAND_UKENDT'); // days before months: not a form the filter uses
    if (enhed === 'D') dage += n;
    else maaneder += enhed === 'Y' ? n * MAANEDER : n;
  }
  if (!foersteEfter && maaneder === 0 && dage === 0 && !rul) return undefined;
  return husket((d) => {
    const fra = foersteEfter ? foersteIMaaned(plusMaaneder(d, 1)) : d;
    const flyttet = plusDage(maaneder === 0 ? fra : plusMaaneder(fra, maaneder), dage);
    return rul ? naesteFael27Dag(flyttet) : flyttet;
  });
}

const MAKS_HUSKET = 4096;
/** Claims of one run share their days: a day is moved once. */
export function husket(flyt: (d: Lokaldato) => Lokaldato): (d: Lokaldato) => Lokaldato {
  const kendte = new Map<Lokaldato, Lokaldato>();
  return (d) => {
    let ud = kendte.get(d);
    if (ud === undefined) {
      if (kendte.size >= MAKS_HUSKET) kendte.clear();
      kendte.set(d, (ud = flyt(d)));
    }
    return ud;
  };
}

const ENHEDER: Readonly<Record<string, readonly [en: string, flere: string]>> = { Y: ['år', 'år'], M: ['måned', 'måneder'], D: ['dag', 'dage'] };
function tekst(felter: readonly string[], foersteEfter: boolean, spring: string, rul: boolean): string {
  const navne = felter.map(feltnavn);
  const grund = navne.length === 2 ? `den seneste af ${navne[0]} og ${navne[1]}` : foersteEfter ? `den 1. i måneden efter ${navne[0]}` : navne[0]!;
  const dele = [...spring.matchAll(/([+-])(\d+)([YMD])/g)].map(([, tegn, tal, enhed]) => ` ${tegn} ${tal} ${ENHEDER[enhed!]![tal === '1' ? 0 : 1]}`);
  return `${grund}${dele.join('')}${rul ? ', flyttet til næste hverdag' : ''}`;
}

/** Whole kroner or kroner with øre. */
const BELOEB = /^\d{1,10}(?:\.\d{2})?$/;
export const erBeloeb = (operand: string): boolean => BELOEB.test(operand);
/** @throws ProgramFejl PSRM_OPERAND_UKENDT */
export function beloebsoperand(operand: string): Beloeb {
  paastaa(erBeloeb(operand), 'PSRM_OPERAND_UKENDT');
  return kr(operand.includes('.') ? operand : `${operand}.00`);
}

/** Danish: '31.03.2026 (periodens første dag + 1 måned - 1 dag)'. */
export const medDag = (d: Lokaldato | undefined, tekst: string): string => (d === undefined ? tekst : `${visDato(d)} (${tekst})`);
