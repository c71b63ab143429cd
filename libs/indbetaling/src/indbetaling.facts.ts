import type { Lokaldato } from '#app/kernel';
import { IkkeFundet, tabel, type Tx } from '#app/platform';
import type { Banklinje, Betalingsmodtager } from './indbetaling.rules.js';

/** What is known of one line. */
export interface Linjeopslag { readonly kendt: boolean; readonly modtager: Betalingsmodtager | undefined }

// The claims' debtors are locked in id order before anything is written (design D6).
// One list is carried through, never joined with itself (see placering.service.ts): a claim's own id, else that of a bill over several.
const OPSLAG = (linjer: string): string => `with u as materialized (
  select x.*, coalesce(k.hovedkrav_id, k.id) as krav, f.id as faktura, k.aftalekonto_id as konto, a.forretningspartner_id as partner from ${linjer} x
  left join kravsbilag e on e.betalings_id = x.betalings_id
  left join lateral (select b.id, (select min(p.krav_id) from faktureringsposition p where p.faktureringsbilag_id = b.id) as krav
    from faktureringsbilag b where e.id is null and b.betalings_id = x.betalings_id order by b.id limit 1) f on true
  left join kravsbilag k on k.id = coalesce(e.id, f.krav) left join aftalekonto a on a.id = k.aftalekonto_id),
l as materialized (select f.id from forretningspartner f where f.id in (select partner from u) order by f.id for no key update)
select i.id is not null as kendt, u.krav, u.faktura, u.konto, u.partner, (select count(*) from l) as laaste from u left join indbetaling i on i.noegle = u.noegle order by u.o`;

/** One answer per line, in order: is its key booked, and whose is its payment id? Locks the debtors. One statement. */
export async function slaaLinjerOp(tx: Tx, linjer: readonly Banklinje[]): Promise<Linjeopslag[]> {
  const soeges = (l: Banklinje): string | undefined => (l.beloeb.gt(0) && l.afklaringsaarsag === undefined ? l.betalingsId : undefined);
  const u = tabel(linjer, { noegle: ['text', (l) => l.noegle], betalings_id: ['text', soeges], o: ['int', (_, nr) => nr] });
  const r = await tx.sql<{ kendt: boolean; krav: string | null; faktura: string | null; konto: string; partner: string }>(OPSLAG(u.sql), u.vaerdier);
  return r.map((x) => ({ kendt: x.kendt, modtager: x.krav === null ? undefined : { kravId: x.krav, faktureringsbilagId: x.faktura, aftalekontoId: x.konto, forretningspartnerId: x.partner } }));
}

/** A post that may be placed. */
export interface Post { readonly id: string; readonly beloeb: string; readonly virkningsdato: Lokaldato; readonly placeret: boolean }

/** @throws IkkeFundet */
export async function hentPost(tx: Tx, id: string): Promise<Post> {
  const [r] = await tx.sql<Post>(
    `select i.id, i.beloeb, i.virkningsdato, (i.aftalekonto_id is not null or p.indbetaling_id is not null) as placeret
     from indbetaling i left join indbetaling_placering p on p.indbetaling_id = i.id where i.id = $1`, [id]);
  if (r === undefined) throw new IkkeFundet('Indbetaling', id);
  return r;
}

/** The bill a claim belongs to: a rente or gebyr is paid through its hovedkrav. @throws IkkeFundet */
export async function hentModtager(tx: Tx, kravId: string): Promise<Betalingsmodtager> {
  const [r] = await tx.sql<Betalingsmodtager>(
    `select coalesce(k.hovedkrav_id, k.id) as "kravId", k.aftalekonto_id as "aftalekontoId", a.forretningspartner_id as "forretningspartnerId"
     from kravsbilag k join aftalekonto a on a.id = k.aftalekonto_id where k.id = $1`, [kravId]);
  if (r === undefined) throw new IkkeFundet('Krav', kravId);
  return r;
}
