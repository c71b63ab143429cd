import type { Beloeb } from '#app/kernel';

/**
 * A claim on which nothing is owed any more is closed, whatever made it so; one on which something is owed again is open. Kroner left of
 * the claim itself, its renter and gebyrer apart; undefined: it was and is the one or the other.
 */
export const lukning = (foer: Beloeb, efter: Beloeb): 'AFSLUTTET' | 'GENAABNET' | undefined =>
  foer.gt(0) === efter.gt(0) ? undefined : efter.gt(0) ? 'GENAABNET' : 'AFSLUTTET';
