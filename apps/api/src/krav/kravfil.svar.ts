import { Sideklasse } from '../felles/side.js';
import { UdId, UdJaNej, UdListe, UdTal, UdTekst, UdTid, UdValg } from '../felles/svarfelter.js';

const UDFALD = ['OPRETTET', 'FANDTES', 'AFVIST', 'FEJL'];

export class KravfilmodtagelseSvar {
  @UdJaNej('Den samme fil fra det samme fagsystem er modtaget før; kørslen er den, den fik da', false) kendt: boolean;
  @UdId('Filen', '3001') id: string;
  @UdId('Kørslen, der opretter kravene', '3002') koerselId: string;
}
export class KravfilSvar {
  @UdId('Filen', '3001') id: string;
  @UdId('Kørslen, der opretter kravene', '3002') koerselId: string;
  @UdTekst('Fagsystemet, der opretter kravene', 'NEXUS') fagsystem: string;
  @UdValg(['CSV', 'JSON', 'NDJSON'], 'Format') format: string;
  @UdValg(['UTF-8', 'ISO-8859-1'], 'Tegnsæt') tegnsaet: string;
  @UdTekst('Filnavn, hvis det er oplyst', 'marts.csv', { null: true }) filnavn: string | null;
  @UdTal('Linjer i filen: et regnearks rækker uden kolonnenavnene, ellers krav', 200000) linjer: number;
  @UdTal('Krav i filen', 180000) krav: number;
  @UdTid('Modtaget') modtaget: Date;
  @UdTekst('Hvem der sendte den', 'nexus') bruger: string;
  @UdValg(['I_GANG', 'PAUSE', 'STOPPET', 'AFSLUTTET', 'AFSLUTTET_MED_FEJL'], 'Kørslens status; AFSLUTTET_MED_FEJL: der er krav, som ikke blev oprettet') status: string;
  @UdTid('Afsluttet', undefined, { null: true }) afsluttet: Date | null;
  @UdTal('Dele i alt', 100) dele: number;
  @UdTal('Færdige dele', 42) faerdigeDele: number;
  @UdTal('Nye krav i de færdige dele', 83990) oprettet: number;
  @UdTal('Krav, der fandtes i forvejen', 0) fandtes: number;
  @UdTal('Krav, der brød en regel', 10) afvist: number;
  @UdTal('Krav, der ikke kunne oprettes af andre grunde', 0) fejl: number;
}
export const KravfilsideSvar = Sideklasse(KravfilSvar, 'KravfilsideSvar');

class KodetalSvar {
  @UdValg(UDFALD, 'Udfald') udfald: string;
  @UdTekst('Den første fejls kode; null, når kravet er oprettet eller fandtes', 'CPR_UGYLDIGT', { null: true }) kode: string | null;
  @UdTal('Krav', 10) antal: number;
}
export class KravfilvisningSvar extends KravfilSvar {
  @UdListe(() => KodetalSvar, 'Krav efter udfald og kode') udfald: KodetalSvar[];
}

class LinjefejlSvar {
  @UdTal('Linjen i filen; i et JSON-array kravets nummer', 17) linje: number;
  @UdTekst('Feltets sti i kravet', 'linjer[0].beloeb') felt: string;
  @UdTekst('Kode', 'BELOEB_TVETYDIGT') kode: string;
  @UdTekst('Forklaring', 'Beløbet kan læses på to måder. Skriv øre med, for eksempel 1.234,00.') besked: string;
}
class ResultatlinjeSvar {
  @UdTal('Kravets nummer i filen, fra 1', 16) nr: number;
  @UdTal('Linjen, hvor det begynder; i et JSON-array kravets nummer', 17) linje: number;
  @UdTekst('Fagsystemets reference, hvis den kunne læses', 'BARN-1-2026-03', { null: true }) reference: string | null;
  @UdValg(UDFALD, 'AFVIST: kravet bryder en regel. FEJL: noget andet gik galt; genoptag kørslen') udfald: string;
  @UdId('Kravet', '1004', { null: true }) kravId: string | null;
  @UdTekst('Betalings-id (FIK +71)', '100000000100403', { null: true }) betalingsId: string | null;
  @UdTekst('Nyt krav: hvad inddrivelsen ville svare', 'UDFØRT', { null: true }) klarhed: string | null;
  @UdListe(() => LinjefejlSvar, 'Hvorfor det ikke blev oprettet') fejl: LinjefejlSvar[];
}
export const ResultatsideSvar = Sideklasse(ResultatlinjeSvar, 'ResultatsideSvar');
