import { dato, kr } from '#app/kernel';
import { GodkendelseService } from '#app/godkendelse';
import { KoerselService, NatgodkendelseService, NatService, ProeverapportService, ProeveService } from '#app/natplan';
import { scenarie, type Scenarie } from '../../../test/scenarie.js';

let s: Scenarie;
afterEach(() => s?.slut());
const nat = (): NatService => s.m.get(NatService);
const kode = (p: Promise<unknown>): Promise<string> => p.then(() => 'OK', (f: { kode?: string }) => f.kode ?? String(f));
const proev = (til: string) => s.m.get(ProeveService).proev(s.hvem(dato(til)), dato(til));
const foreslaa = (proeve: string): Promise<string> => s.tx((tx) => s.m.get(NatgodkendelseService).foreslaa(tx, proeve, 'Som ventet'));
const forslag = (id: string) => s.tx((tx) => s.m.get(GodkendelseService).hent(tx, id));
const godkend = async (id: string, bruger = 'leder'): Promise<void> => { const f = await forslag(id); await s.db.iKommune({ ...s.hvem(), bruger }, (tx) => s.m.get(GodkendelseService).godkend(tx, id, f.hash)); };
const indhent = (til: string): Promise<string[]> => { s.dag = dato(til); return nat().indhent(s.hvem(dato(til)), dato(til)); };
const nyeste = async () => s.tx(async (tx) => s.m.get(KoerselService).hent(tx, (await s.m.get(KoerselService).nyesteNat(tx))!));
const afvigelser = async () => { const n = await nyeste(); return s.tx((tx) => s.m.get(ProeverapportService).afvigelser(tx, n.id, 100)); };

async function bog(godkendelse: 'JA' | 'NEJ'): Promise<void> {
  s = await scenarie({ fra: '2026-01-10' });
  await s.nat('2026-01-20', { nyeste: false });
  await s.saet('natGodkendelse', godkendelse);
  s.dag = dato('2026-01-21');
  for (const n of ['A', 'B', 'C']) await s.krav(n, kr('1000.00'), { forfald: '2026-01-15', debitor: n });
}

it('where the kommune demands it, the night waits until a second person has approved a rehearsal of it', async () => {
  await bog('JA');
  expect(await indhent('2026-01-21')).toEqual([]);
  expect(await nyeste()).toMatchObject({ forretningsdato: '2026-01-21', status: 'VENTER_PAA_GODKENDELSE', trin: [], afsluttet: null });
  expect(await s.tx((tx) => nat().afventer(tx))).toBe('2026-01-21');
  expect(await s.tx((tx) => nat().senesteNat(tx))).toBe('2026-01-20'); // it has not begun
  expect(await indhent('2026-01-23')).toEqual([]); // nor does the next one pass it by
  s.dag = dato('2026-01-21');

  const proeve = await proev('2026-01-21');
  expect(proeve.datoer).toEqual(['2026-01-21']);
  const id = await foreslaa(proeve.koerselId);
  const f = await forslag(id);
  expect(f).toMatchObject({ art: 'NAT', status: 'AABEN', ret: 'nat:godkend', objekt: `koersel:${proeve.koerselId}`, indhold: { proeve: proeve.koerselId, datoer: ['2026-01-21'], forskelle: proeve.linjer, fejl: 0 } });
  expect(f.resume).toEqual(expect.arrayContaining(['Nætter: 21.01.2026.', 'renter: TILSKREVET 3, RENTER 30.00 kr.']));
  expect(await kode(godkend(id, 'scenarie'))).toBe('SAMME_PERSON');
  expect(await indhent('2026-01-21')).toEqual([]);
  await godkend(id);
  expect(await indhent('2026-01-21')).toEqual(['2026-01-21']);
  expect(await nyeste()).toMatchObject({ status: 'AFSLUTTET', proeve: { koerselId: proeve.koerselId, godkendt: true, nye: 0, bortfaldne: 0, aendrede: 0 } });
  expect(await afvigelser()).toEqual([]);
  expect((await s.rest('A')).renter).toBe('10.00');
  expect(await indhent('2026-01-22')).toEqual([]); // each night by itself
  expect(await s.brud()).toEqual([]);
});

it('one rehearsal may be of several nights that are due; approved once they run in a row', async () => {
  await bog('JA');
  await indhent('2026-01-23');
  const id = await foreslaa((await proev('2026-01-23')).koerselId);
  await godkend(id);
  expect(await indhent('2026-01-23')).toEqual(['2026-01-21', '2026-01-22', '2026-01-23']);
  expect(await afvigelser()).toEqual([]);
});

it('the real night says where it did otherwise than what was approved: money came in, a new claim, one paid in part', async () => {
  await bog('JA');
  await s.krav('D', kr('2000.00'), { forfald: '2026-01-15', debitor: 'D' });
  const proeve = await proev('2026-01-21');
  await godkend(await foreslaa(proeve.koerselId));
  await s.indbetaling(kr('1000.00'), { dato: '2026-01-15', krav: 'B' }); // paid in time: no interest
  await s.indbetaling(kr('500.00'), { dato: '2026-01-15', krav: 'D' }); // less interest
  await s.krav('E', kr('1000.00'), { forfald: '2026-01-15', debitor: 'E' });
  await indhent('2026-01-21');
  const fundet = (await afvigelser()).filter((a) => a.trin === 'renter').map((a) => [a.forretningspartnerId, a.kravart, a.periodeFra, a.art, a.udfald, a.lovet, a.gjort]);
  expect(fundet.sort()).toEqual([
    [s.partner('B'), 'RENTE', '2026-01-16', 'RENTE', 'BORTFALDET', '10.00', '0.00'], [s.partner('D'), 'RENTE', '2026-01-16', 'RENTE', 'AENDRET', '20.00', '15.00'], [s.partner('E'), 'RENTE', '2026-01-16', 'RENTE', 'NY', '0.00', '10.00'],
  ].sort());
  const n = await nyeste();
  const alle = await afvigelser();
  expect([n.proeve!.nye, n.proeve!.bortfaldne, n.proeve!.aendrede]).toEqual(['NY', 'BORTFALDET', 'AENDRET'].map((u) => alle.filter((a) => a.udfald === u).length));
});

it('without the demand the night is held up against its newest finished rehearsal all the same, and one without any says nothing', async () => {
  await bog('NEJ');
  await proev('2026-01-21');
  await s.indbetaling(kr('1000.00'), { dato: '2026-01-15', krav: 'B' });
  const nyere = await proev('2026-01-21');
  await indhent('2026-01-21');
  expect((await nyeste()).proeve).toEqual({ koerselId: nyere.koerselId, godkendt: false, nye: 0, bortfaldne: 0, aendrede: 0 });
  await indhent('2026-01-22');
  expect((await nyeste()).proeve).toBeNull();
});

it('only a rehearsal that has ended, of nights to come; what was proposed is what is approved; a waiting night can be passed over', async () => {
  await bog('JA');
  await indhent('2026-01-21');
  const ubegyndt = await s.m.get(ProeveService).begynd(s.hvem(), dato('2026-01-21'));
  expect(await kode(foreslaa(ubegyndt))).toBe('PROEVE_IKKE_FAERDIG');
  const natten = await nyeste();
  expect(await kode(foreslaa(natten.id))).toBe('PROEVE_IKKE_FAERDIG');
  expect(await kode(foreslaa('999'))).toBe('IKKE_FUNDET');
  await s.m.get(ProeveService).koer(s.hvem(), ubegyndt);
  const [id, andet] = [await foreslaa(ubegyndt), await foreslaa(ubegyndt)];
  await s.tx((tx) => tx.skriv(`insert into proevelinje (koersel_id, del, nr, dato, trin, forretningspartner_id, art, virkningsdato, beloeb) values ($1, 1, 9999, '2026-01-21', 'renter', 1, 'RENTE', '2026-01-21', '1.00')`, [ubegyndt]));
  expect(await kode(godkend(id))).toBe('PROEVE_AENDRET');
  await s.tx((tx) => s.m.get(KoerselService).saetStatus(tx, natten.id, ['VENTER_PAA_GODKENDELSE'], 'STOPPET'));
  expect(await kode(godkend(andet))).toBe('PROEVE_OVERHALET');
  expect(await indhent('2026-01-22')).toEqual([]);
  expect(await nyeste()).toMatchObject({ forretningsdato: '2026-01-22', status: 'VENTER_PAA_GODKENDELSE' });
  expect(await kode(proev('2026-01-21'))).toBe('NAT_UDEN_FOR_RAEKKE'); // it was passed over
});

it('letters are approved as the rehearsal showed them, on its last date, though each night runs on its own day as the newest', async () => {
  await bog('JA');
  await indhent('2026-01-21');
  await godkend(await foreslaa((await proev('2026-01-27')).koerselId));
  for (let dag = 21; dag <= 27; dag++) {
    expect(await indhent(`2026-01-${dag}`)).toEqual([`2026-01-${dag}`]);
    expect(await afvigelser()).toEqual([]);
  }
  expect(await s.tx((tx) => tx.raekker(`select dato, count(*)::int from rykkerbrev group by 1`))).toEqual([['2026-01-27', 3]]); // due on the 25th
});

it('no rehearsal is begun while a night is in progress, be it held; one is approved once', async () => {
  await bog('NEJ');
  const proeve = (await proev('2026-01-22')).koerselId;
  const [id, andet] = [await foreslaa(proeve), await foreslaa(proeve)];
  await godkend(id);
  expect(await kode(godkend(andet))).toBe('PROEVE_ER_GODKENDT');
  expect(await kode(foreslaa(proeve))).toBe('PROEVE_ER_GODKENDT');
  await s.tx((tx) => nat().begynd(tx, dato('2026-01-21')));
  expect(await kode(proev('2026-01-23'))).toBe('NAT_ER_I_GANG');
  await s.tx(async (tx) => s.m.get(KoerselService).saetStatus(tx, (await nat().iGang(tx))!.id, ['I_GANG'], 'PAUSE'));
  expect(await kode(proev('2026-01-23'))).toBe('NAT_ER_I_GANG');
});

it('where nights are to be approved, no step runs by itself', async () => {
  await bog('JA');
  const foer = (await nyeste()).id;
  expect(await kode(nat().koerTrin(s.hvem(), 'renter'))).toBe('TRIN_KRAEVER_GODKENDELSE');
  expect([(await s.rest('A')).renter, await s.tx((tx) => tx.sql(`select 1 from koersel where art = 'renter' and forgaenger_id is distinct from $1`, [foer]))]).toEqual(['0.00', []]);
});
