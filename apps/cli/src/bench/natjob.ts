import type { Ventende } from '#app/natplan';
import type { Baenk } from './baenk.js';
import { DATOER, ufaktureret } from './fyld.js';
import { Hold, tid } from './hold.js';
import type { Job } from './maaling.js';

const ARBEJDERE = 2;

/** A step of the night: its frozen parts, worked on by two processes that are handed one part at a time, as Bull does. */
export function trinjob(baenk: Baenk, trin: 'fakturer' | 'renter' | 'rykker'): Job<readonly Ventende[]> {
  const hold = new Hold(baenk, ARBEJDERE);
  return {
    navn: trin, forbindelser: ARBEJDERE, deling: 'KOERSELSDEL',
    forbered: async (navn) => {
      if (trin === 'fakturer') await ufaktureret(baenk, navn);
      return hold.paa(navn, () => hold.foerste.spoerg<Ventende[]>({ art: 'frys', trin, dato: DATOER[trin] }));
    },
    koer: (navn, dele) => hold.paa(navn, () => tid(async () => {
      const koe = dele.values();
      await Promise.all(hold.boern.map(async (b) => { for (const del of koe) await b.spoerg({ art: 'del', del }); }));
    })),
    peakRssMB: () => hold.peakRssMB(), luk: () => hold.luk(),
  };
}

/** A whole night on which nothing is due: what it costs to find that out. */
export function tomnat(baenk: Baenk): Job<undefined> {
  const hold = new Hold(baenk, 1);
  return {
    navn: 'tomnat', forbindelser: 1, deling: 'ALT',
    // the night before is lived first: a kommune's very first one looks at the whole book
    forbered: async (navn) => { await hold.paa(navn, () => hold.foerste.spoerg({ art: 'nat', dato: DATOER.foerTom })); return undefined; },
    koer: (navn) => hold.paa(navn, () => tid(() => hold.foerste.spoerg({ art: 'nat', dato: DATOER.tom }))),
    peakRssMB: () => hold.peakRssMB(), luk: () => hold.luk(),
  };
}
