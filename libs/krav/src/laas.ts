import type { Lokaldato } from '#app/kernel';
import { EJES, IkkeFundet, laasPartnere, type Tx } from '#app/platform';

/** A claim whose debtor is locked. */
export interface LaastKrav { readonly kravId: string; readonly hovedkravId: string | null; readonly forretningspartnerId: string; readonly stiftelsesdato: Lokaldato; readonly fagsystem: string }

const KRAV = `select k.id as "kravId", k.hovedkrav_id as "hovedkravId", a.forretningspartner_id as "forretningspartnerId", k.stiftelsesdato, k.fagsystem
  from kravsbilag k join aftalekonto a on a.id = k.aftalekonto_id left join kravsbilag h on h.id = k.hovedkrav_id
  where k.id = $1 and ${EJES('$2', 'k.aftaleindhold_id', 'coalesce(h.fagsystem, k.fagsystem)', '$3::date')}`;

/** Locks the claim's debtor, whoever it is by the time the lock is had (design D6). @throws IkkeFundet, also when it is another fagsystem's */
export async function laasKrav(tx: Tx, kravId: string): Promise<LaastKrav> {
  const hent = async (): Promise<LaastKrav | undefined> => (await tx.sql<LaastKrav>(KRAV, [kravId, tx.fagsystem ?? null, tx.forretningsdato]))[0];
  for (let sag = await hent(); sag !== undefined;) {
    await laasPartnere(tx, [sag.forretningspartnerId]);
    const nu = await hent();
    if (nu?.forretningspartnerId === sag.forretningspartnerId) return nu;
    sag = nu; // the account went to another while we waited
  }
  throw new IkkeFundet('Krav', kravId);
}
