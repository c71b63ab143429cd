import { dato, kr } from '#app/kernel';
import { KodelisteService, type Kodeversion } from '#app/krav';
import { golden } from './golden.js';
import { scenarie, type Scenarie } from './scenarie.js';
import { spilBegge } from './vagtspil.js';

let s: Scenarie;
afterEach(() => s?.slut());

type Type = Kodeversion<'KRAVSTYPER'>;
async function nyDaginst(andet: Partial<Type>, fra: string, til?: string): Promise<void> {
  await s.tx(async (tx) => {
    const { kode, gyldigFra: _f, gyldigTil: _t, kendtFra: _kf, kendtTil: _kt, bruger: _b, ...vaerdier } = (await s.m.get(KodelisteService).liste(tx, 'KRAVSTYPER', { paa: dato(fra) })).find((t) => t.kode === 'DAGINST')!;
    await s.m.get(KodelisteService).ret(tx, 'KRAVSTYPER', { art: 'VERSION', noegle: { kode }, vaerdier: { ...vaerdier, ...andet }, fra: dato(fra), ...(til === undefined ? {} : { til: dato(til) }) }, true);
  });
}

it('a claim with moms lives its whole life on what the debtor pays; the moms stands as it was billed', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('K1', kr('0.00'), { forfald: '2026-01-15', type: 'FAKTURA', linjer: [['SALG_MOMS', kr('1250.00')], ['YDELSE', kr('99.95')]] });
  await s.spaer('RYKKER', 'K1', '2026-01-01', '2027-01-01');
  await s.indbetaling(kr('1340.00'), { dato: '2026-01-10', krav: 'K1' });
  await s.nat('2026-03-31');
  const j = await s.journal();
  expect(j).toBe(golden('historier/krav-med-moms', j));
  expect(await s.brud()).toEqual([]);
  const konti = await s.tx((tx) => tx.raekker<[string, string]>(`select konto, sum(beloeb)::text from postering group by konto having sum(beloeb) <> 0 order by 1`));
  expect(konti).toEqual([['BANK', '1340.00'], ['INDT_FAKTURA', '-1099.95'], ['SALGSMOMS', '-250.00'], ['TAB', '9.95']]);
});

it('a kravstype changed with past effect corrects what was posted; changed back, it is as before', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('K1', kr('1000.00'), { forfald: '2026-01-15' });
  await s.spaer('RYKKER', 'K1', '2026-01-01', '2027-01-01');
  await s.nat('2026-03-20');
  expect((await s.rest('K1')).renter).toBe('30.00');
  await nyDaginst({ renteBesluttet: null }, '2026-02-01');
  s.dag = dato('2026-03-21');
  await s.nat('2026-03-21');
  expect((await s.rest('K1')).renter).toBe('10.00');
  await nyDaginst({ renteBesluttet: dato('2010-01-01') }, '2026-02-01');
  s.dag = dato('2026-03-22');
  await s.nat('2026-03-22');
  expect((await s.rest('K1')).renter).toBe('30.00');
  expect(await s.brud()).toEqual([]);
});

it('an ended kravstype: its claims bear interest and are reminded as before', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('K1', kr('1000.00'), { forfald: '2026-01-15' });
  await s.tx((tx) => s.m.get(KodelisteService).ret(tx, 'KRAVSTYPER', { art: 'OPHOER', noegle: { kode: 'DAGINST' }, fra: dato('2026-01-03') }, true));
  await s.nat('2026-03-20');
  expect(await s.rest('K1')).toEqual({ hovedstol: '1000.00', renter: '30.00', gebyrer: '250.00' });
  s.dag = dato('2026-03-21');
  await expect(s.krav('K2', kr('1.00'), { forfald: '2026-04-01' })).rejects.toMatchObject({ kode: 'KRAVSTYPE_UKENDT' });
});

it('changes of a kravstype, back in time, today and to come: a night by vagt gives the books of a night over everything', async () => {
  await spilBegge('2026-01-02', async (nyt, valg) => {
    s = nyt;
    for (const [i, oere] of ['1000.00', '600.00', '250.00'].entries()) await s.krav(`K${i}`, kr(oere), { forfald: `2026-01-${15 + i}`, debitor: `D${i % 2}` });
    await s.indbetaling(kr('600.00'), { dato: '2026-01-25', krav: 'K1' });
    const nat = async (til: string): Promise<void> => { await s.nat(til, { ...valg, nyeste: false, spring: false }); s.dag = dato(til); };
    await nat('2026-02-20');
    await nyDaginst({ renteBesluttet: dato('2026-02-10') }, '2026-01-01', '2026-02-15'); // the past alone
    await nyDaginst({ renteBesluttet: null }, '2026-03-10', '2026-04-12'); // to come, and over again
    await nat('2026-03-15');
    await nyDaginst({ regime: 'INGEN' }, '2026-03-15', '2026-03-20'); // from today
    await nat('2026-05-08');
  });
}, 120000);
