import { ForretningsFejl } from '#app/kernel';

/** 409: a round that waits for an answer must have it before another is made. */
export class RykkerkoerselFindes extends ForretningsFejl {
  readonly kode = 'RYKKERKOERSEL_FINDES'; readonly status = 409; readonly titel = 'Der venter allerede en rykkerkørsel';
  constructor(id: string) { super(`Rykkerkørsel ${id} venter på svar. Indstil den, eller forkast den, før der dannes en ny.`); }
}
/** 409: the round is past what is asked of it. */
export class RykkerkoerselHarAndenStatus extends ForretningsFejl {
  readonly kode = 'RYKKERKOERSEL_STATUS'; readonly status = 409; readonly titel = 'Rykkerkørslen er et andet sted';
  constructor(id: string, status: string, kraevet: string) { super(`Rykkerkørsel ${id} er ${status}; det kræver, at den er ${kraevet}.`); }
}
/** 409: the night is still writing its lines. */
export class RykkerkoerselDannes extends ForretningsFejl {
  readonly kode = 'RYKKERKOERSEL_DANNES'; readonly status = 409; readonly titel = 'Rykkerkørslen er ved at blive dannet';
  constructor(id: string) { super(`Rykkerkørsel ${id} er ved at blive dannet; vent, til natten er færdig.`); }
}
/** 409: the lines are others than those that were put up for approval. */
export class RykkerkoerselAendret extends ForretningsFejl {
  readonly kode = 'RYKKERKOERSEL_AENDRET'; readonly status = 409; readonly titel = 'Rykkerkørslen er ændret';
  constructor(id: string) { super(`Linjerne i rykkerkørsel ${id} er andre end dem, der blev indstillet. Afvis forslaget, og indstil kørslen igen.`); }
}
/** 409: nothing would be sent. */
export class RykkerkoerselTom extends ForretningsFejl {
  readonly kode = 'RYKKERKOERSEL_TOM'; readonly status = 409; readonly titel = 'Der er intet at sende';
  constructor(id: string) { super(`Rykkerkørsel ${id} har ingen linjer, der skal sendes.`); }
}
/** 409: annulled before; nothing is taken back twice. */
export class RykkerbrevErAnnulleret extends ForretningsFejl {
  readonly kode = 'RYKKERBREV_ER_ANNULLERET'; readonly status = 409; readonly titel = 'Brevet er annulleret';
  constructor(id: string) { super(`Rykkerbrev ${id} er allerede annulleret.`); }
}
/** 409: a later letter stands on this one; trin are annulled from the last one back, so that none is skipped. */
export class RykkerbrevHarSenere extends ForretningsFejl {
  readonly kode = 'RYKKERBREV_HAR_SENERE'; readonly status = 409; readonly titel = 'Et senere brev bygger på dette';
  constructor(id: string) { super(`Et krav i rykkerbrev ${id} er rykket igen siden; annuller det seneste brev først.`); }
}
