import { AFSKRIVNINGSAARSAGER, RAEKKEFOELGER, type Afskrivningsaarsag, type Afskrivningsart, type Raekkefoelge } from '#app/afskrivning';
import { Beloebfelt, Datofelt, Heltalfelt, Idfelt, Kodefelt, Listefelt, Tekst, Valgfelt } from '../felles/felter.js';
import { Sideklasse } from '../felles/side.js';
import { UdBeloeb, UdDato, UdId, UdJaNej, UdListe, UdTal, UdTekst, UdTid, UdValg } from '../felles/svarfelter.js';

const ARTER = ['AFSKRIVNING', 'TILBAGEFOERSEL', 'GENAABNING', 'GENINDGAAET'] as const;

class AfskrivningslinjeDto {
  @Idfelt({ tekst: 'Kravlinjens id', eksempel: '1006' }) kravlinjeId: string;
  @Beloebfelt({ tekst: 'Kroner, der afskrives på linjen', eksempel: '500.00' }) beloeb: string;
}
class HvadDto {
  @Beloebfelt({ tekst: 'Kroner i alt; udelades sammen med linjer, når alt ubetalt afskrives', eksempel: '2500.00', valgfri: true }) beloeb?: string;
  @Listefelt(() => AfskrivningslinjeDto, 1, 500, { tekst: 'Hvilke linjer, i stedet for et beløb i alt', valgfri: true }) linjer?: AfskrivningslinjeDto[];
}
class AfskrivningskravDto extends HvadDto {
  @Idfelt({ tekst: 'Krav; et hovedkrav omfatter også sine renter og gebyrer', eksempel: '1004' }) kravId: string;
}
const AARSAG = 'KONKURS, AKKORD, GAELDSSANERING og DOEDSBO kræver dokumentation. BAGATEL og FORAELDELSE afskrives af reglerne, RIM_AFSKREVET af inddrivelsen';
const FELTER = {
  raekkefoelge: { tekst: 'Hvad et beløb, der ikke er det hele, tages af først; standard renter og gebyrer', eksempel: 'RENTER_OG_GEBYRER_FOERST', valgfri: true },
  virkningsdato: { tekst: 'Fra hvilken dag den virker, tidligst stiftelsen; udelades for den dag, den bogføres', eksempel: '2026-04-01', valgfri: true },
  begrundelse: { tekst: 'Hvorfor', eksempel: 'Boet er sluttet uden midler', maks: 1000 },
  dokumentation: { tekst: 'Hvor dokumentationen ligger: journal- eller dokumentnummer', eksempel: 'Journal 2026-1234, dok. 7', maks: 200, valgfri: true },
} as const;

export class AfskrivKravDto extends HvadDto {
  @Valgfelt(AFSKRIVNINGSAARSAGER, { tekst: AARSAG, eksempel: 'DOEDSBO' }) aarsag: Afskrivningsaarsag;
  @Valgfelt(RAEKKEFOELGER, FELTER.raekkefoelge) raekkefoelge?: Raekkefoelge;
  @Datofelt(FELTER.virkningsdato) virkningsdato?: string;
  @Tekst(FELTER.begrundelse) begrundelse: string;
  @Tekst(FELTER.dokumentation) dokumentation?: string;
}
export class AfskrivFlereDto {
  @Listefelt(() => AfskrivningskravDto, 1, 500, { tekst: 'Kravene, alle hos samme debitor' }) krav: AfskrivningskravDto[];
  @Valgfelt(AFSKRIVNINGSAARSAGER, { tekst: AARSAG, eksempel: 'DOEDSBO' }) aarsag: Afskrivningsaarsag;
  @Valgfelt(RAEKKEFOELGER, FELTER.raekkefoelge) raekkefoelge?: Raekkefoelge;
  @Datofelt(FELTER.virkningsdato) virkningsdato?: string;
  @Tekst(FELTER.begrundelse) begrundelse: string;
  @Tekst(FELTER.dokumentation) dokumentation?: string;
}
export class GenaabnDto {
  @Beloebfelt({ tekst: 'Kroner; udelades, når alt, der kan genåbnes, genåbnes', eksempel: '800.00', valgfri: true }) beloeb?: string;
  @Idfelt({ tekst: 'Afskrivningens bilag; udelades for den nyeste først', eksempel: '1031', valgfri: true }) bilagId?: string;
  @Datofelt({ ...FELTER.virkningsdato, tekst: 'Fra hvilken dag det skyldes igen, tidligst afskrivningens; udelades for den dag, den bogføres' }) virkningsdato?: string;
  @Tekst({ ...FELTER.begrundelse, eksempel: 'Debitor er kommet til penge' }) begrundelse: string;
  @Tekst(FELTER.dokumentation) dokumentation?: string;
}

export class AfskrivningsfilterDto {
  @Heltalfelt(2005, 2100, { tekst: 'Året, der er bogført i', eksempel: 2026, valgfri: true }) aar?: string;
  @Datofelt({ tekst: 'Bogført tidligst', eksempel: '2026-01-01', valgfri: true }) fra?: string;
  @Datofelt({ tekst: 'Bogført senest', eksempel: '2026-12-31', valgfri: true }) til?: string;
  @Valgfelt(AFSKRIVNINGSAARSAGER, { tekst: 'Årsag', eksempel: 'DOEDSBO', valgfri: true }) aarsag?: Afskrivningsaarsag;
  @Valgfelt(ARTER, { tekst: 'Art', eksempel: 'AFSKRIVNING', valgfri: true }) art?: Afskrivningsart;
  @Kodefelt({ tekst: 'Kravstype', eksempel: 'DAGINST', valgfri: true }) kravstype?: string;
  @Kodefelt({ tekst: 'Indtægtskonto', eksempel: 'INDT_DAGINST', valgfri: true }) konto?: string;
  @Idfelt({ tekst: 'Debitor', eksempel: '1001', valgfri: true }) forretningspartnerId?: string;
  @Idfelt({ tekst: 'Krav; et hovedkrav omfatter også sine renter og gebyrer', eksempel: '1004', valgfri: true }) kravId?: string;
  @Valgfelt(['true', 'false'], { tekst: 'true: kun eftergivelser, der kan skulle indberettes (kursgevinstloven)', eksempel: 'true', valgfri: true }) kursgevinst?: 'true' | 'false';
}
export class AfskrivningslisteDto extends AfskrivningsfilterDto {
  @Tekst({ tekst: 'Markør fra forrige sides `naeste`; udelades for den første side', maks: 200, form: /^[A-Za-z0-9_-]+$/, kode: 'CURSOR_UGYLDIG', besked: 'Markøren er ikke gyldig; brug den fra forrige sides naeste.', valgfri: true }) cursor?: string;
  @Heltalfelt(1, 500, { tekst: 'Poster pr. side', eksempel: 100, valgfri: true }) antal?: string;
}

/** Answers. */
class HaandlinjeSvar {
  @UdId('Krav', '1004') kravId: string;
  @UdId('Kravlinje', '1006') kravlinjeId: string;
  @UdBeloeb('Beløb', '2500.00') beloeb: string;
}
export class HaandsvarSvar {
  @UdValg(['UDFOERT', 'FORESLAAET'], 'UDFOERT: bogført. FORESLAAET: venter på, at en anden godkender') udfald: string;
  @UdId('Beslutningen; null, når den er foreslået', '1050', { null: true }) beslutningId: string | null;
  @UdId('Forslaget; null, når det er bogført', '1044', { null: true }) godkendelseId: string | null;
  @UdTekst('Forslagets hash', '7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069', { null: true }) hash: string | null;
  @UdBeloeb('I alt', '2500.00') beloeb: string;
  @UdBeloeb('Hvad én person kan beslutte', '0.00') graense: string;
  @UdListe(() => HaandlinjeSvar, 'Linje for linje') linjer: HaandlinjeSvar[];
}
export class AfskrivningslinjeSvar {
  @UdId('Bilag', '1031') bilagId: string;
  @UdId('Krav', '1004') kravId: string;
  @UdId('Hovedkrav', '1004') hovedkravId: string;
  @UdId('Debitor') forretningspartnerId: string;
  @UdTekst('Kravstype', 'DAGINST') kravstype: string;
  @UdTekst('Fagsystem', 'NEXUS') fagsystem: string;
  @UdValg(['HOVEDKRAV', 'RENTE', 'GEBYR'], 'Kravets art') kravart: string;
  @UdValg(ARTER, 'AFSKRIVNING. TILBAGEFOERSEL: den var ikke rigtig alligevel. GENAABNING: genåbnet af en sagsbehandler. GENINDGAAET: der er betalt på den (−), eller betalingen er ført tilbage (+)') art: string;
  @UdValg(AFSKRIVNINGSAARSAGER, 'Årsag') aarsag: string;
  @UdBeloeb('Afskrevet; negativt, når det skyldes igen', '2500.00') beloeb: string;
  @UdTekst('Indtægtskonto', 'INDT_DAGINST') konto: string;
  @UdTekst('Kontering', 'INDT_DAGINST|28.06.02|') kontering: string;
  @UdDato('Bogført') bogfoeringsdato: string;
  @UdDato('Virkning fra') virkningsdato: string;
  @UdId('Beslutning; null, når reglerne afskrev', '1050', { null: true }) beslutningId: string | null;
  @UdTekst('Besluttet (eller godkendt) af', 'leder1', { null: true }) besluttetAf: string | null;
  @UdTekst('Foreslået af', 'sagsbehandler1', { null: true }) foreslaaetAf: string | null;
  @UdJaNej('Eftergivelse, der kan skulle indberettes', false) kursgevinst: boolean;
  @UdTekst('Bilagsnummer, når dagen er afsluttet', '42', { null: true }) bilagsnummer: string | null;
}
export const AfskrivningssideSvar = Sideklasse(AfskrivningslinjeSvar, 'AfskrivningssideSvar');
class AfskrivningssumSvar {
  @UdValg(AFSKRIVNINGSAARSAGER, 'Årsag') aarsag: string;
  @UdTekst('Indtægtskonto', 'INDT_DAGINST') konto: string;
  @UdTekst('Kontonavn', 'Forældrebetaling dagtilbud (5.25.14)') kontonavn: string;
  @UdTal('Krav', 3) antalKrav: number;
  @UdBeloeb('Afskrevet', '2500.00') afskrevet: string;
  @UdBeloeb('Taget tilbage eller genåbnet', '0.00') tilbage: string;
  @UdBeloeb('Indgået på det afskrevne', '800.00') indgaaet: string;
  @UdBeloeb('Afskrevet − taget tilbage − indgået', '1700.00') netto: string;
}
export class AfskrivningerIaltSvar { @UdListe(() => AfskrivningssumSvar, 'Pr. årsag og konto') poster: AfskrivningssumSvar[] }
class BeslutningskravSvar {
  @UdId('Krav', '1004') kravId: string;
  @UdBeloeb('Beløb', '2500.00') beloeb: string;
}
export class AfskrivningsbeslutningSvar {
  @UdId('Beslutning', '1050') id: string;
  @UdValg(['AFSKRIVNING', 'GENAABNING'], 'Art') art: string;
  @UdValg(AFSKRIVNINGSAARSAGER, 'Årsag; ved en genåbning den genåbnede afskrivnings') aarsag: string;
  @UdBeloeb('Beløb', '2500.00') beloeb: string;
  @UdDato('Virkning fra') virkningsdato: string;
  @UdBeloeb('Hvad én person kunne beslutte', '0.00') graense: string;
  @UdJaNej('Eftergivelse, der kan skulle indberettes (kursgevinstloven)', false) kursgevinst: boolean;
  @UdTekst('Begrundelse', 'Boet er sluttet uden midler') begrundelse: string;
  @UdTekst('Dokumentation', 'Journal 2026-1234, dok. 7', { null: true }) dokumentation: string | null;
  @UdTekst('Besluttet (eller godkendt) af', 'leder1') besluttetAf: string;
  @UdTekst('Foreslået af', 'sagsbehandler1', { null: true }) foreslaaetAf: string | null;
  @UdId('Forslaget', '1044', { null: true }) godkendelseId: string | null;
  @UdTekst('Godkenderens bemærkning', 'Set med boet', { null: true }) kommentar: string | null;
  @UdTid('Registreret') registreret: string;
  @UdId('Debitor') forretningspartnerId: string;
  @UdListe(() => BeslutningskravSvar, 'Krav for krav') krav: BeslutningskravSvar[];
}
