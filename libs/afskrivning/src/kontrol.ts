import type { Kontrol } from '#app/bogholderi';

/** What must hold of write-offs, whoever made them. */
export const AFSKRIVNINGENS_KONTROLLER: readonly Kontrol[] = [
  { kode: 'AFSKRIVNING_HAR_RAEKKE', regel: 'Hvert afskrivningsbilag har en række pr. krav med samme beløb som posteringerne',
    sql: `with p as (select p.bilag_id, p.krav_id, -sum(p.beloeb) as beloeb from bilag b join postering p on p.bilag_id = b.id and p.konto = 'DEBITOR' where b.art = 'AFSKRIVNING' group by 1, 2)
      select 'bilag ' || coalesce(p.bilag_id, a.bilag_id) || ' krav ' || coalesce(p.krav_id, a.krav_id) as fejl
      from p full join afskrivning a on a.bilag_id = p.bilag_id and a.krav_id = p.krav_id where p.beloeb is distinct from a.beloeb limit 20` },
  // A late payment makes the books differ until the step has looked: its watch says that it will.
  { kode: 'AFSKREVET_HOEJST_RESTEN', regel: 'Intet krav er afskrevet med mere, end der var ubetalt',
    sql: `select 'krav ' || k.id as fejl from (select krav_id, sum(beloeb) as afskrevet from afskrivning group by krav_id) a join kravsbilag k on k.id = a.krav_id
      where a.afskrevet < 0 or (a.afskrevet > 0 and (select sum(p.beloeb) from postering p where p.krav_id = k.id and p.konto = 'DEBITOR') < 0
        and not exists (select 1 from vagt v where v.krav_id = coalesce(k.hovedkrav_id, k.id) and v.trin = 'afskriv' and v.tidligst < 'infinity')) limit 20` },
  { kode: 'AFSKRIVNING_TILBAGEFOERT_HOEJST_SIG_SELV', regel: 'En afskrivning er højst taget tilbage med sit eget beløb og på sin egen dato',
    sql: `select 'bilag ' || o.id as fejl from bilag t join bilag o on o.id = t.modbilag_id join afskrivning a on a.bilag_id = t.id
      where t.art = 'AFSKRIVNING' group by o.id, o.virkningsdato
      having bool_or(t.virkningsdato <> o.virkningsdato) or -sum(a.beloeb) > (select sum(x.beloeb) from afskrivning x where x.bilag_id = o.id) limit 20` },
];
