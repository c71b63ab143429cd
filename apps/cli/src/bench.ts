import { Command, InvalidArgumentError } from 'commander';
import { LokalserverFejl } from '#app/lokalservere';
import { Baenk } from './bench/baenk.js';
import { indbetaling } from './bench/bankjob.js';
import { fyld } from './bench/fyld.js';
import { kravfil, kravHttp, kravMasse } from './bench/kravjob.js';
import { maal, type Job, type Maaling } from './bench/maaling.js';
import { nat5, tomnat, trinjob } from './bench/natjob.js';
import { maalProevenat, proevetabel } from './bench/proevenat.js';
import { maalSoegning, soegetabel } from './bench/soegning.js';
import { arbejdertabel, maalArbejdere, maalSvartid, svartidstabel } from './bench/sideloeb.js';

/** `npm run -s bench -- JOB --antal N`: one JSON line per job on standard output, a table on standard error (design §2). */
const JOB: Readonly<Record<string, (b: Baenk) => Job<never>>> = {
  'krav-http': (b) => kravHttp(b) as Job<never>,
  'krav-masse': (b) => kravMasse(b) as Job<never>,
  kravfil: (b) => kravfil(b) as Job<never>,
  fakturer: (b) => trinjob(b, 'fakturer') as Job<never>,
  renter: (b) => trinjob(b, 'renter') as Job<never>,
  rykker: (b) => trinjob(b, 'rykker') as Job<never>,
  afskrivning: (b) => trinjob(b, 'afskriv') as Job<never>,
  indbetaling: (b) => indbetaling(b) as Job<never>,
  tomnat: (b) => tomnat(b) as Job<never>,
  nat5: (b) => nat5(b) as Job<never>,
};
/** Measured otherwise than against a floor: what people wait, and what one more worker gives. */
const ANDRE: Readonly<Record<string, (b: Baenk, bog: string, antal: number) => Promise<{ linje: object; tabel: string }>>> = {
  proevenat: async (b, bog, antal) => { const m = await maalProevenat(b, bog, antal, sig); return { linje: m, tabel: proevetabel(m) }; },
  soeg: async (b, bog, antal) => { const m = await maalSoegning(b, bog, antal, sig); return { linje: m, tabel: soegetabel(m) }; },
  svartid: async (b, bog, antal) => { const m = await maalSvartid(b, bog, antal, sig); return { linje: m, tabel: svartidstabel(m) }; },
  arbejdere: async (b, bog, antal) => { const m = await maalArbejdere(b, bog, antal, sig); return { linje: m, tabel: arbejdertabel(m) }; },
};
const NAVNE = [...Object.keys(JOB), ...Object.keys(ANDRE)];
const STANDARD_ANTAL = 10_000;
/** Below this two requests in flight could be about the same new debtor, and there is nothing to measure. */
const MINDST = 100;
const PAR = 3;
const INPUT = 2;

interface Valg { readonly antal: number; readonly par: number }

const sig = (tekst: string): void => { process.stderr.write(`bench: ${tekst}\n`); };

async function bench(navne: readonly string[], { antal, par }: Valg): Promise<void> {
  const baenk = await Baenk.aabn();
  let standset: Promise<void> | undefined;
  const luk = (): Promise<void> => (standset ??= baenk.luk());
  for (const s of ['SIGINT', 'SIGTERM'] as const) process.once(s, () => { void luk().finally(() => process.exit(130)); });
  try {
    sig(`fylder en bog med ${antal} åbne krav …`);
    const bog = await baenk.nyDatabase();
    await fyld(baenk, bog, antal);
    const maalinger: Maaling[] = [];
    let andre = '';
    for (const navn of navne) {
      const anden = ANDRE[navn];
      if (anden !== undefined) {
        const m = await anden(baenk, bog, antal);
        process.stdout.write(`${JSON.stringify(m.linje)}\n`);
        andre += m.tabel;
        continue;
      }
      const job = JOB[navn]!(baenk);
      try { maalinger.push(await maal(baenk, bog, antal, par, job, sig)); } finally { await job.luk(); }
      process.stdout.write(`${JSON.stringify(maalinger.at(-1))}\n`);
    }
    process.stderr.write(`${maalinger.length > 0 ? tabel(maalinger) : ''}${andre}`);
  } finally {
    await luk();
  }
}

function tabel(m: readonly Maaling[]): string {
  const raekker = m.map((x) => [x.job, String(x.antal), String(x.prSekund), String(x.gulvPrSekund), x.forhold.toFixed(2), x.sekunder.toFixed(2), String(x.peakRssMB), x.par.map((p) => p.toFixed(2)).join(' ')]);
  const alle = [['job', 'antal', 'pr. s', 'gulv pr. s', 'forhold', 'sekunder', 'MB', 'par'], ...raekker];
  const bredde = alle[0]!.map((_, i) => Math.max(...alle.map((r) => r[i]!.length)));
  return `${alle.map((r) => r.map((c, i) => (i === 0 ? c.padEnd(bredde[i]!) : c.padStart(bredde[i]!))).join('  ')).join('\n')}\n`;
}

const program = new Command('bench').description('Måler programmet mod databasens gulv').showHelpAfterError('(brug --help)')
  .argument('[job...]', `${NAVNE.join(', ')}; uden: alle`, (v: string, foer: readonly string[] = []) => {
    if (!NAVNE.includes(v)) throw new InvalidArgumentError(`Vælg mellem ${NAVNE.join(', ')}.`);
    return [...foer, v];
  })
  .option('--antal <n>', 'åbne krav', (v: string) => {
    if (!/^[1-9]\d{2,7}$/.test(v)) throw new InvalidArgumentError(`Antal er et helt tal fra ${MINDST} til 99999999.`);
    return Number.parseInt(v, 10);
  }, STANDARD_ANTAL)
  .option('--par <n>', 'par af målinger; 3 efter kontrakten, færre for at blive hurtigt færdig', (v: string) => {
    if (!/^[1-9]$/.test(v)) throw new InvalidArgumentError('Par er et tal fra 1 til 9.');
    return Number.parseInt(v, 10);
  }, PAR)
  .exitOverride((e) => process.exit(e.exitCode === 0 ? 0 : INPUT))
  .action((job: readonly string[] | undefined, o: Valg) => bench(job?.length ? job : NAVNE, o));
try {
  await program.parseAsync();
} catch (fejl) {
  if (!(fejl instanceof LokalserverFejl)) throw fejl;
  process.stderr.write(`${fejl.message}\n`);
  process.exitCode = 1;
}
