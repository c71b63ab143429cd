/** Values by a key: groups in the order their keys first came, each group in the order of the values. */
export function grupper<V>(vaerdier: readonly V[], noegle: (v: V) => string): Map<string, V[]> {
  const ud = new Map<string, V[]>();
  for (const v of vaerdier) laeg(ud, noegle(v), v);
  return ud;
}

/** One more value in its group, last. */
export function laeg<V>(grupperede: Map<string, V[]>, noegle: string, v: V): void {
  const gruppe = grupperede.get(noegle);
  if (gruppe === undefined) grupperede.set(noegle, [v]);
  else gruppe.push(v);
}
