import { dato, foraeldelsesdato, kr, type Lokaldato } from '#app/kernel';
import { stilling, type Familie, type Kravfakta } from './familie.rules.js';
import { forskel, maalspaerrer, type Egenspaerre } from './maal.rules.js';
import type { Foraeldelsesart } from './arter.js';
import type { Grundlag, Haendelse } from './typer.js';

const krav = (kravId: string, start: string, andet: Partial<Omit<Kravfakta, 'grundlag'>> & { grundlag?: Partial<Grundlag>; betalt?: string } = {}): Kravfakta => {
  const { grundlag, betalt, ...resten } = andet;
  const art = kravId === '1' ? 'HOVEDKRAV' : 'RENTE';
  return {
    kravId, art, stiftelsesdato: dato(start), betaler: 'A', haeftere: ['A'],
    bevaegelser: [{ dato: dato(start), beloeb: kr('1000.00') }, ...(betalt === undefined ? [] : [{ dato: dato(betalt), beloeb: kr('-1000.00') }])], ...resten,
    grundlag: { art, start: dato(start), startregel: 'FORFALD', aar: 3, dato: foraeldelsesdato(dato(start), grundlag?.aar ?? 3), undtaget: false, ...grundlag },
  };
};
let nr = 0;
const h = (art: Foraeldelsesart, dag: string, andet: Partial<Haendelse> = {}): Haendelse => ({
  id: String(++nr), art, forretningspartnerId: null, dato: dato(dag), slut: null, skriftlig: false, rimSystem: art === 'MODTAGET_INDDRIVELSE' ? 'PSRM' : null, kravIder: ['1'], afslutninger: [], ...andet,
});
const familie = (k: readonly Kravfakta[], haendelser: readonly Haendelse[] = []): Familie => ({ hovedkravId: '1', krav: k, haendelser });
const D = (d: string): Lokaldato => dato(d);
const datoer = (f: Familie, paa: string): string[] => stilling(f, D(paa)).krav.map((k) => `${k.kravId} ${k.dato}${k.foraeldet === null ? '' : ` foraeldet ${k.foraeldet}`}`);

describe('renter and gebyrer', () => {
  const to = [krav('1', '2022-03-01'), krav('2', '2024-06-03')];
  it('have three years of their own', () => { expect(datoer(familie([krav('1', '2022-03-01', { grundlag: { aar: 10 } }), krav('2', '2022-06-01')]), '2026-01-01')).toEqual(['1 2032-03-01', '2 2025-06-02 foraeldet 2025-06-03']); });
  it('but lapse with their hovedkrav (§ 23 stk. 2)', () => { expect(datoer(familie(to), '2025-03-04')).toEqual(['1 2025-03-03 foraeldet 2025-03-04', '2 2025-03-03 foraeldet 2025-03-04']); });
  it('not with one that was paid before its date', () => { expect(datoer(familie([krav('1', '2022-03-01', { betalt: '2025-03-03' }), to[1]!]), '2025-03-04')).toEqual(['1 2025-03-03', '2 2027-06-03']); });
  it('with one that was paid the day after', () => { expect(datoer(familie([krav('1', '2022-03-01', { betalt: '2025-03-04' }), to[1]!]), '2025-03-10')).toEqual(['1 2025-03-03 foraeldet 2025-03-04', '2 2025-03-03 foraeldet 2025-03-04']); });
  it('live on when the hovedkrav is interrupted, to their own date', () => { expect(datoer(familie(to, [h('ERKENDELSE', '2025-01-06')]), '2025-03-04')).toEqual(['1 2028-01-06', '2 2027-06-03']); });
  it('later ones have three years though the hovedkrav has ten (§ 5 stk. 2)', () => { expect(datoer(familie(to, [h('ERKENDELSE', '2024-05-06', { skriftlig: true })]), '2025-03-04')).toEqual(['1 2034-05-08', '2 2027-06-03']); });
  it('acknowledged with it they have ten too', () => { expect(datoer(familie([to[0]!, krav('2', '2024-03-01')], [h('ERKENDELSE', '2024-05-06', { skriftlig: true, kravIder: ['1', '2'] })]), '2025-03-04')).toEqual(['1 2034-05-08', '2 2034-05-08']); });
  it('one that came to be after the hovedkrav was barred was barred from the start', () => { expect(datoer(familie([to[0]!, krav('2', '2025-04-01')]), '2025-05-01')).toEqual(['1 2025-03-03 foraeldet 2025-03-04', '2 2025-03-03 foraeldet 2025-03-04']); });
  it('say why', () => { expect(stilling(familie(to), D('2025-03-04')).krav[1]!.haeftere[0]!.skridt.at(-1)!.tekst).toBe('Når hovedkravet forældes, bortfalder renter og gebyrer med det: hovedkravets forældelsesdato er 03.03.2025 (forældelsesloven § 23, stk. 2).'); });
});

describe('the fordringskompleks (GIL § 18 a)', () => {
  const to = [krav('1', '2022-03-01'), krav('2', '2023-06-01')];
  const modtaget = h('MODTAGET_INDDRIVELSE', '2024-05-06', { kravIder: ['1', '2'] });
  it('has one date', () => { expect(datoer(familie(to, [modtaget]), '2025-01-01')).toEqual(['1 2027-05-07', '2 2027-05-07']); });
  it('interruption of one interrupts all', () => { expect(datoer(familie(to, [modtaget, h('MODREGNING', '2025-09-01', { kravIder: ['2'] })]), '2026-01-01')).toEqual(['1 2028-09-01', '2 2028-09-01']); });
  it('a rente received later has the hovedkrav\'s date', () => { expect(datoer(familie(to, [h('MODTAGET_INDDRIVELSE', '2024-05-06'), h('MODTAGET_INDDRIVELSE', '2025-05-06', { kravIder: ['2'] })]), '2026-01-01')).toEqual(['1 2027-05-07', '2 2027-05-07']); });
  it('what we do to one before it is received, or after it came back, is its own', () => {
    expect(datoer(familie(to, [h('ERKENDELSE', '2024-05-03', { kravIder: ['2'] }), h('MODTAGET_INDDRIVELSE', '2024-05-06')]), '2025-01-01')).toEqual(['1 2027-05-07', '2 2027-05-03']);
    expect(datoer(familie(to, [modtaget, h('RETUR_INDDRIVELSE', '2025-05-06', { kravIder: ['1', '2'] }), h('ERKENDELSE', '2025-09-01', { kravIder: ['2'] })]), '2026-01-01')).toEqual(['1 2027-05-07', '2 2027-05-07']);
  });
});

describe('per hæfter', () => {
  const f = familie([krav('1', '2022-03-01', { haeftere: ['A', 'B'] })], [h('ERKENDELSE', '2024-09-02', { forretningspartnerId: 'B' })]);
  it('an event binds the one it names; the claim is barred first when everyone is free', () => {
    const s = (d: string) => { const k = stilling(f, D(d)).krav[0]!; return { dato: k.dato, sidste: k.sidste, foraeldet: k.foraeldet, betaler: k.foraeldetBetaler, haeftere: k.haeftere.map((x) => `${x.forretningspartnerId} ${x.dato}`) }; };
    expect(s('2025-03-04')).toEqual({ dato: '2025-03-03', sidste: '2027-09-02', foraeldet: null, betaler: '2025-03-04', haeftere: ['A 2025-03-03', 'B 2027-09-02'] });
    expect(s('2027-09-03')).toMatchObject({ foraeldet: '2027-09-03' });
  });
  it('the debtor who is free is not reminded; the claim itself goes on', () => {
    expect(maalspaerrer(stilling(f, D('2025-03-04'))).map((s) => `${s.art} ${s.fra}`)).toEqual(['RYKKER 2025-03-04', 'MODREGNING 2025-03-04']);
    expect(maalspaerrer(stilling(f, D('2027-09-03'))).map((s) => `${s.art} ${s.fra}`)).toEqual(['RYKKER 2025-03-04', 'MODREGNING 2025-03-04', 'RENTE 2027-09-03', 'OVERDRAGELSE 2027-09-03']);
  });
  it('looks again the day after each one\'s date, and when a step ends by itself', () => {
    expect([stilling(f, D('2025-01-01')).naeste, stilling(f, D('2025-03-04')).naeste, stilling(f, D('2027-09-03')).naeste]).toEqual(['2025-03-04', '2027-09-03', 'infinity']);
    expect(stilling(familie([krav('1', '2022-03-01', { betalt: '2022-04-01' })]), D('2025-01-01')).naeste).toBe('infinity');
    expect(stilling(familie([krav('1', '2022-03-01')], [h('HENSTAND', '2024-05-06', { slut: dato('2024-12-31') })]), D('2024-06-01')).naeste).toBe('2025-01-01');
  });
});

describe('target minus what stands', () => {
  const to = familie([krav('1', '2022-03-01'), krav('2', '2024-06-03')]);
  const s = stilling(to, D('2025-03-04'));
  const intet = { markeret: new Map(), spaerrer: [] };
  it('marks the hovedkrav and what falls with it; the hovedkrav\'s spærrer hold both', () => {
    const d = forskel(s, intet);
    expect(d.markeringer.map((m) => `${m.kravId} ${m.fra} ${m.rest.toFixed(2)}`)).toEqual(['1 2025-03-04 1000.00', '2 2025-03-04 1000.00']);
    expect(d.nye.map((x) => `${x.kravId} ${x.art}`)).toEqual(['1 RYKKER', '1 MODREGNING', '1 RENTE', '1 OVERDRAGELSE']);
    expect(d.nye[0]!.aarsag).toBe('Forældet: gyldigt til og med 03.03.2025 (forældelsesloven § 3, stk. 1)');
  });
  it('a barred rente under a living hovedkrav has its own', () => {
    const d = forskel(stilling(familie([krav('1', '2022-03-01', { grundlag: { aar: 10 } }), krav('2', '2022-06-01')]), D('2025-06-03')), intet);
    expect(d.nye.map((x) => `${x.kravId} ${x.art}`)).toEqual(['2 RYKKER', '2 MODREGNING', '2 OVERDRAGELSE']);
  });
  it('a second look finds nothing; a late event takes all of it back', () => {
    const d = forskel(s, intet);
    const har = { markeret: new Map(d.markeringer.map((m, i) => [m.kravId, { id: String(i), fra: m.fra }])), spaerrer: d.nye.map((x, i): Egenspaerre => ({ ...x, spaerreId: String(i) })) };
    expect(forskel(s, har)).toEqual({ markeringer: [], nye: [], ophaeves: [] });
    const efter = forskel(stilling(familie(to.krav, [h('ERKENDELSE', '2025-02-03', { kravIder: ['1', '2'] })]), D('2025-06-03')), har);
    expect([efter.markeringer.map((m) => [m.kravId, m.fra, m.afloeserId]), efter.nye, efter.ophaeves.length]).toEqual([[['1', null, '0'], ['2', null, '1']], [], 4]);
  });
});
