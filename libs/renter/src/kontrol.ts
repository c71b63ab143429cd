import type { Kontrol } from '#app/bogholderi';

/** What must hold of all interest in the book; `verificer` runs them beside the bogholderi's own. */
export const RENTERNES_KONTROLLER: readonly Kontrol[] = [
  { kode: 'RENTE_HAR_BEREGNING', regel: 'Hvert rentebilag har sin beregning, og det bogførte er målet minus det, der var bogført før',
    sql: `select 'bilag ' || b.id as fejl from bilag b left join renteberegning r on r.bilag_id = b.id
      where b.art = 'RENTE' and (r.bilag_id is null
        or r.maal - r.foer is distinct from (select sum(p.beloeb) from postering p where p.bilag_id = b.id and p.konto = 'DEBITOR' and p.krav_id = r.rentekrav_id)) limit 20` },
  { kode: 'RENTEBEREGNING_HAR_BILAG', regel: 'Hver renteberegning hører til et rentebilag',
    sql: `select 'bilag ' || r.bilag_id as fejl from renteberegning r left join bilag b on b.id = r.bilag_id where b.art is distinct from 'RENTE' limit 20` },
  { kode: 'RENTE_KAN_GENBEREGNES', regel: 'Grundlag gange sats, afrundet til øre, giver målet',
    sql: `select 'bilag ' || bilag_id as fejl from renteberegning where regime in ('GEBYRLOV') and round(grundlag * sats / 100, 2) <> maal and position('/' in regelversion) = 0
      union all
      select 'bilag ' || r.bilag_id from renteberegning r left join lateral (select sum(l.grundlag * l.sats * l.dage / (100 * l.basis)) as beloeb, count(distinct l.basis) as basis, min(l.fra) as fra, max(l.til) as til from renteled l where l.bilag_id = r.bilag_id) s on true
      where r.regime in ('RENTELOV', 'OPKRAEVNINGSLOV', 'DOM_FORLIG') and (coalesce(round(s.beloeb, 2), 0) <> r.maal or s.basis > 1 or s.fra < r.periode_fra or s.til > r.periode_til or (s.beloeb is null) <> (position('/' in r.regelversion) > 0)) limit 20` },
  { kode: 'RENTELED_HAENGER_SAMMEN', regel: 'Rentedage i en periode overlapper ikke, og deres antal passer til datoerne',
    sql: `select 'bilag ' || bilag_id as fejl from (select *, lag(til) over (partition by bilag_id order by nr) as forrige from renteled) l
      where fra < forrige or (basis <> 360 and dage <> til - fra) or not exists (select 1 from renteberegning r where r.bilag_id = l.bilag_id) limit 20` },
  { kode: 'RENTE_ER_NYESTE_MAAL', regel: 'Det bogførte i hver renteperiode er lig det nyeste mål, og hver beregning bygger på den forrige',
    sql: `with r as (select r.*, lag(r.maal, 1, 0.00) over w as forrige, row_number() over (partition by r.rentekrav_id order by split_part(b.noegle, ':', 4)::int desc) as bagfra
        from renteberegning r join bilag b on b.id = r.bilag_id window w as (partition by r.rentekrav_id order by split_part(b.noegle, ':', 4)::int)),
      s as (select p.krav_id, sum(p.beloeb) as bogfoert from postering p join bilag b on b.id = p.bilag_id and b.art = 'RENTE' where p.konto = 'DEBITOR' group by p.krav_id)
      select 'krav ' || r.rentekrav_id as fejl from r left join s on s.krav_id = r.rentekrav_id
      where r.foer <> r.forrige or (r.bagfra = 1 and r.maal is distinct from s.bogfoert) limit 20` },
  { kode: 'RENTE_KUN_AF_HOVEDKRAV', regel: 'Renter beregnes kun af hovedkrav, og hvert rentekrav hører til sit hovedkravs periode',
    sql: `select 'krav ' || k.id as fejl from kravsbilag k left join kravsbilag h on h.id = k.hovedkrav_id where k.art = 'RENTE' and h.art is distinct from 'HOVEDKRAV'
      union all
      select 'bilag ' || r.bilag_id from renteberegning r left join kravsbilag k on k.id = r.rentekrav_id
      where k.art is distinct from 'RENTE' or k.hovedkrav_id is distinct from r.hovedkrav_id or k.periode_fra is distinct from r.periode_fra limit 20` },
];
