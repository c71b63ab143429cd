import { Injectable } from '@nestjs/common';
import { beloebTekst, foraeldelsesdato, neg, type Lokaldato } from '#app/kernel';
import { haendelser, indsaet, NU, udgaaende, type Haendelse, type Skrivning, type Tx, type Udgaaende } from '#app/platform';
import { bilag, BogholderiService, type Bilagsforslag } from '#app/bogholderi';
import { KravService, VagtService, type Underkrav, type Vagt } from '#app/krav';
import { hentBreve, type Brevpakke, type Planlagt } from './brev.facts.js';
import { brevindhold, kopiindhold } from './brev.rules.js';
import type { Gebyrpost } from './gebyr.rules.js';
import type { Fakta } from './rykker.facts.js';
import type { Brev, Rykkergrundlag } from './typer.js';

export type Gebyrart = 'gebyr' | 'kompensation';
/** A fee about to be posted: a claim of its own, with its bilag, under the claim that bears it. */
interface Gebyr { readonly art: Gebyrart; readonly post: Gebyrpost; readonly underkrav: Underkrav; readonly bilag: Bilagsforslag }
export interface Udsendelse extends Planlagt { readonly gebyrer: readonly Gebyr[] }

const GEBYR_FORAELDELSE_AAR = 3; // forældelsesloven § 3 stk. 1; fees count as hovedkrav of their own (regler.md 2.4)

/** The key of a fee's bilag: one of each art per letter and claim. */
export const gebyrnoegle = (art: Gebyrart, brevId: string, hovedkravId: string): string => `${art}:${brevId}:${hovedkravId}`;

/** Writes letters that are decided: rows, fees, messages, events; whoever decided them. */
@Injectable()
export class UdsendelseService {
  constructor(private readonly bogholderi: BogholderiService, private readonly krav: KravService, private readonly vagt: VagtService) {}

  /** Everything of the letters in one statement, with the caller's watches and rows. `rykkerkoerselId`: the round they were approved in. */
  async send(tx: Tx, breve: readonly { readonly forretningspartnerId: string; readonly brev: Brev }[], fakta: Fakta, g: Rykkergrundlag, ogsaa: { readonly vagter: readonly Vagt[]; readonly rykkerkoerselId?: string; readonly raekker?: (ud: readonly Udsendelse[]) => Skrivning[] }): Promise<Udsendelse[]> {
    const vagter = this.vagt.saet(ogsaa.vagter);
    if (breve.length === 0) {
      await tx.skrivSamlet([...vagter, ...(ogsaa.raekker?.([]) ?? [])]);
      return [];
    }
    const ud = await planlaeg(tx, breve, fakta);
    const pakker = await hentBreve(tx, ud, fakta, g);
    const gebyrer = ud.flatMap((u) => u.gebyrer);
    await tx.skrivSamlet([
      ...brevraekker(tx, ud, ogsaa.rykkerkoerselId), ...kopiraekker(tx, ud, pakker), ...(await this.krav.underkrav(tx, gebyrer.map((x) => x.underkrav), 'GEBYRINDTAEGT')),
      ...(gebyrer.length === 0 ? [] : [...this.bogholderi.bogfoeringer(tx, gebyrer.map((x) => x.bilag)), ...(await this.vagt.vaekUdlign(tx, gebyrer.map((x) => ({ forretningspartnerId: x.underkrav.ophav.forretningspartnerId, hovedkravId: x.post.kravId, fra: tx.forretningsdato, altid: false }))))]),
      ...(await udgaaende(tx, ud.flatMap((u, i) => beskeder(u, pakker[i]!)))), ...(await haendelser(tx, ud.flatMap((u) => rykket(u, fakta, tx.forretningsdato)))),
      ...vagter, ...(ogsaa.raekker?.(ud) ?? []),
    ]);
    return ud;
  }
}

/** Gives every letter and fee its ids. */
async function planlaeg(tx: Tx, breve: readonly { readonly forretningspartnerId: string; readonly brev: Brev }[], fakta: Fakta): Promise<Udsendelse[]> {
  const ids = (await tx.ids(breve.reduce((n, { brev: b }) => n + 1 + 3 * (b.gebyrer.length + b.kompensationer.length), 0))).reverse();
  return breve.map((b) => {
    const brevId = ids.pop()!;
    const en = (art: Gebyrart) => (post: Gebyrpost): Gebyr => gebyr(art, post, brevId, b.brev.frist, tx.forretningsdato, [ids.pop()!, ids.pop()!, ids.pop()!], fakta);
    return { ...b, brevId, gebyrer: [...b.brev.gebyrer.map(en('gebyr')), ...b.brev.kompensationer.map(en('kompensation'))] };
  });
}

/** The fee as a claim: stiftelse = forfald = the letter's day, SRB = the letter's deadline (regler.md 2.4). */
function gebyr(art: Gebyrart, post: Gebyrpost, brevId: string, frist: Lokaldato, dato: Lokaldato, [id, linjeId, bilagId]: readonly [string, string, string], fakta: Fakta): Gebyr {
  const r = fakta.raekker.get(post.kravId)!;
  const faelles = { kravId: id, kravlinjeId: linjeId, kontering: 'GEBYRINDTAEGT' };
  return {
    art, post,
    underkrav: { id, linjeId, art: 'GEBYR', ophav: r, hovedstol: post.beloeb, stiftelsesdato: dato, forfaldsdato: dato, srb: frist, foraeldelsesdato: foraeldelsesdato(dato, GEBYR_FORAELDELSE_AAR) },
    bilag: bilag({ id: bilagId, noegle: gebyrnoegle(art, brevId, post.kravId), art: 'GEBYR', virkningsdato: dato }, [
      { konto: 'DEBITOR', beloeb: post.beloeb, aftalekontoId: r.aftalekontoId, forretningspartnerId: r.forretningspartnerId, ...faelles },
      { konto: 'GEBYRINDTAEGT', beloeb: neg(post.beloeb), ...faelles },
    ]),
  };
}

function brevraekker(tx: Tx, ud: readonly Udsendelse[], rykkerkoerselId: string | undefined): Skrivning[] {
  const poster = ud.flatMap((u) => u.brev.krav.map((k) => ({ u, k })));
  return [
    indsaet('rykkerbrev', ud, {
      id: ['bigint', (u) => u.brevId], forretningspartner_id: ['bigint', (u) => u.forretningspartnerId], trin: ['smallint', (u) => u.brev.trin], frist: ['date', (u) => u.brev.frist],
      gebyrkrav_id: ['bigint', (u) => u.gebyrer.find((x) => x.art === 'gebyr')?.underkrav.id], art: ['text', (u) => u.brev.art], brevtype: ['text', (u) => u.brev.brevtype],
    }, { dato: ['date', tx.forretningsdato], koersel_id: ['bigint', tx.koerselId ?? null], rykkerkoersel_id: ['bigint', rykkerkoerselId ?? null], registreret: NU }),
    indsaet('rykkerpost', poster, {
      krav_id: ['bigint', (p) => p.k.kravId], trin: ['smallint', (p) => p.k.trin], rykkerbrev_id: ['bigint', (p) => p.u.brevId], rest: ['numeric', (p) => beloebTekst(p.k.rest)], underretning: ['boolean', (p) => p.k.underretning],
    }),
  ];
}

/** Who else got the letter, claim by claim. */
function kopiraekker(tx: Tx, ud: readonly Udsendelse[], pakker: readonly Brevpakke[]): Skrivning[] {
  const raekker = ud.flatMap((u, i) => pakker[i]!.kopier.flatMap((kopi) => pakker[i]!.fakta.krav.filter((k) => kopi.kravIder.has(k.kravId))
    .map((k) => ({ u, kopi, kravId: k.kravId, underretning: u.brev.krav.find((l) => l.kravId === k.kravId)!.underretning }))));
  return raekker.length === 0 ? [] : [indsaet('rykkermodtager', raekker, {
    brev_id: ['bigint', (r) => r.u.brevId], krav_id: ['bigint', (r) => r.kravId], forretningspartner_id: ['bigint', (r) => r.kopi.person.id], frist: ['date', (r) => r.u.brev.frist], underretning: ['boolean', (r) => r.underretning],
  }, { art: ['text', 'KOPI'], dato: ['date', tx.forretningsdato], registreret: NU })];
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
