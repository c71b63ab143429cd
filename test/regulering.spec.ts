import { PsrmkontrolService } from '#app/inddrivelse';
import { dato, kr, type Beloeb } from '#app/kernel';
import { ReguleringService, type NyRegulering, type Reguleringssvar } from '#app/regulering';
import { RykkerService } from '#app/rykker';
import { golden } from './golden.js';
import { scenarie, type Scenarie } from './scenarie.js';
import { spilBegge } from './vagtspil.js';

/** Regulations through whole nights: what interest, reminders, bills and clearing make of them. */
let s: Scenarie;
afterEach(async () => { await s?.slut(); });
const reguler = (x: Scenarie, krav: string, n: Partial<NyRegulering> = {}): Promise<Reguleringssvar> => x.tx((tx) => x.m.get(ReguleringService).reguler(tx, { kravId: x.id(krav), art: 'KREDITNOTA', aarsag: 'FEJL_I_KRAV', ...n }));
const fortryd = (x: Scenarie, id: string): Promise<Reguleringssvar> => x.tx((tx) => x.m.get(ReguleringService).tilbagefoer(tx, id));
const uplaceret = async (x: Scenarie, krav: string): Promise<string> => (await x.tx((tx) => tx.sql<{ s: string }>(`select coalesce(-sum(beloeb), 0)::numeric(15,2) as s from postering where konto = 'UPLACERET' and aftalekonto_id = $1`, [x.konto(krav)])))[0]!.s;
const raabalance = async (x: Scenarie): Promise<Record<string, string>> => Object.fromEntries((await x.tx((tx) => tx.raekker<[string, string]>(`select konto, sum(beloeb)::numeric(15,2) from postering group by 1 having sum(beloeb) <> 0 order by 1`))));
const besked = (x: Scenarie, art: string): Promise<Record<string, unknown>[]> => x.tx(async (tx) => (await tx.sql<{ i: Buffer }>(`select indhold as i from udbakke where art = $1 order by id`, [art])).map((r) => JSON.parse(tx.noegler.dekrypterTekst(r.i)) as Record<string, unknown>));
const LUKKET: Beloeb = kr('1000.00');

it('paid late and interest charged; credited in full back to the start: the interest is reversed, the books are 0 but for the money that came', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('K1', LUKKET, { forfald: '2026-01-15' });
  await s.spaer('RYKKER', 'K1', '2026-01-01', '2027-01-01');
  await s.nat('2026-02-27');
  expect(await s.rest('K1')).toEqual({ hovedstol: '1000.00', renter: '20.00', gebyrer: '0.00' });
  await s.indbetaling(kr('1020.00'), { dato: '2026-02-25', krav: 'K1' });
  await s.nat('2026-03-05');
  expect(await s.rest('K1')).toEqual({ hovedstol: '0.00', renter: '0.00', gebyrer: '0.00' });
  await reguler(s, 'K1', { beloeb: LUKKET, virkningsdato: dato('2026-01-02'), tilladOverskydende: true });
  await s.nat('2026-03-10');
  expect([await s.rest('K1'), await uplaceret(s, 'K1'), await raabalance(s)]).toEqual([{ hovedstol: '0.00', renter: '0.00', gebyrer: '0.00' }, '1020.00', { BANK: '1020.00', UPLACERET: '-1020.00' }]);
  const j = await s.journal();
  expect(j).toBe(golden('regulering/krediteret-fra-starten', j));
  expect(await s.brud()).toEqual([]);
});

it('credited in part back to the start: the interest is what it would have been, and what was paid for it covers the next claim', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('K1', LUKKET, { forfald: '2026-01-15' });
  await s.krav('K2', kr('500.00'), { forfald: '2026-04-15' });
  await s.spaer('RYKKER', 'K1', '2026-01-01', '2027-01-01');
  await s.nat('2026-02-20');
  await s.indbetaling(kr('1020.00'), { dato: '2026-02-19', krav: 'K1' });
  await s.nat('2026-02-25');
  await reguler(s, 'K1', { beloeb: kr('400.00'), virkningsdato: dato('2026-01-02'), tilladOverskydende: true });
  await s.nat('2026-02-28');
  expect([await s.rest('K1'), await uplaceret(s, 'K1')]).toEqual([{ hovedstol: '0.00', renter: '0.00', gebyrer: '0.00' }, '408.00']); // 1020 − 600 − 2 months of 6.00
  await s.nat('2026-04-20');
  expect(await s.rest('K2')).toEqual({ hovedstol: '92.00', renter: '0.92', gebyrer: '0.00' });
  expect(await s.brud()).toEqual([]);
});

it('a reduction agreed today leaves the interest of the past', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('K1', LUKKET, { forfald: '2026-01-15' });
  await s.spaer('RYKKER', 'K1', '2026-01-01', '2027-01-01');
  await s.nat('2026-02-10');
  await reguler(s, 'K1', { beloeb: kr('400.00'), aarsag: 'AFTALT_NEDSAETTELSE' });
  await s.nat('2026-02-25');
  expect(await s.rest('K1')).toEqual({ hovedstol: '600.00', renter: '16.00', gebyrer: '0.00' }); // 10.00 of 1000, 6.00 of 600
  expect(await s.brud()).toEqual([]);
});

it('annulled with its fee: interest and fee fall, and come back when the annulment is undone', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('K1', LUKKET, { forfald: '2026-01-15' });
  await s.nat('2026-03-20');
  expect(await s.rest('K1')).toEqual({ hovedstol: '1000.00', renter: '30.00', gebyrer: '250.00' });
  const svar = await reguler(s, 'K1', { art: 'ANNULLERING', gebyrer: true });
  expect(svar).toMatchObject({ foelger: [{ beloeb: '250.00' }], gebyrerTilAnnullering: [] });
  const [kre] = await besked(s, 'KREDITNOTA');
  expect(kre).toMatchObject({ brev: 'KRE', art: 'ANNULLERING', ialt: '1250.00', gebyrer: [{ beloeb: '250.00' }], tekst: 'Kravet (daginstitution) er annulleret: du skal ikke betale det. Renter af det falder bort. Rykkergebyr på 250,00 kr. falder også bort. Du skal ikke gøre noget.' });
  await s.nat('2026-03-25');
  expect([await s.rest('K1'), await raabalance(s)]).toEqual([{ hovedstol: '0.00', renter: '0.00', gebyrer: '0.00' }, {}]);
  expect(await s.brud()).toEqual([]);
  await fortryd(s, svar.regulering.id);
  await s.nat('2026-03-30');
  expect(await s.rest('K1')).toEqual({ hovedstol: '1000.00', renter: '30.00', gebyrer: '250.00' });
  expect(await s.brud()).toEqual([]);
});

it('the fee of a letter over two claims falls with the second of them, and is listed until somebody takes it', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('K1', LUKKET, { forfald: '2026-01-15' });
  await s.krav('K2', kr('500.00'), { forfald: '2026-01-15' });
  await s.nat('2026-02-10');
  expect((await s.rest('K1')).gebyrer).toBe('250.00');
  expect((await reguler(s, 'K1', { art: 'ANNULLERING' })).gebyrerTilAnnullering).toEqual([]); // K2 was reminded by the same letter
  const svar = await reguler(s, 'K2', { art: 'ANNULLERING' });
  expect(svar.gebyrerTilAnnullering).toMatchObject([{ beloeb: '250.00' }]);
  const { kravId } = svar.gebyrerTilAnnullering[0]!;
  await s.tx((tx) => s.m.get(ReguleringService).reguler(tx, { kravId, art: 'ANNULLERING', aarsag: 'FEJL_I_KRAV' }));
  expect((await s.tx((tx) => s.m.get(RykkerService).forklar(tx, kravId)))[0]!.tekst).toContain('Gebyret er siden sat ned; der opkræves nu 0,00 kr.');
  expect((await besked(s, 'KREDITNOTA')).at(-1)).toMatchObject({ krav: { kravart: 'GEBYR' }, oprindelig: { rykkerbrevId: expect.any(String) as string }, linjer: [{ tekst: 'Rykkergebyr', beloeb: '250.00' }], tekst: 'Rykkergebyret er annulleret: du skal ikke betale det. Du skal ikke gøre noget.' });
  await s.nat('2026-02-20');
  expect([await s.rest('K1'), await s.rest('K2'), await s.brud()]).toEqual([{ hovedstol: '0.00', renter: '0.00', gebyrer: '0.00' }, { hovedstol: '0.00', renter: '0.00', gebyrer: '0.00' }, []]);
});

it('a claim that waits is billed with what it was regulated to; annulled, it is never billed', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  for (const k of ['K1', 'K2']) await s.krav(k, LUKKET, { forfald: '2026-02-27', faktureret: false, debitor: k });
  await reguler(s, 'K1', { art: 'NEDREGULERING', beloeb: kr('300.00') });
  await reguler(s, 'K1', { art: 'OPREGULERING', beloeb: kr('50.00') });
  await reguler(s, 'K2', { art: 'ANNULLERING' });
  await s.tx((tx) => tx.skriv(`insert into korrespondance (niveau, objekt_id, rolle, forretningspartner_id, gyldig_fra) values ('AFTALEKONTO', $1, 'MODTAGER', $2, '2026-01-01')`, [s.konto('K1'), s.partner('K2')]));
  await s.nat('2026-02-28');
  expect((await besked(s, 'OPKRAEVNING')).map((b) => b['kravsum'])).toEqual(['750.00']);
  expect(await besked(s, 'KREDITNOTA')).toEqual([]);
  await reguler(s, 'K1', { beloeb: kr('250.00') });
  const [faktura] = await s.tx((tx) => tx.sql<{ id: string; nummer: string; aar: number }>(`select id, fakturanummer as nummer, regnskabsaar as aar from faktureringsbilag`));
  expect(await besked(s, 'KREDITNOTA')).toMatchObject([{ oprindelig: { faktureringsbilagId: faktura!.id, fakturanummer: faktura!.nummer, regnskabsaar: faktura!.aar }, linjer: [{ beloeb: '250.00' }] }]);
  expect(await s.tx((tx) => tx.sql(`select distinct art, forretningspartner_id as til from udbakke order by art`))).toEqual(['KREDITNOTA', 'OPKRAEVNING'].map((art) => ({ art, til: s.partner('K2') }))); // both to who gets the letters
  expect(await s.brud()).toEqual([]);
});

it('what is left after a reduction of an unpaid claim is no residual and is not written off; of a paid one it is', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  for (const k of ['K1', 'K2']) await s.krav(k, LUKKET, { forfald: '2026-01-15', type: 'FAKTURA', debitor: k });
  await reguler(s, 'K1', { beloeb: kr('995.00') });
  await reguler(s, 'K2', { beloeb: kr('900.00') });
  await s.indbetaling(kr('95.00'), { dato: '2026-01-10', krav: 'K2' });
  await s.nat('2026-03-31');
  expect([(await s.rest('K1')).hovedstol, (await s.rest('K2')).hovedstol, await s.brud()]).toEqual(['5.00', '0.00', []]);
});

it('a reminder says what was regulated, and does not call it paid', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  for (const k of ['K1', 'K2']) await s.krav(k, LUKKET, { forfald: '2026-01-15', type: 'FAKTURA' });
  const { regulering } = await reguler(s, 'K1', { beloeb: kr('100.00') });
  await reguler(s, 'K1', { beloeb: kr('300.00') });
  await fortryd(s, regulering.id);
  await s.nat('2026-02-10');
  expect((await besked(s, 'RYKKER'))[0]!['krav']).toMatchObject([{ kravId: s.id('K1'), oprindeligt: '1000.00', reguleret: '-300.00', betalt: '0.00', aabent: '700.00' }, { kravId: s.id('K2'), reguleret: '0.00', betalt: '0.00', aabent: '1000.00' }]);
  expect(await s.brud()).toEqual([]);
});

it('a written-off residual is owed no more when the claim is credited by as much: the write-off is taken back', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('K1', kr('600.00'), { forfald: '2026-01-15' });
  await s.indbetaling(kr('595.00'), { dato: '2026-01-05', krav: 'K1' });
  await s.nat('2026-03-31');
  await expect(reguler(s, 'K1', { beloeb: kr('5.00') })).rejects.toMatchObject({ kode: 'KREDIT_OVERSTIGER_RESTEN' });
  expect((await reguler(s, 'K1', { beloeb: kr('5.00'), virkningsdato: dato('2026-01-02'), tilladOverskydende: true })).krav).toMatchObject({ opkraevet: '595.00', tilRaadighed: '0.00' });
  await s.nat('2026-04-10');
  expect([await s.rest('K1'), await raabalance(s)]).toEqual([{ hovedstol: '0.00', renter: '0.00', gebyrer: '0.00' }, { BANK: '595.00', INDT_DAGINST: '-595.00' }]);
  expect(await s.brud()).toEqual([]);
});

it('the collector is told of a hovedstol that is what the claim is for', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('K1', kr('10500.00'), { forfald: '2026-01-15', periode: ['2026-01-02', '2026-01-31'] });
  const fund = (): Promise<string[]> => s.tx(async (tx) => (await tx.sql<{ f: string }>(`select felt || ' ' || vaerdi as f from psrm_fund where krav_id = $1 and felt = 'hovedstol'`, [s.id('K1')])).map((r) => r.f));
  expect(await fund()).toEqual(['hovedstol 10500.00']);
  const { regulering } = await reguler(s, 'K1', { beloeb: kr('1000.00') });
  await s.nat('2026-01-10');
  expect(await fund()).toEqual([]);
  await fortryd(s, regulering.id);
  await s.nat('2026-01-12');
  expect(await fund()).toEqual(['hovedstol 10500.00']);
});

it('nights by vagt and nights over everything give the same books when claims are regulated, annulled and regulated back', async () => {
  await spilBegge('2026-01-02', async (x, valg) => {
    await x.krav('K1', LUKKET, { forfald: '2026-01-15' });
    await x.krav('K2', kr('700.00'), { forfald: '2026-02-15' });
    await x.krav('K3', kr('300.00'), { forfald: '2026-05-04', faktureret: false });
    await x.nat('2026-02-05', valg);
    await x.indbetaling(kr('1300.00'), { dato: '2026-02-04', krav: 'K1' });
    const a = await reguler(x, 'K1', { beloeb: kr('200.00'), virkningsdato: dato('2026-01-20'), tilladOverskydende: true });
    await x.nat('2026-02-20', valg);
    await reguler(x, 'K2', { art: 'ANNULLERING', gebyrer: true });
    await reguler(x, 'K3', { art: 'OPREGULERING', beloeb: kr('40.00') });
    await x.nat('2026-03-20', valg);
    await fortryd(x, a.regulering.id);
    await x.nat('2026-04-20', valg);
  });
});

it('a reduction the bill rests on is not undone: what it took off was never demanded; a tillægskrav demands it', async () => {
  s = await scenarie({ fra: '2026-01-05' });
  await s.krav('K1', LUKKET, { forfald: '2026-01-30', faktureret: false });
  const foer = await reguler(s, 'K1', { art: 'NEDREGULERING', beloeb: kr('400.00') });
  await fortryd(s, (await reguler(s, 'K1', { art: 'NEDREGULERING', beloeb: kr('100.00') })).regulering.id); // not billed yet
  await s.nat('2026-01-10');
  const efter = await reguler(s, 'K1', { art: 'KREDITNOTA', beloeb: kr('50.00') });
  await expect(fortryd(s, foer.regulering.id)).rejects.toMatchObject({ kode: 'NEDSAETTELSE_ER_FAKTURERET', status: 409 });
  await fortryd(s, efter.regulering.id); // the bill asked for these 50.00
  await reguler(s, 'K1', { art: 'OPREGULERING', beloeb: kr('400.00'), tillaegskrav: { stiftelsesdato: dato('2026-01-10'), forfaldsdato: dato('2026-02-10'), srb: dato('2026-02-10') } });
  expect((await s.rest('K1')).hovedstol).toBe('600.00');
  await s.nat('2026-01-15');
  expect(await s.tx((tx) => tx.raekker(`select kravsum from faktureringsbilag order by id`))).toEqual([['600.00'], ['400.00']]);
  expect(await s.brud()).toEqual([]);
});

it('regulated while it waits, the collector’s verdict is of the new amount', async () => {
  s = await scenarie({ fra: '2026-01-05' });
  const id = await s.krav('K1', LUKKET, { forfald: '2026-06-30', faktureret: false });
  await s.nat('2026-01-05');
  await reguler(s, 'K1', { art: 'OPREGULERING', beloeb: kr('1000000000.00') });
  await s.nat('2026-01-07');
  const gemt = (await s.tx((tx) => tx.raekker<[string]>(`select regel from psrm_fund where krav_id = $1 order by 1`, [id]))).map(([r]) => r);
  expect(gemt).toContain('G_BELOEB_CIFRE');
  expect(gemt).toEqual((await s.tx((tx) => s.m.get(PsrmkontrolService).forKrav(tx, id))).fund.map((f) => f.regel).sort());
});
