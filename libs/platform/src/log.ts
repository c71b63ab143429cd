import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Logger } from 'pino';
import { maskerCpr } from '#app/kernel';
import { databasekode } from './fejl.js';

export type { Logger } from 'pino';

/** A JSON line per event on standard output. Whatever looks like a CPR-nummer is masked in the finished line (design D12). */
export function nyLog(niveau: string, navn: string, ud: DestinationStream = process.stdout): Logger {
  return pino({ level: niveau, base: { program: navn }, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } },
    { write: (linje: string): void => { ud.write(maskerCpr(linje)); } });
}

/**
 * What a log may hold of an error: its kind, kode, message and frames. A database error loses its message, which may
 * quote a value, and its query and parameters are never read.
 */
export function fejlTilLog(fejl: unknown): Record<string, unknown> {
  if (!(fejl instanceof Error)) return { type: typeof fejl };
  const f = fejl as Error & { kode?: unknown; constraint?: unknown; table?: unknown; routine?: unknown; driverError?: object };
  const db = databasekode(fejl);
  const rammer = fejl.stack?.slice(fejl.stack.indexOf('\n    at ') + 1).split('\n').slice(0, 12).map((l) => l.trim());
  if (db !== undefined && /^[0-9A-Z]{5}$/.test(db)) {
    const d = { ...f, ...f.driverError } as typeof f;
    return { type: f.name, sqlstate: db, tabel: d.table, regel: d.constraint, rutine: d.routine, rammer };
  }
  return { type: f.name, kode: f.kode, besked: f.message, rammer };
}

/** Nest's own messages through the same log. */
export class Nestlog implements LoggerService {
  constructor(private readonly pino: Logger) {}
  log(besked: unknown, ...rest: unknown[]): void { this.skriv('debug', besked, rest); }
  debug(besked: unknown, ...rest: unknown[]): void { this.skriv('debug', besked, rest); }
  verbose(besked: unknown, ...rest: unknown[]): void { this.skriv('trace', besked, rest); }
  warn(besked: unknown, ...rest: unknown[]): void { this.skriv('warn', besked, rest); }
  error(besked: unknown, ...rest: unknown[]): void { this.skriv('error', besked, rest); }
  fatal(besked: unknown, ...rest: unknown[]): void { this.skriv('fatal', besked, rest); }

  private skriv(niveau: 'trace' | 'debug' | 'warn' | 'error' | 'fatal', besked: unknown, rest: readonly unknown[]): void {
    const kontekst = rest.at(-1);
    const felter = { ...(typeof kontekst === 'string' ? { kontekst } : {}), ...(besked instanceof Error ? { fejl: fejlTilLog(besked) } : {}) };
    this.pino[niveau](felter, besked instanceof Error ? 'fejl' : String(besked));
  }
}
