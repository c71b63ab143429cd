import { kr, neg, type Lokaldato } from '#app/kernel';
import type { Tx } from '#app/platform';
import { OPSAETNINGER } from '#app/krav';
import type { Bevaegelse, Betalingsfakta, Dateretorden, Debitorfakta, Kravfakta, Linjefakta, Spaerreperiode, Udligningslinje } from './udligning.fakta.js';

type Kravraekke = [partner: string, krav: string, art: Kravfakta['art'], hovedkrav: string, konto: string, indhold: string, fagsystem: string, forfald: Lokaldato, srb: Lokaldato, daekkesFra: Lokaldato | 'infinity', ufaktureret: boolean, linje: string, nr: number, kontering: string];
type Bevaegelsesraekke = [linje: string, dato: Lokaldato, afskrivning: boolean, indbetaling: string | null, beloeb: string];
type Betalingsraekke = [partner: string, indbetaling: string, konto: string, krav: string[] | null, dato: Lokaldato, beloeb: string];
type Spaerreraekke = [niveau: string, objekt: string, fra: Lokaldato, til: Lokaldato | 'infinity'];

const KRAV = `select a.forretningspartner_id, k.id, k.art, coalesce(k.hovedkrav_id, k.id), k.aftalekonto_id, k.aftaleindhold_id, k.fagsystem, k.forfaldsdato, k.srb, coalesce(k.faktureret, k.forfaldsdato), k.faktureret is not distinct from 'infinity', l.id, l.nr, l.kontering
  from aftalekonto a join kravsbilag k on k.aftalekonto_id = a.id join kravlinje l on l.krav_id = k.id
  where a.forretningspartner_id = any($1::bigint[]) order by k.id, l.nr`;
// A reversal counts as what it reverses, so that the undoing of a write-off is one too. Rows are added up where they are used.
const BEVAEGELSER = `select p.kravlinje_id, p.virkningsdato, case when b.modbilag_id is null then b.art else (select m.art from bilag m where m.id = b.modbilag_id) end = 'AFSKRIVNING',
    case when b.art = 'UDLIGNING' then b.indbetaling_id end, p.beloeb
  from aftalekonto a join kravsbilag k on k.aftalekonto_id = a.id join postering p on p.krav_id = k.id and p.konto = 'DEBITOR' join bilag b on b.id = p.bilag_id
  where a.forretningspartner_id = any($1::bigint[])`;
// Debtor by debtor: nothing tempts the planner to read every unplaced posting of the book, however old its statistics are.
const BETALINGER = `select a.forretningspartner_id, i.id, a.id, case when pl.krav_id is null and i.faktureringsbilag_id is not null
      then array(select distinct q.krav_id::text from faktureringsposition q where q.faktureringsbilag_id = i.faktureringsbilag_id) else array_remove(array[coalesce(pl.krav_id, i.krav_id)::text], null) end, i.virkningsdato, -s.beloeb
  from aftalekonto a
  cross join lateral (select b.indbetaling_id, sum(p.beloeb) as beloeb from postering p join bilag b on b.id = p.bilag_id and b.art <> 'UDLIGNING'
    where p.aftalekonto_id = a.id and p.krav_id is null and p.konto = 'UPLACERET' group by 1) s
  join indbetaling i on i.id = s.indbetaling_id left join indbetaling_placering pl on pl.indbetaling_id = i.id
  where a.forretningspartner_id = any($1::bigint[])`;
// UDLIGNING-spærrer are few: each is asked whether it stands on one of these debtors, not the other way round.
const SPAERRER = `select s.niveau, s.objekt_id, s.fra, s.til from spaerre s where s.art = 'UDLIGNING' and case s.niveau
  when 'FORRETNINGSPARTNER' then s.objekt_id = any($1::bigint[])
  when 'AFTALEKONTO' then exists (select 1 from aftalekonto a where a.id = s.objekt_id and a.forretningspartner_id = any($1::bigint[]))
  when 'AFTALEINDHOLD' then exists (select 1 from aftaleindhold i join aftalekonto a on a.id = i.aftalekonto_id where i.id = s.objekt_id and a.forretningspartner_id = any($1::bigint[]))
  else exists (select 1 from kravsbilag k join aftalekonto a on a.id = k.aftalekonto_id where k.id = s.objekt_id and a.forretningspartner_id = any($1::bigint[])) end`;
const DAEKNING = `select gyldig_fra as fra, gyldig_til as til, vaerdi from opsaetning where noegle = $1 and kendt_til = 'infinity' order by gyldig_fra`;
const LOEBENUMRE = `select b.indbetaling_id, b.virkningsdato, count(*)::int from bilag b where b.indbetaling_id = any($1::bigint[]) and b.art = 'UDLIGNING' group by 1, 2`;

/** Everything the clearing of these debtors rests on; one entry per debtor that has claims or money. Five statements. */
export async function hentUdligningsfakta(tx: Tx, partnere: readonly string[]): Promise<Debitorfakta[]> {
  const krav = await tx.raekker<Kravraekke>(KRAV, [partnere]);
  const bevaegelser = await tx.raekker<Bevaegelsesraekke>(BEVAEGELSER, [partnere]);
  const betalinger = await tx.raekker<Betalingsraekke>(BETALINGER, [partnere]);
  const spaerrer = await tx.raekker<Spaerreraekke>(SPAERRER, [partnere]);
  const daekning = await tx.sql<{ fra: Lokaldato; til: Lokaldato | 'infinity'; vaerdi: string }>(DAEKNING, [OPSAETNINGER.daekning.noegle]);
  const orden = daekning.map((d): Dateretorden => ({ fra: d.fra, til: d.til, orden: OPSAETNINGER.daekning.laes(d.vaerdi) }));
  return saml(krav, bevaegelser, betalinger, paaObjekt(spaerrer), orden);
}

/** How many clearing bilag a payment already has per day: `<indbetaling>|<dato>` → number. */
export async function hentLoebenumre(tx: Tx, indbetalinger: readonly string[]): Promise<Map<string, number>> {
  const r = await tx.raekker<[string, Lokaldato, number]>(LOEBENUMRE, [indbetalinger]);
  return new Map(r.map(([i, d, n]) => [`${i}|${d}`, n]));
}

/** The spærrer of a claim on its four levels; a claim's own reaches its renter and gebyrer. */
function paaKrav(spaerrer: ReadonlyMap<string, Spaerreperiode[]>, [partner, id, , hovedkrav, konto, indhold]: Kravraekke): readonly Spaerreperiode[] {
  if (spaerrer.size === 0) return INGEN;
  const objekter = new Set([`FORRETNINGSPARTNER:${partner}`, `AFTALEKONTO:${konto}`, `AFTALEINDHOLD:${indhold}`, `KRAV:${id}`, `KRAV:${hovedkrav}`]);
  return [...objekter].flatMap((o) => spaerrer.get(o) ?? INGEN);
}
const INGEN: readonly Spaerreperiode[] = [];

function paaObjekt(spaerrer: readonly Spaerreraekke[]): Map<string, Spaerreperiode[]> {
  const ud = new Map<string, Spaerreperiode[]>();
  for (const [niveau, objekt, fra, til] of spaerrer) ud.set(`${niveau}:${objekt}`, [...(ud.get(`${niveau}:${objekt}`) ?? []), { fra, til }]);
  return ud;
}

interface Samling { krav: Map<string, Kravfakta & { linjer: (Linjefakta & { bevaegelser: Bevaegelse[] })[] }>; betalinger: Betalingsfakta[]; bogfoert: Udligningslinje[] }

function saml(krav: readonly Kravraekke[], bevaegelser: readonly Bevaegelsesraekke[], betalinger: readonly Betalingsraekke[], spaerrer: ReadonlyMap<string, Spaerreperiode[]>, daekning: readonly Dateretorden[]): Debitorfakta[] {
  const ud = new Map<string, Samling>();
  const debitor = (p: string): Samling => ud.get(p) ?? ud.set(p, { krav: new Map(), betalinger: [], bogfoert: [] }).get(p)!;
  const linjer = new Map<string, { debitor: Samling; bevaegelser: Bevaegelse[] }>();
  for (const r of krav) {
    const [partner, id, art, hovedkravId, aftalekontoId, , fagsystem, forfaldsdato, srb, daekkesFra, ufaktureret, linje, nr, kontering] = r;
    const d = debitor(partner);
    let k = d.krav.get(id);
    if (k === undefined) d.krav.set(id, (k = { id, art, hovedkravId, aftalekontoId, fagsystem, forfaldsdato, srb, daekkesFra, ufaktureret, linjer: [], spaerrer: paaKrav(spaerrer, r) }));
    const b: Bevaegelse[] = [];
    linjer.set(linje, { debitor: d, bevaegelser: b });
    k.linjer.push({ id: linje, nr, kontering, bevaegelser: b });
  }
  for (const [linje, dato, afskrivning, indbetalingId, beloeb] of bevaegelser) {
    const l = linjer.get(linje)!;
    if (indbetalingId === null) l.bevaegelser.push({ dato, beloeb: kr(beloeb), afskrivning });
    else l.debitor.bogfoert.push({ indbetalingId, dato, kravlinjeId: linje, beloeb: neg(kr(beloeb)) });
  }
  for (const [partner, id, aftalekontoId, kravIder, virkningsdato, beloeb] of betalinger) debitor(partner).betalinger.push({ id, aftalekontoId, kravIder: kravIder ?? [], virkningsdato, beloeb: kr(beloeb) });
  return [...ud].map(([forretningspartnerId, d]) => ({ forretningspartnerId, krav: [...d.krav.values()], betalinger: d.betalinger, bogfoert: d.bogfoert, daekning }));
}
