import type { Ventende } from '#app/natplan';
import type { Baenk } from './baenk.js';
import { DATOER, faa, rester, ufaktureret } from './fyld.js';
import { Hold, tid } from './hold.js';
import type { Job } from './maaling.js';

const ARBEJDERE = 2;

/** A step of the night: its frozen parts, worked on by two processes that are handed one part at a time, as Bull does. */
export function trinjob(baenk: Baenk, trin: 'fakturer' | 'renter' | 'rykker' | 'afskriv', arbejdere = ARBEJDERE): Job<readonly Ventende[]> {
  const hold = new Hold(baenk, arbejdere);
  return {
    navn: trin, forbindelser: arbejdere, deling: 'KOERSELSDEL',
    forbered: async (navn, antal) => {
      if (trin === 'fakturer') await ufaktureret(baenk, navn);
      if (trin === 'afskriv') await rester(baenk, navn, antal);
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
export const tomnat = (baenk: Baenk): Job<undefined> => natjob(baenk, 'tomnat', DATOER.tom);

const HVER_TYVENDE = 20;
/** A whole night on which one debtor in twenty owes interest and is due for a rykker. */
export const nat5 = (baenk: Baenk): Job<undefined> => natjob(baenk, 'nat5', DATOER.rykker, (navn) => faa(baenk, navn, HVER_TYVENDE));

function natjob(baenk: Baenk, navn: string, dato: string, indret?: (navn: string) => Promise<void>): Job<undefined> {
  const hold = new Hold(baenk, 1);
  return {
    navn, forbindelser: 1, deling: 'ALT',
    // a night before is lived first: a kommune's very first one looks at the whole book
    forbered: async (db) => {
      await hold.paa(db, () => hold.foerste.spoerg({ art: 'nat', dato: DATOER.foerTom }));
      await indret?.(db);
      return undefined;
    },
    koer: (db) => hold.paa(db, () => tid(() => hold.foerste.spoerg({ art: 'nat', dato }))),
    peakRssMB: () => hold.peakRssMB(), luk: () => hold.luk(),
  };
}
