import { Injectable } from '@nestjs/common';
import { danskMidnat, plusDage, type Lokaldato } from '#app/kernel';
import type { Tx } from '#app/platform';

/** A balance on two axes; kroner as text, positive = the debtor owes. */
export interface Saldo {
  readonly paa: Lokaldato;
  readonly kendt: Lokaldato;
  readonly ialt: string;
  /** Claims whose forfaldsdato lies after `paa`. */
  readonly ikkeForfalden: string;
  /** Due, and the last day for timely payment not passed. */
  readonly forfalden: string;
  /** Sidste rettidige betalingsdato passed. */
  readonly overskredet: string;
  /** Money received and not placed on a claim (negative). */
  readonly uplaceret: string;
}

/** One line of råbalancen; kroner as text, debit positive. */
export interface Balancelinje { readonly konto: string; readonly navn: string; readonly debet: string; readonly kredit: string; readonly saldo: string }

const DEBITORKONTI = `('DEBITOR', 'UPLACERET')`;

@Injectable()
export class SaldoService {
  /**
   * What was owed on day `paa`, as it was known at the end of day `kendt` (design D4): posteringer with virkningsdato <= paa
   * that were registered before midnight Danish time after `kendt`, split by the forfald and SRB known then: a correction of either
   * moves what is shown from that day of knowing on, never before.
   */
  async saldo(tx: Tx, aftalekontoId: string, paa: Lokaldato, kendt: Lokaldato): Promise<Saldo> {
    const [r] = await tx.sql<Omit<Saldo, 'paa' | 'kendt'>>(
      `with p as (
         select p.beloeb, coalesce(f.forfaldsdato_foer, k.forfaldsdato) as forfaldsdato, coalesce(f.srb_foer, k.srb) as srb
         from kravsbilag k join postering p on p.krav_id = k.id join bilag b on b.id = p.bilag_id
           left join lateral (select f.forfaldsdato_foer, f.srb_foer from kravfrist f where f.krav_id = k.id and f.registreret >= $3 order by f.nr limit 1) f on true
         where k.aftalekonto_id = $1 and p.konto in ${DEBITORKONTI} and p.virkningsdato <= $2 and b.registreret < $3
         union all
         select p.beloeb, null, null from postering p join bilag b on b.id = p.bilag_id
         where p.aftalekonto_id = $1 and p.krav_id is null and p.konto in ${DEBITORKONTI} and p.virkningsdato <= $2 and b.registreret < $3)
       select coalesce(sum(beloeb), 0)::numeric(15,2) as ialt,
         coalesce(sum(beloeb) filter (where forfaldsdato > $2), 0)::numeric(15,2) as "ikkeForfalden",
         coalesce(sum(beloeb) filter (where forfaldsdato <= $2 and srb >= $2), 0)::numeric(15,2) as forfalden,
         coalesce(sum(beloeb) filter (where srb < $2), 0)::numeric(15,2) as overskredet,
         coalesce(sum(beloeb) filter (where forfaldsdato is null), 0)::numeric(15,2) as uplaceret from p`,
      [aftalekontoId, paa, danskMidnat(plusDage(kendt, 1))]);
    return { paa, kendt, ...r! };
  }

  /** Råbalance: every konto's debit, credit and saldo for bogføringsdatoer up to and including `til`. The saldi add up to 0.00. */
  raabalance(tx: Tx, til: Lokaldato): Promise<Balancelinje[]> {
    return tx.sql<Balancelinje>(
      `select k.kode as konto, k.navn, coalesce(s.debet, 0)::numeric(17,2) as debet, coalesce(s.kredit, 0)::numeric(17,2) as kredit, coalesce(s.saldo, 0)::numeric(17,2) as saldo
       from konto k left join (
         select p.konto, sum(p.beloeb) filter (where p.beloeb > 0) as debet, -sum(p.beloeb) filter (where p.beloeb < 0) as kredit, sum(p.beloeb) as saldo
         from postering p join bilag b on b.id = p.bilag_id where b.bogfoeringsdato <= $1 group by p.konto) s on s.konto = k.kode
       order by k.kode`, [til]);
  }
}
