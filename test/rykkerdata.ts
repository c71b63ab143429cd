import { dato, kr } from '#app/kernel';
import { GodkendelseService } from '#app/godkendelse';
import type { Tx } from '#app/platform';
import { RykkerkoersellaesningService, RykkerkoerselsdeleService, RykkerkoerselService, type Rykkerprocedure } from '#app/rykker';
import type { Rykkerkrav } from '../libs/rykker/src/typer.js';
import type { Scenarie } from './scenarie.js';

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

type Laesning = RykkerkoersellaesningService;
interface Runder {
  som<T>(bruger: string, arbejde: (tx: Tx) => Promise<T>): Promise<T>;
  dele(): Promise<void>;
  seneste(): ReturnType<Laesning['hent']>;
  linjer(id: string, filter?: object): ReturnType<Laesning['linjer']>;
  godkend(id: string): Promise<void>;
}
/** What people do with rounds of letters in a story. */
export function runder(s: () => Scenarie): Runder {
  const som: Runder['som'] = (bruger, arbejde) => s().db.iKommune({ ...s().hvem(), bruger }, arbejde);
  const dele = (): Promise<void> => s().m.get(RykkerkoerselsdeleService).koer(s().hvem());
  return {
    som, dele,
    seneste: () => s().tx(async (tx) => { const l = s().m.get(RykkerkoersellaesningService); return l.hent(tx, (await l.liste(tx, 1))[0]!.id); }),
    linjer: (id, filter = {}) => s().tx((tx) => s().m.get(RykkerkoersellaesningService).linjer(tx, id, filter, undefined, 100)),
    godkend: async (id) => {
      const g = await som('ane', (tx) => s().m.get(RykkerkoerselService).indstil(tx, id, 'Gennemgået'));
      await som('bo', async (tx) => { const f = await s().m.get(GodkendelseService).hent(tx, g); await s().m.get(GodkendelseService).godkend(tx, g, f.hash); });
      await dele();
    },
  };
}
