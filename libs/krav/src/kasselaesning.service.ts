import { Injectable } from '@nestjs/common';
import type { Lokaldato } from '#app/kernel';
import { AFSLUTTEDE_TRANSAKTIONER, IkkeFundet, type Tx } from '#app/platform';

/** A place in an ordered feed: transaction id and row id, both as text. */
export interface Feedsted { readonly xid: string; readonly id: string }

export interface Feedhaendelse extends Feedsted { readonly kravId: string; readonly art: string; readonly virkningsdato: Lokaldato; readonly beloeb: string | null; readonly bilagId: string | null; readonly registreret: Date }

/** An outgoing message without its content. */
export interface Udgaaendehoved extends Feedsted { readonly art: string; readonly forretningspartnerId: string | null; readonly registreret: Date; readonly afsendt: Date | null; readonly transport: string | null }
export interface Udgaaendevisning extends Udgaaendehoved { readonly indhold: unknown }

const UDBAKKE = `u.xid::text, u.id, u.art, u.forretningspartner_id as "forretningspartnerId", u.registreret, q.afsendt, q.transport`;

/** The feed and the outbox, read in an order that no later commit can break (design D4). */
@Injectable()
export class KasselaesningService {
  /** What happened to a fagsystem's claims after `efter`, oldest first, at most `antal`. */
  haendelser(tx: Tx, fagsystem: string, efter: Feedsted | undefined, antal: number): Promise<Feedhaendelse[]> {
    return tx.sql<Feedhaendelse>(
      `select xid::text, id, krav_id as "kravId", art, virkningsdato, beloeb, bilag_id as "bilagId", registreret from haendelse
       where fagsystem = $1 and (xid, id) > ($2::xid8, $3::bigint) and ${AFSLUTTEDE_TRANSAKTIONER} order by haendelse.xid, id limit $4`,
      [fagsystem, efter?.xid ?? '0', efter?.id ?? '0', antal]);
  }

  /** Outgoing messages after `efter`, oldest first; read with one more than asked for. */
  udbakke(tx: Tx, art: string | undefined, efter: Feedsted | undefined, antal: number): Promise<Udgaaendehoved[]> {
    return tx.sql<Udgaaendehoved>(
      `select ${UDBAKKE} from udbakke u left join udbakke_kvittering q on q.udbakke_id = u.id
       where (u.xid, u.id) > ($1::xid8, $2::bigint) and u.${AFSLUTTEDE_TRANSAKTIONER} and ($3::text is null or u.art = $3) order by u.xid, u.id limit $4`,
      [efter?.xid ?? '0', efter?.id ?? '0', art ?? null, antal + 1]);
  }

  /** One message with its content; a letter to a debtor is a look-up of that debtor and is logged (design D12). @throws IkkeFundet */
  async besked(tx: Tx, id: string, formaal: string): Promise<Udgaaendevisning> {
    const [u] = await tx.sql<Udgaaendehoved & { indhold: Buffer }>(`select ${UDBAKKE}, u.indhold from udbakke u left join udbakke_kvittering q on q.udbakke_id = u.id where u.id = $1`, [id]);
    if (u === undefined) throw new IkkeFundet('Meddelelse', id);
    if (u.forretningspartnerId !== null) await tx.skriv(`insert into opslag (id, forretningspartner_id, formaal, handling) values ($1, $2, $3, 'LAES_BREV')`, [await tx.id(), u.forretningspartnerId, formaal]);
    return { ...u, indhold: JSON.parse(tx.noegler.dekrypterTekst(u.indhold)) as unknown };
  }
}
