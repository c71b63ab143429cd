-- 0004-krav. Why: what is owed, by which rule, and what each nightly step knows of it.
create table kravstype (
  kode text not null,
  gyldig_fra date not null,
  gyldig_til date not null default 'infinity',
  kendt_fra timestamptz not null default registreret_nu(),
  kendt_til timestamptz not null default 'infinity',
  navn text not null,
  regime text not null check (regime in ('GEBYRLOV', 'RENTELOV', 'OPKRAEVNINGSLOV', 'INGEN', 'DOM_FORLIG')),
  udpantningsret boolean not null,
  civilretlig boolean not null,
  rente_besluttet date,
  foraeldelse_aar integer not null default 3 check (foraeldelse_aar in (3, 5, 10)),
  foraeldelse_start text not null default 'FORFALD' check (foraeldelse_start in ('FORFALD', 'SRB')),
  rykkerprocedure text not null,
  aftalekontotype text not null,
  fordringstype text,
  indtaegtskonto text not null,
  kle_emne text,
  bruger text not null default current_setting('app.bruger'),
  primary key (kode, gyldig_fra, kendt_fra),
  check (gyldig_til > gyldig_fra),
  check (rente_besluttet is null or regime <> 'GEBYRLOV' or udpantningsret));
create unique index kravstype_gaeldende on kravstype (kode, gyldig_fra) where kendt_til = 'infinity';
comment on column kravstype.rente_besluttet is 'date of the kommunalbestyrelse''s decision to charge morarente (gebyrloven § 3); null: no interest';
create trigger revider after insert or update or delete on kravstype for each row execute function revider();

create table kravsbilag (
  id bigint primary key,
  art text not null check (art in ('HOVEDKRAV', 'RENTE', 'GEBYR')),
  aftalekonto_id bigint not null references aftalekonto,
  aftaleindhold_id bigint not null references aftaleindhold,
  hovedkrav_id bigint,
  kravstype text not null,
  fagsystem text not null,
  fagsystem_reference text,
  periode_fra date, periode_til date,
  stiftelsesdato date not null,
  forfaldsdato date not null,
  srb date not null,
  hovedstol numeric(15, 2) not null check (hovedstol > 0),
  foraeldelsesdato date not null,
  betalings_id text,
  kle_emne text,
  organisatorisk_reference text,
  registreret timestamptz not null,
  xid xid8 not null default pg_current_xact_id(),
  check (stiftelsesdato <= forfaldsdato and forfaldsdato <= srb),
  check (periode_til > periode_fra),
  check ((art = 'HOVEDKRAV') = (hovedkrav_id is null)));
create unique index kravsbilag_reference on kravsbilag (fagsystem, fagsystem_reference) where fagsystem_reference is not null;
create unique index kravsbilag_betalings_id on kravsbilag (betalings_id) where betalings_id is not null;
create index kravsbilag_hovedkrav on kravsbilag (hovedkrav_id) where hovedkrav_id is not null;
create unique index kravsbilag_renteperiode on kravsbilag (hovedkrav_id, periode_fra) where art = 'RENTE';
create index kravsbilag_konto on kravsbilag (aftalekonto_id, id);
comment on column kravsbilag.srb is 'sidste rettidige betalingsdato = Bilag 2B''s "henstand til dato" (design D14)';
comment on column kravsbilag.periode_til is 'first day after the period: periods are half-open [fra, til[ inside the system';

create table kravlinje (
  id bigint primary key,
  krav_id bigint not null,
  nr smallint not null,
  hovedtransaktion text not null,
  deltransaktion text not null,
  beloeb numeric(15, 2) not null check (beloeb > 0),
  kontering text not null,
  tekst bytea);
create index kravlinje_krav on kravlinje (krav_id);
comment on column kravlinje.tekst is 'encrypted: texts may name children';

create table spaerre (
  id bigint primary key,
  niveau text not null check (niveau in ('FORRETNINGSPARTNER', 'AFTALEKONTO', 'AFTALEINDHOLD', 'KRAV')),
  objekt_id bigint not null,
  art text not null check (art in ('RENTE', 'RYKKER', 'UDLIGNING', 'MODREGNING', 'OVERDRAGELSE', 'UDBETALING')),
  aarsag text not null,
  fra date not null,
  til date not null default 'infinity',
  oprettet_af text not null default current_setting('app.bruger'),
  registreret timestamptz not null default registreret_nu(),
  check (til > fra));
create index spaerre_objekt on spaerre (objekt_id, niveau, art);
create trigger revider after insert or update or delete on spaerre for each row execute function revider();

-- The first date on which a step's answer for a claim can change (design D8a). No row, or infinity: nothing to do.
create table vagt (
  forretningspartner_id bigint not null,
  krav_id bigint not null,
  trin text not null,
  tidligst date not null,
  primary key (forretningspartner_id, krav_id, trin)) with (fillfactor = 85);
create index vagt_forfalden on vagt (trin, tidligst) where tidligst < 'infinity';

create table bankkonto (
  id bigint primary key,
  kontonummer text not null unique,
  navn text not null,
  fi_kreditor text,
  forventes_dagligt boolean not null default true,
  gyldig_fra date not null);
comment on column bankkonto.forventes_dagligt is 'no rykker is made while a statement of a bank day from gyldig_fra on is missing (BANKFIL_MANGLER)';
create trigger revider after insert or update or delete on bankkonto for each row execute function revider();

create table bankudtog (
  id bigint primary key,
  indbakke_id bigint not null references indbakke,
  bankkonto_id bigint not null references bankkonto,
  udtogs_id text not null,
  dato date not null,
  primosaldo numeric(15, 2) not null,
  ultimosaldo numeric(15, 2) not null,
  antal integer not null,
  registreret timestamptz not null default registreret_nu(),
  unique (bankkonto_id, udtogs_id));
create index bankudtog_dato on bankudtog (bankkonto_id, dato desc);

create table indbetaling (
  id bigint primary key,
  bankudtog_id bigint references bankudtog,
  bankkonto_id bigint not null references bankkonto,
  noegle text not null unique,
  beloeb numeric(15, 2) not null check (beloeb <> 0),
  virkningsdato date not null,
  bankdato date not null,
  betalings_id text,
  krav_id bigint,
  aftalekonto_id bigint,
  forretningspartner_id bigint,
  afklaringsaarsag text,
  tekst bytea,
  registreret timestamptz not null default registreret_nu(),
  xid xid8 not null default pg_current_xact_id(),
  check ((aftalekonto_id is null) = (afklaringsaarsag is not null)));
create index indbetaling_partner on indbetaling (forretningspartner_id) where forretningspartner_id is not null;
create index indbetaling_afklaring on indbetaling (registreret, id) where afklaringsaarsag is not null;
comment on column indbetaling.krav_id is 'the bill the payer named by its payment id: an earmark (regler.md 4.2)';
comment on column indbetaling.beloeb is 'kroner; positive = money in, negative = money out or reversed by the bank';

create table renteberegning (
  bilag_id bigint primary key,
  hovedkrav_id bigint not null,
  rentekrav_id bigint not null,
  periode_fra date not null,
  periode_til date not null,
  postdato date not null,
  regime text not null,
  grundlag numeric(15, 2) not null,
  sats numeric(9, 4) not null,
  maal numeric(15, 2) not null,
  foer numeric(15, 2) not null,
  regelversion text not null);
create index renteberegning_hovedkrav on renteberegning (hovedkrav_id, periode_fra);
comment on table renteberegning is 'Why this øre: base, rate and target of each interest posting; maal - foer = what was posted';

create table rykkerprocedure (
  kode text not null,
  trin smallint not null,
  gyldig_fra date not null,
  gyldig_til date not null default 'infinity',
  kendt_fra timestamptz not null default registreret_nu(),
  kendt_til timestamptz not null default 'infinity',
  dage_efter_srb integer not null check (dage_efter_srb > 0),
  mindstebeloeb numeric(15, 2) not null default 25.00,
  gebyr numeric(15, 2) not null check (gebyr >= 0),
  frist_dage integer not null check (frist_dage >= 10),
  bruger text not null default current_setting('app.bruger'),
  primary key (kode, trin, gyldig_fra, kendt_fra),
  check (gyldig_til > gyldig_fra));
create unique index rykkerprocedure_gaeldende on rykkerprocedure (kode, trin, gyldig_fra) where kendt_til = 'infinity';
create trigger revider after insert or update or delete on rykkerprocedure for each row execute function revider();

create table rykkerbrev (
  id bigint primary key,
  forretningspartner_id bigint not null,
  trin smallint not null,
  dato date not null,
  frist date not null,
  gebyrkrav_id bigint,
  koersel_id bigint,
  registreret timestamptz not null default registreret_nu());
create index rykkerbrev_partner on rykkerbrev (forretningspartner_id);

create table rykkerpost (
  krav_id bigint not null,
  trin smallint not null,
  rykkerbrev_id bigint not null references rykkerbrev,
  rest numeric(15, 2) not null,
  primary key (krav_id, trin));
create index rykkerpost_brev on rykkerpost (rykkerbrev_id);
comment on table rykkerpost is 'Bilag 2B''s rykkerdata: which claim was reminded at which level by which letter';

create table afskrivning (
  bilag_id bigint not null,
  krav_id bigint not null,
  aarsag text not null check (aarsag in ('FORAELDELSE', 'KONKURS', 'AKKORD', 'GAELDSSANERING', 'DOEDSBO', 'UERHOLDELIG', 'EFTERGIVELSE', 'BORTFALD', 'BAGATEL', 'RIM_AFSKREVET', 'KURSTAB', 'OEVRIGE')),
  dato date not null,
  beloeb numeric(15, 2) not null,
  primary key (bilag_id, krav_id));
create index afskrivning_krav on afskrivning (krav_id);
