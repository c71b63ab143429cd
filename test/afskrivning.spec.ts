import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dato, kr, type Lokaldato } from '#app/kernel';
import { AfskrivningService, HaandafskrivningService, type Haandsvar, type NyAfskrivning, type NyGenaabning } from '#app/afskrivning';
import { ForaeldelsesregisterService } from '#app/foraeldelse';
import { GodkendelseService } from '#app/godkendelse';
import { rodmappe, type Tx } from '#app/platform';
import { golden } from './golden.js';
import { scenarie, type Scenarie } from './scenarie.js';
import { KOMMUNE, medKlient } from './testdb.js';

/** Dated stories of write-offs with their whole journal: bogføringsdato, virkningsdato, what, which claim, konti and amounts. */
let s: Scenarie;
const fortael = async (navn: string): Promise<void> => {
  const j = await s.journal();
  expect(j).toBe(golden(`afskrivning/${navn}`, j));
  expect(await s.brud()).toEqual([]);
};
afterEach(() => s?.slut());

const som = <T>(bruger: string, arbejde: (tx: Tx) => Promise<T>): Promise<T> => s.db.iKommune({ ...s.hvem(), bruger }, arbejde);
const afskriv = (krav: string, n: Omit<NyAfskrivning, 'krav'> & { beloeb?: string }, bruger = 'ane'): Promise<Haandsvar> =>
  som(bruger, (tx) => s.m.get(HaandafskrivningService).afskriv(tx, { ...n, krav: [{ kravId: s.id(krav), ...(n.beloeb === undefined ? {} : { beloeb: kr(n.beloeb) }) }] }));
const genaabn = (krav: string, n: Omit<NyGenaabning, 'kravId'>, bruger = 'ane'): Promise<Haandsvar> => som(bruger, (tx) => s.m.get(HaandafskrivningService).genaabn(tx, { ...n, kravId: s.id(krav) }));
const godkend = (v: Pick<Haandsvar, 'godkendelseId' | 'hash'>, bruger = 'bo'): Promise<void> => som(bruger, (tx) => s.m.get(GodkendelseService).godkend(tx, v.godkendelseId!, v.hash!));
const aabne = (): Promise<{ id: string; hash: string; beloeb: string | null; dato: string; foreslaaetAf: string }[]> => som('bo', async (tx) => (await s.m.get(GodkendelseService).liste(tx, { status: 'AABEN' }, undefined, 10)));
const tekster = (krav: string): Promise<string[]> => s.tx(async (tx) => (await s.m.get(AfskrivningService).forklar(tx, s.id(krav))).map((f) => f.tekst));
const feed = (navn: string, fra = 0): Promise<string[]> => s.tx(async (tx) => (await tx.sql<{ h: string }>(`select art || ' ' || virkningsdato || coalesce(' ' || beloeb, '') as h from haendelse where krav_id = $1 and fagsystem = 'SCENARIE' order by xid, id`, [s.id(navn)])).map((r) => r.h).slice(fra));
const spaer = async (krav: string, ...arter: ('RYKKER' | 'RENTE')[]): Promise<void> => { for (const a of arter) await s.spaer(a, krav, '2020-01-01', '2031-01-01'); };

it('barred below the limit: the family is written off the day after, and what is paid afterwards is received, never owed', async () => {
  s = await scenarie({ fra: '2026-02-20' });
  await s.krav('K', kr('300.00'), { forfald: '2023-03-15' });
  await spaer('K', 'RYKKER');
  await s.spaer('RENTE', 'K', '2020-01-01', '2026-01-16');
  await s.nat('2026-03-20');
  expect(await s.rest('K')).toEqual({ hovedstol: '0.00', renter: '0.00', gebyrer: '0.00' });
  expect((await feed('K')).slice(-4)).toEqual(['FORAELDET 2026-03-17 300.00', 'AFSKREVET 2026-03-17 300.00', 'AFSLUTTET 2026-03-17 0.00', 'RENTE_TILSKREVET 2026-03-16 3.00']); // of the month before; it lapses with its hovedkrav the night after
  await s.indbetaling(kr('120.00'), { dato: '2026-03-25', krav: 'K' });
  const foer = (await feed('K')).length;
  await s.nat('2026-04-10');
  expect(await feed('K', foer)).toEqual(['GENINDGAAET 2026-03-25 111.00', 'GENAABNET 2026-03-25 111.00', 'BETALT 2026-03-25 111.00', 'AFSLUTTET 2026-03-25 0.00'] /* renter of 9.00 first */);
  await fortael('foraeldet-og-betalt-alligevel');
  const t = await tekster('K');
  expect(t.find((x) => x.startsWith('300,00 kr. er afskrevet'))).toBe('300,00 kr. er afskrevet 17.03.2026 (FORAELDELSE). Årsag: forældelse (forældelsesloven §§ 2-5; renter og gebyrer bortfalder med hovedkravet, § 23, stk. 2). Kravet er forældet og kan ikke længere kræves betalt. Det er forældet fra 17.03.2026.');
  expect(t.find((x) => x.includes('indgået'))).toMatch(/er indgået 25.03.2026 på det afskrevne og dækker kravet for så meget. Resten er fortsat forældet og kræves ikke.$/);
});

it('barred above the limit: proposed once, made anew when it expired, and written off as a second person approved it', async () => {
  s = await scenarie({ fra: '2026-03-10' });
  await s.krav('K', kr('2000.00'), { forfald: '2023-03-15' });
  await spaer('K', 'RYKKER', 'RENTE');
  await s.nat('2026-03-31');
  expect(await aabne()).toMatchObject([{ dato: '2026-03-17', beloeb: '2000.00', foreslaaetAf: 'scenarie' }]);
  await s.nat('2026-04-05');
  const [nyt] = await aabne();
  expect(nyt).toMatchObject({ dato: '2026-04-01' });
  await expect(godkend({ godkendelseId: nyt!.id, hash: nyt!.hash }, 'scenarie')).rejects.toMatchObject({ kode: 'SAMME_PERSON' });
  expect((await s.rest('K')).hovedstol).toBe('2000.00');
  await godkend({ godkendelseId: nyt!.id, hash: nyt!.hash });
  await s.nat('2026-04-20');
  expect(await aabne()).toEqual([]);
  await fortael('foraeldet-over-graensen');
  expect((await tekster('K')).at(-1)).toMatch(/ Foreslået af scenarie og godkendt af bo\.$/);
});

it('a rejected proposal is not made again, until something is otherwise; an open one is replaced when the rest is another', async () => {
  s = await scenarie({ fra: '2026-03-10' });
  await s.krav('K', kr('2000.00'), { forfald: '2023-03-15' });
  await spaer('K', 'RYKKER', 'RENTE');
  await s.nat('2026-03-18');
  const [f] = await aabne();
  await som('bo', (tx) => s.m.get(GodkendelseService).afvis(tx, f!.id, 'Der er en erkendelse på sagen'));
  await s.nat('2026-04-30');
  expect(await aabne()).toEqual([]);
  await s.indbetaling(kr('100.00'), { dato: '2026-04-28', krav: 'K' });
  await s.nat('2026-05-02');
  expect(await aabne()).toMatchObject([{ beloeb: '1900.00' }]);
  await s.indbetaling(kr('1500.00'), { dato: '2026-05-02', krav: 'K' });
  await s.nat('2026-05-03');
  expect(await aabne()).toEqual([]); // 400 is below the limit, and is written off
  expect((await s.rest('K')).hovedstol).toBe('0.00');
  expect(await s.brud()).toEqual([]);
  expect(await som('bo', async (tx) => (await s.m.get(GodkendelseService).liste(tx, {}, undefined, 10)).map((x) => [x.beloeb, x.status]))).toEqual([['2000.00', 'AFVIST'], ['1900.00', 'BORTFALDET']]);
});

it('not barred after all: the write-off is taken back on its own day', async () => {
  s = await scenarie({ fra: '2026-03-10' });
  await s.krav('K', kr('300.00'), { forfald: '2023-03-15' });
  await spaer('K', 'RYKKER', 'RENTE');
  await s.nat('2026-03-20');
  expect((await s.rest('K')).hovedstol).toBe('0.00');
  await s.tx((tx) => s.m.get(ForaeldelsesregisterService).registrer(tx, { kravIder: [s.id('K')], art: 'ERKENDELSE', dato: dato('2026-03-01'), evidens: 'Brev' }));
  await s.nat('2026-03-22');
  expect((await s.rest('K')).hovedstol).toBe('300.00');
  await fortael('ikke-foraeldet-alligevel');
});

it('an insolvent estate by hand, approved by another; then a dividend, which the bank takes back again', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('K', kr('5000.00'), { forfald: '2026-01-15' });
  await spaer('K', 'RYKKER');
  await s.nat('2026-03-20');
  const v = await afskriv('K', { aarsag: 'DOEDSBO', begrundelse: 'Boet er sluttet uden midler', dokumentation: 'Journal 2026-17' });
  expect(v).toMatchObject({ udfald: 'FORESLAAET', beslutningId: null });
  await s.nat('2026-03-25');
  await expect(godkend(v, 'ane')).rejects.toMatchObject({ kode: 'SAMME_PERSON' });
  await godkend(v);
  await s.nat('2026-05-01');
  expect(await s.rest('K')).toEqual({ hovedstol: '0.00', renter: '0.00', gebyrer: '0.00' });
  await s.indbetaling(kr('800.00'), { dato: '2026-05-01', krav: 'K' });
  await s.nat('2026-05-10');
  expect(await s.rest('K')).toEqual({ hovedstol: '0.00', renter: '0.00', gebyrer: '0.00' });
  await s.tilbage('K', kr('800.00'));
  await s.nat('2026-05-20');
  expect(await s.rest('K')).toEqual({ hovedstol: '0.00', renter: '0.00', gebyrer: '0.00' });
  await fortael('doedsbo-og-dividende');
  expect((await tekster('K')).at(-1)).toMatch(/afskrevet igen .*, fordi betalingen er ført tilbage\.$/);
});

it.each<[string, string, string, NyAfskrivning['aarsag'], string[]]>([
  ['all that is left of a konkurs', '300.00', '700.00', 'KONKURS', ['700.00', '700.00', '500.00']],
  ['some of an insolvent estate', '300.00', '200.00', 'DOEDSBO', ['200.00', '200.00', '0.00']],
])('what two people reopened after money came is not written off by the night: %s', async (_navn, ind, beloeb, aarsag, [genaabnet, gaaet, betalt]) => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('K', kr('1000.00'), { forfald: '2026-01-15' });
  await spaer('K', 'RYKKER', 'RENTE');
  await s.nat('2026-01-20');
  await godkend(await afskriv('K', { aarsag, begrundelse: 'Boet er sluttet', dokumentation: 'Journal 2026-18' }));
  await s.indbetaling(kr(ind), { dato: '2026-02-02', krav: 'K' });
  await s.nat('2026-02-10');
  expect((await s.rest('K')).hovedstol).toBe('0.00');
  await godkend(await genaabn('K', { beloeb: kr(beloeb), begrundelse: 'Er vendt hjem' }));
  await s.nat('2026-02-20');
  expect((await s.rest('K')).hovedstol).toBe(genaabnet);
  await s.tilbage('K', kr(ind)); // the money that came is written off again, and that alone
  await s.nat('2026-03-01');
  expect((await s.rest('K')).hovedstol).toBe(gaaet);
  await s.indbetaling(kr('200.00'), { dato: '2026-03-02', krav: 'K' });
  await s.nat('2026-03-10');
  expect([(await s.rest('K')).hovedstol, await s.brud()]).toEqual([betalt, []]);
});

it('released: what is paid afterwards stays the debtor’s money, pays what else he owes, and a person is asked', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('K', kr('1000.00'), { forfald: '2026-01-15' });
  await s.krav('L', kr('250.00'), { forfald: '2026-02-27' });
  for (const k of ['K', 'L']) await spaer(k, 'RYKKER', 'RENTE');
  await s.nat('2026-01-20');
  await godkend(await afskriv('K', { aarsag: 'EFTERGIVELSE', begrundelse: 'Særlige grunde' }));
  await s.nat('2026-03-10');
  await s.indbetaling(kr('400.00'), { dato: '2026-03-10', krav: 'K' });
  await s.nat('2026-03-20');
  expect([await s.rest('K'), await s.rest('L')]).toEqual([{ hovedstol: '0.00', renter: '0.00', gebyrer: '0.00' }, { hovedstol: '0.00', renter: '0.00', gebyrer: '0.00' }]);
  expect(await s.tx((tx) => tx.sql(`select art, krav_id as krav, tekst from opgave`))).toEqual([{ art: 'BETALING_TIL_EFTERGIVET_KRAV', krav: s.id('K'), tekst: `150,00 kr. er betalt 10.03.2026 til krav ${s.id('K')}, som er eftergivet eller omfattet af akkord eller gældssanering og derfor ikke genåbnes. Beløbet står til gode hos debitor: afgør, om det skal udbetales.` }]);
  await expect(genaabn('K', { begrundelse: 'Vi fortryder' })).rejects.toMatchObject({ kode: 'GENAABNING_EFTER_EFTERGIVELSE' });
  await fortael('eftergivet-og-betalt');
});

it('a small residual whose payment bounces is owed again, with interest as if it had never been written off', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('K', kr('1000.00'), { forfald: '2026-01-15' });
  await s.indbetaling(kr('995.00'), { dato: '2026-01-14', krav: 'K' });
  await spaer('K', 'RYKKER');
  await s.nat('2026-03-05');
  expect((await s.rest('K')).hovedstol).toBe('0.00');
  await s.tilbage('K', kr('995.00'));
  await s.nat('2026-03-20');
  expect(await s.rest('K')).toEqual({ hovedstol: '1000.00', renter: '30.00', gebyrer: '0.00' });
  await fortael('bagatel-hvis-betaling-gaar-tilbage');
});

it('a claim that waits to be billed, written off as a residual and then not paid after all, waits with all of it', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.saet('faktureringsmindst', '50.00');
  await s.krav('K', kr('1000.00'), { forfald: '2026-01-15', faktureret: false });
  await s.indbetaling(kr('995.00'), { dato: '2026-01-14', krav: 'K' });
  await s.nat('2026-03-05');
  expect((await s.rest('K')).hovedstol).toBe('0.00');
  await s.tilbage('K', kr('995.00'));
  await s.nat('2026-03-07');
  expect((await s.rest('K')).hovedstol).toBe('1000.00');
  expect(await s.brud()).toEqual([]);
});

it('reopened by hand: owed again from that day, with its old date of forældelse, and refused once that has passed', async () => {
  s = await scenarie({ fra: '2023-04-01' });
  await s.saet('afskrivningHaandgraense', '1500.00');
  await s.krav('K', kr('1000.00'), { forfald: '2023-04-14' });
  await s.krav('G', kr('900.00'), { forfald: '2023-04-14', debitor: 'B' });
  for (const k of ['K', 'G']) await spaer(k, 'RYKKER', 'RENTE');
  await s.nat('2023-05-01');
  for (const k of ['K', 'G']) expect(await afskriv(k, { aarsag: 'UERHOLDELIG', begrundelse: 'Ukendt opholdssted' })).toMatchObject({ udfald: 'UDFOERT', godkendelseId: null });
  await s.nat('2024-06-01');
  expect(await genaabn('K', { beloeb: kr('600.00'), begrundelse: 'Er vendt hjem' })).toMatchObject({ udfald: 'UDFOERT' });
  await s.nat('2024-06-03');
  expect((await s.rest('K')).hovedstol).toBe('600.00');
  await expect(genaabn('K', { beloeb: kr('400.01'), begrundelse: 'For meget' })).rejects.toMatchObject({ kode: 'GENAABNING_OVERSTIGER_DET_AFSKREVNE' });
  s.dag = '2026-04-14' as Lokaldato;
  expect(await genaabn('G', { beloeb: kr('1.00'), begrundelse: 'Sidste dag' })).toMatchObject({ udfald: 'UDFOERT' });
  await s.nat('2026-04-15');
  await expect(genaabn('G', { begrundelse: 'For sent' })).rejects.toMatchObject({ kode: 'GENAABNING_EFTER_FORAELDELSE' });
  await fortael('genaabnet-i-haanden');
});

it('the upgrade wakes what is barred already, and money that waits at an account with something written off', async () => {
  s = await scenarie({ fra: '2026-03-10' });
  await s.saet('afskrivningHaandgraense', '1500.00');
  await s.krav('K', kr('300.00'), { forfald: '2023-03-15' });
  await s.krav('L', kr('200.00'), { forfald: '2026-02-15', debitor: 'B' });
  await s.krav('M', kr('200.00'), { forfald: '2026-02-15', debitor: 'C' });
  for (const k of ['K', 'L', 'M']) await spaer(k, 'RYKKER', 'RENTE');
  await afskriv('L', { aarsag: 'UERHOLDELIG', begrundelse: 'Ukendt opholdssted' });
  await s.spaer('UDLIGNING', 'K', '2026-01-01', '2031-01-01'); // held, so that it is open when the upgrade comes
  await s.nat('2026-03-18');
  await s.indbetaling(kr('50.00'), { dato: '2026-03-18', krav: 'L' });
  const sql = readFileSync(join(rodmappe(), 'migrations', 'kommune', '0016b-afskrivning.sql'), 'utf8');
  await medKlient(s.d.adminUrl, async (k) => {
    await k.query(`set search_path = k_${KOMMUNE}; update vagt set tidligst = 'infinity' where trin = 'afskriv'`);
    await k.query(sql.slice(sql.indexOf('insert into vagt')));
  });
  expect(await s.tx(async (tx) => (await tx.raekker<[string]>(`select krav_id from vagt where trin = 'afskriv' and tidligst < 'infinity' order by 1`)).map(([k]) => k))).toEqual([s.id('K'), s.id('L')]);
});

it('the same books whether what was paid is known in time, or when the nights were run already', async () => {
  const spil = async (hverNat: boolean): Promise<string[]> => {
    s = await scenarie({ fra: '2026-02-20' });
    for (const [navn, beloeb, debitor] of [['A', '300.00', 'A'], ['B', '499.00', 'A'], ['C', '100.00', 'C']] as const) { await s.krav(navn, kr(beloeb), { forfald: '2023-03-15', debitor, type: 'HUSLEJE' }); await spaer(navn, 'RYKKER'); }
    await s.nat('2026-02-20', { nyeste: false });
    s.dag = '2026-02-21' as Lokaldato;
    if (hverNat) { await s.nat('2026-03-24', { nyeste: false }); s.dag = '2026-03-25' as Lokaldato; }
    await s.indbetaling(kr('120.00'), { dato: '2026-03-25', krav: 'A' });
    await s.indbetaling(kr('100.00'), { dato: '2026-03-10', krav: 'C' });
    await s.nat('2026-04-10', { nyeste: false });
    const b = await s.boeger();
    expect(await s.brud()).toEqual([]);
    await s.slut();
    return b;
  };
  const facit = await spil(true);
  expect(facit.some((l) => l.startsWith('A HOVEDKRAV  AFSKRIVNING 2026-03-17'))).toBe(true);
  expect(await spil(false)).toEqual(facit);
  s = await scenarie({ fra: '2026-01-01' });
});
