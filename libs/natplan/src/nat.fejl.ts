import { ForretningsFejl, visDato, type Lokaldato } from '#app/kernel';

/** 409: nights run once each, in order. */
export class NatUdenForRaekke extends ForretningsFejl {
  readonly kode = 'NAT_UDEN_FOR_RAEKKE'; readonly status = 409; readonly titel = 'Natten kan ikke køres nu';
  constructor(dato: Lokaldato, naeste: Lokaldato) { super(`Natten ${dato} kan ikke køres; næste nat i rækken er ${naeste}.`); }
}
/** 409: a night is in progress, or nights are being caught up: they take up a debtor that failed themselves, and what is rehearsed meanwhile would not hold. */
export class NatErIGang extends ForretningsFejl {
  readonly kode = 'NAT_ER_I_GANG'; readonly status = 409; readonly titel = 'En nat er i gang';
  constructor(dato: Lokaldato) { super(`Natten ${visDato(dato)} er ikke slut, eller flere nætter mangler. En debitor, der fejlede, tager de selv op igen; prøv, når den nyeste nat er kørt.`); }
}
/** 409: a step that sends letters is not run on a date that has passed: their deadlines count from it. */
export class BrevdatoPasseret extends ForretningsFejl {
  readonly kode = 'BREVDATO_PASSERET'; readonly status = 409; readonly titel = 'Breve dateres ikke tilbage';
  constructor(trin: string, dato: Lokaldato) { super(`${trin} sender breve, og natten ${visDato(dato)} er passeret. Den næste nat tager debitoren op og daterer dem sin egen dag.`); }
}
/** 409: a step run by itself would do what a night may only do approved. */
export class TrinKraeverGodkendelse extends ForretningsFejl {
  readonly kode = 'TRIN_KRAEVER_GODKENDELSE'; readonly status = 409; readonly titel = 'Nætter skal godkendes';
  constructor(trin: string) { super(`${trin} køres ikke for sig, når nætter skal godkendes (natGodkendelse JA). Prøv natten, og lad en anden godkende den.`); }
}
/** 409: not a night or one of its steps: nothing here knows how to do it again. */
export class KoerselGentagesIkke extends ForretningsFejl {
  readonly kode = 'KOERSEL_GENTAGES_IKKE'; readonly status = 409; readonly titel = 'Kørslen rettes ikke her';
  constructor(art: string) { super(`Kun nætter og deres trin prøves igen debitor for debitor; denne kørsel er ${art}. Ret årsagen, og begynd en ny.`); }
}
