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
  { kode: 'AFSKRIVNING_TILBAGEFOERT_HOEJST_SIG_SELV', regel: 'En afskrivning er højst taget tilbage og genåbnet med sit eget beløb; taget tilbage på sin egen dato, genåbnet tidligst den dag',
    sql: `select 'bilag ' || o.id as fejl from bilag t join bilag o on o.id = t.modbilag_id join afskrivning a on a.bilag_id = t.id
      where t.art = 'AFSKRIVNING' group by o.id, o.virkningsdato
      having bool_or(case a.art when 'TILBAGEFOERSEL' then t.virkningsdato <> o.virkningsdato when 'AFSKRIVNING' then true else t.virkningsdato < o.virkningsdato end)
        or -sum(a.beloeb) > (select sum(x.beloeb) from afskrivning x where x.bilag_id = o.id) limit 20` },
  { kode: 'AFSKRIVNINGSART_PASSER', regel: 'Kun afskrivninger lægger til det afskrevne (og en indgået betaling, der er ført tilbage); alt andet trækker fra',
    sql: `select 'bilag ' || a.bilag_id as fejl from afskrivning a join bilag b on b.id = a.bilag_id
      where (a.art = 'AFSKRIVNING') <> (b.modbilag_id is null) or (a.art in ('TILBAGEFOERSEL', 'GENAABNING') and a.beloeb >= 0) or (a.art = 'AFSKRIVNING' and a.beloeb < 0)
      union all select 'bilag ' || b.modbilag_id || ' krav ' || a.krav_id from afskrivning a join bilag b on b.id = a.bilag_id where a.art = 'GENINDGAAET' group by b.modbilag_id, a.krav_id, b.virkningsdato having sum(a.beloeb) > 0 limit 20` },
  { kode: 'INDGAAET_PAA_FORAELDET_ER_INDTAEGT', regel: 'Hvad der er indgået på et forældet krav, står på GENINDGAAET, og intet andet gør',
    sql: `select 'bilag ' || p.bilag_id as fejl from postering p left join afskrivning a on a.bilag_id = p.bilag_id and a.krav_id = p.krav_id
      where (p.konto = 'GENINDGAAET' and (a.art is distinct from 'GENINDGAAET' or a.aarsag <> 'FORAELDELSE')) or (p.konto = 'TAB' and a.art = 'GENINDGAAET' and a.aarsag = 'FORAELDELSE') limit 20` },
  { kode: 'HAANDAFSKRIVNING_HAR_BESLUTNING', regel: 'Hver afskrivning af andre årsager end bagatel, forældelse og inddrivelsesmyndighedens egen, og hver genåbning, hviler på en beslutning',
    sql: `select 'bilag ' || a.bilag_id as fejl from afskrivning a where a.beslutning_id is null and (a.art = 'GENAABNING' or (a.art = 'AFSKRIVNING' and a.aarsag not in ('BAGATEL', 'FORAELDELSE', 'RIM_AFSKREVET'))) limit 20` },
  { kode: 'BESLUTNING_ER_UDFOERT_PAA_OEREN', regel: 'Hver beslutning er bogført med sit eget beløb, én gang',
    sql: `select 'beslutning ' || b.id as fejl from afskrivningsbeslutning b left join afskrivning a on a.beslutning_id = b.id group by b.id, b.art, b.beloeb
      having coalesce(sum(case when b.art = 'GENAABNING' then -a.beloeb else a.beloeb end), 0) <> b.beloeb limit 20` },
  { kode: 'AFSKRIVNING_AF_TO_PERSONER', regel: 'Hver beslutning over grænsen er godkendt af en anden, og det udførte er krav for krav det godkendte',
    sql: `select 'beslutning ' || b.id as fejl from afskrivningsbeslutning b where b.godkendelse_id is null and b.beloeb + b.tidligere > b.graense
      union all select 'beslutning ' || b.id from afskrivningsbeslutning b join godkendelse g on g.id = b.godkendelse_id left join godkendelse_svar s on s.godkendelse_id = g.id
        where s.svar is distinct from 'GODKENDT' or lower(s.bruger) = lower(g.bruger) or lower(s.bruger) <> lower(b.bruger) or g.art <> b.art or g.beloeb is distinct from b.beloeb
      union all select 'beslutning ' || b.id from afskrivningsbeslutning b join godkendelse g on g.id = b.godkendelse_id
        cross join lateral (select l ->> 'kravId' as krav, sum((l ->> 'beloeb')::numeric) as beloeb from jsonb_array_elements(case when g.art = b.art then g.indhold::jsonb -> 'linjer' else '[]' end) l group by 1) l
        where l.beloeb is distinct from (select sum(abs(a.beloeb)) from afskrivning a where a.beslutning_id = b.id and a.krav_id = l.krav::bigint) limit 20` },
];
