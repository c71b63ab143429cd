import { SingleBar, Presets } from 'cli-progress';
import type { Command } from 'commander';
import { plusDage } from '#app/kernel';
import { Ur } from '#app/platform';
import { KoerselService, NatService, ProeveService, VerificerService, type Fremdrift, type Koerselsvar } from '#app/natplan';
import { laesDatoValg, medRum, skriv, UDGANG, type Faelles } from './vaerktoej.js';

export function tilfoejNatkommandoer(program: Command): void {
  faelles(program.command('nat').description('kører de nætter, der mangler til og med --dato (standard: i dag), i rækkefølge; breve kun på den sidste'))
    .option('--proev', 'prøv natten: alt gøres, intet gemmes, kun rapporten').option('--alle', 'se på alt, uanset vagt').option('--samtidige <antal>', 'dele ad gangen', '2')
    .action((o: Faelles & { proev?: boolean; samtidige: string }) => (o.proev ? proev(o) : nat(o)));
  faelles(program.command('trin <kode>').description('kører ét trin nu, uden for natten: udlign, foraeldelsesradar, foraeldelse, fakturer, fakturanumre, renter, rykker, afskriv, psrmkontrol, dagsafslut')).action((kode: string, o: Faelles) => trin(kode, o));
  faelles(program.command('verificer').description('efterprøver hver regel over hele bogen; udgang 1, hvis én er brudt')).action((o: Faelles) => verificer(o));
}

export function faelles(c: Command): Command {
  return c.option('--kommune <kode>', 'kommunens myndighedskode (standard: den eneste)').option('--dato <åååå-mm-dd>').option('--json', 'svar som JSON på én linje');
}

async function nat(o: Faelles & { samtidige: string }): Promise<void> {
  await medRum({ ...o, dato: undefined } as Faelles, async ({ app, db, hvem }) => {
    const til = laesDatoValg(o.dato, app.get(Ur).dato());
    const bjaelke = o.json || !process.stderr.isTTY ? undefined : new SingleBar({ format: '{nat} {trin} {bar} {value}/{total} dele', stream: process.stderr, clearOnComplete: true }, Presets.shades_classic);
    const koert = await app.get(NatService).indhent(hvem, til, Number.parseInt(o.samtidige, 10), (f) => vis(bjaelke, f));
    bjaelke?.stop();
    const koersler = await db.iKommune(hvem, async (tx) => {
      const alle = await app.get(KoerselService).liste(tx, koert.length + 1);
      return Promise.all(alle.filter((k) => k.art === 'NAT' && koert.includes(k.forretningsdato)).map((k) => app.get(KoerselService).hent(tx, k.id)));
    });
    const fejl = koersler.reduce((n, k) => n + k.fejl, 0);
    if (fejl > 0) process.exitCode = UDGANG.MED_FEJL;
    skriv(o, { koert, fejl, naetter: koersler }, koert.length === 0 ? `Ingen nætter mangler til og med ${til}.` : koersler.reverse().map(nattekst).join('\n'));
  });
}

function vis(bjaelke: SingleBar | undefined, f: Fremdrift): void {
  const foerste = f.ventende[0];
  if (bjaelke !== undefined && foerste !== undefined) bjaelke.start(f.ventende.length, 0, { nat: f.nat?.forretningsdato, trin: foerste.trin });
}

const nattekst = (k: Koerselsvar): string => [`Natten ${k.forretningsdato}: ${k.status}${k.fejl > 0 ? ` (${k.fejl} fejl)` : ''}`, ...k.trin.map(trintekst)].join('\n');

const trintekst = (t: Omit<Koerselsvar, 'trin'>): string =>
  `  ${t.art.padEnd(18)}${[...Object.entries(t.resultat.antal), ...Object.entries(t.resultat.beloeb).map(([n, b]) => [n, `${b} kr.`])].map(([n, v]) => `${n} ${v}`).join(', ') || 'intet'}`;

async function proev(o: Faelles): Promise<void> {
  await medRum({ ...o, dato: undefined } as Faelles, async ({ app, db, hvem }) => {
    const til = laesDatoValg(o.dato, plusDage(app.get(Ur).dato(), 1));
    const svar = await app.get(ProeveService).proev(hvem, til);
    const linjer = await db.iKommune(hvem, (tx) => app.get(ProeveService).linjer(tx, svar.koerselId));
    skriv(o, { ...svar, linjer }, [`Prøve af ${svar.datoer.length} nætter til og med ${til}: ${svar.linjer} forskelle. Intet er gemt ud over rapporten (kørsel ${svar.koerselId}).`,
      ...linjer.slice(0, 40).map((l) => `  ${l.dato} ${l.trin.padEnd(8)} debitor ${l.forretningspartnerId ?? ''} krav ${l.kravId ?? '-'} ${l.art.padEnd(11)} ${l.virkningsdato} ${l.beloeb.padStart(12)}`),
      ...(linjer.length > 40 ? [`  … og ${linjer.length - 40} til; hele rapporten med --json`] : [])].join('\n'));
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
