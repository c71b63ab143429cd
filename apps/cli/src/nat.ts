import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { SingleBar, Presets } from 'cli-progress';
import type { Command } from 'commander';
import { plusDage, UgyldigtInput, visDato } from '#app/kernel';
import { Ur, type Koerselstatus } from '#app/platform';
import { KoerselfejlService, KoerselService, NatService, ProeverapportService, ProeveService, rapportside, SammenligningService, VerificerService, type Fremdrift, type Koerselsvar } from '#app/natplan';
import { csvtekst } from '../../api/src/felles/csv.js';
import { fejltekster, koerseltekst, rapporttekst, sammenligningstekst, trintekst } from './nattekst.js';
import { laesDatoValg, medRum, skriv, UDGANG, type Faelles, type Vaerktoej } from './vaerktoej.js';

export function tilfoejNatkommandoer(program: Command): void {
  const n = faelles(program.command('nat').description('kører de nætter, der mangler til og med --dato (standard: i dag), i rækkefølge; breve kun på den sidste'))
    .option('--proev', 'prøv natten: alt gøres, intet gemmes, kun rapporten').option('--html <fil>', 'med --proev: rapporten som en side').option('--csv <fil>', 'med --proev: forskellene som regneark').option('--samtidige <antal>', 'dele ad gangen', '2')
    .action((o: Natvalg) => (o.proev ? proev(o) : nat(o)));
  koerselvalg(n.command('status').description('den nyeste nat (eller --koersel): hvor langt, hvor hurtigt, hvornår færdig, fejl, og mod sidste nat').option('--foelg', 'følg med, til den er slut')).action((o: Koerselvalg & { foelg?: boolean }, c: Command) => status(samlet(o, c)));
  koerselvalg(n.command('pause').description('holder natten (eller --koersel) mellem to dele')).action((o: Koerselvalg, c: Command) => saet(samlet(o, c), ['I_GANG'], 'PAUSE'));
  koerselvalg(n.command('fortsaet').description('lader den gå videre; workerne tager den op')).action((o: Koerselvalg, c: Command) => saet(samlet(o, c), ['PAUSE'], 'I_GANG'));
  koerselvalg(n.command('stop').description('standser den mellem to dele; det, der er gjort, står, og næste nat tager resten')).action((o: Koerselvalg, c: Command) => saet(samlet(o, c), ['I_GANG', 'PAUSE', 'VENTER_PAA_GODKENDELSE'], 'STOPPET'));
  koerselvalg(n.command('fejl').description('debitorer, der fejlede, og hver gang nogen har prøvet igen')).action((o: Koerselvalg, c: Command) => fejl(samlet(o, c)));
  koerselvalg(n.command('igen <debitor>').description('prøver en debitor, der fejlede, igen: trinnet og dem efter det (0: trinnet over hele bogen)')).action((debitor: string, o: Koerselvalg, c: Command) => igen(debitor, samlet(o, c)));
  faelles(program.command('trin <kode>').description('kører ét trin nu, uden for natten: udlign, foraeldelsesradar, foraeldelse, fakturer, fakturanumre, renter, rykker, afskriv, psrmkontrol, dagsafslut')).action((kode: string, o: Faelles) => trin(kode, o));
  faelles(program.command('verificer').description('efterprøver hver regel over hele bogen; udgang 1, hvis én er brudt')).action((o: Faelles) => verificer(o));
}

interface Natvalg extends Faelles { proev?: boolean; html?: string; csv?: string; samtidige: string }
interface Koerselvalg extends Faelles { koersel?: string }

export function faelles(c: Command): Command {
  return c.option('--kommune <kode>', 'kommunens myndighedskode (standard: den eneste)').option('--dato <åååå-mm-dd>').option('--json', 'svar som JSON på én linje');
}
const koerselvalg = (c: Command): Command => faelles(c).option('--koersel <id>', 'kørslens id (standard: den nyeste nat)');
/** `nat --kommune 751 status` and `nat status --kommune 751` are the same. */
const samlet = <T extends Faelles>(o: T, c: Command): T => ({ ...c.parent?.opts<Faelles>(), ...o });

async function nat(o: Natvalg): Promise<void> {
  await medRum({ ...o, dato: undefined } as Faelles, async ({ app, db, hvem }) => {
    const til = laesDatoValg(o.dato, app.get(Ur).dato());
    const bjaelke = nyBjaelke(o);
    const koert = await app.get(NatService).indhent(hvem, til, Number.parseInt(o.samtidige, 10), (f, n) => vis(bjaelke, f, n));
    bjaelke?.stop();
    const { koersler, sammenlignet, afventer } = await db.iKommune(hvem, async (tx) => {
      const alle = await app.get(KoerselService).liste(tx, koert.length + 1, undefined, 'NAT');
      const egne = await Promise.all(alle.filter((k) => koert.includes(k.forretningsdato)).map((k) => app.get(KoerselService).hent(tx, k.id)));
      return { koersler: egne, sammenlignet: egne[0] === undefined ? undefined : await app.get(SammenligningService).hent(tx, egne[0].id), afventer: await app.get(NatService).afventer(tx) };
    });
    const ialt = koersler.reduce((n, k) => n + k.fejl, 0);
    if (ialt > 0) process.exitCode = UDGANG.MED_FEJL;
    const venter = afventer === undefined ? [] : [`Natten ${visDato(afventer)} venter: prøv den (debitor nat --proev --dato ${afventer}), foreslå prøven (POST /v1/koersler/{id}/godkendelse), og lad en anden godkende.`];
    skriv(o, { koert, fejl: ialt, afventer: afventer ?? null, naetter: koersler, advarsler: sammenlignet?.advarsler ?? [] },
      [...(koert.length === 0 && venter.length === 0 ? [`Ingen nætter mangler til og med ${til}.`] : []), ...koersler.reverse().map(koerseltekst), ...(sammenlignet === undefined ? [] : [sammenligningstekst(sammenlignet)]), ...venter].join('\n'));
  });
}

const nyBjaelke = (o: Faelles): SingleBar | undefined => (o.json || !process.stderr.isTTY ? undefined
  : new SingleBar({ format: '{nat} {trin} {bar} {value}/{total} dele, {duration_formatted}, færdig om {eta_formatted}', stream: process.stderr, clearOnComplete: true, etaBuffer: 20 }, Presets.shades_classic));

function vis(bjaelke: SingleBar | undefined, f: Fremdrift, faerdige: number): void {
  const foerste = f.ventende[0];
  if (bjaelke === undefined || foerste === undefined) return;
  if (faerdige === 0) bjaelke.start(f.ventende.length, 0, { nat: f.nat?.forretningsdato, trin: foerste.trin });
  else bjaelke.update(faerdige);
}

async function proev(o: Natvalg): Promise<void> {
  await medRum({ ...o, dato: undefined } as Faelles, async ({ app, db, kommune, hvem }) => {
    const til = laesDatoValg(o.dato, (await db.iKommune(hvem, (tx) => app.get(NatService).afventer(tx))) ?? plusDage(app.get(Ur).dato(), 1));
    const bjaelke = nyBjaelke(o);
    let begyndt = false;
    const svar = await app.get(ProeveService).proev(hvem, til, Number.parseInt(o.samtidige, 10), (n, ialt) => {
      if (!begyndt) bjaelke?.start(ialt, 0, { nat: til, trin: 'prøve' });
      begyndt = true;
      bjaelke?.update(n);
    });
    bjaelke?.stop();
    const rapporter = app.get(ProeverapportService);
    type Linje = Awaited<ReturnType<ProeverapportService['linjer']>>[number];
    const side = (efter: Linje | undefined, antal: number): Promise<Linje[]> => db.iKommune(hvem, (tx) => rapporter.linjer(tx, svar.koerselId, antal, efter));
    const rapport = await db.iKommune(hvem, (tx) => rapporter.hent(tx, svar.koerselId));
    if (o.html !== undefined) await pipeline(Readable.from(rapportside(kommune.navn, rapport, side)), createWriteStream(o.html));
    if (o.csv !== undefined) await pipeline(Readable.from(csvtekst(KOLONNER, await side(undefined, CSV_FOERSTE), (efter, antal) => side(efter, antal + 1))), createWriteStream(o.csv));
    if (rapport.fejl > 0) process.exitCode = UDGANG.MED_FEJL;
    const linjer = o.json ? await side(undefined, MAKS_LINJER) : await side(undefined, 40);
    skriv(o, { ...svar, rapport, linjer }, [rapporttekst(rapport),
      ...linjer.map((l) => `  ${l.dato} ${l.trin.padEnd(8)} debitor ${l.forretningspartnerId} krav ${l.kravId ?? (l.hovedkravId === null ? '-' : `(ny ${l.kravart} på ${l.hovedkravId})`)} ${l.art.padEnd(11)} ${l.virkningsdato} ${l.beloeb.padStart(12)}`),
      ...(rapport.linjer > linjer.length ? [`  … og ${rapport.linjer - linjer.length} til; hele rapporten med --html, --csv eller --json`] : [])].join('\n'));
  });
}
const KOLONNER = ['dato', 'trin', 'forretningspartnerId', 'kravId', 'hovedkravId', 'kravart', 'periodeFra', 'art', 'virkningsdato', 'beloeb', 'antal'] as const;
const CSV_FOERSTE = 2001;
const MAKS_LINJER = 100_000;

/** The run asked about, or the newest night. */
async function koerslen(v: Vaerktoej, o: Koerselvalg): Promise<string> {
  const id = o.koersel ?? (await v.db.iKommune(v.hvem, (tx) => v.app.get(KoerselService).nyesteNat(tx)));
  if (id === undefined || !/^\d{1,18}$/.test(id)) throw new UgyldigtInput('KOERSEL_UKENDT', 'koersel', 'Her er ingen nat endnu, eller kørslens id er ikke et tal.');
  return id;
}

async function status(o: Koerselvalg & { foelg?: boolean }): Promise<void> {
  await medRum({ ...o, dato: undefined } as Faelles, async (v) => {
    const id = await koerslen(v, o);
    const hent = (): Promise<Koerselsvar> => v.db.iKommune(v.hvem, (tx) => v.app.get(KoerselService).hent(tx, id));
    let k = await hent();
    for (let sidst = ''; o.foelg && k.afsluttet === null; k = await hent()) {
      const nu = koerseltekst({ ...k, trin: k.trin.filter((t) => t.afsluttet === null) });
      if (nu !== sidst) process.stderr.write(`${nu}\n`);
      sidst = nu;
      await new Promise((r) => setTimeout(r, 1000));
    }
    const sammenlignet = k.art === 'NAT' && k.trin.length > 0 ? await v.db.iKommune(v.hvem, (tx) => v.app.get(SammenligningService).hent(tx, id)) : undefined;
    if (k.fejl > k.rettet) process.exitCode = UDGANG.MED_FEJL;
    skriv(o, { ...k, sammenligning: sammenlignet ?? null }, [koerseltekst(k), ...(sammenlignet === undefined ? [] : [sammenligningstekst(sammenlignet)])].join('\n'));
  });
}

async function saet(o: Koerselvalg, fra: readonly Koerselstatus[], til: 'PAUSE' | 'I_GANG' | 'STOPPET'): Promise<void> {
  await medRum({ ...o, dato: undefined } as Faelles, async (v) => {
    const id = await koerslen(v, o);
    const k = await v.db.iKommune(v.hvem, (tx) => v.app.get(KoerselService).saetStatus(tx, id, fra, til));
    skriv(o, k, koerseltekst(k));
  });
}

async function fejl(o: Koerselvalg): Promise<void> {
  await medRum({ ...o, dato: undefined } as Faelles, async (v) => {
    const id = await koerslen(v, o);
    const alle = await v.db.iKommune(v.hvem, (tx) => v.app.get(KoerselfejlService).liste(tx, id));
    if (alle.some((f) => !f.rettet)) process.exitCode = UDGANG.MED_FEJL;
    skriv(o, alle, fejltekster(alle));
  });
}

async function igen(debitor: string, o: Koerselvalg): Promise<void> {
  if (!/^\d{1,18}$/.test(debitor)) throw new UgyldigtInput('ID_UGYLDIGT', 'debitor', 'Debitor er 1-18 cifre, eller 0 for hele bogen.');
  await medRum({ ...o, dato: undefined } as Faelles, async (v) => {
    const svar = await v.app.get(KoerselfejlService).igen(v.hvem, await koerslen(v, o), debitor);
    if (svar.udfald === 'FEJL') process.exitCode = UDGANG.MED_FEJL;
    skriv(o, svar, svar.udfald === 'RETTET' ? `Debitor ${debitor} er rettet på ${visDato(svar.dato)}: ${svar.trin.map((t) => `${t.trin} (${Object.entries(t.antal).map(([n, a]) => `${n} ${a}`).join(', ') || 'intet'})`).join(', ')}` : `Debitor ${debitor} fejlede igen: ${svar.kode} ${svar.besked}`);
  });
}

async function trin(kode: string, o: Faelles): Promise<void> {
  await medRum(o, async ({ app, hvem }) => {
    const svar = await app.get(NatService).koerTrin(hvem, kode);
    if (svar.fejl > 0) process.exitCode = UDGANG.MED_FEJL;
    skriv(o, svar, `Trinnet ${kode} på ${svar.forretningsdato}: ${svar.status}\n${trintekst(svar)}`);
  });
}

async function verificer(o: Faelles): Promise<void> {
  await medRum(o, async ({ app, db, hvem }) => {
    const udfald = await db.iKommune(hvem, (tx) => app.get(VerificerService).verificer(tx), { laes: true });
    if (udfald.some((u) => !u.ok)) process.exitCode = UDGANG.FEJL;
    skriv(o, udfald, udfald.map((u) => `${u.ok ? 'ok  ' : 'BRUD'} ${u.kode.padEnd(34)} ${u.regel}${u.fejl.map((f) => `\n       ${f}`).join('')}`).join('\n'));
  });
}
