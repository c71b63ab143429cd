import { Injectable } from '@nestjs/common';
import { IkkeFundet, type Koerselstatus, type Tx } from '#app/platform';
import type { Linjeudfald } from './resultat.js';
import type { Linjefejl } from './typer.js';

/** A file and how far its run is. The four counts are claims, of the parts that are done. */
export interface Kravfil {
  readonly id: string; readonly koerselId: string; readonly fagsystem: string; readonly format: 'CSV' | 'JSON' | 'NDJSON'; readonly tegnsaet: string; readonly filnavn: string | null;
  readonly linjer: number; readonly krav: number; readonly modtaget: Date; readonly bruger: string; readonly status: Koerselstatus; readonly afsluttet: Date | null;
  readonly dele: number; readonly faerdigeDele: number; readonly oprettet: number; readonly fandtes: number; readonly afvist: number; readonly fejl: number;
}
export interface Kodetal { readonly udfald: Linjeudfald; readonly kode: string | null; readonly antal: number }
export interface Kravfilvisning extends Kravfil { readonly udfald: readonly Kodetal[] }

/** The answer to one claim. `linje`: where it begins in the file. */
export interface Resultatlinje {
  readonly nr: number; readonly linje: number; readonly reference: string | null; readonly udfald: Linjeudfald;
  readonly kravId: string | null; readonly betalingsId: string | null; readonly klarhed: string | null; readonly fejl: readonly Linjefejl[];
}
/** The same for a spreadsheet: one row per fault, so that none is lost. */
export interface Resultatraekke {
  readonly linje: number; readonly reference: string | null; readonly udfald: Linjeudfald; readonly kravId: string | null; readonly betalingsId: string | null; readonly klarhed: string | null;
  readonly felt: string | null; readonly kode: string | null; readonly besked: string | null; readonly nr: number; readonly fejlnr: number;
}

const TAELT = (udfald: string): string => `coalesce(sum((d.resultat -> 'antal' ->> '${udfald}')::int), 0)::int`;
const KRAVFIL = `select f.id, f.koersel_id as "koerselId", f.fagsystem, f.format, f.tegnsaet, f.filnavn, f.linjer, f.krav, f.modtaget, f.bruger, k.status, k.afsluttet, t.*
  from kravfil f join koersel k on k.id = f.koersel_id left join lateral (
    select count(*)::int as dele, count(*) filter (where d.status <> 'VENTER')::int as "faerdigeDele", ${TAELT('OPRETTET')} as oprettet, ${TAELT('FANDTES')} as fandtes, ${TAELT('AFVIST')} as afvist, ${TAELT('FEJL')} as fejl
    from koersel_del d where d.koersel_id = f.koersel_id) t on true`;
const FRA = `from kravfil_resultat r left join kravsbilag k on k.id = r.krav_id`;

/** Files, their runs and their answers; a fagsystem's `tx` sees its own files. */
@Injectable()
export class KravfillaesningService {
  /** Newest first, read with one more than asked for; `foer`: only files with a lower id. */
  liste(tx: Tx, antal: number, foer?: string): Promise<Kravfil[]> {
    return tx.sql<Kravfil>(`${KRAVFIL} where ($1::text is null or f.fagsystem = $1) and ($2::bigint is null or f.id < $2) order by f.id desc limit $3`, [tx.fagsystem ?? null, foer ?? null, antal + 1]);
  }

  /** @throws IkkeFundet, also when the file is another fagsystem's */
  async hent(tx: Tx, id: string): Promise<Kravfilvisning> {
    const [f] = await tx.sql<Kravfil>(`${KRAVFIL} where f.id = $1 and ($2::text is null or f.fagsystem = $2)`, [id, tx.fagsystem ?? null]);
    if (f === undefined) throw new IkkeFundet('Kravfil', id);
    return { ...f, udfald: await tx.sql<Kodetal>(`select udfald, kode, count(*)::int as antal from kravfil_resultat where kravfil_id = $1 group by udfald, kode order by udfald, kode`, [id]) };
  }

  /** @throws IkkeFundet */
  async kraevAdgang(tx: Tx, id: string): Promise<void> {
    const r = await tx.raekker(`select 1 from kravfil where id = $1 and ($2::text is null or fagsystem = $2)`, [id, tx.fagsystem ?? null]);
    if (r.length === 0) throw new IkkeFundet('Kravfil', id);
  }

  /** Answers so far in the file's order, after claim number `efter`; read with one more than asked for. */
  async resultat(tx: Tx, id: string, efter: number, antal: number, kunUdenKrav = false): Promise<Resultatlinje[]> {
    const r = await tx.sql<Omit<Resultatlinje, 'fejl' | 'reference'> & { fejl: string | null; egen: Buffer | null; reference: string | null }>(
      `select r.nr, r.linje, k.fagsystem_reference as reference, r.reference as egen, r.udfald, r.krav_id as "kravId", k.betalings_id as "betalingsId", r.klarhed, r.fejl ${FRA}
       where r.kravfil_id = $1 and r.nr > $2 and (not $4::boolean or r.krav_id is null) order by r.nr limit $3`, [id, efter, antal + 1, kunUdenKrav]);
    return r.map(({ egen, fejl, ...x }) => ({ ...x, reference: referenceAf(tx, x.reference, egen), fejl: fejl === null ? [] : JSON.parse(fejl) as Linjefejl[] }));
  }

  /** The same, one row per fault, after fault `fejlnr` of claim `nr`. */
  async raekker(tx: Tx, id: string, efter: { readonly nr: number; readonly fejlnr: number } | undefined, antal: number): Promise<Resultatraekke[]> {
    const r = await tx.sql<Resultatraekke & { egen: Buffer | null }>(
      `select coalesce((e.v ->> 'linje')::int, r.linje) as linje, k.fagsystem_reference as reference, r.reference as egen, r.udfald, r.krav_id as "kravId", k.betalings_id as "betalingsId", r.klarhed,
         e.v ->> 'felt' as felt, e.v ->> 'kode' as kode, e.v ->> 'besked' as besked, r.nr, coalesce(e.o, 1)::int as fejlnr
       ${FRA} left join lateral jsonb_array_elements(r.fejl::jsonb) with ordinality e (v, o) on true
       where r.kravfil_id = $1 and r.nr >= $2 and (r.nr, coalesce(e.o, 1)) > ($2, $3) order by r.nr, e.o limit $4`, [id, efter?.nr ?? 0, efter?.fejlnr ?? 0, antal + 1]);
    return r.map(({ egen, ...x }) => ({ ...x, reference: referenceAf(tx, x.reference, egen) }));
  }
}

const referenceAf = (tx: Tx, kravets: string | null, egen: Buffer | null): string | null => kravets ?? (tx.noegler.klartekst(egen));
