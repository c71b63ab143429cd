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
  readonly foraeldelseAar: number; readonly foraeldelseStart: 'FORFALD' | 'SRB';
  readonly rykkerprocedure: string; readonly aftalekontotype: string;
  /** PSRM code, where one is known. */
  readonly fordringstype: string | null;
  readonly indtaegtskonto: string; readonly kleEmne: string | null;
  readonly gyldigFra: Lokaldato; readonly gyldigTil: Lokaldato;
}

const KOLONNER = `kode, navn, regime, udpantningsret, civilretlig, rente_besluttet as "renteBesluttet", foraeldelse_aar as "foraeldelseAar",
  foraeldelse_start as "foraeldelseStart", rykkerprocedure, aftalekontotype, fordringstype, indtaegtskonto, kle_emne as "kleEmne", gyldig_fra as "gyldigFra", gyldig_til as "gyldigTil"`;

@Injectable()
export class KravstypeService {
  /** Every version known now; few rows. Read once per batch, chosen by date with `kravstypePaa`. */
  alle(tx: Tx): Promise<Kravstype[]> {
    return tx.sql<Kravstype>(`select ${KOLONNER} from kravstype where kendt_til = 'infinity' order by kode, gyldig_fra`);
  }
}

/** The version that applied on `dato`. */
export function kravstypePaa(alle: readonly Kravstype[], kode: string, dato: Lokaldato): Kravstype | undefined {
  return alle.find((k) => k.kode === kode && k.gyldigFra <= dato && k.gyldigTil > dato);
}
