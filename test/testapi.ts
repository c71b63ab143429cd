import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Type } from '@nestjs/common';
import { Database, laesConfig, nyUdviklingsnoegle, udstedToken, type Config } from '#app/platform';
import { bygApi } from '../apps/api/src/api.js';
import { RETTIGHEDER, type Rettighed } from '../apps/api/src/felles/rettigheder.js';
import { afvigelser, dokumentsti, svarskema, type Dokument } from './skema.js';
import { KOMMUNE, medKlient, nyTestdatabase, type Testdatabase } from './testdb.js';

export const ALLE_RETTIGHEDER = Object.keys(RETTIGHEDER) as Rettighed[];

export interface Tokenvalg { readonly rettigheder?: readonly string[]; readonly fagsystem?: string; readonly bruger?: string; readonly kommune?: string }
export interface Kald { readonly token?: string | null; readonly krop?: unknown; readonly raa?: Buffer | string; readonly headers?: Record<string, string>; readonly noegle?: string | null }
/** `krop`: the answer as JSON, or undefined when it is none. */
export interface Kaldsvar { readonly status: number; readonly krop: any; readonly tekst: string; readonly headers: Record<string, unknown> } // eslint-disable-line @typescript-eslint/no-explicit-any

/** The whole API in process on a database of its own, with every log line kept. */
export interface Testapi {
  readonly d: Testdatabase; readonly config: Config; readonly app: NestFastifyApplication; readonly db: Database; readonly log: string[];
  token(valg?: Tokenvalg): Promise<string>;
  /** A request by a token with every right, unless told otherwise; changing requests get a key of their own. */
  kald(metode: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, valg?: Kald): Promise<Kaldsvar>;
  /** Rows in every table of the kommune's schema: what an attempt changed. */
  raekker(): Promise<Record<string, number>>;
  stop(): Promise<void>;
}

export async function nyTestapi(ekstra: Record<string, string> = {}, controllere: readonly Type[] = []): Promise<Testapi> {
  const d = await nyTestdatabase();
  const noegle = await nyUdviklingsnoegle();
  const config = laesConfig({ ...tekster(d.config), DEBITOR_UDVIKLINGSNOEGLE: noegle, LOG_NIVEAU: 'debug', ...ekstra });
  const log: string[] = [];
  const app = await bygApi(config, { logUd: { write: (l) => { log.push(l); } }, ekstra: controllere });
  const token = (v: Tokenvalg = {}): Promise<string> => udstedToken(noegle, { bruger: v.bruger ?? 'test', kommune: v.kommune ?? KOMMUNE, rettigheder: v.rettigheder ?? ALLE_RETTIGHEDER, fagsystem: v.fagsystem, levetidTimer: 1 }, new Date());
  const standard = await token();
  let nr = 0;
  const kald = async (metode: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, v: Kald = {}): Promise<Kaldsvar> => {
    const headers: Record<string, string> = { ...(v.token === null ? {} : { authorization: `Bearer ${v.token ?? standard}` }), ...(v.krop === undefined ? {} : { 'content-type': 'application/json' }) };
    if (metode !== 'GET' && v.noegle !== null) headers['idempotency-key'] = v.noegle ?? `proeve-${process.pid}-${nr++}`;
    const payload = v.raa ?? (v.krop === undefined ? undefined : JSON.stringify(v.krop));
    const r = await app.inject({ method: metode, url, headers: { ...headers, ...v.headers }, ...(payload === undefined ? {} : { payload }) });
    return { status: r.statusCode, tekst: r.body, krop: /json/.test(String(r.headers['content-type'])) && r.body !== '' ? JSON.parse(r.body) : undefined, headers: r.headers };
  };
  return { d, config, app, db: app.get(Database), log, token, kald, raekker: () => raekker(d.adminUrl), stop: async () => { await app.close(); await d.slet(); } };
}

const tekster = (c: Config): Record<string, string> => Object.fromEntries(Object.entries(c).filter(([, v]) => v !== undefined).map(([k, v]) => [k, String(v)]));

async function raekker(url: string): Promise<Record<string, number>> {
  return medKlient(url, async (k) => {
    const t = await k.query<{ t: string }>(`select table_name as t from information_schema.tables where table_schema = $1 order by 1`, [`k_${KOMMUNE}`]);
    const r = await k.query<Record<string, string>>(`select ${t.rows.map(({ t }) => `(select count(*) from k_${KOMMUNE}."${t}") as "${t}"`).join(', ')}`);
    return Object.fromEntries(Object.entries(r.rows[0]!).map(([n, v]) => [n, Number(v)]));
  });
}

/** Calls whose answers must be what the OpenAPI document says; an undocumented status fails too. */
export async function skemakald(a: Testapi): Promise<{ dok: Dokument; kald: (metode: 'GET' | 'POST' | 'PUT', url: string, v?: Kald) => Promise<Kaldsvar> }> {
  const dok = (await a.kald('GET', '/docs-json')).krop as Dokument;
  return { dok, kald: async (metode, url, v = {}) => {
    const s = await a.kald(metode, url, v);
    const sti = dokumentsti(dok, metode, url);
    const skema = svarskema(dok, metode, sti, s.status);
    const fund = { url, status: s.status, kendt: skema !== undefined, afvigelser: afvigelser(s.krop, skema ?? {}, dok) };
    if (!fund.kendt || fund.afvigelser.length > 0) throw new Error(`Svaret er ikke det, OpenAPI siger: ${JSON.stringify({ ...fund, svar: s.krop }, null, 1)}`);
    return s;
  } };
}
