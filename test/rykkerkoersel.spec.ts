import { dato, kr } from '#app/kernel';
import { GodkendelseService } from '#app/godkendelse';
import { SammenlaegService, SpaerreService } from '#app/krav';
import { KoerselService } from '#app/natplan';
import { RykkerkoersellaesningService, RykkerkoerselService, RykkerprocedureService, RykkerService, RykkerstatusService } from '#app/rykker';
import { runder } from './rykkerdata.js';
import { scenarie, type Scenarie } from './scenarie.js';
import { medKlient } from './testdb.js';

/** Rounds of letters that people look through, approve and stop. */
let s: Scenarie;
afterEach(() => s?.slut());

const breve = (): Promise<unknown> => s.tx((tx) => tx.raekker(`select id, dato::text, frist::text from rykkerbrev order by id`));
const { som, dele, seneste, linjer, godkend } = runder(() => s);

describe('a round', () => {
  beforeEach(async () => {
    s = await scenarie({ fra: '2026-01-02' });
    await s.saet('rykkerGodkendelse', 'JA');
    await s.krav('A', kr('1000.00'), { forfald: '2026-01-15', debitor: 'A' });
    await s.krav('B', kr('1000.00'), { forfald: '2026-01-15', debitor: 'B' });
    await s.nat('2026-01-25');
  });
  const kode = (a: Promise<unknown>): Promise<string> => a.then(() => 'gjort', (f: { kode: string }) => f.kode);
  const koersel = (): RykkerkoerselService => s.m.get(RykkerkoerselService);

  it('is not sent as another than the one approved', async () => {
    const { id } = await seneste();
    const g = await som('ane', (tx) => koersel().indstil(tx, id, 'x'));
    const { hash } = await s.tx((tx) => s.m.get(GodkendelseService).hent(tx, g));
    expect(await kode(som('ane', (tx) => s.m.get(GodkendelseService).godkend(tx, g, hash)))).toBe('SAMME_PERSON');
    await som('ane', (tx) => koersel().udtag(tx, id, [s.id('A')], 'Vent'));
    expect(await kode(som('bo', (tx) => s.m.get(GodkendelseService).godkend(tx, g, hash)))).toBe('RYKKERKOERSEL_AENDRET');
    await som('ane', (tx) => koersel().udtag(tx, id, [s.id('A')], null)); // as it was: the approval holds again
    await som('bo', (tx) => s.m.get(GodkendelseService).godkend(tx, g, hash));
    await dele();
    expect(await seneste()).toMatchObject({ status: 'SENDT', sendte: 2 });
    expect(await kode(som('ane', (tx) => koersel().udtag(tx, id, [s.id('A')], 'Vent')))).toBe('RYKKERKOERSEL_STATUS');
    const foer = await breve();
    await dele();
    expect(await breve()).toEqual(foer);
  });

  it('is over when a newer night makes its own, and its proposal of approval with it', async () => {
    const { id } = await seneste();
    const g = await som('ane', (tx) => koersel().indstil(tx, id, 'x'));
    s.dag = dato('2026-01-26');
    await s.nat('2026-01-26');
    expect((await s.tx((tx) => s.m.get(RykkerkoersellaesningService).hent(tx, id))).status).toBe('UDLOEBET');
    const { hash, status } = await s.tx((tx) => s.m.get(GodkendelseService).hent(tx, g));
    expect(status).toBe('BORTFALDET');
    expect(await kode(som('bo', (tx) => s.m.get(GodkendelseService).godkend(tx, g, hash)))).toBe('FORSLAG_AFGJORT');
    expect(await seneste()).toMatchObject({ status: 'FORSLAG', linjer: 2, dato: '2026-01-26' });
  });

  it('sent on a later day: letters and deadlines are of that day', async () => {
    const { id } = await seneste();
    s.dag = dato('2026-01-28');
    await godkend(id);
    expect(await s.tx((tx) => tx.raekker(`select distinct dato::text, frist::text from rykkerbrev`))).toEqual([['2026-01-28', '2026-02-09']]);
  });

  it('is made at the desk when none waits, and thrown away', async () => {
    const { id } = await seneste();
    expect(await kode(som('ane', (tx) => koersel().dan(tx)))).toBe('RYKKERKOERSEL_FINDES');
    await som('ane', (tx) => koersel().forkast(tx, id));
    s.dag = dato('2026-01-26');
    await som('ane', (tx) => koersel().dan(tx));
    expect((await seneste()).status).toBe('DANNES');
    await dele();
    expect(await seneste()).toMatchObject({ status: 'FORSLAG', kilde: 'SAGSBEHANDLER', dannetAf: 'ane', linjer: 2 });
    const ny = (await seneste()).id;
    await som('ane', (tx) => koersel().udtag(tx, ny, [s.id('A'), s.id('B')], 'Vent'));
    expect(await kode(som('ane', (tx) => koersel().indstil(tx, ny, 'x')))).toBe('RYKKERKOERSEL_TOM');
    expect(await kode(som('ane', (tx) => koersel().udtag(tx, ny, ['999'], 'Vent')))).toBe('IKKE_FUNDET');
  });

  it('a missing night, a late one and the automatic choice again: nothing is sent twice', async () => {
    await s.saet('rykkerGodkendelse', 'NEJ');
    s.dag = dato('2026-01-26');
    await s.nat('2026-01-26');
    expect(await seneste()).toMatchObject({ automatisk: true, status: 'SENDT', sendte: 2, breve: 2, gebyrer: '500.00' });
    expect((await linjer((await seneste()).id, { udfald: 'SENDT' })).length).toBe(2);
    const { id } = await seneste();
    await som('bo', (tx) => koersel().tilbagefoer(tx, id));
    await dele();
    expect([(await s.rest('A')).gebyrer, await s.brud()]).toEqual(['0.00', []]);
  });
});

describe('what people look through', () => {
  const K = (navn: string, forfald: string, debitor = 'A') => s.krav(navn, kr('1000.00'), { forfald, debitor });
  const gebyrer = () => s.tx((tx) => tx.raekker(`select r.id as brev, count(*)::int from rykkerbrev r join rykkerpost p on p.rykkerbrev_id = r.id join bilag b on b.noegle = 'gebyr:' || r.id || ':' || p.krav_id group by 1`)).then((r) => r.map(([, n]) => n));
  beforeEach(async () => {
    s = await scenarie({ fra: '2026-01-02' });
    await s.saet('rykkerGodkendelse', 'JA');
  });

  it('a debtor looked at twice in a round: his letter is made anew, with one fee', async () => {
    await K('K0', '2026-01-12');
    await K('K1', '2026-01-15');
    await s.spaer('RYKKER', 'K0', '2026-01-02', '2027-01-01');
    await s.nat('2026-01-25');
    const { id } = await seneste();
    expect((await linjer(id)).map((l) => [l.kravId, l.gebyr])).toEqual([[s.id('K1'), '250.00']]);
    await s.tx(async (tx) => { const [x] = await tx.raekker<[string]>(`select id from spaerre`); await s.m.get(SpaerreService).ophaev(tx, x![0], dato('2026-01-25')); });
    await s.tx((tx) => s.m.get(RykkerService).behandl(tx, [s.partner('K1')]));
    expect((await linjer(id)).map((l) => [l.kravId, l.brevnr, l.gebyr])).toEqual([[s.id('K0'), 1, '250.00'], [s.id('K1'), 1, '0.00']]);
    await s.spaer('RYKKER', 'K1', '2026-01-02', '2027-01-01'); // and what may not be reminded any more leaves it
    await s.tx((tx) => s.m.get(RykkerService).behandl(tx, [s.partner('K1')]));
    expect((await linjer(id)).map((l) => [l.kravId, l.gebyr])).toEqual([[s.id('K0'), '250.00']]);
    await godkend(id);
    expect([await gebyrer(), await s.brud()]).toEqual([[1], []]);
  });

  it('a claim that became another debtor’s between approval and sending is left out', async () => {
    await K('A1', '2026-01-15');
    await K('B1', '2026-01-15', 'B');
    await s.nat('2026-01-25');
    const { id } = await seneste();
    const g = await som('ane', (tx) => s.m.get(RykkerkoerselService).indstil(tx, id, 'x'));
    await som('bo', async (tx) => { const f = await s.m.get(GodkendelseService).hent(tx, g); await s.m.get(GodkendelseService).godkend(tx, g, f.hash); });
    await s.tx((tx) => s.m.get(SammenlaegService).laegSammen(tx, s.partner('A1'), s.partner('B1'), dato('2026-01-25'), 'Samme person'));
    await dele();
    expect((await linjer(id)).map((l) => [l.udfald, l.grund]).toSorted()).toEqual([['SENDT', null], ['UDELADT', 'KRAV_FLYTTET']]);
    expect(await s.brud()).toEqual([]);
  });

  it('what is taken out bears no fee: the letter’s stands on a claim that is in, now and in the next round', async () => {
    await K('A1', '2026-01-12');
    await K('A2', '2026-01-15');
    await s.nat('2026-01-25');
    const { id } = await seneste();
    const vis = async (r: string) => (await linjer(r)).map((l) => [l.brevnr, l.gebyr, l.udtagetAf]);
    const udtag = (aarsag: string | null) => som('ane', (tx) => s.m.get(RykkerkoerselService).udtag(tx, id, [s.id('A1')], aarsag));
    expect(await vis(id)).toEqual([[1, '250.00', null], [1, '0.00', null]]);
    expect(await udtag('Ringer tilbage')).toBe(1);
    expect(await vis(id)).toEqual([[0, '0.00', 'ane'], [1, '250.00', null]]);
    expect(await udtag(null)).toBe(1);
    expect(await vis(id)).toEqual([[1, '250.00', null], [1, '0.00', null]]);
    await udtag('Ringer tilbage');
    s.dag = dato('2026-01-26');
    await s.nat('2026-01-26');
    const ny = (await seneste()).id;
    expect([ny === id, await vis(ny)]).toEqual([false, [[0, '0.00', 'ane'], [1, '250.00', null]]]);
    await godkend(ny);
    expect([await gebyrer(), (await s.rest('A1')).gebyrer, (await s.rest('A2')).gebyrer, await s.brud()]).toEqual([[1], '0.00', '250.00', []]);
  });

  it('a run of a round that is stopped: the round is left where people can go on from', async () => {
    for (const d of ['A', 'B']) await K(d, '2026-01-15', d);
    const stop = async (): Promise<void> => {
      const { koersler } = await seneste();
      await s.tx((tx) => s.m.get(KoerselService).saetStatus(tx, koersler.at(-1)!.koerselId, ['I_GANG', 'PAUSE'], 'STOPPET'));
      await dele();
    };
    s.dag = dato('2026-01-25');
    await som('ane', (tx) => s.m.get(RykkerkoerselService).dan(tx));
    await stop();
    expect(await seneste()).toMatchObject({ status: 'FORKASTET' });
    await som('ane', (tx) => s.m.get(RykkerkoerselService).dan(tx));
    await dele();
    const { id } = await seneste();
    const indstillet = async (): Promise<void> => {
      const g = await som('ane', (tx) => s.m.get(RykkerkoerselService).indstil(tx, id, 'x'));
      await som('bo', async (tx) => { const f = await s.m.get(GodkendelseService).hent(tx, g); await s.m.get(GodkendelseService).godkend(tx, g, f.hash); });
    };
    await indstillet();
    await stop();
    expect(await seneste()).toMatchObject({ id, status: 'SENDT', sendt: '2026-01-25', sendte: 0, udeladte: 2, udeladtPrGrund: [{ grund: 'STOPPET', antal: 2 }] });
    s.dag = dato('2026-01-26');
    await som('ane', (tx) => s.m.get(RykkerkoerselService).dan(tx));
    await dele();
    await godkend((await seneste()).id);
    const sendt = await seneste();
    await som('bo', (tx) => s.m.get(RykkerkoerselService).tilbagefoer(tx, sendt.id));
    await stop();
    expect(await seneste()).toMatchObject({ id: sendt.id, status: 'SENDT', sendte: 2 });
  });

  it('a debtor that fails is left out by name, and the others are sent', async () => {
    for (const d of ['A', 'B']) await K(d, '2026-01-15', d);
    await s.nat('2026-01-25');
    const { id } = await seneste();
    const [r] = await s.tx((tx) => tx.raekker<[string]>(`select current_schema()`));
    await medKlient(s.d.adminUrl, (k) => k.query(`alter table ${r![0]}.rykkerbrev add constraint proeve check (forretningspartner_id <> ${s.partner('A')})`));
    await godkend(id);
    expect((await linjer(id)).map((l) => [l.kravId, l.udfald, l.grund])).toEqual([[s.id('A'), 'UDELADT', 'FEJL'], [s.id('B'), 'SENDT', null]]);
    expect((await seneste()).koersler.at(-1)).toMatchObject({ status: 'AFSLUTTET_MED_FEJL', fejl: 1 });
  });

  it('answers why: taken out by whom, or waiting for approval', async () => {
    await K('A1', '2026-01-12');
    await K('A2', '2026-01-15');
    await s.nat('2026-01-25');
    const { id } = await seneste();
    await som('ane', (tx) => s.m.get(RykkerkoerselService).udtag(tx, id, [s.id('A1')], 'Ringer tilbage'));
    const status = (k: string, d: string = s.dag) => s.tx((tx) => s.m.get(RykkerstatusService).paa(tx, s.id(k), dato(d)));
    expect((await status('A1')).beslutning).toMatchObject({ grund: 'UDTAGET', detalje: 'Kravet er taget ud af rykkerkørslen af 25.01.2026 af ane: Ringer tilbage. Det bliver ude, til det sættes ind igen.' });
    expect((await status('A2')).beslutning).toMatchObject({ grund: 'VENTER_GODKENDELSE', detalje: expect.stringContaining(`rykkerkørsel ${id}`) });
    expect(await s.hvorforIkkeRykket('A1')).toMatchObject({ grund: 'UDTAGET' });
    expect(await status('A2', '2026-02-20')).toMatchObject({ beslutning: { grund: 'ALLEREDE_RYKKET' }, forventede: [{ trin: 1 }] });
    const liste = (grund: 'UDTAGET' | 'VENTER_GODKENDELSE' | 'RYKKES') => s.tx((tx) => s.m.get(RykkerstatusService).liste(tx, { grund }, undefined, 10)).then((l) => l.poster.map((p) => [p.kravId, p.hvem]));
    expect([await liste('UDTAGET'), await liste('VENTER_GODKENDELSE'), await liste('RYKKES')]).toEqual([[[s.id('A1'), 'ane']], [[s.id('A2'), null]], []]);
    await godkend(id);
    expect([(await status('A1')).beslutning, (await status('A2')).beslutning]).toMatchObject([{ grund: 'UDTAGET' }, { grund: 'ALLEREDE_RYKKET' }]);
    await s.saet('rykkerGodkendelse', 'NEJ'); // a night that asks nobody knows no rounds
    expect((await status('A1')).beslutning).toMatchObject({ art: 'RYK' });
  });
});

it('a letter with two fees and a loan with two are found, whoever wrote them', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.saet('gebyrFordeling', 'PR_KRAV');
  const vaerdier = { art: 'RYKKER', dage: 3, regnesFra: 'FRIST', dagtype: 'KALENDER', mindstebeloeb: kr('25.00'), gruppering: 'PR_DEBITOR', gebyr: kr('100.00'), kompensation: false, brevtype: null, fristDage: 10, underretning: 'SIDSTE_TRIN' } as const;
  await s.tx((tx) => s.m.get(RykkerprocedureService).ret(tx, { art: 'OPRET', noegle: { kode: 'CIVIL', aftalekontotype: '', trin: 2 }, vaerdier, fra: dato('2026-01-02') }, true));
  for (const k of ['K1', 'K2']) await s.krav(k, kr('1000.00'), { forfald: '2026-01-15', type: 'HUSLEJE' });
  await s.nat('2026-03-01');
  expect(await s.brud()).toEqual([]);
  const [r] = await s.tx((tx) => tx.raekker<[string]>(`select current_schema()`));
  await medKlient(s.d.adminUrl, (k) => k.query(`alter table ${r![0]}.opsaetning disable trigger all; update ${r![0]}.opsaetning set vaerdi = 'PR_BREV' where noegle = 'gebyr_fordeling'`));
  expect((await s.brud()).map((b) => b.split(':')[0])).toEqual(['ET_GEBYR_PR_BREV']);
  await s.kravstype('HUSLEJE', { regime: 'INGEN', udpantningsret: true });
  expect((await s.brud()).map((b) => b.split(':')[0])).toEqual(expect.arrayContaining(['BIDRAGSGEBYR_HOEJST_ET', 'ET_GEBYR_PR_BREV']));
});
