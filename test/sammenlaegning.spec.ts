import { dato, kr } from '#app/kernel';
import { SammenlaegService } from '#app/krav';
import { scenarie, type Scenarie } from './scenarie.js';

let s: Scenarie;
afterEach(() => s?.slut());

it('two that were one: what one paid too much clears what the other owes, interest and letters follow, every invariant holds', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('A1', kr('1000.00'), { forfald: '2026-01-10', debitor: 'Anna' });
  await s.krav('B1', kr('600.00'), { forfald: '2026-01-15', debitor: 'Bodil' });
  await s.indbetaling(kr('1400.00'), { dato: '2026-01-09', krav: 'A1' });
  await s.nat('2026-02-03');
  expect([(await s.rest('A1')).hovedstol, await s.rest('B1')]).toMatchObject(['0.00', { hovedstol: '600.00', renter: '6.00', gebyrer: '250.00' }]);
  await s.tx((tx) => s.m.get(SammenlaegService).laegSammen(tx, s.partner('A1'), s.partner('B1'), dato('2026-01-01'), 'Samme person'));
  expect(await s.brud()).toEqual([]);
  await s.nat('2026-02-10');
  // the money of 9 January covers the claim when it falls due; the interest it would not have had is taken back
  expect(await s.rest('B1')).toEqual({ hovedstol: '200.00', renter: '2.00', gebyrer: '250.00' });
  await s.indbetaling(kr('452.00'), { dato: '2026-02-10', krav: 'B1' });
  await s.nat('2026-04-10');
  expect(await s.rest('B1')).toEqual({ hovedstol: '0.00', renter: '0.00', gebyrer: '0.00' });
  expect(await s.brud()).toEqual([]);
});

it('merged before the night or after it: the same books', async () => {
  const fortael = async (dag: string): Promise<string[]> => {
    s = await scenarie({ fra: '2026-01-02' });
    await s.krav('A1', kr('1000.00'), { forfald: '2026-01-10', debitor: 'Anna' });
    await s.krav('B1', kr('600.00'), { forfald: '2026-01-15', debitor: 'Bodil' });
    await s.saet('gebyrFordeling', 'PR_KRAV');
    await s.indbetaling(kr('1300.00'), { dato: '2026-01-05', krav: 'B1' });
    await s.nat(dag);
    await s.tx((tx) => s.m.get(SammenlaegService).laegSammen(tx, s.partner('A1'), s.partner('B1'), dato('2026-01-01'), 'Samme person'));
    await s.nat('2026-01-22');
    const b = await s.boeger();
    expect(await s.brud()).toEqual([]);
    await s.slut();
    return b;
  };
  expect(await fortael('2026-01-05')).toEqual(await fortael('2026-01-20'));
});
