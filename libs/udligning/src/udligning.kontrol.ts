import type { Kontrol } from '#app/bogholderi';

/** What must hold of every clearing in the books; `verificer` runs them. */
export const UDLIGNINGENS_KONTROLLER: readonly Kontrol[] = [
  { kode: 'UDLIGNING_KENDER_INDBETALING', regel: 'Hvert udligningsbilag hører til en indbetaling, der findes',
    sql: `select 'bilag ' || b.id as fejl from bilag b left join indbetaling i on i.id = b.indbetaling_id where b.art = 'UDLIGNING' and i.id is null limit 20` },
  { kode: 'UDLIGNING_INDEN_FOR_INDBETALING', regel: 'Der udlignes aldrig mere end det indbetalte',
    sql: `select 'indbetaling ' || b.indbetaling_id as fejl from bilag b join postering p on p.bilag_id = b.id and p.konto = 'UPLACERET'
      where b.indbetaling_id is not null group by b.indbetaling_id having sum(p.beloeb) > 0 limit 20` },
  { kode: 'UPLACERET_ER_ALDRIG_GAELD', regel: 'Uplacerede penge på en aftalekonto er aldrig negative for borgeren',
    sql: `select 'aftalekonto ' || aftalekonto_id as fejl from postering where konto = 'UPLACERET' group by aftalekonto_id having sum(beloeb) > 0 limit 20` },
  // Where a charge was reduced since the last clearing, the debtor is waiting to be cleared again.
  { kode: 'KRAVLINJE_ER_IKKE_OVERUDLIGNET', regel: 'Ingen kravlinje er udlignet med mere, end der er opkrævet på den (afskrivninger lægges til)',
    sql: `select 'kravlinje ' || p.kravlinje_id as fejl from postering p join bilag b on b.id = p.bilag_id left join bilag m on m.id = b.modbilag_id join kravsbilag k on k.id = p.krav_id
      where p.konto = 'DEBITOR' and not exists (select 1 from vagt v where v.krav_id = coalesce(k.hovedkrav_id, k.id) and v.trin = 'udlign' and v.tidligst < 'infinity')
      group by p.kravlinje_id
      having -coalesce(sum(p.beloeb) filter (where b.art = 'UDLIGNING'), 0) > coalesce(sum(p.beloeb) filter (where b.art <> 'UDLIGNING' and coalesce(m.art, b.art) <> 'AFSKRIVNING'), 0)
        or coalesce(sum(p.beloeb) filter (where b.art = 'UDLIGNING'), 0) > 0 limit 20` },
  // A clearing across two debtors may stand in the history of accounts that have been one debtor's: what is left of it is 0.
  { kode: 'UDLIGNING_FLYTTER_KUN_MELLEM_EGNE_KONTI', regel: 'Udligning flytter kun mellem UPLACERET og DEBITOR, og en indbetaling dækker kun krav hos samme debitor',
    sql: `select 'bilag ' || b.id as fejl from bilag b join postering p on p.bilag_id = b.id where b.art = 'UDLIGNING' and p.konto not in ('UPLACERET', 'DEBITOR')
      union all
      select 'indbetaling ' || i.id || ' på krav ' || p.krav_id from bilag b join postering p on p.bilag_id = b.id and p.konto = 'DEBITOR' join aftalekonto k on k.id = p.aftalekonto_id
        join indbetaling i on i.id = b.indbetaling_id left join indbetaling_placering pl on pl.indbetaling_id = i.id join aftalekonto a on a.id = coalesce(pl.aftalekonto_id, i.aftalekonto_id)
      where b.art = 'UDLIGNING' and a.forretningspartner_id <> k.forretningspartner_id group by i.id, p.krav_id having sum(p.beloeb) <> 0 limit 20` },
];
