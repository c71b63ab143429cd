import { Database, Ur } from '#app/platform';
import { ENTITETER } from '#app/natplan';
import { nyTestdatabase, type Testdatabase } from './testdb.js';

let d: Testdatabase;
let db: Database;
beforeAll(async () => { d = await nyTestdatabase(); db = await new Database(d.config, new Ur(), ENTITETER).aabn(); });
afterAll(async () => { await db?.luk(); await d?.slet(); });

it('every entity has exactly the columns of its table, with type and nullability', async () => {
  const kolonner = await db.iKommune({ kommuneId: '751', bruger: 'test' }, (tx) => tx.sql<{ t: string; k: string; type: string; kan: string }>(
    `select table_name as t, column_name as k, case data_type when 'timestamp with time zone' then 'timestamptz' else data_type end as type, is_nullable as kan from information_schema.columns where table_schema = current_schema()`));
  for (const e of db.datakilde.entityMetadatas) {
    const tabel = kolonner.filter((k) => k.t === e.tableName && k.k !== 'xid') // xid8 orders readers; no entity reads it
     .map((k) => `${k.k} ${k.type} ${k.kan}`).sort();
    const entitet = e.columns.map((k) => `${k.databaseName} ${String(k.type)} ${k.isNullable ? 'YES' : 'NO'}`).sort();
    expect([e.tableName, entitet]).toEqual([e.tableName, tabel]);
  }
  expect(db.datakilde.entityMetadatas.length).toBe(ENTITETER.length);
});
