import { fordel, min, minus, NUL, plus, sum, UgyldigtInput, visBeloeb, visDato, type Beloeb, type Lokaldato } from '#app/kernel';
import { genaabnesIkke, IntetAfskrevet, IntetAtAfskrive, KravErIkkeForaeldet, RestenErFaldet } from './afskrivning.fejl.js';
import { GENAABNES_IKKE } from './genindgaaet.rules.js';
import { restAf } from './tilbage.rules.js';
import { HAANDAARSAGER, type Afskrivningsaarsag, type Afskrivningsindhold, type Familie, type Familiekrav, type Genaabningsindhold, type Kravart, type Linjebeloeb } from './typer.js';

export type Raekkefoelge = 'RENTER_OG_GEBYRER_FOERST' | 'HOVEDSTOL_FOERST';
export const RAEKKEFOELGER: readonly Raekkefoelge[] = ['RENTER_OG_GEBYRER_FOERST', 'HOVEDSTOL_FOERST'];

/** What is written off of one claim; a hovedkrav means its renter and gebyrer too. Without beloeb and linjer: all that is owed. kroner > 0 */
export interface Afskrivningskrav { readonly kravId: string; readonly beloeb?: Beloeb | undefined; readonly linjer?: readonly { readonly kravlinjeId: string; readonly beloeb: Beloeb }[] | undefined }
export interface NyAfskrivning {
  readonly krav: readonly Afskrivningskrav[];
  readonly aarsag: Afskrivningsaarsag;
  /** Of a part: default renter og gebyrer first. */
  readonly raekkefoelge?: Raekkefoelge | undefined;
  /** Absent: the day it is booked. */
  readonly virkningsdato?: Lokaldato | undefined;
  readonly begrundelse: string;
  /** Where the evidence lies: journal or document number. */
  readonly dokumentation?: string | undefined;
}

/** A court or an estate has decided, and there is a paper that says so. */
const KRAEVER_DOKUMENTATION: readonly Afskrivningsaarsag[] = ['KONKURS', 'AKKORD', 'GAELDSSANERING', 'DOEDSBO'];

/** @throws UgyldigtInput AARSAG_IKKE_I_HAANDEN, DOKUMENTATION_MANGLER, VIRKNINGSDATO_I_FREMTIDEN */
export function kraevHaandafskrivning(n: NyAfskrivning, idag: Lokaldato): void {
  if (!(HAANDAARSAGER as readonly Afskrivningsaarsag[]).includes(n.aarsag)) throw new UgyldigtInput('AARSAG_IKKE_I_HAANDEN', 'aarsag', n.aarsag === 'RIM_AFSKREVET' ? 'RIM_AFSKREVET bruges kun, når inddrivelsesmyndigheden har afskrevet.' : 'BAGATEL og FORAELDELSE afskrives af reglerne, ikke i hånden.');
  if (KRAEVER_DOKUMENTATION.includes(n.aarsag) && n.dokumentation === undefined) throw new UgyldigtInput('DOKUMENTATION_MANGLER', 'dokumentation', 'Angiv, hvor boets eller rettens afgørelse ligger (journal- eller dokumentnummer).');
  kraevDag(n.virkningsdato, idag);
}

export function kraevDag(virkningsdato: Lokaldato | undefined, idag: Lokaldato): void {
  if (virkningsdato !== undefined && virkningsdato > idag) throw new UgyldigtInput('VIRKNINGSDATO_I_FREMTIDEN', 'virkningsdato', 'Virkningsdatoen må ikke ligge i fremtiden.');
}

const RANG: Readonly<Record<Raekkefoelge, Readonly<Record<Kravart, number>>>> = { RENTER_OG_GEBYRER_FOERST: { RENTE: 0, GEBYR: 1, HOVEDKRAV: 2 }, HOVEDSTOL_FOERST: { HOVEDKRAV: 0, RENTE: 1, GEBYR: 2 } };

/** The lines that are written off. @throws IntetAtAfskrive, UgyldigtInput KRAV_GENTAGET, KRAVLINJE_UKENDT, BELOEB_ELLER_LINJER, AFSKRIVNING_OVERSTIGER_RESTEN, VIRKNINGSDATO_FOER_STIFTELSE */
export function planlaegAfskrivning(familier: readonly Familie[], n: NyAfskrivning): Linjebeloeb[] {
  const brugte = new Set<string>();
  return n.krav.flatMap((e, i) => {
    const krav = under(familier, e.kravId);
    for (const k of krav) {
      if (brugte.has(k.kravId)) throw new UgyldigtInput('KRAV_GENTAGET', `krav[${i}].kravId`, 'Kravet er nævnt mere end én gang; et hovedkrav omfatter også sine renter og gebyrer.');
      brugte.add(k.kravId);
    }
    const linjer = valgte(krav, e, n.raekkefoelge ?? 'RENTER_OG_GEBYRER_FOERST', `krav[${i}]`);
    const foerst = n.virkningsdato;
    if (foerst !== undefined && krav.some((k) => k.stiftelsesdato > foerst && linjer.some((l) => l.kravId === k.kravId))) throw new UgyldigtInput('VIRKNINGSDATO_FOER_STIFTELSE', 'virkningsdato', 'Virkningsdatoen ligger før stiftelsen af noget af det, der afskrives.');
    return linjer;
  });
}

/** A hovedkrav with its family, a rente or gebyr alone. */
const under = (familier: readonly Familie[], kravId: string): readonly Familiekrav[] => familier.find((f) => f.hovedkravId === kravId)?.krav ?? familier.flatMap((f) => f.krav.filter((k) => k.kravId === kravId));

function valgte(krav: readonly Familiekrav[], e: Afskrivningskrav, raekkefoelge: Raekkefoelge, felt: string): Linjebeloeb[] {
  const aabne = krav.filter((k) => restAf(k.linjer).gt(0));
  if (aabne.length === 0) throw new IntetAtAfskrive(e.kravId);
  if (e.beloeb !== undefined && e.linjer !== undefined) throw new UgyldigtInput('BELOEB_ELLER_LINJER', `${felt}.linjer`, 'Angiv enten et beløb eller linjer.');
  if (e.linjer !== undefined) return angivne(aabne, e.linjer, `${felt}.linjer`);
  if (e.beloeb === undefined) return aabne.flatMap((k) => k.linjer.filter((l) => !l.beloeb.isZero()));
  const rest = sum(aabne.map((k) => restAf(k.linjer)));
  if (e.beloeb.gt(rest)) throw overResten(`${felt}.beloeb`, rest);
  return fordelt(aabne.toSorted((a, b) => RANG[raekkefoelge][a.art] - RANG[raekkefoelge][b.art] || (a.srb < b.srb ? -1 : a.srb > b.srb ? 1 : 0)), e.beloeb);
}

const overResten = (felt: string, rest: Beloeb): UgyldigtInput => new UgyldigtInput('AFSKRIVNING_OVERSTIGER_RESTEN', felt, `Der kan højst afskrives det, der er ubetalt: ${visBeloeb(rest)} kr.`);

function angivne(krav: readonly Familiekrav[], oensket: NonNullable<Afskrivningskrav['linjer']>, felt: string): Linjebeloeb[] {
  const kendte = new Map(krav.flatMap((k) => k.linjer.map((l) => [l.kravlinjeId, l])));
  const set = new Set<string>();
  return oensket.map((o, i) => {
    const l = kendte.get(o.kravlinjeId);
    if (l === undefined || set.has(o.kravlinjeId)) throw new UgyldigtInput('KRAVLINJE_UKENDT', `${felt}[${i}].kravlinjeId`, 'Linjen hører ikke til kravet, er betalt eller er nævnt før.');
    set.add(o.kravlinjeId);
    if (o.beloeb.gt(l.beloeb)) throw overResten(`${felt}[${i}].beloeb`, l.beloeb);
    return { ...l, beloeb: o.beloeb };
  });
}

/** Claim by claim; over the lines of the last one in proportion to what is owed on each. */
function fordelt(krav: readonly Familiekrav[], beloeb: Beloeb): Linjebeloeb[] {
  let mangler = beloeb;
  return krav.flatMap((k) => {
    const positive = k.linjer.filter((l) => l.beloeb.gt(0));
    const x = min(mangler, restAf(positive));
    if (x.lte(0)) return [];
    mangler = minus(mangler, x);
    return fordel(x, positive.map((l) => l.beloeb)).map((del, i) => ({ ...positive[i]!, beloeb: del })).filter((l) => !l.beloeb.isZero());
  });
}

/** The approved lines, if all of it is still owed. @throws RestenErFaldet, KravErIkkeForaeldet */
export function kraevStadig(familier: readonly Familie[], i: Afskrivningsindhold, beloeb: (tekst: string) => Beloeb): Linjebeloeb[] {
  const krav = new Map(familier.flatMap((f) => f.krav.map((k) => [k.kravId, k])));
  return i.linjer.map((l) => {
    const k = krav.get(l.kravId);
    const linje = k?.linjer.find((x) => x.kravlinjeId === l.kravlinjeId);
    const x = beloeb(l.beloeb);
    if (k === undefined || linje === undefined || (x.gt(0) ? linje.beloeb.lt(x) : linje.beloeb.gt(x))) throw new RestenErFaldet(l.kravId);
    if (i.aarsag === 'FORAELDELSE' && k.foraeldet === null) throw new KravErIkkeForaeldet(l.kravId);
    return { ...linje, beloeb: x };
  });
}

export interface NyGenaabning {
  /** A hovedkrav means its renter and gebyrer too. */
  readonly kravId: string;
  /** One write-off; absent: the newest first. */
  readonly bilagId?: string | undefined;
  /** kroner > 0; absent: all that can be. */
  readonly beloeb?: Beloeb | undefined;
  readonly virkningsdato?: Lokaldato | undefined;
  readonly begrundelse: string;
  readonly dokumentation?: string | undefined;
}
/** A line of a write-off, kroner > 0. */
export interface Afskrevetpost extends Linjebeloeb { readonly bilagId: string; readonly aarsag: Afskrivningsaarsag; readonly afskrevetDag: Lokaldato }

/** May it be owed again? The claim's own last valid day, and its hovedkrav's: renter and gebyrer lapse with it. */
const erForaeldet = (f: Familie, k: Familiekrav, dag: Lokaldato): boolean => k.gyldigTil < dag || f.krav.some((h) => h.kravId === f.hovedkravId && h.gyldigTil < dag);

function poster(f: Familie, krav: readonly Familiekrav[]): { post: Afskrevetpost; krav: Familiekrav }[] {
  return f.afskrivninger.flatMap((a) => krav.flatMap((k) => a.linjer.filter((l) => l.kravId === k.kravId && l.beloeb.gt(0)).map(({ kravId, kravlinjeId, kontering, beloeb }) => ({ krav: k, post: { bilagId: a.bilagId, aarsag: a.aarsag, afskrevetDag: a.virkningsdato, kravId, kravlinjeId, kontering, beloeb } }))));
}

/** What is owed again. @throws IntetAfskrevet, GenaabningEfter…, UgyldigtInput GENAABNING_OVERSTIGER_DET_AFSKREVNE, VIRKNINGSDATO_FOER_AFSKRIVNINGEN */
export function planlaegGenaabning(f: Familie, n: NyGenaabning, idag: Lokaldato): Afskrevetpost[] {
  const alle = poster(f, under([f], n.kravId)).filter(({ post }) => n.bilagId === undefined || post.bilagId === n.bilagId);
  if (alle.length === 0) throw new IntetAfskrevet(n.kravId);
  const mulige = alle.filter(({ post, krav }) => post.aarsag !== 'FORAELDELSE' && !GENAABNES_IKKE.includes(post.aarsag) && !erForaeldet(f, krav, idag)).map(({ post }) => post);
  if (mulige.length === 0) { const foerste = alle[0]!; throw genaabnesIkke(erForaeldet(f, foerste.krav, idag) ? 'FORAELDELSE' : foerste.post.aarsag, foerste.post.kravId); }
  const muligt = restAf(mulige);
  if (n.beloeb !== undefined && n.beloeb.gt(muligt)) throw new UgyldigtInput('GENAABNING_OVERSTIGER_DET_AFSKREVNE', 'beloeb', `Der kan højst genåbnes ${visBeloeb(muligt)} kr.`);
  const ud: Afskrevetpost[] = [];
  let mangler = n.beloeb ?? muligt;
  for (const p of mulige) {
    const x = min(mangler, p.beloeb);
    if (x.lte(0)) break;
    mangler = minus(mangler, x);
    ud.push({ ...p, beloeb: x });
  }
  const sidst = ud.reduce((m, p) => (p.afskrevetDag > m ? p.afskrevetDag : m), ud[0]!.afskrevetDag);
  if (n.virkningsdato !== undefined && n.virkningsdato < sidst) throw new UgyldigtInput('VIRKNINGSDATO_FOER_AFSKRIVNINGEN', 'virkningsdato', `Afskrivningen har virkning fra ${visDato(sidst)}; kravet kan tidligst genåbnes den dag.`);
  return ud;
}

/** The approved reopening, if all of it still stands written off and may be owed. @throws IntetAfskrevet, GenaabningEfter… */
export function kraevStadigAfskrevet(familier: readonly Familie[], i: Genaabningsindhold, idag: Lokaldato, beloeb: (tekst: string) => Beloeb): (Afskrevetpost & { readonly hovedkravId: string })[] {
  const staar = new Map(familier.flatMap((f) => poster(f, f.krav).map((p) => [`${p.post.bilagId} ${p.post.kravlinjeId}`, { ...p, f }])));
  return i.linjer.map((l) => {
    const p = staar.get(`${l.bilagId} ${l.kravlinjeId}`);
    const x = beloeb(l.beloeb);
    if (p === undefined || p.post.beloeb.lt(x)) throw new IntetAfskrevet(l.kravId);
    if (erForaeldet(p.f, p.krav, idag) || p.post.aarsag === 'FORAELDELSE' || GENAABNES_IKKE.includes(p.post.aarsag)) throw genaabnesIkke(erForaeldet(p.f, p.krav, idag) ? 'FORAELDELSE' : p.post.aarsag, l.kravId);
    return { ...p.post, beloeb: x, hovedkravId: p.f.hovedkravId };
  });
}

/** Above what one person may decide alone, what was decided so before counted in? */
export const kraeverTo = (beloeb: Beloeb, tidligere: Beloeb, graense: Beloeb): boolean => plus(beloeb, tidligere.gt(0) ? tidligere : NUL).gt(graense);
