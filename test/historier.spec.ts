import { kr } from '#app/kernel';
import { golden } from './golden.js';
import { scenarie, type Scenarie } from './scenarie.js';

/** Dated stories with their whole journal: bogføringsdato, virkningsdato, what, which claim, konti and amounts. */
let s: Scenarie;
const fortael = async (navn: string): Promise<void> => {
  const j = await s.journal();
  expect(j).toBe(golden(`historier/${navn}`, j));
  expect(await s.brud()).toEqual([]);
};
afterEach(() => s?.slut());

it('a payment in time means no interest and no reminder', async () => {
  s = await scenarie({ fra: '2026-02-01' });
  await s.krav('K1', kr('1200.00'), { forfald: '2026-02-27' });
  await s.nat('2026-02-20');
  await s.indbetaling(kr('1200.00'), { dato: '2026-02-20', krav: 'K1' });
  await s.nat('2026-06-30');
  await fortael('betalt-til-tiden');
});

it('paid on the last timely day, arriving two bank days later: no interest (design D7)', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('K1', kr('1000.00'), { forfald: '2026-01-16' });
  await s.nat('2026-01-20');
  await s.indbetaling(kr('1000.00'), { dato: '2026-01-16', krav: 'K1' });
  await s.nat('2026-03-31');
  await fortael('betalt-paa-dagen');
});

it('never paid: interest each month on the hovedstol alone, one reminder with fee (regler.md 1.1 example 6)', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('K1', kr('4000.00'), { forfald: '2026-01-15' });
  await s.nat('2026-03-20');
  await fortael('aldrig-betalt');
  expect(await s.rest('K1')).toEqual({ hovedstol: '4000.00', renter: '120.00', gebyrer: '250.00' });
});

it('a part payment covers fee, interest, then hovedstol; the next month’s interest is of what is left (regler.md 1.1 example 7)', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('K1', kr('4000.00'), { forfald: '2026-01-15' });
  await s.spaer('RYKKER', 'K1', '2026-01-01', '2027-01-01');
  await s.nat('2026-02-11');
  await s.indbetaling(kr('1500.00'), { dato: '2026-02-10', krav: 'K1' });
  await s.nat('2026-03-20');
  await fortael('delbetaling');
  expect(await s.rest('K1')).toEqual({ hovedstol: '2540.00', renter: '50.80', gebyrer: '0.00' });
});

it('the same part payment found three months late gives the same books', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('K1', kr('4000.00'), { forfald: '2026-01-15' });
  await s.spaer('RYKKER', 'K1', '2026-01-01', '2027-01-01');
  await s.nat('2026-05-12');
  await s.indbetaling(kr('1500.00'), { dato: '2026-02-10', krav: 'K1' });
  await s.nat('2026-05-20');
  await fortael('fundet-sent');
  expect(await s.rest('K1')).toEqual({ hovedstol: '2540.00', renter: '101.60', gebyrer: '0.00' });
});

it('paid twice: the second payment waits and pays the next bill on the day it falls due', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('K1', kr('500.00'), { forfald: '2026-01-30' });
  await s.krav('K2', kr('300.00'), { forfald: '2026-02-27' });
  await s.indbetaling(kr('500.00'), { dato: '2026-01-02', krav: 'K1' });
  await s.indbetaling(kr('500.00'), { dato: '2026-01-02', krav: 'K1' });
  await s.nat('2026-04-30');
  await fortael('betalt-to-gange');
});

it('a small residual is written off; money that comes with an earlier date takes the write-off back', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('K1', kr('600.00'), { forfald: '2026-01-15' });
  await s.indbetaling(kr('595.00'), { dato: '2026-01-05', krav: 'K1' });
  await s.nat('2026-03-31');
  await s.indbetaling(kr('5.00'), { dato: '2026-01-06', krav: 'K1' });
  await s.nat('2026-04-15');
  await fortael('rest-afskrevet-og-genindgaaet');
});

it('one letter over a public and a civil claim: the 250 fee stands on the public one', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('HUSLEJE', kr('5000.00'), { forfald: '2026-01-05', type: 'HUSLEJE' });
  await s.krav('INSTITUTION', kr('2000.00'), { forfald: '2026-01-05' });
  await s.nat('2026-02-20');
  await fortael('blandet-rykker');
});

it('a reminder on hold is not sent until the hold ends', async () => {
  s = await scenarie({ fra: '2026-01-02' });
  await s.krav('K1', kr('800.00'), { forfald: '2026-01-15', type: 'FAKTURA' });
  await s.spaer('RYKKER', 'K1', '2026-01-10', '2026-03-01');
  await s.nat('2026-02-28');
  expect(await s.rest('K1')).toEqual({ hovedstol: '800.00', renter: '0.00', gebyrer: '0.00' });
  await s.nat('2026-03-10');
  await fortael('spaerret-rykker');
  expect(await s.rest('K1')).toEqual({ hovedstol: '800.00', renter: '0.00', gebyrer: '100.00' });
});

it('31 January and a leap year: the day is anchored, never chained (regler.md 1.1 example 2)', async () => {
  s = await scenarie({ fra: '2024-01-02' });
  await s.krav('K1', kr('1234.56'), { forfald: '2024-01-30' });
  await s.spaer('RYKKER', 'K1', '2024-01-01', '2027-01-01');
  await s.nat('2024-05-10');
  await fortael('skudaar');
});
