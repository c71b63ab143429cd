import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { LokalserverFejl } from './fejl.js';
import { erILive, startmaerke } from './proces.js';

/** A lock file that is ours. `slip` may be called more than once. */
export interface Laas { slip(): void }

/**
 * Takes the lock file for this process. The lock of a process that is dead, or whose number now is another's, is taken
 * over; a living one's gives a LokalserverFejl with the Danish message made from its pid.
 */
export function tagLaas(sti: string, besked: (pid: number) => string): Laas {
  const kladde = `${sti}.${randomUUID()}`;
  const mit = JSON.stringify({ pid: process.pid, start: startmaerke(process.pid) });
  writeFileSync(kladde, mit);
  try {
    while (!opret(kladde, sti)) {
      const andens = laes(sti);
      if (andens === undefined) continue; // let go meanwhile
      const pid = levendeEjer(andens);
      if (pid !== undefined) throw new LokalserverFejl('LAASET', besked(pid));
      fjernForaeldet(sti, andens);
    }
  } finally {
    rmSync(kladde, { force: true });
  }
  return { slip: () => { if (laes(sti) === mit) rmSync(sti, { force: true }); } };
}

/** A link appears with its content or not at all, so nobody reads a half-written lock. */
function opret(kladde: string, sti: string): boolean {
  try {
    linkSync(kladde, sti);
    return true;
  } catch (fejl) {
    if ((fejl as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw fejl;
  }
}

/** Another start may have taken the stale lock over since we read it: then what we moved away is put back. */
function fjernForaeldet(sti: string, set: string): void {
  const grav = `${sti}.${randomUUID()}`;
  try {
    renameSync(sti, grav);
  } catch (fejl) {
    if ((fejl as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw fejl;
  }
  if (laes(grav) !== set) opret(grav, sti);
  rmSync(grav, { force: true });
}

function laes(sti: string): string | undefined {
  try {
    return readFileSync(sti, 'utf8');
  } catch (fejl) {
    if ((fejl as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw fejl;
  }
}

function levendeEjer(indhold: string): number | undefined {
  try {
    const { pid, start } = JSON.parse(indhold) as { pid: number; start?: string };
    return pid > 0 && erILive(pid) && startmaerke(pid) === start ? pid : undefined;
  } catch {
    return undefined; // not a lock of ours
  }
}
