import { Injectable } from '@nestjs/common';
import { beloebTekst, dato, fik71, ForretningsFejl, plusDage, sum, type Beloeb, type Feltfejl, type Lokaldato } from '#app/kernel';
import { gaelder, haendelser, indsaet, NU, tabel, type Haendelse, type Skrivning, type Tx } from '#app/platform';
import { bilag, BogholderiService, type Bilagsforslag } from '#app/bogholderi';
import { beskrivelse } from '#app/psrm';
import { fratagne, PlaceringService, type Oenske, type Placering } from '#app/stamdata';
import { KLARHEDSRAAD, KlarhedService, POLITIKKER, PsrmAfvist, type Klarhedsraad, type Politikker } from './klarhed.js';
import { afvisninger, foraeldesSomRegistreret, PSRM_AFVIST, vurder, type Klarhed, type Klarhedsramme, type Vurdering } from './klarhed.rules.js';
import { konterLinjer, Konteringslister, modposter, type Deltransaktion, type Linjekontering, type Momskode } from './kravstype.kontering.rules.js';
import { kravstypePaa, type Kravstype } from './kravstype.js';
import { OPSAETNINGER } from './opsaetning.js';
import { foersteForaeldelsesdato, kravfejl, kraevGyldigt, type NytKrav } from './nytkrav.js';
import { underkravraekker, type Underkrav, type Underkravskonto } from './underkrav.js';
import { VagtService, type Vagt } from './vagt.js';

/** What became of one registered claim. */
export type Kravudfald =
  | { readonly udfald: 'OPRETTET' | 'FANDTES'; readonly kravId: string; readonly betalingsId: string; readonly aftalekontoId: string; readonly forretningspartnerId: string; readonly foraeldelsesdato: Lokaldato;
      /** Of a new claim: is it ready for the collector? */
      readonly klarhed?: Klarhed }
  | { readonly udfald: 'AFVIST'; readonly fejl: readonly Feltfejl[] };

/** 409: the reference is known, but for a claim with other content. */
export class ReferenceHarAndetIndhold extends ForretningsFejl {
  readonly kode = 'REFERENCE_HAR_ANDET_INDHOLD'; readonly status = 409; readonly titel = 'Referencen er brugt til et andet krav';
  constructor(readonly kravId: string) { super(`Referencen er allerede brugt til krav ${kravId}, som har andet beløb, anden kravstype eller andre datoer.`, [FELT]); }
}
const FELT: Feltfejl = { felt: 'reference', kode: 'REFERENCE_HAR_ANDET_INDHOLD', besked: 'Referencen er allerede brugt til et krav med andet indhold.' };

const FRATAGET: Feltfejl = { felt: 'indhold', kode: 'AFTALEINDHOLD_HAR_ANDEN_EJER', besked: 'Aftaleindholdet ejes i dag af et andet fagsystem; kun det kan oprette krav på det.' };

interface Grundlag { typer: Kravstype[]; lister: Konteringslister; horisont: number; ramme: Klarhedsramme; politikker: Politikker; ejerskifter: boolean }
interface Nyt { readonly k: NytKrav; readonly type: Kravstype; readonly konteringer: readonly Linjekontering[]; readonly hovedstol: Beloeb; readonly foraeldelsesdato: Lokaldato; readonly klarhed: Vurdering }
interface Kendt { reference: string; kravId: string; betalingsId: string; aftalekontoId: string; forretningspartnerId: string; foraeldelsesdato: Lokaldato; hovedstol: string; kravstype: string; forfaldsdato: Lokaldato; srb: Lokaldato }
interface Planlagt extends Nyt { readonly plads: Placering; readonly id: string; readonly bilagId: string; readonly linjeIder: readonly string[]; readonly betalingsId: string }

@Injectable()
export class KravService {
  constructor(private readonly bogholderi: BogholderiService, private readonly placering: PlaceringService, private readonly vagt: VagtService, private readonly klarhed: KlarhedService) {}

  /** Registers one claim; it waits to be billed. @throws UgyldigtKrav, ReferenceHarAndetIndhold, PsrmAfvist */
  async opret(tx: Tx, k: NytKrav): Promise<Extract<Kravudfald, { kravId: string }>> {
    const [u] = await this.opretMange(tx, [k]);
    if (u!.udfald !== 'AFVIST') return u!;
    if (u!.fejl[0]!.kode === FELT.kode) throw new ReferenceHarAndetIndhold((u!.fejl[0] as Feltfejl & { kravId: string }).kravId);
    if (u!.fejl[0]!.kode === PSRM_AFVIST) throw new PsrmAfvist(u!.fejl);
    kraevGyldigt(u!.fejl);
    throw new Error('KRAV_AFVIST_UDEN_FEJL');
  }

  /**
   * Registers claims of one fagsystem set-wise: debtor, account and aftaleindhold found or made, the claim with lines, its bilag
   * (DEBITOR / indtægt), forældelsesdato, FIK +71 id, the event in the feed, and what the collector would find wrong with it; the bill
   * is made by the night's billing step. One answer per claim, in order;
   * a claim that breaks a rule is refused alone. The same reference twice is the same claim.
   */
  async opretMange(tx: Tx, krav: readonly NytKrav[]): Promise<Kravudfald[]> {
    const grundlag = await this.grundlag(tx, krav);
    const kendte = await this.kendte(tx, krav);
    const andres = await andresIndhold(tx, krav, grundlag);
    const svar = new Array<Kravudfald | undefined>(krav.length);
    const nye: (Nyt & { i: number })[] = [];
    const sete = new Map<string, number>();
    krav.forEach((k, i) => {
      const type = kravstypePaa(grundlag.typer, k.kravstype, k.stiftelsesdato);
      const konteret = type === undefined ? { fejl: [], linjer: [] } : konterLinjer(k, type, grundlag.lister);
      const fejl = [...kravfejl(k, type), ...konteret.fejl];
      if (fejl.length > 0) svar[i] = { udfald: 'AFVIST', fejl };
      else if (kendte.has(noegle(k))) svar[i] = fandtes(k, kendte.get(noegle(k))!);
      else if (andres.has(k)) svar[i] = { udfald: 'AFVIST', fejl: [FRATAGET] };
      else if (!sete.has(noegle(k))) {
        const nyt = nytMedKlarhed(k, type!, konteret.linjer, grundlag.ramme);
        if (nyt.klarhed.udfald === 'AFVIST' && grundlag.politikker[k.fagsystem] === 'AFVIS') svar[i] = { udfald: 'AFVIST', fejl: afvisninger(nyt.klarhed) };
        else { sete.set(noegle(k), i); nye.push({ ...nyt, i }); }
      }
    });
    const planlagte = await this.skriv(tx, nye, grundlag);
    planlagte.forEach((p, n) => { svar[nye[n]!.i] = { udfald: 'OPRETTET', kravId: p.id, betalingsId: p.betalingsId, aftalekontoId: p.plads.aftalekontoId, forretningspartnerId: p.plads.forretningspartnerId, foraeldelsesdato: p.foraeldelsesdato, klarhed: svaret(p.klarhed) }; });
    return krav.map((k, i) => svar[i] ?? gentaget(k, krav[sete.get(noegle(k))!]!, svar[sete.get(noegle(k))!]!));
  }

  private async skriv(tx: Tx, nye: readonly Nyt[], grundlag: Grundlag): Promise<Planlagt[]> {
    if (nye.length === 0) return [];
    const { placeringer, skrivninger } = await this.placering.find(tx, nye.map(({ k, type }) => oenske(k, type)), dato('1900-01-01'));
    const ids = (await tx.ids(nye.reduce((n, { k }) => n + 2 + k.linjer.length, 0))).reverse();
    const planlagte = nye.map((n, i): Planlagt => {
      const id = ids.pop()!;
      return { ...n, plads: placeringer[i]!, id, bilagId: ids.pop()!, linjeIder: n.k.linjer.map(() => ids.pop()!), betalingsId: fik71(BigInt(id)) };
    });
    await tx.skrivSamlet([
      ...skrivninger, ...kravraekker(tx, planlagte),
      ...this.bogholderi.bogfoeringer(tx, planlagte.map(kravsbilagets)),
      ...this.vagt.vaek(planlagte.flatMap((p) => vagter(p, grundlag.horisont, tx.forretningsdato))), tilgodeVaagner(planlagte), ...this.klarhed.fundraekker(planlagte.map((p) => ({ kravId: p.id, klarhed: p.klarhed }))),
      ...(await haendelser(tx, planlagte.map(oprettet))),
    ]);
    return planlagte;
  }

  /** Rows of rente- and gebyrkrav, to be written together with their bilag, and what the collector would find wrong with them. */
  async underkrav(tx: Tx, nye: readonly Underkrav[], konto: Underkravskonto): Promise<Skrivning[]> {
    if (nye.length === 0) return [];
    const { fund, vagter: egne } = await this.klarhed.underkrav(tx, nye);
    return [...underkravraekker(nye, konto), ...this.klarhed.fundraekker(fund), ...this.vagt.vaek(egne)];
  }

  /** The kravstyper these claims name, with the lists their lines are booked by. */
  private async grundlag(tx: Tx, krav: readonly NytKrav[]): Promise<Grundlag> {
    const [r] = await tx.sql<{ typer: Kravstype[] | null; deltransaktioner: Deltransaktion[] | null; momskoder: Momskode[] | null; horisont: string | null; politikker: Politikker | null; ejerskifter: boolean } & Klarhedsraad>(
      `select (select json_agg(json_build_object('kode', kode, 'navn', navn, 'regime', regime, 'udpantningsret', udpantningsret, 'civilretlig', civilretlig, 'renteBesluttet', rente_besluttet, 'forfaldFastsat', forfald_fastsat,
          'foraeldelseAar', foraeldelse_aar, 'foraeldelseStart', foraeldelse_start, 'rykkerprocedure', rykkerprocedure, 'aftalekontotype', aftalekontotype, 'fordringstype', fordringstype,
          'indtaegtskonto', indtaegtskonto, 'kleEmne', kle_emne, 'gyldigFra', gyldig_fra, 'gyldigTil', gyldig_til)) from kravstype where kendt_til = 'infinity' and kode = any($1)) as typer,
        (select json_agg(json_build_object('kravstype', kravstype, 'kode', kode, 'indtaegtskonto', indtaegtskonto, 'momskode', momskode, 'kleEmne', kle_emne,
          'gyldigFra', gyldig_fra, 'gyldigTil', gyldig_til)) from deltransaktion where kendt_til = 'infinity' and kravstype = any($1)) as deltransaktioner,
        (select json_agg(json_build_object('kode', kode, 'sats', sats::text, 'konto', konto, 'gyldigFra', gyldig_fra, 'gyldigTil', gyldig_til)) from momskode where kendt_til = 'infinity') as momskoder,
        (select vaerdi from opsaetning o where noegle = '${OPSAETNINGER.faktureringshorisont.noegle}' and ${gaelder('o', '$2::date')}) as horisont,
        exists (select 1 from aftaleindhold_ejer) as ejerskifter, ${KLARHEDSRAAD('$2::date')}, ${POLITIKKER('$2::date')}`, [[...new Set(krav.map((k) => k.kravstype))], tx.forretningsdato]);
    return { typer: r!.typer ?? [], lister: new Konteringslister(r!.deltransaktioner ?? [], r!.momskoder ?? []), horisont: OPSAETNINGER.faktureringshorisont.laes(r!.horisont ?? OPSAETNINGER.faktureringshorisont.standard), politikker: r!.politikker ?? {}, ejerskifter: r!.ejerskifter, ramme: await this.klarhed.rammeAf(tx, r!) };
  }

  private async kendte(tx: Tx, krav: readonly NytKrav[]): Promise<Map<string, Kendt & { fagsystem: string }>> {
    const u = tabel(krav, { f: ['text', (k) => k.fagsystem], r: ['text', (k) => k.reference] });
    const r = await tx.sql<Kendt & { fagsystem: string }>(
      `select k.fagsystem, k.fagsystem_reference as reference, k.id as "kravId", k.betalings_id as "betalingsId", k.aftalekonto_id as "aftalekontoId", a.forretningspartner_id as "forretningspartnerId",
         k.foraeldelsesdato, k.hovedstol, k.kravstype, coalesce(f.forfaldsdato_foer, k.forfaldsdato) as forfaldsdato, coalesce(f.srb_foer, k.srb) as srb
       from ${u.sql} u join kravsbilag k on k.fagsystem = u.f and k.fagsystem_reference = u.r join aftalekonto a on a.id = k.aftalekonto_id
       left join kravfrist f on f.krav_id = k.id and f.nr = 1`,
      u.vaerdier);
    return new Map(r.map((x) => [noegle(x), x]));
  }
}

const oenske = ({ debitor: d, ...k }: NytKrav, type: Kravstype): Oenske => ({ art: d.art, nummer: d.nummer, navn: d.navn, adresse: d.adresse, kontotype: type.aftalekontotype, fagsystem: k.fagsystem, indhold: k.indhold, plads: k.plads });

/** Claims on an aftaleindhold that the fagsystem once registered and another owns by now. */
async function andresIndhold(tx: Tx, krav: readonly NytKrav[], g: Grundlag): Promise<ReadonlySet<NytKrav>> {
  if (!g.ejerskifter) return new Set();
  const oensker = krav.flatMap((k) => { const type = kravstypePaa(g.typer, k.kravstype, k.stiftelsesdato); return type === undefined ? [] : [{ ...oenske(k, type), k }]; });
  return new Set([...(await fratagne(tx, oensker))].map((o) => oensker[o]!.k));
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
      forfaldsdato: ['date', (p) => p.k.forfaldsdato], srb: ['date', (p) => p.k.srb], hovedstol: ['numeric', (p) => beloebTekst(p.hovedstol)],
      foraeldelsesdato: ['date', (p) => p.foraeldelsesdato], betalings_id: ['text', (p) => p.betalingsId], kle_emne: ['text', (p) => p.k.kleEmne ?? p.type.kleEmne],
      organisatorisk_reference: ['text', (p) => p.k.organisatoriskReference], faktureret: ['date', (p) => (p.k.faktureret === true ? undefined : 'infinity')],
    }, { art: ['text', 'HOVEDKRAV'], registreret: NU }),
    indsaet('kravlinje', linjer, {
      id: ['bigint', ({ p, i }) => p.linjeIder[i]], krav_id: ['bigint', ({ p }) => p.id], nr: ['smallint', ({ i }) => i + 1], hovedtransaktion: ['text', ({ p }) => p.k.kravstype],
      deltransaktion: ['text', ({ l }) => l.deltransaktion], beloeb: ['numeric', ({ l }) => beloebTekst(l.beloeb)], kontering: ['text', ({ p, i }) => p.konteringer[i]!.kontering],
      tekst: ['bytea', ({ l }) => (l.tekst === undefined ? null : tx.noegler.krypter(l.tekst))], ydelsesmodtager: ['bytea', ({ l }) => (l.ydelsesmodtager === undefined ? null : tx.noegler.krypter(l.ydelsesmodtager))],
      momskode: ['text', ({ p, i }) => p.konteringer[i]!.moms?.kode], momssats: ['numeric', ({ p, i }) => p.konteringer[i]!.moms?.sats], moms: ['numeric', ({ p, i }) => momsTekst(p.konteringer[i]!)],
    }),
  ];
}

const momsTekst = ({ moms }: Linjekontering): string | undefined => (moms === undefined ? undefined : beloebTekst(moms.beloeb));

function kravsbilagets(p: Planlagt): Bilagsforslag {
  const debitor = { aftalekontoId: p.plads.aftalekontoId, forretningspartnerId: p.plads.forretningspartnerId, kravId: p.id };
  return bilag({ id: p.bilagId, noegle: `krav:${p.id}`, art: 'KRAV', virkningsdato: p.k.stiftelsesdato }, p.k.linjer.flatMap((l, i) => {
    const linje = { kravId: p.id, kravlinjeId: p.linjeIder[i]! };
    return [{ konto: 'DEBITOR', beloeb: l.beloeb, ...debitor, ...linje, kontering: p.konteringer[i]!.kontering }, ...modposter(l.beloeb, p.konteringer[i]!, linje)];
  }));
}

/** The claim with what only it can tell: its hovedstol, its forældelse, and what the collector would say of it. */
function nytMedKlarhed(k: NytKrav, type: Kravstype, konteringer: readonly Linjekontering[], ramme: Klarhedsramme): Nyt {
  const hovedstol = k.linjer.length === 1 ? k.linjer[0]!.beloeb : sum(k.linjer.map((l) => l.beloeb));
  const foraeldelsesdato = foersteForaeldelsesdato(k, type);
  const klarhed = vurder({
    art: 'HOVEDKRAV', type, stiftelsesdato: k.stiftelsesdato, forfaldsdato: k.forfaldsdato, srb: k.srb, foraeldelsesdato, periodeFra: k.periodeFra, periodeSidsteDag: k.periodeTil,
    hovedstol, beloeb: hovedstol, beskrivelse: beskrivelse(k.linjer.map((l) => l.tekst), type.navn), hovedkrav: undefined,
  }, ramme);
  return { k, type, konteringer, hovedstol, foraeldelsesdato, klarhed };
}

const svaret = ({ udfald, fordringstype, modtagelsesdato, fund }: Klarhed): Klarhed => ({ udfald, fordringstype, modtagelsesdato, fund });

/**
 * A claim that is billed here waits for that, and nothing else happens to it before; one that the fagsystem billed, for its last day for
 * timely payment to pass. Its readiness changes of itself only when it is barred.
 */
function vagter(p: Planlagt, horisont: number, idag: Lokaldato): Vagt[] {
  const faelles = { forretningspartnerId: p.plads.forretningspartnerId, kravId: p.id, tidligst: plusDage(p.k.srb, 1) };
  const naeste: Vagt[] = p.k.faktureret === true ? [...(p.type.renteBesluttet === null ? [] : [{ ...faelles, trin: 'renter' as const }]), { ...faelles, trin: 'rykker' }]
    : [{ ...faelles, trin: 'fakturer', tidligst: plusDage(p.k.srb, -horisont) }];
  return [...naeste,
    ...(foraeldesSomRegistreret(p.klarhed, p.foraeldelsesdato, idag) ? [] : [{ ...faelles, trin: 'psrmkontrol' as const, tidligst: p.klarhed.naeste }])];
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

const oprettet = (p: Planlagt): Haendelse => ({ fagsystem: p.k.fagsystem, kravId: p.id, art: 'OPRETTET', virkningsdato: p.k.stiftelsesdato, beloeb: beloebTekst(p.hovedstol), bilagId: p.bilagId });
