import { kr, plusDage, tal, visBeloeb, visDato } from '#app/kernel';
import { bortfalden, grundlagFoer, kroner, rettelse } from './forklaring.tekst.js';
import type { Forklaringsdata, Ledforklaring } from './forklaring.js';
import { rentelovstillaeg } from './dagrente.rules.js';

/** Interest per day explained to the one who pays it: every stretch of days, its base and rate, and the sum rounded once. Plain Danish. */
export function dagrenteTekst(d: Forklaringsdata): string {
  const dele = [grundlagFoer(d), d.bortfald === undefined ? beregning(d) : bortfalden(d, periode(d)), rettelse(d), regel(d)];
  return dele.filter((t) => t !== '').join(' ');
}

const periode = (d: Forklaringsdata): string => `perioden ${visDato(d.periodeFra)}–${visDato(plusDage(d.periodeTil, -1))}`;
const procent = (tekst: string): string => `${tal(tekst).toFixed().replace('.', ',')} %`;

function beregning(d: Forklaringsdata): string {
  const dele = d.led.map((l) => `${l.fra === d.periodeFra && l.til === d.periodeTil ? '' : `${visDato(l.fra)}–${visDato(plusDage(l.til, -1))}: `}${led(l)}`);
  return `For ${periode(d)} er der regnet rente af det, der manglede af selve kravet dag for dag: ${dele.join('; ')}. Det giver ${kroner(d.maal)}, rundet af til hele øre én gang, tilskrevet den ${visDato(d.postdato)}.`;
}

const led = (l: Ledforklaring): string => `${l.dage} ${l.dage === 1 ? 'dag' : 'dage'} med ${procent(l.satsProcent)} om året, ${visBeloeb(kr(l.grundlag))} kr. × ${procent(l.satsProcent)} × ${l.dage}/${l.basis}`;

function regel(d: Forklaringsdata): string {
  const kilde = d.satsKilde === undefined ? '' : ` Satsens kilde: ${d.satsKilde}.`;
  return `${REGLER[d.regime]?.(d) ?? ''} Betalingsdagen regnes med; der beregnes ikke rente af renter eller gebyrer.${kilde} Beregnet efter regel ${d.regelversion}.`;
}

const REGLER: Readonly<Record<string, (d: Forklaringsdata) => string>> = {
  RENTELOV: (d) => `Renten er Nationalbankens udlånsrente den 1. januar og 1. juli med et tillæg på ${rentelovstillaeg(d.forfald).toFixed()} procentpoint om året (renteloven § 5).`,
  OPKRAEVNINGSLOV: () => 'Renten er den månedlige rente efter opkrævningsloven § 7, omregnet til et år (12 måneder) og fordelt på dage.',
  DOM_FORLIG: () => 'Renten følger den dom eller det forlig, der er registreret på kravet.',
};
