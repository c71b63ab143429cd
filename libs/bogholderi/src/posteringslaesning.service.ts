import { Injectable } from '@nestjs/common';
import type { Lokaldato } from '#app/kernel';
import type { Tx } from '#app/platform';

/** A posting with its bilag's head. Kroner as text, debit positive. */
export interface Posteringsvisning {
  readonly bilagId: string; readonly nr: number; readonly art: string; readonly konto: string; readonly kontonavn: string; readonly beloeb: string;
  readonly virkningsdato: Lokaldato; readonly bogfoeringsdato: Lokaldato; readonly registreret: Date;
  readonly kravId: string | null; readonly kravlinjeId: string | null; readonly kontering: string | null;
  readonly indbetalingId: string | null; readonly modbilagId: string | null;
  /** Given when the day closes. */
  readonly bilagsnummer: string | null;
}

/** The last line of the page before, in the order virkningsdato, bilag, nr. */
export interface Posteringssted { readonly virkningsdato: string; readonly bilagId: string; readonly nr: string }

@Injectable()
export class PosteringslaesningService {
  /** Every posting of one claim, its income side too; one more than asked for. */
  paaKrav(tx: Tx, kravId: string, efter: Posteringssted | undefined, antal: number): Promise<Posteringsvisning[]> {
    return this.side(tx, `select * from postering where krav_id = $1`, kravId, efter, antal);
  }

  /** An account's statement: what moved its balance (DEBITOR and UPLACERET); one more than asked for. */
  paaKonto(tx: Tx, aftalekontoId: string, efter: Posteringssted | undefined, antal: number): Promise<Posteringsvisning[]> {
    return this.side(tx, `select p.* from kravsbilag k join postering p on p.krav_id = k.id where k.aftalekonto_id = $1 and p.konto in ('DEBITOR', 'UPLACERET')
      union all select p.* from postering p where p.aftalekonto_id = $1 and p.krav_id is null and p.konto in ('DEBITOR', 'UPLACERET')`, aftalekontoId, efter, antal);
  }

  private side(tx: Tx, posteringer: string, id: string, efter: Posteringssted | undefined, antal: number): Promise<Posteringsvisning[]> {
    return tx.sql<Posteringsvisning>(
      `select p.bilag_id as "bilagId", p.nr, b.art, p.konto, o.navn as kontonavn, p.beloeb, p.virkningsdato, b.bogfoeringsdato, b.registreret, p.krav_id as "kravId", p.kravlinje_id as "kravlinjeId",
         p.kontering, b.indbetaling_id as "indbetalingId", b.modbilag_id as "modbilagId", n.nummer as bilagsnummer
       from (${posteringer}) p join bilag b on b.id = p.bilag_id join konto o on o.kode = p.konto left join bilagsnummer n on n.bilag_id = b.id
       where (p.virkningsdato, p.bilag_id, p.nr) > ($2::date, $3::bigint, $4::int) order by p.virkningsdato, p.bilag_id, p.nr limit $5`,
      [id, efter?.virkningsdato ?? '0001-01-01', efter?.bilagId ?? '0', efter?.nr ?? '0', antal + 1]);
  }
}
