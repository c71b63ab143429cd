import { plusDage, seneste, type Lokaldato } from '#app/kernel';
import type { Partneroplysninger } from '#app/stamdata';
import type { Demokrav } from './krav.js';
import { flytningKendt, type Demodebitor } from './personer.js';

/** What the kommune learns of a debtor it has already. `fra`: from when it is true; the day it is learned is the list's. */
export type Aendring =
  | { readonly art: 'VERSION'; readonly debitor: Demodebitor; readonly fra: Lokaldato; readonly ny: Partial<Partneroplysninger> }
  | { readonly art: 'BS_AFTALE'; readonly debitor: Demodebitor; readonly fra: Lokaldato }
  | { readonly art: 'ADRESSE'; readonly debitor: Demodebitor; readonly fra: Lokaldato; readonly til: Lokaldato }
  | { readonly art: 'HAEFTER'; readonly debitor: Demodebitor; readonly medhaefter: Demodebitor; readonly fra: Lokaldato; readonly fagsystem: string; readonly reference: string };

interface Dateret { readonly dag: Lokaldato; readonly aendring: Aendring }

/** Changes by the day they become known; a debtor exists from its first claim on, so nothing is known before that. */
export function aendringerne(debitorer: readonly Demodebitor[], krav: readonly Demokrav[]): Map<Lokaldato, Aendring[]> {
  const foerste = new Map<number, Lokaldato>();
  for (const k of krav) if (!foerste.has(k.debitor.nr)) foerste.set(k.debitor.nr, k.dag);
  const alle = [...debitorer.flatMap((d) => versioner(d, foerste.get(d.nr))), ...haeftere(debitorer, krav, foerste)];
  const ud = new Map<Lokaldato, Aendring[]>();
  for (const { dag, aendring } of alle) ud.set(dag, [...(ud.get(dag) ?? []), aendring]);
  return ud;
}

function versioner(d: Demodebitor, foerste: Lokaldato | undefined): Dateret[] {
  if (foerste === undefined) return [];
  const ud: Dateret[] = [];
  if (d.adressebeskyttet) ud.push({ dag: foerste, aendring: { art: 'VERSION', debitor: d, fra: foerste, ny: { adressebeskyttet: true } } });
  if (d.status !== undefined) ud.push({ dag: seneste(foerste, d.status.fra), aendring: { art: 'VERSION', debitor: d, fra: d.status.fra, ny: { cprStatus: d.status.kode } } });
  if (d.flytter !== undefined && flytningKendt(d.flytter) > foerste) ud.push({ dag: flytningKendt(d.flytter), aendring: { art: 'VERSION', debitor: d, fra: d.flytter.fra, ny: { ...d.flytter.adresse } } });
  if (d.foedt !== undefined && d.nr % BS_HVER === 0) ud.push({ dag: foerste, aendring: { art: 'BS_AFTALE', debitor: d, fra: foerste } });
  if (d.foedt !== undefined && d.nr % UDESTATIONERET_HVER === 0) ud.push({ dag: foerste, aendring: { art: 'ADRESSE', debitor: d, fra: foerste, til: plusDage(foerste, 180) } });
  return ud;
}

/** Every so many people pay by Betalingsservice, or have their letters sent elsewhere for half a year. */
const BS_HVER = 5;
const UDESTATIONERET_HVER = 331;

/** A co-debtor answers for an aftaleindhold from the first bill on, and is known when both are. */
function haeftere(debitorer: readonly Demodebitor[], krav: readonly Demokrav[], foerste: ReadonlyMap<number, Lokaldato>): Dateret[] {
  const sete = new Set<string>();
  return krav.flatMap((k): Dateret[] => {
    const medhaefter = k.debitor.medhaefter === undefined ? undefined : debitorer[k.debitor.medhaefter];
    const kendt = medhaefter && foerste.get(medhaefter.nr);
    if (kendt === undefined || k.krav.fagsystem !== 'NEXUS_BOERN' || sete.has(k.krav.indhold)) return [];
    sete.add(k.krav.indhold);
    return [{ dag: seneste(k.dag, kendt), aendring: { art: 'HAEFTER', debitor: k.debitor, medhaefter: medhaefter!, fra: k.krav.periodeFra ?? k.dag, fagsystem: k.krav.fagsystem, reference: k.krav.reference } }];
  });
}
