import { EJES, IkkeFundet, type Tx } from '#app/platform';
import type { Identkode } from './identer.rules.js';

/** SQL: the partner is the fagsystem's (it owns an aftaleindhold there), or nobody's in particular is asked about (null). */
const EGEN = (partner: string, fagsystem: string, dag: string): string => `(${fagsystem}::text is null or exists (
  select 1 from aftalekonto ea join aftaleindhold ei on ei.aftalekonto_id = ea.id where ea.forretningspartner_id = ${partner} and ${EJES(fagsystem, 'ei.id', 'ei.fagsystem', dag)}))`;

/** The id of the partner that has this number now. `fagsystem`: only one it owns an aftaleindhold with. */
export async function partnerMed(tx: Tx, art: Identkode, nummer: string, fagsystem?: string): Promise<string | undefined> {
  const [r] = await tx.raekker<[string]>(`select i.forretningspartner_id from partner_ident i where i.art = $1 and i.opslag = $2 and i.gyldig_til = 'infinity' and i.kendt_til = 'infinity' and ${EGEN('i.forretningspartner_id', '$3', '$4::date')}`,
    [art, tx.noegler.opslag(art, nummer), fagsystem ?? null, tx.forretningsdato]);
  return r?.[0];
}

/** That there are partners with these ids. `fagsystem`: and that it owns an aftaleindhold with each. @throws IkkeFundet, naming the first there is not */
export async function kraevPartnere(tx: Tx, ider: readonly string[], fagsystem?: string): Promise<void> {
  const fundne = new Set((await tx.raekker<[string]>(`select f.id from forretningspartner f where f.id = any($1::bigint[]) and ${EGEN('f.id', '$2', '$3::date')}`, [ider, fagsystem ?? null, tx.forretningsdato])).map(([i]) => i));
  for (const id of ider) if (!fundne.has(id)) throw new IkkeFundet('Forretningspartner', id);
}

const AFTALER = { AFTALEKONTO: [`select 1 from aftalekonto where id = $1`, 'Aftalekonto'], AFTALEINDHOLD: [`select 1 from aftaleindhold where id = $1`, 'Aftaleindhold'] } as const;
export type Aftaleniveau = keyof typeof AFTALER;

/** That there is such an account or aftaleindhold. @throws IkkeFundet */
export async function kraevAftale(tx: Tx, niveau: Aftaleniveau, id: string): Promise<void> {
  const [sql, navn] = AFTALER[niveau];
  if ((await tx.raekker(sql, [id])).length === 0) throw new IkkeFundet(navn, id);
}
