import { Injectable } from '@nestjs/common';
import { UgyldigtInput, type Lokaldato } from '#app/kernel';
import { IkkeFundet, laasPartnere, nyVersion, type Tx, type Versionstabel } from '#app/platform';
import { HENVISER, SAMMENLAGT_MED } from './sammenlaegning.js';
import { SammenlaegningErOphaevet, SammenlaegningKanIkkeFortrydes } from './stamdata.fejl.js';
import { EJER } from './versionstabeller.js';

/** An account of the survivor. `kommerFra`: the merge brought it. */
export interface Ophaevelseskonto { readonly aftalekontoId: string; readonly type: string; readonly kommerFra: boolean }
/** A merge that may be undone: `fra` gets back what the merge took over, `til` (the survivor) keeps what came to be since. */
export interface Ophaevelsesgrundlag { readonly id: string; readonly fraId: string; readonly tilId: string; readonly dato: Lokaldato; readonly konti: readonly Ophaevelseskonto[] }
/** `konti`: exactly those that go to `fra`; absent = those that the merge brought. `dato`: from when they are two again. */
export interface Ophaevelse { readonly dato: Lokaldato; readonly aarsag: string; readonly konti?: readonly string[] | undefined }

interface Raekke { id: string; fraId: string; tilId: string; dato: Lokaldato; ophaeverId: string | null; ophaevetAf: string | null; videre: string | null }

/** The stamdata part of taking two partners apart that were made one by mistake; money is natplan's (OphaevelseService there). */
@Injectable()
export class Sammenlaegningsophaevelse {
  /** Locks both. @throws IkkeFundet, SammenlaegningErOphaevet, SammenlaegningKanIkkeFortrydes */
  async hent(tx: Tx, id: string): Promise<Ophaevelsesgrundlag> {
    const foer = await slaaOp(tx, id);
    await laasPartnere(tx, [foer.fraId, foer.tilId]);
    const m = await slaaOp(tx, id);
    if (m.ophaeverId !== null) throw new SammenlaegningKanIkkeFortrydes('Dette er selv en ophævelse; læg dem sammen igen i stedet.');
    if (m.ophaevetAf !== null) throw new SammenlaegningErOphaevet(id);
    if (m.videre !== null) throw new SammenlaegningKanIkkeFortrydes(`Forretningspartner ${m.tilId} er siden selv lagt sammen med ${m.videre}. Ophæv den sammenlægning først.`);
    const konti = await tx.sql<Ophaevelseskonto & { ejer: string }>(KONTI, [m.fraId, m.tilId, m.dato, id]);
    const videre = konti.find((k) => k.ejer !== m.tilId);
    if (videre !== undefined) throw new SammenlaegningKanIkkeFortrydes(`Aftalekonto ${videre.aftalekontoId} er siden gået videre til forretningspartner ${videre.ejer}.`);
    return { id, fraId: m.fraId, tilId: m.tilId, dato: m.dato, konti: konti.map(({ aftalekontoId, type, kommerFra }) => ({ aftalekontoId, type, kommerFra })) };
  }

  /** The accounts that go back. @throws UgyldigtInput KONTO_FLYTTES_IKKE, DATO_I_FREMTIDEN, DATO_FOER_SAMMENLAEGNING */
  konti(tx: Tx, g: Ophaevelsesgrundlag, o: Ophaevelse): string[] {
    if (o.dato > tx.forretningsdato) throw new UgyldigtInput('DATO_I_FREMTIDEN', 'dato', 'Ophævelsen kan tidligst gælde fra i dag eller før.');
    if (o.dato < g.dato) throw new UgyldigtInput('DATO_FOER_SAMMENLAEGNING', 'dato', `De blev først lagt sammen ${g.dato}.`);
    const valgte = [...new Set(o.konti ?? g.konti.filter((k) => k.kommerFra).map((k) => k.aftalekontoId))];
    const ukendt = valgte.find((id) => !g.konti.some((k) => k.aftalekontoId === id));
    if (ukendt !== undefined) throw new UgyldigtInput('KONTO_FLYTTES_IKKE', 'konti', `Aftalekonto ${ukendt} hører ikke til forretningspartner ${g.tilId}.`);
    return valgte;
  }

  /** From `dato` on they are two again: accounts, numbers, liabilities, letters and agreements go back; what was true of them as one stays readable. @returns the undoing's id */
  async ophaev(tx: Tx, g: Ophaevelsesgrundlag, o: Ophaevelse): Promise<string> {
    const konti = this.konti(tx, g, o);
    const id = await tx.id();
    const [m] = await tx.sql<{ registreret: Date }>(`select registreret from partner_sammenlaegning where id = $1`, [g.id]);
    await tx.skriv(`insert into partner_sammenlaegning (id, fra_id, til_id, dato, aarsag, ophaever_id) values ($1, $2, $3, $4, $5, $6)`, [id, g.fraId, g.tilId, o.dato, o.aarsag, g.id]);
    await flytKonti(tx, g, konti, o.dato);
    for (const h of HENVISER) {
      const p = [g.fraId, g.tilId, g.dato, m!.registreret, o.dato];
      await tx.skriv(TILBAGE(h.t, h.kolonne), p);
      await tx.skriv(GENINDSAET(h.t, h.kolonne), p);
    }
    return id;
  }
}

async function slaaOp(tx: Tx, id: string): Promise<Raekke> {
  const [r] = await tx.sql<Raekke>(
    `select m.id, m.fra_id as "fraId", m.til_id as "tilId", m.dato, m.ophaever_id as "ophaeverId", (select o.id from partner_sammenlaegning o where o.ophaever_id = m.id) as "ophaevetAf", ${SAMMENLAGT_MED('m.til_id')} as videre
     from partner_sammenlaegning m where m.id = $1`, [id]);
  if (r === undefined) throw new IkkeFundet('Sammenlægning', id);
  return r;
}

// An account that the merge brought was `fra`'s without end as known until then, and `til`'s from the merge's date as known since.
const KONTI = `with m as (select registreret from partner_sammenlaegning where id = $4),
  bragt as (select distinct o.aftalekonto_id as id from m, aftalekonto_ejer o join aftalekonto_ejer n on n.aftalekonto_id = o.aftalekonto_id
    where o.forretningspartner_id = $1 and o.gyldig_til = 'infinity' and o.kendt_til < 'infinity' and o.kendt_til >= m.registreret and n.forretningspartner_id = $2 and n.gyldig_fra = $3::date and n.kendt_fra >= m.registreret)
  select a.id as "aftalekontoId", a.type, a.id in (select id from bragt) as "kommerFra", a.forretningspartner_id as ejer from aftalekonto a
  where a.forretningspartner_id = $2 or a.id in (select id from bragt) order by a.id`;

async function flytKonti(tx: Tx, g: Ophaevelsesgrundlag, konti: readonly string[], dato: Lokaldato): Promise<void> {
  for (const id of konti) {
    const [kendt] = await tx.sql(`select 1 from aftalekonto_ejer where aftalekonto_id = $1 limit 1`, [id]);
    if (kendt === undefined) await nyVersion(tx, EJER, { aftalekonto_id: id }, { forretningspartner_id: g.tilId }, '1900-01-01' as Lokaldato);
    await nyVersion(tx, EJER, { aftalekonto_id: id }, { forretningspartner_id: g.fraId }, dato);
  }
  await tx.skriv(PLADSER, [konti, g.fraId]);
}

// New claims of a type are placed on one of the accounts: the one that took them last, else the partner's own first one.
const PLADSER = `update aftalekonto a set forretningspartner_id = $2, plads = p.plads from (
    select k.id, row_number() over (partition by k.type order by k.plads desc,
      exists (select 1 from aftalekonto_ejer e where e.aftalekonto_id = k.id and e.forretningspartner_id = $2 and e.gyldig_fra = '1900-01-01') desc, k.id) = 1 as plads
    from aftalekonto k where k.id = any($1::bigint[])) p where a.id = p.id`;

/** The row of a table that another row came of by the merge: the same key and value but for the partner. */
const ens = (t: Versionstabel, kolonne: string, a: string, b: string): string => t.noegler.filter((k) => k !== kolonne).map((k) => `${a}.${k} = ${b}.${k}`).join(' and ') || 'true';
const kolonner = (t: Versionstabel): string[] => [...t.noegler, ...t.vaerdier];
/** What the merge moved: closed for $1 and known for $2 from the same moment. $3 the merge's date, $4 when it was registered, $5 the day they are two again. */
const FLYTTET = (t: Versionstabel, kolonne: string, o: string): string => `${o}.${kolonne} = $1 and ${o}.kendt_til < 'infinity' and ${o}.kendt_til >= $4::timestamptz and ${o}.gyldig_til > $3::date
  and exists (select 1 from ${t.tabel} n where n.${kolonne} = $2 and ${ens(t, kolonne, 'n', o)} and n.kendt_fra = ${o}.kendt_til and n.gyldig_fra = greatest(${o}.gyldig_fra, $3::date) and n.gyldig_til = ${o}.gyldig_til)`;

/** What was moved and still holds goes back from $5 on. */
const TILBAGE = (t: Versionstabel, kolonne: string): string => {
  const kol = kolonner(t);
  return `with r as (
      update ${t.tabel} c set kendt_til = greatest(registreret_nu(), c.kendt_fra + interval '1 microsecond')
      where c.${kolonne} = $2 and c.kendt_til = 'infinity' and c.gyldig_til > $5::date and exists (select 1 from ${t.tabel} o where ${ens(t, kolonne, 'o', 'c')} and ${FLYTTET(t, kolonne, 'o')})
      returning ${kol.map((k) => `c.${k}`).join(', ')}, c.gyldig_fra, c.gyldig_til, c.kendt_til as naa),
    foer as (insert into ${t.tabel} (${kol.join(', ')}, gyldig_fra, gyldig_til, kendt_fra) select ${kol.join(', ')}, gyldig_fra, $5::date, naa from r where gyldig_fra < $5::date)
    insert into ${t.tabel} (${kol.join(', ')}, gyldig_fra, gyldig_til, kendt_fra) select ${kol.map((k) => (k === kolonne ? '$1::bigint' : k)).join(', ')}, greatest(gyldig_fra, $5::date), gyldig_til, naa from r`;
};

/** What the merge ended because the survivor stood there too, and stands there still as then: `fra` stands there again. */
const GENINDSAET = (t: Versionstabel, kolonne: string): string => {
  const kol = kolonner(t);
  return `insert into ${t.tabel} (${kol.join(', ')}, gyldig_fra, gyldig_til)
    select ${kol.map((k) => `o.${k}`).join(', ')}, greatest(o.gyldig_fra, $5::date), o.gyldig_til from ${t.tabel} o
    where o.${kolonne} = $1 and o.kendt_til < 'infinity' and o.kendt_til >= $4::timestamptz and o.gyldig_til > greatest($3::date, $5::date) and not (${FLYTTET(t, kolonne, 'o')})
      and exists (select 1 from ${t.tabel} f where f.${kolonne} = $2 and ${ens(t, kolonne, 'f', 'o')} and f.kendt_til = 'infinity' and f.kendt_fra <= o.kendt_til and f.gyldig_til > $5::date)
      and not exists (select 1 from ${t.tabel} e where e.${kolonne} = $1 and ${ens(t, kolonne, 'e', 'o')} and e.kendt_til = 'infinity' and e.gyldig_til > $5::date)`;
};
