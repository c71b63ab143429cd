import type { EntityManager } from 'typeorm';
import type { PoolClient } from 'pg';
import type { Lokaldato } from '#app/kernel';
import type { Kommune } from './kommuner.js';
import type { Noegler } from './kryptering.js';
import { parameter, samlet, type Skrivning } from './skrivning.js';

/** Who asks: taken from the token, the batch run or the CLI. */
export interface Hvem {
  readonly kommuneId: string;
  /** User id as it stands in the trail. */
  readonly bruger: string;
  /** The business date; default the desk's date. */
  readonly forretningsdato?: Lokaldato;
  /** Set for a fagsystem's token: it reaches its own claims only. */
  readonly fagsystem?: string;
  /** What the token lets the caller do; absent where no token asked (the night, the CLI). */
  readonly rettigheder?: ReadonlySet<string>;
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
  readonly rettigheder?: ReadonlySet<string> | undefined;
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
  /** The token's rights, for what a room must ask beyond the endpoint's own; undefined: no token asked. */
  readonly rettigheder: ReadonlySet<string> | undefined;
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
    this.rettigheder = grundlag.rettigheder;
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
    const { sql, vaerdier } = samlet(skrivninger);
    await this.skriv(sql, vaerdier);
  }

  /** Fresh ids, rising; a rolled-back transaction burns its own. */
  ids(antal: number): Promise<string[]> { return this.grundlag.ider(this, antal); }
  async id(): Promise<string> { return (await this.ids(1))[0]!; }
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
