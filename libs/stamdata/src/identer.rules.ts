import { laesCpr, laesCvr, laesErstatningsCpr, laesGln, laesPnummer, laesSe, UgyldigtInput } from '#app/kernel';
import type { Forretningspartnertype } from './entiteter.js';

/** Every kind of number a partner may have. AKR: given by the state collector to those without CPR and CVR (11 digits, regler.md 8.1). */
export const IDENTKODER = ['ZCPR', 'ZEPNR', 'ZCVR', 'SE', 'PNR', 'GLN', 'AKR'] as const;
export type Identkode = (typeof IDENTKODER)[number];

/** Numbers that name a debtor by themselves; the others stand beside one of these. */
export const HOVEDIDENTER: readonly Identkode[] = ['ZCPR', 'ZEPNR', 'ZCVR', 'AKR'];

const LAES: Readonly<Record<Identkode, (felt: string, v: string) => string>> = {
  ZCPR: laesCpr, ZEPNR: laesErstatningsCpr, ZCVR: laesCvr, SE: laesSe, PNR: laesPnummer, GLN: laesGln,
  AKR: (felt, v) => {
    if (!/^\d{11}$/.test(v)) throw new UgyldigtInput('AKR_UGYLDIGT', felt, 'AKR-nummeret skal være 11 cifre.');
    return v;
  },
};

/** The number as it is stored. @throws UgyldigtInput with the kode of its kind (CPR_UGYLDIGT, CVR_UGYLDIGT, AKR_UGYLDIGT …) */
export const laesNummer = (art: Identkode, felt: string, v: string): string => LAES[art](felt, v);

/** Company numbers are public; a person's show their date only. */
export const visNummer = (art: string, nummer: string, maaSeId: boolean): string =>
  maaSeId || !['ZCPR', 'ZEPNR', 'AKR'].includes(art) ? nummer : `${nummer.slice(0, 6)}-****`;

/** Bilag 2B: who can be legally liable. */
export const HAEFTER_JURIDISK: Readonly<Record<Forretningspartnertype, boolean>> = {
  BORGER: true, ERSTATNINGSPERSON: true, VIRKSOMHED: true, BIDRAGSBERETTIGET: false, BIDRAGSPERSON: false, ADMINISTRATOR: false,
};

/** Which number decides the type; the three types that are not liable are chosen, never derived. */
export const TYPE_EFTER_IDENT: Readonly<Partial<Record<Identkode, Forretningspartnertype>>> = { ZCPR: 'BORGER', ZEPNR: 'ERSTATNINGSPERSON', ZCVR: 'VIRKSOMHED' };

/** Which number may take another's place: a person gets a personnummer, or another one (CPR status 50, 60). */
export const KAN_AFLOESES_AF: Readonly<Partial<Record<Identkode, readonly Identkode[]>>> = {
  ZEPNR: ['ZCPR', 'ZEPNR'], ZCPR: ['ZCPR'], ZCVR: ['ZCVR'], AKR: ['ZCPR', 'ZEPNR', 'ZCVR', 'AKR'], SE: ['SE'], PNR: ['PNR'], GLN: ['GLN'],
};

/** What a status in CPR means here (regler.md 9). */
export interface Cprstatus {
  readonly tekst: string;
  /** A living person with an address of the register. */
  readonly levende: boolean;
  /** The number has ceased: a task to change it. */
  readonly skiftNummer: boolean;
  /** Letters cannot reach the person by the register's address; 90: no letters at all, the estate is asked. */
  readonly breve: 'NORMALT' | 'UDEN_ADRESSE' | 'INGEN';
}
export const CPR_STATUS: Readonly<Record<string, Cprstatus>> = {
  '01': { tekst: 'Bopæl i Danmark', levende: true, skiftNummer: false, breve: 'NORMALT' },
  '03': { tekst: 'Bopæl i Danmark, høj vejkode', levende: true, skiftNummer: false, breve: 'NORMALT' },
  '05': { tekst: 'Bopæl i Grønland', levende: true, skiftNummer: false, breve: 'NORMALT' },
  '07': { tekst: 'Bopæl i Grønland, høj vejkode', levende: true, skiftNummer: false, breve: 'NORMALT' },
  '20': { tekst: 'Uden bopæl i Danmark eller Grønland, tildelt nummer af hensyn til skat eller administration', levende: true, skiftNummer: false, breve: 'UDEN_ADRESSE' },
  '30': { tekst: 'Annulleret nummer', levende: false, skiftNummer: true, breve: 'UDEN_ADRESSE' },
  '50': { tekst: 'Slettet nummer ved dobbeltnummer', levende: false, skiftNummer: true, breve: 'UDEN_ADRESSE' },
  '60': { tekst: 'Ændret nummer', levende: false, skiftNummer: true, breve: 'UDEN_ADRESSE' },
  '70': { tekst: 'Forsvundet', levende: true, skiftNummer: false, breve: 'UDEN_ADRESSE' },
  '80': { tekst: 'Udrejst', levende: true, skiftNummer: false, breve: 'UDEN_ADRESSE' },
  '90': { tekst: 'Død', levende: false, skiftNummer: false, breve: 'INGEN' },
};
