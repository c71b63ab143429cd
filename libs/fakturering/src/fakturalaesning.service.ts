import { Injectable } from '@nestjs/common';
import { ocrLinje, type Lokaldato } from '#app/kernel';
import { EJER, EJES, IkkeFundet, type Tx } from '#app/platform';
import { KravstypeService, OpsaetningService } from '#app/krav';
import { hentAfregningsbilag } from './fakturering.facts.js';
import { beslutFakturering, VENTEGRUNDE, type Ventegrund } from './fakturering.rules.js';

/** A bill's head; kroner as text. A fagsystem is told the amounts of its own claims on it, not what the debtor owes others. */
export interface Fakturahoved {
  readonly id: string; readonly fakturanummer: string | null; readonly regnskabsaar: number | null;
  readonly forretningspartnerId: string; readonly modtagerId: string | null;
  readonly dato: Lokaldato; readonly forfaldsdato: Lokaldato; readonly srb: Lokaldato;
  readonly kravsum: string; readonly betalt: string; readonly beloeb: string;
  /** What is left of its claims today, renter and gebyrer not counted. */
  readonly rest: string;
  readonly betalingsId: string; readonly fiKreditor: string | null; readonly pbsNummer: string | null; readonly debitorgruppe: string | null; readonly kundenummer: string | null; readonly registreret: Date;
}
export interface Fakturaposition { readonly kravId: string; readonly kravlinjeId: string; readonly kravstype: string; readonly deltransaktion: string; readonly tekst: string | null; readonly forfaldsdato: Lokaldato; readonly srb: Lokaldato; readonly beloeb: string; readonly betalt: string; readonly momssats: string | null; readonly moms: string | null }
export interface Fakturaoplysning extends Fakturahoved { readonly ocrLinje: string | null; readonly positioner: readonly Fakturaposition[] }
export interface Fakturafilter { readonly forretningspartnerId?: string | undefined; readonly kravId?: string | undefined; readonly fra?: Lokaldato | undefined; readonly til?: Lokaldato | undefined; readonly efter?: string | undefined; readonly antal: number }

/** A claim that waits to be billed, and what would happen to it tonight. */
export interface Afregningslinje {
  readonly kravId: string; readonly forretningspartnerId: string; readonly aftalekontoId: string; readonly kravstype: string; readonly fagsystem: string; readonly forfaldsdato: Lokaldato; readonly srb: Lokaldato;
  /** kroner: charged less paid */
  readonly rest: string;
  /** null: it is billed with the next run. */
  readonly grund: Ventegrund | null; readonly forklaring: string; readonly tidligst: Lokaldato | null;
}

/** Bills and waiting claims read for the desk, and by the fagsystem whose claims they hold. */
@Injectable()
export class Fakturalaesning {
  constructor(private readonly kravstyper: KravstypeService, private readonly opsaetning: OpsaetningService) {}

  /** @throws IkkeFundet, also when none of its claims is the fagsystem's */
  async hent(tx: Tx, id: string): Promise<Fakturaoplysning> {
    const [f] = await tx.sql<Fakturahoved>(`select ${KOLONNER} from ${FAKTURA('$2', '$3::date')} where f.id = $1 and ${EGNE('$2', '$3::date')}`, [id, tx.fagsystem ?? null, tx.forretningsdato]);
    if (f === undefined) throw new IkkeFundet('Faktureringsbilag', id);
    const positioner = await tx.sql<Omit<Fakturaposition, 'tekst'> & { tekst: Buffer | null }>(
      `select p.krav_id as "kravId", p.kravlinje_id as "kravlinjeId", l.hovedtransaktion as kravstype, l.deltransaktion, l.tekst, p.forfaldsdato, p.srb, p.beloeb, p.betalt, l.momssats::text as momssats, l.moms
       from faktureringsposition p join kravlinje l on l.id = p.kravlinje_id join kravsbilag k on k.id = p.krav_id where p.faktureringsbilag_id = $1 and ${EJES('$2', 'k.aftaleindhold_id', 'k.fagsystem', '$3::date')} order by p.krav_id, l.nr`, [id, tx.fagsystem ?? null, tx.forretningsdato]);
    return { ...f, ocrLinje: f.fiKreditor === null ? null : ocrLinje('71', f.betalingsId, f.fiKreditor), positioner: positioner.map((p) => ({ ...p, tekst: tx.noegler.klartekst(p.tekst) })) };
  }

  /** Newest first; read with one more than asked for. */
  liste(tx: Tx, v: Fakturafilter): Promise<Fakturahoved[]> {
    return tx.sql<Fakturahoved>(
      `select ${KOLONNER} from ${FAKTURA('$1', '$8::date')} where ${EGNE('$1', '$8::date')} and ($2::bigint is null or f.forretningspartner_id = $2) and ($3::bigint is null or exists (select 1 from faktureringsposition p where p.faktureringsbilag_id = f.id and p.krav_id = $3))
         and ($4::date is null or f.dato >= $4) and ($5::date is null or f.dato <= $5) and ($6::bigint is null or f.id < $6) order by f.id desc limit $7`,
      [tx.fagsystem ?? null, v.forretningspartnerId ?? null, v.kravId ?? null, v.fra ?? null, v.til ?? null, v.efter ?? null, v.antal + 1, tx.forretningsdato]);
  }

  /** Claims that wait, in claim order, one page with one more than asked for: each with what the next billing run would say of it. */
  async ventende(tx: Tx, v: { readonly forretningspartnerId?: string | undefined; readonly efter?: string | undefined; readonly antal: number }): Promise<Afregningslinje[]> {
    const side = await tx.sql<Omit<Afregningslinje, 'grund' | 'forklaring' | 'tidligst'>>(
      `select k.id as "kravId", a.forretningspartner_id as "forretningspartnerId", k.aftalekonto_id as "aftalekontoId", k.kravstype, ${EJER('k.aftaleindhold_id', 'k.fagsystem', '$5::date')} as fagsystem, k.forfaldsdato, k.srb,
         (select coalesce(sum(p.beloeb), 0) from postering p where p.krav_id = k.id and p.konto = 'DEBITOR')::numeric(15,2) as rest
       from kravsbilag k join aftalekonto a on a.id = k.aftalekonto_id where k.faktureret = 'infinity' and ${EJES('$1', 'k.aftaleindhold_id', 'k.fagsystem', '$5::date')} and ($2::bigint is null or a.forretningspartner_id = $2) and k.id > $3 order by k.id limit $4`,
      [tx.fagsystem ?? null, v.forretningspartnerId ?? null, v.efter ?? '0', v.antal + 1, tx.forretningsdato]);
    const ramme = { ...(await this.opsaetning.hent(tx, tx.forretningsdato)), dato: tx.forretningsdato, alle: false };
    const fakta = await hentAfregningsbilag(tx, [...new Set(side.map((s) => s.forretningspartnerId))], await this.kravstyper.alle(tx));
    const venter = new Map(fakta.flatMap((d) => beslutFakturering(d.krav, ramme).venter.map((x) => [x.kravId, x] as const)));
    return side.map((s) => {
      const x = venter.get(s.kravId);
      return { ...s, grund: x?.grund ?? null, forklaring: x === undefined ? 'Kravet kommer på regningen ved næste fakturering.' : VENTEGRUNDE[x.grund], tidligst: x === undefined || x.naeste === 'infinity' ? null : x.naeste };
    });
  }
}

const KOLONNER = `f.id, f.fakturanummer::text as fakturanummer, f.regnskabsaar, f.forretningspartner_id as "forretningspartnerId", f.modtager_id as "modtagerId", f.dato, f.forfaldsdato, f.srb, s.kravsum, s.betalt, s.kravsum - s.betalt as beloeb,
  (select coalesce(sum(p.beloeb), 0) from postering p where p.krav_id = any(s.krav) and p.konto = 'DEBITOR')::numeric(15,2) as rest,
  f.betalings_id as "betalingsId", f.fi_kreditor as "fiKreditor", f.pbs_nummer as "pbsNummer", f.debitorgruppe, f.kundenummer, f.registreret`;
/** A bill with the sums of the positions the caller may see. */
const FAKTURA = (fagsystem: string, dag: string): string => `faktureringsbilag f cross join lateral (
    select sum(q.beloeb) as kravsum, sum(q.betalt) as betalt, array_agg(distinct q.krav_id) as krav from faktureringsposition q join kravsbilag k on k.id = q.krav_id
    where q.faktureringsbilag_id = f.id and ${EJES(fagsystem, 'k.aftaleindhold_id', 'k.fagsystem', dag)}) s`;
/** A fagsystem sees the bills that hold a claim of its own. */
const EGNE = (fagsystem: string, dag: string): string => `(${fagsystem}::text is null or exists (select 1 from faktureringsposition e join kravsbilag k on k.id = e.krav_id where e.faktureringsbilag_id = f.id and ${EJES(fagsystem, 'k.aftaleindhold_id', 'k.fagsystem', dag)}))`;
