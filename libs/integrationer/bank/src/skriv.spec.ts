import fc from 'fast-check';
import { fraOere, kr, minus, neg, plus, NUL, ProgramFejl, type Beloeb, type Lokaldato } from '#app/kernel';
import { laesCamt053, skrivCamt053, type CamtHaendelse, type Skrivehoved, type Skrivepost } from './index.js';

async function laes(hoved: Skrivehoved, poster: readonly Skrivepost[]): Promise<CamtHaendelse[]> {
  const haendelser: CamtHaendelse[] = [];
  for await (const h of laesCamt053(Buffer.from([...skrivCamt053(hoved, poster)].join('')))) haendelser.push(h);
  return haendelser;
}

/** The events a file must give, from what was asked to be written. */
function forventet(h: Skrivehoved, poster: readonly Skrivepost[]): CamtHaendelse[] {
  const sumAf = (retning: 'KREDIT' | 'DEBET'): Beloeb =>
    poster.filter((p) => p.status === 'BOOK' && p.retning === retning).reduce((s, p) => plus(s, p.beloeb), NUL);
  const { udtogsId, konto, saldi, version, msgId, oprettet, ...resten } = h;
  return [
    { art: 'HOVED', version, msgId, oprettet },
    { art: 'UDTOG', nr: 1, id: udtogsId, konto, ...resten, primoSaldo: saldi[0]!.beloeb, ultimoSaldo: saldi[1]!.beloeb, saldoDato: saldi[1]!.dato, afvigelser: [] },
    ...poster.map((p, i): CamtHaendelse => ({
      tilbagefoersel: false, ...p, art: 'POST', udtogsId, konto, linje: i + 1, afvigelser: [],
      detaljer: (p.detaljer ?? []).map((d, j) => ({ scorReferencer: [], fritekst: [], ...d, nr: j + 1 })),
    })),
    { art: 'UDTOG_SLUT', udtogsId, antalPoster: poster.length, sumKredit: sumAf('KREDIT'), sumDebet: sumAf('DEBET'), saldi, afvigelser: [] },
    { art: 'SLUT', antalUdtog: 1, antalPoster: poster.length },
  ];
}

const dag = (tekst: string): Lokaldato => tekst as Lokaldato;
const tekst = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).map((t) => `${t}&<]]>"'\r\n${t}`.trim())
  .filter((t) => !/[^\t\n\r\u0020-\ufffd\u{10000}-\u{10ffff}]/u.test(t)); // what XML 1.0 can hold
const reference = fc.stringMatching(/^[A-Z0-9/-]{1,20}$/);
const beloeb = fc.bigInt({ min: 0n, max: 10n ** 9n }).map(fraOere);
const dato = fc.integer({ min: 1, max: 28 }).map((d) => dag(`2025-02-${String(d).padStart(2, '0')}`));
const retning = fc.constantFrom('KREDIT' as const, 'DEBET' as const);
const konto = fc.constantFrom('DK5000400440116243', '21490810494433');
const modtager = fc.constantFrom({}, { modtagerKonto: 'DK5000400440116243' }, { modtagerKonto: '81234567', modtagerKontoskema: 'OCR' },
  { modtagerKonto: '21490810494433', modtagerKontoskema: 'BBAN' });
const part = fc.oneof(fc.constant({}), fc.record({ betalerNavn: tekst, betalerAdresse: fc.array(tekst, { minLength: 1, maxLength: 7 }) }));
const kunMed = <T>(model: { [N in keyof T]: fc.Arbitrary<T[N]> }): fc.Arbitrary<Partial<T>> => fc.record(model, { requiredKeys: [] }) as fc.Arbitrary<Partial<T>>;

const detalje = (ny: boolean) => fc.tuple(
  kunMed({
    acctSvcrRef: reference, endToEndId: reference, instrId: reference, txId: reference, pmtInfId: reference, betalerKonto: konto,
    ultimativBetalerNavn: tekst, modtagerNavn: tekst, scorReferencer: fc.array(reference, { maxLength: 3 }), fritekst: fc.array(tekst, { maxLength: 3 }),
    purpose: tekst, tekst, returaarsag: fc.constantFrom('AM05', 'AC04'),
  }),
  modtager, part, fc.oneof(fc.constant({}), fc.record({ beloeb, valuta: fc.constant('DKK'), ...(ny && { retning }) })),
).map((dele) => Object.assign({}, ...dele) as NonNullable<Skrivepost['detaljer']>[number]);

const post = (ny: boolean): fc.Arbitrary<Skrivepost> => fc.tuple(
  fc.record({ beloeb, valuta: fc.constant('DKK'), retning, status: fc.constantFrom('BOOK' as const, 'PDNG' as const, 'INFO' as const),
    tilbagefoersel: fc.boolean(), bogfoeringsdato: dato, valoerdato: dato, detaljer: fc.array(detalje(ny), { maxLength: 3 }) }),
  kunMed({ acctSvcrRef: reference, ntryRef: reference, tekst, antalIBundt: fc.nat(99),
    bankkode: fc.constantFrom({ domaene: 'PMNT', familie: 'RCDT', underfamilie: 'VCOM' }, { proprietaer: 'BETAL. 1' }) }),
).map(([fast, frit]) => ({ ...fast, ...frit }));

const fil = fc.constantFrom('001.02' as const, '001.08' as const).chain((version) => fc.record({
  version: fc.constant(version), msgId: reference, udtogsId: reference, ejer: tekst, konto, elektroniskNr: fc.nat(999), juridiskNr: fc.nat(999),
  primo: beloeb.map((b) => minus(b, kr('5000.00'))), poster: fc.array(post(version === '001.08'), { maxLength: 5 }),
}));

it('what is written is what is read', async () => {
  await fc.assert(fc.asyncProperty(fil, async ({ primo, poster, ...resten }) => {
    const bevaegelse = poster.filter((p) => p.status === 'BOOK').reduce((s, p) => plus(s, p.retning === 'KREDIT' ? p.beloeb : neg(p.beloeb)), primo);
    const hoved: Skrivehoved = {
      ...resten, oprettet: '2025-03-04T05:00:00+01:00', valuta: 'DKK', fraDato: dag('2025-02-01'), tilDato: dag('2025-02-28'),
      saldi: [{ kode: 'OPBD', beloeb: primo, valuta: 'DKK', dato: dag('2025-02-01') }, { kode: 'CLBD', beloeb: bevaegelse, valuta: 'DKK', dato: dag('2025-02-28') }],
    };
    expect(await laes(hoved, poster)).toEqual(forventet(hoved, poster));
  }), { numRuns: 200 });
});

const HOVED: Skrivehoved = { version: '001.02', msgId: 'M', oprettet: '2025-03-04T05:00:00Z', udtogsId: 'U', konto: '1', valuta: 'DKK', saldi: [] };
const POST: Skrivepost = { beloeb: kr('1.00'), valuta: 'DKK', retning: 'KREDIT', status: 'BOOK', bogfoeringsdato: dag('2025-03-03'), valoerdato: dag('2025-03-03') };

it.each<[string, Skrivepost]>([
  ['CAMT_TEGN_UGYLDIGT', { ...POST, tekst: 'a\u0000b' }],
  ['CAMT_TEGN_UGYLDIGT', { ...POST, tekst: 'halvt \ud83d tegn' }],
  ['CAMT_BELOEB_NEGATIVT', { ...POST, beloeb: kr('-1.00') }],
  ['CAMT_RETNING_KRAEVER_08', { ...POST, detaljer: [{ beloeb: kr('1.00'), retning: 'DEBET' }] }],
])('%s is a bug of the writer', (kode, forkert) => {
  const skriv = (): string[] => [...skrivCamt053(HOVED, [forkert])];
  expect(skriv).toThrow(ProgramFejl);
  expect(skriv).toThrow(kode);
});

it('asks for an entry first when it is about to write it', () => {
  let hentet = 0;
  function* poster(): Generator<Skrivepost> {
    for (;;) {
      hentet += 1;
      yield POST;
    }
  }
  const skriver = skrivCamt053(HOVED, poster());
  for (let i = 0; i < 4; i += 1) skriver.next();
  expect(hentet).toBe(3);
});
