import { IntersectionType } from '@nestjs/swagger';
import { HAEFTELSESFORMER, IDENTKODER, laesNummer, type Haeftelsesform, type Identkode, type Korrespondancerolle, type Relationsart } from '#app/stamdata';
import { Datofelt, Felt, Heltal, Idfelt, JaNejfelt, Listefelt, Objektfelt, Tekst, Valgfelt, type Feltvalg } from '../felles/felter.js';
import { Sideklasse } from '../felles/side.js';
import { UdDato, UdId, UdJaNej, UdListe, UdObjekt, UdTal, UdTekst, UdTid, UdValg } from '../felles/svarfelter.js';
import { GyldighedSvar, VersionSvar } from '../felles/versionsvar.js';
import { BekraeftDto } from '../rettelser/rettelse.dto.js';
import { PartneroplysningerSvar } from './stamdata.dto.js';

export const PARTNERTYPER = ['BORGER', 'ERSTATNINGSPERSON', 'VIRKSOMHED', 'BIDRAGSBERETTIGET', 'BIDRAGSPERSON', 'ADMINISTRATOR'] as const;
export const VIRKSOMHEDSFORMER = ['ENK', 'PMV', 'IS', 'KS', 'PS', 'APS', 'AS', 'IVS', 'FMBA', 'FORENING', 'FOND', 'OFFENTLIG', 'ANDEN'] as const;
export const CPR_STATUSSER = ['01', '03', '05', '07', '20', '30', '50', '60', '70', '80', '90'] as const;
export const ROLLER = ['MODTAGER', 'ADMINISTRATOR'] as const;
export const RELATIONSARTER = ['INDEHAVER', 'INTERESSENT', 'KOMPLEMENTAR'] as const;
export const OPGAVEARTER = ['SKIFT_NUMMER', 'DOEDSBO', 'VIRKSOMHED_OPHOERT', 'BETALING_TIL_EFTERGIVET_KRAV'] as const;

/** A number whose art stands in the same object's field `art`; never repeated in an answer. */
const Nummerfelt = (o: Feltvalg): PropertyDecorator => Felt(o, { type: String }, (felt, v, objekt) => {
  const art = objekt['art'];
  if ((IDENTKODER as readonly unknown[]).includes(art)) laesNummer(art as Identkode, felt, typeof v === 'string' ? v : '');
});
const Landekode = (o: Feltvalg): PropertyDecorator => Tekst({ ...o, maks: 2, form: /^[A-Z]{2}$/, kode: 'LANDEKODE_UGYLDIG', besked: 'Landekoden er to store bogstaver, for eksempel DK.' });
const FRA: Feltvalg = { tekst: 'Gælder fra; standard i dag', eksempel: '2026-03-31', valgfri: true };
const TIL: Feltvalg = { tekst: 'Gælder til (medregnes ikke); udelades, når den gælder indtil videre', eksempel: '2027-01-01', valgfri: true };

export class FraDto { @Datofelt(FRA) fra?: string }
export class PeriodeDto extends FraDto { @Datofelt(TIL) til?: string }

class PartneroplysningerDto extends PeriodeDto {
  @Tekst({ tekst: 'Navn', eksempel: 'Ane Ager', maks: 200, valgfri: true }) navn?: string;
  @Tekst({ tekst: 'Vejnavn', eksempel: 'Birkevej', maks: 100, valgfri: true }) vejnavn?: string;
  @Tekst({ tekst: 'Husnummer, etage og dør', eksempel: '12, 2. tv.', maks: 40, valgfri: true }) husnummer?: string;
  @Tekst({ tekst: 'Postnummer', eksempel: '8600', maks: 20, valgfri: true }) postnummer?: string;
  @Tekst({ tekst: 'Postdistrikt', eksempel: 'Silkeborg', maks: 100, valgfri: true }) postdistrikt?: string;
  @Landekode({ tekst: 'Landekode', eksempel: 'DK', valgfri: true }) landekode?: string;
  @JaNejfelt({ tekst: 'Navne- og adressebeskyttelse (CPR-loven § 28)', eksempel: false, valgfri: true }) adressebeskyttet?: boolean;
  @Valgfelt(CPR_STATUSSER, { tekst: 'Status i CPR', eksempel: '01', valgfri: true }) cprStatus?: string;
  @Valgfelt(VIRKSOMHEDSFORMER, { tekst: 'Virksomhedsform', eksempel: 'IS', valgfri: true }) virksomhedsform?: string;
  @Datofelt({ tekst: 'Første dag, virksomheden ikke længere findes', eksempel: '2026-01-01', valgfri: true }) ophoert?: string;
}
export class RetPartnerDto extends IntersectionType(PartneroplysningerDto, BekraeftDto) {}
export class OpretPartnerDto extends PartneroplysningerDto {
  @Valgfelt(IDENTKODER, { tekst: 'Nummerets art', eksempel: 'ZCPR' }) art: Identkode;
  @Nummerfelt({ tekst: 'Nummeret', eksempel: '0101801234' }) nummer: string;
  @Valgfelt(PARTNERTYPER, { tekst: 'Type; udelades, når nummeret afgør den', eksempel: 'ADMINISTRATOR', valgfri: true }) type?: (typeof PARTNERTYPER)[number];
}
export class NyIdentDto extends FraDto {
  @Valgfelt(IDENTKODER, { tekst: 'Nummerets art', eksempel: 'SE' }) art: Identkode;
  @Nummerfelt({ tekst: 'Nummeret', eksempel: '13748136' }) nummer: string;
}
export class SkiftIdentDto extends FraDto {
  @Valgfelt(IDENTKODER, { tekst: 'Arten af det nummer, der afløses', eksempel: 'ZEPNR' }) fraArt: Identkode;
  @Valgfelt(IDENTKODER, { tekst: 'Det nye nummers art', eksempel: 'ZCPR' }) art: Identkode;
  @Nummerfelt({ tekst: 'Det nye nummer', eksempel: '0101801234' }) nummer: string;
}
export class SammenlaegDto {
  @Idfelt({ tekst: 'Den forretningspartner, der overtager', eksempel: '1002' }) tilId: string;
  @Datofelt({ tekst: 'Fra hvilken dag de er én; standard i dag', eksempel: '2026-03-31', valgfri: true }) dato?: string;
  @Tekst({ tekst: 'Hvorfor de er den samme', eksempel: 'Erstatningsnummer afløst af personnummer', maks: 200 }) aarsag: string;
}
export class AdresseDto extends PeriodeDto {
  @Tekst({ tekst: 'Vejnavn', eksempel: 'Storgatan', maks: 100, valgfri: true }) vejnavn?: string;
  @Tekst({ tekst: 'Husnummer', eksempel: '5', maks: 40, valgfri: true }) husnummer?: string;
  @Tekst({ tekst: 'Postnummer', eksempel: '211 42', maks: 20, valgfri: true }) postnummer?: string;
  @Tekst({ tekst: 'Postdistrikt', eksempel: 'Malmö', maks: 100, valgfri: true }) postdistrikt?: string;
  @Tekst({ tekst: 'By eller sted', eksempel: 'Limhamn', maks: 100, valgfri: true }) by?: string;
  @Landekode({ tekst: 'Landekode', eksempel: 'SE' }) landekode: string;
}
const cifre = (maks: number, form: RegExp, o: Feltvalg): PropertyDecorator => Tekst({ ...o, maks, form, kode: 'BS_AFTALE_UGYLDIG', besked: `${o.tekst} har en forkert længde eller andet end cifre.` });
export class BsnoegleDto extends FraDto {
  @cifre(8, /^\d{8}$/, { tekst: 'PBS-nummer (kreditors, 8 cifre)', eksempel: '01234567' }) pbsNummer: string;
  @cifre(5, /^\d{5}$/, { tekst: 'Debitorgruppenummer (5 cifre)', eksempel: '00001' }) debitorgruppe: string;
  @cifre(15, /^\d{1,15}$/, { tekst: 'Kundenummer (højst 15 cifre)', eksempel: '000000000004711' }) kundenummer: string;
}
export class BsAftaleDto extends BsnoegleDto {
  @cifre(9, /^\d{1,9}$/, { tekst: 'Aftalenummer fra Nets (højst 9 cifre)', eksempel: '123456789' }) aftalenummer: string;
}
export class RelationDto extends PeriodeDto {
  @Idfelt({ tekst: 'Den, der hæfter med virksomheden', eksempel: '1002' }) tilId: string;
  @Valgfelt(RELATIONSARTER, { tekst: 'Som hvad', eksempel: 'INTERESSENT' }) art: Relationsart;
}
export class FjernRelationDto extends FraDto {
  @Idfelt({ tekst: 'Den, der ikke længere hæfter med virksomheden', eksempel: '1002' }) tilId: string;
  @Valgfelt(RELATIONSARTER, { tekst: 'Som hvad', eksempel: 'INTERESSENT' }) art: Relationsart;
}
export class RetKontoDto extends PeriodeDto {
  @Tekst({ tekst: 'Betegnelse', eksempel: 'Underholdsbidrag', maks: 100, valgfri: true }) betegnelse?: string;
  @JaNejfelt({ tekst: 'BØT-markering', eksempel: true, valgfri: true }) boetMarkering?: boolean;
}
export class RetIndholdDto extends PeriodeDto {
  @Tekst({ tekst: 'Aftaleindholdsart', eksempel: 'NORMALBIDRAG', maks: 40, valgfri: true }) art?: string;
  @Tekst({ tekst: 'Betegnelse', eksempel: 'Børnebidrag', maks: 100, valgfri: true }) betegnelse?: string;
  @Tekst({ tekst: 'Betalingsspecifikation fra fagsystemet', eksempel: 'Bidrag til barn', maks: 400, valgfri: true }) betalingsspecifikation?: string;
  @Idfelt({ tekst: 'Bidragsperson', eksempel: '1003', valgfri: true }) bidragspersonId?: string;
  @Idfelt({ tekst: 'Bidragsberettiget', eksempel: '1004', valgfri: true }) bidragsberettigetId?: string;
}
export class KorrespondentDto extends PeriodeDto {
  @Valgfelt(ROLLER, { tekst: 'MODTAGER får brevene i stedet for skyldneren, ADMINISTRATOR får dem også', eksempel: 'ADMINISTRATOR' }) rolle: Korrespondancerolle;
  @Idfelt({ tekst: 'Hvem', eksempel: '1005' }) forretningspartnerId: string;
}
export class AndelDto {
  @Heltal(1, 1_000_000, { tekst: 'Tæller', eksempel: 1 }) taeller: number;
  @Heltal(1, 1_000_000, { tekst: 'Nævner', eksempel: 3 }) naevner: number;
}
export class HaefterDto {
  @Idfelt({ tekst: 'Hvem der hæfter', eksempel: '1002' }) forretningspartnerId: string;
  @Valgfelt(HAEFTELSESFORMER, { tekst: 'Hvordan', eksempel: 'SOLIDARISK' }) form: Haeftelsesform;
  @Objektfelt(() => AndelDto, { tekst: 'Andelen som brøk; kun ved PRO_RATA', valgfri: true }) andel?: AndelDto;
}
export class HaefterlisteDto extends IntersectionType(FraDto, BekraeftDto) {
  @Listefelt(() => HaefterDto, 0, 100, { tekst: 'Alle, der hæfter fra dagen; en tom liste er kontoens forretningspartner alene' }) haeftere: HaefterDto[];
}
export class AfslutOpgaveDto { @Tekst({ tekst: 'Hvad der blev gjort', eksempel: 'Nyt nummer fundet i CPR', maks: 400 }) note: string }
export class SoegtekstDto {
  @Tekst({ tekst: 'Nummer, reference, del af navn eller adresse', eksempel: 'Ager', maks: 100 }) tekst: string;
}

/** Answers. */
export class PartnerversionSvar extends IntersectionType(VersionSvar, PartneroplysningerSvar) {}
export const PartnerhistorikSvar = Sideklasse(PartnerversionSvar, 'PartnerhistorikSvar');
export class IdentversionSvar extends VersionSvar {
  @UdValg(IDENTKODER, 'Nummerets art') art: string;
  @UdTekst('Nummeret; et personnummer er maskeret uden retten partner:cpr', '010180-****') nummer: string;
}
export const IdenthistorikSvar = Sideklasse(IdentversionSvar, 'IdenthistorikSvar');
export class SammenlagtSvar {
  @UdId('Sammenlægningen', '1010') id: string;
  @UdId('Den, der overtog', '1002') tilId: string;
  @UdTal('Flyttede aftalekonti', 2) konti: number;
  @UdTal('Krav, den nu har i alt', 14) krav: number;
}
export class SammenlaegningSvar {
  @UdId('Sammenlægningen', '1010') id: string;
  @UdId('Den, der blev lagt ind', '1001') fraId: string;
  @UdId('Den, der overtog', '1002') tilId: string;
  @UdDato('Fra', '2026-03-31') dato: string;
  @UdTekst('Årsag', 'Erstatningsnummer afløst af personnummer') aarsag: string;
  @UdId('Den sammenlægning, der fortrydes', '1009', { null: true }) ophaeverId: string | null;
  @UdTekst('Hvem', 'sagsbehandler1') bruger: string;
  @UdTid('Hvornår') registreret: string;
}
export const SammenlaegningssideSvar = Sideklasse(SammenlaegningSvar, 'SammenlaegningssideSvar');
export class AdresseSvar extends GyldighedSvar {
  @UdTekst('Vejnavn', 'Storgatan', { null: true }) vejnavn: string | null;
  @UdTekst('Husnummer', '5', { null: true }) husnummer: string | null;
  @UdTekst('Postnummer', '211 42', { null: true }) postnummer: string | null;
  @UdTekst('Postdistrikt', 'Malmö', { null: true }) postdistrikt: string | null;
  @UdTekst('By eller sted', 'Limhamn', { null: true }) by: string | null;
  @UdTekst('Landekode', 'SE') landekode: string;
}
export class BsAftaleSvar extends GyldighedSvar {
  @UdTekst('PBS-nummer', '01234567') pbsNummer: string;
  @UdTekst('Debitorgruppenummer', '00001') debitorgruppe: string;
  @UdTekst('Kundenummer', '000000000004711') kundenummer: string;
  @UdTekst('Aftalenummer', '123456789') aftalenummer: string;
}
export class RelationSvar extends GyldighedSvar {
  @UdId('Virksomheden', '1001') forretningspartnerId: string;
  @UdId('Den, der hæfter med den', '1002') tilId: string;
  @UdValg(RELATIONSARTER, 'Som hvad') art: string;
}
export class KontaktSvar {
  @UdListe(() => AdresseSvar, 'Alternative adresser') adresser: AdresseSvar[];
  @UdListe(() => BsAftaleSvar, 'Betalingsserviceaftaler') bsAftaler: BsAftaleSvar[];
  @UdListe(() => RelationSvar, 'Hvem der hæfter med en virksomhed') relationer: RelationSvar[];
}
export class KontoSvar {
  @UdTekst('Betegnelse', 'Underholdsbidrag', { null: true }) betegnelse: string | null;
  @UdJaNej('BØT-markering', false) boetMarkering: boolean;
}
export class KontoversionSvar extends IntersectionType(VersionSvar, KontoSvar) {}
export const KontohistorikSvar = Sideklasse(KontoversionSvar, 'KontohistorikSvar');
export class IndholdSvar {
  @UdTekst('Aftaleindholdsart', 'NORMALBIDRAG', { null: true }) art: string | null;
  @UdTekst('Betegnelse', 'Børnebidrag', { null: true }) betegnelse: string | null;
  @UdTekst('Betalingsspecifikation', 'Bidrag til barn', { null: true }) betalingsspecifikation: string | null;
  @UdId('Bidragsperson', '1003', { null: true }) bidragspersonId: string | null;
  @UdId('Bidragsberettiget', '1004', { null: true }) bidragsberettigetId: string | null;
}
export class IndholdsversionSvar extends IntersectionType(VersionSvar, IndholdSvar) {}
export const IndholdshistorikSvar = Sideklasse(IndholdsversionSvar, 'IndholdshistorikSvar');
export class KorrespondentSvar extends GyldighedSvar {
  @UdValg(ROLLER, 'Rolle') rolle: string;
  @UdId('Hvem', '1005') forretningspartnerId: string;
}
export const KorrespondancesideSvar = Sideklasse(KorrespondentSvar, 'KorrespondancesideSvar');
export class AndelSvar {
  @UdTal('Tæller', 1) taeller: number;
  @UdTal('Nævner', 3) naevner: number;
}
export class HaefterSvar {
  @UdId('Hvem', '1002') forretningspartnerId: string;
  @UdValg(HAEFTELSESFORMER, 'Hvordan') form: string;
  @UdObjekt(() => AndelSvar, 'Andelen ved PRO_RATA', { null: true }) andel: AndelSvar | null;
}
export const HaeftersideSvar = Sideklasse(HaefterSvar, 'HaeftersideSvar');
export class HaefterversionSvar extends IntersectionType(VersionSvar, HaefterSvar) {}
export const HaefterhistorikSvar = Sideklasse(HaefterversionSvar, 'HaefterhistorikSvar');
export class OpgaveSvar {
  @UdId('Opgaven', '1020') id: string;
  @UdValg(OPGAVEARTER, 'Art') art: string;
  @UdId('Forretningspartner', '1001', { null: true }) forretningspartnerId: string | null;
  @UdId('Krav', '1004', { null: true }) kravId: string | null;
  @UdTekst('Hvad der skal gøres', 'Personnummeret er udgået i CPR.') tekst: string;
  @UdTid('Oprettet') oprettet: string;
  @UdTid('Afsluttet', '2026-04-02T09:00:00.000Z', { null: true }) afsluttet: string | null;
  @UdTekst('Afsluttet af', 'sagsbehandler1', { null: true }) afsluttetAf: string | null;
  @UdTekst('Hvad der blev gjort', 'Nyt nummer fundet', { null: true }) note: string | null;
}
export const OpgavesideSvar = Sideklasse(OpgaveSvar, 'OpgavesideSvar');
export class FundSvar {
  @UdValg(['CPR', 'ERSTATNINGSCPR', 'CVR', 'SE', 'NAVN', 'ADRESSE', 'KUNDENUMMER', 'BETALINGSID', 'BILAGSNUMMER', 'REFERENCE'], 'Hvor teksten blev fundet') sted: string;
  @UdId('Forretningspartner', '1001') forretningspartnerId: string;
  @UdTekst('Navn', 'Ane Ager', { null: true }) navn: string | null;
  @UdTekst('Adresse; null, når den er beskyttet eller ukendt', 'Birkevej 12, 8600', { null: true }) adresse: string | null;
  @UdJaNej('Navne- og adressebeskyttelse', false) adressebeskyttet: boolean;
  @UdId('Krav', '1004', { null: true }) kravId: string | null;
  @UdTekst('Fagsystem', 'NEXUS', { null: true }) fagsystem: string | null;
  @UdTekst('Fagsystemets reference', 'NEXUS-2026-1', { null: true }) reference: string | null;
}
export const FundsideSvar = Sideklasse(FundSvar, 'FundsideSvar');
