-- 0003-bogholderi. Why: the append-only double entry. The database itself refuses what does not balance or lands in a closed period.
create table konto (
  kode text primary key,
  navn text not null,
  art text not null check (art in ('AKTIV', 'PASSIV', 'INDTAEGT', 'UDGIFT')),
  debitor boolean not null default false);
comment on column konto.debitor is 'true: what stands here belongs to a debtor''s balance (DEBITOR, UPLACERET)';

create table regnskabsperiode (
  fra date not null,
  til date not null,
  regnskabsaar integer not null,
  supplement boolean not null default false,
  lukket timestamptz,
  primary key (fra, supplement),
  check (til > fra));
comment on column regnskabsperiode.supplement is 'supplementsperiode: posts dated in December of the old year after December itself has closed';
create trigger revider after update on regnskabsperiode for each row execute function revider();

create table bilag (
  id bigint primary key,
  noegle text not null unique,
  art text not null,
  virkningsdato date not null,
  bogfoeringsdato date not null,
  supplement boolean not null default false,
  indbetaling_id bigint,
  modbilag_id bigint,
  koersel_id bigint,
  bruger text not null,
  registreret timestamptz not null,
  xid xid8 not null default pg_current_xact_id());
create index bilag_indbetaling on bilag (indbetaling_id) where indbetaling_id is not null;
create index bilag_koersel on bilag (koersel_id) where koersel_id is not null;
create index bilag_orden on bilag (xid, id);
comment on column bilag.modbilag_id is 'the bilag that this one mirrors (a correction is never an edit)';
comment on column bilag.indbetaling_id is 'the payment that a receipt or clearing belongs to';

create table postering (
  bilag_id bigint not null,
  nr smallint not null,
  konto text not null,
  beloeb numeric(15, 2) not null check (beloeb <> 0),
  virkningsdato date not null,
  aftalekonto_id bigint,
  krav_id bigint,
  kravlinje_id bigint,
  kontering text,
  primary key (bilag_id, nr));
create index postering_krav on postering (krav_id) where krav_id is not null;
create index postering_konto_uden_krav on postering (aftalekonto_id) where aftalekonto_id is not null and krav_id is null;
comment on column postering.beloeb is 'kroner, debit positive, credit negative; a bilag sums to 0';
comment on column postering.virkningsdato is 'the bilag''s own virkningsdato, repeated so that a claim''s history is read from one index';

-- Every bilag sums to 0, comes whole in one statement, and carries its own virkningsdato on every line.
create function bilag_stemmer() returns trigger language plpgsql set search_path from current as $$
begin
  if exists (select 1 from ny group by bilag_id having sum(beloeb) <> 0) then
    raise exception 'BILAG_STEMMER_IKKE' using errcode = 'D0002';
  end if;
  if exists (select 1 from ny left join bilag b on b.id = ny.bilag_id
             where b.xid is distinct from pg_current_xact_id() or b.virkningsdato <> ny.virkningsdato) then
    raise exception 'BILAG_ER_AFSLUTTET' using errcode = 'D0003';
  end if;
  return null;
end $$;
create trigger bilag_stemmer after insert on postering referencing new table as ny for each statement execute function bilag_stemmer();

create function bilag_i_aaben_periode() returns trigger language plpgsql set search_path from current as $$
begin
  if exists (select 1 from (select distinct bogfoeringsdato, supplement from ny) n
             where not exists (select 1 from regnskabsperiode p where n.bogfoeringsdato >= p.fra and n.bogfoeringsdato < p.til
                               and p.supplement = n.supplement and p.lukket is null)) then
    raise exception 'REGNSKABSPERIODE_LUKKET' using errcode = 'D0004';
  end if;
  return null;
end $$;
create trigger bilag_i_aaben_periode after insert on bilag referencing new table as ny for each statement execute function bilag_i_aaben_periode();

-- No hand, not even the owner's, changes the books by accident: retention works through its own role and its own function later.
create function bogen_er_lukket() returns trigger language plpgsql set search_path from current as $$
begin raise exception 'BOGEN_RETTES_IKKE' using errcode = 'D0005'; end $$;
create trigger bilag_rettes_ikke before update or delete or truncate on bilag for each statement execute function bogen_er_lukket();
create trigger postering_rettes_ikke before update or delete or truncate on postering for each statement execute function bogen_er_lukket();

-- The one projection, kept in the same statements as the postings. Finds work; no rule reads an amount from it; verificer rebuilds it.
create table aaben_post (
  forretningspartner_id bigint not null,
  aftalekonto_id bigint not null,
  krav_id bigint,
  rest numeric(15, 2) not null) with (fillfactor = 85);
create unique index aaben_post_krav on aaben_post (krav_id) where krav_id is not null;
create unique index aaben_post_tilgode on aaben_post (aftalekonto_id) where krav_id is null;
create index aaben_post_aaben on aaben_post (forretningspartner_id) where rest <> 0;
comment on table aaben_post is 'krav_id null: the account''s unplaced money (negative = we owe the debtor)';

create table bilagsnummer (
  bilag_id bigint primary key references bilag,
  regnskabsaar integer not null,
  nummer bigint not null,
  unique (regnskabsaar, nummer));
comment on table bilagsnummer is 'Gapless per regnskabsaar, given when the day closes (design D8b), never in the hot path';
