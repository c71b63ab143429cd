import { ForretningsFejl, visDato, type Lokaldato } from '#app/kernel';

const felt = (navn: string, kode: string, besked: string): { felt: string; kode: string; besked: string }[] => [{ felt: navn, kode, besked }];

/** 422: an event cannot be registered before it has happened. */
export class HaendelseIFremtiden extends ForretningsFejl {
  readonly kode = 'HAENDELSE_I_FREMTIDEN'; readonly status = 422; readonly titel = 'Hændelsen ligger i fremtiden';
  constructor(navn: 'dato' | 'slut') {
    const besked = 'Datoen ligger efter i dag. En hændelse registreres, når den er sket; kun henstand har en slutdato i fremtiden.';
    super(besked, felt(navn, 'HAENDELSE_I_FREMTIDEN', besked));
  }
}
/** 422: the claim did not exist yet. */
export class HaendelseFoerStiftelse extends ForretningsFejl {
  readonly kode = 'HAENDELSE_FOER_STIFTELSE'; readonly status = 422; readonly titel = 'Hændelsen ligger før kravets stiftelse';
  constructor(kravId: string, stiftelsesdato: Lokaldato) {
    const besked = `Krav ${kravId} er stiftet ${visDato(stiftelsesdato)}, efter hændelsens dato.`;
    super(besked, felt('dato', 'HAENDELSE_FOER_STIFTELSE', besked));
  }
}
/** 422: it ends before it begins. */
export class HaendelseSlutterFoerDenBegynder extends ForretningsFejl {
  readonly kode = 'HAENDELSE_OMVENDT'; readonly status = 422; readonly titel = 'Hændelsen slutter, før den begynder';
  constructor(navn: 'dato' | 'slut', begyndt: Lokaldato) {
    const besked = `Hændelsen begynder ${visDato(begyndt)} og kan ikke slutte før.`;
    super(besked, felt(navn, 'HAENDELSE_OMVENDT', besked));
  }
}
/** 422: a field that this kind of event does not have, or lacks one that it needs. */
export class HaendelseHarForkerteFelter extends ForretningsFejl {
  readonly kode: 'SLUT_PASSER_IKKE' | 'SKRIFTLIG_PASSER_IKKE' | 'RIM_SYSTEM_PASSER_IKKE' | 'AFSLUTNING_PASSER_IKKE'; readonly status = 422; readonly titel = 'Feltet passer ikke til hændelsen';
  constructor(kode: HaendelseHarForkerteFelter['kode'], navn: string, besked: string) {
    super(besked, felt(navn, kode, besked));
    this.kode = kode;
  }
}
/** 422: the partner is not liable for the claim. */
export class HaefterIkke extends ForretningsFejl {
  readonly kode = 'HAEFTER_IKKE'; readonly status = 422; readonly titel = 'Forretningspartneren hæfter ikke';
  constructor(partnerId: string, kravId: string) {
    const besked = `Forretningspartner ${partnerId} hæfter ikke for krav ${kravId}.`;
    super(besked, felt('forretningspartnerId', 'HAEFTER_IKKE', besked));
  }
}
/** 409: the event is annulled already; it neither ends nor is annulled again. */
export class HaendelseErAnnulleret extends ForretningsFejl {
  readonly kode = 'HAENDELSE_ER_ANNULLERET'; readonly status = 409; readonly titel = 'Hændelsen er annulleret';
  constructor(id: string) { super(`Hændelse ${id} er annulleret. Registrer i stedet en ny.`); }
}
/** 409: it has ended already. */
export class HaendelseErAfsluttet extends ForretningsFejl {
  readonly kode = 'HAENDELSE_ER_AFSLUTTET'; readonly status = 409; readonly titel = 'Hændelsen er afsluttet';
  constructor(id: string) { super(`Hændelse ${id} er afsluttet. Annuller afslutningen først, hvis den er forkert.`); }
}
