import { Injectable } from '@nestjs/common';
import { paastaa, type Lokaldato } from '#app/kernel';
import { Database, laasPartnere, sha256, type Hvem, type Trin, type Tx } from '#app/platform';
import { VagtService, type Hovedkrav, type Vagttrin } from '#app/krav';
import { ReguleringService } from '#app/regulering';
import { GebyrproeveService } from '#app/rykker';
import { hentStand } from './kvittering.facts.js';
import { GebyrAnnulleresIkke, KvitteringForaeldet, type Kvittering } from './kvittering.js';
import { kernen, sammenlign, tilbudte, type Udfald } from './kvittering.rules.js';
import { Natplan, vagttrin } from './natplan.js';
import { paaProeve } from './paaproeve.js';

/** What a correction reaches. */
export interface Beroert {
  /** Debtors whose books may move, before or after; they are locked whole. */
  readonly partnere: readonly string[];
  /** The hovedkrav that the correction's steps look at again. Empty: no claim is concerned, and there is nothing to confirm. */
  readonly krav: readonly Hovedkrav[];
  /** What is corrected, as it stands: where that has become something else, an older receipt does not hold. */
  readonly staar: unknown;
}

/** A correction, as the receipt sees it. */
export interface Rettelse<T> {
  /** What is to be, by name; with `staar` and the difference it makes the fingerprint. */
  readonly indhold: unknown;
  /** The first day on which anything becomes otherwise; from today on nothing is confirmed. Absent: always. */
  readonly fra?: ((tx: Tx) => Lokaldato) | undefined;
  /** Steps that look at the claims again, beside those that the change wakes itself. */
  readonly trin: readonly Vagttrin[];
  readonly beroert: (tx: Tx) => Promise<Beroert>;
  readonly udfoer: (tx: Tx) => Promise<T>;
}
/** `bekraeft`: the fingerprint of the receipt that was seen. `annullerGebyrer`: offered fees that are taken back with the correction. */
export interface Bekraeftelse { readonly bekraeft?: string | undefined; readonly annullerGebyrer?: readonly string[] | undefined }
/** `tommeStraks`: where the receipt is empty the change is made at once; nobody has anything to confirm. */
export interface Kvitteringsvalg { readonly tommeStraks?: boolean }
/** `kvittering` undefined: none was needed. */
export type Rettelsessvar<T> = { readonly gemt: true; readonly svar: T; readonly kvittering: Kvittering | undefined } | { readonly gemt: false; readonly kvittering: Kvittering };

const MAKS_RUNDER = 100;

/**
 * Corrections with effect from an earlier day: what the nightly rules would then have said otherwise is worked out by the rules themselves,
 * with and without the change, in a transaction that is rolled back; a person sees it in kroner, and confirms that and nothing else.
 */
@Injectable()
export class KvitteringService {
  private readonly trin: readonly Trin[];
  constructor(private readonly db: Database, plan: Natplan, private readonly vagt: VagtService, private readonly gebyrer: GebyrproeveService, private readonly regulering: ReguleringService) {
    this.trin = plan.trin.filter((t) => t.behandl !== undefined && t.kunNyesteDato !== true); // letters and bills are not made in a receipt
  }

  /**
   * Without `bekraeft` the receipt alone; with it the change, if the receipt still says the same. A change that begins today or later,
   * or concerns no claim, is made at once. The night books what follows: the change wakes the steps.
   * @throws KvitteringForaeldet, GebyrAnnulleresIkke, and what the change itself throws
   */
  async ret<T>(hvem: Hvem, r: Rettelse<T>, b: Bekraeftelse = {}, valg: Kvitteringsvalg = {}): Promise<Rettelsessvar<T>> {
    if (b.bekraeft !== undefined) return this.db.iKommune(hvem, (tx) => this.bekraeft(tx, r, b));
    const { idempotens: _, ...uden } = hvem; // a receipt changes nothing: it is made anew each time, and no key is spent on it
    const kvittering = await this.db.iKommune(uden, (tx) => this.proev(tx, r, b), { proev: true });
    if (kvittering?.tom === true && valg.tommeStraks === true) return this.ret(hvem, r, { ...b, bekraeft: kvittering.aftryk });
    if (kvittering !== undefined) return { gemt: false, kvittering };
    return this.db.iKommune(hvem, async (tx) => ({ gemt: true, svar: await this.udfoer(tx, r, await r.beroert(tx), b), kvittering: undefined }));
  }

  private async proev<T>(tx: Tx, r: Rettelse<T>, b: Bekraeftelse): Promise<Kvittering | undefined> {
    const beroert = await r.beroert(tx);
    if (!behoeves(tx, r, beroert)) return undefined;
    await laasPartnere(tx, beroert.partnere);
    return this.kvittering(tx, r, beroert, b);
  }

  private async bekraeft<T>(tx: Tx, r: Rettelse<T>, b: Bekraeftelse): Promise<Rettelsessvar<T>> {
    await laasPartnere(tx, (await r.beroert(tx)).partnere);
    const beroert = await r.beroert(tx); // again, now that nobody else changes it
    if (!behoeves(tx, r, beroert)) return { gemt: true, svar: await this.udfoer(tx, r, beroert, b), kvittering: undefined };
    const kvittering = await this.kvittering(tx, r, beroert, b);
    if (kvittering.aftryk !== b.bekraeft) throw new KvitteringForaeldet(kvittering);
    return { gemt: true, svar: await this.udfoer(tx, r, beroert, b), kvittering };
  }

  private async kvittering<T>(tx: Tx, r: Rettelse<T>, beroert: Beroert, b: Bekraeftelse): Promise<Kvittering> {
    const kendte = new Set((await tx.raekker<[string]>(`select k.id from kravsbilag k join aftalekonto a on a.id = k.aftalekonto_id where a.forretningspartner_id = any($1::bigint[])`, [beroert.partnere])).map(([id]) => id));
    const uden = await paaProeve(tx, async () => { await this.tilRo(tx, beroert.partnere); return this.udfald(tx, beroert.partnere); });
    const med = await paaProeve(tx, async () => {
      await this.aendr(tx, r, beroert);
      await this.tilRo(tx, beroert.partnere);
      const ud = await this.udfald(tx, beroert.partnere);
      return (await this.annuller(tx, uden, ud, beroert.partnere, b)) ? { stand: (await this.udfald(tx, beroert.partnere)).stand, gebyrer: ud.gebyrer } : ud;
    });
    const forskel = sammenlign({ dato: tx.forretningsdato, uden, med, kendte, annulleres: new Set(b.annullerGebyrer) });
    return { aftryk: aftryk([r.indhold, r.fra?.(tx) ?? null, beroert.staar, [...(b.annullerGebyrer ?? [])].sort(), kernen(forskel)]), ...forskel };
  }

  /** The fees the caller names, if the correction offers them all; then the rules answer once more. */
  private async annuller(tx: Tx, uden: Udfald, med: Udfald, partnere: readonly string[], b: Bekraeftelse): Promise<boolean> {
    const oensket = b.annullerGebyrer ?? [];
    if (oensket.length === 0) return false;
    const muligt = new Set(tilbudte(uden.gebyrer, med.gebyrer).map((g) => g.gebyrkravId));
    const umulige = oensket.filter((id) => !muligt.has(id));
    if (umulige.length > 0) throw new GebyrAnnulleresIkke(umulige);
    await this.tagTilbage(tx, oensket);
    await this.tilRo(tx, partnere);
    return true;
  }

  private async udfoer<T>(tx: Tx, r: Rettelse<T>, beroert: Beroert, b: Bekraeftelse): Promise<T> {
    const svar = await this.aendr(tx, r, beroert);
    await this.tagTilbage(tx, b.annullerGebyrer ?? []);
    return svar;
  }

  /** The debtor is told by a kreditnota. */
  private async tagTilbage(tx: Tx, gebyrkravIder: readonly string[]): Promise<void> {
    for (const kravId of gebyrkravIder) await this.regulering.reguler(tx, { kravId, art: 'ANNULLERING', aarsag: 'FEJL_I_KRAV' });
  }

  /** The change, and its claims woken: whoever owes them afterwards. */
  private async aendr<T>(tx: Tx, r: Rettelse<T>, beroert: Beroert): Promise<T> {
    const svar = await r.udfoer(tx);
    if (r.trin.length > 0 && beroert.krav.length > 0) await tx.skriv(VAEK, [r.trin, beroert.krav.map((k) => k.kravId), tx.forretningsdato]);
    return svar;
  }

  /** The night's rules until none of them has anything more to say. */
  private async tilRo(tx: Tx, partnere: readonly string[]): Promise<void> {
    for (let runde = 0, faerdig = false; !faerdig; runde++) {
      paastaa(runde < MAKS_RUNDER, 'KVITTERING_FALDER_IKKE_TIL_RO');
      faerdig = true;
      for (const trin of this.trin) {
        const forfaldne = await this.vagt.forfaldneAf(tx, vagttrin(trin), partnere);
        if (forfaldne.length === 0) continue;
        faerdig = false;
        await trin.behandl!(tx, forfaldne);
      }
    }
  }

  private async udfald(tx: Tx, partnere: readonly string[]): Promise<Udfald> { return { stand: await hentStand(tx, partnere), gebyrer: await this.gebyrer.proev(tx, partnere) }; }
}

const behoeves = <T>(tx: Tx, r: Rettelse<T>, b: Beroert): boolean => b.krav.length > 0 && (r.fra === undefined || r.fra(tx) < tx.forretningsdato);

const aftryk = (v: unknown): string => sha256(JSON.stringify(v)).toString('hex');

// A family with a date to come far away is left to its own watch; forældelse is asked from the first day, so that the control of the book waits for it.
const VAEK = `insert into vagt (forretningspartner_id, krav_id, trin, tidligst)
  select a.forretningspartner_id, k.id, t, case when t = 'foraeldelse' then '1900-01-01'::date else $3::date end
  from unnest($1::text[]) t, kravsbilag k join aftalekonto a on a.id = k.aftalekonto_id where k.id = any($2::bigint[])
  on conflict (forretningspartner_id, krav_id, trin) do update set tidligst = least(vagt.tidligst, excluded.tidligst)`;
