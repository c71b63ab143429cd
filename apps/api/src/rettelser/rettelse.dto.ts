import { UgyldigtInput } from '#app/kernel';
import { Datofelt, Felt, ID_FORM, Idfelt, Klefelt, Listefelt, Tekst, Uuidfelt, type Feltvalg } from '../felles/felter.js';
import { Sideklasse } from '../felles/side.js';
import { UdId, UdJaNej, UdListe, UdObjekt, UdTal, UdTekst, UdTid, UdValg } from '../felles/svarfelter.js';
import { KvitteringSvar } from './kvittering.svar.js';

const AFTRYK = { eksempel: 'c236feeb1c3ee16d8db5d5429e4c7d75e43eeb9f4aef43083737fd381f026183', maks: 64, form: /^[0-9a-f]{64}$/, kode: 'AFTRYK_UGYLDIGT', besked: 'Brug aftrykket fra kvitteringen.', valgfri: true };

/** The fingerprint of the receipt that was seen. */
export class BekraeftDto {
  @Tekst({ ...AFTRYK, tekst: 'Aftrykket af den kvittering, der bekræftes; udelades for at se den' }) bekraeft?: string;
}

const Idliste = (maks: number, o: Feltvalg): PropertyDecorator => Felt(o, { type: 'array', items: { type: 'string', pattern: ID_FORM.source }, maxItems: maks }, (felt, v) => {
  if (!Array.isArray(v)) throw new UgyldigtInput('LISTE_FORVENTET', felt, 'Feltet skal være en liste.');
  if (v.length > maks) throw new UgyldigtInput('LISTE_FOR_LANG', felt, `Listen må højst have ${maks}.`);
  if (!v.every((k: unknown) => typeof k === 'string' && ID_FORM.test(k))) throw new UgyldigtInput('ID_UGYLDIGT', felt, 'Id skal være 1-18 cifre.');
});

class KvitterDto extends BekraeftDto {
  @Idliste(100, { tekst: 'Gebyrkrav fra kvitteringen, der annulleres med rettelsen (kræver også retten krav:annuller)', eksempel: ['1012'], valgfri: true }) annullerGebyrer?: string[];
}

export class RetLinjeDto {
  @Idfelt({ tekst: 'Linjens id', eksempel: '1006' }) id: string;
  @Tekst({ tekst: 'Ny tekst på linjen', eksempel: 'Børnehaven Solen, marts', maks: 200 }) tekst: string;
}
export class RetKravDto extends KvitterDto {
  @Datofelt({ tekst: 'Ny forfaldsdato', eksempel: '2026-02-15', valgfri: true }) forfaldsdato?: string;
  @Datofelt({ tekst: 'Ny sidste rettidige betalingsdato', eksempel: '2026-02-20', valgfri: true }) sidsteRettidigeBetalingsdato?: string;
  @Datofelt({ tekst: 'Ydelsesperiodens første dag', eksempel: '2026-02-01', valgfri: true }) periodeFra?: string;
  @Datofelt({ tekst: 'Ydelsesperiodens sidste dag (medregnes)', eksempel: '2026-02-28', valgfri: true }) periodeTil?: string;
  @Klefelt({ tekst: 'KLE-emne; det, der er bogført, beholder sin kontering', eksempel: '28.06.02', valgfri: true }) kleEmne?: string;
  @Uuidfelt({ tekst: 'Organisatorisk reference', eksempel: '6f0a3e3c-5c1e-4b57-9a53-7c9d61f0a001', valgfri: true }) organisatoriskReference?: string;
  @Listefelt(() => RetLinjeDto, 0, 200, { tekst: 'Linjer, der får en anden tekst', valgfri: true }) linjer?: RetLinjeDto[];
  @Tekst({ tekst: 'Hvorfor; aldrig navne eller numre på personer', eksempel: 'Fagsystemet sendte forkert måned', maks: 200 }) aarsag: string;
}
export class OphaevSammenlaegningDto extends KvitterDto {
  @Datofelt({ tekst: 'Fra hvilken dag de igen er to; standard i dag', eksempel: '2026-04-15', valgfri: true }) dato?: string;
  @Tekst({ tekst: 'Hvorfor de ikke er den samme', eksempel: 'To personer med samme navn', maks: 200 }) aarsag: string;
  @Idliste(500, { tekst: 'De aftalekonti, der går tilbage; udelades, når det er dem, sammenlægningen flyttede', eksempel: ['1002'], valgfri: true }) konti?: string[];
}

/** Answers. */
export class KravrettelseSvar {
  @UdJaNej('true: kravet er rettet. false: intet er ændret; send det samme med bekraeft, når kvitteringen er rigtig', false) gemt: boolean;
  @UdId('Rettelsen; null, når intet er ændret', '1040', { null: true }) rettelseId: string | null;
  @UdObjekt(() => KvitteringSvar, 'Hvad rettelsen gør, eller ville gøre') kvittering: KvitteringSvar;
}
export class KontoplanSvar {
  @UdId('Aftalekonto', '1002') aftalekontoId: string;
  @UdTekst('Aftalekontotype', 'BOERN') type: string;
  @UdJaNej('Sammenlægningen flyttede den') kommerFra: boolean;
  @UdId('Den, kontoen hører til bagefter', '1001') gaarTil: string;
  @UdTal('Hovedkrav på kontoen', 14) krav: number;
  @UdTal('Heraf kommet til, mens de var én; de følger kontoen', 2) kravSiden: number;
}
export class OphaevetSvar {
  @UdJaNej('true: de er igen to. false: intet er ændret; send det samme med bekraeft, når kvitteringen er rigtig', false) gemt: boolean;
  @UdId('Ophævelsen; null, når intet er ændret', '1041', { null: true }) id: string | null;
  @UdListe(() => KontoplanSvar, 'Konti, og hvem de går til') konti: KontoplanSvar[];
  @UdObjekt(() => KvitteringSvar, 'Hvad ophævelsen gør, eller ville gøre; null, når ingen af dem har krav', { null: true }) kvittering: KvitteringSvar | null;
}
export class FeltrettelseSvar {
  @UdValg(['forfaldsdato', 'sidsteRettidigeBetalingsdato', 'periodeFra', 'periodeTil', 'kleEmne', 'organisatoriskReference', 'foraeldelsesdato', 'tekst'], 'Hvad der blev rettet') felt: string;
  @UdTal('Linjens nummer, når det er en tekst', 1, { null: true }) linje: number | null;
  @UdTekst('Som det stod', '2026-01-15', { null: true }) foer: string | null;
  @UdTekst('Som det blev', '2025-12-15', { null: true }) efter: string | null;
}
export class RettelseSvar {
  @UdValg(['RETTELSE', 'FAKTURERING'], 'RETTELSE: rettet af en person. FAKTURERING: regningen flyttede fristen') art: string;
  @UdTekst('Hvorfor', 'Fagsystemet sendte forkert måned', { null: true }) aarsag: string | null;
  @UdListe(() => FeltrettelseSvar, 'Hvad der blev anderledes') felter: FeltrettelseSvar[];
  @UdTekst('Hvem', 'sagsbehandler1') bruger: string;
  @UdTid('Hvornår') registreret: string;
}
export const RettelsesideSvar = Sideklasse(RettelseSvar, 'RettelsesideSvar');
