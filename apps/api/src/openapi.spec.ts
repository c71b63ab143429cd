import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rodmappe } from '#app/platform';
import { afvigelser, type Dokument, type Skema } from '../../../test/skema.js';
import { nyTestapi, type Testapi } from '../../../test/testapi.js';
import { openapiDokument, openapiUdenServer } from './api.js';
import { RETTIGHEDER } from './felles/rettigheder.js';

let a: Testapi;
let dok: Dokument & { openapi: string };
beforeAll(async () => {
  a = await nyTestapi();
  dok = openapiDokument(a.app) as never;
});
afterAll(() => a?.stop());

interface Operation { summary?: string; operationId: string; security?: unknown; 'x-ret'?: string; 'x-laesende'?: boolean; parameters?: { name: string }[]; requestBody?: { content: Record<string, Indhold> }; responses: Record<string, { description: string; content?: Record<string, Indhold> }> }
interface Indhold { schema: Skema; example?: unknown }
const operationer = (): [string, Operation][] => Object.entries(dok.paths).flatMap(([sti, m]) => Object.entries(m).map(([metode, op]): [string, Operation] => [`${metode} ${sti}`, op as Operation]));

it('docs/openapi.json is this document (npm run -s debitor -- openapi writes it)', () => {
  expect(JSON.parse(readFileSync(join(rodmappe(), 'docs', 'openapi.json'), 'utf8'))).toEqual(dok);
});

it('the document can be made without a server or a database', async () => {
  expect(await openapiUdenServer({ ...a.config, DATABASE_URL: 'postgres://ingen@127.0.0.1:1/ingen' })).toEqual(dok);
});

it('is OpenAPI 3.1, served with a page that runs without another site', async () => {
  expect(dok.openapi).toBe('3.1.0');
  expect(JSON.stringify(dok)).not.toContain('"nullable"');
  expect((await a.kald('GET', '/docs-json', { token: null })).krop).toEqual(dok);
  const side = await a.kald('GET', '/docs', { token: null });
  for (const [, fil] of side.tekst.matchAll(/(?:src|href)="([^"]+)"/g)) expect([fil, (await a.kald('GET', fil!, { token: null })).status]).toEqual([fil, 200]);
});

it('every operation has a summary, a right, its problems, and examples that fit their schemas', () => {
  expect(new Set(operationer().map(([, o]) => o.operationId)).size).toBe(operationer().length);
  for (const [navn, op] of operationer()) {
    expect([navn, op.summary]).toEqual([navn, expect.stringMatching(/\S{3}/)]);
    expect(Object.keys(RETTIGHEDER)).toContain(op['x-ret']);
    expect([navn, op.security]).toEqual([navn, [{ token: [] }]]);
    for (const status of ['401', '403', '500', '503']) expect([navn, Object.keys(op.responses)]).toEqual([navn, expect.arrayContaining([status])]);
    expect([navn, op.parameters?.some((p) => p.name === 'Idempotency-Key') ?? false]).toEqual([navn, navn.startsWith('post') && op['x-laesende'] !== true]);
    const indhold = [op.requestBody, ...Object.values(op.responses)].flatMap((r) => Object.entries(r?.content ?? {}));
    expect([navn, indhold.length > 0]).toEqual([navn, true]);
    for (const [type, c] of indhold) {
      if (type.includes('xml') || type.includes('octet') || type.startsWith('text/')) continue;
      expect([navn, afvigelser(c.example, c.schema, dok)]).toEqual([navn, []]);
    }
  }
});

it('no amount leaves as anything but text with two decimals', () => {
  const beloeb = /beloeb|rest$|hovedstol|ialt|^sum$|saldo|debet|kredit$|forfalden|overskredet|uplaceret|gebyr$|rente$/i;
  const felter = Object.entries(dok.components.schemas).flatMap(([k, s]) => Object.entries(s.properties ?? {}).map(([f, x]): [string, string, Skema] => [k, f, x]));
  expect(felter.filter(([, f, s]) => !/^(debitorerPrSekund|sekunder)$/.test(f) && [s.type].flat().includes('number')).map(([k, f]) => `${k}.${f}`)).toEqual([]);
  const pengefelter = felter.filter(([, f, s]) => beloeb.test(f) && ![s.type].flat().some((t) => t === 'array' || t === 'object' || t === 'boolean' || t === undefined));
  expect(pengefelter.length).toBeGreaterThan(15);
  for (const [k, f, s] of pengefelter) expect([k, f, s.pattern]).toEqual([k, f, expect.stringMatching(/\\\.\\d\{2\}\$$/)]);
});
