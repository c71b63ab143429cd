import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { Presets, SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import { UgyldigtInput } from '#app/kernel';
import { KravfillaesningService, KravfilmodtagelseService, KravfilService, type Kravfilvisning } from '#app/kravfil';
import { faelles } from './nat.js';
import { medRum, skriv, UDGANG, type Faelles } from './vaerktoej.js';

interface Indlaesvalg { fagsystem: string; samtidige: string }

export function tilfoejKravkommandoer(program: Command): void {
  const krav = program.command('krav').description('krav fra fagsystemer');
  faelles(krav.command('indlaes <fil>').description('opretter en fils krav (CSV, JSON-array eller ét JSON-krav pr. linje); samme fil to gange er samme kørsel; udgang 3, hvis krav ikke blev oprettet'))
    .requiredOption('--fagsystem <navn>', 'fagsystemet, der opretter kravene').option('--samtidige <antal>', 'dele ad gangen', '2')
    .action((fil: string, o: Faelles & Indlaesvalg) => indlaes(fil, o));
}

/** Takes the file in as POST /v1/kravfiler does and registers its claims here and now; a worker that runs may take parts of it too. */
async function indlaes(fil: string, o: Faelles & Indlaesvalg): Promise<void> {
  if (!/^[A-ZÆØÅ0-9_-]{1,40}$/.test(o.fagsystem)) throw new UgyldigtInput('KODE_UGYLDIG', 'fagsystem', 'Fagsystemet skal være store bogstaver, cifre, - og _, højst 40 tegn.');
  const samtidige = Number.parseInt(o.samtidige, 10);
  if (!(samtidige >= 1 && samtidige <= 16)) throw new UgyldigtInput('SAMTIDIGE_UGYLDIG', 'samtidige', 'Dele ad gangen skal være fra 1 til 16.');
  const format = await formatAf(fil);
  await medRum(o, async ({ app, db, hvem }) => {
    const m = await app.get(KravfilmodtagelseService).modtag(db, hvem, { fagsystem: o.fagsystem, format, filnavn: basename(fil) }, createReadStream(fil, { highWaterMark: 256 * 1024 }));
    const laesning = app.get(KravfillaesningService);
    const bjaelke = o.json || !process.stderr.isTTY ? undefined : new SingleBar({ format: '{bar} {value}/{total} dele  {duration_formatted}', stream: process.stderr, clearOnComplete: true }, Presets.shades_classic);
    const tilbage = (k: Kravfilvisning): boolean => k.status === 'I_GANG';
    let f = await db.iKommune(hvem, (tx) => laesning.hent(tx, m.kravfilId));
    bjaelke?.start(f.dele, f.faerdigeDele);
    while (tilbage(f)) { // what a worker holds is waited for
      await app.get(KravfilService).koer(hvem, m.koerselId, samtidige, () => bjaelke?.increment());
      f = await db.iKommune(hvem, (tx) => laesning.hent(tx, m.kravfilId));
      if (tilbage(f)) await new Promise((ok) => setTimeout(ok, 500));
    }
    bjaelke?.stop();
    if (f.status !== 'AFSLUTTET') process.exitCode = UDGANG.MED_FEJL;
    skriv(o, { kendt: m.kendt, ...f }, tekst(m.kendt, f));
  });
}

/** What is in the file decides: JSON begins with a bracket or a brace. */
async function formatAf(fil: string): Promise<'CSV' | 'JSON'> {
  const aaben = await open(fil).catch(() => { throw new UgyldigtInput('FIL_KAN_IKKE_LAESES', 'fil', `Filen ${basename(fil)} kan ikke læses.`); });
  try {
    const { bytesRead, buffer } = await aaben.read(Buffer.alloc(4096), 0, 4096, 0).catch(() => { throw new UgyldigtInput('FIL_KAN_IKKE_LAESES', 'fil', `Filen ${basename(fil)} kan ikke læses.`); });
    return /^\s*[[{]/.test(buffer.subarray(0, bytesRead).toString('utf8').replace(/^\uFEFF/, '')) ? 'JSON' : 'CSV';
  } finally {
    await aaben.close();
  }
}

const tekst = (kendt: boolean, f: Kravfilvisning): string => [
  `Fil ${f.id}${kendt ? ' (modtaget før)' : ''}, kørsel ${f.koerselId}: ${f.status}. ${f.krav} krav: ${f.oprettet} oprettet, ${f.fandtes} fandtes, ${f.afvist} afvist, ${f.fejl} fejl.`,
  ...f.udfald.filter((u) => u.kode !== null).map((u) => `  ${u.udfald} ${u.kode ?? ''}: ${u.antal}`),
  ...(f.afvist + f.fejl > 0 ? [`  Svaret på hvert krav: GET /v1/kravfiler/${f.id}/resultat.csv. Prøv dem igen: POST /v1/kravfiler/${f.id}/genoptag`] : []),
].join('\n');
