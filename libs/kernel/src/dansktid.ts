/** Between instants (UTC) and Danish calendar days (Europe/Copenhagen). The instant is always an argument. */
import { paastaa } from './fejl.js';
import { cifre, dagnummer, lokaldato, type Lokaldato } from './kalender.js';

/** Danish wall time to the minute, '00:00'–'23:59'. */
export type Klokkeslaet = `${string}:${string}`;

const MS_PR_TIME = 3_600_000;
const MS_PR_DAG = 24 * MS_PR_TIME;

const danskUr = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Copenhagen', hourCycle: 'h23',
  year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
});

type Dele = Readonly<Record<'year' | 'month' | 'day' | 'hour' | 'minute', string>>;

function dele(tid: Date): Dele {
  paastaa(!Number.isNaN(tid.getTime()), 'TIDSPUNKT_UGYLDIGT');
  return Object.fromEntries(danskUr.formatToParts(tid).map((del) => [del.type, del.value])) as Dele;
}

/** The calendar day in Denmark at the instant. ProgramFejl TIDSPUNKT_UGYLDIGT for an invalid Date. */
export function danskDato(tid: Date): Lokaldato {
  const { year, month, day } = dele(tid);
  return lokaldato(cifre(year, 0, year.length), cifre(month, 0, 2), cifre(day, 0, 2));
}

/** The wall time in Denmark at the instant. One hour a year occurs twice and one never. */
export function danskKlokkeslaet(tid: Date): Klokkeslaet {
  const { hour, minute } = dele(tid);
  return `${hour}:${minute}`;
}

/**
 * The instant at which the day begins in Denmark: the first whole hour of UTC that `danskDato` places on the day. Found
 * by asking the calendar, not by assuming an offset, so days of summer-time change need no rule of their own.
 */
export function danskMidnat(d: Lokaldato): Date {
  const utcMidnat = dagnummer(d) * MS_PR_DAG;
  for (const timer of [-3, -2, -1, 0]) { // Danish time has been 1–3 whole hours ahead of UTC since 1900
    const tid = new Date(utcMidnat + timer * MS_PR_TIME);
    if (danskDato(tid) >= d) return tid;
  }
  paastaa(false, 'DANSK_MIDNAT_UKENDT');
}
