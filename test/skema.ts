/** Holds an answer up to the OpenAPI document: every field it says is there, none beside, each of its type and form. */
export interface Skema { $ref?: string; type?: string | string[]; properties?: Record<string, Skema>; required?: string[]; items?: Skema; allOf?: Skema[]; anyOf?: Skema[]; enum?: unknown[]; pattern?: string; format?: string; additionalProperties?: unknown }
export interface Dokument { paths: Record<string, Record<string, any>>; components: { schemas: Record<string, Skema>; responses: Record<string, any> } } // eslint-disable-line @typescript-eslint/no-explicit-any

const FORMAT: Record<string, RegExp> = { date: /^\d{4}-\d{2}-\d{2}$/, 'date-time': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/ };

/** What is wrong with `v`; empty = nothing. */
export function afvigelser(v: unknown, s: Skema, dok: Dokument, sted = '$'): string[] {
  if (s.$ref !== undefined) return afvigelser(v, dok.components.schemas[s.$ref.split('/').at(-1)!]!, dok, sted);
  if (s.anyOf !== undefined) return s.anyOf.some((d) => afvigelser(v, d, dok, sted).length === 0) ? [] : [`${sted}: passer med ingen`];
  if (s.allOf !== undefined) return s.allOf.flatMap((d) => afvigelser(v, d, dok, sted));
  const typer = [s.type ?? 'object'].flat();
  const type = v === null ? 'null' : Array.isArray(v) ? 'array' : Number.isInteger(v) ? 'integer' : typeof v;
  if (!typer.includes(type) && !(type === 'integer' && typer.includes('number'))) return [`${sted}: er ${type}, ikke ${typer.join('/')}`];
  if (typeof v === 'string') return [...(s.enum && !s.enum.includes(v) ? [`${sted}: ${v} er ikke en af de nævnte`] : []), ...(s.pattern && !new RegExp(s.pattern).test(v) ? [`${sted}: ${v} har ikke formen`] : []), ...(s.format && FORMAT[s.format] && !FORMAT[s.format]!.test(v) ? [`${sted}: ${v} er ikke ${s.format}`] : [])];
  if (Array.isArray(v)) return v.flatMap((e, i) => afvigelser(e, s.items ?? {}, dok, `${sted}[${i}]`));
  if (type !== 'object' || s.additionalProperties === true) return [];
  const felter = s.properties ?? {};
  return [
    ...(s.required ?? []).filter((f) => !(f in (v as object))).map((f) => `${sted}.${f}: mangler`),
    ...Object.entries(v as object).flatMap(([f, x]) => (x === undefined ? [] : felter[f] === undefined ? [`${sted}.${f}: står ikke i dokumentet`] : afvigelser(x, felter[f], dok, `${sted}.${f}`))),
  ];
}

/** The schema of an answer. */
export function svarskema(dok: Dokument, metode: string, sti: string, status: number): Skema | undefined {
  const svar = dok.paths[sti]?.[metode.toLowerCase()]?.responses?.[String(status)] as { $ref?: string; content?: unknown } | undefined;
  const indhold = (svar?.$ref === undefined ? svar : dok.components.responses[svar.$ref.slice('#/components/responses/'.length)])?.content as Record<string, { schema?: Skema }> | undefined;
  return Object.values(indhold ?? {})[0]?.schema;
}

/** The document's path for a concrete one. */
export function dokumentsti(dok: Dokument, metode: string, url: string): string {
  const sti = url.split('?', 1)[0]!;
  const fundet = Object.keys(dok.paths).filter((p) => dok.paths[p]![metode.toLowerCase()] && new RegExp(`^${p.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(sti));
  return fundet.find((p) => p === sti) ?? fundet[0] ?? '';
}
