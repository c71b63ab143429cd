import { dageMellem, naesteBankdag, paastaa, plusDage, seneste, sum, tidligste, visBeloeb, visDato, type Beloeb, type Lokaldato } from '#app/kernel';
import type { Spaerre } from '#app/krav';
import { fordelGebyrer, type Gebyrmaksimum, type Gebyrpost, type Gebyrregime } from './gebyr.rules.js';

/** Why a claim is not reminded now; a caseworker reads it. Also the name of the rule that says so. */
export type Ventegrund = 'BETALT' | 'IKKE_FAKTURERET' | 'INGEN_PROCEDURE' | 'ALLEREDE_RYKKET' | 'IKKE_FORFALDEN' | 'FRIST_LOEBER' | 'DOEDSFALD' | 'SPAERRET' | 'BANKFIL_MANGLER' | 'UNDER_MINDSTEBELOEB';
export type Tidligst = Lokaldato | 'infinity';

/** `indtil`: the date from which this reason no longer holds by itself; absent = only a new fact lifts it. `detalje`: Danish. */
export type Rykkerbeslutning =
  | { readonly art: 'RYK'; readonly trin: number }
  | { readonly art: 'VENT'; readonly grund: Ventegrund; readonly indtil?: Lokaldato; readonly detalje: string };

/** One rule asked about one claim: met or not, with a Danish sentence. */
export interface Regelsvar { readonly regel: Ventegrund; readonly opfyldt: boolean; readonly tekst: string; readonly indtil?: Lokaldato }

/** A row of table rykkerprocedure. Amounts in kroner; `dageEfterSrb` and `fristDage` in calendar days (frist >= 10). */
export interface Rykkerprocedure {
  readonly kode: string; readonly trin: number; readonly gyldigFra: Lokaldato; readonly gyldigTil: Tidligst;
  readonly dageEfterSrb: number; readonly mindstebeloeb: Beloeb; readonly gebyr: Beloeb; readonly fristDage: number;
}

/** A letter this claim has been in. */
export interface Rykket { readonly trin: number; readonly dato: Lokaldato; readonly frist: Lokaldato }

/** A hovedkrav with what the rules need of its family. */
export interface Rykkerkrav {
  readonly kravId: string;
  readonly forfaldsdato: Lokaldato; readonly srb: Lokaldato;
  /** It waits to be billed. */
  readonly ufaktureret: boolean;
  /** Hovedkrav, renter and gebyrer still owed, kroner. */
  readonly rest: Beloeb;
  /** Code of the procedure its kravstype names; undefined: the kravstype is unknown. */
  readonly procedure: string | undefined;
  readonly regime: Gebyrregime | null;
  readonly rykket: readonly Rykket[];
  readonly gebyrdatoer: readonly Lokaldato[];
  readonly kontrakt?: string | undefined;
  readonly kontraktgebyrer: readonly Lokaldato[];
  /** RYKKER-spærrer on any of the four levels, in force or not. */
  readonly spaerrer: readonly Spaerre[];
  /** When the interest step looks at the claim again: only then can a paid or small rest grow unasked. */
  readonly renterTidligst: Tidligst;
}

export interface Debitorfakta { readonly forretningspartnerId: string; readonly cprStatus: string | null; readonly krav: readonly Rykkerkrav[] }

export interface Rykkergrundlag {
  readonly dato: Lokaldato;
  /** Every version known now that is not over: the coming ones tell when to look again. */
  readonly procedurer: readonly Rykkerprocedure[];
  readonly maksima: readonly Gebyrmaksimum[];
  readonly gebyrFordeling: 'PR_BREV' | 'PR_KRAV';
  /** Bank days whose statement is expected and has not come. */
  readonly bankfilMangler: readonly { readonly bankkonto: string; readonly dato: Lokaldato }[];
}

export interface Kravsvar {
  readonly kravId: string;
  readonly beslutning: Rykkerbeslutning;
  /** Every rule that was asked, in order; the first that is not met is the reason. */
  readonly regler: readonly Regelsvar[];
  /** First date on which the answer can change: the claim's watch. */
  readonly naeste: Tidligst;
}

/** One letter to one debtor. `trin`: the highest of its claims'. `frist`: last day, a bank day at least ten days ahead. */
export interface Brev {
  readonly trin: number; readonly frist: Lokaldato;
  /** Oldest first; `sidste`: no further step follows, so the letter is the underretning of GIL § 2 stk. 4. */
  readonly krav: readonly { readonly kravId: string; readonly trin: number; readonly rest: Beloeb; readonly sidste: boolean }[];
  readonly gebyrer: readonly Gebyrpost[];
}
export interface Debitorbeslutning { readonly forretningspartnerId: string; readonly krav: readonly Kravsvar[]; readonly brev?: Brev }

const DOED = '90';
const MINDSTE_FRIST_DAGE = 10; // renteloven § 9 b

/** What happens to each claim of one debtor on the date, and the one letter that follows. Pure. */
export function beslutRykker(d: Debitorfakta, g: Rykkergrundlag): Debitorbeslutning {
  const proever = d.krav.map((k) => ({ k, regler: proev(k, d, g) }));
  const klar = proever.filter((p) => p.regler.every((r) => r.opfyldt)).map((p) => p.k);
  const { med, svar } = mindstebeloeb(klar, g);
  const krav = proever.map(({ k, regler }): Kravsvar => {
    const alle = svar.has(k.kravId) ? [...regler, svar.get(k.kravId)!] : regler;
    return { kravId: k.kravId, beslutning: beslutning(k, alle), regler: alle, naeste: naeste(k, alle, g) };
  });
  return { forretningspartnerId: d.forretningspartnerId, krav, ...(med.length === 0 ? {} : { brev: brev(med, g) }) };
}

function beslutning(k: Rykkerkrav, regler: readonly Regelsvar[]): Rykkerbeslutning {
  const brudt = regler.find((r) => !r.opfyldt);
  if (brudt === undefined) return { art: 'RYK', trin: naesteTrin(k) };
  return { art: 'VENT', grund: brudt.regel, detalje: brudt.tekst, ...(brudt.indtil === undefined ? {} : { indtil: brudt.indtil }) };
}

/** The rules of one claim alone, in order; what cannot be asked (no procedure: no date) is left out. */
function proev(k: Rykkerkrav, d: Debitorfakta, g: Rykkergrundlag): Regelsvar[] {
  const raekke = proceduretrin(k, naesteTrin(k), g);
  const ud = [betalt(k), faktureret(k), ...procedure(k, raekke, g)];
  if (raekke !== undefined) ud.push(...tid(k, raekke, g.dato));
  return [...ud, doedsfald(d), spaerret(k, g.dato), bankfil(g)];
}

const betalt = (k: Rykkerkrav): Regelsvar => k.rest.gt(0)
  ? { regel: 'BETALT', opfyldt: true, tekst: `Der er ${visBeloeb(k.rest)} kr. ubetalt, inklusive renter og gebyrer.` }
  : { regel: 'BETALT', opfyldt: false, tekst: 'Kravet er betalt.' };

const faktureret = (k: Rykkerkrav): Regelsvar => k.ufaktureret
  ? { regel: 'IKKE_FAKTURERET', opfyldt: false, tekst: 'Kravet er ikke opkrævet endnu; det venter på en regning.' }
  : { regel: 'IKKE_FAKTURERET', opfyldt: true, tekst: 'Kravet er opkrævet.' };

function procedure(k: Rykkerkrav, raekke: Rykkerprocedure | undefined, g: Rykkergrundlag): Regelsvar[] {
  const har = k.procedure !== undefined && (raekke !== undefined || k.rykket.length > 0 || gaeldende(k, g).length > 0);
  if (!har) return [{ regel: 'INGEN_PROCEDURE', opfyldt: false, tekst: 'Kravstypen har ingen rykkerprocedure, der gælder i dag.' }];
  const sidste = k.rykket.at(-1);
  return [
    { regel: 'INGEN_PROCEDURE', opfyldt: true, tekst: `Kravstypen følger rykkerproceduren ${k.procedure}.` },
    raekke !== undefined
      ? { regel: 'ALLEREDE_RYKKET', opfyldt: true, tekst: sidste === undefined ? 'Kravet er ikke rykket før.' : `Rykker ${sidste.trin} er sendt ${visDato(sidste.dato)}; næste er rykker ${raekke.trin}.` }
      : { regel: 'ALLEREDE_RYKKET', opfyldt: false, tekst: sidste === undefined ? 'Rykkerproceduren har intet første trin, der gælder i dag.' : `Rykker ${sidste.trin} er sendt ${visDato(sidste.dato)} med frist ${visDato(sidste.frist)}; proceduren har ikke flere trin.` },
  ];
}

function tid(k: Rykkerkrav, r: Rykkerprocedure, dato: Lokaldato): Regelsvar[] {
  const tidligst = trinTidligst(k, r);
  const forfalden = dato > k.srb;
  const ud: Regelsvar[] = [{ regel: 'IKKE_FORFALDEN', opfyldt: forfalden, tekst: `Sidste rettidige betalingsdato ${forfalden ? 'var' : 'er'} ${visDato(k.srb)}.`, ...(forfalden ? {} : { indtil: tidligst }) }];
  if (!forfalden) return ud;
  const klar = dato >= tidligst;
  const sidste = k.rykket.at(-1);
  const fra = sidste === undefined || tidligst > plusDage(sidste.frist, 1) ? `${r.dageEfterSrb} dage efter sidste rettidige betalingsdato` : `når fristen ${visDato(sidste.frist)} i den forrige rykker er udløbet`;
  return [...ud, { regel: 'FRIST_LOEBER', opfyldt: klar, tekst: `Rykker ${r.trin} kan tidligst sendes ${visDato(tidligst)}, ${fra}.`, ...(klar ? {} : { indtil: tidligst }) }];
}

/** SRB + the procedure's days; later steps also wait for the deadline written in the letter before. A rykker never moves SRB. */
function trinTidligst(k: Rykkerkrav, r: Rykkerprocedure): Lokaldato {
  const efterSrb = plusDage(k.srb, r.dageEfterSrb);
  const sidste = k.rykket.at(-1);
  return sidste === undefined ? efterSrb : seneste(efterSrb, plusDage(sidste.frist, 1));
}

/** CPR status 90 blocks; the dødsbo is another road. 70 and 80 do not: the debt stands. Looked at daily, for a death may be recorded by mistake. */
const doedsfald = (d: Debitorfakta): Regelsvar => d.cprStatus === DOED
  ? { regel: 'DOEDSFALD', opfyldt: false, tekst: 'Debitor er registreret død; kravet hører til dødsboet og rykkes ikke.' }
  : { regel: 'DOEDSFALD', opfyldt: true, tekst: 'Debitor er ikke registreret død.' };

function spaerret(k: Rykkerkrav, dato: Lokaldato): Regelsvar {
  const i = k.spaerrer.filter((s) => s.fra <= dato && s.til > dato).toSorted((a, b) => (a.til < b.til ? 1 : -1));
  if (i.length === 0) return { regel: 'SPAERRET', opfyldt: true, tekst: 'Ingen rykkerspærre er i kraft.' };
  const laengst = i[0]!.til;
  return { regel: 'SPAERRET', opfyldt: false, tekst: i.map(spaerretekst).join(' '), ...(laengst === 'infinity' ? {} : { indtil: laengst }) };
}
const NIVEAU: { readonly [N in Spaerre['niveau']]: string } = { FORRETNINGSPARTNER: 'debitor', AFTALEKONTO: 'aftalekontoen', AFTALEINDHOLD: 'aftaleindholdet', KRAV: 'kravet' };
const spaerretekst = (s: Spaerre): string =>
  `Rykkerspærre på ${NIVEAU[s.niveau]}, sat af ${s.oprettetAf}: ${s.aarsag} (fra ${visDato(s.fra)}, ${s.til === 'infinity' ? 'indtil den hæves' : `til og med ${visDato(plusDage(s.til, -1))}`}).`;

function bankfil(g: Rykkergrundlag): Regelsvar {
  if (g.bankfilMangler.length === 0) return { regel: 'BANKFIL_MANGLER', opfyldt: true, tekst: 'Alle ventede kontoudtog er kommet.' };
  const hvilke = g.bankfilMangler.slice(0, 3).map((m) => `${m.bankkonto} for ${visDato(m.dato)}`).join(', ');
  return { regel: 'BANKFIL_MANGLER', opfyldt: false, tekst: `Kontoudtog mangler (${hvilke}); en betaling kan være på vej.` };
}

/** The smallest amount of a letter is the sum over its claims; a claim whose own limit is above it leaves the letter, and the sum is made again. */
function mindstebeloeb(klar: readonly Rykkerkrav[], g: Rykkergrundlag): { med: Rykkerkrav[]; svar: Map<string, Regelsvar> } {
  const graense = (k: Rykkerkrav): Beloeb => proceduretrin(k, naesteTrin(k), g)!.mindstebeloeb;
  let med = klar.toSorted(aeldstFoerst);
  const svar = new Map<string, Regelsvar>();
  for (;;) {
    const ialt = sum(med.map((k) => k.rest));
    const regel = (k: Rykkerkrav): Regelsvar => ({ regel: 'UNDER_MINDSTEBELOEB', opfyldt: ialt.gte(graense(k)), tekst: `Brevets krav er i alt ${visBeloeb(ialt)} kr.; der rykkes ikke under ${visBeloeb(graense(k))} kr.` });
    for (const k of med) svar.set(k.kravId, regel(k));
    const blev = med.filter((k) => svar.get(k.kravId)!.opfyldt);
    if (blev.length === med.length) return { med, svar };
    med = blev;
  }
}

function brev(med: readonly Rykkerkrav[], g: Rykkergrundlag): Brev {
  const raekker = med.map((k) => proceduretrin(k, naesteTrin(k), g)!);
  const frist = naesteBankdag(seneste(...raekker.map((r) => plusDage(g.dato, r.fristDage))));
  paastaa(dageMellem(g.dato, frist) >= MINDSTE_FRIST_DAGE, 'RYKKERFRIST_FOR_KORT');
  const kandidater = med.map((k, i) => ({ kravId: k.kravId, regime: k.regime, gebyr: raekker[i]!.gebyr, gebyrdatoer: k.gebyrdatoer, kontrakt: k.kontrakt, kontraktgebyrer: k.kontraktgebyrer }));
  return {
    trin: raekker.reduce((m, r) => (r.trin > m ? r.trin : m), 0), frist,
    krav: med.map((k, i) => ({ kravId: k.kravId, trin: raekker[i]!.trin, rest: k.rest, sidste: proceduretrin(k, raekker[i]!.trin + 1, g) === undefined })),
    gebyrer: fordelGebyrer(kandidater, g.gebyrFordeling, g.maksima, g.dato),
  };
}

/** First date the answer can change. Reminded now: when the next step may come; otherwise by the first rule that is not met. */
function naeste(k: Rykkerkrav, regler: readonly Regelsvar[], g: Rykkergrundlag): Tidligst {
  const brudt = regler.find((r) => !r.opfyldt);
  const graense = proceduregraense(k, g);
  if (brudt === undefined) return efterRyk(k, g);
  switch (brudt.regel) {
    case 'BETALT': case 'UNDER_MINDSTEBELOEB': return foerst(graense, naarRestenKanVokse(k, g));
    case 'IKKE_FORFALDEN': case 'FRIST_LOEBER': return foerst(graense, brudt.indtil!);
    case 'IKKE_FAKTURERET': return 'infinity'; // the bill wakes it
    case 'INGEN_PROCEDURE': case 'ALLEREDE_RYKKET': return graense;
    case 'DOEDSFALD': case 'BANKFIL_MANGLER': return plusDage(g.dato, 1);
    case 'SPAERRET': return brudt.indtil ?? 'infinity';
  }
}

/** Only interest makes a rest grow unasked, and not before the next step's own day does it matter. Undone clearings and new claims wake the step. */
function naarRestenKanVokse(k: Rykkerkrav, g: Rykkergrundlag): Tidligst {
  if (k.renterTidligst === 'infinity') return 'infinity';
  const raekke = proceduretrin(k, naesteTrin(k), g);
  return raekke === undefined ? 'infinity' : seneste(k.renterTidligst, plusDage(g.dato, 1), trinTidligst(k, raekke));
}
const foerst = (a: Tidligst, b: Tidligst): Tidligst => (a < b ? a : b); // 'infinity' sorts after every date

function efterRyk(k: Rykkerkrav, g: Rykkergrundlag): Tidligst {
  const graense = proceduregraense(k, g);
  const dette = proceduretrin(k, naesteTrin(k), g)!;
  const naeste = proceduretrin(k, dette.trin + 1, g);
  if (naeste === undefined) return graense;
  const frist = naesteBankdag(plusDage(g.dato, dette.fristDage));
  const tidligst = seneste(plusDage(k.srb, naeste.dageEfterSrb), plusDage(frist, 1)); // a longer letter deadline is seen then
  return foerst(graense, tidligst);
}

const naesteTrin = (k: Rykkerkrav): number => (k.rykket.at(-1)?.trin ?? 0) + 1;
const gaeldende = (k: Rykkerkrav, g: Rykkergrundlag): Rykkerprocedure[] =>
  g.procedurer.filter((p) => p.kode === k.procedure && p.gyldigFra <= g.dato && p.gyldigTil > g.dato);
const proceduretrin = (k: Rykkerkrav, trin: number, g: Rykkergrundlag): Rykkerprocedure | undefined => gaeldende(k, g).find((p) => p.trin === trin);

/** The next date on which the claim's procedure itself changes. */
function proceduregraense(k: Rykkerkrav, g: Rykkergrundlag): Tidligst {
  const datoer = g.procedurer.filter((p) => p.kode === k.procedure).flatMap((p) => [p.gyldigFra, p.gyldigTil]).filter((d): d is Lokaldato => d !== 'infinity' && d > g.dato);
  return datoer.length === 0 ? 'infinity' : tidligste(...datoer);
}

/** Oldest SRB, then oldest forfald, then lowest number (regler.md 4.2). */
export function aeldstFoerst(a: Rykkerkrav, b: Rykkerkrav): number {
  if (a.srb !== b.srb) return a.srb < b.srb ? -1 : 1;
  if (a.forfaldsdato !== b.forfaldsdato) return a.forfaldsdato < b.forfaldsdato ? -1 : 1;
  return BigInt(a.kravId) < BigInt(b.kravId) ? -1 : 1;
}
