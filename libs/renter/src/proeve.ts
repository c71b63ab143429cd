import { dato, kr, type Lokaldato } from '#app/kernel';
import { renteramme, sats, type Bevaegelse, type Rentefakta, type Renteramme, type Rentevalg, type Renteversion } from './rentefakta.js';
import type { BogfoertPeriode, Renteforskel } from './renter.rules.js';

/** For the specs of this room: one claim under gebyrloven and a run's frame, with what a case changes. */
export const STANDARD: Rentevalg = { gebyrlovTilskrivning: 'DAGEN_EFTER_FORFALD', gebyrlovAnker: 'FORFALD', ventebankdage: 2, rentelovDagbasis: 'ACT_365' };
export const GEBYRLOVKRAV: Renteversion = { regime: 'GEBYRLOV', udpantningsret: true, renteBesluttet: dato('2010-01-01'), forfaldFastsat: true, gyldigFra: dato('2005-01-01'), gyldigTil: 'infinity' as Lokaldato };
export const EN_PROCENT = sats(dato('1997-01-01'), 'infinity', '1.0000', 'gebyrloven § 3');

/** A claim registered on its forfaldsdato; movements after that as [date, kroner]. */
export function krav(forfald: string, hovedstol: string, senere: readonly (readonly [string, string])[] = [], andet: Partial<Rentefakta> = {}): Rentefakta {
  const bevaegelser: Bevaegelse[] = [[dato(forfald), kr(hovedstol)], ...senere.map(([d, b]): Bevaegelse => [dato(d), kr(b)])];
  return { forfald: dato(forfald), srb: dato(forfald), versioner: [GEBYRLOVKRAV], bevaegelser, rentestop: [], ...andet };
}

/** Renteloven: decided, no udpantningsret asked for. */
export const RENTELOVKRAV: Renteversion = { ...GEBYRLOVKRAV, regime: 'RENTELOV', udpantningsret: false };
/** The reference rates of regler.md 1.2. */
export const REFERENCER = ([['2005-01-01', '2.15'], ['2005-07-01', '2.15'], ['2012-07-01', '0.45'], ['2013-01-01', '0.20'], ['2013-07-01', '0.20'], ['2023-01-01', '1.90'], ['2023-07-01', '3.25'], ['2025-01-01', '2.75'], ['2025-07-01', '1.75'], ['2026-01-01', '1.75'], ['2026-07-01', '2.00']] as const)
  .map(([fra, p]) => sats(dato(fra), fra.endsWith('01-01') ? dato(`${fra.slice(0, 4)}-07-01`) : dato(`${Number(fra.slice(0, 4)) + 1}-01-01`), p, `referencesats ${fra}`));

export function ramme(forretningsdato: string, valg: Partial<Rentevalg> = {}, andet: Partial<Renteramme> = {}): Renteramme {
  const v = { ...STANDARD, ...valg };
  return renteramme({ forretningsdato: dato(forretningsdato), satser: { GEBYRLOV: [EN_PROCENT], REFERENCE: REFERENCER }, valgPaa: () => v, ...andet });
}

/** The books after these differences, as the facts would read them back. */
export function bogfoer(foer: readonly BogfoertPeriode[], forskelle: readonly Renteforskel[]): BogfoertPeriode[] {
  const ud = new Map(foer.map((b) => [b.rentekravId, b]));
  for (const f of forskelle) {
    const id = f.rentekrav?.id ?? `r${f.periodeFra}${f.loebenr === 1 ? '' : `-${f.loebenr}`}`;
    const b = ud.get(id);
    ud.set(id, {
      periodeFra: f.periodeFra, periodeTil: f.periodeTil, postdato: f.postdato, regime: f.regime, beloeb: kr((b?.beloeb ?? kr('0.00')).plus(f.beloeb).toFixed(2)),
      antal: (b?.antal ?? 0) + 1, rentekravId: id, kravlinjeId: `l${id.slice(1)}`,
    });
  }
  return [...ud.values()].sort((a, b) => (a.periodeFra !== b.periodeFra ? (a.periodeFra < b.periodeFra ? -1 : 1) : a.rentekravId < b.rentekravId ? -1 : 1));
}
