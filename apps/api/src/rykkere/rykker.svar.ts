import { ANNULLERINGSAARSAGER, KOERSELSSTATUS, RYKKERARTER, STATUSGRUNDE } from '#app/rykker';
import { Sideklasse } from '../felles/side.js';
import { UdBeloeb, UdDato, UdId, UdJaNej, UdListe, UdObjekt, UdTal, UdTekst, UdTekster, UdTid, UdValg } from '../felles/svarfelter.js';

export class RykkerkoerselSvar {
  @UdId('Rykkerkørsel', '5001') id: string;
  @UdDato('Dagen, den er dannet for', '2026-04-01') dato: string;
  @UdValg(['NAT', 'SAGSBEHANDLER'], 'Hvem der dannede den') kilde: string;
  @UdJaNej('Natten sendte brevene med det samme', false) automatisk: boolean;
  @UdValg(KOERSELSSTATUS, 'Status') status: string;
  @UdTekst('Dannet af', 'natten') dannetAf: string;
  @UdTid('Registreret') registreret: Date;
  @UdTekst('Godkendt af', 'leder1', { null: true }) godkendtAf: string | null;
  @UdDato('Brevene er sendt', '2026-04-02', { null: true }) sendt: string | null;
  @UdTal('Krav i kørslen', 120) linjer: number;
  @UdTal('Heraf taget ud', 2) udtaget: number;
  @UdTal('Breve, der sendes', 95) breve: number;
  @UdBeloeb('Kravenes rest, uden dem der er taget ud', '250000.00') beloeb: string;
  @UdBeloeb('Rykkergebyrer', '23750.00') gebyrer: string;
  @UdBeloeb('Kompensationsbeløb', '0.00') kompensationer: string;
  @UdTal('Krav, hvis brev er sendt', 0) sendte: number;
  @UdTal('Krav, der blev udeladt ved afsendelsen, fordi noget var ændret', 0) udeladte: number;
  @UdTal('Krav, hvis brev er taget tilbage', 0) annullerede: number;
}
class GodkendelseSvar {
  @UdId('Forslag', '5010') id: string;
  @UdTekst('Hash af det, der godkendes', 'c236feeb1c3ee16d8db5d5429e4c7d75e43eeb9f4aef43083737fd381f026183') hash: string;
  @UdTekst('Status', 'AABEN') status: string;
}
class UdeladtSvar {
  @UdTekst('Grund', 'BELOEB_AENDRET') grund: string;
  @UdTal('Antal krav', 3) antal: number;
}
class RykkerkoerselsdelSvar {
  @UdId('Kørsel', '5020') koerselId: string;
  @UdValg(['FORSLAG', 'SEND', 'TILBAGEFOER'], 'Hvad den gør') fase: string;
  @UdTekst('Status', 'AFSLUTTET') status: string;
  @UdTal('Dele', 1) dele: number;
  @UdTal('Færdige dele', 1) faerdigeDele: number;
  @UdTal('Debitorer, der fejlede', 0) fejl: number;
}
export class RykkerkoerselsvisningSvar extends RykkerkoerselSvar {
  @UdObjekt(() => GodkendelseSvar, 'Det nyeste forslag om at sende den', { null: true }) godkendelse: GodkendelseSvar | null;
  @UdListe(() => UdeladtSvar, 'Udeladte krav efter grund') udeladtPrGrund: UdeladtSvar[];
  @UdListe(() => RykkerkoerselsdelSvar, 'Kørslens arbejde; følges på /v1/koersler/{id}') koersler: RykkerkoerselsdelSvar[];
}
export const RykkerkoerselsideSvar = Sideklasse(RykkerkoerselSvar, 'RykkerkoerselsideSvar');

export class RykkerlinjeSvar {
  @UdId('Krav', '1004') kravId: string;
  @UdId('Debitor', '1001') forretningspartnerId: string;
  @UdTal('Hvilket af debitors breve i kørslen', 1) brevnr: number;
  @UdTal('Trin', 1) trin: number;
  @UdValg(RYKKERARTER, 'Art') art: string;
  @UdTekst('Brevets kode; null: RY og trinnet', 'RYERHV', { null: true }) brevtype: string | null;
  @UdTekst('Kravstype', 'DAGINST') kravstype: string;
  @UdTekst('Rykkerprocedure', 'STANDARD') procedure: string;
  @UdBeloeb('Rest med renter og gebyrer', '1212.00') rest: string;
  @UdBeloeb('Nyt gebyr på kravet', '250.00') gebyr: string;
  @UdBeloeb('Kompensationsbeløb på kravet', '0.00') kompensation: string;
  @UdValg(['JA', 'NEJ'], 'Bærer brevet underretningen om inddrivelse?') underretning: string;
  @UdTekst('Hvorfor kravet er taget ud', 'Afventer svar fra debitor', { null: true }) udtagetAarsag: string | null;
  @UdTekst('Taget ud af', 'sagsbehandler1', { null: true }) udtagetAf: string | null;
  @UdTekst('Hvad det blev til: SENDT, UDELADT, UDTAGET, ANNULLERET', 'SENDT', { null: true }) udfald: string | null;
  @UdTekst('UDELADT: hvorfor', 'BELOEB_AENDRET', { null: true }) grund: string | null;
  @UdTekst('UDELADT: forklaring', 'Kravet er nu på 712,00 kr.; der blev godkendt 1.212,00 kr.', { null: true }) grundtekst: string | null;
  @UdId('Brevet', '5030', { null: true }) rykkerbrevId: string | null;
}
export const RykkerlinjesideSvar = Sideklasse(RykkerlinjeSvar, 'RykkerlinjesideSvar');
export class DannetSvar {
  @UdId('Rykkerkørsel', '5001') rykkerkoerselId: string;
  @UdId('Kørsel, der danner linjerne', '5020') koerselId: string;
}
export class UdtagetSvar { @UdTal('Linjer, der blev ændret', 2) aendret: number; }
export class IndstilletSvar { @UdId('Forslaget, som en anden skal godkende på /v1/godkendelser', '5010') godkendelseId: string; }
export class TilbagefoertSvar { @UdId('Kørsel, der tager brevene tilbage', '5040') koerselId: string; }

export class AnnulleretSvar {
  @UdId('Annullering', '5050') annulleringId: string;
  @UdId('Brevet', '5030') brevId: string;
  @UdDato('Annulleret', '2026-04-03') dato: string;
  @UdValg(ANNULLERINGSAARSAGER, 'Årsag') aarsag: string;
  @UdTekster('Krav i brevet', ['1004']) krav: string[];
  @UdBeloeb('Gebyrer, der er taget tilbage', '250.00') tilbagefoert: string;
  @UdTekster('Rykkerspærrer, der er sat på kravene, til nogen har taget stilling (INDSIGELSE, KOERSEL_TILBAGEFOERT)', ['5060']) spaerrer: string[];
  @UdDato('Spærrerne ophører denne dag; null: når de hæves', '2026-04-17', { null: true }) spaerretTil: string | null;
}

class HaefterbrevSvar {
  @UdId('Brev', '5030') brevId: string;
  @UdValg(['BREV', 'KOPI', 'EGET_BREV'], 'Brevet selv, en kopi af det, eller et brev til hæfteren alene') art: string;
  @UdDato('Dato', '2026-04-01') dato: string;
  @UdDato('Frist', '2026-04-13') frist: string;
  @UdJaNej('Underretning om inddrivelse') underretning: boolean;
}
export class HaefterunderretningSvar {
  @UdId('Forretningspartner', '1001') forretningspartnerId: string;
  @UdValg(['EJER', 'HAEFTER'], 'Kontoens forretningspartner, eller en, der hæfter med') rolle: string;
  @UdTekst('Hæftelsesform', 'SOLIDARISK', { null: true }) form: string | null;
  @UdJaNej('Registreret død', false) doed: boolean;
  @UdDato('Rykkerdato 1', '2026-04-01', { null: true }) rykkerdato1: string | null;
  @UdDato('Rykkerdato 2', '2026-05-01', { null: true }) rykkerdato2: string | null;
  @UdDato('Underrettet om inddrivelse', '2026-04-01', { null: true }) underrettet: string | null;
  @UdJaNej('De andre er underrettet, og denne er ikke', false) mangler: boolean;
  @UdListe(() => HaefterbrevSvar, 'Brevene') breve: HaefterbrevSvar[];
}
export const HaefterunderretningsideSvar = Sideklasse(HaefterunderretningSvar, 'HaefterunderretningsideSvar');
export class UnderretningsendtSvar {
  @UdDato('Frist i brevet', '2026-04-13') frist: string;
  @UdTekster('Forretningspartnere, der fik et brev', ['1002']) til: string[];
}

export class StatuslinjeSvar {
  @UdId('Krav', '1004') kravId: string;
  @UdId('Debitor', '1001') forretningspartnerId: string;
  @UdTekst('Kravstype', 'DAGINST') kravstype: string;
  @UdDato('Sidste rettidige betalingsdato', '2026-03-20') srb: string;
  @UdBeloeb('Rest med renter og gebyrer', '1212.00') rest: string;
  @UdValg(STATUSGRUNDE, 'Hvorfor der ikke rykkes; RYKKES: intet holder kravet') grund: string;
  @UdTal('RYKKES: hvilket trin', 1, { null: true }) trin: number | null;
  @UdTekst('Forklaring', 'Rykkerspærre på kravet, sat af ane: Indsigelse.') detalje: string;
  @UdTekst('Hvem der holder kravet', 'ane', { null: true }) hvem: string | null;
  @UdDato('Grunden bortfalder af sig selv denne dag', '2026-04-01', { null: true }) indtil: string | null;
  @UdTal('Seneste trin, der er sendt', 1, { null: true }) senesteTrin: number | null;
  @UdDato('Seneste brev', '2026-04-01', { null: true }) senesteBrev: string | null;
}
export const StatuslinjesideSvar = Sideklasse(StatuslinjeSvar, 'StatuslinjesideSvar');
