import { OPKRAEVER, type Kontrol } from '#app/bogholderi';

/** The postings of the lines that regulations have touched, as they charge them. */
const OPKRAEVENDE = `select p.krav_id, p.kravlinje_id, p.konto, p.virkningsdato, p.beloeb from postering p join bilag b on b.id = p.bilag_id left join bilag m on m.id = b.modbilag_id
  where p.krav_id in (select krav_id from regulering) and ${OPKRAEVER}`;

/** What must hold of regulations, whoever made them. */
export const REGULERINGENS_KONTROLLER: readonly Kontrol[] = [
  { kode: 'REGULERING_STEMMER_MED_BOGEN', regel: 'Hver reguleringslinje er bogført med sit beløb på sit kravs linje, og hvert reguleringsbilag hører til en regulering',
    sql: `with p as (select p.bilag_id, p.krav_id, p.kravlinje_id, sum(p.beloeb) as beloeb from bilag b left join bilag m on m.id = b.modbilag_id join postering p on p.bilag_id = b.id and p.konto = 'DEBITOR'
        where coalesce(m.art, b.art) = 'REGULERING' group by 1, 2, 3),
      l as (select l.bilag_id, r.krav_id, l.kravlinje_id, sum(l.beloeb) as beloeb from reguleringslinje l join regulering r on r.id = l.regulering_id where l.bilag_id is not null group by 1, 2, 3)
      select 'bilag ' || coalesce(p.bilag_id, l.bilag_id) || ' kravlinje ' || coalesce(p.kravlinje_id, l.kravlinje_id) as fejl
      from p full join l on l.bilag_id = p.bilag_id and l.krav_id = p.krav_id and l.kravlinje_id = p.kravlinje_id where p.beloeb is distinct from l.beloeb limit 20` },
  { kode: 'REGULERING_ER_LINJERNES_SUM', regel: 'En regulerings beløb er summen af dens linjer, nedad eller opad efter dens art',
    sql: `select 'regulering ' || r.id as fejl from regulering r left join reguleringslinje l on l.regulering_id = r.id group by r.id, r.beloeb, r.art, r.tilbagefoerer_id, r.tillaegskrav_id
      having r.beloeb <> coalesce(sum(l.beloeb), 0) * case when (r.art = 'OPREGULERING') = (r.tilbagefoerer_id is null) then 1 else -1 end and not (r.tilbagefoerer_id is not null and count(l.nr) = 0) limit 20` },
  { kode: 'KRAVLINJE_ALDRIG_UNDER_NUL', regel: 'Ingen kravlinje er på nogen dag sat ned til under nul',
    sql: `select 'kravlinje ' || kravlinje_id || ' ' || virkningsdato as fejl from (
        select kravlinje_id, virkningsdato, sum(sum(beloeb)) over (partition by kravlinje_id order by virkningsdato) as saldo from (${OPKRAEVENDE}) o where konto = 'DEBITOR' group by 1, 2) x where saldo < 0 limit 20` },
  { kode: 'REGULERET_LINJE_STAAR_MOD_SINE_KONTI', regel: 'En reguleret kravlinjes indtægt og moms svarer tilsammen til det, der er opkrævet på den',
    sql: `select 'kravlinje ' || kravlinje_id as fejl from (${OPKRAEVENDE}) o group by kravlinje_id having sum(beloeb) <> 0 limit 20` },
  { kode: 'ANNULLERET_KRAV_ER_NUL', regel: 'Et annulleret krav er ikke opkrævet med noget på nogen dag',
    sql: `select 'krav ' || o.krav_id as fejl from (${OPKRAEVENDE}) o join regulering r on r.krav_id = o.krav_id and r.art = 'ANNULLERING' and r.tilbagefoerer_id is null
      where o.konto = 'DEBITOR' and not exists (select 1 from regulering t where t.tilbagefoerer_id = r.id) group by o.krav_id, o.virkningsdato, r.id having sum(o.beloeb) <> 0 limit 20` },
  { kode: 'REGULERING_TILBAGEFOERT_ER_SPEJLET', regel: 'En tilbageført regulering er spejlet krone for krone på sine egne dage, eller dens tillægskrav er annulleret',
    sql: `select 'regulering ' || t.id as fejl from regulering t join regulering r on r.id = t.tilbagefoerer_id
      where r.krav_id <> t.krav_id or exists (
        select 1 from (select p.konto, p.kravlinje_id, p.virkningsdato, p.beloeb from reguleringslinje l join postering p on p.bilag_id = l.bilag_id and p.kravlinje_id = l.kravlinje_id where l.regulering_id in (r.id, t.id)) s
        group by konto, kravlinje_id, virkningsdato having sum(beloeb) <> 0)
        or (r.tillaegskrav_id is not null and not exists (select 1 from regulering a where a.krav_id = r.tillaegskrav_id and a.art = 'ANNULLERING')) limit 20` },
  { kode: 'TILLAEGSKRAV_KRAEVER_FORSKELLEN', regel: 'Et tillægskrav er registreret med det, opreguleringen hævede kravet med, på samme konto',
    sql: `select 'regulering ' || r.id as fejl from regulering r join kravsbilag k on k.id = r.krav_id left join kravsbilag t on t.id = r.tillaegskrav_id
      where r.tillaegskrav_id is not null and (t.hovedstol is distinct from r.beloeb or t.aftalekonto_id is distinct from k.aftalekonto_id) limit 20` },
];
