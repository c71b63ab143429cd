-- 0007-stamdata. Why: the stamdata of Bilag 2B, dated on two axes: what was true on a day, and what we knew then (design D16).

-- Companies: their form, and when they ended. A PEF's and an I/S's liable people stand in partner_relation.
alter table forretningspartner_version
  add column virksomhedsform text check (virksomhedsform in ('ENK', 'PMV', 'IS', 'KS', 'PS', 'APS', 'AS', 'IVS', 'FMBA', 'FORENING', 'FOND', 'OFFENTLIG', 'ANDEN')),
  add column ophoert date;
comment on column forretningspartner_version.ophoert is 'first day the company no longer exists (CVR)';
create trigger revider after update or delete on forretningspartner for each row execute function revider();

-- Numbers: a wrong one is corrected, not overwritten; a number that changed keeps its days.
alter table partner_ident
  add column kendt_fra timestamptz not null default '1900-01-01', add column kendt_til timestamptz not null default 'infinity',
  add column bruger text not null default 'migrering';
update partner_ident i set kendt_fra = p.oprettet from forretningspartner p where p.id = i.forretningspartner_id;
alter table partner_ident alter column kendt_fra set default registreret_nu(), alter column bruger set default current_setting('app.bruger');
drop index partner_ident_opslag;
drop index partner_ident_partner;
alter table partner_ident drop constraint partner_ident_pkey, drop column id, add primary key (forretningspartner_id, art, opslag, gyldig_fra, kendt_fra), add check (kendt_til > kendt_fra);
create unique index partner_ident_opslag on partner_ident (art, opslag) where gyldig_til = 'infinity' and kendt_til = 'infinity';
create index partner_ident_historik on partner_ident (art, opslag);

-- An account keeps its claims when its owner is merged with another; it may then be one of several of its type.
alter table aftalekonto drop constraint aftalekonto_forretningspartner_id_type_key;
alter table aftalekonto add column plads boolean not null default true;
create unique index aftalekonto_plads on aftalekonto (forretningspartner_id, type) where plads;
create index aftalekonto_partner on aftalekonto (forretningspartner_id);
comment on column aftalekonto.plads is 'new claims of the type are placed here';
comment on column aftalekonto.forretningspartner_id is 'today''s owner; aftalekonto_ejer says who it was, where that has changed';

create table aftalekonto_ejer (
  aftalekonto_id bigint not null references aftalekonto,
  forretningspartner_id bigint not null references forretningspartner,
  gyldig_fra date not null, gyldig_til date not null default 'infinity',
  kendt_fra timestamptz not null default registreret_nu(), kendt_til timestamptz not null default 'infinity',
  bruger text not null default current_setting('app.bruger'),
  primary key (aftalekonto_id, gyldig_fra, kendt_fra), check (gyldig_til > gyldig_fra), check (kendt_til > kendt_fra));
create index aftalekonto_ejer_partner on aftalekonto_ejer (forretningspartner_id);

create table aftalekonto_version (
  aftalekonto_id bigint not null references aftalekonto,
  betegnelse text,
  boet_markering boolean not null default false,
  gyldig_fra date not null, gyldig_til date not null default 'infinity',
  kendt_fra timestamptz not null default registreret_nu(), kendt_til timestamptz not null default 'infinity',
  bruger text not null default current_setting('app.bruger'),
  primary key (aftalekonto_id, gyldig_fra, kendt_fra), check (gyldig_til > gyldig_fra), check (kendt_til > kendt_fra));
comment on column aftalekonto_version.boet_markering is 'Bilag 2B''s BØT-mark of accounts with underholdsbidrag';

create table aftaleindhold_version (
  aftaleindhold_id bigint not null references aftaleindhold,
  art text, betegnelse text,
  betalingsspecifikation bytea,
  bidragsperson_id bigint references forretningspartner,
  bidragsberettiget_id bigint references forretningspartner,
  gyldig_fra date not null, gyldig_til date not null default 'infinity',
  kendt_fra timestamptz not null default registreret_nu(), kendt_til timestamptz not null default 'infinity',
  bruger text not null default current_setting('app.bruger'),
  primary key (aftaleindhold_id, gyldig_fra, kendt_fra), check (gyldig_til > gyldig_fra), check (kendt_til > kendt_fra));
comment on column aftaleindhold_version.betalingsspecifikation is 'encrypted: it may describe a child';

-- Who is liable, beside or instead of the account's owner, for what stands under an aftaleindhold, or for one claim.
alter table haefter drop constraint haefter_aftaleindhold_id_fkey;
alter table haefter rename column aftaleindhold_id to objekt_id;
alter table haefter
  add column niveau text not null default 'AFTALEINDHOLD' check (niveau in ('AFTALEINDHOLD', 'KRAV')),
  add column andel_taeller integer, add column andel_naevner integer,
  add column kendt_fra timestamptz not null default '1900-01-01', add column kendt_til timestamptz not null default 'infinity',
  add column bruger text not null default 'migrering';
update haefter h set kendt_fra = coalesce((select min(r.registreret) from revision r where r.tabel = 'haefter' and r.handling = 'INSERT' and r.noegle = h.id::text), registreret_nu());
alter table haefter alter column kendt_fra set default registreret_nu(), alter column bruger set default current_setting('app.bruger'), alter column niveau drop default;
alter table haefter drop constraint haefter_pkey, drop column id, add primary key (niveau, objekt_id, forretningspartner_id, gyldig_fra, kendt_fra),
  add check (kendt_til > kendt_fra), add check ((form = 'PRO_RATA') = (andel_taeller is not null)), add check (andel_taeller > 0 and andel_naevner >= andel_taeller);
drop index haefter_indhold;
drop trigger revider on haefter;
comment on column haefter.andel_taeller is 'PRO_RATA: the share as a fraction, taeller/naevner; the shares of one object add up to 1 on every day';

create table partner_adresse (
  forretningspartner_id bigint not null references forretningspartner,
  vejnavn text, husnummer text, postnummer text, postdistrikt text, by text,
  landekode text not null check (landekode ~ '^[A-Z]{2}$'),
  gyldig_fra date not null, gyldig_til date not null default 'infinity',
  kendt_fra timestamptz not null default registreret_nu(), kendt_til timestamptz not null default 'infinity',
  bruger text not null default current_setting('app.bruger'),
  primary key (forretningspartner_id, gyldig_fra, kendt_fra), check (gyldig_til > gyldig_fra), check (kendt_til > kendt_fra));
comment on table partner_adresse is 'alternative addressing: used before the address of CPR or CVR while it is valid';

create table bs_aftale (
  forretningspartner_id bigint not null references forretningspartner,
  pbs_nummer text not null check (pbs_nummer ~ '^\d{8}$'),
  debitorgruppe text not null check (debitorgruppe ~ '^\d{5}$'),
  kundenummer text not null check (kundenummer ~ '^\d{1,15}$'),
  aftalenummer text not null check (aftalenummer ~ '^\d{1,9}$'),
  gyldig_fra date not null, gyldig_til date not null default 'infinity',
  kendt_fra timestamptz not null default registreret_nu(), kendt_til timestamptz not null default 'infinity',
  bruger text not null default current_setting('app.bruger'),
  primary key (pbs_nummer, debitorgruppe, kundenummer, gyldig_fra, kendt_fra), check (gyldig_til > gyldig_fra), check (kendt_til > kendt_fra));
create index bs_aftale_partner on bs_aftale (forretningspartner_id);
create index bs_aftale_kundenummer on bs_aftale (kundenummer);

-- Who gets the letters instead (korrespondance) or besides (administrator).
create table korrespondance (
  niveau text not null check (niveau in ('AFTALEKONTO', 'AFTALEINDHOLD')),
  objekt_id bigint not null,
  rolle text not null check (rolle in ('MODTAGER', 'ADMINISTRATOR')),
  forretningspartner_id bigint not null references forretningspartner,
  gyldig_fra date not null, gyldig_til date not null default 'infinity',
  kendt_fra timestamptz not null default registreret_nu(), kendt_til timestamptz not null default 'infinity',
  bruger text not null default current_setting('app.bruger'),
  primary key (niveau, objekt_id, rolle, forretningspartner_id, gyldig_fra, kendt_fra), check (gyldig_til > gyldig_fra), check (kendt_til > kendt_fra));
create index korrespondance_partner on korrespondance (forretningspartner_id);

-- Liable people of a company: the owner of a PEF, the partners of an I/S.
create table partner_relation (
  forretningspartner_id bigint not null references forretningspartner,
  til_id bigint not null references forretningspartner,
  art text not null check (art in ('INDEHAVER', 'INTERESSENT', 'KOMPLEMENTAR')),
  gyldig_fra date not null, gyldig_til date not null default 'infinity',
  kendt_fra timestamptz not null default registreret_nu(), kendt_til timestamptz not null default 'infinity',
  bruger text not null default current_setting('app.bruger'),
  primary key (forretningspartner_id, til_id, art, gyldig_fra, kendt_fra), check (gyldig_til > gyldig_fra), check (kendt_til > kendt_fra), check (til_id <> forretningspartner_id));
create index partner_relation_til on partner_relation (til_id);
comment on table partner_relation is 'forretningspartner_id is the company, til_id the one who is liable with it';

-- Two partners that were one all the time.
create table partner_sammenlaegning (
  id bigint primary key,
  fra_id bigint not null references forretningspartner,
  til_id bigint not null references forretningspartner,
  dato date not null,
  aarsag text not null,
  ophaever_id bigint unique references partner_sammenlaegning,
  bruger text not null default current_setting('app.bruger'),
  registreret timestamptz not null default registreret_nu(),
  check (fra_id <> til_id));
create index partner_sammenlaegning_fra on partner_sammenlaegning (fra_id);
create index partner_sammenlaegning_til on partner_sammenlaegning (til_id);
comment on column partner_sammenlaegning.ophaever_id is 'set on the row that undoes another';

-- What a person must do; each cause makes one task.
create table opgave (
  id bigint primary key,
  noegle text not null unique,
  art text not null,
  forretningspartner_id bigint references forretningspartner,
  krav_id bigint,
  tekst text not null,
  oprettet timestamptz not null default registreret_nu(),
  afsluttet timestamptz, afsluttet_af text, afsluttet_note text,
  check ((afsluttet is null) = (afsluttet_af is null)));
create index opgave_aaben on opgave (art, id) where afsluttet is null;
create index opgave_partner on opgave (forretningspartner_id);
comment on column opgave.tekst is 'names no person: the partner is a link';

-- Search: a part of a name or an address, written as people write it (aa for å, ö for ø, no accents).
create function soegeform(t text) returns text language sql immutable strict parallel safe as
  $$ select replace(translate(lower(t), 'öäüéèëáàâíìîóòôúùûñç', 'øæyeeeaaaiiiooouuunc'), 'aa', 'å') $$;
create index forretningspartner_version_navn on forretningspartner_version using gin (soegeform(navn) faelles.gin_trgm_ops) where kendt_til = 'infinity';
create index forretningspartner_version_adresse on forretningspartner_version using gin (soegeform(vejnavn || ' ' || coalesce(husnummer, '') || ', ' || coalesce(postnummer, '')) faelles.gin_trgm_ops) where kendt_til = 'infinity' and not adressebeskyttet;
create index bilag_nummer on bilagsnummer (nummer);

grant select on aftalekonto_ejer, aftalekonto_version, aftaleindhold_version, partner_adresse, bs_aftale, korrespondance, partner_relation, partner_sammenlaegning, opgave to {app}, {laes};
grant insert on aftalekonto_ejer, aftalekonto_version, aftaleindhold_version, partner_adresse, bs_aftale, korrespondance, partner_relation, partner_sammenlaegning, opgave to {app};
grant update (kendt_til) on aftalekonto_ejer, aftalekonto_version, aftaleindhold_version, partner_adresse, bs_aftale, korrespondance, partner_relation, partner_ident, haefter to {app};
grant update (afsluttet, afsluttet_af, afsluttet_note) on opgave to {app};
revoke update (gyldig_til) on partner_ident, haefter from {app};
-- The owner of an account changes by merging alone.
grant update (forretningspartner_id, plads) on aftalekonto to {app};

-- Rows that carry their account's owner, so that work can be cut by debtor, follow the account.
create function aftalekonto_skifter_ejer() returns trigger language plpgsql security definer set search_path from current as $$
begin
  update aaben_post set forretningspartner_id = new.forretningspartner_id where aftalekonto_id = new.id and forretningspartner_id = old.forretningspartner_id;
  update vagt set forretningspartner_id = new.forretningspartner_id where forretningspartner_id = old.forretningspartner_id
    and krav_id in (select k.id from kravsbilag k where k.aftalekonto_id = new.id);
  update indbetaling set forretningspartner_id = new.forretningspartner_id where aftalekonto_id = new.id and forretningspartner_id = old.forretningspartner_id;
  update indbetaling_placering set forretningspartner_id = new.forretningspartner_id where aftalekonto_id = new.id and forretningspartner_id = old.forretningspartner_id;
  return null;
end $$;
create trigger skifter_ejer after update of forretningspartner_id on aftalekonto for each row
  when (old.forretningspartner_id is distinct from new.forretningspartner_id) execute function aftalekonto_skifter_ejer();
