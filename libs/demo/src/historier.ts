import { kr, naesteBankdag, plusDage, plusMaaneder, seneste, sidsteIMaaned, foersteIMaaned, type Lokaldato } from '#app/kernel';
import type { Aendring } from './aendringer.js';
import type { Besaetning, Rolle } from './besaetning.js';
import type { Dateret, Handling, Kravnavn } from './handlinger.js';
import { hele, krav, linje, type Demokrav, type Udkast } from './krav.js';
import type { Demodebitor } from './personer.js';

/** What happens to the people of one generation, with the day each thing becomes known. */
export interface Historie { readonly krav: readonly Demokrav[]; readonly handlinger: readonly Dateret<Handling>[]; readonly aendringer: readonly Dateret<Aendring>[] }

const SAGSBEHANDLER = 'sagsbehandler.demo';
const STAMDATA = 'stamdata.demo';
const OPKRAEVNING = 'opkraevning.demo';
const LEDER = 'leder.demo';

/** A generation's book while it is written: days are counted from its first. */
class Skriver {
  readonly krav: Demokrav[] = [];
  readonly handlinger: Dateret<Handling>[] = [];
  readonly aendringer: Dateret<Aendring>[] = [];
  constructor(readonly b: Besaetning, private readonly g: number, private readonly dag0: Lokaldato) {}

  dag(n: number): Lokaldato { return naesteBankdag(plusDage(this.dag0, n)); }
  /** The fagsystem's reference of a role's claim: the search box finds it by this. */
  navn(rolle: Rolle): string { return `${rolle}-${this.g + 1}`; }

  /** A claim of a role's, sent on day `n`; due 18 days later, so that its bill leaves in time. */
  sender(rolle: Rolle, n: number, u: Pick<Udkast, 'kravstype' | 'fagsystem' | 'linjer'> & Partial<Udkast>, mere: Partial<Demokrav['krav']> = {}): Kravnavn {
    const d = this.b[rolle];
    const k = krav({ d, dag: this.dag(n), nr: this.navn(rolle), indhold: `SAG-${d.nr}`, frist: plusDage(this.dag(n), 18), ...u });
    this.krav.push({ ...k, krav: { ...k.krav, ...mere } });
    return { fagsystem: k.krav.fagsystem, reference: mere.reference ?? k.krav.reference };
  }
  tilbagebetaling(rolle: Rolle, n: number, kroner: number, mere: Partial<Demokrav['krav']> = {}): Kravnavn {
    return this.sender(rolle, n, { kravstype: 'TILBAGEBETALING', fagsystem: 'YDELSE', linjer: [linje('TILBAGEBETALING', hele(kroner), 'Kontanthjælp, for meget udbetalt')] }, mere);
  }
  bibliotek(rolle: Rolle, n: number, kroner: number): Kravnavn {
    return this.sender(rolle, n, { kravstype: 'BIBLIOTEK', fagsystem: 'KMD_BIBLIOTEK', linjer: [linje('ERSTATNING', hele(kroner), 'Erstatning for ikke afleveret materiale')] });
  }
  goer(n: number, bruger: string, navn: string, hvad: Handlingsindhold): void { this.handlinger.push({ dag: this.dag(n), hvad: { noegle: `historie:${this.g}:${navn}`, bruger, ...hvad } as Handling }); }
  /** Known on day `n`. */
  ret(n: number, rolle: Rolle, fra: Lokaldato, ny: Extract<Aendring, { art: 'VERSION' }>['ny']): void { this.aendringer.push({ dag: this.dag(n), hvad: { art: 'VERSION', debitor: this.b[rolle], fra, ny } }); }
}
type UdenHoved<T> = T extends unknown ? Omit<T, 'noegle' | 'bruger'> : never;
type Handlingsindhold = UdenHoved<Handling>;

/** The stories of generation `g`, which begins on `dag0`: all within 55 days, but for what goes on by itself. `til`: the world's last day. */
export function historie(b: Besaetning, g: number, dag0: Lokaldato, til: Lokaldato): Historie {
  const s = new Skriver(b, g, dag0);
  for (const f of [reguleringer, klager, haeftere, ejerskifte, gamleKrav, dobbelte, statusser, breveOgBidrag, virksomheder, uklare]) f(s, til);
  return { krav: s.krav.filter((k) => k.dag <= til), handlinger: s.handlinger.filter((h) => h.dag <= til), aendringer: s.aendringer.filter((a) => a.dag <= til) };
}

/** One of each that is easy to find; the ordinary debtors have theirs too (reguleringsplan.ts). */
function reguleringer(s: Skriver): void {
  const betalt = s.bibliotek('FEJLOPKRAEVET', 0, 450);
  s.goer(30, SAGSBEHANDLER, 'fejlopkraevet', { art: 'REGULERES', krav: betalt, med: { art: 'KREDITNOTA', aarsag: 'MATERIALE_AFLEVERET', tekst: 'Bogen var afleveret', reference: `KREDIT-${betalt.reference}`, beloeb: kr('450.00') } });
  const beregnet = s.tilbagebetaling('GENBEREGNET', 0, 3600);
  s.goer(0, 'YDELSE', 'ned', { art: 'REGULERES', krav: beregnet, som: 'YDELSE', med: { art: 'NEDREGULERING', aarsag: 'GENBEREGNING', tekst: 'Beregnet på ny', reference: `NED-${beregnet.reference}`, beloeb: kr('600.00') } });
  s.goer(9, 'YDELSE', 'op', { art: 'REGULERES', krav: beregnet, som: 'YDELSE', med: { art: 'OPREGULERING', aarsag: 'GENBEREGNING', tekst: 'Endnu en måned', reference: `OP-${beregnet.reference}`, beloeb: kr('275.00'), tillaegskrav: { reference: `${beregnet.reference}-T`, fristDage: 21 } } });
  const fortrudt = s.bibliotek('FORTRUDT', 0, 520);
  s.goer(8, SAGSBEHANDLER, 'kredit', { art: 'REGULERES', krav: fortrudt, med: { art: 'KREDITNOTA', aarsag: 'AFTALT_NEDSAETTELSE', tekst: 'Nedsat til det halve', reference: `KREDIT-${fortrudt.reference}`, beloeb: kr('260.00') } });
  s.goer(12, SAGSBEHANDLER, 'kredit-fortrudt', { art: 'REGULERING_FORTRYDES', krav: fortrudt, reference: `KREDIT-${fortrudt.reference}`, tekst: 'Det var et andet krav' });
}

/** An annulment with its fee, a claim corrected back in time, holds that begin or end before the day they are known. */
function klager(s: Skriver): void {
  const afgift = s.sender('PARKANT', 0, { kravstype: 'PARKERING', fagsystem: 'PARKERING', linjer: [linje('AFGIFT', hele(795), 'Parkeringsafgift')], frist: s.dag(14) }, { faktureret: true });
  s.goer(45, SAGSBEHANDLER, 'afgift', { art: 'REGULERES', krav: afgift, med: { art: 'ANNULLERING', aarsag: 'FEJL_I_KRAV', tekst: 'Klagen over parkeringsafgiften er imødekommet', reference: `AFGOERELSE-${afgift.reference}`, gebyrer: true } });
  const forkert = s.tilbagebetaling('FORKERT_MAANED', 0, 9450);
  s.goer(54, SAGSBEHANDLER, 'forkert-maaned', { art: 'KRAV_RETTES', krav: forkert, rettelse: { forfaldsdato: s.dag(58), srb: s.dag(58), aarsag: 'Fagsystemet sendte forkert måned' } });
  const omtvistet = s.tilbagebetaling('KLAGER', 0, 12_300);
  s.goer(53, SAGSBEHANDLER, 'rentespaerre', { art: 'SPAERRES', krav: omtvistet, niveau: 'KRAV', spaerre: { art: 'RENTE', aarsag: 'Klage i Ankestyrelsen, opsættende virkning', ejer: 'klager.demo', fra: s.dag(10), til: s.dag(200) } });
  const afvist = s.tilbagebetaling('AFVIST_KLAGER', 0, 7800);
  const aarsag = 'Klage under behandling';
  s.goer(12, SAGSBEHANDLER, 'klage', { art: 'SPAERRES', krav: afvist, niveau: 'AFTALEINDHOLD', spaerre: { art: 'RENTE', aarsag, ejer: 'klager.demo', fra: s.dag(12), til: 'infinity' } });
  s.goer(55, SAGSBEHANDLER, 'klage-afvist', { art: 'SPAERRE_OPHAEVES', krav: afvist, niveau: 'AFTALEINDHOLD', aarsag, fra: s.dag(16) });
}

/** Who is liable for a child's place: both, each for all; later it turns out that it was a half each from the beginning. */
function haeftere(s: Skriver): void {
  const plads = s.sender('FORAELDER', 0, { kravstype: 'DAGINST', fagsystem: 'NEXUS_BOERN', linjer: [linje('FULDTID', hele(4127), 'Stjernehuset, vuggestue', 'Barn i Stjernehuset')], periode: maaneden(s.dag(20)) });
  s.sender('ANDEN_FORAELDER', 1, { kravstype: 'SFO', fagsystem: 'NEXUS_BOERN', linjer: [linje('MODUL_FULD', hele(1865), 'SFO, Strandskolen', 'Barn på Strandskolen')], periode: maaneden(s.dag(20)) });
  const liste = (form: 'SOLIDARISK' | 'PRO_RATA') => (['FORAELDER', 'ANDEN_FORAELDER'] as const).map((r) => ({ person: s.b[r], form, ...(form === 'PRO_RATA' ? { andel: { taeller: 1, naevner: 2 } } : {}) }));
  s.goer(4, STAMDATA, 'haeftere', { art: 'HAEFTERE', krav: plads, liste: liste('SOLIDARISK'), fra: s.dag(4) });
  s.goer(35, STAMDATA, 'haeftere-rettet', { art: 'HAEFTERE', krav: plads, liste: liste('PRO_RATA'), fra: s.dag(2) });
}
const maaneden = (d: Lokaldato): readonly [Lokaldato, Lokaldato] => [foersteIMaaned(d), sidsteIMaaned(d)];

/** The meals go to another fagsystem: one case, two owners, each in its time. */
function ejerskifte(s: Skriver, til: Lokaldato): void {
  const skift = 30;
  let foerste: Kravnavn | undefined;
  for (let n = 0; s.dag(n) <= til && n < 400; n += 30) {
    const k = s.sender('MADGAEST', n, { kravstype: 'FAKTURA', fagsystem: n < skift ? 'FAKTURA' : 'CURA', nr: `${s.navn('MADGAEST')}-${n}`, indhold: `MAD-${s.b.MADGAEST.nr}`, linjer: [linje('MADSERVICE', kr('1562.50'), 'Madservice, hovedretter')] });
    foerste ??= k;
  }
  s.goer(skift - 2, STAMDATA, 'ejerskifte', { art: 'EJER_SKIFTER', krav: foerste!, fagsystem: 'CURA' });
}

/** Claims from the old system, near the end of their three years: one acknowledged, one with udlæg, one with a judgment, one that is barred, two still ahead. */
function gamleKrav(s: Skriver): void {
  const gammelt = (rolle: Rolle, dageTilbage: number, kroner: number, nr = s.navn(rolle)): Kravnavn => {
    const forfald = plusDage(plusMaaneder(s.dag(0), -36), dageTilbage);
    return s.tilbagebetaling(rolle, 1, kroner, { reference: nr, stiftelsesdato: plusDage(forfald, -30), forfaldsdato: forfald, srb: forfald, faktureret: true });
  };
  const [erkendt, udlagt, doemt] = [gammelt('ERKENDER', 60, 4200), gammelt('UDLAGT', 75, 15_600), gammelt('DOEMT', 50, 22_100)];
  gammelt('GLEMT', 38, 1150);
  gammelt('NAESTE', 150, 5300);
  gammelt('NAESTE', 240, 2700, `${s.navn('NAESTE')}-SIDST`);
  s.goer(10, SAGSBEHANDLER, 'erkendelse', { art: 'FORAELDELSE', krav: erkendt, haendelse: { art: 'ERKENDELSE', dato: s.dag(9), skriftlig: true, evidens: 'Underskrevet erkendelse af gælden, sagens akt 4' } });
  s.goer(12, SAGSBEHANDLER, 'udlaeg', { art: 'FORAELDELSE', krav: udlagt, haendelse: { art: 'UDLAEG', dato: s.dag(11), evidens: 'Begæring om udlæg, fogedretten' } });
  s.goer(34, SAGSBEHANDLER, 'udlaeg-slut', { art: 'FORAELDELSE_SLUTTER', krav: udlagt, af: 'UDLAEG', dato: s.dag(33), evidens: 'Fogedbogens udskrift' });
  s.goer(18, SAGSBEHANDLER, 'dom', { art: 'FORAELDELSE', krav: doemt, haendelse: { art: 'DOM', dato: plusDage(s.dag(0), -14), evidens: 'Udeblivelsesdom, modtaget fra retten' } });
  s.goer(18, SAGSBEHANDLER, 'dommens-rente', { art: 'RENTEVILKAAR', krav: doemt, vilkaar: { art: 'DOM', satsart: 'REFERENCE', sats: '8', fra: plusDage(s.dag(0), -60), afgjort: plusDage(s.dag(0), -14), dokument: 'Udeblivelsesdom, modtaget fra retten' } });
}

/** An erstatnings-CPR that turns out to be someone we know, one that gets its CPR, a double registration, and two namesakes taken for one. */
function dobbelte(s: Skriver): void {
  s.bibliotek('UDEN_CPR', 0, 349);
  s.tilbagebetaling('FIK_CPR', 2, 3150);
  s.goer(25, STAMDATA, 'fik-cpr', { art: 'LAEGGES_SAMMEN', fra: s.b.UDEN_CPR, til: s.b.FIK_CPR, dato: s.dag(25), aarsag: 'Erstatnings-CPR: personen har et CPR-nummer, som vi kender' });
  s.bibliotek('TILFLYTTER', 0, 189);
  s.goer(33, STAMDATA, 'tilflytter', { art: 'NUMMER_SKIFTER', person: s.b.TILFLYTTER, til: tilflytterensCpr(s.b.TILFLYTTER), fra: s.dag(30) });
  s.tilbagebetaling('DOBBELT', 0, 2890);
  s.bibliotek('DOBBELT_IGEN', 0, 230);
  s.goer(21, STAMDATA, 'dobbelt', { art: 'LAEGGES_SAMMEN', fra: s.b.DOBBELT_IGEN, til: s.b.DOBBELT, dato: s.dag(20), aarsag: 'Dobbeltregistrering: samme person med to numre' });
  s.tilbagebetaling('NAVNEBROR', 0, 5400);
  s.bibliotek('NAVNEBROR_TO', 0, 415);
  s.goer(22, STAMDATA, 'navnebror', { art: 'LAEGGES_SAMMEN', fra: s.b.NAVNEBROR_TO, til: s.b.NAVNEBROR, dato: s.dag(22), aarsag: 'Samme navn og adresse' });
  s.goer(48, STAMDATA, 'navnebror-igen', { art: 'SKILLES_AD', til: s.b.NAVNEBROR, aarsag: 'Far og søn med samme navn' });
}
/** The number without the 60 days: still one that was never issued (syntetiskErstatningsCpr). */
const tilflytterensCpr = (d: Demodebitor): string => `${String.fromCharCode(d.nummer.charCodeAt(0) - 6)}${d.nummer.slice(1)}`;

/** What CPR tells, and what is on hold because of it. A hold without an end came from the old system and is flagged at once. */
function statusser(s: Skriver): void {
  const til = (rolle: Rolle, n: number): void => s.ret(n, rolle, s.dag(n - 2), { cprStatus: s.b[rolle].status!.kode });
  s.bibliotek('UDEN_BOPAEL', 0, 160);
  s.bibliotek('ANNULLERET_NUMMER', 0, 240);
  const forsvundet = s.tilbagebetaling('FORSVUNDET', 0, 6100);
  s.bibliotek('UDREJST', 0, 299);
  const doedsbo = s.tilbagebetaling('AFDOED', 0, 8750);
  s.goer(46, SAGSBEHANDLER, 'boudlaeg', { art: 'AFSKRIVES', krav: doedsbo, aarsag: 'DOEDSBO', begrundelse: 'Boet er udlagt for begravelsen; der er intet til kreditorerne', dokumentation: 'Skifterettens brev, sagens akt 7' });
  s.goer(50, LEDER, 'boudlaeg-godkendt', { art: 'GODKENDES', krav: doedsbo, kommentar: 'Skifterettens brev er set' });
  til('UDEN_BOPAEL', 3); til('FORSVUNDET', 3); til('DOBBELT_IGEN', 9); til('ANNULLERET_NUMMER', 14); til('UDREJST', 16); til('AFDOED', 19);
  s.goer(5, SAGSBEHANDLER, 'forsvundet', { art: 'SPAERRES', krav: forsvundet, niveau: 'FORRETNINGSPARTNER', spaerre: { art: 'RYKKER', aarsag: 'Forsvundet; overtaget fra det tidligere system', ejer: OPKRAEVNING, fra: plusDage(s.dag(0), -200), til: 'infinity' } });
  s.goer(20, SAGSBEHANDLER, 'doedsbo', { art: 'SPAERRES', krav: doedsbo, niveau: 'AFTALEKONTO', spaerre: { art: 'MODREGNING', aarsag: 'Dødsbo under behandling', ejer: 'boer.demo', fra: s.dag(20), til: s.dag(200) } });
}

/** A værge who gets the letters, and a bidragssag with its two people who owe nothing, and an administrator. */
function breveOgBidrag(s: Skriver): void {
  const under = s.tilbagebetaling('UNDER_VAERGE', 0, 1980);
  const bidrag = s.sender('BIDRAGSYDER', 0, { kravstype: 'BIDRAG_UDDANNELSE', fagsystem: 'BIDRAG', linjer: [linje('BIDRAG', hele(1580), 'Uddannelsesbidrag')], periode: maaneden(s.dag(20)) });
  for (const [rolle, type] of [['VAERGE', 'ADMINISTRATOR'], ['STUDERENDE', 'BIDRAGSPERSON'], ['BIDRAGSMODTAGER', 'BIDRAGSBERETTIGET'], ['ADVOKAT', 'ADMINISTRATOR']] as const) s.goer(1, STAMDATA, rolle, { art: 'PARTNER', person: s.b[rolle], type });
  s.goer(2, STAMDATA, 'vaergens-breve', { art: 'KORRESPONDANCE', krav: under, niveau: 'AFTALEKONTO', rolle: 'MODTAGER', person: s.b.VAERGE });
  s.goer(2, STAMDATA, 'bidragssag', { art: 'AFTALE', krav: bidrag, betegnelse: 'Underholdsbidrag', indhold: 'Uddannelsesbidrag', bidragsperson: s.b.STUDERENDE, bidragsberettiget: s.b.BIDRAGSMODTAGER });
  s.goer(2, STAMDATA, 'advokatens-breve', { art: 'KORRESPONDANCE', krav: bidrag, niveau: 'AFTALEINDHOLD', rolle: 'ADMINISTRATOR', person: s.b.ADVOKAT });
}

/** An I/S whose partners are liable with it, and a company that is no more. */
function virksomheder(s: Skriver): void {
  const varer = s.sender('INTERESSENTSKAB', 0, { kravstype: 'FAKTURA_MOMS', fagsystem: 'FAKTURA', linjer: [linje('VARER', kr('18750.00'), 'Materialer fra materielgård'), linje('TIMER', kr('4375.00'), 'Opmåling')] });
  s.ret(2, 'INTERESSENTSKAB', s.dag(0), { virksomhedsform: 'IS' });
  const roller = ['INTERESSENT', 'INTERESSENT_TO'] as const;
  for (const r of roller) s.goer(3, STAMDATA, `opret-${r}`, { art: 'PARTNER', person: s.b[r], type: 'BORGER' });
  for (const r of roller) s.goer(3, STAMDATA, r, { art: 'RELATION', virksomhed: s.b.INTERESSENTSKAB, person: s.b[r], relation: 'INTERESSENT', fra: s.dag(3) });
  s.goer(4, STAMDATA, 'is-haeftere', { art: 'HAEFTERE', krav: varer, liste: (['INTERESSENTSKAB', ...roller] as const).map((r) => ({ person: s.b[r], form: 'SOLIDARISK' as const })), fra: s.dag(4) });
  const ophoert = s.sender('OPHOERT', 0, { kravstype: 'FAKTURA', fagsystem: 'FAKTURA', linjer: [linje('YDELSE', hele(6400), 'Stadeplads')] });
  s.goer(54, SAGSBEHANDLER, 'konkurs', { art: 'AFSKRIVES', krav: ophoert, aarsag: 'KONKURS', begrundelse: 'Selskabet er opløst efter konkurs uden dividende', dokumentation: 'Kurators redegørelse, sagens akt 3' }); // waits for another person, and expires
  s.ret(33, 'OPHOERT', seneste(s.dag(28), s.dag(1)), { virksomhedsform: 'APS', ophoert: s.dag(28) });
}

/** Claims that the collector would not take as they are: too large, too long a period, a personnummer in the text. */
function uklare(s: Skriver): void {
  const [fra, til] = maaneden(s.dag(0));
  s.sender('UKLAR', 0, { kravstype: 'DAGINST', fagsystem: 'NEXUS_BOERN', linjer: [linje('FULDTID', hele(12_381), 'Krudtuglen, tre måneder')], periode: [fra, sidsteIMaaned(plusMaaneder(til, 2))] });
  s.sender('UKLAR', 1, { nr: `${s.navn('UKLAR')}-STOR`, kravstype: 'FAKTURA', fagsystem: 'FAKTURA', linjer: [linje('YDELSE', hele(38_500), 'Gravetilladelse')] });
  s.sender('UKLAR', 2, { nr: `${s.navn('UKLAR')}-TEKST`, kravstype: 'BIBLIOTEK', fagsystem: 'KMD_BIBLIOTEK', linjer: [linje('GEBYR', hele(230), `Gebyr, låner ${s.b.UKLAR.nummer}`)] });
}
