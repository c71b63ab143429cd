import { kr, type Beloeb, type Lokaldato } from '#app/kernel';
import { gaelder, tabel, type Tx } from '#app/platform';
import { kravstypePaa, type Kravstype } from '#app/krav';
import type { Afregningsbilag } from './fakturering.rules.js';

/** A claim that waits, with what the bill's postings and watches need of it. */
export interface Kravraekke {
  readonly kravId: string; readonly forretningspartnerId: string; readonly aftalekontoId: string; readonly modtagerId: string | null;
  readonly kravstype: string; readonly fagsystem: string; readonly stiftelsesdato: Lokaldato; readonly forfaldsdato: Lokaldato; readonly srb: Lokaldato; readonly foraeldet: boolean;
  /** kroner as text */
  readonly opkraevet: string; readonly betalt: string;
}
export interface Debitorfakta { readonly forretningspartnerId: string; readonly krav: readonly Afregningsbilag[]; readonly raekker: readonly Kravraekke[] }

/** Every waiting claim of these debtors, in claim order; debtors without any are left out. One statement. */
export async function hentAfregningsbilag(tx: Tx, partnere: readonly string[], typer: readonly Kravstype[]): Promise<Debitorfakta[]> {
  const raekker = await tx.sql<Kravraekke>(VENTENDE, [partnere, tx.forretningsdato]);
  const pr = new Map<string, { forretningspartnerId: string; krav: Afregningsbilag[]; raekker: Kravraekke[] }>();
  for (const r of raekker) {
    const d = pr.get(r.forretningspartnerId) ?? { forretningspartnerId: r.forretningspartnerId, krav: [], raekker: [] };
    pr.set(r.forretningspartnerId, d);
    d.raekker.push(r);
    d.krav.push({ kravId: r.kravId, aftalekontoId: r.aftalekontoId, modtagerId: r.modtagerId, regime: kravstypePaa(typer, r.kravstype, r.stiftelsesdato)?.regime, foraeldet: r.foraeldet, forfaldsdato: r.forfaldsdato, srb: r.srb, opkraevet: kr(r.opkraevet), betalt: kr(r.betalt) });
  }
  return [...pr.values()];
}

/** A line on a bill; kroner. */
export interface Fakturalinje {
  readonly kravId: string; readonly kravlinjeId: string; readonly deltransaktion: string; readonly tekst: string | null; readonly ydelsesmodtager: string | null;
  /** Charged by now, and what of it was cleared when the bill was made. */
  readonly opkraevet: Beloeb; readonly betalt: Beloeb;
  readonly moms: { readonly sats: string; /** Of the amount it was registered with. */ readonly beloeb: Beloeb; readonly linjebeloeb: Beloeb } | null;
}
export interface Fakturakrav {
  readonly kravId: string; readonly kravstype: string; readonly stiftelsesdato: Lokaldato; readonly fagsystem: string; readonly betalingsId: string;
  readonly periodeFra: Lokaldato | null; /** First day after it. */ readonly periodeTil: Lokaldato | null; readonly linjer: readonly Fakturalinje[];
}

type Linjeraekke = Omit<Fakturakrav, 'linjer'> & { kravlinjeId: string; deltransaktion: string; tekst: Buffer | null; ydelsesmodtager: Buffer | null; opkraevet: string; betalt: string; beloeb: string; momssats: string | null; moms: string | null };

/** The claims of the bills as the books stand now, after any credit balance was used. One statement. */
export async function hentFakturakrav(tx: Tx, kravIder: readonly string[]): Promise<Map<string, Fakturakrav>> {
  const ud = new Map<string, Fakturakrav & { linjer: Fakturalinje[] }>();
  for (const r of await tx.sql<Linjeraekke>(LINJER, [kravIder])) {
    const k = ud.get(r.kravId) ?? { kravId: r.kravId, kravstype: r.kravstype, stiftelsesdato: r.stiftelsesdato, fagsystem: r.fagsystem, betalingsId: r.betalingsId, periodeFra: r.periodeFra, periodeTil: r.periodeTil, linjer: [] };
    ud.set(r.kravId, k);
    k.linjer.push({
      kravId: r.kravId, kravlinjeId: r.kravlinjeId, deltransaktion: r.deltransaktion, tekst: tx.noegler.klartekst(r.tekst), ydelsesmodtager: tx.noegler.klartekst(r.ydelsesmodtager), opkraevet: kr(r.opkraevet), betalt: kr(r.betalt),
      moms: r.momssats === null ? null : { sats: r.momssats, beloeb: kr(r.moms!), linjebeloeb: kr(r.beloeb) },
    });
  }
  return ud;
}

/** How a debtor pays: the BS-aftale in force (the oldest number where there are several). */
export interface BsAftale { readonly pbsNummer: string; readonly debitorgruppe: string; readonly kundenummer: string }
export interface Betalingsvej { readonly fiKreditor: string | null; readonly bs: ReadonlyMap<string, BsAftale> }

export async function hentBetalingsvej(tx: Tx, partnere: readonly string[]): Promise<Betalingsvej> {
  const [fi] = await tx.sql<{ fi: string }>(`select fi_kreditor as fi from bankkonto where fi_kreditor is not null order by id limit 1`);
  const bs = await tx.sql<BsAftale & { partner: string }>(
    `select distinct on (b.forretningspartner_id) b.forretningspartner_id as partner, b.pbs_nummer as "pbsNummer", b.debitorgruppe, b.kundenummer from bs_aftale b
     where b.forretningspartner_id = any($1::bigint[]) and ${gaelder('b', '$2')} order by b.forretningspartner_id, b.pbs_nummer, b.debitorgruppe, b.kundenummer`, [partnere, tx.forretningsdato]);
  return { fiKreditor: fi?.fi ?? null, bs: new Map(bs.map((b) => [b.partner, { pbsNummer: b.pbsNummer, debitorgruppe: b.debitorgruppe, kundenummer: b.kundenummer }])) };
}

/** Which of these debtors have money that stands on no claim. */
export async function medTilgode(tx: Tx, partnere: readonly string[]): Promise<ReadonlySet<string>> {
  const r = await tx.raekker<[string]>(`select distinct forretningspartner_id from aaben_post where forretningspartner_id = any($1::bigint[]) and krav_id is null and rest <> 0`, [partnere]);
  return new Set(r.map(([p]) => p));
}

/** The number of each claim's next row in kravfrist. */
export async function naesteFristnr(tx: Tx, kravIder: readonly string[]): Promise<(kravId: string) => number> {
  if (kravIder.length === 0) return () => 1;
  const r = new Map(await tx.raekker<[string, number]>(`select krav_id, max(nr)::int from kravfrist where krav_id = any($1::bigint[]) group by 1`, [kravIder]));
  return (kravId) => (r.get(kravId) ?? 0) + 1;
}

/** The claims' new dates and their billing day, as an UPDATE of many rows. */
export function flytKrav(dato: Lokaldato, krav: readonly { readonly kravId: string; readonly forfaldsdato: Lokaldato; readonly srb: Lokaldato }[]): { sql: string; vaerdier: readonly unknown[] } {
  const u = tabel(krav, { id: ['bigint', (k) => k.kravId], forfald: ['date', (k) => k.forfaldsdato], srb: ['date', (k) => k.srb] }, 2);
  return { sql: `update kravsbilag k set faktureret = $1::date, forfaldsdato = u.forfald, srb = u.srb from ${u.sql} u where k.id = u.id and k.faktureret = 'infinity'`, vaerdier: [dato, ...u.vaerdier] };
}

// Charged = all that is no clearing (what it was registered with, regulations, write-offs); cleared = what is.
const SUMMER = `coalesce(sum(p.beloeb) filter (where b.art <> 'UDLIGNING'), 0)::numeric(15,2) as opkraevet, (-coalesce(sum(p.beloeb) filter (where b.art = 'UDLIGNING'), 0))::numeric(15,2) as betalt
    from postering p join bilag b on b.id = p.bilag_id where p.krav_id = k.id and p.konto = 'DEBITOR'`;

// The nearest recipient holds: the content's own before the account's.
const MODTAGER = (niveau: string, objekt: string): string =>
  `(select c.forretningspartner_id from korrespondance c where c.niveau = '${niveau}' and c.objekt_id = ${objekt} and c.rolle = 'MODTAGER' and ${gaelder('c', '$2')} order by 1 limit 1)`;

// Barred towards the debtor: the night's forældelse says so by a RYKKER-spærre of its own; of a claim it has not had before it, the registered date does.
const FORAELDET = `exists (select 1 from foraeldelsesspaerre f join spaerre s on s.id = f.spaerre_id where f.krav_id = k.id and s.art = 'RYKKER' and s.til = 'infinity')
    or (k.foraeldelsesdato < $2 and not exists (select 1 from foraeldelse f where f.krav_id = k.id))`;

// Account by account (offset 0): after a large file the planner does not yet know how many of the whole book wait.
const VENTENDE = `select k.id as "kravId", a.forretningspartner_id as "forretningspartnerId", k.aftalekonto_id as "aftalekontoId", coalesce(${MODTAGER('AFTALEINDHOLD', 'k.aftaleindhold_id')}, ${MODTAGER('AFTALEKONTO', 'k.aftalekonto_id')}) as "modtagerId",
    k.kravstype, k.fagsystem, k.stiftelsesdato, k.forfaldsdato, k.srb, ${FORAELDET} as foraeldet, s.opkraevet, s.betalt
  from aftalekonto a cross join lateral (select * from kravsbilag w where w.aftalekonto_id = a.id and w.faktureret = 'infinity' offset 0) k
  cross join lateral (select ${SUMMER}) s
  where a.forretningspartner_id = any($1::bigint[]) order by k.id`;

const LINJER = `select k.id as "kravId", k.kravstype, k.stiftelsesdato, k.fagsystem, k.betalings_id as "betalingsId", k.periode_fra as "periodeFra", k.periode_til as "periodeTil",
    l.id as "kravlinjeId", l.deltransaktion, l.tekst, l.ydelsesmodtager, l.beloeb, l.momssats::text as momssats, l.moms, s.opkraevet, s.betalt
  from kravsbilag k join kravlinje l on l.krav_id = k.id
  cross join lateral (select ${SUMMER} and p.kravlinje_id = l.id) s
  where k.id = any($1::bigint[]) and (s.opkraevet <> 0 or s.betalt <> 0) order by k.id, l.nr`;
