import { minus, neg, NUL, plus, seneste, sum, type Beloeb, type Lokaldato } from '#app/kernel';
import { bilag, type Bilagsforslag, type Linje } from '#app/bogholderi';
import type { Vagt } from '#app/krav';
import { efterDato, efterId, type Betalingsfakta, type Debitorfakta, type Kravfakta, type Linjefakta, type Udligningslinje } from './udligning.fakta.js';
import { udligningsmaal, type Udligningsmaal } from './udligning.rules.js';

/** What one payment's clearing of one day should gain; kroner, negative = give back. */
export interface Udligningsforskel {
  readonly betaling: Betalingsfakta;
  readonly dato: Lokaldato;
  readonly linjer: readonly { readonly krav: Kravfakta; readonly linje: Linjefakta; readonly beloeb: Beloeb }[];
}

/** A claim whose clearing changes. */
export interface Kravaendring {
  readonly krav: Kravfakta;
  /** More (+) or less (−) cleared than before; 0 = only moved between days or payments. */
  readonly beloeb: Beloeb;
  /** Still owed on the date after the change; never negative. */
  readonly rest: Beloeb;
  /** What its postings add up to then; negative where more is cleared or written off than was owed. */
  readonly saldo: Beloeb;
  /** The latest day that changed. */
  readonly dato: Lokaldato;
}

/** UDLIGNET: more is cleared. OMPLACERET: clearing moved or undone. INTET: the books already say so. */
export type Udligningsudfald = 'UDLIGNET' | 'OMPLACERET' | 'INTET';

export interface Udligningsbeslutning {
  readonly fakta: Debitorfakta;
  readonly udfald: Udligningsudfald;
  /** Net of all differences, kroner. */
  readonly beloeb: Beloeb;
  readonly forskelle: readonly Udligningsforskel[];
  readonly aendringer: readonly Kravaendring[];
  readonly maal: Udligningsmaal;
}

/** Target minus booked, up to and including `til`: what is booked for later days is left alone. */
export function beslutUdligning(fakta: Debitorfakta, til: Lokaldato): Udligningsbeslutning {
  const maal = udligningsmaal(fakta, til);
  const bogfoert = fakta.bogfoert.filter((l) => l.dato <= til);
  const forskelle = find(fakta, maal.linjer, bogfoert);
  const beloeb = sum(forskelle.flatMap((f) => f.linjer.map((l) => l.beloeb)));
  const udfald = forskelle.length === 0 ? 'INTET' : beloeb.gt(0) ? 'UDLIGNET' : 'OMPLACERET';
  return { fakta, udfald, beloeb, forskelle, aendringer: aendringer(forskelle, maal.linjer, til), maal };
}

/**
 * What is taken back when the accounts `konti` go to another debtor: every clearing between money on one side and claims on the other. What
 * each of the two then clears with his own money is for the next look. `maal` is what stays.
 */
export function beslutAdskillelse(fakta: Debitorfakta, konti: ReadonlySet<string>, til: Lokaldato): Udligningsbeslutning {
  const [penge, krav] = [new Map(fakta.betalinger.map((b) => [b.id, b.aftalekontoId])), new Map(fakta.krav.flatMap((k) => k.linjer.map((l) => [l.id, k.aftalekontoId])))];
  const over = fakta.bogfoert.filter((l) => konti.has(penge.get(l.indbetalingId)!) !== konti.has(krav.get(l.kravlinjeId)!));
  const forskelle = find(fakta, [], over);
  const bliver = fakta.bogfoert.filter((l) => !over.includes(l));
  return {
    fakta, udfald: forskelle.length === 0 ? 'INTET' : 'OMPLACERET', beloeb: sum(forskelle.flatMap((f) => f.linjer.map((l) => l.beloeb))), forskelle, aendringer: aendringer(forskelle, bliver, til),
    maal: { linjer: bliver, naeste: new Map(), uplaceret: NUL },
  };
}

function find(f: Debitorfakta, maal: readonly Udligningslinje[], bogfoert: readonly Udligningslinje[]): Udligningsforskel[] {
  const netto = new Map<string, Udligningslinje>();
  const laegTil = (l: Udligningslinje, beloeb: Beloeb): void => {
    const n = `${l.indbetalingId}|${l.dato}|${l.kravlinjeId}`;
    netto.set(n, { ...l, beloeb: plus(netto.get(n)?.beloeb ?? NUL, beloeb) });
  };
  for (const l of maal) laegTil(l, l.beloeb);
  for (const l of bogfoert) laegTil(l, neg(l.beloeb));
  const grupper = new Map<string, Udligningslinje[]>();
  for (const l of netto.values()) {
    if (l.beloeb.isZero()) continue;
    const n = `${l.indbetalingId}|${l.dato}`;
    grupper.set(n, [...(grupper.get(n) ?? []), l]);
  }
  if (grupper.size === 0) return [];
  const betalinger = new Map(f.betalinger.map((b) => [b.id, b]));
  const linjer = new Map(f.krav.flatMap((krav) => krav.linjer.map((linje) => [linje.id, { krav, linje }] as const)));
  return [...grupper.values()].map((g): Udligningsforskel => ({
    betaling: betalinger.get(g[0]!.indbetalingId)!, dato: g[0]!.dato,
    linjer: g.map((l) => ({ ...linjer.get(l.kravlinjeId)!, beloeb: l.beloeb })).sort((x, y) => efterId(x.krav.id, y.krav.id) || x.linje.nr - y.linje.nr),
  })).sort((x, y) => efterDato(x.dato, y.dato) || efterId(x.betaling.id, y.betaling.id));
}

function aendringer(forskelle: readonly Udligningsforskel[], maal: readonly Udligningslinje[], til: Lokaldato): Kravaendring[] {
  const ud = new Map<string, Kravaendring>();
  if (forskelle.length === 0) return [];
  const udlignet = new Map<string, Beloeb>();
  for (const l of maal) udlignet.set(l.kravlinjeId, plus(udlignet.get(l.kravlinjeId) ?? NUL, l.beloeb));
  for (const f of forskelle) {
    for (const { krav, beloeb } of f.linjer) {
      const foer = ud.get(krav.id);
      ud.set(krav.id, { krav, beloeb: plus(foer?.beloeb ?? NUL, beloeb), ...(foer === undefined ? rest(krav, udlignet, til) : { rest: foer.rest, saldo: foer.saldo }), dato: foer ? seneste(foer.dato, f.dato) : f.dato });
    }
  }
  return [...ud.values()];
}

function rest(krav: Kravfakta, udlignet: ReadonlyMap<string, Beloeb>, til: Lokaldato): Pick<Kravaendring, 'rest' | 'saldo'> {
  const rester = krav.linjer.map((l) => minus(sum(l.bevaegelser.filter((b) => b.dato <= til).map((b) => b.beloeb)), udlignet.get(l.id) ?? NUL));
  return { rest: sum(rester.filter((r) => r.gt(0))), saldo: sum(rester) };
}

/** The bilag of one difference: UPLACERET + / DEBITOR − per line; virkningsdato is the clearing's own day. */
export function udligningsbilag(partner: string, f: Udligningsforskel, id: string, loebenr: number): Bilagsforslag {
  const ialt = sum(f.linjer.map((l) => l.beloeb));
  const debitor = f.linjer.map(({ krav, linje, beloeb }): Linje => ({
    konto: 'DEBITOR', beloeb: neg(beloeb), aftalekontoId: krav.aftalekontoId, forretningspartnerId: partner, kravId: krav.id, kravlinjeId: linje.id, kontering: linje.kontering,
  }));
  const uplaceret: Linje = { konto: 'UPLACERET', beloeb: ialt, aftalekontoId: f.betaling.aftalekontoId, forretningspartnerId: partner };
  return bilag({ id, noegle: `udligning:${f.betaling.id}:${f.dato}:${loebenr}`, art: 'UDLIGNING', virkningsdato: f.dato, indbetalingId: f.betaling.id },
    ialt.isZero() ? debitor : [uplaceret, ...debitor]);
}

/** Whom a changed clearing concerns: interest where a hovedstol moved, write-off always, reminders (of a claim that waits to be billed, billing) where money was taken back. */
export function vaekkes(b: Udligningsbeslutning, forretningsdato: Lokaldato): Vagt[] {
  return b.aendringer.flatMap(({ krav, beloeb }): Vagt[] => {
    const faelles = { forretningspartnerId: b.fakta.forretningspartnerId, kravId: krav.hovedkravId, tidligst: forretningsdato };
    return [
      { ...faelles, trin: 'afskriv' },
      ...(krav.art === 'HOVEDKRAV' ? [{ ...faelles, trin: 'renter' as const }] : []),
      ...(beloeb.lt(0) ? [{ ...faelles, trin: krav.ufaktureret ? 'fakturer' as const : 'rykker' as const }] : []),
    ];
  });
}

/** Money that names a claim of whose family something is written off, and that can cover nothing more: the write-off step decides what comes of it. */
export function tilAfskrevne(b: Udligningsbeslutning, forretningsdato: Lokaldato): Vagt[] {
  if (b.maal.uplaceret.lte(0)) return [];
  const brugt = new Map<string, Beloeb>();
  for (const l of b.maal.linjer) brugt.set(l.indbetalingId, plus(brugt.get(l.indbetalingId) ?? NUL, l.beloeb));
  const navngivne = new Set(b.fakta.betalinger.filter((p) => p.virkningsdato <= forretningsdato && p.beloeb.gt(brugt.get(p.id) ?? NUL)).flatMap((p) => p.kravIder));
  const familier = new Set(b.fakta.krav.filter((k) => navngivne.has(k.id)).map((k) => k.hovedkravId));
  const afskrevne = new Set(b.fakta.krav.filter((k) => familier.has(k.hovedkravId) && k.linjer.some((l) => l.bevaegelser.some((x) => x.afskrivning))).map((k) => k.hovedkravId));
  return [...afskrevne].map((kravId) => ({ forretningspartnerId: b.fakta.forretningspartnerId, kravId, trin: 'afskriv', tidligst: forretningsdato }));
}
