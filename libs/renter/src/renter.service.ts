import { Injectable } from '@nestjs/common';
import { beloebTekst, sum } from '#app/kernel';
import { haendelser, laasPartnere, TOMT, type Arbejde, type Delresultat, type Skrivning, type Trin, type Tx } from '#app/platform';
import { BogholderiService } from '#app/bogholderi';
import { KravService, KravstypeService, VagtService } from '#app/krav';
import type { Renteforklaring } from './forklaring.js';
import { forklarRenter } from './forklaring.facts.js';
import { aendrede, KONTO, poster, rentebilag, renteberegninger, rentehaendelser, renteled, rentekrav, type Besluttet, type Rentepost } from './renter.bilag.js';
import { hentRamme, hentSager } from './renter.facts.js';
import { beslutRente, type Rentebeslutning } from './renter.rules.js';

/** A decision about one hovedkrav, for a rehearsal of this step alone. */
export interface Rentesvar { readonly kravId: string; readonly forretningspartnerId: string; readonly beslutning: Rentebeslutning }

/** Interest: what the books should say as of the date, what they say, and the difference as new bilag. */
@Injectable()
export class RenterService implements Trin {
  readonly kode = 'renter';
  readonly navn = 'Renter';

  constructor(
    private readonly bogholderi: BogholderiService, private readonly krav: KravService,
    private readonly kravstyper: KravstypeService, private readonly vagt: VagtService,
  ) {}

  arbejde(tx: Tx): Promise<Arbejde[]> { return this.vagt.forfaldent(tx, 'renter'); }

  /** Posts what is missing or too much on these debtors' due claims. @throws SamtidigAendring when another posted the same meanwhile */
  async behandl(tx: Tx, partnere: readonly string[]): Promise<Delresultat> {
    await laasPartnere(tx, partnere);
    const besluttede = await this.beslut(tx, partnere);
    if (besluttede.length === 0) return TOMT;
    const nye = await poster(tx, besluttede);
    await tx.skrivSamlet([
      ...(await this.bogfoeringer(tx, nye)),
      ...this.vagt.flyt('renter', besluttede.map(({ sag: { ophav }, beslutning }) => ({ forretningspartnerId: ophav.forretningspartnerId, kravId: ophav.kravId, tidligst: beslutning.naeste }))),
      ...(await this.vaekAndre(tx, besluttede)), ...(await haendelser(tx, rentehaendelser(besluttede))),
    ]);
    return resultat(besluttede, nye);
  }

  /** What `behandl` would decide; nothing is locked or written. */
  async bestem(tx: Tx, partnere: readonly string[]): Promise<Rentesvar[]> {
    const besluttede = await this.beslut(tx, partnere);
    return besluttede.map(({ sag, beslutning }) => ({ ...hvem(sag), beslutning }));
  }

  /** Why each øre of interest on a hovedkrav was posted, oldest period first; of a rentekrav, its own period. @throws IkkeFundet */
  forklar(tx: Tx, kravId: string): Promise<Renteforklaring[]> { return forklarRenter(tx, kravId); }

  private async beslut(tx: Tx, partnere: readonly string[]): Promise<Besluttet[]> {
    const sager = await hentSager(tx, partnere, await this.kravstyper.alle(tx));
    if (sager.length === 0) return [];
    const ramme = await hentRamme(tx);
    return sager.map((sag) => ({ sag, beslutning: beslutRente(sag.fakta, ramme, sag.bogfoert) }));
  }

  private async bogfoeringer(tx: Tx, nye: readonly Rentepost[]): Promise<Skrivning[]> {
    if (nye.length === 0) return [];
    return [
      ...(await this.krav.underkrav(tx, nye.filter((p) => p.f.rentekrav === undefined).map(rentekrav), KONTO)),
      ...this.bogholderi.bogfoeringer(tx, nye.map(rentebilag)),
      renteberegninger(nye), ...renteled(nye),
    ];
  }

  /** udlign where money may belong elsewhere now; rykker, afskriv and psrmkontrol where the interest is all that is left, or was corrected. */
  private async vaekAndre(tx: Tx, besluttede: readonly Besluttet[]): Promise<Skrivning[]> {
    const a = aendrede(besluttede);
    if (a.length === 0) return [];
    const faa = a.filter((x) => x.rettet || x.betalt);
    const vagter = faa.flatMap(({ ophav }) => (['rykker', 'afskriv', 'psrmkontrol'] as const).map((trin) => ({ ...hvem({ ophav }), trin, tidligst: tx.forretningsdato })));
    return [...(await this.vagt.vaekUdlign(tx, a.map((x) => ({ forretningspartnerId: x.ophav.forretningspartnerId, hovedkravId: x.ophav.kravId, fra: x.fra, altid: x.rettet })))), ...this.vagt.vaek(vagter)];
  }
}

const hvem = ({ ophav }: Pick<Besluttet['sag'], 'ophav'>): { kravId: string; forretningspartnerId: string } => ({ kravId: ophav.kravId, forretningspartnerId: ophav.forretningspartnerId });

/** TILSKREVET and KORRIGERET count periods, the other outcomes claims; RENTER is the net sum posted, kroner. */
function resultat(besluttede: readonly Besluttet[], nye: readonly Rentepost[]): Delresultat {
  const antal: Record<string, number> = {};
  const tael = (udfald: string): void => { antal[udfald] = (antal[udfald] ?? 0) + 1; };
  for (const p of nye) tael(p.f.loebenr === 1 ? 'TILSKREVET' : 'KORRIGERET');
  for (const { beslutning: b } of besluttede) {
    if (b.art === 'INTET') tael(b.grund === 'INGEN_AENDRING' ? 'INTET' : b.grund);
    else if (b.art === 'SATS_UKENDT' || b.satsMangler !== undefined) tael('SATS_UKENDT');
  }
  return { antal, beloeb: nye.length === 0 ? {} : { RENTER: beloebTekst(sum(nye.map((p) => p.f.beloeb))) } };
}
