import { plusDage, visBeloeb, visDato, type Lokaldato } from '#app/kernel';
import type { Spaerre } from '#app/krav';
import { dageTekst, gaeldendeTrin, trinTidligst } from './procedurevalg.rules.js';
import type { Rykkerprocedure } from './procedure.js';
import type { Debitorfakta, Regelsvar, Rykkergrundlag, Rykkerkrav, Ventegrund } from './typer.js';

const DOED = '90';

export const naesteTrin = (k: Rykkerkrav): number => (k.rykket.at(-1)?.trin ?? 0) + 1;
export const trinnet = (k: Rykkerkrav, trin: number, g: Rykkergrundlag): Rykkerprocedure | undefined => gaeldendeTrin(g.procedurer, k, g.dato).find((p) => p.trin === trin);
export const tidligst = (k: Rykkerkrav, r: Rykkerprocedure): Lokaldato => trinTidligst(k.srb, k.rykket.at(-1), r);

/** The rules of one claim alone, in order; what cannot be asked (no procedure: no date) is left out. */
export function proev(k: Rykkerkrav, d: Debitorfakta, g: Rykkergrundlag): Regelsvar[] {
  const raekke = trinnet(k, naesteTrin(k), g);
  const ud = [betalt(k), faktureret(k), ...procedure(k, raekke, g)];
  if (raekke !== undefined) ud.push(...tid(k, raekke, g.dato));
  return [...ud, foraeldet(k, g.dato), doedsfald(d), ...ophoert(d, g.dato), ...spaerret(k, g.dato), uplaceret(k, d), bankfil(g), ...irunde(k)];
}

/** Rules about which letter is due when; a letter of underretning to one hæfter is none of them. */
const OM_TRIN: ReadonlySet<Ventegrund> = new Set(['INGEN_PROCEDURE', 'ALLEREDE_RYKKET', 'IKKE_FORFALDEN', 'FRIST_LOEBER', 'UDTAGET', 'VENTER_GODKENDELSE', 'UNDER_MINDSTEBELOEB']);

/** What keeps the claim's hæftere from being told of inddrivelse today: whatever would hold a letter about it, or a deadline that is yet to come; undefined: nothing. */
export function underretningsfejl(k: Rykkerkrav, d: Debitorfakta, g: Rykkergrundlag): Regelsvar | undefined {
  const brudt = proev(k, d, g).find((r) => !r.opfyldt && !OM_TRIN.has(r.regel));
  return brudt ?? (g.dato <= k.srb ? nej('IKKE_FORFALDEN', `Sidste rettidige betalingsdato er ${visDato(k.srb)}.`) : undefined);
}

const ja = (regel: Ventegrund, tekst: string): Regelsvar => ({ regel, opfyldt: true, tekst });
const nej = (regel: Ventegrund, tekst: string, indtil?: Lokaldato): Regelsvar => ({ regel, opfyldt: false, tekst, ...(indtil === undefined ? {} : { indtil }) });

const betalt = (k: Rykkerkrav): Regelsvar => k.rest.gt(0) ? ja('BETALT', `Der er ${visBeloeb(k.rest)} kr. ubetalt, inklusive renter og gebyrer.`) : nej('BETALT', 'Kravet er betalt.');

const faktureret = (k: Rykkerkrav): Regelsvar => k.ufaktureret ? nej('IKKE_FAKTURERET', 'Kravet er ikke opkrævet endnu; det venter på en regning.') : ja('IKKE_FAKTURERET', 'Kravet er opkrævet.');

function procedure(k: Rykkerkrav, raekke: Rykkerprocedure | undefined, g: Rykkergrundlag): Regelsvar[] {
  const trin = gaeldendeTrin(g.procedurer, k, g.dato);
  if (k.procedure === undefined || (trin.length === 0 && k.rykket.length === 0)) return [nej('INGEN_PROCEDURE', 'Kravstypen har ingen rykkerprocedure, der gælder i dag.')];
  const sidste = k.rykket.at(-1);
  const variant = trin[0] === undefined || trin[0].aftalekontotype === '' ? '' : ` for aftalekontotypen ${trin[0].aftalekontotype}`;
  return [
    ja('INGEN_PROCEDURE', `Kravstypen følger rykkerproceduren ${k.procedure}${variant}.`),
    raekke !== undefined
      ? ja('ALLEREDE_RYKKET', sidste === undefined ? 'Kravet er ikke rykket før.' : `Rykker ${sidste.trin} er sendt ${visDato(sidste.dato)}; næste er rykker ${raekke.trin}.`)
      : nej('ALLEREDE_RYKKET', sidste === undefined ? 'Rykkerproceduren har intet første trin, der gælder i dag.' : `Rykker ${sidste.trin} er sendt ${visDato(sidste.dato)} med frist ${visDato(sidste.frist)}; proceduren har ikke flere trin.`),
  ];
}

function tid(k: Rykkerkrav, r: Rykkerprocedure, dato: Lokaldato): Regelsvar[] {
  const foerst = tidligst(k, r);
  if (dato <= k.srb) {
    const henstand = k.srbFoer !== null && dato > k.srbFoer;
    return [henstand ? nej('HENSTAND', `Der er henstand: sidste rettidige betalingsdato er flyttet fra ${visDato(k.srbFoer!)} til ${visDato(k.srb)}.`, foerst)
      : nej('IKKE_FORFALDEN', `Sidste rettidige betalingsdato er ${visDato(k.srb)}.`, foerst)];
  }
  const sidste = k.rykket.at(-1);
  const fra = sidste === undefined || foerst > plusDage(sidste.frist, 1) ? dageTekst(r, sidste !== undefined && k.srb >= sidste.dato) : `når fristen ${visDato(sidste.frist)} i den forrige rykker er udløbet`;
  const tekst = `Rykker ${r.trin} kan tidligst sendes ${visDato(foerst)}, ${fra}.`;
  return [ja('IKKE_FORFALDEN', `Sidste rettidige betalingsdato var ${visDato(k.srb)}.`), dato >= foerst ? ja('FRIST_LOEBER', tekst) : nej('FRIST_LOEBER', tekst, foerst)];
}

/** A barred claim is not demanded (forældelsesloven § 23); the date is forældelse's. */
const foraeldet = (k: Rykkerkrav, dato: Lokaldato): Regelsvar => k.sidsteGyldige < dato
  ? nej('FORAELDET', `Kravet er forældet; sidste gyldige dag var ${visDato(k.sidsteGyldige as Lokaldato)}.`)
  : ja('FORAELDET', 'Kravet er ikke forældet.');

/** CPR status 90 blocks; the dødsbo is another road. 70 and 80 do not: the debt stands. Looked at daily, for a death may be recorded by mistake. */
const doedsfald = (d: Debitorfakta): Regelsvar => d.cprStatus === DOED
  ? nej('DOEDSFALD', 'Debitor er registreret død; kravet hører til dødsboet og rykkes ikke.')
  : ja('DOEDSFALD', 'Debitor er ikke registreret død.');

const ophoert = (d: Debitorfakta, dato: Lokaldato): Regelsvar[] => !d.virksomhed ? [] : [d.ophoert !== null && d.ophoert <= dato
  ? nej('VIRKSOMHED_OPHOERT', `Virksomheden er ophørt ${visDato(d.ophoert)}; find den, der hæfter, eller anmeld kravet i boet.`)
  : ja('VIRKSOMHED_OPHOERT', 'Virksomheden er ikke ophørt.')];

/** What a spærre's reason begins with says what it is; the rest is in its own words. An instalment plan that is kept holds by such a spærre. */
export function spaerregrund(aarsag: string): 'INDSIGELSE' | 'HENSTAND' | 'AFDRAGSORDNING' | 'SPAERRET' {
  if (/^\s*(indsigelse|klage)/i.test(aarsag)) return 'INDSIGELSE';
  if (/^\s*henstand/i.test(aarsag)) return 'HENSTAND';
  return /^\s*(afdrag|ratebetaling|betalingsordning)/i.test(aarsag) ? 'AFDRAGSORDNING' : 'SPAERRET';
}

/** Named by the one that holds longest. */
function spaerret(k: Rykkerkrav, dato: Lokaldato): Regelsvar[] {
  const i = k.spaerrer.filter((s) => s.fra <= dato && s.til > dato).toSorted((a, b) => (a.til < b.til ? 1 : a.til > b.til ? -1 : 0));
  if (i.length === 0) return [ja('SPAERRET', 'Ingen rykkerspærre er i kraft.')];
  const laengst = i[0]!;
  return [{ ...nej(spaerregrund(laengst.aarsag), i.map(spaerretekst).join(' '), laengst.til === 'infinity' ? undefined : laengst.til), hvem: laengst.oprettetAf }];
}
const NIVEAU: { readonly [N in Spaerre['niveau']]: string } = { FORRETNINGSPARTNER: 'debitor', AFTALEKONTO: 'aftalekontoen', AFTALEINDHOLD: 'aftaleindholdet', KRAV: 'kravet' };
const spaerretekst = (s: Spaerre): string =>
  `Rykkerspærre på ${NIVEAU[s.niveau]}, sat af ${s.oprettetAf}: ${s.aarsag} (fra ${visDato(s.fra)}, ${s.til === 'infinity' ? 'indtil den hæves' : `til og med ${visDato(plusDage(s.til, -1))}`}).`;

const uplaceret = (k: Rykkerkrav, d: Debitorfakta): Regelsvar => k.iAfklaring ? nej('UPLACERET_INDBETALING', 'En indbetaling, der nævner kravet, venter i afklaring.')
  : d.uplaceret ? nej('UPLACERET_INDBETALING', 'Debitor har en indbetaling, der ikke er placeret endnu.') : ja('UPLACERET_INDBETALING', 'Alle debitors indbetalinger er placeret.');

/** What people have done with the claim in a round of letters; asked last, so that a line that is out answers as one that would be in. */
function irunde(k: Rykkerkrav): Regelsvar[] {
  const trin = naesteTrin(k);
  if (k.udtaget?.trin === trin) return [{ ...nej('UDTAGET', `Kravet er taget ud af rykkerkørslen af ${visDato(k.udtaget.dato)} af ${k.udtaget.af}: ${k.udtaget.aarsag}. Det bliver ude, til det sættes ind igen.`), hvem: k.udtaget.af }];
  if (k.venter?.trin !== trin) return [];
  return [nej('VENTER_GODKENDELSE', `Rykker ${trin} er foreslået i rykkerkørsel ${k.venter.rykkerkoerselId} af ${visDato(k.venter.dato)} og sendes, når kørslen er godkendt.`)];
}

function bankfil(g: Rykkergrundlag): Regelsvar {
  if (g.bankfilMangler.length === 0) return ja('BANKFIL_MANGLER', 'Alle ventede kontoudtog er kommet.');
  const hvilke = g.bankfilMangler.slice(0, 3).map((m) => `${m.bankkonto} for ${visDato(m.dato)}`).join(', ');
  return nej('BANKFIL_MANGLER', `Kontoudtog mangler (${hvilke}); en betaling kan være på vej.`);
}
