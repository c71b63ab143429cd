-- 0001-faelles. Why: what all kommuner share (the directory and the law's dated rates) lives once, read-only to them.
create table faelles.kommune (
  kode text primary key check (kode ~ '^[0-9]{3,8}$'),
  navn text not null,
  server text not null default 'standard',
  skemaversion text not null,
  proevemiljoe boolean not null default false,
  nat_klokken time not null default '04:30' check (nat_klokken < '02:00' or nat_klokken >= '03:00'),
  noegle_pakket bytea not null,
  oprettet timestamptz not null default now());
comment on column faelles.kommune.noegle_pakket is 'the kommune''s data key, wrapped by the installation''s master key (AES-256-GCM)';
comment on column faelles.kommune.nat_klokken is 'Danish wall time at which the night of a date begins; never 02-03, which summer time skips or repeats (design D8)';

-- A rate row holds from gyldig_fra up to gyldig_til; a date no row covers is an error, never the last known rate (design D9).
create table faelles.rentesats (
  art text not null check (art in ('GEBYRLOV', 'REFERENCE', 'OPKRAEVNINGSLOV', 'INDDRIVELSE')),
  gyldig_fra date not null,
  gyldig_til date not null default 'infinity',
  sats numeric(9, 4) not null,
  kilde text not null,
  status text not null,
  primary key (art, gyldig_fra),
  check (gyldig_til > gyldig_fra));
comment on column faelles.rentesats.sats is 'GEBYRLOV and OPKRAEVNINGSLOV: percent per month; REFERENCE and INDDRIVELSE: percent per year';

create table faelles.gebyrmaksimum (
  regime text not null,
  gebyr text not null,
  gyldig_fra date not null,
  gyldig_til date not null default 'infinity',
  maks numeric(15, 2) not null check (maks >= 0),
  kilde text not null,
  primary key (regime, gebyr, gyldig_fra));

-- A function beside the tables: is this schema's kommune a test environment? Used where registreret may be given from outside.
create function faelles.er_proevemiljoe(p_kode text) returns boolean language sql stable security definer
  set search_path = faelles, pg_temp as $$ select coalesce((select proevemiljoe from faelles.kommune where kode = p_kode), false) $$;
