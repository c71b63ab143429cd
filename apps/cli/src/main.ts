import { Command } from 'commander';
import { ForretningsFejl } from '#app/kernel';
import { ConfigFejl } from '#app/platform';
import { LokalserverFejl } from '#app/lokalservere';
import { tilfoejDriftskommandoer } from './drift.js';
import { tilfoejNatkommandoer } from './nat.js';
import { tilfoejBankkommandoer } from './bank.js';
import { tilfoejKravkommandoer } from './krav.js';
import { start } from './start.js';
import { UDGANG } from './vaerktoej.js';

const program = new Command('debitor').description('Driftens kommandoer for Debitor').showHelpAfterError('(brug --help)');
program.exitOverride((e) => process.exit(e.exitCode === 0 ? 0 : UDGANG.INPUT)); // before the commands: they inherit it
program.command('start').description('starter det hele: servere, demokommune, API og worker').action(() => start());
tilfoejDriftskommandoer(program);
tilfoejNatkommandoer(program);
tilfoejBankkommandoer(program);
tilfoejKravkommandoer(program);

try {
  await program.parseAsync();
} catch (fejl) {
  process.exitCode = udgang(fejl);
}

function udgang(fejl: unknown): number {
  if (fejl instanceof ForretningsFejl) {
    process.stderr.write(`${fejl.kode}: ${fejl.message}\n`);
    return fejl.status >= 500 ? UDGANG.FEJL : UDGANG.INPUT;
  }
  if (fejl instanceof ConfigFejl) process.stderr.write(`${fejl.message} Kør npm start i et andet vindue, eller sæt miljøvariablerne.\n`);
  else if (fejl instanceof LokalserverFejl) process.stderr.write(`${fejl.message}\n`);
  else process.stderr.write(`${fejl instanceof Error ? (fejl.stack ?? fejl.message) : String(fejl)}\n`);
  return UDGANG.FEJL;
}
