import { ForretningsFejl } from '#app/kernel';

/** 404: the token names a kommune this installation does not hold. */
export class KommuneUkendt extends ForretningsFejl {
  readonly kode = 'KOMMUNE_UKENDT'; readonly status = 404; readonly titel = 'Kommunen findes ikke her';
  constructor(kode: string) { super(`Kommune ${kode} findes ikke i denne installation.`); }
}
/** 503 for one kommune alone: its schema has another version than this program. */
export class KommuneOpdateres extends ForretningsFejl {
  readonly kode = 'KOMMUNE_OPDATERES'; readonly status = 503; readonly titel = 'Kommunen opdateres';
  constructor(kode: string) { super(`Kommune ${kode} er ved at blive opdateret. Prøv igen om lidt.`); }
}
/** 409: the same Idempotency-Key came with another body. */
export class IdempotensKonflikt extends ForretningsFejl {
  readonly kode = 'IDEMPOTENSNOEGLE_GENBRUGT'; readonly status = 409; readonly titel = 'Nøglen er brugt til noget andet';
  constructor() { super('Idempotency-Key er allerede brugt til en anden forespørgsel.'); }
}
/** 400: a POST that changes something came without an Idempotency-Key. */
export class IdempotensMangler extends ForretningsFejl {
  readonly kode = 'IDEMPOTENSNOEGLE_MANGLER'; readonly status = 400; readonly titel = 'Idempotency-Key mangler';
  constructor() { super('Send headeren Idempotency-Key (8-100 tegn), så en gentaget forespørgsel ikke udføres to gange.'); }
}
/** 409: two changes met; nothing was changed. */
export class SamtidigAendring extends ForretningsFejl {
  readonly kode = 'SAMTIDIG_AENDRING'; readonly status = 409; readonly titel = 'Samtidig ændring';
  constructor() { super('Oplysningen blev ændret af en anden på samme tid, eller den findes allerede. Intet er ændret; hent den igen, og prøv på ny.'); }
}
/** 503: the database or Redis does not answer. */
export class Driftsfejl extends ForretningsFejl {
  readonly kode = 'DRIFT_UTILGAENGELIG'; readonly status = 503; readonly titel = 'Systemet er midlertidigt utilgængeligt';
  constructor() { super('Databasen svarer ikke lige nu. Prøv igen om lidt; intet er ændret.'); }
}
/** 409: the bogføringsdato lies in a closed regnskabsperiode (the database itself refused). */
export class RegnskabsperiodeLukket extends ForretningsFejl {
  readonly kode = 'REGNSKABSPERIODE_LUKKET'; readonly status = 409; readonly titel = 'Regnskabsperioden er lukket';
  constructor() { super('Bogføringsdatoen ligger i en lukket regnskabsperiode.'); }
}
/** 403: registreret may only be given from outside in a proevemiljoe. */
export class RegistreretKunIProevemiljoe extends ForretningsFejl {
  readonly kode = 'REGISTRERET_KUN_I_PROEVEMILJOE'; readonly status = 403; readonly titel = 'Kun i et prøvemiljø';
  constructor() { super('Registreringstidspunktet kan kun angives i et prøvemiljø.'); }
}
/** 404 with the kind of thing that was not found. */
export class IkkeFundet extends ForretningsFejl {
  readonly kode = 'IKKE_FUNDET'; readonly status = 404; readonly titel = 'Findes ikke';
  constructor(hvad: string, id: string) { super(`${hvad} ${id} findes ikke.`); }
}
/** 403: the token lacks the right the endpoint names. */
export class RetMangler extends ForretningsFejl {
  readonly kode = 'RET_MANGLER'; readonly status = 403; readonly titel = 'Retten mangler';
  constructor(ret: string) { super(`Adgangen giver ikke retten ${ret}.`); }
}
/** 401: no token, or one that is not valid. */
export class IkkeLoggetInd extends ForretningsFejl {
  readonly kode = 'IKKE_LOGGET_IND'; readonly status = 401; readonly titel = 'Ikke logget ind';
  constructor(detail = 'Send et gyldigt token i headeren Authorization: Bearer.') { super(detail); }
}

/** A database error as the problem a caller can act on; anything unknown is passed on as it is (a 500). */
export function oversaetDatabasefejl(fejl: unknown): unknown {
  const kode = databasekode(fejl);
  if (kode === undefined) return fejl;
  if (kode === 'D0001') return new RegistreretKunIProevemiljoe();
  if (kode === 'D0004' || (kode === '23502' && ramtKolonne(fejl) === 'bogfoeringsdato')) return new RegnskabsperiodeLukket(); // no open day found, or a closed one given
  if (kode === '23505' || kode === '40001' || kode === '40P01') return new SamtidigAendring();
  if (kode.startsWith('08') || kode.startsWith('57P') || kode === '57014' || /^E[A-Z]+$/.test(kode)) return new Driftsfejl();
  return fejl;
}

/** The column a not-null violation names. */
const ramtKolonne = (fejl: unknown): unknown => (fejl as { column?: unknown; driverError?: { column?: unknown } }).column ?? (fejl as { driverError?: { column?: unknown } }).driverError?.column;

/** SQLSTATE or Node's connection code of an error, through TypeORM's wrapper. */
export function databasekode(fejl: unknown): string | undefined {
  if (typeof fejl !== 'object' || fejl === null) return undefined;
  const f = fejl as { code?: unknown; driverError?: { code?: unknown }; message?: unknown };
  const kode = f.code ?? f.driverError?.code;
  if (typeof kode === 'string') return kode;
  return typeof f.message === 'string' && /Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect/.test(f.message) ? '08006' : undefined;
}

/** True where running the same transaction again may well succeed: lost connection, deadlock, serialization, a key just taken. */
export function kanGentages(fejl: unknown): boolean {
  return ['40001', '40P01', '23505'].includes(databasekode(fejl) ?? '');
}

/** True where the server itself went away; a part is simply taken again later. */
export function erForbindelsesfejl(fejl: unknown): boolean {
  const kode = databasekode(fejl) ?? '';
  return kode.startsWith('08') || kode.startsWith('57P') || /^E[A-Z]+$/.test(kode) || fejl instanceof Driftsfejl;
}
