import { UdBeloeb, UdDato, UdId, UdJaNej, UdListe, UdObjekt, UdTal, UdTekst, UdTekster, UdValg } from '../felles/svarfelter.js';

const ARTER = ['HOVEDKRAV', 'RENTE', 'GEBYR'] as const;
export const GRUNDE = ['FRIST_LOEBER', 'SPAERRET', 'BETALT', 'DOEDSFALD', 'UNDER_MINDSTEBELOEB'] as const;

export class RenteforskelSvar {
  @UdId('Hovedkrav', '1004') hovedkravId: string;
  @UdDato('Renteperiodens første dag', '2025-12-16') periodeFra: string;
  @UdDato('Renteperiodens sidste dag', '2026-01-15') periodeTil: string;
  @UdBeloeb('Rente uden rettelsen', '0.00') foer: string;
  @UdBeloeb('Rente med rettelsen', '40.00') efter: string;
  @UdBeloeb('Forskel; plus = debitor skylder mere', '40.00') forskel: string;
}
export class GebyrforskelSvar {
  @UdValg(['ANNULLERES', 'TILBYDES'], 'ANNULLERES: tages tilbage med rettelsen. TILBYDES: ville ikke være opkrævet; bliver stående, medmindre det nævnes i annullerGebyrer') art: string;
  @UdId('Gebyrkrav', '1012') gebyrkravId: string;
  @UdId('Hovedkrav', '1004') hovedkravId: string;
  @UdDato('Rykkerens dato; brevet bliver stående', '2026-01-25') dato: string;
  @UdTal('Rykkertrin', 1) trin: number;
  @UdBeloeb('Gebyret', '250.00') beloeb: string;
  @UdValg(GRUNDE, 'Hvorfor det ikke ville være opkrævet') grund: string;
  @UdTekst('Det samme i ord', 'Fristen for at rykke var ikke udløbet den dag.') tekst: string;
}
export class AfskrivningsforskelSvar {
  @UdId('Krav; null for en rente, der endnu ikke er bogført', '1004', { null: true }) kravId: string | null;
  @UdId('Hovedkrav', '1004') hovedkravId: string;
  @UdBeloeb('Afskrevet uden rettelsen (negativt = mindre at betale)', '-5.00') foer: string;
  @UdBeloeb('Afskrevet med rettelsen', '0.00') efter: string;
  @UdBeloeb('Forskel', '5.00') forskel: string;
}
export class StedSvar {
  @UdId('Krav; null for en rente, der endnu ikke er bogført', '1004', { null: true }) kravId: string | null;
  @UdId('Hovedkrav', '1004') hovedkravId: string;
  @UdValg(ARTER, 'Kravets art') art: string;
  @UdDato('Renteperiodens første dag', '2026-01-16', { null: true }) periodeFra: string | null;
  @UdTal('Kravlinje', 1) linje: number;
  @UdDato('Fra hvilken dag', '2026-01-20') dato: string;
}
export class FlytningSvar {
  @UdId('Indbetaling', '1010') indbetalingId: string;
  @UdObjekt(() => StedSvar, 'Hvad pengene dækker uden rettelsen; null = ikke placeret', { null: true }) fra: StedSvar | null;
  @UdObjekt(() => StedSvar, 'Hvad de dækker med rettelsen; null = ikke placeret', { null: true }) til: StedSvar | null;
  @UdBeloeb('Beløb', '40.00') beloeb: string;
}
export class KravforskelSvar {
  @UdId('Krav', '1004') kravId: string;
  @UdId('Hovedkrav; null når det er et', '1004', { null: true }) hovedkravId: string | null;
  @UdValg(ARTER, 'Kravets art') art: string;
  @UdBeloeb('Rest uden rettelsen', '4000.00') restFoer: string;
  @UdBeloeb('Rest med rettelsen', '4000.00') restEfter: string;
  @UdDato('Sidste dag, kravet er gyldigt, uden rettelsen; null uden slutdato', '2029-01-15', { null: true }) foraeldelsesdatoFoer: string | null;
  @UdDato('Det samme med rettelsen', '2028-12-15', { null: true }) foraeldelsesdatoEfter: string | null;
  @UdDato('Forældet fra, uden rettelsen', '2029-01-16', { null: true }) foraeldetFoer: string | null;
  @UdDato('Forældet fra, med rettelsen', '2028-12-16', { null: true }) foraeldetEfter: string | null;
  @UdTekster('Inddrivelsens regler, som kravet bryder uden rettelsen; tom = klar', []) klarhedFoer: string[];
  @UdTekster('Det samme med rettelsen', ['R_6_15/R_6_16: AFVIST']) klarhedEfter: string[];
  @UdTekster('Spærrer, reglerne har sat, uden rettelsen', []) spaerrerFoer: string[];
  @UdTekster('Det samme med rettelsen', []) spaerrerEfter: string[];
}
export class SaldoforskelSvar {
  @UdId('Forretningspartner', '1001') forretningspartnerId: string;
  @UdBeloeb('Skylder uden rettelsen', '4120.00') foer: string;
  @UdBeloeb('Skylder med rettelsen', '4160.00') efter: string;
  @UdBeloeb('Forskel', '40.00') forskel: string;
  @UdBeloeb('Heraf uplacerede penge uden rettelsen (negativt)', '0.00') uplaceretFoer: string;
  @UdBeloeb('Det samme med rettelsen', '0.00') uplaceretEfter: string;
}
export class KvitteringssumSvar {
  @UdBeloeb('Renter', '40.00') renter: string;
  @UdBeloeb('Gebyrer, der annulleres', '0.00') gebyrer: string;
  @UdBeloeb('Gebyrer, der tilbydes annulleret; de er ikke med i saldoen', '250.00') tilbudt: string;
  @UdBeloeb('Afskrivninger', '0.00') afskrivninger: string;
  @UdBeloeb('Andet', '0.00') andet: string;
  @UdBeloeb('Penge, der kommer til at dække noget andet eller fra en anden dag', '0.00') flyttet: string;
  @UdBeloeb('Saldo i alt: renter, gebyrer, afskrivninger og andet', '40.00') saldo: string;
}

/** What the nightly rules would have had otherwise, in kroner. */
export class KvitteringSvar {
  @UdDato('Dagen, reglerne er regnet pr.', '2026-03-20') dato: string;
  @UdTekst('Send dette i bekraeft sammen med den samme rettelse', 'c236feeb1c3ee16d8db5d5429e4c7d75e43eeb9f4aef43083737fd381f026183') aftryk: string;
  @UdJaNej('true: intet bogført, ingen frist og ingen spærre bliver anderledes', false) tom: boolean;
  @UdListe(() => RenteforskelSvar, 'Renteperioder, der bliver anderledes') renter: RenteforskelSvar[];
  @UdListe(() => GebyrforskelSvar, 'Rykkergebyrer, der ikke ville være opkrævet') gebyrer: GebyrforskelSvar[];
  @UdListe(() => AfskrivningsforskelSvar, 'Afskrivninger, der bliver anderledes') afskrivninger: AfskrivningsforskelSvar[];
  @UdListe(() => FlytningSvar, 'Penge, der flytter') udligninger: FlytningSvar[];
  @UdListe(() => KravforskelSvar, 'Krav, hvis rest, frist, inddrivelsesparathed eller spærrer bliver anderledes') krav: KravforskelSvar[];
  @UdListe(() => SaldoforskelSvar, 'Hvad hver berørt debitor skylder') saldi: SaldoforskelSvar[];
  @UdObjekt(() => KvitteringssumSvar, 'I alt') ialt: KvitteringssumSvar;
  @UdTekster('Det samme i ord', ['Renten ændres for 1 periode: 40,00 kr. mere i alt.']) tekster: string[];
}
