import { Test, type TestingModule } from '@nestjs/testing';
import { beloebTekst, dato, forrigeBankdag, kr, neg, type Lokaldato } from '#app/kernel';
import { Database, noterIndbakke, PlatformModule, type Tx } from '#app/platform';
import { bilag, BogholderiService, BOGHOLDERIETS_KONTROLLER } from '#app/bogholderi';
import { KravService, OpsaetningService, SpaerreService, type NytKrav } from '#app/krav';
import { PartnerService } from '#app/stamdata';
import { RYKKERENS_KONTROLLER, RykkerModule, RykkerService } from '#app/rykker';
import { ophavAf } from '../../../test/ophav.js';
import { KOMMUNE, nyTestdatabase, type Testdatabase } from '../../../test/testdb.js';

let d: Testdatabase;
let m: TestingModule;
let db: Database;
let rykker: RykkerService;

beforeAll(async () => {
  d = await nyTestdatabase();
  m = await Test.createTestingModule({ imports: [PlatformModule.forRoot(d.config), RykkerModule] }).compile();
  db = m.get(Database);
  rykker = m.get(RykkerService);
});
afterAll(async () => {
  for (const k of [...BOGHOLDERIETS_KONTROLLER, ...RYKKERENS_KONTROLLER]) expect([k.kode, await paa('2026-12-31', (tx) => tx.sql(k.sql))]).toEqual([k.kode, []]);
  await m?.close(); await db?.luk(); await d?.slet();
});

const paa = <T>(dag: string, arbejde: (tx: Tx) => Promise<T>): Promise<T> => db.iKommune({ kommuneId: KOMMUNE, bruger: 'test', forretningsdato: dato(dag) }, arbejde);
const DAG = '2026-03-12'; // ten days after the claims' SRB
let cpr = 1000;
const nyDebitor = (navn = 'Ane Ager'): NytKrav['debitor'] => ({ art: 'ZCPR', nummer: `010180${++cpr}`, navn, adresse: { vejnavn: 'Møllevej', husnummer: '3', postnummer: '8000', postdistrikt: 'Aarhus C' } });
type Oprettet = Awaited<ReturnType<KravService['opret']>>;
const nytKrav = (debitor: NytKrav['debitor'], andet: Partial<NytKrav> = {}): Promise<Oprettet> => paa('2026-02-01', (tx) => m.get(KravService).opret(tx, {
  fagsystem: 'NEXUS', reference: `R${++cpr}`, debitor, indhold: 'BARN-1', kravstype: 'DAGINST', periodeFra: dato('2026-02-01'), periodeTil: dato('2026-02-28'),
  stiftelsesdato: dato('2026-02-01'), forfaldsdato: dato('2026-03-01'), srb: dato('2026-03-02'), linjer: [{ deltransaktion: 'FULDTID', beloeb: kr('3000.00'), tekst: 'Børnehaven Solen' }], faktureret: true, ...andet,
}));
const HUSLEJE = { kravstype: 'HUSLEJE', indhold: 'LEJE-1', linjer: [{ deltransaktion: 'LEJE', beloeb: kr('5000.00') }] };
const behandl = (dag: string, ...krav: readonly Oprettet[]) => paa(dag, (tx) => rykker.behandl(tx, [...new Set(krav.map((k) => k.forretningspartnerId))]));

/** A payment straight onto a claim: received, and cleared from the debtor's unplaced money. */
const betal = (k: Oprettet, beloeb: string, dag: string): Promise<void> => paa(dag, async (tx) => {
  const [l] = await tx.sql<{ id: string; kontering: string }>(`select id, kontering from kravlinje where krav_id = $1 order by nr limit 1`, [k.kravId]);
  const [a, b] = await tx.ids(2);
  const partner = { aftalekontoId: k.aftalekontoId, forretningspartnerId: k.forretningspartnerId };
  const x = kr(beloeb);
  await m.get(BogholderiService).bogfoer(tx, [
    bilag({ id: a!, noegle: `ind:${a}`, art: 'INDBETALING', virkningsdato: dato(dag) }, [{ konto: 'BANK', beloeb: x }, { konto: 'UPLACERET', beloeb: neg(x), ...partner }]),
    bilag({ id: b!, noegle: `udl:${b}`, art: 'UDLIGNING', virkningsdato: dato(dag) }, [{ konto: 'UPLACERET', beloeb: x, ...partner }, { konto: 'DEBITOR', beloeb: neg(x), ...partner, kravId: k.kravId, kravlinjeId: l!.id, kontering: l!.kontering }]),
  ]);
});

interface Gebyr { krav: string; hoved: string; beloeb: string; stiftelse: Lokaldato; forfald: Lokaldato; srb: Lokaldato; foraeldelse: Lokaldato; rest: string }
const gebyrer = (k: Oprettet): Promise<Gebyr[]> => paa(DAG, (tx) => tx.sql<Gebyr>(
  `select k.id as krav, k.hovedkrav_id as hoved, k.hovedstol as beloeb, k.stiftelsesdato as stiftelse, k.forfaldsdato as forfald, k.srb, k.foraeldelsesdato as foraeldelse, a.rest
   from kravsbilag k join aaben_post a on a.krav_id = k.id where k.art = 'GEBYR' and a.forretningspartner_id = $1 order by k.id`, [k.forretningspartnerId]));
const breve = (k: Oprettet): Promise<{ noegle: string; partner: string; indhold: Record<string, never> }[]> => paa(DAG, async (tx) => (await tx.sql<{ noegle: string; partner: string; indhold: Buffer }>(
  `select noegle, forretningspartner_id as partner, indhold from udbakke where art = 'RYKKER' and split_part(noegle, ':', 2) in (select id::text from rykkerbrev where forretningspartner_id = $1) order by id`, [k.forretningspartnerId]))
  .map((r) => ({ ...r, indhold: JSON.parse(tx.noegler.dekrypterTekst(r.indhold)) as Record<string, never> })));
const vagten = async (k: Oprettet, trin = 'rykker'): Promise<string | undefined> => (await paa(DAG, (tx) => tx.sql<{ t: string }>(`select tidligst::text as t from vagt where krav_id = $1 and trin = $2`, [k.kravId, trin])))[0]?.t;

it('reminds with a fee of its own, a letter with everything the law wants, an event and a watch', async () => {
  const k = await nytKrav(nyDebitor());
  await betal(k, '500.00', '2026-03-05');
  expect(await behandl(DAG, k)).toEqual({ antal: { RYKKET: 1, BREVE: 1, GEBYRER: 1 }, beloeb: { RYKKET: '2500.00', GEBYRER: '250.00' } });
  expect(await gebyrer(k)).toMatchObject([{ hoved: k.kravId, beloeb: '250.00', stiftelse: DAG, forfald: DAG, srb: '2026-03-23', foraeldelse: '2029-03-12', rest: '250.00' }]);
  const [brev] = await breve(k);
  expect(brev!.indhold).toMatchObject({
    brev: 'RY1', rolle: 'SKYLDNER', dato: DAG, frist: '2026-03-23', gebyr: '250.00', ialt: '2750.00', modtager: { navn: 'Ane Ager', vejnavn: 'Møllevej' }, afsender: { kommune: 'Prøvekøbing' },
    krav: [{ kravId: k.kravId, tekst: 'Daginstitution', linjer: ['Børnehaven Solen'], stiftelsesdato: '2026-02-01', forfaldsdato: '2026-03-01', srb: '2026-03-02', oprindeligt: '3000.00', betalt: '500.00', aabent: '2500.00', renter: '0.00', gebyrer: '250.00', ialt: '2750.00', betaling: { kortart: '71', betalingsId: k.betalingsId } }],
    hjemmel: [{ art: 'GEBYR', paragraf: 'gebyrloven § 2' }, { art: 'RENTE', paragraf: 'gebyrloven § 3' }], underretningOmInddrivelse: [k.kravId],
  });
  expect(String(brev!.indhold['konsekvens'])).toMatch(/senest 23\.03\.2026.*Gældsstyrelsen.*§ 2, stk\. 4/s);
  const haendelser = await paa(DAG, (tx) => tx.sql(`select fagsystem, beloeb, virkningsdato from haendelse where krav_id = $1 and art = 'RYKKET'`, [k.kravId]));
  expect(haendelser).toEqual([{ fagsystem: 'NEXUS', beloeb: '2500.00', virkningsdato: DAG }]);
  expect(await vagten(k)).toBe('infinity');
  expect(await vagten(k, 'udlign')).toBeUndefined(); // no money a fee could take
});

it('a second run the same day changes nothing, and two at once post once', async () => {
  const k = await nytKrav(nyDebitor());
  const to = await Promise.all([behandl(DAG, k), behandl(DAG, k)]);
  expect(to.map((r) => r.antal['BREVE'] ?? 0).toSorted()).toEqual([0, 1]);
  const alt = (): Promise<unknown> => paa(DAG, (tx) => tx.sql(`select (select count(*) from bilag) b, (select count(*) from rykkerbrev) r, (select count(*) from udbakke) u, (select count(*) from haendelse) h, (select count(*) from kravsbilag) k`));
  const foer = await alt();
  await behandl(DAG, k);
  await behandl('2026-09-01', k);
  expect(await alt()).toEqual(foer);
});

it('a fee wakes the clearing where money of its day or later could take it', async () => {
  const k = await nytKrav(nyDebitor());
  await paa('2026-03-05', async (tx) => {
    await tx.skriv(`insert into bankkonto (id, kontonummer, navn, forventes_dagligt, gyldig_fra) values (2, '1', 'Anden', false, '2000-01-01')`);
    await tx.skriv(`insert into indbetaling (id, bankkonto_id, noegle, beloeb, virkningsdato, bankdato, krav_id, aftalekonto_id, forretningspartner_id) values (2, 2, 'x', 10, $1, $1, $2, $3, $4)`, [DAG, k.kravId, k.aftalekontoId, k.forretningspartnerId]);
  });
  await behandl(DAG, k);
  expect(await vagten(k, 'udlign')).toBe(DAG);
});

it('money that waits to be placed, or names the claim in afklaring, holds the letter', async () => {
  const k = await nytKrav(nyDebitor());
  const uplaceret = (beloeb: string): Promise<void> => paa('2026-03-05', async (tx) => {
    const id = await tx.id();
    await m.get(BogholderiService).bogfoer(tx, [bilag({ id, noegle: `ind:${id}`, art: 'INDBETALING', virkningsdato: dato('2026-03-05') }, [{ konto: 'BANK', beloeb: kr(beloeb) }, { konto: 'UPLACERET', beloeb: neg(kr(beloeb)), aftalekontoId: k.aftalekontoId, forretningspartnerId: k.forretningspartnerId }])]);
  });
  await uplaceret('10.00');
  expect(await behandl(DAG, k)).toEqual({ antal: { UPLACERET_INDBETALING: 1 }, beloeb: {} });
  expect(await vagten(k)).toBe('2026-03-13');
  await uplaceret('-10.00');
  await paa(DAG, (tx) => tx.skriv(`insert into indbetaling (id, bankkonto_id, noegle, beloeb, virkningsdato, bankdato, betalings_id, afklaringsaarsag) values (3, 2, 'y', 10, $1, $1, $2, 'FREMMED_KREDITOR')`, [DAG, k.betalingsId]));
  expect((await paa(DAG, (tx) => rykker.status(tx, k.kravId))).beslutning).toMatchObject({ grund: 'UPLACERET_INDBETALING', detalje: 'En indbetaling, der nævner kravet, venter i afklaring.' });
  const id = await paa(DAG, (tx) => tx.id());
  await paa(DAG, (tx) => tx.skriv(`insert into indbetaling_placering (indbetaling_id, krav_id, aftalekonto_id, forretningspartner_id, bilag_id) values (3, $1, $2, $3, $4)`, [k.kravId, k.aftalekontoId, k.forretningspartnerId, id]));
  expect(await behandl('2026-03-13', k)).toMatchObject({ antal: { BREVE: 1 } });
});

it('a spærre holds with its reason, and lets go on its day', async () => {
  const k = await nytKrav(nyDebitor());
  await paa('2026-03-03', (tx) => m.get(SpaerreService).opret(tx, { niveau: 'AFTALEKONTO', objektId: k.aftalekontoId, art: 'RYKKER', aarsag: 'Indsigelse behandles', fra: dato('2026-03-03'), til: dato('2026-03-20') }));
  expect(await behandl(DAG, k)).toEqual({ antal: { INDSIGELSE: 1 }, beloeb: {} });
  expect(await vagten(k)).toBe('2026-03-20');
  const status = await paa(DAG, (tx) => rykker.status(tx, k.kravId));
  expect(status).toMatchObject({ kravId: k.kravId, rest: '3000.00', beslutning: { art: 'VENT', grund: 'INDSIGELSE', indtil: '2026-03-20' }, spaerrer: [{ aarsag: 'Indsigelse behandles', oprettetAf: 'test' }] });
  expect(await behandl('2026-03-20', k)).toMatchObject({ antal: { BREVE: 1 } });
});

it('a missing bank file holds everyone until it has come', async () => {
  const k = await nytKrav(nyDebitor());
  const sidste = forrigeBankdag(dato(DAG));
  await paa(DAG, (tx) => tx.skriv(`insert into bankkonto (id, kontonummer, navn, fi_kreditor, gyldig_fra) values (1, '12345678901234', 'Driftskonto', '82424016', $1)`, [sidste]));
  expect(await behandl(DAG, k)).toEqual({ antal: { BANKFIL_MANGLER: 1 }, beloeb: {} });
  expect(await vagten(k)).toBe('2026-03-13');
  expect((await paa(DAG, (tx) => rykker.status(tx, k.kravId))).beslutning).toMatchObject({ grund: 'BANKFIL_MANGLER', detalje: 'Kontoudtog mangler (Driftskonto for 11.03.2026); en betaling kan være på vej.' });
  await paa(DAG, async (tx) => {
    await tx.skriv(`insert into indbakke (id, kanal, noegle, sha256, stoerrelse, indhold) values (1, 'BANK', 'x', '\\x00', 1, '\\x00')`);
    await tx.skriv(`insert into bankudtog (id, indbakke_id, bankkonto_id, udtogs_id, dato, primosaldo, ultimosaldo, antal) values (1, 1, 1, 'U1', $1, 0, 0, 0)`, [sidste]);
  });
  expect(await behandl(DAG, k)).toMatchObject({ antal: { BANKFIL_MANGLER: 1 } }); // begun, not booked to its end
  await paa(DAG, (tx) => noterIndbakke(tx, '1', 'BEHANDLET'));
  expect(await behandl(DAG, k)).toMatchObject({ antal: { BREVE: 1 } });
  expect((await breve(k))[0]!.indhold['betaling']).toMatchObject({ kortart: '71', betalingsId: k.betalingsId, linje: `+71<${k.betalingsId}+82424016<` });
  await paa(DAG, (tx) => tx.skriv(`update bankkonto set forventes_dagligt = false`));
});

it('a letter over public and civil claims puts one public fee on the oldest public claim; civil alone gets the civil fee', async () => {
  const debitor = nyDebitor();
  const leje = await nytKrav(debitor, { ...HUSLEJE, srb: dato('2026-03-01'), forfaldsdato: dato('2026-02-15') });
  const ung = await nytKrav(debitor);
  const gammel = await nytKrav(debitor, { srb: dato('2026-03-01') });
  expect(await behandl(DAG, leje)).toMatchObject({ antal: { RYKKET: 3, BREVE: 1, GEBYRER: 1 }, beloeb: { GEBYRER: '250.00', RYKKET: '11000.00' } });
  expect(await gebyrer(ung)).toMatchObject([{ hoved: gammel.kravId, beloeb: '250.00' }]);
  const [brev] = await breve(leje);
  expect(brev!.indhold).toMatchObject({ ialt: '11250.00', krav: [{ kravId: leje.kravId, nytGebyr: '0.00' }, { kravId: gammel.kravId, nytGebyr: '250.00' }, { kravId: ung.kravId, nytGebyr: '0.00' }], betaling: { betalingsId: leje.betalingsId } });
  const kunLeje = await nytKrav(nyDebitor(), HUSLEJE);
  await behandl(DAG, kunLeje);
  expect(await gebyrer(kunLeje)).toMatchObject([{ beloeb: '100.00' }]);
  const forklaring = await paa(DAG, (tx) => rykker.forklar(tx, kunLeje.kravId));
  expect(forklaring).toMatchObject([{ hovedkravId: kunLeje.kravId, beloeb: '100.00', nummer: 1, procedure: { kode: 'CIVIL', trin: 1, gebyr: '100.00' }, lov: { regime: 'RENTELOV', paragraf: 'renteloven § 9 b', maksimum: '100.00', hoejst: 3 } }]);
  expect(forklaring[0]!.tekst).toBe('Rykkergebyr 100,00 kr. for rykker 1 af 12.03.2026. Rykkerproceduren CIVIL, trin 1, siger 100,00 kr. Loven tillader højst 100,00 kr. (renteloven § 9 b). Det er gebyr nr. 1 af højst 3 på kravet, med mindst 10 dage imellem. Brevet omfattede kravet alene. Gebyret skal betales senest 23.03.2026 og forrentes ikke.');
  expect(await paa(DAG, (tx) => rykker.forklar(tx, forklaring[0]!.gebyrkravId))).toEqual(forklaring);
  expect(await paa(DAG, (tx) => rykker.breve(tx, gammel.kravId))).toMatchObject([{ trin: 1, dato: DAG, frist: '2026-03-23', rest: '3000.00', gebyr: '250.00', antalKrav: 3 }]);
});

it('the unbroken arrears of a running civil contract bear three fees at the most', async () => {
  const debitor = nyDebitor('Bo Bolig');
  const srb = ['2026-03-02', '2026-04-01', '2026-05-04', '2026-06-01'];
  const lejer = [];
  for (const s of srb) lejer.push(await nytKrav(debitor, { ...HUSLEJE, srb: dato(s) }));
  for (const dag of ['2026-03-12', '2026-04-11', '2026-05-14', '2026-06-11']) expect(await behandl(dag, lejer[0]!)).toMatchObject({ antal: { BREVE: 1 } });
  expect((await gebyrer(lejer[0]!)).map((g) => g.stiftelse)).toEqual(['2026-03-12', '2026-04-11', '2026-05-14']);
  for (const l of lejer) await betal(l, '5000.00', '2026-06-20');
  const efter = await nytKrav(debitor, { ...HUSLEJE, srb: dato('2026-07-01') });
  await behandl('2026-07-11', efter);
  expect((await gebyrer(efter)).at(-1)).toMatchObject({ hoved: efter.kravId, stiftelse: '2026-07-11' }); // a new arrears
});

it('each who is jointly liable gets a copy about the claims she is liable for, and no others', async () => {
  const debitor = nyDebitor();
  const faelles = await nytKrav(debitor);
  const egen = await nytKrav(debitor, { indhold: 'BARN-2', srb: dato('2026-03-01') });
  const haefter = await nytKrav(nyDebitor('Mads Mark'), { srb: dato('2027-01-04') });
  const sen = await nytKrav(nyDebitor('Sen Sørensen'), { srb: dato('2027-01-04') });
  await paa(DAG, async (tx) => {
    const [i] = await tx.sql<{ id: string }>(`select aftaleindhold_id as id from kravsbilag where id = $1`, [faelles.kravId]);
    await m.get(PartnerService).tilfoejHaefter(tx, i!.id, haefter.forretningspartnerId, 'SOLIDARISK', dato('2026-01-01'));
    await m.get(PartnerService).tilfoejHaefter(tx, i!.id, sen.forretningspartnerId, 'SOLIDARISK', dato('2026-06-01'));
  });
  await behandl(DAG, faelles);
  const alle = await breve(faelles);
  expect(alle.map((b) => b.partner)).toEqual([faelles.forretningspartnerId, haefter.forretningspartnerId]);
  expect(alle[0]!.indhold).toMatchObject({ krav: [{ kravId: egen.kravId }, { kravId: faelles.kravId }], ialt: '6250.00', kopiTil: [{ rolle: 'MEDHAEFTER', navn: 'Mads Mark' }] });
  expect(alle[1]!.indhold).toMatchObject({ rolle: 'MEDHAEFTER', krav: [{ kravId: faelles.kravId }], gebyr: '0.00', ialt: '3000.00', modtager: { navn: 'Mads Mark' }, skyldner: { navn: 'Ane Ager' } });
  expect(JSON.stringify(alle[1]!.indhold)).not.toContain(egen.kravId);
});

it('a death stops the letter; below the smallest amount a second claim brings both over it; paid claims are left', async () => {
  const doed = await nytKrav(nyDebitor());
  await paa('2026-03-10', (tx) => m.get(PartnerService).ret(tx, doed.forretningspartnerId, dato('2026-03-09'), { cprStatus: '90' }));
  expect(await behandl(DAG, doed)).toEqual({ antal: { DOEDSFALD: 1 }, beloeb: {} });
  const debitor = nyDebitor();
  const lille = { linjer: [{ deltransaktion: 'MAD', beloeb: kr('15.00') }] };
  const foerste = await nytKrav(debitor, lille);
  expect(await behandl(DAG, foerste)).toEqual({ antal: { UNDER_MINDSTEBELOEB: 1 }, beloeb: {} });
  await nytKrav(debitor, { ...lille, srb: dato('2026-03-16') });
  expect(await behandl('2026-03-26', foerste)).toMatchObject({ antal: { RYKKET: 2, BREVE: 1 }, beloeb: { RYKKET: '30.00' } });
  const betalt = await nytKrav(nyDebitor());
  await betal(betalt, '3000.00', '2026-03-02');
  expect(await behandl(DAG, betalt)).toEqual({ antal: { BETALT: 1 }, beloeb: {} });
  expect((await paa(DAG, (tx) => rykker.status(tx, betalt.kravId))).beslutning).toMatchObject({ grund: 'BETALT' });
  await expect(paa(DAG, (tx) => rykker.status(tx, '999999999'))).rejects.toMatchObject({ kode: 'IKKE_FUNDET' });
});

it('PR_KRAV: each claim of the letter its own kind\'s fee', async () => {
  await paa('2026-03-01', (tx) => m.get(OpsaetningService).saet(tx, 'gebyrFordeling', 'PR_KRAV', dato('2026-08-01')));
  const debitor = nyDebitor();
  const srb = dato('2026-08-03');
  const offentlig = await nytKrav(debitor, { srb });
  const civil = await nytKrav(debitor, { ...HUSLEJE, srb });
  await behandl('2026-08-13', offentlig);
  expect((await gebyrer(offentlig)).map((g) => [g.hoved, g.beloeb])).toEqual([[offentlig.kravId, '250.00'], [civil.kravId, '100.00']]);
});

it('asks the database the same number of questions for one debtor as for forty', async () => {
  const spoergsmaal = async (antal: number): Promise<number> => {
    const krav: Oprettet[] = [];
    for (let i = 0; i < antal; i++) krav.push(await nytKrav(nyDebitor()));
    return paa(DAG, async (tx) => {
      let n = 0;
      const talt = new Proxy(tx, { get: (t, navn) => { const v = Reflect.get(t, navn, t) as unknown; return typeof v === 'function' ? (...a: unknown[]) => { if (['sql', 'raekker', 'skriv', 'skrivSamlet'].includes(String(navn))) n++; return (v as (...a: unknown[]) => unknown).apply(t, a); } : v; } });
      await tx.ids(900); // a block of numbers may otherwise be fetched in between
      expect(await rykker.behandl(talt, krav.map((k) => k.forretningspartnerId))).toMatchObject({ antal: { BREVE: antal }, beloeb: { RYKKET: beloebTekst(kr('3000.00').times(antal) as never) } });
      return n;
    });
  };
  expect(await spoergsmaal(40)).toBe(await spoergsmaal(1));
});

it('the invariants see a fee too high, a fee without a letter, and a step left out', async () => {
  const k = await nytKrav(nyDebitor());
  const brudt = await db.iKommune({ kommuneId: KOMMUNE, bruger: 'test', forretningsdato: dato(DAG) }, async (tx) => {
    const [id, linjeId, brev] = await tx.ids(3);
    await tx.skrivSamlet(await m.get(KravService).underkrav(tx, [{ id: id!, linjeId: linjeId!, art: 'GEBYR', ophav: await ophavAf(tx, k.kravId), hovedstol: kr('250.01'), stiftelsesdato: dato(DAG), forfaldsdato: dato(DAG), srb: dato(DAG), foraeldelsesdato: dato('2029-03-12') }], 'GEBYRINDTAEGT'));
    await tx.skriv(`insert into rykkerbrev (id, forretningspartner_id, trin, dato, frist) values ($1, $2, 2, $3, $4)`, [brev, k.forretningspartnerId, DAG, '2026-03-20']);
    await tx.skriv(`insert into rykkerpost (krav_id, trin, rykkerbrev_id, rest) values ($1, 2, $2, 1)`, [k.kravId, brev]);
    const ud: string[] = [];
    for (const kontrol of RYKKERENS_KONTROLLER) if ((await tx.sql(kontrol.sql)).length > 0) ud.push(kontrol.kode);
    return ud;
  }, { proev: true });
  expect(brudt).toEqual(['GEBYR_INDEN_FOR_LOVEN', 'GEBYR_HAR_RYKKERBREV', 'RYKKERTRIN_UDEN_HULLER', 'RYKKERBREV_HAR_POSTER']);
});
