import type { Database } from './database.js';
import { afslutKoersel, ventendeDele } from './koersel.js';
import type { Hvem, Tx } from './tx.js';

/** A part that waits for whichever worker comes first. */
export interface Ventendedel { readonly koerselId: string; readonly nr: number }

/** Runs beside the night, part by part: files, rehearsals, rounds of letters. */
export interface Sidekoersel {
  /** Name of the runs and of their jobs. */
  readonly art: string;
  ventende(hvem: Hvem): Promise<readonly Ventendedel[]>;
  koerDel(hvem: Hvem, del: Ventendedel): Promise<void>;
}

/** Parts of an art that wait, oldest run first; a run none of whose parts waits any more is ended by `afslut`. */
export async function ventendeAf(db: Database, hvem: Hvem, art: string, afslut: (tx: Tx, koerselId: string) => Promise<unknown> = afslutNaarFaerdig): Promise<Ventendedel[]> {
  const r = await db.iKommune(hvem, (tx) => tx.sql<{ koerselId: string; nr: number | null }>(
    `select k.id as "koerselId", d.nr from koersel k left join koersel_del d on d.koersel_id = k.id and d.status = 'VENTER' where k.art = $1 and k.status = 'I_GANG' order by k.id, d.nr`, [art]));
  for (const faerdig of r.filter((x) => x.nr === null)) await db.iKommune(hvem, (tx) => afslut(tx, faerdig.koerselId));
  return r.flatMap(({ koerselId, nr }) => (nr === null ? [] : [{ koerselId, nr }]));
}

/** Ends a run none of whose parts waits; whoever comes first. @returns true when it did */
export async function afslutNaarFaerdig(tx: Tx, koerselId: string): Promise<boolean> {
  const [r] = await tx.sql(`select 1 from koersel where id = $1 and status = 'I_GANG' for update`, [koerselId]);
  if (r === undefined || (await ventendeDele(tx, koerselId)).length > 0) return false;
  await afslutKoersel(tx, koerselId);
  return true;
}

/** One run's waiting parts, here and now, `samtidige` at once. @returns when it has ended or is held */
export async function koerVentende(s: Sidekoersel, hvem: Hvem, koerselId: string, samtidige: number, fremdrift?: (faerdige: number, ialt: number) => void): Promise<void> {
  const egne = (await s.ventende(hvem)).filter((v) => v.koerselId === koerselId);
  const koe = [...egne];
  let faerdige = 0;
  await Promise.all(Array.from({ length: Math.min(samtidige, koe.length) }, async () => {
    for (let v = koe.shift(); v !== undefined; v = koe.shift()) {
      await s.koerDel(hvem, v);
      fremdrift?.(++faerdige, egne.length);
    }
  }));
}
