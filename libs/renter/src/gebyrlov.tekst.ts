import { kr, neg, plusDage, tal, visBeloeb, visDato } from '#app/kernel';
import type { Forklaringsdata, Grundlagspost } from './forklaring.js';

/** A gebyrlov month explained to the one who pays it: plain Danish, every figure in it. */
export function gebyrlovTekst(d: Forklaringsdata): string {
  const dele = [grundlag(d), d.bortfald === undefined ? beregning(d) : bortfalden(d), rettelse(d), regel(d)];
  return dele.filter((t) => t !== '').join(' ');
}

const kroner = (tekst: string): string => `${visBeloeb(kr(tekst))} kr.`;

function grundlag(d: Forklaringsdata): string {
  const poster = d.haendelser.map(post).join(', ');
  return `Kravet forfaldt den ${visDato(d.forfald)} og skulle være betalt senest den ${visDato(d.srb)}. `
    + `Den ${visDato(plusDage(d.postdato, -1))} manglede der ${kroner(d.grundlag)} af selve kravet${poster === '' ? '' : ` (${poster})`}.`;
}

const ARTER: Readonly<Record<string, string>> = { KRAV: 'opkrævet', UDLIGNING: 'betaling', AFSKRIVNING: 'afskrevet', REGULERING: 'regulering', TILBAGEFOERSEL: 'tilbageført' };
const post = (h: Grundlagspost): string => `${ARTER[h.art] ?? h.art.toLowerCase()} ${visDato(h.dato)}: ${kroner(h.beloeb)}`;

const maaned = (d: Forklaringsdata): string => `måneden ${visDato(d.periodeFra)}–${visDato(plusDage(d.periodeTil, -1))}`;

function beregning(d: Forklaringsdata): string {
  const noejagtig = tal(d.grundlag).times(tal(d.satsProcent)).times('0.01');
  const afrunding = noejagtig.eq(d.maal) ? '' : ` (${noejagtig.toFixed().replace('.', ',')} kr. rundet af til hele øre; en halv øre rundes op)`;
  return `Derfor er der for ${maaned(d)} beregnet ${tal(d.satsProcent).toFixed().replace('.', ',')} % i rente af ${kroner(d.grundlag)}: ${kroner(d.maal)}${afrunding}, tilskrevet den ${visDato(d.postdato)}.`;
}

const BORTFALD: Readonly<Record<string, string>> = {
  BETALT: 'kravet viste sig at være betalt eller sat ned, så der intet manglede, da renten skulle tilskrives',
  RENTESTOP: 'der er rentestop på den dag, måneden begynder',
  OVERDRAGET: 'kravet er overdraget til inddrivelse hos Gældsstyrelsen',
  UDEN_UDPANTNINGSRET: 'kravet ikke har udpantningsret',
  RENTE_IKKE_BESLUTTET: 'kommunen ikke har besluttet at opkræve renter af denne slags krav',
  FOER_RENTEBESLUTNING: 'kommunens beslutning om renter først gælder fra en senere dato',
  ANDET_REGIME: 'kravet hører under en anden lov',
};

const bortfalden = (d: Forklaringsdata): string =>
  `Der skal ikke betales rente for ${maaned(d)}, fordi ${BORTFALD[d.bortfald!] ?? 'måneden ikke længere skal forrentes efter de regler og oplysninger, der nu gælder'}.`;

function rettelse(d: Forklaringsdata): string {
  if (kr(d.foer).isZero()) return '';
  const b = kr(d.beloeb);
  return `Der var allerede bogført ${kroner(d.foer)}; da oplysningerne er ændret siden, er renten sat ${b.lt(0) ? 'ned' : 'op'} med ${visBeloeb(b.lt(0) ? neg(b) : b)} kr.`;
}

const regel = (d: Forklaringsdata): string =>
  'Renten er 1 % for hver påbegyndt måned fra forfaldsdatoen (gebyrloven § 3); en påbegyndt måned tæller fuldt ud, og der beregnes ikke rente af renter eller gebyrer. '
  + `${d.satsKilde === undefined ? '' : `Satsens kilde: ${d.satsKilde}. `}Beregnet efter regel ${d.regelversion}.`;
