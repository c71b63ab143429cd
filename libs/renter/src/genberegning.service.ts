import { Injectable } from '@nestjs/common';
import { beloebTekst, kr, minus, NUL, seneste, sum, type Lokaldato } from '#app/kernel';
import { IkkeFundet, type Tx } from '#app/platform';
import { KravstypeService } from '#app/krav';
import type { Ledforklaring } from './forklaring.js';
import { inddrivelsesrente } from './inddrivelse.rules.js';
import type { Renteled } from './rentefakta.js';
import { hentRamme, hentSag, type Rentesag } from './renter.facts.js';
import { rentemaal } from './renter.rules.js';

/** One period worked out anew, beside what the books say of it. Amounts are kroner as text. */
export interface Genberegnet {
  readonly periodeFra: Lokaldato; readonly periodeTil: Lokaldato; readonly postdato: Lokaldato;
  readonly regime: string; readonly regelversion: string | null; readonly grundlag: string | null; readonly satsProcent: string | null; readonly led: readonly Ledforklaring[];
  readonly maal: string; readonly bogfoert: string; readonly forskel: string;
}
/** A claim's interest by the rules and rates of each period's own dates. `satsMangler`: from that postdato on no rate is known. */
export interface Genberegning { readonly kravId: string; readonly paa: Lokaldato; readonly perioder: readonly Genberegnet[]; readonly maal: string; readonly bogfoert: string; readonly forskel: string; readonly satsMangler: Lokaldato | null }

/** What the collector would have charged, beside what the kommune's own law gives for the same days. */
export interface Inddrivelsessammenligning {
  readonly kravId: string; readonly modtaget: Lokaldato; readonly fra: Lokaldato; readonly til: Lokaldato; readonly led: readonly Ledforklaring[];
  readonly inddrivelsesrente: string; readonly egenRente: string; readonly satsMangler: Lokaldato | null;
}

/** Interest worked out anew and written nowhere: to check, to compare, to answer a citizen. */
@Injectable()
export class GenberegningService {
  constructor(private readonly kravstyper: KravstypeService) {}

  /** Every period with its first day in [fra, til], as it should stand in the night of tx.forretningsdato. @throws IkkeFundet */
  async genberegn(tx: Tx, kravId: string, fra: Lokaldato, til: Lokaldato): Promise<Genberegning> {
    const { sag, maal } = await this.hent(tx, kravId);
    const bogfoert = new Map(sag.bogfoert.map((b) => [b.periodeFra, b]));
    const perioder = maal.perioder.map((m): Genberegnet => {
      const b = bogfoert.get(m.periodeFra);
      bogfoert.delete(m.periodeFra);
      return {
        periodeFra: m.periodeFra, periodeTil: m.periodeTil, postdato: m.postdato, regime: m.regime, regelversion: m.regelversion, grundlag: beloebTekst(m.grundlag), satsProcent: m.satsProcent.toFixed(), led: ledtekster(m.led ?? []),
        maal: beloebTekst(m.maal), bogfoert: beloebTekst(b?.beloeb ?? NUL), forskel: beloebTekst(minus(m.maal, b?.beloeb ?? NUL)),
      };
    });
    const kunBogfoert = [...bogfoert.values()].filter((b) => !b.beloeb.isZero()).map((b): Genberegnet => ({
      periodeFra: b.periodeFra, periodeTil: b.periodeTil, postdato: b.postdato, regime: b.regime, regelversion: null, grundlag: null, satsProcent: null, led: [],
      maal: '0.00', bogfoert: beloebTekst(b.beloeb), forskel: beloebTekst(minus(NUL, b.beloeb)),
    }));
    const valgte = [...perioder, ...kunBogfoert].filter((p) => p.periodeFra >= fra && p.periodeFra <= til).sort((a, b) => (a.periodeFra < b.periodeFra ? -1 : 1));
    return { kravId, paa: tx.forretningsdato, perioder: valgte, ...ialt(valgte), satsMangler: maal.satsMangler ?? null };
  }

  /** Gældsinddrivelsesloven § 5 on the claim's hovedstol, had the collector received it on `modtaget`. @throws IkkeFundet */
  async sammenlign(tx: Tx, kravId: string, modtaget: Lokaldato, til: Lokaldato): Promise<Inddrivelsessammenligning> {
    const { sag, maal, satser } = await this.hent(tx, kravId);
    const r = inddrivelsesrente(sag.fakta.bevaegelser, satser, modtaget, til);
    const egne = maal.perioder.filter((p) => p.postdato >= r.fra && p.postdato <= til);
    return {
      kravId, modtaget, fra: r.fra, til: seneste(til, r.fra), led: ledtekster(r.led), inddrivelsesrente: beloebTekst(r.rente), egenRente: beloebTekst(sum(egne.map((p) => p.maal))), satsMangler: r.satsMangler ?? null,
    };
  }

  private async hent(tx: Tx, kravId: string): Promise<{ sag: Rentesag; maal: ReturnType<typeof rentemaal>; satser: NonNullable<Awaited<ReturnType<typeof hentRamme>>['satser']['INDDRIVELSE']> }> {
    const sag = await hentSag(tx, kravId, await this.kravstyper.alle(tx));
    if (sag === undefined) throw new IkkeFundet('Hovedkrav', kravId);
    const ramme = await hentRamme(tx);
    return { sag, maal: rentemaal(sag.fakta, ramme), satser: ramme.satser.INDDRIVELSE ?? [] };
  }
}

const ledtekster = (led: readonly Renteled[]): Ledforklaring[] => led.map((l) => ({ fra: l.fra, til: l.til, dage: l.dage, grundlag: beloebTekst(l.grundlag), satsProcent: l.satsProcent.toFixed(), basis: l.basis }));

function ialt(p: readonly Genberegnet[]): { maal: string; bogfoert: string; forskel: string } {
  const af = (felt: 'maal' | 'bogfoert' | 'forskel'): string => beloebTekst(sum(p.map((x) => kr(x[felt]))));
  return { maal: af('maal'), bogfoert: af('bogfoert'), forskel: af('forskel') };
}
