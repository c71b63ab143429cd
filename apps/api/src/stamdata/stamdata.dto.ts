import { IDENTARTER, Datofelt, Identfelt, Tekst, Valgfelt, type Identart } from '../felles/felter.js';
import { Sideklasse } from '../felles/side.js';
import { UdBeloeb, UdDato, UdId, UdJaNej, UdListe, UdTekst, UdTid, UdValg } from '../felles/svarfelter.js';
import { ApiProperty, IntersectionType } from '@nestjs/swagger';

export class SoegDto {
  @Valgfelt(IDENTARTER, { tekst: 'Nummerets art', eksempel: 'CPR' }) art: Identart;
  @Identfelt({ tekst: 'Nummeret', eksempel: '0101801234' }) nummer: string;
  @Tekst({ tekst: 'Formålet med opslaget; skrives i loggen', eksempel: 'Spørgsmål fra borger', maks: 200, form: /\S.*\S.*\S/, kode: 'FORMAAL_MANGLER', besked: 'Angiv formålet med opslaget, mindst 3 tegn.' }) formaal: string;
}

export class IdentSvar {
  @UdTekst('Nummerets art', 'ZCPR') art: string;
  @UdTekst('Nummeret; et personnummer er maskeret, medmindre adgangen har retten partner:cpr', '010180-****') nummer: string;
}
/** What is said of a partner on a day. */
export class PartneroplysningerSvar {
  @UdTekst('Navn', 'Ane Ager', { null: true }) navn: string | null;
  @UdTekst('Vejnavn', 'Birkevej', { null: true }) vejnavn: string | null;
  @UdTekst('Husnummer', '12, 2. tv.', { null: true }) husnummer: string | null;
  @UdTekst('Postnummer', '8600', { null: true }) postnummer: string | null;
  @UdTekst('Postdistrikt', 'Silkeborg', { null: true }) postdistrikt: string | null;
  @UdTekst('Landekode', 'DK') landekode: string;
  @UdJaNej('Navne- og adressebeskyttelse', false) adressebeskyttet: boolean;
  @UdTekst('Status i CPR', '01', { null: true }) cprStatus: string | null;
  @UdTekst('Virksomhedsform', 'IS', { null: true }) virksomhedsform: string | null;
  @UdDato('Første dag, virksomheden ikke længere findes', '2026-01-01', { null: true }) ophoert: string | null;
}
class PartnerhovedSvar {
  @UdId('Forretningspartner', '1001') id: string;
  @UdValg(['BORGER', 'ERSTATNINGSPERSON', 'VIRKSOMHED', 'BIDRAGSBERETTIGET', 'BIDRAGSPERSON', 'ADMINISTRATOR'], 'Type') type: string;
}
export class ForretningspartnerSvar extends IntersectionType(PartnerhovedSvar, PartneroplysningerSvar) {
  @UdId('Den forretningspartner, denne er lagt sammen med', '1002', { null: true }) sammenlagtMed: string | null;
  @UdListe(() => IdentSvar, 'Numre') identer: IdentSvar[];
}
export class SoegSvar {
  @ApiProperty({ type: () => ForretningspartnerSvar, isArray: true, description: 'Den fundne forretningspartner, eller ingen' }) poster: ForretningspartnerSvar[];
}

export class AftaleindholdSvar {
  @UdId('Aftaleindhold', '1003') id: string;
  @UdTekst('Fagsystem, der oprettede det', 'NEXUS') fagsystem: string;
  @UdTekst('Fagsystem, der ejer det i dag', 'NEXUS') ejer: string;
  @UdTekst('Nummer i basissystem; et personnummer er maskeret', 'BARN-1') nummer: string;
}
export class AftalekontoSvar {
  @UdId('Aftalekonto', '1002') id: string;
  @UdId('Forretningspartner', '1001') forretningspartnerId: string;
  @UdTekst('Kontotype', 'BOERN') type: string;
  @UdTid('Oprettet') oprettet: string;
  @UdListe(() => AftaleindholdSvar, 'Aftaleindhold på kontoen') indhold: AftaleindholdSvar[];
}
export const AftalekontosideSvar = Sideklasse(AftalekontoSvar, 'AftalekontosideSvar');

export class SaldoDto {
  @Datofelt({ tekst: 'Hvad der var skyldigt denne dag; standard i dag', eksempel: '2026-03-31', valgfri: true }) paa?: string;
  @Datofelt({ tekst: 'Som det var kendt ved udgangen af denne dag; standard i dag', eksempel: '2026-04-02', valgfri: true }) kendt?: string;
}
export class SaldoSvar {
  @UdDato('Dagen', '2026-03-31') paa: string;
  @UdDato('Som kendt ved udgangen af', '2026-04-02') kendt: string;
  @UdBeloeb('I alt', '3500.00') ialt: string;
  @UdBeloeb('Ikke forfalden', '0.00') ikkeForfalden: string;
  @UdBeloeb('Forfalden, men stadig rettidig', '0.00') forfalden: string;
  @UdBeloeb('Overskredet: sidste rettidige betalingsdato er passeret', '3500.00') overskredet: string;
  @UdBeloeb('Uplacerede indbetalinger (negativt)', '0.00') uplaceret: string;
}
