import { Test, type TestingModule } from '@nestjs/testing';
import { dato, ForretningsFejl, kr, type Lokaldato } from '#app/kernel';
import { Database, PlatformModule, type Tx } from '#app/platform';
import { KravsbilagModule, KravService, SammenlaegService, SoegningService, type NytKrav } from '#app/krav';
import { KontaktService, PartnerService } from '#app/stamdata';
import { KOMMUNE, nyTestdatabase, type Testdatabase } from '../../../test/testdb.js';

let d: Testdatabase;
let m: TestingModule;
let db: Database;
let nr = 0;
const DAG = dato('2026-03-02');
const paa = <T>(arbejde: (tx: Tx) => Promise<T>, fagsystem?: string): Promise<T> => db.iKommune({ kommuneId: KOMMUNE, bruger: 'test', forretningsdato: DAG, ...(fagsystem === undefined ? {} : { fagsystem }) }, arbejde);
const krav = (debitor: NytKrav['debitor'], reference: string, fagsystem = 'NEXUS', indhold = 'I1', forfald: Lokaldato = dato('2026-02-01')) => paa((tx) => m.get(KravService).opret(tx, {
  fagsystem, reference, debitor, indhold, kravstype: 'DAGINST', stiftelsesdato: dato('2026-01-01'), forfaldsdato: forfald, srb: forfald, linjer: [{ deltransaktion: 'YDELSE', beloeb: kr('100.00') }] }));
const debitor = (navn: string, vejnavn?: string): NytKrav['debitor'] => ({ art: 'ZCPR', nummer: `010180${String(3000 + nr++)}`, navn, ...(vejnavn === undefined ? {} : { adresse: { vejnavn, husnummer: '12', postnummer: '8600', postdistrikt: 'Silkeborg' } }) });
const soeg = async (tekst: string, fagsystem?: string): Promise<string[]> => (await paa((tx) => m.get(SoegningService).soeg(tx, tekst, 20), fagsystem)).map((f) => `${f.sted} ${f.navn ?? '-'}`);

beforeAll(async () => {
  d = await nyTestdatabase();
  m = await Test.createTestingModule({ imports: [PlatformModule.forRoot(d.config), KravsbilagModule] }).compile();
  db = m.get(Database);
});
afterAll(async () => { await m?.close(); await db?.luk(); await d?.slet(); });

it('one box finds by number, part of a name in any spelling, address, customer number, payment id and reference', async () => {
  const bo = debitor('Bo Ågaard-Sørensen', 'Lærkevej');
  const k = await krav(bo, 'NEXUS-17');
  await krav(debitor('Ane Aagaard', 'Ørnevej'), 'NEXUS-18');
  await krav(debitor('Zoe Zeuthen', 'Lærkevej'), 'BIB-1', 'BIBLIOTEK');
  await paa((tx) => m.get(KontaktService).saetBsAftale(tx, k.forretningspartnerId, { pbsNummer: '01234567', debitorgruppe: '00001', kundenummer: '998877', aftalenummer: '1' }, DAG));
  expect(await soeg(bo.nummer)).toEqual(['CPR Bo Ågaard-Sørensen']);
  expect(await soeg('aagaard')).toEqual(['NAVN Ane Aagaard', 'NAVN Bo Ågaard-Sørensen']);
  expect(await soeg('sörensen')).toEqual(['NAVN Bo Ågaard-Sørensen']);
  expect(await soeg('lærkevej 12')).toEqual(['ADRESSE Bo Ågaard-Sørensen', 'ADRESSE Zoe Zeuthen']);
  expect(await soeg('998877')).toEqual(['KUNDENUMMER Bo Ågaard-Sørensen']);
  expect(await soeg(k.betalingsId)).toEqual(['BETALINGSID Bo Ågaard-Sørensen']);
  expect(await soeg('NEXUS-17')).toEqual(['REFERENCE Bo Ågaard-Sørensen']);
  expect(await soeg('100%')).toEqual([]);
  expect([await soeg('lærkevej', 'BIBLIOTEK'), await soeg('NEXUS-17', 'BIBLIOTEK'), await soeg(bo.nummer, 'BIBLIOTEK'), await soeg('998877', 'NEXUS')]).toEqual([['ADRESSE Zoe Zeuthen'], [], [], []]);
});

it('a protected address is neither found nor shown', async () => {
  const k = await krav(debitor('Hemmelig Hansen', 'Skjulstræde'), 'H-1');
  expect(await soeg('skjulstræde')).toEqual(['ADRESSE Hemmelig Hansen']);
  await paa((tx) => m.get(PartnerService).ret(tx, k.forretningspartnerId, dato('2026-01-01'), { adressebeskyttet: true }));
  expect(await soeg('skjulstræde')).toEqual([]);
  expect(await paa((tx) => m.get(SoegningService).soeg(tx, 'hemmelig', 5))).toMatchObject([{ adresse: null, adressebeskyttet: true }]);
});

it('two partners that were one: accounts, numbers, watches and balances follow, histories stay, claims of the old number find the one', async () => {
  const gammel = { ...debitor('Ukendt Ukendtsen'), art: 'ZEPNR' as const, nummer: '6101801299' };
  const ny = debitor('Kendt Kendtsen');
  const k1 = await krav(gammel, 'S-1');
  const k2 = await krav(ny, 'S-2');
  const bib = await krav(gammel, 'S-3', 'BIBLIOTEK', 'L1');
  const r = await paa((tx) => m.get(SammenlaegService).laegSammen(tx, k1.forretningspartnerId, k2.forretningspartnerId, dato('2026-02-15'), 'Fik personnummer'));
  expect(r).toMatchObject({ tilId: k2.forretningspartnerId, krav: 3 });
  const ejere = await paa((tx) => tx.raekker(`select distinct a.forretningspartner_id, o.forretningspartner_id, v.forretningspartner_id from kravsbilag k join aftalekonto a on a.id = k.aftalekonto_id
    join aaben_post o on o.krav_id = k.id join vagt v on v.krav_id = k.id where k.id = any($1::bigint[])`, [[k1.kravId, k2.kravId, bib.kravId]]));
  expect(ejere).toEqual([[k2.forretningspartnerId, k2.forretningspartnerId, k2.forretningspartnerId]]);
  const igen = await krav(gammel, 'S-4');
  expect(igen).toMatchObject({ forretningspartnerId: k2.forretningspartnerId, aftalekontoId: k2.aftalekontoId });
  expect(await paa((tx) => tx.raekker(`select forretningspartner_id, gyldig_fra, gyldig_til from aftalekonto_ejer where aftalekonto_id = $1 and kendt_til = 'infinity' order by 2`, [k1.aftalekontoId])))
    .toEqual([[k1.forretningspartnerId, '1900-01-01', '2026-02-15'], [k2.forretningspartnerId, '2026-02-15', 'infinity']]);
  expect(await paa((tx) => m.get(PartnerService).hent(tx, k1.forretningspartnerId, 'Prøve', true))).toMatchObject({ navn: 'Ukendt Ukendtsen', sammenlagtMed: k2.forretningspartnerId });
  const kode = (arbejde: (tx: Tx) => Promise<unknown>): Promise<string> => paa(arbejde).then(() => 'INGEN', (f: unknown) => (f instanceof ForretningsFejl ? f.kode : String(f)));
  expect(await kode((tx) => m.get(PartnerService).ret(tx, k1.forretningspartnerId, DAG, { navn: 'X' }))).toBe('PARTNER_ER_SAMMENLAGT');
  const laeg = (fra: string, til: string, dag = DAG) => kode((tx) => m.get(SammenlaegService).laegSammen(tx, fra, til, dag, 'prøve'));
  const firma = await paa((tx) => m.get(PartnerService).opret(tx, { art: 'ZCVR', nummer: '13748136', oplysninger: {} }, dato('2020-01-01')));
  expect([await laeg(k1.forretningspartnerId, k2.forretningspartnerId), await laeg(k2.forretningspartnerId, k2.forretningspartnerId), await laeg(k2.forretningspartnerId, firma), await laeg(k2.forretningspartnerId, '999'), await laeg(firma, k2.forretningspartnerId, dato('2026-03-03'))])
    .toEqual(['PARTNER_ER_SAMMENLAGT', 'KAN_IKKE_SAMMENLAEGGES', 'KAN_IKKE_SAMMENLAEGGES', 'IKKE_FUNDET', 'DATO_I_FREMTIDEN']);
});
