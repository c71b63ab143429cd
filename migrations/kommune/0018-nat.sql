-- 0018-nat. Why: a night is rehearsed, approved, watched and mended: what it would do line by line, what it did otherwise, its figures against other nights, its errors and who tried them again.

-- A night that waits for a rehearsal to be approved stands as a run of its own; it has not begun. How long a run was held does not count in its rate.
alter table koersel drop constraint koersel_status_check;
alter table koersel add constraint koersel_status_check check (status in ('VENTER_PAA_GODKENDELSE', 'I_GANG', 'PAUSE', 'STOPPET', 'AFSLUTTET', 'AFSLUTTET_MED_FEJL'));
alter table koersel add column pauset timestamptz, add column pause_sekunder numeric(12, 3) not null default 0;
create index koersel_afventer on koersel (art) where status = 'VENTER_PAA_GODKENDELSE';
comment on column koersel.pauset is 'held since; null while it is not';

-- A step's figures, once it is done: what nights are held up against each other by.
create table koersel_tal (
  koersel_id bigint not null references koersel,
  art text not null check (art in ('ANTAL', 'BELOEB', 'DEBITORER', 'SEKUNDER')),
  navn text not null,
  vaerdi numeric(18, 3) not null,
  primary key (koersel_id, art, navn));
comment on column koersel_tal.navn is 'the outcome (ANTAL) or what the kroner are (BELOEB); empty for DEBITORER and SEKUNDER';

insert into koersel_tal (koersel_id, art, navn, vaerdi)
  select k.id, t.art, t.navn, t.vaerdi
  from (select id from koersel where art = 'NAT' and status in ('AFSLUTTET', 'AFSLUTTET_MED_FEJL') order by forretningsdato desc limit 31) n
  join koersel k on k.forgaenger_id = n.id
  cross join lateral (
    select 'ANTAL' as art, e.key as navn, sum(e.value::numeric) as vaerdi from koersel_del d, jsonb_each_text(d.resultat -> 'antal') e where d.koersel_id = k.id group by e.key
    union all select 'BELOEB', e.key, sum(e.value::numeric) from koersel_del d, jsonb_each_text(d.resultat -> 'beloeb') e where d.koersel_id = k.id group by e.key
    union all select 'DEBITORER', '', coalesce(sum(cardinality(d.partnere)), 0) from koersel_del d where d.koersel_id = k.id
    union all select 'SEKUNDER', '', extract(epoch from k.afsluttet - k.startet) where k.afsluttet is not null) t;

-- The debtor's error stays as it was; each attempt to mend it is a row.
create table koersel_fejl_forsoeg (
  koersel_id bigint not null,
  forretningspartner_id bigint not null,
  nr integer not null,
  dato date not null,
  udfald text not null check (udfald in ('RETTET', 'INDHENTET', 'FEJL')),
  kode text,
  besked text,
  resultat jsonb not null default '{}',
  bruger text not null default current_setting('app.bruger'),
  registreret timestamptz not null default clock_timestamp(),
  primary key (koersel_id, forretningspartner_id, nr),
  foreign key (koersel_id, forretningspartner_id) references koersel_fejl,
  check ((udfald = 'FEJL') = (kode is not null)));
comment on column koersel_fejl_forsoeg.udfald is 'RETTET: tried again and done; INDHENTET: a later night did it; FEJL: it failed again';
comment on column koersel_fejl_forsoeg.resultat is 'what was done, step by step: counts and kroner';

-- What a rehearsal would have changed, in the order it was found: parts, and lines in them. Ids only, no person.
create table proevelinje (
  koersel_id bigint not null,
  del integer not null,
  nr integer not null,
  dato date not null,
  trin text not null,
  forretningspartner_id bigint not null,
  krav_id bigint,
  hovedkrav_id bigint,
  kravart text,
  periode_fra date,
  art text not null,
  virkningsdato date not null,
  beloeb numeric(15, 2) not null,
  antal integer not null default 1,
  primary key (koersel_id, del, nr));
comment on column proevelinje.krav_id is 'null for a letter or bill, and for a claim that the night itself would have made (then kravart, hovedkrav_id and, of a rente, periode_fra say which)';
comment on column proevelinje.beloeb is 'kroner; + = the debtor owes more. Of a FAKTURA what it asks for, of a FORSLAG what is proposed';

create table natgodkendelse (
  dato date not null,
  proeve_id bigint not null references koersel,
  godkendelse_id bigint not null,
  aftryk bytea not null,
  foreslaaet_af text not null,
  godkendt_af text not null,
  registreret timestamptz not null default clock_timestamp(),
  primary key (dato, proeve_id));
comment on table natgodkendelse is 'The nights that a second person has approved, each as a rehearsal showed it; aftryk: sha256 over the rehearsal''s lines';

-- Where the real night did otherwise than its rehearsal said.
create table natafvigelse (
  koersel_id bigint not null references koersel,
  nr integer not null,
  trin text not null,
  forretningspartner_id bigint not null,
  krav_id bigint,
  hovedkrav_id bigint,
  kravart text,
  periode_fra date,
  art text not null,
  virkningsdato date not null,
  udfald text not null check (udfald in ('NY', 'BORTFALDET', 'AENDRET')),
  lovet numeric(15, 2) not null,
  gjort numeric(15, 2) not null,
  lovet_antal integer not null,
  gjort_antal integer not null,
  primary key (koersel_id, nr));
comment on column natafvigelse.udfald is 'NY: the night did what the rehearsal did not have; BORTFALDET: the other way round; AENDRET: another amount or number';

create index rykkerbrev_natkoersel on rykkerbrev (koersel_id) where koersel_id is not null;
create index foraeldelsesmarkering_natkoersel on foraeldelsesmarkering (koersel_id) where koersel_id is not null;
create index godkendelse_natkoersel on godkendelse (koersel_id) where koersel_id is not null;

grant select, insert on koersel_tal, koersel_fejl_forsoeg, proevelinje, natgodkendelse, natafvigelse to {app};
grant select on koersel_tal, koersel_fejl_forsoeg, proevelinje, natgodkendelse, natafvigelse to {laes};
