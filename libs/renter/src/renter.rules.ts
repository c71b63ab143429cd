import { erNul, grupper, max, min, minus, NUL, plusDage, seneste, tal, type Beloeb, type Decimal, type Lokaldato } from '#app/kernel';
import type { Regime } from '#app/krav';
import { dagrentePlan, DOM_FORLIG, OPKRAEVNINGSLOV, RENTELOV } from './dagrente.rules.js';
import { dagrenteTekst } from './dagrente.tekst.js';
import { gebyrlovPlan } from './gebyrlov.rules.js';
import { gebyrlovTekst } from './gebyrlov.tekst.js';
import type { Forklaringsdata } from './forklaring.js';
import { fritagelse, restFoer, versionPaa, versionsFritagelse, vilkaarPaa, type Bortfald, type Fritagelse, type Rentefakta, type Rentefri, type Rentemaal, type Renteplan, type Renteramme, type Satsart } from './rentefakta.js';

/** How one regime bears interest: its rates, its §, its target, and the words that explain a posting to the one who pays it. */
export interface Renteregel {
  /** What it is counted by; of interest per day the rates stand on each led. */
  readonly satsart?: Satsart;
  readonly hjemmel: string;
  /** Interest per day, posted per calendar month: a period is judged by its first day, not its postdato. */
  readonly prDag: boolean;
  /** Counts the periods whose postdato fell under the regime; others' are left alone. */
  readonly plan: (f: Rentefakta, r: Renteramme) => Renteplan;
  /** Danish, for a citizen. */
  readonly tekst: (d: Forklaringsdata) => string;
}

/** Every regime's rule, or why it has none. A regime is taken into use by filling its place. */
export const RENTEREGLER: Readonly<Record<Regime, Renteregel | Rentefri>> = {
  GEBYRLOV: { satsart: 'GEBYRLOV', hjemmel: 'gebyrloven § 3', prDag: false, plan: gebyrlovPlan, tekst: gebyrlovTekst },
  RENTELOV: { hjemmel: 'renteloven §§ 3 og 5', prDag: true, plan: (f, r) => dagrentePlan(f, r, RENTELOV), tekst: dagrenteTekst },
  OPKRAEVNINGSLOV: { hjemmel: 'opkrævningsloven § 7', prDag: true, plan: (f, r) => dagrentePlan(f, r, OPKRAEVNINGSLOV), tekst: dagrenteTekst },
  DOM_FORLIG: { hjemmel: 'dom eller forlig', prDag: true, plan: (f, r) => dagrentePlan(f, r, DOM_FORLIG), tekst: dagrenteTekst },
  INGEN: 'REGIME_UDEN_RENTE', // Udbetaling Danmark charges no interest on bidrag while it collects
};

/** What stands in the books for one period. */
export interface BogfoertPeriode {
  readonly periodeFra: Lokaldato;
  readonly periodeTil: Lokaldato;
  readonly postdato: Lokaldato;
  readonly regime: Regime;
  /** kroner: the sum of its RENTE bilag on DEBITOR. */
  readonly beloeb: Beloeb;
  /** How many RENTE bilag it has. */
  readonly antal: number;
  readonly rentekravId: string;
  readonly kravlinjeId: string;
}

/** What the books should gain for one period. */
export interface Renteforskel extends Omit<Rentemaal, 'nr'> {
  readonly foer: Beloeb;
  /** maal − foer, kroner, never 0; negative after a payment registered late. */
  readonly beloeb: Beloeb;
  /** The bilag's number among those of periods with the same first day, from 1. */
  readonly loebenr: number;
  /** The rentekrav it goes on; undefined = it is created. */
  readonly rentekrav: { readonly id: string; readonly linjeId: string } | undefined;
}

/** What to do about one hovedkrav, and when to look again. */
export type Rentebeslutning =
  /** `satsMangler`: from that postdato on no rate is known; what comes before it is posted. */
  | { readonly art: 'TILSKRIV'; readonly forskelle: readonly Renteforskel[]; readonly satsMangler?: Lokaldato; readonly naeste: Lokaldato | 'infinity' }
  | { readonly art: 'INTET'; readonly grund: 'INGEN_AENDRING' | Fritagelse; readonly naeste: Lokaldato | 'infinity' }
  | { readonly art: 'SATS_UKENDT'; readonly postdato: Lokaldato; readonly naeste: Lokaldato };

/** The target against the books: what is missing, what is too much, and the next night to look. */
export function beslutRente(f: Rentefakta, r: Renteramme, bogfoert: readonly BogfoertPeriode[]): Rentebeslutning {
  if (f.ufaktureret === true) return { art: 'INTET', grund: 'IKKE_FAKTURERET', naeste: 'infinity' }; // the bill wakes it
  const plan = samletPlan(f, r);
  const { satsMangler } = plan;
  if (satsMangler !== undefined) {
    const kendt = renteforskelle(f, plan.perioder.filter((p) => p.postdato < satsMangler), bogfoert.filter((b) => b.postdato < satsMangler)); // what was posted before the rate was lost stays
    const naeste = plusDage(r.forretningsdato, 1);
    return kendt.length === 0 ? { art: 'SATS_UKENDT', postdato: satsMangler, naeste } : { art: 'TILSKRIV', forskelle: kendt, satsMangler, naeste };
  }
  const forskelle = renteforskelle(f, plan.perioder, bogfoert);
  if (forskelle.length > 0) return { art: 'TILSKRIV', forskelle, naeste: plan.naeste };
  return { art: 'INTET', grund: fritagetPaa(f, seneste(r.forretningsdato, plusDage(f.srb, 1))) ?? 'INGEN_AENDRING', naeste: plan.naeste };
}

/** The target alone: every period that should stand in the books in the night of the frame's forretningsdato, in date order. */
export function rentemaal(f: Rentefakta, r: Renteramme): Renteplan {
  if (f.ufaktureret === true) return TOM_PLAN;
  const plan = samletPlan(f, r);
  return { ...plan, perioder: plan.perioder.filter((p) => !erNul(p.maal) && (plan.satsMangler === undefined || p.postdato < plan.satsMangler)).sort((a, b) => (a.periodeFra < b.periodeFra ? -1 : 1)) };
}

const TOM_PLAN: Renteplan = { perioder: [], naeste: 'infinity' };

/** The plans of the regimes the kravstype has been under; nearly always one. */
function samletPlan(f: Rentefakta, r: Renteramme): Renteplan {
  let samlet = TOM_PLAN;
  f.versioner.forEach(({ regime }, i) => {
    const regel = RENTEREGLER[regime];
    if (typeof regel === 'string' || regime === 'DOM_FORLIG' || f.versioner.findIndex((v) => v.regime === regime) < i) return;
    const plan = regel.plan(f, r);
    samlet = samlet === TOM_PLAN ? plan : sammen(samlet, plan);
  });
  return f.vilkaar === undefined ? samlet : sammen(samlet, dagrentePlan(f, r, DOM_FORLIG));
}

function sammen(a: Renteplan, b: Renteplan): Renteplan {
  const satsMangler = a.satsMangler === undefined || (b.satsMangler !== undefined && b.satsMangler < a.satsMangler) ? b.satsMangler : a.satsMangler;
  return { perioder: [...a.perioder, ...b.perioder], naeste: a.naeste < b.naeste ? a.naeste : b.naeste, ...(satsMangler === undefined ? {} : { satsMangler }) };
}

/** Per period target minus booked; a period booked and in the target no more goes to 0. A debtor who was released is charged nothing new for a period that had begun by then; what is reopened bears interest again. */
function renteforskelle(f: Rentefakta, maal: readonly Rentemaal[], bogfoert: readonly BogfoertPeriode[]): Renteforskel[] {
  const alle = bogfoert.length === 0 ? maal.filter((m) => !erNul(m.maal)).map((m) => forskel(m, undefined, 1)) : modBogfoert(f, maal, bogfoert);
  return alle.length > 0 && erFrigivet(f) ? alle.filter((x) => x.beloeb.lt(0) || x.periodeFra > f.frigivet!) : alle;
}

/** The write-off by hand took what was left: it, not a payment, brought the hovedstol to 0. */
function erFrigivet({ frigivet, bevaegelser }: Rentefakta): boolean {
  if (frigivet === undefined) return false;
  const rest = restFoer(bevaegelser);
  return rest(frigivet).gt(0) && !rest(plusDage(frigivet, 1)).gt(0);
}

/** A rentekrav is one period under one law: under another law, or cut otherwise, the same days are another rentekrav, and the old one goes to 0. */
function modBogfoert(f: Rentefakta, maal: readonly Rentemaal[], bogfoert: readonly BogfoertPeriode[]): Renteforskel[] {
  const ud: Renteforskel[] = [];
  const ukendte = grupper(bogfoert, (b) => b.periodeFra);
  const brugt = new Map([...ukendte].map(([fra, b]) => [fra, b.reduce((n, x) => n + x.antal, 0)]));
  const naeste = (fra: Lokaldato): number => { const n = (brugt.get(fra) ?? 0) + 1; brugt.set(fra, n); return n; };
  const rettes = (m: Omit<Rentemaal, 'nr'>, b: BogfoertPeriode | undefined): void => { ud.push(forskel(m, b, naeste(m.periodeFra))); };
  const kendte = maal.map((m) => {
    const b = ukendte.get(m.periodeFra)?.find((x) => x.regime === m.regime && x.periodeTil === m.periodeTil);
    return { m, b };
  });
  const sete = new Set(kendte.flatMap(({ b }) => b ?? []));
  for (const b of bogfoert) if (!sete.has(b) && !erNul(b.beloeb)) rettes(bortfaldet(f, b, maal.some((m) => m.periodeFra === b.periodeFra && m.regime === b.regime)), b);
  for (const { m, b } of kendte) if (b === undefined ? !erNul(m.maal) : !b.beloeb.eq(m.maal)) rettes(m, b);
  return ud.sort((a, b) => (a.periodeFra !== b.periodeFra ? (a.periodeFra < b.periodeFra ? -1 : 1) : a.loebenr - b.loebenr));
}

function forskel(m: Omit<Rentemaal, 'nr'>, b: BogfoertPeriode | undefined, loebenr: number): Renteforskel {
  return {
    periodeFra: m.periodeFra, periodeTil: m.periodeTil, postdato: m.postdato, regime: m.regime, regelversion: m.regelversion,
    grundlag: m.grundlag, satsProcent: m.satsProcent, ...(m.led === undefined ? {} : { led: m.led }), maal: m.maal, foer: b?.beloeb ?? NUL, beloeb: b === undefined ? m.maal : minus(m.maal, b.beloeb),
    loebenr, rentekrav: b === undefined ? undefined : { id: b.rentekravId, linjeId: b.kravlinjeId },
  };
}

const NULSATS: Decimal = tal('0');

/** A period that is not in the target: maal 0.00 at rate 0, and the reason after the regime, `GEBYRLOV/BETALT`. */
function bortfaldet(f: Rentefakta, b: BogfoertPeriode, delt: boolean): Omit<Rentemaal, 'nr'> {
  const regel = RENTEREGLER[b.regime];
  const dag = typeof regel !== 'string' && regel.prDag ? b.periodeFra : b.postdato;
  const rest = min(restFoer(f.bevaegelser)(dag), restFoer(f.bevaegelser)(seneste(dag, plusDage(f.srb, 1))));
  return {
    periodeFra: b.periodeFra, periodeTil: b.periodeTil, postdato: b.postdato, regime: b.regime, regelversion: `${b.regime}/${delt ? 'ANDRE_DAGE' : bortfald(f, b, dag, rest)}`,
    grundlag: max(rest, NUL), satsProcent: NULSATS, maal: NUL,
  };
}

function bortfald(f: Rentefakta, b: BogfoertPeriode, dag: Lokaldato, rest: Beloeb): Bortfald {
  if (!rest.gt(0)) return 'BETALT';
  if (f.overdraget !== undefined && f.overdraget <= b.postdato) return 'OVERDRAGET';
  const regel = RENTEREGLER[b.regime];
  if (b.periodeFra < f.forfald) return 'FOER_FORFALD';
  return (typeof regel === 'string' ? regel : fritagelse(f, b.regime, b.periodeFra, dag)) ?? 'IKKE_I_MAALET';
}

/** Why the claim bears no interest on the day at all; undefined = it may. */
export function fritagetPaa(f: Pick<Rentefakta, 'versioner' | 'vilkaar'>, dag: Lokaldato): Fritagelse | undefined {
  if (vilkaarPaa(f, dag) !== undefined) return undefined;
  const v = versionPaa(f.versioner, dag);
  const regel = v === undefined ? undefined : RENTEREGLER[v.regime];
  if (v?.regime === 'DOM_FORLIG') return 'INGEN_DOM';
  return typeof regel === 'string' ? regel : versionsFritagelse(v, dag);
}
