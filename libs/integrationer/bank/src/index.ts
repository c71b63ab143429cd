/**
 * integrationer/bank: codec for the bank's account statements, ISO 20022 camt.053 (001.02, 001.04, 001.08). Pure: no
 * database, no clock, no settings. Amounts are positive kroner with a `retning` (KREDIT is money in), balances signed.
 */
export * from './betalingslinjer.js';
export * from './fejl.js';
export * from './fik.js';
export { laesCamt053, type Camtvalg } from './laes.js';
export * from './skriv.js';
export * from './typer.js';
export * from './bank.module.js';
export * from './bankfiler.service.js';
export * from './bankindlaesning.fejl.js';
export { type Bankkvittering, type Filoversigt, type Filudtog } from './bankindlaesning.rules.js';
export * from './bankindlaesning.service.js';
