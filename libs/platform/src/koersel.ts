import type { Lokaldato } from '#app/kernel';
import { paastaa } from '#app/kernel';
import type { Tx } from './tx.js';

/** Counts by outcome, and amounts in kroner (text, two decimals) by name: what a step reports. Adds up over parts. */
export interface Delresultat {
  readonly antal: Readonly<Record<string, number>>;
  readonly beloeb: Readonly<Record<string, string>>;
}

/** A debtor with something to do, and how many items: parts are cut by both. */
export interface Arbejde { readonly forretningspartnerId: string; readonly antal: number }

/** One step of the night, as the runs see it. A step either works on debtors or, with `helhed`, once on the whole book. */
export interface Trin {
  readonly kode: string;
  /** Danish name for people. */
  readonly navn: string;
  /** Sends letters: runs only on the newest date caught up (design D7). */
  readonly kunNyesteDato?: boolean;
  /** Before a night (or a run of the step alone) asks who has anything to do: wakes what changed rules or passed dates concern, in this step only. Never in a rehearsal. */
  forbered?(tx: Tx): Promise<void>;
  /** Who has anything to do on tx.forretningsdato. */
  arbejde?(tx: Tx): Promise<Arbejde[]>;
  /** Facts, decisions, one set-wise write, for whole locked debtors. A second call changes nothing. */
  behandl?(tx: Tx, partnere: readonly string[]): Promise<Delresultat>;
  helhed?(tx: Tx): Promise<Delresultat>;
}

/** VENTER_PAA_GODKENDELSE: a night that has not begun, until a second person approves a rehearsal of it. */
export type Koerselstatus = 'VENTER_PAA_GODKENDELSE' | 'I_GANG' | 'PAUSE' | 'STOPPET' | 'AFSLUTTET' | 'AFSLUTTET_MED_FEJL';

export interface Koersel {
  readonly id: string; readonly art: string; readonly noegle: string; readonly forretningsdato: Lokaldato;
  readonly forgaengerId: string | null; readonly status: Koerselstatus; readonly parametre: Record<string, unknown>;
  readonly startet: Date; readonly afsluttet: Date | null;
}

export interface NyKoersel {
  readonly art: string; readonly noegle: string; readonly forretningsdato: Lokaldato;
  readonly forgaengerId?: string; readonly parametre?: Record<string, unknown>;
  /** There was nothing to do: it is over as it begins. */
  readonly intet?: boolean;
}

/** Program and rule version that stand on every run. */
export const PROGRAM = 'debitor 0.1.0';

/** Registers a run. @returns its id, or undefined when a run with this noegle exists already */
export async function opretKoersel(tx: Tx, ny: NyKoersel): Promise<string | undefined> {
  const id = await tx.id();
  const antal = await tx.skriv(
    `insert into koersel (id, art, noegle, forretningsdato, forgaenger_id, program, parametre, status, afsluttet)
     values ($1, $2, $3, $4, $5, $6, $7, $8, case when $8 = 'AFSLUTTET' then clock_timestamp() end) on conflict (noegle) do nothing`,
    [id, ny.art, ny.noegle, ny.forretningsdato, ny.forgaengerId ?? null, PROGRAM, JSON.stringify(ny.parametre ?? {}), ny.intet === true ? 'AFSLUTTET' : 'I_GANG']);
  return antal === 1 ? id : undefined;
}

/** Registers runs that nobody can have registered before, in one statement. @returns their ids, in order */
export async function opretKoersler(tx: Tx, nye: readonly Omit<NyKoersel, 'parametre'>[]): Promise<string[]> {
  if (nye.length === 0) return [];
  const ider = await tx.ids(nye.length);
  await tx.skriv(
    `insert into koersel (id, art, noegle, forretningsdato, forgaenger_id, program, status, afsluttet)
     select u.id, u.art, u.noegle, u.dato, u.nat, $6, case when u.intet then 'AFSLUTTET' else 'I_GANG' end, case when u.intet then clock_timestamp() end
     from unnest($1::bigint[], $2::text[], $3::text[], $4::date[], $5::bigint[], $7::boolean[]) as u (id, art, noegle, dato, nat, intet)`,
    [ider, nye.map((n) => n.art), nye.map((n) => n.noegle), nye.map((n) => n.forretningsdato), nye.map((n) => n.forgaengerId ?? null), PROGRAM, nye.map((n) => n.intet === true)]);
  return ider;
}

/** Who the night is on the trail, and who answers for what the rules set by themselves. */
export const NATTEN = 'natten';

/** Smallest and largest part (design D6): whole debtors, at most `poster` items, at most 2 % of the debtors, at least 100 debtors. */
export interface Delstoerrelse { readonly poster: number; readonly mindstePartnere: number; readonly andelPartnere: number }
export const NATTENS_DELE: Delstoerrelse = { poster: 5000, mindstePartnere: 100, andelPartnere: 0.02 };

/** Cuts the work into parts of whole debtors, in debtor order. Pure. */
export function skaerDele(arbejde: readonly Arbejde[], s: Delstoerrelse): string[][] {
  const sorteret = [...arbejde].sort((a, b) => (BigInt(a.forretningspartnerId) < BigInt(b.forretningspartnerId) ? -1 : 1));
  const maksPartnere = Math.max(s.mindstePartnere, Math.floor(sorteret.length * s.andelPartnere));
  const dele: string[][] = [];
  let del: string[] = [];
  let poster = 0;
  for (const a of sorteret) {
    const fuld = del.length >= maksPartnere || (poster + a.antal > s.poster && del.length > 0 && del.length >= Math.min(s.mindstePartnere, maksPartnere));
    if (fuld) { dele.push(del); del = []; poster = 0; }
    del.push(a.forretningspartnerId);
    poster += a.antal;
  }
  if (del.length > 0) dele.push(del);
  return dele;
}

/** Freezes a run's parts. A step on the whole book is one part without debtors. */
export async function frysDele(tx: Tx, koerselId: string, dele: readonly (readonly string[])[]): Promise<void> {
  for (let i = 0; i < dele.length; i += 500) {
    const nogle = dele.slice(i, i + 500);
    await tx.skriv(`insert into koersel_del (koersel_id, nr, partnere) select $1, $2 + (row_number() over (order by o))::int, coalesce(string_to_array(nullif(t, ''), ',')::bigint[], '{}')
      from unnest($3::text[]) with ordinality as u (t, o)`, [koerselId, i, nogle.map((d) => d.join(','))]);
  }
}

/** Takes a waiting part: locks its row until commit. @returns undefined when it is done, taken by another, or the run is paused */
export async function tagDel(tx: Tx, koerselId: string, nr: number): Promise<{ partnere: string[]; koersel: Koersel } | undefined> {
  const [r] = await tx.sql<{ partnere: string[] } & Koerselraekke>(
    `select d.partnere, ${KOERSEL_KOLONNER} from koersel_del d join koersel k on k.id = d.koersel_id
     where d.koersel_id = $1 and d.nr = $2 and d.status = 'VENTER' and k.status = 'I_GANG' for update of d skip locked`, [koerselId, nr]);
  return r === undefined ? undefined : { partnere: r.partnere, koersel: koerselAf(r) };
}

/** The part is done; in the same transaction as its work. */
export async function faerdigDel(tx: Tx, koerselId: string, nr: number, resultat: Delresultat, medFejl = false): Promise<void> {
  const n = await tx.skriv(`update koersel_del set status = $3, resultat = $4, faerdig = clock_timestamp() where koersel_id = $1 and nr = $2 and status = 'VENTER'`,
    [koerselId, nr, medFejl ? 'FAERDIG_MED_FEJL' : 'FAERDIG', JSON.stringify(resultat)]);
  paastaa(n === 1, 'DEL_ER_IKKE_TAGET');
}

/** Marks a debtor that failed: kode and debtor are listed, and the run is never green. */
export async function noterFejl(tx: Tx, koerselId: string, nr: number, partnerId: string, kode: string, besked: string): Promise<void> {
  await tx.skriv(`insert into koersel_fejl (koersel_id, nr, forretningspartner_id, kode, besked) values ($1, $2, $3, $4, $5)
    on conflict (koersel_id, forretningspartner_id) do update set kode = excluded.kode, besked = excluded.besked`, [koerselId, nr, partnerId, kode, besked]);
}

/** Parts still waiting, in order. */
export async function ventendeDele(tx: Tx, koerselId: string): Promise<number[]> {
  const r = await tx.raekker<[number]>(`select nr from koersel_del where koersel_id = $1 and status = 'VENTER' order by nr`, [koerselId]);
  return r.map(([nr]) => nr);
}

/** Closes a run all of whose parts and steps are done. */
export async function afslutKoersel(tx: Tx, koerselId: string): Promise<Koerselstatus> {
  const [r] = await tx.sql<{ status: Koerselstatus; aaben: boolean }>(
    `update koersel set afsluttet = clock_timestamp(), status = case when exists (select 1 from koersel_del d where d.koersel_id = koersel.id and d.status = 'FAERDIG_MED_FEJL')
       or exists (select 1 from koersel t where t.forgaenger_id = koersel.id and t.status = 'AFSLUTTET_MED_FEJL') then 'AFSLUTTET_MED_FEJL' else 'AFSLUTTET' end
     where id = $1 and status = 'I_GANG' returning status, exists (select 1 from koersel t where t.forgaenger_id = koersel.id and t.status in ('I_GANG', 'PAUSE')) as aaben`, [koerselId]);
  paastaa(r, 'KOERSEL_ER_IKKE_I_GANG');
  paastaa(!r.aaben, 'KOERSEL_HAR_AABNE_TRIN');
  return r.status;
}

/** Adds up the results of a run's parts. */
export function laegSammen(dele: readonly (Delresultat | null)[]): Delresultat {
  const antal: Record<string, number> = {};
  const oere: Record<string, bigint> = {};
  for (const d of dele) {
    for (const [k, v] of Object.entries(d?.antal ?? {})) antal[k] = (antal[k] ?? 0) + v;
    for (const [k, v] of Object.entries(d?.beloeb ?? {})) oere[k] = (oere[k] ?? 0n) + BigInt(v.replace('.', ''));
  }
  return { antal, beloeb: Object.fromEntries(Object.entries(oere).map(([k, o]) => [k, oeretekst(o)])) };
}
const oeretekst = (o: bigint): string => {
  const t = (o < 0n ? -o : o).toString().padStart(3, '0');
  return `${o < 0n ? '-' : ''}${t.slice(0, -2)}.${t.slice(-2)}`;
};

export const TOMT: Delresultat = { antal: {}, beloeb: {} };

export const KOERSEL_KOLONNER = `k.id, k.art, k.noegle, k.forretningsdato, k.forgaenger_id, k.status, k.parametre, k.startet, k.afsluttet`;
export interface Koerselraekke { id: string; art: string; noegle: string; forretningsdato: Lokaldato; forgaenger_id: string | null; status: Koerselstatus; parametre: Record<string, unknown>; startet: Date; afsluttet: Date | null }
export const koerselAf = (r: Koerselraekke): Koersel => ({
  id: r.id, art: r.art, noegle: r.noegle, forretningsdato: r.forretningsdato, forgaengerId: r.forgaenger_id,
  status: r.status, parametre: r.parametre, startet: r.startet, afsluttet: r.afsluttet,
});

/** Locks debtors in id order: one writer per debtor, and imports that only refer to them do not wait (design D6). */
export async function laasPartnere(tx: Tx, partnere: readonly string[]): Promise<void> {
  await tx.skriv(`select 1 from (select id from forretningspartner where id = any($1::bigint[]) order by id for no key update) l`, [partnere]);
}
