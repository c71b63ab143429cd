import { neg, type Beloeb, type Lokaldato } from '#app/kernel';
import { bilag, type Bilagsforslag } from '#app/bogholderi';

/** Why a post stands in afklaring, with the words a caseworker reads. Codes are stable for ever. */
export const AFKLARINGSAARSAGER = {
  BETALINGSID_UKENDT: 'Betalings-id’et hører ikke til noget krav her.',
  INGEN_FIK: 'Posten bærer intet betalings-id.',
  FIK_KONTROLCIFFER: 'Betalings-id’et har forkert længde eller kontrolciffer.',
  FIK_UDEN_ID: 'Indbetalingskortet (kortart 01 eller 73) bærer intet betalings-id.',
  FLERE_FIK: 'Posten bærer flere forskellige betalings-id’er.',
  FREMMED_KREDITOR: 'Betalingen er sendt til et kreditornummer, der ikke er kommunens.',
  UDGAAENDE: 'Pengene gik ud af kontoen.',
  TILBAGEFOERT_AF_BANKEN: 'Banken har ført en tidligere post tilbage.',
  INGEN_DETALJER: 'Banken har samlet flere betalinger i én post uden at sende detaljerne.',
  DETALJEANTAL: 'Antallet af detaljer er ikke det, banken angiver.',
  DETALJEBELOEB: 'En af postens detaljer har intet beløb i kroner.',
  DETALJESUM: 'Detaljernes sum er ikke postens beløb.',
  VALUTA: 'Posten er ikke i danske kroner.',
} as const;
export type Afklaringsaarsag = keyof typeof AFKLARINGSAARSAGER;

/** One amount on one of our bank accounts. */
export interface Banklinje {
  /** The row's own key (betaling.md § 12): the same one twice is the same money. */
  readonly noegle: string;
  readonly bankkontoId: string;
  readonly bankudtogId?: string | undefined;
  /** kroner ≠ 0: + in, − out or reversed by the bank */
  readonly beloeb: Beloeb;
  /** Value date: the payer's day. */
  readonly virkningsdato: Lokaldato;
  readonly bankdato: Lokaldato;
  /** Kortart's full length, check digit tested. */
  readonly betalingsId?: string | undefined;
  /** Payer and texts as the bank gives them; stored encrypted. */
  readonly tekst?: string | undefined;
  /** Set when the reader already knows that the post must be looked at by a person. */
  readonly afklaringsaarsag?: Afklaringsaarsag | undefined;
}

/** Whose money a payment id says it is: a claim's, or that of a bill over several claims (`kravId` is then the first of them). */
export interface Betalingsmodtager { readonly kravId: string; readonly faktureringsbilagId?: string | null; readonly aftalekontoId: string; readonly forretningspartnerId: string }

export type Placeringsbeslutning =
  | { readonly art: 'PLACER'; readonly til: Betalingsmodtager }
  | { readonly art: 'AFKLAR'; readonly aarsag: Afklaringsaarsag };

/** Only an exact, known payment id places money by itself; nothing is guessed (betaling.md § 11). Money out never is. */
export function beslutPlacering(l: Banklinje, modtager: Betalingsmodtager | undefined): Placeringsbeslutning {
  if (l.afklaringsaarsag !== undefined) return { art: 'AFKLAR', aarsag: l.afklaringsaarsag };
  if (l.beloeb.lt(0)) return { art: 'AFKLAR', aarsag: 'UDGAAENDE' };
  if (l.betalingsId === undefined) return { art: 'AFKLAR', aarsag: 'INGEN_FIK' };
  return modtager === undefined ? { art: 'AFKLAR', aarsag: 'BETALINGSID_UKENDT' } : { art: 'PLACER', til: modtager };
}

/** BANK +x / UPLACERET −x on the debtor's account, or BANK / AFKLARING; x has the sign of the bank. */
export function indbetalingsbilag(id: string, indbetalingId: string, l: Pick<Banklinje, 'beloeb' | 'virkningsdato'>, b: Placeringsbeslutning): Bilagsforslag {
  const modpost = { beloeb: neg(l.beloeb) };
  return bilag({ id, noegle: `indbetaling:${indbetalingId}`, art: 'INDBETALING', virkningsdato: l.virkningsdato, indbetalingId }, [
    { konto: 'BANK', beloeb: l.beloeb },
    b.art === 'AFKLAR' ? { konto: 'AFKLARING', ...modpost } : { konto: 'UPLACERET', ...modpost, aftalekontoId: b.til.aftalekontoId, forretningspartnerId: b.til.forretningspartnerId },
  ]);
}

/** A post in afklaring becomes a debtor's money, from the payer's day on. */
export function placeringsbilag(id: string, indbetalingId: string, l: Pick<Banklinje, 'beloeb' | 'virkningsdato'>, til: Betalingsmodtager): Bilagsforslag {
  return bilag({ id, noegle: `placering:${indbetalingId}`, art: 'INDBETALING', virkningsdato: l.virkningsdato, indbetalingId }, [
    { konto: 'AFKLARING', beloeb: l.beloeb },
    { konto: 'UPLACERET', beloeb: neg(l.beloeb), aftalekontoId: til.aftalekontoId, forretningspartnerId: til.forretningspartnerId },
  ]);
}
