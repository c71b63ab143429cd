import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { closeSync, fstatSync, openSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { setTimeout as vent } from 'node:timers/promises';

/** The operating-system user a server runs as; undefined: as ourselves. */
export interface OsBruger { uid: number; gid: number }

/** How a server process is started. `signal` is the one that asks it to end in good order. */
export interface Opskrift { program: string; argumenter: readonly string[]; log: string; signal: NodeJS.Signals; bruger?: OsBruger | undefined }

/** A server process of ours. */
export interface Barn {
  pid: number;
  lever(): boolean;
  /** Settles when it has ended. From here on it keeps this process alive. */
  ventSlut(): Promise<void>;
  log: string;
  logFra: number;
  signal: NodeJS.Signals;
}

const AFSLUT_MS = 10_000;

/**
 * Starts a server in a process group of its own: Ctrl-C in the terminal reaches us, and we stop the servers in order.
 * It does not keep this process alive, and does not outlive it. Its output is appended to the log.
 */
export async function foed(o: Opskrift): Promise<Barn> {
  const fd = openSync(o.log, 'a', 0o600);
  const logFra = fstatSync(fd).size; // before it is born: it may be quick
  let proces: ChildProcess;
  try {
    proces = spawn(o.program, o.argumenter, { detached: true, cwd: '/', stdio: ['ignore', fd, fd], env: rentMiljoe(), ...o.bruger });
  } finally {
    closeSync(fd);
  }
  const slut = new Promise<void>((f) => proces.once('exit', () => f()));
  await new Promise<void>((ok, fejl) => proces.once('spawn', ok).once('error', fejl));
  proces.unref();
  const pid = proces.pid as number;
  const afmeld = overvaag(pid, o);
  void slut.then(afmeld);
  return {
    pid, log: o.log, logFra, signal: o.signal,
    lever: () => proces.exitCode === null && proces.signalCode === null,
    ventSlut: () => { proces.ref(); return slut; },
  };
}

/**
 * A shell that waits on a pipe of ours. When we die without having stopped the server, however we die, the pipe breaks
 * and the shell asks the server to end. Returns what calls it off.
 */
function overvaag(pid: number, o: Opskrift): () => void {
  if (process.platform === 'win32') return () => undefined;
  const script = 'read -r _ || kill -s "$0" "$1"';
  const vagt = spawn('/bin/sh', ['-c', script, o.signal.replace('SIG', ''), String(pid)],
    { detached: true, cwd: '/', stdio: ['pipe', 'ignore', 'ignore'], ...o.bruger });
  vagt.on('error', () => undefined).unref();
  const roer = vagt.stdin as Socket;
  roer.on('error', () => undefined).unref(); // the shell may have been killed first
  return () => { roer.end('\n'); };
}

/** No PG*, LC_* or LD_* of the person at the terminal may change how a server behaves. Windows needs its own. */
export function rentMiljoe(): NodeJS.ProcessEnv | undefined {
  return process.platform === 'win32' ? undefined : { LC_ALL: 'C', PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin' };
}

/** What the process has written to its log since it was started. */
export const logAf = (barn: Barn): string => readFileSync(barn.log).subarray(barn.logFra).toString();

/** Asks the process to end, waits, and kills it after 10 seconds. */
export async function afslut(barn: Barn, signal: NodeJS.Signals = barn.signal): Promise<void> {
  if (!barn.lever()) return;
  send(barn.pid, signal);
  await Promise.race([barn.ventSlut(), vent(AFSLUT_MS, undefined, { ref: false })]);
  if (barn.lever()) send(barn.pid, 'SIGKILL');
  await barn.ventSlut();
}

/** The same for a process that is not our child: the server of an earlier start that was killed. */
export async function afslutFremmed(pid: number, signal: NodeJS.Signals): Promise<void> {
  send(pid, signal);
  for (let ventet = 0; erILive(pid); ventet += 50) {
    if (ventet === AFSLUT_MS) send(pid, 'SIGKILL');
    await vent(50);
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (fejl) {
    if ((fejl as NodeJS.ErrnoException).code !== 'ESRCH') throw fejl;
  }
}

/** True when a process with this number runs, whoever owns it. A zombie nobody has collected counts as dead. */
export function erILive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (fejl) {
    return (fejl as NodeJS.ErrnoException).code === 'EPERM';
  }
  return statfelter(pid)?.[0] !== 'Z';
}

/** Tells a process from a later one with the same number: its start time as the system writes it. Undefined: unknown. */
export function startmaerke(pid: number): string | undefined {
  if (process.platform === 'linux') return statfelter(pid)?.[19];
  return process.platform === 'darwin' ? udskrift('ps', ['-o', 'lstart=', '-p', String(pid)]) : undefined;
}

/** /proc/<pid>/stat from the state on; the name before it may hold spaces and parentheses. */
function statfelter(pid: number): string[] | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

/** True when the process is the named server at work in this folder: both PostgreSQL and Redis make it their own. */
export function koererI(pid: number, navn: string, mappe: string): boolean {
  if (!erILive(pid)) return false;
  try {
    if (process.platform === 'linux') {
      return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === navn && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(mappe);
    }
    return udskrift('lsof', ['-a', '-p', String(pid), '-c', navn, '-d', 'cwd', '-Fn'])?.includes(`n${realpathSync(mappe)}`) ?? false;
  } catch {
    return false; // gone meanwhile, or not ours to look at
  }
}

function udskrift(program: string, argumenter: string[]): string | undefined {
  try {
    return execFileSync(program, argumenter, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return undefined;
  }
}

/** A port on 127.0.0.1 that was free a moment ago; whoever binds it must be ready to ask for another. */
export function ledigPort(): Promise<number> {
  return new Promise((ok, fejl) => {
    const server = createServer().once('error', fejl);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => ok(port));
    });
  });
}

const FORSOEG = 20;

/**
 * Runs `start` until it has a port. Without a fixed port a new one is taken when somebody was faster; with one (a
 * restart, whose clients know the port) or when the dead predecessor has not let go yet, the same is tried for 5 s.
 */
export async function medPort<T>(fast: number | undefined, start: (port: number) => Promise<T | 'OPTAGET' | 'VENT'>): Promise<T | undefined> {
  for (let forsoeg = 0; forsoeg < FORSOEG; forsoeg++) {
    const svar = await start(fast ?? await ledigPort());
    if (svar !== 'OPTAGET' && svar !== 'VENT') return svar;
    if (svar === 'VENT' || fast !== undefined) await vent(250);
  }
  return undefined;
}
