import { plusDage, seneste, sum, visBeloeb, visDato, type Beloeb, type Lokaldato } from '#app/kernel';
import type { Senesteforslag } from '#app/godkendelse';
import { genindgaaet } from './genindgaaet.rules.js';
import { forkerte, medBevaegelser, restAf } from './tilbage.rules.js';
import type { Afskrivningsbeslutning, Afskrivningsgrund, Afskrivningsregel, Familie, Familiesvar, Linjebeloeb, Tidligst } from './typer.js';

/** What the books should say of one family on the date, as the difference to what they say. Pure. */
export function beslutAfskrivning(f: Familie, r: Afskrivningsregel): Familiesvar {
  const rettet = forkerte(f, r);
  const uden = medBevaegelser(f, rettet);
  const penge = genindgaaet(uden, r);
  const nu = medBevaegelser(uden, penge);
  const beslutning = foraeldet(nu, r) ?? bagatel(nu, r);
  return { hovedkravId: f.hovedkravId, tilbagefoersler: [...rettet, ...penge], beslutning, naeste: naeste(f, beslutning, rettet.length + penge.length > 0, r.dato) };
}

const nej = (grund: Afskrivningsgrund, detalje: string, indtil?: Tidligst): Afskrivningsbeslutning => ({ art: 'LAD_VAERE', grund, detalje, ...(indtil === undefined || indtil === 'infinity' ? {} : { indtil }) });

function spaerret(f: Familie, dato: Lokaldato): Afskrivningsbeslutning | undefined {
  const spaerrer = f.spaerrer.filter((s) => s.fra <= dato && s.til > dato);
  if (spaerrer.length === 0) return undefined;
  return nej('SPAERRET', spaerrer.map((s) => `Udligningsspærre sat af ${s.oprettetAf}: ${s.aarsag}.`).join(' '), spaerrer.map((s) => s.til).reduce((a, b) => (b > a ? b : a)));
}

/** What is owed on claims that are barred (renter and gebyrer lapse with their hovedkrav: they are marked barred too); undefined: nothing. */
function foraeldet(f: Familie, r: Afskrivningsregel): Afskrivningsbeslutning | undefined {
  const linjer = f.krav.filter((k) => k.foraeldet !== null && k.foraeldet <= r.dato && restAf(k.linjer).gt(0)).flatMap((k) => k.linjer.filter((l) => !l.beloeb.isZero()));
  if (linjer.length === 0) return undefined;
  if (f.penge.length > 0) return nej('UPLACERET_INDBETALING', 'Der er en indbetaling til kravet, som ikke er placeret endnu.');
  const beloeb = restAf(linjer);
  return spaerret(f, r.dato) ?? { art: beloeb.gt(r.automatiskGraense) ? 'FORESLAA' : 'AFSKRIV', aarsag: 'FORAELDELSE', beloeb, linjer };
}

/** The small-residual rule: every condition must hold, and each "no" has its name. */
function bagatel(f: Familie, r: Afskrivningsregel): Afskrivningsbeslutning {
  const linjer = f.krav.flatMap((k) => k.linjer).filter((l) => !l.beloeb.isZero());
  const rest: Beloeb = restAf(linjer);
  if (rest.lte(0)) return nej('BETALT', 'Der er ikke noget ubetalt på kravet.');
  if (f.betaltPaaHovedkrav.lte(0)) return nej('IKKE_RESTBELOEB', 'Der er ikke betalt noget på kravet, så beløbet er ikke en rest.');
  if (rest.gt(r.graense)) return nej('FOR_STORT', `Resten er ${visBeloeb(rest)} kr.; grænsen er ${visBeloeb(r.graense)} kr.`);
  if (f.genaabnet) return nej('GENAABNET', 'En sagsbehandler har genåbnet kravet; resten afskrives ikke af sig selv igen.');
  const fra = plusDage(seneste(f.srb, ...f.krav.filter((k) => restAf(k.linjer).gt(0)).map((k) => k.srb), ...(f.sidsteUdligning === null ? [] : [f.sidsteUdligning])), r.dage);
  if (r.dato < fra) return nej('FOR_NYLIG', `Resten afskrives tidligst ${visDato(fra)}, ${r.dage} dage efter sidste rettidige betalingsdato og sidste betaling.`, fra);
  const hold = spaerret(f, r.dato);
  if (hold !== undefined) return hold;
  const overbetalt = f.krav.some((k) => restAf(k.linjer).lt(0));
  if (f.uplaceret || overbetalt) return nej('UPLACERET_INDBETALING', 'Debitor har en indbetaling, der ikke er placeret endnu.');
  return { art: 'AFSKRIV', aarsag: 'BAGATEL', beloeb: rest, linjer };
}

/** First date the answer can change. A paid family grows only when interest is posted; its step's watch says when. */
function naeste(f: Familie, b: Afskrivningsbeslutning, flyttet: boolean, dato: Lokaldato): Tidligst {
  if (flyttet || b.art === 'AFSKRIV') return plusDage(dato, 1); // the interest step has been woken and may answer
  if (b.art === 'FORESLAA') return 'infinity'; // until the proposal expires: the service knows it
  switch (b.grund) {
    case 'BETALT': return f.renterTidligst > dato ? f.renterTidligst : plusDage(dato, 1);
    case 'UPLACERET_INDBETALING': case 'SPAERRET': return plusDage(dato, 1); // placing the money wakes the clearing, not this step
    default: return b.indtil ?? 'infinity';
  }
}

/** NYT: propose. ERSTAT: take the open one back and propose anew. VENTER: it stands. AFVIST: people said no to exactly this. */
export type Forslagsvalg = 'NYT' | 'ERSTAT' | 'VENTER' | 'AFVIST';

/** `hash`: of what would be proposed now. An expired proposal is made anew, a rejected one only when something is otherwise. */
export function beslutForslag(seneste: Senesteforslag | undefined, hash: string): Forslagsvalg {
  if (seneste?.status === 'AABEN') return seneste.hash === hash ? 'VENTER' : 'ERSTAT';
  return (seneste?.status === 'AFVIST' || seneste?.status === 'TRUKKET') && seneste.hash === hash ? 'AFVIST' : 'NYT';
}

/** Sum per claim of some lines, kroner. */
export function prKrav(linjer: readonly Pick<Linjebeloeb, 'kravId' | 'beloeb'>[]): Map<string, Beloeb> {
  const ud = new Map<string, Beloeb>();
  for (const l of linjer) ud.set(l.kravId, sum([...(ud.has(l.kravId) ? [ud.get(l.kravId)!] : []), l.beloeb]));
  return ud;
}
