import type { Lokaldato } from '#app/kernel';
import type { Konsekvens } from './fordring.js';
import { typefilter, type Typefilter } from './proev.rules.js';
import { kompiler, type Proeve, type Regelraekke } from './proever.js';

/** Rows under these names are no type: what every claim must meet, and what a claim must meet whose type's filter has not been read. */
export const ALLE_TYPER = '*';
export const ULAESTE_TYPER = '*ULÆST';

/** What a rule demands, for people who look at many claims. */
export interface Regeltekst { readonly felt: string; readonly konsekvens: Konsekvens; readonly kraever: string }

/** The filter of all types, compiled once; `aftryk` tells two contents apart. */
export interface Filter {
  readonly aftryk: string;
  /** The rules of a type as they apply to a claim handed over on `dag`. */
  for(fordringstype: string | null, dag: Lokaldato): Typefilter;
  /** The codes under which a rule stands: R_6_3 also stands in 'R_6_3/R_6_4'. */
  koder(regel: string): readonly string[];
  tekst(fordringstype: string | null, regel: string, dag: Lokaldato): Regeltekst | undefined;
}

/**
 * Compiles rows of any types and dates. A type's filter is replaced whole from the day its next rows apply; a type without rows that
 * apply (known by its code only, or unknown) gets the general requirements and the mark.
 * @throws ProgramFejl PSRM_OPERATOR_UKENDT, PSRM_OPERAND_UKENDT, PSRM_FELT_UKENDT
 */
export function bygFilter(aftryk: string, raekker: readonly Regelraekke[]): Filter {
  const versioner = versionerAf(raekker);
  const faelles = versioner.get(ALLE_TYPER) ?? [];
  const generelle = new Map<string | null, Versioner>();
  const ulaeste = (type: string | null): Versioner => {
    let v = generelle.get(type);
    if (v === undefined) generelle.set(type, (v = byg(type, false, versioner.get(ULAESTE_TYPER) ?? [], faelles)));
    return v;
  };
  const laeste = new Map<string, Versioner>();
  for (const [type, v] of versioner) if (type !== ALLE_TYPER && type !== ULAESTE_TYPER) laeste.set(type, byg(type, true, v, faelles));
  const find = (type: string | null, dag: Lokaldato): Typefilter => paaDagen(type === null ? undefined : laeste.get(type), dag) ?? paaDagen(ulaeste(type), dag) ?? typefilter(type, false, []);
  const alle = [...laeste.values(), ulaeste(null)].flatMap((v) => v.flatMap((x) => x.filter.proever));
  return {
    aftryk, for: find,
    koder: (regel) => [...new Set(alle.map((p) => p.regel).filter((r) => r === regel || r.split('/').includes(regel)))],
    tekst: (type, regel, dag) => regeltekst(find(type, dag).proever, regel),
  };
}

type Versioner = readonly { readonly fra: Lokaldato; readonly filter: Typefilter }[];
type Raekkeversioner = readonly { readonly fra: Lokaldato; readonly raekker: readonly Regelraekke[] }[];

function versionerAf(raekker: readonly Regelraekke[]): Map<string, Raekkeversioner> {
  const ud = new Map<string, { fra: Lokaldato; raekker: Regelraekke[] }[]>();
  for (const r of raekker) {
    const versioner = ud.get(r.fordringstype) ?? [];
    const v = versioner.find((x) => x.fra === r.gyldigFra);
    if (v === undefined) versioner.push({ fra: r.gyldigFra, raekker: [r] });
    else v.raekker.push(r);
    ud.set(r.fordringstype, versioner.sort((a, b) => (a.fra < b.fra ? -1 : 1)));
  }
  return ud;
}

/** A version begins whenever the type's own rows or those that all types share do. */
function byg(type: string | null, laest: boolean, egne: Raekkeversioner, faelles: Raekkeversioner): Versioner {
  const foerste = egne[0]?.fra;
  const dage = [...new Set([...egne, ...faelles].map((v) => v.fra))].sort().filter((d) => !laest || (foerste !== undefined && d >= foerste));
  return dage.map((fra, i) => {
    const proever = kompiler([...(senest(egne, fra)?.raekker ?? []), ...(senest(faelles, fra)?.raekker ?? [])]);
    return { fra, filter: typefilter(type, laest, proever, dage[i + 1] ?? 'infinity') };
  });
}

const senest = <V extends { readonly fra: Lokaldato }>(versioner: readonly V[], dag: Lokaldato): V | undefined => versioner.findLast((v) => v.fra <= dag);
const paaDagen = (versioner: Versioner | undefined, dag: Lokaldato): Typefilter | undefined => (versioner === undefined ? undefined : senest(versioner, dag)?.filter);

function regeltekst(proever: readonly Proeve[], regel: string): Regeltekst | undefined {
  const p = proever.find((x) => x.regel === regel);
  return p === undefined ? undefined : { felt: p.felt, konsekvens: p.konsekvens, kraever: p.aendr() };
}
