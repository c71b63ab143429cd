import { grupper, kr, laeg, type Lokaldato } from '#app/kernel';
import { OPKRAEVER } from '#app/bogholderi';
import { kravstypePaa, OPSAETNINGER, type Klarhedsfakta, type Kravstype, type Regime } from '#app/krav';
import { tabel, type Skrivning, type Tx } from '#app/platform';
import { beskrivelse } from '#app/psrm';

/** A claim that is due for a look, with what is stored about it. */
export interface Kontrolkrav {
  readonly kravId: string; readonly hovedkravId: string; readonly forretningspartnerId: string;
  readonly fakta: Klarhedsfakta; readonly gemt: readonly Gemtfund[];
}
export interface Gemtfund { readonly regel: string; readonly felt: string; readonly vaerdi: string | null; readonly konsekvens: string; readonly fordringstype: string | null; readonly modtagelsesdato: Lokaldato }

type Kravraekke = readonly [hoved: string, id: string, partner: string, art: Klarhedsfakta['art'], kravstype: string, stiftelse: Lokaldato, forfald: Lokaldato, srb: Lokaldato,
  foraeldelse: Lokaldato, fra: Lokaldato | null, sidste: Lokaldato | null, opkraevet: string, rest: string, lov: Regime | null];

/** The due hovedkrav of these debtors with their renter and gebyrer, and those asked about by hovedkrav id: a fixed number of reads. */
export async function hentKontrolkrav(tx: Tx, partnere: readonly string[], typer: readonly Kravstype[], ogsaa: readonly string[] = []): Promise<Kontrolkrav[]> {
  const raekker = await tx.raekker<Kravraekke>(KRAV, [partnere, tx.forretningsdato, ogsaa]);
  if (raekker.length === 0) return [];
  const hoveder = new Map(raekker.filter((r) => r[0] === r[1]).map((r) => [r[1], r]));
  const tekster = await hentTekster(tx, [...hoveder.keys()]);
  const gemt = grupper(await tx.sql<Gemtfund & { kravId: string }>(
    `select krav_id as "kravId", regel, felt, vaerdi, konsekvens, fordringstype, modtagelsesdato from psrm_fund where krav_id = any($1::bigint[])`, [raekker.map((r) => r[1])]), (f) => f.kravId);
  return raekker.map((r): Kontrolkrav => {
    const h = hoveder.get(r[0])!;
    return { kravId: r[1], hovedkravId: r[0], forretningspartnerId: r[2], gemt: gemt.get(r[1]) ?? [], fakta: fakta(r, h, kravstypePaa(typer, h[4], h[5]), tekster.get(r[1])) };
  });
}

function fakta(r: Kravraekke, h: Kravraekke, type: Kravstype | undefined, tekster: readonly (string | null)[] | undefined): Klarhedsfakta {
  return {
    art: r[3], type, lov: r[13] ?? undefined, stiftelsesdato: r[5], forfaldsdato: r[6], srb: r[7], foraeldelsesdato: r[8], periodeFra: r[9] ?? undefined, periodeSidsteDag: r[10] ?? undefined,
    hovedstol: kr(r[11]), beloeb: kr(r[12]), beskrivelse: tekster === undefined ? undefined : beskrivelse(tekster, type?.navn ?? h[4]),
    hovedkrav: r === h ? undefined : { forfaldsdato: h[6], srb: h[7] },
  };
}

/** The lines' texts of hovedkrav; renter and gebyrer have none. */
async function hentTekster(tx: Tx, hoveder: readonly string[]): Promise<Map<string, (string | null)[]>> {
  const r = await tx.raekker<[string, Buffer | null]>(`select krav_id, tekst from kravlinje where krav_id = any($1::bigint[]) order by krav_id, nr`, [hoveder]);
  const ud = new Map<string, (string | null)[]>();
  for (const [krav, tekst] of r) laeg(ud, krav, tx.noegler.klartekst(tekst));
  return ud;
}

// What a claim is charged is its hovedstol (with regulations, and a corrected rente's bilag together); events that move its forældelse are in foraeldelse,
// which has no date while a step runs: then the registered one stands.
const KRAV = `with kand as (select v.krav_id as id from vagt v where v.forretningspartner_id = any($1::bigint[]) and v.trin = 'psrmkontrol' and v.tidligst <= $2 union select unnest($3::bigint[])),
  familie as (select id as hoved, id from kand union all select f.hovedkrav_id, f.id from kand join kravsbilag f on f.hovedkrav_id = kand.id)
  select f.hoved, k.id, a.forretningspartner_id, k.art, k.kravstype, k.stiftelsesdato, k.forfaldsdato, k.srb, coalesce(nullif(u.dato, 'infinity'), k.foraeldelsesdato), k.periode_fra, k.periode_til - 1,
    coalesce(s.opkraevet, 0)::numeric(15,2), greatest(s.rest, 0)::numeric(15,2),
    case when k.art = 'RENTE' then (select r.regime from renteberegning r where r.hovedkrav_id = k.hovedkrav_id and r.rentekrav_id = k.id order by r.bilag_id limit 1) end
  from familie f join kravsbilag k on k.id = f.id join aftalekonto a on a.id = k.aftalekonto_id left join foraeldelse u on u.krav_id = k.id
  cross join lateral (select sum(p.beloeb) filter (where ${OPKRAEVER}) as opkraevet, sum(p.beloeb) as rest
    from postering p join bilag b on b.id = p.bilag_id left join bilag m on m.id = b.modbilag_id where p.krav_id = k.id and p.konto = 'DEBITOR') s
  order by f.hoved, k.id`;

/** Takes findings away that no longer hold. */
export function fjernFund(fund: readonly { readonly kravId: string; readonly regel: string }[]): Skrivning[] {
  if (fund.length === 0) return [];
  const u = tabel(fund, { k: ['bigint', (f) => f.kravId], r: ['text', (f) => f.regel] });
  return [{ sql: `delete from psrm_fund f using ${u.sql} u where f.krav_id = u.k and f.regel = u.r`, vaerdier: u.vaerdier }];
}

/** Changes with the code's own reading of the rules. */
const REGELVERSION = 'psrm/1';

/**
 * Everything the answers rest on besides the claims: has it changed since the book was last checked, and which dates have passed since?
 * A changed ground is noted. @returns undefined: the whole book is to be looked at
 */
export async function sidenSidst(tx: Tx): Promise<Lokaldato | undefined> {
  const [r] = await tx.sql<{ aftryk: string; gammelt: string | null; dato: Lokaldato | null }>(
    `select n.aftryk, g.aftryk as gammelt, g.forretningsdato as dato from (select md5(concat_ws('|', $1::text, (select aftryk from faelles.psrm_stand),
        (select string_agg(concat_ws(',', kode, gyldig_fra, gyldig_til, fordringstype, regime, rykkerprocedure), ';' order by kode, gyldig_fra) from kravstype where kendt_til = 'infinity'),
        (select string_agg(concat_ws(',', kode, aftalekontotype, trin, gyldig_fra, gyldig_til, dage_efter_srb, frist_dage, regnes_fra, dagtype), ';' order by kode, aftalekontotype, trin, gyldig_fra) from rykkerprocedure where kendt_til = 'infinity'),
        (select string_agg(concat_ws(',', gyldig_fra, gyldig_til, vaerdi), ';' order by gyldig_fra) from opsaetning where noegle = $2 and kendt_til = 'infinity'))) as aftryk) n
     left join psrm_grundlag g on true`, [REGELVERSION, OPSAETNINGER.overdragDage.noegle]);
  const { aftryk, gammelt, dato } = r!;
  if (gammelt === aftryk && dato !== null && dato >= tx.forretningsdato) return dato;
  await tx.skriv(`insert into psrm_grundlag (aftryk, forretningsdato) values ($1, $2)
    on conflict (ene) do update set aftryk = excluded.aftryk, forretningsdato = greatest(psrm_grundlag.forretningsdato, excluded.forretningsdato)`, [aftryk, tx.forretningsdato]);
  return gammelt === aftryk ? dato! : undefined;
}

/** Claims that no watch stands on and whose registered forældelsesdato has passed since `fra`: their hovedkrav is looked at. */
export async function vaekForaeldede(tx: Tx, fra: Lokaldato): Promise<void> {
  await tx.skriv(
    `insert into vagt (forretningspartner_id, krav_id, trin, tidligst)
     select a.forretningspartner_id, coalesce(k.hovedkrav_id, k.id), 'psrmkontrol', min(k.foraeldelsesdato) + 1
     from kravsbilag k join aaben_post a on a.krav_id = k.id and a.rest <> 0 where k.foraeldelsesdato >= $1 and k.foraeldelsesdato < $2 group by 1, 2
     on conflict (forretningspartner_id, krav_id, trin) do nothing`, [fra, tx.forretningsdato]);
}
