import { SKEMA, type Baenk } from './baenk.js';
import { DATOER } from './fyld.js';
import { Hold, tid } from './hold.js';

/** A whole night on which every claim owes interest and is due for a rykker, and the rehearsal of it: seconds (medians), and the rehearsal's over the night's. */
export interface Proevemaaling {
  readonly job: 'proevenat'; readonly antal: number; readonly natSekunder: number; readonly proeveSekunder: number; readonly forhold: number; readonly peakRssMB: number; readonly natPeakRssMB: number; readonly par: readonly number[];
}

const PAR = 3;

/** Interleaved pairs, each from the same template; the same process, two parts at once. */
export async function maalProevenat(baenk: Baenk, bog: string, antal: number, sig: (tekst: string) => void): Promise<Proevemaaling> {
  const [natten, proeven] = [new Hold(baenk, 1), new Hold(baenk, 1)];
  const skabelon = await baenk.klon(bog);
  try {
    // a night before is lived first: a kommune's very first one looks at the whole book; then it counts as yesterday's
    await natten.paa(skabelon, () => natten.foerste.spoerg({ art: 'nat', dato: DATOER.foerTom }));
    await baenk.med(skabelon, (k) => k.query(`update ${SKEMA}.koersel set forretningsdato = $1::date - 1, noegle = noegle || '*'`, [DATOER.rykker]));
    const par: { nat: number; proeve: number }[] = [];
    for (let i = 1; i <= PAR; i++) {
      const nat = await paaKopi(baenk, skabelon, (navn) => natten.paa(navn, () => tid(() => natten.foerste.spoerg({ art: 'nat', dato: DATOER.rykker }))));
      const proeve = await paaKopi(baenk, skabelon, (navn) => proeven.paa(navn, () => tid(() => proeven.foerste.spoerg({ art: 'proev', dato: DATOER.rykker }))));
      par.push({ nat, proeve });
      sig(`proevenat: par ${i} af ${PAR}: natten ${nat.toFixed(2)} s, prøven ${proeve.toFixed(2)} s`);
    }
    const forhold = par.map((p) => p.proeve / p.nat);
    return {
      job: 'proevenat', antal, natSekunder: rund(median(par.map((p) => p.nat))), proeveSekunder: rund(median(par.map((p) => p.proeve))), forhold: rund(median(forhold)), peakRssMB: Math.round(proeven.peakRssMB()), natPeakRssMB: Math.round(natten.peakRssMB()), par: forhold.map(rund),
    };
  } finally {
    await Promise.all([natten.luk(), proeven.luk()]);
    await baenk.slet(skabelon);
  }
}

export const proevetabel = (m: Proevemaaling): string => `prøve af en nat over ${m.antal} krav: natten ${m.natSekunder.toFixed(2)} s, prøven ${m.proeveSekunder.toFixed(2)} s, forhold ${m.forhold.toFixed(2)}, ${m.peakRssMB} MB (natten ${m.natPeakRssMB})\n`;

async function paaKopi<T>(baenk: Baenk, skabelon: string, arbejde: (navn: string) => Promise<T>): Promise<T> {
  const navn = await baenk.klon(skabelon);
  const svar = await arbejde(navn);
  await baenk.slet(navn);
  return svar;
}
const median = (tal: readonly number[]): number => tal.toSorted((a, b) => a - b)[Math.floor(tal.length / 2)]!;
const rund = (tal: number): number => Math.round(tal * 100) / 100;
