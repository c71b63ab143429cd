import type { Afsender, Database, Koe, Sidekoersel } from '#app/platform';
import { NATTEN, type Deljob, type Kommune } from '#app/platform';
import type { Fremdrift, NatService } from './nat.service.js';
import type { Natplan } from './natplan.js';

/** What the worker tells its log; never a person. */
export interface Natlog { info(felter: object, besked: string): void; error(felter: object, besked: string): void }

const PULS_MS = 15000;

/**
 * The worker's heart: every 15 s, and whenever a part is done, it asks SQL what is due, freezes the next step, and puts waiting parts
 * in the queue. Any number of workers may beat at once; Redis may be emptied at any time.
 */
export class Natmotor {
  private readonly travlt = new Set<string>();
  /** Runs beside the night whose parts this worker has put in the queue. */
  private readonly lagtIKoe = new Set<string>();
  /** Nights that wait to be approved, as the log was told: kommune → date. */
  private readonly meldt = new Map<string, string>();
  private ur: NodeJS.Timeout | undefined;
  constructor(private readonly db: Database, private readonly nat: NatService, private readonly plan: Natplan, private readonly koe: Koe, private readonly log: Natlog, private readonly pulsMs = PULS_MS, private readonly afsender?: Afsender, private readonly sider: readonly Sidekoersel[] = []) {}

  async start(samtidige: number): Promise<void> {
    await this.koe.behandl([...this.plan.trin.map((t) => t.kode), ...this.sider.map((s) => s.art)], samtidige, (j) => this.del(j), () => this.puls());
    this.ur = setInterval(() => void this.puls(), this.pulsMs);
    await this.puls();
  }

  async stop(): Promise<void> {
    clearInterval(this.ur);
    await this.koe.luk();
  }

  /** One beat: every kommune is taken forward; one that fails is logged and does not hold up the others. */
  async puls(): Promise<void> {
    try {
      await this.koe.sikrUr();
    } catch (fejl) {
      this.log.error({ fejl: navn(fejl) }, 'køen svarer ikke');
    }
    for (const k of await this.kommuner()) {
      try {
        await this.begyndForfalden(k);
        await this.fremad(k.kode, true);
        await this.laegSider(k.kode);
        await this.afsender?.send(this.hvem(k.kode));
      } catch (fejl) {
        this.log.error({ kommune: k.kode, fejl: navn(fejl) }, 'natten kunne ikke føres frem');
      }
    }
  }

  /** Parts of runs beside the night: put in the queue when first seen, behind what stands there, and again when nothing waits in it. */
  private async laegSider(kommuneId: string): Promise<void> {
    for (const s of this.sider) {
      const ventende = await s.ventende(this.hvem(kommuneId));
      const nye = ventende.filter((v) => !this.lagtIKoe.has(`${kommuneId}:${v.koerselId}`));
      if (nye.length > 0) await this.koe.laeg(nye.map((v) => ({ kommuneId, trin: s.art, ...v })));
      for (const v of nye) this.lagtIKoe.add(`${kommuneId}:${v.koerselId}`);
      if (nye.length < ventende.length && (await this.koe.antal()).venter === 0) await this.koe.laeg(ventende.map((v) => ({ kommuneId, trin: s.art, ...v })), true);
    }
  }

  private async kommuner(): Promise<Kommune[]> {
    try {
      return await this.db.alleKommuner();
    } catch (fejl) {
      this.log.error({ fejl: navn(fejl) }, 'databasen svarer ikke');
      return [];
    }
  }

  /** Begins the next night that is due; one that waits to be approved is told of once. */
  private async begyndForfalden(k: Kommune): Promise<void> {
    const afventer = await this.nat.begyndForfalden(this.hvem(k.kode), k);
    if (afventer !== undefined && this.meldt.get(k.kode) !== afventer) this.log.info({ kommune: k.kode, dato: afventer }, 'natten venter på, at en prøve af den godkendes');
    if (afventer === undefined) this.meldt.delete(k.kode);
    else this.meldt.set(k.kode, afventer);
  }

  /** Takes a kommune's night forward; `alle`: the waiting parts of a step under way are queued again too. */
  private async fremad(kommuneId: string, alle: boolean): Promise<void> {
    if (this.travlt.has(kommuneId)) return;
    this.travlt.add(kommuneId);
    try {
      let f: Fremdrift;
      do {
        f = await this.nat.fremad(this.hvem(kommuneId));
        await this.laeg(kommuneId, f, alle);
        if (f.nat === undefined) await this.begyndNaeste(kommuneId);
      } while (f.nat === undefined && (await this.iGang(kommuneId)));
    } finally {
      this.travlt.delete(kommuneId);
    }
  }

  /** A new step's parts go into the queue; at a beat those that wait in SQL while nothing waits in the queue go in again. */
  private async laeg(kommuneId: string, f: Fremdrift, alle: boolean): Promise<void> {
    if (f.ventende.length === 0) return;
    if (f.nytTrin || (alle && (await this.koe.antal()).venter === 0)) await this.koe.laeg(f.ventende.map((v) => ({ kommuneId, ...v })), !f.nytTrin);
  }

  private async begyndNaeste(kommuneId: string): Promise<void> {
    const k = (await this.kommuner()).find((x) => x.kode === kommuneId);
    if (k !== undefined) await this.begyndForfalden(k);
  }

  private async iGang(kommuneId: string): Promise<boolean> {
    return this.db.iKommune(this.hvem(kommuneId), async (tx) => (await tx.sql(`select 1 from koersel where art = 'NAT' and status = 'I_GANG' limit 1`)).length > 0);
  }

  /** A job: the part, and when it was the step's last one, the next step. */
  private async del(j: Deljob): Promise<void> {
    const side = this.sider.find((s) => s.art === j.trin);
    try {
      await (side === undefined ? this.nat.koerDel(this.hvem(j.kommuneId), j) : side.koerDel(this.hvem(j.kommuneId), j));
    } catch (fejl) {
      this.log.error({ kommune: j.kommuneId, koersel: j.koerselId, del: j.nr, fejl: navn(fejl) }, 'delen tages igen senere');
      return;
    }
    if (side !== undefined) return;
    const tilbage = await this.db.iKommune(this.hvem(j.kommuneId), async (tx) => (await tx.sql(`select 1 from koersel_del where koersel_id = $1 and status = 'VENTER' limit 1`, [j.koerselId])).length);
    if (tilbage === 0) await this.fremad(j.kommuneId, false);
  }

  private hvem(kommuneId: string): { kommuneId: string; bruger: string } { return { kommuneId, bruger: NATTEN }; }
}

const navn = (f: unknown): string => (f instanceof Error ? ('kode' in f ? String(f.kode) : f.name) : 'ukendt');
