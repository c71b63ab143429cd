import { Beloebfelt, Datofelt, IDENTARTER, Idfelt, Identfelt, JaNejfelt, Klefelt, Kodefelt, Listefelt, Objektfelt, Tekst, Uuidfelt, Valgfelt, type Identart } from '../felles/felter.js';
import { Sidevalg } from '../felles/side.js';

export class DebitoradresseDto {
  @Tekst({ tekst: 'Vejnavn', eksempel: 'Birkevej', maks: 100, valgfri: true }) vejnavn?: string;
  @Tekst({ tekst: 'Husnummer, etage og dør', eksempel: '12, 2. tv.', maks: 20, valgfri: true }) husnummer?: string;
  @Tekst({ tekst: 'Postnummer', eksempel: '8600', maks: 12, valgfri: true }) postnummer?: string;
  @Tekst({ tekst: 'Postdistrikt', eksempel: 'Silkeborg', maks: 50, valgfri: true }) postdistrikt?: string;
  @Tekst({ tekst: 'Landekode (ISO 3166, to bogstaver)', eksempel: 'DK', maks: 2, form: /^[A-Z]{2}$/, kode: 'LANDEKODE_UGYLDIG', besked: 'Landekoden er to store bogstaver.', valgfri: true }) landekode?: string;
}

export class DebitorDto {
  @Valgfelt(IDENTARTER, { tekst: 'Nummerets art', eksempel: 'CPR' }) art: Identart;
  @Identfelt({ tekst: 'CPR-nummer, erstatningspersonnummer eller CVR-nummer', eksempel: '0101801234' }) nummer: string;
  @Tekst({ tekst: 'Navn; bruges, når debitor oprettes', eksempel: 'Ane Ager', maks: 200, valgfri: true }) navn?: string;
  @Objektfelt(() => DebitoradresseDto, { tekst: 'Adresse; bruges, når debitor oprettes', valgfri: true }) adresse?: DebitoradresseDto;
}

export class KravlinjeDto {
  @Kodefelt({ tekst: 'Deltransaktion', eksempel: 'FULDTID' }) deltransaktion: string;
  @Beloebfelt({ tekst: 'Kroner som tekst med to decimaler, større end 0', eksempel: '3000.00' }) beloeb: string;
  @Tekst({ tekst: 'Tekst på opkrævningen', eksempel: 'Børnehaven Solen, marts', maks: 200, valgfri: true }) tekst?: string;
  @Tekst({ tekst: 'Ydelsesmodtager: hvem ydelsen var til, som fagsystemet navngiver dem', eksempel: 'Alma', maks: 200, valgfri: true }) ydelsesmodtager?: string;
}

export class OpretKravDto {
  @Kodefelt({ tekst: 'Fagsystem; udelades, når adgangen tilhører et fagsystem', eksempel: 'NEXUS', valgfri: true }) fagsystem?: string;
  @Tekst({ tekst: 'Fagsystemets egen reference: samme reference er samme krav', eksempel: 'BARN-1-2026-03', maks: 50 }) reference: string;
  @Objektfelt(() => DebitorDto, { tekst: 'Hvem der skylder; findes eller oprettes' }) debitor: DebitorDto;
  @Tekst({ tekst: 'Aftaleindhold: nummer i basissystem', eksempel: 'BARN-1', maks: 50 }) aftaleindhold: string;
  @Kodefelt({ tekst: 'Kravstype (hovedtransaktion), se /v1/kravstyper', eksempel: 'DAGINST' }) kravstype: string;
  @Datofelt({ tekst: 'Ydelsesperiodens første dag', eksempel: '2026-03-01', valgfri: true }) periodeFra?: string;
  @Datofelt({ tekst: 'Ydelsesperiodens sidste dag (medregnes)', eksempel: '2026-03-31', valgfri: true }) periodeTil?: string;
  @Datofelt({ tekst: 'Stiftelsesdato', eksempel: '2026-03-01' }) stiftelsesdato: string;
  @Datofelt({ tekst: 'Forfaldsdato, tidligst stiftelsesdatoen', eksempel: '2026-03-15' }) forfaldsdato: string;
  @Datofelt({ tekst: 'Sidste rettidige betalingsdato, tidligst forfaldsdatoen', eksempel: '2026-03-20' }) sidsteRettidigeBetalingsdato: string;
  @Listefelt(() => KravlinjeDto, 1, 200, { tekst: 'Linjer: det mindste, der bogføres og betales' }) linjer: KravlinjeDto[];
  @Klefelt({ tekst: 'KLE-emne; standard er kravstypens', eksempel: '28.06.02', valgfri: true }) kleEmne?: string;
  @Uuidfelt({ tekst: 'Organisatorisk reference', eksempel: '6f0a3e3c-5c1e-4b57-9a53-7c9d61f0a001', valgfri: true }) organisatoriskReference?: string;
  @JaNejfelt({ tekst: 'true: fagsystemet har selv sendt regningen, og der opkræves ikke her; standard false', eksempel: false, valgfri: true }) faktureret?: boolean;
}

export const MAKS_MASSE = 5000;
export class OpretMangeKravDto {
  @Listefelt(() => OpretKravDto, 1, MAKS_MASSE, { tekst: 'Krav, hver bedømt for sig' }, true) krav: unknown[];
}

export const TILSTANDE = ['aaben', 'betalt', 'alle'] as const;
export class KravlisteDto extends Sidevalg {
  @Idfelt({ tekst: 'Debitors krav', eksempel: '1001', valgfri: true }) forretningspartnerId?: string;
  @Idfelt({ tekst: 'Kontoens krav', eksempel: '1002', valgfri: true }) aftalekontoId?: string;
  @Valgfelt(TILSTANDE, { tekst: 'aaben: der er rest; betalt: resten er 0.00; standard alle', eksempel: 'aaben', valgfri: true }) tilstand?: (typeof TILSTANDE)[number];
}
