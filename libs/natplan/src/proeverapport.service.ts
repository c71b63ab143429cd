import { Injectable } from '@nestjs/common';
import type { Lokaldato } from '#app/kernel';
import { IkkeFundet, laegSammen, type Delresultat, type Koerselstatus, type Tx } from '#app/platform';
import { Natplan } from './natplan.js';
import type { Linjeplads, Proevelinje } from './proeve.facts.js';
import { PROEVE, proevedele, trinresultater } from './proeve.service.js';

/** A step of a rehearsal in sum. `linjer`: its differences; `debitorer`: on how many. */
export interface Raporttrin extends Delresultat { readonly trin: string; readonly navn: string; readonly linjer: number; readonly debitorer: number; readonly arter: readonly { readonly art: string; readonly antal: number; readonly beloeb: string }[] }
/** A rehearsal's report without its lines. */
export interface Proeverapport {
  readonly koerselId: string; readonly status: Koerselstatus; readonly datoer: readonly Lokaldato[]; readonly linjer: number; readonly debitorer: number; readonly fejl: number;
  readonly trin: readonly Raporttrin[];
  /** Letters and messages that the nights would lay out to be sent, by art. */
  readonly meddelelser: readonly { readonly art: string; readonly antal: number }[];
  /** What no rehearsal tries, in Danish. */
  readonly udenfor: readonly string[];
}
export interface Linjevalg { readonly trin?: string | undefined; readonly forretningspartnerId?: string | undefined; readonly kravId?: string | undefined }
/** A difference where the real night did otherwise than its rehearsal said; kroner. */
export interface Natafvigelse {
  readonly nr: number; readonly trin: string; readonly forretningspartnerId: string; readonly kravId: string | null; readonly hovedkravId: string | null; readonly kravart: string | null; readonly periodeFra: Lokaldato | null;
  readonly art: string; readonly virkningsdato: Lokaldato; readonly udfald: 'NY' | 'BORTFALDET' | 'AENDRET'; readonly lovet: string; readonly gjort: string; readonly lovetAntal: number; readonly gjortAntal: number;
}

const KOLONNER = (l: string): string => ['forretningspartner_id as "forretningspartnerId"', 'krav_id as "kravId"', 'hovedkrav_id as "hovedkravId"', 'kravart', 'periode_fra as "periodeFra"', 'art', 'virkningsdato'].map((k) => `${l}.${k}`).join(', ');

/** Reads a rehearsal's report, and where the night did otherwise. */
@Injectable()
export class ProeverapportService {
  constructor(private readonly plan: Natplan) {}

  /** @throws IkkeFundet */
  async hent(tx: Tx, koerselId: string): Promise<Proeverapport> {
    const [k] = await tx.sql<{ status: Koerselstatus; datoer: Lokaldato[]; fejl: number }>(
      `select status, parametre -> 'datoer' as datoer, (select count(*)::int from koersel_fejl f where f.koersel_id = k.id) as fejl from koersel k where id = $1 and art = $2`, [koerselId, PROEVE]);
    if (k === undefined) throw new IkkeFundet('Prøve', koerselId);
    const dele = await proevedele(tx, koerselId);
    const resultater = trinresultater(dele);
    const tal = await tx.sql<{ trin: string | null; art: string | null; linjer: number; antal: number; debitorer: number; beloeb: string }>(
      `select trin, art, count(*)::int as linjer, coalesce(sum(antal), 0)::int as antal, count(distinct forretningspartner_id)::int as debitorer, coalesce(sum(beloeb), 0)::numeric(15, 2)::text as beloeb
       from proevelinje where koersel_id = $1 group by grouping sets ((), (trin), (trin, art)) order by trin, art`, [koerselId]);
    const trin = this.plan.trin.filter((t) => resultater[t.kode] !== undefined).map((t): Raporttrin => {
      const sum = tal.find((x) => x.trin === t.kode && x.art === null);
      return { trin: t.kode, navn: t.navn, ...resultater[t.kode]!, linjer: sum?.linjer ?? 0, debitorer: sum?.debitorer ?? 0, arter: tal.filter((x) => x.trin === t.kode && x.art !== null).map((x) => ({ art: x.art!, antal: x.antal, beloeb: x.beloeb })) };
    });
    const ialt = tal.find((x) => x.trin === null);
    const meddelelser = Object.entries(laegSammen(dele.map((d) => ({ antal: d.beskeder ?? {}, beloeb: {} }))).antal).map(([art, antal]) => ({ art, antal }));
    return { koerselId, status: k.status, datoer: k.datoer, linjer: ialt?.linjer ?? 0, debitorer: ialt?.debitorer ?? 0, fejl: k.fejl, trin, meddelelser, udenfor: this.udenfor() };
  }

  /** Lines after `efter`, in the report's order: part by part, and in it night by night, step by step, debtor by debtor. */
  async linjer(tx: Tx, koerselId: string, antal = 1_000_000, efter?: Linjeplads, valg: Linjevalg = {}): Promise<(Proevelinje & Linjeplads)[]> {
    const partner = valg.kravId === undefined ? valg.forretningspartnerId : await this.debitorAf(tx, valg.kravId, valg.forretningspartnerId);
    if (valg.kravId !== undefined && partner === undefined) return [];
    const fra = efter ?? { del: 0, nr: 0 };
    // a debtor stands in one part: its number is found first, and only that part's lines are read
    const [del] = partner === undefined ? [] : await tx.raekker<[number]>(`select nr from koersel_del where koersel_id = $1 and $2::bigint = any(partnere)`, [koerselId, partner]);
    if (partner !== undefined && del === undefined) return [];
    return tx.sql<Proevelinje & Linjeplads>(
      `select l.del, l.nr, l.dato, l.trin, ${KOLONNER('l')}, l.beloeb, l.antal from proevelinje l
       where l.koersel_id = $1 and (l.del, l.nr) > ($3::int, $4::int) and ($5::text is null or l.trin = $5) and ($6::bigint is null or (l.forretningspartner_id = $6 and l.del = $8::int)) and ($7::bigint is null or $7 in (l.krav_id, l.hovedkrav_id))
       order by l.del, l.nr limit $2`, [koerselId, antal, fra.del, fra.nr, valg.trin ?? null, partner ?? null, valg.kravId ?? null, del?.[0] ?? null]);
  }

  /** Lines of a night that differ from its rehearsal, in debtor order after `efter`. */
  async afvigelser(tx: Tx, natId: string, antal: number, efter = 0): Promise<Natafvigelse[]> {
    return tx.sql<Natafvigelse>(
      `select a.nr, a.trin, ${KOLONNER('a')}, a.udfald, a.lovet, a.gjort, a.lovet_antal as "lovetAntal", a.gjort_antal as "gjortAntal" from natafvigelse a where a.koersel_id = $1 and a.nr > $3 order by a.nr limit $2`, [natId, antal, efter]);
  }

  /** The debtor of a claim; undefined: unknown, or not the one that was named too. */
  private async debitorAf(tx: Tx, kravId: string, partner: string | undefined): Promise<string | undefined> {
    const [r] = await tx.raekker<[string]>(`select forretningspartner_id from aaben_post where krav_id = $1`, [kravId]);
    return r === undefined || (partner !== undefined && partner !== r[0]) ? undefined : r[0];
  }

  private udenfor(): string[] {
    return [
      ...this.plan.trin.filter((t) => t.behandl === undefined).map((t) => `${t.navn} (over hele bogen, efter debitorerne)`),
      ...this.plan.trin.filter((t) => t.forbered !== undefined).map((t) => `${t.navn}: krav, som trinnet først finder, når det begynder (ændrede regler, passerede datoer)`),
      'Numre på bilag og regninger', 'Afsendelse af breve og meddelelser', 'Modtagelse og dannelse af filer',
    ];
  }
}
