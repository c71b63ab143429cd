import { paastaa } from '#app/kernel';
import type { Tx } from '#app/platform';
import type { Aftaleniveau, PartnerService } from '#app/stamdata';
import type { Spaerreniveau } from '#app/krav';
import type { Kravnavn } from './handlinger.js';
import type { Demodebitor } from './personer.js';

/** A claim's own id and the ids it stands on. `venter`: it has not been billed. */
export interface Kravsted extends Readonly<Record<Spaerreniveau | Aftaleniveau, string>> { readonly venter: boolean }

export async function stedet(tx: Tx, k: Kravnavn): Promise<Kravsted> {
  const [r] = await tx.sql<Kravsted>(
    `select k.id as "KRAV", k.aftaleindhold_id as "AFTALEINDHOLD", k.aftalekonto_id as "AFTALEKONTO", a.forretningspartner_id as "FORRETNINGSPARTNER", coalesce(k.faktureret = 'infinity', false) as venter
     from kravsbilag k join aftalekonto a on a.id = k.aftalekonto_id where k.fagsystem = $1 and k.fagsystem_reference = $2`, [k.fagsystem, k.reference]);
  paastaa(r, 'DEMO_KRAV_MANGLER');
  return r;
}

/** The partner that has this number today. */
export async function partnerId(tx: Tx, partner: PartnerService, d: Pick<Demodebitor, 'art' | 'nummer'>): Promise<string> {
  const p = await partner.soeg(tx, d.art, d.nummer, 'Demokommunen', true);
  paastaa(p, 'DEMO_DEBITOR_MANGLER');
  return p.id;
}
