import { Injectable } from '@nestjs/common';
import { beloebTekst, neg, NUL, plus, plusDage, sum, visBeloeb, visDato, type Beloeb, type Lokaldato } from '#app/kernel';
import { indsaet, laasPartnere, type Arbejde, type Delresultat, type Skrivning, type Trin, type Tx } from '#app/platform';
import { BogholderiService } from '#app/bogholderi';
import { GodkendelseService } from '#app/godkendelse';
import { OpsaetningService, VagtService, type Opsaetning, type Vagt } from '#app/krav';
import { hentFamilier, type Afskrivningsfakta, type Familiefakta } from './afskrivning.facts.js';
import { beslutAfskrivning, beslutForslag, type Forslagsvalg } from './afskrivning.rules.js';
import { forklarAfskrivninger, type Afskrivningsforklaring } from './forklar.js';
import { GENAABNES_IKKE } from './genindgaaet.rules.js';
import { AFSKRIVNINGSFORSLAG, indholdAf } from './indhold.js';
import { skrivninger, tilPoster, type Bevaegelse, type Post } from './postering.js';
import type { Afskrivningsregel, Familiesvar, Tidligst } from './typer.js';

interface Svar extends Familiefakta { readonly svar: Familiesvar }
/** A proposal the rules want; `valg` says what is done about it. */
interface Foreslaaet { readonly valg: Forslagsvalg; readonly gammelt?: string | undefined; readonly naeste: Tidligst }

/** Writes off by itself what is barred and small residuals, proposes what is more, and follows the money: late, gone again, or come after all. */
@Injectable()
export class AfskrivningService implements Trin {
  readonly kode = 'afskriv';
  readonly navn = 'Afskrivning';

  constructor(private readonly bogholderi: BogholderiService, private readonly opsaetning: OpsaetningService, private readonly vagt: VagtService, private readonly godkendelser: GodkendelseService) {}

  arbejde(tx: Tx): Promise<Arbejde[]> { return this.vagt.forfaldent(tx, 'afskriv'); }

  /** Target minus booked, per family, in one set-wise write. A second call finds nothing left. */
  async behandl(tx: Tx, partnere: readonly string[]): Promise<Delresultat> {
    await laasPartnere(tx, partnere);
    const { familier, tilovers } = await this.fakta(tx, partnere);
    const poster = await tilPoster(tx, familier.flatMap((s) => bevaegelser(tx, s)), new Map(familier.map((s) => [s.familie.hovedkravId, s.loebenr])));
    const forslag = await this.forslag(tx, familier);
    const vagter = this.vagt.saet(familier.map(({ familie, svar: s }): Vagt => ({ forretningspartnerId: familie.forretningspartnerId, kravId: familie.hovedkravId, trin: 'afskriv', tidligst: forslag.udfald.get(familie.hovedkravId)?.naeste ?? s.naeste })));
    await tx.skrivSamlet([...(await skrivninger(tx, this.bogholderi, this.vagt, poster)), ...forslag.skrivninger, ...(await opgaver(tx, familier, tilovers)), ...vagter]);
    return resultat(familier, poster, forslag.udfald);
  }

  /** What the step would decide on tx.forretningsdato; nothing is written or locked. `ogsaa`: hovedkrav asked about, due or not. */
  async beslut(tx: Tx, partnere: readonly string[], ogsaa: readonly string[] = []): Promise<Svar[]> { return (await this.fakta(tx, partnere, ogsaa)).familier; }

  /** Every write-off and reversal of a claim; of a hovedkrav, its family's. @throws IkkeFundet */
  forklar(tx: Tx, kravId: string): Promise<Afskrivningsforklaring[]> { return forklarAfskrivninger(tx, this.opsaetning, kravId); }

  private async fakta(tx: Tx, partnere: readonly string[], ogsaa: readonly string[] = []): Promise<{ familier: Svar[]; tilovers: Afskrivningsfakta['tilovers'] }> {
    const o: Opsaetning = await this.opsaetning.hent(tx, tx.forretningsdato);
    const regel: Afskrivningsregel = { dato: tx.forretningsdato, graense: o.bagatelGraense, dage: o.bagatelDage, automatiskGraense: o.afskrivningAutomatiskGraense, daekning: o.daekning };
    const f = await hentFamilier(tx, partnere, ogsaa);
    return { familier: f.familier.map((x) => ({ ...x, svar: beslutAfskrivning(x.familie, regel) })), tilovers: f.tilovers };
  }

  /** Proposals of what is above the limit: one per family, once; anew when it expired or something is otherwise. */
  private async forslag(tx: Tx, familier: readonly Svar[]): Promise<{ udfald: ReadonlyMap<string, Foreslaaet>; skrivninger: Skrivning[] }> {
    const oenskede = familier.flatMap((s) => (s.svar.beslutning.art === 'FORESLAA' ? [{ s, beslutning: s.svar.beslutning, objekt: objektFor(s), indhold: indholdAf(s.svar.beslutning, null) }] : []));
    if (oenskede.length === 0 && !(await harReglernesForslag(tx))) return { udfald: new Map(), skrivninger: [] };
    const seneste = await this.godkendelser.seneste(tx, AFSKRIVNINGSFORSLAG, familier.map(objektFor));
    const overfloedige = familier.filter((s) => s.svar.beslutning.art !== 'FORESLAA').flatMap((s) => { const f = seneste.get(objektFor(s)); return f?.status === 'AABEN' ? [f.id] : []; });
    const valgte = oenskede.map((o) => ({ ...o, seneste: seneste.get(o.objekt), valg: beslutForslag(seneste.get(o.objekt), this.godkendelser.hash(AFSKRIVNINGSFORSLAG, o.indhold)) }));
    const nye = valgte.filter((v) => v.valg === 'NYT' || v.valg === 'ERSTAT');
    const forslag = await this.godkendelser.forslag(tx, nye.map((v) => ({
      art: AFSKRIVNINGSFORSLAG, objekt: v.objekt, indhold: v.indhold, beloeb: v.beslutning.beloeb, begrundelse: `Kravet er forældet, og resten på ${visBeloeb(v.beslutning.beloeb)} kr. er over grænsen for, hvad der afskrives automatisk.`,
    })));
    return {
      skrivninger: [...this.godkendelser.bortfald(tx, [...overfloedige, ...valgte.flatMap((v) => (v.valg === 'ERSTAT' ? [v.seneste!.id] : []))], `Kravet eller dets rest er et andet pr. ${visDato(tx.forretningsdato)}.`), ...forslag.skrivninger],
      udfald: new Map(valgte.map((v) => [v.s.familie.hovedkravId, { valg: v.valg, gammelt: v.seneste?.id, naeste: naesteEfter(tx, v.valg, v.seneste?.sidsteDag, forslag.sidsteDage[nye.indexOf(v)], v.s.svar) }])),
    };
  }
}

/** The rules' own proposals stand apart from what people propose about the same claim. */
const objektFor = (s: Familiefakta): string => `krav:${s.familie.hovedkravId}:foraeldelse`;
const harReglernesForslag = async (tx: Tx): Promise<boolean> => (await tx.raekker(`select 1 from godkendelse g where g.art = $1 and g.objekt like 'krav:%:foraeldelse' and g.sidste_dag >= $2 and not exists (select 1 from godkendelse_svar s where s.godkendelse_id = g.id) limit 1`, [AFSKRIVNINGSFORSLAG, tx.forretningsdato])).length > 0;

/** Until the proposal expires; a rejected one until something is otherwise. */
function naesteEfter(tx: Tx, valg: Forslagsvalg, gammel: Lokaldato | undefined, ny: Lokaldato | undefined, svar: Familiesvar): Tidligst {
  const udloeb = valg === 'VENTER' ? gammel : valg === 'AFVIST' ? undefined : ny;
  const egen = svar.tilbagefoersler.length > 0 ? plusDage(tx.forretningsdato, 1) : 'infinity';
  const efter: Tidligst = udloeb === undefined ? 'infinity' : plusDage(udloeb, 1);
  return efter < egen ? efter : egen;
}

/** Reversals first, so that the family's bilag are numbered in the order they were decided. */
function bevaegelser(tx: Tx, { familie, svar: s }: Svar): Bevaegelse[] {
  const tilbage = s.tilbagefoersler.map((t): Bevaegelse => ({ familie, art: t.art, aarsag: t.afskrivning.aarsag, virkningsdato: t.virkningsdato, af: t.afskrivning.bilagId, linjer: t.linjer.map((l) => ({ ...l, beloeb: neg(l.beloeb) })) }));
  return s.beslutning.art === 'AFSKRIV' ? [...tilbage, { familie, art: 'AFSKRIVNING', aarsag: s.beslutning.aarsag, virkningsdato: tx.forretningsdato, linjer: s.beslutning.linjer }] : tilbage;
}

/** Money for what was released: it pays nothing there, and a person must say what becomes of it. One task per payment. */
async function opgaver(tx: Tx, familier: readonly Svar[], tilovers: Afskrivningsfakta['tilovers']): Promise<Skrivning[]> {
  const pr = new Map(familier.map((f) => [f.familie.hovedkravId, f.familie]));
  const nye = tilovers.flatMap((p) => {
    const eftergivet = p.hovedkravIder.find((h) => pr.get(h)?.afskrivninger.some((a) => GENAABNES_IKKE.includes(a.aarsag) && sum(a.linjer.map((l) => l.beloeb)).gt(0)));
    return eftergivet === undefined ? [] : [{ ...p, kravId: eftergivet }];
  });
  if (nye.length === 0) return [];
  const ids = await tx.ids(nye.length);
  return [indsaet('opgave', nye, {
    id: ['bigint', (_, i) => ids[i]], noegle: ['text', (p) => `eftergivet-indbetaling:${p.indbetalingId}`], forretningspartner_id: ['bigint', (p) => p.forretningspartnerId], krav_id: ['bigint', (p) => p.kravId],
    tekst: ['text', (p) => `${visBeloeb(p.beloeb)} kr. er betalt ${visDato(p.virkningsdato)} til krav ${p.kravId}, som er eftergivet eller omfattet af akkord eller gældssanering og derfor ikke genåbnes. Beløbet står til gode hos debitor: afgør, om det skal udbetales.`],
  }, { art: ['text', 'BETALING_TIL_EFTERGIVET_KRAV'] }, 'on conflict (noegle) do nothing')];
}

const TAELLES: Readonly<Record<Forslagsvalg, string>> = { NYT: 'FORESLAAET', ERSTAT: 'FORESLAAET', VENTER: 'VENTER_PAA_GODKENDELSE', AFVIST: 'FORSLAG_AFVIST' };

function resultat(svar: readonly Svar[], poster: readonly Post[], forslag: ReadonlyMap<string, Foreslaaet>): Delresultat {
  const antal: Record<string, number> = {};
  const beloeb: Record<string, Beloeb> = {};
  const taeld = (k: string): void => { antal[k] = (antal[k] ?? 0) + 1; };
  for (const { familie, svar: s } of svar) {
    if (s.beslutning.art === 'LAD_VAERE') taeld(s.beslutning.grund);
    if (s.beslutning.art === 'FORESLAA') taeld(TAELLES[forslag.get(familie.hovedkravId)!.valg]);
  }
  for (const p of poster) {
    const netto = sum(p.linjer.map((l) => l.beloeb));
    const art = p.art === 'GENINDGAAET' ? (netto.lt(0) ? 'GENINDGAAET' : 'GENINDGAAET_TILBAGEFOERT') : p.art === 'TILBAGEFOERSEL' ? 'TILBAGEFOERT' : 'AFSKREVET';
    taeld(art);
    beloeb[art] = plus(beloeb[art] ?? NUL, netto.lt(0) ? neg(netto) : netto);
  }
  return { antal, beloeb: Object.fromEntries(Object.entries(beloeb).map(([k, b]) => [k, beloebTekst(b)])) };
}
