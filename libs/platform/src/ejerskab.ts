import { gaelder } from './versioner.js';

/**
 * SQL: the fagsystem that owns an aftaleindhold, and with it every claim under it (renter and gebyrer too), on `dag`: what is known now of
 * aftaleindhold_ejer, else who registered it. `indhold`: its id, `registrant`: the hovedkrav's (or the aftaleindhold's own) fagsystem,
 * `dag`: a date; all SQL expressions. One index look-up per row; none where no case of the kommune ever changed hands.
 */
export const EJER = (indhold: string, registrant: string, dag: string): string =>
  `coalesce(case when exists (select 1 from aftaleindhold_ejer) then (select ejer.fagsystem from aftaleindhold_ejer ejer where ejer.aftaleindhold_id = ${indhold} and ${gaelder('ejer', dag)}) end, ${registrant})`;

/** SQL condition: `fagsystem` (an SQL expression) is null and reaches everything, or owns the aftaleindhold on `dag`. */
export const EJES = (fagsystem: string, indhold: string, registrant: string, dag: string): string => `(${fagsystem}::text is null or ${EJER(indhold, registrant, dag)} = ${fagsystem})`;

/** SQL: whom an event on a hovedkrav is told; of a claim made in the same statement, and of renter and gebyrer, the one it is given with. */
export const MODTAGER = (krav: string, registrant: string, dag: string): string =>
  `coalesce(case when exists (select 1 from aftaleindhold_ejer) then (select ejer.fagsystem from kravsbilag ejet join aftaleindhold_ejer ejer on ejer.aftaleindhold_id = ejet.aftaleindhold_id
    where ejet.id = ${krav} and ejet.art = 'HOVEDKRAV' and ${gaelder('ejer', dag)}) end, ${registrant})`;
