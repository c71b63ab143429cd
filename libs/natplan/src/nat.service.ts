import { Injectable } from '@nestjs/common';
import { danskKlokkeslaet, plusDage, UgyldigtInput, type Lokaldato } from '#app/kernel';
import {
  afslutKoersel, KOERSEL_KOLONNER, koerselAf, Database, erForbindelsesfejl, faerdigDel, frysDele, laegSammen, NATTENS_DELE, noterFejl, opretKoersel, opretKoersler, skaerDele, tagDel, TOMT, Ur, ventendeDele,
  type Delresultat, type Hvem, type Koersel, type Kommune, type NyKoersel, type Trin, type Tx, type Koerselraekke, type Koerselstatus,
} from '#app/platform';
import { OpsaetningService, VagtService } from '#app/krav';
import { fejlkode, fejltekst } from './fejltekst.js';
import { NatUdenForRaekke, TrinKraeverGodkendelse } from './nat.fejl.js';
import { KoerselService, type Koerselsvar } from './koersel.service.js';
import { gemIndhentede } from './koerselfejl.facts.js';
import { Natplan, vagttrin } from './natplan.js';
import type { Natparametre, Natvalg } from './natvalg.js';
import { gemAfvigelser, proevenAf } from './proeve.facts.js';
import { gemTal } from './sammenligning.facts.js';

/** A part that waits: what a job carries. */
export interface Ventende { readonly koerselId: string; readonly nr: number; readonly trin: string }

/** How far a kommune's night is. `ventende`: parts of the step in progress; empty = no night in progress. */
export interface Fremdrift { readonly nat: Koersel | undefined; readonly ventende: readonly Ventende[]; readonly nytTrin: boolean }

/** Debtors of a part whose facts are in memory together: a worker's memory follows this, not the part and not the book. */
const AD_GANGEN = 400;
const STANDARD: Natvalg = { nyeste: true };
const MIDDAG = '12:00';
const ENDTE: readonly Koerselstatus[] = ['AFSLUTTET', 'AFSLUTTET_MED_FEJL'];
/** `faerdige` of the step's waiting parts are done. */
export type Fremdriftsmelder = (f: Fremdrift, faerdige: number) => void;

/** Runs nights: PostgreSQL says what is due, waiting and done; whoever asks, and how often, changes nothing (design D8). */
@Injectable()
export class NatService {
  constructor(private readonly db: Database, private readonly ur: Ur, private readonly plan: Natplan, private readonly vagt: VagtService, private readonly opsaetning: OpsaetningService, private readonly koersler: KoerselService) {}

  /** The newest night that has begun, whatever became of it; one that waits to be approved has not. */
  async senesteNat(tx: Tx): Promise<Lokaldato | undefined> {
    const [r] = await tx.sql<{ d: Lokaldato | null }>(`select max(forretningsdato) as d from koersel where art = 'NAT' and status <> 'VENTER_PAA_GODKENDELSE'`);
    return r?.d ?? undefined;
  }

  /** The night that cannot begin before a rehearsal of it is approved. */
  async afventer(tx: Tx): Promise<Lokaldato | undefined> {
    const [r] = await tx.sql<{ d: Lokaldato }>(`select forretningsdato as d from koersel where art = 'NAT' and status = 'VENTER_PAA_GODKENDELSE'`);
    return r?.d;
  }

  /** The night in progress, be it held. */
  async iGang(tx: Tx): Promise<{ id: string; dato: Lokaldato } | undefined> {
    const [r] = await tx.sql<{ id: string; dato: Lokaldato }>(`select id, forretningsdato as dato from koersel where art = 'NAT' and status in ('I_GANG', 'PAUSE') order by forretningsdato limit 1`);
    return r;
  }

  /** The date up to which nights are due: today from the kommune's hour on, else yesterday. */
  forfaldenTil(kommune: Kommune): Lokaldato {
    const idag = this.ur.dato();
    return danskKlokkeslaet(this.ur.nu()) >= kommune.natKlokken ? idag : plusDage(idag, -1);
  }

  /** Begins the night of `dato` unless it was begun before; where the kommune demands it, first when a rehearsal of it is approved, and then with letters only where that showed them. @throws NatUdenForRaekke */
  async begynd(tx: Tx, dato: Lokaldato, valg: Natvalg = STANDARD): Promise<void> {
    const seneste = await this.senesteNat(tx);
    if (seneste !== undefined && dato <= seneste) return;
    if (seneste !== undefined && dato > plusDage(seneste, 1) && !(valg.spring && tx.kommune.proevemiljoe)) throw new NatUdenForRaekke(dato, plusDage(seneste, 1));
    const proeve = await proevenAf(tx, dato);
    const parametre: Natparametre = proeve === undefined ? valg
      : { ...valg, nyeste: valg.nyeste && (proeve.breve || !proeve.godkendt), proeve: { koerselId: proeve.koerselId, godkendt: proeve.godkendt } };
    const krav = { art: 'NAT', noegle: `nat:${dato}`, forretningsdato: dato, parametre: { ...parametre } };
    if (proeve?.godkendt !== true && (await this.opsaetning.hent(tx, dato)).natGodkendelse === 'JA') {
      const id = await opretKoersel(tx, krav);
      if (id !== undefined) await tx.skriv(`update koersel set status = 'VENTER_PAA_GODKENDELSE' where id = $1`, [id]);
      return;
    }
    const ventede = await tx.skriv(`update koersel set status = 'I_GANG', startet = clock_timestamp(), parametre = $2 where noegle = $1 and status = 'VENTER_PAA_GODKENDELSE'`, [krav.noegle, JSON.stringify(parametre)]);
    if (ventede === 1 || (await opretKoersel(tx, krav)) !== undefined) await this.vagt.vaekVedNyeRegler(tx.som({ forretningsdato: dato }));
  }

  /** Begins the kommune's next night that is due when none is in progress: one date at a time, in order. @returns the date that waits to be approved */
  async begyndForfalden(hvem: Hvem, kommune: Kommune): Promise<Lokaldato | undefined> {
    const til = this.forfaldenTil(kommune);
    return this.db.iKommune(hvem, async (tx) => {
      if ((await this.iGang(tx)) !== undefined) return undefined;
      const seneste = await this.senesteNat(tx);
      const dato = seneste === undefined ? til : plusDage(seneste, 1);
      if (dato <= til) await this.begynd(tx, dato, { nyeste: dato === til });
      return this.afventer(tx);
    });
  }

  /** The desk's date. */
  idag(): Lokaldato { return this.ur.dato(); }

  /** Begins the next night in the row, unless one is in progress; never one of a day to come. @returns the night's run @throws NatUdenForRaekke */
  async begyndNaeste(tx: Tx): Promise<string> {
    const seneste = await this.senesteNat(tx);
    const naeste = seneste === undefined ? this.ur.dato() : plusDage(seneste, 1);
    const igang = await this.iGang(tx);
    if (igang !== undefined) return igang.id;
    if (naeste > this.ur.dato()) throw new NatUdenForRaekke(naeste, naeste);
    await this.begynd(tx, naeste, { nyeste: naeste === this.ur.dato() });
    const [r] = await tx.sql<{ id: string }>(`select id from koersel where noegle = $1`, [`nat:${naeste}`]);
    return r!.id;
  }

  /** Takes the night in progress as far as it goes without working on a debtor: closes what is done, freezes the next step's parts. */
  async fremad(hvem: Hvem): Promise<Fremdrift> {
    return this.db.iKommune(hvem, async (tx) => {
      await tx.skriv(`select pg_advisory_xact_lock(hashtextextended('nat:' || current_schema(), 0))`);
      const [r] = await tx.sql<Koerselraekke>(`select ${KOERSEL_KOLONNER} from koersel k where k.art = 'NAT' and k.status in ('I_GANG', 'PAUSE') order by k.forretningsdato limit 1 for update`);
      if (r === undefined) return { nat: undefined, ventende: [], nytTrin: false };
      const nat = koerselAf(r);
      return nat.status === 'PAUSE' ? { nat, ventende: [], nytTrin: false } : this.fremadMed(tx.som({ forretningsdato: nat.forretningsdato }), nat, this.maaSende(tx, nat.forretningsdato));
    });
  }

  /** Letters are dated their night, so they go out on its day only (tx: the desk's date); a night that begins in the evening lasts into the next morning. */
  private maaSende(tx: Tx, dato: Lokaldato): boolean {
    return tx.forretningsdato <= dato || (tx.kommune.natKlokken >= MIDDAG && tx.forretningsdato === plusDage(dato, 1) && danskKlokkeslaet(this.ur.nu()) < MIDDAG);
  }

  private async fremadMed(tx: Tx, nat: Koersel, maaSende: boolean): Promise<Fremdrift> {
    const valg = nat.parametre as unknown as Natparametre;
    const trinkoersler = (await tx.sql<Koerselraekke>(`select ${KOERSEL_KOLONNER} from koersel k where k.forgaenger_id = $1`, [nat.id])).map(koerselAf);
    const kommende: Trin[] = [];
    for (const trin of this.plan.trin) {
      const k = trinkoersler.find((t) => t.art === trin.kode);
      if (k === undefined) {
        if (!trin.kunNyesteDato || (valg.nyeste && maaSende)) kommende.push(trin);
        continue;
      }
      if (ENDTE.includes(k.status)) continue;
      if (k.status === 'PAUSE' || k.status === 'STOPPET') return this.somTrinnet(tx, nat, k.status);
      const ventende = await this.tilbage(tx, k.id, trin);
      if (ventende.length > 0) return { nat, ventende, nytTrin: false };
    }
    const ventende = await this.begyndTrin(tx, nat, kommende, valg);
    if (ventende.length > 0) return { nat, ventende, nytTrin: true };
    await afslutKoersel(tx, nat.id);
    await gemIndhentede(tx, nat.id, nat.forretningsdato);
    if (valg.proeve !== undefined) await gemAfvigelser(tx, nat.id, valg.proeve.koerselId, nat.forretningsdato);
    return { nat: undefined, ventende: [], nytTrin: false };
  }

  /** A step that is held or stopped is never passed: so is its night. */
  private async somTrinnet(tx: Tx, nat: Koersel, status: 'PAUSE' | 'STOPPET'): Promise<Fremdrift> {
    await this.koersler.saetStatus(tx, nat.id, ['I_GANG'], status);
    return { nat: status === 'PAUSE' ? { ...nat, status } : undefined, ventende: [], nytTrin: false };
  }

  /** Begins the first of these steps that has anything to do; those before it are over as they begin. @returns its parts */
  private async begyndTrin(tx: Tx, nat: Koersel, trin: readonly Trin[], valg: Natvalg): Promise<Ventende[]> {
    if (trin.length === 0) return [];
    const nye: NyKoersel[] = [];
    const forfaldne = valg.alle ? undefined : await this.vagt.forfaldneTrin(tx);
    for (const t of trin) {
      const dele = await this.skaer(tx, t, valg, forfaldne);
      nye.push({ art: t.kode, noegle: `nat:${nat.forretningsdato}:${t.kode}`, forretningsdato: nat.forretningsdato, forgaengerId: nat.id, intet: dele.length === 0 });
      if (dele.length === 0) continue;
      const koerselId = (await opretKoersler(tx, nye)).at(-1)!;
      await frysDele(tx, koerselId, dele);
      return dele.map((_, i) => ({ koerselId, nr: i + 1, trin: t.kode }));
    }
    await opretKoersler(tx, nye);
    return [];
  }

  /** The step's parts. `forfaldne`: the steps anybody is due for, as they stood before any step was prepared; undefined: all are looked at. */
  private async skaer(tx: Tx, trin: Trin, valg: Natvalg, forfaldne: ReadonlySet<string> | undefined): Promise<string[][]> {
    if (trin.helhed !== undefined) { await trin.forbered?.(tx); return [[]]; }
    if (forfaldne === undefined) await this.vagt.vaekAlt(tx, vagttrin(trin));
    await trin.forbered?.(tx);
    if (trin.forbered === undefined && forfaldne?.has(trin.kode) === false) return [];
    return skaerDele(await trin.arbejde!(tx), valg.dele ?? NATTENS_DELE);
  }

  private async tilbage(tx: Tx, koerselId: string, trin: Trin): Promise<Ventende[]> {
    const nr = await ventendeDele(tx, koerselId);
    if (nr.length === 0) await this.afslutTrin(tx, koerselId);
    return nr.map((n) => ({ koerselId, nr: n, trin: trin.kode }));
  }

  private async afslutTrin(tx: Tx, koerselId: string): Promise<void> {
    await afslutKoersel(tx, koerselId);
    await gemTal(tx, koerselId);
  }

  /**
   * Works on one part in one transaction that also marks it done. Called twice, late or at once by two, it changes nothing more.
   * Where the part as a whole fails, its debtors are taken one by one, and those that fail are listed.
   */
  async koerDel(hvem: Hvem, v: Ventende): Promise<void> {
    try {
      await this.db.iKommune(hvem, (tx) => this.del(tx, v));
    } catch (fejl) {
      if (erForbindelsesfejl(fejl)) throw fejl;
      await this.enkeltvis(hvem, v, fejl);
    }
  }

  private async del(tx: Tx, v: Ventende): Promise<void> {
    const taget = await tagDel(tx, v.koerselId, v.nr);
    if (taget === undefined) return;
    const t = tx.som({ forretningsdato: taget.koersel.forretningsdato, koerselId: v.koerselId });
    const trin = this.plan.find(v.trin);
    const forSent = trin.kunNyesteDato === true && taget.koersel.forgaengerId !== null && !this.maaSende(tx, taget.koersel.forretningsdato);
    await faerdigDel(tx, v.koerselId, v.nr, forSent ? { antal: { UDSAT: taget.partnere.length }, beloeb: {} } : await this.udfoer(t, trin, taget.partnere));
  }

  private async udfoer(tx: Tx, trin: Trin, partnere: readonly string[]): Promise<Delresultat> {
    if (trin.helhed !== undefined) return trin.helhed(tx);
    const resultater: Delresultat[] = [];
    for (let i = 0; i < partnere.length; i += AD_GANGEN) resultater.push(await trin.behandl!(tx, partnere.slice(i, i + AD_GANGEN)));
    return laegSammen(resultater);
  }

  /** Each debtor in a transaction of its own; a second pass over one that succeeded changes nothing. */
  private async enkeltvis(hvem: Hvem, v: Ventende, aarsag: unknown): Promise<void> {
    const trin = this.plan.find(v.trin);
    const taget = await this.db.iKommune(hvem, (tx) => tagDel(tx, v.koerselId, v.nr), { proev: true });
    if (taget === undefined) return;
    const resultater: Delresultat[] = [];
    const fejl: { partner: string; fejl: unknown }[] = trin.helhed !== undefined ? [{ partner: '0', fejl: aarsag }] : [];
    for (const partner of taget.partnere) {
      try {
        resultater.push(await this.db.iKommune(hvem, (tx) => this.udfoer(tx.som({ forretningsdato: taget.koersel.forretningsdato, koerselId: v.koerselId }), trin, [partner])));
      } catch (f) {
        if (erForbindelsesfejl(f)) throw f;
        fejl.push({ partner, fejl: f });
      }
    }
    await this.db.iKommune(hvem, async (tx) => {
      if ((await tagDel(tx, v.koerselId, v.nr)) === undefined) return;
      for (const f of fejl) await noterFejl(tx, v.koerselId, v.nr, f.partner, fejlkode(f.fejl), fejltekst(f.fejl));
      await faerdigDel(tx, v.koerselId, v.nr, resultater.length > 0 ? laegSammen(resultater) : TOMT, fejl.length > 0);
    });
  }

  /** Runs the night of `dato` here and now, without Bull, `samtidige` parts at once. For the CLI, the demo and tests. */
  async koerNat(hvem: Hvem, dato: Lokaldato, valg: Natvalg = STANDARD, samtidige = 2, fremdrift?: Fremdriftsmelder): Promise<void> {
    await this.db.iKommune(hvem, (tx) => this.begynd(tx, dato, valg));
    for (;;) {
      const f = await this.fremad(hvem);
      fremdrift?.(f, 0);
      if (f.ventende.length === 0) return;
      await this.koerDele(hvem, f.ventende, samtidige, (n) => fremdrift?.(f, n));
    }
  }

  /** Runs every night that is due up to `til`, in order, letters on the last one only; stops before one that waits to be approved, and at one that is held. @returns the dates run */
  async indhent(hvem: Hvem, til: Lokaldato, samtidige = 2, fremdrift?: Fremdriftsmelder): Promise<Lokaldato[]> {
    const koert: Lokaldato[] = [];
    for (;;) {
      const seneste = await this.db.iKommune(hvem, (tx) => this.senesteNat(tx));
      await this.faerdiggoer(hvem, samtidige, fremdrift);
      const dato = seneste === undefined ? til : plusDage(seneste, 1);
      if (dato > til || (await this.db.iKommune(hvem, (tx) => this.holdes(tx, ['PAUSE'])))) return koert;
      await this.koerNat(hvem, dato, { nyeste: dato === til }, samtidige, fremdrift);
      if (await this.db.iKommune(hvem, (tx) => this.holdes(tx, ['PAUSE', 'VENTER_PAA_GODKENDELSE']))) return koert;
      koert.push(dato);
    }
  }

  /** Runs one step now, outside the nights, on hvem.forretningsdato. @throws TrinKraeverGodkendelse where nights are to be approved */
  async koerTrin(hvem: Hvem, kode: string, samtidige = 2): Promise<Koerselsvar> {
    const trin = this.plan.trin.find((t) => t.kode === kode);
    if (trin === undefined) throw new UgyldigtInput('TRIN_UKENDT', 'trin', `Trinnet ${kode} findes ikke; vælg et af ${this.plan.trin.map((t) => t.kode).join(', ')}.`);
    const { id, ventende } = await this.db.iKommune(hvem, async (tx) => {
      if ((await this.opsaetning.hent(tx, tx.forretningsdato)).natGodkendelse === 'JA') throw new TrinKraeverGodkendelse(trin.navn);
      await trin.forbered?.(tx);
      const dele = trin.helhed !== undefined ? [[]] : skaerDele(await trin.arbejde!(tx), NATTENS_DELE);
      const koerselId = (await opretKoersel(tx, { art: kode, noegle: `trin:${kode}:${await tx.id()}`, forretningsdato: tx.forretningsdato }))!;
      await frysDele(tx, koerselId, dele);
      return { id: koerselId, ventende: dele.map((_, i) => ({ koerselId, nr: i + 1, trin: kode })) };
    });
    await this.koerDele(hvem, ventende, samtidige);
    return this.db.iKommune(hvem, async (tx) => { await afslutKoersel(tx, id); return this.koersler.hent(tx, id); });
  }

  private async koerDele(hvem: Hvem, ventende: readonly Ventende[], samtidige: number, faerdig?: (antal: number) => void): Promise<void> {
    const koe = [...ventende];
    let faerdige = 0;
    await Promise.all(Array.from({ length: Math.min(samtidige, koe.length) }, async () => {
      for (let v = koe.shift(); v !== undefined; v = koe.shift()) {
        await this.koerDel(hvem, v);
        faerdig?.(++faerdige);
      }
    }));
  }

  /** A person holds a night, or one waits to be approved. */
  private async holdes(tx: Tx, status: readonly Koerselstatus[]): Promise<boolean> {
    return (await tx.sql(`select 1 from koersel where art = 'NAT' and status = any($1) limit 1`, [status])).length > 0;
  }

  private async faerdiggoer(hvem: Hvem, samtidige: number, fremdrift?: Fremdriftsmelder): Promise<void> {
    const f = await this.fremad(hvem);
    if (f.nat !== undefined && f.nat.status === 'I_GANG') await this.koerNat(hvem, f.nat.forretningsdato, STANDARD, samtidige, fremdrift);
  }
}
