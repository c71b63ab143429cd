import { Injectable } from '@nestjs/common';
import { ocrLinje, plusDage, type Lokaldato } from '#app/kernel';
import { OPKRAEVET } from '#app/bogholderi';
import { EJER, EJES, IkkeFundet, type Tx } from '#app/platform';

/** A claim's head as it is shown. Kroner as text; positive = the debtor owes. Periods with both days included, as fagsystemer send them. */
export interface Kravhoved {
  readonly id: string; readonly art: 'HOVEDKRAV' | 'RENTE' | 'GEBYR';
  readonly kravstype: string; /** Who registered it, and whose reference it bears. */ readonly fagsystem: string; /** The fagsystem that owns it today. */ readonly ejer: string; readonly reference: string | null;
  readonly forretningspartnerId: string; readonly aftalekontoId: string; readonly aftaleindholdId: string; readonly hovedkravId: string | null;
  readonly periodeFra: Lokaldato | null; readonly periodeTil: Lokaldato | null;
  readonly stiftelsesdato: Lokaldato; readonly forfaldsdato: Lokaldato; readonly srb: Lokaldato; readonly foraeldelsesdato: Lokaldato;
  readonly betalingsId: string | null;
  /** What it was registered with. */
  readonly hovedstol: string;
  /** What it is charged today: the hovedstol with every regulation since (of a rente: every correction). */
  readonly opkraevet: string;
  /** What is left: the sum of the claim's postings on DEBITOR. */
  readonly rest: string;
  readonly kleEmne: string | null; readonly organisatoriskReference: string | null; readonly registreret: Date;
  /** VENTER: it waits to be billed; FAKTURERET: since `faktureret`; IKKE_HER: the fagsystem bills, or it is a rente or gebyr. */
  readonly fakturering: 'VENTER' | 'FAKTURERET' | 'IKKE_HER'; readonly faktureret: Lokaldato | null;
}
export interface Kravlinjevisning { readonly id: string; readonly nr: number; readonly deltransaktion: string; readonly beloeb: string; readonly rest: string; readonly kontering: string; readonly tekst: string | null; readonly ydelsesmodtager: string | null; /** kroner of beloeb that are moms */ readonly moms: string | null }

/** A claim with its lines and the renter and gebyrer that point at it; `ialt` is what all of them still amount to. */
export interface Kravvisning extends Kravhoved { readonly ocrLinje: string | null; readonly linjer: readonly Kravlinjevisning[]; readonly underkrav: readonly Kravhoved[]; readonly ialt: string }

export interface Kravfilter {
  readonly forretningspartnerId?: string | undefined; readonly aftalekontoId?: string | undefined;
  readonly tilstand: 'aaben' | 'betalt' | 'alle';
  /** The last id of the page before. */
  readonly efter?: string | undefined;
  readonly antal: number;
}

/** Claims read for the desk and for the fagsystem that owns them: a fagsystem's `tx` sees its own claims (with renter and gebyrer) only. */
@Injectable()
export class KravlaesningService {
  /** @throws IkkeFundet, also when the claim is another fagsystem's */
  async hent(tx: Tx, id: string): Promise<Kravvisning> {
    const hoveder = await tx.sql<Kravhoved & { fiKreditor: string | null }>(
      `select ${KOLONNER('$3::date')}, (select fi_kreditor from bankkonto where fi_kreditor is not null order by id limit 1) as "fiKreditor"
       from ${FRA} where (k.id = $1 or k.hovedkrav_id = $1) and ${EGNE('$2', '$3::date')} order by k.stiftelsesdato, k.id`, [id, tx.fagsystem ?? null, tx.forretningsdato]);
    const krav = hoveder.find((k) => k.id === id);
    if (krav === undefined) throw new IkkeFundet('Krav', id);
    const [linjer, ialt] = [await this.linjer(tx, id), await this.ialt(tx, hoveder.map((h) => h.id))];
    const { fiKreditor, ...hoved } = krav;
    return {
      ...udenSlut(hoved), ialt, linjer, underkrav: hoveder.filter((k) => k.id !== id).map(({ fiKreditor: _, ...k }) => udenSlut(k)),
      ocrLinje: hoved.betalingsId === null || fiKreditor === null ? null : ocrLinje('71', hoved.betalingsId, fiKreditor),
    };
  }

  /** One page of claims in id order; read with one more than asked for. */
  async liste(tx: Tx, f: Kravfilter): Promise<Kravhoved[]> {
    const raekker = await tx.sql<Kravhoved>(
      `select ${KOLONNER('$5::date')} from ${FRA} ${f.tilstand === 'alle' ? '' : 'join aaben_post o on o.krav_id = k.id'}
       where ${f.aftalekontoId === undefined ? 'a.forretningspartner_id = $1' : 'k.aftalekonto_id = $1 and ($6::bigint is null or a.forretningspartner_id = $6)'}
         ${TILSTAND[f.tilstand]} and ${EGNE('$2', '$5::date')} and k.id > $3 order by k.id limit $4`,
      [f.aftalekontoId ?? f.forretningspartnerId, tx.fagsystem ?? null, f.efter ?? '0', f.antal + 1, tx.forretningsdato, ...(f.aftalekontoId === undefined ? [] : [f.forretningspartnerId ?? null])]);
    return raekker.map(udenSlut);
  }

  /** @throws IkkeFundet, also when the claim is another fagsystem's */
  async kraevAdgang(tx: Tx, id: string): Promise<void> {
    const r = await tx.raekker(`select 1 from kravsbilag k left join kravsbilag h on h.id = k.hovedkrav_id where k.id = $1 and ${EGNE('$2', '$3::date')}`, [id, tx.fagsystem ?? null, tx.forretningsdato]);
    if (r.length === 0) throw new IkkeFundet('Krav', id);
  }

  private async linjer(tx: Tx, id: string): Promise<Kravlinjevisning[]> {
    const r = await tx.sql<Omit<Kravlinjevisning, 'tekst' | 'ydelsesmodtager'> & { tekst: Buffer | null; ydelsesmodtager: Buffer | null }>(
      `select l.id, l.nr, l.deltransaktion, l.beloeb, l.kontering, l.tekst, l.ydelsesmodtager, l.moms,
         coalesce((select sum(p.beloeb) from postering p where p.krav_id = l.krav_id and p.kravlinje_id = l.id and p.konto = 'DEBITOR'), 0)::numeric(15,2) as rest
       from kravlinje l where l.krav_id = $1 order by l.nr`, [id]);
    return r.map((l) => ({ ...l, tekst: tx.noegler.klartekst(l.tekst), ydelsesmodtager: tx.noegler.klartekst(l.ydelsesmodtager) }));
  }

  private async ialt(tx: Tx, ids: readonly string[]): Promise<string> {
    const [r] = await tx.raekker<[string]>(`select coalesce(sum(p.beloeb), 0)::numeric(15,2) from postering p where p.krav_id = any($1::bigint[]) and p.konto = 'DEBITOR'`, [ids]);
    return r![0];
  }
}

const FRA = `kravsbilag k join aftalekonto a on a.id = k.aftalekonto_id left join kravsbilag h on h.id = k.hovedkrav_id`;
const REGISTRANT = 'coalesce(h.fagsystem, k.fagsystem)';
const KOLONNER = (dag: string): string => `k.id, k.art, k.kravstype, ${REGISTRANT} as fagsystem, ${EJER('k.aftaleindhold_id', REGISTRANT, dag)} as ejer, k.fagsystem_reference as reference,
  a.forretningspartner_id as "forretningspartnerId", k.aftalekonto_id as "aftalekontoId", k.aftaleindhold_id as "aftaleindholdId", k.hovedkrav_id as "hovedkravId",
  k.periode_fra as "periodeFra", k.periode_til as "periodeTil", k.stiftelsesdato, k.forfaldsdato, k.srb, k.foraeldelsesdato, k.betalings_id as "betalingsId", k.hovedstol, ${OPKRAEVET('k.id')} as opkraevet,
  (select coalesce(sum(p.beloeb), 0) from postering p where p.krav_id = k.id and p.konto = 'DEBITOR')::numeric(15,2) as rest,
  k.kle_emne as "kleEmne", k.organisatorisk_reference as "organisatoriskReference", k.registreret,
  case when k.faktureret is null then 'IKKE_HER' when k.faktureret = 'infinity' then 'VENTER' else 'FAKTURERET' end as fakturering, nullif(k.faktureret, 'infinity') as faktureret`;
/** A rente or gebyr belongs to the fagsystem of its hovedkrav. */
const EGNE = (fagsystem: string, dag: string): string => EJES(fagsystem, 'k.aftaleindhold_id', REGISTRANT, dag);
const TILSTAND: Record<Kravfilter['tilstand'], string> = { aaben: 'and o.rest <> 0', betalt: 'and o.rest = 0', alle: '' };

/** Inside the system periods are half-open; outside both days are included. */
const udenSlut = <K extends Kravhoved>(k: K): K => ({ ...k, periodeTil: k.periodeTil === null ? null : plusDage(k.periodeTil, -1) });
