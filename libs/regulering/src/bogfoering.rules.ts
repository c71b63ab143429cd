import { fordel, minus, neg, plus, sum, type Beloeb } from '#app/kernel';
import type { Linje } from '#app/bogholderi';
import { opkraevetPaa } from './fordeling.rules.js';
import type { Dagsaendring, Linjefakta, Modkonto } from './typer.js';

/** Whose claim it is. */
export interface Sted { readonly kravId: string; readonly aftalekontoId: string; readonly forretningspartnerId: string }

/** A posting's konto with the amount it gains, and the account as it stands afterwards. */
interface Modpost { readonly efter: Modkonto; readonly linje: Linje | undefined }

/**
 * What stands against a changed line: income and moms in the proportion the line was booked in, as target minus booked. So a line that
 * is regulated often never drifts by an øre, what is charged back to its first amount stands as it first stood, and to nothing as nothing.
 */
function modposter(l: Linjefakta, aendring: Beloeb): Modpost[] {
  const maal = fordel(plus(opkraevetPaa(l), aendring), l.konti.map((k) => k.oprindelig));
  return l.konti.map((k, i) => {
    const beloeb = minus(k.nu, maal[i]!);
    return { efter: { ...k, nu: maal[i]! }, linje: beloeb.isZero() ? undefined : { konto: k.konto, beloeb, kontering: k.kontering } };
  });
}

/** The lines of each day's bilag, in order; each sums to 0. `dage` build on one another. */
export function bilagslinjer(sted: Sted, dage: readonly Dagsaendring[]): Linje[][] {
  const stand = new Map<string, Linjefakta>();
  return dage.map((dag) => dag.linjer.flatMap(({ linje, beloeb }) => {
    const l = stand.get(linje.id) ?? linje;
    const mod = modposter(l, beloeb);
    stand.set(l.id, { ...l, opkraevet: [...l.opkraevet, [dag.virkningsdato, beloeb] as const], konti: mod.map((m) => m.efter) });
    const faelles = { kravId: sted.kravId, kravlinjeId: l.id };
    return [{ konto: 'DEBITOR', beloeb, aftalekontoId: sted.aftalekontoId, forretningspartnerId: sted.forretningspartnerId, ...faelles, kontering: l.kontering },
      ...mod.flatMap((m) => (m.linje === undefined ? [] : [{ ...m.linje, ...faelles }]))];
  }));
}

/** The mirror of a booked bilag. */
export const spejl = (linjer: readonly Linje[]): Linje[] => linjer.map((l) => ({ ...l, beloeb: neg(l.beloeb) }));

/** kroner of moms among the postings of one line (the accounts that are not its own income account); + on a reduction. */
export const momsI = (l: Linjefakta, linjer: readonly Linje[]): Beloeb =>
  sum(linjer.filter((p) => p.kravlinjeId === l.id && p.konto !== 'DEBITOR' && p.konto !== indtaegtskonto(l.kontering)).map((p) => p.beloeb));

/** The first part of a kontering is the income konto. */
export const indtaegtskonto = (kontering: string): string => kontering.split('|')[0]!;
