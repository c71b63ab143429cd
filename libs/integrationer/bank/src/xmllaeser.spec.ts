import { BankfilFejl, laesCamt053, type BankfilKode, type CamtPost } from './index.js';

const NAVNERUM = 'urn:iso:std:iso:20022:tech:xsd:camt.053.001.02';
const HOVED = '<GrpHdr><MsgId>M</MsgId><CreDtTm>2025-03-04T05:00:00Z</CreDtTm></GrpHdr>';
const KONTO = '<Acct><Id><IBAN>DK5000400440116243</IBAN></Id><Ccy>DKK</Ccy></Acct>';
const POST = '<Ntry><Amt Ccy="DKK">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2025-03-03</Dt></BookgDt></Ntry>';
const ERKLAERING = '<?xml version="1.0" encoding="UTF-8"?>';

const document = (indhold: string, navnerum = NAVNERUM): string => `<Document xmlns="${navnerum}">${indhold}</Document>`;
const besked = (indhold: string): string => document(`<BkToCstmrStmt>${indhold}</BkToCstmrStmt>`);
const udtog = (indhold: string): string => besked(`${HOVED}<Stmt><Id>S</Id>${KONTO}${indhold}</Stmt>`);
const post = (fra: string, til: string): string => udtog(POST.replace(fra, til));
const dybt = (n: number): string => udtog(`<X>${'<a>'.repeat(n)}${'</a>'.repeat(n)}</X>`);
const tekst = (t: string): string => udtog(POST.replace('</Ntry>', () => `<AddtlNtryInf>${t}</AddtlNtryInf></Ntry>`));
const x = (n: number): string => 'x'.repeat(n);

async function poster(kilde: string | Uint8Array, stykke = 0): Promise<CamtPost[]> {
  const bytes = typeof kilde === 'string' ? Buffer.from(kilde) : kilde;
  async function* bider(): AsyncGenerator<Uint8Array> {
    for (let i = 0; i < bytes.length; i += stykke) yield bytes.subarray(i, i + stykke);
  }
  const fundne: CamtPost[] = [];
  for await (const h of laesCamt053(stykke === 0 ? bytes : bider())) if (h.art === 'POST') fundne.push(h);
  return fundne;
}

async function afslag(kilde: string | Uint8Array, stykke = 0): Promise<BankfilFejl> {
  const fejl = await poster(kilde, stykke).then(() => undefined, (e: unknown) => e);
  expect(fejl).toBeInstanceOf(BankfilFejl);
  return fejl as BankfilFejl;
}

describe.each([0, 1])('refused, fed in pieces of %s bytes (0: whole)', (stykke) => {
  it.each<[string, BankfilKode, string | Uint8Array]>([
    ['an empty file', 'BANKFIL_AFKORTET', ''],
    ['only a declaration', 'BANKFIL_AFKORTET', ERKLAERING],
    ['plain text', 'BANKFIL_IKKE_XML', 'Kontoudtog;2025-03-03;1,00'],
    ['crossing tags', 'BANKFIL_IKKE_XML', besked('<a><b></a></b>')],
    ['an undefined entity', 'BANKFIL_IKKE_XML', udtog('&ukendt;')],
    ['a second document element', 'BANKFIL_IKKE_XML', `${udtog('')}<Mere/>`],
    ['text after the document', 'BANKFIL_IKKE_XML', `${udtog('')}mere`],
    ['an undeclared prefix', 'BANKFIL_IKKE_XML', udtog('<x:a/>')],
    ['a control character', 'BANKFIL_IKKE_XML', tekst('\u0001')],
    ['an entry cut off', 'BANKFIL_AFKORTET', udtog(POST).slice(0, -90)],
    ['the last end tag cut off', 'BANKFIL_AFKORTET', udtog(POST).slice(0, -1)],
    ['a character cut off', 'BANKFIL_AFKORTET', Buffer.from(tekst('ø').replace(/ø.*/, 'ø')).subarray(0, -1)],
    ['a DOCTYPE', 'BANKFIL_DTD_FORBUDT', `<!DOCTYPE Document>${udtog('')}`],
    ['a DOCTYPE that never ends', 'BANKFIL_DTD_FORBUDT', '<!DOCTYPE Document [<!ENTITY a "b">'],
    ['a DOCTYPE longer than all limits', 'BANKFIL_DTD_FORBUDT', `<!DOCTYPE Document [${'<!ENTITY a "b">'.repeat(6000)}]>${udtog('')}`],
    ['a DOCTYPE inside', 'BANKFIL_DTD_FORBUDT', udtog('<!DOCTYPE Document>')],
    ['another message', 'BANKFIL_IKKE_CAMT053', document('', 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.03')],
    ['another version', 'BANKFIL_IKKE_CAMT053', document('', 'urn:iso:std:iso:20022:tech:xsd:camt.053.001.13')],
    ['no namespace', 'BANKFIL_IKKE_CAMT053', '<Document><BkToCstmrStmt/></Document>'],
    ['another document element', 'BANKFIL_IKKE_CAMT053', `<Dokument xmlns="${NAVNERUM}"/>`],
    ['another content', 'BANKFIL_IKKE_CAMT053', document('<BkToCstmrAcctRpt/>')],
    ['UTF-16', 'BANKFIL_TEGNSAET', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(udtog(''), 'utf16le')])],
    ['UTF-16 without mark', 'BANKFIL_TEGNSAET', Buffer.from(udtog(''), 'utf16le')],
    ['another encoding', 'BANKFIL_TEGNSAET', `<?xml version="1.0" encoding="windows-1252"?>${udtog('')}`],
    ['an encoding called constructor', 'BANKFIL_TEGNSAET', `<?xml version="1.0" encoding="constructor"?>${udtog('')}`],
    ['a mark and another declaration', 'BANKFIL_TEGNSAET', `\ufeff<?xml version="1.0" encoding="ISO-8859-1"?>${udtog('')}`],
    ['a byte that is not UTF-8', 'BANKFIL_TEGNSAET', Buffer.from(tekst('ø'), 'latin1')],
    ['an overlong sequence', 'BANKFIL_TEGNSAET', Buffer.from(tekst('\xc0\x80'), 'latin1')],
    ['a byte that is not ASCII', 'BANKFIL_TEGNSAET', `<?xml version="1.0" encoding="US-ASCII"?>${tekst('ø')}`],
    ['65 levels', 'BANKFIL_FOR_DYB', dybt(61)],
    ['a text over 64 kB', 'BANKFIL_FELT', tekst(x(65_537))],
    ['a text over 64 kB in CDATA pieces', 'BANKFIL_FELT', tekst(`<![CDATA[${x(40_000)}]]>`.repeat(2))],
    ['a text nobody reads over 64 kB', 'BANKFIL_FELT', udtog(`<X>${x(70_000)}</X>`)],
    ['an attribute over 64 kB', 'BANKFIL_FELT', udtog(`<X a="${x(70_000)}"/>`)],
    ['a comment over 64 kB', 'BANKFIL_FELT', udtog(`<!--${x(70_000)}-->`)],
    ['no header', 'BANKFIL_FELT', besked('<Stmt/>')],
    ['no statement', 'BANKFIL_FELT', besked(HOVED)],
    ['two headers', 'BANKFIL_FELT', besked(HOVED + HOVED)],
    ['no message id', 'BANKFIL_FELT', besked('<GrpHdr><CreDtTm>2025-03-04T05:00:00Z</CreDtTm></GrpHdr>')],
    ['no statement id', 'BANKFIL_FELT', besked(`${HOVED}<Stmt>${KONTO}</Stmt>`)],
    ['no account', 'BANKFIL_FELT', besked(`${HOVED}<Stmt><Id>S</Id></Stmt>`)],
    ['two accounts', 'BANKFIL_FELT', udtog(KONTO)],
    ['no amount', 'BANKFIL_FELT', post('<Amt Ccy="DKK">1.00</Amt>', '')],
    ['no currency', 'BANKFIL_FELT', post(' Ccy="DKK"', '')],
    ['an empty amount', 'BANKFIL_FELT', post('1.00', '')],
    ['a negative amount', 'BANKFIL_FELT', post('1.00', '-1.00')],
    ['an amount around an element', 'BANKFIL_FELT', post('1.00', '1<x/>00')],
    ['half an øre', 'CAMT_BELOEB', post('1.00', '1.005')],
    ['a currency finer than two decimals', 'CAMT_BELOEB', post('DKK">1.00', 'KWD">1.005')],
    ['an amount beyond the books', 'CAMT_BELOEB', post('1.00', '10000000000000')],
    ['no direction', 'BANKFIL_FELT', post('<CdtDbtInd>CRDT</CdtDbtInd>', '')],
    ['another direction', 'BANKFIL_FELT', post('CRDT', 'Kredit')],
    ['no status', 'BANKFIL_FELT', post('<Sts>BOOK</Sts>', '')],
    ['another status', 'BANKFIL_FELT', post('BOOK', 'constructor')],
    ['a day that does not exist', 'BANKFIL_FELT', post('2025-03-03', '2025-02-30')],
    ['a reversal that is neither yes nor no', 'BANKFIL_FELT', post('<Sts>', '<RvslInd>ja</RvslInd><Sts>')],
    ['a balance without a day', 'BANKFIL_FELT', udtog('<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="DKK">1</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>')],
  ])('%s: %s', async (_hvad, kode, fil) => {
    const { kode: givet, status, titel, message } = await afslag(fil, stykke);
    expect([givet, status]).toEqual([kode, 422]);
    expect(titel).not.toBe('');
    expect(message).toMatch(/\.$/);
  });
});

it('names line and element', async () => {
  const fejl = await afslag(udtog(`\n\n${POST.replace('1.00', 'Hans Hansen 010190-1234')}`));
  expect(fejl.message).toBe('Linje 3: feltet Stmt/Ntry/Amt er ikke et positivt beløb.');
  expect(fejl.felter).toEqual([{ felt: 'Stmt/Ntry/Amt', kode: 'BANKFIL_FELT', besked: fejl.message }]);
});

it.each([['&ukendt;', 3], ['<a></b>', 4], ['<a b=1/>', 4], ['<a\n b\n ="1" b="2"/>', 4]])('names the line where the faulty text or tag begins: %s', async (fejl, linje) => {
  for (const stykke of [0, 1, 5]) expect((await afslag(udtog(`\n<x>\n</x>\n${fejl}\n`), stykke)).message).toBe(`Linje ${linje}: Filen er ikke velformet XML.`);
});

it('sums of entries beyond the books are refused, not a bug', async () => {
  const stor = POST.replace('1.00', '9999999999999.99');
  expect((await afslag(udtog(stor + stor))).kode).toBe('CAMT_BELOEB');
});

describe('accepted', () => {
  it.each([
    ['64 levels', dybt(60), undefined],
    ['a text of 64 kB', tekst(x(65_536)), x(65_536)],
    ['a byte order mark', `\ufeff${ERKLAERING}${tekst('x')}`, 'x'],
    ['ISO-8859-1', Buffer.from(`<?xml version="1.0" encoding='iso-8859-1'?>${tekst('Ærø\x80')}`, 'latin1'), 'Ærø\x80'],
    ['US-ASCII', `<?xml version="1.0" encoding="US-ASCII"?>${tekst('&#230;')}`, 'æ'],
    ['CRLF and blanks', tekst('x').replaceAll('><', '>\r\n\t<'), 'x'],
    ['a processing instruction', `<?stil ark?>${tekst('x')}<!-- slut -->\n`, 'x'],
    ['characters outside the plane', tekst('💰 æøå'), '💰 æøå'],
  ])('%s', async (_hvad, fil, forventet) => {
    for (const stykke of [0, 1, 3]) expect((await poster(fil, stykke))[0]?.tekst).toBe(forventet);
  });
});
