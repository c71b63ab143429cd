import { Datofelt, Heltalfelt, Tekst, Valgfelt } from '../felles/felter.js';
import { Sidevalg } from '../felles/side.js';

const FOERSTE_AAR = 2005;
const SIDSTE_AAR = 2199;

export class RentevilkaarDto {
  @Valgfelt(['DOM', 'FORLIG'], { tekst: 'Hvad renten er bestemt af', eksempel: 'DOM' }) art: 'DOM' | 'FORLIG';
  @Valgfelt(['FAST', 'REFERENCE'], { tekst: 'FAST: sats er procent om året. REFERENCE: Nationalbankens udlånsrente med sats procentpoint lagt til (procesrente: 8)', eksempel: 'REFERENCE' }) satsart: 'FAST' | 'REFERENCE';
  @Tekst({ tekst: 'Satsen, 0 til 100, højst fire decimaler', eksempel: '8', maks: 8, form: /^\d{1,3}(?:\.\d{1,4})?$/, kode: 'RENTESATS_UGYLDIG', besked: 'Satsen skal være fra 0 til 100 med højst fire decimaler.' }) sats: string;
  @Datofelt({ tekst: 'Første dag, renten gælder', eksempel: '2026-03-10' }) fra: string;
  @Datofelt({ tekst: 'Første dag, den ikke gælder; udelades uden slut', eksempel: '2028-03-10', valgfri: true }) til?: string;
  @Datofelt({ tekst: 'Dommens eller forligets dato', eksempel: '2026-03-12' }) afgjort: string;
  @Tekst({ tekst: 'Sagsnummer, og hvor dommen eller forliget ligger', eksempel: 'BS-1234/2026, sag 2026-1712 dokument 9', maks: 500 }) dokument: string;
}
export class OphaevVilkaarDto {
  @Datofelt({ tekst: 'Første dag, vilkårene ikke længere gælder', eksempel: '2026-06-01' }) fra: string;
}
export class GenberegnDto {
  @Datofelt({ tekst: 'Perioder, der begynder denne dag eller senere; standard kravets begyndelse', eksempel: '2023-01-01', valgfri: true }) fra?: string;
  @Datofelt({ tekst: 'Perioder, der begynder senest denne dag; standard alle', eksempel: '2023-12-31', valgfri: true }) til?: string;
}
export class SammenlignDto {
  @Datofelt({ tekst: 'Dagen, inddrivelsen modtog (eller ville modtage) kravet', eksempel: '2026-02-15' }) modtaget: string;
  @Datofelt({ tekst: 'Sidste rentedag; standard i dag', eksempel: '2026-06-30', valgfri: true }) til?: string;
}
const AAR = { tekst: 'Indkomståret', eksempel: 2026 };
const KENDT = { tekst: 'Som det var kendt ved udgangen af denne dag; standard nu', eksempel: '2027-01-20', valgfri: true };
export class OpgoerelseDto {
  @Heltalfelt(FOERSTE_AAR, SIDSTE_AAR, AAR) aar: string;
  @Datofelt(KENDT) kendt?: string;
}
export class OpgoerelseslisteDto extends Sidevalg {
  @Heltalfelt(FOERSTE_AAR, SIDSTE_AAR, AAR) aar: string;
  @Datofelt(KENDT) kendt?: string;
}
