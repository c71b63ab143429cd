import { Injectable } from '@nestjs/common';
import { ForretningsFejl, type Lokaldato } from '#app/kernel';
import { Database, erForbindelsesfejl, IkkeFundet, KOERSEL_KOLONNER, koerselAf, noterFejl, type Delresultat, type Hvem, type Koersel, type Koerselraekke, type Trin, type Tx } from '#app/platform';
import { VagtService } from '#app/krav';
import { fejlkode, fejltekst } from './fejltekst.js';
import { fejlAf, gemForsoeg, urettede, type Fejlplads, type Koerselfejl } from './koerselfejl.facts.js';
import { BrevdatoPasseret, KoerselGentagesIkke, NatErIGang } from './nat.fejl.js';
import { Natplan, vagttrin } from './natplan.js';
import type { Natparametre } from './natvalg.js';
import { PROEVE } from './proeve.service.js';

/** What a retry did: the steps that were run, in order, and how it ended. */
export interface Forsoegssvar {
  readonly forretningspartnerId: string; readonly dato: Lokaldato; readonly udfald: 'RETTET' | 'FEJL'; readonly kode: string | null; readonly besked: string | null;
  readonly trin: readonly { readonly trin: string; readonly antal: Readonly<Record<string, number>>; readonly beloeb: Readonly<Record<string, string>> }[];
}

/** 409: a rehearsal keeps nothing, so there is nothing to mend in it. */
export class ProeveGentagesIkke extends ForretningsFejl {
  readonly kode = 'PROEVE_GENTAGES_IKKE'; readonly status = 409; readonly titel = 'En prøve rettes ikke';
  constructor() { super('En prøve gemmer intet ud over rapporten. Ret årsagen, og prøv natten igen.'); }
}

/** The whole book, where a step has no debtors. */
export const HELE_BOGEN = '0';

/** `fra`: the steps that failed. `koersler`: the run of each step of the newest night. `passeret`: its date has passed at the desk. */
interface Opgave { readonly dato: Lokaldato; readonly nat: Koersel | undefined; readonly fra: readonly string[]; readonly fejl: readonly Koerselfejl[]; readonly koersler: ReadonlyMap<string, string>; readonly passeret: boolean }

/** A run's errors by debtor, and one debtor tried again. */
@Injectable()
export class KoerselfejlService {
  constructor(private readonly db: Database, private readonly plan: Natplan, private readonly vagt: VagtService) {}

  /** Debtors that failed, with kode and every attempt since; in debtor order. `rettet`: only those that are (not) mended. */
  liste(tx: Tx, id: string, antal = 1000, efter?: Fejlplads, rettet?: boolean): Promise<Koerselfejl[]> { return fejlAf(tx, id, antal, efter, rettet); }

  /**
   * Runs the steps at which a debtor failed once more, and the steps after them in which something is then due for him, each in a transaction
   * of its own, on the date of the newest night: as that night would have done. The error stays; who tried, when and with what result is kept.
   * Called again when all is mended: IKKE_FUNDET. Letters are left to the next night where the date has passed. @throws IkkeFundet, NatErIGang, ProeveGentagesIkke, KoerselGentagesIkke, BrevdatoPasseret
   */
  async igen(hvem: Hvem, koerselId: string, partnerId: string): Promise<Forsoegssvar> {
    const { idempotens: _, ...som } = hvem;
    const o = await this.db.iKommune(som, (tx) => this.opgave(tx, koerselId, partnerId), { laes: true });
    const resultat: Record<string, Delresultat> = {};
    let fejl: { trin: Trin; fejl: unknown } | undefined;
    for (const trin of this.trinene(o, partnerId)) {
      try {
        const r = await this.db.iKommune({ ...som, forretningsdato: o.dato }, (tx) => this.etTrin(tx.som({ koerselId: o.koersler.get(trin.kode) ?? koerselId }), trin, partnerId, o.fra.includes(trin.kode)));
        if (r !== undefined) resultat[trin.kode] = r;
      } catch (f) {
        if (erForbindelsesfejl(f)) throw f;
        fejl = { trin, fejl: f };
        break;
      }
    }
    await this.db.iKommune({ ...som, forretningsdato: o.dato }, (tx) => this.gem(tx, o, partnerId, resultat, fejl));
    return {
      forretningspartnerId: partnerId, dato: o.dato, udfald: fejl === undefined ? 'RETTET' : 'FEJL', kode: fejl === undefined ? null : fejlkode(fejl.fejl), besked: fejl === undefined ? null : `${fejl.trin.navn}: ${fejltekst(fejl.fejl)}`,
      trin: Object.entries(resultat).map(([trin, r]) => ({ trin, ...r })),
    };
  }

  private async opgave(tx: Tx, koerselId: string, partnerId: string): Promise<Opgave> {
    const [k] = await tx.sql<Koerselraekke>(`select ${KOERSEL_KOLONNER} from koersel k where k.id = $1`, [koerselId]);
    if (k === undefined) throw new IkkeFundet('Kørsel', koerselId);
    if (k.art === PROEVE) throw new ProeveGentagesIkke();
    if (k.art !== 'NAT' && !this.plan.trin.some((t) => t.kode === k.art)) throw new KoerselGentagesIkke(k.art);
    const egne = (await fejlAf(tx, koerselId, 1000, { forretningspartnerId: (BigInt(partnerId) - 1n).toString(), koerselId: MAKS_ID }, false)).filter((f) => f.forretningspartnerId === partnerId);
    if (egne.length === 0) throw new IkkeFundet('Urettet fejl hos debitor', partnerId);
    const [n] = await tx.sql<Koerselraekke>(`select ${KOERSEL_KOLONNER} from koersel k where k.art = 'NAT' and k.status <> 'VENTER_PAA_GODKENDELSE' order by k.forretningsdato desc limit 1`);
    const nat = n === undefined || n.forretningsdato < k.forretningsdato ? undefined : koerselAf(n);
    const fra = [...new Set(egne.map((f) => f.trin))];
    const kunNyeste = fra.some((t) => this.plan.find(t).kunNyesteDato === true) && nat !== undefined && !(nat.parametre as unknown as Natparametre).nyeste;
    if (nat !== undefined && (nat.status === 'I_GANG' || nat.status === 'PAUSE' || kunNyeste)) throw new NatErIGang(nat.forretningsdato);
    const dato = nat?.forretningsdato ?? k.forretningsdato;
    const passeret = tx.forretningsdato > dato;
    const breve = this.plan.trin.find((t) => t.kunNyesteDato === true && fra.includes(t.kode));
    if (passeret && breve !== undefined) throw new BrevdatoPasseret(breve.navn, dato);
    const koersler = new Map(nat === undefined ? [] : await tx.raekker<[string, string]>(`select art, id from koersel where forgaenger_id = $1`, [nat.id]));
    return { dato, nat, fra, fejl: await urettede(tx, partnerId, fra, dato), koersler, passeret };
  }

  /** From the first step that failed; without a night, or over the whole book, only those that failed. */
  private trinene(o: Opgave, partnerId: string): Trin[] {
    const foerste = this.plan.trin.findIndex((t) => o.fra.includes(t.kode));
    const videre = o.nat !== undefined && partnerId !== HELE_BOGEN;
    return this.plan.trin.filter((t, i) => o.fra.includes(t.kode) || (videre && i > foerste && t.behandl !== undefined && o.koersler.has(t.kode) && !(o.passeret && t.kunNyesteDato === true)));
  }

  /** @returns undefined where nothing was due */
  private async etTrin(tx: Tx, trin: Trin, partnerId: string, fejlede: boolean): Promise<Delresultat | undefined> {
    if (trin.helhed !== undefined) return trin.helhed(tx);
    if (!fejlede && (await this.vagt.forfaldneAf(tx, vagttrin(trin), [partnerId])).length === 0) return undefined;
    return trin.behandl!(tx, [partnerId]);
  }

  /** Each step that had failed and now went well is mended, on every night; one that failed now, and had not before, is an error of the newest night. */
  private async gem(tx: Tx, o: Opgave, partnerId: string, resultat: Record<string, Delresultat>, fejl: { trin: Trin; fejl: unknown } | undefined): Promise<void> {
    const af = (fejlede: boolean): string[] => o.fejl.filter((f) => (resultat[f.trin] === undefined) === fejlede).map((f) => f.koerselId);
    await gemForsoeg(tx, af(false), partnerId, { udfald: 'RETTET', resultat });
    if (fejl === undefined) return;
    const [kode, besked] = [fejlkode(fejl.fejl), `${fejl.trin.navn}: ${fejltekst(fejl.fejl)}`];
    await gemForsoeg(tx, af(true), partnerId, { udfald: 'FEJL', kode, besked, resultat });
    const trinkoersel = o.koersler.get(fejl.trin.kode);
    if (o.fra.includes(fejl.trin.kode) || trinkoersel === undefined) return;
    await noterFejl(tx, trinkoersel, 0, partnerId, kode, fejltekst(fejl.fejl));
    await tx.skriv(`update koersel set status = 'AFSLUTTET_MED_FEJL' where id = any($1::bigint[]) and status = 'AFSLUTTET'`, [[trinkoersel, o.nat!.id]]);
  }
}

const MAKS_ID = '999999999999999999';
