import { HaandafskrivningService } from '#app/afskrivning';
import { GodkendelseService } from '#app/godkendelse';
import { dato, kr, plusDage } from '#app/kernel';
import type { Tx } from '#app/platform';
import { ForaeldelsesregisterService } from '#app/foraeldelse';
import { KravrettelseService } from '#app/krav';
import { ReguleringService } from '#app/regulering';
import { GenberegningService, RentevilkaarService, RenterService, RenteopgoerelseService } from '#app/renter';
import { golden } from './golden.js';
import { scenarie, type Scenarie } from './scenarie.js';

/** Dated stories of interest under every regime, with their whole journal; each also says why, and is worked out anew. */
let s: Scenarie;
afterEach(() => s?.slut());

async function fortael(navn: string, ...krav: string[]): Promise<void> {
  const j = await s.journal();
  const hvorfor = await s.tx(async (tx) => (await Promise.all(krav.map((k) => s.m.get(RenterService).forklar(tx, s.id(k))))).flat());
  const ud = `${j}${hvorfor.map((h) => `\n${h.regime} ${h.periodeFra} ${h.beloeb}: ${h.tekst.replace(/Satsens kilde: .*? Beregnet/, 'Satsens kilde: … Beregnet')}\n`).join('')}`;
  expect(ud).toBe(golden(`renter/${navn}`, ud));
  expect(await s.brud()).toEqual([]);
  for (const k of krav) expect(await s.tx(async (tx) => (await s.m.get(GenberegningService).genberegn(tx, s.id(k), dato('1900-01-01'), dato('9999-12-31'))).forskel)).toBe('0.00');
}
const civilt = (): Promise<void> => s.kravstype('HUSLEJE', { rente_besluttet: '2010-01-01' });

it('rent under renteloven: a part payment across a change of rate (regler.md 1.2)', async () => {
  s = await scenarie({ fra: '2026-05-01' });
  await civilt();
  await s.krav('K1', kr('10000.00'), { forfald: '2026-05-11', type: 'HUSLEJE' });
  await s.spaer('RYKKER', 'K1', '2026-01-01', '2027-01-01');
  await s.nat('2026-07-10');
  await s.indbetaling(kr('4000.00'), { dato: '2026-07-09', krav: 'K1' });
  await s.nat('2026-08-05');
  await fortael('renteloven-delbetaling', 'K1');
  // what the collector asks of such interest: stiftelse = forfald = the period's last day, three years from its first (KFOPREN R_2_5, R_6_7, R_6_17)
  const renter = await s.tx((tx) => tx.sql(`select stiftelsesdato, forfaldsdato, srb, periode_fra, periode_til - 1 as slut, foraeldelsesdato, (select count(*)::int from psrm_fund f where f.krav_id = k.id) as fund from kravsbilag k where hovedkrav_id = $1 order by periode_fra limit 2`, [s.id('K1')]));
  expect(renter).toEqual([{ stiftelsesdato: '2026-05-31', forfaldsdato: '2026-05-31', srb: '2026-05-31', periode_fra: '2026-05-12', slut: '2026-05-31', foraeldelsesdato: '2029-05-14', fund: 0 },
    { stiftelsesdato: '2026-06-30', forfaldsdato: '2026-06-30', srb: '2026-06-30', periode_fra: '2026-06-01', slut: '2026-06-30', foraeldelsesdato: '2029-06-01', fund: 0 }]);
  const [maj] = await s.tx(async (tx) => tx.sql<{ id: string }>(`select id from kravsbilag where hovedkrav_id = $1 order by periode_fra limit 1`, [s.id('K1')]));
  const vist = await s.tx((tx) => s.m.get(ForaeldelsesregisterService).vis(tx, maj!.id, s.dag));
  expect(vist).toMatchObject({ dato: '2029-05-11', haeftere: [{ skridt: [{ art: 'START', fra: '2026-05-12', foraeldelsesdato: '2029-05-14', tekst: expect.stringContaining('rentens første dag 12.05.2026') }, { art: 'HOVEDKRAV' }] }] }); // 12 and 13 May 2029 are a weekend; it lapses with its hovedkrav before that
});

it('the same payment found three months late gives the same books', async () => {
  const boeger: string[][] = [];
  for (const kendt of ['2026-07-10', '2026-10-12']) {
    s = await scenarie({ fra: '2026-05-01' });
    await civilt();
    await s.krav('K1', kr('10000.00'), { forfald: '2026-05-11', type: 'HUSLEJE' });
    await s.spaer('RYKKER', 'K1', '2026-01-01', '2027-01-01');
    await s.nat(kendt);
    await s.indbetaling(kr('4000.00'), { dato: '2026-07-09', krav: 'K1' });
    await s.nat('2026-11-10');
    boeger.push(await s.boeger());
    if (kendt === '2026-10-12') await fortael('renteloven-fundet-sent', 'K1');
    else await s.slut();
  }
  expect(boeger[1]).toEqual(boeger[0]);
});

it('paid in full inside a month: interest to the payment day, posted at the month’s end, then nothing more', async () => {
  s = await scenarie({ fra: '2026-02-01' });
  await civilt();
  await s.krav('K1', kr('10000.00'), { forfald: '2026-02-10', type: 'HUSLEJE' });
  await s.spaer('RYKKER', 'K1', '2026-01-01', '2027-01-01');
  await s.nat('2026-03-20');
  await s.indbetaling(kr('10048.08'), { dato: '2026-03-19', krav: 'K1' });
  await s.nat('2026-06-10');
  await fortael('renteloven-betalt', 'K1');
  expect(await s.rest('K1')).toEqual({ hovedstol: '0.00', renter: '50.75', gebyrer: '0.00' }); // 19 days of March
});

it('a judgment’s own rate from its day; what was posted is corrected by the difference', async () => {
  s = await scenarie({ fra: '2026-02-01' });
  await civilt();
  await s.krav('K1', kr('10000.00'), { forfald: '2026-02-10', type: 'HUSLEJE' });
  await s.spaer('RYKKER', 'K1', '2026-01-01', '2027-01-01');
  await s.nat('2026-05-12');
  await s.tx((tx) => s.m.get(RentevilkaarService).fastsaet(tx, s.id('K1'), { art: 'DOM', satsart: 'FAST', sats: '6', fra: dato('2026-03-16'), afgjort: dato('2026-05-11'), dokument: 'BS-1/2026' }));
  await s.nat('2026-06-10');
  await fortael('dom', 'K1');
});

it('a judgment on a claim of gebyrloven: its interest is KOPRORE to the collector, and a month that begins that day is another rentekrav', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('K1', kr('10000.00'), { forfald: '2026-01-15' });
  await s.spaer('RYKKER', 'K1', '2026-01-01', '2027-01-01');
  await s.nat('2026-03-05');
  await s.tx((tx) => s.m.get(RentevilkaarService).fastsaet(tx, s.id('K1'), { art: 'DOM', satsart: 'REFERENCE', sats: '8', fra: dato('2026-02-16'), afgjort: dato('2026-03-02'), dokument: 'BS-2/2026' }));
  await s.nat('2026-03-10');
  await fortael('dom-gebyrlov', 'K1');
  const [o] = await s.tx(async (tx) => [(await s.m.get(RenteopgoerelseService).debitor(tx, s.partner('K1'), { aar: 2026, kendt: null })).opgoerelser.map((x) => `${x.regime} ${x.tilskrevet} ${String(x.indberetningspligtig)}`)]);
  expect(o).toEqual(['DOM_FORLIG 34.73 false', 'GEBYRLOV 100.00 true']);
  const typer = await s.tx((tx) => tx.sql<{ t: string }>(`select distinct f.fordringstype as t from psrm_fund f join kravsbilag k on k.id = f.krav_id join renteberegning r on r.rentekrav_id = k.id where r.regime = 'DOM_FORLIG'`));
  expect(typer.map((t) => t.t).filter((t) => t !== 'KOPRORE')).toEqual([]);
});

it('a debtor released by gældssanering is charged nothing for the days before it that were not posted', async () => {
  s = await scenarie({ fra: '2026-02-01' });
  await civilt();
  await s.krav('K1', kr('50000.00'), { forfald: '2026-02-10', type: 'HUSLEJE' });
  await s.spaer('RYKKER', 'K1', '2026-01-01', '2026-03-29');
  await s.nat('2026-03-29');
  const som = <T>(bruger: string, arbejde: (tx: Tx) => Promise<T>): Promise<T> => s.db.iKommune({ ...s.hvem(), bruger }, arbejde);
  const v = await som('ane', (tx) => s.m.get(HaandafskrivningService).afskriv(tx, { krav: [{ kravId: s.id('K1') }], aarsag: 'GAELDSSANERING', begrundelse: 'Kendelse om gældssanering', dokumentation: 'Sag 1, dokument 2' }));
  await som('bo', (tx) => s.m.get(GodkendelseService).godkend(tx, v.godkendelseId!, v.hash!));
  await s.nat('2026-06-20');
  expect(await s.rest('K1')).toEqual({ hovedstol: '0.00', renter: '0.00', gebyrer: '0.00' });
  expect(await s.brud()).toEqual([]);
});

it('where the due date was not fixed beforehand interest begins 30 days after the demand', async () => {
  s = await scenarie({ fra: '2026-02-01' });
  await s.kravstype('ERSTATNING', { rente_besluttet: '2010-01-01' });
  await s.krav('K1', kr('50000.00'), { forfald: '2026-02-10', type: 'ERSTATNING' });
  await s.spaer('RYKKER', 'K1', '2026-01-01', '2027-01-01');
  const [r] = await s.tx((tx) => tx.sql<{ d: string }>(`select (registreret at time zone 'Europe/Copenhagen')::date as d from kravsbilag where id = $1`, [s.id('K1')]));
  const [fakta] = [(await s.tx(async (tx) => s.m.get(GenberegningService).genberegn(tx.som({ forretningsdato: plusDage(dato(r!.d), 200) }), s.id('K1'), dato('1900-01-01'), dato('9999-12-31')))).perioder[0]];
  expect(fakta!.periodeFra).toBe(plusDage(dato(r!.d), 31)); // the fagsystem billed itself: the demand counts from the day it registered the claim
});

it('opkrævningsloven: days of 2025 at its rate, and 2026 waits since no rate is known', async () => {
  s = await scenarie({ fra: '2025-10-01' });
  await s.kravstype('EJENDOMSSKAT', { rente_besluttet: '2020-01-01' });
  await s.krav('K1', kr('10000.00'), { forfald: '2025-11-03', type: 'EJENDOMSSKAT' });
  await s.spaer('RYKKER', 'K1', '2025-01-01', '2027-01-01');
  await s.nat('2026-03-10');
  await fortael('opkraevningsloven', 'K1');
  const [r] = await s.tx((tx) => tx.sql<{ antal: Record<string, number> }>(`select d.resultat -> 'antal' as antal from koersel_del d join koersel k on k.id = d.koersel_id where k.art = 'renter' and k.forretningsdato = '2026-03-10'`));
  expect(r!.antal).toEqual({ SATS_UKENDT: 1 });
});

it('a rentestop in the middle of two months', async () => {
  s = await scenarie({ fra: '2026-02-01' });
  await civilt();
  await s.krav('K1', kr('10000.00'), { forfald: '2026-02-10', type: 'HUSLEJE' });
  await s.spaer('RYKKER', 'K1', '2026-01-01', '2027-01-01');
  await s.spaer('RENTE', 'K1', '2026-03-10', '2026-04-21');
  await s.nat('2026-05-12');
  await fortael('rentestop', 'K1');
});

it('a later due date registered afterwards takes back the days before it', async () => {
  s = await scenarie({ fra: '2026-02-01' });
  await civilt();
  await s.krav('K1', kr('10000.00'), { forfald: '2026-02-10', type: 'HUSLEJE' });
  await s.spaer('RYKKER', 'K1', '2026-01-01', '2027-01-01');
  await s.nat('2026-04-10');
  await s.tx((tx) => s.m.get(KravrettelseService).ret(tx, s.id('K1'), { forfaldsdato: dato('2026-03-10'), srb: dato('2026-03-10'), aarsag: 'Forkert forfald' }));
  await s.nat('2026-04-20');
  await fortael('forfald-rettet', 'K1');
});

it('a kreditnota lowers the hovedstol from its day', async () => {
  s = await scenarie({ fra: '2026-02-01' });
  await civilt();
  await s.krav('K1', kr('10000.00'), { forfald: '2026-02-10', type: 'HUSLEJE' });
  await s.spaer('RYKKER', 'K1', '2026-01-01', '2027-01-01');
  await s.nat('2026-04-10');
  await s.tx((tx) => s.m.get(ReguleringService).reguler(tx, { kravId: s.id('K1'), art: 'KREDITNOTA', beloeb: kr('4000.00'), virkningsdato: dato('2026-03-15'), aarsag: 'FEJL_I_KRAV' }));
  await s.nat('2026-05-10');
  await fortael('kreditnota', 'K1');
});

it('leap years and the last days of months, gebyrloven: due 31 January 2024 and 30 January 2024', async () => {
  s = await scenarie({ fra: '2024-01-02' });
  await s.krav('K1', kr('1000.00'), { forfald: '2024-01-31' });
  await s.krav('K2', kr('1000.00'), { forfald: '2024-01-30', debitor: 'B' });
  await s.spaer('RYKKER', 'K1', '2024-01-01', '2027-01-01');
  await s.spaer('RYKKER', 'K2', '2024-01-01', '2027-01-01');
  await s.nat('2024-05-10');
  await fortael('skudaar', 'K1', 'K2');
});

it('due on bank holidays (Maundy Thursday 2026): the posting waits for two bank days after Easter', async () => {
  s = await scenarie({ fra: '2026-03-01' });
  await s.krav('K1', kr('1000.00'), { forfald: '2026-04-02' });
  await s.spaer('RYKKER', 'K1', '2026-01-01', '2027-01-01');
  await s.nat('2026-05-12');
  await fortael('bankhelligdage', 'K1');
});

it('the yearly statement: charged, corrected, paid and owed by law and year, as known on a day', async () => {
  s = await scenarie({ fra: '2025-11-03' });
  await civilt();
  await s.krav('G', kr('4000.00'), { forfald: '2025-11-14' });
  await s.krav('R', kr('10000.00'), { forfald: '2025-12-10', type: 'HUSLEJE' });
  for (const k of ['G', 'R']) await s.spaer('RYKKER', k, '2025-01-01', '2028-01-01');
  await s.nat('2026-01-12');
  await s.indbetaling(kr('100.00'), { dato: '2026-01-12', krav: 'G' });
  await s.nat('2026-03-10');
  const aaret = (aar: number): Promise<unknown> => s.tx(async (tx) => (await s.m.get(RenteopgoerelseService).debitor(tx, s.partner('G'), { aar, kendt: null })).opgoerelser.map((o) => `${o.regime} ${o.tilskrevet} ${o.betalt} ${o.rest} ${o.restgaeld} ${String(o.restance)} ${String(o.indberetningspligtig)}`));
  expect(await aaret(2025)).toEqual(['GEBYRLOV 80.00 0.00 80.00 4000.00 true true', 'RENTELOV 56.10 0.00 56.10 10000.00 true false']);
  const [g] = await s.tx(async (tx) => (await s.m.get(RenteopgoerelseService).side(tx, { aar: 2026, kendt: null }, '0', 10)).poster);
  const bog = await s.tx((tx) => tx.sql<{ t: string }>(`select sum(p.beloeb)::text as t from postering p join bilag b on b.id = p.bilag_id join kravsbilag k on k.id = p.krav_id where b.art = 'RENTE' and p.konto = 'DEBITOR' and p.virkningsdato >= '2026-01-01' and k.kravstype = 'DAGINST'`));
  expect(g).toMatchObject({ regime: 'GEBYRLOV', betalt: '80.00', tilskrevet: bog[0]!.t, rest: bog[0]!.t });
  expect(await s.brud()).toEqual([]);
});
