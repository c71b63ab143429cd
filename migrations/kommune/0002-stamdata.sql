-- 0002-stamdata. Why: who owes. The only home of CPR and CVR; versions on two axes (valid, known).
create table forretningspartner (
  id bigint primary key,
  type text not null check (type in ('BORGER', 'ERSTATNINGSPERSON', 'VIRKSOMHED', 'BIDRAGSBERETTIGET', 'BIDRAGSPERSON', 'ADMINISTRATOR')),
  oprettet timestamptz not null default registreret_nu());

create table forretningspartner_version (
  forretningspartner_id bigint not null references forretningspartner,
  gyldig_fra date not null,
  gyldig_til date not null default 'infinity',
  kendt_fra timestamptz not null default registreret_nu(),
  kendt_til timestamptz not null default 'infinity',
  navn text,
  vejnavn text, husnummer text, postnummer text, postdistrikt text, landekode text not null default 'DK',
  adressebeskyttet boolean not null default false,
  cpr_status text check (cpr_status in ('01', '03', '05', '07', '20', '30', '50', '60', '70', '80', '90')),
  bruger text not null default current_setting('app.bruger'),
  primary key (forretningspartner_id, gyldig_fra, kendt_fra),
  check (gyldig_til > gyldig_fra), check (kendt_til > kendt_fra));
create unique index forretningspartner_version_gaeldende on forretningspartner_version (forretningspartner_id, gyldig_fra) where kendt_til = 'infinity';
comment on column forretningspartner_version.cpr_status is 'regler.md 9: 01-07 active, 20 living without address, 30/50/60 number ceased, 70 missing, 80 abroad, 90 dead';

create table partner_ident (
  id bigint primary key,
  forretningspartner_id bigint not null references forretningspartner,
  art text not null check (art in ('ZCPR', 'ZEPNR', 'ZCVR', 'SE', 'PNR', 'GLN', 'AKR')),
  opslag bytea not null,
  krypteret bytea not null,
  gyldig_fra date not null default '1900-01-01',
  gyldig_til date not null default 'infinity',
  check (gyldig_til > gyldig_fra));
create unique index partner_ident_opslag on partner_ident (art, opslag) where gyldig_til = 'infinity';
create index partner_ident_partner on partner_ident (forretningspartner_id);
comment on column partner_ident.opslag is 'HMAC-SHA256 of the number under the kommune''s key: found without being readable';

create table aftalekonto (
  id bigint primary key,
  forretningspartner_id bigint not null references forretningspartner,
  type text not null,
  oprettet timestamptz not null default registreret_nu(),
  unique (forretningspartner_id, type));

create table aftaleindhold (
  id bigint primary key,
  aftalekonto_id bigint not null references aftalekonto,
  fagsystem text not null,
  nummer_opslag bytea not null,
  nummer_krypteret bytea not null,
  oprettet timestamptz not null default registreret_nu(),
  unique (aftalekonto_id, fagsystem, nummer_opslag));
comment on column aftaleindhold.nummer_krypteret is 'nummer i basissystem may be a personnummer, so it is kept like one';

create table haefter (
  id bigint primary key,
  aftaleindhold_id bigint not null references aftaleindhold,
  forretningspartner_id bigint not null references forretningspartner,
  form text not null check (form in ('ENE', 'SOLIDARISK', 'PRO_RATA', 'SUBSIDIAER')),
  gyldig_fra date not null,
  gyldig_til date not null default 'infinity',
  check (gyldig_til > gyldig_fra));
create index haefter_indhold on haefter (aftaleindhold_id);
create index haefter_partner on haefter (forretningspartner_id);

create trigger revider after insert or update or delete on haefter for each row execute function revider();
