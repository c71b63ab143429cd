import { afrund, beloebTekst, minus, ocrLinje, plusDage, sum, visBeloeb, visDato, type Beloeb, type Lokaldato } from '#app/kernel';
import type { Kravstype, Regime } from '#app/krav';
import type { BsAftale, Fakturakrav, Fakturalinje } from './fakturering.facts.js';

/** A bill as it will be stored. Kroner; `beloeb` = kravsum − betalt is what is to be paid. */
export interface Faktura {
  readonly id: string; readonly forretningspartnerId: string; readonly modtagerId: string | null;
  readonly dato: Lokaldato; readonly forfaldsdato: Lokaldato; readonly srb: Lokaldato;
  readonly kravsum: Beloeb; readonly betalt: Beloeb; readonly beloeb: Beloeb;
  readonly betalingsId: string; readonly fiKreditor: string | null; readonly bs: BsAftale | undefined;
  readonly krav: readonly (Fakturakrav & { readonly forfaldsdato: Lokaldato; readonly srb: Lokaldato; readonly type: Kravstype | undefined })[];
}

/** What of a line's charge is moms, kroner: its own share, also after the line was regulated (momsloven § 27). */
export function linjensMoms(l: Fakturalinje): Beloeb | undefined {
  if (l.moms === null) return undefined;
  return l.opkraevet.eq(l.moms.linjebeloeb) ? l.moms.beloeb : afrund(l.opkraevet.times(l.moms.beloeb).div(l.moms.linjebeloeb));
}

/** The bill as a domain message; letter, Digital Post and Betalingsservice are made from it (dokumenter.md FAK). Its number is the bill's, by id. */
export function fakturaindhold(f: Faktura): Record<string, unknown> {
  const moms = f.krav.flatMap((k) => k.linjer.flatMap((l) => linjensMoms(l) ?? []));
  return {
    brev: 'FAK', faktureringsbilagId: f.id, dato: f.dato, forfaldsdato: f.forfaldsdato, srb: f.srb,
    krav: f.krav.map((k) => ({
      kravId: k.kravId, kravstype: k.type?.navn ?? k.kravstype, stiftelsesdato: k.stiftelsesdato, forfaldsdato: k.forfaldsdato, srb: k.srb,
      ...(k.periodeFra === null ? {} : { periodeFra: k.periodeFra, periodeTil: plusDage(k.periodeTil!, -1) }),
      linjer: k.linjer.map((l) => linje(l, k.type)), ialt: beloebTekst(sum(k.linjer.map((l) => l.opkraevet))),
    })),
    kravsum: beloebTekst(f.kravsum), betalt: beloebTekst(f.betalt), beloeb: beloebTekst(f.beloeb), ...(moms.length === 0 ? {} : { moms: beloebTekst(sum(moms)) }),
    betaling: betaling(f), tekst: tekst(f),
  };
}

/** What momsbekendtgørelsen § 58 asks for on the bill of a taxed supply: rate and amount; nothing where a line bears no moms. */
function linje(l: Fakturalinje, type: Kravstype | undefined): Record<string, unknown> {
  const moms = linjensMoms(l);
  return { tekst: l.tekst ?? type?.navn ?? l.deltransaktion, beloeb: beloebTekst(l.opkraevet), ...(l.ydelsesmodtager === null ? {} : { ydelsesmodtager: l.ydelsesmodtager }), ...(moms === undefined ? {} : { moms: { sats: l.moms!.sats, beloeb: beloebTekst(moms), udenMoms: beloebTekst(minus(l.opkraevet, moms)) } }) };
}

function betaling(f: Faktura): Record<string, unknown> {
  if (f.beloeb.isZero()) return { art: 'INGEN' };
  if (f.bs !== undefined) return { art: 'BETALINGSSERVICE', ...f.bs, betalingsId: f.betalingsId };
  return { art: 'INDBETALINGSKORT', kortart: '71', betalingsId: f.betalingsId, ...(f.fiKreditor === null ? {} : { kreditor: f.fiKreditor, linje: ocrLinje('71', f.betalingsId, f.fiKreditor) }) };
}

function tekst(f: Faktura): string {
  const betalt = f.betalt.isZero() ? '' : ` Der er trukket ${visBeloeb(f.betalt)} kr. fra, som du allerede har betalt eller havde til gode.`;
  if (f.beloeb.isZero()) return `Regningen på ${visBeloeb(f.kravsum)} kr. er betalt. Du skal ikke gøre noget.${betalt}`;
  const maade = f.bs === undefined ? `Du skal betale ${visBeloeb(f.beloeb)} kr. senest ${visDato(f.srb)}.` : `${visBeloeb(f.beloeb)} kr. betales gennem Betalingsservice den ${visDato(f.srb)}.`;
  return `${maade}${betalt}${rente(f)} Betales regningen ikke, sendes en rykker med gebyr, og kravene kan overgives til inddrivelse hos Gældsstyrelsen.`;
}

/** The laws under which late payment of this bill costs interest: those the kommune has decided. */
const rente = (f: Faktura): string => {
  const love = new Set(f.krav.flatMap((k) => (k.type?.renteBesluttet == null ? [] : [k.type.regime])));
  return [...love].sort().map((regime) => RENTESAETNINGER[regime] ?? '').join('');
};
const RENTESAETNINGER: Partial<Record<Regime, string>> = {
  GEBYRLOV: ' Betaler du for sent, lægges der 1 % i rente til for hver påbegyndt måned (gebyrloven § 3).',
  RENTELOV: ' Betaler du for sent, løber der rente efter renteloven (Nationalbankens udlånsrente med tillæg af 8 procentpoint om året).',
  OPKRAEVNINGSLOV: ' Betaler du for sent, løber der rente efter opkrævningsloven § 7.',
};
