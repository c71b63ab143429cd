import { visDato } from '#app/kernel';
import { ARTER } from './arter.js';
import { udloebstekst } from './frister.rules.js';
import type { Dato, Grundlag, Skridt } from './typer.js';

const vis = (d: Dato): string => (d === 'infinity' ? 'uden slutdato' : visDato(d));

/** One step of the derivation as a sentence a citizen can follow. `foer`: the date before it. */
export function skridttekst(g: Grundlag, s: Omit<Skridt, 'tekst'>, foer: Dato | null, skriftlig: boolean): string {
  if (s.art === 'START') return starttekst(g, s);
  if (s.art === 'HOVEDKRAV') return '';
  const hvad = `${ARTER[s.art].navn} ${visDato(s.dato)}${s.slut === null || s.slut === s.dato ? '' : `, til ${visDato(s.slut)}`} (${s.paragraf})`;
  switch (s.udfald) {
    case 'VIRKNINGSLOES': return `${hvad} har ingen virkning: kravet var forældet fra udgangen af ${vis(foer!)}.`;
    case 'AFBRUDT': return `${hvad} afbryder forældelsen, så længe det varer.`;
    case 'UAENDRET': return s.foraeldelsesdato === 'infinity' ? `${hvad}: forældelsen er allerede afbrudt.` : `${hvad} ændrer ikke forældelsesdatoen, som er ${vis(s.foraeldelsesdato)}.`;
    case 'NY_FRIST': return `${hvad} giver en ny frist på ${s.aar} år${skriftlig ? ', fordi kravets eksistens og størrelse er anerkendt skriftligt' : ''}. Den regnes fra ${visDato(s.fra!)} og ${udloeb(s)}.`;
    case 'TILLAEG': return `${hvad} giver en tillægsfrist på ${s.aar} år fra ${visDato(s.fra!)}. Den ${udloeb(s)}.`;
    case 'UDSKUDT': return s.slut === null ? `${hvad} udskyder fristen, dog højst 10 år fra dens begyndelse. Den ${udloeb(s)}.` : `${hvad} udskyder fristen på ${s.aar} år til ${visDato(s.fra!)}. Den ${udloeb(s)}.`;
    case 'AFKORTET': return `${hvad}: fristen afkortes fra ${vis(foer!)} til 3 år fra modtagelsen og udløber ${vis(s.foraeldelsesdato)}.`;
    case 'FORLAENGET': return `${hvad}: kravet forældes tidligst 3 år efter modtagelsen, og fristen udløber ${vis(s.foraeldelsesdato)} i stedet for ${vis(foer!)}.`;
    case 'FOELGER_HOVEDKRAV': return '';
  }
}

const udloeb = (s: Omit<Skridt, 'tekst'>): string => {
  if (s.fristdato === null || s.raaDato === null) return 'løber videre';
  const ende = udloebstekst({ raaDato: s.raaDato, dato: s.fristdato, lukkedage: s.lukkedage });
  return s.foraeldelsesdato > s.fristdato ? `${ende}; en senere frist, ${vis(s.foraeldelsesdato)}, gælder fortsat` : ende;
};

function starttekst(g: Grundlag, s: Omit<Skridt, 'tekst'>): string {
  const hvad = g.art === 'HOVEDKRAV' ? `Fristen på ${g.aar} år` : `${g.art === 'RENTE' ? 'Renter' : 'Gebyrer'} har deres egen frist på ${g.aar} år. Den`;
  const fra = { SRB: 'sidste rettidige betalingsdato', FORFALD: 'forfaldsdatoen', PERIODE: 'rentens første dag' }[g.startregel];
  return `${hvad} regnes fra ${fra} ${visDato(g.start)} (${s.paragraf}) og ${udloeb(s)}.`;
}
