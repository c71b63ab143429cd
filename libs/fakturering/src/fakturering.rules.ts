import { grupper, minus, naesteBankdag, NUL, plusDage, sum, tidligste, type Beloeb, type Lokaldato } from '#app/kernel';
import type { Opsaetning, Regime } from '#app/krav';

/** Why a claim is not put on a bill today; a caseworker reads it. */
export type Ventegrund = 'IKKE_TID' | 'UNDER_MINDSTEBELOEB' | 'BETALT' | 'INTET_AT_OPKRAEVE' | 'FORAELDET';

/** What the words of `Ventegrund` mean to a person. */
export const VENTEGRUNDE: Readonly<Record<Ventegrund, string>> = {
  IKKE_TID: 'Kravet opkræves, når det er tættere på sin sidste rettidige betalingsdato.',
  UNDER_MINDSTEBELOEB: 'Debitors regning ville blive mindre end det mindste beløb, kommunen opkræver; kravet venter på flere.',
  BETALT: 'Kravet er betalt, før det blev opkrævet.',
  INTET_AT_OPKRAEVE: 'Kravet er sat ned til nul, før det blev opkrævet.',
  FORAELDET: 'Kravet er forældet og må ikke opkræves.',
};

/** A claim that waits to be billed (afregningsbilag). Kroner. */
export interface Afregningsbilag {
  readonly kravId: string;
  readonly aftalekontoId: string;
  /** Who gets the bill instead of the debtor (korrespondance), or null. */
  readonly modtagerId: string | null;
  readonly regime: Regime | undefined;
  /** Barred towards the debtor: nobody may ask for it. */
  readonly foraeldet: boolean;
  readonly forfaldsdato: Lokaldato; readonly srb: Lokaldato;
  /** Charged by now: what it was registered with and every regulation since. */
  readonly opkraevet: Beloeb;
  /** Cleared by money that came before the bill. */
  readonly betalt: Beloeb;
}

export type Faktureringsramme = Pick<Opsaetning, 'faktureringshorisont' | 'faktureringsfrist' | 'faktureringsmindst' | 'samleopkraevning'> & { readonly dato: Lokaldato; /** From the desk: neither horizon nor smallest amount holds anything back. */ readonly alle: boolean };

/** A claim on a bill, with the dates the bill gives it, and which of them are other than before. */
export interface Faktureret { readonly kravId: string; readonly forfaldsdato: Lokaldato; readonly srb: Lokaldato; readonly nytForfald: boolean; readonly nySrb: boolean }
export const erFlyttet = (f: Faktureret): boolean => f.nytForfald || f.nySrb;
/** One bill to be made. `forfaldsdato`: the earliest of its claims'. */
export interface Planlagtfaktura { readonly modtagerId: string | null; readonly forfaldsdato: Lokaldato; readonly srb: Lokaldato; readonly krav: readonly Faktureret[] }
/** `naeste`: when time alone can change the answer. */
export interface Venter { readonly kravId: string; readonly grund: Ventegrund; readonly naeste: Lokaldato | 'infinity' }
export interface Faktureringsbeslutning { readonly fakturaer: readonly Planlagtfaktura[]; readonly venter: readonly Venter[] }

/**
 * One debtor's bills of the day. A claim is billed when its SRB is at most the horizon ahead; one whose SRB leaves the debtor less than
 * the lead time takes the SRB of a bill that is made today anyway, else the first bank day that leaves it (regler.md 3.2). Under
 * renteloven its forfald moves there too, also where it was due before the bill: interest may not run from before the demand (§ 3).
 * What falls on the same SRB and recipient is one bill; a bill under the smallest amount waits for more.
 */
export function beslutFakturering(krav: readonly Afregningsbilag[], r: Faktureringsramme): Faktureringsbeslutning {
  const venter: Venter[] = [];
  const klar: Afregningsbilag[] = [];
  for (const k of krav) {
    const grund = ventegrund(k, r);
    if (grund === undefined) klar.push(k);
    else venter.push({ kravId: k.kravId, grund, naeste: grund === 'IKKE_TID' ? plusDage(k.srb, -r.faktureringshorisont) : 'infinity' });
  }
  const fakturaer: Planlagtfaktura[] = [];
  for (const gruppe of grupper(klar, (k) => modtagernoegle(k, r)).values()) {
    for (const regning of grupper(frister(gruppe, r), (x) => x.ny.srb).values()) {
      if (!r.alle && sum(regning.map((x) => rest(x.k))).lt(r.faktureringsmindst)) venter.push(...regning.map((x) => ({ kravId: x.k.kravId, grund: 'UNDER_MINDSTEBELOEB' as const, naeste: 'infinity' as const })));
      else fakturaer.push({ modtagerId: regning[0]!.k.modtagerId, forfaldsdato: tidligste(...regning.map((x) => x.ny.forfaldsdato)), srb: regning[0]!.ny.srb, krav: regning.map((x) => x.ny) });
    }
  }
  return { fakturaer, venter };
}

/** kroner still to be paid; never negative. */
const rest = (k: Afregningsbilag): Beloeb => { const r = minus(k.opkraevet, k.betalt); return r.gt(0) ? r : NUL; };

function ventegrund(k: Afregningsbilag, r: Faktureringsramme): Ventegrund | undefined {
  if (k.opkraevet.lte(0)) return 'INTET_AT_OPKRAEVE';
  if (rest(k).isZero()) return 'BETALT';
  if (k.foraeldet) return 'FORAELDET';
  return !r.alle && r.dato < plusDage(k.srb, -r.faktureringshorisont) ? 'IKKE_TID' : undefined;
}

/** Claims that may stand on one bill. */
function modtagernoegle(k: Afregningsbilag, r: Faktureringsramme): string {
  const modtager = k.modtagerId ?? '';
  if (r.samleopkraevning === 'KRAV') return `${modtager}|${k.kravId}`;
  return r.samleopkraevning === 'KONTO' ? `${modtager}|${k.aftalekontoId}` : modtager;
}

interface MedFrist { readonly k: Afregningsbilag; readonly ny: Faktureret }

/** The dates each claim of a group gets. */
function frister(gruppe: readonly Afregningsbilag[], r: Faktureringsramme): MedFrist[] {
  const tidligst = plusDage(r.dato, r.faktureringsfrist);
  const rettidige = gruppe.filter((k) => k.srb >= tidligst).map((k) => k.srb).sort();
  const ny = rettidige[0] ?? naesteBankdag(tidligst);
  return gruppe.map((k): MedFrist => {
    const srb = k.srb >= tidligst ? k.srb : ny;
    const forfaldsdato = k.regime === 'RENTELOV' && (srb !== k.srb || k.forfaldsdato < r.dato) ? srb : k.forfaldsdato;
    return { k, ny: { kravId: k.kravId, forfaldsdato, srb, nytForfald: forfaldsdato !== k.forfaldsdato, nySrb: srb !== k.srb } };
  });
}
