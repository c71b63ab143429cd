import { dato, kr, plusDage } from '#app/kernel';
import { SpaerreService, type Spaerreart, type Spaerreniveau } from '#app/krav';
import { scenarie, type Scenarie } from './scenarie.js';
import { spilBegge } from './vagtspil.js';

/** Who honours which art: RENTE by renter, RYKKER by rykker, UDLIGNING by udligning and afskrivning; on each of the four levels. */
const NIVEAUER: readonly Spaerreniveau[] = ['FORRETNINGSPARTNER', 'AFTALEKONTO', 'AFTALEINDHOLD', 'KRAV'];
let s: Scenarie;
afterEach(() => s?.slut());

async function objekt(niveau: Spaerreniveau, krav: string): Promise<string> {
  if (niveau === 'KRAV') return s.id(krav);
  if (niveau === 'FORRETNINGSPARTNER') return s.partner(krav);
  if (niveau === 'AFTALEKONTO') return s.konto(krav);
  return (await s.tx((tx) => tx.sql<{ id: string }>(`select aftaleindhold_id as id from kravsbilag where id = $1`, [s.id(krav)])))[0]!.id;
}
const spaer = async (niveau: Spaerreniveau, art: Spaerreart, krav: string, fra: string, til: string): Promise<string> => {
  const objektId = await objekt(niveau, krav);
  return s.tx((tx) => s.m.get(SpaerreService).opret(tx, { niveau, objektId, art, aarsag: 'INDSIGELSE', fra: dato(fra), til: til as 'infinity' }));
};
const ophaev = (id: string, fra: string): Promise<void> => s.tx((tx) => s.m.get(SpaerreService).ophaev(tx, id, dato(fra)));
const iMorgen = async (): Promise<void> => { s.dag = plusDage(s.dag, 1); await s.nat(s.dag); };

describe.each(NIVEAUER)('on %s', (niveau) => {
  it('UDLIGNING keeps other money away, and lets it come when it is lifted', async () => {
    s = await scenarie({ fra: '2026-01-02' });
    await s.krav('K1', kr('300.00'), { forfald: '2026-01-15' });
    await s.krav('K0', kr('100.00'), { forfald: '2026-01-05' });
    const id = await spaer(niveau, 'UDLIGNING', 'K1', '2026-01-01', 'infinity');
    await s.indbetaling(kr('400.00'), { dato: '2026-01-05', krav: 'K0' }); // named K0's bill; 300.00 is left over
    await s.nat('2026-01-16');
    expect([(await s.rest('K0')).hovedstol, (await s.rest('K1')).hovedstol]).toEqual(['0.00', '300.00']);
    await ophaev(id, '2026-01-16');
    await iMorgen();
    expect((await s.rest('K1')).hovedstol).toBe('0.00');
    expect(await s.brud()).toEqual([]);
  });

  it('UDLIGNING keeps a small residual from being written off, and lets it be when it is lifted', async () => {
    s = await scenarie({ fra: '2026-01-02' });
    await s.krav('K1', kr('600.00'), { forfald: '2026-01-15' });
    await s.indbetaling(kr('595.00'), { dato: '2026-01-05', krav: 'K1' });
    const id = await spaer(niveau, 'UDLIGNING', 'K1', '2026-01-01', 'infinity');
    await spaer('KRAV', 'RENTE', 'K1', '2026-01-01', 'infinity');
    await s.nat('2026-03-31');
    expect((await s.rest('K1')).hovedstol).toBe('5.00');
    await ophaev(id, '2026-03-31');
    await iMorgen();
    expect((await s.rest('K1')).hovedstol).toBe('0.00');
    expect(await s.brud()).toEqual([]);
  });

  it('RENTE takes the months it covers out again, RYKKER keeps the reminder back', async () => {
    s = await scenarie({ fra: '2026-01-02' });
    await s.krav('K1', kr('1000.00'), { forfald: '2026-01-15' });
    const rykker = await spaer(niveau, 'RYKKER', 'K1', '2026-01-01', 'infinity');
    await s.nat('2026-03-20');
    expect(await s.rest('K1')).toEqual({ hovedstol: '1000.00', renter: '30.00', gebyrer: '0.00' });
    await spaer(niveau, 'RENTE', 'K1', '2026-02-01', '2026-03-01');
    await ophaev(rykker, '2026-03-20');
    await iMorgen();
    expect(await s.rest('K1')).toEqual({ hovedstol: '1000.00', renter: '20.00', gebyrer: '250.00' });
    expect(await s.brud()).toEqual([]);
  });
});

it('spærrer set and ended with past effect: a night by vagt gives the books of a night over everything', async () => {
  await spilBegge('2026-01-02', async (nyt, valg) => {
    s = nyt;
    await s.saet('bagatelGraense', '20.00');
    for (const [i, oere] of ['1000.00', '600.00', '250.00'].entries()) await s.krav(`K${i}`, kr(oere), { forfald: '2026-01-15', debitor: `D${i % 2}` });
    await s.indbetaling(kr('590.00'), { dato: '2026-01-10', krav: 'K1' });
    await s.nat('2026-02-10', { ...valg, nyeste: false });
    const ider = [await spaer('FORRETNINGSPARTNER', 'RENTE', 'K0', '2026-01-20', 'infinity'), await spaer('AFTALEKONTO', 'UDLIGNING', 'K1', '2026-01-01', 'infinity'), await spaer('AFTALEINDHOLD', 'RENTE', 'K1', '2026-02-01', '2026-04-01')];
    await s.nat('2026-03-05', { ...valg, nyeste: false });
    await ophaev(ider[0]!, '2026-02-25');
    await ophaev(ider[1]!, '2026-03-05');
    s.dag = dato('2026-03-06');
    await s.indbetaling(kr('400.00'), { dato: '2026-03-02', krav: 'K0' });
    await s.nat('2026-05-08', { ...valg, nyeste: false });
  });
}, 60000);
