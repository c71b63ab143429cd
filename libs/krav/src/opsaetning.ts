import { Injectable } from '@nestjs/common';
import { kr, type Beloeb, type Lokaldato } from '#app/kernel';
import { gaelder, nyVersion, type Tx, type Versionstabel } from '#app/platform';

/** The kommune's choices, with the defaults of regler.md; dated on both axes in table opsaetning. */
export interface Opsaetning {
  /** Day a gebyrlov month is posted (regler.md 1.1: the newer statement of the ministry is the default). */
  readonly gebyrlovTilskrivning: 'DAGEN_EFTER_FORFALD' | 'FORFALDSDAG';
  readonly gebyrlovAnker: 'FORFALD' | 'SRB';
  /** Bank days interest waits for money that was paid in time but arrives later (design D7). */
  readonly ventebankdage: number;
  /** How interest days of renteloven are counted, a month at a time (regler.md 1.2: no statute fixes it). */
  readonly rentelovDagbasis: 'ACT_365' | 'ACT_ACT' | '30_360';
  /** Order of coverage inside a claim (regler.md 4.2). */
  readonly daekning: 'GEBYR_RENTE_HOVEDSTOL' | 'HOVEDSTOL_FOERST';
  /** Residuals up to this are written off automatically, kroner. */
  readonly bagatelGraense: Beloeb;
  /** Days after SRB and after the last payment before a residual is written off. */
  readonly bagatelDage: number;
  /** One fee per letter, on the oldest claim, or one per claim (regler.md 2.1). */
  readonly gebyrFordeling: 'PR_BREV' | 'PR_KRAV';
  /** JA: the night proposes its letters, and a person approves them; NEJ: it sends them. */
  readonly rykkerGodkendelse: 'JA' | 'NEJ';
  /** Days after which a spærre without an end is flagged for its owner. */
  readonly spaerreUdenSlutDage: number;
  /** Days after the last rykker's deadline before a claim may be handed over to inddrivelse (regler.md 3.2). */
  readonly overdragDage: number;
  /** A claim is billed when its SRB is at most so many days ahead. */
  readonly faktureringshorisont: number;
  /** Days a debtor must have from bill to SRB (regler.md 3.2); a claim with fewer gets a later SRB. */
  readonly faktureringsfrist: number;
  /** No bill under this amount, kroner: the claims wait for more (regler.md 3.2). */
  readonly faktureringsmindst: Beloeb;
  /** What goes on one bill: all of a debtor's, of an account's, or each claim by itself. */
  readonly samleopkraevning: 'DEBITOR' | 'KONTO' | 'KRAV';
  /** Days a proposal may wait for a second person before it expires; an art of proposal may allow fewer (design D15). */
  readonly godkendelseDage: number;
  /** A family's barred claims are written off by the night up to this, kroner; above it two people decide. */
  readonly afskrivningAutomatiskGraense: Beloeb;
  /** What one person may write off, or reopen, by hand, kroner per debtor within a year, what was decided so before counted in; above it two people decide. */
  readonly afskrivningHaandgraense: Beloeb;
  /** JA: a night waits until a second person has approved a rehearsal of it (design D7, D15). */
  readonly natGodkendelse: 'NEJ' | 'JA';
  /** A night's figure is pointed out where it is so many per cent more or less than last night's or the usual one, */
  readonly natAfvigelseProcent: number;
  /** and there are at least so many items (debtors, claims, letters) in one of the two, */
  readonly natAfvigelseAntal: number;
  /** or, of amounts, at least so many kroner between them. */
  readonly natAfvigelseKroner: Beloeb;
}

type Laeser<T> = (tekst: string) => T;
const valg = <T extends string>(...v: readonly T[]): Laeser<T> => (t) => { if (!(v as readonly string[]).includes(t)) throw new Error(`OPSAETNING_UGYLDIG: ${t}`); return t as T; };
const heltal: Laeser<number> = (t) => { if (!/^\d{1,4}$/.test(t)) throw new Error(`OPSAETNING_UGYLDIG: ${t}`); return Number(t); };

const ikkeNegativt: Laeser<Beloeb> = (t) => { const b = kr(t); if (b.lt(0)) throw new Error(`OPSAETNING_UGYLDIG: ${t}`); return b; };

/** Name in the table, default, and how it is read. */
export const OPSAETNINGER: { readonly [K in keyof Opsaetning]: { readonly noegle: string; readonly standard: string; readonly laes: Laeser<Opsaetning[K]> } } = {
  gebyrlovTilskrivning: { noegle: 'gebyrlov_tilskrivning', standard: 'DAGEN_EFTER_FORFALD', laes: valg('DAGEN_EFTER_FORFALD', 'FORFALDSDAG') },
  gebyrlovAnker: { noegle: 'gebyrlov_anker', standard: 'FORFALD', laes: valg('FORFALD', 'SRB') },
  ventebankdage: { noegle: 'renter_ventebankdage', standard: '2', laes: heltal },
  rentelovDagbasis: { noegle: 'rentelov_dagbasis', standard: 'ACT_365', laes: valg('ACT_365', 'ACT_ACT', '30_360') },
  daekning: { noegle: 'daekning', standard: 'GEBYR_RENTE_HOVEDSTOL', laes: valg('GEBYR_RENTE_HOVEDSTOL', 'HOVEDSTOL_FOERST') },
  bagatelGraense: { noegle: 'bagatel_graense', standard: '10.00', laes: kr },
  bagatelDage: { noegle: 'bagatel_dage', standard: '30', laes: heltal },
  gebyrFordeling: { noegle: 'gebyr_fordeling', standard: 'PR_BREV', laes: valg('PR_BREV', 'PR_KRAV') },
  rykkerGodkendelse: { noegle: 'rykker_godkendelse', standard: 'NEJ', laes: valg('JA', 'NEJ') },
  spaerreUdenSlutDage: { noegle: 'spaerre_uden_slut_dage', standard: '180', laes: heltal },
  overdragDage: { noegle: 'overdrag_dage_efter_frist', standard: '5', laes: heltal },
  faktureringshorisont: { noegle: 'fakturering_horisont_dage', standard: '30', laes: heltal },
  faktureringsfrist: { noegle: 'fakturering_frist_dage', standard: '14', laes: heltal },
  faktureringsmindst: { noegle: 'fakturering_mindst', standard: '10.00', laes: kr },
  samleopkraevning: { noegle: 'samleopkraevning', standard: 'DEBITOR', laes: valg('DEBITOR', 'KONTO', 'KRAV') },
  godkendelseDage: { noegle: 'godkendelse_dage', standard: '14', laes: heltal },
  afskrivningAutomatiskGraense: { noegle: 'afskrivning_automatisk_graense', standard: '500.00', laes: ikkeNegativt },
  afskrivningHaandgraense: { noegle: 'afskrivning_haandgraense', standard: '0.00', laes: ikkeNegativt },
  natGodkendelse: { noegle: 'nat_godkendelse', standard: 'NEJ', laes: valg('NEJ', 'JA') },
  natAfvigelseProcent: { noegle: 'nat_afvigelse_procent', standard: '50', laes: heltal },
  natAfvigelseAntal: { noegle: 'nat_afvigelse_antal', standard: '20', laes: heltal },
  natAfvigelseKroner: { noegle: 'nat_afvigelse_kroner', standard: '1000.00', laes: kr },
};

export const OPSAETNINGSTABEL: Versionstabel = { tabel: 'opsaetning', noegler: ['noegle'], vaerdier: ['vaerdi'] };

@Injectable()
export class OpsaetningService {
  /** The choices that apply on `paa`. */
  async hent(tx: Tx, paa: Lokaldato): Promise<Opsaetning> {
    const raekker = await tx.sql<{ noegle: string; vaerdi: string }>(`select noegle, vaerdi from opsaetning o where ${gaelder('o', '$1')}`, [paa]);
    const valgt = new Map(raekker.map((r) => [r.noegle, r.vaerdi]));
    const ud = Object.entries(OPSAETNINGER).map(([navn, o]) => [navn, o.laes(valgt.get(o.noegle) ?? o.standard)]);
    return Object.fromEntries(ud) as Opsaetning;
  }

  /** Chooses from `fra` on. @throws when the value is not one of those allowed */
  async saet(tx: Tx, navn: keyof Opsaetning, vaerdi: string, fra: Lokaldato): Promise<void> {
    OPSAETNINGER[navn].laes(vaerdi);
    await nyVersion(tx, OPSAETNINGSTABEL, { noegle: OPSAETNINGER[navn].noegle }, { vaerdi }, fra);
  }
}
