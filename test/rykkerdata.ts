import { dato, kr } from '#app/kernel';
import type { Rykkerprocedure } from '#app/rykker';
import type { Rykkerkrav } from '../libs/rykker/src/typer.js';

/** A trin as it is sown: for all accounts, calendar days after SRB, one letter per debtor. */
export const proeveTrin = (kode: string, trin: number, dage: number, gebyr: string, andet: Partial<Rykkerprocedure> = {}): Rykkerprocedure => ({
  kode, trin, aftalekontotype: '', gyldigFra: dato('2005-01-01'), gyldigTil: 'infinity', art: 'RYKKER', dage, regnesFra: 'SRB', dagtype: 'KALENDER', mindstebeloeb: kr('25.00'), gruppering: 'PR_DEBITOR',
  gebyr: kr(gebyr), kompensation: false, brevtype: null, fristDage: 10, underretning: 'SIDSTE_TRIN', ...andet,
});

/** An overdue public claim that nothing holds. */
export const proeveKrav = (andet: Partial<Rykkerkrav> = {}): Rykkerkrav => ({
  kravId: '1', aftalekontoId: '71', aftalekontotype: 'BOERN', forfaldsdato: dato('2026-03-01'), srb: dato('2026-03-02'), srbFoer: null, ufaktureret: false, rest: kr('1000.00'), procedure: 'STANDARD', regime: 'GEBYRLOV',
  rykket: [], gebyrdatoer: [], kompenseret: false, kontraktgebyrer: [], spaerrer: [], sidsteGyldige: 'infinity', iAfklaring: false, renterTidligst: 'infinity', ...andet,
});
