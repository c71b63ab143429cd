import { max, minus, neg, NUL, plus, seneste, sum, type Beloeb, type Lokaldato } from '#app/kernel';
import { fordelForhoejelse, fordelNedsaettelse, kanSaettesNed, opkraevetPaa, underNul } from './fordeling.rules.js';
import {
  GebyrOpEllerNedreguleresIkke, GebyrReguleresAfSagsbehandler, IntetAtAnnullere, KravErAnnulleret, KreditOverstigerKravet, KreditOverstigerResten, NedsaettelseErFaktureret, OpreguleringErFaktureret, ReguleringErBrugt,
  ReguleringHarForkerteFelter, RenteReguleresAfHovedkravet, VirkningsdatoUdenforKravet,
} from './regulering.fejl.js';
import type { Aendring, Dagsaendring, Kravfakta, Linjefakta, NyRegulering, Reguleringsplan } from './typer.js';

/** Who asks, and when. `fagsystem`: set for a fagsystem's own token. */
export interface Ramme { readonly idag: Lokaldato; readonly fagsystem: string | undefined; /** Of the regulated claim's family. */ readonly hovedkravId: string }

/** What a regulation does to the books. Pure. @throws the refusals of regulering.fejl.ts */
export function beslutRegulering(k: Kravfakta, n: NyRegulering, r: Ramme): Reguleringsplan {
  kraevArt(k, n, r);
  kraevFelter(k, n);
  if (n.art === 'ANNULLERING') return annullering(k);
  return n.art === 'OPREGULERING' ? opregulering(k, n, r.idag) : nedsaettelse(k, n, r.idag);
}

/** May a claim of this kind be regulated so, by this caller? */
function kraevArt(k: Kravfakta, n: NyRegulering, r: Ramme): void {
  if (k.art === 'RENTE') throw new RenteReguleresAfHovedkravet(r.hovedkravId);
  if (r.fagsystem !== undefined && (k.art === 'GEBYR' || n.gebyrer === true)) throw new GebyrReguleresAfSagsbehandler();
  if (k.art === 'GEBYR' && (n.art === 'OPREGULERING' || n.art === 'NEDREGULERING')) throw new GebyrOpEllerNedreguleresIkke();
  if (k.annulleret) throw new KravErAnnulleret(k.kravId);
}

function kraevFelter(k: Kravfakta, n: NyRegulering): void {
  const forkert = (kode: ReguleringHarForkerteFelter['kode'], felt: string, besked: string): never => { throw new ReguleringHarForkerteFelter(kode, felt, besked); };
  const annulleres = n.art === 'ANNULLERING';
  const tillaeg = n.art === 'OPREGULERING' && k.faktura === 'FAKTURERET';
  if (annulleres && (n.beloeb !== undefined || n.linjer !== undefined)) forkert('BELOEB_PASSER_IKKE', 'beloeb', 'En annullering tager hele kravet; den har intet beløb.');
  if (!annulleres && (n.beloeb === undefined) === (n.linjer === undefined)) forkert('BELOEB_ELLER_LINJER', 'beloeb', 'Angiv enten et beløb eller linjer med beløb.');
  if (n.gebyrer === true && !annulleres) forkert('GEBYRER_PASSER_IKKE', 'gebyrer', 'Kun en annullering kan tage rykkergebyrer med.');
  if (annulleres && n.virkningsdato !== undefined && n.virkningsdato !== k.stiftelsesdato) forkert('VIRKNINGSDATO_PASSER_IKKE', 'virkningsdato', 'En annullering virker fra kravets stiftelsesdato.');
  if (tillaeg && n.virkningsdato !== undefined) forkert('VIRKNINGSDATO_PASSER_IKKE', 'virkningsdato', 'Et opkrævet krav opreguleres med et tillægskrav, som har sine egne datoer.');
  if (tillaeg && n.tillaegskrav === undefined) forkert('TILLAEGSKRAV_MANGLER', 'tillaegskrav', 'Kravet er opkrævet. Angiv tillægskravets stiftelses-, forfalds- og sidste rettidige betalingsdato.');
  if (!tillaeg && n.tillaegskrav !== undefined) forkert('TILLAEGSKRAV_PASSER_IKKE', 'tillaegskrav', 'Kun en opregulering af et opkrævet krav har et tillægskrav.');
  const navngivne = (n.linjer ?? []).map((l) => l.kravlinjeId);
  const ukendt = navngivne.find((id, i) => !k.linjer.some((l) => l.id === id) || navngivne.indexOf(id) !== i);
  if (ukendt !== undefined || n.linjer?.length === 0) forkert('KRAVLINJE_UKENDT', 'linjer', 'Linjerne skal være kravets egne og nævnes én gang hver.');
}

/** Default today; a claim that begins later is regulated from its first day. @throws VirkningsdatoUdenforKravet */
function virkningsdatoAf(k: Kravfakta, n: NyRegulering, idag: Lokaldato): Lokaldato {
  const senest = seneste(idag, k.stiftelsesdato);
  const d = n.virkningsdato ?? senest;
  if (d < k.stiftelsesdato) throw new VirkningsdatoUdenforKravet('VIRKNINGSDATO_FOER_STIFTELSE', k.stiftelsesdato);
  if (d > senest) throw new VirkningsdatoUdenforKravet('VIRKNINGSDATO_I_FREMTIDEN', k.stiftelsesdato);
  return d;
}

const linjeAf = (k: Kravfakta, id: string): Linjefakta => k.linjer.find((l) => l.id === id)!;
const ialt = (aendringer: readonly Aendring[]): Beloeb => sum(aendringer.map((a) => a.beloeb));
/** kroner still open of the claim; 0 where more is cleared than charged. */
export const restAf = (k: Kravfakta): Beloeb => max(NUL, sum(k.linjer.map((l) => l.rest)));

/** KREDITNOTA and NEDREGULERING. */
function nedsaettelse(k: Kravfakta, n: NyRegulering, idag: Lokaldato): Reguleringsplan {
  const virkningsdato = virkningsdatoAf(k, n, idag);
  const beloeb = n.beloeb ?? sum(n.linjer!.map((l) => l.beloeb));
  const hoejst = sum(k.linjer.map((l) => kanSaettesNed(l, virkningsdato)));
  if (beloeb.gt(hoejst)) throw new KreditOverstigerKravet(beloeb, hoejst, virkningsdato);
  for (const l of n.linjer ?? []) {
    const linjens = kanSaettesNed(linjeAf(k, l.kravlinjeId), virkningsdato);
    if (l.beloeb.gt(linjens)) throw new KreditOverstigerKravet(l.beloeb, linjens, virkningsdato, l.kravlinjeId);
  }
  kraevInden(k, beloeb, n.tilladOverskydende === true);
  const linjer = n.linjer === undefined ? fordelNedsaettelse(k.linjer, beloeb, virkningsdato) : n.linjer.map((l) => ({ linje: linjeAf(k, l.kravlinjeId), beloeb: neg(l.beloeb) }));
  return { art: 'BOGFOER', virkningsdato, beloeb, dage: [{ virkningsdato, linjer: iLinjeorden(linjer) }] };
}

function kraevInden(k: Kravfakta, beloeb: Beloeb, maaOverskyde: boolean): void {
  if (!maaOverskyde && beloeb.gt(restAf(k))) throw new KreditOverstigerResten(beloeb, restAf(k));
}

const iLinjeorden = (a: readonly Aendring[]): Aendring[] => a.toSorted((x, y) => x.linje.nr - y.linje.nr);

/**
 * A claim that still waits is raised itself, so its bill shows what it is. One that was billed is not: the difference was never demanded
 * and so never fell due; it is a claim of its own with its own forfald, as it is an opskrivningsfordring of its own at the collector.
 */
function opregulering(k: Kravfakta, n: NyRegulering, idag: Lokaldato): Reguleringsplan {
  const linjer = iLinjeorden(n.linjer === undefined ? fordelForhoejelse(k.linjer, n.beloeb!) : n.linjer.map((l) => ({ linje: linjeAf(k, l.kravlinjeId), beloeb: l.beloeb })));
  const beloeb = ialt(linjer);
  if (n.tillaegskrav !== undefined) return { art: 'TILLAEG', virkningsdato: n.tillaegskrav.stiftelsesdato, beloeb, tillaeg: n.tillaegskrav, linjer };
  const virkningsdato = virkningsdatoAf(k, n, idag);
  return { art: 'BOGFOER', virkningsdato, beloeb, dage: [{ virkningsdato, linjer }] };
}

/** Every day's charge is mirrored on its own day, so the claim is charged nothing on any day: the latest first, so that no line goes below 0 on the way. */
function annullering(k: Kravfakta): Reguleringsplan {
  const beloeb = sum(k.linjer.map(opkraevetPaa));
  if (!beloeb.gt(0)) throw new IntetAtAnnullere(k.kravId);
  const dage = [...new Set(k.linjer.flatMap((l) => l.opkraevet.map(([d]) => d)))].sort().reverse();
  return {
    art: 'BOGFOER', virkningsdato: k.stiftelsesdato, beloeb,
    dage: dage.map((virkningsdato): Dagsaendring => ({ virkningsdato, linjer: k.linjer.map((linje) => ({ linje, beloeb: neg(paaDagen(linje, virkningsdato)) })).filter((a) => !a.beloeb.isZero()) })).filter((d) => d.linjer.length > 0),
  };
}

const paaDagen = (l: Linjefakta, dag: Lokaldato): Beloeb => sum(l.opkraevet.filter(([d]) => d === dag).map(([, b]) => b));

/** A regulation that is to be undone, as it was booked. */
export interface Bogfoert { readonly id: string; readonly hoever: boolean; /** The claim was put on a bill of ours after it. */ readonly foerRegningen: boolean; readonly beloeb: Beloeb; readonly linjer: readonly { readonly kravlinjeId: string; readonly virkningsdato: Lokaldato; readonly beloeb: Beloeb }[] }

/** May it be mirrored now? @throws KravErAnnulleret, ReguleringErBrugt, OpreguleringErFaktureret, NedsaettelseErFaktureret, KreditOverstigerResten */
export function kraevTilbagefoersel(k: Kravfakta, b: Bogfoert, egenAnnullering: boolean, maaOverskyde: boolean): void {
  if (k.annulleret && !egenAnnullering) throw new KravErAnnulleret(k.kravId);
  if (b.hoever && k.faktura === 'FAKTURERET') throw new OpreguleringErFaktureret(b.id);
  if (!b.hoever && b.foerRegningen) throw new NedsaettelseErFaktureret(b.id);
  for (const l of k.linjer) {
    if (underNul(l, b.linjer.filter((x) => x.kravlinjeId === l.id).map((x) => [x.virkningsdato, neg(x.beloeb)] as const))) throw new ReguleringErBrugt(b.id);
  }
  if (b.hoever) kraevInden(k, b.beloeb, maaOverskyde);
}

/** kroner of paid money that clearing will give back: what is cleared beyond what is charged. */
export const tilRaadighed = (opkraevet: Beloeb, udlignet: Beloeb): Beloeb => max(NUL, minus(udlignet, opkraevet));

/** Charged in all, for a reader. */
export const opkraevetAf = (k: Kravfakta): Beloeb => k.linjer.reduce((s, l) => plus(s, opkraevetPaa(l)), NUL);
