import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, mkdtempSync, realpathSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { basename, dirname, join, resolve } from 'node:path';
import { LokalserverFejl } from './fejl.js';
import type { OsBruger } from './proces.js';

/** Where root keeps what PostgreSQL's user must reach when the clone lies in a closed folder. */
export const FAELLESMAPPE = '/var/lib/debitor-lokal';

/**
 * PostgreSQL refuses to run as root. Then it runs as the owner of the data folder (a clone that an ordinary user has
 * started before), else as the system user `postgres`, made when missing, else as `nobody`. Undefined: as ourselves.
 */
export function serverbruger(dataMappe: string): OsBruger | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const ejer = existsSync(join(dataMappe, 'PG_VERSION')) ? mappeejer(dataMappe) : undefined;
  return ejer ?? slaaOp('postgres') ?? opretPostgresbruger() ?? slaaOp('nobody') ?? { uid: 65534, gid: 65534 };
}

/** Under root: the ordinary user who owns the folder. What root wrote there, that user could not use afterwards. */
export function mappeejer(mappe: string): OsBruger | undefined {
  const { uid, gid } = statSync(mappe);
  return process.getuid?.() === 0 && uid !== 0 ? { uid, gid } : undefined;
}

function opretPostgresbruger(): OsBruger | undefined {
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'], { stdio: 'ignore' });
  return slaaOp('postgres');
}

function slaaOp(navn: string): OsBruger | undefined {
  const id = (flag: string): number => Number(execFileSync('id', [flag, navn], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}

/**
 * Makes the data folder so that the server's user can work in it, and returns where it really is: at `dataMappe`, or,
 * behind a symbolic link there, under /var/lib when a folder above it is closed to that user.
 */
export function klargoerDatamappe(dataMappe: string, bruger: OsBruger | undefined): string {
  fjernDoedtLink(dataMappe);
  mkdirSync(dirname(resolve(dataMappe)), { recursive: true });
  if (!existsSync(dataMappe)) mkdirSync(dataMappe, { mode: 0o700 });
  const mappe = realpathSync(dataMappe);
  if (bruger === undefined) return kraevEgen(mappe);
  overdrag(mappe, bruger);
  return kanSkrive(mappe, bruger) ? mappe : flytUd(mappe, resolve(dataMappe), bruger);
}

/** The data is gone with the folder the link pointed at; a new one is made. */
function fjernDoedtLink(sti: string): void {
  if (lstatSync(sti, { throwIfNoEntry: false })?.isSymbolicLink() && !existsSync(sti)) rmSync(sti);
}

function kraevEgen(mappe: string): string {
  if (process.getuid && statSync(mappe).uid !== process.getuid()) {
    throw tilhoererAnden(mappe);
  }
  return mappe;
}

/** Usual cause: it was started once as root. */
export const tilhoererAnden = (mappe: string): LokalserverFejl =>
  new LokalserverFejl('MAPPE_UTILGAENGELIG', `Mappen ${mappe} tilhører en anden bruger. Start som den bruger, eller slet mappen for at begynde forfra.`);

function kanSkrive(mappe: string, bruger: OsBruger): boolean {
  return spawnSync('/bin/sh', ['-c', 'test -w "$0" && test -x "$0"', mappe], { cwd: '/', stdio: 'ignore', ...bruger }).status === 0;
}

/** A random last part: data left behind by a clone that was deleted is never mistaken for ours, and never deleted. */
function flytUd(fra: string, link: string, bruger: OsBruger): string {
  aabenMappe(FAELLESMAPPE);
  const hash = createHash('sha256').update(resolve(link)).digest('hex').slice(0, 16);
  const rum = mkdtempSync(join(FAELLESMAPPE, `${hash}-`));
  chmodSync(rum, 0o755);
  const til = join(rum, basename(link));
  for (const rest of ['', '.adgangskode']) {
    if (existsSync(fra + rest)) execFileSync('cp', ['-a', fra + rest, til + rest]);
  }
  overdrag(til, bruger);
  if (!kanSkrive(til, bruger)) {
    throw new LokalserverFejl('MAPPE_UTILGAENGELIG', `PostgreSQL kan ikke køre som root, og brugeren ${bruger.uid} kan ikke nå ${til}. Giv adgang til mappen, eller sæt DATABASE_URL.`);
  }
  rmSync(fra, { recursive: true });
  rmSync(link, { recursive: true, force: true }); // when it was a link to elsewhere
  symlinkSync(til, link);
  return til;
}

/** Makes a folder of root's that everyone may pass through, whatever the umask. */
export function aabenMappe(sti: string): void {
  mkdirSync(sti, { recursive: true });
  chmodSync(sti, 0o755);
}

/** PostgreSQL demands to own its data folder, and everything in it. */
export function overdrag(sti: string, bruger: OsBruger | undefined): void {
  if (bruger === undefined) return;
  if (statSync(sti).isDirectory() && statSync(sti).uid !== bruger.uid) {
    execFileSync('chown', ['-R', `${bruger.uid}:${bruger.gid}`, sti]);
  }
  chownSync(sti, bruger.uid, bruger.gid);
}

/** Removes a data folder, what it links to, and the files beside it. The server must be stopped. */
export function fjernDatamappe(dataMappe: string): void {
  const rigtig = existsSync(dataMappe) ? realpathSync(dataMappe) : resolve(dataMappe);
  for (const sti of new Set([resolve(dataMappe), rigtig])) {
    for (const rest of ['', '.adgangskode', '.laas', '.log', '.ny']) rmSync(sti + rest, { recursive: true, force: true });
  }
  if (dirname(dirname(rigtig)) === FAELLESMAPPE) rmSync(dirname(rigtig), { recursive: true, force: true });
}
