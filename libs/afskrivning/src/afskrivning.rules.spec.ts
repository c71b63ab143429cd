import fc from 'fast-check';
import { dato, kr, neg, plusDage, sum, type Beloeb } from '#app/kernel';
import type { Spaerre } from '#app/krav';
import { beslutAfskrivning, type Afskrevet, type Familie, type Familiekrav, type Linjebeloeb } from './afskrivning.rules.js';

const REGEL = { dato: dato('2026-05-01'), graense: kr('10.00'), dage: 30 };
const linje = (kravId: string, nr: number, beloeb: string): Linjebeloeb => ({ kravId, kravlinjeId: `${kravId}${nr}`, kontering: 'INDT|28|1', beloeb: kr(beloeb) });
const krav = (kravId: string, beloeb: readonly string[], srb = '2026-03-02'): Familiekrav => ({ kravId, aftalekontoId: '7', fagsystem: kravId === '1' ? 'NEXUS' : 'debitor', srb: dato(srb), linjer: beloeb.map((b, i) => linje(kravId, i + 1, b)) });
const familie = (andet: Partial<Familie> = {}): Familie => ({
  hovedkravId: '1', forretningspartnerId: '9', srb: dato('2026-03-02'), krav: [krav('1', ['4.50'])], betaltPaaHovedkrav: kr('995.50'), sidsteUdligning: dato('2026-03-10'),
  uplaceret: false, spaerrer: [], renterTidligst: 'infinity', afskrivninger: [], ...andet,
});
const spaerre = (til: string): Spaerre => ({ id: '5', niveau: 'KRAV', objektId: '1', art: 'UDLIGNING', aarsag: 'Afklares', fra: dato('2026-04-01'), til: til as Spaerre['til'], oprettetAf: 'ane' });
const afskrevet = (bilagId: string, linjer: readonly Linjebeloeb[]): Afskrevet => ({ bilagId, virkningsdato: dato('2026-04-15'), aarsag: 'BAGATEL', linjer });

describe('a small residual (regler.md 3.2 and 7.1)', () => {
  it.each<[string, Partial<Familie>, Record<string, unknown>, string]>([
    ['is written off', {}, { art: 'AFSKRIV', aarsag: 'BAGATEL' }, '2026-05-02'],
    ['paid', { krav: [krav('1', ['0.00'])] }, { grund: 'BETALT' }, 'infinity'],
    ['paid, and interest still to come', { krav: [krav('1', ['0.00'])], renterTidligst: dato('2026-05-20') }, { grund: 'BETALT' }, '2026-05-20'],
    ['nothing was ever paid on it', { betaltPaaHovedkrav: kr('0.00'), sidsteUdligning: null }, { grund: 'IKKE_RESTBELOEB' }, 'infinity'],
    ['exactly the limit', { krav: [krav('1', ['10.00'])] }, { art: 'AFSKRIV' }, '2026-05-02'],
    ['one øre above', { krav: [krav('1', ['10.01'])] }, { grund: 'FOR_STORT' }, 'infinity'],
    ['the limit is the family\'s: renter count', { krav: [krav('1', ['6.00']), krav('2', ['4.01'])] }, { grund: 'FOR_STORT' }, 'infinity'],
    ['paid 29 days ago', { sidsteUdligning: dato('2026-04-02') }, { grund: 'FOR_NYLIG', indtil: '2026-05-02' }, '2026-05-02'],
    ['paid 30 days ago', { sidsteUdligning: dato('2026-04-01') }, { art: 'AFSKRIV' }, '2026-05-02'],
    ['SRB 29 days ago', { srb: dato('2026-04-02') }, { grund: 'FOR_NYLIG', indtil: '2026-05-02' }, '2026-05-02'],
    ['a fee of the family is not yet due', { krav: [krav('1', ['0.00']), krav('2', ['5.00'], '2026-05-20')] }, { grund: 'FOR_NYLIG', indtil: '2026-06-19' }, '2026-06-19'],
    ['held', { spaerrer: [spaerre('2026-06-01')] }, { grund: 'SPAERRET', indtil: '2026-06-01' }, '2026-05-02'],
    ['a hold that is over', { spaerrer: [spaerre('2026-05-01')] }, { art: 'AFSKRIV' }, '2026-05-02'],
    ['the debtor has unplaced money', { uplaceret: true }, { grund: 'UPLACERET_INDBETALING' }, '2026-05-02'],
    ['another claim of the family is overpaid', { krav: [krav('1', ['6.00']), krav('2', ['-1.00'])] }, { grund: 'UPLACERET_INDBETALING' }, '2026-05-02'],
  ])('%s', (_navn, andet, beslutning, naeste) => {
    const svar = beslutAfskrivning(familie(andet), REGEL);
    expect(svar.beslutning).toMatchObject(beslutning);
    expect(svar.naeste).toBe(naeste);
    expect(svar.tilbagefoersler).toEqual([]);
  });

  it('takes every line of hovedkrav, renter and gebyrer to zero', () => {
    const svar = beslutAfskrivning(familie({ krav: [krav('1', ['2.00', '0.00', '1.25']), krav('2', ['0.75'])] }), REGEL).beslutning;
    expect(svar.art === 'AFSKRIV' && [svar.beloeb.toFixed(2), svar.linjer.map((l) => `${l.kravlinjeId} ${l.beloeb.toFixed(2)}`)]).toEqual(['4.00', ['11 2.00', '13 1.25', '21 0.75']]);
  });
});

describe('a late payment with an earlier date', () => {
  const tilbage = (f: Partial<Familie>): string[] => beslutAfskrivning(familie(f), REGEL).tilbagefoersler.flatMap((t) => t.linjer.map((l) => `${t.afskrivning.bilagId}: ${l.kravlinjeId} ${l.beloeb.toFixed(2)}`));
  it.each<[string, Partial<Familie>, string[]]>([
    ['takes the write-off back', { krav: [krav('1', ['-4.50'])], afskrivninger: [afskrevet('50', [linje('1', 1, '4.50')])] }, ['50: 11 4.50']],
    ['in part', { krav: [krav('1', ['-1.00'])], afskrivninger: [afskrevet('50', [linje('1', 1, '4.50')])] }, ['50: 11 1.00']],
    ['never by more than was written off', { krav: [krav('1', ['-9.00'])], afskrivninger: [afskrevet('50', [linje('1', 1, '4.50')])] }, ['50: 11 4.50']],
    ['nothing written off: the overpayment is the clearing\'s', { krav: [krav('1', ['-9.00'])] }, []],
    ['another claim\'s write-off stays', { krav: [krav('1', ['-9.00']), krav('2', ['0.00'])], afskrivninger: [afskrevet('50', [linje('2', 1, '1.00')])] }, []],
    ['the newest write-off first', { krav: [krav('1', ['-5.00'])], afskrivninger: [afskrevet('60', [linje('1', 1, '2.00')]), afskrevet('50', [linje('1', 1, '4.50')])] }, ['60: 11 2.00', '50: 11 3.00']],
    ['the line that is overpaid first', { krav: [krav('1', ['0.00', '-2.00'])], afskrivninger: [afskrevet('50', [linje('1', 1, '3.00'), linje('1', 2, '2.00')])] }, ['50: 12 2.00']],
    ['then the others', { krav: [krav('1', ['0.00', '-2.50'])], afskrivninger: [afskrevet('50', [linje('1', 1, '3.00'), linje('1', 2, '2.00')])] }, ['50: 11 0.50', '50: 12 2.00']],
  ])('%s', (_navn, f, svar) => expect(tilbage(f)).toEqual(svar));
});

it('a second look after any answer finds nothing to post, and no øre is written off or taken back beyond what there is', () => {
  const oere = (min: number, max: number): fc.Arbitrary<Beloeb> => fc.integer({ min, max }).map((o) => kr((o / 100).toFixed(2)));
  const f = fc.record({ rest: fc.array(fc.array(oere(-600, 800), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }), af: fc.array(fc.array(oere(0, 500), { minLength: 3, maxLength: 3 }), { maxLength: 2 }) });
  fc.assert(fc.property(f, ({ rest, af }) => {
    const start = familie({
      krav: rest.map((linjer, i) => ({ ...krav(String(i + 1), []), linjer: linjer.map((b, n) => ({ ...linje(String(i + 1), n + 1, '0.00'), beloeb: b })) })),
      afskrivninger: af.map((b, i) => afskrevet(String(90 - i), rest[0]!.map((_, n) => ({ ...linje('1', n + 1, '0.00'), beloeb: b[n]! })))),
    });
    const svar = beslutAfskrivning(start, REGEL);
    const op = svar.tilbagefoersler.flatMap((t) => t.linjer);
    const ned = svar.beslutning.art === 'AFSKRIV' ? svar.beslutning.linjer : [];
    const paa = (l: Linjebeloeb, af: readonly Linjebeloeb[]): Beloeb => sum(af.filter((x) => x.kravlinjeId === l.kravlinjeId).map((x) => x.beloeb));
    const efter: Familie = {
      ...start, krav: start.krav.map((k) => ({ ...k, linjer: k.linjer.map((l) => ({ ...l, beloeb: sum([l.beloeb, paa(l, op), neg(paa(l, ned))]) })) })),
      afskrivninger: [...(ned.length === 0 ? [] : [afskrevet('99', ned)]), ...start.afskrivninger.map((a) => ({ ...a, linjer: a.linjer.map((l) => ({ ...l, beloeb: sum([l.beloeb, neg(paa(l, svar.tilbagefoersler.filter((t) => t.afskrivning.bilagId === a.bilagId).flatMap((t) => t.linjer)))]) })) }))],
    };
    expect(efter.afskrivninger.slice(ned.length === 0 ? 0 : 1).every((a) => a.linjer.every((l) => l.beloeb.gte(0)))).toBe(true);
    expect(sum(ned.map((l) => l.beloeb)).lte(REGEL.graense)).toBe(true);
    const igen = beslutAfskrivning(efter, { ...REGEL, dato: plusDage(REGEL.dato, 0) });
    expect([igen.tilbagefoersler, igen.beslutning.art]).toEqual([[], 'LAD_VAERE']);
  }), { numRuns: 100 });
});
