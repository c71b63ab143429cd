import { dageMellem, ForretningsFejl, min, type Beloeb, type Lokaldato } from '#app/kernel';
import type { Kravstype } from '#app/krav';

/** Which law a rykkergebyr rests on (regler.md 0 and 2). UDK: claims of regime INGEN with udpantningsret (bidrag for Udbetaling Danmark, loans): one fee per claim. The codes are those of faelles.gebyrmaksimum. */
export type Gebyrregime = 'GEBYRLOV' | 'OPKRAEVNINGSLOV' | 'RENTELOV' | 'UDK';

/** What the law says besides the dated amount: fixed by statute, so it is code (design D9). */
export interface Gebyrlov {
  readonly paragraf: string;
  /** Fees per ydelse at the most; absent: the statute sets no number. */
  readonly hoejst?: number;
  /** Whole days at the least between two rykkere with fee. */
  readonly dageImellem?: number;
}
export const GEBYRLOVE: { readonly [R in Gebyrregime]: Gebyrlov } = {
  GEBYRLOV: { paragraf: 'gebyrloven § 2' },
  UDK: { paragraf: 'gebyrloven § 2', hoejst: 1 },
  OPKRAEVNINGSLOV: { paragraf: 'opkrævningsloven § 6' },
  RENTELOV: { paragraf: 'renteloven § 9 b', hoejst: 3, dageImellem: 10 },
};
/** The claim that bears a letter's one fee is sought in this order (regler.md 2.1). */
const RANG: { readonly [R in Gebyrregime]: number } = { GEBYRLOV: 0, UDK: 0, OPKRAEVNINGSLOV: 1, RENTELOV: 2 };

/** A dated row of faelles.gebyrmaksimum; `maks` in kroner. */
export interface Gebyrmaksimum { readonly regime: Gebyrregime; readonly gyldigFra: Lokaldato; readonly gyldigTil: string; readonly maks: Beloeb; readonly kilde: string }

/** 409: the law's maximum is not known for the date; a fee is never guessed (design D9). */
export class GebyrmaksimumUkendt extends ForretningsFejl {
  readonly kode = 'GEBYRMAKSIMUM_UKENDT'; readonly status = 409; readonly titel = 'Lovens højeste gebyr kendes ikke';
  constructor(regime: Gebyrregime, dato: Lokaldato) { super(`Lovens højeste rykkergebyr (${GEBYRLOVE[regime].paragraf}) er ikke registreret for ${dato}.`); }
}

/** In Danish: how many fees the law allows, and how far apart; undefined where it says nothing of it. */
export const lovensAntal = (lov: Gebyrlov): string | undefined => lov.hoejst === undefined ? undefined
  : `højst ${lov.hoejst === 1 ? 'ét gebyr pr. krav' : `${lov.hoejst} gebyrer`}${lov.dageImellem === undefined ? '' : ` og mindst ${lov.dageImellem} dage imellem`}`;

/** The law a claim's fee follows; null: no law allows one. Udpantningsret comes first: such civil claims follow gebyrloven too. */
export function gebyrregime(t: Pick<Kravstype, 'regime' | 'udpantningsret' | 'civilretlig'>): Gebyrregime | null {
  if (t.regime === 'OPKRAEVNINGSLOV') return 'OPKRAEVNINGSLOV';
  if (t.udpantningsret) return t.regime === 'INGEN' ? 'UDK' : 'GEBYRLOV';
  return t.civilretlig ? 'RENTELOV' : null;
}

/** The law's maximum on a date, kroner. @throws GebyrmaksimumUkendt */
export function lovensMaksimum(maksima: readonly Gebyrmaksimum[], regime: Gebyrregime, dato: Lokaldato): Gebyrmaksimum {
  const fundet = maksima.find((m) => m.regime === regime && m.gyldigFra <= dato && m.gyldigTil > dato);
  if (fundet === undefined) throw new GebyrmaksimumUkendt(regime, dato);
  return fundet;
}

/** Why a claim may not bear a fee now. */
export type Gebyrafslag = 'INGEN_HJEMMEL' | 'HOEJST_ET_GEBYR' | 'HOEJST_TRE_GEBYRER' | 'UNDER_TI_DAGE';

/** A claim of the letter, as the fee rules see it. */
export interface Gebyrkandidat {
  readonly kravId: string;
  readonly regime: Gebyrregime | null;
  /** The procedure's fee, kroner >= 0. */
  readonly gebyr: Beloeb;
  /** Dates of the fees this claim bears already, any order. */
  readonly gebyrdatoer: readonly Lokaldato[];
  /** The running contract a periodic civil claim belongs to (its aftaleindhold). */
  readonly kontrakt?: string | undefined;
  /** Dates of fees on the contract's other claims inside the present unbroken arrears. */
  readonly kontraktgebyrer: readonly Lokaldato[];
}

/** A fee to be posted as a claim of its own under `kravId`; kroner > 0. */
export interface Gebyrpost { readonly kravId: string; readonly regime: Gebyrregime; readonly beloeb: Beloeb }

/**
 * May this claim bear one more fee today? Renteloven § 9 b: three at the most per ydelse, also per unbroken arrears of a running
 * contract (`udenforKravet` counts those), and ten days since the last one. UDK: one per claim.
 */
export function gebyrafslag(regime: Gebyrregime | null, gebyrdatoer: readonly Lokaldato[], dato: Lokaldato, udenforKravet = 0): Gebyrafslag | null {
  if (regime === null) return 'INGEN_HJEMMEL';
  const lov = GEBYRLOVE[regime];
  if (lov.hoejst !== undefined && gebyrdatoer.length + udenforKravet >= lov.hoejst) return lov.hoejst === 1 ? 'HOEJST_ET_GEBYR' : 'HOEJST_TRE_GEBYRER';
  if (lov.dageImellem !== undefined && gebyrdatoer.some((g) => dageMellem(g, dato) < lov.dageImellem!)) return 'UNDER_TI_DAGE';
  return null;
}

/**
 * The fees of one letter. PR_BREV: one, on the oldest claim with udpantningsret that may bear it, else on the oldest civil one, at
 * that claim's own kind's fee, so a civil claim never bears the public fee. PR_KRAV: each claim its own.
 * @param kandidater the letter's claims, oldest first
 * @param iBrevet fees of the day per running contract, counted on as they are given: shared by a debtor's letters of one day
 */
export function fordelGebyrer(kandidater: readonly Gebyrkandidat[], fordeling: 'PR_BREV' | 'PR_KRAV', maksima: readonly Gebyrmaksimum[], dato: Lokaldato, iBrevet = new Map<string, number>()): Gebyrpost[] {
  const rang = (k: Gebyrkandidat): number => (k.regime === null ? 9 : RANG[k.regime]);
  const ordnet = fordeling === 'PR_KRAV' ? kandidater : kandidater.toSorted((a, b) => rang(a) - rang(b));
  const ud: Gebyrpost[] = [];
  for (const k of ordnet) {
    const nyligt = k.kontrakt === undefined ? 0 : (iBrevet.get(k.kontrakt) ?? 0);
    if (k.regime === null || gebyrafslag(k.regime, k.gebyrdatoer, dato, k.kontraktgebyrer.length + nyligt) !== null) continue;
    const beloeb = min(k.gebyr, lovensMaksimum(maksima, k.regime, dato).maks);
    if (beloeb.lte(0)) continue;
    ud.push({ kravId: k.kravId, regime: k.regime, beloeb });
    if (k.kontrakt !== undefined) iBrevet.set(k.kontrakt, nyligt + 1);
    if (fordeling === 'PR_BREV') break;
  }
  return ud;
}
