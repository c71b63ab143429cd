import { plusDage, seneste, tidligste, type Lokaldato } from '#app/kernel';
import { reglen, type Foraeldelsesart } from './arter.js';
import { datoHosRim, datoVedModtagelse, frist, indsigelsesfrist, nyStartEfterSidsteIndeholdelse, RIM_AAR, type Frist, type Modtagelse } from './frister.rules.js';
import { skridttekst } from './tekst.js';
import type { Dato, Grundlag, Haendelse, Skridt, Skridtudfald, Udregning } from './typer.js';

/** The claim as it stands after the events so far. */
interface Tilstand {
  readonly start: Lokaldato; readonly aar: number; readonly dato: Dato;
  readonly aabentIndtil: Dato | null;
  readonly rim: Modtagelse | undefined; readonly foersteModtagelse: Lokaldato | undefined;
  readonly skridt: readonly Skridt[];
}

/** One claim towards one hæfter as of the end of `paa`: the events in the order they happened. Forældelsesloven; regler.md 5. */
export function beregn(g: Grundlag, haendelser: readonly Haendelse[], paa: Lokaldato): Udregning {
  const kendte = haendelser.filter((h) => h.dato <= paa).toSorted(orden);
  const slut = kendte.reduce((t, h) => anvend(g, t, h, slutAf(h, kendte, paa)), begynd(g));
  return { dato: slut.dato, suspenderet: slut.aabentIndtil !== null && slut.aabentIndtil > paa, aabentIndtil: slut.aabentIndtil, hjemmel: hjemmel(g, slut), skridt: slut.skridt };
}

/** Same day: what begins comes before what ends it; then as registered. */
const orden = (a: Haendelse, b: Haendelse): number => (a.dato !== b.dato ? (a.dato < b.dato ? -1 : 1) : rang(a) - rang(b) || (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
const rang = (h: Haendelse): number => (reglen(h.art).virkning === 'NY_FRIST' ? 1 : 0);

function begynd(g: Grundlag): Tilstand {
  const f = frist(g.start, g.aar);
  const paragraf = g.startregel === 'SRB' ? 'forældelsesloven § 2, stk. 2' : 'forældelsesloven § 2, stk. 1';
  const skridt = medTekst(g, { art: 'START', haendelseId: null, dato: g.start, slut: null, paragraf, udfald: 'NY_FRIST', ...somNy(f.dato === g.dato ? f : { ...f, raaDato: g.dato, dato: g.dato, lukkedage: [] }), foraeldelsesdato: g.dato, indsigelsesfrist: null });
  return { start: g.start, aar: g.aar, dato: g.dato, aabentIndtil: null, rim: undefined, foersteModtagelse: undefined, skridt: [skridt] };
}

/** When a running step ended: the day it counts from again, and the day written down. undefined = still running on `paa`. */
interface Slut { readonly nyStart: Lokaldato; readonly dato: Lokaldato }
const AFGOER = new Set<Foraeldelsesart>(['DOM', 'FORLIG', 'BETALINGSPAAKRAV']);

function slutAf(h: Haendelse, alle: readonly Haendelse[], paa: Lokaldato): Slut | undefined {
  const ender = h.afslutninger.filter((a) => a.dato <= paa);
  const endeligt = ender.filter((a) => a.art === 'AFSLUTTET').map((a) => a.dato);
  if (h.art === 'RETSLIGE_SKRIDT') endeligt.push(...alle.filter((x) => AFGOER.has(x.art) && x.dato >= h.dato).map((x) => x.dato)); // the decision ends the case
  if (h.slut !== null && (h.slut <= paa || h.art === 'HENSTAND')) endeligt.push(h.slut); // a henstand's end is agreed beforehand
  if (endeligt.length > 0) {
    const dato = tidligste(...(endeligt as [Lokaldato, ...Lokaldato[]]));
    return { dato, nyStart: h.art === 'HENSTAND' ? plusDage(dato, 1) : dato };
  }
  const indeholdt = ender.filter((a) => a.art === 'SIDSTE_INDEHOLDELSE').map((a) => a.dato);
  if (indeholdt.length === 0) return undefined;
  const sidste = seneste(...(indeholdt as [Lokaldato, ...Lokaldato[]]));
  return { dato: sidste, nyStart: nyStartEfterSidsteIndeholdelse(sidste) };
}

function anvend(g: Grundlag, t: Tilstand, h: Haendelse, slut: Slut | undefined): Tilstand {
  if (h.dato > t.dato) return med(g, t, h, { ...t }, 'VIRKNINGSLOES', null);
  switch (reglen(h.art).virkning) {
    case 'NY_FRIST': return nyFrist(g, t, h);
    case 'LOEBER': return afbrudt(g, t, h, slut);
    case 'TILLAEG': return tillaeg(g, t, h, reglen(h.art).straks === true ? { dato: h.dato, nyStart: h.dato } : slut);
    case 'UDSKUDT': return udskudt(g, t, h, slut);
    case 'INDDRIVELSE': return inddrivelse(g, t, h);
  }
}

/** Years of a new period: 3 at the collector, else the claim's own, which is ten from the day it was fixed. */
const aarNu = (t: Pick<Tilstand, 'aar' | 'rim'>): number => (t.rim === undefined || t.rim.undtaget ? t.aar : RIM_AAR);
const aabent = (a: Dato | null, b: Dato): Dato => (a === null || b > a ? b : a);

/** A new period from `fra` or from the day a longer step ends; nothing moves while a step without an end runs. */
function fraDag(t: Tilstand, fra: Lokaldato): { nu: Tilstand; f: Frist | null } {
  if (t.dato === 'infinity') return { nu: t, f: null };
  const f = frist(seneste(t.start, fra), aarNu(t));
  const dato = t.rim === undefined ? f.dato : datoHosRim(f.dato, t.rim);
  return { nu: { ...t, start: f.fra, dato: seneste(t.dato, dato) }, f: dato === f.dato ? f : { ...f, raaDato: dato, dato, lukkedage: [] } };
}

function nyFrist(g: Grundlag, t: Tilstand, h: Haendelse): Tilstand {
  const { nu, f } = fraDag(h.skriftlig || reglen(h.art).tiAar === true ? { ...t, aar: Math.max(t.aar, 10) } : t, h.dato);
  return med(g, t, h, nu, f === null ? 'UAENDRET' : 'NY_FRIST', f);
}

function afbrudt(g: Grundlag, t: Tilstand, h: Haendelse, slut: Slut | undefined): Tilstand {
  if (slut === undefined) return med(g, t, h, { ...t, dato: 'infinity', aabentIndtil: 'infinity' }, 'AFBRUDT', null);
  const { nu, f } = fraDag(t, slut.nyStart);
  return med(g, t, h, { ...nu, aabentIndtil: aabent(t.aabentIndtil, slut.nyStart) }, f === null ? 'UAENDRET' : 'NY_FRIST', f, slut.dato);
}

/** §§ 20-22: not a new period, but one year more after the end. */
function tillaeg(g: Grundlag, t: Tilstand, h: Haendelse, slut: Slut | undefined): Tilstand {
  if (slut === undefined) return med(g, t, h, { ...t, dato: 'infinity', aabentIndtil: 'infinity' }, 'AFBRUDT', null);
  const f = frist(slut.nyStart, 1);
  if (t.dato >= f.dato) return med(g, t, h, t, 'UAENDRET', null, slut.dato);
  return med(g, t, h, { ...t, dato: f.dato, aabentIndtil: aabent(t.aabentIndtil, slut.nyStart) }, 'TILLAEG', f, slut.dato);
}

/** § 3 stk. 2 and 3: from the day the creditor knew, at most ten years from the start. */
function udskudt(g: Grundlag, t: Tilstand, h: Haendelse, slut: Slut | undefined): Tilstand {
  if (t.dato === 'infinity') return med(g, t, h, t, 'UAENDRET', null);
  const loft = frist(g.start, 10);
  const f = slut === undefined ? loft : frist(slut.nyStart, aarNu(t));
  const gaelder = f.dato > loft.dato ? loft : f;
  if (gaelder.dato <= t.dato) return med(g, t, h, t, 'UAENDRET', null, slut?.dato);
  return med(g, t, h, { ...t, start: slut === undefined ? t.start : seneste(t.start, slut.nyStart), dato: gaelder.dato, aabentIndtil: aabent(t.aabentIndtil, slut?.nyStart ?? 'infinity') }, 'UDSKUDT', gaelder, slut?.dato);
}

function inddrivelse(g: Grundlag, t: Tilstand, h: Haendelse): Tilstand {
  if (h.art === 'RETUR_INDDRIVELSE') return med(g, t, h, { ...t, rim: undefined }, 'UAENDRET', null);
  const foerste = t.foersteModtagelse ?? h.dato;
  const rim: Modtagelse = { system: h.rimSystem ?? 'PSRM', modtaget: h.dato, foerste, undtaget: g.undtaget };
  const dato = t.dato === 'infinity' ? t.dato : datoVedModtagelse(t.dato, rim);
  return med(g, t, h, { ...t, rim, foersteModtagelse: foerste, dato }, dato < t.dato ? 'AFKORTET' : dato > t.dato ? 'FORLAENGET' : 'UAENDRET', null);
}

const somNy = (f: Frist | null): Pick<Skridt, 'fra' | 'aar' | 'raaDato' | 'fristdato' | 'lukkedage'> =>
  (f === null ? { fra: null, aar: null, raaDato: null, fristdato: null, lukkedage: [] } : { fra: f.fra, aar: f.aar, raaDato: f.raaDato, fristdato: f.dato, lukkedage: f.lukkedage });

/** The state after an event, with its line of the derivation. */
function med(g: Grundlag, foer: Tilstand, h: Haendelse, nu: Tilstand, udfald: Skridtudfald, f: Frist | null, slut?: Lokaldato): Tilstand {
  const paragraf = h.skriftlig ? 'forældelsesloven §§ 15 og 5, stk. 1' : reglen(h.art).paragraf;
  const skridt = medTekst(g, { art: h.art, haendelseId: h.id, dato: h.dato, slut: slut ?? null, paragraf, udfald, ...somNy(f), foraeldelsesdato: nu.dato, indsigelsesfrist: indsigelsesfrist(h.art, h.dato) ?? null }, foer.dato, h.skriftlig);
  return { ...nu, skridt: [...foer.skridt, skridt] };
}

const medTekst = (g: Grundlag, s: Omit<Skridt, 'tekst'>, foer: Dato | null = null, skriftlig = false): Skridt => ({ ...s, tekst: skridttekst(g, s, foer, skriftlig) });

/** The § of the period that runs now. */
function hjemmel(g: Grundlag, t: Tilstand): string {
  if (t.rim !== undefined && !t.rim.undtaget) return 'gældsinddrivelsesloven § 18 a';
  if (t.aar === 10) return g.aar === 10 ? 'kravstypens frist på 10 år' : 'forældelsesloven § 5, stk. 1';
  return t.aar === 5 ? 'forældelsesloven § 4' : 'forældelsesloven § 3, stk. 1';
}
