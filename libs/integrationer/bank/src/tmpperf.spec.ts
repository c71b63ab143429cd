import { Test } from '@nestjs/testing';
import { dato, kr, NUL, plus } from '#app/kernel';
import { Database, PlatformModule } from '#app/platform';
import { KravService } from '#app/krav';
import { BankkontoService, IndbetalingService } from '#app/indbetaling';
import { UdligningService } from '#app/udligning';
import { KOMMUNE, nyTestdatabase } from '../../../../test/testdb.js';
import { BankindlaesningService, BankModule, skrivCamt053 } from './index.js';
it('perf', async () => {
  const d = await nyTestdatabase();
  const m = await Test.createTestingModule({ imports: [PlatformModule.forRoot(d.config), BankModule] }).compile();
  const db = m.get(Database);
  const hvem = { kommuneId: KOMMUNE, bruger: 't', forretningsdato: dato('2026-02-11') };
  const alle: { betalingsId: string; forretningspartnerId: string }[] = [];
  for (let c = 0; c < 6; c++) for (let del = 0; del < 5; del++) {
    const svar = await db.iKommune(hvem, (tx) => m.get(KravService).opretMange(tx, Array.from({ length: 1000 }, (_, i) => ({ fagsystem: 'X', reference: `${c}-${del}-${i}`, debitor: { art: 'ZCPR' as const, nummer: `01018${10000 + del * 1000 + i}`, navn: 'A' }, indhold: 'B', kravstype: 'DAGINST', stiftelsesdato: dato('2026-01-01'), forfaldsdato: dato('2026-02-15'), srb: dato('2026-02-15'), linjer: [{ deltransaktion: 'A', beloeb: kr('300.00') }, { deltransaktion: 'B', beloeb: kr('100.00') }] }))));
    for (const s of svar) if (s.udfald === 'OPRETTET') alle.push(s);
  }
  const konto = await db.iKommune(hvem, (tx) => m.get(BankkontoService).opret(tx, { kontonummer: 'KONTO', navn: 'K', fiKreditor: '82424016', gyldigFra: dato('2026-01-01') }));
  const ud: string[] = [];
  for (const runde of [0, 1]) await db.iKommune(hvem, async (tx) => {
    const linjer = alle.slice(runde * 5000, runde * 5000 + 5000).map((k, i) => ({ noegle: `p${runde}:${i}`, bankkontoId: konto.id, beloeb: kr('350.00'), virkningsdato: dato('2026-02-10'), bankdato: dato('2026-02-10'), betalingsId: k.betalingsId, tekst: 'Bo Berg' }));
    const t0 = performance.now();
    await m.get(IndbetalingService).modtag(tx, linjer);
    const t1 = performance.now();
    const r = await m.get(UdligningService).behandl(tx, [...new Set(alle.map((k) => k.forretningspartnerId))]);
    const t2 = performance.now();
    await m.get(UdligningService).behandl(tx, [...new Set(alle.map((k) => k.forretningspartnerId))]);
    ud.push(`modtag ${t1 - t0} behandl ${t2 - t1} igen ${performance.now() - t2} ${JSON.stringify(r)}`);
  });
  await db.iKommune(hvem, async (tx) => {
    const orig = tx.raekker.bind(tx);
    const p = [...new Set(alle.map((k) => k.forretningspartnerId))];
    (tx as any).raekker = async (q: string, v: unknown[]) => { const t = performance.now(); const r = await orig(q, v); ud.push(`${(performance.now() - t).toFixed(0)} ms ${r.length} rows ${q.slice(0, 60)}`);
      if (false) { const e = await orig('explain (analyze, buffers, costs off) ' + q, v); ud.push(e.map((x: any) => x[0]).join('\n')); } return r; };
    const { hentUdligningsfakta } = await import('../../../udligning/src/udligning.facts.js');
    const { beslutUdligning } = await import('../../../udligning/src/udligningsforskel.rules.js');
    const t0 = performance.now();
    const f = await hentUdligningsfakta(tx, p);
    const t1 = performance.now();
    f.map((x) => beslutUdligning(x, tx.forretningsdato));
    ud.push(`fakta ${t1 - t0} beslut ${performance.now() - t1}`);
  });
  process.stdout.write(`${ud.join('\n')}\n`); if (process.env.EXPL) return;
  const saldo = alle.slice(10000, 20000).reduce((s) => plus(s, kr('400.00')), NUL);
  const fil = Buffer.from([...skrivCamt053({ version: '001.08', msgId: 'x', oprettet: '2026-02-10T20:00:00+01:00', udtogsId: 'x', konto: 'KONTO', valuta: 'DKK', saldi: [{ kode: 'OPBD', beloeb: NUL, valuta: 'DKK', dato: dato('2026-02-10') }, { kode: 'CLBD', beloeb: saldo, valuta: 'DKK', dato: dato('2026-02-10') }] },
    alle.slice(10000, 20000).map((k, i) => ({ beloeb: kr('400.00'), valuta: 'DKK', retning: 'KREDIT' as const, status: 'BOOK' as const, bogfoeringsdato: dato('2026-02-10'), valoerdato: dato('2026-02-10'), acctSvcrRef: `r${i}`, detaljer: [{ scorReferencer: [`71/${k.betalingsId}`], modtagerKonto: '82424016', modtagerKontoskema: 'OCR', betalerNavn: 'Bo Berg' }] })))].join(''));
  const t0 = performance.now();
  const s = await m.get(BankindlaesningService).indlaes(db, hvem, fil);
  ud.push(`fil 20000 linjer ${fil.length} bytes ${performance.now() - t0} ms ${JSON.stringify(s.kvittering)}`);
  process.stdout.write(`${ud.join('\n')}\n`);
  await m.close(); await db.luk(); await d.slet();
}, 300000);
