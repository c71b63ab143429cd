-- 0002-psrm. Why: the collector's intake filter is set in each claimant's agreement and changes by date: data shared by all kommuner, not code.
create table faelles.psrm_fordringstype (
  kode text primary key,
  navn text not null,
  kategori text not null check (kategori in ('HOVEDFORDRING', 'RELATERET')),
  status text not null check (status in ('LAEST', 'KUN_KODE')),
  kilde text not null);
comment on column faelles.psrm_fordringstype.status is 'KUN_KODE: the code is known, its filter has not been read';

-- The words of the filter. What this table refuses can never be skipped while a claim is checked; libs/psrm compiles the same words.
create table faelles.psrm_filterregel (
  fordringstype text not null,
  gyldig_fra date not null,
  nr smallint not null,
  regel text not null check (regel ~ '^[A-Z]+_[A-Z0-9_a-z]+$'),
  felt text not null check (felt ~ '^(fordringsart|kategori|hovedstol|beloeb|stiftelsesdato|forfaldsdato|srb|foraeldelsesdato|periode_start|periode_slut|domsdato|forligsdato|modtagelsesdato|beskrivelse|domsdato,forligsdato|periode_start,periode_slut)$'),
  operator text not null,
  operand text not null,
  konsekvens text not null check (konsekvens in ('AFVIST', 'HØRING')),
  primary key (fordringstype, gyldig_fra, regel),
  constraint psrm_operator_og_operand check (case
    when operator in ('UDFYLDT', 'UDFYLDT_IKKE_BANKLUKKEDAG', 'TOM', 'IKKE_BEGGE', 'MINDST_EN', 'SAMME_MAANED', 'SAMME_AAR', 'UDEN_CPR') then operand = ''
    when operator = 'IN' then operand ~ '^[A-ZÆØÅ]+(\|[A-ZÆØÅ]+)*$'
    when operator = 'BETWEEN' then operand ~ '^\d+(\.\d{2})?\.\.\d+(\.\d{2})?$'
    when operator = 'GT_ELLER_NULFORDRING' then operand = '0'
    when operator in ('EQ', 'GE', 'GT', 'LE', 'LT', 'GE_HVIS_DOM', 'LE_HVIS_DOM') then
      operand ~ '^(\d{1,10}(\.\d{2})?|HOVEDFORDRING|RELATERET|beloeb|(stiftelsesdato|forfaldsdato|srb|periode_start|periode_slut|modtagelsesdato|(hovedfordring\.(forfaldsdato|modtagelsesdato))|max\(domsdato,forligsdato\)|foerste_i_maaneden_efter\(hovedfordring\.modtagelsesdato\))([+-]\d{1,3}[YM])*([+-]\d{1,3}D)*(;lukkedage=(rul|ignorer))?)$'
    else false end));
comment on column faelles.psrm_filterregel.fordringstype is 'a code; * = every claim; *ULÆST = a type whose filter has not been read gets the general requirements';
comment on column faelles.psrm_filterregel.gyldig_fra is 'the type''s filter is replaced whole from the day its next rows apply';

-- What tells one content of the filter from another: programs compile it once, kommuner check their book anew when it changes.
create table faelles.psrm_stand (aftryk text not null);
insert into faelles.psrm_stand (aftryk) values ('');
create function faelles.psrm_ny_stand() returns trigger language plpgsql set search_path = faelles, pg_temp as $$
begin
  if exists (select 1 from aendret) then
    update psrm_stand set aftryk = (select md5(coalesce(string_agg(r::text, E'\n' order by fordringstype, gyldig_fra, nr, regel), '')) from psrm_filterregel r);
  end if;
  return null;
end $$;
create trigger psrm_indsat after insert on faelles.psrm_filterregel referencing new table as aendret for each statement execute function faelles.psrm_ny_stand();
create trigger psrm_rettet after update on faelles.psrm_filterregel referencing new table as aendret for each statement execute function faelles.psrm_ny_stand();
create trigger psrm_fjernet after delete on faelles.psrm_filterregel referencing old table as aendret for each statement execute function faelles.psrm_ny_stand();
grant select on faelles.psrm_fordringstype, faelles.psrm_filterregel, faelles.psrm_stand to faelles_laes;
