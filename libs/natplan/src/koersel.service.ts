import { Injectable } from '@nestjs/common';
import type { Lokaldato } from '#app/kernel';
import { IkkeFundet, laegSammen, type Delresultat, type Koerselstatus, type Tx } from '#app/platform';

/** A run as people see it: how far, how fast, when done, what went wrong. */
export interface Koerselsvar {
  readonly id: string; readonly art: string; readonly forretningsdato: Lokaldato; readonly status: Koerselstatus;
  readonly startet: Date; readonly afsluttet: Date | null;
  readonly dele: number; readonly faerdigeDele: number;
  /** Debtors (lines, of a file) handled per second so far; null before the first part is done. */
  readonly debitorerPrSekund: number | null;
  readonly forventetSlut: Date | null;
  readonly resultat: Delresultat;
  readonly fejl: number;
  readonly trin: readonly Koerselsvar[];
}

export interface Koerselfejl { readonly forretningspartnerId: string; readonly kode: string; readonly besked: string }

interface Raekke {
  id: string; art: string; forretningsdato: Lokaldato; status: Koerselstatus; startet: Date; afsluttet: Date | null; forgaenger_id: string | null;
  dele: number; faerdige: number; debitorer: number; faerdige_debitorer: number; sekunder: number; resultater: (Delresultat | null)[] | null; fejl: number;
}

const LAES = `select k.id, k.art, k.forretningsdato, k.status, k.startet, k.afsluttet, k.forgaenger_id, d.*,
    (select count(*)::int from koersel_fejl f where f.koersel_id = k.id) + d.uden_krav as fejl
  from koersel k left join lateral (
    select count(*)::int as dele, count(*) filter (where status <> 'VENTER')::int as faerdige, coalesce(sum(coalesce(poster, cardinality(partnere))), 0)::int as debitorer,
      coalesce(sum(coalesce(poster, cardinality(partnere))) filter (where status <> 'VENTER'), 0)::int as faerdige_debitorer,
      extract(epoch from coalesce(max(faerdig), clock_timestamp()) - k.startet)::float8 as sekunder,
      coalesce(sum(coalesce((resultat -> 'antal' ->> 'AFVIST')::int, 0) + coalesce((resultat -> 'antal' ->> 'FEJL')::int, 0)) filter (where poster is not null), 0)::int as uden_krav, json_agg(resultat - 'linjer') as resultater
    from koersel_del where koersel_id = k.id) d on true`;

@Injectable()
export class KoerselService {
  /** Runs, newest first; nights and rehearsals, with their steps inside. */
  async liste(tx: Tx, antal: number, foer?: string): Promise<Koerselsvar[]> {
    const r = await tx.sql<Raekke>(`${LAES} where k.forgaenger_id is null and ($2::bigint is null or k.id < $2) order by k.forretningsdato desc, k.id desc limit $1`, [antal, foer ?? null]);
    return r.map((x) => svar(x, []));
  }

  /** @throws IkkeFundet */
  async hent(tx: Tx, id: string): Promise<Koerselsvar> {
    const r = await tx.sql<Raekke>(`${LAES} where k.id = $1 or k.forgaenger_id = $1 order by k.id`, [id]);
    const selv = r.find((x) => x.id === id);
    if (selv === undefined) throw new IkkeFundet('Kørsel', id);
    return svar(selv, r.filter((x) => x.id !== id).map((x) => svar(x, [])));
  }

  /** Debtors that failed, with kode. */
  fejl(tx: Tx, id: string): Promise<Koerselfejl[]> {
    return tx.sql<Koerselfejl>(`select f.forretningspartner_id as "forretningspartnerId", f.kode, f.besked from koersel_fejl f join koersel k on k.id = f.koersel_id
      where k.id = $1 or k.forgaenger_id = $1 order by f.forretningspartner_id limit 1000`, [id]);
  }

  /** Holds a night between parts, lets it go on, or ends it. @throws IkkeFundet */
  async saetStatus(tx: Tx, id: string, fra: readonly Koerselstatus[], til: 'PAUSE' | 'I_GANG' | 'STOPPET'): Promise<Koerselsvar> {
    const n = await tx.skriv(`update koersel set status = $3, afsluttet = case when $3 = 'STOPPET' then clock_timestamp() end where (id = $1 or forgaenger_id = $1) and status = any($2)`, [id, fra, til]);
    if (n === 0) throw new IkkeFundet('Igangværende kørsel', id);
    return this.hent(tx, id);
  }
}

function svar(r: Raekke, trin: readonly Koerselsvar[]): Koerselsvar {
  const fart = r.faerdige_debitorer > 0 && r.sekunder > 0 ? r.faerdige_debitorer / r.sekunder : null;
  const tilbage = fart === null || r.afsluttet !== null ? null : (r.debitorer - r.faerdige_debitorer) / fart;
  return {
    id: r.id, art: r.art, forretningsdato: r.forretningsdato, status: r.status, startet: r.startet, afsluttet: r.afsluttet,
    dele: r.dele, faerdigeDele: r.faerdige, debitorerPrSekund: fart === null ? null : Math.round(fart * 10) / 10,
    forventetSlut: tilbage === null ? null : new Date(r.startet.getTime() + (r.sekunder + tilbage) * 1000),
    resultat: laegSammen(r.resultater ?? []), fejl: r.fejl + trin.reduce((n, t) => n + t.fejl, 0), trin,
  };
}
