import { Injectable } from '@nestjs/common';
import { dageMellem, kr, type Beloeb, type Lokaldato } from '#app/kernel';
import type { Tx } from '#app/platform';
import { AFKLARINGSAARSAGER, type Afklaringsaarsag } from './indbetaling.rules.js';

/** A post nobody's yet. `tekst` is what the bank wrote and may name a person. */
export interface Afklaringspost {
  readonly indbetalingId: string;
  readonly bankkontoId: string;
  /** kroner; negative = out or reversed by the bank */
  readonly beloeb: Beloeb;
  readonly virkningsdato: Lokaldato;
  readonly bankdato: Lokaldato;
  /** Days since the bank booked it. */
  readonly alderDage: number;
  readonly aarsag: Afklaringsaarsag;
  /** Danish. */
  readonly forklaring: string;
  readonly betalingsId: string | null;
  readonly tekst: string | null;
}

/** `naeste`: the cursor of the next page; missing on the last one. */
export interface Afklaringsside { readonly poster: readonly Afklaringspost[]; readonly naeste?: string }

const SIDE = 100;

interface Raekke { id: string; bankkonto: string; beloeb: string; virkningsdato: Lokaldato; bankdato: Lokaldato; aarsag: Afklaringsaarsag; betalingsId: string | null; tekst: Buffer | null }

/** The afklaringskonto as people work with it: a row per post, oldest first. */
@Injectable()
export class AfklaringService {
  /** One page in stable order; `cursor` is the id of the last post seen. */
  async afklaringsliste(tx: Tx, cursor?: string, antal = SIDE): Promise<Afklaringsside> {
    const r = await tx.sql<Raekke>(
      `select i.id, i.bankkonto_id as bankkonto, i.beloeb, i.virkningsdato, i.bankdato, i.afklaringsaarsag as aarsag, i.betalings_id as "betalingsId", i.tekst
       from indbetaling i where i.afklaringsaarsag is not null and not exists (select 1 from indbetaling_placering p where p.indbetaling_id = i.id)
         and ($1::bigint is null or (i.registreret, i.id) > (select c.registreret, c.id from indbetaling c where c.id = $1))
       order by i.registreret, i.id limit $2`, [cursor ?? null, antal + 1]);
    const poster = r.slice(0, antal).map((x) => post(tx, x));
    return { poster, ...(r.length > antal ? { naeste: poster.at(-1)!.indbetalingId } : {}) };
  }

  /** Number and sum (kroner, + = money we hold) by reason. */
  async oversigt(tx: Tx): Promise<{ aarsag: Afklaringsaarsag; antal: number; beloeb: Beloeb }[]> {
    const r = await tx.sql<{ aarsag: Afklaringsaarsag; antal: number; beloeb: string }>(
      `select i.afklaringsaarsag as aarsag, count(*)::int as antal, sum(i.beloeb)::numeric(15,2) as beloeb from indbetaling i
       where i.afklaringsaarsag is not null and not exists (select 1 from indbetaling_placering p where p.indbetaling_id = i.id) group by 1 order by 1`);
    return r.map((x) => ({ ...x, beloeb: kr(x.beloeb) }));
  }
}

const post = (tx: Tx, r: Raekke): Afklaringspost => ({
  indbetalingId: r.id, bankkontoId: r.bankkonto, beloeb: kr(r.beloeb), virkningsdato: r.virkningsdato, bankdato: r.bankdato, alderDage: dageMellem(r.bankdato, tx.forretningsdato),
  aarsag: r.aarsag, forklaring: AFKLARINGSAARSAGER[r.aarsag], betalingsId: r.betalingsId, tekst: tx.noegler.klartekst(r.tekst),
});
