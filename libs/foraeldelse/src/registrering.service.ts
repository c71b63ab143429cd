import { Injectable } from '@nestjs/common';
import { danskMidnat, plusDage, type Lokaldato } from '#app/kernel';
import { EJES, IkkeFundet, indsaet, laasPartnere, NU, type Skrivning, type Tx } from '#app/platform';
import { KravstypeService } from '#app/krav';
import type { Foraeldelsesart } from './arter.js';
import { stilling, type Kravstilling } from './familie.rules.js';
import { hentFamilier, type Haendelsesraekke } from './foraeldelse.facts.js';
import { ForaeldelseService } from './foraeldelse.service.js';
import { kraevAfslutning, kraevAnnullering, kraevHaendelse, ramteKrav, type NyAfslutning, type NyHaendelse } from './registrering.rules.js';

/** An event as people read it. */
export interface Haendelsesvisning extends Omit<Haendelsesraekke, 'evidens' | 'krav' | 'art'> {
  readonly art: string; readonly evidens: string; readonly kravIder: readonly string[];
  /** Another row says that it was a mistake. */
  readonly annulleret: boolean;
}
/** A claim's forældelse on a day, with how it came about. */
export interface Foraeldelsesvisning extends Omit<Kravstilling, 'rest'> { readonly paa: Lokaldato; readonly kendt: Lokaldato | null; readonly haendelser: readonly Haendelsesvisning[] }

/** The day's answer for one claim after a change. */
export interface Nydato { readonly kravId: string; readonly foraeldelsesdato: Lokaldato | 'infinity'; readonly sidste: Lokaldato | 'infinity'; readonly suspenderet: boolean; readonly foraeldet: Lokaldato | null }
export interface Registreret { readonly haendelseId: string; readonly krav: readonly Nydato[] }

/** Registers events, ends and annuls them, and shows what follows. Nothing is ever overwritten. */
@Injectable()
export class ForaeldelsesregisterService {
  constructor(private readonly foraeldelse: ForaeldelseService, private readonly kravstyper: KravstypeService) {}

  /**
   * One event on one or more claims. The dates, the markings and the spærrer follow at once.
   * @throws IkkeFundet (also another fagsystem's claim), HaendelseIFremtiden, HaendelseFoerStiftelse, HaendelseSlutterFoerDenBegynder, HaendelseHarForkerteFelter, HaefterIkke
   */
  async registrer(tx: Tx, h: NyHaendelse): Promise<Registreret> {
    kraevHaendelse(h, tx.forretningsdato);
    const hovedkrav = await this.laas(tx, h.kravIder);
    const familier = (await hentFamilier(tx, hovedkrav, await this.kravstyper.alle(tx))).map((f) => f.familie);
    const krav = ramteKrav(h, familier).map((k) => k.kravId);
    const id = await tx.id();
    await tx.skrivSamlet(raekker(tx, { id, art: h.art, forretningspartnerId: h.forretningspartnerId, dato: h.dato, slut: h.slut, skriftlig: h.skriftlig ?? false, rimSystem: h.rimSystem, evidens: h.evidens }, krav));
    return { haendelseId: id, krav: await this.foelger(tx, hovedkrav, krav) };
  }

  /** A running step ends; SIDSTE_INDEHOLDELSE may be said again each time an amount is withheld. @throws IkkeFundet, HaendelseErAnnulleret, HaendelseErAfsluttet, … */
  async afslut(tx: Tx, haendelseId: string, a: NyAfslutning): Promise<Registreret> {
    return this.tilfoej(tx, haendelseId, (h, alle) => {
      kraevAfslutning(h, alle, a, tx.forretningsdato);
      return { art: a.art, dato: a.dato, afslutterId: haendelseId, evidens: a.evidens };
    });
  }

  /** The event (or the end of one) was a mistake. @throws IkkeFundet, HaendelseErAnnulleret */
  async annuller(tx: Tx, haendelseId: string, begrundelse: string): Promise<Registreret> {
    return this.tilfoej(tx, haendelseId, (h, alle) => {
      kraevAnnullering(h, alle);
      return { art: 'ANNULLERET', dato: tx.forretningsdato, annullererId: haendelseId, evidens: begrundelse };
    });
  }

  /** A claim's forældelse on `paa`, by the books and events as they were known at the end of `kendt` (null: now). @throws IkkeFundet */
  async vis(tx: Tx, kravId: string, paa: Lokaldato, kendt: Lokaldato | null = null): Promise<Foraeldelsesvisning> {
    const [sted] = await this.find(tx, [kravId]);
    const [f] = await hentFamilier(tx, [sted!.hoved], await this.kravstyper.alle(tx), kendt === null ? null : danskMidnat(plusDage(kendt, 1)));
    const svar = stilling(f!.familie, paa).krav.find((k) => k.kravId === kravId);
    if (svar === undefined) throw new IkkeFundet('Krav', kravId);
    const { rest: _, ...visning } = svar;
    return { ...visning, paa, kendt, haendelser: visninger(tx, f!.raekker, kravId) };
  }

  private async tilfoej(tx: Tx, haendelseId: string, lav: (h: Haendelsesraekke, alle: readonly Haendelsesraekke[]) => Nyraekke): Promise<Registreret> {
    const krav = (await tx.raekker<[string]>(KRAV_UNDER_HAENDELSE, [haendelseId])).map(([k]) => k);
    if (krav.length === 0) throw new IkkeFundet('Hændelse', haendelseId);
    const hovedkrav = await this.laas(tx, krav).catch((fejl: unknown) => { throw fejl instanceof IkkeFundet ? new IkkeFundet('Hændelse', haendelseId) : fejl; });
    const alle = (await hentFamilier(tx, hovedkrav, await this.kravstyper.alle(tx))).flatMap((f) => f.raekker);
    const ny = lav(alle.find((r) => r.id === haendelseId)!, alle);
    const id = await tx.id();
    await tx.skrivSamlet(raekker(tx, { ...ny, id }, []));
    return { haendelseId: id, krav: await this.foelger(tx, hovedkrav, krav) };
  }

  /** Locks the claims' debtors. @returns their hovedkrav @throws IkkeFundet, also when one is another fagsystem's */
  private async laas(tx: Tx, kravIder: readonly string[]): Promise<string[]> {
    const fundne = await this.find(tx, kravIder);
    await laasPartnere(tx, fundne.map((f) => f.partner));
    return [...new Set(fundne.map((f) => f.hoved))];
  }

  private async find(tx: Tx, kravIder: readonly string[]): Promise<{ id: string; hoved: string; partner: string }[]> {
    const r = await tx.sql<{ id: string; hoved: string; partner: string }>(
      `select k.id, h.id as hoved, a.forretningspartner_id as partner from kravsbilag k join kravsbilag h on h.id = coalesce(k.hovedkrav_id, k.id) join aftalekonto a on a.id = k.aftalekonto_id
       where k.id = any($1::bigint[]) and ${EJES('$2', 'k.aftaleindhold_id', 'h.fagsystem', '$3::date')} order by h.id`, [kravIder, tx.fagsystem ?? null, tx.forretningsdato]);
    const fundne = new Set(r.map((x) => x.id));
    const mangler = kravIder.find((id) => !fundne.has(id));
    if (mangler !== undefined) throw new IkkeFundet('Krav', mangler);
    return r;
  }

  private async foelger(tx: Tx, hovedkrav: readonly string[], krav: readonly string[]): Promise<Nydato[]> {
    await this.foraeldelse.afgoer(tx, hovedkrav);
    return tx.sql<Nydato>(`select krav_id as "kravId", dato as foraeldelsesdato, sidste, suspenderet, foraeldet from foraeldelse where krav_id = any($1::bigint[]) order by krav_id`, [krav]);
  }
}

interface Nyraekke {
  readonly art: Foraeldelsesart | NyAfslutning['art'] | 'ANNULLERET'; readonly dato: Lokaldato; readonly evidens: string; readonly forretningspartnerId?: string | undefined; readonly slut?: Lokaldato | undefined;
  readonly skriftlig?: boolean; readonly rimSystem?: string | undefined; readonly afslutterId?: string; readonly annullererId?: string;
}

function raekker(tx: Tx, h: Nyraekke & { readonly id: string }, krav: readonly string[]): Skrivning[] {
  return [
    indsaet('foraeldelseshaendelse', [h], {
      id: ['bigint', (x) => x.id], art: ['text', (x) => x.art], forretningspartner_id: ['bigint', (x) => x.forretningspartnerId], dato: ['date', (x) => x.dato], slut: ['date', (x) => x.slut],
      skriftlig: ['boolean', (x) => x.skriftlig ?? false], rim_system: ['text', (x) => x.rimSystem], afslutter_id: ['bigint', (x) => x.afslutterId], annullerer_id: ['bigint', (x) => x.annullererId],
      evidens: ['bytea', (x) => tx.noegler.krypter(x.evidens)],
    }, { registreret: NU }),
    ...(krav.length === 0 ? [] : [indsaet('foraeldelseshaendelse_krav', krav, { krav_id: ['bigint', (k) => k] }, { haendelse_id: ['bigint', h.id] })]),
  ];
}

/** The rows that concern a claim, oldest first. */
function visninger(tx: Tx, alle: readonly Haendelsesraekke[], kravId: string): Haendelsesvisning[] {
  const annullerede = new Set(alle.flatMap((r) => r.annullererId ?? []));
  const egne = new Set(alle.filter((r) => r.krav.includes(kravId)).map((r) => r.id));
  for (const r of alle) if (r.afslutterId !== null && egne.has(r.afslutterId)) egne.add(r.id);
  for (const r of alle) if (r.annullererId !== null && egne.has(r.annullererId)) egne.add(r.id);
  return alle.filter((r) => egne.has(r.id)).map(({ evidens, krav, ...r }) => ({ ...r, evidens: tx.noegler.dekrypterTekst(evidens), kravIder: krav, annulleret: annullerede.has(r.id) }));
}

const KRAV_UNDER_HAENDELSE = `with recursive kaede as (select id, coalesce(afslutter_id, annullerer_id) as ophav from foraeldelseshaendelse where id = $1
    union all select h.id, coalesce(h.afslutter_id, h.annullerer_id) from kaede join foraeldelseshaendelse h on h.id = kaede.ophav)
  select distinct k.krav_id from kaede join foraeldelseshaendelse_krav k on k.haendelse_id = kaede.id`;
