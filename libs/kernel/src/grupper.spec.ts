import fc from 'fast-check';
import { grupper, laeg } from '#app/kernel';

it.each<[string, string[], [string, string[]][]]>([
  ['nothing', [], []],
  ['one', ['a1'], [['a', ['a1']]]],
  ['keys as they first came, each group in order', ['b2', 'a9', 'b1', 'a9'], [['b', ['b2', 'b1']], ['a', ['a9', 'a9']]]],
])('%s', (_, vaerdier, ventet) => { expect([...grupper(vaerdier, (v) => v.charAt(0))]).toEqual(ventet); });

it('laeg puts one more last, in a group of its own when there was none', () => {
  const g = grupper(['a1'], (v) => v.charAt(0));
  laeg(g, 'a', 'a0');
  laeg(g, 'b', 'b0');
  expect([...g]).toEqual([['a', ['a1', 'a0']], ['b', ['b0']]]);
});

it('each group is what a filter by its key finds, and no value is lost', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: -9, max: 9 })), (tal) => {
    const noegle = (n: number): string => `${Math.abs(n) % 4}`;
    const g = grupper(tal, noegle);
    expect([...g].map(([k, v]) => [k, v])).toEqual([...new Set(tal.map(noegle))].map((k) => [k, tal.filter((n) => noegle(n) === k)]));
  }), { numRuns: 100 });
});
