import { Injectable } from '@nestjs/common';
import { IkkeFundet, type Tx } from '#app/platform';
import type { Spaerre, Spaerreniveau } from './spaerre.service.js';

const TABEL: Record<Spaerreniveau, string> = {
  FORRETNINGSPARTNER: `select 1 from forretningspartner o where o.id = $1 and $2::text is null`,
  AFTALEKONTO: `select 1 from aftalekonto o where o.id = $1 and $2::text is null`,
  AFTALEINDHOLD: `select 1 from aftaleindhold o where o.id = $1 and ($2::text is null or o.fagsystem = $2)`,
  KRAV: `select 1 from kravsbilag o left join kravsbilag h on h.id = o.hovedkrav_id where o.id = $1 and ($2::text is null or coalesce(h.fagsystem, o.fagsystem) = $2)`,
};
const NAVN: Record<Spaerreniveau, string> = { FORRETNINGSPARTNER: 'Forretningspartner', AFTALEKONTO: 'Aftalekonto', AFTALEINDHOLD: 'Aftaleindhold', KRAV: 'Krav' };
const KOLONNER = `id, niveau, objekt_id as "objektId", art, aarsag, fra, til, oprettet_af as "oprettetAf"`;

/** Spærrer read for the desk. A fagsystem reaches what stands on its own claims and aftaleindhold. */
@Injectable()
export class SpaerrelaesningService {
  /** Every spærre that was ever set on the object, newest first. @throws IkkeFundet */
  async paaObjekt(tx: Tx, niveau: Spaerreniveau, objektId: string): Promise<Spaerre[]> {
    await this.kraevObjekt(tx, niveau, objektId);
    return tx.sql<Spaerre>(`select ${KOLONNER} from spaerre where objekt_id = $1 and niveau = $2 order by fra desc, id desc`, [objektId, niveau]);
  }

  /** @throws IkkeFundet, also when it stands on what is not the fagsystem's own */
  async hent(tx: Tx, id: string): Promise<Spaerre> {
    const [s] = await tx.sql<Spaerre>(`select ${KOLONNER} from spaerre where id = $1`, [id]);
    if (s === undefined || !(await this.findes(tx, s.niveau, s.objektId))) throw new IkkeFundet('Spærre', id);
    return s;
  }

  /** @throws IkkeFundet */
  async kraevObjekt(tx: Tx, niveau: Spaerreniveau, objektId: string): Promise<void> {
    if (!(await this.findes(tx, niveau, objektId))) throw new IkkeFundet(NAVN[niveau], objektId);
  }

  private async findes(tx: Tx, niveau: Spaerreniveau, objektId: string): Promise<boolean> {
    return (await tx.raekker(TABEL[niveau], [objektId, tx.fagsystem ?? null])).length > 0;
  }
}
