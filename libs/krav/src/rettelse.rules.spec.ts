import { dato, type Lokaldato } from '#app/kernel';
import { medRettelse, rettedeFelter, rettefejl, rettetForaeldelsesdato, type Kravrettelse, type Rettekrav } from './rettelse.rules.js';

const STAAR: Rettekrav = {
  stiftelsesdato: dato('2026-01-01'), forfaldsdato: dato('2026-01-15'), srb: dato('2026-01-20'), periodeFra: dato('2026-01-01'), periodeTil: dato('2026-01-31'), kleEmne: '28.06.02', organisatoriskReference: null,
  foraeldelsesdato: dato('2029-01-15'), regningensForfald: null, regningensSrb: null,
};
const TEKSTER = new Map([['1', 'Solen'], ['2', null]]);
const fejl = (r: Omit<Kravrettelse, 'aarsag'>, staar: Partial<Rettekrav> = {}): string[] => rettefejl({ ...STAAR, ...staar }, { aarsag: 'x', ...r }, TEKSTER).map((f) => `${f.felt} ${f.kode}`);

it.each<[string, Omit<Kravrettelse, 'aarsag'>, Partial<Rettekrav>, string[]]>([
  ['forfald on the day the claim came to be', { forfaldsdato: dato('2026-01-01') }, {}, []],
  ['forfald the day before', { forfaldsdato: dato('2025-12-31') }, {}, ['forfaldsdato FORFALD_FOER_STIFTELSE']],
  ['SRB on the forfaldsdato', { srb: dato('2026-01-15') }, {}, []],
  ['SRB the day before', { srb: dato('2026-01-14') }, {}, ['srb SRB_FOER_FORFALD']],
  ['forfald past SRB', { forfaldsdato: dato('2026-01-21') }, {}, ['srb SRB_FOER_FORFALD']],
  ['earlier than the bill said', { srb: dato('2026-01-19') }, { regningensSrb: dato('2026-01-20') }, ['srb FRIST_FOER_REGNINGENS']],
  ['later than the bill said', { srb: dato('2026-01-25') }, { regningensSrb: dato('2026-01-20') }, []],
  ['a period of one day', { periodeTil: dato('2026-01-01') }, {}, []],
  ['a line’s text', { linjer: [{ id: '2', tekst: 'Månen' }] }, {}, []],
  ['the text it has', { linjer: [{ id: '1', tekst: 'Solen' }] }, {}, ['aarsag INTET_AT_RETTE']],
  ['the same line twice', { linjer: [{ id: '1', tekst: 'A' }, { id: '1', tekst: 'B' }] }, {}, ['linjer[1].id LINJE_GENTAGET']],
  ['every broken field at once', { forfaldsdato: dato('2025-12-31'), periodeTil: dato('2025-12-31') }, {}, ['forfaldsdato FORFALD_FOER_STIFTELSE', 'periodeTil PERIODE_OMVENDT']],
])('%s', (_, r, staar, kode) => expect(fejl(r, staar)).toEqual(kode));

it('fields left out stay; those that stay are not corrected', () => {
  const bliver = medRettelse(STAAR, { aarsag: 'x', srb: dato('2026-01-25'), kleEmne: '28.06.02' });
  expect(bliver).toMatchObject({ forfaldsdato: '2026-01-15', srb: '2026-01-25', periodeTil: '2026-01-31' });
  expect(rettedeFelter(STAAR, bliver)).toEqual(['srb']);
});

// forældelsesloven § 2: from forfald, or from SRB where that rests on law or agreement; § 27: never a Saturday, Sunday or holiday
it.each<[string, 'FORFALD' | 'SRB', Omit<Kravrettelse, 'aarsag'>, Lokaldato | undefined]>([
  ['forfald moves it', 'FORFALD', { forfaldsdato: dato('2026-01-10') }, dato('2029-01-10')],
  ['SRB does not', 'FORFALD', { srb: dato('2026-01-25') }, undefined],
  ['SRB where it counts from there', 'SRB', { srb: dato('2026-01-25') }, dato('2029-01-25')],
  ['to the next working day', 'FORFALD', { forfaldsdato: dato('2026-01-13') }, undefined], // Saturday 13 January 2029 → Monday 15
])('%s', (_, foraeldelseStart, r, ny) => expect(rettetForaeldelsesdato(STAAR, medRettelse(STAAR, { aarsag: 'x', ...r }), { foraeldelseStart, foraeldelseAar: 3 })).toBe(ny));
