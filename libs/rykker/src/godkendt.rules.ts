import { min, plusDage, sum, visBeloeb, visDato, type Beloeb } from '#app/kernel';
import { gebyrafslag, lovensMaksimum, type Gebyrpost } from './gebyr.rules.js';
import type { Rykkerprocedure } from './procedure.js';
import { linje, naeste, sammensaet, aeldstFoerst, kompensation } from './rykker.rules.js';
import { naesteTrin, proev, trinnet } from './regler.rules.js';
import type { Brev, Debitorfakta, Kravsvar, Rykkergrundlag, Rykkerkrav, Ventegrund } from './typer.js';

/** A line of a round as a person approved it. Kroner; `brevnr`: which of the debtor's letters. */
export interface Godkendtlinje {
  readonly kravId: string; readonly brevnr: number; readonly trin: number; readonly brevtype: string | null; readonly procedure: string; readonly aftalekontotype: string;
  readonly rest: Beloeb; readonly gebyr: Beloeb; readonly kompensation: Beloeb; readonly underretning: boolean;
}

/** Why an approved line is not sent: a rule that is broken now, or that it would be another letter than the one approved. */
export type Udeladtgrund = Ventegrund | 'KRAV_FLYTTET' | 'BELOEB_AENDRET' | 'TRIN_AENDRET' | 'PROCEDURE_AENDRET' | 'GEBYR_AENDRET';
export interface Udeladt { readonly kravId: string; readonly grund: Udeladtgrund; readonly tekst: string }
export interface Godkendtbeslutning {
  readonly forretningspartnerId: string;
  readonly breve: readonly (Brev & { readonly brevnr: number })[];
  readonly udeladt: readonly Udeladt[];
  /** The lines' claims with their watch. */
  readonly krav: readonly Pick<Kravsvar, 'kravId' | 'naeste'>[];
}

type Provet = { readonly k: Rykkerkrav; readonly l: Godkendtlinje; readonly r: Rykkerprocedure };

/**
 * The approved lines of one debtor decided anew on the day they are sent. A line that still holds exactly as it was approved goes out, with
 * the fee it was approved with; one whose facts are others is left out with the reason. Nothing is added, moved or raised. Pure.
 */
export function beslutGodkendt(d: Debitorfakta, linjer: readonly Godkendtlinje[], g: Rykkergrundlag): Godkendtbeslutning {
  const udeladt: Udeladt[] = [];
  const naester = new Map<string, Kravsvar['naeste']>();
  const klar: Provet[] = [];
  const iDag = new Map<string, number>();
  const medGebyr = new Set<number>(); // letters that have their one fee
  const ud = (l: Godkendtlinje, nej: Omit<Udeladt, 'kravId'>): void => { udeladt.push({ kravId: l.kravId, ...nej }); };
  for (const l of linjer) {
    const k = d.krav.find((x) => x.kravId === l.kravId);
    if (k === undefined) { ud(l, { grund: 'KRAV_FLYTTET', tekst: 'Kravet hører ikke længere til debitoren.' }); continue; }
    const regler = proev(k, d, g);
    const brudt = regler.find((x) => !x.opfyldt);
    naester.set(k.kravId, naeste(k, regler, g));
    const r = trinnet(k, naesteTrin(k), g);
    const nej = brudt !== undefined ? { grund: brudt.regel, tekst: brudt.tekst } : aendret(k, l, r!, d, g, iDag) ?? flereGebyrer(l, g, medGebyr);
    if (nej === undefined) {
      klar.push({ k, l, r: r! });
      if (l.gebyr.gt(0)) medGebyr.add(l.brevnr);
      if (k.kontrakt !== undefined && l.gebyr.gt(0)) iDag.set(k.kontrakt, (iDag.get(k.kontrakt) ?? 0) + 1);
      continue;
    }
    if (brudt === undefined) naester.set(k.kravId, plusDage(g.dato, 1)); // it may be reminded, as another letter: the next round says so
    ud(l, nej);
  }
  const breve = [...new Set(klar.map((p) => p.l.brevnr))].toSorted((a, b) => a - b).flatMap((brevnr) => {
    const med = overMindst(klar.filter((p) => p.l.brevnr === brevnr), (p, tekst) => { naester.set(p.k.kravId, plusDage(g.dato, 1)); ud(p.l, { grund: 'UNDER_MINDSTEBELOEB', tekst }); });
    return med.length === 0 ? [] : [{ brevnr, ...sammensaet(med.map((p) => p.k), med.map((p) => p.r), g, poster(med, (l) => l.gebyr), poster(med, (l) => l.kompensation)) }];
  });
  return { forretningspartnerId: d.forretningspartnerId, breve, udeladt, krav: [...naester].map(([kravId, n]) => ({ kravId, naeste: n })) };
}

/** Is it still the line that was approved? */
function aendret(k: Rykkerkrav, l: Godkendtlinje, r: Rykkerprocedure, d: Debitorfakta, g: Rykkergrundlag, iDag: ReadonlyMap<string, number>): Omit<Udeladt, 'kravId'> | undefined {
  if (r.trin !== l.trin) return { grund: 'TRIN_AENDRET', tekst: `Det næste trin er nu ${r.trin}; der blev godkendt trin ${l.trin}.` };
  if (!k.rest.eq(l.rest)) return { grund: 'BELOEB_AENDRET', tekst: `Kravet er nu på ${visBeloeb(k.rest)} kr.; der blev godkendt ${visBeloeb(l.rest)} kr.` };
  if (r.kode !== l.procedure || r.aftalekontotype !== l.aftalekontotype || r.brevtype !== l.brevtype || linje(k, r, g).underretning !== l.underretning) return { grund: 'PROCEDURE_AENDRET', tekst: 'Rykkerproceduren er ændret, siden brevet blev godkendt.' };
  return gebyrfejl(k, l, r, d, g, iDag);
}

/** An approved fee must still be the procedure's, and allowed. */
function gebyrfejl(k: Rykkerkrav, l: Godkendtlinje, r: Rykkerprocedure, d: Debitorfakta, g: Rykkergrundlag, iDag: ReadonlyMap<string, number>): Omit<Udeladt, 'kravId'> | undefined {
  const nej = (hvad: string, beloeb: Beloeb): Omit<Udeladt, 'kravId'> => ({ grund: 'GEBYR_AENDRET', tekst: `${hvad} på ${visBeloeb(beloeb)} kr., der blev godkendt, kan ikke opkræves ${visDato(g.dato)}.` });
  if (l.gebyr.gt(0)) {
    const lovligt = k.regime !== null && gebyrafslag(k.regime, k.gebyrdatoer, g.dato, k.kontraktgebyrer.length + (k.kontrakt === undefined ? 0 : (iDag.get(k.kontrakt) ?? 0))) === null && min(r.gebyr, lovensMaksimum(g.maksima, k.regime, g.dato).maks).eq(l.gebyr);
    if (!lovligt) return nej('Gebyret', l.gebyr);
  }
  const nu = kompensation(k, r, d, g)[0]?.beloeb;
  return l.kompensation.gt(0) && nu?.eq(l.kompensation) !== true ? nej('Kompensationsbeløbet', l.kompensation) : undefined;
}

/** A letter bears one fee where the kommune has said so, whatever was approved (regler.md 2.1). */
const flereGebyrer = (l: Godkendtlinje, g: Rykkergrundlag, medGebyr: ReadonlySet<number>): Omit<Udeladt, 'kravId'> | undefined => g.gebyrFordeling === 'PR_BREV' && l.gebyr.gt(0) && medGebyr.has(l.brevnr)
  ? { grund: 'GEBYR_AENDRET', tekst: `Brevet har allerede et gebyr; der blev godkendt ét til på ${visBeloeb(l.gebyr)} kr.` } : undefined;

/** The letter's sum as it would be sent; lines whose own limit it does not reach leave it, and the sum is made again. */
function overMindst(brev: readonly Provet[], ud: (p: Provet, tekst: string) => void): Provet[] {
  let med = brev.toSorted((a, b) => aeldstFoerst(a.k, b.k));
  for (;;) {
    const ialt = sum(med.map((p) => p.k.rest));
    const under = med.filter((p) => ialt.lt(p.r.mindstebeloeb));
    if (under.length === 0) return med;
    for (const p of under) ud(p, `Brevets krav er i alt ${visBeloeb(ialt)} kr.; der rykkes ikke under ${visBeloeb(p.r.mindstebeloeb)} kr.`);
    med = med.filter((p) => !under.includes(p));
  }
}

const poster = (med: readonly Provet[], beloeb: (l: Godkendtlinje) => Beloeb): Gebyrpost[] =>
  med.flatMap((p) => (beloeb(p.l).gt(0) ? [{ kravId: p.k.kravId, regime: p.k.regime!, beloeb: beloeb(p.l) }] : []));
