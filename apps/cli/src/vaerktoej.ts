import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { dato, UgyldigtInput, type Lokaldato } from '#app/kernel';
import { Database, PlatformModule, type Config, type Hvem, type Kommune } from '#app/platform';
import { ENTITETER, NatplanModule } from '#app/natplan';
import { BankModule } from '#app/integrationer/bank';
import { KravfilModule } from '#app/kravfil';
import { DemoModule } from '#app/demo';
import { KRAVPOST } from '../../api/src/krav/kravlaeser.js';
import { cliConfig } from './miljoe.js';

/** Exit codes of the contract: 0 done, 1 error, 2 bad input, 3 ended with errors on some accounts. */
export const UDGANG = { FEJL: 1, INPUT: 2, MED_FEJL: 3 } as const;

export interface Faelles { kommune?: string; dato?: string; json?: boolean }

/** What a command works with: the rooms, the kommune, the date. */
export interface Vaerktoej { readonly app: INestApplicationContext; readonly db: Database; readonly config: Config; readonly kommune: Kommune; readonly hvem: Hvem }

/** Opens the rooms for one command and closes them after it. */
export async function medRum<T>(valg: Faelles, arbejde: (v: Vaerktoej) => Promise<T>): Promise<T> {
  const config = cliConfig();
  const app = await aabnRum(config);
  try {
    const db = app.get(Database);
    const kommune = vaelgKommune(await db.alleKommuner(), valg.kommune);
    const forretningsdato = valg.dato === undefined ? undefined : dato(valg.dato);
    return await arbejde({ app, db, config, kommune, hvem: { kommuneId: kommune.kode, bruger: `cli:${process.env['USER'] ?? 'operatoer'}`, ...(forretningsdato === undefined ? {} : { forretningsdato }) } });
  } finally {
    await app.close();
  }
}

export function aabnRum(config: Config): Promise<INestApplicationContext> {
  const kravfil = KravfilModule.med(KRAVPOST);
  @Module({ imports: [PlatformModule.forRoot(config, ENTITETER), NatplanModule, BankModule, DemoModule.med(kravfil), kravfil] })
  class CliModule {}
  return NestFactory.createApplicationContext(CliModule, { logger: false, abortOnError: false });
}

/** `--kommune`, or the only one there is. */
function vaelgKommune(alle: readonly Kommune[], oensket: string | undefined): Kommune {
  const fundet = oensket === undefined ? (alle.length === 1 ? alle[0] : undefined) : alle.find((k) => k.kode === oensket);
  if (fundet !== undefined) return fundet;
  throw new UgyldigtInput('KOMMUNE_UKENDT', 'kommune', oensket === undefined ? `Angiv --kommune; her er ${alle.map((k) => k.kode).join(', ') || 'ingen kommuner'}.` : `Kommune ${oensket} findes ikke her.`);
}

/** A connection that may create roles and schemas. */
export async function medAdmin<T>(config: Config, arbejde: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: config.DATABASE_ADMIN_URL ?? config.DATABASE_URL });
  await admin.connect();
  try { return await arbejde(admin); } finally { await admin.end(); }
}

/** The login role the program uses. */
export const loginAf = (config: Config): string => decodeURIComponent(new URL(config.DATABASE_URL).username);

export function skriv(valg: Faelles, data: unknown, tekst: string): void {
  process.stdout.write(valg.json ? `${JSON.stringify(data)}\n` : `${tekst}\n`);
}

export const laesDatoValg = (d: string | undefined, ellers: Lokaldato): Lokaldato => (d === undefined ? ellers : dato(d));
