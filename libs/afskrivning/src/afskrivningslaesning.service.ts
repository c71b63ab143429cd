import { Injectable } from '@nestjs/common';
import type { Lokaldato } from '#app/kernel';
import { IkkeFundet, type Tx } from '#app/platform';
import type { Afskrivningsaarsag, Afskrivningsart } from './typer.js';

/** A line of the list: so much of one claim on one konto; kroner as text, + written off, − owed again. The debtor by his id alone. */
export interface Afskrivningslinje {
  readonly bilagId: string; readonly kravId: string; readonly hovedkravId: string; readonly forretningspartnerId: string; readonly kravstype: string; readonly fagsystem: string; readonly kravart: string;
  readonly art: Afskrivningsart; readonly aarsag: Afskrivningsaarsag; readonly beloeb: string;
  /** The finanskonto the claim was income on. */
  readonly konto: string; readonly kontering: string;
  readonly bogfoeringsdato: Lokaldato; readonly virkningsdato: Lokaldato;
  readonly beslutningId: string | null; /** Who decided: the approver, where two did. */ readonly besluttetAf: string | null; readonly foreslaaetAf: string | null; readonly kursgevinst: boolean; readonly bilagsnummer: string | null;
}
export interface Afskrivningssum { readonly aarsag: Afskrivningsaarsag; readonly konto: string; readonly kontonavn: string; readonly antalKrav: number; readonly afskrevet: string; readonly tilbage: string; readonly indgaaet: string; readonly netto: string }
export interface Afskrivningsfilter {
  /** Regnskabsår of the bogføringsdato. */
  readonly aar?: number | undefined;
  readonly fra?: Lokaldato | undefined; readonly til?: Lokaldato | undefined;
  readonly aarsag?: Afskrivningsaarsag | undefined; readonly art?: Afskrivningsart | undefined; readonly kravstype?: string | undefined; readonly konto?: string | undefined;
  readonly forretningspartnerId?: string | undefined; readonly kravId?: string | undefined;
  /** true: only what may have to be reported. */
  readonly kursgevinst?: boolean | undefined;
}
export interface Afskrivningssted { readonly bogfoeringsdato: string; readonly bilagId: string; readonly kravId: string; readonly kontering: string }

/** A decision with the words and evidence it rests on. */
export interface Beslutningsvisning {
  readonly id: string; readonly art: 'AFSKRIVNING' | 'GENAABNING'; readonly aarsag: Afskrivningsaarsag; readonly beloeb: string; readonly virkningsdato: Lokaldato; readonly graense: string; readonly kursgevinst: boolean;
  readonly begrundelse: string; readonly dokumentation: string | null; readonly besluttetAf: string; readonly foreslaaetAf: string | null; readonly godkendelseId: string | null; readonly kommentar: string | null; readonly registreret: Date;
  readonly forretningspartnerId: string; readonly krav: readonly { readonly kravId: string; readonly beloeb: string }[];
}

/** The write-offs of the kommune, as the council, the auditor and the caseworker ask for them. */
@Injectable()
export class AfskrivningslaesningService {
  /** One page in the order they were booked, after `efter`. */
  liste(tx: Tx, f: Afskrivningsfilter, efter: Afskrivningssted | undefined, antal: number): Promise<Afskrivningslinje[]> {
    return tx.sql<Afskrivningslinje>(
      `select w.*, n.nummer as bilagsnummer from (${LINJER}) w left join bilagsnummer n on n.bilag_id = w."bilagId"
       where (w.bogfoeringsdato, w."bilagId", w."kravId", w.kontering) > ($11::date, $12::bigint, $13::bigint, $14::text) order by w.bogfoeringsdato, w."bilagId", w."kravId", w.kontering limit $15`,
      [...vaerdier(f), efter?.bogfoeringsdato ?? '0001-01-01', efter?.bilagId ?? '0', efter?.kravId ?? '0', efter?.kontering ?? '', antal]);
  }

  /** Sums by reason and konto: written off, taken back or reopened, and what came in on it. netto = afskrevet − tilbage − indgaaet. */
  ialt(tx: Tx, f: Afskrivningsfilter): Promise<Afskrivningssum[]> {
    return tx.sql<Afskrivningssum>(
      `select w.aarsag, w.konto, coalesce(o.navn, w.konto) as kontonavn, count(distinct w."kravId")::int as "antalKrav",
         coalesce(sum(w.beloeb) filter (where w.art = 'AFSKRIVNING'), 0)::numeric(17,2) as afskrevet, (-coalesce(sum(w.beloeb) filter (where w.art in ('TILBAGEFOERSEL', 'GENAABNING')), 0))::numeric(17,2) as tilbage,
         (-coalesce(sum(w.beloeb) filter (where w.art = 'GENINDGAAET'), 0))::numeric(17,2) as indgaaet, sum(w.beloeb)::numeric(17,2) as netto
       from (${LINJER}) w left join konto o on o.kode = w.konto group by w.aarsag, w.konto, o.navn order by w.aarsag, w.konto`, vaerdier(f));
  }

  /** @throws IkkeFundet */
  async beslutning(tx: Tx, id: string): Promise<Beslutningsvisning> {
    const [r] = await tx.sql<Omit<Beslutningsvisning, 'begrundelse' | 'dokumentation' | 'kommentar'> & { begrundelse: Buffer; dokumentation: Buffer | null; kommentar: Buffer | null }>(
      `select b.id, b.art, b.aarsag, b.beloeb, b.virkningsdato, b.graense, b.kursgevinst, coalesce(b.begrundelse, g.begrundelse) as begrundelse, coalesce(b.dokumentation, g.dokumentation) as dokumentation,
         b.bruger as "besluttetAf", g.bruger as "foreslaaetAf", b.godkendelse_id as "godkendelseId", s.kommentar, b.registreret,
         (select a.forretningspartner_id from afskrivning w join kravsbilag k on k.id = w.krav_id join aftalekonto a on a.id = k.aftalekonto_id where w.beslutning_id = b.id limit 1) as "forretningspartnerId",
         (select json_agg(json_build_object('kravId', w.krav_id::text, 'beloeb', abs(w.beloeb)::text) order by w.krav_id) from (select krav_id, sum(beloeb) as beloeb from afskrivning where beslutning_id = b.id group by 1) w) as krav
       from afskrivningsbeslutning b left join godkendelse g on g.id = b.godkendelse_id left join godkendelse_svar s on s.godkendelse_id = g.id where b.id = $1`, [id]);
    if (r === undefined) throw new IkkeFundet('Afskrivningsbeslutning', id);
    return { ...r, begrundelse: tx.noegler.dekrypterTekst(r.begrundelse), dokumentation: tx.noegler.klartekst(r.dokumentation), kommentar: tx.noegler.klartekst(r.kommentar) };
  }
}

const vaerdier = (f: Afskrivningsfilter): unknown[] => [f.aar ?? null, f.fra ?? null, f.til ?? null, f.aarsag ?? null, f.art ?? null, f.kravstype ?? null, f.konto ?? null, f.forretningspartnerId ?? null, f.kravId ?? null, f.kursgevinst ?? null];

const LINJER = `select b.id as "bilagId", k.id as "kravId", coalesce(k.hovedkrav_id, k.id) as "hovedkravId", a.forretningspartner_id as "forretningspartnerId", k.kravstype, coalesce(h.fagsystem, k.fagsystem) as fagsystem, k.art as kravart,
    w.art, w.aarsag, (-sum(p.beloeb))::numeric(15,2) as beloeb, split_part(p.kontering, '|', 1) as konto, p.kontering, b.bogfoeringsdato, b.virkningsdato,
    d.id as "beslutningId", d.bruger as "besluttetAf", g.bruger as "foreslaaetAf", coalesce(d.kursgevinst, false) as kursgevinst
  from afskrivning w join bilag b on b.id = w.bilag_id join postering p on p.bilag_id = b.id and p.krav_id = w.krav_id and p.konto = 'DEBITOR'
  join kravsbilag k on k.id = w.krav_id left join kravsbilag h on h.id = k.hovedkrav_id join aftalekonto a on a.id = k.aftalekonto_id
  left join afskrivningsbeslutning d on d.id = w.beslutning_id left join godkendelse g on g.id = d.godkendelse_id
  where ($1::int is null or (b.bogfoeringsdato >= make_date($1, 1, 1) and b.bogfoeringsdato < make_date($1 + 1, 1, 1))) and ($2::date is null or b.bogfoeringsdato >= $2) and ($3::date is null or b.bogfoeringsdato <= $3)
    and ($4::text is null or w.aarsag = $4) and ($5::text is null or w.art = $5) and ($6::text is null or k.kravstype = $6) and ($7::text is null or split_part(p.kontering, '|', 1) = $7)
    and ($8::bigint is null or a.forretningspartner_id = $8) and ($9::bigint is null or $9 in (k.id, k.hovedkrav_id)) and ($10::boolean is null or coalesce(d.kursgevinst, false) = $10)
  group by b.id, k.id, h.fagsystem, a.forretningspartner_id, w.art, w.aarsag, p.kontering, d.id, g.bruger having sum(p.beloeb) <> 0`;
