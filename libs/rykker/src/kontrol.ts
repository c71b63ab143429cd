import { OPKRAEVET, type Kontrol } from '#app/bogholderi';
import { gaelder, gjaldt } from '#app/platform';

/** The fee's law by the hovedkrav's kravstype, as `gebyrregime` says it. */
const REGIME = `case when t.regime = 'OPKRAEVNINGSLOV' then 'OPKRAEVNINGSLOV' when t.udpantningsret and t.regime = 'INGEN' then 'UDK' when t.udpantningsret then 'GEBYRLOV' when t.civilretlig then 'RENTELOV' end`;
const GEBYR_OG_LOV = `kravsbilag g join kravsbilag h on h.id = g.hovedkrav_id join kravstype t on t.kode = h.kravstype and ${gaelder('t', 'h.stiftelsesdato')}`;
/** SQL: gebyrkrav `g` is a kompensationsbeløb. */
const ER_KOMPENSATION = `exists (select 1 from postering l join bilag b on b.id = l.bilag_id where l.krav_id = g.id and b.noegle like 'kompensation:%')`;

/** What must hold of reminders and their fees, whoever wrote them. */
export const RYKKERENS_KONTROLLER: readonly Kontrol[] = [
  { kode: 'GEBYR_INDEN_FOR_LOVEN', regel: 'Intet rykkergebyr overstiger lovens højeste (gebyrloven § 2, renteloven § 9 b)',
    sql: `select 'gebyrkrav ' || g.id as fejl from ${GEBYR_OG_LOV}
      left join faelles.gebyrmaksimum m on m.regime = ${REGIME} and m.gebyr like 'rykkergebyr%' and m.gyldig_fra <= g.stiftelsesdato and m.gyldig_til > g.stiftelsesdato
      where g.art = 'GEBYR' and (m.maks is null or g.hovedstol > m.maks) and not ${ER_KOMPENSATION} limit 20` },
  { kode: 'KOMPENSATION_INDEN_FOR_LOVEN', regel: 'Et kompensationsbeløb er lovens, står på et civilt krav på en virksomhed, og kun én gang (renteloven § 9 a, stk. 3)',
    sql: `select 'gebyrkrav ' || g.id as fejl from (select l.krav_id, b.noegle from bilag b join postering l on l.bilag_id = b.id and l.konto = 'DEBITOR' where b.art = 'GEBYR' and b.noegle like 'kompensation:%') n
      join ${GEBYR_OG_LOV} on g.id = n.krav_id join aftalekonto a on a.id = h.aftalekonto_id join forretningspartner p on p.id = a.forretningspartner_id
      left join faelles.gebyrmaksimum m on m.regime = 'RENTELOV' and m.gebyr like 'kompensation%' and m.gyldig_fra <= g.stiftelsesdato and m.gyldig_til > g.stiftelsesdato
      where ${REGIME} is distinct from 'RENTELOV' or p.type <> 'VIRKSOMHED' or g.hovedstol is distinct from m.maks
        or exists (select 1 from rykkerpost p1 join rykkerpost p2 on p2.krav_id = p1.krav_id and p2.rykkerbrev_id <> p1.rykkerbrev_id and p2.annullering_id is null
          join bilag x1 on x1.noegle = 'kompensation:' || p1.rykkerbrev_id || ':' || p1.krav_id join bilag x2 on x2.noegle = 'kompensation:' || p2.rykkerbrev_id || ':' || p2.krav_id where p1.krav_id = h.id and p1.annullering_id is null) limit 20` },
  { kode: 'CIVILE_GEBYRER_HOEJST_TRE', regel: 'Et civilt krav bærer højst tre rykkergebyrer med mindst ti dage imellem (renteloven § 9 b)',
    sql: `select 'krav ' || krav_id as fejl from (
        select p.krav_id, r.dato, count(*) over (partition by p.krav_id) as antal, lag(r.dato) over (partition by p.krav_id order by r.dato, r.id) as forrige
        from rykkerpost p join rykkerbrev r on r.id = p.rykkerbrev_id join bilag b on b.noegle = 'gebyr:' || p.rykkerbrev_id || ':' || p.krav_id
          join kravsbilag h on h.id = p.krav_id join kravstype t on t.kode = h.kravstype and ${gaelder('t', 'h.stiftelsesdato')} where p.annullering_id is null and ${REGIME} = 'RENTELOV') x
      where antal > 3 or dato - forrige < 10 group by krav_id limit 20` },
  { kode: 'BIDRAGSGEBYR_HOEJST_ET', regel: 'Et krav, hvis kravstype har udpantningsret og regime INGEN (bidrag, lån), bærer højst ét rykkergebyr',
    sql: `select 'krav ' || p.krav_id as fejl from rykkerpost p join bilag b on b.noegle = 'gebyr:' || p.rykkerbrev_id || ':' || p.krav_id join postering l on l.bilag_id = b.id and l.konto = 'DEBITOR'
        join kravsbilag h on h.id = p.krav_id join kravstype t on t.kode = h.kravstype and ${gaelder('t', 'h.stiftelsesdato')}
      where p.annullering_id is null and ${REGIME} = 'UDK' and ${OPKRAEVET('l.krav_id')} > 0 group by p.krav_id having count(*) > 1 limit 20` },
  { kode: 'ET_GEBYR_PR_BREV', regel: 'Et rykkerbrev bærer højst ét rykkergebyr, hvor kommunen den dag tog ét pr. brev (gebyrloven § 2)',
    sql: `select 'rykkerbrev ' || r.id as fejl from (select p.rykkerbrev_id as id from rykkerpost p join bilag b on b.noegle = 'gebyr:' || p.rykkerbrev_id || ':' || p.krav_id where p.annullering_id is null group by 1 having count(*) > 1) m join rykkerbrev r on r.id = m.id
      where not exists (select 1 from opsaetning o where o.noegle = 'gebyr_fordeling' and o.vaerdi = 'PR_KRAV' and ${gjaldt('o', 'r.dato', 'r.registreret')})
        and (select count(*) from rykkerpost p join bilag b on b.noegle = 'gebyr:' || p.rykkerbrev_id || ':' || p.krav_id join postering l on l.bilag_id = b.id and l.konto = 'DEBITOR' where p.rykkerbrev_id = r.id and ${OPKRAEVET('l.krav_id')} > 0) > 1 limit 20` },
  { kode: 'GEBYR_HAR_RYKKERBREV', regel: 'Hvert gebyrkrav kommer af et rykkerbrev, som dets hovedkrav er med i',
    sql: `select 'gebyrkrav ' || g.id as fejl from kravsbilag g where g.art = 'GEBYR' and not exists (
        select 1 from rykkerpost p cross join (values ('gebyr:'), ('kompensation:')) n (art) join bilag b on b.noegle = n.art || p.rykkerbrev_id || ':' || p.krav_id join postering l on l.bilag_id = b.id and l.krav_id = g.id where p.krav_id = g.hovedkrav_id) limit 20` },
  { kode: 'RYKKERTRIN_UDEN_HULLER', regel: 'Et kravs rykkere er nummereret 1, 2, 3 … uden huller, og hver er senere end den før',
    sql: `select 'krav ' || krav_id as fejl from (
        select p.krav_id, p.trin, row_number() over w as nr, b.dato, lag(b.frist) over w as forrige from rykkerpost p join rykkerbrev b on b.id = p.rykkerbrev_id where p.annullering_id is null window w as (partition by p.krav_id order by p.trin)) x
      where trin <> nr or dato <= forrige group by krav_id limit 20` },
  { kode: 'RYKKERBREV_HAR_POSTER', regel: 'Hvert rykkerbrev omfatter mindst ét krav og har en frist på mindst ti dage',
    sql: `select 'rykkerbrev ' || b.id as fejl from rykkerbrev b where b.frist - b.dato < 10 or not exists (select 1 from rykkerpost p where p.rykkerbrev_id = b.id) limit 20` },
  { kode: 'ANNULLERET_RYKKER_UDEN_GEBYR', regel: 'Et annulleret rykkerbrev opkræver intet gebyr, og alle dets krav er mærket',
    sql: `select 'rykkerbrev ' || a.rykkerbrev_id as fejl from rykkerannullering a join rykkerpost p on p.rykkerbrev_id = a.rykkerbrev_id
      where p.annullering_id is distinct from a.id or exists (select 1 from (values ('gebyr:'), ('kompensation:')) n (art) join bilag b on b.noegle = n.art || p.rykkerbrev_id || ':' || p.krav_id
        join postering l on l.bilag_id = b.id and l.konto = 'DEBITOR' where ${OPKRAEVET('l.krav_id')} > 0) limit 20` },
];
