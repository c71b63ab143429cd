-- 0005-rettigheder. Why: the roles of design D3. {app}, {laes}, {slet} are this kommune's roles, filled in by the migrator.
grant usage on schema {skema} to {app}, {laes}, {slet};
grant usage, select on all sequences in schema {skema} to {app};
grant select on all tables in schema {skema} to {app}, {laes};

-- The app writes history, it does not rewrite it.
grant insert on bilag, postering, bilagsnummer, kravsbilag, kravlinje, indbakke, indbakke_status, udbakke, udbakke_kvittering, haendelse,
  idempotens, opslag, forretningspartner, forretningspartner_version, partner_ident, aftalekonto, aftaleindhold, haefter, kravstype, spaerre,
  opsaetning, nummerserie, vagt, aaben_post, bankkonto, bankudtog, indbetaling, renteberegning, rykkerprocedure, rykkerbrev, rykkerpost,
  afskrivning, koersel, koersel_del, koersel_fejl to {app};
grant update on koersel, koersel_del, koersel_fejl, vagt, aaben_post, nummerserie, bankkonto to {app};
grant update (kendt_til) on opsaetning, kravstype, rykkerprocedure, forretningspartner_version to {app};
grant update (gyldig_til) on partner_ident, haefter to {app};
grant update (til) on spaerre to {app};
grant update (lukket) on regnskabsperiode to {app};
-- FOR NO KEY UPDATE on the partner is the debtor's lock (design D6); it needs the right to update one column.
grant update (type) on forretningspartner to {app};
grant delete on koersel_fejl, vagt to {app};
