import type { Lokaldato } from '#app/kernel';
import { gaelder, gjaldt, type Tx } from '#app/platform';
import { KODELISTER, type Kodelistenavn, type Kodenoegle, type Kodeversion } from './kodeliste.js';
import type { Gyldighed, Kodefakta, Konto, Opslagskode, Slut } from './kodeliste.rules.js';

const kolonner = (liste: Kodelistenavn): string =>
  `${Object.entries(KODELISTER[liste].felter).map(([felt, kolonne]) => `v.${kolonne} as "${felt}"`).join(', ')}, v.gyldig_fra as "gyldigFra", v.gyldig_til as "gyldigTil",
   v.kendt_fra as "kendtFra", case when v.kendt_til < 'infinity' then v.kendt_til end as "kendtTil", v.bruger`;
const orden = (liste: Kodelistenavn): string => KODELISTER[liste].tabel.noegler.map((n) => `v.${n}`).join(', ');

/** The codes that held on `paa`, as known now or (with `kendt`) just before that instant; of one kravstype where one is given. */
export function hentKoder<L extends Kodelistenavn>(tx: Tx, liste: L, paa: Lokaldato, kendt: Date | undefined, kravstype: string | undefined): Promise<Kodeversion<L>[]> {
  const vaerdier: unknown[] = [paa];
  const naar = kendt === undefined ? gaelder('v', '$1') : gjaldt('v', '$1', `$${vaerdier.push(kendt)}::timestamptz`);
  const under = kravstype === undefined ? '' : `and v.kravstype = $${vaerdier.push(kravstype)}`;
  return tx.sql<Kodeversion<L>>(`select ${kolonner(liste)} from ${KODELISTER[liste].tabel.tabel} v where ${naar} ${under} order by ${orden(liste)}`, vaerdier);
}

/** Every version that was ever known of one code, in the order they hold, what was known first first. */
export function hentHistorik<L extends Kodelistenavn>(tx: Tx, liste: L, n: Kodenoegle): Promise<Kodeversion<L>[]> {
  return tx.sql<Kodeversion<L>>(
    `select ${kolonner(liste)} from ${KODELISTER[liste].tabel.tabel} v where v.kode = $1 ${n.kravstype === undefined ? '' : 'and v.kravstype = $2'} order by v.gyldig_fra, v.kendt_fra`, noegle(n));
}

/** How many codes of each list hold on a day. */
export async function taelKoder(tx: Tx, paa: Lokaldato): Promise<Record<Kodelistenavn, number>> {
  const navne = Object.keys(KODELISTER) as Kodelistenavn[];
  const [r] = await tx.sql<Record<Kodelistenavn, number>>(
    `select ${navne.map((l) => `(select count(*)::int from ${KODELISTER[l].tabel.tabel} v where ${gaelder('v', '$1')}) as "${l}"`).join(', ')}`, [paa]);
  return r!;
}

const noegle = (n: Kodenoegle): string[] => [n.kode, ...(n.kravstype === undefined ? [] : [n.kravstype])];

/** What a change of one code, [fra, til[, is judged by. Five statements. */
export async function hentKodefakta(tx: Tx, liste: Kodelistenavn, n: Kodenoegle, versioner: readonly Gyldighed[], fra: Lokaldato, til: Slut): Promise<Kodefakta> {
  const opslag = await tx.sql<Opslagskode>(OPSLAG);
  const konti = await tx.sql<Konto>(`select kode, art, debitor from konto`);
  const bruges = BRUGES[liste] === undefined ? [] : await tx.sql<Gyldighed & { hvor: string }>(BRUGES[liste], [n.kode]);
  const [krav] = RAMT[liste] === undefined ? [{ aabneKrav: 0, kravIPerioden: 0 }] : await tx.sql<{ aabneKrav: number; kravIPerioden: number }>(
    `with ramt as (${RAMT[liste]})
     select (count(*) filter (where o.rest <> 0))::int as "aabneKrav", (count(*) filter (where k.stiftelsesdato >= $1 and k.stiftelsesdato < $2))::int as "kravIPerioden"
     from ramt r join kravsbilag k on k.id = r.id join aaben_post o on o.krav_id = k.id`, [fra, til, ...noegle(n)]);
  return { versioner, opslag, konti, bruges, ...krav! };
}

/** The code's versions known now, in order. */
export function hentVersioner(tx: Tx, liste: Kodelistenavn, n: Kodenoegle): Promise<Gyldighed[]> {
  return tx.sql<Gyldighed>(
    `select v.gyldig_fra as "gyldigFra", v.gyldig_til as "gyldigTil" from ${KODELISTER[liste].tabel.tabel} v
     where v.kendt_til = 'infinity' and v.kode = $1 ${n.kravstype === undefined ? '' : 'and v.kravstype = $2'} order by v.gyldig_fra`, noegle(n));
}

const enliste = (liste: string, tabel: string, andet = ''): string =>
  `select '${liste}' as liste, kode, gyldig_fra as "gyldigFra", gyldig_til as "gyldigTil" from ${tabel} where kendt_til = 'infinity' ${andet}`;
const OPSLAG = [
  enliste('KRAVSTYPER', 'kravstype'), enliste('MOMSKODER', 'momskode'), enliste('AFTALEKONTOTYPER', 'aftalekontotype'), enliste('RYKKERPROCEDURER', 'rykkerprocedure', `and trin = 1 and aftalekontotype = ''`),
  // the collector's types, and those the kommune has named before
  `select 'FORDRINGSTYPER', kode, '-infinity'::date, 'infinity'::date from (select kode from faelles.psrm_fordringstype where kategori = 'HOVEDFORDRING' union select fordringstype from kravstype where kendt_til = 'infinity' and fordringstype is not null) f`,
].join(' union all ');

/** Versions of codes that name the code $1. */
const BRUGES: Partial<Record<Kodelistenavn, string>> = {
  AFTALEKONTOTYPER: `select 'kravstypen ' || kode as hvor, gyldig_fra as "gyldigFra", gyldig_til as "gyldigTil" from kravstype where kendt_til = 'infinity' and aftalekontotype = $1
    union all select 'rykkerproceduren ' || kode, gyldig_fra, gyldig_til from rykkerprocedure where kendt_til = 'infinity' and aftalekontotype = $1 order by 1`,
  MOMSKODER: `select 'deltransaktionen ' || kravstype || '/' || kode as hvor, gyldig_fra as "gyldigFra", gyldig_til as "gyldigTil" from deltransaktion where kendt_til = 'infinity' and momskode = $1 order by 1`,
};

/** Hovedkrav that concern the code $3 (of kravstype $4). */
const RAMT: Partial<Record<Kodelistenavn, string>> = {
  KRAVSTYPER: `select k.id from kravsbilag k where k.art = 'HOVEDKRAV' and k.kravstype = $3`,
  DELTRANSAKTIONER: `select distinct l.krav_id as id from kravlinje l join kravsbilag k on k.id = l.krav_id where k.art = 'HOVEDKRAV' and l.deltransaktion = $3 and l.hovedtransaktion = $4`,
  MOMSKODER: `select distinct l.krav_id as id from deltransaktion d join kravlinje l on l.hovedtransaktion = d.kravstype and l.deltransaktion = d.kode join kravsbilag k on k.id = l.krav_id
    where d.kendt_til = 'infinity' and d.momskode = $3 and k.art = 'HOVEDKRAV' and k.stiftelsesdato >= d.gyldig_fra and k.stiftelsesdato < d.gyldig_til`,
  AFTALEKONTOTYPER: `select k.id from kravsbilag k join aftalekonto a on a.id = k.aftalekonto_id where k.art = 'HOVEDKRAV' and a.type = $3`,
};
