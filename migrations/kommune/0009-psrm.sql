-- 0009-psrm. Why: every claim is held against the collector's rules at the door and again when something changed; what is not ready is counted.
-- What a claim breaks, one row per rule; a claim without rows is ready. A cache of a pure check: it can be made again at any time.
create table psrm_fund (
  krav_id bigint not null,
  regel text not null,
  felt text not null,
  vaerdi text,
  konsekvens text not null check (konsekvens in ('AFVIST', 'HØRING', 'FILTER_UKENDT')),
  fordringstype text,
  modtagelsesdato date not null,
  registreret timestamptz not null default registreret_nu(),
  primary key (krav_id, regel));
create index psrm_fund_regel on psrm_fund (regel, krav_id);
comment on column psrm_fund.regel is 'R_6_3/R_6_4: a pair that is one equality; FILTER_UKENDT: the type''s filter has not been read';
comment on column psrm_fund.modtagelsesdato is 'the day of handing over that the claim was held up against';
comment on column psrm_fund.vaerdi is 'dates, amounts and codes only, never a text that may name persons';

-- Which rules the whole book was last checked by.
create table psrm_grundlag (
  ene boolean primary key default true check (ene),
  aftryk text not null,
  forretningsdato date not null);

-- What the door does with a claim that would be AFVIST; no row: MARKER.
create table psrm_politik (
  fagsystem text not null,
  gyldig_fra date not null,
  gyldig_til date not null default 'infinity',
  kendt_fra timestamptz not null default registreret_nu(),
  kendt_til timestamptz not null default 'infinity',
  politik text not null check (politik in ('AFVIS', 'MARKER')),
  bruger text not null default current_setting('app.bruger'),
  primary key (fagsystem, gyldig_fra, kendt_fra),
  check (gyldig_til > gyldig_fra));
create unique index psrm_politik_gaeldende on psrm_politik (fagsystem, gyldig_fra) where kendt_til = 'infinity';
create trigger revider after insert or update or delete on psrm_politik for each row execute function revider();

grant select, insert, update, delete on psrm_fund to {app};
grant select, insert, update on psrm_grundlag to {app};
grant select, insert on psrm_politik to {app};
grant update (kendt_til) on psrm_politik to {app};
grant select on psrm_fund, psrm_grundlag, psrm_politik to {laes};
