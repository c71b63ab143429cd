import fc from 'fast-check';
import { danskDato, danskKlokkeslaet, danskMidnat } from './dansktid.js';
import { dato, plusDage } from './dato.js';
import { fraDagnummer } from './kalender.js';

it.each([
  ['2025-01-15T12:00:00Z', '2025-01-15', '13:00', 'winter, UTC+1'],
  ['2025-07-15T12:00:00Z', '2025-07-15', '14:00', 'summer, UTC+2'],
  ['2025-01-15T22:59:59Z', '2025-01-15', '23:59', 'the last second of a winter day'],
  ['2025-01-15T23:00:00Z', '2025-01-16', '00:00', 'midnight is 00:00, not 24:00'],
  ['2025-07-15T22:00:00Z', '2025-07-16', '00:00', 'midnight in summer'],
  ['2025-03-30T00:59:59Z', '2025-03-30', '01:59', 'just before summer time'],
  ['2025-03-30T01:00:00Z', '2025-03-30', '03:00', '02:xx does not occur'],
  ['2025-10-26T00:30:00Z', '2025-10-26', '02:30', 'the first 02:30'],
  ['2025-10-26T01:30:00Z', '2025-10-26', '02:30', 'the second 02:30'],
  ['2024-12-31T23:00:00Z', '2025-01-01', '00:00', 'the year turns an hour before UTC'],
])('%s is %s at %s in Denmark: %s', (tid, dag, ur) => {
  expect(danskDato(new Date(tid))).toBe(dag);
  expect(danskKlokkeslaet(new Date(tid))).toBe(ur);
});

it.each([
  ['2025-01-15', '2025-01-14T23:00:00.000Z'], ['2025-07-15', '2025-07-14T22:00:00.000Z'],
  ['2025-03-30', '2025-03-29T23:00:00.000Z'], ['2025-03-31', '2025-03-30T22:00:00.000Z'],
  ['2025-10-26', '2025-10-25T22:00:00.000Z'], ['2025-10-27', '2025-10-26T23:00:00.000Z'],
  ['1900-01-01', '1899-12-31T23:00:00.000Z'], ['9999-12-31', '9999-12-30T23:00:00.000Z'],
])('%s begins at %s', (d, tid) => expect(danskMidnat(dato(d)).toISOString()).toBe(tid));

it('an invalid instant is a bug', () =>
  expect(() => danskDato(new Date(NaN))).toThrow(expect.objectContaining({ kode: 'TIDSPUNKT_UGYLDIGT' })));

it('midnight is the first instant of its day', () =>
  fc.assert(fc.property(fc.integer({ min: -25_000, max: 60_000 }).map(fraDagnummer), (d) => { // 1901–2134
    const midnat = danskMidnat(d);
    expect(danskDato(midnat)).toBe(d);
    expect(danskDato(new Date(midnat.getTime() - 1))).toBe(plusDage(d, -1));
  })));
