import { Sideklasse } from '../felles/side.js';
import { UdBeloeb, UdDato, UdId, UdListe, UdTal, UdTekst, UdTid, UdValg } from '../felles/svarfelter.js';

export const VENTEGRUNDKODER = ['IKKE_TID', 'UNDER_MINDSTEBELOEB', 'BETALT', 'INTET_AT_OPKRAEVE', 'FORAELDET'] as const;

export class FakturahovedSvar {
  @UdId('Regningens id', '2001') id: string;
  @UdTekst('Fakturanummer, fortløbende i regnskabsåret; gives, når nattens fakturering er slut', '17', { null: true }) fakturanummer: string | null;
  @UdTal('Regnskabsår', 2026, { null: true }) regnskabsaar: number | null;
  @UdId('Debitor', '1001') forretningspartnerId: string;
  @UdId('Den, der får regningen i stedet for debitor', '1009', { null: true }) modtagerId: string | null;
  @UdDato('Regningens dato', '2026-03-02') dato: string;
  @UdDato('Tidligste forfaldsdato på regningen', '2026-03-15') forfaldsdato: string;
  @UdDato('Sidste rettidige betalingsdato', '2026-03-20') sidsteRettidigeBetalingsdato: string;
  @UdBeloeb('Summen af kravene; et fagsystem får alle regningens beløb for sine egne krav alene', '3500.00') kravsum: string;
  @UdBeloeb('Heraf betalt eller dækket af et tilgodehavende, før regningen blev lavet', '500.00') betalt: string;
  @UdBeloeb('Til betaling', '3000.00') beloeb: string;
  @UdBeloeb('Rest af regningens krav i dag, uden renter og gebyrer', '3000.00') rest: string;
  @UdTekst('Betalings-id (FIK +71)', '100000000200113') betalingsId: string;
  @UdTekst('FI-kreditornummer', '82424016', { null: true }) fiKreditor: string | null;
  @UdTekst('PBS-nummer, når regningen betales gennem Betalingsservice', '01234567', { null: true }) pbsNummer: string | null;
  @UdTekst('Debitorgruppe', '00001', { null: true }) debitorgruppe: string | null;
  @UdTekst('Kundenummer', '1001', { null: true }) kundenummer: string | null;
  @UdTid('Registreret') registreret: string;
}
export const FakturasideSvar = Sideklasse(FakturahovedSvar, 'FakturasideSvar');

export class FakturapositionSvar {
  @UdId('Krav', '1004') kravId: string;
  @UdId('Kravlinje', '1006') kravlinjeId: string;
  @UdTekst('Hovedtransaktion (kravstype)', 'DAGINST') kravstype: string;
  @UdTekst('Deltransaktion', 'FULDTID') deltransaktion: string;
  @UdTekst('Tekst', 'Børnehaven Solen, marts', { null: true }) tekst: string | null;
  @UdDato('Forfaldsdato på regningen', '2026-03-15') forfaldsdato: string;
  @UdDato('Sidste rettidige betalingsdato på regningen', '2026-03-20') sidsteRettidigeBetalingsdato: string;
  @UdBeloeb('Opkrævet', '3000.00') beloeb: string;
  @UdBeloeb('Heraf betalt, før regningen blev lavet', '0.00') betalt: string;
  @UdTekst('Momssats i procent', '25.00', { null: true }) momssats: string | null;
  @UdBeloeb('Moms af linjen, som den blev registreret', '600.00', { null: true }) moms: string | null;
}
export class FakturaSvar extends FakturahovedSvar {
  @UdTekst('OCR-linje til indbetaling', '+71<100000000200113+82424016<', { null: true }) ocrLinje: string | null;
  @UdListe(() => FakturapositionSvar, 'Linjer; et fagsystem ser sine egne') positioner: FakturapositionSvar[];
}

export class AfregningsbilagSvar {
  @UdId('Krav', '1004') kravId: string;
  @UdId('Debitor', '1001') forretningspartnerId: string;
  @UdId('Aftalekonto', '1002') aftalekontoId: string;
  @UdTekst('Kravstype', 'DAGINST') kravstype: string;
  @UdTekst('Fagsystem', 'NEXUS') fagsystem: string;
  @UdDato('Forfaldsdato', '2026-03-15') forfaldsdato: string;
  @UdDato('Sidste rettidige betalingsdato', '2026-03-20') sidsteRettidigeBetalingsdato: string;
  @UdBeloeb('Opkræves', '3500.00') rest: string;
  @UdValg(VENTEGRUNDKODER, 'Hvorfor kravet ikke er opkrævet; null: det kommer med næste gang', { null: true }) grund: string | null;
  @UdTekst('Det samme i ord', 'Kravet kommer på regningen ved næste fakturering.') forklaring: string;
  @UdDato('Opkræves tidligst', '2026-02-18', { null: true }) tidligst: string | null;
}
export const AfregningsbilagsideSvar = Sideklasse(AfregningsbilagSvar, 'AfregningsbilagsideSvar');

export class FakturerSvar {
  @UdListe(() => FakturahovedSvar, 'De regninger, der blev lavet') fakturaer: FakturahovedSvar[];
  @UdListe(() => AfregningsbilagSvar, 'Krav, der stadig venter, og hvorfor') venter: AfregningsbilagSvar[];
}
