-- 0016-godkendelse. Why: four eyes once, for everything that needs them (design D15): what was proposed, who answered, and that nothing else was executed.
create table godkendelse (
  id bigint primary key,
  art text not null,
  objekt text check (objekt ~ '^[a-z_-]+:[A-Za-z0-9:._-]{1,60}$'),
  indhold text not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  beloeb numeric(15, 2),
  begrundelse bytea not null,
  dokumentation bytea,
  dato date not null,
  sidste_dag date not null,
  koersel_id bigint,
  bruger text not null default current_setting('app.bruger'),
  registreret timestamptz not null default registreret_nu(),
  xid xid8 not null default pg_current_xact_id(),
  check (sidste_dag >= dato));
create index godkendelse_objekt on godkendelse (art, objekt, id desc) where objekt is not null;
create index godkendelse_bruger on godkendelse (bruger, id);
comment on table godkendelse is 'A proposal that waits for a second person; never changed, its answer is a row of godkendelse_svar';
comment on column godkendelse.indhold is 'canonical JSON (sorted keys) of exactly what is executed; surrogate ids only, no text about persons';
comment on column godkendelse.hash is 'sha256 of art, a line feed and indhold';
comment on column godkendelse.sidste_dag is 'last day it may be approved: after it the proposal has expired, whether anyone looks or not';
comment on column godkendelse.objekt is 'what it is about, by surrogate id: krav:12, koersel:7';
comment on column godkendelse.begrundelse is 'encrypted: reasons may name persons';
comment on column godkendelse.dokumentation is 'encrypted: where the evidence lies (journal or document number)';

-- One answer, once: the key itself makes the second of two approvers wait and then find it answered.
create table godkendelse_svar (
  godkendelse_id bigint primary key references godkendelse,
  svar text not null check (svar in ('GODKENDT', 'AFVIST', 'TRUKKET', 'BORTFALDET')),
  kommentar bytea,
  dato date not null,
  bruger text not null default current_setting('app.bruger'),
  registreret timestamptz not null default registreret_nu(),
  xid xid8 not null default pg_current_xact_id());
comment on column godkendelse_svar.svar is 'TRUKKET: by the one who proposed it; BORTFALDET: what it rested on is another now, and the rules took it back';
comment on column godkendelse_svar.kommentar is 'encrypted';

-- The same invariant as in the program: nobody approves his own proposal, and none after its last day.
create function godkendelse_fire_oejne() returns trigger language plpgsql set search_path from current as $$
begin
  if new.svar = 'GODKENDT' and exists (select 1 from godkendelse g where g.id = new.godkendelse_id and (lower(g.bruger) = lower(new.bruger) or new.dato > g.sidste_dag)) then
    raise exception 'GODKENDELSE_FIRE_OEJNE' using errcode = 'D0016';
  end if;
  return new;
end $$;
create trigger fire_oejne before insert on godkendelse_svar for each row execute function godkendelse_fire_oejne();

grant select on godkendelse, godkendelse_svar to {app}, {laes};
-- Who proposed and who answered is the transaction's own user, never a value that is sent.
grant insert (id, art, objekt, indhold, hash, beloeb, begrundelse, dokumentation, dato, sidste_dag, koersel_id) on godkendelse to {app};
grant insert (godkendelse_id, svar, kommentar, dato) on godkendelse_svar to {app};
