import { Injectable } from '@nestjs/common';
import { danskMidnat, erBankdag, kr, NUL, paastaa, plusDage, type Lokaldato } from '#app/kernel';
import { laesFraIndbakke, tabel, type Database, type Hvem, type Tx } from '#app/platform';
import { BankkontoService, type Bankkonto } from '#app/indbetaling';
import { BankindlaesningService } from '#app/integrationer/bank';
import type { Demobetaling } from './betalinger.js';
import { bankbeloeb, BANKKONTO, skrivKontoudtog, type Bankbetaling } from './kontoudtog.js';

interface Udtogsrad { dato: Lokaldato; ultimo: string; indbakke: string; faerdigt: boolean; antal: number }
interface Regning { i: number; betalingsId: string; saldo: string }

/** The bill a payment names, and what is open on it with its renter and gebyrer: read as a payer reads it, no rule rests on it. */
const REGNINGER = (krav: string): string => `select u.i, coalesce(f.betalings_id, k.betalings_id) as "betalingsId", sum(coalesce(a.rest, 0))::numeric(15,2) as saldo
  from ${krav} u join kravsbilag k on k.fagsystem = u.f and k.fagsystem_reference = u.r
  join kravsbilag u2 on u2.id = k.id or u2.hovedkrav_id = k.id left join aaben_post a on a.krav_id = u2.id
  left join lateral (select f.betalings_id from faktureringsposition p join faktureringsbilag f on f.id = p.faktureringsbilag_id where p.krav_id = k.id limit 1) f on true group by u.i, f.betalings_id, k.betalings_id`;

/** The demo's bank: one account, and a camt.053 statement for every bank day, loaded through the real import. */
@Injectable()
export class Demobank {
  constructor(private readonly konti: BankkontoService, private readonly bank: BankindlaesningService) {}

  /** The account, made with the world's first day the first time. */
  async konto(tx: Tx, start: Lokaldato): Promise<Bankkonto> {
    const kendt = await this.kendt(tx);
    return kendt ?? this.konti.opret(tx, { ...BANKKONTO, gyldigFra: start });
  }

  /** The account of a world that has been lived in. */
  async kendt(tx: Tx): Promise<Bankkonto | undefined> { return (await this.konti.liste(tx)).find((k) => k.kontonummer === BANKKONTO.kontonummer); }

  /** The day of the newest statement that is in the books, with what an interrupted load left. */
  seneste(db: Database, hvem: Hvem, konto: Bankkonto): Promise<Udtogsrad | undefined> {
    return db.iKommune(hvem, async (tx) => (await tx.sql<Udtogsrad>(
      `select b.dato, b.ultimosaldo as ultimo, b.indbakke_id as indbakke, exists (select 1 from indbakke_status s where s.indbakke_id = b.indbakke_id and s.status = 'BEHANDLET') as faerdigt,
         (select count(*)::int from bankudtog x where x.bankkonto_id = $1) as antal
       from bankudtog b where b.bankkonto_id = $1 order by b.dato desc limit 1`, [konto.id]))[0]);
  }

  /** Loads the statements of every bank day before `morgen` that are not in yet, in order, known as `hvem` says. */
  async indlaesFoer(db: Database, hvem: Hvem, konto: Bankkonto, morgen: Lokaldato, betalinger: ReadonlyMap<Lokaldato, readonly Demobetaling[]>): Promise<void> {
    let sidste = await this.seneste(db, hvem, konto);
    if (sidste !== undefined && !sidste.faerdigt) await this.faerdiggoer(db, hvem, sidste);
    for (let d = sidste === undefined ? konto.gyldigFra : plusDage(sidste.dato, 1); d < morgen; d = plusDage(d, 1)) {
      if (!erBankdag(d)) continue;
      const primo = sidste === undefined ? NUL : kr(sidste.ultimo);
      const linjer = await db.iKommune(hvem, (tx) => medBeloeb(tx, betalinger.get(d) ?? []));
      await this.bank.indlaes(db, hvem, skrivKontoudtog({ dato: d, nr: (sidste?.antal ?? 0) + 1, primo, betalinger: linjer }), `camt053-${d}.xml`);
      sidste = await this.seneste(db, hvem, konto);
      paastaa(sidste?.dato === d, 'DEMO_UDTOG_MANGLER');
    }
  }

  /** A load that was cut in the middle goes on with the very same file: made anew it could have other amounts. */
  private async faerdiggoer(db: Database, hvem: Hvem, u: Udtogsrad): Promise<void> {
    const fil = await db.iKommune(hvem, (tx) => laesFraIndbakke(tx, u.indbakke));
    await this.bank.indlaes(db, hvem, fil, `camt053-${u.dato}.xml`);
  }
}

/** What the bank got that day: payments of bills that exist, with amounts; who finds nothing owed pays nothing. */
async function medBeloeb(tx: Tx, betalinger: readonly Demobetaling[]): Promise<Bankbetaling[]> {
  if (betalinger.length === 0) return [];
  const u = tabel(betalinger, { f: ['text', (b) => b.krav.krav.fagsystem], r: ['text', (b) => b.krav.krav.reference], i: ['int', (_, i) => i] });
  const regninger = new Map((await tx.sql<Regning>(REGNINGER(u.sql), u.vaerdier)).map((r) => [r.i, r]));
  return betalinger.flatMap((betaling, i): Bankbetaling[] => {
    const r = regninger.get(i);
    const beloeb = r && bankbeloeb(betaling, kr(r.saldo));
    return beloeb === undefined ? [] : [{ betaling, betalingsId: r!.betalingsId, beloeb }];
  });
}

/** The instant of a Danish wall time from 03:00 on, so counted from the day's end: summer time changes before. */
export const kl = (d: Lokaldato, timer: number, minutter = 0): Date => new Date(danskMidnat(plusDage(d, 1)).getTime() - (24 * 60 - timer * 60 - minutter) * 60_000);
