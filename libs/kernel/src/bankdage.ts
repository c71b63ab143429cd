/**
 * Two Danish calendars of closing days, by rule, not by table (regler.md § 10; Danmarks Nationalbank, banklukkedage):
 * `bank` decides when payments move, `fael27` when a limitation period ends (forældelsesloven § 27). They differ in one
 * day: the Friday after Kristi himmelfart is a bank closing day only. Both include Saturdays and Sundays. Known to hold
 * for 2020–2030; before that, the rule of 2020 is applied.
 */
import { aar as aarAf, plusDage, plusMaaneder, ugedag } from './dato.js';
import { paastaa } from './fejl.js';
import { lokaldato, paaskedag, type Lokaldato } from './kalender.js';

const SIDSTE_AAR_MED_BEDEDAG = 2023; // store bededag counts up to 2023 only, regler.md § 10
const LOERDAG = 6;

interface Lukkedage {
  readonly bank: ReadonlySet<Lokaldato>;
  readonly fael27: ReadonlySet<Lokaldato>;
}

/** Closing days by year. Pure, so a cache: a year is worked out once. */
const lukkedage = new Map<number, Lukkedage>();

function lukkedageI(aar: number): Lukkedage {
  let kendt = lukkedage.get(aar);
  if (!kendt) lukkedage.set(aar, (kendt = beregnLukkedage(aar)));
  return kendt;
}

function beregnLukkedage(aar: number): Lukkedage {
  const paaske = paaskedag(aar);
  const efterPaaske = [-3, -2, 1, 39, 50]; // skærtorsdag, langfredag, 2. påskedag, Kristi himmelfart, 2. pinsedag
  if (aar <= SIDSTE_AAR_MED_BEDEDAG) efterPaaske.push(26);
  const faste = [lokaldato(aar, 1, 1), lokaldato(aar, 6, 5), ...[24, 25, 26, 31].map((dag) => lokaldato(aar, 12, dag))];
  const fael27 = new Set([...faste, ...efterPaaske.map((dage) => plusDage(paaske, dage))]);
  return { fael27, bank: new Set([...fael27, plusDage(paaske, 40)]) };
}

const erWeekend = (d: Lokaldato): boolean => ugedag(d) >= LOERDAG;

/** True when Danish banks settle payments on the day. */
export const erBankdag = (d: Lokaldato): boolean => !erWeekend(d) && !lukkedageI(aarAf(d)).bank.has(d);

/** True on weekends, helligdage, 5 June, 24 and 31 December: days on which a limitation period cannot end (§ 27 stk. 2). */
export const erFael27Lukkedag = (d: Lokaldato): boolean => erWeekend(d) || lukkedageI(aarAf(d)).fael27.has(d);

/** The day itself when it is a bank day, else the first one after it. Use it when setting an SRB, never to move one. */
export function naesteBankdag(d: Lokaldato): Lokaldato {
  let dag = d;
  while (!erBankdag(dag)) dag = plusDage(dag, 1);
  return dag;
}

/** The last bank day strictly before the day. */
export function forrigeBankdag(d: Lokaldato): Lokaldato {
  let dag = plusDage(d, -1);
  while (!erBankdag(dag)) dag = plusDage(dag, -1);
  return dag;
}

/** The n-th bank day strictly after the day; n = 0 is the day itself, bank day or not. n whole, ≥ 0. */
export function plusBankdage(d: Lokaldato, n: number): Lokaldato {
  paastaa(Number.isSafeInteger(n) && n >= 0, 'BANKDAGE_UGYLDIGT_ANTAL');
  let dag = d;
  for (let i = 0; i < n; i += 1) dag = naesteBankdag(plusDage(dag, 1));
  return dag;
}

/** The day itself, or the first after it that is not a closing day of forældelsesloven § 27 stk. 2. */
export function naesteFael27Dag(d: Lokaldato): Lokaldato {
  let dag = d;
  while (erFael27Lukkedag(dag)) dag = plusDage(dag, 1);
  return dag;
}

/**
 * The last day on which the claim is valid: `aar` whole years (≥ 1) after `start`, moved forward off closing days. The
 * start day itself is not counted, and a start on a closing day does not matter. Forældelsesloven § 27; regler.md § 5.2.
 */
export function foraeldelsesdato(start: Lokaldato, aar: number): Lokaldato {
  paastaa(Number.isSafeInteger(aar) && aar >= 1, 'FORAELDELSE_UGYLDIGT_ANTAL_AAR');
  return naesteFael27Dag(plusMaaneder(start, 12 * aar));
}
