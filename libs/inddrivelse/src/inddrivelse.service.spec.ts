import { Test, type TestingModule } from '@nestjs/testing';
import fc from 'fast-check';
import { dato, kr, plusDage } from '#app/kernel';
import { bilag, BogholderiService } from '#app/bogholderi';
import { KravsbilagModule, KravService, KravstypeService, OpsaetningsvalgService, VagtService, type NytKrav } from '#app/krav';
import { Database, PlatformModule, type Tx } from '#app/platform';
import { ForaeldelseModule, ForaeldelsesregisterService } from '#app/foraeldelse';
import { InddrivelseModule, KlarhedsoversigtService, PsrmkontrolService, PsrmPolitikService } from '#app/inddrivelse';
import { ophavAf } from '../../../test/ophav.js';
import { KOMMUNE, medKlient, nyTestdatabase, type Testdatabase } from '../../../test/testdb.js';

let d: Testdatabase;
let m: TestingModule;
let nr = 0;
const paa = <T>(dag: string, arbejde: (tx: Tx) => Promise<T>): Promise<T> => m.get(Database).iKommune({ kommuneId: KOMMUNE, bruger: 'test', forretningsdato: dato(dag) }, arbejde);
const I_DAG = '2026-01-02';

/** A month of day care that meets every rule of KFDAINS, with what a case changes. */
const nyt = (andet: Partial<NytKrav> = {}): NytKrav => ({
  fagsystem: 'NEXUS', reference: `P-${nr++}`, debitor: { art: 'ZCPR', nummer: '0101801234', navn: 'Ane Ager' }, indhold: 'BARN-1', kravstype: 'DAGINST',
  periodeFra: dato('2026-01-01'), periodeTil: dato('2026-01-31'), stiftelsesdato: dato('2026-01-01'), forfaldsdato: dato('2026-01-15'), srb: dato('2026-01-20'),
  linjer: [{ deltransaktion: 'FULDTID', beloeb: kr('3000.00'), tekst: 'Børnehaven Solen' }], faktureret: true, ...andet,
});
type Oprettet = Awaited<ReturnType<KravService['opret']>>;
const opret = (andet: Partial<NytKrav> = {}, dag = I_DAG): Promise<Oprettet> => paa(dag, (tx) => m.get(KravService).opret(tx, nyt(andet)));
const SKAEV = { stiftelsesdato: dato('2025-12-22') }; // R_6_15/R_6_16: not the period's first day
const DYR = { linjer: [{ deltransaktion: 'FULDTID', beloeb: kr('10000.01') }] }; // R_4_2

const fund = (kravId: string): Promise<string[]> => paa(I_DAG, async (tx) => (await tx.raekker<[string]>(`select regel || ' ' || coalesce(vaerdi, '-') || ' ' || konsekvens from psrm_fund where krav_id = $1 order by regel`, [kravId])).map(([x]) => x));
const vagt = (kravId: string): Promise<string | undefined> => paa(I_DAG, async (tx) => (await tx.raekker<[string]>(`select tidligst::text from vagt where krav_id = $1 and trin = 'psrmkontrol'`, [kravId]))[0]?.[0]);
/** One night of this step: what it was due to look at, and what came of it. */
const nat = (dag: string): Promise<Readonly<Record<string, number>>> => paa(dag, async (tx) => {
  const trin = m.get(PsrmkontrolService);
  await trin.forbered(tx);
  const partnere = (await trin.arbejde(tx)).map((a) => a.forretningspartnerId);
  return partnere.length === 0 ? {} : (await trin.behandl(tx, partnere)).antal;
});
const klarhed = (kravId: string, dag = I_DAG): ReturnType<PsrmkontrolService['forKrav']> => paa(dag, (tx) => m.get(PsrmkontrolService).forKrav(tx, kravId));

async function udlign(k: Oprettet, beloeb: string): Promise<void> {
  await paa(I_DAG, async (tx) => {
    const [linje] = await tx.raekker<[string]>(`select id from kravlinje where krav_id = $1 limit 1`, [k.kravId]);
    const id = await tx.id();
    const x = kr(beloeb);
    const paaKrav = { konto: 'DEBITOR', aftalekontoId: k.aftalekontoId, forretningspartnerId: k.forretningspartnerId, kravId: k.kravId, kravlinjeId: linje![0], kontering: '' };
    await m.get(BogholderiService).bogfoer(tx, [bilag({ id, noegle: `proeve:${id}`, art: 'UDLIGNING', virkningsdato: dato('2026-01-10') }, [{ konto: 'BANK', beloeb: x }, { ...paaKrav, beloeb: kr(`-${beloeb}`) }])]);
  });
}

async function rente(k: Oprettet, fra: string, til: string, beloeb: string): Promise<string> {
  return paa(fra, async (tx) => {
    const [id, linjeId, b] = await tx.ids(3);
    const x = kr(beloeb);
    const faelles = { kravId: id!, kravlinjeId: linjeId!, kontering: 'RENTEINDTAEGT' };
    await tx.skrivSamlet([
      ...(await m.get(KravService).underkrav(tx, [{ id: id!, linjeId: linjeId!, art: 'RENTE', ophav: await ophavAf(tx, k.kravId), hovedstol: x, stiftelsesdato: dato(fra), forfaldsdato: dato(fra), srb: dato(fra), periodeFra: dato(fra), periodeTil: dato(til), foraeldelsesdato: dato('2029-03-05') }], 'RENTEINDTAEGT')),
      ...m.get(BogholderiService).bogfoeringer(tx, [bilag({ id: b!, noegle: `rente:${id}`, art: 'RENTE', virkningsdato: dato(fra) }, [{ konto: 'DEBITOR', beloeb: x, aftalekontoId: k.aftalekontoId, forretningspartnerId: k.forretningspartnerId, ...faelles }, { konto: 'RENTEINDTAEGT', beloeb: kr(`-${beloeb}`), ...faelles }])]),
    ]);
    return id!;
  });
}

beforeAll(async () => {
  d = await nyTestdatabase();
  m = await Test.createTestingModule({ imports: [PlatformModule.forRoot(d.config), KravsbilagModule, ForaeldelseModule, InddrivelseModule] }).compile();
  await nat('2026-01-01'); // the kommune's first look: an empty book, and the rules it rests on
});
afterAll(async () => { await m?.close(); await m?.get(Database).luk(); await d?.slet(); });

describe('at the door', () => {
  it('a ready claim is answered UDFØRT as of the earliest overdragelse and leaves no row', async () => {
    const k = await opret();
    expect(k.klarhed).toEqual({ udfald: 'UDFØRT', fordringstype: 'KFDAINS', modtagelsesdato: '2026-02-14', fund: [] }); // SRB + 10, + 10, + 5
    expect([await fund(k.kravId), await vagt(k.kravId)]).toEqual([[], undefined]);
  });

  it('what the collector would refuse or hear is answered and stored with rule, field and value', async () => {
    const k = await opret({ ...SKAEV, ...DYR });
    expect(k.klarhed).toMatchObject({ udfald: 'AFVIST', fund: [{ regel: 'R_4_2', felt: 'hovedstol', vaerdi: '10000.01', konsekvens: 'HØRING' }, { regel: 'R_6_15/R_6_16', hvadSkalAendres: 'Stiftelsesdatoen skal være 01.01.2026 (periodens første dag).' }] });
    expect(await fund(k.kravId)).toEqual(['R_4_2 10000.01 HØRING', 'R_6_15/R_6_16 2025-12-22 AFVIST']);
  });

  it('a personnummer in a text is found, and not repeated', async () => {
    const k = await opret({ linjer: [{ deltransaktion: 'FULDTID', beloeb: kr('10.00'), tekst: 'Barn 010180-1234' }] });
    expect(await fund(k.kravId)).toEqual(['G_BESKRIVELSE_CPR - AFVIST']);
  });

  it('a kravstype without a read filter gets the mark', async () => {
    expect((await opret({ kravstype: 'HUSLEJE', linjer: [{ deltransaktion: 'LEJE', beloeb: kr('10.00') }] })).klarhed).toMatchObject({ udfald: 'FILTER_UKENDT', fordringstype: 'DFHUSLJ' });
    expect((await opret({ kravstype: 'BIBLIOTEK', linjer: [{ deltransaktion: 'GEBYR', beloeb: kr('10.00') }] })).klarhed).toMatchObject({ udfald: 'FILTER_UKENDT', fordringstype: null, fund: [{ vaerdi: null }] });
  });

  it('a policy of AFVIS refuses AFVIST from its day, HØRING never, and nothing of the refused is stored', async () => {
    await paa(I_DAG, (tx) => m.get(PsrmPolitikService).vaelg(tx, 'STRENG', 'AFVIS', dato('2026-01-05')));
    const streng = { fagsystem: 'STRENG', debitor: { art: 'ZCPR' as const, nummer: '0202801234', navn: 'Ny' } };
    expect(await opret({ ...streng, ...SKAEV, reference: 'FOER' }, '2026-01-04')).toMatchObject({ udfald: 'OPRETTET', klarhed: { udfald: 'AFVIST' } });
    const antal = (): Promise<unknown> => paa(I_DAG, (tx) => tx.sql(`select (select count(*) from kravsbilag)::int k, (select count(*) from forretningspartner)::int f, (select count(*) from psrm_fund)::int p, (select count(*) from udbakke)::int u`));
    const foer = await antal();
    await expect(opret({ ...streng, debitor: { art: 'ZCPR', nummer: '0303801234' }, ...SKAEV }, '2026-01-05')).rejects.toMatchObject({ kode: 'PSRM_AFVIST', status: 422, felter: [{ felt: 'stiftelsesdato', kode: 'PSRM_AFVIST', besked: expect.stringContaining('R_6_15/R_6_16') as string }] });
    expect(await antal()).toEqual(foer);
    const svar = await paa('2026-01-05', (tx) => m.get(KravService).opretMange(tx, [nyt({ ...streng, ...SKAEV }), nyt({ ...streng, ...DYR }), nyt({ ...streng, ...SKAEV, reference: 'FOER' }), nyt({ ...SKAEV })]));
    expect(svar.map((s) => s.udfald)).toEqual(['AFVIST', 'OPRETTET', 'FANDTES', 'OPRETTET']);
  });

  it('a policy is revised, never overwritten', async () => {
    await paa(I_DAG, (tx) => m.get(PsrmPolitikService).vaelg(tx, 'SKIFT', 'AFVIS', dato('2026-01-05')));
    await paa(I_DAG, (tx) => m.get(PsrmPolitikService).vaelg(tx, 'SKIFT', 'MARKER', dato('2026-02-01')));
    const paaDag = async (dag: string): Promise<string | undefined> => (await paa(dag, (tx) => m.get(PsrmPolitikService).alle(tx, tx.forretningsdato))).find((p) => p.fagsystem === 'SKIFT')?.politik;
    expect([await paaDag('2026-01-04'), await paaDag('2026-01-31'), await paaDag('2026-02-01')]).toEqual([undefined, 'AFVIS', 'MARKER']);
    const [r] = await paa(I_DAG, (tx) => tx.sql(`select (select count(*) from psrm_politik where fagsystem = 'SKIFT')::int n, (select count(*) from revision where tabel = 'psrm_politik' and (efter ->> 'fagsystem') = 'SKIFT')::int rev`));
    expect(r).toEqual({ n: 3, rev: 4 });
  });

  it('a rente is checked as it is posted: a month from the 28th after one from the 31st is no month; the next is', async () => {
    const k = await opret();
    const [skaev, hel, stor] = [await rente(k, '2026-02-28', '2026-03-31', '30.00'), await rente(k, '2026-03-31', '2026-04-30', '30.00'), await rente(k, '2026-05-01', '2026-06-01', '200.01')];
    expect([await fund(skaev), await fund(hel), await fund(stor)]).toEqual([['R_6_19/R_6_20 2026-03-30 HØRING'], ['R_2_3a 2029-03-05 AFVIST'], ['R_2_3a 2029-03-05 AFVIST', 'R_4_2 200.01 HØRING']]);
  });

  it('asks the database as often for one claim as for forty', async () => {
    const taelt = async (n: number): Promise<number> => paa(I_DAG, async (tx) => {
      let antal = 0;
      for (const f of ['sql', 'raekker', 'skriv'] as const) { const ind = tx[f].bind(tx) as (...a: unknown[]) => unknown; Object.assign(tx, { [f]: (...a: unknown[]) => { antal++; return ind(...a); } }); }
      await m.get(KravService).opretMange(tx, Array.from({ length: n }, () => nyt({ ...SKAEV })));
      return antal;
    });
    await taelt(1);
    const [en, mange] = [await taelt(1), await taelt(40)];
    expect(mange).toBe(en);
  });
});

describe('at night', () => {
  it('nothing changed: nothing is due', async () => {
    await opret(SKAEV);
    expect([await nat('2026-01-02'), await nat('2026-01-03')]).toEqual([{}, {}]);
  });

  it('a payment changes no answer and wakes nothing; a new fact is looked at once', async () => {
    const k = await opret(DYR);
    await udlign(k, '1.00');
    expect(await nat('2026-01-04')).toEqual({});
    await paa(I_DAG, (tx) => tx.skrivSamlet(m.get(VagtService).vaek([{ forretningspartnerId: k.forretningspartnerId, kravId: k.kravId, trin: 'psrmkontrol', tidligst: dato('2026-01-05') }])));
    expect(await nat('2026-01-05')).toEqual({ HØRING: 1 });
    expect([await nat('2026-01-05'), await vagt(k.kravId), await fund(k.kravId)]).toEqual([{}, '2029-01-16', ['R_4_2 10000.01 HØRING']]);
  });

  it('the claim that time has barred is found by its date, rente and all, with no watch before', async () => {
    const k = await opret({ debitor: { art: 'ZCPR', nummer: '0404801234' } });
    const r = await rente(k, '2026-01-21', '2026-02-21', '30.00');
    expect(await vagt(k.kravId)).toBeUndefined();
    expect(await klarhed(k.kravId)).toMatchObject({ udfald: 'UDFØRT', naeste: '2029-01-16' });
    await nat('2029-01-15');
    expect(await fund(k.kravId)).toEqual([]);
    await nat('2029-01-16');
    expect([await fund(k.kravId), await vagt(k.kravId)]).toEqual([['R_3_1 2029-01-15 AFVIST'], '2029-03-06']); // the rente lives longer (its own date)
    await nat('2029-03-06');
    expect(await fund(r)).toEqual(['R_3_1 2029-03-05 AFVIST']);
    expect(await klarhed(k.kravId, '2029-03-06')).toMatchObject({ udfald: 'AFVIST', modtagelsesdato: '2029-03-06', naeste: 'infinity' });
  });

  it('an event that moves the forældelse is a new fact: the new date is judged', async () => {
    const k = await opret({ debitor: { art: 'ZCPR', nummer: '0606801234' } }, '2029-03-06');
    expect(await fund(k.kravId)).toEqual(['R_3_1 2029-01-15 AFVIST']);
    await paa('2029-03-06', (tx) => m.get(ForaeldelsesregisterService).registrer(tx, { kravIder: [k.kravId], art: 'RETSLIGE_SKRIDT', dato: dato('2028-06-01'), slut: dato('2028-06-01'), evidens: 'Stævning' }));
    expect(await nat('2029-03-06')).toEqual({ HØRING: 1, AENDRET: 1 }); // alive, but longer than forfald + 4 years
    expect((await fund(k.kravId)).map((x) => x.split(' ')[0])).toEqual(['R_2_3']);
  });

  it('changed rules are looked for each night: filter, days after the deadline, kravstype', async () => {
    const k = await opret({ ...DYR, debitor: { art: 'ZCPR', nummer: '0505801234' } });
    const admin = (sql: string): Promise<unknown> => medKlient(d.adminUrl, (c) => c.query(sql));
    await admin(`insert into faelles.psrm_filterregel select fordringstype, '2026-01-01', nr, regel, felt, operator, case regel when 'R_4_2' then '12000' else operand end, konsekvens from faelles.psrm_filterregel where fordringstype = 'KFDAINS' and gyldig_fra < '2026-01-01'`);
    expect((await nat('2029-03-07'))['AENDRET']).toBeGreaterThan(0);
    expect([(await fund(k.kravId)).filter((x) => x.startsWith('R_4_2')), await nat('2029-03-08')]).toEqual([[], {}]);
    expect((await opret(DYR)).klarhed).toMatchObject({ udfald: 'UDFØRT' }); // the door reads the same
    await admin(`delete from faelles.psrm_filterregel where fordringstype = 'KFDAINS' and gyldig_fra = '2026-01-01'`);
    await nat('2029-03-09');
    expect((await fund(k.kravId)).filter((x) => x.startsWith('R_4_2'))).toEqual(['R_4_2 10000.01 HØRING']);
    await paa('2029-03-09', (tx) => m.get(OpsaetningsvalgService).vaelg(tx, 'overdragDage', '30', dato('2026-01-01')));
    expect(Object.keys(await nat('2029-03-09')).length).toBeGreaterThan(0);
    expect((await opret()).klarhed?.modtagelsesdato).toBe('2026-03-11');
    await paa('2029-03-09', (tx) => m.get(OpsaetningsvalgService).vaelg(tx, 'overdragDage', '5', dato('2026-01-01')));
  });

  it('words the filter does not have are refused as the data is loaded', async () => {
    const ind = (felt: string, operator: string, operand: string): Promise<unknown> => medKlient(d.adminUrl, (c) => c.query(`insert into faelles.psrm_filterregel values ('KFDAINS', '2030-01-01', 1, 'R_9_9', $1, $2, $3, 'AFVIST')`, [felt, operator, operand]));
    for (const [felt, op, operand] of [['navn', 'UDFYLDT', ''], ['srb', 'NEST', ''], ['srb', 'GE', 'forfaldsdato+3X'], ['srb', 'UDFYLDT', 'forfaldsdato'], ['hovedstol', 'BETWEEN', '1-2']] as const) await expect(ind(felt, op, operand)).rejects.toMatchObject({ code: '23514' });
  });

  it('night by night, by the watch, leaves what one look over everything leaves', async () => {
    const dage = fc.integer({ min: 0, max: 1200 });
    let dag = dato('2029-04-01'); // time runs one way, from example to example, and ends with the regnskabsperioder in 2040: 10 examples of at most 420 days
    await fc.assert(fc.asyncProperty(fc.array(fc.record({ dage, oere: fc.integer({ min: 1, max: 1_500_000 }), skaev: fc.boolean(), type: fc.constantFrom('DAGINST', 'SFO', 'BIBLIOTEK', 'FLEKSLOEN') }), { minLength: 1, maxLength: 5 }), fc.array(fc.integer({ min: 1, max: 140 }), { minLength: 1, maxLength: 3 }), async (krav, spring) => {
      const linje: Record<string, string> = { DAGINST: 'FULDTID', SFO: 'MODUL_FULD', BIBLIOTEK: 'GEBYR', FLEKSLOEN: 'TILBAGEBETALING' };
      for (const k of krav) {
        const start = plusDage(dag, -k.dage);
        await opret({ kravstype: k.type, stiftelsesdato: k.skaev ? plusDage(start, -3) : start, periodeFra: start, periodeTil: plusDage(start, 29), forfaldsdato: plusDage(start, 9), srb: plusDage(start, 12), linjer: [{ deltransaktion: linje[k.type]!, beloeb: kr(`${Math.floor(k.oere / 100)}.${String(k.oere % 100).padStart(2, '0')}`) }] }, dag);
      }
      for (const n of spring) await nat((dag = plusDage(dag, n)));
      const alt = (): Promise<unknown> => paa(dag, (tx) => tx.sql(`select krav_id, regel, felt, vaerdi, konsekvens, fordringstype from psrm_fund order by 1, 2`));
      const ved = await alt();
      await paa(dag, (tx) => m.get(VagtService).vaekAlt(tx, 'psrmkontrol'));
      await nat(dag);
      expect(await alt()).toEqual(ved);
    }), { numRuns: 10, endOnFailure: true });
  });
});

describe('figures', () => {
  it('per fagsystem and rule, claims and kroner; the mark apart; a paid claim leaves; a rente stands under its hovedkrav’s fagsystem', async () => {
    const f = 'TAL';
    const [skaev, dyr] = [await opret({ fagsystem: f, ...SKAEV }), await opret({ fagsystem: f, ...SKAEV, ...DYR })];
    await opret({ fagsystem: f });
    const ukendt = await opret({ fagsystem: f, kravstype: 'BIBLIOTEK', linjer: [{ deltransaktion: 'GEBYR', beloeb: kr('65.00') }] });
    const renten = await rente(dyr, '2026-02-01', '2026-03-01', '201.00');
    await udlign(skaev, '1000.00');
    const tal = async (): Promise<unknown> => (await paa(I_DAG, (tx) => m.get(KlarhedsoversigtService).oversigt(tx, f))).fagsystemer;
    expect(await tal()).toEqual([{
      fagsystem: f, krav: 5, beloeb: '15266.01', klar: { krav: 1, beloeb: '3000.00' }, ikkeKlar: { krav: 3, beloeb: '12201.01' }, afvist: { krav: 2, beloeb: '12000.01' }, hoering: { krav: 1, beloeb: '201.00' },
      filterUkendt: { krav: 1, beloeb: '65.00', fordringstyper: [{ fordringstype: null, krav: 1, beloeb: '65.00' }] },
      regler: [
        { regel: 'R_4_2', krav: 2, beloeb: '10201.01', fordringstyper: [
          { fordringstype: 'KFDAINS', felt: 'hovedstol', konsekvens: 'HØRING', krav: 1, beloeb: '10000.01', hvadSkalAendres: 'Hovedstolen må højst være 10.000,00 kr.' },
          { fordringstype: 'REOPDAG', felt: 'hovedstol', konsekvens: 'HØRING', krav: 1, beloeb: '201.00', hvadSkalAendres: 'Hovedstolen må højst være 200,00 kr.' }] },
        { regel: 'R_6_15/R_6_16', krav: 2, beloeb: '12000.01', fordringstyper: [{ fordringstype: 'KFDAINS', felt: 'stiftelsesdato', konsekvens: 'AFVIST', krav: 2, beloeb: '12000.01', hvadSkalAendres: 'Stiftelsesdatoen skal være periodens første dag.' }] },
      ],
    }]);
    const liste = (regel: string, efter?: string, antal = 10): Promise<string[]> => paa(I_DAG, async (tx) => (await m.get(KlarhedsoversigtService).ikkeKlare(tx, { regel, fagsystem: f, efter, antal })).map((k) => k.kravId));
    expect([await liste('R_4_2'), await liste('R_6_16'), await liste('R_6_16', skaev.kravId), await liste('FILTER_UKENDT')]).toEqual([[dyr.kravId, renten], [skaev.kravId, dyr.kravId], [dyr.kravId], [ukendt.kravId]]);
    await expect(liste('R_99_9')).rejects.toMatchObject({ kode: 'PSRM_REGEL_UKENDT' });
    await udlign(skaev, '2000.00');
    expect(await liste('R_6_15')).toEqual([dyr.kravId]);
  });

  it('one claim’s answer names every rule; a corrected rente is judged by what it now is', async () => {
    const k = await opret({ ...SKAEV });
    expect(await klarhed(k.kravId)).toMatchObject({ kravId: k.kravId, dato: I_DAG, udfald: 'AFVIST', fordringstype: 'KFDAINS', modtagelsesdato: '2026-02-14', fund: [{ regel: 'R_6_15/R_6_16' }] });
    const r = await rente(k, '2026-02-01', '2026-03-01', '250.00');
    await paa('2026-02-02', async (tx) => {
      const [id, [linje]] = [await tx.id(), await tx.raekker<[string]>(`select id from kravlinje where krav_id = $1`, [r])];
      const faelles = { kravId: r, kravlinjeId: linje![0], kontering: 'RENTEINDTAEGT' };
      await m.get(BogholderiService).bogfoer(tx, [bilag({ id, noegle: `rente:${id}`, art: 'RENTE', virkningsdato: dato('2026-02-01') }, [{ konto: 'DEBITOR', beloeb: kr('-100.00'), aftalekontoId: k.aftalekontoId, forretningspartnerId: k.forretningspartnerId, ...faelles }, { konto: 'RENTEINDTAEGT', beloeb: kr('100.00'), ...faelles }])]);
    });
    expect((await klarhed(r)).fund.map((x) => x.regel)).not.toContain('R_4_2');
    await expect(klarhed('999999')).rejects.toMatchObject({ kode: 'IKKE_FUNDET' });
  });
});

it('the kravstype as it was on the stiftelsesdato decides', async () => {
  expect((await paa(I_DAG, (tx) => m.get(KravstypeService).alle(tx))).find((t) => t.kode === 'KLUB')?.fordringstype).toBe('KFLRUNG');
});
