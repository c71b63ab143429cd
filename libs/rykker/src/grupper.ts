/** Rows by a key, each group in the order of the rows. */
export function grupper<R>(raekker: readonly R[], noegle: (r: R) => string): Map<string, R[]> {
  const ud = new Map<string, R[]>();
  for (const r of raekker) {
    const n = noegle(r);
    const g = ud.get(n);
    if (g === undefined) ud.set(n, [r]); else g.push(r);
  }
  return ud;
}
