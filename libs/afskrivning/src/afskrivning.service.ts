import { Injectable } from '@nestjs/common';
import { beloebTekst, minus, neg, plus, NUL, sum, type Beloeb, type Lokaldato } from '#app/kernel';
import { haendelser, indsaet, laasPartnere, type Arbejde, type Delresultat, type Haendelse, type Skrivning, type Trin, type Tx } from '#app/platform';
import { bilag, BogholderiService, type Bilagsforslag } from '#app/bogholderi';
import { lukning, OpsaetningService, VagtService, type Opsaetning, type Vagt } from '#app/krav';
import { hentFamilier, prKrav, type Familiefakta } from './afskrivning.facts.js';
import { beslutAfskrivning, type Afskrevet, type Afskrivningsaarsag, type Familie, type Familiesvar, type Linjebeloeb } from './afskrivning.rules.js';
import { forklarAfskrivninger, type Afskrivningsforklaring } from './forklar.js';

/** A bilag with its rows in table afskrivning; `fortegn` +1 written off, -1 reversed. */
interface Post { readonly familie: Familie; readonly aarsag: Afskrivningsaarsag; readonly bilag: Bilagsforslag; readonly prKrav: ReadonlyMap<string, Beloeb>; readonly reversal: boolean }
interface Svar extends Familiefakta { readonly svar: Familiesvar }

/** Writes off small residuals, and takes a write-off back where a late payment covered it after all. */
@Injectable()
export class AfskrivningService implements Trin {
  readonly kode = 'afskriv';
  readonly navn = 'Afskrivning';

  constructor(private readonly bogholderi: BogholderiService, private readonly opsaetning: OpsaetningService, private readonly vagt: VagtService) {}

  arbejde(tx: Tx): Promise<Arbejde[]> { return this.vagt.forfaldent(tx, 'afskriv'); }

  /** Target minus booked, per family, in one set-wise write. A second call finds nothing left. */
  async behandl(tx: Tx, partnere: readonly string[]): Promise<Delresultat> {
    await laasPartnere(tx, partnere);
    const svar = await this.beslut(tx, partnere);
    const poster = await tilPoster(tx, svar);
    const vagter = this.vagt.saet(svar.map(({ familie, svar: s }): Vagt => ({ forretningspartnerId: familie.forretningspartnerId, kravId: familie.hovedkravId, trin: 'afskriv', tidligst: s.naeste })));
    if (poster.length === 0) await tx.skrivSamlet(vagter);
    else await tx.skrivSamlet([...this.bogholderi.bogfoeringer(tx, poster.map((p) => p.bilag)), raekker(poster, tx.forretningsdato), ...(await haendelser(tx, sket(poster))), ...this.vagt.vaek(poster.map((p) => renterVaagner(p, tx.forretningsdato))), ...vagter]);
    return resultat(svar, poster);
  }

  /** What the step would decide on tx.forretningsdato; nothing is written or locked. `ogsaa`: hovedkrav asked about, due or not. */
  async beslut(tx: Tx, partnere: readonly string[], ogsaa: readonly string[] = []): Promise<Svar[]> {
    const o: Opsaetning = await this.opsaetning.hent(tx, tx.forretningsdato);
    const regel = { dato: tx.forretningsdato, graense: o.bagatelGraense, dage: o.bagatelDage };
    return (await hentFamilier(tx, partnere, ogsaa)).map((f) => ({ ...f, svar: beslutAfskrivning(f.familie, regel) }));
  }

  /** Every write-off and reversal of a claim; of a hovedkrav, its family's. @throws IkkeFundet */
  forklar(tx: Tx, kravId: string): Promise<Afskrivningsforklaring[]> { return forklarAfskrivninger(tx, this.opsaetning, kravId); }
}

/** Reversals first, so that the family's bilag are numbered in the order they were decided. */
async function tilPoster(tx: Tx, svar: readonly Svar[]): Promise<Post[]> {
  const ids = (await tx.ids(svar.reduce((n, s) => n + s.svar.tilbagefoersler.length + (s.svar.beslutning.art === 'AFSKRIV' ? 1 : 0), 0))).reverse();
  return svar.flatMap(({ familie, loebenr, svar: s }) => {
    let nr = loebenr;
    const noegle = (): string => `afskrivning:${familie.hovedkravId}:${++nr}`;
    const tilbage = s.tilbagefoersler.map((t) => post(familie, ids.pop()!, noegle(), t.afskrivning.aarsag, t.afskrivning.virkningsdato, t.linjer.map((l) => ({ ...l, beloeb: neg(l.beloeb) })), t.afskrivning));
    return s.beslutning.art === 'AFSKRIV' ? [...tilbage, post(familie, ids.pop()!, noegle(), s.beslutning.aarsag, tx.forretningsdato, s.beslutning.linjer)] : tilbage;
  });
}

/** TAB +x / DEBITOR -x line by line; a reversal is the mirror, on the day of the write-off that it names. */
function post(f: Familie, id: string, noegle: string, aarsag: Afskrivningsaarsag, virkningsdato: Lokaldato, linjer: readonly Linjebeloeb[], af?: Afskrevet): Post {
  const konto = new Map(f.krav.map((k) => [k.kravId, k.aftalekontoId]));
  return {
    familie: f, aarsag, prKrav: prKrav(linjer), reversal: af !== undefined,
    bilag: bilag({ id, noegle, art: 'AFSKRIVNING', virkningsdato, modbilagId: af?.bilagId }, linjer.flatMap((l) => {
      const faelles = { kravId: l.kravId, kravlinjeId: l.kravlinjeId, kontering: l.kontering };
      return [{ konto: 'TAB', beloeb: l.beloeb, ...faelles }, { konto: 'DEBITOR', beloeb: neg(l.beloeb), aftalekontoId: konto.get(l.kravId)!, forretningspartnerId: f.forretningspartnerId, ...faelles }];
    })),
  };
}

const raekker = (poster: readonly Post[], dato: Lokaldato): Skrivning => indsaet('afskrivning', poster.flatMap((p) => [...p.prKrav].map(([kravId, beloeb]) => ({ p, kravId, beloeb }))), {
  bilag_id: ['bigint', (r) => r.p.bilag.id], krav_id: ['bigint', (r) => r.kravId], aarsag: ['text', (r) => r.p.aarsag], beloeb: ['numeric', (r) => beloebTekst(r.beloeb)],
}, { dato: ['date', dato] });

const EGET_FAGSYSTEM = 'debitor';
/** To each claim's owner; renter and gebyrer are the debitorsystem's own, and nobody waits for them to close. */
function sket(poster: readonly Post[]): Haendelse[] {
  const rester = new Map<string, Beloeb>();
  return poster.flatMap((p) => [...p.prKrav].flatMap(([kravId, b]): Haendelse[] => {
    const krav = p.familie.krav.find((k) => k.kravId === kravId)!;
    const foer = rester.get(kravId) ?? sum(krav.linjer.map((l) => l.beloeb));
    const rest = minus(foer, b);
    rester.set(kravId, rest);
    const faelles = { fagsystem: krav.fagsystem, kravId, virkningsdato: p.bilag.virkningsdato, bilagId: p.bilag.id };
    const skift = lukning(foer, rest);
    return [
      { ...faelles, art: p.reversal ? 'AFSKRIVNING_TILBAGEFOERT' : 'AFSKREVET', beloeb: beloebTekst(p.reversal ? neg(b) : b) },
      ...(skift === undefined || krav.fagsystem === EGET_FAGSYSTEM ? [] : [{ ...faelles, art: skift, beloeb: beloebTekst(rest) }]),
    ];
  }));
}

/** The interest base ends, or is back, with the write-off. */
const renterVaagner = (p: Post, dato: Lokaldato): Vagt => ({ forretningspartnerId: p.familie.forretningspartnerId, kravId: p.familie.hovedkravId, trin: 'renter', tidligst: dato });

function resultat(svar: readonly Svar[], poster: readonly Post[]): Delresultat {
  const antal: Record<string, number> = {};
  const beloeb: Record<string, Beloeb> = {};
  const taeld = (k: string): void => { antal[k] = (antal[k] ?? 0) + 1; };
  for (const { svar: s } of svar) if (s.beslutning.art === 'LAD_VAERE') taeld(s.beslutning.grund);
  for (const p of poster) {
    const art = p.reversal ? 'TILBAGEFOERT' : 'AFSKREVET';
    taeld(art);
    for (const b of p.prKrav.values()) beloeb[art] = plus(beloeb[art] ?? NUL, p.reversal ? neg(b) : b);
  }
  return { antal, beloeb: Object.fromEntries(Object.entries(beloeb).map(([k, b]) => [k, beloebTekst(b)])) };
}
