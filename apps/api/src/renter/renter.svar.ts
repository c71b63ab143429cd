import { RenteledSvar } from '../krav/forklaring.svar.js';
import { Sideklasse } from '../felles/side.js';
import { UdBeloeb, UdDato, UdId, UdJaNej, UdListe, UdTal, UdTekst, UdValg } from '../felles/svarfelter.js';
import { VersionSvar } from '../felles/versionsvar.js';

const REGIMER = ['GEBYRLOV', 'RENTELOV', 'OPKRAEVNINGSLOV', 'INGEN', 'DOM_FORLIG'];

export class RentevilkaarSvar extends VersionSvar {
  @UdValg(['DOM', 'FORLIG'], 'Hvad renten er bestemt af') art: string;
  @UdValg(['FAST', 'REFERENCE'], 'FAST: procent om året; REFERENCE: udlånsrenten med satsen lagt til') satsart: string;
  @UdTekst('Sats', '8') sats: string;
  @UdDato('Dommens eller forligets dato', '2026-03-12') afgjort: string;
  @UdTekst('Sagsnummer, og hvor den ligger', 'BS-1234/2026, sag 2026-1712 dokument 9') dokument: string;
}
export class RentevilkaarlisteSvar { @UdListe(() => RentevilkaarSvar, 'Det, der er kendt nu, først; dernæst hvad der før var kendt') poster: RentevilkaarSvar[] }

class GenberegnetSvar {
  @UdDato('Periodens første dag', '2023-02-01') periodeFra: string;
  @UdDato('Første dag efter', '2023-03-01') periodeTil: string;
  @UdDato('Dagen, renten gælder fra', '2023-02-28') postdato: string;
  @UdValg(REGIMER, 'Lovregime') regime: string;
  @UdTekst('Hvilken læsning af loven; null: perioden er bogført, men skal ikke forrentes', 'RENTELOV-ACT_365', { null: true }) regelversion: string | null;
  @UdBeloeb('Hovedstolens rest', '1200.00', { null: true }) grundlag: string | null;
  @UdTekst('Sats i procent', '9.9', { null: true }) satsProcent: string | null;
  @UdListe(() => RenteledSvar, 'Rente pr. dag: dagene efter grundlag og sats') led: RenteledSvar[];
  @UdBeloeb('Hvad perioden skal være', '9.11') maal: string;
  @UdBeloeb('Hvad der er bogført', '9.11') bogfoert: string;
  @UdBeloeb('Hvad næste nat bogfører: maal - bogfoert', '0.00') forskel: string;
}
export class GenberegningSvar {
  @UdId('Krav', '1004') kravId: string;
  @UdDato('Stillingen i nattens kørsel denne dag', '2026-03-31') paa: string;
  @UdListe(() => GenberegnetSvar, 'Periode for periode, efter de regler og satser, der gjaldt') perioder: GenberegnetSvar[];
  @UdBeloeb('I alt, mål', '109.30') maal: string;
  @UdBeloeb('I alt, bogført', '109.30') bogfoert: string;
  @UdBeloeb('Forskel', '0.00') forskel: string;
  @UdDato('Fra denne postdato kendes ingen sats', '2027-01-31', { null: true }) satsMangler: string | null;
}
export class SammenligningSvar {
  @UdId('Krav', '1004') kravId: string;
  @UdDato('Modtaget af inddrivelsen', '2026-02-15') modtaget: string;
  @UdDato('Første dag med inddrivelsesrente: den 1. i måneden efter', '2026-03-01') fra: string;
  @UdDato('Sidste rentedag', '2026-06-30') til: string;
  @UdListe(() => RenteledSvar, 'Dagene efter grundlag og sats') led: RenteledSvar[];
  @UdBeloeb('Inddrivelsesrente (gældsinddrivelsesloven § 5); beregnet til sammenligning, ikke bogført', '192.19') inddrivelsesrente: string;
  @UdBeloeb('Hvad kommunens egen rente er for de samme dage', '390.00') egenRente: string;
  @UdDato('Fra denne dag kendes ingen sats', '2027-01-01', { null: true }) satsMangler: string | null;
}
class RentetalSvar {
  @UdBeloeb('Tilskrevet i året, efter rettelser', '48.00') tilskrevet: string;
  @UdBeloeb('Betalt i året', '36.00') betalt: string;
  @UdBeloeb('Afskrevet i året', '0.00') afskrevet: string;
  @UdBeloeb('Bortfaldet i året ved annullering eller regulering', '0.00') bortfaldet: string;
  @UdBeloeb('Skyldige renter den 31. december', '12.00') rest: string;
}
export class RenteopgoerelseSvar extends RentetalSvar {
  @UdId('Forretningspartner', '1001') forretningspartnerId: string;
  @UdTal('Indkomstår', 2026) aar: number;
  @UdValg(REGIMER, 'Hvilken lov renterne følger') regime: string;
  @UdJaNej('Skal indberettes til Skatteforvaltningen (skatteindberetningsloven § 13)') indberetningspligtig: boolean;
  @UdBeloeb('Hovedstol den 31. december af de krav, renterne er beregnet af', '1200.00') restgaeld: string;
  @UdJaNej('Var noget af den i restance den dag?') restance: boolean;
}
export const RenteopgoerelsessideSvar = Sideklasse(RenteopgoerelseSvar, 'RenteopgoerelsessideSvar');
class RenteopgoerelseslinjeSvar extends RentetalSvar {
  @UdId('Hovedkrav', '1004') kravId: string;
  @UdTekst('Kravstype', 'DAGINST') kravstype: string;
  @UdTekst('Kravstypens navn', 'Daginstitution') navn: string;
  @UdValg(REGIMER, 'Hvilken lov renterne følger') regime: string;
}
export class DebitoropgoerelseSvar {
  @UdId('Forretningspartner', '1001') forretningspartnerId: string;
  @UdTal('Indkomstår', 2026) aar: number;
  @UdDato('Som det var kendt ved udgangen af denne dag; null: nu', '2027-01-20', { null: true }) kendt: string | null;
  @UdListe(() => RenteopgoerelseSvar, 'Året, én post pr. lov') opgoerelser: RenteopgoerelseSvar[];
  @UdListe(() => RenteopgoerelseslinjeSvar, 'Krav for krav') krav: RenteopgoerelseslinjeSvar[];
  @UdTekst('Opgørelsen på dansk', 'Gebyrloven § 3: i 2026 er der tilskrevet 48,00 kr. i renter og betalt 36,00 kr.') tekst: string;
}
