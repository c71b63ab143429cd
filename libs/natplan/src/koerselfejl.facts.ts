import type { Lokaldato } from '#app/kernel';
import type { Delresultat, Tx } from '#app/platform';

/** RETTET: tried again and done; INDHENTET: a later night did it; FEJL: it failed again. */
export type Forsoegsudfald = 'RETTET' | 'INDHENTET' | 'FEJL';
export interface Fejlforsoeg {
  readonly dato: Lokaldato; readonly udfald: Forsoegsudfald; readonly kode: string | null; readonly besked: string | null; readonly af: string; readonly tidspunkt: string;
  /** What was done, step by step. */
  readonly resultat: Readonly<Record<string, Delresultat>>;
}
/** A debtor that failed; the error stays, and each attempt to mend it is listed. '0': the step itself, over the whole book. */
export interface Koerselfejl {
  readonly koerselId: string; readonly trin: string; readonly dato: Lokaldato; readonly forretningspartnerId: string; readonly kode: string; readonly besked: string;
  readonly rettet: boolean; readonly forsoeg: readonly Fejlforsoeg[];
}
/** A place in the list of a run's errors. */
export interface Fejlplads { readonly forretningspartnerId: string; readonly koerselId: string }

/** Mended, or made good by a later night. */
export const RETTET = (f: string): string => `exists (select 1 from koersel_fejl_forsoeg x where x.koersel_id = ${f}.koersel_id and x.forretningspartner_id = ${f}.forretningspartner_id and x.udfald <> 'FEJL')`;

const FEJL = `select f.koersel_id as "koerselId", k.art as trin, k.forretningsdato as dato, f.forretningspartner_id as "forretningspartnerId", f.kode, f.besked, ${RETTET('f')} as rettet,
    coalesce((select json_agg(json_build_object('dato', x.dato, 'udfald', x.udfald, 'kode', x.kode, 'besked', x.besked, 'af', x.bruger, 'tidspunkt', x.registreret, 'resultat', x.resultat) order by x.nr)
      from koersel_fejl_forsoeg x where x.koersel_id = f.koersel_id and x.forretningspartner_id = f.forretningspartner_id), '[]') as forsoeg
  from koersel_fejl f join koersel k on k.id = f.koersel_id`;

/** Errors of a run and of its steps, in debtor order after `efter`. `rettet`: only those that are, or are not. */
export async function fejlAf(tx: Tx, id: string, antal: number, efter: Fejlplads | undefined, rettet: boolean | undefined): Promise<Koerselfejl[]> {
  return tx.sql<Koerselfejl>(
    `${FEJL} where (k.id = $1 or k.forgaenger_id = $1) and (f.forretningspartner_id, f.koersel_id) > ($3::bigint, $4::bigint) and ($5::boolean is null or ${RETTET('f')} = $5)
     order by f.forretningspartner_id, f.koersel_id limit $2`, [id, antal, efter?.forretningspartnerId ?? '-1', efter?.koerselId ?? '0', rettet ?? null]);
}

/** A debtor's errors at these steps that nobody has mended, of nights and of steps run alone, up to `til`. */
export async function urettede(tx: Tx, partnerId: string, trin: readonly string[], til: Lokaldato): Promise<Koerselfejl[]> {
  return tx.sql<Koerselfejl>(`${FEJL} where f.forretningspartner_id = $1 and k.art = any($2) and k.forretningsdato <= $3 and not ${RETTET('f')} order by f.koersel_id`, [partnerId, trin, til]);
}

export interface Nytforsoeg extends Pick<Fejlforsoeg, 'udfald' | 'resultat'> { readonly kode?: string; readonly besked?: string }

/** An attempt at these errors of one debtor. */
export async function gemForsoeg(tx: Tx, koersler: readonly string[], partnerId: string, f: Nytforsoeg): Promise<void> {
  await tx.skriv(
    `insert into koersel_fejl_forsoeg (koersel_id, forretningspartner_id, nr, dato, udfald, kode, besked, resultat)
     select k, $2, 1 + (select count(*) from koersel_fejl_forsoeg x where x.koersel_id = k and x.forretningspartner_id = $2), $3, $4, $5, $6, $7 from unnest($1::bigint[]) k`,
    [koersler, partnerId, tx.forretningsdato, f.udfald, f.kode ?? null, f.besked ?? null, JSON.stringify(f.resultat)]);
}

/** Any debtor's error on a night that neither a person nor a later night has mended. */
const URETTET = `select 1 from koersel_fejl f where not ${RETTET('f')} limit 1`;

/** A finished night has done what earlier ones failed at: those debtors at whose step nothing is due any more, and who did not fail again. */
export async function gemIndhentede(tx: Tx, natId: string, dato: Lokaldato): Promise<number> {
  if ((await tx.sql(URETTET)).length === 0) return 0;
  return tx.skriv(
    `insert into koersel_fejl_forsoeg (koersel_id, forretningspartner_id, nr, dato, udfald)
     select f.koersel_id, f.forretningspartner_id, 1 + (select count(*) from koersel_fejl_forsoeg x where x.koersel_id = f.koersel_id and x.forretningspartner_id = f.forretningspartner_id), $2, 'INDHENTET'
     from koersel_fejl f join koersel k on k.id = f.koersel_id join koersel n on n.id = k.forgaenger_id and n.art = 'NAT' and n.forretningsdato < $2
       join koersel s on s.forgaenger_id = $1 and s.art = k.art
     where not ${RETTET('f')} and not exists (select 1 from koersel_fejl g where g.koersel_id = s.id and g.forretningspartner_id = f.forretningspartner_id)
       and not exists (select 1 from vagt v where v.forretningspartner_id = f.forretningspartner_id and v.trin = k.art and v.tidligst <= $2)`, [natId, dato]);
}
