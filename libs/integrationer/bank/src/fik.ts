/** Which FIK slip a payment answers, by betaling.md § 8.2: structured reference first, then the OCR line in free text. */
import { erGyldigtBetalingsId, laesOcrLinje, laesScorReference, type Kortart } from '#app/kernel';
import type { CamtPost, Detalje } from './typer.js';

/** A payment id with right check digit. `kreditor`: 8 digits, ours; missing when the bank does not name it. */
export interface FikFund {
  readonly kortart: Kortart;
  readonly betalingsId: string;
  readonly kreditor?: string;
}

/**
 * Why no slip was found.
 * - INGEN_FIK: nothing that looks like one (an RF reference is not FIK).
 * - FIK_KONTROLCIFFER: a payment id with wrong length or check digit; never guessed at.
 * - FREMMED_KREDITOR: paid to a kreditor that is not ours.
 * - FIK_UDEN_ID: kortart 01 or 73, which carry no id.
 * - FLERE_FIK: two different ids on one payment.
 * - UDGAAENDE: our own payment, whose id is somebody else's.
 */
export type FikGrund = 'INGEN_FIK' | 'FIK_KONTROLCIFFER' | 'FREMMED_KREDITOR' | 'FIK_UDEN_ID' | 'FLERE_FIK' | 'UDGAAENDE';

export type FikSvar = FikFund | { readonly grund: FikGrund };

type Kandidat = FikFund | { readonly grund: 'FIK_KONTROLCIFFER' };

const SCOR_FORM = /^(?:01|04|15|71|73|75)\/\d*$/;
/** A written OCR line: blanks are free, the signs are not. */
const OCR_I_TEKST = /[+>]?(?<!\d)(?:01|04|15|71|73|75)\s?<[\d\s]{0,24}\+\s{0,3}\d{7,8}(?!\d)/g;
/** Digits alone, as some banks pass the line on: believed only with right check digit and our own kreditor. */
const CIFRE_I_TEKST = /(?<!\d)(?:(71)[<\s]{0,3}(\d{15})|(04|15|75)[<\s]{0,3}(\d{16}))\s{0,3}\+?\s{0,3}(\d{7,8})(?!\d)/g;

/** An FI-kreditornummer or giro account as 8 digits; undefined for IBAN, BBAN and the like. */
function kreditornummer(konto: string | undefined, skema: string | undefined): string | undefined {
  if (konto === undefined || !(/^\d{7,8}$/.test(konto) || (skema === 'OCR' && /^\d+$/.test(konto)))) return undefined;
  return konto.replace(/^0+/, '').padStart(8, '0');
}

function fraReference(ref: string): Kandidat | undefined {
  const fund = laesScorReference(ref) ?? laesOcrLinje(ref);
  if (fund) return fund;
  return SCOR_FORM.test(ref.replace(/\s/g, '')) ? { grund: 'FIK_KONTROLCIFFER' } : undefined;
}

function fraTekst(tekst: string, egne: ReadonlySet<string>): Kandidat[] {
  const linjer = [...tekst.matchAll(OCR_I_TEKST)].map(([linje]): Kandidat => laesOcrLinje(linje) ?? { grund: 'FIK_KONTROLCIFFER' });
  if (linjer.length > 0) return linjer;
  return [...tekst.matchAll(CIFRE_I_TEKST)].flatMap(([, k71 = '', id71 = '', andet = '', andetId = '', nummer = '']): Kandidat[] => {
    const [kortart, id] = [k71 || andet, id71 || andetId];
    const kreditor = nummer.padStart(8, '0');
    return egne.has(kreditor) && erGyldigtBetalingsId(kortart, id) ? [{ kortart: kortart as Kortart, betalingsId: id, kreditor }] : [];
  });
}

/** Texts to search: each line, and the lines run together where a bank has cut an OCR line in two. */
function tekster(detalje: Detalje | undefined, post: CamtPost): string[] {
  const fritekst = detalje?.fritekst ?? [];
  const egne = [...fritekst, detalje?.purpose, detalje?.tekst, fritekst.length > 1 ? fritekst.join('') : undefined];
  const faelles = post.detaljer.length <= 1 ? [post.tekst] : [];
  return [...egne, ...faelles].filter((t) => t !== undefined);
}

function kandidater(detalje: Detalje | undefined, post: CamtPost, egne: ReadonlySet<string>): Kandidat[] {
  const strukturerede = (detalje?.scorReferencer ?? []).map(fraReference).filter((k) => k !== undefined);
  return strukturerede.length > 0 ? strukturerede : tekster(detalje, post).flatMap((t) => fraTekst(t, egne));
}

/** One answer from all that was found: the same id twice is one, two different ones are none. */
function entydig(fundne: readonly Kandidat[]): FikSvar {
  const [foerste] = fundne;
  if (foerste === undefined) return { grund: 'INGEN_FIK' };
  const noegler = new Set(fundne.map((k) => ('grund' in k ? k.grund : `${k.kortart}/${k.betalingsId}`)));
  if (noegler.size > 1) return { grund: 'FLERE_FIK' };
  return fundne.find((k) => 'kreditor' in k && k.kreditor !== undefined) ?? foerste;
}

/** True where the money came in, or went back after having come in. */
const indgaaende = (detalje: Detalje | undefined, post: CamtPost): boolean =>
  ((detalje?.retning ?? post.retning) === 'KREDIT') !== post.tilbagefoersel;

/**
 * The slip one payment answers. `detalje`: the TxDtls, undefined for an entry without details. `egneKreditorer`: our
 * FI-kreditornumre and giro accounts, 8 digits each. Whether the id is known to us is for the caller to look up.
 */
export function fikAf(detalje: Detalje | undefined, post: CamtPost, egneKreditorer: ReadonlySet<string>): FikSvar {
  const svar = entydig(kandidater(detalje, post, egneKreditorer));
  if ('grund' in svar) return svar;
  if (!indgaaende(detalje, post)) return { grund: 'UDGAAENDE' };
  const kreditorer = [svar.kreditor, kreditornummer(detalje?.modtagerKonto, detalje?.modtagerKontoskema)].filter((k) => k !== undefined);
  if (kreditorer.some((k) => !egneKreditorer.has(k))) return { grund: 'FREMMED_KREDITOR' };
  if (svar.betalingsId === '') return { grund: 'FIK_UDEN_ID' };
  const { kortart, betalingsId } = svar;
  return { kortart, betalingsId, ...(kreditorer[0] !== undefined && { kreditor: kreditorer[0] }) };
}
