import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { rodmappe } from '#app/platform';

/** A journal as a file an accountant can read. A changed golden is a change in someone's bill. GOLDEN=skriv writes them anew. */
export function golden(navn: string, faktisk: string): string {
  const fil = join(rodmappe(), 'test', 'golden', `${navn}.txt`);
  if (process.env['GOLDEN'] === 'skriv') {
    mkdirSync(dirname(fil), { recursive: true });
    writeFileSync(fil, faktisk);
  }
  return readFileSync(fil, 'utf8');
}
