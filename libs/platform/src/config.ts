import { plainToInstance } from 'class-transformer';
import { IsBase64, IsIn, IsInt, IsOptional, IsString, Matches, Max, Min, MinLength, validateSync } from 'class-validator';
import 'reflect-metadata';

/** All configuration, from environment variables. Read once at start-up; nothing else reads the environment. */
export class Config {
  /** Connection of the program's login role (NOINHERIT, owns nothing). */
  @IsString() @MinLength(1) DATABASE_URL: string;
  /** Connection that may create roles and schemas; used by `kommune opret` and `migrer` only. Default: DATABASE_URL. */
  @IsOptional() @IsString() DATABASE_ADMIN_URL?: string;
  @IsString() @MinLength(1) REDIS_URL: string;
  /** The installation's master key, 32 bytes base64: wraps each kommune's data key. */
  @IsBase64() @MinLength(44) DEBITOR_NOEGLE: string;
  /** The development issuer's key as a private JWK (JSON text). Without it the built-in issuer is off. */
  @IsOptional() @IsString() DEBITOR_UDVIKLINGSNOEGLE?: string;
  @IsOptional() @IsInt() @Min(0) @Max(65535) PORT = 3000;
  /** Address the API listens on. */
  @IsOptional() @IsString() HOST = '127.0.0.1';
  /** Freezes the desk's date; demo and tests only (design D8b). */
  @IsOptional() @Matches(/^\d{4}-\d{2}-\d{2}$/) DEBITOR_DATO?: string;
  /** 'ja' opens /health and /metrics without a token; otherwise they need the right drift:laes. */
  @IsOptional() @IsIn(['ja', 'nej']) DRIFT_AABEN: 'ja' | 'nej' = 'nej';
  /** Folder to which the dispatcher delivers outgoing messages as files. Without it messages wait in udbakke. */
  @IsOptional() @IsString() UDBAKKE_MAPPE?: string;
  /** Database connections per process. */
  @IsOptional() @IsInt() @Min(1) @Max(100) DB_FORBINDELSER = 10;
  /** Parts one worker process handles at once. */
  @IsOptional() @IsInt() @Min(1) @Max(32) SAMTIDIGE_DELE = 2;
  /** Milliseconds between two questions to SQL about what is due (design D8). */
  @IsOptional() @IsInt() @Min(100) @Max(60000) PULS_MS = 15000;
  @IsOptional() @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'silent']) LOG_NIVEAU = 'info';
}

/** Configuration that is missing or malformed: every name at once, in Danish. */
export class ConfigFejl extends Error {}

/** @throws ConfigFejl naming every missing or malformed variable */
export function laesConfig(env: Record<string, string | undefined>): Config {
  const config = plainToInstance(Config, { ...env, ...tal(env, 'PORT', 'DB_FORBINDELSER', 'SAMTIDIGE_DELE', 'PULS_MS') }, { exposeDefaultValues: true });
  const fejl = validateSync(config, { skipMissingProperties: false, forbidUnknownValues: false });
  if (fejl.length > 0) throw new ConfigFejl(`Opsætningen mangler eller er forkert: ${fejl.map((f) => f.property).join(', ')}.`);
  return config;
}

function tal(env: Record<string, string | undefined>, ...navne: string[]): Record<string, number> {
  return Object.fromEntries(navne.filter((n) => env[n]).map((n) => [n, Number(env[n])]));
}
