import { erBankdag, fraOere, minus, naesteBankdag, paastaa, plusBankdage, plusDage, seneste, sum, tilOere, type Beloeb, type Lokaldato } from '#app/kernel';
import type { Demokrav } from './krav.js';
import type { Adfaerd, Demodebitor } from './personer.js';
import { terning, type Terning } from './terning.js';

/** What the payer wrote: the bill's payment id, one with a wrong digit, one that is no bill's, or words. */
export type Betalingsart = 'FIK' | 'FIK_TASTEFEJL' | 'FIK_UKENDT' | 'FRITEKST';

/** A payment of a claim, before its amount and payment id are known to the bank. */
export interface Demobetaling {
  /** Unique; the bank's own reference. */
  readonly noegle: string;
  readonly krav: Demokrav;
  /** kroner > 0; SALDO = all that is open on the claim with its renter and gebyrer the day the bank gets it, nothing when nothing is. */
  readonly beloeb: Beloeb | 'SALDO';
  /** Value date; a bank day. */
  readonly virkningsdato: Lokaldato;
  /** The bank day in whose statement it stands; later than the value date when the bank was slow. */
  readonly udtogsdag: Lokaldato;
  readonly art: Betalingsart;
}

/** When and how much: `dag` as the payer means it; the bank moves it to a bank day. */
interface Rate { readonly dag: Lokaldato; readonly beloeb: Beloeb | 'SALDO' }

const UJAEVN: Readonly<Record<Exclude<Adfaerd, 'UJAEVN' | 'STOPPER'>, number>> = { PUNKTLIG: 35, TIDLIG: 10, DAGE_SEN: 25, MAANEDER_SEN: 14, DELVIS: 8, DOBBELT: 4, ALDRIG: 4 };
const GLEMMER = 0.015;
const PAAMINDET = 0.88;
const FOR_LIDT = 0.008;
const LANGSOM_BANK = 0.01;
const ARTER: Readonly<Record<Betalingsart, number>> = { FIK: 9830, FIK_TASTEFEJL: 40, FIK_UKENDT: 60, FRITEKST: 70 };

/** How this claim will be paid, if at all. Depends on the claim and its debtor only. */
export function betalinger(k: Demokrav): Demobetaling[] {
  const t = terning('betaling', k.krav.fagsystem, k.krav.reference);
  const rater = raterne(k, t).filter((r) => betalerDen(k.debitor, r.dag));
  return rater.map((r, i) => {
    const virkningsdato = naesteBankdag(seneste(r.dag, plusDage(k.dag, 2)));
    return {
      noegle: `${k.krav.reference}/${i + 1}`, krav: k, beloeb: r.beloeb, virkningsdato,
      udtogsdag: t.chance(LANGSOM_BANK) ? plusBankdage(virkningsdato, t.heltal(2, 5)) : virkningsdato, art: t.vaegtet(ARTER),
    };
  });
}

/** No one pays after death, nor who has stopped. */
const betalerDen = (d: Demodebitor, dag: Lokaldato): boolean => (d.stopper === undefined || dag < d.stopper) && !(d.status?.kode === '90' && dag >= d.status.fra);

/** A person sits down with all the bills of one due date at once: the day is the debtor's and the date's, not the bill's. */
const vane = (k: Demokrav): Terning => terning('vane', k.debitor.nr, k.krav.srb);

function raterne(k: Demokrav, t: Terning): Rate[] {
  const { adfaerd } = k.debitor;
  const rolle = adfaerd === 'UJAEVN' ? t.vaegtet(UJAEVN) : adfaerd === 'STOPPER' ? 'PUNKTLIG' : adfaerd;
  const ialt = sum(k.krav.linjer.map((l) => l.beloeb));
  const { srb } = k.krav;
  switch (rolle) {
    case 'ALDRIG': return [];
    case 'PUNKTLIG': return t.chance(GLEMMER) ? [glemt(srb, t)] : [{ dag: plusDage(srb, -vane(k).heltal(0, 2)), beloeb: maaskeForLidt(ialt, t) }];
    case 'TIDLIG': return [{ dag: plusDage(srb, -vane(k).heltal(4, 12)), beloeb: ialt }];
    case 'DAGE_SEN': return medRenter({ dag: plusDage(srb, vane(k).heltal(1, 9)), beloeb: t.chance(0.6) ? 'SALDO' : maaskeForLidt(ialt, t) }, t);
    case 'MAANEDER_SEN': return medRenter({ dag: plusDage(srb, vane(k).heltal(16, 130)), beloeb: t.chance(0.65) ? 'SALDO' : ialt }, t);
    case 'DELVIS': return dele(srb, ialt, t);
    case 'DOBBELT': return t.chance(0.12) ? dobbelt(srb, ialt, t) : [{ dag: srb, beloeb: ialt }];
  }
}

/** Who was late is told of renter and gebyrer, and most pay what that leaves open within the next weeks. */
const medRenter = (sen: Rate, t: Terning): Rate[] => (t.chance(PAAMINDET) ? [sen, { dag: plusDage(sen.dag, t.heltal(12, 45)), beloeb: 'SALDO' }] : [sen]);

/** The bill turns up under other papers: all that is owed by then. */
const glemt = (srb: Lokaldato, t: Terning): Rate => ({ dag: plusDage(srb, t.heltal(12, 60)), beloeb: 'SALDO' });

/** A few leave the øre out, or mistype: a residual of at most 9 kroner. */
function maaskeForLidt(ialt: Beloeb, t: Terning): Beloeb {
  const mangler = fraOere(BigInt(t.heltal(1, 900)));
  return t.chance(FOR_LIDT) && ialt.gt(20) ? minus(ialt, mangler) : ialt;
}

/** A part at the due date; the rest weeks later, as a bill's rest or as all that is owed, or not at all. */
function dele(srb: Lokaldato, ialt: Beloeb, t: Terning): Rate[] {
  const foerste = fraOere((tilOere(ialt) * BigInt(t.heltal(25, 80))) / 100n);
  const rest = { dag: plusDage(srb, t.heltal(20, 75)), beloeb: t.chance(0.5) ? 'SALDO' as const : minus(ialt, foerste) };
  const start = { dag: plusDage(srb, t.heltal(-1, 6)), beloeb: foerste };
  return t.chance(0.7) ? [start, rest] : [start];
}

const dobbelt = (srb: Lokaldato, ialt: Beloeb, t: Terning): Rate[] => [{ dag: srb, beloeb: ialt }, { dag: plusDage(srb, t.heltal(1, 14)), beloeb: ialt }];

/** Who has been told that the claim was regulated pays what is still owed, not what the bill said. */
const efterRegulering = (b: Demobetaling, reguleret: Lokaldato | undefined): Demobetaling => (reguleret !== undefined && b.virkningsdato > reguleret ? { ...b, beloeb: 'SALDO' } : b);

/** Payments by the bank day in whose statement they stand, in an order that never changes. `reguleret`: the days claims are regulated. */
export function efterUdtogsdag(krav: readonly Demokrav[], reguleret: ReadonlyMap<Demokrav, Lokaldato> = new Map()): Map<Lokaldato, Demobetaling[]> {
  const ud = new Map<Lokaldato, Demobetaling[]>();
  for (const b of krav.flatMap((k) => betalinger(k).map((x) => efterRegulering(x, reguleret.get(k))))) {
    paastaa(erBankdag(b.udtogsdag), 'DEMO_UDTOGSDAG');
    const dagens = ud.get(b.udtogsdag);
    if (dagens === undefined) ud.set(b.udtogsdag, [b]);
    else dagens.push(b);
  }
  return ud;
}
