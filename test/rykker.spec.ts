import fc from 'fast-check';
import { dageMellem, dato, kr, plus, plusDage, type Lokaldato } from '#app/kernel';
import { KravrettelseService, KravService, SpaerreService } from '#app/krav';
import { PartnerService } from '#app/stamdata';
import { RykkerannulleringService, RykkerkoersellaesningService, RykkerkoerselService, RykkerprocedureService, RykkerService, RykkerstatusService, UnderretningService, type Trinvaerdier } from '#app/rykker';
import { golden } from './golden.js';
import { runder } from './rykkerdata.js';
import { scenarie, type Scenarie } from './scenarie.js';

/** Stories of rykkere: the journal, and the letters with who got them. */
let s: Scenarie;
afterEach(() => s?.slut());

const breve = (): Promise<string> => s.tx(async (tx) => (await tx.raekker<[string]>(
  `select b.dato || ' ' || coalesce(b.brevtype, case b.art when 'PAAMINDELSE' then 'PAM' else 'RY' || b.trin end) || ' frist ' || b.frist || ' til ' || v.navn || ': ' || (select string_agg(k.fagsystem_reference || ' trin ' || p.trin || ' ' || p.rest || case when p.underretning then ' UND' else '' end, ', ' order by p.krav_id) from rykkerpost p join kravsbilag k on k.id = p.krav_id where p.rykkerbrev_id = b.id)
     || coalesce('; kopi ' || (select string_agg(distinct w.navn, ', ') from rykkermodtager m join forretningspartner_version w on w.forretningspartner_id = m.forretningspartner_id where m.brev_id = b.id), '')
     || coalesce('; annulleret ' || (select a.dato || ' ' || a.aarsag from rykkerannullering a where a.rykkerbrev_id = b.id), '')
   from rykkerbrev b join forretningspartner_version v on v.forretningspartner_id = b.forretningspartner_id and v.kendt_til = 'infinity' and v.gyldig_til = 'infinity' order by b.id`)).map(([l]) => `${l}\n`).join(''));
const fortael = async (navn: string): Promise<void> => {
  const j = `${await s.journal()}\n${await breve()}`;
  expect(j).toBe(golden(`rykker/${navn}`, j));
  expect(await s.brud()).toEqual([]);
};

const TRIN: Trinvaerdier = { art: 'RYKKER', dage: 10, regnesFra: 'SRB', dagtype: 'KALENDER', mindstebeloeb: kr('25.00'), gruppering: 'PR_DEBITOR', gebyr: kr('250.00'), kompensation: false, brevtype: null, fristDage: 10, underretning: 'SIDSTE_TRIN' };
const trin = (kode: string, nr: number, art: 'OPRET' | 'VERSION', andet: Partial<Trinvaerdier>, fra = '2026-01-01', aftalekontotype = ''): Promise<unknown> =>
  s.tx((tx) => s.m.get(RykkerprocedureService).ret(tx, { art, noegle: { kode, aftalekontotype, trin: nr }, vaerdier: { ...TRIN, ...andet }, fra: dato(fra) }, true));
const { som, dele, seneste, linjer, godkend } = runder(() => s);

describe('stories', () => {
  it('a påmindelse first, then a rykker with fee that tells of inddrivelse: no trin is skipped', async () => {
    s = await scenarie({ fra: '2026-01-02' });
    await trin('STANDARD', 1, 'VERSION', { art: 'PAAMINDELSE', gebyr: kr('0.00'), dage: 5 });
    await trin('STANDARD', 2, 'OPRET', { dage: 5, regnesFra: 'FRIST', dagtype: 'BANKDAGE' });
    await s.krav('K1', kr('1200.00'), { forfald: '2026-01-15' });
    await s.nat('2026-04-30');
    await fortael('paamindelse-foerst');
    expect(await s.rest('K1')).toMatchObject({ gebyrer: '250.00' });
  });

  it('two are liable; one dies: the letter goes to the other alone, and a death of the debtor stops it', async () => {
    s = await scenarie({ fra: '2026-01-02' });
    await s.krav('K1', kr('900.00'), { forfald: '2026-01-15', debitor: 'Ane' });
    await s.krav('M1', kr('900.00'), { forfald: '2027-01-15', debitor: 'Mads' });
    await s.krav('P1', kr('900.00'), { forfald: '2027-01-15', debitor: 'Pia' });
    await haefter('K1', 'M1', '2026-01-02');
    await haefter('K1', 'P1', '2026-01-02');
    await s.tx((tx) => s.m.get(PartnerService).ret(tx, s.partner('M1'), dato('2026-01-20'), { cprStatus: '90' }));
    await s.krav('K2', kr('700.00'), { forfald: '2026-03-15', debitor: 'Ane' });
    await s.nat('2026-02-10');
    await s.tx((tx) => s.m.get(PartnerService).ret(tx, s.partner('K1'), dato('2026-03-20'), { cprStatus: '90' }));
    await s.nat('2026-05-31');
    await fortael('en-haefter-doer');
    expect(await s.hvorforIkkeRykket('K2')).toMatchObject({ grund: 'DOEDSFALD' });
    expect((await s.tx((tx) => s.m.get(UnderretningService).paaKrav(tx, s.id('K1')))).map((h) => [h.rolle, h.doed, h.rykkerdato1, h.underrettet, h.mangler]))
      .toEqual([['EJER', true, '2026-01-25', '2026-01-25', false], ['HAEFTER', true, null, null, true], ['HAEFTER', false, '2026-01-25', '2026-01-25', false]]);
  });

  it('henstand in the middle of a round: the next trin waits for the new date, and the letter that was sent stands', async () => {
    s = await scenarie({ fra: '2026-01-02' });
    await trin('STANDARD', 1, 'VERSION', { gebyr: kr('0.00') });
    await trin('STANDARD', 2, 'OPRET', { dage: 14, regnesFra: 'BREV' });
    await s.krav('K1', kr('1500.00'), { forfald: '2026-01-15' });
    await s.nat('2026-01-30');
    await s.tx((tx) => s.m.get(KravrettelseService).ret(tx, s.id('K1'), { srb: dato('2026-04-01'), aarsag: 'Henstand' }));
    await s.nat('2026-03-31');
    expect(await s.hvorforIkkeRykket('K1')).toMatchObject({ grund: 'HENSTAND', indtil: '2026-04-15', detalje: 'Der er henstand: sidste rettidige betalingsdato er flyttet fra 15.01.2026 til 01.04.2026.' });
    await s.nat('2026-05-31');
    await fortael('henstand-i-en-runde');
  });

  it('civil and public claims in one letter; the second letter’s fee is the civil one’s own', async () => {
    s = await scenarie({ fra: '2026-01-02' });
    await trin('CIVIL', 2, 'OPRET', { dage: 3, regnesFra: 'FRIST', gebyr: kr('100.00') });
    await s.krav('LEJE', kr('5000.00'), { forfald: '2026-01-05', type: 'HUSLEJE' });
    await s.krav('INST', kr('2000.00'), { forfald: '2026-01-05' });
    await s.nat('2026-03-31');
    await fortael('civil-og-offentlig');
  });

  it('a company’s late payment: the kompensationsbeløb once, beside the fees', async () => {
    s = await scenarie({ fra: '2026-01-02' });
    await trin('CIVIL', 1, 'VERSION', { gebyr: kr('100.00'), kompensation: true });
    await trin('CIVIL', 2, 'OPRET', { dage: 1, regnesFra: 'FRIST', gebyr: kr('100.00'), kompensation: true });
    const k = await s.tx((tx) => s.m.get(KravService).opret(tx, {
      fagsystem: 'SCENARIE', reference: 'F1', debitor: { art: 'ZCVR', nummer: '12345674', navn: 'Firma' }, indhold: 'F1', kravstype: 'FAKTURA', stiftelsesdato: dato('2026-01-02'), forfaldsdato: dato('2026-01-15'), srb: dato('2026-01-15'), linjer: [{ deltransaktion: 'YDELSE', beloeb: kr('4000.00') }], faktureret: true,
    }));
    await s.krav('B1', kr('4000.00'), { forfald: '2026-01-15', type: 'FAKTURA', debitor: 'Borger' });
    await s.nat('2026-03-31');
    await fortael('kompensation');
    expect(await s.tx((tx) => tx.raekker(`select count(*)::int from bilag where noegle like 'kompensation:%'`))).toEqual([[1]]);
    expect(k.udfald).toBe('OPRETTET');
  });

  it('a round with two lines taken out, approved by another, and sent; what had changed was left out', async () => {
    s = await scenarie({ fra: '2026-01-02' });
    await s.saet('rykkerGodkendelse', 'JA');
    for (const n of ['A', 'B', 'C', 'D', 'E']) await s.krav(n, kr('1000.00'), { forfald: '2026-01-15', debitor: n });
    await s.nat('2026-01-25');
    const r = await seneste();
    expect(r).toMatchObject({ kilde: 'NAT', status: 'FORSLAG', linjer: 5, breve: 5, beloeb: '5050.00', gebyrer: '1250.00', godkendelse: null });
    expect((await s.rest('A')).gebyrer).toBe('0.00');
    await som('ane', (tx) => s.m.get(RykkerkoerselService).udtag(tx, r.id, [s.id('A'), s.id('B'), s.id('C')], 'Afventer svar'));
    await som('ane', (tx) => s.m.get(RykkerkoerselService).udtag(tx, r.id, [s.id('C')], null));
    await s.indbetaling(kr('500.00'), { dato: '2026-01-24', krav: 'D' });
    await s.spaer('RYKKER', 'E', '2026-01-25', '2026-03-01');
    await godkend(r.id);
    expect(await seneste()).toMatchObject({ status: 'SENDT', sendt: '2026-01-25', godkendtAf: 'bo', linjer: 5, udtaget: 2, breve: 3, sendte: 1, udeladte: 2, udeladtPrGrund: [{ grund: 'BELOEB_AENDRET', antal: 1 }, { grund: 'INDSIGELSE', antal: 1 }], godkendelse: { status: 'GODKENDT' } });
    expect((await linjer(r.id)).map((l) => [l.udfald, l.grund, l.udtagetAarsag])).toEqual([['UDTAGET', null, 'Afventer svar'], ['UDTAGET', null, 'Afventer svar'], ['SENDT', null, null], ['UDELADT', 'BELOEB_AENDRET', null], ['UDELADT', 'INDSIGELSE', null]]);
    await s.nat('2026-01-26'); // what was taken out stays out of the next round, what had changed is in it as it is now
    const n = await seneste();
    expect((await linjer(n.id)).map((l) => [l.kravId, l.rest, l.udtagetAf])).toEqual([[s.id('A'), '1010.00', 'ane'], [s.id('B'), '1010.00', 'ane'], [s.id('D'), (await linjer(n.id))[2]!.rest, null]]);
    await fortael('koersel-godkendt');
  });

  it('a whole round taken back: the fees mirrored, the trin free again, and the next round sends them anew', async () => {
    s = await scenarie({ fra: '2026-01-02' });
    await s.saet('rykkerGodkendelse', 'JA');
    for (const n of ['A', 'B']) await s.krav(n, kr('1000.00'), { forfald: '2026-01-15', debitor: n });
    await s.nat('2026-01-25');
    const r = await seneste();
    await godkend(r.id);
    expect((await s.rest('A')).gebyrer).toBe('250.00');
    await s.nat('2026-01-27');
    await som('bo', (tx) => s.m.get(RykkerkoerselService).tilbagefoer(tx, r.id, 'Forkert grundlag'));
    await dele();
    expect(await s.tx((tx) => s.m.get(RykkerkoersellaesningService).hent(tx, r.id))).toMatchObject({ status: 'TILBAGEFOERT', sendte: 0, annullerede: 2 });
    expect([(await s.rest('A')).gebyrer, (await s.rest('B')).gebyrer]).toEqual(['0.00', '0.00']);
    await expect(som('bo', (tx) => s.m.get(RykkerkoerselService).tilbagefoer(tx, r.id))).rejects.toMatchObject({ kode: 'RYKKERKOERSEL_TOM' });
    expect(await s.tx((tx) => tx.raekker(`select objekt_id, art, aarsag, ejer, fra::text, til::text from spaerre order by objekt_id`))).toEqual(['A', 'B'].map((k) => [s.id(k), 'RYKKER', 'Rykkerkørsel taget tilbage: KOERSEL_TILBAGEFOERT', 'bo', '2026-01-27', '2026-02-10']));
    s.dag = plusDage(s.dag, 1);
    await s.nat('2026-01-28');
    expect((await seneste()).linjer).toBe(0); // a person decides first
    expect(await s.hvorforIkkeRykket('A')).toMatchObject({ grund: 'SPAERRET', indtil: '2026-02-10' });
    await s.nat('2026-02-10');
    await godkend((await seneste()).id);
    await fortael('koersel-taget-tilbage');
  });
});

it('a letter is annulled once, the newest first; its fee falls, its trin may be sent again, and everyone is told', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await trin('CIVIL', 2, 'OPRET', { dage: 1, regnesFra: 'FRIST', gebyr: kr('100.00') });
  await s.krav('K1', kr('1000.00'), { forfald: '2026-01-15', type: 'HUSLEJE' });
  await s.nat('2026-02-28');
  const [et, to] = await s.tx((tx) => tx.raekker<[string]>(`select id from rykkerbrev order by id`)).then((r) => r.map(([id]) => id));
  const annuller = (id: string): Promise<unknown> => s.tx((tx) => s.m.get(RykkerannulleringService).annuller(tx, id, { aarsag: 'FEJL', tekst: 'Ringet' })).then((a) => a.tilbagefoert, (f: { kode: string }) => f.kode);
  await s.indbetaling(kr('150.00'), { dato: '2026-02-27', krav: 'K1' });
  expect(await s.rest('K1')).toMatchObject({ gebyrer: '50.00' });
  expect([await annuller(et!), await annuller(to!), await annuller(to!), await annuller('999')]).toEqual(['RYKKERBREV_HAR_SENERE', '100.00', 'RYKKERBREV_ER_ANNULLERET', 'IKKE_FUNDET']);
  expect(await s.rest('K1')).toMatchObject({ gebyrer: '-50.00' }); // what covered it is free, until the clearing has placed it anew
  s.dag = dato('2026-03-01');
  await s.nat('2026-03-01');
  expect(await s.rest('K1')).toMatchObject({ gebyrer: '100.00' }); // the trin is sent again, with its own day and deadline
  expect(await s.tx((tx) => tx.raekker(`select art, beloeb::text from haendelse where krav_id = $1 and art like 'RYK%' order by id`, [s.id('K1')]))).toEqual([['RYKKET', '1000.00'], ['RYKKET', expect.any(String)], ['RYKKER_ANNULLERET', '100.00'], ['RYKKET', expect.any(String)]]);
  expect(await s.tx((tx) => tx.raekker(`select count(*)::int from udbakke where art = 'RYKKERANNULLERING'`))).toEqual([[1]]);
  await fortael('brev-annulleret');
});

it('one who became liable after the letter is shown as missing, and told by a letter of his own', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('K1', kr('900.00'), { forfald: '2026-01-15', debitor: 'Ane' });
  await s.krav('M1', kr('900.00'), { forfald: '2027-01-15', debitor: 'Mads' });
  await s.nat('2026-02-01');
  await haefter('K1', 'M1', '2026-02-01');
  const u = s.m.get(UnderretningService);
  const hvem = () => s.tx((tx) => u.paaKrav(tx, s.id('K1'))).then((h) => h.map((x) => [x.forretningspartnerId, x.underrettet, x.mangler]));
  expect(await hvem()).toEqual([[s.partner('K1'), '2026-01-25', false], [s.partner('M1'), null, true]]);
  expect(await s.tx((tx) => u.send(tx, s.id('K1')))).toEqual({ frist: '2026-02-11', til: [s.partner('M1')] });
  expect(await hvem()).toEqual([[s.partner('K1'), '2026-01-25', false], [s.partner('M1'), '2026-02-01', false]]);
  await expect(s.tx((tx) => u.send(tx, s.id('K1')))).rejects.toMatchObject({ kode: 'INGEN_MANGLER_UNDERRETNING' });
  await s.tx(async (tx) => { const [b] = await tx.raekker<[string]>(`select id from rykkerbrev`); await s.m.get(RykkerannulleringService).annuller(tx, b![0], { aarsag: 'FEJL' }); });
  expect((await hvem()).map((h) => h[2])).toEqual([false, false]); // no letter stands that tells of inddrivelse: nobody lacks one
});

it('nobody is told of inddrivelse for a claim whose letters are held, or that is paid', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('K1', kr('900.00'), { forfald: '2026-01-15', debitor: 'Ane' });
  await s.krav('M1', kr('900.00'), { forfald: '2027-01-15', debitor: 'Mads' });
  await s.nat('2026-02-01');
  await haefter('K1', 'M1', '2026-02-01');
  const send = () => s.tx((tx) => s.m.get(UnderretningService).send(tx, s.id('K1'))).then(() => 'sendt', (f: { kode: string; message: string }) => `${f.kode} ${/\((.*?)\)/.exec(f.message)?.[1]}`);
  const liv = async (cprStatus: string, fra: string) => { await s.tx((tx) => s.m.get(PartnerService).ret(tx, s.partner('K1'), dato(fra), { cprStatus })); };
  await liv('90', '2026-01-31');
  expect(await send()).toBe('UNDERRETNING_HOLDES DOEDSFALD');
  await liv('01', '2026-01-31');
  await s.spaer('RYKKER', 'K1', '2026-02-01', '2026-02-10');
  expect(await send()).toBe('UNDERRETNING_HOLDES INDSIGELSE');
  s.dag = dato('2026-02-10');
  const { hovedstol, renter, gebyrer } = await s.rest('K1');
  await s.indbetaling(plus(kr(hovedstol), plus(kr(renter), kr(gebyrer))), { dato: '2026-02-10', krav: 'K1' });
  expect(await send()).toBe('UNDERRETNING_HOLDES BETALT');
  expect(await s.tx((tx) => tx.raekker(`select count(*)::int from udbakke where art = 'UNDERRETNING'`))).toEqual([[0]]);
});

it('a letter annulled for an objection holds its claims until a person has decided', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('K1', kr('1000.00'), { forfald: '2026-01-15' });
  await s.nat('2026-01-25');
  const a = await som('ane', async (tx) => { const [b] = await tx.raekker<[string]>(`select id from rykkerbrev`); return s.m.get(RykkerannulleringService).annuller(tx, b![0], { aarsag: 'INDSIGELSE' }); });
  expect([a.spaerrer.length, a.spaerretTil]).toEqual([1, null]);
  await s.nat('2026-03-01');
  expect(await s.hvorforIkkeRykket('K1')).toMatchObject({ grund: 'INDSIGELSE', detalje: expect.stringContaining('sat af ane: Indsigelse mod rykker 1 af 25.01.2026') });
  expect((await s.rest('K1')).gebyrer).toBe('0.00');
  await s.tx((tx) => s.m.get(SpaerreService).ophaev(tx, a.spaerrer[0]!, dato('2026-03-02')));
  await s.nat('2026-03-03');
  expect((await s.rest('K1')).gebyrer).toBe('250.00');
  expect(await s.brud()).toEqual([]);
});

it('a loan has one fee however many letters; a last letter without underretning promises nothing more', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await trin('STANDARD', 2, 'OPRET', { dage: 3, regnesFra: 'FRIST', underretning: 'NEJ' });
  await s.krav('LAAN', kr('3000.00'), { forfald: '2026-01-15', type: 'BEBOERINDSKUD' });
  await s.nat('2026-03-31');
  expect([(await s.rest('LAAN')).gebyrer, await s.brud()]).toEqual(['250.00', []]);
  const konsekvenser = await s.tx(async (tx) => (await tx.raekker<[Buffer]>(`select indhold from udbakke where art = 'RYKKER' order by id`)).map(([i]) => (JSON.parse(tx.noegler.dekrypterTekst(i)) as { konsekvens: string }).konsekvens));
  expect(konsekvenser).toEqual(['Betaler du ikke senest 04.02.2026, sender vi en ny rykker, og der kan komme et nyt gebyr.', 'Dette er den sidste rykker. Betaler du ikke senest 17.02.2026, skylder du stadig beløbet.']);
  expect((await s.tx((tx) => s.m.get(RykkerService).forklar(tx, s.id('LAAN'))))[0]!.tekst).toContain('Det er gebyr nr. 1 af højst 1 på kravet.');
});

describe('why (not) reminded', () => {
  it('today, on a day that is gone as it was known, and on one to come', async () => {
    s = await scenarie({ fra: '2026-01-02' });
    await s.krav('K1', kr('1000.00'), { forfald: '2026-01-15' });
    const paa = (d: string) => s.tx((tx) => s.m.get(RykkerstatusService).paa(tx, s.id('K1'), dato(d)));
    expect(await paa('2026-01-24')).toMatchObject({ art: 'FREMTID', beslutning: { grund: 'FRIST_LOEBER', indtil: '2026-01-25' }, forventede: [] });
    expect(await paa('2026-01-25')).toMatchObject({ art: 'FREMTID', beslutning: { art: 'RYK', trin: 1 }, forventede: [] });
    expect(await paa('2026-03-01')).toMatchObject({ art: 'FREMTID', beslutning: { grund: 'ALLEREDE_RYKKET' }, forventede: [{ dato: '2026-01-25', trin: 1, frist: '2026-02-04' }] });
    await expect(paa('2029-01-01')).rejects.toMatchObject({ kode: 'DATO_UDENFOR' });
    await s.nat('2026-01-25');
    s.dag = dato('2026-02-01');
    expect(await paa('2026-01-25')).toMatchObject({ art: 'FORTID', beslutning: { art: 'RYK', trin: 1 }, brev: { trin: 1, frist: '2026-02-04', annulleret: null } });
    expect(await paa('2026-02-01')).toMatchObject({ art: 'I_DAG', beslutning: { grund: 'ALLEREDE_RYKKET' } });
  });

  it('lists every open due claim with its reason, page by page', async () => {
    s = await scenarie({ fra: '2026-01-02' });
    for (const n of ['A', 'B', 'C', 'D', 'F']) await s.krav(n, kr('1000.00'), { forfald: n === 'F' ? '2026-06-15' : '2026-01-15', debitor: n });
    await s.krav('LILLE', kr('20.00'), { forfald: '2026-01-15', debitor: 'L' });
    await s.spaer('RYKKER', 'A', '2026-01-01', '2027-01-01');
    await s.tx((tx) => s.m.get(PartnerService).ret(tx, s.partner('B'), dato('2026-01-10'), { cprStatus: '90' }));
    await s.nat('2026-01-30');
    await s.krav('SEN', kr('500.00'), { forfald: '2026-01-25', debitor: 'S' });
    const liste = (f = {}, efter?: string, antal = 100) => s.tx((tx) => s.m.get(RykkerstatusService).liste(tx, f, efter, antal));
    const alle = await liste();
    expect(alle.naeste).toBeNull();
    expect(alle.poster.map((p) => [p.kravId, p.grund])).toEqual([[s.id('A'), 'INDSIGELSE'], [s.id('B'), 'DOEDSFALD'], [s.id('C'), 'ALLEREDE_RYKKET'], [s.id('D'), 'ALLEREDE_RYKKET'], [s.id('LILLE'), 'UNDER_MINDSTEBELOEB'], [s.id('SEN'), 'FRIST_LOEBER']]);
    expect(alle.poster[0]).toMatchObject({ hvem: 'scenarie', indtil: '2027-01-01', senesteTrin: null });
    for (const grund of new Set(alle.poster.map((p) => p.grund))) expect([grund, (await liste({ grund })).poster]).toEqual([grund, alle.poster.filter((p) => p.grund === grund)]);
    const foerste = await liste({ grund: 'ALLEREDE_RYKKET' }, undefined, 1);
    expect([foerste.poster.map((p) => p.kravId), (await liste({ grund: 'ALLEREDE_RYKKET' }, foerste.naeste!, 1)).poster.map((p) => p.kravId)]).toEqual([[s.id('C')], [s.id('D')]]);
  });
});

it('no fee beyond the law in any random life of civil and public claims: letters, cancellations, payments, changed procedures', async () => {
  await fc.assert(fc.asyncProperty(fc.record({
    krav: fc.array(fc.record({ civil: fc.boolean(), uge: fc.integer({ min: 0, max: 6 }) }), { minLength: 1, maxLength: 3 }),
    haendelser: fc.array(fc.record({ dage: fc.integer({ min: 1, max: 40 }), art: fc.constantFrom('ANNULLER', 'BETAL', 'PROCEDURE', 'INTET'), tal: fc.integer({ min: 1, max: 900 }) }), { minLength: 3, maxLength: 7 }),
  }), async ({ krav, haendelser }) => {
    s = await scenarie({ fra: '2026-01-02' });
    try {
      for (let nr = 2; nr <= 5; nr++) await trin('CIVIL', nr, 'OPRET', { dage: 1, regnesFra: 'FRIST', gebyr: kr('100.00') });
      await trin('STANDARD', 2, 'OPRET', { dage: 3, regnesFra: 'BREV' });
      for (const [i, k] of krav.entries()) await s.krav(`K${i}`, kr('3000.00'), { forfald: plusDage(dato('2026-01-10'), k.uge * 7), type: k.civil ? 'HUSLEJE' : 'DAGINST' });
      for (const h of haendelser) {
        await s.nat(plusDage(s.dag, h.dage));
        s.dag = plusDage(s.dag, 1);
        if (h.art === 'BETAL') await s.indbetaling(kr(`${h.tal}.00`), { dato: s.dag, krav: 'K0' });
        if (h.art === 'PROCEDURE') await trin(h.tal % 2 === 0 ? 'CIVIL' : 'STANDARD', 1, 'VERSION', { gebyr: kr(h.tal % 2 === 0 ? '100.00' : `${h.tal % 250}.00`), dage: 1 + (h.tal % 20), gruppering: h.tal % 3 === 0 ? 'PR_KRAV' : 'PR_DEBITOR' }, s.dag);
        if (h.art === 'ANNULLER') await s.tx(async (tx) => {
          const [b] = await tx.raekker<[string]>(`select b.id from rykkerbrev b where not exists (select 1 from rykkerannullering a where a.rykkerbrev_id = b.id) order by b.id desc limit 1`);
          if (b !== undefined) await s.m.get(RykkerannulleringService).annullerMange(tx, [b[0]], { aarsag: 'FEJL' });
        });
      }
      expect(await s.brud()).toEqual([]);
      const r = await s.tx((tx) => tx.sql<{ krav: string; dato: Lokaldato; beloeb: string; civil: boolean }>(
        `select p.krav_id as krav, r.dato, l.beloeb, k.kravstype = 'HUSLEJE' as civil from rykkerpost p join rykkerbrev r on r.id = p.rykkerbrev_id join kravsbilag k on k.id = p.krav_id join bilag b on b.noegle = 'gebyr:' || r.id || ':' || p.krav_id
         join postering l on l.bilag_id = b.id and l.konto = 'DEBITOR' where p.annullering_id is null order by p.krav_id, r.dato`));
      for (const g of r) {
        const egne = r.filter((x) => x.krav === g.krav);
        expect(kr(g.beloeb).lte(g.civil ? 100 : 250)).toBe(true);
        if (g.civil) expect(egne.length <= 3 && egne.every((x) => x === g || Math.abs(dageMellem(x.dato, g.dato)) >= 10)).toBe(true);
      }
    } finally { await s.slut(); }
  }), { numRuns: 5 });
}, 240_000);

/** `med` becomes jointly liable for what stands under the claim's aftaleindhold. */
async function haefter(krav: string, med: string, fra: string): Promise<void> {
  await s.tx(async (tx) => {
    const [i] = await tx.raekker<[string]>(`select aftaleindhold_id from kravsbilag where id = $1`, [s.id(krav)]);
    await s.m.get(PartnerService).tilfoejHaefter(tx, i![0], s.partner(med), 'SOLIDARISK', dato(fra));
  });
}
