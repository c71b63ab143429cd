import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Migration { readonly navn: string; readonly sql: string; readonly sha256: string }

/** The project's root folder: the nearest one above this file that holds `migrations/`. */
export function rodmappe(): string {
  let mappe = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(mappe, 'migrations', 'faelles'))) mappe = dirname(mappe);
  return mappe;
}

/** The hand-written SQL files of one kind, in order. */
export function migrationer(art: 'faelles' | 'kommune'): Migration[] {
  const mappe = join(rodmappe(), 'migrations', art);
  return readdirSync(mappe).filter((f) => f.endsWith('.sql')).sort().map((f) => {
    const sql = readFileSync(join(mappe, f), 'utf8');
    return { navn: f.slice(0, -'.sql'.length), sql, sha256: createHash('sha256').update(sql).digest('hex') };
  });
}

const versioner = new Map<string, string>();
/** Schema version this program expects: the name of its newest migration. */
export function migrationsversion(art: 'faelles' | 'kommune'): string {
  let v = versioner.get(art);
  if (v === undefined) {
    v = migrationer(art).at(-1)!.navn;
    versioner.set(art, v);
  }
  return v;
}
