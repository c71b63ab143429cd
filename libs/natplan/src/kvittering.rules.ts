import { beloebTekst, kr, min, minus, neg, NUL, plus, plusDage, sum, type Beloeb, type Lokaldato } from '#app/kernel';
import type { Bortfaldsgrund, Gebyrproeve } from '#app/rykker';
import type { Afskrivningsforskel, Flytning, Gebyrforskelslinje, Kravforskel, Kvittering, Kvitteringssum, Renteforskelslinje, Saldoforskel, Sted } from './kvittering.js';
import { kvitteringstekster } from './kvittering.tekst.js';
import type { Stand, Standkrav, Standpost } from './kvittering.facts.js';

/** A world the rules have answered: its books, and the fees of its letters held against it. */
export interface Udfald { readonly stand: Stand; readonly gebyrer: readonly Gebyrproeve[] }
/** The two worlds that a receipt compares; `kendte`: the claims that were there before either. `annulleres`: fees the caller takes back with it. */
export interface Sammenligning { readonly dato: Lokaldato; readonly uden: Udfald; readonly med: Udfald; readonly kendte: ReadonlySet<string>; readonly annulleres: ReadonlySet<string> }

/** A receipt without its fingerprint. */
export type Forskel = Omit<Kvittering, 'aftryk'>;

/** With less without. Pure; nothing in it depends on the ids that a rehearsal gave to what it booked. */
export function sammenlign(s: Sammenligning): Forskel {
  const renter = renteforskelle(s);
  const gebyrer = gebyrforskelle(s);
  const afskrivninger = afskrivningsforskelle(s);
  const udligninger = flytninger(s);
  const krav = kravforskelle(s);
  const saldi = saldoforskelle(s);
  const ialt = sammentaelling(s, { renter, gebyrer, afskrivninger, udligninger, saldi });
  const tom = renter.length + gebyrer.length + afskrivninger.length + udligninger.length + krav.length === 0 && kr(ialt.saldo).isZero();
  const forskel = { dato: s.dato, tom, renter, gebyrer, afskrivninger, udligninger, krav, saldi, ialt };
  return { ...forskel, tekster: kvitteringstekster(forskel) };
}

/** The gebyrer that the correction shows should not have been charged: those that would have been without it. */
export function tilbudte(uden: readonly Gebyrproeve[], med: readonly Gebyrproeve[]): (Gebyrproeve & { bortfald: Bortfaldsgrund })[] {
  const skyldige = new Set(uden.filter((g) => g.bortfald === null).map((g) => g.gebyrkravId));
  return med.flatMap((g) => (g.bortfald !== null && skyldige.has(g.gebyrkravId) ? [{ ...g, bortfald: g.bortfald }] : []));
}

const GRUNDTEKST: Readonly<Record<Bortfaldsgrund, string>> = {
  FRIST_LOEBER: 'Fristen for at rykke var ikke udløbet den dag.', SPAERRET: 'Kravet var spærret for rykkere den dag.', DOEDSFALD: 'Debitor var død den dag.',
  BETALT: 'Kravet var betalt den dag.', UNDER_MINDSTEBELOEB: 'Det skyldige beløb var under det mindste, der rykkes for.',
};

function gebyrforskelle({ uden, med, annulleres }: Sammenligning): Gebyrforskelslinje[] {
  return tilbudte(uden.gebyrer, med.gebyrer).map((g) => ({
    art: annulleres.has(g.gebyrkravId) ? 'ANNULLERES' : 'TILBYDES', gebyrkravId: g.gebyrkravId, hovedkravId: g.hovedkravId, dato: g.dato, trin: g.trin, beloeb: beloebTekst(g.beloeb), grund: g.bortfald, tekst: GRUNDTEKST[g.bortfald],
  }));
}

const erRente = (p: Standpost): boolean => p.art === 'RENTE' && p.bilagsart === 'RENTE';
const erAfskrivning = (p: Standpost): boolean => p.bilagsart === 'AFSKRIVNING';
const erUdligning = (p: Standpost): p is Standpost & { indbetalingId: string } => p.indbetalingId !== null;

/** A claim by what it is: a rente is its hovedkrav's period. */
const kravet = (p: Pick<Standpost, 'art' | 'hovedkravId' | 'periodeFra' | 'kravId'>): string => (p.art === 'RENTE' ? `${p.hovedkravId} ${p.periodeFra}` : p.kravId);

interface Par<R> { readonly en: R; readonly foer: Beloeb; readonly efter: Beloeb }
/** Sums of both worlds under one key, those that differ, in the key's order. */
function par<R extends { readonly beloeb: Beloeb }>(uden: readonly R[], med: readonly R[], noegle: (r: R) => string): Par<R>[] {
  const ud = new Map<string, { en: R; foer: Beloeb; efter: Beloeb }>();
  const laeg = (r: R, felt: 'foer' | 'efter'): void => {
    const n = noegle(r);
    const p = ud.get(n) ?? { en: r, foer: NUL, efter: NUL };
    p[felt] = plus(p[felt], r.beloeb);
    ud.set(n, p);
  };
  for (const r of uden) laeg(r, 'foer');
  for (const r of med) laeg(r, 'efter');
  return [...ud].filter(([, p]) => !p.foer.eq(p.efter)).sort(([a], [b]) => (a < b ? -1 : 1)).map(([, p]) => p);
}
const tal = (p: Par<unknown>): { foer: string; efter: string; forskel: string } => ({ foer: beloebTekst(p.foer), efter: beloebTekst(p.efter), forskel: beloebTekst(minus(p.efter, p.foer)) });

const renteforskelle = ({ uden, med }: Sammenligning): Renteforskelslinje[] => par(uden.stand.poster.filter(erRente), med.stand.poster.filter(erRente), kravet)
  .map((p) => ({ hovedkravId: p.en.hovedkravId, periodeFra: p.en.periodeFra!, periodeTil: plusDage(p.en.periodeTil!, -1), ...tal(p) }));

const afskrivningsforskelle = ({ uden, med, kendte }: Sammenligning): Afskrivningsforskel[] => par(uden.stand.poster.filter(erAfskrivning), med.stand.poster.filter(erAfskrivning), kravet)
  .map((p) => ({ kravId: kendte.has(p.en.kravId) ? p.en.kravId : null, hovedkravId: p.en.hovedkravId, ...tal(p) }));

/** Per payment: what leaves a line (from a day) and what comes to one, paired in order; what is left over stood, or will stand, unplaced. */
function flytninger({ uden, med, kendte }: Sammenligning): Flytning[] {
  const daekning = (u: Udfald): Standpost[] => u.stand.poster.filter(erUdligning);
  const aendret = par(daekning(uden), daekning(med), (p) => `${p.indbetalingId} ${p.virkningsdato} ${kravet(p)} ${p.linje}`);
  const pr = new Map<string, { fra: Stykke[]; til: Stykke[] }>();
  for (const a of aendret) {
    const mere = minus(a.foer, a.efter); // clearing is negative on DEBITOR: more of it makes the amount smaller
    const b = pr.get(a.en.indbetalingId!) ?? { fra: [], til: [] };
    pr.set(a.en.indbetalingId!, b);
    if (mere.gt(0)) b.til.push({ sted: sted(a.en, kendte), beloeb: mere }); else b.fra.push({ sted: sted(a.en, kendte), beloeb: neg(mere) });
  }
  return [...pr].flatMap(([indbetalingId, { fra, til }]) => parret(fra, til).map((f) => ({ indbetalingId, ...f })));
}
interface Stykke { readonly sted: Sted; beloeb: Beloeb }

const sted = (p: Standpost, kendte: ReadonlySet<string>): Sted => ({ kravId: kendte.has(p.kravId) ? p.kravId : null, hovedkravId: p.hovedkravId, art: p.art, periodeFra: p.periodeFra, linje: p.linje, dato: p.virkningsdato });

function parret(fra: readonly Stykke[], til: readonly Stykke[]): Omit<Flytning, 'indbetalingId'>[] {
  const ud: Omit<Flytning, 'indbetalingId'>[] = [];
  const [f, t] = [fra.map((x) => ({ ...x })), til.map((x) => ({ ...x }))];
  while (f.length > 0 || t.length > 0) {
    const [a, b] = [f[0], t[0]];
    const beloeb = a === undefined ? b!.beloeb : b === undefined ? a.beloeb : min(a.beloeb, b.beloeb);
    ud.push({ fra: a?.sted ?? null, til: b?.sted ?? null, beloeb: beloebTekst(beloeb) });
    for (const [x, liste] of [[a, f], [b, t]] as const) if (x !== undefined && (x.beloeb = minus(x.beloeb, beloeb)).isZero()) liste.shift();
  }
  return ud;
}

function kravforskelle({ uden, med, kendte }: Sammenligning): Kravforskel[] {
  const rester = (u: Udfald): Map<string, Beloeb> => {
    const m = new Map<string, Beloeb>();
    for (const p of u.stand.poster) m.set(p.kravId, plus(m.get(p.kravId) ?? NUL, p.beloeb));
    return m;
  };
  const [foer, efter] = [rester(uden), rester(med)];
  const nu = new Map(med.stand.krav.map((k) => [k.kravId, k]));
  return uden.stand.krav.flatMap((a) => {
    const b = nu.get(a.kravId);
    if (b === undefined || !kendte.has(a.kravId)) return [];
    const [restFoer, restEfter] = [foer.get(a.kravId) ?? NUL, efter.get(a.kravId) ?? NUL];
    return restFoer.eq(restEfter) && ens(a, b) ? [] : [{
      kravId: a.kravId, hovedkravId: a.hovedkravId, art: a.art, restFoer: beloebTekst(restFoer), restEfter: beloebTekst(restEfter), foraeldelsesdatoFoer: dag(a.foraeldelsesdato), foraeldelsesdatoEfter: dag(b.foraeldelsesdato),
      foraeldetFoer: a.foraeldet, foraeldetEfter: b.foraeldet, klarhedFoer: a.klarhed, klarhedEfter: b.klarhed, spaerrerFoer: a.spaerrer, spaerrerEfter: b.spaerrer,
    }];
  });
}
const dag = (d: Lokaldato | 'infinity'): Lokaldato | null => (d === 'infinity' ? null : d);
const ens = (a: Standkrav, b: Standkrav): boolean => JSON.stringify([a.foraeldelsesdato, a.foraeldet, a.klarhed, a.spaerrer]) === JSON.stringify([b.foraeldelsesdato, b.foraeldet, b.klarhed, b.spaerrer]);

function saldoforskelle({ uden, med }: Sammenligning): Saldoforskel[] {
  const partnere = [...new Set([uden, med].flatMap((u) => [...u.stand.poster.map((p) => p.forretningspartnerId), ...u.stand.uplaceret.keys()]))].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  const saldo = (u: Udfald, p: string): Beloeb => plus(sum(u.stand.poster.filter((x) => x.forretningspartnerId === p).map((x) => x.beloeb)), u.stand.uplaceret.get(p) ?? NUL);
  return partnere.map((forretningspartnerId) => {
    const [foer, efter] = [saldo(uden, forretningspartnerId), saldo(med, forretningspartnerId)];
    const uplaceret = (u: Udfald): string => beloebTekst(u.stand.uplaceret.get(forretningspartnerId) ?? NUL);
    return { forretningspartnerId, foer: beloebTekst(foer), efter: beloebTekst(efter), forskel: beloebTekst(minus(efter, foer)), uplaceretFoer: uplaceret(uden), uplaceretEfter: uplaceret(med) };
  });
}

interface Dele { readonly renter: readonly Renteforskelslinje[]; readonly gebyrer: readonly Gebyrforskelslinje[]; readonly afskrivninger: readonly Afskrivningsforskel[]; readonly udligninger: readonly Flytning[]; readonly saldi: readonly Saldoforskel[] }

function sammentaelling({ uden, med }: Sammenligning, d: Dele): Kvitteringssum {
  const i = (t: readonly string[]): Beloeb => sum(t.map(kr));
  const gebyr = (u: Udfald): Beloeb => sum(u.stand.poster.filter((p) => p.art === 'GEBYR' && !erAfskrivning(p) && !erUdligning(p)).map((p) => p.beloeb));
  const [renter, afskrivninger, saldo] = [i(d.renter.map((r) => r.forskel)), i(d.afskrivninger.map((a) => a.forskel)), i(d.saldi.map((s) => s.forskel))];
  const gebyrer = minus(gebyr(med), gebyr(uden));
  return {
    renter: beloebTekst(renter), gebyrer: beloebTekst(gebyrer), tilbudt: beloebTekst(i(d.gebyrer.filter((g) => g.art === 'TILBYDES').map((g) => g.beloeb))), afskrivninger: beloebTekst(afskrivninger),
    andet: beloebTekst(minus(saldo, sum([renter, gebyrer, afskrivninger]))), flyttet: beloebTekst(i(d.udligninger.map((u) => u.beloeb))), saldo: beloebTekst(saldo),
  };
}

/** What the fingerprint is of: the difference, not the balances it lies on. */
export function kernen({ renter, gebyrer, afskrivninger, udligninger, krav, ialt }: Forskel): unknown {
  return { renter, gebyrer, afskrivninger, udligninger, krav: krav.map(({ restFoer, restEfter, ...k }) => ({ ...k, forskel: beloebTekst(minus(kr(restEfter), kr(restFoer))) })), ialt };
}
