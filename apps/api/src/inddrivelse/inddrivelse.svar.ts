import { KlarhedSvar } from '../krav/krav.svar.js';
import { Sideklasse } from '../felles/side.js';
import { UdBeloeb, UdDato, UdId, UdListe, UdObjekt, UdTal, UdTekst, UdValg } from '../felles/svarfelter.js';

class MaalSvar {
  @UdTal('Krav', 12) krav: number;
  @UdBeloeb('Rest af dem', '18200.00') beloeb: string;
}
class TypemaalSvar extends MaalSvar {
  @UdTekst('Fordringstype', 'KFDAINS', { null: true }) fordringstype: string | null;
  @UdTekst('Feltet, som inddrivelsen kalder det', 'hovedstol') felt: string;
  @UdValg(['AFVIST', 'HØRING'], 'Hvad der ville ske hos inddrivelsen') konsekvens: string;
  @UdTekst('Hvad reglen kræver', 'Hovedstolen må højst være 10.000,00 kr.') hvadSkalAendres: string;
}
class RegelmaalSvar extends MaalSvar {
  @UdTekst('Reglens kode', 'R_4_2') regel: string;
  @UdListe(() => TypemaalSvar, 'Delt på fordringstype') fordringstyper: TypemaalSvar[];
}
class UkendtTypeSvar extends MaalSvar {
  @UdTekst('Fordringstype; null, når kravstypen ingen har', 'UHFOSKU', { null: true }) fordringstype: string | null;
}
class UkendtSvar extends MaalSvar {
  @UdListe(() => UkendtTypeSvar, 'Delt på fordringstype') fordringstyper: UkendtTypeSvar[];
}
class FagsystemklarhedSvar extends MaalSvar {
  @UdTekst('Fagsystem', 'NEXUS') fagsystem: string;
  @UdObjekt(() => MaalSvar, 'Klar til inddrivelse') klar: MaalSvar;
  @UdObjekt(() => MaalSvar, 'Ikke klar: afvist og høring') ikkeKlar: MaalSvar;
  @UdObjekt(() => MaalSvar, 'Ville blive afvist') afvist: MaalSvar;
  @UdObjekt(() => MaalSvar, 'Ville gå i høring') hoering: MaalSvar;
  @UdObjekt(() => UkendtSvar, 'Fordringstypens regler er ikke læst ind, og de generelle krav er opfyldt') filterUkendt: UkendtSvar;
  @UdListe(() => RegelmaalSvar, 'Regel for regel; et krav, der bryder to regler, tælles under begge') regler: RegelmaalSvar[];
}
export class KlarhedsoversigtSvar {
  @UdDato('Åbne krav, som de er i dag', '2026-03-31') dato: string;
  @UdDato('Dagen, hele bogen sidst er holdt op mod reglerne; null: endnu ikke, og krav fra før reglerne kom til tælles som klar', '2026-03-31', { null: true }) kontrolleret: string | null;
  @UdListe(() => FagsystemklarhedSvar, 'Ét for hvert fagsystem med åbne krav') fagsystemer: FagsystemklarhedSvar[];
}

class IkkeklartkravSvar {
  @UdId('Krav', '1004') kravId: string;
  @UdValg(['HOVEDKRAV', 'RENTE', 'GEBYR'], 'Kravets art') art: string;
  @UdId('Hovedkrav; null når det er et', '1004', { null: true }) hovedkravId: string | null;
  @UdId('Forretningspartner', '1001') forretningspartnerId: string;
  @UdTekst('Fagsystem', 'NEXUS') fagsystem: string;
  @UdTekst('Fagsystemets reference', 'BARN-1-2026-03', { null: true }) reference: string | null;
  @UdTekst('Kravstype', 'DAGINST') kravstype: string;
  @UdTekst('Fordringstype', 'KFDAINS', { null: true }) fordringstype: string | null;
  @UdBeloeb('Rest', '12200.00') rest: string;
  @UdTekst('Reglens kode', 'R_4_2') regel: string;
  @UdTekst('Feltet, som inddrivelsen kalder det', 'hovedstol') felt: string;
  @UdTekst('Hvad der står i feltet', '12200.00', { null: true }) vaerdi: string | null;
  @UdValg(['AFVIST', 'HØRING', 'FILTER_UKENDT'], 'Hvad der ville ske hos inddrivelsen') konsekvens: string;
  @UdDato('Dagen, kravet er prøvet for', '2026-04-14') modtagelsesdato: string;
  @UdTekst('Hvad reglen kræver', 'Hovedstolen må højst være 10.000,00 kr.') hvadSkalAendres: string;
}
export const IkkeklaresideSvar = Sideklasse(IkkeklartkravSvar, 'IkkeklaresideSvar');

export class KravklarhedSvar extends KlarhedSvar {
  @UdId('Krav', '1004') kravId: string;
  @UdDato('Svaret gælder', '2026-03-31') dato: string;
  @UdDato('Første dag svaret kan ændre sig af sig selv; null: kun noget nyt kan ændre det', '2029-03-16', { null: true }) naeste: string | null;
}

export class PolitikSvar {
  @UdTekst('Fagsystem', 'NEXUS') fagsystem: string;
  @UdValg(['AFVIS', 'MARKER'], 'AFVIS: krav, inddrivelsen ville afvise, tages ikke ind. MARKER: de tages ind med deres fund') politik: string;
  @UdDato('Gælder fra', '2026-04-01') gyldigFra: string;
  @UdTekst('Valgt af', 'sagsbehandler1') valgtAf: string;
}
export const PolitiksideSvar = Sideklasse(PolitikSvar, 'PolitiksideSvar');
