import { kr, visBeloeb, visDato, type Lokaldato } from '#app/kernel';
import { OPKRAEVET } from '#app/bogholderi';
import { gaelder, IkkeFundet, type Tx } from '#app/platform';
import type { Spaerre } from '#app/krav';
import { GEBYRLOVE, gebyrregime, type Gebyrlov, type Gebyrregime } from './gebyr.rules.js';
import { hentMaksima, PROCEDURETRIN } from './rykker.facts.js';
import type { Rykkerart } from './procedure.js';
import type { Kravsvar, Rykket } from './typer.js';

/** The answer to "why (not) dunned"; `rest` in kroner as text, family included. */
export interface Rykkerstatus extends Kravsvar { readonly dato: Lokaldato; readonly rest: string; readonly rykket: readonly Rykket[]; readonly spaerrer: readonly Spaerre[] }

/** A letter as one of its claims sees it; amounts in kroner as text. */
export interface Rykkerbrev {
  readonly brevId: string; readonly trin: number; readonly dato: Lokaldato; readonly frist: Lokaldato;
  /** What the claim owed when it was reminded, renter and earlier gebyrer included. */
  readonly rest: string;
  /** The fee the letter put on this claim, if any. */
  readonly gebyrkravId: string | null; readonly gebyr: string | null;
  readonly antalKrav: number;
  readonly art: Rykkerart;
  /** The letter was the claim's underretning of GIL § 2 stk. 4. */
  readonly underretning: boolean;
  /** The day it was taken back; null: it stands. */
  readonly annulleret: Lokaldato | null;
  /** The round it was approved in, or the night's. */
  readonly rykkerkoerselId: string | null;
}

/** How a rykkergebyr came to be: amounts in kroner as text, `tekst` Danish. */
export interface Gebyrforklaring {
  readonly gebyrkravId: string; readonly hovedkravId: string; readonly bilagId: string; readonly beloeb: string; readonly dato: Lokaldato; readonly betalingsfrist: Lokaldato;
  readonly brev: { readonly brevId: string; readonly trin: number; readonly antalKrav: number; readonly antalGebyrer: number };
  readonly procedure: { readonly kode: string; readonly trin: number; readonly gyldigFra: Lokaldato; readonly gebyr: string } | null;
  readonly lov: { readonly regime: Gebyrregime; readonly paragraf: string; readonly maksimum: string; readonly kilde: string; readonly hoejst: number | null; readonly dageImellem: number | null };
  readonly art: 'RYKKERGEBYR' | 'KOMPENSATION';
  /** Which of the claim's rykkergebyrer it is, 1 the first. */
  readonly nummer: number;
  readonly tekst: string;
}

/** The hovedkrav a claim belongs to, and its debtor. @throws IkkeFundet */
export async function slaaOp(tx: Tx, kravId: string): Promise<{ hovedkravId: string; forretningspartnerId: string }> {
  const [r] = await tx.sql<{ hovedkravId: string; forretningspartnerId: string }>(
    `select coalesce(k.hovedkrav_id, k.id) as "hovedkravId", a.forretningspartner_id as "forretningspartnerId" from kravsbilag k join aftalekonto a on a.id = k.aftalekonto_id where k.id = $1`, [kravId]);
  if (r === undefined) throw new IkkeFundet('Krav', kravId);
  return r;
}

export function hentKravetsBreve(tx: Tx, hovedkravId: string): Promise<Rykkerbrev[]> {
  return tx.sql<Rykkerbrev>(
    `select b.id as "brevId", p.trin, b.dato, b.frist, p.rest, g.krav_id as "gebyrkravId", g.beloeb as gebyr, (select count(*)::int from rykkerpost q where q.rykkerbrev_id = b.id) as "antalKrav",
       b.art, p.underretning, (select a.dato from rykkerannullering a where a.id = p.annullering_id) as annulleret, b.rykkerkoersel_id as "rykkerkoerselId"
     from rykkerpost p join rykkerbrev b on b.id = p.rykkerbrev_id
     left join bilag gb on gb.noegle = 'gebyr:' || b.id || ':' || p.krav_id left join postering g on g.bilag_id = gb.id and g.konto = 'DEBITOR'
     where p.krav_id = $1 order by b.dato, b.id`, [hovedkravId]);
}

interface Raekke {
  gebyrkravId: string; hovedkravId: string; bilagId: string; beloeb: string; opkraevet: string; dato: Lokaldato; betalingsfrist: Lokaldato; brevId: string; trin: number; antalKrav: number; antalGebyrer: number; nummer: number; kompensation: boolean; annulleret: Lokaldato | null;
  regime: 'GEBYRLOV' | 'RENTELOV' | 'OPKRAEVNINGSLOV' | 'INGEN' | 'DOM_FORLIG'; udpantningsret: boolean; civilretlig: boolean; procedurekode: string; procedureGyldigFra: Lokaldato | null; proceduregebyr: string | null;
}

// The rules as they were known when the letter was written: a later correction of a procedure does not rewrite the reason.
const GEBYRER = `with g as (select f.* from kravsbilag f where f.art = 'GEBYR' and f.hovedkrav_id = (select coalesce(hovedkrav_id, id) from kravsbilag where id = $1))
  select g.id as "gebyrkravId", g.hovedkrav_id as "hovedkravId", b.id as "bilagId", g.hovedstol as beloeb, ${OPKRAEVET('g.id')} as opkraevet, g.stiftelsesdato as dato, g.srb as betalingsfrist, r.id as "brevId", p.trin, n.art = 'kompensation' as kompensation, (select a.dato from rykkerannullering a where a.id = p.annullering_id) as annulleret,
    (select count(*)::int from rykkerpost q join rykkerbrev e on e.id = q.rykkerbrev_id join bilag x on x.noegle = n.art || ':' || e.id || ':' || q.krav_id
      where q.krav_id = h.id and (e.dato, e.id) <= (r.dato, r.id) and (q.annullering_id is null or e.id = r.id)) as nummer,
    (select count(*)::int from rykkerpost q where q.rykkerbrev_id = r.id) as "antalKrav",
    (select count(*)::int from rykkerpost q join bilag x on x.noegle = n.art || ':' || r.id || ':' || q.krav_id where q.rykkerbrev_id = r.id) as "antalGebyrer",
    t.regime, t.udpantningsret, t.civilretlig, t.rykkerprocedure as procedurekode, o.gyldig_fra as "procedureGyldigFra", o.gebyr as proceduregebyr
  from g join kravsbilag h on h.id = g.hovedkrav_id join rykkerpost p on p.krav_id = h.id join rykkerbrev r on r.id = p.rykkerbrev_id
  cross join (values ('gebyr'), ('kompensation')) n (art) join bilag b on b.noegle = n.art || ':' || r.id || ':' || h.id and exists (select 1 from postering l where l.bilag_id = b.id and l.krav_id = g.id)
  join kravstype t on t.kode = h.kravstype and ${gaelder('t', 'h.stiftelsesdato')}
  left join lateral (${PROCEDURETRIN}) o on true
  where $1 in (g.id, g.hovedkrav_id) order by g.stiftelsesdato, g.id`;

export async function forklarGebyrer(tx: Tx, kravId: string): Promise<Gebyrforklaring[]> {
  const raekker = await tx.sql<Raekke>(GEBYRER, [kravId]);
  if (raekker.length === 0) return [];
  const { maksima, kompensationer } = await hentMaksima(tx);
  return raekker.map((r): Gebyrforklaring => {
    const regime = gebyrregime(r) ?? 'GEBYRLOV';
    const maks = (r.kompensation ? kompensationer : maksima).find((m) => m.regime === regime && m.gyldigFra <= r.dato && m.gyldigTil > r.dato);
    const lov = r.kompensation ? KOMPENSATIONSLOV : GEBYRLOVE[regime];
    const f = {
      gebyrkravId: r.gebyrkravId, hovedkravId: r.hovedkravId, bilagId: r.bilagId, beloeb: r.beloeb, dato: r.dato, betalingsfrist: r.betalingsfrist, art: r.kompensation ? 'KOMPENSATION' as const : 'RYKKERGEBYR' as const, nummer: r.nummer,
      brev: { brevId: r.brevId, trin: r.trin, antalKrav: r.antalKrav, antalGebyrer: r.antalGebyrer },
      procedure: r.procedureGyldigFra === null ? null : { kode: r.procedurekode, trin: r.trin, gyldigFra: r.procedureGyldigFra, gebyr: r.proceduregebyr! },
      lov: { regime, paragraf: lov.paragraf, maksimum: maks === undefined ? '' : maks.maks.toFixed(2), kilde: maks?.kilde ?? '', hoejst: lov.hoejst ?? null, dageImellem: lov.dageImellem ?? null },
    };
    return { ...f, tekst: `${tekst(f)}${efterskrift(r)}` };
  });
}

/** What became of it since. */
function efterskrift(r: Raekke): string {
  if (r.annulleret !== null) return ` Rykkeren er annulleret ${visDato(r.annulleret)}, og gebyret er taget tilbage.`;
  return r.opkraevet === r.beloeb ? '' : ` Gebyret er siden sat ned; der opkræves nu ${visBeloeb(kr(r.opkraevet))} kr.`;
}

const KOMPENSATIONSLOV: Gebyrlov = { paragraf: 'renteloven § 9 a, stk. 3', hoejst: 1 };

function tekst(f: Omit<Gebyrforklaring, 'tekst'>): string {
  if (f.art === 'KOMPENSATION') return `Kompensationsbeløb ${visBeloeb(kr(f.beloeb))} kr. efter ${f.lov.paragraf}: kravet er på en virksomhed, er betalt for sent, og beløbet opkræves én gang pr. krav. Det er opkrævet med rykker ${f.brev.trin} af ${visDato(f.dato)} og skal betales senest ${visDato(f.betalingsfrist)}.`;
  const beloeb = (t: string): string => visBeloeb(kr(t));
  const hvorfor = f.procedure === null ? '' : ` Rykkerproceduren ${f.procedure.kode}, trin ${f.procedure.trin}, siger ${beloeb(f.procedure.gebyr)} kr.`;
  const antal = f.lov.hoejst === null ? '' : ` Det er gebyr nr. ${f.nummer} af højst ${f.lov.hoejst} på kravet${f.lov.dageImellem === null ? '' : `, med mindst ${f.lov.dageImellem} dage imellem`}.`;
  const brev = f.brev.antalKrav === 1 ? 'Brevet omfattede kravet alene.'
    : `Brevet omfattede ${f.brev.antalKrav} krav og kostede ${f.brev.antalGebyrer === 1 ? 'ét gebyr, som står på det ældste af de krav, der må bære det' : `${f.brev.antalGebyrer} gebyrer, ét for hvert krav, der må bære det`}.`;
  return `Rykkergebyr ${beloeb(f.beloeb)} kr. for rykker ${f.brev.trin} af ${visDato(f.dato)}.${hvorfor}${f.lov.maksimum === '' ? '' : ` Loven tillader højst ${beloeb(f.lov.maksimum)} kr. (${f.lov.paragraf}).`}${antal} ${brev} Gebyret skal betales senest ${visDato(f.betalingsfrist)} og forrentes ikke.`;
}
