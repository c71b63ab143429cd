import { maskerCpr } from '#app/kernel';
import { KravfilFejl } from './kravfil.fejl.js';
import type { Kravpost, Linjefejl } from './typer.js';

/** How the text of a cell becomes the field's value. */
type Art = 'TEKST' | 'DATO' | 'BELOEB' | 'JA_NEJ';
/** Where a field stands: on the claim, its debtor, the debtor's address, or the claim line. */
type Sted = 'krav' | 'debitor' | 'debitor.adresse' | 'linjer';
interface Kolonne { readonly felt: string; readonly sted: Sted; readonly art: Art; readonly kraevet: boolean }

const kolonne = (sted: Sted, felt: string, art: Art = 'TEKST', kraevet = false): Kolonne => ({ felt, sted, art, kraevet });
/** Every column a spreadsheet may have: the fields of POST /v1/krav. A test in the API holds the two lists up to each other. */
const KOLONNER: readonly Kolonne[] = [
  kolonne('krav', 'reference', 'TEKST', true), kolonne('debitor', 'art', 'TEKST', true), kolonne('debitor', 'nummer', 'TEKST', true), kolonne('debitor', 'navn'),
  ...['vejnavn', 'husnummer', 'postnummer', 'postdistrikt', 'landekode'].map((f) => kolonne('debitor.adresse', f)),
  kolonne('krav', 'aftaleindhold', 'TEKST', true), kolonne('krav', 'kravstype', 'TEKST', true), kolonne('krav', 'periodeFra', 'DATO'), kolonne('krav', 'periodeTil', 'DATO'),
  ...['stiftelsesdato', 'forfaldsdato', 'sidsteRettidigeBetalingsdato'].map((f) => kolonne('krav', f, 'DATO', true)),
  kolonne('linjer', 'deltransaktion', 'TEKST', true), kolonne('linjer', 'beloeb', 'BELOEB', true), kolonne('linjer', 'tekst'), kolonne('linjer', 'ydelsesmodtager'),
  kolonne('krav', 'kleEmne'), kolonne('krav', 'organisatoriskReference'), kolonne('krav', 'fagsystem'), kolonne('krav', 'faktureret', 'JA_NEJ'),
];
const sti = (k: Kolonne): string => (k.sted === 'krav' ? k.felt : `${k.sted}.${k.felt}`);
/** The columns' full names, as the JSON's fields: `debitor.adresse.vejnavn`, `linjer.beloeb`. The last word alone will do. */
export const KOLONNENAVNE: readonly string[] = KOLONNER.map(sti);
export const KRAEVEDE_KOLONNER: readonly string[] = KOLONNER.filter((k) => k.kraevet).map(sti);
const VED_NAVN: ReadonlyMap<string, Kolonne> = new Map(KOLONNER.flatMap((k) => [[sti(k).toLowerCase(), k], [k.felt.toLowerCase(), k]]));

/** Semicolon, as Danish spreadsheets write it, unless the header knows commas alone. */
export const skilletegn = (hovedlinje: string): ';' | ',' => (!hovedlinje.includes(';') && hovedlinje.includes(',') ? ',' : ';');

/** The columns in the file's order. @throws KravfilFejl KRAVFIL_HOVED_MANGLER, KRAVFIL_KOLONNE_UKENDT, KRAVFIL_KOLONNE_GENTAGET, KRAVFIL_KOLONNE_MANGLER */
export function laesHoved(celler: readonly string[]): (Kolonne | undefined)[] {
  const navne = celler.map((c) => c.trim());
  while (navne.at(-1) === '') navne.pop();
  const fundet = navne.map((n) => VED_NAVN.get(n.toLowerCase()));
  if (!fundet.some((k) => k !== undefined)) throw new KravfilFejl('KRAVFIL_HOVED_MANGLER', 'Den første linje skal være kolonnernes navne, for eksempel reference;debitor.art;debitor.nummer. Ingen af dem er genkendt.');
  const ukendt = fundet.findIndex((k) => k === undefined);
  if (ukendt >= 0) throw new KravfilFejl('KRAVFIL_KOLONNE_UKENDT', `Kolonne ${ukendt + 1} har et navn, der ikke findes.`, maskerCpr(navne[ukendt]!.slice(0, 40)));
  const igen = fundet.find((k, i) => fundet.indexOf(k) !== i);
  if (igen !== undefined) throw new KravfilFejl('KRAVFIL_KOLONNE_GENTAGET', `Kolonnen ${sti(igen)} står to gange.`, sti(igen));
  const mangler = KOLONNER.find((k) => k.kraevet && !fundet.includes(k));
  if (mangler !== undefined) throw new KravfilFejl('KRAVFIL_KOLONNE_MANGLER', `Kolonnen ${sti(mangler)} mangler.`, sti(mangler));
  return fundet;
}

const TVETYDIGT = 'BELOEB_TVETYDIGT';
/**
 * Kroner as `1234.50` from what spreadsheets write: `1234.50`, `1234,5`, `1.234,50`, `1,234.50`, `1 234,50`, `1234`. A separator is the
 * decimal one when one or two digits end the text after it; before it the other kind may part groups of three. Without decimals groups are
 * taken for thousands when they cannot be anything else; `1.234` could be either and is refused. Any other form is returned as it is.
 */
export function regnearksbeloeb(tekst: string): { readonly beloeb: string } | { readonly kode: typeof TVETYDIGT } {
  const t = tekst.replace(/[\u00a0\u2009\u202f]/g, ' ');
  const delt = /^(-?\d+)(?:[.,](\d{1,2}))?$/.exec(t) ?? decimaler(/^(-?\d{1,3}(?:([., ])\d{3})(?:\2\d{3})*)(?:([.,])(\d{1,2}))?$/.exec(t));
  if (delt === undefined) return { kode: TVETYDIGT };
  return { beloeb: delt === null ? tekst : `${delt[1]!.replace(/[., ]/g, '')}.${(delt[2] ?? '').padEnd(2, '0')}` };
}

/** [_, whole kroner, decimals] of grouped digits; undefined: it cannot be told what the separator is; null: not of this form. */
function decimaler(m: RegExpExecArray | null): readonly (string | undefined)[] | null | undefined {
  if (m === null) return null;
  const [hele, gruppe, komma, oere] = m.slice(1);
  if (komma !== undefined) return komma === gruppe ? null : [m[0], hele, oere];
  return gruppe === ' ' || hele!.split(gruppe!).length > 2 ? [m[0], hele, undefined] : undefined;
}

/** ÅÅÅÅ-MM-DD from `31-03-2026` and `31.03.2026`; anything else as it is. */
export const regnearksdato = (tekst: string): string => tekst.replace(/^(\d{2})([-.])(\d{2})\2(\d{4})$/, '$4-$3-$1');

const JA_NEJ: Readonly<Record<string, boolean>> = { ja: true, true: true, sand: true, '1': true, nej: false, false: false, falsk: false, '0': false };

/** One row: the fields it fills in, by place, and what could not be read. */
export interface Raekke { readonly linje: number; readonly felter: Readonly<Record<Sted, Readonly<Record<string, unknown>>>>; readonly fejl: readonly Linjefejl[] }

export function laesRaekke(celler: readonly string[], kolonner: readonly (Kolonne | undefined)[], linje: number): Raekke {
  const felter: Record<Sted, Record<string, unknown>> = { krav: {}, debitor: {}, 'debitor.adresse': {}, linjer: {} };
  const fejl: Linjefejl[] = [];
  if (celler.slice(kolonner.length).some((c) => c.trim() !== '')) fejl.push({ linje, felt: 'linje', kode: 'CELLER_FOR_MANGE', besked: 'Linjen har flere celler, end der er kolonner.' });
  kolonner.forEach((k, i) => {
    const tekst = (celler[i] ?? '').trim();
    if (k === undefined || tekst === '') return;
    const beloeb = k.art === 'BELOEB' ? regnearksbeloeb(tekst) : undefined;
    if (beloeb !== undefined && 'kode' in beloeb) fejl.push({ linje, felt: k.felt, kode: 'BELOEB_TVETYDIGT', besked: 'Beløbet kan læses på to måder. Skriv øre med, for eksempel 1.234,00.' });
    else felter[k.sted][k.felt] = beloeb?.beloeb ?? vaerdi(k.art, tekst);
  });
  return { linje, felter, fejl };
}

const vaerdi = (art: Art, tekst: string): unknown => (art === 'DATO' ? regnearksdato(tekst) : art === 'JA_NEJ' ? (JA_NEJ[tekst.toLowerCase()] ?? tekst) : tekst);

/** Rows that follow each other with one reference are the lines of one claim. */
export const hoererSammen = (a: Raekke, b: Raekke): boolean => a.felter.krav['reference'] !== undefined && a.felter.krav['reference'] === b.felter.krav['reference'];

/** The claim of these rows: the first says what it is, the others repeat it or leave it empty. */
export function postAf(raekker: readonly Raekke[]): Kravpost {
  const [foerste, ...andre] = raekker;
  const { krav, debitor, 'debitor.adresse': adresse } = foerste!.felter;
  const uens = andre.flatMap((r) => (['krav', 'debitor', 'debitor.adresse'] as const).flatMap((s) => Object.entries(r.felter[s])
    .filter(([f, v]) => foerste!.felter[s][f] !== v).map(([f]): Linjefejl => ({ linje: r.linje, felt: s === 'krav' ? f : `${s}.${f}`, kode: 'KRAVLINJER_UENS', besked: 'Linjer med samme reference skal sige det samme om kravet.' }))));
  const paaLinje = raekker.flatMap((r, i) => r.fejl.map((f) => ({ ...f, felt: f.felt === 'linje' ? f.felt : `linjer[${i}].${f.felt}` })));
  const fejl = [...paaLinje, ...uens];
  return {
    linjer: raekker.map((r) => r.linje),
    krav: { ...krav, debitor: { ...debitor, ...(Object.keys(adresse).length === 0 ? {} : { adresse }) }, linjer: raekker.map((r) => r.felter.linjer) },
    ...(fejl.length === 0 ? {} : { fejl }),
  };
}
