/** One invariant over the whole book: SQL that returns the rows that break it (at most a few). `verificer` runs them all. */
export interface Kontrol {
  readonly kode: string;
  /** What must hold, in Danish. */
  readonly regel: string;
  /** Rows with one column `fejl`: where it does not hold, without personal data. */
  readonly sql: string;
}

export const BOGHOLDERIETS_KONTROLLER: readonly Kontrol[] = [
  { kode: 'BILAG_STEMMER', regel: 'Hvert bilag summer til 0.00',
    sql: `select 'bilag ' || bilag_id as fejl from postering group by bilag_id having sum(beloeb) <> 0 limit 20` },
  { kode: 'BILAG_HAR_LINJER', regel: 'Hvert bilag har mindst to posteringer',
    sql: `select 'bilag ' || b.id as fejl from bilag b where (select count(*) from postering p where p.bilag_id = b.id) < 2 limit 20` },
  { kode: 'POSTERING_FOELGER_BILAG', regel: 'Hver postering har sit bilag og dets virkningsdato',
    sql: `select 'bilag ' || p.bilag_id as fejl from postering p left join bilag b on b.id = p.bilag_id where b.id is null or b.virkningsdato <> p.virkningsdato limit 20` },
  { kode: 'POSTERING_KENDER_KONTO', regel: 'Hver postering står på en konto i kontoplanen',
    sql: `select 'konto ' || p.konto as fejl from postering p left join konto k on k.kode = p.konto where k.kode is null group by p.konto limit 20` },
  { kode: 'DEBITOR_ER_FULDT_KONTERET', regel: 'Hver debitorpostering bærer aftalekonto, krav, kravlinje og kontering',
    sql: `select 'bilag ' || bilag_id as fejl from postering where konto = 'DEBITOR' and (aftalekonto_id is null or krav_id is null or kravlinje_id is null or kontering is null) limit 20` },
  { kode: 'AABEN_POST_STEMMER', regel: 'Projektionen aaben_post er lig summen af posteringerne',
    sql: `with s as (select aftalekonto_id, krav_id, sum(beloeb) as rest from postering where aftalekonto_id is not null and konto in ('DEBITOR', 'UPLACERET') group by 1, 2)
      select 'aftalekonto ' || coalesce(s.aftalekonto_id, a.aftalekonto_id) || coalesce(' krav ' || coalesce(s.krav_id, a.krav_id), '') as fejl
      from s full join aaben_post a on a.aftalekonto_id = s.aftalekonto_id and coalesce(a.krav_id, 0) = coalesce(s.krav_id, 0) where coalesce(s.rest, 0) <> coalesce(a.rest, 0) limit 20` },
  { kode: 'BILAGSNUMRE_UDEN_HULLER', regel: 'Bilagsnumre er fortløbende uden huller i hvert regnskabsår',
    sql: `select 'regnskabsår ' || regnskabsaar as fejl from bilagsnummer group by regnskabsaar having max(nummer) <> count(*) or min(nummer) <> 1 limit 20` },
  { kode: 'BOEGERNE_BALANCERER', regel: 'Alle posteringer summer til 0.00',
    sql: `select 'sum ' || sum(beloeb) as fejl from postering having sum(beloeb) <> 0` },
];
