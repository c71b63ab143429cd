/** Fewest debtors: the first requests in flight never make the same one. */
const MINDST_DEBITORER = 2000;

/** The nth claim of a monthly run over 0.4 debtors per claim: the first of a debtor's makes the debtor, the others find him. */
export function kravkrop(n: number, antal: number): object {
  const d = n % Math.max(Math.ceil(antal * 0.4), Math.min(antal, MINDST_DEBITORER));
  return {
    reference: `H-${n}`, debitor: { art: 'CPR', nummer: cpr(d), navn: `Debitor ${d}`, adresse: { vejnavn: 'Målevej', husnummer: String(d % 200 + 1), postnummer: '9000', postdistrikt: 'Aalborg' } },
    aftaleindhold: `BARN-${d}`, kravstype: 'DAGINST', periodeFra: '2026-03-01', periodeTil: '2026-03-31', stiftelsesdato: '2026-03-01', forfaldsdato: '2026-03-16', sidsteRettidigeBetalingsdato: '2026-03-16',
    linjer: [{ deltransaktion: 'YDELSE', beloeb: `${100 + n * 7919 % 4000}.${String(n % 100).padStart(2, '0')}` }],
  };
}

const NUMRE_PR_DAG = 2500;
/** A made-up CPR-nummer of a day from 1950 on; none of them has the check digit's rule in mind. */
function cpr(d: number): string {
  const dag = Math.floor(d / NUMRE_PR_DAG);
  const to = (x: number): string => String(x).padStart(2, '0');
  return `${to(dag % 28 + 1)}${to(Math.floor(dag / 28) % 12 + 1)}${50 + Math.floor(dag / 336) % 50}${1000 + d % NUMRE_PR_DAG}`;
}
