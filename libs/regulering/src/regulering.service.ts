import { Injectable } from '@nestjs/common';
import { beloebTekst, kr, max, NUL, plusDage, sum, type Beloeb, type Lokaldato } from '#app/kernel';
import { haendelser, IkkeFundet, indsaet, NU, sha256, udgaaende, type Haendelse, type Skrivning, type Tx } from '#app/platform';
import { bilag, BogholderiService, type Bilagsforslag, type Linje } from '#app/bogholderi';
import { KravService, kravstypePaa, KravstypeService, laasKrav, lukning, VagtService, type NytKrav, type Vagt, type Vagttrin } from '#app/krav';
import { bilagslinjer, spejl } from './bogfoering.rules.js';
import { kreditnota } from './kreditnota.js';
import { ReguleringslaesningService, type Kravtal, type Reguleringsvisning } from './laesning.service.js';
import { GebyrReguleresAfSagsbehandler, ReguleringErTilbagefoert, ReguleringsreferenceHarAndetIndhold, TilbagefoerselTilbagefoeresIkke, TillaegskravReferenceBrugt } from './regulering.fejl.js';
import { hentBilag, hentGrundloeseGebyrer, hentKravsager, hentOpkraevning, type Grundloestgebyr, type Kravsag } from './regulering.facts.js';
import { beslutRegulering, kraevTilbagefoersel } from './regulering.rules.js';
import type { NyRegulering, Nyttillaegskrav, Reguleringsaarsag, Reguleringsart, Reguleringsplan } from './typer.js';

/** A regulation with what became of its claim; `gebyrerTilAnnullering`: fees whose letter no longer had any ground. */
export interface Reguleringssvar {
  readonly udfald: 'OPRETTET' | 'FANDTES'; readonly regulering: Reguleringsvisning; readonly krav: Kravtal;
  /** Regulations made in the same act: fees that fell with an annulled claim, or came back with it; an annulled tillægskrav. */
  readonly foelger: readonly { readonly reguleringId: string; readonly kravId: string; readonly beloeb: string }[];
  readonly gebyrerTilAnnullering: readonly Grundloestgebyr[];
}
export interface Tilbagefoersel { readonly tekst?: string | undefined; /** Undoing a raise may exceed what is still open. */ readonly tilladOverskydende?: boolean | undefined }

/** A regulation about to be written. `linjer`: kroner DEBITOR gains, per bilag. */
interface Post {
  readonly id: string; readonly sag: Kravsag; readonly art: Reguleringsart; readonly aarsag: Reguleringsaarsag; readonly virkningsdato: Lokaldato; readonly beloeb: Beloeb;
  readonly tekst?: string | undefined; readonly reference?: string | undefined; readonly aftryk: string;
  readonly foelgerId?: string | undefined; readonly tilbagefoererId?: string | undefined; readonly tillaegskravId?: string | undefined;
  readonly bilag: readonly Bilagsforslag[]; readonly udenBilag?: readonly { readonly kravlinjeId: string; readonly beloeb: Beloeb }[];
}

/** Credits, regulates and annuls claims, and undoes it. Locks the debtor, reads, decides, posts. */
@Injectable()
export class ReguleringService {
  constructor(private readonly bogholderi: BogholderiService, private readonly krav: KravService, private readonly kravstyper: KravstypeService, private readonly vagt: VagtService, private readonly laesning: ReguleringslaesningService) {}

  /** @throws IkkeFundet (also another fagsystem's claim) and the refusals of regulering.fejl.ts; of a tillægskrav also UgyldigtKrav, PsrmAfvist */
  async reguler(tx: Tx, n: NyRegulering): Promise<Reguleringssvar> {
    const sag = await laas(tx, n.kravId);
    const kendt = await kendtRegulering(tx, sag.ejer, n);
    if (kendt !== undefined) return this.svar(tx, 'FANDTES', kendt, sag);
    const plan = beslutRegulering(sag, n, { idag: tx.forretningsdato, fagsystem: tx.fagsystem, hovedkravId: sag.hovedkravId });
    const post = await this.tilPost(tx, sag, n, plan);
    await this.skriv(tx, [post]);
    const gebyrer = n.gebyrer === true ? await this.annullerGebyrer(tx, post) : [];
    await this.besked(tx, post, gebyrer);
    return this.svar(tx, 'OPRETTET', post.id, sag);
  }

  /**
   * Mirrors a regulation, each bilag on its own day, with what followed of it; once. The tillægskrav of an opregulering is annulled instead.
   * @throws IkkeFundet, ReguleringErTilbagefoert, TilbagefoerselTilbagefoeresIkke, KravErAnnulleret, ReguleringErBrugt, OpreguleringErFaktureret,
   * NedsaettelseErFaktureret, KreditOverstigerResten
   */
  async tilbagefoer(tx: Tx, id: string, t: Tilbagefoersel = {}): Promise<Reguleringssvar> {
    const sag = await laas(tx, (await this.laesning.hent(tx, id)).kravId).catch((fejl: unknown) => { throw fejl instanceof IkkeFundet ? new IkkeFundet('Regulering', id) : fejl; });
    const r = await this.laesning.hent(tx, id);
    if (r.tilbagefoererId !== null) throw new TilbagefoerselTilbagefoeresIkke(id);
    if (r.tilbagefoertAfId !== null) throw new ReguleringErTilbagefoert(id);
    if (r.tillaegskravId !== null) return this.tilbagefoerTillaeg(tx, sag, r, t);
    const post = await this.spejlet(tx, sag, r, t);
    await this.skriv(tx, [post]);
    const foelgere: Post[] = [];
    for (const f of await staaendeFoelgere(tx, id)) foelgere.push(await this.spejlet(tx, await laas(tx, f.kravId), await this.laesning.hent(tx, f.id), t, post.id));
    await this.skriv(tx, foelgere);
    await this.besked(tx, post, foelgere);
    return this.svar(tx, 'OPRETTET', post.id, sag);
  }

  private async tilPost(tx: Tx, sag: Kravsag, n: NyRegulering, plan: Reguleringsplan): Promise<Post> {
    const id = await tx.id();
    const faelles = { id, sag, art: n.art, aarsag: n.aarsag, virkningsdato: plan.virkningsdato, beloeb: plan.beloeb, tekst: n.tekst, reference: n.reference, aftryk: aftrykAf(n) };
    if (plan.art === 'BOGFOER') return { ...faelles, bilag: await nyeBilag(tx, id, sag, plan) };
    const tillaegskravId = await this.opretTillaegskrav(tx, sag, id, plan);
    return { ...faelles, tillaegskravId, bilag: [], udenBilag: plan.linjer.map((a) => ({ kravlinjeId: a.linje.id, beloeb: a.beloeb })) };
  }

  /** Same debtor, account, kravstype and period; dates and reference of its own. @throws TillaegskravReferenceBrugt, UgyldigtKrav, PsrmAfvist */
  private async opretTillaegskrav(tx: Tx, sag: Kravsag, id: string, { tillaeg, linjer }: Extract<Reguleringsplan, { art: 'TILLAEG' }>): Promise<string> {
    const reference = tillaeg.reference ?? `OPREG-${id}`;
    const [brugt] = await tx.raekker<[string]>(`select id from kravsbilag where fagsystem = $1 and fagsystem_reference = $2`, [sag.ejer, reference]);
    if (brugt !== undefined) throw new TillaegskravReferenceBrugt(brugt[0]);
    const egetKle = linjer.every((a) => a.linje.kontering.split('|')[1] === sag.kleEmne); // else it is the lines' deltransaktioner that say it
    const u = await this.krav.opret(tx, {
      fagsystem: sag.ejer, reference, debitor: INGEN, indhold: '', plads: { forretningspartnerId: sag.forretningspartnerId, aftalekontoId: sag.aftalekontoId, aftaleindholdId: sag.aftaleindholdId }, kravstype: sag.kravstype,
      ...(sag.periodeFra === null ? {} : { periodeFra: sag.periodeFra, periodeTil: plusDage(sag.periodeTil!, -1) }), stiftelsesdato: tillaeg.stiftelsesdato, forfaldsdato: tillaeg.forfaldsdato, srb: tillaeg.srb,
      linjer: linjer.map(({ linje, beloeb }) => { const t = sag.tekster.get(linje.id)!; return { deltransaktion: t.deltransaktion, beloeb, tekst: t.tekst ?? undefined, ydelsesmodtager: t.ydelsesmodtager ?? undefined }; }),
      ...(egetKle && sag.kleEmne !== null ? { kleEmne: sag.kleEmne } : {}), organisatoriskReference: sag.organisatoriskReference ?? undefined, faktureret: egenFaktura(tillaeg, sag, tx.fagsystem),
    });
    return u.kravId;
  }

  private async annullerGebyrer(tx: Tx, hoved: Post): Promise<Post[]> {
    const poster: Post[] = [];
    for (const g of await hentGrundloeseGebyrer(tx, hoved.sag.kravId)) {
      const sag = await laas(tx, g.kravId); // the letter's debtor, unless the account has changed hands since
      const n: NyRegulering = { kravId: g.kravId, art: 'ANNULLERING', aarsag: hoved.aarsag, tekst: hoved.tekst };
      poster.push({ ...(await this.tilPost(tx, sag, n, beslutRegulering(sag, n, { idag: tx.forretningsdato, fagsystem: tx.fagsystem, hovedkravId: sag.hovedkravId }))), foelgerId: hoved.id });
    }
    await this.skriv(tx, poster);
    return poster;
  }

  private async tilbagefoerTillaeg(tx: Tx, sag: Kravsag, r: Reguleringsvisning, t: Tilbagefoersel): Promise<Reguleringssvar> {
    const id = await tx.id();
    const tillaeg = await laas(tx, r.tillaegskravId!);
    const n: NyRegulering = { kravId: tillaeg.kravId, art: 'ANNULLERING', aarsag: r.aarsag, tekst: t.tekst };
    const annullering = await this.tilPost(tx, tillaeg, n, beslutRegulering(tillaeg, n, { idag: tx.forretningsdato, fagsystem: tx.fagsystem, hovedkravId: tillaeg.hovedkravId }));
    await this.skriv(tx, [{ ...faellesMed(r, sag), id, tekst: t.tekst, aftryk: `tilbagefoer:${r.id}`, tilbagefoererId: r.id, bilag: [] }, { ...annullering, foelgerId: id }]);
    await this.besked(tx, annullering, []);
    return this.svar(tx, 'OPRETTET', id, sag);
  }

  /** The mirror of a booked regulation. */
  private async spejlet(tx: Tx, sag: Kravsag, r: Reguleringsvisning, t: Tilbagefoersel, foelgerId?: string): Promise<Post> {
    const gamle = await hentBilag(tx, r.id, sag.forretningspartnerId);
    const linjer = gamle.flatMap((b) => b.linjer.filter((l) => l.konto === 'DEBITOR').map((l) => ({ kravlinjeId: l.kravlinjeId!, virkningsdato: b.virkningsdato, beloeb: l.beloeb })));
    if (tx.fagsystem !== undefined && sag.art === 'GEBYR') throw new GebyrReguleresAfSagsbehandler();
    kraevTilbagefoersel(sag, { id: r.id, hoever: r.art === 'OPREGULERING', foerRegningen: r.foerRegningen, beloeb: kr(r.beloeb), linjer }, r.art === 'ANNULLERING', t.tilladOverskydende === true);
    const [id, ...bilagIder] = await tx.ids(1 + gamle.length);
    return {
      ...faellesMed(r, sag), id: id!, tekst: t.tekst, aftryk: `tilbagefoer:${r.id}`, tilbagefoererId: r.id, foelgerId,
      bilag: gamle.map((b, i) => bilag({ id: bilagIder[i]!, noegle: `regulering:${id}:${i + 1}`, art: 'TILBAGEFOERSEL', virkningsdato: b.virkningsdato, modbilagId: b.id }, spejl(b.linjer))),
    };
  }

  private async skriv(tx: Tx, poster: readonly Post[]): Promise<void> {
    if (poster.length === 0) return;
    const bilagene = poster.flatMap((p) => p.bilag);
    await tx.skrivSamlet([
      ...(bilagene.length === 0 ? [] : this.bogholderi.bogfoeringer(tx, bilagene)), ...raekker(tx, poster),
      ...(await haendelser(tx, poster.flatMap(sket))),
      ...this.vagt.vaek(poster.filter((p) => p.bilag.length > 0).flatMap((p) => vagter(p.sag, tx.forretningsdato))),
    ]);
  }

  /** The debtor is told of a credit note and an annulment of what was demanded, and that one no longer holds; a nedregulering is the fagsystem's own to tell of. */
  private async besked(tx: Tx, p: Post, foelgere: readonly Post[]): Promise<void> {
    if (p.sag.faktura === 'VENTER' || (p.art !== 'KREDITNOTA' && p.art !== 'ANNULLERING')) return;
    const [efter] = await hentKravsager(tx, [p.sag.kravId]);
    const type = kravstypePaa(await this.kravstyper.alle(tx), p.sag.kravstype, p.sag.hovedkravStiftet);
    await tx.skrivSamlet(await udgaaende(tx, [kreditnota({
      reguleringId: p.id, art: p.art, aarsag: p.aarsag, virkningsdato: p.virkningsdato, tilbagefoererId: p.tilbagefoererId ?? null, dato: tx.forretningsdato, tekst: p.tekst, kravstype: type?.navn ?? p.sag.kravstype,
      foer: p.sag, efter: efter!, opkraevet: await hentOpkraevning(tx, p.sag), linjer: p.bilag.flatMap((b) => b.linjer), gebyrer: foelgere.map((f) => ({ kravId: f.sag.kravId, beloeb: f.beloeb })),
    })]));
  }

  private async svar(tx: Tx, udfald: Reguleringssvar['udfald'], id: string, sag: Kravsag): Promise<Reguleringssvar> {
    const foelger = await tx.sql<{ reguleringId: string; kravId: string; beloeb: string }>(`select id as "reguleringId", krav_id as "kravId", beloeb from regulering where foelger_id = $1 order by id`, [id]);
    return {
      udfald, regulering: await this.laesning.hent(tx, id), krav: await this.laesning.kravtal(tx, sag.kravId), foelger,
      gebyrerTilAnnullering: sag.art === 'HOVEDKRAV' ? await hentGrundloeseGebyrer(tx, sag.kravId) : [],
    };
  }
}

/** Locks the claim's debtor and reads it. @throws IkkeFundet, also when it is another fagsystem's */
async function laas(tx: Tx, kravId: string): Promise<Kravsag> {
  await laasKrav(tx, kravId);
  return (await hentKravsager(tx, [kravId]))[0]!;
}

/** The regulation that this reference names already. @throws ReguleringsreferenceHarAndetIndhold */
async function kendtRegulering(tx: Tx, fagsystem: string, n: NyRegulering): Promise<string | undefined> {
  if (n.reference === undefined) return undefined;
  const [r] = await tx.sql<{ id: string; aftryk: Buffer }>(`select id, aftryk from regulering where fagsystem = $1 and fagsystem_reference = $2`, [fagsystem, n.reference]);
  if (r !== undefined && !r.aftryk.equals(sha256(Buffer.from(aftrykAf(n))))) throw new ReguleringsreferenceHarAndetIndhold(r.id);
  return r?.id;
}

/** Everything that was asked for, in one order. */
function aftrykAf(n: NyRegulering): string {
  const t = n.tillaegskrav;
  return JSON.stringify([n.kravId, n.art, n.aarsag, n.virkningsdato, n.beloeb && beloebTekst(n.beloeb), n.linjer?.map((l) => [l.kravlinjeId, beloebTekst(l.beloeb)]), n.tekst, n.tilladOverskydende === true, n.gebyrer === true,
    t && [t.reference, t.stiftelsesdato, t.forfaldsdato, t.srb, t.faktureret]]);
}

/** The place says whose it is. */
const INGEN: NytKrav['debitor'] = { art: 'ZCPR', nummer: '' };

const egenFaktura = (t: Nyttillaegskrav, sag: Kravsag, fagsystem: string | undefined): boolean => t.faktureret ?? (sag.egenFaktura && fagsystem !== undefined);

const faellesMed = (r: Reguleringsvisning, sag: Kravsag): Pick<Post, 'sag' | 'art' | 'aarsag' | 'virkningsdato' | 'beloeb'> => ({ sag, art: r.art, aarsag: r.aarsag, virkningsdato: r.virkningsdato, beloeb: kr(r.beloeb) });

async function nyeBilag(tx: Tx, id: string, sag: Kravsag, plan: Extract<Reguleringsplan, { art: 'BOGFOER' }>): Promise<Bilagsforslag[]> {
  const ids = await tx.ids(plan.dage.length);
  return bilagslinjer(sag, plan.dage).map((linjer: Linje[], i) => bilag({ id: ids[i]!, noegle: `regulering:${id}:${i + 1}`, art: 'REGULERING', virkningsdato: plan.dage[i]!.virkningsdato }, linjer));
}

/** What a regulation drew along and that still stands. */
const staaendeFoelgere = (tx: Tx, id: string): Promise<{ id: string; kravId: string }[]> =>
  tx.sql(`select r.id, r.krav_id as "kravId" from regulering r where r.foelger_id = $1 and not exists (select 1 from regulering t where t.tilbagefoerer_id = r.id) order by r.id`, [id]);

const HAENDELSE: Readonly<Record<Reguleringsart, string>> = { KREDITNOTA: 'KREDITERET', NEDREGULERING: 'NEDREGULERET', OPREGULERING: 'OPREGULERET', ANNULLERING: 'ANNULLERET' };

const EGET_FAGSYSTEM = 'debitor';
/** To the claim's owner: what was done, and that it closed the claim or opened it again. Renter and gebyrer are the debitorsystem's own. */
function sket(p: Post): Haendelse[] {
  const faelles = { fagsystem: p.sag.fagsystem, kravId: p.sag.kravId, virkningsdato: p.virkningsdato, bilagId: p.bilag[0]?.id ?? null };
  const foer = sum(p.sag.linjer.map((l) => l.rest));
  const efter = sum([foer, ...p.bilag.flatMap((b) => b.linjer.filter((l) => l.konto === 'DEBITOR').map((l) => l.beloeb))]);
  const skift = p.sag.fagsystem === EGET_FAGSYSTEM ? undefined : lukning(foer, efter);
  return [
    { ...faelles, art: p.tilbagefoererId === undefined ? HAENDELSE[p.art] : 'REGULERING_TILBAGEFOERT', beloeb: beloebTekst(p.beloeb) },
    ...(skift === undefined ? [] : [{ ...faelles, art: skift, beloeb: beloebTekst(max(NUL, efter)) }]),
  ];
}

const VENTENDE: readonly Vagttrin[] = ['udlign', 'fakturer', 'psrmkontrol'];
const OPKRAEVEDE: readonly Vagttrin[] = ['udlign', 'renter', 'rykker', 'afskriv', 'psrmkontrol'];
/** Money may be freed or used, interest be another, the rest be due for other steps; a claim that waits has none of these steps but clearing, its bill and what the collector would say of it. Forældelse finds the bilag itself. */
const vagter = (k: Kravsag, idag: Lokaldato): Vagt[] =>
  (k.faktura === 'VENTER' ? VENTENDE : OPKRAEVEDE).map((trin) => ({ forretningspartnerId: k.forretningspartnerId, kravId: k.hovedkravId, trin, tidligst: idag }));

function raekker(tx: Tx, poster: readonly Post[]): Skrivning[] {
  const linjer = poster.flatMap((p) => [
    ...p.bilag.flatMap((b) => b.linjer.filter((l) => l.konto === 'DEBITOR').map((l) => ({ kravlinjeId: l.kravlinjeId, beloeb: l.beloeb, bilagId: b.id }))),
    ...(p.udenBilag ?? []).map((l) => ({ ...l, bilagId: undefined })),
  ].map((l, i) => ({ ...l, id: p.id, nr: i + 1 })));
  return [
    indsaet('regulering', poster, {
      id: ['bigint', (p) => p.id], krav_id: ['bigint', (p) => p.sag.kravId], art: ['text', (p) => p.art], aarsag: ['text', (p) => p.aarsag], virkningsdato: ['date', (p) => p.virkningsdato], beloeb: ['numeric', (p) => beloebTekst(p.beloeb)],
      tekst: ['bytea', (p) => (p.tekst === undefined ? null : tx.noegler.krypter(p.tekst))], fagsystem: ['text', (p) => p.sag.ejer], fagsystem_reference: ['text', (p) => p.reference], aftryk: ['bytea', (p) => sha256(Buffer.from(p.aftryk))],
      tillaegskrav_id: ['bigint', (p) => p.tillaegskravId], foelger_id: ['bigint', (p) => p.foelgerId], tilbagefoerer_id: ['bigint', (p) => p.tilbagefoererId],
    }, { registreret: NU }),
    ...(linjer.length === 0 ? [] : [indsaet('reguleringslinje', linjer, {
      regulering_id: ['bigint', (l) => l.id], nr: ['smallint', (l) => l.nr], kravlinje_id: ['bigint', (l) => l.kravlinjeId], bilag_id: ['bigint', (l) => l.bilagId], beloeb: ['numeric', (l) => beloebTekst(l.beloeb)],
    })]),
  ];
}
