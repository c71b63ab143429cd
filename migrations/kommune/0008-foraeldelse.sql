-- 0008-foraeldelse. Why: what moves a claim's forældelse is a ledger of events with evidence; the date is worked out from it, never typed in.

-- One row per event; a mistake is a row that annuls another, the end of a running step is a row that ends another.
create table foraeldelseshaendelse (
  id bigint primary key,
  art text not null check (art in ('ERKENDELSE', 'AFDRAG', 'GAELDSBREV', 'RETSLIGE_SKRIDT', 'DOM', 'FORLIG', 'BETALINGSPAAKRAV', 'KONKURS', 'DOEDSBO', 'GAELDSSANERING', 'REKONSTRUKTION',
    'UDLAEG', 'ARREST', 'PANTEFOGED', 'LOENINDEHOLDELSE', 'MODREGNING', 'BEROSTILLELSE', 'FORHANDLING', 'SAG_AFVIST', 'HENSTAND', 'UVIDENHED', 'MODTAGET_INDDRIVELSE', 'RETUR_INDDRIVELSE',
    'AFSLUTTET', 'SIDSTE_INDEHOLDELSE', 'ANNULLERET')),
  forretningspartner_id bigint references forretningspartner,
  dato date not null,
  slut date,
  skriftlig boolean not null default false,
  rim_system text check (rim_system in ('PSRM', 'DMI', 'SAP38')),
  afslutter_id bigint references foraeldelseshaendelse,
  annullerer_id bigint references foraeldelseshaendelse,
  evidens bytea not null,
  bruger text not null default current_setting('app.bruger'),
  registreret timestamptz not null default registreret_nu(),
  check (slut >= dato),
  check (not skriftlig or art = 'ERKENDELSE'),
  check ((art = 'MODTAGET_INDDRIVELSE') = (rim_system is not null)),
  check ((art in ('AFSLUTTET', 'SIDSTE_INDEHOLDELSE')) = (afslutter_id is not null)),
  check ((art = 'ANNULLERET') = (annullerer_id is not null)));
create unique index foraeldelseshaendelse_annullerer on foraeldelseshaendelse (annullerer_id) where annullerer_id is not null;
create index foraeldelseshaendelse_afslutter on foraeldelseshaendelse (afslutter_id) where afslutter_id is not null;
comment on column foraeldelseshaendelse.forretningspartner_id is 'null: it binds everyone who is liable';
comment on column foraeldelseshaendelse.slut is 'of a step that runs: the day it ended; null = still running, unless a later row ends it';
comment on column foraeldelseshaendelse.skriftlig is 'the claim''s existence and size acknowledged in writing: ten years (forældelsesloven § 5 stk. 1)';
comment on column foraeldelseshaendelse.evidens is 'encrypted: where the proof lies; of an annulment, why';

create table foraeldelseshaendelse_krav (
  krav_id bigint not null,
  haendelse_id bigint not null references foraeldelseshaendelse,
  primary key (krav_id, haendelse_id));
create index foraeldelseshaendelse_krav_haendelse on foraeldelseshaendelse_krav (haendelse_id);
comment on table foraeldelseshaendelse_krav is 'Which claims an event concerns; each rente and gebyr by itself';

-- What was told: barred from `fra`, or (null) not barred after all. The row of a claim that no other replaces counts.
create table foraeldelsesmarkering (
  id bigint primary key,
  krav_id bigint not null,
  fra date,
  afloeser_id bigint unique references foraeldelsesmarkering,
  koersel_id bigint,
  bruger text not null default current_setting('app.bruger'),
  registreret timestamptz not null default registreret_nu());
create index foraeldelsesmarkering_krav on foraeldelsesmarkering (krav_id);

create table foraeldelsesspaerre (
  spaerre_id bigint primary key references spaerre,
  krav_id bigint not null);
create index foraeldelsesspaerre_krav on foraeldelsesspaerre (krav_id);
comment on table foraeldelsesspaerre is 'The spærrer that forældelse has set: it ends its own, never another''s';

-- The projection: finds work and lists. A claim without events has a row only once its date draws near while it is open.
create table foraeldelse (
  krav_id bigint primary key,
  fagsystem text not null,
  kravstype text not null,
  dato date not null,
  sidste date not null,
  suspenderet boolean not null,
  foraeldet date) with (fillfactor = 85);
create index foraeldelse_dato on foraeldelse (dato, krav_id) where dato < 'infinity';
comment on table foraeldelse is 'Rebuilt from the events at any time; kontrol FORAELDELSE_KAN_GENBEREGNES compares';
comment on column foraeldelse.dato is 'last valid day towards the first hæfter to go free; infinity while a step runs';
comment on column foraeldelse.sidste is 'last valid day towards the last one: after it the claim is barred';
comment on column foraeldelse.foraeldet is 'first day it is barred, once that has been told (foraeldelsesmarkering)';
comment on column foraeldelse.fagsystem is 'the owner; of renter and gebyrer the hovedkrav''s';

grant select on foraeldelseshaendelse, foraeldelseshaendelse_krav, foraeldelsesmarkering, foraeldelsesspaerre, foraeldelse to {app}, {laes};
grant insert on foraeldelseshaendelse, foraeldelseshaendelse_krav, foraeldelsesmarkering, foraeldelsesspaerre, foraeldelse to {app};
grant update, delete on foraeldelse to {app};
