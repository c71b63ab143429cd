/** One complaint about one field, shown beside that field. `kode` is for programs, `besked` is Danish for people. */
export interface Feltfejl {
  readonly felt: string;
  readonly kode: string;
  readonly besked: string;
}

/**
 * A refusal with a reason, as opposed to a bug. One filter turns it into application/problem+json (RFC 9457).
 *
 * - `kode`: UPPER_SNAKE, stable for ever, callers branch on it.
 * - `status`: the HTTP status, 400–499, or 503 for "not now".
 * - `titel`: Danish, the same for every occurrence, free of personal data.
 * - `message`: Danish detail of this occurrence; names things by id, never by CPR.
 * - `felter`: the fields at fault, empty when no single field is.
 */
export abstract class ForretningsFejl extends Error {
  abstract readonly kode: string;
  abstract readonly status: number;
  abstract readonly titel: string;
  readonly felter: readonly Feltfejl[];

  constructor(detail: string, felter: readonly Feltfejl[] = []) {
    super(detail);
    this.name = new.target.name;
    this.felter = felter;
  }
}

/**
 * One value from outside has the wrong form or meaning; status 422. The kode is given per instance, for example
 * 'BELOEB_UGYLDIGT'. `besked` must not repeat the value: it may be a person's number.
 */
export class UgyldigtInput extends ForretningsFejl {
  readonly kode: string;
  readonly status = 422;
  readonly titel = 'Ugyldigt input';

  constructor(kode: string, felt: string, besked: string) {
    super(besked, [{ felt, kode, besked }]);
    this.kode = kode;
  }
}

/** A bug: something the program itself promised does not hold. Becomes a 500; its kode goes to the log. */
export class ProgramFejl extends Error {
  readonly kode: string;

  constructor(kode: string) {
    super(`Programfejl: ${kode}`);
    this.name = new.target.name;
    this.kode = kode;
  }
}

/** States an invariant. Throws ProgramFejl(kode) when it does not hold; never used on input from outside. */
export function paastaa(betingelse: unknown, kode: string): asserts betingelse {
  if (!betingelse) throw new ProgramFejl(kode);
}
