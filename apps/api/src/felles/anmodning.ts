import type { Readable } from 'node:stream';
import type { Adgang, Hvem } from '#app/platform';

/** What this app uses of the Fastify instance under it (`adapter.getInstance<Server>()`). */
export interface Server {
  addHook(navn: 'onRoute', krog: (rute: { readonly method: string | string[]; readonly url: string }) => void): unknown;
  addHook(navn: 'onRequest', krog: (a: Anmodning, svar: Svar) => Promise<void>): unknown;
  addHook(navn: 'onResponse', krog: (a: Anmodning, svar: Svar, faerdig: () => void) => void): unknown;
  decorateRequest(navn: string, vaerdi: undefined): unknown;
  removeAllContentTypeParsers(): void;
  addContentTypeParser(typer: string | readonly string[], valg: { readonly parseAs: 'buffer'; readonly bodyLimit: number }, parser: (a: Anmodning, krop: Buffer, faerdig: (fejl: Error | null, krop?: unknown) => void) => void): unknown;
  addContentTypeParser(type: string, parser: (a: Anmodning, stroem: Readable, faerdig: (fejl: Error | null, krop?: unknown) => void) => void): unknown;
  get(sti: string, svar: (a: Anmodning, svar: Svar) => void): unknown;
}

/** What this app reads of a request, and what it hangs on it: the bytes as they came, who asks, and when it came. */
export interface Anmodning {
  /** The correlation id. */
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly is404: boolean;
  /** Node's own request; `complete` once every byte of the body has come. */
  readonly raw: Readable & { readonly complete?: boolean };
  readonly routeOptions: { readonly url?: string; readonly config: { readonly raaKrop?: boolean; readonly stroem?: boolean } };
  raa: Buffer | undefined;
  /** Content type of a body that is handed on as it comes. */
  stroemtype: string | undefined;
  adgang: Adgang | undefined;
  adgangsfejl: unknown;
  hvem: Hvem | undefined;
}

/** What this app uses of a reply. */
export interface Svar {
  readonly sent: boolean;
  readonly statusCode: number;
  readonly elapsedTime: number;
  code(status: number): Svar;
  header(navn: string, vaerdi: string): Svar;
  send(krop?: unknown): Svar;
}

/** The path without its query: nothing a caller put behind the question mark reaches a log or a problem. */
export const sti = (url: string): string => url.split('?', 1)[0]!;

/** One header as text; Node reads header bytes as latin1, callers write UTF-8. */
export function headertekst(a: Pick<Anmodning, 'headers'>, navn: string): string | undefined {
  const v = a.headers[navn];
  if (typeof v !== 'string') return undefined;
  const utf8 = Buffer.from(v, 'latin1').toString('utf8');
  return utf8.includes('\uFFFD') ? v : utf8;
}
