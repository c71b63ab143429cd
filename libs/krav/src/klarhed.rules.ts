import { dageMellem, plusDage, type Beloeb, type Feltfejl, type Lokaldato } from '#app/kernel';
import { beloebHolder, modtagelsesdato, naesteSkift, proevFordring, tidligstOverdragelse, underfordringstype, type Filter, type Fordring, type Fund, type Klarhedsudfald, type Rykkertrin, type Typefilter } from '#app/psrm';
import type { Kravstype, Regime } from './kravstype.js';

/** Is the claim ready for the collector? Held against the rules of its fordringstype as of `modtagelsesdato`. */
export interface Klarhed { readonly udfald: Klarhedsudfald; readonly fordringstype: string | null; readonly modtagelsesdato: Lokaldato; readonly fund: readonly Fund[] }
/** `naeste`: the first day on which the answer can be another with no new fact. */
export interface Vurdering extends Klarhed { readonly naeste: Lokaldato | 'infinity' }

/** What the door does with a claim that would be AFVIST: refuses it, or lets it in with its findings. */
export type PsrmPolitik = 'AFVIS' | 'MARKER';

/** What is known of a claim that PSRM asks about. Dom, forlig and fordringsart are not kept yet: absent, absent, INDR. */
export interface Klarhedsfakta {
  readonly art: 'HOVEDKRAV' | 'RENTE' | 'GEBYR';
  /** The hovedkrav's kravstype on the hovedkrav's stiftelsesdato; undefined: it is not known. */
  readonly type: Kravstype | undefined;
  readonly stiftelsesdato: Lokaldato; readonly forfaldsdato: Lokaldato; readonly srb: Lokaldato; readonly foraeldelsesdato: Lokaldato;
  /** Both days included. */
  readonly periodeFra: Lokaldato | undefined; readonly periodeSidsteDag: Lokaldato | undefined;
  /** kroner: what the claim came to be by, and what is left of it. */
  readonly hovedstol: Beloeb; readonly beloeb: Beloeb;
  readonly beskrivelse: string | undefined;
  /** Of a rente: the law it was counted by; absent: its kravstype's. */
  readonly lov?: Regime | undefined;
  /** Of a rente or gebyr. */
  readonly hovedkrav: { readonly forfaldsdato: Lokaldato; readonly srb: Lokaldato } | undefined;
}

/** What the checks of one call share. */
export interface Klarhedsramme {
  readonly dato: Lokaldato;
  readonly filter: Filter;
  /** The earliest overdragelse that a rykkerprocedure allows a claim with this SRB. */
  readonly tidligst: (procedure: string | undefined, srb: Lokaldato) => Lokaldato;
}

/** @param procedurer the steps in force, by the procedure's code, in order of trin */
export function klarhedsramme(dato: Lokaldato, filter: Filter, procedurer: ReadonlyMap<string, readonly Rykkertrin[]>, dageEfterFrist: number): Klarhedsramme {
  const kendte = new Map<string, Lokaldato>();
  return {
    dato, filter,
    tidligst: (procedure = '', srb) => {
      const noegle = `${srb}${procedure}`;
      let ud = kendte.get(noegle);
      if (ud === undefined) kendte.set(noegle, (ud = tidligstOverdragelse(srb, procedurer.get(procedure) ?? [], dageEfterFrist)));
      return ud;
    },
  };
}

/** The claim's fordringstype: a hovedkrav's stands on its kravstype, a rente's or gebyr's follows from regime and hovedkrav. */
export const fordringstypeAf = (k: Pick<Klarhedsfakta, 'art' | 'type' | 'lov'>): string | null =>
  k.type === undefined ? null : k.art === 'HOVEDKRAV' ? k.type.fordringstype : underfordringstype(k.art, k.lov ?? k.type.regime, k.type.fordringstype);

/** Holds one claim against the filter. Pure. */
export const vurder = (k: Klarhedsfakta, r: Klarhedsramme): Vurdering => doem(fordring(k), maalestok(k, r));

/**
 * `vurder` for the many claims of one call. Those alike in all but their amounts are judged once: amounts are read by the rules about them
 * alone, so a claim that meets these gets the answer of the first that did. One that breaks them is judged by itself, for its finding names its amount.
 */
export function huskendeVurdering(r: Klarhedsramme): (k: Klarhedsfakta) => Vurdering {
  const kendte = new Map<string, { readonly m: Maalestok; readonly v: Vurdering }>();
  return (k) => {
    const noegle = udenBeloeb(k);
    const kendt = kendte.get(noegle);
    const f = fordring(k);
    const m = kendt?.m ?? maalestok(k, r);
    const holder = beloebHolder(f, m.regler, m.modtaget);
    if (kendt !== undefined && holder) return kendt.v;
    const v = doem(f, m);
    if (holder) kendte.set(noegle, { m, v });
    return v;
  };
}

/** All that is known of a claim but its amounts, as text: its kravstype by the version, and its own text last, where it cannot pass for another field (klarhed.rules.spec.ts finds one that is left out). */
function udenBeloeb({ art, type: t, lov, stiftelsesdato, forfaldsdato, srb, foraeldelsesdato, periodeFra, periodeSidsteDag, hovedkrav: h, beskrivelse }: Klarhedsfakta): string {
  return `${art} ${lov} ${t?.kode} ${t?.gyldigFra} ${stiftelsesdato} ${forfaldsdato} ${srb} ${foraeldelsesdato} ${periodeFra} ${periodeSidsteDag} ${h?.forfaldsdato} ${h?.srb} ${beskrivelse === undefined ? '' : `=${beskrivelse}`}`;
}

/** What a claim is held against, and as of which day. */
interface Maalestok { readonly fordringstype: string | null; readonly modtaget: Lokaldato; readonly regler: Typefilter }
function maalestok(k: Klarhedsfakta, r: Klarhedsramme): Maalestok {
  const modtaget = modtagelsesdato(r.tidligst(k.type?.rykkerprocedure, k.hovedkrav?.srb ?? k.srb), k.srb, r.dato);
  const fordringstype = fordringstypeAf(k);
  return { fordringstype, modtaget, regler: r.filter.for(fordringstype, modtaget) };
}

function doem(f: Fordring, { fordringstype, modtaget, regler }: Maalestok): Vurdering {
  const { udfald, fund } = proevFordring(f, regler, modtaget);
  return { udfald, fordringstype, modtagelsesdato: modtaget, fund, naeste: naesteSkift(f, regler, modtaget) };
}

/** The claim as PSRM would receive it. A fee's period is the day it is charged (regler.md 2.4). */
function fordring(k: Klarhedsfakta): Fordring {
  const gebyrdag = k.art === 'GEBYR' ? k.stiftelsesdato : undefined;
  return {
    fordringsart: 'INDR', kategori: k.art === 'HOVEDKRAV' ? 'HOVEDFORDRING' : 'RELATERET', hovedstol: k.hovedstol, beloeb: k.beloeb,
    stiftelsesdato: k.stiftelsesdato, forfaldsdato: k.forfaldsdato, srb: k.srb, foraeldelsesdato: k.foraeldelsesdato,
    periodeStart: k.periodeFra ?? gebyrdag, periodeSlut: k.periodeSidsteDag ?? gebyrdag, domsdato: undefined, forligsdato: undefined,
    beskrivelse: k.beskrivelse, hovedfordring: k.hovedkrav,
  };
}

/** No rehearsal looks further ahead than this. */
const LANGT_FREM_DAGE = 400;
/**
 * Nothing but time barring the claim, far ahead, changes its answer: the night finds it by the forældelsesdato it was registered with, and a
 * new claim needs no watch of its own.
 */
export const foraeldesSomRegistreret = (v: Pick<Vurdering, 'naeste'>, foraeldelsesdato: Lokaldato, idag: Lokaldato): boolean =>
  v.naeste === 'infinity' || (v.naeste > foraeldelsesdato && dageMellem(idag, foraeldelsesdato) > LANGT_FREM_DAGE && v.naeste === plusDage(foraeldelsesdato, 1));

export const PSRM_AFVIST = 'PSRM_AFVIST';
/** The filter's fields as a fagsystem sends them; the others follow from the kravstype. */
const INDFELT: Readonly<Record<string, string>> = {
  stiftelsesdato: 'stiftelsesdato', forfaldsdato: 'forfaldsdato', srb: 'srb', periode_start: 'periodeFra', periode_slut: 'periodeTil', 'periode_start,periode_slut': 'periodeTil',
  hovedstol: 'linjer', beloeb: 'linjer', beskrivelse: 'linjer',
};
/** What keeps the claim out under the policy AFVIS: rule, field, and what to change. */
export const afvisninger = (k: Klarhed): Feltfejl[] =>
  k.fund.filter((f) => f.konsekvens === 'AFVIST').map((f) => ({ felt: INDFELT[f.felt] ?? 'kravstype', kode: PSRM_AFVIST, besked: `${f.regel}: ${f.hvadSkalAendres}` }));
