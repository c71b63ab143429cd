import { max, min, visBeloeb, visDato, type Beloeb, type Feltfejl, type Lokaldato } from '#app/kernel';
import type { Kravstype } from '#app/krav';
import { gebyrregime, type Gebyrmaksimum, type Gebyrregime } from './gebyr.rules.js';
import type { Tidligst, Trinaendring, Trinvaerdier } from './procedure.js';
import { MINDSTE_FRIST_DAGE } from './rykker.rules.js';

interface Gyldighed { readonly gyldigFra: Lokaldato; readonly gyldigTil: Tidligst }

/** What a change of a trin is judged by; versions as known now. */
export interface Procedurefakta {
  readonly versioner: readonly Gyldighed[];
  /** The trin before and after, of the same variant. */
  readonly foer: readonly Gyldighed[]; readonly efter: readonly Gyldighed[];
  /** Trin 1 of the variant for all accounts: what a kravstype refers to. */
  readonly faelles: readonly Gyldighed[];
  readonly aftalekontotyper: readonly (Gyldighed & { readonly kode: string })[];
  /** Kravstyper that name the procedure. */
  readonly kravstyper: readonly (Pick<Kravstype, 'kode' | 'regime' | 'udpantningsret' | 'civilretlig'> & Gyldighed)[];
  readonly maksima: readonly Gebyrmaksimum[];
  /** Open claims the trin concerns. */
  readonly aabneKrav: number;
}

const paa = (v: readonly Gyldighed[], dag: Lokaldato): Gyldighed | undefined => v.find((x) => x.gyldigFra <= dag && dag < x.gyldigTil);

/** Where a change ends: what was asked for; a new version ends where the one it takes over from would have. */
export function slutAf(a: Trinaendring, versioner: readonly Gyldighed[]): Tidligst {
  if (a.art === 'OPHOER') return 'infinity';
  return a.til ?? (a.art === 'OPRET' ? 'infinity' : (paa(versioner, a.fra)?.gyldigTil ?? 'infinity'));
}

/** Everything that is wrong with a change; empty = it may be made. Pure. */
export function procedurefejl(a: Trinaendring, f: Procedurefakta): Feltfejl[] {
  const slut = slutAf(a, f.versioner);
  if (slut <= a.fra) return [{ felt: 'gyldigTil', kode: 'PERIODE_OMVENDT', besked: 'Gyldigheden slutter, før den begynder.' }];
  if (a.art === 'OPHOER') return ophoerfejl(a, f);
  return [...gyldighedsfejl(a, slut, f), ...raekkefejl(a, slut, f), ...vaerdifejl(a.noegle.trin, a.vaerdier), ...lovfejl(a.noegle.trin, a.vaerdier, a.fra, slut, f)];
}

function gyldighedsfejl(a: Extract<Trinaendring, { art: 'OPRET' | 'VERSION' }>, slut: Tidligst, f: Procedurefakta): Feltfejl[] {
  if (a.art === 'OPRET') {
    const ramt = f.versioner.find((v) => v.gyldigFra < slut && v.gyldigTil > a.fra);
    return ramt === undefined ? [] : [{ felt: 'trin', kode: 'GYLDIGHED_OVERLAPPER', besked: `Trinnet gælder allerede fra ${visDato(ramt.gyldigFra)}; lav en ny version af det.` }];
  }
  const gaeldende = paa(f.versioner, a.fra);
  if (gaeldende === undefined) return [{ felt: 'gyldigFra', kode: 'KODE_GAELDER_IKKE', besked: 'Trinnet gælder ikke den dag, den nye version skal begynde; opret det i stedet.' }];
  return slut <= gaeldende.gyldigTil ? [] : [{ felt: 'gyldigTil', kode: 'GYLDIGHED_OVERLAPPER', besked: 'Perioden rækker ind over den næste version.' }];
}

/** No trin without the one before it; no variant of accounts that are none, or of a procedure that is none. */
function raekkefejl(a: Extract<Trinaendring, { art: 'OPRET' | 'VERSION' }>, slut: Tidligst, f: Procedurefakta): Feltfejl[] {
  const ud: Feltfejl[] = [];
  if (a.noegle.trin > 1 && !daekket(f.foer, a.fra, slut)) ud.push({ felt: 'trin', kode: 'TRIN_MANGLER', besked: `Trin ${a.noegle.trin - 1} gælder ikke i hele perioden; et trin springes aldrig over.` });
  if (a.noegle.aftalekontotype === '') return ud;
  if (!daekket(f.aftalekontotyper.filter((t) => t.kode === a.noegle.aftalekontotype), a.fra, slut)) ud.push({ felt: 'aftalekontotype', kode: 'AFTALEKONTOTYPE_UKENDT', besked: 'Aftalekontotypen findes ikke i hele perioden.' });
  if (!daekket(f.faelles, a.fra, slut)) ud.push({ felt: 'kode', kode: 'RYKKERPROCEDURE_UKENDT', besked: 'Proceduren skal have trin for alle andre aftalekonti i hele perioden.' });
  return ud;
}

function vaerdifejl(trin: number, v: Trinvaerdier): Feltfejl[] {
  const ud: Feltfejl[] = [];
  if (v.fristDage < MINDSTE_FRIST_DAGE) ud.push({ felt: 'fristDage', kode: 'FRIST_FOR_KORT', besked: 'Fristen i en rykker skal være mindst 10 dage (renteloven § 9 b).' });
  if (v.art === 'PAAMINDELSE' && (v.gebyr.gt(0) || v.kompensation)) ud.push({ felt: 'gebyr', kode: 'PAAMINDELSE_ER_GRATIS', besked: 'En påmindelse har hverken gebyr eller kompensationsbeløb.' });
  if (trin === 1 && v.regnesFra !== 'SRB') ud.push({ felt: 'regnesFra', kode: 'FOERSTE_TRIN_FRA_SRB', besked: 'Første trin har ingen tidligere rykker; det regnes fra sidste rettidige betalingsdato.' });
  return ud;
}

/** A fee that the law allows for none of the claims that follow the procedure is a mistake; one that it allows for some is cut for the others. */
function lovfejl(trin: number, v: Trinvaerdier, fra: Lokaldato, slut: Tidligst, f: Procedurefakta): Feltfejl[] {
  const ud: Feltfejl[] = [];
  const regimer = regimerI(f, fra, slut);
  const hoejst = hoejesteGebyr(regimer.length === 0 ? ALLE : regimer, f.maksima, fra, slut);
  if (v.gebyr.gt(0) && hoejst === undefined) ud.push({ felt: 'gebyr', kode: 'GEBYRMAKSIMUM_UKENDT', besked: 'Lovens højeste rykkergebyr er ikke registreret for hele perioden.' });
  else if (hoejst !== undefined && v.gebyr.gt(hoejst)) ud.push({ felt: 'gebyr', kode: 'GEBYR_OVER_LOVEN', besked: `Loven tillader højst ${visBeloeb(hoejst)} kr. for de krav, der følger proceduren.` });
  if (trin > 1 && v.gebyr.gt(0) && regimer.length > 0 && regimer.every((r) => r === 'UDK')) ud.push({ felt: 'gebyr', kode: 'KUN_ET_GEBYR', besked: 'De krav, der følger proceduren, må højst få ét rykkergebyr; det hører til trin 1.' });
  if (v.kompensation && regimer.length > 0 && !regimer.includes('RENTELOV')) ud.push({ felt: 'kompensation', kode: 'KOMPENSATION_KUN_CIVILE', besked: 'Kompensationsbeløb (renteloven § 9 a, stk. 3) kan kun opkræves på civile krav; ingen kravstype med proceduren er civil.' });
  return ud;
}
const ALLE: readonly Gebyrregime[] = ['GEBYRLOV', 'RENTELOV', 'OPKRAEVNINGSLOV', 'UDK'];

const regimerI = (f: Procedurefakta, fra: Lokaldato, slut: Tidligst): Gebyrregime[] =>
  [...new Set(f.kravstyper.filter((k) => k.gyldigFra < slut && k.gyldigTil > fra).flatMap((k) => gebyrregime(k) ?? []))];

/** The highest of the laws' maxima, each as low as it is in the period; undefined: one is not known in all of it. */
function hoejesteGebyr(regimer: readonly Gebyrregime[], maksima: readonly Gebyrmaksimum[], fra: Lokaldato, slut: Tidligst): Beloeb | undefined {
  let ud: Beloeb | undefined;
  for (const r of regimer) {
    const egne = maksima.filter((m) => m.regime === r && m.gyldigFra < slut && m.gyldigTil > fra);
    if (!daekket(egne.map((m) => ({ gyldigFra: m.gyldigFra, gyldigTil: m.gyldigTil as Tidligst })), fra, slut)) continue;
    const mindste = min(...(egne.map((m) => m.maks) as [Beloeb, ...Beloeb[]]));
    ud = ud === undefined ? mindste : max(ud, mindste);
  }
  return ud;
}

function ophoerfejl(a: Trinaendring, f: Procedurefakta): Feltfejl[] {
  const felt = 'gyldigFra';
  if (!f.versioner.some((v) => v.gyldigTil > a.fra)) return [{ felt, kode: 'KODE_GAELDER_IKKE', besked: 'Trinnet gælder ikke efter den dag.' }];
  if (f.efter.some((v) => v.gyldigTil > a.fra)) return [{ felt, kode: 'TRIN_EFTERFOELGES', besked: `Trin ${a.noegle.trin + 1} gælder stadig; lad det ophøre først.` }];
  const type = a.noegle.trin > 1 || a.noegle.aftalekontotype !== '' ? undefined : f.kravstyper.find((k) => k.gyldigTil > a.fra);
  return type === undefined ? [] : [{ felt, kode: 'KODE_I_BRUG', besked: `Proceduren bruges af kravstypen ${type.kode}.` }];
}

/** Does something hold on every day of [fra, slut[? */
function daekket(v: readonly Gyldighed[], fra: Lokaldato, slut: Tidligst): boolean {
  let dag: Tidligst = fra;
  for (const x of v.toSorted((a, b) => (a.gyldigFra < b.gyldigFra ? -1 : 1))) {
    if (x.gyldigFra <= dag && x.gyldigTil > dag) dag = x.gyldigTil;
    if (dag >= slut) return true;
  }
  return false;
}

/** The receipt in Danish, for the person who confirms. */
export function procedurekvittering(a: Trinaendring, slut: Tidligst, f: Procedurefakta): string[] {
  const hvad = `Trin ${a.noegle.trin} i ${a.noegle.kode}${a.noegle.aftalekontotype === '' ? '' : ` for aftalekontotypen ${a.noegle.aftalekontotype}`}`;
  const ud = [a.art === 'OPHOER' ? `${hvad} gælder ikke længere fra ${visDato(a.fra)}.` : `${hvad} gælder som ny fra ${visDato(a.fra)}${slut === 'infinity' ? ' uden slutdato' : ` til ${visDato(slut)} (medregnes ikke)`}.`];
  if (f.aabneKrav > 0) ud.push(`${f.aabneKrav} ${f.aabneKrav === 1 ? 'åbent krav ses' : 'åbne krav ses'} igennem igen i nat. Breve, der er sendt, ændres ikke.`);
  if (a.art !== 'OPHOER') {
    for (const r of regimerI(f, a.fra, slut)) {
      const loft = hoejesteGebyr([r], f.maksima, a.fra, slut);
      if (loft !== undefined && a.vaerdier.gebyr.gt(loft)) ud.push(`Krav efter ${LOVNAVN[r]} får højst ${visBeloeb(loft)} kr. i gebyr.`);
    }
    if (a.noegle.trin > 1 && a.vaerdier.gebyr.gt(0) && regimerI(f, a.fra, slut).includes('UDK')) ud.push('Bidrag og lån får højst ét gebyr pr. krav; et, der har haft sit, får ikke dette.');
    if (f.kravstyper.length === 0) ud.push('Ingen kravstype bruger proceduren endnu.');
  }
  return ud;
}
const LOVNAVN: { readonly [R in Gebyrregime]: string } = { GEBYRLOV: 'gebyrloven', RENTELOV: 'renteloven', OPKRAEVNINGSLOV: 'opkrævningsloven', UDK: 'gebyrloven (bidrag og lån)' };
