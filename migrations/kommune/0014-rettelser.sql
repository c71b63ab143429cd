-- 0014-rettelser. Why: a claim that was registered wrongly is corrected, never overwritten: what stood, why it was changed and by whom stays readable.
-- kravsbilag and kravlinje hold what is known now. Forfald and SRB stand in kravfrist too, where any day is found as it was known.
create table kravrettelse (
  id bigint primary key,
  krav_id bigint not null,
  aarsag text not null,
  foer jsonb not null,
  efter jsonb not null,
  bruger text not null default current_setting('app.bruger'),
  registreret timestamptz not null default registreret_nu(),
  xid xid8 not null default pg_current_xact_id());
create index kravrettelse_krav on kravrettelse (krav_id, id);
comment on column kravrettelse.foer is 'the corrected fields alone, by name, as they stood (foraeldelsesdato too, where it moved with them); efter: as they stood after';

create table kravlinjerettelse (
  kravrettelse_id bigint not null references kravrettelse,
  kravlinje_id bigint not null,
  tekst_foer bytea,
  tekst bytea not null,
  primary key (kravrettelse_id, kravlinje_id));
comment on column kravlinjerettelse.tekst_foer is 'encrypted, as the text itself: texts may name children';

grant select, insert on kravrettelse, kravlinjerettelse to {app};
grant select on kravrettelse, kravlinjerettelse to {laes};
grant update (periode_fra, periode_til, foraeldelsesdato, kle_emne, organisatorisk_reference) on kravsbilag to {app};
grant update (tekst) on kravlinje to {app};
