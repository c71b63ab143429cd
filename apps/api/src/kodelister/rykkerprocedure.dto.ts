import { DAGTYPER, GRUPPERINGER, REGNES_FRA, RYKKERARTER, UNDERRETNINGER, type Dagtype, type Gruppering, type RegnesFra, type Rykkerart, type Underretningsvalg } from '#app/rykker';
import { Datofelt, Heltal, JaNejfelt, Kodefelt, Tekst, Valgfelt } from '../felles/felter.js';
import { Sideklasse } from '../felles/side.js';
import { UdBeloeb, UdJaNej, UdTal, UdTekst, UdValg } from '../felles/svarfelter.js';
import { VersionSvar } from '../felles/versionsvar.js';
import { AendringDto, KodelisteDto } from './kodeliste.dto.js';

const BELOEB = { maks: 16, form: /^\d{1,13}\.\d{2}$/, kode: 'BELOEB_FORMAT', besked: 'Beløbet skal skrives med punktum og to decimaler, for eksempel 250.00.' } as const;

export class RykkerprocedurelisteDto extends KodelisteDto {
  @Kodefelt({ tekst: 'Kun denne procedure', eksempel: 'STANDARD', valgfri: true }) kode?: string;
}
class TrinDto extends AendringDto {
  @Kodefelt({ tekst: 'Procedurens kode', eksempel: 'STANDARD' }) kode: string;
  @Kodefelt({ tekst: 'Gælder kun krav på aftalekonti af denne type; udelades: alle, hvis type ingen trin nævner', eksempel: 'ERHVERV', valgfri: true }) aftalekontotype?: string;
  @Heltal(1, 9, { tekst: 'Trin; et trin springes aldrig over', eksempel: 2 }) trin: number;
}
export class RykkertrinophoerDto extends TrinDto {}
export class RykkertrinDto extends TrinDto {
  @Datofelt({ tekst: 'Gælder til (medregnes ikke); udelades: et nyt trin gælder uden slut, en ny version så længe den, den afløser', eksempel: '2028-01-01', valgfri: true }) gyldigTil?: string;
  @Valgfelt(RYKKERARTER, { tekst: 'PAAMINDELSE er uden gebyr', eksempel: 'RYKKER' }) art: Rykkerart;
  @Heltal(1, 365, { tekst: 'Dage', eksempel: 14 }) dage: number;
  @Valgfelt(REGNES_FRA, { tekst: 'Hvad dagene regnes fra: sidste rettidige betalingsdato, den forrige rykker eller dens frist; første trin altid SRB', eksempel: 'FRIST' }) regnesFra: RegnesFra;
  @Valgfelt(DAGTYPER, { tekst: 'Kalenderdage eller bankdage', eksempel: 'KALENDER' }) dagtype: Dagtype;
  @Tekst({ ...BELOEB, tekst: 'Der rykkes ikke for mindre, kroner', eksempel: '25.00' }) mindstebeloeb: string;
  @Valgfelt(GRUPPERINGER, { tekst: 'Ét brev pr. debitor, pr. aftalekonto eller pr. krav', eksempel: 'PR_DEBITOR' }) gruppering: Gruppering;
  @Tekst({ ...BELOEB, tekst: 'Gebyr, kroner; sættes ned til lovens højeste på brevets dag', eksempel: '250.00' }) gebyr: string;
  @JaNejfelt({ tekst: 'Kompensationsbeløb efter renteloven § 9 a, stk. 3: én gang pr. civilt krav på en virksomhed', eksempel: false }) kompensation: boolean;
  @Kodefelt({ tekst: 'Brevets kode; udelades: RY og trinnet. Krav med forskellige brevtyper kommer ikke i samme brev', eksempel: 'RYERHV', valgfri: true }) brevtype?: string;
  @Heltal(1, 90, { tekst: 'Betalingsfrist i kalenderdage, mindst 10; flyttes til en bankdag', eksempel: 10 }) fristDage: number;
  @Valgfelt(UNDERRETNINGER, { tekst: 'Bærer brevet underretningen om inddrivelse (gældsinddrivelsesloven § 2, stk. 4)? SIDSTE_TRIN: når intet trin følger', eksempel: 'SIDSTE_TRIN' }) underretning: Underretningsvalg;
}

export class RykkerprocedureversionSvar extends VersionSvar {
  @UdTekst('Procedurens kode', 'STANDARD') kode: string;
  @UdTekst('Aftalekontotype; tom: alle, hvis type ingen trin nævner', '') aftalekontotype: string;
  @UdTal('Trin', 1) trin: number;
  @UdValg(RYKKERARTER, 'Art') art: string;
  @UdTal('Dage', 10) dage: number;
  @UdValg(REGNES_FRA, 'Hvad dagene regnes fra') regnesFra: string;
  @UdValg(DAGTYPER, 'Kalenderdage eller bankdage') dagtype: string;
  @UdBeloeb('Der rykkes ikke for mindre', '25.00') mindstebeloeb: string;
  @UdValg(GRUPPERINGER, 'Hvad der kommer i ét brev') gruppering: string;
  @UdBeloeb('Gebyr', '250.00') gebyr: string;
  @UdJaNej('Kompensationsbeløb', false) kompensation: boolean;
  @UdTekst('Brevets kode; null: RY og trinnet', 'RYERHV', { null: true }) brevtype: string | null;
  @UdTal('Betalingsfrist i kalenderdage', 10) fristDage: number;
  @UdValg(UNDERRETNINGER, 'Bærer brevet underretningen om inddrivelse?') underretning: string;
}
export const RykkerprocedureversionsideSvar = Sideklasse(RykkerprocedureversionSvar, 'RykkerprocedureversionsideSvar');
