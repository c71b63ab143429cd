import { ForretningsFejl, paastaa, ProgramFejl, UgyldigtInput } from './fejl.js';

class KravErLukket extends ForretningsFejl {
  readonly kode = 'KRAV_ER_LUKKET';
  readonly status = 409;
  readonly titel = 'Kravet er lukket';
}

it('a business error carries kode, status and titel beside its Danish detail', () => {
  const fejl = new KravErLukket('Krav 7 er lukket.');
  expect(fejl).toBeInstanceOf(Error);
  expect({ ...fejl, besked: fejl.message }).toEqual({
    name: 'KravErLukket', kode: 'KRAV_ER_LUKKET', status: 409, titel: 'Kravet er lukket', felter: [],
    besked: 'Krav 7 er lukket.',
  });
});

it('invalid input names its field', () => {
  const fejl = new UgyldigtInput('CPR_UGYLDIGT', 'debitor.cpr', 'CPR-nummeret er ikke gyldigt.');
  expect(fejl).toBeInstanceOf(ForretningsFejl);
  expect(fejl).toMatchObject({
    kode: 'CPR_UGYLDIGT', status: 422, titel: 'Ugyldigt input', message: 'CPR-nummeret er ikke gyldigt.',
    felter: [{ felt: 'debitor.cpr', kode: 'CPR_UGYLDIGT', besked: 'CPR-nummeret er ikke gyldigt.' }],
  });
});

it('a broken invariant is a bug, not a business error', () => {
  const brud = fangst(() => paastaa(1 > 2, 'BILAG_STEMMER_IKKE'));
  expect(brud).toBeInstanceOf(ProgramFejl);
  expect(brud).not.toBeInstanceOf(ForretningsFejl);
  expect(brud).toMatchObject({ kode: 'BILAG_STEMMER_IKKE', message: 'Programfejl: BILAG_STEMMER_IKKE' });
});

it('an invariant that holds narrows the type and passes', () => {
  const maaske = 'x' as string | undefined;
  paastaa(maaske, 'MANGLER');
  expect(maaske.length).toBe(1);
});

function fangst(handling: () => void): unknown {
  try {
    handling();
  } catch (fejl) {
    return fejl;
  }
  return undefined;
}
