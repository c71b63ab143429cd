import { beloebTekst, minus, NUL, plusDage, sum, visBeloeb, visDato, type Beloeb, type Lokaldato } from '#app/kernel';
import type { Linje } from '#app/bogholderi';
import type { Udgaaende } from '#app/platform';
import { momsI } from './bogfoering.rules.js';
import { restAf, tilRaadighed } from './regulering.rules.js';
import type { Kravsag, Opkraevetved } from './regulering.facts.js';
import type { Reguleringsaarsag, Reguleringsart } from './typer.js';

/** What a credit note tells: the regulation, the claim as it stands afterwards, and what was demanded. */
export interface Kreditnotafakta {
  readonly reguleringId: string; readonly art: Reguleringsart; readonly aarsag: Reguleringsaarsag; readonly virkningsdato: Lokaldato;
  /** The regulation it takes back, where the message is that a credit note no longer holds. */
  readonly tilbagefoererId: string | null;
  readonly dato: Lokaldato; readonly tekst: string | undefined;
  readonly kravstype: string; readonly foer: Kravsag; readonly efter: Kravsag; readonly opkraevet: Opkraevetved;
  /** Every posting of the regulation's bilag. */
  readonly linjer: readonly Linje[];
  readonly gebyrer: readonly { readonly kravId: string; readonly beloeb: Beloeb }[];
}

/** The message that letter, Digital Post and OIOUBL CreditNote are made from (dokumenter.md KRE), to whoever got the bill. Amounts are kroner credited, positive. */
export const kreditnota = (f: Kreditnotafakta): Udgaaende => ({ art: 'KREDITNOTA', noegle: `kreditnota:${f.reguleringId}`, forretningspartnerId: f.opkraevet.modtagerId ?? f.efter.forretningspartnerId, indhold: indhold(f) });

function indhold(f: Kreditnotafakta): Record<string, unknown> {
  const linjer = f.foer.linjer.map((l) => ({ l, beloeb: krediteret(f, l.id), moms: moms(f, l.id) })).filter((x) => !x.beloeb.isZero());
  const momsIalt = sum(linjer.map((x) => x.moms));
  return {
    brev: 'KRE', reguleringId: f.reguleringId, art: f.art, aarsag: f.aarsag, dato: f.dato, virkningsdato: f.virkningsdato, ...(f.tilbagefoererId === null ? {} : { tilbagefoererId: f.tilbagefoererId }),
    krav: {
      kravId: f.foer.kravId, kravart: f.foer.art, kravstype: f.kravstype, reference: f.foer.reference, betalingsId: f.foer.betalingsId, stiftelsesdato: f.foer.stiftelsesdato,
      ...(f.foer.periodeFra === null ? {} : { periodeFra: f.foer.periodeFra, periodeTil: plusDage(f.foer.periodeTil!, -1) }),
    },
    oprindelig: oprindelig(f.opkraevet),
    linjer: linjer.map(({ l, beloeb, moms: m }) => {
      const t = f.foer.tekster.get(l.id)!;
      return { tekst: t.tekst ?? (f.foer.art === 'GEBYR' ? 'Rykkergebyr' : f.kravstype), beloeb: beloebTekst(beloeb), ...(t.ydelsesmodtager === null ? {} : { ydelsesmodtager: t.ydelsesmodtager }),
        ...(m.isZero() ? {} : { moms: { ...(t.momssats === null ? {} : { sats: t.momssats }), beloeb: beloebTekst(m), udenMoms: beloebTekst(minus(beloeb, m)) } }) };
    }),
    ...(f.gebyrer.length === 0 ? {} : { gebyrer: f.gebyrer.map((g) => ({ kravId: g.kravId, beloeb: beloebTekst(g.beloeb) })) }),
    ialt: beloebTekst(sum([...linjer.map((x) => x.beloeb), ...f.gebyrer.map((g) => g.beloeb)])), ...(momsIalt.isZero() ? {} : { moms: beloebTekst(momsIalt) }),
    kredit: { modregnet: beloebTekst(minus(sum(linjer.map((x) => x.beloeb)), frigjort(f))), tilRaadighed: beloebTekst(frigjort(f)) },
    ...(f.tekst === undefined ? {} : { begrundelse: f.tekst }), overskrift: OVERSKRIFT[overskrift(f)], tekst: tekst(f),
  };
}

const oprindelig = ({ modtagerId: _, ...o }: Opkraevetved): Omit<Opkraevetved, 'modtagerId'> => o;
const retning = (f: Kreditnotafakta, b: Beloeb): Beloeb => (f.tilbagefoererId === null ? minus(NUL, b) : b);
const krediteret = (f: Kreditnotafakta, linjeId: string): Beloeb => retning(f, sum(f.linjer.filter((p) => p.kravlinjeId === linjeId && p.konto === 'DEBITOR').map((p) => p.beloeb)));
const moms = (f: Kreditnotafakta, linjeId: string): Beloeb => retning(f, minus(NUL, momsI(f.foer.linjer.find((l) => l.id === linjeId)!, f.linjer)));

/** kroner of paid money that this regulation sets free; 0 for one that is taken back. */
const frigjort = (f: Kreditnotafakta): Beloeb => (f.tilbagefoererId === null ? minus(fri(f.efter), fri(f.foer)) : NUL);
const fri = (k: Kravsag): Beloeb => tilRaadighed(sum(k.linjer.flatMap((l) => l.opkraevet.map(([, b]) => b))), k.udlignet);

type Overskrift = 'KREDITNOTA' | 'ANNULLERING' | 'TILBAGEFOERT';
const OVERSKRIFT: Readonly<Record<Overskrift, string>> = { KREDITNOTA: 'Kreditnota', ANNULLERING: 'Kreditnota: kravet er annulleret', TILBAGEFOERT: 'Kreditnotaen gælder ikke længere' };
const overskrift = (f: Kreditnotafakta): Overskrift => (f.tilbagefoererId !== null ? 'TILBAGEFOERT' : f.art === 'ANNULLERING' ? 'ANNULLERING' : 'KREDITNOTA');

/** Plain Danish, for the one who pays. */
function tekst(f: Kreditnotafakta): string {
  const hvad = f.foer.art === 'GEBYR' ? 'Rykkergebyret' : `Kravet (${f.kravstype.toLowerCase()}${periode(f.foer)})`;
  const kroner = `${visBeloeb(sum(f.foer.linjer.map((l) => krediteret(f, l.id))))} kr.`;
  const rest = restAf(f.efter);
  if (f.tilbagefoererId !== null) return `${hvad} var sat ned med ${kroner} Det gælder ikke længere. ${mangler(rest, f.efter)}`;
  const fald = f.art === 'ANNULLERING' ? `${hvad} er annulleret: du skal ikke betale det.${f.foer.art === 'GEBYR' ? '' : ' Renter af det falder bort.'}` : `${hvad} er sat ned med ${kroner} fra ${visDato(f.virkningsdato)}.`;
  const gebyrer = f.gebyrer.length === 0 ? '' : ` Rykkergebyr på ${visBeloeb(sum(f.gebyrer.map((g) => g.beloeb)))} kr. falder også bort.`;
  return `${fald}${gebyrer} ${hvadSker(f, rest)}`;
}

function hvadSker(f: Kreditnotafakta, rest: Beloeb): string {
  const frit = frigjort(f);
  if (frit.gt(0)) return `Du har betalt ${visBeloeb(frit)} kr., som du ikke længere skylder. Beløbet dækker andre krav, du skulle have betalt; er der ingen, står det til gode på din konto og dækker dit næste krav. Spørg kommunen, hvis du vil have det udbetalt.`;
  return f.art === 'ANNULLERING' ? 'Du skal ikke gøre noget.' : mangler(rest, f.efter);
}

const mangler = (rest: Beloeb, k: Kravsag): string => rest.gt(0)
  ? `Der mangler ${visBeloeb(rest)} kr. på ${k.art === 'GEBYR' ? 'gebyret' : 'kravet; renter og gebyrer kommer oveni'}.`
  : 'Du skal ikke betale mere på det.';

const periode = (k: Kravsag): string => (k.periodeFra === null ? '' : `, ${visDato(k.periodeFra)}-${visDato(plusDage(k.periodeTil!, -1))}`);
