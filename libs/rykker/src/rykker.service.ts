import { Injectable } from '@nestjs/common';
import { beloebTekst, foraeldelsesdato, neg, sum, type Beloeb, type Lokaldato } from '#app/kernel';
import { haendelser, indsaet, laasPartnere, NU, udgaaende, type Arbejde, type Delresultat, type Haendelse, type Skrivning, type Trin, type Tx, type Udgaaende } from '#app/platform';
import { bilag, BogholderiService, type Bilagsforslag } from '#app/bogholderi';
import { KravService, KravstypeService, OpsaetningService, VagtService, type Underkrav, type Vagt } from '#app/krav';
import { hentBreve, type Brevpakke, type Planlagt } from './brev.facts.js';
import { brevindhold, kopiindhold } from './brev.rules.js';
import type { Gebyrpost } from './gebyr.rules.js';
import { hentFakta, hentGrundlag, type Fakta } from './rykker.facts.js';
import { forklarGebyrer, hentKravetsBreve, slaaOp, type Gebyrforklaring, type Rykkerbrev, type Rykkerstatus } from './forklar.js';
import { beslutRykker, type Debitorbeslutning, type Rykkergrundlag } from './rykker.rules.js';

/** A fee about to be posted: a claim of its own, with its bilag, under the claim that bears it. */
interface Gebyr { readonly post: Gebyrpost; readonly underkrav: Underkrav; readonly bilag: Bilagsforslag }
interface Udsendelse extends Planlagt { readonly gebyrer: readonly Gebyr[] }

const GEBYR_FORAELDELSE_AAR = 3; // forældelsesloven § 3 stk. 1; fees count as hovedkrav of their own (regler.md 2.4)

/** The reminder step of the night: one letter per debtor, its fee, the watch. */
@Injectable()
export class RykkerService implements Trin {
  readonly kode = 'rykker';
  readonly navn = 'Rykkere';
  readonly kunNyesteDato = true;

  constructor(
    private readonly bogholderi: BogholderiService, private readonly krav: KravService, private readonly kravstyper: KravstypeService,
    private readonly opsaetning: OpsaetningService, private readonly vagt: VagtService) {}

  arbejde(tx: Tx): Promise<Arbejde[]> { return this.vagt.forfaldent(tx, 'rykker'); }

  /** Facts, decisions, one set-wise write. A second call finds every claim reminded and changes nothing. */
  async behandl(tx: Tx, partnere: readonly string[]): Promise<Delresultat> {
    await laasPartnere(tx, partnere);
    const { fakta, grundlag, beslutninger } = await this.beslut(tx, partnere);
    const udsendelser = await planlaeg(tx, beslutninger, fakta);
    const pakker = udsendelser.length === 0 ? [] : await hentBreve(tx, udsendelser, fakta, grundlag);
    await this.skriv(tx, udsendelser, pakker, fakta, beslutninger);
    return resultat(beslutninger, udsendelser);
  }

  /** What the step would decide for these debtors on tx.forretningsdato; nothing is written or locked. */
  async beslut(tx: Tx, partnere: readonly string[], ogsaa: readonly string[] = []): Promise<{ fakta: Fakta; grundlag: Rykkergrundlag; beslutninger: Debitorbeslutning[] }> {
    const grundlag = await hentGrundlag(tx, await this.opsaetning.hent(tx, tx.forretningsdato));
    const fakta = await hentFakta(tx, partnere, await this.kravstyper.alle(tx), ogsaa);
    return { fakta, grundlag, beslutninger: fakta.debitorer.map((d) => beslutRykker(d, grundlag)) };
  }

  /** Why (not) reminded today: every rule passed and failed, who holds the claim and until when. A rente or gebyr answers for its hovedkrav. @throws IkkeFundet */
  async status(tx: Tx, kravId: string): Promise<Rykkerstatus> {
    const plads = await slaaOp(tx, kravId);
    const { fakta, beslutninger } = await this.beslut(tx, [plads.forretningspartnerId], [plads.hovedkravId]);
    const svar = beslutninger[0]!.krav.find((k) => k.kravId === plads.hovedkravId)!;
    const krav = fakta.debitorer[0]!.krav.find((k) => k.kravId === plads.hovedkravId)!;
    return { ...svar, dato: tx.forretningsdato, rest: beloebTekst(krav.rest), rykket: krav.rykket, spaerrer: krav.spaerrer.filter((s) => s.fra <= tx.forretningsdato) };
  }

  /** Why each rykkergebyr of a hovedkrav (or this one gebyrkrav) is as it is. @throws IkkeFundet */
  async forklar(tx: Tx, kravId: string): Promise<Gebyrforklaring[]> {
    await slaaOp(tx, kravId);
    return forklarGebyrer(tx, kravId);
  }

  /** The letters a claim has been in, oldest first. @throws IkkeFundet */
  async breve(tx: Tx, kravId: string): Promise<Rykkerbrev[]> { return hentKravetsBreve(tx, (await slaaOp(tx, kravId)).hovedkravId); }

  private async skriv(tx: Tx, ud: readonly Udsendelse[], pakker: readonly Brevpakke[], fakta: Fakta, beslutninger: readonly Debitorbeslutning[]): Promise<void> {
    const gebyrer = ud.flatMap((u) => u.gebyrer);
    const vagter = this.vagt.saet(beslutninger.flatMap((b) => b.krav.map((k): Vagt => ({ forretningspartnerId: b.forretningspartnerId, kravId: k.kravId, trin: 'rykker', tidligst: k.naeste }))));
    if (ud.length === 0) return tx.skrivSamlet(vagter);
    await tx.skrivSamlet([
      ...brevraekker(tx, ud), ...(await this.krav.underkrav(tx, gebyrer.map((g) => g.underkrav), 'GEBYRINDTAEGT')),
      ...(gebyrer.length === 0 ? [] : [...this.bogholderi.bogfoeringer(tx, gebyrer.map((g) => g.bilag)), ...(await this.vagt.vaekUdlign(tx, gebyrer.map((g) => ({ forretningspartnerId: g.underkrav.ophav.forretningspartnerId, hovedkravId: g.post.kravId, fra: tx.forretningsdato, altid: false }))))]),
      ...(await udgaaende(tx, ud.flatMap((u, i) => beskeder(u, pakker[i]!)))), ...(await haendelser(tx, ud.flatMap((u) => rykket(u, fakta, tx.forretningsdato)))),
      ...vagter,
    ]);
  }
}

/** Gives every letter and fee its ids. */
async function planlaeg(tx: Tx, beslutninger: readonly Debitorbeslutning[], fakta: Fakta): Promise<Udsendelse[]> {
  const medBrev = beslutninger.flatMap((b) => (b.brev === undefined ? [] : [{ forretningspartnerId: b.forretningspartnerId, brev: b.brev }]));
  const ids = (await tx.ids(medBrev.reduce((n, b) => n + 1 + 3 * b.brev.gebyrer.length, 0))).reverse();
  return medBrev.map((b) => {
    const brevId = ids.pop()!;
    return { ...b, brevId, gebyrer: b.brev.gebyrer.map((post) => gebyr(post, brevId, b.brev.frist, tx.forretningsdato, [ids.pop()!, ids.pop()!, ids.pop()!], fakta)) };
  });
}

/** The fee as a claim: stiftelse = forfald = the letter's day, SRB = the letter's deadline (regler.md 2.4). */
function gebyr(post: Gebyrpost, brevId: string, frist: Lokaldato, dato: Lokaldato, [id, linjeId, bilagId]: readonly [string, string, string], fakta: Fakta): Gebyr {
  const r = fakta.raekker.get(post.kravId)!;
  const faelles = { kravId: id, kravlinjeId: linjeId, kontering: 'GEBYRINDTAEGT' };
  return {
    post,
    underkrav: { id, linjeId, art: 'GEBYR', ophav: r, hovedstol: post.beloeb, stiftelsesdato: dato, forfaldsdato: dato, srb: frist, foraeldelsesdato: foraeldelsesdato(dato, GEBYR_FORAELDELSE_AAR) },
    bilag: bilag({ id: bilagId, noegle: gebyrnoegle(brevId, post.kravId), art: 'GEBYR', virkningsdato: dato }, [
      { konto: 'DEBITOR', beloeb: post.beloeb, aftalekontoId: r.aftalekontoId, forretningspartnerId: r.forretningspartnerId, ...faelles },
      { konto: 'GEBYRINDTAEGT', beloeb: neg(post.beloeb), ...faelles },
    ]),
  };
}
export const gebyrnoegle = (brevId: string, hovedkravId: string): string => `gebyr:${brevId}:${hovedkravId}`;

function brevraekker(tx: Tx, ud: readonly Udsendelse[]): Skrivning[] {
  const poster = ud.flatMap((u) => u.brev.krav.map((k) => ({ u, k })));
  return [
    indsaet('rykkerbrev', ud, {
      id: ['bigint', (u) => u.brevId], forretningspartner_id: ['bigint', (u) => u.forretningspartnerId], trin: ['smallint', (u) => u.brev.trin], frist: ['date', (u) => u.brev.frist],
      gebyrkrav_id: ['bigint', (u) => u.gebyrer[0]?.underkrav.id],
    }, { dato: ['date', tx.forretningsdato], koersel_id: ['bigint', tx.koerselId ?? null], registreret: NU }),
    indsaet('rykkerpost', poster, { krav_id: ['bigint', (p) => p.k.kravId], trin: ['smallint', (p) => p.k.trin], rykkerbrev_id: ['bigint', (p) => p.u.brevId], rest: ['numeric', (p) => beloebTekst(p.k.rest)] }),
  ];
}

function beskeder(u: Udsendelse, p: Brevpakke): Udgaaende[] {
  return [
    { art: 'RYKKER', noegle: `rykker:${u.brevId}`, forretningspartnerId: u.forretningspartnerId, indhold: brevindhold(p.fakta, u.brev, p.kopier) },
    ...p.kopier.map((k): Udgaaende => ({ art: 'RYKKER', noegle: `rykker:${u.brevId}:${k.person.id}`, forretningspartnerId: k.person.id, indhold: kopiindhold(p.fakta, u.brev, k) })),
  ];
}

/** To each claim's fagsystem: that it was reminded, and for how much (renter and gebyrer included, the new fee not). */
const rykket = (u: Udsendelse, fakta: Fakta, dato: Lokaldato): Haendelse[] => u.brev.krav.map((k) => ({
  fagsystem: fakta.raekker.get(k.kravId)!.fagsystem, kravId: k.kravId, art: 'RYKKET', virkningsdato: dato, beloeb: beloebTekst(k.rest), bilagId: u.gebyrer.find((g) => g.post.kravId === k.kravId)?.bilag.id ?? null,
}));

function resultat(beslutninger: readonly Debitorbeslutning[], ud: readonly Udsendelse[]): Delresultat {
  const antal: Record<string, number> = {};
  const taeld = (k: string, n = 1): void => { if (n > 0) antal[k] = (antal[k] ?? 0) + n; };
  for (const k of beslutninger.flatMap((b) => b.krav)) taeld(k.beslutning.art === 'RYK' ? 'RYKKET' : k.beslutning.grund);
  taeld('BREVE', ud.length);
  taeld('GEBYRER', ud.reduce((n, u) => n + u.gebyrer.length, 0));
  if (ud.length === 0) return { antal, beloeb: {} };
  const i = (b: readonly Beloeb[]): string => beloebTekst(sum(b));
  return { antal, beloeb: { RYKKET: i(ud.flatMap((u) => u.brev.krav.map((k) => k.rest))), GEBYRER: i(ud.flatMap((u) => u.gebyrer.map((g) => g.post.beloeb))) } };
}
