import { paastaa, type Lokaldato } from '#app/kernel';
import type { Tx } from './tx.js';

/** A table with gyldig_fra/gyldig_til (what was true on a day) and kendt_fra/kendt_til (what we knew then). Design D16. */
export interface Versionstabel {
  readonly tabel: string;
  readonly noegler: readonly string[];
  readonly vaerdier: readonly string[];
}

/** SQL condition: the version of alias `a` valid on `dato` (an SQL expression), as known now. */
export const gaelder = (a: string, dato: string): string =>
  `${a}.gyldig_fra <= ${dato} and ${a}.gyldig_til > ${dato} and ${a}.kendt_til = 'infinity'`;

/** SQL condition: the version valid on `dato` as it was known at `kendt` (both SQL expressions). */
export const gjaldt = (a: string, dato: string, kendt: string): string =>
  `${a}.gyldig_fra <= ${dato} and ${a}.gyldig_til > ${dato} and ${a}.kendt_fra <= ${kendt} and ${a}.kendt_til > ${kendt}`;

/**
 * Says that from `fra` (to `til`, exclusive) the values are `vaerdier`. What was known before is closed, never changed:
 * the overlapped versions get an end to their being known, and their parts outside [fra, til[ are known anew.
 */
export async function nyVersion(tx: Tx, t: Versionstabel, noegle: Record<string, unknown>, vaerdier: Record<string, unknown>, fra: Lokaldato, til: Lokaldato | 'infinity' = 'infinity'): Promise<void> {
  paastaa(til > fra, 'VERSION_OMVENDT');
  const n = t.noegler.map((k) => noegle[k]);
  const kol = [...t.noegler, ...t.vaerdier].join(', ');
  const hvor = t.noegler.map((k, i) => `${k} = $${i + 3}`).join(' and ');
  const noegleplads = t.noegler.map((_, i) => `$${i + 3}`);
  const vaerdiplads = t.vaerdier.map((_, i) => `$${i + 3 + n.length}`);
  await tx.skriv(
    `with ramt as (
       update ${t.tabel} set kendt_til = greatest(registreret_nu(), kendt_fra + interval '1 microsecond')
       where ${hvor} and kendt_til = 'infinity' and gyldig_fra < $2::date and gyldig_til > $1::date
       returning ${kol}, gyldig_fra, gyldig_til, kendt_til as naa),
     naa as (select coalesce(max(naa), registreret_nu()) as t from ramt)
     insert into ${t.tabel} (${kol}, gyldig_fra, gyldig_til, kendt_fra)
     select ${kol}, gyldig_fra, $1::date, naa.t from ramt, naa where gyldig_fra < $1::date
     union all select ${kol}, $2::date, gyldig_til, naa.t from ramt, naa where gyldig_til > $2::date
     union all select ${[...noegleplads.map((p, i) => `${p}::${typeAf(t, i)}`), ...vaerdiplads].join(', ')}, $1::date, $2::date, naa.t from naa`,
    [fra, til, ...n, ...t.vaerdier.map((v) => vaerdier[v] ?? null)]);
}

/**
 * Says that from `fra` on there is nothing: the newest versions end there, and what was known before stays readable.
 * @returns false when nothing was valid on or after `fra`
 */
export async function ophoerVersion(tx: Tx, t: Versionstabel, noegle: Record<string, unknown>, fra: Lokaldato): Promise<boolean> {
  const kol = [...t.noegler, ...t.vaerdier].join(', ');
  const [r] = await tx.sql<{ n: number }>(
    `with ramt as (
       update ${t.tabel} set kendt_til = greatest(registreret_nu(), kendt_fra + interval '1 microsecond')
       where ${t.noegler.map((k, i) => `${k} = $${i + 2}`).join(' and ')} and kendt_til = 'infinity' and gyldig_til > $1::date
       returning ${kol}, gyldig_fra, kendt_til as naa),
     ny as (insert into ${t.tabel} (${kol}, gyldig_fra, gyldig_til, kendt_fra) select ${kol}, gyldig_fra, $1::date, naa from ramt where gyldig_fra < $1::date)
     select count(*)::int as n from ramt`, [fra, ...t.noegler.map((k) => noegle[k])]);
  return r!.n > 0;
}

/** Keys ending in _id are bigint, `trin` smallint, `opslag` bytea, others text. */
function typeAf(t: Versionstabel, i: number): string {
  const k = t.noegler[i]!;
  return k.endsWith('_id') ? 'bigint' : k === 'trin' ? 'smallint' : k === 'opslag' ? 'bytea' : 'text';
}
