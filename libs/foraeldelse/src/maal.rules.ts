import { plusDage, visDato, type Beloeb, type Lokaldato } from '#app/kernel';
import type { Spaerreart } from '#app/krav';
import type { Familiestilling, Kravstilling } from './familie.rules.js';

/** A spærre this room has set, or should set; without an end. */
export interface Maalspaerre { readonly kravId: string; readonly art: Spaerreart; readonly fra: Lokaldato; readonly aarsag: string }
export interface Egenspaerre { readonly spaerreId: string; readonly kravId: string; readonly art: Spaerreart; readonly fra: Lokaldato }

/** A claim that is barred from `fra` (null: not barred after all), and what was owed then, kroner. */
export interface Markering { readonly kravId: string; readonly fra: Lokaldato | null; readonly rest: Beloeb; /** The marking it replaces. */ readonly afloeserId: string | null }

/** What has been told and set so far: of each claim the marking that counts. */
export interface Hidtil { readonly markeret: ReadonlyMap<string, { readonly id: string; readonly fra: Lokaldato | null }>; readonly spaerrer: readonly Egenspaerre[] }
export interface Forskel { readonly markeringer: readonly Markering[]; readonly nye: readonly Maalspaerre[]; readonly ophaeves: readonly Egenspaerre[] }

/** Barred towards the debtor: neither reminded nor set off. Barred towards everyone: no interest, and never to the collector. */
const MOD_BETALER: readonly Spaerreart[] = ['RYKKER', 'MODREGNING'];
const MOD_ALLE: readonly Spaerreart[] = ['RENTE', 'OVERDRAGELSE'];

/** The spærrer a family should have. One on the hovedkrav holds its renter and gebyrer too. */
export function maalspaerrer(f: Familiestilling): Maalspaerre[] {
  const hoved = f.krav[0]!;
  const hovedets = spaerrerAf(hoved, [...MOD_BETALER, ...MOD_ALLE]);
  const daekket = new Set(hovedets.map((s) => s.art));
  return [...hovedets, ...f.krav.slice(1).flatMap((k) => spaerrerAf(k, [...MOD_BETALER, 'OVERDRAGELSE'].filter((a) => !daekket.has(a as Spaerreart)) as Spaerreart[]))];
}

function spaerrerAf(k: Kravstilling, arter: readonly Spaerreart[]): Maalspaerre[] {
  return arter.flatMap((art) => {
    const fra = MOD_BETALER.includes(art) ? k.foraeldetBetaler : k.foraeldet;
    return fra === null ? [] : [{ kravId: k.kravId, art, fra, aarsag: `Forældet: gyldigt til og med ${visDato(plusDage(fra, -1))} (${hjemmelPaa(k, plusDage(fra, -1))})` }];
  });
}
const hjemmelPaa = (k: Kravstilling, dato: Lokaldato): string => (k.haeftere.find((h) => h.dato === dato) ?? k.haeftere[0]!).hjemmel;

/** Target minus what stands: a second look finds nothing (design D7). */
export function forskel(f: Familiestilling, hidtil: Hidtil): Forskel {
  const maal = maalspaerrer(f);
  const noegle = (s: { kravId: string; art: string; fra: string }): string => `${s.kravId} ${s.art} ${s.fra}`;
  const skal = new Set(maal.map(noegle));
  const har = new Set(hidtil.spaerrer.map(noegle));
  return {
    markeringer: f.krav.flatMap((k) => {
      const nu = hidtil.markeret.get(k.kravId);
      return k.foraeldet === (nu?.fra ?? null) ? [] : [{ kravId: k.kravId, fra: k.foraeldet, rest: k.rest, afloeserId: nu?.id ?? null }];
    }),
    nye: maal.filter((s) => !har.has(noegle(s))), ophaeves: hidtil.spaerrer.filter((s) => !skal.has(noegle(s))),
  };
}
