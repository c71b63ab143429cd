import { dato, kr, plusDage, type Lokaldato } from '#app/kernel';
import { SaldoService } from '#app/bogholderi';
import { SammenlaegService } from '#app/krav';
import { OphaevelseService, type Oensketophaevelse, type Ophaevet, type Rettelsessvar } from '#app/natplan';
import { AftaleService, HaefterService, IdentService, KontaktService } from '#app/stamdata';
import { scenarie, type Scenarie } from './scenarie.js';

let s: Scenarie;
afterEach(() => s?.slut());

const laegSammen = async (fra: string, til: string, fraDag: string): Promise<string> => (await s.tx((tx) => s.m.get(SammenlaegService).laegSammen(tx, fra, til, dato(fraDag), 'Samme person'))).id;
const ophaev = (id: string, o: Partial<Oensketophaevelse> = {}, bekraeft?: string): Promise<Rettelsessvar<Ophaevet>> =>
  s.m.get(OphaevelseService).ophaev(s.hvem(), id, { aarsag: 'Det var to personer', ...o }, { bekraeft });
/** Sees the receipt and confirms it. */
async function ophaevet(id: string, o: Partial<Oensketophaevelse> = {}): Promise<Ophaevet> {
  const k = await ophaev(id, o);
  const r = k.gemt ? k : await ophaev(id, o, k.kvittering.aftryk);
  if (!r.gemt) throw new Error('IKKE_GEMT');
  return r.svar;
}
/** Kroner a debtor owed on `paa` as known at the end of `kendt`: over the accounts that were known then to be the debtor's on that day. */
const saldo = (partner: string, paa: string, kendt: Lokaldato): Promise<string> => s.tx(async (tx) => {
  const konti = await tx.raekker<[string]>(
    `select a.id from aftalekonto a where coalesce((select e.forretningspartner_id from aftalekonto_ejer e where e.aftalekonto_id = a.id and e.gyldig_fra <= $2::date and e.gyldig_til > $2::date
       and e.kendt_fra < ($3::date + 1)::timestamp at time zone 'Europe/Copenhagen' and e.kendt_til >= ($3::date + 1)::timestamp at time zone 'Europe/Copenhagen'), (select e.forretningspartner_id from aftalekonto_ejer e where e.aftalekonto_id = a.id order by e.kendt_fra limit 1), a.forretningspartner_id) = $1`, [partner, paa, kendt]);
  let ialt = kr('0.00');
  for (const [id] of konti) ialt = kr(ialt.plus((await s.m.get(SaldoService).saldo(tx, id, dato(paa), kendt)).ialt).toFixed(2));
  return ialt.toFixed(2);
});

it('taken apart, each pays his own: clearing across the two is taken back, interest and letters follow, and every invariant holds before, during and after', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('A1', kr('1000.00'), { forfald: '2026-01-10', debitor: 'Anna' });
  await s.krav('B1', kr('600.00'), { forfald: '2026-01-15', debitor: 'Bodil' });
  const [anna, bodil] = [s.partner('A1'), s.partner('B1')];
  await s.indbetaling(kr('1400.00'), { dato: '2026-01-09', krav: 'A1' });
  await s.nat('2026-02-03');
  const alene = [await s.rest('A1'), await s.rest('B1')];
  const id = await laegSammen(anna, bodil, '2026-01-01');
  await s.nat('2026-02-10');
  expect((await s.rest('B1')).hovedstol).toBe('200.00'); // Anna's 400.00 covers it
  expect(await s.brud()).toEqual([]);
  const k = await ophaev(id);
  expect(k).toMatchObject({ gemt: false, kvittering: { tom: false, udligninger: expect.arrayContaining([expect.objectContaining({ fra: expect.objectContaining({ hovedkravId: s.id('B1') }), til: null })]) } });
  expect(await s.brud()).toEqual([]);
  await ophaevet(id);
  expect(await s.brud()).toEqual([]);
  await s.nat('2026-02-11');
  expect(await s.brud()).toEqual([]);
  expect([await s.rest('A1'), await s.rest('B1')]).toEqual(alene);
  expect(await s.tx((tx) => tx.raekker(`select a.forretningspartner_id, k.id from kravsbilag k join aftalekonto a on a.id = k.aftalekonto_id where k.art = 'HOVEDKRAV' order by k.id`))).toEqual([[anna, s.id('A1')], [bodil, s.id('B1')]]);
});

it('numbers, liabilities, letters, agreements and relations go back from the day, and what was true of them as one stays readable', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  for (const n of ['Anna', 'Bodil', 'Carl']) await s.krav(n, kr('100.00'), { forfald: '2026-01-10', debitor: n });
  const [anna, bodil, carl] = [s.partner('Anna'), s.partner('Bodil'), s.partner('Carl')];
  const indhold = (navn: string): Promise<string> => s.tx(async (tx) => (await tx.raekker<[string]>(`select aftaleindhold_id from kravsbilag where id = $1`, [s.id(navn)]))[0]![0]);
  const [carls, annas] = [await indhold('Carl'), await indhold('Anna')];
  const bs = { pbsNummer: '01234567', debitorgruppe: '00001', kundenummer: '4711', aftalenummer: '1' };
  await s.tx(async (tx) => {
    await s.m.get(HaefterService).saet(tx, { niveau: 'AFTALEINDHOLD', id: carls, ejer: carl }, [{ forretningspartnerId: anna, form: 'SOLIDARISK' }], dato('2026-01-01'));
    await s.m.get(HaefterService).saet(tx, { niveau: 'KRAV', id: s.id('Carl'), ejer: carl }, [{ forretningspartnerId: anna, form: 'SOLIDARISK' }, { forretningspartnerId: bodil, form: 'SUBSIDIAER' }], dato('2026-01-01'));
    await s.m.get(AftaleService).saetKorrespondent(tx, 'AFTALEINDHOLD', annas, { rolle: 'ADMINISTRATOR', forretningspartnerId: anna }, dato('2026-01-01'));
    await s.m.get(KontaktService).saetBsAftale(tx, anna, bs, dato('2026-01-01'));
  });
  const haeftere = (niveau: 'AFTALEINDHOLD' | 'KRAV', id: string, dag: string): Promise<string[]> => s.tx(async (tx) => (await s.m.get(HaefterService).paa(tx, { niveau, id }, dato(dag))).map((h) => `${h.forretningspartnerId} ${h.form}`));
  const numre = (id: string): Promise<string[]> => s.tx(async (tx) => (await s.m.get(IdentService).historik(tx, id, true)).filter((i) => i.kendtTil === null).map((i) => `${i.gyldigFra} ${i.gyldigTil}`).sort());
  const bsEjer = async (): Promise<string> => ((await s.tx((tx) => s.m.get(KontaktService).bsAftaler(tx, anna))).some((b) => b.gyldigTil === 'infinity') ? anna : bodil);

  s.dag = dato('2026-02-01');
  const id = await laegSammen(anna, bodil, '2026-02-01');
  expect([await haeftere('AFTALEINDHOLD', carls, '2026-03-01'), await haeftere('KRAV', s.id('Carl'), '2026-03-01'), await bsEjer()]).toEqual([[`${bodil} SOLIDARISK`], [`${bodil} SUBSIDIAER`], bodil]);
  s.dag = dato('2026-03-15');
  const u = await ophaevet(id, { dato: dato('2026-03-01') });
  expect(u).toMatchObject({ fraId: anna, tilId: bodil, konti: [s.konto('Anna')] });
  expect([await haeftere('AFTALEINDHOLD', carls, '2026-01-31'), await haeftere('AFTALEINDHOLD', carls, '2026-02-28'), await haeftere('AFTALEINDHOLD', carls, '2026-03-01')]).toEqual([[`${anna} SOLIDARISK`], [`${bodil} SOLIDARISK`], [`${anna} SOLIDARISK`]]);
  expect(await haeftere('KRAV', s.id('Carl'), '2026-03-01')).toEqual([`${anna} SOLIDARISK`, `${bodil} SUBSIDIAER`]);
  expect([await numre(anna), await numre(bodil), await bsEjer()]).toEqual([['1900-01-01 2026-02-01', '2026-03-01 infinity'], ['1900-01-01 infinity', '2026-02-01 2026-03-01'], anna]);
  expect(await s.tx((tx) => s.m.get(AftaleService).korrespondance(tx, 'AFTALEINDHOLD', annas, dato('2026-03-01')))).toMatchObject([{ forretningspartnerId: anna, gyldigFra: '2026-03-01' }]);
  expect(await s.tx((tx) => tx.raekker(`select forretningspartner_id, gyldig_fra, gyldig_til from aftalekonto_ejer where aftalekonto_id = $1 and kendt_til = 'infinity' order by gyldig_fra`, [s.konto('Anna')])))
    .toEqual([[anna, '1900-01-01', '2026-02-01'], [bodil, '2026-02-01', '2026-03-01'], [anna, '2026-03-01', 'infinity']]);
  // a bill in Anna's number is Anna's again, on her own account; and they may become one again
  await s.krav('Anna2', kr('50.00'), { forfald: '2026-04-10', debitor: 'Anna' });
  expect([s.partner('Anna2'), s.konto('Anna2')]).toEqual([anna, s.konto('Anna')]);
  const igen = await laegSammen(anna, bodil, '2026-03-10');
  await ophaevet(igen);
  expect(await s.tx((tx) => tx.raekker<[string]>(`select forretningspartner_id from aftalekonto where id = $1`, [s.konto('Anna')]))).toEqual([[anna]]);
  expect(await s.brud()).toEqual([]);
});

it('the balance of each on both axes: before, while they were one, and after', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('A1', kr('1000.00'), { forfald: '2026-01-10', debitor: 'Anna' });
  await s.krav('B1', kr('600.00'), { forfald: '2026-01-15', debitor: 'Bodil' });
  const [anna, bodil] = [s.partner('A1'), s.partner('B1')];
  const idag = await s.tx(async (tx) => (await tx.raekker<[Lokaldato]>(`select (clock_timestamp() at time zone 'Europe/Copenhagen')::date`))[0]![0]);
  const om = (dage: number): Date => new Date(Date.parse(`${plusDage(idag, dage)}T12:00:00Z`));
  const medViden = { sammen: om(2), skilt: om(4) };
  const m = await s.db.iKommune({ ...s.hvem(dato('2026-02-01')), registreret: medViden.sammen }, (tx) => s.m.get(SammenlaegService).laegSammen(tx, anna, bodil, dato('2026-02-01'), 'Samme person'));
  const hvem = { ...s.hvem(dato('2026-03-01')), registreret: medViden.skilt };
  const k = await s.m.get(OphaevelseService).ophaev(hvem, m.id, { aarsag: 'To' }, {});
  await s.m.get(OphaevelseService).ophaev(hvem, m.id, { aarsag: 'To' }, { bekraeft: k.kvittering!.aftryk });
  const paa = async (dag: string): Promise<string[][]> => Promise.all([idag, plusDage(idag, 2), plusDage(idag, 4)].map(async (kendt) => [await saldo(anna, dag, kendt), await saldo(bodil, dag, kendt)]));
  expect(await paa('2026-01-20')).toEqual([['1000.00', '600.00'], ['1000.00', '600.00'], ['1000.00', '600.00']]);
  expect(await paa('2026-02-15')).toEqual([['1000.00', '600.00'], ['0.00', '1600.00'], ['0.00', '1600.00']]);
  expect(await paa('2026-03-15')).toEqual([['1000.00', '600.00'], ['0.00', '1600.00'], ['1000.00', '600.00']]);
});

it('what came to be since stays with the survivor, unless the caller names the accounts', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('A1', kr('1000.00'), { forfald: '2026-01-10', debitor: 'Anna' });
  await s.krav('B1', kr('600.00'), { forfald: '2026-01-15', debitor: 'Bodil' });
  const [anna, bodil] = [s.partner('A1'), s.partner('B1')];
  const id = await laegSammen(anna, bodil, '2026-01-02');
  await s.krav('Ny', kr('300.00'), { forfald: '2026-01-20', debitor: 'Anna', type: 'HUSLEJE' }); // an account of its own type
  const plan = await s.tx((tx) => s.m.get(OphaevelseService).plan(tx, id, { aarsag: 'x' }));
  expect(plan.map((p) => [p.aftalekontoId, p.kommerFra, p.gaarTil, p.krav, p.kravSiden])).toEqual([[s.konto('A1'), true, anna, 1, 0], [s.konto('B1'), false, bodil, 1, 0], [s.konto('Ny'), false, bodil, 1, 1]]);
  const ejere = (): Promise<unknown[]> => s.tx((tx) => tx.raekker(`select id, forretningspartner_id from aftalekonto order by id`));
  await ophaevet(id, { konti: [s.konto('A1'), s.konto('Ny')] });
  expect(await ejere()).toEqual([[s.konto('A1'), anna], [s.konto('B1'), bodil], [s.konto('Ny'), anna]]);
  expect(await s.brud()).toEqual([]);
});

it('is refused, with a kode, where it cannot be done; and nothing is changed', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  for (const n of ['Anna', 'Bodil', 'Carl', 'Dina']) await s.krav(n, kr('100.00'), { forfald: '2026-01-10', debitor: n });
  const [anna, bodil, carl, dina] = ['Anna', 'Bodil', 'Carl', 'Dina'].map((n) => s.partner(n)) as [string, string, string, string];
  const m1 = await laegSammen(anna, bodil, '2026-01-02');
  const kode = (p: Promise<unknown>): Promise<string> => p.then(() => 'OK', (f: { kode?: string }) => f.kode ?? String(f));
  expect(await kode(ophaev('999'))).toBe('IKKE_FUNDET');
  expect(await kode(ophaev(m1, { dato: dato('2026-01-03') }))).toBe('DATO_I_FREMTIDEN');
  expect(await kode(ophaev(m1, { dato: dato('2026-01-01') }))).toBe('DATO_FOER_SAMMENLAEGNING');
  expect(await kode(ophaev(m1, { konti: [s.konto('Carl')] }))).toBe('KONTO_FLYTTES_IKKE');
  const m2 = await laegSammen(bodil, carl, '2026-01-02');
  expect(await kode(ophaev(m1))).toBe('SAMMENLAEGNING_KAN_IKKE_FORTRYDES'); // merged further
  await ophaevet(m2);
  const m3 = await laegSammen(dina, bodil, '2026-01-02');
  await ophaevet(m3, { konti: [s.konto('Dina'), s.konto('Anna')] });
  expect(await kode(ophaev(m1))).toBe('SAMMENLAEGNING_KAN_IKKE_FORTRYDES'); // an account has moved on
  expect(await kode(ophaev(m3))).toBe('SAMMENLAEGNING_ER_OPHAEVET');
  const [u] = await s.tx((tx) => tx.raekker<[string]>(`select id from partner_sammenlaegning where ophaever_id = $1`, [m3]));
  expect(await kode(ophaev(u![0]))).toBe('SAMMENLAEGNING_KAN_IKKE_FORTRYDES');
  expect(await kode(s.m.get(OphaevelseService).ophaev(s.hvem(), m1, { aarsag: 'x' }, { bekraeft: 'f'.repeat(64) }))).toBe('SAMMENLAEGNING_KAN_IKKE_FORTRYDES');
  expect(await s.brud()).toEqual([]);
});
