-- 0001-platform. Why: the mechanisms every room of a kommune stands on: ids, runs, boxes in and out, feed, keys, trail.
-- Runs with search_path = the kommune's schema and as its owner role; the app role gets its rights in 0005.

-- One number space per kommune, handed out in blocks of 1,000 to each process (hi/lo): ids are known before the first write.
create sequence loebenummer as bigint increment by 1000 start 1000;

-- When was it known? The server's clock; only a proevemiljoe may say otherwise (app.registreret), so that a demo has a past.
create function registreret_nu() returns timestamptz language plpgsql stable set search_path from current as $$
declare v text := current_setting('app.registreret', true);
begin
  if v is null or v = '' then return clock_timestamp(); end if;
  if not faelles.er_proevemiljoe(substr(current_schema(), 3)) then
    raise exception 'REGISTRERET_KUN_I_PROEVEMILJOE' using errcode = 'D0001';
  end if;
  return v::timestamptz;
end $$;

create table koersel (
  id bigint primary key,
  art text not null,
  noegle text not null unique,
  forretningsdato date not null,
  forgaenger_id bigint references koersel,
  status text not null default 'I_GANG' check (status in ('I_GANG', 'PAUSE', 'STOPPET', 'AFSLUTTET', 'AFSLUTTET_MED_FEJL')),
  program text not null,
  parametre jsonb not null default '{}',
  startet timestamptz not null default clock_timestamp(),
  afsluttet timestamptz,
  bruger text not null default current_setting('app.bruger'));
comment on table koersel is 'A run: a night (art NAT) or one step of it; a step names its night in forgaenger_id';
create index koersel_forgaenger on koersel (forgaenger_id);
create index koersel_i_gang on koersel (art) where status in ('I_GANG', 'PAUSE');
create index koersel_dato on koersel (art, forretningsdato desc);

create table koersel_del (
  koersel_id bigint not null references koersel,
  nr integer not null,
  partnere bigint[] not null,
  status text not null default 'VENTER' check (status in ('VENTER', 'FAERDIG', 'FAERDIG_MED_FEJL')),
  resultat jsonb,
  faerdig timestamptz,
  primary key (koersel_id, nr));
comment on table koersel_del is 'A part: whole debtors, frozen at start. Its transaction locks its own row: a lease that ends with the connection';
create index koersel_del_venter on koersel_del (koersel_id, nr) where status = 'VENTER';

create table koersel_fejl (
  koersel_id bigint not null references koersel,
  forretningspartner_id bigint not null,
  nr integer not null,
  kode text not null,
  besked text not null,
  registreret timestamptz not null default clock_timestamp(),
  primary key (koersel_id, forretningspartner_id));

create table indbakke (
  id bigint primary key,
  kanal text not null,
  noegle text not null,
  sha256 bytea not null,
  stoerrelse integer not null,
  indhold bytea not null,
  modtaget timestamptz not null default registreret_nu(),
  unique (kanal, noegle));
comment on table indbakke is 'Raw messages as received, stored first, encrypted with the kommune''s key; keyed by sender and message id or content hash';

create table indbakke_status (
  indbakke_id bigint not null references indbakke,
  nr integer not null,
  status text not null check (status in ('BEHANDLET', 'AFVIST')),
  kode text,
  detalje text,
  registreret timestamptz not null default registreret_nu(),
  primary key (indbakke_id, nr));

create table udbakke (
  id bigint primary key,
  art text not null,
  noegle text not null unique,
  forretningspartner_id bigint,
  indhold bytea not null,
  registreret timestamptz not null default registreret_nu(),
  xid xid8 not null default pg_current_xact_id());
create index udbakke_orden on udbakke (xid, id);
create index udbakke_partner on udbakke (forretningspartner_id);
comment on table udbakke is 'Messages out, written in the transaction that decided them; content encrypted with the kommune''s key';

create table udbakke_kvittering (
  udbakke_id bigint primary key references udbakke,
  transport text not null,
  kvittering text not null,
  sha256 bytea not null,
  afsendt timestamptz not null default clock_timestamp());

create table haendelse (
  id bigint primary key,
  fagsystem text not null,
  krav_id bigint not null,
  art text not null,
  virkningsdato date not null,
  beloeb numeric(15, 2),
  bilag_id bigint,
  registreret timestamptz not null default registreret_nu(),
  xid xid8 not null default pg_current_xact_id());
create index haendelse_feed on haendelse (fagsystem, xid, id);
comment on table haendelse is 'What happened to a claim, to its owning fagsystem, in an order no later commit can break (read below pg_snapshot_xmin)';

create table idempotens (
  bruger text not null,
  noegle text not null,
  aftryk bytea not null,
  svar bytea not null,
  registreret timestamptz not null default clock_timestamp(),
  primary key (bruger, noegle));
comment on table idempotens is 'Answers already given, by Idempotency-Key: written in the transaction of the work itself, encrypted';

create table opsaetning (
  noegle text not null,
  gyldig_fra date not null,
  gyldig_til date not null default 'infinity',
  kendt_fra timestamptz not null default registreret_nu(),
  kendt_til timestamptz not null default 'infinity',
  vaerdi text not null,
  bruger text not null default current_setting('app.bruger'),
  primary key (noegle, gyldig_fra, kendt_fra),
  check (gyldig_til > gyldig_fra));
create unique index opsaetning_gaeldende on opsaetning (noegle, gyldig_fra) where kendt_til = 'infinity';
comment on table opsaetning is 'The kommune''s own choices (settings), dated on both axes; what the code knows is libs/krav/src/opsaetning.ts';

create table nummerserie (
  serie text not null,
  aar integer not null,
  naeste bigint not null default 1,
  vandmaerke xid8 not null default '0',
  primary key (serie, aar));

comment on column nummerserie.vandmaerke is 'everything of older transactions has its number: the night reads from here on';

create table opslag (
  id bigint primary key,
  bruger text not null default current_setting('app.bruger'),
  forretningspartner_id bigint not null,
  formaal text not null,
  handling text not null,
  registreret timestamptz not null default clock_timestamp());
create index opslag_partner on opslag (forretningspartner_id, registreret);
comment on table opslag is 'Every look-up of a person: who, whom, why, when (design D12)';

create table revision (
  id bigint generated always as identity primary key,
  tabel text not null,
  handling text not null,
  noegle text,
  foer jsonb,
  efter jsonb,
  bruger text not null,
  registreret timestamptz not null default clock_timestamp());
comment on table revision is 'The trail of tables that people edit; written by trigger (design D13)';

-- security definer: the trail is written for, never by, the app role. search_path is fixed to the schema the table lives in.
create function revider() returns trigger language plpgsql security definer set search_path from current as $$
declare v_foer jsonb; v_efter jsonb;
begin
  if tg_op <> 'INSERT' then v_foer := to_jsonb(old); end if;
  if tg_op <> 'DELETE' then v_efter := to_jsonb(new); end if;
  execute format('insert into %I.revision (tabel, handling, noegle, foer, efter, bruger) values ($1, $2, $3, $4, $5, $6)', tg_table_schema)
    using tg_table_name, tg_op, coalesce(v_efter, v_foer) ->> 'id', v_foer, v_efter, current_setting('app.bruger', true);
  return null;
end $$;
create trigger revider after insert or update or delete on opsaetning for each row execute function revider();
