import { grupper, kr, laeg, plus, seneste, tal, type Lokaldato } from '#app/kernel';
import { OPSAETNINGER, type Kravstype, type Ophav, type Opsaetning, type Regime } from '#app/krav';
import type { Tx } from '#app/platform';
import { renteramme, sats, type Bevaegelse, type Rentefakta, type Renteramme, type Rentestop, type Renteversion, type Rentevalg, type Rentevilkaar, type Sats, type Satsart } from './rentefakta.js';
import type { BogfoertPeriode } from './renter.rules.js';

/** A hovedkrav that is due: who owes it, what is known of it, what is booked. */
export interface Rentesag { readonly ophav: Ophav; /** Who registered the claim. */ readonly fagsystem: string; readonly fakta: Rentefakta; readonly bogfoert: readonly BogfoertPeriode[] }

type Kravraekke = readonly [krav: string, partner: string, konto: string, indhold: string, type: string, stiftelse: Lokaldato, forfald: Lokaldato, srb: Lokaldato, ufaktureret: boolean, fagsystem: string, paakrav: Lokaldato];

/** The due hovedkrav of these debtors on tx.forretningsdato, in debtor and claim order: a fixed number of reads however many they are. */
export async function hentSager(tx: Tx, partnere: readonly string[], typer: readonly Kravstype[]): Promise<Rentesag[]> {
  return sager(tx, await tx.raekker<Kravraekke>(FORFALDNE, [partnere, tx.forretningsdato]), typer);
}

/** One hovedkrav, due or not. */
export async function hentSag(tx: Tx, kravId: string, typer: readonly Kravstype[]): Promise<Rentesag | undefined> {
  return (await sager(tx, await tx.raekker<Kravraekke>(ET_KRAV, [kravId]), typer))[0];
}

async function sager(tx: Tx, krav: readonly Kravraekke[], typer: readonly Kravstype[]): Promise<Rentesag[]> {
  if (krav.length === 0) return [];
  const ider = krav.map((k) => k[0]);
  const bevaegelser = await hentBevaegelser(tx, ider);
  const bogfoert = await hentBogfoert(tx, ider);
  const { rentestop, vilkaar, frigivet } = await hentSaerlige(tx, krav);
  const versioner: ReadonlyMap<string, readonly Renteversion[]> = grupper(typer, (t) => t.kode);
  return krav.map((k): Rentesag => ({
    ophav: { kravId: k[0], forretningspartnerId: k[1], aftalekontoId: k[2], aftaleindholdId: k[3], kravstype: k[4], stiftelsesdato: k[5], forfaldsdato: k[6], srb: k[7] }, fagsystem: k[9],
    fakta: {
      forfald: k[6], srb: k[7], versioner: versioner.get(k[4]) ?? INGEN, bevaegelser: bevaegelser.get(k[0]) ?? INGEN,
      rentestop: rentestop(k), ufaktureret: k[8], paakrav: k[10], ...(vilkaar.has(k[0]) ? { vilkaar: vilkaar.get(k[0])! } : {}), ...(frigivet.has(k[0]) ? { frigivet: frigivet.get(k[0])! } : {}),
    },
    bogfoert: bogfoert.get(k[0]) ?? INGEN,
  }));
}

const INGEN: readonly never[] = [];

const KOLONNER = (partner: string): string => `k.id, ${partner}, k.aftalekonto_id, k.aftaleindhold_id, k.kravstype, k.stiftelsesdato, k.forfaldsdato, k.srb, k.faktureret is not distinct from 'infinity', k.fagsystem,
    coalesce(nullif(k.faktureret, 'infinity'), (k.registreret at time zone 'Europe/Copenhagen')::date)`;
const ET_KRAV = `select ${KOLONNER('a.forretningspartner_id')} from kravsbilag k join aftalekonto a on a.id = k.aftalekonto_id where k.id = $1 and k.art = 'HOVEDKRAV'`;
const FORFALDNE = `select ${KOLONNER('v.forretningspartner_id')}
  from vagt v join kravsbilag k on k.id = v.krav_id
  where v.forretningspartner_id = any($1::bigint[]) and v.trin = 'renter' and v.tidligst <= $2 and k.art = 'HOVEDKRAV'
  order by v.forretningspartner_id, k.id`;

/** What changed the hovedstol, summed per value date. */
async function hentBevaegelser(tx: Tx, ider: readonly string[]): Promise<Map<string, Bevaegelse[]>> {
  const ud = new Map<string, Bevaegelse[]>();
  const raekker = await tx.raekker<[string, Lokaldato, string]>(
    `select krav_id, virkningsdato, sum(beloeb) from postering where krav_id = any($1::bigint[]) and konto = 'DEBITOR' group by 1, 2 order by 1, 2`, [ider]);
  for (const [krav, dato, beloeb] of raekker) laeg(ud, krav, [dato, kr(beloeb)]);
  return ud;
}

type Bogfoertraekke = readonly [krav: string, fra: Lokaldato, til: Lokaldato, postdato: Lokaldato, regime: Regime, beloeb: string, rentekrav: string, linje: string];

/**
 * What each period has gained: the amounts are the posteringer, found by way of renteberegning (one per RENTE bilag, a kontrol says).
 * Added up here: nearly every period has one bilag, and the database need not sort years of months each night.
 */
async function hentBogfoert(tx: Tx, ider: readonly string[]): Promise<Map<string, BogfoertPeriode[]>> {
  const ud = new Map<string, BogfoertPeriode[]>();
  const raekker = await tx.raekker<Bogfoertraekke>(
    `select r.hovedkrav_id, r.periode_fra, r.periode_til, r.postdato, r.regime, p.beloeb, r.rentekrav_id, p.kravlinje_id
     from renteberegning r join postering p on p.bilag_id = r.bilag_id and p.konto = 'DEBITOR' where r.hovedkrav_id = any($1::bigint[])`, [ider]);
  for (const [krav, periodeFra, periodeTil, postdato, regime, tekst, rentekravId, kravlinjeId] of raekker) {
    const perioder = ud.get(krav);
    const i = perioder?.findIndex((b) => b.rentekravId === rentekravId) ?? -1;
    const b = perioder?.[i];
    if (b === undefined) laeg(ud, krav, { periodeFra, periodeTil, postdato, regime, beloeb: kr(tekst), antal: 1, rentekravId, kravlinjeId });
    else perioder![i] = { ...b, postdato: seneste(b.postdato, postdato), beloeb: plus(b.beloeb, kr(tekst)), antal: b.antal + 1 };
  }
  return ud;
}

interface Saerligt { readonly rentestop: (k: Kravraekke) => readonly Rentestop[]; readonly vilkaar: ReadonlyMap<string, readonly Rentevilkaar[]>; readonly frigivet: ReadonlyMap<string, Lokaldato> }

/** What few claims have: RENTE-spærrer on any of the four levels, terms of a judgment or settlement, a write-off by hand. */
async function hentSaerlige(tx: Tx, krav: readonly Kravraekke[]): Promise<Saerligt> {
  const objekter = new Set<string>();
  for (const [id, partner, konto, indhold] of krav) objekter.add(id).add(partner).add(konto).add(indhold);
  const raekker = await tx.raekker<[string, Lokaldato, Lokaldato | 'infinity', Rentevilkaar['satsart'] | 'FRIGIVET' | null, string | null]>(SAERLIGE, [[...objekter], krav.map((k) => k[0])]);
  const vilkaar = new Map<string, Rentevilkaar[]>();
  const frigivet = new Map<string, Lokaldato>();
  if (raekker.length === 0) return { rentestop: () => INGEN, vilkaar, frigivet };
  const stop = new Map<string, Rentestop[]>();
  for (const [paa, fra, til, satsart, sats] of raekker) {
    if (satsart === null) laeg(stop, paa, { fra, til });
    else if (satsart === 'FRIGIVET') frigivet.set(paa, fra);
    else laeg(vilkaar, paa, { fra, til, satsart, procent: tal(sats!) });
  }
  const rentestop = ([id, partner, konto, indhold]: Kravraekke): readonly Rentestop[] =>
    [`KRAV:${id}`, `AFTALEINDHOLD:${indhold}`, `AFTALEKONTO:${konto}`, `FORRETNINGSPARTNER:${partner}`].flatMap((n): readonly Rentestop[] => stop.get(n) ?? INGEN);
  return { rentestop, vilkaar, frigivet };
}

const SAERLIGE = `select niveau || ':' || objekt_id, fra, til, null, null, id from spaerre where art = 'RENTE' and objekt_id = any($1::bigint[])
  union all select krav_id::text, gyldig_fra, gyldig_til, satsart, sats::text, 0 from rentevilkaar where krav_id = any($2::bigint[]) and kendt_til = 'infinity'
  union all select a.krav_id::text, max(b.virkningsdato) filter (where a.beslutning_id is not null and a.beloeb > 0), 'infinity', 'FRIGIVET', null, 0 from afskrivning a join bilag b on b.id = a.bilag_id
    where a.krav_id = any($2::bigint[]) group by a.krav_id having sum(a.beloeb) > 0 and bool_or(a.beslutning_id is not null and a.beloeb > 0) order by 2, 6`;

/** The law's rates and the kommune's choices, read once per call. */
export async function hentRamme(tx: Tx): Promise<Renteramme> {
  return renteramme({ forretningsdato: tx.forretningsdato, satser: await hentSatser(tx), valgPaa: await hentValg(tx) });
}

export type Satser = Readonly<Partial<Record<Satsart, readonly Sats[]>>>;

/** Every dated rate of faelles.rentesats that a regime may ask for. */
export async function hentSatser(tx: Tx): Promise<Satser> {
  const raekker = await tx.raekker<[Satsart, Lokaldato, Lokaldato | 'infinity', string, string]>(
    `select art, gyldig_fra, gyldig_til, sats, kilde from faelles.rentesats where art in ('GEBYRLOV', 'REFERENCE', 'OPKRAEVNINGSLOV', 'INDDRIVELSE') order by art, gyldig_fra`);
  const ud: Partial<Record<Satsart, Sats[]>> = {};
  for (const [art, fra, til, procent, kilde] of raekker) (ud[art] ??= []).push(sats(fra, til, procent, kilde));
  return ud;
}

const VALG = ['gebyrlovTilskrivning', 'gebyrlovAnker', 'ventebankdage', 'rentelovDagbasis'] as const satisfies readonly (keyof Opsaetning)[];

/** The kommune's choices as a function of the date they applied to. */
async function hentValg(tx: Tx): Promise<(dato: Lokaldato) => Rentevalg> {
  const raekker = await tx.raekker<[string, string, Lokaldato, Lokaldato | 'infinity']>(
    `select noegle, vaerdi, gyldig_fra, gyldig_til from opsaetning where kendt_til = 'infinity' and noegle = any($1)`, [VALG.map((v) => OPSAETNINGER[v].noegle)]);
  const paa = (dato: Lokaldato | undefined): Rentevalg => Object.fromEntries(VALG.map((v) => {
    const valgt = raekker.find(([n, , fra, til]) => dato !== undefined && n === OPSAETNINGER[v].noegle && fra <= dato && dato < til);
    return [v, OPSAETNINGER[v].laes(valgt?.[1] ?? OPSAETNINGER[v].standard)];
  })) as unknown as Rentevalg;
  if (raekker.length > 0) return huskende(paa);
  const standard = paa(undefined);
  return () => standard;
}

function huskende<V>(f: (dato: Lokaldato) => V): (dato: Lokaldato) => V {
  const set = new Map<Lokaldato, V>();
  return (dato) => {
    let v = set.get(dato);
    if (v === undefined) set.set(dato, (v = f(dato)));
    return v;
  };
}
