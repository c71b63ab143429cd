-- 0006-placering. Why: a post in afklaring is placed on a claim by a person; indbetaling itself is history and is never changed.
create table indbetaling_placering (
  indbetaling_id bigint primary key references indbetaling,
  krav_id bigint not null,
  aftalekonto_id bigint not null references aftalekonto,
  forretningspartner_id bigint not null references forretningspartner,
  bilag_id bigint not null,
  bruger text not null default current_setting('app.bruger'),
  registreret timestamptz not null default registreret_nu());
create index indbetaling_placering_partner on indbetaling_placering (forretningspartner_id);
comment on table indbetaling_placering is 'Where a post from afklaring was placed, by whom and when; krav_id is the hovedkrav: an earmark like indbetaling.krav_id';
grant select, insert on indbetaling_placering to {app};
grant select on indbetaling_placering to {laes};
