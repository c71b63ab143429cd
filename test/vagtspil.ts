import type { Natvalg } from '#app/natplan';
import { scenarie, type Scenarie } from './scenarie.js';

/** Plays a story twice from `fra`, with nights by vagt and with nights over everything: the books are the same, not empty, and whole. */
export async function spilBegge(fra: string, spil: (s: Scenarie, valg: Partial<Natvalg>) => Promise<void>): Promise<void> {
  const boeger = async (valg: Partial<Natvalg>): Promise<string[]> => {
    const s = await scenarie({ fra });
    try {
      await spil(s, valg);
      expect(await s.brud()).toEqual([]);
      return await s.boeger();
    } finally { await s.slut(); }
  };
  const efterVagt = await boeger({});
  expect(efterVagt.length).toBeGreaterThan(5);
  expect(await boeger({ alle: true })).toEqual(efterVagt);
}
