import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { Config, Database, migrationsversion, Ur } from '#app/platform';

const TAALMODIGHED_MS = 3000;

export interface Delhelbred { readonly ok: boolean; readonly ms: number | null }
export interface Helbred {
  readonly status: 'OK' | 'FEJL';
  readonly database: Delhelbred;
  readonly redis: Delhelbred;
  /** Schema version this program expects of every kommune. */
  readonly skemaversion: string;
  readonly kommuner: readonly { readonly kode: string; readonly skemaversion: string; readonly ok: boolean }[];
}

/** Does everything this program stands on answer? Never waits longer than three seconds for any of it. */
@Injectable()
export class HealthService implements OnApplicationShutdown {
  private redis: Redis | undefined;
  constructor(private readonly config: Config, private readonly db: Database, private readonly ur: Ur) {}

  async hent(): Promise<Helbred> {
    const skemaversion = migrationsversion('kommune');
    const [database, redis, alle] = await Promise.all([this.maal(() => this.db.ping()), this.maal(() => this.forbindelse().ping()), inden(() => this.db.alleKommuner())]);
    const kommuner = (alle ?? []).map((k) => ({ kode: k.kode, skemaversion: k.skemaversion, ok: k.skemaversion === skemaversion }));
    const ok = database.ok && redis.ok && alle !== undefined && kommuner.every((k) => k.ok);
    return { status: ok ? 'OK' : 'FEJL', database, redis, skemaversion, kommuner };
  }

  private async maal(spoerg: () => Promise<unknown>): Promise<Delhelbred> {
    const start = this.ur.ms();
    const svar = await inden(spoerg);
    return svar === undefined ? { ok: false, ms: null } : { ok: true, ms: Math.round(this.ur.ms() - start) };
  }

  private forbindelse(): Redis {
    if (this.redis === undefined) {
      this.redis = new Redis(this.config.REDIS_URL, { maxRetriesPerRequest: 1, connectTimeout: TAALMODIGHED_MS });
      this.redis.on('error', () => undefined); // reported by the ping that fails
    }
    return this.redis;
  }

  onApplicationShutdown(): void { this.redis?.disconnect(); }
}

/** The answer, or undefined when it failed or did not come in time: a part that is down is the finding, not an error. */
async function inden<T>(spoerg: () => Promise<T>): Promise<T | undefined> {
  let ur: NodeJS.Timeout | undefined;
  const forSent = new Promise<undefined>((ok) => { ur = setTimeout(() => ok(undefined), TAALMODIGHED_MS); });
  try {
    return await Promise.race([spoerg(), forSent]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(ur);
  }
}
