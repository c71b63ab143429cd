import type { Afskrivningsaarsag } from './typer.js';

/** Each reason in Danish: its name, what it rests on, and what it means for the debtor. */
export const AARSAGSTEKST: Readonly<Record<Afskrivningsaarsag, { readonly navn: string; readonly hjemmel: string; readonly betydning: string }>> = {
  FORAELDELSE: { navn: 'forældelse', hjemmel: 'forældelsesloven §§ 2-5; renter og gebyrer bortfalder med hovedkravet, § 23, stk. 2', betydning: 'Kravet er forældet og kan ikke længere kræves betalt.' },
  KONKURS: { navn: 'konkurs', hjemmel: 'konkursloven', betydning: 'Boet er sluttet uden fuld dækning. Debitor hæfter stadig, men kravet søges ikke længere betalt.' },
  AKKORD: { navn: 'akkord', hjemmel: 'konkursloven, tvangsakkord eller frivillig akkord', betydning: 'Den del, akkorden omfatter, skyldes ikke længere.' },
  GAELDSSANERING: { navn: 'gældssanering', hjemmel: 'konkursloven afsnit IV', betydning: 'Den del, kendelsen omfatter, er bortfaldet.' },
  DOEDSBO: { navn: 'insolvent dødsbo', hjemmel: 'dødsboskifteloven §§ 81 og 83', betydning: 'Boet har ikke midler til kravet. Kommer der dividende, genåbnes kravet for så meget.' },
  UERHOLDELIG: { navn: 'uerholdelig', hjemmel: 'kommunens kasse- og regnskabsregulativ, styrelsesloven § 42, stk. 6', betydning: 'Kravet skønnes ikke at kunne blive betalt. Det er ikke eftergivet.' },
  EFTERGIVELSE: { navn: 'eftergivelse', hjemmel: 'kommunens kasse- og regnskabsregulativ, styrelsesloven § 42, stk. 6', betydning: 'Debitor er frigjort for gælden.' },
  BORTFALD: { navn: 'bortfald', hjemmel: 'den lov, hjælpen er ydet efter', betydning: 'Tilbagebetalingspligten er bortfaldet.' },
  BAGATEL: { navn: 'bagatel', hjemmel: 'kommunens kasse- og regnskabsregulativ, styrelsesloven § 42, stk. 6', betydning: 'Afskrivningen er ikke en eftergivelse.' },
  RIM_AFSKREVET: { navn: 'afskrevet af inddrivelsesmyndigheden', hjemmel: 'gældsinddrivelsesloven § 16', betydning: 'Inddrivelsesmyndigheden har afskrevet kravet.' },
  KURSTAB: { navn: 'kurstab', hjemmel: 'kommunens kasse- og regnskabsregulativ, styrelsesloven § 42, stk. 6', betydning: 'Kravet er ikke eftergivet.' },
  OEVRIGE: { navn: 'øvrige', hjemmel: 'kommunens kasse- og regnskabsregulativ, styrelsesloven § 42, stk. 6', betydning: 'Kravet er ikke eftergivet.' },
};
