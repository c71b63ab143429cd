import { koerGulv, laegGulv, maerke, type Deling } from './gulv.js';
import type { Baenk } from './baenk.js';

/** One kind of work as it is measured. `F`: what `forbered` found out and the runs need. */
export interface Job<F> {
  readonly navn: string;
  /** The floor's connections: as many as the program uses. */
  readonly forbindelser: number;
  readonly deling: Deling;
  /** What must stand in the database before the clock starts; becomes part of the job's template. */
  forbered(navn: string, antal: number): Promise<F>;
  /** The program's run on a fresh copy. @returns seconds, from the first part to the last */
  koer(navn: string, f: F): Promise<number>;
  /** Largest resident memory of one of the program's processes, MB. */
  peakRssMB(): number;
  luk(): Promise<void>;
}

/** The line of the contract (design §2), with what else is good to know. */
export interface Maaling {
  readonly job: string; readonly antal: number;
  /** Items per second: the program, and the floor; medians. */
  readonly prSekund: number; readonly gulvPrSekund: number;
  /** Median over the pairs of the program's speed against the floor's. */
  readonly forhold: number;
  readonly peakRssMB: number;
  /** Median seconds of the program's run. */
  readonly sekunder: number;
  readonly par: readonly number[];
}

export async function maal<F>(baenk: Baenk, bog: string, antal: number, antalPar: number, job: Job<F>, sig: (tekst: string) => void): Promise<Maaling> {
  const skabelon = await baenk.klon(bog);
  const f = await job.forbered(skabelon, antal);
  sig(`${job.navn}: forbereder gulvet …`);
  const dele = await paaKopi(baenk, skabelon, async (navn) => {
    const fra = await maerke(baenk, navn);
    await job.koer(navn, f);
    return laegGulv(baenk, navn, skabelon, fra, job.deling);
  });
  const par: { vores: number; gulv: number }[] = [];
  for (let i = 1; i <= antalPar; i++) {
    const vores = await paaKopi(baenk, skabelon, (navn) => job.koer(navn, f));
    const gulv = await paaKopi(baenk, skabelon, (navn) => koerGulv(baenk, navn, dele, job.forbindelser));
    par.push({ vores, gulv });
    sig(`${job.navn}: par ${i} af ${antalPar}: ${vores.toFixed(2)} s mod gulvets ${gulv.toFixed(2)} s`);
  }
  await baenk.slet(skabelon);
  const forhold = par.map((p) => p.gulv / p.vores);
  const sekunder = median(par.map((p) => p.vores));
  return {
    job: job.navn, antal, prSekund: Math.round(antal / sekunder), gulvPrSekund: Math.round(antal / median(par.map((p) => p.gulv))), forhold: rund(median(forhold), 2),
    peakRssMB: Math.round(job.peakRssMB()), sekunder: rund(sekunder, 3), par: forhold.map((x) => rund(x, 2)),
  };
}

async function paaKopi<T>(baenk: Baenk, skabelon: string, arbejde: (navn: string) => Promise<T>): Promise<T> {
  const navn = await baenk.klon(skabelon);
  const svar = await arbejde(navn);
  await baenk.slet(navn);
  return svar;
}

const median = (tal: readonly number[]): number => tal.toSorted((a, b) => a - b)[Math.floor(tal.length / 2)]!;
const rund = (tal: number, decimaler: number): number => Math.round(tal * 10 ** decimaler) / 10 ** decimaler;
