import { Test, type TestingModule } from '@nestjs/testing';
import { beloebTekst, dato, kr, neg, plusDage } from '#app/kernel';
import { Database, PlatformModule, type Tx } from '#app/platform';
import { bilag, BogholderiService } from '#app/bogholderi';
import { KravService, OpsaetningService, SpaerreService, type NytKrav } from '#app/krav';
import { UdligningModule, UDLIGNINGENS_KONTROLLER, UdligningService } from '#app/udligning';
import { ophavAf } from '../../../test/ophav.js';
import { KOMMUNE, nyTestdatabase, type Testdatabase } from '../../../test/testdb.js';

let d: Testdatabase;
let m: TestingModule;
let db: Database;
let udligning: UdligningService;
interface Krav { kravId: string; aftalekontoId: string; forretningspartnerId: string }
let nr = 0;

const som = <T>(dag: string, arbejde: (tx: Tx) => Promise<T>): Promise<T> => db.iKommune({ kommuneId: KOMMUNE, bruger: 'test', forretningsdato: dato(dag) }, arbejde);
const debitor = (): NytKrav['debitor'] => ({ art: 'ZCPR', nummer: `010180${String(1000 + nr++)}`, navn: 'Ane Ager' });
const krav = (tx: Tx, hvem: NytKrav['debitor'], forfald: string, ...beloeb: string[]): Promise<Krav> => m.get(KravService).opret(tx, {
  fagsystem: 'NEXUS', reference: `R${nr++}`, debitor: hvem, indhold: 'BARN-1', kravstype: 'DAGINST', stiftelsesdato: dato('2026-01-01'), forfaldsdato: dato(forfald), srb: dato(forfald),
  linjer: beloeb.map((b) => ({ deltransaktion: 'YDELSE', beloeb: kr(b) })), faktureret: true,
});
/** Money on a claim's account, as indbetaling books it. */
async function betal(tx: Tx, k: Krav, beloeb: string, dag: string, opt: { oeremaerk?: boolean } = {}): Promise<string> {
  const [konto, id, bilagId] = await tx.ids(3) as [string, string, string];
  await tx.skriv(`insert into bankkonto (id, kontonummer, navn, gyldig_fra) values ($1, 'K1', 'Prøvebank', '2026-01-01') on conflict do nothing`, [konto]);
  await tx.skriv(`insert into indbetaling (id, bankkonto_id, noegle, beloeb, virkningsdato, bankdato, krav_id, aftalekonto_id, forretningspartner_id) select $1, b.id, $2, $3, $4, $4, $5, $6, $7 from bankkonto b limit 1`,
    [id, id, beloeb, dag, opt.oeremaerk === false ? null : k.kravId, k.aftalekontoId, k.forretningspartnerId]);
  await m.get(BogholderiService).bogfoer(tx, [bilag({ id: bilagId, noegle: `indbetaling:${id}`, art: 'INDBETALING', virkningsdato: dato(dag), indbetalingId: id },
    [{ konto: 'BANK', beloeb: kr(beloeb) }, { konto: 'UPLACERET', beloeb: neg(kr(beloeb)), aftalekontoId: k.aftalekontoId, forretningspartnerId: k.forretningspartnerId }])]);
  return id;
}
const journal = (tx: Tx, p: string): Promise<string[]> => tx.sql<{ l: string }>(
  `select b.virkningsdato || ' ' || split_part(b.noegle, ':', 4) || ': ' || string_agg(p.konto || ' ' || p.beloeb, ', ' order by p.nr) as l from bilag b join postering p on p.bilag_id = b.id
   where b.art = 'UDLIGNING' and exists (select 1 from postering q join aftalekonto a on a.id = q.aftalekonto_id where q.bilag_id = b.id and a.forretningspartner_id = $1) group by b.id order by b.id`, [p]).then((r) => r.map((x) => x.l));
const vagter = (tx: Tx, p: string): Promise<string[]> => tx.sql<{ v: string }>(`select krav_id || ' ' || trin || ' ' || tidligst as v from vagt where forretningspartner_id = $1 order by 1`, [p]).then((r) => r.map((x) => x.v));
const haendelser = (tx: Tx, k: string): Promise<string[]> => tx.sql<{ h: string }>(`select art || ' ' || virkningsdato || ' ' || beloeb as h from haendelse where krav_id = $1 and art <> 'OPRETTET' order by xid, id`, [k]).then((r) => r.map((x) => x.h));

beforeAll(async () => {
  d = await nyTestdatabase();
  m = await Test.createTestingModule({ imports: [PlatformModule.forRoot(d.config), UdligningModule] }).compile();
  db = m.get(Database);
  udligning = m.get(UdligningService);
});
afterAll(async () => { await m?.close(); await db?.luk(); await d?.slet(); });
afterEach(async () => {
  for (const k of UDLIGNINGENS_KONTROLLER) expect([k.kode, await som('2026-02-01', (tx) => tx.sql(k.sql))]).toEqual([k.kode, []]);
});

it('clears a claim line by line, tells its fagsystem, wakes whom it concerns; a second call changes nothing', async () => {
  await som('2026-01-20', async (tx) => {
    const k = await krav(tx, debitor(), '2026-01-15', '300.00', '100.00');
    await betal(tx, k, '100.00', '2026-01-19');
    expect(await udligning.behandl(tx, [k.forretningspartnerId])).toEqual({ antal: { UDLIGNET: 1 }, beloeb: { UDLIGNET: '100.00' } });
    expect(await journal(tx, k.forretningspartnerId)).toEqual(['2026-01-19 1: UPLACERET 100.00, DEBITOR -75.00, DEBITOR -25.00']);
    expect(await haendelser(tx, k.kravId)).toEqual(['DELVIST_BETALT 2026-01-19 100.00']);
    expect(await vagter(tx, k.forretningspartnerId)).toEqual([`${k.kravId} afskriv 2026-01-20`, `${k.kravId} renter 2026-01-16`, `${k.kravId} rykker 2026-01-16`]);
    const antal = (): Promise<unknown> => tx.sql(`select (select count(*) from bilag) b, (select count(*) from haendelse) h, (select string_agg(v::text, ';' order by v::text) from vagt v) v, (select string_agg(a::text, ';' order by a::text) from aaben_post a) a`);
    const foer = await antal();
    expect(await udligning.behandl(tx, [k.forretningspartnerId])).toEqual({ antal: { INTET: 1 }, beloeb: {} });
    expect(await antal()).toEqual(foer);
    await betal(tx, k, '300.00', '2026-01-20');
    await udligning.behandl(tx, [k.forretningspartnerId]);
    expect(await haendelser(tx, k.kravId)).toEqual(['DELVIST_BETALT 2026-01-19 100.00', 'BETALT 2026-01-20 300.00', 'AFSLUTTET 2026-01-20 0.00']);
  });
});

it('keeps what is left as a credit and uses it on the day the next claim falls due', async () => {
  const { k1, k2 } = await som('2026-01-20', async (tx) => {
    const hvem = debitor();
    const [a, b] = [await krav(tx, hvem, '2026-01-15', '100.00'), await krav(tx, hvem, '2026-03-01', '80.00')];
    await betal(tx, a, '150.00', '2026-01-14');
    await udligning.behandl(tx, [a.forretningspartnerId]);
    expect(await vagter(tx, a.forretningspartnerId)).toContain(`${b.kravId} udlign 2026-03-01`);
    return { k1: a, k2: b };
  });
  expect(await som('2026-02-28', (tx) => udligning.arbejde(tx))).not.toContainEqual({ forretningspartnerId: k1.forretningspartnerId, antal: 1 });
  await som('2026-03-01', async (tx) => {
    expect(await udligning.arbejde(tx)).toContainEqual({ forretningspartnerId: k1.forretningspartnerId, antal: 1 });
    await udligning.behandl(tx, [k1.forretningspartnerId]);
    expect(await journal(tx, k1.forretningspartnerId)).toEqual(['2026-01-14 1: UPLACERET 100.00, DEBITOR -100.00', '2026-03-01 1: UPLACERET 50.00, DEBITOR -50.00']);
    expect(await vagter(tx, k1.forretningspartnerId)).toContain(`${k2.kravId} udlign infinity`);
    const f = await udligning.forklar(tx, k2.kravId);
    expect([beloebTekst(f.rest), f.udligninger.map((u) => [u.grund, u.tekst])]).toEqual(['30.00', [['TILGODEHAVENDE',
      'Af indbetalingen på 150,00 kr. den 14.01.2026 dækker 50,00 kr. dette krav fra 01.03.2026: pengene stod som tilgodehavende og blev brugt, da kravet kunne betales.']]]);
    expect((await udligning.forklar(tx, k1.kravId)).udligninger[0]).toMatchObject({ grund: 'OEREMAERKET' });
  });
});

it('a payment that becomes known late moves the clearing of a later one, as corrections', async () => {
  await som('2026-03-10', async (tx) => {
    const hvem = debitor();
    const [k1, k2] = [await krav(tx, hvem, '2026-01-15', '100.00'), await krav(tx, hvem, '2026-02-01', '100.00')];
    await betal(tx, k1, '100.00', '2026-02-20');
    await udligning.behandl(tx, [k1.forretningspartnerId]);
    await betal(tx, k1, '100.00', '2026-02-10');
    expect(await udligning.behandl(tx, [k1.forretningspartnerId])).toEqual({ antal: { UDLIGNET: 1 }, beloeb: { UDLIGNET: '100.00' } });
    expect(await journal(tx, k1.forretningspartnerId)).toEqual([
      '2026-02-20 1: UPLACERET 100.00, DEBITOR -100.00', '2026-02-10 1: UPLACERET 100.00, DEBITOR -100.00', '2026-02-20 2: DEBITOR 100.00, DEBITOR -100.00']);
    expect([await haendelser(tx, k1.kravId), await haendelser(tx, k2.kravId)]).toEqual([['BETALT 2026-02-20 100.00', 'AFSLUTTET 2026-02-20 0.00'], ['BETALT 2026-02-20 100.00', 'AFSLUTTET 2026-02-20 0.00']]);
  });
});

it('a claim reduced after it was paid gives the money back, and wakes reminders', async () => {
  await som('2026-03-10', async (tx) => {
    const k = await krav(tx, debitor(), '2026-01-15', '100.00');
    await betal(tx, k, '100.00', '2026-01-14');
    await udligning.behandl(tx, [k.forretningspartnerId]);
    const [linje] = await tx.sql<{ id: string; kontering: string }>(`select id, kontering from kravlinje where krav_id = $1`, [k.kravId]);
    const [bilagId] = await tx.ids(1);
    await m.get(BogholderiService).bogfoer(tx, [bilag({ id: bilagId!, noegle: `ned:${bilagId}`, art: 'TILBAGEFOERSEL', virkningsdato: dato('2026-03-05') }, [
      { konto: 'DEBITOR', beloeb: kr('-40.00'), aftalekontoId: k.aftalekontoId, forretningspartnerId: k.forretningspartnerId, kravId: k.kravId, kravlinjeId: linje!.id, kontering: linje!.kontering },
      { konto: 'INDT_DAGINST', beloeb: kr('40.00'), kravId: k.kravId, kravlinjeId: linje!.id, kontering: linje!.kontering }])]);
    expect(await udligning.behandl(tx, [k.forretningspartnerId])).toEqual({ antal: { OMPLACERET: 1 }, beloeb: { UDLIGNET: '-40.00' } });
    expect(await haendelser(tx, k.kravId)).toEqual(['BETALT 2026-01-14 100.00', 'AFSLUTTET 2026-01-14 0.00', 'BETALING_TILBAGEFOERT 2026-03-05 40.00']);
    expect(await tx.sql(`select krav_id is null as kredit, rest from aaben_post where forretningspartner_id = $1 order by 1`, [k.forretningspartnerId])).toEqual([{ kredit: false, rest: '0.00' }, { kredit: true, rest: '-40.00' }]);
    expect((await udligning.forklar(tx, k.kravId)).udligninger.at(-1)!.tekst).toBe('Af indbetalingen på 100,00 kr. den 14.01.2026 blev 40,00 kr. givet fri den 05.03.2026, fordi kravet blev nedsat.');
  });
});

it('a hold keeps other money away until it ends, and the debtor is looked at that day', async () => {
  const k = await som('2026-02-01', async (tx) => {
    const ny = await krav(tx, debitor(), '2026-01-15', '100.00');
    await m.get(SpaerreService).opret(tx, { niveau: 'FORRETNINGSPARTNER', objektId: ny.forretningspartnerId, art: 'UDLIGNING', aarsag: 'INDSIGELSE', fra: dato('2026-01-01'), til: dato('2026-02-10') });
    await betal(tx, ny, '60.00', '2026-01-20', { oeremaerk: false });
    expect(await udligning.behandl(tx, [ny.forretningspartnerId])).toEqual({ antal: { INTET: 1 }, beloeb: {} });
    expect(await vagter(tx, ny.forretningspartnerId)).toContain(`${ny.kravId} udlign 2026-02-10`);
    return ny;
  });
  await som('2026-02-10', async (tx) => {
    await udligning.behandl(tx, [k.forretningspartnerId]);
    expect(await journal(tx, k.forretningspartnerId)).toEqual(['2026-02-10 1: UPLACERET 60.00, DEBITOR -60.00']);
  });
});

it('what is booked for later days is left alone when an earlier night is caught up', async () => {
  const k = await som('2026-02-10', async (tx) => {
    const ny = await krav(tx, debitor(), '2026-01-15', '100.00');
    await betal(tx, ny, '60.00', '2026-02-09');
    await udligning.behandl(tx, [ny.forretningspartnerId]);
    return ny;
  });
  await som('2026-02-01', async (tx) => { expect(await udligning.behandl(tx, [k.forretningspartnerId])).toEqual({ antal: { INTET: 1 }, beloeb: {} }); });
});

it('the kommune\'s own order applies from its date', async () => {
  await som('2026-06-01', async (tx) => {
    const k = await krav(tx, debitor(), '2026-01-15', '100.00');
    const [id, linje, bilagId] = await tx.ids(3) as [string, string, string];
    const gebyrdag = dato('2026-02-01');
    await tx.skrivSamlet([...(await m.get(KravService).underkrav(tx, [{ id, linjeId: linje, art: 'GEBYR', ophav: await ophavAf(tx, k.kravId), hovedstol: kr('250.00'), stiftelsesdato: gebyrdag, forfaldsdato: gebyrdag, srb: gebyrdag, foraeldelsesdato: plusDage(gebyrdag, 1000) }], 'GEBYRINDTAEGT')),
      ...m.get(BogholderiService).bogfoeringer(tx, [bilag({ id: bilagId, noegle: `gebyr:${id}`, art: 'GEBYR', virkningsdato: gebyrdag }, [
        { konto: 'DEBITOR', beloeb: kr('250.00'), aftalekontoId: k.aftalekontoId, forretningspartnerId: k.forretningspartnerId, kravId: id, kravlinjeId: linje, kontering: 'GEBYRINDTAEGT' }, { konto: 'GEBYRINDTAEGT', beloeb: kr('-250.00'), kravId: id }])])]);
    await m.get(OpsaetningService).saet(tx, 'daekning', 'HOVEDSTOL_FOERST', dato('2026-04-01'));
    await betal(tx, k, '30.00', '2026-03-01');
    await betal(tx, k, '30.00', '2026-05-01');
    await udligning.behandl(tx, [k.forretningspartnerId]);
    expect(await tx.sql(`select k.art, p.virkningsdato as dag, p.beloeb from postering p join kravsbilag k on k.id = p.krav_id join bilag b on b.id = p.bilag_id and b.art = 'UDLIGNING' where p.konto = 'DEBITOR' and k.aftalekonto_id = $1 order by 2`, [k.aftalekontoId]))
      .toEqual([{ art: 'GEBYR', dag: '2026-03-01', beloeb: '-30.00' }, { art: 'HOVEDKRAV', dag: '2026-05-01', beloeb: '-30.00' }]);
    expect(await haendelser(tx, id)).toEqual([]);
  });
});

it('two at once on one debtor post once', async () => {
  const k = await som('2026-02-10', async (tx) => { const ny = await krav(tx, debitor(), '2026-01-15', '100.00'); await betal(tx, ny, '60.00', '2026-02-09'); return ny; });
  const svar = await Promise.all([1, 2, 3].map(() => som('2026-02-10', (tx) => udligning.behandl(tx, [k.forretningspartnerId]))));
  expect(svar.map((s) => Object.keys(s.antal)[0]).sort()).toEqual(['INTET', 'INTET', 'UDLIGNET']);
});
