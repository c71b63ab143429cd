import { plusDage, tal, visDato } from '#app/kernel';
import type { Forklaringsdata } from './forklaring.js';
import { bortfalden, grundlagPaaDagen, kroner, rettelse } from './forklaring.tekst.js';

/** A gebyrlov month explained to the one who pays it: plain Danish, every figure in it. */
export function gebyrlovTekst(d: Forklaringsdata): string {
  const dele = [grundlagPaaDagen(d), d.bortfald === undefined ? beregning(d) : bortfalden(d, maaned(d)), rettelse(d), regel(d)];
  return dele.filter((t) => t !== '').join(' ');
}

const maaned = (d: Forklaringsdata): string => `måneden ${visDato(d.periodeFra)}–${visDato(plusDage(d.periodeTil, -1))}`;

function beregning(d: Forklaringsdata): string {
  const noejagtig = tal(d.grundlag).times(tal(d.satsProcent)).times('0.01');
  const afrunding = noejagtig.eq(d.maal) ? '' : ` (${noejagtig.toFixed().replace('.', ',')} kr. rundet af til hele øre; en halv øre rundes op)`;
  return `Derfor er der for ${maaned(d)} beregnet ${tal(d.satsProcent).toFixed().replace('.', ',')} % i rente af ${kroner(d.grundlag)}: ${kroner(d.maal)}${afrunding}, tilskrevet den ${visDato(d.postdato)}.`;
}

const regel = (d: Forklaringsdata): string =>
  'Renten er 1 % for hver påbegyndt måned fra forfaldsdatoen (gebyrloven § 3); en påbegyndt måned tæller fuldt ud, og der beregnes ikke rente af renter eller gebyrer. '
  + `${d.satsKilde === undefined ? '' : `Satsens kilde: ${d.satsKilde}. `}Beregnet efter regel ${d.regelversion}.`;
