/** A kommune (or Udbetaling Danmark) as the directory holds it. */
export interface Kommune {
  readonly kode: string;
  readonly navn: string;
  readonly skema: string;
  readonly skemaversion: string;
  readonly proevemiljoe: boolean;
  /** Danish wall time 'HH:MM' at which the night of a date begins. */
  readonly natKlokken: string;
  readonly noeglePakket: Buffer;
}

export const skemanavn = (kode: string): string => `k_${kode}`;
export const rolle = (kode: string, art: 'ejer' | 'app' | 'laes' | 'slet'): string => `k_${kode}_${art}`;

/** The directory's rows; read as the login role, before any kommune's role is taken. */
export const KOMMUNER_SQL = `select kode, navn, skemaversion, proevemiljoe, to_char(nat_klokken, 'HH24:MI') as nat_klokken, noegle_pakket from faelles.kommune`;

export interface Kommuneraekke { kode: string; navn: string; skemaversion: string; proevemiljoe: boolean; nat_klokken: string; noegle_pakket: Buffer }

export const kommuneAf = (r: Kommuneraekke): Kommune => ({
  kode: r.kode, navn: r.navn, skema: skemanavn(r.kode), skemaversion: r.skemaversion,
  proevemiljoe: r.proevemiljoe, natKlokken: r.nat_klokken, noeglePakket: r.noegle_pakket,
});
