import { Injectable } from '@nestjs/common';
import { beloebTekst, kr, sum, UgyldigtInput, type Lokaldato } from '#app/kernel';
import { KlarhedService } from '#app/krav';
import type { Tx } from '#app/platform';
import { FILTER_UKENDT, type Filter } from '#app/psrm';
import { hentFagsystemtal, hentIkkeklare, hentKontrolleret, hentRegeltal, type Fagsystemtal, type Ikkeklart, type Maal, type Regeltal } from './klarhed.facts.js';

/** What breaks one rule, with what the rule demands of each fordringstype. */
export interface Regelmaal extends Maal { readonly regel: string; readonly fordringstyper: readonly Typemaal[] }
export interface Typemaal extends Maal { readonly fordringstype: string | null; readonly felt: string; readonly konsekvens: 'AFVIST' | 'HØRING'; readonly hvadSkalAendres: string }

/** krav = klar + ikkeKlar + filterUkendt; ikkeKlar = afvist + hoering. A claim that breaks two rules stands under both in `regler`. */
export interface Fagsystemklarhed extends Maal {
  readonly fagsystem: string; readonly klar: Maal; readonly ikkeKlar: Maal; readonly afvist: Maal; readonly hoering: Maal;
  readonly filterUkendt: Maal & { readonly fordringstyper: readonly (Maal & { readonly fordringstype: string | null })[] };
  readonly regler: readonly Regelmaal[];
}
/** `kontrolleret`: the day the whole book was last held against the rules; null: not yet, and what was registered before the rules came counts as klar. */
export interface Klarhedsoversigt { readonly dato: Lokaldato; readonly kontrolleret: Lokaldato | null; readonly fagsystemer: readonly Fagsystemklarhed[] }

/** A claim of the drill-down. */
export interface Ikkeklartkrav extends Ikkeklart { readonly hvadSkalAendres: string }

/** Readiness as figures: what stands in the way, for how many claims and kroner. */
@Injectable()
export class KlarhedsoversigtService {
  constructor(private readonly klarhed: KlarhedService) {}

  /** Open claims per fagsystem and rule; `fagsystem`: that one only. */
  async oversigt(tx: Tx, fagsystem?: string): Promise<Klarhedsoversigt> {
    const { filter } = await this.klarhed.ramme(tx);
    const regler = await hentRegeltal(tx, fagsystem);
    const tal = await hentFagsystemtal(tx, fagsystem);
    return { dato: tx.forretningsdato, kontrolleret: await hentKontrolleret(tx), fagsystemer: tal.map((t) => fagsystemet(t, regler.filter((r) => r.fagsystem === t.fagsystem), filter, tx.forretningsdato)) };
  }

  /** The claims that break a rule, in id order, one more than asked for. @throws UgyldigtInput PSRM_REGEL_UKENDT */
  async ikkeKlare(tx: Tx, v: { readonly regel: string; readonly fagsystem: string | undefined; readonly efter: string | undefined; readonly antal: number }): Promise<Ikkeklartkrav[]> {
    const { filter } = await this.klarhed.ramme(tx);
    const koder = v.regel === FILTER_UKENDT ? [FILTER_UKENDT] : filter.koder(v.regel);
    if (koder.length === 0) throw new UgyldigtInput('PSRM_REGEL_UKENDT', 'regel', 'Reglen findes ikke i inddrivelsens filter; brug en kode fra oversigten.');
    const krav = await hentIkkeklare(tx, { ...v, koder });
    return krav.map((k) => ({ ...k, hvadSkalAendres: kraever(filter, k, tx.forretningsdato) }));
  }
}

const UKENDT = 'Fordringstypens regler er ikke læst ind; kun de generelle krav er prøvet.';
const kraever = (filter: Filter, r: Pick<Regeltal, 'regel' | 'fordringstype'>, dag: Lokaldato): string => filter.tekst(r.fordringstype, r.regel, dag)?.kraever ?? UKENDT;

function fagsystemet(t: Fagsystemtal, regler: readonly Regeltal[], filter: Filter, dag: Lokaldato): Fagsystemklarhed {
  const afvist: Maal = { krav: t.afvistKrav, beloeb: t.afvistBeloeb };
  const hoering: Maal = { krav: t.hoeringKrav, beloeb: t.hoeringBeloeb };
  const ukendte = regler.filter((r) => r.konsekvens === FILTER_UKENDT);
  const brudte = regler.filter((r) => r.konsekvens !== FILTER_UKENDT);
  return {
    fagsystem: t.fagsystem, krav: t.krav, beloeb: t.beloeb, klar: { krav: t.klarKrav, beloeb: t.klarBeloeb }, ikkeKlar: lagt([afvist, hoering]), afvist, hoering,
    filterUkendt: { krav: t.ukendtKrav, beloeb: t.ukendtBeloeb, fordringstyper: ukendte.map(({ fordringstype, krav, beloeb }) => ({ fordringstype, krav, beloeb })) },
    regler: [...new Set(brudte.map((r) => r.regel))].map((regel) => {
      const egne = brudte.filter((r) => r.regel === regel);
      return { regel, ...lagt(egne), fordringstyper: egne.map((r): Typemaal => ({ fordringstype: r.fordringstype, felt: r.felt, konsekvens: r.konsekvens as Typemaal['konsekvens'], krav: r.krav, beloeb: r.beloeb, hvadSkalAendres: kraever(filter, r, dag) })) };
    }),
  };
}

const lagt = (m: readonly Maal[]): Maal => ({ krav: m.reduce((n, x) => n + x.krav, 0), beloeb: beloebTekst(sum(m.map((x) => kr(x.beloeb)))) });
