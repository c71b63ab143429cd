import { Agent, request } from 'node:http';
import { setTimeout as vent } from 'node:timers/promises';
import type { Ventende } from '#app/natplan';
import { udstedToken, Ur } from '#app/platform';
import type { Apiopgave } from './apibarn.js';
import { KOMMUNE, type Baenk } from './baenk.js';
import { DATOER, ID } from './fyld.js';
import { Hold, tid } from './hold.js';
import { Barn } from './ipc.js';
import { kravkrop } from './kravkrop.js';
import { trinjob } from './natjob.js';

/** Milliseconds of one kind of request: how many, the median and the 99th percentile. */
export interface Svartid { readonly antal: number; readonly median: number; readonly p99: number }
/** What people at the desk wait while nothing runs, and while the night posts interest on the whole book. `forhold`: p99 of the night over p99 at rest. */
export interface Svartidsmaaling {
  readonly job: 'svartid'; readonly antal: number; readonly natSekunder: number;
  readonly hvile: Readonly<Record<Slags, Svartid>>; readonly nat: Readonly<Record<Slags, Svartid>>; readonly forhold: Readonly<Record<Slags, number>>;
}
type Slags = 'laes' | 'skriv';

const HVILE_MS = 15_000;
const OPVARMNING_MS = 5_000;
/** A desk's pace: a person's look-ups and registrations, one after the other, with a pause between. */
const PAUSE_MS: Readonly<Record<Slags, number>> = { laes: 20, skriv: 60 };
const ARBEJDERE = 2;

/** The API in a process of its own, asked at a steady pace, at rest and beside two workers that post interest on `antal` claims. */
export async function maalSvartid(baenk: Baenk, bog: string, antal: number, sig: (tekst: string) => void): Promise<Svartidsmaaling> {
  const navn = await baenk.klon(bog);
  const hold = new Hold(baenk, ARBEJDERE);
  const api = Barn.start<Apiopgave>('apibarn');
  try {
    const miljoe: Record<string, string> = { ...baenk.miljoe(navn), DEBITOR_DATO: DATOER.krav };
    const token = await udstedToken(miljoe['DEBITOR_UDVIKLINGSNOEGLE']!, { bruger: 'bench', kommune: KOMMUNE, rettigheder: ['krav:opret', 'krav:laes', 'konto:laes'], levetidTimer: 24 }, new Ur().nu());
    const port = await api.spoerg<number>({ art: 'aabn', miljoe });
    const spoerger = new Spoerger(port, token, antal);
    await spoerger.iGang(() => vent(OPVARMNING_MS));
    sig('svartid: i hvile …');
    const hvile = await spoerger.iGang(() => vent(HVILE_MS));
    sig('svartid: mens natten kører …');
    let natSekunder = 0;
    const nat = await hold.paa(navn, async () => {
      const dele = (await hold.foerste.spoerg<Ventende[]>({ art: 'frys', trin: 'renter', dato: DATOER.renter })).values();
      return spoerger.iGang(async () => { natSekunder = await tid(() => Promise.all(hold.boern.map(async (b) => { for (const del of dele) await b.spoerg({ art: 'del', del }); }))); });
    });
    await api.spoerg({ art: 'luk' });
    spoerger.luk();
    return { job: 'svartid', antal, natSekunder: rund(natSekunder), hvile, nat, forhold: { laes: rund(nat.laes.p99 / hvile.laes.p99), skriv: rund(nat.skriv.p99 / hvile.skriv.p99) } };
  } finally {
    await Promise.all([hold.luk(), api.stop()]);
    await baenk.slet(navn);
  }
}

class Spoerger {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 8 });
  private naeste = 0;
  constructor(private readonly port: number, private readonly token: string, private readonly antal: number) {}

  /** Asks until `arbejde` is done. */
  async iGang(arbejde: () => Promise<unknown>): Promise<Record<Slags, Svartid>> {
    const ms: Record<Slags, number[]> = { laes: [], skriv: [] };
    const koerer = { ja: true };
    const bane = async (slags: Slags): Promise<void> => {
      while (koerer.ja) {
        const start = performance.now();
        await this.en(slags);
        ms[slags].push(performance.now() - start);
        await vent(PAUSE_MS[slags]);
      }
    };
    const baner = Promise.all([bane('laes'), bane('skriv')]);
    try { await arbejde(); } finally { koerer.ja = false; }
    await baner;
    return { laes: opgoer(ms.laes), skriv: opgoer(ms.skriv) };
  }

  luk(): void { this.agent.destroy(); }

  private en(slags: Slags): Promise<void> {
    const n = ++this.naeste;
    const krav = 1 + (n * 7919) % this.antal;
    if (slags === 'skriv') return this.kald('POST', '/v1/krav', JSON.stringify({ ...kravkrop(n, this.antal), fagsystem: 'BENCH-API' }), `svartid-${n}`);
    return this.kald('GET', n % 2 === 0 ? `/v1/krav/${ID.krav + krav}` : `/v1/aftalekonti/${ID.konto + 1 + (krav - 1) % Math.ceil(this.antal * 0.4)}/saldo`);
  }

  private kald(method: 'GET' | 'POST', path: string, krop?: string, noegle?: string): Promise<void> {
    return new Promise((ok, nej) => {
      const headers = { authorization: `Bearer ${this.token}`, ...(krop === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(krop), 'idempotency-key': noegle }) };
      const r = request({ agent: this.agent, host: '127.0.0.1', port: this.port, path, method, headers }, (svar) => {
        svar.resume().on('error', nej).on('end', () => { if ((svar.statusCode ?? 500) < 300) ok(); else nej(new Error(`${method} ${path} svarede ${svar.statusCode}`)); });
      });
      r.on('error', nej).end(krop);
    });
  }
}

function opgoer(ms: readonly number[]): Svartid {
  const ordnet = ms.toSorted((a, b) => a - b);
  const fraktil = (p: number): number => rund(ordnet[Math.min(ordnet.length - 1, Math.floor(ordnet.length * p))] ?? 0);
  return { antal: ms.length, median: fraktil(0.5), p99: fraktil(0.99) };
}

/** Interest on the whole book by one worker and by two. `forhold`: two workers' seconds over one's. */
export interface Arbejdermaaling { readonly job: 'arbejdere'; readonly antal: number; readonly en: number; readonly to: number; readonly forhold: number }

export async function maalArbejdere(baenk: Baenk, bog: string, antal: number, sig: (tekst: string) => void): Promise<Arbejdermaaling> {
  const [en, to] = [await sekunder(baenk, bog, antal, 1), await sekunder(baenk, bog, antal, 2)];
  sig(`arbejdere: én ${en.toFixed(2)} s, to ${to.toFixed(2)} s`);
  return { job: 'arbejdere', antal, en: rund(en), to: rund(to), forhold: rund(to / en) };
}

/** The second of two runs, with warm processes. */
async function sekunder(baenk: Baenk, bog: string, antal: number, arbejdere: number): Promise<number> {
  const job = trinjob(baenk, 'renter', arbejdere);
  try {
    let s = 0;
    for (let i = 0; i < 2; i++) {
      const navn = await baenk.klon(bog);
      const dele = await job.forbered(navn, antal);
      s = await job.koer(navn, dele);
      await baenk.slet(navn);
    }
    return s;
  } finally {
    await job.luk();
  }
}

const rund = (tal: number): number => Math.round(tal * 100) / 100;

/** The measurements as people read them. */
export const svartidstabel = (m: Svartidsmaaling): string =>
  [`svartid, ${m.antal} krav, ms (natten tog ${m.natSekunder} s)`, ...(['laes', 'skriv'] as const).map((s) => `  ${s.padEnd(6)} hvile median ${m.hvile[s].median} p99 ${m.hvile[s].p99} (${m.hvile[s].antal})  nat median ${m.nat[s].median} p99 ${m.nat[s].p99} (${m.nat[s].antal})  forhold ${m.forhold[s]}`)].map((l) => `${l}\n`).join('');
export const arbejdertabel = (m: Arbejdermaaling): string => `arbejdere, ${m.antal} krav: én ${m.en} s, to ${m.to} s, forhold ${m.forhold}\n`;
