import { KODELISTER, type Kodelistenavn } from '#app/krav';
import { Sideklasse } from '../felles/side.js';
import { UdDato, UdJaNej, UdTal, UdTekst, UdTekster, UdValg } from '../felles/svarfelter.js';
import { VersionSvar } from '../felles/versionsvar.js';
import { REGIMER, STARTER } from './kodeliste.dto.js';

export const LISTER = Object.keys(KODELISTER) as Kodelistenavn[];

export class KodelisteSvar {
  @UdValg(LISTER, 'Listens kode') liste: string;
  @UdTekst('Listens navn', 'Kravstyper (hovedtransaktioner)') navn: string;
  @UdTal('Koder, der gælder i dag', 37) antal: number;
}
export const KodelistesideSvar = Sideklasse(KodelisteSvar, 'KodelistesideSvar');

export class KravstypeversionSvar extends VersionSvar {
  @UdTekst('Kode (hovedtransaktion)', 'DAGINST') kode: string;
  @UdTekst('Navn', 'Daginstitution') navn: string;
  @UdValg(REGIMER, 'Hvilken lov renter og gebyrer følger') regime: string;
  @UdJaNej('Udpantningsret') udpantningsret: boolean;
  @UdJaNej('Civilretligt krav', false) civilretlig: boolean;
  @UdDato('Hvornår det er besluttet at opkræve morarente', '2010-01-01', { null: true }) renteBesluttet: string | null;
  @UdJaNej('Er forfaldsdagen fastsat i forvejen (renteloven § 3, stk. 1)?') forfaldFastsat: boolean;
  @UdTal('Forældelsesfrist, år', 3) foraeldelseAar: number;
  @UdValg(STARTER, 'Hvad forældelsen regnes fra') foraeldelseStart: string;
  @UdTekst('Rykkerprocedure', 'STANDARD') rykkerprocedure: string;
  @UdTekst('Aftalekontotype', 'BOERN') aftalekontotype: string;
  @UdTekst('Fordringstype hos inddrivelsen', 'KFDAINS', { null: true }) fordringstype: string | null;
  @UdTekst('Indtægtskonto', 'INDT_DAGINST') indtaegtskonto: string;
  @UdTekst('KLE-emne', '28.06.02', { null: true }) kleEmne: string | null;
}
export class DeltransaktionversionSvar extends VersionSvar {
  @UdTekst('Kravstype', 'DAGINST') kravstype: string;
  @UdTekst('Kode', 'FULDTID') kode: string;
  @UdTekst('Navn', 'Fuldtidsplads') navn: string;
  @UdTekst('Indtægtskonto; null: kravstypens', 'INDT_DAGINST', { null: true }) indtaegtskonto: string | null;
  @UdTekst('Momskode', 'FRITAGET') momskode: string;
  @UdTekst('KLE-emne; null: kravstypens', '28.06.02', { null: true }) kleEmne: string | null;
}
export class MomskodeversionSvar extends VersionSvar {
  @UdTekst('Kode', 'SALG25') kode: string;
  @UdTekst('Navn', 'Salgsmoms 25 %') navn: string;
  @UdTekst('Procent af prisen uden moms', '25.00') sats: string;
  @UdTekst('Konto for det, kommunen skylder i moms', 'SALGSMOMS', { null: true }) konto: string | null;
  @UdTekst('Hjemmel', 'momslovens § 33') hjemmel: string;
}
export class AftalekontotypeversionSvar extends VersionSvar {
  @UdTekst('Kode', 'BOERN') kode: string;
  @UdTekst('Navn', 'Børn og unge') navn: string;
  @UdTekst('Hvad en sådan konto samler, og hvilke regler der følger den', 'Samler en debitors pladser i dagtilbud, SFO og klub.') regler: string;
}
export class BilagsartversionSvar extends VersionSvar {
  @UdTekst('Kode', 'UDLIGNING') kode: string;
  @UdTekst('Navn', 'Udligning') navn: string;
  @UdTekst('Beskrivelse', 'En indbetaling er placeret på krav') beskrivelse: string;
}
export const KravstypeversionsideSvar = Sideklasse(KravstypeversionSvar, 'KravstypeversionsideSvar');
export const DeltransaktionversionsideSvar = Sideklasse(DeltransaktionversionSvar, 'DeltransaktionversionsideSvar');
export const MomskodeversionsideSvar = Sideklasse(MomskodeversionSvar, 'MomskodeversionsideSvar');
export const AftalekontotypeversionsideSvar = Sideklasse(AftalekontotypeversionSvar, 'AftalekontotypeversionsideSvar');
export const BilagsartversionsideSvar = Sideklasse(BilagsartversionSvar, 'BilagsartversionsideSvar');

/** What a change does, or would do. */
export class KodekvitteringSvar {
  @UdJaNej('true: gemt. false: intet er gemt; send det samme med bekraeft, når det er rigtigt', false) gemt: boolean;
  @UdDato('Gælder fra', '2027-01-01') gyldigFra: string;
  @UdDato('Gælder til (medregnes ikke); null uden slut', '2028-01-01', { null: true }) gyldigTil: string | null;
  @UdTal('Åbne krav, som koden angår', 128) aabneKrav: number;
  @UdTal('Krav, der er stiftet i perioden og allerede bogført; de ændres ikke', 12) bogfoerteKrav: number;
  @UdTal('Åbne krav, som natten ser igennem igen på grund af ændringen', 128) vaekkes: number;
  @UdTekster('Det samme i ord', ['Den nye version gælder fra 01.01.2027 uden slutdato.', '128 åbne krav af typen følger den fra den dag.']) tekster: string[];
}
