import { grupper, kr, neg, NUL, sum, type Beloeb, type Lokaldato } from '#app/kernel';
import { OPKRAEVER } from '#app/bogholderi';
import type { Tx } from '#app/platform';
import { FAMILIE, spaerrerPaaKrav, type Spaerre } from '#app/krav';
import type { Afskrevet, Afskrivningsaarsag, Familie, Familiekrav, Linjebeloeb, Tidligst } from './afskrivning.rules.js';

interface Linjeraekke {
  readonly hoved: string; readonly kravId: string; readonly aftalekontoId: string; readonly fagsystem: string; readonly srb: Lokaldato;
  readonly kravlinjeId: string; readonly kontering: string; readonly rest: string; readonly udlignet: string; readonly sidste: Lokaldato | null;
}
interface Hovedraekke { readonly hovedkravId: string; readonly forretningspartnerId: string; readonly srb: Lokaldato; readonly renterTidligst: Tidligst; readonly loebenr: number }
interface Afskrevetraekke { readonly hoved: string; readonly bilagId: string; readonly virkningsdato: Lokaldato; readonly aarsag: Afskrivningsaarsag; readonly kravId: string; readonly kravlinjeId: string; readonly kontering: string; readonly beloeb: string }

/** A family and the number of its bilag of art AFSKRIVNING so far. */
export interface Familiefakta { readonly familie: Familie; readonly loebenr: number }

const hovedet = (r: { readonly hoved: string }): string => r.hoved;

/** The families of these debtors whose watch is due, and those asked about by hovedkrav id. */
export async function hentFamilier(tx: Tx, partnere: readonly string[], ogsaa: readonly string[] = []): Promise<Familiefakta[]> {
  const hoveder = await tx.sql<Hovedraekke>(HOVEDER, [partnere, tx.forretningsdato, ogsaa]);
  const ider = hoveder.map((h) => h.hovedkravId);
  const linjer = grupper(await tx.sql<Linjeraekke>(LINJER, [ider]), hovedet);
  const afskrevne = grupper(await tx.sql<Afskrevetraekke>(AFSKREVET, [ider]), hovedet);
  const spaerrer = grupper(await tx.sql<Spaerre & { hoved: string }>(SPAERRER, [ider, tx.forretningsdato]), hovedet);
  const uplaceret = new Set((await tx.raekker<[string]>(UPLACERET, [hoveder.map((h) => h.forretningspartnerId)])).map(([p]) => p));
  return hoveder.map((h) => ({ loebenr: h.loebenr, familie: familie(h, linjer.get(h.hovedkravId) ?? [], afskrevne.get(h.hovedkravId) ?? [], spaerrer.get(h.hovedkravId) ?? [], uplaceret) }));
}

function familie(h: Hovedraekke, linjer: readonly Linjeraekke[], afskrevne: readonly Afskrevetraekke[], spaerrer: readonly Spaerre[], uplaceret: ReadonlySet<string>): Familie {
  const krav = new Map<string, Familiekrav & { linjer: Linjebeloeb[] }>();
  for (const l of linjer) {
    const k = krav.get(l.kravId) ?? { kravId: l.kravId, aftalekontoId: l.aftalekontoId, fagsystem: l.fagsystem, srb: l.srb, linjer: [] };
    k.linjer.push({ kravId: l.kravId, kravlinjeId: l.kravlinjeId, kontering: l.kontering, beloeb: kr(l.rest) });
    krav.set(l.kravId, k);
  }
  return {
    hovedkravId: h.hovedkravId, forretningspartnerId: h.forretningspartnerId, srb: h.srb, krav: [...krav.values()],
    betaltPaaHovedkrav: neg(sum(linjer.filter((l) => l.kravId === h.hovedkravId).map((l) => kr(l.udlignet)))),
    sidsteUdligning: linjer.reduce<Lokaldato | null>((m, l) => (l.sidste !== null && (m === null || l.sidste > m) ? l.sidste : m), null),
    uplaceret: uplaceret.has(h.forretningspartnerId), spaerrer, renterTidligst: h.renterTidligst, afskrivninger: tidligere(afskrevne),
  };
}

/** What is left of each write-off, newest first. */
function tidligere(raekker: readonly Afskrevetraekke[]): Afskrevet[] {
  const pr = new Map<string, Afskrevet & { linjer: Linjebeloeb[] }>();
  for (const r of raekker) {
    const a = pr.get(r.bilagId) ?? { bilagId: r.bilagId, virkningsdato: r.virkningsdato, aarsag: r.aarsag, linjer: [] };
    a.linjer.push({ kravId: r.kravId, kravlinjeId: r.kravlinjeId, kontering: r.kontering, beloeb: kr(r.beloeb) });
    pr.set(r.bilagId, a);
  }
  return [...pr.values()].toSorted((a, b) => (BigInt(a.bilagId) < BigInt(b.bilagId) ? 1 : -1));
}

/** Sum per claim of some lines, kroner. */
export function prKrav(linjer: readonly Linjebeloeb[]): Map<string, Beloeb> {
  const ud = new Map<string, Beloeb>();
  for (const l of linjer) ud.set(l.kravId, sum([ud.get(l.kravId) ?? NUL, l.beloeb]));
  return ud;
}

const HOVEDER = `with kand as (select v.krav_id as id from vagt v where v.forretningspartner_id = any($1::bigint[]) and v.trin = 'afskriv' and v.tidligst <= $2 union select unnest($3::bigint[]))
  select k.id as "hovedkravId", a.forretningspartner_id as "forretningspartnerId", k.srb, coalesce(v.tidligst, 'infinity'::date) as "renterTidligst",
    (select count(distinct w.bilag_id)::int from afskrivning w where w.krav_id = any(array(select k.id union all select f.id from kravsbilag f where f.hovedkrav_id = k.id))) as loebenr
  from kand join kravsbilag k on k.id = kand.id and k.art = 'HOVEDKRAV' join aftalekonto a on a.id = k.aftalekonto_id
  left join vagt v on v.forretningspartner_id = a.forretningspartner_id and v.krav_id = k.id and v.trin = 'renter' order by k.id`;

// What charges a claim (what it came to be by, and regulations) and a write-off are no clearing; everything else is.
const UDLIGNER = `not (${OPKRAEVER}) and b.art <> 'AFSKRIVNING'`;
const LINJER = `with ${FAMILIE}
  select f.hoved, k.id as "kravId", k.aftalekonto_id as "aftalekontoId", k.fagsystem, k.srb, p.kravlinje_id as "kravlinjeId", min(p.kontering) as kontering, sum(p.beloeb)::numeric(15,2) as rest,
    coalesce(sum(p.beloeb) filter (where ${UDLIGNER}), 0)::numeric(15,2) as udlignet,
    max(p.virkningsdato) filter (where ${UDLIGNER}) as sidste
  from familie f join kravsbilag k on k.id = f.id join postering p on p.krav_id = k.id and p.konto = 'DEBITOR' join bilag b on b.id = p.bilag_id left join bilag m on m.id = b.modbilag_id
  group by f.hoved, k.id, p.kravlinje_id order by k.id, p.kravlinje_id`;

const AFSKREVET = `with ${FAMILIE}
  select f.hoved, o.id as "bilagId", o.virkningsdato, min(a.aarsag) as aarsag, p.krav_id as "kravId", p.kravlinje_id as "kravlinjeId", min(p.kontering) as kontering, (-sum(p.beloeb))::numeric(15,2) as beloeb
  from familie f join afskrivning a on a.krav_id = f.id join bilag b on b.id = a.bilag_id join bilag o on o.id = coalesce(b.modbilag_id, b.id)
  join postering p on p.bilag_id = b.id and p.krav_id = f.id and p.konto = 'DEBITOR' group by f.hoved, o.id, o.virkningsdato, p.krav_id, p.kravlinje_id`;

const SPAERRER = `select k.id as hoved, s.id, s.niveau, s.objekt_id as "objektId", s.art, s.aarsag, s.fra, s.til, s.oprettet_af as "oprettetAf"
  from kravsbilag k join aftalekonto a on a.id = k.aftalekonto_id cross join lateral (${spaerrerPaaKrav('UDLIGNING', 'k', 'a.forretningspartner_id')}) s where k.id = any($1::bigint[]) and s.til > $2 order by s.id`;

const UPLACERET = `select distinct a.forretningspartner_id from aftalekonto a join postering p on p.aftalekonto_id = a.id and p.krav_id is null and p.konto = 'UPLACERET'
  where a.forretningspartner_id = any($1::bigint[]) group by a.id, a.forretningspartner_id having sum(p.beloeb) <> 0`;
