import type { Beloeb, Lokaldato } from '#app/kernel';
import type { Afskrivningsaarsag } from '#app/afskrivning';
import type { Kravrettelse, NySpaerre, Spaerreniveau } from '#app/krav';
import type { NyHaendelse } from '#app/foraeldelse';
import type { Reguleringsaarsag, Reguleringsart } from '#app/regulering';
import type { NytVilkaar } from '#app/renter';
import type { Aftaleniveau, Forretningspartnertype, Haeftelsesform, Korrespondancerolle, Relationsart } from '#app/stamdata';
import type { Demodebitor } from './personer.js';

/** A claim by its fagsystem's name for it. */
export interface Kravnavn { readonly fagsystem: string; readonly reference: string }

/** A regulation as it is asked for. A claim that turns out to be billed already is raised by `tillaegskrav`. */
export interface Demoregulering {
  readonly art: Reguleringsart; readonly aarsag: Reguleringsaarsag; readonly tekst: string;
  /** The one who asks names it by this. */
  readonly reference: string;
  /** kroner > 0; an ANNULLERING has none. */
  readonly beloeb?: Beloeb;
  /** ANNULLERING: with the fees of letters that then have no ground. */
  readonly gebyrer?: true;
  readonly tillaegskrav?: { readonly reference: string; readonly fristDage: number };
}
export interface Demohaefter { readonly person: Demodebitor; readonly form: Haeftelsesform; readonly andel?: { readonly taeller: number; readonly naevner: number } }

type Hvad =
  | { readonly art: 'REGULERES'; readonly krav: Kravnavn; readonly som?: string; readonly med: Demoregulering }
  | { readonly art: 'REGULERING_FORTRYDES'; readonly krav: Kravnavn; readonly reference: string; readonly tekst: string }
  | { readonly art: 'KRAV_RETTES'; readonly krav: Kravnavn; readonly rettelse: Kravrettelse }
  | { readonly art: 'EJER_SKIFTER'; readonly krav: Kravnavn; readonly fagsystem: string }
  | { readonly art: 'SPAERRES'; readonly krav: Kravnavn; readonly niveau: Spaerreniveau; readonly spaerre: Omit<NySpaerre, 'niveau' | 'objektId'> }
  | { readonly art: 'SPAERRE_OPHAEVES'; readonly krav: Kravnavn; readonly niveau: Spaerreniveau; readonly aarsag: string; readonly fra: Lokaldato }
  | { readonly art: 'FORAELDELSE'; readonly krav: Kravnavn; readonly haendelse: Omit<NyHaendelse, 'kravIder'> }
  | { readonly art: 'FORAELDELSE_SLUTTER'; readonly krav: Kravnavn; readonly af: NyHaendelse['art']; readonly dato: Lokaldato; readonly evidens: string }
  | { readonly art: 'AFSKRIVES'; readonly krav: Kravnavn; readonly aarsag: Afskrivningsaarsag; readonly begrundelse: string; readonly dokumentation: string }
  | { readonly art: 'GODKENDES'; readonly krav: Kravnavn; readonly kommentar: string }
  | { readonly art: 'RENTEVILKAAR'; readonly krav: Kravnavn; readonly vilkaar: NytVilkaar }
  | { readonly art: 'PARTNER'; readonly person: Demodebitor; readonly type: Forretningspartnertype }
  | { readonly art: 'NUMMER_SKIFTER'; readonly person: Demodebitor; readonly til: string; readonly fra: Lokaldato }
  | { readonly art: 'LAEGGES_SAMMEN'; readonly fra: Demodebitor; readonly til: Demodebitor; readonly dato: Lokaldato; readonly aarsag: string }
  | { readonly art: 'SKILLES_AD'; readonly til: Demodebitor; readonly aarsag: string }
  | { readonly art: 'RELATION'; readonly virksomhed: Demodebitor; readonly person: Demodebitor; readonly relation: Relationsart; readonly fra: Lokaldato }
  | { readonly art: 'KORRESPONDANCE'; readonly krav: Kravnavn; readonly niveau: Aftaleniveau; readonly rolle: Korrespondancerolle; readonly person: Demodebitor }
  | { readonly art: 'HAEFTERE'; readonly krav: Kravnavn; readonly liste: readonly Demohaefter[]; readonly fra: Lokaldato }
  | { readonly art: 'AFTALE'; readonly krav: Kravnavn; readonly betegnelse: string; readonly indhold: string; readonly bidragsperson: Demodebitor; readonly bidragsberettiget: Demodebitor };

/** What a caseworker or a fagsystem does one day. `noegle`: unique in the world; it is done once. */
export type Handling = { readonly noegle: string; readonly bruger: string } & Hvad;
export type Handlingsart = Hvad['art'];
/** The handling of one kind. */
export type Af<A extends Handlingsart> = Extract<Handling, { art: A }>;
/** With the day it is done, and so known. */
export interface Dateret<T> { readonly dag: Lokaldato; readonly hvad: T }
