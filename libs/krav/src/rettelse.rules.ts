import { dato, foraeldelsesdato, plusDage, visDato, type Feltfejl, type Lokaldato } from '#app/kernel';
import type { Kravstype } from './kravstype.js';

/** What of a claim may be corrected; its amount is regulering's, and what it is booked by (kravstype, stiftelsesdato) makes it another claim. */
export interface Rettefelter {
  readonly forfaldsdato: Lokaldato;
  /** Sidste rettidige betalingsdato. */
  readonly srb: Lokaldato;
  /** Ydelsesperiode, both days included. */
  readonly periodeFra: Lokaldato | null; readonly periodeTil: Lokaldato | null;
  readonly kleEmne: string | null;
  readonly organisatoriskReference: string | null;
}
/** A claim as it stands, and what the rules need beside what may be corrected. */
export interface Rettekrav extends Rettefelter {
  readonly stiftelsesdato: Lokaldato; readonly foraeldelsesdato: Lokaldato;
  /** What the bill that was sent from here told the debtor; null = none was. */
  readonly regningensForfald: Lokaldato | null; readonly regningensSrb: Lokaldato | null;
}

/** A new text on a line. */
export interface Linjetekst { readonly id: string; readonly tekst: string }
/** Fields left out stay as they are. `aarsag`: why, Danish. */
export interface Kravrettelse extends Partial<Rettefelter> { readonly linjer?: readonly Linjetekst[] | undefined; readonly aarsag: string }

/** The fields in the order people read them. */
export const RETTEFELTER = ['forfaldsdato', 'srb', 'periodeFra', 'periodeTil', 'kleEmne', 'organisatoriskReference'] as const satisfies readonly (keyof Rettefelter)[];
export type Rettefelt = (typeof RETTEFELTER)[number];

/** The fields that become otherwise. */
export const rettedeFelter = (staar: Rettefelter, bliver: Rettefelter): Rettefelt[] => RETTEFELTER.filter((f) => staar[f] !== bliver[f]);

/** The claim as it stands after the correction. */
export function medRettelse(staar: Rettefelter, r: Kravrettelse): Rettefelter {
  const ny = <F extends Rettefelt>(felt: F): Rettefelter[F] => (r[felt] === undefined ? staar[felt] : (r[felt] as Rettefelter[F]));
  return { forfaldsdato: ny('forfaldsdato'), srb: ny('srb'), periodeFra: ny('periodeFra'), periodeTil: ny('periodeTil'), kleEmne: ny('kleEmne'), organisatoriskReference: ny('organisatoriskReference') };
}

const SENEST = dato('2099-12-31');

/** What is wrong with the claim as it would stand; the same rules as at registration. Empty = nothing. */
export function rettefejl(staar: Rettekrav, r: Kravrettelse, tekster: ReadonlyMap<string, string | null>): Feltfejl[] {
  const fejl: Feltfejl[] = [];
  const brudt = (felt: string, kode: string, besked: string): void => { fejl.push({ felt, kode, besked }); };
  const bliver = medRettelse(staar, r);
  if (bliver.forfaldsdato < staar.stiftelsesdato) brudt('forfaldsdato', 'FORFALD_FOER_STIFTELSE', 'Forfaldsdatoen ligger før stiftelsesdatoen.');
  if (bliver.srb < bliver.forfaldsdato) brudt('srb', 'SRB_FOER_FORFALD', 'Sidste rettidige betalingsdato ligger før forfaldsdatoen.');
  if (bliver.srb > SENEST) brudt('srb', 'DATO_UDENFOR_RAMMEN', 'Datoerne skal ligge mellem 1990 og 2099.');
  const lovet = (felt: 'forfaldsdato' | 'srb', dag: Lokaldato | null): void => {
    if (dag !== null && bliver[felt] < staar[felt] && bliver[felt] < dag) brudt(felt, 'FRIST_FOER_REGNINGENS', `Debitor har fået en regning, der siger ${visDato(dag)}; datoen kan ikke rettes til en tidligere dag.`);
  };
  lovet('forfaldsdato', staar.regningensForfald);
  lovet('srb', staar.regningensSrb);
  if ((bliver.periodeFra === null) !== (bliver.periodeTil === null)) brudt('periodeTil', 'PERIODE_HALV', 'Angiv både periodeFra og periodeTil, eller ingen af dem.');
  else if (bliver.periodeFra !== null && bliver.periodeTil! < bliver.periodeFra) brudt('periodeTil', 'PERIODE_OMVENDT', 'Perioden slutter, før den begynder.');
  const linjer = r.linjer ?? [];
  linjer.forEach((l, i) => {
    if (!tekster.has(l.id)) brudt(`linjer[${i}].id`, 'LINJE_UKENDT', 'Linjen hører ikke til kravet.');
    else if (linjer.findIndex((x) => x.id === l.id) < i) brudt(`linjer[${i}].id`, 'LINJE_GENTAGET', 'Den samme linje står to gange.');
  });
  const uaendret = rettedeFelter(staar, bliver).length === 0 && linjer.every((l) => tekster.get(l.id) === l.tekst);
  if (fejl.length === 0 && uaendret) brudt('aarsag', 'INTET_AT_RETTE', 'Kravet står allerede sådan; der er intet at rette.');
  return fejl;
}

/**
 * The first forældelsesdato after the correction (forældelsesloven §§ 2, 3 and 27): where the day it is counted from was wrong, it is
 * counted from the right one. Events that move it stand in foraeldelse and are counted again from there. undefined = it does not move.
 */
export function rettetForaeldelsesdato(staar: Rettekrav, bliver: Rettefelter, type: Pick<Kravstype, 'foraeldelseStart' | 'foraeldelseAar'>): Lokaldato | undefined {
  const start = type.foraeldelseStart === 'SRB' ? 'srb' : 'forfaldsdato';
  if (staar[start] === bliver[start]) return undefined;
  const ny = foraeldelsesdato(bliver[start], type.foraeldelseAar);
  return ny === staar.foraeldelsesdato ? undefined : ny;
}

/** Inside the system periods are half-open. */
export const periodeslut = (sidsteDag: Lokaldato | null): Lokaldato | null => (sidsteDag === null ? null : plusDage(sidsteDag, 1));
