import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { dato, kr, plusDage, plusMaaneder, type Beloeb, type Lokaldato } from '#app/kernel';
import { rodmappe } from '#app/platform';
import { ALLE_TYPER, bygFilter, proevFordring, ULAESTE_TYPER, type Fordring, type Regelraekke } from '#app/psrm';

/** Walks every rule of the data: a claim that passes all of its type's rules, and for each rule a change that breaks it. */
const alle = (parse(readFileSync(join(rodmappe(), 'migrations/data/psrm-filterregler.csv')), { columns: true }) as Record<string, string>[])
  .map((r) => ({ ...r, gyldigFra: r['gyldig_fra'] }) as unknown as Regelraekke);
const filter = bygFilter('prøve', alle);
const typer = [...new Set(alle.map((r) => r.fordringstype))].filter((t) => t !== ALLE_TYPER && t !== ULAESTE_TYPER);
const reglerAf = (type: string): Regelraekke[] => alle.filter((r) => r.fordringstype === type);
const MODTAGET = dato('2027-09-01');
type Dato = Lokaldato | undefined;

const START = dato('2026-03-02'); // a Monday
const AARETS_FOERSTE = dato('2026-01-01'); // some types want whole calendar years
const tider = (d: Dato, ...spring: (readonly [maaneder: number, dage: number])[]): Dato[] => (d === undefined ? [undefined] : spring.map(([m, n]) => plusDage(plusMaaneder(d, m), n)));

/** The first claim among some thousand likely ones that breaks no rule of the type. */
function passerende(type: string): Fordring | undefined {
  const related = reglerAf(type).some((r) => r.felt === 'kategori' && r.operand === 'RELATERET');
  for (const dom of [undefined, START]) for (const periodeStart of [START, AARETS_FOERSTE, undefined]) for (const periodeSlut of tider(periodeStart, [0, 0], [0, 1], [1, -1], [1, 0], [0, 29], [12, -1])) {
    for (const stiftelsesdato of periodeSlut === undefined ? [START] : [periodeStart, periodeSlut, plusDage(periodeSlut, 1)]) for (const forfaldsdato of tider(stiftelsesdato, [0, 0], [0, 1], [0, 20])) {
      for (const srb of tider(forfaldsdato, [0, 0], [0, 1], [0, 5])) for (const foraeldelsesdato of [...tider(forfaldsdato, [36, 0], [60, 0], [120, 0]), ...tider(stiftelsesdato, [36, 0], [120, 0]), ...tider(periodeStart, [36, 0]), ...tider(MODTAGET, [12, 0])]) {
        const f: Fordring = {
          fordringsart: 'INDR', kategori: related ? 'RELATERET' : 'HOVEDFORDRING', hovedstol: kr('195.00'), beloeb: kr('100.00'), stiftelsesdato, forfaldsdato, srb,
          foraeldelsesdato: dom === undefined ? foraeldelsesdato : plusMaaneder(dom, 120), periodeStart, periodeSlut, domsdato: dom, forligsdato: undefined, beskrivelse: 'Børnehaven Solen',
          hovedfordring: related ? { forfaldsdato: dato('2026-03-01') } : undefined,
        };
        if (proevFordring(f, filter.for(type, MODTAGET), MODTAGET).udfald === 'UDFØRT') return f;
      }
    }
  }
  return undefined;
}

const FELT: Readonly<Record<string, keyof Fordring>> = { periode_start: 'periodeStart', periode_slut: 'periodeSlut' };
const med = (f: Fordring, felt: string, v: unknown): Fordring => ({ ...f, [FELT[felt] ?? felt]: v }) as Fordring;
const FOER = dato('1950-01-02');
const EFTER = dato('2190-01-04');

/** The claim (and the day it is received) changed so that the rule is broken. */
function brudt(r: Regelraekke, f: Fordring): readonly [Fordring, Lokaldato] {
  const [a, b] = r.felt.split(',') as [string, string];
  const saet = (v: unknown): readonly [Fordring, Lokaldato] => (r.felt === 'modtagelsesdato' ? [f, v as Lokaldato] : [med(f, r.felt, v), MODTAGET]);
  if (r.felt === 'hovedstol' || r.felt === 'beloeb') return [beloebsbrud(r, f), MODTAGET];
  switch (r.operator) {
    case 'UDFYLDT': return saet(undefined);
    case 'UDFYLDT_IKKE_BANKLUKKEDAG': return saet(dato('2026-03-07'));
    case 'TOM': return [med(f, a, START), MODTAGET];
    case 'IKKE_BEGGE': return [med(med(f, a, START), b, START), MODTAGET];
    case 'MINDST_EN': return [med(med(f, a, undefined), b, undefined), MODTAGET];
    case 'SAMME_MAANED': return [med(f, b, plusDage(f.periodeStart!, 40)), MODTAGET];
    case 'SAMME_AAR': return [med(f, b, plusDage(f.periodeStart!, 400)), MODTAGET];
    case 'UDEN_CPR': return saet('Barn 010180-1234');
    case 'IN': return saet('ANDET');
    case 'GE_HVIS_DOM': return [{ ...f, domsdato: START, foraeldelsesdato: plusDage(plusMaaneder(START, 120), -1) }, MODTAGET];
    case 'LE_HVIS_DOM': return [{ ...f, forligsdato: START, domsdato: undefined, foraeldelsesdato: plusDage(plusMaaneder(START, 120), 1) }, MODTAGET];
    case 'GE': case 'GT': return ERSTATTET.test(r.regel) ? [{ ...f, domsdato: undefined, foraeldelsesdato: FOER }, MODTAGET] : saet(FOER);
    default: return r.felt === 'kategori' ? saet('ANDET') : saet(EFTER);
  }
}
const ERSTATTET = /^R_2_3/;

function beloebsbrud(r: Regelraekke, f: Fordring): Fordring {
  const ny = (hovedstol: Beloeb, beloeb: Beloeb): Fordring => ({ ...f, hovedstol, beloeb });
  if (r.felt === 'beloeb') return ny(f.hovedstol, kr('-0.01'));
  if (r.operator === 'GT_ELLER_NULFORDRING') return ny(kr('0.00'), kr('5.00'));
  if (r.operator === 'BETWEEN') return ny(kr('190.99'), kr('1.00'));
  return r.operand === 'beloeb' ? ny(f.hovedstol, kr('195.01')) : ny(kr(`${r.operand.replace(/\..*/, '')}.99`).plus('0.01') as Beloeb, f.beloeb);
}

it('holds the 1,209 rules of 44 types, and the general requirements', () => {
  expect([typer.length, alle.filter((r) => typer.includes(r.fordringstype)).length, alle.length]).toEqual([44, 1209, 1228]);
});

describe.each(typer)('%s', (type) => {
  const f = passerende(type)!;
  it('a claim that meets every rule is UDFØRT', () => {
    expect(proevFordring(f, filter.for(type, MODTAGET), MODTAGET)).toEqual({ udfald: 'UDFØRT', fund: [] });
  });
  it.each(reglerAf(type).map((r) => [r.regel, `${r.felt} ${r.operator} ${r.operand}`, r] as const))('%s: %s, broken, is found with its consequence', (regel, _, r) => {
    const [ond, modtaget] = brudt(r, f);
    const fund = proevFordring(ond, filter.for(type, modtaget < MODTAGET ? MODTAGET : modtaget), modtaget).fund.find((x) => x.regel.split('/').includes(regel));
    expect(fund).toMatchObject({ felt: r.felt, konsekvens: r.konsekvens });
    expect(fund!.hvadSkalAendres).toMatch(/^[A-ZÆØÅ].{9,}\.$/);
  });
});

it.each(alle.filter((r) => r.fordringstype === ULAESTE_TYPER || r.fordringstype === ALLE_TYPER).map((r) => [r.regel, r] as const))('general requirement %s, broken, is found, and the claim keeps its mark', (regel, r) => {
  const f: Fordring = { ...passerende('KFDAINS')!, foraeldelsesdato: plusMaaneder(START, 48) };
  const ukendt = filter.for('GEOPERI', MODTAGET);
  expect(proevFordring(f, ukendt, MODTAGET)).toMatchObject({ udfald: 'FILTER_UKENDT', fund: [{ regel: 'FILTER_UKENDT', vaerdi: 'GEOPERI' }] });
  const [ond, modtaget] = brudt(r, f);
  const svar = proevFordring(ond, ukendt, modtaget);
  expect([svar.udfald, svar.fund.some((x) => x.regel === regel && x.felt === r.felt), svar.fund[0]!.regel]).toEqual([svar.fund.some((x) => x.konsekvens === 'AFVIST') ? 'AFVIST' : 'HØRING', true, 'FILTER_UKENDT']);
});
