import { fejlTilLog, nyLog } from './log.js';

function log(): { log: ReturnType<typeof nyLog>; linjer: string[] } {
  const linjer: string[] = [];
  return { log: nyLog('info', 'proeve', { write: (l) => { linjer.push(l); } }), linjer };
}

it('one JSON line with level, time and program; whatever looks like a CPR-nummer is masked', () => {
  const { log: l, linjer } = log();
  l.info({ korrelationsId: '0b6c1f3e-5e0f-4a7b-9c59-0b6f6d9f0a11', sti: '/v1/krav/0101801234' }, 'borger 010180-1234');
  const linje = JSON.parse(linjer[0]!) as Record<string, string>;
  expect(linje).toMatchObject({ level: 'info', program: 'proeve', korrelationsId: '0b6c1f3e-5e0f-4a7b-9c59-0b6f6d9f0a11', sti: '/v1/krav/******-****', msg: 'borger ******-****' });
  expect(linje['time']).toMatch(/^\d{4}-\d{2}-\d{2}T/);
});

it('a database error is told by its code and place, never by its words, query or parameters', () => {
  const fejl = Object.assign(new Error('invalid input syntax for type date: "Hansen"'), { code: '22007', detail: 'Key (navn)=(Hansen)', query: 'select Hansen', parameters: ['Hansen'], driverError: { code: '22007', table: 'krav' } });
  expect(fejlTilLog(fejl)).toMatchObject({ type: 'Error', sqlstate: '22007', tabel: 'krav' });
  expect(JSON.stringify(fejlTilLog(fejl))).not.toContain('Hansen');
});

it('another error keeps its message and frames', () => {
  expect(fejlTilLog(Object.assign(new TypeError('x er undefined'), { kode: 'PROEVE' }))).toMatchObject({ type: 'TypeError', kode: 'PROEVE', besked: 'x er undefined', rammer: expect.arrayContaining([expect.stringMatching(/^at /)]) });
  expect(fejlTilLog('tekst')).toEqual({ type: 'string' });
});
