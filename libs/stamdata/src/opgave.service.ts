import { Injectable } from '@nestjs/common';
import { IkkeFundet, type Tx } from '#app/platform';

/** Why a person must look: the number has ceased (CPR 30, 50, 60), the person is dead, the company has ended, money came for a claim that was released. */
export type Opgaveart = 'SKIFT_NUMMER' | 'DOEDSBO' | 'VIRKSOMHED_OPHOERT' | 'BETALING_TIL_EFTERGIVET_KRAV';
export interface NyOpgave { readonly noegle: string; readonly art: Opgaveart; readonly forretningspartnerId?: string; readonly kravId?: string; readonly tekst: string }
export interface Opgave { readonly id: string; readonly art: Opgaveart; readonly forretningspartnerId: string | null; readonly kravId: string | null; readonly tekst: string; readonly oprettet: Date; readonly afsluttet: Date | null; readonly afsluttetAf: string | null; readonly note: string | null }

/** The work list: what only a person can do. A cause makes one task, however often it is seen. */
@Injectable()
export class OpgaveService {
  async opret(tx: Tx, ny: NyOpgave): Promise<void> {
    await tx.skriv(`insert into opgave (id, noegle, art, forretningspartner_id, krav_id, tekst) values ($1, $2, $3, $4, $5, $6) on conflict (noegle) do nothing`,
      [await tx.id(), ny.noegle, ny.art, ny.forretningspartnerId ?? null, ny.kravId ?? null, ny.tekst]);
  }

  /** Open ones, or all, after `efter`, oldest first. */
  liste(tx: Tx, valg: { art?: Opgaveart | undefined; forretningspartnerId?: string | undefined; ogsaaAfsluttede: boolean }, efter: string | undefined, antal: number): Promise<Opgave[]> {
    return tx.sql<Opgave>(
      `select id, art, forretningspartner_id as "forretningspartnerId", krav_id as "kravId", tekst, oprettet, afsluttet, afsluttet_af as "afsluttetAf", afsluttet_note as note from opgave
       where ($1::text is null or art = $1) and ($2::bigint is null or forretningspartner_id = $2) and ($3 or afsluttet is null) and id > coalesce($4::bigint, 0) order by id limit $5`,
      [valg.art ?? null, valg.forretningspartnerId ?? null, valg.ogsaaAfsluttede, efter ?? null, antal]);
  }

  /** Done, by whom and with what note. @throws IkkeFundet when there is no such open task */
  async afslut(tx: Tx, id: string, note: string): Promise<void> {
    const n = await tx.skriv(`update opgave set afsluttet = registreret_nu(), afsluttet_af = $2, afsluttet_note = $3 where id = $1 and afsluttet is null`, [id, tx.bruger, note]);
    if (n === 0) throw new IkkeFundet('Åben opgave', id);
  }
}
