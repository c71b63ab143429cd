import { Body, Controller, Get, Post } from '@nestjs/common';
import { maskerCpr } from '#app/kernel';
import { Ret, RaaKrop } from './felles/ret.js';
import { nyTestapi, type Kald, type Testapi } from '../../../test/testapi.js';
import { enKravkrop as krav } from '../../../test/kravkrop.js';

@Controller('proeve')
class ProeveController {
  @Post('fil') @Ret('bankfil:indlaes') @RaaKrop('En fil') fil(@Body() fil: Buffer): { antal: number } { return { antal: fil?.length ?? -1 }; }
  @Get('vaelter') @Ret('krav:laes') vaelter(): never { throw Object.assign(new Error('hemmelig 010180-1234'), { query: 'select cpr' }); }
  @Get('sql') @Ret('krav:laes') sql(): never { throw Object.assign(new Error('invalid input syntax for type date: "Hansen"'), { code: '22007', severity: 'ERROR', routine: 'DateTimeParseError' }); }
}

let a: Testapi;
let konto = '';
beforeAll(async () => {
  a = await nyTestapi({}, [ProeveController]);
  konto = (await a.kald('POST', '/v1/krav', { krop: krav() })).krop.aftalekontoId;
});
afterAll(() => a?.stop());

const debitor = (art: string, nummer: unknown): object => ({ debitor: { art, nummer } });
const linje = (beloeb: unknown): object => ({ linjer: [{ deltransaktion: 'FULDTID', beloeb }] });
const BEL = 'linjer[0].beloeb';

describe('a claim with bad input: its own kode, the field named, nothing changed', () => {
  it.each<[string, object, string, string]>([
    ['no real birthday in the CPR', debitor('CPR', '3102801234'), 'debitor.nummer', 'CPR_UGYLDIGT'],
    ['a CPR of nine digits', debitor('CPR', '010180123'), 'debitor.nummer', 'CPR_UGYLDIGT'],
    ['a CPR as a number', debitor('CPR', 1101801234), 'debitor.nummer', 'CPR_UGYLDIGT'],
    ['wrong check digit in the CVR', debitor('CVR', '13748137'), 'debitor.nummer', 'CVR_UGYLDIGT'],
    ['a CPR as erstatnings-CPR', debitor('ERSTATNINGSCPR', '0101801234'), 'debitor.nummer', 'ERSTATNINGSCPR_UGYLDIGT'],
    ['an unknown kind of number', debitor('PAS', '1'), 'debitor.art', 'VAERDI_UKENDT'],
    ['no number', debitor('CPR', undefined), 'debitor.nummer', 'FELT_MANGLER'],
    ['no debtor', { debitor: undefined }, 'debitor', 'FELT_MANGLER'],
    ['a debtor that is text', { debitor: 'Ane' }, 'debitor', 'OBJEKT_FORVENTET'],
    ['impossible date', { forfaldsdato: '2026-02-30' }, 'forfaldsdato', 'DATO_UGYLDIG'],
    ['a date with time', { forfaldsdato: '2026-02-20T00:00:00Z' }, 'forfaldsdato', 'DATO_UGYLDIG'],
    ['a date as a number', { stiftelsesdato: 20260101 }, 'stiftelsesdato', 'DATO_UGYLDIG'],
    ['a date beyond the frame', { sidsteRettidigeBetalingsdato: '9999-12-31' }, 'stiftelsesdato', 'DATO_UDENFOR_RAMMEN'],
    ['forfald before stiftelse', { forfaldsdato: '2025-12-31' }, 'forfaldsdato', 'FORFALD_FOER_STIFTELSE'],
    ['SRB before forfald', { sidsteRettidigeBetalingsdato: '2026-01-14' }, 'sidsteRettidigeBetalingsdato', 'SRB_FOER_FORFALD'],
    ['amount 0', linje('0.00'), BEL, 'BELOEB_IKKE_POSITIVT'],
    ['negative amount', linje('-1.00'), BEL, 'BELOEB_IKKE_POSITIVT'],
    ['three decimals', linje('1.005'), BEL, 'BELOEB_FORMAT'],
    ['one decimal', linje('1.5'), BEL, 'BELOEB_FORMAT'],
    ['Danish comma', linje('1,50'), BEL, 'BELOEB_FORMAT'],
    ['1e3', linje('1e3'), BEL, 'BELOEB_FORMAT'],
    ['NaN', linje('NaN'), BEL, 'BELOEB_FORMAT'],
    ['amount as a number', linje(1200), BEL, 'BELOEB_FORMAT'],
    ['amount over the numeric range', linje('10000000000000.00'), BEL, 'BELOEB_FOR_STORT'],
    ['sum over the range', { linjer: Array.from({ length: 2 }, () => ({ deltransaktion: 'MAD', beloeb: '9999999999.99' })) }, 'linjer', 'BELOEB_FOR_STORT'],
    ['no lines', { linjer: [] }, 'linjer', 'LISTE_FOR_KORT'],
    ['too many lines', { linjer: Array.from({ length: 201 }, () => ({ deltransaktion: 'A', beloeb: '1.00' })) }, 'linjer', 'LISTE_FOR_LANG'],
    ['lines that are no list', { linjer: { deltransaktion: 'A' } }, 'linjer', 'LISTE_FORVENTET'],
    ['a line that is null', { linjer: [null] }, 'linjer', 'OBJEKT_FORVENTET'],
    ['unknown kravstype', { kravstype: 'FINDES_IKKE' }, 'kravstype', 'KRAVSTYPE_UKENDT'],
    ['a period the wrong way round', { periodeFra: '2026-02-01', periodeTil: '2026-01-31' }, 'periodeTil', 'PERIODE_OMVENDT'],
    ['half a period', { periodeTil: undefined }, 'periodeTil', 'PERIODE_HALV'],
    ['KLE without dots', { kleEmne: '280602' }, 'kleEmne', 'KLE_FORMAT'],
    ['organisation that is no uuid', { organisatoriskReference: 'abc' }, 'organisatoriskReference', 'UUID_UGYLDIGT'],
    ['empty reference', { reference: ' ' }, 'reference', 'FELT_MANGLER'],
    ['no reference', { reference: null }, 'reference', 'FELT_MANGLER'],
    ['too long reference', { reference: 'x'.repeat(51) }, 'reference', 'TEKST_FOR_LANG'],
    ['control character in a text', { linjer: [{ deltransaktion: 'A', beloeb: '1.00', tekst: 'a\u0000b' }] }, 'linjer[0].tekst', 'TEGN_UGYLDIGT'],
    ['half a surrogate pair in a name', { debitor: { art: 'CPR', nummer: '0101801234', navn: 'A\ud800' } }, 'debitor.navn', 'TEGN_UGYLDIGT'],
    ['too long text', { linjer: [{ deltransaktion: 'A', beloeb: '1.00', tekst: 'æ'.repeat(201) }] }, 'linjer[0].tekst', 'TEKST_FOR_LANG'],
    ['unknown field', { farve: 'blå' }, 'farve', 'FELT_UKENDT'],
    ['unknown field in a line', { linjer: [{ deltransaktion: 'A', beloeb: '1.00', moms: '25' }] }, 'linjer[0].moms', 'FELT_UKENDT'],
    ['a field named constructor', { constructor: { name: 'x' } }, 'constructor', 'FELT_UKENDT'],
    ['no fagsystem', { fagsystem: undefined }, 'fagsystem', 'FELT_MANGLER'],
  ])('%s', async (_navn, andet, felt, kode) => {
    const foer = await a.raekker();
    const s = await a.kald('POST', '/v1/krav', { krop: { ...krav({ reference: 'ugyldig' }), ...andet } });
    expect(s).toMatchObject({ status: 422, krop: { kode, type: `urn:debitor:fejl:${kode}`, instance: '/v1/krav', status: 422 } });
    expect(s.krop.felter).toContainEqual({ felt, kode, besked: expect.stringMatching(/\S/) });
    expect(s.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(maskerCpr(s.tekst)).toBe(s.tekst);
    expect(await a.raekker()).toEqual(foer);
  });
});

const json = { 'content-type': 'application/json' };
it.each<[string, Kald, number, string]>([
  ['broken JSON', { raa: '{"reference": "x"', headers: json }, 400, 'JSON_UGYLDIG'],
  ['JSON nested 40 deep', { raa: '['.repeat(40) + ']'.repeat(40), headers: json }, 400, 'JSON_UGYLDIG'],
  ['ISO-8859-1', { raa: Buffer.from('{"reference":"Ærø"}', 'latin1'), headers: json }, 400, 'TEGNSAET_UGYLDIGT'],
  ['cut UTF-8', { raa: Buffer.from('{"reference":"Æ').subarray(0, 15), headers: json }, 400, 'TEGNSAET_UGYLDIGT'],
  ['a list', { krop: [] }, 422, 'OBJEKT_FORVENTET'],
  ['a key named __proto__', { raa: '{"__proto__": {"reference": "x"}}', headers: json }, 422, 'FELT_UKENDT'],
  ['no body', {}, 422, 'FELT_MANGLER'],
  ['50 MB', { raa: Buffer.alloc(50 * 1024 * 1024, 0x20), headers: json }, 413, 'KROP_FOR_STOR'],
  ['XML', { raa: '<a/>', headers: { 'content-type': 'application/xml' } }, 415, 'MEDIETYPE_UKENDT'],
  ['a form', { raa: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415, 'MEDIETYPE_UKENDT'],
  ['no Idempotency-Key', { krop: {}, noegle: null }, 400, 'IDEMPOTENSNOEGLE_MANGLER'],
  ['a short Idempotency-Key', { krop: {}, noegle: '1234567' }, 400, 'IDEMPOTENSNOEGLE_MANGLER'],
])('a body that cannot be read: %s', async (_navn, kald, status, kode) => {
  const foer = await a.raekker();
  expect(await a.kald('POST', '/v1/krav', kald)).toMatchObject({ status, krop: { kode, status } });
  expect(await a.raekker()).toEqual(foer);
});

it.each<[string, 'GET' | 'POST' | 'DELETE', string, Kald, number, string, string | null]>([
  ['unknown path', 'GET', '/v1/findes/ikke?cpr=0101801234', {}, 404, 'STI_UKENDT', null],
  ['unknown method', 'DELETE', '/v1/krav', {}, 405, 'METODE_UKENDT', null],
  ['a path that cannot be decoded', 'GET', '/v1/krav/%E0%A4%A', {}, 400, 'FORESPOERGSEL_UGYLDIG', null],
  ['an id that is none', 'GET', '/v1/krav/abc', {}, 422, 'ID_UGYLDIGT', 'id'],
  ['an id over bigint', 'GET', '/v1/krav/9999999999999999999', {}, 422, 'ID_UGYLDIGT', 'id'],
  ['an unknown claim', 'GET', '/v1/krav/999', {}, 404, 'IKKE_FUNDET', null],
  ['a list without filter', 'GET', '/v1/krav', {}, 422, 'FILTER_MANGLER', 'forretningspartnerId'],
  ['an unknown state', 'GET', '/v1/krav?aftalekontoId=1&tilstand=lukket', {}, 422, 'VAERDI_UKENDT', 'tilstand'],
  ['an unknown query field', 'GET', '/v1/krav?aftalekontoId=1&sort=id', {}, 422, 'FELT_UKENDT', 'sort'],
  ['a field twice', 'GET', '/v1/krav?aftalekontoId=1&aftalekontoId=2', {}, 422, 'ID_UGYLDIGT', 'aftalekontoId'],
  ['antal 0', 'GET', '/v1/udbakke?antal=0', {}, 422, 'TAL_UGYLDIGT', 'antal'],
  ['a made-up cursor', 'GET', `/v1/udbakke?cursor=${Buffer.from('1.x').toString('base64url')}`, {}, 422, 'CURSOR_UGYLDIG', 'cursor'],
  ['a cursor of another list', 'GET', `/v1/krav/1004/posteringer?cursor=${Buffer.from('2026-99-99.1.1').toString('base64url')}`, {}, 422, 'CURSOR_UGYLDIG', 'cursor'],
  ['saldo on an impossible date', 'GET', '/v1/aftalekonti/KONTO/saldo?paa=2026-02-30', {}, 422, 'DATO_UGYLDIG', 'paa'],
  ['saldo as known on an impossible date', 'GET', '/v1/aftalekonti/KONTO/saldo?kendt=2026-13-01', {}, 422, 'DATO_UGYLDIG', 'kendt'],
  ['saldo of an unknown account', 'GET', '/v1/aftalekonti/999/saldo', {}, 404, 'IKKE_FUNDET', null],
  ['raabalance on an impossible date', 'GET', '/v1/raabalance?til=i+dag', {}, 422, 'DATO_UGYLDIG', 'til'],
  ['a person without purpose', 'GET', '/v1/forretningspartnere/1000', {}, 422, 'FORMAAL_MANGLER', 'formaal'],
  ['a search without purpose', 'POST', '/v1/forretningspartnere/soeg', { krop: { art: 'CPR', nummer: '0101801234', formaal: ' x ' }, noegle: null }, 422, 'FORMAAL_MANGLER', 'formaal'],
  ['a search by a wrong number', 'POST', '/v1/forretningspartnere/soeg', { krop: { art: 'CVR', nummer: '12345678', formaal: 'Prøve' }, noegle: null }, 422, 'CVR_UGYLDIGT', 'nummer'],
  ['a period that is none', 'POST', '/v1/regnskabsperioder/2026-01-02/luk', {}, 404, 'REGNSKABSPERIODE_FINDES_IKKE', null],
  ['a period on an impossible date', 'POST', '/v1/regnskabsperioder/2026-02-30/luk', {}, 422, 'DATO_UGYLDIG', 'fra'],
  ['a spærre on nothing', 'POST', '/v1/spaerrer', { krop: { niveau: 'KRAV', objektId: '999', art: 'RYKKER', aarsag: 'x' } }, 404, 'IKKE_FUNDET', null],
  ['a spærre the wrong way round', 'POST', '/v1/spaerrer', { krop: { niveau: 'AFTALEKONTO', objektId: '1', art: 'RYKKER', aarsag: 'x', fra: '2026-02-01', til: '2026-02-01' } }, 422, 'PERIODE_OMVENDT', 'til'],
  ['a setting that is none', 'POST', '/v1/opsaetning', { krop: { navn: 'farve', vaerdi: 'blå' } }, 422, 'VAERDI_UKENDT', 'navn'],
  ['a setting with a wrong value', 'POST', '/v1/opsaetning', { krop: { navn: 'bagatelGraense', vaerdi: '1e3' } }, 422, 'OPSAETNING_UGYLDIG', 'vaerdi'],
  ['an unknown message', 'GET', '/v1/udbakke/999', { headers: { 'x-formaal': 'Prøve' } }, 404, 'IKKE_FUNDET', null],
  ['events of no fagsystem', 'GET', '/v1/haendelser', {}, 422, 'FELT_MANGLER', 'fagsystem'],
])('bad input elsewhere: %s', async (_navn, metode, url, kald, status, kode, felt) => {
  const foer = await a.raekker();
  const s = await a.kald(metode, url.replace('KONTO', konto), kald);
  expect(s).toMatchObject({ status, krop: { kode, status } });
  if (felt !== null) expect(s.krop.felter).toContainEqual(expect.objectContaining({ felt, kode }));
  expect(s.krop.instance).not.toContain('?');
  expect(await a.raekker()).toEqual(foer);
});

it('a 405 says what is allowed', async () => {
  expect((await a.kald('DELETE', '/v1/krav')).headers['allow']).toBe('GET, HEAD, POST');
});

it('takes a file as bytes where the endpoint says so, up to 60 MB', async () => {
  const xml = { 'content-type': 'application/xml' };
  expect(await a.kald('POST', '/proeve/fil', { raa: Buffer.alloc(11 * 1024 * 1024, 1), headers: xml })).toMatchObject({ status: 201, krop: { antal: 11 * 1024 * 1024 } });
  expect(await a.kald('POST', '/proeve/fil', { raa: Buffer.alloc(61 * 1024 * 1024, 1), headers: xml })).toMatchObject({ status: 413, krop: { kode: 'KROP_FOR_STOR' } });
  expect(await a.kald('POST', '/proeve/fil', { krop: {} })).toMatchObject({ status: 415, krop: { kode: 'MEDIETYPE_UKENDT' } });
});

it('a bug is a 500 that tells nothing to the caller, and nothing personal to the log', async () => {
  for (const url of ['/proeve/vaelter', '/proeve/sql']) {
    a.log.length = 0;
    const s = await a.kald('GET', url);
    expect(s).toMatchObject({ status: 500, krop: { kode: 'UVENTET_FEJL', felter: [], korrelationsId: s.headers['x-korrelations-id'] } });
    expect(s.krop.detail).toBeUndefined();
    const linje = a.log.find((l) => l.includes('uventet fejl'))!;
    expect(linje).toContain(s.krop.korrelationsId);
    expect(linje).not.toMatch(/010180|select cpr|Hansen/);
  }
});
