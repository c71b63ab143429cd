import { UdBeloeb, UdDato, UdFrit, UdId, UdJaNej, UdListe, UdObjekt, UdTal, UdTekst, UdTid, UdValg } from '../felles/svarfelter.js';
import { Sideklasse } from '../felles/side.js';
import { AFKLARINGSAARSAGER } from '#app/indbetaling';

export class BankkvitteringSvar {
  @UdTekst('Filnavn, hvis det er oplyst', 'udtog-2026-03-31.xml', { valgfri: true }) filnavn?: string;
  @UdTal('Kontoudtog i filen', 1) udtog: number;
  @UdTal('Poster i filen', 12) poster: number;
  @UdTal('Beløb bogført af denne indlæsning', 10) bogfoert: number;
  @UdTal('Beløb, der var bogført i forvejen', 0) kendt: number;
  @UdTal('Heraf placeret på et krav', 8) placeret: number;
  @UdFrit('Til afklaring, antal efter årsag', { INGEN_FIK: 2 }) afklaring: object;
  @UdBeloeb('Netto bogført', '10500.00') beloeb: string;
}
export class BankindlaesningSvar {
  @UdJaNej('Filen var indlæst i forvejen; kvitteringen er den, den fik da', false) kendt: boolean;
  @UdId('Filens id i indbakken', '3001') indbakkeId: string;
  @UdObjekt(() => BankkvitteringSvar, 'Kvittering') kvittering: BankkvitteringSvar;
}
export class BankfilSvar {
  @UdId('Filens id i indbakken', '3001') id: string;
  @UdTid('Modtaget') modtaget: string;
  @UdTal('Bytes', 48213) stoerrelse: number;
  @UdTekst('SHA-256 af indholdet', '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08') sha256: string;
  @UdValg(['MODTAGET', 'BEHANDLET', 'AFVIST'], 'MODTAGET: læses, eller læsningen blev afbrudt (indlæs da den samme fil igen)') status: string;
  @UdTekst('AFVIST: kode', 'BANKFIL_SUM', { null: true }) kode: string | null;
  @UdTal('Kontoudtog, der først kom med filen', 1) udtog: number;
  @UdTal('Bogførte poster på dem', 12) poster: number;
}
export const BankfilsideSvar = Sideklasse(BankfilSvar, 'BankfilsideSvar');

export class BankkontoSvar {
  @UdId('Bankkonto', '3100') id: string;
  @UdTekst('Kontonummer eller IBAN, som banken skriver det', 'DK5000400440116243') kontonummer: string;
  @UdTekst('Navn', 'Debitorkonto') navn: string;
  @UdTekst('FI-kreditornummer', '82424016', { null: true }) fiKreditor: string | null;
  @UdJaNej('Ventes et udtog hver bankdag? Så længe et mangler, rykkes ingen') forventesDagligt: boolean;
  @UdDato('Gyldig fra', '2026-01-01') gyldigFra: string;
}
export const BankkontosideSvar = Sideklasse(BankkontoSvar, 'BankkontosideSvar');

export class AfklaringspostSvar {
  @UdId('Indbetaling', '1010') indbetalingId: string;
  @UdId('Bankkonto', '3100') bankkontoId: string;
  @UdBeloeb('Beløb; negativt: penge ud eller ført tilbage af banken', '500.00') beloeb: string;
  @UdDato('Betalerens dag', '2026-03-18') virkningsdato: string;
  @UdDato('Bankens bogføringsdag', '2026-03-18') bankdato: string;
  @UdTal('Dage siden banken bogførte', 13) alderDage: number;
  @UdValg(Object.keys(AFKLARINGSAARSAGER), 'Hvorfor den ikke kunne placeres') aarsag: string;
  @UdTekst('Forklaring', 'Posten bærer intet betalings-id.') forklaring: string;
  @UdTekst('Betalings-id', '100000000100403', { null: true }) betalingsId: string | null;
  @UdTekst('Hvad banken skrev; et personnummer er maskeret', 'Husleje marts', { null: true }) tekst: string | null;
}
class AfklaringssumSvar {
  @UdValg(Object.keys(AFKLARINGSAARSAGER), 'Årsag') aarsag: string;
  @UdTal('Antal', 2) antal: number;
  @UdBeloeb('Sum', '750.00') beloeb: string;
}
export class AfklaringSvar extends Sideklasse(AfklaringspostSvar, 'AfklaringspostsideSvar') {
  @UdListe(() => AfklaringssumSvar, 'Alle poster til afklaring, efter årsag') oversigt: AfklaringssumSvar[];
}
export class PlaceringSvar {
  @UdId('Indbetaling', '1010') indbetalingId: string;
  @UdId('Hovedkrav, som er dækket først', '1004') kravId: string;
  @UdId('Aftalekonto', '1002') aftalekontoId: string;
  @UdId('Forretningspartner', '1001') forretningspartnerId: string;
  @UdId('Bilag', '1012') bilagId: string;
}
