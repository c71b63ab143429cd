import type { Feltfejl } from '#app/kernel';

/** How a partner is liable (regler.md 8.1): alone, each for all, for a share, or when the others cannot pay. */
export const HAEFTELSESFORMER = ['ENE', 'SOLIDARISK', 'PRO_RATA', 'SUBSIDIAER'] as const;
export type Haeftelsesform = (typeof HAEFTELSESFORMER)[number];

/** A share as a fraction, so that three thirds are one. */
export interface Andel { readonly taeller: number; readonly naevner: number }
export interface Haefter { readonly forretningspartnerId: string; readonly form: Haeftelsesform; readonly andel?: Andel | undefined }

const fejl = (kode: string, besked: string): Feltfejl => ({ felt: 'haeftere', kode, besked });

/**
 * What is wrong with a list of everyone liable for one object, the account's owner (`ejer`) included where the list names him;
 * undefined = nothing. Empty = the owner alone.
 */
export function listefejl(ejer: string, liste: readonly Haefter[]): Feltfejl | undefined {
  if (new Set(liste.map((h) => h.forretningspartnerId)).size < liste.length) return fejl('HAEFTER_GENTAGET', 'Den samme forretningspartner står to gange på listen.');
  const forskellige = (form: Haeftelsesform): Haefter[] => liste.filter((h) => h.form === form);
  if (forskellige('ENE').length > 0 && liste.length > 1) return fejl('ENE_MED_ANDRE', 'Hæfter én alene, kan ingen andre stå på listen.');
  if (forskellige('ENE').some((h) => h.forretningspartnerId !== ejer)) return fejl('ENE_ER_IKKE_EJER', 'Den, der hæfter alene, skal være kontoens forretningspartner.');
  if (liste.length > 0 && liste.every((h) => h.form === 'SUBSIDIAER' && h.forretningspartnerId === ejer)) return fejl('INGEN_HOVEDHAEFTER', 'Kontoens forretningspartner kan ikke kun hæfte subsidiært.');
  if (liste.some((h) => (h.form === 'PRO_RATA') !== (h.andel !== undefined))) return fejl('ANDEL_KUN_PRO_RATA', 'Angiv en andel for hver, der hæfter pro rata, og kun for dem.');
  const dele = forskellige('PRO_RATA');
  if (dele.length === 0) return undefined;
  if (forskellige('SOLIDARISK').length > 0) return fejl('FORMER_BLANDET', 'Solidarisk og pro rata hæftelse kan ikke blandes for det samme.');
  if (dele.some(({ andel: a }) => !Number.isSafeInteger(a!.taeller) || !Number.isSafeInteger(a!.naevner) || a!.taeller < 1 || a!.naevner < a!.taeller || a!.naevner > 1_000_000)) return fejl('ANDEL_UGYLDIG', 'En andel er en brøk større end 0 og højst 1.');
  return erEn(dele.map((h) => h.andel!)) ? undefined : fejl('ANDELE_ER_IKKE_EN', 'Andelene skal tilsammen være 1.');
}

/** Exact: the fractions add up to one. */
export function erEn(andele: readonly Andel[]): boolean {
  let t = 0n;
  let n = 1n;
  for (const a of andele) {
    t = t * BigInt(a.naevner) + BigInt(a.taeller) * n;
    n *= BigInt(a.naevner);
  }
  return t === n;
}
