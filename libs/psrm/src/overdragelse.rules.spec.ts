import { dato } from '#app/kernel';
import { tidligstOverdragelse, type Rykkertrin } from './overdragelse.rules.js';

const SRB = dato('2026-03-02');
it.each<[string, Rykkertrin[], string]>([
  ['no trin', [], '2026-03-03'],
  ['one, ten days after SRB', [{ dageEfterSrb: 10, fristDage: 10 }], '2026-03-28'],
  ['a second, counted from SRB: not before the first one’s deadline', [{ dageEfterSrb: 10, fristDage: 10 }, { dageEfterSrb: 14, fristDage: 10 }], '2026-04-12'],
  ['a second, 20 days after the first letter', [{ dageEfterSrb: 10, fristDage: 10 }, { dageEfterSrb: 20, fristDage: 10, regnesFra: 'BREV' }], '2026-04-18'],
  ['a second, five bank days after its deadline', [{ dageEfterSrb: 10, fristDage: 10 }, { dageEfterSrb: 5, fristDage: 10, regnesFra: 'FRIST', dagtype: 'BANKDAGE' }], '2026-04-14'],
])('%s', (_n, trin, svar) => expect(tidligstOverdragelse(SRB, trin, 5)).toBe(svar));
