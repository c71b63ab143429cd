import { paastaa, sum, type Beloeb, type Lokaldato } from '#app/kernel';

/** Why a bilag exists; one word per kind of event (docs/ordbog.md). */
export type Bilagsart = 'KRAV' | 'RENTE' | 'GEBYR' | 'INDBETALING' | 'UDLIGNING' | 'AFSKRIVNING' | 'REGULERING' | 'TILBAGEFOERSEL';

/** One line: kroner, debit positive, credit negative, never 0. */
export interface Linje {
  readonly konto: string;
  readonly beloeb: Beloeb;
  /** Whose balance it belongs to: with aftalekonto it stands on a debtor. */
  readonly aftalekontoId?: string | undefined;
  readonly forretningspartnerId?: string | undefined;
  readonly kravId?: string | undefined;
  readonly kravlinjeId?: string | undefined;
  readonly kontering?: string | undefined;
}

export interface Bilagshoved {
  /** Known before the write (tx.ids), so that other rows can refer to it. */
  readonly id: string;
  /** Unique per kommune: two runs that saw the same books collide on it instead of both posting. */
  readonly noegle: string;
  readonly art: Bilagsart;
  /** The day it applies from. */
  readonly virkningsdato: Lokaldato;
  readonly indbetalingId?: string | undefined;
  readonly modbilagId?: string | undefined;
}

export interface Bilagsforslag extends Bilagshoved { readonly linjer: readonly Linje[] }

/** A bilag that sums to 0. The database checks the same again. @throws ProgramFejl BILAG_HAR_FOR_FAA_LINJER, BILAG_STEMMER_IKKE */
export function bilag(hoved: Bilagshoved, linjer: readonly Linje[]): Bilagsforslag {
  paastaa(linjer.length >= 2, 'BILAG_HAR_FOR_FAA_LINJER');
  paastaa(sum(linjer.map((l) => l.beloeb)).isZero(), 'BILAG_STEMMER_IKKE');
  return { ...hoved, linjer };
}
