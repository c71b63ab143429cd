import { fraOere, naesteBankdag, plusDage, seneste, sum, tilOere, type Beloeb, type Lokaldato } from '#app/kernel';
import { betalinger } from './betalinger.js';
import type { Dateret, Demoregulering, Handling } from './handlinger.js';
import type { Demokrav } from './krav.js';
import type { Adfaerd } from './personer.js';
import { terning, type Terning } from './terning.js';

/** What is done to ordinary claims, the days they are regulated, and the claims that are demanded of their debtors besides. */
export interface Reguleringsplan { readonly handlinger: readonly Dateret<Handling>[]; readonly reguleret: ReadonlyMap<Demokrav, Lokaldato>; readonly tillaeg: readonly Demokrav[] }

/** One of `hver` suitable claims, first the one with number `foerste`: so a small world has one of each, and a large one a few. */
interface Slags { readonly hver: number; readonly foerste: number; readonly egnet: (k: Demokrav) => boolean; readonly lav: (k: Demokrav, t: Terning) => Lavet }
interface Lavet { readonly handlinger: readonly Dateret<Handling>[]; readonly reguleret?: Lokaldato; readonly tillaeg?: Demokrav }

const betaler = (...a: readonly Adfaerd[]) => (k: Demokrav): boolean => a.includes(k.debitor.adfaerd) && k.debitor.status === undefined;
const ROLIG = betaler('PUNKTLIG', 'TIDLIG');
const SEN = betaler('MAANEDER_SEN', 'UJAEVN', 'STOPPER', 'DELVIS', 'ALDRIG');
const ialt = (k: Demokrav): Beloeb => sum(k.krav.linjer.map((l) => l.beloeb));
const procent = (k: Demokrav, t: Terning, fra: number, til: number): Beloeb => fraOere((tilOere(ialt(k)) * BigInt(t.heltal(fra, til))) / 100n);
/** A working day, so many days later. */
const efter = (d: Lokaldato, t: Terning, fra: number, til: number): Lokaldato => naesteBankdag(plusDage(d, t.heltal(fra, til)));
const betaltTilTiden = (k: Demokrav): boolean => betalinger(k).some((b) => b.art === 'FIK' && b.beloeb !== 'SALDO' && b.beloeb.gte(ialt(k)) && b.udtogsdag <= k.krav.srb);
const SAGSBEHANDLER = 'sagsbehandler.demo';

const regulering = (k: Demokrav, dag: Lokaldato, som: 'FAGSYSTEM' | 'SAGSBEHANDLER', med: Omit<Demoregulering, 'reference'>): Dateret<Handling> => ({
  dag, hvad: {
    noegle: `regulering:${k.krav.reference}`, bruger: som === 'FAGSYSTEM' ? k.krav.fagsystem : SAGSBEHANDLER, art: 'REGULERES', krav: k.krav, ...(som === 'FAGSYSTEM' ? { som: k.krav.fagsystem } : {}),
    med: { ...med, reference: `REG-${k.krav.reference}` },
  },
});

/** A part off before it is paid: the child was ill, the book was returned. */
const kreditDel: Slags = {
  hver: 600, foerste: 3, egnet: (k) => ROLIG(k) && ialt(k).gt(150),
  lav: (k, t) => { const dag = efter(k.dag, t, 3, 9); return { reguleret: dag, handlinger: [regulering(k, dag, 'SAGSBEHANDLER', { art: 'KREDITNOTA', aarsag: 'AFTALT_NEDSAETTELSE', tekst: 'Nedsat efter aftale', beloeb: procent(k, t, 10, 40) })] }; },
};
/** All of it, when it has been paid: the money becomes available. */
const kreditHel: Slags = {
  hver: 900, foerste: 9, egnet: (k) => ROLIG(k) && betaltTilTiden(k),
  lav: (k, t) => { const dag = efter(k.krav.srb, t, 5, 12); return { reguleret: dag, handlinger: [regulering(k, dag, 'SAGSBEHANDLER', { art: 'KREDITNOTA', aarsag: 'FEJL_I_KRAV', tekst: 'Opkrævet ved en fejl', beloeb: ialt(k) })] }; },
};
/** The fagsystem finds its mistake the same day, while the claim waits for its bill. */
const ventende = (art: 'NEDREGULERING' | 'OPREGULERING', foerste: number): Slags => ({
  hver: 1000, foerste, egnet: (k) => ROLIG(k) && ialt(k).gt(150),
  lav: (k, t) => ({ reguleret: k.dag, handlinger: [regulering(k, k.dag, 'FAGSYSTEM', { art, aarsag: 'GENBEREGNING', tekst: 'Beregnet på ny', beloeb: procent(k, t, 5, 25), ...(art === 'OPREGULERING' ? { tillaegskrav: { reference: `${k.krav.reference}-T`, fristDage: 30 } } : {}) })] }),
});
const nedreguleret: Slags = {
  hver: 900, foerste: 22, egnet: (k) => k.debitor.adfaerd !== 'ALDRIG' && ialt(k).gt(150),
  lav: (k, t) => { const dag = efter(k.dag, t, 4, 9); return { reguleret: dag, handlinger: [regulering(k, dag, 'FAGSYSTEM', { art: 'NEDREGULERING', aarsag: 'GENBEREGNING', tekst: 'Beregnet på ny', beloeb: procent(k, t, 5, 30) })] }; },
};
/** The bill was too small: the difference is a claim of its own, which its debtor pays as the others. */
const opreguleret: Slags = {
  hver: 1000, foerste: 28, egnet: (k) => ROLIG(k) && ialt(k).gt(150),
  lav: (k, t) => {
    const dag = efter(k.dag, t, 5, 10);
    const beloeb = procent(k, t, 5, 25);
    const reference = `${k.krav.reference}-T`;
    const tillaeg = { ...k, dag, krav: { ...k.krav, reference, srb: plusDage(dag, 30), linjer: [{ ...k.krav.linjer[0]!, beloeb }] } };
    return { tillaeg, handlinger: [regulering(k, dag, 'FAGSYSTEM', { art: 'OPREGULERING', aarsag: 'GENBEREGNING', tekst: 'For lidt opkrævet', beloeb, tillaegskrav: { reference, fristDage: 30 } })] };
  },
};
/** A credit of the wrong claim, taken back some days later. */
const fortrudt: Slags = {
  hver: 1600, foerste: 34, egnet: (k) => ROLIG(k) && ialt(k).gt(150),
  lav: (k, t) => {
    const dag = naesteBankdag(seneste(efter(k.dag, t, 3, 6), plusDage(k.krav.srb, -29))); // after its bill
    const kredit = regulering(k, dag, 'SAGSBEHANDLER', { art: 'KREDITNOTA', aarsag: 'FEJL_I_KRAV', tekst: 'Krediteret', beloeb: procent(k, t, 20, 50) });
    const igen = { noegle: `fortryd:${k.krav.reference}`, bruger: SAGSBEHANDLER, art: 'REGULERING_FORTRYDES', krav: k.krav, reference: `REG-${k.krav.reference}`, tekst: 'Krediteret ved en fejl' } as const;
    return { reguleret: dag, handlinger: [kredit, { dag: efter(dag, t, 3, 10), hvad: igen }] };
  },
};
/** It should never have been: what was paid comes back, and a fee whose letter had no other ground falls with it. */
const annulleret: Slags = {
  hver: 250, foerste: 4, egnet: SEN,
  lav: (k, t) => { const dag = efter(k.krav.srb, t, 16, 24); return { reguleret: dag, handlinger: [regulering(k, dag, 'SAGSBEHANDLER', { art: 'ANNULLERING', aarsag: 'FEJL_I_KRAV', tekst: 'Kravet skulle ikke være rejst', gebyrer: true })] }; },
};
/** The debtor objects: no letters while a caseworker looks at it. */
const indsigelse: Slags = {
  hver: 90, foerste: 1, egnet: SEN,
  lav: (k, t) => {
    const fra = efter(k.krav.srb, t, 3, 9);
    return { handlinger: [{ dag: fra, hvad: { noegle: `indsigelse:${k.krav.reference}`, bruger: SAGSBEHANDLER, art: 'SPAERRES', krav: k.krav, niveau: 'KRAV', spaerre: { art: 'RYKKER', aarsag: 'Indsigelse modtaget', ejer: t.vaelg(['sagsbehandler.demo', 'klager.demo']), fra, til: plusDage(fra, t.heltal(20, 60)) } } }] };
  },
};
const ALLE: readonly Slags[] = [kreditDel, kreditHel, ventende('NEDREGULERING', 13), ventende('OPREGULERING', 17), nedreguleret, opreguleret, fortrudt, annulleret, indsigelse];

/** For claims in the order they arrive: a longer list changes nothing for those that are on the shorter one. At most one thing is done to each. */
export function reguleringsplan(krav: readonly Demokrav[]): Reguleringsplan {
  const talt = new Map<Slags, number>();
  const handlinger: Dateret<Handling>[] = [];
  const reguleret = new Map<Demokrav, Lokaldato>();
  const tillaeg: Demokrav[] = [];
  for (const k of krav) {
    const slags = ALLE.filter((s) => s.egnet(k)).filter((s) => { const n = talt.get(s) ?? 0; talt.set(s, n + 1); return n % s.hver === s.foerste; })[0];
    if (slags === undefined) continue;
    const l = slags.lav(k, terning('regulering', k.krav.fagsystem, k.krav.reference));
    handlinger.push(...l.handlinger);
    if (l.reguleret !== undefined) reguleret.set(k, l.reguleret);
    if (l.tillaeg !== undefined) tillaeg.push(l.tillaeg);
  }
  return { handlinger, reguleret, tillaeg };
}
