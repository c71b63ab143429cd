import { Injectable } from '@nestjs/common';
import { plusDage, type Lokaldato } from '#app/kernel';
import { afslutKoersel, Database, faerdigDel, frysDele, laegSammen, opretKoersel, skaerDele, tagDel, ventendeDele, type Delresultat, type Hvem, type Trin, type Tx } from '#app/platform';
import { VagtService } from '#app/krav';
import { Natplan, vagttrin } from './natplan.js';
import { NatService } from './nat.service.js';

/** One difference a night would make; kroner as text, + = the debtor owes more. */
export interface Proevelinje {
  readonly dato: Lokaldato; readonly trin: string; readonly forretningspartnerId: string | null; readonly kravId: string | null; readonly hovedkravId: string | null;
  /** Bilagsart, BREV for a letter, or FAKTURA for a bill (beloeb: what it asks to be paid). */
  readonly art: string;
  readonly virkningsdato: Lokaldato; readonly beloeb: string;
}

export interface Proevesvar { readonly koerselId: string; readonly datoer: readonly Lokaldato[]; readonly linjer: number; readonly resultat: Readonly<Record<string, Delresultat>> }

const PROEVENS_DELE = { poster: 5000, mindstePartnere: 1, andelPartnere: 0 };
const MAKS_PARTNERE = 250;

/** Rehearses nights: the same code with its real writes, rolled back; only the report is kept (design D7). */
@Injectable()
export class ProeveService {
  constructor(private readonly db: Database, private readonly plan: Natplan, private readonly nat: NatService, private readonly vagt: VagtService) {}

  /** Every night from the next one up to `til`, in order, here and now. @returns the id of the run that holds the report */
  async proev(hvem: Hvem, til: Lokaldato): Promise<Proevesvar> {
    return this.fortsaet(hvem, await this.begynd(hvem, til));
  }

  /** Freezes a rehearsal's debtors; `fortsaet` (the worker, or the caller) does the rest. @returns the run's id */
  begynd(hvem: Hvem, til: Lokaldato): Promise<string> { return this.db.iKommune(hvem, (tx) => this.frys(tx, til)); }

  /** Rehearsals begun and not finished. */
  async ventende(hvem: Hvem): Promise<string[]> {
    return this.db.iKommune(hvem, async (tx) => (await tx.sql<{ id: string }>(`select id from koersel where art = 'PROEVE' and status = 'I_GANG' order by id`)).map((r) => r.id));
  }

  /** Works through the parts that wait; each is rolled back, its report kept. */
  async fortsaet(hvem: Hvem, koerselId: string): Promise<Proevesvar> {
    const { datoer, nre } = await this.db.iKommune(hvem, async (tx) => ({
      datoer: (await tx.sql<{ datoer: Lokaldato[] }>(`select parametre -> 'datoer' as datoer from koersel where id = $1`, [koerselId]))[0]?.datoer ?? [], nre: await ventendeDele(tx, koerselId) }));
    const resultat: Record<string, Delresultat> = {};
    let linjer = 0;
    for (const nr of nre) {
      const del = await this.db.iKommune(hvem, (tx) => this.del(tx, koerselId, nr, datoer), { proev: true });
      for (const [trin, r] of Object.entries(del.resultat)) resultat[trin] = laegSammen([resultat[trin] ?? null, r]);
      linjer += del.linjer.length;
      await this.db.iKommune(hvem, (tx) => faerdigDel(tx, koerselId, nr, { antal: { LINJER: del.linjer.length }, beloeb: {}, ...{ linjer: del.linjer, resultat: del.resultat } }));
    }
    await this.db.iKommune(hvem, (tx) => afslutKoersel(tx, koerselId));
    return { koerselId, datoer, linjer, resultat };
  }

  private async frys(tx: Tx, til: Lokaldato): Promise<string> {
    const seneste = await this.nat.senesteNat(tx);
    const datoer: Lokaldato[] = [];
    for (let d = seneste === undefined ? til : plusDage(seneste, 1); d <= til; d = plusDage(d, 1)) datoer.push(d);
    const partnere = new Map<string, number>();
    const paaSidste = tx.som({ forretningsdato: til });
    for (const trin of this.paaDebitorer()) {
      for (const a of await trin.arbejde!(paaSidste)) partnere.set(a.forretningspartnerId, (partnere.get(a.forretningspartnerId) ?? 0) + a.antal);
    }
    const koerselId = (await opretKoersel(tx, { art: 'PROEVE', noegle: `proeve:${til}:${await tx.id()}`, forretningsdato: til, parametre: { datoer } }))!;
    const dele = skaerDele([...partnere].map(([forretningspartnerId, antal]) => ({ forretningspartnerId, antal })), { ...PROEVENS_DELE, mindstePartnere: MAKS_PARTNERE });
    if (datoer.length > 0) await frysDele(tx, koerselId, dele);
    return koerselId;
  }

  /** Debtors only: numbering, files and dispatch lie outside a rehearsal. */
  private paaDebitorer(): Trin[] { return this.plan.trin.filter((t) => t.behandl !== undefined); }

  private async del(tx: Tx, koerselId: string, nr: number, datoer: readonly Lokaldato[]): Promise<{ linjer: Proevelinje[]; resultat: Record<string, Delresultat> }> {
    const taget = await tagDel(tx, koerselId, nr);
    const linjer: Proevelinje[] = [];
    const resultat: Record<string, Delresultat> = {};
    for (const dato of taget === undefined ? [] : datoer) {
      for (const trin of this.paaDebitorer()) {
        if (trin.kunNyesteDato && dato !== datoer.at(-1)) continue;
        const t = tx.som({ forretningsdato: dato, koerselId: await tx.id() });
        const forfaldne = await this.vagt.forfaldneAf(t, vagttrin(trin), taget!.partnere);
        if (forfaldne.length === 0) continue;
        resultat[trin.kode] = laegSammen([resultat[trin.kode] ?? null, await trin.behandl!(t, forfaldne)]);
        linjer.push(...await forskel(t, dato, trin.kode));
      }
    }
    return { linjer, resultat };
  }

  /** The report's lines, in order. */
  async linjer(tx: Tx, koerselId: string): Promise<Proevelinje[]> {
    return tx.sql<Proevelinje>(`select l.* from koersel_del d, jsonb_to_recordset(d.resultat -> 'linjer') as l (dato date, trin text, "forretningspartnerId" bigint, "kravId" bigint, "hovedkravId" bigint, art text, virkningsdato date, beloeb numeric(15,2))
      where d.koersel_id = $1 order by l.dato, d.nr, l."forretningspartnerId", l."kravId"`, [koerselId]);
  }
}

/** What this step of this transaction changed on debtors, and the letters and bills it wrote. */
async function forskel(tx: Tx, dato: Lokaldato, trin: string): Promise<Proevelinje[]> {
  return tx.sql<Proevelinje>(
    `select $2::date as dato, $3 as trin, a.forretningspartner_id as "forretningspartnerId", p.krav_id as "kravId", k.hovedkrav_id as "hovedkravId", b.art, p.virkningsdato, sum(p.beloeb)::text as beloeb
     from bilag b join postering p on p.bilag_id = b.id join aaben_post a on a.krav_id = p.krav_id join kravsbilag k on k.id = p.krav_id
     where b.koersel_id = $1 and p.konto = 'DEBITOR' group by a.forretningspartner_id, p.krav_id, k.hovedkrav_id, b.art, p.virkningsdato
     union all
     select $2::date, $3, r.forretningspartner_id, null, null, 'BREV', r.dato, '0.00' from rykkerbrev r where r.koersel_id = $1
     union all
     select $2::date, $3, f.forretningspartner_id, null, null, 'FAKTURA', f.dato, f.beloeb::text from faktureringsbilag f where f.koersel_id = $1`, [tx.koerselId, dato, trin]);
}
