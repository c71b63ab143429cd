import { afrund, minus, neg, tal, type Beloeb, type Feltfejl, type Lokaldato } from '#app/kernel';
import type { Linje } from '#app/bogholderi';
import type { Kravstype } from './kravstype.js';
import type { NytKrav } from './nytkrav.js';

/** What a line of a kravstype is for, and so where it is booked (FI-CA: Deltransaktion). null: as the kravstype. */
export interface Deltransaktion {
  readonly kravstype: string; readonly kode: string;
  readonly indtaegtskonto: string | null; readonly momskode: string; readonly kleEmne: string | null;
  readonly gyldigFra: Lokaldato; readonly gyldigTil: Lokaldato | 'infinity';
}

/** `sats`: percent of the price without moms, as text; 0 has no konto. */
export interface Momskode { readonly kode: string; readonly sats: string; readonly konto: string | null; readonly gyldigFra: Lokaldato; readonly gyldigTil: Lokaldato | 'infinity' }

/** The lists that claims are booked by, every version known now. */
export class Konteringslister {
  private readonly deltransaktioner = new Map<string, Deltransaktion[]>();
  constructor(deltransaktioner: readonly Deltransaktion[], private readonly momskoder: readonly Momskode[]) {
    for (const d of deltransaktioner) {
      const n = noegle(d.kravstype, d.kode);
      this.deltransaktioner.set(n, [...(this.deltransaktioner.get(n) ?? []), d]);
    }
  }

  /** Versions of one code; none = the code is not known. */
  versioner(kravstype: string, kode: string): readonly Deltransaktion[] { return this.deltransaktioner.get(noegle(kravstype, kode)) ?? []; }
  momskode(kode: string, paa: Lokaldato): Momskode | undefined { return this.momskoder.find((m) => m.kode === kode && gaelderPaa(m, paa)); }
}

const noegle = (kravstype: string, kode: string): string => `${kravstype}\0${kode}`;
const gaelderPaa = (v: { readonly gyldigFra: Lokaldato; readonly gyldigTil: Lokaldato | 'infinity' }, paa: Lokaldato): boolean => v.gyldigFra <= paa && v.gyldigTil > paa;

/** How one line is booked. `kontering`: finanskonto, KLE-emne and organisation. */
export interface Linjekontering {
  readonly konto: string; readonly kontering: string;
  /** What of the line's amount is moms; absent: none. */
  readonly moms?: { readonly beloeb: Beloeb; readonly konto: string; readonly kode: string; readonly sats: string };
}

/** The moms in an amount that includes it, kroner: amount × rate / (100 + rate), half an øre up (momslovens §§ 27 and 33). */
export function momsAf(beloeb: Beloeb, satsProcent: string): Beloeb {
  const sats = tal(satsProcent);
  return afrund(beloeb.times(sats).div(sats.plus(100)));
}

/** Each line's kontering on the claim's stiftelsesdato, or what keeps a line from being booked (felt, kode, besked). */
export function konterLinjer(k: NytKrav, type: Kravstype, lister: Konteringslister): { readonly fejl: Feltfejl[]; readonly linjer: Linjekontering[] } {
  const fejl: Feltfejl[] = [];
  const linjer: Linjekontering[] = [];
  k.linjer.forEach((l, i) => {
    const felt = `linjer[${i}].deltransaktion`;
    const versioner = lister.versioner(type.kode, l.deltransaktion);
    const d = versioner.find((v) => gaelderPaa(v, k.stiftelsesdato));
    const m = d === undefined ? undefined : lister.momskode(d.momskode, k.stiftelsesdato);
    if (versioner.length === 0) fejl.push({ felt, kode: 'DELTRANSAKTION_UKENDT', besked: 'Deltransaktionen findes ikke under kravstypen.' });
    else if (d === undefined) fejl.push({ felt, kode: 'DELTRANSAKTION_GAELDER_IKKE', besked: 'Deltransaktionen gælder ikke på stiftelsesdatoen.' });
    else if (m === undefined) fejl.push({ felt, kode: 'MOMSSATS_UKENDT', besked: 'Momskodens sats kendes ikke på stiftelsesdatoen.' });
    else linjer.push(linjekontering(k, type, d, m, l.beloeb));
  });
  return { fejl, linjer };
}

function linjekontering(k: NytKrav, type: Kravstype, d: Deltransaktion, m: Momskode, beloeb: Beloeb): Linjekontering {
  const konto = d.indtaegtskonto ?? type.indtaegtskonto;
  const kontering = [konto, k.kleEmne ?? d.kleEmne ?? type.kleEmne ?? '', k.organisatoriskReference ?? ''].join('|');
  const moms = m.konto === null ? undefined : momsAf(beloeb, m.sats);
  return moms === undefined || moms.isZero() ? { konto, kontering } : { konto, kontering, moms: { beloeb: moms, konto: m.konto!, kode: m.kode, sats: m.sats } };
}

/** What stands against the debtor's line: the income without moms, and the moms we owe the state. The two sum to −beloeb. */
export function modposter(beloeb: Beloeb, l: Linjekontering, faelles: Pick<Linje, 'kravId' | 'kravlinjeId'>): Linje[] {
  const linje = { ...faelles, kontering: l.kontering };
  if (l.moms === undefined) return [{ konto: l.konto, beloeb: neg(beloeb), ...linje }];
  return [{ konto: l.konto, beloeb: neg(minus(beloeb, l.moms.beloeb)), ...linje }, { konto: l.moms.konto, beloeb: neg(l.moms.beloeb), ...linje }];
}
