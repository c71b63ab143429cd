import type { Lokaldato } from '#app/kernel';
import { danskAdresse, type Adfaerd, type Demodebitor } from './personer.js';
import { BRANCHER, EFTERNAVNE, KVINDENAVNE, MANDENAVNE } from './navne.js';
import { foedselsdag, syntetiskCpr, syntetiskCvr, syntetiskErstatningsCpr } from './numre.js';
import { terning } from './terning.js';

type Slags = 'PERSON' | 'UNG' | 'ERSTATNINGSPERSON' | 'VIRKSOMHED';
interface Rolletype { readonly slags: Slags; readonly adfaerd: Adfaerd; readonly cpr?: '20' | '30' | '50' | '70' | '80' | '90'; readonly som?: string }
const r = (slags: Slags, adfaerd: Adfaerd, mere: Partial<Rolletype> = {}): Rolletype => ({ slags, adfaerd, ...mere });

/** Who plays in the stories of one generation. `cpr`: a status in CPR to come; `som`: the same name and home as that role. */
const ROLLETYPER = {
  PARKANT: r('PERSON', 'ALDRIG'), FORKERT_MAANED: r('PERSON', 'ALDRIG'), KLAGER: r('PERSON', 'ALDRIG'), AFVIST_KLAGER: r('PERSON', 'ALDRIG'),
  FORAELDER: r('PERSON', 'MAANEDER_SEN'), ANDEN_FORAELDER: r('PERSON', 'PUNKTLIG'), MADGAEST: r('PERSON', 'PUNKTLIG'),
  ERKENDER: r('PERSON', 'ALDRIG'), UDLAGT: r('PERSON', 'ALDRIG'), DOEMT: r('PERSON', 'ALDRIG'), GLEMT: r('PERSON', 'ALDRIG'), NAESTE: r('PERSON', 'ALDRIG'),
  UDEN_CPR: r('ERSTATNINGSPERSON', 'DAGE_SEN'), FIK_CPR: r('PERSON', 'DAGE_SEN', { som: 'UDEN_CPR' }), TILFLYTTER: r('ERSTATNINGSPERSON', 'PUNKTLIG'),
  DOBBELT: r('PERSON', 'DAGE_SEN'), DOBBELT_IGEN: r('PERSON', 'ALDRIG', { cpr: '50', som: 'DOBBELT' }),
  NAVNEBROR: r('PERSON', 'DAGE_SEN'), NAVNEBROR_TO: r('PERSON', 'ALDRIG', { som: 'NAVNEBROR' }),
  UDEN_BOPAEL: r('PERSON', 'ALDRIG', { cpr: '20' }), ANNULLERET_NUMMER: r('PERSON', 'DAGE_SEN', { cpr: '30' }), FORSVUNDET: r('PERSON', 'ALDRIG', { cpr: '70' }),
  FEJLOPKRAEVET: r('PERSON', 'PUNKTLIG'), GENBEREGNET: r('PERSON', 'ALDRIG'), FORTRUDT: r('PERSON', 'DAGE_SEN'),
  UDREJST: r('PERSON', 'ALDRIG', { cpr: '80' }), AFDOED: r('PERSON', 'ALDRIG', { cpr: '90' }),
  UNDER_VAERGE: r('PERSON', 'DAGE_SEN'), VAERGE: r('PERSON', 'PUNKTLIG'), BIDRAGSYDER: r('PERSON', 'DAGE_SEN'), STUDERENDE: r('UNG', 'PUNKTLIG'), BIDRAGSMODTAGER: r('PERSON', 'PUNKTLIG'), ADVOKAT: r('VIRKSOMHED', 'PUNKTLIG'),
  INTERESSENTSKAB: r('VIRKSOMHED', 'DELVIS'), INTERESSENT: r('PERSON', 'PUNKTLIG'), INTERESSENT_TO: r('PERSON', 'PUNKTLIG'), OPHOERT: r('VIRKSOMHED', 'ALDRIG'), UKLAR: r('PERSON', 'ALDRIG'),
} as const satisfies Readonly<Record<string, Rolletype>>;
export type Rolle = keyof typeof ROLLETYPER;
export type Besaetning = Readonly<Record<Rolle, Demodebitor>>;

/** A child who studies: of age, so that the number is of those that were never issued. */
const ALDRE: Readonly<Record<Slags, readonly [number, number]>> = { PERSON: [26, 62], ERSTATNINGSPERSON: [22, 45], UNG: [19, 21], VIRKSOMHED: [0, 0] };

/** The people and companies of generation `g`, whose stories begin on `dag0`; numbers in `brugte` are taken. The same answer every time. */
export function besaet(dag0: Lokaldato, g: number, brugte: Set<string>): Besaetning {
  const ud: Record<string, Demodebitor> = {};
  Object.entries<Rolletype>(ROLLETYPER).forEach(([rolle, type], i) => {
    const d = rolleindehaver(dag0, FOERSTE_NR + 5 * (g * 100 + i), type, brugte);
    const som = type.som === undefined ? undefined : ud[type.som]!;
    ud[rolle] = som === undefined ? d : { ...d, navn: som.navn, adresse: som.adresse };
  });
  return ud as Besaetning;
}
/** Far above the world's own debtors; none of these pays by Betalingsservice. */
const FOERSTE_NR = 900_001;

function rolleindehaver(dag0: Lokaldato, nr: number, { slags, adfaerd, cpr }: Rolletype, brugte: Set<string>): Demodebitor {
  const t = terning('rolle', nr);
  const faelles = { nr, adresse: danskAdresse(t, false), adfaerd, boern: [], bolig: 'ANDEN' as const, madservice: false, adressebeskyttet: false };
  if (slags === 'VIRKSOMHED') return { ...faelles, art: 'ZCVR', nummer: syntetiskCvr(nr, brugte), navn: `${t.vaelg(EFTERNAVNE)} ${t.vaelg(BRANCHER)}` };
  const foedt = foedselsdag(dag0, t.heltal(...(ALDRE[slags] as [number, number])), t);
  const person = { ...faelles, foedt, navn: `${t.vaelg(t.chance(0.5) ? KVINDENAVNE : MANDENAVNE)} ${t.vaelg(EFTERNAVNE)}` };
  if (slags === 'ERSTATNINGSPERSON') return { ...person, art: 'ZEPNR', nummer: syntetiskErstatningsCpr(foedt, nr, brugte) };
  return { ...person, art: 'ZCPR', nummer: syntetiskCpr(foedt, nr, brugte), ...(cpr === undefined ? {} : { status: { kode: cpr, fra: dag0 } }) };
}
