import { afrund, NUL, plusDage, plusMaaneder, type Beloeb, type Lokaldato } from '#app/kernel';
import { fritagelse, restFoer, satsPaa, sidsteSkift, type Rentefakta, type Rentemaal, type Renteplan, type Renteramme, type Rentevalg, type Sats } from './rentefakta.js';

const INGEN_SATSER: readonly Sats[] = [];

/**
 * Gebyrloven § 3: 1 % of the rest of the hovedstol for each commenced month from the forfaldsdato, by the ministry's newest
 * statement (18 October 2021) or, as a setting, its older one (7 January 2021). No interest of interest or fees; a month is
 * full however early in it the money comes; paid by SRB costs nothing. regler.md 1.1.
 */
export function gebyrlovPlan(f: Rentefakta, r: Renteramme): Renteplan {
  const foersteDag = plusDage(f.srb, 1);
  const valg = r.valgPaa(foersteDag); // the first posting's own day, whatever the choices: a series begun is never moved
  const d0 = gebyrlovAnker(f, valg);
  const regelversion = gebyrlovVersion(valg);
  const satser = r.satser.GEBYRLOV ?? INGEN_SATSER;
  const rest = restFoer(f.bevaegelser);
  const perioder: Rentemaal[] = [];
  let naeste: Lokaldato | 'infinity' = 'infinity';
  let satsMangler: Lokaldato | undefined;
  let sidste: Lokaldato | undefined;
  let seneste: { grundlag: Beloeb; sats: Sats | undefined; maal: Beloeb } = { grundlag: NUL, sats: undefined, maal: NUL };
  for (let k = 0; ; k++) {
    const periodeFra = plusMaaneder(d0, k); // anchored on d0: chained months would lose the 31st
    if (periodeFra >= naeste) break;
    const postdato = periodeFra < foersteDag ? foersteDag : periodeFra;
    if (f.overdraget !== undefined && f.overdraget <= postdato) break;
    const grundlag = rest(postdato);
    if (!grundlag.gt(0) || fritagelse(f, 'GEBYRLOV', periodeFra, postdato) !== undefined) {
      if (periodeFra > (sidste ??= sidsteSkift(f))) break;
      continue;
    }
    const nat = r.foersteNat(postdato);
    if (nat > r.forretningsdato) {
      if (nat < naeste) naeste = nat;
      continue;
    }
    const sats = satsPaa(satser, postdato);
    if (sats === undefined) { satsMangler ??= postdato; continue; }
    if (grundlag !== seneste.grundlag || sats !== seneste.sats) seneste = { grundlag, sats, maal: afrund(grundlag.times(sats.faktor)) };
    // PSRM's filter R_6_19/R_6_20: the registered period is exactly one month from its own first day
    perioder.push({ nr: k, periodeFra, periodeTil: plusMaaneder(periodeFra, 1), postdato, regime: 'GEBYRLOV', regelversion, grundlag, satsProcent: sats.procent, maal: seneste.maal });
  }
  return satsMangler === undefined ? { perioder, naeste } : { perioder, naeste, satsMangler };
}

/** d0: the first day of the first month. */
function gebyrlovAnker(f: Rentefakta, valg: Rentevalg): Lokaldato {
  const anker = valg.gebyrlovAnker === 'SRB' ? f.srb : f.forfald;
  return valg.gebyrlovTilskrivning === 'FORFALDSDAG' ? anker : plusDage(anker, 1);
}

/** Which reading of § 3 a month was counted by; stands on every renteberegning. */
export function gebyrlovVersion(valg: Rentevalg): string {
  const udtalelse = valg.gebyrlovTilskrivning === 'FORFALDSDAG' ? 'GEBYRLOV-2021-01' : 'GEBYRLOV-2021-10';
  return valg.gebyrlovAnker === 'SRB' ? `${udtalelse}-SRB` : udtalelse;
}
