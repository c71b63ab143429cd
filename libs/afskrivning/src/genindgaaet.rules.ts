import { max, min, minus, NUL, plus, seneste, sum, type Beloeb } from '#app/kernel';
import { restAf, saml } from './tilbage.rules.js';
import type { Afskrevet, Afskrivningsaarsag, Afskrivningsregel, Familie, Familiekrav, Kravart, Linjebeloeb, Penge, Tilbagefoersel } from './typer.js';

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

/** Lines that were reopened for money and are open: the money is not there any more. The newest reopening first. What the rules write off they judge anew: a residual, and what is not barred. */
function tilbageIgen(f: Familie, hoejst: Beloeb): Tilbagefoersel[] {
  let mangler = hoejst;
  const aabne = new Map(f.krav.flatMap((k) => [[k.kravId, restAf(k.linjer)] as const, ...k.linjer.map((l) => [`l${l.kravlinjeId}`, l.beloeb] as const)]));
  const ud: Tilbagefoersel[] = [];
  for (const afskrivning of f.afskrivninger.filter((a) => a.aarsag !== 'BAGATEL')) {
    for (const l of afskrivning.linjer.filter((x) => afskrivning.aarsag !== 'FORAELDELSE' || f.krav.some((k) => k.kravId === x.kravId && k.foraeldet !== null))) {
      for (const g of [...(l.genindgaaet ?? [])].sort((a, b) => (a.virkningsdato > b.virkningsdato ? -1 : 1))) {
        const x = min(mangler, g.beloeb, aabne.get(`l${l.kravlinjeId}`) ?? NUL, aabne.get(l.kravId) ?? NUL);
        if (x.lte(0)) continue;
        mangler = minus(mangler, x);
        for (const n of [`l${l.kravlinjeId}`, l.kravId]) aabne.set(n, minus(aabne.get(n)!, x));
        ud.push({ art: 'GENINDGAAET', afskrivning, virkningsdato: g.virkningsdato, linjer: [{ kravId: l.kravId, kravlinjeId: l.kravlinjeId, kontering: l.kontering, beloeb: minus(NUL, x) }] });
      }
    }
  }
  return ud;
}

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
