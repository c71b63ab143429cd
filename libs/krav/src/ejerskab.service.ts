import { Injectable } from '@nestjs/common';
import { dato, type Lokaldato } from '#app/kernel';
import { EJER, IkkeFundet, indsaet, laasPartnere, NU, nyVersion, type Skrivning, type Tx, type Versionstabel } from '#app/platform';
import type { Versionstid } from '#app/stamdata';

/** One word about who owns an aftaleindhold: from when to when, known from when to when, by whom said. */
export interface Ejerversion extends Versionstid { readonly fagsystem: string }

/** `registrant`: whose number it bears; `ejer`: who owns it on the date asked for; `historik`: newest knowledge first, empty where it never changed hands. */
export interface Ejerskab { readonly registrant: string; readonly ejer: string; readonly historik: readonly Ejerversion[] }

const TABEL: Versionstabel = { tabel: 'aftaleindhold_ejer', noegler: ['aftaleindhold_id'], vaerdier: ['fagsystem'] };
const BEGYNDELSEN = dato('1900-01-01');

interface Laast { readonly registrant: string; readonly ejer: string; /** Who was to own it on a later day. */ readonly planlagte: readonly string[]; readonly uaendret: boolean }

/** Which fagsystem owns a case (aftaleindhold) and the claims under it, on two axes (FK-ØKO SkiftEjer). */
@Injectable()
export class EjerskabService {
  /**
   * From `fra` on, `fagsystem` owns the aftaleindhold and every claim under it, those to come too; what was planned for later falls away.
   * Both fagsystemer are told of each claim, and those whose turn falls away. What was told before stays where it was told. A second call changes nothing. @throws IkkeFundet
   */
  async skift(tx: Tx, indholdId: string, fagsystem: string, fra: Lokaldato): Promise<void> {
    const l = await this.laas(tx, indholdId, fagsystem, fra);
    if (l.uaendret) return;
    const [kendt] = await tx.sql(`select 1 from aftaleindhold_ejer where aftaleindhold_id = $1 limit 1`, [indholdId]);
    if (kendt === undefined && fra > BEGYNDELSEN) await nyVersion(tx, TABEL, { aftaleindhold_id: indholdId }, { fagsystem: l.registrant }, BEGYNDELSEN, fra);
    await nyVersion(tx, TABEL, { aftaleindhold_id: indholdId }, { fagsystem }, fra);
    await tx.skrivSamlet(await this.sket(tx, indholdId, [...new Set([l.ejer, fagsystem, ...l.planlagte])], fra));
  }

  /** @throws IkkeFundet */
  async vis(tx: Tx, indholdId: string, paa: Lokaldato): Promise<Ejerskab> {
    const [r] = await tx.sql<{ registrant: string; ejer: string }>(`select i.fagsystem as registrant, ${EJER('i.id', 'i.fagsystem', '$2::date')} as ejer from aftaleindhold i where i.id = $1`, [indholdId, paa]);
    if (r === undefined) throw new IkkeFundet('Aftaleindhold', indholdId);
    const historik = await tx.sql<Ejerversion>(`select v.fagsystem, v.gyldig_fra as "gyldigFra", v.gyldig_til as "gyldigTil", v.kendt_fra as "kendtFra", nullif(v.kendt_til, 'infinity') as "kendtTil", v.bruger
      from aftaleindhold_ejer v where v.aftaleindhold_id = $1 order by v.kendt_fra desc, v.gyldig_fra desc`, [indholdId]);
    return { ...r, historik };
  }

  /** The debtor's lock first: nobody registers on the case or changes its claims meanwhile. */
  private async laas(tx: Tx, indholdId: string, fagsystem: string, fra: Lokaldato): Promise<Laast> {
    const [p] = await tx.raekker<[string]>(`select a.forretningspartner_id from aftaleindhold i join aftalekonto a on a.id = i.aftalekonto_id where i.id = $1`, [indholdId]);
    if (p === undefined) throw new IkkeFundet('Aftaleindhold', indholdId);
    await laasPartnere(tx, p);
    const [l] = await tx.sql<Laast>(`select i.fagsystem as registrant, ${EJER('i.id', 'i.fagsystem', '$3::date')} as ejer,
        array(select distinct e.fagsystem from aftaleindhold_ejer e where e.aftaleindhold_id = i.id and e.kendt_til = 'infinity' and e.gyldig_fra > $3::date order by 1) as planlagte,
        ${EJER('i.id', 'i.fagsystem', '$3::date')} = $2 and not exists (select 1 from aftaleindhold_ejer e where e.aftaleindhold_id = i.id and e.kendt_til = 'infinity' and e.gyldig_til > $3::date and e.fagsystem <> $2) as uaendret
      from aftaleindhold i where i.id = $1`, [indholdId, fagsystem, fra]);
    return l!;
  }

  /** One event per claim to each of the two, with what is left of it; its virkningsdato is the first day of the new owner. */
  private async sket(tx: Tx, indholdId: string, modtagere: readonly string[], fra: Lokaldato): Promise<Skrivning[]> {
    const krav = await tx.raekker<[string, string]>(
      `select k.id, coalesce((select sum(p.beloeb) from postering p where p.krav_id = k.id and p.konto = 'DEBITOR'), 0)::numeric(15,2) from aftaleindhold i join kravsbilag k on k.aftalekonto_id = i.aftalekonto_id and k.aftaleindhold_id = i.id
       where i.id = $1 and k.art = 'HOVEDKRAV' order by k.id`, [indholdId]);
    const nye = krav.flatMap(([kravId, rest]) => modtagere.map((modtager) => ({ kravId, rest, modtager })));
    if (nye.length === 0) return [];
    const ids = await tx.ids(nye.length);
    return [indsaet('haendelse', nye, { id: ['bigint', (_, i) => ids[i]], fagsystem: ['text', (n) => n.modtager], krav_id: ['bigint', (n) => n.kravId], beloeb: ['numeric', (n) => n.rest] },
      { art: ['text', 'EJERSKIFTE'], virkningsdato: ['date', fra], registreret: NU })];
  }
}
