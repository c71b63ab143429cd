import { afrund, dageMellem, foersteIMaaned, plusDage, plusMaaneder, tal, type Beloeb, type Lokaldato } from '#app/kernel';
import { restFoer, satsPaa, type Bevaegelse, type Renteled, type Sats } from './rentefakta.js';

/** The collector's interest on a hovedstol; `rente` kroner, rounded once. `satsMangler`: the first day whose rate is not known; the days before it are counted. */
export interface Inddrivelsesrente { readonly fra: Lokaldato; readonly led: readonly Renteled[]; readonly rente: Beloeb; readonly satsMangler?: Lokaldato }

const BASIS = 365; // regler.md 1.4 [antaget]

/**
 * Gældsinddrivelsesloven § 5, for comparison: simple interest per day from the 1st of the month after the claim was received, on the hovedstol
 * alone, `til` included. The kommune posts none of it; the collector does.
 */
export function inddrivelsesrente(bevaegelser: readonly Bevaegelse[], satser: readonly Sats[], modtaget: Lokaldato, til: Lokaldato): Inddrivelsesrente {
  const foerste = plusMaaneder(foersteIMaaned(modtaget), 1);
  const slut = plusDage(til, 1);
  const skift = [...bevaegelser.map(([d]) => plusDage(d, 1)), ...satser.flatMap((s) => [s.fra, s.til])].filter((d): d is Lokaldato => d > foerste && d < slut).sort();
  const rest = restFoer(bevaegelser);
  const led: Renteled[] = [];
  let satsMangler: Lokaldato | undefined;
  for (let fra = foerste; fra < slut;) {
    const naeste = skift.find((d) => d > fra) ?? slut;
    const grundlag = rest(fra);
    const sats = satsPaa(satser, fra);
    if (sats === undefined) { satsMangler = fra; break; }
    const foer = led.at(-1);
    if (foer !== undefined && foer.til === fra && foer.grundlag.eq(grundlag) && foer.satsProcent.eq(sats.procent)) led[led.length - 1] = { ...foer, til: naeste, dage: foer.dage + dageMellem(fra, naeste) };
    else if (grundlag.gt(0)) led.push({ fra, til: naeste, dage: dageMellem(fra, naeste), grundlag, satsProcent: sats.procent, basis: BASIS });
    fra = naeste;
  }
  const rente = afrund(led.reduce((s, l) => s.plus(l.grundlag.times(l.satsProcent).times(l.dage)), tal('0')).div(100 * BASIS));
  return { fra: foerste, led, rente, ...(satsMangler === undefined ? {} : { satsMangler }) };
}
