import { beloebTekst, minus, neg, sum, type Beloeb, type Lokaldato } from '#app/kernel';
import { haendelser, indsaet, type Haendelse, type Skrivning, type Tx } from '#app/platform';
import { bilag, type Bilagsforslag, type BogholderiService } from '#app/bogholderi';
import { lukning, type Vagt, type VagtService, type Vagttrin } from '#app/krav';
import { prKrav } from './afskrivning.rules.js';
import type { Afskrivningsaarsag, Afskrivningsart, Familie, Linjebeloeb } from './typer.js';

/** A movement between DEBITOR and the loss account. `linjer`: kroner > 0 written off, < 0 owed again. `af`: the write-off it undoes (or does again). */
export interface Bevaegelse { readonly familie: Familie; readonly art: Afskrivningsart; readonly aarsag: Afskrivningsaarsag; readonly virkningsdato: Lokaldato; readonly linjer: readonly Linjebeloeb[]; readonly af?: string; readonly beslutningId?: string }
/** A bilag with its rows in table afskrivning. */
export interface Post extends Bevaegelse { readonly bilag: Bilagsforslag; readonly prKrav: ReadonlyMap<string, Beloeb> }

/** Bilag of these movements, numbered in each family from its `loebenr` on, in the order they are given. */
export async function tilPoster(tx: Tx, bevaegelser: readonly Bevaegelse[], loebenumre: ReadonlyMap<string, number>): Promise<Post[]> {
  const ids = await tx.ids(bevaegelser.length);
  const numre = new Map(loebenumre);
  return bevaegelser.map((b, i) => {
    const nr = (numre.get(b.familie.hovedkravId) ?? 0) + 1;
    numre.set(b.familie.hovedkravId, nr);
    return { ...b, prKrav: prKrav(b.linjer), bilag: bilag({ id: ids[i]!, noegle: `afskrivning:${b.familie.hovedkravId}:${nr}`, art: 'AFSKRIVNING', virkningsdato: b.virkningsdato, modbilagId: b.af }, linjerAf(b)) };
  });
}

/** Money for a barred claim is income of its own: the loss stands. Everything else gives the loss back. */
const modkonto = (b: Bevaegelse): string => (b.art === 'GENINDGAAET' && b.aarsag === 'FORAELDELSE' ? 'GENINDGAAET' : 'TAB');

function linjerAf(b: Bevaegelse): Bilagsforslag['linjer'] {
  const konto = new Map(b.familie.krav.map((k) => [k.kravId, k.aftalekontoId]));
  return b.linjer.flatMap((l) => {
    const faelles = { kravId: l.kravId, kravlinjeId: l.kravlinjeId, kontering: l.kontering };
    return [{ konto: modkonto(b), beloeb: l.beloeb, ...faelles }, { konto: 'DEBITOR', beloeb: neg(l.beloeb), aftalekontoId: konto.get(l.kravId)!, forretningspartnerId: b.familie.forretningspartnerId, ...faelles }];
  });
}

/** Everything a set of posts writes: bilag, rows, events to the owners, and whom it wakes. */
export async function skrivninger(tx: Tx, bogholderi: BogholderiService, vagt: VagtService, poster: readonly Post[]): Promise<Skrivning[]> {
  if (poster.length === 0) return [];
  return [...bogholderi.bogfoeringer(tx, poster.map((p) => p.bilag)), raekker(poster, tx.forretningsdato), ...(await haendelser(tx, sket(poster))), ...vagt.vaek(poster.flatMap((p) => vaekkes(p, tx.forretningsdato)))];
}

const raekker = (poster: readonly Post[], dato: Lokaldato): Skrivning => indsaet('afskrivning', poster.flatMap((p) => [...p.prKrav].map(([kravId, beloeb]) => ({ p, kravId, beloeb }))), {
  bilag_id: ['bigint', (r) => r.p.bilag.id], krav_id: ['bigint', (r) => r.kravId], aarsag: ['text', (r) => r.p.aarsag], beloeb: ['numeric', (r) => beloebTekst(r.beloeb)],
  art: ['text', (r) => r.p.art], beslutning_id: ['bigint', (r) => r.p.beslutningId],
}, { dato: ['date', dato] });

const HAENDELSE: Readonly<Record<Afskrivningsart, readonly [ned: string, op: string]>> = {
  AFSKRIVNING: ['AFSKREVET', 'AFSKRIVNING_TILBAGEFOERT'], TILBAGEFOERSEL: ['AFSKREVET', 'AFSKRIVNING_TILBAGEFOERT'], GENAABNING: ['AFSKREVET', 'AFSKRIVNING_TILBAGEFOERT'],
  GENINDGAAET: ['GENINDGAAET_TILBAGEFOERT', 'GENINDGAAET'],
};
const EGET_FAGSYSTEM = 'debitor';
/** To each claim's owner; renter and gebyrer are the debitorsystem's own, and nobody waits for them to close. */
function sket(poster: readonly Post[]): Haendelse[] {
  const rester = new Map<string, Beloeb>();
  return poster.flatMap((p) => [...p.prKrav].filter(([, b]) => !b.isZero()).flatMap(([kravId, b]): Haendelse[] => {
    const krav = p.familie.krav.find((k) => k.kravId === kravId)!;
    const foer = rester.get(kravId) ?? sum(krav.linjer.map((l) => l.beloeb));
    const rest = minus(foer, b);
    rester.set(kravId, rest);
    const faelles = { fagsystem: krav.fagsystem, kravId, virkningsdato: p.bilag.virkningsdato, bilagId: p.bilag.id };
    const skift = lukning(foer, rest);
    return [
      { ...faelles, art: HAENDELSE[p.art][b.gt(0) ? 0 : 1], beloeb: beloebTekst(b.gt(0) ? b : neg(b)) },
      ...(skift === undefined || krav.fagsystem === EGET_FAGSYSTEM ? [] : [{ ...faelles, art: skift, beloeb: beloebTekst(rest) }]),
    ];
  }));
}

/** The interest base ends, or is back, with the write-off; what is owed again may be paid by money that waits, be reminded of and be handed over. */
function vaekkes(p: Post, dato: Lokaldato): Vagt[] {
  const paa = { forretningspartnerId: p.familie.forretningspartnerId, kravId: p.familie.hovedkravId, tidligst: dato };
  const trin: readonly Vagttrin[] = p.linjer.some((l) => l.beloeb.lt(0)) ? ['renter', 'udlign', 'rykker', 'psrmkontrol'] : ['renter'];
  return trin.map((t) => ({ ...paa, trin: t }));
}
