import { tal, kr, visBeloeb, type Beloeb, type Decimal } from '#app/kernel';
import { kodenavn } from './kodenavn.js';
import type { Nattal } from './sammenligning.facts.js';

/** From when on a figure is pointed out: so many per cent from the other, and so much there at all. */
export interface Afvigelsesgraense { readonly procent: number; /** Items in one of the two. */ readonly antal: number; /** kroner between them */ readonly kroner: Beloeb }

export interface Sammenligningslinje extends Nattal {
  /** nu − forrige; null where the step did not run last night. */
  readonly forskel: string | null;
  readonly afvigerFraForrige: boolean;
  readonly afvigerFraSaedvanlig: boolean;
}

/** Seconds under which a step's duration is never pointed out. */
const MINDSTE_SEKUNDER = 60;

/** Holds each figure up against last night's and the usual one. */
export function sammenlignTal(alle: readonly Nattal[], g: Afvigelsesgraense): Sammenligningslinje[] {
  return alle.map((t) => ({
    ...t, forskel: t.forrige === null ? null : tal(t.nu).minus(tal(t.forrige)).toFixed(2),
    afvigerFraForrige: afviger(t, t.forrige, g), afvigerFraSaedvanlig: afviger(t, t.median, g),
  }));
}

function afviger(t: Nattal, andet: string | null, g: Afvigelsesgraense): boolean {
  if (andet === null) return false;
  const [nu, foer] = [tal(t.nu), tal(andet)];
  const forskel = nu.minus(foer).abs();
  if (forskel.times(100).lte(foer.abs().times(g.procent))) return false;
  const stoerst = nu.abs().gt(foer.abs()) ? nu.abs() : foer.abs();
  if (t.art === 'BELOEB') return forskel.gte(g.kroner);
  return stoerst.gte(t.art === 'SEKUNDER' ? MINDSTE_SEKUNDER : g.antal);
}

/** What a night's operator should look at, in plain Danish. `navne`: the steps' Danish names. */
export function advarsler(linjer: readonly Sammenligningslinje[], navne: ReadonlyMap<string, string>): string[] {
  return linjer.filter((l) => l.afvigerFraForrige || l.afvigerFraSaedvanlig).map((l) => {
    const mod = [...(l.afvigerFraForrige ? [`${vaerdi(l, l.forrige!)} sidste nat${procent(l.nu, l.forrige!)}`] : []), ...(l.afvigerFraSaedvanlig ? [`sædvanligvis ${vaerdi(l, l.median!)}${procent(l.nu, l.median!)}`] : [])];
    return `${navne.get(l.trin) ?? l.trin}, ${hvad(l)}: ${vaerdi(l, l.nu)} mod ${mod.join(' og ')}.`.replace(/\.\.$/, '.');
  });
}

const hvad = (l: Nattal): string => (l.art === 'DEBITORER' ? 'debitorer' : l.art === 'SEKUNDER' ? 'varighed' : kodenavn(l.navn).toLowerCase());
const vaerdi = (l: Nattal, v: string): string => (l.art === 'BELOEB' ? `${visBeloeb(kr(v))} kr.` : l.art === 'SEKUNDER' ? varighed(tal(v)) : heltal(tal(v)));
const heltal = (v: Decimal): string => v.toDecimalPlaces(0).toFixed(0).replace(/\B(?=(?:\d{3})+$)/g, '.');
const varighed = (s: Decimal): string => (s.lt(MINDSTE_SEKUNDER) ? `${heltal(s)} sek.` : `${heltal(s.div(60).floor())} min. ${heltal(s.mod(60).floor())} sek.`);

/** ' (+50 %)'; nothing against nothing. */
function procent(nu: string, foer: string): string {
  if (tal(foer).isZero()) return '';
  const p = tal(nu).minus(tal(foer)).times(100).div(tal(foer).abs());
  return ` (${p.gt(0) ? '+' : p.lt(0) ? '−' : ''}${heltal(p.abs())} %)`;
}
