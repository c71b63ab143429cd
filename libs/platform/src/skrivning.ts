/** One INSERT or UPDATE with its parameters ($1, $2, …); inside `tx.skrivSamlet` it may read the statement's one moment from `nu`. */
export interface Skrivning { readonly sql: string; readonly vaerdier: readonly unknown[] }

export type Sqltype = 'bigint' | 'int' | 'smallint' | 'numeric' | 'date' | 'boolean' | 'text' | 'bytea';
/** Columns of many rows: name → type, and what a row has in it (null and undefined alike are NULL; dates, numerics and bigints as text). */
export type Kolonner<R> = Readonly<Record<string, readonly [type: Sqltype, vaerdi: (r: R, nr: number) => unknown]>>;
/** Columns that all rows share. */
export type Faste = Readonly<Record<string, readonly [type: Sqltype, vaerdi: unknown] | typeof NU>>;
/** The statement's one moment: `registreret`, `oprettet`, `kendt_fra` of what `tx.skrivSamlet` writes. */
export const NU = 'NU';

/** `INSERT` of many rows: every column is one parameter. `efter`: ON CONFLICT …; it may not hold parameters. */
export function indsaet<R>(tabel: string, raekker: readonly R[], kolonner: Kolonner<R>, faste: Faste = {}, efter = ''): Skrivning {
  const vaerdier = arrays(raekker, kolonner);
  const dele = unnestet(kolonner, 1);
  for (const fast of Object.values(faste)) dele.push(fast === NU ? 'nu.nu' : `$${vaerdier.push(fast[1])}::${fast[0]}`);
  const navne = [...Object.keys(kolonner), ...Object.keys(faste)];
  return { sql: `insert into ${tabel} (${navne.join(', ')}) select ${dele.join(', ')}${Object.values(faste).includes(NU) ? ' from nu' : ''} ${efter}`, vaerdier };
}

/**
 * Rows of parameters as a source in FROM: `${k.sql} u`, its parameters numbered from `fra`. Unnested in the select list, since a
 * function in FROM is laid down in a store of its own, column by column, before its first row is read.
 */
export function tabel<R>(raekker: readonly R[], kolonner: Kolonner<R>, fra = 1): Skrivning {
  return { sql: `(select ${unnestet(kolonner, fra).map((u, i) => `${u} as ${Object.keys(kolonner)[i]}`).join(', ')})`, vaerdier: arrays(raekker, kolonner) };
}

const unnestet = <R>(k: Kolonner<R>, fra: number): string[] => Object.values(k).map(([type], i) => `unnest($${fra + i}::${type}[])`);

function arrays<R>(raekker: readonly R[], kolonner: Kolonner<R>): unknown[] {
  return Object.values(kolonner).map(([type, vaerdi]) => {
    const e = new Array<unknown>(raekker.length);
    if (type === 'text' || type === 'bytea') for (let i = 0; i < e.length; i++) e[i] = element(vaerdi(raekker[i]!, i));
    else for (let i = 0; i < e.length; i++) e[i] = vaerdi(raekker[i]!, i) ?? 'NULL';
    return omsluttet(e);
  });
}

/** An array as PostgreSQL writes it; what is no array is left as it is. The driver quotes every element, which costs it, the wire and the server more than the rest. */
export const parameter = (v: unknown): unknown => (Array.isArray(v) ? arraytekst(v) : v);
const arraytekst = (v: readonly unknown[]): string => omsluttet(v.map(element));

/** Braces around, with no second copy of a long text. */
function omsluttet(e: unknown[]): string {
  if (e.length === 0) return '{}';
  e[0] = `{${String(e[0])}`;
  e[e.length - 1] = `${String(e[e.length - 1])}}`;
  return e.join(',');
}

/** Needs no quotes inside an array. */
const BAR = /^[^\s{},"\\]+$/;

function element(v: unknown): string {
  if (typeof v === 'string') return BAR.test(v) && !(v.length === 4 && v.toUpperCase() === 'NULL') ? v : citeret(v);
  if (v === null || v === undefined) return 'NULL';
  if (typeof v !== 'object') return String(v);
  if (Buffer.isBuffer(v)) return `"\\\\x${v.toString('hex')}"`;
  if (Array.isArray(v)) return arraytekst(v);
  return citeret(v instanceof Date ? v.toISOString() : JSON.stringify(v));
}
const citeret = (tekst: string): string => `"${tekst.replace(/["\\]/g, '\\$&')}"`;

/** Shorter columns are not worth finding again, and would give a text for every chance likeness of a few rows. */
const LANG = 1000;

/** Several writes as one statement and its parameters: a column that several of them share (an id, a date) is sent and read once. */
export function samlet(skrivninger: readonly Skrivning[]): Skrivning {
  const vaerdier: unknown[] = [];
  const pladser = new Map<string, Map<string, number>>();
  const dele = skrivninger.map((s, i) => {
    const egne = s.vaerdier.map((v, n) => plads(parameter(v), n + 1, s.sql, vaerdier, pladser));
    return `s${i} as (${s.sql.replace(/\$(\d+)/g, (_, n: string) => `$${egne[Number(n) - 1]}`)})`;
  });
  return { sql: `with nu as (select registreret_nu() as nu), ${dele.join(',\n')} select 1`, vaerdier };
}

/** Where parameter `n` of a statement stands among all. */
function plads(v: unknown, n: number, sql: string, vaerdier: unknown[], pladser: Map<string, Map<string, number>>): number {
  const type = typeof v === 'string' && v.length >= LANG ? new RegExp(`\\$${n}(::\\w+\\[\\])`).exec(sql)?.[1] : undefined;
  if (type === undefined) return vaerdier.push(v);
  const ens = pladser.get(type) ?? new Map<string, number>();
  pladser.set(type, ens);
  const kendt = ens.get(v as string);
  if (kendt !== undefined) return kendt;
  ens.set(v as string, vaerdier.push(v));
  return vaerdier.length;
}
