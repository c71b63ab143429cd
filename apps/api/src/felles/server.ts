import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { IkkeLoggetInd, type Logger, type Metrik, type Tokenkontrol, type Ur } from '#app/platform';
import { sti, type Anmodning, type Server, type Svar } from './anmodning.js';
import { ForespoergselUgyldig, JsonUgyldig, MedietypeUkendt, TegnsaetUgyldigt } from './apifejl.js';
import type { Problemfilter } from './problemfilter.js';

const MB = 1024 * 1024;
export const MAKS_JSON = 10 * MB;
export const MAKS_BANKFIL = 60 * MB;
const MAKS_DYBDE = 32;
const RAA_TYPER = ['application/xml', 'text/xml', 'application/octet-stream'];
/** A file that is read as it comes: its route takes these, and the parser that hands on the stream itself. */
const STROEMTYPER = ['application/json', 'application/x-ndjson', 'text/csv'];
const STROEM = 'application/vnd.debitor.stroem';
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export interface Serverdele { readonly log: Logger; readonly metrik: Metrik; readonly tokens: Tokenkontrol; readonly ur: Ur; readonly filter: Problemfilter }

/** Fastify as we want it: our own parsers, no middleware, the caller's correlation id where it is a uuid. `dele` is filled in once the app is made. */
export function nyAdapter(dele: () => Serverdele): FastifyAdapter {
  const adapter = new FastifyAdapter({
    logger: false, bodyLimit: MAKS_JSON, skipMiddie: true, routerOptions: { maxParamLength: 200 },
    genReqId: (raw: { headers: Record<string, unknown> }) => { const id = raw.headers['x-korrelations-id']; return typeof id === 'string' && UUID.test(id) ? id : randomUUID(); },
    frameworkErrors: (_fejl: unknown, a: unknown, svar: unknown) => { dele().filter.svar(new ForespoergselUgyldig(400), a as Anmodning, svar as Svar); },
  });
  const server = adapter.getInstance<Server>();
  for (const felt of ['raa', 'stroemtype', 'adgang', 'adgangsfejl', 'hvem']) server.decorateRequest(felt, undefined);
  parsere(server);
  return adapter;
}

/** Hooks around every request: who asks (before a byte of the body is read), the right content type, one log line, one measurement. */
export function kroge(server: Server, { log, metrik, tokens, ur }: Serverdele): void {
  server.addHook('onRequest', async (a, svar) => {
    svar.header('x-korrelations-id', a.id).header('cache-control', 'no-store').header('x-content-type-options', 'nosniff');
    if (a.is404) return;
    await loginAf(a, tokens, ur);
    if (a.method === 'GET' || a.method === 'HEAD') return;
    if (a.adgang === undefined) throw a.adgangsfejl;
    kraevMedietype(a);
  });
  server.addHook('onResponse', (a, svar, faerdig) => {
    const ms = Math.round(svar.elapsedTime * 100) / 100;
    const rute = a.is404 ? '(ukendt)' : (a.routeOptions.url ?? '(ukendt)');
    metrik.maalHttp(a.method, rute, svar.statusCode, ms / 1000);
    log.info({ korrelationsId: a.id, metode: a.method, rute, sti: sti(a.url), status: svar.statusCode, ms, ...(a.adgang === undefined ? {} : { kommune: a.adgang.kommune, bruger: a.adgang.bruger }) }, 'svar');
    faerdig();
  });
}

async function loginAf(a: Anmodning, tokens: Tokenkontrol, ur: Ur): Promise<void> {
  const token = /^Bearer +([\w.~+/=-]+)$/i.exec(typeof a.headers.authorization === 'string' ? a.headers.authorization : '')?.[1];
  if (token === undefined) { a.adgangsfejl = new IkkeLoggetInd(); return; }
  try {
    a.adgang = await tokens.verificer(token, ur.nu());
  } catch (fejl) {
    if (!(fejl instanceof IkkeLoggetInd)) throw fejl;
    a.adgangsfejl = fejl;
  }
}

/** A route takes either JSON, a file's bytes or a stream; told before the body is read. */
function kraevMedietype(a: Anmodning): void {
  const type = a.headers['content-type'];
  if (typeof type !== 'string') return;
  if (a.routeOptions.config.stroem === true) return vaelgStroem(a, type.split(';', 1)[0]!.trim().toLowerCase());
  const raa = RAA_TYPER.includes(type.split(';', 1)[0]!.trim().toLowerCase());
  if (raa !== (a.routeOptions.config.raaKrop === true)) throw new MedietypeUkendt();
}

/** JSON elsewhere is gathered and parsed; here it must reach the handler unread, so the route's requests go to a parser of their own. */
function vaelgStroem(a: Anmodning, type: string): void {
  if (!STROEMTYPER.includes(type)) throw new MedietypeUkendt();
  a.stroemtype = type;
  (a.headers as Record<string, string>)['content-type'] = STROEM;
}

function parsere(server: Server): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(STROEM, (_a, stroem, faerdig) => { faerdig(null, stroem); });
  server.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit: MAKS_JSON }, (a, raa, faerdig) => {
    a.raa = raa;
    try {
      faerdig(null, laesJson(raa));
    } catch (fejl) {
      faerdig(fejl as Error);
    }
  });
  server.addContentTypeParser(RAA_TYPER, { parseAs: 'buffer', bodyLimit: MAKS_BANKFIL }, (a, krop, faerdig) => {
    a.raa = krop;
    faerdig(null, krop);
  });
}

/** The bytes of a JSON body as a value; undefined for an empty body. @throws TegnsaetUgyldigt, JsonUgyldig */
export function laesJson(raa: Buffer): unknown {
  if (raa.length === 0) return undefined;
  if (!isUtf8(raa)) throw new TegnsaetUgyldigt();
  if (forDyb(raa)) throw new JsonUgyldig();
  try {
    return JSON.parse(raa.toString('utf8').replace(/^\uFEFF/, '')) as unknown;
  } catch {
    throw new JsonUgyldig(); // the parser's own message quotes the body
  }
}

/** Nesting deeper than any request of ours, found before anything recurses over it. */
function forDyb(raa: Buffer): boolean {
  let dybde = 0;
  let iTekst = false;
  for (let i = 0; i < raa.length; i++) {
    const c = raa[i];
    if (iTekst) {
      if (c === 0x5c) i++;
      else if (c === 0x22) iTekst = false;
    } else if (c === 0x22) iTekst = true;
    else if (c === 0x7b || c === 0x5b) { if (++dybde > MAKS_DYBDE) return true; } else if (c === 0x7d || c === 0x5d) dybde--;
  }
  return false;
}
