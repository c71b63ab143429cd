import { Injectable } from '@nestjs/common';
import type { Lokaldato } from '#app/kernel';
import type { Tx } from '#app/platform';

/** Legal regimes, regler.md 0: which law interest and fees follow. */
export type Regime = 'GEBYRLOV' | 'RENTELOV' | 'OPKRAEVNINGSLOV' | 'INGEN' | 'DOM_FORLIG';

/** A kravstype (hovedtransaktion) as it stood on a date. */
export interface Kravstype {
  readonly kode: string; readonly navn: string; readonly regime: Regime;
  readonly udpantningsret: boolean; readonly civilretlig: boolean;
  /** Date of the decision to charge morarente (gebyrloven § 3); null = none. */
  readonly renteBesluttet: Lokaldato | null;
  /** The due date is fixed in advance (renteloven § 3 stk. 1); else interest begins 30 days after the demand (stk. 2). */
  readonly forfaldFastsat: boolean;
  readonly foraeldelseAar: number; readonly foraeldelseStart: 'FORFALD' | 'SRB';
  readonly rykkerprocedure: string; readonly aftalekontotype: string;
  /** PSRM code, where one is known. */
  readonly fordringstype: string | null;
  readonly indtaegtskonto: string; readonly kleEmne: string | null;
  readonly gyldigFra: Lokaldato; readonly gyldigTil: Lokaldato;
}

const KOLONNER = `kode, navn, regime, udpantningsret, civilretlig, rente_besluttet as "renteBesluttet", forfald_fastsat as "forfaldFastsat", foraeldelse_aar as "foraeldelseAar",
  foraeldelse_start as "foraeldelseStart", rykkerprocedure, aftalekontotype, fordringstype, indtaegtskonto, kle_emne as "kleEmne", gyldig_fra as "gyldigFra"`;

/** SQL: every version known now, as KravstypeService.alle reads them. */
export const ALLE_KRAVSTYPER = `select ${KOLONNER}, coalesce(lead(gyldig_fra) over (partition by kode order by gyldig_fra), 'infinity'::date) as "gyldigTil"
  from kravstype where kendt_til = 'infinity' order by kode, gyldig_fra`;

@Injectable()
export class KravstypeService {
  /**
   * Every version known now, as claims that stand live by them: a kravstype that has ended takes no new claims, but those it has go on by its
   * last version. Few rows; read once per batch, chosen by date with `kravstypePaa`.
   */
  alle(tx: Tx): Promise<Kravstype[]> {
    return tx.sql<Kravstype>(ALLE_KRAVSTYPER);
  }

  /** Every version known now, with the validity it was given. */
  versioner(tx: Tx): Promise<Kravstype[]> {
    return tx.sql<Kravstype>(`select ${KOLONNER}, gyldig_til as "gyldigTil" from kravstype where kendt_til = 'infinity' order by kode, gyldig_fra`);
  }
}

/** The version that applied on `dato`. */
export function kravstypePaa(alle: readonly Kravstype[], kode: string, dato: Lokaldato): Kravstype | undefined {
  return alle.find((k) => k.kode === kode && k.gyldigFra <= dato && k.gyldigTil > dato);
}
