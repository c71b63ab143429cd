import fc from 'fast-check';
import { erEn, listefejl, type Haefter, type Haeftelsesform } from './haefter.rules.js';

const h = (forretningspartnerId: string, form: Haeftelsesform, taeller?: number, naevner?: number): Haefter => ({ forretningspartnerId, form, ...(taeller === undefined ? {} : { andel: { taeller, naevner: naevner! } }) });

it.each<[string, Haefter[], string | undefined]>([
  ['nobody named: the owner alone', [], undefined],
  ['the owner alone, said', [h('E', 'ENE')], undefined],
  ['another alone', [h('A', 'ENE')], 'ENE_ER_IKKE_EJER'],
  ['alone beside another', [h('E', 'ENE'), h('A', 'SOLIDARISK')], 'ENE_MED_ANDRE'],
  ['each for all, the owner unsaid', [h('A', 'SOLIDARISK'), h('B', 'SOLIDARISK')], undefined],
  ['the same twice', [h('A', 'SOLIDARISK'), h('A', 'SUBSIDIAER')], 'HAEFTER_GENTAGET'],
  ['three thirds', [h('E', 'PRO_RATA', 1, 3), h('A', 'PRO_RATA', 1, 3), h('B', 'PRO_RATA', 2, 6)], undefined],
  ['two thirds', [h('E', 'PRO_RATA', 1, 3), h('A', 'PRO_RATA', 1, 3)], 'ANDELE_ER_IKKE_EN'],
  ['more than one', [h('E', 'PRO_RATA', 2, 3), h('A', 'PRO_RATA', 2, 3)], 'ANDELE_ER_IKKE_EN'],
  ['shares and a guarantor', [h('E', 'PRO_RATA', 1, 2), h('A', 'PRO_RATA', 1, 2), h('B', 'SUBSIDIAER')], undefined],
  ['shares and each for all', [h('E', 'PRO_RATA', 1, 1), h('A', 'SOLIDARISK')], 'FORMER_BLANDET'],
  ['a share without a number', [h('E', 'PRO_RATA')], 'ANDEL_KUN_PRO_RATA'],
  ['a number without a share', [h('A', 'SOLIDARISK', 1, 2)], 'ANDEL_KUN_PRO_RATA'],
  ['a share above one', [h('E', 'PRO_RATA', 3, 2)], 'ANDEL_UGYLDIG'],
  ['a share of nothing', [h('E', 'PRO_RATA', 0, 2), h('A', 'PRO_RATA', 1, 1)], 'ANDEL_UGYLDIG'],
  ['the owner as guarantor for nobody', [h('E', 'SUBSIDIAER')], 'INGEN_HOVEDHAEFTER'],
])('%s', (_, liste, kode) => { expect(listefejl('E', liste)?.kode).toBe(kode); });

it('n shares of 1/n are one, and no longer when one is left out', () => {
  fc.assert(fc.property(fc.integer({ min: 2, max: 60 }), fc.integer({ min: 1, max: 9 }), (n, k) => {
    const andele = Array.from({ length: n }, () => ({ taeller: k, naevner: n * k }));
    expect(erEn(andele)).toBe(true);
    expect(erEn(andele.slice(1))).toBe(false);
  }));
});
