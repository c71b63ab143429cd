import { aar, dageMellem, dato, erBankdag, fik71, laesCpr, laesCvr, opfylderModulus11, plusDage, sum } from '#app/kernel';
import { betalingslinjer, fikAf, laesCamt053 } from '#app/integrationer/bank';
import { kravfejl } from '#app/krav';
import { aendringerne } from './aendringer.js';
import { betalinger, efterUdtogsdag } from './betalinger.js';
import { BANKKONTO, harOcrLinje, skrivKontoudtog } from './kontoudtog.js';
import { kravene } from './krav.js';
import { skabDebitorer } from './personer.js';

const START = dato('2025-05-01');
const SLUT = dato('2026-11-01');
const debitorer = skabDebitorer(START, 2000);
const krav = kravene(debitorer, START, START, SLUT);
const betalt = krav.flatMap(betalinger);
const tekst = (x: unknown): string => JSON.stringify(x);
const antal = <T extends string>(af: readonly T[]): Record<string, number> => Object.fromEntries([...new Set(af)].sort().map((a) => [a, af.filter((b) => b === a).length]));

it('numbers are well-formed and no one\'s', () => {
  const personer = debitorer.filter((d) => d.art === 'ZCPR');
  for (const p of personer) {
    expect(laesCpr('cpr', p.nummer)).toBe(p.nummer);
    expect(opfylderModulus11(p.nummer)).toBe(false);
    expect(p.nummer.startsWith('0101')).toBe(false);
    expect(p.foedt! < dato('2007-10-01')).toBe(true);
    expect(p.nummer.slice(0, 6)).toBe(p.foedt!.slice(8) + p.foedt!.slice(5, 7) + p.foedt!.slice(2, 4));
  }
  for (const f of debitorer.filter((d) => d.art === 'ZCVR')) expect(laesCvr('cvr', f.nummer)).toMatch(/^99/);
  expect(new Set(debitorer.map((d) => d.nummer)).size).toBe(2000);
  expect(debitorer.every((d, i) => d.nr === i)).toBe(true);
});

it('is the same world every time, and grows without changing its past', () => {
  expect(tekst(skabDebitorer(START, 2000))).toBe(tekst(debitorer));
  const laengere = kravene(debitorer, START, START, plusDage(SLUT, 40)).filter((k) => k.dag <= SLUT);
  expect(tekst(laengere.map((k) => k.krav))).toBe(tekst(krav.map((k) => k.krav)));
  expect(tekst(laengere.slice(0, 3000).flatMap(betalinger).map((b) => [b.noegle, b.beloeb, b.udtogsdag, b.art]))).toBe(tekst(krav.slice(0, 3000).flatMap(betalinger).map((b) => [b.noegle, b.beloeb, b.udtogsdag, b.art])));
  expect(tekst(kravene(debitorer, START, dato('2026-03-10'), dato('2026-03-20')))).toBe(tekst(krav.filter((k) => k.dag >= '2026-03-10' && k.dag <= '2026-03-20')));
});

it('has a kommune\'s claims, each keeping the rules, known before it is due, due on a bank day', () => {
  expect(krav.length).toBeGreaterThan(24000);
  expect(krav.length).toBeLessThan(36000);
  const typer = antal(krav.map((k) => k.krav.kravstype));
  expect(Object.keys(typer)).toEqual(['BIBLIOTEK', 'DAGINST', 'FAKTURA', 'HUSLEJE', 'KLUB', 'RENOVATION', 'SFO', 'TILBAGEBETALING']);
  expect(Object.values(typer).every((n) => n > 400)).toBe(true);
  expect(new Set(krav.map((k) => `${k.krav.fagsystem}/${k.krav.reference}`)).size).toBe(krav.length);
  expect(krav.flatMap((k) => kravfejl(k.krav, {} as never))).toEqual([]);
  expect(krav.filter((k) => !erBankdag(k.krav.srb) || k.krav.srb !== k.krav.forfaldsdato || k.dag >= k.krav.srb || k.krav.stiftelsesdato !== k.dag)).toEqual([]);
  expect(krav.some((k) => k.krav.linjer.length > 2)).toBe(true);
  expect(new Set(krav.map((k) => k.debitor.nr)).size).toBeGreaterThan(1900);
});

it('payments: early, on time, late, in part, twice, never, unknown, registered late', () => {
  const af = (f: (x: (typeof betalt)[number]) => boolean): number => betalt.filter(f).length;
  const forsinket = (b: (typeof betalt)[number]): number => dageMellem(b.krav.krav.srb, b.virkningsdato);
  expect(af((b) => forsinket(b) < -3)).toBeGreaterThan(1000);
  expect(af((b) => forsinket(b) === 0)).toBeGreaterThan(5000);
  expect(af((b) => forsinket(b) > 0 && forsinket(b) < 10)).toBeGreaterThan(1000);
  expect(af((b) => forsinket(b) > 30)).toBeGreaterThan(500);
  expect(af((b) => b.beloeb === 'SALDO')).toBeGreaterThan(300);
  const prKrav = new Map<string, number>();
  for (const b of betalt) prKrav.set(b.krav.krav.reference, (prKrav.get(b.krav.krav.reference) ?? 0) + 1);
  expect([...prKrav.values()].filter((n) => n > 1).length).toBeGreaterThan(300);
  expect(krav.length - prKrav.size).toBeGreaterThan(200);
  const delvis = betalt.filter((b) => b.beloeb !== 'SALDO' && b.beloeb.lt(sum(b.krav.krav.linjer.map((l) => l.beloeb))));
  expect(delvis.length).toBeGreaterThan(300);
  const udenId = af((b) => b.art !== 'FIK');
  expect(udenId / betalt.length).toBeGreaterThan(0.01);
  expect(udenId / betalt.length).toBeLessThan(0.025);
  const sent = af((b) => b.udtogsdag > b.virkningsdato);
  expect(sent / betalt.length).toBeGreaterThan(0.006);
  expect(sent / betalt.length).toBeLessThan(0.015);
  expect(betalt.filter((b) => !erBankdag(b.virkningsdato) || b.udtogsdag < b.virkningsdato || b.virkningsdato <= b.krav.dag)).toEqual([]);
  expect(new Set(betalt.map((b) => b.noegle)).size).toBe(betalt.length);
  expect(Object.keys(antal(debitorer.map((d) => d.adfaerd)))).toHaveLength(9);
});

it('people: together, with co-debtors, abroad, protected, moving, dead', () => {
  const boliger = antal(debitorer.filter((d) => d.art === 'ZCPR').map((d) => JSON.stringify(d.adresse)));
  expect(Object.values(boliger).filter((n) => n > 1).length).toBeGreaterThan(300);
  const aendringer = [...aendringerne(debitorer, krav).entries()].flatMap(([dag, a]) => a.map((x) => ({ dag, ...x })));
  const medhaeftere = new Set(aendringer.filter((a) => a.art === 'HAEFTER').map((a) => a.debitor.nr));
  expect(medhaeftere.size).toBeGreaterThan(35);
  expect(medhaeftere.size).toBeLessThan(90);
  const udland = debitorer.filter((d) => d.adresse.landekode !== 'DK');
  expect(udland.length).toBeGreaterThan(8);
  expect(udland.every((d) => d.status?.kode === '80')).toBe(true);
  expect(debitorer.filter((d) => d.adressebeskyttet).length).toBeGreaterThan(10);
  expect(debitorer.filter((d) => d.status?.kode === '90').length).toBeGreaterThan(3);
  const versioner = aendringer.filter((a) => a.art === 'VERSION');
  expect(versioner.filter((a) => a.fra < a.dag).length).toBeGreaterThan(20);
  expect(versioner.filter((a) => a.fra > a.dag).length).toBeGreaterThan(20);
  expect(versioner.every((a) => a.dag >= START)).toBe(true);
});

it.each([1, 2])('statement %i is a camt.053 that the import reads', async (nr) => {
  const dag = [...efterUdtogsdag(krav)].find(([, b]) => b.some((x) => x.art === 'FIK') && b.some((x) => x.art === 'FRITEKST') && b.some((x) => x.virkningsdato < x.udtogsdag))!;
  const linjer = dag[1].map((betaling, i) => ({ betaling, betalingsId: fik71(BigInt(4711 + i)), beloeb: sum(betaling.krav.krav.linjer.slice(0, 1 + (i % 2)).map((l) => l.beloeb)) }));
  const fil = skrivKontoudtog({ dato: dag[0], nr, primo: sum([]), betalinger: linjer });
  const haendelser = [];
  for await (const h of laesCamt053([fil] as never)) haendelser.push(h);
  expect(haendelser.find((h) => h.art === 'UDTOG_SLUT')).toMatchObject({ afvigelser: [], sumKredit: sum(linjer.map((l) => l.beloeb)) });
  const poster = haendelser.filter((h) => h.art === 'POST');
  const laest = poster.flatMap((p) => betalingslinjer(p).linjer.map((l) => ({ noegle: l.noegle, beloeb: l.beloeb, fik: fikAf(l.detalje, p, new Set([BANKKONTO.fiKreditor])) })));
  expect(laest).toHaveLength(linjer.length);
  for (const l of linjer) {
    const fundet = laest.find((x) => x.noegle.includes(l.betaling.noegle))!;
    expect(fundet.beloeb.eq(l.beloeb)).toBe(true);
    const kan = l.betaling.art === 'FIK' || harOcrLinje(l.betaling);
    expect('betalingsId' in fundet.fik && fundet.fik.betalingsId === l.betalingsId).toBe(kan);
  }
  expect(poster.every((p) => p.bogfoeringsdato === dag[0] && aar(p.valoerdato) >= 2025)).toBe(true);
});

