import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { UgyldigtInput } from '#app/kernel';
import { laesConfig, migrerFaelles, migrerKommune, opretKommune, rodmappe, udstedToken, Ur } from '#app/platform';
import { openapiUdenServer } from '../../api/src/api.js';
import { RETTIGHEDER } from '../../api/src/felles/rettigheder.js';
import { cliConfig } from './miljoe.js';
import { faelles } from './nat.js';
import { loginAf, medAdmin, medRum, skriv, type Faelles } from './vaerktoej.js';

export function tilfoejDriftskommandoer(program: Command): void {
  program.command('noegle').description('laver en ny hovednøgle (DEBITOR_NOEGLE)').action(() => { process.stdout.write(`${randomBytes(32).toString('base64')}\n`); });
  program.command('migrer').description('bringer fælles skema og alle kommuner til programmets version').action(() => migrer());
  const kommune = program.command('kommune').description('kommuner i installationen');
  kommune.command('opret').requiredOption('--kode <kode>', 'myndighedskode').requiredOption('--navn <navn>').option('--proevemiljoe', 'et prøvemiljø').option('--nat <tt:mm>', 'klokkeslæt for natten', '04:30')
    .action((o: { kode: string; navn: string; proevemiljoe?: boolean; nat: string }) => opret(o));
  faelles(kommune.command('vis')).action((o: Faelles) => medRum(o, async ({ kommune: k }) => skriv(o, { ...k, noeglePakket: undefined }, `${k.kode} ${k.navn}, skema ${k.skemaversion}, nat ${k.natKlokken}${k.proevemiljoe ? ', prøvemiljø' : ''}`)));
  program.command('openapi').description('skriver docs/openapi.json').action(() => openapi());
  faelles(program.command('token').description('udsteder et udviklingstoken')).option('--bruger <id>', 'bruger', 'udvikler').option('--fagsystem <navn>', 'tokenet tilhører et fagsystem og når kun dets egne krav')
    .option('--rettigheder <liste>', 'kommaadskilt; standard: alle').option('--timer <antal>', 'levetid', '12').action((o: Faelles & Tokenvalg) => token(o));
}

interface Tokenvalg { bruger: string; fagsystem?: string; rettigheder?: string; timer: string }

async function migrer(): Promise<void> {
  const config = cliConfig();
  await medAdmin(config, async (admin) => {
    process.stdout.write(`faelles: ${(await migrerFaelles(admin, loginAf(config))).join(', ') || 'intet nyt'}\n`);
    const koder = await admin.query<{ kode: string }>('select kode from faelles.kommune order by kode');
    for (const { kode } of koder.rows) process.stdout.write(`${kode}: ${(await migrerKommune(admin, kode)).join(', ') || 'intet nyt'}\n`);
  });
}

async function opret(o: { kode: string; navn: string; proevemiljoe?: boolean; nat: string }): Promise<void> {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(o.nat) || o.nat.startsWith('02:')) throw new UgyldigtInput('NATTIDSPUNKT_UGYLDIGT', 'nat', 'Klokkeslættet skal være tt:mm og ikke mellem 02 og 03.');
  const config = cliConfig();
  await medAdmin(config, async (admin) => {
    await migrerFaelles(admin, loginAf(config));
    await opretKommune(admin, { kode: o.kode, navn: o.navn, proevemiljoe: o.proevemiljoe ?? false, natKlokken: o.nat }, Buffer.from(config.DEBITOR_NOEGLE, 'base64'), loginAf(config));
  });
  process.stdout.write(`Kommune ${o.kode} ${o.navn} er oprettet.\n`);
}

async function token(o: Faelles & Tokenvalg): Promise<void> {
  await medRum(o, async ({ config, kommune }) => {
    if (config.DEBITOR_UDVIKLINGSNOEGLE === undefined) throw new UgyldigtInput('UDVIKLINGSNOEGLE_MANGLER', 'DEBITOR_UDVIKLINGSNOEGLE', 'Der er ingen udviklingsudsteder i denne installation.');
    const rettigheder = o.rettigheder?.split(',') ?? Object.keys(RETTIGHEDER);
    const t = await udstedToken(config.DEBITOR_UDVIKLINGSNOEGLE, { bruger: o.bruger, kommune: kommune.kode, rettigheder, fagsystem: o.fagsystem, levetidTimer: Number.parseFloat(o.timer) }, new Ur().nu());
    skriv(o, { token: t }, t);
  });
}

/** Writes docs/openapi.json: the API's description of itself; a test compares the two. */
async function openapi(): Promise<void> {
  const dokument = await openapiUdenServer(laesConfig({ DATABASE_URL: 'ingen', REDIS_URL: 'ingen', DEBITOR_NOEGLE: Buffer.alloc(32).toString('base64') }));
  await writeFile(join(rodmappe(), 'docs', 'openapi.json'), `${JSON.stringify(dokument, null, 2)}\n`);
  process.stdout.write('docs/openapi.json er skrevet.\n');
}
