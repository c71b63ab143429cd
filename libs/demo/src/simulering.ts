import { Injectable } from '@nestjs/common';
import { dageMellem, foersteIMaaned, plusDage, plusMaaneder, tidligste, type Lokaldato } from '#app/kernel';
import { NATTEN, type Database, type Hvem, type Tx } from '#app/platform';
import { IndbetalingService, type Bankkonto } from '#app/indbetaling';
import { NatService } from '#app/natplan';
import { beslutRenter } from './beslutninger.js';
import type { Demobetaling } from './betalinger.js';
import { Demobank, kl } from './demobank.js';
import { Fagsystemer } from './fagsystemer.js';
import { Folkeregister } from './folkeregister.js';
import { Demosager } from './sager.js';
import { skabVerden, type Verden } from './verden.js';

/** A night here has few debtors to look at: parts small enough for two at once. */
const SMAA_DELE = { poster: 5000, mindstePartnere: 40, andelPartnere: 0.02 };

export interface Demovalg {
  /** Debtors; the same on every call for one kommune. Default 2,000. */
  readonly antal?: number;
  /** Length of the past at the first call. Default 18. */
  readonly maaneder?: number;
  /** Claims and bank files arrive until this day although `slut` is the last night; default 3 days after `slut`, never after now. */
  readonly filerTil?: Lokaldato;
}

/** Makes a proevemiljoe's past and takes it on from there. */
@Injectable()
export class DemoService {
  constructor(
    private readonly bank: Demobank, private readonly fagsystemer: Fagsystemer, private readonly folkeregister: Folkeregister,
    private readonly indbetaling: IndbetalingService, private readonly nat: NatService, private readonly sager: Demosager) {}

  /**
   * Lives every day up to and including `slut` as a kommune does: bank file, night, claims, changes, each known when it would have been.
   * May be cut anywhere and called again, then or weeks later: it goes on after the last night that was run.
   */
  async skab(db: Database, hvem: Hvem, slut: Lokaldato, fremdrift?: (tekst: string) => void, valg: Demovalg = {}): Promise<void> {
    const foerste = plusMaaneder(slut, -(valg.maaneder ?? 18));
    const konto = await this.grundlaeg(db, hvem, foerste, slut);
    const ende = valg.filerTil ?? tidligste(plusDage(slut, 3), db.ur.dato());
    const seneste = await db.iKommune(hvem, (tx) => this.nat.senesteNat(tx));
    const fra = seneste ?? konto.gyldigFra;
    if (fra > ende) return;
    const verden = skabVerden(konto.gyldigFra, ende, valg.antal ?? 2000);
    let kendt = (await this.bank.seneste(db, hvem, konto))?.dato ?? konto.gyldigFra;
    for (let d = fra; d <= ende; d = plusDage(d, 1)) {
      if (d === fra || d === foersteIMaaned(d)) fremdrift?.(`demokommunen lever ${d} (${Math.floor((100 * dageMellem(konto.gyldigFra, d)) / Math.max(1, dageMellem(konto.gyldigFra, ende)))} %)`);
      await this.dag(db, hvem, konto, verden, d, kendt, d <= slut);
      kendt = plusDage(d, 1);
    }
    fremdrift?.(`demokommunen er klar til og med ${ende}`);
  }

  /** The bank account and the kommune's decisions: of a new world known from its first day, of one that is lived in from today. */
  private async grundlaeg(db: Database, hvem: Hvem, foerste: Lokaldato, slut: Lokaldato): Promise<Bankkonto> {
    const kendt = await db.iKommune(hvem, (tx) => this.bank.kendt(tx));
    if (kendt !== undefined) return db.iKommune({ ...hvem, forretningsdato: slut }, async (tx) => { await beslutRenter(tx, slut); return kendt; });
    return db.iKommune({ ...hvem, forretningsdato: foerste, registreret: kl(foerste, 3) }, async (tx) => {
      await beslutRenter(tx, foerste);
      return this.bank.konto(tx, foerste);
    });
  }

  /** One day; `kendt` is the first day whose claims and changes may not be known yet. Twice is as once. */
  private async dag(db: Database, hvem: Hvem, konto: Bankkonto, verden: Verden, d: Lokaldato, kendt: Lokaldato, medNat: boolean): Promise<void> {
    const paa = (bruger: string, timer: number, minutter: number): Hvem => ({ ...hvem, bruger, forretningsdato: d, registreret: kl(d, timer, minutter) });
    const nu = db.ur.nu();
    if (kl(d, 3, 30) > nu) return;
    await this.bank.indlaesFoer(db, paa('bank', 3, 30), konto, d, verden.betalinger);
    if (medNat) await this.nat.koerNat(paa(NATTEN, 4, 30), d, { nyeste: true, dele: SMAA_DELE });
    if (kl(d, 14) > nu) return;
    const dage = Array.from({ length: Math.max(1, dageMellem(kendt, d) + 1) }, (_, i) => plusDage(d, -i)).reverse();
    await this.fagsystemer.registrer(db, dage.flatMap((x) => verden.krav.get(x) ?? []), (fagsystem, nr) => paa(fagsystem, 10, nr));
    for (const f of dage.flatMap((x) => verden.kravfiler.get(x) ?? [])) await this.fagsystemer.indlaes(db, paa('byg.demo', 10, 50), f);
    const placeringer = dage.flatMap((x) => verden.placeringer.get(x) ?? []);
    if (placeringer.length > 0) await db.iKommune(paa('sagsbehandler.demo', 11, 30), (tx) => this.placer(tx, placeringer));
    // the registers before the desk: what a caseworker does may rest on what CPR and CVR told the same day
    const aendringer = dage.flatMap((x) => verden.aendringer.get(x) ?? []);
    if (aendringer.length > 0) await db.iKommune(paa('cpr', 12, 0), (tx) => this.folkeregister.ret(tx, aendringer));
    for (const h of dage.flatMap((x) => verden.handlinger.get(x) ?? [])) await this.sager.udfoer(db, paa(h.bruger, 13, 15), h);
  }

  /** A caseworker finds the bill behind a payment that named none. */
  private async placer(tx: Tx, betalinger: readonly Demobetaling[]): Promise<void> {
    for (const b of betalinger) {
      const [r] = await tx.sql<{ id: string; krav: string }>(
        `select i.id, k.id as krav from indbetaling i, kravsbilag k where i.afklaringsaarsag is not null and i.bankdato = $1 and strpos(i.noegle, $2) > 0 and k.fagsystem = $3 and k.fagsystem_reference = $4
           and not exists (select 1 from indbetaling_placering p where p.indbetaling_id = i.id)`, [b.udtogsdag, b.noegle, b.krav.krav.fagsystem, b.krav.krav.reference]);
      if (r !== undefined) await this.indbetaling.placer(tx, r.id, r.krav);
    }
  }
}
