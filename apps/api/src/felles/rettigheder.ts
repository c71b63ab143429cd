/** Every right an endpoint may name, with what it lets a person do. Tokens carry them; roles that bundle them come later. */
export const RETTIGHEDER = {
  'krav:opret': 'Oprette krav',
  'krav:laes': 'Se krav, deres linjer og posteringer',
  'partner:laes': 'Søge og se forretningspartnere (opslaget logges)',
  'partner:cpr': 'Se CPR-numre og beskyttede adresser umaskeret',
  'konto:laes': 'Se aftalekonti, saldo og kontoudtog',
  'bog:laes': 'Se råbalance og regnskabsperioder',
  'periode:luk': 'Lukke og åbne regnskabsperioder',
  'haendelse:laes': 'Hente hændelser på egne krav',
  'udbakke:laes': 'Se udgående meddelelser og breve',
  'spaerre:laes': 'Se spærrer',
  'spaerre:opret': 'Oprette og ophæve spærrer',
  'opsaetning:laes': 'Se kravstyper og opsætning',
  'opsaetning:ret': 'Ændre kommunens opsætning',
  'bankfil:indlaes': 'Indlæse bankfiler',
  'bankfil:laes': 'Se indlæste bankfiler',
  'bankkonto:laes': 'Se bankkonti',
  'bankkonto:opret': 'Oprette bankkonti',
  'afklaring:laes': 'Se indbetalinger til afklaring',
  'afklaring:placer': 'Placere indbetalinger fra afklaring',
  'koersel:laes': 'Se kørsler og deres fremdrift',
  'koersel:start': 'Starte, prøve, standse og genoptage kørsler',
  'drift:laes': 'Se driftstilstand og målinger',
} as const;

export type Rettighed = keyof typeof RETTIGHEDER;
