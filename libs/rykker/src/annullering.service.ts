import { Injectable } from '@nestjs/common';
import { beloebTekst, grupper, kr, neg, plusDage, sum, visBeloeb, visDato, type Lokaldato } from '#app/kernel';
import { haendelser, IkkeFundet, indsaet, laasPartnere, NU, udgaaende, type Haendelse, type Skrivning, type Tx, type Udgaaende } from '#app/platform';
import { bilag, BogholderiService, OPKRAEVET, type Bilagsforslag } from '#app/bogholderi';
import { kravspaerrer, VagtService, type Kravspaerre, type Vagt, type Vagttrin } from '#app/krav';
import { RykkerbrevErAnnulleret, RykkerbrevHarSenere } from './rykkerkoersel.fejl.js';

export const ANNULLERINGSAARSAGER = ['FEJL', 'BETALT', 'INDSIGELSE', 'DOEDSFALD', 'KOERSEL_TILBAGEFOERT', 'ANDET'] as const;
export type Annulleringsaarsag = (typeof ANNULLERINGSAARSAGER)[number];
export interface NyAnnullering { readonly aarsag: Annulleringsaarsag; readonly tekst?: string | undefined }
/** `tilbagefoert`: kroner of fees taken back. `spaerrer`: what holds its claims from being reminded again, until `spaerretTil` (exclusive; null = until they are lifted). */
export interface Annulleret { readonly spaerrer: readonly string[]; readonly spaerretTil: Lokaldato | null; readonly annulleringId: string; readonly brevId: string; readonly dato: Lokaldato; readonly aarsag: Annulleringsaarsag; readonly krav: readonly string[]; readonly tilbagefoert: string }

/** A letter as it is to be taken back. */
interface Sag { readonly brevId: string; readonly forretningspartnerId: string; readonly dato: Lokaldato; readonly trin: number; readonly annulleret: boolean; readonly harSenere: boolean }
interface Post { readonly brevId: string; readonly kravId: string; readonly fagsystem: string; readonly partnerId: string }
/** A fee of it; `opkraevet`: what is left of the charge, kroner. */
interface Gebyr { readonly brevId: string; readonly hovedkravId: string; readonly kravId: string; readonly kravlinjeId: string; readonly kontering: string; readonly aftalekontoId: string; readonly partnerId: string; readonly bilagId: string; readonly virkningsdato: Lokaldato; readonly opkraevet: string }
interface Maal { readonly sager: readonly Sag[]; readonly poster: ReadonlyMap<string, readonly Post[]>; readonly gebyrer: ReadonlyMap<string, readonly Gebyr[]> }

const VAEKKES: readonly Vagttrin[] = ['udlign', 'renter', 'rykker', 'afskriv', 'psrmkontrol'];

const TILBAGEFOERT_SPAERRES_DAGE = 14; // a person looks at what a whole round was wrong about before it is sent again

/** What holds a claim of such a letter from the next one until a person has decided; undefined: nothing, it may be reminded tonight. */
function hold(aarsag: Annulleringsaarsag, s: Sag, dato: Lokaldato): Pick<Kravspaerre, 'aarsag'> & { readonly til: Lokaldato | 'infinity' } | undefined {
  if (aarsag === 'INDSIGELSE') return { aarsag: `Indsigelse mod rykker ${s.trin} af ${visDato(s.dato)}`, til: 'infinity' };
  return aarsag === 'KOERSEL_TILBAGEFOERT' ? { aarsag: `Rykkerkørsel taget tilbage: ${aarsag}`, til: plusDage(dato, TILBAGEFOERT_SPAERRES_DAGE) } : undefined;
}

/** Letters that should not have been sent: the fees are mirrored, the trin does not count any more, the debtor and the fagsystem are told. */
@Injectable()
export class RykkerannulleringService {
  constructor(private readonly bogholderi: BogholderiService, private readonly vagt: VagtService) {}

  /** @throws IkkeFundet, RykkerbrevErAnnulleret, RykkerbrevHarSenere */
  async annuller(tx: Tx, brevId: string, n: NyAnnullering): Promise<Annulleret> {
    const [r] = await tx.raekker<[string]>(LAASES, [[brevId]]);
    if (r === undefined) throw new IkkeFundet('Rykkerbrev', brevId);
    const { annullerede, afviste } = await this.annullerMange(tx, [brevId], n);
    const nej = afviste[0];
    if (nej !== undefined) throw nej.kode === 'RYKKERBREV_HAR_SENERE' ? new RykkerbrevHarSenere(brevId) : new RykkerbrevErAnnulleret(brevId);
    return annullerede[0]!;
  }

  /** Many letters in a fixed number of statements; those that cannot be taken back are named. A second call takes nothing back. `ejer`: who answers for the spærrer it sets; the user where none is named. */
  async annullerMange(tx: Tx, brevIder: readonly string[], n: NyAnnullering, ejer = tx.bruger): Promise<{ annullerede: Annulleret[]; afviste: { brevId: string; kode: 'RYKKERBREV_ER_ANNULLERET' | 'RYKKERBREV_HAR_SENERE' }[] }> {
    await laasPartnere(tx, (await tx.raekker<[string]>(LAASES, [brevIder])).map(([p]) => p));
    const alle = await tx.sql<Sag>(SAGER, [brevIder]);
    const sager = alle.filter((s) => !s.annulleret && !s.harSenere);
    const afviste = alle.filter((s) => s.annulleret || s.harSenere).map((s) => ({ brevId: s.brevId, kode: s.annulleret ? 'RYKKERBREV_ER_ANNULLERET' as const : 'RYKKERBREV_HAR_SENERE' as const }));
    if (sager.length === 0) return { annullerede: [], afviste };
    const ider = sager.map((s) => s.brevId);
    const maal: Maal = { sager, poster: grupper(await tx.sql<Post>(POSTER, [ider]), (p) => p.brevId), gebyrer: grupper((await tx.sql<Gebyr>(GEBYRER, [ider])).filter((g) => kr(g.opkraevet).gt(0)), (g) => g.brevId) };
    return { annullerede: await this.skriv(tx, maal, n, ejer), afviste };
  }

  private async skriv(tx: Tx, m: Maal, n: NyAnnullering, ejer: string): Promise<Annulleret[]> {
    const gebyrer = m.sager.flatMap((s) => m.gebyrer.get(s.brevId) ?? []);
    const holdes = m.sager.flatMap((s) => { const h = hold(n.aarsag, s, tx.forretningsdato); return h === undefined ? [] : (m.poster.get(s.brevId) ?? []).map((p) => ({ p, h })); });
    const ids = (await tx.ids(m.sager.length + gebyrer.length + holdes.length)).reverse();
    const spaerrer = holdes.map(({ p, h }) => ({ brevId: p.brevId, id: ids.pop()!, kravId: p.kravId, art: 'RYKKER' as const, fra: tx.forretningsdato, ejer, ...h }));
    const annullerede = m.sager.map((s): Annulleret => ({
      ...holdAf(spaerrer.filter((x) => x.brevId === s.brevId)),
      annulleringId: ids.pop()!, brevId: s.brevId, dato: tx.forretningsdato, aarsag: n.aarsag, krav: (m.poster.get(s.brevId) ?? []).map((p) => p.kravId), tilbagefoert: beloebTekst(sum((m.gebyrer.get(s.brevId) ?? []).map((g) => kr(g.opkraevet)))),
    }));
    const spejle = new Map(gebyrer.map((g) => [g.kravId, spejl(g, ids.pop()!)]));
    const poster = m.sager.flatMap((s) => m.poster.get(s.brevId) ?? []);
    await tx.skrivSamlet([
      ...raekker(tx, annullerede, n), ...(spejle.size === 0 ? [] : this.bogholderi.bogfoeringer(tx, [...spejle.values()])),
      ...(await haendelser(tx, poster.map((p) => haendelse(p, gebyrer, spejle, tx.forretningsdato)))), ...(await this.beskeder(tx, m, annullerede)), ...kravspaerrer(spaerrer),
      ...this.vagt.vaek(poster.flatMap((p) => VAEKKES.map((trin): Vagt => ({ forretningspartnerId: p.partnerId, kravId: p.kravId, trin, tidligst: tx.forretningsdato })))),
    ]);
    return annullerede;
  }

  /** Whoever got the letter is told that it does not hold. */
  private async beskeder(tx: Tx, m: Maal, annullerede: readonly Annulleret[]): Promise<Skrivning[]> {
    const kopier = grupper(await tx.sql<{ brevId: string; partnerId: string }>(`select distinct brev_id as "brevId", forretningspartner_id as "partnerId" from rykkermodtager where art = 'KOPI' and brev_id = any($1::bigint[])`, [m.sager.map((s) => s.brevId)]), (k) => k.brevId);
    return udgaaende(tx, m.sager.flatMap((s, i): Udgaaende[] => {
      const a = annullerede[i]!;
      const til = [s.forretningspartnerId, ...(kopier.get(s.brevId) ?? []).map((k) => k.partnerId)];
      return til.map((p, nr) => ({ art: 'RYKKERANNULLERING', noegle: `rykkerannullering:${a.annulleringId}${nr === 0 ? '' : `:${p}`}`, forretningspartnerId: p, indhold: brevet(tx, s, a, nr > 0) }));
    }));
  }
}

function holdAf(spaerrer: readonly { readonly id: string; readonly til: Lokaldato | 'infinity' }[]): Pick<Annulleret, 'spaerrer' | 'spaerretTil'> {
  const til = spaerrer[0]?.til ?? 'infinity';
  return { spaerrer: spaerrer.map((s) => s.id), spaerretTil: til === 'infinity' ? null : til };
}

function brevet(tx: Tx, s: Sag, a: Annulleret, kopi: boolean): Record<string, unknown> {
  const gebyr = kr(a.tilbagefoert).gt(0) ? ` Gebyret på ${visBeloeb(kr(a.tilbagefoert))} kr. er taget tilbage.` : '';
  return {
    brev: 'RYA', brevId: a.annulleringId, annullerer: s.brevId, dato: tx.forretningsdato, afsender: { kommune: tx.kommune.navn, myndighedskode: tx.kommune.kode }, rolle: kopi ? 'MEDHAEFTER' : 'SKYLDNER',
    overskrift: 'Vi har taget en rykker tilbage', tilbagefoert: a.tilbagefoert,
    tekst: `Rykker ${s.trin} af ${visDato(s.dato)} gælder ikke længere, og fristen i den er uden betydning.${gebyr} Kravene i brevet skal stadig betales, hvis de ikke er det.`,
  };
}

function raekker(tx: Tx, annullerede: readonly Annulleret[], n: NyAnnullering): Skrivning[] {
  const tekst = n.tekst === undefined ? null : tx.noegler.krypter(n.tekst);
  return [
    indsaet('rykkerannullering', annullerede, { id: ['bigint', (a) => a.annulleringId], rykkerbrev_id: ['bigint', (a) => a.brevId] }, { dato: ['date', tx.forretningsdato], aarsag: ['text', n.aarsag], tekst: ['bytea', tekst], koersel_id: ['bigint', tx.koerselId ?? null], registreret: NU }),
    { sql: `update rykkerpost p set annullering_id = u.a from (select unnest($1::bigint[]) as b, unnest($2::bigint[]) as a) u where p.rykkerbrev_id = u.b and p.annullering_id is null`, vaerdier: [annullerede.map((a) => a.brevId), annullerede.map((a) => a.annulleringId)] },
    { sql: `update rykkerforslag f set udfald = 'ANNULLERET' where f.rykkerbrev_id = any($1::bigint[])`, vaerdier: [annullerede.map((a) => a.brevId)] },
  ];
}

/** The mirror of what is left of the fee, on the day it was charged: on any day it is charged nothing. */
const spejl = (g: Gebyr, id: string): Bilagsforslag => {
  const faelles = { kravId: g.kravId, kravlinjeId: g.kravlinjeId, kontering: g.kontering };
  return bilag({ id, noegle: `rykkerannullering:${g.bilagId}`, art: 'TILBAGEFOERSEL', virkningsdato: g.virkningsdato, modbilagId: g.bilagId }, [
    { konto: 'DEBITOR', beloeb: neg(kr(g.opkraevet)), aftalekontoId: g.aftalekontoId, forretningspartnerId: g.partnerId, ...faelles }, { konto: 'GEBYRINDTAEGT', beloeb: kr(g.opkraevet), ...faelles }]);
};

function haendelse(p: Post, gebyrer: readonly Gebyr[], spejle: ReadonlyMap<string, Bilagsforslag>, dato: Lokaldato): Haendelse {
  const egne = gebyrer.filter((g) => g.brevId === p.brevId && g.hovedkravId === p.kravId);
  return { fagsystem: p.fagsystem, kravId: p.kravId, art: 'RYKKER_ANNULLERET', virkningsdato: dato, beloeb: beloebTekst(sum(egne.map((g) => kr(g.opkraevet)))), bilagId: egne[0] === undefined ? null : spejle.get(egne[0].kravId)!.id };
}

// The letter's own debtor, and whoever owns its claims' accounts today.
const LAASES = `select b.forretningspartner_id from rykkerbrev b where b.id = any($1::bigint[])
  union select a.forretningspartner_id from rykkerpost p join kravsbilag k on k.id = p.krav_id join aftalekonto a on a.id = k.aftalekonto_id where p.rykkerbrev_id = any($1::bigint[])`;
const SAGER = `select b.id as "brevId", b.forretningspartner_id as "forretningspartnerId", b.dato, b.trin, exists (select 1 from rykkerannullering a where a.rykkerbrev_id = b.id) as annulleret,
    exists (select 1 from rykkerpost p join rykkerpost q on q.krav_id = p.krav_id and q.trin > p.trin and q.annullering_id is null where p.rykkerbrev_id = b.id and p.annullering_id is null) as "harSenere"
  from rykkerbrev b where b.id = any($1::bigint[]) order by b.id`;
const POSTER = `select p.rykkerbrev_id as "brevId", p.krav_id as "kravId", k.fagsystem, a.forretningspartner_id as "partnerId" from rykkerpost p join kravsbilag k on k.id = p.krav_id join aftalekonto a on a.id = k.aftalekonto_id
  where p.rykkerbrev_id = any($1::bigint[]) order by p.rykkerbrev_id, p.krav_id`;
const GEBYRER = `select p.rykkerbrev_id as "brevId", p.krav_id as "hovedkravId", l.krav_id as "kravId", l.kravlinje_id as "kravlinjeId", l.kontering, l.aftalekonto_id as "aftalekontoId", a.forretningspartner_id as "partnerId",
    b.id as "bilagId", b.virkningsdato, ${OPKRAEVET('l.krav_id')} as opkraevet
  from rykkerpost p cross join (values ('gebyr'), ('kompensation')) n (art) join bilag b on b.noegle = n.art || ':' || p.rykkerbrev_id || ':' || p.krav_id
    join postering l on l.bilag_id = b.id and l.konto = 'DEBITOR' join aftalekonto a on a.id = l.aftalekonto_id where p.rykkerbrev_id = any($1::bigint[]) order by b.id`;
