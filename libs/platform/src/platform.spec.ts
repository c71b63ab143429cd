import fc from 'fast-check';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dato } from '#app/kernel';
import { Afsender, Database, gaelder, gjaldt, laesConfig, Mappetransport, nyVersion, opretKoersel, pakNoegleUd, nyPakketNoegle, skaerDele, tabel, udgaaende, Ur, type Versionstabel } from '#app/platform';
import { indtil } from '../../../test/indtil.js';
import { KOMMUNE, nyTestdatabase, type Testdatabase } from '../../../test/testdb.js';

let d: Testdatabase;
let db: Database;
const hvem = { kommuneId: KOMMUNE, bruger: 'test' };

beforeAll(async () => {
  d = await nyTestdatabase();
  db = await new Database(d.config, new Ur()).aabn();
});
afterAll(async () => { await db?.luk(); await d?.slet(); });

it('names every missing setting at once', () => {
  expect(() => laesConfig({})).toThrow(/DATABASE_URL.*REDIS_URL.*DEBITOR_NOEGLE/);
});

it('an unknown kommune is a problem of its own', async () => {
  await expect(db.iKommune({ ...hvem, kommuneId: '999' }, async () => 1)).rejects.toMatchObject({ kode: 'KOMMUNE_UKENDT', status: 404 });
});

it('refuses to run as a superuser', async () => {
  await expect(new Database({ ...d.config, DATABASE_URL: d.adminUrl }, new Ur()).aabn()).rejects.toMatchObject({ kode: 'DATABASE_LOGIN_ER_SUPERBRUGER' });
});

it('after a transaction nothing of its role or schema is left on the connection', async () => {
  await db.iKommune(hvem, async (tx) => tx.sql('select 1'));
  const [r] = await db.datakilde.query(`select current_user, current_setting('search_path') as sti, current_setting('app.bruger', true) as bruger`);
  expect(r).toEqual({ current_user: 'debitor_test_login', sti: '"$user", public', bruger: '' });
});

it('ids are unique and rising within a transaction, across many at once', async () => {
  const alle = (await Promise.all(Array.from({ length: 8 }, () => db.iKommune(hvem, (tx) => tx.ids(700))))).flat();
  expect(new Set(alle).size).toBe(5600);
});

it('the same key and body gives the same answer once; another body is refused; 20 at once do the work once', async () => {
  const med = (noegle: string, krop: string) => ({ ...hvem, idempotens: { noegle, aftryk: Buffer.from(krop) } });
  const svar = await Promise.all(Array.from({ length: 20 }, () => db.iKommune(med('n1', 'a'), async (tx) => ({ id: await tx.id() }))));
  expect(new Set(svar.map((s) => s.id)).size).toBe(1);
  await expect(db.iKommune(med('n1', 'b'), async () => 1)).rejects.toMatchObject({ kode: 'IDEMPOTENSNOEGLE_GENBRUGT', status: 409 });
});

it('versions keep both axes: what was true, and what we knew', async () => {
  const t: Versionstabel = { tabel: 'opsaetning', noegler: ['noegle'], vaerdier: ['vaerdi'] };
  const saet = (v: string, fra: string, til?: string) => db.iKommune(hvem, (tx) => nyVersion(tx, t, { noegle: 'x' }, { vaerdi: v }, dato(fra), til === undefined ? 'infinity' : dato(til)));
  await saet('A', '2025-01-01');
  const foer = await db.iKommune(hvem, (tx) => tx.sql<{ t: Date }>('select clock_timestamp() as t'));
  await saet('B', '2025-06-01');
  await saet('C', '2025-03-01', '2025-07-01');
  const paa = (dag: string, kendt?: Date) => db.iKommune(hvem, async (tx) => (await tx.sql<{ vaerdi: string }>(
    `select vaerdi from opsaetning o where noegle = 'x' and ${kendt === undefined ? gaelder('o', '$1') : gjaldt('o', '$1', '$2')}`, kendt === undefined ? [dag] : [dag, kendt])).map((r) => r.vaerdi));
  expect(await Promise.all(['2025-02-01', '2025-03-01', '2025-06-30', '2025-07-01'].map((x) => paa(x)))).toEqual([['A'], ['C'], ['C'], ['B']]);
  expect(await paa('2025-06-30', foer[0]!.t)).toEqual(['A']);
  const spor = await db.iKommune(hvem, (tx) => tx.sql(`select count(*)::int as n from revision where tabel = 'opsaetning'`));
  expect(spor[0]).toMatchObject({ n: expect.any(Number) });
});

it('a kommune’s key opens nothing under another master key', () => {
  const pakket = nyPakketNoegle(Buffer.alloc(32, 1));
  const n = pakNoegleUd(Buffer.alloc(32, 1), pakket);
  expect(n.dekrypterTekst(n.krypter('0101801234'))).toBe('0101801234');
  expect(n.opslag('ZCPR', '1')).toEqual(n.opslag('ZCPR', '1'));
  expect(n.opslag('ZCPR', '1')).not.toEqual(n.opslag('ZCVR', '1'));
  expect(() => pakNoegleUd(Buffer.alloc(32, 2), pakket)).toThrow();
});

it('columns reach the database as they are, whatever they hold, and a column two writes share is read by both', async () => {
  const saere = ['', 'null', 'NULL', 'a,b', '{x}', '"', '\\', ' ', 'linje\nskift', 'ÆØÅ 🙂', "'", '$1'];
  await fc.assert(fc.asyncProperty(fc.array(fc.record({ t: fc.oneof(fc.constantFrom(...saere), fc.string()).map((x) => x.replaceAll('\0', '')), n: fc.option(fc.integer()), b: fc.uint8Array() }), { maxLength: 30 }), async (r) => {
    const raekker = r.map((x) => ({ ...x, b: Buffer.from(x.b) }));
    const laest = await db.iKommune(hvem, (tx) => {
      const u = tabel(raekker, { t: ['text', (x) => x.t], n: ['int', (x) => x.n], b: ['bytea', (x) => x.b] });
      return tx.sql(`select u.* from ${u.sql} u`, u.vaerdier);
    });
    expect(laest).toEqual(raekker);
  }), { numRuns: 20 });
  const ider = Array.from({ length: 500 }, (_, i) => String(8_000_000 + i));
  const skriv = { sql: `insert into koersel_fejl (koersel_id, nr, forretningspartner_id, kode, besked) select $3::bigint, 1, u.*, 'X' from unnest($1::bigint[], $2::text[]) u`, vaerdier: [ider, ider] };
  const [antal] = await db.iKommune(hvem, async (tx) => {
    const id = (await opretKoersel(tx, { art: 'PROEVE', noegle: 'kolonner', forretningsdato: tx.forretningsdato }))!;
    await tx.skrivSamlet([{ ...skriv, vaerdier: [...skriv.vaerdier, id] }, { sql: `update koersel set parametre = '{}' where $2 = id and cardinality($1::bigint[]) = 500`, vaerdier: [ider, id] }]);
    return tx.sql(`select count(*)::int as n from koersel_fejl where koersel_id = $1 and kode = forretningspartner_id::text`, [id]);
  }, { proev: true });
  expect(antal).toEqual({ n: 500 });
});

it('parts hold whole debtors, each once, in order, within bounds', () => {
  const arbejde = Array.from({ length: 1000 }, (_, i) => ({ forretningspartnerId: String(1000 - i), antal: (i % 7) + 1 }));
  const dele = skaerDele(arbejde, { poster: 500, mindstePartnere: 100, andelPartnere: 0.15 });
  expect(dele.flat()).toEqual(arbejde.map((a) => a.forretningspartnerId).reverse());
  expect(Math.max(...dele.map((x) => x.length))).toBeLessThanOrEqual(150);
  expect(skaerDele([], { poster: 5, mindstePartnere: 1, andelPartnere: 1 })).toEqual([]);
});

it('the dispatcher sends in order, once, and keeps the receipt', async () => {
  const mappe = await mkdtemp(join(tmpdir(), 'debitor-udbakke-'));
  try {
    await db.iKommune(hvem, async (tx) => tx.skrivSamlet(await udgaaende(tx, ['a', 'b'].map((x) => ({ art: 'PROEVE', noegle: `proeve:${x}`, indhold: { x } })))));
    const afsender = new Afsender(db, new Mappetransport(mappe));
    let sendt = 0;
    await indtil(async () => { sendt += (await Promise.all([afsender.send(hvem), afsender.send(hvem)])).reduce((a, b) => a + b); return sendt >= 2; });
    expect(sendt).toBe(2);
    expect(await afsender.send(hvem)).toBe(0);
    const filer = (await readdir(join(mappe, KOMMUNE))).sort();
    expect(await Promise.all(filer.map(async (f) => JSON.parse(await readFile(join(mappe, KOMMUNE, f), 'utf8'))))).toEqual([{ x: 'a' }, { x: 'b' }]);
    await expect(db.iKommune(hvem, async (tx) => tx.skrivSamlet(await udgaaende(tx, [{ art: 'PROEVE', noegle: 'proeve:a', indhold: {} }])))).rejects.toMatchObject({ kode: 'SAMTIDIG_AENDRING' });
  } finally {
    await rm(mappe, { recursive: true });
  }
});
