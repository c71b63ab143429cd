import { beloebTekst, kr, NUL, plus, sum, visBeloeb, visDato, type Lokaldato } from '#app/kernel';
import type { Tx } from '#app/platform';

/** Number and kroner (text, two decimals). */
export interface Post { readonly antal: number; readonly beloeb: string }
export interface Navngiven extends Post { readonly kode: string; readonly navn: string }

/** What a debitor administrator wants to see first: the whole book on tx.forretningsdato. */
export interface Oversigt {
  readonly dato: Lokaldato;
  readonly forretningspartnere: Readonly<Record<'borgere' | 'virksomheder' | 'andre', number>>;
  /** Hovedkrav by kravstype. */
  readonly krav: readonly Navngiven[];
  /** Money placed by the payment id or by a caseworker, and money that waits in afklaring. */
  readonly placeret: Post;
  readonly afklaring: Post;
  readonly renter: Post;
  readonly gebyrer: Post;
  readonly rykkerbreve: number;
  /** Bills and what they asked for; claims that wait for one. */
  readonly regninger: Post;
  readonly venter: Post;
  /** Regulations by art, those undone apart (kode FORTRUDT). */
  readonly reguleringer: readonly Navngiven[];
  /** Files of claims; what of them was refused. */
  readonly kravfiler: Readonly<Record<'antal' | 'krav' | 'afviste', number>>;
  /** Claims corrected; merges, and those taken apart again. */
  readonly rettelser: Readonly<Record<'krav' | 'sammenlagte' | 'skilte', number>>;
  /** Open tasks by art. */
  readonly opgaver: readonly { readonly art: string; readonly antal: number }[];
  /** Write-offs, reversals deducted. */
  readonly afskrevet: Post;
  /** Open claims with renter and gebyrer by days after SRB. */
  readonly aabne: readonly Navngiven[];
  /** Debtors' money not placed on a claim; kroner >= 0. */
  readonly uplaceret: Post;
  readonly raabalance: readonly { readonly konto: string; readonly navn: string; readonly saldo: string }[];
  /** The accounts' sum: 0.00. */
  readonly raabalancesum: string;
  /** `sidste`: the three newest, newest first. */
  readonly naetter: Readonly<Record<'antal' | 'medFejl', number>> & { readonly sidste: readonly { readonly dato: Lokaldato; readonly status: string }[] };
}

const KRAV = `select k.kravstype as kode, coalesce(t.navn, k.kravstype) as navn, count(*)::int as antal, sum(k.hovedstol)::numeric(15,2) as beloeb
  from kravsbilag k left join lateral (select navn from kravstype t where t.kode = k.kravstype and t.kendt_til = 'infinity' order by gyldig_fra desc limit 1) t on true where k.art = 'HOVEDKRAV' group by 1, 2 order by 1`;
const INDBETALT = `select i.afklaringsaarsag is null or p.indbetaling_id is not null as placeret, count(*)::int as antal, coalesce(sum(i.beloeb), 0)::numeric(15,2) as beloeb
  from indbetaling i left join indbetaling_placering p on p.indbetaling_id = i.id group by 1`;
const UNDERKRAV = `select k.art as kode, count(distinct k.id) filter (where p.beloeb is not null)::int as antal, coalesce(sum(p.beloeb), 0)::numeric(15,2) as beloeb
  from kravsbilag k join postering p on p.krav_id = k.id and p.konto = 'DEBITOR' join bilag b on b.id = p.bilag_id and b.art in ('RENTE', 'GEBYR') where k.art <> 'HOVEDKRAV' group by 1`;
const REGNINGER = `select count(*)::int as antal, coalesce(sum(beloeb), 0)::numeric(15,2) as beloeb from faktureringsbilag`;
const VENTER = `select count(*)::int as antal, coalesce(sum(s.rest), 0)::numeric(15,2) as beloeb from kravsbilag k cross join lateral (select sum(p.beloeb) as rest from postering p where p.krav_id = k.id and p.konto = 'DEBITOR') s where k.faktureret = 'infinity'`;
const REGULERINGER = `select case when tilbagefoerer_id is null then art else 'FORTRUDT' end as kode, count(*)::int as antal, sum(beloeb)::numeric(15,2) as beloeb from regulering group by 1`;
const REGULERINGSNAVNE = [['KREDITNOTA', 'Kreditnotaer'], ['NEDREGULERING', 'Nedreguleringer'], ['OPREGULERING', 'Opreguleringer'], ['ANNULLERING', 'Annulleringer'], ['FORTRUDT', 'Reguleringer, der er fortrudt']] as const;
const KRAVFILER = `select count(*)::int as antal, coalesce(sum(krav), 0)::int as krav, (select count(*)::int from kravfil_resultat where krav_id is null) as afviste from kravfil`;
const RETTELSER = `select (select count(distinct krav_id)::int from kravrettelse) as krav, count(*) filter (where ophaever_id is null)::int as sammenlagte, count(ophaever_id)::int as skilte from partner_sammenlaegning`;
const OPGAVER = `select art, count(*)::int as antal from opgave where afsluttet is null group by 1 order by 1`;
const AFSKREVET = `select count(distinct krav_id)::int as antal, coalesce(sum(beloeb), 0)::numeric(15,2) as beloeb from afskrivning`;
const ALDER = [['IKKE_FORFALDEN', 'ikke forfalden'], ['D0_30', '0-30 dage efter SRB'], ['D31_90', '31-90 dage'], ['D91_365', '91-365 dage'], ['OVER_365', 'over 365 dage']] as const;
const AABNE = `select case when s.srb >= $1 then 'IKKE_FORFALDEN' when $1::date - s.srb <= 30 then 'D0_30' when $1::date - s.srb <= 90 then 'D31_90' when $1::date - s.srb <= 365 then 'D91_365' else 'OVER_365' end as kode,
    count(*)::int as antal, sum(s.rest)::numeric(15,2) as beloeb
  from (select k.id, k.srb, sum(p.beloeb) as rest from kravsbilag k join postering p on p.krav_id = k.id and p.konto = 'DEBITOR' group by k.id, k.srb having sum(p.beloeb) <> 0) s group by 1`;
const UPLACERET = `select count(*)::int as antal, coalesce(sum(s.rest), 0)::numeric(15,2) as beloeb from (select -sum(beloeb) as rest from postering where konto = 'UPLACERET' group by aftalekonto_id having sum(beloeb) <> 0) s`;
const BALANCE = `select k.kode as konto, k.navn, sum(p.beloeb)::numeric(17,2) as saldo from konto k join postering p on p.konto = k.kode group by 1, 2 order by 1`;
const NAETTER = `select count(*)::int as antal, count(*) filter (where status = 'AFSLUTTET_MED_FEJL')::int as "medFejl",
    coalesce((select json_agg(n) from (select forretningsdato as dato, status from koersel where art = 'NAT' order by forretningsdato desc limit 3) n), '[]') as sidste from koersel where art = 'NAT'`;

/** The summary as data; one read over the whole book. */
export async function oversigt(tx: Tx): Promise<Oversigt> {
  const [partnere] = await tx.sql<Oversigt['forretningspartnere']>(`select count(*) filter (where type in ('BORGER', 'ERSTATNINGSPERSON'))::int as borgere, count(*) filter (where type = 'VIRKSOMHED')::int as virksomheder,
    count(*) filter (where type in ('BIDRAGSBERETTIGET', 'BIDRAGSPERSON', 'ADMINISTRATOR'))::int as andre from forretningspartner`);
  const indbetalt = await tx.sql<Post & { placeret: boolean }>(INDBETALT);
  const underkrav = await tx.sql<Post & { kode: string }>(UNDERKRAV);
  const alder = await tx.sql<Post & { kode: string }>(AABNE, [tx.forretningsdato]);
  const reguleringer = await tx.sql<Post & { kode: string }>(REGULERINGER);
  const raabalance = await tx.sql<Oversigt['raabalance'][number]>(BALANCE);
  const [breve] = await tx.sql<{ n: number }>(`select count(*)::int as n from rykkerbrev`);
  return {
    dato: tx.forretningsdato, forretningspartnere: partnere!, krav: await tx.sql<Navngiven>(KRAV),
    placeret: indbetalt.find((i) => i.placeret) ?? INTET, afklaring: indbetalt.find((i) => !i.placeret) ?? INTET,
    renter: underkrav.find((u) => u.kode === 'RENTE') ?? INTET, gebyrer: underkrav.find((u) => u.kode === 'GEBYR') ?? INTET, rykkerbreve: breve!.n, regninger: (await tx.sql<Post>(REGNINGER))[0]!, venter: (await tx.sql<Post>(VENTER))[0]!,
    reguleringer: REGULERINGSNAVNE.map(([kode, navn]) => ({ ...(reguleringer.find((x) => x.kode === kode) ?? INTET), kode, navn })), kravfiler: (await tx.sql<Oversigt['kravfiler']>(KRAVFILER))[0]!,
    rettelser: (await tx.sql<Oversigt['rettelser']>(RETTELSER))[0]!, opgaver: await tx.sql<Oversigt['opgaver'][number]>(OPGAVER),
    afskrevet: (await tx.sql<Post>(AFSKREVET))[0]!, aabne: ALDER.map(([kode, navn]) => ({ ...(alder.find((a) => a.kode === kode) ?? INTET), kode, navn })),
    uplaceret: (await tx.sql<Post>(UPLACERET))[0]!, raabalance, raabalancesum: beloebTekst(sum(raabalance.map((b) => kr(b.saldo)))), naetter: (await tx.sql<Oversigt['naetter']>(NAETTER))[0]!,
  };
}

const INTET: Post = { antal: 0, beloeb: '0.00' };

/** The summary as a table for people, in Danish. */
export async function oversigtstekst(tx: Tx): Promise<string> { return tekst(await oversigt(tx), tx.kommune.navn); }

export function tekst(o: Oversigt, navn: string): string {
  const { naetter: n, forretningspartnere: p, kravfiler: f, rettelser: r } = o;
  return [
    `${navn} den ${visDato(o.dato)}`, STREG,
    tael('Forretningspartnere', p.borgere + p.virksomheder + p.andre, `(${p.virksomheder} virksomheder)`), '',
    overskrift('Krav'), ...o.krav.map((k) => raekke(`  ${k.navn}`, k)), raekke('  i alt', ialt(o.krav)), '',
    overskrift('Bevægelser'), raekke('  Regninger', o.regninger), raekke('  Krav, der venter på en regning', o.venter), raekke('  Indbetalinger, placeret', o.placeret), raekke('  Indbetalinger til afklaring', o.afklaring), raekke('  Renter', o.renter), raekke('  Gebyrer', o.gebyrer),
    tael('  Rykkerbreve', o.rykkerbreve), raekke('  Afskrevet', o.afskrevet), '',
    overskrift('Rettet'), ...o.reguleringer.map((x) => raekke(`  ${x.navn}`, x)),
    tael('  Krav rettet tilbage i tiden', r.krav), tael('  Forretningspartnere lagt sammen', r.sammenlagte, `(${r.skilte} skilt igen)`), tael('  Kravfiler', f.antal, `(${f.krav} krav, ${f.afviste} afvist)`),
    tael('  Åbne opgaver', o.opgaver.reduce((x, y) => x + y.antal, 0), o.opgaver.map((x) => `${x.art} ${x.antal}`).join(', ')), '',
    overskrift('Åbne krav'), ...o.aabne.map((a) => raekke(`  ${a.navn}`, a)), raekke('  i alt', ialt(o.aabne)), raekke('  Debitorers uplacerede penge', o.uplaceret), '',
    overskrift('Råbalance', ''), ...o.raabalance.map((b) => linje(`  ${b.konto}`, b.navn, visBeloeb(kr(b.saldo)))), linje('  sum', '', visBeloeb(kr(o.raabalancesum))), '',
    `Nætter: ${n.antal} kørt${n.medFejl > 0 ? `, ${n.medFejl} med fejl` : ''}; senest ${n.sidste.map((x) => `${visDato(x.dato)} (${x.status})`).join(', ') || 'ingen'}`,
  ].join('\n');
}

const BREDDE = 76;
const STREG = '-'.repeat(BREDDE);
const ialt = (poster: readonly Post[]): Post => ({ antal: poster.reduce((a, p) => a + p.antal, 0), beloeb: beloebTekst(poster.reduce((a, p) => plus(a, kr(p.beloeb)), NUL)) });
const raekke = (navn: string, p: Post): string => `${navn.padEnd(46)}${String(p.antal).padStart(10)}${visBeloeb(kr(p.beloeb)).padStart(20)}`;
const tael = (navn: string, antal: number, mere = ''): string => `${navn.padEnd(46)}${String(antal).padStart(10)}${mere === '' ? '' : `  ${mere}`}`;
const linje = (konto: string, navn: string, saldo: string): string => `${konto.padEnd(24)}${navn.slice(0, 31).padEnd(32)}${saldo.padStart(20)}`;
const overskrift = (navn: string, antal = 'antal'): string => `${navn.padEnd(46)}${antal.padStart(10)}${'kroner'.padStart(20)}`;
