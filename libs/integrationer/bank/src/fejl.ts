import { ForretningsFejl } from '#app/kernel';

/** Why a bank file was refused. Stable for ever. The Danish title beside each is the same for every occurrence. */
export const BANKFIL_TITLER = {
  BANKFIL_IKKE_XML: 'Bankfilen er ikke velformet XML',
  BANKFIL_AFKORTET: 'Bankfilen er afkortet',
  BANKFIL_IKKE_CAMT053: 'Bankfilen er ikke et camt.053-kontoudtog',
  BANKFIL_DTD_FORBUDT: 'Bankfilen indeholder en DTD',
  BANKFIL_TEGNSAET: 'Bankfilens tegnsæt kan ikke læses',
  BANKFIL_FELT: 'Et felt i bankfilen mangler eller er ugyldigt',
  BANKFIL_SUM: 'Bankfilens summer stemmer ikke',
  BANKFIL_FOR_DYB: 'Bankfilens XML er indlejret for dybt',
  CAMT_BELOEB: 'Et beløb i bankfilen kan ikke bogføres',
} as const;

export type BankfilKode = keyof typeof BANKFIL_TITLER;

/**
 * A bank file cannot be read; status 422. The detail names line, element and sums, never a text from the file: that may
 * be a name, a message or a CPR number. `felt` is the element's path, for example 'Stmt/Ntry/Amt'.
 */
export class BankfilFejl extends ForretningsFejl {
  readonly kode: BankfilKode;
  readonly status = 422;
  readonly titel: string;

  constructor(kode: BankfilKode, detail: string, felt?: string) {
    super(detail, felt === undefined ? [] : [{ felt, kode, besked: detail }]);
    this.kode = kode;
    this.titel = BANKFIL_TITLER[kode];
  }
}
