-- 0013-kravfil. Why: a fagsystem's file of claims is a run that may stop anywhere and repeats nothing; a case goes from one fagsystem to another from a day on.

-- A large message is kept in pieces, so that nobody ever holds the whole of it. Its row in indbakke is written last: without one it never came in whole.
create table indbakke_stykke (
  indbakke_id bigint not null,
  nr integer not null,
  indhold bytea not null,
  modtaget timestamptz not null default clock_timestamp(),
  primary key (indbakke_id, nr));
alter table indbakke_stykke alter column indhold set storage external;
comment on table indbakke_stykke is 'The bytes of a message whose own row in indbakke holds none; each piece encrypted with the kommune''s key';

-- What came in whole stays; only what was cut off on the way is swept out.
create function modtaget_slettes_ikke() returns trigger language plpgsql set search_path from current as $$
begin
  if exists (select 1 from slettet s join indbakke i on i.id = s.indbakke_id) then raise exception 'MODTAGET_SLETTES_IKKE' using errcode = 'D0013'; end if;
  return null;
end $$;
create trigger modtaget_slettes_ikke after delete on indbakke_stykke referencing old table as slettet for each statement execute function modtaget_slettes_ikke();

create table kravfil (
  id bigint primary key,
  indbakke_id bigint not null unique references indbakke,
  koersel_id bigint not null unique references koersel,
  fagsystem text not null,
  format text not null check (format in ('CSV', 'JSON', 'NDJSON')),
  tegnsaet text not null check (tegnsaet in ('UTF-8', 'ISO-8859-1')),
  filnavn text,
  linjer integer not null check (linjer > 0),
  krav integer not null check (krav > 0),
  bruger text not null default current_setting('app.bruger'),
  modtaget timestamptz not null default registreret_nu());
create index kravfil_fagsystem on kravfil (fagsystem, id desc);
comment on column kravfil.linjer is 'rows of a spreadsheet with something in them, the header apart; of JSON as many as there are claims';

create table kravfil_del (
  kravfil_id bigint not null,
  nr integer not null,
  linjer integer not null,
  krav integer not null,
  indhold bytea,
  primary key (kravfil_id, nr));
alter table kravfil_del alter column indhold set storage external;
comment on table kravfil_del is 'What a part of the run works on: read out of the file once, as it came in; a part belongs to a file that came in whole when kravfil has its row';
comment on column kravfil_del.indhold is 'encrypted: the claims that are not registered yet; null = all are';

create table kravfil_resultat (
  kravfil_id bigint not null,
  nr integer not null,
  linje integer not null,
  udfald text not null check (udfald in ('OPRETTET', 'FANDTES', 'AFVIST', 'FEJL')),
  krav_id bigint,
  klarhed text,
  kode text,
  fejl text,
  reference bytea,
  primary key (kravfil_id, nr),
  check ((udfald in ('OPRETTET', 'FANDTES')) = (krav_id is not null)),
  check ((krav_id is null) = (kode is not null)));
create index kravfil_resultat_udfald on kravfil_resultat (kravfil_id, udfald, kode);
comment on column kravfil_resultat.nr is 'the claim''s number in the file, from 1; linje: the line where it begins';
comment on column kravfil_resultat.udfald is 'AFVIST: the claim breaks a rule; FEJL: something else went wrong. Both are tried again when the run is taken up again';
comment on column kravfil_resultat.fejl is 'JSON: array of {felt, kode, besked, linje}; names no person and repeats no value';
comment on column kravfil_resultat.reference is 'encrypted; only where there is no claim to read it from';

-- Progress of a run whose parts are no debtors.
alter table koersel_del add column poster integer;
comment on column koersel_del.poster is 'items of a part that is not cut by debtors; null = count partnere';

-- Ownership on two axes (design D16), at the level of the case in the fagsystem. No row: the fagsystem that registered it.
create table aftaleindhold_ejer (
  aftaleindhold_id bigint not null references aftaleindhold,
  fagsystem text not null,
  gyldig_fra date not null, gyldig_til date not null default 'infinity',
  kendt_fra timestamptz not null default registreret_nu(), kendt_til timestamptz not null default 'infinity',
  bruger text not null default current_setting('app.bruger'),
  primary key (aftaleindhold_id, gyldig_fra, kendt_fra), check (gyldig_til > gyldig_fra), check (kendt_til > kendt_fra));
create unique index aftaleindhold_ejer_gaeldende on aftaleindhold_ejer (aftaleindhold_id, gyldig_fra) where kendt_til = 'infinity';
comment on table aftaleindhold_ejer is 'Which fagsystem owns an aftaleindhold and every claim under it; where there is a row, the rows cover all days';
comment on column aftaleindhold.fagsystem is 'who registered it, and whose number it bears; who owns it: aftaleindhold_ejer';
comment on column kravsbilag.fagsystem is 'who registered it: its reference is unique there; who owns it follows its aftaleindhold';
comment on column foraeldelse.fagsystem is 'who registered it; of renter and gebyrer the hovedkrav''s';

grant select, insert on indbakke_stykke, kravfil, kravfil_del, kravfil_resultat, aftaleindhold_ejer to {app};
grant select on kravfil, kravfil_del, kravfil_resultat, indbakke_stykke, aftaleindhold_ejer to {laes};
grant delete on indbakke_stykke, kravfil_del to {app};
grant update (indhold) on kravfil_del to {app};
grant update (udfald, krav_id, klarhed, kode, fejl, reference) on kravfil_resultat to {app};
grant update (kendt_til) on aftaleindhold_ejer to {app};
