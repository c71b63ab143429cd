import { kr, neg, plusDage, visBeloeb, visDato } from '#app/kernel';
import type { Forklaringsdata, Grundlagspost } from './forklaring.js';

/** Sentences that every regime's explanation is made of. Danish. */
export const kroner = (tekst: string): string => `${visBeloeb(kr(tekst))} kr.`;

/** When it was due, and what the claim came to be by. */
export function grundlagFoer(d: Forklaringsdata): string {
  const poster = d.haendelser.map(post).join(', ');
  return `Kravet forfaldt den ${visDato(d.forfald)} og skulle være betalt senest den ${visDato(d.srb)}${poster === '' ? '' : ` (${poster})`}.`;
}

/** The same, with what was left of the hovedstol the day before the posting. */
export function grundlagPaaDagen(d: Forklaringsdata): string {
  const poster = d.haendelser.map(post).join(', ');
  return `Kravet forfaldt den ${visDato(d.forfald)} og skulle være betalt senest den ${visDato(d.srb)}. `
    + `Den ${visDato(plusDage(d.postdato, -1))} manglede der ${kroner(d.grundlag)} af selve kravet${poster === '' ? '' : ` (${poster})`}.`;
}

const ARTER: Readonly<Record<string, string>> = { KRAV: 'opkrævet', UDLIGNING: 'betaling', AFSKRIVNING: 'afskrevet', REGULERING: 'regulering', TILBAGEFOERSEL: 'tilbageført' };
const post = (h: Grundlagspost): string => `${ARTER[h.art] ?? h.art.toLowerCase()} ${visDato(h.dato)}: ${kroner(h.beloeb)}`;

const BORTFALD: Readonly<Record<string, string>> = {
  BETALT: 'kravet viste sig at være betalt eller sat ned, så der intet manglede, da renten skulle tilskrives',
  RENTESTOP: 'der er rentestop på den dag, perioden begynder',
  ANDRE_DAGE: 'renten er regnet på ny for andre dage i måneden',
  FOER_FORFALD: 'kravets forfaldsdato er ændret, så det endnu ikke var forfaldent',
  OVERDRAGET: 'kravet er overdraget til inddrivelse hos Gældsstyrelsen',
  UDEN_UDPANTNINGSRET: 'kravet ikke har udpantningsret',
  RENTE_IKKE_BESLUTTET: 'kommunen ikke har besluttet at opkræve renter af denne slags krav',
  FOER_RENTEBESLUTNING: 'kommunens beslutning om renter først gælder fra en senere dato',
  ANDET_REGIME: 'kravet hører under en anden lov, en dom eller et forlig',
};

/** Why a period bears no interest any more; `periode` such as 'måneden 16.01.2026–15.02.2026'. */
export const bortfalden = (d: Forklaringsdata, periode: string): string =>
  `Der skal ikke betales rente for ${periode}, fordi ${BORTFALD[d.bortfald!] ?? 'perioden ikke længere skal forrentes efter de regler og oplysninger, der nu gælder'}.`;

/** What was booked before, and in which direction it was corrected; empty for a first posting. */
export function rettelse(d: Forklaringsdata): string {
  if (kr(d.foer).isZero()) return '';
  const b = kr(d.beloeb);
  return `Der var allerede bogført ${kroner(d.foer)}; da oplysningerne er ændret siden, er renten sat ${b.lt(0) ? 'ned' : 'op'} med ${visBeloeb(b.lt(0) ? neg(b) : b)} kr.`;
}
