import type { Kontrol } from '#app/bogholderi';

/** What must hold of bills and of claims that wait for one, whoever wrote them. */
export const FAKTURERINGENS_KONTROLLER: readonly Kontrol[] = [
  { kode: 'FAKTURA_ER_SINE_POSITIONERS_SUM', regel: 'Hver regnings beløb er summen af dens positioner, på dens egne datoer',
    sql: `select 'faktura ' || f.id as fejl from faktureringsbilag f left join lateral (select sum(p.beloeb) as beloeb, sum(p.betalt) as betalt, min(p.forfaldsdato) as forfald, min(p.srb) as srb, max(p.srb) as sidste
        from faktureringsposition p where p.faktureringsbilag_id = f.id) p on true
      where f.kravsum is distinct from p.beloeb or f.betalt is distinct from p.betalt or f.forfaldsdato is distinct from p.forfald or f.srb is distinct from p.srb or f.srb is distinct from p.sidste limit 20` },
  { kode: 'KRAV_OPKRAEVES_EN_GANG', regel: 'Hvert krav, der er opkrævet her, står på præcis én regning fra den dag; et krav, der venter, på ingen',
    sql: `select 'krav ' || k.id as fejl from kravsbilag k left join (select p.krav_id, count(distinct f.id) as antal, min(f.dato) as dato from faktureringsposition p join faktureringsbilag f on f.id = p.faktureringsbilag_id group by 1) f on f.krav_id = k.id
      where (k.faktureret is not null or f.krav_id is not null) and (k.faktureret is distinct from coalesce(f.dato, 'infinity'::date) or f.antal > 1) limit 20` },
  { kode: 'INTET_UFAKTURERET_ER_RYKKET', regel: 'Intet krav, der venter på at blive opkrævet, har rente, gebyr eller rykker',
    sql: `select 'krav ' || k.id as fejl from kravsbilag k where k.faktureret = 'infinity'
      and (exists (select 1 from kravsbilag u where u.hovedkrav_id = k.id) or exists (select 1 from rykkerpost p where p.krav_id = k.id)) limit 20` },
  { kode: 'AFREGNINGSBILAG_ER_VAAGET', regel: 'Hvert krav, der venter på at blive opkrævet, har en vagt, så ingen regning glemmes',
    sql: `select 'krav ' || k.id as fejl from kravsbilag k where k.faktureret = 'infinity' and not exists (select 1 from vagt v where v.krav_id = k.id and v.trin = 'fakturer') limit 20` },
  { kode: 'KRAVFRIST_ER_KAEDE', regel: 'Hver ændring af forfald og betalingsfrist begynder, hvor den forrige sluttede, og den sidste er kravets egen',
    sql: `select 'krav ' || f.krav_id as fejl from (select *, lag((forfaldsdato, srb)) over w as forrige, lead(nr) over w as naeste, row_number() over w as raekke from kravfrist window w as (partition by krav_id order by nr)) f join kravsbilag k on k.id = f.krav_id
      where f.nr <> f.raekke or (f.forrige is not null and f.forrige <> (f.forfaldsdato_foer, f.srb_foer)) or (f.naeste is null and (f.forfaldsdato, f.srb) <> (k.forfaldsdato, k.srb)) limit 20` },
  { kode: 'FAKTURANUMRE_UDEN_HULLER', regel: 'Fakturanumrene er fortløbende i hvert regnskabsår (momsbekendtgørelsen § 58)',
    sql: `select 'regnskabsår ' || regnskabsaar as fejl from faktureringsbilag where fakturanummer is not null group by regnskabsaar having count(*) <> max(fakturanummer) or min(fakturanummer) <> 1 limit 20` },
];
