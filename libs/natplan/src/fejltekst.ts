import { ForretningsFejl } from '#app/kernel';

/** The kode a debtor's error is listed under. */
export const fejlkode = (f: unknown): string => (typeof f === 'object' && f !== null && 'kode' in f && typeof f.kode === 'string' ? f.kode : 'UVENTET_FEJL');
/** What people may read: a business error's own words; anything else may hold data, so its name only. */
export const fejltekst = (f: unknown): string => (f instanceof ForretningsFejl ? f.message : f instanceof Error ? f.name : 'Ukendt fejl');
