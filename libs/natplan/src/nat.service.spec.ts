import { dato, kr, plusDage } from '#app/kernel';
import { afslutKoersel } from '#app/platform';
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

const breve = (): Promise<[string, number][]> => s.tx((tx) => tx.raekker<[string, number]>(`select dato, count(*)::int from rykkerbrev group by 1 order by 1`));
/** Takes the night of `dag` forward until `trin` has parts that wait. */
async function tilTrin(dag: string, trin: string): ReturnType<NatService['fremad']> {
  for (;;) {
    const f = await nat().fremad(s.hvem(dato(dag)));
    if (f.ventende.length === 0 || f.ventende[0]!.trin === trin) return f;
    for (const v of f.ventende) await nat().koerDel(s.hvem(dato(dag)), v);
  }
}

it.each([['before its letters', 'renter', [], undefined], ['among its letters', 'rykker', [['2026-01-25', 1]], { UDSAT: 2 }]] as const)('a night held %s and resumed on a later day sends none dated in the past; a night of that day does', async (_, trin, sendt, udsat) => {
  s = await scenarie({ fra: '2026-01-10' });
  for (const n of ['A', 'B', 'C']) await s.krav(n, kr('1000.00'), { forfald: '2026-01-15', debitor: n });
  s.dag = dato('2026-01-25');
  await s.tx((tx) => nat().begynd(tx, s.dag, { nyeste: true, dele: DELE }));
  const f = await tilTrin('2026-01-25', trin);
  await nat().koerDel(s.hvem(), f.ventende[0]!);
  await s.tx((tx) => koersler().saetStatus(tx, f.nat!.id, ['I_GANG'], 'PAUSE'));
  s.dag = dato('2026-02-03');
  await s.tx((tx) => koersler().saetStatus(tx, f.nat!.id, ['PAUSE'], 'I_GANG'));
  await nat().koerNat(s.hvem(), dato('2026-01-25'));
  expect(await breve()).toEqual(sendt);
  const natten = await s.tx((tx) => koersler().hent(tx, f.nat!.id));
  expect([natten.status, natten.trin.find((t) => t.art === 'rykker')?.resultat.antal['UDSAT']]).toEqual(['AFSLUTTET', udsat?.UDSAT]);
  await nat().indhent(s.hvem(), s.dag);
  expect(await breve()).toEqual([...sendt, ['2026-02-03', 3 - sendt.length]]);
});

it('a step that is held, resumed or stopped is its night: nothing runs past it', async () => {
  s = await scenarie({ fra: '2026-01-10' });
  for (const n of ['A', 'B']) await s.krav(n, kr('1000.00'), { forfald: '2026-01-15', debitor: n });
  const dag = dato('2026-01-21');
  s.dag = dag;
  await s.tx((tx) => nat().begynd(tx, dag, { nyeste: true, dele: DELE }));
  const f = await tilTrin('2026-01-21', 'renter');
  const trin = f.ventende[0]!.koerselId;
  const status = (id: string) => s.tx(async (tx) => (await koersler().hent(tx, id)).status);
  expect(await s.tx((tx) => koersler().saetStatus(tx, trin, ['I_GANG'], 'PAUSE'))).toMatchObject({ id: f.nat!.id, status: 'PAUSE' });
  await nat().koerNat(s.hvem(), dag);
  expect([await status(f.nat!.id), (await s.rest('A')).renter]).toEqual(['PAUSE', '0.00']);
  expect(await s.tx((tx) => koersler().saetStatus(tx, trin, ['PAUSE'], 'I_GANG'))).toMatchObject({ id: f.nat!.id, status: 'I_GANG' });
  await s.tx((tx) => tx.skriv(`update koersel set status = 'PAUSE' where id = $1`, [trin])); // held by itself, before this was so
  await nat().koerNat(s.hvem(), dag);
  expect(await status(f.nat!.id)).toBe('PAUSE');
  await s.tx((tx) => koersler().saetStatus(tx, f.nat!.id, ['PAUSE'], 'I_GANG'));
  await expect(s.tx((tx) => afslutKoersel(tx, f.nat!.id))).rejects.toMatchObject({ kode: 'KOERSEL_HAR_AABNE_TRIN' });
  expect(await s.tx((tx) => koersler().saetStatus(tx, trin, ['I_GANG'], 'STOPPET'))).toMatchObject({ id: f.nat!.id, status: 'STOPPET' });
  await nat().koerNat(s.hvem(), dag);
  expect([await status(f.nat!.id), (await s.rest('A')).renter]).toEqual(['STOPPET', '0.00']);
  await expect(s.tx((tx) => koersler().saetStatus(tx, trin, ['I_GANG'], 'PAUSE'))).rejects.toMatchObject({ kode: 'IKKE_FUNDET' });
  s.dag = plusDage(dag, 1);
  await nat().indhent(s.hvem(), s.dag);
  expect((await s.rest('A')).renter).toBe('10.00');
});

it('steps with nothing due are recorded together, in one statement, and the night is as ever', async () => {
  s = await scenarie({ fra: '2026-01-10' });
  await s.krav('A', kr('1000.00'), { forfald: '2026-01-15' });
  await s.nat('2026-01-20');
  await s.tx((tx) => tx.skriv(`update vagt set tidligst = 'infinity'`)); // all is asleep
  s.dag = dato('2026-01-21');
  await nat().koerNat(s.hvem(), s.dag);
  const k = await s.tx(async (tx) => koersler().hent(tx, (await koersler().nyesteNat(tx))!));
  expect([k.status, k.trin.map((t) => [t.art, t.status, t.dele])]).toEqual(['AFSLUTTET', ['udlign', 'foraeldelsesradar', 'foraeldelse', 'fakturer', 'fakturanumre', 'renter', 'rykker', 'afskriv', 'psrmkontrol', 'dagsafslut']
    .map((art) => [art, 'AFSLUTTET', ['foraeldelsesradar', 'fakturanumre', 'dagsafslut'].includes(art) ? 1 : 0])]);
  const sammen = await s.tx((tx) => tx.raekker<[string[]]>( // the rows of one statement share transaction and command
    `select array_agg(art order by id) from koersel where forgaenger_id = $1 and not exists (select 1 from koersel_del d where d.koersel_id = koersel.id) group by xmin::text, cmin::text order by min(id)`, [k.id]));
  expect(sammen).toEqual([[['udlign']], [['foraeldelse', 'fakturer']], [['renter', 'rykker', 'afskriv', 'psrmkontrol']]]);
});
