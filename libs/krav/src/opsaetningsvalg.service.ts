import { Injectable } from '@nestjs/common';
import { UgyldigtInput, type Lokaldato } from '#app/kernel';
import { gaelder, type Tx } from '#app/platform';
import { OPSAETNINGER, OpsaetningService, type Opsaetning } from './opsaetning.js';
import type { Vagttrin } from './vagt.js';

/** A setting as a person sees it: what applies, since when, and what applies where nothing was chosen. */
export interface Opsaetningsvalg { readonly navn: keyof Opsaetning; readonly vaerdi: string; readonly standard: string; readonly gyldigFra: Lokaldato | null; readonly valgtAf: string | null }

/** Steps whose answer a setting can change. */
const BEROERER: Record<keyof Opsaetning, readonly Vagttrin[]> = {
  gebyrlovTilskrivning: ['renter'], gebyrlovAnker: ['renter'], ventebankdage: ['renter'], rentelovDagbasis: ['renter'], daekning: ['udlign'],
  bagatelGraense: ['afskriv'], bagatelDage: ['afskriv'], gebyrFordeling: ['rykker'], rykkerGodkendelse: ['rykker'],
  spaerreUdenSlutDage: [], overdragDage: ['psrmkontrol'],
  faktureringshorisont: ['fakturer'], faktureringsfrist: ['fakturer'], faktureringsmindst: ['fakturer'], samleopkraevning: ['fakturer'],
  godkendelseDage: [], afskrivningAutomatiskGraense: ['afskriv'], afskrivningHaandgraense: [],
  natGodkendelse: [], natAfvigelseProcent: [], natAfvigelseAntal: [], natAfvigelseKroner: [],
};

@Injectable()
export class OpsaetningsvalgService {
  constructor(private readonly opsaetning: OpsaetningService) {}

  async alle(tx: Tx, paa: Lokaldato): Promise<Opsaetningsvalg[]> {
    const valgte = await tx.sql<{ noegle: string; vaerdi: string; gyldigFra: Lokaldato; bruger: string }>(
      `select noegle, vaerdi, gyldig_fra as "gyldigFra", bruger from opsaetning o where ${gaelder('o', '$1')}`, [paa]);
    return (Object.keys(OPSAETNINGER) as (keyof Opsaetning)[]).map((navn) => {
      const v = valgte.find((x) => x.noegle === OPSAETNINGER[navn].noegle);
      return { navn, vaerdi: v?.vaerdi ?? OPSAETNINGER[navn].standard, standard: OPSAETNINGER[navn].standard, gyldigFra: v?.gyldigFra ?? null, valgtAf: v?.bruger ?? null };
    });
  }

  /** Chooses from `fra` on, and lets the steps it concerns look at every claim again by that day. @throws UgyldigtInput OPSAETNING_UGYLDIG */
  async vaelg(tx: Tx, navn: keyof Opsaetning, vaerdi: string, fra: Lokaldato): Promise<void> {
    if (!kanLaeses(navn, vaerdi)) throw new UgyldigtInput('OPSAETNING_UGYLDIG', 'vaerdi', `Værdien kan ikke bruges til ${navn}.`);
    await this.opsaetning.saet(tx, navn, vaerdi, fra);
    await tx.skriv(
      `insert into vagt (forretningspartner_id, krav_id, trin, tidligst)
       select a.forretningspartner_id, k.id, t, $2::date from unnest($1::text[]) t, kravsbilag k join aaben_post a on a.krav_id = k.id where k.art = 'HOVEDKRAV' and (t <> 'fakturer' or k.faktureret = 'infinity')
       on conflict (forretningspartner_id, krav_id, trin) do update set tidligst = least(vagt.tidligst, excluded.tidligst)`, [BEROERER[navn], fra]);
  }
}

function kanLaeses(navn: keyof Opsaetning, vaerdi: string): boolean {
  try {
    OPSAETNINGER[navn].laes(vaerdi);
    return true;
  } catch {
    return false;
  }
}
