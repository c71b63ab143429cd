import { FORSLAGSSTATUS } from '#app/godkendelse';
import { Idfelt, Kodefelt, Tekst, Valgfelt } from '../felles/felter.js';
import { Sideklasse, Sidevalg } from '../felles/side.js';
import { UdBeloeb, UdDato, UdFrit, UdId, UdObjekt, UdTekst, UdTekster, UdTid, UdValg } from '../felles/svarfelter.js';

const HASH = '7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069';
const SVAR = ['GODKENDT', 'AFVIST', 'TRUKKET', 'BORTFALDET'];

export class ForslagslisteDto extends Sidevalg {
  @Valgfelt(FORSLAGSSTATUS, { tekst: 'Status; udelades for alle', eksempel: 'AABEN', valgfri: true }) status?: (typeof FORSLAGSSTATUS)[number];
  @Kodefelt({ tekst: 'Forslagets art', eksempel: 'AFSKRIVNING', valgfri: true }) art?: string;
  @Valgfelt(['true', 'false'], { tekst: 'true: dem, du selv har stillet. false: andres, altså dem, du kan svare på', eksempel: 'false', valgfri: true }) mine?: 'true' | 'false';
  @Idfelt({ tekst: 'Forslag om dette hovedkrav', eksempel: '1004', valgfri: true }) kravId?: string;
}
export class GodkendDto {
  @Tekst({ tekst: 'Hash af det indhold, der er set: kun det bliver udført', eksempel: HASH, maks: 64, form: /^[0-9a-f]{64}$/, kode: 'HASH_UGYLDIG', besked: 'Brug den hash, forslaget har.' }) hash: string;
  @Tekst({ tekst: 'Bemærkning', eksempel: 'Set med boet', maks: 500, valgfri: true }) kommentar?: string;
}
export class AfvisDto {
  @Tekst({ tekst: 'Hvorfor', eksempel: 'Der er en medhæfter, der kan betale', maks: 500 }) begrundelse: string;
}

/** Answers. */
export class ForslagssvarSvar {
  @UdValg(SVAR, 'TRUKKET: af den, der stillede det. BORTFALDET: det, det hvilede på, er ændret, og reglerne tog det tilbage') svar: string;
  @UdTekst('Hvem', 'leder1') af: string;
  @UdDato('Hvornår') dato: string;
  @UdTid('Registreret') registreret: string;
  @UdTekst('Bemærkning eller begrundelse', 'Set med boet', { null: true }) kommentar: string | null;
}
export class ForslagSvar {
  @UdId('Forslag', '1044') id: string;
  @UdTekst('Art', 'AFSKRIVNING') art: string;
  @UdTekst('Artens navn', 'Afskrivning') navn: string;
  @UdTekst('Hvad det handler om', 'krav:1004', { null: true }) objekt: string | null;
  @UdTekst('Hash af indholdet; sendes med, når der godkendes', HASH) hash: string;
  @UdBeloeb('Beløb', '2500.00', { null: true }) beloeb: string | null;
  @UdTekst('Begrundelse', 'Boet er insolvent') begrundelse: string;
  @UdTekst('Hvor dokumentationen ligger', 'Journal 2026-1234', { null: true }) dokumentation: string | null;
  @UdValg(FORSLAGSSTATUS, 'AABEN: venter på en anden. UDLOEBET: ingen svarede i tide') status: string;
  @UdDato('Stillet') dato: string;
  @UdDato('Kan godkendes til og med', '2026-04-14') sidsteDag: string;
  @UdTekst('Stillet af', 'sagsbehandler1') foreslaaetAf: string;
  @UdTid('Registreret') registreret: string;
  @UdTekst('Retten, som den, der godkender, skal have ud over godkendelse:svar; null, når arten ikke kendes', 'afskrivning:godkend', { null: true }) ret: string | null;
  @UdObjekt(() => ForslagssvarSvar, 'Svaret; null, når der ikke er svaret', { null: true }) svar: ForslagssvarSvar | null;
}
export class ForslagsvisningSvar extends ForslagSvar {
  @UdFrit('Præcis det, der udføres ved godkendelse', { aarsag: 'DOEDSBO' }) indhold: object;
  @UdTekster('Indholdet på dansk', ['2.500,00 kr. på krav 1004 afskrives som insolvent dødsbo.']) resume: string[];
}
export const ForslagssideSvar = Sideklasse(ForslagSvar, 'ForslagssideSvar');
