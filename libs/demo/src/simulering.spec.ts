import { Test, type TestingModule } from '@nestjs/testing';
import { danskDato, dato, kr, plusDage, type Lokaldato } from '#app/kernel';
import { Database, PlatformModule } from '#app/platform';
import { SaldoService } from '#app/bogholderi';
import { KravService } from '#app/krav';
import { KravfilModule, KravfilService } from '#app/kravfil';
import { IndbetalingService } from '#app/indbetaling';
import { KvitteringService, NatService, VerificerService } from '#app/natplan';
import { ReguleringService } from '#app/regulering';
import { HaefterService } from '#app/stamdata';
import { UdligningService } from '#app/udligning';
import { KRAVPOST } from '../../../apps/api/src/krav/kravlaeser.js';
import { KOMMUNE, nyTestdatabase, type Testdatabase } from '../../../test/testdb.js';
import { DemoModule, DemoService, oversigt, oversigtstekst, type Oversigt } from './index.js';

interface By { readonly d: Testdatabase; readonly m: TestingModule; readonly db: Database }
const hvem = { kommuneId: KOMMUNE, bruger: 'demo' };
const SLUT = dato('2025-10-05');
const VALG = { antal: 120, maaneder: 2, filerTil: SLUT };
let hel: By;
let afbrudt: By;

async function by(): Promise<By> {
  const d = await nyTestdatabase();
  const m = await Test.createTestingModule({ imports: [PlatformModule.forRoot(d.config), DemoModule.med(KravfilModule.med(KRAVPOST))] }).compile();
  return { d, m, db: m.get(Database) };
}
const lev = (b: By, slut: Lokaldato = SLUT, filerTil: Lokaldato = slut): Promise<void> => b.m.get(DemoService).skab(b.db, hvem, slut, undefined, { ...VALG, filerTil });
const tal = (b: By, dag: Lokaldato): Promise<Oversigt> => b.db.iKommune({ ...hvem, forretningsdato: dag }, (tx) => oversigt(tx));
const brud = (b: By): Promise<string[]> => b.db.iKommune(hvem, async (tx) => (await b.m.get(VerificerService).verificer(tx)).filter((k) => !k.ok).map((k) => `${k.kode}: ${k.fejl.join(', ')}`));

/** The power goes during the n-th call. */
function stroemsvigt(o: object, metode: string, nr: number): void {
  const tjeneste = o as Record<string, (...a: unknown[]) => Promise<unknown>>;
  const rigtig = tjeneste[metode]!;
  let kald = 0;
  tjeneste[metode] = (...a) => {
    kald += 1;
    if (kald < nr) return rigtig.apply(tjeneste, a);
    tjeneste[metode] = rigtig;
    return Promise.reject(Object.assign(new Error('strømsvigt'), { code: '57P01' }));
  };
}

beforeAll(async () => {
  [hel, afbrudt] = [await by(), await by()];
  await lev(hel);
}, 300_000);
afterAll(async () => { for (const b of [hel, afbrudt]) { await b?.m.close(); await b?.db.luk(); await b?.d.slet(); } });

it('lives two months of nights and days; every invariant holds and the books balance', async () => {
  const o = await tal(hel, SLUT);
  expect(await brud(hel)).toEqual([]);
  expect(o.raabalancesum).toBe('0.00');
  expect(o.naetter).toEqual({ antal: 62, medFejl: 0, sidste: [0, 1, 2].map((n) => ({ dato: plusDage(SLUT, -n), status: 'AFSLUTTET' })) });
  expect(o.krav.length).toBeGreaterThan(4);
  for (const p of [o.placeret, o.renter, o.gebyrer]) expect(p.antal).toBeGreaterThan(2);
  expect(o.rykkerbreve).toBeGreaterThan(2);
  expect(o.reguleringer.every((r) => r.antal > 0 && kr(r.beloeb).gt(0))).toBe(true);
  expect(o).toMatchObject({ kravfiler: { antal: 2, afviste: 4 }, rettelser: { krav: 1, sammenlagte: 3, skilte: 1 }, opgaver: [{ art: 'DOEDSBO' }, { art: 'SKIFT_NUMMER' }, { art: 'VIRKSOMHED_OPHOERT' }] });
  expect(await hel.db.iKommune({ ...hvem, forretningsdato: SLUT }, (tx) => oversigtstekst(tx))).toMatch(/Råbalance[^]*sum +0,00\n\nNætter: 62 kørt; senest 05\.10\.2025 \(AFSLUTTET\)/);
});

it('everything was known when it would have been: the second axis has a history', async () => {
  const r = await hel.db.iKommune(hvem, (tx) => tx.sql<{ konto: string; virkning: Lokaldato; kendt: Date }>(
    `select aftalekonto_id as konto, virkningsdato as virkning, registreret as kendt from indbetaling where aftalekonto_id is not null and beloeb > 1000 order by id limit 20`));
  expect(r.length).toBeGreaterThan(5);
  for (const i of r) {
    const dag = danskDato(i.kendt);
    expect(dag > i.virkning && dag <= SLUT).toBe(true);
    const [foer, efter] = await hel.db.iKommune(hvem, (tx) => Promise.all([plusDage(dag, -1), dag].map((kendt) => hel.m.get(SaldoService).saldo(tx, i.konto, i.virkning, kendt))));
    expect(parseFloat(efter!.ialt)).toBeLessThan(parseFloat(foer!.ialt) - 500);
  }
  const [t] = await hel.db.iKommune(hvem, (tx) => tx.sql(`select to_char(min(registreret at time zone 'Europe/Copenhagen') filter (where art = 'KRAV'), 'HH24:MI') as krav,
    bool_and(to_char(registreret at time zone 'Europe/Copenhagen', 'HH24:MI') = '04:30') filter (where art in ('RENTE', 'GEBYR')) as nat, max(registreret) <= '2025-10-05T12:00:00Z' as fortid from bilag`));
  expect(t).toEqual({ krav: expect.stringMatching(/^10:/), nat: true, fortid: true });
});

const TABELLER = ['forretningspartner', 'forretningspartner_version', 'partner_ident', 'partner_sammenlaegning', 'partner_relation', 'aftalekonto_ejer', 'aftaleindhold_ejer', 'aftaleindhold_version', 'korrespondance', 'haefter', 'spaerre', 'opgave',
  'kravsbilag', 'rentevilkaar', 'renteled', 'godkendelse', 'godkendelse_svar', 'afskrivningsbeslutning', 'rykkerbrev', 'rykkerkoersel', 'kravrettelse', 'regulering', 'foraeldelseshaendelse', 'kravfil', 'kravfil_resultat', 'haendelse', 'bankudtog', 'bilag', 'udbakke', 'idempotens'];
const RAEKKER = `select ${TABELLER.map((t) => `(select count(*)::int from ${t}) as ${t}`).join(', ')}`;

/** What issue 3 brought, each as a question to the book that must have an answer. */
const FINDES: Readonly<Record<string, string>> = {
  'a credit of a part': `select from regulering r join kravsbilag k on k.id = r.krav_id where r.art = 'KREDITNOTA' and r.beloeb < k.hovedstol and r.tilbagefoerer_id is null`,
  'a full credit of a paid claim': `select from regulering r join kravsbilag k on k.id = r.krav_id where r.art = 'KREDITNOTA' and r.beloeb = k.hovedstol
    and exists (select from postering p join bilag b on b.id = p.bilag_id where p.krav_id = k.id and p.konto = 'DEBITOR' and b.art = 'UDLIGNING' and b.registreret < r.registreret)`,
  'a reduction of a claim that waited': `select from regulering r join kravsbilag k on k.id = r.krav_id where r.art = 'NEDREGULERING' and r.registreret::date = k.registreret::date and r.bruger = k.fagsystem`,
  'a raise of a claim that waited': `select from regulering r where r.art = 'OPREGULERING' and r.tillaegskrav_id is null`,
  'a reduction of a bill': `select from regulering r join kravsbilag k on k.id = r.krav_id where r.art = 'NEDREGULERING' and k.faktureret <= r.virkningsdato`,
  'a raise of a bill by a claim of its own': `select from regulering r join kravsbilag k on k.id = r.tillaegskrav_id where r.art = 'OPREGULERING'`,
  'an annulment with its fee': `select from regulering r join kravsbilag k on k.id = r.krav_id where r.art = 'ANNULLERING' and k.art = 'GEBYR' and r.foelger_id is not null`,
  'a regulation undone': `select from regulering r where r.tilbagefoerer_id is not null`,
  'moms in a claim': `select from kravlinje where moms > 0`,
  'whom a line was for': `select from kravlinje where ydelsesmodtager is not null`,
  'a file of claims with broken lines': `select from kravfil f join koersel k on k.id = f.koersel_id where k.status = 'AFSLUTTET_MED_FEJL' and (select count(*) from kravfil_resultat r where r.kravfil_id = f.id and r.udfald = 'AFVIST') = 2
    and exists (select from kravfil_resultat r where r.kravfil_id = f.id and r.udfald = 'OPRETTET')`,
  'a claim that waits for its bill': `select from kravsbilag where faktureret = 'infinity'`,
  'a case that changed hands, with claims of both owners': `select from aftaleindhold i join aftaleindhold_ejer e on e.aftaleindhold_id = i.id and e.fagsystem <> i.fagsystem where (select count(distinct k.fagsystem) from kravsbilag k where k.aftaleindhold_id = i.id and k.art = 'HOVEDKRAV') = 2`,
  'a claim corrected back in time, and its fee annulled': `select from kravrettelse r join kravsbilag g on g.hovedkrav_id = r.krav_id and g.art = 'GEBYR' join regulering a on a.krav_id = g.id and a.art = 'ANNULLERING' where r.efter ? 'srb'`,
  'interest that a hold took off again': `select from spaerre s join kravsbilag k on k.hovedkrav_id = s.objekt_id and k.art = 'RENTE' where s.niveau = 'KRAV' and s.art = 'RENTE' and s.fra < s.registreret::date - 30
    and (select sum(p.beloeb) from postering p where p.krav_id = k.id and p.konto = 'DEBITOR') = 0`,
  'a hold lifted from an earlier day': `select from spaerre where niveau = 'AFTALEINDHOLD' and til > fra and til < date '${SLUT}' - 20`,
  'a hold on each level, with owners': `select count(distinct niveau) from spaerre where ejer not in ('natten', oprettet_af) having count(distinct niveau) = 4`,
  'a hold without an end for half a year': `select from spaerre where til = 'infinity' and ejer <> 'natten' and fra < date '${SLUT}' - 180`,
  'liable pro rata from an earlier day than it was known': `select from haefter where form = 'PRO_RATA' and kendt_til = 'infinity' and gyldig_fra < kendt_fra::date - 20`,
  'partners of all six types': `select count(distinct type) from forretningspartner having count(distinct type) = 6`,
  'letters to a værge, and to an administrator': `select count(distinct (niveau, rolle)) from korrespondance having count(distinct (niveau, rolle)) = 2`,
  'a bidragssag': `select from aftaleindhold_version where bidragsperson_id is not null and bidragsberettiget_id is not null`,
  'an I/S with its partners': `select from partner_relation where art = 'INTERESSENT' group by forretningspartner_id having count(*) = 2`,
  'a company that ended': `select from opgave where art = 'VIRKSOMHED_OPHOERT'`,
  'the numbers that ceased': `select from opgave where art = 'SKIFT_NUMMER' having count(*) = 2`,
  'an estate': `select from opgave where art = 'DOEDSBO'`,
  'every status of CPR': `select from forretningspartner_version where cpr_status in ('20', '30', '50', '70', '80', '90') having count(distinct cpr_status) = 6`,
  'three merges, one undone': `select from partner_sammenlaegning having count(*) = 4 and count(ophaever_id) = 1`,
  'a number that took another\'s place': `select from partner_ident where art = 'ZEPNR' and gyldig_til < 'infinity' and kendt_til = 'infinity'`,
  'forældelse: acknowledged, udlæg begun and ended, judged': `select from foraeldelseshaendelse having count(distinct art) filter (where art in ('ERKENDELSE', 'UDLAEG', 'AFSLUTTET', 'DOM')) = 4`,
  'an estate written off by two people': `select from afskrivningsbeslutning b join godkendelse g on g.id = b.godkendelse_id join godkendelse_svar s on s.godkendelse_id = g.id where b.aarsag = 'DOEDSBO' and s.svar = 'GODKENDT' and s.bruger <> g.bruger`,
  'a write-off that waits for another person': `select from godkendelse g where g.art = 'AFSKRIVNING' and not exists (select from godkendelse_svar s where s.godkendelse_id = g.id)`,
  'interest per day of a civil claim, explained day by day': `select from renteberegning r join renteled l on l.bilag_id = r.bilag_id where r.regime = 'RENTELOV'`,
  'a judgment with its own interest': `select from rentevilkaar v join renteberegning r on r.hovedkrav_id = v.krav_id and r.regime = 'DOM_FORLIG'`,
  'a claim that is barred': `select from foraeldelsesmarkering where fra <= date '${SLUT}'`,
  'claims the collector would refuse, by three rules': `select count(distinct f.regel) from psrm_fund f join kravsbilag k on k.id = f.krav_id where k.betalings_id is not null and f.konsekvens <> 'FILTER_UKENDT' having count(distinct f.regel) > 3`,
  'a debtor with Betalingsservice on a bill': `select from faktureringsbilag where pbs_nummer is not null`,
};
it.each(Object.entries(FINDES))('shows %s', async (_, sql) => {
  expect(await hel.db.iKommune(hvem, (tx) => tx.sql(sql))).not.toEqual([]);
});

it('lived a second time, the last day changes nothing', async () => {
  const tal2 = (): Promise<unknown> => hel.db.iKommune(hvem, (tx) => tx.sql(RAEKKER));
  const foer = await tal2();
  await lev(hel);
  expect(await tal2()).toEqual(foer);
  expect(await brud(hel)).toEqual([]);
});

it('cut in the middle of a night, a bank file and a day\'s claims, it ends with the same books', async () => {
  const i = <T>(t: new (...a: never[]) => T): T => afbrudt.m.get(t as never, { strict: false });
  const svigt: [object, string, number][] = [
    [i(KravService), 'opretMange', 3], [i(NatService), 'koerDel', 21], [i(HaefterService), 'saet', 1], [i(ReguleringService), 'reguler', 1], [i(IndbetalingService), 'modtag', 2], [i(NatService), 'fremad', 15],
    [i(KravfilService), 'koerDel', 1], [i(UdligningService), 'behandl', 6], [i(KvitteringService), 'ret', 3],
  ];
  for (const s of svigt) {
    stroemsvigt(...s);
    await expect(lev(afbrudt)).rejects.toThrow(/strømsvigt|Databasen svarer ikke/);
  }
  await lev(afbrudt);
  expect(await brud(afbrudt)).toEqual([]);
  expect(await tal(afbrudt, SLUT)).toEqual(await tal(hel, SLUT));
  const raekker = (b: By): Promise<unknown> => b.db.iKommune(hvem, (tx) => tx.sql(RAEKKER));
  expect(await raekker(afbrudt)).toEqual(await raekker(hel));
}, 300_000);

it('files go on arriving after the last simulated night; real nights catch up; a later start goes on', async () => {
  const til = plusDage(SLUT, 3);
  await lev(hel, SLUT, til);
  expect((await tal(hel, til)).naetter.sidste[0]!.dato).toBe(SLUT);
  const [u] = await hel.db.iKommune(hvem, (tx) => tx.sql<{ d: Lokaldato }>(`select max(dato) as d from bankudtog`));
  expect(u!.d).toBe(plusDage(til, -1));
  await hel.m.get(NatService).indhent(hvem, til);
  expect(await brud(hel)).toEqual([]);
  await lev(hel, plusDage(til, 2));
  const o = await tal(hel, plusDage(til, 2));
  expect(o.naetter).toMatchObject({ antal: 67, medFejl: 0 });
  expect(o.naetter.sidste[0]).toEqual({ dato: plusDage(til, 2), status: 'AFSLUTTET' });
  expect(await brud(hel)).toEqual([]);
  expect(o.raabalancesum).toBe('0.00');
}, 300_000);
