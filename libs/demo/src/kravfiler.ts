import { foersteIMaaned, naesteBankdag, plusDage, plusMaaneder, visBeloeb, visDato, type Lokaldato } from '#app/kernel';
import { hele, krav, linje, type Demokrav } from './krav.js';
import type { Demodebitor } from './personer.js';
import { terning, type Terning } from './terning.js';

/** The file that a fagsystem without an interface sends once a month, as its spreadsheet writes it. */
export interface Demokravfil { readonly dag: Lokaldato; readonly fagsystem: string; readonly filnavn: string; readonly csv: string; /** The lines that can be read. */ readonly krav: readonly Demokrav[] }

const FAGSYSTEM = 'BYG_OG_MILJOE';
const KOLONNER = 'reference;debitor.art;debitor.nummer;debitor.navn;vejnavn;husnummer;postnummer;postdistrikt;landekode;aftaleindhold;kravstype;stiftelsesdato;forfaldsdato;sidsteRettidigeBetalingsdato;deltransaktion;beloeb;tekst';

/** Every month's file from `start` to `til`; due in two months, so that its claims wait for their bill. */
export function kravfilerne(debitorer: readonly Demodebitor[], start: Lokaldato, til: Lokaldato): Demokravfil[] {
  const ejere = debitorer.filter((d) => (d.bolig === 'EJER' || d.art === 'ZCVR') && d.status === undefined);
  const ud: Demokravfil[] = [];
  for (let m = foersteIMaaned(start); m <= til; m = plusMaaneder(m, 1)) {
    const dag = naesteBankdag(plusDage(m, 1));
    if (dag >= start && dag <= til && ejere.length > 0) ud.push(filen(ejere, m, dag, debitorer.length));
  }
  return ud;
}

function filen(ejere: readonly Demodebitor[], m: Lokaldato, dag: Lokaldato, stoerrelse: number): Demokravfil {
  const t = terning('kravfil', m);
  const maaned = m.slice(0, 7);
  const valgte = new Set(Array.from({ length: 3 + Math.floor(stoerrelse / 200) }, () => t.vaelg(ejere)));
  const krav = [...valgte].map((d, i) => byggesag(d, dag, `BYG-${maaned}-${i + 1}`, terning('byggesag', d.nr, m)));
  const linjer = [...krav.flatMap(somLinjer), ...fejllinjer(krav[0]!, maaned, t)];
  return { dag, fagsystem: FAGSYSTEM, filnavn: `byggesager-${maaned}.csv`, csv: `${[KOLONNER, ...linjer].join('\r\n')}\r\n`, krav };
}

function byggesag(d: Demodebitor, dag: Lokaldato, nr: string, t: Terning): Demokrav {
  return krav({
    d, dag, kravstype: 'BYGGESAG', fagsystem: FAGSYSTEM, nr, indhold: `BYGGESAG-${d.nr}`, frist: plusDage(dag, 60),
    linjer: [linje('GEBYR', hele(t.vaelg([850, 1275, 2400])), 'Byggetilladelse, fast gebyr'), ...(t.chance(0.6) ? [linje('SAGSBEHANDLING', hele(t.heltal(1, 9) * 640), 'Byggesag, forbrugt tid')] : [])],
  });
}

const ART = { ZCPR: 'CPR', ZEPNR: 'ERSTATNINGSCPR', ZCVR: 'CVR' } as const;
/** Dates and amounts as a Danish spreadsheet writes them. */
function somLinjer({ debitor: d, krav: k }: Demokrav): string[] {
  const a = k.debitor.adresse!;
  return k.linjer.map((l) => [
    k.reference, ART[d.art], d.nummer, d.navn, a.vejnavn, a.husnummer, a.postnummer, a.postdistrikt, a.landekode, k.indhold, k.kravstype, visDato(k.stiftelsesdato), visDato(k.forfaldsdato), visDato(k.srb), l.deltransaktion,
    visBeloeb(l.beloeb), l.tekst,
  ].join(';'));
}

/** What people get wrong in spreadsheets: an amount that can be read in two ways, a lost first 0, a misspelt code. One of them is left out each month. */
function fejllinjer(k: Demokrav, maaned: string, t: Terning): string[] {
  const celler = (n: number): string[] => { const c = somLinjer(k)[0]!.split(';'); c[0] = `BYG-${maaned}-F${n}`; return c; };
  const fejl = [
    () => { const c = celler(1); c[15] = '1.250'; return c; },
    () => { const c = celler(2); c[1] = 'CPR'; c[2] = '203641234'; return c; },
    () => { const c = celler(3); c[10] = 'BYGESAG'; return c; },
  ];
  const udeladt = t.heltal(0, 2);
  return fejl.filter((_, i) => i !== udeladt).map((f) => f().join(';'));
}
