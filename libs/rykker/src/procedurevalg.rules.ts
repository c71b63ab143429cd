import { plusBankdage, plusDage, seneste, tidligste, type Lokaldato } from '#app/kernel';
import type { Rykkerprocedure, Tidligst } from './procedure.js';

/** What chooses a claim's trin: the code its kravstype names, and the type of its account. */
export interface Procedurevalg { readonly procedure: string | undefined; readonly aftalekontotype: string }

/**
 * The trin in force for a claim on `dato`, lowest first. Where any trin of the code names the claim's aftalekontotype that day, those hold
 * alone; else those that name none. So a variant is whole: what it leaves out is not taken from the other.
 */
export function gaeldendeTrin(alle: readonly Rykkerprocedure[], v: Procedurevalg, dato: Lokaldato): Rykkerprocedure[] {
  const iKraft = alle.filter((p) => p.kode === v.procedure && p.gyldigFra <= dato && p.gyldigTil > dato);
  const egne = iKraft.filter((p) => p.aftalekontotype === v.aftalekontotype && p.aftalekontotype !== '');
  return (egne.length > 0 ? egne : iKraft.filter((p) => p.aftalekontotype === '')).toSorted((a, b) => a.trin - b.trin);
}

/** The next date on which what holds for the claim may change. */
export function proceduregraense(alle: readonly Rykkerprocedure[], v: Procedurevalg, efter: Lokaldato): Tidligst {
  const datoer = alle.filter((p) => p.kode === v.procedure && (p.aftalekontotype === '' || p.aftalekontotype === v.aftalekontotype))
    .flatMap((p) => [p.gyldigFra, p.gyldigTil]).filter((d): d is Lokaldato => d !== 'infinity' && d > efter);
  return datoer.length === 0 ? 'infinity' : tidligste(...datoer);
}

const plus = (r: Pick<Rykkerprocedure, 'dagtype'>, d: Lokaldato, n: number): Lokaldato => (r.dagtype === 'BANKDAGE' ? plusBankdage(d, n) : plusDage(d, n));

/** The first day the trin may be sent: its own days, and never before the deadline written in the letter before has passed. A rykker never moves SRB. */
export function trinTidligst(srb: Lokaldato, forrige: { readonly dato: Lokaldato; readonly frist: Lokaldato } | undefined, r: Rykkerprocedure): Lokaldato {
  if (forrige === undefined) return plus(r, srb, r.dage);
  // where henstand has moved SRB past the letter before, the days are counted from there
  const fra = r.regnesFra === 'SRB' ? srb : seneste(srb, r.regnesFra === 'BREV' ? forrige.dato : forrige.frist);
  return seneste(plus(r, fra, r.dage), plusDage(forrige.frist, 1));
}

const FRA_TEKST = { SRB: 'sidste rettidige betalingsdato', BREV: 'den forrige rykkers dato', FRIST: 'den forrige rykkers frist' } as const;
/** In Danish: "10 dage efter sidste rettidige betalingsdato". */
export const dageTekst = (r: Pick<Rykkerprocedure, 'dage' | 'dagtype' | 'regnesFra'>, fraSrb = false): string =>
  `${r.dage} ${r.dagtype === 'BANKDAGE' ? (r.dage === 1 ? 'bankdag' : 'bankdage') : r.dage === 1 ? 'dag' : 'dage'} efter ${FRA_TEKST[fraSrb ? 'SRB' : r.regnesFra]}`;

/** Does the letter of this trin tell of inddrivelse? */
export const baererUnderretning = (r: Rykkerprocedure, sidste: boolean): boolean => (r.underretning === 'SIDSTE_TRIN' ? sidste : r.underretning === 'JA');
