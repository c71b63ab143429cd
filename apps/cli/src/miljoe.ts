import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { laesConfig, rodmappe, type Config } from '#app/platform';

/** Where a clone keeps what it made for itself. */
export const datamappe = (): string => join(rodmappe(), '.data');
const fil = (): string => join(datamappe(), 'miljoe.json');

/** What `npm start` leaves for the operator's commands in another window: addresses and keys of this clone's own servers. */
export function gemMiljoe(miljoe: Record<string, string>): void {
  mkdirSync(datamappe(), { recursive: true });
  writeFileSync(fil(), JSON.stringify(miljoe, null, 2), { mode: 0o600 });
}

/** The environment, and under it what `npm start` left. */
export function miljoe(): Record<string, string | undefined> {
  const gemt = existsSync(fil()) ? (JSON.parse(readFileSync(fil(), 'utf8')) as Record<string, string>) : {};
  return { ...gemt, ...process.env };
}

/** @throws ConfigFejl with what is missing */
export function cliConfig(): Config { return laesConfig({ LOG_NIVEAU: 'warn', ...miljoe() }); }
