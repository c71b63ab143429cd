import { Injectable } from '@nestjs/common';
import { maskerCpr } from '#app/kernel';
import { EJER, EJES, type Tx } from '#app/platform';
import { kraevAftale, kraevPartnere, partnerMed } from './opslag.js';
import type { IdentArt } from './placering.service.js';

/** A debtor's account with the aftaleindhold under it. `nummer` (nummer i basissystem) may be a personnummer: masked unless the caller may see it. */
export interface Aftalekontovisning {
  readonly id: string; readonly forretningspartnerId: string; readonly type: string; readonly oprettet: Date;
  /** `fagsystem` registered it, `ejer` owns it today. */
  readonly indhold: readonly { readonly id: string; readonly fagsystem: string; readonly ejer: string; readonly nummer: string }[];
}

interface Raekke { id: string; forretningspartnerId: string; type: string; oprettet: Date; indholdId: string; fagsystem: string; ejer: string; nummer: Buffer }

/** Debtors and accounts found for the desk. A fagsystem's `tx` reaches those it has an aftaleindhold with. */
@Injectable()
export class StamdatalaesningService {
  /** The id of the debtor with this number, if the caller reaches one. Nothing is shown, so nothing is logged. */
  find(tx: Tx, art: IdentArt, nummer: string): Promise<string | undefined> { return partnerMed(tx, art, nummer, tx.fagsystem); }

  /** @throws IkkeFundet */
  kraevPartner(tx: Tx, id: string): Promise<void> { return kraevPartnere(tx, [id], tx.fagsystem); }

  /** Writes in the log that something of a debtor was looked at: who, whom, why, when (design D12). */
  async noterOpslag(tx: Tx, partnerId: string, formaal: string, handling: string): Promise<void> {
    await tx.skriv(`insert into opslag (id, forretningspartner_id, formaal, handling) values ($1, $2, $3, $4)`, [await tx.id(), partnerId, formaal, handling]);
  }

  /** @throws IkkeFundet */
  kraevKonto(tx: Tx, id: string): Promise<void> { return kraevAftale(tx, 'AFTALEKONTO', id); }

  /** The debtor's accounts; a fagsystem sees its own aftaleindhold alone. @throws IkkeFundet */
  async konti(tx: Tx, partnerId: string, maaSeId: boolean): Promise<Aftalekontovisning[]> {
    await this.kraevPartner(tx, partnerId);
    const r = await tx.sql<Raekke>(
      `select a.id, a.forretningspartner_id as "forretningspartnerId", a.type, a.oprettet, i.id as "indholdId", i.fagsystem, ${EJER('i.id', 'i.fagsystem', '$3::date')} as ejer, i.nummer_krypteret as nummer
       from aftalekonto a join aftaleindhold i on i.aftalekonto_id = a.id where a.forretningspartner_id = $1 and ${EJES('$2', 'i.id', 'i.fagsystem', '$3::date')} order by a.id, i.id`, [partnerId, tx.fagsystem ?? null, tx.forretningsdato]);
    const konti = new Map<string, Aftalekontovisning & { indhold: { id: string; fagsystem: string; ejer: string; nummer: string }[] }>();
    for (const { indholdId, fagsystem, ejer, nummer, ...konto } of r) {
      const k = konti.get(konto.id) ?? { ...konto, indhold: [] };
      const klar = tx.noegler.dekrypterTekst(nummer);
      k.indhold.push({ id: indholdId, fagsystem, ejer, nummer: maaSeId || tx.fagsystem !== undefined ? klar : maskerCpr(klar) });
      konti.set(konto.id, k);
    }
    return [...konti.values()];
  }
}
