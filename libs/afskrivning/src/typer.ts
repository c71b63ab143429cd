import type { Beloeb, Lokaldato } from '#app/kernel';
import type { Opsaetning, Spaerre } from '#app/krav';

/** Reasons for a write-off (regler.md 7.1). */
export const AFSKRIVNINGSAARSAGER = [
  'FORAELDELSE', // forældelsesloven; § 23 stk. 2: renter and gebyrer lapse with the hovedkrav
  'KONKURS', 'AKKORD', 'GAELDSSANERING', // konkursloven
  'DOEDSBO', // dødsboskifteloven §§ 81, 83
  'UERHOLDELIG', 'EFTERGIVELSE', 'BORTFALD',
  'BAGATEL', // kasse- og regnskabsregulativet, styrelsesloven § 42 stk. 6
  'RIM_AFSKREVET', // gældsinddrivelsesloven § 16
  'KURSTAB', 'OEVRIGE',
] as const;
export type Afskrivningsaarsag = (typeof AFSKRIVNINGSAARSAGER)[number];
/** Decided by people. */
export const HAANDAARSAGER = ['KONKURS', 'AKKORD', 'GAELDSSANERING', 'DOEDSBO', 'UERHOLDELIG', 'EFTERGIVELSE', 'BORTFALD', 'KURSTAB', 'OEVRIGE'] as const satisfies readonly Afskrivningsaarsag[];
export type Haandaarsag = (typeof HAANDAARSAGER)[number];

/** What a row of table afskrivning is: written off; not right after all; reopened by a person; money came for it (or went again). */
export type Afskrivningsart = 'AFSKRIVNING' | 'TILBAGEFOERSEL' | 'GENAABNING' | 'GENINDGAAET';

/** Why a family is left as it is. */
export type Afskrivningsgrund = 'BETALT' | 'IKKE_RESTBELOEB' | 'FOR_STORT' | 'FOR_NYLIG' | 'SPAERRET' | 'UPLACERET_INDBETALING' | 'GENAABNET';
export type Tidligst = Lokaldato | 'infinity';
export type Kravart = 'HOVEDKRAV' | 'RENTE' | 'GEBYR';

/** An amount on one line of one claim, kroner. */
export interface Linjebeloeb { readonly kravId: string; readonly kravlinjeId: string; readonly kontering: string; readonly beloeb: Beloeb }

export interface Familiekrav {
  readonly kravId: string; readonly aftalekontoId: string; readonly fagsystem: string; readonly art: Kravart; readonly stiftelsesdato: Lokaldato; readonly srb: Lokaldato;
  /** First day it is barred towards everyone; null = it is not. */
  readonly foraeldet: Lokaldato | null;
  /** Last day it is valid towards anyone; infinity while a step runs. */
  readonly gyldigTil: Tidligst;
  /** What stands on DEBITOR now, line by line; negative = more is cleared and written off than was owed. */
  readonly linjer: readonly Linjebeloeb[];
}

/** So much of a write-off is owed again, kroner > 0, from that day. `nr`: the family's bilag of this room in the order they were booked (ids are not: each process takes its own). */
export interface Aabning { readonly nr: number; readonly virkningsdato: Lokaldato; readonly beloeb: Beloeb }
/** `genindgaaet`: of it reopened because money came; `genaabnet`: by people. `beloeb` has both taken off. */
export interface Afskrevetlinje extends Linjebeloeb { readonly genindgaaet?: readonly Aabning[]; readonly genaabnet?: readonly Aabning[] }
/** An earlier write-off with what is left of it (kroner >= 0, everything that was taken back or reopened taken off). */
export interface Afskrevet { readonly bilagId: string; readonly nr: number; readonly virkningsdato: Lokaldato; readonly aarsag: Afskrivningsaarsag; readonly linjer: readonly Afskrevetlinje[] }

/** Money that names the family and covers nothing yet, kroner > 0. */
export interface Penge { readonly indbetalingId: string; readonly virkningsdato: Lokaldato; readonly beloeb: Beloeb }

/** A hovedkrav with its renter and gebyrer. */
export interface Familie {
  readonly hovedkravId: string; readonly forretningspartnerId: string;
  readonly srb: Lokaldato;
  readonly krav: readonly Familiekrav[];
  /** Cleared on the hovedkrav itself, kroner; > 0: paid in part or whole. */
  readonly betaltPaaHovedkrav: Beloeb;
  /** Latest virkningsdato of a clearing in the family. */
  readonly sidsteUdligning: Lokaldato | null;
  /** The debtor has money that stands on no claim. */
  readonly uplaceret: boolean;
  /** Oldest first. */
  readonly penge: readonly Penge[];
  readonly spaerrer: readonly Spaerre[];
  readonly renterTidligst: Tidligst;
  /** The last thing a person decided was to reopen it. */
  readonly genaabnet: boolean;
  /** Newest first. */
  readonly afskrivninger: readonly Afskrevet[];
}

export interface Afskrivningsregel {
  readonly dato: Lokaldato;
  /** Bagatel: at most so much, so many days after. */
  readonly graense: Beloeb; readonly dage: number;
  /** Barred: what the night writes off by itself. */
  readonly automatiskGraense: Beloeb;
  readonly daekning: Opsaetning['daekning'];
}

/** FORESLAA: two people decide. */
export type Afskrivningsbeslutning =
  | { readonly art: 'AFSKRIV'; readonly aarsag: Afskrivningsaarsag; readonly beloeb: Beloeb; readonly linjer: readonly Linjebeloeb[] }
  | { readonly art: 'FORESLAA'; readonly aarsag: Afskrivningsaarsag; readonly beloeb: Beloeb; readonly linjer: readonly Linjebeloeb[] }
  | { readonly art: 'LAD_VAERE'; readonly grund: Afskrivningsgrund; readonly indtil?: Lokaldato; readonly detalje: string };

/** `linjer`: kroner > 0 to be owed again, < 0 written off again. */
export interface Tilbagefoersel { readonly art: 'TILBAGEFOERSEL' | 'GENINDGAAET'; readonly afskrivning: Afskrevet; readonly virkningsdato: Lokaldato; readonly linjer: readonly Linjebeloeb[] }
export interface Familiesvar { readonly hovedkravId: string; readonly tilbagefoersler: readonly Tilbagefoersel[]; readonly beslutning: Afskrivningsbeslutning; readonly naeste: Tidligst }

/** What two people approve, or one within his limit decides; the canonical content of a proposal. Line by line, kroner as text. */
export interface Afskrivningsindhold {
  readonly aarsag: Afskrivningsaarsag;
  /** null: the day it is booked. */
  readonly virkningsdato: Lokaldato | null;
  readonly linjer: readonly { readonly kravId: string; readonly kravlinjeId: string; readonly beloeb: string }[];
}
/** `bilagId`: the write-off that is reopened. */
export interface Genaabningsindhold {
  readonly virkningsdato: Lokaldato | null;
  readonly linjer: readonly { readonly bilagId: string; readonly kravId: string; readonly kravlinjeId: string; readonly beloeb: string }[];
}
