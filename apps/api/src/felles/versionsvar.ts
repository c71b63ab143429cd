import { UdDato, UdTekst, UdTid } from './svarfelter.js';

/** When something is true. */
export class GyldighedSvar {
  @UdDato('Gælder fra', '2026-01-01') gyldigFra: string;
  @UdDato('Gælder til (medregnes ikke); null uden slut', '2027-01-01', { null: true }) gyldigTil: string | null;
}
/** The two axes of a version: when it is true, and when that was known, by whom. */
export class VersionSvar extends GyldighedSvar {
  @UdTid('Kendt fra') kendtFra: Date;
  @UdTid('Kendt til; null: det er det, vi ved nu', '2026-04-02T09:00:00.000Z', { null: true }) kendtTil: Date | null;
  @UdTekst('Hvem der sagde det', 'sagsbehandler1') bruger: string;
}
