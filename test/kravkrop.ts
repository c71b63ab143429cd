let nr = 0;
/** A claim as a fagsystem sends it, with a reference of its own. */
export const enKravkrop = (andet: Record<string, unknown> = {}): Record<string, unknown> => ({
  fagsystem: 'NEXUS', reference: `K-${process.pid}-${nr++}`, debitor: { art: 'CPR', nummer: '0101801234', navn: 'Ane Ager', adresse: { vejnavn: 'Birkevej', husnummer: '12', postnummer: '8600', postdistrikt: 'Silkeborg' } },
  aftaleindhold: 'BARN-1', kravstype: 'DAGINST', periodeFra: '2026-01-01', periodeTil: '2026-01-31', stiftelsesdato: '2026-01-01', forfaldsdato: '2026-01-15', sidsteRettidigeBetalingsdato: '2026-01-20',
  linjer: [{ deltransaktion: 'FULDTID', beloeb: '3000.00', tekst: 'Børnehaven Solen' }, { deltransaktion: 'MAD', beloeb: '500.00' }], ...andet,
});
