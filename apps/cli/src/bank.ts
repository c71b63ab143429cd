import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { forrigeBankdag, laesPositivtBeloeb, NUL, UgyldigtInput } from '#app/kernel';
import { Ur } from '#app/platform';
import { BankindlaesningService, skrivCamt053 } from '#app/integrationer/bank';
import { BankkontoService } from '#app/indbetaling';
import { faelles } from './nat.js';
import { laesDatoValg, medRum, skriv, type Faelles } from './vaerktoej.js';

interface Eksempelvalg { betalingsid: string; beloeb: string }

export function tilfoejBankkommandoer(program: Command): void {
  const bank = program.command('bank').description('bankfiler');
  faelles(bank.command('indlaes <fil>').description('læser en camt.053-fil og udligner; samme fil to gange bogføres én gang')).action((fil: string, o: Faelles) => indlaes(fil, o));
  faelles(bank.command('eksempel').description('skriver et kontoudtog (camt.053.001.08) med én FIK-betaling, til at prøve med'))
    .requiredOption('--betalingsid <id>', '15 cifre, FIK +71').requiredOption('--beloeb <kroner>', 'for eksempel 1500.00').action((o: Faelles & Eksempelvalg) => eksempel(o));
}

async function indlaes(fil: string, o: Faelles): Promise<void> {
  const indhold = await readFile(fil).catch(() => { throw new UgyldigtInput('FIL_KAN_IKKE_LAESES', 'fil', `Filen ${basename(fil)} kan ikke læses.`); });
  await medRum(o, async ({ app, db, hvem }) => {
    const svar = await app.get(BankindlaesningService).indlaes(db, hvem, indhold, basename(fil));
    skriv(o, svar, JSON.stringify(svar, null, 2));
  });
}

/** A statement of one payment on the kommune's account, booked the bank day before `--dato`. */
async function eksempel(o: Faelles & Eksempelvalg): Promise<void> {
  const beloeb = laesPositivtBeloeb('beloeb', o.beloeb);
  await medRum({ ...o, dato: undefined } as Faelles, async ({ app, db, hvem }) => {
    const konto = (await db.iKommune(hvem, (tx) => app.get(BankkontoService).liste(tx))).find((k) => k.fiKreditor !== null);
    if (konto === undefined || konto.fiKreditor === null) throw new UgyldigtInput('BANKKONTO_MANGLER', 'bankkonto', 'Kommunen har ingen bankkonto med FI-kreditornummer.');
    const ur = app.get(Ur);
    const dag = forrigeBankdag(laesDatoValg(o.dato, ur.dato()));
    const id = `EKSEMPEL-${ur.nu().getTime()}`;
    const saldo = (kode: string, s: typeof beloeb) => ({ kode, beloeb: s, valuta: 'DKK', dato: dag });
    for (const tekst of skrivCamt053({ version: '001.08', msgId: id, oprettet: ur.nu().toISOString(), udtogsId: id, konto: konto.kontonummer, valuta: 'DKK', saldi: [saldo('OPBD', NUL), saldo('CLBD', beloeb)] },
      [{ beloeb, valuta: 'DKK', retning: 'KREDIT', status: 'BOOK', bogfoeringsdato: dag, valoerdato: dag, acctSvcrRef: id, bankkode: { domaene: 'PMNT', familie: 'RCDT', underfamilie: 'VCOM' },
        detaljer: [{ beloeb, valuta: 'DKK', acctSvcrRef: id, modtagerKonto: konto.fiKreditor, modtagerKontoskema: 'OCR', scorReferencer: [`71/${o.betalingsid}`] }] }])) process.stdout.write(tekst);
  });
}
