import { Agent, request } from 'node:http';
import type { Ventendedel } from '#app/platform';
import { udstedToken, Ur } from '#app/platform';
import type { Apiopgave } from './apibarn.js';
import { KOMMUNE, type Baenk } from './baenk.js';
import { DATOER } from './fyld.js';
import { Barn } from './ipc.js';
import { kravkrop } from './kravkrop.js';
import type { Job } from './maaling.js';
import { Hold, tid } from './hold.js';

/** How the claims are sent. */
interface Afsendelse { readonly navn: string; readonly sti: string; readonly pakke: number; readonly iGang: number; readonly forbindelser: number }

const API_FORBINDELSER = 10;
const HTTP: Afsendelse = { navn: 'krav-http', sti: '/v1/krav', pakke: 1, iGang: 16, forbindelser: API_FORBINDELSER };
const MASSE: Afsendelse = { navn: 'krav-masse', sti: '/v1/krav/masse', pakke: 1000, iGang: 2, forbindelser: 2 };

/** One claim per request, 16 requests at a time. */
export const kravHttp = (baenk: Baenk): Job<number> => kravjob(baenk, HTTP);
/** A thousand claims per request, two requests at a time. */
export const kravMasse = (baenk: Baenk): Job<number> => kravjob(baenk, MASSE);

function kravjob(baenk: Baenk, a: Afsendelse): Job<number> {
  const api = Barn.start<Apiopgave>('apibarn');
  return {
    navn: a.navn, forbindelser: a.forbindelser, deling: 'TRANSAKTION',
    forbered: (_, antal) => Promise.resolve(antal),
    koer: async (navn, antal) => {
      const miljoe: Record<string, string> = { ...baenk.miljoe(navn), DEBITOR_DATO: DATOER.krav, DB_FORBINDELSER: String(API_FORBINDELSER) };
      const token = await udstedToken(miljoe['DEBITOR_UDVIKLINGSNOEGLE']!, { bruger: 'bench', kommune: KOMMUNE, rettigheder: ['krav:opret'], fagsystem: 'BENCH-API', levetidTimer: 24 }, new Ur().nu());
      const port = await api.spoerg<number>({ art: 'aabn', miljoe });
      const sekunder = await tid(() => send(a, antal, port, token));
      await api.spoerg({ art: 'luk' });
      return sekunder;
    },
    peakRssMB: () => api.peakRssMB, luk: () => api.stop(),
  };
}

const ARBEJDERE = 2;
/** A file of claims: its parts, read in before the clock starts, worked on by two processes as the worker does. */
export function kravfil(baenk: Baenk): Job<readonly Ventendedel[]> {
  const hold = new Hold(baenk, ARBEJDERE);
  return {
    navn: 'kravfil', forbindelser: ARBEJDERE, deling: 'TRANSAKTION',
    forbered: (navn, antal) => hold.paa(navn, () => hold.foerste.spoerg<Ventendedel[]>({ art: 'kravfiler', dato: DATOER.krav, antal })),
    koer: (navn, dele) => hold.paa(navn, () => tid(async () => {
      const koe = dele.values();
      await Promise.all(hold.boern.map(async (b) => { for (const del of koe) await b.spoerg({ art: 'kravfildel', dato: DATOER.krav, del }); }));
    })),
    peakRssMB: () => hold.peakRssMB(), luk: () => hold.luk(),
  };
}

async function send(a: Afsendelse, antal: number, port: number, token: string): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: a.iGang });
  const pakker = (function* () { for (let n = 1; n <= antal; n += a.pakke) yield n; })();
  await Promise.all(Array.from({ length: a.iGang }, async () => {
    for (const fra of pakker) {
      const krav = Array.from({ length: Math.min(a.pakke, antal - fra + 1) }, (_, i) => kravkrop(fra + i, antal));
      await post(agent, { port, sti: a.sti, token, noegle: `bench-krav-${fra}` }, JSON.stringify(a.pakke === 1 ? krav[0] : { krav }));
    }
  }));
  agent.destroy();
}

interface Til { readonly port: number; readonly sti: string; readonly token: string; readonly noegle: string }

/** @throws Error when the claim, or one of a packet's, was not made */
async function post(agent: Agent, til: Til, krop: string): Promise<void> {
  await new Promise<void>((ok, nej) => {
    const r = request({
      agent, host: '127.0.0.1', port: til.port, path: til.sti, method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(krop), authorization: `Bearer ${til.token}`, 'idempotency-key': til.noegle },
    }, (svar) => {
      const stykker: Buffer[] = [];
      svar.on('data', (b: Buffer) => stykker.push(b)).on('error', nej).on('end', () => {
        const tekst = Buffer.concat(stykker).toString('utf8');
        if ((svar.statusCode === 201 || svar.statusCode === 200) && !tekst.includes('"AFVIST"')) ok();
        else nej(new Error(`${til.sti} svarede ${svar.statusCode}: ${tekst.slice(0, 500)}`));
      });
    });
    r.on('error', nej).end(krop);
  });
}
