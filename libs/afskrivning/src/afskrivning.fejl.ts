import { ForretningsFejl } from '#app/kernel';
import type { Afskrivningsaarsag } from './typer.js';

/** 409: nothing is owed on what was named. */
export class IntetAtAfskrive extends ForretningsFejl {
  readonly kode = 'INTET_AT_AFSKRIVE'; readonly status = 409; readonly titel = 'Der er intet at afskrive';
  constructor(kravId: string) { super(`Der er ikke noget ubetalt på krav ${kravId}.`); }
}
/** 409: less is owed now than what was to be written off; nothing happens. */
export class RestenErFaldet extends ForretningsFejl {
  readonly kode = 'RESTEN_ER_FALDET'; readonly status = 409; readonly titel = 'Resten er mindre, end da afskrivningen blev foreslået';
  constructor(kravId: string) { super(`Der er nu mindre ubetalt på krav ${kravId}, end der skulle afskrives. Intet er afskrevet; stil et nyt forslag.`); }
}
/** 409: it was to be written off because it was barred, and it is not. */
export class KravErIkkeForaeldet extends ForretningsFejl {
  readonly kode = 'KRAV_ER_IKKE_FORAELDET'; readonly status = 409; readonly titel = 'Kravet er ikke forældet';
  constructor(kravId: string) { super(`Krav ${kravId} er ikke forældet længere. Intet er afskrevet.`); }
}
/** 409: nothing (or less than asked for) stands written off. */
export class IntetAfskrevet extends ForretningsFejl {
  readonly kode = 'INTET_AFSKREVET'; readonly status = 409; readonly titel = 'Der er intet afskrevet at genåbne';
  constructor(kravId: string) { super(`På krav ${kravId} står der ikke så meget afskrevet, som skulle genåbnes. Intet er genåbnet.`); }
}
/** 409: a barred claim is not owed again. */
export class GenaabningEfterForaeldelse extends ForretningsFejl {
  readonly kode = 'GENAABNING_EFTER_FORAELDELSE'; readonly status = 409; readonly titel = 'Kravet er forældet';
  constructor(kravId: string) { super(`Krav ${kravId} er forældet og kan ikke genåbnes. Betales der alligevel, bogføres det som indgået.`); }
}
/** 409: what the kommune has released is not owed again. */
export class GenaabningEfterEftergivelse extends ForretningsFejl {
  readonly kode = 'GENAABNING_EFTER_EFTERGIVELSE'; readonly status = 409; readonly titel = 'Kravet er eftergivet';
  constructor(kravId: string) { super(`Krav ${kravId} er eftergivet og kan ikke genåbnes.`); }
}
/** 409: what an akkord covers is not owed again. */
export class GenaabningEfterAkkord extends ForretningsFejl {
  readonly kode = 'GENAABNING_EFTER_AKKORD'; readonly status = 409; readonly titel = 'Kravet er omfattet af en akkord';
  constructor(kravId: string) { super(`Krav ${kravId} er nedsat ved akkord, og det nedsatte kan ikke genåbnes.`); }
}
/** 409: what a gældssanering covers is not owed again. */
export class GenaabningEfterGaeldssanering extends ForretningsFejl {
  readonly kode = 'GENAABNING_EFTER_GAELDSSANERING'; readonly status = 409; readonly titel = 'Kravet er omfattet af en gældssanering';
  constructor(kravId: string) { super(`Krav ${kravId} er nedsat eller bortfaldet ved gældssanering og kan ikke genåbnes.`); }
}

/** Why what was written off for this reason is never owed again. */
export function genaabnesIkke(aarsag: Afskrivningsaarsag, kravId: string): ForretningsFejl {
  switch (aarsag) {
    case 'EFTERGIVELSE': return new GenaabningEfterEftergivelse(kravId);
    case 'AKKORD': return new GenaabningEfterAkkord(kravId);
    case 'GAELDSSANERING': return new GenaabningEfterGaeldssanering(kravId);
    default: return new GenaabningEfterForaeldelse(kravId);
  }
}
