import { beloebTekst, foraeldelsesdato, neg, NUL, plusDage, seneste, sum, type Lokaldato } from '#app/kernel';
import type { Ophav, Underkrav } from '#app/krav';
import { bilag, type Bilagsforslag } from '#app/bogholderi';
import { indsaet, type Haendelse, type Skrivning, type Tx } from '#app/platform';
import type { Rentesag } from './renter.facts.js';
import type { Rentebeslutning, Renteforskel } from './renter.rules.js';

/** A decided difference with its ids: what is to be written. */
export interface Rentepost { readonly ophav: Ophav; readonly f: Renteforskel; readonly bilagId: string; readonly rentekravId: string; readonly linjeId: string }

/** A claim and what was decided about it. */
export interface Besluttet { readonly sag: Rentesag; readonly beslutning: Rentebeslutning }

/** Limitation of interest: three years (forældelsesloven § 3). */
const FORAELDELSE_AAR = 3;
export const KONTO = 'RENTEINDTAEGT';

/** Gives every difference its ids: a bilag, and for a period's first posting a rentekrav with its line. */
export async function poster(tx: Tx, besluttede: readonly Besluttet[]): Promise<Rentepost[]> {
  const forskelle = besluttede.flatMap(({ sag, beslutning }) => (beslutning.art === 'TILSKRIV' ? beslutning.forskelle.map((f) => ({ ophav: sag.ophav, f })) : []));
  if (forskelle.length === 0) return [];
  const ids = await tx.ids(forskelle.reduce((n, { f }) => n + (f.rentekrav === undefined ? 3 : 1), 0));
  let n = 0;
  return forskelle.map(({ ophav, f }): Rentepost => ({
    ophav, f, rentekravId: f.rentekrav?.id ?? ids[n++]!, linjeId: f.rentekrav?.linjeId ?? ids[n++]!, bilagId: ids[n++]!,
  }));
}

/**
 * The period's own claim. Gebyrloven: stiftelse = forfald = SRB = postdato (regler.md 1.1). Per day: stiftelse = forfald = the period's last day, which the
 * collector asks for (filters R_6_7, R_6_17), and three years from its first (regler.md 1.2).
 */
export function rentekrav(p: Rentepost): Underkrav {
  const forfald = p.f.led === undefined ? p.f.postdato : plusDage(p.f.periodeTil, -1);
  return {
    id: p.rentekravId, linjeId: p.linjeId, art: 'RENTE', lov: p.f.regime, ophav: p.ophav, hovedstol: p.f.beloeb,
    stiftelsesdato: forfald, forfaldsdato: forfald, srb: p.f.postdato, periodeFra: p.f.periodeFra, periodeTil: p.f.periodeTil,
    foraeldelsesdato: foraeldelsesdato(p.f.led === undefined ? p.f.postdato : p.f.periodeFra, FORAELDELSE_AAR),
  };
}

/** DEBITOR ± against RENTEINDTAEGT ∓, on the period's rentekrav, valid from its postdato. */
export function rentebilag(p: Rentepost): Bilagsforslag {
  const { ophav, f } = p;
  const linje = { kravId: p.rentekravId, kravlinjeId: p.linjeId, kontering: KONTO };
  return bilag({ id: p.bilagId, noegle: `rente:${ophav.kravId}:${f.periodeFra}:${f.loebenr}`, art: 'RENTE', virkningsdato: f.postdato }, [
    { konto: 'DEBITOR', beloeb: f.beloeb, aftalekontoId: ophav.aftalekontoId, forretningspartnerId: ophav.forretningspartnerId, ...linje },
    { konto: KONTO, beloeb: neg(f.beloeb), ...linje },
  ]);
}

/** To each hovedkrav's owner: the interest that came to it, or was taken off, and the last day it counts from; beloeb is positive, the art tells the direction. */
export function rentehaendelser(besluttede: readonly Besluttet[]): Haendelse[] {
  return besluttede.flatMap(({ sag, beslutning: b }): Haendelse[] => {
    const beloeb = b.art === 'TILSKRIV' ? sum(b.forskelle.map((f) => f.beloeb)) : NUL;
    if (b.art !== 'TILSKRIV' || beloeb.isZero()) return [];
    return [{ fagsystem: sag.fagsystem, kravId: sag.ophav.kravId, art: beloeb.gt(0) ? 'RENTE_TILSKREVET' : 'RENTE_NEDSAT', virkningsdato: seneste(...b.forskelle.map((f) => f.postdato)), beloeb: beloebTekst(beloeb.gt(0) ? beloeb : neg(beloeb)) }];
  });
}

/** Why this øre: one row per bilag. */
export const renteberegninger = (nye: readonly Rentepost[]): Skrivning => indsaet('renteberegning', nye, {
  bilag_id: ['bigint', (p) => p.bilagId], hovedkrav_id: ['bigint', (p) => p.ophav.kravId], rentekrav_id: ['bigint', (p) => p.rentekravId],
  periode_fra: ['date', (p) => p.f.periodeFra], periode_til: ['date', (p) => p.f.periodeTil], postdato: ['date', (p) => p.f.postdato], regime: ['text', (p) => p.f.regime],
  grundlag: ['numeric', (p) => beloebTekst(p.f.grundlag)], sats: ['numeric', (p) => p.f.satsProcent.toFixed()], maal: ['numeric', (p) => beloebTekst(p.f.maal)],
  foer: ['numeric', (p) => beloebTekst(p.f.foer)], regelversion: ['text', (p) => p.f.regelversion],
});

/** Interest per day: what each month is the sum of. */
export function renteled(nye: readonly Rentepost[]): Skrivning[] {
  const led = nye.flatMap((p) => p.f.led?.map((l, i) => ({ bilagId: p.bilagId, nr: i + 1, l })) ?? []);
  return led.length === 0 ? [] : [indsaet('renteled', led, {
    bilag_id: ['bigint', (x) => x.bilagId], nr: ['smallint', (x) => x.nr], fra: ['date', (x) => x.l.fra], til: ['date', (x) => x.l.til], dage: ['smallint', (x) => x.l.dage],
    grundlag: ['numeric', (x) => beloebTekst(x.l.grundlag)], sats: ['numeric', (x) => x.l.satsProcent.toFixed()], basis: ['smallint', (x) => x.l.basis],
  })];
}

/** A claim with new interest: from when, and whether anything was corrected or the hovedstol is paid. */
interface Aendret { readonly ophav: Ophav; readonly fra: Lokaldato; readonly rettet: boolean; readonly betalt: boolean }

export function aendrede(besluttede: readonly Besluttet[]): Aendret[] {
  return besluttede.flatMap(({ sag, beslutning: b }) => (b.art !== 'TILSKRIV' ? [] : [{
    ophav: sag.ophav, fra: b.forskelle.reduce((d, f) => (f.postdato < d ? f.postdato : d), b.forskelle[0]!.postdato),
    rettet: b.forskelle.some((f) => f.loebenr > 1), betalt: !sum(sag.fakta.bevaegelser.map(([, x]) => x)).gt(0),
  }]));
}
