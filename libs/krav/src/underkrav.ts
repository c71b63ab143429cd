import { beloebTekst, type Beloeb, type Lokaldato } from '#app/kernel';
import type { Regime } from './kravstype.js';
import { indsaet, NU, type Skrivning } from '#app/platform';
import type { Placering } from '#app/stamdata';

/** What a rente- or gebyrkrav inherits from its hovedkrav, and is judged by. */
export interface Ophav extends Placering {
  readonly kravId: string; readonly kravstype: string;
  readonly stiftelsesdato: Lokaldato; readonly forfaldsdato: Lokaldato; readonly srb: Lokaldato;
}

/** A rente or gebyr: a claim of its own that points at its hovedkrav, with one line (design D5). */
export interface Underkrav {
  readonly id: string; readonly linjeId: string; readonly art: 'RENTE' | 'GEBYR'; readonly ophav: Ophav;
  /** kroner > 0 */
  readonly hovedstol: Beloeb;
  readonly stiftelsesdato: Lokaldato; readonly forfaldsdato: Lokaldato; readonly srb: Lokaldato;
  /** Half-open [fra, til[; only for renter. */
  readonly periodeFra?: Lokaldato; readonly periodeTil?: Lokaldato;
  readonly foraeldelsesdato: Lokaldato;
  /** Of a rente: the law it is counted by. */
  readonly lov?: Regime;
}

export type Underkravskonto = 'RENTEINDTAEGT' | 'GEBYRINDTAEGT';

/** Rows of rente- and gebyrkrav; at least one. */
export function underkravraekker(nye: readonly Underkrav[], konto: Underkravskonto): Skrivning[] {
  return [
    indsaet('kravsbilag', nye, {
      id: ['bigint', (u) => u.id], art: ['text', (u) => u.art], aftalekonto_id: ['bigint', (u) => u.ophav.aftalekontoId], aftaleindhold_id: ['bigint', (u) => u.ophav.aftaleindholdId],
      hovedkrav_id: ['bigint', (u) => u.ophav.kravId], kravstype: ['text', (u) => u.ophav.kravstype], stiftelsesdato: ['date', (u) => u.stiftelsesdato], forfaldsdato: ['date', (u) => u.forfaldsdato],
      srb: ['date', (u) => u.srb], hovedstol: ['numeric', (u) => beloebTekst(u.hovedstol)], periode_fra: ['date', (u) => u.periodeFra], periode_til: ['date', (u) => u.periodeTil],
      foraeldelsesdato: ['date', (u) => u.foraeldelsesdato],
    }, { fagsystem: ['text', 'debitor'], registreret: NU }),
    indsaet('kravlinje', nye, {
      id: ['bigint', (u) => u.linjeId], krav_id: ['bigint', (u) => u.id], hovedtransaktion: ['text', (u) => u.ophav.kravstype], deltransaktion: ['text', (u) => u.art], beloeb: ['numeric', (u) => beloebTekst(u.hovedstol)],
    }, { nr: ['int', 1], kontering: ['text', konto] }),
  ];
}

/** SQL of a `with`: familie (hoved, id), the hovedkrav $1::bigint[] with their renter and gebyrer. */
export const FAMILIE = `familie as (select u as hoved, u as id from unnest($1::bigint[]) u union all select f.hovedkrav_id, f.id from kravsbilag f where f.hovedkrav_id = any($1::bigint[]))`;
