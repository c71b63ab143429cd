import { naesteBankdag, plusBankdage, plusDage, seneste, type Lokaldato } from '#app/kernel';

/** A step of a rykkerprocedure, as far as its days go: counted from SRB (where nothing else is said), the letter before, or its deadline; calendar days, or bank days. */
export interface Rykkertrin { readonly dageEfterSrb: number; readonly fristDage: number; readonly regnesFra?: 'SRB' | 'BREV' | 'FRIST'; readonly dagtype?: 'KALENDER' | 'BANKDAGE' }

/**
 * The earliest day the claim can be handed over (GIL § 2; regler.md 3.1–3.2): each letter on the first day its step allows, its deadline
 * the first bank day after the days it gives, the next letter the day after that; and `dageEfterFrist` days after the last deadline.
 * No steps: the day after SRB. A rykker never moves SRB.
 */
export function tidligstOverdragelse(srb: Lokaldato, trin: readonly Rykkertrin[], dageEfterFrist: number): Lokaldato {
  let brev: Lokaldato | undefined;
  let frist: Lokaldato | undefined;
  for (const t of trin) {
    const fra = t.regnesFra === 'BREV' ? (brev ?? srb) : t.regnesFra === 'FRIST' ? (frist ?? srb) : srb;
    const egen = t.dagtype === 'BANKDAGE' ? plusBankdage(fra, t.dageEfterSrb) : plusDage(fra, t.dageEfterSrb);
    brev = frist === undefined ? egen : seneste(egen, plusDage(frist, 1));
    frist = naesteBankdag(plusDage(brev, t.fristDage));
  }
  return frist === undefined ? plusDage(srb, 1) : plusDage(frist, dageEfterFrist > 1 ? dageEfterFrist : 1);
}

/**
 * The day the claim is held up against: the earliest one its hovedkrav's procedure allows, never before the day after its own SRB (a
 * rente or gebyr has one of its own), and today once that has passed.
 */
export const modtagelsesdato = (tidligst: Lokaldato, egenSrb: Lokaldato, idag: Lokaldato): Lokaldato => {
  const efter = tidligst > egenSrb ? tidligst : plusDage(egenSrb, 1);
  return efter > idag ? efter : idag;
};
