import fc from 'fast-check';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { beloebTekst, dato, kr, NUL, type Beloeb } from '#app/kernel';
import {
  BankfilFejl, betalingslinjer, fikAf, laesCamt053, skrivCamt053, type CamtHaendelse, type CamtPost, type CamtUdtogSlut, type Camtvalg, type FikSvar, type Skrivehoved,
  type Skrivepost,
} from './index.js';

const EGNE_KREDITORER = new Set(['81234567']);
const mappe = new URL('../fixtures/', import.meta.url);
const fixtures = readdirSync(mappe).filter((navn) => navn.endsWith('.xml')).sort();
const fil = (navn: string): Uint8Array => readFileSync(new URL(navn, mappe));
const delte = new URL('../../../../../shared/domain/samples/camt053/', import.meta.url);

async function* iStykker(bytes: Uint8Array, laengde: number): AsyncGenerator<Uint8Array> {
  for (let fra = 0; fra < bytes.length; fra += laengde) yield bytes.subarray(fra, fra + laengde);
}

/** The events until the end or the refusal, and the refusal. */
async function saml(laeser: AsyncIterable<CamtHaendelse>): Promise<{ haendelser: CamtHaendelse[]; fejl?: BankfilFejl }> {
  const haendelser: CamtHaendelse[] = [];
  try {
    for await (const h of laeser) haendelser.push(h);
    return { haendelser };
  } catch (fejl) {
    if (!(fejl instanceof BankfilFejl)) throw fejl;
    return { haendelser, fejl };
  }
}

const laes = (kilde: AsyncIterable<Uint8Array> | Uint8Array, opt?: Camtvalg): ReturnType<typeof saml> => saml(laesCamt053(kilde, opt));

const felt = (navn: string, v: unknown): string => (v === undefined ? '' : ` ${navn}=${Array.isArray(v) ? v.join(' / ') : String(v)}`);
const penge = (navn: string, b: Beloeb | undefined): string => felt(navn, b && beloebTekst(b));
const visFik = (f: FikSvar): string => ('grund' in f ? f.grund : `${f.kortart}/${f.betalingsId} kreditor=${f.kreditor ?? '?'}`);

/** An entry as a reader of the golden wants it: what the bank said, then what may be booked from it. */
function visPost(p: CamtPost): string[] {
  const kode = p.bankkode && Object.values(p.bankkode).join('/');
  const { linjer, grund } = betalingslinjer(p);
  return [
    `POST ${p.linje} ${p.status} ${p.retning} ${beloebTekst(p.beloeb)} ${p.valuta} bogf=${p.bogfoeringsdato} val=${p.valoerdato}${p.tilbagefoersel ? ' TILBAGEFOERSEL' : ''}${
      felt('ref', p.acctSvcrRef)}${felt('kode', kode)}${felt('bundt', p.antalIBundt)}${felt('tekst', p.tekst)}${felt('afvigelser', p.afvigelser.map((a) => a.kode).join() || undefined)}`,
    ...p.detaljer.map(({ nr, beloeb, scorReferencer, fritekst, ...rest }) => `  detalje ${nr}${penge('beloeb', beloeb)}${
      Object.entries({ ...rest, scor: scorReferencer, fritekst }).filter(([, v]) => v?.length !== 0).map(([n, v]) => felt(n, v)).join('')}`),
    ...linjer.map((l) => `  > ${l.retning} ${beloebTekst(l.beloeb)} ${l.noegle} ${visFik(fikAf(l.detalje, p, EGNE_KREDITORER))}`),
    ...(grund ? [`  ! ${grund}`] : []),
  ];
}

function vis(h: CamtHaendelse): string[] {
  switch (h.art) {
    case 'HOVED': return [`HOVED ${h.version} ${h.msgId} ${h.oprettet}`];
    case 'UDTOG': return [`UDTOG ${h.nr} ${h.id} konto=${h.konto}${felt('ejer', h.ejer)}${felt('valuta', h.valuta)}${felt('nr', h.elektroniskNr)}${
      felt('fra', h.fraDato)}${felt('til', h.tilDato)}${penge('primo', h.primoSaldo)}${penge('ultimo', h.ultimoSaldo)}${felt('saldodato', h.saldoDato)}${
      felt('side', h.side && `${h.side.nr}${h.side.sidste ? ' (sidste)' : ''}`)}${felt('afvigelser', h.afvigelser.map((a) => a.kode).join() || undefined)}`];
    case 'POST': return visPost(h);
    case 'UDTOG_SLUT': return [
      `UDTOG_SLUT ${h.udtogsId} poster=${h.antalPoster} kredit=${beloebTekst(h.sumKredit)} debet=${beloebTekst(h.sumDebet)} saldi=${
        h.saldi.map((s) => `${s.kode} ${beloebTekst(s.beloeb)} ${s.valuta} ${s.dato}`).join(', ')}`,
      ...h.afvigelser.map((a) => `  ! ${a.kode}: ${a.tekst}`)];
    case 'SLUT': return [`SLUT udtog=${h.antalUdtog} poster=${h.antalPoster}`];
  }
}

async function golden(bytes: Uint8Array): Promise<string> {
  const { haendelser, fejl } = await laes(bytes);
  return `${[...haendelser.flatMap(vis), ...(fejl ? [`FEJL ${fejl.kode} ${fejl.message}`] : [])].join('\n')}\n`;
}

describe('fixtures', () => {
  it.each(fixtures)('%s reads as its golden says', async (navn) => {
    expect(await golden(fil(navn))).toBe(readFileSync(new URL(navn.replace(/\.xml$/, '.golden'), mappe), 'utf8'));
  });

  it.each(fixtures)('%s gives the same events and the same refusal however it is cut', async (navn) => {
    const hel = await laes(fil(navn));
    for (const laengde of [1, 7, 65_536]) expect(await laes(iStykker(fil(navn), laengde))).toEqual(hel);
  });

  it.each(['sum-02.xml', 'opsummering-02.xml'])('%s is told, not refused, when reading leniently', async (navn) => {
    const { haendelser, fejl } = await laes(fil(navn), { strengt: false });
    expect(fejl).toBeUndefined();
    expect(haendelser.find((h) => h.art === 'UDTOG_SLUT')?.afvigelser[0]?.kode).toBe('BANKFIL_SUM');
    expect(haendelser.at(-1)?.art).toBe('SLUT');
  });
});

/** Each statement that was read, written as 001.08 and read again: its entries and its end. */
async function omskrevet(haendelser: readonly CamtHaendelse[]): Promise<CamtHaendelse[]> {
  const svar: CamtHaendelse[] = [];
  for (const u of haendelser.filter((h) => h.art === 'UDTOG')) {
    const slut = haendelser.find((h) => h.art === 'UDTOG_SLUT' && h.udtogsId === u.id) as CamtUdtogSlut;
    const poster = haendelser.filter((h) => h.art === 'POST' && h.udtogsId === u.id) as CamtPost[];
    const hoved = { ...u, version: '001.08' as const, msgId: 'M', oprettet: '2025-03-04T05:00:00', udtogsId: u.id, valuta: u.valuta ?? 'DKK', saldi: slut.saldi };
    svar.push(...(await laes(Buffer.from([...skrivCamt053(hoved, poster)].join('')), { strengt: false })).haendelser);
  }
  return svar;
}

/** Entries without what cannot be written: the currency of an amount that could not be read. */
const poster = (haendelser: readonly CamtHaendelse[]): CamtPost[] => haendelser.filter((h) => h.art === 'POST')
  .map((p) => ({ ...p, detaljer: p.detaljer.map((d) => ({ ...d, valuta: d.beloeb && d.valuta })) }));

it.each([
  ...fixtures.map((navn) => new URL(navn, mappe)),
  ...(existsSync(delte) ? readdirSync(delte).filter((navn) => navn.endsWith('.xml')).map((navn) => new URL(navn, delte)) : []),
])('%s survives parse and serialize', async (sti) => {
  const { haendelser, fejl } = await laes(readFileSync(sti), { strengt: false });
  if (fejl) return;
  const igen = await omskrevet(haendelser);
  expect(poster(igen)).toEqual(poster(haendelser));
  const slutninger = (alle: readonly CamtHaendelse[]): unknown => alle.filter((h) => h.art === 'UDTOG_SLUT').map((h) => ({ ...h, afvigelser: [] }));
  expect(slutninger(igen)).toEqual(slutninger(haendelser));
});

// Facts of the public samples (their SOURCES.md); the files themselves are not part of this repository.
(existsSync(delte) ? describe : describe.skip)('public samples', () => {
  it.each([
    ['dk-nordea-v02-fik-batch.xml', 1, 6, '29286.58', '66962.50', []],
    ['genkgo-v02-multi-statement.xml', 2, 2, '8.85', '7.00', []],
    ['genkgo-v02-five-decimals.xml', 1, 1, '8.85', '0.00', ['BANKFIL_SUM']],
    ['genkgo-v02-no-entries-dttm.xml', 1, 0, '0.00', '0.00', ['BANKFIL_SALDO_MANGLER']],
    ['genkgo-v08.xml', 1, 1, '8.85', '0.00', ['CAMT_VALUTA']],
    ['iso-business-sample-v04.xml', 1, 3, '135678.50', '200000.00', []],
  ])('%s', async (navn, udtog, poster, kredit, debet, afvigelser) => {
    const { haendelser, fejl } = await laes(readFileSync(new URL(navn, delte)), { strengt: false });
    const slut = haendelser.filter((h) => h.art === 'UDTOG_SLUT');
    expect(fejl).toBeUndefined();
    expect(haendelser.at(-1)).toEqual({ art: 'SLUT', antalUdtog: udtog, antalPoster: poster });
    expect(beloebTekst(slut.map((s) => s.sumKredit).reduce((a, b) => kr(a.plus(b).toFixed(2))))).toBe(kredit);
    expect(beloebTekst(slut.map((s) => s.sumDebet).reduce((a, b) => kr(a.plus(b).toFixed(2))))).toBe(debet);
    expect(slut.flatMap((s) => s.afvigelser.map((a) => a.kode))).toEqual(afvigelser);
  });

  it('finds the FIK ids of the Danish sample', async () => {
    const { haendelser } = await laes(readFileSync(new URL('dk-nordea-v02-fik-batch.xml', delte)));
    const fund = haendelser.filter((h) => h.art === 'POST')
      .flatMap((p) => betalingslinjer(p).linjer.map((l) => visFik(fikAf(l.detalje, p, new Set(['82424016', '88889999'])))));
    expect(fund).toEqual(['INGEN_FIK', '71/000000020211041 kreditor=82424016', 'INGEN_FIK', '71/000000003097920 kreditor=88889999',
      '71/123456789012347 kreditor=88889999', 'INGEN_FIK', 'INGEN_FIK', 'INGEN_FIK']);
  });
});

describe('as a stream', () => {
  const ANTAL = 50_000;
  const DAG = dato('2025-03-03');
  function* mangePoster(): Generator<Skrivepost> {
    for (let i = 1; i <= ANTAL; i += 1) {
      yield { beloeb: kr('1.00'), valuta: 'DKK', retning: 'KREDIT', status: 'BOOK', bogfoeringsdato: DAG, valoerdato: DAG, acctSvcrRef: `R${i}` };
    }
  }
  const hoved: Skrivehoved = {
    version: '001.08', msgId: 'M', oprettet: '2025-03-04T05:00:00+01:00', udtogsId: 'U', konto: 'DK5000400440116243', valuta: 'DKK',
    saldi: [{ kode: 'OPBD', beloeb: NUL, valuta: 'DKK', dato: DAG }, { kode: 'CLBD', beloeb: kr(`${ANTAL}.00`), valuta: 'DKK', dato: DAG }],
  };

  it('reads no further ahead than the piece in hand, and holds no more entries than stand in it', async () => {
    let skrevet = 0;
    async function* kilde(): AsyncGenerator<Uint8Array> {
      for (const tekst of skrivCamt053(hoved, mangePoster())) {
        skrevet += 1;
        yield Buffer.from(tekst);
      }
    }
    let foran = 0;
    let antal = 0;
    for await (const h of laesCamt053(kilde())) {
      if (h.art !== 'POST') continue;
      antal += 1;
      foran = Math.max(foran, skrevet - h.linje);
    }
    expect(antal).toBe(ANTAL);
    expect(foran).toBeLessThanOrEqual(2); // the file's beginning and this entry's own piece
  });

  it('reads a file given whole in pieces too: what comes after the piece in hand is not yet looked at', async () => {
    const alt = Buffer.from([...skrivCamt053(hoved, mangePoster())].join(''));
    const laeser = laesCamt053(alt);
    while ((await laeser.next()).value?.art !== 'POST');
    alt.fill('<', 100_000);
    expect((await saml(laeser)).fejl?.kode).toBe('BANKFIL_IKKE_XML');
  });

  it('closes its source when the caller stops', async () => {
    let lukket = false;
    async function* kilde(): AsyncGenerator<Uint8Array> {
      try {
        for (const tekst of skrivCamt053(hoved, mangePoster())) yield Buffer.from(tekst);
      } finally {
        lukket = true;
      }
    }
    for await (const h of laesCamt053(kilde())) if (h.art === 'POST') break;
    expect(lukket).toBe(true);
  });
});

it('a damaged file: only BankfilFejl, nothing from the file in it, and the same however it is cut', async () => {
  const bytes = fil('fik-bundt-02.xml');
  const skade = fc.tuple(fc.nat(bytes.length - 1), fc.oneof(fc.constantFrom(...Buffer.from('<>&"/!?\r\n')), fc.integer({ min: 0, max: 255 })));
  await fc.assert(fc.asyncProperty(
    fc.array(skade, { minLength: 1, maxLength: 4 }), fc.option(fc.nat(bytes.length)), fc.integer({ min: 1, max: 3000 }),
    async (skader, ende, laengde) => {
      const skadet = Uint8Array.from(bytes.subarray(0, ende ?? bytes.length));
      for (const [plads, byte] of skader) if (plads < skadet.length) skadet[plads] = byte;
      const svar = await laes(skadet);
      expect(svar.fejl?.message ?? '').not.toMatch(/Ærlig|Østergade|Børnehave|Leverandør/);
      expect(await laes(iStykker(skadet, laengde))).toEqual(svar);
    },
  ), { numRuns: 300 });
});
