import { Injectable } from '@nestjs/common';
import { beloebTekst, kr, type Lokaldato } from '#app/kernel';
import { IkkeFundet, type Tx } from '#app/platform';
import { OPKRAEVER } from '#app/bogholderi';
import { tilRaadighed } from './regulering.rules.js';
import type { Reguleringsaarsag, Reguleringsart } from './typer.js';

/** A regulation as people and fagsystemer read it. Kroner as text. */
export interface Reguleringsvisning {
  readonly id: string; readonly kravId: string; readonly art: Reguleringsart; readonly aarsag: Reguleringsaarsag; readonly virkningsdato: Lokaldato;
  /** How much the claim is changed by, > 0; the art says which way, an undoing goes the other. */
  readonly beloeb: string;
  readonly tekst: string | null; readonly fagsystem: string; readonly reference: string | null;
  /** OPREGULERING of a billed claim: the claim that demands the difference. */
  readonly tillaegskravId: string | null;
  /** The regulation it was made in the same act as. */
  readonly foelgerId: string | null;
  /** The one it undoes, and the one that has undone it. */
  readonly tilbagefoererId: string | null; readonly tilbagefoertAfId: string | null;
  /** The claim was put on a bill of ours after it, so the bill rests on it. */
  readonly foerRegningen: boolean;
  readonly bruger: string; readonly registreret: Date;
  readonly linjer: readonly Reguleringslinjevisning[];
}
/** `beloeb`: signed; negative = the debtor owes less. `bilagId` null: demanded by the tillægskrav. */
export interface Reguleringslinjevisning { readonly kravlinjeId: string; readonly bilagId: string | null; readonly beloeb: string }

/** A claim's amounts after a regulation; kroner as text. `tilRaadighed`: paid money that clearing gives back in the night. */
export interface Kravtal { readonly kravId: string; readonly opkraevet: string; readonly rest: string; readonly tilRaadighed: string }

interface Raekke extends Omit<Reguleringsvisning, 'tekst' | 'linjer'> { readonly tekst: Buffer | null; readonly linjer: Reguleringslinjevisning[] | null }

/** Regulations read; whoever calls has seen to it that the claim is the caller's own. */
@Injectable()
export class ReguleringslaesningService {
  /** @throws IkkeFundet */
  async hent(tx: Tx, id: string): Promise<Reguleringsvisning> {
    const [r] = await tx.sql<Raekke>(`select ${KOLONNER} where r.id = $1`, [id]);
    if (r === undefined) throw new IkkeFundet('Regulering', id);
    return vis(tx, r);
  }

  /** A claim's regulations in the order they were made; one more than asked for. */
  async paaKrav(tx: Tx, kravId: string, efter: string | undefined, antal: number): Promise<Reguleringsvisning[]> {
    return (await tx.sql<Raekke>(`select ${KOLONNER} where r.krav_id = $1 and r.id > $2 order by r.id limit $3`, [kravId, efter ?? '0', antal + 1])).map((r) => vis(tx, r));
  }

  async kravtal(tx: Tx, kravId: string): Promise<Kravtal> {
    const [r] = await tx.sql<{ opkraevet: string; udlignet: string; rest: string }>(
      `select coalesce(sum(p.beloeb) filter (where ${OPKRAEVER}), 0)::numeric(15,2) as opkraevet, (-coalesce(sum(p.beloeb) filter (where b.art = 'UDLIGNING'), 0))::numeric(15,2) as udlignet,
         coalesce(sum(p.beloeb), 0)::numeric(15,2) as rest
       from postering p join bilag b on b.id = p.bilag_id left join bilag m on m.id = b.modbilag_id where p.krav_id = $1 and p.konto = 'DEBITOR'`, [kravId]);
    return { kravId, opkraevet: r!.opkraevet, rest: r!.rest, tilRaadighed: beloebTekst(tilRaadighed(kr(r!.opkraevet), kr(r!.udlignet))) };
  }
}

const vis = (tx: Tx, r: Raekke): Reguleringsvisning => ({ ...r, tekst: tx.noegler.klartekst(r.tekst), linjer: r.linjer ?? [] });

const KOLONNER = `r.id, r.krav_id as "kravId", r.art, r.aarsag, r.virkningsdato, r.beloeb, r.tekst, r.fagsystem, r.fagsystem_reference as reference, r.tillaegskrav_id as "tillaegskravId",
    r.foelger_id as "foelgerId", r.tilbagefoerer_id as "tilbagefoererId", (select t.id from regulering t where t.tilbagefoerer_id = r.id) as "tilbagefoertAfId",
    exists (select 1 from faktureringsposition p join faktureringsbilag f on f.id = p.faktureringsbilag_id where p.krav_id = r.krav_id and f.registreret > r.registreret) as "foerRegningen", r.bruger, r.registreret,
    (select json_agg(json_build_object('kravlinjeId', l.kravlinje_id::text, 'bilagId', l.bilag_id::text, 'beloeb', l.beloeb::text) order by l.nr) from reguleringslinje l where l.regulering_id = r.id) as linjer
  from regulering r`;
