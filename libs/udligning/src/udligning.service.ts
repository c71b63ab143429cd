import { Injectable } from '@nestjs/common';
import { beloebTekst, neg, plus, sum } from '#app/kernel';
import { haendelser, laasPartnere, type Arbejde, type Delresultat, type Haendelse, type Skrivning, TOMT, type Trin, type Tx } from '#app/platform';
import { BogholderiService, type Bilagsforslag } from '#app/bogholderi';
import { lukning, VagtService, type Vagt } from '#app/krav';
import { hentLoebenumre, hentUdligningsfakta } from './udligning.facts.js';
import { hentForklaring, type Udligningsforklaring } from './udligning.forklaring.js';
import { beslutAdskillelse, beslutUdligning, tilAfskrevne, udligningsbilag, vaekkes, type Udligningsbeslutning } from './udligningsforskel.rules.js';
import { efterId } from './udligning.fakta.js';

/** Renter and gebyrer belong to the debitorsystem; nobody else is told of them. */
const EGET_FAGSYSTEM = 'debitor';

/** Clearing: which payment covers which claim line, per virkningsdato (regler.md 4.2, 4.4). */
@Injectable()
export class UdligningService implements Trin {
  readonly kode = 'udlign';
  readonly navn = 'Udligning';

  constructor(private readonly bogholderi: BogholderiService, private readonly vagt: VagtService) {}

  arbejde(tx: Tx): Promise<Arbejde[]> { return this.vagt.forfaldent(tx, 'udlign'); }

  /**
   * Locks whole debtors, computes what the books should say on tx.forretningsdato, and posts the difference.
   * A fixed number of statements; a second call changes nothing. Counts debtors by udfald; beloeb.UDLIGNET is the net, kroner.
   */
  async behandl(tx: Tx, partnere: readonly string[]): Promise<Delresultat> {
    if (partnere.length === 0) return TOMT;
    await laasPartnere(tx, partnere);
    const fakta = await hentUdligningsfakta(tx, partnere);
    const beslutninger = fakta.map((f) => beslutUdligning(f, tx.forretningsdato));
    await this.bogfoer(tx, partnere, beslutninger);
    return resultat(partnere.length, beslutninger);
  }

  /** Before these accounts go to another debtor: what money on one side clears on the other is taken back, and told. The debtor is locked. */
  async adskil(tx: Tx, partner: string, konti: readonly string[]): Promise<void> {
    const [fakta] = await hentUdligningsfakta(tx, [partner]);
    const b = fakta === undefined ? undefined : beslutAdskillelse(fakta, new Set(konti), tx.forretningsdato);
    if (b !== undefined && b.forskelle.length > 0) await tx.skrivSamlet(await this.udligninger(tx, [b]));
  }

  /** What clears a claim and why, for people. @throws IkkeFundet */
  forklar(tx: Tx, kravId: string): Promise<Udligningsforklaring> { return hentForklaring(tx, kravId); }

  private async bogfoer(tx: Tx, partnere: readonly string[], beslutninger: readonly Udligningsbeslutning[]): Promise<void> {
    const aendrede = beslutninger.filter((b) => b.forskelle.length > 0);
    const skrivninger = aendrede.length === 0 ? [] : await this.udligninger(tx, aendrede);
    const afskrevne = this.vagt.vaek(beslutninger.filter((b) => b.forskelle.length === 0).flatMap((b) => tilAfskrevne(b, tx.forretningsdato)));
    await tx.skrivSamlet([...skrivninger, ...afskrevne, ...this.naeste(partnere, beslutninger)]);
  }

  private async udligninger(tx: Tx, aendrede: readonly Udligningsbeslutning[]): Promise<Skrivning[]> {
    const numre = await hentLoebenumre(tx, [...new Set(aendrede.flatMap((b) => b.forskelle.map((f) => f.betaling.id)))]);
    const ids = (await tx.ids(aendrede.reduce((n, b) => n + b.forskelle.length, 0))).reverse();
    const bilag = aendrede.map((b) => b.forskelle.map((f) => udligningsbilag(b.fakta.forretningspartnerId, f, ids.pop()!, (numre.get(`${f.betaling.id}|${f.dato}`) ?? 0) + 1)));
    return [
      ...this.bogholderi.bogfoeringer(tx, bilag.flat()),
      ...this.vagt.vaek(aendrede.flatMap((b) => [...vaekkes(b, tx.forretningsdato), ...tilAfskrevne(b, tx.forretningsdato)])),
      ...(await haendelser(tx, aendrede.flatMap((b, i) => kravhaendelser(b, bilag[i]!)))),
    ];
  }

  /** The answer holds until the first date on which time alone can change it. */
  private naeste(partnere: readonly string[], beslutninger: readonly Udligningsbeslutning[]): Skrivning[] {
    const datoer = beslutninger.flatMap((b) => [...b.maal.naeste].map(([kravId, tidligst]): Vagt => ({ forretningspartnerId: b.fakta.forretningspartnerId, kravId, trin: 'udlign', tidligst })))
      .sort((x, y) => efterId(x.kravId, y.kravId));
    return [...this.vagt.saet(datoer), { sql: ROLIG, vaerdier: [partnere, datoer.map((d) => d.kravId)] }];
  }
}

const ROLIG = `update vagt set tidligst = 'infinity' where forretningspartner_id = any($1::bigint[]) and trin = 'udlign' and tidligst < 'infinity' and krav_id <> all($2::bigint[])`;

/** One event per claim of a fagsystem whose cleared amount changed, beloeb positive, the art tells the direction; and one when that closed or opened it. */
function kravhaendelser(b: Udligningsbeslutning, bilag: readonly Bilagsforslag[]): Haendelse[] {
  const sidste = new Map<string, string>();
  for (const f of bilag) for (const l of f.linjer) if (l.kravId !== undefined) sidste.set(l.kravId, f.id);
  return b.aendringer.filter((a) => a.krav.fagsystem !== EGET_FAGSYSTEM && !a.beloeb.isZero()).flatMap((a): Haendelse[] => {
    const faelles = { fagsystem: a.krav.fagsystem, kravId: a.krav.id, virkningsdato: a.dato, bilagId: sidste.get(a.krav.id) ?? null };
    const skift = lukning(plus(a.saldo, a.beloeb), a.saldo);
    return [
      { ...faelles, beloeb: beloebTekst(a.beloeb.lt(0) ? neg(a.beloeb) : a.beloeb), art: a.beloeb.lt(0) ? 'BETALING_TILBAGEFOERT' : a.rest.isZero() ? 'BETALT' : 'DELVIST_BETALT' },
      ...(skift === undefined ? [] : [{ ...faelles, beloeb: beloebTekst(a.rest), art: skift }]),
    ];
  });
}

function resultat(partnere: number, beslutninger: readonly Udligningsbeslutning[]): Delresultat {
  const antal: Record<string, number> = {};
  const taelOp = (udfald: string, n: number): void => { if (n > 0) antal[udfald] = (antal[udfald] ?? 0) + n; };
  for (const b of beslutninger) taelOp(b.udfald, 1);
  taelOp('INTET', partnere - beslutninger.length);
  const netto = sum(beslutninger.map((b) => b.beloeb));
  return { antal, beloeb: netto.isZero() ? {} : { UDLIGNET: beloebTekst(netto) } };
}
