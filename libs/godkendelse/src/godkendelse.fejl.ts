import { ForretningsFejl, visDato, type Lokaldato } from '#app/kernel';

/** 403: four eyes: nobody answers his own proposal. */
export class SammePerson extends ForretningsFejl {
  readonly kode = 'SAMME_PERSON'; readonly status = 403; readonly titel = 'En anden skal godkende';
  constructor() { super('Et forslag kan ikke besvares af den, der har stillet det. En anden skal godkende eller afvise det; du kan selv trække det tilbage.'); }
}
/** 403: only the proposer withdraws. */
export class KunForslagsstilleren extends ForretningsFejl {
  readonly kode = 'KUN_FORSLAGSSTILLEREN'; readonly status = 403; readonly titel = 'Kun forslagsstilleren kan trække forslaget';
  constructor() { super('Et forslag kan kun trækkes tilbage af den, der har stillet det. Afvis det i stedet.'); }
}
/** 409: its last day has passed. */
export class ForslagUdloebet extends ForretningsFejl {
  readonly kode = 'FORSLAG_UDLOEBET'; readonly status = 409; readonly titel = 'Forslaget er udløbet';
  constructor(sidsteDag: Lokaldato) { super(`Forslaget kunne besvares til og med ${visDato(sidsteDag)}. Stil et nyt, hvis det stadig er aktuelt.`); }
}
/** 409: it has its answer. */
export class ForslagAfgjort extends ForretningsFejl {
  readonly kode = 'FORSLAG_AFGJORT'; readonly status = 409; readonly titel = 'Forslaget er afgjort';
  constructor(id: string) { super(`Forslag ${id} har fået sit svar.`); }
}
/** 409: what was seen is not what would be executed. */
export class ForslagAendret extends ForretningsFejl {
  readonly kode = 'FORSLAG_AENDRET'; readonly status = 409; readonly titel = 'Forslaget er et andet';
  constructor() { super('Forslagets indhold er et andet end det, der blev set. Hent det igen, og godkend med den hash, det har nu.'); }
}
