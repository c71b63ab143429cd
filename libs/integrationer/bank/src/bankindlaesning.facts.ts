import { beloebTekst, kr, type Beloeb } from '#app/kernel';
import { indsaet, tabel, type Tx } from '#app/platform';
import type { Filudtog } from './bankindlaesning.rules.js';

/** Our accounts by number, and every FI-kreditornummer that is ours. */
export interface Egne { readonly konti: ReadonlyMap<string, string>; readonly kreditorer: ReadonlySet<string> }

export async function hentEgne(tx: Tx): Promise<Egne> {
  const r = await tx.sql<{ id: string; kontonummer: string; fi: string | null }>(`select id, kontonummer, fi_kreditor as fi from bankkonto`);
  return { konti: new Map(r.map((k) => [k.kontonummer, k.id])), kreditorer: new Set(r.flatMap((k) => (k.fi === null ? [] : [k.fi]))) };
}

/** The receipt of a file that is done; undefined while it is not (new, refused, or stopped in the middle). */
export async function hentKvittering(tx: Tx, indbakkeId: string): Promise<string | undefined> {
  const [r] = await tx.sql<{ detalje: string }>(`select detalje from indbakke_status where indbakke_id = $1 and status = 'BEHANDLET' order by nr desc limit 1`, [indbakkeId]);
  return r?.detalje;
}

/** A statement that is in the books already. */
export interface Kendtudtog { readonly id: string; readonly primosaldo: Beloeb; readonly ultimosaldo: Beloeb; readonly antal: number; /** Its file was booked to its end. */ readonly faerdigt: boolean }

/** Makes sure every statement has its row, and says which ones other files have brought whole: by `nr` in the file. */
export async function sikrUdtog(tx: Tx, indbakkeId: string, udtog: readonly (Filudtog & { readonly bankkontoId: string })[]): Promise<Map<number, Kendtudtog>> {
  const ids = await tx.ids(udtog.length);
  await tx.skrivSamlet([indsaet('bankudtog', udtog, {
    id: ['bigint', (_, i) => ids[i]], bankkonto_id: ['bigint', (u) => u.bankkontoId], udtogs_id: ['text', (u) => u.udtogsId], dato: ['date', (u) => u.dato],
    primosaldo: ['numeric', (u) => beloebTekst(u.primosaldo)], ultimosaldo: ['numeric', (u) => beloebTekst(u.ultimosaldo)], antal: ['int', (u) => u.antal],
  }, { indbakke_id: ['bigint', indbakkeId] }, 'on conflict (bankkonto_id, udtogs_id) do nothing')]);
  const fil = tabel(udtog, { nr: ['int', (u) => u.nr], konto: ['bigint', (u) => u.bankkontoId], udtog: ['text', (u) => u.udtogsId] }, 2);
  const r = await tx.sql<{ nr: number; id: string; primo: string; ultimo: string; antal: number; faerdigt: boolean }>(
    `select u.nr, b.id, b.primosaldo as primo, b.ultimosaldo as ultimo, b.antal,
       b.indbakke_id <> $1 and exists (select 1 from indbakke_status s where s.indbakke_id = b.indbakke_id and s.status = 'BEHANDLET') as faerdigt
     from ${fil.sql} u join bankudtog b on b.bankkonto_id = u.konto and b.udtogs_id = u.udtog`,
    [indbakkeId, ...fil.vaerdier]);
  return new Map(r.map((x) => [x.nr, { id: x.id, primosaldo: kr(x.primo), ultimosaldo: kr(x.ultimo), antal: x.antal, faerdigt: x.faerdigt }]));
}
