import { DataSource, type EntityTarget, type ObjectLiteral, type QueryRunner } from 'typeorm';
import pg, { type Pool, type PoolClient } from 'pg';
import { danskDato, paastaa, type Lokaldato } from '#app/kernel';
import type { Config } from './config.js';
import { kanGentages, KommuneOpdateres, KommuneUkendt, oversaetDatabasefejl } from './fejl.js';
import { gemSvar, hentSvar } from './idempotens.js';
import { KOMMUNER_SQL, kommuneAf, rolle, type Kommune, type Kommuneraekke } from './kommuner.js';
import { pakNoegleUd, type Noegler } from './kryptering.js';
import { migrationsversion } from './migrationer.js';
import { Tx, type Hvem } from './tx.js';
import type { Ur } from './ur.js';

const BLOK = 1000n;
const FORSOEG = 3;
const KOMMUNE_GEMMES_MS = 5000;

export interface Kommuneoptioner {
  /** Rolls back in the end whatever happens, in REPEATABLE READ: a rehearsal. */
  readonly proev?: boolean;
  /** A read-only transaction over one snapshot. */
  readonly laes?: boolean;
  /** Reads and writes over one snapshot; what others changed meanwhile makes it run again. */
  readonly oejeblik?: boolean;
}

/** Sets role, schema and trail for one transaction; a guard against mistakes, in one round trip (design D3). */
const INDSTIL = `select set_config('role', $1, true), set_config('search_path', $2, true), set_config('app.bruger', $3, true), set_config('app.registreret', $4, true)`;

/** The one door to the database. Holds the pool; hands out transactions inside one kommune. */
export class Database {
  readonly datakilde: DataSource;
  private readonly kommuner = new Map<string, { kommune: Kommune; noegler: Noegler; hentet: number }>();
  private readonly numre = new Map<string, { naeste: bigint; slut: bigint }>();
  private readonly hovednoegle: Buffer;

  constructor(config: Config, readonly ur: Ur, entiteter: readonly EntityTarget<ObjectLiteral>[] = []) {
    this.hovednoegle = Buffer.from(config.DEBITOR_NOEGLE, 'base64');
    this.datakilde = new DataSource({
      type: 'postgres', url: config.DATABASE_URL, entities: [...entiteter] as never, synchronize: false, logging: false,
      extra: {
        max: config.DB_FORBINDELSER, maxUses: 20000, idleTimeoutMillis: 30000, connectionTimeoutMillis: 30000,
        statement_timeout: 600000, idle_in_transaction_session_timeout: 60000, application_name: 'debitor', types: typer(),
      },
    });
  }

  async aabn(): Promise<this> {
    if (!this.datakilde.isInitialized) await this.datakilde.initialize();
    this.pool().on('error', () => undefined); // an idle connection lost with its server; the next query opens a new one
    await this.kraevSvagtLogin();
    return this;
  }
  async luk(): Promise<void> { if (this.datakilde.isInitialized) await this.datakilde.destroy(); }

  /** One transaction in one kommune. Runs `arbejde` again where two transactions met (at most three times), so it must have no effect but through `tx`. */
  async iKommune<T>(hvem: Hvem, arbejde: (tx: Tx) => Promise<T>, opt: Kommuneoptioner = {}): Promise<T> {
    for (let forsoeg = 1; ; forsoeg++) {
      try {
        return await this.engang(hvem, arbejde, opt);
      } catch (fejl) {
        if (fejl instanceof Dagskifte || (kanGentages(fejl) && forsoeg < FORSOEG)) continue;
        throw oversaetDatabasefejl(fejl);
      }
    }
  }

  /**
   * Work of several transactions under one Idempotency-Key: an answer given before is given again, another body is refused, and the
   * answer is kept when the work is done. The work itself must bear being repeated: two at once may both do it.
   */
  async iFlereTrin<T>(hvem: Hvem, arbejde: (hvem: Hvem) => Promise<T>): Promise<T> {
    const { idempotens, ...uden } = hvem;
    if (idempotens === undefined) return arbejde(hvem);
    const gemt = await this.iKommune(uden, (tx) => hentSvar<T>(tx, idempotens));
    if (gemt !== undefined) return gemt.svar;
    const svar = await arbejde(uden);
    return this.iKommune(hvem, async () => svar);
  }

  private async engang<T>(hvem: Hvem, arbejde: (tx: Tx) => Promise<T>, opt: Kommuneoptioner): Promise<T> {
    const { kommune, noegler } = await this.slaaOp(hvem.kommuneId);
    const qr = this.datakilde.createQueryRunner();
    try {
      const forbindelse = (await qr.connect()) as PoolClient;
      await qr.startTransaction(opt.proev || opt.laes || opt.oejeblik ? 'REPEATABLE READ' : undefined); // READ COMMITTED is the server's own, a round trip less
      const startdag = danskDato(this.ur.nu());
      await forbindelse.query({ name: 'debitor_indstil', text: INDSTIL, values: [rolle(kommune.kode, 'app'), `${kommune.skema}, pg_temp`, hvem.bruger, hvem.registreret?.toISOString() ?? ''] });
      const tx = new Tx({
        kommune, noegler, bruger: hvem.bruger, fagsystem: hvem.fagsystem, rettigheder: hvem.rettigheder,
        forretningsdato: hvem.forretningsdato ?? this.ur.dato(), ider: (t, n) => this.ider(t, n),
      }, qr.manager, forbindelse);
      const svar = await this.medIdempotens(tx, hvem, arbejde);
      if (opt.proev) await qr.rollbackTransaction();
      else await this.bekraeft(qr, startdag, hvem);
      return svar;
    } catch (fejl) {
      if (qr.isTransactionActive) await qr.rollbackTransaction().catch(() => undefined);
      throw fejl;
    } finally {
      await qr.release().catch(() => undefined);
    }
  }

  /** A row's `registreret` must lie on the Danish day it is committed, or yesterday's balance could change: a transaction that saw midnight runs again. */
  private async bekraeft(qr: QueryRunner, startdag: Lokaldato, hvem: Hvem): Promise<void> {
    if (hvem.registreret === undefined && danskDato(this.ur.nu()) !== startdag) throw new Dagskifte();
    await qr.commitTransaction();
  }

  private async medIdempotens<T>(tx: Tx, hvem: Hvem, arbejde: (tx: Tx) => Promise<T>): Promise<T> {
    if (hvem.idempotens === undefined) return arbejde(tx);
    const gemt = await hentSvar<T>(tx, hvem.idempotens);
    if (gemt !== undefined) return gemt.svar;
    const svar = await arbejde(tx);
    await gemSvar(tx, hvem.idempotens, svar);
    return svar;
  }

  /** Every kommune of this installation. */
  async alleKommuner(): Promise<Kommune[]> {
    const svar = await this.pool().query<Kommuneraekke>(`${KOMMUNER_SQL} order by kode`);
    return svar.rows.map(kommuneAf);
  }

  /** Round trip to the server; @returns milliseconds */
  async ping(): Promise<number> {
    const start = this.ur.ms();
    await this.pool().query('select 1');
    return this.ur.ms() - start;
  }

  private async slaaOp(kode: string): Promise<{ kommune: Kommune; noegler: Noegler }> {
    const kendt = this.kommuner.get(kode);
    if (kendt && this.ur.ms() - kendt.hentet < KOMMUNE_GEMMES_MS) return kendt;
    const svar = await this.pool().query<Kommuneraekke>(`${KOMMUNER_SQL} where kode = $1`, [kode]);
    if (svar.rows[0] === undefined) throw new KommuneUkendt(kode);
    const kommune = kommuneAf(svar.rows[0]);
    if (kommune.skemaversion !== migrationsversion('kommune')) throw new KommuneOpdateres(kode);
    const fundet = { kommune, noegler: kendt?.noegler ?? pakNoegleUd(this.hovednoegle, kommune.noeglePakket), hentet: this.ur.ms() };
    this.kommuner.set(kode, fundet);
    return fundet;
  }

  private async ider(tx: Tx, antal: number): Promise<string[]> {
    const ud: string[] = [];
    let blok = this.numre.get(tx.kommune.kode);
    const tag = (): void => { while (blok && blok.naeste < blok.slut && ud.length < antal) ud.push(String(blok.naeste++)); };
    tag();
    while (ud.length < antal) {
      const mangler = Math.ceil((antal - ud.length) / Number(BLOK));
      const nye = await tx.raekker<[string]>(`select nextval('loebenummer') from generate_series(1, $1)`, [mangler]);
      for (const [n] of nye) {
        blok = { naeste: BigInt(n), slut: BigInt(n) + BLOK };
        this.numre.set(tx.kommune.kode, blok);
        tag();
      }
    }
    return ud;
  }

  private pool(): Pool { return (this.datakilde.driver as unknown as { master: Pool }).master; }

  /** The program must not be able to do what its roles forbid. */
  private async kraevSvagtLogin(): Promise<void> {
    const svar = await this.pool().query<{ super: boolean; version: string }>(
      `select rolsuper as super, current_setting('server_version_num') as version from pg_roles where rolname = current_user`);
    paastaa(Number(svar.rows[0]?.version) >= 160000, 'POSTGRESQL_16_KRAEVES');
    paastaa(svar.rows[0]?.super === false, 'DATABASE_LOGIN_ER_SUPERBRUGER');
  }
}

/** Midnight passed between the first write and commit. */
class Dagskifte extends Error {}

/** Dates stay text: a calendar date has no time zone to lose a day in. */
function typer(): unknown {
  return { getTypeParser: (oid: number, format?: 'text' | 'binary') => (oid === 1082 ? (v: string) => v : pg.types.getTypeParser(oid, format as 'text')) };
}
