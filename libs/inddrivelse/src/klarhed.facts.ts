import type { Lokaldato } from '#app/kernel';
import { EJER, EJES, type Tx } from '#app/platform';

/** How many claims, and how many kroner (text) are left of them. */
export interface Maal { readonly krav: number; readonly beloeb: string }

export interface Fagsystemtal {
  readonly fagsystem: string; readonly krav: number; readonly beloeb: string; readonly klarKrav: number; readonly klarBeloeb: string;
  readonly afvistKrav: number; readonly afvistBeloeb: string; readonly hoeringKrav: number; readonly hoeringBeloeb: string; readonly ukendtKrav: number; readonly ukendtBeloeb: string;
}
export interface Regeltal extends Maal { readonly fagsystem: string; readonly regel: string; readonly felt: string; readonly konsekvens: 'AFVIST' | 'HØRING' | 'FILTER_UKENDT'; readonly fordringstype: string | null }

/** A claim that breaks a rule. `rest`: kroner still owed of it. */
export interface Ikkeklart {
  readonly kravId: string; readonly art: 'HOVEDKRAV' | 'RENTE' | 'GEBYR'; readonly hovedkravId: string | null; readonly forretningspartnerId: string;
  readonly fagsystem: string; readonly reference: string | null; readonly kravstype: string; readonly fordringstype: string | null; readonly rest: string;
  readonly regel: string; readonly felt: string; readonly vaerdi: string | null; readonly konsekvens: 'AFVIST' | 'HØRING' | 'FILTER_UKENDT'; readonly modtagelsesdato: Lokaldato;
}
export interface Ikkeklarfilter { readonly koder: readonly string[]; readonly fagsystem: string | undefined; readonly efter: string | undefined; readonly antal: number }

const INDHOLD = ['k.aftaleindhold_id', 'coalesce(h.fagsystem, k.fagsystem)'] as const;
// Open claims, each under the fagsystem that owns it (a rente or gebyr under its hovedkrav's). aaben_post is a figure here, no rule.
const AABNE = `aabne as (
    select k.id, ${EJER(...INDHOLD, '$2::date')} as fagsystem, a.rest from aaben_post a join kravsbilag k on k.id = a.krav_id left join kravsbilag h on h.id = k.hovedkrav_id
    where a.rest > 0 and ${EJES('$1', ...INDHOLD, '$2::date')}),
  udfald as (select krav_id, bool_or(konsekvens = 'AFVIST') as afvist, bool_or(konsekvens = 'HØRING') as hoering from psrm_fund group by krav_id)`;

const maal = (navn: string, hvor: string): string =>
  `count(*) filter (where ${hvor})::int as "${navn}Krav", coalesce(sum(o.rest) filter (where ${hvor}), 0)::numeric(15,2) as "${navn}Beloeb"`;

/** Open claims per fagsystem, each counted under its gravest answer. */
export const hentFagsystemtal = (tx: Tx, fagsystem: string | undefined): Promise<Fagsystemtal[]> => tx.sql<Fagsystemtal>(
  `with ${AABNE} select o.fagsystem, count(*)::int as krav, sum(o.rest)::numeric(15,2) as beloeb, ${maal('klar', 'u.krav_id is null')}, ${maal('afvist', 'u.afvist')},
     ${maal('hoering', 'u.hoering and not u.afvist')}, ${maal('ukendt', 'not u.afvist and not u.hoering')}
   from aabne o left join udfald u on u.krav_id = o.id group by o.fagsystem order by o.fagsystem`, [fagsystem ?? null, tx.forretningsdato]);

/** The day the whole book was last held against the rules; null = never. */
export async function hentKontrolleret(tx: Tx): Promise<Lokaldato | null> {
  const [r] = await tx.raekker<[Lokaldato]>(`select forretningsdato from psrm_grundlag`);
  return r?.[0] ?? null;
}

/** Claims per fagsystem, rule and fordringstype; a claim that breaks two rules stands under both. The mark counts where nothing worse is known. */
export const hentRegeltal = (tx: Tx, fagsystem: string | undefined): Promise<Regeltal[]> => tx.sql<Regeltal>(
  `with ${AABNE} select o.fagsystem, f.regel, f.felt, f.konsekvens, f.fordringstype, count(*)::int as krav, sum(o.rest)::numeric(15,2) as beloeb
   from aabne o join psrm_fund f on f.krav_id = o.id join udfald u on u.krav_id = o.id where f.konsekvens <> 'FILTER_UKENDT' or not (u.afvist or u.hoering)
   group by o.fagsystem, f.regel, f.felt, f.konsekvens, f.fordringstype order by o.fagsystem, f.regel, f.fordringstype nulls first, f.konsekvens`, [fagsystem ?? null, tx.forretningsdato]);

/** The claims behind a figure, in id order; read with one more than asked for. */
export const hentIkkeklare = (tx: Tx, f: Ikkeklarfilter): Promise<Ikkeklart[]> => tx.sql<Ikkeklart>(
  `select k.id as "kravId", k.art, k.hovedkrav_id as "hovedkravId", a.forretningspartner_id as "forretningspartnerId", ${EJER(...INDHOLD, '$5::date')} as fagsystem, k.fagsystem_reference as reference,
     k.kravstype, f.fordringstype, a.rest, f.regel, f.felt, f.vaerdi, f.konsekvens, f.modtagelsesdato
   from psrm_fund f join kravsbilag k on k.id = f.krav_id join aaben_post a on a.krav_id = k.id and a.rest > 0 left join kravsbilag h on h.id = k.hovedkrav_id
   where f.regel = any($1::text[]) and f.krav_id > $2 and ${EJES('$3', ...INDHOLD, '$5::date')}
     and (f.konsekvens <> 'FILTER_UKENDT' or not exists (select 1 from psrm_fund v where v.krav_id = f.krav_id and v.konsekvens <> 'FILTER_UKENDT'))
   order by f.krav_id limit $4`, [f.koder, f.efter ?? '0', f.fagsystem ?? null, f.antal + 1, tx.forretningsdato]);
