import { Injectable } from '@nestjs/common';
import { beloebTekst, kr, neg, plusDage, sum, UgyldigtInput, visBeloeb, visDato, type Beloeb, type Lokaldato } from '#app/kernel';
import { IkkeFundet, laasPartnere, type Skrivning, type Tx } from '#app/platform';
import { BogholderiService } from '#app/bogholderi';
import { GodkendelseService } from '#app/godkendelse';
import { OpsaetningService, VagtService } from '#app/krav';
import { hentFamilier, type Familiefakta } from './afskrivning.facts.js';
import { kraevDag, kraevHaandafskrivning, kraeverTo, kraevStadig, kraevStadigAfskrevet, planlaegAfskrivning, planlaegGenaabning, type NyAfskrivning, type NyGenaabning } from './haand.rules.js';
import { AFSKRIVNINGSFORSLAG, GENAABNINGSFORSLAG, indholdAf } from './indhold.js';
import { skrivninger, tilPoster, type Bevaegelse } from './postering.js';
import { AARSAGSTEKST } from './tekst.js';
import type { Afskrivningsaarsag, Afskrivningsindhold, Genaabningsindhold } from './typer.js';

/** UDFOERT: booked at once, within what one person may decide. FORESLAAET: it waits for another person. */
export interface Haandsvar {
  readonly udfald: 'UDFOERT' | 'FORESLAAET';
  readonly beslutningId: string | null;
  /** The proposal and its hash; null when it was booked at once. */
  readonly godkendelseId: string | null; readonly hash: string | null;
  readonly beloeb: Beloeb;
  /** What one person may decide, kroner. */
  readonly graense: Beloeb;
  readonly linjer: readonly { readonly kravId: string; readonly kravlinjeId: string; readonly beloeb: Beloeb }[];
}

/** Where the reason of a decision stands: with itself, or on the proposal that two people agreed on. */
type Kilde = { readonly godkendelseId: string } | { readonly begrundelse: string; readonly dokumentation: string | undefined };
interface Hoved { readonly art: 'AFSKRIVNING' | 'GENAABNING'; readonly aarsag: Afskrivningsaarsag; readonly beloeb: Beloeb; readonly virkningsdato: Lokaldato; readonly graense: Beloeb; readonly tidligere: Beloeb }

const FORSLAGSDAGE = 90; // the setting godkendelse_dage decides
const GRAENSEDAGE = 365; // what one person decided alone counts for the debtor so long

/** Write-offs and reopenings by people: what one may decide at once, what needs two exactly as they approved it. */
@Injectable()
export class HaandafskrivningService {
  constructor(private readonly bogholderi: BogholderiService, private readonly opsaetning: OpsaetningService, private readonly vagt: VagtService, private readonly godkendelser: GodkendelseService) {
    const faelles = { ret: 'afskrivning:godkend', dage: FORSLAGSDAGE, laas: async (tx: Tx, i: Afskrivningsindhold | Genaabningsindhold): Promise<void> => { await laasDebitor(tx, i.linjer.map((l) => l.kravId)); } };
    godkendelser.registrer<Afskrivningsindhold>({ ...faelles, art: AFSKRIVNINGSFORSLAG, navn: 'Afskrivning', udfoer: async (tx, i, g) => { await this.bogfoer(tx, i, { godkendelseId: g.id }); }, vis: (_tx, i) => Promise.resolve(visAfskrivning(i)) });
    godkendelser.registrer<Genaabningsindhold>({ ...faelles, art: GENAABNINGSFORSLAG, navn: 'Genåbning', udfoer: async (tx, i, g) => { await this.bogfoerGenaabning(tx, i, { godkendelseId: g.id }); }, vis: (_tx, i) => Promise.resolve(visGenaabning(i)) });
  }

  /**
   * Writes off one or several claims of one debtor, or proposes it.
   * @throws IkkeFundet, IntetAtAfskrive, UgyldigtInput AARSAG_IKKE_I_HAANDEN, DOKUMENTATION_MANGLER, VIRKNINGSDATO_I_FREMTIDEN, VIRKNINGSDATO_FOER_STIFTELSE,
   * KRAV_HOS_FLERE_DEBITORER, KRAV_GENTAGET, KRAVLINJE_UKENDT, BELOEB_ELLER_LINJER, AFSKRIVNING_OVERSTIGER_RESTEN
   */
  async afskriv(tx: Tx, n: NyAfskrivning): Promise<Haandsvar> {
    kraevHaandafskrivning(n, tx.forretningsdato);
    const familier = await laas(tx, n.krav.map((k) => k.kravId));
    const linjer = planlaegAfskrivning(familier.map((f) => f.familie), n);
    const indhold = indholdAf({ aarsag: n.aarsag, linjer }, n.virkningsdato ?? null);
    return this.svar(tx, AFSKRIVNINGSFORSLAG, familier, indhold, n, () => this.bogfoer(tx, indhold, { begrundelse: n.begrundelse, dokumentation: n.dokumentation }));
  }

  /** Reopens what was written off, or proposes it. @throws IkkeFundet, IntetAfskrevet, GenaabningEfter…, UgyldigtInput GENAABNING_OVERSTIGER_DET_AFSKREVNE, VIRKNINGSDATO_I_FREMTIDEN, VIRKNINGSDATO_FOER_AFSKRIVNINGEN */
  async genaabn(tx: Tx, n: NyGenaabning): Promise<Haandsvar> {
    kraevDag(n.virkningsdato, tx.forretningsdato);
    const familier = await laas(tx, [n.kravId]);
    const poster = planlaegGenaabning(familier[0]!.familie, n, tx.forretningsdato);
    const indhold: Genaabningsindhold = { virkningsdato: n.virkningsdato ?? null, linjer: poster.map((p) => ({ bilagId: p.bilagId, kravId: p.kravId, kravlinjeId: p.kravlinjeId, beloeb: beloebTekst(p.beloeb) })) };
    return this.svar(tx, GENAABNINGSFORSLAG, familier, indhold, n, () => this.bogfoerGenaabning(tx, indhold, { begrundelse: n.begrundelse, dokumentation: n.dokumentation }));
  }

  private async svar(tx: Tx, art: string, familier: readonly Familiefakta[], indhold: Afskrivningsindhold | Genaabningsindhold, n: { readonly begrundelse: string; readonly dokumentation?: string | undefined }, bogfoer: () => Promise<string>): Promise<Haandsvar> {
    const linjer = indhold.linjer.map((l) => ({ kravId: l.kravId, kravlinjeId: l.kravlinjeId, beloeb: kr(l.beloeb) }));
    const beloeb = sum(linjer.map((l) => l.beloeb));
    const { graense, tidligere } = await this.graenser(tx, art, familier);
    if (!kraeverTo(beloeb, tidligere, graense)) return { udfald: 'UDFOERT', beslutningId: await bogfoer(), godkendelseId: null, hash: null, beloeb, graense, linjer };
    const godkendelseId = await this.godkendelser.foreslaa(tx, { art, objekt: `krav:${familier[0]!.familie.hovedkravId}`, indhold, beloeb, begrundelse: n.begrundelse, dokumentation: n.dokumentation });
    return { udfald: 'FORESLAAET', beslutningId: null, godkendelseId, hash: this.godkendelser.hash(art, indhold), beloeb, graense, linjer };
  }

  /** The limit, and what has been decided by one person alone before: of this debtor within a year, of these families whenever. */
  private async graenser(tx: Tx, art: string, familier: readonly Familiefakta[]): Promise<{ graense: Beloeb; tidligere: Beloeb }> {
    const o = await this.opsaetning.hent(tx, tx.forretningsdato);
    const [r] = await tx.raekker<[string]>(
      `select coalesce(sum(abs(a.beloeb)), 0)::numeric(15,2) from aftalekonto o join kravsbilag k on k.aftalekonto_id = o.id join afskrivning a on a.krav_id = k.id join afskrivningsbeslutning b on b.id = a.beslutning_id
       where o.forretningspartner_id = any($1::bigint[]) and b.art = $2 and b.godkendelse_id is null and (a.dato > $3 or k.id = any($4::bigint[]))`,
      [familier.map((f) => f.familie.forretningspartnerId), art, plusDage(tx.forretningsdato, -GRAENSEDAGE), familier.flatMap((f) => f.familie.krav.map((k) => k.kravId))]);
    return { graense: o.afskrivningHaandgraense, tidligere: kr(r![0]) };
  }

  /** @throws RestenErFaldet, KravErIkkeForaeldet */
  private async bogfoer(tx: Tx, i: Afskrivningsindhold, kilde: Kilde): Promise<string> {
    const familier = await laas(tx, i.linjer.map((l) => l.kravId));
    const linjer = kraevStadig(familier.map((f) => f.familie), i, kr);
    const virkningsdato = i.virkningsdato ?? tx.forretningsdato;
    const bevaegelser = familier.map((f): Bevaegelse => ({ familie: f.familie, art: 'AFSKRIVNING', aarsag: i.aarsag, virkningsdato, linjer: linjer.filter((l) => f.familie.krav.some((k) => k.kravId === l.kravId)) }));
    return this.skriv(tx, familier, bevaegelser, { art: 'AFSKRIVNING', aarsag: i.aarsag, beloeb: sum(linjer.map((l) => l.beloeb)), virkningsdato }, kilde);
  }

  /** One bilag per write-off that is reopened. @throws IntetAfskrevet, GenaabningEfter… */
  private async bogfoerGenaabning(tx: Tx, i: Genaabningsindhold, kilde: Kilde): Promise<string> {
    const familier = await laas(tx, i.linjer.map((l) => l.kravId));
    const poster = kraevStadigAfskrevet(familier.map((f) => f.familie), i, tx.forretningsdato, kr);
    const virkningsdato = i.virkningsdato ?? tx.forretningsdato;
    const bevaegelser = familier.flatMap((f) => [...new Set(poster.filter((p) => p.hovedkravId === f.familie.hovedkravId).map((p) => p.bilagId))].map((bilagId): Bevaegelse => {
      const egne = poster.filter((p) => p.bilagId === bilagId);
      return { familie: f.familie, art: 'GENAABNING', aarsag: egne[0]!.aarsag, af: bilagId, virkningsdato, linjer: egne.map(({ kravId, kravlinjeId, kontering, beloeb }) => ({ kravId, kravlinjeId, kontering, beloeb: neg(beloeb) })) };
    }));
    return this.skriv(tx, familier, bevaegelser, { art: 'GENAABNING', aarsag: poster[0]!.aarsag, beloeb: sum(poster.map((p) => p.beloeb)), virkningsdato }, kilde);
  }

  private async skriv(tx: Tx, familier: readonly Familiefakta[], bevaegelser: readonly Bevaegelse[], h: Omit<Hoved, 'graense' | 'tidligere'>, kilde: Kilde): Promise<string> {
    const beslutningId = await tx.id();
    const poster = await tilPoster(tx, bevaegelser.map((b) => ({ ...b, beslutningId })), new Map(familier.map((f) => [f.familie.hovedkravId, f.loebenr])));
    const hoved = { ...h, ...(await this.graenser(tx, h.art, familier)) };
    const afskriv = familier.map((f) => ({ forretningspartnerId: f.familie.forretningspartnerId, kravId: f.familie.hovedkravId, trin: 'afskriv' as const, tidligst: tx.forretningsdato }));
    await tx.skrivSamlet([beslutning(tx, beslutningId, hoved, kilde), ...(await skrivninger(tx, this.bogholderi, this.vagt, poster)), ...this.vagt.vaek(afskriv)]);
    return beslutningId;
  }
}

function beslutning(tx: Tx, id: string, h: Hoved, kilde: Kilde): Skrivning {
  const egen = 'begrundelse' in kilde ? kilde : undefined;
  return {
    sql: `insert into afskrivningsbeslutning (id, art, aarsag, beloeb, virkningsdato, graense, tidligere, kursgevinst, begrundelse, dokumentation, godkendelse_id) values ($1::bigint, $2, $3, $4::numeric, $5::date, $6::numeric, $7::numeric, $8::boolean, $9::bytea, $10::bytea, $11::bigint)`,
    vaerdier: [id, h.art, h.aarsag, beloebTekst(h.beloeb), h.virkningsdato, beloebTekst(h.graense), beloebTekst(h.tidligere), h.art === 'AFSKRIVNING' && h.aarsag === 'EFTERGIVELSE',
      egen === undefined ? null : tx.noegler.krypter(egen.begrundelse), egen?.dokumentation === undefined ? null : tx.noegler.krypter(egen.dokumentation), 'godkendelseId' in kilde ? kilde.godkendelseId : null],
  };
}

type Kravsted = readonly [kravId: string, hovedkravId: string, forretningspartnerId: string];

/** Locks whoever owes these claims by the time the lock is had. @throws IkkeFundet */
async function laasDebitor(tx: Tx, kravIder: readonly string[]): Promise<readonly Kravsted[]> {
  const slaaOp = (): Promise<Kravsted[]> => tx.raekker<Kravsted>(`select k.id, coalesce(k.hovedkrav_id, k.id), a.forretningspartner_id from kravsbilag k join aftalekonto a on a.id = k.aftalekonto_id where k.id = any($1::bigint[])`, [[...new Set(kravIder)]]);
  let fundne = await slaaOp();
  const mangler = kravIder.find((id) => !fundne.some(([k]) => k === id));
  if (mangler !== undefined) throw new IkkeFundet('Krav', mangler);
  for (let laaste = ''; laaste !== partnereAf(fundne).join(); fundne = await slaaOp()) { // the account may go to another while we wait
    laaste = partnereAf(fundne).join();
    await laasPartnere(tx, partnereAf(fundne));
  }
  return fundne;
}

/** The families these claims stand in, their debtor locked. @throws IkkeFundet, UgyldigtInput KRAV_HOS_FLERE_DEBITORER */
async function laas(tx: Tx, kravIder: readonly string[]): Promise<Familiefakta[]> {
  const fundne = await laasDebitor(tx, kravIder);
  if (partnereAf(fundne).length > 1) throw new UgyldigtInput('KRAV_HOS_FLERE_DEBITORER', 'krav', 'Kravene skal være hos samme debitor.');
  return (await hentFamilier(tx, [], [...new Set(fundne.map(([, hoved]) => hoved))])).familier.filter((f) => fundne.some(([, hoved]) => hoved === f.familie.hovedkravId));
}
const partnereAf = (r: readonly Kravsted[]): string[] => [...new Set(r.map(([, , p]) => p))].sort();

const ialt = (linjer: readonly { readonly beloeb: string }[]): string => `${visBeloeb(sum(linjer.map((l) => kr(l.beloeb))))} kr.`;
const fra = (d: Lokaldato | null): string => (d === null ? 'den dag, det godkendes' : visDato(d));
const prKravTekst = (linjer: readonly { readonly kravId: string; readonly beloeb: string }[]): string[] => [...new Set(linjer.map((l) => l.kravId))].map((k) => `Krav ${k}: ${ialt(linjer.filter((l) => l.kravId === k))}`);

const visAfskrivning = (i: Afskrivningsindhold): string[] => [
  `${ialt(i.linjer)} afskrives med virkning fra ${fra(i.virkningsdato)}. Årsag: ${AARSAGSTEKST[i.aarsag].navn} (${AARSAGSTEKST[i.aarsag].hjemmel}).`, ...prKravTekst(i.linjer),
  ...(i.aarsag === 'EFTERGIVELSE' ? ['Debitor frigøres for gælden. Eftergivelsen mærkes til indberetning (kursgevinstloven).'] : [])];
const visGenaabning = (i: Genaabningsindhold): string[] => [`${ialt(i.linjer)}, der er afskrevet, skyldes igen med virkning fra ${fra(i.virkningsdato)}. Forældelsesdatoen er den oprindelige.`, ...prKravTekst(i.linjer)];
