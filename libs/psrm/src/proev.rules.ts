import { dageMellem, plusDage, plusMaaneder, type Lokaldato } from '#app/kernel';
import { FILTER_UKENDT, type Fordring, type Fund, type Klarhedsudfald, type Proevesvar } from './fordring.js';
import { husket } from './operand.js';
import type { Proeve } from './proever.js';

/** The compiled rules of one fordringstype as they apply on some days. */
export interface Typefilter {
  /** null: the kravstype names none. */
  readonly fordringstype: string | null;
  /** false: the type's own filter has not been read, and these are the general requirements (regler.md 8.1). */
  readonly laest: boolean;
  readonly proever: readonly Proeve[];
  /** Those whose answer moves with the day of handing over. */
  readonly foelger: readonly Proeve[];
  /** Those that read an amount. */
  readonly beloebsproever: readonly Proeve[];
  /** From this day another version of the rules applies. */
  readonly gyldigTil: Lokaldato | 'infinity';
  /** The answer to a claim that breaks none of them. */
  readonly rent: Proevesvar;
}

export function typefilter(fordringstype: string | null, laest: boolean, proever: readonly Proeve[], gyldigTil: Lokaldato | 'infinity' = 'infinity'): Typefilter {
  const rent: Proevesvar = Object.freeze(laest ? { udfald: 'UDFØRT' as const, fund: Object.freeze([]) } : { udfald: FILTER_UKENDT, fund: Object.freeze([ukendt(fordringstype)]) });
  return { fordringstype, laest, proever, foelger: proever.filter((p) => p.foelgerModtagelsen === true), beloebsproever: proever.filter((p) => p.laeserBeloeb), gyldigTil, rent };
}

const ukendt = (fordringstype: string | null): Fund => ({
  regel: FILTER_UKENDT, felt: 'fordringstype', vaerdi: fordringstype, konsekvens: FILTER_UKENDT,
  hvadSkalAendres: fordringstype === null ? 'Kravstypen har ingen fordringstype; vælg en i opsætningen, før kravet kan overdrages.'
    : `Inddrivelsens regler for ${fordringstype} er ikke læst ind; kun de generelle krav er prøvet.`,
});

/** The claim held against the rules as if it were handed over on `modtagelsesdato`. Any AFVIST wins, then any HØRING (regler.md 8.3). */
export function proevFordring(f: Fordring, regler: Typefilter, modtagelsesdato: Lokaldato): Proevesvar {
  let fund: Fund[] | undefined;
  for (const p of regler.proever) if (!p.holder(f, modtagelsesdato)) (fund ??= [...regler.rent.fund]).push(brudt(p, f, modtagelsesdato));
  return fund === undefined ? regler.rent : { udfald: udfaldAf(fund), fund };
}

/** Whether the claim meets every rule about amounts: then two claims that differ in nothing else get the same answer. */
export const beloebHolder = (f: Fordring, regler: Typefilter, modtagelsesdato: Lokaldato): boolean => regler.beloebsproever.every((p) => p.holder(f, modtagelsesdato));

const brudt = (p: Proeve, f: Fordring, m: Lokaldato): Fund => ({ regel: p.regel, felt: p.felt, vaerdi: p.vaerdi(f, m), konsekvens: p.konsekvens, hvadSkalAendres: p.aendr(f, m) });

/** The answer that some broken rules amount to. */
export function udfaldAf(fund: readonly Pick<Fund, 'konsekvens'>[]): Klarhedsudfald {
  const har = (k: Fund['konsekvens']): boolean => fund.some((x) => x.konsekvens === k);
  return har('AFVIST') ? 'AFVIST' : har('HØRING') ? 'HØRING' : har(FILTER_UKENDT) ? FILTER_UKENDT : 'UDFØRT';
}

const MAANEDER_FREM = 12 * 200;
const langtFremme = husket((m) => plusMaaneder(m, MAANEDER_FREM));

/**
 * The first later day of handing over on which the answer is another, with the claim and the data as they are; 'infinity' = none. Every
 * rule is met on one side of a single day, so that day is found by halving.
 */
export function naesteSkift(f: Fordring, regler: Typefilter, modtagelsesdato: Lokaldato): Lokaldato | 'infinity' {
  let foerst: Lokaldato | 'infinity' = regler.gyldigTil;
  for (const p of regler.foelger) {
    const skift = skiftet(p, f, modtagelsesdato);
    if (skift < foerst) foerst = skift;
  }
  return foerst;
}

function skiftet(p: Proeve, f: Fordring, m: Lokaldato): Lokaldato | 'infinity' {
  if (p.skift !== undefined) return p.skift(f, m);
  const nu = p.holder(f, m);
  const fjernt = langtFremme(m);
  if (p.holder(f, fjernt) === nu) return 'infinity';
  let ens = 0;
  let anden = dageMellem(m, fjernt);
  while (anden - ens > 1) {
    const midt = (ens + anden) >> 1;
    if (p.holder(f, plusDage(m, midt)) === nu) ens = midt;
    else anden = midt;
  }
  return plusDage(m, anden);
}
