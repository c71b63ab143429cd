import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as vent } from 'node:timers/promises';
import { fjernDatamappe, mappeejer } from './bruger.js';
import { LokalserverFejl } from './fejl.js';
import { tagLaas, type Laas } from './laas.js';
import { afslut, afslutFremmed, foed, koererI, logAf, medPort, type Barn } from './proces.js';

/** Where the server keeps its data, and how it is set. */
export interface RedisValg {
  /** Made when missing; the append-only file in it is kept between starts. */
  dataMappe: string;
  /** The file its messages are appended to; default `<dataMappe>.log`. */
  log?: string;
  /** Redis settings beside or instead of the ordinary ones, such as `{ appendfsync: 'no' }`. */
  indstillinger?: Record<string, string>;
}

/** A Redis of our own on 127.0.0.1. */
export interface LokalRedis {
  readonly port: number;
  /** `redis://127.0.0.1:<port>`. Stays the same over `genstart`. */
  readonly url: string;
  /** Another one after `genstart`. */
  readonly pid: number;
  /** Orderly shutdown; killed after 10 s. May be called again. */
  stop(): Promise<void>;
  /** Stops it if it runs, and starts it again on the same port. */
  genstart(): Promise<void>;
  /** Fault tests: kill -9. What the last second wrote may be lost, as in production. */
  draeb(): Promise<void>;
}

const STARTFRIST_MS = 60_000;

/** Bull demands noeviction: a job must not vanish because memory is short. */
const INDSTILLINGER: Readonly<Record<string, string>> = {
  bind: '127.0.0.1', daemonize: 'no', appendonly: 'yes', save: '', 'maxmemory-policy': 'noeviction',
};

/**
 * Starts the machine's redis-server on the data folder, as root installing Debian's package first where it is missing.
 * A server that an earlier, killed start left running there is stopped first.
 */
export async function startRedis(valg: RedisValg): Promise<LokalRedis> {
  const mappe = resolve(valg.dataMappe);
  const program = findProgram() ?? installer();
  mkdirSync(mappe, { recursive: true });
  const laas = tagLaas(`${mappe}.laas`, (pid) => `Proces ${pid} har allerede startet Redis på ${mappe}. Stop den først.`);
  try {
    await stopEfterladtRedis(mappe);
    const server = new Server(mappe, program, laas, { ...valg, log: resolve(valg.log ?? `${mappe}.log`) });
    await server.start();
    return server;
  } catch (fejl) {
    laas.slip();
    throw fejl;
  }
}

/** Stops a server left behind in the data folder and removes all of it: data and log. */
export async function sletRedis(dataMappe: string): Promise<void> {
  if (existsSync(dataMappe)) await stopEfterladtRedis(resolve(dataMappe));
  fjernDatamappe(dataMappe);
}

class Server implements LokalRedis {
  port = 0;
  private barn: Barn | undefined;

  constructor(
    private readonly mappe: string, private readonly program: string,
    private laas: Laas, private readonly valg: RedisValg & { log: string },
  ) {}

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
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
    if (this.barn) await afslut(this.barn);
    this.laas.slip();
  }

  async genstart(): Promise<void> {
    await this.stop();
    this.laas = tagLaas(`${this.mappe}.laas`, (pid) => `Proces ${pid} har startet Redis på ${this.mappe}.`);
    await this.start();
  }

  async draeb(): Promise<void> {
    if (this.barn) await afslut(this.barn, 'SIGKILL');
  }

  private async forsoeg(): Promise<Barn | 'OPTAGET'> {
    const indstillinger = { ...INDSTILLINGER, ...this.valg.indstillinger, port: String(this.port), dir: this.mappe, pidfile: pidfil(this.mappe) };
    const barn = await foed({
      program: this.program, log: this.valg.log, bruger: mappeejer(this.mappe), signal: 'SIGTERM',
      argumenter: Object.entries(indstillinger).flatMap(([navn, vaerdi]) => [`--${navn}`, vaerdi]),
    });
    for (let ventet = 0; barn.lever() && ventet < STARTFRIST_MS; ventet += 20) {
      if (logAf(barn).includes('Ready to accept connections')) return barn;
      await vent(20);
    }
    await afslut(barn);
    const log = logAf(barn);
    if (log.includes('Address already in use')) return 'OPTAGET';
    throw startfejl(log.trim().split('\n').slice(-5).join('\n'), this.valg.log);
  }
}

const pidfil = (mappe: string): string => join(mappe, 'redis.pid');

const startfejl = (aarsag: string, log: string): LokalserverFejl =>
  new LokalserverFejl('REDIS_STARTER_IKKE', `Redis startede ikke: ${aarsag}\nSe ${log}.`);

async function stopEfterladtRedis(mappe: string): Promise<void> {
  const pid = existsSync(pidfil(mappe)) ? Number(readFileSync(pidfil(mappe), 'utf8')) : 0;
  if (pid > 0 && koererI(pid, 'redis-server', mappe)) await afslutFremmed(pid, 'SIGTERM');
}

function findProgram(): string | undefined {
  const svar = spawnSync('/bin/sh', ['-c', 'PATH="$PATH:/usr/local/bin:/usr/bin:/opt/homebrew/bin" command -v redis-server'], { encoding: 'utf8' });
  return svar.status === 0 ? svar.stdout.trim() : undefined;
}

const MANGLER = 'Programmet redis-server findes ikke på maskinen. Installer det (Debian og Ubuntu: sudo apt-get install redis-server; ' +
  'macOS: brew install redis), eller sæt REDIS_URL til en Redis, der kører.';
const FORBUD = '/usr/sbin/policy-rc.d';

/** Debian's package would start a service of its own; policy-rc.d forbids it while we install. */
function installer(): string {
  if (process.getuid?.() !== 0) throw new LokalserverFejl('REDIS_MANGLER', MANGLER);
  const forbud = forbydTjenester();
  try {
    for (let forsoeg = 0; forsoeg < 3; forsoeg++) { // another start may be at it, too
      spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
      const svar = spawnSync('env', ['DEBIAN_FRONTEND=noninteractive', 'RUNLEVEL=1', 'apt-get', '-o', 'DPkg::Lock::Timeout=120',
        'install', '-y', '-qq', '--no-install-recommends', 'redis-server'], { stdio: 'ignore' });
      const program = findProgram();
      if (program !== undefined) return program;
      if (svar.status === 127) break; // no apt-get here
    }
  } finally {
    if (forbud) rmSync(FORBUD, { force: true });
  }
  throw new LokalserverFejl('REDIS_MANGLER', MANGLER);
}

function forbydTjenester(): boolean {
  try {
    writeFileSync(FORBUD, '#!/bin/sh\nexit 101\n', { mode: 0o755, flag: 'wx' });
    return true;
  } catch {
    return false; // one is there already, or it is not Debian
  }
}
