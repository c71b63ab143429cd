-- 0015-renter. Why: interest per day (renteloven, opkrævningsloven, judgments): each month's days by base and rate stand beside its beregning,
-- and a judgment or settlement gives a claim terms of its own.
create table renteled (
  bilag_id bigint not null,
  nr smallint not null,
  fra date not null,
  til date not null,
  dage smallint not null check (dage > 0),
  grundlag numeric(15, 2) not null check (grundlag > 0),
  sats numeric(9, 4) not null,
  basis smallint not null check (basis in (360, 365, 366)),
  primary key (bilag_id, nr),
  check (til > fra));
comment on table renteled is 'Days of an interest posting with one base and one rate (percent per year), half-open [fra, til[: the maal is their sum, rounded once';

create table rentevilkaar (
  krav_id bigint not null,
  gyldig_fra date not null,
  gyldig_til date not null default 'infinity',
  kendt_fra timestamptz not null default registreret_nu(),
  kendt_til timestamptz not null default 'infinity',
  art text not null check (art in ('DOM', 'FORLIG')),
  satsart text not null check (satsart in ('FAST', 'REFERENCE')),
  sats numeric(9, 4) not null check (sats >= 0 and sats <= 100),
  afgjort date not null,
  dokument bytea not null,
  bruger text not null default current_setting('app.bruger'),
  primary key (krav_id, gyldig_fra, kendt_fra),
  check (gyldig_til > gyldig_fra));
create unique index rentevilkaar_gaeldende on rentevilkaar (krav_id, gyldig_fra) where kendt_til = 'infinity';
create trigger revider after insert or update or delete on rentevilkaar for each row execute function revider();
comment on table rentevilkaar is 'What a judgment or settlement says of a claim''s interest from gyldig_fra on; it comes before the kravstype''s regime';
comment on column rentevilkaar.sats is 'FAST: percent per year; REFERENCE: percentage points added to the reference rate';
comment on column rentevilkaar.dokument is 'encrypted: case number and where the judgment or settlement lies';

alter table kravstype add column forfald_fastsat boolean not null default true;
comment on column kravstype.forfald_fastsat is 'the due date is fixed in advance: interest from it (renteloven § 3 stk. 1); else from 30 days after the demand (stk. 2)';

-- Where the demand came before no agreed due date (benefits paid by mistake, damages, what a tenant left behind, salary): the sown types say so.
update kravstype set forfald_fastsat = false where kode in ('FEJLUDBETALING', 'TILSKUD_FEJL', 'LOEN', 'ERSTATNING', 'FRAFLYTNING');

-- The same days under another law, or cut otherwise, are another rentekrav; noegle keeps two runs from posting the same.
drop index kravsbilag_renteperiode;
create index kravsbilag_renteperiode on kravsbilag (hovedkrav_id, periode_fra) where art = 'RENTE';

-- Claims of laws that bore no interest before: the next night looks at those the kommune has decided.
insert into vagt (forretningspartner_id, krav_id, trin, tidligst)
select a.forretningspartner_id, k.id, 'renter', '1900-01-01'::date
from kravsbilag k join aftalekonto a on a.id = k.aftalekonto_id join aaben_post o on o.krav_id = k.id and o.rest <> 0
where k.art = 'HOVEDKRAV' and k.kravstype in (select t.kode from kravstype t where t.kendt_til = 'infinity' and t.regime in ('RENTELOV', 'OPKRAEVNINGSLOV') and t.rente_besluttet is not null)
on conflict (forretningspartner_id, krav_id, trin) do update set tidligst = least(vagt.tidligst, excluded.tidligst);

grant select, insert on renteled, rentevilkaar to {app};
grant select on renteled, rentevilkaar to {laes};
grant update (kendt_til) on rentevilkaar to {app};
