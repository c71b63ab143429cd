import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Database, rodmappe, Ur } from '#app/platform';
import { ENTITETER } from '#app/natplan';
import { KOMMUNE, nyTestdatabase, type Testdatabase } from './testdb.js';

/** Bilag 2B's objects and how many attributes each has (its sections 3.1 and 3.2). */
const BILAG_2B: Readonly<Record<string, number>> = {
  'Forretningspartner': 3,
  'Aftalekonto': 5,
  'Aftaleindhold': 8,
  'BS-aftale': 4,
  'Adresser': 6,
  'Aftalekonto korrespondance': 1,
  'Aftaleindhold korrespondance': 1,
  'Aftaleindhold hæfter': 1,
  'Administrator': 2,
  'Afregningsbilag': 3,
  'Afregningsbilagsposition': 4,
  'Afregningsbilagstekst': 1,
  'Faktureringsbilag': 5,
  'Faktureringsposition': 5,
  'Kravsbilag': 9,
  'Forældelse': 1,
  'Bilagstekst': 1,
  'Rykkerdata': 2,
  'Renter': 3,
  'Indbetaling': 4,
  'Afskrivning': 4,
  'Bilags hæfter': 1,
  'FP-aftale basisdata': 2,
  'FP-aftale rater': 3,
  'FP-aftale ratetekster': 1,
  'FP-aftale aftaleindhold': 2,
  'FP-aftale kravsbilag': 1,
  'RIM-aftale': 2,
  'RIM-aftale tekster': 1,
  'RIM-aftale modregning': 2,
  'RIM-aftale hæfter': 3,
  'RIM-aftale kravsbilag': 1,
  'Betadm-aftale basisdata': 3,
  'Betadm-aftale rater': 3,
  'Betadm-aftale aftaleindhold': 2,
  'Betadm-aftale kravsbilag': 1,
};
const IKKE_BYGGET = ['fakturering', 'afdragsordninger', 'inddrivelse', 'betalingsadministration'];

let d: Testdatabase;
let db: Database;
beforeAll(async () => { d = await nyTestdatabase(); db = await new Database(d.config, new Ur(), ENTITETER).aabn(); });
afterAll(async () => { await db?.luk(); await d?.slet(); });

const tekst = readFileSync(join(rodmappe(), 'docs/domaene/informationsmodel.md'), 'utf8');
const raekker = tekst.split('\n').filter((l) => l.startsWith('| ') && !l.startsWith('| Objekt')).map((l) => l.split('|').slice(1, -1).map((c) => c.trim()));

it('lists every object of Bilag 2B with all its attributes', () => {
  const antal: Record<string, number> = {};
  for (const [objekt] of raekker) antal[objekt!] = (antal[objekt!] ?? 0) + 1;
  expect(antal).toEqual(BILAG_2B);
});

it('names columns that exist, or says what will bring them', async () => {
  const kolonner = new Set((await db.iKommune({ kommuneId: KOMMUNE, bruger: 'test' }, (tx) => tx.raekker<[string]>(
    `select table_name || '.' || column_name from information_schema.columns where table_schema = current_schema()`))).map(([k]) => k));
  const naevnte = [...tekst.matchAll(/`([a-z_]+\.[a-z_]+)`/g)].map((m) => m[1]!);
  expect(naevnte.length).toBeGreaterThan(60);
  expect(naevnte.filter((k) => !kolonner.has(k))).toEqual([]);
  for (const [objekt, attribut, kolonne, bemaerkning] of raekker) {
    if (kolonne === 'ikke bygget') expect([objekt, attribut, IKKE_BYGGET.includes(bemaerkning!)]).toEqual([objekt, attribut, true]);
    else expect([objekt, attribut, /^`[a-z_]+\.[a-z_]+`$/.test(kolonne!)]).toEqual([objekt, attribut, true]);
  }
});
