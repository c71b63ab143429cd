import { ForretningsFejl, type Feltfejl } from '#app/kernel';
import { indsaet, type Tx } from '#app/platform';
import type { Kravudfald } from '#app/krav';
import type { Nummereret } from './modtagelse.js';
import type { Linjefejl } from './typer.js';

export type Linjeudfald = 'OPRETTET' | 'FANDTES' | 'AFVIST' | 'FEJL';

/** What became of one claim of a file. */
export interface Linjeresultat {
  readonly nr: number; readonly linje: number; readonly udfald: Linjeudfald;
  readonly kravId?: string; readonly klarhed?: string; readonly fejl?: readonly Linjefejl[];
  /** As the sender wrote it; of a claim that could not be read, perhaps nothing. */
  readonly reference?: string | undefined;
}

/** It has no claim yet: it is tried again when the run is taken up. */
export const manglerKrav = (r: Linjeresultat): boolean => r.kravId === undefined;

export const registreret = (p: Nummereret, u: Extract<Kravudfald, { kravId: string }>): Linjeresultat =>
  ({ nr: p.nr, linje: p.linjer[0]!, udfald: u.udfald, kravId: u.kravId, ...(u.klarhed === undefined ? {} : { klarhed: u.klarhed.udfald }) });

export const afvist = (p: Nummereret, fejl: readonly (Feltfejl | Linjefejl)[]): Linjeresultat =>
  ({ nr: p.nr, linje: p.linjer[0]!, udfald: 'AFVIST', reference: referenceAf(p), fejl: fejl.map(({ felt, kode, besked, ...f }) => ({ felt, kode, besked, linje: 'linje' in f ? f.linje : linjen(p, felt) })) });

/** Something else than the claim itself is wrong; people read a business error's own words, of anything else its name alone. */
export const fejlet = (p: Nummereret, fejl: unknown): Linjeresultat => ({ nr: p.nr, linje: p.linjer[0]!, udfald: 'FEJL', reference: referenceAf(p),
  fejl: [{ felt: 'krav', linje: p.linjer[0]!, kode: fejl instanceof ForretningsFejl ? fejl.kode : 'UVENTET_FEJL', besked: fejl instanceof ForretningsFejl ? fejl.message : fejl instanceof Error ? fejl.name : 'Ukendt fejl' }] });

/** The row of a claim line, where the file has one for each. */
const linjen = (p: Nummereret, felt: string): number => p.linjer[parseInt(/^linjer\[(\d+)\]/.exec(felt)?.[1] ?? '0', 10)] ?? p.linjer[0]!;

const MAKS_REFERENCE = 50;
function referenceAf(p: Nummereret): string | undefined {
  const v = p.krav?.['reference'] ?? /"reference"\s*:\s*"((?:[^"\\]|\\.){1,50})"/.exec(p.raa ?? '')?.[1];
  return typeof v === 'string' ? v.slice(0, MAKS_REFERENCE) : undefined;
}

/** Writes or replaces the answers; a claim that was registered keeps the answer it got then. */
export async function gemResultater(tx: Tx, kravfilId: string, svar: readonly Linjeresultat[]): Promise<void> {
  if (svar.length === 0) return;
  await tx.skrivSamlet([indsaet('kravfil_resultat', svar, {
    nr: ['int', (r) => r.nr], linje: ['int', (r) => r.linje], udfald: ['text', (r) => r.udfald], krav_id: ['bigint', (r) => r.kravId], klarhed: ['text', (r) => r.klarhed], kode: ['text', (r) => r.fejl?.[0]?.kode],
    fejl: ['text', (r) => (r.fejl === undefined ? undefined : JSON.stringify(r.fejl))], reference: ['bytea', (r) => (r.reference === undefined || !manglerKrav(r) ? null : tx.noegler.krypter(r.reference))],
  }, { kravfil_id: ['bigint', kravfilId] }, `on conflict (kravfil_id, nr) do update set udfald = excluded.udfald, krav_id = excluded.krav_id, klarhed = excluded.klarhed, kode = excluded.kode, fejl = excluded.fejl, reference = excluded.reference
    where kravfil_resultat.krav_id is null`)]);
}
