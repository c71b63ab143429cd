import { min, neg, NUL, plus, plusDage, seneste, sum, visBeloeb, visDato, type Beloeb, type Lokaldato } from '#app/kernel';
import type { Spaerre } from '#app/krav';

/** Reasons for a write-off (regler.md 7.1); only BAGATEL is decided by the program itself. */
export type Afskrivningsaarsag =
  | 'FORAELDELSE' // forældelsesloven; § 23 stk. 2: renter and gebyrer lapse with the hovedkrav
  | 'KONKURS' | 'AKKORD' | 'GAELDSSANERING' // konkursloven
  | 'DOEDSBO' // dødsboskifteloven §§ 81, 83
  | 'UERHOLDELIG' | 'EFTERGIVELSE' | 'BORTFALD'
  | 'BAGATEL' // kasse- og regnskabsregulativet, styrelsesloven § 42 stk. 6
  | 'RIM_AFSKREVET' // gældsinddrivelsesloven § 16
  | 'KURSTAB' | 'OEVRIGE';

/** Why a family is left as it is. */
export type Afskrivningsgrund = 'BETALT' | 'IKKE_RESTBELOEB' | 'FOR_STORT' | 'FOR_NYLIG' | 'SPAERRET' | 'UPLACERET_INDBETALING';
export type Tidligst = Lokaldato | 'infinity';

/** An amount on one line of one claim, kroner. */
export interface Linjebeloeb { readonly kravId: string; readonly kravlinjeId: string; readonly kontering: string; readonly beloeb: Beloeb }

export interface Familiekrav {
  readonly kravId: string; readonly aftalekontoId: string; readonly fagsystem: string; readonly srb: Lokaldato;
  /** What stands on DEBITOR now, line by line; negative = more is cleared and written off than was owed. */
  readonly linjer: readonly Linjebeloeb[];
}

/** An earlier write-off with what is left of it (kroner >= 0, reversals taken off). */
export interface Afskrevet { readonly bilagId: string; readonly virkningsdato: Lokaldato; readonly aarsag: Afskrivningsaarsag; readonly linjer: readonly Linjebeloeb[] }

/** A hovedkrav with its renter and gebyrer. */
export interface Familie {
  readonly hovedkravId: string; readonly forretningspartnerId: string;
  readonly srb: Lokaldato;
  readonly krav: readonly Familiekrav[];
  /** Cleared on the hovedkrav itself, kroner; > 0: paid in part or whole. */
  readonly betaltPaaHovedkrav: Beloeb;
  /** Latest virkningsdato of a clearing in the family. */
  readonly sidsteUdligning: Lokaldato | null;
  /** The debtor has money that stands on no claim. */
  readonly uplaceret: boolean;
  readonly spaerrer: readonly Spaerre[];
  readonly renterTidligst: Tidligst;
  /** Newest first. */
  readonly afskrivninger: readonly Afskrevet[];
}

export interface Bagatelregel { readonly dato: Lokaldato; readonly graense: Beloeb; readonly dage: number }

export type Afskrivningsbeslutning =
  | { readonly art: 'AFSKRIV'; readonly aarsag: Afskrivningsaarsag; readonly beloeb: Beloeb; readonly linjer: readonly Linjebeloeb[] }
  | { readonly art: 'LAD_VAERE'; readonly grund: Afskrivningsgrund; readonly indtil?: Lokaldato; readonly detalje: string };

/** `linjer`: kroner > 0 to be owed again. */
export interface Tilbagefoersel { readonly afskrivning: Afskrevet; readonly linjer: readonly Linjebeloeb[] }
export interface Familiesvar { readonly hovedkravId: string; readonly tilbagefoersler: readonly Tilbagefoersel[]; readonly beslutning: Afskrivningsbeslutning; readonly naeste: Tidligst }

/** What the books should say of one family on the date, as the difference to what they say. Pure. */
export function beslutAfskrivning(f: Familie, r: Bagatelregel): Familiesvar {
  const tilbagefoersler = f.krav.flatMap((k) => tilbage(k, f.afskrivninger));
  const krav = f.krav.map((k) => medTilbagefoert(k, tilbagefoersler));
  const beslutning = bagatel({ ...f, krav }, r);
  return { hovedkravId: f.hovedkravId, tilbagefoersler: saml(tilbagefoersler), beslutning, naeste: naeste(f, beslutning, tilbagefoersler.length > 0, r.dato) };
}

const restAf = (linjer: readonly Linjebeloeb[]): Beloeb => sum(linjer.map((l) => l.beloeb));

/** The small-residual rule: every condition must hold, and each "no" has its name. */
function bagatel(f: Familie, r: Bagatelregel): Afskrivningsbeslutning {
  const linjer = f.krav.flatMap((k) => k.linjer).filter((l) => !l.beloeb.isZero());
  const rest = restAf(linjer);
  const nej = (grund: Afskrivningsgrund, detalje: string, indtil?: Tidligst): Afskrivningsbeslutning => ({ art: 'LAD_VAERE', grund, detalje, ...(indtil === undefined || indtil === 'infinity' ? {} : { indtil }) });
  if (rest.lte(0)) return nej('BETALT', 'Der er ikke noget ubetalt på kravet.');
  if (f.betaltPaaHovedkrav.lte(0)) return nej('IKKE_RESTBELOEB', 'Der er ikke betalt noget på kravet, så beløbet er ikke en rest.');
  if (rest.gt(r.graense)) return nej('FOR_STORT', `Resten er ${visBeloeb(rest)} kr.; grænsen er ${visBeloeb(r.graense)} kr.`);
  const fra = plusDage(seneste(f.srb, ...f.krav.filter((k) => restAf(k.linjer).gt(0)).map((k) => k.srb), ...(f.sidsteUdligning === null ? [] : [f.sidsteUdligning])), r.dage);
  if (r.dato < fra) return nej('FOR_NYLIG', `Resten afskrives tidligst ${visDato(fra)}, ${r.dage} dage efter sidste rettidige betalingsdato og sidste betaling.`, fra);
  const spaerrer = f.spaerrer.filter((s) => s.fra <= r.dato && s.til > r.dato);
  if (spaerrer.length > 0) return nej('SPAERRET', spaerrer.map((s) => `Udligningsspærre sat af ${s.oprettetAf}: ${s.aarsag}.`).join(' '), spaerrer.map((s) => s.til).reduce((a, b) => (b > a ? b : a)));
  const overbetalt = f.krav.some((k) => restAf(k.linjer).lt(0));
  if (f.uplaceret || overbetalt) return nej('UPLACERET_INDBETALING', 'Debitor har en indbetaling, der ikke er placeret endnu.');
  return { art: 'AFSKRIV', aarsag: 'BAGATEL', beloeb: rest, linjer };
}

/** A claim owes less than nothing while some of it is written off: a payment came later with an earlier date. That much is owed again, newest write-off first. */
function tilbage(k: Familiekrav, afskrivninger: readonly Afskrevet[]): Tilbagefoersel[] {
  const mine = afskrivninger.flatMap((afskrivning) => afskrivning.linjer.filter((l) => l.kravId === k.kravId && l.beloeb.gt(0)).map((l) => ({ afskrivning, l })));
  let mangler = min(neg(restAf(k.linjer)), sum(mine.map((m) => m.l.beloeb)));
  if (mangler.lte(0)) return [];
  const linjerest = new Map(k.linjer.map((l) => [l.kravlinjeId, l.beloeb]));
  const taget = mine.map(() => NUL);
  const tag = (i: number, hoejst: Beloeb): void => {
    const m = mine[i]!;
    const x = min(mangler, hoejst, plus(m.l.beloeb, neg(taget[i]!)));
    if (x.lte(0)) return;
    taget[i] = plus(taget[i]!, x);
    mangler = plus(mangler, neg(x));
    linjerest.set(m.l.kravlinjeId, plus(linjerest.get(m.l.kravlinjeId) ?? NUL, x));
  };
  mine.forEach((m, i) => tag(i, neg(linjerest.get(m.l.kravlinjeId) ?? NUL))); // first the lines that are overpaid themselves
  mine.forEach((_, i) => tag(i, mangler));
  return mine.flatMap((m, i) => (taget[i]!.isZero() ? [] : [{ afskrivning: m.afskrivning, linjer: [{ ...m.l, beloeb: taget[i]! }] }]));
}

function medTilbagefoert(k: Familiekrav, t: readonly Tilbagefoersel[]): Familiekrav {
  const plusser = t.flatMap((x) => x.linjer).filter((l) => l.kravId === k.kravId);
  return { ...k, linjer: k.linjer.map((l) => ({ ...l, beloeb: sum([l.beloeb, ...plusser.filter((p) => p.kravlinjeId === l.kravlinjeId).map((p) => p.beloeb)]) })) };
}

/** One reversal per write-off. */
function saml(t: readonly Tilbagefoersel[]): Tilbagefoersel[] {
  const pr = new Map<string, Tilbagefoersel>();
  for (const x of t) pr.set(x.afskrivning.bilagId, { afskrivning: x.afskrivning, linjer: [...(pr.get(x.afskrivning.bilagId)?.linjer ?? []), ...x.linjer] });
  return [...pr.values()];
}

/** First date the answer can change. A paid family grows only when interest is posted; its step's watch says when. */
function naeste(f: Familie, b: Afskrivningsbeslutning, tilbagefoert: boolean, dato: Lokaldato): Tidligst {
  if (tilbagefoert || b.art === 'AFSKRIV') return plusDage(dato, 1); // the interest step has been woken and may answer
  switch (b.grund) {
    case 'BETALT': return f.renterTidligst > dato ? f.renterTidligst : plusDage(dato, 1);
    case 'UPLACERET_INDBETALING': case 'SPAERRET': return plusDage(dato, 1); // placing the money wakes the clearing, not this step
    default: return b.indtil ?? 'infinity';
  }
}
