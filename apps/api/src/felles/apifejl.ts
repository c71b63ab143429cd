import { ForretningsFejl, UgyldigtInput } from '#app/kernel';

/** 400: the body is not JSON, or is nested too deeply to be a request of ours. */
export class JsonUgyldig extends ForretningsFejl {
  readonly kode = 'JSON_UGYLDIG'; readonly status = 400; readonly titel = 'Ugyldig JSON';
  constructor() { super('Forespørgslens krop er ikke gyldig JSON.'); }
}
/** 400: the body is not UTF-8. */
export class TegnsaetUgyldigt extends ForretningsFejl {
  readonly kode = 'TEGNSAET_UGYLDIGT'; readonly status = 400; readonly titel = 'Ugyldigt tegnsæt';
  constructor() { super('Forespørgslens krop skal være UTF-8.'); }
}
/** 413: the body is larger than the endpoint takes. */
export class KropForStor extends ForretningsFejl {
  readonly kode = 'KROP_FOR_STOR'; readonly status = 413; readonly titel = 'Forespørgslen er for stor';
  constructor() { super('Forespørgslens krop er for stor: højst 10 MB JSON, og højst 60 MB for en bankfil.'); }
}
/** 415: the endpoint does not read this content type. */
export class MedietypeUkendt extends ForretningsFejl {
  readonly kode = 'MEDIETYPE_UKENDT'; readonly status = 415; readonly titel = 'Indholdstypen kan ikke læses';
  constructor() { super('Send application/json; bankfiler sendes som application/xml, text/xml eller application/octet-stream.'); }
}
/** 404: no endpoint has this path. */
export class StiUkendt extends ForretningsFejl {
  readonly kode = 'STI_UKENDT'; readonly status = 404; readonly titel = 'Stien findes ikke';
  constructor() { super('Der findes intet endepunkt på denne sti. Se /docs.'); }
}
/** 405: the path is there, the method is not. */
export class MetodeUkendt extends ForretningsFejl {
  readonly kode = 'METODE_UKENDT'; readonly status = 405; readonly titel = 'Metoden findes ikke på denne sti';
  constructor(readonly tilladte: readonly string[]) { super(`Stien kan kaldes med ${tilladte.join(', ')}.`); }
}
/** 4xx of the HTTP layer itself, such as a URL that cannot be decoded. */
export class ForespoergselUgyldig extends ForretningsFejl {
  readonly kode = 'FORESPOERGSEL_UGYLDIG'; readonly titel = 'Ugyldig forespørgsel';
  constructor(readonly status: number) { super('Forespørgslen kan ikke læses.'); }
}
/** 403: a fagsystem's token reaches its own claims only. */
export class KunEgneKrav extends ForretningsFejl {
  readonly kode = 'KUN_EGNE_KRAV'; readonly status = 403; readonly titel = 'Kun egne krav';
  constructor() { super('Et fagsystems adgang når kun dets egne krav.'); }
}

/** 422 with every broken field; `kode` is the first one's. */
export class UgyldigeFelter extends UgyldigtInput {
  constructor(felter: UgyldigtInput['felter']) {
    const [foerste] = felter;
    super(foerste!.kode, foerste!.felt, foerste!.besked);
    Object.defineProperty(this, 'felter', { value: felter, enumerable: true });
  }
}
