/** PSRM's limit, in characters; what is sent is cut to it, since the words are for recognition only (regler.md 8.1). */
export const MAKS_BESKRIVELSE = 100;

/** The claim in the bill's own words: its lines' texts, each once; a line without a text is billed under the kravstype's name. */
export function beskrivelse(tekster: readonly (string | null | undefined)[], kravstypenavn: string): string | undefined {
  if (tekster.length === 1) return tekster[0] ?? kravstypenavn;
  const dele = [...new Set(tekster.map((t) => t ?? kravstypenavn))].join(', ');
  return dele === '' ? undefined : dele;
}
