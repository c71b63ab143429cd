import { UdBeloeb, UdDato, UdFrit, UdId, UdJaNej, UdListe, UdMaal, UdObjekt, UdTal, UdTekst, UdTekster, UdTid, UdValg } from '../felles/svarfelter.js';
import { Sideklasse } from '../felles/side.js';

const STATUS = ['VENTER_PAA_GODKENDELSE', 'I_GANG', 'PAUSE', 'STOPPET', 'AFSLUTTET', 'AFSLUTTET_MED_FEJL'];

export class NattensProeveSvar {
  @UdId('Prøvens kørsel') koerselId: string;
  @UdJaNej('En anden har godkendt natten, som denne prøve viser den') godkendt: boolean;
  @UdTal('Forskelle, som natten gjorde, og prøven ikke havde', 0) nye: number;
  @UdTal('Forskelle, som prøven havde, og natten ikke gjorde', 0) bortfaldne: number;
  @UdTal('Forskelle med et andet beløb eller antal', 0) aendrede: number;
}
export class TrinSvar {
  @UdId('Kørslens id') id: string;
  @UdTekst('NAT, PROEVE, KRAVFIL eller et trin', 'renter') art: string;
  @UdDato('Forretningsdato') forretningsdato: string;
  @UdValg(STATUS, 'Status; en kørsel med fejl er aldrig AFSLUTTET alene') status: string;
  @UdTid('Startet') startet: string;
  @UdTid('Afsluttet', undefined, { null: true }) afsluttet: string | null;
  @UdTal('Dele i alt', 12) dele: number;
  @UdTal('Færdige dele', 7) faerdigeDele: number;
  @UdMaal('Sekunder i arbejde, pauser fraregnet', 42.5) sekunder: number;
  @UdMaal('Debitorer (af en kravfil: linjer) pr. sekund indtil nu; null før den første del er færdig', 812.5, { null: true }) debitorerPrSekund: number | null;
  @UdTid('Forventet slut', undefined, { null: true }) forventetSlut: string | null;
  @UdFrit('Antal efter udfald og beløb efter navn', { antal: { TILSKREVET: 120 }, beloeb: { RENTER: '4210.50' } }) resultat: object;
  @UdTal('Debitorer med fejl; af en kravfil: krav, der ikke blev oprettet', 0) fejl: number;
  @UdTal('Af dem: rettet siden, eller indhentet af en senere nat', 0) rettet: number;
  @UdObjekt(() => NattensProeveSvar, 'Af en nat: prøven, den holdes op mod; null uden', { null: true }) proeve: NattensProeveSvar | null;
}
export class NattrinSvar extends TrinSvar {
  @UdTekster('Tom: et trin har ingen trin under sig', []) trin: string[];
}
export class KoerselSvar extends TrinSvar {
  @UdListe(() => NattrinSvar, 'Nattens trin i rækkefølge') trin: NattrinSvar[];
}
export const KoerselsideSvar = Sideklasse(KoerselSvar, 'KoerselsideSvar');

export class FejlforsoegSvar {
  @UdDato('Forretningsdato, der blev prøvet på') dato: string;
  @UdValg(['RETTET', 'INDHENTET', 'FEJL'], 'RETTET: prøvet igen og gjort. INDHENTET: en senere nat gjorde det. FEJL: det fejlede igen') udfald: string;
  @UdTekst('Fejlens kode, når det fejlede igen', 'SATS_UKENDT', { null: true }) kode: string | null;
  @UdTekst('Forklaring, når det fejlede igen', 'Renter: Satsen kendes ikke.', { null: true }) besked: string | null;
  @UdTekst('Hvem', 'sagsbehandler1') af: string;
  @UdTid('Hvornår') tidspunkt: string;
  @UdFrit('Hvad der blev gjort, trin for trin', { renter: { antal: { TILSKREVET: 1 }, beloeb: { RENTER: '10.00' } } }) resultat: object;
}
export class KoerselfejlSvar {
  @UdId('Trinnets kørsel') koerselId: string;
  @UdTekst('Trin', 'renter') trin: string;
  @UdDato('Forretningsdato') dato: string;
  @UdId('Forretningspartner; 0: trinnet over hele bogen') forretningspartnerId: string;
  @UdTekst('Fejlens kode', 'SATS_UKENDT') kode: string;
  @UdTekst('Forklaring', 'Satsen kendes ikke.') besked: string;
  @UdJaNej('Rettet siden, eller indhentet af en senere nat') rettet: boolean;
  @UdListe(() => FejlforsoegSvar, 'Hver gang nogen har prøvet igen, ældste først') forsoeg: FejlforsoegSvar[];
}
export const KoerselfejlsideSvar = Sideklasse(KoerselfejlSvar, 'KoerselfejlsideSvar');

class NattrinresultatSvar {
  @UdTekst('Trin', 'renter') trin: string;
  @UdFrit('Antal efter udfald', { TILSKREVET: 1 }) antal: object;
  @UdFrit('Beløb efter navn', { RENTER: '10.00' }) beloeb: object;
}
export class NytforsoegSvar {
  @UdId('Forretningspartner; 0: trinnet over hele bogen') forretningspartnerId: string;
  @UdDato('Forretningsdato, der blev prøvet på: den nyeste nats') dato: string;
  @UdValg(['RETTET', 'FEJL'], 'Hvordan det gik') udfald: string;
  @UdTekst('Fejlens kode', 'SATS_UKENDT', { null: true }) kode: string | null;
  @UdTekst('Forklaring', 'Renter: Satsen kendes ikke.', { null: true }) besked: string | null;
  @UdListe(() => NattrinresultatSvar, 'De trin, der blev kørt, i rækkefølge') trin: NattrinresultatSvar[];
}

export class ProevelinjeSvar {
  @UdDato('Nattens dato') dato: string;
  @UdTekst('Trin', 'renter') trin: string;
  @UdId('Forretningspartner', '1001') forretningspartnerId: string;
  @UdId('Krav; null for brev og regning, og for et krav, natten selv ville oprette', '1002', { null: true }) kravId: string | null;
  @UdId('Hovedkrav, når kravet er en rente eller et gebyr', '1003', { null: true }) hovedkravId: string | null;
  @UdTekst('HOVEDKRAV, RENTE eller GEBYR; null for brev og regning', 'RENTE', { null: true }) kravart: string | null;
  @UdDato('Første dag i en rentes periode', '2026-03-01', { null: true }) periodeFra: string | null;
  @UdTekst('Bilagsart, BREV, FAKTURA, FORSLAG_…, FORAELDET eller IKKE_FORAELDET', 'RENTE') art: string;
  @UdDato('Virkningsdato') virkningsdato: string;
  @UdBeloeb('Forskel; positiv: debitor skylder mere. FAKTURA: hvad den opkræver; FORSLAG: hvad der foreslås', '40.00') beloeb: string;
  @UdTal('Hvor mange (breve, regninger)', 1) antal: number;
}
export const ProevelinjesideSvar = Sideklasse(ProevelinjeSvar, 'ProevelinjesideSvar');

class ProeveartSvar {
  @UdTekst('Bilagsart, BREV, FAKTURA, …', 'RENTE') art: string;
  @UdTal('Antal', 120) antal: number;
  @UdBeloeb('Sum; positiv: debitorerne skylder mere', '4210.50') beloeb: string;
}
class ProevetrinSvar extends NattrinresultatSvar {
  @UdTekst('Trinnets navn', 'Renter') navn: string;
  @UdTal('Forskelle', 120) linjer: number;
  @UdTal('Debitorer med forskelle', 80) debitorer: number;
  @UdListe(() => ProeveartSvar, 'Forskelle efter art') arter: ProeveartSvar[];
}
class ProevemeddelelseSvar {
  @UdTekst('Meddelelsens art', 'RYKKER') art: string;
  @UdTal('Antal', 12) antal: number;
}
export class ProeverapportSvar {
  @UdId('Prøvens kørsel') koerselId: string;
  @UdValg(STATUS, 'Status') status: string;
  @UdTekster('De nætter, der er prøvet', ['2026-04-01']) datoer: string[];
  @UdTal('Forskelle i alt', 240) linjer: number;
  @UdTal('Debitorer med forskelle', 110) debitorer: number;
  @UdTal('Debitorer, der fejlede', 0) fejl: number;
  @UdListe(() => ProevetrinSvar, 'Trin for trin, i nattens rækkefølge') trin: ProevetrinSvar[];
  @UdListe(() => ProevemeddelelseSvar, 'Breve og meddelelser, der ville blive lagt til afsendelse') meddelelser: ProevemeddelelseSvar[];
  @UdTekster('Hvad en prøve ikke prøver', ['Numre på bilag og regninger']) udenfor: string[];
}

export class NatafvigelseSvar {
  @UdTekst('Trin', 'renter') trin: string;
  @UdId('Forretningspartner', '1001') forretningspartnerId: string;
  @UdId('Krav', '1002', { null: true }) kravId: string | null;
  @UdId('Hovedkrav', '1003', { null: true }) hovedkravId: string | null;
  @UdTekst('HOVEDKRAV, RENTE eller GEBYR; null for brev og regning', 'RENTE', { null: true }) kravart: string | null;
  @UdDato('Første dag i en rentes periode', '2026-03-01', { null: true }) periodeFra: string | null;
  @UdTekst('Bilagsart, BREV, FAKTURA, …', 'RENTE') art: string;
  @UdDato('Virkningsdato') virkningsdato: string;
  @UdValg(['NY', 'BORTFALDET', 'AENDRET'], 'NY: natten gjorde det, prøven havde det ikke. BORTFALDET: omvendt. AENDRET: et andet beløb eller antal') udfald: string;
  @UdBeloeb('Som prøven viste', '40.00') lovet: string;
  @UdBeloeb('Som natten gjorde', '30.00') gjort: string;
  @UdTal('Antal i prøven', 1) lovetAntal: number;
  @UdTal('Antal i natten', 1) gjortAntal: number;
}
export const NatafvigelsesideSvar = Sideklasse(NatafvigelseSvar, 'NatafvigelsesideSvar');

export class NatforslagSvar { @UdId('Forslaget, der skal godkendes') godkendelseId: string; }

class NatsammenligningslinjeSvar {
  @UdTekst('Trin', 'renter') trin: string;
  @UdValg(['ANTAL', 'BELOEB', 'DEBITORER', 'SEKUNDER'], 'Hvad tallet er') art: string;
  @UdTekst('Udfaldet, eller hvad beløbet er; tom for DEBITORER og SEKUNDER', 'TILSKREVET') navn: string;
  @UdTekst('I denne nat', '120.00') nu: string;
  @UdTekst('Sidste nat; null: trinnet kørte ikke', '118.00', { null: true }) forrige: string | null;
  @UdTekst('Det sædvanlige: medianen af de nætter før, hvor trinnet kørte', '119.00', { null: true }) median: string | null;
  @UdTekst('Forskel fra sidste nat', '2.00', { null: true }) forskel: string | null;
  @UdJaNej('Falder uden for grænsen mod sidste nat', false) afvigerFraForrige: boolean;
  @UdJaNej('Falder uden for grænsen mod det sædvanlige', false) afvigerFraSaedvanlig: boolean;
}
export class NatsammenligningSvar {
  @UdId('Natten') koerselId: string;
  @UdDato('Nattens dato') dato: string;
  @UdDato('Sidste nat; null: dette er den første', '2026-03-30', { null: true }) forrige: string | null;
  @UdTal('Nætter, det sædvanlige er taget af, højst 30', 30) naetter: number;
  @UdListe(() => NatsammenligningslinjeSvar, 'Tallene for de trin, der er kørt til ende') linjer: NatsammenligningslinjeSvar[];
  @UdTekster('Det, der falder udenfor, på dansk', ['Renter, tilskrevet: 1.200 mod 30 sidste nat (+3.900 %).']) advarsler: string[];
}
