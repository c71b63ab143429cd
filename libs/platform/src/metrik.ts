import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Pool } from 'pg';
import type { Database } from './database.js';

/** How long, by method, route pattern (never the path itself) and status. */
type Httpmaerker = 'metode' | 'rute' | 'status';

/** Prometheus metrics of one process; a registry of its own, so that two apps in one process do not meet. No label holds a person. */
export class Metrik {
  readonly register = new Registry();
  private readonly http: Histogram<Httpmaerker>;

  constructor(db: Database) {
    const registers = [this.register];
    collectDefaultMetrics({ register: this.register });
    this.http = new Histogram({ name: 'debitor_http_sekunder', help: 'Svartid i sekunder pr. metode, rute og status', labelNames: ['metode', 'rute', 'status'], buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10], registers });
    new Gauge({ name: 'debitor_db_forbindelser', help: 'Databaseforbindelser: aabne, ledige, ventende', labelNames: ['tilstand'], registers,
      collect() {
        const p = (db.datakilde.driver as unknown as { master: Pool }).master;
        this.set({ tilstand: 'aabne' }, p.totalCount);
        this.set({ tilstand: 'ledige' }, p.idleCount);
        this.set({ tilstand: 'ventende' }, p.waitingCount);
      } });
    new Gauge({ name: 'debitor_koersler', help: 'Kørsler, der venter på godkendelse, er i gang eller i pause, og afsluttede det seneste døgn, pr. kommune og status', labelNames: ['kommune', 'status'], registers,
      async collect() {
        this.reset();
        for (const { kommune, status, antal } of await koersler(db)) this.set({ kommune, status }, antal);
      } });
  }

  /** One answered request. */
  maalHttp(metode: string, rute: string, status: number, sekunder: number): void { this.http.observe({ metode, rute, status: String(status) }, sekunder); }

  /** The text that Prometheus reads. */
  tekst(): Promise<string> { return this.register.metrics(); }
}

async function koersler(db: Database): Promise<{ kommune: string; status: string; antal: number }[]> {
  const ud: { kommune: string; status: string; antal: number }[] = [];
  for (const { kode } of await db.alleKommuner()) {
    const r = await db.iKommune({ kommuneId: kode, bruger: 'metrik' }, (tx) => tx.sql<{ status: string; antal: number }>(
      `select status, count(*)::int as antal from koersel where status in ('VENTER_PAA_GODKENDELSE', 'I_GANG', 'PAUSE') or afsluttet > clock_timestamp() - interval '1 day' group by status`)).catch(() => []);
    ud.push(...r.map((x) => ({ kommune: kode, ...x })));
  }
  return ud;
}
