import { Injectable } from '@nestjs/common';
import type { Lokaldato } from '#app/kernel';
import { IkkeFundet, type Tx } from '#app/platform';
import { GodkendelseService } from '#app/godkendelse';
import { objektAf, RYKKERKOERSEL } from './forslag.service.js';
import type { Rykkerkoerselstatus } from './rykkerkoersel.facts.js';

/** A round, counted. Kroner as text. */
export interface Rykkerkoersel {
  readonly id: string; readonly dato: Lokaldato; readonly kilde: 'NAT' | 'SAGSBEHANDLER'; readonly automatisk: boolean; readonly status: Rykkerkoerselstatus;
  readonly dannetAf: string; readonly registreret: Date; readonly godkendtAf: string | null; readonly sendt: Lokaldato | null;
  readonly linjer: number; readonly udtaget: number; readonly breve: number; readonly beloeb: string; readonly gebyrer: string; readonly kompensationer: string;
  readonly sendte: number; readonly udeladte: number; readonly annullerede: number;
}
export interface Rykkerkoerselsvisning extends Rykkerkoersel {
  /** The proposal of approval that waits or was answered. */
  readonly godkendelse: { readonly id: string; readonly hash: string; readonly status: string } | null;
  readonly udeladtPrGrund: readonly { readonly grund: string; readonly antal: number }[];
  /** Its runs: lines made, letters sent, taken back. */
  readonly koersler: readonly { readonly koerselId: string; readonly fase: string; readonly status: string; readonly dele: number; readonly faerdigeDele: number; readonly fejl: number }[];
}
/** A claim in a round. Kroner as text. */
export interface Rykkerlinje {
  readonly kravId: string; readonly forretningspartnerId: string; readonly brevnr: number; readonly trin: number; readonly art: string; readonly brevtype: string | null; readonly kravstype: string;
  readonly procedure: string; readonly rest: string; readonly gebyr: string; readonly kompensation: string; readonly underretning: string;
  readonly udtagetAarsag: string | null; readonly udtagetAf: string | null;
  readonly udfald: string | null; readonly grund: string | null; readonly grundtekst: string | null; readonly rykkerbrevId: string | null;
}
export interface Linjefilter {
  readonly kravstype?: string | undefined; readonly trin?: number | undefined; readonly beloebFra?: string | undefined; readonly beloebTil?: string | undefined;
  readonly udtaget?: boolean | undefined; readonly udfald?: string | undefined; readonly grund?: string | undefined; readonly forretningspartnerId?: string | undefined;
}

// A round that the night sent at once has its letters for lines.
const LINJER = `(select f.rykkerkoersel_id, f.krav_id, f.forretningspartner_id, f.brevnr, f.trin, f.art, f.brevtype, f.kravstype, f.procedure, f.rest, f.gebyr, f.kompensation, f.underretning, f.udtaget_aarsag, f.udtaget_af, f.udfald, f.grund, f.grundtekst, f.rykkerbrev_id
    from rykkerforslag f
  union all select b.rykkerkoersel_id, p.krav_id, b.forretningspartner_id, 1, p.trin, b.art, b.brevtype, k.kravstype, '', p.rest, ${BELOEB('gebyr')}, ${BELOEB('kompensation')}, p.underretning, null, null,
      case when p.annullering_id is null then 'SENDT' else 'ANNULLERET' end, null, null, b.id
    from rykkerbrev b join rykkerpost p on p.rykkerbrev_id = b.id join kravsbilag k on k.id = p.krav_id
    where exists (select 1 from rykkerkoersel a where a.id = b.rykkerkoersel_id and a.automatisk)) l`;
function BELOEB(art: 'gebyr' | 'kompensation'): string {
  return `coalesce((select q.beloeb from bilag x join postering q on q.bilag_id = x.id and q.konto = 'DEBITOR' where x.noegle = '${art}:' || b.id || ':' || p.krav_id), 0)::numeric(15,2)`;
}
const KOERSEL = `select r.id, r.dato, r.kilde, r.automatisk, r.status, r.bruger as "dannetAf", r.registreret, r.godkendt_af as "godkendtAf", r.sendt, t.* from rykkerkoersel r left join lateral (
    select count(*)::int as linjer, (count(*) filter (where l.udtaget_aarsag is not null))::int as udtaget, (count(distinct case when r.automatisk then l.rykkerbrev_id::text else l.forretningspartner_id || ':' || l.brevnr end) filter (where l.udtaget_aarsag is null))::int as breve,
      coalesce(sum(l.rest) filter (where l.udtaget_aarsag is null), 0)::numeric(15,2) as beloeb, coalesce(sum(l.gebyr) filter (where l.udtaget_aarsag is null), 0)::numeric(15,2) as gebyrer, coalesce(sum(l.kompensation) filter (where l.udtaget_aarsag is null), 0)::numeric(15,2) as kompensationer,
      (count(*) filter (where l.udfald = 'SENDT'))::int as sendte, (count(*) filter (where l.udfald = 'UDELADT'))::int as udeladte, (count(*) filter (where l.udfald = 'ANNULLERET'))::int as annullerede
    from ${LINJER} where l.rykkerkoersel_id = r.id) t on true`;

/** Rounds read for the desk: in numbers, and line by line. */
@Injectable()
export class RykkerkoersellaesningService {
  constructor(private readonly godkendelser: GodkendelseService) {}

  /** Newest first, read with one more than asked for. */
  liste(tx: Tx, antal: number, foer?: string, status?: Rykkerkoerselstatus): Promise<Rykkerkoersel[]> {
    return tx.sql<Rykkerkoersel>(`${KOERSEL} where ($2::bigint is null or r.id < $2) and ($3::text is null or r.status = $3) order by r.id desc limit $1`, [antal + 1, foer ?? null, status ?? null]);
  }

  /** @throws IkkeFundet */
  async hent(tx: Tx, id: string): Promise<Rykkerkoerselsvisning> {
    const [r] = await tx.sql<Rykkerkoersel>(`${KOERSEL} where r.id = $1`, [id]);
    if (r === undefined) throw new IkkeFundet('Rykkerkørsel', id);
    const g = (await this.godkendelser.seneste(tx, RYKKERKOERSEL, [objektAf(id)])).get(objektAf(id));
    return {
      ...r, godkendelse: g === undefined ? null : { id: g.id, hash: g.hash, status: g.status },
      udeladtPrGrund: await tx.sql(`select grund, count(*)::int as antal from rykkerforslag where rykkerkoersel_id = $1 and udfald = 'UDELADT' group by 1 order by 1`, [id]),
      koersler: await tx.sql(`select k.id as "koerselId", k.parametre ->> 'fase' as fase, k.status, (select count(*)::int from koersel_del d where d.koersel_id = k.id) as dele, (select count(*)::int from koersel_del d where d.koersel_id = k.id and d.status <> 'VENTER') as "faerdigeDele",
        (select count(*)::int from koersel_fejl f where f.koersel_id = k.id) as fejl from koersel k where k.art = $2 and k.parametre ->> 'rykkerkoerselId' = $1 order by k.id`, [id, RYKKERKOERSEL]),
    };
  }

  /** Lines in the claims' order after `efter`, read with one more than asked for. @throws IkkeFundet */
  async linjer(tx: Tx, id: string, f: Linjefilter, efter: string | undefined, antal: number): Promise<Rykkerlinje[]> {
    const [findes] = await tx.sql(`select 1 from rykkerkoersel where id = $1`, [id]);
    if (findes === undefined) throw new IkkeFundet('Rykkerkørsel', id);
    return tx.sql<Rykkerlinje>(
      `select l.krav_id as "kravId", l.forretningspartner_id as "forretningspartnerId", l.brevnr, l.trin, l.art, l.brevtype, l.kravstype, l.procedure, l.rest, l.gebyr, l.kompensation, case when l.underretning then 'JA' else 'NEJ' end as underretning,
         l.udtaget_aarsag as "udtagetAarsag", l.udtaget_af as "udtagetAf", l.udfald, l.grund, l.grundtekst, l.rykkerbrev_id as "rykkerbrevId"
       from ${LINJER} where l.rykkerkoersel_id = $1 and l.krav_id > $2 and ($4::text is null or l.kravstype = $4) and ($5::int is null or l.trin = $5) and ($6::numeric is null or l.rest >= $6) and ($7::numeric is null or l.rest <= $7)
         and ($8::boolean is null or (l.udtaget_aarsag is not null) = $8) and ($9::text is null or l.udfald = $9) and ($10::text is null or l.grund = $10) and ($11::bigint is null or l.forretningspartner_id = $11) order by l.krav_id limit $3`,
      [id, efter ?? '0', antal + 1, f.kravstype ?? null, f.trin ?? null, f.beloebFra ?? null, f.beloebTil ?? null, f.udtaget ?? null, f.udfald ?? null, f.grund ?? null, f.forretningspartnerId ?? null]);
  }
}
