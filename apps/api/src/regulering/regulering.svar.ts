import { REGULERINGSAARSAGER, REGULERINGSARTER } from '#app/regulering';
import { Sideklasse } from '../felles/side.js';
import { UdBeloeb, UdDato, UdId, UdJaNej, UdListe, UdObjekt, UdTekst, UdTid, UdValg } from '../felles/svarfelter.js';

export class ReguleringslinjeSvar {
  @UdId('Kravlinje', '1006') kravlinjeId: string;
  @UdId('Bilag; null: beløbet kræves ved et tillægskrav', '1021', { null: true }) bilagId: string | null;
  @UdBeloeb('Ændring af det opkrævede; negativ: debitor skylder mindre', '-500.00') beloeb: string;
}
export class ReguleringSvar {
  @UdId('Reguleringens id', '1020') id: string;
  @UdId('Krav', '1004') kravId: string;
  @UdValg(REGULERINGSARTER, 'Art') art: string;
  @UdValg(REGULERINGSAARSAGER, 'Årsag') aarsag: string;
  @UdDato('Virkningsdato', '2026-03-16') virkningsdato: string;
  @UdBeloeb('Hvad kravet er ændret med; retningen følger af arten, og en tilbageførsel går den anden vej', '500.00') beloeb: string;
  @UdTekst('Begrundelse', 'Barnet er meldt ud pr. 16. marts', { null: true }) tekst: string | null;
  @UdTekst('Fagsystemet, der ejede kravet', 'NEXUS') fagsystem: string;
  @UdTekst('Fagsystemets reference', 'REG-2026-17', { null: true }) reference: string | null;
  @UdId('Opregulering af et opkrævet krav: kravet, der kræver forskellen', '1030', { null: true }) tillaegskravId: string | null;
  @UdId('Regulering, som den er lavet sammen med', '1020', { null: true }) foelgerId: string | null;
  @UdId('Regulering, som denne tilbagefører', '1020', { null: true }) tilbagefoererId: string | null;
  @UdId('Regulering, der har tilbageført denne', '1025', { null: true }) tilbagefoertAfId: string | null;
  @UdJaNej('Kravet er siden kommet på en regning, som bygger på reguleringen') foerRegningen: boolean;
  @UdTekst('Bruger', 'sagsbehandler1') bruger: string;
  @UdTid('Registreret') registreret: string;
  @UdListe(() => ReguleringslinjeSvar, 'Hvilke kravlinjer der er ændret med hvad, pr. bilag') linjer: ReguleringslinjeSvar[];
}
export const ReguleringssideSvar = Sideklasse(ReguleringSvar, 'ReguleringssideSvar');

export class ReguleretkravSvar {
  @UdId('Krav', '1004') kravId: string;
  @UdBeloeb('Opkrævet efter reguleringerne', '3000.00') opkraevet: string;
  @UdBeloeb('Rest; negativ, indtil natten har givet det betalte fri', '3000.00') rest: string;
  @UdBeloeb('Betalte penge, der bliver frie og dækker andet', '0.00') tilRaadighed: string;
}
export class FoelgereguleringSvar {
  @UdId('Regulering', '1022') reguleringId: string;
  @UdId('Krav', '1012') kravId: string;
  @UdBeloeb('Beløb', '250.00') beloeb: string;
}
export class GrundloestgebyrSvar {
  @UdId('Gebyrkrav', '1012') kravId: string;
  @UdBeloeb('Gebyr', '250.00') beloeb: string;
  @UdId('Rykkerbrevet, der ikke længere har noget grundlag', '1011') rykkerbrevId: string;
  @UdDato('Brevets dag', '2026-03-30') dato: string;
}
export class ReguleringssvarSvar {
  @UdValg(['OPRETTET', 'FANDTES'], 'OPRETTET: ny regulering. FANDTES: referencen er kendt, og reguleringen er den samme') udfald: string;
  @UdObjekt(() => ReguleringSvar, 'Reguleringen') regulering: ReguleringSvar;
  @UdObjekt(() => ReguleretkravSvar, 'Kravet efter reguleringen') krav: ReguleretkravSvar;
  @UdListe(() => FoelgereguleringSvar, 'Reguleringer af andre krav, lavet i samme handling') foelger: FoelgereguleringSvar[];
  @UdListe(() => GrundloestgebyrSvar, 'Gebyrer for rykkere, der kun vedrørte krav, som ikke længere er der; de står, indtil nogen annullerer dem') gebyrerTilAnnullering: GrundloestgebyrSvar[];
}
