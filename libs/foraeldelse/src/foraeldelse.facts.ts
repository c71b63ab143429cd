import { foraeldelsesdato, grupper, kr, type Lokaldato } from '#app/kernel';
import type { Tx } from '#app/platform';
import { FAMILIE, kravstypePaa, type Kravstype } from '#app/krav';
import type { Afslutningsart, Foraeldelsesart, Rimsystem } from './arter.js';
import type { Bevaegelse, Familie, Kravfakta } from './familie.rules.js';
import type { Egenspaerre, Hidtil } from './maal.rules.js';
import type { Afslutning, Dato, Haendelse } from './typer.js';

interface Kravraekke {
  readonly kravId: string; readonly hoved: string; readonly art: 'HOVEDKRAV' | 'RENTE' | 'GEBYR'; readonly forretningspartnerId: string;
  readonly fagsystem: string; readonly ejer: string; readonly kravstype: string; readonly venter: boolean;
  readonly stiftelsesdato: Lokaldato; readonly forfaldsdato: Lokaldato; readonly srb: Lokaldato; readonly foraeldelsesdato: Lokaldato; readonly periodeFra: Lokaldato | null;
}
/** A row of foraeldelseshaendelse as read; `krav` empty for ends and annulments. */
export interface Haendelsesraekke {
  readonly id: string; readonly art: Foraeldelsesart | Afslutningsart | 'ANNULLERET'; readonly forretningspartnerId: string | null; readonly dato: Lokaldato; readonly slut: Lokaldato | null;
  readonly skriftlig: boolean; readonly rimSystem: Rimsystem | null; readonly afslutterId: string | null; readonly annullererId: string | null;
  readonly evidens: Buffer; readonly bruger: string; readonly registreret: Date; readonly krav: string[];
}

/** A claim's row beside what the rules read of it. */
export interface Kravplads { readonly kravId: string; readonly hovedkravId: string; readonly forretningspartnerId: string; /** Who is told. */ readonly fagsystem: string; /** Who owns its hovedkrav. */ readonly ejer: string; readonly kravstype: string; /** It waits to be billed. */ readonly venter: boolean }
export interface Projektion { readonly kravId: string; readonly dato: Dato; readonly sidste: Dato; readonly suspenderet: boolean; readonly foraeldet: Lokaldato | null }

/** A family with everything that is decided from, and what was decided before. */
export interface Familiefakta {
  readonly familie: Familie; readonly pladser: ReadonlyMap<string, Kravplads>; readonly hidtil: Hidtil;
  readonly projektion: ReadonlyMap<string, Projektion>;
  /** Every row of the events, the annulled and ended ones too. */
  readonly raekker: readonly Haendelsesraekke[];
}

/** The families of these hovedkrav; a fixed number of statements. `kendt`: as it was known before that moment. */
export async function hentFamilier(tx: Tx, hovedkravIder: readonly string[], typer: readonly Kravstype[], kendt: Date | null = null): Promise<Familiefakta[]> {
  const krav = await tx.sql<Kravraekke>(KRAV, [hovedkravIder, kendt]);
  const ider = krav.map((k) => k.kravId);
  const raekker = await tx.sql<Haendelsesraekke>(HAENDELSER, [ider, kendt]);
  const nu = await efterfoelgere(tx, raekker);
  const haeftere = grupper(await tx.sql<{ kravId: string; haefter: string }>(HAEFTERE, [ider]), (h) => h.kravId);
  const bevaegelser = grupper(await tx.sql<{ kravId: string; dato: Lokaldato; beloeb: string }>(BEVAEGELSER, [ider, kendt]), (b) => b.kravId);
  const markeret = await tx.sql<{ kravId: string; id: string; fra: Lokaldato | null }>(MARKERET, [ider]);
  const spaerrer = await tx.sql<Egenspaerre>(SPAERRER, [ider]);
  const projektion = await tx.sql<Projektion>(PROJEKTION, [ider]);
  const familier = grupper(krav, (k) => k.hoved);
  return [...familier].map(([hovedkravId, egne]) => {
    const mine = new Set(egne.map((k) => k.kravId));
    const ejede = <R extends { readonly kravId: string }>(r: readonly R[]): R[] => r.filter((x) => mine.has(x.kravId));
    const mineRaekker = medFoelger(raekker, mine);
    return {
      familie: { hovedkravId, krav: egne.map((k) => kravfakta(k, kravstypePaa(typer, k.kravstype, k.stiftelsesdato), haeftere.get(k.kravId) ?? [], bevaegelser.get(k.kravId) ?? [])), haendelser: staaende(mineRaekker, nu) },
      pladser: new Map(egne.map((k) => [k.kravId, { kravId: k.kravId, hovedkravId, forretningspartnerId: k.forretningspartnerId, fagsystem: k.fagsystem, ejer: k.ejer, kravstype: k.kravstype, venter: k.venter }])),
      hidtil: { markeret: new Map(ejede(markeret).map((m) => [m.kravId, m])), spaerrer: ejede(spaerrer) },
      projektion: new Map(ejede(projektion).map((p) => [p.kravId, p])), raekker: mineRaekker,
    };
  });
}

const UNDERKRAV_AAR = 3; // forældelsesloven § 3 stk. 1: renter and gebyrer by themselves

function kravfakta(k: Kravraekke, type: Kravstype | undefined, haeftere: readonly { haefter: string }[], bevaegelser: readonly { dato: Lokaldato; beloeb: string }[]): Kravfakta {
  const srb = k.art === 'HOVEDKRAV' && type?.foraeldelseStart === 'SRB';
  return {
    kravId: k.kravId, art: k.art, stiftelsesdato: k.stiftelsesdato, betaler: k.forretningspartnerId,
    haeftere: [...new Set([k.forretningspartnerId, ...haeftere.map((h) => h.haefter)])],
    bevaegelser: bevaegelser.map((b): Bevaegelse => ({ dato: b.dato, beloeb: kr(b.beloeb) })),
    grundlag: {
      art: k.art, ...(srb ? { start: k.srb, startregel: 'SRB' as const } : underkravsstart(k)), aar: k.art === 'HOVEDKRAV' ? (type?.foraeldelseAar ?? UNDERKRAV_AAR) : UNDERKRAV_AAR,
      dato: k.foraeldelsesdato, undtaget: type?.civilretlig ?? false,
    },
  };
}

/** Interest per day was registered with three years from its period's first day; everything else counts from forfald. */
function underkravsstart({ art, forfaldsdato, periodeFra, foraeldelsesdato: dato }: Kravraekke): Pick<Kravfakta['grundlag'], 'start' | 'startregel'> {
  const fraPerioden = art === 'RENTE' && periodeFra !== null && dato !== foraeldelsesdato(forfaldsdato, UNDERKRAV_AAR) && dato === foraeldelsesdato(periodeFra, UNDERKRAV_AAR);
  return fraPerioden ? { start: periodeFra, startregel: 'PERIODE' } : { start: forfaldsdato, startregel: 'FORFALD' };
}

/** The rows that name these claims, with the rows that end or annul them. */
function medFoelger(alle: readonly Haendelsesraekke[], krav: ReadonlySet<string>): Haendelsesraekke[] {
  const egne = alle.filter((r) => r.krav.some((k) => krav.has(k)));
  const ider = new Set(egne.map((r) => r.id));
  const ender = alle.filter((r) => r.afslutterId !== null && ider.has(r.afslutterId));
  for (const e of ender) ider.add(e.id);
  return [...egne, ...ender, ...alle.filter((r) => r.annullererId !== null && ider.has(r.annullererId))];
}

/** The events that stand: not annulled, each with the ends that stand. */
export function staaende(raekker: readonly Haendelsesraekke[], nu: ReadonlyMap<string, string>): Haendelse[] {
  const annullerede = new Set(raekker.flatMap((r) => r.annullererId ?? []));
  const ender = grupper(raekker.filter((r) => r.afslutterId !== null && !annullerede.has(r.id)), (r) => r.afslutterId!);
  return raekker.filter((r) => r.afslutterId === null && r.annullererId === null && !annullerede.has(r.id)).map((r): Haendelse => ({
    id: r.id, art: r.art as Foraeldelsesart, forretningspartnerId: r.forretningspartnerId === null ? null : (nu.get(r.forretningspartnerId) ?? r.forretningspartnerId), dato: r.dato, slut: r.slut,
    skriftlig: r.skriftlig, rimSystem: r.rimSystem, kravIder: r.krav, afslutninger: (ender.get(r.id) ?? []).map((e): Afslutning => ({ id: e.id, art: e.art as Afslutningsart, dato: e.dato })),
  }));
}

/** Partners named on events that have since been merged with another: who they are now. */
async function efterfoelgere(tx: Tx, raekker: readonly Haendelsesraekke[]): Promise<Map<string, string>> {
  const partnere = [...new Set(raekker.flatMap((r) => r.forretningspartnerId ?? []))];
  return partnere.length === 0 ? new Map() : new Map(await tx.raekker<[string, string]>(EFTERFOELGERE, [partnere]));
}

// Corrections of the claim registered after `kendt` ($2; null = now) are taken back: dates as they were known then.
const KRAV = `with ${FAMILIE}
  select k.id as "kravId", f.hoved, k.art, a.forretningspartner_id as "forretningspartnerId", k.fagsystem, h.fagsystem as ejer, k.kravstype, k.faktureret is not distinct from 'infinity' as venter, k.stiftelsesdato,
    coalesce(t.forfaldsdato_foer, k.forfaldsdato) as forfaldsdato, coalesce(t.srb_foer, k.srb) as srb, coalesce(r.dato, k.foraeldelsesdato) as foraeldelsesdato, k.periode_fra as "periodeFra"
  from familie f join kravsbilag k on k.id = f.id join kravsbilag h on h.id = f.hoved join aftalekonto a on a.id = k.aftalekonto_id
  left join lateral (select t.forfaldsdato_foer, t.srb_foer from kravfrist t where t.krav_id = k.id and t.registreret >= $2 order by t.nr limit 1) t on true
  left join lateral (select (r.foer ->> 'foraeldelsesdato')::date as dato from kravrettelse r where r.krav_id = k.id and r.registreret >= $2 and r.foer ? 'foraeldelsesdato' order by r.registreret, r.id limit 1) r on true
  where k.id = f.hoved or $2::timestamptz is null or k.registreret < $2 order by f.hoved, k.id <> f.hoved, k.id`;

// What names the claims, what ends that, and what annuls either.
const HAENDELSER = `with navngivne as (select distinct haendelse_id as id from foraeldelseshaendelse_krav where krav_id = any($1::bigint[])),
  ender as (select h.id from navngivne n join foraeldelseshaendelse h on h.afslutter_id = n.id),
  alle as (select id from navngivne union all select id from ender union all
    select h.id from (select id from navngivne union all select id from ender) x join foraeldelseshaendelse h on h.annullerer_id = x.id)
  select h.id, h.art, h.forretningspartner_id as "forretningspartnerId", h.dato, h.slut, h.skriftlig, h.rim_system as "rimSystem", h.afslutter_id as "afslutterId", h.annullerer_id as "annullererId",
    h.evidens, h.bruger, h.registreret, coalesce((select array_agg(k.krav_id::text order by k.krav_id) from foraeldelseshaendelse_krav k where k.haendelse_id = h.id), '{}') as krav
  from alle join foraeldelseshaendelse h on h.id = alle.id where $2::timestamptz is null or h.registreret < $2 order by h.dato, h.registreret, h.id`;

const EFTERFOELGERE = `with recursive f as (select u as foerst, u as nu from unnest($1::bigint[]) u union
    select f.foerst, s.til_id from f join partner_sammenlaegning s on s.fra_id = f.nu and s.ophaever_id is null and not exists (select 1 from partner_sammenlaegning o where o.ophaever_id = s.id))
  select f.foerst, f.nu from f where not exists (select 1 from partner_sammenlaegning s where s.fra_id = f.nu and s.ophaever_id is null and not exists (select 1 from partner_sammenlaegning o where o.ophaever_id = s.id))`;

// Everyone who is or will be liable for a claim since it came to be: its own list, else its aftaleindhold's.
const HAEFTERE = `with liste as (
    select k.id, h.niveau, h.forretningspartner_id from unnest($1::bigint[]) u join kravsbilag k on k.id = u
    join haefter h on h.kendt_til = 'infinity' and h.gyldig_til > k.stiftelsesdato
      and ((h.niveau = 'KRAV' and h.objekt_id in (k.id, k.hovedkrav_id)) or (h.niveau = 'AFTALEINDHOLD' and h.objekt_id = k.aftaleindhold_id)))
  select distinct l.id as "kravId", l.forretningspartner_id as haefter from liste l
  where l.niveau = 'KRAV' or not exists (select 1 from liste e where e.id = l.id and e.niveau = 'KRAV') order by 1, 2`;

const BEVAEGELSER = `select p.krav_id as "kravId", p.virkningsdato as dato, sum(p.beloeb)::numeric(15,2) as beloeb from postering p join bilag b on b.id = p.bilag_id
  where p.krav_id = any($1::bigint[]) and p.konto = 'DEBITOR' and ($2::timestamptz is null or b.registreret < $2) group by 1, 2 order by 1, 2`;

const MARKERET = `select m.krav_id as "kravId", m.id, m.fra from foraeldelsesmarkering m where m.krav_id = any($1::bigint[]) and not exists (select 1 from foraeldelsesmarkering n where n.afloeser_id = m.id)`;

const SPAERRER = `select f.spaerre_id as "spaerreId", f.krav_id as "kravId", s.art, s.fra from foraeldelsesspaerre f join spaerre s on s.id = f.spaerre_id where f.krav_id = any($1::bigint[]) and s.til = 'infinity'`;

const PROJEKTION = `select krav_id as "kravId", dato, sidste, suspenderet, foraeldet from foraeldelse where krav_id = any($1::bigint[])`;
