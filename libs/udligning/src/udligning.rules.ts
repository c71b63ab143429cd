import { fordel, min, minus, NUL, plus, sum, type Beloeb, type Lokaldato } from '#app/kernel';
import { efterDato, efterId, type Betalingsfakta, type Bevaegelse, type Daekningsorden, type Debitorfakta, type Kravfakta, type Linjefakta, type Udligningslinje } from './udligning.fakta.js';

/** What the books should say on a date, and when the answer can next change by time alone. */
export interface Udligningsmaal {
  readonly linjer: readonly Udligningslinje[];
  /** Per hovedkrav: the first later date on which the step must look again. */
  readonly naeste: ReadonlyMap<string, Lokaldato>;
  /** kroner > 0 of the debtor's money that covers nothing on the date. */
  readonly uplaceret: Beloeb;
}

interface Linjestand { readonly krav: Kravfakta; readonly fakta: Linjefakta; opkraevet: Beloeb; afskrevet: Beloeb; udlignet: Beloeb; readonly daekket: { af: Betalingsstand; beloeb: Beloeb }[] }
interface Betalingsstand { readonly fakta: Betalingsfakta; rest: Beloeb }
interface Kravstand { readonly fakta: Kravfakta; readonly linjer: readonly Linjestand[] }
interface Familie { readonly id: string; readonly srb: Lokaldato; readonly forfaldsdato: Lokaldato; readonly krav: Kravstand[] }

/** HOVEDSTOL_FOERST moves the hovedstol alone to the front; gebyr stays before rente. */
const RANG: Readonly<Record<Daekningsorden, Readonly<Record<Kravfakta['art'], number>>>> = {
  GEBYR_RENTE_HOVEDSTOL: { GEBYR: 0, RENTE: 1, HOVEDKRAV: 2 },
  HOVEDSTOL_FOERST: { HOVEDKRAV: 0, GEBYR: 1, RENTE: 2 },
};

/**
 * Who pays what, as if everything had come on time: the debtor's days up to and including `til` are lived through again.
 * Each day first brings its charges, then its payments by id, then older credits look at what has fallen due (regler.md 4.2).
 * The answer up to a date does not depend on what lies after it, nor on the order in which things were registered.
 */
export function udligningsmaal(f: Debitorfakta, til: Lokaldato): Udligningsmaal {
  const a = new Gennemspilning(f, til);
  for (const dag of a.dage) a.lev(dag);
  return { linjer: a.linjer(), naeste: a.naeste(), uplaceret: a.uplaceret() };
}

class Gennemspilning {
  readonly dage: readonly Lokaldato[];
  private readonly linjestand: Linjestand[] = [];
  private readonly familier: readonly Familie[];
  private readonly familieAf = new Map<string, Familie>();
  private readonly bevaegelser = new Map<string, { linje: Linjestand; b: Bevaegelse }[]>();
  private readonly nye = new Map<string, Betalingsstand[]>();
  private readonly kendte: Betalingsstand[] = [];
  private readonly skrevet = new Map<string, Udligningslinje>();

  constructor(private readonly f: Debitorfakta, private readonly til: Lokaldato) {
    this.familier = this.byg();
    for (const b of [...f.betalinger].sort((x, y) => efterDato(x.virkningsdato, y.virkningsdato) || efterId(x.id, y.id))) {
      saml(this.nye, b.virkningsdato, { fakta: b, rest: b.beloeb.gt(0) ? b.beloeb : NUL });
    }
    const foerste = [...this.nye.keys()].sort()[0];
    const datoer = new Set<string>([...this.bevaegelser.keys(), ...this.nye.keys()]);
    for (const k of f.krav) for (const d of [k.daekkesFra, ...k.spaerrer.map((s) => s.til)]) if (foerste !== undefined && d >= foerste) datoer.add(d);
    this.dage = foerste === undefined ? [] : ([...datoer].filter((d) => d <= til).sort() as Lokaldato[]);
  }

  /** One day of the debtor. */
  lev(dag: Lokaldato): void {
    for (const { linje, b } of this.bevaegelser.get(dag) ?? []) {
      if (b.afskrivning) linje.afskrevet = plus(linje.afskrevet, b.beloeb);
      else linje.opkraevet = plus(linje.opkraevet, b.beloeb);
    }
    for (const { linje } of this.bevaegelser.get(dag) ?? []) this.frigiv(linje, dag);
    const dagens = this.nye.get(dag) ?? [];
    for (const b of dagens) this.brug(b, dag);
    for (const b of this.kendte) this.brug(b, dag);
    this.kendte.push(...dagens);
  }

  linjer(): Udligningslinje[] { return [...this.skrevet.values()].filter((l) => !l.beloeb.isZero()); }

  uplaceret(): Beloeb { return sum(this.kendte.map((b) => b.rest)); }

  /** Charges to come, claims not yet due, spærrer that end, payments with a later value date. */
  naeste(): Map<string, Lokaldato> {
    const ud = new Map<string, Lokaldato>();
    const senere = (familie: string | undefined, d: Lokaldato | 'infinity'): void => {
      if (familie === undefined || d === 'infinity' || d <= this.til || d >= (ud.get(familie) ?? 'infinity')) return;
      ud.set(familie, d);
    };
    const penge = this.uplaceret().gt(0);
    for (const l of this.linjestand) if (penge || l.udlignet.gt(0)) for (const b of l.fakta.bevaegelser) senere(l.krav.hovedkravId, b.dato);
    if (penge) {
      for (const l of this.linjestand.filter((x) => aabenNogensinde(x))) {
        for (const d of [l.krav.daekkesFra, ...l.krav.spaerrer.map((s) => s.til)]) senere(l.krav.hovedkravId, d);
      }
    }
    for (const b of this.f.betalinger) senere((this.familieAf.get(b.kravIder[0] ?? '') ?? this.familier[0])?.id, b.virkningsdato);
    return ud;
  }

  private byg(): Familie[] {
    const familier = new Map<string, Familie>();
    const hoved = new Map(this.f.krav.map((k) => [k.id, k]));
    for (const k of this.f.krav) {
      const h = hoved.get(k.hovedkravId) ?? k;
      const familie = familier.get(h.id) ?? { id: h.id, srb: h.srb, forfaldsdato: h.forfaldsdato, krav: [] };
      familier.set(h.id, familie);
      this.familieAf.set(k.id, familie);
      const linjer = [...k.linjer].sort((x, y) => x.nr - y.nr).map((l): Linjestand => ({ krav: k, fakta: l, opkraevet: NUL, afskrevet: NUL, udlignet: NUL, daekket: [] }));
      for (const l of linjer) for (const b of l.fakta.bevaegelser) saml(this.bevaegelser, b.dato, { linje: l, b });
      this.linjestand.push(...linjer);
      familie.krav.push({ fakta: k, linjer });
    }
    return [...familier.values()].sort((x, y) => efterDato(x.srb, y.srb) || efterDato(x.forfaldsdato, y.forfaldsdato) || efterId(x.id, y.id));
  }

  /** A claim reduced (not written off) below what was paid on it gives the money back, what came last first. */
  private frigiv(linje: Linjestand, dag: Lokaldato): void {
    let overskud = minus(linje.udlignet, linje.opkraevet.gt(0) ? linje.opkraevet : NUL);
    while (overskud.gt(0)) {
      const sidste = linje.daekket.at(-1)!;
      const del = min(overskud, sidste.beloeb);
      this.skriv(sidste.af, linje, dag, minus(NUL, del));
      sidste.beloeb = minus(sidste.beloeb, del);
      if (sidste.beloeb.isZero()) linje.daekket.pop();
      overskud = minus(overskud, del);
    }
  }

  /** The earmarked families first, due or not; then what is due or billed and not on hold, oldest SRB first. The rest waits. */
  private brug(b: Betalingsstand, dag: Lokaldato): void {
    if (b.rest.isZero()) return;
    const rang = RANG[ordenPaa(this.f, dag)];
    const oeremaerkede = this.oeremaerkede(b.fakta);
    for (const familie of oeremaerkede) this.daekFamilie(b, familie, rang, dag, () => true);
    for (const familie of this.familier) {
      if (b.rest.isZero()) return;
      if (!oeremaerkede.includes(familie)) this.daekFamilie(b, familie, rang, dag, (k) => k.daekkesFra <= dag && !k.spaerrer.some((s) => s.fra <= dag && dag < s.til));
    }
  }

  /** The families the payer named, oldest SRB first. */
  private oeremaerkede({ kravIder }: Betalingsfakta): readonly Familie[] {
    if (kravIder.length < 2) { const f = this.familieAf.get(kravIder[0] ?? ''); return f === undefined ? [] : [f]; }
    const navngivne = new Set(kravIder.map((k) => this.familieAf.get(k)));
    return this.familier.filter((f) => navngivne.has(f));
  }

  private daekFamilie(b: Betalingsstand, familie: Familie, rang: Readonly<Record<Kravfakta['art'], number>>, dag: Lokaldato, maa: (k: Kravfakta) => boolean): void {
    const aabne = familie.krav.filter((k) => maa(k.fakta) && k.linjer.some((l) => aaben(l).gt(0)));
    aabne.sort((x, y) => rang[x.fakta.art] - rang[y.fakta.art] || efterDato(x.fakta.forfaldsdato, y.fakta.forfaldsdato) || efterId(x.fakta.id, y.fakta.id));
    for (const k of aabne) if (b.rest.gt(0)) this.daekKrav(b, k, dag);
  }

  /** A part payment spreads over the lines in proportion to their rests, by largest remainder. */
  private daekKrav(b: Betalingsstand, k: Kravstand, dag: Lokaldato): void {
    const rester = k.linjer.map(aaben);
    const ialt = sum(rester);
    const andele = b.rest.gte(ialt) ? rester : fordel(b.rest, rester);
    andele.forEach((andel, i) => {
      if (andel.isZero()) return;
      const linje = k.linjer[i]!;
      linje.daekket.push({ af: b, beloeb: andel });
      this.skriv(b, linje, dag, andel);
    });
  }

  private skriv(b: Betalingsstand, linje: Linjestand, dato: Lokaldato, beloeb: Beloeb): void {
    b.rest = minus(b.rest, beloeb);
    linje.udlignet = plus(linje.udlignet, beloeb);
    const noegle = `${b.fakta.id}|${dato}|${linje.fakta.id}`;
    const foer = this.skrevet.get(noegle)?.beloeb ?? NUL;
    this.skrevet.set(noegle, { indbetalingId: b.fakta.id, dato, kravlinjeId: linje.fakta.id, beloeb: plus(foer, beloeb) });
  }
}

/** What can still be cleared of a line on the day lived through; never negative. */
function aaben(l: Linjestand): Beloeb {
  const rest = minus(plus(l.opkraevet, l.afskrevet), l.udlignet);
  return rest.gt(0) ? rest : NUL;
}

/** Open now, or by charges that are still to come. */
const aabenNogensinde = (l: Linjestand): boolean => sum(l.fakta.bevaegelser.map((b) => b.beloeb)).gt(l.udlignet);

/** A change of order does not touch days before it. */
const ordenPaa = (f: Debitorfakta, dag: Lokaldato): Daekningsorden => f.daekning.find((d) => d.fra <= dag && dag < d.til)?.orden ?? 'GEBYR_RENTE_HOVEDSTOL';

function saml<V>(m: Map<string, V[]>, noegle: string, v: V): void {
  const liste = m.get(noegle);
  if (liste) liste.push(v);
  else m.set(noegle, [v]);
}
