import { UgyldigtInput } from '#app/kernel';
import type { Regime } from '#app/krav';
import { Datofelt, Felt, JaNejfelt, Klefelt, Kodefelt, Tekst, Valgfelt } from '../felles/felter.js';

export const REGIMER: readonly Regime[] = ['GEBYRLOV', 'RENTELOV', 'OPKRAEVNINGSLOV', 'INGEN', 'DOM_FORLIG'];
export const STARTER = ['FORFALD', 'SRB'] as const;
const AAR: readonly unknown[] = [3, 5, 10];

/** The codes of a day. */
export class KodelisteDto {
  @Datofelt({ tekst: 'Koder, der gælder denne dag; standard i dag', eksempel: '2026-03-31', valgfri: true }) paa?: string;
  @Datofelt({ tekst: 'Som listen var kendt ved udgangen af denne dag; standard nu', eksempel: '2026-04-02', valgfri: true }) kendt?: string;
}
export class DeltransaktionslisteDto extends KodelisteDto {
  @Kodefelt({ tekst: 'Kun denne kravstypes', eksempel: 'DAGINST', valgfri: true }) kravstype?: string;
}
export class HistorikDto {
  @Kodefelt({ tekst: 'Kode', eksempel: 'DAGINST' }) kode: string;
}
export class DeltransaktionshistorikDto {
  @Kodefelt({ tekst: 'Kravstype', eksempel: 'DAGINST' }) kravstype: string;
  @Kodefelt({ tekst: 'Kode', eksempel: 'FULDTID' }) kode: string;
}

/** What every change says: from when, and whether it is confirmed. */
export class AendringDto {
  @Datofelt({ tekst: 'Gælder fra', eksempel: '2027-01-01' }) gyldigFra: string;
  @JaNejfelt({ tekst: 'false eller udeladt: svaret er en kvittering for, hvad ændringen ville gøre, og intet er gemt. true: ændringen gemmes', eksempel: false, valgfri: true }) bekraeft?: boolean;
}
/** A code that begins, or has other values from a day on. */
class NyDto extends AendringDto {
  @Datofelt({ tekst: 'Gælder til (medregnes ikke); udelades: en ny kode gælder uden slut, en ny version så længe den, den afløser', eksempel: '2028-01-01', valgfri: true }) gyldigTil?: string;
}
export class OphoerDto extends AendringDto {
  @Kodefelt({ tekst: 'Kode, der ikke længere gælder fra dagen', eksempel: 'MAD' }) kode: string;
}
export class DeltransaktionsophoerDto extends OphoerDto {
  @Kodefelt({ tekst: 'Kravstype', eksempel: 'DAGINST' }) kravstype: string;
}

function kendtAar(felt: string, v: unknown): void {
  if (!AAR.includes(v)) throw new UgyldigtInput('VAERDI_UKENDT', felt, 'Fristen er 3, 5 eller 10 år.');
}
const NAVN = { tekst: 'Navn', maks: 100 } as const;
const KONTO = 'Konto i kontoplanen';

export class KravstypeDto extends NyDto {
  @Kodefelt({ tekst: 'Kode (hovedtransaktion)', eksempel: 'BYGGESAG' }) kode: string;
  @Tekst({ ...NAVN, eksempel: 'Byggesagsgebyr' }) navn: string;
  @Valgfelt(REGIMER, { tekst: 'Hvilken lov renter og gebyrer følger', eksempel: 'GEBYRLOV' }) regime: Regime;
  @JaNejfelt({ tekst: 'Udpantningsret', eksempel: true }) udpantningsret: boolean;
  @JaNejfelt({ tekst: 'Civilretligt krav', eksempel: false }) civilretlig: boolean;
  @Datofelt({ tekst: 'Hvornår kommunalbestyrelsen har besluttet at opkræve morarente; udelades: ingen renter', eksempel: '2026-12-10', valgfri: true }) renteBesluttet?: string;
  @JaNejfelt({ tekst: 'Er forfaldsdagen fastsat i forvejen (renteloven § 3, stk. 1)? Ellers løber renten fra 30 dage efter påkrav. Skal angives for renteloven', eksempel: true, valgfri: true }) forfaldFastsat?: boolean;
  @Felt({ tekst: 'Forældelsesfrist, år', eksempel: 3 }, { type: 'integer', enum: [3, 5, 10] }, kendtAar) foraeldelseAar: 3 | 5 | 10;
  @Valgfelt(STARTER, { tekst: 'Hvad forældelsen regnes fra', eksempel: 'FORFALD' }) foraeldelseStart: (typeof STARTER)[number];
  @Kodefelt({ tekst: 'Rykkerprocedure', eksempel: 'STANDARD' }) rykkerprocedure: string;
  @Kodefelt({ tekst: 'Aftalekontotype', eksempel: 'EJENDOM' }) aftalekontotype: string;
  @Kodefelt({ tekst: 'Fordringstype hos inddrivelsen; udelades, når den ikke kendes', eksempel: 'KFMILJØ', valgfri: true }) fordringstype?: string;
  @Kodefelt({ tekst: KONTO, eksempel: 'INDT_BYGGESAG' }) indtaegtskonto: string;
  @Klefelt({ tekst: 'KLE-emne', eksempel: '02.34.00', valgfri: true }) kleEmne?: string;
}
export class DeltransaktionDto extends NyDto {
  @Kodefelt({ tekst: 'Kravstype', eksempel: 'DAGINST' }) kravstype: string;
  @Kodefelt({ tekst: 'Kode', eksempel: 'AFTENPLADS' }) kode: string;
  @Tekst({ ...NAVN, eksempel: 'Aftenplads' }) navn: string;
  @Kodefelt({ tekst: `${KONTO}; udelades: kravstypens`, eksempel: 'INDT_DAGINST', valgfri: true }) indtaegtskonto?: string;
  @Kodefelt({ tekst: 'Momskode', eksempel: 'FRITAGET' }) momskode: string;
  @Klefelt({ tekst: 'KLE-emne; udelades: kravstypens', eksempel: '28.06.02', valgfri: true }) kleEmne?: string;
}
export class MomskodeDto extends NyDto {
  @Kodefelt({ tekst: 'Kode', eksempel: 'SALG25' }) kode: string;
  @Tekst({ ...NAVN, eksempel: 'Salgsmoms 25 %' }) navn: string;
  @Tekst({ tekst: 'Procent af prisen uden moms, med to decimaler', eksempel: '25.00', maks: 6, form: /^\d{1,3}\.\d{2}$/, kode: 'SATS_FORMAT', besked: 'Satsen skrives med punktum og to decimaler, for eksempel 25.00.' }) sats: string;
  @Kodefelt({ tekst: 'Konto for det, kommunen skylder i moms; udelades, når satsen er 0.00', eksempel: 'SALGSMOMS', valgfri: true }) konto?: string;
  @Tekst({ tekst: 'Hjemmel', eksempel: 'momslovens § 33', maks: 300 }) hjemmel: string;
}
export class AftalekontotypeDto extends NyDto {
  @Kodefelt({ tekst: 'Kode', eksempel: 'KULTUR' }) kode: string;
  @Tekst({ ...NAVN, eksempel: 'Kultur og fritid' }) navn: string;
  @Tekst({ tekst: 'Hvad en sådan konto samler, og hvilke regler der følger den', eksempel: 'Samler musikskole og foreningsleje.', maks: 500 }) regler: string;
}
/** Only the words of a bilagsart are the kommune's own. */
export class BilagsartDto extends NyDto {
  @Kodefelt({ tekst: 'Kode, der ligger fast i programmet', eksempel: 'UDLIGNING' }) kode: string;
  @Tekst({ ...NAVN, eksempel: 'Udligning' }) navn: string;
  @Tekst({ tekst: 'Beskrivelse', eksempel: 'En indbetaling er placeret på krav', maks: 300 }) beskrivelse: string;
}
