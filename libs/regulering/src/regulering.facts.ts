import { grupper, kr, neg, sum, type Beloeb, type Lokaldato } from '#app/kernel';
import { EJER, EJES, type Tx } from '#app/platform';
import { OPKRAEVER, type Linje } from '#app/bogholderi';
import { indtaegtskonto } from './bogfoering.rules.js';
import type { Kravfakta, Linjefakta, Modkonto } from './typer.js';

/** A claim that is regulated, with what its bilag, its messages and a tillægskrav need of it. */
export interface Kravsag extends Kravfakta {
  readonly hovedkravId: string; readonly forretningspartnerId: string; readonly aftalekontoId: string; readonly aftaleindholdId: string;
  /** Who is told of what happens to the claim: `debitor` for a gebyr. */
  readonly fagsystem: string;
  /** The fagsystem that owns its family today. */
  readonly ejer: string;
  readonly kravstype: string; readonly hovedkravStiftet: Lokaldato;
  readonly reference: string | null; readonly periodeFra: Lokaldato | null; /** First day after it. */ readonly periodeTil: Lokaldato | null;
  readonly betalingsId: string | null; readonly kleEmne: string | null; readonly organisatoriskReference: string | null;
  /** Billed by its fagsystem itself. */
  readonly egenFaktura: boolean;
  /** Cleared by money, kroner. */
  readonly udlignet: Beloeb;
  readonly tekster: ReadonlyMap<string, Linjetekst>;
}
export interface Linjetekst { readonly deltransaktion: string; readonly tekst: string | null; readonly ydelsesmodtager: string | null; readonly momssats: string | null }

/** A posting of a claim as the rules read it. `oprindelig`: of the bilag it came to be by. */
export interface Kravpostering { readonly kravlinjeId: string; readonly konto: string; readonly kontering: string; readonly virkningsdato: Lokaldato; readonly opkraever: boolean; readonly oprindelig: boolean; readonly beloeb: Beloeb }

interface Hovedraekke extends Omit<Kravsag, 'linjer' | 'tekster' | 'udlignet' | 'faktura'> { readonly faktureret: string | null }
interface Linjeraekke { readonly kravId: string; readonly id: string; readonly nr: number; readonly kontering: string; readonly deltransaktion: string; readonly tekst: Buffer | null; readonly ydelsesmodtager: Buffer | null; readonly momssats: string | null }
type Posteringsraekke = readonly [krav: string, linje: string, konto: string, kontering: string, dato: Lokaldato, opkraever: boolean, oprindelig: boolean, udligning: boolean, beloeb: string];

/** These claims with all that is known of them, in id order; another fagsystem's are left out. Three statements. */
export async function hentKravsager(tx: Tx, kravIder: readonly string[]): Promise<Kravsag[]> {
  const hoveder = await tx.sql<Hovedraekke>(HOVEDER, [kravIder, tx.fagsystem ?? null, tx.forretningsdato]);
  const linjer = grupper(await tx.sql<Linjeraekke>(LINJER, [kravIder]), (l) => l.kravId);
  const poster = grupper(await tx.raekker<Posteringsraekke>(POSTERINGER, [kravIder]), (p) => p[0]);
  return hoveder.map(({ faktureret, ...h }): Kravsag => {
    const egne = poster.get(h.kravId) ?? [];
    const mine = linjer.get(h.kravId) ?? [];
    const posteringer = egne.map(([, kravlinjeId, konto, kontering, virkningsdato, opkraever, oprindelig, , b]): Kravpostering => ({ kravlinjeId, konto, kontering, virkningsdato, opkraever, oprindelig, beloeb: kr(b) }));
    return {
      ...h, faktura: faktureret === 'infinity' ? 'VENTER' : 'FAKTURERET', egenFaktura: faktureret === null,
      udlignet: neg(sum(egne.filter((p) => p[7]).map((p) => kr(p[8])))),
      linjer: mine.map((l) => linjefakta(l, posteringer)), tekster: new Map(mine.map((l) => [l.id, tekster(tx, l)])),
    };
  });
}

const tekster = (tx: Tx, l: Linjeraekke): Linjetekst => ({
  deltransaktion: l.deltransaktion, momssats: l.momssats, tekst: tx.noegler.klartekst(l.tekst),
  ydelsesmodtager: tx.noegler.klartekst(l.ydelsesmodtager),
});

/** What the postings of a claim say of one line. Pure. */
export function linjefakta(l: Pick<Linjefakta, 'id' | 'nr' | 'kontering'>, alle: readonly Kravpostering[]): Linjefakta {
  const egne = alle.filter((p) => p.kravlinjeId === l.id);
  const debitor = egne.filter((p) => p.konto === 'DEBITOR');
  const dage = grupper(debitor.filter((p) => p.opkraever), (p) => p.virkningsdato);
  const konti = [...grupper(egne.filter((p) => p.konto !== 'DEBITOR' && p.opkraever), (p) => p.konto)].map(([konto, p]): Modkonto => ({
    konto, kontering: p[0]!.kontering, nu: kredit(p), oprindelig: kredit(p.filter((x) => x.oprindelig)),
  }));
  const indtaegt = indtaegtskonto(l.kontering);
  return {
    id: l.id, nr: l.nr, kontering: l.kontering, rest: sum(debitor.map((p) => p.beloeb)),
    opkraevet: [...dage.values()].map((p) => [p[0]!.virkningsdato, sum(p.map((x) => x.beloeb))] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
    konti: [...konti.filter((k) => k.konto !== indtaegt), ...konti.filter((k) => k.konto === indtaegt)],
  };
}

const kredit = (p: readonly Kravpostering[]): Beloeb => neg(sum(p.map((x) => x.beloeb)));

const HOVEDER = `select k.id as "kravId", k.art, h.id as "hovedkravId", k.fagsystem, ${EJER('k.aftaleindhold_id', 'h.fagsystem', '$3::date')} as ejer, a.forretningspartner_id as "forretningspartnerId", k.aftalekonto_id as "aftalekontoId", k.aftaleindhold_id as "aftaleindholdId",
    k.kravstype, h.stiftelsesdato as "hovedkravStiftet", k.stiftelsesdato, k.faktureret, k.fagsystem_reference as reference, k.periode_fra as "periodeFra", k.periode_til as "periodeTil",
    k.betalings_id as "betalingsId", k.kle_emne as "kleEmne", k.organisatorisk_reference as "organisatoriskReference",
    exists (select 1 from regulering r where r.krav_id = k.id and r.art = 'ANNULLERING' and r.tilbagefoerer_id is null
      and not exists (select 1 from regulering t where t.tilbagefoerer_id = r.id)) as annulleret
  from kravsbilag k join kravsbilag h on h.id = coalesce(k.hovedkrav_id, k.id) join aftalekonto a on a.id = k.aftalekonto_id
  where k.id = any($1::bigint[]) and ${EJES('$2', 'k.aftaleindhold_id', 'h.fagsystem', '$3::date')} order by k.id`;

const LINJER = `select l.krav_id as "kravId", l.id, l.nr, l.kontering, l.deltransaktion, l.tekst, l.ydelsesmodtager, l.momssats::text as momssats from kravlinje l where l.krav_id = any($1::bigint[]) order by l.krav_id, l.nr`;

const POSTERINGER = `select p.krav_id, p.kravlinje_id, p.konto, min(p.kontering), p.virkningsdato, ${OPKRAEVER}, b.art in ('KRAV', 'RENTE', 'GEBYR'), b.art = 'UDLIGNING' and p.konto = 'DEBITOR', sum(p.beloeb)
  from postering p join bilag b on b.id = p.bilag_id left join bilag m on m.id = b.modbilag_id
  where p.krav_id = any($1::bigint[]) group by 1, 2, 3, 5, 6, 7, 8 having sum(p.beloeb) <> 0 order by 1, 2, 3, 5`;

/** The bilag of a regulation with their postings, oldest first. */
export interface Bogfoertbilag { readonly id: string; readonly virkningsdato: Lokaldato; readonly linjer: readonly Linje[] }

export async function hentBilag(tx: Tx, reguleringId: string, forretningspartnerId: string): Promise<Bogfoertbilag[]> {
  const r = await tx.raekker<[bilag: string, dato: Lokaldato, konto: string, beloeb: string, aftalekonto: string | null, krav: string, linje: string, kontering: string]>(
    `select p.bilag_id, p.virkningsdato, p.konto, p.beloeb, p.aftalekonto_id, p.krav_id, p.kravlinje_id, p.kontering from postering p
     where p.bilag_id in (select bilag_id from reguleringslinje where regulering_id = $1) order by p.bilag_id, p.nr`, [reguleringId]);
  return [...grupper(r, ([b]) => b)].map(([id, poster]) => ({
    id, virkningsdato: poster[0]![1],
    linjer: poster.map(([, , konto, b, aftalekontoId, kravId, kravlinjeId, kontering]): Linje => ({
      konto, beloeb: kr(b), kravId, kravlinjeId, kontering, ...(aftalekontoId === null ? {} : { aftalekontoId, forretningspartnerId }),
    })),
  }));
}

/** A rykker's fee that has lost its ground: nothing its letter concerned was owed on the letter's day. */
export interface Grundloestgebyr { readonly kravId: string; readonly beloeb: string; readonly rykkerbrevId: string; readonly dato: Lokaldato }

// A letter with a fee on each claim (gebyr_fordeling PR_KRAV): each fee is its own claim's. Otherwise one fee stands for the whole letter.
const GRUNDLOESE = `with breve as (select p.rykkerbrev_id as id from rykkerpost p where p.krav_id = $1),
  poster as (select q.rykkerbrev_id as brev, q.krav_id, r.dato, (select coalesce(sum(p.beloeb), 0) from postering p join bilag b on b.id = p.bilag_id left join bilag m on m.id = b.modbilag_id
      where p.krav_id = q.krav_id and p.konto = 'DEBITOR' and p.virkningsdato <= r.dato and ${OPKRAEVER}) as opkraevet
    from breve v join rykkerpost q on q.rykkerbrev_id = v.id join rykkerbrev r on r.id = q.rykkerbrev_id),
  gebyrer as (select s.brev, s.dato, s.krav_id as hoved, s.opkraevet, l.krav_id, count(*) over (partition by s.brev) as antal
    from poster s join bilag b on b.noegle = 'gebyr:' || s.brev || ':' || s.krav_id join postering l on l.bilag_id = b.id and l.konto = 'DEBITOR')
  select g.krav_id as "kravId", x.opkraevet as beloeb, g.brev as "rykkerbrevId", g.dato from gebyrer g
  cross join lateral (select coalesce(sum(p.beloeb), 0)::numeric(15,2) as opkraevet from postering p join bilag b on b.id = p.bilag_id left join bilag m on m.id = b.modbilag_id
    where p.krav_id = g.krav_id and p.konto = 'DEBITOR' and ${OPKRAEVER}) x
  join kravsbilag k on k.id = g.hoved
  where x.opkraevet > 0 and ${EJES('$2', 'k.aftaleindhold_id', 'k.fagsystem', '$3::date')} and case when g.antal > 1 then g.opkraevet = 0 else not exists (select 1 from poster s where s.brev = g.brev and s.opkraevet > 0) end order by g.krav_id`;

/** The fees of the letters this hovedkrav was in that have lost their ground. */
export const hentGrundloeseGebyrer = (tx: Tx, hovedkravId: string): Promise<Grundloestgebyr[]> => tx.sql<Grundloestgebyr>(GRUNDLOESE, [hovedkravId, tx.fagsystem ?? null, tx.forretningsdato]);

/** The bill or letter a claim was demanded by. */
export interface Opkraevetved { /** Who got the bill instead of the debtor. */ readonly modtagerId: string | null; readonly faktureringsbilagId: string | null; readonly regnskabsaar: number | null; readonly fakturanummer: string | null; readonly dato: Lokaldato | null; readonly rykkerbrevId: string | null }

export async function hentOpkraevning(tx: Tx, k: Pick<Kravsag, 'kravId' | 'hovedkravId' | 'art'>): Promise<Opkraevetved> {
  const [r] = await tx.sql<Opkraevetved>(k.art === 'GEBYR'
    ? `select null as "modtagerId", null as "faktureringsbilagId", null as regnskabsaar, null as fakturanummer, r.dato, r.id as "rykkerbrevId" from rykkerpost p join rykkerbrev r on r.id = p.rykkerbrev_id
       join bilag b on b.noegle = 'gebyr:' || r.id || ':' || p.krav_id join postering l on l.bilag_id = b.id and l.krav_id = $1 and l.konto = 'DEBITOR' where p.krav_id = $2 limit 1`
    : `select f.modtager_id as "modtagerId", f.id as "faktureringsbilagId", f.regnskabsaar, f.fakturanummer, f.dato, null as "rykkerbrevId" from faktureringsposition p join faktureringsbilag f on f.id = p.faktureringsbilag_id
       where p.krav_id = $1 and $2::bigint is not null order by f.id limit 1`, [k.kravId, k.hovedkravId]);
  return r ?? { modtagerId: null, faktureringsbilagId: null, regnskabsaar: null, fakturanummer: null, dato: null, rykkerbrevId: null };
}
