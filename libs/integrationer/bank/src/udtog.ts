import { fraOere, tilOere, visBeloeb, type Beloeb, type Lokaldato } from '#app/kernel';
import { BankfilFejl } from './fejl.js';
import type { Afvigelse, CamtPost, CamtUdtog, CamtUdtogSlut, Saldo } from './typer.js';

type Skrivbar<T> = { -readonly [N in keyof T]?: T[N] };

/** TxsSummry as stated; amounts are sums without sign. */
export interface Opsummering {
  antal?: number;
  antalKredit?: number;
  antalDebet?: number;
  kredit?: Beloeb;
  debet?: Beloeb;
}

/** A count and the sums of money in and out, in øre (design D11: integers inside one room's hot path). */
interface Taelling {
  antalKredit: number;
  antalDebet: number;
  kredit: bigint;
  debet: bigint;
}

/** A statement being read. */
export interface Udtogsudkast extends Skrivbar<Pick<CamtUdtog, 'id' | 'konto' | 'ejer' | 'valuta' | 'elektroniskNr' | 'juridiskNr' | 'fraDato' | 'tilDato'>> {
  readonly nr: number;
  readonly saldi: Saldo[];
  readonly opsummering: Opsummering;
  readonly bogfoert: Taelling;
  readonly alle: Taelling;
  oprettet?: Lokaldato;
  sidenr?: number;
  sidsteSide?: boolean;
  aabnet: boolean;
  blandetValuta: boolean;
}

const tom = (): Taelling => ({ antalKredit: 0, antalDebet: 0, kredit: 0n, debet: 0n });

export const nytUdtog = (nr: number): Udtogsudkast => ({
  nr, saldi: [], opsummering: {}, bogfoert: tom(), alle: tom(), aabnet: false, blandetValuta: false,
});

/** The balance to check against: of the account's currency when one is, the first (opening) or last (closing) of the day. */
function saldoAf(u: Udtogsudkast, koder: readonly string[], sidste: boolean): Saldo | undefined {
  for (const kode of koder) {
    const fundne = u.saldi.filter((s) => s.kode === kode);
    const egne = fundne.filter((s) => s.valuta === u.valuta);
    const saldo = (egne.length > 0 ? egne : fundne).at(sidste ? -1 : 0);
    if (saldo !== undefined) return saldo;
  }
  return undefined;
}

const primo = (u: Udtogsudkast): Saldo | undefined => saldoAf(u, ['OPBD', 'PRCD', 'ITBD'], false);

/** A lone ITBD that serves as opening balance is not the closing one too. */
function ultimo(u: Udtogsudkast): Saldo | undefined {
  const saldo = saldoAf(u, ['CLBD', 'ITBD'], true);
  return saldo === primo(u) ? undefined : saldo;
}

/** The currency when Acct/Ccy is silent: that of the balances, else `postvaluta`. */
export function fastlaegValuta(u: Udtogsudkast, postvaluta?: string): void {
  u.valuta ??= primo(u)?.valuta ?? ultimo(u)?.valuta ?? postvaluta;
}

const valutaafvigelse = (tekst: string): Afvigelse => ({ kode: 'CAMT_VALUTA', tekst });

/** Complaints about an entry's currency: the books hold Danish kroner only. */
export const postafvigelser = (valuta: string, u: Udtogsudkast): readonly Afvigelse[] => (valuta === 'DKK' && u.valuta === 'DKK' ? []
  : [valutaafvigelse(valuta === 'DKK' ? 'Kontoen føres ikke i danske kroner.' : 'Posten er ikke i danske kroner.')]);

/** The statement's start as an event. `konto` and `id` are known to be set. */
export function udtogsstart(u: Udtogsudkast, id: string, konto: string): CamtUdtog {
  const [foer, efter] = [primo(u), ultimo(u)];
  return {
    art: 'UDTOG', nr: u.nr, id, konto,
    ...(u.ejer !== undefined && { ejer: u.ejer }),
    ...(u.valuta !== undefined && { valuta: u.valuta }),
    ...(u.elektroniskNr !== undefined && { elektroniskNr: u.elektroniskNr }),
    ...(u.juridiskNr !== undefined && { juridiskNr: u.juridiskNr }),
    ...(u.fraDato !== undefined && { fraDato: u.fraDato }),
    ...(u.tilDato !== undefined && { tilDato: u.tilDato }),
    ...(foer && { primoSaldo: foer.beloeb }),
    ...(efter && { ultimoSaldo: efter.beloeb, saldoDato: efter.dato }),
    ...(u.sidenr !== undefined && { side: { nr: u.sidenr, sidste: u.sidsteSide ?? true } }),
    afvigelser: u.valuta === undefined || u.valuta === 'DKK' ? [] : [valutaafvigelse('Kontoen føres ikke i danske kroner.')],
  };
}

/** The day an entry without any date belongs to. */
export const udtogsdag = (u: Udtogsudkast): Lokaldato | undefined => ultimo(u)?.dato ?? u.tilDato ?? u.oprettet;

function laegTil(t: Taelling, retning: CamtPost['retning'], oere: bigint): void {
  if (retning === 'KREDIT') {
    t.antalKredit += 1;
    t.kredit += oere;
  } else {
    t.antalDebet += 1;
    t.debet += oere;
  }
}

export function taelPost(u: Udtogsudkast, post: Pick<CamtPost, 'beloeb' | 'valuta' | 'retning' | 'status'>): void {
  const egen = post.valuta === u.valuta;
  if (!egen) u.blandetValuta = true;
  const oere = egen ? tilOere(post.beloeb) : 0n;
  laegTil(u.alle, post.retning, oere);
  if (post.status === 'BOOK') laegTil(u.bogfoert, post.retning, oere);
}

const visOere = (oere: bigint): string => `${oere < 0n ? '-' : ''}${visBeloeb(sumAf(oere < 0n ? -oere : oere))}`;

/** Øre as Beloeb; a sum beyond numeric(15,2) refuses the file. */
function sumAf(oere: bigint): Beloeb {
  if (oere >= 10n ** 15n) throw new BankfilFejl('CAMT_BELOEB', 'Summen af udtogets poster er for stor.');
  return fraOere(oere);
}

function saldoafvigelser(u: Udtogsudkast): Afvigelse[] {
  const [foer, efter] = [primo(u), ultimo(u)];
  if (foer === undefined || efter === undefined) {
    return [{ kode: 'BANKFIL_SALDO_MANGLER', tekst: `Udtog nr. ${u.nr} har ikke både primo- og ultimosaldo.` }];
  }
  if (u.blandetValuta || foer.valuta !== u.valuta || efter.valuta !== u.valuta) {
    return [valutaafvigelse(`Udtog nr. ${u.nr} blander valutaer; summerne kan ikke kontrolleres.`)];
  }
  const beregnet = tilOere(foer.beloeb) + u.bogfoert.kredit - u.bogfoert.debet;
  if (beregnet === tilOere(efter.beloeb)) return [];
  if (u.sidenr !== undefined && (u.sidenr > 1 || u.sidsteSide === false)) {
    return [{ kode: 'BANKFIL_SALDO_MANGLER', tekst: `Udtog nr. ${u.nr} er én side af et længere udtog; saldi kan ikke kontrolleres.` }];
  }
  return [{
    kode: 'BANKFIL_SUM',
    tekst: `Udtog nr. ${u.nr}: primosaldo og bogførte poster giver ${visOere(beregnet)}, men ultimosaldoen er ${visBeloeb(efter.beloeb)}.`,
  }];
}

/** TxsSummry agrees when it counts either the booked entries or all of them: banks do both. */
function opsummeringsafvigelser(u: Udtogsudkast): Afvigelse[] {
  const { opsummering: o, bogfoert, alle } = u;
  const stemmer = <T>(sagt: T | undefined, af: (t: Taelling) => T): boolean => sagt === undefined || [bogfoert, alle].some((t) => af(t) === sagt);
  const oere = (b: Beloeb | undefined): bigint | undefined => b && tilOere(b);
  const fund: Afvigelse[] = [];
  if (!u.blandetValuta && !(stemmer(oere(o.kredit), (t) => t.kredit) && stemmer(oere(o.debet), (t) => t.debet))) {
    fund.push({ kode: 'BANKFIL_SUM', tekst: `Udtog nr. ${u.nr}: posternes sum er ikke den, opsummeringen (TxsSummry) angiver.` });
  }
  if (!stemmer(o.antal, (t) => t.antalKredit + t.antalDebet) || !stemmer(o.antalKredit, (t) => t.antalKredit) || !stemmer(o.antalDebet, (t) => t.antalDebet)) {
    fund.push({ kode: 'BANKFIL_OPTAELLING', tekst: `Udtog nr. ${u.nr}: antallet af poster er ikke det, opsummeringen (TxsSummry) angiver.` });
  }
  return fund;
}

/** The statement's end as an event. Strictly: a BANKFIL_SUM refuses the file instead. */
export function udtogsslut(u: Udtogsudkast, id: string, strengt: boolean): CamtUdtogSlut {
  const afvigelser = [...saldoafvigelser(u), ...opsummeringsafvigelser(u)];
  const sumfejl = afvigelser.find((a) => a.kode === 'BANKFIL_SUM');
  if (strengt && sumfejl) throw new BankfilFejl('BANKFIL_SUM', sumfejl.tekst);
  return {
    art: 'UDTOG_SLUT', udtogsId: id, antalPoster: u.alle.antalKredit + u.alle.antalDebet,
    sumKredit: sumAf(u.bogfoert.kredit), sumDebet: sumAf(u.bogfoert.debet), saldi: u.saldi, afvigelser,
  };
}
