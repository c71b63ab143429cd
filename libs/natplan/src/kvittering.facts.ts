import { grupper, kr, type Beloeb, type Lokaldato } from '#app/kernel';
import { NATTEN, type Tx } from '#app/platform';
import type { Kravart } from './kvittering.js';

/** So much on DEBITOR, by what a person can tell apart: a rente is its hovedkrav's period, whatever its id came to be. */
export interface Standpost {
  readonly forretningspartnerId: string;
  readonly kravId: string; readonly hovedkravId: string; readonly art: Kravart;
  /** Half-open; of renter. */
  readonly periodeFra: Lokaldato | null; readonly periodeTil: Lokaldato | null;
  readonly linje: number;
  /** Bilagsart; a reversal counts as what it reverses. */
  readonly bilagsart: string;
  readonly virkningsdato: Lokaldato; readonly indbetalingId: string | null;
  readonly beloeb: Beloeb;
}
export interface Standkrav { readonly kravId: string; readonly hovedkravId: string | null; readonly art: Kravart; readonly foraeldelsesdato: Lokaldato | 'infinity'; readonly foraeldet: Lokaldato | null; readonly klarhed: readonly string[]; readonly spaerrer: readonly string[] }

/** The books of some debtors, and what the rules have said of their claims. */
export interface Stand { readonly poster: readonly Standpost[]; readonly krav: readonly Standkrav[]; /** Per debtor: UPLACERET, kroner; negative = we owe him. */ readonly uplaceret: ReadonlyMap<string, Beloeb> }

/** Three statements and one per list, however many the claims. */
export async function hentStand(tx: Tx, partnere: readonly string[]): Promise<Stand> {
  const poster = await tx.sql<Omit<Standpost, 'beloeb'> & { beloeb: string }>(POSTER, [partnere]);
  const krav = await tx.sql<Omit<Standkrav, 'klarhed' | 'spaerrer'>>(KRAV, [partnere]);
  const ider = krav.map((k) => k.kravId);
  const fund = grupper(await tx.raekker<[string, string]>(`select krav_id, regel || ': ' || konsekvens from psrm_fund where krav_id = any($1::bigint[]) order by krav_id, regel`, [ider]), ([k]) => k);
  const spaerrer = grupper(await tx.raekker<[string, string]>(
    `select objekt_id, art || ' fra ' || fra from spaerre where niveau = 'KRAV' and objekt_id = any($1::bigint[]) and ejer = $2 and til = 'infinity' order by objekt_id, art, fra`, [ider, NATTEN]), ([k]) => k);
  const tekster = (m: ReadonlyMap<string, readonly (readonly [string, string])[]>, id: string): string[] => (m.get(id) ?? []).map(([, t]) => t);
  return {
    poster: poster.map((p) => ({ ...p, beloeb: kr(p.beloeb) })), krav: krav.map((k) => ({ ...k, klarhed: tekster(fund, k.kravId), spaerrer: tekster(spaerrer, k.kravId) })),
    uplaceret: new Map((await tx.raekker<[string, string]>(UPLACERET, [partnere])).map(([p, b]) => [p, kr(b)])),
  };
}

const POSTER = `select a.forretningspartner_id as "forretningspartnerId", k.id as "kravId", coalesce(k.hovedkrav_id, k.id) as "hovedkravId", k.art, k.periode_fra as "periodeFra", k.periode_til as "periodeTil", l.nr as linje,
    coalesce(m.art, b.art) as bilagsart, p.virkningsdato, case when b.art = 'UDLIGNING' then b.indbetaling_id end as "indbetalingId", sum(p.beloeb)::numeric(15,2) as beloeb
  from aftalekonto a join kravsbilag k on k.aftalekonto_id = a.id join postering p on p.krav_id = k.id and p.konto = 'DEBITOR' join bilag b on b.id = p.bilag_id
    left join bilag m on m.id = b.modbilag_id join kravlinje l on l.id = p.kravlinje_id
  where a.forretningspartner_id = any($1::bigint[]) group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 having sum(p.beloeb) <> 0`;

const KRAV = `select k.id as "kravId", k.hovedkrav_id as "hovedkravId", k.art, coalesce(f.dato, k.foraeldelsesdato) as foraeldelsesdato, f.foraeldet
  from aftalekonto a join kravsbilag k on k.aftalekonto_id = a.id left join foraeldelse f on f.krav_id = k.id where a.forretningspartner_id = any($1::bigint[]) order by k.id`;

const UPLACERET = `select a.forretningspartner_id, sum(p.beloeb)::numeric(15,2) from aftalekonto a join postering p on p.aftalekonto_id = a.id and p.krav_id is null and p.konto = 'UPLACERET'
  where a.forretningspartner_id = any($1::bigint[]) group by 1`;
