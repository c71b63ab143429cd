import { Injectable } from '@nestjs/common';
import type { Tx } from '#app/platform';

/** A received bank file and what became of it. No content: it may name persons. */
export interface Bankfil {
  readonly id: string; readonly modtaget: Date; readonly stoerrelse: number; readonly sha256: string;
  readonly status: 'MODTAGET' | 'BEHANDLET' | 'AFVIST'; readonly kode: string | null; readonly udtog: number; readonly poster: number;
}

@Injectable()
export class BankfilerService {
  /** Newest first, one page; `foer`: only files with a lower id. */
  liste(tx: Tx, antal: number, foer?: string): Promise<Bankfil[]> {
    return tx.sql<Bankfil>(
      `select i.id, i.modtaget, i.stoerrelse, encode(i.sha256, 'hex') as sha256, coalesce(s.status, 'MODTAGET') as status, s.kode,
         (select count(*)::int from bankudtog u where u.indbakke_id = i.id) as udtog,
         (select count(*)::int from indbetaling b join bankudtog u on u.id = b.bankudtog_id where u.indbakke_id = i.id) as poster
       from indbakke i left join lateral (select status, kode from indbakke_status s where s.indbakke_id = i.id order by nr desc limit 1) s on true
       where i.kanal = 'BANK' and ($2::bigint is null or i.id < $2) order by i.id desc limit $1`, [antal, foer ?? null]);
  }
}
