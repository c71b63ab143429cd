import { ForretningsFejl, visBeloeb, visDato, type Beloeb, type Feltfejl, type Lokaldato } from '#app/kernel';

const felt = (navn: string, kode: string, besked: string): Feltfejl[] => [{ felt: navn, kode, besked }];

/** 422: more than is still open, and no leave to free what was paid. */
export class KreditOverstigerResten extends ForretningsFejl {
  readonly kode = 'KREDIT_OVERSTIGER_RESTEN'; readonly status = 422; readonly titel = 'Beløbet er større end resten';
  constructor(beloeb: Beloeb, rest: Beloeb) {
    const besked = `Kravet kan højst sættes ned med resten, ${visBeloeb(rest)} kr., men der er bedt om ${visBeloeb(beloeb)} kr. Angiv tilladOverskydende, hvis det betalte skal gøres frit.`;
    super(besked, felt('beloeb', 'KREDIT_OVERSTIGER_RESTEN', besked));
  }
}
/** 422: more than was charged, with or without leave. */
export class KreditOverstigerKravet extends ForretningsFejl {
  readonly kode = 'KREDIT_OVERSTIGER_KRAVET'; readonly status = 422; readonly titel = 'Beløbet er større end kravet';
  constructor(beloeb: Beloeb, opkraevet: Beloeb, fra: Lokaldato, kravlinjeId?: string) {
    const besked = `Der er opkrævet ${visBeloeb(opkraevet)} kr. på ${kravlinjeId === undefined ? 'kravet' : `kravlinje ${kravlinjeId}`} fra ${visDato(fra)}; det kan ikke sættes ned med ${visBeloeb(beloeb)} kr.`;
    super(besked, felt(kravlinjeId === undefined ? 'beloeb' : 'linjer', 'KREDIT_OVERSTIGER_KRAVET', besked));
  }
}
/** 422: it cannot apply from before the claim began, nor from a day to come. */
export class VirkningsdatoUdenforKravet extends ForretningsFejl {
  readonly kode: 'VIRKNINGSDATO_FOER_STIFTELSE' | 'VIRKNINGSDATO_I_FREMTIDEN'; readonly status = 422; readonly titel = 'Virkningsdatoen kan ikke bruges';
  constructor(kode: VirkningsdatoUdenforKravet['kode'], stiftelsesdato: Lokaldato) {
    const besked = kode === 'VIRKNINGSDATO_I_FREMTIDEN' ? 'Virkningsdatoen ligger efter i dag.' : `Kravet er stiftet ${visDato(stiftelsesdato)}; reguleringen kan ikke virke fra før den dag.`;
    super(besked, felt('virkningsdato', kode, besked));
    this.kode = kode;
  }
}
/** 422: a field that this regulation does not have, or lacks one that it needs. */
export class ReguleringHarForkerteFelter extends ForretningsFejl {
  readonly kode: 'BELOEB_ELLER_LINJER' | 'BELOEB_PASSER_IKKE' | 'GEBYRER_PASSER_IKKE' | 'VIRKNINGSDATO_PASSER_IKKE' | 'TILLAEGSKRAV_MANGLER' | 'TILLAEGSKRAV_PASSER_IKKE' | 'KRAVLINJE_UKENDT';
  readonly status = 422; readonly titel = 'Feltet passer ikke til reguleringen';
  constructor(kode: ReguleringHarForkerteFelter['kode'], navn: string, besked: string) {
    super(besked, felt(navn, kode, besked));
    this.kode = kode;
  }
}
/** 422: interest is a function of its hovedkrav; what was taken off it the next night would post again. */
export class RenteReguleresAfHovedkravet extends ForretningsFejl {
  readonly kode = 'RENTE_REGULERES_AF_HOVEDKRAVET'; readonly status = 422; readonly titel = 'Renten følger sit hovedkrav';
  constructor(hovedkravId: string) { super(`Renten beregnes hver nat af hovedkrav ${hovedkravId} og ville komme igen. Ret hovedkravet, eller sæt en RENTE-spærre på det.`); }
}
/** 403: fees are the debitorsystem's own. */
export class GebyrReguleresAfSagsbehandler extends ForretningsFejl {
  readonly kode = 'GEBYR_REGULERES_AF_SAGSBEHANDLER'; readonly status = 403; readonly titel = 'Gebyret hører til opkrævningen';
  constructor() { super('Et rykkergebyr hører til opkrævningen; kun en sagsbehandler kan kreditere eller annullere det.'); }
}
/** 422: a fee is credited or annulled, never regulated up or down. */
export class GebyrOpEllerNedreguleresIkke extends ForretningsFejl {
  readonly kode = 'GEBYR_OP_ELLER_NEDREGULERES_IKKE'; readonly status = 422; readonly titel = 'Gebyret kan kun krediteres eller annulleres';
  constructor() {
    const besked = 'Et gebyr kan krediteres eller annulleres; det kan ikke op- eller nedreguleres.';
    super(besked, felt('art', 'GEBYR_OP_ELLER_NEDREGULERES_IKKE', besked));
  }
}
/** 409: the claim is annulled; undo that first. */
export class KravErAnnulleret extends ForretningsFejl {
  readonly kode = 'KRAV_ER_ANNULLERET'; readonly status = 409; readonly titel = 'Kravet er annulleret';
  constructor(kravId: string) { super(`Krav ${kravId} er annulleret. Tilbagefør annulleringen først, hvis den er forkert.`); }
}
/** 409: nothing is charged any more. */
export class IntetAtAnnullere extends ForretningsFejl {
  readonly kode = 'INTET_AT_ANNULLERE'; readonly status = 409; readonly titel = 'Der er intet at annullere';
  constructor(kravId: string) { super(`Der er ikke opkrævet noget på krav ${kravId} længere. Tilbagefør de tidligere nedsættelser først, hvis kravet slet ikke skulle have været der.`); }
}
/** 409: the reference is known, but for another regulation. */
export class ReguleringsreferenceHarAndetIndhold extends ForretningsFejl {
  readonly kode = 'REGULERINGSREFERENCE_HAR_ANDET_INDHOLD'; readonly status = 409; readonly titel = 'Referencen er brugt til en anden regulering';
  constructor(reguleringId: string) {
    const besked = `Referencen er allerede brugt til regulering ${reguleringId}, som har et andet indhold.`;
    super(besked, felt('reference', 'REGULERINGSREFERENCE_HAR_ANDET_INDHOLD', besked));
  }
}
/** 409: the tillægskrav's reference is another claim's. */
export class TillaegskravReferenceBrugt extends ForretningsFejl {
  readonly kode = 'TILLAEGSKRAV_REFERENCE_BRUGT'; readonly status = 409; readonly titel = 'Tillægskravets reference er brugt';
  constructor(kravId: string) {
    const besked = `Tillægskravets reference er allerede krav ${kravId}'s.`;
    super(besked, felt('tillaegskrav.reference', 'TILLAEGSKRAV_REFERENCE_BRUGT', besked));
  }
}
/** 409: once is enough. */
export class ReguleringErTilbagefoert extends ForretningsFejl {
  readonly kode = 'REGULERING_ER_TILBAGEFOERT'; readonly status = 409; readonly titel = 'Reguleringen er tilbageført';
  constructor(id: string) { super(`Regulering ${id} er tilbageført. Registrer i stedet en ny.`); }
}
/** 409: what was undone by mistake is registered anew. */
export class TilbagefoerselTilbagefoeresIkke extends ForretningsFejl {
  readonly kode = 'TILBAGEFOERSEL_TILBAGEFOERES_IKKE'; readonly status = 409; readonly titel = 'En tilbageførsel tilbageføres ikke';
  constructor(id: string) { super(`Regulering ${id} er selv en tilbageførsel. Registrer i stedet reguleringen på ny.`); }
}
/** 409: what it raised the claim by has been taken off since. */
export class ReguleringErBrugt extends ForretningsFejl {
  readonly kode = 'REGULERING_ER_BRUGT'; readonly status = 409; readonly titel = 'Opreguleringen er sat ned siden';
  constructor(id: string) { super(`Det, regulering ${id} hævede kravet med, er sat ned siden. Tilbagefør de senere reguleringer først.`); }
}
/** 409: the bill asked for the lowered amount; what it was lowered by was never demanded. */
export class NedsaettelseErFaktureret extends ForretningsFejl {
  readonly kode = 'NEDSAETTELSE_ER_FAKTURERET'; readonly status = 409; readonly titel = 'Kravet er opkrævet med det nedsatte beløb';
  constructor(id: string) { super(`Regningen kom efter regulering ${id} og kræver det nedsatte beløb. Opreguler kravet med et tillægskrav i stedet.`); }
}
/** 409: the raise stands on a bill; only a credit note takes it off. */
export class OpreguleringErFaktureret extends ForretningsFejl {
  readonly kode = 'OPREGULERING_ER_FAKTURERET'; readonly status = 409; readonly titel = 'Opreguleringen er opkrævet';
  constructor(id: string) { super(`Regulering ${id} er opkrævet med kravet. Brug en kreditnota i stedet.`); }
}
