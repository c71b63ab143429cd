import { beloebTekst, Decimal, type Beloeb } from '#app/kernel';

/** A value of a room as it may leave the house: every amount text, the rest as it is. */
export type Udad<T> = T extends 'infinity' ? null : T extends string ? string : T extends Decimal ? string : T extends Date ? Date : T extends readonly (infer E)[] ? Udad<E>[] : T extends object ? { -readonly [K in keyof T]: Udad<T[K]> } : T;

/**
 * The one serializer of amounts (design D11): a bare Decimal would print '1200', also in an answer kept for an
 * Idempotency-Key; so it is used before an answer leaves its transaction. PostgreSQL's 'infinity' becomes null.
 */
export function tilSvar<T>(v: T): Udad<T> {
  if (Decimal.isDecimal(v)) return beloebTekst(v as unknown as Beloeb) as Udad<T>;
  if (v === 'infinity') return null as Udad<T>;
  if (typeof v !== 'object' || v === null || v instanceof Date) return v as Udad<T>;
  if (Array.isArray(v)) return v.map((e: unknown) => tilSvar(e)) as Udad<T>;
  return Object.fromEntries(Object.entries(v).map(([k, x]) => [k, tilSvar(x)])) as Udad<T>;
}
