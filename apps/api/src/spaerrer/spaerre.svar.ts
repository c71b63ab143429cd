import type { Spaerreart, Spaerreniveau } from '#app/krav';
import { UdDato, UdId, UdJaNej, UdTal, UdTekst, UdTekster, UdValg } from '../felles/svarfelter.js';

export const NIVEAUER: readonly Spaerreniveau[] = ['FORRETNINGSPARTNER', 'AFTALEKONTO', 'AFTALEINDHOLD', 'KRAV'];
export const ARTER: readonly Spaerreart[] = ['RENTE', 'RYKKER', 'UDLIGNING', 'MODREGNING', 'OVERDRAGELSE', 'UDBETALING'];

export class SpaerreSvar {
  @UdId('Spærrens id', '1009') id: string;
  @UdValg(NIVEAUER, 'Niveau') niveau: string;
  @UdId('Objektets id', '1004') objektId: string;
  @UdValg(ARTER, 'Hvad der spærres for') art: string;
  @UdTekst('Årsag', 'Indsigelse modtaget') aarsag: string;
  @UdDato('Fra', '2026-03-31') fra: string;
  @UdDato('Til (medregnes ikke); null: til den ophæves', '2026-06-30', { null: true }) til: string | null;
  @UdTekst('Oprettet af', 'sagsbehandler1') oprettetAf: string;
}

/** A spærre on the desk's own lists. */
export class SpaerrevisningSvar extends SpaerreSvar {
  @UdTekst('Hvem der svarer for spærren', 'sagsbehandler1') ejer: string;
  @UdTal('Hele dage, den har gjaldt', 12) alderDage: number;
  @UdJaNej('Uden slutdato, og har gjaldt i det antal dage, kommunen har valgt (spaerreUdenSlutDage): skal ses efter', false) udenSlutdato: boolean;
  @UdTekster('Andre spærrer af samme art på samme objekt i nogle af de samme dage', []) overlapper: string[];
}
