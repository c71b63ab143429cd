/** What may be booked from one bank entry, and under which keys (betaling.md § 8.5, § 12). */
import { beloebTekst, type Beloeb } from '#app/kernel';
import type { CamtPost, Detalje, Retning } from './typer.js';

/** One amount to book. */
export interface Betalingslinje {
  /**
   * Stable when the bank sends the entry again in another file; unique inside the entry. Two entries of ONE file may
   * share a key (a bank that repeats its reference): they are two payments, so number them in file order
   * (`row_number() over (partition by noegle order by linje)`, from the second on append `@n`) before testing for
   * rows that earlier files brought.
   */
  readonly noegle: string;
  /** Positive, kroner. */
  readonly beloeb: Beloeb;
  readonly retning: Retning;
  /** The payment's references and texts; missing when the entry is booked whole and has none, or several. */
  readonly detalje?: Detalje;
}

/**
 * Why an entry was not split into its details, or gives nothing to book.
 * - IKKE_BOGFOERT: status is not BOOK.  - FREMMED_VALUTA: entry or account not in kroner.  - NULBELOEB: an entry of 0.00.
 * - INGEN_DETALJER: a batch (NbOfTxs > 1) without TxDtls.  - DETALJEANTAL: NbOfTxs ≠ number of details.
 * - DETALJEBELOEB: a detail without an amount in kroner.  - DETALJESUM: Σ details ≠ the entry.
 */
export type Linjegrund =
  | 'IKKE_BOGFOERT' | 'FREMMED_VALUTA' | 'NULBELOEB' | 'INGEN_DETALJER' | 'DETALJEANTAL' | 'DETALJEBELOEB' | 'DETALJESUM';

export interface Betalingslinjer {
  /** Add up, with sign, to the entry; none when it must not be booked. */
  readonly linjer: readonly Betalingslinje[];
  /** Set when something about the entry must be shown; not when it simply is one payment or splits cleanly. */
  readonly grund?: Linjegrund;
}

type Linje = Omit<Betalingslinje, 'noegle'>;

function noegle(post: CamtPost, linje: Linje, reference: string | undefined): string {
  if (reference === undefined) return ['L', post.konto, post.udtogsId, post.linje, linje.detalje?.nr ?? 0].join('|');
  return ['R', post.konto, post.bogfoeringsdato, beloebTekst(linje.beloeb), linje.retning, reference].join('|');
}

/** Keys for all lines; the second of two that are alike inside the entry gets '#2'. */
function medNoegler(post: CamtPost, linjer: readonly Linje[]): Betalingslinje[] {
  const set = new Map<string, number>();
  return linjer.map((linje) => {
    const grundnoegle = noegle(post, linje, linje.detalje?.acctSvcrRef);
    const nr = (set.get(grundnoegle) ?? 0) + 1;
    set.set(grundnoegle, nr);
    return { noegle: nr === 1 ? grundnoegle : `${grundnoegle}#${nr}`, ...linje };
  });
}

/** The whole entry as one line, with its detail when it has exactly one. */
function samlet(post: CamtPost, grund?: Linjegrund): Betalingslinjer {
  const [detalje, ...flere] = post.detaljer;
  const alene = detalje !== undefined && flere.length === 0;
  const linje: Linje = { beloeb: post.beloeb, retning: post.retning, ...(alene && { detalje }) };
  const reference = post.acctSvcrRef ?? (alene ? detalje.acctSvcrRef : undefined);
  return { linjer: [{ noegle: noegle(post, linje, reference), ...linje }], ...(grund && { grund }) };
}

const beloebAf = (d: Detalje, post: CamtPost): Beloeb | undefined => ((d.valuta ?? post.valuta) === post.valuta ? d.beloeb : undefined);

/** Why the details may not be booked one by one; undefined when they may. */
function delingsfejl(post: CamtPost): Linjegrund | undefined {
  const { detaljer, antalIBundt } = post;
  if (antalIBundt !== undefined && antalIBundt !== detaljer.length) return 'DETALJEANTAL';
  let rest = post.beloeb.times(0);
  for (const d of detaljer) {
    const beloeb = beloebAf(d, post);
    if (beloeb === undefined) return 'DETALJEBELOEB';
    rest = (d.retning ?? post.retning) === post.retning ? rest.plus(beloeb) : rest.minus(beloeb);
  }
  return rest.equals(post.beloeb) ? undefined : 'DETALJESUM';
}

/** A single detail without an amount of its own simply has the entry's; any other disagreement is named. */
const enDetalje = (post: CamtPost, detalje: Detalje): Betalingslinjer =>
  samlet(post, detalje.beloeb === undefined && (post.antalIBundt ?? 1) === 1 ? undefined : delingsfejl(post));

function delt(post: CamtPost): Betalingslinjer {
  const fejl = delingsfejl(post);
  if (fejl) return samlet(post, fejl);
  const linjer = post.detaljer.flatMap((detalje): Linje[] => {
    const beloeb = beloebAf(detalje, post);
    return beloeb === undefined || beloeb.isZero() ? [] : [{ beloeb, retning: detalje.retning ?? post.retning, detalje }];
  });
  return { linjer: medNoegler(post, linjer) };
}

/**
 * What to book from one entry: a line per detail where their amounts add up to the entry and their number is NbOfTxs;
 * otherwise one line with the entry's amount and the reason why. Entries that are not booked, not in kroner, or of
 * 0.00 give no line and a reason.
 */
export function betalingslinjer(post: CamtPost): Betalingslinjer {
  const [foerste, ...flere] = post.detaljer;
  if (post.status !== 'BOOK') return { linjer: [], grund: 'IKKE_BOGFOERT' };
  if (post.valuta !== 'DKK' || post.afvigelser.some((a) => a.kode === 'CAMT_VALUTA')) return { linjer: [], grund: 'FREMMED_VALUTA' };
  if (post.beloeb.isZero()) return { linjer: [], grund: 'NULBELOEB' };
  if (foerste === undefined) return samlet(post, (post.antalIBundt ?? 0) > 1 ? 'INGEN_DETALJER' : undefined);
  return flere.length === 0 ? enDetalje(post, foerste) : delt(post);
}
