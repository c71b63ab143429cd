import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as vent } from 'node:timers/promises';
import { promisify } from 'node:util';
import { fjernDatamappe, klargoerDatamappe, overdrag, serverbruger } from './bruger.js';
import { LokalserverFejl } from './fejl.js';
import { tagLaas, type Laas } from './laas.js';
import { afslut, afslutFremmed, erILive, foed, koererI, logAf, medPort, rentMiljoe, type Barn, type OsBruger } from './proces.js';
import { findProgrammer, type Programmer } from './programmer.js';

/** Where the server keeps its data, and how it is set. */
export interface PostgresValg {
  /** Made when missing; kept between starts. Under root it may become a symbolic link to a folder in /var/lib. */
  dataMappe: string;
  /** The file its messages are appended to; default `<dataMappe>.log`. */
  log?: string;
  /** PostgreSQL settings beside or instead of the ordinary ones, such as `{ fsync: 'off' }`. */
  indstillinger?: Record<string, string>;
}

/** A PostgreSQL of our own on 127.0.0.1. */
export interface LokalPostgres {
  readonly port: number;
  /** The superuser's URL, with password, for the database `postgres`. Stays the same over `genstart`. */
  readonly superUrl: string;
  /** Of the main process; another one after `genstart`. */
  readonly pid: number;
  /** Fast shutdown: open transactions are rolled back. Killed after 10 s. May be called again. */
  stop(): Promise<void>;
  /** Stops it if it runs, and starts it again on the same port. */
  genstart(): Promise<void>;
  /** Fault tests: kill -9, no shutdown at all. `genstart` afterwards recovers from the log. */
  draeb(): Promise<void>;
}

const STARTFRIST_MS = 300_000; // a long recovery after a crash is no failure

/** For 2 cores shared with the API and the worker; `timezone` so that no machine's local time leaks in. */
const INDSTILLINGER: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: '100', timezone: 'UTC',
  autovacuum_naptime: '5s', // a new kommune's tables grow from nothing: plans made for empty ones must not live for a minute
  shared_buffers: '256MB', max_wal_size: '2GB', checkpoint_timeout: '15min', wal_compression: 'on',
  random_page_cost: '1.1', // the book lies in memory or on a disk without a head: parts are read by index, not by whole tables
};

/**
 * Starts PostgreSQL on the data folder, which is initialised the first time. A server that an earlier, killed start
 * left running there is stopped first; a folder in use by a living process of ours gives a LokalserverFejl.
 */
export async function startPostgres(valg: PostgresValg): Promise<LokalPostgres> {
  const bruger = serverbruger(valg.dataMappe);
  const mappe = klargoerDatamappe(valg.dataMappe, bruger);
  const laas = tagLaas(`${mappe}.laas`, (pid) => `Proces ${pid} har allerede startet PostgreSQL på ${mappe}. Stop den først.`);
  try {
    const programmer = findProgrammer(bruger);
    await stopEfterladtPostgres(mappe);
    const kode = await klargoerKlynge(mappe, programmer, bruger);
    const server = new Server(mappe, programmer, bruger, laas, kode, { ...valg, log: valg.log ?? `${resolve(valg.dataMappe)}.log` });
    await server.start();
    return server;
  } catch (fejl) {
    laas.slip();
    throw fejl;
  }
}

/** Stops a server left behind in the data folder and removes all of it: data, password, log. */
export async function sletPostgres(dataMappe: string): Promise<void> {
  if (existsSync(dataMappe)) await stopEfterladtPostgres(dataMappe);
  fjernDatamappe(dataMappe);
}

class Server implements LokalPostgres {
  port = 0;
  private barn: Barn | undefined;

  constructor(
    private readonly mappe: string, private readonly programmer: Programmer, private readonly bruger: OsBruger | undefined,
    private laas: Laas, private readonly kode: string, private readonly valg: PostgresValg & { log: string },
  ) {}

  get superUrl(): string {
    return `postgres://postgres:${this.kode}@127.0.0.1:${this.port}/postgres`;
  }

  get pid(): number {
    return this.barn?.pid ?? 0;
  }

  async start(): Promise<void> {
    const barn = await medPort(this.port || undefined, async (port) => {
      this.port = port;
      return this.forsoeg();
    });
    if (barn === undefined) throw startfejl(`port ${this.port} er optaget`, this.valg.log);
    this.barn = barn;
  }

  async stop(): Promise<void> {
    if (this.barn) await this.afslut(this.barn);
    this.laas.slip();
  }

  async genstart(): Promise<void> {
    await this.stop();
    this.laas = tagLaas(`${this.mappe}.laas`, (pid) => `Proces ${pid} har startet PostgreSQL på ${this.mappe}.`);
    await stopEfterladtPostgres(this.mappe);
    await this.start();
  }

  async draeb(): Promise<void> {
    if (this.barn) await afslut(this.barn, 'SIGKILL');
  }

  private async forsoeg(): Promise<Barn | 'OPTAGET' | 'VENT'> {
    const indstillinger = { ...INDSTILLINGER, ...this.valg.indstillinger, port: String(this.port) };
    const barn = await foed({
      program: this.programmer.postgres, log: this.valg.log, bruger: this.bruger, signal: 'SIGINT',
      argumenter: ['-D', this.mappe, ...Object.entries(indstillinger).flatMap(([navn, vaerdi]) => ['-c', `${navn}=${vaerdi}`])],
    });
    for (let ventet = 0; barn.lever() && ventet < STARTFRIST_MS; ventet += 20) {
      if (this.erKlar(barn)) return barn;
      await vent(20);
    }
    await this.afslut(barn);
    const log = logAf(barn);
    if (log.includes('Address already in use')) return 'OPTAGET';
    // the backends of a main process that was killed are still on their way out
    if (/still in use|shared memory block/.test(log)) return 'VENT';
    throw startfejl(log.trim().split('\n').slice(-5).join('\n'), this.valg.log);
  }

  /** The last line of postmaster.pid says how far the start is; pg_ctl reads the same. */
  private erKlar(barn: Barn): boolean {
    const linjer = laesPidfil(this.mappe);
    return linjer?.[0] === String(barn.pid) && linjer[7]?.trim() === 'ready';
  }

  private async afslut(barn: Barn): Promise<void> {
    if (process.platform === 'win32' && barn.lever()) { // no signals there
      await promisify(execFile)(this.programmer.pgCtl, ['stop', '-D', this.mappe, '-m', 'fast', '-t', '10']).catch(() => undefined);
    }
    await afslut(barn);
  }
}

const startfejl = (aarsag: string, log: string): LokalserverFejl =>
  new LokalserverFejl('POSTGRES_STARTER_IKKE', `PostgreSQL startede ikke: ${aarsag}\nSe ${log}.`);

function laesPidfil(mappe: string): string[] | undefined {
  const sti = join(mappe, 'postmaster.pid');
  return existsSync(sti) ? readFileSync(sti, 'utf8').split('\n') : undefined;
}

/** PostgreSQL itself sees through the file of a dead process, but not when the number has become another program's. */
async function stopEfterladtPostgres(mappe: string): Promise<void> {
  const pid = Number(laesPidfil(mappe)?.[0]);
  if (!(pid > 0)) return;
  if (koererI(pid, 'postgres', mappe)) await afslutFremmed(pid, 'SIGINT');
  else if (erILive(pid)) rmSync(join(mappe, 'postmaster.pid'), { force: true });
}

/** Initialises the folder the first time. Returns the superuser's password. */
async function klargoerKlynge(mappe: string, programmer: Programmer, bruger: OsBruger | undefined): Promise<string> {
  const kodefil = `${mappe}.adgangskode`;
  const findes = existsSync(join(mappe, 'PG_VERSION'));
  if (findes && existsSync(kodefil)) return readFileSync(kodefil, 'utf8').trim();
  const kode = randomBytes(24).toString('base64url');
  writeFileSync(kodefil, kode, { mode: 0o600 });
  overdrag(kodefil, bruger); // initdb, run as that user, reads it
  if (findes) await saetKode(mappe, programmer, bruger, kode);
  else await initdb(mappe, programmer, bruger, kodefil);
  return kode;
}

/** In a folder beside it, moved in whole: a start killed in the middle leaves no half cluster. */
async function initdb(mappe: string, programmer: Programmer, bruger: OsBruger | undefined, kodefil: string): Promise<void> {
  const ny = `${mappe}.ny`;
  rmSync(ny, { recursive: true, force: true });
  mkdirSync(ny, { mode: 0o700 });
  overdrag(ny, bruger);
  // builtin C.UTF-8 sorts alike on every machine; Danish order is asked for with collate "da-x-icu"
  const argumenter = ['-D', ny, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${kodefil}`, '--encoding=UTF8',
    '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--no-instructions'];
  try {
    await promisify(execFile)(programmer.initdb, argumenter, { cwd: '/', env: rentMiljoe(), ...bruger });
  } catch (fejl) {
    const { stderr, message } = fejl as Error & { stderr?: string };
    throw new LokalserverFejl('POSTGRES_STARTER_IKKE', `PostgreSQL's datamappe ${mappe} kunne ikke oprettes: ${stderr?.trim() || message}`);
  }
  rmdirSync(mappe); // empty, or somebody's files are in it: then it fails
  renameSync(ny, mappe);
}

/** The password file is gone, the data is not: a new password by way of single-user mode. */
async function saetKode(mappe: string, programmer: Programmer, bruger: OsBruger | undefined, kode: string): Promise<void> {
  const koersel = promisify(execFile)(programmer.postgres, ['--single', '-D', mappe, 'postgres'], { cwd: '/', env: rentMiljoe(), ...bruger });
  koersel.child.stdin?.end(`alter role postgres password '${kode}'\n`);
  await koersel;
}
