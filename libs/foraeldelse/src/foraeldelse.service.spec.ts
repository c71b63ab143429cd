import { Test, type TestingModule } from '@nestjs/testing';
import { dato, foraeldelsesdato, kr, neg, plusMaaneder } from '#app/kernel';
import { afslutKoersel, Database, opretKoersel, PlatformModule, type Delresultat, type Tx } from '#app/platform';
import { bilag, BogholderiService, BOGHOLDERIETS_KONTROLLER } from '#app/bogholderi';
import { KravService, type NytKrav } from '#app/krav';
import { FORAELDELSENS_KONTROLLER, ForaeldelseModule, ForaeldelseService, ForaeldelseskontrolService, ForaeldelsesradarService, ForaeldelsesregisterService, type Foraeldelsesart, type NyHaendelse, type Registreret } from '#app/foraeldelse';
import { ophavAf } from '../../../test/ophav.js';
import { KOMMUNE, nyTestdatabase, roligServer, type Testdatabase } from '../../../test/testdb.js';

let d: Testdatabase;
let m: TestingModule;
let db: Database;
let nr = 1000;
/** A database of its own for each test, or one for all of a describe; every invariant holds at the end. */
function bog(foer: typeof beforeEach, efter: typeof afterEach): void {
  foer(async () => {
    d = await nyTestdatabase();
    m = await Test.createTestingModule({ imports: [PlatformModule.forRoot(d.config), ForaeldelseModule] }).compile();
    db = m.get(Database);
  });
  efter(async () => {
    expect(await brud()).toEqual([]);
    await m?.close(); await db?.luk(); await d?.slet();
  });
}

const paa = <T>(D: string, arbejde: (tx: Tx) => Promise<T>, andet: { fagsystem?: string } = {}): Promise<T> => db.iKommune({ kommuneId: KOMMUNE, bruger: 'test', forretningsdato: dato(D), ...andet }, arbejde);
const brud = async (): Promise<string[]> => {
  const ud: string[] = [];
  for (const k of [...BOGHOLDERIETS_KONTROLLER, ...FORAELDELSENS_KONTROLLER]) for (const f of await paa('2040-01-01', (tx) => tx.sql<{ fejl: string }>(k.sql))) ud.push(`${k.kode}: ${f.fejl}`);
  for (const k of await paa('2040-01-01', (tx) => m.get(ForaeldelseskontrolService).verificer(tx))) ud.push(...k.fejl.map((f) => `${k.kode}: ${f}`));
  return ud;
};

type Oprettet = Awaited<ReturnType<KravService['opret']>>;
const opret = (andet: Partial<NytKrav> = {}, dag = '2022-02-01'): Promise<Oprettet> => paa(dag, (tx) => m.get(KravService).opret(tx, {
  fagsystem: 'NEXUS', reference: `R${++nr}`, debitor: { art: 'ZCPR', nummer: `010180${nr}` }, indhold: 'BARN-1', kravstype: 'DAGINST', stiftelsesdato: dato('2022-02-01'), forfaldsdato: dato('2022-03-01'), srb: dato('2022-03-01'),
  linjer: [{ deltransaktion: 'FULDTID', beloeb: kr('1000.00') }], faktureret: true, ...andet,
}));
/** A rentekrav as the interest step posts it. */
const rente = (k: Oprettet, dag: string): Promise<string> => paa(dag, async (tx) => {
  const [id, linjeId, b] = await tx.ids(3);
  const x = kr('10.00');
  const faelles = { kravId: id!, kravlinjeId: linjeId!, kontering: 'RENTEINDTAEGT' };
  const D = dato(dag);
  await tx.skrivSamlet([
    ...(await m.get(KravService).underkrav(tx, [{ id: id!, linjeId: linjeId!, art: 'RENTE', ophav: await ophavAf(tx, k.kravId), hovedstol: x, stiftelsesdato: D, forfaldsdato: D, srb: D, periodeFra: D, periodeTil: plusMaaneder(D, 1), foraeldelsesdato: foraeldelsesdato(D, 3) }], 'RENTEINDTAEGT')),
    ...m.get(BogholderiService).bogfoeringer(tx, [bilag({ id: b!, noegle: `rente:${id}`, art: 'RENTE', virkningsdato: D }, [{ konto: 'DEBITOR', beloeb: x, aftalekontoId: k.aftalekontoId, forretningspartnerId: k.forretningspartnerId, ...faelles }, { konto: 'RENTEINDTAEGT', beloeb: neg(x), ...faelles }])]),
  ]);
  return id!;
});
/** Money with the payer's day `virkning`, known on `dag`; negative = taken back. */
const betal = (k: Oprettet, beloeb: string, virkning: string, dag = virkning): Promise<void> => paa(dag, async (tx) => {
  const [l] = await tx.sql<{ id: string; kontering: string }>(`select id, kontering from kravlinje where krav_id = $1`, [k.kravId]);
  const id = await tx.id();
  const konto = { aftalekontoId: k.aftalekontoId, forretningspartnerId: k.forretningspartnerId };
  await m.get(BogholderiService).bogfoer(tx, [bilag({ id, noegle: `udl:${id}`, art: 'UDLIGNING', virkningsdato: dato(virkning) }, [
    { konto: 'UPLACERET', beloeb: kr(beloeb), ...konto }, { konto: 'DEBITOR', beloeb: neg(kr(beloeb)), ...konto, kravId: k.kravId, kravlinjeId: l!.id, kontering: l!.kontering }])]);
});
/** The two steps of a night, as the night runs them. */
async function nat(D: string): Promise<{ radar: Delresultat; foraeldelse: Delresultat }> {
  const radar = await paa(D, async (tx) => {
    const id = (await opretKoersel(tx, { art: 'foraeldelsesradar', noegle: `nat:${D}:${await tx.id()}`, forretningsdato: tx.forretningsdato }))!;
    const r = await m.get(ForaeldelsesradarService).helhed(tx);
    await afslutKoersel(tx, id);
    return r;
  });
  const s = m.get(ForaeldelseService);
  return { radar, foraeldelse: await paa(D, async (tx) => s.behandl(tx, (await s.arbejde(tx)).map((a) => a.forretningspartnerId))) };
}
const register = (): ForaeldelsesregisterService => m.get(ForaeldelsesregisterService);
const registrer = (D: string, kravIder: readonly string[], art: Foraeldelsesart, dag: string, andet: Partial<Omit<NyHaendelse, 'slut'>> & { slut?: string } = {}, hvem: { fagsystem?: string } = {}): Promise<Registreret> =>
  paa(D, (tx) => register().registrer(tx, { kravIder, art, dato: dato(dag), evidens: 'Sag 2024-17, dokument 3', ...andet, slut: andet.slut === undefined ? undefined : dato(andet.slut) }), hvem);
const spaerrer = (k: string): Promise<string[]> => paa('2026-01-01', async (tx) => (await tx.raekker<[string]>(`select art || ' ' || fra || ' ' || til from spaerre where objekt_id = $1 order by fra, id`, [k])).map(([t]) => t));
const feed = (): Promise<string[]> => paa('2026-01-01', async (tx) => (await tx.raekker<[string]>(`select fagsystem || ' ' || art || ' ' || virkningsdato || ' ' || beloeb from haendelse where art like 'FORAELDE%' order by id`)).map(([t]) => t));
const raekken = (k: string): Promise<Record<string, unknown> | undefined> => paa('2026-01-01', async (tx) => (await tx.sql<Record<string, unknown>>(`select dato, sidste, suspenderet, foraeldet from foraeldelse where krav_id = $1`, [k]))[0]);
const vagten = (k: string): Promise<string | undefined> => paa('2026-01-01', async (tx) => (await tx.raekker<[string]>(`select tidligst from vagt where krav_id = $1 and trin = 'foraeldelse'`, [k]))[0]?.[0]);
const FIRE = ['RYKKER', 'MODREGNING', 'RENTE', 'OVERDRAGELSE'];

describe('the night', () => {
  bog(beforeEach, afterEach);
  it('a claim far from its date has no row and no watch; near it, it comes on the table; the day after, it is barred once', async () => {
    const k = await opret();
    expect(await nat('2022-02-02')).toEqual({ radar: { antal: {}, beloeb: {} }, foraeldelse: { antal: {}, beloeb: {} } });
    expect([await raekken(k.kravId), await vagten(k.kravId)]).toEqual([undefined, undefined]);
    const r = await rente(k, '2024-04-01');
    await nat('2024-07-01');
    expect(await raekken(k.kravId)).toBeUndefined();
    await nat('2024-09-02');
    expect(await raekken(k.kravId)).toEqual({ dato: '2025-03-03', sidste: '2025-03-03', suspenderet: false, foraeldet: null });
    expect(await raekken(r)).toMatchObject({ dato: '2025-03-03' }); // § 23 stk. 2
    expect(await vagten(k.kravId)).toBe('2025-03-04');
    expect((await nat('2025-03-03')).foraeldelse).toEqual({ antal: {}, beloeb: {} });
    expect((await nat('2025-03-04')).foraeldelse).toEqual({ antal: { FORAELDET: 2 }, beloeb: { FORAELDET: '1010.00' } });
    expect(await spaerrer(k.kravId)).toEqual(FIRE.map((a) => `${a} 2025-03-04 infinity`));
    expect(await spaerrer(r)).toEqual([]);
    expect((await feed()).sort()).toEqual(['NEXUS FORAELDET 2025-03-04 1000.00', 'debitor FORAELDET 2025-03-04 10.00']);
    expect([await raekken(k.kravId), await vagten(k.kravId)]).toEqual([{ dato: '2025-03-03', sidste: '2025-03-03', suspenderet: false, foraeldet: '2025-03-04' }, 'infinity']);
    expect((await nat('2025-03-04')).foraeldelse).toEqual({ antal: {}, beloeb: {} });
    expect((await feed()).length).toBe(2);
  });

  it('late, the same', async () => {
    const k = await opret();
    await rente(k, '2024-04-01');
    expect((await nat('2025-09-15')).foraeldelse).toEqual({ antal: { FORAELDET: 2 }, beloeb: { FORAELDET: '1010.00' } });
    expect(await spaerrer(k.kravId)).toEqual(FIRE.map((a) => `${a} 2025-03-04 infinity`));
    expect((await feed()).sort()).toEqual(['NEXUS FORAELDET 2025-03-04 1000.00', 'debitor FORAELDET 2025-03-04 10.00']);
  });

  it('paid on the last day is paid, though it becomes known later; taken back it is barred after all', async () => {
    const k = await opret();
    await nat('2025-03-04');
    await betal(k, '1000.00', '2025-03-03', '2025-03-05');
    expect((await nat('2025-03-06')).foraeldelse).toEqual({ antal: { OPHAEVET: 1 }, beloeb: { OPHAEVET: '0.00' } });
    expect(await spaerrer(k.kravId)).toEqual(FIRE.map((a) => `${a} 2025-03-04 2025-03-04`)); // has held on no day
    await betal(k, '-1000.00', '2025-03-03', '2025-06-02');
    expect((await nat('2025-06-03')).foraeldelse).toEqual({ antal: { FORAELDET: 1 }, beloeb: { FORAELDET: '1000.00' } });
    expect(await feed()).toEqual(['NEXUS FORAELDET 2025-03-04 1000.00', 'NEXUS FORAELDELSE_OPHAEVET 2025-03-06 0.00', 'NEXUS FORAELDET 2025-03-04 1000.00']);
  });

  it('paid after it was barred it stays barred; a claim paid in time is never due', async () => {
    const [barred, betalt] = [await opret(), await opret()];
    await betal(betalt, '1000.00', '2022-03-01');
    await nat('2025-03-04');
    await betal(barred, '1000.00', '2025-03-05');
    expect((await nat('2025-03-06')).foraeldelse).toEqual({ antal: {}, beloeb: {} });
    // a transaction of another database that was running last night makes the radar see the payment once more: a watch that is never due
    expect([(await raekken(barred.kravId))!['foraeldet'], await raekken(betalt.kravId), (await vagten(betalt.kravId)) ?? 'infinity']).toEqual(['2025-03-04', undefined, 'infinity']);
  });

  it('a claim registered late, already barred, and a paid one reopened after its date, are found the next night', async () => {
    const betalt = await opret();
    await betal(betalt, '1000.00', '2022-03-01');
    await nat('2025-06-02');
    const sent = await opret({}, '2025-06-03');
    await betal(betalt, '-1000.00', '2022-03-01', '2025-06-03');
    expect(await nat('2025-06-04')).toMatchObject({ radar: { antal: { BEROERT: 2 } }, foraeldelse: { antal: { FORAELDET: 2 } } });
    expect([(await raekken(sent.kravId))!['foraeldet'], (await raekken(betalt.kravId))!['foraeldet']]).toEqual(['2025-03-04', '2025-03-04']);
  });

  it('parts of one debtor and of many, and a night over everything, mark the same', async () => {
    const krav: Oprettet[] = [];
    for (let i = 0; i < 6; i++) krav.push(await opret({ forfaldsdato: dato(`2022-0${3 + (i % 3)}-01`), srb: dato(`2022-0${3 + (i % 3)}-01`) }));
    const s = m.get(ForaeldelseService);
    await paa('2025-04-15', (tx) => m.get(ForaeldelsesradarService).helhed(tx));
    for (const k of krav.slice(0, 3)) await paa('2025-04-15', (tx) => s.behandl(tx, [k.forretningspartnerId]));
    await paa('2025-04-15', (tx) => s.behandl(tx, krav.map((k) => k.forretningspartnerId)));
    await paa('2025-04-15', (tx) => tx.skriv(`update vagt set tidligst = '1900-01-01' where trin = 'foraeldelse'`));
    expect(await paa('2025-04-15', (tx) => s.behandl(tx, krav.map((k) => k.forretningspartnerId)))).toEqual({ antal: {}, beloeb: {} });
    expect(await Promise.all(krav.map(async (k) => (await raekken(k.kravId))!['foraeldet']))).toEqual(['2025-03-04', '2025-04-02', null, '2025-03-04', '2025-04-02', null]);
  });

  it('asks the same number of questions for 2 families as for 40', async () => {
    const maal = async (n: number): Promise<number> => {
      const krav = await Promise.all(Array.from({ length: n }, () => opret()));
      return paa('2025-03-04', async (tx) => {
        let antal = 0;
        const taeller = Object.assign(Object.create(tx) as Tx, Object.fromEntries((['sql', 'raekker', 'skriv'] as const).map((navn) => [navn, (...a: Parameters<Tx['sql']>) => { antal++; return (tx[navn] as (...b: unknown[]) => unknown)(...a); }])));
        await m.get(ForaeldelseService).afgoer(taeller, krav.map((k) => k.kravId));
        return antal;
      });
    };
    expect(await maal(40)).toBe(await maal(2));
  });
});

describe('events', () => {
  bog(beforeEach, afterEach);
  it('an erkendelse gives a new date at once, also to the renter of that day; later ones keep their own', async () => {
    const k = await opret();
    const r = await rente(k, '2024-04-01');
    const svar = await registrer('2024-05-08', [k.kravId], 'ERKENDELSE', '2024-05-07', { skriftlig: true });
    expect(svar.krav).toEqual([k.kravId, r].map((kravId) => ({ kravId, foraeldelsesdato: '2034-05-08', sidste: '2034-05-08', suspenderet: false, foraeldet: null })));
    const senere = await rente(k, '2024-06-03');
    await nat('2024-06-04');
    expect((await raekken(senere))!['dato']).toBe('2027-06-03');
    expect(await vagten(k.kravId)).toBe('2027-06-04');
    expect((await nat('2027-06-04')).foraeldelse).toEqual({ antal: { FORAELDET: 1 }, beloeb: { FORAELDET: '10.00' } });
    expect(await spaerrer(senere)).toEqual(['RYKKER', 'MODREGNING', 'OVERDRAGELSE'].map((a) => `${a} 2027-06-04 infinity`));
  });

  it('registered late it takes the marking back: spærrer have held on no day, the owner is told, the steps look again; annulled it is barred anew', async () => {
    const k = await opret();
    const r = await rente(k, '2024-04-01');
    await nat('2025-03-04');
    await paa('2025-03-05', (tx) => tx.skriv(`update vagt set tidligst = 'infinity' where trin <> 'foraeldelse'`));
    const { haendelseId } = await registrer('2025-03-20', [k.kravId], 'ERKENDELSE', '2025-02-03');
    expect(await spaerrer(k.kravId)).toEqual(FIRE.map((a) => `${a} 2025-03-04 2025-03-04`));
    expect((await feed()).slice(2).sort()).toEqual(['NEXUS FORAELDELSE_OPHAEVET 2025-03-20 1000.00', 'debitor FORAELDELSE_OPHAEVET 2025-03-20 10.00']);
    expect(await paa('2025-03-20', (tx) => tx.raekker(`select trin, tidligst from vagt where krav_id = $1 order by 1`, [k.kravId]))).toEqual([['afskriv', '2025-03-20'], ['foraeldelse', '2028-02-04'], ['psrmkontrol', '2025-03-20'], ['renter', '2025-03-20'], ['rykker', '2025-03-20']]);
    const svar = await paa('2025-03-21', (tx) => register().annuller(tx, haendelseId, 'Brevet var fra en anden skyldner'));
    expect(svar.krav.map((x) => [x.kravId, x.foraeldet])).toEqual([[k.kravId, '2025-03-04'], [r, '2025-03-04']]);
    expect((await spaerrer(k.kravId)).filter((t) => t.endsWith('infinity'))).toEqual(FIRE.map((a) => `${a} 2025-03-04 infinity`));
    expect((await nat('2025-03-22')).foraeldelse).toEqual({ antal: {}, beloeb: {} });
  });

  it('a running step has no date until it ends; berostillet lønindeholdelse ends a year and a day after the last amount', async () => {
    const k = await opret();
    const { haendelseId, krav } = await registrer('2024-05-08', [k.kravId], 'LOENINDEHOLDELSE', '2024-05-07');
    expect(krav).toMatchObject([{ foraeldelsesdato: 'infinity', suspenderet: true }]);
    expect((await nat('2025-03-04')).foraeldelse).toEqual({ antal: {}, beloeb: {} });
    const sidste = (dag: string, D = dag): Promise<Registreret> => paa(D, (tx) => register().afslut(tx, haendelseId, { art: 'SIDSTE_INDEHOLDELSE', dato: dato(dag), evidens: 'Lønseddel' }));
    await sidste('2025-08-29');
    expect((await sidste('2025-09-30')).krav).toMatchObject([{ foraeldelsesdato: '2029-10-01', suspenderet: true }]);
    expect(await vagten(k.kravId)).toBe('2026-10-01');
    await nat('2026-10-01');
    expect(await raekken(k.kravId)).toMatchObject({ dato: '2029-10-01', suspenderet: false });
    await paa('2026-10-01', (tx) => register().afslut(tx, haendelseId, { art: 'AFSLUTTET', dato: dato('2025-10-15'), evidens: 'Afgørelse' }));
    expect(await raekken(k.kravId)).toMatchObject({ dato: '2028-10-16' });
    await expect(paa('2026-10-02', (tx) => register().afslut(tx, haendelseId, { art: 'AFSLUTTET', dato: dato('2026-10-01'), evidens: 'Igen' }))).rejects.toMatchObject({ kode: 'HAENDELSE_ER_AFSLUTTET' });
  });

  it('binds one hæfter alone; the other goes free, and the claim lives on', async () => {
    const [k, anden] = [await opret(), await opret()];
    await paa('2022-02-01', (tx) => tx.skriv(`insert into haefter (niveau, objekt_id, forretningspartner_id, form, gyldig_fra) select 'AFTALEINDHOLD', aftaleindhold_id, $2, 'SOLIDARISK', '2020-01-01' from kravsbilag where id = $1`, [k.kravId, anden.forretningspartnerId]));
    await registrer('2024-09-02', [k.kravId], 'ERKENDELSE', '2024-09-02', { forretningspartnerId: anden.forretningspartnerId });
    expect(await raekken(k.kravId)).toEqual({ dato: '2025-03-03', sidste: '2027-09-02', suspenderet: false, foraeldet: null });
    await betal(anden, '1000.00', '2022-03-01');
    expect((await nat('2025-03-04')).foraeldelse).toEqual({ antal: {}, beloeb: {} });
    expect(await spaerrer(k.kravId)).toEqual(['RYKKER 2025-03-04 infinity', 'MODREGNING 2025-03-04 infinity']);
    const v = await paa('2025-03-05', (tx) => register().vis(tx, k.kravId, dato('2025-03-05')));
    expect(v.haeftere.map((h) => [h.forretningspartnerId, h.dato])).toEqual([[k.forretningspartnerId, '2025-03-03'], [anden.forretningspartnerId, '2027-09-02']]);
    expect((await nat('2027-09-03')).foraeldelse.antal).toEqual({ FORAELDET: 1 });
  });

  it('is shown as of a day, and as it was known', async () => {
    const k = await opret();
    const { haendelseId } = await registrer('2024-05-08', [k.kravId], 'ERKENDELSE', '2024-05-07');
    const vis = (paaDag: string, kendt?: string) => paa('2026-01-01', (tx) => register().vis(tx, k.kravId, dato(paaDag), kendt === undefined ? null : dato(kendt)));
    const [idag] = await paa('2026-01-01', (tx) => tx.raekker<[string]>(`select (clock_timestamp() at time zone 'Europe/Copenhagen')::date::text`));
    expect((await vis('2024-05-06')).dato).toBe('2025-03-03');
    expect(await vis('2025-01-01')).toMatchObject({ dato: '2027-05-07', haendelser: [{ id: haendelseId, evidens: 'Sag 2024-17, dokument 3', bruger: 'test', annulleret: false, kravIder: [k.kravId] }] });
    expect(await vis('2025-01-01', '2020-01-01')).toMatchObject({ dato: '2025-03-03', haendelser: [] });
    await paa('2024-05-09', (tx) => register().annuller(tx, haendelseId, 'Fejl'));
    expect(await vis('2025-01-01', idag![0])).toMatchObject({ dato: '2025-03-03', haendelser: [{ annulleret: true }, { art: 'ANNULLERET', evidens: 'Fejl' }] });
  });

  it('evidence is stored encrypted, history is not rewritten', async () => {
    const k = await opret();
    await registrer('2024-05-08', [k.kravId], 'ERKENDELSE', '2024-05-07');
    const [r] = await paa('2024-05-08', (tx) => tx.sql<{ evidens: Buffer }>(`select evidens from foraeldelseshaendelse`));
    expect(r!.evidens.toString('latin1')).not.toContain('Sag');
    for (const sql of [`update foraeldelseshaendelse set dato = '2020-01-01'`, `delete from foraeldelseshaendelse_krav`, `update foraeldelsesmarkering set fra = null`]) {
      await expect(paa('2024-05-08', (tx) => tx.skriv(sql))).rejects.toMatchObject({ code: '42501' });
    }
  });
});

describe('bad input changes nothing', () => {
  bog(beforeAll, afterAll);
  const antal = (): Promise<unknown> => paa('2026-01-01', (tx) => tx.sql(`select (select count(*) from foraeldelseshaendelse) h, (select count(*) from foraeldelse) f, (select count(*) from spaerre) s`));
  it.each<[string, string, (k: Oprettet, anden: Oprettet) => Promise<unknown>]>([
    ['a claim that is not there', 'IKKE_FUNDET', () => registrer('2024-05-08', ['999'], 'ERKENDELSE', '2024-05-07')],
    ['one of several that is not there', 'IKKE_FUNDET', (k) => registrer('2024-05-08', [k.kravId, '999'], 'ERKENDELSE', '2024-05-07')],
    ['another fagsystem\'s claim', 'IKKE_FUNDET', (k) => registrer('2024-05-08', [k.kravId], 'ERKENDELSE', '2024-05-07', {}, { fagsystem: 'KSD' })],
    ['before the claim came to be', 'HAENDELSE_FOER_STIFTELSE', (k) => registrer('2024-05-08', [k.kravId], 'ERKENDELSE', '2022-01-31')],
    ['tomorrow', 'HAENDELSE_I_FREMTIDEN', (k) => registrer('2024-05-08', [k.kravId], 'ERKENDELSE', '2024-05-09')],
    ['ends tomorrow', 'HAENDELSE_I_FREMTIDEN', (k) => registrer('2024-05-08', [k.kravId], 'UDLAEG', '2024-05-07', { slut: '2024-05-09' })],
    ['ends before it begins', 'HAENDELSE_OMVENDT', (k) => registrer('2024-05-08', [k.kravId], 'UDLAEG', '2024-05-07', { slut: '2024-05-06' })],
    ['an end of what has none', 'SLUT_PASSER_IKKE', (k) => registrer('2024-05-08', [k.kravId], 'MODREGNING', '2024-05-07', { slut: '2024-05-08' })],
    ['written, but no erkendelse', 'SKRIFTLIG_PASSER_IKKE', (k) => registrer('2024-05-08', [k.kravId], 'UDLAEG', '2024-05-07', { skriftlig: true })],
    ['received by nobody knows whom', 'RIM_SYSTEM_PASSER_IKKE', (k) => registrer('2024-05-08', [k.kravId], 'MODTAGET_INDDRIVELSE', '2024-05-07')],
    ['a system for what is not received', 'RIM_SYSTEM_PASSER_IKKE', (k) => registrer('2024-05-08', [k.kravId], 'ERKENDELSE', '2024-05-07', { rimSystem: 'PSRM' })],
    ['a partner who is not liable', 'HAEFTER_IKKE', (k, anden) => registrer('2024-05-08', [k.kravId], 'ERKENDELSE', '2024-05-07', { forretningspartnerId: anden.forretningspartnerId })],
    ['the end of an unknown event', 'IKKE_FUNDET', () => paa('2024-05-08', (tx) => register().afslut(tx, '999', { art: 'AFSLUTTET', dato: dato('2024-05-08'), evidens: 'x' }))],
  ])('%s: %s', async (_navn, kode, goer) => {
    const [k, anden] = [await opret(), await opret()];
    const foer = await antal();
    await expect(goer(k, anden)).rejects.toMatchObject({ kode });
    expect(await antal()).toEqual(foer);
  });

  it('ends and annulments that do not fit', async () => {
    const k = await opret();
    const [erk, udl, loen] = [await registrer('2024-05-08', [k.kravId], 'ERKENDELSE', '2024-05-07'), await registrer('2024-05-08', [k.kravId], 'UDLAEG', '2024-05-07', { slut: '2024-05-08' }), await registrer('2024-05-08', [k.kravId], 'LOENINDEHOLDELSE', '2024-05-07')];
    const afslut = (id: string, dag: string, art: 'AFSLUTTET' | 'SIDSTE_INDEHOLDELSE' = 'AFSLUTTET', hvem = {}): Promise<Registreret> => paa('2024-05-20', (tx) => register().afslut(tx, id, { art, dato: dato(dag), evidens: 'x' }), hvem);
    const annuller = (id: string, hvem = {}): Promise<Registreret> => paa('2024-05-20', (tx) => register().annuller(tx, id, 'x'), hvem);
    await expect(afslut(erk.haendelseId, '2024-05-10')).rejects.toMatchObject({ kode: 'AFSLUTNING_PASSER_IKKE', felter: [{ felt: 'art' }] });
    await expect(afslut(udl.haendelseId, '2024-05-10')).rejects.toMatchObject({ kode: 'HAENDELSE_ER_AFSLUTTET' });
    await expect(afslut(udl.haendelseId, '2024-05-10', 'SIDSTE_INDEHOLDELSE')).rejects.toMatchObject({ kode: 'AFSLUTNING_PASSER_IKKE' });
    await expect(afslut(loen.haendelseId, '2024-05-06')).rejects.toMatchObject({ kode: 'HAENDELSE_OMVENDT' });
    await expect(afslut(loen.haendelseId, '2024-05-21')).rejects.toMatchObject({ kode: 'HAENDELSE_I_FREMTIDEN' });
    await expect(afslut(loen.haendelseId, '2024-05-10', 'AFSLUTTET', { fagsystem: 'KSD' })).rejects.toMatchObject({ kode: 'IKKE_FUNDET' });
    await expect(annuller(erk.haendelseId, { fagsystem: 'KSD' })).rejects.toMatchObject({ kode: 'IKKE_FUNDET' });
    await annuller(erk.haendelseId, { fagsystem: 'NEXUS' });
    await expect(annuller(erk.haendelseId)).rejects.toMatchObject({ kode: 'HAENDELSE_ER_ANNULLERET', status: 409 });
    const ende = await afslut(loen.haendelseId, '2024-05-10');
    await annuller(ende.haendelseId); // an end can be a mistake too: it runs again
    expect(await raekken(k.kravId)).toMatchObject({ dato: 'infinity' });
    const [annullering] = await paa('2024-05-20', (tx) => tx.raekker<[string]>(`select id from foraeldelseshaendelse where annullerer_id = $1`, [erk.haendelseId]));
    await expect(annuller(annullering![0])).rejects.toMatchObject({ kode: 'HAENDELSE_ER_ANNULLERET' });
  });
});

describe('the radar', () => {
  bog(beforeEach, afterEach);
  it('lists open claims by level in date order, page by page, with totals; a fagsystem sees its own', async () => {
    const forfald = async (dag: string, andet: Partial<NytKrav> = {}): Promise<Oprettet> => opret({ forfaldsdato: dato(dag), srb: dato(dag), ...andet });
    const a = await forfald('2022-03-01');
    const b = await forfald('2022-05-02');
    const c = await forfald('2022-08-01', { fagsystem: 'KSD', kravstype: 'SFO', linjer: [{ deltransaktion: 'MODUL_FULD', beloeb: kr('1000.00') }] });
    await forfald('2022-10-03'); // on the table, not yet on the radar
    const betalt = await forfald('2022-05-02');
    await betal(betalt, '1000.00', '2022-05-02');
    await rente(b, '2024-04-01');
    await nat('2025-03-10');
    const radar = m.get(ForaeldelsesradarService);
    const liste = (f: Parameters<ForaeldelsesradarService['liste']>[1] = {}, hvem = {}) => paa('2025-03-10', (tx) => radar.liste(tx, f, undefined, 10), hvem);
    expect((await liste()).map((l) => [l.kravId, l.art, l.foraeldelsesdato, l.dage, l.niveau, l.rest])).toEqual([
      [a.kravId, 'HOVEDKRAV', '2025-03-03', -7, 'PASSERET', '1000.00'], [b.kravId, 'HOVEDKRAV', '2025-05-02', 53, 'TRE_MAANEDER', '1000.00'], [expect.any(String), 'RENTE', '2025-05-02', 53, 'TRE_MAANEDER', '10.00'], [c.kravId, 'HOVEDKRAV', '2025-08-01', 144, 'SEKS_MAANEDER', '1000.00']]);
    expect((await liste({ niveau: 'TRE_MAANEDER' })).map((l) => l.rest)).toEqual(['1000.00', '10.00']);
    expect((await liste({ kravstype: 'SFO' })).map((l) => l.kravId)).toEqual([c.kravId]);
    expect((await liste({ fagsystem: 'KSD' })).map((l) => l.kravId)).toEqual([c.kravId]);
    expect((await liste({}, { fagsystem: 'KSD' })).map((l) => l.kravId)).toEqual([c.kravId]);
    expect(await paa('2025-03-10', (tx) => radar.ialt(tx, {}))).toEqual([{ niveau: 'PASSERET', antal: 1, beloeb: '1000.00' }, { niveau: 'TRE_MAANEDER', antal: 2, beloeb: '1010.00' }, { niveau: 'SEKS_MAANEDER', antal: 1, beloeb: '1000.00' }]);
    const sider: string[] = [];
    for (let sted: { dato: string; kravId: string } | undefined; ;) {
      const side = await paa('2025-03-10', (tx) => radar.liste(tx, {}, sted, 1));
      sider.push(side[0]!.kravId);
      if (side.length === 1) break;
      sted = { dato: side[0]!.foraeldelsesdato, kravId: side[0]!.kravId };
    }
    expect(sider).toEqual((await liste()).map((l) => l.kravId));
  });
});

describe('the control', () => {
  bog(beforeEach, afterEach);
  it('the control finds a date that is not what the events say, and an open claim that nobody saw', async () => {
    const k = await opret();
    await nat('2024-09-02');
    await roligServer(); // the control leaves to the next night what the last one may not have seen
    await nat('2024-09-03');
    const med = async (sql: string): Promise<string[]> => db.iKommune({ kommuneId: KOMMUNE, bruger: 'test', forretningsdato: dato('2024-09-03') }, async (tx) => {
      await tx.skriv(sql, [k.kravId]);
      return (await m.get(ForaeldelseskontrolService).verificer(tx)).flatMap((u) => u.fejl);
    }, { proev: true });
    expect(await med(`select $1::bigint`)).toEqual([]);
    expect(await med(`update foraeldelse set dato = '2030-01-01' where krav_id = $1`)).toEqual([`krav ${k.kravId}`]);
    expect(await med(`delete from foraeldelse where krav_id = $1`)).toEqual([`krav ${k.kravId}`]);
  });
});
