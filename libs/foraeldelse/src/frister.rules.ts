import { foraeldelsesdato, plusDage, plusMaaneder, seneste, tidligste, ugedag, visDato, type Lokaldato } from '#app/kernel';
import type { Foraeldelsesart, Rimsystem } from './arter.js';

/** A period's end: the plain date, the date after § 27 stk. 2, and the closing days between them. */
export interface Frist { readonly fra: Lokaldato; readonly aar: number; readonly raaDato: Lokaldato; readonly dato: Lokaldato; readonly lukkedage: readonly Lukkedag[] }
export interface Lukkedag { readonly dato: Lokaldato; readonly navn: string }

/** `aar` years from `fra`, rolled off closing days (forældelsesloven § 27). */
export function frist(fra: Lokaldato, aar: number): Frist {
  const raaDato = plusMaaneder(fra, 12 * aar);
  const dato = foraeldelsesdato(fra, aar);
  const lukkedage: Lukkedag[] = [];
  for (let d = raaDato; d < dato; d = plusDage(d, 1)) lukkedage.push({ dato: d, navn: lukkedagsnavn(d) });
  return { fra, aar, raaDato, dato, lukkedage };
}

const FASTE: Readonly<Record<string, string>> = { '01-01': 'nytårsdag', '06-05': 'grundlovsdag', '12-24': 'juleaftensdag', '12-25': '1. juledag', '12-26': '2. juledag', '12-31': 'nytårsaftensdag' };
/** Why a period cannot end that day; only for closing days of § 27. */
export const lukkedagsnavn = (d: Lokaldato): string => FASTE[d.slice(5)] ?? (ugedag(d) === 6 ? 'en lørdag' : ugedag(d) === 7 ? 'en søndag' : 'en helligdag');

/** 'Fristen … udløber 17.01.2028, da 15.01.2028 er en lørdag …' */
export function udloebstekst(f: Pick<Frist, 'dato' | 'raaDato' | 'lukkedage'>): string {
  if (f.lukkedage.length === 0) return `udløber ${visDato(f.dato)}`;
  const dage = f.lukkedage.map((l) => `${visDato(l.dato)} er ${l.navn}`);
  return `udløber ${visDato(f.dato)}, da ${dage.length === 1 ? dage[0] : `${dage.slice(0, -1).join(', ')} og ${dage.at(-1)}`} (forældelsesloven § 27, stk. 2)`;
}

/** The earliest day from which a period is counted at the collector (GIL § 18 a stk. 1). */
export const TIDLIGST_HOS_RIM: Readonly<Record<Rimsystem, Lokaldato>> = { PSRM: '2021-11-20' as Lokaldato, DMI: '2027-11-20' as Lokaldato, SAP38: '2027-11-20' as Lokaldato };
/** The period under inddrivelse. */
export const RIM_AAR = 3;

/** A claim at the collector: where, since when, and since when the first time. */
export interface Modtagelse { readonly system: Rimsystem; readonly modtaget: Lokaldato; readonly foerste: Lokaldato; /** Private bidrag, kommuners civil claims, bøder, certain foreign ones: never cut. */ readonly undtaget: boolean }

/** Barred no earlier than this: the system's own start, and the tillægsfrist of three years after the first receipt. */
export const rimsBund = (m: Modtagelse): Lokaldato => seneste(foraeldelsesdato(TIDLIGST_HOS_RIM[m.system], RIM_AAR), foraeldelsesdato(m.foerste, RIM_AAR));

/**
 * The date of a claim that had `dato` when it was received (or received anew, or converted): more than three years ahead is cut to
 * three years from this receipt, unless it is of the kinds excepted; then the floor. GIL § 18 a; regler.md 5.4.
 */
export function datoVedModtagelse(dato: Lokaldato, m: Modtagelse): Lokaldato {
  const loft = foraeldelsesdato(seneste(m.modtaget, TIDLIGST_HOS_RIM[m.system]), RIM_AAR);
  return seneste(m.undtaget ? dato : tidligste(dato, loft), rimsBund(m));
}

/** After an interruption at the collector: never before the floor. */
export const datoHosRim = (dato: Lokaldato, m: Modtagelse): Lokaldato => seneste(dato, rimsBund(m));

/** A berostillet lønindeholdelse: the first day of the new period, the day after one year after the last amount withheld (§ 18 stk. 4). */
export const nyStartEfterSidsteIndeholdelse = (sidste: Lokaldato): Lokaldato => plusDage(plusMaaneder(sidste, 12), 1);

/** Last day to object that the claim was barred: udlæg four weeks; lønindeholdelse, modregning and berostillelse three months. regler.md 5.3. */
export function indsigelsesfrist(art: Foraeldelsesart, dato: Lokaldato): Lokaldato | undefined {
  if (art === 'UDLAEG') return plusDage(dato, 28);
  return art === 'LOENINDEHOLDELSE' || art === 'MODREGNING' || art === 'BEROSTILLELSE' ? plusMaaneder(dato, 3) : undefined;
}

/**
 * Periods of special statutes after which a claim lapses (bortfald), counted in months without § 27 (regler.md 5.5).
 * DAGTILBUD: from modtagelse (KFTILDA, KFTBBSF, KFTØFIN); SERVICELOV: from the help's end (§ 165 stk. 2); AKTIVLOV: from the end too;
 * FORTRINSRET: from forfald, with three months more for the request.
 */
export const BORTFALD_MAANEDER = { DAGTILBUD: 60, SERVICELOV: 60, AKTIVLOV: 36, FORTRINSRET: 24, FORTRINSRET_MED_TILLAEG: 27 } as const;
export type Bortfaldsart = keyof typeof BORTFALD_MAANEDER;

/** The day a claim lapses by its special statute; not rolled off closing days. */
export const bortfaldsdato = (art: Bortfaldsart, fra: Lokaldato): Lokaldato => plusMaaneder(fra, BORTFALD_MAANEDER[art]);

/** What PSRM takes as the bortfaldsdato of a dagtilbud claim: from modtagelse to modtagelse + 5 years, both included. */
export const erBortfaldsdatoGyldig = (dato: Lokaldato, modtaget: Lokaldato): boolean => dato >= modtaget && dato <= bortfaldsdato('DAGTILBUD', modtaget);
