import { grupper, kr, neg, NUL, plus, sum, type Lokaldato } from '#app/kernel';
import { OPKRAEVER } from '#app/bogholderi';
import type { Tx } from '#app/platform';
import { FAMILIE, spaerrerPaaKrav, type Spaerre } from '#app/krav';
import { fordelPenge, type Navngivne } from './genindgaaet.rules.js';
import type { Aabning, Afskrevet, Afskrevetlinje, Afskrivningsaarsag, Afskrivningsart, Familie, Familiekrav, Kravart, Linjebeloeb, Tidligst } from './typer.js';

interface Linjeraekke {
  readonly hoved: string; readonly kravId: string; readonly aftalekontoId: string; readonly fagsystem: string; readonly art: Kravart; readonly stiftelsesdato: Lokaldato; readonly srb: Lokaldato; readonly foraeldet: Lokaldato | null; readonly gyldigTil: Tidligst;
  readonly kravlinjeId: string; readonly kontering: string; readonly rest: string; readonly udlignet: string; readonly sidste: Lokaldato | null;
}
interface Hovedraekke { readonly hovedkravId: string; readonly forretningspartnerId: string; readonly srb: Lokaldato; readonly renterTidligst: Tidligst; readonly loebenr: number }
interface Afskrevetraekke {
  readonly hoved: string; readonly bilagId: string; readonly virkningsdato: Lokaldato; readonly aarsag: Afskrivningsaarsag; readonly art: Afskrivningsart; readonly dag: Lokaldato; readonly afskrivningNr: number; readonly nr: number; readonly senest: number;
  readonly kravId: string; readonly kravlinjeId: string; readonly kontering: string; readonly beloeb: string;
}
type Pengeraekke = readonly [partner: string, indbetaling: string, dato: Lokaldato, beloeb: string, hoveder: string[]];

/** A family and the number of its bilag of art AFSKRIVNING so far. */
export interface Familiefakta { readonly familie: Familie; readonly loebenr: number }
/** The families, and money that names one of them and can pay nothing more on it. */
export interface Afskrivningsfakta { readonly familier: readonly Familiefakta[]; readonly tilovers: readonly (Navngivne & { readonly forretningspartnerId: string })[] }

const hovedet = (r: { readonly hoved: string }): string => r.hoved;

/** The families of these debtors whose watch is due, those asked about by hovedkrav id, and those that money of theirs names. */
export async function hentFamilier(tx: Tx, partnere: readonly string[], ogsaa: readonly string[] = []): Promise<Afskrivningsfakta> {
  const forfaldne = await tx.sql<Hovedraekke>(HOVEDER, [partnere, tx.forretningsdato, ogsaa]);
  const uplaceret = new Set((await tx.raekker<[string]>(UPLACERET, [[...new Set(forfaldne.map((h) => h.forretningspartnerId))]])).map(([p]) => p));
  const penge = uplaceret.size === 0 ? [] : await tx.raekker<Pengeraekke>(PENGE, [[...uplaceret], tx.forretningsdato]);
  const kendte = new Set(forfaldne.map((h) => h.hovedkravId));
  const navngivne = [...new Set(penge.flatMap(([, , , , h]) => h))].filter((h) => !kendte.has(h));
  const hoveder = navngivne.length === 0 ? forfaldne : [...forfaldne, ...(await tx.sql<Hovedraekke>(HOVEDER, [[], tx.forretningsdato, navngivne]))];
  const ider = hoveder.map((h) => h.hovedkravId);
  const linjer = grupper(await tx.sql<Linjeraekke>(LINJER, [ider]), hovedet);
  const afskrevne = grupper(await tx.sql<Afskrevetraekke>(AFSKREVET, [ider]), hovedet);
  const spaerrer = grupper(await tx.sql<Spaerre & { hoved: string }>(SPAERRER, [ider, tx.forretningsdato]), hovedet);
  const uden = hoveder.map((h) => ({ loebenr: h.loebenr, familie: familie(h, linjer.get(h.hovedkravId) ?? [], afskrevne.get(h.hovedkravId) ?? [], spaerrer.get(h.hovedkravId) ?? [], uplaceret) }));
  const ejere = new Map(penge.map(([partner, indbetaling]) => [indbetaling, partner]));
  const f = fordelPenge(uden.map((u) => u.familie), penge.map(([, indbetalingId, virkningsdato, beloeb, hovedkravIder]) => ({ indbetalingId, virkningsdato, beloeb: kr(beloeb), hovedkravIder })));
  return {
    familier: uden.map((u) => (f.til.has(u.familie.hovedkravId) ? { ...u, familie: { ...u.familie, penge: f.til.get(u.familie.hovedkravId)! } } : u)),
    tilovers: f.tilovers.map((p) => ({ ...p, forretningspartnerId: ejere.get(p.indbetalingId)! })),
  };
}

const INGEN: Familie['penge'] = [];

function familie(h: Hovedraekke, linjer: readonly Linjeraekke[], afskrevne: readonly Afskrevetraekke[], spaerrer: readonly Spaerre[], uplaceret: ReadonlySet<string>): Familie {
  const krav = new Map<string, Familiekrav & { linjer: Linjebeloeb[] }>();
  for (const l of linjer) {
    const k = krav.get(l.kravId) ?? { kravId: l.kravId, aftalekontoId: l.aftalekontoId, fagsystem: l.fagsystem, art: l.art, stiftelsesdato: l.stiftelsesdato, srb: l.srb, foraeldet: l.foraeldet, gyldigTil: l.gyldigTil, linjer: [] };
    k.linjer.push({ kravId: l.kravId, kravlinjeId: l.kravlinjeId, kontering: l.kontering, beloeb: kr(l.rest) });
    krav.set(l.kravId, k);
  }
  const senest = (art: Afskrivningsart): number => Math.max(0, ...afskrevne.filter((r) => r.art === art).map((r) => r.senest));
  return {
    hovedkravId: h.hovedkravId, forretningspartnerId: h.forretningspartnerId, srb: h.srb, krav: [...krav.values()],
    betaltPaaHovedkrav: neg(sum(linjer.filter((l) => l.kravId === h.hovedkravId).map((l) => kr(l.udlignet)))),
    sidsteUdligning: linjer.reduce<Lokaldato | null>((m, l) => (l.sidste !== null && (m === null || l.sidste > m) ? l.sidste : m), null),
    uplaceret: uplaceret.has(h.forretningspartnerId), penge: INGEN, spaerrer, renterTidligst: h.renterTidligst, afskrivninger: tidligere(afskrevne),
    genaabnet: senest('GENAABNING') > senest('AFSKRIVNING'),
  };
}

/** What is left of each write-off, newest first. */
function tidligere(raekker: readonly Afskrevetraekke[]): Afskrevet[] {
  const pr = new Map<string, { afskrevet: Omit<Afskrevet, 'linjer'>; linjer: Map<string, Afskrevetlinje> }>();
  for (const r of raekker) {
    const a = pr.get(r.bilagId) ?? { afskrevet: { bilagId: r.bilagId, nr: r.afskrivningNr, virkningsdato: r.virkningsdato, aarsag: r.aarsag }, linjer: new Map() };
    const l = a.linjer.get(r.kravlinjeId) ?? { kravId: r.kravId, kravlinjeId: r.kravlinjeId, kontering: r.kontering, beloeb: NUL };
    const beloeb = kr(r.beloeb);
    const aabning: Aabning = { nr: r.nr, virkningsdato: r.dag, beloeb: neg(beloeb) };
    const aabninger = r.art === 'GENINDGAAET' ? { genindgaaet: [...(l.genindgaaet ?? []), aabning] } : r.art === 'GENAABNING' ? { genaabnet: [...(l.genaabnet ?? []), aabning] } : {};
    a.linjer.set(r.kravlinjeId, { ...l, beloeb: plus(l.beloeb, beloeb), ...aabninger });
    pr.set(r.bilagId, a);
  }
  return [...pr.values()].map((a) => ({ ...a.afskrevet, linjer: [...a.linjer.values()] })).toSorted((a, b) => b.nr - a.nr);
}

const HOVEDER = `with kand as (select v.krav_id as id from vagt v where v.forretningspartner_id = any($1::bigint[]) and v.trin = 'afskriv' and v.tidligst <= $2 union select unnest($3::bigint[]))
  select k.id as "hovedkravId", a.forretningspartner_id as "forretningspartnerId", k.srb, coalesce(v.tidligst, 'infinity'::date) as "renterTidligst",
    (select count(distinct w.bilag_id)::int from afskrivning w where w.krav_id = any(array(select k.id union all select f.id from kravsbilag f where f.hovedkrav_id = k.id))) as loebenr
  from kand join kravsbilag k on k.id = kand.id and k.art = 'HOVEDKRAV' join aftalekonto a on a.id = k.aftalekonto_id
  left join vagt v on v.forretningspartner_id = a.forretningspartner_id and v.krav_id = k.id and v.trin = 'renter' order by k.id`;

// What charges a claim (what it came to be by, and regulations) and a write-off are no clearing; everything else is.
const UDLIGNER = `not (${OPKRAEVER}) and coalesce(m.art, b.art) <> 'AFSKRIVNING'`;
const LINJER = `with ${FAMILIE}
  select f.hoved, k.id as "kravId", k.aftalekonto_id as "aftalekontoId", k.fagsystem, k.art, k.stiftelsesdato, k.srb, min(d.foraeldet) as foraeldet, coalesce(min(d.sidste), k.foraeldelsesdato) as "gyldigTil", p.kravlinje_id as "kravlinjeId", min(p.kontering) as kontering, sum(p.beloeb)::numeric(15,2) as rest,
    coalesce(sum(p.beloeb) filter (where ${UDLIGNER}), 0)::numeric(15,2) as udlignet,
    max(p.virkningsdato) filter (where ${UDLIGNER}) as sidste
  from familie f join kravsbilag k on k.id = f.id join postering p on p.krav_id = k.id and p.konto = 'DEBITOR' join bilag b on b.id = p.bilag_id left join bilag m on m.id = b.modbilag_id
  left join foraeldelse d on d.krav_id = k.id
  group by f.hoved, k.id, p.kravlinje_id order by k.id, p.kravlinje_id`;

/** Its number in its family: taken under the debtor's lock. */
const NR = (b: string): string => `coalesce(substring(${b}.noegle from '^afskrivning:[0-9]+:([0-9]+)$')::int, 0)`;
const AFSKREVET = `with ${FAMILIE}
  select f.hoved, o.id as "bilagId", o.virkningsdato, min(a.aarsag) as aarsag, a.art, b.virkningsdato as dag, ${NR('o')} as "afskrivningNr", case a.art when 'GENINDGAAET' then min(${NR('b')}) else max(${NR('b')}) end as nr, max(${NR('b')}) as senest, p.krav_id as "kravId", p.kravlinje_id as "kravlinjeId", min(p.kontering) as kontering, (-sum(p.beloeb))::numeric(15,2) as beloeb
  from familie f join afskrivning a on a.krav_id = f.id join bilag b on b.id = a.bilag_id join bilag o on o.id = coalesce(b.modbilag_id, b.id)
  join postering p on p.bilag_id = b.id and p.krav_id = f.id and p.konto = 'DEBITOR' group by f.hoved, o.id, o.noegle, o.virkningsdato, a.art, b.virkningsdato, p.krav_id, p.kravlinje_id`;

const SPAERRER = `select k.id as hoved, s.id, s.niveau, s.objekt_id as "objektId", s.art, s.aarsag, s.fra, s.til, s.oprettet_af as "oprettetAf"
  from kravsbilag k join aftalekonto a on a.id = k.aftalekonto_id cross join lateral (${spaerrerPaaKrav('UDLIGNING', 'k', 'a.forretningspartner_id')}) s where k.id = any($1::bigint[]) and s.til > $2 order by s.id`;

const UPLACERET = `select distinct a.forretningspartner_id from aftalekonto a join postering p on p.aftalekonto_id = a.id and p.krav_id is null and p.konto = 'UPLACERET'
  where a.forretningspartner_id = any($1::bigint[]) group by a.id, a.forretningspartner_id having sum(p.beloeb) <> 0`;

// What is left of each payment that names a claim or a bill, with the families it names and that something of is written off, oldest SRB first.
const PENGE = `select * from (
    select a.forretningspartner_id, i.id, i.virkningsdato, (-s.beloeb)::numeric(15,2) as beloeb,
      array(select h.id::text from kravsbilag h where h.id in (select coalesce(k.hovedkrav_id, k.id) from kravsbilag k
          where k.id = coalesce(pl.krav_id, i.krav_id) or (pl.krav_id is null and k.id in (select q.krav_id from faktureringsposition q where q.faktureringsbilag_id = i.faktureringsbilag_id)))
        and exists (select 1 from afskrivning w join kravsbilag x on x.id = w.krav_id where h.id in (x.id, x.hovedkrav_id)) order by h.srb, h.id) as hoveder
    from aftalekonto a
    cross join lateral (select b.indbetaling_id, sum(p.beloeb) as beloeb from postering p join bilag b on b.id = p.bilag_id where p.aftalekonto_id = a.id and p.krav_id is null and p.konto = 'UPLACERET' group by 1 having sum(p.beloeb) < 0) s
    join indbetaling i on i.id = s.indbetaling_id left join indbetaling_placering pl on pl.indbetaling_id = i.id
    where a.forretningspartner_id = any($1::bigint[]) and i.virkningsdato <= $2) x where cardinality(hoveder) > 0 order by 3, 2`;
