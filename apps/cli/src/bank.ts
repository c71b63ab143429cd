import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { UgyldigtInput } from '#app/kernel';
import { BankindlaesningService } from '#app/integrationer/bank';
import { faelles } from './nat.js';
import { medRum, skriv, type Faelles } from './vaerktoej.js';

export function tilfoejBankkommandoer(program: Command): void {
  const bank = program.command('bank').description('bankfiler');
  faelles(bank.command('indlaes <fil>').description('læser en camt.053-fil og udligner; samme fil to gange bogføres én gang')).action((fil: string, o: Faelles) => indlaes(fil, o));
}

async function indlaes(fil: string, o: Faelles): Promise<void> {
  const indhold = await readFile(fil).catch(() => { throw new UgyldigtInput('FIL_KAN_IKKE_LAESES', 'fil', `Filen ${basename(fil)} kan ikke læses.`); });
  await medRum(o, async ({ app, db, hvem }) => {
    const svar = await app.get(BankindlaesningService).indlaes(db, hvem, indhold, basename(fil));
    skriv(o, svar, JSON.stringify(svar, null, 2));
  });
}
