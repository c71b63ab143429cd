import { Injectable } from '@nestjs/common';
import { plusDage, type Lokaldato } from '#app/kernel';
import {
  afslutKoersel, afslutNaarFaerdig, Database, databasekode, erForbindelsesfejl, faerdigDel, frysDele, koerVentende, laegSammen, noterFejl, opretKoersel, oversaetDatabasefejl, skaerDele, tagDel, TOMT, ventendeAf,
  type Delresultat, type Delstoerrelse, type Hvem, type Sidekoersel, type Trin, type Tx, type Ventendedel,
} from '#app/platform';
import { VagtService } from '#app/krav';
import { fejlkode, fejltekst } from './fejltekst.js';
import { Natplan, vagttrin } from './natplan.js';
import { NatErIGang, NatUdenForRaekke } from './nat.fejl.js';
import { NatService } from './nat.service.js';
import { enkeltstaaende, paaProeve } from './paaproeve.js';
import { beskederNu, linjeraekker, raalinjer, rykkerforslag, type Proevelinje } from './proeve.facts.js';

export const PROEVE = 'PROEVE';

/** What a part of a rehearsal found, beside its lines. `trin`: each step's own counts and kroner; `beskeder`: letters and messages by art. */
export interface Proevedel extends Delresultat { readonly trin: Readonly<Record<string, Delresultat>>; readonly beskeder: Readonly<Record<string, number>> }
export interface Proevesvar { readonly koerselId: string; readonly datoer: readonly Lokaldato[]; readonly linjer: number; readonly resultat: Readonly<Record<string, Delresultat>> }
/** A part that waits. */

interface Fejlet { readonly partner: string; readonly kode: string; readonly besked: string }
/** `nyeRegler`: those of the dates on which changed rules make every claim be looked at again. */
interface Parametre { readonly datoer: readonly Lokaldato[]; readonly nyeRegler: readonly Lokaldato[] }
interface Fund { readonly linjer: readonly Proevelinje[]; readonly trin: Record<string, Delresultat>; readonly beskeder: Record<string, number>; readonly fejl: readonly Fejlet[] }

/** The step whose letters may be proposed instead of sent. */
const RYKKER = 'rykker';
const MAKS_PARTNERE = 250;
const MINDSTE_DEL = 10;
/** A part is one transaction over all the nights: the more nights, the fewer debtors. */
const proevensDele = (naetter: number): Delstoerrelse => ({ poster: Math.ceil(5000 / naetter), mindstePartnere: Math.max(MINDSTE_DEL, Math.floor(MAKS_PARTNERE / naetter)), andelPartnere: 0 });

/**
 * Rehearses nights: the same code with its real writes, taken back; only the report is kept (design D7). A run like any other: its parts
 * wait in PostgreSQL, any number of workers take them, and it can be held, resumed and stopped between two parts.
 */
@Injectable()
export class ProeveService implements Sidekoersel {
  readonly art = PROEVE;
  constructor(private readonly db: Database, private readonly plan: Natplan, private readonly nat: NatService, private readonly vagt: VagtService) {}

  /** Every night from the next one up to `til`, in order, here and now. @returns what the report holds @throws NatUdenForRaekke */
  async proev(hvem: Hvem, til: Lokaldato, samtidige = 2, fremdrift?: (faerdige: number, ialt: number) => void): Promise<Proevesvar> {
    const koerselId = await this.begynd(hvem, til);
    await this.koer(hvem, koerselId, samtidige, fremdrift);
    return this.db.iKommune(hvem, (tx) => svar(tx, koerselId), { laes: true });
  }

  /** Freezes a rehearsal's debtors; workers (or `koer`) do the rest. @returns the run's id @throws NatUdenForRaekke the night of `til` has begun; NatErIGang */
  begynd(hvem: Hvem, til: Lokaldato): Promise<string> { return this.db.iKommune(hvem, (tx) => this.frys(tx, til)); }

  /** Parts that wait, oldest rehearsal first; one none of whose parts waits any more is ended. */
  ventende(hvem: Hvem): Promise<Ventendedel[]> { return ventendeAf(this.db, hvem, PROEVE); }

  /**
   * Rehearses a part and keeps its lines, in one transaction over one snapshot. Called twice, late or at once by two, it changes nothing
   * more. Where a step fails for the part as a whole, it is taken debtor by debtor, and those that fail are listed.
   */
  async koerDel(hvem: Hvem, { koerselId, nr }: Ventendedel): Promise<void> {
    try {
      await this.db.iKommune(hvem, (tx) => this.del(tx, koerselId, nr, false), { oejeblik: true });
    } catch (fejl) {
      if (erForbindelsesfejl(fejl)) throw fejl;
      await this.db.iKommune(hvem, (tx) => this.del(tx, koerselId, nr, true), { oejeblik: true });
    }
    await this.db.iKommune(hvem, (tx) => afslutNaarFaerdig(tx, koerselId));
  }

  /** The parts that wait, here and now, `samtidige` at once. @returns when the rehearsal has ended or is held */
  koer(hvem: Hvem, koerselId: string, samtidige = 2, fremdrift?: (faerdige: number, ialt: number) => void): Promise<void> { return koerVentende(this, hvem, koerselId, samtidige, fremdrift); }

  private async frys(tx: Tx, til: Lokaldato): Promise<string> {
    const igang = await this.nat.iGang(tx);
    if (igang !== undefined) throw new NatErIGang(igang.dato);
    const seneste = await this.nat.senesteNat(tx);
    if (seneste !== undefined && til <= seneste) throw new NatUdenForRaekke(til, plusDage(seneste, 1));
    const datoer: Lokaldato[] = [];
    for (let d = seneste === undefined ? til : plusDage(seneste, 1); d <= til; d = plusDage(d, 1)) datoer.push(d);
    const nyeRegler: Lokaldato[] = [];
    for (const d of datoer) if (await this.vagt.harNyeRegler(tx.som({ forretningsdato: d }))) nyeRegler.push(d);
    const parametre: Parametre = { datoer, nyeRegler };
    const koerselId = (await opretKoersel(tx, { art: PROEVE, noegle: `proeve:${til}:${await tx.id()}`, forretningsdato: til, parametre: { ...parametre } }))!;
    const dele = skaerDele(await this.arbejde(tx.som({ forretningsdato: til }), nyeRegler.length > 0), proevensDele(datoer.length));
    if (dele.length === 0) await afslutKoersel(tx, koerselId);
    else await frysDele(tx, koerselId, dele);
    return koerselId;
  }

  /** Who has anything to do up to tx.forretningsdato; `alle`: every debtor with claims. */
  private async arbejde(tx: Tx, alle: boolean): Promise<{ forretningspartnerId: string; antal: number }[]> {
    if (alle) return (await tx.raekker<[string, number]>(`select forretningspartner_id, count(*)::int from aaben_post where krav_id is not null group by 1`)).map(([forretningspartnerId, antal]) => ({ forretningspartnerId, antal }));
    const partnere = new Map<string, number>();
    for (const trin of this.paaDebitorer()) {
      for (const a of await trin.arbejde!(tx)) partnere.set(a.forretningspartnerId, (partnere.get(a.forretningspartnerId) ?? 0) + a.antal);
    }
    return [...partnere].map(([forretningspartnerId, antal]) => ({ forretningspartnerId, antal }));
  }

  /** Debtors only: numbering, files and dispatch lie outside a rehearsal. */
  private paaDebitorer(): Trin[] { return this.plan.trin.filter((t) => t.behandl !== undefined); }

  private async del(tx: Tx, koerselId: string, nr: number, enkeltvis: boolean): Promise<void> {
    const taget = await tagDel(tx, koerselId, nr);
    if (taget === undefined) return;
    const f = await paaProeve(tx, () => this.naetter(tx, taget.partnere, taget.koersel.parametre as unknown as Parametre, enkeltvis));
    await tx.skrivSamlet(linjeraekker(koerselId, nr, f.linjer));
    for (const x of f.fejl) await noterFejl(tx, koerselId, nr, x.partner, x.kode, x.besked);
    const resultat: Proevedel = { ...talt(f.linjer), trin: f.trin, beskeder: f.beskeder };
    await faerdigDel(tx, koerselId, nr, resultat, f.fejl.length > 0);
  }

  /** The nights of these debtors, one after the other, as if each had been run. */
  private async naetter(tx: Tx, partnere: readonly string[], p: Parametre, enkeltvis: boolean): Promise<Fund> {
    const trin: Record<string, Delresultat> = {};
    const fejl: Fejlet[] = [];
    const koersler = new Map<string, { dato: Lokaldato; trin: string }>();
    for (const dato of p.datoer) {
      if (p.nyeRegler.includes(dato)) await this.vagt.vaekVedNyeRegler(tx.som({ forretningsdato: dato }), partnere);
      for (const t of this.paaDebitorer()) {
        if (t.kunNyesteDato && dato !== p.datoer.at(-1)) continue;
        const koerselId = await tx.id();
        const forfaldne = await this.vagt.forfaldneAf(tx.som({ forretningsdato: dato }), vagttrin(t), partnere);
        if (forfaldne.length === 0) continue;
        koersler.set(koerselId, { dato, trin: t.kode });
        trin[t.kode] = laegSammen([trin[t.kode] ?? null, await this.trin(tx.som({ forretningsdato: dato, koerselId }), t, forfaldne, enkeltvis ? fejl : undefined)]);
      }
    }
    const orden = [...koersler.keys()];
    const linjer = (await raalinjer(tx, orden)).map((l) => ({ l, plads: orden.indexOf(l.koerselId) })).sort((a, b) => a.plads - b.plads)
      .map(({ l: { koerselId, virkningsdato, ...l } }): Proevelinje => ({ ...koersler.get(koerselId)!, ...l, virkningsdato: virkningsdato ?? koersler.get(koerselId)!.dato }));
    const breve = [...koersler.values()].find((k) => k.trin === RYKKER && k.dato === p.datoer.at(-1));
    const foreslaaet = breve === undefined ? [] : await rykkerforslag(tx, partnere, breve.dato, RYKKER);
    return { linjer: [...linjer, ...foreslaaet], trin, beskeder: await beskederNu(tx), fejl };
  }

  /** One step, as the night takes it. `fejlede`: where it fails for all, debtor by debtor, and those that fail are listed there. */
  private async trin(tx: Tx, trin: Trin, partnere: readonly string[], fejlede: Fejlet[] | undefined): Promise<Delresultat> {
    if (fejlede === undefined) return trin.behandl!(tx, partnere);
    try {
      return await enkeltstaaende(tx, () => trin.behandl!(tx, partnere));
    } catch (fejl) {
      if (skalTagesOm(fejl)) throw fejl;
    }
    const resultater: Delresultat[] = [TOMT];
    for (const partner of partnere) {
      try {
        resultater.push(await enkeltstaaende(tx, () => trin.behandl!(tx, [partner])));
      } catch (raa) {
        if (skalTagesOm(raa)) throw raa;
        const fejl = oversaetDatabasefejl(raa);
        fejlede.push({ partner, kode: fejlkode(fejl), besked: `${trin.navn}, ${tx.forretningsdato}: ${fejltekst(fejl)}` });
      }
    }
    return laegSammen(resultater);
  }
}

/** The server went away, or another changed what this snapshot saw: the whole part again. */
const skalTagesOm = (f: unknown): boolean => erForbindelsesfejl(f) || ['40001', '40P01'].includes(databasekode(f) ?? '');

/** Counts and kroner of a part's lines, by art. */
function talt(linjer: readonly Proevelinje[]): Delresultat {
  const breve = linjer.filter((l) => l.art === 'BREV' || l.art === 'FAKTURA' || l.art.startsWith('FORSLAG_'));
  return laegSammen([
    { antal: { LINJER: linjer.length }, beloeb: {} }, ...breve.map((l) => ({ antal: { [l.art]: l.antal }, beloeb: {} })),
    ...linjer.filter((l) => !breve.includes(l) && l.beloeb !== '0.00').map((l) => ({ antal: {}, beloeb: { [l.art]: l.beloeb } })),
  ]);
}

async function svar(tx: Tx, koerselId: string): Promise<Proevesvar> {
  const [k] = await tx.sql<{ datoer: Lokaldato[] }>(`select parametre -> 'datoer' as datoer from koersel where id = $1`, [koerselId]);
  const dele = await proevedele(tx, koerselId);
  return { koerselId, datoer: k!.datoer, linjer: laegSammen(dele).antal['LINJER'] ?? 0, resultat: trinresultater(dele) };
}

/** What the finished parts of a rehearsal found. */
export const proevedele = async (tx: Tx, koerselId: string): Promise<Proevedel[]> =>
  (await tx.sql<{ r: Proevedel }>(`select resultat as r from koersel_del where koersel_id = $1 and resultat is not null order by nr`, [koerselId])).map((d) => d.r);

/** Each step's counts and kroner over all parts. */
export function trinresultater(dele: readonly Proevedel[]): Record<string, Delresultat> {
  const koder = new Set(dele.flatMap((d) => Object.keys(d.trin ?? {})));
  return Object.fromEntries([...koder].map((kode) => [kode, laegSammen(dele.map((d) => d.trin?.[kode] ?? null))]));
}
