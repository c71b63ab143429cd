import { min, minus, neg, NUL, plus, sum, type Beloeb } from '#app/kernel';
import type { Afskrevet, Afskrevetlinje, Afskrivningsregel, Familie, Familiekrav, Linjebeloeb, Tilbagefoersel } from './typer.js';

export const restAf = (linjer: readonly Linjebeloeb[]): Beloeb => sum(linjer.map((l) => l.beloeb));

/** Write-offs that were not right after all, on their own day: what is paid too much, what is not barred, and the small residual that is no longer small. Pure. */
export function forkerte(f: Familie, r: Afskrivningsregel): Tilbagefoersel[] {
  const overbetalt = f.krav.flatMap((k) => tilbage(k, f.afskrivninger));
  const efter = medBevaegelser(f, overbetalt);
  const ikkeForaeldet = efter.krav.filter((k) => k.foraeldet === null).flatMap((k) => hele(efter, 'FORAELDELSE', (l) => l.kravId === k.kravId));
  const videre = medBevaegelser(efter, ikkeForaeldet);
  return saml([...overbetalt, ...ikkeForaeldet, ...(erIkkeBagatel(videre, r) ? hele(videre, 'BAGATEL', () => true) : [])], f);
}

/** The payment that made it a residual has gone, or more is owed since: together it is above the limit. What was written off under a higher limit stands by itself. */
function erIkkeBagatel(f: Familie, r: Afskrivningsregel): boolean {
  const rest = minus(restAf(f.krav.flatMap((k) => k.linjer)), sum(f.penge.map((p) => p.beloeb))); // what came for it is about to be cleared
  const afskrevet = restAf(f.afskrivninger.filter((a) => a.aarsag === 'BAGATEL').flatMap((a) => a.linjer));
  return afskrevet.gt(0) && rest.gt(0) && (rest.gt(r.graense) || (afskrevet.lte(r.graense) && plus(rest, afskrevet).gt(r.graense)));
}

/** All that is left of the write-offs of a reason. */
const hele = (f: Familie, aarsag: Afskrevet['aarsag'], hvor: (l: Linjebeloeb) => boolean): Tilbagefoersel[] =>
  f.afskrivninger.filter((a) => a.aarsag === aarsag).flatMap((a) => {
    const linjer = a.linjer.filter((l) => l.beloeb.gt(0) && hvor(l)).map(bar);
    return linjer.length === 0 ? [] : [paaEgenDag(a, linjer)];
  });

const bar = ({ kravId, kravlinjeId, kontering, beloeb }: Linjebeloeb): Linjebeloeb => ({ kravId, kravlinjeId, kontering, beloeb });
const paaEgenDag = (afskrivning: Afskrevet, linjer: readonly Linjebeloeb[]): Tilbagefoersel => ({ art: 'TILBAGEFOERSEL', afskrivning, virkningsdato: afskrivning.virkningsdato, linjer });

/** A claim owes less than nothing while some of it is written off: a payment came later with an earlier date. That much is owed again, newest write-off first. */
function tilbage(k: Familiekrav, afskrivninger: readonly Afskrevet[]): Tilbagefoersel[] {
  const mine = afskrivninger.flatMap((afskrivning) => afskrivning.linjer.filter((l) => l.kravId === k.kravId && l.beloeb.gt(0)).map((l) => ({ afskrivning, l })));
  let mangler = min(neg(restAf(k.linjer)), sum(mine.map((m) => m.l.beloeb)));
  if (mangler.lte(0)) return [];
  const linjerest = new Map(k.linjer.map((l) => [l.kravlinjeId, l.beloeb]));
  const taget = mine.map(() => NUL);
  const tag = (i: number, hoejst: Beloeb): void => {
    const m = mine[i]!;
    const x = min(mangler, hoejst, minus(m.l.beloeb, taget[i]!));
    if (x.lte(0)) return;
    taget[i] = plus(taget[i]!, x);
    mangler = minus(mangler, x);
    linjerest.set(m.l.kravlinjeId, plus(linjerest.get(m.l.kravlinjeId) ?? NUL, x));
  };
  mine.forEach((m, i) => tag(i, neg(linjerest.get(m.l.kravlinjeId) ?? NUL))); // first the lines that are overpaid themselves
  mine.forEach((_, i) => tag(i, mangler));
  return mine.flatMap((m, i) => (taget[i]!.isZero() ? [] : [paaEgenDag(m.afskrivning, [{ ...bar(m.l), beloeb: taget[i]! }])]));
}

/** The family as it stands after these movements. */
export function medBevaegelser(f: Familie, t: readonly Tilbagefoersel[]): Familie {
  if (t.length === 0) return f;
  const flyttet = (linje: string, bevaegelser: readonly Tilbagefoersel[]): Beloeb => sum(bevaegelser.flatMap((x) => x.linjer).filter((l) => l.kravlinjeId === linje).map((l) => l.beloeb));
  return {
    ...f, krav: f.krav.map((k) => ({ ...k, linjer: k.linjer.map((l) => ({ ...l, beloeb: plus(l.beloeb, flyttet(l.kravlinjeId, t)) })) })),
    afskrivninger: f.afskrivninger.map((a) => {
      const paaDen = t.filter((x) => x.afskrivning.bilagId === a.bilagId);
      return paaDen.length === 0 ? a : { ...a, linjer: a.linjer.map((l): Afskrevetlinje => ({ ...l, beloeb: minus(l.beloeb, flyttet(l.kravlinjeId, paaDen)) })) };
    }),
  };
}

/** One bilag per write-off, art and day, naming the write-off as it was; a line once. */
export function saml(t: readonly Tilbagefoersel[], f: Familie): Tilbagefoersel[] {
  const oprindelig = new Map(f.afskrivninger.map((a) => [a.bilagId, a]));
  const pr = new Map<string, Tilbagefoersel>();
  for (const x of t) {
    const n = `${x.afskrivning.bilagId} ${x.art} ${x.virkningsdato}`;
    const linjer = [...(pr.get(n)?.linjer ?? [])];
    for (const l of x.linjer) {
      const i = linjer.findIndex((y) => y.kravlinjeId === l.kravlinjeId);
      if (i < 0) linjer.push(l);
      else linjer[i] = { ...l, beloeb: plus(linjer[i]!.beloeb, l.beloeb) };
    }
    pr.set(n, { ...x, afskrivning: oprindelig.get(x.afskrivning.bilagId) ?? x.afskrivning, linjer });
  }
  return [...pr.values()];
}
