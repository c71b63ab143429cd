/**
 * Numbers that name persons, companies and places (regler.md § 9). The `laes…` functions give the number in its stored
 * form or throw UgyldigtInput; no message ever repeats the number.
 */
import { paastaa, UgyldigtInput } from './fejl.js';
import { cifre, erRigtigDag, lokaldato, type Lokaldato } from './kalender.js';

const CPR_FORM = /^\d{6}-?\d{4}$/;
const ERSTATNINGSTILLAEG_DAGE = 60; // the first digit of an erstatningspersonnummer is 6 higher: day 61–91
const CPR_VAEGTE = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
const CVR_VAEGTE = [2, 7, 6, 5, 4, 3, 2, 1];
const GLN_VAEGTE = [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1];

// 6 digits, a hyphen, dash or blank or nothing, 4 digits; day 01–31 or 61–91, month 01–12. Not inside a longer run of
// digits or a hexadecimal id (uuid, hash), so log lines keep their keys.
const CPR_I_TEKST =
  /(?<![0-9a-f])(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])(?:0[1-9]|1[0-2])\d{2}[ \u00a0]?[-\u2010-\u2015]?[ \u00a0]?\d{4}(?![0-9a-f])/gi;

const vejetSum = (tekst: string, vaegte: readonly number[]): number =>
  vaegte.reduce((sum, vaegt, i) => sum + vaegt * cifre(tekst, i, 1), 0);

/** The century of a CPR-nummer by digit 7 and the two-digit year, regler.md § 9. */
function aarhundrede(ciffer7: number, aar: number): number {
  if (ciffer7 <= 3) return 1900;
  if (ciffer7 === 4 || ciffer7 === 9) return aar <= 36 ? 2000 : 1900;
  return aar <= 57 ? 2000 : 1800;
}

/** The day a 10-digit number names, the day of the month lowered by `tillaeg`; null when there is no such day. */
function foedselsdag(nummer: string, tillaeg: number): Lokaldato | null {
  const toAar = cifre(nummer, 4, 2);
  const aar = aarhundrede(cifre(nummer, 6, 1), toAar) + toAar;
  const dag = cifre(nummer, 0, 2) - tillaeg;
  const maaned = cifre(nummer, 2, 2);
  return erRigtigDag(aar, maaned, dag) ? lokaldato(aar, maaned, dag) : null;
}

/** Ten digits when the text has the form and names a real day, else null. */
function tiCifre(tekst: string, tillaeg: number): string | null {
  if (!CPR_FORM.test(tekst)) return null;
  const nummer = tekst.replace('-', '');
  return foedselsdag(nummer, tillaeg) ? nummer : null;
}

function ellerAfvis(nummer: string | null, kode: string, felt: string, besked: string): string {
  if (nummer === null) throw new UgyldigtInput(kode, felt, besked);
  return nummer;
}

/**
 * CPR-nummer as 10 digits, from 'DDMMÅÅSSSS' or 'DDMMÅÅ-SSSS'. The date must be real; modulus 11 is not demanded
 * (numbers without it have been issued since 1 October 2007). Throws CPR_UGYLDIGT.
 */
export const laesCpr = (felt: string, tekst: string): string =>
  ellerAfvis(tiCifre(tekst, 0), 'CPR_UGYLDIGT', felt, 'CPR-nummeret er ikke gyldigt.');

/** Erstatningspersonnummer (day + 60) as 10 digits; never sent to PSRM as a CPR. Throws ERSTATNINGSCPR_UGYLDIGT. */
export const laesErstatningsCpr = (felt: string, tekst: string): string =>
  ellerAfvis(tiCifre(tekst, ERSTATNINGSTILLAEG_DAGE), 'ERSTATNINGSCPR_UGYLDIGT', felt,
    'Erstatningspersonnummeret er ikke gyldigt.');

/** True for the text of a valid erstatningspersonnummer. */
export const erErstatningsCpr = (tekst: string): boolean => tiCifre(tekst, ERSTATNINGSTILLAEG_DAGE) !== null;

/**
 * The day of birth, 1858–2057, of a CPR-nummer or erstatningspersonnummer that `laesCpr` or `laesErstatningsCpr`
 * accepted. Anything else: ProgramFejl CPR_IKKE_LAEST.
 */
export function cprFoedselsdato(cpr: string): Lokaldato {
  const nummer = tiCifre(cpr, 0) ?? tiCifre(cpr, ERSTATNINGSTILLAEG_DAGE);
  paastaa(nummer !== null, 'CPR_IKKE_LAEST');
  return foedselsdag(nummer, 0) ?? foedselsdag(nummer, ERSTATNINGSTILLAEG_DAGE)!;
}

/** True when the weighted digit sum is divisible by 11. For a soft warning only; see `laesCpr`. */
export const opfylderModulus11 = (cpr: string): boolean =>
  CPR_FORM.test(cpr) && vejetSum(cpr.replace('-', ''), CPR_VAEGTE) % 11 === 0;

/** The text with everything that looks like a CPR-nummer or erstatningspersonnummer replaced by '******-****'. */
export const maskerCpr = (tekst: string): string => tekst.replace(CPR_I_TEKST, '******-****');

const erCvr = (tekst: string): boolean => /^[1-9]\d{7}$/.test(tekst) && vejetSum(tekst, CVR_VAEGTE) % 11 === 0;

/** CVR-nummer, 8 digits, first not 0, modulus 11 (Erhvervsstyrelsen). Throws CVR_UGYLDIGT. */
export const laesCvr = (felt: string, tekst: string): string =>
  ellerAfvis(erCvr(tekst) ? tekst : null, 'CVR_UGYLDIGT', felt, 'CVR-nummeret er ikke gyldigt.');

/** SE-nummer, 8 digits, checked as a CVR-nummer (assumed, regler.md § 9). Throws SE_UGYLDIGT. */
export const laesSe = (felt: string, tekst: string): string =>
  ellerAfvis(erCvr(tekst) ? tekst : null, 'SE_UGYLDIGT', felt, 'SE-nummeret er ikke gyldigt.');

/** P-nummer, 10 digits; series exist with wrong check digits, so none is demanded. Throws PNUMMER_UGYLDIGT. */
export const laesPnummer = (felt: string, tekst: string): string =>
  ellerAfvis(/^\d{10}$/.test(tekst) ? tekst : null, 'PNUMMER_UGYLDIGT', felt, 'P-nummeret skal være 10 cifre.');

const erGln = (tekst: string): boolean => /^\d{13}$/.test(tekst) && vejetSum(tekst, GLN_VAEGTE) % 10 === 0;

/** EAN/GLN, 13 digits with a right check digit (GS1 modulus 10). Throws GLN_UGYLDIGT. */
export const laesGln = (felt: string, tekst: string): string =>
  ellerAfvis(erGln(tekst) ? tekst : null, 'GLN_UGYLDIGT', felt, 'EAN-nummeret er ikke gyldigt.');
