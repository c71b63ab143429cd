import { kr } from '#app/kernel';
import { KoerselService, SammenligningService } from '#app/natplan';
import { scenarie, type Scenarie } from '../../../test/scenarie.js';
import { advarsler, sammenlignTal } from './sammenligning.rules.js';
import type { Nattal } from './sammenligning.facts.js';

const GRAENSE = { procent: 50, antal: 20, kroner: kr('1000.00') };
const tal = (t: Partial<Nattal>): Nattal => ({ trin: 'renter', art: 'ANTAL', navn: 'TILSKREVET', nu: '0.00', forrige: null, median: null, ...t });
const NAVNE = new Map([['renter', 'Renter']]);

it.each([
  ['the first night has nothing to differ from', { nu: '500.00' }, false, false, []],
  ['half as much again is still inside', { nu: '30.00', forrige: '20.00', median: '20.00' }, false, false, []],
  ['one more is not', { nu: '31.00', forrige: '20.00', median: '31.00' }, true, false, ['Renter, tilskrevet: 31 mod 20 sidste nat (+55 %).']],
  ['under 20 of both is too little to tell of', { nu: '19.00', forrige: '1.00', median: '1.00' }, false, false, []],
  ['none where there were 20', { nu: '0.00', forrige: '20.00', median: '20.00' }, true, true, ['Renter, tilskrevet: 0 mod 20 sidste nat (−100 %) og sædvanligvis 20 (−100 %).']],
  ['20 where there were none', { nu: '20.00', forrige: '0.00', median: '0.00' }, true, true, ['Renter, tilskrevet: 20 mod 0 sidste nat og sædvanligvis 0.']],
  ['as last night, but not as usual', { nu: '1200.00', forrige: '1200.00', median: '30.00' }, false, true, ['Renter, tilskrevet: 1.200 mod sædvanligvis 30 (+3.900 %).']],
  ['kroner: 50 % and a thousand', { art: 'BELOEB' as const, navn: 'RENTER', nu: '3000.00', forrige: '1999.99', median: null }, true, false, ['Renter, renter: 3.000,00 kr. mod 1.999,99 kr. sidste nat (+50 %).']],
  ['kroner: a thousand, and exactly 50 %', { art: 'BELOEB' as const, navn: 'RENTER', nu: '3000.00', forrige: '2000.00', median: null }, false, false, []],
  ['kroner: less than a thousand between them', { art: 'BELOEB' as const, navn: 'RENTER', nu: '999.99', forrige: '0.00', median: '0.00' }, false, false, []],
  ['credits go the other way', { art: 'BELOEB' as const, navn: 'UDLIGNET', nu: '-3000.00', forrige: '-1000.00', median: '-3000.00' }, true, false, ['Renter, udlignet: -3.000,00 kr. mod -1.000,00 kr. sidste nat (−200 %).']],
  ['a step that takes longer', { art: 'SEKUNDER' as const, navn: '', nu: '125.00', forrige: '50.00', median: '50.00' }, true, true, ['Renter, varighed: 2 min. 5 sek. mod 50 sek. sidste nat (+150 %) og sædvanligvis 50 sek. (+150 %).']],
  ['seconds are no news', { art: 'SEKUNDER' as const, navn: '', nu: '12.00', forrige: '1.00', median: '1.00' }, false, false, []],
])('%s', (_, t, forrige, saedvanlig, tekster) => {
  const [l] = sammenlignTal([tal(t)], GRAENSE);
  expect([l!.afvigerFraForrige, l!.afvigerFraSaedvanlig]).toEqual([forrige, saedvanlig]);
  expect(advarsler([l!], NAVNE)).toEqual(tekster);
});

describe('on real nights', () => {
  let s: Scenarie;
  afterEach(() => s?.slut());
  it('each night is held up against the last and the median of those before; the settings say what stands out', async () => {
    s = await scenarie({ fra: '2026-01-02' });
    await s.saet('natAfvigelseAntal', '2');
    await s.saet('natAfvigelseKroner', '30.00');
    for (const [i, forfald] of ['2026-01-05', '2026-01-06', '2026-01-07', '2026-01-07', '2026-01-07', '2026-01-07'].entries()) await s.krav(`K${i}`, kr('1000.00'), { forfald, debitor: `D${i}` });
    const sammenlign = async (dag: string) => {
      await s.nat_.indhent(s.hvem(dag as never), dag as never);
      return s.tx(async (tx) => s.m.get(SammenligningService).hent(tx, (await s.m.get(KoerselService).nyesteNat(tx))!));
    };
    const renter = (r: Awaited<ReturnType<typeof sammenlign>>) => r.linjer.filter((l) => l.trin === 'renter' && l.art !== 'SEKUNDER').map((l) => [l.art, l.navn, l.nu, l.forrige, l.median, l.afvigerFraForrige]);
    const foerste = await sammenlign('2026-01-06');
    expect([foerste.forrige, foerste.naetter, foerste.advarsler]).toEqual([null, 0, []]);
    await sammenlign('2026-01-09'); // K0's interest on the 8th, K1's on the 9th
    const stor = await sammenlign('2026-01-10'); // four at once
    expect([stor.forrige, stor.naetter]).toEqual(['2026-01-09', 4]);
    expect(renter(stor)).toEqual([
      ['ANTAL', 'INTET', '0.00', '0.00', '1.00', false], ['ANTAL', 'TILSKREVET', '4.00', '1.00', '0.50', true], ['BELOEB', 'RENTER', '40.00', '10.00', '5.00', true], ['DEBITORER', '', '4.00', '1.00', '1.00', true],
    ]);
    expect(stor.advarsler).toEqual(expect.arrayContaining([
      'Renter, tilskrevet: 4 mod 1 sidste nat (+300 %) og sædvanligvis 1 (+700 %).', 'Renter, renter: 40,00 kr. mod 10,00 kr. sidste nat (+300 %) og sædvanligvis 5,00 kr. (+700 %).']));
  });
  it('only a night is compared', async () => {
    s = await scenarie({ fra: '2026-01-02' });
    const k = await s.nat_.koerTrin(s.hvem(), 'renter');
    await expect(s.tx((tx) => s.m.get(SammenligningService).hent(tx, k.id))).rejects.toMatchObject({ kode: 'IKKE_FUNDET' });
  });
});
