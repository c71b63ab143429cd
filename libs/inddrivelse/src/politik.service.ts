import { Injectable } from '@nestjs/common';
import type { Lokaldato } from '#app/kernel';
import type { PsrmPolitik } from '#app/krav';
import { gaelder, nyVersion, type Tx, type Versionstabel } from '#app/platform';

/** What the door does with one fagsystem's claims that would be AFVIST, since when, and who chose it. */
export interface Fagsystempolitik { readonly fagsystem: string; readonly politik: PsrmPolitik; readonly gyldigFra: Lokaldato; readonly valgtAf: string }

const TABEL: Versionstabel = { tabel: 'psrm_politik', noegler: ['fagsystem'], vaerdier: ['politik'] };

@Injectable()
export class PsrmPolitikService {
  /** The policies that apply on `paa`; a fagsystem that is not there has MARKER. */
  alle(tx: Tx, paa: Lokaldato): Promise<Fagsystempolitik[]> {
    return tx.sql<Fagsystempolitik>(`select fagsystem, politik, gyldig_fra as "gyldigFra", bruger as "valgtAf" from psrm_politik p where ${gaelder('p', '$1')} order by fagsystem`, [paa]);
  }

  /** From `fra` on; claims that are in stay in. */
  vaelg(tx: Tx, fagsystem: string, politik: PsrmPolitik, fra: Lokaldato): Promise<void> {
    return nyVersion(tx, TABEL, { fagsystem }, { politik }, fra);
  }
}
