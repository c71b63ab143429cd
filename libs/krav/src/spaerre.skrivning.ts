import type { Lokaldato } from '#app/kernel';
import { indsaet, NATTEN, type Skrivning } from '#app/platform';
import { SPAERRETRIN, type Spaerreart } from './spaerre.rules.js';
import type { Vagt } from './vagt.js';

/** A spærre on one claim, set by a decider that has locked its debtor. Without an end, and the rules answer for it and end it, whoever gave them cause; unless `til` and `ejer` say otherwise. */
export interface Kravspaerre { readonly id: string; readonly kravId: string; readonly art: Spaerreart; readonly aarsag: string; readonly fra: Lokaldato; readonly til?: Lokaldato | 'infinity'; readonly ejer?: string }

/** Many at once, as writes to be sent with the caller's own; `spaerrevagter` wakes whom they concern. */
export const kravspaerrer = (nye: readonly Kravspaerre[]): Skrivning[] => (nye.length === 0 ? [] : [indsaet('spaerre', nye, {
  id: ['bigint', (s) => s.id], objekt_id: ['bigint', (s) => s.kravId], art: ['text', (s) => s.art], aarsag: ['text', (s) => s.aarsag], fra: ['date', (s) => s.fra], til: ['date', (s) => s.til ?? 'infinity'], ejer: ['text', (s) => s.ejer ?? NATTEN],
}, { niveau: ['text', 'KRAV'] })]);

/** These turned out never to have been due: they have held on no day. */
export const spaerrerUdenVirkning = (ider: readonly string[]): Skrivning[] => (ider.length === 0 ? [] : [{ sql: `update spaerre set til = fra where id = any($1::bigint[]) and til <> fra`, vaerdier: [ider] }]);

/** The steps that honour such a spærre look at the claim again. */
export const spaerrevagter = (ramte: readonly { readonly forretningspartnerId: string; readonly hovedkravId: string; readonly art: Spaerreart }[], tidligst: Lokaldato): Vagt[] =>
  ramte.flatMap((r) => (SPAERRETRIN[r.art] ?? []).map((trin) => ({ forretningspartnerId: r.forretningspartnerId, kravId: r.hovedkravId, trin, tidligst })));
