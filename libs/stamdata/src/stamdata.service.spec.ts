import { setTimeout } from 'node:timers/promises';
import { Test, type TestingModule } from '@nestjs/testing';
import { dato, ForretningsFejl, plusDage } from '#app/kernel';
import { Database, PlatformModule, type Tx } from '#app/platform';
import { AftaleindholdModule, AftaleService, HaefterService, IdentService, KontaktService, laesNummer, OpgaveService, PartnerService, PlaceringService, type Haefter, type Placering } from '#app/stamdata';
import { KOMMUNE, NABO, nyTestdatabase, type Testdatabase } from '../../../test/testdb.js';

let d: Testdatabase;
let m: TestingModule;
let db: Database;
let nr = 0;
const DAG = dato('2026-03-02');
const paa = <T>(arbejde: (tx: Tx) => Promise<T>, dag = DAG): Promise<T> => db.iKommune({ kommuneId: KOMMUNE, bruger: 'sagsbehandler', forretningsdato: dag }, arbejde);
const cpr = (): string => `010180${String(2000 + nr++)}`;
const person = (navn = 'Ane Ager', nummer = cpr()): Promise<string> => paa((tx) => m.get(PartnerService).opret(tx, { art: 'ZCPR', nummer, oplysninger: { navn } }, dato('2020-01-01')));
async function plads(nummer = cpr(), indhold = 'BARN-1', type = 'BOERN'): Promise<Placering> {
  return paa(async (tx) => {
    const r = await m.get(PlaceringService).find(tx, [{ art: 'ZCPR', nummer, navn: 'Ane Ager', kontotype: type, fagsystem: 'NEXUS', indhold }], dato('2020-01-01'));
    await tx.skrivSamlet(r.skrivninger);
    return r.placeringer[0]!;
  });
}
const kode = async (arbejde: Promise<unknown>): Promise<string | undefined> => arbejde.then(() => undefined, (f: unknown) => (f instanceof ForretningsFejl ? (f.felter[0]?.kode ?? f.kode) : String(f)));
/** A moment apart from what stands before and after it: the database counts finer than Date. */
const nu = async (): Promise<Date> => { await setTimeout(3); const t = new Date(); await setTimeout(3); return t; };
const laes = (id: string, dag = DAG, kendt?: Date) => paa((tx) => m.get(PartnerService).hent(tx, id, 'Prøve', true, dag, kendt));

beforeAll(async () => {
  d = await nyTestdatabase();
  m = await Test.createTestingModule({ imports: [PlatformModule.forRoot(d.config), AftaleindholdModule] }).compile();
  db = m.get(Database);
});
afterAll(async () => { await m?.close(); await db?.luk(); await d?.slet(); });

it('a partner of each type; the number decides it where it can', async () => {
  const opret = (art: 'ZCPR' | 'ZEPNR' | 'ZCVR', nummer: string, type?: 'ADMINISTRATOR' | 'BIDRAGSPERSON' | 'BIDRAGSBERETTIGET' | 'VIRKSOMHED') => paa((tx) => m.get(PartnerService).opret(tx, { art, nummer, type, oplysninger: { navn: 'N' } }, dato('2020-01-01')));
  const typer = await Promise.all([opret('ZCPR', cpr()), opret('ZEPNR', '6707614285'), opret('ZCVR', '13748136'), opret('ZCPR', cpr(), 'ADMINISTRATOR'), opret('ZCPR', cpr(), 'BIDRAGSPERSON'), opret('ZCPR', cpr(), 'BIDRAGSBERETTIGET')].map(async (p) => (await laes(await p)).type));
  expect(typer).toEqual(['BORGER', 'ERSTATNINGSPERSON', 'VIRKSOMHED', 'ADMINISTRATOR', 'BIDRAGSPERSON', 'BIDRAGSBERETTIGET']);
  expect(await kode(opret('ZCPR', cpr(), 'VIRKSOMHED'))).toBe('IDENT_PASSER_IKKE');
  expect(await kode(opret('ZCVR', '13748136'))).toBe('IDENT_TILHOERER_ANDEN');
});

it.each([['ZCPR', '3113801234', 'CPR_UGYLDIGT'], ['ZCVR', '12345678', 'CVR_UGYLDIGT'], ['GLN', '7300011000018', 'GLN_UGYLDIGT'], ['AKR', '123', 'AKR_UGYLDIGT'], ['ZEPNR', '0101801234', 'ERSTATNINGSCPR_UGYLDIGT']] as const)('a bad %s is refused by its own kode', (art, nummer, forventet) => {
  expect(() => laesNummer(art, 'nummer', nummer)).toThrow(expect.objectContaining({ kode: forventet }) as Error);
});

it('what is true and what was known are two questions', async () => {
  const id = await person();
  const foer = await nu();
  await paa((tx) => m.get(PartnerService).ret(tx, id, dato('2026-01-10'), { vejnavn: 'Birkevej', husnummer: '1' }));
  const mellem = await nu();
  await paa((tx) => m.get(PartnerService).ret(tx, id, dato('2025-12-01'), { vejnavn: 'Egevej' }, dato('2026-02-01')));
  const vej = async (dag: string, kendt?: Date) => (await laes(id, dato(dag), kendt)).vejnavn;
  expect([await vej('2025-11-30'), await vej('2025-12-01'), await vej('2026-01-31'), await vej('2026-02-01')]).toEqual([null, 'Egevej', 'Egevej', 'Birkevej']);
  expect([await vej('2026-01-15', foer), await vej('2025-12-15', mellem), await vej('2026-01-15', mellem)]).toEqual([null, null, 'Birkevej']);
  expect((await laes(id, dato('2026-01-20'))).husnummer).toBeNull(); // the correction began before the number was known
  expect((await paa((tx) => m.get(PartnerService).historik(tx, id, true))).length).toBeGreaterThan(3);
});

it('a number changes on a day: the old one is kept with its days, the type follows, the task is done', async () => {
  const id = await paa((tx) => m.get(PartnerService).opret(tx, { art: 'ZEPNR', nummer: '6101801234', oplysninger: { navn: 'Uden Nummer', cprStatus: '60' } }, dato('2020-01-01')));
  const opgaver = () => paa((tx) => m.get(OpgaveService).liste(tx, { forretningspartnerId: id, ogsaaAfsluttede: false }, undefined, 10));
  expect((await opgaver()).map((o) => o.art)).toEqual(['SKIFT_NUMMER']);
  const ny = cpr();
  await paa((tx) => m.get(IdentService).skift(tx, id, 'ZEPNR', { art: 'ZCPR', nummer: ny }, dato('2026-02-01')));
  expect(await laes(id)).toMatchObject({ type: 'BORGER', identer: [{ art: 'ZCPR', nummer: ny }] });
  expect((await laes(id, dato('2026-01-31'))).identer).toEqual([{ art: 'ZEPNR', nummer: '6101801234' }]);
  expect(await opgaver()).toEqual([]);
  const numre = await paa((tx) => m.get(IdentService).historik(tx, id, false));
  expect(numre.map((n) => [n.art, n.nummer, n.gyldigFra, n.gyldigTil, n.kendtTil === null])).toEqual([
    ['ZCPR', `${ny.slice(0, 6)}-****`, '2026-02-01', 'infinity', true], ['ZEPNR', '610180-****', '1900-01-01', '2026-02-01', true], ['ZEPNR', '610180-****', '1900-01-01', 'infinity', false]]);
  expect((await paa((tx) => m.get(PlaceringService).find(tx, [{ art: 'ZCPR', nummer: ny, kontotype: 'BOERN', fagsystem: 'NEXUS', indhold: 'X' }], DAG))).placeringer[0]!.forretningspartnerId).toBe(id);
  const skift = (art: 'ZCPR' | 'ZCVR', til: string) => kode(paa((tx) => m.get(IdentService).skift(tx, id, art, { art: 'ZCPR', nummer: til }, DAG)));
  expect([await skift('ZCPR', ny), await skift('ZCVR', cpr())]).toEqual(['IDENT_PASSER_IKKE', 'IDENT_PASSER_IKKE']);
  const anden = cpr();
  await person('Anden', anden);
  expect(await skift('ZCPR', anden)).toBe('IDENT_TILHOERER_ANDEN');
});

it('a status or an end that a person must act on makes one task, however often it is said', async () => {
  const id = await person();
  for (const til of [{ cprStatus: '90' }, { cprStatus: '90', navn: 'Bo' }, { cprStatus: '20' }]) await paa((tx) => m.get(PartnerService).ret(tx, id, DAG, til));
  const firma = await paa((tx) => m.get(PartnerService).opret(tx, { art: 'ZCVR', nummer: '24256790', oplysninger: { navn: 'Smedjen I/S', virksomhedsform: 'IS' } }, dato('2020-01-01')));
  await paa((tx) => m.get(PartnerService).ret(tx, firma, DAG, { ophoert: dato('2026-02-28') }));
  const opgaver = (p: string) => paa((tx) => m.get(OpgaveService).liste(tx, { forretningspartnerId: p, ogsaaAfsluttede: false }, undefined, 10));
  expect((await opgaver(id)).map((o) => o.art)).toEqual(['DOEDSBO']);
  const [o] = await opgaver(firma);
  expect(o).toMatchObject({ art: 'VIRKSOMHED_OPHOERT', afsluttet: null });
  await paa((tx) => m.get(OpgaveService).afslut(tx, o!.id, 'Interessenterne er fundet'));
  expect(await opgaver(firma)).toEqual([]);
  expect(await kode(paa((tx) => m.get(OpgaveService).afslut(tx, o!.id, 'igen')))).toBe('IKKE_FUNDET');
});

it('who is liable is a list from a day on; what it was, and was known to be, stays', async () => {
  const p = await plads();
  const [a, b, doed, firma] = [await person('A'), await person('B'), await person('D'), await paa((tx) => m.get(PartnerService).opret(tx, { art: 'ZCVR', nummer: '10000009', oplysninger: { virksomhedsform: 'APS', ophoert: dato('2026-01-01') } }, dato('2020-01-01')))];
  await paa((tx) => m.get(PartnerService).ret(tx, doed, dato('2025-12-01'), { cprStatus: '90' }));
  const service = m.get(HaefterService);
  const objekt = { niveau: 'AFTALEINDHOLD', id: p.aftaleindholdId, ejer: p.forretningspartnerId } as const;
  const saet = (liste: Haefter[], fra = '2026-01-01') => paa((tx) => service.saet(tx, objekt, liste, dato(fra)));
  const paaDag = async (dag: string, kendt?: Date) => (await paa((tx) => service.paa(tx, objekt, dato(dag), kendt))).map((h) => `${h.forretningspartnerId} ${h.form}${h.andel === undefined ? '' : ` ${h.andel.taeller}/${h.andel.naevner}`}`);
  await saet([{ forretningspartnerId: a, form: 'SOLIDARISK' }]);
  const kendt = await nu();
  await saet([{ forretningspartnerId: p.forretningspartnerId, form: 'PRO_RATA', andel: { taeller: 1, naevner: 3 } }, { forretningspartnerId: b, form: 'PRO_RATA', andel: { taeller: 2, naevner: 3 } }], '2026-02-01');
  expect([await paaDag('2025-12-31'), await paaDag('2026-01-31'), await paaDag('2026-02-01')]).toEqual([[], [`${a} SOLIDARISK`], [`${p.forretningspartnerId} PRO_RATA 1/3`, `${b} PRO_RATA 2/3`]]);
  expect(await paaDag('2026-02-01', kendt)).toEqual([`${a} SOLIDARISK`]);
  expect(await kode(saet([{ forretningspartnerId: b, form: 'PRO_RATA', andel: { taeller: 1, naevner: 3 } }]))).toBe('ANDELE_ER_IKKE_EN');
  const admin = await paa((tx) => m.get(PartnerService).opret(tx, { art: 'ZCPR', nummer: cpr(), type: 'ADMINISTRATOR', oplysninger: {} }, dato('2020-01-01')));
  for (const id of [doed, firma, admin]) expect([id, await kode(saet([{ forretningspartnerId: id, form: 'SOLIDARISK' }]))]).toEqual([id, 'KAN_IKKE_HAEFTE']);
  expect(await kode(saet([{ forretningspartnerId: '999', form: 'SOLIDARISK' }]))).toBe('IKKE_FUNDET');
  expect(await paaDag('2026-02-01')).toHaveLength(2);
  await saet([], '2026-02-15');
  expect(await paaDag('2026-02-15')).toEqual([]);
  expect((await paa((tx) => service.historik(tx, objekt))).length).toBe(6);
});

it('accounts and aftaleindhold are described from a day on, and letters go to others', async () => {
  const p = await plads();
  const [barn, far, revisor] = [await person('Barn'), await person('Far'), await person('Revisor')];
  const s = m.get(AftaleService);
  await paa(async (tx) => {
    await s.retKonto(tx, p.aftalekontoId, { betegnelse: 'Underholdsbidrag', boetMarkering: true }, dato('2026-01-01'));
    await s.retKonto(tx, p.aftalekontoId, { boetMarkering: false }, dato('2026-03-01'));
    await s.retIndhold(tx, p.aftaleindholdId, { art: 'NORMALBIDRAG', betalingsspecifikation: 'Bidrag til 010112-1234', bidragspersonId: barn, bidragsberettigetId: far }, dato('2026-01-01'));
  });
  expect(await paa((tx) => s.konto(tx, p.aftalekontoId, dato('2026-02-28')))).toEqual({ betegnelse: 'Underholdsbidrag', boetMarkering: true });
  expect(await paa((tx) => s.konto(tx, p.aftalekontoId, DAG))).toEqual({ betegnelse: 'Underholdsbidrag', boetMarkering: false });
  expect(await paa((tx) => s.indhold(tx, p.aftaleindholdId, DAG))).toEqual({ art: 'NORMALBIDRAG', betegnelse: null, betalingsspecifikation: 'Bidrag til 010112-1234', bidragspersonId: barn, bidragsberettigetId: far });
  expect(await paa((tx) => tx.sql(`select 1 from aftaleindhold_version v where v::text like '%010112%'`))).toEqual([]);
  expect(await kode(paa((tx) => s.retIndhold(tx, p.aftaleindholdId, { bidragspersonId: '999' }, DAG)))).toBe('IKKE_FUNDET');
  expect(await kode(paa((tx) => s.retKonto(tx, '999', {}, DAG)))).toBe('IKKE_FUNDET');

  const modtagere = async (dag: string) => (await paa((tx) => s.korrespondance(tx, 'AFTALEKONTO', p.aftalekontoId, dato(dag)))).map((k) => `${k.rolle} ${k.forretningspartnerId}`);
  await paa(async (tx) => {
    await s.saetKorrespondent(tx, 'AFTALEKONTO', p.aftalekontoId, { rolle: 'MODTAGER', forretningspartnerId: far }, dato('2026-01-01'));
    await s.saetKorrespondent(tx, 'AFTALEKONTO', p.aftalekontoId, { rolle: 'ADMINISTRATOR', forretningspartnerId: revisor }, dato('2026-01-01'), dato('2026-04-01'));
    await s.saetKorrespondent(tx, 'AFTALEKONTO', p.aftalekontoId, { rolle: 'MODTAGER', forretningspartnerId: revisor }, dato('2026-02-01'));
  });
  expect([await modtagere('2026-01-15'), await modtagere('2026-02-15'), await modtagere('2026-04-01')]).toEqual([
    [`ADMINISTRATOR ${revisor}`, `MODTAGER ${far}`], [`ADMINISTRATOR ${revisor}`, `MODTAGER ${revisor}`], [`MODTAGER ${revisor}`]]);
  expect(await kode(paa((tx) => s.fjernKorrespondent(tx, 'AFTALEINDHOLD', p.aftaleindholdId, { rolle: 'MODTAGER', forretningspartnerId: far }, DAG)))).toBe('IKKE_FUNDET');
});

it('addresses, payment agreements and liable people of a company', async () => {
  const [id, anden] = [await person(), await person()];
  const s = m.get(KontaktService);
  await paa((tx) => s.saetAdresse(tx, id, { vejnavn: 'Storgatan', husnummer: '5', postnummer: '211 42', postdistrikt: 'Malmö', by: null, landekode: 'SE' }, dato('2026-01-01'), plusDage(DAG, 30)));
  expect(await paa((tx) => s.adresser(tx, id))).toMatchObject([{ landekode: 'SE', gyldigFra: '2026-01-01', gyldigTil: '2026-04-01' }]);
  const bs = { pbsNummer: '01234567', debitorgruppe: '00001', kundenummer: '4711', aftalenummer: '123456789' };
  await paa((tx) => s.saetBsAftale(tx, id, bs, DAG));
  expect(await kode(paa((tx) => s.saetBsAftale(tx, anden, bs, DAG)))).toBe('BS_AFTALE_TILHOERER_ANDEN');
  expect(await kode(paa((tx) => s.afmeldBsAftale(tx, anden, bs, DAG)))).toBe('IKKE_FUNDET');
  await paa((tx) => s.afmeldBsAftale(tx, id, bs, plusDage(DAG, 1)));
  expect(await paa((tx) => s.bsAftaler(tx, id))).toMatchObject([{ kundenummer: '4711', gyldigTil: plusDage(DAG, 1) }]);
  await paa((tx) => s.saetBsAftale(tx, anden, bs, plusDage(DAG, 1)));

  const firma = (form: string, nummer: string) => paa((tx) => m.get(PartnerService).opret(tx, { art: 'ZCVR', nummer, oplysninger: { navn: 'Firma', virksomhedsform: form } }, dato('2020-01-01')));
  const [is, aps] = [await firma('IS', '10000017'), await firma('APS', '10000025')];
  await paa((tx) => s.saetRelation(tx, { forretningspartnerId: is, tilId: id, art: 'INTERESSENT' }, dato('2024-01-01')));
  expect(await kode(paa((tx) => s.saetRelation(tx, { forretningspartnerId: aps, tilId: id, art: 'INTERESSENT' }, DAG)))).toBe('KAN_IKKE_HAEFTE');
  expect(await kode(paa((tx) => s.saetRelation(tx, { forretningspartnerId: id, tilId: anden, art: 'INDEHAVER' }, DAG)))).toBe('KAN_IKKE_HAEFTE');
  await paa((tx) => s.fjernRelation(tx, { forretningspartnerId: is, tilId: id, art: 'INTERESSENT' }, DAG));
  expect(await paa((tx) => s.relationer(tx, id))).toMatchObject([{ forretningspartnerId: is, gyldigTil: DAG }]);
});

it('the protected address is for those who may see ids; a neighbour kommune sees nothing at all', async () => {
  const id = await person('Beskyttet');
  await paa((tx) => m.get(PartnerService).ret(tx, id, DAG, { adressebeskyttet: true, vejnavn: 'Skjulvej', husnummer: '1' }));
  expect((await paa((tx) => m.get(PartnerService).hent(tx, id, 'Prøve', false))).vejnavn).toBeNull();
  expect((await paa((tx) => m.get(PartnerService).historik(tx, id, false))).filter((v) => v.vejnavn !== null)).toEqual([]);
  expect((await laes(id)).vejnavn).toBe('Skjulvej');
  expect(await kode(db.iKommune({ kommuneId: NABO, bruger: 'x' }, (tx) => m.get(PartnerService).hent(tx, id, 'Prøve', true)))).toBe('IKKE_FUNDET');
});
