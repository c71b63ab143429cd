import { grupper, kr } from '#app/kernel';
import { OPKRAEVET } from '#app/bogholderi';
import { gaelder, type Tx } from '#app/platform';
import type { Brevfakta, Brevkrav, Kopi, Person } from './brev.rules.js';
import type { Fakta, Kravraekke } from './rykker.facts.js';
import type { Brev, Rykkergrundlag } from './typer.js';

/** A letter decided, with the id it will have. */
export interface Planlagt { readonly brevId: string; readonly forretningspartnerId: string; readonly brev: Brev }
export interface Brevpakke { readonly fakta: Brevfakta; readonly kopier: readonly Kopi[] }

interface Haefter { readonly kravId: string; readonly forretningspartnerId: string }
const DOED = '90';

/** What the letters say beyond what decided them: texts, names, addresses, who else is liable. Three reads however many letters. */
export async function hentBreve(tx: Tx, planlagte: readonly Planlagt[], fakta: Fakta, g: Rykkergrundlag): Promise<Brevpakke[]> {
  const raekker = planlagte.map((p) => p.brev.krav.map((k) => fakta.raekker.get(k.kravId)!));
  const alle = raekker.flat();
  const tekster = await hentTekster(tx, alle.map((k) => k.kravId));
  const haeftere = await tx.sql<Haefter>(`select distinct l.krav_id as "kravId", l.forretningspartner_id as "forretningspartnerId" from (${HAEFTERE('$1::bigint[]', '$2')}) l where l.form = 'SOLIDARISK'`, [alle.map((k) => k.kravId), tx.forretningsdato]);
  const pr = grupper(haeftere, (h) => h.kravId);
  const personer = await hentPersoner(tx, [...planlagte.map((p) => p.forretningspartnerId), ...haeftere.map((h) => h.forretningspartnerId)]);
  const [fi] = await tx.sql<{ fi: string | null }>(`select fi_kreditor as fi from bankkonto where fi_kreditor is not null order by id limit 1`);
  return planlagte.map((p, i): Brevpakke => ({
    fakta: {
      brevId: p.brevId, dato: tx.forretningsdato, kommune: { kode: tx.kommune.kode, navn: tx.kommune.navn }, debitor: personer.get(p.forretningspartnerId) ?? ukendt(p.forretningspartnerId),
      krav: raekker[i]!.map((r) => brevkrav(r, fakta, tekster.get(r.kravId))), maksima: g.maksima, kompensationer: g.kompensationer, fiKreditor: fi?.fi ?? null,
    },
    kopier: kopierTil(p.forretningspartnerId, raekker[i]!, pr, personer),
  }));
}

function brevkrav(r: Kravraekke, fakta: Fakta, t: Tekster | undefined): Brevkrav {
  const type = fakta.typer.get(r.kravId)!; // a claim without a kravstype has no procedure and is never reminded
  return {
    kravId: r.kravId, aftalekontoId: r.aftalekontoId, aftaleindholdId: r.aftaleindholdId, kravstype: type.navn, regime: type.regime, renteBesluttet: type.renteBesluttet !== null,
    periodeFra: r.periodeFra, periodeTil: r.periodeTil, stiftelsesdato: r.stiftelsesdato, forfaldsdato: r.forfaldsdato, srb: r.srb, betalingsId: r.betalingsId, tekster: t?.tekster ?? [],
    hovedstol: kr(r.hovedstol), reguleret: kr(t?.reguleret ?? '0.00'), afskrevet: kr(t?.afskrevet ?? '0.00'), hovedrest: kr(r.hovedrest), renter: kr(r.renter), gebyrer: kr(r.gebyrer),
  };
}

/** SQL: who is liable beside (or instead of) the account's owner, per claim: its own list, else its aftaleindhold's. `ider` and `dag` are SQL expressions. */
export const HAEFTERE = (ider: string, dag: string): string => `select k.id as krav_id, h.forretningspartner_id, h.form from unnest(${ider}) u join kravsbilag k on k.id = u
    join haefter h on ((h.niveau = 'KRAV' and h.objekt_id = k.id) or (h.niveau = 'AFTALEINDHOLD' and h.objekt_id = k.aftaleindhold_id)) and ${gaelder('h', dag)}
    where h.niveau = 'KRAV' or not exists (select 1 from haefter e where e.niveau = 'KRAV' and e.objekt_id = k.id and ${gaelder('e', dag)})`;

/** Everyone jointly liable for a claim of the letter; the dead get no letter, and the debtor has her own. */
function kopierTil(debitor: string, krav: readonly Kravraekke[], haeftere: ReadonlyMap<string, readonly Haefter[]>, personer: ReadonlyMap<string, Person>): Kopi[] {
  const pr = new Map<string, Set<string>>();
  for (const h of krav.flatMap((k) => haeftere.get(k.kravId) ?? [])) {
    if (h.forretningspartnerId === debitor) continue;
    pr.set(h.forretningspartnerId, (pr.get(h.forretningspartnerId) ?? new Set()).add(h.kravId));
  }
  return [...pr].map(([id, kravIder]) => ({ person: personer.get(id) ?? ukendt(id), kravIder })).filter((k) => k.person.cprStatus !== DOED);
}

const ukendt = (id: string): Person => ({ id, navn: null, cprStatus: null, adressebeskyttet: false, vejnavn: null, husnummer: null, postnummer: null, postdistrikt: null, landekode: 'DK' });

export async function hentPersoner(tx: Tx, ider: readonly string[]): Promise<Map<string, Person>> {
  const r = await tx.sql<Person>(
    `select v.forretningspartner_id as id, v.navn, v.cpr_status as "cprStatus", v.adressebeskyttet, v.vejnavn, v.husnummer, v.postnummer, v.postdistrikt, v.landekode
     from forretningspartner_version v where v.forretningspartner_id = any($1::bigint[]) and ${gaelder('v', '$2')}`, [ider, tx.forretningsdato]);
  return new Map(r.map((p) => [p.id, p]));
}

interface Tekster { readonly tekster: readonly string[]; readonly reguleret: string; readonly afskrevet: string }

/** Each line's own words (encrypted at rest: they may name children), and what the claim has been regulated by (+ up, − down) and written off by. */
async function hentTekster(tx: Tx, ider: readonly string[]): Promise<Map<string, Tekster>> {
  const r = await tx.sql<{ kravId: string; tekster: (Buffer | null)[] | null; reguleret: string; afskrevet: string }>(
    `select k as "kravId", (select array_agg(l.tekst order by l.nr) from kravlinje l where l.krav_id = k) as tekster, ${OPKRAEVET('k')} - (select b.hovedstol from kravsbilag b where b.id = k) as reguleret,
       (select coalesce(sum(a.beloeb), 0)::numeric(15,2) from afskrivning a where a.krav_id = k) as afskrevet from unnest($1::bigint[]) k`, [ider]);
  return new Map(r.map((x) => [x.kravId, { tekster: (x.tekster ?? []).flatMap((t) => (t === null ? [] : [tx.noegler.dekrypterTekst(t)])), reguleret: x.reguleret, afskrevet: x.afskrevet }]));
}
