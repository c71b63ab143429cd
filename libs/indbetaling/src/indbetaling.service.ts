import { Injectable } from '@nestjs/common';
import { beloebTekst, kr, paastaa } from '#app/kernel';
import { indsaet, laasPartnere, NU, type Skrivning, type Tx } from '#app/platform';
import { BogholderiService } from '#app/bogholderi';
import { VagtService } from '#app/krav';
import { IndbetalingErPlaceret, IndbetalingErUdgaaende } from './indbetaling.fejl.js';
import { hentModtager, hentPost, slaaLinjerOp } from './indbetaling.facts.js';
import { beslutPlacering, indbetalingsbilag, placeringsbilag, type Afklaringsaarsag, type Banklinje, type Betalingsmodtager, type Placeringsbeslutning } from './indbetaling.rules.js';

/** What became of one line. */
export type Modtagelse =
  | { readonly udfald: 'PLACERET'; readonly indbetalingId: string; readonly forretningspartnerId: string; readonly kravId: string }
  | { readonly udfald: 'AFKLARING'; readonly indbetalingId: string; readonly aarsag: Afklaringsaarsag }
  | { readonly udfald: 'KENDT' };

interface Ny { readonly l: Banklinje; readonly b: Placeringsbeslutning; readonly id: string; readonly bilagId: string }

/** Money that came in (and went out) on our bank accounts. */
@Injectable()
export class IndbetalingService {
  constructor(private readonly bogholderi: BogholderiService, private readonly vagt: VagtService) {}

  /**
   * Books bank lines set-wise: to the debtor whose bill the payment id names, else to afklaring with a reason. A line whose
   * noegle is booked already is KENDT, also when it stands twice in `linjer`. One answer per line, in order.
   * Locks the debtors in id order; clearing is the next step's (udligning), which is woken.
   */
  async modtag(tx: Tx, linjer: readonly Banklinje[]): Promise<Modtagelse[]> {
    if (linjer.length === 0) return [];
    paastaa(linjer.every((l) => !l.beloeb.isZero()), 'INDBETALING_ER_NUL');
    const opslag = await slaaLinjerOp(tx, linjer);
    const sete = new Set<string>();
    const nye = linjer.map((l, i): Pick<Ny, 'l' | 'b'> | undefined => {
      if (opslag[i]!.kendt || sete.has(l.noegle)) return undefined;
      sete.add(l.noegle);
      return { l, b: beslutPlacering(l, opslag[i]!.modtager) };
    });
    const ids = (await tx.ids(2 * sete.size)).reverse();
    const skrives = nye.map((n): Ny | undefined => n && { ...n, id: ids.pop()!, bilagId: ids.pop()! });
    await this.skriv(tx, skrives.filter((n) => n !== undefined));
    return skrives.map((n): Modtagelse => (n === undefined ? { udfald: 'KENDT' }
      : n.b.art === 'AFKLAR' ? { udfald: 'AFKLARING', indbetalingId: n.id, aarsag: n.b.aarsag }
        : { udfald: 'PLACERET', indbetalingId: n.id, forretningspartnerId: n.b.til.forretningspartnerId, kravId: n.b.til.kravId }));
  }

  /**
   * A person places a post from afklaring on a claim: AFKLARING / UPLACERET from the payer's day on, and the claim becomes its earmark.
   * The row of the payment itself is history. Clearing is woken. @throws IkkeFundet, IndbetalingErPlaceret, IndbetalingErUdgaaende
   */
  async placer(tx: Tx, indbetalingId: string, kravId: string): Promise<Betalingsmodtager & { readonly bilagId: string }> {
    const til = await hentModtager(tx, kravId);
    await laasPartnere(tx, [til.forretningspartnerId]);
    const post = await hentPost(tx, indbetalingId);
    if (post.placeret) throw new IndbetalingErPlaceret(indbetalingId);
    const beloeb = kr(post.beloeb);
    if (beloeb.lt(0)) throw new IndbetalingErUdgaaende(indbetalingId);
    const bilagId = await tx.id();
    await tx.skrivSamlet([
      { sql: `insert into indbetaling_placering (indbetaling_id, krav_id, aftalekonto_id, forretningspartner_id, bilag_id, registreret)
          select $1::bigint, $2::bigint, $3::bigint, $4::bigint, $5::bigint, nu.nu from nu`, vaerdier: [indbetalingId, til.kravId, til.aftalekontoId, til.forretningspartnerId, bilagId] },
      ...this.bogholderi.bogfoeringer(tx, [placeringsbilag(bilagId, indbetalingId, { beloeb, virkningsdato: post.virkningsdato }, til)]),
      ...this.vaekUdligning(tx, [til]),
    ]);
    return { ...til, bilagId };
  }

  private async skriv(tx: Tx, nye: readonly Ny[]): Promise<void> {
    if (nye.length === 0) return;
    await tx.skrivSamlet([
      indbetalinger(tx, nye),
      ...this.bogholderi.bogfoeringer(tx, nye.map((n) => indbetalingsbilag(n.bilagId, n.id, n.l, n.b))),
      ...this.vaekUdligning(tx, nye.flatMap((n) => (n.b.art === 'PLACER' ? [n.b.til] : []))),
    ]);
  }

  private vaekUdligning(tx: Tx, til: readonly Betalingsmodtager[]): Skrivning[] {
    return this.vagt.vaek(til.map((m) => ({ forretningspartnerId: m.forretningspartnerId, kravId: m.kravId, trin: 'udlign', tidligst: tx.forretningsdato })));
  }
}

function indbetalinger(tx: Tx, nye: readonly Ny[]): Skrivning {
  const til = ({ b }: Ny): Betalingsmodtager | undefined => (b.art === 'PLACER' ? b.til : undefined);
  const paaFaktura = (n: Ny): string | null => til(n)?.faktureringsbilagId ?? null;
  return indsaet('indbetaling', nye, {
    id: ['bigint', (n) => n.id], bankudtog_id: ['bigint', (n) => n.l.bankudtogId], bankkonto_id: ['bigint', (n) => n.l.bankkontoId], noegle: ['text', (n) => n.l.noegle],
    beloeb: ['numeric', (n) => beloebTekst(n.l.beloeb)], virkningsdato: ['date', (n) => n.l.virkningsdato], bankdato: ['date', (n) => n.l.bankdato], betalings_id: ['text', (n) => n.l.betalingsId],
    krav_id: ['bigint', (n) => (paaFaktura(n) === null ? til(n)?.kravId : null)], faktureringsbilag_id: ['bigint', paaFaktura], aftalekonto_id: ['bigint', (n) => til(n)?.aftalekontoId], forretningspartner_id: ['bigint', (n) => til(n)?.forretningspartnerId],
    afklaringsaarsag: ['text', ({ b }) => (b.art === 'PLACER' ? null : b.aarsag)],
    tekst: ['bytea', ({ l }) => (l.tekst === undefined || l.tekst === '' ? null : tx.noegler.krypter(l.tekst))],
  }, { registreret: NU });
}
