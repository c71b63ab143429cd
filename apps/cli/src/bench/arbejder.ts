import { readFile } from 'node:fs/promises';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { dato } from '#app/kernel';
import { Database, frysDele, indsaet, laesConfig, NATTENS_DELE, opretKoersel, PlatformModule, skaerDele, type Hvem, type Ventendedel } from '#app/platform';
import { SoegningService } from '#app/krav';
import { Natplan, NatplanModule, NatService, ProeveService, type Ventende } from '#app/natplan';
import { KravfilModule, KravfilmodtagelseService, KravfilService } from '#app/kravfil';
import { BankindlaesningService, BankModule } from '#app/integrationer/bank';
import { KRAVPOST } from '../../../api/src/krav/kravlaeser.js';
import { KOMMUNE } from './baenk.js';
import { kravkrop } from './kravkrop.js';
import { betjen } from './ipc.js';
import type { Opgave, Personnummer, Soegesvar, Soegetekst } from './opgave.js';

let app: INestApplicationContext | undefined;
const rum = (): INestApplicationContext => app!;
const hvem = (forretningsdato?: string): Hvem => ({ kommuneId: KOMMUNE, bruger: 'bench', ...(forretningsdato === undefined ? {} : { forretningsdato: dato(forretningsdato) }) });

/** Opens the rooms on a database, and one connection with what every transaction needs. */
async function aabn(miljoe: Record<string, string>): Promise<void> {
  const config = laesConfig(miljoe);
  @Module({ imports: [PlatformModule.forRoot(config), NatplanModule, BankModule, KravfilModule.med(KRAVPOST)] })
  class BenchModule {}
  app = await NestFactory.createApplicationContext(BenchModule, { logger: false, abortOnError: false });
  await app.get(Database).iKommune(hvem(), (tx) => tx.id());
}

/** A run of one step with its parts, frozen as the night freezes them. */
async function frys(kode: string, dag: string): Promise<Ventende[]> {
  const trin = rum().get(Natplan).find(kode);
  return rum().get(Database).iKommune(hvem(dag), async (tx) => {
    const dele = skaerDele(await trin.arbejde!(tx), NATTENS_DELE);
    const koerselId = (await opretKoersel(tx, { art: kode, noegle: `bench:${kode}`, forretningsdato: tx.forretningsdato }))!;
    await frysDele(tx, koerselId, dele);
    return dele.map((_, i) => ({ koerselId, nr: i + 1, trin: kode }));
  });
}

/** Files of claims come in, as many as the limit on one asks for. @returns the parts that wait */
async function kravfiler(dag: string, antal: number): Promise<Ventendedel[]> {
  const modtagelse = rum().get(KravfilmodtagelseService);
  for (let fra = 1; fra <= antal; fra += FILENS_LINJER) {
    const linjer = (async function* () { for (let n = fra; n < Math.min(fra + FILENS_LINJER, antal + 1); n++) yield Buffer.from(`${JSON.stringify(kravkrop(n, antal))}\n`); })();
    await modtagelse.modtag(rum().get(Database), hvem(dag), { fagsystem: 'BENCH-FIL', format: 'JSON', filnavn: undefined }, linjer);
  }
  return rum().get(KravfilService).ventende(hvem(dag));
}
const FILENS_LINJER = 100_000;

/** Bank files, one after the other, from the disk. */
async function bank(dag: string, filer: readonly string[]): Promise<void> {
  for (const fil of filer) await rum().get(BankindlaesningService).indlaes(rum().get(Database), hvem(dag), await readFile(fil), fil);
}

/** Numbers that can be looked up: what is filled set-wise has none of the kommune's own key. */
function personnumre(dag: string, numre: readonly Personnummer[]): Promise<void> {
  return rum().get(Database).iKommune(hvem(dag), (tx) => tx.skrivSamlet([indsaet('partner_ident', numre, {
    forretningspartner_id: ['bigint', (n) => n.partner], art: ['text', () => 'ZCPR'], opslag: ['bytea', (n) => tx.noegler.opslag('ZCPR', n.nummer)], krypteret: ['bytea', (n) => tx.noegler.krypter(n.nummer)],
  })]));
}

/** Each question in a transaction of its own, as POST /v1/soeg does it. */
async function soeg(dag: string, tekster: readonly Soegetekst[]): Promise<Soegesvar[]> {
  const [db, soegning] = [rum().get(Database), rum().get(SoegningService)];
  const svar: Soegesvar[] = [];
  for (const { art, tekst } of tekster) {
    const fra = performance.now();
    const fund = await db.iKommune(hvem(dag), (tx) => soegning.soeg(tx, tekst, HOEJST_FUND));
    svar.push({ art, ms: performance.now() - fra, fund: fund.length });
  }
  return svar;
}
const HOEJST_FUND = 50;

async function udfoer(o: Opgave): Promise<unknown> {
  switch (o.art) {
    case 'aabn': return aabn(o.miljoe);
    case 'luk': return rum().close();
    case 'frys': return frys(o.trin, o.dato);
    case 'del': return rum().get(NatService).koerDel(hvem(), o.del);
    case 'kravfiler': return kravfiler(o.dato, o.antal);
    case 'kravfildel': return rum().get(KravfilService).koerDel(hvem(o.dato), o.del);
    case 'nat': return rum().get(NatService).koerNat(hvem(o.dato), dato(o.dato), { nyeste: true, spring: true });
    case 'proev': return rum().get(ProeveService).proev(hvem(o.dato), dato(o.dato));
    case 'personnumre': return personnumre(o.dato, o.numre);
    case 'soeg': return soeg(o.dato, o.tekster);
    case 'bank': return bank(o.dato, o.filer);
  }
}

betjen<Opgave>(udfoer);
