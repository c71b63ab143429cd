-- 0011-fakturering. Why: a claim waits to be billed, is gathered with others into one bill, and may get a later last day for payment first.
alter table kravsbilag add column faktureret date;
comment on column kravsbilag.faktureret is 'the day it was put on a bill; infinity = afregningsbilag: it waits for one; null = not billed here (the fagsystem billed it, or it is a rente or gebyr)';
create index kravsbilag_afregningsbilag on kravsbilag (aftalekonto_id) where faktureret = 'infinity';

alter table kravlinje add column momskode text;
alter table kravlinje add column momssats numeric(5, 2);
alter table kravlinje add column moms numeric(15, 2);
alter table kravlinje add column ydelsesmodtager bytea;
comment on column kravlinje.moms is 'kroner of beloeb that are moms at momssats percent; null = the line bears none';
comment on column kravlinje.ydelsesmodtager is 'encrypted: whom the service was for, often a child';

-- A bill moves forfald and SRB, a person may correct them: what they were before, so that any day can be seen as it was known.
create table kravfrist (
  krav_id bigint not null,
  nr smallint not null,
  forfaldsdato_foer date not null,
  srb_foer date not null,
  forfaldsdato date not null,
  srb date not null,
  aarsag text not null check (aarsag in ('FAKTURERING', 'RETTELSE')),
  bruger text not null default current_setting('app.bruger'),
  registreret timestamptz not null default registreret_nu(),
  xid xid8 not null default pg_current_xact_id(),
  primary key (krav_id, nr),
  check (forfaldsdato <= srb));
comment on table kravfrist is 'Each change of a claim''s forfaldsdato and SRB; kravsbilag holds what is known now, the row nr 1 says what it was registered with';

create table faktureringsbilag (
  id bigint primary key,
  regnskabsaar integer,
  fakturanummer bigint,
  forretningspartner_id bigint not null references forretningspartner,
  modtager_id bigint references forretningspartner,
  dato date not null,
  forfaldsdato date not null,
  srb date not null,
  kravsum numeric(15, 2) not null check (kravsum > 0),
  betalt numeric(15, 2) not null check (betalt >= 0),
  beloeb numeric(15, 2) not null check (beloeb >= 0),
  betalings_id text not null,
  fi_kreditor text,
  pbs_nummer text, debitorgruppe text, kundenummer text,
  koersel_id bigint,
  bruger text not null default current_setting('app.bruger'),
  registreret timestamptz not null default registreret_nu(),
  xid xid8 not null default pg_current_xact_id(),
  unique (regnskabsaar, fakturanummer),
  check ((regnskabsaar is null) = (fakturanummer is null)),
  check (beloeb = kravsum - betalt),
  check (forfaldsdato <= srb));
create index faktureringsbilag_partner on faktureringsbilag (forretningspartner_id, id);
create index faktureringsbilag_betalings_id on faktureringsbilag (betalings_id);
create index faktureringsbilag_koersel on faktureringsbilag (koersel_id) where koersel_id is not null;
create index faktureringsbilag_uden_nummer on faktureringsbilag (id) where fakturanummer is null;
comment on column faktureringsbilag.fakturanummer is 'gapless per regnskabsår (momsbekendtgørelsen § 58), given when the night''s billing has ended, never in the hot path';
comment on column faktureringsbilag.beloeb is 'kroner to pay: kravsum less what was paid or covered by a credit balance when the bill was made';
comment on column faktureringsbilag.modtager_id is 'who gets the bill instead of the debtor (korrespondance); null = the debtor';
comment on column faktureringsbilag.betalings_id is 'of a bill over one claim the claim''s own id, else one of its own: money with it goes to the bill''s claims first';

create table faktureringsposition (
  faktureringsbilag_id bigint not null references faktureringsbilag,
  krav_id bigint not null,
  kravlinje_id bigint not null,
  forfaldsdato date not null,
  srb date not null,
  beloeb numeric(15, 2) not null,
  betalt numeric(15, 2) not null,
  primary key (faktureringsbilag_id, kravlinje_id));
create index faktureringsposition_krav on faktureringsposition (krav_id);

alter table indbetaling add column faktureringsbilag_id bigint;
comment on column indbetaling.faktureringsbilag_id is 'the bill over several claims that the payer named: an earmark to all of them (regler.md 4.2)';

grant select, insert on kravfrist, faktureringsbilag, faktureringsposition to {app};
grant select on kravfrist, faktureringsbilag, faktureringsposition to {laes};
grant update (faktureret, forfaldsdato, srb) on kravsbilag to {app};
grant update (regnskabsaar, fakturanummer) on faktureringsbilag to {app};
