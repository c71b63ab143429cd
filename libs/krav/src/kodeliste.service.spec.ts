import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Test, type TestingModule } from '@nestjs/testing';
import { dato, kr, type Lokaldato } from '#app/kernel';
import { Database, migrerKommune, PlatformModule, rodmappe, type Tx } from '#app/platform';
import { KodelisteService, KODELISTER, KravsbilagModule, KravService, KravstypeService, type Kodeaendring, type Kodekvittering, type Kodelistenavn, type Kodevaerdier, type Kodeversion, type NytKrav } from '#app/krav';
import { KOMMUNE, medKlient, NABO, nyTestdatabase, type Testdatabase } from '../../../test/testdb.js';

let d: Testdatabase;
let m: TestingModule;
let db: Database;
let koder: KodelisteService;
let nr = 0;
const LISTER = Object.keys(KODELISTER) as Kodelistenavn[];

beforeEach(async () => {
  d = await nyTestdatabase();
  m = await Test.createTestingModule({ imports: [PlatformModule.forRoot(d.config), KravsbilagModule] }).compile();
  db = m.get(Database);
  koder = m.get(KodelisteService);
});
afterEach(async () => { await m?.close(); await d?.slet(); });

const paa = <T>(dag: string, arbejde: (tx: Tx) => Promise<T>, kommuneId = KOMMUNE): Promise<T> => db.iKommune({ kommuneId, bruger: 'admin', forretningsdato: dato(dag) }, arbejde);
const ret = <L extends Kodelistenavn>(dag: string, liste: L, a: Kodeaendring<L>, bekraeft = true): Promise<Kodekvittering> => paa(dag, (tx) => koder.ret(tx, liste, a, bekraeft));
const krav = (deltransaktion: string, andet: Partial<NytKrav> = {}, beloeb = '1250.00'): NytKrav => ({
  fagsystem: 'NEXUS', reference: `R${++nr}`, debitor: { art: 'ZCVR', nummer: '13748136', navn: 'Firma' }, indhold: 'I', kravstype: 'FAKTURA', stiftelsesdato: dato('2026-01-15'), forfaldsdato: dato('2026-02-16'), srb: dato('2026-02-16'),
  linjer: [{ deltransaktion, beloeb: kr(beloeb) }], faktureret: true, ...andet,
});
const opret = (...k: NytKrav[]) => paa('2026-01-15', (tx) => m.get(KravService).opretMange(tx, k));
const postet = (kravId: string): Promise<string[]> => paa('2026-01-15', async (tx) => (await tx.raekker<[string, string, string]>(`select konto, beloeb, kontering from postering where krav_id = $1 order by bilag_id, nr`, [kravId])).map((r) => r.join(' ')));
const vaerdier = <L extends Kodelistenavn>(liste: L, v: Kodeversion<L>): Kodevaerdier[L] =>
  Object.fromEntries(Object.entries(v).filter(([felt]) => felt in KODELISTER[liste].felter && felt !== 'kode' && felt !== 'kravstype')) as unknown as Kodevaerdier[L];
const enkelt = async <L extends Kodelistenavn>(liste: L, kode: string, kravstype?: string): Promise<Kodeversion<L>> => (await paa('2026-01-15', (tx) => koder.liste(tx, liste, { paa: tx.forretningsdato, kravstype }))).find((v) => v.kode === kode)!;
const aftryk = (): Promise<unknown> => paa('2026-01-15', async (tx) => Promise.all(LISTER.map((l) => tx.sql(`select md5(string_agg(x::text, '|' order by x::text)) as h from ${KODELISTER[l].tabel.tabel} x`))));

describe('what a kommune is born with', () => {
  it('hangs together: every code could be made again as it stands, every kravstype can be booked', async () => {
    for (const liste of LISTER) {
      const alle = await paa('2026-01-15', (tx) => koder.liste(tx, liste, { paa: tx.forretningsdato }));
      expect([liste, alle.length > 2]).toEqual([liste, true]);
      for (const v of alle) {
        const noegle = v.kravstype === undefined ? { kode: v.kode } : { kode: v.kode, kravstype: v.kravstype };
        expect([liste, v.kode, (await ret('2026-01-15', liste, { art: 'VERSION', noegle, vaerdier: vaerdier(liste, v), fra: dato('2026-02-01') }, false)).gemt]).toEqual([liste, v.kode, false]);
      }
    }
    const uden = await paa('2026-01-15', (tx) => tx.sql(`select kode from kravstype t where not exists (select 1 from deltransaktion d where d.kravstype = t.kode)`));
    expect(uden).toEqual([]);
  });

  it('names PSRM codes Gældsstyrelsen has', async () => {
    const typer = await paa('2026-01-15', (tx) => m.get(KravstypeService).versioner(tx));
    expect(Object.fromEntries(typer.map((t) => [t.kode, t.fordringstype]))).toMatchObject({ DAGINST: 'KFDAINS', KLUB: 'KFLRUNG', NORMALBIDRAG: 'UHFOSKU', ERHVERVSAFFALD: 'KFMILJØ', BYGGESAG: null });
    const kendte = new Set((await paa('2026-01-15', (tx) => tx.raekker<[string]>(`select kode from faelles.psrm_fordringstype where kategori = 'HOVEDFORDRING'`))).map(([k]) => k));
    expect(typer.flatMap((t) => (t.fordringstype === null || kendte.has(t.fordringstype) ? [] : [t.fordringstype])).sort()).toEqual(['DFHUSLJ', 'KTTIBAK']); // their bilag has not been read
    expect(typer.filter((t) => t.regime === 'GEBYRLOV' && !t.udpantningsret)).toEqual([]);
  });

  it('is sown alike in a kommune that stands, which keeps the codes its claims bear; a second time changes nothing', async () => {
    await opret(krav('YDELSE'));
    await medKlient(d.adminUrl, async (k) => {
      await k.query(`set search_path = k_${KOMMUNE}; select set_config('app.bruger', 'migrator', false)`);
      await k.query(`delete from deltransaktion; delete from momskode; delete from aftalekontotype; delete from bilagsart; delete from kravstype where kode not in ('DAGINST', 'FAKTURA')`);
      await k.query(`insert into kravlinje (id, krav_id, nr, hovedtransaktion, deltransaktion, beloeb, kontering) select 99000 + g, k.id, g, 'FAKTURA', (array['', 'EGEN_KODE', 'SALG_MOMS'])[g], 1, 'x' from kravsbilag k, generate_series(2, 3) g`);
      await k.query(`reset search_path`);
      await migrerKommune(k, KOMMUNE);
    });
    const foerste = await aftryk();
    const koderne = (kommune: string) => paa('2026-01-15', async (tx) => (await tx.raekker<[string]>(LISTER.map((l) => `select '${l} ' || ${KODELISTER[l].tabel.noegler.join(` || ' ' || `)} from ${KODELISTER[l].tabel.tabel} where kendt_til = 'infinity'`).join(' union all '))).map(([x]) => x).sort(), kommune);
    expect(await koderne(KOMMUNE)).toEqual([...(await koderne(NABO)), 'DELTRANSAKTIONER FAKTURA EGEN_KODE'].sort());
    const momskoder = await paa('2026-01-15', (tx) => tx.raekker(`select kode, navn, momskode from deltransaktion where kode in ('EGEN_KODE', 'SALG_MOMS', 'MADSERVICE') order by 1`));
    expect(momskoder).toEqual([['EGEN_KODE', 'EGEN_KODE', 'UDEN'], ['MADSERVICE', 'Madservice', 'FRITAGET'], ['SALG_MOMS', 'Salg af varer og ydelser med moms', 'UDEN']]);
    await medKlient(d.adminUrl, (k) => migrerKommune(k, KOMMUNE));
    expect(await aftryk()).toEqual(foerste);
  });

  it('a PSRM code that was sown wrong is known anew by migration, and the wrong row stays readable', async () => {
    const rettelse = /do \$\$ begin[\s\S]*?end \$\$;/.exec(readFileSync(join(rodmappe(), 'migrations', 'kommune', '0010-kodelister.sql'), 'utf8'))![0];
    await medKlient(d.adminUrl, async (k) => {
      await k.query(`set search_path = k_${KOMMUNE}; select set_config('app.bruger', 'migrator', false)`);
      await k.query(`update kravstype set fordringstype = 'KLFRUNG' where kode = 'KLUB'`);
      await k.query(rettelse);
      await k.query(rettelse);
    });
    const historik = await paa('2026-01-15', (tx) => koder.historik(tx, 'KRAVSTYPER', { kode: 'KLUB' }));
    expect(historik.map((v) => [v.fordringstype, v.navn, v.gyldigFra, v.gyldigTil, v.kendtTil === null])).toEqual([['KLFRUNG', 'Fritidsklub', '2005-01-01', 'infinity', false], ['KFLRUNG', 'Fritidsklub', '2005-01-01', 'infinity', true]]);
  });

  it('bilagsarter are those of the program, no more and no fewer', async () => {
    const union = /export type Bilagsart =([^;]+);/.exec(readFileSync(join(rodmappe(), 'libs', 'bogholderi', 'src', 'bilag.ts'), 'utf8'))![1]!;
    const liste = (await paa('2026-01-15', (tx) => koder.liste(tx, 'BILAGSARTER', { paa: tx.forretningsdato }))).map((b) => b.kode);
    expect(liste.sort()).toEqual([...union.matchAll(/'([A-Z_]+)'/g)].map(([, k]) => k).sort());
  });

  it('no column of a list is lost when a version is made', async () => {
    for (const liste of LISTER) {
      const { tabel, noegler, vaerdier: v } = KODELISTER[liste].tabel;
      const kolonner = (await paa('2026-01-15', (tx) => tx.raekker<[string]>(`select column_name from information_schema.columns where table_schema = current_schema() and table_name = $1`, [tabel]))).map(([k]) => k);
      expect([tabel, kolonner.sort()]).toEqual([tabel, [...noegler, ...v, 'gyldig_fra', 'gyldig_til', 'kendt_fra', 'kendt_til', 'bruger'].sort()]);
    }
  });
});

const linjemoms = (kravId: string): Promise<string[]> => paa('2026-01-15', (tx) => tx.sql<{ t: string }>(`select concat_ws(' ', beloeb, coalesce(momskode, 'null'), coalesce(momssats::text, 'null'), coalesce(moms::text, 'null')) as t from kravlinje where krav_id = $1 order by nr`, [kravId]).then((r) => r.map((x) => x.t)));

describe('a claim is booked by its deltransaktion', () => {
  it('with moms: debtor gross, income net, moms owed to the state; the line says so; the bilag is 0', async () => {
    const [u] = await opret(krav('SALG_MOMS', { linjer: [{ deltransaktion: 'SALG_MOMS', beloeb: kr('1250.00'), tekst: 'Grus' }, { deltransaktion: 'YDELSE', beloeb: kr('100.00') }, { deltransaktion: 'SALG_MOMS', beloeb: kr('0.01') }] }));
    const { kravId } = u as { kravId: string };
    expect(await postet(kravId)).toEqual([
      'DEBITOR 1250.00 INDT_FAKTURA|00.32.00|', 'INDT_FAKTURA -1000.00 INDT_FAKTURA|00.32.00|', 'SALGSMOMS -250.00 INDT_FAKTURA|00.32.00|',
      'DEBITOR 100.00 INDT_FAKTURA|00.32.00|', 'INDT_FAKTURA -100.00 INDT_FAKTURA|00.32.00|', 'DEBITOR 0.01 INDT_FAKTURA|00.32.00|', 'INDT_FAKTURA -0.01 INDT_FAKTURA|00.32.00|']);
    expect(await linjemoms(kravId)).toEqual(['1250.00 SALG25 25.00 250.00', '100.00 null null null', '0.01 null null null']);
    expect(await paa('2026-01-15', (tx) => tx.sql(`select sum(beloeb)::text as s from postering group by bilag_id`))).toEqual([{ s: '0.00' }]);
  });

  it('without moms nothing is said of it', async () => {
    const [u] = await opret(krav('YDELSE'));
    expect(await postet((u as { kravId: string }).kravId)).toEqual(['DEBITOR 1250.00 INDT_FAKTURA|00.32.00|', 'INDT_FAKTURA -1250.00 INDT_FAKTURA|00.32.00|']);
    expect(await linjemoms((u as { kravId: string }).kravId)).toEqual(['1250.00 null null null']);
  });

  it('a line whose deltransaktion is unknown, ended or not begun is refused alone', async () => {
    await ret('2026-01-10', 'DELTRANSAKTIONER', { art: 'OPHOER', noegle: { kravstype: 'FAKTURA', kode: 'TILLAEG' }, fra: dato('2026-01-10') });
    await ret('2026-01-10', 'DELTRANSAKTIONER', { art: 'OPRET', noegle: { kravstype: 'FAKTURA', kode: 'HAL' }, vaerdier: { navn: 'Leje af hal', indtaegtskonto: 'INDT_ERSTATNING', momskode: 'UDEN', kleEmne: '18.20.02' }, fra: dato('2026-01-20') });
    const svar = await opret(krav('YDELSE'), krav('FINDES_IKKE'), krav('TILLAEG'), krav('TILLAEG', { stiftelsesdato: dato('2026-01-09') }), krav('HAL'), krav('HAL', { stiftelsesdato: dato('2026-01-20') }));
    expect(svar.map((s) => (s.udfald === 'AFVIST' ? s.fejl.map((f) => `${f.felt} ${f.kode}`) : s.udfald))).toEqual([
      'OPRETTET', ['linjer[0].deltransaktion DELTRANSAKTION_UKENDT'], ['linjer[0].deltransaktion DELTRANSAKTION_GAELDER_IKKE'], 'OPRETTET', ['linjer[0].deltransaktion DELTRANSAKTION_GAELDER_IKKE'], 'OPRETTET']);
    expect(await postet((svar[5] as { kravId: string }).kravId)).toEqual(['DEBITOR 1250.00 INDT_ERSTATNING|18.20.02|', 'INDT_ERSTATNING -1250.00 INDT_ERSTATNING|18.20.02|']);
  });
});

describe('a change', () => {
  const bolig = { navn: 'Bolig og hjem', regler: 'Nye ord.' };

  it('is only said until it is confirmed; then the old stays readable on both axes', async () => {
    const foer = await aftryk();
    const a = { art: 'VERSION', noegle: { kode: 'BOLIG' }, vaerdier: bolig, fra: dato('2026-06-01'), til: dato('2026-09-01') } as const;
    expect(await ret('2026-01-15', 'AFTALEKONTOTYPER', a, false)).toMatchObject({ gemt: false, gyldigFra: '2026-06-01', gyldigTil: '2026-09-01', aabneKrav: 0, vaekkes: 0 });
    expect(await aftryk()).toEqual(foer);
    expect(await ret('2026-01-15', 'AFTALEKONTOTYPER', a)).toMatchObject({ gemt: true });
    const navne = async (dag: string, kendt?: string): Promise<string | undefined> => (await paa(dag, (tx) => koder.liste(tx, 'AFTALEKONTOTYPER', { paa: dato(dag), kendt: kendt === undefined ? undefined : dato(kendt) }))).find((v) => v.kode === 'BOLIG')?.navn;
    expect([await navne('2026-05-31'), await navne('2026-06-01'), await navne('2026-08-31'), await navne('2026-09-01')]).toEqual(['Bolig', 'Bolig og hjem', 'Bolig og hjem', 'Bolig']);
    expect([await navne('2026-06-01', '2005-06-01'), await navne('2026-06-01', '2098-01-01'), await navne('2026-06-01', '2001-01-01')]).toEqual(['Bolig', 'Bolig og hjem', undefined]);
    const historik = await paa('2026-01-15', (tx) => koder.historik(tx, 'AFTALEKONTOTYPER', { kode: 'BOLIG' }));
    expect(historik.map((v) => [v.gyldigFra, v.gyldigTil, v.navn, v.kendtTil === null, v.bruger])).toEqual([
      ['2005-01-01', 'infinity', 'Bolig', false, 'migrator'], ['2005-01-01', '2026-06-01', 'Bolig', true, 'admin'], ['2026-06-01', '2026-09-01', 'Bolig og hjem', true, 'admin'], ['2026-09-01', 'infinity', 'Bolig', true, 'admin']]);
    await expect(paa('2026-01-15', (tx) => koder.historik(tx, 'AFTALEKONTOTYPER', { kode: 'X' }))).rejects.toMatchObject({ kode: 'IKKE_FUNDET' });
  });

  it('of a rate of moms holds from its day on; what was booked stays', async () => {
    const [foer] = await opret(krav('SALG_MOMS'));
    const { sats: _, ...v } = vaerdier('MOMSKODER', await enkelt('MOMSKODER', 'SALG25'));
    const k = await ret('2026-01-15', 'MOMSKODER', { art: 'VERSION', noegle: { kode: 'SALG25' }, vaerdier: { ...v, sats: '20.00' }, fra: dato('2026-01-15') });
    expect(k).toMatchObject({ aabneKrav: 1, bogfoerteKrav: 1, vaekkes: 0 });
    expect(k.tekster[1]).toBe('1 krav er allerede stiftet i perioden; de beholder den konto, moms, aftalekonto og forældelsesdato, de er bogført med.');
    const [efter, igaar] = await opret(krav('SALG_MOMS', {}, '1200.00'), krav('SALG_MOMS', { stiftelsesdato: dato('2026-01-14') }, '1200.00'));
    const moms = async (u: unknown) => (await postet((u as { kravId: string }).kravId))[2];
    expect([await moms(foer), await moms(efter), await moms(igaar)]).toEqual(['SALGSMOMS -250.00 INDT_FAKTURA|00.32.00|', 'SALGSMOMS -200.00 INDT_FAKTURA|00.32.00|', 'SALGSMOMS -240.00 INDT_FAKTURA|00.32.00|']);
  });

  it('of a kravstype that begins today or before wakes its claims, and no others; one to come waits for its day', async () => {
    const daginst = { kravstype: 'DAGINST', linjer: [{ deltransaktion: 'YDELSE', beloeb: kr('100.00') }] };
    await opret(krav('YDELSE'), krav('YDELSE'), krav('', daginst));
    const vagter = () => paa('2026-01-15', async (tx) => (await tx.raekker<[string, string, number]>(`select k.kravstype, v.trin, count(*)::int from vagt v join kravsbilag k on k.id = v.krav_id where v.tidligst <= '2026-01-20' group by 1, 2 order by 1, 2`)).map((r) => r.join(' ')));
    const v = { ...vaerdier('KRAVSTYPER', await enkelt('KRAVSTYPER', 'FAKTURA')), rykkerprocedure: 'STANDARD' };
    expect(await ret('2026-01-20', 'KRAVSTYPER', { art: 'VERSION', noegle: { kode: 'FAKTURA' }, vaerdier: v, fra: dato('2026-01-21') })).toMatchObject({ aabneKrav: 2, vaekkes: 0 });
    expect(await vagter()).toEqual([]);
    expect(await ret('2026-01-20', 'KRAVSTYPER', { art: 'VERSION', noegle: { kode: 'FAKTURA' }, vaerdier: v, fra: dato('2026-01-10') }, false)).toMatchObject({ gemt: false, aabneKrav: 2, bogfoerteKrav: 2, vaekkes: 2 });
    expect(await vagter()).toEqual([]);
    expect(await ret('2026-01-20', 'KRAVSTYPER', { art: 'VERSION', noegle: { kode: 'FAKTURA' }, vaerdier: v, fra: dato('2026-01-10') })).toMatchObject({ gemt: true, vaekkes: 2 });
    expect(await vagter()).toEqual(expect.arrayContaining(['FAKTURA afskriv 2', 'FAKTURA renter 2', 'FAKTURA rykker 2']));
    expect((await vagter()).every((x) => x.startsWith('FAKTURA'))).toBe(true);
  });

  it('an ended kravstype takes no new claims; those it has go on by its last version', async () => {
    await opret(krav('YDELSE'));
    await expect(ret('2026-01-20', 'KRAVSTYPER', { art: 'OPHOER', noegle: { kode: 'FAKTURA' }, fra: dato('2026-01-15') })).rejects.toMatchObject({ kode: 'KODE_I_BRUG' });
    expect(await ret('2026-01-20', 'KRAVSTYPER', { art: 'OPHOER', noegle: { kode: 'FAKTURA' }, fra: dato('2026-01-16') })).toMatchObject({ gemt: true, aabneKrav: 1 });
    expect((await opret(krav('YDELSE', { stiftelsesdato: dato('2026-01-16') })))[0]).toMatchObject({ udfald: 'AFVIST', fejl: [{ kode: 'KRAVSTYPE_UKENDT' }] });
    const [staar, givet] = await paa('2026-01-20', async (tx) => [(await m.get(KravstypeService).alle(tx)), (await m.get(KravstypeService).versioner(tx))] as const);
    const slut = (v: typeof staar): Lokaldato[] => v.filter((t) => t.kode === 'FAKTURA').map((t) => t.gyldigTil);
    expect([slut(staar), slut(givet)]).toEqual([['infinity'], ['2026-01-16']]);
  });

  it('that is wrong says why and changes nothing', async () => {
    await opret(krav('SALG_MOMS'));
    const foer = await aftryk();
    const t = vaerdier('KRAVSTYPER', await enkelt('KRAVSTYPER', 'FAKTURA'));
    const fejl: [Kodelistenavn, Kodeaendring<Kodelistenavn>, string][] = [
      ['KRAVSTYPER', { art: 'OPRET', noegle: { kode: 'FAKTURA' }, vaerdier: t, fra: dato('2026-01-01') }, 'GYLDIGHED_OVERLAPPER'],
      ['KRAVSTYPER', { art: 'VERSION', noegle: { kode: 'FINDES_IKKE' }, vaerdier: t, fra: dato('2026-01-01') }, 'IKKE_FUNDET'],
      ['KRAVSTYPER', { art: 'VERSION', noegle: { kode: 'FAKTURA' }, vaerdier: { ...t, indtaegtskonto: 'DEBITOR' }, fra: dato('2026-01-01') }, 'KONTO_FORKERT_ART'],
      ['KRAVSTYPER', { art: 'VERSION', noegle: { kode: 'FAKTURA' }, vaerdier: t, fra: dato('2026-01-01'), til: dato('2025-01-01') }, 'PERIODE_OMVENDT'],
      ['AFTALEKONTOTYPER', { art: 'OPHOER', noegle: { kode: 'OEVRIGE' }, fra: dato('2027-01-01') }, 'KODE_I_BRUG'],
      ['KRAVSTYPER', { art: 'VERSION', noegle: { kode: 'FAKTURA' }, vaerdier: { ...t, fordringstype: 'REOPKOM' }, fra: dato('2026-02-01') }, 'FORDRINGSTYPE_UKENDT'],
      ['MOMSKODER', { art: 'OPHOER', noegle: { kode: 'SALG25' }, fra: dato('2027-01-01') }, 'KODE_I_BRUG'],
      ['DELTRANSAKTIONER', { art: 'OPHOER', noegle: { kravstype: 'FAKTURA', kode: 'SALG_MOMS' }, fra: dato('2026-01-15') }, 'KODE_I_BRUG'],
      ['DELTRANSAKTIONER', { art: 'OPHOER', noegle: { kravstype: 'HUSLEJE', kode: 'SALG_MOMS' }, fra: dato('2026-01-15') }, 'IKKE_FUNDET'],
      ['BILAGSARTER', { art: 'OPHOER', noegle: { kode: 'KRAV' }, fra: dato('2027-01-01') }, 'BILAGSART_ER_FAST'],
    ];
    for (const [liste, a, kode] of fejl) expect([liste, await ret('2026-01-20', liste, a).then(() => 'gemt', (f: { kode: string }) => f.kode)]).toEqual([liste, kode]);
    expect(await aftryk()).toEqual(foer);
  });

  it('two at once: one is made, the other is judged by it', async () => {
    const ny = (fra: string) => ret('2026-01-20', 'AFTALEKONTOTYPER', { art: 'OPRET', noegle: { kode: 'KULTUR' }, vaerdier: bolig, fra: dato(fra) }).then(() => 'gemt', (f: { kode: string }) => f.kode);
    expect((await Promise.all([ny('2026-02-01'), ny('2026-03-01'), ny('2026-04-01')])).sort()).toEqual(['GYLDIGHED_OVERLAPPER', 'GYLDIGHED_OVERLAPPER', 'gemt']);
  });
});
