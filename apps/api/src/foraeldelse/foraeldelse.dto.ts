import { UgyldigtInput } from '#app/kernel';
import { FORAELDELSESARTER, RADARNIVEAUER, RIMSYSTEMER, type Afslutningsart, type Foraeldelsesart, type Radarniveau, type Rimsystem } from '#app/foraeldelse';
import { Datofelt, Felt, ID_FORM, Idfelt, JaNejfelt, Kodefelt, Tekst, Valgfelt } from '../felles/felter.js';
import { Sidevalg } from '../felles/side.js';

export const AFSLUTNINGSARTER: readonly Afslutningsart[] = ['AFSLUTTET', 'SIDSTE_INDEHOLDELSE'];
const MAKS_KRAV = 500;

const Kravliste = Felt({ tekst: `De krav, hændelsen gælder; højst ${MAKS_KRAV}`, eksempel: ['1004'] }, { type: 'array', items: { type: 'string', pattern: ID_FORM.source }, minItems: 1, maxItems: MAKS_KRAV }, (felt, v) => {
  if (!Array.isArray(v)) throw new UgyldigtInput('LISTE_FORVENTET', felt, 'Feltet skal være en liste.');
  if (v.length < 1) throw new UgyldigtInput('LISTE_FOR_KORT', felt, 'Listen skal have mindst ét krav.');
  if (v.length > MAKS_KRAV) throw new UgyldigtInput('LISTE_FOR_LANG', felt, `Listen må højst have ${MAKS_KRAV} krav.`);
  if (!v.every((k: unknown) => typeof k === 'string' && ID_FORM.test(k))) throw new UgyldigtInput('ID_UGYLDIGT', felt, 'Id skal være 1-18 cifre.');
});
const EVIDENS = { eksempel: 'Sag 2026-1712, dokument 3: skyldners brev af 02.03.2026', maks: 500 };

export class RegistrerDto {
  @Kravliste kravIder: string[];
  @Valgfelt(FORAELDELSESARTER, { tekst: 'Hvad der skete', eksempel: 'ERKENDELSE' }) art: Foraeldelsesart;
  @Datofelt({ tekst: 'Dagen, det skete eller begyndte', eksempel: '2026-03-02' }) dato: string;
  @Datofelt({ tekst: 'Det, der løber: dagen, det sluttede; udelades, mens det løber. Henstand: dens sidste dag', eksempel: '2026-04-30', valgfri: true }) slut?: string;
  @JaNejfelt({ tekst: 'Erkendelse: kravets eksistens og størrelse er anerkendt skriftligt (10 år)', eksempel: true, valgfri: true }) skriftlig?: boolean;
  @Idfelt({ tekst: 'Hvem den binder; udelades, når den binder alle, der hæfter', eksempel: '1001', valgfri: true }) forretningspartnerId?: string;
  @Valgfelt(RIMSYSTEMER, { tekst: 'Modtaget til inddrivelse: i hvilket system', eksempel: 'PSRM', valgfri: true }) rimSystem?: Rimsystem;
  @JaNejfelt({ tekst: 'Gælder også de renter og gebyrer, der stod under hovedkravet den dag; standard er ja', eksempel: true, valgfri: true }) medUnderkrav?: boolean;
  @Tekst({ ...EVIDENS, tekst: 'Hvor beviset ligger' }) evidens: string;
}
export class AfslutDto {
  @Valgfelt(AFSLUTNINGSARTER, { tekst: 'AFSLUTTET: for bestandig. SIDSTE_INDEHOLDELSE: dagen for det seneste beløb under en lønindeholdelse', eksempel: 'AFSLUTTET' }) art: Afslutningsart;
  @Datofelt({ tekst: 'Dagen', eksempel: '2026-04-30' }) dato: string;
  @Tekst({ ...EVIDENS, tekst: 'Hvor beviset ligger' }) evidens: string;
}
export class AnnullerDto {
  @Tekst({ tekst: 'Hvorfor den var forkert', eksempel: 'Brevet var fra en anden skyldner', maks: 500 }) begrundelse: string;
}
export class ForaeldelseDto {
  @Datofelt({ tekst: 'Stillingen denne dag; standard i dag', eksempel: '2026-03-31', valgfri: true }) paa?: string;
  @Datofelt({ tekst: 'Som det var kendt ved udgangen af denne dag; standard nu', eksempel: '2026-03-31', valgfri: true }) kendt?: string;
}
const NIVEAU = { tekst: 'PASSERET, højst tre måneder, eller tre til seks måneder; standard alle', eksempel: 'TRE_MAANEDER', valgfri: true };
const FAGSYSTEM = { tekst: 'Kun dette fagsystem; en adgang, der tilhører et fagsystem, ser altid kun sit eget', eksempel: 'NEXUS', valgfri: true };
const KRAVSTYPE = { tekst: 'Kun denne kravstype', eksempel: 'DAGINST', valgfri: true };
export class RadarDto {
  @Valgfelt(RADARNIVEAUER, NIVEAU) niveau?: Radarniveau;
  @Kodefelt(FAGSYSTEM) fagsystem?: string;
  @Kodefelt(KRAVSTYPE) kravstype?: string;
}
export class RadarlisteDto extends Sidevalg {
  @Valgfelt(RADARNIVEAUER, NIVEAU) niveau?: Radarniveau;
  @Kodefelt(FAGSYSTEM) fagsystem?: string;
  @Kodefelt(KRAVSTYPE) kravstype?: string;
}
