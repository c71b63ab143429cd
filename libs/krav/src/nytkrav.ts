import { dato, foraeldelsesdato, sum, UgyldigtInput, type Beloeb, type Feltfejl, type Lokaldato } from '#app/kernel';
import type { Placering } from '#app/stamdata';
import type { Kravstype } from './kravstype.js';

/** Id kinds a fagsystem may name its debtor by. */
export type DebitorIdentArt = 'ZCPR' | 'ZEPNR' | 'ZCVR';

export interface NyLinje {
  readonly deltransaktion: string;
  /** kroner > 0 */
  readonly beloeb: Beloeb;
  readonly tekst?: string | undefined;
  /** Whom the service was for (Bilag 2B: ydelsesmodtager), as the fagsystem names them; often a child, so stored encrypted. */
  readonly ydelsesmodtager?: string | undefined;
}

/** A claim as a fagsystem registers it: form checked (kernel types), meaning not yet. */
export interface NytKrav {
  readonly fagsystem: string;
  /** The fagsystem's own reference: the same one twice is the same claim. */
  readonly reference: string;
  readonly debitor: {
    readonly art: DebitorIdentArt; readonly nummer: string; readonly navn?: string | undefined;
    readonly adresse?: { readonly vejnavn?: string | undefined; readonly husnummer?: string | undefined; readonly postnummer?: string | undefined; readonly postdistrikt?: string | undefined; readonly landekode?: string | undefined } | undefined;
  };
  /** Aftaleindhold: nummer i basissystem. */
  readonly indhold: string;
  readonly kravstype: string;
  /** Ydelsesperiode, both days included (as fagsystemer send it). */
  readonly periodeFra?: Lokaldato | undefined;
  readonly periodeTil?: Lokaldato | undefined;
  readonly stiftelsesdato: Lokaldato;
  readonly forfaldsdato: Lokaldato;
  /** Sidste rettidige betalingsdato. */
  readonly srb: Lokaldato;
  readonly linjer: readonly NyLinje[];
  readonly kleEmne?: string | undefined;
  readonly organisatoriskReference?: string | undefined;
  /** The fagsystem has sent the bill itself: no bill is made here, and rente and rykker follow the dates given. Absent: the claim waits to be billed. */
  readonly faktureret?: boolean | undefined;
  /** Where it stands, when another claim says so (a tillægskrav): debitor and indhold are then not asked. The caller has locked the debtor. */
  readonly plads?: Placering | undefined;
}

export const MAKS_LINJER = 200;
const MAKS_HOVEDSTOL = '9999999999.99';

/** Every rule a claim must meet by itself; empty = none broken. Definitions: regler.md (stiftelse <= forfald <= SRB). */
export function kravfejl(k: NytKrav, type: Kravstype | undefined): Feltfejl[] {
  const fejl: Feltfejl[] = [];
  const brudt = (felt: string, kode: string, besked: string): void => { fejl.push({ felt, kode, besked }); };
  if (type === undefined) brudt('kravstype', 'KRAVSTYPE_UKENDT', 'Kravstypen findes ikke på stiftelsesdatoen.');
  if (k.forfaldsdato < k.stiftelsesdato) brudt('forfaldsdato', 'FORFALD_FOER_STIFTELSE', 'Forfaldsdatoen ligger før stiftelsesdatoen.');
  if (k.srb < k.forfaldsdato) brudt('srb', 'SRB_FOER_FORFALD', 'Sidste rettidige betalingsdato ligger før forfaldsdatoen.');
  if (k.stiftelsesdato < dato('1990-01-01') || k.srb > dato('2099-12-31')) brudt('stiftelsesdato', 'DATO_UDENFOR_RAMMEN', 'Datoerne skal ligge mellem 1990 og 2099.');
  if ((k.periodeFra === undefined) !== (k.periodeTil === undefined)) brudt('periodeTil', 'PERIODE_HALV', 'Angiv både periodeFra og periodeTil, eller ingen af dem.');
  else if (k.periodeFra !== undefined && k.periodeTil! < k.periodeFra) brudt('periodeTil', 'PERIODE_OMVENDT', 'Perioden slutter, før den begynder.');
  if (k.linjer.length === 0) brudt('linjer', 'LINJER_MANGLER', 'Kravet skal have mindst én linje.');
  if (k.linjer.length > MAKS_LINJER) brudt('linjer', 'LINJER_FOR_MANGE', `Kravet har over ${MAKS_LINJER} linjer.`);
  k.linjer.forEach((l, i) => { if (l.beloeb.lte(0)) brudt(`linjer[${i}].beloeb`, 'BELOEB_IKKE_POSITIVT', 'Beløbet skal være større end 0.'); });
  if (k.linjer.length > 0 && sum(k.linjer.map((l) => l.beloeb)).gt(MAKS_HOVEDSTOL)) brudt('linjer', 'BELOEB_FOR_STORT', 'Linjernes sum er for stor.');
  return fejl;
}

/** @throws UgyldigtInput with the first broken rule's kode and every broken field */
export function kraevGyldigt(fejl: readonly Feltfejl[]): void {
  const foerste = fejl[0];
  if (foerste !== undefined) throw new UgyldigtKrav(foerste, fejl);
}

/** 422 with all broken fields; `kode` is the first one's. */
export class UgyldigtKrav extends UgyldigtInput {
  constructor(foerste: Feltfejl, alle: readonly Feltfejl[]) {
    super(foerste.kode, foerste.felt, foerste.besked);
    Object.defineProperty(this, 'felter', { value: alle, enumerable: true });
  }
}

/** First forældelsesdato (forældelsesloven §§ 2, 3 and 27): from forfald, or from SRB where SRB rests on law or agreement. */
export function foersteForaeldelsesdato(k: Pick<NytKrav, 'forfaldsdato' | 'srb'>, type: Kravstype): Lokaldato {
  return foraeldelsesdato(type.foraeldelseStart === 'SRB' ? k.srb : k.forfaldsdato, type.foraeldelseAar);
}
