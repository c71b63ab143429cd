import { FORAELDELSESARTER, RADARNIVEAUER, RIMSYSTEMER, type Skridtudfald } from '#app/foraeldelse';
import { Sideklasse } from '../felles/side.js';
import { UdBeloeb, UdDato, UdId, UdJaNej, UdListe, UdTal, UdTekst, UdTekster, UdTid, UdValg } from '../felles/svarfelter.js';
import { AFSLUTNINGSARTER } from './foraeldelse.dto.js';

const KRAVARTER = ['HOVEDKRAV', 'RENTE', 'GEBYR'];
const UDFALD: readonly Skridtudfald[] = ['NY_FRIST', 'AFBRUDT', 'UDSKUDT', 'TILLAEG', 'AFKORTET', 'FORLAENGET', 'UAENDRET', 'VIRKNINGSLOES', 'FOELGER_HOVEDKRAV'];

class NydatoSvar {
  @UdId('Krav', '1004') kravId: string;
  @UdDato('Sidste gyldige dag over for den hæfter, der først går fri; null, mens noget løber uden slut', '2029-03-02', { null: true }) foraeldelsesdato: string | null;
  @UdDato('Sidste gyldige dag over for den sidste hæfter', '2029-03-02', { null: true }) sidste: string | null;
  @UdJaNej('Noget, der afbryder, løber', false) suspenderet: boolean;
  @UdDato('Første dag, kravet er forældet; null, når det ikke er', '2025-03-04', { null: true }) foraeldet: string | null;
}
export class RegistreretSvar {
  @UdId('Hændelsen', '3001') haendelseId: string;
  @UdListe(() => NydatoSvar, 'Hvad der nu gælder for hvert af kravene') krav: NydatoSvar[];
}

class LukkedagSvar {
  @UdDato('Dag, fristen ikke kan udløbe på', '2025-03-01') dato: string;
  @UdTekst('Hvorfor', 'en lørdag') navn: string;
}
class SkridtSvar {
  @UdValg(['START', 'HOVEDKRAV', ...FORAELDELSESARTER], 'Hvad der skete') art: string;
  @UdId('Hændelsen', '3001', { null: true }) haendelseId: string | null;
  @UdDato('Dagen', '2022-03-01') dato: string;
  @UdDato('Dagen, det sluttede', '2026-04-30', { null: true }) slut: string | null;
  @UdTekst('Paragraf', 'forældelsesloven § 2, stk. 1') paragraf: string;
  @UdValg(UDFALD, 'Hvad det gjorde ved fristen') udfald: string;
  @UdDato('Den nye frist regnes fra', '2022-03-01', { null: true }) fra: string | null;
  @UdTal('Fristens længde i år', 3, { null: true }) aar: number | null;
  @UdDato('Fristens udløb, før lukkedage er talt med', '2025-03-01', { null: true }) raaDato: string | null;
  @UdDato('Fristens udløb efter § 27', '2025-03-03', { null: true }) fristdato: string | null;
  @UdListe(() => LukkedagSvar, 'Lukkedagene imellem (forældelsesloven § 27, stk. 2)') lukkedage: LukkedagSvar[];
  @UdDato('Kravets forældelsesdato efter dette skridt; null, mens noget løber uden slut', '2025-03-03', { null: true }) foraeldelsesdato: string | null;
  @UdDato('Skyldneren kan gøre indsigelse om forældelse til og med', '2026-08-02', { null: true }) indsigelsesfrist: string | null;
  @UdTekst('Forklaring', 'Fristen på 3 år regnes fra forfaldsdatoen 01.03.2022 (forældelsesloven § 2, stk. 1) og udløber 03.03.2025.') tekst: string;
}
class HaefterstillingSvar {
  @UdId('Hvem der hæfter', '1001') forretningspartnerId: string;
  @UdDato('Sidste dag, kravet er gyldigt over for denne; null, mens noget løber uden slut', '2025-03-03', { null: true }) foraeldelsesdato: string | null;
  @UdJaNej('Noget, der afbryder, løber', false) suspenderet: boolean;
  @UdDato('Første dag, hvor intet løber længere', '2026-10-01', { null: true }) aabentIndtil: string | null;
  @UdTekst('Paragraffen, den gældende frist hviler på', 'forældelsesloven § 3, stk. 1') hjemmel: string;
  @UdListe(() => SkridtSvar, 'Udledningen, skridt for skridt') skridt: SkridtSvar[];
}
class HaendelseRaekkeSvar {
  @UdId('Hændelsen', '3001') id: string;
  @UdValg([...FORAELDELSESARTER, ...AFSLUTNINGSARTER, 'ANNULLERET'], 'Art') art: string;
  @UdId('Hvem den binder; null: alle, der hæfter', '1001', { null: true }) forretningspartnerId: string | null;
  @UdDato('Dagen', '2026-03-02') dato: string;
  @UdDato('Slut', '2026-04-30', { null: true }) slut: string | null;
  @UdJaNej('Eksistens og størrelse er anerkendt skriftligt', false) skriftlig: boolean;
  @UdValg(RIMSYSTEMER, 'System hos Gældsstyrelsen', { null: true }) rimSystem: string | null;
  @UdId('Den hændelse, denne afslutter', '3000', { null: true }) afslutterId: string | null;
  @UdId('Den hændelse, denne annullerer', '3000', { null: true }) annullererId: string | null;
  @UdTekst('Hvor beviset ligger; ved annullering begrundelsen', 'Sag 2026-1712, dokument 3') evidens: string;
  @UdTekst('Registreret af', 'sagsbehandler1') bruger: string;
  @UdTid('Registreret') registreret: string;
  @UdTekster('Krav, den gælder', ['1004']) kravIder: string[];
  @UdJaNej('Den var en fejl og er annulleret', false) annulleret: boolean;
}
export class ForaeldelseSvar {
  @UdId('Krav', '1004') kravId: string;
  @UdValg(KRAVARTER, 'Kravets art') art: string;
  @UdDato('Stillingen denne dag', '2026-03-31') paa: string;
  @UdDato('Som den var kendt ved udgangen af denne dag; null: nu', '2026-03-31', { null: true }) kendt: string | null;
  @UdDato('Sidste gyldige dag over for den hæfter, der først går fri; null, mens noget løber uden slut', '2029-03-02', { null: true }) foraeldelsesdato: string | null;
  @UdDato('Sidste gyldige dag over for den sidste hæfter', '2029-03-02', { null: true }) sidste: string | null;
  @UdJaNej('Noget, der afbryder, løber', false) suspenderet: boolean;
  @UdJaNej('Der skyldes noget på kravet', true) aaben: boolean;
  @UdDato('Første dag, kravet er forældet over for alle; null, når det ikke er', '2025-03-04', { null: true }) foraeldet: string | null;
  @UdListe(() => HaefterstillingSvar, 'Hver, der hæfter; kontoens forretningspartner først') haeftere: HaefterstillingSvar[];
  @UdListe(() => HaendelseRaekkeSvar, 'Hver hændelse på kravet, også de annullerede') haendelser: HaendelseRaekkeSvar[];
}

class RadarlinjeSvar {
  @UdId('Krav', '1004') kravId: string;
  @UdId('Hovedkrav, når kravet er en rente eller et gebyr', '1004', { null: true }) hovedkravId: string | null;
  @UdValg(KRAVARTER, 'Kravets art') art: string;
  @UdId('Kontoens forretningspartner', '1001') forretningspartnerId: string;
  @UdTekst('Fagsystemet, der ejer hovedkravet', 'NEXUS') fagsystem: string;
  @UdTekst('Kravstype', 'DAGINST') kravstype: string;
  @UdDato('Sidste gyldige dag over for den hæfter, der først går fri', '2026-06-30') foraeldelsesdato: string;
  @UdDato('Sidste gyldige dag over for den sidste hæfter; null, mens noget løber uden slut', '2026-06-30', { null: true }) sidste: string | null;
  @UdDato('Første dag, kravet er forældet over for alle', '2026-07-01', { null: true }) foraeldet: string | null;
  @UdTal('Dage til forældelsesdatoen; negativ, når den er passeret', 91) dage: number;
  @UdValg(RADARNIVEAUER, 'Niveau') niveau: string;
  @UdBeloeb('Hvad der skyldes på kravet', '3500.00') rest: string;
}
export const RadarsideSvar = Sideklasse(RadarlinjeSvar, 'RadarsideSvar');
class RadarsumSvar {
  @UdValg(RADARNIVEAUER, 'Niveau') niveau: string;
  @UdTal('Åbne krav', 12) antal: number;
  @UdBeloeb('Hvad der skyldes på dem', '42000.00') beloeb: string;
}
export class RadarialtSvar {
  @UdDato('Opgjort', '2026-03-31') dato: string;
  @UdListe(() => RadarsumSvar, 'Et niveau ad gangen') niveauer: RadarsumSvar[];
}
