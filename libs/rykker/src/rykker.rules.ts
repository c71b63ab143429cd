import { dageMellem, naesteBankdag, paastaa, plusDage, seneste, sum, visBeloeb, type Beloeb } from '#app/kernel';
import { fordelGebyrer, lovensMaksimum, type Gebyrpost } from './gebyr.rules.js';
import type { Rykkerprocedure, Tidligst } from './procedure.js';
import { baererUnderretning, proceduregraense, trinTidligst } from './procedurevalg.rules.js';
import { naesteTrin, proev, tidligst, trinnet } from './regler.rules.js';
import type { Brev, Brevlinje, Debitorbeslutning, Debitorfakta, Kravsvar, Regelsvar, Rykkerbeslutning, Rykkergrundlag, Rykkerkrav } from './typer.js';

export const MINDSTE_FRIST_DAGE = 10; // renteloven § 9 b

/** What happens to each claim of one debtor on the date, and the letters that follow. Pure. */
export function beslutRykker(d: Debitorfakta, g: Rykkergrundlag): Debitorbeslutning {
  const proever = d.krav.map((k) => ({ k, regler: proev(k, d, g) }));
  const klar = proever.filter((p) => p.regler.every((r) => r.opfyldt)).map((p) => p.k);
  const grupper = brevgrupper(klar, g).map((gruppe) => mindstebeloeb(gruppe, g));
  const svar = new Map(grupper.flatMap((m) => [...m.svar]));
  const krav = proever.map(({ k, regler }): Kravsvar => {
    const alle = svar.has(k.kravId) ? [...regler, svar.get(k.kravId)!] : regler;
    return { kravId: k.kravId, beslutning: beslutning(k, alle), regler: alle, naeste: naeste(k, alle, g) };
  });
  const iDag = new Map<string, number>();
  return { forretningspartnerId: d.forretningspartnerId, krav, breve: grupper.flatMap(({ med }) => (med.length === 0 ? [] : [brev(med, d, g, iDag)])) };
}

export function beslutning(k: Rykkerkrav, regler: readonly Regelsvar[]): Rykkerbeslutning {
  const brudt = regler.find((r) => !r.opfyldt);
  if (brudt === undefined) return { art: 'RYK', trin: naesteTrin(k) };
  return { art: 'VENT', grund: brudt.regel, detalje: brudt.tekst, ...(brudt.indtil === undefined ? {} : { indtil: brudt.indtil }) };
}

/** The claims that go in one letter: of one debtor, account or claim as their trin say, and of one letter type where a trin names one. The oldest claim's letter first. */
export function brevgrupper(klar: readonly Rykkerkrav[], g: Rykkergrundlag): Rykkerkrav[][] {
  const ud = new Map<string, Rykkerkrav[]>();
  for (const k of klar.toSorted(aeldstFoerst)) {
    const r = trinnet(k, naesteTrin(k), g)!;
    const hvem = r.gruppering === 'PR_KRAV' ? `krav ${k.kravId}` : r.gruppering === 'PR_AFTALEKONTO' ? `konto ${k.aftalekontoId}` : 'debitor';
    const noegle = `${hvem} ${r.brevtype ?? ''}`;
    ud.set(noegle, [...(ud.get(noegle) ?? []), k]);
  }
  return [...ud.values()];
}

/** The smallest amount of a letter is the sum over its claims; a claim whose own limit is above it leaves the letter, and the sum is made again. */
export function mindstebeloeb(klar: readonly Rykkerkrav[], g: Rykkergrundlag): { med: Rykkerkrav[]; svar: Map<string, Regelsvar> } {
  const graense = (k: Rykkerkrav): Beloeb => trinnet(k, naesteTrin(k), g)!.mindstebeloeb;
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

/** The letter with its fees. `iDag`: fees put on running contracts by the debtor's other letters of the day. */
function brev(med: readonly Rykkerkrav[], d: Debitorfakta, g: Rykkergrundlag, iDag: Map<string, number>): Brev {
  const raekker = med.map((k) => trinnet(k, naesteTrin(k), g)!);
  const kandidater = med.map((k, i) => ({ kravId: k.kravId, regime: k.regime, gebyr: raekker[i]!.gebyr, gebyrdatoer: k.gebyrdatoer, kontrakt: k.kontrakt, kontraktgebyrer: k.kontraktgebyrer }));
  const gebyrer = fordelGebyrer(kandidater, g.gebyrFordeling, g.maksima, g.dato, iDag);
  return sammensaet(med, raekker, g, gebyrer, med.flatMap((k, i) => kompensation(k, raekker[i]!, d, g)));
}

/** A letter of these claims with these fees; its deadline counts from the day it is sent. */
export function sammensaet(med: readonly Rykkerkrav[], raekker: readonly Rykkerprocedure[], g: Rykkergrundlag, gebyrer: readonly Gebyrpost[], kompensationer: readonly Gebyrpost[]): Brev {
  const frist = naesteBankdag(seneste(...raekker.map((r) => plusDage(g.dato, r.fristDage))));
  paastaa(dageMellem(g.dato, frist) >= MINDSTE_FRIST_DAGE, 'RYKKERFRIST_FOR_KORT');
  const foran = raekker.reduce((m, r) => (r.trin > m.trin ? r : m));
  return {
    trin: foran.trin, brevtype: foran.brevtype, gruppering: foran.gruppering, art: raekker.some((r) => r.art === 'RYKKER') ? 'RYKKER' : 'PAAMINDELSE', frist, gebyrer, kompensationer,
    krav: med.map((k, i) => linje(k, raekker[i]!, g)),
  };
}

export function linje(k: Rykkerkrav, r: Rykkerprocedure, g: Rykkergrundlag): Brevlinje {
  const sidste = trinnet(k, r.trin + 1, g) === undefined;
  return { kravId: k.kravId, trin: r.trin, rest: k.rest, sidste, underretning: baererUnderretning(r, sidste) };
}

/** Renteloven § 9 a stk. 3: between businesses, once per claim, at the law's amount of the day; only where the procedure says so. */
export function kompensation(k: Rykkerkrav, r: Rykkerprocedure, d: Debitorfakta, g: Rykkergrundlag): Gebyrpost[] {
  if (!r.kompensation || !d.virksomhed || k.regime !== 'RENTELOV' || k.kompenseret) return [];
  return [{ kravId: k.kravId, regime: 'RENTELOV', beloeb: lovensMaksimum(g.kompensationer, 'RENTELOV', g.dato).maks }];
}

/** First date the answer can change. Reminded now: when the next step may come; otherwise by the first rule that is not met. */
export function naeste(k: Rykkerkrav, regler: readonly Regelsvar[], g: Rykkergrundlag): Tidligst {
  const brudt = regler.find((r) => !r.opfyldt);
  if (brudt === undefined) return efterRyk(k, g);
  const graense = proceduregraense(g.procedurer, k, g.dato);
  switch (brudt.regel) {
    case 'BETALT': case 'UNDER_MINDSTEBELOEB': return foerst(graense, naarRestenKanVokse(k, g));
    case 'IKKE_FORFALDEN': case 'FRIST_LOEBER': return foerst(graense, brudt.indtil!);
    case 'HENSTAND': return foerst(graense, brudt.indtil ?? 'infinity');
    case 'IKKE_FAKTURERET': case 'FORAELDET': return 'infinity'; // the bill wakes it; an event that moves forældelse lifts its spærre, which does
    case 'INGEN_PROCEDURE': case 'ALLEREDE_RYKKET': return graense;
    case 'DOEDSFALD': case 'VIRKSOMHED_OPHOERT': case 'BANKFIL_MANGLER': case 'UPLACERET_INDBETALING': case 'UDTAGET': case 'VENTER_GODKENDELSE': return plusDage(g.dato, 1);
    case 'SPAERRET': case 'INDSIGELSE': case 'AFDRAGSORDNING': return brudt.indtil ?? 'infinity';
  }
}

/** Only interest makes a rest grow unasked, and not before the next step's own day does it matter. Undone clearings and new claims wake the step. */
function naarRestenKanVokse(k: Rykkerkrav, g: Rykkergrundlag): Tidligst {
  if (k.renterTidligst === 'infinity') return 'infinity';
  const raekke = trinnet(k, naesteTrin(k), g);
  return raekke === undefined ? 'infinity' : seneste(k.renterTidligst, plusDage(g.dato, 1), tidligst(k, raekke));
}
const foerst = (a: Tidligst, b: Tidligst): Tidligst => (a < b ? a : b); // 'infinity' sorts after every date

function efterRyk(k: Rykkerkrav, g: Rykkergrundlag): Tidligst {
  const graense = proceduregraense(g.procedurer, k, g.dato);
  const dette = trinnet(k, naesteTrin(k), g)!;
  const naeste = trinnet(k, dette.trin + 1, g);
  if (naeste === undefined) return graense;
  const sendt = { dato: g.dato, frist: naesteBankdag(plusDage(g.dato, dette.fristDage)) }; // a longer letter deadline is seen then
  return foerst(graense, trinTidligst(k.srb, sendt, naeste));
}

/** Oldest SRB, then oldest forfald, then lowest number (regler.md 4.2). */
export function aeldstFoerst(a: Rykkerkrav, b: Rykkerkrav): number {
  if (a.srb !== b.srb) return a.srb < b.srb ? -1 : 1;
  if (a.forfaldsdato !== b.forfaldsdato) return a.forfaldsdato < b.forfaldsdato ? -1 : 1;
  return BigInt(a.kravId) < BigInt(b.kravId) ? -1 : 1;
}
