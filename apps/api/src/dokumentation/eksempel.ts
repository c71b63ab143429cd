/** The part of a JSON schema that examples are made from. */
export interface Skema { $ref?: string; type?: string; example?: unknown; properties?: Record<string, Skema>; items?: Skema; allOf?: Skema[]; enum?: unknown[] }

/** An example value of a schema: its own, or put together from its parts. */
export function eksempelAf(s: Skema, skemaer: Readonly<Record<string, Skema>>): unknown {
  if (s.example !== undefined) return s.example;
  if (s.$ref !== undefined) return eksempelAf(skemaer[s.$ref.split('/').at(-1)!]!, skemaer);
  if (s.allOf !== undefined) return Object.assign({}, ...s.allOf.map((d) => eksempelAf(d, skemaer)));
  if (s.items !== undefined) return [eksempelAf(s.items, skemaer)];
  if (s.properties !== undefined) return Object.fromEntries(Object.entries(s.properties).map(([k, d]) => [k, eksempelAf(d, skemaer)]));
  return s.enum?.[0] ?? null;
}
