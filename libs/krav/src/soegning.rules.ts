import { erDato } from '#app/kernel';

/** What a text in the search box can be; each is looked for where its form allows it. */
export interface Soegning {
  /** 10 digits with or without hyphen: a personnummer or erstatningspersonnummer. */
  readonly personnummer?: string;
  /** 8 digits: CVR, SE or a Betalingsservice customer number. */
  readonly virksomhed?: string;
  /** 15 digits: the id of a giro slip (FIK 71). */
  readonly betalingsId?: string;
  /** Digits alone: a bilagsnummer, a customer number. */
  readonly nummer?: string;
  /** As written: a fagsystem's own reference. */
  readonly reference: string;
  /** Letters: a part of a name or of an address, at least three characters. */
  readonly tekst?: string;
}

const MINDST = 3;

/** Reads the text; spaces around are dropped, spaces and hyphens in numbers too. `2026-03-01` is no number. */
export function laesSoegning(raa: string): Soegning {
  const reference = raa.trim().replace(/\s+/g, ' ');
  const cifre = erDato(reference) ? '' : /^[\d\s-]+$/.test(reference) ? reference.replace(/[\s-]/g, '') : '';
  const fik = /^\+?71<(\d{15})/.exec(reference.replace(/\s/g, ''))?.[1];
  return {
    reference,
    ...(cifre.length === 10 ? { personnummer: cifre } : {}),
    ...(cifre.length === 8 ? { virksomhed: cifre } : {}),
    ...(fik !== undefined ? { betalingsId: fik } : cifre.length === 15 ? { betalingsId: cifre } : {}),
    ...(cifre.length > 0 && cifre.length <= 15 ? { nummer: cifre } : {}),
    ...(/\p{L}/u.test(reference) && reference.length >= MINDST ? { tekst: reference } : {}),
  };
}

/** A LIKE pattern of any place in the text; its own wildcards are plain characters. */
export const delAf = (tekst: string): string => `%${tekst.replace(/[\\%_]/g, '\\$&')}%`;
