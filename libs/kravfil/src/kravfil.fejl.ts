import { ForretningsFejl } from '#app/kernel';

/** Why a whole file was refused. Stable for ever. The Danish title beside each is the same for every occurrence. */
export const KRAVFIL_TITLER = {
  KRAVFIL_TEGNSAET: 'Kravfilens tegnsæt kan ikke læses',
  KRAVFIL_TOM: 'Kravfilen indeholder ingen krav',
  KRAVFIL_HOVED_MANGLER: 'Kravfilen mangler en linje med kolonnenavne',
  KRAVFIL_KOLONNE_UKENDT: 'Kravfilen har en ukendt kolonne',
  KRAVFIL_KOLONNE_GENTAGET: 'Kravfilen har den samme kolonne to gange',
  KRAVFIL_KOLONNE_MANGLER: 'Kravfilen mangler en kolonne',
  KRAVFIL_CSV_UGYLDIG: 'Kravfilen er ikke gyldig CSV',
  KRAVFIL_IKKE_JSON: 'Kravfilen er ikke JSON',
  KRAVFIL_AFKORTET: 'Kravfilen er afkortet',
  KRAVFIL_LINJE_FOR_LANG: 'En linje i kravfilen er for lang',
  KRAVFIL_FOR_MANGE_LINJER: 'Kravfilen har for mange linjer',
} as const;

export type KravfilKode = keyof typeof KRAVFIL_TITLER;

/** A file cannot be read as a whole; status 422. The detail names line and column, never a value. `felt`: a column's name. */
export class KravfilFejl extends ForretningsFejl {
  readonly kode: KravfilKode;
  readonly status = 422;
  readonly titel: string;

  constructor(kode: KravfilKode, detail: string, felt?: string) {
    super(detail, felt === undefined ? [] : [{ felt, kode, besked: detail }]);
    this.kode = kode;
    this.titel = KRAVFIL_TITLER[kode];
  }
}

/** 413: more bytes than a file may have; nothing of it is kept. */
export class KravfilForStor extends ForretningsFejl {
  readonly kode = 'KRAVFIL_FOR_STOR'; readonly status = 413; readonly titel = 'Kravfilen er for stor';
  constructor(maksMb: number) { super(`Kravfilen er større end ${maksMb} MB. Del den i flere filer.`); }
}
/** 409: there is nothing to take up again: the run is under way, or every claim of the file is registered. */
export class KravfilKanIkkeGenoptages extends ForretningsFejl {
  readonly kode = 'KRAVFIL_KAN_IKKE_GENOPTAGES'; readonly status = 409; readonly titel = 'Kravfilen kan ikke genoptages';
  constructor(status: string) { super(`Kørslen er ${status}; kun en kørsel, der sluttede med afviste krav eller fejl, eller blev standset, kan genoptages.`); }
}
