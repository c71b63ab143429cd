import { dato, kr } from '#app/kernel';
import { noterFejl, opretKoersel } from '#app/platform';
import { KoerselfejlService, KoerselService, NatService, ProeverapportService, ProeveService } from '#app/natplan';
import { scenarie, type Scenarie } from '../../../test/scenarie.js';
import { KOMMUNE, medKlient } from '../../../test/testdb.js';

let s: Scenarie;
let anden: Scenarie | undefined;
afterEach(async () => { await s?.slut(); await anden?.slut(); anden = undefined; });

const fejl = (): KoerselfejlService => s.m.get(KoerselfejlService);
const nat = (): NatService => s.m.get(NatService);
const sql = (tekst: string): Promise<unknown> => medKlient(s.d.adminUrl, (k) => k.query(`set search_path = k_${KOMMUNE}; ${tekst}`));
/** No interest can be written on this claim until the obstacle is taken away. */
const spaer = (navn: string): Promise<unknown> => sql(`create or replace function hindring() returns trigger language plpgsql as $$ begin raise exception 'HINDRING'; end $$;
  create trigger hindring before insert on renteberegning for each row when (new.hovedkrav_id = ${s.id(navn)}) execute function hindring()`);
const fri = (): Promise<unknown> => sql(`drop trigger hindring on renteberegning`);
const natId = async (): Promise<string> => (await s.tx((tx) => s.m.get(KoerselService).nyesteNat(tx)))!;
const hent = async (id?: string) => { const k = id ?? (await natId()); return s.tx((tx) => s.m.get(KoerselService).hent(tx, k)); };
const liste = async (rettet?: boolean) => { const id = await natId(); return s.tx((tx) => fejl().liste(tx, id, 100, undefined, rettet)); };
const igen = async (navn: string, id?: string) => fejl().igen(s.hvem(), id ?? (await natId()), s.partner(navn));
const kode = (p: Promise<unknown>): Promise<string> => p.then(() => 'OK', (f: { kode?: string }) => f.kode ?? String(f));

async function trekrav(sc: Scenarie): Promise<void> { for (const n of ['A', 'B', 'C']) await sc.krav(n, kr('1000.00'), { forfald: '2026-01-15', debitor: n }); }

it('a debtor that failed is tried again: the step and those after it, as the night would have done; the error stays with who tried, when and with what result', async () => {
  s = await scenarie({ fra: '2026-01-10' });
  await trekrav(s);
  await spaer('B');
  await s.nat('2026-01-30');
  const foer = await hent();
  expect([foer.status, foer.fejl > 0, foer.rettet]).toEqual(['AFSLUTTET_MED_FEJL', true, 0]);
  expect(await liste()).toEqual([{ koerselId: expect.any(String) as string, trin: 'renter', dato: '2026-01-30', forretningspartnerId: s.partner('B'), kode: 'UVENTET_FEJL', besked: expect.any(String) as string, rettet: false, forsoeg: [] }]);
  expect((await s.rest('B')).renter).toBe('0.00');

  expect(await igen('B')).toMatchObject({ udfald: 'FEJL', kode: 'UVENTET_FEJL', dato: '2026-01-30', trin: [] });
  await fri();
  expect(await igen('B')).toMatchObject({ forretningspartnerId: s.partner('B'), dato: '2026-01-30', udfald: 'RETTET', kode: null, trin: expect.arrayContaining([{ trin: 'renter', antal: { TILSKREVET: 1 }, beloeb: { RENTER: '10.00' } }]) as unknown });
  expect(await liste()).toMatchObject([{ kode: 'UVENTET_FEJL', rettet: true, forsoeg: [
    { udfald: 'FEJL', kode: 'UVENTET_FEJL', af: 'scenarie', dato: '2026-01-30' }, { udfald: 'RETTET', kode: null, af: 'scenarie', resultat: { renter: { antal: { TILSKREVET: 1 } } } }] }]);
  expect([await liste(true), await liste(false)].map((l) => l.length)).toEqual([1, 0]);
  const efter = await hent();
  expect([efter.status, efter.fejl, efter.rettet]).toEqual(['AFSLUTTET_MED_FEJL', foer.fejl, foer.fejl]); // never green
  expect(await kode(igen('B'))).toBe('IKKE_FUNDET'); // nothing more to mend
  expect(await s.brud()).toEqual([]);

  anden = await scenarie({ fra: '2026-01-10' }); // where nothing failed
  await trekrav(anden);
  await anden.nat('2026-01-30');
  expect(await s.boeger()).toEqual(await anden.boeger());
});

it('what the next night does of itself is made good without anybody', async () => {
  s = await scenarie({ fra: '2026-01-10' });
  await trekrav(s);
  await spaer('B');
  await s.nat('2026-01-21', { nyeste: false });
  const id = await natId();
  await fri();
  await s.nat('2026-01-22', { nyeste: false });
  expect((await s.rest('B')).renter).toBe('10.00');
  const gammel = await hent(id);
  expect([gammel.status, gammel.fejl, gammel.rettet]).toEqual(['AFSLUTTET_MED_FEJL', 1, 1]);
  expect((await s.tx((tx) => fejl().liste(tx, id)))[0]!.forsoeg).toMatchObject([{ udfald: 'INDHENTET', dato: '2026-01-22' }]);
  expect((await hent()).status).toBe('AFSLUTTET');
});

it('tried again from an older night it is done on the newest, once; all its nights are mended', async () => {
  s = await scenarie({ fra: '2026-01-10' });
  await trekrav(s);
  await spaer('B');
  await s.nat('2026-01-21', { nyeste: false });
  const foerste = await natId();
  await s.nat('2026-01-22', { nyeste: false });
  expect(await kode(igen('C', foerste))).toBe('IKKE_FUNDET');
  expect(await kode(igen('B', '999'))).toBe('IKKE_FUNDET');
  await fri();
  expect(await igen('B', foerste)).toMatchObject({ udfald: 'RETTET', dato: '2026-01-22' });
  expect([(await hent(foerste)).rettet, (await hent()).rettet]).toEqual([1, 1]);
});

it('not while a night is in progress, and not in a rehearsal: there nothing is kept; the rehearsal lists the debtor as the night would', async () => {
  s = await scenarie({ fra: '2026-01-10' });
  await trekrav(s);
  await spaer('B');
  const proeve = await s.m.get(ProeveService).proev(s.hvem(), dato('2026-01-21'));
  expect(await hent(proeve.koerselId)).toMatchObject({ art: 'PROEVE', status: 'AFSLUTTET_MED_FEJL', fejl: 1 });
  expect(await s.tx((tx) => fejl().liste(tx, proeve.koerselId))).toMatchObject([{ forretningspartnerId: s.partner('B'), kode: 'UVENTET_FEJL', besked: expect.stringMatching(/^Renter, 2026-01-21: /) as string }]);
  const linjer = await s.tx((tx) => s.m.get(ProeverapportService).linjer(tx, proeve.koerselId));
  expect(linjer.filter((l) => l.art === 'RENTE').map((l) => l.forretningspartnerId).sort()).toEqual([s.partner('A'), s.partner('C')].sort());
  expect(await kode(igen('B', proeve.koerselId))).toBe('PROEVE_GENTAGES_IKKE');

  await s.nat('2026-01-21', { nyeste: false });
  const id = await natId();
  await s.tx((tx) => nat().begynd(tx, dato('2026-01-22'), { nyeste: true }));
  expect(await kode(igen('B', id))).toBe('NAT_ER_I_GANG');
  expect((await s.tx((tx) => fejl().liste(tx, id)))[0]!.forsoeg).toEqual([]);
});

it('a step over the whole book that failed is tried again by 0', async () => {
  s = await scenarie({ fra: '2026-01-10' });
  await trekrav(s);
  await sql(`create or replace function hindring() returns trigger language plpgsql as $$ begin raise exception 'HINDRING'; end $$; create trigger hindring before insert or update on nummerserie for each row execute function hindring()`);
  await s.nat('2026-01-21');
  expect(await liste()).toMatchObject(['foraeldelsesradar', 'dagsafslut'].map((trin) => ({ trin, forretningspartnerId: '0', rettet: false })));
  await sql('drop trigger hindring on nummerserie');
  expect(await fejl().igen(s.hvem(), await natId(), '0')).toMatchObject({ udfald: 'RETTET', trin: [{ trin: 'foraeldelsesradar' }, { trin: 'dagsafslut' }] });
  expect(await hent()).toMatchObject({ status: 'AFSLUTTET_MED_FEJL', fejl: 2, rettet: 2 });
  expect(await s.brud()).toEqual([]);
});

it('tried again on a later day: what sends letters is refused and left to the next night; what does not is done, and its letters are left too', async () => {
  s = await scenarie({ fra: '2026-01-10' });
  await trekrav(s);
  const breve = (): Promise<[string, number][]> => s.tx((tx) => tx.raekker<[string, number]>(`select dato, count(*)::int from rykkerbrev where forretningspartner_id = $1 group by 1`, [s.partner('B')]));
  await sql(`create or replace function hindring() returns trigger language plpgsql as $$ begin raise exception 'HINDRING'; end $$;
    create trigger hindring before insert on rykkerbrev for each row when (new.forretningspartner_id = ${s.partner('B')}) execute function hindring()`);
  await s.nat('2026-01-25');
  await sql('drop trigger hindring on rykkerbrev');
  s.dag = dato('2026-02-20');
  expect([await liste(), await kode(igen('B')), await breve()]).toEqual([[expect.objectContaining({ trin: 'rykker', forsoeg: [] })], 'BREVDATO_PASSERET', []]);
  expect((await liste())[0]!.forsoeg).toEqual([]);
  await nat().indhent(s.hvem(), s.dag);
  expect(await breve()).toEqual([['2026-02-20', 1]]);
  expect(await hent()).toMatchObject({ status: 'AFSLUTTET' });

  await s.slut();
  s = await scenarie({ fra: '2026-01-10' });
  await trekrav(s);
  await spaer('B');
  await s.nat('2026-01-25');
  await fri();
  await s.tx((tx) => tx.skriv(`update vagt set tidligst = '2026-01-25' where forretningspartner_id = $1 and trin = 'rykker'`, [s.partner('B')]));
  const sendt = await breve();
  s.dag = dato('2026-02-20');
  const svar = await igen('B');
  expect([svar.udfald, svar.dato, svar.trin.map((t) => t.trin).includes('renter'), svar.trin.map((t) => t.trin).includes('rykker')]).toEqual(['RETTET', '2026-01-25', true, false]);
  expect(await breve()).toEqual(sendt);
});

it('a run that is neither a night nor a step of one is not mended here', async () => {
  s = await scenarie({ fra: '2026-01-10' });
  await trekrav(s);
  for (const art of ['RYKKERKOERSEL', 'KRAVFIL']) {
    const id = await s.tx(async (tx) => {
      const k = (await opretKoersel(tx, { art, noegle: art, forretningsdato: s.dag }))!;
      await noterFejl(tx, k, 1, s.partner('B'), 'UVENTET_FEJL', 'Error');
      return k;
    });
    expect(await kode(igen('B', id))).toBe('KOERSEL_GENTAGES_IKKE');
  }
});
