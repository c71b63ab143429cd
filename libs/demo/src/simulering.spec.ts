import { Test, type TestingModule } from '@nestjs/testing';
import { dato, plusDage } from '#app/kernel';
import { Database, PlatformModule } from '#app/platform';
import { NatService, VerificerService } from '#app/natplan';
import { KOMMUNE, nyTestdatabase, type Testdatabase } from '../../../test/testdb.js';
import { DemoModule, DemoService, oversigt, oversigtstekst } from './index.js';

let d: Testdatabase;
let m: TestingModule;
let db: Database;
const hvem = { kommuneId: KOMMUNE, bruger: 'demo' };
const SLUT = dato('2025-09-10');
const VALG = { antal: 60, maaneder: 3, filerTil: SLUT };

beforeAll(async () => {
  d = await nyTestdatabase();
  m = await Test.createTestingModule({ imports: [PlatformModule.forRoot(d.config), DemoModule] }).compile();
  db = m.get(Database);
});
afterAll(async () => { await m?.close(); await db?.luk(); await d?.slet(); });

it('lives', async () => {
  const t0 = performance.now();
  await m.get(DemoService).skab(db, hvem, SLUT, (t) => console.log(t), VALG);
  console.log((performance.now() - t0) / 1000);
  console.log(await db.iKommune({ ...hvem, forretningsdato: SLUT }, (tx) => oversigtstekst(tx)));
  const v = await db.iKommune(hvem, (tx) => m.get(VerificerService).verificer(tx));
  console.log(v.filter((x) => !x.ok));
  console.log(await db.iKommune(hvem, (tx) => tx.sql('select * from koersel_fejl limit 5')));
}, 600000);
