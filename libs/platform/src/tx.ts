import type { EntityManager } from 'typeorm';
import type { PoolClient } from 'pg';
import type { Lokaldato } from '#app/kernel';
import type { Kommune } from './kommuner.js';
import type { Noegler } from './kryptering.js';

/** Who asks: taken from the token, the batch run or the CLI. */
export interface Hvem {
  readonly kommuneId: string;
  /** User id as it stands in the trail. */
  readonly bruger: string;
  /** The business date; default the desk's date. */
  readonly forretningsdato?: Lokaldato;
  /** Set for a fagsystem's token: it reaches its own claims only. */
  readonly fagsystem?: string;
  /** Given only in a proevemiljoe: what the books shall say it was known (design D8b). */
  readonly registreret?: Date;
  readonly idempotens?: { readonly noegle: string; readonly aftryk: Buffer };
  readonly korrelationsId?: string;
}

/** What a transaction needs besides its connection. */
export interface TxGrundlag {
  readonly kommune: Kommune;
  readonly noegler: Noegler;
  readonly bruger: string;
  readonly fagsystem: string | undefined;
  readonly forretningsdato: Lokaldato;
  /** The run whose step this is; stands on every bilag it posts. */
  readonly koerselId?: string | undefined;
  readonly ider: (tx: Tx, antal: number) => Promise<string[]>;
}

/** One kommune, one user, one business date, one transaction: the only way to the database. */
export class Tx {
  readonly kommune: Kommune;
  readonly noegler: Noegler;
  readonly bruger: string;
  readonly fagsystem: string | undefined;
  readonly forretningsdato: Lokaldato;
  readonly koerselId: string | undefined;
  /** TypeORM for the desk: one thing at a time. */
  readonly em: EntityManager;
  private readonly grundlag: TxGrundlag;
  constructor(grundlag: TxGrundlag, em: EntityManager, private readonly forbindelse: PoolClient) {
    this.grundlag = grundlag;
    this.em = em;
    this.kommune = grundlag.kommune;
    this.noegler = grundlag.noegler;
    this.bruger = grundlag.bruger;
    this.fagsystem = grundlag.fagsystem;
    this.forretningsdato = grundlag.forretningsdato;
    this.koerselId = grundlag.koerselId;
  }

  /** The same transaction seen from a run's step, or from another business date (nights caught up in one rehearsal). */
  som(andet: { readonly forretningsdato?: Lokaldato; readonly koerselId?: string }): Tx {
    return new Tx({ ...this.grundlag, ...andet }, this.em, this.forbindelse);
  }

  /** Set-wise SQL with parameters; dates and numerics come back as text, bigint as text. */
  async sql<T = Record<string, string>>(tekst: string, vaerdier: readonly unknown[] = []): Promise<T[]> {
    return (await this.forbindelse.query(this.saetning(tekst, vaerdier))).rows as T[];
  }

  /** The same, as rows of arrays: for the many-row reads of a batch. */
  async raekker<T extends readonly unknown[]>(tekst: string, vaerdier: readonly unknown[] = []): Promise<T[]> {
    return (await this.forbindelse.query({ ...this.saetning(tekst, vaerdier), rowMode: 'array' })).rows as unknown as T[];
  }

  /** Rows written by a statement without RETURNING. */
  async skriv(tekst: string, vaerdier: readonly unknown[] = []): Promise<number> {
    return (await this.forbindelse.query(this.saetning(tekst, vaerdier))).rowCount ?? 0;
  }

  private saetning(tekst: string, vaerdier: readonly unknown[]): { name?: string; text: string; values: unknown[] } {
    const name = saetningsnavn(this.kommune.skema, tekst);
    return { ...(name === undefined ? {} : { name }), text: tekst, values: vaerdier.map(parameter) };
  }

  /** Several writes as one statement and one round trip; what they return is not read. Checks see them all (triggers run at the end). */
  async skrivSamlet(skrivninger: readonly Skrivning[]): Promise<void> {
    if (skrivninger.length === 0) return;
    const vaerdier: unknown[] = [];
    const pladser = new Map<string, Map<string, number>>();
    const dele = skrivninger.map((s, i) => {
      const egne = s.vaerdier.map((v, n) => plads(parameter(v), n + 1, s.sql, vaerdier, pladser));
      return `s${i} as (${s.sql.replace(/\$(\d+)/g, (_, n: string) => `$${egne[Number(n) - 1]}`)})`;
    });
    await this.skriv(`with nu as (select registreret_nu() as nu), ${dele.join(',\n')} select 1`, vaerdier);
  }

  /** Fresh ids, rising; a rolled-back transaction burns its own. */
  ids(antal: number): Promise<string[]> { return this.grundlag.ider(this, antal); }
  async id(): Promise<string> { return (await this.ids(1))[0]!; }
}

/** One INSERT or UPDATE with its parameters ($1, $2, …); may read the statement's one moment from `nu`. */
export interface Skrivning { readonly sql: string; readonly vaerdier: readonly unknown[] }

/** Columns for `unnest`, each an array as PostgreSQL writes it: `kolonner(raekker, 2, (r) => [r.id, r.beloeb])`. */
export function kolonner<R>(raekker: readonly R[], antal: number, vaerdier: (r: R) => readonly unknown[]): string[] {
  const ud = Array.from({ length: antal }, () => new Array<string>(raekker.length));
  for (let i = 0; i < raekker.length; i++) {
    const v = vaerdier(raekker[i]!);
    for (let k = 0; k < antal; k++) ud[k]![i] = element(v[k]);
  }
  return ud.map(omsluttet);
}

const navne = new Map<string, string>();
/** Prepared statements that one process asks its connections to keep; later texts are parsed and planned each time. */
const MAKS_NAVNE = 1000;
const KAN_HUSKES = /^\s*(select|with|insert|update|delete)\b/i;

/** A name lets a connection keep the statement parsed and planned: for one claim that costs more than to run it. Plans belong to one schema. */
function saetningsnavn(skema: string, tekst: string): string | undefined {
  const noegle = `${skema} ${tekst}`;
  const kendt = navne.get(noegle);
  if (kendt !== undefined || navne.size >= MAKS_NAVNE || !KAN_HUSKES.test(tekst)) return kendt;
  const navn = `debitor_${navne.size + 1}`;
  navne.set(noegle, navn);
  return navn;
}

/** Shorter columns are not worth finding again, and would give a text for every chance likeness of a few rows. */
const LANG = 1000;

/** Where parameter `n` of a statement stands among all: a column that several writes share (an id, a date) is sent and read once. */
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

const parameter = (v: unknown): unknown => (Array.isArray(v) ? arraytekst(v) : v);
const arraytekst = (v: readonly unknown[]): string => omsluttet(v.map(element));

/** Braces around, with no second copy of a long text. */
function omsluttet(e: string[]): string {
  if (e.length === 0) return '{}';
  e[0] = `{${e[0]}`;
  e[e.length - 1] += '}';
  return e.join(',');
}

/** Needs no quotes inside an array: the driver quotes every element, which costs it, the wire and the server more than the rest. */
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
