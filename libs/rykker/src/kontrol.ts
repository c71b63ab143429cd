import type { Kontrol } from '#app/bogholderi';
import { gaelder } from '#app/platform';

/** The fee's law by the hovedkrav's kravstype, as `gebyrregime` says it. */
const REGIME = `case when t.regime = 'OPKRAEVNINGSLOV' then 'OPKRAEVNINGSLOV' when t.udpantningsret then 'GEBYRLOV' when t.civilretlig then 'RENTELOV' end`;
const GEBYR_OG_LOV = `kravsbilag g join kravsbilag h on h.id = g.hovedkrav_id join kravstype t on t.kode = h.kravstype and ${gaelder('t', 'h.stiftelsesdato')}`;

/** What must hold of reminders and their fees, whoever wrote them. */
export const RYKKERENS_KONTROLLER: readonly Kontrol[] = [
  { kode: 'GEBYR_INDEN_FOR_LOVEN', regel: 'Intet rykkergebyr overstiger lovens højeste (gebyrloven § 2, renteloven § 9 b)',
    sql: `select 'gebyrkrav ' || g.id as fejl from ${GEBYR_OG_LOV}
      left join faelles.gebyrmaksimum m on m.regime = ${REGIME} and m.gebyr like 'rykkergebyr%' and m.gyldig_fra <= g.stiftelsesdato and m.gyldig_til > g.stiftelsesdato
      where g.art = 'GEBYR' and (m.maks is null or g.hovedstol > m.maks) limit 20` },
  { kode: 'CIVILE_GEBYRER_HOEJST_TRE', regel: 'Et civilt krav bærer højst tre rykkergebyrer med mindst ti dage imellem (renteloven § 9 b)',
    sql: `select 'krav ' || hovedkrav_id as fejl from (
        select g.hovedkrav_id, g.stiftelsesdato, count(*) over (partition by g.hovedkrav_id) as antal, lag(g.stiftelsesdato) over (partition by g.hovedkrav_id order by g.stiftelsesdato, g.id) as forrige
        from ${GEBYR_OG_LOV} where g.art = 'GEBYR' and ${REGIME} = 'RENTELOV') x
      where antal > 3 or stiftelsesdato - forrige < 10 group by hovedkrav_id limit 20` },
  { kode: 'GEBYR_HAR_RYKKERBREV', regel: 'Hvert gebyrkrav kommer af et rykkerbrev, som dets hovedkrav er med i',
    sql: `select 'gebyrkrav ' || g.id as fejl from kravsbilag g where g.art = 'GEBYR' and not exists (
        select 1 from rykkerpost p join bilag b on b.noegle = 'gebyr:' || p.rykkerbrev_id || ':' || p.krav_id join postering l on l.bilag_id = b.id and l.krav_id = g.id where p.krav_id = g.hovedkrav_id) limit 20` },
  { kode: 'RYKKERTRIN_UDEN_HULLER', regel: 'Et kravs rykkere er nummereret 1, 2, 3 … uden huller, og hver er senere end den før',
    sql: `select 'krav ' || krav_id as fejl from (
        select p.krav_id, p.trin, row_number() over w as nr, b.dato, lag(b.frist) over w as forrige from rykkerpost p join rykkerbrev b on b.id = p.rykkerbrev_id window w as (partition by p.krav_id order by p.trin)) x
      where trin <> nr or dato <= forrige group by krav_id limit 20` },
  { kode: 'RYKKERBREV_HAR_POSTER', regel: 'Hvert rykkerbrev omfatter mindst ét krav og har en frist på mindst ti dage',
    sql: `select 'rykkerbrev ' || b.id as fejl from rykkerbrev b where b.frist - b.dato < 10 or not exists (select 1 from rykkerpost p where p.rykkerbrev_id = b.id) limit 20` },
];
