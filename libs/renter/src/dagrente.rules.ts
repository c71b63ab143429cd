import { aar, afrund, dageIAaret, dageMellem, dagIMaaned, foersteIMaaned, maaned, NUL, min, plusDage, plusMaaneder, seneste, tal, type Beloeb, type Decimal, type Lokaldato } from '#app/kernel';
import type { Regime } from '#app/krav';
import { fritagelse, regimetider, restFoer, satsPaa, sidsteSkift, vilkaarPaa, type Dagbasis, type Rentefakta, type Renteled, type Rentemaal, type Renteplan, type Renteramme } from './rentefakta.js';

/** A rate of a day, percent per year, and the first day on which another may hold. */
export interface Dagssats { readonly procentPrAar: Decimal; readonly til: Lokaldato | 'infinity' }

/** What tells the regimes with interest per day apart. */
export interface Dagrenteregel {
  readonly regime: Regime;
  /** The first day that may bear interest; undefined = none does. */
  readonly foersteRentedag: (f: Rentefakta) => Lokaldato | undefined;
  /** The rate of a day; undefined = it is not known (design D9). */
  readonly sats: (f: Rentefakta, r: Renteramme, dag: Lokaldato) => Dagssats | undefined;
  readonly basis: (r: Renteramme, dag: Lokaldato) => Dagbasis;
}

/** A stretch of days of one calendar month that is posted as one rentekrav. Half-open. */
interface Stykke { readonly fra: Lokaldato; readonly til: Lokaldato; readonly nr: number }

/** One stretch worked out: its days by base and rate, or the day whose rate is not known. */
interface Udregnet { readonly led: readonly Renteled[]; readonly maal: Beloeb; readonly satsMangler: boolean }

/**
 * Simple interest per day, posted per calendar month on its last day, each month rounded once (renteloven §§ 3 and 5, regler.md 1.2: the
 * books follow the sum of rounded months). The payment day bears interest, the forfaldsdag does not. What is paid by SRB was in time and bears
 * none, so a month before it is first posted the day after SRB. A month in which the claim is overdraget is two stretches.
 */
export function dagrentePlan(f: Rentefakta, r: Renteramme, regel: Dagrenteregel): Renteplan {
  const perioder: Rentemaal[] = [];
  const foerst = regel.foersteRentedag(f);
  if (foerst === undefined) return { perioder, naeste: 'infinity' };
  const rest = rentebaerende(f);
  const sidste = sidsteSkift(f);
  for (const s of stykker(f, regel.regime, foerst)) {
    const postdato = seneste(plusDage(s.til, -1), plusDage(f.srb, 1));
    const basis = regel.basis(r, s.fra);
    const u = udregn(f, r, regel, s, rest, basis);
    if (!u.satsMangler && u.led.length === 0) {
      if (s.fra > sidste) break; // nothing changes any more
      continue;
    }
    const nat = r.foersteNat(postdato);
    if (nat > r.forretningsdato) return { perioder, naeste: nat };
    if (u.satsMangler) return { perioder, naeste: plusDage(r.forretningsdato, 1), satsMangler: postdato };
    const sidsteLed = u.led.at(-1)!;
    perioder.push({
      nr: s.nr, periodeFra: s.fra, periodeTil: s.til, postdato, regime: regel.regime, regelversion: `${regel.regime}-${basis}`,
      grundlag: sidsteLed.grundlag, satsProcent: sidsteLed.satsProcent, maal: u.maal, led: u.led,
    });
  }
  return { perioder, naeste: 'infinity' };
}

/** The stretches from the first interest day on: calendar months, cut where the regime begins or ends and on the day of overdragelse; none after that month (filter R_8_2). */
function* stykker(f: Rentefakta, regime: Regime, foerst: Lokaldato): Generator<Stykke> {
  const slut = f.overdraget === undefined ? 'infinity' : plusMaaneder(foersteIMaaned(f.overdraget), 1);
  let nr = 0;
  for (const tid of regimetider(f, regime)) {
    let fra: Lokaldato = seneste(tid.fra, foerst);
    while (fra < tid.til && fra < slut) {
      const maanedsslut = plusMaaneder(foersteIMaaned(fra), 1);
      let til = tid.til < maanedsslut ? (tid.til as Lokaldato) : maanedsslut;
      if (f.overdraget !== undefined && f.overdraget > fra && f.overdraget < til) til = f.overdraget;
      yield { fra, til, nr: nr++ };
      fra = til;
    }
  }
}

/** The hovedstol's rest that bears interest on a day: before SRB has passed, no more than what was not paid in time. */
function rentebaerende(f: Rentefakta): (dag: Lokaldato) => Beloeb {
  const efterSrb = restFoer(f.bevaegelser)(plusDage(f.srb, 1));
  const paaDagen = restFoer(f.bevaegelser);
  return (dag) => (dag > f.srb ? paaDagen(dag) : min(paaDagen(dag), efterSrb));
}

function udregn(f: Rentefakta, r: Renteramme, regel: Dagrenteregel, s: Stykke, rest: (dag: Lokaldato) => Beloeb, basis: Dagbasis): Udregnet {
  const led: Renteled[] = [];
  const graenser = skift(f, s);
  let fra = s.fra;
  while (fra < s.til) {
    const grundlag = rest(fra);
    let til = naesteEfter(graenser, fra) ?? s.til;
    if (grundlag.gt(0) && fritagelse(f, regel.regime, fra, fra) === undefined) {
      const sats = regel.sats(f, r, fra);
      if (sats === undefined) return { led, maal: NUL, satsMangler: true };
      if (sats.til < til) til = sats.til as Lokaldato;
      if (!sats.procentPrAar.isZero()) laegLed(led, { fra, til, dage: rentedage(fra, til, basis), grundlag, satsProcent: sats.procentPrAar, basis: basisdage(fra, basis) });
    }
    fra = til;
  }
  return { led, maal: afrund(led.reduce((sum, l) => sum.plus(l.grundlag.times(l.satsProcent).times(l.dage)), tal('0')).div(100 * basisdage(s.fra, basis))), satsMangler: false };
}

/** Days inside the stretch on which base, spærrer, kravstype or terms change. */
function skift(f: Rentefakta, s: Stykke): Lokaldato[] {
  const dage = new Set<Lokaldato>();
  const se = (d: Lokaldato | 'infinity' | null): void => { if (d !== null && d !== 'infinity' && d > s.fra && d < s.til) dage.add(d); };
  for (const [d] of f.bevaegelser) if (d >= s.fra && d < s.til) se(plusDage(d, 1));
  se(plusDage(f.srb, 1));
  for (const x of f.rentestop) { se(x.fra); se(x.til); }
  for (const v of f.versioner) { se(v.gyldigFra); se(v.gyldigTil); se(v.renteBesluttet); }
  for (const v of f.vilkaar ?? []) { se(v.fra); se(v.til); }
  return [...dage].sort();
}

const naesteEfter = (graenser: readonly Lokaldato[], fra: Lokaldato): Lokaldato | undefined => graenser.find((g) => g > fra);

/** Joins what lies next to each other with the same base and rate. */
function laegLed(led: Renteled[], l: Renteled): void {
  const foer = led.at(-1);
  if (foer !== undefined && foer.til === l.fra && foer.grundlag.eq(l.grundlag) && foer.satsProcent.eq(l.satsProcent)) led[led.length - 1] = { ...foer, til: l.til, dage: foer.dage + l.dage };
  else if (l.dage > 0) led.push(l);
}

/** Interest days of [fra, til[ inside one month: calendar days, or by 30_360 every month as 30. */
export function rentedage(fra: Lokaldato, til: Lokaldato, basis: Dagbasis): number {
  if (basis !== '30_360') return dageMellem(fra, til);
  const dag = (d: Lokaldato): number => Math.min(dagIMaaned(d), 30);
  return (aar(til) - aar(fra)) * 360 + (maaned(til) - maaned(fra)) * 30 + dag(til) - dag(fra);
}

/** Days of the year that a yearly rate is divided by. */
export const basisdage = (dag: Lokaldato, basis: Dagbasis): number => (basis === '30_360' ? 360 : basis === 'ACT_365' ? 365 : dageIAaret(aar(dag)));

const MED_TILLAEG_7 = '2013-03-01'; // lov nr. 1244 af 18/12/2012: 8 percentage points for what falls due from this day on

/** Renteloven § 5: what is added to the reference rate, percentage points, locked by the forfaldsdag. */
export const rentelovstillaeg = (forfald: Lokaldato): Decimal => (forfald < MED_TILLAEG_7 ? tal('7') : tal('8'));

/** The reference rate of the day plus `tillaeg`. */
function reference(r: Renteramme, dag: Lokaldato, tillaeg: Decimal): Dagssats | undefined {
  const s = satsPaa(r.satser.REFERENCE ?? [], dag);
  return s === undefined ? undefined : { procentPrAar: s.procent.plus(tillaeg), til: s.til };
}

const DAGE_EFTER_PAAKRAV = 30; // renteloven § 3 stk. 2

/** From the forfaldsdag where it was fixed in advance; else 30 days after the demand, never before the forfaldsdag (renteloven § 3 stk. 1 and 2). */
function efterForfald(f: Rentefakta): Lokaldato {
  const fastsat = (f.versioner.find((v) => v.gyldigFra <= f.forfald && f.forfald < v.gyldigTil) ?? f.versioner.at(-1))?.forfaldFastsat ?? true;
  const fra = fastsat || f.paakrav === undefined ? f.forfald : seneste(f.forfald, plusDage(f.paakrav, DAGE_EFTER_PAAKRAV));
  return plusDage(fra, 1);
}

/** Renteloven §§ 3 and 5: reference rate + 8 (7 for what fell due before 1 March 2013) per year. */
export const RENTELOV: Dagrenteregel = {
  regime: 'RENTELOV', foersteRentedag: efterForfald,
  sats: (f, r, dag) => reference(r, dag, rentelovstillaeg(f.forfald)),
  basis: (r, dag) => r.valgPaa(dag).rentelovDagbasis,
};

const MAANEDER = 12;

/** Opkrævningsloven § 7: a monthly rate per day from SRB until paid: rate x 12 / 365 (regler.md 1.3). */
export const OPKRAEVNINGSLOV: Dagrenteregel = {
  regime: 'OPKRAEVNINGSLOV', foersteRentedag: (f) => plusDage(f.srb, 1),
  sats: (_, r, dag) => {
    const s = satsPaa(r.satser.OPKRAEVNINGSLOV ?? [], dag);
    return s === undefined ? undefined : { procentPrAar: s.procent.times(MAANEDER), til: s.til };
  },
  basis: () => 'ACT_365',
};

/** A judgment or settlement: its own rate, or the reference rate with its own addition, from the day it says. */
export const DOM_FORLIG: Dagrenteregel = {
  regime: 'DOM_FORLIG', foersteRentedag: (f) => f.vilkaar?.reduce<Lokaldato | undefined>((d, v) => (d === undefined || v.fra < d ? v.fra : d), undefined),
  sats: (f, r, dag) => {
    const v = vilkaarPaa(f, dag);
    if (v === undefined) return undefined;
    if (v.satsart === 'FAST') return { procentPrAar: v.procent, til: v.til };
    const s = reference(r, dag, v.procent);
    // the reference rate may be negative; nobody is owed interest on his own debt
    return s === undefined ? undefined : { procentPrAar: s.procentPrAar.lt(0) ? tal('0') : s.procentPrAar, til: s.til < v.til ? s.til : v.til };
  },
  basis: (r, dag) => r.valgPaa(dag).rentelovDagbasis,
};
