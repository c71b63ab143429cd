import fc from 'fast-check';
import { Test, type TestingModule } from '@nestjs/testing';
import { beloebTekst, dato, fraOere, kr, neg, sum } from '#app/kernel';
import { Database, PlatformModule, type Tx } from '#app/platform';
import { bilag, BogholderiService, BOGHOLDERIETS_KONTROLLER } from '#app/bogholderi';
import { EjerskabService, KravService, type NytKrav } from '#app/krav';
import { ReguleringModule, REGULERINGENS_KONTROLLER, ReguleringService, ReguleringslaesningService, type NyRegulering, type Reguleringssvar } from '#app/regulering';
import { UdligningModule, UDLIGNINGENS_KONTROLLER, UdligningService } from '#app/udligning';
import { KOMMUNE, nyTestdatabase, type Testdatabase } from '../../../test/testdb.js';

let d: Testdatabase;
let m: TestingModule;
let db: Database;
let reg: ReguleringService;
let nr = 1000;
const DAG = '2026-03-20';

beforeAll(async () => {
  d = await nyTestdatabase();
  m = await Test.createTestingModule({ imports: [PlatformModule.forRoot(d.config), ReguleringModule, UdligningModule] }).compile();
  db = m.get(Database);
  reg = m.get(ReguleringService);
});
afterAll(async () => { await m?.close(); await db?.luk(); await d?.slet(); });
afterEach(async () => {
  for (const k of [...BOGHOLDERIETS_KONTROLLER, ...UDLIGNINGENS_KONTROLLER, ...REGULERINGENS_KONTROLLER]) expect([k.kode, await som(DAG, (tx) => tx.sql(k.sql))]).toEqual([k.kode, []]);
});

type Oprettet = Awaited<ReturnType<KravService['opret']>>;
const som = <T>(dag: string, arbejde: (tx: Tx) => Promise<T>, fagsystem?: string): Promise<T> => db.iKommune({ kommuneId: KOMMUNE, bruger: 'test', forretningsdato: dato(dag), ...(fagsystem === undefined ? {} : { fagsystem }) }, arbejde);
const debitor = (): NytKrav['debitor'] => ({ art: 'ZCPR', nummer: `010180${++nr}`, navn: 'Ane Ager' });
const krav = (andet: Partial<NytKrav> = {}, dag = '2026-02-01'): Promise<Oprettet> => som(dag, (tx) => m.get(KravService).opret(tx, {
  fagsystem: 'NEXUS', reference: `R${++nr}`, debitor: debitor(), indhold: 'BARN-1', kravstype: 'DAGINST', periodeFra: dato('2026-02-01'), periodeTil: dato('2026-02-28'),
  stiftelsesdato: dato('2026-02-01'), forfaldsdato: dato('2026-03-01'), srb: dato('2026-03-02'), faktureret: true,
  linjer: [{ deltransaktion: 'FULDTID', beloeb: kr('300.00'), tekst: 'Børnehaven Solen' }, { deltransaktion: 'MAD', beloeb: kr('100.00') }], ...andet,
}));
const reguler = (kravId: string, n: Partial<NyRegulering> = {}, v: { dag?: string; fagsystem?: string } = {}): Promise<Reguleringssvar> =>
  som(v.dag ?? DAG, (tx) => reg.reguler(tx, { kravId, art: 'KREDITNOTA', aarsag: 'GENBEREGNING', ...n }), v.fagsystem);
const fortryd = (id: string, t: Parameters<ReguleringService['tilbagefoer']>[2] = {}, fagsystem?: string): Promise<Reguleringssvar> => som(DAG, (tx) => reg.tilbagefoer(tx, id, t), fagsystem);
const linjer = (kravId: string): Promise<string[]> => som(DAG, async (tx) => (await tx.sql<{ id: string }>(`select id from kravlinje where krav_id = $1 order by nr`, [kravId])).map((l) => l.id));
const journal = (kravId: string, arter = ['REGULERING', 'TILBAGEFOERSEL']): Promise<string[]> => som(DAG, async (tx) => (await tx.sql<{ l: string }>(
  `select b.virkningsdato || ' ' || b.art || ': ' || string_agg(p.konto || ' ' || p.beloeb, ', ' order by p.nr) as l from bilag b join postering p on p.bilag_id = b.id where p.krav_id = $1 and b.art = any($2) group by b.id order by b.id`, [kravId, arter])).map((r) => r.l));
const haendelser = (kravId: string): Promise<string[]> => som(DAG, async (tx) => (await tx.sql<{ h: string }>(`select fagsystem || ' ' || art || ' ' || virkningsdato || ' ' || beloeb as h from haendelse where krav_id = $1 and art <> 'OPRETTET' order by xid, id`, [kravId])).map((x) => x.h));
const beskeder = (partner: string): Promise<Record<string, unknown>[]> => som(DAG, async (tx) => (await tx.sql<{ i: Buffer }>(`select indhold as i from udbakke where forretningspartner_id = $1 and art = 'KREDITNOTA' order by id`, [partner])).map((r) => JSON.parse(tx.noegler.dekrypterTekst(r.i)) as Record<string, unknown>));
const vagter = (kravId: string): Promise<string[]> => som(DAG, async (tx) => (await tx.sql<{ v: string }>(`select trin || ' ' || tidligst as v from vagt where krav_id = $1 and tidligst < 'infinity' order by 1`, [kravId])).map((r) => r.v));
const udlign = (k: Oprettet, dag = DAG): Promise<unknown> => som(dag, (tx) => m.get(UdligningService).behandl(tx, [k.forretningspartnerId]));
/** Money that names the claim, as indbetaling books it, and its clearing. */
async function betal(k: Oprettet, beloeb: string, dag: string): Promise<void> {
  await som(dag, async (tx) => {
    const [konto, id, bilagId] = await tx.ids(3) as [string, string, string];
    await tx.skriv(`insert into bankkonto (id, kontonummer, navn, gyldig_fra) values ($1, 'K1', 'Prøvebank', '2026-01-01') on conflict do nothing`, [konto]);
    await tx.skriv(`insert into indbetaling (id, bankkonto_id, noegle, beloeb, virkningsdato, bankdato, krav_id, aftalekonto_id, forretningspartner_id) select $1, b.id, $2, $3, $4, $4, $5, $6, $7 from bankkonto b limit 1`, [id, id, beloeb, dag, k.kravId, k.aftalekontoId, k.forretningspartnerId]);
    await m.get(BogholderiService).bogfoer(tx, [bilag({ id: bilagId, noegle: `indbetaling:${id}`, art: 'INDBETALING', virkningsdato: dato(dag), indbetalingId: id },
      [{ konto: 'BANK', beloeb: kr(beloeb) }, { konto: 'UPLACERET', beloeb: neg(kr(beloeb)), aftalekontoId: k.aftalekontoId, forretningspartnerId: k.forretningspartnerId }])]);
  });
  await udlign(k, dag);
}
const antal = (): Promise<unknown> => som(DAG, (tx) => tx.sql(`select (select count(*) from bilag) b, (select count(*) from regulering) r, (select count(*) from kravsbilag) k, (select count(*) from haendelse) h, (select count(*) from udbakke) u, (select string_agg(v::text, ';' order by v::text) from vagt v) v, (select string_agg(a::text, ';' order by a::text) from aaben_post a) a`));

it('credits a claim on its lines, tells owner and debtor, wakes whom it concerns', async () => {
  const k = await krav();
  const svar = await reguler(k.kravId, { beloeb: kr('100.00'), virkningsdato: dato('2026-02-16'), tekst: 'Meldt ud', reference: `G${++nr}` });
  expect(svar).toMatchObject({
    udfald: 'OPRETTET', krav: { kravId: k.kravId, opkraevet: '300.00', rest: '300.00', tilRaadighed: '0.00' }, foelger: [], gebyrerTilAnnullering: [],
    regulering: { kravId: k.kravId, art: 'KREDITNOTA', aarsag: 'GENBEREGNING', virkningsdato: '2026-02-16', beloeb: '100.00', tekst: 'Meldt ud', fagsystem: 'NEXUS', bruger: 'test', tilbagefoertAfId: null },
  });
  const [a, b] = await linjer(k.kravId);
  expect(svar.regulering.linjer.map((l) => [l.kravlinjeId, l.beloeb])).toEqual([[a, '-75.00'], [b, '-25.00']]);
  expect(await journal(k.kravId)).toEqual(['2026-02-16 REGULERING: DEBITOR -75.00, INDT_DAGINST 75.00, DEBITOR -25.00, INDT_DAGINST 25.00']);
  expect(await haendelser(k.kravId)).toEqual(['NEXUS KREDITERET 2026-02-16 100.00']);
  expect(await vagter(k.kravId)).toEqual(['afskriv 2026-03-20', 'psrmkontrol 2026-03-20', 'renter 2026-03-03', 'rykker 2026-03-03', 'udlign 2026-03-20']);
  const [raat] = await som(DAG, (tx) => tx.sql<{ t: Buffer }>(`select tekst as t from regulering where krav_id = $1`, [k.kravId]));
  expect(raat!.t.toString('latin1')).not.toContain('Meldt');
  expect(await beskeder(k.forretningspartnerId)).toEqual([{
    brev: 'KRE', reguleringId: svar.regulering.id, art: 'KREDITNOTA', aarsag: 'GENBEREGNING', dato: DAG, virkningsdato: '2026-02-16',
    krav: { kravId: k.kravId, kravart: 'HOVEDKRAV', kravstype: 'Daginstitution', reference: expect.any(String) as string, betalingsId: k.betalingsId, stiftelsesdato: '2026-02-01', periodeFra: '2026-02-01', periodeTil: '2026-02-28' },
    oprindelig: { faktureringsbilagId: null, regnskabsaar: null, fakturanummer: null, dato: null, rykkerbrevId: null },
    linjer: [{ tekst: 'Børnehaven Solen', beloeb: '75.00' }, { tekst: 'Daginstitution', beloeb: '25.00' }], ialt: '100.00', kredit: { modregnet: '100.00', tilRaadighed: '0.00' }, begrundelse: 'Meldt ud',
    overskrift: 'Kreditnota', tekst: 'Kravet (daginstitution, 01.02.2026-28.02.2026) er sat ned med 100,00 kr. fra 16.02.2026. Der mangler 300,00 kr. på kravet; renter og gebyrer kommer oveni.',
  }]);
});

it('moms goes with the line it was charged on, and the credit note says so', async () => {
  const k = await krav({ kravstype: 'FAKTURA_MOMS', linjer: [{ deltransaktion: 'VARER', beloeb: kr('100.05') }] });
  await reguler(k.kravId, { beloeb: kr('33.33') });
  expect(await journal(k.kravId)).toEqual([`${DAG} REGULERING: DEBITOR -33.33, SALGSMOMS 6.67, INDT_FAKTURA 26.66`]);
  expect(await beskeder(k.forretningspartnerId)).toMatchObject([{ linjer: [{ beloeb: '33.33', moms: { sats: '25.00', beloeb: '6.67', udenMoms: '26.66' } }], moms: '6.67' }]);
  await reguler(k.kravId, { beloeb: kr('66.72') });
  expect(await som(DAG, (tx) => tx.sql(`select konto, sum(beloeb) as s from postering where krav_id = $1 group by 1 order by 1`, [k.kravId]))).toEqual(['DEBITOR', 'INDT_FAKTURA', 'SALGSMOMS'].map((konto) => ({ konto, s: '0.00' })));
});

it('a paid claim credited in full leaves the money available from its own day, and the next claim is covered by it', async () => {
  const hvem = debitor();
  const k1 = await krav({ debitor: hvem });
  const k2 = await krav({ debitor: hvem, stiftelsesdato: dato('2026-03-01'), forfaldsdato: dato('2026-04-01'), srb: dato('2026-04-01'), linjer: [{ deltransaktion: 'FULDTID', beloeb: kr('250.00') }] });
  await betal(k1, '400.00', '2026-02-26');
  await expect(reguler(k1.kravId, { beloeb: kr('400.00') })).rejects.toMatchObject({ kode: 'KREDIT_OVERSTIGER_RESTEN' });
  const svar = await reguler(k1.kravId, { beloeb: kr('400.00'), tilladOverskydende: true, virkningsdato: dato('2026-02-01') });
  expect(svar.krav).toEqual({ kravId: k1.kravId, opkraevet: '0.00', rest: '-400.00', tilRaadighed: '400.00' });
  expect((await beskeder(k1.forretningspartnerId))[0]).toMatchObject({ kredit: { modregnet: '0.00', tilRaadighed: '400.00' }, tekst: expect.stringContaining('Du har betalt 400,00 kr., som du ikke længere skylder.') as string });
  await udlign(k1);
  expect(await som(DAG, (tx) => tx.sql(`select virkningsdato as v, sum(beloeb) as s from postering where konto = 'UPLACERET' and aftalekonto_id = $1 group by 1 having sum(beloeb) <> 0`, [k1.aftalekontoId]))).toEqual([{ v: '2026-02-26', s: '-400.00' }]);
  expect(await vagter(k2.kravId)).toContain('udlign 2026-04-01');
  await udlign(k1, '2026-04-01');
  expect(await som(DAG, (tx) => tx.sql(`select krav_id, rest from aaben_post where forretningspartner_id = $1 order by krav_id nulls last`, [k1.forretningspartnerId]))).toEqual([{ krav_id: k1.kravId, rest: '0.00' }, { krav_id: k2.kravId, rest: '0.00' }, { krav_id: null, rest: '-150.00' }]);
  expect(await journal(k2.kravId, ['UDLIGNING'])).toEqual(['2026-04-01 UDLIGNING: DEBITOR -250.00']);
});

it('a credit with a later virkningsdato frees the money from that day', async () => {
  const k = await krav();
  await betal(k, '400.00', '2026-02-26');
  await reguler(k.kravId, { beloeb: kr('120.00'), tilladOverskydende: true, virkningsdato: dato('2026-03-10') });
  await udlign(k);
  expect(await journal(k.kravId, ['UDLIGNING'])).toEqual(['2026-02-26 UDLIGNING: DEBITOR -300.00, DEBITOR -100.00', '2026-03-10 UDLIGNING: DEBITOR 90.00, DEBITOR 30.00']);
});

it('a nedregulering of the fagsystem tells the debtor nothing; FK-ØKO T24', async () => {
  const k = await krav({ linjer: [{ deltransaktion: 'FULDTID', beloeb: kr('1500.00') }] });
  await expect(reguler(k.kravId, { art: 'NEDREGULERING', beloeb: kr('1500.01') }, { fagsystem: 'NEXUS' })).rejects.toMatchObject({ kode: 'KREDIT_OVERSTIGER_KRAVET' });
  expect((await reguler(k.kravId, { art: 'NEDREGULERING', beloeb: kr('500.00') }, { fagsystem: 'NEXUS' })).krav.rest).toBe('1000.00');
  expect([await haendelser(k.kravId), await beskeder(k.forretningspartnerId)]).toEqual([[`NEXUS NEDREGULERET ${DAG} 500.00`], []]);
});

it('a claim that waits for its bill is raised and lowered itself', async () => {
  const k = await krav({ faktureret: undefined });
  expect((await reguler(k.kravId, { art: 'OPREGULERING', beloeb: kr('40.00') })).krav.rest).toBe('440.00');
  expect(await journal(k.kravId)).toEqual([`${DAG} REGULERING: DEBITOR 30.00, INDT_DAGINST -30.00, DEBITOR 10.00, INDT_DAGINST -10.00`]);
  await reguler(k.kravId, { art: 'KREDITNOTA', beloeb: kr('440.00') });
  expect(await haendelser(k.kravId)).toEqual([`NEXUS OPREGULERET ${DAG} 40.00`, `NEXUS KREDITERET ${DAG} 440.00`, `NEXUS AFSLUTTET ${DAG} 0.00`]);
  expect(await beskeder(k.forretningspartnerId)).toEqual([]); // nothing was demanded yet
  expect(await vagter(k.kravId)).toEqual([expect.stringContaining('fakturer'), 'psrmkontrol 2026-03-20', 'udlign 2026-03-20']);
});

describe('a raise of what was billed', () => {
  const tillaegskrav = { stiftelsesdato: dato('2026-03-20'), forfaldsdato: dato('2026-04-15'), srb: dato('2026-04-20') };
  it('is a claim of its own on the same account, kravstype and period, named by the regulation', async () => {
    const k = await krav();
    const [a] = await linjer(k.kravId);
    const svar = await reguler(k.kravId, { art: 'OPREGULERING', linjer: [{ kravlinjeId: a!, beloeb: kr('60.00') }], tillaegskrav: { ...tillaegskrav, reference: `T${++nr}` } }, { fagsystem: 'NEXUS' });
    expect(svar).toMatchObject({ krav: { opkraevet: '400.00', rest: '400.00' }, regulering: { art: 'OPREGULERING', virkningsdato: '2026-03-20', beloeb: '60.00', linjer: [{ kravlinjeId: a, bilagId: null, beloeb: '60.00' }] } });
    const [t] = await som(DAG, (tx) => tx.sql(`select k.aftalekonto_id = o.aftalekonto_id and k.aftaleindhold_id = o.aftaleindhold_id and k.kravstype = o.kravstype and k.periode_fra = o.periode_fra and k.periode_til = o.periode_til as ens,
        k.fagsystem, k.fagsystem_reference as ref, k.stiftelsesdato as stiftet, k.forfaldsdato as forfald, k.srb, k.hovedstol, k.faktureret, l.deltransaktion, l.kontering from kravsbilag k join kravlinje l on l.krav_id = k.id, kravsbilag o where k.id = $1 and o.id = $2`, [svar.regulering.tillaegskravId, k.kravId]));
    expect(t).toEqual({ ens: true, fagsystem: 'NEXUS', ref: `T${nr}`, stiftet: '2026-03-20', forfald: '2026-04-15', srb: '2026-04-20', hovedstol: '60.00', faktureret: null, deltransaktion: 'FULDTID', kontering: expect.stringMatching(/^INDT_DAGINST\|/) as string });
    expect(await haendelser(k.kravId)).toEqual(['NEXUS OPREGULERET 2026-03-20 60.00']);
    expect(await journal(k.kravId)).toEqual([]);
  });
  it('asked for at the desk, it waits to be billed here; its reference is made', async () => {
    const k = await krav();
    const { regulering } = await reguler(k.kravId, { art: 'OPREGULERING', beloeb: kr('40.00'), tillaegskrav });
    expect(await som(DAG, (tx) => tx.sql(`select fagsystem_reference as r, faktureret as f, hovedstol as h from kravsbilag where id = $1`, [regulering.tillaegskravId]))).toEqual([{ r: `OPREG-${regulering.id}`, f: 'infinity', h: '40.00' }]);
  });
  it('is undone by annulling the tillægskrav', async () => {
    const k = await krav();
    const { regulering } = await reguler(k.kravId, { art: 'OPREGULERING', beloeb: kr('40.00'), tillaegskrav: { ...tillaegskrav, faktureret: true } });
    const svar = await fortryd(regulering.id);
    expect(svar).toMatchObject({ regulering: { tilbagefoererId: regulering.id, linjer: [] }, foelger: [{ kravId: regulering.tillaegskravId, beloeb: '40.00' }], krav: { rest: '400.00' } });
    expect(await som(DAG, (tx) => m.get(ReguleringslaesningService).kravtal(tx, regulering.tillaegskravId!))).toMatchObject({ opkraevet: '0.00', rest: '0.00' });
    expect(await beskeder(k.forretningspartnerId)).toMatchObject([{ art: 'ANNULLERING', krav: { kravId: regulering.tillaegskravId } }]);
    await expect(fortryd(regulering.id)).rejects.toMatchObject({ kode: 'REGULERING_ER_TILBAGEFOERT' });
  });
  it.each<[string, Partial<NyRegulering>, string]>([
    ['a due date before it began', { tillaegskrav: { ...tillaegskrav, forfaldsdato: dato('2026-03-19') } }, 'FORFALD_FOER_STIFTELSE'],
    ['a reference that is a claim’s', { tillaegskrav: { ...tillaegskrav, reference: 'OPTAGET' } }, 'TILLAEGSKRAV_REFERENCE_BRUGT'],
  ])('is refused: %s', async (_, n, kode) => {
    await krav({ reference: 'OPTAGET', debitor: { art: 'ZCVR', nummer: '13748136' } });
    const k = await krav();
    const foer = await antal();
    await expect(reguler(k.kravId, { art: 'OPREGULERING', beloeb: kr('40.00'), ...n })).rejects.toMatchObject({ kode });
    expect(await antal()).toEqual(foer);
  });
});

it('an annulment takes the claim away on every day whatever was paid, once', async () => {
  const k = await krav();
  await betal(k, '150.00', '2026-02-26');
  await reguler(k.kravId, { beloeb: kr('50.00'), virkningsdato: dato('2026-03-10') });
  const svar = await reguler(k.kravId, { art: 'ANNULLERING', aarsag: 'FEJL_I_KRAV' });
  expect(svar).toMatchObject({ krav: { opkraevet: '0.00', rest: '-150.00', tilRaadighed: '150.00' }, regulering: { virkningsdato: '2026-02-01', beloeb: '350.00' } });
  expect((await journal(k.kravId)).slice(1).map((l) => l.slice(0, 21))).toEqual(['2026-03-10 REGULERING', '2026-02-01 REGULERING']);
  expect((await beskeder(k.forretningspartnerId)).at(-1)).toMatchObject({ art: 'ANNULLERING', overskrift: 'Kreditnota: kravet er annulleret', ialt: '350.00' });
  await udlign(k);
  expect(await som(DAG, (tx) => tx.sql(`select sum(beloeb) as s from postering where konto = 'UPLACERET' and aftalekonto_id = $1 and virkningsdato <= '2026-02-26'`, [k.aftalekontoId]))).toEqual([{ s: '-150.00' }]);
  for (const n of [{ art: 'ANNULLERING' }, { beloeb: kr('1.00') }] as Partial<NyRegulering>[]) await expect(reguler(k.kravId, n)).rejects.toMatchObject({ kode: 'KRAV_ER_ANNULLERET', status: 409 });
  await fortryd(svar.regulering.id);
  await udlign(k);
  expect(await som(DAG, (tx) => m.get(ReguleringslaesningService).kravtal(tx, k.kravId))).toEqual({ kravId: k.kravId, opkraevet: '350.00', rest: '200.00', tilRaadighed: '0.00' });
  expect((await beskeder(k.forretningspartnerId)).at(-1)).toMatchObject({ tilbagefoererId: svar.regulering.id, overskrift: 'Kreditnotaen gælder ikke længere' });
});

it('a regulation is undone once, by mirrored bilag that name it', async () => {
  const k = await krav();
  const { regulering } = await reguler(k.kravId, { beloeb: kr('100.00'), virkningsdato: dato('2026-02-16') });
  const svar = await fortryd(regulering.id, { tekst: 'Forkert barn' });
  expect(svar).toMatchObject({ regulering: { tilbagefoererId: regulering.id, virkningsdato: '2026-02-16', beloeb: '100.00', tekst: 'Forkert barn' }, krav: { opkraevet: '400.00', rest: '400.00' } });
  expect(await journal(k.kravId)).toEqual(['2026-02-16 REGULERING: DEBITOR -75.00, INDT_DAGINST 75.00, DEBITOR -25.00, INDT_DAGINST 25.00', '2026-02-16 TILBAGEFOERSEL: DEBITOR 75.00, INDT_DAGINST -75.00, DEBITOR 25.00, INDT_DAGINST -25.00']);
  expect(await som(DAG, (tx) => tx.sql(`select m.art from bilag b join bilag m on m.id = b.modbilag_id where b.noegle = $1`, [`regulering:${svar.regulering.id}:1`]))).toEqual([{ art: 'REGULERING' }]);
  expect(await haendelser(k.kravId)).toEqual(['NEXUS KREDITERET 2026-02-16 100.00', 'NEXUS REGULERING_TILBAGEFOERT 2026-02-16 100.00']);
  await expect(fortryd(regulering.id)).rejects.toMatchObject({ kode: 'REGULERING_ER_TILBAGEFOERT' });
  await expect(fortryd(svar.regulering.id)).rejects.toMatchObject({ kode: 'TILBAGEFOERSEL_TILBAGEFOERES_IKKE' });
});

it('the same reference is the same regulation; with other content it is refused', async () => {
  const k = await krav();
  const n: Partial<NyRegulering> = { art: 'NEDREGULERING', beloeb: kr('100.00'), reference: `G${++nr}` };
  const foerste = await reguler(k.kravId, n, { fagsystem: 'NEXUS' });
  const foer = await antal();
  expect(await reguler(k.kravId, n, { fagsystem: 'NEXUS', dag: '2026-03-25' })).toEqual({ ...foerste, udfald: 'FANDTES' });
  for (const andet of [{ beloeb: kr('99.00') }, { aarsag: 'ANDET' as const }, { tilladOverskydende: true }]) await expect(reguler(k.kravId, { ...n, ...andet }, { fagsystem: 'NEXUS' })).rejects.toMatchObject({ kode: 'REGULERINGSREFERENCE_HAR_ANDET_INDHOLD', status: 409 });
  expect(await antal()).toEqual(foer);
});

it('a fagsystem reaches its own claims and their regulations only', async () => {
  const k = await krav();
  const { regulering } = await reguler(k.kravId, { beloeb: kr('1.00') });
  const foer = await antal();
  await expect(reguler(k.kravId, { beloeb: kr('1.00') }, { fagsystem: 'KMD' })).rejects.toMatchObject({ kode: 'IKKE_FUNDET', message: `Krav ${k.kravId} findes ikke.` });
  await expect(fortryd(regulering.id, {}, 'KMD')).rejects.toMatchObject({ kode: 'IKKE_FUNDET', message: `Regulering ${regulering.id} findes ikke.` });
  await expect(reguler('999999999', { beloeb: kr('1.00') })).rejects.toMatchObject({ kode: 'IKKE_FUNDET' });
  expect(await antal()).toEqual(foer);
});

it('who took the case over regulates its claims and is told; who gave it away does not', async () => {
  const k = await krav({ indhold: `SAG-${++nr}` });
  await som(DAG, async (tx) => {
    const [r] = await tx.sql<{ i: string }>(`select aftaleindhold_id as i from kravsbilag where id = $1`, [k.kravId]);
    await m.get(EjerskabService).skift(tx, r!.i, 'KSD', dato(DAG));
  });
  await expect(reguler(k.kravId, { art: 'NEDREGULERING', beloeb: kr('1.00') }, { fagsystem: 'NEXUS' })).rejects.toMatchObject({ kode: 'IKKE_FUNDET' });
  expect((await reguler(k.kravId, { art: 'NEDREGULERING', beloeb: kr('1.00'), reference: `G${++nr}` }, { fagsystem: 'KSD' })).regulering).toMatchObject({ fagsystem: 'KSD', reference: `G${nr}` });
  expect((await haendelser(k.kravId)).at(-1)).toBe(`KSD NEDREGULERET ${DAG} 1.00`);
  const t = await reguler(k.kravId, { art: 'OPREGULERING', beloeb: kr('2.00'), tillaegskrav: { stiftelsesdato: dato(DAG), forfaldsdato: dato('2026-04-15'), srb: dato('2026-04-20') } }, { fagsystem: 'KSD' });
  expect(await som(DAG, (tx) => tx.sql(`select fagsystem from haendelse where krav_id = $1`, [t.regulering.tillaegskravId]))).toEqual([{ fagsystem: 'KSD' }]);
});

it('a claim whose first day is to come is regulated from that day', async () => {
  const k = await krav({ stiftelsesdato: dato('2026-04-01'), forfaldsdato: dato('2026-04-15'), srb: dato('2026-04-15') });
  expect((await reguler(k.kravId, { beloeb: kr('10.00') })).regulering.virkningsdato).toBe('2026-04-01');
});

it('two at once: the second sees what the first has done', async () => {
  const k = await krav();
  const svar = await Promise.allSettled([1, 2, 3].map(() => reguler(k.kravId, { beloeb: kr('150.00') })));
  expect(svar.map((s) => (s.status === 'fulfilled' ? 'OK' : (s.reason as { kode: string }).kode)).sort()).toEqual(['KREDIT_OVERSTIGER_KRAVET', 'OK', 'OK']);
});

it('property: regulated, paid, cleared and undone in any order, the books hold; all undone, the claim is as before', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.record({ art: fc.constantFrom('KREDITNOTA', 'NEDREGULERING', 'ANNULLERING', 'BETAL', 'FORTRYD') as fc.Arbitrary<NyRegulering['art'] | 'BETAL' | 'FORTRYD'>, oere: fc.bigInt({ min: 1n, max: 45000n }), dag: fc.integer({ min: 1, max: 28 }), valg: fc.nat(9) }), { minLength: 2, maxLength: 6 }), async (handlinger) => {
    const k = await krav({ kravstype: 'FAKTURA_MOMS', linjer: [{ deltransaktion: 'VARER', beloeb: kr('300.03') }, { deltransaktion: 'TIMER', beloeb: kr('100.01') }] });
    const staaende: string[] = [];
    let betalt = 0n;
    for (const h of handlinger) {
      const dag = `2026-02-${String(h.dag).padStart(2, '0')}`;
      if (h.art === 'BETAL') { await betal(k, beloebTekst(fraOere(h.oere)), dag); betalt += h.oere; }
      else if (h.art === 'FORTRYD') { const id = staaende[h.valg % Math.max(1, staaende.length)]; if (id !== undefined) await fortryd(id).then(() => staaende.splice(staaende.indexOf(id), 1), () => undefined); }
      else await reguler(k.kravId, h.art === 'ANNULLERING' ? { art: h.art } : { art: h.art, beloeb: fraOere(h.oere), virkningsdato: dato(dag), tilladOverskydende: h.valg > 4 }).then((s) => staaende.push(s.regulering.id), () => undefined);
      await udlign(k);
      for (const q of [...UDLIGNINGENS_KONTROLLER, ...REGULERINGENS_KONTROLLER]) expect([q.kode, await som(DAG, (tx) => tx.sql(q.sql))]).toEqual([q.kode, []]);
    }
    while (staaende.length > 0) await fortryd(staaende.pop()!);
    await udlign(k);
    const [r] = await som(DAG, (tx) => tx.sql<{ krav: string; uplaceret: string }>(`select (select sum(beloeb) from postering where konto = 'DEBITOR' and krav_id = $1) as krav, (select coalesce(-sum(beloeb), 0)::numeric(15,2) from postering where konto = 'UPLACERET' and aftalekonto_id = $2 and krav_id is null) as uplaceret`, [k.kravId, k.aftalekontoId]));
    const rest = 40004n - betalt;
    expect(r).toEqual({ krav: beloebTekst(fraOere(rest > 0n ? rest : 0n)), uplaceret: beloebTekst(fraOere(rest < 0n ? -rest : 0n)) });
    expect(await som(DAG, (tx) => tx.sql(`select konto, sum(p.beloeb) as s from postering p where krav_id = $1 and konto <> 'DEBITOR' group by 1 order by 1`, [k.kravId]))).toEqual([{ konto: 'INDT_FAKTURA', s: beloebTekst(neg(sum([kr('240.02'), kr('80.01')]))) }, { konto: 'SALGSMOMS', s: '-80.01' }]);
  }), { numRuns: 12 });
});
