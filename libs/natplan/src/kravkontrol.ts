import type { Kontrol } from '#app/bogholderi';

/** What must hold between a claim, its lines and its first bilag. */
export const KRAVENES_KONTROLLER: readonly Kontrol[] = [
  { kode: 'HOVEDSTOL_ER_LINJERNES_SUM', regel: 'Hovedstolen er summen af kravets linjer',
    sql: `select 'krav ' || k.id as fejl from kravsbilag k left join (select krav_id, sum(beloeb) as s from kravlinje group by 1) l on l.krav_id = k.id where k.hovedstol is distinct from l.s limit 20` },
  { kode: 'KRAV_ER_BOGFOERT', regel: 'Hvert hovedkrav er bogført med sin hovedstol på stiftelsesdatoen',
    sql: `select 'krav ' || k.id as fejl from kravsbilag k left join (
        select p.krav_id, sum(p.beloeb) as s from bilag b join postering p on p.bilag_id = b.id where b.art = 'KRAV' and p.konto = 'DEBITOR' group by 1) p on p.krav_id = k.id
      where k.art = 'HOVEDKRAV' and k.hovedstol is distinct from p.s limit 20` },
  { kode: 'UNDERKRAV_HAR_HOVEDKRAV', regel: 'Renter og gebyrer peger på et hovedkrav på samme aftalekonto',
    sql: `select 'krav ' || u.id as fejl from kravsbilag u left join kravsbilag h on h.id = u.hovedkrav_id where u.art <> 'HOVEDKRAV' and (h.art is distinct from 'HOVEDKRAV' or h.aftalekonto_id <> u.aftalekonto_id) limit 20` },
  { kode: 'EJERSKAB_DAEKKER_ALLE_DAGE', regel: 'Hvor et aftaleindhold har skiftet ejer, har det præcis én ejer hver dag',
    sql: `select 'aftaleindhold ' || aftaleindhold_id as fejl from (
        select aftaleindhold_id, gyldig_fra, gyldig_til, lag(gyldig_til) over w as foer, lead(gyldig_fra) over w as efter from aftaleindhold_ejer where kendt_til = 'infinity' window w as (partition by aftaleindhold_id order by gyldig_fra)) v
      where gyldig_fra <> coalesce(foer, '1900-01-01') or (efter is null and gyldig_til <> 'infinity') limit 20` },
  { kode: 'KRAVFIL_ER_BESVARET', regel: 'Hvert krav i en afsluttet kravfil har et svar, og det, der er oprettet, findes',
    sql: `select 'kravfil ' || f.id as fejl from kravfil f join koersel k on k.id = f.koersel_id and k.status in ('AFSLUTTET', 'AFSLUTTET_MED_FEJL')
        left join lateral (select count(*) as svar, count(*) filter (where r.krav_id is not null) as krav, count(b.id) as fundne from kravfil_resultat r left join kravsbilag b on b.id = r.krav_id where r.kravfil_id = f.id) s on true
      where s.svar <> f.krav or s.krav <> s.fundne limit 20` },
];
