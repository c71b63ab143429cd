-- 0016b-afskrivning. Why: write-offs for every reason, by rule, by hand and by two people; reopened by hand, or by money that comes after all.

-- What a person decided (or two did). What the rules write off by themselves within the limit has no row: the bilag and its reason say it all.
create table afskrivningsbeslutning (
  id bigint primary key,
  art text not null check (art in ('AFSKRIVNING', 'GENAABNING')),
  aarsag text not null check (aarsag in ('FORAELDELSE', 'KONKURS', 'AKKORD', 'GAELDSSANERING', 'DOEDSBO', 'UERHOLDELIG', 'EFTERGIVELSE', 'BORTFALD', 'BAGATEL', 'RIM_AFSKREVET', 'KURSTAB', 'OEVRIGE')),
  beloeb numeric(15, 2) not null check (beloeb > 0),
  virkningsdato date not null,
  graense numeric(15, 2) not null,
  tidligere numeric(15, 2) not null,
  kursgevinst boolean not null,
  begrundelse bytea,
  dokumentation bytea,
  godkendelse_id bigint unique references godkendelse,
  bruger text not null default current_setting('app.bruger'),
  registreret timestamptz not null default registreret_nu(),
  xid xid8 not null default pg_current_xact_id(),
  check ((godkendelse_id is null) = (begrundelse is not null)));
comment on column afskrivningsbeslutning.aarsag is 'of a GENAABNING: of the write-off that it reopens (the newest, where it reopens several)';
comment on column afskrivningsbeslutning.graense is 'what one person could decide that day, kroner; beloeb and tidligere together above it needed two';
comment on column afskrivningsbeslutning.tidligere is 'what had been decided by one person alone before, kroner: of the same debtor within a year, of the same families whenever';
comment on column afskrivningsbeslutning.kursgevinst is 'an eftergivelse may be taxable for the debtor (kursgevinstloven): to be looked at when reporting';
comment on column afskrivningsbeslutning.begrundelse is 'encrypted; of what two people decided it stands on the proposal, as the dokumentation does';

alter table afskrivning
  add column art text not null default 'AFSKRIVNING' check (art in ('AFSKRIVNING', 'TILBAGEFOERSEL', 'GENAABNING', 'GENINDGAAET')),
  add column beslutning_id bigint references afskrivningsbeslutning;
update afskrivning set art = 'TILBAGEFOERSEL' where beloeb < 0;
create index afskrivning_beslutning on afskrivning (beslutning_id) where beslutning_id is not null;
create index afskrivning_dato on afskrivning (dato, bilag_id);
comment on column afskrivning.beloeb is 'kroner: + written off, - owed again';
comment on column afskrivning.art is 'TILBAGEFOERSEL: the write-off was not right after all, on its own day; GENAABNING: a person reopens; GENINDGAAET: money came for it (-), or that money went again (+)';

grant select on afskrivningsbeslutning to {app}, {laes};
grant insert (id, art, aarsag, beloeb, virkningsdato, graense, tidligere, kursgevinst, begrundelse, dokumentation, godkendelse_id) on afskrivningsbeslutning to {app};

-- What is barred already, and money that waits at an account with something written off: the next night looks at them.
insert into vagt (forretningspartner_id, krav_id, trin, tidligst)
select distinct a.forretningspartner_id, coalesce(k.hovedkrav_id, k.id), 'afskriv', '1900-01-01'::date
from foraeldelse f join aaben_post o on o.krav_id = f.krav_id and o.rest > 0 join kravsbilag k on k.id = f.krav_id join aftalekonto a on a.id = k.aftalekonto_id where f.foraeldet is not null
union
select distinct a.forretningspartner_id, coalesce(k.hovedkrav_id, k.id), 'afskriv', '1900-01-01'::date
from aaben_post o join aftalekonto a on a.id = o.aftalekonto_id join kravsbilag k on k.aftalekonto_id = a.id join afskrivning w on w.krav_id = k.id where o.krav_id is null and o.rest < 0
on conflict (forretningspartner_id, krav_id, trin) do update set tidligst = least(vagt.tidligst, excluded.tidligst);
