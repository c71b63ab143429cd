import { beloebTekst, kr, type Beloeb } from '#app/kernel';
import { kolonner, type Tx } from '#app/platform';
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
  await tx.skriv(`insert into bankudtog (id, indbakke_id, bankkonto_id, udtogs_id, dato, primosaldo, ultimosaldo, antal)
    select u.id, $1, u.konto, u.udtog, u.dato, u.primo, u.ultimo, u.antal from unnest($2::bigint[], $3::bigint[], $4::text[], $5::date[], $6::numeric[], $7::numeric[], $8::int[]) u (id, konto, udtog, dato, primo, ultimo, antal)
    on conflict (bankkonto_id, udtogs_id) do nothing`,
  [indbakkeId, ids, ...kolonner(udtog, 6, (u) => [u.bankkontoId, u.udtogsId, u.dato, beloebTekst(u.primosaldo), beloebTekst(u.ultimosaldo), u.antal])]);
  const r = await tx.sql<{ nr: number; id: string; primo: string; ultimo: string; antal: number; faerdigt: boolean }>(
    `select u.nr, b.id, b.primosaldo as primo, b.ultimosaldo as ultimo, b.antal,
       b.indbakke_id <> $1 and exists (select 1 from indbakke_status s where s.indbakke_id = b.indbakke_id and s.status = 'BEHANDLET') as faerdigt
     from unnest($2::int[], $3::bigint[], $4::text[]) u (nr, konto, udtog) join bankudtog b on b.bankkonto_id = u.konto and b.udtogs_id = u.udtog`,
    [indbakkeId, ...kolonner(udtog, 3, (u) => [u.nr, u.bankkontoId, u.udtogsId])]);
  return new Map(r.map((x) => [x.nr, { id: x.id, primosaldo: kr(x.primo), ultimosaldo: kr(x.ultimo), antal: x.antal, faerdigt: x.faerdigt }]));
}
