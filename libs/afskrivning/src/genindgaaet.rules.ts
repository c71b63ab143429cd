import { max, min, minus, neg, NUL, plus, seneste, sum, type Beloeb } from '#app/kernel';
import { restAf, saml } from './tilbage.rules.js';
import type { Aabning, Afskrevet, Afskrivningsaarsag, Afskrivningsregel, Familie, Familiekrav, Kravart, Linjebeloeb, Penge, Tilbagefoersel } from './typer.js';

/** What was released or settled by court is not owed again, whatever is paid (regler.md 7.1); the money stays the debtor's. */
export const GENAABNES_IKKE: readonly Afskrivningsaarsag[] = ['EFTERGIVELSE', 'AKKORD', 'GAELDSSANERING'];

const RANG: Readonly<Record<Afskrivningsregel['daekning'], Readonly<Record<Kravart, number>>>> = {
  GEBYR_RENTE_HOVEDSTOL: { GEBYR: 0, RENTE: 1, HOVEDKRAV: 2 },
  HOVEDSTOL_FOERST: { HOVEDKRAV: 0, GEBYR: 1, RENTE: 2 },
};

/** What is owed on its claims; what is paid too much on one is not another's. */
const aabenRest = (f: Pick<Familie, 'krav'>): Beloeb => sum(f.krav.map((k) => max(NUL, restAf(k.linjer))));
/** Written off and still able to be paid, kroner. */
export const kanGenindgaa = (f: Pick<Familie, 'afskrivninger'>): Beloeb => sum(f.afskrivninger.filter((a) => !GENAABNES_IKKE.includes(a.aarsag)).flatMap((a) => a.linjer.map((l) => l.beloeb)));

/**
 * Money for what is written off: so much as came and is not needed by what is open is owed again, in the order of coverage, from the day it
 * was paid; the clearing then covers it. Where the money went again, that much is written off again on the same day. Target minus booked. Pure.
 */
export function genindgaaet(f: Familie, r: Afskrivningsregel): Tilbagefoersel[] {
  const rest = aabenRest(f);
  const penge = sum(f.penge.map((p) => p.beloeb));
  return saml(rest.gt(penge) ? tilbageIgen(f, minus(rest, penge)) : genaabn(f, r, frie(f.penge, rest)), f);
}

/** What the open rest leaves of the payments, the oldest used first. */
function frie(penge: readonly Penge[], rest: Beloeb): Penge[] {
  let brugt = rest;
  return penge.flatMap((p) => {
    const tages = min(brugt, p.beloeb);
    brugt = minus(brugt, tages);
    return tages.eq(p.beloeb) ? [] : [{ ...p, beloeb: minus(p.beloeb, tages) }];
  });
}

interface Plads { readonly afskrivning: Afskrevet; readonly linje: Linjebeloeb; tilbage: Beloeb }

function genaabn(f: Familie, r: Afskrivningsregel, penge: readonly Penge[]): Tilbagefoersel[] {
  if (penge.length === 0) return [];
  const pladser = [...f.krav].sort((a, b) => RANG[r.daekning][a.art] - RANG[r.daekning][b.art] || (a.srb < b.srb ? -1 : a.srb > b.srb ? 1 : 0)).flatMap((k) => paaKrav(f, k));
  const ud: Tilbagefoersel[] = [];
  for (const p of penge) {
    let frit = p.beloeb;
    for (const plads of pladser) {
      const x = min(frit, plads.tilbage);
      if (x.lte(0)) continue;
      frit = minus(frit, x);
      plads.tilbage = minus(plads.tilbage, x);
      ud.push({ art: 'GENINDGAAET', afskrivning: plads.afskrivning, virkningsdato: seneste(p.virkningsdato, plads.afskrivning.virkningsdato), linjer: [{ ...plads.linje, beloeb: x }] });
    }
  }
  return ud;
}

/** Line by line, the newest write-off first. */
const paaKrav = (f: Familie, k: Familiekrav): Plads[] => k.linjer.flatMap(({ kravlinjeId }) => f.afskrivninger.filter((a) => !GENAABNES_IKKE.includes(a.aarsag)).flatMap((afskrivning) =>
  afskrivning.linjer.filter((l) => l.kravlinjeId === kravlinjeId && l.beloeb.gt(0)).map(({ kravId, kontering, beloeb }): Plads => ({ afskrivning, linje: { kravId, kravlinjeId, kontering, beloeb }, tilbage: beloeb }))));

/** Something that moved a line after it was written off. HAAND: people reopened it. AFSKRIVNING: it was written off again, whatever the reason. */
interface Lag { readonly art: 'INDGAAET' | 'HAAND' | 'AFSKRIVNING'; readonly aabning: Aabning; readonly skel: number; readonly afskrivning: Afskrevet; readonly linje: Linjebeloeb }

/** Newest first. What money opened between two things that people decided is one: the newest write-off first, the latest day first. */
function lagPaa(f: Familie, kravlinjeId: string): Lag[] {
  const alle = f.afskrivninger.flatMap((afskrivning) => afskrivning.linjer.filter((l) => l.kravlinjeId === kravlinjeId).flatMap((l) => {
    const [ind, haand] = [l.genindgaaet ?? [], l.genaabnet ?? []];
    const hele: Aabning = { nr: afskrivning.nr, virkningsdato: afskrivning.virkningsdato, beloeb: sum([l.beloeb, ...[...ind, ...haand].map((a) => a.beloeb)]) };
    const faelles = { afskrivning, linje: { kravId: l.kravId, kravlinjeId, kontering: l.kontering, beloeb: l.beloeb } };
    return [...ind.map((aabning) => ({ ...faelles, art: 'INDGAAET' as const, aabning })), ...haand.map((aabning) => ({ ...faelles, art: 'HAAND' as const, aabning })), { ...faelles, art: 'AFSKRIVNING' as const, aabning: hele }];
  }));
  const skel = alle.filter((l) => l.art !== 'INDGAAET').map((l) => l.aabning.nr);
  return alle.map((l): Lag => ({ ...l, skel: skel.filter((s) => s > l.aabning.nr).length }))
    .sort((a, b) => a.skel - b.skel || (a.art === 'INDGAAET' ? 0 : 1) - (b.art === 'INDGAAET' ? 0 : 1) || b.afskrivning.nr - a.afskrivning.nr || (a.aabning.virkningsdato > b.aabning.virkningsdato ? -1 : 1));
}

/** What is open of each opening of a line: money fills the oldest first, so the newest are open; and a later write-off took the newest that was open. */
function aabneLag(f: Familie, l: Linjebeloeb): (Lag & { readonly aaben: Beloeb })[] {
  let [rest, afskrevet] = [max(NUL, l.beloeb), NUL];
  return lagPaa(f, l.kravlinjeId).flatMap((lag) => {
    if (lag.art === 'AFSKRIVNING') { afskrevet = plus(afskrevet, lag.aabning.beloeb); return []; }
    const igen = min(afskrevet, lag.aabning.beloeb);
    const aaben = min(rest, minus(lag.aabning.beloeb, igen));
    [rest, afskrevet] = [minus(rest, aaben), minus(afskrevet, igen)];
    return aaben.lte(0) ? [] : [{ ...lag, aaben }];
  });
}

/** Lines that were reopened for money and are open: the money is not there any more. What people reopened is theirs, and what the rules write off they judge anew: a residual, and what is not barred. */
function tilbageIgen(f: Familie, hoejst: Beloeb): Tilbagefoersel[] {
  const lag = f.krav.flatMap((k) => k.linjer.flatMap((l) => aabneLag(f, l)));
  const haand = (hvor: (l: Lag) => boolean): Beloeb => sum(lag.filter((l) => l.art === 'HAAND' && hvor(l)).map((l) => l.aaben));
  let mangler = minus(hoejst, haand(() => true));
  const aabne = new Map(f.krav.map((k) => [k.kravId, minus(restAf(k.linjer), haand((l) => l.linje.kravId === k.kravId))]));
  const ud: Tilbagefoersel[] = [];
  for (const { afskrivning, linje, aabning, aaben } of lag.filter((l) => l.art === 'INDGAAET' && afskrivesIgen(f, l)).sort((a, b) => a.skel - b.skel || b.afskrivning.nr - a.afskrivning.nr)) {
    const x = min(mangler, aaben, aabne.get(linje.kravId)!);
    if (x.lte(0)) continue;
    mangler = minus(mangler, x);
    aabne.set(linje.kravId, minus(aabne.get(linje.kravId)!, x));
    ud.push({ art: 'GENINDGAAET', afskrivning, virkningsdato: aabning.virkningsdato, linjer: [{ ...linje, beloeb: neg(x) }] });
  }
  return ud;
}

const afskrivesIgen = (f: Familie, { afskrivning, linje }: Lag): boolean =>
  afskrivning.aarsag !== 'BAGATEL' && (afskrivning.aarsag !== 'FORAELDELSE' || f.krav.some((k) => k.kravId === linje.kravId && k.foraeldet !== null));

/** A payment that is not used up, and the families it names. */
export interface Navngivne extends Penge { readonly hovedkravIder: readonly string[] }
/** What each family gets of the money that names it (never more than it can use), and what is left of each payment. */
export interface Pengefordeling { readonly til: ReadonlyMap<string, readonly Penge[]>; readonly tilovers: readonly Navngivne[] }

/** The oldest payment first, its families by the order named; no øre goes to two of them. Pure. */
export function fordelPenge(familier: readonly Omit<Familie, 'penge'>[], penge: readonly Navngivne[]): Pengefordeling {
  const plads = new Map(familier.map((f) => [f.hovedkravId, plus(aabenRest(f), kanGenindgaa(f))]));
  const til = new Map<string, Penge[]>();
  const tilovers: Navngivne[] = [];
  for (const p of [...penge].sort((a, b) => (a.virkningsdato < b.virkningsdato ? -1 : a.virkningsdato > b.virkningsdato ? 1 : BigInt(a.indbetalingId) < BigInt(b.indbetalingId) ? -1 : 1))) {
    let rest = p.beloeb;
    for (const h of p.hovedkravIder) {
      const x = min(rest, plads.get(h) ?? NUL);
      if (x.lte(0)) continue;
      rest = minus(rest, x);
      plads.set(h, minus(plads.get(h)!, x));
      til.set(h, [...(til.get(h) ?? []), { indbetalingId: p.indbetalingId, virkningsdato: p.virkningsdato, beloeb: x }]);
    }
    if (rest.gt(0)) tilovers.push({ ...p, beloeb: rest });
  }
  return { til, tilovers };
}
