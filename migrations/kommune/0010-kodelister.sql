-- 0010-kodelister. Why: the code lists that say how a claim is booked and collected are the kommune's own, dated on both axes and never
-- overwritten; a spærre has an owner. What the lists hold from birth is migrations/data/*.csv, sown into new and standing kommuner alike.
create table deltransaktion (
  kravstype text not null,
  kode text not null,
  gyldig_fra date not null,
  gyldig_til date not null default 'infinity',
  kendt_fra timestamptz not null default registreret_nu(),
  kendt_til timestamptz not null default 'infinity',
  navn text not null,
  indtaegtskonto text,
  momskode text not null default 'UDEN',
  kle_emne text,
  bruger text not null default current_setting('app.bruger'),
  primary key (kravstype, kode, gyldig_fra, kendt_fra),
  check (gyldig_til > gyldig_fra));
create unique index deltransaktion_gaeldende on deltransaktion (kravstype, kode, gyldig_fra) where kendt_til = 'infinity';
comment on table deltransaktion is 'What a line of a kravstype is for, and so where it is booked (FI-CA: Deltransaktion = konteringsoplysninger)';
comment on column deltransaktion.indtaegtskonto is 'null: the kravstype''s; kle_emne likewise';

create table momskode (
  kode text not null,
  gyldig_fra date not null,
  gyldig_til date not null default 'infinity',
  kendt_fra timestamptz not null default registreret_nu(),
  kendt_til timestamptz not null default 'infinity',
  navn text not null,
  sats numeric(5, 2) not null check (sats >= 0),
  konto text,
  hjemmel text not null,
  bruger text not null default current_setting('app.bruger'),
  primary key (kode, gyldig_fra, kendt_fra),
  check (gyldig_til > gyldig_fra),
  check ((sats = 0) = (konto is null)));
create unique index momskode_gaeldende on momskode (kode, gyldig_fra) where kendt_til = 'infinity';
comment on column momskode.sats is 'percent of the price without moms; amounts on claims include it';

create table aftalekontotype (
  kode text not null,
  gyldig_fra date not null,
  gyldig_til date not null default 'infinity',
  kendt_fra timestamptz not null default registreret_nu(),
  kendt_til timestamptz not null default 'infinity',
  navn text not null,
  regler text not null,
  bruger text not null default current_setting('app.bruger'),
  primary key (kode, gyldig_fra, kendt_fra),
  check (gyldig_til > gyldig_fra));
create unique index aftalekontotype_gaeldende on aftalekontotype (kode, gyldig_fra) where kendt_til = 'infinity';
comment on column aftalekontotype.regler is 'Bilag 2B''s Aftalekontobetegnelse: what such an account groups and which rules follow it, in words for people';

create table bilagsart (
  kode text not null,
  gyldig_fra date not null,
  gyldig_til date not null default 'infinity',
  kendt_fra timestamptz not null default registreret_nu(),
  kendt_til timestamptz not null default 'infinity',
  navn text not null,
  beskrivelse text not null,
  bruger text not null default current_setting('app.bruger'),
  primary key (kode, gyldig_fra, kendt_fra),
  check (gyldig_til > gyldig_fra));
create unique index bilagsart_gaeldende on bilagsart (kode, gyldig_fra) where kendt_til = 'infinity';
comment on table bilagsart is 'Danish names of the codes that bogholderi''s type Bilagsart fixes; a test keeps both equal';

create trigger revider after insert or update or delete on deltransaktion for each row execute function revider();
create trigger revider after insert or update or delete on momskode for each row execute function revider();
create trigger revider after insert or update or delete on aftalekontotype for each row execute function revider();
create trigger revider after insert or update or delete on bilagsart for each row execute function revider();

grant select, insert on deltransaktion, momskode, aftalekontotype, bilagsart to {app};
grant update (kendt_til) on deltransaktion, momskode, aftalekontotype, bilagsart to {app};
grant select on deltransaktion, momskode, aftalekontotype, bilagsart to {laes};

-- Spærrer: who answers for it (the creator, until another takes over), and one that is lifted before it began has never held.
alter table spaerre add column ejer text;
update spaerre set ejer = oprettet_af;
alter table spaerre alter column ejer set not null, alter column ejer set default current_setting('app.bruger');
alter table spaerre drop constraint spaerre_check, add constraint spaerre_periode check (til >= fra);
create index spaerre_nyeste on spaerre (fra desc, id desc);
create index spaerre_uden_slut on spaerre (fra, id) where til = 'infinity';
create index spaerre_ejer on spaerre (ejer);
grant update (ejer) on spaerre to {app};

-- The club's PSRM code was sown as KLFRUNG; Gældsstyrelsen's code is KFLRUNG. Known anew, the wrong row stays readable.
do $$ begin
  with ramt as (
    update kravstype set kendt_til = greatest(registreret_nu(), kendt_fra + interval '1 microsecond')
    where fordringstype = 'KLFRUNG' and kendt_til = 'infinity' returning *)
  insert into kravstype select (jsonb_populate_record(null::kravstype, to_jsonb(r) || jsonb_build_object(
    'fordringstype', 'KFLRUNG', 'kendt_fra', r.kendt_til, 'kendt_til', 'infinity', 'bruger', current_setting('app.bruger')))).* from ramt r;
  if exists (select 1 from kravstype where fordringstype = 'KLFRUNG' and kendt_til = 'infinity') then raise exception 'KLFRUNG_STAAR_ENDNU'; end if;
end $$;
