import { beloebTekst, dato, kr } from '#app/kernel';
import { forventedeDage, gyldigBankkonto } from './bankkonto.rules.js';
import { beslutPlacering, indbetalingsbilag, placeringsbilag, type Banklinje, type Placeringsbeslutning } from './indbetaling.rules.js';

const linje = (andet: Partial<Banklinje> = {}): Banklinje => ({ noegle: 'n', bankkontoId: '1', beloeb: kr('300.00'), virkningsdato: dato('2026-02-10'), bankdato: dato('2026-02-11'), betalingsId: '100000000000101', ...andet });
const modtager = { kravId: '10', aftalekontoId: '9', forretningspartnerId: '1' };

it.each([
  ['an id that is known', linje(), modtager, { art: 'PLACER', til: modtager }],
  ['an id that is not', linje(), undefined, { art: 'AFKLAR', aarsag: 'BETALINGSID_UKENDT' }],
  ['no id', linje({ betalingsId: undefined }), undefined, { art: 'AFKLAR', aarsag: 'INGEN_FIK' }],
  ['a reason the reader found', linje({ betalingsId: undefined, afklaringsaarsag: 'FREMMED_KREDITOR' }), undefined, { art: 'AFKLAR', aarsag: 'FREMMED_KREDITOR' }],
  ['money out', linje({ beloeb: kr('-5.00') }), modtager, { art: 'AFKLAR', aarsag: 'UDGAAENDE' }],
  ['a payment the bank took back, known id or not', linje({ beloeb: kr('-5.00'), afklaringsaarsag: 'TILBAGEFOERT_AF_BANKEN' }), modtager, { art: 'AFKLAR', aarsag: 'TILBAGEFOERT_AF_BANKEN' }],
])('%s', (_, l, m, ventet) => { expect(beslutPlacering(l, m)).toEqual(ventet); });

it.each<[string, string, Placeringsbeslutning, string]>([
  ['placed', '300.00', { art: 'PLACER', til: modtager }, 'BANK 300.00, UPLACERET -300.00'],
  ['to afklaring', '300.00', { art: 'AFKLAR', aarsag: 'INGEN_FIK' }, 'BANK 300.00, AFKLARING -300.00'],
  ['money out', '-300.00', { art: 'AFKLAR', aarsag: 'UDGAAENDE' }, 'BANK -300.00, AFKLARING 300.00'],
])('the bilag: %s', (_, beloeb, b, ventet) => {
  const f = indbetalingsbilag('2', '3', linje({ beloeb: kr(beloeb) }), b);
  expect([f.noegle, f.art, f.virkningsdato, f.linjer.map((l) => `${l.konto} ${beloebTekst(l.beloeb)}`).join(', ')]).toEqual(['indbetaling:3', 'INDBETALING', '2026-02-10', ventet]);
});

it('placed by hand: from the payer\'s day, and on the debtor\'s account', () => {
  expect(placeringsbilag('2', '3', linje(), modtager)).toMatchObject({ noegle: 'placering:3', virkningsdato: '2026-02-10', indbetalingId: '3', linjer: [{ konto: 'AFKLARING' }, { konto: 'UPLACERET', aftalekontoId: '9', forretningspartnerId: '1' }] });
});

it.each([
  ['Tuesday after Easter: up to Wednesday before it', '2000-01-01', '2026-04-07', ['2026-03-19', '2026-03-20', '2026-03-23', '2026-03-24', '2026-03-25', '2026-03-26', '2026-03-27', '2026-03-30', '2026-03-31', '2026-04-01']],
  ['a new account: from its first day', '2026-03-31', '2026-04-07', ['2026-03-31', '2026-04-01']],
  ['an account that begins today: nothing', '2026-04-07', '2026-04-07', []],
  ['Monday: Friday', '2026-05-08', '2026-05-11', ['2026-05-08']],
])('statements expected: %s', (_, fra, paa, ventet) => { expect(forventedeDage(dato(fra), dato(paa))).toEqual(ventet); });

it('a bank account as people write it', () => {
  expect(gyldigBankkonto({ kontonummer: 'dk83 2000 0000 0000 01', navn: ' Indbetalinger ', fiKreditor: '8242 4016', gyldigFra: dato('2026-01-01') }))
    .toEqual({ kontonummer: 'DK8320000000000001', navn: 'Indbetalinger', fiKreditor: '82424016', forventesDagligt: true, gyldigFra: '2026-01-01' });
});
it.each([
  [{ kontonummer: 'x!' }, 'BANKKONTO_NUMMER'], [{ navn: ' ' }, 'BANKKONTO_NAVN'], [{ fiKreditor: '123' }, 'FI_KREDITOR_UGYLDIG'],
])('refuses %j', (andet, kode) => {
  expect(() => gyldigBankkonto({ kontonummer: '20001234567890', navn: 'K', gyldigFra: dato('2026-01-01'), ...andet })).toThrow(expect.objectContaining({ kode }));
});
