import { plusDage, type Lokaldato } from '#app/kernel';
import { ANDRE_BYER, BRANCHER, BYER, EFTERNAVNE, KVINDENAVNE, MANDENAVNE, SELSKABSFORMER, UDLAND, VEJE } from './navne.js';
import { foedselsdag, syntetiskCpr, syntetiskCvr } from './numre.js';
import { terning, type Terning } from './terning.js';

/**
 * How a debtor pays: PUNKTLIG on the day, TIDLIG days before, DAGE_SEN before the first reminder, MAANEDER_SEN after it, DELVIS in
 * parts, DOBBELT twice now and then, UJAEVN a little of everything, STOPPER not any more from `stopper` on, ALDRIG.
 */
export type Adfaerd = 'PUNKTLIG' | 'TIDLIG' | 'DAGE_SEN' | 'MAANEDER_SEN' | 'DELVIS' | 'DOBBELT' | 'UJAEVN' | 'STOPPER' | 'ALDRIG';

export interface Demoadresse { readonly vejnavn: string; readonly husnummer: string; readonly postnummer: string; readonly postdistrikt: string; readonly landekode: string }
export interface Barn { readonly nr: number; readonly navn: string; readonly foedt: Lokaldato }

/** A debtor to be: what is true of the person or company, and what will be. */
export interface Demodebitor {
  readonly nr: number;
  readonly art: 'ZCPR' | 'ZEPNR' | 'ZCVR';
  readonly nummer: string;
  readonly navn: string;
  readonly foedt?: Lokaldato;
  readonly adresse: Demoadresse;
  readonly adfaerd: Adfaerd;
  /** STOPPER: pays nothing from this day on. */
  readonly stopper?: Lokaldato;
  readonly boern: readonly Barn[];
  /** EJER pays renovation, LEJER the kommune's rent. */
  readonly bolig: 'EJER' | 'LEJER' | 'ANDEN';
  readonly madservice: boolean;
  readonly adressebeskyttet: boolean;
  /** `nr` of the other adult of the home who answers for the children's bills with this one. */
  readonly medhaefter?: number;
  /** Moves on `fra`; it is known `kendtDage` later. */
  readonly flytter?: { readonly fra: Lokaldato; readonly kendtDage: number; readonly adresse: Demoadresse };
  /** CPR status on `fra`: 90 dead, 80 left the country, 70 missing, 20 no address, 30 and 50 the number has ceased. From the beginning when `fra` is the world's first day. */
  readonly status?: { readonly kode: '20' | '30' | '50' | '70' | '80' | '90'; readonly fra: Lokaldato };
}

const ADFAERD: Readonly<Record<Adfaerd, number>> = { PUNKTLIG: 650, TIDLIG: 130, DAGE_SEN: 118, MAANEDER_SEN: 30, DELVIS: 16, DOBBELT: 18, UJAEVN: 16, STOPPER: 12, ALDRIG: 10 };
const FIRMAERS_ADFAERD: Readonly<Record<Adfaerd, number>> = { PUNKTLIG: 560, TIDLIG: 60, DAGE_SEN: 250, MAANEDER_SEN: 55, DELVIS: 20, DOBBELT: 20, UJAEVN: 20, STOPPER: 10, ALDRIG: 5 };
const ANDEL_FIRMAER = 0.075;

/** `antal` debtors of the world that begins on `start`: people in homes, then companies. The same answer every time. */
export function skabDebitorer(start: Lokaldato, antal: number): Demodebitor[] {
  const firmaer = Math.round(antal * ANDEL_FIRMAER);
  const numre = new Set<string>();
  const ud: Demodebitor[] = [];
  for (let h = 0; ud.length < antal - firmaer; h++) ud.push(...husstand(start, h, ud.length, antal - firmaer - ud.length, numre));
  for (let i = 0; i < firmaer; i++) ud.push(firma(start, ud.length, numre));
  return ud;
}

/** What all of a home share. */
interface Hjem { readonly adresse: Demoadresse; readonly bolig: Demodebitor['bolig']; readonly adressebeskyttet: boolean; readonly flytter?: Demodebitor['flytter'] }

/** A home of one or two adults, with or without children; the first adult gets the children's bills. */
function husstand(start: Lokaldato, h: number, nr: number, plads: number, numre: Set<string>): Demodebitor[] {
  const t = terning('husstand', h);
  const alder = t.chance(0.5) ? t.heltal(25, 45) : t.heltal(20, 84);
  const par = plads > 1 && t.chance(0.55);
  const efternavn = t.vaelg(EFTERNAVNE);
  const fra = plusDage(start, t.heltal(20, 520));
  const flytter = t.chance(0.1) ? { fra, kendtDage: t.heltal(-20, 12), adresse: danskAdresse(t, t.chance(0.35)) } : undefined;
  const bolig = t.chance(par ? 0.68 : 0.38) ? 'EJER' : t.chance(0.23) ? 'LEJER' : 'ANDEN';
  const hjem: Hjem = { adresse: danskAdresse(t, false), bolig, adressebeskyttet: t.chance(0.009), ...(flytter && { flytter }) };
  const boern = alder <= 48 && t.chance(par ? 0.85 : 0.4) ? boernene(start, h, alder, efternavn, t) : [];
  const foerste = voksen(start, nr, alder, efternavn, boern, hjem, numre);
  if (!par) return [foerste];
  const anden = voksen(start, nr + 1, Math.max(20, alder + t.heltal(-5, 5)), t.chance(0.7) ? efternavn : t.vaelg(EFTERNAVNE), [], { ...hjem, bolig: 'ANDEN' }, numre);
  return [boern.length > 0 && t.chance(0.13) ? { ...foerste, medhaefter: nr + 1 } : foerste, anden];
}

function boernene(start: Lokaldato, h: number, alder: number, efternavn: string, t: Terning): Barn[] {
  return Array.from({ length: t.vaegtet({ 1: 40, 2: 45, 3: 15 }).charCodeAt(0) - 48 }, (_, i) => ({
    nr: h * 10 + i, navn: `${t.vaelg(t.chance(0.5) ? KVINDENAVNE : MANDENAVNE)} ${efternavn}`,
    foedt: plusDage(start, -t.heltal(100, Math.min(11, alder - 19) * 365)),
  }));
}

function voksen(start: Lokaldato, nr: number, alder: number, efternavn: string, boern: readonly Barn[], hjem: Hjem, numre: Set<string>): Demodebitor {
  const t = terning('voksen', nr);
  const foedt = foedselsdag(start, alder, t);
  const adfaerd = t.vaegtet(ADFAERD);
  const udland = boern.length === 0 && t.chance(0.012);
  const doed = !udland && t.chance(alder > 65 ? 0.03 : 0.003);
  const kode = udland ? '80' : doed ? '90' : undefined;
  const { flytter, ...faelles } = hjem;
  return {
    nr, art: 'ZCPR', nummer: syntetiskCpr(foedt, nr, numre), foedt, navn: `${t.vaelg(t.chance(0.5) ? KVINDENAVNE : MANDENAVNE)} ${efternavn}`,
    ...faelles, adresse: udland ? udenlandskAdresse(t) : hjem.adresse, bolig: udland ? 'ANDEN' : hjem.bolig,
    adfaerd, ...(adfaerd === 'STOPPER' && { stopper: plusDage(start, t.heltal(60, 400)) }),
    boern, madservice: alder >= 72 && t.chance(0.6),
    ...(flytter && kode === undefined && { flytter }),
    ...(kode && { status: { kode, fra: udland ? start : plusDage(start, t.heltal(60, 450)) } }),
  };
}

function firma(start: Lokaldato, nr: number, numre: Set<string>): Demodebitor {
  const t = terning('firma', nr);
  const adfaerd = t.vaegtet(FIRMAERS_ADFAERD);
  return {
    nr, art: 'ZCVR', nummer: syntetiskCvr(nr, numre), navn: `${t.vaelg(EFTERNAVNE)} ${t.vaelg(BRANCHER)} ${t.vaelg(SELSKABSFORMER)}`, adresse: danskAdresse(t, t.chance(0.2)),
    adfaerd, ...(adfaerd === 'STOPPER' && { stopper: plusDage(start, t.heltal(60, 400)) }),
    boern: [], bolig: t.chance(0.6) ? 'EJER' : 'ANDEN', madservice: false, adressebeskyttet: false,
  };
}

export const danskAdresse = (t: Terning, udenbys: boolean): Demoadresse => ({
  vejnavn: t.vaelg(VEJE), husnummer: `${t.heltal(1, 120)}${t.chance(0.2) ? t.vaelg(['A', 'B', 'C']) : ''}`, ...t.vaelg(udenbys ? ANDRE_BYER : BYER), landekode: 'DK',
});
const udenlandskAdresse = (t: Terning): Demoadresse => ({ ...t.vaelg(UDLAND), husnummer: `${t.heltal(1, 90)}` });

/** Where the debtor lives on `dag`, as far as the kommune knew it that day. */
export const kendtAdresse = (d: Demodebitor, dag: Lokaldato): Demoadresse => (d.flytter !== undefined && flytningKendt(d.flytter) <= dag ? d.flytter.adresse : d.adresse);

/** The day the kommune hears of the move. */
export const flytningKendt = (f: NonNullable<Demodebitor['flytter']>): Lokaldato => plusDage(f.fra, f.kendtDage);
