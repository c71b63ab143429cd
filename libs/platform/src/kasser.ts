import type { Tx } from './tx.js';
import { MODTAGER } from './ejerskab.js';
import { indsaet, NU, tabel, type Skrivning } from './skrivning.js';
import { sha256 } from './kryptering.js';
import { stykker } from './stykker.js';

/** A message as it came, before anything is read from it. */
export interface Modtaget { readonly kanal: string; readonly noegle: string; readonly indhold: Buffer }

/** Stores a raw message. @returns its id, and whether it was there already */
export async function gemIIndbakke(tx: Tx, m: Modtaget): Promise<{ id: string; kendt: boolean }> {
  const id = await tx.id();
  const ny = await tx.skriv(`insert into indbakke (id, kanal, noegle, sha256, stoerrelse, indhold) values ($1, $2, $3, $4, $5, $6) on conflict (kanal, noegle) do nothing`,
    [id, m.kanal, m.noegle, sha256(m.indhold), m.indhold.length, tx.noegler.krypter(m.indhold)]);
  if (ny === 1) return { id, kendt: false };
  const [r] = await tx.sql<{ id: string }>(`select id from indbakke where kanal = $1 and noegle = $2`, [m.kanal, m.noegle]);
  return { id: r!.id, kendt: true };
}

/** The raw bytes as received; of a message kept in pieces, all of them together. */
export async function laesFraIndbakke(tx: Tx, id: string): Promise<Buffer> {
  const [r] = await tx.sql<{ indhold: Buffer }>(`select indhold from indbakke where id = $1`, [id]);
  if (r!.indhold.length > 0) return tx.noegler.dekrypter(r!.indhold);
  const dele: Buffer[] = [];
  for await (const s of stykker(tx, id)) dele.push(s);
  return Buffer.concat(dele);
}

/** What became of a received message; a later word stands beside the earlier ones. */
export async function noterIndbakke(tx: Tx, id: string, status: 'BEHANDLET' | 'AFVIST', kode?: string, detalje?: string): Promise<void> {
  await tx.skriv(`insert into indbakke_status (indbakke_id, nr, status, kode, detalje)
    select $1, coalesce(max(nr), 0) + 1, $2, $3, $4 from indbakke_status where indbakke_id = $1`, [id, status, kode ?? null, detalje ?? null]);
}

/** A message to the outside, decided in this transaction. `noegle` makes a second decision of the same thing impossible. */
export interface Udgaaende { readonly art: string; readonly noegle: string; readonly forretningspartnerId?: string; readonly indhold: unknown }

/** Messages to udbakke as writes to be sent with the caller's own (tx.skrivSamlet). Content may hold persons: it is encrypted. */
export async function udgaaende(tx: Tx, beskeder: readonly Udgaaende[]): Promise<Skrivning[]> {
  if (beskeder.length === 0) return [];
  const ids = await tx.ids(beskeder.length);
  return [indsaet('udbakke', beskeder, {
    id: ['bigint', (_, i) => ids[i]], art: ['text', (b) => b.art], noegle: ['text', (b) => b.noegle], forretningspartner_id: ['bigint', (b) => b.forretningspartnerId],
    indhold: ['bytea', (b) => tx.noegler.krypter(JSON.stringify(b.indhold))],
  }, { registreret: NU })];
}

/** Something that happened to a claim, told to the fagsystem that owns it on tx.forretningsdato. `fagsystem`: who registered it, who owns it unless it has changed hands. */
export interface Haendelse { readonly fagsystem: string; readonly kravId: string; readonly art: string; readonly virkningsdato: string; readonly beloeb?: string | null; readonly bilagId?: string | null }

/** Events as writes to be sent with the caller's own (tx.skrivSamlet). Renter and gebyrer belong to the debitorsystem. */
export async function haendelser(tx: Tx, h: readonly Haendelse[]): Promise<Skrivning[]> {
  if (h.length === 0) return [];
  const ids = await tx.ids(h.length);
  const u = tabel(h, {
    id: ['bigint', (_, i) => ids[i]], fagsystem: ['text', (x) => x.fagsystem], krav_id: ['bigint', (x) => x.kravId], art: ['text', (x) => x.art],
    virkningsdato: ['date', (x) => x.virkningsdato], beloeb: ['numeric', (x) => x.beloeb], bilag_id: ['bigint', (x) => x.bilagId],
  }, 2);
  return [{
    sql: `insert into haendelse (id, fagsystem, krav_id, art, virkningsdato, beloeb, bilag_id, registreret)
      select u.id, ${MODTAGER('u.krav_id', 'u.fagsystem', '$1::date')}, u.krav_id, u.art, u.virkningsdato, u.beloeb, u.bilag_id, nu.nu from nu, ${u.sql} u`,
    vaerdier: [tx.forretningsdato, ...u.vaerdier],
  }];
}

/** SQL condition: rows of transactions all of whose elders have ended, so nothing can appear behind them (design D4). */
export const AFSLUTTEDE_TRANSAKTIONER = `xid < pg_snapshot_xmin(pg_current_snapshot())`;
