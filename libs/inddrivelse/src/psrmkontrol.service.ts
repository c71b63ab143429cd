import { Injectable } from '@nestjs/common';
import type { Lokaldato } from '#app/kernel';
import { KlarhedService, KravstypeService, VagtService, vurder, type Klarhed, type Vagt, type Vurdering } from '#app/krav';
import { IkkeFundet, laasPartnere, TOMT, type Arbejde, type Delresultat, type Trin, type Tx } from '#app/platform';
import type { Fund } from '#app/psrm';
import { fjernFund, hentKontrolkrav, sidenSidst, vaekForaeldede, type Gemtfund, type Kontrolkrav } from './psrmkontrol.facts.js';

interface Vurderet { readonly krav: Kontrolkrav; readonly v: Vurdering }

/** A claim's answer today, whole. `naeste`: first day it can be another with no new fact. */
export interface Kravklarhed extends Klarhed { readonly kravId: string; readonly dato: Lokaldato; readonly naeste: Lokaldato | 'infinity' }

/** The night's re-check of what the collector would say: only where something changed. */
@Injectable()
export class PsrmkontrolService implements Trin {
  readonly kode = 'psrmkontrol';
  readonly navn = 'Kontrol af inddrivelsesparathed';

  constructor(private readonly klarhed: KlarhedService, private readonly kravstyper: KravstypeService, private readonly vagt: VagtService) {}

  /** Changed rules wake the whole book; the passing of a forældelsesdato wakes its claim. */
  async forbered(tx: Tx): Promise<void> {
    const fra = await sidenSidst(tx);
    if (fra === undefined) await this.vagt.vaekAlt(tx, 'psrmkontrol');
    else await vaekForaeldede(tx, fra);
  }

  arbejde(tx: Tx): Promise<Arbejde[]> { return this.vagt.forfaldent(tx, 'psrmkontrol'); }

  /** Holds the due claims against the rules and stores what differs. A second call finds nothing due. */
  async behandl(tx: Tx, partnere: readonly string[]): Promise<Delresultat> {
    await laasPartnere(tx, partnere);
    const vurderede = await this.vurder(tx, partnere);
    if (vurderede.length === 0) return TOMT;
    const aendrede = vurderede.filter(erAendret);
    await tx.skrivSamlet([
      ...fjernFund(aendrede.flatMap(bortfaldne)), ...this.klarhed.fundraekker(aendrede.map(({ krav, v }) => ({ kravId: krav.kravId, klarhed: v }))),
      ...this.vagt.saet(naeste(vurderede)),
    ]);
    return resultat(vurderede, aendrede.length);
  }

  /** One claim's answer on tx.forretningsdato with every finding; nothing is written. @throws IkkeFundet */
  async forKrav(tx: Tx, kravId: string): Promise<Kravklarhed> {
    const [r] = await tx.raekker<[string]>(`select coalesce(hovedkrav_id, id) from kravsbilag where id = $1`, [kravId]);
    const fundet = r === undefined ? undefined : (await this.vurder(tx, [], [r[0]])).find((x) => x.krav.kravId === kravId);
    if (fundet === undefined) throw new IkkeFundet('Krav', kravId);
    const { udfald, fordringstype, modtagelsesdato, fund, naeste: skift } = fundet.v;
    return { kravId, dato: tx.forretningsdato, udfald, fordringstype, modtagelsesdato, fund, naeste: skift };
  }

  private async vurder(tx: Tx, partnere: readonly string[], ogsaa: readonly string[] = []): Promise<Vurderet[]> {
    const krav = await hentKontrolkrav(tx, partnere, await this.kravstyper.alle(tx), ogsaa);
    if (krav.length === 0) return [];
    const ramme = await this.klarhed.ramme(tx);
    return krav.map((k) => ({ krav: k, v: vurder(k.fakta, ramme) }));
  }
}

const ens = (a: Fund, b: Gemtfund, fordringstype: string | null): boolean =>
  a.regel === b.regel && a.felt === b.felt && a.vaerdi === b.vaerdi && a.konsekvens === b.konsekvens && fordringstype === b.fordringstype;

/** Another answer, or one that was given for a day before a moved SRB. */
const erAendret = ({ krav, v }: Vurderet): boolean =>
  krav.gemt.some((g) => g.modtagelsesdato <= krav.fakta.srb) || krav.gemt.length !== v.fund.length || v.fund.some((f) => !krav.gemt.some((g) => ens(f, g, v.fordringstype)));

const bortfaldne = ({ krav, v }: Vurderet): { kravId: string; regel: string }[] =>
  krav.gemt.filter((g) => !v.fund.some((f) => f.regel === g.regel)).map((g) => ({ kravId: krav.kravId, regel: g.regel }));

/** A hovedkrav's watch is its family's. */
function naeste(vurderede: readonly Vurderet[]): Vagt[] {
  const pr = new Map<string, Vagt>();
  for (const { krav, v } of vurderede) {
    const kendt = pr.get(krav.hovedkravId);
    if (kendt === undefined || v.naeste < kendt.tidligst) pr.set(krav.hovedkravId, { forretningspartnerId: krav.forretningspartnerId, kravId: krav.hovedkravId, trin: 'psrmkontrol', tidligst: v.naeste }); // 'infinity' sorts after every date
  }
  return [...pr.values()];
}

/** Claims by answer, and how many answers are other than before. */
function resultat(vurderede: readonly Vurderet[], aendrede: number): Delresultat {
  const antal: Record<string, number> = {};
  for (const { v } of vurderede) antal[v.udfald] = (antal[v.udfald] ?? 0) + 1;
  if (aendrede > 0) antal['AENDRET'] = aendrede;
  return { antal, beloeb: {} };
}
