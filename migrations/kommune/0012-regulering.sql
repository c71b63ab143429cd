-- 0012-regulering. Why: a claim is credited, regulated or annulled by new bilag, never by an edit; what was decided, by whom and why stands beside them.
create table regulering (
  id bigint primary key,
  krav_id bigint not null,
  art text not null check (art in ('KREDITNOTA', 'NEDREGULERING', 'OPREGULERING', 'ANNULLERING')),
  aarsag text not null check (aarsag in ('FEJL_I_KRAV', 'GENBEREGNING', 'AFTALT_NEDSAETTELSE', 'OVERFOERT', 'MATERIALE_AFLEVERET', 'ANDET')),
  virkningsdato date not null,
  beloeb numeric(15, 2) not null check (beloeb > 0),
  tekst bytea,
  fagsystem text not null,
  fagsystem_reference text,
  aftryk bytea not null,
  tillaegskrav_id bigint,
  foelger_id bigint references regulering,
  tilbagefoerer_id bigint references regulering,
  bruger text not null default current_setting('app.bruger'),
  registreret timestamptz not null default registreret_nu(),
  xid xid8 not null default pg_current_xact_id(),
  check (tillaegskrav_id is null or (art = 'OPREGULERING' and tilbagefoerer_id is null)));
create index regulering_krav on regulering (krav_id, id);
create unique index regulering_reference on regulering (fagsystem, fagsystem_reference) where fagsystem_reference is not null;
create unique index regulering_tilbagefoerer on regulering (tilbagefoerer_id) where tilbagefoerer_id is not null;
create index regulering_foelger on regulering (foelger_id) where foelger_id is not null;
create index regulering_tillaegskrav on regulering (tillaegskrav_id) where tillaegskrav_id is not null;
comment on column regulering.beloeb is 'kroner: how much the claim is changed by; the art says which way, a row with tilbagefoerer_id the other';
comment on column regulering.fagsystem is 'the owner of the claim (of a gebyr: of its hovedkrav), by whose reference it is known again';
comment on column regulering.aftryk is 'of what was asked for: the same reference with another is refused';
comment on column regulering.tekst is 'encrypted: the reason in words, may name persons';
comment on column regulering.tillaegskrav_id is 'OPREGULERING of a billed claim: the claim of its own that demands the difference';
comment on column regulering.foelger_id is 'made in the same act as another: the fee of a letter about annulled claims; the undoing of it; the annulment of an undone tillægskrav';
comment on column regulering.tilbagefoerer_id is 'set on the row that undoes another';

create table reguleringslinje (
  regulering_id bigint not null references regulering,
  nr smallint not null,
  kravlinje_id bigint not null,
  bilag_id bigint references bilag,
  beloeb numeric(15, 2) not null check (beloeb <> 0),
  primary key (regulering_id, nr));
create index reguleringslinje_bilag on reguleringslinje (bilag_id) where bilag_id is not null;
comment on column reguleringslinje.beloeb is 'kroner that DEBITOR gains on the line; negative = the debtor owes less';
comment on column reguleringslinje.bilag_id is 'null: not on this claim (OPREGULERING by tillægskrav)';

grant select, insert on regulering, reguleringslinje to {app};
grant select on regulering, reguleringslinje to {laes};
