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
];
