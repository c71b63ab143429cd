import { ForretningsFejl, type Lokaldato } from '#app/kernel';
import type { Bortfaldsgrund } from '#app/rykker';

/**
 * The receipt of a correction: what the books will say with it, less what they will say without it, once the nightly rules have answered.
 * `foer` = as the rules would leave it tonight without the correction, `efter` = with it. Amounts: kroner as text, + = the debtor owes more.
 */
export interface Kvittering {
  /** The desk's day, which the rules were run as of. */
  readonly dato: Lokaldato;
  /** Confirm with this; another difference has another. */
  readonly aftryk: string;
  /** Nothing booked, and no date or hold of a claim, becomes otherwise. */
  readonly tom: boolean;
  readonly renter: readonly Renteforskelslinje[];
  /** Fees taken back at the caller's wish, and fees that the correction shows should not have been charged. */
  readonly gebyrer: readonly Gebyrforskelslinje[];
  readonly afskrivninger: readonly Afskrivningsforskel[];
  readonly udligninger: readonly Flytning[];
  readonly krav: readonly Kravforskel[];
  readonly saldi: readonly Saldoforskel[];
  readonly ialt: Kvitteringssum;
  /** The same in Danish, for the person who confirms. */
  readonly tekster: readonly string[];
}

/** One interest period of a hovedkrav; both days included. */
export interface Renteforskelslinje { readonly hovedkravId: string; readonly periodeFra: Lokaldato; readonly periodeTil: Lokaldato; readonly foer: string; readonly efter: string; readonly forskel: string }

/** ANNULLERES: it is taken back with the correction. TILBYDES: it would not have been charged; it stands unless it is named in annullerGebyrer. */
export interface Gebyrforskelslinje {
  readonly art: 'ANNULLERES' | 'TILBYDES';
  readonly gebyrkravId: string; readonly hovedkravId: string;
  /** The letter's day; the letter stays sent. */
  readonly dato: Lokaldato; readonly trin: number;
  readonly beloeb: string;
  readonly grund: Bortfaldsgrund; readonly tekst: string;
}
export interface Afskrivningsforskel { readonly kravId: string | null; readonly hovedkravId: string; readonly foer: string; readonly efter: string; readonly forskel: string }

/** Where money stands: a line of a claim from a day on. `kravId` null: a rente that is not booked yet. */
export interface Sted { readonly kravId: string | null; readonly hovedkravId: string; readonly art: Kravart; readonly periodeFra: Lokaldato | null; readonly linje: number; readonly dato: Lokaldato }
export type Kravart = 'HOVEDKRAV' | 'RENTE' | 'GEBYR';
/** So much of a payment moves; null = the debtor's unplaced money. kroner > 0 */
export interface Flytning { readonly indbetalingId: string; readonly fra: Sted | null; readonly til: Sted | null; readonly beloeb: string }

/** A claim that becomes otherwise. */
export interface Kravforskel {
  readonly kravId: string; readonly hovedkravId: string | null; readonly art: Kravart;
  readonly restFoer: string; readonly restEfter: string;
  /** Last valid day; null = no end in sight while a step runs. */
  readonly foraeldelsesdatoFoer: Lokaldato | null; readonly foraeldelsesdatoEfter: Lokaldato | null;
  /** First day it is barred, once that is so. */
  readonly foraeldetFoer: Lokaldato | null; readonly foraeldetEfter: Lokaldato | null;
  /** Rules of the collector that it breaks; empty = ready. */
  readonly klarhedFoer: readonly string[]; readonly klarhedEfter: readonly string[];
  /** Holds that the rules set themselves: 'RYKKER fra 2029-01-16'. */
  readonly spaerrerFoer: readonly string[]; readonly spaerrerEfter: readonly string[];
}
/** What a debtor owes on claims, less what stands unplaced (negative = we owe him). */
export interface Saldoforskel { readonly forretningspartnerId: string; readonly foer: string; readonly efter: string; readonly forskel: string; readonly uplaceretFoer: string; readonly uplaceretEfter: string }

/** `flyttet`: money that covers something else, or from another day. `tilbudt`: fees offered, in no sum. `saldo` = renter + gebyrer + afskrivninger + andet. */
export interface Kvitteringssum { readonly renter: string; readonly gebyrer: string; readonly tilbudt: string; readonly afskrivninger: string; readonly andet: string; readonly flyttet: string; readonly saldo: string }

/** The correction begins before today and claims are concerned: the receipt is to be seen, then confirmed. */
export abstract class Kvitteringsfejl extends ForretningsFejl {
  abstract readonly kvittering: Kvittering;
}
/** 409: nothing is changed; the same request with `bekraeft` makes the change. */
export class KvitteringKraeves extends Kvitteringsfejl {
  readonly kode = 'KVITTERING_KRAEVES'; readonly status = 409; readonly titel = 'Ændringen skal bekræftes';
  constructor(readonly kvittering: Kvittering) { super('Ændringen gælder fra en tidligere dag og angår krav. Se kvitteringen, og send det samme igen med bekraeft sat til dens aftryk.'); }
}
/** 409: the books moved since the receipt was made; nothing is changed, and here is the new one. */
export class KvitteringForaeldet extends Kvitteringsfejl {
  readonly kode = 'KVITTERING_FORAELDET'; readonly status = 409; readonly titel = 'Kvitteringen gælder ikke længere';
  constructor(readonly kvittering: Kvittering) { super('Bøgerne eller oplysningerne er ændret, siden kvitteringen blev lavet. Intet er ændret; se den nye kvittering, og bekræft den.'); }
}
/** 422: only fees that the correction shows should not have been charged are taken back with it. */
export class GebyrAnnulleresIkke extends ForretningsFejl {
  readonly kode = 'GEBYR_ANNULLERES_IKKE'; readonly status = 422; readonly titel = 'Gebyret kan ikke annulleres her';
  constructor(ider: readonly string[]) {
    const besked = `Rettelsen viser ikke, at gebyrkrav ${ider.join(', ')} ikke skulle være opkrævet.`;
    super(besked, [{ felt: 'annullerGebyrer', kode: 'GEBYR_ANNULLERES_IKKE', besked }]);
  }
}
