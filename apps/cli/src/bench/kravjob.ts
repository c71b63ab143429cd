import { Agent, request } from 'node:http';
import { udstedToken, Ur } from '#app/platform';
import type { Apiopgave } from './apibarn.js';
import { KOMMUNE, type Baenk } from './baenk.js';
import { DATOER } from './fyld.js';
import { Barn } from './ipc.js';
import type { Job } from './maaling.js';
import { tid } from './natjob.js';

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

/** Fewest debtors: the first requests in flight never make the same one. */
const MINDST_DEBITORER = 2000;

/** The nth claim of a monthly run over 0.4 debtors per claim: the first of a debtor's makes the debtor, the others find him. */
function kravkrop(n: number, antal: number): object {
  const d = n % Math.max(Math.ceil(antal * 0.4), Math.min(antal, MINDST_DEBITORER));
  return {
    reference: `H-${n}`, debitor: { art: 'CPR', nummer: cpr(d), navn: `Debitor ${d}`, adresse: { vejnavn: 'Målevej', husnummer: String(d % 200 + 1), postnummer: '9000', postdistrikt: 'Aalborg' } },
    aftaleindhold: `BARN-${d}`, kravstype: 'DAGINST', periodeFra: '2026-03-01', periodeTil: '2026-03-31', stiftelsesdato: '2026-03-01', forfaldsdato: '2026-03-16', sidsteRettidigeBetalingsdato: '2026-03-16',
    linjer: [{ deltransaktion: 'YDELSE', beloeb: `${100 + n * 7919 % 4000}.${String(n % 100).padStart(2, '0')}` }],
  };
}

const NUMRE_PR_DAG = 2500;
/** A made-up CPR-nummer of a day from 1950 on; none of them has the check digit's rule in mind. */
function cpr(d: number): string {
  const dag = Math.floor(d / NUMRE_PR_DAG);
  const to = (x: number): string => String(x).padStart(2, '0');
  return `${to(dag % 28 + 1)}${to(Math.floor(dag / 28) % 12 + 1)}${50 + Math.floor(dag / 336) % 50}${1000 + d % NUMRE_PR_DAG}`;
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
