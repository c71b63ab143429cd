import fc from 'fast-check';
import { dato, kr, plusDage } from '#app/kernel';
import { kanonisk, provSvar, sidsteDag, statusPaa, type Forslagsstand, type Nej, type Svarart } from './godkendelse.rules.js';

const HASH = 'a'.repeat(64);
const forslag = (andet: Partial<Forslagsstand> = {}): Forslagsstand => ({ svar: null, sidsteDag: dato('2026-04-15'), foreslaaetAf: 'ane', hash: HASH, ...andet });

describe('who may answer a proposal', () => {
  it.each<[string, Partial<Forslagsstand>, Svarart, string, string, string | undefined, Nej | undefined]>([
    ['another approves what he has seen', {}, 'GODKENDT', 'bo', '2026-04-10', HASH, undefined],
    ['on its last day', {}, 'GODKENDT', 'bo', '2026-04-15', HASH, undefined],
    ['the day after', {}, 'GODKENDT', 'bo', '2026-04-16', HASH, 'UDLOEBET'],
    ['the proposer himself', {}, 'GODKENDT', 'ane', '2026-04-10', HASH, 'SAMME_PERSON'],
    ['himself in capitals', {}, 'GODKENDT', 'ANE', '2026-04-10', HASH, 'SAMME_PERSON'],
    ['another content', {}, 'GODKENDT', 'bo', '2026-04-10', 'b'.repeat(64), 'AENDRET'],
    ['no content', {}, 'GODKENDT', 'bo', '2026-04-10', undefined, 'AENDRET'],
    ['approved before', { svar: 'GODKENDT' }, 'GODKENDT', 'bo', '2026-04-10', HASH, 'AFGJORT'],
    ['rejected before, and expired since', { svar: 'AFVIST' }, 'GODKENDT', 'bo', '2026-05-10', HASH, 'AFGJORT'],
    ['another rejects', {}, 'AFVIST', 'bo', '2026-04-10', undefined, undefined],
    ['the proposer rejects', {}, 'AFVIST', 'ane', '2026-04-10', undefined, 'SAMME_PERSON'],
    ['the proposer withdraws', {}, 'TRUKKET', 'ane', '2026-04-10', undefined, undefined],
    ['another withdraws', {}, 'TRUKKET', 'bo', '2026-04-10', undefined, 'IKKE_FORSLAGSSTILLER'],
    ['the proposer withdraws too late', {}, 'TRUKKET', 'ane', '2026-04-16', undefined, 'UDLOEBET'],
  ])('%s', (_navn, f, svar, bruger, dag, hash, nej) => {
    expect(provSvar(forslag(f), { svar, bruger, dag: dato(dag), hash })).toBe(nej);
  });

  it('expires without anyone looking', () => {
    expect([statusPaa(forslag(), dato('2026-04-15')), statusPaa(forslag(), dato('2026-04-16')), statusPaa(forslag({ svar: 'AFVIST' }), dato('2027-01-01'))]).toEqual(['AABEN', 'UDLOEBET', 'AFVIST']);
  });
  it('waits as long as its art says, and no longer than the kommune allows', () => {
    const d = dato('2026-04-01');
    expect([sidsteDag(d, 90, 14), sidsteDag(d, 1, 14), sidsteDag(d, 5, 0)]).toEqual([plusDage(d, 14), plusDage(d, 1), d]);
  });
});

describe('the canonical content', () => {
  it('has sorted keys, amounts as text, and nothing undefined', () => {
    expect(kanonisk({ b: [1, { y: null, x: kr('1200.00') }], a: undefined, aa: 'æ"' })).toBe('{"aa":"æ\\"","b":[1,{"x":"1200.00","y":null}]}');
  });
  it.each([[1.5], [new Date(0)], [new Map()], [{ a: Symbol('x') }], [Number.NaN]])('refuses %p', (v) => { expect(() => kanonisk(v)).toThrow('GODKENDELSE_INDHOLD_ER_IKKE_JSON'); });
  it('is JSON, and the same whatever order the keys were written in', () => {
    fc.assert(fc.property(fc.dictionary(fc.stringMatching(/^[a-zæøåA-Z0-9]{1,8}$/), fc.oneof(fc.string(), fc.boolean(), fc.constant(null), fc.integer(), fc.array(fc.string()))), (d) => {
      const omvendt = Object.fromEntries(Object.entries(d).reverse());
      expect(kanonisk(omvendt)).toBe(kanonisk({ ...d }));
      expect(JSON.parse(kanonisk({ ...d }))).toEqual({ ...d });
    }), { numRuns: 100 });
  });
});
