import { NUL, plus, plusBankdage, plusDage, tal, type Beloeb, type Decimal, type Lokaldato } from '#app/kernel';
import type { Kravstype, Opsaetning, Regime } from '#app/krav';

/** Pure: what every regime's rule is given, and what it answers. */

/** One change of what is owed of a hovedkrav: its value date, and kroner (+ owes more, − owes less). */
export type Bevaegelse = readonly [dato: Lokaldato, beloeb: Beloeb];

/** A RENTE-spærre (henstand or betalingsordning with rentestop): half-open [fra, til[. */
export interface Rentestop { readonly fra: Lokaldato; readonly til: Lokaldato | 'infinity' }

/** What a version of the claim's kravstype says about interest. */
export type Renteversion = Pick<Kravstype, 'regime' | 'udpantningsret' | 'renteBesluttet' | 'forfaldFastsat' | 'gyldigFra' | 'gyldigTil'>;

/** What a judgment or settlement says of a claim's interest on [fra, til[: `procent` per year (FAST), or what is added to the reference rate (REFERENCE, percentage points). */
export interface Rentevilkaar { readonly fra: Lokaldato; readonly til: Lokaldato | 'infinity'; readonly satsart: 'FAST' | 'REFERENCE'; readonly procent: Decimal }

/** All that is known of one hovedkrav. Rente- and gebyrkrav never come here: they bear no interest. */
export interface Rentefakta {
  readonly forfald: Lokaldato;
  /** Sidste rettidige betalingsdato. */
  readonly srb: Lokaldato;
  /** The kravstype's versions as known now; chosen by the date they applied to. */
  readonly versioner: readonly Renteversion[];
  /** The hovedstol's movements, in any order. */
  readonly bevaegelser: readonly Bevaegelse[];
  readonly rentestop: readonly Rentestop[];
  /** A judgment's or settlement's own terms; they come before the kravstype's regime. In date order. */
  readonly vilkaar?: readonly Rentevilkaar[];
  /** The day a person wrote the hovedstol off (eftergivelse, gældssanering, …), the newest that stands. */
  readonly frigivet?: Lokaldato;
  /** When payment was demanded: the bill's date, or when its fagsystem that bills itself registered the claim (renteloven § 3 stk. 2). */
  readonly paakrav?: Lokaldato;
  /** It waits to be billed: the debtor has not been asked to pay, and no interest runs. */
  readonly ufaktureret?: boolean;
  /** Modtagelsesdato at RIM; absent = never overdraget. */
  readonly overdraget?: Lokaldato;
}

/** The kommune's choices that interest depends on. */
export type Rentevalg = Pick<Opsaetning, 'gebyrlovTilskrivning' | 'gebyrlovAnker' | 'ventebankdage' | 'rentelovDagbasis'>;

export type Satsart = 'GEBYRLOV' | 'REFERENCE' | 'OPKRAEVNINGSLOV' | 'INDDRIVELSE';

/** A dated rate, [fra, til[; `procent` per month or year as its art says, `faktor` the same over 100. */
export interface Sats { readonly fra: Lokaldato; readonly til: Lokaldato | 'infinity'; readonly procent: Decimal; readonly faktor: Decimal; readonly kilde: string }

/** @param procent text such as '1.0000' */
export function sats(fra: Lokaldato, til: Lokaldato | 'infinity', procent: string, kilde = ''): Sats {
  const p = tal(procent);
  return { fra, til, procent: p, faktor: p.times('0.01'), kilde };
}

/** What one run's claims share. */
export interface Renteramme {
  readonly forretningsdato: Lokaldato;
  readonly satser: Readonly<Partial<Record<Satsart, readonly Sats[]>>>;
  /** The choices that applied on a date. */
  readonly valgPaa: (dato: Lokaldato) => Rentevalg;
  /** The first night that may post what is posted on `postdato`: the one after n bank days from the day before it (design D7). */
  readonly foersteNat: (postdato: Lokaldato) => Lokaldato;
}

/** Makes the frame; nights are remembered, since many claims share their days. */
export function renteramme(r: Omit<Renteramme, 'foersteNat'>): Renteramme {
  const naetter = new Map<Lokaldato, Lokaldato>();
  const foersteNat = (postdato: Lokaldato): Lokaldato => {
    let nat = naetter.get(postdato);
    if (nat === undefined) naetter.set(postdato, (nat = plusDage(plusBankdage(plusDage(postdato, -1), r.valgPaa(postdato).ventebankdage), 1)));
    return nat;
  };
  return { ...r, foersteNat };
}

/** How days are counted (renteloven fixes none: regler.md 1.2). */
export type Dagbasis = Opsaetning['rentelovDagbasis'];

/** Days of a period with one base and one rate: grundlag x procent x dage / (100 x basis), kroner before the period is rounded. */
export interface Renteled {
  readonly fra: Lokaldato;
  /** Exclusive. */
  readonly til: Lokaldato;
  /** Interest days, > 0. */
  readonly dage: number;
  /** kroner > 0. */
  readonly grundlag: Beloeb;
  /** Percent per year. */
  readonly satsProcent: Decimal;
  /** 360, 365 or 366. */
  readonly basis: number;
}

/** One period of the target. A period is a claim of its own, rounded once (design D5). */
export interface Rentemaal {
  /** k of the regime's series: 0, 1, 2, … */
  readonly nr: number;
  readonly periodeFra: Lokaldato;
  /** Exclusive. */
  readonly periodeTil: Lokaldato;
  /** stiftelse = forfald = SRB = virkningsdato of the rente. */
  readonly postdato: Lokaldato;
  readonly regime: Regime;
  readonly regelversion: string;
  /** kroner > 0: the hovedstol's rest on postdato − 1; of interest per day, the last days' base and rate. */
  readonly grundlag: Beloeb;
  readonly satsProcent: Decimal;
  /** Interest per day: what the amount is the sum of, in date order. */
  readonly led?: readonly Renteled[];
  /** kroner >= 0, whole øre. */
  readonly maal: Beloeb;
}

/** A regime's answer for one claim on the frame's forretningsdato. */
export interface Renteplan {
  readonly perioder: readonly Rentemaal[];
  /** The first night after forretningsdato on which the answer can change with no new fact. */
  readonly naeste: Lokaldato | 'infinity';
  /** The first postdato that no rate covers (design D9: never the last known rate): from there on the claim waits. */
  readonly satsMangler?: Lokaldato;
}

/** Why a regime has no rule: the law gives no interest while the authority collects (UDK-bidrag). */
export type Rentefri = 'REGIME_UDEN_RENTE';

/** Why a period bears no interest, as a caseworker reads it. */
export type Fritagelse = Rentefri | 'IKKE_FAKTURERET' | 'INGEN_DOM' | 'ANDET_REGIME' | 'KRAVSTYPE_UKENDT' | 'UDEN_UDPANTNINGSRET' | 'RENTE_IKKE_BESLUTTET' | 'FOER_RENTEBESLUTNING' | 'RENTESTOP' | 'OVERDRAGET';

/** Why a period that was posted is in the target no more. */
export type Bortfald = Fritagelse | 'BETALT' | 'FOER_FORFALD' | 'ANDRE_DAGE' | 'IKKE_I_MAALET';

/** The kravstype's version on a date. */
export function versionPaa(versioner: readonly Renteversion[], dato: Lokaldato): Renteversion | undefined {
  for (const v of versioner) if (v.gyldigFra <= dato && dato < v.gyldigTil) return v;
  return undefined;
}

/** Gebyrloven § 3 asks for udpantningsret; every regime asks for the kommunalbestyrelse's decision, and none reaches back before it. */
export function versionsFritagelse(v: Renteversion | undefined, postdato: Lokaldato): Fritagelse | undefined {
  if (v === undefined) return 'KRAVSTYPE_UKENDT';
  if (v.regime === 'GEBYRLOV' && !v.udpantningsret) return 'UDEN_UDPANTNINGSRET';
  if (v.renteBesluttet === null) return 'RENTE_IKKE_BESLUTTET';
  return postdato < v.renteBesluttet ? 'FOER_RENTEBESLUTNING' : undefined;
}

/** True when the day lies in a rentestop. */
export const iRentestop = (stop: readonly Rentestop[], dag: Lokaldato): boolean => stop.some((s) => s.fra <= dag && dag < s.til);

/** A judgment's or settlement's terms on the day. */
export const vilkaarPaa = (f: Pick<Rentefakta, 'vilkaar'>, dag: Lokaldato): Rentevilkaar | undefined => f.vilkaar?.find((v) => v.fra <= dag && dag < v.til);

/** The period's reason to bear no interest under `regime`; undefined = it does. Of interest per day both days are the day asked about. */
export function fritagelse(f: Rentefakta, regime: Regime, periodeFra: Lokaldato, postdato: Lokaldato): Fritagelse | undefined {
  if (f.vilkaar !== undefined && (vilkaarPaa(f, postdato) !== undefined) !== (regime === 'DOM_FORLIG')) return 'ANDET_REGIME';
  if (regime === 'DOM_FORLIG') return f.vilkaar === undefined ? 'INGEN_DOM' : iRentestop(f.rentestop, periodeFra) ? 'RENTESTOP' : undefined; // the judgment decides; no decision of the kommune's is asked for
  const v = versionPaa(f.versioner, postdato);
  if (v !== undefined && v.regime !== regime) return 'ANDET_REGIME';
  return versionsFritagelse(v, postdato) ?? (f.rentestop.length > 0 && iRentestop(f.rentestop, periodeFra) ? 'RENTESTOP' : undefined);
}

/** Rest of the hovedstol after all with value date before the day, asked for days in rising order. */
export function restFoer(bevaegelser: readonly Bevaegelse[]): (dag: Lokaldato) => Beloeb {
  const iOrden = bevaegelser.length < 2 ? bevaegelser : bevaegelser.toSorted((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
  let i = 0;
  let rest = NUL;
  return (dag) => {
    for (let b = iOrden[i]; b !== undefined && b[0] < dag; b = iOrden[++i]) rest = plus(rest, b[1]);
    return rest;
  };
}

/** When the claim is under a regime: by its kravstype's versions, and where a judgment or settlement has terms of its own, DOM_FORLIG. In date order. */
export function regimetider(f: Rentefakta, regime: Regime): { readonly fra: Lokaldato; readonly til: Lokaldato | 'infinity' }[] {
  if (regime === 'DOM_FORLIG') return (f.vilkaar ?? []).map(({ fra, til }) => ({ fra, til }));
  const ud: { fra: Lokaldato; til: Lokaldato | 'infinity' }[] = [];
  for (const v of f.versioner) {
    if (v.regime !== regime) continue;
    const foer = ud.at(-1);
    if (foer !== undefined && foer.til === v.gyldigFra) foer.til = v.gyldigTil;
    else ud.push({ fra: v.gyldigFra, til: v.gyldigTil });
  }
  return (f.vilkaar ?? []).reduce(uden, ud);
}

/** The times with one period taken out. */
function uden(tider: { fra: Lokaldato; til: Lokaldato | 'infinity' }[], p: { readonly fra: Lokaldato; readonly til: Lokaldato | 'infinity' }): { fra: Lokaldato; til: Lokaldato | 'infinity' }[] {
  return tider.flatMap((t) => (p.til <= t.fra || p.fra >= t.til ? [t] : [
    ...(t.fra < p.fra ? [{ fra: t.fra, til: p.fra }] : []), ...(p.til < t.til ? [{ fra: p.til as Lokaldato, til: t.til }] : []),
  ]));
}

/** The last day on which a dated fact changes; after it every period answers alike. */
export function sidsteSkift(f: Rentefakta): Lokaldato {
  let sidste = f.srb;
  const se = (d: Lokaldato | 'infinity' | null): void => { if (d !== null && d !== 'infinity' && d > sidste) sidste = d; };
  for (const [d] of f.bevaegelser) se(d);
  for (const s of f.rentestop) { se(s.fra); se(s.til); }
  for (const v of f.versioner) { se(v.gyldigFra); se(v.gyldigTil); se(v.renteBesluttet); }
  for (const v of f.vilkaar ?? []) { se(v.fra); se(v.til); }
  return sidste;
}

/** The rate that covers the day. */
export function satsPaa(satser: readonly Sats[], dag: Lokaldato): Sats | undefined {
  for (const s of satser) if (s.fra <= dag && dag < s.til) return s;
  return undefined;
}
