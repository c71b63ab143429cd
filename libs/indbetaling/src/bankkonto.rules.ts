import { erBankdag, forrigeBankdag, plusDage, UgyldigtInput, type Lokaldato } from '#app/kernel';

/** So many bank days back a missing statement holds anything up. */
export const BANKFIL_BANKDAGE = 10;

/** One of our bank accounts. */
export interface Bankkonto {
  readonly id: string;
  /** IBAN or reg.nr. and account as the bank's files write it; no blanks. */
  readonly kontonummer: string;
  readonly navn: string;
  /** 8 digits, or null where no FIK is paid to the account. */
  readonly fiKreditor: string | null;
  /** A statement is expected for every bank day. */
  readonly forventesDagligt: boolean;
  readonly gyldigFra: Lokaldato;
}

export type NyBankkonto = Omit<Bankkonto, 'id' | 'fiKreditor' | 'forventesDagligt'> & { readonly fiKreditor?: string | undefined; readonly forventesDagligt?: boolean | undefined };

/** An account number as it is compared: no blanks, capitals. Its check digits are the bank's own affair (betaling.md § 8.5). */
export const kontonoegle = (kontonummer: string): string => kontonummer.replace(/\s/g, '').toUpperCase();

/** @throws UgyldigtInput BANKKONTO_NUMMER, BANKKONTO_NAVN, FI_KREDITOR_UGYLDIG */
export function gyldigBankkonto(ny: NyBankkonto): Omit<Bankkonto, 'id'> {
  const kontonummer = kontonoegle(ny.kontonummer);
  if (!/^[A-Z0-9]{4,34}$/.test(kontonummer)) throw new UgyldigtInput('BANKKONTO_NUMMER', 'kontonummer', 'Kontonummeret skal være 4-34 bogstaver og cifre (IBAN, eller registreringsnummer og konto).');
  if (ny.navn.trim() === '') throw new UgyldigtInput('BANKKONTO_NAVN', 'navn', 'Angiv et navn på bankkontoen.');
  const fi = ny.fiKreditor?.replace(/\s/g, '');
  if (fi !== undefined && !/^\d{7,8}$/.test(fi)) throw new UgyldigtInput('FI_KREDITOR_UGYLDIG', 'fiKreditor', 'FI-kreditornummeret skal være 8 cifre (et girokontonummer 7 eller 8).');
  return { kontonummer, navn: ny.navn.trim(), fiKreditor: fi?.padStart(8, '0') ?? null, forventesDagligt: ny.forventesDagligt ?? true, gyldigFra: ny.gyldigFra };
}

/** The bank days whose statements must be in on the morning of `dato`: the last ten, none before the account began. */
export function forventedeDage(gyldigFra: Lokaldato, dato: Lokaldato): Lokaldato[] {
  const dage: Lokaldato[] = [];
  for (let d = forrigeBankdag(dato); d >= gyldigFra && dage.length < BANKFIL_BANKDAGE; d = plusDage(d, -1)) if (erBankdag(d)) dage.unshift(d);
  return dage;
}
