import { Injectable } from '@nestjs/common';
import type { Tx } from '#app/platform';
import { bygFilter, type Filter } from './filter.js';
import type { Regelraekke } from './proever.js';

/** SQL: what tells the filter's content apart; read by the callers in a statement of their own. */
export const FILTERAFTRYK = `(select aftryk from faelles.psrm_stand)`;

/** The filter, read and compiled once per process and content. */
@Injectable()
export class PsrmFilterService {
  private kendt: Filter | undefined;

  /** @param aftryk as FILTERAFTRYK gave it @throws ProgramFejl PSRM_OPERATOR_UKENDT, PSRM_OPERAND_UKENDT, PSRM_FELT_UKENDT */
  async hent(tx: Tx, aftryk: string): Promise<Filter> {
    if (this.kendt?.aftryk === aftryk) return this.kendt;
    const [r] = await tx.sql<{ aftryk: string; raekker: Regelraekke[] }>(
      `select aftryk, (select coalesce(json_agg(json_build_object('fordringstype', fordringstype, 'gyldigFra', gyldig_fra, 'regel', regel, 'felt', felt, 'operator', operator, 'operand', operand, 'konsekvens', konsekvens)
         order by fordringstype, gyldig_fra, nr), '[]') from faelles.psrm_filterregel) as raekker from faelles.psrm_stand`);
    this.kendt = bygFilter(r!.aftryk, r!.raekker);
    return this.kendt;
  }
}
