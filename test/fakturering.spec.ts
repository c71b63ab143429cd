import fc from 'fast-check';
import { dato, kr, plusDage } from '#app/kernel';
import { Fakturatrin, ProeverapportService, ProeveService } from '#app/natplan';
import { ForaeldelsesregisterService } from '#app/foraeldelse';
import { SammenlaegService } from '#app/krav';
import { AftaleService } from '#app/stamdata';
import { UdligningService } from '#app/udligning';
import { scenarie, type Kravvalg, type Scenarie } from './scenarie.js';
import { spilBegge } from './vagtspil.js';

const venter = (v: Kravvalg): Kravvalg => ({ ...v, faktureret: false });
let s: Scenarie;
afterEach(async () => { await s?.slut(); });

interface Regning { id: string; nr: string | null; dato: string; srb: string; kravsum: string; betalt: string; beloeb: string; betalingsId: string; pbs: string | null }
const regninger = (): Promise<Regning[]> => s.tx((tx) => tx.sql<Regning>(`select id, regnskabsaar || '/' || fakturanummer as nr, dato, srb, kravsum, betalt, beloeb, betalings_id as "betalingsId", pbs_nummer as pbs from faktureringsbilag order by id`));
const kort = async (): Promise<string[]> => (await regninger()).map((r) => `${r.nr} ${r.dato} SRB ${r.srb} ${r.kravsum} - ${r.betalt} = ${r.beloeb}`);
const datoer = (navn: string): Promise<unknown[]> => s.tx((tx) => tx.sql(`select forfaldsdato, srb, faktureret, foraeldelsesdato from kravsbilag where id = $1`, [s.id(navn)]));
const breve = (): Promise<Record<string, unknown>[]> => s.tx((tx) => tx.sql<{ indhold: Buffer }>(`select indhold from udbakke where art = 'OPKRAEVNING' order by id`).then((r) => r.map((x) => JSON.parse(tx.noegler.dekrypterTekst(x.indhold)) as Record<string, unknown>)));
const feed = (navn: string): Promise<string[]> => s.tx((tx) => tx.sql<{ t: string }>(`select art || ' ' || virkningsdato || coalesce(' ' || beloeb, '') as t from haendelse where krav_id = $1 order by xid, id`, [s.id(navn)]).then((r) => r.map((x) => x.t)));

it('claims of one debtor come on one bill a month ahead; its own payment id pays them all, oldest first', async () => {
  s = await scenarie({ fra: '2026-01-05' });
  await s.krav('K1', kr('1000.00'), venter({ forfald: '2026-02-27' }));
  await s.krav('K2', kr('500.00'), venter({ forfald: '2026-02-27', type: 'SFO' }));
  await s.krav('K3', kr('70.00'), venter({ forfald: '2026-02-27', debitor: 'B' }));
  expect(await datoer('K1')).toEqual([{ forfaldsdato: '2026-02-27', srb: '2026-02-27', faktureret: 'infinity', foraeldelsesdato: '2029-02-27' }]);
  await s.nat('2026-01-27');
  expect(await kort()).toEqual([]);
  await s.nat('2026-01-28');
  expect(await kort()).toEqual(['2026/1 2026-01-28 SRB 2026-02-27 1500.00 - 0.00 = 1500.00', '2026/2 2026-01-28 SRB 2026-02-27 70.00 - 0.00 = 70.00']);
  expect(await feed('K1')).toEqual(['OPRETTET 2026-01-05 1000.00', 'FAKTURERET 2026-01-28 1000.00']);
  const [faelles, ene] = await regninger();
  expect(ene!.betalingsId).toBe(s.betalingsId('K3')); // one claim: the claim's own
  expect(faelles!.betalingsId).not.toBe(s.betalingsId('K1'));
  const [brev] = await breve();
  expect(brev).toMatchObject({ brev: 'FAK', faktureringsbilagId: faelles!.id, kravsum: '1500.00', beloeb: '1500.00', srb: '2026-02-27', betaling: { art: 'INDBETALINGSKORT', kortart: '71', betalingsId: faelles!.betalingsId }, krav: [{ ialt: '1000.00' }, { ialt: '500.00' }] });
  s.dag = dato('2026-02-20');
  await s.betalId(kr('1200.00'), '2026-02-20', faelles!.betalingsId, 'K1');
  expect([(await s.rest('K1')).hovedstol, (await s.rest('K2')).hovedstol]).toEqual(['0.00', '300.00']);
  expect(await s.tx(async (tx) => (await s.m.get(UdligningService).forklar(tx, s.id('K2'))).udligninger.map((u) => [u.beloeb.toFixed(2), u.grund]))).toEqual([['200.00', 'OEREMAERKET']]);
  await s.nat('2026-03-20');
  expect((await s.rest('K2')).gebyrer).toBe('250.00'); // reminded after the bill's SRB
  expect(await s.brud()).toEqual([]);
});

it('a claim registered too late gets a new SRB before it is billed; it is told, and what follows counts from the new one', async () => {
  s = await scenarie({ fra: '2026-03-02' });
  await s.krav('OFFENTLIG', kr('4000.00'), venter({ forfald: '2026-03-05', stiftelse: '2026-02-01' }));
  await s.krav('CIVIL', kr('600.00'), venter({ forfald: '2026-03-05', stiftelse: '2026-02-01', type: 'FAKTURA', debitor: 'B' }));
  await s.nat('2026-03-02');
  expect(await datoer('OFFENTLIG')).toEqual([{ forfaldsdato: '2026-03-05', srb: '2026-03-16', faktureret: '2026-03-02', foraeldelsesdato: '2029-03-05' }]);
  expect(await datoer('CIVIL')).toEqual([{ forfaldsdato: '2026-03-16', srb: '2026-03-16', faktureret: '2026-03-02', foraeldelsesdato: '2029-03-05' }]); // our late bill gives no one more time (forældelsesloven § 2)
  expect(await feed('OFFENTLIG')).toEqual(['OPRETTET 2026-02-01 4000.00', 'SRB_AENDRET 2026-03-16', 'FAKTURERET 2026-03-02 4000.00']);
  expect(await feed('CIVIL')).toEqual(['OPRETTET 2026-02-01 600.00', 'FORFALD_AENDRET 2026-03-16', 'SRB_AENDRET 2026-03-16', 'FAKTURERET 2026-03-02 600.00']);
  await s.nat('2026-03-25');
  expect(await s.rest('OFFENTLIG')).toEqual({ hovedstol: '4000.00', renter: '40.00', gebyrer: '0.00' }); // § 3 counts from forfald, first posted after SRB
  await s.nat('2026-03-26');
  expect((await s.rest('OFFENTLIG')).gebyrer).toBe('250.00');
  expect(await s.brud()).toEqual([]);
  // the same claim sent again is the same claim, though its dates were moved
  expect(await s.igen('OFFENTLIG')).toBe('FANDTES');
});

it('nothing happens to a claim that is not billed: no rente, no rykker, and it says why', async () => {
  s = await scenarie({ fra: '2026-01-05' });
  await s.saet('faktureringsmindst', '200.00');
  await s.krav('K1', kr('150.00'), venter({ forfald: '2026-01-20' }));
  await s.nat('2026-04-01');
  expect(await s.rest('K1')).toEqual({ hovedstol: '150.00', renter: '0.00', gebyrer: '0.00' });
  expect(await s.hvorforIkkeRykket('K1')).toMatchObject({ art: 'VENT', grund: 'IKKE_FAKTURERET' });
  s.dag = dato('2026-04-02');
  await s.krav('K2', kr('60.00'), venter({ forfald: '2026-05-01' }));
  await s.nat('2026-04-02'); // together they are enough, and K1 takes the bill's SRB
  expect(await kort()).toEqual(['2026/1 2026-04-02 SRB 2026-05-01 210.00 - 0.00 = 210.00']);
  expect(await datoer('K1')).toEqual([expect.objectContaining({ srb: '2026-05-01' })]);
  await s.nat('2026-05-06');
  expect((await s.rest('K1')).renter).toBe('6.00'); // four begun months from forfald, first charged when the SRB it was billed with had passed
  expect(await s.brud()).toEqual([]);
});

it('a credit balance is used first: the bill asks for the rest, or for nothing', async () => {
  s = await scenarie({ fra: '2026-01-05' });
  await s.krav('GAMMEL', kr('300.00'), venter({ forfald: '2026-01-30' }));
  await s.nat('2026-01-06');
  s.dag = dato('2026-01-10');
  await s.indbetaling(kr('1000.00'), { dato: '2026-01-10', krav: 'GAMMEL' }); // 700.00 too much
  await s.krav('NY', kr('900.00'), venter({ forfald: '2026-03-02' }));
  await s.nat('2026-02-02');
  expect(await kort()).toEqual(['2026/1 2026-01-05 SRB 2026-01-30 300.00 - 0.00 = 300.00', '2026/2 2026-01-31 SRB 2026-03-02 900.00 - 700.00 = 200.00']);
  expect((await s.rest('NY')).hovedstol).toBe('200.00');
  expect((await breve()).at(-1)).toMatchObject({ betalt: '700.00', beloeb: '200.00', tekst: expect.stringContaining('Der er trukket 700,00 kr. fra') as string });
  s.dag = dato('2026-02-10');
  await s.indbetaling(kr('500.00'), { dato: '2026-02-10', krav: 'NY' });
  await s.krav('SIDST', kr('250.00'), venter({ forfald: '2026-04-01' }));
  await s.nat('2026-03-02');
  expect((await kort()).at(-1)).toBe('2026/3 2026-03-02 SRB 2026-04-01 250.00 - 250.00 = 0.00');
  expect((await breve()).at(-1)).toMatchObject({ betaling: { art: 'INGEN' }, tekst: expect.stringContaining('Du skal ikke gøre noget') as string });
  expect(await s.brud()).toEqual([]);
});

it('credit that one bill has counted on is not taken by a claim billed later, however old: whoever pays each bill in full and in time owes nothing', async () => {
  s = await scenarie({ fra: '2026-01-05' });
  await s.krav('GAMMEL', kr('300.00'), venter({ forfald: '2026-01-20' }));
  await s.nat('2026-01-06');
  s.dag = dato('2026-01-10');
  await s.indbetaling(kr('1000.00'), { dato: '2026-01-10', krav: 'GAMMEL' }); // 700.00 too much
  await s.krav('NY', kr('900.00'), venter({ forfald: '2026-02-15' }));
  await s.nat('2026-02-05');
  await s.krav('SEN', kr('700.00'), venter({ forfald: '2026-01-15', stiftelse: '2026-01-02' })); // due before NY was billed
  await s.nat('2026-02-08');
  expect((await kort()).slice(1)).toEqual(['2026/2 2026-01-16 SRB 2026-02-15 900.00 - 700.00 = 200.00', '2026/3 2026-02-06 SRB 2026-02-20 700.00 - 0.00 = 700.00']);
  await s.indbetaling(kr('200.00'), { dato: '2026-02-08', krav: 'NY' });
  expect((await s.rest('NY')).hovedstol).toBe('0.00');
  await s.nat('2026-02-19');
  await s.indbetaling(kr('700.00'), { dato: '2026-02-19', krav: 'SEN' });
  await s.nat('2026-03-20');
  expect([await s.rest('NY'), await s.rest('SEN')]).toEqual(Array(2).fill({ hovedstol: '0.00', renter: '0.00', gebyrer: '0.00' }));
  expect(await s.brud()).toEqual([]);
});

it('a barred claim is not asked for, not from the desk either; acknowledged in time after all, it is', async () => {
  s = await scenarie({ fra: '2026-01-05' });
  const id = await s.krav('K1', kr('600.00'), venter({ forfald: '2022-11-01', stiftelse: '2022-10-01' }));
  expect(await s.tx((tx) => s.m.get(Fakturatrin).nu(tx, s.partner('K1'), true))).toEqual([]); // before any night has looked at it
  await s.nat('2026-01-10');
  expect(await s.tx((tx) => s.m.get(Fakturatrin).nu(tx, s.partner('K1'), true))).toEqual([]);
  s.dag = dato('2026-01-11');
  await s.tx((tx) => s.m.get(ForaeldelsesregisterService).registrer(tx, { art: 'ERKENDELSE', dato: dato('2025-09-01'), kravIder: [id], evidens: 'Brev' }));
  await s.nat('2026-01-12');
  expect(await kort()).toEqual(['2026/1 2026-01-11 SRB 2026-01-26 600.00 - 0.00 = 600.00']);
  expect(await s.brud()).toEqual([]);
});

it('two partners that become one: claims too small for a bill of each come on one', async () => {
  s = await scenarie({ fra: '2026-01-05' });
  await s.krav('K1', kr('6.00'), venter({ forfald: '2026-01-30' }));
  await s.krav('K2', kr('6.00'), venter({ forfald: '2026-01-30', debitor: 'B' }));
  await s.nat('2026-01-10');
  expect(await kort()).toEqual([]);
  await s.tx((tx) => s.m.get(SammenlaegService).laegSammen(tx, s.partner('K2'), s.partner('K1'), s.dag, 'samme person'));
  s.dag = dato('2026-01-11');
  await s.nat('2026-01-11');
  expect(await kort()).toEqual(['2026/1 2026-01-11 SRB 2026-01-30 12.00 - 0.00 = 12.00']);
  expect(await s.brud()).toEqual([]);
});

it('a civil claim due before its bill is due with it, though its SRB stays; only what moved is told', async () => {
  s = await scenarie({ fra: '2026-03-15' });
  await s.krav('CIVIL', kr('600.00'), venter({ forfald: '2026-02-01', srb: '2026-03-31', stiftelse: '2026-01-15', type: 'FAKTURA' }));
  await s.nat('2026-03-15');
  expect(await datoer('CIVIL')).toEqual([{ forfaldsdato: '2026-03-31', srb: '2026-03-31', faktureret: '2026-03-15', foraeldelsesdato: '2029-02-01' }]);
  expect(await feed('CIVIL')).toEqual(['OPRETTET 2026-01-15 600.00', 'FORFALD_AENDRET 2026-03-31', 'FAKTURERET 2026-03-15 600.00']);
  expect(await s.brud()).toEqual([]);
});

it('paid before it is billed it needs no bill; when the money is taken back it does', async () => {
  s = await scenarie({ fra: '2026-01-05' });
  await s.krav('K1', kr('300.00'), venter({ forfald: '2026-03-30' }));
  await s.indbetaling(kr('300.00'), { dato: '2026-01-05', krav: 'K1' });
  await s.nat('2026-03-05');
  expect(await kort()).toEqual([]);
  s.dag = dato('2026-03-06');
  await s.tilbage('K1', kr('300.00'));
  await s.nat('2026-03-06');
  expect(await kort()).toEqual(['2026/1 2026-03-06 SRB 2026-03-30 300.00 - 0.00 = 300.00']);
  expect(await s.brud()).toEqual([]);
});

it('Betalingsservice and another recipient stand on the bill; from the desk it can be made at once', async () => {
  s = await scenarie({ fra: '2026-01-05' });
  await s.krav('K1', kr('300.00'), venter({ forfald: '2026-06-01' }));
  await s.krav('VAERGE', kr('1.00'), venter({ forfald: '2026-06-01', debitor: 'V' }));
  await s.tx(async (tx) => {
    await tx.skriv(`insert into bs_aftale (forretningspartner_id, pbs_nummer, debitorgruppe, kundenummer, aftalenummer, gyldig_fra) values ($1, '01234567', '00001', '4711', '17', '2025-01-01')`, [s.partner('K1')]);
    await s.m.get(AftaleService).saetKorrespondent(tx, 'AFTALEKONTO', s.konto('K1'), { rolle: 'MODTAGER', forretningspartnerId: s.partner('VAERGE') }, s.dag);
  });
  const ider = await s.tx((tx) => s.m.get(Fakturatrin).nu(tx, s.partner('K1'), false));
  expect(ider).toEqual([]); // not its time
  expect(await s.tx((tx) => s.m.get(Fakturatrin).nu(tx, s.partner('K1'), true))).toHaveLength(1);
  expect(await s.tx((tx) => s.m.get(Fakturatrin).nu(tx, s.partner('K1'), true))).toEqual([]);
  expect(await s.tx((tx) => tx.sql(`select modtager_id as m, kundenummer, pbs_nummer, debitorgruppe, fakturanummer::int as nr from faktureringsbilag`))).toEqual([{ m: s.partner('VAERGE'), kundenummer: '4711', pbs_nummer: '01234567', debitorgruppe: '00001', nr: 1 }]);
  expect(await s.tx((tx) => tx.sql(`select forretningspartner_id as p from udbakke where art = 'OPKRAEVNING'`))).toEqual([{ p: s.partner('VAERGE') }]);
  expect((await breve())[0]).toMatchObject({ betaling: { art: 'BETALINGSSERVICE', kundenummer: '4711' } });
  expect(await s.brud()).toEqual([]);
});

it('a bill with moms says rate and amount; a rehearsal of the night leaves no bill but tells of it', async () => {
  s = await scenarie({ fra: '2026-01-05' });
  await s.krav('K1', kr('0.00'), venter({ forfald: '2026-01-30', type: 'FAKTURA', linjer: [['SALG_MOMS', kr('1250.00')], ['YDELSE', kr('99.95')]] }));
  const p = await s.m.get(ProeveService).proev(s.hvem(), dato('2026-01-06'));
  const linjer = await s.tx((tx) => s.m.get(ProeverapportService).linjer(tx, p.koerselId));
  expect(linjer.filter((l) => l.art === 'FAKTURA')).toMatchObject([{ beloeb: '1349.95', trin: 'fakturer' }]);
  expect(await kort()).toEqual([]);
  await s.nat('2026-01-06');
  expect(await breve()).toMatchObject([{ moms: '250.00', krav: [{ linjer: [{ moms: { sats: '25.00', beloeb: '250.00', udenMoms: '1000.00' } }, { beloeb: '99.95' }] }] }]);
  expect(await s.brud()).toEqual([]);
});

it('a night by vagt bills what a night over everything bills', async () => {
  await spilBegge('2026-01-05', async (spil, valg) => {
    s = spil;
    for (let i = 0; i < 4; i++) {
      await spil.krav(`A${i}`, kr('3.00'), venter({ forfald: plusDage(dato('2026-02-01'), 20 * i), debitor: 'A' }));
      await spil.krav(`B${i}`, kr('400.00'), venter({ forfald: plusDage(dato('2026-01-10'), 25 * i), debitor: i % 2 === 0 ? 'A' : 'B' }));
    }
    await spil.indbetaling(kr('450.00'), { dato: '2026-01-07', krav: 'B0' });
    await spil.nat('2026-05-20', valg);
  });
});

it('whatever comes, every waiting claim is billed once or waits with a reason, and every control holds', async () => {
  const handling = fc.oneof(
    fc.record({ art: fc.constant('krav' as const), oere: fc.integer({ min: 1, max: 500_00 }), om: fc.integer({ min: -20, max: 60 }), hvem: fc.constantFrom('A', 'B'), civil: fc.boolean() }),
    fc.record({ art: fc.constant('betal' as const), oere: fc.integer({ min: 1, max: 900_00 }), nr: fc.nat(5) }),
    fc.record({ art: fc.constant('nat' as const), dage: fc.integer({ min: 0, max: 25 }) }));
  await fc.assert(fc.asyncProperty(fc.array(handling, { minLength: 3, maxLength: 9 }), async (historie) => {
    s = await scenarie({ fra: '2026-01-05' });
    try {
      const navne: string[] = [];
      for (const h of historie) {
        if (h.art === 'krav') {
          navne.push(`K${navne.length}`);
          await s.krav(navne.at(-1)!, kr((h.oere / 100).toFixed(2)), venter({ stiftelse: '2025-12-01', forfald: plusDage(s.dag, h.om), debitor: h.hvem, type: h.civil ? 'FAKTURA' : 'DAGINST' }));
        } else if (h.art === 'betal' && navne.length > 0) await s.indbetaling(kr((h.oere / 100).toFixed(2)), { dato: s.dag, krav: navne[h.nr % navne.length]! });
        else if (h.art === 'nat') { await s.nat(plusDage(s.dag, h.dage)); s.dag = plusDage(s.dag, 1); }
      }
      await s.nat(plusDage(s.dag, 40));
      expect(await s.brud()).toEqual([]);
    } finally { await s.slut(); }
  }), { numRuns: 8 });
});
