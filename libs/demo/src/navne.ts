/** Words to make people, streets and companies of. Surnames, streets, towns and postcodes are made up: none names a real place or family. */
const ord = (tekst: string): readonly string[] => tekst.trim().split(/\s+/);

export const KVINDENAVNE = ord(`Ane Asta Astrid Bodil Camilla Cecilie Clara Ditte Ea Ebba Ella Emma Esther Freja Frida Gerda Gry Hanne Heidi Helle Ida Inge Ingrid Iris
  Jette Johanne Josefine Julie Karen Karla Kirsten Laura Lea Lene Line Liv Lone Louise Maja Maren Marie Mathilde Mette Naja Nanna Nora Olga Pernille Petra Rikke Rosa Signe
  Sofie Solvej Sus Tove Trine Ulla Vibeke Viola`);
export const MANDENAVNE = ord(`Aksel Alfred Anders Anton Arne Asger August Bent Bjarke Bo Carl Christian Daniel Elias Emil Erik Esben Felix Frode Georg Gustav Hans Harald Henning
  Henrik Holger Ib Ivan Jakob Jens Johan Jonas Jørgen Kaj Karsten Kasper Kjeld Knud Lars Leif Magnus Malthe Mikkel Mogens Niels Noah Oskar Otto Poul Rasmus Rune Simon
  Sten Svend Søren Theodor Thorkild Troels Viggo Villads`);
export const EFTERNAVNE = ord(`Agerkær Askelund Birkmose Bjergrav Brøndlund Bækmark Dalhede Dybkær Egebro Elmelund Engrav Fjordager Fuglehøj Grønhede Gyvelkær Hasselbro Havrekær
  Hedevang Hjortlund Hulebæk Hvidager Højrup-Lund Kirkemose Klitbæk Kløverholt Kornmose Krogager Lindehøj Lyngrav Lærkeholt Marehalm Mosevang Møllebæk Nørreskov Nøddelund
  Odderbæk Pilekær Poppelgård Ravnskær Rughede Rønnebæk Sandhøj Sivkær Skovbæk Slåenbjerg Solbrink Stenhede Strandager Sumpmose Søhede Tangbæk Tjørnelund Tornmark Tranekær-Bo
  Ulvemose Vandkær Vejlhede Vestermose Vibelund Ørrebæk Østerkær Ålykke`);

export const VEJE = ord(`Agerhønevej Anemonestien Brombærkrogen Bøgeløkken Drosselvænget Enebærstien Engdraget Fasangården Fiskergyden Gravenstensvej Gærdesmutten Hyldetoften Hyrdestien
  Jordbærhaven Kastanjebuen Kløvermarksvej Kornblomsten Lærkesporet Mejsekrogen Mosekonens-Sti Mælkevejen Nattergalevej Pilegyden Rugløkken Rævebakken Sandskredet Skovmærkevej Smedegyden
  Snerlevej Solsortestien Storkereden Svalegangen Tinghøjsvej Tjørnekrogen Tranebærvej Træskomagergyden Vibehaven Vindrosevej Ærtemarken Åkandebuen`);

export interface By { readonly postnummer: string; readonly postdistrikt: string }
/** Postcodes 8991–8996 are not in use. */
export const BYER: readonly By[] = [
  { postnummer: '8991', postdistrikt: 'Demokøbing' }, { postnummer: '8991', postdistrikt: 'Demokøbing' }, { postnummer: '8991', postdistrikt: 'Demokøbing' },
  { postnummer: '8992', postdistrikt: 'Nørre Demstrup' }, { postnummer: '8993', postdistrikt: 'Egelund Strand' }, { postnummer: '8994', postdistrikt: 'Mølledam' },
  { postnummer: '8995', postdistrikt: 'Sønderhede Kær' }, { postnummer: '8996', postdistrikt: 'Ravnsø Havn' },
];
/** Where those go who leave the kommune. */
export const ANDRE_BYER: readonly By[] = [
  { postnummer: '8000', postdistrikt: 'Aarhus C' }, { postnummer: '5000', postdistrikt: 'Odense C' }, { postnummer: '9000', postdistrikt: 'Aalborg' }, { postnummer: '2300', postdistrikt: 'København S' },
];

export interface Udenlandsk extends By { readonly landekode: 'DE' | 'SE' | 'PL'; readonly vejnavn: string }
export const UDLAND: readonly Udenlandsk[] = [
  { landekode: 'DE', vejnavn: 'Musterweg', postnummer: '24937', postdistrikt: 'Flensburg' }, { landekode: 'DE', vejnavn: 'Beispielallee', postnummer: '22765', postdistrikt: 'Hamburg' },
  { landekode: 'SE', vejnavn: 'Exempelgatan', postnummer: '211 20', postdistrikt: 'Malmö' }, { landekode: 'SE', vejnavn: 'Provvägen', postnummer: '252 23', postdistrikt: 'Helsingborg' },
  { landekode: 'PL', vejnavn: 'ul. Przykładowa', postnummer: '70-001', postdistrikt: 'Szczecin' },
];

export const BRANCHER = ord(`Bageri Byg Café El Entreprise Frisør Gartneri Havneservice IT-rådgivning Kloak Køreskole Maler Maskinstation Murer Rengøring Revision Smedje Sportsudlejning Tag Transport Tømrer VVS`);
export const SELSKABSFORMER = ['ApS', 'ApS', 'A/S', 'I/S'] as const;

export const DAGTILBUD = ord(`Ankerhuset Bakkebo Firkløveret Grankoglen Humlebien Krudtuglen Marehalmen Regnbuen Skovtrolden Solstrålen Stjernehuset Troldhøj`);
export const SKOLER = ['Demokøbing Skole', 'Mølledam Skole', 'Sønderhede Skole', 'Strandskolen'] as const;
export const KLUBBER = ['Fritidsklubben Kæden', 'Klub Nord', 'Havneklubben'] as const;
