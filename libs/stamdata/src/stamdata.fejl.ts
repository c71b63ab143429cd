import { ForretningsFejl, type Feltfejl } from '#app/kernel';

/** 422: the partner's type or end makes it unable to be liable (Bilag 2B: bidragsberettiget, bidragsperson and administrator are not). */
export class KanIkkeHaefte extends ForretningsFejl {
  readonly kode = 'KAN_IKKE_HAEFTE'; readonly status = 422; readonly titel = 'Forretningspartneren kan ikke hæfte';
  constructor(id: string, grund: string) { super(`Forretningspartner ${id} kan ikke hæfte: ${grund}`); }
}
/** 422: the list of liable partners does not hold together. */
export class HaefterlisteUgyldig extends ForretningsFejl {
  readonly kode = 'HAEFTERLISTE_UGYLDIG'; readonly status = 422; readonly titel = 'Hæfterlisten er ugyldig';
  constructor(fejl: Feltfejl) { super(fejl.besked, [fejl]); }
}
/** 409: the number belongs to another partner; they may be one and the same. */
export class IdentTilhoererAnden extends ForretningsFejl {
  readonly kode = 'IDENT_TILHOERER_ANDEN'; readonly status = 409; readonly titel = 'Nummeret tilhører en anden';
  constructor(id: string) { super(`Nummeret tilhører forretningspartner ${id}. Er de den samme, så læg dem sammen.`); }
}
/** 409: the partner has the number already, or none of the kind that should be changed. */
export class IdentPasserIkke extends ForretningsFejl {
  readonly kode = 'IDENT_PASSER_IKKE'; readonly status = 409; readonly titel = 'Nummeret passer ikke';
  constructor(detail: string) { super(detail); }
}
/** 409: the partner has been merged with another, which is the one to change. */
export class PartnerErSammenlagt extends ForretningsFejl {
  readonly kode = 'PARTNER_ER_SAMMENLAGT'; readonly status = 409; readonly titel = 'Forretningspartneren er lagt sammen med en anden';
  constructor(id: string, til: string) { super(`Forretningspartner ${id} er lagt sammen med ${til}. Ret den i stedet.`); }
}
/** 422: two partners that cannot be one. */
export class KanIkkeSammenlaegges extends ForretningsFejl {
  readonly kode = 'KAN_IKKE_SAMMENLAEGGES'; readonly status = 422; readonly titel = 'Forretningspartnerne kan ikke lægges sammen';
  constructor(grund: string) { super(grund); }
}
/** 409: something has happened since that must be undone first. */
export class SammenlaegningKanIkkeFortrydes extends ForretningsFejl {
  readonly kode = 'SAMMENLAEGNING_KAN_IKKE_FORTRYDES'; readonly status = 409; readonly titel = 'Sammenlægningen kan ikke fortrydes';
  constructor(grund: string) { super(grund); }
}
/** 409: the two are apart again already. */
export class SammenlaegningErOphaevet extends ForretningsFejl {
  readonly kode = 'SAMMENLAEGNING_ER_OPHAEVET'; readonly status = 409; readonly titel = 'Sammenlægningen er ophævet';
  constructor(id: string) { super(`Sammenlægning ${id} er allerede ophævet.`); }
}
/** 409: the payment agreement's customer number is in use by another partner in the same debtor group. */
export class BsAftaleTilhoererAnden extends ForretningsFejl {
  readonly kode = 'BS_AFTALE_TILHOERER_ANDEN'; readonly status = 409; readonly titel = 'BS-aftalen tilhører en anden';
  constructor(id: string) { super(`Kundenummeret hører til forretningspartner ${id} i samme debitorgruppe.`); }
}
