import { tal, visDato, type Feltfejl, type Lokaldato } from '#app/kernel';
import { KODELISTER, type Deltransaktionsvaerdier, type Kodeaendring, type Kodelistenavn, type Kravstypevaerdier, type Momskodevaerdier } from './kodeliste.js';

export type Slut = Lokaldato | 'infinity';
export interface Gyldighed { readonly gyldigFra: Lokaldato; readonly gyldigTil: Slut }

/** The lists a code may refer to; what each of their codes is. */
export type Opslagsliste = 'KRAVSTYPER' | 'MOMSKODER' | 'AFTALEKONTOTYPER' | 'FORDRINGSTYPER' | 'RYKKERPROCEDURER';
export interface Opslagskode extends Gyldighed { readonly liste: Opslagsliste; readonly kode: string }
export interface Konto { readonly kode: string; readonly art: 'AKTIV' | 'PASSIV' | 'INDTAEGT' | 'UDGIFT'; readonly debitor: boolean }

/** What a change is judged by. */
export interface Kodefakta {
  /** The code's own versions as known now, in order. */
  readonly versioner: readonly Gyldighed[];
  readonly opslag: readonly Opslagskode[];
  readonly konti: readonly Konto[];
  /** Versions of codes in other lists that name this one: `hvor` is Danish ("kravstypen DAGINST"). */
  readonly bruges: readonly (Gyldighed & { readonly hvor: string })[];
  /** Claims that are owed and concern the code. */
  readonly aabneKrav: number;
  /** Claims with stiftelsesdato in the change's period. */
  readonly kravIPerioden: number;
}

/** Accounts only the program books on: no code may send a claim's income there. */
const PROGRAMMETS_KONTI: ReadonlySet<string> = new Set(['DEBITOR', 'UPLACERET', 'AFKLARING', 'BANK', 'TAB', 'RENTEINDTAEGT', 'GEBYRINDTAEGT']);

/** Where a change ends: what was asked for; a new version ends where the one it takes over from would have. */
export function slutAf(a: Kodeaendring<Kodelistenavn>, versioner: readonly Gyldighed[]): Slut {
  if (a.art === 'OPHOER') return 'infinity';
  if (a.til !== undefined) return a.til;
  return a.art === 'OPRET' ? 'infinity' : (paa(versioner, a.fra)?.gyldigTil ?? 'infinity');
}

const paa = (versioner: readonly Gyldighed[], dag: Lokaldato): Gyldighed | undefined => versioner.find((v) => v.gyldigFra <= dag && dag < v.gyldigTil);

/** Everything that is wrong with a change; empty = it may be made. Pure. */
export function kodefejl<L extends Kodelistenavn>(liste: L, a: Kodeaendring<L>, f: Kodefakta): Feltfejl[] {
  const slut = slutAf(a, f.versioner);
  if (slut <= a.fra) return [{ felt: 'gyldigTil', kode: 'PERIODE_OMVENDT', besked: 'Gyldigheden slutter, før den begynder.' }];
  if (liste === 'BILAGSARTER' && a.art !== 'VERSION') return [{ felt: 'kode', kode: 'BILAGSART_ER_FAST', besked: 'Bilagsarternes koder ligger fast i programmet; kun navn og beskrivelse kan ændres.' }];
  if (a.art === 'OPHOER') return ophoerfejl(liste, a.fra, f);
  return [...gyldighedsfejl(a.art, a.fra, slut, f.versioner), ...(a.art === 'OPRET' && liste === 'DELTRANSAKTIONER' && !daekket(f, 'KRAVSTYPER', a.noegle.kravstype ?? '', a.fra, a.fra)
    ? [{ felt: 'kravstype', kode: 'KRAVSTYPE_UKENDT', besked: 'Kravstypen gælder ikke den dag, deltransaktionen skal begynde.' }] : []), ...vaerdifejl(liste, a.vaerdier, a.fra, slut, f)];
}

function gyldighedsfejl(art: 'OPRET' | 'VERSION', fra: Lokaldato, slut: Slut, versioner: readonly Gyldighed[]): Feltfejl[] {
  if (art === 'OPRET') {
    const ramt = versioner.find((v) => v.gyldigFra < slut && v.gyldigTil > fra);
    return ramt === undefined ? [] : [{ felt: 'kode', kode: 'GYLDIGHED_OVERLAPPER', besked: `Koden gælder allerede fra ${visDato(ramt.gyldigFra)}${ramt.gyldigTil === 'infinity' ? '' : ` til ${visDato(ramt.gyldigTil)}`}; lav en ny version af den.` }];
  }
  const gaeldende = paa(versioner, fra);
  if (gaeldende === undefined) return [{ felt: 'gyldigFra', kode: 'KODE_GAELDER_IKKE', besked: 'Koden gælder ikke den dag, den nye version skal begynde; opret den i stedet.' }];
  return slut <= gaeldende.gyldigTil ? [] : [{ felt: 'gyldigTil', kode: 'GYLDIGHED_OVERLAPPER', besked: `Perioden rækker ind over den version, der begynder eller slutter den ${visDato(gaeldende.gyldigTil as Lokaldato)}.` }];
}

/** A code that something still needs after that day cannot end on it. */
function ophoerfejl(liste: Kodelistenavn, fra: Lokaldato, f: Kodefakta): Feltfejl[] {
  const felt = 'gyldigTil';
  if (!f.versioner.some((v) => v.gyldigTil > fra)) return [{ felt, kode: 'KODE_GAELDER_IKKE', besked: 'Koden gælder ikke efter den dag.' }];
  if (fra < f.versioner[0]!.gyldigFra) return [{ felt, kode: 'PERIODE_OMVENDT', besked: `Koden begynder først ${visDato(f.versioner[0]!.gyldigFra)}.` }];
  const bruges = f.bruges.find((b) => b.gyldigTil > fra);
  if (bruges !== undefined) return [{ felt, kode: 'KODE_I_BRUG', besked: `Koden bruges af ${bruges.hvor}.` }];
  if (f.kravIPerioden > 0 && (liste === 'KRAVSTYPER' || liste === 'DELTRANSAKTIONER')) return [{ felt, kode: 'KODE_I_BRUG', besked: `${f.kravIPerioden} krav er stiftet den dag eller senere.` }];
  return [];
}

function vaerdifejl<L extends Kodelistenavn>(liste: L, v: unknown, fra: Lokaldato, slut: Slut, f: Kodefakta): Feltfejl[] {
  if (liste === 'KRAVSTYPER') return kravstypefejl(v as Kravstypevaerdier, fra, slut, f);
  if (liste === 'DELTRANSAKTIONER') return deltransaktionsfejl(v as Deltransaktionsvaerdier, fra, slut, f);
  return liste === 'MOMSKODER' ? momsfejl(v as Momskodevaerdier, f) : [];
}

function kravstypefejl(v: Kravstypevaerdier, fra: Lokaldato, slut: Slut, f: Kodefakta): Feltfejl[] {
  const fejl = [...kontofejl('indtaegtskonto', v.indtaegtskonto, f)];
  const brudt = (felt: string, kode: string, besked: string): void => { fejl.push({ felt, kode, besked }); };
  if (!daekket(f, 'RYKKERPROCEDURER', v.rykkerprocedure, fra, slut)) brudt('rykkerprocedure', 'RYKKERPROCEDURE_UKENDT', 'Rykkerproceduren findes ikke i hele perioden.');
  if (!daekket(f, 'AFTALEKONTOTYPER', v.aftalekontotype, fra, slut)) brudt('aftalekontotype', 'AFTALEKONTOTYPE_UKENDT', 'Aftalekontotypen findes ikke i hele perioden.');
  if (v.fordringstype !== null && !daekket(f, 'FORDRINGSTYPER', v.fordringstype, fra, slut)) brudt('fordringstype', 'FORDRINGSTYPE_UKENDT', 'Fordringstypen findes ikke som hovedfordring hos inddrivelsen.');
  // gebyrloven § 3: morarente only of ydelser with udpantningsret
  if (v.regime === 'GEBYRLOV' && v.renteBesluttet !== null && !v.udpantningsret) brudt('renteBesluttet', 'RENTE_KRAEVER_UDPANTNINGSRET', 'Morarente efter gebyrlovens § 3 kræver, at kravet har udpantningsret.');
  return fejl;
}

function deltransaktionsfejl(v: Deltransaktionsvaerdier, fra: Lokaldato, slut: Slut, f: Kodefakta): Feltfejl[] {
  const fejl = v.indtaegtskonto === null ? [] : [...kontofejl('indtaegtskonto', v.indtaegtskonto, f)];
  if (!daekket(f, 'MOMSKODER', v.momskode, fra, slut)) fejl.push({ felt: 'momskode', kode: 'MOMSKODE_UKENDT', besked: 'Momskoden findes ikke i hele perioden.' });
  return fejl;
}

function momsfejl(v: Momskodevaerdier, f: Kodefakta): Feltfejl[] {
  if (tal(v.sats).isZero()) return v.konto === null ? [] : [{ felt: 'konto', kode: 'MOMSKONTO_UDEN_SATS', besked: 'En momskode uden sats har ingen konto.' }];
  const konto = f.konti.find((k) => k.kode === v.konto);
  if (konto === undefined) return [{ felt: 'konto', kode: 'KONTO_UKENDT', besked: 'Kontoen findes ikke i kontoplanen.' }];
  return konto.art === 'PASSIV' && !PROGRAMMETS_KONTI.has(konto.kode) ? [] : [{ felt: 'konto', kode: 'KONTO_FORKERT_ART', besked: 'Moms skal bogføres på en konto for det, kommunen skylder.' }];
}

function kontofejl(felt: string, kode: string, f: Kodefakta): Feltfejl[] {
  const konto = f.konti.find((k) => k.kode === kode);
  if (konto === undefined) return [{ felt, kode: 'KONTO_UKENDT', besked: 'Kontoen findes ikke i kontoplanen.' }];
  return konto.debitor || PROGRAMMETS_KONTI.has(kode) ? [{ felt, kode: 'KONTO_FORKERT_ART', besked: 'Kontoen er en, programmet selv bogfører på; vælg en indtægtskonto.' }] : [];
}

/** Does the code hold on every day of [fra, slut[ (on `fra` at least)? */
function daekket(f: Kodefakta, liste: Opslagsliste, kode: string, fra: Lokaldato, slut: Slut): boolean {
  let dag: Slut = fra;
  for (const v of f.opslag.filter((o) => o.liste === liste && o.kode === kode).toSorted((a, b) => (a.gyldigFra < b.gyldigFra ? -1 : 1))) {
    if (v.gyldigFra <= dag && v.gyldigTil > dag) dag = v.gyldigTil;
    if (dag >= slut && dag !== fra) return true;
  }
  return false;
}

/** Does a change of this list make the night answer otherwise for claims that stand? The other lists decide how new claims are booked. */
export const aendrerKrav = (liste: Kodelistenavn): boolean => liste === 'KRAVSTYPER';

/** The receipt in Danish, for the person who confirms. */
export function kvitteringstekster<L extends Kodelistenavn>(liste: L, a: Kodeaendring<L>, slut: Slut, f: Kodefakta, idag: Lokaldato): string[] {
  const periode = a.art === 'OPHOER' ? `${stort(KODELISTER[liste].ental)} gælder ikke længere fra ${visDato(a.fra)}.`
    : `${a.art === 'OPRET' ? `${stort(KODELISTER[liste].ental)} gælder` : 'Den nye version gælder'} fra ${visDato(a.fra)}${slut === 'infinity' ? ' uden slutdato' : ` til ${visDato(slut)} (medregnes ikke)`}.`;
  const ud = [periode];
  const krav = `${f.aabneKrav} ${f.aabneKrav === 1 ? 'åbent' : 'åbne'} krav`;
  if (aendrerKrav(liste) && f.aabneKrav > 0) {
    if (a.art === 'OPHOER') ud.push(`${krav} af typen følger fortsat dens sidste version; nye krav afvises.`);
    else ud.push(a.fra <= idag ? `${krav} af typen følger den; renter, rykkere og afskrivning ses igennem igen i nat, også for den tid der er gået.` : `${krav} af typen følger den fra den dag.`);
  }
  if (f.kravIPerioden > 0 && a.art !== 'OPHOER' && (aendrerKrav(liste) || liste === 'DELTRANSAKTIONER' || liste === 'MOMSKODER')) {
    ud.push(`${f.kravIPerioden} krav er allerede stiftet i perioden; de beholder den konto, moms, aftalekonto og forældelsesdato, de er bogført med.`);
  }
  if (liste === 'KRAVSTYPER' && a.art === 'OPRET') ud.push('Krav af typen afvises, indtil den har mindst én deltransaktion.');
  return ud;
}

const stort = (t: string): string => t.charAt(0).toUpperCase() + t.slice(1);
