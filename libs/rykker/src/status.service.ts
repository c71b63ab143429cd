import { Injectable } from '@nestjs/common';
import { beloebTekst, danskMidnat, plusDage, UgyldigtInput, type Lokaldato } from '#app/kernel';
import type { Tx } from '#app/platform';
import { RykkerbeslutningService } from './beslutning.service.js';
import { slaaOp, type Rykkerstatus } from './forklar.js';
import { hentFortid } from './fortid.facts.js';
import { beslutRykker } from './rykker.rules.js';
import { hentKandidater, type Statusgrund } from './status.facts.js';
import type { Debitorfakta, Rykkergrundlag, Rykkerkrav } from './typer.js';

/** A letter that would be sent on the way to a coming date, with the facts of today. */
export interface Forventetbrev { readonly dato: Lokaldato; readonly trin: number; readonly frist: Lokaldato }
export interface Statuspaadato extends Rykkerstatus {
  /** I_DAG: by today's facts. FORTID: as it was known then. FREMTID: by today's facts, as if nothing more happens and every statement comes. */
  readonly art: 'I_DAG' | 'FORTID' | 'FREMTID';
  /** FORTID: the letter the claim was in that day. */
  readonly brev: { readonly brevId: string; readonly trin: number; readonly frist: Lokaldato; readonly annulleret: Lokaldato | null } | null;
  readonly forventede: readonly Forventetbrev[];
}

/** An open due claim and why it is not (or will be) reminded. */
export interface Statuslinje {
  readonly kravId: string; readonly forretningspartnerId: string; readonly kravstype: string; readonly srb: Lokaldato; readonly rest: string;
  /** RYKKES: nothing holds it. */
  readonly grund: Statusgrund; readonly trin: number | null; readonly detalje: string; readonly hvem: string | null; readonly indtil: Lokaldato | null;
  readonly senesteTrin: number | null; readonly senesteBrev: Lokaldato | null;
}
export interface Statusfilter { readonly grund?: Statusgrund | undefined; readonly kravstype?: string | undefined }

const HOEJST_AAR_FREM = 2;
const AD_GANGEN = 500;
const RUNDER = 20;

/** Why (not) reminded: one claim on any day, and every open due claim today. */
@Injectable()
export class RykkerstatusService {
  constructor(private readonly beslutninger: RykkerbeslutningService) {}

  /** A rente or gebyr answers for its hovedkrav. @throws IkkeFundet, UgyldigtInput DATO_UDENFOR (more than two years ahead, or before the claim) */
  async paa(tx: Tx, kravId: string, dato: Lokaldato): Promise<Statuspaadato> {
    const plads = await slaaOp(tx, kravId);
    if (dato < tx.forretningsdato) return this.fortid(tx, plads, dato);
    if (dato > plusDage(tx.forretningsdato, 366 * HOEJST_AAR_FREM)) throw new UgyldigtInput('DATO_UDENFOR', 'dato', 'Der kan højst spørges to år frem.');
    const { fakta, grundlag } = await this.beslutninger.hent(tx, [plads.forretningspartnerId], 'STATUS', [plads.hovedkravId]);
    const { debitor, forventede } = fremskriv(fakta.debitorer[0]!, grundlag, plads.hovedkravId, dato);
    return { ...svar(debitor, { ...grundlag, dato, ...(dato > grundlag.dato ? { bankfilMangler: [] } : {}) }, plads.hovedkravId), art: dato === tx.forretningsdato ? 'I_DAG' : 'FREMTID', brev: null, forventede };
  }

  private async fortid(tx: Tx, plads: { readonly hovedkravId: string; readonly forretningspartnerId: string }, dato: Lokaldato): Promise<Statuspaadato> {
    const [brev] = await tx.sql<{ brevId: string; trin: number; frist: Lokaldato; annulleret: Lokaldato | null; registreret: Date }>(
      `select b.id as "brevId", p.trin, b.frist, b.registreret, (select a.dato from rykkerannullering a where a.id = p.annullering_id) as annulleret from rykkerpost p join rykkerbrev b on b.id = p.rykkerbrev_id where p.krav_id = $1 and b.dato = $2 order by b.id limit 1`, [plads.hovedkravId, dato]);
    const { debitor, grundlag } = await hentFortid(tx, plads.forretningspartnerId, dato, brev?.registreret ?? danskMidnat(plusDage(dato, 1)));
    if (!debitor.krav.some((k) => k.kravId === plads.hovedkravId)) throw new UgyldigtInput('DATO_UDENFOR', 'dato', 'Kravet var ikke registreret den dag.');
    const s = svar(debitor, grundlag, plads.hovedkravId);
    if (brev === undefined) return { ...s, art: 'FORTID', brev: null, forventede: [] };
    const { registreret: _, ...b } = brev;
    return { ...s, beslutning: { art: 'RYK', trin: brev.trin }, art: 'FORTID', brev: b, forventede: [] };
  }

  /**
   * Open due claims by id after `efter`, with today's reason. What may have the reason is found by SQL; the rules themselves answer. A page may hold fewer than asked for
   * though there are more: `naeste` says so.
   */
  async liste(tx: Tx, f: Statusfilter, efter: string | undefined, antal: number): Promise<{ poster: Statuslinje[]; naeste: string | null }> {
    const poster: Statuslinje[] = [];
    let sidst = efter ?? '0';
    for (let runde = 0; runde < RUNDER; runde++) {
      const kandidater = await hentKandidater(tx, f, sidst, AD_GANGEN);
      const linjer = new Map((await this.linjer(tx, kandidater)).map((l) => [l.kravId, l]));
      for (const k of kandidater) {
        const l = linjer.get(k.kravId);
        if (l === undefined || (f.grund !== undefined && l.grund !== f.grund)) { sidst = k.kravId; continue; }
        if (poster.length === antal) return { poster, naeste: sidst };
        poster.push(l);
        sidst = k.kravId;
      }
      if (kandidater.length < AD_GANGEN) return { poster, naeste: null };
      if (poster.length === antal) return { poster, naeste: sidst };
    }
    return { poster, naeste: sidst };
  }

  private async linjer(tx: Tx, kandidater: readonly { readonly kravId: string; readonly forretningspartnerId: string }[]): Promise<Statuslinje[]> {
    if (kandidater.length === 0) return [];
    const oensket = new Set(kandidater.map((k) => k.kravId));
    const { fakta, beslutninger } = await this.beslutninger.beslut(tx, [...new Set(kandidater.map((k) => k.forretningspartnerId))], 'STATUS');
    return beslutninger.flatMap((b, i) => b.krav.flatMap((s, j): Statuslinje[] => {
      if (!oensket.has(s.kravId)) return [];
      const k = fakta.debitorer[i]!.krav[j]!;
      const brudt = s.regler.find((r) => !r.opfyldt);
      const brev = k.rykket.at(-1);
      return [{
        kravId: s.kravId, forretningspartnerId: b.forretningspartnerId, kravstype: fakta.raekker.get(s.kravId)!.kravstype, srb: k.srb, rest: beloebTekst(k.rest),
        grund: s.beslutning.art === 'RYK' ? 'RYKKES' : s.beslutning.grund, trin: s.beslutning.art === 'RYK' ? s.beslutning.trin : null, detalje: brudt?.tekst ?? 'Intet holder kravet; det rykkes, næste gang natten sender breve.',
        hvem: brudt?.hvem ?? null, indtil: brudt?.indtil ?? null, senesteTrin: brev?.trin ?? null, senesteBrev: brev?.dato ?? null,
      }];
    }));
  }
}

function svar(d: Debitorfakta, g: Rykkergrundlag, kravId: string): Rykkerstatus {
  const s = beslutRykker(d, g).krav.find((k) => k.kravId === kravId)!;
  const k = d.krav.find((x) => x.kravId === kravId)!;
  return { ...s, dato: g.dato, rest: beloebTekst(k.rest), rykket: k.rykket, spaerrer: k.spaerrer.filter((x) => x.fra <= g.dato) };
}

/** The debtor as he would stand on `dato`: each letter that the rules would send before it is sent. What money does is not guessed. */
function fremskriv(d: Debitorfakta, g: Rykkergrundlag, kravId: string, dato: Lokaldato): { debitor: Debitorfakta; forventede: Forventetbrev[] } {
  const forventede: Forventetbrev[] = [];
  let debitor = dato > g.dato ? { ...d, krav: d.krav.map((k) => ({ ...k, venter: undefined })) } : d; // what waits is taken to be approved
  for (let dag = g.dato; dag < dato;) {
    const b = beslutRykker(debitor, { ...g, dato: dag, ...(dag > g.dato ? { bankfilMangler: [] } : {}) });
    const sendt = new Map(b.breve.flatMap((brev) => brev.krav.map((k) => [k.kravId, { trin: k.trin, dato: dag, frist: brev.frist, gebyr: brev.gebyrer.some((x) => x.kravId === k.kravId) }] as const)));
    debitor = { ...debitor, krav: debitor.krav.map((k) => medBrev(k, sendt.get(k.kravId))) };
    const eget = sendt.get(kravId);
    if (eget !== undefined) forventede.push({ dato: dag, trin: eget.trin, frist: eget.frist });
    const naeste = b.krav.map((k) => k.naeste).filter((n): n is Lokaldato => n !== 'infinity' && n > dag).toSorted()[0];
    if (naeste === undefined) break;
    dag = naeste;
  }
  return { debitor, forventede };
}

const medBrev = (k: Rykkerkrav, b: { trin: number; dato: Lokaldato; frist: Lokaldato; gebyr: boolean } | undefined): Rykkerkrav => b === undefined ? k
  : { ...k, rykket: [...k.rykket, { trin: b.trin, dato: b.dato, frist: b.frist }], gebyrdatoer: b.gebyr ? [...k.gebyrdatoer, b.dato] : k.gebyrdatoer };
