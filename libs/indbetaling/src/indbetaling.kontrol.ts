import type { Kontrol } from '#app/bogholderi';

/** What must hold of every payment in the books; `verificer` runs them. */
export const INDBETALINGENS_KONTROLLER: readonly Kontrol[] = [
  { kode: 'INDBETALING_ER_BOGFOERT', regel: 'Hver indbetaling er bogført på BANK med netop sit beløb',
    sql: `select 'indbetaling ' || i.id as fejl from indbetaling i left join bilag b on b.noegle = 'indbetaling:' || i.id left join postering p on p.bilag_id = b.id and p.konto = 'BANK'
      group by i.id, i.beloeb having coalesce(sum(p.beloeb), 0) <> i.beloeb limit 20` },
  { kode: 'AFKLARING_STEMMER', regel: 'Afklaringskontoen er lig summen af de poster, ingen har placeret',
    sql: `with p as (select coalesce(sum(beloeb), 0) as s from postering where konto = 'AFKLARING'),
        i as (select coalesce(-sum(i.beloeb), 0) as s from indbetaling i where i.afklaringsaarsag is not null and not exists (select 1 from indbetaling_placering x where x.indbetaling_id = i.id))
      select 'AFKLARING ' || p.s || ', poster ' || i.s as fejl from p, i where p.s <> i.s` },
  { kode: 'PLACERING_HAR_BILAG', regel: 'Hver placering fra afklaring har sit bilag og en post, der stod i afklaring',
    sql: `select 'indbetaling ' || x.indbetaling_id as fejl from indbetaling_placering x join indbetaling i on i.id = x.indbetaling_id left join bilag b on b.id = x.bilag_id
      where i.afklaringsaarsag is null or b.noegle is distinct from 'placering:' || x.indbetaling_id limit 20` },
];
