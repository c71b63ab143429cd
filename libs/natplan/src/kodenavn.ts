const NAVNE: Readonly<Record<string, string>> = {
  FAKTURA: 'Regning', IKKE_FORAELDET: 'Ikke forældet alligevel', FORSLAG_RYKKER: 'Forslag om rykker', FORSLAG_AFSKRIVNING: 'Forslag om afskrivning', UDFOERT: 'Udført',
};
const BOGSTAVER: Readonly<Record<string, string>> = { ae: 'æ', oe: 'ø', aa: 'å' };

/** A code as people read it: 'Gebyr', 'Frist løber'; codes are Danish in ASCII. */
export function kodenavn(kode: string): string {
  const kendt = NAVNE[kode];
  if (kendt !== undefined) return kendt;
  const ord = kode.toLowerCase().replaceAll('_', ' ').replace(/ae|oe|aa/g, (b) => BOGSTAVER[b]!);
  return `${ord.slice(0, 1).toUpperCase()}${ord.slice(1)}`;
}
