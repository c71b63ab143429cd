import { FeltfejlSvar } from '../felles/problemsvar.js';
import { Sideklasse } from '../felles/side.js';
import { UdBeloeb, UdDato, UdId, UdListe, UdObjekt, UdTal, UdTekst, UdTid, UdValg } from '../felles/svarfelter.js';

export class KlarhedsfundSvar {
  @UdTekst('Reglens kode; to koder er et par, der tilsammen er én lighed', 'R_6_15/R_6_16') regel: string;
  @UdTekst('Feltet, som inddrivelsen kalder det', 'stiftelsesdato') felt: string;
  @UdTekst('Hvad der står i feltet; null, når det er tomt eller ikke vises', '2026-02-20', { null: true }) vaerdi: string | null;
  @UdValg(['AFVIST', 'HØRING', 'FILTER_UKENDT'], 'Hvad der ville ske hos inddrivelsen') konsekvens: string;
  @UdTekst('Hvad der skal ændres', 'Stiftelsesdatoen skal være 01.03.2026 (periodens første dag).') hvadSkalAendres: string;
}
export class KlarhedSvar {
  @UdValg(['UDFØRT', 'HØRING', 'AFVIST', 'FILTER_UKENDT'], 'Hvad Gældsstyrelsens modtagelse ville svare; FILTER_UKENDT: fordringstypens regler er ikke læst ind') udfald: string;
  @UdTekst('Fordringstype hos inddrivelsen', 'KFDAINS', { null: true }) fordringstype: string | null;
  @UdDato('Dagen, kravet er prøvet for: den tidligste, rykkerproceduren tillader, dog tidligst i dag', '2026-04-14') modtagelsesdato: string;
  @UdListe(() => KlarhedsfundSvar, 'Hver regel, kravet bryder') fund: readonly KlarhedsfundSvar[];
}

export class OprettetKravSvar {
  @UdValg(['OPRETTET', 'FANDTES'], 'OPRETTET: nyt krav. FANDTES: referencen er kendt, og kravet er det samme') udfald: string;
  @UdId('Kravets id', '1004') kravId: string;
  @UdTekst('Betalings-id (FIK +71)', '100000000100403') betalingsId: string;
  @UdId('Aftalekonto', '1002') aftalekontoId: string;
  @UdId('Forretningspartner', '1001') forretningspartnerId: string;
  @UdDato('Første forældelsesdato', '2029-03-15') foraeldelsesdato: string;
  @UdObjekt(() => KlarhedSvar, 'Nyt krav: er det klar til inddrivelse?', { valgfri: true }) klarhed?: KlarhedSvar;
}

export class LinjeproblemSvar {
  @UdTekst('Problemets art', 'urn:debitor:fejl:BELOEB_FORMAT') type: string;
  @UdTekst('Overskrift', 'Ugyldigt input') title: string;
  @UdTal('Status, som kravet alene ville have givet', 422) status: number;
  @UdTekst('Stabil kode', 'BELOEB_FORMAT') kode: string;
  @UdTekst('Forklaring', 'Beløbet skal skrives med punktum og to decimaler, for eksempel 1200.00.') detail: string;
  @UdListe(() => FeltfejlSvar, 'Felter i kravet') felter: FeltfejlSvar[];
}

export class MasselinjeSvar {
  @UdTal('Kravets nummer i forespørgslen, fra 1', 1) nr: number;
  @UdValg(['OPRETTET', 'FANDTES', 'AFVIST'], 'Hvad der blev af kravet') udfald: string;
  @UdId('Kravets id', '1004', { valgfri: true }) kravId?: string;
  @UdTekst('Betalings-id (FIK +71)', '100000000100403', { valgfri: true }) betalingsId?: string;
  @UdId('Aftalekonto', '1002', { valgfri: true }) aftalekontoId?: string;
  @UdId('Forretningspartner', '1001', { valgfri: true }) forretningspartnerId?: string;
  @UdDato('Første forældelsesdato', '2029-03-15', { valgfri: true }) foraeldelsesdato?: string;
  @UdObjekt(() => KlarhedSvar, 'Nyt krav: er det klar til inddrivelse?', { valgfri: true }) klarhed?: KlarhedSvar;
  @UdObjekt(() => LinjeproblemSvar, 'Hvorfor kravet blev afvist', { valgfri: true }) problem?: LinjeproblemSvar;
}

export class MasseSvar {
  @UdTal('Krav i forespørgslen', 3) antal: number;
  @UdTal('Nye krav', 1) oprettet: number;
  @UdTal('Krav, der fandtes i forvejen', 1) fandtes: number;
  @UdTal('Afviste krav', 1) afvist: number;
  @UdListe(() => MasselinjeSvar, 'Et svar pr. krav, i forespørgslens rækkefølge') linjer: MasselinjeSvar[];
}

export class KravhovedSvar {
  @UdId('Kravets id', '1004') id: string;
  @UdValg(['HOVEDKRAV', 'RENTE', 'GEBYR'], 'Renter og gebyrer er krav for sig, der peger på deres hovedkrav') art: string;
  @UdTekst('Kravstype', 'DAGINST') kravstype: string;
  @UdTekst('Fagsystem, der oprettede kravet, og hvis reference det bærer', 'NEXUS') fagsystem: string;
  @UdTekst('Fagsystem, der ejer kravet i dag', 'NEXUS') ejer: string;
  @UdTekst('Fagsystemets reference', 'BARN-1-2026-03', { null: true }) reference: string | null;
  @UdId('Forretningspartner', '1001') forretningspartnerId: string;
  @UdId('Aftalekonto', '1002') aftalekontoId: string;
  @UdId('Aftaleindhold', '1003') aftaleindholdId: string;
  @UdId('Hovedkrav; null når det er et', '1004', { null: true }) hovedkravId: string | null;
  @UdDato('Periodens første dag', '2026-03-01', { null: true }) periodeFra: string | null;
  @UdDato('Periodens sidste dag (medregnes)', '2026-03-31', { null: true }) periodeTil: string | null;
  @UdDato('Stiftelsesdato', '2026-03-01') stiftelsesdato: string;
  @UdDato('Forfaldsdato', '2026-03-15') forfaldsdato: string;
  @UdDato('Sidste rettidige betalingsdato', '2026-03-20') sidsteRettidigeBetalingsdato: string;
  @UdDato('Første forældelsesdato, som kravet er registreret eller rettet', '2029-03-15') foraeldelsesdato: string;
  @UdTekst('Betalings-id (FIK +71)', '100000000100403', { null: true }) betalingsId: string | null;
  @UdBeloeb('Hovedstol: det, kravet er registreret med', '3500.00') hovedstol: string;
  @UdBeloeb('Opkrævet i dag: hovedstolen med alle reguleringer siden', '3500.00') opkraevet: string;
  @UdBeloeb('Rest: summen af kravets posteringer på debitor', '3500.00') rest: string;
  @UdTekst('KLE-emne', '28.06.02', { null: true }) kleEmne: string | null;
  @UdTekst('Organisatorisk reference', '6f0a3e3c-5c1e-4b57-9a53-7c9d61f0a001', { null: true }) organisatoriskReference: string | null;
  @UdTid('Registreret') registreret: string;
  @UdValg(['VENTER', 'FAKTURERET', 'IKKE_HER'], 'VENTER: kravet er endnu ikke opkrævet. IKKE_HER: fagsystemet opkræver selv, eller det er en rente eller et gebyr') fakturering: string;
  @UdDato('Dagen, kravet kom på en regning', '2026-03-02', { null: true }) faktureret: string | null;
}
export const KravsideSvar = Sideklasse(KravhovedSvar, 'KravsideSvar');

export class KravlinjeSvar {
  @UdId('Linjens id', '1006') id: string;
  @UdTal('Nummer i kravet', 1) nr: number;
  @UdTekst('Deltransaktion', 'FULDTID') deltransaktion: string;
  @UdBeloeb('Linjens beløb', '3000.00') beloeb: string;
  @UdBeloeb('Rest på linjen', '3000.00') rest: string;
  @UdTekst('Kontering: konto, KLE-emne og organisation', 'INDT_DAGINST|28.06.02|') kontering: string;
  @UdTekst('Tekst', 'Børnehaven Solen, marts', { null: true }) tekst: string | null;
  @UdTekst('Ydelsesmodtager', 'Alma', { null: true }) ydelsesmodtager: string | null;
  @UdBeloeb('Heraf moms', '600.00', { null: true }) moms: string | null;
}

export class KravSvar extends KravhovedSvar {
  @UdTekst('OCR-linje til indbetaling; null uden FI-kreditornummer', '+71<100000000100403+82424016<', { null: true }) ocrLinje: string | null;
  @UdBeloeb('Rest med renter og gebyrer', '3500.00') ialt: string;
  @UdListe(() => KravlinjeSvar, 'Kravets linjer') linjer: KravlinjeSvar[];
  @UdListe(() => KravhovedSvar, 'Renter og gebyrer af kravet') underkrav: KravhovedSvar[];
}

export class PosteringSvar {
  @UdId('Bilag', '1005') bilagId: string;
  @UdTal('Linje i bilaget', 1) nr: number;
  @UdTekst('Bilagets art', 'KRAV') art: string;
  @UdTekst('Konto', 'DEBITOR') konto: string;
  @UdTekst('Kontoens navn', 'Tilgodehavender i betalingskontrol (8.28.14)') kontonavn: string;
  @UdBeloeb('Beløb, debet positivt', '3000.00') beloeb: string;
  @UdDato('Virkningsdato', '2026-03-01') virkningsdato: string;
  @UdDato('Bogføringsdato', '2026-03-02') bogfoeringsdato: string;
  @UdTid('Registreret') registreret: string;
  @UdId('Krav', '1004', { null: true }) kravId: string | null;
  @UdId('Kravlinje', '1006', { null: true }) kravlinjeId: string | null;
  @UdTekst('Kontering', 'INDT_DAGINST|28.06.02|', { null: true }) kontering: string | null;
  @UdId('Indbetaling', '1010', { null: true }) indbetalingId: string | null;
  @UdId('Bilag, som dette tilbagefører', '1005', { null: true }) modbilagId: string | null;
  @UdTekst('Bilagsnummer; gives, når dagen afsluttes', '17', { null: true }) bilagsnummer: string | null;
}
export const PosteringssideSvar = Sideklasse(PosteringSvar, 'PosteringssideSvar');
