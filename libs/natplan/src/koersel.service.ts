import { Injectable } from '@nestjs/common';
import type { Lokaldato } from '#app/kernel';
import { IkkeFundet, laegSammen, type Delresultat, type Koerselstatus, type Tx } from '#app/platform';
import { RETTET } from './koerselfejl.facts.js';
import { forventetSlut, prSekund } from './fremdrift.rules.js';
import { Natplan } from './natplan.js';
import type { Natparametre } from './natvalg.js';
import { saedvanligeSekunder } from './sammenligning.facts.js';

/** A run as people see it: how far, how fast, when done, what went wrong. */
export interface Koerselsvar {
  readonly id: string; readonly art: string; readonly forretningsdato: Lokaldato; readonly status: Koerselstatus;
  readonly startet: Date; readonly afsluttet: Date | null;
  /** Of a night: over its steps so far. */
  readonly dele: number; readonly faerdigeDele: number;
  /** Seconds at work, held time apart. */
  readonly sekunder: number;
  /** Debtors (lines, of a file) handled per second so far; null before the first part is done. */
  readonly debitorerPrSekund: number | null;
  readonly forventetSlut: Date | null;
  readonly resultat: Delresultat;
  readonly fejl: number;
  /** Of them: mended since, or made good by a later night. The run stays AFSLUTTET_MED_FEJL. */
  readonly rettet: number;
  /** Of a night: the rehearsal it is held up against, and, once it has ended, where it did otherwise. */
  readonly proeve: { readonly koerselId: string; readonly godkendt: boolean; readonly nye: number; readonly bortfaldne: number; readonly aendrede: number } | null;
  readonly trin: readonly Koerselsvar[];
}

interface Raekke {
  id: string; art: string; forretningsdato: Lokaldato; status: Koerselstatus; startet: Date; afsluttet: Date | null; forgaenger_id: string | null;
  dele: number; faerdige: number; debitorer: number; faerdige_debitorer: number; senest: Date | null; sekunder: number; resultater: (Delresultat | null)[] | null; fejl: number; rettet: number;
  parametre: Partial<Natparametre>; afvigelser: { NY?: number; BORTFALDET?: number; AENDRET?: number } | null;
}

const LAES = `select k.id, k.art, k.forretningsdato, k.status, k.startet, k.afsluttet, k.forgaenger_id, k.parametre, d.*,
    (select count(*)::int from koersel_fejl f where f.koersel_id = k.id) + d.uden_krav as fejl, (select count(*)::int from koersel_fejl f where f.koersel_id = k.id and ${RETTET('f')}) as rettet,
    (select json_object_agg(udfald, n) from (select udfald, count(*)::int as n from natafvigelse a where a.koersel_id = k.id and k.art = 'NAT' group by 1) a) as afvigelser
  from koersel k left join lateral (
    select count(*)::int as dele, count(*) filter (where status <> 'VENTER')::int as faerdige, coalesce(sum(coalesce(poster, cardinality(partnere))), 0)::int as debitorer,
      coalesce(sum(coalesce(poster, cardinality(partnere))) filter (where status <> 'VENTER'), 0)::int as faerdige_debitorer,
      max(faerdig) as senest, greatest(extract(epoch from coalesce(k.afsluttet, max(faerdig), k.startet) - k.startet) - k.pause_sekunder, 0)::float8 as sekunder,
      coalesce(sum(coalesce((resultat -> 'antal' ->> 'AFVIST')::int, 0) + coalesce((resultat -> 'antal' ->> 'FEJL')::int, 0)) filter (where poster is not null), 0)::int as uden_krav, json_agg(resultat - '{linjer,trin,beskeder}'::text[]) as resultater
    from koersel_del where koersel_id = k.id) d on true`;

@Injectable()
export class KoerselService {
  constructor(private readonly plan: Natplan) {}

  /** Runs, newest first; nights, rehearsals, steps run alone, files. */
  async liste(tx: Tx, antal: number, foer?: { readonly dato: Lokaldato; readonly id: string }, art?: string): Promise<Koerselsvar[]> {
    const r = await tx.sql<Raekke>(`${LAES} where k.forgaenger_id is null and ($2::bigint is null or (k.forretningsdato, k.id) < ($3::date, $2)) and ($4::text is null or k.art = $4) order by k.forretningsdato desc, k.id desc limit $1`, [antal, foer?.id ?? null, foer?.dato ?? null, art ?? null]);
    return r.map((x) => svar(x, []));
  }

  /** @throws IkkeFundet */
  async hent(tx: Tx, id: string): Promise<Koerselsvar> {
    const r = await tx.sql<Raekke>(`${LAES} where k.id = $1 or k.forgaenger_id = $1 order by k.id`, [id]);
    const selv = r.find((x) => x.id === id);
    if (selv === undefined) throw new IkkeFundet('Kørsel', id);
    const trin = r.filter((x) => x.id !== id).sort((a, b) => this.plads(a.art) - this.plads(b.art)).map((x) => svar(x, []));
    if (selv.art !== 'NAT') return svar(selv, trin);
    return nattensSvar(selv, trin, IGANG.includes(selv.status) ? await this.mangler(tx, selv, trin) : []);
  }

  /** The newest night, rehearsal or other run that is under way or has ended; the one people ask about. */
  async nyesteNat(tx: Tx): Promise<string | undefined> {
    const [r] = await tx.sql<{ id: string }>(`select id from koersel where art = 'NAT' order by forretningsdato desc limit 1`);
    return r?.id;
  }

  /** Holds a run between parts, lets it go on, or ends it; of a night's step: the whole night. @returns that run @throws IkkeFundet */
  async saetStatus(tx: Tx, id: string, fra: readonly Koerselstatus[], til: 'PAUSE' | 'I_GANG' | 'STOPPET'): Promise<Koerselsvar> {
    const [r] = await tx.sql<{ rod: string }>(`select coalesce(k.forgaenger_id, k.id) as rod from koersel k where k.id = $1 and exists (select 1 from koersel t where (t.id = k.id or t.forgaenger_id = k.id) and t.status = any($2))`, [id, fra]);
    if (r === undefined) throw new IkkeFundet('Igangværende kørsel', id);
    const n = await tx.skriv(
      `update koersel set status = $3, afsluttet = case when $3 = 'STOPPET' then clock_timestamp() end, pauset = case when $3 = 'PAUSE' then clock_timestamp() end,
         pause_sekunder = pause_sekunder + coalesce(extract(epoch from clock_timestamp() - pauset), 0) where (id = $1 or forgaenger_id = $1) and status = any($2)`, [r.rod, fra, til]);
    if (n === 0) throw new IkkeFundet('Igangværende kørsel', id);
    return this.hent(tx, r.rod);
  }

  private plads(art: string): number { return this.plan.trin.findIndex((t) => t.kode === art); }

  /** Usual seconds of each step that a night in progress has not begun. */
  private async mangler(tx: Tx, nat: Raekke, trin: readonly Koerselsvar[]): Promise<(number | undefined)[]> {
    const sekunder = await saedvanligeSekunder(tx, nat.forretningsdato);
    return this.plan.trin.filter((t) => !trin.some((b) => b.art === t.kode) && (t.kunNyesteDato !== true || nat.parametre.nyeste === true)).map((t) => sekunder.get(t.kode));
  }
}

const IGANG: readonly Koerselstatus[] = ['I_GANG', 'PAUSE'];

function svar(r: Raekke, trin: readonly Koerselsvar[]): Koerselsvar {
  const fart = prSekund(r.faerdige_debitorer, r.sekunder);
  const a = r.afvigelser ?? {};
  return {
    id: r.id, art: r.art, forretningsdato: r.forretningsdato, status: r.status, startet: r.startet, afsluttet: r.afsluttet,
    dele: r.dele, faerdigeDele: r.faerdige, sekunder: Math.round(r.sekunder * 10) / 10, debitorerPrSekund: fart === null ? null : Math.round(fart * 10) / 10,
    forventetSlut: r.status === 'I_GANG' ? forventetSlut(r.senest, fart, r.debitorer - r.faerdige_debitorer) : null,
    resultat: laegSammen(r.resultater ?? []), fejl: r.fejl + trin.reduce((n, t) => n + t.fejl, 0), rettet: r.rettet + trin.reduce((n, t) => n + t.rettet, 0),
    proeve: r.parametre.proeve === undefined ? null : { ...r.parametre.proeve, nye: a.NY ?? 0, bortfaldne: a.BORTFALDET ?? 0, aendrede: a.AENDRET ?? 0 }, trin,
  };
}

/** A night has no parts of its own: it is its steps, those to come at their usual pace. */
function nattensSvar(r: Raekke, trin: readonly Koerselsvar[], kommende: readonly (number | undefined)[]): Koerselsvar {
  const nu = trin.find((t) => IGANG.includes(t.status));
  const slut = nu?.forventetSlut ?? null;
  const kendt = kommende.reduce((s: number, k) => s + (k ?? 0), 0);
  return {
    ...svar(r, trin), dele: trin.reduce((n, t) => n + t.dele, 0), faerdigeDele: trin.reduce((n, t) => n + t.faerdigeDele, 0), debitorerPrSekund: nu?.debitorerPrSekund ?? null,
    forventetSlut: slut === null ? null : new Date(slut.getTime() + kendt * 1000), sekunder: Math.round(trin.reduce((n, t) => n + t.sekunder, 0) * 10) / 10,
  };
}
