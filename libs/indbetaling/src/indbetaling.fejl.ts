import { ForretningsFejl } from '#app/kernel';

/** 409: the post is already a debtor's money. */
export class IndbetalingErPlaceret extends ForretningsFejl {
  readonly kode = 'INDBETALING_ER_PLACERET'; readonly status = 409; readonly titel = 'Indbetalingen er allerede placeret';
  constructor(id: string) { super(`Indbetaling ${id} er allerede placeret på et krav.`); }
}
/** 409: money that left the account pays nothing. */
export class IndbetalingErUdgaaende extends ForretningsFejl {
  readonly kode = 'INDBETALING_ER_UDGAAENDE'; readonly status = 409; readonly titel = 'Posten er ikke en indbetaling';
  constructor(id: string) { super(`Post ${id} er penge ud af kontoen eller en tilbageførsel og kan ikke placeres på et krav.`); }
}
/** 409: the bank account is registered already. */
export class BankkontoFindes extends ForretningsFejl {
  readonly kode = 'BANKKONTO_FINDES'; readonly status = 409; readonly titel = 'Bankkontoen findes allerede';
  constructor() { super('Bankkontoen er allerede oprettet.', [{ felt: 'kontonummer', kode: 'BANKKONTO_FINDES', besked: 'Bankkontoen er allerede oprettet.' }]); }
}
