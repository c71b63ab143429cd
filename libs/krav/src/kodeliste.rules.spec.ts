import { dato } from '#app/kernel';
import { kodefejl, kvitteringstekster, slutAf, type Kodefakta } from './kodeliste.rules.js';
import type { Deltransaktionsvaerdier, Kodeaendring, Kodelistenavn, Kravstypevaerdier, Momskodevaerdier } from './kodeliste.js';

const altid = { gyldigFra: dato('2005-01-01'), gyldigTil: 'infinity' as const };
const fakta = (andet: Partial<Kodefakta> = {}): Kodefakta => ({
  versioner: [altid], bruges: [], aabneKrav: 0, kravIPerioden: 0,
  opslag: [
    { liste: 'KRAVSTYPER', kode: 'DAGINST', ...altid }, { liste: 'RYKKERPROCEDURER', kode: 'STANDARD', ...altid }, { liste: 'AFTALEKONTOTYPER', kode: 'BOERN', ...altid },
    { liste: 'AFTALEKONTOTYPER', kode: 'TODELT', gyldigFra: dato('2005-01-01'), gyldigTil: dato('2026-06-01') }, { liste: 'AFTALEKONTOTYPER', kode: 'TODELT', gyldigFra: dato('2026-06-01'), gyldigTil: dato('2030-01-01') },
    { liste: 'FORDRINGSTYPER', kode: 'KFDAINS', ...altid }, { liste: 'MOMSKODER', kode: 'UDEN', ...altid },
  ],
  konti: [{ kode: 'INDT', art: 'INDTAEGT', debitor: false }, { kode: 'MOMS', art: 'PASSIV', debitor: false }, { kode: 'DEBITOR', art: 'AKTIV', debitor: true }, { kode: 'BANK', art: 'AKTIV', debitor: false }], ...andet,
});
const type = (andet: Partial<Kravstypevaerdier> = {}): Kravstypevaerdier => ({
  navn: 'Daginstitution', regime: 'GEBYRLOV', udpantningsret: true, civilretlig: false, renteBesluttet: dato('2010-01-01'), forfaldFastsat: true, foraeldelseAar: 3, foraeldelseStart: 'FORFALD', rykkerprocedure: 'STANDARD',
  aftalekontotype: 'BOERN', fordringstype: 'KFDAINS', indtaegtskonto: 'INDT', kleEmne: null, ...andet,
});
const ny = <L extends Kodelistenavn>(art: 'OPRET' | 'VERSION', vaerdier: Extract<Kodeaendring<L>, { art: 'OPRET' | 'VERSION' }>['vaerdier'], fra = '2026-01-01', til?: string, kravstype?: string): Kodeaendring<L> =>
  ({ art, noegle: { kode: 'K', kravstype }, vaerdier, fra: dato(fra), ...(til === undefined ? {} : { til: dato(til) }) });
const koder = <L extends Kodelistenavn>(l: L, a: Kodeaendring<L>, f: Kodefakta): string[] => kodefejl(l, a, f).map((e) => `${e.felt} ${e.kode}`);

describe('a kravstype', () => {
  it.each<[string, Partial<Kravstypevaerdier>, string[]]>([
    ['as it should be', {}, []],
    ['an unknown konto', { indtaegtskonto: 'X' }, ['indtaegtskonto KONTO_UKENDT']],
    ['a debtor’s konto', { indtaegtskonto: 'DEBITOR' }, ['indtaegtskonto KONTO_FORKERT_ART']],
    ['a konto of the program', { indtaegtskonto: 'BANK' }, ['indtaegtskonto KONTO_FORKERT_ART']],
    ['an unknown rykkerprocedure', { rykkerprocedure: 'X' }, ['rykkerprocedure RYKKERPROCEDURE_UKENDT']],
    ['an unknown aftalekontotype', { aftalekontotype: 'X' }, ['aftalekontotype AFTALEKONTOTYPE_UKENDT']],
    ['an aftalekontotype that ends before it', { aftalekontotype: 'TODELT' }, ['aftalekontotype AFTALEKONTOTYPE_UKENDT']],
    ['an unknown fordringstype', { fordringstype: 'X' }, ['fordringstype FORDRINGSTYPE_UKENDT']],
    ['morarente without udpantningsret (gebyrloven § 3)', { udpantningsret: false }, ['renteBesluttet RENTE_KRAEVER_UDPANTNINGSRET']],
    ['no morarente, no udpantningsret', { udpantningsret: false, renteBesluttet: null }, []],
    ['renteloven without udpantningsret', { udpantningsret: false, regime: 'RENTELOV' }, []],
    ['several at once', { indtaegtskonto: 'X', rykkerprocedure: 'X' }, ['indtaegtskonto KONTO_UKENDT', 'rykkerprocedure RYKKERPROCEDURE_UKENDT']],
  ])('%s', (_, andet, ud) => { expect(koder('KRAVSTYPER', ny('VERSION', type(andet)), fakta())).toEqual(ud); });

  it('is content with what holds in versions that meet', () => {
    expect(koder('KRAVSTYPER', ny('VERSION', type({ aftalekontotype: 'TODELT' }), '2026-01-01', '2029-01-01'), fakta())).toEqual([]);
  });
});

it.each<[string, Momskodevaerdier, string[]]>([
  ['25 percent', { navn: 'x', sats: '25.00', konto: 'MOMS', hjemmel: 'x' }, []], ['none', { navn: 'x', sats: '0.00', konto: null, hjemmel: 'x' }, []],
  ['none, with a konto', { navn: 'x', sats: '0.00', konto: 'MOMS', hjemmel: 'x' }, ['konto MOMSKONTO_UDEN_SATS']], ['25 percent nowhere', { navn: 'x', sats: '25.00', konto: null, hjemmel: 'x' }, ['konto KONTO_UKENDT']],
  ['25 percent as income', { navn: 'x', sats: '25.00', konto: 'INDT', hjemmel: 'x' }, ['konto KONTO_FORKERT_ART']],
])('a momskode of %s', (_, v, ud) => { expect(koder('MOMSKODER', ny('VERSION', v), fakta())).toEqual(ud); });

it.each<[string, Partial<Deltransaktionsvaerdier>, string, string[]]>([
  ['as it should be', {}, 'DAGINST', []], ['an unknown kravstype', {}, 'X', ['kravstype KRAVSTYPE_UKENDT']], ['an unknown momskode', { momskode: 'X' }, 'DAGINST', ['momskode MOMSKODE_UKENDT']],
  ['an unknown konto', { indtaegtskonto: 'X' }, 'DAGINST', ['indtaegtskonto KONTO_UKENDT']],
])('a deltransaktion: %s', (_, andet, kravstype, ud) => {
  expect(koder('DELTRANSAKTIONER', ny('OPRET', { navn: 'x', indtaegtskonto: null, momskode: 'UDEN', kleEmne: null, ...andet }, '2026-01-01', undefined, kravstype), fakta({ versioner: [] }))).toEqual(ud);
});

describe('validity', () => {
  const to = [{ gyldigFra: dato('2020-01-01'), gyldigTil: dato('2026-07-01') }, { gyldigFra: dato('2026-07-01'), gyldigTil: dato('2030-01-01') }];
  const t = { navn: 'x', regler: 'x' };
  it.each<[string, Kodeaendring<'AFTALEKONTOTYPER'>, Partial<Kodefakta>, string[]]>([
    ['a new code', ny('OPRET', t), { versioner: [] }, []],
    ['a new code that exists', ny('OPRET', t), {}, ['kode GYLDIGHED_OVERLAPPER']],
    ['a new code that overlaps one to come', ny('OPRET', t, '2019-01-01', '2020-02-01'), { versioner: to }, ['kode GYLDIGHED_OVERLAPPER']],
    ['an ended code that begins again', ny('OPRET', t, '2030-01-01'), { versioner: to }, []],
    ['a version inside another', ny('VERSION', t, '2026-02-01', '2026-03-01'), { versioner: to }, []],
    ['a version that runs into the next', ny('VERSION', t, '2026-02-01', '2026-08-01'), { versioner: to }, ['gyldigTil GYLDIGHED_OVERLAPPER']],
    ['a version of what does not hold', ny('VERSION', t, '2019-01-01'), { versioner: to }, ['gyldigFra KODE_GAELDER_IKKE']],
    ['end before begin', ny('VERSION', t, '2026-02-01', '2026-02-01'), { versioner: to }, ['gyldigTil PERIODE_OMVENDT']],
    ['ended', { art: 'OPHOER', noegle: { kode: 'K' }, fra: dato('2028-01-01') }, { versioner: to }, []],
    ['withdrawn before it began', { art: 'OPHOER', noegle: { kode: 'K' }, fra: dato('2020-01-01') }, { versioner: to }, []],
    ['ended before it began', { art: 'OPHOER', noegle: { kode: 'K' }, fra: dato('2019-12-31') }, { versioner: to }, ['gyldigTil PERIODE_OMVENDT']],
    ['ended though it has ended', { art: 'OPHOER', noegle: { kode: 'K' }, fra: dato('2030-01-01') }, { versioner: to }, ['gyldigTil KODE_GAELDER_IKKE']],
    ['ended while another needs it', { art: 'OPHOER', noegle: { kode: 'K' }, fra: dato('2026-01-01') }, { bruges: [{ hvor: 'kravstypen DAGINST', ...altid }] }, ['gyldigTil KODE_I_BRUG']],
    ['ended after the last that needed it', { art: 'OPHOER', noegle: { kode: 'K' }, fra: dato('2026-01-01') }, { bruges: [{ hvor: 'kravstypen DAGINST', gyldigFra: dato('2005-01-01'), gyldigTil: dato('2026-01-01') }] }, []],
  ])('%s', (_, a, andet, ud) => { expect(koder('AFTALEKONTOTYPER', a, fakta(andet))).toEqual(ud); });

  it('a code with claims on or after the day cannot end on it', () => {
    const ophoer = { art: 'OPHOER', noegle: { kode: 'K' }, fra: dato('2026-01-01') } as const;
    expect(koder('KRAVSTYPER', ophoer, fakta({ kravIPerioden: 3 }))).toEqual(['gyldigTil KODE_I_BRUG']);
    expect(koder('DELTRANSAKTIONER', ophoer, fakta({ kravIPerioden: 3 }))).toEqual(['gyldigTil KODE_I_BRUG']);
    expect(koder('KRAVSTYPER', ophoer, fakta({ aabneKrav: 3 }))).toEqual([]);
  });

  it('the codes of bilagsarter are the program’s', () => {
    expect(koder('BILAGSARTER', ny('OPRET', { navn: 'x', beskrivelse: 'x' }), fakta({ versioner: [] }))).toEqual(['kode BILAGSART_ER_FAST']);
    expect(koder('BILAGSARTER', { art: 'OPHOER', noegle: { kode: 'K' }, fra: dato('2026-01-01') }, fakta())).toEqual(['kode BILAGSART_ER_FAST']);
    expect(koder('BILAGSARTER', ny('VERSION', { navn: 'x', beskrivelse: 'x' }), fakta())).toEqual([]);
  });

  it('a version ends where the one it takes over from would have', () => {
    expect(slutAf(ny<'AFTALEKONTOTYPER'>('VERSION', t, '2026-02-01'), to)).toBe('2026-07-01');
    expect(slutAf(ny<'AFTALEKONTOTYPER'>('VERSION', t, '2026-08-01'), to)).toBe('2030-01-01');
    expect(slutAf(ny<'AFTALEKONTOTYPER'>('OPRET', t, '2030-01-01'), to)).toBe('infinity');
  });
});

it('the receipt says in Danish what a change touches', () => {
  const f = fakta({ aabneKrav: 128, kravIPerioden: 12 });
  expect(kvitteringstekster('KRAVSTYPER', ny('VERSION', type()), 'infinity', f, dato('2026-03-01'))).toEqual([
    'Den nye version gælder fra 01.01.2026 uden slutdato.', '128 åbne krav af typen følger den; renter, rykkere og afskrivning ses igennem igen i nat, også for den tid der er gået.',
    '12 krav er allerede stiftet i perioden; de beholder den konto, moms, aftalekonto og forældelsesdato, de er bogført med.']);
  expect(kvitteringstekster('KRAVSTYPER', ny('VERSION', type(), '2026-04-01'), dato('2027-01-01'), fakta({ aabneKrav: 1 }), dato('2026-03-01'))).toEqual([
    'Den nye version gælder fra 01.04.2026 til 01.01.2027 (medregnes ikke).', '1 åbent krav af typen følger den fra den dag.']);
  expect(kvitteringstekster('KRAVSTYPER', { art: 'OPHOER', noegle: { kode: 'K' }, fra: dato('2026-04-01') }, 'infinity', fakta({ aabneKrav: 2 }), dato('2026-03-01'))).toEqual([
    'Kravstypen gælder ikke længere fra 01.04.2026.', '2 åbne krav af typen følger fortsat dens sidste version; nye krav afvises.']);
});
