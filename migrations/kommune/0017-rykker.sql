-- 0017-rykker. Why: a rykkerprocedure is maintained as the other code lists and may differ by aftalekontotype; a letter can be cancelled;
-- who was told of inddrivelse is kept for each who is liable; a round of letters can be a proposal that people look through and approve.
alter table rykkerprocedure
  add column aftalekontotype text not null default '',
  add column art text not null default 'RYKKER' check (art in ('PAAMINDELSE', 'RYKKER')),
  add column regnes_fra text not null default 'SRB' check (regnes_fra in ('SRB', 'BREV', 'FRIST')),
  add column dagtype text not null default 'KALENDER' check (dagtype in ('KALENDER', 'BANKDAGE')),
  add column gruppering text not null default 'PR_DEBITOR' check (gruppering in ('PR_DEBITOR', 'PR_AFTALEKONTO', 'PR_KRAV')),
  add column kompensation boolean not null default false,
  add column brevtype text,
  add column underretning text not null default 'SIDSTE_TRIN' check (underretning in ('SIDSTE_TRIN', 'JA', 'NEJ')),
  add constraint rykkerprocedure_paamindelse_er_gratis check (art <> 'PAAMINDELSE' or (gebyr = 0 and not kompensation)),
  add constraint rykkerprocedure_foerste_fra_srb check (trin > 1 or regnes_fra = 'SRB'),
  drop constraint rykkerprocedure_pkey,
  add primary key (kode, aftalekontotype, trin, gyldig_fra, kendt_fra);
drop index rykkerprocedure_gaeldende;
create unique index rykkerprocedure_gaeldende on rykkerprocedure (kode, aftalekontotype, trin, gyldig_fra) where kendt_til = 'infinity';
comment on column rykkerprocedure.aftalekontotype is 'the trin of a kode that name an aftalekontotype hold alone for claims on such accounts; empty = all others';
comment on column rykkerprocedure.dage_efter_srb is 'days of dagtype after regnes_fra: the claim''s SRB, the last letter''s day, or the deadline it gave';
comment on column rykkerprocedure.kompensation is 'renteloven § 9 a stk. 3: once per civil claim on a company; the amount is faelles.gebyrmaksimum''s';
comment on column rykkerprocedure.brevtype is 'code of the letter; null = RY and the trin. Claims whose types differ are not in one letter';
comment on column rykkerprocedure.underretning is 'does the letter carry the underretning of GIL § 2 stk. 4? SIDSTE_TRIN: when no trin follows';

create table rykkerannullering (
  id bigint primary key,
  rykkerbrev_id bigint not null unique references rykkerbrev,
  dato date not null,
  aarsag text not null check (aarsag in ('FEJL', 'BETALT', 'INDSIGELSE', 'DOEDSFALD', 'KOERSEL_TILBAGEFOERT', 'ANDET')),
  tekst bytea,
  koersel_id bigint,
  bruger text not null default current_setting('app.bruger'),
  registreret timestamptz not null default registreret_nu(),
  xid xid8 not null default pg_current_xact_id());
comment on table rykkerannullering is 'A letter that does not count any more: its fees are mirrored, its trin may be sent again';
comment on column rykkerannullering.tekst is 'encrypted: the reason in words, may name persons';

-- One who is annulled leaves its trin free; the others are one of each.
alter table rykkerpost
  add column underretning boolean not null default false,
  add column annullering_id bigint references rykkerannullering,
  drop constraint rykkerpost_pkey,
  add primary key (rykkerbrev_id, krav_id);
drop index rykkerpost_brev;
create unique index rykkerpost_krav on rykkerpost (krav_id, trin, (coalesce(annullering_id, 0)));
comment on column rykkerpost.underretning is 'the letter told of inddrivelse for this claim (GIL § 2 stk. 4)';

alter table rykkerbrev
  add column art text not null default 'RYKKER' check (art in ('PAAMINDELSE', 'RYKKER')),
  add column brevtype text,
  add column rykkerkoersel_id bigint;
create index rykkerbrev_koersel on rykkerbrev (rykkerkoersel_id) where rykkerkoersel_id is not null;

-- Those who are liable beside the debtor: copies of letters, and letters of their own.
create table rykkermodtager (
  brev_id bigint not null,
  krav_id bigint not null,
  forretningspartner_id bigint not null,
  art text not null check (art in ('KOPI', 'EGET_BREV')),
  dato date not null,
  frist date not null,
  underretning boolean not null,
  bruger text not null default current_setting('app.bruger'),
  registreret timestamptz not null default registreret_nu(),
  primary key (krav_id, forretningspartner_id, brev_id));
create index rykkermodtager_brev on rykkermodtager (brev_id);
comment on column rykkermodtager.brev_id is 'KOPI: the rykkerbrev; EGET_BREV: a letter of underretning to this person alone';

-- Letters sent before this: the last trin of the procedure, as it was known, was the underretning; the copies stand in udbakke by their key.
update rykkerpost p set underretning = true from rykkerbrev b, kravsbilag k, kravstype t
  where b.id = p.rykkerbrev_id and k.id = p.krav_id and t.kode = k.kravstype and t.gyldig_fra <= k.stiftelsesdato and t.gyldig_til > k.stiftelsesdato and t.kendt_til = 'infinity'
    and not exists (select 1 from rykkerprocedure o where o.kode = t.rykkerprocedure and o.trin = p.trin + 1
      and o.gyldig_fra <= b.dato and o.gyldig_til > b.dato and o.kendt_fra <= b.registreret and o.kendt_til > b.registreret);
insert into rykkermodtager (brev_id, krav_id, forretningspartner_id, art, dato, frist, underretning, bruger, registreret)
  select distinct on (p.krav_id, h.forretningspartner_id, b.id) b.id, p.krav_id, h.forretningspartner_id, 'KOPI', b.dato, b.frist, p.underretning, 'migrering', u.registreret
  from rykkerbrev b join rykkerpost p on p.rykkerbrev_id = b.id join kravsbilag k on k.id = p.krav_id
    join haefter h on h.niveau = 'AFTALEINDHOLD' and h.objekt_id = k.aftaleindhold_id and h.form = 'SOLIDARISK' and h.kendt_til = 'infinity' and h.gyldig_fra <= b.dato and h.gyldig_til > b.dato
    join udbakke u on u.noegle = 'rykker:' || b.id || ':' || h.forretningspartner_id;

create index indbetaling_afklaring_id on indbetaling (betalings_id) where afklaringsaarsag is not null and betalings_id is not null;

create index revision_spaerre on revision (noegle, registreret) where tabel = 'spaerre';

create view rykkerdato as
  select p.krav_id, b.forretningspartner_id, b.id as brev_id, b.dato, b.frist, p.underretning, 'BREV'::text as art, b.registreret
    from rykkerpost p join rykkerbrev b on b.id = p.rykkerbrev_id where p.annullering_id is null
  union all select m.krav_id, m.forretningspartner_id, m.brev_id, m.dato, m.frist, m.underretning, m.art, m.registreret
    from rykkermodtager m where not exists (select 1 from rykkerannullering a where a.rykkerbrev_id = m.brev_id);
comment on view rykkerdato is 'Bilag 2B''s rykkerdato 1 and 2: when each who is liable was reminded of a claim, and whether told of inddrivelse';

create table rykkerkoersel (
  id bigint primary key,
  dato date not null,
  kilde text not null check (kilde in ('NAT', 'SAGSBEHANDLER')),
  automatisk boolean not null default false,
  status text not null check (status in ('DANNES', 'FORSLAG', 'SENDES', 'SENDT', 'UDLOEBET', 'FORKASTET', 'TILBAGEFOERES', 'TILBAGEFOERT')),
  godkendelse_id bigint,
  godkendt_af text,
  sendt date,
  bruger text not null default current_setting('app.bruger'),
  registreret timestamptz not null default registreret_nu());
create index rykkerkoersel_aaben on rykkerkoersel (id) where status in ('DANNES', 'FORSLAG', 'SENDES', 'TILBAGEFOERES');
create index rykkerkoersel_dato on rykkerkoersel (dato, id);
create trigger revider after insert or update or delete on rykkerkoersel for each row execute function revider();
comment on column rykkerkoersel.dato is 'the day it was worked out for; its letters bear the day they are sent';
comment on column rykkerkoersel.automatisk is 'the night sent it at once: nobody was asked, and it has no rykkerforslag';
comment on column rykkerkoersel.bruger is 'who had it made: natten, or the person at the desk';

create table rykkerforslag (
  rykkerkoersel_id bigint not null references rykkerkoersel,
  krav_id bigint not null,
  forretningspartner_id bigint not null,
  brevnr integer not null,
  trin smallint not null,
  art text not null,
  brevtype text,
  kravstype text not null,
  procedure text not null,
  aftalekontotype text not null,
  rest numeric(15, 2) not null,
  gebyr numeric(15, 2) not null,
  kompensation numeric(15, 2) not null,
  underretning boolean not null,
  udtaget_aarsag text,
  udtaget_af text,
  udfald text check (udfald in ('SENDT', 'UDELADT', 'UDTAGET', 'ANNULLERET')),
  grund text,
  grundtekst text,
  rykkerbrev_id bigint,
  primary key (rykkerkoersel_id, krav_id),
  check ((udtaget_aarsag is null) = (udtaget_af is null)));
create index rykkerforslag_partner on rykkerforslag (rykkerkoersel_id, forretningspartner_id);
create index rykkerforslag_krav on rykkerforslag (krav_id);
create trigger revider after update of udtaget_aarsag on rykkerforslag for each row execute function revider();
comment on column rykkerforslag.brevnr is 'which of the debtor''s letters in this run, 1 the first; 0 = taken out, in none';
comment on column rykkerforslag.aftalekontotype is 'the variant of the procedure; empty = the one for all';
comment on column rykkerforslag.udfald is 'null until the letters are sent; UDELADT: the facts had changed, grund says how';

grant select on rykkerannullering, rykkermodtager, rykkerdato, rykkerkoersel, rykkerforslag to {app}, {laes};
grant insert on rykkerannullering, rykkermodtager, rykkerkoersel, rykkerforslag to {app};
grant update (annullering_id) on rykkerpost to {app};
grant update (status, godkendelse_id, godkendt_af, sendt) on rykkerkoersel to {app};
grant update (forretningspartner_id, brevnr, trin, art, brevtype, procedure, aftalekontotype, rest, gebyr, kompensation, underretning, udtaget_aarsag, udtaget_af, udfald, grund, grundtekst, rykkerbrev_id), delete on rykkerforslag to {app};
