import fc from 'fast-check';
import { kr, plusDage, type Lokaldato } from '#app/kernel';
import { OpsaetningService } from '#app/krav';
import { ProeverapportService, ProeveService } from '#app/natplan';
import { scenarie, type Scenarie } from './scenarie.js';

/**
 * Properties over random histories on real PostgreSQL. Rykker is off (kunNyesteDato) where nights are compared that ran on other days:
 * letters depend on the day they are sent (design D7).
 */
interface Krav { debitor: number; dage: number; frist: number; oere: number; type: string }
interface Betaling { krav: number; dage: number; oere: number; forsinket: number }
interface Historie { krav: Krav[]; betalinger: Betaling[] }

const START = '2026-01-01' as Lokaldato;
const SLUT = '2026-05-08' as Lokaldato;
const krav = fc.record({ debitor: fc.integer({ min: 0, max: 2 }), dage: fc.integer({ min: 0, max: 50 }), frist: fc.constantFrom(0, 0, 12, 40), oere: fc.integer({ min: 1000, max: 500000 }), type: fc.constantFrom('DAGINST', 'HUSLEJE') });
const betaling = fc.record({ krav: fc.nat(20), dage: fc.integer({ min: 0, max: 100 }), oere: fc.integer({ min: 100, max: 400000 }), forsinket: fc.integer({ min: 0, max: 60 }) });
const historie: fc.Arbitrary<Historie> = fc.record({ krav: fc.array(krav, { minLength: 1, maxLength: 5 }), betalinger: fc.array(betaling, { maxLength: 6 }) });
const kroner = (oere: number) => kr((oere / 100).toFixed(2));

async function ny(): Promise<Scenarie> {
  const s = await scenarie({ fra: START });
  await s.saet('bagatelGraense', '0.00');
  await s.kravstype('HUSLEJE', { rente_besluttet: '2010-01-01' }); // interest per day beside interest per month
  return s;
}

async function registrer(s: Scenarie, h: Historie): Promise<void> {
  for (const [i, k] of h.krav.entries()) await s.krav(`K${i}`, kroner(k.oere), { forfald: plusDage(START, k.dage), srb: plusDage(START, k.dage + k.frist), type: k.type, debitor: `D${k.debitor}` });
}
const betal = (s: Scenarie, h: Historie, b: Betaling): Promise<void> => s.indbetaling(kroner(b.oere), { dato: plusDage(START, b.dage), krav: `K${b.krav % h.krav.length}` });

/** Every payment is known `forsinkelse(b)` days after it was made; nights run up to each such day. */
async function spil(s: Scenarie, h: Historie, forsinkelse: (b: Betaling) => number, valg = {}): Promise<string[]> {
  await registrer(s, h);
  const kendt = h.betalinger.map((b, i) => ({ b, i, dag: plusDage(START, b.dage + forsinkelse(b)) })).sort((x, y) => (x.dag < y.dag ? -1 : x.dag > y.dag ? 1 : x.i - y.i));
  const noegler = new Map<number, string>();
  for (const { b, i, dag } of kendt) {
    if (dag > SLUT) continue;
    if (dag > s.dag) await s.nat(plusDage(dag, -1) < START ? START : plusDage(dag, -1), { nyeste: false, ...valg });
    noegler.set(i, `scenarie:${noegler.size}`);
    await betal(s, h, b);
  }
  await s.nat(SLUT, { nyeste: false, ...valg });
  expect(await s.brud()).toEqual([]);
  const navne = new Map([...noegler].map(([i, n]) => [n, `B${i}`]));
  return (await s.boeger()).map((l) => l.replace(/scenarie:\d+/, (n) => navne.get(n)!)).sort();
}

async function ens(...maader: ((s: Scenarie) => Promise<string[]>)[]): Promise<void> {
  const boeger: string[][] = [];
  for (const m of maader) {
    const s = await ny();
    try { boeger.push(await m(s)); } finally { await s.slut(); }
  }
  for (const b of boeger.slice(1)) expect(b).toEqual(boeger[0]);
}

it('a payment registered late gives the interest and clearing it would have given on time', async () => {
  await fc.assert(fc.asyncProperty(historie, (h) => {
    const iOrden = { ...h, betalinger: h.betalinger.filter((b) => b.dage + b.forsinket < 120) };
    return ens((s) => spil(s, iOrden, () => 1), (s) => spil(s, iOrden, (b) => 1 + b.forsinket));
  }), { numRuns: 5 });
}, 300000);

it('nights triggered late, twice or at once give the same books', async () => {
  await fc.assert(fc.asyncProperty(historie, (h) => ens(
    (s) => spil(s, h, () => 1),
    async (s) => { // everything known, no night until the end; then all nights, begun by three at once, and again
      await registrer(s, h);
      const ordnede = h.betalinger.map((b, i) => ({ b, i })).filter(({ b }) => plusDage(START, b.dage + 1) <= SLUT).sort((x, y) => x.b.dage - y.b.dage || x.i - y.i);
      for (const { b } of ordnede) await betal(s, h, b);
      const hvem = s.hvem(SLUT);
      await s.nat_.koerNat(s.hvem(START), START, { nyeste: false });
      await Promise.all([1, 2, 3].map(() => s.nat_.indhent(hvem, SLUT)));
      await s.nat_.indhent(hvem, SLUT);
      expect(await s.brud()).toEqual([]);
      const navne = new Map(ordnede.map(({ i }, n) => [`scenarie:${n}`, `B${i}`]));
      return (await s.boeger()).filter((l) => !/ (GEBYR) /.test(l)).map((l) => l.replace(/scenarie:\d+/, (x) => navne.get(x)!)).sort();
    })), { numRuns: 2 });
}, 300000);

it('part sizes 1, 7 and 1000 and a night over everything give the same journal', async () => {
  const dele = (poster: number) => ({ dele: { poster, mindstePartnere: poster, andelPartnere: 0 } });
  await fc.assert(fc.asyncProperty(historie, (h) => ens(
    (s) => spil(s, h, () => 1, dele(1)), (s) => spil(s, h, () => 1, dele(7)), (s) => spil(s, h, () => 1, dele(1000)), (s) => spil(s, h, () => 1, { alle: true }))), { numRuns: 2 });
}, 300000);

it('clearing: no øre appears or vanishes, however payments fall', async () => {
  await fc.assert(fc.asyncProperty(historie, async (h) => {
    const s = await ny();
    try {
      await spil(s, h, (b) => b.forsinket);
      const [r] = await s.tx((tx) => tx.sql<{ ind: string; placeret: string; rest: string }>(`select coalesce((select sum(beloeb) from indbetaling), 0)::numeric(15,2)::text as ind,
        coalesce(-(select sum(p.beloeb) from postering p join bilag b on b.id = p.bilag_id where p.konto = 'DEBITOR' and b.art = 'UDLIGNING'), 0)::numeric(15,2)::text as placeret,
        coalesce(-(select sum(beloeb) from postering where konto = 'UPLACERET'), 0)::numeric(15,2)::text as rest`));
      expect(kr(r!.placeret).plus(kr(r!.rest)).toFixed(2)).toBe(r!.ind);
    } finally { await s.slut(); }
  }), { numRuns: 3 });
}, 300000);

it('a rehearsal leaves every table as it was, and says line by line what the nights then do', async () => {
  await fc.assert(fc.asyncProperty(historie, fc.constantFrom('NEJ', 'JA'), fc.constantFrom('10.00', '1000.00'), async (h, nyeRegler, bagatel) => {
    const s = await ny();
    try {
      await registrer(s, h);
      for (const b of h.betalinger) if (b.dage < 60) await betal(s, h, b);
      await s.nat('2026-02-15');
      // a rule that begins to hold on one of the nights to come makes every claim be looked at again
      if (nyeRegler === 'JA') await s.tx((tx) => s.m.get(OpsaetningService).saet(tx, 'bagatelGraense', bagatel, '2026-02-17' as Lokaldato));
      const aftryk = () => s.tx(async (tx) => {
        const tabeller = await tx.sql<{ t: string }>(`select relname as t from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r' and relname not in ('koersel', 'koersel_del', 'proevelinje') order by 1`);
        const ud: string[] = [];
        for (const { t } of tabeller) ud.push(...(await tx.sql<{ h: string }>(`select '${t} ' || coalesce(md5(string_agg(x::text, '|' order by x::text)), '-') as h from ${t} x`)).map((r) => r.h));
        return ud;
      });
      const foer = await aftryk();
      const proeve = await s.m.get(ProeveService).proev(s.hvem(), '2026-02-18' as Lokaldato);
      expect(await aftryk()).toEqual(foer);
      const lovet = (await s.tx((tx) => s.m.get(ProeverapportService).linjer(tx, proeve.koerselId)))
        .map((l) => `${l.dato} ${l.trin} ${l.forretningspartnerId} ${l.hovedkravId ?? l.kravId} ${l.kravart} ${l.periodeFra} ${l.art} ${l.virkningsdato} ${l.beloeb} ${l.antal}`).sort();
      const naetter = await s.nat_.indhent(s.hvem('2026-02-18' as Lokaldato), '2026-02-18' as Lokaldato);
      expect(naetter).toEqual(proeve.datoer);
      const gjort = (await s.tx((tx) => tx.sql<{ l: string }>(
        `select concat_ws(' ', k2.forretningsdato, k2.art, a.forretningspartner_id, coalesce(k.hovedkrav_id, k.id), k.art, coalesce(case when k.art = 'RENTE' then k.periode_fra end::text, 'null'), b.art, p.virkningsdato, sum(p.beloeb), 1) as l
         from bilag b join postering p on p.bilag_id = b.id join kravsbilag k on k.id = p.krav_id join aaben_post a on a.krav_id = k.id join koersel k2 on k2.id = b.koersel_id
         where p.konto = 'DEBITOR' and k2.forretningsdato > '2026-02-15' group by k2.forretningsdato, k2.art, a.forretningspartner_id, k.id, b.art, p.virkningsdato having sum(p.beloeb) <> 0
         union all select concat_ws(' ', k2.forretningsdato, k2.art, r.forretningspartner_id, 'null null null BREV', r.dato, '0.00', count(*)) from rykkerbrev r join koersel k2 on k2.id = r.koersel_id where k2.forretningsdato > '2026-02-15' group by k2.id, r.forretningspartner_id, r.dato`))).map((r) => r.l).sort();
      expect(lovet).toEqual(gjort);
      // and the nights say so themselves
      expect(await s.tx((tx) => tx.sql(`select * from natafvigelse`))).toEqual([]);
      expect((await s.tx((tx) => tx.sql<{ p: string }>(`select parametre -> 'proeve' ->> 'koerselId' as p from koersel where art = 'NAT' and forretningsdato > '2026-02-15'`))).map((r) => r.p)).toEqual(naetter.map(() => proeve.koerselId));
    } finally { await s.slut(); }
  }), { numRuns: 8 });
}, 300000);
