import { Injectable } from '@nestjs/common';
import { beloebTekst, sum, type Beloeb } from '#app/kernel';
import { laasPartnere, type Arbejde, type Delresultat, type Trin, type Tx } from '#app/platform';
import { VagtService } from '#app/krav';
import { RykkerbeslutningService } from './beslutning.service.js';
import { forklarGebyrer, hentKravetsBreve, slaaOp, type Gebyrforklaring, type Rykkerbrev, type Rykkerstatus } from './forklar.js';
import { ForslagsskrivningService } from './forslag.service.js';
import { vagterAf } from './vagter.js';
import { UdsendelseService, type Udsendelse } from './udsendelse.service.js';
import type { Debitorbeslutning } from './typer.js';

/** The reminder step of the night: the letters of each debtor with their fees, and the watch; or, where the kommune has chosen so, a proposal of them. */
@Injectable()
export class RykkerService implements Trin {
  readonly kode = 'rykker';
  readonly navn = 'Rykkere';
  readonly kunNyesteDato = true;

  constructor(private readonly beslutninger: RykkerbeslutningService, private readonly udsendelse: UdsendelseService, private readonly forslag: ForslagsskrivningService, private readonly vagt: VagtService) {}

  /** A round that nobody answered is over when a new night makes its own. */
  forbered(tx: Tx): Promise<void> { return this.forslag.natten(tx); }

  arbejde(tx: Tx): Promise<Arbejde[]> { return this.vagt.forfaldent(tx, 'rykker'); }

  /** Facts, decisions, one set-wise write. A second call finds every claim reminded and changes nothing. */
  async behandl(tx: Tx, partnere: readonly string[]): Promise<Delresultat> {
    await laasPartnere(tx, partnere);
    const b = await this.beslutninger.beslut(tx, partnere, 'NAT');
    if (b.opsaetning.rykkerGodkendelse === 'JA') return this.forslag.foreslaa(tx, b, await this.forslag.nattens(tx));
    const breve = b.beslutninger.flatMap((d) => d.breve.map((brev) => ({ forretningspartnerId: d.forretningspartnerId, brev })));
    const rykkerkoerselId = breve.length === 0 ? undefined : await this.forslag.aabenNat(tx, true);
    return resultat(b.beslutninger, await this.udsendelse.send(tx, breve, b.fakta, b.grundlag, { vagter: vagterAf(b.beslutninger), ...(rykkerkoerselId === undefined ? {} : { rykkerkoerselId }) }));
  }

  /** Why (not) reminded today: every rule passed and failed, who holds the claim and until when. A rente or gebyr answers for its hovedkrav. @throws IkkeFundet */
  async status(tx: Tx, kravId: string): Promise<Rykkerstatus> {
    const plads = await slaaOp(tx, kravId);
    const { fakta, beslutninger } = await this.beslutninger.beslut(tx, [plads.forretningspartnerId], 'STATUS', [plads.hovedkravId]);
    const svar = beslutninger[0]!.krav.find((k) => k.kravId === plads.hovedkravId)!;
    const krav = fakta.debitorer[0]!.krav.find((k) => k.kravId === plads.hovedkravId)!;
    return { ...svar, dato: tx.forretningsdato, rest: beloebTekst(krav.rest), rykket: krav.rykket, spaerrer: krav.spaerrer.filter((s) => s.fra <= tx.forretningsdato) };
  }

  /** Why each rykkergebyr of a hovedkrav (or this one gebyrkrav) is as it is. @throws IkkeFundet */
  async forklar(tx: Tx, kravId: string): Promise<Gebyrforklaring[]> {
    await slaaOp(tx, kravId);
    return forklarGebyrer(tx, kravId);
  }

  /** The letters a claim has been in, oldest first, those that were annulled too. @throws IkkeFundet */
  async breve(tx: Tx, kravId: string): Promise<Rykkerbrev[]> { return hentKravetsBreve(tx, (await slaaOp(tx, kravId)).hovedkravId); }
}

function resultat(beslutninger: readonly Debitorbeslutning[], ud: readonly Udsendelse[]): Delresultat {
  const antal: Record<string, number> = {};
  const taeld = (k: string, n = 1): void => { if (n > 0) antal[k] = (antal[k] ?? 0) + n; };
  for (const k of beslutninger.flatMap((b) => b.krav)) taeld(k.beslutning.art === 'RYK' ? 'RYKKET' : k.beslutning.grund);
  const sendt = sendtResultat(ud);
  for (const [k, n] of Object.entries(sendt.antal)) taeld(k, n);
  return { antal, beloeb: sendt.beloeb };
}

/** Letters and what they put on claims, counted. */
export function sendtResultat(ud: readonly Udsendelse[]): Delresultat {
  const gebyrer = (art: 'gebyr' | 'kompensation'): Beloeb[] => ud.flatMap((u) => u.gebyrer.filter((g) => g.art === art).map((g) => g.post.beloeb));
  const [g, k] = [gebyrer('gebyr'), gebyrer('kompensation')];
  const antal = Object.fromEntries([['BREVE', ud.length], ['GEBYRER', g.length], ['KOMPENSATIONER', k.length]].filter(([, n]) => n !== 0)) as Record<string, number>;
  if (ud.length === 0) return { antal, beloeb: {} };
  const i = (b: readonly Beloeb[]): string => beloebTekst(sum(b));
  return { antal, beloeb: { RYKKET: i(ud.flatMap((u) => u.brev.krav.map((x) => x.rest))), GEBYRER: i(g), ...(k.length === 0 ? {} : { KOMPENSATIONER: i(k) }) } };
}
