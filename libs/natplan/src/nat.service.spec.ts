import { dato, kr, plusDage } from '#app/kernel';
import { KoerselfejlService, KoerselService, NatService, VerificerService } from '#app/natplan';
import { scenarie, type Scenarie } from '../../../test/scenarie.js';

let s: Scenarie;
afterEach(() => s?.slut());
const nat = (): NatService => s.m.get(NatService);
const koersler = (): KoerselService => s.m.get(KoerselService);
const DELE = { poster: 1, mindstePartnere: 1, andelPartnere: 0 };

it('a debtor that fails is listed with kode, the others are done, and the run is never green', async () => {
  s = await scenarie({ fra: '2026-01-10' });
  for (const n of ['A', 'B', 'C']) await s.krav(n, kr('1000.00'), { forfald: '2026-01-15', debitor: n });
  // somebody else took the noegle that B's first interest needs
  await s.tx((tx) => tx.skriv(`insert into bilag (id, noegle, art, virkningsdato, bogfoeringsdato, bruger, registreret) values ($1, $2, 'KRAV', '2026-01-16', '2026-01-16', 'x', now())`, ['5', `rente:${s.id('B')}:2026-01-16:1`]));
  await s.nat('2026-01-22', { nyeste: false });
  expect([await s.rest('A'), await s.rest('B'), await s.rest('C')].map((r) => r.renter)).toEqual(['10.00', '0.00', '10.00']);
  const alle = await s.tx(async (tx) => Promise.all((await koersler().liste(tx, 50)).map((k) => koersler().hent(tx, k.id))));
  const ramt = alle.filter((k) => k.status === 'AFSLUTTET_MED_FEJL');
  expect(ramt.length).toBeGreaterThan(0);
  expect(await s.tx((tx) => s.m.get(KoerselfejlService).liste(tx, ramt[0]!.id))).toEqual([expect.objectContaining({ forretningspartnerId: s.partner('B'), kode: 'SAMTIDIG_AENDRING' })]);
});

it('nights run once each, in order, letters on the newest only', async () => {
  s = await scenarie({ fra: '2026-01-10' });
  await s.krav('A', kr('1000.00'), { forfald: '2026-01-15' });
  await nat().koerNat(s.hvem(dato('2026-01-20')), dato('2026-01-20'));
  await expect(nat().koerNat(s.hvem(), dato('2026-01-22'))).rejects.toMatchObject({ kode: 'NAT_UDEN_FOR_RAEKKE' });
  expect(await nat().indhent(s.hvem(dato('2026-01-30')), dato('2026-01-30'))).toHaveLength(10);
  expect(await nat().indhent(s.hvem(dato('2026-01-30')), dato('2026-01-30'))).toEqual([]);
  const breve = await s.tx((tx) => tx.sql(`select dato from rykkerbrev`));
  expect(breve).toEqual([{ dato: '2026-01-30' }]); // due on the 25th, sent on the newest date caught up
});

it('a night can be held between two parts, goes on where it stopped, and shows how far it is', async () => {
  s = await scenarie({ fra: '2026-01-10' });
  for (const n of ['A', 'B', 'C', 'D']) await s.krav(n, kr('1000.00'), { forfald: '2026-01-15', debitor: n });
  const dag = dato('2026-01-21');
  await s.tx((tx) => nat().begynd(tx, dag, { nyeste: true, dele: DELE }));
  for (const helhed of ['foraeldelsesradar', 'fakturanumre']) { // one part each, over the whole book
    const [del] = (await nat().fremad(s.hvem(dag))).ventende;
    expect(del!.trin).toBe(helhed);
    await nat().koerDel(s.hvem(dag), del!);
  }
  const f = await nat().fremad(s.hvem(dag));
  expect(f.ventende.map((v) => v.trin)).toEqual(['renter', 'renter', 'renter', 'renter']);
  await nat().koerDel(s.hvem(dag), f.ventende[0]!);
  const natId = f.nat!.id;
  await s.tx((tx) => koersler().saetStatus(tx, natId, ['I_GANG'], 'PAUSE'));
  await nat().koerDel(s.hvem(dag), f.ventende[1]!); // a job already on its way does nothing
  const holdt = await s.tx((tx) => koersler().hent(tx, f.ventende[0]!.koerselId));
  expect([holdt.dele, holdt.faerdigeDele, holdt.status]).toEqual([4, 1, 'PAUSE']);
  expect(holdt.debitorerPrSekund).toBeGreaterThan(0);
  await s.tx((tx) => koersler().saetStatus(tx, natId, ['PAUSE'], 'I_GANG'));
  await nat().koerNat(s.hvem(dag), dag);
  const slut = await s.tx((tx) => koersler().hent(tx, natId));
  expect(slut.status).toBe('AFSLUTTET');
  expect(slut.trin.map((t) => t.art)).toEqual(['udlign', 'foraeldelsesradar', 'foraeldelse', 'fakturer', 'fakturanumre', 'renter', 'rykker', 'afskriv', 'psrmkontrol', 'dagsafslut']);
  expect(slut.trin.find((t) => t.art === 'renter')!.resultat).toEqual({ antal: { TILSKREVET: 4 }, beloeb: { RENTER: '40.00' } });
});

it('one step alone, and verificer names what is broken', async () => {
  s = await scenarie({ fra: '2026-01-25' });
  await s.krav('A', kr('1000.00'), { forfald: '2026-01-15' });
  const k = await nat().koerTrin(s.hvem(), 'renter');
  expect([k.status, k.resultat.antal]).toEqual(['AFSLUTTET', { TILSKREVET: 1 }]);
  await expect(nat().koerTrin(s.hvem(), 'findes-ikke')).rejects.toMatchObject({ kode: 'TRIN_UKENDT' });
  expect(await s.brud()).toEqual([]);
  await s.tx((tx) => tx.skriv(`update aaben_post set rest = rest + 1`));
  const udfald = await s.tx((tx) => s.m.get(VerificerService).verificer(tx));
  expect(udfald.filter((u) => !u.ok).map((u) => u.kode)).toEqual(['AABEN_POST_STEMMER']);
});

it('the balance on two axes: what was owed on a day, as it was known on another', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('A', kr('1000.00'), { forfald: '2026-01-15', srb: '2026-01-20' });
  const { SaldoService } = await import('#app/bogholderi');
  const idag = await s.tx(async (tx) => (await tx.sql<{ d: string }>(`select (clock_timestamp() at time zone 'Europe/Copenhagen')::date as d`))[0]!.d);
  const saldo = (paa: string, kendt: string) => s.tx((tx) => s.m.get(SaldoService).saldo(tx, s.konto('A'), dato(paa), dato(kendt)));
  expect(await saldo('2026-01-10', idag)).toMatchObject({ ialt: '1000.00', ikkeForfalden: '1000.00', forfalden: '0.00', overskredet: '0.00' });
  expect(await saldo('2026-01-18', idag)).toMatchObject({ forfalden: '1000.00' });
  expect(await saldo('2026-01-21', idag)).toMatchObject({ overskredet: '1000.00' });
  expect(await saldo('2026-01-21', plusDage(dato(idag), -1))).toMatchObject({ ialt: '0.00' });
});
