import { Injectable } from '@nestjs/common';
import type { Lokaldato } from '#app/kernel';
import { EJER, gaelder, indsaet, NU, tabel, type Skrivning, type Tx } from '#app/platform';

/** Id kinds that name a debtor. */
export type IdentArt = 'ZCPR' | 'ZEPNR' | 'ZCVR';

export interface Adresse { readonly vejnavn?: string | undefined; readonly husnummer?: string | undefined; readonly postnummer?: string | undefined; readonly postdistrikt?: string | undefined; readonly landekode?: string | undefined }

/** Where a claim belongs: debtor, account by type, aftaleindhold by the fagsystem's own number. */
export interface Oenske {
  readonly art: IdentArt; readonly nummer: string; readonly navn?: string | undefined; readonly adresse?: Adresse | undefined;
  readonly kontotype: string; readonly fagsystem: string; readonly indhold: string;
  /** Given: it belongs there, whatever the rest says. */
  readonly plads?: Placering | undefined;
}

/** The three ids a claim stands on. */
export interface Placering { readonly forretningspartnerId: string; readonly aftalekontoId: string; readonly aftaleindholdId: string }

const PARTNERTYPE: Record<IdentArt, string> = { ZCPR: 'BORGER', ZEPNR: 'ERSTATNINGSPERSON', ZCVR: 'VIRKSOMHED' };

interface Slaaet { partner: string | null; konto: string | null; indhold: string | null }

/** Finds or plans debtor, account and aftaleindhold for many claims at once. */
@Injectable()
export class PlaceringService {
  /**
   * One look-up for all; locks the debtors that exist (id order). What is missing is planned: the returned writes create it,
   * in the same statement as the claims. A debtor created by someone else meanwhile is a unique violation, and the transaction runs again.
   */
  async find(tx: Tx, oensker: readonly Oenske[], gyldigFra: Lokaldato): Promise<{ placeringer: Placering[]; skrivninger: Skrivning[] }> {
    const opslag = opslagAf(tx, oensker);
    const u = somTabel(oensker, opslag);
    const slaaet = await tx.sql<Slaaet>(FIND(u.sql, '$1::date'), [tx.forretningsdato, ...u.vaerdier]);
    const pladser = slaaet.map((s, i): Slaaet => { const p = oensker[i]!.plads; return p === undefined ? s : { partner: p.forretningspartnerId, konto: p.aftalekontoId, indhold: p.aftaleindholdId }; });
    return planlaeg(tx, oensker, opslag, pladser, gyldigFra);
  }
}

/** The blind keys that debtor and content are found by. */
interface Opslag { readonly ident: Buffer; readonly indhold: Buffer }
const opslagAf = (tx: Tx, oensker: readonly Oenske[]): Opslag[] => oensker.map((o) => ({ ident: tx.noegler.opslag(o.art, o.nummer), indhold: tx.noegler.opslag('INDHOLD', o.indhold) }));

/** The wishes as a source in FROM, their parameters numbered from 2; `o`: place in the list. */
const somTabel = (oensker: readonly Oenske[], opslag: readonly Opslag[]): Skrivning => tabel(oensker, {
  art: ['text', (o) => o.art], ident: ['bytea', (_, i) => opslag[i]!.ident], kontotype: ['text', (o) => o.kontotype], fagsystem: ['text', (o) => o.fagsystem],
  indhold: ['bytea', (_, i) => opslag[i]!.indhold], o: ['int', (_, i) => i],
}, 2);

// An aftaleindhold is the fagsystem's by its own registration, or because it took it over under the same number. One list is carried through,
// never joined with itself: a plan made for any length (as a kept statement's is) would compare every row of the one with every row of the other.
const FIND = (oensker: string, dag: string): string => `with u as materialized (select x.*, p.forretningspartner_id as partner from ${oensker} x
  left join partner_ident p on p.art = x.art and p.opslag = x.ident and p.gyldig_til = 'infinity' and p.kendt_til = 'infinity'),
l as materialized (select f.id from forretningspartner f where f.id in (select partner from u) order by f.id for no key update)
select u.partner, a.id as konto, coalesce(h.id, case when exists (select 1 from aftaleindhold_ejer) then (${OVERTAGET(dag)}) end) as indhold, (select count(*) from l) as laaste from u
  left join aftalekonto a on a.forretningspartner_id = u.partner and a.type = u.kontotype and a.plads
  left join aftaleindhold h on h.aftalekonto_id = a.id and h.fagsystem = u.fagsystem and h.nummer_opslag = u.indhold
order by u.o`;

const OVERTAGET = (dag: string): string => `select m.id from aftaleindhold m join aftaleindhold_ejer e on e.aftaleindhold_id = m.id and e.fagsystem = u.fagsystem and ${gaelder('e', dag)}
  where m.aftalekonto_id = a.id and m.nummer_opslag = u.indhold order by m.id limit 1`;

/** Which of these the fagsystem registered but owns no more; nothing is read where no case ever changed hands. @returns their places in the list */
export async function fratagne(tx: Tx, oensker: readonly Oenske[]): Promise<Set<number>> {
  const u = somTabel(oensker, opslagAf(tx, oensker));
  const r = await tx.raekker<[number]>(`select u.o from ${u.sql} u join partner_ident p on p.art = u.art and p.opslag = u.ident and p.gyldig_til = 'infinity' and p.kendt_til = 'infinity'
    join aftalekonto a on a.forretningspartner_id = p.forretningspartner_id and a.type = u.kontotype and a.plads
    join aftaleindhold h on h.aftalekonto_id = a.id and h.fagsystem = u.fagsystem and h.nummer_opslag = u.indhold where ${EJER('h.id', 'h.fagsystem', '$1::date')} <> u.fagsystem`, [tx.forretningsdato, ...u.vaerdier]);
  return new Set(r.map(([o]) => o));
}

async function planlaeg(tx: Tx, oensker: readonly Oenske[], opslag: readonly Opslag[], slaaet: readonly Slaaet[], gyldigFra: Lokaldato): Promise<{ placeringer: Placering[]; skrivninger: Skrivning[] }> {
  const ids = await tx.ids(slaaet.reduce((n, s) => n + (s.partner ? 0 : 1) + (s.konto ? 0 : 1) + (s.indhold ? 0 : 1), 0));
  const ny = (): string => ids.pop()!;
  ids.reverse();
  const partnere = new Map<string, { id: string; i: number }>();
  const konti = new Map<string, { id: string; partner: string; type: string }>();
  const indhold = new Map<string, { id: string; konto: string; i: number }>();
  const placeringer = oensker.map((o, i): Placering => {
    const s = slaaet[i]!;
    const forretningspartnerId = s.partner ?? genbrug(partnere, `${o.art}:${opslag[i]!.ident.toString('base64')}`, () => ({ id: ny(), i })).id;
    const aftalekontoId = s.konto ?? genbrug(konti, `${forretningspartnerId}:${o.kontotype}`, () => ({ id: ny(), partner: forretningspartnerId, type: o.kontotype })).id;
    const aftaleindholdId = s.indhold ?? genbrug(indhold, `${aftalekontoId}:${o.fagsystem}:${opslag[i]!.indhold.toString('base64')}`, () => ({ id: ny(), konto: aftalekontoId, i })).id;
    return { forretningspartnerId, aftalekontoId, aftaleindholdId };
  });
  const skrivninger: Skrivning[] = [];
  if (partnere.size > 0) skrivninger.push(...nyePartnere(tx, [...partnere.values()].map((p) => ({ ...p, o: oensker[p.i]!, opslag: opslag[p.i]!.ident })), gyldigFra));
  if (konti.size > 0) skrivninger.push(indsaet('aftalekonto', [...konti.values()], { id: ['bigint', (k) => k.id], forretningspartner_id: ['bigint', (k) => k.partner], type: ['text', (k) => k.type] }, { oprettet: NU }));
  if (indhold.size > 0) {
    skrivninger.push(indsaet('aftaleindhold', [...indhold.values()], {
      id: ['bigint', (h) => h.id], aftalekonto_id: ['bigint', (h) => h.konto], fagsystem: ['text', (h) => oensker[h.i]!.fagsystem], nummer_opslag: ['bytea', (h) => opslag[h.i]!.indhold],
      nummer_krypteret: ['bytea', (h) => tx.noegler.krypter(oensker[h.i]!.indhold)],
    }, { oprettet: NU }));
  }
  return { placeringer, skrivninger };
}

function nyePartnere(tx: Tx, nye: readonly { id: string; o: Oenske; opslag: Buffer }[], gyldigFra: Lokaldato): Skrivning[] {
  return [
    indsaet('forretningspartner', nye, { id: ['bigint', (p) => p.id], type: ['text', (p) => PARTNERTYPE[p.o.art]] }, { oprettet: NU }),
    indsaet('forretningspartner_version', nye, {
      forretningspartner_id: ['bigint', (p) => p.id], navn: ['text', (p) => p.o.navn], vejnavn: ['text', (p) => p.o.adresse?.vejnavn], husnummer: ['text', (p) => p.o.adresse?.husnummer],
      postnummer: ['text', (p) => p.o.adresse?.postnummer], postdistrikt: ['text', (p) => p.o.adresse?.postdistrikt], landekode: ['text', (p) => p.o.adresse?.landekode ?? 'DK'],
    }, { gyldig_fra: ['date', gyldigFra], kendt_fra: NU, bruger: ['text', tx.bruger] }),
    indsaet('partner_ident', nye, {
      forretningspartner_id: ['bigint', (p) => p.id], art: ['text', (p) => p.o.art], opslag: ['bytea', (p) => p.opslag],
      krypteret: ['bytea', (p) => tx.noegler.krypter(p.o.nummer)],
    }),
  ];
}

function genbrug<V>(m: Map<string, V>, noegle: string, ny: () => V): V {
  const fundet = m.get(noegle);
  if (fundet !== undefined) return fundet;
  const v = ny();
  m.set(noegle, v);
  return v;
}
