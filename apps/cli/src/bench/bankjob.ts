import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { dato, kr, NUL, plusDage, sum, type Lokaldato } from '#app/kernel';
import { skrivCamt053, type Skrivepost } from '#app/integrationer/bank';
import { SKEMA, type Baenk } from './baenk.js';
import { BANK, DATOER, ID } from './fyld.js';
import type { Job } from './maaling.js';
import { Hold, tid } from './hold.js';

/** Entries of one file; a larger day comes in several, as banks send it. */
const POSTER_PR_FIL = 100_000;

/** A bank statement that pays every claim by its FIK id, from the file on disk to the last cleared debtor. */
export function indbetaling(baenk: Baenk): Job<readonly string[]> {
  const hold = new Hold(baenk, 1);
  let mappe: string | undefined;
  return {
    navn: 'indbetaling', forbindelser: 1, deling: 'TRANSAKTION',
    forbered: async (navn, antal) => {
      mappe = await mkdtemp(join(tmpdir(), 'debitor-bench-'));
      const filer: string[] = [];
      for (let fra = 0; fra < antal; fra += POSTER_PR_FIL) filer.push(await skrivFil(baenk, navn, mappe, fra));
      return filer;
    },
    koer: (navn, filer) => hold.paa(navn, () => tid(() => hold.foerste.spoerg({ art: 'bank', dato: DATOER.bank, filer }))),
    peakRssMB: () => hold.peakRssMB(),
    luk: async () => {
      await hold.luk();
      if (mappe !== undefined) await rm(mappe, { recursive: true, force: true });
    },
  };
}

async function skrivFil(baenk: Baenk, navn: string, mappe: string, fra: number): Promise<string> {
  const { rows } = await baenk.med(navn, (k) => k.query<{ b: string; beloeb: string }>(
    `select betalings_id as b, hovedstol as beloeb from ${SKEMA}.kravsbilag where id > $1 and id <= $2 order by id`, [ID.krav + fra, ID.krav + fra + POSTER_PR_FIL]));
  const dag = plusDage(dato(DATOER.bank), -1);
  const poster = rows.map((r, i) => post(r.b, r.beloeb, dag, `R${fra + i}`));
  const saldo = (kode: 'OPBD' | 'CLBD', beloeb: typeof NUL) => ({ kode, beloeb, valuta: 'DKK', dato: dag });
  const hoved = {
    version: '001.08' as const, msgId: `BENCH-${fra}`, oprettet: `${dag}T20:00:00+01:00`, udtogsId: `BENCH-${fra}`, konto: BANK.kontonummer, valuta: 'DKK', fraDato: dag, tilDato: dag,
    saldi: [saldo('OPBD', NUL), saldo('CLBD', sum(poster.map((p) => p.beloeb)))],
  };
  const fil = join(mappe, `${fra}.xml`);
  await pipeline(Readable.from(skrivCamt053(hoved, poster)), createWriteStream(fil));
  return fil;
}

const post = (betalingsId: string, beloeb: string, dag: Lokaldato, reference: string): Skrivepost => ({
  beloeb: kr(beloeb), valuta: 'DKK', retning: 'KREDIT', status: 'BOOK', bogfoeringsdato: dag, valoerdato: dag, acctSvcrRef: reference,
  detaljer: [{ scorReferencer: [`71/${betalingsId}`], modtagerKonto: BANK.fiKreditor, modtagerKontoskema: 'OCR', betalerNavn: 'Debitor i Målekøbing' }],
});
