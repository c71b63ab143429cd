import { randomUUID } from 'node:crypto';
import Bull from 'bull';

/** What a job carries: ids, never data. PostgreSQL knows the rest (design D8). */
export interface Deljob { readonly kommuneId: string; readonly koerselId: string; readonly nr: number; readonly trin: string }

const KOE = 'debitor';
const UR = 'ur';

/**
 * The transport between workers: the only file that knows Bull. A job is a wake-up; lost, late or delivered twice it changes nothing.
 * Each step's parts are jobs under the step's own name; the repeatable job `ur` is the clock.
 */
export class Koe {
  private readonly koe: Bull.Queue;
  constructor(redisUrl: string) {
    this.koe = new Bull(KOE, redisUrl, {
      defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
      redis: { maxRetriesPerRequest: null, enableReadyCheck: false, retryStrategy: (n: number) => Math.min(n * 200, 2000) },
    });
    this.koe.on('error', () => undefined); // Redis away: the pulse asks SQL, and ioredis comes back by itself
  }

  /**
   * Puts parts in the queue. `igen`: they were put there before and nothing waits any more, so their jobs were lost or are held by a worker
   * that died; they get names of their own, or Bull would take them for those until it finds the dead one out.
   */
  async laeg(job: readonly Deljob[], igen = false): Promise<void> {
    const gang = igen ? `:${randomUUID()}` : '';
    for (let i = 0; i < job.length; i += 500) {
      await this.koe.addBulk(job.slice(i, i + 500).map((j) => ({ name: j.trin, data: j, opts: { jobId: `${j.kommuneId}:${j.koerselId}:${j.nr}${gang}` } })));
    }
  }

  /** Handles `samtidige` parts of these steps at once in this process, and calls `puls` at every tick of the clock. */
  async behandl(trin: readonly string[], samtidige: number, del: (j: Deljob) => Promise<void>, puls: () => Promise<void>): Promise<void> {
    this.koe.client.setMaxListeners(trin.length + 20); // each name waits for the connection by itself; more than ten is no leak
    trin.forEach((t, i) => { void this.koe.process(t, i === 0 ? samtidige : 0, async (job: Bull.Job<Deljob>) => del(job.data)); });
    void this.koe.process(UR, 0, async () => puls());
    await this.sikrUr();
  }

  /** Puts the clock back where emptying Redis removed it. */
  async sikrUr(): Promise<void> {
    await this.koe.add(UR, {}, { repeat: { every: 60000 }, jobId: UR });
  }

  /** How many jobs wait and run. */
  async antal(): Promise<{ venter: number; aktive: number }> {
    const c = await this.koe.getJobCounts();
    return { venter: c.waiting, aktive: c.active }; // the clock itself is always delayed
  }

  async luk(): Promise<void> { await this.koe.close(); }
}
