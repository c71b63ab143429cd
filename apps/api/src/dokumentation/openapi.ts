import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { RETTIGHEDER, type Rettighed } from '../felles/rettigheder.js';
import { ProblemSvar } from '../felles/problemsvar.js';
import { eksempelAf, type Skema } from './eksempel.js';

interface Operation {
  summary?: string; description?: string; parameters?: unknown[]; responses: Record<string, unknown>;
  requestBody?: { content: Record<string, { schema?: Skema; example?: unknown }> };
  'x-ret'?: Rettighed; 'x-laesende'?: boolean; 'x-kun-myndighed'?: boolean; 'x-problemer'?: Record<string, readonly string[]>;
}

const TITEL: Record<string, string> = {
  400: 'Forespørgslen kan ikke læses', 401: 'Ikke logget ind', 403: 'Ingen adgang', 404: 'Findes ikke', 409: 'I strid med det, der står i forvejen',
  413: 'For stor', 415: 'Indholdstypen kan ikke læses', 422: 'Ugyldigt input', 500: 'Uventet fejl', 503: 'Midlertidigt utilgængelig',
};
const BESKRIVELSE = `Debitorsystemets API. Beløb er tekst med to decimaler, datoer ÅÅÅÅ-MM-DD. Fejl er application/problem+json (RFC 9457) med en stabil \`kode\`.
Hver POST, der ændrer noget, kræver headeren Idempotency-Key: samme nøgle og samme forespørgsel giver samme svar. Listers \`naeste\` er markøren til næste side.`;

/** The API's own description, OpenAPI 3.1: what the decorators say, with the problems and headers that endpoints share. */
export function openapiDokument(app: INestApplication): OpenAPIObject {
  const opsaetning = new DocumentBuilder().setOpenAPIVersion('3.1.0').setTitle('Debitor').setDescription(BESKRIVELSE).setVersion('0.1.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'Udviklingstoken: npm run -s debitor -- token' }, 'token').build();
  const dok = SwaggerModule.createDocument(app, opsaetning, { extraModels: [ProblemSvar], operationIdFactory: (c, m) => `${c.replace(/Controller$/, '')}_${m}` });
  for (const [sti, metoder] of Object.entries(dok.paths)) {
    for (const [metode, op] of Object.entries(metoder as Record<string, Operation>)) faerdiggoer(op, metode, sti, dok);
  }
  return medNull(JSON.parse(JSON.stringify(dok))) as OpenAPIObject;
}

function faerdiggoer(op: Operation, metode: string, sti: string, dok: OpenAPIObject): void {
  const ret = op['x-ret'];
  const krop = op.requestBody !== undefined;
  const json = op.requestBody?.content['application/json'] !== undefined;
  const aendrer = metode === 'post' && op['x-laesende'] !== true;
  op.description = `Kræver retten \`${ret}\`: ${ret === undefined ? '' : RETTIGHEDER[ret]}.${op['x-kun-myndighed'] === true ? ' Lukket for et fagsystems adgang.' : ''}`;
  if (aendrer) {
    op.parameters = [...(op.parameters ?? []), { name: 'Idempotency-Key', in: 'header', required: true, description: '8-100 synlige ASCII-tegn; samme nøgle og forespørgsel udføres kun én gang', schema: { type: 'string', minLength: 8, maxLength: 100 }, example: '2c1c6c1e-0001' }];
  }
  const problemer = samlet(
    { 401: ['IKKE_LOGGET_IND'], 403: ['RET_MANGLER'], 500: ['UVENTET_FEJL'], 503: ['DRIFT_UTILGAENGELIG', 'KOMMUNE_OPDATERES'] },
    sti.startsWith('/v1/') ? { 404: ['KOMMUNE_UKENDT'] } : {},
    krop ? { 413: ['KROP_FOR_STOR'], 415: ['MEDIETYPE_UKENDT'] } : {},
    json ? { 400: ['JSON_UGYLDIG', 'TEGNSAET_UGYLDIGT'], 422: ['FELT_UKENDT'] } : {},
    aendrer ? { 400: ['IDEMPOTENSNOEGLE_MANGLER'], 409: ['IDEMPOTENSNOEGLE_GENBRUGT'] } : {},
    sti.includes('{id}') ? { 422: ['ID_UGYLDIGT'] } : {}, op['x-problemer'] ?? {});
  delete op['x-problemer'];
  for (const [status, koder] of Object.entries(problemer)) op.responses[status] ??= problemsvar(status, koder, dok);
  for (const s of Object.values(op.responses) as { description?: string; $ref?: string }[]) if (s.$ref === undefined) s.description ||= 'Svaret';
  eksempler(op, dok);
}

function samlet(...dele: readonly Readonly<Record<string, readonly string[]>>[]): Record<string, string[]> {
  const ud: Record<string, string[]> = {};
  for (const d of dele) for (const [s, k] of Object.entries(d)) ud[s] = [...new Set([...(ud[s] ?? []), ...k])];
  return ud;
}

/** A problem response; equal ones stand once among the components and are referred to. */
function problemsvar(status: string, koder: readonly string[], dok: OpenAPIObject): unknown {
  const navn = koder.length > 3 ? undefined : [status, ...koder].join('.');
  const svar = {
    description: `${TITEL[status] ?? 'Fejl'}: ${koder.map((k) => `\`${k}\``).join(', ')}`,
    content: { 'application/problem+json': {
      schema: { $ref: '#/components/schemas/ProblemSvar' },
      example: { type: `urn:debitor:fejl:${koder[0]!}`, title: TITEL[status] ?? 'Fejl', status: Number(status), kode: koder[0], instance: '/v1/krav', korrelationsId: '0b6c1f3e-5e0f-4a7b-9c59-0b6f6d9f0a11', felter: [] },
    } },
  };
  if (navn === undefined) return svar;
  const faelles = ((dok.components ??= {}).responses ??= {});
  faelles[navn] ??= svar;
  return { $ref: `#/components/responses/${navn}` };
}

/** Whole examples of what is sent and answered, put together from the fields' own. */
function eksempler(op: Operation, dok: OpenAPIObject): void {
  const skemaer = (dok.components?.schemas ?? {}) as Record<string, Skema>;
  const svar = Object.values(op.responses) as { content?: Record<string, { schema?: Skema; example?: unknown }> }[];
  for (const c of [op.requestBody, ...svar].flatMap((x) => Object.values(x?.content ?? {}))) {
    if (c.schema !== undefined) c.example ??= eksempelAf(c.schema, skemaer);
  }
}

/** OpenAPI 3.0's `nullable` as JSON Schema says it. */
function medNull(v: unknown): unknown {
  if (Array.isArray(v)) return v.map(medNull);
  if (typeof v !== 'object' || v === null) return v;
  const { nullable, ...rest } = Object.fromEntries(Object.entries(v).map(([k, x]) => [k, medNull(x)])) as Record<string, unknown>;
  if (nullable !== true) return rest;
  const sammensat = '$ref' in rest || 'allOf' in rest; // what is put together says its own type
  return typeof rest['type'] === 'string' && !sammensat ? { ...rest, type: [rest['type'], 'null'], ...(Array.isArray(rest['enum']) ? { enum: [...(rest['enum'] as unknown[]), null] } : {}) } : { anyOf: [sammensat ? utypet(rest) : rest, { type: 'null' }] };
}

const utypet = ({ type: _, ...rest }: Record<string, unknown>): Record<string, unknown> => rest;
