import { Injectable } from '@nestjs/common';
import { beloebTekst, dato, fik71, ocrLinje, plusDage, sum, visBeloeb, visDato, type Beloeb, type Feltfejl, type Lokaldato } from '#app/kernel';
import { ForretningsFejl } from '#app/kernel';
import { haendelser, indsaet, NU, tabel, udgaaende, type Haendelse, type Skrivning, type Tx, type Udgaaende } from '#app/platform';
import { bilag, BogholderiService, type Bilagsforslag } from '#app/bogholderi';
import { PlaceringService, type Placering } from '#app/stamdata';
import { kravstypePaa, type Kravstype } from './kravstype.js';
import { foersteForaeldelsesdato, kravfejl, kraevGyldigt, type NytKrav } from './nytkrav.js';
import { VagtService, type Vagt } from './vagt.js';

/** What became of one registered claim. */
export type Kravudfald =
  | { readonly udfald: 'OPRETTET' | 'FANDTES'; readonly kravId: string; readonly betalingsId: string; readonly aftalekontoId: string; readonly forretningspartnerId: string; readonly foraeldelsesdato: Lokaldato }
  | { readonly udfald: 'AFVIST'; readonly fejl: readonly Feltfejl[] };

/** 409: the reference is known, but for a claim with other content. */
export class ReferenceHarAndetIndhold extends ForretningsFejl {
  readonly kode = 'REFERENCE_HAR_ANDET_INDHOLD'; readonly status = 409; readonly titel = 'Referencen er brugt til et andet krav';
  constructor(readonly kravId: string) { super(`Referencen er allerede brugt til krav ${kravId}, som har andet beløb, anden kravstype eller andre datoer.`, [FELT]); }
}
const FELT: Feltfejl = { felt: 'reference', kode: 'REFERENCE_HAR_ANDET_INDHOLD', besked: 'Referencen er allerede brugt til et krav med andet indhold.' };

/** The part of a claim that a rente- or gebyrkrav inherits from its hovedkrav. */
export interface Ophav extends Placering { readonly kravId: string; readonly kravstype: string }

/** A rente or gebyr: a claim of its own that points at its hovedkrav, with one line (design D5). */
export interface Underkrav {
  readonly id: string; readonly linjeId: string; readonly art: 'RENTE' | 'GEBYR'; readonly ophav: Ophav;
  /** kroner > 0 */
  readonly hovedstol: Beloeb;
  readonly stiftelsesdato: Lokaldato; readonly forfaldsdato: Lokaldato; readonly srb: Lokaldato;
  /** Half-open [fra, til[; only for renter. */
  readonly periodeFra?: Lokaldato; readonly periodeTil?: Lokaldato;
  readonly foraeldelsesdato: Lokaldato;
}

interface Grundlag { typer: Kravstype[]; fiKreditor: string | null }
interface Kendt { reference: string; kravId: string; betalingsId: string; aftalekontoId: string; forretningspartnerId: string; foraeldelsesdato: Lokaldato; hovedstol: string; kravstype: string; forfaldsdato: Lokaldato; srb: Lokaldato }
interface Planlagt { readonly k: NytKrav; readonly type: Kravstype; readonly plads: Placering; readonly id: string; readonly bilagId: string; readonly linjeIder: readonly string[]; readonly betalingsId: string; readonly foraeldelsesdato: Lokaldato }

@Injectable()
export class KravService {
  constructor(private readonly bogholderi: BogholderiService, private readonly placering: PlaceringService, private readonly vagt: VagtService) {}

  /** Registers one claim with its bill. @throws UgyldigtKrav, ReferenceHarAndetIndhold */
  async opret(tx: Tx, k: NytKrav): Promise<Extract<Kravudfald, { kravId: string }>> {
    const [u] = await this.opretMange(tx, [k]);
    if (u!.udfald !== 'AFVIST') return u!;
    if (u!.fejl[0]!.kode === FELT.kode) throw new ReferenceHarAndetIndhold((u!.fejl[0] as Feltfejl & { kravId: string }).kravId);
    kraevGyldigt(u!.fejl);
    throw new Error('KRAV_AFVIST_UDEN_FEJL');
  }

  /**
   * Registers claims of one fagsystem set-wise: debtor, account and aftaleindhold found or made, the claim with lines, its bilag
   * (DEBITOR / indtægt), forældelsesdato, FIK +71 id, the bill in udbakke, the event in the feed. One answer per claim, in order;
   * a claim that breaks a rule is refused alone. The same reference twice is the same claim.
   */
  async opretMange(tx: Tx, krav: readonly NytKrav[]): Promise<Kravudfald[]> {
    const grundlag = await this.grundlag(tx);
    const kendte = await this.kendte(tx, krav);
    const svar = new Array<Kravudfald | undefined>(krav.length);
    const nye: { k: NytKrav; type: Kravstype; i: number }[] = [];
    const sete = new Map<string, number>();
    krav.forEach((k, i) => {
      const type = kravstypePaa(grundlag.typer, k.kravstype, k.stiftelsesdato);
      const fejl = kravfejl(k, type);
      if (fejl.length > 0) svar[i] = { udfald: 'AFVIST', fejl };
      else if (kendte.has(noegle(k))) svar[i] = fandtes(k, kendte.get(noegle(k))!);
      else if (!sete.has(noegle(k))) { sete.set(noegle(k), i); nye.push({ k, type: type!, i }); }
    });
    const planlagte = await this.skriv(tx, nye, grundlag);
    planlagte.forEach((p, n) => { svar[nye[n]!.i] = { udfald: 'OPRETTET', kravId: p.id, betalingsId: p.betalingsId, aftalekontoId: p.plads.aftalekontoId, forretningspartnerId: p.plads.forretningspartnerId, foraeldelsesdato: p.foraeldelsesdato }; });
    return krav.map((k, i) => svar[i] ?? gentaget(k, krav[sete.get(noegle(k))!]!, svar[sete.get(noegle(k))!]!));
  }

  private async skriv(tx: Tx, nye: readonly { k: NytKrav; type: Kravstype }[], grundlag: Grundlag): Promise<Planlagt[]> {
    if (nye.length === 0) return [];
    const { placeringer, skrivninger } = await this.placering.find(tx, nye.map(({ k, type }) => ({
      art: k.debitor.art, nummer: k.debitor.nummer, navn: k.debitor.navn, adresse: k.debitor.adresse, kontotype: type.aftalekontotype, fagsystem: k.fagsystem, indhold: k.indhold })), dato('1900-01-01'));
    const ids = (await tx.ids(nye.reduce((n, { k }) => n + 2 + k.linjer.length, 0))).reverse();
    const planlagte = nye.map(({ k, type }, i): Planlagt => {
      const id = ids.pop()!;
      return { k, type, plads: placeringer[i]!, id, bilagId: ids.pop()!, linjeIder: k.linjer.map(() => ids.pop()!), betalingsId: fik71(BigInt(id)), foraeldelsesdato: foersteForaeldelsesdato(k, type) };
    });
    const beskeder = planlagte.map((p) => opkraevning(p, grundlag.fiKreditor));
    await tx.skrivSamlet([
      ...skrivninger, ...kravraekker(tx, planlagte),
      ...this.bogholderi.bogfoeringer(tx, planlagte.map(kravsbilagets)),
      ...this.vagt.vaek(planlagte.flatMap(vagter)), tilgodeVaagner(planlagte),
      ...(await udgaaende(tx, beskeder)), ...(await haendelser(tx, planlagte.map(oprettet))),
    ]);
    return planlagte;
  }

  /** Rows of rente- and gebyrkrav, to be written together with their bilag. */
  underkrav(nye: readonly Underkrav[], konto: 'RENTEINDTAEGT' | 'GEBYRINDTAEGT'): Skrivning[] {
    if (nye.length === 0) return [];
    return [
      indsaet('kravsbilag', nye, {
        id: ['bigint', (u) => u.id], art: ['text', (u) => u.art], aftalekonto_id: ['bigint', (u) => u.ophav.aftalekontoId], aftaleindhold_id: ['bigint', (u) => u.ophav.aftaleindholdId],
        hovedkrav_id: ['bigint', (u) => u.ophav.kravId], kravstype: ['text', (u) => u.ophav.kravstype], stiftelsesdato: ['date', (u) => u.stiftelsesdato], forfaldsdato: ['date', (u) => u.forfaldsdato],
        srb: ['date', (u) => u.srb], hovedstol: ['numeric', (u) => beloebTekst(u.hovedstol)], periode_fra: ['date', (u) => u.periodeFra], periode_til: ['date', (u) => u.periodeTil],
        foraeldelsesdato: ['date', (u) => u.foraeldelsesdato],
      }, { fagsystem: ['text', 'debitor'], registreret: NU }),
      indsaet('kravlinje', nye, {
        id: ['bigint', (u) => u.linjeId], krav_id: ['bigint', (u) => u.id], hovedtransaktion: ['text', (u) => u.ophav.kravstype], deltransaktion: ['text', (u) => u.art], beloeb: ['numeric', (u) => beloebTekst(u.hovedstol)],
      }, { nr: ['int', 1], kontering: ['text', konto] }),
    ];
  }

  private async grundlag(tx: Tx): Promise<Grundlag> {
    const [r] = await tx.sql<Grundlag>(
      `select (select json_agg(json_build_object('kode', kode, 'navn', navn, 'regime', regime, 'udpantningsret', udpantningsret, 'civilretlig', civilretlig, 'renteBesluttet', rente_besluttet,
          'foraeldelseAar', foraeldelse_aar, 'foraeldelseStart', foraeldelse_start, 'rykkerprocedure', rykkerprocedure, 'aftalekontotype', aftalekontotype, 'fordringstype', fordringstype,
          'indtaegtskonto', indtaegtskonto, 'kleEmne', kle_emne, 'gyldigFra', gyldig_fra, 'gyldigTil', gyldig_til)) from kravstype where kendt_til = 'infinity') as typer,
        (select fi_kreditor from bankkonto where fi_kreditor is not null order by id limit 1) as "fiKreditor"`);
    return { typer: r!.typer ?? [], fiKreditor: r!.fiKreditor };
  }

  private async kendte(tx: Tx, krav: readonly NytKrav[]): Promise<Map<string, Kendt & { fagsystem: string }>> {
    const u = tabel(krav, { f: ['text', (k) => k.fagsystem], r: ['text', (k) => k.reference] });
    const r = await tx.sql<Kendt & { fagsystem: string }>(
      `select k.fagsystem, k.fagsystem_reference as reference, k.id as "kravId", k.betalings_id as "betalingsId", k.aftalekonto_id as "aftalekontoId", a.forretningspartner_id as "forretningspartnerId",
         k.foraeldelsesdato, k.hovedstol, k.kravstype, k.forfaldsdato, k.srb
       from ${u.sql} u join kravsbilag k on k.fagsystem = u.f and k.fagsystem_reference = u.r join aftalekonto a on a.id = k.aftalekonto_id`,
      u.vaerdier);
    return new Map(r.map((x) => [noegle(x), x]));
  }
}

const noegle = (k: { fagsystem: string; reference: string }): string => `${k.fagsystem}\0${k.reference}`;

function fandtes(k: NytKrav, f: Kendt): Kravudfald {
  const ens = f.kravstype === k.kravstype && f.forfaldsdato === k.forfaldsdato && f.srb === k.srb && f.hovedstol === beloebTekst(sum(k.linjer.map((l) => l.beloeb)));
  if (!ens) return { udfald: 'AFVIST', fejl: [{ ...FELT, kravId: f.kravId } as Feltfejl] };
  return { udfald: 'FANDTES', kravId: f.kravId, betalingsId: f.betalingsId, aftalekontoId: f.aftalekontoId, forretningspartnerId: f.forretningspartnerId, foraeldelsesdato: f.foraeldelsesdato };
}

/** The same reference twice in one call. */
function gentaget(k: NytKrav, foerste: NytKrav, svar: Kravudfald): Kravudfald {
  if (svar.udfald === 'AFVIST') return svar;
  return fandtes(k, { ...svar, reference: k.reference, hovedstol: beloebTekst(sum(foerste.linjer.map((l) => l.beloeb))), kravstype: foerste.kravstype, forfaldsdato: foerste.forfaldsdato, srb: foerste.srb });
}

function kravraekker(tx: Tx, nye: readonly Planlagt[]): Skrivning[] {
  const linjer = nye.flatMap((p) => p.k.linjer.map((l, i) => ({ p, l, i })));
  return [
    indsaet('kravsbilag', nye, {
      id: ['bigint', (p) => p.id], aftalekonto_id: ['bigint', (p) => p.plads.aftalekontoId], aftaleindhold_id: ['bigint', (p) => p.plads.aftaleindholdId], kravstype: ['text', (p) => p.k.kravstype],
      fagsystem: ['text', (p) => p.k.fagsystem], fagsystem_reference: ['text', (p) => p.k.reference], periode_fra: ['date', (p) => p.k.periodeFra],
      periode_til: ['date', ({ k }) => (k.periodeTil === undefined ? undefined : plusDage(k.periodeTil, 1))], stiftelsesdato: ['date', (p) => p.k.stiftelsesdato],
      forfaldsdato: ['date', (p) => p.k.forfaldsdato], srb: ['date', (p) => p.k.srb], hovedstol: ['numeric', (p) => beloebTekst(sum(p.k.linjer.map((l) => l.beloeb)))],
      foraeldelsesdato: ['date', (p) => p.foraeldelsesdato], betalings_id: ['text', (p) => p.betalingsId], kle_emne: ['text', (p) => p.k.kleEmne ?? p.type.kleEmne],
      organisatorisk_reference: ['text', (p) => p.k.organisatoriskReference],
    }, { art: ['text', 'HOVEDKRAV'], registreret: NU }),
    indsaet('kravlinje', linjer, {
      id: ['bigint', ({ p, i }) => p.linjeIder[i]], krav_id: ['bigint', ({ p }) => p.id], nr: ['smallint', ({ i }) => i + 1], hovedtransaktion: ['text', ({ p }) => p.k.kravstype],
      deltransaktion: ['text', ({ l }) => l.deltransaktion], beloeb: ['numeric', ({ l }) => beloebTekst(l.beloeb)], kontering: ['text', ({ p }) => kontering(p)],
      tekst: ['bytea', ({ l }) => (l.tekst === undefined ? null : tx.noegler.krypter(l.tekst))],
    }),
  ];
}

/** Finanskonto, KLE-emne and organisation: what a line is booked on. */
const kontering = (p: Planlagt): string => [p.type.indtaegtskonto, p.k.kleEmne ?? p.type.kleEmne ?? '', p.k.organisatoriskReference ?? ''].join('|');

function kravsbilagets(p: Planlagt): Bilagsforslag {
  const debitor = { aftalekontoId: p.plads.aftalekontoId, forretningspartnerId: p.plads.forretningspartnerId, kravId: p.id };
  return bilag({ id: p.bilagId, noegle: `krav:${p.id}`, art: 'KRAV', virkningsdato: p.k.stiftelsesdato }, p.k.linjer.flatMap((l, i) => {
    const faelles = { kravId: p.id, kravlinjeId: p.linjeIder[i]!, kontering: kontering(p) };
    return [{ konto: 'DEBITOR', beloeb: l.beloeb, ...debitor, ...faelles }, { konto: p.type.indtaegtskonto, beloeb: l.beloeb.neg() as Beloeb, ...faelles }];
  }));
}

/** Nothing can happen to a claim before its last day for timely payment has passed. */
function vagter(p: Planlagt): Vagt[] {
  const faelles = { forretningspartnerId: p.plads.forretningspartnerId, kravId: p.id, tidligst: plusDage(p.k.srb, 1) };
  return [...(p.type.renteBesluttet === null ? [] : [{ ...faelles, trin: 'renter' as const }]), { ...faelles, trin: 'rykker' as const }];
}

/** A debtor with unplaced money: the new claim is looked at on the day it falls due. */
function tilgodeVaagner(nye: readonly Planlagt[]): Skrivning {
  const u = tabel(nye, { p: ['bigint', (n) => n.plads.forretningspartnerId], k: ['bigint', (n) => n.id], d: ['date', (n) => n.k.forfaldsdato] });
  const sql = `insert into vagt (forretningspartner_id, krav_id, trin, tidligst)
    select u.p, u.k, 'udlign', u.d from ${u.sql} u
    where exists (select 1 from aaben_post a where a.forretningspartner_id = u.p and a.krav_id is null and a.rest <> 0)
    on conflict (forretningspartner_id, krav_id, trin) do update set tidligst = least(vagt.tidligst, excluded.tidligst)`;
  return { sql, vaerdier: u.vaerdier };
}

const oprettet = (p: Planlagt): Haendelse => ({ fagsystem: p.k.fagsystem, kravId: p.id, art: 'OPRETTET', virkningsdato: p.k.stiftelsesdato, beloeb: beloebTekst(sum(p.k.linjer.map((l) => l.beloeb))), bilagId: p.bilagId });

/** The bill as a domain message; letter, Digital Post and Betalingsservice are made from it. */
function opkraevning(p: Planlagt, fiKreditor: string | null): Udgaaende {
  const { k } = p;
  const ialt = sum(k.linjer.map((l) => l.beloeb));
  return {
    art: 'OPKRAEVNING', noegle: `opkraevning:${p.id}`, forretningspartnerId: p.plads.forretningspartnerId,
    indhold: {
      brev: 'FAK', kravId: p.id, kravstype: p.type.navn, periodeFra: k.periodeFra, periodeTil: k.periodeTil, stiftelsesdato: k.stiftelsesdato, forfaldsdato: k.forfaldsdato, srb: k.srb,
      linjer: k.linjer.map((l) => ({ tekst: l.tekst ?? p.type.navn, beloeb: beloebTekst(l.beloeb) })), ialt: beloebTekst(ialt),
      betaling: { kortart: '71', betalingsId: p.betalingsId, ...(fiKreditor === null ? {} : { kreditor: fiKreditor, linje: ocrLinje('71', p.betalingsId, fiKreditor) }) },
      tekst: `Du skal betale ${visBeloeb(ialt)} kr. senest ${visDato(k.srb)}.${p.type.renteBesluttet === null ? '' : ' Betaler du for sent, lægges der 1 % i rente til for hver påbegyndt måned (gebyrloven § 3).'} Betales kravet ikke, sendes en rykker med gebyr, og det kan overgives til inddrivelse hos Gældsstyrelsen.`,
    },
  };
}
