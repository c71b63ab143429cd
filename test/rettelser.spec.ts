import fc from 'fast-check';
import { dato, kr, plusDage, sum, type Lokaldato } from '#app/kernel';
import { SaldoService } from '#app/bogholderi';
import { ForaeldelsesregisterService } from '#app/foraeldelse';
import { KravrettelseService, SammenlaegService, SpaerreService, type Kravrettelse } from '#app/krav';
import { beroertAf, KvitteringService, OphaevelseService, RettelseService, type Bekraeftelse, type Kvittering, type Rettelsessvar } from '#app/natplan';
import { RenterService } from '#app/renter';
import { HaefterService } from '#app/stamdata';
import { scenarie, type Scenarie } from './scenarie.js';

let s: Scenarie;
afterEach(() => s?.slut());

type Ret = Omit<Kravrettelse, 'aarsag'>;
const ret = (navn: string, r: Ret, b: Bekraeftelse = {}, sc = s): Promise<Rettelsessvar<string>> => sc.m.get(RettelseService).retKrav(sc.hvem(), sc.id(navn), { aarsag: 'Fejl i indberetningen', ...r }, b);
const kvittering = async (navn: string, r: Ret, b: Bekraeftelse = {}, sc = s): Promise<Kvittering> => (await ret(navn, r, b, sc)).kvittering!;
async function bekraeft(navn: string, r: Ret, b: Bekraeftelse = {}, sc = s): Promise<Kvittering> {
  const k = await kvittering(navn, r, b, sc);
  expect(await ret(navn, r, { ...b, bekraeft: k.aftryk }, sc)).toMatchObject({ gemt: true, kvittering: k });
  return k;
}
const kode = (p: Promise<unknown>): Promise<string> => p.then(() => 'OK', (f: { kode?: string }) => f.kode ?? String(f));
/** Every row of every table. */
const aftryk = (): Promise<string[]> => s.tx(async (tx) => {
  const tabeller = await tx.raekker<[string]>(`select relname from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r' order by 1`);
  const ud: string[] = [];
  for (const [t] of tabeller) ud.push(...(await tx.raekker<[string]>(`select '${t} ' || coalesce(md5(string_agg(x::text, '|' order by x::text)), '-') from ${t} x`)).map(([h]) => h));
  return ud;
});
/** The night's steps on today's date, no letters, until nothing is due. */
async function tilRo(sc: Scenarie): Promise<void> {
  for (let i = 0; i < 4; i++) for (const trin of ['udlign', 'foraeldelse', 'renter', 'afskriv', 'psrmkontrol']) await sc.nat_.koerTrin(sc.hvem(), trin);
}

describe('forfald a month earlier, on a claim with interest', () => {
  const ny: Ret = { forfaldsdato: dato('2025-12-15'), srb: dato('2025-12-15') };
  beforeEach(async () => {
    s = await scenarie({ fra: '2026-01-02' });
    await s.krav('A', kr('4000.00'), { forfald: '2026-01-15', stiftelse: '2025-11-01' });
    await s.spaer('RYKKER', 'A', '2026-01-01', '2027-01-01');
    await s.nat('2026-03-20');
  });

  it('is seen in kroner first, changes nothing until it is confirmed, and is what the night then books', async () => {
    const foer = await aftryk();
    const k = await kvittering('A', ny);
    expect(await aftryk()).toEqual(foer);
    expect(k).toMatchObject({
      dato: '2026-03-20', tom: false, renter: [{ hovedkravId: s.id('A'), periodeFra: '2025-12-16', periodeTil: '2026-01-15', foer: '0.00', efter: '40.00', forskel: '40.00' }], gebyrer: [], udligninger: [], afskrivninger: [],
      krav: [{ kravId: s.id('A'), foraeldelsesdatoFoer: '2029-01-15', foraeldelsesdatoEfter: '2028-12-15' }], saldi: [{ foer: '4120.00', efter: '4160.00', forskel: '40.00' }],
      ialt: { renter: '40.00', gebyrer: '0.00', andet: '0.00', saldo: '40.00' },
    });
    expect(k.tekster).toEqual(expect.arrayContaining(['Renten ændres for 1 periode: 40,00 kr. mere i alt.', `Krav ${s.id('A')} forældes efter 15.12.2028 i stedet for efter 15.01.2029.`]));
    await bekraeft('A', ny);
    expect(await s.rest('A')).toMatchObject({ renter: '120.00' });
    expect(await s.brud()).toEqual([]);
    await s.nat('2026-03-21');
    expect(await s.rest('A')).toMatchObject({ renter: '160.00' });
    expect(await s.brud()).toEqual([]);
    expect((await kvittering('A', { kleEmne: '28.06.04' })).tom).toBe(true);
  });

  it('is not confirmed by an older receipt: the new one comes instead', async () => {
    const gammel = await kvittering('A', ny);
    await s.indbetaling(kr('2000.00'), { dato: '2025-12-20', krav: 'A' });
    const foer = await aftryk();
    const fejl = await ret('A', ny, { bekraeft: gammel.aftryk }).then(() => undefined, (f: { kode: string; kvittering: Kvittering }) => f);
    expect(fejl).toMatchObject({ kode: 'KVITTERING_FORAELDET', status: 409 });
    expect(fejl!.kvittering).toEqual(await kvittering('A', ny));
    expect(fejl!.kvittering.aftryk).not.toBe(gammel.aftryk);
    expect(await aftryk()).toEqual(foer);
    expect(await kode(ret('A', { ...ny, srb: dato('2025-12-20') }, { bekraeft: fejl!.kvittering.aftryk }))).toBe('KVITTERING_FORAELDET'); // another correction than the one that was seen
    expect(await ret('A', ny, { bekraeft: fejl!.kvittering.aftryk })).toMatchObject({ gemt: true });
    expect(await kode(ret('A', ny, { bekraeft: fejl!.kvittering.aftryk }))).toBe('INTET_AT_RETTE');
  });

  it('the balance, the reasons and the forældelse still say what was known before', async () => {
    const idag = await s.tx(async (tx) => (await tx.raekker<[Lokaldato]>(`select (clock_timestamp() at time zone 'Europe/Copenhagen')::date`))[0]![0]);
    const hvem = { ...s.hvem(), registreret: new Date(Date.parse(`${plusDage(idag, 2)}T12:00:00Z`)) };
    const r = { aarsag: 'Forkert måned', ...ny };
    const k = await s.m.get(RettelseService).retKrav(hvem, s.id('A'), r, {});
    await s.m.get(RettelseService).retKrav(hvem, s.id('A'), r, { bekraeft: k.kvittering!.aftryk });
    const saldo = (paa: string, dage: number) => s.tx((tx) => s.m.get(SaldoService).saldo(tx, s.konto('A'), dato(paa), plusDage(idag, dage)));
    expect(await saldo('2026-01-10', 0)).toMatchObject({ ialt: '4000.00', ikkeForfalden: '4000.00', overskredet: '0.00' });
    expect(await saldo('2026-01-10', 1)).toMatchObject({ ikkeForfalden: '4000.00', overskredet: '0.00' });
    expect(await saldo('2026-01-10', 2)).toMatchObject({ ialt: '4000.00', ikkeForfalden: '0.00', overskredet: '4000.00' });
    expect(await saldo('2025-12-15', 2)).toMatchObject({ forfalden: '4000.00' });
    const foraeldelse = (dage: number) => s.tx(async (tx) => (await s.m.get(ForaeldelsesregisterService).vis(tx, s.id('A'), dato('2026-03-20'), plusDage(idag, dage))).dato);
    expect([await foraeldelse(1), await foraeldelse(2)]).toEqual(['2029-01-15', '2028-12-15']);
    expect((await s.tx((tx) => s.m.get(RenterService).forklar(tx, s.id('A')))).map((f) => [f.periodeFra, f.forfald])).toEqual([['2026-01-16', '2026-01-15'], ['2026-02-16', '2026-01-15'], ['2026-03-16', '2026-01-15']]);
    expect(await s.tx((tx) => s.m.get(KravrettelseService).historik(tx, s.id('A')))).toMatchObject([{ art: 'RETTELSE', aarsag: 'Forkert måned', bruger: 'scenarie', felter: [
      { felt: 'forfaldsdato', foer: '2026-01-15', efter: '2025-12-15' }, { felt: 'srb', foer: '2026-01-15', efter: '2025-12-15' }, { felt: 'foraeldelsesdato', foer: '2029-01-15', efter: '2028-12-15' }] }]);
    expect(await s.tx((tx) => tx.raekker(`select art, virkningsdato from haendelse where krav_id = $1 and art like '%AENDRET' order by id`, [s.id('A')]))).toEqual([['FORFALD_AENDRET', '2025-12-15'], ['SRB_AENDRET', '2025-12-15']]);
    expect(await s.igen('A')).toBe('FANDTES'); // the fagsystem sends the claim as it first was
  });
});

it('a fee that would not have been charged is offered; taken back, it gives the money to what else is owed', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('A', kr('1000.00'), { forfald: '2026-01-15' });
  await s.nat('2026-01-30');
  await s.indbetaling(kr('1100.00'), { dato: '2026-01-29', krav: 'A' });
  expect(await s.rest('A')).toEqual({ hovedstol: '160.00', renter: '0.00', gebyrer: '0.00' }); // fee and interest first
  const ny: Ret = { forfaldsdato: dato('2026-01-15'), srb: dato('2026-02-02') };
  const k = await kvittering('A', ny);
  const [gebyr] = await s.tx((tx) => tx.raekker<[string]>(`select id from kravsbilag where art = 'GEBYR'`));
  expect(k.gebyrer).toEqual([expect.objectContaining({ art: 'TILBYDES', gebyrkravId: gebyr![0], hovedkravId: s.id('A'), beloeb: '250.00', grund: 'FRIST_LOEBER', dato: '2026-01-25', trin: 1 })]);
  expect(k.ialt).toMatchObject({ renter: '-10.00', gebyrer: '0.00', tilbudt: '250.00', saldo: '-10.00', flyttet: '10.00' });
  const m = await bekraeft('A', ny, { annullerGebyrer: [gebyr![0]] });
  expect(m.gebyrer).toMatchObject([{ art: 'ANNULLERES' }]);
  expect(m.ialt).toMatchObject({ renter: '-10.00', gebyrer: '-250.00', tilbudt: '0.00', saldo: '-260.00' });
  expect(sum(m.udligninger.map((u) => kr(u.beloeb))).toFixed(2)).toBe('260.00');
  await s.nat('2026-01-31');
  expect(await s.rest('A')).toEqual({ hovedstol: '0.00', renter: '0.00', gebyrer: '0.00' });
  expect(await s.brud()).toEqual([]);
});

it('only fees that the correction shows should not have been charged can be named', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('A', kr('1000.00'), { forfald: '2026-01-15' });
  await s.nat('2026-01-30');
  const [gebyr] = await s.tx((tx) => tx.raekker<[string]>(`select id from kravsbilag where art = 'GEBYR'`));
  const foer = await aftryk();
  expect(await kode(ret('A', { srb: dato('2026-01-15'), forfaldsdato: dato('2026-01-14') }, { annullerGebyrer: [gebyr![0]] }))).toBe('GEBYR_ANNULLERES_IKKE');
  expect(await aftryk()).toEqual(foer);
});

it('a hold with effect from the past takes interest back and offers the fee; one from today on needs no receipt', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('A', kr('1000.00'), { forfald: '2026-01-15' });
  await s.nat('2026-03-20');
  const saet = (art: 'RENTE' | 'RYKKER', fra: Lokaldato, b: Bekraeftelse = {}): Promise<Rettelsessvar<string>> => s.m.get(KvitteringService).ret(s.hvem(), {
    indhold: ['SPAERRE', art, fra], fra: () => fra, trin: [], beroert: (tx) => beroertAf(tx, 'KRAV', s.id('A'), null),
    udfoer: (tx) => s.m.get(SpaerreService).opret(tx, { niveau: 'KRAV', objektId: s.id('A'), art, aarsag: 'Klage', fra, til: 'infinity' }),
  }, b);
  const renter = await saet('RENTE', dato('2026-02-01'));
  expect(renter).toMatchObject({ gemt: false, kvittering: { ialt: { renter: '-20.00', gebyrer: '0.00', saldo: '-20.00' }, renter: [{ periodeFra: '2026-02-16', forskel: '-10.00' }, { periodeFra: '2026-03-16', forskel: '-10.00' }] } });
  expect(await saet('RYKKER', dato('2026-01-20'))).toMatchObject({ gemt: false, kvittering: { gebyrer: [{ art: 'TILBYDES', grund: 'SPAERRET' }], ialt: { tilbudt: '250.00', saldo: '0.00' } } });
  expect(await saet('RYKKER', dato('2026-03-20'))).toMatchObject({ gemt: true, kvittering: undefined });
  await saet('RENTE', dato('2026-02-01'), { bekraeft: renter.kvittering!.aftryk });
  await s.nat('2026-03-21');
  expect(await s.rest('A')).toMatchObject({ renter: '10.00' });
  expect(await s.brud()).toEqual([]);
});

it('one more who is liable, from an earlier day: the receipt says towards whom the claim is barred first', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('A', kr('1000.00'), { forfald: '2026-01-15', stiftelse: '2026-01-01' });
  await s.krav('B', kr('10.00'), { forfald: '2026-01-15', debitor: 'Bodil' });
  await s.nat('2026-02-10');
  const [a, b] = [s.partner('A'), s.partner('B')];
  await s.tx((tx) => s.m.get(ForaeldelsesregisterService).registrer(tx, { kravIder: [s.id('A')], art: 'ERKENDELSE', dato: dato('2026-02-01'), forretningspartnerId: a, evidens: 'Brev' }));
  const saet = (bekraeft?: string): Promise<Rettelsessvar<void>> => s.m.get(KvitteringService).ret(s.hvem(), {
    indhold: ['HAEFTERE', b], fra: () => dato('2026-01-01'), trin: ['foraeldelse'], beroert: (tx) => beroertAf(tx, 'KRAV', s.id('A'), null),
    udfoer: (tx) => s.m.get(HaefterService).saet(tx, { niveau: 'KRAV', id: s.id('A'), ejer: a }, [{ forretningspartnerId: a, form: 'SOLIDARISK' }, { forretningspartnerId: b, form: 'SOLIDARISK' }], dato('2026-01-01')),
  }, { bekraeft });
  const k = await saet();
  expect(k).toMatchObject({ gemt: false, kvittering: { tom: false, krav: expect.arrayContaining([expect.objectContaining({ kravId: s.id('A'), foraeldelsesdatoFoer: '2029-02-01', foraeldelsesdatoEfter: '2029-01-15' })]), ialt: { saldo: '0.00' } } });
  expect(await saet(k.kvittering!.aftryk)).toMatchObject({ gemt: true });
  expect(await s.brud()).toEqual([]);
  await s.nat('2026-02-11');
  expect(await s.brud()).toEqual([]);
  expect(await s.tx((tx) => tx.raekker(`select dato from foraeldelse where krav_id = $1`, [s.id('A')]))).toEqual([['2029-01-15']]);
});

it('period, text, KLE and organisation are corrected too: the collector’s rules are asked again, nothing is booked', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('A', kr('1000.00'), { forfald: '2026-02-15', stiftelse: '2026-01-01', periode: ['2026-01-01', '2026-01-31'] });
  const [linje] = await s.tx((tx) => tx.raekker<[string]>(`select id from kravlinje where krav_id = $1`, [s.id('A')]));
  const ny: Ret = { periodeFra: dato('2026-02-01'), periodeTil: dato('2026-02-28'), kleEmne: '28.06.04', linjer: [{ id: linje![0], tekst: 'Vuggestuen Månen' }] };
  const k = await kvittering('A', ny);
  expect(k.krav.map((x) => [x.klarhedFoer, x.klarhedEfter])).toEqual([[[], [expect.stringContaining('AFVIST')]]]); // stiftelse is to be the period's first day
  expect(k).toMatchObject({ tom: false, ialt: { saldo: '0.00' }, renter: [] });
  await bekraeft('A', ny);
  await s.nat('2026-01-03');
  expect(await s.tx((tx) => tx.raekker(`select periode_fra, periode_til, kle_emne, foraeldelsesdato from kravsbilag where id = $1`, [s.id('A')]))).toEqual([['2026-02-01', '2026-03-01', '28.06.04', '2029-02-15']]);
  expect(await s.tx((tx) => tx.raekker(`select count(*)::int from psrm_fund where krav_id = $1`, [s.id('A')]))).not.toEqual([[0]]);
  expect(await s.tx((tx) => s.m.get(KravrettelseService).historik(tx, s.id('A')))).toMatchObject([{ felter: [
    { felt: 'periodeFra', foer: '2026-01-01', efter: '2026-02-01' }, { felt: 'periodeTil', foer: '2026-01-31', efter: '2026-02-28' }, { felt: 'kleEmne', foer: expect.any(String), efter: '28.06.04' }, { felt: 'tekst', linje: 1, foer: null, efter: 'Vuggestuen Månen' }] }]);
  expect(await s.tx((tx) => tx.raekker(`select 1 from kravlinjerettelse where tekst::text like '%Vuggestuen%'`))).toEqual([]);
  expect(await s.brud()).toEqual([]);
});

it('what is wrong is refused with a kode and changes nothing', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('A', kr('1000.00'), { forfald: '2026-01-15', stiftelse: '2026-01-01' });
  await s.krav('B', kr('1000.00'), { forfald: '2026-01-15' });
  await s.nat('2026-01-30');
  const [linje] = await s.tx((tx) => tx.raekker<[string]>(`select id from kravlinje where krav_id = $1`, [s.id('B')]));
  const [rente] = await s.tx((tx) => tx.raekker<[string]>(`select id from kravsbilag where art = 'RENTE' limit 1`));
  const foer = await aftryk();
  const forkerte: [Ret, string][] = [
    [{ forfaldsdato: dato('2025-12-31') }, 'FORFALD_FOER_STIFTELSE'], [{ srb: dato('2026-01-14') }, 'SRB_FOER_FORFALD'], [{ srb: dato('2100-01-01') }, 'DATO_UDENFOR_RAMMEN'], [{ periodeFra: dato('2026-01-01') }, 'PERIODE_HALV'],
    [{ periodeFra: dato('2026-01-02'), periodeTil: dato('2026-01-01') }, 'PERIODE_OMVENDT'], [{ linjer: [{ id: linje![0], tekst: 'x' }] }, 'LINJE_UKENDT'], [{ forfaldsdato: dato('2026-01-15') }, 'INTET_AT_RETTE'], [{}, 'INTET_AT_RETTE'],
  ];
  for (const [r, k] of forkerte) expect([r, await kode(ret('A', r)), await kode(ret('A', r, { bekraeft: 'f'.repeat(64) }))]).toEqual([r, k, k]);
  expect(await kode(s.m.get(RettelseService).retKrav(s.hvem(), rente![0], { srb: dato('2026-03-01'), aarsag: 'x' }, {}))).toBe('KRAV_ER_UNDERKRAV');
  expect(await kode(s.m.get(RettelseService).retKrav(s.hvem(), '999', { srb: dato('2026-03-01'), aarsag: 'x' }, {}))).toBe('IKKE_FUNDET');
  expect(await aftryk()).toEqual(foer);
});

it('what a bill has told the debtor is not taken from him: later, not earlier', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('A', kr('1000.00'), { forfald: '2026-02-10', srb: '2026-02-15', faktureret: false });
  expect(await kode(ret('A', { srb: dato('2026-02-12') }))).toBe('OK'); // it waits for its bill
  await s.nat('2026-02-01');
  const [f] = await s.tx((tx) => tx.raekker<[Lokaldato, Lokaldato]>(`select forfaldsdato, srb from faktureringsposition`));
  expect([await kode(ret('A', { srb: plusDage(f![1], -1) })), await kode(ret('A', { forfaldsdato: plusDage(f![0], -1) }))]).toEqual(['FRIST_FOER_REGNINGENS', 'FRIST_FOER_REGNINGENS']);
  await bekraeft('A', { forfaldsdato: plusDage(f![0], 5), srb: plusDage(f![1], 10) });
  await bekraeft('A', { forfaldsdato: f![0], srb: plusDage(f![1], 5) }); // back towards what it said
  expect(await s.brud()).toEqual([]);
});

/** Random small histories: three debtors, claims, payments, a hold; then one correction. */
const START = dato('2026-01-02');
const SLUT = dato('2026-04-20');
const historie = fc.record({
  krav: fc.array(fc.record({ debitor: fc.nat(1), dage: fc.integer({ min: 0, max: 60 }), oere: fc.integer({ min: 2000, max: 400000 }) }), { minLength: 1, maxLength: 4 }),
  betalinger: fc.array(fc.record({ krav: fc.nat(3), dage: fc.integer({ min: 0, max: 90 }), oere: fc.integer({ min: 100, max: 300000 }) }), { maxLength: 4 }),
  rettelse: fc.record({ krav: fc.nat(3), forfald: fc.integer({ min: -30, max: 40 }), srb: fc.integer({ min: 0, max: 20 }) }), gebyrer: fc.boolean(),
});
type Historie = typeof historie extends fc.Arbitrary<infer H> ? H : never;
const kroner = (oere: number) => kr((oere / 100).toFixed(2));

async function spil(h: Historie): Promise<Scenarie> {
  const sc = await scenarie({ fra: START });
  for (const [i, k] of h.krav.entries()) await sc.krav(`K${i}`, kroner(k.oere), { forfald: plusDage(START, k.dage), stiftelse: '2025-11-01', debitor: `D${k.debitor}` });
  for (const b of h.betalinger) await sc.indbetaling(kroner(b.oere), { dato: plusDage(START, b.dage), krav: `K${b.krav % h.krav.length}` });
  await sc.nat(SLUT);
  return sc;
}

it('the receipt is, to the øre, what the night books with the correction less what it books without', async () => {
  await fc.assert(fc.asyncProperty(historie, async (h) => {
    const [uden, med] = [await spil(h), await spil(h)];
    try {
      const navn = `K${h.rettelse.krav % h.krav.length}`;
      const forfaldsdato = plusDage(START, h.krav[h.rettelse.krav % h.krav.length]!.dage + h.rettelse.forfald);
      const ny: Ret = { forfaldsdato, srb: plusDage(forfaldsdato, h.rettelse.srb), kleEmne: '28.06.04' };
      const tilbud = await kvittering(navn, ny, {}, med);
      const k = await bekraeft(navn, ny, h.gebyrer ? { annullerGebyrer: tilbud.gebyrer.map((g) => g.gebyrkravId) } : {}, med);
      expect(await med.brud()).toEqual([]);
      await tilRo(uden);
      await tilRo(med);
      expect(await med.brud()).toEqual([]);
      const [a, b] = [await stand(uden), await stand(med)];
      const forskel = new Map<string, string>();
      for (const n of [...new Set([...a.keys(), ...b.keys()])].sort()) {
        const d = (b.get(n) ?? kr('0.00')).minus(a.get(n) ?? kr('0.00'));
        if (!d.isZero()) forskel.set(n, d.toFixed(2));
      }
      const navnAf = new Map(h.krav.map((_, i) => [med.id(`K${i}`), `K${i}`]));
      const lovet = new Map(k.renter.map((r) => [`${navnAf.get(r.hovedkravId)} RENTE ${r.periodeFra}`, r.forskel]));
      expect(new Map([...forskel].filter(([n]) => n.includes('RENTE')))).toEqual(lovet);
      const ialt = (del: string): string => sum([...forskel].filter(([n]) => n.includes(del)).map(([, d]) => kr(d))).toFixed(2);
      expect({ renter: ialt('RENTE'), gebyrer: ialt('GEBYR'), afskrivninger: ialt('AFSKRIVNING') }).toEqual({ renter: k.ialt.renter, gebyrer: k.ialt.gebyrer, afskrivninger: k.ialt.afskrivninger });
      const [fra, til] = [await daekning(uden), await daekning(med)];
      const flyttet = new Map<string, ReturnType<typeof kr>>();
      const laeg = (n: string, x: ReturnType<typeof kr>): void => { flyttet.set(n, kr((flyttet.get(n) ?? kr('0.00')).plus(x).toFixed(2))); };
      for (const u of k.udligninger) { if (u.til !== null) laeg(navnAf.get(u.til.hovedkravId)!, kr(u.beloeb)); if (u.fra !== null) laeg(navnAf.get(u.fra.hovedkravId)!, kr(`-${u.beloeb}`)); }
      for (const n of navnAf.values()) expect([n, (flyttet.get(n) ?? kr('0.00')).toFixed(2)]).toEqual([n, kr((til.get(n) ?? kr('0.00')).minus(fra.get(n) ?? kr('0.00')).toFixed(2)).toFixed(2)]);
      expect([k.ialt.andet, k.ialt.saldo]).toEqual(['0.00', kr(k.ialt.renter).plus(k.ialt.gebyrer).plus(k.ialt.afskrivninger).toFixed(2)]);
    } finally { await uden.slut(); await med.slut(); }
  }), { numRuns: 8 });
}, 300000);

/** What the books say of renter, gebyrer and afskrivninger, by names that two databases share. */
async function stand(sc: Scenarie): Promise<Map<string, ReturnType<typeof kr>>> {
  const r = await sc.tx((tx) => tx.raekker<[string, string]>(
    `select coalesce(h.fagsystem_reference, k.fagsystem_reference) || ' ' || case when b.art = 'AFSKRIVNING' or m.art = 'AFSKRIVNING' then 'AFSKRIVNING' else k.art end || ' ' || coalesce(k.periode_fra::text, ''), sum(p.beloeb)::numeric(15,2)
     from postering p join bilag b on b.id = p.bilag_id left join bilag m on m.id = b.modbilag_id join kravsbilag k on k.id = p.krav_id left join kravsbilag h on h.id = k.hovedkrav_id
     where p.konto = 'DEBITOR' and b.art <> 'UDLIGNING' group by 1`));
  return new Map(r.map(([n, b]) => [n, kr(b)]));
}

/** Kroner of money that cover each claim with its renter and gebyrer. */
async function daekning(sc: Scenarie): Promise<Map<string, ReturnType<typeof kr>>> {
  const r = await sc.tx((tx) => tx.raekker<[string, string]>(
    `select coalesce(h.fagsystem_reference, k.fagsystem_reference), (-sum(p.beloeb))::numeric(15,2) from postering p join bilag b on b.id = p.bilag_id and b.art = 'UDLIGNING' join kravsbilag k on k.id = p.krav_id
       left join kravsbilag h on h.id = k.hovedkrav_id where p.konto = 'DEBITOR' group by 1`));
  return new Map(r.map(([n, b]) => [n, kr(b)]));
}

it('two merged and taken apart again have the books of two that never were one', async () => {
  await fc.assert(fc.asyncProperty(historie, async (h) => {
    const [uden, med] = [await scenarie({ fra: START }), await scenarie({ fra: START })];
    try {
      for (const sc of [uden, med]) {
        await sc.saet('bagatelGraense', '0.00');
        for (const [i, k] of h.krav.entries()) await sc.krav(`K${i}`, kroner(k.oere), { forfald: plusDage(START, k.dage), debitor: `D${i % 2}` });
        if (h.krav.length < 2) await sc.krav('K1', kroner(5000), { forfald: plusDage(START, 10), debitor: 'D1' });
        let id: string | undefined;
        for (const [n, dag] of [[0, '2026-02-10'], [1, '2026-03-10']] as const) {
          for (const [i, b] of h.betalinger.entries()) if (i % 2 === n) await sc.indbetaling(kroner(b.oere), { dato: plusDage(START, Math.min(b.dage, 38 + n * 28)), krav: `K${b.krav % Math.max(2, h.krav.length)}` });
          await sc.nat(dag, { nyeste: false });
          if (sc === med && n === 0) id = (await sc.tx((tx) => sc.m.get(SammenlaegService).laegSammen(tx, sc.partner('K0'), sc.partner('K1'), START, 'Samme'))).id;
        }
        if (id !== undefined) {
          const o = { aarsag: 'To' };
          const k = await sc.m.get(OphaevelseService).ophaev(sc.hvem(), id, o, {});
          await sc.m.get(OphaevelseService).ophaev(sc.hvem(), id, o, { bekraeft: k.kvittering!.aftryk });
          expect(await sc.brud()).toEqual([]);
        }
        await sc.nat('2026-03-20', { nyeste: false });
        expect(await sc.brud()).toEqual([]);
      }
      expect(await med.boeger()).toEqual(await uden.boeger());
    } finally { await uden.slut(); await med.slut(); }
  }), { numRuns: 5 });
}, 300000);
