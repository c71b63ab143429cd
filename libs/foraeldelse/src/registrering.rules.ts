import type { Lokaldato } from '#app/kernel';
import { loeber, reglen, type Afslutningsart, type Foraeldelsesart, type Rimsystem } from './arter.js';
import { HaefterIkke, HaendelseErAfsluttet, HaendelseErAnnulleret, HaendelseFoerStiftelse, HaendelseHarForkerteFelter, HaendelseIFremtiden, HaendelseSlutterFoerDenBegynder } from './foraeldelse.fejl.js';
import type { Familie, Kravfakta } from './familie.rules.js';
import type { Haendelsesraekke } from './foraeldelse.facts.js';

/** An event as a caseworker or an integration registers it. */
export interface NyHaendelse {
  readonly kravIder: readonly string[];
  readonly art: Foraeldelsesart;
  readonly dato: Lokaldato;
  /** Of what runs: the day it ended; left out while it runs. Henstand: its last day, also in the future. */
  readonly slut?: Lokaldato | undefined;
  /** ERKENDELSE: existence and size in writing. */
  readonly skriftlig?: boolean | undefined;
  /** Whom it binds; everyone liable when left out. */
  readonly forretningspartnerId?: string | undefined;
  readonly rimSystem?: Rimsystem | undefined;
  /** The renter and gebyrer that stood under the hovedkrav on the day are meant too; default yes. */
  readonly medUnderkrav?: boolean | undefined;
  /** Where the proof lies. */
  readonly evidens: string;
}
export interface NyAfslutning { readonly art: Afslutningsart; readonly dato: Lokaldato; readonly evidens: string }

/** What of the event can be judged alone. @throws HaendelseIFremtiden, HaendelseSlutterFoerDenBegynder, HaendelseHarForkerteFelter */
export function kraevHaendelse(h: NyHaendelse, idag: Lokaldato): void {
  if (h.dato > idag) throw new HaendelseIFremtiden('dato');
  if (h.slut !== undefined && !loeber(h.art)) throw new HaendelseHarForkerteFelter('SLUT_PASSER_IKKE', 'slut', `${reglen(h.art).navn} sker på én dag og har ingen slutdato.`);
  if (h.slut !== undefined && h.slut < h.dato) throw new HaendelseSlutterFoerDenBegynder('slut', h.dato);
  if (h.slut !== undefined && h.slut > idag && h.art !== 'HENSTAND') throw new HaendelseIFremtiden('slut');
  if (h.skriftlig === true && h.art !== 'ERKENDELSE') throw new HaendelseHarForkerteFelter('SKRIFTLIG_PASSER_IKKE', 'skriftlig', 'Kun en erkendelse kan være en skriftlig anerkendelse af eksistens og størrelse.');
  if ((h.rimSystem !== undefined) !== (h.art === 'MODTAGET_INDDRIVELSE')) throw new HaendelseHarForkerteFelter('RIM_SYSTEM_PASSER_IKKE', 'rimSystem', 'Angiv rimSystem, når kravet er modtaget til inddrivelse, og kun da.');
}

/** The claims that the event concerns: those named, and what stood under them on the day. @throws HaendelseFoerStiftelse, HaefterIkke */
export function ramteKrav(h: NyHaendelse, familier: readonly Familie[]): Kravfakta[] {
  const navngivet = new Set(h.kravIder);
  return familier.flatMap((f) => {
    const hele = h.medUnderkrav !== false && navngivet.has(f.hovedkravId);
    return f.krav.filter((k) => navngivet.has(k.kravId) || (hele && k.stiftelsesdato <= h.dato)).map((k) => {
      if (k.stiftelsesdato > h.dato) throw new HaendelseFoerStiftelse(k.kravId, k.stiftelsesdato);
      if (h.forretningspartnerId !== undefined && !k.haeftere.includes(h.forretningspartnerId)) throw new HaefterIkke(h.forretningspartnerId, k.kravId);
      return k;
    });
  });
}

/** May this event end so? `raekker`: the event's row, and those that end or annul it. @throws HaendelseErAnnulleret, HaendelseErAfsluttet, … */
export function kraevAfslutning(h: Haendelsesraekke, raekker: readonly Haendelsesraekke[], a: NyAfslutning, idag: Lokaldato): void {
  const annullerede = new Set(raekker.flatMap((r) => r.annullererId ?? []));
  if (annullerede.has(h.id)) throw new HaendelseErAnnulleret(h.id);
  if (h.afslutterId !== null || h.annullererId !== null || !loeber(h.art as Foraeldelsesart)) throw new HaendelseHarForkerteFelter('AFSLUTNING_PASSER_IKKE', 'art', 'Kun det, der løber, kan afsluttes.');
  if (a.art === 'SIDSTE_INDEHOLDELSE' && h.art !== 'LOENINDEHOLDELSE') throw new HaendelseHarForkerteFelter('AFSLUTNING_PASSER_IKKE', 'art', 'Kun lønindeholdelse har en sidste indeholdelse.');
  if (a.dato > idag) throw new HaendelseIFremtiden('dato');
  if (a.dato < h.dato) throw new HaendelseSlutterFoerDenBegynder('dato', h.dato);
  const afsluttet = (h.slut !== null && h.art !== 'HENSTAND') || raekker.some((r) => r.afslutterId === h.id && r.art === 'AFSLUTTET' && !annullerede.has(r.id));
  if (afsluttet) throw new HaendelseErAfsluttet(h.id);
}

/** @throws HaendelseErAnnulleret; an annulment itself is not annulled: register the event anew */
export function kraevAnnullering(h: Haendelsesraekke, raekker: readonly Haendelsesraekke[]): void {
  if (h.annullererId !== null || raekker.some((r) => r.annullererId === h.id)) throw new HaendelseErAnnulleret(h.id);
}
