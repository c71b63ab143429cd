import { Injectable } from '@nestjs/common';
import type { Delresultat, Trin, Tx } from '#app/platform';

/** Gives the bills their numbers, gapless per regnskabsår (momsbekendtgørelsen § 58), when the night's billing has ended. */
@Injectable()
export class Fakturanumre implements Trin {
  readonly kode = 'fakturanumre';
  readonly navn = 'Fakturanumre';

  /** Every bill without a number, in order of date and making. The series' row is locked until commit. */
  async helhed(tx: Tx): Promise<Delresultat> {
    await tx.skriv(`insert into nummerserie (serie, aar) select distinct 'faktura', extract(year from dato)::int from faktureringsbilag where fakturanummer is null on conflict do nothing`);
    await tx.sql(`select 1 from nummerserie where serie = 'faktura' order by aar for update`);
    const antal = await tx.skriv(
      `with nye as (select id, extract(year from dato)::int as aar, row_number() over (partition by extract(year from dato) order by dato, id) - 1 as r from faktureringsbilag where fakturanummer is null),
       frem as (update nummerserie s set naeste = s.naeste + n.antal from (select aar, count(*) as antal from nye group by aar) n where s.serie = 'faktura' and s.aar = n.aar returning s.aar, s.naeste - n.antal as foerste)
       update faktureringsbilag f set regnskabsaar = n.aar, fakturanummer = o.foerste + n.r from nye n join frem o on o.aar = n.aar where f.id = n.id`);
    return { antal: antal > 0 ? { NUMMERERET: antal } : {}, beloeb: {} };
  }
}
