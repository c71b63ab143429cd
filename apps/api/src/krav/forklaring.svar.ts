import { UdBeloeb, UdDato, UdId, UdJaNej, UdListe, UdObjekt, UdTal, UdTekst, UdTekster, UdTid, UdValg } from '../felles/svarfelter.js';
import { RYKKERARTER, VENTEGRUNDE } from '#app/rykker';
import { SpaerreSvar } from '../spaerrer/spaerre.svar.js';


export class GrundlagspostSvar {
  @UdId('Bilag', '1005') bilagId: string;
  @UdTekst('Bilagets art', 'KRAV') art: string;
  @UdDato('Virkningsdato', '2026-03-01') dato: string;
  @UdBeloeb('Beløb på hovedkravet, debet positivt', '1200.00') beloeb: string;
}
export class RenteledSvar {
  @UdDato('Første rentedag', '2026-02-11') fra: string;
  @UdDato('Første dag efter', '2026-03-01') til: string;
  @UdTal('Rentedage', 18) dage: number;
  @UdBeloeb('Hovedstolens rest på dagene', '10000.00') grundlag: string;
  @UdTekst('Sats i procent om året', '9.75') satsProcent: string;
  @UdTal('Dage om året, satsen deles med', 365) basis: number;
}
export class RenteforklaringSvar {
  @UdId('Bilag, der bogførte renten', '2001') bilagId: string;
  @UdId('Hovedkrav', '1004') hovedkravId: string;
  @UdId('Rentekrav', '2000') rentekravId: string;
  @UdDato('Hovedkravets forfaldsdato', '2026-03-15') forfald: string;
  @UdDato('Hovedkravets sidste rettidige betalingsdato', '2026-03-20') srb: string;
  @UdDato('Renteperiodens første dag', '2026-03-16') periodeFra: string;
  @UdDato('Første dag efter renteperioden', '2026-04-16') periodeTil: string;
  @UdDato('Dagen, renten gælder fra', '2026-03-16') postdato: string;
  @UdDato('Bogføringsdato', '2026-03-24') bogfoeringsdato: string;
  @UdTid('Registreret') registreret: string;
  @UdTekst('Lovregime', 'GEBYRLOV') regime: string;
  @UdTekst('Hvilken læsning af loven der er regnet efter', 'GEBYRLOV/DAGEN_EFTER_FORFALD/FORFALD/1') regelversion: string;
  @UdTekst('Hvorfor perioden ikke længere forrentes', 'AFSKREVET', { valgfri: true }) bortfald?: string;
  @UdTekst('Hjemmel', 'gebyrloven § 3, stk. 1') hjemmel: string;
  @UdBeloeb('Hovedstolens rest, som renten er beregnet af', '1200.00') grundlag: string;
  @UdTekst('Sats i procent', '1.0000') satsProcent: string;
  @UdTekst('Hvor satsen er fra', 'gebyrloven § 3', { valgfri: true }) satsKilde?: string;
  @UdBeloeb('Hvad periodens rente skal være', '12.00') maal: string;
  @UdBeloeb('Hvad der var bogført', '0.00') foer: string;
  @UdBeloeb('Hvad dette bilag bogførte: maal - foer', '12.00') beloeb: string;
  @UdListe(() => RenteledSvar, 'Rente pr. dag: dagene efter grundlag og sats; tom for gebyrloven') led: RenteledSvar[];
  @UdListe(() => GrundlagspostSvar, 'De bilag, grundlaget er summen af, som de var kendt') haendelser: GrundlagspostSvar[];
  @UdTekst('Forklaring', 'Renten for 16.03.2026-15.04.2026 er 1 % af 1.200,00 kr. = 12,00 kr. (gebyrloven § 3, stk. 1).') tekst: string;
}

class GebyrbrevSvar {
  @UdId('Rykkerbrev', '2100') brevId: string;
  @UdTal('Rykkertrin', 1) trin: number;
  @UdTal('Krav i brevet', 1) antalKrav: number;
  @UdTal('Gebyrer i brevet', 1) antalGebyrer: number;
}
class GebyrprocedureSvar {
  @UdTekst('Rykkerprocedure', 'STANDARD') kode: string;
  @UdTal('Trin', 1) trin: number;
  @UdDato('Gyldig fra', '2005-01-01') gyldigFra: string;
  @UdBeloeb('Gebyr', '250.00') gebyr: string;
}
class GebyrlovSvar {
  @UdTekst('Regime', 'GEBYRLOV') regime: string;
  @UdTekst('Paragraf', 'gebyrloven § 2') paragraf: string;
  @UdTekst('Lovens maksimum, kroner; tom, når intet er fastsat', '250.00') maksimum: string;
  @UdTekst('Kilde', 'https://danskelove.dk/gebyrloven') kilde: string;
  @UdTal('Højst så mange gebyrer på kravet', 3, { null: true }) hoejst: number | null;
  @UdTal('Dage mellem to gebyrer', 10, { null: true }) dageImellem: number | null;
}
export class GebyrforklaringSvar {
  @UdId('Gebyrkrav', '2101') gebyrkravId: string;
  @UdId('Hovedkrav', '1004') hovedkravId: string;
  @UdId('Bilag', '2102') bilagId: string;
  @UdBeloeb('Gebyr', '250.00') beloeb: string;
  @UdDato('Rykkerens dato', '2026-04-01') dato: string;
  @UdDato('Gebyrets betalingsfrist', '2026-04-13') betalingsfrist: string;
  @UdObjekt(() => GebyrbrevSvar, 'Brevet') brev: GebyrbrevSvar;
  @UdObjekt(() => GebyrprocedureSvar, 'Proceduren, som den var kendt', { null: true }) procedure: GebyrprocedureSvar | null;
  @UdObjekt(() => GebyrlovSvar, 'Loven') lov: GebyrlovSvar;
  @UdValg(['RYKKERGEBYR', 'KOMPENSATION'], 'Rykkergebyr, eller kompensationsbeløb efter renteloven § 9 a') art: string;
  @UdTal('Kravets gebyr nr.', 1) nummer: number;
  @UdTekst('Forklaring', 'Rykkergebyr 250,00 kr. for rykker 1 af 01.04.2026.') tekst: string;
}

class AfskrivningsgrundlagSvar {
  @UdBeloeb('Bagatelgrænse', '10.00') bagatelGraense: string;
  @UdTal('Dage efter sidste rettidige betalingsdato og sidste betaling', 30) bagatelDage: number;
  @UdTekst('Hjemmel', 'kommunens kasse- og regnskabsregulativ, styrelsesloven § 42, stk. 6') hjemmel: string;
}
class AfskrivningBesluttetSvar {
  @UdId('Beslutningen', '1050') id: string;
  @UdTekst('Besluttet (eller godkendt) af', 'leder1') besluttetAf: string;
  @UdTekst('Foreslået af; null, når én person besluttede', 'sagsbehandler1', { null: true }) foreslaaetAf: string | null;
  @UdId('Forslaget; null, når én person besluttede', '1044', { null: true }) godkendelseId: string | null;
  @UdJaNej('Eftergivelse, der kan skulle indberettes (kursgevinstloven)', false) kursgevinst: boolean;
}
export class AfskrivningsforklaringSvar {
  @UdId('Bilag', '2201') bilagId: string;
  @UdId('Krav', '1004') kravId: string;
  @UdValg(['AFSKRIVNING', 'TILBAGEFOERSEL', 'GENAABNING', 'GENINDGAAET'], 'Hvad det er') art: string;
  @UdTekst('Årsag', 'BAGATEL') aarsag: string;
  @UdDato('Besluttet', '2026-05-01') dato: string;
  @UdDato('Virkningsdato', '2026-05-01') virkningsdato: string;
  @UdBeloeb('Beløb; negativt når en afskrivning er taget tilbage', '0.50') beloeb: string;
  @UdId('Bilag, som tages tilbage', '2200', { null: true }) tilbagefoererBilagId: string | null;
  @UdObjekt(() => AfskrivningsgrundlagSvar, 'Reglen', { null: true }) grundlag: AfskrivningsgrundlagSvar | null;
  @UdObjekt(() => AfskrivningBesluttetSvar, 'Hvem der besluttede; null, når reglerne afskrev', { null: true }) beslutning: AfskrivningBesluttetSvar | null;
  @UdTekst('Forklaring', '0,50 kr. er afskrevet 01.05.2026 (BAGATEL).') tekst: string;
}

export class KravudligningSvar {
  @UdId('Indbetaling', '1010') indbetalingId: string;
  @UdDato('Betalerens dag', '2026-03-18') betalt: string;
  @UdDato('Udligningen gælder fra', '2026-03-18') dato: string;
  @UdBeloeb('Hele indbetalingen', '500.00') indbetalt: string;
  @UdBeloeb('Heraf til dette krav', '500.00') beloeb: string;
  @UdTekster('Bilag', ['1011']) bilagIder: string[];
  @UdValg(['OEREMAERKET', 'FORFALDEN_GAELD', 'TILGODEHAVENDE'], 'Hvorfor netop dette krav') grund: string;
  @UdTekst('Forklaring', 'Af indbetalingen på 500,00 kr. den 18.03.2026 dækker 500,00 kr. dette krav.') tekst: string;
}
export class UdligningSvar {
  @UdId('Krav', '1004') kravId: string;
  @UdBeloeb('Opkrævet, efter nedsættelser og afskrivninger', '1200.00') opkraevet: string;
  @UdBeloeb('Udlignet', '500.00') udlignet: string;
  @UdBeloeb('Rest', '700.00') rest: string;
  @UdListe(() => KravudligningSvar, 'Hvad der dækker kravet') udligninger: KravudligningSvar[];
}

export class HvorforSvar {
  @UdId('Krav', '1004') kravId: string;
  @UdListe(() => RenteforklaringSvar, 'Hver rentepostering: grundlag, sats, regel, § og de hændelser, den hviler på') renter: RenteforklaringSvar[];
  @UdListe(() => GebyrforklaringSvar, 'Hvert rykkergebyr') gebyrer: GebyrforklaringSvar[];
  @UdListe(() => AfskrivningsforklaringSvar, 'Hver afskrivning') afskrivninger: AfskrivningsforklaringSvar[];
  @UdObjekt(() => UdligningSvar, 'Hvad der er betalt, og hvorfor det dækker dette krav') udligning: UdligningSvar;
}

class BeslutningSvar {
  @UdValg(['RYK', 'VENT'], 'Rykkes der?') art: string;
  @UdTal('RYK: hvilket trin', 1, { valgfri: true }) trin?: number;
  @UdValg(VENTEGRUNDE, 'VENT: hvorfor ikke', { valgfri: true }) grund?: string;
  @UdDato('VENT: grunden bortfalder af sig selv denne dag', '2026-04-01', { valgfri: true, null: true }) indtil?: string | null;
  @UdTekst('VENT: forklaring', 'Fristen løber til 31.03.2026.', { valgfri: true }) detalje?: string;
}
class RegelSvar {
  @UdValg(VENTEGRUNDE, 'Reglen') regel: string;
  @UdJaNej('Er den opfyldt?') opfyldt: boolean;
  @UdTekst('Forklaring', 'Sidste rettidige betalingsdato var 20.03.2026.') tekst: string;
  @UdDato('Til og med dagen før', '2026-04-01', { valgfri: true, null: true }) indtil?: string | null;
  @UdTekst('Hvem der holder kravet', 'ane', { valgfri: true }) hvem?: string;
}
class StatusbrevSvar {
  @UdId('Brev', '2100') brevId: string;
  @UdTal('Trin', 1) trin: number;
  @UdDato('Frist', '2026-04-13') frist: string;
  @UdDato('Annulleret', '2026-04-03', { null: true }) annulleret: string | null;
}
class ForventetbrevSvar {
  @UdDato('Brevets dag', '2026-05-01') dato: string;
  @UdTal('Trin', 2) trin: number;
  @UdDato('Frist', '2026-05-12') frist: string;
}
class RykketSvar {
  @UdId('Hovedkrav', '1004', { valgfri: true }) kravId?: string;
  @UdTal('Trin', 1) trin: number;
  @UdDato('Brevets dato', '2026-04-01') dato: string;
  @UdDato('Frist', '2026-04-13') frist: string;
}
class RykkerbrevSvar {
  @UdTal('Trin', 1) trin: number;
  @UdDato('Brevets dato', '2026-04-01') dato: string;
  @UdDato('Frist', '2026-04-13') frist: string;
  @UdId('Brev', '2100') brevId: string;
  @UdBeloeb('Kravets rest i brevet', '1212.00') rest: string;
  @UdId('Gebyrkrav, som brevet lagde på kravet', '2101', { null: true }) gebyrkravId: string | null;
  @UdBeloeb('Gebyr', '250.00', { null: true }) gebyr: string | null;
  @UdTal('Krav i brevet', 1) antalKrav: number;
  @UdValg(RYKKERARTER, 'Påmindelse eller rykker') art: string;
  @UdJaNej('Brevet var kravets underretning om inddrivelse') underretning: boolean;
  @UdDato('Annulleret; null: brevet gælder', '2026-04-03', { null: true }) annulleret: string | null;
  @UdId('Rykkerkørsel', '5001', { null: true }) rykkerkoerselId: string | null;
}
export class RykkerstatusSvar {
  @UdValg(['I_DAG', 'FORTID', 'FREMTID'], 'I_DAG: efter det, der vides nu. FORTID: som det var kendt da. FREMTID: med det, der vides nu, hvis intet nyt sker') art: string;
  @UdObjekt(() => StatusbrevSvar, 'FORTID: brevet, kravet var med i den dag', { null: true }) brev: StatusbrevSvar | null;
  @UdListe(() => ForventetbrevSvar, 'FREMTID: breve, der ville blive sendt inden da') forventede: ForventetbrevSvar[];
  @UdId('Hovedkrav', '1004') kravId: string;
  @UdDato('Svaret gælder', '2026-03-31') dato: string;
  @UdBeloeb('Rest med renter og gebyrer', '1212.00') rest: string;
  @UdObjekt(() => BeslutningSvar, 'Beslutningen') beslutning: BeslutningSvar;
  @UdListe(() => RegelSvar, 'Hver regel, der er spurgt, i rækkefølge; den første, der ikke er opfyldt, er grunden') regler: RegelSvar[];
  @UdDato('Første dag svaret kan ændre sig af sig selv; null: kun noget nyt kan ændre det', '2026-04-01', { null: true }) naeste: string | null;
  @UdListe(() => RykketSvar, 'Hvornår kravet er rykket') rykket: RykketSvar[];
  @UdListe(() => SpaerreSvar, 'Rykkerspærrer på kravet, kontoen eller debitor') spaerrer: SpaerreSvar[];
  @UdListe(() => RykkerbrevSvar, 'De breve, kravet har været i') breve: RykkerbrevSvar[];
}
