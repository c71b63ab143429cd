import { Injectable } from '@nestjs/common';
import { beloebTekst, foersteIMaaned, plusMaaneder, sum, type Beloeb, type Lokaldato } from '#app/kernel';
import { haendelser, indsaet, laasPartnere, type Arbejde, type Delresultat, type Haendelse, type Skrivning, type Trin, type Tx } from '#app/platform';
import { KravstypeService, kravspaerrer, spaerrerUdenVirkning, spaerrevagter, VagtService, type Vagt } from '#app/krav';
import { stilling, type Familiestilling, type Kravstilling } from './familie.rules.js';
import { hentFamilier, type Familiefakta } from './foraeldelse.facts.js';
import { forskel, type Forskel, type Maalspaerre, type Markering } from './maal.rules.js';

const HORISONT_MAANEDER = 8;
/** Open claims barred before this day are on the radar's table: at least seven months ahead, a month more than what is shown. It moves once a month. */
export const horisontFra = (dag: Lokaldato): Lokaldato => plusMaaneder(foersteIMaaned(dag), HORISONT_MAANEDER);

interface Afgjort { readonly fakta: Familiefakta; readonly stilling: Familiestilling; readonly forskel: Forskel }

/** The night's step: the day after its last valid day a claim is barred; its spærrer are set, its owner is told. */
@Injectable()
export class ForaeldelseService implements Trin {
  readonly kode = 'foraeldelse';
  readonly navn = 'Forældelse';

  constructor(private readonly vagt: VagtService, private readonly kravstyper: KravstypeService) {}

  arbejde(tx: Tx): Promise<Arbejde[]> { return this.vagt.forfaldent(tx, 'foraeldelse'); }

  /** The families of these debtors that are due. A second call changes nothing. */
  async behandl(tx: Tx, partnere: readonly string[]): Promise<Delresultat> {
    await laasPartnere(tx, partnere);
    const r = await tx.raekker<[string]>(
      `select v.krav_id from vagt v where v.forretningspartner_id = any($1::bigint[]) and v.trin = 'foraeldelse' and v.tidligst <= $2 order by 1`, [partnere, tx.forretningsdato]);
    return this.afgoer(tx, r.map(([id]) => id));
  }

  /**
   * Works out these hovedkrav's families anew on tx.forretningsdato, whose debtors are locked, and writes what differs: the projection,
   * markings with their events, spærrer set or taken back, the watch.
   */
  async afgoer(tx: Tx, hovedkravIder: readonly string[]): Promise<Delresultat> {
    if (hovedkravIder.length === 0) return { antal: {}, beloeb: {} };
    const afgjorte = await this.beslut(tx, hovedkravIder);
    const nye = afgjorte.flatMap((a) => a.forskel.nye);
    await tx.skrivSamlet([
      ...projektioner(afgjorte, horisontFra(tx.forretningsdato)), ...(await markeringer(tx, afgjorte)), ...(await spaerrer(tx, nye)),
      ...spaerrerUdenVirkning(afgjorte.flatMap((a) => a.forskel.ophaeves.map((s) => s.spaerreId))), ...this.vagt.vaek(afgjorte.flatMap((a) => vaekkes(a, tx.forretningsdato))),
      ...this.vagt.saet(afgjorte.map((a): Vagt => ({ ...pladsAf(a), trin: 'foraeldelse', tidligst: a.stilling.naeste }))),
    ]);
    return resultat(afgjorte);
  }

  /** The same decisions; nothing is written. */
  async beslut(tx: Tx, hovedkravIder: readonly string[]): Promise<Afgjort[]> {
    const fakta = await hentFamilier(tx, hovedkravIder, await this.kravstyper.alle(tx));
    return fakta.map((f) => {
      const s = stilling(f.familie, tx.forretningsdato);
      return { fakta: f, stilling: s, forskel: forskel(s, f.hidtil) };
    });
  }
}

const pladsAf = (a: Afgjort): { forretningspartnerId: string; kravId: string } => ({ kravId: a.stilling.hovedkravId, forretningspartnerId: a.fakta.pladser.get(a.stilling.hovedkravId)!.forretningspartnerId });

/** Rows for claims that have events, stand there already, or draw near while they are open. */
function projektioner(afgjorte: readonly Afgjort[], horisont: Lokaldato): Skrivning[] {
  const raekker = afgjorte.flatMap((a) => a.stilling.krav
    .filter((k) => a.fakta.familie.haendelser.length > 0 || a.fakta.projektion.has(k.kravId) || (k.aaben && k.dato < horisont) || k.foraeldet !== null)
    .map((k) => ({ k, plads: a.fakta.pladser.get(k.kravId)! })).filter(({ k }) => afviger(a, k)));
  if (raekker.length === 0) return [];
  return [indsaet('foraeldelse', raekker, {
    krav_id: ['bigint', (r) => r.k.kravId], fagsystem: ['text', (r) => r.plads.ejer], kravstype: ['text', (r) => r.plads.kravstype], dato: ['date', (r) => r.k.dato], sidste: ['date', (r) => r.k.sidste],
    suspenderet: ['boolean', (r) => r.k.suspenderet], foraeldet: ['date', (r) => r.k.foraeldet],
  }, {}, `on conflict (krav_id) do update set dato = excluded.dato, sidste = excluded.sidste, suspenderet = excluded.suspenderet, foraeldet = excluded.foraeldet`)];
}

function afviger(a: Afgjort, k: Kravstilling): boolean {
  const p = a.fakta.projektion.get(k.kravId);
  return p === undefined || p.dato !== k.dato || p.sidste !== k.sidste || p.suspenderet !== k.suspenderet || p.foraeldet !== k.foraeldet;
}

async function markeringer(tx: Tx, afgjorte: readonly Afgjort[]): Promise<Skrivning[]> {
  const nye = afgjorte.flatMap((a) => a.forskel.markeringer.map((m) => ({ m, fagsystem: a.fakta.pladser.get(m.kravId)!.fagsystem })));
  if (nye.length === 0) return [];
  const ids = await tx.ids(nye.length);
  return [
    indsaet('foraeldelsesmarkering', nye, { id: ['bigint', (_, i) => ids[i]], krav_id: ['bigint', (n) => n.m.kravId], fra: ['date', (n) => n.m.fra], afloeser_id: ['bigint', (n) => n.m.afloeserId] }, { koersel_id: ['bigint', tx.koerselId ?? null] }),
    ...(await haendelser(tx, nye.map((n) => sket(n.m, n.fagsystem, tx.forretningsdato)))),
  ];
}

/** FORAELDET counts from the first day it is barred, whenever that was found out; the other is news of today. */
const sket = (m: Markering, fagsystem: string, idag: Lokaldato): Haendelse => ({ fagsystem, kravId: m.kravId, art: m.fra === null ? 'FORAELDELSE_OPHAEVET' : 'FORAELDET', virkningsdato: m.fra ?? idag, beloeb: beloebTekst(m.rest) });

async function spaerrer(tx: Tx, nye: readonly Maalspaerre[]): Promise<Skrivning[]> {
  if (nye.length === 0) return [];
  const ids = await tx.ids(nye.length);
  const medId = nye.map((s, i) => ({ ...s, id: ids[i]! }));
  return [...kravspaerrer(medId), indsaet('foraeldelsesspaerre', medId, { spaerre_id: ['bigint', (s) => s.id], krav_id: ['bigint', (s) => s.kravId] })];
}

const vaekkes = (a: Afgjort, dag: Lokaldato): Vagt[] => [
  ...spaerrevagter([...a.forskel.nye, ...a.forskel.ophaeves].map((s) => ({ art: s.art, hovedkravId: a.stilling.hovedkravId, forretningspartnerId: pladsAf(a).forretningspartnerId })), dag),
  ...(a.forskel.ophaeves.some((s) => s.art === 'RYKKER' && a.fakta.pladser.get(s.kravId)?.venter === true) ? [{ ...pladsAf(a), trin: 'fakturer' as const, tidligst: dag }] : []), // it may be asked for after all
  ...(a.forskel.markeringer.length > 0 ? [{ ...pladsAf(a), trin: 'afskriv' as const, tidligst: dag }] : []), // what is barred is written off, and what is not after all is owed again
  ...(a.stilling.krav.some((k) => erFlyttet(a, k)) ? [{ ...pladsAf(a), trin: 'psrmkontrol' as const, tidligst: dag }] : []), // the collector asks about the date
];
const erFlyttet = (a: Afgjort, k: Kravstilling): boolean => {
  const p = a.fakta.projektion.get(k.kravId);
  return p === undefined ? a.fakta.familie.haendelser.length > 0 : p.dato !== k.dato;
};

/** FORAELDET and OPHAEVET count claims; the amounts are what was owed on them then, kroner. */
function resultat(afgjorte: readonly Afgjort[]): Delresultat {
  const alle = afgjorte.flatMap((a) => a.forskel.markeringer);
  const grupper: [string, Beloeb[]][] = [['FORAELDET', alle.filter((m) => m.fra !== null).map((m) => m.rest)], ['OPHAEVET', alle.filter((m) => m.fra === null).map((m) => m.rest)]];
  const fyldte = grupper.filter(([, b]) => b.length > 0);
  return { antal: Object.fromEntries(fyldte.map(([k, b]) => [k, b.length])), beloeb: Object.fromEntries(fyldte.map(([k, b]) => [k, beloebTekst(sum(b))])) };
}
