import type { Bilagsart } from './bilag.js';

/** Bilag that say what a claim is for: what it was registered with, and every regulation since. A mirrored bilag counts as what it mirrors. */
export const OPKRAEVENDE = ['KRAV', 'RENTE', 'GEBYR', 'REGULERING'] as const satisfies readonly Bilagsart[];

/** SQL condition: `b`, left joined with the bilag `m` it mirrors, charges its claim more or less. Clearing and write-off leave the charge as it is. */
export const OPKRAEVER = `coalesce(m.art, b.art) in (${OPKRAEVENDE.map((a) => `'${a}'`).join(', ')})`;

/** SQL: kroner a claim is charged today (numeric(15,2)); `krav` is an SQL expression of its id. */
export const OPKRAEVET = (krav: string): string => `(select coalesce(sum(p.beloeb), 0) from postering p join bilag b on b.id = p.bilag_id left join bilag m on m.id = b.modbilag_id
    where p.krav_id = ${krav} and p.konto = 'DEBITOR' and ${OPKRAEVER})::numeric(15,2)`;
