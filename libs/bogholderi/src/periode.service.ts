import { Injectable } from '@nestjs/common';
import { ForretningsFejl, type Lokaldato } from '#app/kernel';
import type { Tx } from '#app/platform';

export interface Regnskabsperiode { readonly fra: Lokaldato; readonly til: Lokaldato; readonly regnskabsaar: number; readonly supplement: boolean; readonly lukket: Date | null }

/** 404: no such period. */
export class PeriodeFindesIkke extends ForretningsFejl {
  readonly kode = 'REGNSKABSPERIODE_FINDES_IKKE'; readonly status = 404; readonly titel = 'Regnskabsperioden findes ikke';
  constructor(fra: Lokaldato) { super(`Der begynder ingen regnskabsperiode den ${fra}.`); }
}

@Injectable()
export class PeriodeService {
  perioder(tx: Tx, regnskabsaar: number): Promise<Regnskabsperiode[]> {
    return tx.sql<Regnskabsperiode>(`select fra, til, regnskabsaar, supplement, lukket from regnskabsperiode where regnskabsaar = $1 order by fra, supplement`, [regnskabsaar]);
  }

  /** Closes or reopens the period that begins on `fra`. A closed period is refused by the database itself; the trail keeps who did it. */
  async saet(tx: Tx, fra: Lokaldato, supplement: boolean, lukket: boolean): Promise<Regnskabsperiode> {
    const [r] = await tx.sql<Regnskabsperiode>(
      `update regnskabsperiode set lukket = case when $3 then coalesce(lukket, clock_timestamp()) end where fra = $1 and supplement = $2
       returning fra, til, regnskabsaar, supplement, lukket`, [fra, supplement, lukket]);
    if (r === undefined) throw new PeriodeFindesIkke(fra);
    return r;
  }
}
