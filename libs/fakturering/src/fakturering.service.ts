import { Injectable } from '@nestjs/common';
import { beloebTekst, fik71, minus, plusDage, sum, type Lokaldato } from '#app/kernel';
import { haendelser, indsaet, laasPartnere, NU, TOMT, udgaaende, type Arbejde, type Delresultat, type Haendelse, type Skrivning, type Tx } from '#app/platform';
import { kravstypePaa, KravstypeService, OpsaetningService, VagtService, type Kravstype, type Vagt } from '#app/krav';
import { fakturaindhold, type Faktura } from './fakturabesked.js';
import { beslutFakturering, erFlyttet, type Faktureret, type Faktureringsbeslutning, type Planlagtfaktura } from './fakturering.rules.js';
import { flytKrav, hentAfregningsbilag, hentBetalingsvej, hentFakturakrav, medTilgode, naesteFristnr, type Debitorfakta, type Kravraekke } from './fakturering.facts.js';

/** A debtor's claims that are about to be billed: their dates are settled, their amounts not before a credit balance was used. */
export interface Fakturavalg { readonly forretningspartnerId: string; readonly fakturaer: readonly Planlagtfaktura[] }
interface Afgjort { readonly d: Debitorfakta; readonly b: Faktureringsbeslutning }

/**
 * Billing, in two halves: `vaelg` says which of a debtor's waiting claims are billed today and with what dates; then whoever runs the
 * step lets clearing use the debtor's credit balance on them; `fakturer` writes the bills of what is left. The rooms of clearing and of
 * billing do not know each other: natplan joins them.
 */
@Injectable()
export class FaktureringService {
  constructor(private readonly kravstyper: KravstypeService, private readonly opsaetning: OpsaetningService, private readonly vagt: VagtService) {}

  arbejde(tx: Tx): Promise<Arbejde[]> { return this.vagt.forfaldent(tx, 'fakturer'); }

  /** Locks the debtors and marks what is billed today; wakes clearing where money waits. A second call finds nothing. `alle`: neither horizon nor smallest amount holds anything back. */
  async vaelg(tx: Tx, partnere: readonly string[], alle = false): Promise<{ readonly valg: readonly Fakturavalg[]; readonly resultat: Delresultat }> {
    await laasPartnere(tx, partnere);
    const typer = await this.kravstyper.alle(tx);
    const ramme = { ...(await this.opsaetning.hent(tx, tx.forretningsdato)), dato: tx.forretningsdato, alle };
    const afgjorte = (await hentAfregningsbilag(tx, partnere, typer)).map((d): Afgjort => ({ d, b: beslutFakturering(d.krav, ramme) }));
    await tx.skrivSamlet([...this.naeste(partnere, afgjorte), ...(await this.marker(tx, afgjorte, typer))]);
    const valg = afgjorte.filter((a) => a.b.fakturaer.length > 0).map(({ d, b }) => ({ forretningspartnerId: d.forretningspartnerId, fakturaer: b.fakturaer }));
    return { valg, resultat: venteresultat(afgjorte) };
  }

  /** Writes the bills: rows, message, events. @returns counts FAKTURAER, FAKTURERET (claims), FRIST_FLYTTET and kroner FAKTURERET, AT_BETALE */
  async fakturer(tx: Tx, valg: readonly Fakturavalg[]): Promise<{ readonly ider: readonly string[]; readonly resultat: Delresultat }> {
    if (valg.length === 0) return { ider: [], resultat: TOMT };
    const krav = await hentFakturakrav(tx, valg.flatMap((v) => v.fakturaer.flatMap((f) => f.krav.map((k) => k.kravId))));
    const vej = await hentBetalingsvej(tx, valg.map((v) => v.forretningspartnerId));
    const typer = await this.kravstyper.alle(tx);
    const ids = (await tx.ids(valg.reduce((n, v) => n + v.fakturaer.length, 0))).reverse();
    const fakturaer = valg.flatMap((v) => v.fakturaer.map((p) => faktura(ids.pop()!, v.forretningspartnerId, p, tx.forretningsdato, krav, typer, vej)));
    const flyttet = new Map(valg.flatMap((v) => v.fakturaer.flatMap((f) => f.krav.filter(erFlyttet).map((k) => [k.kravId, k] as const))));
    await tx.skrivSamlet([...fakturaraekker(tx, fakturaer),
      ...(await udgaaende(tx, fakturaer.map((f) => ({ art: 'OPKRAEVNING', noegle: `faktura:${f.id}`, forretningspartnerId: f.modtagerId ?? f.forretningspartnerId, indhold: fakturaindhold(f) })))),
      ...(await haendelser(tx, fakturaer.flatMap((f) => kravhaendelser(f, flyttet))))]);
    return { ider: fakturaer.map((f) => f.id), resultat: fakturaresultat(fakturaer, flyttet.size) };
  }

  /** When to look at a claim again; one that was billed, or no longer waits, is left in peace until something new happens. */
  private naeste(partnere: readonly string[], afgjorte: readonly Afgjort[]): Skrivning[] {
    const datoer = afgjorte.flatMap(({ d, b }) => b.venter.filter((v) => v.naeste !== 'infinity').map((v): Vagt => ({ forretningspartnerId: d.forretningspartnerId, kravId: v.kravId, trin: 'fakturer', tidligst: v.naeste })));
    return [...this.vagt.saet(datoer), { sql: ROLIG, vaerdier: [partnere, datoer.map((v) => v.kravId)] }];
  }

  private async marker(tx: Tx, afgjorte: readonly Afgjort[], typer: readonly Kravstype[]): Promise<Skrivning[]> {
    const raekker = new Map(afgjorte.flatMap(({ d }) => d.raekker.map((r) => [r.kravId, r] as const)));
    const faktureret = afgjorte.flatMap(({ b }) => b.fakturaer.flatMap((f) => f.krav));
    if (faktureret.length === 0) return [];
    const flyttede = faktureret.filter(erFlyttet);
    const nr = await naesteFristnr(tx, flyttede.map((f) => f.kravId));
    const tilgode = await medTilgode(tx, afgjorte.map(({ d }) => d.forretningspartnerId));
    return [
      flytKrav(tx.forretningsdato, faktureret), ...fristraekker(flyttede, raekker, nr),
      ...this.vagt.vaek(faktureret.flatMap((f) => vaekkes(f, raekker.get(f.kravId)!, typer, tilgode, tx.forretningsdato))),
    ];
  }
}

const ROLIG = `update vagt set tidligst = 'infinity' where forretningspartner_id = any($1::bigint[]) and trin = 'fakturer' and tidligst < 'infinity' and krav_id <> all($2::bigint[])`;

/** A billed claim's next dates; and who must look at it since its dates moved, or since money waits for it. */
function vaekkes(f: Faktureret, r: Kravraekke, typer: readonly Kravstype[], tilgode: ReadonlySet<string>, idag: Lokaldato): Vagt[] {
  const faelles = { forretningspartnerId: r.forretningspartnerId, kravId: f.kravId, tidligst: plusDage(f.srb, 1) };
  const renter = (kravstypePaa(typer, r.kravstype, r.stiftelsesdato)?.renteBesluttet ?? null) !== null;
  return [...(renter ? [{ ...faelles, trin: 'renter' as const }] : []), { ...faelles, trin: 'rykker' },
    ...(erFlyttet(f) ? [{ ...faelles, trin: 'psrmkontrol' as const, tidligst: idag }] : []), ...(tilgode.has(r.forretningspartnerId) ? [{ ...faelles, trin: 'udlign' as const, tidligst: idag }] : [])];
}

function fristraekker(flyttede: readonly Faktureret[], raekker: ReadonlyMap<string, Kravraekke>, nr: (kravId: string) => number): Skrivning[] {
  if (flyttede.length === 0) return [];
  return [indsaet('kravfrist', flyttede, {
    krav_id: ['bigint', (f) => f.kravId], nr: ['smallint', (f) => nr(f.kravId)], forfaldsdato_foer: ['date', (f) => raekker.get(f.kravId)!.forfaldsdato], srb_foer: ['date', (f) => raekker.get(f.kravId)!.srb],
    forfaldsdato: ['date', (f) => f.forfaldsdato], srb: ['date', (f) => f.srb],
  }, { aarsag: ['text', 'FAKTURERING'], registreret: NU })];
}

function faktura(id: string, forretningspartnerId: string, p: Planlagtfaktura, dato: Lokaldato, krav: Awaited<ReturnType<typeof hentFakturakrav>>, typer: readonly Kravstype[], vej: Awaited<ReturnType<typeof hentBetalingsvej>>): Faktura {
  const egne = p.krav.map((k) => ({ ...krav.get(k.kravId)!, forfaldsdato: k.forfaldsdato, srb: k.srb })).map((k) => ({ ...k, type: kravstypePaa(typer, k.kravstype, k.stiftelsesdato) }));
  const linjer = egne.flatMap((k) => k.linjer);
  const kravsum = sum(linjer.map((l) => l.opkraevet));
  const betalt = sum(linjer.map((l) => l.betalt));
  return {
    id, forretningspartnerId, modtagerId: p.modtagerId, dato, forfaldsdato: p.forfaldsdato, srb: p.srb, kravsum, betalt, beloeb: minus(kravsum, betalt), krav: egne,
    betalingsId: egne.length === 1 ? egne[0]!.betalingsId : fik71(BigInt(id)), fiKreditor: vej.fiKreditor, bs: vej.bs.get(forretningspartnerId),
  };
}

function fakturaraekker(tx: Tx, fakturaer: readonly Faktura[]): Skrivning[] {
  const poster = fakturaer.flatMap((f) => f.krav.flatMap((k) => k.linjer.map((l) => ({ f, k, l }))));
  return [
    indsaet('faktureringsbilag', fakturaer, {
      id: ['bigint', (f) => f.id], forretningspartner_id: ['bigint', (f) => f.forretningspartnerId], modtager_id: ['bigint', (f) => f.modtagerId], forfaldsdato: ['date', (f) => f.forfaldsdato], srb: ['date', (f) => f.srb],
      kravsum: ['numeric', (f) => beloebTekst(f.kravsum)], betalt: ['numeric', (f) => beloebTekst(f.betalt)], beloeb: ['numeric', (f) => beloebTekst(f.beloeb)], betalings_id: ['text', (f) => f.betalingsId],
      fi_kreditor: ['text', (f) => f.fiKreditor], pbs_nummer: ['text', (f) => f.bs?.pbsNummer], debitorgruppe: ['text', (f) => f.bs?.debitorgruppe], kundenummer: ['text', (f) => f.bs?.kundenummer],
    }, { dato: ['date', tx.forretningsdato], koersel_id: ['bigint', tx.koerselId ?? null], registreret: NU }),
    indsaet('faktureringsposition', poster, {
      faktureringsbilag_id: ['bigint', (p) => p.f.id], krav_id: ['bigint', (p) => p.k.kravId], kravlinje_id: ['bigint', (p) => p.l.kravlinjeId], forfaldsdato: ['date', (p) => p.k.forfaldsdato], srb: ['date', (p) => p.k.srb],
      beloeb: ['numeric', (p) => beloebTekst(p.l.opkraevet)], betalt: ['numeric', (p) => beloebTekst(p.l.betalt)],
    }),
  ];
}

/** FAKTURERET with the claim's billed amount; before it, where the bill moved them, the new forfaldsdato and SRB (the event's virkningsdato). */
function kravhaendelser(f: Faktura, flyttet: ReadonlyMap<string, Faktureret>): Haendelse[] {
  return f.krav.flatMap((k): Haendelse[] => {
    const til = { fagsystem: k.fagsystem, kravId: k.kravId };
    const beloeb = beloebTekst(sum(k.linjer.map((l) => l.opkraevet)));
    const ny = flyttet.get(k.kravId);
    const frister = [...(ny?.nytForfald === true ? [{ ...til, art: 'FORFALD_AENDRET', virkningsdato: k.forfaldsdato }] : []), ...(ny?.nySrb === true ? [{ ...til, art: 'SRB_AENDRET', virkningsdato: k.srb }] : [])];
    return [...frister, { ...til, art: 'FAKTURERET', virkningsdato: f.dato, beloeb }];
  });
}

function venteresultat(afgjorte: readonly Afgjort[]): Delresultat {
  const antal: Record<string, number> = {};
  for (const v of afgjorte.flatMap(({ b }) => b.venter)) antal[v.grund] = (antal[v.grund] ?? 0) + 1;
  return { antal, beloeb: {} };
}

function fakturaresultat(fakturaer: readonly Faktura[], flyttet: number): Delresultat {
  const antal: [string, number][] = [['FAKTURAER', fakturaer.length], ['FAKTURERET', fakturaer.reduce((n, f) => n + f.krav.length, 0)], ['FRIST_FLYTTET', flyttet]];
  return { antal: Object.fromEntries(antal.filter(([, n]) => n > 0)), beloeb: { FAKTURERET: beloebTekst(sum(fakturaer.map((f) => f.kravsum))), AT_BETALE: beloebTekst(sum(fakturaer.map((f) => f.beloeb))) } };
}
