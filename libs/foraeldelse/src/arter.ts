/** What an event does to the period. */
export type Virkning =
  /** A new period from the day itself. */
  | 'NY_FRIST'
  /** Interrupted while it runs; a new period from its end. */
  | 'LOEBER'
  /** Barred one year after its end at the earliest (§§ 20-22). */
  | 'TILLAEG'
  /** Suspended while the creditor is excusably ignorant (§ 3 stk. 2), at most ten years from the start (stk. 3). */
  | 'UDSKUDT'
  /** GIL § 18 a begins or ends. */
  | 'INDDRIVELSE';

interface Artsregel {
  readonly navn: string;
  readonly paragraf: string;
  readonly virkning: Virkning;
  /** The claim's existence and size stand fixed: ten years (forældelsesloven § 5 stk. 1). */
  readonly tiAar?: true;
  /** TILLAEG: it has no duration. */
  readonly straks?: true;
}

/** Every event that moves a claim's forældelse, with its § (regler.md 5.1, 5.3 and 5.4). Fixed by law. */
export const ARTER = {
  ERKENDELSE: { navn: 'Skyldners erkendelse', paragraf: 'forældelsesloven § 15', virkning: 'NY_FRIST' },
  AFDRAG: { navn: 'Afdrag på en ordning, skyldneren har bedt om', paragraf: 'forældelsesloven § 15', virkning: 'NY_FRIST' },
  GAELDSBREV: { navn: 'Gældsbrev', paragraf: 'forældelsesloven § 5, stk. 1', virkning: 'NY_FRIST', tiAar: true },
  RETSLIGE_SKRIDT: { navn: 'Retslige skridt', paragraf: 'forældelsesloven § 16', virkning: 'LOEBER' },
  DOM: { navn: 'Dom', paragraf: 'forældelsesloven §§ 5 og 16', virkning: 'NY_FRIST', tiAar: true },
  FORLIG: { navn: 'Forlig', paragraf: 'forældelsesloven §§ 5 og 16', virkning: 'NY_FRIST', tiAar: true },
  BETALINGSPAAKRAV: { navn: 'Betalingspåkrav med fogedrettens påtegning', paragraf: 'forældelsesloven §§ 5 og 16', virkning: 'NY_FRIST', tiAar: true },
  KONKURS: { navn: 'Anmeldelse i konkursbo', paragraf: 'forældelsesloven § 17', virkning: 'LOEBER' },
  DOEDSBO: { navn: 'Anmeldelse i dødsbo', paragraf: 'forældelsesloven § 17', virkning: 'LOEBER' },
  GAELDSSANERING: { navn: 'Anmeldelse i gældssanering', paragraf: 'forældelsesloven § 17', virkning: 'LOEBER' },
  REKONSTRUKTION: { navn: 'Anmeldelse i rekonstruktion', paragraf: 'forældelsesloven § 17', virkning: 'LOEBER' },
  UDLAEG: { navn: 'Udlæg', paragraf: 'forældelsesloven § 18, stk. 1-3', virkning: 'LOEBER' },
  ARREST: { navn: 'Arrest', paragraf: 'forældelsesloven § 18, stk. 1-3', virkning: 'LOEBER' },
  PANTEFOGED: { navn: 'Anmodning til pantefogeden', paragraf: 'forældelsesloven § 18, stk. 1-3', virkning: 'LOEBER' },
  LOENINDEHOLDELSE: { navn: 'Underretning om lønindeholdelse', paragraf: 'forældelsesloven § 18, stk. 4', virkning: 'LOEBER' },
  MODREGNING: { navn: 'Modregning', paragraf: 'forældelsesloven § 18, stk. 4', virkning: 'NY_FRIST' },
  BEROSTILLELSE: { navn: 'Afgørelse om berostillelse', paragraf: 'gældsinddrivelsesloven § 18 a, stk. 8', virkning: 'NY_FRIST' },
  FORHANDLING: { navn: 'Forhandling om kravet', paragraf: 'forældelsesloven § 21', virkning: 'TILLAEG' },
  SAG_AFVIST: { navn: 'Sagen afvist eller hævet', paragraf: 'forældelsesloven § 20', virkning: 'TILLAEG', straks: true },
  HENSTAND: { navn: 'Henstand på skyldnerens anmodning', paragraf: 'forældelsesloven § 2, stk. 2', virkning: 'LOEBER' },
  UVIDENHED: { navn: 'Undskyldelig uvidenhed om kravet eller skyldneren', paragraf: 'forældelsesloven § 3, stk. 2', virkning: 'UDSKUDT' },
  MODTAGET_INDDRIVELSE: { navn: 'Modtaget til inddrivelse', paragraf: 'gældsinddrivelsesloven § 18 a', virkning: 'INDDRIVELSE' },
  RETUR_INDDRIVELSE: { navn: 'Retur fra inddrivelse', paragraf: 'gældsinddrivelsesloven § 18 a', virkning: 'INDDRIVELSE' },
} as const satisfies Readonly<Record<string, Artsregel>>;

export type Foraeldelsesart = keyof typeof ARTER;
export const FORAELDELSESARTER = Object.keys(ARTER) as Foraeldelsesart[];
export const reglen = (art: Foraeldelsesart): Artsregel => ARTER[art];

/** True for what has a beginning and an end. */
export const loeber = (art: Foraeldelsesart): boolean => reglen(art).virkning === 'LOEBER' || reglen(art).virkning === 'UDSKUDT' || (reglen(art).virkning === 'TILLAEG' && reglen(art).straks !== true);

/** How a running step ends: for good, or (lønindeholdelse) one year after the last amount withheld. */
export type Afslutningsart = 'AFSLUTTET' | 'SIDSTE_INDEHOLDELSE';
/** The collector's systems: each has its own earliest start (GIL § 18 a). */
export type Rimsystem = 'PSRM' | 'DMI' | 'SAP38';
export const RIMSYSTEMER: readonly Rimsystem[] = ['PSRM', 'DMI', 'SAP38'];
